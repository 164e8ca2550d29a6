"""One measure of the reference -> its page: what it counts, its relations, what it is not to be set beside, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import one_thing, pinned, warehouse, words
from dashboard.filters import Filters


def titles() -> dict[str, str]:
    """Every measure's id with its title."""
    rows = warehouse.query(warehouse.sql("measure_about"))
    return dict(zip(rows["measure_id"], rows["title"], strict=True))


def not_comparable(measure: Any, names: Mapping[str, str], definitions: Mapping[str, str]) -> list[str]:
    """One line for each measure that it must not be compared with: why, and what that one counts."""
    return [
        f"**[{names[other]}]({pinned.address(f'/measure?id={other}')})**. {measure.because[other]} It counts: "
        f"{words.inside(words.sentence(definitions[other]))}"
        for other in measure.not_comparable_with
    ]


def show(measure_id: str) -> None:
    """The page of a known measure."""
    measures = warehouse.query(warehouse.sql("measure_about"))
    names = titles()
    measure = next(row for row in measures.itertuples() if row.measure_id == measure_id)
    contains = [row.measure_id for row in measures.itertuples() if measure_id in (row.within or [])]
    st.title(measure.title)
    st.markdown(words.sentence(measure.definition))
    st.markdown(
        f"- **Counted in** (never to be added to it): {one_thing.links(measure.within or [], names, 'measure')}.\n"
        f"- **Contains:** {one_thing.links(contains, names, 'measure')}.\n"
        f"- **Id:** `{measure_id}`."
    )
    if measure.not_comparable_with:
        definitions = dict(zip(measures["measure_id"], measures["definition"], strict=True))
        st.header("Not to be compared with")
        st.markdown("They look alike and count something else:")
        st.markdown("\n".join(f"- {line}" for line in not_comparable(measure, names, definitions)))
    chosen = Filters({"measure": (measure_id,)})
    sets = one_thing.by_kind(measure_id=measure_id)
    coverage = one_thing.coverage(chosen, measure_id=measure_id)
    if not len(sets):
        st.markdown(coverage)
        return
    st.markdown(f"[Compare forces]({chosen.address('/compare')}) · [Over time]({chosen.address('/time')})")
    title = "All figures of it, by offence and period"
    one_thing.show_figures("measure", title, chosen, sets, "offence", coverage, "measure")
