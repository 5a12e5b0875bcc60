"""Lines of a typed bank that belong to no question: labels, pages, variants, comments."""

from __future__ import annotations

import re
from typing import Final

from atuforms.testbank.model import one_line, tidy

_LABEL: Final = re.compile(
    r"(?:#{1,6}\s*)?(?:№\s*)?(?:(?:вопрос|задание|задача|тест|сұрақ|тапсырма|question|task|item)\s*№?\s*\d{1,4}"
    r"|\d{1,4}\s*-?\s*(?:сұрақ|тапсырма|вопрос|задание))\s*[.:)]?",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(
    r"(?:стр(?:аница)?|бет|page|с)\.?\s*\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*-?\s*бет|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:/|из|of)\s*\d{1,4}|\d{1,4}",
    re.IGNORECASE,
)
_HEAD_OF_PAGE: Final = re.compile(
    r"[^?]{1,60}[\s,|–—-](?:(?:стр(?:аница)?|бет|page)\.?\s?\d{1,4}(?:\s?(?:из|of|/)\s?\d{1,4})?"
    r"|\d{1,4}\s?-?\s?(?:бет|стр\.?))",
    re.IGNORECASE,
)
"""«Кафедра физики, стр. 12»."""
_VARIANT: Final = re.compile(
    r"(?:вариант|variant|нұсқа)\s*№?\s*(?:\d{1,2}|[A-ZА-Я])\s*[.:]?"
    r"|(?:\d{1,2}|[A-ZА-Я])\s*-?\s*(?:вариант|variant|нұсқа)\s*[.:]?",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(
    r"(?:>\s*)?(?:feedback|comment|explanation|hint|комментари[йи]|пояснени[ея]|объяснени[ея]|обоснование"
    r"|решение|примечание|подсказка|источник|балл\w*|сложность|тема|түсінік\w*|түсіндірме|шешуі"
    r"|ескерту|дереккөз|ұпай|қиындығы|тақырып|points?|difficulty|source)\s*[:：]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE: Final = re.compile(
    r"(?:\*{1,3}|[†‡¹²³⁴⁵])\s*\S|<\s{0,3}/?(?:var|quest)\w{0,12}\s{0,3}>", re.IGNORECASE
)
_OFFERS: Final = re.compile(
    r"варианты(?: ответ(?:а|ов))?|выберите (?:один|правильный|верный)(?: вариант)?(?: ответ)?а?"
    r"|(?:жауап )?нұсқалары?|нұсқалар|жауап нұсқалары|(?:дұрыс )?(?:бір )?жауапты таңдаңыз"
    r"|(?:answer )?(?:options|choices)|(?:choose|select) (?:one|the correct answer)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.?!:;,…)»\"–—-]$")
_GOES_ON: Final = re.compile(r"\d+\s[^\W\d_]")
_SHORTEST: Final = 40
"""Characters of the shortest line that goes on in the next one."""
_LONGEST: Final = 60
"""Characters of the longest label, page number or name of a variant."""


def _short(text: str) -> str:
    """A text without runs of spaces, which would take time; nothing for one that is too long."""
    return one_line(text) if len(text) <= _LONGEST else ""


def is_label(text: str) -> bool:
    """Whether a line only numbers the next question: «Вопрос 1», «5-сұрақ»."""
    return bool(_LABEL.fullmatch(_short(text)))


def is_ruled(text: str) -> bool:
    """Whether a line is nothing but a rule: «———»."""
    return len(text) > 2 and not text.strip("-–—= ")


def is_no_question(text: str) -> bool:
    """Whether a line is a page number, alone or below a title, a rule, or the name of a variant."""
    short = _short(text)
    known = _PAGE.fullmatch(short) or _VARIANT.fullmatch(short) or _HEAD_OF_PAGE.fullmatch(short)
    return bool(known) or is_ruled(text)


def is_note(text: str) -> bool:
    """Whether a line is a footnote typed by hand, or a comment."""
    return bool(_NOTE.match(text)) or is_comment(text)


def offers(text: str) -> bool:
    """Whether a line only says that options follow: «Варианты ответов:»."""
    return bool(_OFFERS.fullmatch(_short(text).rstrip(" :.")))


def is_variant(text: str) -> bool:
    """Whether a line names a variant of a paper: «Вариант 1»."""
    return bool(_VARIANT.fullmatch(_short(text)))


def is_comment(text: str) -> bool:
    """Whether a line says something on the question before it: “FEEDBACK: …”, «Балл: 1»."""
    return bool(_COMMENT.fullmatch(tidy(text)))


def may_be_a_title(line: str, following: str) -> bool:
    """Whether a line of a question's text may be a heading above it rather than its beginning."""
    return not _ENDS.search(line.strip()) and following[:1].isupper()


def may_be_a_head(line: str, following: str) -> bool:
    """Whether a line between two options may be the head of a page: the one above it is short."""
    return len(line) < _SHORTEST and may_be_a_title(line, following)


def goes_on_from_above(text: str) -> bool:
    """Whether a question may begin in the line above it: «номер / 1 растёт?»."""
    return text[:1].islower() or bool(_GOES_ON.match(text))
