"""Offences: maps of forces by sections and by groups for one measure and period, and a list of all offences."""

from __future__ import annotations

import streamlit as st

from dashboard import figures, filters, offence_block, offence_list, offence_map

st.title("Offences")
chosen = filters.current()
maps = offence_map.maps(figures.kinds(chosen))

if not maps:
    st.markdown("No figure of a force for an offence fits these filters. Take one of them away to see more.")
else:
    offence_block.show(offence_block.choose(maps), chosen)

offence_list.show()
