"""Tables as clerks make them: what is read, what is told, and what is never guessed."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import atuforms
from atuforms.batches.batch import batch
from atuforms.batches.form_rows import columns_of, fields_of
from atuforms.batches.messages import (
    CELL_ERROR_TEXT,
    CELL_FORMULA_EMPTY,
    CELL_LETTERS_LOST,
    CELL_NO_DATE,
    CELL_NO_SUCH_DAY,
)
from atuforms.batches.result import Result
from atuforms.batches.tables.cell_values import has_lost_letters
from atuforms.batches.tables.people import read_list
from atuforms.batches.tables.sheet import new_sheet
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate

sys.path.insert(0, str(Path(__file__).parent))
from toy import FIELDS  # type: ignore[import-not-found]

ROW = {
    "date": "2026-03-02",
    "authors": "Қасымбек Самал, доцент, PhD, жоқ",
    "unit": "Қаржы кафедрасы",
    "course_title": "Қаржы негіздері",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-02-05",
    "course_link": "https://mooc.atu.edu.kz/9",
    "director": "А.С. Жұмабекова",
}


def issue(source: Any, folder: Path, lang: str = "kk") -> Result:
    return batch("02-09", source, lang=lang, out=folder / "out", register=folder / "r.db")


def sheet(path: Path, rows: list[list[Any]], **options: Any) -> Path:
    before = options.pop("before", ())
    with xlsxwriter.Workbook(path, options) as book:
        for name in before:
            book.add_worksheet(name).write(0, 0, "Мазмұны")
        page = book.add_worksheet("Кесте")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(number, column, value)
    return path


def rewritten(path: Path, change: Any, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """The same workbook with one part changed."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def findings(path: Path) -> list[tuple[Any, str | None]]:
    return [(f.message, f.place.cell) for row in read_table(path, FIELDS) for f in row.findings]


def notes(path: Path) -> str:
    return " ".join(note.text("en") for note in read_table(path, FIELDS).notes)


def write_csv(path: Path, rows: list[dict[str, str]], encoding: str, errors: str) -> Path:
    with path.open("w", encoding=encoding, errors=errors, newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("koi8_r", "KOI8-R"),
        ("cp866", "cp866"),
        ("mac_cyrillic", "Mac Cyrillic"),
        ("iso8859_5", "ISO 8859-5"),
        ("kz1048", "KZ-1048"),
    ],
)
def test_an_old_encoding_is_named_and_not_guessed(tmp_path: Path, encoding: str, name: str) -> None:
    unit = "Қаржы және есеп" if encoding == "kz1048" else "Кафедра финансов и учёта"
    row = {"course_title": "Введение в экономику", "unit": unit}
    table = write_csv(tmp_path / "t.csv", [row] * 3, encoding, "strict")
    with pytest.raises(UnreadableInput, match=name):
        read_table(table, FIELDS)


def test_lost_kazakh_letters_are_refused_and_russian_questions_are_not(tmp_path: Path) -> None:
    kazakh = [{"course_title": "Қаржы және есеп", "unit": "Есеп"}]
    lossy = write_csv(tmp_path / "kk.csv", kazakh, "cp1251", "replace")
    with pytest.raises(UnreadableInput, match=r"line 2 has “\?аржы”"):
        read_table(lossy, FIELDS)
    russian = [{"course_title": "Что? Где? Когда?", "unit": "Отдел «Почему?»"}]
    assert list(read_table(write_csv(tmp_path / "ru.csv", russian, "cp1251", "strict"), FIELDS))
    lost = write_csv(tmp_path / "u.csv", kazakh, "utf-8", "strict")
    lost.write_text(lost.read_text("utf-8").replace("Қ", "?").replace("ә", "?"), "utf-8")
    assert [message for message, _ in findings(lost)] == [CELL_LETTERS_LOST]


@pytest.mark.parametrize("text", ["Не так ли?", "Почему? Как?", "?", "a?b", "Кто?.."])
def test_questions_are_no_lost_letters(text: str) -> None:
    assert not has_lost_letters(text)


@pytest.mark.parametrize(
    "text", ["#Н/Д", "#REF!", "#ИМЯ?", "#DIV/0!", "#N/A", "Err:502", "Ошибка:508", "######"]
)
def test_what_a_spreadsheet_shows_for_an_error_is_no_value(tmp_path: Path, text: str) -> None:
    assert findings(sheet(tmp_path / "t.xlsx", [["course_title"], [text]])) == [
        (CELL_ERROR_TEXT, "Кесте!A2")
    ]
    assert findings(sheet(tmp_path / "t.xlsx", [["course_title"], [f"Курс {text}"]])) == []


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    def strip(data: bytes) -> bytes:
        return data.replace(b"</f><v>0</v>", b"</f>")

    rows: list[list[Any]] = [["course_title", "unit"], ["Курс", '="a"&"b"'], ["Курс 2", "u"]]
    path = rewritten(sheet(tmp_path / "t.xlsx", rows), strip)
    assert findings(path) == [(CELL_FORMULA_EMPTY, "Кесте!B2")]


