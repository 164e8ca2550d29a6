"""What goes -> what has to be done in the raw folder: a source's folder, documents with their entries in source.toml,
or typed rows; and every ruling that names what went.

Protects: what can't be done is known before anything is touched, and every step can be done again: an erasure that
breaks off is finished by the next run.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from ingest.erasure.csv_records import without
from ingest.erasure.rulings_left import without_rulings
from ingest.erasure.typed_rows import Typed
from ingest.intake.folder import write_whole
from ingest.source_text import NotChanged, without_entries
from ingest.sources import SOURCE_FILE

MARK = "\ufeff"  # the byte order mark with which some editors begin a file


class NotErased(Exception):
    """Something stands in the way, in words; what was to go is still there."""


@dataclass(frozen=True)
class Change:
    """What has to be done in the raw folder: files to be written anew, in this order, then files and a folder to be
    taken away. `said`: what that is, in words."""

    said: str
    writes: tuple[tuple[Path, bytes], ...] = ()
    removes: tuple[Path, ...] = ()
    folder: Path | None = None


def folder_of(folder: str, raws: Sequence[Path]) -> Path:
    """The source's folder. Raises NotErased where none of the raw folders has it."""
    found = [raw / folder for raw in raws if (raw / folder).is_dir()]
    if not found:
        where = ", ".join(map(str, raws))
        raise NotErased(f"{folder}: is in none of the raw folders ({where}). Name its raw folder with --raw.")
    return found[0]


def digests_in(folder: Path) -> tuple[str, ...]:
    """The SHA-256 of every file of a source's folder but its source.toml and what only the program writes there."""
    files = (file for file in _files(folder) if file.name != SOURCE_FILE and not file.name.startswith("."))
    return tuple(dict.fromkeys(_digest(file) for file in files))


def has_other_documents(folder: Path, digests: Collection[str]) -> bool:
    """Whether a source lists a document besides those with these digests: without any it would be no source."""
    entries = tomllib.loads(_text(folder / SOURCE_FILE)).get("document", [])
    return not all(_is_of(entry, folder, digests) for entry in entries)


def whole(folder: Path) -> Change:
    """The folder of a source goes."""
    return Change(f"the folder {folder.parent.name}/{folder.name}", folder=folder)


def document(folder: Path, digests: Collection[str], ids: Collection[str], seen: Mapping[str, Any]) -> Change:
    """The documents with these digests go, with their entries and what was ruled of their figures. `seen`: the figures
    of the source as the warehouse has them, by id. Raises NotErased."""
    toml = folder / SOURCE_FILE
    files = tuple(file for file in _files(folder) if file.name != SOURCE_FILE and _digest(file) in digests)
    writes: tuple[tuple[Path, bytes], ...] = ()
    if toml.is_file():
        try:
            text = without_rulings(_text(toml), ids, seen)
            text = without_entries(text, "document", lambda entry: _is_of(entry, folder, digests))
        except NotChanged as problem:
            raise NotErased(_by_hand(folder, problem)) from problem
        writes = _written(toml, text)
    said = f"{len(files)} {'file' if len(files) == 1 else 'files'} of {folder.parent.name}/{folder.name}"
    return Change(f"{said}, with all that was read there", writes, files)


def rows(folder: Path, typed: Sequence[Typed], ids: Collection[str], seen: Mapping[str, Any]) -> Change:
    """The rows that gave these ids go, in transcripts and among the additions, and what was ruled of them. Raises
    NotErased."""
    toml = folder / SOURCE_FILE
    writes: list[tuple[Path, bytes]] = []
    gone = 0
    try:
        text = without_rulings(_text(toml), ids, seen)
        for one in typed:
            numbers = one.rows_of(ids)
            gone += len(numbers)
            if one.is_additions:
                text = _without_additions(text, numbers)
            elif numbers:
                writes += _written(one.path, without_rows(_text(one.path), numbers))
    except NotChanged as problem:
        raise NotErased(_by_hand(folder, problem)) from problem
    words = f"{gone} typed {'row' if gone == 1 else 'rows'} of {folder.parent.name}/{folder.name}"
    return Change(words, (*_written(toml, text), *writes))


def take_away(change: Change) -> None:
    """Do it. It may be done again where it broke off. Raises OSError."""
    for path, data in change.writes:
        write_whole(path, data)
    for path in change.removes:
        path.unlink(missing_ok=True)
    if change.folder is not None and change.folder.is_dir():
        shutil.rmtree(change.folder)
        if not any(change.folder.parent.iterdir()):
            change.folder.parent.rmdir()


def without_rows(text: str, rows: Collection[int]) -> str:
    """A transcript's CSV without these rows (from 1, below the heading); all else as it is, byte for byte. Raises
    NotErased unless exactly these go."""
    gone: list[int] = []

    def is_gone(n: int, record: object) -> bool:
        gone.extend([n] if n in rows else [])
        return n in rows

    try:
        left = without(text, is_gone)
    except csv.Error as error:
        raise NotErased(f"The transcript can't be parted into its rows ({error}). Take the row out by hand.") from error
    if sorted(gone) != sorted(rows) or 0 in gone:
        raise NotErased(f"The transcript has not the rows {sorted(rows)}. Build, then run this again.")
    return left


def _without_additions(text: str, rows: Collection[int]) -> str:
    numbers = count(1)
    return without_entries(text, "addition", lambda _: next(numbers) in rows)


def _is_of(entry: Mapping[str, Any], folder: Path, digests: Collection[str]) -> bool:
    """Whether a [[document]] is one of these: by its file, else by the digest that it gives."""
    file = folder / str(entry.get("path"))
    if file.is_file():
        return _digest(file) in digests
    return str(entry.get("sha256")).lower() in digests


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _text(path: Path) -> str:
    """The text of a file with its line ends and its byte order mark as they are."""
    return path.read_bytes().decode("utf-8").removeprefix(MARK)


def _written(path: Path, text: str) -> tuple[tuple[Path, bytes], ...]:
    """What is to be written, where it is not there already."""
    before = path.read_bytes()
    mark = MARK if before.startswith(MARK.encode()) else ""
    after = f"{mark}{text}".encode()
    return ((path, after),) if after != before else ()


def _by_hand(folder: Path, problem: NotChanged) -> str:
    return f"{folder.parent.name}/{folder.name}/{SOURCE_FILE} {problem}, then run this again."
