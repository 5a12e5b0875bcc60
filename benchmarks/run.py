"""Measure atuforms beside other ways to make the same documents, and write the figures down.

Run ``python benchmarks/run.py`` in the repository, with the names of some figures to measure these
alone; ``--help`` shows the names, and how to make it shorter. All contestants take turns in one
process, so that a busy machine is busy for all of them; only the ratios travel to other machines.
Needs ``pip install typst reportlab``; Node is used if it is there.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence

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
from report import measured, put

from atuforms.api import load
from atuforms.forms.base import Form
from testbank import conversions

Maker = Callable[[argparse.Namespace], Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("names", nargs="*", help=f"what to measure: {', '.join(FIGURES)}; or all")
    parser.add_argument("--rounds", type=int, default=30, help="turns of each contestant")
    parser.add_argument("--batch", type=int, default=1000, help="records of the batch")
    parser.add_argument("--rows", type=int, default=10_000, help="the most rows of a table")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    for name in options.names or FIGURES:
        lines = [*FIGURES[name](options), "", measured()]
        print(f"\n{name}\n", *lines, sep="\n", flush=True)
        if not options.no_write:
            put(name, lines)


def _word(options: argparse.Namespace) -> list[str]:
    (form,) = map(load, certificates(1))
    with _contestants([ours("docx"), docxtpl(), *node(form)]) as every:
        return _table(_in_turns(every, form, options.rounds), "atuforms docx")


def _public(options: argparse.Namespace) -> list[str]:
    public = [ours_public(again=again) for again in (False, True)]
    form = load(EXAMPLES / "mooc-placement-certificate.yaml")
    every = [ours("docx"), *public, docxtpl(), docxtpl(keeps=True)]
    return _table(_in_turns(every, form, options.rounds), public[0].name)


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


def _pdf(options: argparse.Namespace) -> list[str]:
    forms = [load(record) for record in certificates(options.batch)]
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
        times = [(c, took / count) for c, (took, count) in zip(every, spent, strict=True)]
        return _table(times, "atuforms pdf")


def _profile(options: argparse.Namespace) -> list[str]:
    return _plain(profile([load(record) for record in certificates(min(options.batch, 300))]))


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


FIGURES: dict[str, Maker] = {
    "one certificate in Word": _word,
    "the public call": _public,
    "the largest forms": lambda options: _plain(largest_forms(options.rounds)),
    "sizes": lambda _: _plain(sizes()),
    "a batch of PDFs": _pdf,
    "laid out": lambda _: laid_out(),
    "one record": lambda _: _plain(single_costs()),
    "a cold process": lambda _: _plain(cold_start()),
    "rows of a table": lambda options: _plain(per_row(options.rows)),
    "small tables": lambda options: _plain(even_rows(options.rows)),
    "two processes": lambda options: _plain(two_processes(options.batch)),
    "where the time goes": _profile,
    "test banks": lambda _: conversions(),
}
"""What is measured, by the name of its place in docs/benchmarks.md."""


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main()