def test_dates_of_1904_are_read_from_their_own_beginning(tmp_path: Path) -> None:
    day = dt.date(2026, 3, 2)
    for from_1904, zero in ((False, dt.date(1899, 12, 30)), (True, dt.date(1904, 1, 1))):
        rows: list[list[Any]] = [["date", "course_title"], [(day - zero).days, "Курс"]]
        path = sheet(tmp_path / "t.xlsx", rows, date_1904=from_1904)
        assert [row.record["date"] for row in read_table(path, FIELDS)] == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31.04.2026", CELL_NO_SUCH_DAY),
        ("2026-02-30", CELL_NO_SUCH_DAY),
        ("2 наурыз 2026", CELL_NO_DATE),
    ],
)
def test_a_day_that_there_is_not_is_called_so(tmp_path: Path, text: str, message: Any) -> None:
    assert findings(sheet(tmp_path / "t.xlsx", [["date"], [text]])) == [(message, "Кесте!A2")]


def test_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["course_title"], ["Курс 1"], ["Курс 2"], ["Курс 3"]]

    def hide(data: bytes) -> bytes:
        return re.sub(rb'<row r="([34])"', rb'<row r="\1" hidden="1"', data)

    path = rewritten(sheet(tmp_path / "t.xlsx", rows), hide)
    assert len(list(read_table(path, FIELDS))) == 3
    assert "hidden or filtered rows, which are read too: 2" in notes(path)


def test_a_header_below_titles_or_on_another_sheet_is_found(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["АТУ"], ["Ведомость"], [""], ["course_title", "unit"], ["К", "u"]]
    with pytest.raises(UnreadableInput, match="is in row 4"):
        read_table(sheet(tmp_path / "t.xlsx", rows), FIELDS)
    path = sheet(tmp_path / "s.xlsx", rows[3:], before=["Мұқаба"])
    with pytest.raises(UnreadableInput, match='--sheet "Кесте"'):
        read_table(path, FIELDS)
    assert list(read_table(path, FIELDS, sheet="Кесте"))


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('course_title;unit\nКурс 1;u\n"Курс 2;u\nКурс 3;u\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="line 3"):
        list(read_table(path, FIELDS))


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("А Б; В Г", ["А Б", "В Г"]),
        ("А Б, доцент, PhD", [{"name": "А Б", "position": "доцент", "degree": "PhD"}]),
        (
            "А Б (доцент; PhD); В Г, аға оқытушы",
            [
                {"name": "А Б", "position": "доцент", "degree": "PhD"},
                {"name": "В Г", "position": "аға оқытушы"},
            ],
        ),
        (
            "А Б, доцент, PhD, қауымд. профессор, академик",
            [
                {
                    "name": "А Б",
                    "position": "доцент",
                    "degree": "PhD",
                    "title": "қауымд. профессор, академик",
                }
            ],
        ),
    ],
)
def test_persons_are_read_as_they_are_written(cell: str, people: list[Any]) -> None:
    assert read_list(cell, people=True) == people


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_has_columns_for_what_a_form_says_of_each_person(
    tmp_path: Path, lang: Language
) -> None:
    columns = columns_of(MoocPlacementCertificate, lang)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(new_sheet(columns, lang))
    headings = [column.label for column in columns]
    # The register gives the number, and no scores lie beside the table.
    left = ("number", "compliance", "forced")
    values = ["" if column.path in left else column.example for column in columns]
    table = tmp_path / "t.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, values])
    (row,) = read_table(table, fields_of(MoocPlacementCertificate))
    authors = row.record["authors"]
    assert isinstance(authors, list)
    assert [set(each) for each in authors] == [{"name", "position", "degree", "title"}] * 2
    result = issue(table, tmp_path, lang)
    assert result.ok
    assert "warning" not in " ".join(note.text("en") for note in result.notes)


def test_a_missing_position_is_a_warning_with_the_number_of_rows(tmp_path: Path) -> None:
    rows = [{**ROW, "course_title": f"Курс {n}", "authors": "А Б"} for n in range(3)]
    result = issue(rows, tmp_path)
    assert result.ok
    assert result.made == 3
    said = [note.text("en") for note in result.notes]
    assert len(said) == 3
    assert said[0].startswith("Rows with a warning: 3, the first is row 1.")


