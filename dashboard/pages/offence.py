"""One offence: what it is in plain words, every figure of it over forces and years, what contains it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import words
from dashboard.parts import chart as charts
from dashboard.parts import one_thing
from dashboard.parts.controls import Address, now
from dashboard.parts.subject import beside

PATH = "/offence"
CHILDREN = {
    "yes": "It is about children alone.",
    "mixed": "Cases with adults are inside.",
    "no": "No child need be involved.",
}


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """Its figures over forces and years; None where it has none."""
    offence, set_ = one_thing.named("offence", at.one("id")), one_thing.asked("offence", at)
    if offence is None or set_ is None:
        return None
    notes = [words.sentence(str(note)) for note in (offence.note,) if note]
    notes.append(CHILDREN[offence.about_children])
    notes += beside(set_.measure_id)
    short = offence.section or words.sentence(words.offence(offence.title)).rstrip(".")
    return one_thing.chart("offence", at, set_, f"{short}: {words.inside(set_.measure)}", notes)


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    return one_thing.head("offence", at, about, chart)


def about(offence: Any) -> str:
    """What it is and is not, whether it is about children, since when it is in force: one to three sentences."""
    parts = [words.sentence(str(offence.note or "")), CHILDREN[offence.about_children]]
    if offence.in_force_from:
        end = f" to {words.day(offence.in_force_to)}" if offence.in_force_to else ""
        parts.append(f"In force from {words.day(offence.in_force_from)}{end}.")
    return " ".join(part for part in parts if part)


def relations(offence: Any) -> list[str]:
    """Its place in the law and what contains it, is contained in it and overlaps with it, a line each."""
    known = one_thing.names("offence")
    since = [
        one_thing.link("offence", row.offence_id, known[row.offence_id])
        + (f", from {words.day(row.in_force_from)}" if row.in_force_from else "")
        for row in one_thing.parts_of("offence", offence.offence_id)
    ]
    place = f"{offence.act}, {offence.section or 'no one section'}" if offence.act else "a class or group of offences"
    lines = [
        f"**In the law:** {words.verbatim(place)}" + (f"; {offence.jurisdiction}." if offence.jurisdiction else ".")
    ]
    if offence.home_office_codes:
        lines.append(f"**Home Office codes:** {words.verbatim(', '.join(offence.home_office_codes))}.")
    if offence.within:
        lines.append(f"**Counted in**, and never to be added to: {one_thing.links('offence', offence.within, known)}.")
    if since:
        lines.append(f"**Contains:** {words.listed(since)}.")
    if offence.overlaps_with:
        lines.append(
            f"**Overlaps with**, neither holding the other: {one_thing.links('offence', offence.overlaps_with, known)}."
        )
    return lines


def show() -> None:
    """The page."""
    at = now(PATH)
    offence = one_thing.opened("offence", at, about)
    if offence is None:
        return
    one_thing.choose("offence", "What is counted", at, lambda set_: f"{set_.measure} ({set_.unit})")
    one_thing.draw("offence", offence.offence_id, chart(at))
    with st.expander("In the law, what contains it, what it contains"):
        st.markdown("\n".join(f"- {line}" for line in relations(offence)))
    one_thing.all_figures("offence", offence.offence_id)
    over_time = at.at("/time").but(offence=offence.offence_id).link
    st.markdown(f"[All offences]({at.at('/offences').link}) · [Over time]({over_time})")
