"""Which options the answer of a typed question names, and whether it can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atuforms.testbank.letters import places, to_latin
from atuforms.testbank.lines import answer_labels
from atuforms.testbank.model import LETTERS, one_line
from atuforms.testbank.running_letters import run_on

_JOINTS = frozenset(("и", "или", "және", "немесе", "and", "or"))


_AFTER_LETTER = re.compile(r"[(\[]?[^\W_][)\].:]*\s*[–—-]?\s*(?P<said>.+)")


def names_several(rest: str) -> bool:
    """Whether an answer is letters one after another that may mean any: «A B», «A или B»."""
    words = [word.strip("().") for word in re.split(r"[\s,;/+&]+", rest)]
    letters = [word for word in words if word and word.casefold() not in _JOINTS]
    alone = all(len(word) == 1 and word.isalpha() for word in letters)
    return len(letters) > 1 and alone and len(answer_labels(rest)) < len(letters)


def is_ambiguous(rest: str, labels: Sequence[str]) -> bool:
    """Whether a Latin letter answers options with Cyrillic ones, and may mean two of them.

    «B» with А, Б, В, Г, Д may be the second option, or the third, which looks the same. So may any
    letter that two options have.
    """
    labels = [label.upper() for label in labels]
    letter = rest.strip()[:1].upper()
    if labels.count(letter) > 1:
        return True
    if not letter or letter in labels or letter not in LETTERS:
        return False
    alike = [i for i, label in enumerate(labels) if to_latin(label) == letter]
    return bool(alike) and alike != [LETTERS.index(letter)]


def contradicts(
    rest: str, words: Sequence[str], right: set[int], labels: Sequence[str] = ()
) -> bool:
    """Whether an answer names one option by its letter, and another by its text: «B. Алматы».

    So does «B» where options have no letters, and the third one says “B”.
    """
    after = _AFTER_LETTER.fullmatch(one_line(rest))
    said = after["said"].casefold().rstrip(" .;") if after else ""
    if rest.isalpha() and not any(labels):
        said = rest.casefold()
    named = {i for i, w in enumerate(words) if one_line(w).casefold().rstrip(" .;") == said}
    return bool(said and named and not named & right)


def resolved(rest: str, labels: Sequence[str], words: Sequence[str]) -> tuple[set[int], bool]:
    """Places of the options that an answer line names, and whether it names one that is not there.

    A letter means the option that carries it; where none does, it counts from A; a digit counts
    from 1; words mean the option with that text.
    """
    folded = [to_latin(label.upper()) for label in labels]
    right: set[int] = set()
    names = answer_labels(rest)
    for name in names:
        capital = name.upper()
        if capital in [label.upper() for label in labels]:
            right.add([label.upper() for label in labels].index(capital))
        elif to_latin(capital) in folded:
            right.add(folded.index(to_latin(capital)))
        elif run_on(labels):
            right.add(-1)  # «Б» of Г, Д, Е is none of them, and not the second either
        elif name.isdecimal():
            right.add(int(name) - 1)
        else:
            latin = to_latin(capital)
            right.add(min(places(latin if latin.isascii() else capital), default=-1))
    if not names and rest:
        wanted = one_line(rest).casefold()
        right = {i for i, word in enumerate(words) if one_line(word).casefold() == wanted}
    inside = {place for place in right if 0 <= place < len(labels)}
    return inside, inside != right or not right
