"""One measure: what it counts, what contains it, what it must not be compared with and why, and all figures of it."""

from __future__ import annotations

import streamlit as st

from dashboard import measure_page, nearest

measures = measure_page.titles()
asked = st.query_params.get("id")
if asked is None:
    nearest.offer(measures, "measure")
elif asked not in measures:
    nearest.say(asked, measures, "measure")
else:
    measure_page.show(asked)
