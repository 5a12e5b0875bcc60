"""Questions in the tags that Platonus exchanges: «<question>Көл?», «<variantright>Каспий»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.letters import to_latin
from atuforms.testbank.messages import TAG_STRAY, XML_NOT_KEPT
from atuforms.testbank.model import one_line
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.lines import SIGN, Paragraph
from atuforms.testbank.typed.stray_messages import TAG_SHOWN

Paragraphs = list[Paragraph]

_TAG: Final = re.compile(
    r"<[ \t]{0,3}(question|variant[ \t]?right|variant)[ \t]{0,3}(\d{0,2})[ \t]{0,3}>", re.IGNORECASE
)
"""The digit of a question is its level of difficulty."""
_QUESTION: Final = re.compile(
    r"^[ \t]*<[ \t]{0,3}question[ \t]{0,3}\d{0,2}[ \t]{0,3}>", re.I | re.M
)
_VARIANT: Final = re.compile(
    r"<[ \t]{0,3}variant[ \t]?(?:right)?[ \t]{0,3}\d{0,2}[ \t]{0,3}>", re.I
)
_CLOSED: Final = re.compile(
    r"<[ \t]{0,3}/[ \t]{0,3}(?:question|variant[ \t]?(?:right)?)"
    r"[ \t]{0,3}\d{0,2}[ \t]{0,3}>\s*$",
    re.IGNORECASE,
)
_MOODLE: Final = re.compile(r"<quiz\b|<question\s[^<>]{0,40}type\s*=|<\?xml\b", re.IGNORECASE)
"""What Moodle XML has, and Platonus has not."""
_LETTERED: Final = re.compile(r"^[ \t]*(?:ANSWER[ \t]*:|[A-E][).])", re.MULTILINE)
"""A line of an Aiken file, a question of which may begin with «<question>»."""
_MEDIA: Final = re.compile(
    r"<\s{0,3}(?:img|image|audio|video|iframe|object|embed|svg)\s[^<>\n]{0,80}>?", re.IGNORECASE
)
"""The tag of a picture or the like with what it shows; a question may be about «<video>»."""
_MARKUP: Final = re.compile(
    r"</?(?:p|br|b|i|u|s|strong|em|su[bp]|span|div|font|table|t[rdh]|[uo]l|li|a|h[1-6]|code|pre|math)"
    r"\b[^<>\n]{0,80}>|&(?:[lg]t|amp|quot|nbsp|[a-z]dash|#x?[\da-f]{1,6});",
    re.IGNORECASE,
)
_LIKE_A_TAG: Final = re.compile(
    r"<[ \t]{0,3}/?[ \t]{0,3}(?P<name>[^\W\d_]{4,16})[ \t]{0,3}\w{0,6}[ \t]{0,3}>"
)
_NAMES: Final = ("question", "variant", "variantright")
_ALIKE: Final = 0.75
"""How much of a name is the same, where a letter of it is wrong or too many."""
_LEVEL: Final = re.compile(r"<[ \t]{0,3}question[ \t]{0,3}\d{1,2}[ \t]{0,3}>", re.IGNORECASE)


def tagged_lines(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with a numbered question or an option for each tag."""
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return paragraphs
    made: Paragraphs = []
    number = 0
    waiting: Paragraphs = []  # lines that go on from the one before, if an option follows
    for paragraph in paragraphs:
        before, *pieces = _TAG.split(_unclosed(paragraph.text))
        if not (before.strip() or pieces):
            continue
        if before.strip() or not pieces:
            paragraph = replace(paragraph, text=_unclosed(paragraph.text))
            waiting.append(paragraph)
            continue
        _put_waiting(made, waiting, pieces[0].lower() != "question")
        waiting = []
        for tag, text in zip(pieces[::3], pieces[2::3], strict=True):
            asks, right = tag.lower() == "question", tag.lower().endswith("right")
            number += asks
            label = f"{number}." if asks else "•"
            looks = frozenset({SIGN}) if right else frozenset[str]()
            made.append(replace(paragraph, text=text, label=label, looks=looks, bold=False))
    _put_waiting(made, waiting, False)
    return made


def _put_waiting(made: Paragraphs, waiting: Paragraphs, within: bool) -> None:
    """The lines after a tag: its own, where an option follows or nothing stands beside the tag."""
    apart = not made or (not within and made[-1].text.strip())
    if apart or any(tag for line in waiting for tag in _stray(line.text)):
        made += waiting
    elif waiting:
        made[-1] = replace(made[-1], text="\n".join(p.text for p in (made[-1], *waiting)))


def _unclosed(text: str) -> str:
    """A line without the tags that close its questions and options."""
    if "/" not in text or "<" not in text:
        return text
    pieces = _TAG.split(text)
    pieces[0::3] = [_CLOSED.sub("", piece) for piece in pieces[0::3]]
    tags = [f"<{tag}{level}>" for tag, level in zip(pieces[1::3], pieces[2::3], strict=True)]
    return pieces[0] + "".join(map("".join, zip(tags, pieces[3::3], strict=True)))


def has_tags(text: str) -> bool:
    """Whether tags of questions and options stand in a text, which is no Moodle XML.

    A question may have lost its options.
    """
    if not _QUESTION.search(text):
        return False
    return bool(_VARIANT.search(text) or not (_MOODLE.search(text) or _LETTERED.search(text)))


def tags_shown(paragraphs: Paragraphs, drafts: Sequence[Draft]) -> list[Finding]:
    """Findings on pictures, which a tag alone does not bring, and on formatting, which stays typed.

    «<b>» may be formatting, or what a question on HTML is about; of a picture nothing would be
    seen but its name.
    """
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return []
    made: list[Finding] = []
    for i, draft in enumerate(drafts):
        parts = [(".text", draft.line, "\n".join(draft.stem))]
        parts += [(f".options.{n}", o.line, o.text) for n, o in enumerate(draft.options)]
        for part, line, text in parts:
            media = _MEDIA.search(text)
            found = media or _MARKUP.search(text)
            if found:
                made.append(
                    Finding(
                        "bank-not-kept",
                        f"questions.{i}{part}",
                        TAG_SHOWN,
                        "error" if media else "warning",
                        actual=one_line(found.group()),
                        details={"number": i + 1},
                        place=Place(line),
                    )
                )
    return made


def stray_tags(paragraphs: Paragraphs, drafts: Sequence[Draft]) -> list[Finding]:
    """Findings on tags written otherwise, or within a line, that stay in the texts of a bank."""
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return []
    return [
        Finding(
            "0205-item-format",
            f"questions.{i}",
            TAG_STRAY,
            clause="02-05",
            actual=tag,
            details={"number": i + 1},
            place=Place(draft.line),
        )
        for i, draft in enumerate(drafts)
        for tag in islice(_stray("\n".join((*draft.stem, *draft.words))), 1)
    ]


def _stray(text: str) -> Iterator[str]:
    for found in _LIKE_A_TAG.finditer(text) if "<" in text else ():
        if get_close_matches(to_latin(found["name"]).lower(), _NAMES, 1, _ALIKE):
            yield found.group()


def lost_levels(paragraphs: Iterable[Paragraph]) -> list[Finding]:
    """The finding on levels of difficulty, which a bank has no place for."""
    for paragraph in paragraphs:
        found = _LEVEL.match(paragraph.text.lstrip())
        if found:
            return [
                Finding(
                    "bank-not-kept",
                    "",
                    XML_NOT_KEPT,
                    "warning",
                    actual=found.group(),
                    place=Place(paragraph.line),
                )
            ]
    return []
