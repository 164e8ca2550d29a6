"""Filters -> which kind of figure a page draws: the list to choose from, what does not fit beside it, how to widen.

Protects: no page opens on fewer than three comparable forces without saying so and offering the wider one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, comparable, comparison, figures, filters, frame, warehouse, words
from dashboard.comparable import Kind
from dashboard.filters import Filters

Kinds = Sequence[tuple[Kind, int]]
MOST_NAMED = 4
WHY_NOT = {
    "rate": "No rate can be shown: no population is published here by year for these forces.",
    "share": "No share can be shown: no source here gives a whole that contains these figures.",
}
COMPARED = "compared"
"""The parameter of the address that names a kind which filters alone don't."""


def list_of(kinds: Kinds, chosen: Filters) -> pd.DataFrame:
    """One line a kind, with a link to its comparison."""
    return pd.DataFrame(
        {
            "What": [
                f"[{words.verbatim(kind.what)}]({_filters(kind, chosen).address('/compare', **more(kind))})"
                for kind, _ in kinds
            ],
            "Unit": [kind.unit for kind, _ in kinds],
            "Period": [words.period(kind.period_id) for kind, _ in kinds],
            "Forces": [forces for _, forces in kinds],
        }
    )


def more(kind: Kind) -> dict[str, str]:
    """What an address needs besides filters to name a kind: filters know no unit, no scope and no "no offence"."""
    same = figures.kinds(_filters(kind, Filters()))
    return {} if same and figures.first(same)[0] == kind else {COMPARED: kind.key}


def choose(kinds: Kinds, chosen: Filters) -> Kind:
    """The kind that is drawn: the first that the filters leave, unless the address or the list names another.

    Where the filters leave one kind the list offers those of all measures, offences and periods, for a way on.
    """
    wide = figures.kinds(chosen.but(measure=None, offence=None, period=None)) if len(kinds) == 1 else kinds
    by_key = {kind.key: (kind, forces) for kind, forces in wide}
    asked = st.query_params.get(COMPARED)
    now = asked if asked in {kind.key for kind, _ in kinds} else figures.first(kinds)[0].key
    key = "compared_list"
    st.session_state[key] = now
    picked = st.selectbox(
        f"What is compared ({words.counted(len(wide), 'set')} of figures)",
        list(by_key),
        key=key,
        format_func=lambda k: f"{by_key[k][0].title}: {words.counted(by_key[k][1], 'force')}",
        on_change=lambda: _compare(by_key[st.session_state[key]][0], chosen),
    )
    return by_key[picked][0]


def _compare(kind: Kind, chosen: Filters) -> None:
    filters.write(_filters(kind, chosen))
    if more(kind):
        st.query_params[COMPARED] = kind.key
    elif COMPARED in st.query_params:
        del st.query_params[COMPARED]


def controls(kind: Kind, chosen: Filters) -> tuple[str, str, str]:
    """Count, rate or share; by name or value; bars or slope: all in the address, and only what can be shown."""
    possible = comparison.possible(kind, chosen)
    with st.container(horizontal=True, gap="medium"):  # each as wide as its words, for a column would cut them off
        per = address.one_of("Show", "per", {name: comparison.PER_IN_BRIEF[name] for name in possible})
        sort = address.one_of("Sorted by", "sort", comparison.SORTS)
        view = address.one_of("View", "view", {"bars": "one period", "slope": "two periods"})
    asked = st.query_params.get("per")
    if asked in WHY_NOT and asked not in possible:
        st.markdown(f"{WHY_NOT[asked]} Counts are shown.")
    return per, sort, view


def say_too_few(kinds: Kinds, chosen: Filters, path: str) -> None:
    """Say that fewer than three forces are comparable under these filters, and offer what is wider."""
    most = max(forces for _, forces in kinds)
    st.warning(
        f"These filters leave at most {words.counted(most, 'comparable force')} "
        f"({'; '.join(filters.words(chosen)) or 'no filter is set'}). That is too few to compare, so there is a table "
        "and not a chart."
    )
    for number, (text, wide, forces) in enumerate(wider(chosen)):
        st.button(
            f"Widen to {text}: {words.counted(forces, 'force')}",
            key=f"widen_{path}_{number}",
            on_click=filters.write,
            args=(wide,),
        )


def wider(chosen: Filters) -> list[tuple[str, Filters, int]]:
    """Ways to widen filters that leave fewer than three comparable forces: words, filters, forces then comparable."""
    ways: list[tuple[str, tuple[str, ...]]] = [
        ("all sources and hands", ("hand", "kind")),
        ("all forces", ("force",)),
        ("all periods", ("period",)),
        ("all offences", ("offence",)),
        ("all kinds of area", ("area_kind",)),
        ("any campaign or none", ("campaign",)),
        ("all figures, without filters", tuple(chosen.chosen)),
    ]
    found: list[tuple[str, Filters, int]] = []
    for text, names in ways:
        if not any(chosen[name] for name in names):
            continue
        nothing: dict[str, Any] = dict.fromkeys(names)
        wide = chosen.but(**nothing)
        kinds = figures.kinds(wide)
        is_new = not any(wide == other for _, other, _ in found)
        most = max((forces for _, forces in kinds), default=0)
        if not frame.is_too_few(most) and is_new:
            found.append((text, wide, most))
    return found


def say_not_on_this_axis(kind: Kind, kinds: Kinds, chosen: Filters) -> None:
    """Name what the filters also leave and why it does not share the axis."""
    others = [other for other, _ in kinds if other != kind]
    if not others or not any(chosen[name] for name in ("measure", "offence", "period", "force")):
        return
    about = warehouse.query(warehouse.sql("measure_about"))
    because = dict(zip(about["measure_id"], about["because"], strict=True))
    st.markdown(f"**Also here, and not on this axis** ({words.counted(len(others), 'set')}):")
    lines = [
        f"- {other.title}: {words.listed(comparable.differences(kind, other, because)) or 'another period'}."
        for other in others[:MOST_NAMED]
    ]
    if len(others) > MOST_NAMED:
        lines.append(f"- and {len(others) - MOST_NAMED:,} more, in the list above.")
    st.markdown("\n".join(lines))


def _filters(kind: Kind, chosen: Filters) -> Filters:
    return chosen.but(measure=kind.measure_id, offence=kind.offence_id, period=kind.period_id)
