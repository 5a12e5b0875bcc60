"""What a document shows once more, once less, or elsewhere than what is printed from its reading.

A document with its fields and its record tells that by itself. One that has lost either is laid
beside what was read of it: a signature that is gone, a row that stands there twice, two that
changed places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from atuforms.core.dotted_paths import item_of, value_at
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.messages import (
    READ_FEWER_PLACES,
    READ_LINE_AGAIN,
    READ_LINE_MOVED,
    READ_PRINTED,
)
from atuforms.documents.reading.paper.blocks import Block, Line, Piece
from atuforms.documents.reading.paper.common_order import in_step
from atuforms.documents.reading.paper.fitting import without_signs
from atuforms.forms.base import Form

_FEWEST = 3
"""Letters of a text that is told from others."""
_SHOWN = 80
_MOST_COMPARED = 1_500
"""Lines up to which those that stand there several times are compared too."""
_MOST_SEARCHED = 500_000_000
"""Characters that are looked through for values: half a second."""
_MOST = 20
"""Lines that are told."""

Asks = Callable[[str, str], bool]
"""Whether a text only asks for the value of the field at a path."""


class LineCounts:
    """Compares a document with what is printed from its reading.

    :param shown: the document.
    :param anew: what is printed from it.
    """

    def __init__(
        self,
        form: type[Form],
        lang: Language,
        shown: Sequence[Block],
        anew: Sequence[Block],
        asks: Asks,
    ) -> None:
        self.form = form
        self.lang = lang
        self.lines = [line for block in shown for line in block.lines if line.squeezed]
        self.anew = [line for block in anew for line in block.lines if line.squeezed]
        self.asks = asks

    def printed_more(self, values: Mapping[str, Any], *, on_paper: bool) -> Iterator[Finding]:
        """Values that would be printed more often than they stand in the document.

        What the form prints by itself is asked for in a blank, and on other paper is not ours.
        """
        text = _bare("".join(line.squeezed for line in self.lines))
        pieces = [piece for line in self.anew for piece in line.pieces if self._is_value(piece)]
        wanted: dict[str, list[str]] = {}
        for piece in pieces:
            wanted.setdefault(_bare(piece.text), []).append(piece.path)
        told = {_list_of(path) for line in self.lines for path in line.paths}
        searched = 0
        for words, paths in wanted.items():
            path, whole = paths[-1], _list_of(paths[-1])
            own = not on_paper and whole not in told and value_at(values, path) is None
            if _letters(words) < _FEWEST or not (own or len(paths) > 1):
                continue
            searched += len(text)
            if searched > _MOST_SEARCHED:
                return
            often = text.count(words)
            if 0 < often < len(paths):
                yield self._finding("read-fewer-places", READ_FEWER_PLACES, path)
            elif not often and own:
                told.add(whole)
                yield self._finding("read-control-missing", READ_PRINTED, whole)

    def shown_more(self) -> Iterator[Finding]:
        """Lines with values that stand in the document once more than they are printed."""
        usual = Counter(line.squeezed for line in self.anew)
        valued = {line.squeezed for line in self.anew if any(map(self._is_value, line.pieces))}
        often = Counter(line.squeezed for line in self.lines)
        more = [each for each in often if each in valued and often[each] > usual[each]]
        for line in self._last_of(more[:_MOST]):
            yield self._told("read-repeated", READ_LINE_AGAIN, line)

    def elsewhere(self) -> Iterator[Finding]:
        """Lines with values that stand before or behind others than those they are printed with."""
        valued = [each for each in self.anew if any(map(self._is_value, each.pieces))]
        usual, often = (Counter(each.squeezed for each in lines) for lines in (valued, self.lines))
        both = {each for each in usual if usual[each] == often[each]}
        if sum(usual[each] for each in both) > _MOST_COMPARED:
            both = {each for each in both if usual[each] == 1}  # Of others none can be told.
        keys = {each: number for number, each in enumerate(sorted(both))}
        first = [line for line in self.lines if line.squeezed in both]
        second = [line for line in valued if line.squeezed in both]
        kept = {
            number
            for number, _ in in_step(
                [keys[line.squeezed] for line in first], [keys[line.squeezed] for line in second]
            )
        }
        moved = [line for number, line in enumerate(first) if number not in kept]
        for line in moved[:_MOST]:
            if _letters(line.squeezed) >= _FEWEST:
                yield self._told("read-order-differs", READ_LINE_MOVED, line)

    def _is_value(self, piece: Piece) -> bool:
        return bool(piece.path and piece.text.strip()) and not self.asks(piece.path, piece.text)

    def _last_of(self, texts: Sequence[str]) -> Iterator[Line]:
        lines = {line.squeezed: line for line in self.lines}
        yield from (lines[text] for text in texts if _letters(text) >= _FEWEST)

    def _finding(self, rule: str, message: Message, path: str) -> Finding:
        place = Place(control=label(self.form, path, self.lang))
        return Finding(rule, path, message, severity="warning", place=place, form=self.form)

    def _told(self, rule: str, message: Message, line: Line) -> Finding:
        return Finding(
            rule,
            "",
            message,
            severity="warning",
            details={"text": line.text[:_SHOWN]},
            place=Place(line=line.spot.paragraph or None),
            form=self.form,
        )


def _bare(text: str) -> str:
    return without_signs("".join(text.split())).casefold()


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _list_of(path: str) -> str:
    """The list in which a value stands, or its own path."""
    return item_of(path).rpartition(".")[0] or path
