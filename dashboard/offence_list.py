"""The reference -> all offences, by Act and section, each with a link to its page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import offence_map, pinned, words

NO_ACT = "Classes and groups, which are not one offence"


def show() -> None:
    """A table for each Act; those with no figure here are behind a fold."""
    st.header("All offences")
    rows = offence_map.offences()
    with_figures = rows[rows["figures"] > 0]
    st.markdown(
        f"The reference knows {words.counted(len(rows), 'offence')} and groups of offences; figures are here for "
        f"{len(with_figures)}. A group is what a source counts together, or its shorthand where it names no section."
    )
    _tables(with_figures)
    without = rows[rows["figures"] == 0]
    if len(without):
        with st.expander(f"{words.counted(len(without), 'offence')} and groups for which no figure is here"):
            _tables(without)


def _tables(rows: pd.DataFrame) -> None:
    for act, part in rows.groupby(rows["act"].fillna(NO_ACT), sort=False):
        st.markdown(f"**{act}**")
        st.table(table_of(part), border="horizontal", hide_index=True, alt=f"Offences: {act}")


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Title and section with their link, jurisdiction, in force, number of figures."""
    shown = {
        "Offence": [
            f"[{offence_map.heading(row)}]({pinned.address(f'/offence?id={row.offence_id}')})"
            for row in rows.itertuples()
        ],
        "Where": [row.jurisdiction or "–" for row in rows.itertuples()],
        "In force": [in_force(row) for row in rows.itertuples()],
        "Figures": [words.number(row.figures) for row in rows.itertuples()],
    }
    if not rows["section"].notna().any():
        shown = {name: shown[name] for name in ("Offence", "Where", "Figures")}
    return pd.DataFrame(shown)


def in_force(row: Any) -> str:
    """ "from 3 April 2017", "1 May 2004 to 2 April 2017", or that the day is not certain."""
    start, end = _day(row.in_force_from), _day(row.in_force_to)
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else "first day not certain" if row.section else "–"


def _day(value: date | None) -> str:
    return words.day(value) if value else ""
