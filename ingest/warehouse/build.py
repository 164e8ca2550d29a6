"""Rows -> the warehouse's file: built beside the old one, checked, swapped in. A build killed at any moment
leaves the old warehouse whole, for the new one takes its place in one rename.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ingest import __version__, checks
from ingest.collect import Failure
from ingest.place import Everything
from ingest.reference import Reference
from ingest.warehouse import rows
from ingest.warehouse.reference_rows import reference_rows
from ingest.warehouse.release import release_digest

HERE = Path(__file__).parent
STORAGE_VERSION = "v1.2.0"  # DuckDB 1.2 and later open it; the default of 2.0 can't be read by 1.x
PENDING_RELEASE = "pending"
BUILDING = ".building-"
KILLED_AFTER_SECONDS = 24 * 60 * 60  # no build takes a day, so a folder of that age is of one that was killed

ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
    "DOUBLE[]": pa.list_(pa.float64()),
    "MAP(VARCHAR, VARCHAR)": pa.map_(pa.string(), pa.string()),
}


class WarehouseProblem(Exception):
    """The new warehouse did not pass its own look; the old one is untouched."""


def build(everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path) -> str:
    """Write the warehouse at `path` and return its release. Raises WarehouseProblem or OSError and leaves the old
    one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_killed(path.parent)
    with tempfile.TemporaryDirectory(prefix=BUILDING, dir=path.parent) as folder:
        beside = Path(folder) / path.name
        release = _write(everything, failures, reference, beside)
        _look(beside)
        _sync(beside)
        os.replace(beside, path)
    return release


def _clear_killed(folder: Path) -> None:
    """Take away what killed builds left behind. A build that runs beside this one is younger."""
    oldest = time.time() - KILLED_AFTER_SECONDS
    for left in folder.glob(f"{BUILDING}*"):
        with suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left)


def _write(everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path) -> str:
    con = duckdb.connect()
    try:
        con.execute(
            f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as warehouse (storage_version '{STORAGE_VERSION}')"
        )
        con.execute("use warehouse")
        con.execute("begin")  # one transaction: hundreds of small ones cost more than all the rows
        con.execute((HERE / "schema.sql").read_text())
        for table, table_rows in reference_rows(reference).items():
            _insert(con, table, table_rows)
        _insert(con, "periods", rows.period_rows(rows.all_periods(everything, reference)))
        for table, table_rows in rows.source_rows(everything).items():
            _insert(con, table, table_rows)
        figure_rows = [rows.figure_row(entry, reference) | {"release": PENDING_RELEASE} for entry in everything.figures]
        _insert(con, "all_figures", figure_rows)
        _insert(con, "outcomes", [rows.outcome_row(located, reference) for located in everything.outcomes])
        _insert(con, "coverage", rows.coverage_rows(everything, reference))
        _insert(con, "checks", rows.check_rows(checks.run(everything, failures, reference)))
        con.execute((HERE / "views.sql").read_text())
        release = release_digest(con)
        con.execute("update all_figures set release = ?", [release])
        _insert_release(con, release)
        comment_on(con, tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8")))
        con.execute("commit")
        con.execute("checkpoint")
    finally:
        con.close()
    return release


def _insert(con: duckdb.DuckDBPyConnection, table: str, table_rows: Sequence[Mapping[str, Any]]) -> None:
    if not table_rows:
        return
    columns = con.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ? and database_name "
        "= current_database()",
        [table],
    ).fetchall()
    unknown = set(table_rows[0]) - {name for name, _ in columns}
    if unknown:
        raise WarehouseProblem(f"rows for {table} have columns that schema.sql lacks: {', '.join(sorted(unknown))}")
    used = [(name, kind) for name, kind in columns if name in table_rows[0]]
    arrays = {name: pa.array([_plain(row[name]) for row in table_rows], ARROW_TYPES[kind]) for name, kind in used}
    con.register("incoming", pa.table(arrays))
    con.execute(f"insert into {table} by name select * from incoming")
    con.unregister("incoming")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return list(value.items()) if isinstance(value, dict) else value


def _insert_release(con: duckdb.DuckDBPyConnection, release: str) -> None:
    con.execute(
        """
        insert into release
        select
            ?, ?, ?,
            (select count(*) from sources), (select count(*) from documents),
            (select count(*) from figures), (select count(*) from figures where area_kind = 'force'),
            (select count(distinct force_id) from figures where area_kind = 'force'),
            (select count(*) from outcomes), (select count(*) from checks)
        """,
        [release, datetime.now(UTC).replace(tzinfo=None), __version__],
    )


def comment_on(con: duckdb.DuckDBPyConnection, dictionary: Mapping[str, Any]) -> None:
    """COMMENT ON every table, view and column, from dictionary.toml; a column that it does not explain stops the
    build.
    """
    shared = dictionary["columns"]
    kinds = con.execute(
        "select table_name, 'table' from duckdb_tables() where database_name = current_database() union all "
        "select view_name, 'view' from duckdb_views() where database_name = current_database() and not internal"
    ).fetchall()
    for name, kind in kinds:
        entry = dictionary["relations"].get(name)
        if entry is None:
            raise WarehouseProblem(f"dictionary.toml does not explain {name}")
        con.execute(f"comment on {kind} {name} is {_quoted(entry['comment'])}")
        for (column,) in con.execute(
            "select column_name from duckdb_columns() where table_name = ? and database_name = current_database()",
            [name],
        ).fetchall():
            words = entry.get(column) or shared.get(column)
            if words is None:
                raise WarehouseProblem(f"dictionary.toml does not explain {name}.{column}")
            con.execute(f"comment on column {name}.{column} is {_quoted(words)}")
    con.execute(f"comment on macro table totals is {_quoted(dictionary['macros']['totals'])}")


def _quoted(words: str) -> str:
    return "'" + " ".join(words.split()).replace("'", "''") + "'"


def _look(path: Path) -> None:
    """The last look before the swap: the file opens by itself and its public views answer."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        twice = con.execute(
            "select force_id, measure_id from figures "
            "group by force_id, measure_id, unit, offence_id, scope, dimensions, period_id having count(*) > 1"
        ).fetchall()
        if twice:
            raise WarehouseProblem(f"the same figure is in force twice, for instance {twice[0]}")
        if con.execute("select count(*) from release").fetchone() != (1,):
            raise WarehouseProblem("there is not exactly one release")
    finally:
        con.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
