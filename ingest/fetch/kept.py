"""A source's folder as `fetch` keeps it: files put whole or not at all, and `.fetch.json`, what was brought from where.

`.fetch.json` is not in git and may be deleted: then everything is asked for once more, and what is there stays.
Protects: a file is whole under its name (it is written beside and renamed), and one that is there is not written over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.fetch.web import Validators

STATE_FILE = ".fetch.json"
STATE_VERSION = 1
BESIDE = ".part"


@dataclass(frozen=True)
class Kept:
    """One file that was brought: its name in the folder, its digest, what the site gave to ask for changes
    with, and whether source.toml is to list it."""

    path: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    is_listed: bool = True

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(folder: Path, name: str, data: bytes) -> None:
    """Write a file whole or not at all: beside, then renamed. Raises OSError, and then leaves nothing behind."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{name}{BESIDE}"
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / name)
    except BaseException:  # Ctrl-C too: half a file is worth nothing
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def put_beside(folder: Path, name: str, data: bytes) -> str:
    """Put a file and give the name that it has: another one where a file of this name and other bytes is there."""
    there = folder / name
    if there.is_file():
        if there.read_bytes() == data:
            return name
        name = f"{there.stem}-{digest(data)[:8]}{there.suffix}"
    put(folder, name, data)
    return name


def load(folder: Path) -> dict[str, Kept]:
    """What was brought, by address. Empty where nothing was, and where the file is damaged. A file that is no longer
    there, or is another now, counts as not brought."""
    try:
        given = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        files = {url: Kept(**entry) for url, entry in given["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {url: entry for url, entry in files.items() if _is_there(folder, entry)}


def save(folder: Path, files: Mapping[str, Kept]) -> None:
    state = {"version": STATE_VERSION, "files": {url: asdict(entry) for url, entry in files.items()}}
    put(folder, STATE_FILE, json.dumps(state, indent=1, ensure_ascii=False).encode())


def _is_there(folder: Path, entry: Kept) -> bool:
    try:
        return digest((folder / entry.path).read_bytes()) == entry.sha256
    except OSError:
        return False
