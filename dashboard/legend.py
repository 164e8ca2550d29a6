"""The one legend of all pages: states, hands and reviews that a page uses, drawn as on the charts, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard import states, theme


def show(used_states: Iterable[str], used_hands: Iterable[str | None] = (), reviews: Iterable[str | None] = ()) -> None:
    """A line of small samples with words. Nothing for states that draw nothing and need no words."""
    items = [_item(f"hand-{hand.css}", "", hand.words) for hand in states.used_hands(used_hands)] + [
        _item(
            f"state-{state.css}",
            "" if state.has_number and state.state_id != "suppressed" else state.glyph,
            state.words,
        )
        for state in states.used(used_states)
        if state.state_id != "value" and state.css != "paper"
    ]
    present = set(reviews)
    items += [
        _item("state-bare", mark, states.MARKED[review])
        for review, mark in states.REVIEW_MARKS.items()
        if review in present
    ]
    if items:
        colour = f"--mark: {theme.here().accent}"
        st.html(f'<ul class="legend" style="{colour}" aria-label="What the marks mean">{"".join(items)}</ul>')


def _item(css: str, glyph: str, words: str) -> str:
    return f'<li><span class="sample {css}" aria-hidden="true">{escape(glyph)}</span> {escape(words)}</li>'
