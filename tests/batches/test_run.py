from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from atuforms.batches import group_commit
from atuforms.batches.events import Event, RowDone
from atuforms.batches.executors import open_executor
from atuforms.batches.manifest import verify
from atuforms.batches.result import Result
from atuforms.batches.run import run
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import MissingDependency, UnsafeOutput
from atuforms.register.numbers import Register

sys.path.insert(0, str(Path(__file__).parent))
import toy  # type: ignore[import-not-found]

ROWS = [{"course_title": f"Курс {n}", "unit": "ЖИЦДО"} for n in range(1, 13)]


def batch(rows: Any, tmp_path: Path, **changes: Any) -> Result:
    options = {k: changes.pop(k) for k in ("executor", "tell", "in_flight") if k in changes}
    table = read_table(rows, toy.FIELDS)
    with Register(tmp_path / "register.db") as register:
        return run(
            table,
            toy.prepare,
            toy.render,
            toy.plan(**{"out": tmp_path / "out", **changes}),
            register=register,
            now=toy.clock,
            **options,
        )


def documents(tmp_path: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted((tmp_path / "out").glob("*.docx"))}


def journal(tmp_path: Path) -> list[tuple[str, str]]:
    with Register(tmp_path / "register.db") as register:
        return [(entry.number, entry.state) for entry in register.list()]


def write_csv(path: Path, titles: list[str]) -> Path:
    path.write_text("course_title,unit\n" + "".join(f"{t},u\n" for t in titles), encoding="utf-8")
    return path


def test_documents_are_numbered_in_the_order_of_the_rows(tmp_path: Path) -> None:
    result = batch(ROWS, tmp_path)
    assert (result.made, result.kept, result.rejected, result.ok) == (12, 0, 0, True)
    assert documents(tmp_path)["7_Курс_7.docx"] == "7|Курс 7|kk|docx"
    assert journal(tmp_path) == [(str(n), "issued") for n in range(1, 13)]


