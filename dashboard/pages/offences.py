"""Offences: a map of forces by sections of Acts for one measure and year, and every offence by its Act.

Protects: classes are in no column beside their sections; bare paper is not zero; a column in which no child need be
involved says so.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import tiles
from dashboard.parts import chart as charts
from dashboard.parts import listing, results
from dashboard.parts.controls import Address, choose_forces, controls, now, pick, put, sent_when_open
from dashboard.parts.subject import counted_by, differing, not_offered
from dashboard.words import each

PATH = "/offences"
NO_ACT = "Classes and groups, which are not one offence"
FIRST, ENOUGH = "offences_recorded", 1 / 3


def chooses(choice: Any) -> dict[str, str]:
    """The parameters of an address that ask for a measure, unit and year: a row of queries/offences_choices.sql."""
    return {"measure": choice.measure_id, "unit": choice.unit, "period": choice.period}


def choices() -> list[Any]:
    return each(warehouse.query("offences_choices"))


def every() -> pd.DataFrame:
    return warehouse.query("offence_about")


def asked(at: Address) -> Any | None:
    """What an address asks for; else offences recorded, in the newest year with a third of the fullest's figures."""
    for names in (("measure", "unit", "period"), ("measure", "unit"), ("measure",), ()):
        fits = [row for row in choices() if all(at.one(name) in ("", chooses(row)[name]) for name in names)]
        if fits := [row for row in fits if row.measure_id == FIRST] or fits:
            enough = ENOUGH * max(row.figures for row in fits)
            return max((row for row in fits if row.figures >= enough), key=lambda row: (row.year, row.figures))
    return None


def cells(choice: Any) -> pd.DataFrame:
    rows = results.with_message(warehouse.query("sections_counted", chooses(choice)))
    rows["of"] = [words.offence_heading(row.title, row.section, row.about_children) for row in each(rows)]
    rows["text"] = [results.in_cell(row) for row in each(rows)]
    rows["said"] = [results.text(row) for row in each(rows)]
    rows["is_figure"] = ~rows["state"].isin(results.WITHOUT_NUMBER)
    rows["tip"] = [
        results.tip_of(row, row.force, row.of, f"{row.said}{f' {choice.unit}' if row.is_figure else ''}")
        for row in each(rows)
    ]
    return rows


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    if (choice := asked(at)) is None:
        return None
    rows = cells(choice)
    order = {offence_id: n for n, offence_id in enumerate(every()["offence_id"])}
    sections = sorted(each(rows.drop_duplicates("offence_id")), key=lambda row: order[row.offence_id])
    columns = {row.offence_id: words.offence_column(row) for row in sections}
    line, counted, letters = _line(rows), rows[rows["is_figure"]], words.short_names("in_columns")
    disputed = [
        f"{row.force}, {row.of}: two sources print {results.both(row)}."
        for row in each(rows[rows["state"] == "conflicting"])
    ]
    return charts.Chart(
        name="offences",
        title=f"{choice.measure}, {choice.period}: forces by sections of Acts",
        drawing=tiles.heat(rows, columns, at.all("force")),
        line=line,
        source=f"{counted_by(counted['compiled_by'], counted['hand'])} · {choice.unit}, not rates",
        at=Address(PATH).but(**chooses(choice), force=at.all("force")),
        notes=(*_notes(rows), *disputed, *differing(list(counted["figure_id"]))),
        columns={
            "Force": rows["force"],
            "Offence": rows["of"],
            "Number": rows["said"],
            "Counted by": rows["compiled_by"].fillna("–"),
            "Said of it": [results.said(row) for row in each(rows)],
        },
        marks={row.figure_id: f"{row.force}, {row.of}: {row.text}" for row in each(rows)},
        under="; ".join(f"{name}: {act}" for act, name in letters.items() if act in {row.act for row in sections}),
    )


