"""Which options the answer of a typed question names, and whether it can be told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from atuforms.testbank.letters import (
    is_counted_otherwise,
    places,
    row_places,
    tells_no_place,
    to_latin,
)
from atuforms.testbank.model import LETTERS, one_line
from atuforms.testbank.typed.cyrillic_labels import (
    SOUNDS,
    alphabet_of,
    are_cyrillic,
    are_latin,
    are_spoken,
    is_counted,
    tells_two,
)
from atuforms.testbank.typed.lines import (
    Paragraph,
    answer_labels,
    answer_line,
    option_line,
    uncalled,
)
from atuforms.testbank.typed.running_letters import run_on
from atuforms.testbank.typed.table_manners import is_answer_cell

MOODLES_WORD: Final = "ANSWER"
"""Stands among the letters that are used where a line has it: Latin letters follow it."""
_KAZAKH: Final = "ӘҒ"
_JOINTS = frozenset(("и", "или", "және", "немесе", "and", "or"))


_UNLIKE: Final = "в"
"""A small letter that does not look like the Latin one, as the capital does."""
_FEWEST: Final = 2
"""Other answers that show in which manner a bank gives them."""
_LONGEST: Final = 200
"""Characters of the longest line that is looked at for the letters of answers."""
_AFTER_LETTER = re.compile(r"[(\[«“\"]?[^\W_][)\].:»”\"]*\s*[=,;/→–—-]*\s*(?P<said>.+)")
_APART: Final = re.compile(r"[(\[«“\"]?[^\W_](?!\w)")
"""A letter or digit that begins no word."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_PARTS: Final = re.compile(r"[\s,;/+&]+")
_LABEL: Final = re.compile(r"[(\[]?(?:[^\W\d_]|\d)[)\].:]?")
_LETTERS: Final = re.compile(r"[A-JА-ДӘ]{2,5}[.)]?")
_SIGNED: Final = re.compile(
    r"[(\[«“\"]?(?:[^\W\d_][)\].:»”\"]|[^\W\d_]\s*[=–—-]\s|[^\W\d_]\s+[(\[«“\"]|\d[)\].:]\s)"
)
_DENIES: Final = re.compile(
    r"\b(?:не|неверно|неправильно|или|not|wrong|or|емес|қате|немесе)\b", re.I
)
_AROUND = " .;()[]{}«»“”„\"'"


def answers_said(paragraphs: Sequence[Paragraph], keyed: Iterable[str]) -> tuple[str, ...]:
    """All that a bank gives as answers: in lines, in cells and in its key."""
    said = [answer_line(each.text) for each in paragraphs if len(each.text) <= _LONGEST]
    cells = (
        each.tidied for each in paragraphs if each.cell and not each.label and is_answer_cell(each)
    )
    return (*(rest for rest in said if rest), *cells, *keyed)


def letters_used(answers: Iterable[str]) -> frozenset[str]:
    """The capital letters that the answers of a bank name."""
    names = (name.upper() for rest in answers for name in answer_labels(uncalled(rest)))
    return frozenset(name for name in names if name.isalpha())


def have_both_alphabets(used: Collection[str]) -> bool:
    """Whether Latin and Cyrillic letters are among the answers of a bank."""
    return len({letter.isascii() for letter in used if len(letter) == 1}) > 1


def letters_by_alphabet(paragraphs: Sequence[Paragraph]) -> dict[str, frozenset[str]]:
    """The capital letters of the answers to questions with letters of each alphabet.

    What A, B, C, D answer says nothing on how А, Б, В, Г are meant in the questions beside them.
    """
    said: dict[str, list[str]] = {}
    labels: list[str] = []
    for each in paragraphs:
        rest = answer_line(each.text) if len(each.text) <= _LONGEST and not each.label else None
        if rest is None and each.cell and not each.label and is_answer_cell(each):
            rest = each.tidied
        if rest:
            said.setdefault(alphabet_of(labels), []).append(rest)
            continue
        begins = option_line(each, 0)
        if begins and 0 in places(begins.label or "A"):
            labels = [begins.label]
        elif option := option_line(each, len(labels)):
            labels.append(option.label)
    return {alphabet: letters_used(answers) for alphabet, answers in said.items()}


def are_texts(answers: Iterable[str]) -> bool:
    """Whether the answers of a bank are texts of options, all but one at most."""
    told = list(map(uncalled, answers))
    return len(told) > _FEWEST and sum(map(_is_a_text, told)) >= len(told) - 1


def without_name(rest: str, words: Sequence[str]) -> str:
    """An answer without what it calls the option, unless that is its text: «Вариант 2»."""
    return rest if _is_whole(rest, words) else uncalled(rest)


def is_a_letter(rest: str) -> bool:
    """Whether an answer is a letter or digit alone."""
    return len(_bare(rest)) == 1 and bool(answer_labels(rest))


