"""One reference file -> its rows, each with the line it stands on.

Protects: a slip in a reference file is named with file, line, value and what would do; nothing is skipped in silence.
A file opens with `#` lines that say what it is, where it is from and under which licence; they are not data.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SEPARATOR = "|"  # within one cell: names hold commas and semicolons, never this


class ReferenceProblem(ValueError):
    """A reference file cannot be used as it stands. The message says where, what was found and what would do."""

    def __init__(self, file: str, line: int | None, found: str, would_do: str) -> None:
        self.file, self.line, self.found, self.would_do = file, line, found, would_do
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: found {found}; what would do: {would_do}")


@dataclass(frozen=True)
class Row:
    """One line of a reference CSV: its cells by column, and the means to complain about one of them."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[column]
        if not value:
            raise self.problem(column, "a value, for this column is never empty")
        return value

    def optional(self, column: str) -> str | None:
        """The cell, or None for an empty one."""
        return self.cells[column] or None

    def many(self, column: str) -> tuple[str, ...]:
        """The cell's parts between `|`; () for an empty cell."""
        parts = tuple(part.strip() for part in self.cells[column].split(SEPARATOR)) if self.cells[column] else ()
        if not all(parts) or len(set(parts)) != len(parts):
            raise self.problem(column, f"values that differ, with one `{SEPARATOR}` between them")
        return parts

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of `allowed`."""
        if self.cells[column] not in allowed:
            raise self.problem(column, "one of " + ", ".join(allowed))
        return self.cells[column]

    def whole(self, column: str) -> int:
        """The cell as a whole number."""
        if not self.cells[column].isdecimal():
            raise self.problem(column, "a whole number in digits")
        return int(self.cells[column])

    def optional_whole(self, column: str) -> int | None:
        return self.whole(column) if self.cells[column] else None

    def optional_day(self, column: str) -> date | None:
        """The cell as a day, `2017-04-03`; None for an empty one."""
        if not self.cells[column]:
            return None
        try:
            return date.fromisoformat(self.cells[column])
        except ValueError:
            raise self.problem(column, "a day as 2017-04-03, or nothing where the day is not certain") from None

    def optional_truth(self, column: str) -> bool | None:
        """`true`, `false`, or None for an empty cell (neither can be said)."""
        if not self.cells[column]:
            return None
        return self.one_of(column, ("true", "false")) == "true"

    def problem(self, column: str, would_do: str) -> ReferenceProblem:
        return ReferenceProblem(self.file, self.line, f"{column} = {self.cells[column]!r}", would_do)


def head_comment(path: Path) -> tuple[str, ...]:
    """The `#` lines at the head of a reference file, without the `#`: what it says of itself."""
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# ").rstrip())
    return tuple(head)


def rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The data rows of a CSV file whose header must be exactly `columns`. Blank lines are passed over."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = len(head_comment(path))
    reader = csv.reader(lines[head:], strict=True)
    try:
        header = next(reader, [])
        if header != list(columns):
            raise ReferenceProblem(path.name, head + 1, "header " + ",".join(header), ",".join(columns))
        for cells in reader:
            line = head + reader.line_num
            if not cells:
                continue
            if len(cells) != len(columns):
                found = f"{len(cells)} cells beginning {cells[0]!r}"
                raise ReferenceProblem(path.name, line, found, f"{len(columns)} cells: {','.join(columns)}")
            yield Row(path.name, line, {c: value.strip() for c, value in zip(columns, cells, strict=True)})
    except csv.Error as error:
        raise ReferenceProblem(path.name, head + reader.line_num, str(error), "well-formed CSV") from None


def toml(path: Path) -> dict[str, Any]:
    """The whole of a TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceProblem(path.name, None, str(error), "well-formed TOML") from None


@dataclass(frozen=True)
class Entry:
    """One table of a reference TOML file, and the means to complain about one of its keys."""

    file: str
    name: str
    values: dict[str, Any]

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

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        if self.values.get(key) not in allowed:
            raise self.problem(key, "one of " + ", ".join(allowed))
        return str(self.values[key])

    def many(self, key: str) -> tuple[str, ...]:
        """A list of texts; () where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.problem(key, "a list of texts")
        if len(set(value)) != len(value):
            raise self.problem(key, "a list without repetition")
        return tuple(value)

    def reasons(self, key: str) -> dict[str, str]:
        """A table of ids, each with a sentence that says why; {} where the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(
            isinstance(v, str) and v.strip().endswith(".") for v in value.values()
        ):
            raise self.problem(key, "a table of ids, each with a sentence that says why")
        return {name: sentence.strip() for name, sentence in value.items()}

    def truth(self, key: str) -> bool:
        """A boolean; false where the key is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.problem(key, "true or false")
        return value

    def problem(self, key: str, would_do: str) -> ReferenceProblem:
        return ReferenceProblem(self.file, None, f"{key} = {self.values.get(key)!r} in {self.name}", would_do)
