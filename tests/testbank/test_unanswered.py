"""Why no question of a bank is answered is said in one sentence: a sign, a key without a head."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import answers, typed

from atuforms.core.findings import Finding
from atuforms.core.language.languages import Language
from atuforms.testbank.conversion import Conversion, convert, not_kept
from atuforms.testbank.formats import read_bank
from atuforms.testbank.messages import ANSWER_MANY_UNWEIGHED
from atuforms.testbank.model import Bank, Option, Question
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.key_messages import (
    KEY_BARE,
    KEY_BESIDE,
    KEYS_OF_VARIANTS,
    SIGN_UNKNOWN,
)
from atuforms.testbank.typed.stray_messages import CHANGE_REMOVED, MARGIN_LEFT_OUT

RIVERS = [
    ("Ең ұзын өзен қайсы?", ["Шу", "Ертіс", "Сарысу", "Талас"], 1),
    ("Каспийге не құяды?", ["Жайық", "Іле", "Есіл", "Тобыл"], 0),
    ("Балқашқа не құяды?", ["Нұра", "Ырғыз", "Торғай", "Қаратал"], 3),
]


def bank(mark: str = "{}", letters: str = "ABCD") -> list[str]:
    lines = []
    for n, (text, options, right) in enumerate(RIVERS, 1):
        lines.append(f"{n}. {text}")
        for i, option in enumerate(options):
            said = f"{letters[i]}) {option}" if letters else option
            lines.append(mark.format(said) if i == right else said)
    return lines


def causes(made: Conversion) -> set[object]:
    assert made.bank == Bank(())
    return {finding.message for finding in made.left}


@pytest.mark.parametrize("letters", ["ABCD", "АӘБВ", "1234", ""])
@pytest.mark.parametrize("mark", ["V {}", "√ {}", "!{}", "={}", "{} √", "→ {}"])
def test_a_sign_that_is_not_known_is_named(mark: str, letters: str) -> None:
    made = typed(*bank(mark, letters))
    assert (made.read, made.numbers) == (3, ("1", "2", "3"))
    assert causes(made) == {SIGN_UNKNOWN}
    assert {finding.details["start"] for finding in made.left} == {mark.replace("{}", "").strip()}


@pytest.mark.parametrize(
    "key",
    [
        ["1-B, 2-A, 3-D"],
        ["1) B", "2) A", "3) D"],
        ["1B 2A 3D"],
        ["B A D"],
        ["№1 – B; №2 – A; №3 – D"],
    ],
)
def test_a_key_without_a_heading_is_named(key: list[str]) -> None:
    made = typed(*bank(), *key)
    assert (made.read, causes(made)) == (3, {KEY_BARE})
    text = "\n".join([*bank(), *key]).encode()
    again = convert(read_bank(text, "aiken"), "gift", template=False)
    assert (again.read, causes(again)) == (3, {KEY_BARE})


def test_a_key_with_its_heading_still_answers() -> None:
    made = typed(*bank(), "Кілт", "1-B, 2-A, 3-D")
    assert [right for _, _, right in answers(made)] == ["B", "A", "D"]


@pytest.mark.parametrize("head", ["Ключ: ", "Жауаптары: ", ""])
def test_variants_with_a_key_each_are_named(head: str) -> None:
    one, two = bank(letters="ABCD")[:10], bank(letters="ABCD")[:10]
    key = f"{head}1-B, 2-A"
    lines = ["1-нұсқа", *one, key, "2-нұсқа", *(line.replace("не", "нелер") for line in two), key]
    made = typed(*lines)
    assert (made.read, KEYS_OF_VARIANTS in causes(made)) == (4, True)
    left = [finding.message for finding in made.left if finding.severity == "error"]
    assert left == [KEYS_OF_VARIANTS] * 4


def word(*, footer: str = "", header: str = "", removed: str = "") -> list[Finding]:
    document = Document()
    for line in bank():
        document.add_paragraph().add_run(line).bold = line[3:] in ("Ертіс", "Жайық", "Қаратал")
    section = document.sections[0]
    if footer:
        section.footer.paragraphs[0].text = footer
    if header:
        section.header.paragraphs[0].text = header
    if removed:
        paragraph = document.paragraphs[3]._p
        run = f"<w:r><w:t>{removed}</w:t></w:r>"
        tag = f'<w:moveFrom {nsdecls("w")} w:id="7" w:author="x">{run}</w:moveFrom>'
        paragraph.append(parse_xml(tag))
    reading = typed_word.read(saved(document))
    assert [question.answer for question in reading.bank] == ["B", "A", "D"]
    return [
        each for each in reading.findings if each.rule in ("bank-line-left-out", "bank-not-kept")
    ]


def test_what_stands_in_the_margins_is_named() -> None:
    (key,) = word(footer="Жауаптары: 1-C, 2-A")
    assert (key.message, key.severity) == (KEY_BESIDE, "error")
    (line,) = word(header="География кафедрасы", footer="2 / 15")
    assert (line.message, line.severity, line.actual) == (
        MARGIN_LEFT_OUT,
        "warning",
        "География кафедрасы",
    )
    assert not word(footer="3")


def test_what_a_tracked_change_moved_away_is_named() -> None:
    (gone,) = word(removed="C) Сырдария")
    assert (gone.message, gone.actual) == (CHANGE_REMOVED, "C) Сырдария")


def test_several_answers_are_told_as_the_target_has_it() -> None:
    made = typed("1. Қайсысы қала?", "A) Тараз", "B) Есіл", "C) Семей", "Жауабы: A, C")
    assert [finding.message for finding in made.left] == [ANSWER_MANY_UNWEIGHED]
    assert "02-05" not in made.left[0].text("ru")


def test_parts_that_are_not_taken_over_have_words_in_every_language() -> None:
    options = (Option("иә", 100.0, feedback="жақсы"), Option("жоқ"))
    (told,) = not_kept(Bank((Question("Көл?", options, name="1-сұрақ"),)), "aiken")
    assert told.actual == "name, feedback"
    words_of: dict[Language, str] = {"kk": "атаулары", "ru": "названия", "en": "names"}
    for lang, words in words_of.items():
        said = told.text(lang)
        assert words in said
        assert "name, " not in said
