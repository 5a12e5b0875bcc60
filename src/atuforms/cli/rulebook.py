"""Every rule once, with the forms that it concerns: what ``atuforms rules`` shows."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from atuforms.core.findings import Severity
from atuforms.core.language.sentences import message
from atuforms.dossiers.requirements import DOSSIER_RULES
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.forms.checklists.table import CHECKLIST_RULES
from atuforms.forms.rules import Rule
from atuforms.forms.subjects.competition import Competition
from atuforms.forms.subjects.course import Course
from atuforms.forms.subjects.digital_resource import DigitalResource
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes
from atuforms.records.calendar_rules import CALENDAR_RULES

OWN_LANGUAGE: Final = message(
    "The sentences stand as in the regulation, in the language of its text; they are not "
    "translated."
)
"""Said where a reader gets a sentence in another language than his own."""

Place = Literal["record", "media", "dossier", "competition", "calendar", "checklist"]
"""Where a rule is checked: in one record, in a file that it names, in a folder of documents, in a
competition, in a calendar, or by a person with a checklist."""

MEDIA: Final = frozenset(
    {
        "0102-video-format",
        "0102-audio-codecs",
        "0102-true-stereo",
        "02-colour-depth-8bit",
        "02-source-bitrate-50",
        "02-upload-bitrate-8",
        "02-display-1080",
        "02-1080p",
        "02-frame-rate-24p",
        "02-audio-48khz",
        "02-audio-20bit",
        "02-audio-2-channels",
    }
)
"""Rules on what only a file says: its frames, its sound, its size."""


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule as a reader of the regulations looks for it."""

    id: str
    clause: str
    sentence: str
    """The sentence of the regulation, as it stands there."""
    severities: Mapping[str, Severity]
    """How grave a breach is, by the code or slug of each form, or the kind of each dossier, that
    has the rule."""
    unseen: str = ""
    """Why neither a record nor a dossier can show whether it is met; empty for a rule that is
    checked somewhere."""
    kept: str = ""
    """Why no record can break it; empty for a rule that one can break."""
    place: Place = "record"
    """Where it is checked."""
    checklists: tuple[str, ...] = ()
    """The forms and kinds of dossier on whose checklist it stands, for a person to judge."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms and kinds of dossier that have the rule, in the order of the regulations."""
        return tuple(self.severities)

    @property
    def severity(self) -> Severity:
        """How grave a breach is on the form that takes it most seriously."""
        return "error" if "error" in self.severities.values() else "warning"


@functools.cache
def rule_book(form: type[Form] | None = None) -> Mapping[str, KnownRule]:
    """The rules of ``form``, or of all forms and dossiers, by id, in the regulations' order."""
    found: dict[str, KnownRule] = {}
    for cls in (form,) if form else form_classes():
        for rule in cls.RULES:
            known = found.get(rule.id) or _known(rule)
            # A rule that is attached twice counts as it does at its gravest.
            grave = "error" in (rule.severity, known.severities.get(cls.name()))
            severity: Severity = "error" if grave else "warning"
            found[rule.id] = replace(
                known,
                severities={**known.severities, cls.name(): severity},
                unseen=rule.unseen and known.unseen,
                kept=rule.kept and known.kept,
            )
    for demand in () if form else DOSSIER_RULES.values():
        known = found.get(demand.id) or KnownRule(demand.id, demand.clause, demand.sentence, {})
        kinds: dict[str, Severity] = dict.fromkeys(demand.kinds, demand.severity)
        unseen = demand.unseen if not known.severities else known.unseen
        found[demand.id] = replace(known, severities={**known.severities, **kinds}, unseen=unseen)
    for term in () if form else CALENDAR_RULES.values():
        known = found.get(term.id) or KnownRule(term.id, term.clause, term.sentence, {})
        subject = _SUBJECTS.get(term.subject, _SUBJECTS[term.id[:2]])
        severity = term.severity
        unseen = term.undated.one if term.undated and not known.severities else ""
        found[term.id] = replace(
            known, severities={**known.severities, subject: severity}, unseen=unseen
        )
    found = {name: _placed(rule) for name, rule in found.items()}
    return dict(sorted(found.items(), key=lambda item: _order(item[1])))


_SUBJECTS: Final = {
    "course": Course.SLUG,
    "01": Competition.SLUG,
    "02": Course.SLUG,
    "03": DigitalResource.SLUG,
    "04": Competition.SLUG,
}
"""The record of which a calendar is made, by what a term is about."""

_COMPETING: Final = {Competition.SLUG, CompetitionMinutes.SLUG}


def _placed(rule: KnownRule) -> KnownRule:
    """The rule with its place, and with the checklists on which it stands."""
    place: Place = "record"
    lists: tuple[str, ...] = ()
    if rule.id in CALENDAR_RULES:
        place = "calendar"
    elif rule.id in CHECKLIST_RULES:
        place, lists = "checklist", CHECKLIST_RULES[rule.id].lists
    elif rule.id in DOSSIER_RULES:
        place = "dossier"
    elif rule.id in MEDIA:
        place = "media"
    elif set(rule.severities) & _COMPETING:
        place = "competition"
    return replace(rule, place=place, checklists=lists)


def _known(rule: Rule) -> KnownRule:
    sentence = " ".join(rule.sentence.split())
    return KnownRule(rule.id, rule.clause, sentence, {}, rule.unseen, rule.kept)


def _order(rule: KnownRule) -> tuple[list[tuple[int, int, str]], str]:
    """By clause, numbers as numbers: §8.3 before §8.10."""
    parts = [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in rule.clause.replace("-", " ").replace("§", "").replace(".", " ").split()
    ]
    return parts, rule.id
