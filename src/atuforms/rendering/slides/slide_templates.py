"""Templates of presentations: the layouts and placeholders that slides are filled into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate, MissingDependency
from atuforms.core.language.sentences import message
from atuforms.rendering.slides.design import LAYOUTS, NO_PRESENTATION
from atuforms.rendering.slides.unseen_places import is_unseen

try:
    from pptx import Presentation
    from pptx.enum.shapes import PP_PLACEHOLDER
except ImportError:
    raise MissingDependency(
        "Presentations need the package python-pptx. "
        'Install it with this command: pip install "atuforms[pptx]"'
    ) from None

NO_LAYOUT = message(
    "{file} has no layout “{layout}”. Take the template that comes with atuforms, "
    "or name a layout so."
)
NO_PLACEHOLDER = message(
    "The layout “{layout}” of {file} has no placeholder “{name}”. "
    "Take the template that comes with atuforms, or name a placeholder so."
)
NO_PICTURE = message(
    "The placeholder “{name}” of the layout “{layout}” of {file} takes no picture. Put a "
    "placeholder for pictures in its place, and name it so."
)
NO_TEXT = message(
    "The placeholder “{name}” of the layout “{layout}” of {file} takes no text. Put a "
    "placeholder for text in its place, and name it so."
)
_UNSEEN = message(
    "The placeholder “{name}” of the layout “{layout}” of {file} shows nothing that anybody could "
    "read: it is hidden, off the slide or too small, or its letters are tiny or in the colour of "
    "what is behind them. Put it right, or take the template that comes with atuforms."
)
_TWICE = message(
    "{file} has several layouts “{layout}”, and one of them would not be used. Name each otherwise."
)
_TAG = message(
    "The template {name} has {tag} on the layout “{layout}”, where nothing is filled in. Take it "
    "away: values go into the placeholders."
)
_SLIDES_LEFT = message(
    "The template {name} holds slides, and they are not printed: {slides}. Take them away; only "
    "its layouts are used."
)
_ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MOST, _SHOWN = 5, 40
"""Slides that are named, and characters of their words."""
_NO_WORDS = (
    *(PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE),
    *(PP_PLACEHOLDER.MEDIA_CLIP, PP_PLACEHOLDER.BITMAP, PP_PLACEHOLDER.SLIDE_IMAGE),
)


def template_faults(
    data: bytes, layouts: Mapping[str, str], file: str
) -> Iterator[InvalidTemplate]:
    """All that keeps a template from being filled.

    :param layouts: the names of the layouts of the form, by those of its design.
    """
    try:
        presentation = Presentation(BytesIO(data))
        there: dict[str, list[Any]] = {}
        for each in presentation.slide_layouts:
            there.setdefault(each.name, []).append(each)
    except (KeyError, ValueError, AttributeError, TypeError):
        yield InvalidTemplate(NO_PRESENTATION, name=file)
        return
    for key, name in layouts.items():
        found = there.get(name, [])
        if not found:
            yield InvalidTemplate(NO_LAYOUT, file=file, layout=name)
            continue
        if len(found) > 1:
            yield InvalidTemplate(_TWICE, file=file, layout=name)
        yield from _of_layout(key, found[-1], file)


def unseen_places(data: bytes, layouts: Mapping[str, str], file: str) -> Iterator[InvalidTemplate]:
    """The placeholders in which nobody would see what is filled in; ``layouts`` as above."""
    try:
        presentation: Any = Presentation(BytesIO(data))
        there = {each.name: each for each in presentation.slide_layouts}
        size = presentation.slide_width, presentation.slide_height
    except (KeyError, ValueError, AttributeError, TypeError):
        return
    for key, name in layouts.items():
        layout = there.get(name)
        shapes = {each.name: each for each in layout.placeholders} if layout is not None else {}
        for place, box in LAYOUTS[key].boxes.items():
            if place in shapes and is_unseen(shapes[place], layout, box, size):
                yield InvalidTemplate(_UNSEEN, file=file, layout=name, name=place)


def left_slides(data: bytes, file: str) -> Iterator[InvalidTemplate]:
    """That a template has slides, which somebody left in it."""
    try:
        slides = list(Presentation(BytesIO(data)).slides)
    except (KeyError, ValueError, AttributeError, TypeError):
        return
    if slides:
        shown = (f"{number}. {_words_of(each)}" for number, each in enumerate(slides[:_MOST], 1))
        more = "; …" if len(slides) > _MOST else ""
        yield InvalidTemplate(_SLIDES_LEFT, name=file, slides="; ".join(shown) + more)


def _words_of(slide: Any) -> str:
    texts = (each.text_frame.text for each in slide.shapes if each.has_text_frame)
    return next((" ".join(text.split())[:_SHOWN] for text in texts if text.strip()), "—")


def without_slides(presentation: Any) -> None:
    """Take the slides of a template away: what is printed are those of the record."""
    listed = presentation.slides._sldIdLst
    for each in list(listed):
        presentation.part.drop_rel(each.rId)
        listed.remove(each)
    # Sections and shows of one's own name the slides that are gone.
    for each in list(presentation.element):
        if etree.QName(each).localname in ("custShowLst", "extLst"):
            presentation.element.remove(each)


def layout_names(data: bytes) -> frozenset[str]:
    """The names of the layouts of a presentation; none where it is no presentation."""
    try:
        return frozenset(each.name for each in Presentation(BytesIO(data)).slide_layouts)
    except (KeyError, ValueError, AttributeError, TypeError):
        return frozenset()


def _of_layout(key: str, layout: Any, file: str) -> Iterator[InvalidTemplate]:
    shapes = {each.name: each for each in layout.placeholders}
    for name, box in LAYOUTS[key].boxes.items():
        values = {"file": file, "layout": layout.name, "name": name}
        if name not in shapes:
            yield InvalidTemplate(NO_PLACEHOLDER, **values)
        elif box.kind == "picture" and not takes_picture(shapes[name]):
            yield InvalidTemplate(NO_PICTURE, **values)
        elif box.kind != "picture" and not takes_text(shapes[name]):
            yield InvalidTemplate(NO_TEXT, **values)
    for shape in layout.shapes:
        for tag in _ANY_TAG.findall(shape.text_frame.text if shape.has_text_frame else ""):
            yield InvalidTemplate(_TAG, name=file, layout=layout.name, tag=" ".join(tag.split()))


def takes_picture(shape: Any) -> bool:
    """Whether a placeholder is one for pictures."""
    return bool(shape.placeholder_format.type == PP_PLACEHOLDER.PICTURE)


def takes_text(shape: Any) -> bool:
    """Whether a placeholder is one for words."""
    return shape.placeholder_format.type not in _NO_WORDS
