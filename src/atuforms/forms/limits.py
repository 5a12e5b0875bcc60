"""Limits that several forms share: of texts and lists, of the title and annotations of a MOOC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from atuforms.core.findings import Severity
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
from atuforms.forms.changed_limits import limit_in_force
from atuforms.forms.rules import Breach

MOOC_TITLE_LIMIT = 150
"""Characters of a MOOC's title (02-01 item 1), wherever it stands."""

SHORT_ANNOTATION_LIMIT = 100
"""Characters of the brief annotation of the description (02-01 item 10)."""

COMPETITION_ANNOTATION_LIMIT = 300
"""Characters of the brief annotation for the competition (01-02 section 1)."""


def at_most(text: Text, limit: int) -> Iterator[Breach]:
    """A breach for each language in which ``text`` has more than ``limit`` characters."""
    limit = limit_in_force("most", limit)
    for path, count in _counted(text, count_characters):
        if count > limit:
            excess = {"excess": count - limit}
            yield Breach(TOO_LONG, limit=limit, actual=count, path=path, details=excess)


def at_least(text: Text, limit: int) -> Iterator[Breach]:
    """A breach for each language in which ``text`` has fewer than ``limit`` characters."""
    limit = limit_in_force("least", limit)
    for path, count in _counted(text, count_characters):
        if count < limit:
            lacking = {"lacking": limit - count}
            yield Breach(TOO_SHORT, limit=limit, actual=count, path=path, details=lacking)


def count_between(
    items: Sequence[object], low: int | None = None, high: int | None = None
) -> Iterator[Breach]:
    """A breach if there are fewer than ``low`` or more than ``high`` items."""
    count = len(items)
    low = None if low is None else limit_in_force("least", low)
    high = None if high is None else limit_in_force("most", high)
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


def short_annotation_limit(form: type[Form], field: str) -> None:
    """Attach the limits of the brief annotation of the description to ``field`` of ``form``."""

    @form.rule(
        "0201-annotation-100",
        "02-01 item 10",
        reads=field,
        limits={"maxLength": SHORT_ANNOTATION_LIMIT},
    )
    def annotation_is_one_short_sentence(annotation: Text) -> Iterator[Breach]:
        """10. ЖАОК сипаттамасы. Курстың қысқаша аннотациясы (1 сөйлем, 100 таңбаға дейін)"""
        yield from at_most(annotation, SHORT_ANNOTATION_LIMIT)
        yield from at_most_sentences(annotation, 1)


def competition_annotation_limit(
    form: type[Form], field: str, *, sentences: int | None = 2, severity: Severity = "error"
) -> None:
    """Attach the limits of the annotation for the competition to ``field`` of ``form``.

    :param sentences: how many it may have; None where its sentences do not count.
    :param severity: a warning where the form itself gives no limit.
    """

    @form.rule(
        "0102-annotation-300",
        "01-02 section 1",
        reads=field,
        severity=severity,
        limits={"maxLength": COMPETITION_ANNOTATION_LIMIT} if severity == "error" else {},
    )
    def annotation_is_brief(annotation: Text) -> Iterator[Breach]:
        """Brief course annotation (main course content in 1–2 sentences, up to 300 characters)"""
        yield from at_most(annotation, COMPETITION_ANNOTATION_LIMIT)
        if sentences is not None:
            yield from at_most_sentences(annotation, sentences)
