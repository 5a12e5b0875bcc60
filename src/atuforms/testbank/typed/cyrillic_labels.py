"""Options lettered А, Б, В, Г: whether an answer names the letter, or counts as in A, B, C, D.

«B» looks like the third of them and is the second of A, B, C. The bank as a whole settles it: Б or
Г among its answers shows that letters of the options are named; C or D, which no option carries,
that Latin ones are counted. Where both stand, or neither, only the author knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from atuforms.testbank.letters import ROWS, places, to_latin
from atuforms.testbank.model import LETTERS

SOUNDS: Final = {"Б": "B", "Д": "D"}
"""Cyrillic letters for which somebody may type a Latin one that sounds the same."""


def are_cyrillic(labels: Sequence[str]) -> bool:
    """Whether letters of options are А, Б, В or the like, and not A, B, C that look so."""
    own = any(not label.isascii() and to_latin(label) == label for label in labels)
    spoken = [SOUNDS.get(label, label) for label in labels]
    return own and any(i not in _latin(label) for i, label in enumerate(spoken) if label)


def alphabet_of(labels: Sequence[str]) -> str:
    """The alphabet in which options are lettered, as far as answers can be told by it."""
    capitals = [label.upper() for label in labels]
    if all(map(str.isascii, capitals)):
        return "latin" if any(capitals) else ""
    return "cyrillic" if are_cyrillic(capitals) else "spoken"


def are_latin(labels: Sequence[str]) -> bool:
    """Whether letters of options are A, B, C, of which some may be typed for those that look so."""
    folded = list(map(to_latin, labels))
    return folded == list(LETTERS[: len(labels)]) and any(map(str.isascii, labels))


def are_spoken(labels: Sequence[str]) -> bool:
    """Whether letters of options are А, В, С, Д, typed for those that look or sound so."""
    spoken = [to_latin(SOUNDS.get(label, label)) for label in labels]
    return spoken == list(LETTERS[: len(labels)]) and "Б" not in labels


def looks_like_another(letter: str, labels: Sequence[str]) -> bool:
    """Whether a Latin letter looks like that of an option in another place of А, Б, В than its."""
    capitals = [label.upper() for label in labels]
    if letter in capitals or not are_cyrillic(capitals):
        return False
    return _carried(letter, capitals) not in (-1, *_latin(letter))


def tells_two(letter: str, labels: Sequence[str], used: Collection[str]) -> bool:
    """Whether a capital letter may mean two options of Cyrillic ``labels``.

    :param used: the capital letters of all answers in the bank.
    """
    counted = _counts(used, labels)
    named = any(_is_only_cyrillic(each) and each in labels for each in used)
    carried = _carried(letter, labels)
    if carried < 0:
        may_sound = any(SOUNDS.get(label) == letter for label in labels)
        place = min(_latin(letter), default=-1)
        return 0 <= place < len(labels) and (named or (may_sound and not counted))
    alike = _latin(SOUNDS.get(letter, letter))
    if carried >= 0 and _counts_elsewhere(letter, labels, used):
        return True
    if carried in alike or not 0 <= min(alike, default=-1) < len(labels):
        return False
    if letter in labels or not letter.isascii():
        return counted
    return counted == named


def is_counted(letter: str, labels: Sequence[str], used: Collection[str]) -> bool:
    """Whether a Latin letter that no option of Cyrillic ``labels`` carries counts its place."""
    capitals = [label.upper() for label in labels]
    if not letter.isascii() or letter in capitals or not are_cyrillic(capitals):
        return False
    return _counts(used, capitals)


def _counts(used: Collection[str], labels: Sequence[str]) -> bool:
    """Whether an answer is a letter that no option carries, and counts to one of them."""
    return any(
        _carried(each, labels) < 0
        and 0 <= min(_latin(each), default=-1) < len(labels)
        and not any(SOUNDS.get(label) == each for label in labels)
        for each in used
    )


def _counts_elsewhere(letter: str, labels: Sequence[str], used: Collection[str]) -> bool:
    """Whether the answers count in an alphabet in which ``letter`` has another place.

    «Д» with options А, Ә, Б, В, Г shows that they may be counted as А, Б, В, Г, Д.
    """
    others = {each for each in used if not each.isascii() and _carried(each, labels) < 0}
    counted = (row[: len(labels)] for row in ROWS[1:] if others & set(row[: len(labels)]))
    own = _carried(letter, labels)
    return any(letter in row and row.index(letter) != own for row in counted)


def _is_only_cyrillic(letter: str) -> bool:
    return not letter.isascii() and to_latin(letter) == letter


def _carried(letter: str, labels: Sequence[str]) -> int:
    """The place of the option with a letter, or one that looks the same; -1 for none."""
    folded = list(map(to_latin, labels))
    return folded.index(to_latin(letter)) if to_latin(letter) in folded else -1


def _latin(letter: str) -> frozenset[int]:
    """The place to which a letter counts in A, B, C, as such or by its looks."""
    latin = to_latin(letter)
    return places(latin) if latin.isascii() else frozenset()
