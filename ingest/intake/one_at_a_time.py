"""One intake at a time in a raw folder: two that write at once would each put away what the other has just put there.

Protects: no message is lost between two runs. The lock is the system's own and goes with the process that holds it, so
that a run that was killed locks nobody out. Where a file system knows no locks the intake goes on without.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".intake.lock"


class Busy(Exception):
    """Another intake is at work in the folder."""


@contextmanager
def alone_in(raw: Path) -> Iterator[None]:
    """Hold the raw folder, made where it is missing. Raises Busy at once where another process holds it, OSError where
    nothing can be written there."""
    raw.mkdir(parents=True, exist_ok=True)
    lock = os.open(raw / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _hold(lock)
        yield
    finally:
        os.close(lock)


def _hold(lock: int) -> None:
    try:
        import fcntl
    except ImportError:  # a system without it
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy from None
    except OSError:
        return
