"""What came of files that somebody sent: what is to be said of each, and files to be saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atuforms.core.findings import Finding, Report, finding_text, gap_lines, summary_line
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language
from atuforms.rendering.document import Document
from atuforms.rendering.zip_package import member, package

ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as a page shows it."""

    error: bool
    where: str
    message: str
    clause: str
    rule: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, and its lines."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is said under one heading: sentences, a table, findings, a text."""

    heading: str
    sentences: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    text: str = ""
    ok: bool = True
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """All that came of a request."""

    sections: tuple[Section, ...] = ()
    files: tuple[Document, ...] = ()
    ok: bool = True
    told: str = ""
    """A sentence on the files."""
    checked: bool = False
    """Whether the findings are what was asked for."""


def report_section(report: Report, lang: Language) -> Section:
    """What a report says of a file."""
    said = summary_line(report.file, len(report.errors), len(report.warnings), lang)
    rows = rows_of(report.findings, lang)
    return Section(report.file, (said, *gaps_of(report, lang)), rows, ok=report.ok)


def gaps_of(report: Report, lang: Language) -> tuple[str, ...]:
    """What a report has not looked at, a paragraph each."""
    halves = (replace(report, unmeasured=()), replace(report, unchecked=()))
    paragraphs = (" ".join(line.strip() for line in gap_lines(half, lang)) for half in halves)
    return tuple(each for each in paragraphs if each)


def rows_of(findings: Iterable[Finding], lang: Language) -> tuple[Row, ...]:
    """Findings as a page shows them."""
    return tuple(_row(finding, lang) for finding in findings)


def _row(finding: Finding, lang: Language) -> Row:
    place = finding.place
    counted = ":".join(str(part) for part in (finding.file, place.line, place.column) if part)
    where = " ".join(filter(None, (counted, place.cell or place.control)))
    clauses = (clause_text(each, lang) for each in finding.clause.split("; "))
    return Row(
        finding.severity == "error",
        where,
        finding_text(replace(finding, clause=""), lang),
        "; ".join(clauses),
        finding.rule,
    )


def findings_data(findings: Iterable[Finding], lang: Language) -> list[dict[str, Any]]:
    """Findings as JSON has them."""
    return [finding.as_dict(lang) for finding in findings]


def sections_text(sections: Iterable[Section]) -> str:
    """The same as plain text, for a file beside others."""
    lines: list[str] = []
    for section in sections:
        lines += [section.heading, *section.sentences]
        lines += [f"- {row.where} {row.message} {row.clause}".strip() for row in section.rows]
        lines += ["\t".join(line) for line in section.grid.lines] if section.grid else []
        lines += [section.text, ""]
    return "\n".join(lines).strip() + "\n"


def zipped(documents: Sequence[Document], name: str) -> Document:
    """Several files as one ZIP; of two with one name the second has a number."""
    members, taken = [], dict[str, int]()
    for each in documents:
        count = taken[each.filename] = taken.get(each.filename, 0) + 1
        stem, dot, ending = each.filename.rpartition(".")
        called = each.filename if count == 1 else f"{stem}-{count}{dot}{ending}"
        members.append(member(called, each.data))
    return Document(package(members), name, ZIP)
