"""Sources: every response and page that was read; each leads to all that was read in it.

Protects: a source stands with how it was read, for most were read in a copy and from their opening only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.parts import listing
from dashboard.parts.controls import Address, now, pick, put
from dashboard.parts.listing import Link, render
from dashboard.words import each

PATH = "/sources"
MOST = 50  # before a reader asks for all


def show() -> None:
    at = now(PATH)
    kinds = [kind for kind in at.all("kind") if kind in words.SAID["kinds"]]
    titles = {kind: words.heading(title) for kind, title in words.SAID["kinds"].items()}
    pick(st.multiselect, "Kinds", titles, kinds, lambda chosen: put(kind=chosen), placeholder="all kinds")
    rows = matching(at)
    st.markdown(summary(rows))
    lines = [[cell(row) for cell in COLUMNS.values()] for row in each(rows)]
    listing.first("sources", list(COLUMNS), lines, "Sources", "source", MOST)
    data = words.link("All sources as CSV", pinned.address("/data/sources.csv"))
    st.markdown(f"{data} · {words.link('How they were found and read', pinned.address('/method'))}")


def matching(at: Address) -> pd.DataFrame:
    """The sources that have a chosen value of every filter of an address, the latest first."""
    rows = warehouse.query("sources_list", {"source_id": None})
    columns = {"force": "about_ids", "hand": "hands", "kind": "source_kind", "campaign": "campaign_id"}
    for name, column in columns.items():
        if wanted := at.all(name):
            rows = rows[rows[column].explode().isin(wanted).groupby(level=0).any()]
    return rows


COLUMNS: dict[str, Callable[[Any], listing.Cell]] = {
    "Source": lambda row: (
        Link(row.name, f"/source?id={row.source_id}"),
        f"reference {row.reference}" if row.reference else "",
    ),
    "Published by": lambda row: row.compiler,
    "Date": words.date_known,
    "Force or area": words.source_about,
    "Kind": lambda row: words.SAID["kinds"][row.source_kind],
    "How it was read": lambda row: (
        words.listed([words.SAID["hands"][hand] for hand in row.hands]),
        words.SAID["read_parts"][row.read_part or "not_known"],
    ),
    "Read in it": lambda row: words.given(row.figures, row.outcomes),
}


def summary(rows: pd.DataFrame) -> str:
    """How many sources are listed, and what was read in them, by hand and by part."""
    hands, part = rows["hands"], rows["read_part"]
    counts = {name: int(rows[name].sum()) for name in ("figures", "outcomes", "ranges")}
    counts |= {name: int((part == name).sum()) for name in ("opening", "part", "whole")}
    return render("summary.md", sources=len(rows), copies=sum("second_hand" in held for held in hands), **counts)
