"""Changes: what is different between two releases, figure by figure and answer by answer."""

from __future__ import annotations

import streamlit as st

from dashboard import changes

st.title("What changed between two releases")
st.markdown(
    "A figure keeps its id from release to release: it names its source and its place there, and no value. So one that "
    "is read anew, corrected or withdrawn is seen beside what it was."
)
changes.show()
