"""Characters in a typed line that nobody sees, and the asterisks of Markdown around bold text.

Either would tell the right option of a paper from the others, or hide the sign that marks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from atuforms.testbank.typed.lines import Paragraph, heading, numbered
from atuforms.testbank.typed.right_signs import SIGNS

_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS: Final = "\u200c\u200d"
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEVER_SEEN: Final = "\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\U000e0001-\U000e007f"
_UNSEEN: Final = re.compile(f"[{_SELECTORS}{_JOINERS}{_DIRECTIONS}{_NEVER_SEEN}]")
_OF_SIGNS: Final = frozenset(f"{SIGNS}+−–-✗✘✖❌☒☐□■▪•●○◉⚪⚫")
_MAY_HEAD: Final = re.compile(r"^[ ]{0,3}(?P<signs>#{1,6})[ \t]+(?P<text>\S[^\n]*)", re.MULTILINE)
_BOXED: Final = re.compile(r"\s*(?P<bullet>-\s+)(?:\[[ xXхХ]?\]|[☐☑☒])\s")
"""A bullet before a box, as Markdown has it: «- [x] Астана»."""
_SOFT_HYPHEN: Final = "\u00ad"
_KEYCAP: Final = "\u20e3"

_LABEL: Final = r"(?:[-•]\s+|[(\[]?(?:[^\W\d_]|\d{1,3})\s?[.)\]])"
_INNER: Final = r"(?:[^*]|\*(?!\*))+"
_WHOLE: Final = re.compile(
    rf"\s*(?:{_LABEL}\s*)?(?P<open>\*\*)(?=[^\s*]){_INNER}(?<=[^\s*])(?P<close>\*\*)[.;]?\s*(?:[✅✔✓☑]\ufe0f?\s*)?"
)
_BEGUN: Final = re.compile(
    rf"\s*(?:[-•>✅✔☑👉➡🔑💡📌]\s*){{0,2}}(?P<open>\*\*)(?:{_LABEL}|[^*:]{{1,40}}:)\s*(?P<close>\*\*)[:\s].*",
    re.DOTALL,
)


def has_unseen(text: str) -> bool:
    """Whether a text has any of these."""
    return "**" in text or (not text.isascii() and _UNSEEN.search(text) is not None)


def lines_as_seen(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The lines as people see them; a soft hyphen within a word that goes on below stays."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None:
            yield _parting(before, paragraph)
        before = paragraph
    if before is not None:
        yield as_seen(before)


def _parting(line: Paragraph, following: Paragraph) -> Paragraph:
    text, seen = line.text.rstrip(), as_seen(line)
    parts = text.endswith(_SOFT_HYPHEN) and following.tidied[:1].islower()
    return replace(seen, text=f"{seen.text.rstrip()}{_SOFT_HYPHEN}") if parts else seen


def has_headings(text: str) -> bool:
    """Whether a text has lines that Markdown's signs make headings."""
    return _MAY_HEAD.search(text) is not None


def _without_heading(paragraph: Paragraph) -> Paragraph:
    """A question or a module that Markdown makes a heading, without its signs: «## 2. Көл?».

    A single sign before a number may begin a comment in a program.
    """
    found = _MAY_HEAD.match(paragraph.text)
    if not found or paragraph.label:
        return paragraph
    said = found["text"].strip("*_ ")
    asks = numbered(said) is not None and len(found["signs"]) > 1
    if not asks and heading(said) is None:
        return paragraph
    return _without(paragraph, range(found.start("text")))


def as_seen(paragraph: Paragraph) -> Paragraph:
    """The paragraph without characters that show nothing, and without Markdown's own signs."""
    if "#" in paragraph.text[:9]:
        paragraph = _without_heading(paragraph)
    bullet = _BOXED.match(paragraph.text)
    if bullet and not paragraph.label:
        paragraph = _without(paragraph, range(*bullet.span("bullet")))
    text = paragraph.text
    if not text.isascii() and _UNSEEN.search(text):
        unseen = {m.start() for m in _UNSEEN.finditer(text) if not _shows(text, m.start())}
        paragraph = _without(paragraph, unseen)
        text = paragraph.text
    if "**" not in text:
        return paragraph
    whole = _WHOLE.fullmatch(text)
    found = whole or _BEGUN.fullmatch(text)
    if found is None:
        return paragraph
    places = {i for name in ("open", "close") for i in range(*found.span(name))}
    made = _without(paragraph, places)
    return replace(made, bold=True) if whole else made


def _shows(text: str, i: int) -> bool:
    """Whether a character without a shape changes those beside it: in emoji, in Arabic."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if re.fullmatch(f"[{_DIRECTIONS}]", text[i]):
        return any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)
    if re.fullmatch(f"[{_NEVER_SEEN}]", text[i]) or not before or before in _OF_SIGNS:
        return False
    kinds = ("So", "Sk", "Lo", "Mn", "Mc", "Cf")
    selects = re.fullmatch(f"[{_SELECTORS}]", text[i])
    if selects:
        return after == _KEYCAP or unicodedata.category(before) in ("So", "Lo")
    return all(each and unicodedata.category(each) in kinds for each in (before, after))


def _without(paragraph: Paragraph, places: Collection[int]) -> Paragraph:
    """The paragraph without the characters at ``places``, its pieces where they are then."""
    kept = [i for i in range(len(paragraph.text)) if i not in places]
    moved = {old: new for new, old in enumerate(kept)}
    at, now = [], 0
    for i in range(len(paragraph.text) + 1):
        at.append(now)
        now += i in moved
    spans = tuple((at[start], at[end], looks) for start, end, looks in paragraph.spans)
    return replace(paragraph, text="".join(paragraph.text[i] for i in kept), spans=spans)
