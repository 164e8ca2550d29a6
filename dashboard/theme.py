"""The reader's theme -> the palette that charts and legend are drawn with."""

from __future__ import annotations

import streamlit as st

from dashboard.charts import look


def here() -> look.Palette:
    """The palette of the reader's theme."""
    return look.DARK if st.context.theme.type == "dark" else look.LIGHT
