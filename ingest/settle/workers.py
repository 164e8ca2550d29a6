"""Pieces of work -> what each gives, in order, by processes that are limited and may be killed, or by the workers of a
Dask cluster.

Protects: a document that takes all time or memory, or that kills its reader, costs itself and nothing else. The limits
are the system's own, so they hold inside libraries too; a process ends with the one that started it. A cluster gives
what this machine would: each worker proves that it has the same program, libraries and files and reads in a process of
its own with the same limits; what a worker had when it was killed is done by another, and what none lives through here.
"""

from __future__ import annotations

import errno
import gc
import os
import resource
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe, current_process, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, NoReturn, TypeVar

from ingest.model import Stop, Unreadable
from ingest.pdf import end_with

SECONDS, SECONDS_A_MEGABYTE = 120, 20
"""Of the processor, for a document and for each megabyte of it: a scanned page may take five, and of two dozen pages or
more each process that reads them has so long."""
WAITS = 4  # times as long by the clock as of the processor, for a machine that has much to do
MOST_MEMORY = 1_500_000_000  # bytes beside what the program itself takes
NO_MEMORY, PAGES_ENDED = 77, 78  # exit codes: it needed more, or one of its own processes ended

Job = TypeVar("Job")
Result = TypeVar("Result")
Begin = Callable[[str, int], None]  # says what is read next, by name and size in bytes, and sets its limits


@dataclass(frozen=True)
class Ended:
    """A process ended while it read `name` ("": none), and why. `is_too_much`: of time or memory for a document."""

    name: str
    why: str
    is_too_much: bool


def in_order(
    work: Callable[[Job, Begin], Result], jobs: Sequence[Job], workers: int, instead: Callable[[Job, Ended], Job]
) -> Iterator[Result]:
    """What `work` gives for each job, in order; `instead`: for one whose process ended. Raises ChildProcessError."""
    with Crew(work, min(workers, len(jobs))) as crew:
        yield from crew.in_order(jobs, instead)


def alone(work: Callable[[], Result], name: str, size: int) -> Result:
    """What `work` makes of one document of so many bytes, in a process with a document's limits. Raises Unreadable as
    `work` does, and where the process ended."""

    def stop(_: object, ended: Ended) -> NoReturn:
        raise Unreadable(f"{ended.why}.")

    with Crew(partial(_alone, work), 1) as crew:
        [result] = crew.in_order([(name, size)], stop)
    if isinstance(result, Unreadable):
        raise result
    return result


def _alone(work: Callable[[], Result], about: tuple[str, int], begin: Begin) -> Result | Unreadable:
    begin(*about)
    try:
        return work()
    except Unreadable as error:
        return error


