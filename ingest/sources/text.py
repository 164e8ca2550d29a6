"""Values -> the text of a TOML file; and the text of a `source.toml` -> the same with entries added, changed or taken
out. Every TOML file that the program writes is written by this module.

Protects: what is written is read again as what was meant, quotation marks, line ends and control characters included;
what a person wrote stays as it is, comments, order and blanks included; nothing is given back unless reading it again
gives exactly the entries that were meant.

A comment directly above a `[[name]]` belongs to that entry, and any other one to the entry that it stands in or after;
it goes with that entry. An entry that is changed is written anew; where it has comments inside, nothing is changed and
NotChanged says so.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
HEADER = re.compile(r"^[ \t]*\[\[?\s*([A-Za-z_]\w*)", re.MULTILINE)
COMMENTS_FIRST = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*")
Entry = Mapping[str, Any]


class NotChanged(Exception):
    """The text can't be changed so, in words that follow the file's name; nothing was written."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one entry (`name` as in `[[name]]`), with the comments directly above it and what follows it; or
    the head."""

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
    """The text cut before each header of a table and the comments directly above it. A header inside a text of several
    lines is found out by _sure."""
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
