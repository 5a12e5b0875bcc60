"""The command line: one file a command, each named like the function of the library it calls.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done; 1 the
record breaks a rule, or rows were rejected; 2 wrong usage or unreadable input; 3 something on
this machine is missing.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence

from atuforms.cli.language import message_language
from atuforms.core.language.catalogue import DOMAIN, LOCALE


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

    from atuforms.cli.app import run

    sys.exit(run(words, lang))
