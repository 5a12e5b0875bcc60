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
from collections.abc import Sequence
from contextlib import suppress

from atuforms.cli.language import message_language
from atuforms.cli.streams import Stream, is_left, keep_streams
from atuforms.core.language.reasons import Reason, reason_of
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import DOMAIN, LOCALE, translate

_INTERRUPTED = 130
_LOST = message("What was to be printed could not be written: {reason}.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        _use_utf8()
    lang = message_language(words)
    # The words of usage and help texts are looked up where gettext's own settings point.
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    output, _ = keep_streams()

    from atuforms.cli.app import run

    collects = gc.isenabled()
    try:
        code = run(words, lang)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    _flush()
    if is_left(output):
        lost = translate(
            "What was to be printed could not be written: {reason}.", lang, reason=_why(output)
        )
        print(lost, file=sys.stderr)
        _flush()
        code = code or 2
    if code == _INTERRUPTED and arguments is None:
        # Whoever presses Ctrl-C again while we leave gets no trace of it; what is on the disk is
        # complete, and workers end with this process.
        os._exit(code)
    if arguments is None:
        # Python would look through all that was read once more for garbage before it ends.
        gc.freeze()
    if collects:
        gc.enable()
    sys.exit(code)


def _use_utf8() -> None:
    """Begin anew where the system is said to know ASCII alone: no file could have a Kazakh name."""
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        again = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
        os.execv(sys.executable, again)  # noqa: S606 — this very program


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()


def _why(stream: Stream | None) -> Reason:
    error = stream.lost if stream is not None else None
    return Reason("") if error is None else reason_of(error)
