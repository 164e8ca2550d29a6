"""One measure: what it counts, every figure of it over forces and years, what it must not be compared with and why."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import words
from dashboard.parts import one_thing, statuses
from dashboard.parts.controls import Address, now
from dashboard.stats import each

PATH = "/measure"
IN_WORDS = (
    "Deaths after a confrontation are in no chart: each stands in the words of its source. If you are in distress, "
    "Samaritans answer at 116 123, day and night."
)


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    return one_thing.head("measure", at, about)


def about(measure: Any) -> str:
    """What it counts."""
    return words.sentence(measure.definition)


def not_comparable(measure: Any) -> list[str]:
    """A line for each measure that it must not be compared with: why, and what that one counts."""
    others = {row.measure_id: row for row in each(one_thing.every("measure"))}
    return [
        f"**{one_thing.link('measure', other, others[other].title)}.** "
        f"{words.verbatim(words.sentence(measure.because[other]))} "
        f"It counts: {words.verbatim(words.inside(words.sentence(others[other].definition)))}"
        for other in measure.not_comparable_with
    ]


def show() -> None:
    """The page."""
    at = now(PATH)
    measure = one_thing.opened("measure", at, about)
    if measure is None:
        return
    is_in_words = measure.measure_id in one_thing.NEVER_DRAWN
    if is_in_words:
        st.markdown(IN_WORDS)
        for row in one_thing.figures_of("measure", at.one("id"), never=()):
            who = f"{row.compiled_by}, {row.force}, {words.printed_period(row)}"
            st.markdown(f"{words.link(who, statuses.address(row.source_id, row.figure_id))}: {words.quoted(row)}")
    else:
        one_thing.show("measure", at)
    for title, lines, is_open in (
        ("Not to be compared with", not_comparable(measure), True),
        ("What contains it, what it contains", one_thing.relations("measure", measure), False),
    ):
        if lines:
            with st.expander(f"{title} ({len(lines)})", expanded=is_open):
                st.markdown("\n".join(f"- {line}" for line in lines))
    if not is_in_words:
        compare, time = (at.at(page).but(measure=measure.measure_id).link for page in ("/compare", "/time"))
        st.markdown(f"[Compare forces]({compare}) · [Over time]({time})")
