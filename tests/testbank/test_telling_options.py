"""A paper without answers is not written where the looks of the right options show them."""

from __future__ import annotations

import pytest

import atuforms
from atuforms.documents.bank_files import bank_files
from atuforms.testbank import single
from atuforms.testbank.model import Bank
from atuforms.testbank.telling_options import telling_options
from atuforms.testbank.typed.looks_messages import RIGHT_CAPITAL, RIGHT_LONE_SIGN, RIGHT_SMALL

WORDS = ("алма", "өрік", "шие", "алмұрт", "жүзім")


def bank(right: str, count: int = 100, told: int = 100) -> Bank:
    """Questions whose right option has the shape of ``right``, in the first ``told`` of them."""
    questions = []
    for n in range(count):
        options = [f"{word} {n * 7 + i}" for i, word in enumerate(WORDS)]
        place = n % 5
        if n < told:
            shown = options[place].capitalize() if "Алма" in right else options[place]
            options[place] = right.replace("Алма", "{}").replace("алма", "{}").format(shown)
        questions.append(single(f"{n * 7919} нөмірлі жеміс қайсы?", options, "ABCDE"[place]))
    return Bank(tuple(questions))


@pytest.mark.parametrize(
    ("right", "sign"),
    [
        ("\ufe0f алма", "U+FE0F"),
        ("*алма**", "*"),
        ("алма.", "."),
        ("алма ;", ";"),
        ("✱ алма", "✱"),
        ("ал  ма алма", "␣␣"),
        ("дұрысы\u00a0алма", "U+00A0"),
        ("дұрысы\u200aалма", "U+200A"),
        ("дұ\u3164рысы алма", "U+3164"),
        ("дұрысы → алма", "→"),
    ],
)
def test_a_sign_of_right_options_alone_is_named(right: str, sign: str) -> None:
    (finding,) = telling_options(bank(right.replace("ал  ма", "о  л")))
    assert (finding.message, finding.actual) == (RIGHT_LONE_SIGN, 100)
    assert finding.details["sign"] in (sign, right[0])


def test_letter_case_tells_too() -> None:
    (finding,) = telling_options(bank("Алма"))
    assert finding.message == RIGHT_CAPITAL
    small = [single(f"{n} не?", [f"Жеміс {n}", f"көкөніс {n}", f"Ағаш {n}"], "B") for n in range(9)]
    (finding,) = telling_options(small)
    assert finding.message == RIGHT_SMALL


def test_what_others_have_too_or_few_have_tells_nothing() -> None:
    assert not [*telling_options(bank("алма"))]
    assert not [*telling_options(bank("алма.", told=40))]
    alike = [single(f"{n}?", ["бір.", "екі.", "үш."], "B") for n in range(50)]
    assert not [*telling_options(alike)]


def test_no_paper_is_written_that_shows_the_answers() -> None:
    told = bank("алма.")
    questions = [
        {"text": q.text, "options": [o.text for o in q.options], "answer": q.answer} for q in told
    ]
    values = {"form": "02-05", "lang": "kk", "questions": questions}
    with pytest.raises(atuforms.InvalidRecord) as raised:
        atuforms.render(values, "pdf", variant="questions-only")
    assert [each.rule for each in raised.value.report.errors] == ["bank-options-tell"]
    with pytest.raises(atuforms.InvalidRecord):
        list(bank_files(told, "docx", ".docx", "kk", count=2))
    # The department gets the answers anyway.
    assert atuforms.check(values).ok
