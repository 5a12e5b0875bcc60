from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.programs import convert

from atuforms.batches.messages import (
    CELL_DATE,
    CELL_FORMULA_ERROR,
    CELL_NO_HEADING,
    ROW_CONFLICT,
    ROW_NOT_JSON,
    ROW_NOT_MAPPING,
)
from atuforms.batches.tables.delimited import detect_separator, read_grid
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnreadableInput

sys.path.insert(0, str(Path(__file__).parent))
from toy import FIELDS  # type: ignore[import-not-found]


def xlsx(path: Path, rows: list[list[Any]], fill: Any = None) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Деректер")
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, date)
                else:
                    sheet.write(number, column, value)
        if fill:
            fill(sheet)
    return path


def records(source: Any) -> list[Any]:
    return [dict(row.record) for row in read_table(source, FIELDS)]


def test_labels_of_three_languages_and_paths_name_the_same_fields(tmp_path: Path) -> None:
    for heading in ("course_title", "Course title", "КУРС  атауы", "Название курса *"):
        assert records(xlsx(tmp_path / "t.xlsx", [[heading], ["X"]])) == [{"course_title": "X"}]


def test_authors_may_share_a_cell_or_have_columns(tmp_path: Path) -> None:
    one = xlsx(tmp_path / "one.xlsx", [["Авторы"], ["Ә. Б.; В. Г. ;"]])
    assert records(one) == [{"authors": ["Ә. Б.", "В. Г."]}]
    for first in (0, 1):
        heads = [f"authors.{first}.name", f"authors.{first + 1}.name", "authors.7"]
        many = xlsx(tmp_path / "many.xlsx", [heads, ["A", "B", ""], ["", "C", "D"]])
        assert records(many) == [
            {"authors": [{"name": "A"}, {"name": "B"}]},
            {"authors": [{"name": "C"}, "D"]},
        ]


def test_texts_may_have_a_column_a_language(tmp_path: Path) -> None:
    table = xlsx(tmp_path / "t.xlsx", [["course_title.kk", "course_title.ru"], ["Курс", "Курс"]])
    assert records(table) == [{"course_title": {"kk": "Курс", "ru": "Курс"}}]


def test_unknown_columns_are_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    table = xlsx(tmp_path / "t.xlsx", [["cours_title", "zzz"], ["X", "Y"]])
    with pytest.raises(UnreadableInput) as caught:
        read_table(table, FIELDS)
    assert "“cours_title” (→ “course_title”?), “zzz”" in str(caught.value)


def test_dates_in_all_the_ways_that_people_type_them(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["date"], [dt.date(2025, 9, 1)], [45901], ["45901"], ["01.09.2025"]]
    rows += [["2025-09-01"], ["1.9.2025 ж."]]
    assert records(xlsx(tmp_path / "t.xlsx", rows)) == [{"date": "2025-09-01"}] * 6


@pytest.mark.parametrize("value", ["09/01/2025", 7])
def test_a_date_that_is_none_is_a_finding_with_its_cell(tmp_path: Path, value: Any) -> None:
    (row,) = read_table(xlsx(tmp_path / "t.xlsx", [["date"], [value]]), FIELDS)
    assert [(f.message, f.path, f.place.cell) for f in row.findings] == [
        (CELL_DATE, "date", "Деректер!A2")
    ]


def test_values_keep_their_places(tmp_path: Path) -> None:
    (row,) = read_table(xlsx(tmp_path / "t.xlsx", [["", "authors.1.name"], ["", "X"]]), FIELDS)
    assert row.record == {"authors": [{"name": "X"}]}
    assert row.place("authors.0.name").cell == "Деректер!B2"
    assert row.place("authors.0.name.kk").cell == "Деректер!B2"


