"""Letters and numbers before the lines of one question that begin anew, change or go astray."""

from __future__ import annotations

import pytest
from docx import Document
from tests.testbank.test_typed_word import add_list, item, saved
from tests.testbank.test_typing_manners import answers, typed

from atuforms.testbank.content import check
from atuforms.testbank.conversion import convert
from atuforms.testbank.formats import read_bank
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.label_messages import (
    KEYS_DIFFER,
    LABEL_ASTRAY,
    LABELS_ANEW,
    LABELS_KEPT,
    POINTS,
)

OFFERS = ("тек бірінші", "тек екінші", "екеуі де", "ешқайсысы")
LAST = ("2. Ең терең көл?", "A) Байқал", "B) Арал", "C) Балқаш", "Жауап: A")


def labelled(labels: str, sign: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{label}{sign} {text}" for label, text in zip(labels.split(), texts, strict=False)]


@pytest.mark.parametrize(
    ("above", "sign", "labels", "answer"),
    [
        ("А Б", ".", "А Б В Г", "Б"),
        ("А Б", ")", "а б в г", "б"),
        ("A B", ".", "А Б В Г", "Б"),
        ("a b", ")", "1 2 3 4", "2"),
        ("1 2", ")", "1 2 3 4", "2"),
        ("А Ә", ")", "А Ә Б В", "Ә"),
        ("А Б", ".", "I II III IV", "II"),
        ("- -", "", "А Б В Г", "Б"),
        ("1 2 3 4", ")", "A B C D", "B"),
    ],
)
def test_statements_are_never_options(above: str, sign: str, labels: str, answer: str) -> None:
    claims = ("Көл тұзды", "Көл ағынды", "Көл терең", "Көл таяз")
    question = ["1. Қай тұжырым дұрыс?", *labelled(above, sign, claims)]
    question += [*labelled(labels, ")", OFFERS), f"Жауап: {answer}"]
    texts = "\n".join((*question, *LAST)).encode()
    for made in (
        typed(*question, *LAST),
        convert(read_bank(texts, "aiken"), "gift", template=False),
    ):
        for text, options, right in answers(made):
            if "тұжырым" in text:
                assert (options, right) == ([*OFFERS], "B")
                assert all(claim in text for claim in claims[: len(above.split())])
            else:
                assert options == ["Байқал", "Арал", "Балқаш"]


@pytest.mark.parametrize("shapes", [("upperLetter", "russianUpper"), ("decimal", "bullet")])
def test_two_automatic_lists_in_one_question_are_not_one(shapes: tuple[str, str]) -> None:
    document = Document()
    for number, shape in enumerate(shapes, 900):
        add_list(document, number, (shape, "%1)"))
    document.add_paragraph("1. Қай тұжырым дұрыс?")
    for claim in ("Көл тұзды", "Көл ағынды"):
        item(document, claim, 900)
    for offer in OFFERS:
        item(document, offer, 901, bold=offer == OFFERS[0])
    for text, options, right in answers(
        convert(typed_word.read(saved(document)), "gift", template=False)
    ):
        assert ("ағынды" in text, options, right) == (True, [*OFFERS], "A")


@pytest.mark.parametrize("labels", ["А Б В Г Ғ", "А Ә Б В Г Ғ Д", "A Ä B C D", "А Ә Б В Г Д"])
def test_letters_of_the_kazakh_alphabets_are_labels(labels: str) -> None:
    names = ("бір", "екі", "үш", "төрт", "бес", "алты", "жеті")[: len(labels.split())]
    for right, answer in enumerate(labels.split()):
        made = typed("1. Қай сан?", *labelled(labels, ")", names), f"Жауап: {answer}")
        for _, options, said in answers(made):
            assert (options, said) == ([*names], "ABCDEFG"[right])
    assert answers(typed("1. Қай сан?", *labelled(labels, ")", names), f"Жауап: {labels[0]}"))


@pytest.mark.parametrize("labels", ["А Б В Г Л", "А Б В Ж", "1 2 3 5"])
def test_a_slip_leaves_the_question_with_all_its_options(labels: str) -> None:
    lines = labelled(labels, ")", ("бір", "екі", "*үш", "төрт", "бес"))
    made = typed("1. Қай сан?", *lines, "2. Қай көл?", "A) Арал", "B) *Балқаш")
    assert answers(made) == [("Қай көл?", ["Арал", "Балқаш"], "B")]
    assert made.numbers == ("1",)
    assert {f.message for f in made.left} & {LABEL_ASTRAY, LABELS_ANEW}


@pytest.mark.parametrize(
    "lines",
    [
        ("A) бір", "B. қосымша", "B) екі", "C) үш"),
        ("A) бір", "B) екі", "C) үш", "B. қосымша"),
        ("1) бір", "1) қадам", "2) екі", "3) үш"),
        ("A) бір", "Б) қосымша", "B) екі", "C) үш", "D) төрт"),
    ],
)
def test_a_stray_label_leaves_the_question(lines: tuple[str, ...]) -> None:
    made = typed("1. Қай сан?", *lines, "Жауап: C", *LAST)
    assert [text for text, *_ in answers(made)] == ["Ең терең көл?"]


def test_a_letter_after_one_that_stands_twice_is_asked_about() -> None:
    lines = ("A) бір", "B) екі", "B) үш", "C) төрт")
    assert not answers(typed("1. Қай сан?", *lines, "Жауап: C"))
    assert [right for *_, right in answers(typed("1. Қай сан?", *lines, "Жауап: A"))] == ["A"]


@pytest.mark.parametrize("shape", ["{}/ {}", "{}） {}", "{}）{}"])
def test_other_brackets_part_letters_from_texts(shape: str) -> None:
    lines = [shape.format(letter, name) for letter, name in zip("ABC", OFFERS, strict=False)]
    assert answers(typed("1. Қай тұжырым?", *lines, "Жауап: B")) == [
        ("Қай тұжырым?", [*OFFERS[:3]], "B")
    ]


def test_letters_that_stay_in_the_texts_are_named() -> None:
    document = Document()
    for question in ("Қай өзен?", "Қай көл?"):
        document.add_paragraph(question)
        for i, (letter, name) in enumerate(zip("АБВ", OFFERS, strict=False)):
            document.add_paragraph().add_run(f"«{letter}» {name}").bold = i == 1
    told = typed_word.read(saved(document)).findings
    assert [f.severity for f in told if f.message is LABELS_KEPT] == ["warning"] * 2


@pytest.mark.parametrize("points", ["1/1", "0 из 1 балла", "1 ұпай"])
def test_points_are_no_option(points: str) -> None:
    lines = [points, "Арал", "✓ Балқаш", "Зайсан"]
    made = typed(
        "1. Қай көл?",
        *(f"• {line}" for line in lines),
        *("2. Қай сан?", "• 1/2", "• ✓ 1/3", "• 2/3"),
    )
    assert [text for text, *_ in answers(made)] == ["Қай сан?"]
    assert POINTS in [finding.message for finding in made.left]


def test_one_question_with_two_keys_is_left_both_times() -> None:
    lines = ("A) Арал", "B) Байқал", "C) Балқаш")
    again = ("A) Балқаш", "B) Арал", "C) Байқал")
    made = typed("1. Ең терең көл?", *lines, "Жауап: B", "2. Ең терең көл ?", *again, "Жауап: A")
    assert (made.numbers, len(made.bank)) == (("1", "2"), 0)
    assert [f.message for f in made.left].count(KEYS_DIFFER) == 2


@pytest.mark.parametrize(("other", "left"), [("х", True), ("X", False)])
def test_options_that_look_the_same_are_named(other: str, left: bool) -> None:
    made = typed("1. Қай ось?", "A) x", f"B) {other}", "C) y", "Жауап: A")
    assert bool(made.left and not made.bank.questions) is left


def test_a_decimal_comma_makes_no_other_option() -> None:
    made = typed("1. Қай сан?", "A) 0,5", "B) 0.5", "C) 1", "Жауап: A")
    told = check(made.bank, template=False)
    assert "bank-option-repeated" in [finding.rule for finding in told]
