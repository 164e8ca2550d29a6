"""What stands above and below each page: style, the warehouse's state, release and where to report."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from dashboard import warehouse, words

STYLE = Path(__file__).resolve().parent / "style.css"


def style() -> None:
    """The few rules that Streamlit's theme can't say: line length, small type, legend, filters on a phone, print."""
    st.html(STYLE)


def no_warehouse(problem: Exception) -> None:
    """The page when there is nothing to show: what, why, and what to do."""
    st.title("Disclosed has no figures yet")
    st.markdown(
        f"Every figure comes from the warehouse, and {words.sentence(str(problem))} "
        f"Build it in the project's folder with {warehouse.HOW_TO_BUILD}; it takes about a minute. "
        "This page then shows it, without a restart: load it again."
    )


def banner(copy: warehouse.Copy) -> None:
    """Say when a newer warehouse does not open and the last good one is shown."""
    if copy.problem:
        st.warning(
            f"The last good release, {copy.release} of {words.day(copy.built_at.date())}, is shown: "
            f"{words.sentence(copy.problem)} Build it again with {warehouse.HOW_TO_BUILD}."
        )


def foot(copy: warehouse.Copy) -> None:
    """Release, date, who corrects errors here."""
    contact = os.environ.get("DISCLOSED_CONTACT")
    correct = f"Errors are corrected by {contact}." if contact else "This copy has no editor who corrects errors."
    st.divider()
    st.caption(
        f"Disclosed, release `{copy.release}`, built {words.day(copy.built_at.date())}, program {copy.version}. "
        f"{correct} This is a collection of what forces answered and others published, not a sample: it gives no "
        "national total."
    )
