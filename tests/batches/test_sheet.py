from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from atuforms.batches.rejected import RejectedRows
from atuforms.batches.rejected_workbook import WORKBOOK_LIST
from atuforms.batches.tables.columns import Column, Fields
from atuforms.batches.tables.sheet import new_sheet
from atuforms.batches.tables.sources import read_table
from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import MISSING

COLUMNS = (
    Column("course_title", "Курс атауы", max_length=150, clause="02-09 item 2", required=True,
           example="Тағам биотехнологиясы"),
    Column("date", "Күні", kind="date", example="2026-01-31"),
    Column("language", "Тілі", kind="choice", choices=("қазақша", "орысша", "ағылшынша")),
    Column("level", "Деңгейі", kind="choice", choices=tuple("x" * 90 + str(n) for n in range(5))),
    Column("credits", "Кредит", kind="number"),
)  # fmt: skip
FIELDS = Fields({c.path: c.kind for c in COLUMNS}, {c.label: c.path for c in COLUMNS})
EVIL = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "https://x.kz", "007"]

MAKE = """
import sys
sys.path[:0] = [sys.argv[1]]
from test_sheet import COLUMNS, new_sheet
sys.stdout.buffer.write(new_sheet(COLUMNS, "kk"))
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_sheet_can_be_filled_in_and_read(tmp_path: Path, lang: Language) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(new_sheet(COLUMNS, lang))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0] == ["#", "Курс атауы *", "Күні", "Тілі", "Деңгейі", "Кредит"]
    with pytest.raises(Exception, match="no rows"):
        read_table(path, FIELDS)


def test_excel_checks_what_is_typed() -> None:
    with zipfile.ZipFile(BytesIO(new_sheet(COLUMNS, "kk"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        comments = archive.read("xl/comments1.xml").decode()
    assert 'type="list"' in sheet
    assert '<formula1>"қазақша,орысша,ағылшынша"' in sheet
    assert "choices!$A$1:$A$5" in sheet
    assert 'type="textLength"' in sheet
    assert "<formula1>150</formula1>" in sheet
    assert "DATEVALUE" in sheet
    assert 'state="frozen"' in sheet
    assert "02-09 item 2" in comments


def test_two_processes_write_the_same_bytes() -> None:
    source = str(Path(__file__).parents[2] / "src")
    made = {
        subprocess.run(
            [sys.executable, "-c", MAKE, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {new_sheet(COLUMNS, "kk")}


def test_rejected_rows_come_back_as_they_were_and_no_formula_runs(tmp_path: Path) -> None:
    source = [{"course_title": evil, "credits": 5} for evil in EVIL]
    rejected = RejectedRows((), WORKBOOK_LIST, "en")
    for row in read_table(source):
        rejected.add(row, [Finding("missing", "date", MISSING)])
    path = tmp_path / "rejected.xlsx"
    with path.open("wb") as stream:
        rejected.write(stream)
    with zipfile.ZipFile(path) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
    back = list(read_table(path, FIELDS))
    cells = [row.cells["course_title"] for row in back]
    assert cells == EVIL
    assert [row.cells["credits"] for row in back] == [5.0] * len(EVIL)
    assert [row.origin for row in back] == [f"records!{n + 1}" for n in range(len(EVIL))]
