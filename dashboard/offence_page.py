"""One offence of the reference -> its page: its place in the law, its relations, its figures, the spellings met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import offence_list, offence_map, one_thing, warehouse, words
from dashboard.filters import Filters

MOST_BREAKS = 4


def titles() -> dict[str, str]:
    """Every offence's id with its title and section."""
    return {row.offence_id: offence_map.heading(row) for row in offence_map.offences().itertuples()}


def show(offence_id: str) -> None:
    """The page of a known offence."""
    offences = offence_map.offences()
    offence = next(row for row in offences.itertuples() if row.offence_id == offence_id)
    st.title(offence.title)
    st.markdown("\n".join(f"- {line}" for line in about(offence, offences)))
    chosen = Filters({"offence": (offence_id,)})
    sets = one_thing.by_kind(offence_id=offence_id)
    coverage = one_thing.coverage(chosen, offence_id=offence_id)
    if len(sets):
        st.markdown(
            f"[Over time]({chosen.address('/time')}) · [Compare forces]({chosen.address('/compare')}) · "
            f"[Map of forces and offences]({chosen.address('/offences')})"
        )
        title = "All figures for it, by measure and period"
        one_thing.show_figures("offence", title, chosen, sets, "measure", coverage, "offence")
    else:
        st.markdown(coverage)
    _spellings(offence_id)


ABOUT = {
    "yes": "yes, every case of it.",
    "mixed": "in part: cases with adults are inside.",
    "no": "not by itself: no child need be involved.",
}


def about(offence: Any, offences: pd.DataFrame) -> list[str]:
    """The lines on its place in the law and on what contains it, is contained in it and overlaps with it."""
    names = {row.offence_id: offence_map.heading(row) for row in offences.itertuples()}
    contained = [row for row in offences.itertuples() if offence.offence_id in (row.within or [])]
    contains = [f"{one_thing.links([row.offence_id], names, 'offence')}{_since(row)}" for row in contained]
    overlaps = one_thing.links(offence.overlaps_with or [], names, "offence")
    place = "a class or group of offences, and not one offence"
    if offence.act:
        place = f"{offence.act}, {offence.section or 'no one section'}"
    breaks = _breaks(contained, names)
    lines = [
        *([f"**What it counts:** {offence.note}"] if offence.note else []),
        f"**About children:** {ABOUT[offence.about_children]}",
        f"**In the law:** {place}.",
        f"**Where:** {offence.jurisdiction or 'not of one jurisdiction'}.",
        f"**Home Office codes:** {', '.join(offence.home_office_codes or []) or 'none known here'}.",
        f"**In force:** {offence_list.in_force(offence) if offence.section else 'not of one section'}.",
        f"**Counted in** (never to be added to it): {one_thing.links(offence.within or [], names, 'offence')}.",
        f"**Contains:** {words.listed(contains) or 'none'}.",
        f"**Overlaps with**, neither holding the other: {overlaps}.",
        f"**Id:** `{offence.offence_id}`.",
    ]
    if breaks:
        lines.insert(
            -1,
            f"**Breaks in the series:** {breaks}. Figures from before and after such a day do not count the same: Over "
            "time draws the day as a dashed line, which no line of figures crosses, and Compare says so between years.",
        )
    return lines


def _breaks(contained: Sequence[Any], names: Mapping[str, str]) -> str:
    """The days on which something that is counted in it came into force after the rest of it, the latest first."""
    days: dict[Any, list[str]] = defaultdict(list)
    for row in contained:
        if row.in_force_from:
            days[row.in_force_from].append(row.offence_id)
    later = sorted(days, reverse=True)[:-1]  # the first of them is the start of the series and no break
    shown = [f"from {words.day(day)} with {one_thing.links(days[day], dict(names), 'offence')}" for day in later]
    more = [f"{len(shown) - MOST_BREAKS} earlier"] if len(shown) > MOST_BREAKS else []
    return words.listed([*shown[:MOST_BREAKS], *more])


def _since(row: Any) -> str:
    """The day from which a contained offence is in force: there the series of what contains it breaks."""
    return f", from {words.day(row.in_force_from)}" if row.in_force_from else ""


def _spellings(offence_id: str) -> None:
    found = warehouse.query(warehouse.sql("offence_spellings"), {"offence_id": offence_id})
    if not len(found):
        return
    st.header("Spellings met")
    st.markdown(
        "How sources printed what was read as this offence. A label such as a platform's name was read with what "
        "stands around it, as the evidence of each figure says."
    )
    table = {
        "As printed": [f"“{text}”" for text in found["spelling"]],
        "Figures": [_figures(row) for row in found.itertuples()],
        "Sources": [words.number(n) for n in found["sources"]],
    }
    st.table(pd.DataFrame(table), border="horizontal", hide_index=True, alt="Spellings of the offence that were met")


def _figures(row: Any) -> str:
    """ "4, 1 of them not in force": a spelling was met in figures that stand no more, too."""
    not_in_force = int(row.not_in_force)
    return (
        f"{words.number(row.figures)}{f', {words.number(not_in_force)} of them not in force' if not_in_force else ''}"
    )
