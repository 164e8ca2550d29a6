"""A figure and the releases that are kept -> what it was in each, from the first to the last, with what changed.

Protects: a figure that was revised, corrected or withdrawn is never seen without what it was before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from dashboard import listing, pinned, states, warehouse, words
from dashboard.listing import Link, Struck
from ingest.warehouse import difference, releases

HEADINGS = ("Release", "What it was", "What changed")
CHANGES = {
    "value_text": "the print",
    "value_low": "its value",
    "value_high": "its value",
    "unit": "its unit",
    "measure_id": "what is counted",
    "offence_id": "the offence",
    "scope": "the part that is counted",
    "period_id": "the period",
    "status": "its standing",
    "review": "its review",
}
"""The columns that a reader is told of when they change, in words."""

Row = Mapping[str, Any]


def show(mark: str, path: str) -> None:
    """A fold that lists, when it is opened, what the figure was in each kept release. `path`: the address of its
    evidence."""
    fold = st.expander("History of this figure", key=f"history_{mark}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        lines = told(mark)
        if not lines:
            st.markdown("No release is kept in which it stands.")
            return
        listing.show(HEADINGS, [_line(one, before, path) for one, before in lines], "History of this figure")
        st.markdown(f"[All changes between two releases]({pinned.address('/changes')})")


def told(mark: str) -> list[tuple[Row, Row | None]]:
    """The releases in which the figure was something else than in the one before, each with that one; None for the
    first in which it stands."""
    folder = releases.folder_of(warehouse.warehouse_path())
    changed_at = folder.stat().st_mtime_ns if folder.is_dir() else 0
    rows = _rows(mark, folder, changed_at) if warehouse.known_releases() else ()
    found: list[tuple[Row, Row | None]] = []
    before: Row | None = None
    for row in rows:
        is_there = row["status"] is not None
        if (is_there and before is None) or (before is not None and changes(before, row)):
            found.append((row, before))
        before = row if is_there or before is not None else None
    return found


def changes(before: Row, after: Row) -> list[str]:
    """What of a figure is not what it was, in words."""
    if (before["status"] is None) != (after["status"] is None):
        return ["it is no longer read" if after["status"] is None else "it is read again"]
    return list(dict.fromkeys(said for name, said in CHANGES.items() if before[name] != after[name]))


@st.cache_data(max_entries=256, show_spinner=False)
def _rows(mark: str, folder: Path, changed_at: int) -> tuple[Row, ...]:
    where = str(folder).replace("'", "''")
    sql = warehouse.sql("history_figure").replace("{folder}", where)
    try:
        with duckdb.connect() as con:
            cursor = con.execute(sql, {"mark": mark})
            names = [column[0] for column in cursor.description or []]
            return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    except duckdb.Error:
        return ()  # no release is kept, or one of another version: the page of changes says which


def _line(row: Row, before: Row | None, path: str) -> Sequence[listing.Cell]:
    release = [Link(row["release"], f"{path}{'&' if '?' in path else '?'}{pinned.NAME}={row['release']}")]
    what = "first read" if before is None else words.listed(changes(before, row))
    return [*release, f"built {words.day(row['built_at'].date())}"], _said(row), words.sentence(what)


def _said(row: Row) -> listing.Cell:
    if row["status"] is None:
        return "not in this release"
    printed = f"“{row['value_text']}” {row['unit']}" if row["value_text"] else row["unit"]
    if not difference.is_as_printed(row):
        number = difference.number(row)
        is_corrected = row["review"] == "corrected"
        printed = f"{number} {row['unit']}, printed “{row['value_text']}”" if is_corrected else f"{printed} ({number})"
    standing = states.FIGURE_STATUSES[row["status"]]
    reason = [words.sentence(words.with_days(row["rule"]))] if row["rule"] else []
    is_over = row["status"] in ("withdrawn", "rejected", "superseded")
    checked = [] if row["status"] == "rejected" else [states.REVIEWS[row["review"]]]
    return [Struck(printed) if is_over else printed, standing, *checked, *reason]
