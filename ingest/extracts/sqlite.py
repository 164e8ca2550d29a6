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

import duckdb

from ingest.extracts.wanted import Wanted, as_texts, statement
from ingest.warehouse.releases import VIEWS_AND_TABLES

ROWS_AT_A_TIME = 5_000
NUMBERS = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
"""The types of SQLite for those of DuckDB; everything else is TEXT."""
MEANINGS = {
    "relations": """
        select view_name as relation, comment as meaning from duckdb_views() where not internal
        union all
        select table_name, comment from duckdb_tables() where not internal
        order by relation
    """,
    "columns": """
        select table_name as relation, column_name as "column", data_type as "type", comment as meaning
        from duckdb_columns() where not internal order by table_name, column_index
    """,
}
"""SQLite has no comments: two tables more say what a row and what a column is."""


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
                _write_table(con.execute(as_texts(asked, besides=NUMBERS)), out, table, kinds)
            for table, query in MEANINGS.items():
                _write_table(con.execute(query), out, table, {})
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_table(
    rows: duckdb.DuckDBPyConnection, out: sqlite3.Connection, table: str, kinds: Mapping[str, str]
) -> None:
    names = [name for name, *_ in rows.description or []]
    declared = ", ".join(f'"{name}" {kinds.get(name, "TEXT")}' for name in names)
    out.execute(f'create table "{table}" ({declared})')
    insert = f'insert into "{table}" values ({", ".join("?" * len(names))})'
    while batch := rows.fetchmany(ROWS_AT_A_TIME):
        out.executemany(insert, ([str(cell) if isinstance(cell, date) else cell for cell in row] for row in batch))
