"""Pieces of work -> what each gives, in order, by the workers of a Dask cluster: workers.in_order on other machines.

Protects: a result is the one that this machine would give. Each worker proves that it has the same program, libraries
and files; a document has the same limits there, in a process of its own beside the worker; what a worker had when it
was killed is done by another, and what none lives through by this machine.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from multiprocessing import current_process
from typing import Any, TypeVar

from ingest.model import Stop
from ingest.settle.workers import Begin, Crew, Ended

CONNECTS, WAITS = 10, 60  # seconds for a scheduler that does not answer, for a cluster that has no worker
TASKS_A_THREAD, MOST_A_TASK = 8, 50  # so that no worker waits long for the last one, and few pieces are lost with one
NOT_INSTALLED = "--dask needs Dask: .venv/bin/python -m pip install -r requirements-dask.txt"
NOT_THERE = "{address}: no Dask scheduler answers there, or it has no worker ({error}). Start them, and build again."
DIFFERS = (
    "{worker}: this Dask worker has another program, other libraries or other files than this build ({why}), or "
    "something changed meanwhile. Start it in the same checkout, environment and raw folder, and build again."
)

Job = TypeVar("Job")
Result = TypeVar("Result")
_own = threading.local()


class Differs(Exception):
    """A worker would not read what the build has: its address, and what it sees."""


def in_order(
    work: Callable[[Job, Begin], Result], jobs: Sequence[Job], address: str, instead: Callable[[Job, Ended], Job],
    sees: Callable[[Job], str],
) -> Iterator[Result]:  # fmt: skip
    """What `work` gives for each job, in order, by the cluster whose scheduler is at `address`. `sees`: what a job
    meets on a machine, program and files, which is to be the same here and there. Raises Stop where the cluster can't
    do it, and ChildProcessError as workers.in_order does."""
    try:
        import distributed
    except ImportError:
        raise Stop(NOT_INSTALLED) from None
    try:
        with distributed.Client(address, timeout=CONNECTS, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=WAITS)
            size = len(jobs) // (TASKS_A_THREAD * sum(client.nthreads().values()))
            size = max(1, min(MOST_A_TASK, size))
            tasks = [jobs[first : first + size] for first in range(0, len(jobs), size)]

            def submit(task: Sequence[Job]) -> Any:
                seen = [sees(job) for job in task]
                return client.submit(_read, work, task, instead, sees, seen, pure=False, retries=2)

            left = deque((task, submit(task)) for task in tasks)
            while left:
                task, future = left.popleft()  # whose results the cluster keeps as long as somebody holds it
                try:
                    yield from _when_done(future, client)
                except distributed.KilledWorker:  # each time that a worker had it; here a document ends its own process
                    with Crew(work, 1, "spawn") as crew:
                        yield from crew.in_order(task, instead)
    except Differs as error:
        worker, why = error.args
        raise Stop(DIFFERS.format(worker=worker, why=why)) from None
    except ImportError as error:  # raised by a worker: it was started elsewhere
        raise Stop(DIFFERS.format(worker=address, why=error)) from None
    except (TimeoutError, CancelledError, OSError) as error:
        if isinstance(error, ChildProcessError):
            raise
        raise Stop(NOT_THERE.format(address=address, error=f"{type(error).__name__}: {error}")) from error


def _when_done(future: Any, client: Any) -> list[Any]:
    while True:
        try:
            return list(future.result(timeout=WAITS))
        except TimeoutError:
            if not client.nthreads():
                raise


def _read(
    work: Callable[[Job, Begin], Result], task: Sequence[Job], instead: Callable[[Job, Ended], Job],
    sees: Callable[[Job], str], seen: Sequence[str],
) -> list[Result]:  # fmt: skip
    """In a thread of a worker: a task's results, where all that it meets is what the build has. The thread's own
    process reads, with limits; it is not forked beside the worker's other threads, which may hold a lock."""
    from distributed import get_worker

    for job, here in zip(task, seen, strict=True):
        if (there := sees(job)) != here:
            raise Differs(get_worker().address, f"{here} and {there}")
    if not hasattr(_own, "crew"):
        current_process().daemon = False  # that of a worker which a nanny started; it may have processes now
        _own.crew = Crew(work, 1, "spawn")
    try:
        return list(_own.crew.in_order(task, instead))
    except BaseException:
        _own.crew.__exit__()
        del _own.crew
        raise
