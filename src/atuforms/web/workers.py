"""Processes that do the work, so that no file of a stranger can hold up or end the service.

What takes longer than allowed is ended with its process; what it had on the disk goes with its
folder. Each process keeps to a folder of its own for each task, below which it looks for files.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from atuforms.core.settings import FILE_NAME, Settings
from atuforms.web.answers import Answer
from atuforms.web.pipes import receive, send
from atuforms.web.tasks import Task

WAITING = 24
"""Requests that may wait for a worker; what they hold is kept in memory."""

_SOURCE = Path(__file__).resolve().parents[2]


class Busy(Exception):
    """Too many requests are waiting."""


class TooLong(Exception):
    """The work took longer than it may."""


class Gone(Exception):
    """Whoever asked does not wait any more."""


class Broken(Exception):
    """The process ended in the middle: out of memory, or by a fault in a library."""


class Workers:
    """A few processes, begun when they are first needed.

    :param count: how many.
    :param settings: ``atuforms.toml`` as it holds for every record that comes.
    """

    def __init__(self, count: int, settings: Settings | None = None) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="atuforms-web")
        self._count = count
        self._own = threading.local()
        self._settings = settings
        self._processes: set[_Process] = set()
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(count + WAITING)
        self._closed = False

    def start(self) -> None:
        """Begin the processes now, so that the first to come does not wait for them."""
        meeting = threading.Barrier(self._count)

        def begin() -> None:
            with suppress(threading.BrokenBarrierError):
                meeting.wait(5)  # or one thread would begin them all
            with suppress(Broken, OSError):
                self._process()

        for _ in range(self._count):
            self._threads.submit(begin)

    async def do(self, task: Task, seconds: float, gone: Callable[[], Awaitable[object]]) -> Answer:
        """What a worker answers.

        :param seconds: how long the whole may take, waiting included.
        :param gone: waits until whoever asked is gone; what has not been begun by then is left.
        :raises Busy: if too many are waiting already.
        :raises TooLong: if the time is over.
        :raises Gone: if nobody waits for the answer.
        :raises Broken: if the process came to its end.
        """
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            begun = self._threads.submit(self._perform, task, time.monotonic() + seconds)
        except BaseException:
            self._room.release()
            raise
        begun.add_done_callback(lambda _: self._room.release())
        work = asyncio.wrap_future(begun)
        watch = asyncio.ensure_future(gone())
        try:
            await asyncio.wait((work, watch), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Gone
            return work.result()
        finally:
            watch.cancel()
            work.cancel()

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            running = list(self._processes)
        for each in running:
            each.end()
        self._threads.shutdown(wait=True)

    def _perform(self, task: Task, deadline: float) -> Answer:
        if time.monotonic() >= deadline:
            raise TooLong
        folder = Path(tempfile.mkdtemp(prefix="atuforms-"))
        try:
            self._furnish(folder)
            work = folder / "work"
            work.mkdir()
            process = self._process()
            process.wait_until_ready(deadline)
            try:
                answer, spent = process.ask(work, task, deadline)
            except BaseException:
                self._drop(process)
                raise
            if spent:
                self._drop(process)
            return answer
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _furnish(self, folder: Path) -> None:
        """Put the settings of the organisation above the folder of the task, as for any record."""
        if self._settings is None or self._settings.file is None:
            return
        with suppress(OSError):
            shutil.copyfile(self._settings.file, folder / FILE_NAME)
            logo = self._settings.logo
            if logo is not None:
                place = folder / logo.relative_to(self._settings.file.parent)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(logo, place)

    def _process(self) -> _Process:
        """The process of this thread."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is not None and process.ended:
            process.end()
            with self._lock:
                self._processes.discard(process)
            process = None
        if process is None:
            process = _Process()
            self._own.process = process
            with self._lock:
                self._processes.add(process)
            if self._closed:
                process.end()
        return process

    def _drop(self, process: _Process) -> None:
        """End a process, and begin the one that takes its place."""
        process.end()
        with self._lock:
            self._processes.discard(process)
        if not self._closed:
            self._process()


class _Process:
    """A worker, and the pipes to it; it ends when this process does, however that happens."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(_SOURCE), os.environ.get("PYTHONPATH"))))
        self._popen = subprocess.Popen(
            # Without the folder in which the service was begun on the path of modules.
            [sys.executable, "-P", "-m", "atuforms.web.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries name there what they were given
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the service
        )
        self._ready = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        """Wait for the word that it is ready; one that ended is so too, for whoever asks it."""
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            receive(self._pipe(self._popen.stdout))
        self._ready.set()

    def wait_until_ready(self, deadline: float) -> None:
        """Let it begin; it goes on beginning for the next one where that takes too long.

        :raises TooLong: if the time is over.
        """
        if not self._ready.wait(max(deadline - time.monotonic(), 0)):
            raise TooLong

    @property
    def ended(self) -> bool:
        return self._popen.poll() is not None

    def ask(self, folder: Path, task: Task, deadline: float) -> tuple[Answer, bool]:
        """Hand over a task, and wait for its answer until the deadline.

        :return: the answer, and whether the process has had its time.
        """
        over = threading.Event()

        def stop() -> None:
            over.set()
            self._popen.kill()

        alarm = threading.Timer(max(deadline - time.monotonic(), 0), stop)
        alarm.daemon = True
        alarm.start()
        try:
            send(self._pipe(self._popen.stdin), (str(folder), task))
            answer, spent = cast("tuple[Answer, bool]", receive(self._pipe(self._popen.stdout)))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise (TooLong if over.is_set() else Broken) from error
        finally:
            alarm.cancel()
        if over.is_set():  # in the very moment in which it answered: it is gone
            raise TooLong
        return answer, spent

    def end(self) -> None:
        """End it, and take back its memory and pipes."""
        self._popen.kill()
        self._popen.wait()
        self._ready.wait()  # nobody reads from its pipe any more
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):
                self._pipe(pipe).close()

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None  # noqa: S101 — both were asked for
        return pipe
