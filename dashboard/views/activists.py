"""Activist evidence: arrests on it beside all online arrests, other figures about such groups, law and guidance."""

from __future__ import annotations

import streamlit as st

from dashboard import activists, filters, law_events, list_block, listing

st.title("Activist evidence")
chosen = filters.current()
st.markdown(
    "OCAG means online child abuse activist group, called paedophile hunters in the press: people who pose online as "
    "children, confront the adults who approach them, and hand what they gather to the police. How many arrests rest "
    "on their evidence is known only from forces' own answers and from what others report."
)
rows, others = activists.arrests(chosen), activists.others(chosen)
if chosen.count and not len(rows) and not len(others):
    st.warning(f"No figure about activist groups fits these filters ({'; '.join(filters.words(chosen))}).")
    st.button("Clear the filters", key="activists_clear", on_click=filters.write, args=(filters.Filters(),))
in_lists = [*rows[~activists.has_share(rows)]["figure_id"], *others["figure_id"]]
list_block.open_evidence(in_lists, activists.PATH, chosen)
activists.show_parts(rows, chosen)
activists.show_alone(rows, chosen)
activists.show_others(others, chosen)
st.header("Law and guidance")
events = law_events.rows()
listing.show(law_events.HEADINGS, events, "Time line of law and guidance")
st.markdown(
    f"{len(events)} events, chosen because figures above, or the series of grooming offences, change their meaning "
    "with them; it is not the whole law. Days in force are those of the reference data."
)
