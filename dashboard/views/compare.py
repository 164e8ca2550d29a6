"""Compare: one kind of figure, a bar for each force, with refusals among the numbers."""

from __future__ import annotations

import streamlit as st

from dashboard import comparison, figures, filters

st.title("Compare forces")
chosen = filters.current()
kinds = figures.kinds(chosen)
if kinds:
    comparison.show(kinds[0][0], chosen, key="compare", path="compare")
