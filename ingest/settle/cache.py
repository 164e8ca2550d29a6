"""What was read at an earlier build, kept under a digest of everything that it was read from.

A source's reading is kept under its folder's files, the program and the installed libraries: any change of one reads it
anew. Protects: a cache that is damaged, half written or can't be written costs time and no figure. It may be deleted at
any time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

PACKAGE = Path(__file__).parents[1]
UNUSED_FOR = 30 * 24 * 60 * 60  # seconds after which a reading that no build used is taken away


def fingerprint(folder: Path) -> str | None:
    """A digest of the folder's name, its files (without those that only the program writes there) and the program; None
    where a file can't be opened. A pipe is no file: who opens one waits for its other end."""
    parts = hashlib.sha256(os.fsencode(f"{folder.parent.name}/{folder.name}\0{program()}"))
    # Plain text: with thousands of folders to look at, Path objects take longer than the system itself.
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name[0] != ".")
    try:
        for path in filter(os.path.isfile, paths):
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256")
            parts.update(os.fsencode(os.path.relpath(path, folder)) + b"\0" + digest.digest())
    except OSError:
        return None
    return parts.hexdigest()[:32]


def installed() -> list[str]:
    """The libraries that are installed, each with its version."""
    return sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})


@cache
def program() -> str:
    """A digest of the program, its reference data, the interpreter, and what is installed that reads."""
    parts = hashlib.sha256(f"{sys.version}\0".encode())
    parts.update("\0".join(installed()).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".csv", ".toml", ".sql") and path.is_file():
            parts.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()


def load(path: Path) -> object:
    """The reading in a file; None where there is none, or one that is half written or of another version."""
    try:
        return pickle.loads(path.read_bytes())
    except Exception:  # damaged bytes make pickle raise anything; read anew, nothing is lost
        return None


def keep(reading: object, path: Path) -> None:
    write(path, lambda file: pickle.dump(reading, file))


def write(path: Path, put: Callable[[BinaryIO], object]) -> None:
    """Write a file beside and rename it, under a name of this process: two builds may run at once. A cache that can't
    be written costs time and no figure."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            put(file)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def prune(folder: Path, used: Iterable[str]) -> None:
    """Take away the readings that neither this build nor another one lately used, and what a killed one had begun."""
    names = {f"{name}.pickle" for name in used}
    oldest = time.time() - UNUSED_FOR
    for path in (*folder.glob("*.pickle"), *folder.glob("*.part")):
        with suppress(OSError):
            if path.name not in names and path.stat().st_mtime < oldest:
                path.unlink()
