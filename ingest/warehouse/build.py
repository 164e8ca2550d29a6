"""Rows -> the warehouse's file: built beside the old one, checked, swapped in. A build killed at any moment
leaves the old warehouse whole, for the new one takes its place in one rename.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from ingest import __version__
from ingest.model import Row
from ingest.reference import Reference
from ingest.settle.queries import Tables, column_kinds, quoted, settle
from ingest.settle.rulings import Everything
from ingest.sources import Failure
from ingest.warehouse import releases, rows
from ingest.warehouse.releases import release_digest
from ingest.warehouse.rows import reference_rows

HERE = Path(__file__).parent
STORAGE_VERSION = "v1.2.0"  # DuckDB 1.2 and later open it; the default of 2.0 can't be read by 1.x
BUILDING = ".building-"

SETTINGS = (
    "set threads = 1",  # a thread takes 122,880 rows at a time, few tables have more: a second is only in the way
    "set disabled_compression_methods = 'fsst'",  # tried on every column and chosen for none, at a third of the writing
)

STORED_BY = "force_id, measure_id, offence_id, period_id, figure_id"
"""How figures lie in the file: for a force, or for what it counted, the other columns are read in few places."""


class WarehouseProblem(Exception):
    """The new warehouse did not pass its own look; the old one is untouched."""


def build(
    everything: Everything,
    failures: Sequence[Failure],
    reference: Reference,
    path: Path,
    erased: Sequence[Row] = (),
    is_still_so: Callable[[], bool] = lambda: True,
) -> str | None:
    """Write the warehouse at `path` and return its release. `erased`: the rows of what is no longer in `everything`.
    `is_still_so` is asked when nobody else can swap or erase any more; where it says no, the old one is left and None
    returned. Raises WarehouseProblem or OSError and leaves the old one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    releases.clear_killed(path.parent, f"{BUILDING}*")
    with tempfile.TemporaryDirectory(prefix=BUILDING, dir=path.parent) as folder:
        beside = Path(folder) / path.name
        with releases.in_use(Path(folder)):
            release = _write(everything, failures, reference, beside, erased)
            _look(beside)
            _sync(beside)
            with releases.alone(path):
                if not is_still_so():
                    return None
                os.replace(beside, path)
    return release


def clear_left(folder: Path) -> None:
    """Take away what builds that were killed left beside a warehouse, however lately. Raises OSError."""
    for left in folder.glob(f"{BUILDING}*"):
        with suppress(FileNotFoundError):
            if not releases.is_in_use(left):
                shutil.rmtree(left)


def _write(
    everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path, erased: Sequence[Row]
) -> str:
    path.write_bytes(_skeleton(reference))
    con = _opened(path)
    try:
        con.execute("begin")  # one transaction: hundreds of small ones cost more than all the rows
        tables = Tables(con, path.parent)
        tables.insert("erased", erased)
        fill(tables, everything, failures, reference)
        con.execute("alter table placed drop column doubt")
        release = release_digest(con, {"all_figures": "placed"})
        con.execute(
            f"insert into all_figures by name select *, ? as release from placed order by {STORED_BY}", [release]
        )
        con.execute("set variable built_at = ?", [datetime.now(UTC).replace(tzinfo=None)])
        con.execute("set variable version = ?", [__version__])
        con.execute("set variable release = ?", [release])
        con.execute((HERE / "release.sql").read_text())
        con.execute("commit")
        con.execute("checkpoint")
    finally:
        con.close()
    return release


@lru_cache(maxsize=2)
def _skeleton(reference: Reference) -> bytes:
    """The file of a warehouse of no source: tables, views and what they mean, and the reference data. Whoever builds
    again, as the desk does, has it already."""
    with tempfile.TemporaryDirectory(prefix=BUILDING) as folder:
        path = Path(folder) / "skeleton.duckdb"
        con = _opened(path)
        try:
            con.execute("begin")
            con.execute((HERE / "schema.sql").read_text())
            fill_reference(Tables(con, path.parent), reference)
            con.execute((HERE / "views.sql").read_text())
            comment_on(con, tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8")))
            con.execute("commit")
            con.execute("checkpoint")
        finally:
            con.close()
        return path.read_bytes()


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for setting in SETTINGS:
        con.execute(setting)
    con.execute(f"attach {quoted(str(path))} as warehouse (storage_version '{STORAGE_VERSION}')")
    con.execute("use warehouse")
    return con


def fill(tables: Tables, everything: Everything, failures: Sequence[Failure], reference: Reference) -> None:
    """Fill the tables of schema.sql other than those of the reference data, `release`, and `all_figures`, whose rows
    wait in `placed`."""
    tables.insert("periods", rows.period_rows(rows.all_periods(everything, reference)))
    for table, table_rows in rows.source_rows(everything).items():
        tables.insert(table, table_rows)
    tables.insert("outcomes", everything.outcomes)
    tables.insert("subjects", rows.subject_rows(everything, reference))
    settle(
        tables,
        [rows.figure_row(entry, reference) for entry in everything.figures],
        everything.problems,
        [{"place": failure.place, "message": failure.message} for failure in failures],
        reference,
    )


def fill_reference(tables: Tables, reference: Reference) -> None:
    for table, table_rows in reference_rows(reference).items():
        tables.insert(table, table_rows)


def comment_on(con: duckdb.DuckDBPyConnection, dictionary: Mapping[str, Any]) -> None:
    """COMMENT ON every table, view and column, from dictionary.toml; a column that it does not explain stops the
    build.
    """
    shared = dictionary["columns"]
    kinds = con.execute(
        "select table_name, 'table' from duckdb_tables() where database_name = current_database() union all "
        "select view_name, 'view' from duckdb_views() where database_name = current_database() and not internal"
    ).fetchall()
    comments = [f"comment on macro table {name} is {_comment(said)};" for name, said in dictionary["macros"].items()]
    for name, kind in kinds:
        entry = dictionary["relations"].get(name)
        if entry is None:
            raise WarehouseProblem(f"dictionary.toml does not explain {name}")
        comments.append(f"comment on {kind} {name} is {_comment(entry['comment'])};")
        for column in column_kinds(con, name):
            words = entry.get(column) or shared.get(column)
            if words is None:
                raise WarehouseProblem(f"dictionary.toml does not explain {name}.{column}")
            comments.append(f"comment on column {name}.{column} is {_comment(words)};")
    con.execute("\n".join(comments))


def _comment(words: str) -> str:
    return quoted(" ".join(words.split()))


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
