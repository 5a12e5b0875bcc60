"""Figures in the pages of docs: each script replaces its own, and leaves words and others alone.

A page marks where figures stand: ``<!-- NAME -->`` before them, ``<!-- end of NAME -->`` after.
"""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def put(name: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Put figures in place of those of that name.

    :raises ValueError: if the page has no such place.
    """
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, opened, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"{page} has no place for {name}: write {begin} and {end}")
    told = "\n".join(lines)
    page.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", encoding="utf-8")


def measured() -> str:
    """When, and on what machine."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return f"Measured on {today}: {_processor()}, Python {platform.python_version()}."


def _processor() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{model}, {os.cpu_count()} cores"
