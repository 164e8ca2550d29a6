"""A long list of a page -> its first rows, and a button that asks for all of it.

Protects: what is left out is counted on the button, and a link shows another reader the same: `show=figures`.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import listing, words

SHOW = "show"
"""The parameter of the address that names the lists that are shown whole."""

MOST = 30


def is_whole(name: str) -> bool:
    """Whether the address asks for the whole of a list."""
    return name in st.query_params.get_all(SHOW)


def count(name: str, rows: int, most: int = MOST) -> int:
    """How many rows of a list are shown."""
    return rows if is_whole(name) else min(rows, most)


def show(
    name: str, headings: Sequence[str], rows: Sequence[Sequence[listing.Cell]], title: str, one: str, most: int = MOST
) -> None:
    """A list with its button; `one` is what a row is: "figure"."""
    listing.show(headings, rows[: count(name, len(rows), most)], title)
    if count(name, len(rows), most) < len(rows):
        ask_for_all(name, f"Show all {words.counted(len(rows), one)}")


def ask_for_all(name: str, text: str) -> None:
    """The button that shows the whole list; `text` says how many that are."""
    st.button(text, key=f"{SHOW}_{name}", on_click=_ask, args=(name,))


def _ask(name: str) -> None:
    st.query_params[SHOW] = [*st.query_params.get_all(SHOW), name]
