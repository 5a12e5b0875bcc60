"""Whether protocol and certificate of a folder follow from the scores that lie with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from atuforms.core.findings import Finding
from atuforms.dossiers.folder import Member
from atuforms.fields.not_given import given
from atuforms.forms.mooc_development.compliance_criteria import ComplianceCriteria
from atuforms.forms.mooc_development.expertise_protocol import ExpertiseProtocol
from atuforms.forms.mooc_development.judgement import against_placement, marks_that_differ
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate
from atuforms.records.loading import place_of


def judgements(members: Sequence[Member]) -> Iterator[Finding]:
    """Where the documents of one course go against its scores, in the document concerned."""
    sheets = [
        (member.file, member.form)
        for member in members
        if isinstance(member.form, ComplianceCriteria)
    ]
    protocols = [
        (member.file, member.form)
        for member in members
        if isinstance(member.form, ExpertiseProtocol)
    ]
    for member in members:
        form = member.form
        found: Iterator[Finding] = iter(())
        if isinstance(form, ExpertiseProtocol):
            found = marks_that_differ(form, sheets)
        elif isinstance(form, MoocPlacementCertificate):
            # Of scores that it names itself its own report has told.
            rests_on = () if given(form.compliance) else sheets
            found = against_placement(form, rests_on, protocols)
        for finding in found:
            place = place_of(finding.path, form.origin.places)
            yield replace(finding, file=member.file, place=place)
