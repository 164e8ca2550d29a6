"""Download: every view and table as CSV, whole and as filtered; the warehouse; its columns; licence; citation."""

from __future__ import annotations

import streamlit as st

from dashboard import downloads, filters, pinned, warehouse, words
from ingest.warehouse.public import REFERENCE_TABLES, VIEWS

st.title("Download")
chosen = filters.current()
copy = warehouse.current()
set_now = filters.words(chosen)
st.markdown(
    "Every table as a file, whole and as the filters above leave it. An empty cell is unknown and never zero. Figures "
    "may be set side by side where `comparable_key` and `period_id` are the same, and none may be added to one that "
    "contains it (`within`). " + (f"Filters set now: {'; '.join(set_now)}." if set_now else "No filter is set now.")
)
st.markdown(
    f"The whole at once: [the warehouse, one DuckDB file]({pinned.address('/data/warehouse.duckdb')}), "
    f"{downloads.megabytes()}. "
    "DuckDB 1.2 or later opens it:"
)
st.code(
    'import duckdb\nduckdb.connect("disclosed.duckdb", read_only=True).sql("from figures")',
    language="python",
    wrap_lines=True,
)

st.header("What was read")
for offer in downloads.offers(VIEWS, chosen):
    downloads.show(offer)

st.header("What things are called")
for offer in downloads.offers(REFERENCE_TABLES, chosen):
    downloads.show(offer)

st.header("How to cite")
st.markdown(
    f"Cite the release, `{copy.release}` of {words.day(copy.built_at.date())}: another release may hold other figures. "
    "With a figure cite its source too, which printed it; the columns `source`, `reference` and `source_url` give it, "
    "and `figure_id` stays from release to release."
)
st.code(downloads.citations(chosen), language=None, wrap_lines=True)

st.header("Licence")
st.markdown(downloads.licence())
