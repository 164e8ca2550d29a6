"""Sources: every response and page that was read, with a search; each leads to all that was read in it.

Protects: a source stands with how it was read, for most were read in a copy and from their opening only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, states, warehouse, words
from dashboard.parts import listing
from dashboard.parts.controls import bound, now, put
from dashboard.parts.listing import Columns, Link
from dashboard.rows import each

PATH = "/sources"
ON_ONE_PAGE = 50


def show() -> None:
    """The page."""
    st.title("Sources")
    st.markdown(
        "A source is one force's response to one request, or one page on which somebody published figures. "
        "Each leads to what was read in it, as typed and as understood, and to the original."
    )
    left, right = st.columns([3, 2])
    search = left.text_input(
        "Search publisher, title, reference, force, kind",
        key="search",
        bind="query-params",
        type="search",
        placeholder="for example: NSPCC Kent 2019",
    )
    kinds = [kind for kind in now(PATH).all("kind") if kind in states.KINDS]
    bound(
        right.multiselect, "Kinds", list(states.KINDS), "sources_kind", kinds, lambda chosen: put(kind=chosen),
        placeholder="all kinds", format_func=lambda kind: words.heading(states.KINDS[kind]),
    )  # fmt: skip
    rows = matching(now(PATH).asked, search or "")
    st.markdown(summary(rows))
    if len(rows):
        pages = -(-len(rows) // ON_ONE_PAGE)
        if st.session_state.get("page", 1) > pages:
            st.session_state["page"] = 1
        page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
        first = (page - 1) * ON_ONE_PAGE
        shown = rows.iloc[first : first + ON_ONE_PAGE]
        st.caption(
            f"{first + 1:,} to {first + len(shown):,} of {words.counted(len(rows), 'source')}, the latest first."
        )
        listing.table("Sources", each(shown), COLUMNS)
    data = words.link("All sources as CSV", pinned.address("/data/sources.csv"))
    st.markdown(f"{data} · {words.link('How they were found and read', pinned.address('/method'))}")


def matching(asked: Mapping[str, tuple[str, ...]], search: str) -> pd.DataFrame:
    """The sources that have a chosen value of every filter, and every word of the search somewhere in what is known of
    them."""
    rows = warehouse.query("sources_list", {"source_id": None})
    terms = search.casefold().split()
    keep = []
    for row in each(rows):
        parts = (row.source_id, row.title, row.publisher, row.read_in, row.reference, row.url, row.law)
        kinds = (states.KINDS[row.source_kind], *(states.HANDS[hand] for hand in row.hands))
        known = " ".join(part for part in (*parts, words.date_known(row), *kinds, *row.about) if part).casefold()
        keep.append(_fits(row, asked) and all(term in known for term in terms))
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


COLUMNS: Columns = {
    "Source": lambda row: (
        Link(words.source_name(row), f"/source?id={row.source_id}"),
        f"reference {row.reference}" if row.reference else "",
    ),
    "Published by": words.publisher,
    "Date": words.date_known,
    "Force or area": words.source_about,
    "Kind": lambda row: states.KINDS[row.source_kind],
    "How it was read": lambda row: (
        words.listed([states.HANDS[hand] for hand in row.hands]),
        states.READ_PARTS[row.read_part],
    ),
    "Read in it": lambda row: words.given(row.figures, row.outcomes),
}


def summary(rows: pd.DataFrame) -> str:
    """How many sources are listed, and what was read in them, by hand and by part."""
    if not len(rows):
        return "No source fits. Take away a word of the search, or a filter."
    figures, outcomes = int(rows["figures"].sum()), int(rows["outcomes"].sum())
    besides = f", besides {words.counted(n, 'range')} made of two sources" if (n := int(rows["ranges"].sum())) else ""
    opening = int((rows["read_part"] == "opening").sum())
    whole = int((rows["read_part"] == "whole").sum())
    copies = sum("second_hand" in hands for hands in rows["hands"])
    return words.sentence(
        f"{words.counted(len(rows), 'source')} with {words.counted(figures, 'figure')} and "
        f"{words.counted(outcomes, 'answer')}, in force or not{besides}; {opening:,} read only in "
        f"{'its' if opening == 1 else 'their'} opening, {whole:,} whole; {copies:,} give something read in a copy"
    )


def _fits(row: Any, asked: Mapping[str, tuple[str, ...]]) -> bool:
    has = {
        "force": set(row.about_ids),
        "kind": {row.source_kind},
        "campaign": {row.campaign_id},
        "hand": set(row.hands),
    }
    return all(not asked.get(name) or has[name].intersection(asked[name]) for name in has)
