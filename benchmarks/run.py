"""Measure atuforms beside other ways to make the same documents, and write the table.

Run ``python benchmarks/run.py`` in the repository; ``--help`` shows how to make it shorter. All
contestants take turns in one process, so that a busy machine is busy for all of them; only the
ratios travel to other machines. Needs ``pip install typst reportlab``; Node is used if it is
there.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import platform
import statistics
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from contestants import (
    TURN,
    Contestant,
    docxtpl,
    node,
    ours,
    ours_public,
    reportlab,
    timed,
    typst,
    weasyprint,
)
from long_pdfs import laid_out
from measures import (
    Row,
    cold_start,
    even_rows,
    largest_forms,
    per_row,
    profile,
    single_costs,
    sizes,
    two_processes,
)
from records import EXAMPLES, certificates

from atuforms.api import load
from atuforms.forms.base import Form
from testbank import section as test_banks

REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("--rounds", type=int, default=30, help="turns of each contestant")
    parser.add_argument("--batch", type=int, default=1000, help="records of the batch")
    parser.add_argument("--rows", type=int, default=10_000, help="the most rows of a table")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    forms = [load(record) for record in certificates(options.batch)]
    report = "\n".join(
        [
            *_head(),
            "## Word: one certificate (02-09)",
            "",
            *_table(_word(forms, options.rounds), "atuforms docx"),
            "",
            "## Word: the public call",
            "",
            (
                "The example of 02-09 in three languages, with its rules: `atuforms.render(form, "
                '"docx")` checks the form, and keeps the report with it. `atuforms docx` is the '
                "inner function that writes a form already checked."
            ),
            "",
            *_table(_public(options.rounds), ours_public(again=False).name),
            "",
            "## Word: the largest forms",
            "",
            *_plain(largest_forms(options.rounds)),
            "",
            *_plain(sizes()),
            "",
            f"## PDF: a batch of {options.batch} different certificates (02-09)",
            "",
            (
                "Documents of a new structure are counted with what is prepared for them. The "
                "others make every tenth document only."
            ),
            "",
            *_table(_pdf(forms), "atuforms pdf"),
            "",
            "## PDF: documents that are laid out",
            "",
            (
                "Examples in Russian, time of the processor. WeasyPrint has the same page, style "
                "sheet and record; Typst has the same words, each block a paragraph, without "
                "tables and pictures, and remembers what it has laid out before."
            ),
            "",
            *laid_out(),
            "",
            "## One record",
            "",
            *_plain(single_costs()),
            "",
            "## From a cold process",
            "",
            *_plain(cold_start()),
            "",
            "## Rows of a table",
            "",
            (
                "Time of the processor of `atuforms batch`, with what makes a batch safe: each "
                "file is on the disk before it counts. Starting and the first thirty rows are "
                "taken off."
            ),
            "",
            *_plain(per_row(options.rows)),
            "",
            (
                "Small tables in turns with a large one, in one process; of the processor's time "
                "that of the program, without what the system spends on files."
            ),
            "",
            *_plain(even_rows(options.rows)),
            "",
            "## Two processes against one",
            "",
            *_plain(two_processes(options.batch)),
            "",
            "## Where the time of a PDF goes",
            "",
            *_plain(profile(forms[:300])),
            "",
            *test_banks(),
        ]
    )
    print(report)
    if not options.no_write:
        REPORT.write_text(report, encoding="utf-8")


def _word(forms: Sequence[Form], rounds: int) -> list[tuple[Contestant, float]]:
    with _contestants([ours("docx"), docxtpl(), *node(forms[0])]) as every:
        return _in_turns(every, forms[0], rounds)


def _public(rounds: int) -> list[tuple[Contestant, float]]:
    public = [ours_public(again=again) for again in (False, True)]
    form = load(EXAMPLES / "mooc-placement-certificate.yaml")
    return _in_turns([ours("docx"), *public, docxtpl(), docxtpl(keeps=True)], form, rounds)


def _in_turns(
    every: Sequence[Contestant], form: Form, rounds: int
) -> list[tuple[Contestant, float]]:
    """The median of the turns of each; the first, in which things are prepared, is left out."""
    times: list[list[float]] = [[] for _ in every]
    for turn in range(rounds + 1):
        for contestant, seen in zip(every, times, strict=True):
            took = timed(contestant, form, TURN)
            if turn:
                seen.append(took)
    return [(c, statistics.median(t)) for c, t in zip(every, times, strict=True)]


def _pdf(forms: Sequence[Form]) -> list[tuple[Contestant, float]]:
    with _contestants([ours("pdf"), typst(), reportlab(), weasyprint()]) as every:
        # What only the first document of a process pays is measured as the cold start.
        for contestant in every[1:]:
            timed(contestant, forms[0])
        spent = [[0.0, 0] for _ in every]
        for number, form in enumerate(forms):
            for contestant, total in zip(every, spent, strict=True):
                if number % 10 and contestant.name != every[0].name:
                    continue
                total[0] += timed(contestant, form)
                total[1] += 1
        return [(c, took / count) for c, (took, count) in zip(every, spent, strict=True)]


@contextlib.contextmanager
def _contestants(every: list[Contestant]) -> Iterator[list[Contestant]]:
    try:
        yield every
    finally:
        for contestant in every:
            contestant.close()


def _table(rows: Sequence[tuple[Contestant, float]], ours_name: str) -> list[str]:
    own = next(took for contestant, took in rows if contestant.name == ours_name)
    lines = ["| | version | ms a document | times ours |", "|---|---|---:|---:|"]
    for contestant, took in sorted(rows, key=lambda row: row[1]):
        lines.append(
            f"| {contestant.name} | {contestant.release} | {took:.2f} | {took / own:.1f} |"
        )
    return lines


def _plain(rows: Sequence[Row]) -> list[str]:
    return ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)]


def _head() -> list[str]:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return [
        "# Benchmarks",
        "",
        "Written by `python benchmarks/run.py`. Only the ratios travel to other machines.",
        "",
        (
            f"{today}, {_processor()}, Python {platform.python_version()}, "
            f"WeasyPrint {version('weasyprint')}."
        ),
        "",
    ]


def _processor() -> str:
    import os

    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{model}, {os.cpu_count()} cores"


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main()
