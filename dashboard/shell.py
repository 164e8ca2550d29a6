"""What stands above and below each page: style, the warehouse's state, release and where to report."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import installation, pinned, refusals, warehouse, words

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


def unknown_release() -> None:
    """The page of an address that pins a release which is not kept: nothing is shown in its place."""
    st.title("That release is not here")
    st.markdown(words.verbatim(refusals.unknown_release(pinned.asked() or "")))
    newest = warehouse.newest().release
    st.button(f"Show release {newest}", on_click=_take_release_away)


def _take_release_away() -> None:
    st.query_params.pop(pinned.NAME, None)


def banner(copy: warehouse.Copy) -> None:
    """Say when an earlier release is shown: the address pins it, or a newer warehouse does not open."""
    newest = warehouse.newest()
    if copy.release != newest.release:
        st.info(
            f"The address pins release {copy.release} of {words.day(copy.built_at.date())}: every figure and answer on "
            f"this page is of that release. The newest is {newest.release} of {words.day(newest.built_at.date())}: "
            f"[what changed between them](/changes?from={copy.release}&to={newest.release})."
        )
        st.button(f"Show release {newest.release}", on_click=_take_release_away)
    if copy.problem:
        st.warning(
            f"The last good release, {copy.release} of {words.day(copy.built_at.date())}, is shown: "
            f"{words.sentence(copy.problem)} Build it again with {warehouse.HOW_TO_BUILD}."
        )


def foot(copy: warehouse.Copy) -> None:
    """Release, date, who corrects errors here."""
    st.divider()
    st.caption(
        f"Disclosed, release `{copy.release}`, built {words.day(copy.built_at.date())}, program {copy.version}. "
        f"{installation.who_corrects()} This is a collection of what forces answered and others published, not a "
        f"sample: it gives no national total. [Reports of error, and what was corrected]({pinned.address('/reports')})."
    )
