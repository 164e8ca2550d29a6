"""Offences: which sections of Acts forces counted, as a map of forces by sections for one measure and year, and every
offence by its Act with a page of its own.

Protects: sections and the classes that contain them are two maps, for the one is counted in the other; bare paper is
not zero; a column in which no child need be involved says so.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import heat
from dashboard.parts import answers, listing, my_forces, offence_words, said_of
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.subject import controls, segments, select
from dashboard.rows import each

PATH = "/offences"
PARTS = {"sections": "sections of Acts", "classes": "classes and groups"}
NO_ACT = "Classes and groups, which are not one offence"
FIRST = "offences_recorded"


class Choice(NamedTuple):
    """One measure, unit and year of queries/offences_choices.sql."""

    measure_id: str
    measure: str
    unit: str
    period: str
    period_kind: str
    year: int
    sections: int
    classes: int
    asked_figures: int
    forces: int
    is_official: bool

    @property
    def counted(self) -> tuple[str, str]:
        return self.measure_id, self.unit

    def parameter(self, name: str) -> str:
        """Its value of a parameter of the address."""
        return {"measure": self.measure_id, "unit": self.unit, "period": self.period}[name]


def choices(part: str) -> list[Choice]:
    """What has figures for sections (or for classes and groups), in the order of lists."""
    rows = [Choice(*row) for row in warehouse.rows(warehouse.sql("offences_choices"))[1]]
    return [one for one in rows if (one.sections if part == "sections" else one.classes)]


def part_of(at: Address) -> str:
    return at.one("part") if at.one("part") in PARTS else "sections"


def asked(at: Address) -> Choice | None:
    """What an address asks for; where it leaves a part open, offences recorded and the year with most figures."""
    found = choices(part_of(at))
    for names in (("measure", "unit", "period"), ("measure", "unit"), ("measure",), ()):
        fits = [one for one in found if all(at.one(name) in ("", one.parameter(name)) for name in names)]  # fmt: skip
        if fits:
            return max(fits, key=lambda one: (one.measure_id == FIRST, one.asked_figures, one.forces, one.year))
    return None


def cells(choice: Choice, part: str) -> pd.DataFrame:
    """One row a force and offence with a number or an answer, of sections or of the classes that pages list."""
    wanted = {"measure": choice.measure_id, "unit": choice.unit, "period": choice.period}
    rows = warehouse.query(warehouse.sql("offences_heat"), wanted)
    is_section = rows["section"].notna()
    if part == "sections":
        return rows[is_section].reset_index(drop=True)
    listed = warehouse.rows(
        "select offence_id from subjects where measure_id = $m and is_offered", {"m": choice.measure_id}
    )[1]
    return rows[~is_section & rows["offence_id"].isin([row[0] for row in listed])].reset_index(drop=True)


def chart(at: Address) -> charts.Chart | None:
    """The map of what an address asks for; None where nothing fits."""
    choice, part = asked(at), part_of(at)
    if choice is None:
        return None
    rows = cells(choice, part)
    if not len(rows):
        return None
    columns = {
        row.offence_id: offence_words.column(row.offence_id, row.act, row.section, row.title)
        for row in each(_columns(rows))
    }
    drawn = rows.assign(
        column=rows["offence_id"],
        text=[_text(row) for row in each(rows)],
        tip=[_tip(row) for row in each(rows)],
        is_doubted=[bool(row.doubts) for row in each(rows)],
        figure_id=[row.figure_id or row.outcome_id for row in each(rows)],
    )
    title = f"{choice.measure}, {choice.period}: forces by {PARTS[part]}"
    line = _line(rows, part, choice)
    here = Address(PATH).but(
        measure=choice.measure_id, unit=choice.unit, period=choice.period, part=part, force=at.all("force"),
        release=at.all("release"),
    )  # fmt: skip
    who = list(dict.fromkeys(rows["compiled_by"].dropna()))
    named = words.listed(who) if len(who) < 4 else f"{who[0]} and {len(who) - 1} others"
    copies = " (read in a copy)" if (rows["hand"].dropna() == "second_hand").all() else ""
    return charts.Chart(
        name="offences",
        title=title,
        drawing=heat.heat(
            drawn, columns, at.all("force"), bounds=heat.COUNTS,
            alt=f"A map of forces by {PARTS[part]}. {line}",
        ),
        line=line,
        source=f"{named}{copies} · {choice.unit}, counts and not rates",
        at=here,
        notes=_notes(rows, part),
        table=pd.DataFrame(
            {
                "Force": list(drawn["force"]),
                "Offence": [offence_words.heading(r.title, r.section, r.about_children) for r in each(drawn)],
                "Number": list(drawn["text"]),
                "Counted by": [row.compiled_by or "–" for row in each(drawn)],
            }
        ),
        marks={
            row.figure_id: f"{row.force}, {row.section or row.title}: {row.text}"
            for row in each(drawn)
            if row.figure_id
        },
        data=charts.csv(
            "figures", measure=choice.measure_id, period=choice.period, area_kind="force", release=at.all("release")
        ),
    )  # fmt: skip


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    found = chart(at)
    return (found.title, found.line, f"/chart/offences.png?{found.at.link.partition('?')[2]}") if found else None


def every() -> pd.DataFrame:
    """Every offence of the reference by Act and section, classes and groups last, with how many figures it has."""
    return warehouse.query(warehouse.sql("offence_relations"))


def _columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The offences of the map in the law's order."""
    order = {offence_id: n for n, offence_id in enumerate(every()["offence_id"])}
    one_each = rows.drop_duplicates("offence_id")
    return one_each.sort_values("offence_id", key=lambda ids: ids.map(order), kind="stable")


