"""One offence or one measure -> all its figures by measure, offence and period, with links; what is and isn't here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    extract,
    figures,
    frame,
    hands,
    no_offence,
    pinned,
    sentences,
    states,
    timeline_words,
    warehouse,
    words,
)
from dashboard.charts import bars as bars_chart
from dashboard.comparable import FEWEST_FOR_A_CHART
from dashboard.filters import Filters


def by_kind(offence_id: str | None = None, measure_id: str | None = None) -> pd.DataFrame:
    """One row a measure, unit, scope, offence and period, as `figures_by_kind.sql` says."""
    return warehouse.query(warehouse.sql("figures_by_kind"), {"offence_id": offence_id, "measure_id": measure_id})


def table_of(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """One line a set: `what` is the column that differs, measure or offence; the period links to its comparison."""
    return pd.DataFrame(
        {
            what.capitalize(): [_what(row, what) for row in rows.itertuples()],
            "Unit": [f"{row.unit}{f', {row.scope}' if row.scope else ''}" for row in rows.itertuples()],
            "Period": [_period(row) for row in rows.itertuples()],
            "Forces": [words.number(row.forces) for row in rows.itertuples()],
            "Areas": [words.number(row.areas) for row in rows.itertuples()],
            "Of single forces": [_span(row) for row in rows.itertuples()],
        }
    )


def _what(row: Any, what: str) -> str:
    if what == "measure":
        return f"[{row.measure}]({pinned.address(f'/measure?id={row.measure_id}')})"
    if row.offence_id:
        return f"[{row.offence}]({pinned.address(f'/offence?id={row.offence_id}')})"
    return "no one offence" if no_offence.words_for(row) else "not split by offence"


def _period(row: Any) -> str:
    """The period with a link to its comparison, where there is one: forces, and a period that is known."""
    text = words.period(row.period_id)
    if row.period_id == "unknown" or not row.forces:
        return text
    chosen = Filters({"measure": (row.measure_id,)}).but(offence=row.offence_id, period=row.period_id)
    return f"[{text}]({chosen.address('/compare')})"


def _span(row: Any) -> str:
    """ "14 to 296", one number, or what else there is."""
    if not row.forces:
        return "–"
    parts = []
    if row.lowest == row.lowest:
        low, high = words.number(row.lowest), words.number(row.highest)
        parts.append(low if low == high else f"{low} to {high}")
    if row.open:
        parts.append(f"{row.open} not exact")
    return ", ".join(parts)


def coverage(chosen: Filters, offence_id: str | None = None, measure_id: str | None = None) -> str:
    """How many figures, of how many forces, by whose hand; answers without a number; the rest."""
    rows = figures.chosen(chosen)
    of_forces = rows[rows["area_kind"] == "force"]
    forces, areas = of_forces["force_id"].nunique(), len(rows) - len(of_forces)
    parts = [
        f"{words.counted(len(rows), 'figure')} in force: {hands.counted(rows)}" if len(rows) else "No figure is here",
        f"{_are(len(of_forces))} of {words.counted(forces, 'force')}" if forces else "",
        f"{_are(areas)} of areas" if areas else "",
    ]
    asked = {"offence_id": offence_id, "measure_id": measure_id}
    answers = [
        f"{row.answers} {states.STATES[row.state].words}"
        for row in warehouse.query(warehouse.sql("answers_by_state"), asked).itertuples()
    ]
    if answers:
        parts.append(f"answers without a number: {words.listed(answers)}")
    given = set(of_forces["force_id"])
    rest = len(timeline_words.territorial() - given)
    if rest:
        parts.append(f"of {rest} territorial forces no figure is here for it, which says nothing about them")
    return words.sentence("; ".join(part for part in parts if part))


def _are(count: int) -> str:
    return f"{words.number(count)} {'is' if count == 1 else 'are'}"


def show_figures(key: str, title: str, chosen: Filters, sets: pd.DataFrame, what: str, text: str, path: str) -> None:
    """The block: a table of the sets, with the figures behind it, their evidence and their CSV."""
    rows = bars_chart.drawn(figures.chosen(chosen).assign(outcome_id=None, population=float("nan"), exemptions=None))
    enough = sets[sets["forces"] >= FEWEST_FOR_A_CHART]
    is_split = bool(len(enough)) and len(enough) < len(sets)
    frame.show(
        frame.Block(
            key=key,
            title=title,
            table=table_of(enough if is_split else sets, what),
            coverage=text,
            notes=[*_notes(sets), *_not_listed(chosen)],
            source=sentences.source_line(rows, warehouse.current().release),
            ids={row.mark_id: _words(row) for row in rows.itertuples()},
            data=("figures", extract.for_view("figures", chosen)),
            path=path,
            more={"id": chosen.one("offence") or chosen.one("measure") or ""},
        )
    )
    if is_split:
        fewer = sets[sets["forces"] < FEWEST_FOR_A_CHART]
        with st.expander(
            f"{words.counted(len(fewer), 'more set')} of figures, each of one or two forces or of areas alone"
        ):
            st.table(
                table_of(fewer, what), border="horizontal", hide_index=True, alt=f"{title}: fewer than three forces"
            )


def _not_listed(chosen: Filters) -> list[str]:
    """How many figures the CSV holds besides, of offences that pages do not list."""
    where, params = figures.conditions(chosen)
    rows = warehouse.query(
        "select count(*) as n from figures where offence_id in (select offence_id from subjects where not is_offered) "
        f"and {where}",
        params,
    )
    count = int(rows["n"].iloc[0])
    if not count or chosen["offence"]:
        return []
    return [f"{words.counted(count, 'more figure')} of official classes that pages do not list: in the CSV."]


def _notes(sets: pd.DataFrame) -> list[str]:
    units = sets.groupby("unit")["figures"].sum().sort_values(ascending=False)
    met = [f"{unit} ({words.counted(int(count), 'figure')})" for unit, count in units.items()]
    parts = int(sets["parts"].sum())
    notes = [f"Units met: {words.listed(met)}. Figures of different units are not compared."] if len(met) > 1 else []
    notes.append("A period links to the comparison of forces; where fewer than three forces gave it, that is a table.")
    if parts:
        notes.append(
            f"{_are(parts)} of a part only (of one site, of one outcome), and never stand among the numbers of forces: "
            "they are on the pages of their sources, in the list of evidence and in the CSV."
        )
    return notes


def _words(row: Any) -> str:
    what = f"{row.measure}{f', {row.offence}' if row.offence else ''}"
    of = ", ".join([what, *words.part(row.dimensions)])
    return f"{row.force}, {of}, {words.period(row.period_id)}: {row.label} {row.unit}"


def links(ids: Sequence[str], known: dict[str, str], thing: str) -> str:
    """ "[title](/offence?id=…), … and …", or "none"."""
    return words.listed([f"[{known.get(i, i)}]({pinned.address(f'/{thing}?id={i}')})" for i in ids]) or "none"
