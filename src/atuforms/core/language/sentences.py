"""What a message is made of: a whole English sentence, with a plural where a number decides.

``sentence`` and ``plural_sentence`` are the keywords by which Babel finds them for the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from atuforms.core.language.languages import Language


@runtime_checkable
class Localized(Protocol):
    """A value in a sentence that has words of its own in every language."""

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A catalogue entry with ``{named}`` placeholders.

    ``count`` names the value whose number chooses the plural form; empty without a plural.
    """

    one: str
    many: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """What a finding says: what was found, then what to do about it.

    ``what`` has no full stop at its end, since the clause may follow it. ``advice`` is whole
    sentences; ``in_python`` is the advice on a record that has no lines: keywords, a mapping, what
    another system sends; ``in_word`` that on a document which is filled in in Word.
    """

    what: Sentence
    advice: tuple[Sentence, ...]
    in_python: tuple[Sentence, ...]
    in_word: tuple[Sentence, ...]

    def __init__(
        self,
        what: Sentence,
        *advice: Sentence,
        in_python: Sentence | None = None,
        in_word: Sentence | None = None,
    ) -> None:
        object.__setattr__(self, "what", what)
        object.__setattr__(self, "advice", advice)
        object.__setattr__(self, "in_python", advice if in_python is None else (in_python,))
        object.__setattr__(self, "in_word", advice if in_word is None else (in_word,))


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its values, as a part of a list."""

    sentence: Sentence
    values: Mapping[str, Any]


def sentence(text: str) -> Sentence:
    """A sentence that has no plural."""
    return Sentence(text)


def plural_sentence(one: str, many: str, *, count: str) -> Sentence:
    """A sentence whose wording follows the number in the value named ``count``."""
    return Sentence(one, many, count)


def message(text: str) -> str:
    """Marks a plain text of the program (a help text) for the catalogues; changes nothing."""
    return text