def _text(row: Any) -> str:
    return offence_words.in_cell(row) if row.figure_id else answers.WITHOUT_NUMBER[row.state][0]


def _tip(row: Any) -> str:
    """Force, offence, value, who counted, what is said of it."""
    if row.figure_id is None:
        parts = [row.force, row.title, answers.WITHOUT_NUMBER[row.state][1]]
    else:
        is_disputed = row.is_disputed is True or row.is_disputed == 1
        value = (
            f"{words.number(row.low)} or {words.number(row.high)}: sources differ"
            if is_disputed
            else _text(row)
            if row.value == row.value
            else row.value_text or _text(row)
        )
        who = f"Counted by {row.compiled_by or 'more than one'}" + (f", read in {row.read_in}" if row.read_in else "")
        doubt = "In doubt: see the evidence" if row.doubts else "Another source counts otherwise" if row.differs else ""
        parts = [row.force, offence_words.heading(row.title, row.section, row.about_children), value, who, doubt]
    return "<br>".join(words.as_html(str(part)) for part in parts if part)


def _line(rows: pd.DataFrame, part: str, choice: Choice) -> str:
    """How much is here, what is left out, and where no child need be involved."""
    kind = "section" if part == "sections" else "class or group"
    many = None if part == "sections" else "classes and groups"
    columns, forces = rows["offence_id"].nunique(), rows["force_id"].nunique()
    offences = every()
    known = int(offences["section"].notna().sum()) if part == "sections" else 0
    left = f" {known - columns} sections without a number that year are left out." if known > columns else ""
    other = sorted({str(row.section or row.title) for row in each(rows[rows["about_children"] == "no"])})
    said = f" No child need be involved in {words.listed(other)}." if other else ""
    here = f"{words.counted(columns, kind, many)}, {words.counted(forces, 'force')}"
    return f"{here}; bare paper is no number, not zero.{left}{said}"


def _notes(rows: pd.DataFrame, part: str) -> tuple[str, ...]:
    offences = every().set_index("offence_id")
    drawn = list(dict.fromkeys(rows["offence_id"]))
    titles = offences["title"].to_dict()
    inside = []
    for one in drawn:
        wholes = [titles[other] for other in offences.loc[one, "within"] or [] if other in drawn]
        inside += [f"{titles[one]} is counted in {words.listed(wholes)}."] if wholes else []
    said = [
        f"{row.force}, {row.section or row.title}: "
        + ("in doubt by its own print." if row.doubts else "sources differ, both are in the evidence.")
        for row in each(rows)
        if row.doubts or row.differs
    ]
    return (
        "Not to be added along a row: one case may stand in several columns.",
        *inside,
        "Scotland and Northern Ireland have sections of their own.",
        "Counts of forces of every size: for rates see Compare.",
        "Police recorded crime is not accredited official statistics; a rise may mean better recording.",
        *said,
        *said_of.licences([figure for figure in rows["figure_id"] if figure]),
    )  # fmt: skip


