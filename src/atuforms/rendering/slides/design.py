"""The look of presentations: the places of texts and pictures on each kind of slide.

All lengths are in points on a page of 960 × 540 (16:9). The PowerPoint template and the PDF are
both made from this table and set in one font, so that a slide looks the same in either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from atuforms.core.language.sentences import message

NO_PRESENTATION = message(
    "The template {name} is no presentation that can be opened. Save it in PowerPoint as .pptx, or "
    "take the template that comes with atuforms."
)

WIDTH, HEIGHT = 960, 540

LINE_DISTANCE = 1.25
"""From line to line, as a part of the size of letters."""
BULLET = 1.2
"""Room of a bullet, likewise."""

Colour = Literal["text", "navy", "gold", "grey", "white", "paper"]

COLOURS: Mapping[Colour, tuple[str, str]] = {
    "text": ("tx1", "1F2933"),
    "navy": ("tx2", "1F3A5F"),
    "gold": ("accent2", "8A6A1F"),
    "grey": ("accent4", "52606D"),
    "white": ("bg1", "FFFFFF"),
    "paper": ("bg2", "F1F4F8"),
}
"""Name in the theme of a presentation, and value, of each colour."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide. ``size`` is that of its letters where they fit, in points."""

    x: float
    y: float
    width: float
    height: float
    size: float = 24
    kind: Literal["text", "title", "picture"] = "text"
    colour: Colour = "text"
    bold: bool = False
    heading: bool = False
    align: Literal["left", "right", "centre"] = "left"
    middle: bool = False
    """Whether the text stands in the middle of the height."""
    after: float = 0
    """Space after a paragraph, as a part of the size of letters."""
    bullet: bool = False
    filled: bool = False
    """Whether the box is a card with a background."""
    spread: bool = False
    """Whether what would need letters below :data:`READABLE` goes on on a further slide."""
    covered: bool = False
    """Whether a picture covers the whole box, losing its edges, or is shown whole."""

    @property
    def padding(self) -> float:
        return 10 if self.filled else 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A coloured rectangle that belongs to a layout."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A kind of slide: its boxes by name, in reading order, and its decoration."""

    boxes: Mapping[str, Box]
    bars: tuple[Bar, ...] = field(default=())
    numbered: bool = True


READABLE = 16
"""The smallest letters of a text that a hall reads, in points."""

NUMBER = Box(840, 505, 80, 22, size=12, colour="grey", align="right", middle=True)
"""The place of the slide number."""

STEPS = 5
"""Steps of a process on one slide (02-04, slide 7)."""
STEP_GAP = 12

_LEFT, _TEXT_WIDTH = 60, 840
TOP = 132
"""Where what stands under the heading begins."""
INTRO = 44
"""Height of an introduction under the heading."""
_BOTTOM = 496
_SLIDE_BARS = (Bar(0, 0, 14, HEIGHT, "navy"), Bar(_LEFT, 110, 72, 3, "gold"))
_TITLE_BARS = (Bar(0, 0, WIDTH, 64, "navy"), Bar(0, 64, WIDTH, 4, "gold"))

_HEADING = Box(
    _LEFT, 32, _TEXT_WIDTH, 70, 32, "title", "navy", bold=True, heading=True, middle=True
)
_KICKER = Box(_LEFT, 22, _TEXT_WIDTH, 20, 14, colour="gold", bold=True, middle=True)
_UNDER_KICKER = Box(
    _LEFT, 44, _TEXT_WIDTH, 60, 30, "title", "navy", bold=True, heading=True, middle=True
)
_TEXT = Box(_LEFT, TOP, _TEXT_WIDTH, _BOTTOM - TOP, after=0.4, spread=True)
_HALF = Box(_LEFT, TOP, 470, _BOTTOM - TOP, after=0.4, spread=True)
_PICTURE = Box(556, TOP, 344, _BOTTOM - TOP, 16, "picture", "grey", align="centre", middle=True)
_INTRO = Box(_LEFT, 122, _TEXT_WIDTH, INTRO, 16, colour="grey", middle=True)


def step_box(index: int, count: int) -> Box:
    """The card of step ``index`` where ``count`` steps share a slide."""
    width = (_TEXT_WIDTH - STEP_GAP * (count - 1)) / count
    x = _LEFT + index * (width + STEP_GAP)
    return Box(x, TOP + INTRO + 8, width, 262, 20, after=0.3, filled=True)


