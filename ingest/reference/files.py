"""One reference file -> its rows or tables as records, by the types of the record's fields.

Protects: a slip in a reference file is named with file, line, value and what would do; nothing is skipped in silence.
A file opens with `#` lines that say what it is, where it is from and under which licence; they are not data.
"""

from __future__ import annotations

import csv
import dataclasses
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

SEPARATOR = "|"  # within one cell: names hold commas and semicolons, never this
Record = TypeVar("Record")


class ReferenceProblem(ValueError):
    """A reference file cannot be used as it stands. The message says where, what was found and what would do."""

    def __init__(self, file: str, line: int | None, value: str, would_do: str) -> None:
        self.file, self.line, self.value, self.would_do = file, line, value, would_do
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: found {value}; what would do: {would_do}")


@dataclass(frozen=True)
class Entry:
    """One line of a CSV or one table of a TOML file, and the means to complain about one of its values. `name`: what a
    table is called; "" for a line, whose empty cells are not among its values."""

    file: str
    name: str
    values: Mapping[str, Any]
    line: int | None = None

    def known_keys(self, allowed: Sequence[str]) -> None:
        """Raises for a key that nobody reads: a misspelt key must not be lost in silence."""
        for key in self.values:
            if key not in allowed:
                raise ReferenceProblem(self.file, None, f"key {key!r} in {self.name}", "one of " + ", ".join(allowed))

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, "a text that is not empty")
        return value.strip()

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        if self.values.get(key) not in allowed:
            raise self.problem(key, "one of " + ", ".join(allowed))
        return str(self.values[key])

    def many(self, key: str) -> tuple[str, ...]:
        """A list of texts, in a CSV with `|` between them; () where there is none."""
        value = self.values.get(key, [])
        parts = [part.strip() for part in value.split(SEPARATOR)] if isinstance(value, str) and self.line else value
        if not isinstance(parts, list) or not all(isinstance(part, str) and part for part in parts):
            raise self.problem(key, f"texts, with one `{SEPARATOR}` between them" if self.line else "a list of texts")
        if len(set(parts)) != len(parts):
            raise self.problem(key, "a list without repetition")
        return tuple(parts)

    def reasons(self, key: str) -> dict[str, str]:
        """A table of ids, each with a sentence that says why; {} where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(
            isinstance(v, str) and v.strip().endswith(".") for v in value.values()
        ):
            raise self.problem(key, "a table of ids, each with a sentence that says why")
        return {name: sentence.strip() for name, sentence in value.items()}

    def truth(self, key: str) -> bool:
        """A boolean; false where there is none."""
        value = self.values.get(key, False)
        if str(value).lower() not in ("true", "false"):
            raise self.problem(key, "true or false")
        return str(value).lower() == "true"

    def whole(self, key: str) -> int:
        text = str(self.values.get(key))
        if not text.isdecimal():
            raise self.problem(key, "a whole number in digits")
        return int(text)

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(str(self.values[key]))
        except ValueError:
            raise self.problem(key, "a day as 2017-04-03, or nothing where the day is not certain") from None

    def problem(self, key: str, would_do: str) -> ReferenceProblem:
        where = f" in {self.name}" if self.name else ""
        return ReferenceProblem(self.file, self.line, f"{key} = {self.values.get(key)!r}{where}", would_do)

    def record(self, kind: type[Record], keys: Mapping[str, str] | None = None, **given: Any) -> Record:
        """The record of these values. `keys`: field -> key, where a field is called otherwise in the file; `given`:
        the values of fields that are read elsewhere."""
        named = keys_of(kind, keys)
        if not self.line:
            self.known_keys([key for field, key in named.items() if field not in given or field in (keys or {})])
        read = {field: self._value(key, kind, field) for field, key in named.items() if field not in given}
        return kind(**read, **given)

    def _value(self, key: str, kind: type, field: str) -> Any:
        wanted = _types(kind)[field]
        if NoneType in get_args(wanted):
            if key not in self.values:
                return None
            (wanted,) = (option for option in get_args(wanted) if option is not NoneType)
        if get_origin(wanted) is Literal:
            return self.one_of(key, get_args(wanted))
        readers = {str: self.text, int: self.whole, bool: self.truth, date: self.day, tuple: self.many}
        return readers.get(get_origin(wanted) or wanted, self.reasons)(key)


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def keys_of(kind: type, keys: Mapping[str, str] | None = None) -> dict[str, str]:
    """A record's fields, each with its key or column."""
    return {field.name: (keys or {}).get(field.name, field.name) for field in dataclasses.fields(kind)}


def records(path: Path, kind: type[Record], unique: Sequence[str]) -> list[Record]:
    """The records of a CSV file, whose header must be the record's fields, in any order. No two have the same
    `unique` values."""
    lines: dict[tuple[Any, ...], int] = {}
    read = []
    for entry in _rows(path, list(keys_of(kind))):
        record = entry.record(kind)
        key = tuple(str(getattr(record, name)).casefold() for name in unique)
        if key in lines:
            would_do = f"values of its own for {', '.join(unique)}, for line {lines[key]} has these"
            raise entry.problem(unique[0], would_do)
        lines[key] = entry.line or 0
        read.append(record)
    return read


def head_comment(path: Path) -> tuple[str, ...]:
    """The `#` lines at the head of a reference file, without the `#`: what it says of itself."""
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# ").rstrip())
    return tuple(head)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Entry]:
    """The data rows of a CSV file. Blank lines are passed over."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = len(head_comment(path))
    reader = csv.reader(lines[head:], strict=True)
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            raise ReferenceProblem(path.name, head + 1, "header " + ",".join(header), ",".join(columns))
        for cells in reader:
            line = head + reader.line_num
            if not cells:
                continue
            if len(cells) != len(header):
                words = f"{len(cells)} cells beginning {cells[0]!r}"
                raise ReferenceProblem(path.name, line, words, f"{len(header)} cells: {','.join(header)}")
            values = {column: cell.strip() for column, cell in zip(header, cells, strict=True) if cell.strip()}
            yield Entry(path.name, "", values, line)
    except csv.Error as error:
        raise ReferenceProblem(path.name, head + reader.line_num, str(error), "well-formed CSV") from None


def toml(path: Path) -> dict[str, Any]:
    """The whole of a TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceProblem(path.name, None, str(error), "well-formed TOML") from None
