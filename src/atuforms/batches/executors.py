"""Where documents are made: in this process, in several, or on a cluster.

Any :class:`concurrent.futures.Executor` will do; these are the ones that atuforms opens itself.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, ParamSpec, TypeVar

from atuforms.core.exceptions import MissingDependency, UnreadableInput
from atuforms.core.locks import FIRST_USE

P = ParamSpec("P")
T = TypeVar("T")

_TASKS_OF_A_WORKER = 2_000
"""After so many documents a worker is replaced, so that a leak in a renderer stays small."""


_WAIT_FOR_WORKERS = "30s"
"""A scheduler without workers would keep every document waiting for ever."""
_PATIENCE = 30.0
"""Seconds after which a cluster that nobody works on counts as gone."""
_LOOK_AFTER = 2.0
"""Seconds between two looks at a cluster that lets wait."""
_TO_LEAVE = 5
"""Seconds that leaving a cluster may take."""


class SerialExecutor(Executor):
    """Does each task at once, in this thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call ``fn`` and hand out its result, or its error, as a finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 — a future carries whatever was raised
            future.set_exception(error)
        return future


@contextmanager
def open_executor(workers: int = 1, preload: Sequence[str] = ()) -> Iterator[Executor]:
    """An executor of ``workers`` processes; of none besides this one if ``workers`` is 1.

    ``preload`` names modules that workers will need: where the system can, they are imported
    once for all of them. Workers are never forked from this process, whose threads and locks
    they would inherit.

    :raises UnreadableInput: when ``workers`` is not a number of processes.
    """
    if workers < 1:
        raise UnreadableInput("The number of workers is 1 or more, not {count}.", count=workers)
    if workers == 1:
        yield SerialExecutor()
        return
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    if "forkserver" in known:
        context.set_forkserver_preload(list(preload))
    # Nothing is ever written into it: it ends when this process does, however that happens.
    lifeline, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(
        workers,
        mp_context=context,
        initializer=_begin,
        initargs=(lifeline,),
        max_tasks_per_child=_TASKS_OF_A_WORKER,
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        ours.close()
        lifeline.close()


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """An executor on the Dask cluster whose scheduler answers at ``address``.

    Only rows and bytes cross the wire. A task whose worker dies is done by another one.

    :raises MissingDependency: when the extra ``dask`` is not installed.
    :raises UnreadableInput: when no scheduler answers, or it has no workers.
    """
    try:
        with FIRST_USE:
            import distributed
    except ImportError as error:
        raise MissingDependency(
            'A cluster needs Dask. Install it: pip install "atuforms[dask]"'
        ) from error
    connect: Any = distributed.Client
    try:
        client: Any = connect(address, timeout="15s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UnreadableInput(
            "No Dask scheduler answers at {address}. Start one with: dask scheduler",
            address=address,
        ) from error
    try:
        try:
            client.wait_for_workers(1, timeout=_WAIT_FOR_WORKERS)
        except TimeoutError as error:
            raise UnreadableInput(
                "The Dask scheduler at {address} has no workers. Start some with: dask worker "
                "{address}",
                address=address,
            ) from error
        with _told_once():
            yield Cluster(client)
    finally:
        with suppress(Exception):  # of a cluster that is gone
            client.close(timeout=_TO_LEAVE)


@contextmanager
def _told_once() -> Iterator[None]:
    """Leave it to the result of a batch to say that a cluster is gone: Dask shows its own stack."""
    loggers = [logging.getLogger(name) for name in ("distributed.client", "tornado.application")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)


class Cluster(Executor):
    """A Dask cluster that is never waited for without end.

    Its futures raise :class:`~concurrent.futures.BrokenExecutor` when the scheduler does not
    answer any more, or has had no workers for a while.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._inner: Executor = client.get_executor(pure=False)
        self._seen = time.monotonic()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand ``fn`` to the cluster."""
        try:
            inner = self._inner.submit(fn, *args, **kwargs)
        # Dask, Tornado and the socket each have errors of their own for a cluster that is gone; the
        # row itself runs later and elsewhere, so that none of its faults ends here.
        except Exception as error:
            raise BrokenExecutor(str(error)) from error
        return _OfCluster(inner, self)

    def refuse_gone(self) -> None:
        """Look whether somebody works.

        :raises BrokenExecutor: when nobody has for :data:`_PATIENCE` seconds.
        """
        with suppress(Exception):
            # The client asks the scheduler every few seconds, and keeps what it last said.
            known = self._client.scheduler_info(n_workers=-1)
            if self._client.status == "running" and known.get("workers"):
                self._seen = time.monotonic()
        if time.monotonic() - self._seen > _PATIENCE:
            raise BrokenExecutor("the cluster is gone")


class _OfCluster(Future[T]):
    """A future of a cluster."""

    def __init__(self, inner: Future[T], of: Cluster) -> None:
        super().__init__()
        self._inner = inner
        self._of = of

    def result(self, timeout: float | None = None) -> T:
        """The result, waited for as long as the cluster is there."""
        while not self._inner.done():
            try:
                return self._inner.result(_LOOK_AFTER if timeout is None else timeout)
            except TimeoutError:
                if timeout is not None:
                    raise
                self._of.refuse_gone()
        return self._inner.result()

    def cancel(self) -> bool:
        """Ask the cluster not to begin it."""
        return self._inner.cancel()

    def done(self) -> bool:
        """Whether the result is there."""
        return self._inner.done()


def _begin(lifeline: Any) -> None:
    """Ctrl-C is for the coordinator: a worker finishes the document in hand.

    It does not outlive the coordinator, though, whatever kills that: it would keep its memory and
    the coordinator's pipes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def end_with_coordinator() -> None:
        with suppress(EOFError, OSError):
            lifeline.recv_bytes()
        os._exit(1)

    threading.Thread(target=end_with_coordinator, daemon=True).start()
