"""One offence or one measure -> its figures over forces and years: a map of forces by years, or a list under three
forces; its words for an address that is not known.

Protects: one chart holds one measure, one unit and one offence; financial and calendar years are columns of their own;
bare paper is no number, not zero; deaths after a confrontation are in no chart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import heat, listed
from dashboard.parts import answers, my_forces, offence_words, said_of
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, put
from dashboard.parts.subject import controls, select
from dashboard.rows import each

NEVER_DRAWN = ("suspect_deaths_ocag",)
"""Deaths after a confrontation: words in the evidence of their source, never a chart."""
FEWEST_FORCES = 3  # fewer are a list with bars
MOST_YEARS = 6  # columns that a phone has room for; the year in the address is the last of them


class Set(NamedTuple):
    """What one chart holds: a measure, a unit, an offence; how many figures, and how many of them were asked for."""

    measure_id: str
    measure: str
    unit: str
    offence_id: str | None
    offence: str | None
    figures: int
    asked: int
    forces: int
    is_about_children: bool

    @property
    def key(self) -> tuple[str, str, str | None]:
        return self.measure_id, self.unit, self.offence_id


def rows_of(offence_id: str | None = None, measure_id: str | None = None) -> pd.DataFrame:
    """Every figure of a force and a year for it, and the answers without one."""
    wanted = {"offence_id": offence_id, "measure_id": measure_id}
    return warehouse.query(warehouse.sql("one_thing_years"), wanted)


def sets_of(rows: pd.DataFrame) -> list[Set]:
    """The sets that can be drawn: of children's offences first, those with most figures that somebody asked for first,
    official series last."""
    numbers = rows[(rows["state"] == "value") & ~rows["measure_id"].isin(NEVER_DRAWN) & (rows["kind"] == "count")]
    found = []
    for _, part in numbers.groupby(["measure_id", "unit", "offence_id"], sort=False, dropna=False):
        first = each(part)[0]
        asked = int((part["source_kind"] != "official").sum())
        found.append(
            Set(
                first.measure_id, first.measure, first.unit, first.offence_id, first.offence,
                len(part), asked, int(part["force_id"].nunique()), first.about_children == "yes",
            )
        )  # fmt: skip
    return sorted(
        found, key=lambda one: (not one.is_about_children, -one.asked, -one.figures, one.measure, one.offence or "")
    )


def asked(sets: Sequence[Set], at: Address, names: Sequence[str]) -> Set | None:
    """The set of an address; `names` are the parameters that choose among them."""
    fits = [one for one in sets if all(at.one(name) in ("", getattr(one, ATTRIBUTES[name]) or "") for name in names)]
    return next(iter(fits or sets), None)


ATTRIBUTES = {"measure": "measure_id", "unit": "unit", "offence": "offence_id"}


def chart(name: str, at: Address, rows: pd.DataFrame, one: Set, notes: Sequence[str]) -> charts.Chart:
    """The chart of one set."""
    mine = rows[
        (rows["measure_id"] == one.measure_id)
        & (rows["unit"] == one.unit)
        & rows["offence_id"].map(lambda found: found == one.offence_id)
    ]
    years = mine.drop_duplicates("period_id").sort_values(["period_start", "period_id"], kind="stable")
    periods = list(years["period_id"])
    last = periods.index(at.one("until")) if at.one("until") in periods else len(periods) - 1
    shown = periods[max(0, last - MOST_YEARS + 1) : last + 1] if one.forces >= FEWEST_FORCES else periods
    mine = mine[mine["period_id"].isin(shown)]
    drawn = mine.assign(
        column=mine["period_id"],
        text=[_text(row) for row in each(mine)],
        tip=[_tip(row, one) for row in each(mine)],
        is_doubted=[bool(row.doubts) for row in each(mine)],
    )
    about = offence_words.heading("", None, str(mine["about_children"].dropna().iloc[0])).strip()
    title = one.measure + (f": {words.offence(one.offence)}" if one.offence and name == "measure" else "")
    line = _line(drawn, one, at, shown, len(periods), about)
    alt = f"{title}, by force and year. {line}"
    chosen = at.all("force")
    if one.forces >= FEWEST_FORCES:
        columns = {period: period.replace("/", "\n/") for period in shown}
        drawing = heat.heat(drawn, columns, chosen, bounds=heat.COUNTS, alt=alt)
    else:
        drawing = listed.listed(_as_list(drawn), chosen, alt=alt)
    who = list(dict.fromkeys(drawn["compiled_by"].dropna()))
    named = words.listed(who) if len(who) < 4 else f"{who[0]} and {len(who) - 1} others"
    copies = " (read in a copy)" if (drawn["hand"].dropna() == "second_hand").all() else ""
    ids = [row.figure_id for row in each(drawn) if row.state == "value"]
    said = [
        words.sentence(f"{row.force}, {row.period_id}: in doubt, see its evidence") for row in each(drawn) if row.doubts
    ]
    kept = {
        key: values
        for key, values in at.asked.items()
        if key in ("id", "force", "release", "measure", "unit", "offence", "until")
    }
    return charts.Chart(
        name=name,
        title=f"{title} ({one.unit})",
        drawing=drawing,
        line=line,
        source=f"Counted by {named}{copies}",
        at=Address(f"/{name}", kept),
        notes=(*notes, *said, *said_of.licences(ids)),
        table=pd.DataFrame(
            {
                "Force": list(drawn["force"]),
                "Year": list(drawn["period_id"]),
                "Number": list(drawn["text"]),
                "Counted by": [row.compiled_by or "–" for row in each(drawn)],
            }
        ),
        marks={row.figure_id: f"{row.force}, {row.period_id}: {row.text}" for row in each(drawn)},
        data=charts.csv("figures", measure=one.measure_id, offence=one.offence_id, release=at.all("release")),
    )  # fmt: skip


def _as_list(drawn: pd.DataFrame) -> pd.DataFrame:
    """The rows as charts/listed.py draws them: a heading for each force, a bar for each year."""
    return drawn.assign(
        section=drawn["force"],
        name=drawn["period_id"],
        more="",
        whole=float("nan"),
        role="bar",
        text=[_in_list(row) for row in each(drawn)],
        state=[_state(row) for row in each(drawn)],
    )


def _state(row: Any) -> str:
    if row.state != "value":
        return "words"
    if row.value == row.value:
        return "value"
    if row.is_disputed:
        return "conflicting"
    return "interval" if row.low == row.low and row.high == row.high and row.symbol != "[c]" else "words"


def _text(row: Any) -> str:
    return offence_words.in_cell(row) if row.state == "value" else answers.WITHOUT_NUMBER[row.state][0]


def _in_list(row: Any) -> str:
    """A figure, or an answer without one, in words: in a list there is room for them."""
    if row.state != "value":
        return answers.WITHOUT_NUMBER[row.state][1]
    if row.is_disputed and row.value != row.value:
        return f"{words.number(row.low)} or {words.number(row.high)}, sources differ"
    return words.number(row.value) if row.value == row.value else str(row.value_text or "withheld")


def _tip(row: Any, one: Set) -> str:
    if row.state != "value":
        parts = [f"{row.force}, {row.period_id}", answers.WITHOUT_NUMBER[row.state][1]]
    else:
        value = (
            f"{words.number(row.low)} or {words.number(row.high)}: sources differ" if row.is_disputed else _text(row)
        )
        who = f"Counted by {row.compiled_by or 'more than one'}" + (f", read in {row.read_in}" if row.read_in else "")
        doubt = "In doubt: see the evidence" if row.doubts else "Another source counts otherwise" if row.differs else ""
        parts = [f"{row.force}, {row.period_id}", f"{value} {one.unit}", who, doubt]
    return "<br>".join(words.as_html(str(part)) for part in parts if part)


def _line(drawn: pd.DataFrame, one: Set, at: Address, shown: Sequence[str], years: int, about: str) -> str:
    """The reader's forces in the last year that they have; else how many forces and years there are."""
    own = drawn[drawn["force_id"].isin(at.all("force")) & (drawn["state"] == "value")]
    said = [
        f"{last.name}, {last.period_id}: {last.text} {one.unit}."
        for last in (each(part)[-1] for _, part in own.groupby("force_id", sort=False))
        if not last.value < 5  # a number of one to four stands in no line
    ]
    shown_years = f"the last {len(shown)} of {years} years" if len(shown) < years else words.counted(years, "year")
    forces = drawn[drawn["state"] == "value"]["force_id"].nunique()
    blank = "; bare paper is no number, not zero" if one.forces >= FEWEST_FORCES else ""
    said.append(f"{words.counted(forces, 'force')} and {shown_years}{blank}.")
    said += [words.sentence(about.strip("[]"))] if about else []
    return " ".join(said)


