"""Rows -> the warehouse's file: built beside the old one, checked, swapped in. A build killed at any moment
leaves the old warehouse whole, for the new one takes its place in one rename.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest import __version__, checks
from ingest.collect import Failure
from ingest.erasure.record import Erased
from ingest.place import Everything
from ingest.reference import Reference
from ingest.warehouse import rows, swap
from ingest.warehouse.reference_rows import reference_rows
from ingest.warehouse.release import release_digest

HERE = Path(__file__).parent
STORAGE_VERSION = "v1.2.0"  # DuckDB 1.2 and later open it; the default of 2.0 can't be read by 1.x
BUILDING = ".building-"
KILLED_AFTER_SECONDS = 24 * 60 * 60  # no build takes a day, so a folder of that age is of one that was killed

SETTINGS = (
    "set threads = 1",  # a thread takes 122,880 rows at a time, few tables have more: a second is only in the way
    "set disabled_compression_methods = 'fsst'",  # tried on every column and chosen for none, at a third of the writing
)
ARRIVING = "arriving_figures"


class WarehouseProblem(Exception):
    """The new warehouse did not pass its own look; the old one is untouched."""


@dataclass(frozen=True)
class _Desk:
    """What rows are brought in with: the connection, the types of the columns of each table, and a file for the rows.

    They go through a file of JSON lines, which DuckDB reads whole tables from: Arrow would load pandas first, which
    takes longer than all the rows of two thousand documents."""

    con: duckdb.DuckDBPyConnection
    kinds: Mapping[str, Mapping[str, str]]
    lines: Path


def build(
    everything: Everything,
    failures: Sequence[Failure],
    reference: Reference,
    path: Path,
    erased: Sequence[Erased] = (),
    is_still_so: Callable[[], bool] = lambda: True,
) -> str | None:
    """Write the warehouse at `path` and return its release. `erased`: what is no longer in `everything`, and why.
    `is_still_so` is asked when nobody else can swap or erase any more; where it says no, the old one is left and None
    returned. Raises WarehouseProblem or OSError and leaves the old one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_killed(path.parent)
    with tempfile.TemporaryDirectory(prefix=BUILDING, dir=path.parent) as folder:
        beside = Path(folder) / path.name
        with swap.in_use(Path(folder)):
            release = _write(everything, failures, reference, beside, erased)
            _look(beside)
            _sync(beside)
            with swap.alone(path):
                if not is_still_so():
                    return None
                os.replace(beside, path)
    return release


def clear_left(folder: Path) -> list[str]:
    """Take away what builds that were killed left beside a warehouse, however lately, and give the folders that builds
    are working in now. Raises OSError."""
    running = []
    for left in sorted(folder.glob(f"{BUILDING}*")):
        with suppress(FileNotFoundError):
            if swap.is_in_use(left):
                running.append(left.name)
            else:
                shutil.rmtree(left)
    return running


def _clear_killed(folder: Path) -> None:
    """Take away what killed builds left behind. A build that runs beside this one is younger."""
    oldest = time.time() - KILLED_AFTER_SECONDS
    for left in folder.glob(f"{BUILDING}*"):
        with suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left)


