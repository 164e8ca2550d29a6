"""All rows of one figure -> who prints what, side by side: which is in force, which is not, and the rule.

Protects: no side of a conflict is left out, what was overruled is struck through and never hidden, and a copy is never
called a confirmation.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import corrections, listing, pinned, standing, statements, states, words
from dashboard.listing import Link

HEADINGS = ("Printed", "By", "Standing")


def show(row: Any, same: pd.DataFrame) -> None:
    """`row` is the figure whose panel is open, `same` every row of the same figure, itself among them."""
    places = [one for one in same.itertuples() if not one.is_disputed]
    if len(places) < 2:
        return
    disputed = next((one for one in same.itertuples() if one.is_disputed), None)
    st.markdown("**What the sources give**" if _is_conflict(places) else "**The same figure elsewhere**")
    in_order = sorted(places, key=lambda one: (one.status != "current", one.status))  # each from the lowest
    listing.show(HEADINGS, [_line(one, row, disputed) for one in in_order], "What each source gives for this figure")
    for text in _rules(row, places, disputed):
        st.markdown(words.verbatim(text))
    for text in statements.together(one for one in places if not _is(one, row)):
        st.markdown(words.verbatim(text))


def sides(row: Any, same: pd.DataFrame) -> list[Any]:
    """The rows that a disputed one stands for, from the lowest; none for any other."""
    return [one for one in same.itertuples() if row.is_disputed and is_side(one, row)]


def _is_conflict(places: list[Any]) -> bool:
    return any(one.status == "conflicting" for one in places)


def _is(one: Any, other: Any) -> bool:
    return bool(one.figure_id == other.figure_id)


def _line(one: Any, row: Any, disputed: Any | None) -> tuple[listing.Cell, ...]:
    read = f", read in {one.read_in}" if one.read_in else ""
    on = one.published_on or one.answered_on
    where = [f"reference {one.reference}"] if one.reference else []
    known = words.listed([*where, words.day(on) if on else "no date known"])
    printed = words.quoted(one)
    brief = corrections.in_brief(one)
    is_struck = standing.is_struck(one) and not is_side(one, disputed)
    value: listing.Part = Link(printed, _address(one), is_struck=is_struck)
    if _is(one, row):
        value = listing.Struck(printed) if is_struck else printed
    whose: list[listing.Part] = [
        f"{one.compiled_by or one.source}{read} ({known})",
        Link("all of that source", f"/source?id={one.source_id}"),
    ]
    state = "One side; neither is in force" if is_side(one, disputed) else standing.in_words(one)
    if disputed is not None and one.status == "repeated":
        state = "A copy of one side, not a confirmation of it"
    corrected = [f"Read as {standing.shown(one)}: {brief}"] if brief else []
    return (value, *corrected), whose, (state, *(["shown here"] if _is(one, row) else []))


def is_side(one: Any, disputed: Any | None) -> bool:
    """Whether a row is a side of a dispute that no rule decides: overruled by nobody, so it isn't struck beside the
    other."""
    return disputed is not None and one.status == "conflicting" and one.replaced_by == disputed.figure_id


def _address(one: Any) -> str:
    return pinned.address(f"/source?id={one.source_id}&{statements.MARK}={one.figure_id}")


def _rules(row: Any, places: list[Any], disputed: Any | None) -> list[str]:
    """Each rule once, but for that which the panel has told, and where none decided that no side is in force."""
    told = dict.fromkeys(words.sentence(words.with_days(one.rule)) for one in places if one.rule)
    left = [text for text in told if text != standing.why(row)]
    if disputed is None:
        return left
    between = f"{words.number(disputed.value_low)} to {words.number(disputed.value_high)}"
    return [*left, f"Neither side is in force: the figure stands from the lowest to the highest printed, {between}."]


def in_force(row: Any, same: pd.DataFrame) -> Any | None:
    """The row that is in force in place of one that is not, if there is any."""
    return next((one for one in same.itertuples() if one.status == "current" and not _is(one, row)), None)


def said_to_stand(row: Any, same: pd.DataFrame) -> str:
    """For a figure that is not in force: what is, in words, with a link."""
    head = in_force(row, same)
    if head is None:
        return "No other figure is in force in its place."
    if head.is_disputed:
        return (
            f"In force is {words.number(head.value_low)} to {words.number(head.value_high)}, "
            f"{states.STATES['conflicting'].words}."
        )
    return f"In force is [{words.verbatim(standing.shown(head))}]({_address(head)})."
