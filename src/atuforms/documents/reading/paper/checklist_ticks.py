"""Ticks and names that a person has put into the table of a printed checklist.

What is ticked stands in no field of its own: the rows are known again by the words of their
requirements and by the clause, in any of the languages. What was read is put back to what the
record prints, so that the rest of the document is read as if nobody had touched its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.core.findings import Finding
from atuforms.core.language.choice import language
from atuforms.core.language.dates import read_date
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.contents.embedded_record import carried_in_office
from atuforms.documents.reading.contents.word_contents import text_of
from atuforms.documents.reading.messages import READ_TICK_UNKNOWN
from atuforms.documents.view import view
from atuforms.fields.texts import folded
from atuforms.forms.checklists.table import CHECKLIST_RULES
from atuforms.forms.supporting.checklist import DONE, NOT_DONE, Checklist, Requirement
from atuforms.records.loading import from_source
from atuforms.records.source import Source

_YES: Final = frozenset(
    {DONE, "✓", "✔", "☑", "☒", "+", "v", "x", "х", "да", "иә", "yes", "д", "y", "1"}
)
"""What is put under «Yes» to tick; the column has this heading, so a cross is a tick."""
_NO: Final = frozenset({NOT_DONE, "-", "—", "нет", "жоқ", "no", "n", "0"})
_EMPTY: Final = frozenset({"", "☐", "□"})
_COLUMNS: Final = 4
_LONGEST: Final = 300
"""Characters of a cell that are looked at for a date without a comma before it."""

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ticks:
    """The items of a checklist as its table has them now, and marks that could not be read."""

    items: list[Item]
    findings: tuple[Finding, ...]


def read_ticks(office: Parts, root: etree._Element) -> Ticks | None:
    """What was ticked in a document that carries the record of a checklist; None for any other.

    ``root`` is changed: the cells then say what the record in the document prints.
    """
    carried = carried_in_office(office)
    if carried is None or carried.values.get("form") != Checklist.SLUG:
        return None
    values = dict(carried.values)
    spoken = carried.lang
    lang: Language = language(spoken) if spoken in LANGUAGES else "kk"
    given = values.get("items")
    before = {
        item["rule"]: item for item in given or () if isinstance(item, dict) and "rule" in item
    }
    printed = _printed(values, lang)
    items = dict(before)
    findings: list[Finding] = []
    for rule, done, by in _rows(root):
        was = printed.get(rule, ("", ""))
        now = _words(done), _words(by)
        if now == was:
            continue
        item = _item(rule, now, was, before.get(rule, {}), lang)
        if _state(now[0]) is None and now[0] not in _EMPTY:
            details = {"text": now[0], "requirement": Requirement(rule)}
            findings.append(
                Finding("read-text-outside", "items", READ_TICK_UNKNOWN, details=details)
            )
        if item is None:
            items.pop(rule, None)
        else:
            items[rule] = item
        for cell, words in zip((done, by), was, strict=True):
            _put_back(cell, words)
    return Ticks(list(items.values()), tuple(findings))


def _printed(values: Mapping[str, Any], lang: Language) -> dict[str, tuple[str, str]]:
    """What the record in the document prints beside each requirement."""
    form, _findings = from_source(Source(dict(values)), Checklist)
    rules = _rules()
    return {
        rules[known]: (_bare(line["done"]), _bare(line["by"]))
        for group in view(form, lang)["groups"]
        for line in group["requirements"]
        if (known := (_bare(line["text"]), _bare(line["clause"]))) in rules
    }


def _rules() -> dict[tuple[str, str], str]:
    """The requirements by their words and their clause in every language.

    Several regulations ask for the same in the same words.
    """
    return {
        (_bare(words), _bare(clause_text(CHECKLIST_RULES[rule].clause, lang))): rule
        for lang in LANGUAGES
        for rule, words in wording_of(Checklist, lang)["requirements"].items()
    }


def _bare(text: object) -> str:
    return folded(unbound(str(text)))


def _words(cell: etree._Element) -> str:
    return _bare(text_of(cell))


def _rows(root: etree._Element) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    """Each row of a requirement: its rule, the cell of the tick, and that of the name."""
    rules = _rules()
    for row in root.iter("{*}tr"):
        cells = row.findall("{*}tc")
        if len(cells) != _COLUMNS:
            continue
        if rule := rules.get((_words(cells[1]), _words(cells[2]))):
            yield rule, cells[0], cells[3]


def _item(
    rule: str, now: tuple[str, str], was: tuple[str, str], before: Item, lang: Language
) -> Item | None:
    """The item of a requirement as the table has it now; None where nothing is ticked any more."""
    done, by = now
    state = _state(done)
    if state is None and not by:
        return None
    item: Item = {"rule": rule} | ({} if state is None else {"done": state})
    if by == was[1]:
        # A tick that was taken away is none, though the name was left there.
        return {name: value for name, value in before.items() if name != "done"} | item
    name, day, note = _parted(by)
    known = before.get("by")
    if known is not None and name and was[1].startswith(name):
        # The person of the record, whose name is there in every language.
        item["by"] = known
    elif name:
        item["by"] = {"name": name}
    if day:
        item["date"] = day
    if note:
        item["note"] = {lang: note}
    return item


def _state(mark: str) -> bool | None:
    """Whether a mark says yes or no; None where it says neither."""
    mark = mark.casefold()
    if mark in _YES:
        return True
    return False if mark in _NO else None


def _parted(text: str) -> tuple[str, str, str]:
    """Name, date and note, as the column asks for them, with commas or without."""
    names: list[str] = []
    day = ""
    for part in (each.strip() for each in text.replace(";", ",").split(",")):
        name, found = _dated(part) if not day else (part, "")
        day = day or found
        names += [name] if name else []
    return (names[0] if names else ""), day, ", ".join(names[1:])


def _dated(part: str) -> tuple[str, str]:
    """A part of a cell without the date that it ends in, and the date."""
    whole = read_date(part)
    if whole:
        return "", whole
    words = part.split(" ") if len(part) <= _LONGEST else []
    for place in range(1, len(words)):
        found = read_date(" ".join(words[place:]))
        if found:
            return " ".join(words[:place]), found
    return part, ""


def _put_back(cell: etree._Element, words: str) -> None:
    """Let a cell say ``words``: in the first place that has text, and nothing elsewhere."""
    texts = [each for each in cell.iter() if etree.QName(each).localname in ("t", "sym")]
    first = next((each for each in texts if etree.QName(each).localname == "t"), None)
    for each in texts:
        if each is not first and (parent := each.getparent()) is not None:
            parent.remove(each)
    if first is not None:
        first.text = words
