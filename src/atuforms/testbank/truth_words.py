"""What people call the two answers of a question to be answered with true or false."""

from __future__ import annotations

from typing import Final

TRUE_WORDS: Final = frozenset(
    (
        *("true", "t", "yes", "right", "correct", "верно", "правда", "истина", "да", "правильно"),
        *("дұрыс", "иә", "рас", "шын", "ақиқат"),
    )
)
FALSE_WORDS: Final = frozenset(
    (
        *("false", "f", "no", "wrong", "incorrect", "неверно", "не верно", "ложь", "нет"),
        *("неправда", "неправильно", "бұрыс", "жоқ", "қате", "жалған", "дұрыс емес", "өтірік"),
    )
)
