"""Words that somebody has struck through, hidden or made unreadable, which a record cannot say."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from atuforms.core.files.legibility import FAINT
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.contents.characters import is_hidden, is_struck
from atuforms.documents.reading.contents.word_contents import Spot, W, plain, raw_text
from atuforms.documents.reading.messages import READ_FAINT, READ_HIDDEN

STRUCK = (f"{W}strike", f"{W}dstrike")
HIDDEN = f"{W}vanish"
LOOKS = (*STRUCK, HIDDEN, FAINT)
"""What the look of a run has then."""
_MOST = 50
"""Paragraphs with such words that are told one by one."""


def struck_words(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str]]:
    """Where they stand, and what they say.

    :param spots: where the paragraphs stand.
    """
    return itertools.islice(_struck(root, spots), _MOST)


def unseen_words(
    root: etree._Element, spots: Mapping[etree._Element, Spot]
) -> Iterator[tuple[Spot, str, str, Message]]:
    """The same of words that are hidden or that nobody can read on paper, each with its rule."""
    for spot, text in itertools.islice(_marked(root, spots, HIDDEN, is_hidden), _MOST):
        yield spot, text, "read-hidden", READ_HIDDEN
    for spot, text in itertools.islice(_marked(root, spots, FAINT, _is_faint), _MOST):
        yield spot, text, "read-faint", READ_FAINT


def _is_faint(run: etree._Element) -> bool:
    return run.find(f"{W}rPr/{FAINT}") is not None


def _marked(
    root: etree._Element,
    spots: Mapping[etree._Element, Spot],
    mark: str,
    has_it: Callable[[etree._Element], bool],
) -> Iterator[tuple[Spot, str]]:
    if next(root.iter(mark), None) is None:
        return
    for paragraph, spot in spots.items():
        if paragraph.tag == f"{W}p":
            runs = (run for run in paragraph.iter(f"{W}r") if has_it(run))
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
