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
    return (
        f"Disclosed holds {words.counted(row.figures, 'figure')} from {words.counted(row.sources, 'source')} on what "
        f"UK police forces, and others about them, gave out on online grooming and on the activist groups that "
        f"confront suspects. {_whose(row)} {_read(row)} {_reviewed(row)}{_series(row)}"
    )


def _series(row: Any) -> str:
    """How many figures of official series stand beside them, as context."""
    count = int(row.series)
    if not count:
        return ""
    return (
        f" Beside them, as context and never to be added to them, {words.counted(count, 'figure')} of recorded crime "
        "by force, year and class, as the Home Office publishes it."
    )


def _whose(row: Any) -> str:
    """Whose the figures are; a kind of which there is none is not spoken of."""
    own, second, figures = int(row.own), int(row.second_hand), int(row.figures)
    other = figures - own - second
    own_answer = "is a force's own answer" if own == 1 else "are forces' own answers"
    parts = [
        f"{words.number(own)} ({_percent(own, figures)}) {own_answer}" if own else "",
        f"{words.number(second)} ({_percent(second, figures)}) {_was(second)} read second hand, in somebody else's "
        "rendering"
        if second
        else "",
        f"{words.number(other)} ({_percent(other, figures)}) {'comes' if other == 1 else 'come'} from official, "
        "charity and press pages by their own compilers"
        if other
        else "",
    ]
    return words.sentence("; ".join(part for part in parts if part))


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


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
        f"{words.number(opening)} {_was(opening)} read only in the opening" if opening else "",
        f"{words.number(part)} {_was(part)} read in part" if part else "",
        f"{words.number(whole)} {_was(whole)} read whole" if whole else "",
        f"{words.number(unknown)} {_was(unknown)} read to an extent that is not noted" if unknown else "",
    ]
    if not any(parts):
        return ""
    missing = ": what stands further down such a page is not here" if opening or part else ""
    given = words.listed([text for text in parts if text])
    return words.sentence(f"Of the {words.counted(int(row.sources), 'source')}, {given}{missing}")


def _reviewed(row: Any) -> str:
    reviewed, figures = int(row.reviewed), int(row.figures)
    if not reviewed:
        return "No figure has yet been checked against its source by a second person."
    return f"{words.number(reviewed)} of {words.number(figures)} have been checked by a second person."
