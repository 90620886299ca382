"""The pool: several processes read files; results come in the order of the files, whatever finishes first."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import BaseContext, ForkServerContext

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from extract.document import printable
from extract.outcome import Failure, Outcome, Settings, Task
from extract.worker import read_tasks, start

# A batch of files is one message to a worker: small enough to balance, large enough that messages cost little.
FILES, BYTES = 16, 400_000
# Batches under way for each worker. Results wait in memory until it is their turn, so this bounds memory.
AHEAD = 4
# What keeps the working folder off a Python's path (3.11 and later).
SAFE_PATH = "PYTHONSAFEPATH"
# Batches after which a worker is replaced: the vocabulary it has met is given back.
LIFE = 1_000

Batch = Sequence[Task]
Pending = tuple[Batch, "ProcessFuture[list[Outcome]]"]


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(
    tasks: Iterable[Task], settings: Settings, jobs: int | None = None, timeout: float | None = None
) -> Iterator[Outcome]:
    """What becomes of each file, in their order.

    A file that takes too long, or whose worker dies of it, is a failure by name; the others are read all the same.

    Args:
        tasks: the files.
        settings: what their claims depend on.
        jobs: how many processes read; one for each core if left out.
        timeout: seconds after which a file is given up.
    """
    jobs = jobs or cores()
    warm(settings)
    pool = ProcessPool(jobs, max_tasks=LIFE, initializer=start, initargs=(settings,), context=_context(settings))
    try:
        waiting: deque[Pending] = deque()
        for batch in batches(tasks):
            waiting.append((batch, pool.schedule(read_tasks, (batch, settings), timeout=timeout)))
            if len(waiting) > jobs * AHEAD:
                yield from _results(pool, *waiting.popleft(), settings, timeout)
        while waiting:
            yield from _results(pool, *waiting.popleft(), settings, timeout)
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


def batches(tasks: Iterable[Task]) -> Iterator[Batch]:
    """The files a few at a time, in their order; the first batches are small, so that all workers begin at once.

    >>> [len(batch) for batch in batches(Task(str(n)) for n in range(9))]
    [1, 1, 1, 1, 2, 2, 1]
    """
    batch: list[Task] = []
    size = made = 0
    for task in tasks:
        batch.append(task)
        size += task.size
        if len(batch) >= min(FILES, 1 + made // 4) or size >= BYTES:
            yield batch
            batch, size, made = [], 0, made + 1
    if batch:
        yield batch


def _results(
    pool: ProcessPool, batch: Batch, future: ProcessFuture[list[Outcome]], settings: Settings, timeout: float | None
) -> Iterator[Outcome]:
    """The results of a batch; if it failed as a whole, its files are read one by one, which shows the one to blame."""
    try:
        yield from future.result()
    except (TookTooLong, ProcessExpired) as error:
        if len(batch) == 1:
            name = printable(batch[0].path)
            yield Outcome(name, failure=Failure(name, _reason(error, timeout)))
            return
        alone = [([task], pool.schedule(read_tasks, ([task], settings), timeout=timeout)) for task in batch]
        for one, its_future in alone:
            yield from _results(pool, one, its_future, settings, timeout)


def _reason(error: Exception, timeout: float | None) -> str:
    if isinstance(error, ProcessExpired):
        return f"its process died (exit code {error.exitcode})"
    return f"not read within {timeout:g} seconds"


def warm(settings: Settings) -> None:
    """Begin to get ready, while the caller is still finding out what there is to read."""
    if isinstance(_context(settings), ForkServerContext):
        with _off_the_folder():
            forkserver.ensure_running()


@contextmanager
def _off_the_folder() -> Iterator[None]:
    """A Python started here does not import from the working folder, where a file of the user's may be named extract.py."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def _context(settings: Settings) -> BaseContext:
    """Workers forked from a server that has done nothing but get ready, where the system can; it is quick and clean."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extract.preload" if settings.rules is None else "extract.pipeline"])
    return context
