"""The text of a `source.toml` -> the same with entries added, changed or taken out.

Protects: what a person wrote there stays as it is, comments, order and blanks included; nothing is given back unless
reading it again gives exactly the entries that were meant.

A comment directly above a `[[name]]` belongs to that entry, and any other one to the entry that it stands in or behind:
with its entry it goes. Of an entry that is changed only the lines of the keys that change are written anew; where such
a key has comments inside its value, nothing is changed and NotChanged says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.sources import toml_lines

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z_]\w*)")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
COMMENT = re.compile(r"#[^\r\n]*")
Entry = Mapping[str, Any]


class NotChanged(Exception):
    """The text can't be changed so, in words that follow the file's name; nothing was written."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one entry (`name` as in `[[name]]`), with the comments directly above it and what stands behind it;
    or the head."""

    name: str | None
    text: str


def with_keys(text: str, keys: Entry) -> str:
    """The text with those keys of the whole that it lacks, before its own; None is no value."""
    before = read_text(text)
    new = {key: one for key, one in keys.items() if one is not None and key not in before}
    if not new:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    head = next((piece.text for piece in _pieces(text)[:1] if piece.name is None), "")
    lines = head.splitlines(keepends=True)
    is_own = [bool(line.strip()) and not line.lstrip().startswith("#") for line in lines]
    above = "".join(lines[: is_own.index(True) if True in is_own else len(lines)])
    between = end if above and not above.endswith(("\n", "\r")) else ""
    added = "".join(f"{line}{end}" for line in toml_lines.lines(new))
    return _sure(above + between + added + text[len(above) :], before | new)


def with_entry(text: str, name: str, entry: Entry) -> str:
    """The text with one more `[[name]]` at its end."""
    table = read_text(text)
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
    return "".join(f"{line}\n" for line in (f"[[{name}]]", *toml_lines.lines(entry)))


def _changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    table = read_text(text)
    entries: Sequence[Entry] = table.get(name, [])
    wanted = [change(entry) for entry in entries]
    pieces = _pieces(text)
    own = [n for n, piece in enumerate(pieces) if piece.name == name]
    if len(own) != len(entries):
        raise NotChanged(f"writes its [[{name}]] in a way that can't be changed by program. Change it by hand")
    new = {n: _piece(old, wish, pieces[n]) for n, old, wish in zip(own, entries, wanted, strict=True)}
    kept = [dict(wish) for wish in wanted if wish is not None]
    expected = {key: value for key, value in table.items() if key != name} | ({name: kept} if kept else {})
    return _sure("".join(new.get(n, piece.text) for n, piece in enumerate(pieces)), expected)


def _piece(old: Entry, new: Entry | None, piece: _Piece) -> str:
    if new is None:
        return ""
    if new == old:
        return piece.text
    end = "\r\n" if "\r\n" in piece.text else "\n"
    left = {key: value for key, value in new.items() if key not in old}
    parts: list[str] = []
    last = 0  # behind the last part that is a key or the header: there new keys go
    for key, part in _statements(piece.text):
        if key is None:
            parts.append(part)
            last = len(parts) if HEADER.match(part) else last
        elif key in new:
            parts.append(part if new[key] == old.get(key) else _rewritten(key, new[key], part, end))
            last = len(parts)
        elif _comment_of(part):
            raise NotChanged(f"has a comment at {key}, which is to go. Change it by hand")
    if left and parts and not parts[last - 1].endswith(("\n", "\r")):
        parts[last - 1] += end
    parts[last:last] = [f"{line}{end}" for line in toml_lines.lines(left)]
    return "".join(parts)


def _statements(text: str) -> Iterator[tuple[str | None, str]]:
    """The text cut into `key = value`, over as many lines as the value takes, each with its key, and all else (headers,
    comments, blank lines) line by line with None."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        key = KEY.match(lines[at])
        until = at + 1
        while key and until < len(lines) and not _is_toml("".join(lines[at:until])):
            until += 1
        yield (key[1] if key else None), "".join(lines[at:until])
        at = until


def _rewritten(key: str, value: Any, part: str, end: str) -> str:
    """A key's lines with another value; the comment behind them stays."""
    comment = _comment_of(part)
    if "\n" in comment.rstrip() or "\r" in comment.rstrip():
        raise NotChanged(f"has comments inside {key}, which is to change. Change it by hand")
    closed = end if part.endswith(("\n", "\r")) else ""
    return toml_lines.line(key, value) + (f"  {comment.rstrip()}" if comment else "") + closed


def _comment_of(part: str) -> str:
    """The text of a key's lines from their first comment on; "" where there is none. A comment is what can be left out
    and the value is the same."""
    for found in COMMENT.finditer(part):
        without = part[: found.start()] + part[found.end() :]
        if _is_toml(without) and tomllib.loads(without) == tomllib.loads(part):
            return part[found.start() :]
    return ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


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
