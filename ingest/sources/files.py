"""The files of a source's folder, written whole or not at all; values -> the text of a TOML file; and the text of a
`source.toml` -> the same with what is missing in it added, or with entries added, changed or taken out. All TOML is
written here.

Protects: half a file is never kept. What a person wrote in source.toml stays, comments, order, blanks, line ends and
byte order mark included, and nothing is given back unless reading it again gives exactly the entries that were meant.

A comment directly above a `[[name]]` belongs to that entry, and any other one to the entry that it stands in or after;
it goes with that entry. An entry that is changed is written anew; with comments inside it is not: NotChanged.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.sources import KNOWN_KEYS, SourceDocument

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
HEADER = re.compile(r"^[ \t]*\[\[?\s*([A-Za-z_]\w*)", re.MULTILINE)
COMMENTS_FIRST = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*")
Entry = Mapping[str, Any]


class NotChanged(Exception):
    """The text can't be changed so, in words that follow the file's name; nothing was written."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one entry, the comments directly above it and what follows it; or the head (`name` None)."""

    name: str | None
    text: str


def written(values: Entry) -> str:
    """The text of a TOML file of these values, in their order: a list of tables as `[[name]]`s, a table as `[name]`,
    both after the plain values. None is left out, for TOML has no word for it."""
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping) or _is_tables(value)}
    parts = [_lines({key: value for key, value in values.items() if key not in tables})]
    for name, value in tables.items():
        header = f"[{name}]" if isinstance(value, Mapping) else f"[[{name}]]"
        parts += [f"{header}\n{_lines(entry)}" for entry in ([value] if isinstance(value, Mapping) else value)]
    return "\n".join(part for part in parts if part)


def _is_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(entry, Mapping) for entry in value)


def _lines(values: Entry) -> str:
    return "".join(f"{_pair(key, value)}\n" for key, value in values.items() if value is not None)


def _pair(key: str, value: Any) -> str:
    return f"{key if BARE_KEY.fullmatch(key) else _value(key)} = {_value(value)}"


def _value(value: Any) -> str:
    """One value as it stands after the `=`. A number that is whole is written without a point; a text is what JSON
    writes, which TOML reads the same, but for DEL, which TOML wants escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return str(int(value)) if isinstance(value, int) or value.is_integer() else repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(_pair(key, each) for key, each in value.items() if each is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def with_keys(text: str, keys: Entry) -> str:
    """The text with those keys of the whole that it lacks, before its own; None is no value."""
    before = read_text(text)
    new = {key: value for key, value in keys.items() if value is not None and key not in before}
    comments = COMMENTS_FIRST.match(text)
    above = comments[0] if comments and new else ""
    added = _lines(new).replace("\n", _line_end(text))
    return _sure(above + added + text[len(above) :], before | new)


def with_entry(text: str, name: str, entry: Entry) -> str:
    """The text with one more `[[name]]` at its end."""
    table = read_text(text)
    end = _line_end(text)
    ended = text if not text or text.endswith(("\n", "\r")) else text + end
    new = f"{ended}{end if ended else ''}{written({name: [entry]}).replace(chr(10), end)}"
    return _sure(new, table | {name: [*table.get(name, []), dict(entry)]})


def without_entries(text: str, name: str, is_gone: Callable[[Entry], bool]) -> str:
    """The text without the `[[name]]` entries that `is_gone` takes."""
    return with_changed(text, name, lambda entry: None if is_gone(entry) else entry)


def with_changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    """The text with each `[[name]]` as `change` gives it: the same, another in its place, or None for none."""
    table = read_text(text)
    entries: Sequence[Entry] = table.get(name, [])
    wanted = [change(entry) for entry in entries]
    pieces = _pieces(text)
    places = [n for n, piece in enumerate(pieces) if piece.name == name]
    if len(places) != len(entries):
        raise NotChanged(f"writes its [[{name}]] in a way that can't be changed by program. Change it by hand")
    new = {n: _changed(old, wish, pieces[n]) for n, old, wish in zip(places, entries, wanted, strict=True)}
    left = [dict(wish) for wish in wanted if wish is not None]
    expected = {key: value for key, value in table.items() if key != name} | ({name: left} if left else {})
    return _sure("".join(new.get(n, piece.text) for n, piece in enumerate(pieces)), expected)


def _changed(old: Entry, new: Entry | None, piece: _Piece) -> str:
    header = HEADER.search(piece.text)
    if new is None or new == old or header is None:
        return "" if new is None else piece.text
    body = piece.text[header.start() :]
    if body.count("#") != written({str(piece.name): [old]}).count("#"):
        raise NotChanged(f"has comments inside a [[{piece.name}]] that is to change. Change it by hand")
    anew = written({str(piece.name): [new]}).rstrip().replace("\n", _line_end(piece.text))
    return piece.text[: header.start()] + anew + body[len(body.rstrip()) :]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _pieces(text: str) -> list[_Piece]:
    """The text cut before each table's header and the comments above it; _sure finds headers inside texts out."""
    pieces: list[_Piece] = []
    for line in text.splitlines(keepends=True):
        header = HEADER.match(line)
        if not header and pieces:
            pieces[-1] = _Piece(pieces[-1].name, pieces[-1].text + line)
            continue
        above = ""
        if header and pieces:
            rest, above = _parted(pieces[-1].text)
            pieces[-1] = _Piece(pieces[-1].name, rest)
        pieces.append(_Piece(header[1] if header else None, above + line))
    return pieces


