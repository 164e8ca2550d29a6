"""Figures of areas above or beside forces and of crown dependencies, in a table of their own: never on forces' axis."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    comparable,
    disputes,
    figures,
    listing,
    said_of,
    something_wrong,
    standing,
    states,
    words,
)
from dashboard.comparable import Kind
from dashboard.filters import Filters


def show(chosen: Filters, kind: Kind | None) -> None:
    """Areas for the kind that is compared (or for the filters, where no kind is left)."""
    wanted = chosen.but(area_kind=[k for k in (chosen["area_kind"] or states.AREA_KINDS) if k != "force"])
    if kind is not None:
        wanted = wanted.but(measure=kind.measure_id, offence=kind.offence_id, period=kind.period_id)
    if not wanted["area_kind"]:
        return
    rows = figures.chosen(wanted)
    if kind is not None and len(rows):
        rows = rows[[kind.counts_as(row) for row in rows.itertuples()]]
    if not len(rows):
        return
    st.header("Areas and crown dependencies, apart from forces")
    st.markdown(
        "Regions, nations and other areas contain forces or parts of them. Their figures are the source's own sums, "
        "over the forces that answered it, and are never added to those of forces. A crown dependency has laws, "
        "offences and a police of its own."
    )
    if note := comparable.populations(rows):
        st.markdown(note)
    show_linked(rows)
    for text in said_of.under(list(rows["figure_id"])):
        st.markdown(text)


def show_linked(rows: pd.DataFrame) -> None:
    """The figures of areas as a list. Each number leads to its evidence, on the page of its source or, for a dispute,
    of the area."""
    table = table_of(rows)
    table["Figure"] = [
        listing.Link(text, something_wrong.figure_path(row))
        for text, row in zip(table["Figure"], rows.itertuples(), strict=True)
    ]
    listing.show(tuple(table.columns), list(table.itertuples(index=False, name=None)), "Figures of areas")


def _what(row: Any) -> str:
    parts = [row.measure, words.inside(row.offence) if row.offence else ""]
    split = words.part(row.dimensions)
    return ", ".join(
        [": ".join(part for part in parts if part), *([row.scope] if row.scope else []), *split, row.period]
    )


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a figure: area, kind of area, figure, over how many forces, compiled by, read in."""
    return pd.DataFrame(
        {
            "Area": list(rows["force"]),
            "Kind": [states.AREA_KINDS[kind] for kind in rows["area_kind"]],
            "What": [_what(row) for row in rows.itertuples()],
            "Figure": [f"{_value(row)} {states.review_mark(row.review)}" for row in rows.itertuples()],
            "Unit": list(rows["unit"]),
            "Forces counted": [_forces(row) for row in rows.itertuples()],
            "Compiled by": [disputes.compilers(row) for row in rows.itertuples()],
            "How read": [states.HANDS[row.hand].words for row in rows.itertuples()],
        }
    )


def _value(row: object) -> str:
    low, high = getattr(row, "value_low", None), getattr(row, "value_high", None)
    if getattr(row, "is_disputed", False):
        return f"{words.number(low)} to {words.number(high)}, sources disagree"
    return standing.shown(row)


def _forces(row: object) -> str:
    counted, asked = getattr(row, "forces_counted", None), getattr(row, "forces_asked", None)
    if counted is None or counted != counted:
        return "not said"
    of = "" if asked is None or asked != asked else f" of {words.number(asked)}"
    return f"{words.number(counted)}{of}"
