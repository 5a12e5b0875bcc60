"""A process of the service: takes tasks from its standard input, and answers on its output.

It has no other way out: what it writes lies in the folder of the task, which the service removes.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast

from atuforms.web.performing import perform
from atuforms.web.pipes import receive, send
from atuforms.web.tasks import Task

MEMORY = 4_000_000_000
"""Bytes that it may have, where the system can hold it to that."""


def main() -> None:
    """Work until the service is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    _limit_memory()
    home = Path.cwd()
    while True:
        try:
            folder, task = cast("tuple[str, Task]", receive(sys.stdin.buffer))
        except EOFError:
            return
        # Files are looked for there, and nowhere else.
        os.chdir(folder)
        try:
            answer = perform(task)
        finally:
            os.chdir(home)
        send(answers, answer)


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
