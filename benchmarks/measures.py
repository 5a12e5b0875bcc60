"""What is measured of atuforms alone: one record, cold start, rows, processes, profile."""

from __future__ import annotations

import cProfile
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from records import certificates

from atuforms.check import check_form
from atuforms.documents import write
from atuforms.forms.base import Form
from atuforms.load import load, open_record
from atuforms.resources import templates_folder
from atuforms.view import view

Row = tuple[str, str]
LANG = "kk"
_OURS = (
    "import sys; from atuforms import render; "
    "open(sys.argv[2], 'wb').write(render(sys.argv[1], {to!r}, lang='kk').data)"
)
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
    import json

    from atuforms.render.html import fill_page

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
        for _ in range(7):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-W", "ignore", *command], check=True, capture_output=True
                )
                times[name].append(time.perf_counter() - begin)
    rows = [(name, f"{statistics.median(took) * 1000:.0f} ms") for name, took in times.items()]
    base, listed, _, ours, theirs = (statistics.median(took) for took in times.values())
    return [
        *rows,
        ("`atuforms list` against the import alone", f"{listed / base:.2f}"),
        ("one PDF against WeasyPrint alone", f"{ours / theirs:.2f}"),
    ]


def per_row(most: int) -> list[Row]:
    """Milliseconds a certificate in batches of ever more records, and memory at the end."""
    rows = []
    count = 100
    while count <= most:
        begin = time.perf_counter()
        for record in certificates(count, seed=count):
            form, findings = _opened(record)
            check_form(form, findings)
            write(form, view(form, LANG), "pdf", LANG)
        took = (time.perf_counter() - begin) / count * 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rows.append((f"{count} records", f"{took:.2f} ms a PDF, {memory} MiB at most"))
        count *= 10
    return rows


def two_processes(count: int) -> list[Row]:
    """How much sooner two processes are ready than one, once they are warm."""
    records = certificates(count)
    halves = (records[::2], records[1::2])
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        list(one.map(_made, [records]))
        list(two.map(_made, [records, records]))
        alone = together = 0.0
        for _ in range(3):
            begin = time.perf_counter()
            list(one.map(_made, [records]))
            alone += time.perf_counter() - begin
            begin = time.perf_counter()
            list(two.map(_made, halves))
            together += time.perf_counter() - begin
    return [
        ("one process", f"{count * 3 / alone:.0f} PDFs a second"),
        ("two processes", f"{count * 3 / together:.0f} PDFs a second"),
        ("ratio", f"{alone / together:.2f}"),
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
        (f"`{Path(file).name}` {name}", f"{own / total:.0%}")
        for (file, _, name), (_, _, own, _, _) in ranked[:10]
    ]