def test_messages_speak_of_cells(tmp_path: Path) -> None:
    row: dict[str, Any] = {**ROW, "unit": "", "course_title": "Курс"}
    del row["platform"]
    path = sheet(tmp_path / "t.xlsx", [list(row), list(row.values())])
    text = issue(path, tmp_path).rejections[0].text("en")
    assert "Fill in cell C2." in text
    assert "Add a column “Name of the platform” to the table and fill it in, in row 2." in text
    assert "record" not in text
    table = write_csv(tmp_path / "t.csv", [row], "utf-8", "strict")
    assert "in row 2 of the column “unit”" in issue(table, tmp_path).rejections[0].text("en")


def test_nested_values_come_back_from_a_cell(tmp_path: Path) -> None:
    authors = [{"name": "А Б", "position": "доцент", "degree": "PhD", "title": "none"}]
    for cell in (json.dumps(authors, ensure_ascii=False), repr(authors)):
        path = sheet(tmp_path / "t.xlsx", [list(ROW), list({**ROW, "authors": cell}.values())])
        (row,) = read_table(path, fields_of(MoocPlacementCertificate))
        assert row.record["authors"] == authors
    path = sheet(tmp_path / "t.xlsx", [list(ROW), list({**ROW, "authors": "[{'name': "}.values())])
    assert "within a value" in issue(path, tmp_path).rejections[0].text("en")


def test_values_that_no_file_could_hold_reject_their_row_alone(tmp_path: Path) -> None:
    circle: dict[str, Any] = {**ROW, "course_title": "circle"}
    circle["unit"] = circle
    strange: list[Any] = [10**5000, float("nan"), (n for n in "ab"), b"bytes", "a\ud800", object()]
    rows = [{**ROW, "course_title": each} for each in strange]
    moment = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    good = [{**ROW, "course_title": "zone", "date": moment}]
    result = issue([*rows, circle, {**ROW, "date": dt.date(1, 1, 1)}, *good], tmp_path)
    assert (result.made, result.rejected) == (1, len(rows) + 2)
    assert result.rejected_file is not None
    assert len(result.rejected_file.read_bytes().splitlines()) == result.rejected


@pytest.mark.parametrize("nothing", ["none", "жоқ", "нет"])
def test_a_title_that_nobody_has_is_missing_in_no_language(nothing: str, tmp_path: Path) -> None:
    record: dict[str, Any] = atuforms.load("examples/mooc-placement-certificate.yaml").record()
    for author in record["authors"]:
        author["title"] = nothing
    result = batch("02-09", [record], lang=["kk", "ru", "en"], out=tmp_path / "out")
    assert (len(result.documents), result.rejected) == (3, 0)


def test_a_second_language_has_names_of_its_own(tmp_path: Path) -> None:
    issue([ROW], tmp_path, "kk")
    issue([ROW], tmp_path, "ru")
    names = sorted(path.name for path in (tmp_path / "out").glob("*.docx"))
    assert names == ["1_Қаржы_негіздері.docx", "1_Қаржы_негіздері_ru.docx"]


@pytest.mark.parametrize("count", [1, 25])
def test_ranges_that_reach_down_to_the_last_row_take_no_time(tmp_path: Path, count: int) -> None:
    def merge(data: bytes) -> bytes:
        refs = b"".join(
            b'<mergeCell ref="%c2:%c1048576"/>' % (66 + n, 66 + n) for n in range(count)
        )
        return data.replace(b"</sheetData>", b"</sheetData><mergeCells>" + refs + b"</mergeCells>")

    rows: list[list[Any]] = [["course_title"], ["Курс 1"], ["Курс 2"]]
    path = rewritten(sheet(tmp_path / "t.xlsx", rows), merge)
    begun = time.process_time()
    assert len(list(read_table(path, FIELDS))) == 2
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("part", ["sharedStrings", "styles"])
def test_a_part_that_claims_more_than_it_has_is_refused(tmp_path: Path, part: str) -> None:
    def claim(data: bytes) -> bytes:
        return re.sub(rb'ount="[0-9]+"', b'ount="4000000000"', data)

    path = sheet(tmp_path / "t.xlsx", [["course_title"], ["Курс"]])
    with pytest.raises(UnreadableInput, match="not read for safety"):
        read_table(rewritten(path, claim, f"xl/{part}.xml"), FIELDS)


def test_repeated_rows_of_opendocument_are_counted_before_they_are_made(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    cell = '<t:table-cell o:value-type="string"><p:p>X</p:p></t:table-cell>'
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{table}" xmlns:p="{text}"><o:body>'
        f'<o:spreadsheet><t:table t:name="A"><t:table-row>{cell}</t:table-row>'
        f'<t:table-row t:number-rows-repeated="1000000000">{cell}</t:table-row></t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    with pytest.raises(UnreadableInput, match="reaches down"):
        read_table(path, FIELDS)


@pytest.mark.parametrize("name", ["t.xls", "t.xlsb", "t.xlsx"])
def test_old_workbooks_are_named_and_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    with pytest.raises(UnreadableInput, match="old or binary format"):
        read_table(path, FIELDS)
