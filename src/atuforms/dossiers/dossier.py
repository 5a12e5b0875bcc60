"""A folder of documents that travel together, checked as a whole.

Reading (:mod:`.folder`), what kind of dossier it is (here), what such a dossier must hold
(:mod:`.requirements`, :mod:`.contents`), and whether its documents agree (:mod:`.agreement`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from atuforms.core.findings import (
    Finding,
    ReportBase,
    finding_line,
    findings_table,
    gap_lines,
    summary_line,
    wrapped,
)
from atuforms.core.language.choice import language, reader_language
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import wording_of
from atuforms.core.notebook_displays import bundle, words
from atuforms.dossiers.agreement import without_copies
from atuforms.dossiers.contents import Contents, Unchecked, check_contents
from atuforms.dossiers.derivation import all_disagreements
from atuforms.dossiers.folder import Folder, Member, read_folder
from atuforms.dossiers.judgement import judgements
from atuforms.dossiers.messages import DOSSIER_KIND_UNKNOWN
from atuforms.dossiers.requirements import (
    ACT,
    CERTIFICATE,
    COURSE,
    DEPARTMENT,
    DER_CERTIFICATE,
    DER_LETTER,
    FACULTY,
    FORMAT,
    HAND_OVERS,
    KINDS,
    LETTER,
    RESOURCE,
    kind_named,
)
from atuforms.dossiers.whole_competition import check_competition, whole_competition
from atuforms.records.differences import same_course, stated

_HEAD = _("{folder}: {kind}.")
_RECOGNISED = _("{folder}: {kind}, as its documents tell. If it is another kind, name it: --kind.")
_COPIED = _("the same: {files}")
_ATTACHED = _("Other files: {files}.")
_NOT_CHECKED = _("Not checked: {clauses}. {reason} [{rules}]")


@dataclass(frozen=True, slots=True)
class DossierReport(ReportBase):
    """What is wrong with a dossier: with each document, and across them.

    ``kind`` is empty where it cannot be told; ``recognised`` says that it was told from the
    documents. ``findings`` name their ``file``; those on the whole dossier name none. ``unchecked``
    are the rules on the dossier that were not checked, or not in full, each with the reason; those
    of a document stand in its own report.
    """

    folder: str
    kind: str = ""
    recognised: bool = False
    documents: tuple[Member, ...] = ()
    attachments: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    lang: Language = "en"
    """The language of messages when none is asked for."""

    def text(self, lang: Language | None = None) -> str:
        """The report for a reader: what there is, a line a finding, what was not checked.

        What several clauses ask for, and one look finds missing, is one line that names them all.
        """
        spoken = language(lang or self.lang)
        lines = [*self.head(spoken)]
        findings = list(joined(self.findings, spoken))
        lines += [finding_line(each, each.file or self.folder, spoken) for each in findings]
        lines += self.gaps(spoken)
        lines.append(self._summary(findings, spoken))
        return "\n".join(lines)

    def _summary(self, findings: Sequence[Finding], lang: Language) -> str:
        grave = sum(each.severity == "error" for each in findings)
        return summary_line(self.folder, grave, len(findings) - grave, lang)

    def gaps(self, lang: Language) -> Iterator[str]:
        """What was not checked, in the documents and of the whole."""
        for document in self.documents:
            yield from gap_lines(document.report, lang, f"{document.file}: ")
        yield from self._not_checked(lang)

    def head(self, lang: Language) -> Iterator[str]:
        """What there is: the kind of dossier, its documents, its attachments."""
        if self.kind:
            values = {"folder": self.folder, "kind": fill(KINDS[self.kind], lang, {})}
            yield fill(_RECOGNISED if self.recognised else _HEAD, lang, values)
        for document in self.documents:
            title = str(wording_of(type(document.form), lang)["title"])
            title = f"{document.name} {title}" if document.form.CODE else title
            line = f"  {document.file}: {title}"
            copies = ", ".join(document.copies)
            yield line + (f" ({fill(_COPIED, lang, {'files': copies})})" if copies else "")
        if self.attachments:
            yield "  " + fill(_ATTACHED, lang, {"files": ", ".join(self.attachments)})

    def _not_checked(self, lang: Language) -> Iterator[str]:
        """The rules that were not checked, those of one reason together."""
        for reason in dict.fromkeys(each.reason for each in self.unchecked):
            alike = [each for each in self.unchecked if each.reason == reason]
            clauses = dict.fromkeys(clause_text(each.clause, lang) for each in alike)
            values = {
                "clauses": "; ".join(clauses),
                "reason": alike[0].text(lang),
                "rules": ", ".join(each.rule for each in alike),
            }
            yield from wrapped(fill(_NOT_CHECKED, lang, values))

    def as_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The report as plain data, in the shape of ``atuforms dossier --json``."""
        spoken = language(lang or self.lang)
        return {
            "folder": self.folder,
            "kind": self.kind or None,
            "recognised": self.recognised,
            "ok": self.ok,
            "documents": [
                {
                    "file": document.file,
                    "form": document.name,
                    "ok": document.report.ok,
                    "copies": list(document.copies),
                    "unchecked": list(document.report.unchecked),
                    "unmeasured": list(document.report.unmeasured),
                }
                for document in self.documents
            ],
            "attachments": list(self.attachments),
            "findings": [_as_dict(alike, spoken) for alike in _alike(self.findings, spoken)],
            "unchecked": [
                {"rule": each.rule, "clause": each.clause, "reason": each.text(spoken)}
                for each in self.unchecked
            ],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language(self.lang)
        findings = list(joined(self.findings, lang))
        return bundle(
            self.text(lang),
            words(self.head(lang)),
            findings_table(findings, lang),
            words([*self.gaps(lang), self._summary(findings, lang)]),
        )

    def to_json(self, lang: Language | None = None) -> str:
        """The report as JSON text."""
        return json.dumps(self.as_dict(lang), ensure_ascii=False, indent=2, default=str)


def check_dossier(folder: str | os.PathLike[str], kind: str | None = None) -> DossierReport:
    """Whether the documents in a folder are complete, sound, and agree with each other.

    :param kind: what they are handed in for, one of
        :data:`atuforms.dossiers.requirements.KINDS`; told from the documents if not given.
    :raises UnreadableInput: if there is no such folder, or it holds more than a dossier does.
    :raises UnknownDossier: if there is no such kind.
    :raises MissingDependency: for a PDF without pikepdf.
    """
    wanted = kind_named(kind) if kind else ""
    held = read_folder(Path(folder))
    whole = whole_competition(held.members, wanted)
    named = whole.kind if whole else wanted or recognised_kind(held)
    several = named in HAND_OVERS or whole is not None
    members, differing, findings = without_copies(held.members, several=several)
    findings = [*held.findings, *findings]
    unchecked: list[Unchecked] = []
    if whole:
        asked, unchecked = check_competition(whole, members, _contents(named, held, members))
        findings = [*asked, *findings]
    elif named:
        asked, unchecked = check_contents(_contents(named, held, members))
        findings = [*asked, *findings]
    else:
        known = ", ".join(KINDS)
        findings.insert(
            0,
            Finding(
                "dossier-kind-unknown",
                "",
                DOSSIER_KIND_UNKNOWN,
                details={"known": known},
                limit=known,
            ),
        )
    groups = [members] if not several else [] if whole else _courses(members)
    for group in groups:
        findings += all_disagreements(group)
        findings += judgements(group)
    documents = sorted([*members, *differing], key=lambda each: each.file)
    for document in documents:
        findings += document.report.findings
    return DossierReport(
        folder=str(folder),
        kind=named,
        recognised=bool(named) and not wanted,
        documents=tuple(documents),
        attachments=held.attachments,
        findings=tuple(findings),
        unchecked=tuple(unchecked),
    )


def _contents(kind: str, held: Folder, members: Sequence[Member]) -> Contents:
    read = {member.file for member in held.members}
    unread = {finding.file for finding in held.findings}
    return Contents(
        kind=kind,
        members=members,
        attachments=frozenset(held.attachments),
        packages=held.packages,
        files=frozenset({*held.attachments, *read, *unread}),
    )


LETTERS = (LETTER.form, DER_LETTER.form)
"""The forms by which courses and resources enter a competition."""


def recognised_kind(held: Folder) -> str:
    """The kind of dossier that the documents tell; empty where they tell none, or two.

    A letter to a competition tells more than what goes with it, and an application for one course
    more than the extract with which it is handed on.
    """
    forms = {member.name for member in held.members}
    regulations = {member.form.CODE.partition("-")[0] for member in held.members}
    act = ACT.form in forms
    mooc = "01" in regulations or (act and CERTIFICATE.form in forms and "04" not in regulations)
    der = "04" in regulations or (act and DER_CERTIFICATE.form in forms and "01" not in regulations)
    if mooc or der:
        if mooc and der:
            return ""
        thing = "mooc" if mooc else "der"
        applies = act or bool(
            forms & {piece.form for piece in (FORMAT, CERTIFICATE, DER_CERTIFICATE)}
        )
        return f"{thing}{_stage(held, applies)}"
    mooc = "02" in regulations or COURSE.form in forms
    der = "03" in regulations or RESOURCE.form in forms
    der = der or (bool(held.packages) and not mooc)
    if mooc == der:
        return ""
    return "mooc-placement" if mooc else "der-placement"


def _stage(held: Folder, applies: bool) -> str:
    """How far a competition has come: the end of the name of the kind of dossier.

    :param applies: whether what goes with the letter of an application is there.
    """
    letters = [member.form for member in held.members if member.name in LETTERS]
    links = {said[1] for letter in letters if (said := stated(letter, "link"))}
    several = len(links) > 1
    levels = {said[1] for member in held.members if (said := stated(member.form, "meeting"))}
    if applies and not several:
        return "-competition"
    if FACULTY.level in levels:
        return "-to-commission"
    # One applies with one course; several are what a department has chosen.
    return "-to-faculty" if DEPARTMENT.level in levels or several else "-competition"


def _courses(members: Sequence[Member]) -> list[list[Member]]:
    """The documents of each course or resource that has a letter."""
    letters = [member for member in members if member.name in LETTERS]
    return [[each for each in members if same_course(letter.form, each.form)] for letter in letters]


def joined(findings: Sequence[Finding], lang: Language) -> Iterator[Finding]:
    """Findings of which only the clauses differ, as one under all of them."""
    for alike in _alike(findings, lang):
        yield replace(alike[0], rule=", ".join(_rules(alike)), clause="; ".join(_clauses(alike)))


def _alike(findings: Sequence[Finding], lang: Language) -> Iterable[list[Finding]]:
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        said = replace(finding, clause="").text(lang)
        groups.setdefault((finding.file, finding.place, finding.severity, said), []).append(finding)
    return groups.values()


def _as_dict(alike: Sequence[Finding], lang: Language) -> dict[str, Any]:
    """Findings of which only the clauses differ, as one: its rule is the first of its rules."""
    rules, clauses = _rules(alike), _clauses(alike)
    whole = replace(alike[0], clause="; ".join(clauses)).as_dict(lang)
    whole["clause"] = alike[0].clause
    return {"file": alike[0].file or None, **whole, "rules": rules, "clauses": clauses}


def _rules(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(each.rule for each in findings))


def _clauses(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(each.clause for each in findings if each.clause))