def _line(rows: pd.DataFrame) -> str:
    columns, forces = rows["offence_id"].nunique(), rows["force_id"].nunique()
    left = int(every()["section"].notna().sum()) - columns
    other = sorted(set(rows.loc[rows["about_children"] == "no", "section"]))
    said = [
        f"{words.counted(columns, 'section')}, {words.counted(forces, 'force')}; "
        "an empty cell has no number here, not zero."
    ]
    said += [f"{left} sections without a number that year are left out."] if left > 0 else []
    said += [f"No child need be involved in {words.listed(other)}."] if other else []
    return " ".join(said)


def _notes(rows: pd.DataFrame) -> tuple[str, ...]:
    offences = every().set_index("offence_id")
    titles, drawn = offences["title"].to_dict(), list(dict.fromkeys(rows["offence_id"]))
    within = {id_: [titles[whole] for whole in offences.loc[id_, "within"] or [] if whole in drawn] for id_ in drawn}
    return tuple(f"{titles[id_]} is counted in {words.listed(wholes)}." for id_, wholes in within.items() if wholes)


def show() -> None:
    at = now(PATH)
    choice, drawn = asked(at), chart(at)
    if choice is None or drawn is None:
        st.markdown("No force has a number for an offence in this copy.")
    else:
        if said := not_offered(at, chooses(choice), f"{choice.measure}, {choice.period}"):
            st.caption(said)
        _controls(at, choice)
        charts.show(drawn, "offences")
        st.caption(drawn.under)
    _by_act(at)


def _controls(at: Address, choice: Any) -> None:
    titles = {(other.measure_id, other.unit): f"{other.measure} ({other.unit})" for other in choices()}
    counted = choice.measure_id, choice.unit
    years = [other.period for other in choices() if (other.measure_id, other.unit) == counted]
    with controls("offences", f"{choice.measure}, {choice.period}"):
        first, second, third = st.columns(3, vertical_alignment="bottom")
        pick(
            first.selectbox, "What is counted", titles, counted,
            lambda pair: put(measure=pair[0], unit=pair[1], period=None, figure=None),
        )  # fmt: skip
        if len(years) > 1:
            label = f"Year: {words.counted(choice.forces, 'force')} with a number"
            pick(
                second.select_slider, label, years, choice.period,
                lambda year: put(**chooses(choice) | {"period": year}),
            )  # fmt: skip
        else:
            second.markdown(f"Year: **{choice.period}**")
        choose_forces(at, place=third)


def _by_act(at: Address) -> None:
    st.markdown("## Every offence, by its Act")
    rows = every()
    _tables(at, rows[rows["figures"] > 0])
    without = rows[rows["figures"] == 0]
    if len(without):
        title = f"{words.counted(len(without), 'offence')} for which no figure is here"
        fold = st.expander(title, key="fold_without", on_change="rerun")
        sent_when_open(fold, lambda: _tables(at, without))


def _tables(at: Address, rows: pd.DataFrame) -> None:
    for act, of_act in rows.groupby(rows["act"].fillna(NO_ACT), sort=False):
        st.markdown(f"**{words.verbatim(str(act))}**")
        columns: listing.Columns = {
            "Section": lambda row: row.section or "–",
            "Offence": lambda row: listing.Link(
                words.offence_heading(row.title, None, row.about_children), at.at(f"/offence?id={row.offence_id}").link
            ),
            "In force": in_force,
            "Forces": lambda row: words.number(row.forces),
            "Figures": lambda row: words.number(row.figures),
        }
        without = ("Section", "In force") if act == NO_ACT else ()
        shown = {name: cell for name, cell in columns.items() if name not in without}
        listing.table(f"Offences: {act}", each(of_act), shown)


def in_force(row: Any) -> str:
    """ "from 3 April 2017", "1 May 2004 to 2 April 2017", or that the day is not certain."""
    start, end = row.in_force_from, row.in_force_to
    if start and end:
        return f"{words.day(start)} to {words.day(end)}"
    if start or end:
        return f"from {words.day(start)}" if start else f"until {words.day(end)}"
    return "first day not certain" if row.section else "–"
