"""The key of a typed bank: which answer it gives to which question, in whatever shape it stands.

«Ключ: 1-B, 2-C …» in one line or in many, with letters, digits or the texts of options; a row of
numbers above a row of answers; a table of either; ranges («1–5: B C A D B»); letters with the
numbers of their questions («A: 1, 4»); letters alone, in the order of the questions. A key that can
be read in two ways keeps both, and :mod:`.key_shapes` knows the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from atuforms.testbank.model import one_line
from atuforms.testbank.typed.key_shapes import NAME, Reading, Rows, answers_in_order, readings_of
from atuforms.testbank.typed.lines import (
    KEY,
    REMARK,
    Paragraph,
    answer_line,
    option_line,
)

Paragraphs = list[Paragraph]

_NOUN: Final = re.compile(
    r"ключ\w{0,4}|кілт\w{0,8}|keys?|ответ(?:ы|ов|ам)|жауап(?:тар)\w{0,6}|жауаптары\w{0,4}|answers"
    r"|эталон\w{0,2}|шаблон\w{0,2}",
    re.IGNORECASE,
)
_MAY_HEAD: Final = re.compile("ключ|кілт|key|ответ|жауап|answer|эталон|шаблон")
"""Without regard to case it would take several times as long, and every line is asked."""
_SURE: Final = re.compile(r"ключ\w{0,4}|кілт\w{0,8}|keys?|эталон\w{0,2}", re.IGNORECASE)
"""A noun that heads nothing but a key."""
_BESIDE: Final = re.compile(
    r"к|на|для|по|и|to|the|of|for|and|мен|және|үшін|бойынша|тест\w{0,12}|вопрос\w{0,3}|задани\w{0,3}"
    r"|сұрақ\w{0,10}|сұрағ\w{0,8}|тапсырма\w{0,10}|questions?|tests?|(?:правильн|верн)\w{2,3}|дұрыс"
    r"|correct|right|answers?|ответ\w{0,3}|жауап\w{0,10}|таблица|кесте\w{0,3}|код\w{0,3}|№\d{0,2}|sheet|банк\w{0,4}|bank",
    re.IGNORECASE,
)
_KEY_WORD: Final = re.compile(
    r"(?:№|номер|вопрос|задани|ответ|правильн|верн|сұра[қғ]|жауа[пб]|нөмір|дұрыс|question|answer"
    r"|number|correct|right|ключ|кілт|тест|тапсырма|test|key|no|item|п/п)\w*[.:]?",
    re.IGNORECASE,
)
"""What heads the rows and columns of a key in a table."""
_IN_KEY: Final = re.compile(r"[\s\d.,;:()=|–—№A-JА-ДСЕӘa-jа-дсеә-]*+")
_ENTRY: Final = re.compile(rf"{NAME}\d{{1,4}}(?:\s*[-–—.):=→,]|\s)\s*\S", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_NUMBER_OR_LETTER: Final = re.compile(r"№?\s?\d{1,4}[.)]?|[A-JА-ДСЕӘӘҒa-jа-дсеә][.)]?")
_PAIRED: Final = re.compile(r"\d{1,4}\s*[-–—.):=]+\s*(?:\d|[^\W\d_])[^\n]*?\d{1,4}\s*[-–—.):=]")
_RIGHT: Final = re.compile(r"правильн|верн|дұрыс|correct|right", re.IGNORECASE)
_OPTION: Final = re.compile(r"[*+✓]?\s?[(\[]?(?:[^\W\d_]|\d{1,2})\s?[.)\]]")
_ANSWER: Final = re.compile(r"(?:\w+\s)?(?:ответ|жауа[пб]|answer|ключ|кілт|key)", re.IGNORECASE)
_LONE: Final = re.compile(r"[(\[]?[^\W_][)\].]?(?:(?<=[).])\s.*)?")
_FEWEST: Final = 2
_MOST_HEADS: Final = 30
"""Lines that may head a key; a file of nothing but «Жауаптары: A» has no end of them."""
_MOST_AFTER: Final = 6
"""Lines below a key, such as the names of its authors."""
_MOST_ENTRIES: Final = 1_000
"""Lines in which a second key is looked for."""
_LONGEST: Final = 80
"""Characters of the longest head of a key."""


@dataclass(frozen=True, slots=True)
class Key:
    """The answers of a key by the numbers of the questions, in each way that it can be read."""

    readings: tuple[Reading, ...] = ()
    in_order: tuple[str, ...] = ()
    """Answers without numbers, in the order of the questions."""
    line: int = 0
    head: str = ""
    after: tuple[Paragraph, ...] = ()
    """Lines below it that belong to no question."""

    def __bool__(self) -> bool:
        return bool(self.head)

    @property
    def sure(self) -> bool:
        """Whether its head heads nothing else: «Ключи», not «Ответы»."""
        return _is_sure(self.head)

    @property
    def said(self) -> tuple[str, ...]:
        """All answers that it gives."""
        return (*(said for each in self.readings for said in each.answers.values()), *self.in_order)


def may_be_a_key(text: str) -> bool:
    """Whether a text begins as a key does: «Ключи: 1-2, 2-3»."""
    first = text[:_LONGEST].split(maxsplit=1)[:1]
    begins = any(_SURE.fullmatch(word.rstrip(":.")) for word in first)
    return begins or any(_is_head(head) for head, _ in _parted(text))


def key_at_the_end(paragraphs: Paragraphs) -> tuple[Paragraphs, Key]:
    """The paragraphs before a key, and the key."""
    tried = 0
    for i in range(len(paragraphs) - 1, -1, -1):
        heads = [rest for head, rest in _parted(paragraphs[i].tidied) if _is_head(head)]
        if not heads or paragraphs[i].cell:
            continue
        tried += 1
        if tried > _MOST_HEADS:
            break
        keys = [key for first in heads if (key := _key(paragraphs, i, first))]
        if keys:
            return _with_one_above(paragraphs[: _first_head(paragraphs, i)], _joined(keys))
    return _key_in_a_table(paragraphs)


def _with_one_above(paragraphs: Paragraphs, key: Key) -> tuple[Paragraphs, Key]:
    """The paragraphs before a key, and before another one above it, which may say otherwise."""
    near = paragraphs[-_MOST_ENTRIES:]
    above, other = key_at_the_end(near) if key.readings else (near, Key())
    if not other.readings or other.after:
        return paragraphs, key
    return paragraphs[: len(paragraphs) - len(near) + len(above)], _joined([key, other])


def keys_within(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with each key that stands between questions as one line, to be named."""
    made: Paragraphs = []
    i = 0
    while i < len(paragraphs):
        text = paragraphs[i].tidied
        heads = [cut for cut in _parted(text) if _is_head(cut[0])]
        end = i + 1
        while heads and end < len(paragraphs) and _is_short_entry(paragraphs[end]):
            end += 1
        alone = end == i + 1 and not any(rest for _, rest in heads)
        if (
            heads
            and not alone
            and _is_apart(paragraphs, i)
            and _numbers(heads, paragraphs[i + 1 : end])
        ):
            made.append(
                replace(paragraphs[i], text=heads[-1][0], looks=frozenset({KEY, REMARK}), label="")
            )
            i = end
        else:
            made.append(paragraphs[i])
            i += 1
    return made