def is_text_of(rest: str, words: Sequence[str], right: Collection[int]) -> bool:
    """Whether an answer is also the text of an option that it names."""
    return any(_alike(words[i]) == _alike(rest) for i in right)


def _is_a_text(rest: str) -> bool:
    parts = all(map(_is_label, _PARTS.split(rest.strip())))
    return not (parts or _LETTERS.fullmatch(rest.strip()) or _SIGNED.match(rest.strip()))


def names_several(rest: str) -> bool:
    """Whether an answer is letters one after another that may mean any: «A B», «A или B», «3 B»."""
    words = [word for word in re.split(r"[\s,;/+&]+", rest) if word.strip("().?!:")]
    bare = [word.strip("().?!:") for word in words]
    letters = [word for word in bare if word.casefold() not in _JOINTS]
    # «B) 4» is an option with its text, «B 4» and «4: B» are not.
    mixed = letters[:1] and (letters[0].isdecimal() or words[0].isalpha())
    alone = mixed and all(len(word) == 1 and word.isalnum() for word in letters)
    joined = alone or all(len(word) == 1 and word.isalpha() for word in letters)
    return len(letters) > 1 and bool(joined) and len(answer_labels(rest)) < len(letters)


def labels_named(rest: str, words: Sequence[str]) -> list[str]:
    """Letters or digits that an answer names; none where it is a text: «C++», «3,14», «в городе».

    A letter stands alone, among others, or before a sign: «B», «A, C», «B) Астана». Before a word
    it is a letter only where the word is the text of that option.
    """
    names = answer_labels(rest)
    alone = len(_bare(rest)) <= 1
    if _bare(rest).endswith("+") or (len(names) == 1 and not alone and _is_whole(rest, words)):
        return []  # «C++», «A+» of the blood groups
    if not names or alone or all(map(_is_label, _PARTS.split(rest.strip()))):
        return names
    if _LETTERS.fullmatch(rest.strip()):
        return names
    if _with_text(rest, words):
        return []
    signed = _SIGNED.match(rest.strip())
    after = _AFTER_LETTER.fullmatch(one_line(rest))
    spoken = after is not None and bool(_with_text(after["said"], words))
    return names if (signed and not _DENIES.search(rest)) or spoken else []


def _is_label(part: str) -> bool:
    return not part or part.casefold() in _JOINTS or bool(_LABEL.fullmatch(part))


def _is_whole(rest: str, words: Sequence[str]) -> bool:
    """Whether an answer, with all its signs, is the text of an option."""
    return _alike(rest) in map(_alike, words)


def _alike(text: str) -> str:
    """A text to compare with others: letters of the two alphabets that look alike are the same."""
    return to_latin(_bare(text).upper())


def _with_text(said: str, words: Sequence[str]) -> set[int]:
    """Places of the options with a text: to the letter, or else without case and marks around."""
    wanted = one_line(said)
    exact = {i for i, word in enumerate(words) if one_line(word).casefold() == wanted.casefold()}
    bare = {i for i, word in enumerate(words) if _bare(word) == _bare(wanted)}
    return exact or (bare if _bare(wanted) else set())


def is_ambiguous(
    rest: str, labels: Sequence[str], used: Collection[str] = (), words: Sequence[str] = ()
) -> bool:
    """Whether the letter of an answer may mean two options.

    «B» with А, Б, В, Г, Д may be the second option, or the third, which looks the same; «D» the
    fourth, or «Д»: the other answers of the bank may settle it. «Б» with A, B, C may be any. So may
    a letter that two options have.

    :param used: the letters of all answers in the bank.
    """
    labels = [label.upper() for label in labels]
    named = "".join(labels_named(rest, words)[:1])
    letter = named.upper()
    if letter.isalpha() and _slips_before(letter, labels):
        return True
    if _looks_latin(letter, labels, used):
        return True
    if named == _UNLIKE and are_latin(labels) and "С" not in used:
        return True
    if not letter.isalpha():
        return False
    if not any(labels):
        alone = letter in _KAZAKH and len(used) < _FEWEST
        return not letter.isascii() and (alone or len(row_places(letter, used, len(labels))) > 1)
    if are_cyrillic(labels):
        return tells_two(letter, labels, used)
    if letter in labels:
        return are_spoken(labels) and is_counted_otherwise(letter, used)
    if letter not in LETTERS:
        return are_latin(labels) and tells_no_place(letter, used)
    alike = [i for i, label in enumerate(labels) if letter in (to_latin(label), SOUNDS.get(label))]
    return bool(alike) and alike != [LETTERS.index(letter)]


def _slips_before(letter: str, labels: Sequence[str]) -> bool:
    """Whether a letter stands twice before or at the option that ``letter`` means.

    «C» of A, B, B, C is the label of the fourth, and the third as Moodle counts.
    """
    folded = [to_latin(label) for label in labels]
    if not all(folded) or len(set(folded)) == len(folded):
        return False
    own = to_latin(letter)
    up_to = folded[: folded.index(own) + 1] if own in folded else folded
    return folded.count(own) > 1 or len(set(up_to)) < len(up_to)