def _title_slide(title: Box, **more: Box) -> SlideLayout:
    return SlideLayout(
        {
            "university": Box(
                48, 0, 640, 64, 17, colour="white", bold=True, heading=True, middle=True
            ),
            "site": Box(700, 0, 212, 64, 14, colour="white", align="right", middle=True),
            "faculty": Box(48, 92, 572, 50, 19, colour="grey", middle=True),
            "department": Box(48, 144, 572, 50, 19, colour="grey", middle=True),
            "title": title,
            **more,
            "photo": Box(
                660, 112, 252, 336, 16, "picture", "grey", align="centre", middle=True, covered=True
            ),
            "author": Box(48, 402, 572, 66, 19, middle=True),
            "email": Box(48, 470, 572, 28, 17, colour="navy", middle=True),
        },
        _TITLE_BARS,
        numbered=False,
    )


_COURSE_TITLE = Box(48, 204, 572, 186, 38, "title", "navy", bold=True, heading=True, middle=True)
_RESOURCE_TITLE = Box(48, 204, 572, 128, 34, "title", "navy", bold=True, heading=True, middle=True)

LAYOUTS: Mapping[str, SlideLayout] = {
    "title": _title_slide(_COURSE_TITLE),
    "title-facts": _title_slide(
        _RESOURCE_TITLE, facts=Box(48, 338, 572, 58, 18, middle=True, after=0.2)
    ),
    "contents": SlideLayout(
        {
            "title": _HEADING,
            "questions": Box(_LEFT, TOP, _TEXT_WIDTH, 278, 28, after=0.6, spread=True),
            "note": Box(_LEFT, 424, _TEXT_WIDTH, 72, 15, colour="grey", middle=True),
        },
        _SLIDE_BARS,
    ),
    "text": SlideLayout({"title": _HEADING, "text": _TEXT}, _SLIDE_BARS),
    "text-picture": SlideLayout(
        {"title": _HEADING, "text": _HALF, "picture": _PICTURE}, _SLIDE_BARS
    ),
    "picture": SlideLayout(
        {
            "title": _HEADING,
            "picture": Box(_LEFT, TOP, _TEXT_WIDTH, _BOTTOM - TOP, 16, "picture", "grey"),
        },
        _SLIDE_BARS,
    ),
    "process": SlideLayout(
        {
            "title": _HEADING,
            "intro": _INTRO,
            **{f"step{number + 1}": step_box(number, STEPS) for number in range(STEPS)},
        },
        _SLIDE_BARS,
    ),
    "summary": SlideLayout(
        {
            "title": _HEADING,
            "intro": _INTRO,
            "points": Box(
                _LEFT,
                TOP + INTRO,
                _TEXT_WIDTH,
                _BOTTOM - TOP - INTRO,
                after=0.5,
                bullet=True,
                spread=True,
            ),
        },
        _SLIDE_BARS,
    ),
    "interactive": SlideLayout(
        {
            "kicker": _KICKER,
            "title": _UNDER_KICKER,
            "text": _HALF,
            "picture": Box(556, TOP, 344, 324, 16, "picture", "grey", align="centre", middle=True),
            "media": Box(556, 462, 344, 34, 14, colour="grey", align="centre", middle=True),
        },
        _SLIDE_BARS,
    ),
    "interactive-text": SlideLayout(
        {
            "kicker": _KICKER,
            "title": _UNDER_KICKER,
            "text": Box(_LEFT, TOP, _TEXT_WIDTH, 286, after=0.4, spread=True),
            "media": Box(_LEFT, 432, _TEXT_WIDTH, 60, 18, colour="navy", middle=True, filled=True),
        },
        _SLIDE_BARS,
    ),
    "test": SlideLayout(
        {
            "title": replace(_UNDER_KICKER, y=30, height=66),
            "kicker": Box(_LEFT, 124, _TEXT_WIDTH, 26, 18, colour="gold", bold=True, middle=True),
            "questions": Box(_LEFT, 156, _TEXT_WIDTH, 342, 20, after=0.35, spread=True),
        },
        _SLIDE_BARS,
    ),
}
"""Every kind of slide by its name in the layouts of forms (``data-layout``)."""
