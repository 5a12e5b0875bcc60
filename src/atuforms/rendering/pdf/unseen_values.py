"""Values that a page prints and nobody sees, whatever rule of a style sheet hides them.

A page is laid out with each of its values in an element of its own, and the boxes that come of
these are looked at: whether there are any, where they stand, how large their letters are, and what
is behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from atuforms.core.colours import contrast
from atuforms.core.files.legibility import LEAST_CONTRAST
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.rendering.filling.tag_lines import TAG
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.html import fill_page
from atuforms.rendering.pdf.pdf_documents import style_sheets
from atuforms.rendering.pdf.writer import laid_out_pages
from atuforms.rendering.slides.deck import is_deck, placed_page
from atuforms.rendering.value_marks import VALUE_BEGINS, VALUE_ENDS

_MARK: Final = "data-value"
_PIECE = re.compile(rf"<!--.*?-->|<[^<>]*>|{TAG.pattern}", re.DOTALL)
_FILLED = re.compile(rf'<span {_MARK}="(\d+)">([^<]*)')
_MAKES_ELEMENTS = re.compile(r"\|\s*(?:picture|rich)\b")
_ELSEWHERE = ("<style", "<script", "<title", "<svg")
_LEAST_SIZE: Final = 4.0
"""Letters of three points, in pixels of CSS."""
_FAINT: Final = 0.1
"""Of what lets the page shine through, or is made smaller, so much at least is seen."""
_LEAST_SHOWN: Final = 0.3
"""The part of a line of text that has to stand on the page, and in the box that cuts it off."""


def unseen_tags(
    form: type[HasTemplates], lang: Language, values: Mapping[str, Any], templates: Path | None
) -> tuple[str, ...]:
    """The tags of a form's page of which nobody sees a value.

    :param values: those of a record that has everything.
    :raises AtuformsError: if the page cannot be filled or laid out.
    """
    tags: list[str] = []
    source = _in_elements(page_source(form, lang, templates), tags)
    page = fill_page(form, lang, values, templates, source=source)
    slides = is_deck(page)
    html = page.html if not slides else placed_page(page).html
    sheets = style_sheets(form, templates, slides=slides)
    seen: set[str] = set()
    for each in laid_out_pages(html, sheets, page.images):
        seen.update(_seen_on(each._page_box))
    filled = _FILLED.findall(html.replace(VALUE_BEGINS, "").replace(VALUE_ENDS, ""))
    printed = {number for number, words in filled if words.strip()}
    unseen = (tags[int(number)] for number in sorted(printed - seen, key=int))
    return tuple(dict.fromkeys(unseen))


def _in_elements(source: str, tags: list[str]) -> str:
    """The page with each value that stands among words in an element of its own."""
    head, body, rest = source.partition("<body")
    within = ""

    def put(found: re.Match[str]) -> str:
        nonlocal within
        piece = found[0]
        if within:
            within = "" if piece.startswith(f"</{within[1:]}") else within
            return piece
        within = next((each for each in _ELSEWHERE if piece.startswith(each)), "")
        if not piece.startswith("{{") or _MAKES_ELEMENTS.search(piece):
            return piece
        tags.append(piece)
        return f'<span {_MARK}="{len(tags) - 1}">{piece}</span>'

    return head + body + _PIECE.sub(put, rest)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the boxes around a box make of it."""

    left: float
    top: float
    right: float
    bottom: float
    number: str = ""
    opacity: float = 1.0
    scale: float = 1.0
    behind: str | None = "FFFFFF"
    """The colour behind it; None where that is a picture."""
    moved: tuple[float, float] = (0.0, 0.0)

    def inside(self, box: Any) -> _Around:
        """The same for what stands in a box."""
        style = box.style
        number = self.number
        if box.element is not None and hasattr(box.element, "get"):
            number = box.element.get(_MARK, number)
        around = replace(self, number=number, opacity=self.opacity * float(style["opacity"]))
        if style["background_image"] and any(
            kind != "none" for kind, _ in style["background_image"]
        ):
            around = replace(around, behind=None)
        elif (colour := _colour(style, "background_color")) is not None:
            around = replace(around, behind=colour)
        around = around.transformed(style["transform"])
        if style["overflow"] != "visible" and hasattr(box, "padding_width"):
            around = around.cut(box)
        return around

    def transformed(self, functions: Any) -> _Around:
        """After what a style does to a box: only moves and sizes matter here."""
        scale, (left, top) = self.scale, self.moved
        for name, args in functions or ():
            if name == "scale":
                scale *= min(abs(float(each)) for each in args)
            elif name == "translate":
                across, down = (each.value if each.unit == "px" else 0 for each in args)
                left, top = left + across, top + down
        return replace(self, scale=scale, moved=(left, top))

    def cut(self, box: Any) -> _Around:
        """Within a box that cuts off what stands out of it."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return replace(
            self,
            left=max(self.left, left),
            top=max(self.top, top),
            right=min(self.right, left + box.padding_width()),
            bottom=min(self.bottom, top + box.padding_height()),
        )

    def shows(self, box: Any) -> bool:
        """Whether a line of text is seen."""
        style = box.style
        if style["visibility"] != "visible" or self.opacity < _FAINT or self.scale < _FAINT:
            return False
        if style["font_size"] * self.scale < _LEAST_SIZE or not box.text.strip():
            return False
        colour = _colour(style, "color")
        if colour is None:
            return False
        if self.behind is not None and contrast(colour, self.behind) < LEAST_CONTRAST:
            return False
        left, top = box.position_x + self.moved[0], box.position_y + self.moved[1]
        across = min(left + box.width, self.right) - max(left, self.left)
        down = min(top + box.height, self.bottom) - max(top, self.top)
        whole = box.width * box.height
        return bool(across > 0 and down > 0 and across * down >= _LEAST_SHOWN * whole > 0)


def _seen_on(page: Any) -> Iterator[str]:
    """The numbers of the values that are seen on a page."""
    around = _Around(0, 0, page.margin_width(), page.margin_height())
    waiting = [(page, around)]
    while waiting:
        box, around = waiting.pop()
        if hasattr(box, "text"):
            if around.number and around.shows(box):
                yield around.number
            continue
        inner = around.inside(box)
        waiting += [(child, inner) for child in getattr(box, "children", ())]


def _colour(style: Any, key: str) -> str | None:
    """A colour in six digits; None for one that nobody sees."""
    value = style["color"] if style[key] == "currentcolor" else style[key]
    if value.alpha < _FAINT:
        return None
    parts = (min(max(each, 0), 1) for each in value.to("srgb").coordinates)
    return "".join(f"{round(255 * each):02X}" for each in parts)
