"""The batch of a real form, as a registrar runs it."""

from __future__ import annotations

import csv
import faulthandler
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from atuforms.api import load
from atuforms.batches import executors, group_commit
from atuforms.batches.batch import batch
from atuforms.batches.events import Event, RowDone, RowRejected
from atuforms.batches.form_rows import columns_of, default_pattern, fields_of, placeholders_of
from atuforms.batches.manifest import verify
from atuforms.batches.names import check_pattern
from atuforms.batches.tables.columns import resolve
from atuforms.batches.tables.sheet import new_sheet
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.register.numbers import Register

ROW = {
    "date": "2026-02-01",
    "authors": "Сейітқали Әсел; Өтеген Ғалымжан",
    "unit": "«Тағам биотехнологиясы» кафедрасы",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-01-05",
    "course_link": "https://mooc.atu.edu.kz/1",
    "director": "А.С. Жұмабекова",
}


def rows(count: int, wrong: tuple[int, ...] = ()) -> list[dict[str, str]]:
    return [
        {**ROW, "course_title": f"Курс {n}", **({"date": "ертең"} if n in wrong else {})}
        for n in range(1, count + 1)
    ]


def write_csv(path: Path, records: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, records[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(records)
    return path


def test_a_certificate_of_completion_is_issued_to_the_listener(
    tmp_path: Path, repository: Path
) -> None:
    record = load(repository / "examples" / "completion-certificate.yaml").record()
    assert record["authors"]
    record["number"] = None
    batch("completion-certificate", [record], out=tmp_path / "out", register=tmp_path / "r.db")
    with Register(tmp_path / "r.db") as register:
        (entry,) = register.list()
    assert entry.holder == record["listener"]["name"]["kk"]
    assert entry.title == record["course_title"]["kk"]


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.docx")}


def test_a_registrar_issues_the_certificates_of_a_semester(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "_MOST", 2)
    options: dict[str, Any] = {
        "lang": "kk",
        "out": tmp_path / "out",
        "register": tmp_path / "register.db",
    }
    table = write_csv(tmp_path / "rows.csv", rows(12, wrong=(3, 8)))

    def press(event: Event) -> None:
        if isinstance(event, RowDone) and event.row == 6:
            os.kill(os.getpid(), signal.SIGINT)

    first = batch("02-09", table, tell=press, **options)
    assert first.stopped == "interrupted"
    told: list[Event] = []
    second = batch("02-09", table, tell=told.append, **options)
    assert (first.made + second.made, second.kept, second.rejected) == (10, first.made, 2)
    (wrong, _) = (event for event in told if isinstance(event, RowRejected))
    assert [(f.path, f.place.line, f.place.column) for f in wrong.findings] == [("date", 4, 1)]

    assert second.rejected_file is not None
    mended = [dict(row.cells) for row in read_table(second.rejected_file)]
    assert all("ертең" in row.pop("Қателер") for row in mended)
    third = batch("02-09", [{**row, "date": "2026-02-01"} for row in mended], **options)
    assert (third.made, third.ok) == (2, True)
    with Register(tmp_path / "register.db") as register:
        entries = list(register.list("02-09", 2026))
    assert [entry.number for entry in entries] == [str(n) for n in range(1, 13)]
    assert {entry.state for entry in entries} == {"issued"}
    assert entries[0].holder == "Сейітқали Әсел; Өтеген Ғалымжан"
    assert len(digests(tmp_path / "out")) == 12
    assert verify(tmp_path / "out") == []


def test_workers_write_the_same_bytes(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(4))
    for name, workers in (("one", 1), ("two", 2)):
        result = batch(
            "02-09",
            table,
            out=tmp_path / name,
            register=tmp_path / f"{name}.db",
            workers=workers,
        )
        assert result.made == 4
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_language_that_a_row_lacks_rejects_it(tmp_path: Path) -> None:
    result = batch("02-09", rows(1), lang="kk,ru", out=tmp_path / "out", register=tmp_path / "r.db")
    assert (result.made, result.rejected) == (0, 1)


def test_a_row_without_number_is_rejected_where_no_register_gives_one(tmp_path: Path) -> None:
    told: list[Event] = []
    result = batch(
        "02-09",
        [*rows(1), {**rows(2)[1], "number": "7/б"}],
        out=tmp_path / "out",
        tell=told.append,
    )
    assert (result.made, result.rejected) == (1, 1)
    assert (tmp_path / "out" / "7_б_Курс_2.docx").exists()
    (event,) = (event for event in told if isinstance(event, RowRejected))
    assert {finding.path for finding in event.findings} == {"number"}


def test_what_cannot_be_done_is_refused_before_anything_runs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UnknownFormat):
        batch("02-09", rows(1), to="odt", out=out)
    with pytest.raises(UnreadableInput, match="cours_title"):
        batch("02-09", write_csv(tmp_path / "t.csv", [{"cours_title": "X"}]), out=out)
    with pytest.raises(UnreadableInput, match="workers"):
        batch("02-09", rows(1), out=out, workers=0)
    assert not out.exists()


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.name())
def test_every_form_has_a_sheet_that_the_batch_can_read(form: Any) -> None:
    fields = fields_of(form)
    check_pattern(default_pattern(form), placeholders_of(form))
    for lang in LANGUAGES:
        columns = columns_of(form, lang)
        paths = resolve([column.label for column in columns], fields, source="sheet")
        assert paths == tuple(column.path for column in columns)
        assert new_sheet(columns, lang)


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Fails, with every thread's stack, what would otherwise hang."""

    def stop(number: int, frame: object) -> None:
        faulthandler.dump_traceback()
        # It passes by every ``except Exception`` on its way.
        pytest.fail(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def cluster(
    count: int, schedulers: list[subprocess.Popen[bytes]] | None = None
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and its workers, as processes on the loopback address.

    The scheduler's own process is added to ``schedulers``.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    address = f"tcp://{host}:{port}"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    quiet: dict[str, Any] = {
        "env": env,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "start_new_session": True,
    }
    dask = [sys.executable, "-m", "dask"]
    # Workers that lose the scheduler end by themselves, should the test be killed.
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    worker += ["--death-timeout", "60"]
    scheduler = [*dask, "scheduler", "--host", host, "--port", str(port), "--no-dashboard"]
    with ExitStack() as stack:
        processes = []
        for command in (scheduler, *[worker] * count):
            processes.append(subprocess.Popen(command, **quiet))
            stack.callback(_end, processes[-1])
        if schedulers is not None:
            schedulers.append(processes[0])
        yield address, processes[1:]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.filterwarnings("default")
def test_a_cluster_makes_the_same_files_though_a_worker_dies(tmp_path: Path) -> None:
    import distributed

    table = write_csv(tmp_path / "rows.csv", rows(40))
    with no_longer_than(120), cluster(2) as (address, workers):
        with distributed.Client(address, timeout="60s") as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout="60s")

        def kill(event: Event) -> None:
            if isinstance(event, RowDone) and event.row == 5:
                workers[0].kill()

        result = batch(
            "02-09",
            table,
            out=tmp_path / "dask",
            register=tmp_path / "dask.db",
            dask=address,
            tell=kill,
        )
    assert (result.made, result.rejected) == (40, 0)
    batch("02-09", table, out=tmp_path / "here", register=tmp_path / "here.db")
    assert digests(tmp_path / "dask") == digests(tmp_path / "here")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarms")
@pytest.mark.filterwarnings("default")
def test_a_cluster_without_workers_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_WAIT_FOR_WORKERS", "1s")
    with (
        no_longer_than(90),
        cluster(0) as (address, _),
        pytest.raises(UnreadableInput, match="has no workers"),
    ):
        batch("02-09", rows(1), out=tmp_path / "out", register=tmp_path / "r.db", dask=address)


def test_forms_are_found_by_every_spelling() -> None:
    assert fields_of(get_form("mooc-placement-certificate")).path("Курстың атауы") == "course_title"
