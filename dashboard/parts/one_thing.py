"""One offence or one measure -> its page: its figures as a map of forces by years, or a list under three forces; all of
them in a table; the words for an address that is not known.

Protects: one chart holds one measure, one unit and one offence; financial and calendar years are columns of their own;
bare paper is no number, not zero; deaths after a confrontation are in no chart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import bars, tiles
from dashboard.parts import answers, figure_words, listing, statuses
from dashboard.parts import chart as charts
from dashboard.parts.controls import Address, choose_forces, controls, pick, put
from dashboard.parts.subject import FEWEST_FORCES, counted_by, differing, not_offered
from dashboard.stats import each

NEVER_DRAWN = ("suspect_deaths_ocag",)
"""Deaths after a confrontation: words in the evidence of their source, never a chart."""
MOST_YEARS = 6  # columns that a phone has room for; the year in the address is the last of them
CHOOSE_A_SET = {"offence": ("measure", "unit"), "measure": ("offence", "unit")}
"""The parameters of a page's address that choose among its sets."""


def chooses(set_: Any) -> dict[str, str | None]:
    """The parameters of an address that ask for one set: what a chart holds, a row of queries/one_thing_sets.sql."""
    return {"measure": set_.measure_id, "unit": set_.unit, "offence": set_.offence_id}


def every(page: str) -> pd.DataFrame:
    """Every offence of the reference by Act and section (classes and groups last), or every measure by title, with what
    is known of each: queries/offence_about.sql, measure_about.sql."""
    return warehouse.query(f"{page}_about")


def named(page: str, id_: str) -> Any:
    """The offence or measure, or None where the reference has none of this name."""
    return next((row for row in each(every(page)) if getattr(row, f"{page}_id") == id_), None)


def names(page: str) -> dict[str, str]:
    """Every id with its title, of an offence with its section."""
    rows = each(every(page))
    if page == "measure":
        return {row.measure_id: row.title for row in rows}
    return {row.offence_id: words.offence_heading(words.heading(row.title), row.section) for row in rows}


def only(page: str, id_: str) -> dict[str, str | None]:
    """One offence, or one measure, as queries ask for it."""
    return {"offence_id": None, "measure_id": None, f"{page}_id": id_}


def sets_of(page: str, id_: str) -> list[Any]:
    """What can be drawn of an offence or a measure."""
    wanted = {**only(page, id_), "never": list(NEVER_DRAWN), "fewest": FEWEST_FORCES}
    return each(warehouse.query("one_thing_sets", wanted))


def asked(page: str, at: Address) -> Any | None:
    """The set of an address, else the first; None where nothing can be drawn."""
    sets = sets_of(page, at.one("id"))
    fits = [row for row in sets if all(at.one(name) in ("", chooses(row)[name] or "") for name in CHOOSE_A_SET[page])]
    return next(iter(fits or sets), None)


def rows_of(set_: Any) -> pd.DataFrame:
    """Every figure of a force and a year in a set, and the answers without one."""
    return warehouse.query(
        "figures_and_answers",
        {"measure": set_.measure_id, "unit": set_.unit, "offence": set_.offence_id or "", "period": None},
    )


