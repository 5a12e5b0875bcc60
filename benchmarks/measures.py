"""What is measured of atuforms alone: one record, cold start, rows, processes, profile."""

from __future__ import annotations

import cProfile
import functools
import itertools
import json
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from contestants import docxtpl, ours, timed
from records import certificates, test_bank, working_programme

from atuforms.api import load
from atuforms.batches.batch import batch
from atuforms.batches.events import Event, RowDone
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import Language
from atuforms.documents.printing import write
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.records.checking import check_form
from atuforms.records.loading import open_record

Row = tuple[str, str]
LANG: Language = "kk"
_OURS = (
    "import sys; from atuforms import render; "
    "open(sys.argv[2], 'wb').write(render(sys.argv[1], {to!r}, lang='kk').data)"
)
_COLD_ROUNDS = 15
_PAIRS = 9
_FIRST_ROWS = 30
_SMALL, _BETWEEN_SMALL = 100, 250
_LONG_TURN = 0.3
"""Seconds of a turn, where a document takes docxtpl 70 ms."""
_BATCH = """
import contextlib, re, time
from atuforms.cli import main
with contextlib.suppress(SystemExit):
    main()
memory = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())
print(time.process_time(), memory.group(1) if memory else 0)
"""
_WEASYPRINT = (
    "import sys; from weasyprint import HTML; "
    "HTML(sys.argv[1]).write_pdf("
    "sys.argv[2], pdf_variant='pdf/a-3a', stylesheets=[sys.argv[3]], attachments=[sys.argv[4]])"
)


def single_costs() -> list[Row]:
    """Milliseconds of the steps of one record, each the median of many."""
    record = certificates(1)[0]
    form = load(record)
    write(form, view(form, LANG), "pdf", LANG)
    steps: dict[str, Callable[[], Any]] = {
        "load and check": lambda: check_form(*_opened(record)),
        "view": lambda: view(form, LANG),
        "DOCX": lambda: write(form, view(form, LANG), "docx", LANG),
        "PDF, all texts seen before": lambda: write(form, view(form, LANG), "pdf", LANG),
    }
    return [(name, f"{_median(step):.3f} ms") for name, step in steps.items()]


def _opened(record: dict[str, Any]) -> tuple[Form, Any]:
    form, findings = open_record(record)
    return form, tuple(findings)