class Crew(Generic[Job, Result]):
    """Processes that do jobs, until it is left."""

    def __init__(self, work: Callable[[Job, Begin], Result], workers: int, way: str | None = None) -> None:
        """`way`: of starting them, as multiprocessing names it."""
        self.new = partial(_Worker[Job, Result], work, get_context(way))
        self.workers = [self.new() for _ in range(workers)]

    def __enter__(self) -> Crew[Job, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()

    def in_order(self, jobs: Sequence[Job], instead: Callable[[Job, Ended], Job]) -> Iterator[Result]:
        """As the function. After an error the crew is to be left."""
        left, done, crew = deque(enumerate(jobs)), dict[int, Result](), self.workers
        for n in range(len(jobs)):
            while n not in done:
                for worker in crew:
                    if worker.job is None and left:
                        worker.give(*left.popleft())
                for connection in wait([worker.connection for worker in crew if worker.job is not None]):
                    at = next(i for i, worker in enumerate(crew) if worker.connection is connection)
                    try:
                        is_done, said = crew[at].connection.recv()
                    except (EOFError, OSError):
                        number, job = crew[at].n, crew[at].job
                        assert job is not None
                        ended = crew[at].ended()
                        crew[at], left_over = self.new(), instead(job, ended)
                        if left_over == job:
                            raise ChildProcessError(errno.ECHILD, f"a process {ended.why}") from None
                        crew[at].give(number, left_over)
                        continue
                    if is_done:
                        done[crew[at].n], crew[at].job = said, None
                    else:
                        crew[at].reads = said
            yield done.pop(n)


class _Worker(Generic[Job, Result]):
    def __init__(self, work: Callable[[Job, Begin], Result], context: BaseContext) -> None:
        self.connection, theirs = Pipe()
        about = (work, theirs, self.connection, os.getpid())
        self.process = context.Process(target=_work, args=about, daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.n, self.job, self.reads = -1, None, ("", 0)  # type: int, Job | None, tuple[str, int]

    def give(self, n: int, job: Job) -> None:
        self.n, self.job, self.reads = n, job, ("", 0)
        with suppress(OSError):  # it ended meanwhile: who waits for it sees that
            self.connection.send(job)

    def ended(self) -> Ended:
        self.end()
        name, size = self.reads
        code = self.process.exitcode or 0
        return Ended(name, _why(code, size), code in (-signal.SIGXCPU, -signal.SIGALRM, NO_MEMORY))

    def end(self) -> None:
        if self.job is not None:
            self.process.terminate()
        else:
            with suppress(OSError):
                self.connection.send(None)
        self.process.join()
        self.connection.close()


def _why(code: int, size: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return f"takes more than {_seconds(size)} seconds to read"
    if code == NO_MEMORY:
        return f"needs more than {MOST_MEMORY / 1e9:g} GB of memory to be read"
    if code == PAGES_ENDED:
        return "ended a process that read some of its pages, as too little time or memory does"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"
    return f"ended the process that read it ({name})"


def _seconds(size: int) -> int:
    return SECONDS + SECONDS_A_MEGABYTE * size // 1_000_000


def _work(work: Callable[[Any, Begin], Any], connection: Connection, ours: Connection, parent: int) -> None:
    current_process().daemon = False  # it may have processes that read pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    ours.close()  # what comes from there ends with it
    gc.freeze()  # nothing of the parent's is looked through

    def begin(name: str, size: int) -> None:
        connection.send((False, (name, size)))
        _limit(_seconds(size))

    with suppress(EOFError):
        while (job := connection.recv()) is not None:
            _limit(SECONDS)
            try:
                connection.send((True, work(job, begin)))
            except MemoryError:
                os._exit(NO_MEMORY)
            except BrokenProcessPool:
                os._exit(PAGES_ENDED)
            signal.alarm(0)


def _limit(seconds: int) -> None:
    """From now on this process has so long, and so much memory; the system ends it then."""
    signal.alarm(WAITS * seconds)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _at_most(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + seconds + 1)
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as file:  # where there is /proc
        _at_most(resource.RLIMIT_AS, int(file.read().split()[0]) * resource.getpagesize() + MOST_MEMORY)


def _at_most(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


CONNECTS, LONGEST_WAIT = 10, 60  # seconds for a scheduler that does not answer, for a cluster that has no worker
TASKS_A_THREAD, MOST_A_TASK = 8, 50  # so that no worker waits long for the last one, and few pieces are lost with one
NOT_INSTALLED = "--dask needs Dask: .venv/bin/python -m pip install -r requirements-dask.txt"
NOT_THERE = "{address}: no Dask scheduler answers there, or it has no worker ({error}). Start them, and build again."
DIFFERS = (
    "{worker}: this Dask worker has another program, other libraries or other files than this build ({why}), or "
    "something changed meanwhile. Start it in the same checkout, environment and raw folder, and build again."
)
_own = threading.local()


class Differs(Exception):
    """A worker would not read what the build has: its address, and what it sees."""


def in_order_by_cluster(
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
            client.wait_for_workers(1, timeout=LONGEST_WAIT)
            size = len(jobs) // (TASKS_A_THREAD * sum(client.nthreads().values()))
            size = max(1, min(MOST_A_TASK, size))
            tasks = [jobs[first : first + size] for first in range(0, len(jobs), size)]

            def submit(task: Sequence[Job]) -> Any:
                seen = [sees(job) for job in task]
                return client.submit(_read_task, work, task, instead, sees, seen, pure=False, retries=2)

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
            return list(future.result(timeout=LONGEST_WAIT))
        except TimeoutError:
            if not client.nthreads():
                raise


def _read_task(
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
