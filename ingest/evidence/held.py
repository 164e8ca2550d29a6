"""The raw folders -> the bytes of a document that a figure was read from, if they are here and still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.opened import INSIDE, bytes_inside

CHANGED = (
    "The document that is here now is not the one that was read: its content has changed since. Build the warehouse "
    "again, and its figures are those of the new one."
)
NOT_HERE = (
    "The document is not on this copy. Originals name people, so they stay with whoever fetched them and are not "
    "published with the project."
)


class NotHere(Exception):
    """A document that can't be shown, with the reason in words for a reader."""


def document_bytes(raws: Sequence[Path], document: str, sha256: str, outer_sha256: str) -> bytes:
    """The document's bytes. `document`: its path as the warehouse has it, relative to a raw folder; one inside another
    has both names. `sha256`: of the document itself; `outer_sha256`: of the file that holds it, the same where it is a
    file. Raises NotHere."""
    outer, _, _ = document.partition(INSIDE)
    files = [file for raw in raws for file in _candidates(raw / outer)]
    found = next((data for file in files if (data := _read_if(file, outer_sha256)) is not None), None)
    if found is None:
        raise NotHere(CHANGED if any(raw.joinpath(outer).is_file() for raw in raws) else NOT_HERE)
    inner = bytes_inside(found, outer, document)
    if inner is None or hashlib.sha256(inner).hexdigest() != sha256:
        raise NotHere(CHANGED)
    return inner


def _candidates(path: Path) -> Iterable[Path]:
    """The file of this name, and then its neighbours: one whose own name names a person has another in the
    warehouse."""
    if path.is_file():
        yield path
    if path.parent.is_dir():
        yield from sorted(one for one in path.parent.rglob("*") if one.is_file() and one != path)


def _read_if(file: Path, sha256: str) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