def years_of(rows: pd.DataFrame, one: Set) -> list[str]:
    """The years of a set in their order, where there are more than one chart holds; else nothing."""
    mine = rows[(rows["measure_id"] == one.measure_id) & (rows["unit"] == one.unit)]
    mine = mine[mine["offence_id"].map(lambda found: found == one.offence_id)]
    years = mine.drop_duplicates("period_id").sort_values(["period_start", "period_id"], kind="stable")
    return list(years["period_id"]) if len(years) > MOST_YEARS and one.forces >= FEWEST_FORCES else []


def choose(page: str, label: str, rows: pd.DataFrame, at: Address, title: Callable[[Set], str]) -> None:
    """Which set, up to which year, and the reader's forces; on a phone behind one button."""
    sets = sets_of(rows)
    one = asked(sets, at, [name for name in ATTRIBUTES if name != page])
    if one is None:
        return
    titles, years = {each.key: title(each) for each in sets}, years_of(rows, one)
    with controls(page, titles[one.key]):
        columns = st.columns([4, 4, 4], vertical_alignment="bottom")
        with columns[0]:
            select(
                page, label, list(titles), one.key, lambda key: titles[key],
                lambda key: put(
                    until=None, figure=None, **{n: v for n, v in zip(ATTRIBUTES, key, strict=True) if n != page}
                ),
            )  # fmt: skip
        with columns[1]:
            if years:
                until(years, at, page)
        with columns[2]:
            my_forces.choose(my_forces.chosen(at))


