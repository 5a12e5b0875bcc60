"""The judgement on which a certificate rests: the records of form 02-10 that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from atuforms.core.exceptions import AtuformsError
from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.not_given import given_items
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.compliance_criteria import ComplianceCriteria
from atuforms.forms.mooc_development.judgement import against_placement
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate
from atuforms.records.inventory import folder_of
from atuforms.records.loading import open_record

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
