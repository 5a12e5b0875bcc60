"""The story of a registrar: a sheet, a run that is stopped, wrong rows mended, a journal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from atuforms.batches.bundle import MERGED
from atuforms.batches.manifest import verify

COMMAND = [sys.executable, "-c", "from atuforms.cli import main; main()"]
WRONG_DATE = "31 ақпан"


def read_sheet(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def write_sheet(path: Path, rows: list[list[Any]]) -> None:
    """A sheet as a person saves it: every cell as text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, str(cell))


def fill_in(path: Path, count: int, wrong: int) -> None:
    """Fill the sheet with ``count`` rows like its example, ``wrong`` of them spread over it."""
    headings, example = read_sheet(path)
    title, date = (headings.index(name) for name in ("Курстың атауы *", "Күні *"))
    rows = [headings, example]
    for n in range(1, count + 1):
        row = ["", *example[1:]]
        row[headings.index("№")] = ""
        row[title] = f"Курс {n}"
        if n % (count // wrong) == 0 and n <= count // wrong * wrong:
            row[date] = WRONG_DATE
        rows.append(row)
    write_sheet(path, rows)


def story(folder: Path, count: int, wrong: int, run: Any) -> None:
    sheet = folder / "sheet.xlsx"
    assert run("new", "02-09", "--sheet", "-o", sheet, "--lang", "kk").code == 0
    fill_in(sheet, count, wrong)
    words = ["--lang", "kk", "--to", "pdf", "-o", "out", "--register", "register.db"]

    # Somebody presses Ctrl-C soon after the first are made.
    with subprocess.Popen(
        [*COMMAND, "batch", "02-09", sheet.name, *words, "--json"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
            "PYTHONUTF8": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        done = 0
        for line in process.stdout:
            done += '"done"' in line
            if done == count // 10:
                process.send_signal(signal.SIGINT)
                break
        last = process.stdout.read().splitlines()[-1]
        assert process.wait(timeout=60) == 130
    first = json.loads(last)
    assert count // 10 <= first["made"] < count - wrong

    # The same command makes what is missing, and lists what is wrong.
    again = run("batch", "02-09", sheet.name, *words, "--json")
    assert again.code == 1
    second = json.loads(again.out.splitlines()[-1])
    assert (second["kept"], second["rejected"]) == (first["made"], wrong)
    assert first["made"] + second["made"] == count - wrong

    # The rejected rows are mended in their list, which is then the table.
    listed = read_sheet(folder / "out" / "rejected.xlsx")
    assert len(listed) == wrong + 1
    assert all(WRONG_DATE in row[-1] for row in listed[1:])
    mended = [["2026-02-03" if c == WRONG_DATE else c for c in row] for row in listed]
    write_sheet(folder / "mended.xlsx", mended)
    third = run("batch", "02-09", "mended.xlsx", *words, "--merge")
    assert third.code == 0, third.err

    assert len(list((folder / "out").glob("*_*.pdf"))) == count
    assert verify(folder / "out", (MERGED,)) == []
    assert not (folder / "out" / "rejected.xlsx").exists()
    numbers = json.loads(run("register", "list", "register.db", "--json").out)
    assert [entry["number"] for entry in numbers] == [str(n) for n in range(1, count + 1)]
    assert {entry["state"] for entry in numbers} == {"issued"}
    assert sorted(entry["title"] for entry in numbers) == sorted(
        f"Курс {n}" for n in range(1, count + 1)
    )
    assert run("register", "export", "register.db", "-o", "journal.xlsx", "--lang", "kk").code == 0
    journal = read_sheet(folder / "journal.xlsx")
    assert [row[journal[0].index("Нөмір")] for row in journal[1:]] == [
        str(n) for n in range(1, count + 1)
    ]
    assert {row[journal[0].index("Күйі")] for row in journal[1:]} == {"берілген"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_semester_is_issued_though_it_was_stopped_and_rows_were_wrong(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # By hand, with 300 rows of which 7 are wrong: ATUFORMS_STORY=300/7
    count, wrong = map(int, os.environ.get("ATUFORMS_STORY", "240/3").split("/"))
    story(tmp_path, count, wrong, run)
