"""Letters and numbers that stay in the texts of options: «А-Алматы», «① Алматы», «Вариант 1: …».

In whatever shape: options that share what stands before and after labels that count on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from atuforms.testbank.letters import ROWS
from atuforms.testbank.model import LETTERS, one_line
from atuforms.testbank.typed.drafts import Draft, DraftOption
from atuforms.testbank.typed.lines import Paragraph

_CAPITALS: Final = tuple(map(tuple, (LETTERS, *ROWS)))
_ORDERS: Final = (
    tuple(map(str, range(1, 27))),
    *_CAPITALS,
    *(tuple(map(str.lower, row)) for row in _CAPITALS),
    tuple("αβγδεζηθ"),
    ("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"),
)
_ENCLOSED: Final = {
    ord(first) + i: f"({letter})" for first in "🅐🅰" for i, letter in enumerate(LETTERS)
}
"""White letters in black circles and squares, of which Unicode does not say what they enclose."""
_USUAL: Final = re.compile(r"[ -~\u0400-\u04ff«»“”–—]*")
"""Signs of which none encloses another."""
_FILLER: Final = re.compile(
    r"[\s-]?(?:ші|шы|ый|ой|й|вариант|жауап|нұсқа|ответ|option|variant)(?!\w)\s?", re.IGNORECASE
)
_SIGNED: Final = re.compile(r"\s?[)\]»”}>|_]|[^\w\s,+*^=%°-]{1,2}\s|\s?[–—-]\s")
"""What closes a label. Without it «1/2» is a fraction, and «1, 3» a list of two."""
_WORD: Final = re.compile(r"[\W_]*(?P<word>[^\W\d_]{2,})")
_FEWEST: Final = 3
_LONGEST_HEAD: Final = 12
_SHOWN: Final = 40

_SECOND: Final = re.compile(
    r"[^\w\s([«]{0,4}\s?[(\[]?(?:[^\W\d_]|\d{1,2})\s?[.)\]](?P<second>[.)\]:])(?!(?P=second))(?=\s|[^\Wa-z_])"
)
"""A label closed twice: «А.) », «Б).Астана»; in «A).com» the second sign is a part of the text."""
_SECOND_SIGNS: Final = tuple(".)]:")
_BEFORE_NUMBER: Final = "number"

_Shape = tuple[tuple[str, ...], str]


def labels_kept(options: Sequence[Sequence[str]]) -> Iterator[int]:
    """Places of the questions in whose options labels stay; each has ``options``.

    «1 Алматы» may be a number of something, unless the words after the numbers differ; where more
    than half of a bank is so, the rest is.
    """
    found = [_shape_of([_spelled(text) for text in each]) for each in options]
    sure = Counter(shape for shape, certain in filter(None, found) if certain)
    for i, each in enumerate(found):
        if each and (each[1] or sure[each[0]] * 2 > len(found)):
            yield i


def _spelled(text: str) -> str:
    """The beginning of a text, with signs that enclose a number or a letter as «(1)»."""
    start = one_line(text[:_SHOWN])
    if _USUAL.fullmatch(start):
        return start
    start = start.translate(_ENCLOSED)
    digits = (unicodedata.digit(sign, None) if not sign.isdecimal() else None for sign in start)
    return "".join(
        unicodedata.normalize("NFKC", sign) if digit is None else f"({digit})"
        for sign, digit in zip(start, digits, strict=True)
    )


def _shape_of(words: Sequence[str]) -> tuple[_Shape, bool] | None:
    """The labels of options and what stands before each, and whether they can be nothing else."""
    if len(words) < _FEWEST:
        return None
    for labels in _ORDERS:
        if len(words) > len(labels):
            continue
        at = words[0].find(labels[0], 0, _LONGEST_HEAD)
        while at >= 0:
            head = words[0][:at]
            rests = _rests(words, labels, head)
            if rests:
                return (labels, head), _is_certain(rests, head)
            at = words[0].find(labels[0], at + 1, _LONGEST_HEAD)
    return None


def _rests(words: Sequence[str], labels: Sequence[str], head: str) -> list[str]:
    """What follows the label of each option; nothing where one has none, or nothing after it."""
    made = []
    for text, label in zip(words, labels, strict=False):
        if not text.startswith(head + label):
            return []
        rest = text[len(head + label) :]
        filler = _FILLER.match(rest)
        rest = rest[filler.end() :] if filler else rest
        said = filler is not None or not rest[:1].isalnum()
        if not said or not any(map(str.isalnum, rest)):
            return []
        made.append(rest if filler is None or not rest[:1].isalnum() else f") {rest}")
    return made if len({rest[:1] for rest in made}) == 1 else []


def _is_certain(rests: Sequence[str], head: str) -> bool:
    if all(map(_SIGNED.match, rests)):
        return True
    begun = [_WORD.match(rest) for rest in rests]
    firsts = {found["word"].casefold() for found in begun if found}
    return len(firsts) == len(rests) and not head[-1:].isalnum()


def cut_second_signs(drafts: Sequence[Draft], lines: Sequence[Paragraph]) -> None:
    """Take the second sign after the labels of options out of their texts, where all have one.

    «А..5» may be half: a number follows the second sign only where others of the bank have one.
    """
    closed = [[_second_sign(each, lines) for each in draft.options] for draft in drafts]
    doubled = [i for i, signs in enumerate(closed) if len(signs) > 1 and all(signs)]
    if all(any(sign == _BEFORE_NUMBER for sign in closed[i]) for i in doubled):
        return
    for draft in (drafts[i] for i in doubled):
        for option in draft.options:
            option.lines[0] = option.lines[0][1:].strip()
        draft.inexact = draft.inexact or (draft.options[0].line, draft.labels)


def has_second_sign(option: DraftOption, lines: Sequence[Paragraph]) -> bool:
    """Whether a second sign after the label of an option stays in its text."""
    return bool(_second_sign(option, lines))


def _second_sign(option: DraftOption, lines: Sequence[Paragraph]) -> str:
    """The second sign after a label with which a text begins; another name before a number."""
    if option.at < 0 or not option.lines[0].startswith(_SECOND_SIGNS):
        return ""
    found = _SECOND.match(lines[option.at].tidied)
    if found is None or not option.lines[0].startswith(found["second"]) or not option.text[1:]:
        return ""
    return _BEFORE_NUMBER if found.string[found.end()].isdecimal() else found["second"]
