"""A clerk's semester: a table with every fault, killed on the way, and an auditor at the end."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import atuforms

HEADINGS = (
    *("date", "authors", "unit", "course_title", "platform", "language", "target_audience"),
    *("placement_date", "course_link", "director", "e-mail"),
)
ROWS = 48
KILLS = 20
BATCH = ("--to", "pdf", "-o", "out", "--register", "r.db", "--lang", "en")


def right(n: int) -> dict[str, Any]:
    return {
        "date": dt.date(2026, 2, 1 + n % 20),
        "authors": f"Әбдіқадыр Қ{n}, доцент, PhD, жоқ; Өтеген Ғ., аға оқытушы, магистр, жоқ",
        "unit": "«Тағам қауіпсіздігі» кафедрасы",
        "course_title": f"Тағам өнімдерінің қауіпсіздігі {n}",
        "platform": "АТУ білім беру платформасы",
        "language": "қазақ тілі",
        "target_audience": "3-курс студенттері",
        "placement_date": "2026-01-15",
        "course_link": f"https://mooc.atu.edu.kz/{n}",
        "director": "А.С. Жұмабекова",
        "e-mail": f"author{n}@atu.edu.kz",
    }


FAULTS: dict[int, dict[str, Any]] = {
    3: {"unit": ""},
    5: {"date": "31.04.2026"},
    7: {"date": "01/02/2026"},
    9: {"unit": "#REF!"},
    11: {"course_title": "?аржы ж?не есеп"},
    13: {"course_title": "Т" * 160},
    15: {"language": "клингон"},
    17: {"course_link": "mooc"},
    19: {"authors": "[{'name': "},
    21: {"platform": "‮АТУ"},
    23: {"placement_date": "ертең"},
    25: {"course_title": "NaN"},
    27: {"unit": '=CONCATENATE("а","б")'},
}


def write(path: Path, rows: list[list[Any]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Кесте")
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, date)
                elif isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, column, value, value="")
                else:
                    sheet.write(number, column, value)
        sheet.set_row(2, None, None, {"hidden": True})


class Office:
    """Runs commands, and kills them as long as there are kills left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kills = 0
        self.chance = random.Random(7)
        # A batch is done in some ten times what a list takes, on a fast machine and a slow one.
        begun = time.monotonic()
        self.run("list")
        self.longest = min(10 * (time.monotonic() - begun), 4.0)

    def start(self, *words: str) -> subprocess.Popen[str]:
        source = str(Path(__file__).parents[2] / "src")
        return subprocess.Popen(
            [sys.executable, "-m", "atuforms", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": source, "ATUFORMS_LANG": "en", "LANGUAGE": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err
        return process.returncode, out + err

    def run_killed(self, kills: int, *words: str) -> tuple[int, str]:
        """The same after ``kills`` tries that were killed, each at a moment of its own."""
        longest = self.longest
        while kills:
            process = self.start(*words)
            wait = self.chance.uniform(0.2, longest)
            try:
                process.communicate(timeout=wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate(timeout=30)
                kills -= 1
                self.kills += 1
            else:
                longest = wait  # it was done before: sooner the next time
        return self.run(*words)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_clerk_issues_a_semester_and_an_auditor_finds_all_in_agreement(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rows = [right(n) | FAULTS.get(n, {}) for n in range(1, ROWS + 1)]
    rows.append(dict(rows[0]))  # once more
    write(tmp_path / "table.xlsx", [list(HEADINGS), *(list(row.values()) for row in rows)])

    # Every right certificate is issued by the first run that was not killed.
    code, said = office.run_killed(10, "batch", "02-09", "table.xlsx", *BATCH)
    good = ROWS - len(FAULTS)
    assert code == 1
    assert f"{len(FAULTS) + 1} rows rejected" in said
    assert "hidden or filtered rows, which are read too: 1" in said
    assert "Fill in cell C4." in said
    documents = list((tmp_path / "out").glob("*.pdf"))
    assert len(documents) == good
    numbers = sorted(int(atuforms.read(path).record()["number"]) for path in documents)
    assert numbers == list(range(1, good + 1))

    # The rest is mended in the list; the repeated row is deleted.
    book = CalamineWorkbook.from_path(tmp_path / "out" / "rejected.xlsx")
    heading, *listed = book.get_sheet_by_index(0).to_python()
    mended = []
    for cells in listed:
        n = int(str(cells[0]).rpartition("!")[2]) - 1
        if n <= ROWS:
            mended.append([cells[0], *right(n).values(), cells[-1]])
    write(tmp_path / "out" / "rejected.xlsx", [heading, *mended])
    code, said = office.run_killed(5, "batch", "02-09", "out/rejected.xlsx", *BATCH)
    assert code == 0
    # The first command again rejects only the repeated row, and says that the rest was mended.
    code, said = office.run("batch", "02-09", "table.xlsx", *BATCH)
    assert "1 row rejected" in said
    assert f"mended in a list earlier: {len(FAULTS)}" in said

    # One is void, and issued again.
    assert office.run("register", "void", "r.db", "02-09", "2", "--reason", "Қате")[0] == 0
    again = ("--reissue", "2", "--merge", "--eml", "mail")
    code, said = office.run_killed(
        KILLS - office.kills, "batch", "02-09", "table.xlsx", *BATCH, *again
    )
    assert "1 row rejected" in said
    assert [path.name[:2] for path in (tmp_path / "out" / "void").iterdir()] == ["2_"]
    new = next((tmp_path / "out").glob(f"{ROWS + 1}_*.pdf"))
    assert atuforms.read(new).record()["course_title"] == right(2)["course_title"]

    # It is printed, sent, and handed in.
    with pikepdf.open(tmp_path / "out" / "all.pdf") as merged:
        assert len(merged.pages) >= ROWS
    assert len(list((tmp_path / "mail").glob("*.eml"))) == ROWS
    assert office.run("register", "export", "r.db", "-o", "journal.xlsx")[0] == 0
    journal = CalamineWorkbook.from_path(tmp_path / "journal.xlsx").get_sheet_by_index(0)
    assert len(journal.to_python()) == ROWS + 2

    # The auditor.
    assert office.kills == KILLS
    code, said = office.run("register", "verify", "r.db", "out")
    assert (code, "agree" in said) == (0, True)
    assert office.run("batch", "02-09", "table.xlsx", "-o", "out", "--verify")[0] == 0
    lines = json.loads(office.run("register", "list", "r.db", "--json")[1])
    assert {line["number"] for line in lines if line["state"] == "void"} == {"2"}
    issued = {line["number"] for line in lines if line["state"] == "issued"}
    printed = {
        str(atuforms.read(path).record()["number"])
        for path in (tmp_path / "out").glob("*.pdf")
        if path.name != "all.pdf"
    }
    assert issued == printed
    assert len(printed) == ROWS
