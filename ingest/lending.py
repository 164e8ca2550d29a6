"""Work that comes in parts -> its results in order, by as many processes as somebody lent for it.

Protects: what is done in shares gives what it gives in one go. The processes are those that read the other documents: a
process that was itself lent works alone, so none waits for another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

SHARES_EACH = 2  # at the least for each process, of work that has the parts for it

Part = TypeVar("Part")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Lent:
    """Processes that may work, and whose they are: another process that was made of this one has none."""

    pool: Executor
    workers: int
    owner: int


_lent: ContextVar[Lent | None] = ContextVar("lent", default=None)


@contextmanager
def lending(pool: Executor, workers: int) -> Iterator[None]:
    """Within it, documents that are read by this process have what can be parted read by the pool."""
    token = _lent.set(Lent(pool, workers, os.getpid()))
    try:
        yield
    finally:
        _lent.reset(token)


def is_lent() -> bool:
    """Whether this process was lent others."""
    lent = _lent.get()
    return lent is not None and lent.owner == os.getpid()


def in_shares(work: Callable[[Sequence[Part]], list[Result]], parts: Sequence[Part], most: int) -> list[Result]:
    """The results of all parts, in order. `work` and the parts are handed to other processes, `most` parts at a time:
    few enough that the last one does not wait alone."""
    lent = _lent.get()
    if lent is None or not is_lent() or len(parts) < 2:
        return work(parts)
    share = min(most, -(-len(parts) // (SHARES_EACH * lent.workers)))
    shares = [parts[first : first + share] for first in range(0, len(parts), share)]
    return [result for results in lent.pool.map(work, shares) for result in results]
