"""What goes -> taken out of the rows of every release that is kept. The release keeps its name, though its rows are no
longer those of which the name is a digest: the record of what was erased says why.

Protects: a release whose documents or sources had other names is searched by what they hold; a release that was written
in part, when an erasure broke off, is written to the end by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.erasure import in_rows
from ingest.erasure.in_rows import Place
from ingest.erasure.raw_folder import NotErased
from ingest.erasure.record import DOCUMENT, SOURCE
from ingest.erasure.target import Target
from ingest.opened import INSIDE
from ingest.warehouse.public import VIEWS_AND_TABLES
from ingest.warehouse.releases import kept, open_kept

LAST = ("documents", "outcomes", "all_figures")
"""Written behind the others: by these it is told what goes from the others."""


@contextmanager
def opened(folder: Path) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Every kept release, open for reading. Raises NotErased for one that can't be read: what it holds can't be taken
    out of it."""
    cons: list[duckdb.DuckDBPyConnection] = []
    try:
        for release in kept(folder):
            try:
                cons.append(open_kept(release, folder))
            except duckdb.Error as error:
                first_line = str(error).partition("\n")[0]
                raise NotErased(
                    f"{folder / release}: this kept release can't be read ({first_line}). Take it away, then run this "
                    "again."
                ) from error
        yield cons
    finally:
        for con in cons:
            con.close()


def with_kept(target: Target, cons: Sequence[duckdb.DuckDBPyConnection]) -> Target:
    """The target with the ids of all that kept releases have from the same documents or the same source."""
    if target.what not in (DOCUMENT, SOURCE):
        return target
    place = Place(target.source_id, target.document, target.digests)
    for con in cons:
        target = target.with_ids(*in_rows.ids_in(con, place))
    return target


def take_away(target: Target, folder: Path) -> list[str]:
    """Write each kept release anew without the rows; the names of those that had any. Raises OSError, duckdb.Error."""
    _clear_begun(folder)
    return [release for release in kept(folder) if _from_one(target, folder / release)]


def _clear_begun(folder: Path) -> None:
    """Take away what was begun and never finished: releases that were not kept to the end, files half written."""
    for begun in [*folder.glob(".*-*"), *folder.glob("*/*.part")]:
        if begun.is_dir():
            shutil.rmtree(begun, ignore_errors=True)
        else:
            begun.unlink(missing_ok=True)


def _from_one(target: Target, release: Path) -> bool:
    views = sorted(VIEWS_AND_TABLES, key=lambda view: LAST.index(view) if view in LAST else -1)
    files = {view: file for view in views if (file := release / f"{view}.parquet").is_file()}
    has_changed = False
    with duckdb.connect() as con:
        for view, file in files.items():
            con.execute(f"create table {view} as from read_parquet({_text(str(file))})")
        names = {view: in_rows.columns(con, view) for view in files}
        _mark(con, target, names)
        for view, file in files.items():
            changed = _number(con, f"delete from {view} where {_goes(view, names[view])}")
            if "replaced_by" in names[view]:
                changed += _number(
                    con, f"update {view} set replaced_by = null where replaced_by in (select mark from going)"
                )
            if changed:
                _write(con, view, file)
                has_changed = True
    return has_changed


def _mark(con: duckdb.DuckDBPyConnection, target: Target, names: Mapping[str, Sequence[str]]) -> None:
    """The tables `going` (ids of figures and answers that go), `place` (sources and documents that go; of a source that
    goes the document is null), `near` (what else their numbers may be told of: findings about the same force and
    measure)."""
    con.execute("create table going as select unnest($ids::varchar[]) as mark", {"ids": sorted(target.ids)})
    con.execute("create table place (source_id varchar, document varchar)")
    if target.is_whole_source:
        con.execute("insert into place values (?, null)", [target.source_id])
    if "sha256" in names.get("documents", ()):
        con.execute(
            "insert into place select source_id, path from documents where list_contains(?, sha256)",
            [list(target.digests)],
        )
    if target.what == DOCUMENT:
        for table, mark in in_rows.MARKS.items():
            con.execute(
                f"insert into place select distinct source_id, split_part(document, '{INSIDE}', 1) from {table} "
                f"where {mark} in (select mark from going)"
            )
    if target.what in (DOCUMENT, SOURCE):
        for table, mark in in_rows.MARKS.items():
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


def _goes(view: str, names: Sequence[str]) -> str:
    """The condition by which a view's rows go."""
    has = set(names)
    parts = [f"{mark} in (select mark from going)" for mark in ("figure_id", "outcome_id") if mark in has]
    parts += ["figure_id in (select figure_id from near)"] if view == "checks" else []
    column = _OF_DOCUMENT.get(view)
    if column is not None:
        parts.append(f"exists (from place where {_in_place(view, column)})")
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