def until(years: Sequence[str], at: Address, page: str) -> None:
    """The slider that says which year is the last on the map."""
    ends = list(years[MOST_YEARS - 1 :])
    st.session_state[f"{page}_until"] = at.one("until") if at.one("until") in ends else ends[-1]
    st.select_slider(
        "Years up to",
        ends,
        key=f"{page}_until",
        on_change=lambda: put(until=st.session_state[f"{page}_until"], figure=None),
    )


def every_set(offence_id: str | None = None, measure_id: str | None = None) -> pd.DataFrame:
    """A line for each measure, offence, unit and period that has a figure, of forces and of areas, for a table."""
    rows = warehouse.query(warehouse.sql("figures_by_kind"), {"offence_id": offence_id, "measure_id": measure_id})
    is_offence = offence_id is not None
    return pd.DataFrame(
        {
            "Measure" if is_offence else "Offence": [_other(row, is_offence=is_offence) for row in each(rows)],
            "Counted in": [f"{row.unit}{f', {row.scope}' if row.scope else ''}" for row in each(rows)],
            "Period": [_period(row) for row in each(rows)],
            "Forces": [words.number(row.forces) for row in each(rows)],
            "Areas": [words.number(row.areas) for row in each(rows)],
        }
    )


def answers_without(offence_id: str | None = None, measure_id: str | None = None) -> str:
    """The answers that gave no number for it, by what they said; nothing where there are none."""
    wanted = {"offence_id": offence_id, "measure_id": measure_id}
    rows = warehouse.query(warehouse.sql("answers_by_state"), wanted)
    said = [f"{words.number(row.answers)} {answers.of_state(row.state)}" for row in each(rows)]
    return words.sentence(f"Answers without a number: {words.listed(said)}") if said else ""


def _other(row: Any, *, is_offence: bool) -> str:
    if is_offence:
        return link("measure", row.measure_id, row.measure)
    return link("offence", row.offence_id, row.offence) if row.offence_id else "not for one offence"


def _period(row: Any) -> str:
    text = words.verbatim(words.period(row.period_id))
    if row.period_id == "unknown" or row.forces < FEWEST_FORCES:
        return text
    at = Address("/compare").but(measure=row.measure_id, unit=row.unit, offence=row.offence_id, period=row.period_id)
    return f"[{text}]({pinned.address(at.link)})"


def link(page: str, id_: str, title: str) -> str:
    """A link in Markdown to the page of an offence or a measure."""
    return f"[{words.verbatim(title)}]({pinned.address(Address(f'/{page}').but(id=id_).link)})"


def links(page: str, ids: Sequence[str], names: Mapping[str, str]) -> str:
    return words.listed([link(page, one, names.get(one, one)) for one in ids])


def unknown(page: str, asked_id: str, names: Mapping[str, str]) -> None:
    """The page of an address that names none: the nearest, and all of them."""
    st.title(f"Which {page}?")
    if asked_id:
        near = get_close_matches(asked_id, list(names), n=4, cutoff=0.3)
        near += [one for one in names if asked_id.lower() in names[one].lower()][:4]
        nearest = f" Nearest: {links(page, list(dict.fromkeys(near)), names)}." if near else ""
        st.markdown(f"No {page} has this address.{nearest}")
    st.selectbox(
        f"Choose {'an' if page == 'offence' else 'a'} {page}", list(names), format_func=lambda one: names[one],
        index=None, key=f"{page}_any", on_change=lambda: put(id=st.session_state[f"{page}_any"]),
    )  # fmt: skip
