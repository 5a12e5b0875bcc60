"""Which printed line each line of a document is.

What is unchanged is found first. Between, each line is given to the printed line that it agrees
with best, in the order of the form; the lines that print an item of a list may come again, as
often as there are items.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from atuforms.core.dotted_paths import is_number, is_within
from atuforms.documents.reading.paper.blocks import Block, Line, Piece
from atuforms.documents.reading.paper.common_order import in_step
from atuforms.documents.reading.paper.fits import Fit
from atuforms.documents.reading.paper.fitting import AsksFor, Fitting
from atuforms.fields.describe import Field

_MOST_PAIRS = 150_000
"""Lines of the document times printed lines that are compared at one place."""
_MOST_CELLS = 40
_KNOWN = 4.0
"""The score of a line that is known by its words."""
_AGAIN = 0.5
"""What it costs that a line is taken for one more item."""

_AS_PRINTED = Fit(0)
"""Nothing is captured from a line that shows its fields as they were printed."""

_LEFT = 0.2
"""What it costs that a line of a cell is no printed one, or the other way round."""


@dataclass(slots=True)
class Match:
    """A line of the document and the printed line that it is.

    ``line`` may be several paragraphs of a cell, which are then in ``covers``. ``within`` are the
    items, ``questions.3``, of which the document has one more here; ``begins`` those of them that
    begin with this line.
    """

    line: Line
    printed: Line
    fit: Fit
    covers: Sequence[Line]
    within: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def retyped(self) -> bool:
        """Whether a line without fields says something else than was printed."""
        return not self.line.paths and self.line.squeezed != self.printed.squeezed


@dataclass(slots=True)
class Alignment:
    """The lines of a document that were found, in their order."""

    matches: list[Match] = field(default_factory=list)
    printed: set[Line] = field(default_factory=set)
    """Printed lines that the document has."""
    unchanged: set[Line] = field(default_factory=set)
    """Lines of the document that say what is printed, in the same fields."""
    chains: Sequence[Sequence[str]] = ()
    """The items that each printed block belongs to."""


def align(
    shown: Sequence[Block], printed: Sequence[Block], known: Mapping[str, Field], asks: AsksFor
) -> Alignment:
    """The lines of ``shown`` as lines of ``printed``.

    :param known: the fields by their patterns.
    :param asks: whether a text only asks for the value of the field at a path.
    """
    return _Aligning(shown, printed, known, asks).run()


class _Aligning:
    def __init__(
        self,
        shown: Sequence[Block],
        printed: Sequence[Block],
        known: Mapping[str, Field],
        asks: AsksFor,
    ) -> None:
        self.shown = shown
        self.printed = printed
        self.result = Alignment()
        fixed = {line.outside for block in printed for line in block.lines if not line.paths}
        lettered = frozenset(text for text in fixed if any(map(str.isalpha, text)))
        self.fitting = Fitting(lettered, known, asks)
        self.there = Counter(path for block in shown for path in block.paths)
        self.wanted = Counter(path for block in printed for path in block.paths)
        self.chains = self.result.chains = chains_of(printed)
        self.items = {block: item_of_row(block) for block in printed}
        self.spread = _spread(printed)

    def run(self) -> Alignment:
        at = before = 0
        for first, second in self._anchors():
            self._between(at, first, before, second)
            self._same(first, second)
            at, before = first + 1, second + 1
        self._between(at, len(self.shown), before, len(self.printed))
        return self.result

    def _anchors(self) -> list[tuple[int, int]]:
        """The blocks that show just what is printed, and those that print it."""
        found = []
        for number, where in in_step(*self._keys()):
            one, other = self.shown[number], self.printed[where]
            if not other.paths and self.chains[where]:
                continue  # Words that each item has tell nothing of which item it is.
            if not one.paths or one.paths == other.paths:
                found.append((number, where))
        return found

    def _keys(self) -> tuple[list[int], list[int]]:
        """A number for each block of the document, and of the form: the same for the same block.

        A block that lost its controls is the one that shows the same, in their order.
        """
        keys: dict[tuple[bool, str, tuple[str, ...]], int] = {}
        texts: dict[tuple[bool, str], list[int]] = defaultdict(list)
        second = []
        for block in self.printed:
            text = block.text
            key = keys.setdefault((block.is_row, text, block.paths), len(keys))
            texts[block.is_row, text].append(key)
            second.append(key)
        seen: Counter[tuple[bool, str]] = Counter()
        first = []
        for number, block in enumerate(self.shown):
            text = block.text
            found = keys.get((block.is_row, text, block.paths))
            if found is None and not block.paths:
                alike = texts.get((block.is_row, text), [])
                nth = seen[block.is_row, text]
                found = alike[nth] if nth < len(alike) else None
                seen[block.is_row, text] += 1
            first.append(-1 - number if found is None else found)
        return first, second

    def _same(self, first: int, second: int) -> None:
        shown, printed = self.shown[first], self.printed[second]
        matches = _as_printed(shown, printed)
        if matches:
            self.result.unchanged.update([match.line for match in matches])
            self.result.printed.update([match.printed for match in matches])
            self.result.matches += matches
            return
        _, matches = self._fit(shown, printed) or (0, [])
        self._keep(Step(first, 0, matches, (), ()))

    def _between(self, start: int, end: int, first: int, last: int) -> None:
        """The blocks between two that are unchanged."""
        if start == end:
            return
        shown = self.shown[start:end]
        # The items on both sides may go on here.
        low = self._first_of_item(first - 1) if first else 0
        high = last + 1 if last < len(self.printed) else last
        if (high - low) * len(shown) > _MOST_PAIRS:
            low, high = first, min(last, first + _MOST_PAIRS // len(shown))
        candidates = range(low, high)
        used = set(candidates) - set(range(first, last))

        def fit(number: int, other: int) -> tuple[float, list[Match]] | None:
            block = self.printed[candidates[other]]
            found = self._fit(shown[number], block)
            if found is None:
                return None
            return found if self._may_show(found[1], candidates[other] in used) else None

        path = _best(
            len(shown),
            len(candidates),
            fit,
            [self.chains[n] for n in candidates],
            [n in used for n in candidates],
        )
        for step in path:
            self._keep(step)

    def _first_of_item(self, number: int) -> int:
        """Where the outermost item begins that the block before a gap belongs to."""
        chain = self.chains[number]
        while chain and number and any(is_within(chain[0], p) for p in self.chains[number - 1][:1]):
            number -= 1
        return number

    def _may_show(self, matches: Sequence[Match], again: bool) -> bool:
        """Whether what was captured may be the values of these fields."""
        captured = [
            each.path for match in matches if not match.within for each in match.fit.captured
        ]
        if again:
            # One more line of several fields must show two of them, or it is any line.
            several = max((len(match.printed.paths) for match in matches), default=0) > 1
            rows = len(matches) > 1
            named = any(match.line.paths for match in matches)
            return bool(captured) and (rows or named or not several or len(captured) > 1)
        return all(self.there[path] < self.wanted[path] for path in captured)

    def _fit(self, shown: Block, printed: Block) -> tuple[float, list[Match]] | None:
        if shown.is_row != printed.is_row:
            return None
        if len(shown.cells) != len(printed.cells):
            return self._fit_other_cells(shown, printed)
        score, matches = 0.0, []
        item = self.items[printed]
        for cell, other in zip(shown.cells, printed.cells, strict=True):
            found = self._fit_cell(cell, other, item)
            if found is None:
                return None
            score += found[0]
            matches += found[1]
        return score, matches

    def _fit_other_cells(self, shown: Block, printed: Block) -> tuple[float, list[Match]] | None:
        """A row to which cells were added, or from which some were taken."""
        if _chain(printed.paths) or not printed.paths or len(shown.cells) > _MOST_CELLS:
            return None

        def fit(number: int, other: int) -> tuple[float, list[Match]] | None:
            found = self._fit_cell(shown.cells[number], printed.cells[other], "")
            return found if found and found[1] else None

        count = len(printed.cells)
        path = _best(len(shown.cells), count, fit, [()] * count, [False] * count)
        matches = [match for step in path for match in step.matches]
        known = any(match.fit.score > _KNOWN for match in matches)
        if not known and len(path) == count and len(shown.cells) > count:
            known = any(self.fitting.is_sure(match.fit) for match in matches)
        return (sum(step.score for step in path), matches) if known else None

    def _fit_cell(
        self, shown: Sequence[Line], printed: Sequence[Line], item: str
    ) -> tuple[float, list[Match]] | None:
        shown = [line for line in shown if not line.is_empty]
        printed = [line for line in printed if not line.is_empty]
        if not printed:
            return 0, []
        if not shown:
            words = any(map(str.isalpha, "".join(line.outside for line in printed)))
            return (-2, []) if words else (0, [])
        covers = shown
        if len(printed) == 1 and len(printed[0].paths) == 1 and len(shown) > 1:
            inner = printed[0].paths[0].removeprefix(item)
            if not any(map(is_number, inner.split("."))) and not any(s.paths for s in shown):
                shown = [_joined(shown)]
        if len(shown) == len(printed) == 1:
            fit = self.fitting.fit(shown[0], printed[0])
            return None if fit is None else (fit.score, [Match(shown[0], printed[0], fit, covers)])

        if len(shown) * len(printed) > _MOST_PAIRS:
            return None

        def fit_lines(number: int, other: int) -> tuple[float, list[Match]] | None:
            fit = self.fitting.fit(shown[number], printed[other])
            if fit is None:
                return None
            return fit.score, [Match(shown[number], printed[other], fit, (shown[number],))]

        chains = [
            [
                each
                for each in _chain(line.paths)
                if each != item and not is_within(item, each) and each not in self.spread
            ]
            for line in printed
        ]
        path = _best(len(shown), len(printed), fit_lines, chains, [False] * len(printed))
        if not path:
            return None
        matches = [match for step in path for match in step.marked()]
        # One more line of several fields must show two of them, or it is any line.
        sure = [m for m in matches if not m.within or m.line.paths or _shows_enough(m)]
        found = {match.printed for match in matches}
        missing = sum(1 for line in printed if line.paths and line not in found)
        left = len(shown) - len(path) + missing
        return sum(step.score for step in path) - _LEFT * left, sure

    def _keep(self, step: Step) -> None:
        self.result.matches += step.marked()
        self.result.printed.update(match.printed for match in step.matches)


@dataclass(frozen=True, slots=True)
class Step:
    """One block of the document with its lines, and the items of which it shows one more."""

    number: int
    score: float
    matches: list[Match]
    within: tuple[str, ...]
    begins: tuple[str, ...]

    def marked(self) -> list[Match]:
        for number, match in enumerate(self.matches):
            match.within = (*self.within, *match.within)
            if number == 0:
                match.begins = (*self.begins, *match.begins)
        return self.matches


def _best(
    count: int,
    others: int,
    fit: Callable[[int, int], tuple[float, list[Match]] | None],
    chains: Sequence[Sequence[str]],
    used: Sequence[bool],
) -> list[Step]:
    """The matches with the greatest sum, in order: number, score, lines, item that is begun again.

    :param chains: the items that each printed block belongs to, the outermost first.
    :param used: whether a printed block is in the document already, so that only more can come.
    """
    starts, ends = _spans(chains)
    cells: dict[tuple[int, int], _Cell] = {}
    best_at: list[_Cell | None] = [None] * others
    for number in range(count):
        running: _Cell | None = None
        row = []
        for other in range(others):
            found = fit(number, other)
            if found is not None:
                whole = not any(match.fit.unlabelled for match in found[1])
                ways = [_onward(running, chains[other], used[other])] if whole else []
                for item in starts.get(other, ()):
                    ends_here = best_at[other : ends[item] + 1]
                    ways += [_once_more(last, item) for last in ends_here]
                way = max((each for each in ways if each), key=lambda each: each[0], default=None)
                if way is not None and way[0] + found[0] > 0:
                    cell = _Cell(way[0] + found[0], number, found, *way[1:])
                    cells[number, other] = cell
                    row.append((other, cell))
            running = _better(running, best_at[other])
        for other, cell in row:
            best_at[other] = _better(best_at[other], cell)
    last_cell: _Cell | None = None
    for each in best_at:
        last_cell = _better(last_cell, each)
    path: list[Step] = []
    while last_cell is not None:
        score, matches = last_cell.found
        path.append(Step(last_cell.number, score, matches, last_cell.within, last_cell.begins))
        last_cell = last_cell.before
    return path[::-1]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A pair that fits: the sum up to it, and the pair before it."""

    total: float
    number: int
    found: tuple[float, list[Match]]
    before: _Cell | None
    within: tuple[str, ...]
    begins: tuple[str, ...]


