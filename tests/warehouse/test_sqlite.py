"""The SQLite file holds what the warehouse holds: every public view and table, row by row, and what they mean."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.extracts.files import write_sqlite
from ingest.warehouse.releases import VIEWS_AND_TABLES


@pytest.fixture(scope="module")
def sqlite_file(built_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "disclosed.sqlite"
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        write_sqlite(con, path)
    return path


def held_as_written(value: Any) -> Any:
    """What DuckDB holds, as SQLite is to hold it. A member of a list may have a semicolon, so lists are not parted
    again."""
    match value:
        case list():
            return "; ".join(f"{member:g}" if isinstance(member, float) else str(member) for member in value) or None
        case dict():
            return value or None
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return value


def read_back(value: Any, kind: str) -> Any:
    """What SQLite says: a map from its JSON."""
    if value is None:
        return None
    if kind.startswith("MAP"):
        return json.loads(value)
    return bool(value) if kind == "BOOLEAN" else value


def rows_of_both(warehouse: Path, sqlite_file: Path, table: str) -> Iterator[tuple[list[Any], list[Any]]]:
    with duckdb.connect(str(warehouse), read_only=True) as con, closing(sqlite3.connect(sqlite_file)) as lite:
        held = con.execute(f"from {table} order by all")
        kinds = [str(kind) for _, kind, *_ in held.description or []]
        written = lite.execute(f'select * from "{table}" order by rowid')
        for row, other in zip(held.fetchall(), written.fetchall(), strict=True):
            yield [*map(held_as_written, row)], [*map(read_back, other, kinds)]


@pytest.mark.parametrize("table", VIEWS_AND_TABLES)
def test_each_view_and_table_reads_back_equal(table: str, built_warehouse: Path, sqlite_file: Path) -> None:
    for held, written in rows_of_both(built_warehouse, sqlite_file, table):
        assert held == written


def test_unknown_is_null_and_no_zero(built_warehouse: Path, sqlite_file: Path) -> None:
    query = "select count(*), count(value), sum(value), count(*) filter (where value = 0) from figures"
    with duckdb.connect(str(built_warehouse), read_only=True) as con, closing(sqlite3.connect(sqlite_file)) as lite:
        held, written = con.execute(query).fetchone(), lite.execute(query).fetchone()
    assert held == written
    assert held is not None and held[1] < held[0]


def test_every_view_says_what_a_row_is(sqlite_file: Path) -> None:
    with closing(sqlite3.connect(sqlite_file)) as lite:
        meanings = dict(lite.execute("select relation, meaning from relations").fetchall())
        unexplained = lite.execute('select relation, "column" from columns where meaning is null').fetchall()
    assert all(meanings[name] for name in VIEWS_AND_TABLES)
    assert unexplained == []


def test_a_file_that_was_there_stays_whole_when_writing_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "disclosed.sqlite"
    path.write_text("of yesterday")
    with duckdb.connect() as without_views, pytest.raises(duckdb.Error):
        write_sqlite(without_views, path)
    assert path.read_text() == "of yesterday"
    assert [kept.name for kept in tmp_path.iterdir()] == [path.name]
