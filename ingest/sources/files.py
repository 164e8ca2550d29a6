"""The files of a source's folder: written whole or not at all, and a `source.toml` with what is missing in it added.

Protects: half a file is never kept. What a person wrote in source.toml stays, comments, order, blanks, line ends and
byte order mark included: only missing keys and missing [[document]] entries are added, as text, and only where reading
it again gives exactly the old values and the new ones.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.sources.entries import KNOWN_KEYS
from ingest.sources.text import NotChanged, read_text, with_entry, with_keys

MARK = "\ufeff"  # the byte order mark with which some editors begin a file
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class Document:
    """One [[document]] to be listed. `sha256` None for a file that grows."""

    path: str
    sha256: str | None
    url: str | None = None


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside, then renamed. Raises OSError, and then leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:  # Ctrl-C too: half a file is worth nothing
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def text_of(file: Path) -> str:
    """The text of a file, line ends as they are; "" where there is none. Raises NotChanged for one that is no UTF-8."""
    try:
        return file.read_bytes().decode("utf-8").removeprefix(MARK) if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise NotChanged(f"is not UTF-8 ({error.reason}). Save it as UTF-8 and run this again") from error


def bytes_of(file: Path, text: str) -> bytes:
    """The text as bytes, with the byte order mark where the file has one."""
    is_marked = file.is_file() and file.read_bytes().startswith(MARK.encode())
    return f"{MARK if is_marked else ''}{text}".encode()


def table_of(file: Path) -> dict[str, Any]:
    """What a source.toml holds; nothing where it is not there or is not valid."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}


def documents_in(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The [[document]] entries of a source.toml."""
    listed = table.get("document", [])
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def extended(old: str, keys: Mapping[str, object], documents: Sequence[Document]) -> str:
    """The text of a source.toml with the keys and documents that are missing in it; None is no value. A document is
    there already by its path or by its digest: two copies of one are one. Raises NotChanged where that can't be done by
    adding lines."""
    before = read_text(old)
    ordered = {key: _on_one_line(keys[key]) for key in sorted(keys, key=KNOWN_KEYS.index)}
    if "forces" in before:
        ordered.pop("force", None)
    text = with_keys(old, ordered)
    listed = documents_in(before)
    there = {entry.get("path") for entry in listed}
    there |= {str(entry["sha256"]).lower() for entry in listed if entry.get("sha256")}
    missing: list[Document] = []
    for document in documents:
        if there.isdisjoint((document.path, document.sha256 or document.path)):
            there |= {document.path, document.sha256 or document.path}
            missing.append(document)
    for document in missing:
        entry = {"path": document.path, "form": "original", "sha256": document.sha256, "url": document.url}
        try:
            text = with_entry(text, "document", {key: _on_one_line(it) for key, it in entry.items() if it is not None})
        except NotChanged as problem:
            raise NotChanged(f"{problem}: {', '.join(document.path for document in missing)}") from problem
    return text


def _on_one_line(value: object) -> object:
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
