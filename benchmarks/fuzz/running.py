"""Numbers of inputs -> a result for each, read in processes that are watched and ended when they overstep.

A process that takes too long or too much memory is killed, its input is the fault, and another one goes on behind it.
Time is the processor's, so that a busy machine is no fault, and what waits and does nothing is ended too. Too long is
said only of what was too long twice, the second time with nothing beside it.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.fuzz.cases import Target, cases_of
from benchmarks.fuzz.inputs import make
from benchmarks.fuzz.reading import CRASH, HANG, MEMORY, Result, sources, try_one

MOST_MEMORY = 1 << 30  # bytes of one process, the libraries (some 200 MB) included
MOST_ADDRESSES = 6 << 30  # bytes that a process may ask for: what goes far beyond the limit at once fails there
INPUTS_A_PROCESS = 400
LOOK_EVERY = 0.1  # seconds between two looks at a process's memory
TO_BEGIN = 60.0  # seconds for a process to be there
WAITING = 6  # times the limit that an input may take by the clock
LIBRARIES = (
    "pandas",
    "xlrd",
    "pdfplumber",
    "pypdfium2",
    "lxml.etree",
    "selectolax.lexbor",
    "olefile",
)

_fork = get_context("fork")  # the child has the cases and libraries at once


@dataclass
class _Running:
    """A process and the numbers that it still has to read."""

    process: BaseProcess
    results: Connection
    left: deque[int]
    since: float
    limit: float
    worked: float = 0.0
    taken: list[Result] = field(default_factory=list)


def run(
    target: Target,
    seed: int,
    numbers: Sequence[int],
    workers: int = 1,
    on_result: Callable[[Result], None] = lambda one: None,
) -> list[Result]:
    """A result for each number, in their order."""
    _prepare(target)
    shares = deque(deque(numbers[at : at + INPUTS_A_PROCESS]) for at in range(0, len(numbers), INPUTS_A_PROCESS))
    running: list[_Running] = []
    found: dict[int, Result] = {}
    try:
        while shares or running:
            while shares and len(running) < workers:
                running.append(_begin(target, seed, shares.popleft(), target.seconds))
            for one, result in _look(running, target, seed):
                found[result.number] = result
                if result.state != HANG:
                    on_result(result)
                if not one.process.is_alive() and one.left and one not in running:
                    shares.appendleft(one.left)
    finally:
        for one in running:
            _end(one)
    for number in [result.number for result in found.values() if result.state == HANG]:
        found[number] = _once_more(target, seed, number)
        on_result(found[number])
    return [found[number] for number in numbers]


def _prepare(target: Target) -> None:
    for library in LIBRARIES:
        importlib.import_module(library)
    cases_of(target.name)
    sources()


def _once_more(target: Target, seed: int, number: int) -> Result:
    running = [_begin(target, seed, deque([number]), target.seconds)]
    while True:
        for _, result in _look(running, target, seed):
            return result


def _begin(target: Target, seed: int, numbers: deque[int], limit: float) -> _Running:
    results, sending = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_read_all, args=(target.name, seed, tuple(numbers), sending), daemon=True)
    process.start()
    sending.close()
    return _Running(process, results, numbers, time.monotonic() + TO_BEGIN, limit, _processor_seconds(process.pid))


def _read_all(target: str, seed: int, numbers: tuple[int, ...], sending: Connection) -> None:
    """In the child: each input made, read and reported.

    What the parent had is never collected here: a DuckDB connection among it waits for threads that a fork does not
    copy, and the process dies on an innocent input.
    """
    gc.freeze()
    os.setpgid(0, 0)
    _limit_addresses()
    sending.send(None)
    for number in numbers:
        sending.send(try_one(make(seed, target, number), number))


def _limit_addresses() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    except (ImportError, ValueError, OSError):
        return  # a system that has no such limit: the looks at the memory are left


def _look(running: list[_Running], target: Target, seed: int) -> Iterator[tuple[_Running, Result]]:
    """What has come since the last look; processes that are done, dead or over a limit are taken out of `running`."""
    ready = wait([one.results for one in running], LOOK_EVERY)
    for one in list(running):
        if one.results in ready:
            yield from _received(one, running, target, seed)
        if one in running and one.left:
            over = _over(one)
            if over is not None:
                running.remove(one)
                _end(one)
                yield one, _fault(one, target, seed, *over)


def _received(one: _Running, running: list[_Running], target: Target, seed: int) -> Iterator[tuple[_Running, Result]]:
    try:
        result = one.results.recv()
    except EOFError:
        running.remove(one)
        one.process.join()
        if one.left:
            yield one, _fault(one, target, seed, CRASH, f"the process died ({_ended_by(one.process.exitcode)})")
        return
    one.since, one.worked = time.monotonic(), _processor_seconds(one.process.pid)
    if result is not None:
        one.left.popleft()
        if result.peak > MOST_MEMORY and result.state not in (CRASH, MEMORY):
            words = f"{result.peak >> 20} MB; {result.words}"
            result = Result(result.number, MEMORY, words, result.seconds, result.peak, result.figures, result.digest)
        yield one, result


def _over(one: _Running) -> tuple[str, str] | None:
    """Which limit a process is over, None for none."""
    seconds, worked = time.monotonic() - one.since, _processor_seconds(one.process.pid) - one.worked
    if worked > one.limit or seconds > WAITING * one.limit:
        return HANG, f"not done after {one.limit:.0f} s"
    memory = _memory(one.process.pid)
    return (MEMORY, f"{memory >> 20} MB after {seconds:.1f} s") if memory > MOST_MEMORY else None


def _fault(one: _Running, target: Target, seed: int, state: str, words: str) -> Result:
    """The result of the input at which a process ended."""
    number = one.left.popleft()
    digest = sha256(make(seed, target.name, number).data).hexdigest()
    return Result(number, state, words, max(0.0, time.monotonic() - one.since), 0, 0, digest)


def _memory(pid: int | None) -> int:
    """Bytes that a process has in memory; 0 where the system can't say: its peak is then reported with its result."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        return 0


def _processor_seconds(pid: int | None) -> float:
    """How long a process has worked; by the clock where the system can't say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return time.monotonic()


def _end(one: _Running) -> None:
    """Ends a process that we started, and what it started itself."""
    pid = one.process.pid
    if pid is not None and one.process.is_alive():
        try:
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        one.process.kill()
    one.process.join()
    one.results.close()


def _ended_by(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
