"""Calls public functions of atuforms as the first of a process: a program for the tests.

``first_calls.py threads FOLDER CALL…`` makes each call in a thread of its own, all at once.
``first_calls.py serial FOLDER`` writes what the calls read, and makes each, one after the other.
Both print, as JSON, what each call gave (a digest, or the error) and what was different in the
process meanwhile or afterwards.
"""

from __future__ import annotations

import ctypes.util
import faulthandler
import gc
import gettext
import hashlib
import json
import locale
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import atuforms

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CERTIFICATE = EXAMPLES / "mooc-placement-certificate.yaml"
SLIDES = EXAMPLES / "video-lecture-slides.yaml"
BANK = EXAMPLES / "test-bank.yaml"
MARKDOWN = EXAMPLES / "self-study-material.yaml"

SECONDS = 120
"""After which a process that hangs shows what each thread waits for, and ends."""


def rendered(record: Path, to: str) -> Callable[[Path], bytes]:
    return lambda folder: atuforms.render(record, to, lang="kk").data


def batched(to: str) -> Callable[[Path], bytes]:
    def make(folder: Path) -> bytes:
        out = folder / f"out-{threading.get_ident()}"
        result = atuforms.batch("02-09", folder / "rows.jsonl", to=to, lang="kk", out=out)
        assert result.made == 2
        return b"".join(path.read_bytes() for path in sorted(out.glob(f"*.{to}")))

    return make


def documents(folder: Path) -> Path:
    return folder / "documents"


CALLS: dict[str, Callable[[Path], Any]] = {
    "load": lambda folder: atuforms.load(CERTIFICATE).record_json(),
    "check": lambda folder: atuforms.check({"form": "02-09", "number": ["1"]}).text("kk"),
    "forms": lambda folder: repr(atuforms.FORMS),
    "docx": rendered(CERTIFICATE, "docx"),
    "docx of Markdown": rendered(MARKDOWN, "docx"),
    "pdf": rendered(CERTIFICATE, "pdf"),
    "pptx": rendered(SLIDES, "pptx"),
    "pdf of slides": rendered(SLIDES, "pdf"),
    "aiken": rendered(BANK, "aiken"),
    "gift": rendered(BANK, "gift"),
    "moodle-xml": rendered(BANK, "moodle-xml"),
    "blank docx": lambda folder: atuforms.blank("02-09", "docx", lang="ru").data,
    "blank pdf": lambda folder: atuforms.blank("02-09", "pdf", lang="ru").data,
    "read docx": lambda folder: atuforms.read(documents(folder) / "certificate.docx").record_json(),
    "read pdf": lambda folder: atuforms.read(documents(folder) / "certificate.pdf").record_json(),
    "read aiken": lambda folder: atuforms.read(documents(folder) / "bank.txt").record_json(),
    "check docx": lambda folder: atuforms.check(documents(folder) / "certificate.docx").text("ru"),
    "batch docx": batched("docx"),
    "batch pdf": batched("pdf"),
    "dossier": lambda folder: atuforms.check_dossier(documents(folder)).text("kk"),
    "rank": lambda folder: repr(atuforms.rank([EXAMPLES / "mooc-evaluation-sheet.yaml"])),
}


def prepare(folder: Path) -> None:
    """Write what the calls read."""
    record = json.loads(atuforms.load(CERTIFICATE).record_json())
    rows = [json.dumps({**record, "number": number}) for number in ("1", "2")]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for to in ("docx", "pdf"):
        atuforms.render(CERTIFICATE, to, lang="kk").save(folder / "documents" / f"certificate.{to}")
    atuforms.render(BANK, "aiken", lang="kk").save(documents(folder) / "bank.txt")


def outcome(name: str, folder: Path) -> str:
    """The digest of what a call gave, or where it failed."""
    try:
        given = CALLS[name](folder)
    except BaseException:  # noqa: BLE001 — whatever it is, it is told
        return traceback.format_exc()
    return hashlib.sha256(given.encode() if isinstance(given, str) else given).hexdigest()


def at_once(work: list[Callable[[], None]]) -> None:
    """Do all of this, each in a thread of its own, begun together."""
    barrier = threading.Barrier(len(work))

    def begin(each: Callable[[], None]) -> None:
        barrier.wait()
        each()

    threads = [threading.Thread(target=begin, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Surroundings:
    """What belongs to the process, and is to be the same before, during and after."""

    def __init__(self) -> None:
        self._before = self._state()
        self._changes: list[str] = []
        self._over = threading.Event()
        sys.addaudithook(self._hear)
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()

    def _hear(self, event: str, details: tuple[Any, ...]) -> None:
        if event in ("os.putenv", "os.unsetenv") and not self._over.is_set():
            self._changes.append(f"{event} {details}")

    def _watch(self) -> None:
        search = ctypes.util.find_library
        while not self._over.is_set():
            if ctypes.util.find_library is not search:
                self._changes.append("ctypes.util.find_library was replaced for a time")
                return
            time.sleep(0.0002)

    def changes(self) -> list[str]:
        """All that has changed."""
        self._over.set()
        self._watcher.join()
        after = self._state()
        found = [name for name, value in self._before.items() if after[name] != value]
        stand_ins = [
            name
            for name, module in sys.modules.items()
            if type(module).__module__.startswith("atuforms.")
        ]
        return self._changes + found + stand_ins

    def _state(self) -> dict[str, Any]:
        return {
            "environment": dict(os.environ),
            "working folder": str(Path.cwd()),
            "find_library": ctypes.util.find_library,
            "warnings": list(warnings.filters),
            "garbage collection": gc.get_threshold(),
            "locale": locale.setlocale(locale.LC_ALL),
            "domain of gettext": gettext.textdomain(),
            "signals": {each: signal.getsignal(each) for each in signal.Signals},
            "switch interval": sys.getswitchinterval(),
        }


def main() -> None:
    """Do what the command line says."""
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    how, folder, names = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    given: list[tuple[str, str]] = []

    def make(name: str) -> None:
        given.append((name, outcome(name, folder)))

    # So often do threads change places that what can go wrong between them does.
    sys.setswitchinterval(1e-5)
    around = Surroundings()
    if how == "threads":
        at_once([partial(make, name) for name in names])
    else:
        prepare(folder)
        for name in CALLS:
            make(name)
    print(json.dumps({"given": given, "changes": around.changes()}))


if __name__ == "__main__":
    main()
