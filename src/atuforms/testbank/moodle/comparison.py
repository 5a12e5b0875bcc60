"""A bank beside what Moodle makes of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Final

from atuforms.testbank.categories import filed, placed
from atuforms.testbank.model import (
    CHOICES,
    Bank,
    ItemKind,
    Markup,
    Option,
    Question,
    to_html,
)
from atuforms.testbank.moodle.model import TYPES, MoodleQuestion, MoodleReading
from atuforms.testbank.structure import decimal

_MARKUPS: Final[dict[str, Markup]] = {
    "moodle": "moodle",
    "html": "html",
    "plain": "plain",
    "markdown": "markdown",
}


_NO_TOLERANCE: Final = Decimal(0)


def different(bank: Bank, reading: MoodleReading, format_name: str) -> Iterator[int]:
    """Places, from 0, of the questions of ``bank`` that Moodle would not import as they are meant.

    ``reading`` is of the file in which ``bank`` was written. What the format has no place for
    does not count.
    """
    if format_name == "aiken":
        meant = [(place, _bare(question)) for place, question in enumerate(bank)]
    else:
        order = {id(question): i for i, question in enumerate(bank)}
        meant = [(order[id(question)], question) for question in filed(bank)]
    if len(meant) != reading.imported:
        yield from (place for place, _ in meant)
        return
    for (place, question), seen in zip(meant, reading.questions, strict=True):
        understood = as_question(seen)
        if understood and format_name == "aiken":
            # That Moodle shows &, < and > of options by their names is told elsewhere.
            understood = _with_signs(understood)
        if understood is None or not alike(question, understood, format_name):
            yield place


def as_question(seen: MoodleQuestion) -> Question | None:
    """What Moodle read as a question of a bank; None for kinds that a bank does not hold."""
    if seen.type not in TYPES:
        return None
    kind: ItemKind = TYPES[seen.type]  # type: ignore[assignment]
    if kind == "single" and not seen.single:
        kind = "multiple"
    base = _MARKUPS.get(seen.format, "html")
    markup = _markup(seen, kind, base)

    def words(text: str, named: str) -> str:
        own = _MARKUPS.get(named, "html") if named else base
        if markup == "html" and own == "moodle":
            return text.replace("\n", "<br>")
        return to_html(text) if markup == "html" and own == "plain" else text

    options = tuple(
        Option(
            words(answer.text, answer.format) if kind in CHOICES else answer.text,
            100 * answer.fraction,
            words(answer.feedback, answer.feedback_format),
            _tolerance(answer.tolerance),
        )
        for answer in seen.answers
    )
    module, lecture = placed(seen.category)
    return Question(
        words(seen.text, seen.format),
        options,
        kind,
        name=seen.name,
        module=module,
        lecture=lecture,
        feedback=words(seen.general, seen.general_format),
        markup=markup,
        shuffle=seen.shuffle or kind not in CHOICES,
        numbering=seen.numbering if kind in CHOICES else "ABCD",
        mark=float(decimal(seen.mark) or 0),
        case_sensitive=seen.case_sensitive,
        line=seen.line,
    )


def _tolerance(text: str) -> Decimal:
    """A tolerance without what PHP's sums leave in its last places."""
    if not text:
        return _NO_TOLERANCE
    return Decimal(f"{decimal(text) or 0:.12g}").normalize()


def _markup(seen: MoodleQuestion, kind: ItemKind, base: Markup) -> Markup:
    """The one markup of all texts; HTML where they have several."""
    texts = [(seen.text, seen.format), (seen.general, seen.general_format)]
    for answer in seen.answers:
        texts.append((answer.feedback, answer.feedback_format))
        if kind in CHOICES:
            texts.append((answer.text, answer.format))
    named = {_MARKUPS.get(form, "html") if form else base for text, form in texts if text}
    return named.pop() if len(named) == 1 else "html"


def _with_signs(question: Question) -> Question:
    if not any("&" in option.text for option in question.options):
        return question
    options = (Option(unescape(option.text), option.weight) for option in question.options)
    return replace(question, options=tuple(options))


def _bare(question: Question) -> Question:
    """What Aiken has a place for: no feedback, and an option is right or wrong."""
    bare = all(o.weight in (0, 100) and not o.feedback for o in question.options)
    if bare and not question.feedback:
        return question
    options = (Option(option.text, 100.0 * option.right) for option in question.options)
    return replace(question, feedback="", options=tuple(options))


def alike(
    meant: Question, understood: Question, format_name: str, *, categories: bool = True
) -> bool:
    """Whether two questions are the same in all that a format holds.

    :param categories: whether where they are filed counts, too.
    """
    return (
        meant.text == understood.text
        and meant.kind == understood.kind
        and meant.feedback == understood.feedback
        and meant.markup == understood.markup
        and list(map(_option, meant.options)) == list(map(_option, understood.options))
        and (format_name == "aiken" or _name(meant) == _name(understood))
        and (format_name == "aiken" or not categories or _filed(meant) == _filed(understood))
        and (format_name != "moodle-xml" or _settings(meant) == _settings(understood))
    )


def _option(option: Option) -> tuple[str, float, str, Decimal]:
    return option.text, option.weight, option.feedback, option.tolerance


def _name(question: Question) -> str:
    # Moodle takes tags out of names, which are labels.
    return "" if "<" in question.name else question.name


def _filed(question: Question) -> tuple[str, str]:
    return question.module, question.lecture


def _settings(question: Question) -> tuple[bool, str, float, bool]:
    return question.shuffle, question.numbering, question.mark, question.case_sensitive
