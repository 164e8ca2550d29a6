"""One measure: what it counts, every figure of it over forces and years, what it must not be compared with and why."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import warehouse, words
from dashboard.parts import chart as charts
from dashboard.parts import one_thing, statuses
from dashboard.parts.controls import Address, now
from dashboard.parts.subject import beside
from dashboard.stats import each

PATH = "/measure"
IN_WORDS = (
    "Deaths after a confrontation are in no chart: each stands in the words of its source. If you are in distress, "
    "Samaritans answer at 116 123, day and night."
)


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """Its figures over forces and years, for one offence; None where nothing can be drawn."""
    measure, set_ = one_thing.named("measure", at.one("id")), one_thing.asked("measure", at)
    if measure is None or set_ is None:
        return None
    title = set_.measure + (f": {words.offence(set_.offence)}" if set_.offence else "")
    notes = [about(measure), *beside(set_.measure_id)]
    return one_thing.chart("measure", at, set_, title, notes)


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    return one_thing.head("measure", at, about, chart)


def about(measure: Any) -> str:
    """What it counts."""
    return words.sentence(measure.definition)


def not_comparable(measure: Any) -> list[str]:
    """A line for each measure that it must not be compared with: why, and what that one counts."""
    definitions = {row.measure_id: row.definition for row in each(one_thing.every("measure"))}
    return [
        f"**{one_thing.link('measure', other, one_thing.names('measure')[other])}.** "
        f"{words.verbatim(words.sentence(measure.because[other]))} "
        f"It counts: {words.verbatim(words.inside(words.sentence(definitions[other])))}"
        for other in measure.not_comparable_with
    ]


def show() -> None:
    """The page."""
    at = now(PATH)
    measure = one_thing.opened("measure", at, about)
    if measure is None:
        return
    one_thing.choose(
        "measure", "Offence", at,
        lambda set_: f"{words.heading(words.offence(set_.offence) if set_.offence else 'as a whole')} ({set_.unit})",
    )  # fmt: skip
    is_in_words = measure.measure_id in one_thing.NEVER_DRAWN
    if is_in_words:
        st.markdown(IN_WORDS)
        for row in each(warehouse.query("one_thing_figures", {**one_thing.only("measure", at.one("id")), "never": []})):
            who = f"{row.compiled_by}, {row.force}, {words.printed_period(row)}"
            st.markdown(f"{words.link(who, statuses.address(row.source_id, row.figure_id))}: {words.quoted(row)}")
    else:
        one_thing.draw("measure", measure.measure_id, chart(at))
    if others := not_comparable(measure):
        with st.expander(f"Not to be compared with ({len(others)})", expanded=True):
            st.markdown("\n".join(f"- {line}" for line in others))
    if lines := relations(measure):
        with st.expander("What contains it, what it contains"):
            st.markdown("\n".join(f"- {line}" for line in lines))
    one_thing.all_figures("measure", measure.measure_id)
    if not is_in_words:
        compare, time = (at.at(page).but(measure=measure.measure_id).link for page in ("/compare", "/time"))
        st.markdown(f"[Compare forces]({compare}) · [Over time]({time})")


def relations(measure: Any) -> list[str]:
    """What contains it and what it contains, a line each."""
    contains = [row.measure_id for row in one_thing.parts_of("measure", measure.measure_id)]
    pairs = (("**Counted in**, and never to be added to:", measure.within), ("**Contains:**", contains))
    return [f"{what} {one_thing.links('measure', ids, one_thing.names('measure'))}." for what, ids in pairs if ids]
