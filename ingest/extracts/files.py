"""What is wanted of a view -> a file of it.

Rows are not gathered in Python: DuckDB writes CSV, JSON and Parquet itself, within its limit of memory, and a workbook
is written row by row.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from xlsxwriter.exceptions import FileCreateError

from ingest.extracts import workbook
from ingest.extracts.wanted import Statement, Wanted, as_texts, statement

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The ending of a file, and its media type."""
OPTIONS = {
    "csv": "format csv, header, nullstr ''",
    "json": "format json, array true",
    "parquet": "format parquet, compression zstd",
}
VALUES_AT_A_TIME = 10_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(con: duckdb.DuckDBPyConnection, wanted: Wanted, kind: str, path: Path) -> None:
    """Write the file at `path`. `kind`: one of KINDS. CSV as RFC 4180 has it with LF, lists as `a; b`, maps as JSON.
    Raises CantFilter, also where a workbook can't hold the rows, and OSError where the disk does not take the file."""
    asked = statement(con, wanted)
    try:
        _write(con, wanted, asked, kind, path)
    except (duckdb.IOException, FileCreateError) as problem:
        raise OSError(errno.EIO, "could not be written", str(path)) from problem


def _write(con: duckdb.DuckDBPyConnection, wanted: Wanted, asked: Statement, kind: str, path: Path) -> None:
    match kind:
        case "xlsx":
            workbook.write(con, wanted, asked, path)
        case "json" if wanted.by_column:
            _write_columns(con, asked, path)
        case "csv" if wanted.for_excel:
            without = path.with_suffix(".without-mark")
            _copy(con, as_texts(asked, are_guarded=True), asked.params, without, OPTIONS[kind])
            with without.open("rb") as rows, path.open("wb") as marked:
                marked.write(BYTE_ORDER_MARK)
                shutil.copyfileobj(rows, marked)
            without.unlink()
        case _:
            _copy(con, as_texts(asked) if kind == "csv" else asked.sql, asked.params, path, OPTIONS[kind])


def _write_columns(con: duckdb.DuckDBPyConnection, asked: Statement, path: Path) -> None:
    """Write {"force": ["Kent Police", …], "value": [22, …]}."""
    with path.open("w", encoding="utf-8") as out:
        for n, name in enumerate(asked.columns):
            out.write(f"{',' if n else '{'}\n{json.dumps(name)}: [")
            values = con.execute(f'select to_json("{name}")::varchar from ({asked.sql})', dict(asked.params))
            comma = ""  # row by row: to gather them in one value does not keep their order
            while some := values.fetchmany(VALUES_AT_A_TIME):
                out.write(comma + ",".join(value or "null" for (value,) in some))
                comma = ","
            out.write("]")
        out.write("\n}\n")


def _copy(con: duckdb.DuckDBPyConnection, sql: str, params: Mapping[str, Any], path: Path, options: str) -> None:
    place = str(path).replace("'", "''")
    con.execute(f"copy ({sql}) to '{place}' ({options})", dict(params))
