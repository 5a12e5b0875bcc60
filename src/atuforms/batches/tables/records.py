"""JSON Lines, JSON lists and YAML streams: sources in which each record names its own fields."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from atuforms.batches.messages import ROW_NOT_JSON, ROW_NOT_MAPPING, ROW_UNREADABLE, VALUE_NOT_PLAIN
from atuforms.batches.tables.encodings import detect_encoding
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, Place
from atuforms.core.language.reasons import Reason
from atuforms.core.safe_text import shown
from atuforms.forms.base import Form
from atuforms.records.source import read_sources, without_gaps

_MOST_DIGITS = 300
_LARGEST = 10**_MOST_DIGITS
"""Numbers of more digits are none that a document could print."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it stands in its source; ``number`` is its line, or its place in a list.

    ``places`` are those of the values inside it, where the source knows them. ``is_form`` says
    that it was given as a form; ``folder`` is then the one to which its file names are relative.
    """

    number: int
    record: Mapping[str, object]
    place: Place
    faults: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    is_form: bool = False
    folder: Path | None = None


def from_python(source: Iterable[object]) -> Iterator[Item]:
    """The forms and mappings of an iterable, counted from 1."""
    for number, value in enumerate(source, start=1):
        place = Place(line=number)
        if isinstance(value, Form):
            folder = value.origin.folder
            yield Item(number, value.record(), place, is_form=True, folder=folder)
        else:
            yield _item(number, value, place)


def read_json_lines(path: Path) -> Iterator[Item]:
    """One JSON record a line; empty lines are left out."""
    with path.open(encoding=detect_encoding(path)) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            place = Place(line=number)
            try:
                value = json.loads(line, parse_int=_whole)
            except (ValueError, RecursionError) as error:
                at = error.colno if isinstance(error, json.JSONDecodeError) else 1
                fault = Finding("wrong-type", "", ROW_NOT_JSON, details={"at": at})
                yield Item(number, {"": line.rstrip("\n")}, place, (fault.at(place),))
            else:
                yield _item(number, value, place)


def read_json(path: Path) -> Iterator[Item]:
    """The records of one JSON list, which is read as a whole."""
    try:
        values = json.loads(path.read_text(encoding=detect_encoding(path)), parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    return from_python(values if isinstance(values, list) else [values])


def read_yaml(path: Path) -> Iterator[Item]:
    """The documents of a YAML stream, every scalar as text.

    :raises UnreadableInput: when it is not YAML; nothing after the fault can be trusted.
    """
    for source in read_sources(path):
        first = min((place.line or 1 for place in source.places.values()), default=1)
        yield Item(first, source.values, Place(line=first), places=source.places)


READERS: Final[Mapping[str, Callable[[Path], Iterator[Item]]]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}
"""By suffix of the file's name."""


def _whole(digits: str) -> int | str:
    """A number; one that no document could print stays the text that it is."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _item(number: int, value: object, place: Place) -> Item:
    if isinstance(value, Mapping):
        faults: list[Finding] = []
        try:
            record = cast("dict[str, object]", _plain(without_gaps(value), "", faults))
            return Item(number, record, place, tuple(each.at(place) for each in faults))
        except (UnreadableInput, RecursionError) as error:
            details = {"reason": str(error)}
            fault = Finding("wrong-type", "", ROW_UNREADABLE, details=details, place=place)
            return Item(number, {}, place, (fault,))
    fault = Finding("wrong-type", "", ROW_NOT_MAPPING, actual=shown(value, 80), place=place)
    return Item(number, {"": value}, place, (fault,))


def _plain(value: object, path: str, faults: list[Finding]) -> object:
    """``value`` as a file could hold it; of what none could, a finding is added to ``faults``."""
    if isinstance(value, str | float | dt.date | dt.time | dt.timedelta):
        return value
    if isinstance(value, int) and abs(value) < _LARGEST:
        return value
    if isinstance(value, Mapping):
        return {
            key: each if type(each) is str else _plain(each, f"{path}.{key}".strip("."), faults)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(each, f"{path}.{n}".strip("."), faults) for n, each in enumerate(value)]
    if type(value).__module__ == "decimal":
        return str(value)
    text = f"<{type(value).__name__}>"
    faults.append(Finding("wrong-type", path, VALUE_NOT_PLAIN, actual=text))
    return text


def _unreadable(path: Path, error: Exception) -> UnreadableInput:
    return UnreadableInput(
        "{file} cannot be read: {reason}. Mend it and try again.",
        file=path.name,
        reason=Reason(str(error)),
    )
