"""Overview: what this is, what can be compared today, each campaign with its own number asked, what is new and disputed."""

from __future__ import annotations

import streamlit as st

from dashboard import comparison, figures, filters

st.title("What UK police forces answered about online grooming")
chosen = filters.current()
kinds = figures.kinds(chosen)
if kinds:
    comparison.show(kinds[0][0], chosen, key="fullest", path="")