def test_formula_errors_are_findings_and_not_empty_cells(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    table = xlsx(tmp_path / "t.xlsx", [["course_title", "credits"], ["X"]], fill)
    (row,) = read_table(table, FIELDS)
    assert [(f.message, f.place.cell) for f in row.findings] == [
        (CELL_FORMULA_ERROR, "Деректер!B2")
    ]


def test_merged_cells_are_findings(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range(1, 1, 2, 1, "u")

    table = xlsx(tmp_path / "t.xlsx", [["course_title", "unit"], ["X"], ["Y"]], fill)
    found = [[f.details["merged"] for f in row.findings] for row in read_table(table, FIELDS)]
    assert found == [[], ["B2:B3"]]


def test_a_merged_header_is_refused(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 1, "course_title")

    with pytest.raises(UnreadableInput, match=r"merged \(A1:B1\)"):
        read_table(xlsx(tmp_path / "t.xlsx", [["", ""], ["X", "Y"]], fill), FIELDS)


def test_two_headers_and_titles_above_the_header_are_refused(tmp_path: Path) -> None:
    two = [["course_title", "date"], ["Курс атауы", "Дата"], ["X", ""]]
    with pytest.raises(UnreadableInput, match=r"Rows 1 and 2 .* both headers"):
        read_table(xlsx(tmp_path / "two.xlsx", two), FIELDS)
    titled = [["Certificates of 2026"], ["course_title", "date"], ["X", ""]]
    with pytest.raises(UnreadableInput, match=r"header .* is in row 2"):
        read_table(xlsx(tmp_path / "titled.xlsx", titled), FIELDS)


def test_a_value_without_a_heading_is_a_finding(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("course_title,unit\nX,y,z\n")
    (row,) = read_table(table, FIELDS)
    assert [(f.message, f.actual, f.place.line) for f in row.findings] == [
        (CELL_NO_HEADING, "z", 2)
    ]


def test_the_example_row_and_empty_rows_are_not_read(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["#", "course_title"]]
    rows += [["Үлгі", "E"], [], ["", "X"], [5, "Y"], ["a.xlsx!9", "Z"]]
    found = [(r.number, r.origin) for r in read_table(xlsx(tmp_path / "t.xlsx", rows), FIELDS)]
    assert found == [(4, "t.xlsx!4"), (5, "t.xlsx!#5"), (6, "a.xlsx!9")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.xlsx", b"", "empty"),
        ("t.xlsx", b"PK\3\4 nonsense", "damaged"),
        ("t.xlsx", b"hello", "damaged"),
        ("t.ods", b"hello", "damaged"),
        ("~$t.xlsx", b"x", "Close Excel and give t.xlsx"),
        ("t.csv", b"", "empty"),
        ("t.csv", b"\n\n", "empty"),
        ("t.csv", b"course_title\n", "no rows"),
        ("t.csv", b'course_title\n"X\n', "not closed"),
        ("t.csv", b"course_title\n\x98\xff", "neither UTF-8 nor cp1251"),
        ("t.csv", b"course_title,Course title\nX,Y", "are both course_title"),
        ("t.jsonl", b"\n", "is empty"),
        ("t.json", b"[", "cannot be read"),
        ("t.yaml", b"a: [", "not YAML"),
        ("t.docx", b"PK", "not a table"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput, match=message):
        list(read_table(tmp_path / name, FIELDS))


def test_empty_sheets_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is empty"):
        read_table(xlsx(tmp_path / "t.xlsx", []), FIELDS)
    with pytest.raises(UnreadableInput, match="no rows"):
        read_table(xlsx(tmp_path / "t.xlsx", [["course_title"]]), FIELDS)
    with pytest.raises(UnreadableInput, match="There is no file"):
        read_table(tmp_path / "none.xlsx", FIELDS)
    with pytest.raises(UnreadableInput, match="folder"):
        read_table(tmp_path, FIELDS)
    with pytest.raises(UnreadableInput, match=r"no sheet “S”. Its sheets: Деректер"):
        read_table(xlsx(tmp_path / "t.xlsx", [["unit"], ["X"]]), FIELDS, sheet="S")


def test_a_workbook_open_in_excel_is_read_with_a_note(tmp_path: Path) -> None:
    table = xlsx(tmp_path / "t.xlsx", [["unit"], ["X"]])
    (tmp_path / "~$t.xlsx").write_bytes(b"lock")
    assert "open in Excel" in str(read_table(table, FIELDS).notes[0])


def test_ods_reads_as_xlsx_does(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    rows: list[list[Any]] = [["course_title", "date"], ["Ә", dt.date(2025, 9, 1)], ["Ү"]]
    table = xlsx(tmp_path / "t.xlsx", rows, fill)
    convert([table], "ods", tmp_path)
    ods = list(read_table(tmp_path / "t.ods", FIELDS))
    assert [row.record for row in ods] == [
        {"course_title": "Ә", "date": "2025-09-01"},
        {"course_title": "Ү"},
    ]
    assert [f.place.cell for f in ods[1].findings] == ["Деректер!B3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_detected_and_stated(tmp_path: Path, encoding: str, separator: str) -> None:
    table = tmp_path / "t.csv"
    text = f'Название курса{separator}Авторы\r\n"Курс{separator} один"{separator}"А; Б"\r\n'
    table.write_bytes(text.encode(encoding))
    found = read_table(table, FIELDS)
    assert [row.record for row in found] == [
        {"course_title": f"Курс{separator} один", "authors": ["А", "Б"]}
    ]
    assert encoding in str(found.notes[0])


@given(
    st.sampled_from([",", ";", "\t"]),
    st.lists(
        st.lists(st.text('аә ,;\t"\n1', max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    ),
)
def test_the_separator_of_any_csv_is_found(separator: str, rows: list[list[str]]) -> None:
    import csv
    import tempfile

    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([["course_title", "unit", "credits"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.getvalue().encode())
        assert detect_separator(path, "utf-8", FIELDS) == separator
        read = [cells for _, cells in read_grid(path, FIELDS).rows()][1:]
    assert read == [row for row in rows if any(cell.strip() for cell in row)]


def test_excels_own_separator_line_is_obeyed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("sep=|\ncourse_title|unit\nX|Y\n")
    (row,) = read_table(tmp_path / "t.csv", FIELDS)
    assert (row.record, row.number) == ({"course_title": "X", "unit": "Y"}, 3)


def test_json_lines_and_yaml_streams(tmp_path: Path) -> None:
    lines = [{"course_title": "A", "authors.1.name": "B"}, {"Курс атауы": "C"}]
    (tmp_path / "t.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n{\n[1]\n")
    rows = list(read_table(tmp_path / "t.jsonl", FIELDS))
    assert [row.record for row in rows][:2] == [
        {"course_title": "A", "authors": [{"name": "B"}]},
        {"course_title": "C"},
    ]
    assert [f.message for row in rows for f in row.findings] == [
        ROW_NOT_JSON,
        ROW_NOT_MAPPING,
    ]
    (tmp_path / "t.yaml").write_text("course_title: A\ndate: 2025-09-01\n---\ncourse_title: no\n")
    found = list(read_table(tmp_path / "t.yaml", FIELDS))
    assert [row.record for row in found] == [
        {"course_title": "A", "date": "2025-09-01"},
        {"course_title": "no"},
    ]
    assert found[1].place("course_title").line == 4


def test_what_can_be_walked_over_once_is_read_twice() -> None:
    table = read_table(({"course_title": f"C{n}"} for n in range(3)), FIELDS)
    assert [row.record for row in table] == [row.record for row in table]
    assert len(list(table)) == 3


class Frame:
    """What pandas shows of a data frame."""

    columns = ("Курс атауы", "date")

    def itertuples(self, index: bool, name: None) -> Any:
        yield "A", dt.datetime(2025, 9, 1)  # noqa: DTZ001
        yield "B", float("nan")


def test_a_data_frame_is_read_without_its_library() -> None:
    assert records(Frame()) == [{"course_title": "A", "date": "2025-09-01"}, {"course_title": "B"}]


def test_two_columns_for_one_field_are_a_finding() -> None:
    (row,) = read_table([{"authors": "A", "authors.0.name": "B"}], FIELDS)
    assert [f.message for f in row.findings] == [ROW_CONFLICT]


def ods(path: Path, rows: Sequence[str]) -> Path:
    """A spreadsheet of OpenDocument with these rows of cells."""
    spaces = " ".join(
        f'xmlns:{name}="{space}"'
        for name, space in (
            ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
            ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
            ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
            ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
        )
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Деректер">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def ods_row(*cells: str, more: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"{more}><text:p>{each}</text:p>'
        "</table:table-cell>"
        for each in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def test_formula_errors_of_opendocument_are_findings(tmp_path: Path) -> None:
    error = ods_row("#DIV/0!", more=' calcext:value-type="error"')
    table = ods(tmp_path / "t.ods", [ods_row("course_title"), ods_row("X"), error])
    found = [f for row in read_table(table, FIELDS) for f in row.findings]
    assert [(f.message, f.place.cell) for f in found] == [(CELL_FORMULA_ERROR, "Деректер!A3")]


def test_a_sheet_that_reaches_far_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableInput, match="row 1048576 and across to column XFD"):
        read_table(xlsx(tmp_path / "t.xlsx", [["course_title"], ["X"]], fill), FIELDS)


def test_a_long_sheet_with_one_value_at_its_end_is_read(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write(1_048_575, 0, "Y")

    table = xlsx(tmp_path / "t.xlsx", [["course_title"], ["X"]], fill)
    assert [row.number for row in read_table(table, FIELDS)] == [2, 1_048_576]
