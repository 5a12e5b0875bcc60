"""The list of rejected rows is written as its table is, and can be mended and fed in again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml
from python_calamine import CalamineWorkbook

from atuforms.batches.batch import batch
from atuforms.batches.rejected import texts_in_list
from atuforms.batches.result import Result
from atuforms.core.language.languages import Language
from atuforms.register.numbers import Register

WRONG = "ертең"
ROW = {
    "date": "2026-02-01",
    "authors": "Сейітқали Әсел; Өтеген Ғалымжан",
    "unit": "«Тағам биотехнологиясы» кафедрасы",
    "course_title": "Курс",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-01-05",
    "course_link": "https://mooc.atu.edu.kz/1",
    "director": "А.С. Жұмабекова",
}
ROWS: list[dict[str, str]] = [
    {**ROW, "course_title": f"Курс {n}", **({"date": WRONG} if n in (2, 4) else {})}
    for n in range(1, 5)
]


def delimited(separator: str, encoding: str, head: str = "") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("w", encoding=encoding, newline="") as stream:
            stream.write(head)
            table = csv.writer(stream, delimiter=separator)
            table.writerow(ROW)
            table.writerows(row.values() for row in ROWS)

    return write


def json_lines(path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")


def json_list(path: Path) -> None:
    path.write_text(json.dumps(ROWS), encoding="utf-8")


def yaml_stream(path: Path) -> None:
    path.write_text(yaml.safe_dump_all(ROWS, allow_unicode=True), encoding="utf-8")


def workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(ROW))
        for number, row in enumerate(ROWS, start=1):
            sheet.write_row(number, 0, list(row.values()))


def run(table: Path, folder: Path, lang: Language = "kk") -> Result:
    return batch(
        "02-09",
        table,
        lang="kk",
        messages=lang,
        out=folder / "out",
        register=folder / "register.db",
    )


def mend(path: Path) -> None:
    """Correct the dates, as a person does; the sentences stay as they are."""
    data = path.read_bytes()
    if path.suffix != ".xlsx":
        lines = data.decode("utf-8").splitlines(keepends=True)
        path.write_text("".join(line.replace(WRONG, "2026-02-02", 1) for line in lines), "utf-8")
        return
    cells = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            sheet.write_row(number, 0, ["2026-02-02" if cell == WRONG else cell for cell in row])


@pytest.mark.parametrize(
    ("name", "write", "listed"),
    [
        ("rows.csv", delimited(";", "utf-8"), "rejected.csv"),
        ("rows.csv", delimited(",", "utf-8-sig"), "rejected.csv"),
        ("rows.csv", delimited("|", "utf-8", "sep=|\r\n"), "rejected.csv"),
        ("rows.tsv", delimited("\t", "utf-16"), "rejected.tsv"),
        ("rows.jsonl", json_lines, "rejected.jsonl"),
        ("rows.json", json_list, "rejected.jsonl"),
        ("rows.yaml", yaml_stream, "rejected.yaml"),
        ("rows.xlsx", workbook, "rejected.xlsx"),
    ],
)
def test_the_list_is_of_the_kind_of_its_table_and_is_fed_in_again(
    name: str, write: Callable[[Path], None], listed: str, tmp_path: Path
) -> None:
    write(tmp_path / name)
    first = run(tmp_path / name, tmp_path)
    assert (first.made, first.rejected) == (2, 2)
    assert first.rejected_file == tmp_path / "out" / listed
    mend(first.rejected_file)
    second = run(first.rejected_file, tmp_path)
    assert (second.made, second.rejected) == (2, 0), second.rejections[:]
    with Register(tmp_path / "register.db") as register:
        given = [(entry.number, entry.title) for entry in register.list()]
    assert given == [("1", "Курс 1"), ("2", "Курс 3"), ("3", "Курс 2"), ("4", "Курс 4")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_keeps_its_columns_and_separator_and_opens_in_excel(
    separator: str, encoding: str, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    columns = ["course_title", "unit", "date"]
    with table.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(
            [columns, [f"a{separator}b", 'он сказал: "да"\nи ушёл', WRONG.replace("ң", "н")]]
        )
    result = run(table, tmp_path)
    assert result.rejected_file is not None
    data = result.rejected_file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    text = data.decode("utf-8-sig").splitlines(keepends=True)
    header, cells = csv.reader(text, delimiter=separator)
    assert header == ["#", *columns, "Қателер"]
    assert cells[:-1] == ["rows.csv!2", f"a{separator}b", 'он сказал: "да"\nи ушёл', "ертен"]
    assert "\n".join(texts_in_list(result.rejections[0], "kk")) == cells[-1]


FORMULAS = ("=1+1", "+7 701 000", "-2", "@SUM(A1)", "'=1", "''-", "it's", "'quoted'", "")


def test_no_cell_of_a_list_is_a_formula_and_all_come_back_as_they_were(tmp_path: Path) -> None:
    table = tmp_path / "=rows.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["unit", "platform"], *([cell, "П"] for cell in FORMULAS)])
    listed = run(table, tmp_path).rejected_file
    assert listed is not None
    with listed.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    again = run(listed, tmp_path)
    assert [each.values["unit"] for each in again.rejections] == list(FORMULAS)
    assert [each.origin for each in again.rejections] == [f"=rows.csv!{n}" for n in range(2, 11)]


def test_a_line_that_is_no_json_stands_in_the_list(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(json.dumps(ROWS[0]) + '\n{"unit": \n"lone \\ud800"\n', encoding="utf-8")
    result = run(table, tmp_path, "en")
    assert result.rejected_file is not None
    lines = result.rejected_file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["#"] for line in lines] == ["rows.jsonl!2", "rows.jsonl!3"]
    assert [json.loads(line)[""] for line in lines] == ['{"unit": ', "lone \ud800"]
    assert "is no JSON" in json.loads(lines[0])["Mistakes"][0]


def test_nested_values_come_back_as_they_were(tmp_path: Path) -> None:
    nested = {**ROW, "date": WRONG, "authors": [{"name": {"kk": "Ә", "ru": "А"}}]}
    for name, rows in (("list", [nested]), ("generator", (row for row in [nested]))):
        listed = batch("02-09", rows, out=tmp_path / name, register=tmp_path / "r.db").rejected_file
        assert listed is not None
        (record,) = map(json.loads, listed.read_text(encoding="utf-8").splitlines())
        wrong = record.pop("Қателер")
        assert record == {"#": "records!1", **nested}
        assert WRONG in wrong[0]


class Frame:
    """A data frame as pandas and polars have it."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.columns = list(rows[0])
        self._rows = rows

    def iter_rows(self) -> Any:
        return iter([tuple(row.values()) for row in self._rows])


def test_rejected_rows_of_a_data_frame_are_json_lines(tmp_path: Path) -> None:
    listed = batch("02-09", Frame(ROWS), out=tmp_path / "o", register=tmp_path / "r.db")
    assert listed.rejected_file == tmp_path / "o" / "rejected.jsonl"
