"""A warehouse's file -> a snapshot of a lake; a lake's snapshots -> a file and the releases kept beside it. A lake is
DuckLake: the same tables, views and macros, its catalogue in PostgreSQL or a file, its rows as Parquet in a folder or
object storage. A snapshot is a release.

Protects: what a lake can't refuse, by keys and checks, the file refuses before a release comes into the lake and again
when a server takes it out, and the rows are then those of which the release's name is the digest. A release is in the
lake whole or not at all. What was erased is in no snapshot.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from ingest.model import Stop, refusal
from ingest.settle.queries import quoted
from ingest.warehouse import build, releases

EXTENSIONS = ("ducklake", "postgres_scanner", "httpfs")
BY = "disclosed"
SECONDS_BETWEEN_LOOKS = 5
BROKEN_OFF = ("server closed the connection", 'execute query "ROLLBACK"')
"""What DuckDB says when PostgreSQL goes away while it is asked."""
BROUGHT = ".from-lake"
"""How the name of a file ends that stands beside a warehouse which was brought from a lake: no other is replaced."""
LISTS = {
    "view": "view_name from duckdb_views()",
    "table": "table_name from duckdb_tables()",
    "macro table": "distinct function_name from duckdb_functions()",
}


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """A connection with DuckDB's extensions for lakes, from their packages, never the network. Raises Stop for none."""
    con = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    for name in EXTENSIONS:
        package = find_spec(f"duckdb_extension_{name}")
        folders = package.submodule_search_locations if package else None
        file = Path((folders or [""])[0], "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        if not file.is_file():
            raise Stop(refusal("no-extension", name=name, version=duckdb.__version__))
        con.execute(f"load {quoted(str(file))}")
    for setting in build.SETTINGS:
        con.execute(setting)
    if store := os.environ.get("AWS_ENDPOINT_URL"):  # a store of one's own; keys it takes from AWS_… by itself
        at = urlsplit(store)
        con.execute(f"set global s3_endpoint = {quoted(at.netloc)}")
        con.execute(f"set global s3_use_ssl = {at.scheme == 'https'}")
        con.execute("set global s3_url_style = 'path'")
    return con


@contextmanager
def opened(lake: str, options: str = "read_only") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a lake. Raises duckdb.Error, and Stop."""
    lake = lake.removeprefix("ducklake:")
    try:
        with engine().cursor() as con, _attached(con, f"ducklake:{lake}", "lake", options):
            yield con
    except duckdb.Error as error:
        kind, _, secret = lake.partition("postgres:")  # it may hold a password, and a server's log keeps what it says
        said = str(error) if kind or not secret else str(error).replace(secret, "…")
        if any(words in said for words in BROKEN_OFF):
            said = f"its PostgreSQL broke off: {' '.join(said.split()).strip(' :')}"
        if said == str(error):
            raise
        raise duckdb.Error(said) from None


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, what: str, name: str, options: str) -> Iterator[None]:
    """Within it the database is there under this name and is the one that is meant; what breaks off is undone."""
    con.execute(f"attach {quoted(what)} as {name} ({options})")
    try:
        con.execute(f"use {name}")
        yield
    finally:
        with suppress(duckdb.Error):  # there is none to undo, or its catalogue has gone, and what was begun with it
            con.rollback()
        con.execute("use memory")
        con.execute(f"detach {name}")


def put(warehouse: Path, lake: str, rows: str | None = None) -> str | None:
    """Make the warehouse's release the lake's newest snapshot and return its name; None where it is that already. Where
    something was erased meanwhile, the snapshots before it go with their files. `rows`: where a new lake keeps its
    Parquet, a folder or `s3://bucket/folder`. Raises duckdb.Error, which leaves the lake as it was, and Stop."""
    where = f", data_path {quoted(rows if '://' in rows else str(Path(rows).resolve()))}" if rows else ""
    with opened(lake, f"data_inlining_row_limit 0{where}") as con:
        with _attached(con, str(warehouse), "built", "read_only"):
            ((release,),) = con.execute("select release from release").fetchall()
            is_new = list(_snapshots(con))[-1:] != [release]
            if is_new:
                _put(con, release)
        _expire_erased(con)
    return release if is_new else None


def _put(con: duckdb.DuckDBPyConnection, release: str) -> None:
    con.execute("use lake")
    con.execute("begin")
    for kind, listed in LISTS.items():
        of_lake = f"select {listed} where database_name = 'lake' and not internal"
        for (name,) in con.execute(of_lake).fetchall():
            con.execute(f"drop {kind} {name}")
    for name in _tables(con, "built"):
        con.execute(f"create table {name} as from built.{name}")
    con.execute((build.HERE / "views.sql").read_text(encoding="utf-8"))
    build.comment_on(con, is_lake=True)
    con.execute("call lake.set_commit_message(?, ?)", [BY, release]).fetchall()
    con.execute("commit")


def _expire_erased(con: duckdb.DuckDBPyConnection) -> None:
    snapshots = [*_snapshots(con).values()]
    oldest, newest = snapshots[0], snapshots[-1]
    listed = "select erased_id from lake.erased at (version => {})"
    if con.execute(f"{listed.format(newest)} except {listed.format(oldest)}").fetchall():
        ((earlier,),) = con.execute(
            "select list(snapshot_id) from lake.snapshots() where snapshot_id < ?", [newest]
        ).fetchall()
        # Counted, for the rows themselves have times with zones, which Python reads by another package; and fetched,
        # for until then nothing is done.
        con.execute("select count(*) from ducklake_expire_snapshots('lake', versions => ?)", [earlier]).fetchall()
        con.execute("select count(*) from ducklake_cleanup_old_files('lake', cleanup_all => true)").fetchall()


def _snapshots(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    there: dict[str, int] = {}
    made_by = "select commit_message, snapshot_id from lake.snapshots() where author = ? order by snapshot_id"
    for release, snapshot in con.execute(made_by, [BY]).fetchall():
        there.pop(release, None)
        there[release] = snapshot
    return there


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    named = "select table_name from duckdb_tables() where database_name = ? order by table_oid"
    return [name for (name,) in con.execute(named, [database]).fetchall()]


async def follow(lake: str, warehouse: Path) -> None:
    """Bring into the warehouse's folder what the lake holds, and what comes into it, for as long as this is awaited.
    What goes wrong is said once on stderr, and the releases that are there stay."""
    import asyncio  # here, for a build without a lake has no use for it

    there: dict[str, int] = {}
    said = ""
    while True:
        try:
            there = await asyncio.to_thread(bring, lake, warehouse, there)
            said = ""
        except (Stop, OSError, duckdb.Error) as error:
            if said != (said := f"{error}"):
                print(f"The lake can't be read, and what was brought from it is served on: {said}", file=sys.stderr)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


def bring(lake: str, warehouse: Path, brought: dict[str, int] | None = None) -> dict[str, int]:
    """Make `warehouse` the file of the lake's newest release, and what is kept beside it the releases that are in the
    lake, and return these. `brought`: what the last call returned; where that is so still, nothing is done. Raises
    Stop, duckdb.Error, OSError, as for a warehouse that was built, and leaves the one that is there."""
    mark = warehouse.with_name(f"{warehouse.name}{BROUGHT}")
    folder = releases.folder_of(warehouse)
    if (warehouse.exists() or folder.exists()) and not mark.exists():
        raise Stop(refusal("warehouse-built-here", warehouse=warehouse))
    with opened(lake) as con:
        there = _snapshots(con)
    if not there or there == brought:
        return there
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for gone in set(releases.release_names(folder)) - set(there):
        releases.remove(gone, folder)
    *_, newest = there
    with opened(lake, f"read_only, snapshot_version {there[newest]}") as con:
        build.swapped_in(warehouse, lambda beside: _file_of(con, newest, beside))
    for release in there:
        if not (folder / release).is_dir():
            with opened(lake, f"read_only, snapshot_version {there[release]}") as con:
                has = {name for (name,) in con.execute("show tables").fetchall()}  # it may be of an earlier version
                releases.keep(con, release, folder, [view for view in releases.VIEWS_AND_TABLES if view in has])
    return there


def _file_of(con: duckdb.DuckDBPyConnection, release: str, path: Path) -> str:
    with _attached(con, str(path), "brought", f"storage_version '{releases.STORAGE_VERSION}'"):
        con.execute("begin")
        build.make_tables(con)
        for name in _tables(con, "brought"):
            con.execute(f"insert into {name} by name from lake.{name}")
        con.execute("commit")
        digest = releases.release_digest(con, {})
    if digest != release:
        raise Stop(refusal("rows-of-another", release=release, digest=digest))
    return release