def contradicts(rest: str, words: Sequence[str], right: set[int]) -> bool:
    """Whether an answer names one option by its letter, and another by its text: «B. Алматы».

    So does «B» where the third option says “B”, and «2» where it says “2”.
    """
    whole = _alike(rest)
    named = {i for i, word in enumerate(words) if whole and _alike(word) == whole}
    after = None if named else _AFTER_LETTER.fullmatch(one_line(rest))
    if after:
        said = _bare(after["said"])
        named = {i for i, word in enumerate(words) if _bare(word) == said}
        named = named or (_begun(said, words) if _APART.match(rest.strip()) else set())
    return bool(named) and not (right and right <= named)


def _begun(said: str, words: Sequence[str]) -> set[int]:
    """The options with whose text something begins: «Балқаш, себебі …»."""
    begun = {i: len(_bare(word)) for i, word in enumerate(words) if _begins(said, _bare(word))}
    longest = max(begun.values(), default=0)
    return {i for i, length in begun.items() if length == longest}


def _begins(said: str, word: str) -> bool:
    after = said[len(word) : len(word) + 1]
    return len(word) >= _FEWEST and said.startswith(word) and not (after.isalnum() or after == "-")


def says_more(rest: str, words: Sequence[str], right: Collection[int]) -> bool:
    """Whether something stands after the letter of an answer that is not the text of its option."""
    after = _AFTER_LETTER.fullmatch(one_line(rest))
    if after is None or not labels_named(rest, words) or names_several(rest):
        return False
    if not _APART.match(rest.strip()):
        return False
    said = after["said"]
    told = {_alike(words[i]) for i in right} | {_alike(each) for each in words}
    return bool(_WORD.search(said)) and _alike(said) not in told


def _bare(text: str) -> str:
    """A text as it is compared: in one line, without case, brackets or quotation marks."""
    return one_line(text).strip(_AROUND).casefold()


def resolved(
    rest: str, labels: Sequence[str], words: Sequence[str], used: Collection[str] = ()
) -> tuple[set[int], bool]:
    """Places of the options that an answer line names, and whether it names one that is not there.

    A letter means the option that carries it; where options have none, or those of the other
    alphabet, it counts from A; a digit counts from 1; words mean the option with that text.

    :param used: the letters of all answers in the bank.
    """
    folded = [to_latin(label.upper()) for label in labels]
    right: set[int] = set()
    names = labels_named(rest, words)
    for name in names:
        capital = name.upper()
        if capital in [label.upper() for label in labels]:
            right.add([label.upper() for label in labels].index(capital))
        elif is_counted(capital, labels, used) and _count_latin(used):
            right.add(min(places(to_latin(capital)), default=-1))
        elif to_latin(capital) in folded:
            right.add(folded.index(to_latin(capital)))
        elif run_on(labels):
            right.add(-1)  # «Б» of Г, Д, Е is none of them, and not the second either
        elif name.isdecimal():
            right.add(int(name) - 1)
        else:
            right.add(_counted(capital, labels, used))
    if not names and rest:
        right = _with_text(rest, words)
    inside = {place for place in right if 0 <= place < len(labels)}
    return inside, inside != right or not right


def _counted(letter: str, labels: Sequence[str], used: Collection[str]) -> int:
    """Place of the option that a letter means which none has; -1 where it can mean none."""
    if not any(labels):
        latin = letter.isascii()
        return min(places(letter) if latin else row_places(letter, used, len(labels)), default=-1)
    alphabets = {label.isascii() for label in labels if label}
    shown = not letter.isascii() or are_spoken(labels) or _count_latin(used)
    if alphabets != {not letter.isascii()} or not shown:
        return -1  # «C» of A, B, D, and «Е» of А, Б, В, Г, Д, is no option
    return min(places(to_latin(letter)), default=-1)


def _count_latin(used: Collection[str]) -> bool:
    """Whether several Latin letters among the answers show that all of them count places."""
    return sum(letter.isascii() and len(letter) == 1 for letter in used) >= _FEWEST


def _looks_latin(letter: str, labels: Sequence[str], used: Collection[str]) -> bool:
    """Whether a Cyrillic letter for options A, B, C looks like one, and is another of А, Б, В.

    Latin letters among the answers, Moodle's word “ANSWER” and С show that the looks are meant.
    """
    if letter.isascii() or to_latin(letter) not in labels or letter in labels:
        return False
    elsewhere = {place for place in places(letter) if place < len(labels)}
    if not are_latin(labels) or elsewhere <= {LETTERS.index(to_latin(letter))}:
        return False
    shown = "С" in used or ("Е" in used and len(labels) < len("АБВГДЕ"))
    return not shown and not any(each.isascii() for each in used)
