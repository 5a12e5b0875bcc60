"""How wide the columns are that values stand in, read from a layout without laying it out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_layout
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import HasTemplates
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.word.styles import PAGES, STYLES, TABLE_STYLES, TWIPS_PER_MM

_SHARE = re.compile(r"width:\s*([\d.]+)%")
_TAGS = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+([\w.]+).*?%\}|\{\{\s*([A-Za-z_][\w.]*)", re.DOTALL)
_LINES = 0.5
"""Millimetres that the lines of a cell take."""
_BESIDE_SIGNATURE = 3.0
"""Millimetres that part the words beside a signature from its line."""


@dataclass(frozen=True, slots=True)
class Column:
    """The room for a value: millimetres, and the size of its letters in points."""

    width: float
    size: float


@functools.lru_cache(maxsize=128)
def columns_of(form: type[HasTemplates], lang: Language) -> Mapping[str, Column]:
    """The column of each field that stands in a table, the narrowest where there are several.

    A field is a path without numbers: ``rows.title``. A layout that cannot be read has none:
    filling it says what is wrong.
    """
    try:
        body = parse_layout(page_source(form, lang), f"{form.SLUG}.html").find("body")
    except InvalidTemplate:
        return {}
    if body is None:
        return {}
    classes = body.get("class", "").split()
    sheet = next((PAGES[name] for name in reversed(classes) if name in PAGES), PAGES["portrait"])
    loops: dict[str, str] = {}
    found: dict[str, Column] = {}
    for path, cell in _values(body, loops):
        column = _column(cell, sheet.text_width / TWIPS_PER_MM) if cell is not None else None
        if column and (path not in found or column.width < found[path].width):
            found[path] = column
    return found


def _values(
    element: etree._Element, loops: dict[str, str], cell: etree._Element | None = None
) -> Iterator[tuple[str, etree._Element | None]]:
    """Every value that is printed, with the cell that it stands in, in the order of the page."""
    if element.tag in ("td", "th"):
        cell = element
    yield from ((path, cell) for path in _paths(element.text, loops))
    for child in element:
        yield from _values(child, loops, cell)
        yield from ((path, cell) for path in _paths(child.tail, loops))


def _paths(text: str | None, loops: dict[str, str]) -> Iterator[str]:
    for variable, listed, name in _TAGS.findall(text or ""):
        head, _, rest = (listed or name).partition(".")
        if head in LANGUAGES:
            head, _, rest = rest.partition(".")
        path = ".".join(filter(None, (loops.get(head, head), rest)))
        if variable:
            loops[variable] = path
        else:
            yield path.removesuffix(".value")


def _column(cell: etree._Element, page: float) -> Column | None:
    table = next(cell.iterancestors("table"), None)
    row = cell.getparent()
    if table is None or row is None or cell.get("rowspan", "1") != "1":
        return None
    shares = [
        float(found[1])
        for col in table.iter("col")
        if (found := _SHARE.search(col.get("style", "")))
    ]
    if any("merged" in other.get("class", "") for other in row) or "_" in row.get("class", ""):
        return None
    at = sum(int(other.get("colspan", "1")) for other in cell.itersiblings(preceding=True))
    span = int(cell.get("colspan", "1"))
    style = next((c for c in table.get("class", "").split() if c in TABLE_STYLES), "")
    if not style or at + span > len(shares) or style == "keep":
        return None
    look = TABLE_STYLES[style]
    beside = _BESIDE_SIGNATURE if style == "signature" else 2 * look.padding + _LINES
    width = page * sum(shares[at : at + span]) / sum(shares) - beside
    return Column(width, STYLES[look.text].size)
