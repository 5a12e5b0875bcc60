"""Options that stand for others: «все ответы верны», «A и B», «екеуі де дұрыс», “none of these”.

Where one is, the options of its question keep their order: a letter would name another after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from atuforms.testbank.letters import to_latin
from atuforms.testbank.model import LETTERS, Question, one_line, plain_of

_OF_THE_ABOVE: Final = re.compile(
    r"\b(?:all|none|any|both|either|neither) of (?:the )?(?:above|these|them)\b"
    r"|\b(?:все|всё|ни один|ничего) (?:из )?(?:выше)?(?:перечисл|указан|назван)\w+"
    r"|\b(?:жоғары|осы|атал|көрсетіл)\w*(?: \w+)? (?:барлығы|бәрі|ешқайсысы|ешбірі)\b"
)
"""What is said of the others within a longer option too."""

_JOINED: Final = re.compile(
    r"[A-EА-Д]\s?[+–-]\s?[A-EА-Д]|A?B?C?D?E?(?<=[A-E]{3})|А?Б?В?Г?Д?(?<=[А-Д]{3})"
)
"""«A+B», «ABD» in capitals; “a + b” is a sum, and “AB” a blood group."""

_LONGEST: Final = 80
"""Characters of the longest option that may be nothing but talk of others."""
_WORDS: Final = re.compile(r"[^\W_]+(?:[-–][^\W_]+)?")
_PAIR: Final = re.compile("[A-E]{2}|[А-Д]{2}")
"""«AB» for A and B, a group of blood, or a side of a triangle."""
_RANGE: Final = re.compile(
    r"(?:[a-jа-ж1-9]\)\s?\+?\s?){2,}|[a-e]\s?[–-]\s?[a-e]|[а-д]\s?[–-]\s?[а-д]"
)
_DOT: Final = re.compile(r"(?<=\))\.|(?<=\bпп)\.|(?<=\bп)\.|(?<=\bсм)\.")
"""Dots of «A).», «пп.» and «см.»."""
_LETTERS: Final = re.compile(r"(?<![^\W_])[^\W\d_]{1,5}(?![^\W_])")
_NO_LIST: Final = re.compile(r"[+=*^−<>.:]| – |\d[,/]\d")
"""Signs of a sum, a fraction, a decimal or a line of its own, which no list of labels has."""
_WHOLE: Final = (
    "все|всё|оба|обе|ни|никак\\w+|барлығы|бәрі|екеуі|үшеуі|еш(?:қайсысы|бірі|қандай)"
    "|выше(?:указан|перечислен|назван|привед[её]н|изложен)\\w*"
    "|all|none|both|either|neither"
)
"""Words that say which options are meant, and may stand alone."""
_PART: Final = (
    "всех|все(?:го|му)|указано?|ничего|ничто|нет|отсутствует|кроме|друг(?:ой|ое|ие)|иной|то"
    "|люб(?:ой|ая|ое|ые)|кажд(?:ый|ая|ое)|см|смотри|қараңыз|see"
    "|первые|первых|последн(?:ий|яя|ее|ие|их)|предыдущ\\w+|затрудняюсь"
    "|барлық|басқа(?:сы|сының|ша)?|жоқ|ал(?:дыңғы|ғашқы)|соңғы|жоғары\\w*"
    "|any|every|each|except|other|no|first|last|previous|above"
)
"""Words that say so beside others."""
_LABEL: Final = (
    "(?:[a-jа-жсәғ]|i{1,3}|iv|v|[1-9])(?:-(?:ші|шы|й|ый|ой|ий|я|ая|е|ое|го|ого|ому|му|дан|ден|тан|тен))?"
    "|[a-eа-д][-–][a-eа-д]|[1-9][-–][1-9]|перв\\w{2,3}|втор\\w{2,3}|треть?[иея]\\w{0,2}|четв[её]рт\\w+|бірінші|екінші|үшінші|төртінші|second|third|fourth|fifth"
)
_TALK: Final = (
    "ответ(?:а|ы|ов|е|ить)?|вариант(?:а|ы|ов)?|пункт\\w{0,3}|пп?|утверждени(?:е|я|й)"
    "|под|букв\\w{1,3}|номер\\w{0,3}|цифр\\w{1,3}"
    "|один|одна|одно|одного|из|них|этого|не|и|или|как|так|а"
    "|(?:не)?(?:верн|верен|правильн)(?:о|ый|ая|ое|ые|ых|ого|ы|а|ыми?)?|подход(?:ит|ят)"
    "|является|являются"
    "|только|но|(?:выше|ниже)?(?:перечисл|указан|назван|сказан|привед)\\w*"
    "|выше|ниже|эти|этих|это|да|же|что"
    "|жауап\\w{0,9}|жауаб\\w{0,7}|нұсқа\\w{0,9}|тұжырым\\w{0,8}|дұрыс\\w{0,3}|де|емес"
    "|және|мен|пен|бен|немесе|аталған\\w*|көрсетілген\\w*|айтылған\\w*|осы\\w*|солар\\w*"
    "|тек|ғана|дан|ден|тан|тен"
    "|answers?|options?|statements?|choices?|of|the|these|those|them|are|is|correct|right|true|wrong"
    "|false|incorrect|but|and|or|nor|not|only"
)
"""Words that speak of options, and of nothing else where all words are of them."""
_NEUTRAL: Final = "қате|два|две|три|четыре|екі|үш|төрт|бес|two|three|four"
"""Words that may stand among them and tell nothing: “three 1” is no talk of options."""

_NAMED_AND_NUMBERED: Final = re.compile(r"[^\W\d_]+\s(\d+)")
"""«один 1» beside «два 2», «три 3»: each option is a word with a number of its own."""

_KINDS: Final = re.compile(
    f"(?P<whole>{_WHOLE})|(?P<part>{_PART})|(?P<label>{_LABEL})|(?P<talk>{_TALK})|(?P<neutral>{_NEUTRAL})"
)


def referring(question: Question) -> list[int]:
    """Places of the options of ``question`` that stand for others."""
    shown = [_shown(option.text) for option in question.options]
    found = [_refers(text) for text in shown]
    pairs = [bool(_PAIR.fullmatch(text)) for text in shown]
    others = [text for text, pair in zip(shown, pairs, strict=True) if not pair]
    # Beside «A» and «B», or abbreviations, or where all are such, «AB» says something of its own.
    if any(pairs) and others and not any(text.isalpha() and text.isupper() for text in others):
        found = [refers or pair for refers, pair in zip(found, pairs, strict=True)]
    if sum(found) == 1 and _each_has_its_number(shown):
        return []
    return [i for i, refers in enumerate(found) if refers]


def refers_to_others(text: str) -> bool:
    """Whether an option stands for others: “all of the above”, «A и B», «екеуі де дұрыс»."""
    return _refers(_shown(text))


def relettered(text: str, labels: Sequence[str]) -> str:
    """What refers to options by ``labels``, as it is when these are A, B, C: «А и В», «A и C».

    Letters that look like those which they become stay as they are.
    """
    capitals = [label.upper() for label in labels]

    def put(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) > 1 and not word.isupper():
            return word
        if not all(letter.upper() in capitals for letter in word):
            return word
        made = "".join(LETTERS[capitals.index(letter.upper())] for letter in word)
        same = to_latin(word.upper()) == made
        return word if same else made if word.isupper() else made.lower()

    known = all(capitals) and len(capitals) <= len(LETTERS)
    return _LETTERS.sub(put, text) if known else text


def _shown(text: str) -> str:
    return one_line(plain_of(text)).rstrip(" .;,!")


def _each_has_its_number(shown: Sequence[str]) -> bool:
    """Whether all options are a word and a number, and no two have the same number.

    One that spoke of another option would have the number of that one.
    """
    found = [_NAMED_AND_NUMBERED.fullmatch(text) for text in shown]
    numbers = {each[1] for each in found if each}
    return len(numbers) == len(shown) > 2


def _refers(shown: str) -> bool:
    # «ə» is the letter of another alphabet that looks like Kazakh «ә».
    said = shown.casefold().replace("ə", "ә")
    said = _DOT.sub(" ", said) if "." in said else said
    if _JOINED.fullmatch(shown) or _RANGE.fullmatch(said) or _only_speaks_of_options(said):
        return True
    return bool(_OF_THE_ABOVE.search(said))


def _only_speaks_of_options(said: str) -> bool:
    """Whether each word is a label or speaks of options, and they say which or how many."""
    if len(said) > _LONGEST or ":" in said:
        return False
    kinds: list[str | None] = []
    for word in _WORDS.finditer(said):
        kind = _KINDS.fullmatch(word.group())
        if kind is None:
            return False
        kinds.append(kind.lastgroup)
    if len(kinds) < 2:
        return kinds == ["whole"]
    if not {"whole", "part"}.isdisjoint(kinds):
        return True
    joined = "talk" in kinds or (kinds.count("label") > 1 and re.search("[,;&/]", said))
    return "label" in kinds and bool(joined) and not _NO_LIST.search(said)
