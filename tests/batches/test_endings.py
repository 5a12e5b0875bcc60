"""A run ends, whatever becomes of those who work for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from tests.batches.test_api import cluster, no_longer_than, rows, write_csv

from atuforms.batches import executors
from atuforms.batches.batch import batch
from atuforms.batches.events import Event, RowDone
from atuforms.batches.manifest import verify

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the processes of a session are read from /proc"
)

RUN = """
import sys
from atuforms.batches.batch import batch
batch("02-09", sys.argv[1], out=sys.argv[2], register=sys.argv[3], workers=2)
"""


def alive(session: int) -> list[int]:
    """The processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # One may end while it is looked at.
        with suppress(OSError):
            state, _parent, _group, of, *_ = stat.read_text().rpartition(")")[2].split()
            if int(of) == session and state != "Z":
                found.append(int(stat.parent.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_workers_end_with_the_run_that_was_killed(number: int, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(600))
    arguments = [str(table), str(tmp_path / "out"), str(tmp_path / "r.db")]
    source = str(Path(__file__).parents[2] / "src")
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments],
        env={**os.environ, "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with no_longer_than(90):
        while len(list((tmp_path / "out").glob("*.docx"))) < 5 and process.poll() is None:
            time.sleep(0.1)
        assert len(alive(process.pid)) > 2
        process.send_signal(number)
        # It ends, and nobody holds its pipes any more.
        process.communicate(timeout=30)
        for _ in range(100):
            if not alive(process.pid):
                break
            time.sleep(0.1)
        assert alive(process.pid) == []
    result = batch("02-09", table, out=tmp_path / "out", register=tmp_path / "r.db")
    assert result.made + result.kept == 600
    assert verify(tmp_path / "out") == []


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("who", ["workers", "scheduler"])
def test_a_cluster_that_is_gone_ends_the_run(
    who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 3.0)
    monkeypatch.setattr(executors, "_LOOK_AFTER", 0.5)
    table = write_csv(tmp_path / "rows.csv", rows(1_200))
    schedulers: list[subprocess.Popen[bytes]] = []
    with no_longer_than(120), cluster(1, schedulers) as (address, workers):

        def kill(event: Event) -> None:
            if isinstance(event, RowDone) and event.row == 3:
                for each in workers if who == "workers" else schedulers:
                    each.kill()

        out, register = tmp_path / "out", tmp_path / "r.db"
        result = batch("02-09", table, dask=address, tell=kill, out=out, register=register)
    assert result.stopped == "worker-died"
    assert 0 < result.made < 1_200
    assert "does not answer" in result.text("en")
    again = batch("02-09", table, out=out, register=register)
    assert again.made + again.kept == 1_200
