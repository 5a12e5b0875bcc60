"""What a Word document that was saved anew shows otherwise than the same document made anew.

Both are read as what they show, one thing after the other, and have to agree in everything; only
what programs change when they save a document is measured with some tolerance, or passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Final

from atuforms.core.files.office import Parts
from atuforms.documents.proofs.proof import Difference
from atuforms.documents.proofs.word_formats import Format, Said
from atuforms.documents.proofs.word_items import ODD, Item, Items
from atuforms.documents.proofs.word_package import parts_of, strange_parts

_MOST: Final = 40
"""Things that are named."""
_NONE: Final[Said] = {}


def strange_looks(expected: Parts, found: Parts) -> list[Difference]:
    """What ``found`` has, shows or hides otherwise than ``expected``."""
    strange = list(dict.fromkeys(strange_parts(expected, found)))
    if strange:
        return [_thing(each) for each in strange[:_MOST]]
    ours, theirs = (
        list(Items(each, parts_of(each)).of_document(each.main_part()))
        for each in (expected, found)
    )
    differences: list[Difference] = []
    for mine, other in zip_longest(ours, theirs):
        if mine is None or other is None or mine.kind != other.kind or ODD in other.format:
            differences.append(_thing((other or mine).kind))
            break
        differences += _compared(mine, other)
        if len(differences) > _MOST:
            break
    return list(dict.fromkeys(differences))[:_MOST]


def _thing(text: str) -> Difference:
    return Difference("", None, text, is_thing=True)


def _compared(ours: Item, theirs: Item) -> Iterator[Difference]:
    if ours.text != theirs.text:
        yield Difference("", ours.text, theirs.text)
        return
    rules = _RULES.get(ours.kind, _NO_RULES)
    if _pictures(ours) != _pictures(theirs):
        yield Difference("", "", None, is_picture=True)
        return
    yield from map(_thing, _unlike(ours.format, theirs.format, rules, ours.kind))
    for one, other in _pairs(ours.letters, theirs.letters):
        yield from map(_thing, _unlike(one, other, _OF_WORDS, "words"))


def _pictures(item: Item) -> list[str]:
    """The fingerprints of what a drawing shows."""
    said = (item.format[name] for name in item.format if name.endswith("/blip"))
    return [each.get("embed", "") for each in said]


def _pairs(
    ours: Iterable[tuple[str, Format]], theirs: Iterable[tuple[str, Format]]
) -> Iterator[tuple[Format, Format]]:
    """The formats of the same letters, as often as one of both changes."""
    one, other = iter(ours), iter(theirs)
    left, right = 0, 0
    mine: Format = {}
    their: Format = {}
    while True:
        if not left:
            text, mine = next(one, ("", {}))
            left = len(text)
        if not right:
            text, their = next(other, ("", {}))
            right = len(text)
        if not left or not right:
            return
        yield mine, their
        step = min(left, right)
        left, right = left - step, right - step


Rule = Callable[[Said, Said], bool]
"""Whether a property may say the second where the first is expected."""


def _unlike(ours: Format, theirs: Format, rules: Mapping[str, Rule], kind: str) -> Iterator[str]:
    """What differs between two formats, by its name and what it says."""
    if ours == theirs:
        return
    for name in sorted({*ours, *theirs}):
        mine, other = ours.get(name, _NONE), theirs.get(name, _NONE)
        if mine == other and (name in ours) == (name in theirs):
            continue
        first, _, last = name.partition("/")[0], "", name.rpartition("/")[2]
        rule = rules.get(name) or rules.get(f"{first}/") or rules.get(f"/{last}")
        if rule is None or not rule(mine, other):
            values = " ".join(f"{key}={value}" for key, value in sorted(other.items()))
            yield f"{kind}: {name} {values}".strip()


def _number(values: Said, *names: str) -> float:
    """A number that a property says; huge where it is none."""
    text = next((values[name] for name in names if name in values), "0")
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else 1e12


def _always(_: Said, __: Said) -> bool:
    """Nobody sees it."""
    return True


def _near(*names: str, part: float = 0.0, least: float = 0) -> Rule:
    """Whether numbers are nearly those that are expected, and nothing else is said."""

    def rule(ours: Said, theirs: Said) -> bool:
        rest = [{key: each[key] for key in each if key not in names} for each in (ours, theirs)]
        return rest[0] == rest[1] and all(
            abs(_number(ours, name) - _number(theirs, name))
            <= max(least, part * abs(_number(ours, name)))
            for name in names
        )

    return rule


def _indented(ours: Said, theirs: Said) -> bool:
    """From the sides; the first line may stand out as far as it is taken in."""

    def sides(values: Said) -> tuple[float, ...]:
        first = _number(values, "firstLine") - _number(values, "hanging")
        return _number(values, "left", "start"), _number(values, "right", "end"), first

    known = {"left", "start", "right", "end", "firstLine", "hanging"}
    more = any(_number(values, key) for values in (ours, theirs) for key in set(values) - known)
    near = zip(sides(ours), sides(theirs), strict=True)
    return not more and all(abs(one - other) <= _A_BIT for one, other in near)


def _spaced(ours: Said, theirs: Said) -> bool:
    """Above and below a paragraph, and between its lines."""
    known = {"before", "after", "line", "lineRule"}
    more = any(theirs[key] not in ("0", "false") for key in set(theirs) - known if key not in ours)
    lines = [_number({"line": "240", **each}, "line") for each in (ours, theirs)]
    same = ours.get("lineRule", "auto") == theirs.get("lineRule", "auto")
    near = all(
        abs(_number(ours, each) - _number(theirs, each)) <= _A_BIT for each in ("before", "after")
    )
    return not more and same and near and abs(lines[0] - lines[1]) <= 0.05 * lines[0]


def _with_margins(ours: Said, theirs: Said) -> bool:
    """As far from the edges; what stands around the text may be nearer to them."""
    near = _near("left", "right", "top", "bottom", "gutter", "header", "footer", least=_A_BIT)
    closer = {key: each for key, each in theirs.items() if key in ("header", "footer")}
    return near(ours, {**theirs, **{key: ours.get(key, "0") for key in closer}}) and all(
        0 <= _number(theirs, key) <= _number(ours, key) + _A_BIT for key in closer
    )


def _framed(ours: Said, theirs: Said) -> bool:
    """In a frame at the foot of a cover, of which LibreOffice says where it begins."""
    same = all(ours.get(key) == theirs.get(key) for key in ("w", "wrap", "hAnchor", "vAnchor"))
    named = {"w", "h", "x", "y", "hSpace", "vSpace", "wrap", "hAnchor", "vAnchor", "hRule"}
    at_foot = ours.get("xAlign") == "center" and ours.get("yAlign") == "bottom"
    return (
        (same and at_foot and set(theirs) <= named)
        and abs(_number(theirs, "x")) <= _A_BIT
        and _FOOT <= _number(theirs, "y") <= 2 * _FOOT
        and _number(theirs, "h") >= _LINE
        and not any(_number(theirs, key) for key in ("hSpace", "vSpace"))
    )


def _edged(ours: Said, theirs: Said) -> bool:
    """An edge that covers nothing."""
    thin = _number(theirs, "sz") <= max(_number(ours, "sz"), _THICK)
    kinds = ("nil", "none", "single", "double")
    return thin and theirs.get("val", "nil") in (*kinds, ours.get("val"))


def _besides_edge(ours: Said, theirs: Said) -> bool:
    """As far from the edge of a cell."""
    near = abs(_number(ours, "w") - _number(theirs, "w")) <= _A_BIT
    return near and {ours.get("type", "dxa"), theirs.get("type", "dxa")} == {"dxa"}


def _as_wide(ours: Said, theirs: Said) -> bool:
    wide = _number(ours, "w")
    return ours.get("type", "dxa") == theirs.get("type", "dxa") and abs(
        wide - _number(theirs, "w")
    ) <= max(0.15 * wide, 60)


def _coloured(ours: Said, theirs: Said) -> bool:
    return {"val": "000000", **ours} == {"val": "000000", **theirs}


def _besides(names: str, **usual: str) -> Rule:
    """Whether all but these is the same, and these, if they are said, are as usual."""
    left_out = {*names.split(), *usual}

    def rule(ours: Said, theirs: Said) -> bool:
        rest = [{key: each[key] for key in each if key not in left_out} for each in (ours, theirs)]
        return rest[0] == rest[1] and all(
            theirs.get(key, usual[key]) == usual[key] for key in usual
        )

    return rule


_A_BIT: Final = 30
"""Twips: half a millimetre."""
_LINE: Final = 240
"""Twips of the height of a line."""
_FOOT: Final = 10_000
"""Twips from the top of a page, below which is its lower third."""
_THICK: Final = 24
"""Eighths of a point."""
_NO_RULES: Final[Mapping[str, Rule]] = {}


def _passed_over(names: str) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), _always)


_OF_WORDS: Final[Mapping[str, Rule]] = {
    "b": _always,
    "sz": _near("val", part=0.1),
    "spacing": _near("val", least=2),
    "color": _coloured,
}
_OF_PARAGRAPHS: Final[Mapping[str, Rule]] = {
    **_passed_over(
        """pStyle keepNext keepLines widowControl outlineLvl suppressAutoHyphens
        suppressLineNumbers numPr/ contextualSpacing cnfStyle"""
    ),
    "mark sz": _near("val", part=0.1),
    "ind": _indented,
    "framePr": _framed,
    "spacing": _spaced,
    "pBdr/": _edged,
    "tabs/": lambda ours, theirs: not ours and theirs.get("val") in ("clear", "num"),
}
_OF_ROWS: Final[Mapping[str, Rule]] = {
    **_passed_over("cantSplit tblHeader cnfStyle"),
    **{f"table {name}": rule for name, rule in _passed_over("tblStyle tblLook").items()},
    "table tblW": _always,
    "table tblInd": _near("w", least=_A_BIT),
    "table tblBorders/": _edged,
    "trHeight": _near("val", part=0.05),
}
_OF_CELLS: Final[Mapping[str, Rule]] = {
    **_passed_over("cnfStyle hideMark"),
    "tcW": _as_wide,
    "grid": _as_wide,
    "tcMar/": _besides_edge,
    "tcBorders/": _edged,
}
_OF_SECTIONS: Final[Mapping[str, Rule]] = {
    **_passed_over("formProt footnotePr endnotePr type"),
    "cols": lambda _, theirs: not {*theirs} - {"space", "num"} and theirs.get("num", "1") == "1",
    "docGrid": lambda _, theirs: theirs.get("type", "default") == "default",
    "pgSz": _near("w", "h", least=_A_BIT),
    "pgMar": _with_margins,
    "pgBorders/": _edged,
}
_EMU: Final = 20_000
"""Half a millimetre in the units of drawings."""
_OF_DRAWINGS: Final[Mapping[str, Rule]] = {
    **_passed_over("/cNvGraphicFramePr /graphicFrameLocks /picLocks /cNvPicPr"),
    **dict.fromkeys(
        ("anchor", "inline"),
        _besides(
            "distT distB distL distR relativeHeight layoutInCell locked allowOverlap anchorId"
            " editId"
        ),
    ),
    "/docPr": _besides("id name"),
    "/cNvPr": _besides("id name descr"),
    "/spPr": _besides("", bwMode="auto"),
    "/effectExtent": _near("l", "t", "r", "b", least=_EMU),
    "/extent": _near("cx", "cy", part=0.02, least=_EMU),
    "/ext": _near("cx", "cy", part=0.02, least=_EMU),
    "/posOffset": _near("text", least=_EMU),
    "/srcRect": _near("l", "t", "r", "b"),
}
_RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    "paragraph": _OF_PARAGRAPHS,
    "row": _OF_ROWS,
    "cell": _OF_CELLS,
    "section": _OF_SECTIONS,
    "drawing": _OF_DRAWINGS,
}
