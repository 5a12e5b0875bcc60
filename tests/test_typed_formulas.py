"""A formula in TeX is named before it is printed in its signs."""

from __future__ import annotations

import pytest
from tests.forms.builders import example

import atuforms


def told(form: str, path: str, text: str) -> list[tuple[str, object]]:
    record = example(form)
    record[path] = dict.fromkeys(("kk", "ru", "en"), text)
    found = atuforms.check(record).findings
    return [(each.path, each.actual) for each in found if each.rule == "formula-as-typed"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (r"Мұнда \(x^2 + 1\) тұр.", r"\(x^2 + 1\)"),
        (r"Мұнда $$\frac{1}{2}$$ тұр.", r"$$\frac{1}{2}$$"),
        (r"Мұнда \[a_1\] тұр.", r"\[a_1\]"),
        (r"Мұнда $\frac{1}{2}$ тұр.", r"\frac{"),
    ],
)
def test_a_formula_is_named_in_each_language_that_has_it(text: str, formula: str) -> None:
    expected = [(f"body.{lang}", formula) for lang in ("kk", "ru", "en")]
    assert told("self-study-material", "body", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Бағасы 5$ немесе 10$ (екі $$ белгісі).",
        "`\\(x\\)` және\n\n```tex\n\\frac{1}{2}\n```",
        "Бір \\* жұлдызша.",
    ],
)
def test_money_and_code_are_no_formulas(text: str) -> None:
    assert told("self-study-material", "body", text) == []


def test_it_is_told_what_to_do() -> None:
    record = example("self-study-material")
    record["body"] = {**record["body"], "ru": r"Здесь \(x^2\)."}
    (found,) = (e for e in atuforms.check(record).findings if e.rule == "formula-as-typed")
    assert found.severity == "warning"
    assert "x², √2" in found.text("ru")
    assert "TeX" in found.text("kk")
