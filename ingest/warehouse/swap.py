"""The moment in which a warehouse takes the place of the old one, for one process at a time.

Protects: a build that began before something was erased does not bring it back afterwards. Builds still run beside each
other, and the last one stands; only one of them swaps at a time.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BEGINNING_SECONDS = 60  # a process takes less from making its folder to holding it


@contextmanager
def alone(warehouse: Path) -> Iterator[None]:
    """Within it no other process swaps this warehouse or writes what was erased. Waits for its turn. Raises OSError."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    # A file beside the warehouse, which stays: a lock on a file that is replaced would be two locks.
    with (warehouse.parent / f".{warehouse.name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Within it `is_in_use` is true of the folder, however the process ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def clear_killed(folder: Path, pattern: str) -> None:
    """Take away the folders in it that processes which were killed left: nobody holds them, and they are no longer
    just begun."""
    for left in folder.glob(pattern):
        with suppress(OSError):  # it is another user's, or gone
            if left.stat().st_mtime < time.time() - BEGINNING_SECONDS and not is_in_use(left):
                shutil.rmtree(left)


def is_in_use(folder: Path) -> bool:
    """Whether a process that runs holds the folder. Raises OSError for one that is gone."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
