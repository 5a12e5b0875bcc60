"""Signs beside an option that show the right one: «*Астана», «✔️ Астана», «Астана (+)»."""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = "*✓✔✅☑➕＊∗＋"
"""Signs that stand for themselves; a plus may also be one of a number."""

_RUN: Final = rf"(?:[{SIGNS}]\s*+)++(?:[).]\s++|:\s*+)?+"
_PLUSES: Final = r"\+(?:\s*\+)*+(?:\s++|[).]\s++|:\s*+)"
_BRACKETED: Final = r"[(\[][+*✓✔✅][)\]]\s*+"

MARK: Final = rf"(?P<mark>(?:(?:[+{SIGNS}]\s*+)++(?:[).:]\s*+)?+|{_BRACKETED})?+)"
"""Some of them before the letter of an option."""

_BEFORE: Final = re.compile(rf"(?:{_RUN}|{_PLUSES}|{_BRACKETED})(?=\S)|\+{{1,3}}(?=[^\W\d_]{{3}})")
_AFTER: Final = re.compile(
    r"(?P<sign>(?<=\s)[*+](?:\s?[*+]){0,5}|[(\[](?:\*|\+|✓|✔|✅)[)\]]|(?<=[^\W\d_]{3})\*{1,3}"
    r"|[✓✔✅☑➕](?:\s?[✓✔✅☑➕]){0,5}"
    r"|[(\[](?:верно|верный|правильно|правильный(?: ответ)?|дұрыс(?: жауап)?|correct|right)[)\]]"
    r"|\s[–—-]\s(?:верный|правильный|дұрыс|correct|right) (?:ответ|жауап|answer))[.;]?$",
    re.IGNORECASE,
)
_LAST: Final = frozenset("*+)]✓✔✅☑➕тпr")
"""What such a sign ends with; most texts end with something else."""
_CLOSING: Final = re.compile(rf"\s*[{SIGNS}]++$|(?<=[^\W\d_]{{3}})\++$")
"""The same sign at the end of a text that one begins; “C++” has none."""
_CODE: Final = re.compile(r"\*+[a-z_]\w*", re.ASCII)
"""«*p» and «**kwargs» are names in a programming language."""


def without_sign(text: str) -> str | None:
    """An option without the sign beside it that marks the right one; None if it has none.

    «A*» and “C++” are names: the sign stands apart, in brackets, or after a word.
    """
    return next(iter(signs_beside(text).values()), None)


def signs_beside(text: str) -> dict[str, str]:
    """The signs before and after an option, and its text without each."""
    before, after = _BEFORE.match(text), _after(text)
    made = {}
    if before:
        made[before.group().strip()] = without_closing(before.group(), text[before.end() :])
    if after and after.start():
        made[f" {after['sign'].strip().casefold()}"] = text[: after.start()].rstrip()
    return made


def _after(text: str) -> re.Match[str] | None:
    """The sign at the end of an option."""
    return _AFTER.search(text) if text.rstrip(".;\n")[-1:].casefold() in _LAST else None


def without_closing(sign: str, text: str) -> str:
    """What follows a sign, without the same one at its end: «*Астана*»."""
    closing = _CLOSING.search(text)
    same = closing is not None and closing.start() > 0 and text[-1] in sign
    return text[: closing.start()] if closing is not None and same else text


def sign_of(text: str) -> str:
    """The sign beside an option, to compare it with others; empty if it has none."""
    return next(iter(signs_beside(text)), "")


def is_surely_signed(text: str) -> bool:
    """Whether a sign beside an option can hardly be a part of its text."""
    return bool(sign_of(text)) and not _CODE.fullmatch(text)
