"""Checklist: what only a person can judge of a form or a dossier, to be ticked.

Whoever answers for a requirement ticks it and puts a name to it; what bears no tick is open. The
requirements are those of the regulations, the layout is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BeforeValidator

from atuforms.core.exceptions import UnknownForm
from atuforms.core.findings import Finding
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language
from atuforms.core.language.messages import NOT_A_CHOICE
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.typography import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from atuforms.core.language.wording import wording_of
from atuforms.core.safe_text import as_text, shown
from atuforms.fields.dates import Date
from atuforms.fields.kinds import Marker
from atuforms.fields.not_given import given, given_items
from atuforms.fields.numbers import Flag
from atuforms.fields.people import Person
from atuforms.fields.problems import problem
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.forms.checklists.rule import ChecklistRule
from atuforms.forms.checklists.table import CHECKLIST_RULES, LISTS, WHO, rules_on
from atuforms.forms.printed import Printed, rows
from atuforms.forms.rules import Breach, Rule

NO_SUCH_REQUIREMENT = Message(
    _("{label}: no checklist has the requirement “{actual}”"),
    _("Did you mean “{limit}”? “atuforms rules” shows all."),
)
ON_ANOTHER_LIST = Message(
    _("{label}: the requirement “{actual}” does not stand on the checklist of {limit}"),
    _("Leave it out, or keep it in a checklist of its own."),
)
TICKED_TWICE = Message(
    _("{label}: the requirement “{actual}” stands here a second time"),
    _("Keep one of the two."),
)
NOT_FULFILLED = Message(
    _("Not fulfilled: “{requirement}”"),
    _("Mend it, and let whoever answers for it tick it then."),
)
NOBODY_TICKED = Message(
    _("It is ticked without a name: “{requirement}”"),
    _("Write under “by” who has looked at it."),
)

DONE, NOT_DONE = "√", "–"
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")
"""In the code of a form or of a room."""
_SPACE = re.compile(r"(?<=\.) (?=\d)")
"""Before the number of a clause."""


def subject(name: str) -> str:
    """A form or a kind of dossier as checklists name it.

    :raises UnknownForm: if it has no checklist.
    """
    spelt = str.strip(name).lower()
    if spelt in LISTS:
        return spelt
    try:
        spelt = get_form(name).name()
    except UnknownForm:
        spelt = ""
    if spelt not in LISTS:
        known = ", ".join(LISTS)
        raise UnknownForm(
            "“{name}” has no checklist. These have one: {known}.", name=name, known=known
        )
    return spelt


def _read_subject(value: object) -> str:
    try:
        return subject(as_text(value))
    except UnknownForm:
        known = ", ".join(LISTS)
        raise problem(
            "not-a-choice", NOT_A_CHOICE, actual=shown(value, 60), limit=known, choices=known
        ) from None


def _read_rule(value: object) -> str:
    text = as_text(value).strip()
    if text not in CHECKLIST_RULES:
        near = get_close_matches(text, CHECKLIST_RULES, n=1, cutoff=0)
        raise problem("not-a-choice", NO_SUCH_REQUIREMENT, actual=text[:60], limit=near[0])
    return text


Subject = Annotated[str, BeforeValidator(_read_subject), Marker("name")]
"""The code or slug of a form, or a kind of dossier."""

RuleId = Annotated[str, BeforeValidator(_read_rule), Marker("name")]
"""The id of a requirement."""


class ChecklistItem(Record):
    """A requirement that somebody has looked at."""

    rule: RuleId
    done: Flag
    by: Person | None = None
    date: Date | None = None
    note: Text | None = None


class Checklist(Form):
    """A checklist of a form or a dossier."""

    SLUG = "checklist"
    CLAUSES = ("01 §13", "02 §13", "03 §11", "04 §12")
    IDENTITY = ("of", "title")
    HAS_BLANK = False

    of: Subject
    title: Text | None = None
    """Of which course, resource or competition it speaks."""
    date: Date | None = None
    items: tuple[ChecklistItem, ...] | None = None

    def further_findings(self) -> Iterator[Finding]:
        """Requirements of another list, and those that are ticked twice."""
        of = given(self.of)
        seen: set[str] = set()
        for number, item in given_items(self.items):
            rule = given(item.rule)
            if rule is None:
                continue
            path = f"items.{number}.rule"
            if of and of not in CHECKLIST_RULES[rule].lists:
                yield Finding("not-a-choice", path, ON_ANOTHER_LIST, limit=of, actual=rule)
            if rule in seen:
                yield Finding("not-a-choice", path, TICKED_TWICE, actual=rule)
            seen.add(rule)

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The requirements by who answers for them, with what was ticked; the subject in words."""
        words = wording_of(type(self), lang)
        items = {
            given(item.rule): (item, rows(printed, "items")[number])
            for number, item in given_items(self.items)
        }
        asked = rules_on(given(self.of) or "")
        groups = [
            {
                "who": words["who"][who],
                "requirements": [
                    _line(rule, items.get(rule.id), words, lang)
                    for rule in asked
                    if rule.who == who
                ],
            }
            for who in WHO
        ]
        return {
            "groups": [group for group in groups if group["requirements"]],
            "subject": subject_text(given(self.of) or "", lang),
        }


