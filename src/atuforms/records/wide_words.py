"""Words that are wider than the column they will stand in, told before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atuforms.core.findings import Finding
from atuforms.core.language.messages import (
    WORD_TOO_WIDE,
    WORD_TOO_WIDE_IN_ROWS,
    WORD_TOO_WIDE_IN_TABLE,
)
from atuforms.core.language.numbers import in_ranges
from atuforms.core.letter_widths import width_of
from atuforms.core.markup import has_table, prose
from atuforms.forms.base import Form
from atuforms.records.inventory import TextPlace
from atuforms.rendering.narrow_columns import Column, columns_of
from atuforms.rendering.rich import RichText, xhtml
from atuforms.rendering.text_tables import torn_words

_LONG = re.compile(r"\S{10,}")
"""Words that are not very short."""
_PARTS = re.compile(r"(?<=[-‐–—/\u00ad])")
"""Where a line may end in a word."""
_SIGNS = ".,:;!?…»”)"
_VERY_LONG = 40
_NUMBER = re.compile(r"\.\d+(?=\.|$)")
_PARTED_ANYWHERE = re.compile(r"@|://|www\.|[#|`]")
"""Addresses and what Markdown sets: a line may end in them."""
_LINE = Column(150, 12)
"""A line across the page, where a value stands in no table."""


def wide_words(form: Form, texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """The words that their columns cannot hold: warnings ``word-too-wide``, one a word and text."""
    if "docx" not in form.FORMATS:
        return
    columns = None
    for path, text, field in texts:
        for lang, words in text.items():
            here = f"{path}.{lang}".rstrip(".")
            found = long_words(words)
            if found and field.kind == "markdown":
                found = long_words(prose(words))
                yield from _in_tables(here, words)
            if not found:
                continue
            columns = columns_of(type(form), "kk") if columns is None else columns
            column = columns.get(_NUMBER.sub("", path))
            room = column or _LINE
            for word in found:
                if column is None and len(word) < _VERY_LONG:
                    continue
                if width_of(word, room.size) > room.width:
                    yield Finding(
                        "word-too-wide",
                        here,
                        WORD_TOO_WIDE,
                        severity="warning",
                        limit=int(room.width),
                        actual=word,
                    )


def _in_tables(path: str, text: str) -> Iterator[Finding]:
    """The same of the words in the tables of a Markdown text, each word once a column."""
    if not has_table(text):
        return
    for torn in torn_words(xhtml(RichText(text))):
        if _PARTED_ANYWHERE.search(torn.word):
            continue
        several = len(torn.rows) > 1
        yield Finding(
            "word-too-wide",
            path,
            WORD_TOO_WIDE_IN_ROWS if several else WORD_TOO_WIDE_IN_TABLE,
            severity="warning",
            limit=int(torn.room),
            actual=torn.word,
            details={
                "table": torn.table,
                "column": torn.column,
                "rows": in_ranges(torn.rows),
                "lines": in_ranges(torn.lines),
                "line": torn.lines[0],
            },
        )


def long_words(words: str) -> tuple[str, ...]:
    """The words that are not short, each once, as a line cannot part them.

    Those with a sign at their end are the wider ones.
    """
    found: dict[str, str] = {}
    for word in _LONG.findall(words):
        for part in () if _PARTED_ANYWHERE.search(word) else _PARTS.split(word):
            bare = part.rstrip(_SIGNS)
            # One letter again and again is no word: it stands for a length in a trial of ours.
            if len(part) > len(found.get(bare, "")) and len(set(part)) > 1:
                found[bare] = part
    return tuple(found.values())


def longest_word(words: str) -> str:
    """The widest word that a line cannot part."""
    return max(long_words(words), key=lambda part: width_of(part, 12), default="")