def worded(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows as maps and lists draw them; `of` says of which year or offence each is."""
    rows = figure_words.with_message(rows)
    rows["text"] = [figure_words.in_cell(row) for row in each(rows)]
    rows["tip"] = [
        figure_words.tip_of(
            row,
            row.force,
            row.of,
            figure_words.text(row) + ("" if row.state in answers.WITHOUT_NUMBER else f" {unit}"),
        )
        for row in each(rows)
    ]
    return rows


def around(rows: pd.DataFrame, what: str, notes: Sequence[str]) -> dict[str, Any]:
    """What stands around a map or list of figures, by the names of charts.Chart; `what` heads the column of `of`."""
    ids = list(figures(rows)["figure_id"])
    disputed = [
        f"{row.force}, {row.of}: two sources print {figure_words.both(row)}."
        for row in each(rows[rows["state"] == "conflicting"])
    ]
    return {
        "notes": (*notes, *disputed, *differing(ids)),
        "columns": {
            "Force": rows["force"],
            what: rows["of"],
            "Number": [figure_words.text(row) for row in each(rows)],
            "Counted by": rows["compiled_by"].fillna("–"),
            "Said of it": [figure_words.said_in_brief(row) for row in each(rows)],
        },
        "marks": {row.figure_id: f"{row.force}, {row.of}: {row.text}" for row in each(rows)},
    }


def figures(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the answers that gave no figure."""
    return rows[~rows["state"].isin(answers.WITHOUT_NUMBER)]


def chart(page: str, at: Address, set_: Any, title: str, notes: Sequence[str]) -> charts.Chart:
    """The chart of one set."""
    last = set_.years.index(at.one("until")) if at.one("until") in set_.years else len(set_.years) - 1
    shown = set_.years if set_.is_list else set_.years[max(0, last - MOST_YEARS + 1) : last + 1]
    rows = rows_of(set_)
    rows = worded(rows[rows["period_id"].isin(shown)].assign(of=rows["period_id"], column=rows["period_id"]), set_.unit)
    line = _line(rows, set_, at, shown)
    alt, chosen = f"{title}, by force and year. {line}", at.all("force")
    if set_.is_list:
        texts = [figure_words.text(row) for row in each(rows)]
        listed = rows.assign(
            section=rows["force"], name=rows["of"], more="", whole=float("nan"), role="bar", text=texts
        )
        drawing = bars.listed(listed, chosen, alt=alt)
    else:
        columns = {period: period.replace("/", "\n/") for period in shown}
        drawing = tiles.heat(rows, columns, chosen, alt=alt)
    counted = figures(rows)
    parameters = ("id", "force", "release", "until", *chooses(set_))
    return charts.Chart(
        name=page,
        title=f"{title} ({set_.unit})",
        drawing=drawing,
        line=line,
        source=f"Counted by {counted_by(counted['compiled_by'], counted['hand'])}",
        at=Address(f"/{page}", {name: values for name, values in at.asked.items() if name in parameters}),
        **around(rows, "Year", notes),
    )


def _line(rows: pd.DataFrame, set_: Any, at: Address, shown: Sequence[str]) -> str:
    counted = figures(rows)
    chosen = counted[counted["force_id"].isin(at.all("force"))].drop_duplicates("force_id", keep="last")
    said = [f"{row.name}, {row.of}: {row.text} {set_.unit}." for row in each(chosen) if not figure_words.is_small(row)]
    of = len(set_.years)
    years = f"the last {len(shown)} of {of} years" if len(shown) < of else words.counted(of, "year")
    blank = "" if set_.is_list else "; bare paper is no number, not zero"
    odd = f"; {words.counted(set_.odd, 'more count')} of no whole year, not drawn" if set_.odd else ""
    said.append(f"{words.counted(counted['force_id'].nunique(), 'force')} and {years}{blank}{odd}.")
    said.append(words.sentence(words.ABOUT_CHILDREN.get(set_.about_children or "", "")))
    return " ".join(part for part in said if part)


def choose(page: str, label: str, at: Address, title: Callable[[Any], str]) -> None:
    """Which set, up to which year, and the reader's forces; on a phone behind one button."""
    set_ = asked(page, at)
    if set_ is None:
        return
    sets = sets_of(page, at.one("id"))
    drawn = {key: value for key, value in chooses(set_).items() if key in CHOOSE_A_SET[page]}
    if said := not_offered(at, drawn, title(set_)):
        st.caption(said)
    with controls(page, title(set_)):
        first, second, third = st.columns(3, vertical_alignment="bottom")
        pick(
            first.selectbox, page, label, list(range(len(sets))), sets.index(set_),
            lambda n: put(until=None, figure=None, **{key: chooses(sets[n])[key] for key in CHOOSE_A_SET[page]}),
            lambda n: title(sets[n]),
        )  # fmt: skip
        if len(set_.years) > MOST_YEARS and not set_.is_list:
            ends = set_.years[MOST_YEARS - 1 :]
            last = at.one("until") if at.one("until") in ends else ends[-1]
            pick(second.select_slider, page, "Years up to", ends, last, lambda year: put(until=year, figure=None))
        choose_forces(at, place=third)


def draw(page: str, id_: str, drawn: charts.Chart | None) -> None:
    """The chart, and a table of what a list of few forces leaves out; without a chart, of every figure in force."""
    wanted = only(page, id_)
    if drawn is not None:
        charts.show(drawn, page)
        set_ = asked(page, drawn.at)
        if set_ is None or not set_.is_list:
            return
        wanted = {"offence_id": set_.offence_id, "measure_id": set_.measure_id}
    rows = each(warehouse.query("one_thing_figures", wanted | {"never": list(NEVER_DRAWN)}))
    rows = [row for row in rows if drawn is None or row.figure_id not in drawn.marks]
    if drawn is None:
        st.markdown("No chart: no figure of it is a count of one whole force in one year.")
    elif rows:
        st.markdown(f"Not in the chart: {words.counted(len(rows), 'figure')} of areas, parts or other periods.")
    if rows:
        lines = [(row.force, *figure_words.line(row, statuses.address(row.source_id, row.figure_id))) for row in rows]
        listing.first("figures", ("Force or area", *figure_words.LINE), lines, "Figures in force", "figure")


def all_figures(page: str, id_: str) -> None:
    """The answers without a number by what they said; and every figure, of areas and odd spans too, as data."""
    without = warehouse.query("answers_by_state", only(page, id_))
    if len(without):
        said = [f"{words.number(row.answers)} {answers.of_state(row.state)}" for row in each(without)]
        st.caption(words.verbatim(words.sentence(f"Answers without a number: {words.listed(said)}")))
    count = warehouse.values(f"select count(*) from figures where {page}_id = $id", {"id": id_})[0][0]
    st.markdown(f"[Every figure of it as CSV]({charts.csv('figures', **{page: id_})}) ({count:,})")


def link(page: str, id_: str, title: str) -> str:
    """A link in Markdown to the page of an offence or a measure."""
    return f"[{words.verbatim(title)}]({pinned.address(Address(f'/{page}').but(id=id_).link)})"


def links(page: str, ids: Sequence[str], names: Mapping[str, str]) -> str:
    return words.listed([link(page, id_, names.get(id_, id_)) for id_ in ids])


def parts_of(page: str, id_: str) -> list[Any]:
    """The offences or measures that it contains."""
    return [row for row in each(every(page)) if id_ in (row.within or [])]


def head(page: str, at: Address, about: Callable[[Any], str], drawn: charts.Made) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    row = named(page, at.one("id"))
    if row is None:
        return None
    chart = drawn(at)
    return names(page)[at.one("id")], about(row), chart.picture if chart else ""


def opened(page: str, at: Address, about: Callable[[Any], str]) -> Any | None:
    """The offence or measure of the page's address, with its title and what it is; where the address names none, the
    nearest and all of them."""
    asked_id, known = at.one("id"), names(page)
    if (row := named(page, asked_id)) is not None:
        st.title(words.verbatim(known[asked_id]))
        st.markdown(words.verbatim(about(row)))
        return row
    st.title(f"Which {page}?")
    if asked_id:
        st.markdown(f"No {page} has this address.{listing.nearest(asked_id, known, f'/{page}', 0.3)}")
    st.selectbox(
        f"Choose {'an' if page == 'offence' else 'a'} {page}", list(known), format_func=lambda id_: known[id_],
        index=None, key=f"{page}_any", on_change=lambda: put(id=st.session_state[f"{page}_any"]),
    )  # fmt: skip
    return None