def test_a_second_run_makes_nothing(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    before = documents(tmp_path)
    result = batch(ROWS, tmp_path)
    assert (result.made, result.kept) == (0, 12)
    assert documents(tmp_path) == before


def test_a_lost_file_is_made_again(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    before = documents(tmp_path)
    (tmp_path / "out" / "3_Курс_3.docx").unlink()
    assert batch(ROWS, tmp_path).made == 1
    assert documents(tmp_path) == before


def test_a_changed_row_keeps_its_number_and_leaves_no_old_file(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    changed = [dict(row) for row in ROWS]
    changed[4]["course_title"] = "Түзетілген"
    result = batch(changed, tmp_path)
    assert (result.made, result.kept) == (1, 11)
    assert "5_Түзетілген.docx" in documents(tmp_path)
    assert "5_Курс_5.docx" not in documents(tmp_path)
    assert len(journal(tmp_path)) == 12
    assert verify(tmp_path / "out") == []


def test_an_inserted_row_moves_no_number(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    before = documents(tmp_path)
    result = batch([*ROWS[:2], {"course_title": "Жаңа"}, *ROWS[2:]], tmp_path)
    assert result.made == 1
    assert documents(tmp_path) == {**before, "13_Жаңа.docx": "13|Жаңа|kk|docx"}


def test_what_a_row_was_may_come_back_as_a_row_of_its_own(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    changed = [dict(row) for row in ROWS]
    changed[4]["course_title"] = "Түзетілген"
    batch(changed, tmp_path)
    batch([*changed, ROWS[4]], tmp_path)
    made = documents(tmp_path)
    assert (made["5_Түзетілген.docx"][:2], made["13_Курс_5.docx"][:3]) == ("5|", "13|")
    assert len(made) == 13
    batch([*changed, ROWS[4]], tmp_path, out=tmp_path / "pdf", suffixes={"pdf": ".pdf"})
    assert {p.stem for p in (tmp_path / "pdf").glob("*.pdf")} == {Path(n).stem for n in made}


def test_another_table_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    others = [{"course_title": f"Басқа {n}"} for n in range(12)]
    with pytest.raises(UnsafeOutput, match="choose another folder"):
        batch(others, tmp_path)
    assert batch(others, tmp_path, many_changed=True).made == 12
    assert len(journal(tmp_path)) == 12


def test_the_same_record_has_one_number_in_every_folder(tmp_path: Path) -> None:
    batch(ROWS, tmp_path)
    batch(list(reversed(ROWS)), tmp_path, out=tmp_path / "pdf", suffixes={"pdf": ".pdf"})
    assert (tmp_path / "pdf" / "7_Курс_7.pdf").read_text() == "7|Курс 7|kk|pdf"


def test_every_language_and_format_has_its_file(tmp_path: Path) -> None:
    batch(ROWS[:2], tmp_path, langs=("kk", "ru"), suffixes={"docx": ".docx", "pdf": ".pdf"})
    names = {p.name for p in (tmp_path / "out").iterdir() if p.suffix != ".jsonl"}
    assert names == {
        f"{n}_Курс_{n}_{lang}.{kind}"
        for n in (1, 2)
        for lang in ("kk", "ru")
        for kind in ("docx", "pdf")
    }


def test_any_number_of_workers_gives_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    batch(ROWS, tmp_path / "one")
    with open_executor(2) as executor:
        batch(ROWS, tmp_path / "two", executor=executor, in_flight=3)
    assert documents(tmp_path / "one") == documents(tmp_path / "two")
    one, two = (tmp_path / name / "out" / "manifest.jsonl" for name in ("one", "two"))
    assert one.read_text().splitlines()[1:] == two.read_text().splitlines()[1:]


def test_mended_rows_are_fed_in_again_and_all_numbers_are_consecutive(tmp_path: Path) -> None:
    titles = [f"Курс {n}" if n % 4 else "" for n in range(1, 13)]
    table = write_csv(tmp_path / "rows.csv", titles)
    result = batch(table, tmp_path)
    assert (result.made, result.rejected) == (9, 3)
    assert result.rejected_file is not None
    with result.rejected_file.open(encoding="utf-8-sig", newline="") as stream:
        rejected = list(csv.reader(stream))
    assert [row[0] for row in rejected] == ["#", "rows.csv!5", "rows.csv!9", "rows.csv!13"]
    lines = ["#,course_title,unit,Mistakes"]
    lines += [f"{row[0]},Mended {row[0]},u,why" for row in rejected[1:]]
    mended = tmp_path / "mended.csv"
    mended.write_text("\n".join(lines), encoding="utf-8")
    assert batch(mended, tmp_path).made == 3
    assert [number for number, _ in journal(tmp_path)] == [str(n) for n in range(1, 13)]
    assert len(documents(tmp_path)) == 12
    assert not result.rejected_file.exists()


def test_a_list_of_rejected_rows_that_somebody_edits_is_never_overwritten(tmp_path: Path) -> None:
    batch([*ROWS, {"unit": "u"}], tmp_path)
    first = tmp_path / "out" / "rejected.jsonl"
    first.write_bytes(first.read_bytes() + b" ")
    result = batch([*ROWS, {"unit": "u"}], tmp_path)
    assert result.rejected_file == tmp_path / "out" / "rejected-2.jsonl"
    assert first.exists()


def test_no_document_takes_the_name_of_the_list(tmp_path: Path) -> None:
    rows = [{"course_title": "rejected"}, {"unit": "u"}]
    result = batch(rows, tmp_path, suffixes={"docx": ".jsonl"}, pattern="{course_title}")
    assert [document.path.name for document in result.documents] == ["rejected_2.jsonl"]
    assert result.rejected_file == tmp_path / "out" / "rejected.jsonl"


def test_a_machine_that_lacks_something_is_no_fault_of_the_rows(tmp_path: Path) -> None:
    def lacking(task: toy.Task) -> bytes:
        raise MissingDependency("Install it.")

    with Register(tmp_path / "register.db") as register, pytest.raises(MissingDependency):
        run(
            read_table(ROWS, toy.FIELDS),
            toy.prepare,
            lacking,
            toy.plan(tmp_path / "out"),
            register=register,
        )
    assert batch(ROWS, tmp_path).made == 12
    assert journal(tmp_path) == [(str(n), "issued") for n in range(1, 13)]


def test_all_or_nothing_makes_nothing(tmp_path: Path) -> None:
    result = batch([*ROWS, {"unit": "u"}], tmp_path, all_or_nothing=True)
    assert (result.made, result.rejected, result.stopped) == (0, 1, "rejected")
    assert documents(tmp_path) == {}
    assert journal(tmp_path) == []


def test_a_repeated_row_is_rejected_with_the_row_it_repeats(tmp_path: Path) -> None:
    result = batch([*ROWS, ROWS[2]], tmp_path)
    assert (result.made, result.rejected) == (12, 1)


def test_a_document_that_cannot_be_made_gives_its_number_back(tmp_path: Path) -> None:
    rows = [{"course_title": "A"}, {"course_title": "B", "unit": "broken"}, {"course_title": "C"}]
    result = batch(rows, tmp_path, langs=("kk", "ru"))
    assert (result.made, result.rejected) == (4, 1)
    rows[1]["unit"] = "mended"
    assert batch(rows, tmp_path, langs=("kk", "ru")).made == 2
    assert journal(tmp_path) == [("1", "issued"), ("2", "issued"), ("3", "issued")]


def test_files_of_others_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1_КУРС_1.docx").write_text("mine")
    batch(ROWS[:1], tmp_path)
    assert documents(tmp_path)["1_КУРС_1.docx"] == "mine"
    assert documents(tmp_path)["1_Курс_1_2.docx"] == "1|Курс 1|kk|docx"


def test_ctrl_c_finishes_the_documents_in_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "_MOST", 2)

    def press(event: Event) -> None:
        if isinstance(event, RowDone) and event.row == 3:
            os.kill(os.getpid(), signal.SIGINT)

    result = batch(ROWS, tmp_path, tell=press, in_flight=1)
    assert result.stopped == "interrupted"
    assert 3 <= result.made < 12
    assert verify(tmp_path / "out") == []
    assert batch(ROWS, tmp_path).made == 12 - result.made
    assert journal(tmp_path) == [(str(n), "issued") for n in range(1, 13)]


def test_verify_names_what_disagrees(tmp_path: Path) -> None:
    batch(ROWS[:3], tmp_path)
    out = tmp_path / "out"
    (out / "1_Курс_1.docx").unlink()
    (out / "2_Курс_2.docx").write_text("forged")
    (out / "stray.docx").write_text("?")
    found = {(each.file, each.problem) for each in verify(out)}
    assert found == {
        ("1_Курс_1.docx", "missing"),
        ("2_Курс_2.docx", "altered"),
        ("stray.docx", "unknown"),
    }


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    def again(event: Event) -> None:
        if isinstance(event, RowDone) and event.row == 1:
            with pytest.raises(UnsafeOutput, match="Another run"):
                batch(ROWS, tmp_path)

    assert batch(ROWS, tmp_path, tell=again).made == 12


def test_a_read_only_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(UnsafeOutput, match="read-only"):
        batch(ROWS, tmp_path)


@pytest.mark.parametrize("moment", [3, 6, 10, 13, 17])
def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    moment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, calls = os.fsync, iter(range(1000))
    monkeypatch.setattr(group_commit, "_MOST", 5)

    def full(handle: int) -> None:
        if next(calls) == moment:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnsafeOutput, match="no room"):
        batch(ROWS, tmp_path)
    batch(ROWS, tmp_path)
    assert journal(tmp_path) == [(str(n), "issued") for n in range(1, 13)]
    assert verify(tmp_path / "out") == []
    assert not list((tmp_path / "out").glob(".atuforms-*"))


def kill_and_resume(tmp_path: Path, rows: int, kills: int, seed: int, workers: int = 1) -> int:
    """Run, kill at random moments, resume; how many of the kills hit a running batch."""
    chance = random.Random(seed)
    table = tmp_path / "rows.jsonl"
    table.write_text(
        "".join(json.dumps({"course_title": f"C{n}", "unit": "slow"}) + "\n" for n in range(rows))
    )
    script = [sys.executable, str(Path(__file__).parent / "toy.py"), str(table)]
    script += [str(tmp_path / "out"), str(tmp_path / "register.db"), str(workers)]
    source = str(Path(__file__).parents[2] / "src")
    hits = 0
    for _ in range(kills):
        process = subprocess.Popen(
            script, env={**os.environ, "PYTHONPATH": source}, start_new_session=True
        )
        lines = tmp_path / "out" / "manifest.jsonl"
        begun = lines.stat().st_size if lines.exists() else 0
        while process.poll() is None and (lines.stat().st_size if lines.exists() else 0) <= begun:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.1)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            hits += 1
        process.wait()
    subprocess.run(script, env={**os.environ, "PYTHONPATH": source}, check=True)
    expected = {f"{n + 1}_C{n}.docx": f"{n + 1}|C{n}|kk|docx" for n in range(rows)}
    assert documents(tmp_path) == expected
    assert journal(tmp_path) == [(str(n), "issued") for n in range(1, rows + 1)]
    assert verify(tmp_path / "out") == []
    assert not list((tmp_path / "out").glob(".atuforms-*"))
    return hits


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_run_is_resumed_without_loss(tmp_path: Path) -> None:
    assert kill_and_resume(tmp_path, rows=120, kills=3, seed=1) > 0


def test_a_number_with_one_document_is_not_given_to_another_row(tmp_path: Path) -> None:
    # The PDF of the first row cannot be made, after its Word document was.
    rows = [{"course_title": "Курс 1", "unit": "broken pdf"}, *ROWS[1:3]]
    result = batch(rows, tmp_path, suffixes={"docx": ".docx", "pdf": ".pdf"}, in_flight=1)
    assert (result.made, result.rejected) == (5, 1)
    numbers = [name.split("_")[0] for name in documents(tmp_path)]
    assert numbers == ["1", "2", "3"]
    assert journal(tmp_path) == [(str(n), "issued") for n in (1, 2, 3)]


def test_the_register_knows_every_document_after_a_failure(tmp_path: Path) -> None:
    def fail(event: Event) -> None:
        if isinstance(event, RowDone) and event.row == 5:
            raise OSError("the listener is gone")

    with pytest.raises(OSError, match="listener"):
        batch(ROWS, tmp_path, tell=fail)
    issued = [state for _, state in journal(tmp_path)].count("issued")
    assert issued == len(documents(tmp_path)) >= 5
