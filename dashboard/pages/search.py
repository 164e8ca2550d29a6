"""Everything that fits what a reader typed, by kind. Enter in the search box leads here.

Protects: no group is found by its name, on purpose: it stands in the evidence of the answer that names it alone, and
nothing that is searched holds one (queries/search_entries.sql).
"""

from __future__ import annotations

import streamlit as st

from dashboard import menu, words
from dashboard.charts import plotly
from dashboard.parts import search
from dashboard.parts.address import Address, now

MOST = 15  # of a kind


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of a search."""
    asked = at.one("q").strip()[: search.MOST_LETTERS]
    return (f"Search: {asked}", menu.spec_of("search").about, "") if asked else None


def show() -> None:
    """The page."""
    at = now("/search")
    asked = at.one("q").strip()[: search.MOST_LETTERS]
    if not asked:
        st.title("Search")
        st.markdown(
            "Type a force, a town, a county, an offence, a section or a word of an answer into the box above. "
            f"[All forces]({at.at('/forces').link})"
        )
        return
    st.title(words.verbatim(f"Search: {asked}"))
    found = search.find(asked, MOST)
    link, listed = plotly.palette()["link"], search.as_html(found, asked, at, is_page=True)
    st.html(f'<div class="search-all" style="--link:{link}">{listed}</div>')
