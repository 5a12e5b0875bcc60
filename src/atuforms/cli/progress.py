"""How far a batch is: a bar on a terminal, plain lines in a log, JSON lines for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from atuforms.batches.events import (
    Event,
    Finished,
    Listener,
    Noticed,
    RowDone,
    RowRejected,
    Started,
    Stopping,
)
from atuforms.batches.result import Result
from atuforms.cli.console import Console
from atuforms.core.findings import Finding, Report
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import fill

SECONDS_BETWEEN_LINES = 10.0
"""How often a log gets a line while nothing else happens."""

STOPPING = plural_sentence(
    "Stopping: {count} document in hand is finished first. Press Ctrl-C again to stop at once.",
    "Stopping: {count} documents in hand are finished first. Press Ctrl-C again to stop at once.",
    count="count",
)


@contextmanager
def listener(console: Console, documents: int, *, as_json: bool) -> Iterator[Listener]:
    """The listener that shows the events of a batch.

    :param documents: how many documents a row makes.
    """
    if as_json:
        yield lambda event: console.result(json.dumps(as_data(event, console), ensure_ascii=False))
    elif sys.stderr.isatty():
        with _bar(console, documents) as tell:
            yield tell
    else:
        yield _Lines(console, documents)


def as_data(event: Event, console: Console) -> dict[str, object]:
    """An event as plain data, for other programs."""
    match event:
        case Started():
            notes = [note.text(console.lang) for note in event.notes]
            return {"event": "started", "rows": event.rows, "notes": notes}
        case Noticed():
            return {"event": "noticed", "note": event.note.text(console.lang)}
        case RowDone():
            return {
                "event": "done",
                "row": event.row,
                "number": event.number,
                "file": event.file,
                "lang": event.lang,
                "format": event.format,
                "fresh": event.fresh,
            }
        case RowRejected():
            findings = Report(event.findings).as_dict(console.lang)["findings"]
            return {"event": "rejected", "row": event.row, "findings": findings}
        case Stopping():
            return {"event": "stopping", "documents": event.documents}
        case Finished():
            return {"event": "finished", **_result(event.result)}


def _result(result: Result) -> dict[str, object]:
    return {
        "ok": result.ok,
        "out": str(result.out),
        "made": result.made,
        "kept": result.kept,
        "rejected": result.rejected,
        "rejected_file": str(result.rejected_file) if result.rejected_file else None,
        "stopped": result.stopped or None,
    }


def _said(event: Event, console: Console) -> list[str]:
    """The lines that an event is worth, whether there is a bar or not."""
    match event:
        case Started():
            return [note.text(console.lang) for note in event.notes]
        case Noticed():
            return [event.note.text(console.lang)]
        case RowRejected():
            return [_rejected(event.row, finding, console) for finding in event.findings]
        case Stopping():
            return [fill(STOPPING, console.lang, {"count": event.documents})]
    return []


def _rejected(row: int, finding: Finding, console: Console) -> str:
    """What is wrong with a row; with the cell to look at, where the sentence does not name it."""
    text = finding.text(console.lang)
    cell = (finding.place.cell or "").rpartition("!")[2]
    if cell and cell not in text:
        head = console.say("Row {row} is rejected (cell {cell}):", row=row, cell=cell)
    else:
        head = console.say("Row {row} is rejected:", row=row)
    return f"{head} {text}"


class _Lines:
    """Plain lines, now and then, for a log."""

    def __init__(self, console: Console, documents: int) -> None:
        self._console = console
        self._documents = documents
        self._total = self._done = 0
        self._began = self._last = time.monotonic()

    def __call__(self, event: Event) -> None:
        for line in _said(event, self._console):
            self._console.note(line)
        if isinstance(event, Started):
            self._total = event.rows * self._documents
        elif isinstance(event, RowDone):
            self._done += 1
        elif isinstance(event, RowRejected):
            self._total -= self._documents
        now = time.monotonic()
        if isinstance(event, RowDone) and now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            rate = self._done / (now - self._began)
            self._console.note(
                self._console.say(
                    "{done} of {total} documents, {rate} a second, {left} left",
                    done=self._done,
                    total=self._total,
                    rate=f"{rate:.1f}",
                    left=_clock((self._total - self._done) / rate),
                )
            )


@contextmanager
def _bar(console: Console, documents: int) -> Iterator[Listener]:
    from rich.console import Console as Terminal
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(console.say("{rate} a second", rate=f"{task.speed or 0:.1f}"))

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Terminal(stderr=True),
    )
    with bar:
        task = bar.add_task("", total=None)
        steps: dict[type[Event], Callable[[Any], None]] = {
            Started: lambda event: bar.update(task, total=event.rows * documents),
            RowDone: lambda event: bar.advance(task),
            RowRejected: lambda event: bar.advance(task, documents),
        }

        def tell(event: Event) -> None:
            for line in _said(event, console):
                bar.console.print(line, markup=False, highlight=False)
            steps.get(type(event), _nothing)(event)

        yield tell


def _nothing(event: Event) -> None:
    """An event that the bar does not show."""


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
