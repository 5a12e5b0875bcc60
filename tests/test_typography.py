"""Names of companies stay whole on a page, and are read back as they were typed."""

from __future__ import annotations

import datetime
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.forms.builders import changed

import atuforms
from atuforms.core.language.dates import long_date
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.typography import (
    with_equations_whole,
    with_names_whole,
    with_signs_held,
    with_values_whole,
)

TYPED = {
    "kk": "«Сүт» ЖШС және «Алматы» АҚ",
    "ru": "ТОО «Молоко» и АО «АТУ»",
    "en": 'JSC "ATU" and “Milk” LLP',
}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("АО «АТУ»", "АО_«АТУ»"),
        ("«АО «АТУ»»", "«АО_«АТУ»»"),
        ("«АТУ» АҚ", "«АТУ»_АҚ"),
        ('JSC "ATU"', 'JSC_"ATU"'),
        ("“Milk” LLP", "“Milk”_LLP"),
        ("НАО «АТУ», ТОО «Сүт»", "НАО_«АТУ», ТОО_«Сүт»"),
        ("РАДИО «АТУ»", "РАДИО «АТУ»"),
        ("ЗАО и АО без кавычек", "ЗАО и АО без кавычек"),
        ("«АТУ» АҚПАРАТ", "«АТУ» АҚПАРАТ"),
    ],
)
def test_no_line_ends_between_a_name_and_its_kind_of_company(typed: str, shown: str) -> None:
    assert with_names_whole(typed.encode()).decode() == shown.replace("_", "\N{NO-BREAK SPACE}")


SIGNS = "Стандарт ISO 22000 – основа, 5 °C и 40 % по ГОСТ Р 51705 — да"


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_documents_read_back_as_typed(to: str, tmp_path: Path) -> None:
    signs = dict.fromkeys(TYPED, SIGNS)
    changes = {"educational_programme": TYPED, "results": signs}
    record: dict[str, Any] = changed("act-of-implementation", **changes)
    for lang in TYPED:
        file = atuforms.render(record, to, lang=lang, draft=True).save(tmp_path / lang)
        read: Any = atuforms.read(file)
        assert read.record()["educational_programme"] == TYPED
        assert read.record()["results"] == signs


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (SIGNS, "Стандарт ISO_22000_– основа, 5_°C и 40_% по ГОСТ Р_51705_— да"),
        ("ТР ТС 021 и ҚР СТ 12, № 7", "ТР ТС_021 и ҚР СТ_12, №_7"),
        ("ISO без номера", "ISO без номера"),
        ("– пункт", "– пункт"),
        ("MISO 5", "MISO 5"),
    ],
)
def test_no_line_begins_with_a_dash_nor_parts_a_sign_from_its_number(
    typed: str, shown: str
) -> None:
    shown = shown.replace("_", "\N{NO-BREAK SPACE}")
    assert with_signs_held(typed) == shown
    assert with_values_whole(typed.encode()).decode() == shown


def test_a_date_is_parted_by_no_line() -> None:
    for lang in LANGUAGES:
        assert " " not in long_date(datetime.date(2026, 3, 9), lang).replace(" 2026", "2026")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("распад H₂O₂ → O₂ + 2H⁺ идёт", "распад H₂O₂_→_O₂_+_2H⁺ идёт"),
        ("«2H₂ + O₂ → 2H₂O»", "«2H₂_+_O₂_→_2H₂O»"),
        ("(E = mc²)", "(E_=_mc²)"),
        ("C₆H₁₂O₆ + 6O₂ → 6CO₂ + 6H₂O", "C₆H₁₂O₆_+_6O₂_→ 6CO₂_+_6H₂O"),
        ("v = среднее по группе", "v = среднее по группе"),
        ("хлеб + масло", "хлеб + масло"),
    ],
)
def test_no_line_ends_in_a_short_equation(typed: str, shown: str) -> None:
    assert with_equations_whole(typed) == shown.replace("_", "\N{NO-BREAK SPACE}")
    assert with_values_whole(typed.encode()).decode() == with_equations_whole(typed)


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_an_equation_is_whole_in_headings_and_tables_and_reads_back_as_typed(
    to: str, tmp_path: Path
) -> None:
    equation = "H₂O₂ → O₂ + 2H⁺"
    body = f"# Глава {equation}\n\n| Реакция {equation} | Длинный столбец |\n|---|---|\n| а | б |"
    record = {
        "form": "02-03",
        "lang": "ru",
        "course_title": f"Курс {equation}",
        "lecture_no": 1,
        "topic": f"Тема {equation}",
        "body": body,
    }
    document = atuforms.render(record, to)
    if to == "docx":
        shown = zipfile.ZipFile(BytesIO(document.data)).read("word/document.xml").decode()
        assert shown.count(equation.replace(" ", "\N{NO-BREAK SPACE}")) == 4
    read: Any = atuforms.read(document.save(tmp_path))
    assert {**read.record(), "body": body} == {**record, "body": read.record()["body"].strip()}


def test_equations_cost_no_time() -> None:
    begun = time.process_time()
    for hostile in ("a + " * 50_000 + " = b", "A = " * 50_000, "(" * 50_000 + " = b"):
        with_equations_whole(hostile)
    for hostile in (" – " * 200_000, "№ " * 200_000, "ISO " * 200_000, "5 °" * 200_000):
        with_values_whole(hostile.encode())
    assert time.process_time() - begun < 5
