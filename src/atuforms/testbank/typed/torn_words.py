"""Words that the end of a line tears in text pasted from a PDF: «инфор-» and «мация» below it.

A soft hyphen, or the sign that Word pastes for one, says that the word is whole: it is joined.
A hyphen may belong to the word («научно-технический»), so that only the author can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.stray_messages import WORD_TORN

_LETTER: Final = r"[^\W\d_]"
_SOFT: Final = re.compile(rf"(?<={_LETTER})[\u00ad¬][ \t]*\n[ \t]*(?={_LETTER})")
_TORN: Final = re.compile(rf"(?P<word>\w{{0,40}}{_LETTER}[-‐‑])[ \t]*\n\s*(?P<rest>{_LETTER}+)")
_JOINTS: Final = frozenset(
    ("и", "или", "да", "либо", "және", "мен", "пен", "бен", "and", "or", "to")
)
"""Words before which a hyphen stands for what follows: «двух- и трёхмерный»."""


def whole(text: str) -> str:
    """A text in which words that a soft hyphen parted are whole."""
    return _SOFT.sub(_joined, text) if "\n" in text else text


def _joined(found: re.Match[str]) -> str:
    return "" if found.string[found.end()].islower() else found.group()


def torn_words(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """One warning for each question with a word that a line may have torn."""
    for i, draft in enumerate(drafts):
        texts = ("\n".join(draft.stem), *(option.text for option in draft.options))
        lines = (draft.line, *(option.line for option in draft.options))
        for text, line in zip(texts, lines, strict=True):
            found = next(filter(_is_torn, _TORN.finditer(text) if "\n" in text else ()), None)
            if found:
                torn = f"{found['word']} {found['rest']}"
                yield Finding(
                    "bank-word-torn",
                    f"questions.{i}",
                    WORD_TORN,
                    "warning",
                    actual=torn,
                    details={"number": i + 1},
                    place=Place(line),
                )
                break


def _is_torn(found: re.Match[str]) -> bool:
    return found["rest"][0].islower() and found["rest"].lower() not in _JOINTS
