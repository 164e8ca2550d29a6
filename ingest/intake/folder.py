"""Write a source's folder: copies of its documents under names that name nobody, and its `source.toml`.

Protects: nothing that is there is written over. A folder that has a source.toml gets new documents added at its end;
every line that a person wrote in it stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.file_names import clean_name
from ingest.sources import SOURCE_FILE


@dataclass(frozen=True)
class File:
    """A document to keep: its name as found, its bytes, and where it was fetched from."""

    name: str
    data: bytes
    url: str | None = None


@dataclass(frozen=True)
class Written:
    """What became of a folder: the documents that were added, and how many were there already (by content)."""

    folder: Path
    is_new: bool
    added: tuple[str, ...]
    there: int


def write_folder(folder: Path, keys: Mapping[str, object], files: Sequence[File]) -> Written:
    """Make the folder of a source, or add to it the documents that it does not hold. `keys`: of the source.toml, None
    for what is not known. Raises OSError where it can't be written."""
    toml = folder / SOURCE_FILE
    is_new = not toml.is_file()
    folder.mkdir(parents=True, exist_ok=True)
    names, digests = _there(folder)
    added: list[str] = []
    entries: list[str] = []
    for n, file in enumerate(files, len(names) + 1):
        sha256 = hashlib.sha256(file.data).hexdigest()
        if sha256 in digests:
            continue
        name = clean_name(file.name, n, names)
        write_whole(folder / name, file.data)
        names.add(name)
        digests.add(sha256)
        added.append(name)
        entries.append(_entry({"path": name, "form": "original", "sha256": sha256, "url": file.url}))
    head = _lines(keys) if is_new else toml.read_text("utf-8").rstrip("\n") + "\n"
    if is_new or entries:
        write_whole(toml, (head + "".join(entries)).encode())
    return Written(folder, is_new, tuple(added), len(files) - len(added))


def write_whole(path: Path, data: bytes) -> None:
    """Write it beside and rename: a file is whole or not there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _there(folder: Path) -> tuple[set[str], set[str]]:
    """(names, digests) of the documents that the folder holds or its source.toml names."""
    names = {path.name for path in folder.iterdir() if path.is_file() and path.name != SOURCE_FILE}
    digests = {hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    toml = folder / SOURCE_FILE
    if toml.is_file():
        for entry in tomllib.loads(toml.read_text("utf-8")).get("document", []):
            names.add(str(entry.get("path")))
            digests.add(str(entry.get("sha256")))
    return names, digests


def _lines(keys: Mapping[str, object]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in keys.items() if value is not None)


def _entry(keys: Mapping[str, object]) -> str:
    return f"\n[[document]]\n{_lines(keys)}"


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return json.dumps(str(value), ensure_ascii=False)
