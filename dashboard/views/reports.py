"""Reports: what was said to be wrong here and what was done, beside all that people corrected, withdrew or said."""

from __future__ import annotations

import streamlit as st

from dashboard import pinned, reports_list

st.title("Reports of error, and what was done")
reports_list.show()
st.markdown(
    f"[What changed between two releases]({pinned.address('/changes')}) · "
    f"[What the checks found]({pinned.address('/checks')}) · [Method]({pinned.address('/method')})"
)
