"""Counting sentences, as the limits on annotations mean them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atuforms.fields.texts import count_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Соңғы нүктесіз сөйлем", 1),
        ("Бір сөйлем.", 1),
        ("Бірінші сөйлем. Екінші сөйлем", 2),
        ("Неге? Өйткені қажет! Бітті…", 3),
        ("Деді: «Иә.» Сосын кетті.", 2),
        ("Соль, сахар и т. д. не входят.", 1),
        ("Ет, сүт т.б. Қазақстан өнімдері.", 1),
        ("В 2025 г. Курс открыт.", 1),
        ("Оқытушы А.С. Жұмабекова.", 1),
        ("Tools, e.g. Moodle, are shown.", 1),
        ("Нұсқа 2.0 шықты.", 1),
        ("Кейін. 2 сағат.", 2),
        ("Аяқталды. «Бастау» тағы бар.", 2),
        ("Не… не знаю.", 1),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert count_sentences(text) == count


@given(st.text())
def test_any_text_has_a_count(text: str) -> None:
    assert 0 <= count_sentences(text) <= len(text)


@given(st.integers(1, 30))
def test_long_runs_of_marks_are_one_end(marks: int) -> None:
    assert count_sentences("Солай" + "." * marks + " Иә") == 2