def _is_apart(paragraphs: Paragraphs, i: int) -> bool:
    """Whether a line that may head a key is no label of options: «Ответы: 1) 5 2) 7»."""
    text = paragraphs[i].tidied
    if _is_sure(text) or _RIGHT.search(text[:_LONGEST]) or not i:
        return True
    before = paragraphs[i - 1].tidied
    return not before.endswith(("?", ":")) and bool(
        _OPTION.match(before) or paragraphs[i - 1].label
    )


def _numbers(heads: Sequence[tuple[str, str]], below: Sequence[Paragraph]) -> bool:
    """Whether what follows a head gives answers to numbers."""
    return any(
        _PAIRED.match(first) or readings_of(rows, table=False)
        for _, first in heads
        if (rows := _rows(first, below))
    )


def _is_short_entry(paragraph: Paragraph) -> bool:
    text = paragraph.tidied
    short = bool(_IN_KEY.fullmatch(text)) and not _WORD.search(text)
    return short and (any(map(str.isdecimal, text)) or paragraph.label[:1].isdecimal())


def _first_head(paragraphs: Paragraphs, i: int) -> int:
    """Where the heads of a key begin: «Ключи» above «Правильные ответы:»."""
    while i and not paragraphs[i - 1].cell and _is_head(paragraphs[i - 1].tidied.strip(" :.")):
        i -= 1
    return i


def _parted(text: str) -> list[tuple[str, str]]:
    """What may be the head of a key, and what follows it."""
    short = text[: _LONGEST + 1]
    if not _MAY_HEAD.search(short.casefold()):
        return []
    digit = re.search(r"\d", short)
    cuts = [short.find(":"), short.find("\n"), *([digit.start() - 1] if digit else [])]
    made = [(text, "")] if len(text) <= _LONGEST else []
    made += (
        (text[: cut + 1], text[cut + 1 :].lstrip(" :–—-")) for cut in dict.fromkeys(cuts) if cut > 0
    )
    # «Ключ. 1-B»: the head ends with its full stop
    return [(head.strip(" :.–—-№(\n"), rest) for head, rest in made]


def _is_head(head: str) -> bool:
    if not head or len(head) > _LONGEST:
        return False
    words = head.split()
    known = all(_NOUN.fullmatch(word) or _BESIDE.fullmatch(word) for word in words)
    return known and any(map(_NOUN.fullmatch, words))


def _is_sure(text: str) -> bool:
    return any(map(_SURE.fullmatch, re.findall(r"\w+", text[:_LONGEST])))


