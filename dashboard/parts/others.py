"""All rows of one figure -> who else prints what, side by side; and what it was in each release that is kept.

Protects: no side of a conflict is left out, what was overruled is struck through and never hidden, a copy is never
called a confirmation; a figure that was revised, corrected or withdrawn is never seen without what it was before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, states, warehouse, words
from dashboard.parts import listing, standing
from dashboard.parts.controls import sent_when_open
from dashboard.parts.listing import Link, Struck
from dashboard.rows import each
from ingest.warehouse import difference

MARK = "figure"
"""The parameter of an address that names the figure (or answer) whose evidence is open."""
RELEASES = ("Built", "What it was", "What changed")

Row = Mapping[str, Any]


def of(row: Any, same: pd.DataFrame) -> tuple[list[listing.Part], list[str]]:
    """What each source gives for the figure, in the order of their standing and each from the lowest: the print (struck
    through where it holds no longer, a link to its evidence), then who counted and how it stands. And each rule that
    decided once, but for that which the panel has told; where none decided, that neither side stands; and what is said
    of the others. Nothing where no other source has it."""
    places = [one for one in each(same) if not one.is_disputed]
    if len(places) < 2:
        return [], []
    disputed = next((one for one in each(same) if one.is_disputed), None)
    in_order = sorted(places, key=lambda one: (one.status != "current", one.status))
    told = dict.fromkeys(words.sentence(words.with_days(one.rule)) for one in places if one.rule)
    rules = [text for text in told if text != standing.why(row)]
    if disputed is not None:
        between = f"{words.number(disputed.value_low)} to {words.number(disputed.value_high)}"
        rules.append(f"Neither side is taken: the figure stands from the lowest to the highest printed, {between}.")
    rules += standing.together(one for one in places if not _is(one, row))
    return [part for one in in_order for part in _side(one, row, disputed)], rules


def sides(row: Any, same: pd.DataFrame) -> list[Any]:
    """The rows that a disputed one stands for, from the lowest; none for any other."""
    return [one for one in each(same) if row.is_disputed and is_side(one, row)]


def is_side(one: Any, disputed: Any | None) -> bool:
    """Whether a row is a side of a dispute that no rule decides: overruled by nobody, so it isn't struck beside the
    other."""
    return disputed is not None and one.status == "conflicting" and one.replaced_by == disputed.figure_id


def said_to_stand(row: Any, same: pd.DataFrame) -> tuple[listing.Part, ...]:
    """For a figure that stands no longer: what does, with a link."""
    head = next((one for one in each(same) if one.status == "current" and not _is(one, row)), None)
    if head is None:
        return ("No other figure stands in its place.",)
    if head.is_disputed:
        low, high = words.number(head.value_low), words.number(head.value_high)
        return (f"In its place: {low} to {high}, {states.STATES['conflicting'].words}.",)
    return (Link(f"In its place: {standing.shown(head)}", address(head.source_id, head.figure_id)),)


def address(source_id: str, mark: str) -> str:
    """Where the evidence of a figure or an answer opens."""
    return pinned.address(f"/source?id={source_id}&{MARK}={mark}")


def _is(one: Any, other: Any) -> bool:
    return bool(one.figure_id == other.figure_id)


def _side(one: Any, row: Any, disputed: Any | None) -> tuple[listing.Part, str]:
    printed, brief, is_this = words.quoted(one), standing.correction_in_brief(one), _is(one, row)
    if one.value == one.value and " + " in (one.value_text or "") and not brief:  # a sum of what is printed
        printed = f"{words.number(one.value)}, printed as {printed}"
    is_struck = standing.is_struck(one) and not is_side(one, disputed)
    value: listing.Part = Link(printed, address(one.source_id, one.figure_id), is_struck=is_struck)
    if is_this:
        value = Struck(printed) if is_struck else printed
    state = "One side; neither is taken" if is_side(one, disputed) else standing.in_words(one)
    if disputed is not None and one.status == "repeated":
        state = "A copy of one side, not a confirmation of it"
    on = one.published_on or one.answered_on
    known = [one.compiled_by or one.source, f"read in {one.read_in}" if one.read_in else ""]
    known += [f"reference {one.reference}" if one.reference else "", words.day(on) if on else "no date known"]
    corrected = f"Read as {standing.shown(one)}: {brief}. " if brief else ""
    here = " This one is shown here." if is_this else ""
    return value, f"{', '.join(filter(None, known))}. {corrected}{state}.{here}"


def history(mark: str, path: str) -> None:
    """A fold that lists, when it is opened, what the figure was in each kept release. `path`: the address of its
    evidence."""

    def draw() -> None:
        if lines := told(mark):
            listing.show(RELEASES, [_release(one, before, path) for one, before in lines], "History of this figure")
            st.markdown(words.link("All changes between two releases", pinned.address("/changes")))
        else:
            st.markdown("No release is kept in which it stands.")

    sent_when_open(st.expander("History of this figure", key=f"history_{mark}", on_change="rerun"), draw)


def told(mark: str) -> list[tuple[Row, Row | None]]:
    """The releases in which the figure was something else than in the one before, each with that one; None for the
    first in which it stands."""
    rows = [row._asdict() for row in warehouse.of_releases("history_figure", mark=mark)]
    found: list[tuple[Row, Row | None]] = []
    before: Row | None = None
    for row in rows:
        is_there = row["status"] is not None
        if (is_there and before is None) or (before is not None and changes(before, row)):
            found.append((row, before))
        before = row if is_there or before is not None else None
    return found


def changes(before: Row, after: Row) -> list[str]:
    """What of a figure is not what it was, in words."""
    if (before["status"] is None) != (after["status"] is None):
        return ["it is no longer read" if after["status"] is None else "it is read again"]
    return list(dict.fromkeys(said for name, said in states.WORDS["changes"].items() if before[name] != after[name]))


def changed(row: Row, before: Row | None) -> str:
    """What happened to a figure in a release, as a sentence."""
    return words.sentence("first read" if before is None else words.listed(changes(before, row)))


def as_it_was(row: Row) -> str:
    """What a figure gave in a release, in its unit: its print, its number where that says another thing."""
    printed = f"“{row['value_text']}” {row['unit']}" if row["value_text"] else str(row["unit"])
    if difference.is_as_printed(row):
        return printed
    number = difference.number(row)
    is_corrected = row["review"] == "corrected"
    return f"{number} {row['unit']}, printed “{row['value_text']}”" if is_corrected else f"{printed} ({number})"


def _release(row: Row, before: Row | None, path: str) -> Sequence[listing.Cell]:
    built = row["built_at"]
    address = f"{path}{'&' if '?' in path else '?'}{pinned.NAME}={row['release']}"
    link = Link(f"{words.day(built.date())}, {built:%H:%M}", address)
    if row["status"] is None:
        return link, "not in this release", changed(row, before)
    printed = as_it_was(row)
    is_over = row["status"] in ("withdrawn", "rejected", "superseded")
    was: list[listing.Part] = [Struck(printed) if is_over else printed, states.FIGURE_STATUSES[row["status"]]]
    was += [] if row["status"] == "rejected" else [states.REVIEWS[row["review"]]]
    was += [words.sentence(words.with_days(row["rule"]))] if row["rule"] else []
    return link, was, changed(row, before)
