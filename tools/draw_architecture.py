"""Draws ``docs/architecture.svg`` from the source: the floors, their folders, who imports whom.

Run it after a module or a folder was added, moved or renamed, and commit what it writes::

    python tools/draw_architecture.py            # write
    python tools/draw_architecture.py --check    # only say whether the picture is out of step

It shows names and imports alone, so that it changes with the structure only.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = REPOSITORY / "src" / "atuforms"
PICTURE: Final = REPOSITORY / "docs" / "architecture.svg"

FLOORS: Final[Sequence[Sequence[str]]] = (
    ("core",),
    ("fields", "testbank", "register"),
    ("forms", "rendering"),
    ("records",),
    ("documents",),
    ("api",),
    ("dossiers", "batches"),
    ("editing",),
    ("web", "notebook"),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
"""The floors of the package, from the ground up, each from left to right.

A folder imports only from the floors below its own; those on one floor do not import each other.
``tests/test_floors.py`` holds it.
"""

DOORS: Final[Mapping[str, str]] = {
    "__init__": "import atuforms",
    "__main__": "python -m atuforms",
}
"""Modules that only hand on what others do, with how a person comes in by them."""


# The source


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the package by its name in it; that of a folder has the folder's name."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        own = parts[-1] == "__init__" and len(parts) > 1
        found[".".join(parts[:-1] if own else parts)] = file
    return found


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and module of all that a file imports of the package: at its top, late, for types."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{each.name}" for each in node.names]
        else:
            continue
        for name in names:
            if name.partition(".")[0] == SOURCE.name:
                yield node.lineno, _module_of(name)


def _module_of(dotted: str) -> str:
    name = dotted.partition(".")[2]
    while name and name not in modules():
        name = name.rpartition(".")[0]
    return name or "__init__"


def _neighbours() -> dict[str, set[str]]:
    """What each folder, or module at the root, imports itself."""
    direct: dict[str, set[str]] = {}
    for name, file in modules().items():
        room = name.partition(".")[0]
        below = {other.partition(".")[0] for _line, other in imports(file)} - {room}
        direct.setdefault(room, set()).update(below)
    return direct


def arrows() -> list[tuple[str, str]]:
    """Who imports whom, without what follows from the other arrows."""
    direct = _neighbours()
    reached: dict[str, set[str]] = {}
    for room in (each for floor in FLOORS for each in floor):
        below = direct[room]
        reached[room] = below.union(*(reached[each] for each in below))
    return [
        (room, each)
        for room in sorted(direct.keys() - DOORS.keys())
        for each in sorted(direct[room])
        if not any(each in reached[other] for other in direct[room])
    ]


# The picture, in pixels

_WIDTH = 960
_MARGIN = 44
"""On both sides: arrows that pass a floor run there."""
_GUTTER = 30
"""Between floors, and half of it between rooms on one floor."""
_PADDING = 14
_LINE = 17
_NAMES = 6.65
"""Width of a letter in the names of modules, which are monospaced."""
_WORDS = 6.1
"""Width of a letter in sentences, rather too much than too little."""
_COLOURS = ("#41527a", "#356a8c", "#2c7672", "#467848", "#74722f", "#936718", "#ab5926", "#a04c5c")
"""Of the floors, from the ground up."""
_STYLE = """\
text { font: 12px -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; fill: #4a5160; }
.room { font-size: 16px; font-weight: 700; }
.folder, .name { font: 11px ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; }
.folder { font-weight: 700; }
.name, .door { fill: #1f2430; }
.arrow { fill: none; stroke: #7b8496; stroke-width: 1.4; }
.door { font: 11.5px ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; }"""


@dataclass(frozen=True)
class Room:
    """A folder of the package, or a module at its root: what is drawn as one box."""

    name: str

    @cached_property
    def title(self) -> str:
        return f"{self.name}.py" if self._file.parent == SOURCE else f"{self.name}/"

    @cached_property
    def sentence(self) -> str:
        """What its docstring says first."""
        return (ast.get_docstring(_tree(self._file)) or "").partition("\n")[0]

    @property
    def _file(self) -> Path:
        return modules()[self.name]

    def rows(self) -> list[tuple[str, list[str]]]:
        """Its folders with the modules in each, its own first; of a module its public functions."""
        if self.title.endswith(".py"):
            body = _tree(self._file).body
            names = [each.name for each in body if isinstance(each, ast.FunctionDef)]
            return [("", [f"{name}()" for name in names if not name.startswith("_")])]
        found: dict[str, list[str]] = {"": []}
        for name, file in modules().items():
            if not name.startswith(f"{self.name}."):
                continue
            inner = name.removeprefix(f"{self.name}.").replace(".", "/")
            folder, _, stem = inner.rpartition("/")
            if file.name == "__init__.py":
                found.setdefault(f"{inner}/", [])
            else:
                found[f"{folder}/" if folder else ""].append(stem)
        return [(folder, names) for folder, names in sorted(found.items()) if names]


@dataclass(frozen=True)
class Box:
    """A room in its place."""

    room: Room
    colour: str
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def svg(self) -> Iterator[str]:
        x, y = self.x + _PADDING, self.y + 25
        yield f"<g><title>{escape(self.room.title)}: {escape(self.room.sentence)}</title>"
        yield _rect(self.x, self.y, self.width, self.height, 7, fill="#ffffff", stroke=self.colour)
        yield _rect(self.x, self.y, 5, self.height, 2.5, fill=self.colour)
        yield _text(x, y, self.room.title, "room", self.colour)
        for words in _sentence_lines(self.room, self.width):
            y += _LINE
            yield _text(x, y, words)
        y += 5
        column = _column(self.room)
        for folder, names in self.room.rows():
            if folder:
                yield _text(x, y + _LINE, folder, "folder", self.colour)
            for line in _name_lines(names, self.width - 2 * _PADDING - column):
                y += _LINE
                yield _text(x + column, y, line, "name")
            y += 4
        yield "</g>"


def _column(room: Room) -> float:
    """Width of the names of a room's folders."""
    longest = max(len(folder) for folder, _names in room.rows())
    return (longest + 2) * _NAMES if longest else 0


def _sentence_lines(room: Room, width: float) -> list[str]:
    return textwrap.wrap(room.sentence, int((width - 2 * _PADDING) / _WORDS))


def _name_lines(names: Sequence[str], width: float) -> list[str]:
    """Names in lines, a dot between two of them."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]} · {name}" if lines[-1] else name
        if lines[-1] and len(longer) * _NAMES > width:
            lines.append(name)
        else:
            lines[-1] = longer
    return lines


def _height(room: Room, width: float) -> float:
    inner = width - 2 * _PADDING - _column(room)
    names = sum(len(_name_lines(each, inner)) * _LINE + 4 for _folder, each in room.rows())
    return 25 + len(_sentence_lines(room, width)) * _LINE + 5 + names + 8


def _widths(rooms: Sequence[Room]) -> list[float]:
    """The widths of the rooms of a floor with which it is lowest."""
    whole = _WIDTH - 2 * _MARGIN - (len(rooms) - 1) * _GUTTER / 2
    if len(rooms) != 2:
        return [whole / len(rooms)] * len(rooms)
    splits = ([whole * part / 100, whole * (100 - part) / 100] for part in range(34, 67))
    return min(splits, key=lambda each: (max(map(_height, rooms, each)), abs(each[0] - each[1])))


def _boxes(top: float) -> dict[str, Box]:
    """Every room in its place, from the top floor down."""
    placed: dict[str, Box] = {}
    floors = [floor for floor in FLOORS if DOORS.keys().isdisjoint(floor)]
    for number in reversed(range(len(floors))):
        rooms = [Room(name) for name in floors[number]]
        widths = _widths(rooms)
        height = max(map(_height, rooms, widths))
        x: float = _MARGIN
        for room, width in zip(rooms, widths, strict=True):
            colour = _COLOURS[number % len(_COLOURS)]
            placed[room.name] = Box(room, colour, x, top, width, height)
            x += width + _GUTTER / 2
        top += height + _GUTTER
    return placed


Point = tuple[float, float]


def _routes(placed: Mapping[str, Box]) -> Iterator[list[Point]]:
    """The arrows as points: straight down to the next floor, past others beside the house."""
    floor = {name: number for number, rooms in enumerate(FLOORS) for name in rooms}
    steps = sorted({floor[name] for name in placed})
    pairs = [(placed[upper], placed[lower]) for upper, lower in arrows()]
    uppers, lowers = [upper for upper, _ in pairs], [lower for _, lower in pairs]
    starts, ends = _spread(uppers, lowers), _spread(lowers, uppers)
    lanes = {True: 0, False: 0}
    for (upper, lower), start, end in zip(pairs, starts, ends, strict=True):
        passed = steps.index(floor[upper.room.name]) - steps.index(floor[lower.room.name]) - 1
        if not passed:
            left, right = max(upper.x, lower.x) + 20, min(upper.right, lower.right) - 20
            if left < right:
                start = end = min(max(start if upper.width < lower.width else end, left), right)
            middle = upper.bottom + _GUTTER / 2
            yield [(start, upper.bottom), (start, middle), (end, middle), (end, lower.y)]
            continue
        on_right = lower.x + lower.right >= _WIDTH - 1
        start, end = (
            (upper.right - 30, lower.right - 30) if on_right else (upper.x + 30, lower.x + 30)
        )
        lanes[on_right] += 1
        out = _MARGIN - 8 - 9 * lanes[on_right]
        lane = _WIDTH - out if on_right else out
        high, low = upper.bottom + _GUTTER / 2, lower.y - _GUTTER / 2
        yield [
            *((start, upper.bottom), (start, high), (lane, high)),
            *((lane, low), (end, low), (end, lower.y)),
        ]


def _spread(ends: Sequence[Box], others: Sequence[Box]) -> list[float]:
    """Where arrows leave or reach a box: side by side, in the order of their other ends."""
    found = []
    for box, other in zip(ends, others, strict=True):
        at_box = sorted(each.x for mine, each in zip(ends, others, strict=True) if mine is box)
        place = at_box.index(other.x) + 1
        found.append(box.x + box.width * place / (len(at_box) + 1))
    return found


def _path(points: Sequence[Point]) -> str:
    """A line with rounded corners through the points, and a head at its end."""
    points = [points[0], *(b for a, b in pairwise(points) if a != b)]
    drawn = f"M{_number(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        drawn += f"L{_number(_towards(corner, before))}Q{_number(corner)} "
        drawn += _number(_towards(corner, after))
    x, y = points[-1]
    drawn += f"L{_number((x, y - 2))}"
    return f'<path class="arrow" marker-end="url(#head)" d="{drawn}"/>'


def _towards(corner: Point, other: Point, radius: float = 7) -> Point:
    """The point a little before a corner, or after it."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    part = min(radius, length / 2) / length
    return corner[0] + dx * part, corner[1] + dy * part


def _number(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _rect(x: float, y: float, width: float, height: float, radius: float, **paint: str) -> str:
    look = " ".join(f'{name}="{value}"' for name, value in paint.items())
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}"'
    return f"<rect {place} {look}/>"


def _text(x: float, y: float, words: str, kind: str = "", colour: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    look += f' style="fill: {colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}>{escape(words, quote=False)}</text>'


def _doors() -> Iterator[str]:
    """The ways into the house, above its roof."""
    x: float = _MARGIN
    for name, way in (*DOORS.items(), ("cli", "atuforms")):
        words = f"{way} → {Room(name).title}"
        width = len(words) * 6.95 + 24
        yield _rect(x, 18, width, 28, 14, fill="#ffffff", stroke="#c3c9d4")
        yield _text(x + 12, 36, words, "door")
        x += width + _GUTTER / 2


def drawing() -> str:
    """The picture as SVG; the same source gives the same text."""
    placed = _boxes(top=66)
    height = max(box.bottom for box in placed.values()) + 46
    told = "; ".join(f"{upper} imports {lower}" for upper, lower in arrows())
    floors = ", ".join(" and ".join(floor) for floor in reversed(FLOORS))
    size = f'viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}"'
    named = 'aria-labelledby="title desc"'
    head = 'viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    legend = (
        "An arrow: imports, as it does all that the arrows lead to from there. "
        "Nothing imports from its own floor’s neighbour, or upwards."
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {named}>',
            '<title id="title">The floors of atuforms</title>',
            f'<desc id="desc">From the top to the ground: {floors}. {told}.</desc>',
            f"<style>\n{_STYLE}\n</style>",
            f'<marker id="head" {head}><path d="M0 0L8 4L0 8z" fill="#7b8496"/></marker>',
            _rect(0, 0, _WIDTH, height, 10, fill="#f4f5f8"),
            *_doors(),
            *(_path(points) for points in _routes(placed)),
            *(line for box in placed.values() for line in box.svg()),
            _text(_MARGIN, height - 18, legend),
            "</svg>\n",
        ]
    )


def main(arguments: Iterable[str]) -> int:
    """Write the picture, or say whether it is out of step."""
    made = drawing()
    if "--check" not in arguments:
        PICTURE.write_text(made, encoding="utf-8", newline="\n")
        return 0
    if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == made:
        return 0
    print("docs/architecture.svg is out of step: run python tools/draw_architecture.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
