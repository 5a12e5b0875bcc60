"""PDFs that are laid out, by another version of atuforms and by this one.

``python benchmarks/versions.py FOLDER`` prints a table; FOLDER has the source of the other version,
as ``git worktree add FOLDER COMMIT`` makes it. Each version is in a process of its own and prints
the examples of the other version, which both can read, in turns; the times are those of the
processor, the least of some turns. With ``--write`` the table goes into docs/benchmarks.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from new_texts import with_new_texts
from report import measured, put

from atuforms import load, render

HERE = Path(__file__).resolve().parent
TURNS = 10
LAID_OUT_MS = 8
"""What takes less is filled without a layout, and measured elsewhere."""
HEADS = ("example", "first version, ms", "now, ms", "times", "new texts, times")


def answer(examples: Path) -> None:
    """Print an example for each line: its name, and which texts; say how long it took, in ms."""
    known = {}
    for line in sys.stdin:
        name, _, seed = line.strip().partition(" ")
        if name not in known:
            known[name] = load(examples / f"{name}.yaml")
        form = known[name]
        if seed:
            # A draft shows the places of pictures, whose files are named from the example.
            form = load(with_new_texts(form.record(), int(seed)))
        began = time.process_time()
        render(form, "pdf", lang="ru", draft=bool(seed))
        print(1000 * (time.process_time() - began), flush=True)


class Version:
    """A process with one version of atuforms."""

    def __init__(self, source: Path, examples: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--answer", str(examples)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(source / "src")},
        )

    def ms(self, name: str, seed: int | None) -> float | None:
        """The time of an example, with new texts if there is a seed; None if it has no PDF."""
        asks, says = self._process.stdin, self._process.stdout
        assert asks is not None
        assert says is not None
        try:
            print(name, "" if seed is None else seed, file=asks, flush=True)
            said = says.readline()
        except BrokenPipeError:
            return None
        return float(said) if said else None

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def compared(other: Path, name: str) -> str | None:
    """A row of the table; None for what has no PDF, or is filled without a layout."""
    versions = [Version(each, other / "examples") for each in (other, HERE.parent)]
    try:
        for version in versions:
            if version.ms(name, None) is None or version.ms(name, -1) is None:
                return None
        first, now = _least(versions, name, fresh=False)
        if now < LAID_OUT_MS:
            return None
        first_new, now_new = _least(versions, name, fresh=True)
        ratios = f"{now / first:.2f} | {now_new / first_new:.2f}"
        return f"| {name} | {first:.0f} | {now:.0f} | {ratios} |"
    finally:
        for version in versions:
            version.close()


def _least(versions: list[Version], name: str, *, fresh: bool) -> list[float]:
    turns = []
    for turn in range(TURNS):
        took = [version.ms(name, turn if fresh else None) for version in versions]
        turns.append([each for each in took if each is not None])
    return [min(column) for column in zip(*turns, strict=True)]


def table(other: Path) -> list[str]:
    """The whole table, a line for each form that is laid out."""
    names = sorted(each.stem for each in (other / "examples").glob("*.yaml"))
    rows = filter(None, (compared(other, name) for name in names))
    return [f"| {' | '.join(HEADS)} |", "|---|---:|---:|---:|---:|", *rows]


def main() -> None:
    """Print the table; with ``--write``, write it down."""
    if len(sys.argv) < 2:
        sys.exit("python benchmarks/versions.py FOLDER [--write]")
    if sys.argv[1] == "--answer":
        answer(Path(sys.argv[2]))
        return
    rows = [*table(Path(sys.argv[1]).resolve()), "", measured()]
    print("\n".join(rows))
    if "--write" in sys.argv:
        put("versions", rows)


if __name__ == "__main__":
    main()
