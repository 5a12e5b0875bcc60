"""The chain of the register: whatever is changed in its file by other means is found."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from atuforms.register import chain
from atuforms.register.layout import _SCHEMA, _SINCE_2
from atuforms.register.numbers import Register, Request

FORM = "02-09"


def fill(journal: Register, count: int, start: int = 0) -> None:
    requests = [
        Request(FORM, 2025, f"key{n}", holder=f"Әсел {n}", title="Курс", date="2025-01-01")
        for n in range(start, start + count)
    ]
    numbers = journal.reserve_all(requests)
    journal.confirm(FORM, [(each.key, str(n)) for each, n in zip(requests, numbers, strict=True)])


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with 10,000 entries: reserved, issued, void and given back."""
    file = tmp_path_factory.mktemp("register") / "register.db"
    with Register(file) as journal:
        fill(journal, 4_990)
        for n in range(1, 11):
            journal.void(FORM, 2025, str(n), "Қате")
        journal.reserve_all([Request(FORM, 2025, f"more{n}") for n in range(5)])
        journal.release(FORM, [f"more{n}" for n in range(5)])
        assert journal.head().entries == 10_000
        assert list(journal.breaks(journal.head())) == []
    return file


def altered(file: Path, target: Path, change: Callable[[sqlite3.Connection], object]) -> Path:
    """A copy of a register in which somebody has changed something by another program."""
    shutil.copy(file, target)
    with sqlite3.connect(target) as base:
        change(base)
    base.close()
    return target


def changes(seed: random.Random) -> list[Callable[[sqlite3.Connection], object]]:
    """One change each: a value of a line, a line, a letter of an entry, an entry, their order."""
    n, entry = seed.randrange(11, 4_990), seed.randrange(1, 9_999)
    swap = (
        "UPDATE entries SET line = CASE n WHEN :n THEN (SELECT line FROM entries WHERE n = :m) "
        "ELSE (SELECT line FROM entries WHERE n = :n) END WHERE n IN (:n, :m)"
    )
    return [
        *(
            lambda base, column=column, value=value: base.execute(
                f"UPDATE numbers SET {column} = ? WHERE id = ?", (value, n)
            )
            for column, value in (
                ("holder", "Басқа"), ("title", "x"), ("number", "99999"), ("state", "void"),
                ("date", "2025-01-02"), ("reason", "x"), ("key", "other"), ("year", 2024),
                ("issued", ""), ("at", ""), ("n", 99_999), ("form", "03-01"), ("origin", "x"),
                ("voided", "x"), ("instead", "1"),
            )
        ),
        lambda base: base.execute("DELETE FROM numbers WHERE id = ?", (n,)),
        lambda base: base.execute(
            "INSERT INTO numbers (form, year, n, number, state, key, origin, holder, title, at) "
            "VALUES ('02-09', 2025, 77777, '77777', 'issued', 'k', '', '', '', '')"
        ),
        lambda base: base.execute(
            "UPDATE entries SET line = replace(line, '2025', '2026') WHERE n = ?", (entry,)
        ),
        lambda base: base.execute("UPDATE entries SET hash = hash || 'x' WHERE n = ?", (entry,)),
        lambda base: base.execute("DELETE FROM entries WHERE n = ?", (entry,)),
        lambda base: base.execute(swap, {"n": entry, "m": entry + 1}),
    ]  # fmt: skip


def test_any_single_change_among_ten_thousand_entries_is_found(
    register: Path, tmp_path: Path
) -> None:
    for number, change in enumerate(changes(random.Random(3))):
        with Register(altered(register, tmp_path / "copy.db", change)) as journal:
            assert journal.breaks(), number


def test_a_chain_that_was_made_anew_is_found_by_a_head(register: Path, tmp_path: Path) -> None:
    with Register(register) as journal:
        head = journal.head()

    def anew(base: sqlite3.Connection) -> None:
        base.execute("UPDATE numbers SET holder = 'Басқа' WHERE id = 5")
        base.execute("DROP TABLE entries")
        chain.begin(base)

    file = altered(register, tmp_path / "anew.db", anew)
    with Register(file) as journal:
        assert list(journal.breaks()) == []
        assert [each.problem for each in journal.breaks(head)] == ["head-differs"]

    # Cut off at its end, the chain fits; the head knows that there was more.
    def cut(base: sqlite3.Connection) -> None:
        base.execute("DELETE FROM entries WHERE n > 9000")

    with Register(altered(register, tmp_path / "cut.db", cut)) as journal:
        assert "head-differs" in {each.problem for each in journal.breaks(head)}
    # What is added later changes nothing before.
    shutil.copy(register, tmp_path / "later.db")
    with Register(tmp_path / "later.db") as journal:
        fill(journal, 3, start=9_000)
        assert list(journal.breaks(head)) == []


def test_a_register_of_an_earlier_version_begins_its_chain(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with sqlite3.connect(file) as base:
        for statement in (_SCHEMA + _SINCE_2).split(";"):
            base.execute(statement)
        base.execute("PRAGMA application_id = 1096045894")
        base.execute("PRAGMA user_version = 2")
        base.execute(
            "INSERT INTO numbers (form, year, n, number, state, key, origin, holder, title, at) "
            "VALUES ('02-09', 2025, 1, '1', 'issued', 'k', '', 'Әсел', '', '')"
        )
    base.close()
    with Register(file) as journal:
        assert journal.head().entries == 1
        assert list(journal.breaks(journal.head())) == []
        assert journal.show(FORM, 2025, "1").holder == "Әсел"


def test_what_another_program_writes_is_found(register: Path, tmp_path: Path) -> None:
    file = altered(
        register,
        tmp_path / "other.db",
        lambda base: base.execute("UPDATE numbers SET holder = 'x' WHERE id = 1"),
    )
    with Register(file) as journal:
        assert [each.problem for each in journal.breaks()] == ["line-altered"]


def test_killed_at_any_moment_the_chain_fits(tmp_path: Path) -> None:
    file = tmp_path / "killed.db"
    code = (
        "import sys; from atuforms.register.numbers import Register, Request\n"
        f"with Register({str(file)!r}) as journal:\n"
        "    print('ready', flush=True)\n"
        "    for n in range(100000):\n"
        "        key = f'{sys.argv[1]}-{n}'\n"
        "        number = journal.reserve(Request('02-09', 2025, key))\n"
        "        journal.confirm('02-09', [(key, number)])\n"
    )
    seed = random.Random(5)
    heads: list[chain.Head] = []
    for run in range(4):
        process = subprocess.Popen([sys.executable, "-c", code, str(run)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seed.uniform(0.01, 0.2))
        process.kill()
        process.wait()
        process.stdout.close()
        with Register(file) as journal:
            for head in heads:
                assert list(journal.breaks(head)) == []
            heads.append(journal.head())
    assert heads[-1].entries > 4
