"""Letters that a PDF cannot show, and why: no font has them, or they are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atuforms.core.findings import Finding, Severity
from atuforms.core.fonts import REPLACEMENT, is_no_letter, missing_characters
from atuforms.core.language.messages import (
    LETTER_NOT_IN_FONT,
    LETTER_WAS_LOST,
    MARK_WITHOUT_LETTER,
    NO_LETTER_OF_UNICODE,
)
from atuforms.core.language.sentences import Message
from atuforms.core.letter_marks import stray_marks
from atuforms.core.markup import parse, plain_text
from atuforms.records.inventory import TextPlace


def letters(
    texts: Iterable[TextPlace], languages: tuple[str, ...], severity: Severity
) -> Iterator[Finding]:
    """What cannot be shown of texts in these languages: findings ``letter-not-in-font``.

    Word shows what only our fonts lack with a font of its own.
    """
    for path, text, field in texts:
        for lang, words in text.items():
            if lang not in languages or (words.isascii() and "&" not in words):
                continue
            here = f"{path}.{lang}".rstrip(".")
            for message, found in _by_reason(words, markdown=field.kind == "markdown").items():
                shown = " ".join(map(_shown, sorted(found)))
                yield Finding("letter-not-in-font", here, message, severity=severity, actual=shown)


def _by_reason(words: str, *, markdown: bool) -> dict[Message, set[str]]:
    """What cannot be shown, by the sentence that says why."""
    found: dict[Message, set[str]] = {}
    # In Markdown a letter may be written as its number.
    for each in (words, plain_text(parse(words))) if markdown and "&" in words else (words,):
        for letter in missing_characters(each):
            found.setdefault(_reason(letter), set()).add(letter)
        if marks := stray_marks(each):
            found.setdefault(MARK_WITHOUT_LETTER, set()).update(marks)
    return found


def _reason(letter: str) -> Message:
    if letter == REPLACEMENT:
        return LETTER_WAS_LOST
    return NO_LETTER_OF_UNICODE if is_no_letter(letter) else LETTER_NOT_IN_FONT


def _shown(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    if is_no_letter(letter):
        return code
    base = "\N{DOTTED CIRCLE}" if stray_marks(letter) else ""
    return f"{base}{letter} ({code})"
