"""The command line: one file a command, each named like the function of the library it calls.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done; 1 the
record breaks a rule, or rows were rejected; 2 wrong usage or unreadable input; 3 something on
this machine is missing.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from atuforms.cli.language import message_language
from atuforms.core.language.catalogue import DOMAIN, LOCALE

_OBJECTS = 50_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = message_language(words)
    # The words of usage and help texts are looked up where gettext's own settings point.
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")

    with _seldom_collecting():
        from atuforms.cli.app import run

        code = run(words, lang)
    sys.exit(code)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage less often: what a command imports and makes is hardly any.

    Python's own setting, every 700 objects, takes some hundredths of the time of a short command.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
