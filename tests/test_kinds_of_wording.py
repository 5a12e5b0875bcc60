"""What a trilingual proofreading found, kind by kind: each is held by a case of its own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.forms.builders import changed, example

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import InvalidRecord
from atuforms.core.language.dates import blank_date
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import bound, unbound
from atuforms.documents.reading.document import read_document
from atuforms.fields.texts import count_characters

NBSP = "\N{NO-BREAK SPACE}"
QUOTES: dict[str, tuple[str, str]] = {"kk": ("«", "»"), "ru": ("«", "»"), "en": ("“", "”")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_unknown_columns_stand_in_the_quotation_marks_of_the_language(
    lang: Language, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("course_titel,zzz\na,b\n", encoding="utf-8")
    with pytest.raises(UnreadableInput) as told:
        atuforms.batch("02-09", table, lang="kk", out=tmp_path / "out")
    text = told.value.text(lang)
    opening, closing = QUOTES[lang]
    assert f"{opening}course_titel{closing}" in text
    assert f"{opening}zzz{closing}" in text
    assert not set("«»“”") - {opening, closing} & set(text)


def test_the_name_of_an_expert_needs_no_case() -> None:
    sheet = example("mooc-evaluation-sheet")
    later = copy.deepcopy(sheet)
    later["competition_year"] = 2025
    with pytest.raises(InvalidRecord) as told:
        atuforms.rank([sheet, later])
    russian, kazakh = told.value.text("ru"), told.value.text("kk")
    name = sheet["expert"]["name"]
    assert f"{name['ru']}: у этого эксперта два листа" in russian
    assert f"{name['ru']}: лист этого эксперта относится к конкурсу 2025" in unbound(russian)
    assert f"Сарапшы {name['kk']} толтырған екі парақ бар" in unbound(kazakh)


def test_a_value_is_shown_in_the_language_of_the_message() -> None:
    sheet, fewer = example("mooc-evaluation-sheet"), example("mooc-evaluation-sheet")
    fewer["expert"] = {"name": {"kk": "Омар Дәурен", "ru": "Омар Даурен", "en": "Dauren Omar"}}
    title = fewer["rows"].pop()["title"]
    (finding,) = atuforms.rank([sheet, fewer]).report.findings
    for lang, name in fewer["expert"]["name"].items():
        assert name in finding.text(lang)
        assert title[lang] in finding.text(lang)


def test_an_outcome_is_named_in_the_language_of_the_message() -> None:
    outcome = {"kk": "жаңа нәтиже", "ru": "новый результат", "en": "a new outcome"}
    record = example("course")
    record["outcomes"].append(outcome)
    (finding,) = [f for f in atuforms.check(record) if outcome["kk"] in f.text("kk")]
    assert [outcome[lang] in finding.text(lang) for lang in LANGUAGES] == [True] * 3


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("02-08 second item 3", ("4-тармақ", "п. 4", "item 4")),
        ("02-11 item 7", ("8-тармақ", "п. 8", "item 8")),
        ("02-02 items 1.1-4", ("1.1–5-тармақтар", "пп. 1.1–5", "items 1.1–5")),
        ("01-01 items 1-6", ("1–6-тармақтар", "пп. 1–6", "items 1–6")),
        ("03-02 slides 3-9", ("3–9-слайдтар", "слайды 3–9", "slides 3–9")),
        ("03 §9.2.1-9.2.2", ("9.2.1–9.2.2-тармақ", "п. 9.2.1–9.2.2", "§9.2.1–9.2.2")),
    ],
)
def test_a_clause_has_the_number_that_the_form_prints(
    clause: str, printed: tuple[str, str, str]
) -> None:
    said = [clause_text(clause, lang).partition(", ")[2] for lang in LANGUAGES]
    assert said == list(printed)


def test_a_duration_and_its_limit_are_written_alike() -> None:
    record = changed("course", modules__0__lessons__0__minutes=45)
    (finding,) = [f for f in atuforms.check(record) if f.rule == "02-lesson-30-min"]
    for lang in LANGUAGES:
        assert "45:00" in finding.text(lang)
        assert "30:00" in finding.text(lang)


def test_numbers_of_values_are_not_items() -> None:
    record = example("expertise-protocol")
    record["experts"] = record["experts"][:2]
    (finding,) = [f for f in atuforms.check(record) if f.path == "experts"]
    assert "указано: 2, требуется не менее 3" in finding.text("ru")
    assert "көрсетілгені — 2, кемінде 3 қажет" in finding.text("kk")


def test_kazakh_says_that_there_is_none() -> None:
    record = changed("course", modules__0__summative=[])
    (finding,) = [f for f in atuforms.check(record) if f.rule == "02-weekly-summative"]
    assert "суммативті бағалау тапсырмасы жоқ" in finding.text("kk")
    assert "0" not in finding.text("kk").partition("(")[0].replace("бағалау", "")


# Spaces and hyphens


@pytest.mark.parametrize(
    ("words", "tied"),
    [
        ("АО «АТУ» утверждает", f"АО{NBSP}«АТУ» утверждает"),
        ("«АТУ» АҚ платформасы", f"«АТУ»{NBSP}АҚ платформасы"),
        ("of «ATU» JSC", f"of «ATU»{NBSP}JSC"),
        ("до 100 символов", f"до 100{NBSP}символов"),
        ("№ {{ number }} от", f"№{NBSP}{{{{ number }}}} от"),
        ("Модуль №1", f"Модуль №{NBSP}1"),
        ("{day} {month} {year} ж.", f"{{day}}{NBSP}{{month}} {{year}}{NBSP}ж."),
        ("и т. д. и т. п.", f"и{NBSP}т.{NBSP}д. и{NBSP}т.{NBSP}п."),
        ("сәйкес: Ү.ЖИЦДО-7.5.1-2025-02-03.", None),
        ("204-2Б, файл 02-09", "204-2Б, файл 02-09"),
    ],
)
def test_a_line_does_not_end_there(words: str, tied: str | None) -> None:
    expected = tied or words.replace("Ү.ЖИЦДО-7.5.1-2025-02-03", "Ү.ЖИЦДО‑7.5.1‑2025‑02‑03")
    assert bound(words) == expected.replace("‑", "\N{NON-BREAKING HYPHEN}")
    assert bound(bound(words)) == bound(words)
    if "№1" not in words:
        assert unbound(bound(words)) == words
        assert count_characters(bound(words)) == count_characters(words)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_messages_and_dates_are_tied_too(lang: Language) -> None:
    record = changed("mooc-description", annotation_short="ә" * 101)
    (finding,) = [f for f in atuforms.check(record) if f.actual == 101]
    assert f"101{NBSP}" in finding.text(lang)
    assert f"20__{NBSP}" in blank_date(lang)


def test_a_code_is_known_by_its_unbreaking_spelling() -> None:
    assert atuforms.get_form(bound("Ү.ЖИЦДО-7.5.1-2025-02-09")).CODE == "02-09"


def test_what_is_printed_with_such_spaces_is_read_as_it_was(tmp_path: Path) -> None:
    form = atuforms.load(example("mooc-placement-certificate"))
    for lang in LANGUAGES:
        path = tmp_path / f"{lang}.docx"
        atuforms.render(form, "docx", lang=lang).save(path)
        assert atuforms.read(path).record() == form.record()


# What the regulation has, and we print otherwise


def _typed(tmp_path: Path, lines: list[str]) -> dict[str, Any]:
    """A document typed by hand, without controls, as it is read."""
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    path = tmp_path / "typed.docx"
    paper.save(str(path))
    return dict(read_document(path).form.record())


@pytest.mark.parametrize("heading", ["TRANSMITTAL LETTER", "COVER LETTER"])
def test_a_heading_is_known_by_its_slip(tmp_path: Path, heading: str) -> None:
    lines = ["F. CAIDD-7.5.1-2025-04-01", heading, "1. Faculty: Food Technologies"]
    lines += ["3. The name of the DER with an indication of the discipline: HACCP"]
    record = _typed(tmp_path, lines)
    assert (record["form"], record["der_title"]) == ("04-01", "HACCP")


@pytest.mark.parametrize("slip", ["ЖАОК", "ЖАОК-ты"])
def test_a_hint_is_no_value_in_either_spelling(tmp_path: Path, slip: str) -> None:
    hint = f"(Бұл {slip} игеру үшін келесі курстарды оқыған кезде алынған білім, дағдылар мен "
    hint += "машықтар қажет)"
    lines = ["Ү.ЖИЦДО-7.5.1-2025-02-01", "ЖАОК СИПАТТАМАСЫ МЕН ҚҰРЫЛЫМЫ", "1. ЖАОК атауы: Тағам"]
    record = _typed(tmp_path, [*lines, f"8. Пререквизиттер {hint} Химия"])
    assert record["prerequisites"] == ["Химия"]
