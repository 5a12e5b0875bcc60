"""Whether protocol and certificate of a folder follow from the scores that lie with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import AtuformsError
from atuforms.core.findings import Finding
from atuforms.dossiers.differences import same_course
from atuforms.dossiers.folder import Member
from atuforms.fields.not_given import given, given_items
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.compliance_criteria import ComplianceCriteria
from atuforms.forms.mooc_development.expertise_protocol import ExpertiseProtocol
from atuforms.forms.mooc_development.judgement import against_placement, marks_that_differ
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate
from atuforms.records.loading import open_record, place_of

_RECORDS: Final = frozenset({".yaml", ".yml", ".json"})
_MOST_FILES: Final = 500
_LARGEST: Final = 1_000_000
"""Bytes of a file that may be a record of scores: it has a page of them."""
_OF_SCORES: Final = re.compile(rb"02.?10|compliance.?criteria", re.IGNORECASE)


def judgements(members: Sequence[Member]) -> Iterator[Finding]:
    """Where the documents of one course go against its scores, in the document concerned."""
    sheets = [
        (member.file, member.form)
        for member in members
        if isinstance(member.form, ComplianceCriteria)
    ]
    for member in members:
        form = member.form
        found: Iterator[Finding] = iter(())
        if isinstance(form, ExpertiseProtocol):
            found = marks_that_differ(form, sheets)
        elif isinstance(form, MoocPlacementCertificate) and not given(form.compliance):
            # What it names itself its own report has told.
            found = against_placement(form, sheets)
        for finding in found:
            place = place_of(finding.path, form.origin.places)
            yield replace(finding, file=member.file, place=place)


def judgements_beside(form: Form, file: Path) -> tuple[Finding, ...]:
    """What records of scores in the folder of a certificate have against its course.

    A certificate that names its scores itself rests on those; its own report tells of them.
    """
    if not isinstance(form, MoocPlacementCertificate):
        return ()
    if list(given_items(form.compliance)):
        return ()
    sheets = [each for each in _sheets_in(file.parent) if same_course(form, each[1])]
    places = form.origin.places
    return tuple(
        replace(finding, place=place_of(finding.path, places))
        for finding in against_placement(form, sheets)
    )


def _sheets_in(folder: Path) -> Iterator[tuple[str, ComplianceCriteria]]:
    try:
        paths = sorted(islice(folder.iterdir(), _MOST_FILES))
    except OSError:
        return
    for path in paths:
        if path.suffix.lower() not in _RECORDS or path.is_symlink():
            continue
        try:
            if not path.is_file() or path.stat().st_size > _LARGEST:
                continue
            if not _OF_SCORES.search(path.read_bytes()):
                continue
            sheet, _findings = open_record(path)
        except (OSError, AtuformsError):
            continue
        if isinstance(sheet, ComplianceCriteria):
            yield path.name, sheet
