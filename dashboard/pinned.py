"""The release that an address pins -> a copy of the warehouse as it was then, from the rows that are kept of it.

Protects: `release=` in any address shows that release and no other; one that is not kept is refused with those that
are, for another release's numbers would mislead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ingest.settle.queries import quoted
from ingest.warehouse import releases
from ingest.warehouse.releases import VIEWS_AND_TABLES

NAME = "release"
_of_request: ContextVar[str | None] = ContextVar("release_of_request", default=None)


def asked() -> str | None:
    """The release that the page's or the request's address asks for; None for the newest."""
    if get_script_run_ctx(suppress_warning=True) is not None:
        return st.query_params.get(NAME) or None
    return _of_request.get()


def address(inside: str) -> str:
    """An address of ours, of the release that the page shows: a reader who follows links stays in it."""
    release = asked()
    if release is None or f"{NAME}=" in inside:
        return inside
    return f"{inside}{'&' if '?' in inside else '?'}{NAME}={release}"


@contextmanager
def to(release: str | None) -> Iterator[None]:
    """Within it, everything that is asked of the warehouse is asked of this release: what a data address does."""
    before = _of_request.set(release or None)
    try:
        yield
    finally:
        _of_request.reset(before)


def opened(release: str, folder: Path, like: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database in memory with the rows of a kept release, its views as tables. A column that only later releases have
    (as `like`, the newest warehouse) is null there, such a view empty. Raises duckdb.Error, releases.UnknownRelease."""
    con = releases.open_kept(release, folder)
    there = {name for (name,) in con.execute("select view_name from duckdb_views() where not internal").fetchall()}
    for view in VIEWS_AND_TABLES:
        has = {name for name, *_ in con.execute(f"describe {view}").fetchall()} if view in there else set()
        wanted = like.execute(f"describe {view}").fetchall()
        columns = [f'"{name}"' if name in has else f'null::{kind} as "{name}"' for name, kind, *_ in wanted]
        rows = f"from {view}" if view in there else "where false"
        con.execute(f"create table kept_{view} as select {', '.join(columns)} {rows}")
        if view in there:
            con.execute(f"drop view {view}")
        con.execute(f"alter table kept_{view} rename to {view}")
    return con


def write(con: duckdb.DuckDBPyConnection, like: duckdb.DuckDBPyConnection, path: Path) -> None:
    """What `opened` gave, as a file of its own, with the comments of `like`, which explain its columns in SQL."""
    kinds = {"tables()": "table_name, null", "views()": "view_name, null", "columns()": "table_name, column_name"}
    asked = (f"select {names}, comment from duckdb_{kind} where not internal" for kind, names in kinds.items())
    said = like.execute(" union all ".join(asked)).fetchall()
    with con.cursor() as cursor:
        cursor.execute(f"attach {quoted(str(path))} as written (storage_version 'v1.2.0')")
        cursor.execute("copy from database memory to written")
        for table, column, words in said:
            if words and table in VIEWS_AND_TABLES:
                of = f'column written."{table}"."{column}"' if column else f'table written."{table}"'
                cursor.execute(f"comment on {of} is {quoted(words)}")
        cursor.execute("detach written")
