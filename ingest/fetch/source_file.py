"""What is known of a source -> its `source.toml`, written new or added to.

Protects: what a person wrote there stays, comments, order and blanks included. Only missing keys and missing
[[document]] entries are added, as text, and the file is written only where reading it again gives exactly the old
values and the new ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest import toml_text
from ingest.fetch import files
from ingest.source_text import NotChanged, with_entry
from ingest.sources import KNOWN_KEYS, SOURCE_FILE

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
HEAD = "# Written by `fetch` from the page at `url`. Documents stay out of git; what you add or change here stays.\n"
Value = str | date


@dataclass(frozen=True)
class Document:
    """One [[document]] to be listed. `sha256` None for a page that changes with each letter."""

    path: str
    sha256: str | None
    url: str | None


class NotExtended(Exception):
    """A source.toml that could not be added to, in words that follow its name."""


def table(folder: Path) -> dict[str, Any]:
    """What a folder's source.toml holds; nothing where it is not there or is not valid."""
    try:
        return tomllib.loads((folder / SOURCE_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def text_of(folder: Path) -> str:
    """The text of a folder's source.toml, line ends as they are. Raises NotExtended for one that is no UTF-8."""
    try:
        return (folder / SOURCE_FILE).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotExtended(f"is not UTF-8 ({error.reason}). Save it as UTF-8 and run this again") from error


def documents_in(folder: Path) -> list[dict[str, Any]]:
    """The [[document]] entries of a folder's source.toml. Raises NotExtended for one that is not valid."""
    listed = _read(text_of(folder)).get("document", [])
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def put_text(folder: Path, text: str) -> None:
    """Write the folder's source.toml, with a byte order mark where it had one."""
    file = folder / SOURCE_FILE
    is_marked = file.is_file() and file.read_bytes().startswith(b"\xef\xbb\xbf")
    files.put(folder, SOURCE_FILE, text.encode("utf-8-sig" if is_marked else "utf-8"))


def write(folder: Path, keys: Mapping[str, Value | None], documents: Sequence[Document], head: str = HEAD) -> bool:
    """Make the folder's source.toml hold the keys and the documents; True where it had to be changed.

    A document is there already by its path or by its digest: two copies of one document are one. Raises NotExtended.
    """
    old = text_of(folder) if (folder / SOURCE_FILE).is_file() else None
    text = extended(head if old is None else old, keys, documents)
    if text == old:
        return False
    put_text(folder, text)
    return True


def extended(old: str, keys: Mapping[str, Value | None], documents: Sequence[Document]) -> str:
    """The text of a source.toml with what is missing in it added. Raises NotExtended where that can't be done by
    adding lines."""
    before = _read(old)
    text = _with_keys(old, before, {key: value for key, value in keys.items() if value is not None})
    missing = list(_missing(before.get("document", []), documents))
    for document in missing:
        entry = {"path": document.path, "form": "original", "sha256": document.sha256, "url": document.url}
        try:
            text = with_entry(text, "document", {key: _plain(one) for key, one in entry.items() if one is not None})
        except NotChanged as problem:
            raise NotExtended(f"{problem}: {', '.join(one.path for one in missing)}") from problem
    return text


def _missing(listed: object, documents: Sequence[Document]) -> Iterator[Document]:
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    there = {entry.get("path") for entry in entries}
    there |= {str(entry["sha256"]).lower() for entry in entries if entry.get("sha256")}
    for document in documents:
        if not there.intersection((document.path, document.sha256 or document.path)):
            there |= {document.path, document.sha256 or document.path}
            yield document


def _with_keys(text: str, before: Mapping[str, Any], keys: Mapping[str, Value]) -> str:
    """The text with those keys of the whole that it lacks: behind its own, or, where these end in the middle of what
    only looks like a table, before them."""
    new = {
        key: _plain(keys[key])
        for key in sorted(keys, key=KNOWN_KEYS.index)
        if key not in before and not (key == "force" and "forces" in before)
    }
    if not new:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    is_statement = [bool(line.strip()) and not line.lstrip().startswith("#") for line in lines]
    tables = next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))
    own = [n for n in range(tables) if is_statement[n]]
    behind = own[-1] + 1 if own else 0
    if tables == len(lines):
        behind = len(lines)
    for at in (behind, next((n for n, is_one in enumerate(is_statement) if is_one), len(lines))):
        above = "".join(lines[:at])
        between = end if above and not above.endswith(("\n", "\r")) else ""
        added = above + between + end.join([*toml_text.lines(new), ""]) + "".join(lines[at:])
        try:
            if tomllib.loads(added) == {**before, **new}:
                return added
        except tomllib.TOMLDecodeError:
            continue
    raise NotExtended(f"is written in a way that can't be added to. Add to it by hand: {', '.join(new)}")


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotExtended(f"is not valid TOML ({error}). Mend that line and run this again") from error


def _plain(value: Value) -> Value:
    """The value as one line can hold it."""
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
