"""Dictionary order in three languages, on any machine."""

from __future__ import annotations

import random
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from atuforms.core.language.collation import heading_letter, sort_key
from atuforms.core.language.languages import LANGUAGES, Language

ALPHABET = "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я"


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def in_order(words: list[str], lang: Language) -> list[str]:
    mixed = sorted(words, key=lambda word: random.Random(word).random())
    return sorted(mixed, key=lambda word: sort_key(word, lang))


def test_kazakh_letters_stand_where_the_kazakh_alphabet_has_them() -> None:
    letters = ALPHABET.split()
    assert in_order(letters, "kk") == letters
    words = ["азық", "әдіс", "бақылау", "гигиена", "ғылым", "дәрі", "ірімшік", "юрта"]
    assert in_order(words, "kk") == words


def test_russian_yo_stands_with_ye() -> None:
    words = ["еда", "ёж", "ежа", "ели", "ёлка", "жир"]
    assert in_order(words, "ru") == ["еда", "ёж", "ежа", "ели", "ёлка", "жир"]
    assert in_order(["все", "всё", "всего"], "ru") == ["все", "всё", "всего"]
    assert heading_letter("ёлка", "ru") == "Е"
    assert heading_letter("ёлка", "kk") == "Ё"


def test_shorter_words_and_phrases_come_first() -> None:
    assert in_order(["тест", "тест банкі", "тесттер"], "kk") == ["тест", "тест банкі", "тесттер"]
    assert in_order(["co-op", "coop", "course"], "en") == ["co-op", "coop", "course"]


def test_digits_come_before_letters_and_other_alphabets_behind() -> None:
    assert in_order(["HACCP", "ISO 22000", "яғни", "5S"], "kk") == [
        "5S", "яғни", "HACCP", "ISO 22000",
    ]  # fmt: skip
    assert in_order(["анализ", "Zoom", "audit"], "en") == ["audit", "Zoom", "анализ"]
    assert heading_letter("5S", "kk") == "0–9"
    assert heading_letter("«HACCP»", "kk") == "H"


def test_case_decides_last() -> None:
    assert in_order(["Аудит", "аудит", "аудитор"], "ru") == ["аудит", "Аудит", "аудитор"]


def test_decomposed_letters_are_the_same_letters() -> None:
    assert sort_key("йод", "ru") == sort_key("и\u0306од", "ru")


@given(st.lists(st.text(max_size=3).map(composed)), st.sampled_from(LANGUAGES))
@example(["straße", "strasse"], "en")
@example(["ᾳ", "αι"], "ru")
def test_order_does_not_depend_on_the_order_before(words: list[str], lang: Language) -> None:
    backwards = words[::-1]
    ordered, again = (
        sorted(before, key=lambda word: sort_key(word, lang)) for before in (words, backwards)
    )
    assert again == ordered
