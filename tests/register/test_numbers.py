from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.register.numbers import NumberTaken, NumberVoid, Register, Request, format_number

NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)

DRAW = """
import sys
from atuforms.register.numbers import Register, Request
path, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Register(path) as register:
    for n in range(count):
        print(register.reserve(Request("02-09", 2026, f"{who}-{n}")))
"""


def ask(key: str, year: int = 2026, **more: str) -> Request:
    return Request("02-09", year, key, **more)


def draw(path: Path, processes: int, count: int) -> list[int]:
    """Numbers drawn by several processes at once."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", DRAW, str(path), str(who), str(count)],
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        )
        for who in range(processes)
    ]
    numbers: list[int] = []
    for process in started:
        answer, _ = process.communicate()
        assert process.returncode == 0
        numbers += [int(line) for line in answer.split()]
    return sorted(numbers)


def test_numbers_run_from_one_per_form_and_year(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        assert [register.reserve(ask(key)) for key in "abc"] == ["1", "2", "3"]
        assert register.reserve(ask("d", year=2027)) == "1"
        assert register.reserve(Request("03-01", 2026, "a")) == "1"


def test_the_same_record_keeps_its_number(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        register.reserve(ask("a"))
        register.confirm("02-09", [("a", "1")], at=NOW)
    with Register(tmp_path / "r.db") as register:
        assert register.reserve(ask("b")) == "2"
        assert register.reserve(ask("a")) == "1"


def test_numbers_follow_a_pattern_and_a_beginning(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db", pattern="{year}/{n:03d}", number_from=41) as register:
        assert register.reserve(ask("a")) == "2026/041"
        assert register.reserve(ask("b")) == "2026/042"


def test_a_given_back_number_leaves_no_gap(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        for key in "abc":
            register.reserve(ask(key))
        register.confirm("02-09", [("a", "1")])
        register.release("02-09", ["a", "b"])
        assert register.reserve(ask("d")) == "2"
        assert register.reserve(ask("e")) == "4"


def test_a_mended_record_takes_over_what_was_reserved_for_its_row(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        register.reserve(ask("wrong", origin="m/rows!2"))
        assert register.reserve(ask("right", origin="m/rows!2")) == "1"
        register.confirm("02-09", [("right", "1")])
        assert register.reserve(ask("other", origin="m/rows!2")) == "2"


def test_a_void_number_stays_with_its_reason_and_is_not_given_again(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        register.reserve(ask("a"), at=NOW)
        entry = register.void("02-09", 2026, "1", "бүлінген бланк", at=NOW)
        assert (entry.state, entry.reason) == ("void", "бүлінген бланк")
        assert datetime.fromisoformat(entry.voided) == NOW
        with pytest.raises(NumberVoid, match="бүлінген"):
            register.reserve(ask("a"))
        assert register.reserve(ask("b")) == "2"
        with pytest.raises(UnsafeOutput, match="reason"):
            register.void("02-09", 2026, "2", " ")
        with pytest.raises(UnreadableInput, match="no number 9"):
            register.void("02-09", 2026, "9", "why")


def test_a_number_that_a_record_brings_is_kept_free_of_others(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        assert register.reserve(ask("a", number="2")) == "2"
        with pytest.raises(NumberTaken):
            register.reserve(ask("b", number="2"))
        assert [register.reserve(ask(key)) for key in "cd"] == ["1", "3"]


def test_eight_processes_draw_distinct_numbers(tmp_path: Path) -> None:
    assert draw(tmp_path / "r.db", 8, 100) == list(range(1, 801))


def test_threads_share_a_register(tmp_path: Path) -> None:
    numbers: list[str] = []
    with Register(tmp_path / "r.db") as register:

        def work(who: int) -> None:
            numbers.extend(register.reserve(ask(f"{who}-{n}")) for n in range(20))

        threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(map(int, numbers)) == list(range(1, 81))


def test_a_register_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Register(tmp_path / "r.db").close()
    with sqlite3.connect(tmp_path / "r.db") as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(UnreadableInput, match="newer atuforms"):
        Register(tmp_path / "r.db")


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_bytes(b"not a database, and long enough to be told apart" * 9)
    with pytest.raises(UnreadableInput, match="not a register"):
        Register(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as base:
        base.execute("CREATE TABLE browser_history (url)")
    base.close()
    with pytest.raises(UnreadableInput, match="another program"):
        Register(tmp_path / "other.db")
    with pytest.raises(UnsafeOutput, match="cannot be used"):
        Register(tmp_path / "no folder" / "r.db")


@pytest.mark.parametrize("pattern", ["", "7", "{year}", "{n", "{n}{x}", "{n!r}", "{n:x}"])
def test_a_pattern_that_gives_no_number_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(UnsafeOutput, match="cannot be used"):
        Register(tmp_path / "r.db", pattern=pattern)


def test_format_number() -> None:
    assert format_number("№ {n:3d}-{year}", 7, 2026) == "№ 007-2026"


def test_a_number_costs_the_same_however_long_the_journal_is(tmp_path: Path) -> None:
    with Register(tmp_path / "r.db") as register:
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        def cost(begin: int, size: int) -> int:
            """Steps of SQLite's machine for numbers drawn, issued, given back and handed on."""
            nonlocal steps
            steps = 0
            wanted = [ask(f"{n}", origin=f"rows!{n}") for n in range(begin, begin + size)]
            numbers = register.reserve_all(wanted)
            issued = zip(wanted[1:], numbers[1:], strict=True)
            register.confirm("02-09", [(request.key, str(number)) for request, number in issued])
            register.release("02-09", [wanted[0].key])
            register.reserve(ask(f"{begin}b", was=wanted[1].key, origin=wanted[1].origin))
            return steps

        register._base.set_progress_handler(count, 10)
        few = cost(0, 20)
        cost(20, 600)
        assert cost(620, 20) < 1.5 * few
