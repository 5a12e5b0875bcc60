"""Draws the comments of a document beside its page, as Word shows them.

LibreOffice gives each comment of a document as a note in the PDF: where it hangs, and what it says.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from atuforms.core.fonts import text_font_files

MARGIN: Final = 330
"""Pixels of the margin with the comments."""
COLUMNS: Final = 42
LINE: Final = 15
FONT: Final = text_font_files()["Regular"]
PAPER, BALLOON, EDGE, INK = "#f3f3f3", "#fff5f4", "#c0504d", "#222222"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: the place on the page where it hangs, in parts of width and height, its text."""

    left: float
    top: float
    text: str


def notes_of(pdf: bytes) -> list[Note]:
    """The comments of the first page, from the top down."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        _, _, width, height = (float(each) for each in page.mediabox)
        notes = []
        for each in page.get("/Annots", pikepdf.Array()):
            if each.get("/Subtype") == "/Text":
                left, bottom, _right, top = (float(number) for number in each.Rect)
                place = left / width, 1 - (bottom + top) / 2 / height
                notes.append(Note(*place, str(each.get("/Contents", ""))))
    return sorted(notes, key=lambda note: note.top)


def without_notes(pdf: bytes) -> bytes:
    """The document without its comments, and their signs on the page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Annots" in page:
                del page["/Annots"]
        document.save(kept := BytesIO())
    return kept.getvalue()


def with_notes(page: Image.Image, notes: list[Note]) -> Image.Image:
    """The page with a margin on the right, in which each comment stands in a balloon."""
    letters = ImageFont.truetype(str(FONT), 12)
    picture = Image.new("RGB", (page.width + MARGIN, page.height), PAPER)
    picture.paste(page, (0, 0))
    draw = ImageDraw.Draw(picture)
    bottom, left = 8, page.width + 14
    for note in notes:
        lines = [
            part
            for line in note.text.splitlines()
            for part in textwrap.wrap(line, COLUMNS, break_long_words=False) or [""]
        ]
        height = LINE * len(lines) + 12
        x, y = int(note.left * page.width), int(note.top * page.height)
        top = max(bottom + 8, min(y - 12, page.height - height - 8))
        bottom = top + height
        draw.line([(x, y), (page.width - 4, y), (left, top + 12)], fill=EDGE, width=1)
        draw.ellipse([x - 3, y - 3, x + 3, y + 3], fill=EDGE)
        box = [left, top, picture.width - 8, bottom]
        draw.rounded_rectangle(box, radius=4, fill=BALLOON, outline=EDGE)
        for number, line in enumerate(lines):
            draw.text((left + 8, top + 6 + LINE * number), line, fill=INK, font=letters)
    return picture
