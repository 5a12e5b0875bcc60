"""Options that carry the letters by which they are told apart: “A) …”, “B) …”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from atuforms.testbank.letters import places

_LETTERED: Final = re.compile(
    r"\s*[(\[]?(?P<letter>[^\W\d_])\s*(?P<sign>[.)\]:])\s*(?P<text>\S.*)", re.DOTALL
)
_FEWEST: Final = 2
_FEWEST_WITH_A_DOT: Final = 3
"""“A. Байтұрсынов” is a name; three in the order of the letters are not."""


def without_letters(options: object) -> object:
    """Options without their letters, where each has its own; anything else as it is."""
    if not isinstance(options, list | tuple) or len(options) < _FEWEST:
        return options
    bare = [_bare(option, place) for place, option in enumerate(options)]
    return options if any(each is None for each in bare) else bare


def _bare(option: object, place: int) -> object | None:
    """An option, in one language or several, without its letter; None if it lacks one."""
    if isinstance(option, Mapping):
        texts = {lang: _bare(text, place) for lang, text in option.items()}
        return texts if texts and all(text is not None for text in texts.values()) else None
    found = _at(option, place) if isinstance(option, str) else None
    return found["text"] if found else None


def _at(text: str, place: int) -> re.Match[str] | None:
    found = _LETTERED.fullmatch(text)
    return found if found and place in places(found["letter"]) else None


def lettered(options: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The options that begin with the letter of their place, each with its words.

    :param options: of each its texts, one or one for each language.
    """
    found = [
        (place, text, match["sign"])
        for place, texts in enumerate(options)
        for text in texts
        if (match := _at(text, place))
    ]
    many = len({place for place, _, _ in found}) >= _FEWEST_WITH_A_DOT
    yield from ((place, text) for place, text, sign in found if many or sign != ".")
