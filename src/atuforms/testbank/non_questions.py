"""Lines of a typed bank that belong to no question: labels, pages, variants, comments, keys."""

from __future__ import annotations

import re
from typing import Final

from atuforms.testbank.lines import Paragraph
from atuforms.testbank.model import one_line, tidy

_LABEL: Final = re.compile(
    r"(?:№\s*)?(?:(?:вопрос|задание|задача|тест|сұрақ|тапсырма|question|task|item)\s*№?\s*\d{1,4}"
    r"|\d{1,4}\s*-?\s*(?:сұрақ|тапсырма|вопрос|задание))\s*[.:)]?",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(
    r"(?:стр(?:аница)?|бет|page|с)\.?\s*\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*-?\s*бет|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:/|из|of)\s*\d{1,4}|\d{1,4}",
    re.IGNORECASE,
)
_VARIANT: Final = re.compile(
    r"(?:вариант|variant|нұсқа)\s*№?\s*(?:\d{1,2}|[A-ZА-Я])\s*[.:]?"
    r"|(?:\d{1,2}|[A-ZА-Я])\s*-?\s*(?:вариант|variant|нұсқа)\s*[.:]?",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(
    r"(?:feedback|comment|explanation|hint|комментари[йи]|пояснени[ея]|объяснени[ея]|обоснование"
    r"|решение|примечание|подсказка|источник|балл\w*|сложность|тема|түсінік\w*|түсіндірме|шешуі"
    r"|ескерту|дереккөз|ұпай|қиындығы|тақырып|points?|difficulty|source)\s*[:：]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE: Final = re.compile(
    r"(?:\*{1,3}|[†‡¹²³⁴⁵])\s*\S|<\s{0,3}/?(?:var|quest)\w{0,12}\s{0,3}>", re.IGNORECASE
)
_KEY_HEAD: Final = re.compile(
    r"(?:ключ\w*|ответы|правильные ответы|кілт\w*|жауаптар\w*|дұрыс жауаптар\w*|answers?|key"
    r"|answer key)(?:\s+к\s+\w+|\s+тест\w*|\s+ответ\w*|\s+кілт\w*|\s+жауап\w*)?\s*[:.]?",
    re.IGNORECASE,
)
_KEY_WORD: Final = re.compile(
    r"(?:№|номер|вопрос|задани|ответ|правильн|верн|сұра[қғ]|жауа[пб]|нөмір|дұрыс|question|answer"
    r"|number|correct|right|no)\w*[.:]?",
    re.IGNORECASE,
)
"""What heads the rows and columns of a key in a table."""
_PAIR: Final = re.compile(r"(\d{1,4})\s*[-–—.):=]?\s*([A-JА-ДСЕӘa-jа-дсеә])(?![^\W\d_])[,;.]?\s*")
_IN_KEY: Final = re.compile(r"[\s\d.,;:()=|–—A-JА-ДСЕӘa-jа-дсеә-]*+")
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_ENDS: Final = re.compile(r"[.?!:;,…)»\"–—-]$")
_FEWEST_PAIRS: Final = 2
_MOST_HEADS: Final = 30
"""Lines that may head a key; a file of nothing but «Жауап: A» has no end of them."""
_LONGEST: Final = 60
"""Characters of the longest label, page number or name of a variant."""


def _short(text: str) -> str:
    """A text without runs of spaces, which would take time; nothing for one that is too long."""
    return one_line(text) if len(text) <= _LONGEST else ""


def is_label(text: str) -> bool:
    """Whether a line only numbers the next question: «Вопрос 1», «5-сұрақ»."""
    return bool(_LABEL.fullmatch(_short(text)))


def is_no_question(text: str) -> bool:
    """Whether a line is a page number, or the name of a variant."""
    return bool(_PAGE.fullmatch(_short(text)) or _VARIANT.fullmatch(_short(text)))


def is_note(text: str) -> bool:
    """Whether a line is a footnote typed by hand, or a comment."""
    return bool(_NOTE.match(text)) or is_comment(text)


def is_variant(text: str) -> bool:
    """Whether a line names a variant of a paper: «Вариант 1»."""
    return bool(_VARIANT.fullmatch(_short(text)))


def may_be_a_key(text: str) -> bool:
    """Whether a text without options begins as a key does: «Ключи: 1-2, 2-3»."""
    head = text.partition(":")[0]
    return bool(_KEY_HEAD.fullmatch(_short(head)) or _KEY_HEAD.match(_short(text[:_LONGEST])))


def is_comment(text: str) -> bool:
    """Whether a line says something on the question before it: “FEEDBACK: …”, «Балл: 1»."""
    return bool(_COMMENT.fullmatch(tidy(text)))


def may_be_a_title(line: str, following: str) -> bool:
    """Whether a line of a question's text may be a heading above it rather than its beginning."""
    return not _ENDS.search(line.strip()) and following[:1].isupper()


def key_at_the_end(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], dict[int, str], int]:
    """The paragraphs before a key, its answers by question number, and its line.

    «Ключ: 1-B, 2-C …» in one line or in many, or a row of numbers above a row of letters.
    """
    tried = 0
    for i in range(len(paragraphs) - 1, -1, -1):
        text = tidy(paragraphs[i].text)
        head, colon, first = text.partition(":")
        named = _KEY_HEAD.fullmatch(_short(text)) or (colon and _KEY_HEAD.fullmatch(_short(head)))
        if not named:
            if _heads_a_key(text):
                continue
            if _IN_KEY.fullmatch(text) and not _WORD.search(text):
                continue
            return _key_in_a_table(paragraphs)  # a key goes on to the end
        tried += 1
        if tried > _MOST_HEADS:
            return _key_in_a_table(paragraphs)
        rest = [first if colon else "", *(p.text for p in paragraphs[i + 1 :])]
        answers = _pairs(one_line(" ".join(rest)))
        if len(answers) >= _FEWEST_PAIRS:
            return paragraphs[:i], answers, paragraphs[i].line
    return paragraphs, {}, 0


def _key_in_a_table(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], dict[int, str], int]:
    """The same for a table at the end of numbers and letters, which «№» and «Жауап» call a key."""
    start = len(paragraphs)
    last = paragraphs[-1].cell_at
    while start and last and (at := paragraphs[start - 1].cell_at) and at[0] == last[0]:
        start -= 1
    cells = [tidy(paragraph.text) for paragraph in paragraphs[start:]]
    heads = [text for text in cells if _heads_a_key(text)]
    if len(heads) >= _FEWEST_PAIRS:
        answers = _pairs(one_line(" ".join(cells)))
        if len(answers) >= _FEWEST_PAIRS:
            return paragraphs[:start], answers, paragraphs[start].line
    return paragraphs, {}, 0


