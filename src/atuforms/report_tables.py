"""Findings as a table with headings, for readers of a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from atuforms.catalogue import translate
from atuforms.findings import Finding, finding_text
from atuforms.labels import clause_text
from atuforms.languages import Language
from atuforms.notebook import table
from atuforms.sentences import message

_HEADINGS = (message("Severity"), message("Where"), message("What"), message("Clause"))


def findings_table(findings: Iterable[Finding], lang: Language) -> str:
    """HTML: one row a finding, with its severity, its place, the sentences, and the clause."""
    rows = [
        (
            translate(finding.severity, lang),
            _place(finding),
            finding_text(replace(finding, clause=""), lang),
            "; ".join(clause_text(each, lang) for each in finding.clause.split("; ")),
        )
        for finding in findings
    ]
    return table([translate(each, lang) for each in _HEADINGS], rows) if rows else ""


def _place(finding: Finding) -> str:
    """File, line and column, cell or control; what has none of them is known by its path."""
    place = finding.place
    where = ":".join(str(part) for part in (finding.file, place.line, place.column) if part)
    return " ".join(filter(None, (where, place.cell or place.control))) or finding.path
