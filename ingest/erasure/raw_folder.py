"""What goes -> taken out of the raw folder: a source's folder, a document with its entry in source.toml, or rows of a
transcript; and every ruling that names what went.
"""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from ingest.erasure.target import Target
from ingest.ruling_entries import ALL
from ingest.source_text import NotChanged, with_changed, without_entries
from ingest.sources import SOURCE_FILE

OF_FIGURES = ("withdrawal", "statement", "review")
BLANK = ' \t\r\n,"'  # of such a record a transcript's reader says that it is none


class NotErased(Exception):
    """Something stands in the way, in words; what was to go is still there."""


def folder_of(target: Target, raws: list[Path]) -> Path:
    """The source's folder. Raises NotErased where none of the raw folders has it."""
    found = [raw / target.folder for raw in raws if (raw / target.folder).is_dir()]
    if not found:
        where = ", ".join(map(str, raws))
        raise NotErased(f"{target.folder}: is in none of the raw folders ({where}). Name its raw folder with --raw.")
    return found[0]


def take_away(target: Target, folder: Path) -> str:
    """Take it out, and say in words what was taken. Raises NotErased, and OSError."""
    if target.is_whole_source:
        shutil.rmtree(folder)
        if not any(folder.parent.iterdir()):
            folder.parent.rmdir()
        return f"the folder {target.folder}"
    toml = folder / SOURCE_FILE
    path = None if target.is_addition else _document_in(folder, target.outer_digest)
    if path is None and not target.is_addition:
        raise NotErased(
            f"{target.folder}: the document was changed or is gone since the warehouse was built. Build, then run this "
            "again, or erase the whole source."
        )
    try:
        text = _without_rulings(toml.read_text(encoding="utf-8-sig"), target)
        if target.is_addition:
            text = _without_additions(text, target)
        elif path is not None and not target.is_rows:
            text = _without_document(text, path, folder)
    except NotChanged as problem:
        raise NotErased(f"{target.folder}/{SOURCE_FILE} {problem}, then run this again.") from problem
    if path is not None and target.is_rows:
        _write(path, without_rows(path.read_bytes().decode("utf-8-sig"), target.rows))
    elif path is not None:
        path.unlink()
    _write(toml, text)
    if target.is_rows:
        return f"{len(target.rows)} row{'' if len(target.rows) == 1 else 's'} of our transcript in {target.folder}"
    return f"a document of {target.folder}, with all that was read in it"


def _without_rulings(text: str, target: Target) -> str:
    ids = {*target.figures, *target.answers}
    text = without_entries(text, "correction", lambda entry: entry.get("figure", entry.get("outcome")) in ids)
    for kind in OF_FIGURES:
        text = with_changed(text, kind, lambda entry: _without_ids(entry, ids))
    return text


def _without_ids(entry: Mapping[str, Any], ids: set[str]) -> Mapping[str, Any] | None:
    """A ruling without the figures that go, or None where it named no other."""
    figures = entry.get("figures")
    if figures == ALL or not isinstance(figures, list) or not ids.intersection(figures):
        return entry
    left = [figure for figure in figures if figure not in ids]
    return dict(entry) | {"figures": left} if left else None


def _without_additions(text: str, target: Target) -> str:
    numbers = count(1)
    return without_entries(text, "addition", lambda _: next(numbers) in target.rows)


def _document_in(folder: Path, digest: str | None) -> Path | None:
    """The file of a source with this content: its name may be kept under another one, in which nobody is named."""
    entries = tomllib.loads((folder / SOURCE_FILE).read_text(encoding="utf-8-sig")).get("document", [])
    paths = [folder / str(entry["path"]) for entry in entries]
    return next((p for p in paths if p.is_file() and hashlib.sha256(p.read_bytes()).hexdigest() == digest), None)


def _without_document(text: str, path: Path, folder: Path) -> str:
    return without_entries(text, "document", lambda entry: folder / str(entry.get("path")) == path)


def without_rows(text: str, rows: tuple[int, ...]) -> str:
    """A transcript's CSV without these rows (from 1, below the heading); all else as it is, byte for byte."""
    left, n = [], -1  # the heading is record 0
    for record in _records(text):
        n += bool(record.strip(BLANK))
        if n not in rows:
            left.append(record)
    return "".join(left)


def _records(text: str) -> list[str]:
    """The text cut behind each record; a line end between quotation marks is part of its record."""
    records: list[str] = []
    start, is_quoted = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == "\n" and not is_quoted:
            records.append(text[start : at + 1])
            start = at + 1
    return [*records, text[start:]] if text[start:] else records


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(text.encode("utf-8"))
    beside.replace(path)
