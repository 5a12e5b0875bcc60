"""What stands in the folder of a batch is never lost, and agrees with the journal."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from atuforms.batches import group_commit
from atuforms.batches.audit import audit
from atuforms.batches.manifest import verify
from atuforms.batches.names import Names, stem
from atuforms.batches.result import Result
from atuforms.batches.run import run
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.register.numbers import Register

sys.path.insert(0, str(Path(__file__).parent))
import toy  # type: ignore[import-not-found]

ROWS = [{"course_title": f"Курс {n}"} for n in range(1, 9)]


def batch(rows: Any, folder: Path, **changes: Any) -> Result:
    with Register(folder / "r.db") as register:
        return run(
            read_table(rows, toy.FIELDS),
            toy.prepare,
            toy.render,
            toy.plan(folder / "out", **changes),
            register=register,
            now=toy.clock,
        )


def said(result: Result) -> str:
    return " ".join(note.text("en") for note in result.notes)


def disagreements(folder: Path) -> list[str]:
    with Register(folder / "r.db") as register:
        return [each.problem for each in audit(register.list(), [folder / "out"])]


def test_a_void_document_is_set_aside_and_issued_again_only_when_asked(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    with Register(tmp_path / "r.db") as register:
        register.void("02-09", 2026, "3", "қате")
    assert disagreements(tmp_path) == ["void"]
    for _ in range(2):
        result = batch(ROWS, tmp_path)
        (rejection,) = result.rejections
        assert rejection.row == 3
        assert "--reissue 3" in rejection.text("en")
        assert "қате" in rejection.text("en")
        assert disagreements(tmp_path) == []
        assert (tmp_path / "out" / "void" / "3_Курс_3.docx").read_text() == "3|Курс 3|kk|docx"
    with Register(tmp_path / "r.db") as register:
        assert register.reissue("02-09", 2026, "3").number == "9"
        with pytest.raises(UnsafeOutput, match="as 9"):
            register.reissue("02-09", 2026, "3")
        with pytest.raises(UnsafeOutput, match="қате"):
            register.void("02-09", 2026, "3", "басқа себеп")
    assert batch(ROWS, tmp_path).ok
    assert (tmp_path / "out" / "9_Курс_3.docx").is_file()
    assert disagreements(tmp_path) == []
    assert verify(tmp_path / "out") == []


def test_a_corrected_row_of_a_void_number_gets_a_new_one(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    with Register(tmp_path / "r.db") as register:
        register.void("02-09", 2026, "3", "қате")
    rows = [*ROWS[:2], {"course_title": "Түзетілген"}, *ROWS[3:]]
    assert batch(rows, tmp_path).ok
    assert (tmp_path / "out" / "9_Түзетілген.docx").is_file()
    assert disagreements(tmp_path) == []


def test_an_audit_names_what_journal_and_folder_do_not_say_alike(tmp_path: Path) -> None:
    batch(ROWS[:3], tmp_path)
    (tmp_path / "out" / "1_Курс_1.docx").unlink()
    lines = (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "out" / "manifest.jsonl").write_text("".join(lines[:3]), "utf-8")
    with sqlite3.connect(tmp_path / "r.db") as base:
        base.execute("UPDATE numbers SET key = 'x' WHERE number = '2'")
    base.close()
    assert sorted(disagreements(tmp_path)) == ["missing", "no-document", "other-record", "unknown"]


def test_a_lost_journal_learns_the_numbers_that_were_given_out(tmp_path: Path) -> None:
    batch(ROWS[2:], tmp_path)
    (tmp_path / "r.db").unlink()
    assert batch(ROWS, tmp_path, many_changed=True).ok
    assert disagreements(tmp_path) == []
    assert (tmp_path / "out" / "1_Курс_3.docx").is_file()
    with Register(tmp_path / "r.db") as register:
        assert all(line.title for line in register.list())


def test_a_document_that_was_deleted_leaves_its_name_to_nobody(tmp_path: Path) -> None:
    rows = [{"course_title": "Курс", "unit": str(n)} for n in range(3)]
    batch(rows, tmp_path, pattern="{course_title}")
    (tmp_path / "out" / "Курс.docx").unlink()
    new = {"course_title": "Курс", "unit": "new"}
    result = batch([new, *rows], tmp_path, pattern="{course_title}", many_changed=True)
    texts = [each.read_text() for each in (tmp_path / "out").glob("*.docx")]
    assert sorted(texts) == [f"{n}|Курс|kk|docx" for n in range(1, 5)]
    assert (result.made, result.kept) == (2, 2)


@pytest.mark.parametrize("kept_aside", ["altered by hand", "link"])
def test_what_was_altered_is_kept_aside_when_its_row_is_corrected(
    kept_aside: str, tmp_path: Path
) -> None:
    rows = [{"course_title": "Курс", "unit": f"{n}"} for n in range(2)]
    batch(rows, tmp_path)
    path = tmp_path / "out" / "1_Курс.docx"
    path.unlink()
    if kept_aside == "link":
        (tmp_path / "secret").write_text("theirs")
        path.symlink_to(tmp_path / "secret")
    else:
        path.write_text("signed by hand")
    rows[0]["unit"] = "corrected"
    assert "altered/1_Курс.docx" in said(batch(rows, tmp_path))
    assert path.read_text() == "1|Курс|kk|docx"
    assert not path.is_symlink()
    moved = tmp_path / "out" / "altered" / "1_Курс.docx"
    assert moved.read_text() == ("theirs" if kept_aside == "link" else "signed by hand")


def test_an_emptied_document_is_made_again(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    (tmp_path / "out" / "2_Курс_2.docx").write_bytes(b"")
    result = batch(ROWS, tmp_path)
    assert (result.made, result.kept) == (1, 7)
    assert "2_Курс_2.docx was empty" in said(result)
    assert verify(tmp_path / "out") == []


def test_a_run_killed_before_the_new_name_leaves_no_old_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch([{"course_title": "Курс", "unit": "slow"}], tmp_path, pattern="{number}")

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    changed = [{"course_title": "Сруқ", "unit": "slow"}]  # as many bytes as before
    with monkeypatch.context() as patch:
        patch.setattr(group_commit, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            batch(changed, tmp_path, pattern="{number}")
    assert batch(changed, tmp_path, pattern="{number}").made == 1
    assert (tmp_path / "out" / "1.docx").read_text() == "1|Сруқ|kk|docx"
    assert verify(tmp_path / "out") == []


@pytest.mark.parametrize("kind", ["link", "pipe", "notes of somebody"])
def test_what_stands_in_place_of_the_manifest_is_not_written(kind: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    place, other = tmp_path / "out" / "manifest.jsonl", tmp_path / "precious"
    other.write_text("first line\nlast line, unfinished")
    if kind == "link":
        place.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        os.link(other, place)
    with pytest.raises((UnsafeOutput, UnreadableInput)):
        batch(ROWS, tmp_path)
    assert other.read_text() == "first line\nlast line, unfinished"


def test_a_single_unfinished_line_of_another_file_is_not_cut_off(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.jsonl").write_text("one line")
    with pytest.raises(UnreadableInput, match="Line 1"):
        batch(ROWS, tmp_path)
    assert (tmp_path / "out" / "manifest.jsonl").read_text() == "one line"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        batch([{"course_title": "Курс"}, {}], tmp_path)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()}
    assert modes == {0o640}


def test_a_folder_that_cannot_be_written_can_be_verified(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    manifest = tmp_path / "out" / "manifest.jsonl"
    with manifest.open("ab") as stream:
        stream.write(b'{"torn')
    manifest.chmod(0o444)
    content = manifest.read_bytes()
    assert verify(tmp_path / "out") == []
    assert manifest.read_bytes() == content


def test_a_damaged_journal_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    rows = [{"course_title": f"Курс {n}", "unit": "x" * 200} for n in range(200)]
    batch(rows, tmp_path)
    size = (tmp_path / "r.db").stat().st_size
    with (tmp_path / "r.db").open("r+b") as stream:
        for page in (3, 5):
            stream.seek(min(page * 4096 + 100, size - 4000))
            stream.write(os.urandom(3000))
    before = sorted((tmp_path / "out").iterdir())
    with pytest.raises(UnreadableInput, match="damaged"):
        batch([*rows, {"course_title": "new"}], tmp_path)
    assert sorted((tmp_path / "out").iterdir()) == before


def test_a_journal_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "r.db") as base:
        base.executescript(
            """
            CREATE TABLE numbers (
                id INTEGER PRIMARY KEY, form TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER,
                number TEXT NOT NULL, state TEXT NOT NULL, key TEXT NOT NULL, origin TEXT NOT NULL,
                holder TEXT NOT NULL, title TEXT NOT NULL, at TEXT NOT NULL,
                reason TEXT NOT NULL DEFAULT '', UNIQUE (form, year, n)
            );
            CREATE UNIQUE INDEX numbers_by_key ON numbers (form, key)
                WHERE state IN ('reserved', 'issued');
            CREATE INDEX numbers_by_origin ON numbers (form, origin);
            INSERT INTO numbers VALUES (1, '02-09', 2026, 1, '1', 'issued', 'k', 'o', 'h', 't',
                '2026-02-01T09:00:00+00:00', '');
            PRAGMA application_id = 1096045894;
            PRAGMA user_version = 1;
            """
        )
    base.close()
    with Register(tmp_path / "r.db") as register:
        line = register.void("02-09", 2026, "1", "қате", at=toy.clock())
    assert line.issued
    assert line.voided
    assert line.issued == line.voided  # the same moment in this test, and both are kept


def test_rows_mended_in_the_list_are_not_rejected_again(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("course_title,unit\nКурс 1,u\n,a\n,b\n", encoding="utf-8")
    first = batch(table, tmp_path)
    assert first.rejected_file is not None
    text = first.rejected_file.read_text("utf-8-sig")
    for n, unit in enumerate("ab", start=2):
        text = text.replace(f",,{unit},", f",Курс {n},{unit},")
    first.rejected_file.write_text(text, "utf-8-sig")
    assert batch(first.rejected_file, tmp_path).ok
    again = batch(table, tmp_path)
    assert again.ok
    assert (again.made, again.kept, len(again.documents)) == (0, 3, 3)
    assert "mended in a list earlier: 2" in said(again)
    assert not first.rejected_file.exists()
    # A row that was right and is wrong now is rejected, though it has a document.
    table.write_text("course_title,unit\n,spoilt\n,a\n,b\n", encoding="utf-8")
    assert [each.row for each in batch(table, tmp_path).rejections] == [2]


def test_a_name_takes_no_longer_for_a_long_value_or_many_alike() -> None:
    begun = time.process_time()
    name = stem("{n}_{t}", {"n": "7", "t": "ұ" * 100_000})
    assert name.startswith("7_ұұұ")
    assert stem("{t}", {"t": "e" + "\u0301\u0323" * 50_000})
    names = Names()
    claimed = {names.claim("same", ".pdf") for _ in range(20_000)}
    assert len(claimed) == 20_000
    assert time.process_time() - begun < 2


def test_the_manifest_keeps_no_path_out_of_the_folder(tmp_path: Path) -> None:
    batch(ROWS[:1], tmp_path)
    manifest = tmp_path / "out" / "manifest.jsonl"
    away = {"void": "1_Курс_1.docx", "to": "../../x", "number": "1", "sha256": ""}
    with manifest.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(away) + "\n")
    with pytest.raises(UnreadableInput, match="damaged"):
        batch(ROWS[:1], tmp_path)