_Way = tuple[float, "_Cell | None", tuple[str, ...], tuple[str, ...]]


def _onward(before: _Cell | None, chain: Sequence[str], used: bool) -> _Way | None:
    """From the pair before to a printed block further down."""
    total = before.total if before else 0.0
    within = tuple(item for item in before.within if item in chain) if before else ()
    if not used or within:
        return total, before, within, ()
    # It is there before or after this place: what stands here is one more.
    return (total - _AGAIN, before, (chain[-1],), (chain[-1],)) if chain else None


def _once_more(before: _Cell | None, item: str) -> _Way | None:
    """From the pair before back to where an item begins."""
    if before is None:
        return None
    outer = tuple(each for each in before.within if each != item and is_within(item, each))
    return before.total - _AGAIN, before, (*outer, item), (item,)


def _better(one: _Cell | None, other: _Cell | None) -> _Cell | None:
    if one is None or other is None:
        return one or other
    return other if other.total > one.total else one


def _spans(chains: Sequence[Sequence[str]]) -> tuple[dict[int, list[str]], dict[str, int]]:
    """The items that begin at each printed block, and where each item ends."""
    starts: dict[int, list[str]] = {}
    ends: dict[str, int] = {}
    for number, chain in enumerate(chains):
        for item in chain:
            if item not in ends:
                starts.setdefault(number, []).append(item)
            ends[item] = number
    return starts, ends


