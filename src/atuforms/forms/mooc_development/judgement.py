"""From judgement to certificate: what scores of 02-10 mean for protocol and certificate.

Three points are full compliance, two partial, one or none non-compliance. The regulation joins the
scores of 02-10 and the marks of 02-11 nowhere; this is a decision (K18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_NOTE = "02-10 note"

NOT_RECOMMENDED = Message(
    _("By {file} the course has {actual} points: {verdict}"),
    _("Mend the course and let it be scored anew, or write under “forced” why it is placed."),
)
PLACED_ALL_THE_SAME = Message(
    _("By {file} the course has {actual} points: {verdict} It is placed all the same: {reason}"),
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
    certificate: MoocPlacementCertificate, sheets: Sequence[Sheet]
) -> Iterator[Finding]:
    """What keeps a course from being placed: each sheet by which it is not recommended.

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
