"""Reports: what was said to be wrong here and what was done, beside all that people corrected, withdrew or said."""

from __future__ import annotations

import streamlit as st

from dashboard import reports_list

st.title("Reports of error, and what was done")
reports_list.show()
st.markdown("[What changed between two releases](/changes) · [What the checks found](/checks) · [Method](/method)")