def _chain(paths: Sequence[str]) -> list[str]:
    """The items that all of these fields belong to, the outermost first."""
    if not paths:
        return []
    first, *others = paths
    chain = []
    end = -1
    for step in first.split("."):
        end += 1 + len(step)
        if is_number(step) and all(is_within(path, first[:end]) for path in others):
            chain.append(first[:end])
    return chain


def chains_of(printed: Sequence[Block]) -> list[list[str]]:
    """The items that each block belongs to; fixed words between the fields of an item too."""
    chains = [_chain(block.paths) for block in printed]
    named = [number for number, block in enumerate(printed) if block.paths]
    for before, after in itertools.pairwise(named):
        common = [item for item in chains[before] if item in chains[after]]
        for number in range(before + 1, after):
            chains[number] = common
    return chains


def _as_printed(shown: Block, printed: Block) -> list[Match]:
    """The lines of a block that says what is printed in the same fields; none if it does not."""
    if len(shown.lines) == len(printed.lines) == len(shown.cells) == len(printed.cells) == 1:
        line, other = shown.lines[0], printed.lines[0]
        return [Match(line, other, _AS_PRINTED, (line,))] if line.is_as(other) else []
    lines = [line for line in shown.lines if not line.is_empty]
    others = [line for line in printed.lines if not line.is_empty]
    if [*map(len, shown.cells)] != [*map(len, printed.cells)] or len(lines) != len(others):
        return []
    pairs = list(zip(lines, others, strict=True))
    if not all(line.is_as(other) for line, other in pairs):
        return []
    return [Match(line, other, _AS_PRINTED, (line,)) for line, other in pairs]


def _shows_enough(match: Match) -> bool:
    return len(match.printed.paths) < 2 or len(match.fit.captured) > 1


def _spread(printed: Sequence[Block]) -> set[str]:
    """Items that have fields in several cells of a row, or rows: a line alone begins none."""
    spread = set()
    for block in printed:
        if not block.is_row:
            continue
        cells = [
            {item for line in cell for path in line.paths for item in _chain([path])}
            for cell in block.cells
        ]
        counts = Counter(item for cell in cells for item in cell)
        spread |= {item for item, count in counts.items() if count > 1}
    return spread


def item_of_row(block: Block) -> str:
    """The item that a row prints alone; a row with a label stands there once, whatever it lists."""
    if not block.is_row:
        return ""
    labelled = any(
        not any(line.paths for line in cell) and any(map(str.isalpha, line.outside))
        for cell in block.cells
        for line in cell
    )
    chain = _chain(block.paths)
    return chain[-1] if chain and not labelled else ""


def _joined(lines: Sequence[Line]) -> Line:
    """Several paragraphs of one cell as one line."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(Piece("\n"))
        pieces += line.pieces
    return lines[0].saying(pieces)
