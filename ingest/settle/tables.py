"""Rows as values -> the rows of a table of the warehouse that is being built.

DuckDB reads them from a file of JSON lines: Arrow would load pandas first, which takes longer than all the rows of two
thousand documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Tables:
    """A connection with the schema of the warehouse, and a folder for the files by which rows are brought in."""

    con: duckdb.DuckDBPyConnection
    folder: Path

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Rows into a table that is there; what it has no column for is left out."""
        if not rows:
            return
        kinds = {name: kind for name, kind in column_kinds(self.con, table).items() if name in rows[0]}
        as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=date.isoformat).encode
        lines = self.folder / "rows.jsonl"
        with lines.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{as_json({name: row[name] for name in kinds})}\n" for row in rows)
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in kinds.items())
        self.con.execute(
            f"insert into {table} by name "
            f"from read_json({quoted(str(lines))}, format = 'newline_delimited', columns = {{{columns}}})"
        )

    def temporary(self, table: str, columns: str, rows: Sequence[Row]) -> None:
        """Rows as a table of their own, for as long as the connection lasts."""
        self.con.execute(f"create temp table {table} ({columns})")
        self.insert(table, rows)


def column_kinds(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The columns of a table in order, with their types."""
    return {name: kind for name, kind, *_ in con.execute(f"describe {table}").fetchall()}


def quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
