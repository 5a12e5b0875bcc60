"""From judgement to certificate: what scores of 02-10 mean for protocol and certificate.

Three points are full compliance, two partial, one or none non-compliance. The regulation joins the
scores of 02-10 and the marks of 02-11 nowhere; this is a decision (K18).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from atuforms.core.findings import Finding, Severity
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.not_given import given
from atuforms.forms.mooc_development.compliance_criteria import (
    ComplianceCriteria,
    Verdict,
    verdict,
)
from atuforms.forms.mooc_development.criteria import CRITERIA
from atuforms.forms.mooc_development.expertise_protocol import ExpertiseProtocol
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate

_MARKS = {3: "full", 2: "partial", 1: "none", 0: "none"}
_MOST = {"full": 3, "partial": 2, "none": 1}
_NOTE = "02-10 note"
_QUOTED = 200
"""Characters of a conclusion that a message quotes."""

NOT_RECOMMENDED = Message(
    _("By {file} the course has {actual} points: {verdict}"),
    _("Mend the course and let it be scored anew, or write under “forced” why it is placed."),
)
PLACED_ALL_THE_SAME = Message(
    _("By {file} the course has {actual} points: {verdict} It is placed all the same: {reason}"),
)
NOT_BY_THE_PROTOCOL = Message(
    _("By the protocol {file} the course is not to be placed: {conclusion}"),
    _("Mend the course and let it be judged anew, or write under “forced” why it is placed."),
)
PLACED_AGAINST_THE_PROTOCOL = Message(
    _(
        "By the protocol {file} the course is not to be placed: {conclusion} It is placed all the "
        "same: {reason}"
    ),
)
NOT_BY_THE_SCORE = Message(
    _("{label}: the mark is “{mark}”, but {actual} of 3 points in {file} mean “{wanted}”"),
    _("Correct the mark or the score; the two are joined by a decision (K18)."),
)


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict as the form prints it."""

    verdict: Verdict

    def text(self, lang: Language, /) -> str:
        """The sentence of the note of 02-10."""
        return str(wording_of(ComplianceCriteria, lang)["verdicts"][self.verdict])


@dataclass(frozen=True, slots=True)
class MarkWords:
    """A mark as the protocol prints it."""

    mark: str

    def text(self, lang: Language, /) -> str:
        """The head of its column."""
        return choice_words("compliance", lang)[self.mark]


Sheet = tuple[str, ComplianceCriteria]
"""The scores of one expert, with the name of the file in which they stand."""

Protocol = tuple[str, ExpertiseProtocol]
"""The protocol of an expertise, with the name of its file."""

_SAYS_NO: Final = re.compile(
    r"\bне\s+(?:рекоменд\w+\b(?!\s+\w+ть(?:ся)?\b)|допуска|допустить|подлежит\s+размещ)"
    r"|\bне\s+может\s+быть\s+(?:рекоменд|размещ|допущ)|\bотказа(?:но|ть)\b"
    r"|\bотклон(?:[её]н[аоы]?|ить)\b"
    r"|\b(?:ұсынылма|орналастырылма|жіберілме)(?:й|с)|\bұсынбай|\bбас\s+тарт"
    r"|\bnot\s+(?:be\s+)?recommended\b(?!\s+to\s+(?!be\b))|\bnot\s+be\s+placed\b"
    r"|\b(?:refused|rejected)\b",
    re.IGNORECASE,
)
"""A conclusion that does not let a course be placed, in each of the languages."""


def points_of(sheet: ComplianceCriteria) -> dict[str, int]:
    """The scores that are given, by criterion."""
    scores = given(sheet.scores)
    found = {name: getattr(scores, name, None) for name in CRITERIA} if scores else {}
    return {name: each for name, each in found.items() if isinstance(each, int)}


def verdict_of(sheet: ComplianceCriteria) -> tuple[int, Verdict] | None:
    """The sum and the verdict; None while a score is not given."""
    points = points_of(sheet)
    if len(points) < len(CRITERIA):
        return None
    total = sum(points.values())
    return total, verdict(total, technical_defects=bool(given(sheet.technical_defects)))


def _rule(total: int) -> str:
    if total >= 22:
        return "0210-verdict-22-24"
    return "0210-verdict-19-21" if total >= 19 else "0210-verdict-le-18"


def against_placement(
    certificate: MoocPlacementCertificate,
    sheets: Sequence[Sheet],
    protocols: Sequence[Protocol] = (),
) -> Iterator[Finding]:
    """What keeps a course from being placed: each sheet and protocol that does not recommend it.

    Where the certificate says why it is issued all the same, it is a warning that says so.
    """
    reason = given(certificate.forced)
    for file, sheet in sheets:
        judged = verdict_of(sheet)
        if judged is None or judged[1] == "recommended":
            continue
        severity: Severity = "warning" if reason else "error"
        yield Finding(
            _rule(judged[0]),
            "forced" if reason else "compliance",
            PLACED_ALL_THE_SAME if reason else NOT_RECOMMENDED,
            severity=severity,
            clause=_NOTE,
            limit="recommended",
            actual=judged[0],
            details={
                "file": file,
                "verdict": VerdictWords(judged[1]),
                "reason": str(reason or ""),
            },
            form=type(certificate),
        )

    for file, protocol in protocols:
        against = _refusal(protocol)
        if against is not None:
            yield Finding(
                "02-expert-conclusion",
                "forced" if reason else "",
                PLACED_AGAINST_THE_PROTOCOL if reason else NOT_BY_THE_PROTOCOL,
                severity="warning" if reason else "error",
                clause="02 §10.6",
                details={"file": file, "conclusion": against, "reason": str(reason or "")},
                form=type(certificate),
            )


def _refusal(protocol: ExpertiseProtocol) -> object | None:
    """What a protocol says against placing the course; None if it does not.

    Marks speak against it that no scores of a course to be revised have (K18).
    """
    conclusion = given(protocol.conclusion)
    for _lang, words in conclusion.items() if conclusion else ():
        if words and (said := _SAYS_NO.search(words)):
            start = max(words.rfind(end, 0, said.start()) for end in ".!?\n") + 1
            return re.split(r"(?<=[.!?])\s", words[start:].strip())[0][:_QUOTED]
    results = given(protocol.results)
    marks = [given(getattr(results, name, None)) for name in CRITERIA] if results else []
    most = [_MOST[mark] for mark in marks if mark in _MOST]
    if len(most) < len(CRITERIA) or verdict(sum(most), technical_defects=False) != "refused":
        return None
    return VerdictWords("refused")


def marks_that_differ(protocol: ExpertiseProtocol, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Marks of the protocol that follow from no expert's score of the same criterion."""
    results = given(protocol.results)
    for name in CRITERIA if results else ():
        mark = given(getattr(results, name, None))
        scored = [
            (file, given_points[name])
            for file, sheet in sheets
            if name in (given_points := points_of(sheet))
        ]
        meant = {_MARKS.get(each) for _file, each in scored}
        if mark is None or not scored or mark in meant or None in meant:
            continue
        file, score = scored[0]
        yield Finding(
            "0211-eight-criteria",
            f"results.{name}",
            NOT_BY_THE_SCORE,
            clause="02-11 table",
            limit=_MARKS[score],
            actual=score,
            details={
                "mark": MarkWords(mark),
                "wanted": MarkWords(_MARKS[score]),
                "file": file,
            },
            form=type(protocol),
        )
