"""Whether anything has changed since the warehouse was built: then there is nothing to do.

What a build read is told by the files of the raw folders as the system describes them (size, times, inode), by the
program and by the libraries that read. Protects: where a file changed so lately that its time can't tell two contents
apart, or the warehouse is another file than that build wrote, nothing is taken for unchanged.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from ingest import cache
from ingest.collect import Failure, each_once
from ingest.erasure.record import FILE as ERASED
from ingest.sources import find_folders


def inputs_of(raws: Sequence[Path]) -> str | None:
    """A digest of everything that a build of these folders reads; None where it can't be told apart from what may come
    in the next moment, or a file can't be looked at."""
    parts = hashlib.sha256(cache.program().encode())
    try:
        for raw in each_once(raws):
            parts.update(os.fsencode(raw.resolve()) + b"\0")
            if (raw / ERASED).is_file():
                parts.update((raw / ERASED).read_bytes() + b"\0")
            for folder in find_folders(raw):
                parts.update(f"{folder.parent.name}/{folder.name}\0".encode())
                for path in cache.files_of(folder):
                    state = cache.state_of(path)
                    if not cache.is_settled(state):
                        return None
                    parts.update(os.fsencode(path) + b"\0" + repr(state).encode())
    except OSError:
        return None
    return parts.hexdigest()


def record(warehouse: Path, inputs: str | None, failures: Sequence[Failure]) -> None:
    """Remember what the warehouse was built from, and what could not be read."""
    if inputs is not None:
        kept = {
            "inputs": inputs,
            "warehouse": cache.state_of(warehouse),
            "failures": [[failure.place, failure.message] for failure in failures],
        }
        cache.write(_file(warehouse), json.dumps(kept).encode())


def failures_if_unchanged(warehouse: Path, inputs: str | None) -> tuple[Failure, ...] | None:
    """What could not be read by the build that wrote this warehouse from the same inputs; None where something has
    changed since."""
    try:
        kept = json.loads(_file(warehouse).read_text("utf-8"))
        if inputs is None or kept["inputs"] != inputs or kept["warehouse"] != cache.state_of(warehouse):
            return None
        return tuple(Failure(place, message) for place, message in kept["failures"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(warehouse: Path) -> Path:
    return warehouse.parent / ".cache" / f"{warehouse.name}.json"