def _write(
    everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path, erased: Sequence[Erased]
) -> str:
    con = duckdb.connect()
    try:
        for setting in SETTINGS:
            con.execute(setting)
        con.execute(f"attach {_quoted(str(path))} as warehouse (storage_version '{STORAGE_VERSION}')")
        con.execute("use warehouse")
        con.execute("begin")  # one transaction: hundreds of small ones cost more than all the rows
        con.execute((HERE / "schema.sql").read_text())
        desk = _Desk(con, column_kinds(con), path.with_name("rows.jsonl"))
        for table, table_rows in reference_rows(reference).items():
            _insert(desk, table, table_rows)
        _insert(desk, "periods", rows.period_rows(rows.all_periods(everything, reference)))
        for table, table_rows in rows.source_rows(everything).items():
            _insert(desk, table, table_rows)
        _insert(desk, "erased", rows.erased_rows(erased))
        _insert(desk, "outcomes", [rows.outcome_row(located, reference) for located in everything.outcomes])
        _insert(desk, "coverage", rows.coverage_rows(everything, reference))
        found = checks.run(everything, failures, reference)
        _insert(desk, "checks", rows.check_rows(found))
        _insert(desk, "subjects", rows.subject_rows(everything, reference))
        said = checks.said_of_figures(found)
        release = _insert_figures(desk, [rows.figure_row(entry, reference, said) for entry in everything.figures])
        con.execute((HERE / "views.sql").read_text())
        _insert_release(con, release)
        comment_on(con, tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8")))
        con.execute("commit")
        con.execute("checkpoint")
    finally:
        con.close()
    return release


def column_kinds(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of each table and view of the connection's current database, in order, with their types."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for table, column, kind in con.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and not internal order by table_name, column_index"
    ).fetchall():
        kinds[table][column] = kind
    return dict(kinds)


def _insert(desk: _Desk, table: str, table_rows: Sequence[Mapping[str, Any]]) -> None:
    if table_rows:
        desk.con.execute(f"insert into {table} by name {_brought(desk, table, table_rows)}")


def _brought(desk: _Desk, table: str, table_rows: Sequence[Mapping[str, Any]]) -> str:
    """The query that gives these rows of a table, with the columns that they have."""
    kinds = desk.kinds[table]
    unknown = set(table_rows[0]) - set(kinds)
    if unknown:
        raise WarehouseProblem(f"rows for {table} have columns that schema.sql lacks: {', '.join(sorted(unknown))}")
    as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=date.isoformat).encode
    with desk.lines.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{as_json(row)}\n" for row in table_rows)
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in kinds.items() if name in table_rows[0])
    return f"from read_json({_quoted(str(desk.lines))}, format = 'newline_delimited', columns = {{{columns}}})"


def _insert_figures(desk: _Desk, figure_rows: Sequence[Mapping[str, Any]]) -> str:
    """Insert the figures, each with the release, and return it. It is of all rows, theirs too: so they wait beside
    until it is known, for to change each row afterwards is to insert it twice."""
    if not figure_rows:
        return release_digest(desk.con, desk.kinds, {})
    desk.con.execute(f"create temp table {ARRIVING} as {_brought(desk, 'all_figures', figure_rows)}")
    release = release_digest(desk.con, desk.kinds, {"all_figures": ARRIVING})
    desk.con.execute(f"insert into all_figures by name select *, ? as release from {ARRIVING}", [release])
    desk.con.execute(f"drop table {ARRIVING}")
    return release


def _insert_release(con: duckdb.DuckDBPyConnection, release: str) -> None:
    con.execute(
        """
        insert into release
        select
            ?, ?, ?,
            (select count(*) from sources), (select count(*) from documents),
            (select count(*) from figures), (select count(*) from figures where area_kind = 'force'),
            (select count(distinct force_id) from figures where area_kind = 'force'),
            (select count(*) from outcomes), (select count(*) from checks),
            (
                select coalesce(list(concat_ws(': ', title, note) order by source_id), [])
                from sources where licence is not null and note is not null
            )
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
    columns = column_kinds(con)
    comments = [f"comment on macro table {name} is {_comment(said)};" for name, said in dictionary["macros"].items()]
    for name, kind in kinds:
        entry = dictionary["relations"].get(name)
        if entry is None:
            raise WarehouseProblem(f"dictionary.toml does not explain {name}")
        comments.append(f"comment on {kind} {name} is {_comment(entry['comment'])};")
        for column in columns[name]:
            words = entry.get(column) or shared.get(column)
            if words is None:
                raise WarehouseProblem(f"dictionary.toml does not explain {name}.{column}")
            comments.append(f"comment on column {name}.{column} is {_comment(words)};")
    con.execute("\n".join(comments))


def _comment(words: str) -> str:
    return _quoted(" ".join(words.split()))


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


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