def _key(paragraphs: Paragraphs, i: int, first: str) -> Key:
    """The key under the head ``i``; an empty one, if that is none."""
    rest = paragraphs[i + 1 :]
    end = _extent(rest)
    after = rest[end:]
    if len(after) > _MOST_AFTER or any(_offers(each) for each in after):
        return Key()
    head = paragraphs[i].tidied
    cells = [each.cell_at for each in rest[:end]]
    table = bool(cells) and not first and all(at and at[0] == (cells[0] or at)[0] for at in cells)
    rows = _table(rest[:end]) if table else _rows(first, rest[:end])
    # «Ключи (исправленные):» below a key heads another one.
    corrected = [each for each in after if _is_short_entry(each)]
    found = (
        *readings_of(rows, table=table),
        *(readings_of(_rows("", corrected), table=False) if corrected else ()),
    )
    told = () if found else answers_in_order(rows)
    sure = _is_sure(head) and bool(first or end)
    if not (rest or found or told) and _LONE.fullmatch(answer_line(head) or ""):
        return Key()  # «Ключ: B» answers the last question
    unread = sure and not any(_offers(each) for each in rest[:end])
    if not (found or told or unread):
        return Key()
    return Key(found, told, paragraphs[i].line, one_line(head)[:60], tuple(after))


def _joined(keys: Sequence[Key]) -> Key:
    """One key with every reading, wherever its head may end."""
    best = max(keys, key=lambda key: bool(key.said))
    readings: list[Reading] = []
    for reading in (reading for key in keys for reading in key.readings):
        if reading not in readings:
            readings.append(reading)
    return replace(best, readings=tuple(readings))


def _extent(rest: Sequence[Paragraph]) -> int:
    """How many lines are entries of the key."""
    for n, paragraph in enumerate(rest):
        text = paragraph.tidied
        short = bool(_IN_KEY.fullmatch(text)) and not _WORD.search(text)
        counted = paragraph.label.strip("().[] ").isdecimal()
        known = short or counted or paragraph.cell or _heads_a_key(text) or _ENTRY.match(text)
        letters = re.fullmatch(r"[A-JА-ДӘ](?:[\s,;.]*[A-JА-ДӘ])+[\s.;]*", text)
        if not (known or letters):
            return n
    return len(rest)


def _offers(paragraph: Paragraph) -> bool:
    """Whether a line is an option with its letter."""
    text = paragraph.tidied
    lettered = paragraph.label.strip("().[] ").isalpha() or text[:1].isalpha() or text[:1] in "([*+"
    return lettered and any(option_line(paragraph, place) for place in range(_FEWEST))


def _rows(first: str, rest: Sequence[Paragraph]) -> Rows:
    """Lines of a key as rows of one cell; automatic numbers are typed ones."""
    made = [[line] for line in first.split("\n") if line.strip()]
    for paragraph in rest:
        text = paragraph.tidied
        number = paragraph.label.strip("().[] ")
        made.append([f"{number}. {text}" if number.isdecimal() else text])
    return [row for row in made if not _heads_a_key(row[0])]


def _table(cells: Sequence[Paragraph]) -> Rows:
    """The cells of a table by row and column, without its heads."""
    grid: dict[int, dict[int, str]] = {}
    for paragraph in cells:
        _, row, column = paragraph.cell_at or (0, 0, 0)
        text, number = paragraph.tidied, paragraph.label.strip("().[] ")
        text = f"{number}. {text}" if number.isdecimal() else text
        texts = grid.setdefault(row, {})
        texts[column] = f"{texts[column]}\n{text}" if column in texts else text
    columns = sorted({column for row in grid.values() for column in row})
    rows = [[row.get(column, "") for column in columns] for _, row in sorted(grid.items())]
    if rows and all(_heads_a_key(text) or not text for text in rows[0]):
        rows = rows[1:]
    if rows and all(_heads_a_key(row[0]) or not row[0] for row in rows):
        rows = [row[1:] for row in rows]
    return rows


def _heads_a_key(text: str) -> bool:
    """Whether a cell or line says what a key holds: «№ вопроса», «Правильный ответ»."""
    words = one_line(text).split() if len(text) <= _LONGEST else []
    return bool(words) and all(map(_KEY_WORD.fullmatch, words))


def _key_in_a_table(paragraphs: Paragraphs) -> tuple[Paragraphs, Key]:
    """A table at the end of numbers and letters, which «№» and «Жауап» call a key."""
    start = len(paragraphs)
    last = paragraphs[-1].cell_at if paragraphs else None
    while start and last and (at := paragraphs[start - 1].cell_at) and at[0] == last[0]:
        start -= 1
    cells = paragraphs[start:]
    heads = islice((p for p in cells if _heads_a_key(p.tidied)), _FEWEST)
    bare = all(_NUMBER_OR_LETTER.fullmatch(p.tidied) for p in cells)
    if not start or (len(list(heads)) < _FEWEST and not bare):
        return paragraphs, Key()
    answers = any(_heads_a_key(p.tidied) and _ANSWER.match(p.tidied) for p in cells)
    short = all(_IN_KEY.fullmatch(p.tidied) or _heads_a_key(p.tidied) for p in cells)
    found = tuple(readings_of(_table(cells), table=True))
    if not (short or answers) or not found:
        return paragraphs, Key()
    line = paragraphs[start].line
    return paragraphs[:start], Key(found, (), line, one_line(cells[0].tidied)[:60])
