"""Where a form prints a value, told by what is printed beside it and before it.

What is missing has no place of its own in a document. Its place is where the form would print it:
in the same cell, after the same words.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from atuforms.core.dotted_paths import is_number, is_within, names_of, pattern_of
from atuforms.core.language.languages import Language
from atuforms.documents.reading.items import known_path
from atuforms.documents.reading.paper.blocks import Block, Line
from atuforms.documents.reading.paper.printed import Printed
from atuforms.documents.required_fields import printed_fields
from atuforms.fields.describe import Field, walk
from atuforms.forms.base import Form
from atuforms.forms.supporting.checklist import Checklist


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something that is printed near a value.

    ``path`` is another value, with ``*`` for the last item of a list; where there is none,
    ``words`` begin the line. ``cell`` is that of the value itself, if both stand in one row, of
    ``cells``.
    """

    path: str = ""
    words: str = ""
    cell: int | None = None
    cells: int = 0


class PrintedPlaces:
    """The places of what a form prints in one language."""

    def __init__(self, form: type[Form], lang: Language) -> None:
        self._form = form
        self._lang = lang
        self._known: dict[str, Sequence[Neighbour]] = {}
        self._printed: set[str] | None = None
        self._sample: Sequence[Block] | None = None

    def has(self, path: str) -> bool:
        """Whether the form prints a value, or something within it."""
        wanted = names_of(path)
        # A checklist prints its items as lines of its own.
        return issubclass(self._form, Checklist) or any(
            is_within(each, wanted) for each in self._fields()
        )

    def near(self, path: str) -> Iterator[Neighbour]:
        """What is printed near a value, the nearest first; nothing if no field of it is printed."""
        for each in self._near(pattern_of(path)):
            yield replace(each, path=_of_the_same(each.path, path))

    def _near(self, wanted: str) -> Sequence[Neighbour]:
        if wanted not in self._known:
            self._known[wanted] = list(_neighbours(self._blocks(), wanted))
        return self._known[wanted]

    def _fields(self) -> set[str]:
        if self._printed is None:
            self._printed = printed_fields(self._form, self._lang)
        return self._printed

    def _blocks(self) -> Sequence[Block]:
        if self._sample is None:
            fields: dict[str, Field] = {}
            for path, each in walk(self._form):
                fields[path] = each
                if each.many and each.record is None:
                    fields[f"{path}.*"] = each
            known = functools.partial(known_path, fields=fields)
            self._sample = Printed(self._form, self._lang, known).sample()
        return self._sample


def _neighbours(blocks: Sequence[Block], wanted: str) -> Iterator[Neighbour]:
    """What stands beside a value in its line, its cell and its row, and what stands before."""
    for number, block in enumerate(blocks):
        for cell, lines in enumerate(block.cells):
            for line in lines:
                if any(is_within(pattern_of(each), wanted) for each in line.paths):
                    yield from _in_row(block, cell, line, wanted)
                    yield from _before(blocks[:number], cell)
                    return


def _in_row(block: Block, cell: int, line: Line, wanted: str) -> Iterator[Neighbour]:
    place = next(n for n, each in enumerate(line.paths) if is_within(pattern_of(each), wanted))
    for path in reversed(line.paths[:place]):
        yield Neighbour(path)
    lines = block.cells[cell]
    for each in reversed(lines[: lines.index(line) + 1]):
        yield from _of_line(each, wanted)
    for number in _by_distance(block, cell):
        for each in block.cells[number]:
            for one in _of_line(each, wanted):
                yield replace(one, cell=cell, cells=len(block.cells))
    for path in line.paths[place:]:
        yield Neighbour(path)


def _by_distance(block: Block, cell: int) -> list[int]:
    """The other cells of a row, those before the cell first."""
    others = sorted(range(len(block.cells)), key=lambda n: (n > cell, abs(n - cell)))
    return [number for number in others if number != cell]


def _before(blocks: Sequence[Block], cell: int) -> Iterator[Neighbour]:
    """What stands above; in a row, what is in the same column first."""
    for block in reversed(blocks):
        same = [cell] if cell < len(block.cells) else []
        for number in (*same, *_by_distance(block, cell)):
            for line in reversed(block.cells[number]):
                yield from _of_line(line, "")


def _of_line(line: Line, wanted: str) -> Iterator[Neighbour]:
    for path in reversed(line.paths):
        if not wanted or not is_within(pattern_of(path), wanted):
            yield Neighbour(path)
    words = line.parts().words[0]
    if words:
        yield Neighbour(words=words)


def _of_the_same(path: str, other: str) -> str:
    """A path of a sample, in the items that another goes through; else in the last of a list."""
    steps: list[str] = []
    alike = True
    for number, step in enumerate(path.split(".")):
        fellow = [*other.split("."), *[""] * number][number]
        if is_number(step):
            steps.append(fellow if alike and is_number(fellow) else "*")
        else:
            alike = alike and step == fellow
            steps.append(step)
    return ".".join(steps)
