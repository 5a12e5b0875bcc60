"""Lines that list several values, of which any may be left out: «Лекция 1, 15:20, 1920×1080».

Where a value is missing its separator is missing too, so that only what the values look like tells
which of them are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from atuforms.core.language.dates import read_date
from atuforms.core.language.wording import choice_keys
from atuforms.fields.describe import Field
from atuforms.fields.media import MEDIA_NAMES
from atuforms.fields.numbers import NO, YES
from atuforms.fields.people import Person

LONGEST = 600
"""Characters of a line that is taken apart in this way."""
MOST = 16
"""Values of such a line."""

_LOOKS = {
    "duration": re.compile(r"\d{1,3}(?::\d{2}){1,2}"),
    "whole": re.compile(r"\d[\d ]*\.?"),
    "number": re.compile(r"\d[\d ]*(?:[.,]\d+)?"),
    "url": re.compile(r"\S+\.\S+/?\S*"),
    "presence": re.compile(r"\S+\.\S+/?\S*"),
    "email": re.compile(r"\S+@\S+"),
    "file": re.compile(r"[^\s,;].*\.\w{2,5}"),
    "image": re.compile(r"[^\s,;].*\.\w{2,5}"),
}
_MEDIA = re.compile(r"(?=.*[^\W\d_])[\w.]{2,12}")
_HERTZ = re.compile(r"\d{2,6}(?:\s?[кk])?")
_DEGREE = re.compile(
    r"\b(?:ph\.?\s?d|dba|md|edd|магистр\w*|доктор\w*|кандидат\w*|бакалавр\w*|[дк]\.\s?\w{1,5}\.\s?н"
    r"|masters?|doctor|candidate|bachelor|m\.?sc|ғылым\w*)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"доцент|профессор|академик|professor|docent|academician", re.IGNORECASE)
_WORKPLACE = re.compile(
    r"университет|институт|колледж|кафедрасы\b|факультеті\b|^кафедра\b|^факультет\b|\b(?:АО|АҚ|НАО|КеАҚ"
    r"|ТОО|ЖШС|JSC|NJSC|LLP)\b|universit|institute|college|^(?:department|faculty|school)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"профессор|доцент|преподавател|оқытушы|заведующ|меңгеруші|декан|ректор|professor|lecturer"
    r"|teacher|^head|^dean|rector",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A value of such a line: the number of its field, and where it stands."""

    number: int
    start: int
    end: int


def enumeration(
    text: str,
    at: int,
    words: Sequence[str],
    fields: Sequence[Field],
    records: Sequence[Field | None],
    past: Callable[[str, int, str], int | None],
    *,
    least: int = 2,
) -> list[Listed]:
    """The values of a line from ``at`` on; nothing if it is no such line.

    :param words: what is printed between the fields, without white space: one more than fields.
    :param records: what holds each field.
    :param past: where words end that stand in a text at a place; None if they do not.
    :param least: how many values there must be; of two, one must be known by its looks.
    """
    if len(text) > LONGEST or not 1 < len(fields) <= MOST:
        return []
    end = len(text.rstrip())

    @cache
    def best(number: int, start: int) -> tuple[int, tuple[Listed, ...]] | None:
        """The greatest worth of what begins at ``start`` with this field, and what it is."""
        found: tuple[int, tuple[Listed, ...]] | None = None

        def take(stop: int, more: tuple[int, tuple[Listed, ...]]) -> None:
            nonlocal found
            worth = _worth(fields[number], records[number], text[start:stop].strip())
            if worth and (found is None or worth + more[0] > found[0]):
                found = worth + more[0], (Listed(number, start, stop), *more[1])

        for after in range(number + 1, len(fields)):
            for stop, onward in _separators(text, start, words[after], past):
                more = best(after, onward)
                if more is not None:
                    take(stop, more)
        last = number == len(fields) - 1
        for stop in range(start + 1, end + 1) if last and words[-1] else ():
            if past(text, stop, words[-1]) == len(text):
                take(stop, (0, ()))
        if found is None:
            take(end, (0, ()))
        return found

    ways = [found for n in range(len(fields)) if (found := best(n, at)) is not None]
    best_way = max(ways, key=lambda each: each[0], default=(0, ()))
    sure = any(is_strict(fields[each.number], records[each.number]) for each in best_way[1])
    return list(best_way[1]) if len(best_way[1]) >= least and (sure or least == 1) else []


def _separators(
    text: str, start: int, words: str, past: Callable[[str, int, str], int | None]
) -> list[tuple[int, int]]:
    """Where words that part two values begin and end, from a place on."""
    found = []
    for stop in range(start + 1, len(text)):
        if not words:
            after = stop + 1 if text[stop].isspace() else None
        else:
            after = past(text, stop, words)
        if after is not None:
            found.append((stop, after))
    return found


def is_strict(field: Field, record: Field | None) -> bool:
    """Whether a value of the field is known by what it looks like."""
    return (
        field.kind in _LOOKS
        or field.kind in ("date", "choice", "language", "flag")
        or field.name in MEDIA_NAMES
        or (is_of_person(record) and field.name in ("degree", "title", "workplace"))
    )


def looks_right(field: Field, record: Field | None, text: str) -> bool:
    """Whether a text may be the value of a field, where all values of a line are to be told apart."""
    if field.name == "sample_rate":
        return bool(_HERTZ.fullmatch(text))
    if field.name in MEDIA_NAMES:
        return bool(_MEDIA.fullmatch(text))
    if field.kind in _LOOKS:
        return bool(_LOOKS[field.kind].fullmatch(text))
    if field.kind == "date":
        return bool(read_date(text))
    if field.kind in ("choice", "language"):
        return " ".join(text.casefold().split()) in choice_keys(field.choices)
    if field.kind == "flag":
        return text.casefold() in YES | NO
    return not is_of_person(record) or _may_be_of_person(field.name, text)


def _may_be_of_person(name: str, text: str) -> bool:
    if name == "degree":
        return bool(_DEGREE.search(text))
    if name == "title":
        return bool(_TITLE.search(text))
    places = [bool(_WORKPLACE.search(part)) and not _POST.search(part) for part in text.split(", ")]
    return all(places) if name == "workplace" else not any(places) and "@" not in text


def _worth(field: Field, record: Field | None, text: str) -> int:
    if not text or not looks_right(field, record, text):
        return 0
    return 3 if is_strict(field, record) else 1


def is_of_person(record: Field | None) -> bool:
    """Whether what holds a field is a person."""
    return record is not None and record.record is not None and issubclass(record.record, Person)


def fields_of(
    paths: Sequence[str], known: Mapping[str, Field]
) -> tuple[list[Field], list[Field | None]] | None:
    """The fields of these patterns, and what holds each; None if one is unknown."""
    fields = [known.get(path) for path in paths]
    if None in fields:
        return None
    holders = [
        known.get(path.rpartition(".")[0].removesuffix(".*")) if "." in path else None
        for path in paths
    ]
    return [each for each in fields if each is not None], holders
