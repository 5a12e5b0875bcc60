"""What a clerk is told to do about a row: in the table, and in the list of rejected rows."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from atuforms.batches.batch import batch
from atuforms.batches.result import Result
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.register.numbers import Register

ROW = {
    "date": "2026-02-01",
    "authors": "Сейітқали Әсел",
    "unit": "«Тағам биотехнологиясы» кафедрасы",
    "course_title": "Курс",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-01-05",
    "course_link": "https://mooc.atu.edu.kz/1",
    "director": "А.С. Жұмабекова",
}
ROWS = [ROW, ROW | {"course_title": "Екінші", "course_link": ""}]
NONE = {"kk": "«жоқ»", "ru": "«нет»", "en": "“none”"}


def made(folder: Path, lang: Language, kind: str, *, register: bool = False) -> Result:
    path = folder / f"rows{kind}"
    if kind == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate([list(ROW), *(list(row.values()) for row in ROWS)]):
                sheet.write_row(number, 0, cells)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(ROW)
            table.writerows(row.values() for row in ROWS)
    kept = Register(folder / "register.db") if register else None
    return batch("02-09", path, to="docx", lang=lang, out=folder / "out", register=kept)


def listed(result: Result) -> list[str]:
    """The column of the list of rejected rows that says what is wrong."""
    assert result.rejected_file is not None
    if result.rejected_file.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(result.rejected_file).get_sheet_by_index(0).to_python()
        return [str(row[-1]) for row in rows[1:]]
    with result.rejected_file.open(encoding="utf-8-sig", newline="") as stream:
        return [row[-1] for row in list(csv.reader(stream))[1:]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_missing_number_may_come_from_a_column_or_from_a_register(
    kind: str, lang: Language, tmp_path: Path
) -> None:
    result = made(tmp_path, lang, kind)
    for text in (result.rejections[0].text(lang), listed(result)[0]):
        assert "“№”" in text or "«№»" in text or "“No.”" in text, text
        assert "--register" in text
    assert "--register" not in result.rejections[1].findings[-1].text(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_the_list_speaks_of_its_own_rows(kind: str, lang: Language, tmp_path: Path) -> None:
    """The second row of the table is the first of the list: its address is not true there."""
    result = made(tmp_path, lang, kind, register=True)
    (text,) = listed(result)
    assert "course_link" in text
    assert not re.search(r"\b[A-Z]\d+\b|\b3\b", text), text
    assert re.search(r"\bI3\b|\b3\b", result.rejections[0].text(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_warning_on_a_table_speaks_of_the_table(lang: Language, tmp_path: Path) -> None:
    """Position, degree and title stand after the name; “title: none” is a line of a record."""
    result = made(tmp_path, lang, ".csv", register=True)
    notes = [note.text(lang) for note in result.notes]
    told = [note for note in notes if NONE[lang] in note]
    assert len(told) >= 2, notes
    assert all(";" in note for note in told)
    assert not any(": none" in note or "«position»" in note for note in notes), notes
