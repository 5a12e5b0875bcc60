"""Words that somebody has struck through or hidden, which a record cannot say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from lxml import etree

from atuforms.documents.reading.contents.characters import is_hidden, is_struck
from atuforms.documents.reading.contents.word_contents import Spot, W, plain, raw_text

STRUCK = (f"{W}strike", f"{W}dstrike")
HIDDEN = f"{W}vanish"
_MOST = 50
"""Paragraphs with such words that are told one by one."""


def struck_words(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str]]:
    """Where they stand, and what they say.

    :param spots: where the paragraphs stand.
    """
    return itertools.islice(_struck(root, spots), _MOST)


def hidden_words(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str]]:
    """Where words stand that are hidden, and what they say; ``spots`` as before."""
    return itertools.islice(_hidden(root, spots), _MOST)


def _hidden(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str]]:
    if next(root.iter(HIDDEN), None) is None:
        return
    for paragraph, spot in spots.items():
        if paragraph.tag == f"{W}p":
            runs = (run for run in paragraph.iter(f"{W}r") if is_hidden(run))
            words = (each.text or "" for run in runs for each in run.iter(f"{W}t"))
            if text := plain("".join(words)):
                yield spot, text


def _struck(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str]]:
    if next(root.iter(*STRUCK), None) is None:
        return
    for paragraph, spot in spots.items():
        if paragraph.tag == f"{W}p":
            runs = [raw_text(run) for run in paragraph.iter(f"{W}r") if is_struck(run)]
            if text := plain(" ".join(runs)):
                yield spot, text
