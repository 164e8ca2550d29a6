"""Overview: what this is, what can be compared today, each campaign with its own N, what is new and disputed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import campaigns, choosing, comparison, figures, filters, frame, news, summary

MOST_KINDS = 10

st.title("What UK police forces answered about online grooming")
chosen = filters.current()
summary.show()

st.header("What can be compared today")
kinds = figures.kinds(chosen)
enough = [(kind, forces) for kind, forces in kinds if not frame.is_too_few(forces)]
if kinds and not enough:
    choosing.say_too_few(kinds, chosen, "")
if enough:
    st.markdown(
        f"Sets of figures of one measure, offence, unit and period with three or more forces: {len(enough):,}; below, "
        f"of each measure and offence the first. Sets with one or two forces, to be read one by one and not compared: "
        f"{len(kinds) - len(enough):,}."
    )
    each_once = {replace(kind, period_id="", period_kind="", days=None): (kind, n) for kind, n in reversed(enough)}
    st.table(
        choosing.list_of(list(reversed(each_once.values()))[:MOST_KINDS], chosen),
        border="horizontal",
        hide_index=True,
        alt="Sets of comparable figures",
    )
if kinds:
    kind = figures.first(kinds)[0]
    comparison.show(kind, chosen, key="fullest", path="compare", has_tiles=True, more=choosing.more(kind))
else:
    st.markdown("No figure of a force fits these filters. Take one of them away to see more.")

for campaign in campaigns.all_campaigns(chosen):
    campaigns.show(campaign, chosen)

news.show()

st.header("To report, or to find support")
st.markdown(summary.SUPPORT)
