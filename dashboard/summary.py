"""The warehouse -> the two paragraphs that open the Overview: what this is made of, and what it can and can't bear."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import warehouse, words

SUPPORT = (
    "If a child is in danger now, call the police on 999; otherwise report to the police on 101. "
    "The NSPCC's helpline (0808 800 5000) advises adults who are worried about a child. "
    "Stop It Now, the Lucy Faithfull Foundation's helpline (0808 1000 900), advises anyone who is worried about "
    "their own or somebody else's thoughts or behaviour towards children."
)


def made_of() -> str:
    """How many figures there are, how many are forces' own answers, how many second hand, how much was read."""
    row = next(warehouse.query(warehouse.sql("summary")).itertuples())
    other = row.figures - row.own - row.second_hand
    return (
        f"Disclosed holds {words.counted(row.figures, 'figure')} from {words.counted(row.sources, 'source')} on what "
        f"UK police forces, and others about them, gave out on online grooming and on the activist groups that "
        f"confront suspects. {words.number(row.own)} ({_percent(row.own, row.figures)}) are forces' own answers; "
        f"{words.number(row.second_hand)} ({_percent(row.second_hand, row.figures)}) were read second hand, in "
        f"somebody else's rendering; the other {words.number(other)} come from official, charity and press pages "
        f"by their own compilers. {_read(row)} {_reviewed(row)}"
    )


def bears() -> str:
    """What a reader may conclude and what not."""
    row = next(warehouse.query(warehouse.sql("summary")).itertuples())
    return (
        f"You may set forces side by side where three or more gave the same thing for the same period, as below. You "
        f"may not add forces up to a national figure, for the fullest set of comparable figures has {row.fullest} of "
        f"the {row.forces} territorial forces and most have one or two; nor read silence as none: where no reply is "
        f"here, that says nothing about the force; nor set arrests, people, offences and charges on one scale. "
        f"“OCAG” is an online child abuse activist group, called paedophile hunters in the press: private people who "
        f"pose online as children and hand what they find to the police."
    )


def show() -> None:
    """Both paragraphs."""
    st.markdown(made_of())
    st.markdown(bears())


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}\u202f%" if whole else "none"


def _read(row: Any) -> str:
    whole, opening, part = int(row.read_whole), int(row.read_opening), int(row.read_part)
    unknown = int(row.sources) - whole - opening - part
    parts = [
        f"{words.number(opening)} were read only in their opening" if opening else "",
        f"{words.number(part)} were read in part" if part else "",
        f"{words.number(whole)} {'was' if whole == 1 else 'were'} read whole" if whole else "",
        f"{words.number(unknown)} to an extent that is not noted" if unknown else "",
    ]
    return (
        f"Of the {words.counted(int(row.sources), 'source')}, "
        f"{words.listed([text for text in parts if text])}: "
        "what stands further down a page is not here."
    )


def _reviewed(row: Any) -> str:
    reviewed, figures = int(row.reviewed), int(row.figures)
    if not reviewed:
        return "No figure has yet been checked against its source by a second person."
    return f"{words.number(reviewed)} of {words.number(figures)} have been checked by a second person."
