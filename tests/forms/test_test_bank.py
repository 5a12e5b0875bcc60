"""02-05: the bank of test items, its rules, and the formats in which it leaves."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, broken, changed, example, paragraphs

import atuforms
from atuforms.documents.view import view
from atuforms.records.checking import check_form, errors_in
from atuforms.records.loading import open_record
from atuforms.testbank import read_bank

RECORD = EXAMPLES / "test-bank.yaml"


def bank(count: int = 100) -> dict[str, Any]:
    """A record with ``count`` sound items in Kazakh."""
    items = [
        {
            "text": f"{number} саны мен {number + 7} санының қосындысы нешеге тең?",
            "options": [str(2 * number + 7 + extra) for extra in range(5)],
            "answer": "ABCDE"[number % 5],
        }
        for number in range(count)
    ]
    return {"form": "02-05", "lang": "kk", "questions": items}


def with_item(**values: Any) -> dict[str, Any]:
    """A sound record whose item at path ``questions.3`` has other values."""
    record = bank()
    record["questions"][3] |= values
    return record


def test_a_bank_has_at_least_100_items() -> None:
    assert broken(bank(100)) == []
    report = atuforms.check(bank(99))
    assert [(f.rule, f.path, f.limit, f.actual) for f in report.errors] == [
        ("0201-tests-min-100", "questions", 100, 99)
    ]


@pytest.mark.parametrize("count", [4, 6])
def test_an_item_has_five_options(count: int) -> None:
    record = with_item(options=[f"жауап {number * 3}" for number in range(count)], answer="A")
    assert broken(record) == [("0205-item-format", "questions.3.options")]


@pytest.mark.parametrize("answer", ["AC", "A, C", "F", "?"])
def test_one_letter_is_the_answer(answer: str) -> None:
    assert broken(with_item(answer=answer)) == [("0205-single-answer", "questions.3.answer")]


@pytest.mark.parametrize("answer", ["C", "c", "С", " с "])  # the last two are Cyrillic
def test_an_answer_may_be_typed_in_either_alphabet(answer: str) -> None:
    record = with_item(answer=answer)
    assert broken(record) == []
    assert b"ANSWER: C" in atuforms.render(record, "aiken").data


def test_no_is_an_answer_like_any_other() -> None:
    words = ["Иә", "Жоқ", "—", "None", "нет"]
    record = bank()
    record["questions"][3] = {"text": "Су сұйық па?", "options": words, "answer": "A"}
    form = atuforms.load(record)
    assert [option["value"] for option in view(form, "kk")["questions"][3]["options"]] == words
    assert "B. Жоқ".encode() in atuforms.render(form, "aiken").data


def test_an_item_without_a_choice_is_none_of_the_three_kinds() -> None:
    record = with_item(options=["жалғыз"], answer="A")
    assert ("02-answer-types", "questions.3.options") in broken(record, "warning")
    assert ("02-answer-types", "questions.3.options") not in broken(
        with_item(options=["бір", "екі"], answer="A"), "warning"
    )


def test_what_the_template_cannot_hold_is_told() -> None:
    record = with_item(text="Бірінші жол\nекінші жол")
    assert broken(record) == [("02-tests-template", "questions.3.text")]


def test_findings_on_the_content_name_the_item_and_the_language() -> None:
    first = example("test-bank")["questions"][0]
    record = changed("test-bank", questions__9=first)
    assert ("bank-duplicate", "questions.9.text.kk") in broken(record)
    assert ("bank-duplicate", "questions.9.text.en") in broken(record)


def test_errors_alone_are_those_of_the_whole_check() -> None:
    records = [
        bank(),
        bank(99),
        with_item(text="Бірінші жол\nекінші жол"),
        with_item(text="14 саны мен 21 санының қосындысы нешеге тең?"),
        with_item(text="", answer="F"),
        with_item(options=["бір", "бір", "Для чего это нужно?", "тoрт", "nan"]),
        changed("test-bank", questions__9=example("test-bank")["questions"][0]),
        changed("mooc-description", authors=[]),
    ]
    for record in records:
        form, findings = open_record(record)
        whole = check_form(form, tuple(findings)).errors
        assert errors_in(form, tuple(findings)).errors == whole


def test_items_that_cannot_be_read_do_not_shift_the_others() -> None:
    record = bank()
    del record["questions"][1]["answer"]
    record["questions"][3]["options"] = ["бір", "екі", "үш", "төрт"]
    assert broken(record) == [
        ("missing", "questions.1.answer"),
        ("0205-item-format", "questions.3.options"),
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("to", ["aiken", "gift", "moodle-xml"])
def test_exchange_formats_carry_every_item(to: str, lang: str) -> None:
    reading = read_bank(atuforms.render(RECORD, to, lang=lang).data, to)
    assert reading.findings == ()
    questions = atuforms.load(RECORD).questions  # type: ignore[attr-defined]
    assert [q.text for q in reading.bank] == [q.text.within(lang) for q in questions]
    assert [q.answer for q in reading.bank] == [q.answer for q in questions]


def test_the_blank_is_the_text_of_the_regulation() -> None:
    item = "Сұрақ мәтіні?\nA. Жауап\nB. Жауап\nC. Жауап\nD. Жауап\nE. Жауап\nANSWER: {}\n"
    text = atuforms.blank("02-05", "aiken", lang="kk").data.decode()
    assert text == item.format("D") + "\n" + item.format("C")


def test_the_questions_are_printed_without_their_answers_on_demand() -> None:
    whole = atuforms.render(RECORD, "docx", lang="ru")
    alone = atuforms.render(RECORD, "docx", lang="ru", variant="questions-only")
    assert sum("ANSWER:" in line for line in paragraphs(whole)) == 100
    assert not any("ANSWER" in line for line in paragraphs(alone))
    assert alone.filename == "test-bank.questions-only.ru.docx"


def test_an_unknown_variant_is_refused_by_name() -> None:
    with pytest.raises(atuforms.AtuformsError, match="questions-only"):
        atuforms.render(RECORD, "docx", lang="ru", variant="answers-only")
    with pytest.raises(atuforms.AtuformsError, match="no variants"):
        atuforms.blank("02-09", "docx", variant="questions-only")


@pytest.mark.parametrize("answer", ["В", "в", "Д", "Б"])  # Cyrillic: the third letter, or B?
def test_a_cyrillic_letter_that_may_mean_two_options_is_asked_about(answer: str) -> None:
    question = {"text": "Көл?", "options": ["а", "ә", "б", "в", "г"], "answer": answer}
    report = atuforms.check({"form": "02-05", "lang": "kk", "questions": [question]})
    (finding,) = (f for f in report.findings if f.rule == "0205-single-answer")
    assert (finding.actual, finding.path) == (answer.upper(), "questions.0.answer")
