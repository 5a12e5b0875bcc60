"""A checklist on paper: its table has a row for each requirement, and none of them has a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from atuforms.core.findings import Place
from atuforms.core.language.dates import read_date
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.paper.blocks import Block, Line, squeezed
from atuforms.documents.reading.paper.ticks import MARKS
from atuforms.fields.numbers import NO, YES
from atuforms.forms.checklists.table import LISTS, rules_on
from atuforms.forms.supporting.checklist import Checklist, subject_text

_NOT_DONE = frozenset("-–—")
_QUOTES = ' «»“”„"'


@dataclass(slots=True)
class TickedList:
    """What a checklist says: values of the record, their places, and the lines that were read.

    ``unsure`` are the items whose name and note are told apart by nothing but a comma.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    unsure: list[tuple[str, Line]] = field(default_factory=list)


def ticked_list(shown: Sequence[Block]) -> TickedList:
    """What is read of a checklist; nothing where it does not say of what it is one."""
    found = TickedList()
    for line in (line for block in shown if not block.is_row for line in block.lines):
        of = _subjects().get(squeezed(line.text.split("\n")[0]))
        if of:
            found.lines.append(line)
            _put_subject(found, of, line)
            break
    if "of" in found.values:
        for block in shown:
            _put_row(found, block)
    return found


def _put_subject(found: TickedList, of: str, line: Line) -> None:
    found.values["of"] = of
    for text in line.text.split("\n")[1:]:
        date = read_date(text)
        found.values["date" if date else "title"] = date or text.strip(_QUOTES)
    for name in found.values:
        found.places[name] = Place(line=line.spot.paragraph)


def _put_row(found: TickedList, block: Block) -> None:
    rules = _requirements(found.values["of"])
    texts = [squeezed("".join(line.text for line in cell)) for cell in block.cells]
    at = next((n for n, text in enumerate(texts) if text in rules), 0)
    done = _done(texts[0]) if at else None
    if done is None:
        return
    by = block.cells[-1] if len(block.cells) > at + 1 else []
    said = " ".join(line.text for line in by).strip()
    if not done and not said:
        return
    item: dict[str, Any] = {"rule": rules[texts[at]]}
    if done:
        item["done"] = done
    items = found.values.setdefault("items", [])
    path = f"items.{len(items)}"
    item |= dict(_looked(said))
    if "note" in item and "date" not in item:
        found.unsure.append((path, by[0]))
    items.append(item)
    found.places[path] = Place(line=block.spot.paragraph + 1)
    found.lines += [*block.cells[0], *by]


def _done(text: str) -> str | None:
    """What a mark says, as a record writes it; empty without one, None where it is no mark."""
    text = text.strip("_☐□").casefold()
    if not text:
        return ""
    if text in NO or set(text) <= _NOT_DONE:
        return "false"
    return "true" if text in YES or set(text) <= MARKS else None


def _looked(said: str) -> Iterator[tuple[str, Any]]:
    """Who has looked, when, and what is noted: «А.Н. Сейткали, «28» ноября 2025 г., замечание»."""
    pieces = [each for each in said.split(", ") if each]
    dated = next((n for n, each in enumerate(pieces) if read_date(each)), None)
    name = pieces[:1] if dated is None else pieces[:dated]
    note = pieces[1:] if dated is None else pieces[dated + 1 :]
    if name:
        yield "by", {"name": ", ".join(name)}
    if dated is not None:
        yield "date", read_date(pieces[dated])
    if note:
        yield "note", ", ".join(note)


@cache
def _subjects() -> dict[str, str]:
    return {squeezed(subject_text(of, lang)): of for of in LISTS for lang in LANGUAGES}


@cache
def _requirements(of: str) -> dict[str, str]:
    """The requirements of a list by their words."""
    return {
        squeezed(wording_of(Checklist, lang)["requirements"][rule.id]): rule.id
        for lang in LANGUAGES
        for rule in rules_on(of)
    }
