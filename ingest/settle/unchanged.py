"""Whether a build would give what stands there: all that it is made of is as it was when that was made.

A file is known by path, size, inode and both its times (what copies a time back moves the second), the program and its
libraries by their digest. Protects: what may change without a trace is read: a file that is no older than the look at
it, one that can't be looked at, a source that could not be read. `build --reread` reads all the same.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.settle.readings import folders_in, program, write

SAME_TIME = 2_000_000_000  # nanoseconds within which two changes may bear one time: on a FAT disk two seconds


def state(raws: Sequence[Path], documents: str) -> str | None:
    """A digest of what a build reads, taken before it does; None where a later change could leave it as it is."""
    older_than = time.time_ns() - SAME_TIME
    parts = hashlib.sha256(repr((program(), documents, [os.path.abspath(raw) for raw in raws])).encode())
    try:
        folders = folders_in(raws)
        above = dict.fromkeys([*raws, *(folder.parent for folder in folders)])
        files = [os.path.join(at, name) for at in above for name in sorted(os.listdir(at))]
        for folder in folders:
            files += sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
        told = [os.stat(file) for file in files]
    except OSError:
        return None
    if any(max(one.st_mtime_ns, one.st_ctime_ns) > older_than for one in told):
        return None
    for file, one in zip(files, told, strict=True):
        parts.update(os.fsencode(file) + repr(_of(one)).encode())
    return parts.hexdigest()


def _of(told: os.stat_result) -> tuple[int, ...]:
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_mode


def keep(kept: Path, state: str | None, made: Iterable[Path]) -> None:
    """Record in the file `kept` that these files were made of that state."""
    write(kept, lambda file: file.write(_told(state or "", made)))


def is_as_made(kept: Path, state: str | None, made: Iterable[Path]) -> bool:
    try:
        return state is not None and kept.read_bytes() == _told(state, made)
    except OSError:
        return False


def _told(state: str, made: Iterable[Path]) -> bytes:
    return f"{state} {[_of(file.stat()) for file in made] if state else ''}".encode()
