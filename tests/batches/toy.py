"""A toy form for the engine: rows with a name and a title, documents of plain text."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from atuforms.batches.executors import open_executor
from atuforms.batches.plan import Plan, Prepared, Rejected, RenderTask
from atuforms.batches.run import run
from atuforms.batches.tables.columns import Fields
from atuforms.batches.tables.rows import Row
from atuforms.batches.tables.sources import read_table
from atuforms.core.findings import Finding
from atuforms.core.language.messages import MISSING
from atuforms.register.numbers import Register

FIELDS = Fields(
    kinds={
        "course_title": "text",
        "authors.*.name": "text",
        "date": "date",
        "credits": "number",
        "unit": "text",
    },
    labels={
        "Course title": "course_title",
        "Курс атауы": "course_title",
        "Название курса": "course_title",
        "Авторы": "authors",
        "Дата": "date",
    },
    lists=frozenset({"authors"}),
)


def prepare(row: Row) -> Prepared | Rejected:
    title = row.record.get("course_title")
    if row.findings or not title:
        missing = Finding("missing", "course_title", MISSING)
        return Rejected(row.findings or (missing,))
    return Prepared(row.record, 2026, names={"course_title": str(title)}, title=str(title))


def render(task: RenderTask) -> bytes:
    if task.record.get("unit") == "slow":
        time.sleep(0.002)
    if task.record.get("unit") in ("broken", f"broken {task.format}"):
        raise ValueError("no such template")
    return f"{task.number}|{task.record['course_title']}|{task.lang}|{task.format}".encode()


def clock() -> datetime:
    return datetime(2026, 2, 1, 9, tzinfo=UTC)


def plan(out: Path, **changes: object) -> Plan:
    values = {"form": "02-09", "out": out, "langs": ("kk",), "suffixes": {"docx": ".docx"}}
    return Plan(**{**values, **changes})  # type: ignore[arg-type]


def main(table: str, out: str, register: str, workers: str) -> None:
    """One run in a process of its own, for tests that kill it."""
    with Register(register) as journal, open_executor(int(workers)) as executor:
        run(
            read_table(table, FIELDS),
            prepare,
            render,
            plan(Path(out)),
            register=journal,
            executor=executor,
            now=clock,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
