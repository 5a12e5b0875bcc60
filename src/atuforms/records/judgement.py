"""The judgement on which a certificate rests: the records that it names, and those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import Final

from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.file_states import Stamp
from atuforms.core.findings import Finding, Report
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.not_given import given_items
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.compliance_criteria import ComplianceCriteria
from atuforms.forms.mooc_development.expertise_protocol import ExpertiseProtocol
from atuforms.forms.mooc_development.judgement import against_placement
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate
from atuforms.records.differences import same_course
from atuforms.records.inventory import folder_of
from atuforms.records.loading import open_record, place_of

_RECORDS: Final = frozenset({".yaml", ".yml", ".json"})
_MOST_FILES: Final = 500
_LARGEST: Final = 1_000_000
"""Bytes of a file that may be a record of a judgement: it has a page or two of them."""
_OF_JUDGEMENT: Final = re.compile(
    rb"02.?1[01]|compliance.?criteria|expertise.?protocol", re.IGNORECASE
)

NO_JUDGEMENT = Message(
    _("{label}: {actual} is no record of form 02-10 that can be read"),
    _("Name the record of the scores, a YAML or JSON file beside this one."),
)

NOT_LOOKED_AT = Message(
    _("{label}: there is no file {actual}, so the verdict was not looked at"),
    _("Put the record of the scores beside this one."),
)


def judgement_findings(form: Form) -> Iterator[Finding]:
    """What the judgement that a certificate names has against the placement."""
    if not isinstance(form, MoocPlacementCertificate):
        return
    for number, name in given_items(form.compliance):
        path = folder_of(form) / name
        if not _is_there(path):
            # As with other files that a record names: it may be checked where they are not.
            yield Finding(
                "wrong-type",
                f"compliance.{number}",
                NOT_LOOKED_AT,
                severity="warning",
                actual=name,
            )
            continue
        try:
            sheet, _findings = open_record(path)
        except AtuformsError:
            sheet = form
        if isinstance(sheet, ComplianceCriteria):
            yield from against_placement(form, [(name, sheet)])
        else:
            yield Finding("wrong-type", f"compliance.{number}", NO_JUDGEMENT, actual=name)


def _is_there(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def with_judgement(form: Form, report: Report) -> Report:
    """The report on a form with what the judgements beside a certificate have against it."""
    folder = form.origin.folder
    if folder is None or not isinstance(form, MoocPlacementCertificate):
        return report
    beside = judgements_on(form, judgements_in(folder))
    return replace(report, findings=report.findings + beside) if beside else report


def judgements_on(form: Form, others: Iterable[tuple[str, Form]]) -> tuple[Finding, ...]:
    """What scores and protocols have against the course of a certificate.

    A certificate that names its scores itself rests on those; its own report tells of them.

    :param others: the forms that lie beside it, each with the name of its file.
    """
    if not isinstance(form, MoocPlacementCertificate):
        return ()
    sheets: list[tuple[str, ComplianceCriteria]] = []
    protocols: list[tuple[str, ExpertiseProtocol]] = []
    for file, judged in others:
        if not same_course(form, judged):
            continue
        if isinstance(judged, ExpertiseProtocol):
            protocols.append((file, judged))
        elif isinstance(judged, ComplianceCriteria) and not list(given_items(form.compliance)):
            sheets.append((file, judged))
    places = form.origin.places
    return tuple(
        replace(finding, place=place_of(finding.path, places))
        for finding in against_placement(form, sheets, protocols)
    )


def judgements_in(folder: Path) -> Iterator[tuple[str, Form]]:
    """The records of scores and protocols in a folder, each with the name of its file."""
    try:
        paths = sorted(islice(folder.iterdir(), _MOST_FILES))
    except OSError:
        return
    for path in paths:
        if path.suffix.lower() not in _RECORDS or path.is_symlink():
            continue
        try:
            state = path.stat()
        except OSError:
            continue
        if S_ISREG(state.st_mode) and state.st_size <= _LARGEST:
            judged = _judged(Stamp(str(path.absolute()), state.st_mtime_ns, state.st_size))
            if judged is not None:
                yield path.name, judged


@lru_cache(maxsize=_MOST_FILES)
def _judged(stamp: Stamp) -> Form | None:
    """The record of a judgement in a file, if it is one; kept until the file is edited."""
    path = Path(stamp.path)
    try:
        if not _OF_JUDGEMENT.search(path.read_bytes()):
            return None
        return open_record(path)[0]
    except (OSError, AtuformsError):
        return None
