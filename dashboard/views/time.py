"""Over time: one line a force, marks at real figures only; panels on one scale, or up to eight forces together."""

from __future__ import annotations

import streamlit as st

from dashboard import areas, comparable, figures, filters, timeline_block, timelines

st.title("Over time")
chosen = filters.current()
rows = timelines.of_forces(chosen)
topics = timelines.topics(rows)

if not topics:
    st.markdown("No figure of a force fits these filters. Take one of them away to see more.")
else:
    kind = timeline_block.choose(topics)
    timeline_block.show(kind, rows, chosen)

above = figures.chosen(chosen)
above = above[above["area_kind"] != "force"]
if topics:
    above = above[[kind.counts_as(row) for row in above.itertuples()]]
if len(above):
    st.header("Areas, apart from forces")
    st.markdown(
        "Regions, nations and other areas contain forces or parts of them. Their figures are the source's own sums, "
        "over the forces that answered it, and never stand on the forces' axis."
    )
    if note := comparable.populations(above):
        st.markdown(note)
    areas.show_linked(above)
