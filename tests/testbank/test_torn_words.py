"""Words that the end of a line tears, in text pasted from a PDF."""

from __future__ import annotations

import pytest

from atuforms.testbank import aiken
from atuforms.testbank.conversion import convert
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.stray_messages import WORD_TORN

BANK = "Что такое {stem}?\nA) {option}\nB) вода\nANSWER: A\n\nЧто ещё?\nA) лёд\nB) пар\nANSWER: B\n"


def readings(stem: str, option: str = "сведения") -> list[tuple[str, str, list[str | None]]]:
    """Text, first option and torn words, as read from a text file and from a Word document."""
    text = BANK.format(stem=stem, option=option)
    lines = [Paragraph(line, i) for i, line in enumerate(text.split("\n"), 1)]
    made = []
    for reading in (aiken.read(text), parse(lines, typed=True)):
        first = reading.bank.questions[0]
        torn = [f.actual for f in reading.findings if f.message is WORD_TORN]
        assert [question.answer for question in reading.bank] == ["A", "B"]
        assert len(convert(reading, "moodle-xml", template=False).bank) == 2
        made.append((first.text, first.options[0].text, torn))
    return made


@pytest.mark.parametrize("sign", ["\u00ad", "¬", "¬ ", "\u00ad "])
def test_a_soft_hyphen_joins_what_it_parts(sign: str) -> None:
    made = readings(f"инфор{sign}\nмация", f"све{sign}\nдения")
    assert made == [("Что такое информация?", "сведения", [])] * 2


@pytest.mark.parametrize(
    "word", ["инфор-\nмация", "научно-\nтехнический", "ақпа-\nрат", "net‐\nwork"]
)
def test_a_hyphen_at_the_end_of_a_line_is_asked_about(word: str) -> None:
    torn = word.replace("\n", " ")
    assert readings(word) == [(f"Что такое {word}?", "сведения", [torn])] * 2
    assert readings("это", word) == [("Что такое это?", word, [torn])] * 2


@pytest.mark.parametrize(
    "text", ["двух-\nи трёхмерный", "5 -\nчисло", "Нур-\nСултан", "рост \u00ad\nвода", "а -\nб"]
)
def test_other_hyphens_are_none_of_these(text: str) -> None:
    assert all(torn == [] for _, _, torn in readings(text))
