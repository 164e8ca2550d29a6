"""Sources: every response and page that was read, with a search; each leads to all that was read in it."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, listing, pinned, source_list, words

ON_ONE_PAGE = 50

st.title("Sources")
chosen = filters.current()
st.markdown(
    "A source is one force's response to one request, or one page on which somebody published figures. "
    "Each leads to what was read in it, as typed and as understood, and to the original."
)
search = st.text_input(
    "Search publisher, title, reference, force, kind",
    key="search",
    bind="query-params",
    type="search",
    placeholder="for example: NSPCC Kent 2019",
)
rows = source_list.found(chosen, search or "")
st.markdown(source_list.summary(rows))

if len(rows):
    pages = -(-len(rows) // ON_ONE_PAGE)
    if st.session_state.get("page", 1) > pages:
        st.session_state["page"] = 1
    page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    first = (page - 1) * ON_ONE_PAGE
    shown = rows.iloc[first : first + ON_ONE_PAGE]
    st.caption(f"{first + 1:,} to {first + len(shown):,} of {words.counted(len(rows), 'source')}, the latest first.")
    listing.show(source_list.HEADINGS, source_list.table(shown), "Sources")
st.markdown(
    f"[All sources as CSV]({pinned.address('/data/sources.csv')}) · "
    f"[What was read of each, and how they were found]({pinned.address('/method')})"
)
