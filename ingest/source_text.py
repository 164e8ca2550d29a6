"""The text of a `source.toml` -> the same with entries added, changed or taken out.

Protects: what a person wrote there stays as it is, comments, order and blanks included; nothing is given back unless
reading it again gives exactly the entries that were meant.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z_]\w*)")
Entry = Mapping[str, Any]


class NotChanged(Exception):
    """The text can't be changed so, in words that follow the file's name; nothing was written."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one entry (`name` as in `[[name]]`), with the blank lines and comments behind it; or the head."""

    name: str | None
    text: str


def with_entry(text: str, name: str, entry: Entry) -> str:
    """The text with one more `[[name]]` at its end."""
    table = _read(text)
    end = "\r\n" if "\r\n" in text else "\n"
    ended = text if not text or text.endswith(("\n", "\r")) else text + end
    new = f"{ended}{end if ended else ''}{as_text(name, entry).replace(chr(10), end)}"
    return _sure(new, table | {name: [*table.get(name, []), dict(entry)]})


def without_entries(text: str, name: str, is_gone: Callable[[Entry], bool]) -> str:
    """The text without those `[[name]]` of which this is so."""
    return _changed(text, name, lambda entry: None if is_gone(entry) else entry)


def with_changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    """The text with each `[[name]]` as `change` gives it: the same, another in its place, or None for none."""
    return _changed(text, name, change)


def as_text(name: str, entry: Entry) -> str:
    """One `[[name]]` as a person would write it."""
    return f"[[{name}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in entry.items())


def _changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    table = _read(text)
    entries: Sequence[Entry] = table.get(name, [])
    wanted = [change(entry) for entry in entries]
    pieces = _pieces(text)
    own = [n for n, piece in enumerate(pieces) if piece.name == name]
    if len(own) != len(entries):
        raise NotChanged(f"writes its [[{name}]] in a way that can't be changed by program. Change it by hand")
    new = {n: _piece(name, old, wish, pieces[n]) for n, old, wish in zip(own, entries, wanted, strict=True)}
    kept = [dict(wish) for wish in wanted if wish is not None]
    expected = {key: value for key, value in table.items() if key != name} | ({name: kept} if kept else {})
    return _sure("".join(new.get(n, piece.text) for n, piece in enumerate(pieces)), expected)


def _piece(name: str, old: Entry, new: Entry | None, piece: _Piece) -> str:
    if new is None:
        return ""
    if new == old:
        return piece.text
    blank = "\n" if piece.text.endswith("\n\n") else ""
    return as_text(name, new) + blank


def _pieces(text: str) -> list[_Piece]:
    """The text cut before each header of a table. A header inside a text of several lines is found out by _sure."""
    pieces: list[_Piece] = []
    for line in text.splitlines(keepends=True):
        header = HEADER.match(line)
        if header or not pieces:
            pieces.append(_Piece(header[1] if header else None, line))
        else:
            pieces[-1] = _Piece(pieces[-1].name, pieces[-1].text + line)
    return pieces


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotChanged(f"is not valid TOML ({error}). Mend that line first") from error


def _sure(text: str, expected: Mapping[str, Any]) -> str:
    try:
        is_so = tomllib.loads(text) == dict(expected)
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise NotChanged("is written in a way that can't be changed by program. Change it by hand")
    return text


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _string(str(value))


def _string(text: str) -> str:
    """A basic string: what JSON writes, which TOML reads the same, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
