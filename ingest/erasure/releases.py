"""What goes -> taken out of the rows of every release that is kept. The release keeps its name, though its rows are no
longer those of which the name is a digest: the record of what was erased says why.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from ingest.erasure.target import Target
from ingest.opened import INSIDE
from ingest.warehouse.public import VIEWS_AND_TABLES
from ingest.warehouse.releases import kept


def take_away(target: Target, folder: Path) -> list[str]:
    """Write each kept release anew without the rows; the names of those that had any. Raises OSError, duckdb.Error."""
    return [release for release in kept(folder) if _from_one(target, folder / release)]


def _from_one(target: Target, release: Path) -> bool:
    files = {view: file for view in VIEWS_AND_TABLES if (file := release / f"{view}.parquet").is_file()}
    has_changed = False
    with duckdb.connect() as con:
        for view, file in files.items():
            con.execute(f"create table {view} as from read_parquet({_text(str(file))})")
        names = {view: [name for name, *_ in con.execute(f"describe {view}").fetchall()] for view in files}
        _mark(con, target)
        for view, file in files.items():
            changed = _number(con, f"delete from {view} where {_goes(view, names[view], target.is_rows)}")
            if "replaced_by" in names[view]:
                changed += _number(
                    con, f"update {view} set replaced_by = null where replaced_by in (select mark from going)"
                )
            if changed:
                _write(con, view, file)
                has_changed = True
    return has_changed


def _mark(con: duckdb.DuckDBPyConnection, target: Target) -> None:
    """The tables `going` (ids of figures and answers that go), `place` (source and documents), `near` (what else their
    numbers may be told of: findings about the same force and measure)."""
    con.execute("create table going (mark varchar)")
    for mark in (*target.figures, *target.answers):
        con.execute("insert into going values (?)", [mark])
    con.execute("create table place (source_id varchar, document varchar)")
    con.execute("insert into place values (?, ?)", [target.source_id, target.document])
    if not target.is_rows:
        for table, mark in (("all_figures", "figure_id"), ("outcomes", "outcome_id")):
            con.execute(f"insert into going select {mark} from {table}, place where {_in_place(table)}")
    # The row that stands for a dispute is made of both sides.
    con.execute(
        "insert into going select distinct replaced_by from all_figures where figure_id in (select mark from going) "
        "and replaced_by in (select figure_id from all_figures where is_disputed)"
    )
    con.execute(
        "create table near as select f.figure_id from all_figures as f semi join (select force_id, measure_id from "
        "all_figures where figure_id in (select mark from going)) as g using (force_id, measure_id)"
    )


def _in_place(table: str, column: str = "document") -> str:
    """Of a source that goes everything; of a document what is in it or in one that came inside it."""
    return (
        f"{table}.source_id = place.source_id and (place.document is null or {table}.{column} = place.document "
        f"or starts_with({table}.{column}, place.document || '{INSIDE}'))"
    )


def _goes(view: str, names: Sequence[str], is_rows: bool) -> str:
    """The condition by which a view's rows go. `is_rows`: rows of a document go, and it stays."""
    has = set(names)
    parts = [f"{mark} in (select mark from going)" for mark in ("figure_id", "outcome_id") if mark in has]
    parts += ["figure_id in (select figure_id from near)"] if view == "checks" else []
    column = _OF_DOCUMENT.get(view)
    if column is not None:
        parts += [] if is_rows else [f"exists (from place where {_in_place(view, column)})"]
    if "source_id" in has:
        parts.append(f"exists (from place where {view}.source_id = place.source_id and place.document is null)")
    return " or ".join(parts) or "false"


_OF_DOCUMENT: Mapping[str, str] = {"documents": "path", "checks": "document"}


def _write(con: duckdb.DuckDBPyConnection, view: str, file: Path) -> None:
    beside = file.with_suffix(".part")
    con.execute(f"copy (from {view}) to {_text(str(beside))} (format parquet, compression zstd)")
    os.replace(beside, file)


def _number(con: duckdb.DuckDBPyConnection, change: str) -> int:
    """How many rows a change has changed."""
    row = con.execute(change).fetchone()
    return int(row[0]) if row else 0


def _text(words: str) -> str:
    return f"""'{words.replace("'", "''")}'"""
