"""From a filled page of slides to slides as data, and to the page that the PDF is printed from.

A layout writes ``<section class="slide" data-layout="KIND">``; in it each element with
``data-box`` fills one box of :mod:`atuforms.rendering.slides.design`, and ``data-path`` tells which
value of the record stands there. ``<aside>`` holds speaker notes. Letters are made smaller where
a text is long: its lines are counted with the widths of PT Serif Bold, the broadest in use, so the
same text has the same size in every file and on every machine.
"""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from atuforms.core.dotted_paths import is_within
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_layout, written_page
from atuforms.core.fonts import text_font_files
from atuforms.core.locks import FIRST_USE
from atuforms.rendering.html import HtmlPage
from atuforms.rendering.slides.covering import covers
from atuforms.rendering.slides.design import (
    BULLET,
    COLOURS,
    INTRO,
    LAYOUTS,
    LINE_DISTANCE,
    READABLE,
    STEPS,
    TOP,
    Box,
    SlideLayout,
    step_box,
)
from atuforms.rendering.value_marks import text_only

SMALL = 0.6
"""Size of a label beside its value."""

_SMALLEST = 7
_WHOLE_WORDS = 14
"""Letters are not made smaller than this for the sake of a word that is longer than a line."""
_ALIGN = {"left": "left", "right": "right", "centre": "center"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``path`` is the place in the record of a value."""

    text: str
    path: str = ""
    small: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SlideContent:
    """What fills a box: paragraphs of runs, or a picture with its alternative text."""

    paragraphs: tuple[tuple[Run, ...], ...]
    path: str = ""
    picture: bytes | None = None
    alt: str = ""

    @property
    def texts(self) -> list[str]:
        """The paragraphs as plain text."""
        return ["".join(run.text for run in paragraph) for paragraph in self.paragraphs]

    @property
    def record_path(self) -> str:
        """The path that all its values have in common: ``questions``, ``slides.0.title``."""
        paths = [self.path] if self.path else []
        paths += [run.path for runs in self.paragraphs for run in runs if run.path]
        path = paths[0] if paths else ""
        while path and not all(is_within(each, path) for each in paths):
            path = path.rpartition(".")[0]
        return path

    @property
    def pattern(self) -> str:
        """Its fixed words, with the path in braces where each value stands, line by line."""
        lines: list[str] = []
        for paragraph in self.paragraphs:
            line = "".join(f"{{{run.path}}}" if run.path else run.text for run in paragraph)
            if line and line not in lines[-1:]:
                lines.append(line)
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: the name of its layout, what fills each of its boxes, and its notes."""

    layout: str
    contents: Mapping[str, SlideContent]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation; ``draft`` is the mark of a draft, if it is one."""

    slides: tuple[Slide, ...]
    draft: str = ""


def is_deck(page: HtmlPage) -> bool:
    """Whether a filled page is one of slides."""
    return "<section" in page.html and "data-layout=" in page.html


def read_deck(page: HtmlPage) -> Deck:
    """The slides of a filled page.

    :raises InvalidTemplate: if the page is not well-formed, or names no known layout or box.
    """
    root = _spread(_parse(page.html), page.images)
    draft = root.find(".//div[@class='draft']")
    return Deck(
        tuple(_slide(section, page.images) for section in _sections(root)),
        "" if draft is None else "".join(map(str, draft.itertext())),
    )


def placed_page(page: HtmlPage) -> HtmlPage:
    """The page with each box in its place and letters in their size, ready to be printed.

    :raises InvalidTemplate: as :func:`read_deck`.
    """
    root = _spread(_parse(page.html), page.images)
    for section in _sections(root):
        slide = _slide(section, page.images)
        boxes = boxes_of(slide)
        for bar in _layout(slide.layout).bars:
            place = _place(bar.x, bar.y, bar.width, bar.height)
            style = f"{place};background:#{COLOURS[bar.colour][1]}"
            section.insert(0, etree.Element("div", {"class": "bar", "style": style}))
        for element in section.findall("*[@data-box]"):
            name = element.get("data-box", "")
            _put_in_place(element, boxes[name], slide.contents[name])
        if _layout(slide.layout).numbered:
            section.set("class", f"{section.get('class')} numbered")
    return replace(page, html=f"<!DOCTYPE html>\n{written_page(root)}")


def boxes_of(slide: Slide) -> dict[str, Box]:
    """The boxes of a slide's layout, where what there is shares the room.

    Steps of a process divide the width among them; without an introduction, what stands below
    it begins higher.
    """
    boxes = dict(_layout(slide.layout).boxes)
    steps = [f"step{number + 1}" for number in range(STEPS)]
    given = [name for name in steps if name in slide.contents]
    cards = {name: step_box(i, len(given)) for i, name in enumerate(given)}
    # The steps of a process are equals, so their letters are of one size.
    size = min((fitted_size(slide.contents[name], cards[name]) for name in given), default=0)
    # Cards are as high as the fullest of them needs.
    full = [
        text_height(slide.contents[n], c.width - 2 * c.padding, size, c) for n, c in cards.items()
    ]
    high = max((height + 2 * cards[given[0]].padding + size for height in full), default=0)
    for name, card in cards.items():
        boxes[name] = replace(card, size=size, height=min(card.height, high))
    if "intro" in boxes and "intro" not in slide.contents:
        for name in given:
            boxes[name] = replace(boxes[name], y=TOP)
        if "points" in boxes:
            boxes["points"] = replace(boxes["points"], y=TOP, height=boxes["points"].height + INTRO)
    return boxes


def fitted_size(content: SlideContent, box: Box) -> float:
    """The size of letters, in points, with which ``content`` fits into ``box``."""
    width, height = box.width - 2 * box.padding, box.height - 2 * box.padding
    size = box.size
    while size > _SMALLEST and text_height(content, width, size, box) > height:
        size -= 1
    while size > _WHOLE_WORDS and _longest_word(content) * size > width:
        size -= 1
    return size


def text_height(content: SlideContent, width: float, size: float, box: Box) -> float:
    """Height of the text in letters of ``size``, broken into lines of ``width`` points."""
    room = width - (size * BULLET if box.bullet else 0)
    total = 0.0
    for runs in content.paragraphs:
        letters = size * SMALL if runs and all(run.small for run in runs) else size
        text = "".join(run.text for run in runs)
        total += _lines(text, room / letters) * letters * LINE_DISTANCE + size * box.after
    return total - size * box.after


def _longest_word(content: SlideContent) -> float:
    """Width of the longest word, in em; a word without a place to break is best left whole."""
    widths = _letter_widths()
    words = (word for text in content.texts for word in text.split())
    return max((sum(widths.get(letter, 1.0) for letter in word) for word in words), default=0.0)


def _lines(text: str, width: float) -> int:
    """Lines of ``text`` where a line is ``width`` em wide; words too long are broken."""
    widths = _letter_widths()
    space = widths[" "]
    lines, used = 1, 0.0
    for word in text.split():
        long = sum(widths.get(letter, 1.0) for letter in word)
        if used and used + space + long > width:
            lines, used = lines + 1, 0.0
        used += long + (space if used else 0)
        while used > width > 0:
            lines, used = lines + 1, used - width
    return lines


@functools.cache
def _letter_widths() -> Mapping[str, float]:
    """Widths of the letters of PT Serif Bold, the broadest in use, in em."""
    with FIRST_USE:
        from fontTools.ttLib import TTFont

    with TTFont(text_font_files()["Bold"], lazy=True) as font:
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


def _parse(html: str) -> etree._Element:
    # The marks around values are for pages whose text alone changes; here boxes change with it.
    _, _, document = text_only(html).partition("\n")
    return parse_layout(document, "of the slides")


def _sections(root: etree._Element) -> list[etree._Element]:
    return list(root.iterfind(".//section[@data-layout]"))


def _spread(root: etree._Element, images: Mapping[str, bytes]) -> etree._Element:
    """The slides, with a further one after each whose text would be too small to read.

    What stands beside the text is on each of them. A block with ``data-with-next`` stays with the
    one that follows it.
    """
    for section in _sections(root):
        slide = section
        while (rest := _overflow(slide, images)) is not None:
            slide.addnext(rest)
            slide = rest
    return root


def _overflow(section: etree._Element, images: Mapping[str, bytes]) -> etree._Element | None:
    """Moves what is too much for a slide to a copy of it; None if nothing is."""
    slide = _slide(section, images)
    boxes = boxes_of(slide)
    name = next((each for each in slide.contents if boxes[each].spread), "")
    if not name or fitted_size(slide.contents[name], boxes[name]) >= READABLE:
        return None
    further = copy.deepcopy(section)
    here, there = (_box(each, name) for each in (section, further))
    groups = _groups(here)
    kept = len(groups)
    while kept > 1:
        kept -= 1
        _remove(groups[kept : kept + 1], here)
        if fitted_size(_content(here, images), boxes[name]) >= READABLE:
            break
    if kept == len(groups):
        return None
    # Slides that say one thing are equally full.
    fewest = math.ceil(len(groups) / kept)
    most, kept = kept, math.ceil(len(groups) / fewest)
    _remove(groups[kept:most], here)
    _remove(_groups(there)[:kept], there)
    for notes in further.findall("aside"):
        further.remove(notes)
    return further


def _box(section: etree._Element, name: str) -> etree._Element:
    return next(each for each in section.iterfind("*[@data-box]") if each.get("data-box") == name)


def _remove(groups: list[list[etree._Element]], element: etree._Element) -> None:
    for group in groups:
        for block in group:
            element.remove(block)


def _groups(element: etree._Element) -> list[list[etree._Element]]:
    """The blocks of a text, those together that stay on one slide."""
    groups: list[list[etree._Element]] = [[]]
    for block in element:
        groups[-1].append(block)
        if not block.get("data-with-next"):
            groups.append([])
    return [group for group in groups if group]


def _layout(name: str) -> SlideLayout:
    if name not in LAYOUTS:
        raise InvalidTemplate(
            "There is no kind of slide “{name}”. Known are: {known}.",
            name=name,
            known=", ".join(LAYOUTS),
        )
    return LAYOUTS[name]


def _slide(section: etree._Element, images: Mapping[str, bytes]) -> Slide:
    name = section.get("data-layout", "")
    boxes = _layout(name).boxes
    contents = {}
    for element in section.findall("*[@data-box]"):
        box = element.get("data-box", "")
        if box not in boxes:
            raise InvalidTemplate(
                "The kind of slide “{name}” has no box “{box}”. It has: {known}.",
                name=name,
                box=box,
                known=", ".join(boxes),
            )
        contents[box] = _content(element, images)
    notes = ("\n".join(_content(each, images).texts) for each in section.findall("aside"))
    return Slide(name, contents, "\n".join(notes))


def _content(element: etree._Element, images: Mapping[str, bytes]) -> SlideContent:
    path = element.get("data-path", "")
    image = element.find(".//img")
    if image is not None:
        data = images[image.get("src", "").removeprefix("image:")]
        return SlideContent((), path, data, image.get("alt", ""))
    blocks = element.findall("p") or element.findall(".//li") or [element]
    paragraphs: list[tuple[Run, ...]] = []
    for block in blocks:
        lines: list[list[Run]] = [[]]
        for run in _runs(block, Run("", path)):
            if run is None:
                lines.append([])
            else:
                lines[-1].append(run)
        paragraphs += [_trimmed(line) for line in lines]
    return SlideContent(tuple(paragraphs), path)


def _runs(element: etree._Element, look: Run) -> Iterator[Run | None]:
    """The runs of an element; None for a line break."""
    if element.text:
        yield replace(look, text=_folded(element.text))
    for child in element:
        if child.tag == "br":
            yield None
        else:
            marks = child.get("class", "").split()
            yield from _runs(
                child,
                replace(
                    look,
                    path=child.get("data-path", look.path),
                    small=look.small or "small" in marks,
                    bold=look.bold or child.tag == "b",
                ),
            )
        if child.tail:
            yield replace(look, text=_folded(child.tail))


def _folded(text: str) -> str:
    """Text as HTML shows it: line ends and runs of spaces are one space."""
    words = " ".join(text.split(" "))
    words = " ".join(part.strip("\r\t") for part in words.split("\n"))
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    kept = [run for run in runs if run.text]
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(" "))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return tuple(run for run in kept if run.text)


def _put_in_place(element: etree._Element, box: Box, content: SlideContent) -> None:
    """Wrap an element of the page into a division that stands in the box."""
    classes = ["box", box.kind]
    classes += [name for name in ("middle", "filled", "bullet") if getattr(box, name)]
    if covers(content.picture, box):
        classes.append("covered")
    if content.picture is not None:
        classes.append("shown")
    size = fitted_size(content, box)
    style = (
        f"{_place(box.x, box.y, box.width, box.height)};font-size:{size:g}pt;"
        f"color:#{COLOURS[box.colour][1]};text-align:{_ALIGN[box.align]};"
        f"font-weight:{'bold' if box.bold else 'normal'};--after:{box.after:g}em"
    )
    holder = etree.Element("div", {"class": " ".join(classes), "style": style})
    element.addprevious(holder)
    element.tail = None
    holder.append(element)


def _place(x: float, y: float, width: float, height: float) -> str:
    return f"left:{x:g}pt;top:{y:g}pt;width:{width:g}pt;height:{height:g}pt"
