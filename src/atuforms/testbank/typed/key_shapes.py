"""Shapes in which a key gives answers to numbers: pairs, rows, columns, ranges, lists by letter.

Each function knows one shape, and says nothing where the text has another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Rows = list[list[str]]
"""Lines of one cell each, or the cells of a table."""

_LETTERS: Final = "A-JА-ДСЕӘa-jа-дсеә"
_NOUN: Final = "вопрос|сұрақ|задание|тапсырма|question|item"
NAME: Final = rf"(?:№|{_NOUN})?\s*№?\s*"
"""What may stand before the number of a question."""
_SIGN: Final = r"[-–—.):=→]+>?"
_ENTRY: Final = re.compile(
    rf"{NAME}(?P<number>\d{{1,4}})(?:\s?-?\s?(?:{_NOUN}|ый|ой|ое|й|ші|шы)(?!\w))?(?:\s*{_SIGN}\s*|\s+(?=[^\W\d]|\d{{1,2}}$)|(?=[{_LETTERS}]$))"
    r"(?P<said>\S.*)(?<!:)",
    re.IGNORECASE | re.DOTALL,
)
_NESTED: Final = re.compile(r"\d{1,4}\s*(?:[-–—:=→]|[.)](?!\d|\s*[^\W\d_]{2}))\s*\S")
"""«1-2-3» may be one pair or two, «1-3: B» a range."""
_CUTS: Final = tuple(map(re.compile, (r"[\s,;|]+", r"[\n,;|]+", r"[\n;|]+", r"\n+")))
"""What parts the entries of a key, the finest first: texts have spaces and commas of their own."""
_MARKER: Final = re.compile(rf"(?:^|(?<=[\s,;|])){NAME}(\d{{1,4}})\s*{_SIGN}\s*", re.IGNORECASE)
_PAIR: Final = re.compile(
    rf"(\d{{1,4}})\s*[-–—.):=]?\s*([{_LETTERS}])(?![^\W\d_])(?!\s*[-–—:=]\s*\d)[,;.]?\s*"
)
_RANGE: Final = re.compile(
    r"(\d{1,4})\s*[-–—]\s*(\d{1,4})\s*(?:[:.)]\s*|\s)(?P<said>\S.*)", re.DOTALL
)
_LISTED: Final = re.compile(
    rf"(?<!\w)([{_LETTERS}])\s*[-–—:=)]+\s*((?:№\s*)?\d{{1,4}}(?:[\s,]+\d{{1,4}})*)(?!\w|\s*[-–—.):=])[\s,;.]*"
)
_GROUP: Final = re.compile(
    rf"((?:№\s*)?\d{{1,4}}(?:[\s,]+\d{{1,4}})*)\s*[-–—:=)]+\s*([{_LETTERS}])[.,]?"
)
_LETTER: Final = re.compile(rf"[{_LETTERS}]")
_TOKEN: Final = re.compile(rf"\d{{1,4}}[.)]?|[{_LETTERS}][.)]?")
_RUN: Final = re.compile(r"[A-JА-ДСЕӘ]{3,}")
_FEWEST_IN_ORDER: Final = 3
"""Fewer letters alone may be several answers of the last question."""

_TWICE: Final = ", "

Answers = dict[int, str]
"""What a key says, by the numbers of its questions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a key."""

    answers: Answers
    signed: bool = True
    """Whether numbers are told from answers by more than their order: «1-2», «1 B», not «1 2»."""

    @property
    def in_order(self) -> bool:
        """Whether the numbers rise, and none stands twice."""
        twice = any(_TWICE in said for said in self.answers.values())
        return list(self.answers) == sorted(self.answers) and not twice


def readings_of(rows: Rows, *, table: bool) -> list[Reading]:
    """Every way in which rows can be read as a key."""
    if table:
        made = [each for each in (_columns(rows), _paired_rows(rows)) if each]
        if made:
            return _differing(made)
        rows = [[" ".join(row)] for row in rows]
    lines = [row[0] for row in rows if row and row[0].strip()]
    text = "\n".join(lines)
    for shape in (_ranges, _listed, _grouped, _letters, _entries, _markers):
        found = shape(text)
        if found:
            return _differing([found])
    tokens = [_tokens(line) for line in lines]
    if not all(tokens):
        return []
    unsigned = (shape(tokens) for shape in (_paired_rows, _in_turn, _halves))
    return _differing([each for each in unsigned if each], signed=False)


def answers_in_order(rows: Rows) -> tuple[str, ...]:
    """Letters without numbers: «B C A D», «BCAD»."""
    words = re.split(r"[\s,;|.]+", " ".join(text for row in rows for text in row).strip(" ,;|."))
    runs = all(map(_RUN.fullmatch, words))
    letters = list("".join(words)) if runs else words
    whole = all(map(_LETTER.fullmatch, letters)) and len(letters) >= _FEWEST_IN_ORDER
    return tuple(letters) if whole else ()


def _differing(found: Iterable[Answers], *, signed: bool = True) -> list[Reading]:
    made: list[Reading] = []
    for each in found:
        letters = not any(said.isdecimal() for said in each.values())
        if len(each) > 1 and all(each != other.answers for other in made):
            made.append(Reading(each, signed or letters))
    return made


def _gathered(pairs: Iterable[tuple[int, str]]) -> Answers:
    """Answers by number; both, where a number has two: which is right is not for us to say."""
    made: Answers = {}
    for number, said in pairs:
        said = said.strip(" \t\n,;.|")
        before = made.get(number, said)
        made[number] = said if before == said else f"{before}{_TWICE}{said}"
    return made


def _letters(text: str) -> Answers | None:
    """«1-B, 2-C», «1Б 2В», with letters only."""
    flat = text.strip()
    pairs = _PAIR.findall(flat)
    if not pairs or _PAIR.sub("", flat).strip():
        return None
    return _gathered((int(number), letter) for number, letter in pairs)


def _entries(text: str) -> Answers | None:
    """«1-2, 2-3», «1) Балқаш; 2) Зайсан», a line each."""
    for cut in _CUTS:
        parts = [part.strip() for part in cut.split(text.strip(" \n,;|."))]
        found = [_ENTRY.fullmatch(part) for part in parts if part]
        entries = [(int(each["number"]), each["said"]) for each in found if each]
        if len(entries) == len(found) > 1:
            return None if any(_NESTED.match(said) for _, said in entries) else _gathered(entries)
    return None


def _markers(text: str) -> Answers | None:
    """«1. B 2. 3 3. Балқаш»: numbers that count on from the first, with what follows each."""
    found = list(_MARKER.finditer(text))
    if not found or found[0].start():
        return None
    chosen = [found[0]]
    for each in found[1:]:
        number = int(each[1])
        if number == int(chosen[-1][1]) + 1:
            chosen.append(each)
        elif number in (int(chosen[-1][1]), int(chosen[-1][1]) + 2):
            return None  # it may be the number of an entry, or a part of one
    numbers = [int(each[1]) for each in found]
    if len(chosen) < 2 or len(set(numbers)) < len(numbers):
        return None
    ends = [*(each.start() for each in chosen[1:]), len(text)]
    said = [text[each.end() : end].strip(" \n,;|") for each, end in zip(chosen, ends, strict=True)]
    clear = all(said) and not any(map(_NESTED.match, said))
    pairs = zip((int(each[1]) for each in chosen), said, strict=True)
    return _gathered(pairs) if clear else None


def _ranges(text: str) -> Answers | None:
    """«1–5: B C A D B», with as many answers as the range has numbers."""
    made: list[tuple[int, str]] = []
    for part in re.split(r"[\n;]+", text.strip(" \n;.")):
        found = _RANGE.fullmatch(part.strip())
        if not found:
            return None
        first, last = int(found[1]), int(found[2])
        said = found["said"].strip(" .,")
        words = list(said) if _RUN.fullmatch(said) else re.split(r"[\s,]+", said)
        one_each = all(map(_TOKEN.fullmatch, words))
        if not one_each or last <= first or len(words) != last - first + 1:
            return None
        made += zip(range(first, last + 1), words, strict=True)
    return _gathered(made) if made else None


def _listed(text: str) -> Answers | None:
    """«A: 1, 4; B: 2, 3»: letters with the numbers of their questions."""
    flat = text.strip()
    if _LISTED.sub("", flat).strip():
        return None
    pairs = [
        (int(number), letter)
        for letter, numbers in _LISTED.findall(flat)
        for number in re.findall(r"\d+", numbers)
    ]
    return _gathered(pairs) if pairs else None


def _grouped(text: str) -> Answers | None:
    """«1, 4 – A; 2, 3 – B»."""
    parts = [part.strip() for part in re.split(r"[\n;]+", text.strip(" \n;."))]
    found = [_GROUP.fullmatch(part) for part in parts if part]
    pairs = [(n, each[2]) for each in found if each for n in re.findall(r"\d+", each[1])]
    whole = all(found) and len(pairs) > len(found)
    return _gathered((int(number), letter) for number, letter in pairs) if whole else None


def _tokens(line: str) -> list[str]:
    """Numbers and letters of a line, if there is nothing else in it."""
    words = [
        word
        for word in re.split(r"[\s;|]+|,\s+", line.strip(" ,;|"))
        if word and not _is_head(word)
    ]
    return [w.rstrip(".)") for w in words] if all(map(_TOKEN.fullmatch, words)) else []


_HEAD: Final = re.compile(
    r"(?:№|номер|вопрос|задани|ответ|правильн|сұра[қғ]|жауа[пб]|дұрыс|question|answer|no)\w*[.:]?",
    re.IGNORECASE,
)


def _is_head(word: str) -> bool:
    return bool(_HEAD.fullmatch(word))


def _number(text: str) -> int | None:
    bare = text.strip().strip("№.) ")
    return int(bare) if bare.isdecimal() and len(bare) < 5 else None


def _counting(numbers: Sequence[int | None]) -> bool:
    """Whether numbers count on, each by one."""
    first = numbers[0] if numbers else None
    return first is not None and list(numbers) == list(range(first, first + len(numbers)))


def _paired_rows(rows: Sequence[Sequence[str]]) -> Answers | None:
    """Rows of numbers, each above a row of as many answers."""
    if len(rows) % 2:
        return None
    made: list[tuple[int, str]] = []
    counted: list[int | None] = []
    for above, below in zip(rows[::2], rows[1::2], strict=True):
        width = max((i for i, text in enumerate(above, 1) if text.strip()), default=0)
        numbers = [_number(text) for text in above[:width]]
        if len(below) < width or any(text.strip() for text in below[width:]):
            return None
        counted += numbers
        made += (
            (n, said) for n, said in zip(numbers, below, strict=False) if n is not None and said
        )
    return _gathered(made) if _counting(counted) and len(counted) > 1 else None


def _columns(rows: Rows) -> Answers | None:
    """Columns of numbers, each beside a column of answers."""
    width = max(map(len, rows), default=0)
    if not width or width % 2:
        return None
    made: list[tuple[int, str]] = []
    for place in range(0, width, 2):
        for row in rows:
            number, said = (*row[place : place + 2], "", "")[:2]
            if not (number.strip() or said.strip()):
                continue
            counted = _number(number)
            if counted is None:
                return None
            made += [(counted, said)] if said.strip() else []
    numbers = [number for number, _ in made]
    return _gathered(made) if len(set(numbers)) == len(numbers) > 1 else None


def _in_turn(rows: Sequence[Sequence[str]]) -> Answers | None:
    """A number, its answer, the next number: «1 2 2 3 3 1»."""
    words = [word for row in rows for word in row]
    numbers = [_number(word) for word in words[::2]]
    if len(words) % 2 or not _counting(numbers) or len(numbers) < 2:
        return None
    return _gathered(
        (number, said) for number, said in zip(numbers, words[1::2], strict=True) if number
    )


def _halves(rows: Sequence[Sequence[str]]) -> Answers | None:
    """All numbers in lines of their own, then all answers: a table that became lines."""
    words = [word for row in rows for word in row]
    half = len(words) // 2
    numbers = [_number(word) for word in words[:half]]
    if len(words) % 2 or not _counting(numbers) or half < 2:
        return None
    if any(len(row) > 1 for row in rows) and not all(map(_LETTER.fullmatch, words[half:])):
        return None
    return _gathered((n, said) for n, said in zip(numbers, words[half:], strict=True) if n)