def _line(
    rule: ChecklistRule,
    found: tuple[ChecklistItem, Printed] | None,
    words: Mapping[str, Any],
    lang: Language,
) -> Printed:
    done, by, clause = "", "", clause_text(rule.clause, lang)
    if found:
        item, row = found
        state = given(item.done)
        done = "" if state is None else DONE if state else NOT_DONE
        person: Any = row.get("by") or {}
        said = (person.get("name"), row.get("date"), row.get("note"))
        by = ", ".join(str(each) for each in said if each)
    return {
        "done": done,
        "text": _HYPHEN.sub(NO_BREAK_HYPHEN, words["requirements"][rule.id]),
        "clause": _SPACE.sub(NO_BREAK_SPACE, clause).replace("-", NO_BREAK_HYPHEN),
        "by": by,
    }


def subject_text(of: str, lang: Language) -> str:
    """What a checklist is of, in words; empty for nothing."""
    words = wording_of(Checklist, lang)
    if of in words["kinds"]:
        return str(words["kinds"][of])
    if not of:
        return ""
    form = get_form(of)
    title = str(wording_of(form, lang)["title"])
    return f"{title} ({full_code(form.CODE, lang)})" if form.CODE else title


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement in a sentence."""

    rule: str

    def text(self, lang: Language, /) -> str:
        """Its words on the checklist."""
        words: str = wording_of(Checklist, lang)["requirements"][self.rule]
        return words.removesuffix(".")


def _judged(rule: ChecklistRule) -> Rule:
    """The requirement as a rule on a checklist: not checked while nobody has looked at it."""

    def judged_by_a_person(checklist: Checklist) -> Iterator[Breach | None]:
        of = given(checklist.of)
        if of is None or of not in rule.lists:
            return
        details = {"requirement": Requirement(rule.id)}
        looked_at = False
        for number, item in given_items(checklist.items):
            if given(item.rule) != rule.id or given(item.done) is None:
                continue
            looked_at = True
            path = f".items.{number}"
            if not item.done:
                yield Breach(NOT_FULFILLED, path=f"{path}.done", details=details)
            elif not given(item.by):
                yield Breach(NOBODY_TICKED, path=path, severity="warning", details=details)
        if not looked_at:
            yield None

    judged_by_a_person.__doc__ = rule.sentence
    return Rule(rule.id, rule.clause, judged_by_a_person, ("",), severity=rule.severity)


for _rule in CHECKLIST_RULES.values():
    Checklist._attach(_judged(_rule))