def _parted(text: str) -> tuple[str, str]:
    """(what stays, the comments at its end with the blank lines between them). Where there is nothing but comments only
    the last block of them goes, for the first is about the file."""
    lines = text.splitlines(keepends=True)
    is_head = not any(line.strip() and not line.lstrip().startswith("#") for line in lines)
    at = len(lines)
    for n in range(len(lines) - 1, -1, -1):
        if lines[n].lstrip().startswith("#"):
            at = n
        elif lines[n].strip() or at == len(lines) or is_head:
            break
    return "".join(lines[:at]), "".join(lines[at:])


def read_text(text: str) -> dict[str, Any]:
    """What a TOML text holds. Raises NotChanged."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotChanged(f"is not valid TOML ({error}). Mend that line first") from error


def _sure(text: str, expected: Mapping[str, Any]) -> str:
    try:
        is_so = tomllib.loads(text) == dict(expected)
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise NotChanged("is written in a way that can't be changed by program. Change it by hand")
    return text


MARK = "\ufeff"  # the byte order mark with which some editors begin a file
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


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


def extended(old: str, keys: Mapping[str, object], documents: Sequence[SourceDocument]) -> str:
    """The text of a source.toml with the keys and documents that it lacks; None is no value. A document is there by its
    path or its digest: two copies are one. Raises NotChanged where adding lines can't do that."""
    before = read_text(old)
    ordered = {key: _on_one_line(keys[key]) for key in sorted(keys, key=KNOWN_KEYS.index)}
    if "forces" in before:
        ordered.pop("force", None)
    text = with_keys(old, ordered)
    listed = documents_in(before)
    there = {entry.get("path") for entry in listed} | {str(entry.get("sha256", "")).lower() for entry in listed}
    missing: list[SourceDocument] = []
    for document in documents:
        if there.isdisjoint(names := {document.path, document.sha256 or document.path}):
            there |= names
            missing.append(document)
    for document in missing:
        entry = {"path": document.path, "form": document.form, "sha256": document.sha256, "url": document.url}
        try:
            text = with_entry(text, "document", {key: _on_one_line(it) for key, it in entry.items() if it is not None})
        except NotChanged as problem:
            raise NotChanged(f"{problem}: {', '.join(document.path for document in missing)}") from problem
    return text


def _on_one_line(value: object) -> object:
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
