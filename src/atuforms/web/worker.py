"""A process of the service: takes tasks from its standard input, and answers on its output.

It has no other way out: what it writes lies in the folder of the task, which the service removes.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import cast

from atuforms.web.performing import perform
from atuforms.web.pipes import receive, send
from atuforms.web.tasks import Task

MEMORY = 4_000_000_000
"""Bytes that it may have, where the system can hold it to that."""
LARGE = 1_000_000_000
"""Bytes after which it is replaced, so that one large task does not stay in memory for ever."""
TASKS = 1_000
"""Tasks after which it is replaced, so that a leak in a library stays small."""


def main() -> None:
    """Work until the service is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    _limit_memory()
    home = Path.cwd()
    send(answers, "ready")
    for count in itertools.count(1):
        try:
            folder, task = cast("tuple[str, Task]", receive(sys.stdin.buffer))
        except EOFError:
            return
        # Files are looked for there, and nowhere else; what is temporary goes when the folder does.
        os.chdir(folder)
        tempfile.tempdir = str(Path(folder).parent)
        try:
            answer = perform(task)
        finally:
            os.chdir(home)
        send(answers, (answer, count >= TASKS or grown()))


def grown() -> bool:
    """Whether a task has left the process large."""
    if sys.platform == "win32":
        return False
    held = Path("/proc/self/statm")
    if held.exists():
        # Not ru_maxrss, which a program inherits from the one that starts it: below a large server
        # each task would be the last of its process.
        pages = int(held.read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") > LARGE
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > LARGE


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MEMORY:
        with suppress(OSError, ValueError):  # not every system can
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


if __name__ == "__main__":
    main()
