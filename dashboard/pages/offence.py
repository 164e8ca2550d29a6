"""One offence: what it is in plain words, every figure of it over forces and years, what contains it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import words
from dashboard.parts import one_thing
from dashboard.parts.controls import Address, now

PATH = "/offence"
CHILDREN = {
    "yes": "It is about children alone.",
    "mixed": "Cases with adults are inside.",
    "no": "No child need be involved.",
}


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    return one_thing.head("offence", at, about)


def about(offence: Any) -> str:
    """What it is and is not, whether it is about children, since when it is in force: one to three sentences."""
    parts = [words.sentence(str(offence.note or "")), CHILDREN[offence.about_children]]
    if offence.in_force_from:
        end = f" to {words.day(offence.in_force_to)}" if offence.in_force_to else ""
        parts.append(f"In force from {words.day(offence.in_force_from)}{end}.")
    return " ".join(part for part in parts if part)


def relations(offence: Any) -> list[str]:
    """Its place in the law and what contains it, is contained in it and overlaps with it, a line each."""
    place = f"{offence.act}, {offence.section or 'no one section'}" if offence.act else "a class or group of offences"
    lines = [
        f"**In the law:** {words.verbatim(place)}" + (f"; {offence.jurisdiction}." if offence.jurisdiction else ".")
    ]
    if offence.home_office_codes:
        lines.append(f"**Home Office codes:** {words.verbatim(', '.join(offence.home_office_codes))}.")
    lines += one_thing.relations("offence", offence)
    if offence.overlaps_with:
        known = one_thing.names("offence")
        overlaps = one_thing.links("offence", offence.overlaps_with, known)
        lines.append(f"**Overlaps with**, neither holding the other: {overlaps}.")
    return lines


def show() -> None:
    """The page."""
    at = now(PATH)
    offence = one_thing.opened("offence", at, about)
    if offence is None:
        return
    one_thing.show("offence", at)
    with st.expander("In the law, what contains it, what it contains"):
        st.markdown("\n".join(f"- {line}" for line in relations(offence)))
    over_time = at.at("/time").but(offence=offence.offence_id).link
    st.markdown(f"[All offences]({at.at('/offences').link}) · [Over time]({over_time})")
