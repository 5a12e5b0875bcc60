"""What the documents of a course or a resource lack, and what is wrong in them, told once.

A fact is missing where a document needs it and no record gives it: that is no mistake, the document
is not made. What a record gives and a rule refuses is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atuforms.core.dotted_paths import value_at
from atuforms.core.findings import (
    Finding,
    Report,
    finding_line,
    gap_lines,
    summary_line,
)
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.dossiers.derivation import Derived, derived_records
from atuforms.dossiers.judgement import judgements
from atuforms.dossiers.messages import FACT_MISSING, OWN_FACT_MISSING
from atuforms.dossiers.subject_folder import SubjectFolder
from atuforms.forms.facts import GivenFact
from atuforms.records.checking import check_form

_CONCERNS = _("It concerns these documents: {documents}.")


@dataclass(frozen=True, slots=True)
class Assessed:
    """A document that may be made: what it lacks, and what is found in it, where it is mended."""

    derived: Derived
    lacks: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @property
    def mistakes(self) -> tuple[Finding, ...]:
        """The errors that keep everything from being written.

        While a document lacks facts, only what its own record says is held against it.
        """
        errors = [each for each in self.findings if each.severity == "error"]
        file = self.derived.file
        return tuple(e for e in errors if not self.lacks or (file and e.file == file))


def assess(folder: SubjectFolder) -> list[Assessed]:
    """Every document of a subject, the subject's own among them if it has one."""
    records = [_subject(folder), *derived_records(folder)]
    members = [each.member(number) for number, each in enumerate(records)]
    judged: dict[str, list[Finding]] = {}
    for finding in judgements(members):
        judged.setdefault(finding.file, []).append(finding)
    return [
        _assessed(record, judged.get(member.file, ()))
        for record, member in zip(records, members, strict=True)
    ]


def _subject(folder: SubjectFolder) -> Derived:
    """The subject's own record as one of the documents."""
    subject = folder.subject
    given = {name: GivenFact(value, name) for name, value in folder.values.items()}
    report = check_form(subject, folder.shape)
    return Derived(
        folder, subject, folder.values, given, subject.SLUG, shape=folder.shape, report=report
    )


def _assessed(record: Derived, judged: Iterable[Finding]) -> Assessed:
    lacks: list[Finding] = []
    findings: list[Finding] = [*record.differing]
    for finding in record.report.findings:
        home = record.at_home(finding)
        if finding.severity == "error" and not record.is_given(finding.path):
            lacks.append(home)
        else:
            findings.append(home)
    findings += (replace(each, file=record.file or record.folder.file) for each in judged)
    return Assessed(record, tuple(lacks), tuple(findings))


@dataclass(frozen=True, slots=True)
class FolderReport(Report):
    """What is found in the folder of a course or a resource.

    ``file`` is the folder; each finding names its own ``file``, and under ``details`` the
    ``documents`` that it concerns.
    """

    def text(self, lang: Language | None = None) -> str:
        """The report for a reader: a line a finding, a fact once, with all its documents."""
        spoken = language(lang or self.lang)
        lines = [_line(finding, self.file, spoken) for finding in _joined(self.findings, spoken)]
        lines += gap_lines(self, spoken)
        lines.append(summary_line(self.file, len(self.errors), len(self.warnings), spoken))
        return "\n".join(lines)

    def as_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The report as plain data, in the shape of ``atuforms check --json``."""
        spoken = language(lang or self.lang)
        return {
            "file": self.file,
            "form": self.form,
            "ok": self.ok,
            "findings": [
                {
                    "file": each.file or None,
                    **each.as_dict(spoken),
                    "documents": _documents(each),
                }
                for each in self.findings
            ],
            "unchecked": list(self.unchecked),
            "unmeasured": list(self.unmeasured),
        }


def _documents(finding: Finding) -> list[str]:
    """The documents that a finding concerns; none for a file that cannot be read."""
    names = str(finding.details.get("documents", ""))
    return names.split(", ") if names else []


def _joined(findings: Iterable[Finding], lang: Language) -> Iterator[Finding]:
    """What several forms ask for in the same words, as one finding under all their clauses."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        said = replace(finding, clause="", details={**finding.details, "documents": ""}).text(lang)
        groups.setdefault((finding.file, finding.path, finding.severity, said), []).append(finding)
    for group in groups.values():
        rules = dict.fromkeys(each.rule for each in group)
        clauses = dict.fromkeys(each.clause for each in group if each.clause)
        names = dict.fromkeys(name for each in group for name in _documents(each))
        yield replace(
            group[0],
            rule=", ".join(rules),
            clause="; ".join(clauses),
            details={**group[0].details, "documents": ", ".join(names)},
        )


