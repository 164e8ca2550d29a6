"""Checks: all that the checks of this release found, rule by rule, with where, and what was done about it."""

from __future__ import annotations

import streamlit as st

from dashboard import all_checks, filters

st.title("What the checks found")
st.markdown(
    "Each check is one rule that every build is held against. A finding is no verdict: it says where a person should "
    "look, and the figure stands as its source prints it until somebody has."
)
all_checks.show(filters.current())
