"""The warehouse -> one SQLite file with every public view and table, and what their columns mean.

Protects: NULL stays NULL, and a file that was broken off never stands under the name that was asked for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from ingest.extracts.meaning import relations
from ingest.extracts.wanted import Wanted, as_texts, statement
from ingest.warehouse.releases import VIEWS_AND_TABLES

ROWS_AT_A_TIME = 5_000
NUMBERS = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
"""The types of SQLite for those of DuckDB; everything else is TEXT."""


def write_sqlite(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the public views and tables of the warehouse `con` to the SQLite file `path`, in place of one that is
    there: lists as `a; b`, maps as JSON, dates as ISO 8601, true and false as 1 and 0, and the tables `relations` and
    `columns` with their meanings. Holds ROWS_AT_A_TIME rows in memory. Raises OSError and sqlite3.Error where the file
    can't be written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as out, out:
            out.execute("pragma journal_mode = off")
            for table in VIEWS_AND_TABLES:
                asked = statement(con, Wanted(table))
                kinds = {name: NUMBERS.get(kind, "TEXT") for name, kind in asked.columns.items()}
                rows = con.execute(as_texts(asked, besides=NUMBERS))
                insert = _make_table(out, table, kinds)
                while batch := rows.fetchmany(ROWS_AT_A_TIME):
                    out.executemany(insert, ([_cell(value) for value in row] for row in batch))
            _write_meanings(out)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_meanings(out: sqlite3.Connection) -> None:
    """SQLite has no comments: two tables more say what a row and what a column is."""
    every = relations().values()
    insert = _make_table(out, "relations", dict.fromkeys(("relation", "meaning"), "TEXT"))
    out.executemany(insert, [(relation.name, relation.meaning) for relation in every])
    insert = _make_table(out, "columns", dict.fromkeys(("relation", "column", "type", "meaning"), "TEXT"))
    out.executemany(insert, [(r.name, c.name, c.kind, c.meaning) for r in every for c in r.columns])


def _make_table(out: sqlite3.Connection, table: str, kinds: Mapping[str, str]) -> str:
    """Make a table with these columns; the statement that inserts a row."""
    declared = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    out.execute(f'create table "{table}" ({declared})')
    return f'insert into "{table}" values ({", ".join("?" * len(kinds))})'


def _cell(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value
