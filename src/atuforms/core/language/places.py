"""Places in a competition as people write them: «1 место», «I орын», “first place”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_ROMAN: Final[Mapping[str, int]] = {
    each: number
    for number, each in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), start=1
    )
}
_LIKE_ROMAN: Final = str.maketrans("іхӏ", "ixi")
"""Cyrillic letters that are typed for Roman numerals."""
_ORDINALS: Final = (
    r"бірінші|перв\w{2,3}|first",
    r"екінші|втор\w{2,3}|second",
    r"үшінші|трет\w{2,4}|third",
    r"төртінші|четв[её]рт\w{2,3}|fourth",
    r"бесінші|пят\w{2,3}|fifth",
    r"алтыншы|шест\w{2,3}|sixth",
    r"жетінші|седьм\w{2,3}|seventh",
    r"сегізінші|восьм\w{2,3}|eighth",
    r"тоғызыншы|девят\w{2,3}|ninth",
    r"оныншы|десят\w{2,3}|tenth",
)
_ENDING: Final = r"\s?[-–]?\s?(?:ші|шы|інші|ншы|о?е|[ыо]?й|ая|о?го|st|nd|rd|th)"
_NUMBER: Final = rf"(?:\d{{1,2}}(?:{_ENDING})?|[ivxіхӏ]{{1,4}}(?:{_ENDING})?|{'|'.join(_ORDINALS)})"
_UNIT: Final = (
    r"(?:жүлделі\s+|призов\w{2,3}\s+|prize\s+)?"
    r"(?:орын\w{0,4}|мест[оаеу]|place|дәреже\w{0,3}|степен[иьью]|degree|class"
    r"|prize|приз\w{0,2}|жүлде\w{0,3})"
)
_PHRASE: Final = re.compile(
    rf"(?<!\w)(?:(?P<before>{_NUMBER})\s*[-–]?\s*{_UNIT}|{_UNIT}\s*[-–:№]?\s*(?P<after>{_NUMBER}))(?!\w)"
)
_ALONE: Final = re.compile(rf"(?P<alone>{_NUMBER})\.?")
_LONGEST: Final = 60


def read_place(text: str) -> int | None:
    """The place that a text names, and nothing else; None if it names none."""
    text = " ".join(text.casefold().split()).strip(" .")
    if len(text) > _LONGEST:
        return None
    found = _PHRASE.fullmatch(text) or _ALONE.fullmatch(text)
    return _number(next(filter(None, found.groups()))) if found else None


def without_places(text: str) -> tuple[str, list[int]]:
    """A text in small letters without the places that it names, and these."""
    found: list[int] = []

    def take(match: re.Match[str]) -> str:
        number = _number(next(filter(None, match.groups())))
        if number is None:
            return match[0]
        found.append(number)
        return " "

    return _PHRASE.sub(take, " ".join(text.casefold().split())), found


def _number(text: str) -> int | None:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0]) or None
    for number, words in enumerate(_ORDINALS, start=1):
        if re.fullmatch(words, text):
            return number
    roman = re.sub(rf"{_ENDING}$", "", text).translate(_LIKE_ROMAN)
    return _ROMAN.get(roman)