def _heads_a_key(text: str) -> bool:
    """Whether a cell or line says what a key holds: «№ вопроса», «Правильный ответ»."""
    words = _short(text).split()
    return bool(words) and all(map(_KEY_WORD.fullmatch, words))


def _pairs(text: str) -> dict[int, str]:
    pairs = _PAIR.findall(text)
    if pairs and not _PAIR.sub("", text).strip():
        answers: dict[int, str] = {}
        for number, letter in pairs:
            before = answers.get(int(number), letter)
            # Both, where a number has two answers: which is right is not for us to say.
            answers[int(number)] = letter if before == letter else f"{before}, {letter}"
        return answers
    return _rows_of_a_key([word for word in text.split() if not _KEY_WORD.fullmatch(word)])


def _rows_of_a_key(words: list[str]) -> dict[int, str]:
    """Rows of numbers, each above a row of as many letters; or a number beside each letter."""
    answers: dict[int, str] = {}
    while words:
        count = next((i for i, word in enumerate(words) if not word.isdecimal()), 0)
        numbers, letters = words[:count], words[count : 2 * count]
        fits = len(letters) == count and all(len(each) == 1 and each.isalpha() for each in letters)
        if not (count and fits) or answers.keys() & {int(n) for n in numbers}:
            return {}
        answers |= {int(n): letter for n, letter in zip(numbers, letters, strict=True)}
        words = words[2 * count :]
    return answers
