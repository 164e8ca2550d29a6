"""Values -> the text of a TOML file; and the text of a `source.toml` -> the same with entries added, changed or taken
out. Every TOML file that the program writes is written by this module.

Protects: what is written is read again as what was meant, quotation marks, line ends and control characters included;
what a person wrote stays as it is, comments, order and blanks included; nothing is given back unless reading it again
gives exactly the entries that were meant.

A comment directly above a `[[name]]` belongs to that entry, and any other one to the entry that it stands in or behind:
with its entry it goes. An entry that is changed is written anew; where it has comments inside, nothing is changed and
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
    """The lines of one entry (`name` as in `[[name]]`), with the comments directly above it and what stands behind it;
    or the head."""

    name: str | None
    text: str


def written(values: Entry) -> str:
    """The text of a TOML file of these values, in their order: a list of tables as `[[name]]`s, a table as `[name]`,
    each behind the values that are none. None is left out, for TOML has no word for it."""
    tables = {key: one for key, one in values.items() if isinstance(one, Mapping) or _is_tables(one)}
    parts = [_lines({key: one for key, one in values.items() if key not in tables})]
    for name, one in tables.items():
        header = f"[{name}]" if isinstance(one, Mapping) else f"[[{name}]]"
        parts += [f"{header}\n{_lines(entry)}" for entry in ([one] if isinstance(one, Mapping) else one)]
    return "\n".join(part for part in parts if part)


def _is_tables(one: object) -> bool:
    return isinstance(one, (list, tuple)) and bool(one) and all(isinstance(entry, Mapping) for entry in one)


def _lines(values: Entry) -> str:
    return "".join(f"{_pair(key, one)}\n" for key, one in values.items() if one is not None)


def _pair(key: str, one: Any) -> str:
    return f"{key if BARE_KEY.fullmatch(key) else _value(key)} = {_value(one)}"


def _value(one: Any) -> str:
    """One value as it stands behind the `=`. A number that is whole is written without a point; a text is what JSON
    writes, which TOML reads the same, but for DEL, which TOML wants escaped."""
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, (int, float)):
        return str(int(one)) if isinstance(one, int) or one.is_integer() else repr(one)
    if isinstance(one, Mapping):
        inside = ", ".join(_pair(key, each) for key, each in one.items() if each is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(one, (list, tuple)):
        return f"[{', '.join(map(_value, one))}]"
    return json.dumps(str(one), ensure_ascii=False).replace("\x7f", "\\u007f")


def with_keys(text: str, keys: Entry) -> str:
    """The text with those keys of the whole that it lacks, before its own; None is no value."""
    before = read_text(text)
    new = {key: one for key, one in keys.items() if one is not None and key not in before}
    found = COMMENTS_FIRST.match(text)
    above = found[0] if found and new else ""
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
    """The text without those `[[name]]` of which this is so."""
    return with_changed(text, name, lambda entry: None if is_gone(entry) else entry)


def with_changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    """The text with each `[[name]]` as `change` gives it: the same, another in its place, or None for none."""
    table = read_text(text)
    entries: Sequence[Entry] = table.get(name, [])
    wanted = [change(entry) for entry in entries]
    pieces = _pieces(text)
    own = [n for n, piece in enumerate(pieces) if piece.name == name]
    if len(own) != len(entries):
        raise NotChanged(f"writes its [[{name}]] in a way that can't be changed by program. Change it by hand")
    new = {n: _changed(old, wish, pieces[n]) for n, old, wish in zip(own, entries, wanted, strict=True)}
    kept = [dict(wish) for wish in wanted if wish is not None]
    expected = {key: value for key, value in table.items() if key != name} | ({name: kept} if kept else {})
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
