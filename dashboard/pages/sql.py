"""SQL: the reader's own query, run by DuckDB in the reader's browser; first queries, the tables, the ways at home.

Protects: no query runs on the server; without the console's files the page says which command brings them.
"""

from __future__ import annotations

import re
from functools import cache

import streamlit as st

from dashboard import installation, pinned, warehouse
from dashboard.parts import listing
from dashboard.parts.controls import one_of
from ingest.warehouse.releases import VIEWS_AND_TABLES

FILES = warehouse.ROOT / "build" / "sql"
QUERIES = warehouse.ROOT / "docs" / "queries.md"
HOW_TO_MAKE = "`make sql`"
HEIGHT = 760  # pixels, until the console says how tall it is
SECTION = re.compile(r"^## \d+\. (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def show() -> None:
    if made() is None:
        st.info(f"What runs queries in the browser is not here yet. In the project’s folder {HOW_TO_MAKE} brings it.")
        chosen = one_of("First queries", "query", {str(n): one["title"] for n, one in enumerate(queries())})
        st.code(queries()[int(chosen)]["sql"], language="sql", wrap_lines=True)
        listing.meaning(one_of("Tables and their columns", "table", {name: name for name in VIEWS_AND_TABLES}))
    else:
        st.iframe(pinned.address("/sql/console"), height=HEIGHT, alt="SQL console")
    with st.expander("The same at home"):
        _at_home()


def made() -> str | None:
    """The mark of the console's files, another for other files; None where they are not here."""
    done = FILES / "done"
    return done.read_text(encoding="ascii").strip().replace(" ", "-") if done.is_file() else None


@cache
def queries() -> list[dict[str, str]]:
    """The queries of docs/queries.md in order, each with its `title` and `sql`; the second of a section says so."""
    found = []
    for title, text in SECTION.findall(QUERIES.read_text(encoding="utf-8")):
        for number, sql in enumerate(BLOCK.findall(text), 1):
            found.append({"title": title if number == 1 else f"{title} ({number})", "sql": sql.strip()})
    return found


def _at_home() -> None:
    address = installation.address_of(pinned.address("/data/warehouse.duckdb"))
    st.markdown(
        "The whole is one file, which any DuckDB from 1.2 on opens: there it may be joined with files of your own, and "
        "written to any format."
    )
    st.code(f"curl -o disclosed.duckdb '{address}'\nduckdb -readonly disclosed.duckdb", language="sh", wrap_lines=True)