def show() -> None:
    """The page."""
    at = now(PATH)
    st.title("Offences")
    st.markdown(
        "Which offences forces counted, section by section of the law. Choose a number to see where it comes from."
    )
    part = part_of(at)
    choice = asked(at)
    if choice is None:
        st.markdown("No force has a number for an offence in this copy.")
    else:
        _controls(at, part, choice)
        drawn = chart(at)
        if drawn is None:
            st.markdown("Nothing is here for this choice.")
        else:
            charts.show(drawn, "offences")
            _links(at, cells(choice, part))
    _by_act(at)


def _controls(at: Address, part: str, choice: Choice) -> None:
    """What is counted, columns, year and the reader's forces; on a phone behind one button."""
    found = choices(part)
    counted = list(dict.fromkeys(one.counted for one in found))
    titles = {one.counted: f"{one.measure} ({one.unit})" for one in found}
    years = sorted((one for one in found if one.counted == choice.counted), key=lambda one: (one.year, one.period_kind))
    with controls("offences", f"{choice.measure}, {choice.period}, {PARTS[part]}"):
        first, second, third, fourth = st.columns([4, 4, 4, 4], vertical_alignment="bottom")
        with first:
            select(
                "offences", "What is counted", counted, choice.counted, lambda one: titles[one],
                lambda one: put(measure=one[0], unit=one[1], period=None, figure=None),
            )  # fmt: skip
        with second:
            segments("offences", "Columns", "part", PARTS, part)
        with third:
            st.session_state["offences_period"] = choice.period
            if len(years) > 1:
                st.select_slider(
                    f"Year: {words.counted(choice.forces, 'force')} with a number", [one.period for one in years],
                    key="offences_period",
                    on_change=lambda: put(
                        measure=choice.measure_id, unit=choice.unit, period=st.session_state["offences_period"]
                    ),
                )  # fmt: skip
            else:
                st.markdown(f"Year: **{choice.period}**")
        with fourth:
            my_forces.choose(my_forces.chosen(at))


def _links(at: Address, rows: pd.DataFrame) -> None:
    """What each column is, with its page."""
    lines = [
        f"**{words.verbatim(_heading_of(row))}** "
        f"[{words.verbatim(offence_words.heading(row.title, None, row.about_children))}]({_page(at, row.offence_id)})"
        for row in each(_columns(rows))
    ]
    with st.expander("What each column counts", expanded=False):
        st.markdown("\n".join(f"- {line}" for line in lines))


def _heading_of(row: Any) -> str:
    """A column's heading in one line: "SOA 2003 s15A"."""
    return offence_words.column(row.offence_id, row.act, row.section, row.title).replace("\n", " ")


def _page(at: Address, offence_id: str) -> str:
    return at.at("/offence").but(id=offence_id).link


def _by_act(at: Address) -> None:
    """Every offence in a table for each Act; those without a figure behind a fold."""
    st.markdown("## Every offence, by its Act")
    rows = every()
    has_figures = rows[rows["figures"] > 0]
    for act, of_act in has_figures.groupby(has_figures["act"].fillna(NO_ACT), sort=False):
        st.markdown(f"**{words.verbatim(str(act))}**")
        _table(at, of_act, str(act))
    without = rows[rows["figures"] == 0]
    if len(without):
        title = f"{words.counted(len(without), 'offence')} for which no figure is here"
        fold = st.expander(title, key="fold_without", on_change="rerun")
        if fold.open:
            with fold:
                for act, of_act in without.groupby(without["act"].fillna(NO_ACT), sort=False):
                    st.markdown(f"**{words.verbatim(str(act))}**")
                    _table(at, of_act, str(act))


def _table(at: Address, rows: pd.DataFrame, act: str) -> None:
    lines = [
        (
            row.section or "–",
            listing.Link(offence_words.heading(row.title, None, row.about_children), _page(at, row.offence_id)),
            in_force(row),
            words.number(row.forces),
            words.number(row.figures),
        )
        for row in each(rows)
    ]
    headings = ("Section", "Offence", "In force", "Forces", "Figures")
    shown = [n for n in range(len(headings)) if act != NO_ACT or n not in (0, 2)]
    listing.show([headings[n] for n in shown], [[line[n] for n in shown] for line in lines], f"Offences: {act}")


def in_force(row: Any) -> str:
    """ "from 3 April 2017", "1 May 2004 to 2 April 2017", or that the day is not certain."""
    start, end = _day(row.in_force_from), _day(row.in_force_to)
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else "first day not certain" if row.section else "–"


def _day(value: date | None) -> str:
    return words.day(value) if value else ""
