"""Texts that a slide cannot hold in letters that a hall reads, told before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.messages import TOO_LONG_FOR_SLIDE, WORD_TOO_WIDE
from atuforms.core.letter_widths import width_of
from atuforms.fields.people import is_none
from atuforms.forms.base import Form
from atuforms.records.inventory import TextPlace
from atuforms.records.wide_words import longest_word
from atuforms.rendering.slides.design import Box
from atuforms.rendering.slides.room import (
    boxes_of_values,
    holds,
    line_width,
    readable_size,
    values_in_one_box,
)

_NUMBER = re.compile(r"\.\d+(?=\.|$)")


def full_slides(form: Form, texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """Warnings: ``too-long-for-slide`` of a paragraph, ``word-too-wide`` of a word in it."""
    if "pptx" not in form.FORMATS:
        return
    texts = tuple(texts)
    boxes = boxes_of_values(type(form), "kk")
    told: set[str] = set()
    for path, text, _ in texts:
        box = boxes.get(_NUMBER.sub("", path))
        if box is None:
            continue
        for lang, words in text.items():
            for finding in _alone(box, f"{path}.{lang}".rstrip("."), words):
                told.add(path)
                yield finding
    for paths in values_in_one_box(type(form), "kk"):
        if not told.intersection(paths):
            yield from _together(boxes[paths[0]], paths, texts)


def _alone(box: Box, place: str, words: str) -> Iterator[Finding]:
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
        yield _too_long(box, place, len(words))


def _together(box: Box, paths: Sequence[str], texts: Sequence[TextPlace]) -> Iterator[Finding]:
    """Texts that fit alone, and not in one paragraph: told at the longest, once a language."""
    told: set[str] = set()
    for lang in LANGUAGES:
        parts: dict[str, str] = {}
        for path, text, _ in texts:
            known = dict(text.items())
            key = lang if lang in known else ""
            if path in paths and known.get(key) and not is_none(known[key]):
                parts[f"{path}.{key}".rstrip(".")] = known[key]
        longest = max(parts, key=lambda place: len(parts[place]), default="")
        if parts and longest not in told and not holds(box, ", ".join(parts.values())):
            told.add(longest)
            yield _too_long(box, longest, len(parts[longest]))


def _too_long(box: Box, place: str, letters: int) -> Finding:
    return Finding(
        "too-long-for-slide",
        place,
        TOO_LONG_FOR_SLIDE,
        severity="warning",
        limit=int(readable_size(box)),
        actual=letters,
    )
