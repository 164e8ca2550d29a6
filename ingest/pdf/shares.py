"""A PDF's pages -> their readings, by as many processes as somebody lent for it.

Protects: pages read in shares give what they give in one go. The processes are those that read the other documents: a
process that was itself lent reads alone, so none waits for another.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from ingest.ocr.reading import read_pages
from ingest.pdf.layout import PageReading

MOST_A_SHARE = 8  # pages read by one process at a time: few enough that the last one doesn't wait alone
SHARES_EACH = 2  # at the least for each process, of a document that has the pages for it


@dataclass(frozen=True)
class Lent:
    """Processes that may read pages, and whose they are: another process that was made of this one has none."""

    pool: Executor
    workers: int
    owner: int


_lent: ContextVar[Lent | None] = ContextVar("lent", default=None)


@contextmanager
def lending(pool: Executor, workers: int) -> Iterator[None]:
    """Within it, PDFs that are read by this process have their pages read by the pool."""
    token = _lent.set(Lent(pool, workers, os.getpid()))
    try:
        yield
    finally:
        _lent.reset(token)


def read_all(data: bytes, pages: int) -> list[PageReading]:
    """The readings of a document's pages, in order."""
    lent = _lent.get()
    if lent is None or lent.owner != os.getpid() or pages < 2:
        return read_pages(data, 1, pages)
    share = min(MOST_A_SHARE, -(-pages // (SHARES_EACH * lent.workers)))
    firsts = range(1, pages + 1, share)
    lasts = [min(first + share - 1, pages) for first in firsts]
    with tempfile.TemporaryDirectory() as folder:  # handed over once, and not with every share
        file = Path(folder) / "document.pdf"
        file.write_bytes(data)
        shares = lent.pool.map(_read_share, [file] * len(lasts), firsts, lasts)
        return [reading for readings in shares for reading in readings]


def _read_share(file: Path, first: int, last: int) -> list[PageReading]:
    return read_pages(file.read_bytes(), first, last)
