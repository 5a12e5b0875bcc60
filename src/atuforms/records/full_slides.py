"""Texts that a slide cannot hold in letters that a hall reads, told before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atuforms.core.findings import Finding
from atuforms.core.language.messages import TOO_LONG_FOR_SLIDE, WORD_TOO_WIDE
from atuforms.core.letter_widths import width_of
from atuforms.forms.base import Form
from atuforms.records.inventory import TextPlace
from atuforms.records.wide_words import longest_word
from atuforms.rendering.slides.room import boxes_of_values, holds, line_width, readable_size

_NUMBER = re.compile(r"\.\d+(?=\.|$)")


def full_slides(form: Form, texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """Warnings: ``too-long-for-slide`` of a paragraph, ``word-too-wide`` of a word in it."""
    if "pptx" not in form.FORMATS:
        return
    boxes = boxes_of_values(type(form), "kk")
    for path, text, _ in texts:
        box = boxes.get(_NUMBER.sub("", path))
        if box is None:
            continue
        for lang, words in text.items():
            place = f"{path}.{lang}".rstrip(".")
            longest = longest_word(words)
            if longest and width_of(longest, readable_size(box)) > line_width(box):
                yield Finding(
                    "word-too-wide",
                    place,
                    WORD_TOO_WIDE,
                    severity="warning",
                    limit=int(line_width(box)),
                    actual=longest,
                )
            elif not all(holds(box, paragraph) for paragraph in words.splitlines()):
                yield Finding(
                    "too-long-for-slide",
                    place,
                    TOO_LONG_FOR_SLIDE,
                    severity="warning",
                    limit=int(readable_size(box)),
                    actual=len(words),
                )
