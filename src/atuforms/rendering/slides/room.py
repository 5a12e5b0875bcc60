"""How much room each value has on its slide, read from a layout without filling it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_layout
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.core.letter_widths import width_of
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.slides.design import LAYOUTS, LINE_DISTANCE, READABLE, Box

_TAGS = re.compile(
    r"\{%\s*for\s+(\w+)\s+in\s+\(?([\w.]+).*?%\}|\{\{\s*([A-Za-z_][\w.]*)\s*\}\}", re.DOTALL
)
_NUMBERED = re.compile(r"\{\{.*?\}\}")
_MM_PER_POINT = 25.4 / 72


@functools.lru_cache(maxsize=32)
def boxes_of_values(form: type[HasTemplates], lang: Language) -> Mapping[str, Box]:
    """The narrowest box of each field: a path without numbers, ``process.steps``."""
    try:
        body = parse_layout(page_source(form, lang), f"{form.SLUG}.html").find("body")
    except InvalidTemplate:
        return {}
    found: dict[str, Box] = {}
    for path, box in () if body is None else _values(body, {}, None):
        if path not in found or box.width < found[path].width:
            found[path] = box
    return found


@functools.lru_cache(maxsize=32)
def values_in_one_box(form: type[HasTemplates], lang: Language) -> tuple[tuple[str, ...], ...]:
    """The fields that share a paragraph, which fills its box alone: a name and what follows it."""
    try:
        body = parse_layout(page_source(form, lang), f"{form.SLUG}.html").find("body")
    except InvalidTemplate:
        return ()
    boxes = () if body is None else body.iterfind(".//p[@data-box]")
    shared = (tuple(dict.fromkeys(path for path, _ in _values(box, {}, None))) for box in boxes)
    return tuple(paths for paths in shared if len(paths) > 1)


def _values(
    element: etree._Element, loops: dict[str, str], box: Box | None
) -> Iterator[tuple[str, Box]]:
    if element.get("data-box"):
        box = _box(element)
    yield from _paths(element.text, loops, box)
    for child in element:
        yield from _values(child, loops, box)
        yield from _paths(child.tail, loops, box)


def _paths(text: str | None, loops: dict[str, str], box: Box | None) -> Iterator[tuple[str, Box]]:
    for variable, listed, name in _TAGS.findall(text or ""):
        head, _, rest = (listed or name).partition(".")
        path = ".".join(filter(None, (loops.get(head, head), rest)))
        if variable:
            loops[variable] = path.removesuffix(".splitlines")
        elif box is not None:
            yield path.removesuffix(".value"), box


def _box(element: etree._Element) -> Box | None:
    """Its box; the narrowest of that name where a condition chooses the kind of slide."""
    section = element.getparent()
    kind = "" if section is None else section.get("data-layout", "")
    name = _NUMBERED.sub("1", element.get("data-box", ""))
    # A title slide is never one of several kinds, and has no number.
    kinds = [LAYOUTS[kind]] if kind in LAYOUTS else [k for k in LAYOUTS.values() if k.numbered]
    boxes = [layout.boxes[name] for layout in kinds if name in layout.boxes]
    return min(boxes, key=lambda each: each.width, default=None)


def readable_size(box: Box) -> float:
    """The smallest letters of a box that a hall reads, in points."""
    return min(box.size, READABLE)


def line_width(box: Box) -> float:
    """The room of a line in millimetres."""
    return (box.width - 2 * box.padding) * _MM_PER_POINT


def holds(box: Box, text: str) -> bool:
    """Whether a paragraph fits into its box in letters that a hall reads."""
    size = readable_size(box)
    lines, used = 1, 0.0
    for word in text.split():
        wide = width_of(word, size)
        gap = width_of(" ", size) if used else 0
        if used and used + gap + wide > line_width(box):
            lines, used, gap = lines + 1, 0.0, 0
        used += gap + wide
    return lines == 1 or lines * size * LINE_DISTANCE <= box.height - 2 * box.padding