def _median(step: Callable[[], Any], count: int = 200) -> float:
    step()
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def cold_start() -> list[Row]:
    """Milliseconds from the start of a process to a document, in turns with the others."""
    from atuforms.rendering.html import fill_page

    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.json"
        record.write_text(json.dumps(certificates(1)[0]), encoding="utf-8")
        form = load(record)
        page = fill_page(type(form), LANG, {"logo": "", "variant": "", **view(form, LANG)})
        style = str(templates_folder() / "layouts" / "page.css")
        html = Path(folder) / "page.html"
        html.write_text(page.html, encoding="utf-8")
        out = str(Path(folder) / "out")
        commands = {
            "`import pydantic, typer`": ["-c", "import pydantic, typer"],
            "`atuforms list`": ["-c", "from atuforms.cli import main; main()", "list"],
            "one DOCX": ["-c", _OURS.format(to="docx"), str(record), out],
            "one PDF": ["-c", _OURS.format(to="pdf"), str(record), out],
            "WeasyPrint alone, one PDF": ["-c", _WEASYPRINT, str(html), out, style, str(record)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(_COLD_ROUNDS):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-W", "ignore", *command], check=True, capture_output=True
                )
                times[name].append(time.perf_counter() - begin)
    rows = [(name, f"{statistics.median(took) * 1000:.0f} ms") for name, took in times.items()]
    base, listed, _, ours, theirs = times.values()
    return [
        *rows,
        ("`atuforms list` against the import alone", _against(listed, base)),
        ("one PDF against WeasyPrint alone", _against(ours, theirs)),
    ]


def _against(took: Sequence[float], base: Sequence[float]) -> str:
    """The median of how many times longer it took in each round: a machine changes its pace."""
    return f"{statistics.median(one / other for one, other in zip(took, base, strict=True)):.2f}"


def largest_forms(rounds: int) -> list[Row]:
    """The two forms with the most values as Word documents, in turns with docxtpl."""
    both = ours("docx"), docxtpl()
    rows = []
    for name, record in (
        ("02-02, 6 modules of 4 lectures", working_programme(6, 4)),
        ("02-05, 300 questions", test_bank(300)),
    ):
        form, _ = open_record(record)
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for each, seen in zip(both, times, strict=True):
                seen.append(timed(each, form, _LONG_TURN))
        own, other = map(statistics.median, times)
        ratio = _against(times[1], times[0])
        rows.append((name, f"{own:.2f} ms; docxtpl {other:.1f} ms, {ratio} times ours"))
    return rows


def sizes() -> list[Row]:
    """Milliseconds of a Word document by the number of modules, and of questions."""
    rows = []
    for modules in (2, 6, 20, 60):
        form, _ = open_record(working_programme(modules, 4))
        took = _median(functools.partial(_word, form), 15)
        each = f"{took / modules:.3f} ms a module"
        rows.append((f"02-02, {modules} modules of 4 lectures", f"{took:.2f} ms, {each}"))
    for questions in (100, 300, 1000, 3000):
        form, _ = open_record(test_bank(questions))
        took = _median(functools.partial(_word, form), 15)
        each = f"{took / questions * 1000:.1f} µs a question"
        rows.append((f"02-05, {questions} questions", f"{took:.2f} ms, {each}"))
    return rows


def _word(form: Form) -> bytes:
    return write(form, view(form, LANG), "docx", LANG).data


def per_row(most: int) -> list[Row]:
    """Milliseconds of the processor a row of ``atuforms batch``, and the memory that it takes.

    Starting and the first rows, with the pages that are prepared for them, are taken off; every
    table begins with the same ones. Small tables are measured several times.
    """
    rows = []
    for to in ("docx", "pdf"):
        count = 100
        while count <= most:
            runs = [(_batch(count, to), _batch(_FIRST_ROWS, to)) for _ in range(_runs(count))]
            took = statistics.median(whole[0] - start[0] for whole, start in runs)
            memory = max(whole[1] for whole, _ in runs)
            each = f"{took / (count - _FIRST_ROWS) * 1000:.2f} ms a row, {memory} MiB at most"
            rows.append((f"{to}, {count:,} rows", each))
            count *= 10
    return rows


def _runs(count: int) -> int:
    return max(1, min(5, 5000 // count))


def even_rows(most: int) -> list[Row]:
    """Milliseconds of the processor a row, of small tables and of a large one.

    The small ones are made in turns while the large one is, in the same process: the machine is as
    fast for both, and as much is prepared. What the system spends on its files is left out.
    """
    rows = []
    records, others = certificates(most), certificates(most, seed=2)
    for to in ("docx", "pdf"):
        _user_seconds(records[:_SMALL], to)
        small: list[float] = []
        done = itertools.count(1)

        def make_small(event: Event, to: str = to, done: Any = done, small: Any = small) -> None:
            if isinstance(event, RowDone) and not next(done) % _BETWEEN_SMALL:
                begin = len(small) * _SMALL
                small.append(_user_seconds(others[begin : begin + _SMALL], to))

        whole = _user_seconds(records, to, make_small) - sum(small)
        each = [sum(small) / len(small) / _SMALL * 1000, whole / most * 1000]
        words = f"{each[0]:.2f} ms a row; in one of {most:,} {each[1]:.2f} ms"
        rows.append((f"{to}, tables of {_SMALL}", f"{words}, {each[1] / each[0]:.2f} times"))
    return rows


def _user_seconds(
    records: Sequence[dict[str, Any]], to: str, tell: Callable[[Event], None] | None = None
) -> float:
    """Seconds of the processor that this process takes for a batch."""
    with tempfile.TemporaryDirectory() as folder:
        table = _table(Path(folder), records)
        begin = os.times().user
        batch("02-09", table, to=to, lang=LANG, out=Path(folder) / "out", tell=tell)
        return os.times().user - begin


def _table(folder: Path, records: Sequence[dict[str, Any]]) -> Path:
    table = folder / "rows.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for record in records:
            values = {key: value for key, value in record.items() if key != "form"}
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
    return table


def _batch(count: int, to: str) -> tuple[float, int]:
    """Seconds of the processor, and MiB, of a process that makes a batch."""
    with tempfile.TemporaryDirectory() as folder:
        table = _table(Path(folder), certificates(count))
        printed = subprocess.run(
            [
                *(sys.executable, "-W", "ignore", "-c", _BATCH, "batch", "02-09", str(table)),
                *("--lang", LANG, "--to", to, "-o", str(Path(folder) / "out")),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        seconds, kibibytes = printed.split()[-2:]
        return float(seconds), int(kibibytes) // 1024


def two_processes(count: int) -> list[Row]:
    """How much sooner two processes are ready than one, once they are warm."""
    records = certificates(count)
    halves = (records[::2], records[1::2])
    # Two pools of one process each: both are warm for sure.
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(1) as other:
        for pool in (one, other):
            pool.submit(_made, records).result()
        alone: list[float] = []
        together: list[float] = []
        for _ in range(_PAIRS):
            begin = time.perf_counter()
            one.submit(_made, records).result()
            alone.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            tasks = [
                pool.submit(_made, half) for pool, half in zip((one, other), halves, strict=True)
            ]
            for task in tasks:
                task.result()
            together.append(time.perf_counter() - begin)
    return [
        ("one process", f"{count / statistics.median(alone):.0f} PDFs a second"),
        ("two processes", f"{count / statistics.median(together):.0f} PDFs a second"),
        ("ratio", _against(alone, together)),
    ]


def _made(records: Sequence[dict[str, Any]]) -> int:
    size = 0
    for record in records:
        form = load(record)
        size += len(write(form, view(form, LANG), "pdf", LANG).data)
    return size


def profile(forms: Sequence[Form]) -> list[Row]:
    """The functions that take most of the time of PDFs, with their shares."""
    watch = cProfile.Profile()
    watch.enable()
    for form in forms:
        write(form, view(form, LANG), "pdf", LANG)
    watch.disable()
    stats = pstats.Stats(watch)
    # Its stubs leave out the figures themselves.
    figures: Any = stats
    total = figures.total_tt
    ranked = sorted(figures.stats.items(), key=lambda item: -item[1][2])
    return [
        (f"`{_module_path(file)}` {name}", f"{own / total:.0%}")
        for (file, _, name), (_, _, own, _, _) in ranked[:10]
    ]


def _module_path(file: str) -> str:
    """The path of a module from its package's folder on."""
    parts = Path(file).parts
    roots = [number for number, part in enumerate(parts) if part in ("site-packages", "src")]
    return "/".join(parts[roots[-1] + 1 :]) if roots else parts[-1]
