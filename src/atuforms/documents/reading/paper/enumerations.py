"""Lines that list several values, of which any may be left out: «Лекция 1, 15:20, 1920×1080».

Where a value is missing its separator is missing too, so that only what the values look like tells
which of them are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

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
    r"|\w{1,5}\.\s?ғ\.\s?[дкм]|masters?|doctor|candidate|bachelor|m\.?sc|ғылым\w*)\b",
    re.IGNORECASE,
)
_STUDENT = re.compile(r"докторант|магистрант|бакалавриат|doctoral|doctorate", re.IGNORECASE)
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


Past = Callable[[str, int, str], int | None]
"""Where words end that stand in a text at a place; None if they do not."""

_Way = tuple[int, tuple[Listed, ...]]


@dataclass(slots=True)
class Budget:
    """How many places are still tried in a document: a hostile one has very many commas."""

    left: int = 200_000


def enumeration(
    text: str,
    at: int,
    words: Sequence[str],
    fields: Sequence[Field],
    records: Sequence[Field | None],
    past: Past,
    *,
    least: int = 2,
    budget: Budget,
) -> list[Listed]:
    """The values of a line from ``at`` on; nothing if it is no such line.

    :param words: what is printed between the fields, without white space: one more than fields.
    :param records: what holds each field.
    :param least: how many values there must be; of two, one must be known by its looks.
    :param budget: of the document; without any left, no line is taken apart.
    """
    if len(text) > LONGEST or not least <= len(fields) <= MOST or budget.left < 0:
        return []
    found = _Listing(text, words, fields, records, past, budget).best_of_all(at)
    sure = any(is_strict(fields[each.number], records[each.number]) for each in found)
    return list(found) if len(found) >= least and (sure or least == 1) else []


class _Listing:
    """Finds the values of a line that are worth most together."""

    def __init__(
        self,
        text: str,
        words: Sequence[str],
        fields: Sequence[Field],
        records: Sequence[Field | None],
        past: Past,
        budget: Budget,
    ) -> None:
        self.budget = budget
        self.text = text
        self.words = words
        self.fields = fields
        self.records = records
        self.past = past
        self.end = len(text.rstrip())
        self.known: dict[tuple[int, int], _Way | None] = {}
        self.separators: dict[str, list[tuple[int, int]]] = {}

    def best_of_all(self, at: int) -> tuple[Listed, ...]:
        """The values from ``at`` on, whichever field is the first."""
        ways = [way for n in range(len(self.fields)) if (way := self._best(n, at))]
        return max(ways, key=lambda each: each[0], default=(0, ()))[1]

    def _best(self, number: int, start: int) -> _Way | None:
        """The greatest worth of what begins with this field at ``start``, and what it is."""
        if (number, start) not in self.known:
            ways = [way for way in self._ways(number, start) if way is not None]
            self.known[number, start] = max(ways, key=lambda each: each[0], default=None)
        return self.known[number, start]

    def _ways(self, number: int, start: int) -> Iterator[_Way | None]:
        for after in range(number + 1, len(self.fields)):
            for stop, onward in self._separators(start, self.words[after]):
                self.budget.left -= 1
                if self.budget.left < 0:
                    return
                more = self._best(after, onward)
                yield self._with(number, start, stop, more) if more else None
        if number == len(self.fields) - 1 and self.words[-1]:
            for stop in range(start + 1, self.end + 1):
                if self.past(self.text, stop, self.words[-1]) == len(self.text):
                    yield self._with(number, start, stop, (0, ()))
        yield self._with(number, start, self.end, (0, ()))

    def _separators(self, start: int, words: str) -> list[tuple[int, int]]:
        """Where words that part two values begin and end, behind a place."""
        if words not in self.separators:
            self.budget.left -= len(self.text)
            self.separators[words] = [
                (stop, after)
                for stop in range(1, len(self.text))
                if (after := self._past(stop, words)) is not None
            ]
        return [each for each in self.separators[words] if each[0] > start]

    def _past(self, stop: int, words: str) -> int | None:
        if words:
            return self.past(self.text, stop, words)
        # Where lines end, a space within one parts nothing.
        parts = self.text[stop] == "\n" if "\n" in self.text else self.text[stop].isspace()
        return stop + 1 if parts else None

    def _with(self, number: int, start: int, stop: int, more: _Way) -> _Way | None:
        text = self.text[start:stop].strip()
        if "\n" in text and self.fields[number].kind in ("text", "name"):
            return None  # What stands in the next line is another value, though it is not known.
        worth = _worth(self.fields[number], self.records[number], text)
        return (worth + more[0], (Listed(number, start, stop), *more[1])) if worth else None


def is_strict(field: Field, record: Field | None) -> bool:
    """Whether a value of the field is known by what it looks like."""
    return (
        field.kind in _LOOKS
        or field.kind in ("date", "choice", "language", "flag")
        or field.name in MEDIA_NAMES
        or (is_of_person(record) and field.name in ("degree", "title", "workplace"))
    )


def looks_right(field: Field, record: Field | None, text: str) -> bool:
    """Whether a text may be the value of a field, where the values of a line are told apart."""
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


def order_by_looks(names: Sequence[str], texts: Sequence[str]) -> tuple[int, ...] | None:
    """Which text is which field of a person, where degree or title stand before the position.

    None where they stand in the order of the fields, or where what they look like does not tell.
    """
    given = [n for n, name in enumerate(names) if name in ("position", "degree", "title")]
    if not {"position", "degree"} <= set(names) or len(given) != len(set(names) - {"name"}):
        return None
    known = {n: names[n] for n in given}
    if not is_degree(texts[names.index("position")]) or _fits_person(known, texts, given):
        return None
    for order in permutations(given):
        if _fits_person(known, texts, order):
            places = dict(zip(given, order, strict=True))
            return tuple(places.get(n, n) for n in range(len(names)))
    return None


def _fits_person(known: Mapping[int, str], texts: Sequence[str], order: Sequence[int]) -> bool:
    """Whether a person's degree, title and position are the texts with these numbers."""
    for name, number in zip(known.values(), order, strict=True):
        text = texts[number]
        if name == "degree" and not is_degree(text):
            return False
        if name == "title" and (not _TITLE.search(text) or is_degree(text)):
            return False
        if name == "position" and (is_degree(text) or _WORKPLACE.search(text)):
            return False
    return True


def is_degree(text: str) -> bool:
    """Whether a text is a degree, and no position that only speaks of one."""
    return bool(_DEGREE.search(text)) and not (_POST.search(text) or _STUDENT.search(text))


def is_title(text: str) -> bool:
    """Whether a text speaks of an academic title."""
    return bool(_TITLE.search(text))


def is_post(text: str) -> bool:
    """Whether a text speaks of a position."""
    return bool(_POST.search(text))


def is_workplace(text: str) -> bool:
    """Whether a text is where somebody works, and not as what."""
    return bool(_WORKPLACE.search(text)) and not _POST.search(text)


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
