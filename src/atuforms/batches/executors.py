"""Where documents are made: in this process, in several, or on a cluster.

Any :class:`concurrent.futures.Executor` will do; these are the ones that atuforms opens itself.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from atuforms.core.exceptions import MissingDependency, UnreadableInput
from atuforms.core.locks import FIRST_USE

P = ParamSpec("P")
T = TypeVar("T")

_TASKS_OF_A_WORKER = 2_000
"""After so many documents a worker is replaced, so that a leak in a renderer stays small."""


_WAIT_FOR_WORKERS = "30s"
"""A scheduler without workers would keep every document waiting for ever."""


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
    pool = ProcessPoolExecutor(
        workers,
        mp_context=context,
        initializer=_begin,
        max_tasks_per_child=_TASKS_OF_A_WORKER,
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAIT_FOR_WORKERS)
        except TimeoutError as error:
            raise UnreadableInput(
                "The Dask scheduler at {address} has no workers. Start some with: dask worker "
                "{address}",
                address=address,
            ) from error
        yield client.get_executor(pure=False)


def _begin() -> None:
    """Ctrl-C is for the coordinator: a worker finishes the document in hand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
