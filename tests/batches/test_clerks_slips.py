"""Slips of a clerk that no certificate may show: each is named, and nothing is made of it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from atuforms.batches.batch import batch
from atuforms.batches.messages import NUMBER_TAKEN, ROW_DUPLICATE, ROW_NOT_JSON, ROW_NOT_MAPPING
from atuforms.batches.result import Result
from atuforms.batches.tables.cell_values import has_lost_letters
from atuforms.batches.tables.people import is_unclear, read_list
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.recognition import language_of

FORM = "completion-certificate"


def row(n: int, **values: object) -> dict[str, object]:
    plain = {
        "listener": f"Байжанов Ерлан {n}",
        "course_title": f"Логистика {n}",
        "date": "2026-05-04",
        "director": "Тлеубаева Г.К.",
    }
    return {**plain, **values}


def rules(result: Result) -> list[tuple[int, Any]]:
    return [(each.row, each.findings[0].message) for each in result.rejections]


def test_two_rows_cannot_bring_the_same_number_where_no_register_keeps_count(
    tmp_path: Path,
) -> None:
    table = [row(1, number="40"), row(2, number="40 "), row(3, number="41")]
    result = batch(FORM, table, lang="ru", out=tmp_path / "o")
    assert [each.number for each in result.documents] == ["40", "41"]
    assert rules(result) == [(2, NUMBER_TAKEN)]
    again = batch(FORM, [*table, row(4, number="41")], lang="ru", out=tmp_path / "o")
    assert (again.made, again.kept) == (0, 2)
    assert rules(again) == [(2, NUMBER_TAKEN), (4, NUMBER_TAKEN)]
    other_year = [*table, row(5, number="40", date="2027-01-11")]
    assert batch(FORM, other_year, lang="ru", out=tmp_path / "o").made == 1


def test_records_that_cannot_be_read_say_why_and_are_no_repetitions(tmp_path: Path) -> None:
    lines = ["[3]", "{no", "null", json.dumps(row(1)), "{}", "{}"]
    table = tmp_path / "t.jsonl"
    table.write_text("\n".join(lines), encoding="utf-8")
    result = batch(FORM, table, lang="ru", out=tmp_path / "o", register=tmp_path / "r.db")
    assert result.made == 1
    found = rules(result)
    assert found[:3] == [(1, ROW_NOT_MAPPING), (2, ROW_NOT_JSON), (3, ROW_NOT_MAPPING)]
    assert [len(each.findings) for each in result.rejections][:3] == [1, 1, 1]
    assert found[4] == (6, ROW_DUPLICATE)


def test_a_number_of_thousands_of_digits_is_named_by_its_field(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    line = json.dumps(row(1))[:-1] + ', "academic_hours": ' + "7" * 5000 + "}"
    table.write_text(line, encoding="utf-8")
    result = batch(FORM, table, lang="ru", out=tmp_path / "o", register=tmp_path / "r.db")
    assert [each.path for each in result.rejections[0].findings] == ["academic_hours"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_in_place_of_a_table_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.csv")
    with pytest.raises(UnreadableInput, match="no plain file"):
        batch(FORM, tmp_path / "t.csv", lang="ru", out=tmp_path / "o")


@pytest.mark.parametrize("text", ["М?хтар", "Д.?теев", "Ж.?.Аманов", "Аманов ?.Ж."])
def test_letters_may_be_lost_after_an_initial(text: str) -> None:
    assert has_lost_letters(text)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Оспан Д.К. (PhD), Ли В. (доцент)", ["Оспан Д.К.", "Ли В."]),
        ("Оспан Д.К., доцент (кафедра права)", ["Оспан Д.К."]),
        ("Оспан Д.К.;\nЛи В., PhD", ["Оспан Д.К.", "Ли В."]),
        ("Оспан Д.К.,\nдоцент", ["Оспан Д.К."]),
    ],
)
def test_persons_with_brackets_and_broken_lines_are_read_as_meant(
    cell: str, names: list[str]
) -> None:
    people = read_list(cell, people=True)
    assert not is_unclear(people)
    assert [each["name"] if isinstance(each, dict) else each for each in people] == names


@pytest.mark.parametrize(
    "cell",
    [
        "PhD",
        "Оспан Д.К.; (PhD)",
        "Оспан Д.К. (доцент",
        "Оспан Д.К., Ли В.",
        "Д.К. Оспан, В. Ли",
        "Оспан Д.К.\nЛи В.",
        "Оспан Д.К.; аға оқытушы",
    ],
)
def test_what_may_name_other_persons_than_meant_is_rejected(tmp_path: Path, cell: str) -> None:
    table = [row(1, authors=cell), row(2, authors="Оспан Д.К., доцент")]
    result = batch(FORM, table, lang="ru", out=tmp_path / "o", register=tmp_path / "r.db")
    assert result.made == 1
    (rejection,) = result.rejections
    assert "разделите людей" in rejection.text("ru")
    assert "«;» қойыңыз" in rejection.text("kk")


def test_a_text_of_any_length_is_judged_at_once() -> None:
    for text in ("Щ" * 100_000, "«" * 100_000, "а." * 50_000, "@" * 100_000):
        began = time.process_time()
        language_of(text)
        assert time.process_time() - began < 1


def test_names_of_another_language_are_told_with_their_count(tmp_path: Path) -> None:
    table = [
        row(n, course_title={"kk": f"Логистика {n}", "en": f"Logistics {n}"}) for n in (1, 2, 3)
    ]
    result = batch(FORM, table, lang=["kk", "en"], out=tmp_path / "o", register=tmp_path / "r.db")
    notes = [note.text("en") for note in result.notes]
    assert result.made == 6
    assert any("warning: 3" in note and "“Байжанов Ерлан 1”" in note for note in notes)
    assert not any("Russian" in note for note in notes)  # no document is made in it


def test_a_language_that_a_table_lacks_is_told_by_its_column(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    heads = ["listener", "course_title", "date", "director", "course_title.en"]
    plain = ["Байжанов Ерлан", "Логистика", "2026-05-04", "Тлеубаева Г.К."]
    table.write_text(f"{';'.join(heads[:4])}\n{';'.join(plain)}\n", encoding="utf-8")
    result = batch(FORM, table, lang=["ru", "en"], out=tmp_path / "o", register=tmp_path / "r.db")
    assert "столбец «course_title.en»" in result.rejections[0].text("ru").replace("\u00a0", " ")
    heads[1] = "course_title.ru"
    table.write_text(f"{';'.join(heads)}\n{';'.join(plain)};\n", encoding="utf-8")
    result = batch(FORM, table, lang=["ru", "en"], out=tmp_path / "o", register=tmp_path / "r.db")
    assert "course_title.en" in result.rejections[0].text("kk")
