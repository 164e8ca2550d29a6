"""Compare: one kind of figure, a bar for each force, refusals among the numbers; or the slope between two periods."""

from __future__ import annotations

import streamlit as st

from dashboard import areas, choosing, comparison, figures, filters, frame, slope

st.title("Compare forces")
chosen = filters.current()
kinds = figures.kinds(chosen)
kind = None

if not kinds:
    st.markdown("No figure of a force fits these filters. Take one of them away to see more.")
else:
    if frame.is_too_few(kinds[0][1]):
        choosing.say_too_few(kinds, chosen, "compare")
    kind = choosing.choose(kinds, chosen)
    per, sort, view = choosing.controls(kind, chosen)
    if view == "slope":
        slope.show(kind, chosen)
    else:
        comparison.show(kind, chosen, key="compare", path="compare", per=per, sort=sort, more=choosing.more(kind))
    choosing.say_not_on_this_axis(kind, kinds, chosen)
areas.show(chosen, kind)
