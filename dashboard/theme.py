"""The reader's theme -> the palette that charts and legends are drawn with."""

from __future__ import annotations

import streamlit as st

from dashboard.charts import drawing


def here() -> dict[str, str]:
    """The palette of the reader's theme: colours by role."""
    return drawing.DARK if st.context.theme.type == "dark" else drawing.LIGHT
