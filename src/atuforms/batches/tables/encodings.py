"""In which encoding a text was saved: told by a mark, by UTF-8, or by how its letters read.

Old encodings have no mark, and almost any bytes are valid in all of them. So the text is read in
each, and judged as a reader would: words of letters of the three alphabets, no capital after a
small letter, no box-drawing lines between. Only windows-1251 is then read, where it is plainly the
best; of any other the name is told, since a wrong guess would be printed.
"""

from __future__ import annotations

import codecs
import math
import re
from pathlib import Path
from typing import Final

from atuforms.batches.tables.cell_values import has_lost_letters
from atuforms.core.exceptions import UnreadableInput

READ: Final = "cp1251"
"""The old encoding that is read."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS: Final = {
    "kz1048": "KZ-1048",
    "cp866": "cp866 (DOS)",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "mac_cyrillic": "Mac Cyrillic",
    "iso8859_5": "ISO 8859-5",
}
_SAMPLE = 200_000
"""Bytes that are judged."""

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі"
# How often each is met, in letters of ten thousand, in Russian and Kazakh together.
_OFTEN: Final = {
    "о": 1100,
    "е": 850,
    "а": 900,
    "и": 700,
    "н": 670,
    "т": 600,
    "с": 500,
    "р": 470,
    "л": 430,
    "в": 400,
    "к": 340,
    "м": 320,
    "д": 300,
    "п": 270,
    "у": 240,
    "я": 180,
    "ы": 250,
    "ь": 150,
    "г": 160,
    "з": 160,
    "б": 160,
    "ч": 120,
    "й": 120,
    "х": 80,
    "ж": 90,
    "ш": 70,
    "ю": 50,
    "ц": 40,
    "щ": 30,
    "э": 25,
    "ф": 30,
    "ъ": 4,
    "ё": 5,
    "ә": 70,
    "ғ": 100,
    "қ": 220,
    "ң": 90,
    "ө": 70,
    "ұ": 80,
    "ү": 80,
    "һ": 2,
    "і": 250,
}
_ORDINARY = 120
_MARGIN = 3.0
"""By how much another encoding must read better than windows-1251."""
_SIGNS = frozenset("«»—–№“”„…’•°§ \u00a0·")
_SMALL_THEN_CAPITAL = re.compile(rf"[{_LETTERS}][{_LETTERS.upper()}]")


def detect_encoding(path: Path) -> str:
    """The Python name of the encoding in which the whole file is valid.

    :raises UnreadableInput: when there is none, when it is an old one that is not read, or when
        letters were lost as it was saved.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            if _is_valid(path, encoding):
                return encoding
            raise _neither(path)
    if _is_valid(path, "utf-8"):
        return "utf-8"
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    best = _best(sample)
    if best not in ("", READ):
        raise UnreadableInput(
            "The text of {file} seems to be in the encoding {encoding}. Save it as “CSV UTF-8” and "
            "try again.",
            file=path.name,
            encoding=_OTHERS[best],
        )
    if not best or not _is_valid(path, READ):
        raise _neither(path)
    _refuse_lost(path)
    return READ


def _neither(path: Path) -> UnreadableInput:
    return UnreadableInput(
        "The text of {file} is neither UTF-8 nor cp1251. Save it as “CSV UTF-8”.", file=path.name
    )


def _is_valid(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _best(sample: bytes) -> str:
    """The encoding in which the sample reads best; windows-1251 where another is no better."""
    merits = {}
    for encoding in (READ, *_OTHERS):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            text = sample.decode(encoding, "replace")
        merits[encoding] = _merit(text)
    merits[READ] += _MARGIN
    best = max(merits, key=lambda encoding: merits[encoding])
    return best if merits[best] > 0 else ""


def _merit(text: str) -> float:
    """How much a text looks like Kazakh or Russian, by letter."""
    merit = 0.0
    for letter in text:
        if letter < "\x80":
            continue
        often = _OFTEN.get(letter.lower())
        if often is not None:
            merit += math.log(often / _ORDINARY)
        elif letter not in _SIGNS:
            merit -= 6
    return merit - 6 * len(_SMALL_THEN_CAPITAL.findall(text))


def _refuse_lost(path: Path) -> None:
    """Refuse a file in which question marks stand for the letters that windows-1251 lacks."""
    with path.open(encoding=READ, newline="") as stream:
        for number, line in enumerate(stream, start=1):
            if "?" not in line:
                continue
            for word in line.replace(";", " ; ").replace(",", " , ").replace("\t", " ").split():
                if "://" not in word and has_lost_letters(word):
                    raise UnreadableInput(
                        "Kazakh letters were lost when {file} was saved as windows-1251, which has "
                        "no Ә, Ғ, Қ, Ң, Ө, Ұ, Ү and Һ: line {line} has “{word}”. Save the table "
                        "anew as “CSV UTF-8” or as XLSX.",
                        file=path.name,
                        line=number,
                        word=word[:40],
                    )
