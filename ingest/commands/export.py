"""`export`: the public views and reference tables as files, with what their columns mean beside them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from ingest.commands.open_warehouse import NoWarehouse, opened
from ingest.commands.say import fail, say
from ingest.warehouse.public import VIEWS_AND_TABLES

FORMATS = ("csv",)


def export(folder: Path, file_format: str, warehouse: Path) -> int:
    if file_format not in FORMATS:
        return fail(f"--format {file_format}: this version writes {', '.join(FORMATS)}.")
    try:
        with opened(warehouse) as con:
            folder.mkdir(parents=True, exist_ok=True)
            for name in VIEWS_AND_TABLES:
                count = _write_csv(con, name, folder / f"{name}.csv")
                say(f"{folder / name}.csv: {count} rows")
            _write_dictionary(con, folder / "columns.csv")
    except NoWarehouse as problem:
        return fail(str(problem))
    except OSError as error:
        return fail(f"{folder}: the files could not be written ({error}). Name a folder that can be written to.")
    say(f"{folder / 'columns.csv'}: what each column means")
    return 0


def csv_lines(columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    """A header and rows as CSV fields: empty for NULL, whole numbers whole, lists joined by `|`, maps as JSON."""
    yield list(columns)
    for row in rows:
        yield [csv_field(value) for value in row]


def csv_field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (list, tuple)):
        return "|".join(csv_field(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return str(value)


def _write_csv(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> int:
    cursor = con.execute(f"select * from {name} order by all")
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(csv_lines(columns, rows))
    return len(rows)


def _write_dictionary(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    rows = con.execute(
        "select table_name, column_name, data_type, comment from duckdb_columns() where not internal "
        "order by table_name, column_index"
    ).fetchall()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(csv_lines(("relation", "column", "type", "meaning"), rows))
