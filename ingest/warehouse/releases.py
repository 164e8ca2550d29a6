"""Releases: the public rows of each build that was served, kept as Parquet, one file a view, and opened again.

Protects: what a reader saw and cited can be looked up after the next build. A release is kept once and never rewritten.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import duckdb

from ingest.warehouse.public import VIEWS_AND_TABLES

FOLDER = "releases"
NAME = re.compile(r"[0-9a-z]{12}")


class UnknownRelease(Exception):
    """No release of this name is kept; the message names those that are."""


def folder_of(warehouse: Path) -> Path:
    """Where the releases of a warehouse are kept: `data/releases` beside `data/warehouse.duckdb`."""
    return warehouse.parent / FOLDER


def keep(con: duckdb.DuckDBPyConnection, release: str, folder: Path) -> bool:
    """Keep a release's public rows under `folder/<release>`, if they are not there yet. False where the folder can't be
    written to: serving goes on without."""
    if (folder / release).is_dir():
        return True
    beside = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{release}-", dir=folder))
        for view in VIEWS_AND_TABLES:
            target = str(beside / f"{view}.parquet").replace("'", "''")
            con.execute(f"copy (from {view}) to '{target}' (format parquet, compression zstd)")
        os.replace(beside, folder / release)
    except (OSError, duckdb.Error):
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        return (folder / release).is_dir()  # another process kept it meanwhile
    return True


def kept(folder: Path) -> list[str]:
    """The releases that are kept, the latest build last."""
    if not folder.is_dir():
        return []
    found = [one for one in folder.iterdir() if one.is_dir() and (one / "release.parquet").is_file()]
    return [one.name for one in sorted(found, key=lambda one: (_built(one), one.name))]


def _built(release: Path) -> str:
    with duckdb.connect() as con, suppress(duckdb.Error):
        row = con.execute(
            "select built_at::varchar from read_parquet(?)", [str(release / "release.parquet")]
        ).fetchone()
        return str(row[0]) if row else ""
    return ""


def rows_of(name: str, folder: Path) -> Path:
    """The folder in which a release's rows are kept. Raises UnknownRelease."""
    rows = folder / name
    if not NAME.fullmatch(name) or not (rows / "release.parquet").is_file():
        raise UnknownRelease(f"{name}: no release of this name is kept. Kept are: {', '.join(kept(folder)) or 'none'}.")
    return rows


def open_kept(name: str, folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views of a release that is kept in `folder`. A view that the release does not have is not
    there. Raises UnknownRelease."""
    kept_rows = rows_of(name, folder)
    con = duckdb.connect()
    for view in VIEWS_AND_TABLES:
        if (file := kept_rows / f"{view}.parquet").is_file():
            path = str(file).replace("'", "''")
            con.execute(f"create view {view} as from read_parquet('{path}')")
    return con


def open_release(name: str, warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views of a release: that of the warehouse, one that is kept, or another warehouse's file.
    Raises UnknownRelease, and duckdb.Error for a file that is no warehouse."""
    if (path := Path(name)).is_file():
        return duckdb.connect(str(path), read_only=True)
    folder = folder_of(warehouse)
    with suppress(UnknownRelease):
        return open_kept(name, folder)
    if warehouse.is_file():
        con = duckdb.connect(str(warehouse), read_only=True)
        if con.execute("select release from release").fetchall() == [(name,)]:
            return con
        con.close()
    return open_kept(name, folder)  # raises, and says which are kept
