"""Limits that several forms share: of texts and lists, and of the title of a MOOC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from atuforms.core.language.messages import (
    EMPTY,
    TOO_FEW,
    TOO_LONG,
    TOO_MANY,
    TOO_MANY_SENTENCES,
    TOO_SHORT,
)
from atuforms.fields.record import Record
from atuforms.fields.texts import Text, count_characters, count_sentences
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach

MOOC_TITLE_LIMIT = 150
"""Characters of a MOOC's title (02-01 item 1), wherever it stands."""


def at_most(text: Text, limit: int) -> Iterator[Breach]:
    """A breach for each language in which ``text`` has more than ``limit`` characters."""
    for path, count in _counted(text, count_characters):
        if count > limit:
            excess = {"excess": count - limit}
            yield Breach(TOO_LONG, limit=limit, actual=count, path=path, details=excess)


def at_least(text: Text, limit: int) -> Iterator[Breach]:
    """A breach for each language in which ``text`` has fewer than ``limit`` characters."""
    for path, count in _counted(text, count_characters):
        if count < limit:
            lacking = {"lacking": limit - count}
            yield Breach(TOO_SHORT, limit=limit, actual=count, path=path, details=lacking)


def count_between(
    items: Sequence[object], low: int | None = None, high: int | None = None
) -> Iterator[Breach]:
    """A breach if there are fewer than ``low`` or more than ``high`` items."""
    count = len(items)
    if low is not None and count < low:
        yield Breach(TOO_FEW, limit=low, actual=count, details={"lacking": low - count})
    if high is not None and count > high:
        yield Breach(TOO_MANY, limit=high, actual=count, details={"excess": count - high})


def at_most_sentences(text: Text, limit: int) -> Iterator[Breach]:
    """A warning for each language with too many sentences: how they count can be disputed."""
    for path, count in _counted(text, count_sentences):
        if count > limit:
            yield Breach(
                TOO_MANY_SENTENCES, limit=limit, actual=count, path=path, severity="warning"
            )


def _counted(text: Text, count: Callable[[str], int]) -> Iterator[tuple[str, int]]:
    """What ``count`` finds in each language of ``text``, with the path of the language."""
    for lang, words in text.items():
        yield f".{lang}" if lang else "", count(words)


def given_but_empty(record: Record, names: Iterable[str]) -> Iterator[Breach]:
    """A breach for each of these values that is given, but with nothing in it."""
    for name in names:
        value = getattr(record, name)
        if isinstance(value, Record):
            empty = all(getattr(value, each) is None for each in type(value).model_fields)
        else:
            empty = value in ("", ()) or (isinstance(value, Text) and not value)
        if empty:
            yield Breach(EMPTY, on=name)


def mooc_title_limit(form: type[Form], field: str, each: str = "") -> None:
    """Attach the limit of a MOOC's title to ``field`` of ``form``."""

    @form.rule(
        "0201-title-150",
        "02-01 item 1",
        reads=field,
        each=each,
        limits={"maxLength": MOOC_TITLE_LIMIT},
    )
    def title_has_at_most_150_characters(title: Text) -> Iterator[Breach]:
        """1. ЖАОК атауы (150 таңбадан аспауы керек)"""
        yield from at_most(title, MOOC_TITLE_LIMIT)
