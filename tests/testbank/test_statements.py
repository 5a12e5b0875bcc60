"""Statements with labels of their own above the options: read where there is one reading only."""

from __future__ import annotations

import pytest
from docx import Document
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import answers, typed

from atuforms.testbank.conversion import convert
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.label_messages import LABELS_ANEW

CLAIMS = ("Су сығылмайды", "Мұз судан ауыр", "Бу көрінбейді", "Тұз ериді")
OFFERS = ("тек бірінші", "тек екінші", "екеуі де", "ешқайсысы")


def labelled(labels: str, sign: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{label}{sign} {text}" for label, text in zip(labels.split(), texts, strict=False)]


def bank(above: str, sign: str, labels: str, said: str = "Жауабы") -> list[str]:
    """Three questions, of which the second has statements."""
    names = labels.split()
    lines = ["1. Су қайда қайнайды?", *labelled(labels, ")", ("100", "90", "80", "70"))]
    lines += [f"{said}: {names[0]}", "2. Қайсысы дұрыс?", *labelled(above, sign, CLAIMS)]
    lines += [*labelled(labels, ")", OFFERS), f"{said}: {names[2]}"]
    return [
        *lines,
        "3. Мұз неше градуста ериді?",
        *labelled(labels, ")", ("5", "0")),
        f"{said}: {names[1]}",
    ]


@pytest.mark.parametrize(
    ("above", "sign", "labels"),
    [
        ("А Б", ".", "1 2 3 4"),
        ("А Б В Г", ")", "1 2 3 4"),
        ("a b", ".", "1 2 3 4"),
        ("I II", ".", "А Б В Г"),
        ("I II III IV", ")", "A B C D"),
        ("– –", "", "1 2 3 4"),
    ],
)
def test_statements_of_another_kind_are_a_part_of_the_text(
    above: str, sign: str, labels: str
) -> None:
    made = typed(*bank(above, sign, labels))
    assert [len(options) for _, options, _ in answers(made)] == [4, 4, 2]
    text, options, right = answers(made)[1]
    assert (options, right, made.left) == ([*OFFERS], "C", ())
    assert all(claim in text for claim in CLAIMS[: len(above.split())])


@pytest.mark.parametrize(
    ("above", "sign", "labels"),
    [
        ("А Б", ".", "а б в г"),
        ("А Б", ".", "a b c d"),
        ("A B", ".", "A B C D"),
        ("a b", ".", "A B C D"),
    ],
)
def test_statements_like_the_options_are_left_and_only_they(
    above: str, sign: str, labels: str
) -> None:
    made = typed(*bank(above, sign, labels))
    assert (made.read, made.numbers) == (3, ("2",))
    assert [finding.message for finding in made.left] == [LABELS_ANEW]
    assert [right for _, _, right in answers(made)] == ["A", "B"]


def test_what_may_be_an_answer_of_the_other_run_is_left() -> None:
    lines = bank("А Б", ".", "1 2 3 4")
    lines[lines.index("Жауабы: 3")] = "Жауабы: Б"
    assert typed(*lines).numbers == ("2",)
    # Letters are the options of the first question, digits those of the second.
    lines = bank("А Б", ".", "1 2 3 4")
    lines[1:6] = ["А. 100", "Б. 90", "Жауабы: А"]
    assert "2" in typed(*lines).numbers


def test_three_runs_are_a_question_to_match() -> None:
    lines = bank("А Б", ".", "1 2 3 4")
    at = lines.index("1) тек бірінші")
    lines[at:at] = ["I. жылу", "II. суық"]
    assert typed(*lines).numbers == ("2",)


def test_statements_are_told_by_looks_and_by_a_key_too() -> None:
    lines = [line for line in bank("А Б", ".", "1 2 3 4") if "Жауабы" not in line]
    document = Document()
    for line in lines:
        document.add_paragraph().add_run(line).bold = line in ("1) 100", "3) екеуі де", "2) 0")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [right for _, _, right in answers(made)] == ["A", "C", "B"]
    made = typed(*lines, "Кілт: 1-1, 2-3, 3-2")
    assert [right for _, _, right in answers(made)] == ["A", "C", "B"]
    # A bold statement may be the right option.
    document = Document()
    for line in lines:
        document.add_paragraph().add_run(line).bold = line in ("1) 100", "А. Су сығылмайды", "2) 0")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert made.numbers == ("2",)