def _line(finding: Finding, folder: str, lang: Language) -> str:
    line = finding_line(finding, finding.file or folder, lang)
    documents = finding.details.get("documents")
    if not documents or finding.message in (FACT_MISSING, OWN_FACT_MISSING):
        return line
    return f"{line} {fill(_CONCERNS, lang, {'documents': documents})}"


def report_of(
    folder: SubjectFolder, assessed: Sequence[Assessed], *, lacks: bool = True
) -> FolderReport:
    """The report on a whole folder.

    :param lacks: whether what is missing, and what could not be checked for it, is told too.
    """
    wrong = _told_once(
        (each.derived, finding, (finding.rule, finding.severity, finding.message.what))
        for each in assessed
        for finding in each.findings
    )
    missing = _told_once((each.derived, lack, ()) for each in assessed for lack in each.lacks)
    found = [*folder.findings]
    wanted: dict[tuple[str, str], list[str]] = {}
    if lacks:
        # What stands there and cannot be read is told of its value.
        missing = [each for each in missing if not _stands(folder, each[0])]
        wanted = {(lack.file, lack.path): names for lack, names in missing if lack.file}
    for finding, names in wrong:
        if (finding.file, finding.path) in wanted and not _stands(folder, finding):
            # A document that would only be better with it is named among those that need it.
            others = wanted[finding.file, finding.path]
            others += (name for name in names if name not in others)
        else:
            found.append(_concerning(finding, names))
    found += (_lacking(folder, finding, names) for finding, names in missing) if lacks else ()
    found.sort(key=lambda each: (each.file, each.line or 0, each.column or 0))
    unchecked = dict.fromkeys(r for each in assessed for r in each.derived.report.unchecked)
    unmeasured = dict.fromkeys(f for each in assessed for f in each.derived.report.unmeasured)
    return FolderReport(
        findings=tuple(found),
        form=folder.subject.name(),
        file=folder.name,
        unchecked=tuple(unchecked) if lacks else (),
        unmeasured=tuple(unmeasured),
        lang=folder.subject.lang or "en",
    )


def _stands(folder: SubjectFolder, finding: Finding) -> bool:
    """Whether the subject's record has a value where the finding is."""
    return finding.file == folder.file and value_at(folder.values, finding.path) is not None


def _told_once(
    found: Iterable[tuple[Derived, Finding, tuple[object, ...]]],
) -> list[tuple[Finding, list[str]]]:
    """Each finding once, with the names of the documents that it concerns."""
    groups: dict[tuple[object, ...], tuple[Finding, list[str]]] = {}
    for derived, finding, said in found:
        # What no file holds yet is missing in each document by itself.
        where = finding.file or (derived.name, derived.stem)
        _finding, names = groups.setdefault((where, finding.path, *said), (finding, []))
        if derived.name not in names:
            names.append(derived.name)
    return list(groups.values())


def _concerning(finding: Finding, names: Sequence[str]) -> Finding:
    return replace(finding, details={**finding.details, "documents": ", ".join(names)})


def _lacking(folder: SubjectFolder, finding: Finding, names: Sequence[str]) -> Finding:
    shared = finding.file == folder.file
    return replace(
        finding,
        rule="missing",
        clause="",
        message=FACT_MISSING if shared else OWN_FACT_MISSING,
        limit=None,
        actual=None,
        details={"documents": ", ".join(names), "document": folder.file, "wanted": names[0]},
    )
