"""The last column of the results of a competition: what is given for each place.

It has no field, since the awards of a competition stand in its record once for each place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from atuforms.core.findings import Place
from atuforms.core.language.places import without_places
from atuforms.core.language.wording import choice_keys
from atuforms.documents.reading.paper.blocks import Block, Line
from atuforms.documents.reading.values import is_blank

_LONGEST = 200
_WINS = re.compile(
    r"жүлдегер\w{0,3}|жеңімпаз\w{0,3}|жүлделі\s+орын|приз[её]р\w{0,2}|победител\w{1,3}|призов\w{2}\s+место"
    r"|(?:prize[- ]?)?winner|prize\s+place|лауреат|laureate"
)
_PRIZE = re.compile(r"\bprize\b|\bприз|жүлде")
_NONE = re.compile(r"жоқ|нет|не\s+присуждено|без\s+награды|берілген\s+жоқ|none|no|no\s+award")
_BESIDE = re.compile(r"[\s,;.()+/&–—-]|\b(?:және|мен|пен|бен|үшін|и|с|за|and|with|for|of|the|a)\b")


@dataclass(frozen=True, slots=True)
class Award:
    """What a cell says: the kinds of award, the place that it names, whether it is a prize place.

    ``prize`` is None where the cell does not say it.
    """

    kinds: tuple[str, ...] = ()
    place: int | None = None
    prize: bool | None = None


def read_award(text: str) -> Award | None:
    """What a cell says of an award, in any language; None if it says anything else."""
    text = " ".join(text.casefold().split()).strip(" .")
    if not text or len(text) > _LONGEST:
        return None
    if _NONE.fullmatch(text):
        return Award(prize=False)
    wins = bool(_WINS.search(text) or _PRIZE.search(text))
    text, places = without_places(text)
    text = _WINS.sub(" ", text)
    kinds: list[str] = []
    for pattern, kind in _kinds():
        if pattern.search(text):
            text = pattern.sub(" ", text)
            kinds.append(kind)
    if _BESIDE.sub("", text) or len(set(places)) > 1 or not (places or wins or kinds):
        return None
    place = places[0] if places else None
    return Award(tuple(dict.fromkeys(kinds)), place, True if wins or kinds else None)


@cache
def _kinds() -> list[tuple[re.Pattern[str], str]]:
    """The words for each kind of award, the longest first; with endings."""
    words = sorted(choice_keys("award_kind").items(), key=lambda each: -len(each[0]))
    return [(re.compile(rf"\b{re.escape(word)}\w{{0,3}}\b"), kind) for word, kind in words]


def put_awards(
    values: dict[str, Any],
    places: Mapping[str, Place],
    shown: Sequence[Block],
    printed: Sequence[Block],
) -> list[Line]:
    """Put the awards that a document shows into its record; the lines that were read.

    What contradicts the place of its row, or another row of the same place, is left.
    """
    standings, competition = values.get("standings"), values.get("competition")
    cells = _cells(places, shown, printed)
    if not cells or not isinstance(standings, list):
        return []
    standings = [dict(each) if isinstance(each, Mapping) else each for each in standings]
    given: dict[int, tuple[str, ...]] = {}
    lines: list[Line] = []
    for number, cell in cells.items():
        standing = standings[number] if number < len(standings) else None
        found = read_award(" ".join(line.text for line in cell))
        if found is None or not isinstance(standing, dict):
            continue
        own = _whole(standing.get("place"))
        place = own or found.place
        if place is None or found.place not in (None, place):
            continue
        if found.kinds and given.setdefault(place, found.kinds) != found.kinds:
            continue
        standing["place"] = standing.get("place") or str(place)
        if found.prize is not None and _is_flag(standing.get("prize")) != found.prize:
            standing["prize"] = "true" if found.prize else "false"
        lines += cell
    values["standings"] = standings
    if given:
        held = competition if isinstance(competition, Mapping) else {}
        values["competition"] = {**held, "awards": _awards(held.get("awards"), given)}
    return lines


def _awards(before: Any, given: Mapping[int, Sequence[str]]) -> list[Any]:
    """The awards of a competition, with those that the document shows."""
    awards = list(before) if isinstance(before, list) else []
    for place, kinds in given.items():
        here = [each.get("kind") for each in awards if _place_of(each) == place]
        if here == list(kinds) or here[-1:] == list(kinds):
            continue  # Of several awards of a place the last is printed.
        others = [each for each in awards if _place_of(each) != place]
        more = [{"place": str(place), "kind": kind} for kind in kinds]
        awards = sorted([*others, *more], key=lambda each: _place_of(each) or 0)
    return awards


def _place_of(award: Any) -> int | None:
    return _whole(award.get("place")) if isinstance(award, Mapping) else None


def _whole(value: Any) -> int | None:
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text) else None


def _is_flag(value: Any) -> bool | None:
    return {"true": True, "false": False}.get(str(value).casefold())


def _cells(
    places: Mapping[str, Place], shown: Sequence[Block], printed: Sequence[Block]
) -> dict[int, list[Line]]:
    """The cell for the award of each entry, by the number of the entry."""
    rows = (each for each in printed if each.is_row and any(map(_is_place, each.paths)))
    wide = next((len(each.cells) for each in rows), 0)
    numbers = {
        place.line: int(path.split(".")[1])
        for path, place in places.items()
        if path.startswith("standings.") and path.count(".") == 1
    }
    found: dict[int, list[Line]] = {}
    for block in shown:
        if not block.is_row or len(block.cells) != wide:
            continue
        here = {numbers.get(line.spot.paragraph) for line in block.lines} - {None}
        cell = [line for line in block.cells[-1] if not is_blank(line.text)]
        if len(here) == 1 and cell and not any(line.paths for line in cell):
            found[next(each for each in here if each is not None)] = cell
    return found


def _is_place(path: str) -> bool:
    return path.startswith("standings.") and path.endswith(".place")
