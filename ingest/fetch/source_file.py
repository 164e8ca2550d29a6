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
from ingest.fetch import kept
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
    try:
        listed = tomllib.loads(text_of(folder)).get("document", [])
    except tomllib.TOMLDecodeError as error:
        raise NotExtended(f"is not valid TOML ({error}). Mend that line and run this again") from error
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def put_text(folder: Path, text: str) -> None:
    """Write the folder's source.toml, with a byte order mark where it had one."""
    file = folder / SOURCE_FILE
    is_marked = file.is_file() and file.read_bytes().startswith(b"\xef\xbb\xbf")
    kept.put(folder, SOURCE_FILE, text.encode("utf-8-sig" if is_marked else "utf-8"))


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
    try:
        before = tomllib.loads(old)
    except tomllib.TOMLDecodeError as error:
        raise NotExtended(f"is not valid TOML ({error}). Mend that line and run this again") from error
    new_keys = {key: _plain(value) for key, value in _in_order(keys) if value is not None and not _has(before, key)}
    new_documents = list(_missing(before.get("document", []), documents))
    end = "\r\n" if "\r\n" in old else "\n"
    expected = {**before, **new_keys}
    if new_documents:
        entries = [_entry(document) for document in new_documents]
        expected["document"] = [*before.get("document", []), *entries]
    lines = toml_text.lines(new_keys)
    for at in (_before_tables(old), _behind_comments(old)):
        text = _with_documents(_with_lines(old, at, lines, end), new_documents, end)
        if _reads_as(text, expected):
            return text
    names = ", ".join(document.path for document in new_documents) or ", ".join(new_keys)
    raise NotExtended(f"is written in a way that can't be added to. Add to it by hand: {names}")


def _in_order(keys: Mapping[str, Value | None]) -> Iterator[tuple[str, Value | None]]:
    return iter(sorted(keys.items(), key=lambda pair: KNOWN_KEYS.index(pair[0])))


def _has(table: Mapping[str, Any], key: str) -> bool:
    return key in table or (key == "force" and "forces" in table)


def _missing(listed: object, documents: Sequence[Document]) -> Iterator[Document]:
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    paths = {entry.get("path") for entry in entries}
    digests = {str(entry.get("sha256")).lower() for entry in entries if entry.get("sha256")}
    for document in documents:
        if document.path in paths or (document.sha256 and document.sha256 in digests):
            continue
        paths.add(document.path)
        if document.sha256:
            digests.add(document.sha256)
        yield document


def _reads_as(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False


def _before_tables(text: str) -> int:
    """Where the first table begins, comments and blank lines before it left to it: keys of the whole end there."""
    at = end_of_keys = 0
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            return end_of_keys
        at += len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            end_of_keys = at
    return at


def _behind_comments(text: str) -> int:
    """Where the first key or table begins: nothing before it can be the inside of a value."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        at += len(line)
    return at


def _with_lines(text: str, at: int, lines: Sequence[str], end: str) -> str:
    if not lines:
        return text
    before, rest = text[:at], text[at:]
    between = end if before and not before.endswith(("\n", "\r")) else ""
    return before + between + end.join([*lines, ""]) + rest


def _with_documents(text: str, documents: Sequence[Document], end: str) -> str:
    for document in documents:
        lines = ["[[document]]", *toml_text.lines(_entry(document))]
        text = text.rstrip("\r\n") + end * 2 + end.join(lines) + end
    return text


def _entry(document: Document) -> dict[str, str]:
    given = {"path": document.path, "form": "original", "sha256": document.sha256, "url": document.url}
    return {key: CONTROL.sub(" ", value) for key, value in given.items() if value is not None}


def _plain(value: Value) -> Value:
    """The value as one line can hold it."""
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
