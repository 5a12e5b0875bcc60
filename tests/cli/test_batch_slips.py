"""What ``atuforms batch`` says to a clerk who made a slip, and what it then leaves undone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

from atuforms.register.numbers import Register

FORM = "completion-certificate"
ROW = {
    "listener": "Байжанов Ерлан",
    "course_title": "Логистика",
    "date": "2026-05-04",
    "director": "Тлеубаева Г.К.",
}


def test_nothing_is_reissued_without_a_reason_for_each(run: Any, tmp_path: Path) -> None:
    table, journal = tmp_path / "t.csv", tmp_path / "r.db"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROW))
        writer.writeheader()
        writer.writerows([ROW, {**ROW, "course_title": "Маркетинг"}])
    command = ["batch", FORM, table, "--lang", "ru", "-o", tmp_path / "o", "--register", journal]
    assert run(*command)[0] == 0
    with Register(journal) as register:
        register.void(FORM, 2026, "2", "опечатка")
    assert run(*command, "--reissue", "2,1")[0] == 2
    with Register(journal) as register:
        found = [(each.number, each.state) for each in register.list(FORM)]
    assert found == [("1", "issued"), ("2", "void")]


def test_a_rejected_row_of_a_workbook_names_its_cell(run: Any, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(ROW))
        sheet.write_row(1, 0, {**ROW, "date": "31.06.2026"}.values())
    code, _out, err = run(
        *("batch", FORM, tmp_path / "t.xlsx", "--lang", "ru"),
        *("-o", tmp_path / "o", "--register", tmp_path / "r.db"),
    )
    assert code == 1
    assert "Строка 2 отклонена (ячейка C2): " in err.replace("\u00a0", " ")


def test_a_number_that_no_row_could_take_is_told_of(run: Any, tmp_path: Path) -> None:
    table, journal, out = tmp_path / "t.csv", tmp_path / "r.db", tmp_path / "o"
    command = ["batch", FORM, table, "--lang", "ru", "-o", out, "--register", journal]
    rows = [ROW, {**ROW, "course_title": "Маркетинг"}]
    for count in (2, 1):
        with table.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(ROW))
            writer.writeheader()
            writer.writerows(rows[:count])
        if count == 2:
            assert run(*command)[0] == 0
    code, _out, err = run(*command, "--reissue", "2", "--reason", "опечатка")
    assert (code, "номером 3 ещё нет" in err.replace("\u00a0", " ")) == (1, True)
    assert run("register", "verify", journal, out)[0] == 1
    assert run("register", "void", journal, FORM, "3", "--reason", "строки нет")[0] == 0
    assert run("register", "verify", journal, out)[0] == 0


def test_an_auditor_hears_of_numbers_in_other_folders(run: Any, tmp_path: Path) -> None:
    for name, title in (("a", "Логистика"), ("b", "Маркетинг")):
        table = tmp_path / f"{name}.csv"
        with table.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(ROW))
            writer.writeheader()
            writer.writerow({**ROW, "course_title": title})
        out = tmp_path / name
        run("batch", FORM, table, "--lang", "ru", "-o", out, "--register", tmp_path / "r.db")
    both = run("register", "verify", tmp_path / "r.db", tmp_path / "a", tmp_path / "b")
    one = run("register", "verify", tmp_path / "r.db", tmp_path / "a", "--lang", "en")
    assert (both[0], one[0]) == (0, 0)
    assert "none of these folders: 1." in one[2]
    assert "none of these folders" not in both[2]
