"""Offences: a map of forces by sections of Acts, and every offence; one offence or measure (`page`, its address).

Protects: classes are in no column beside their sections; bare paper is not zero; a column in which no child need be
involved says so; deaths after a confrontation are in no chart; what is left out of a chart is counted and listed.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import tiles
from dashboard.parts import chart as charts
from dashboard.parts import force_years, listing, over_years, print_line, results, statuses
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, choose_forces, controls, now, pick, put, sent_when_open
from dashboard.words import each

PATH = "/offences"
NO_ACT = "Classes and groups, which are not one offence"
MOST_WIDE = 3  # columns with room for a heading's words
MOST_ABOVE = 160  # letters above a chart: the rest is a note on it


def chooses(choice: Any) -> dict[str, str]:
    """The parameters of an address that ask for a measure, unit and year: a row of queries/offences_choices.sql."""
    return {"measure": choice.measure_id, "unit": choice.unit, "period": choice.period}


def choices() -> list[Any]:
    return each(warehouse.query("offences_choices"))


def asked(at: Address) -> Any | None:
    """What an address asks for, or what is nearest to it, as queries/offences_asked.sql chooses; None without any."""
    wanted = {name: at.one(name) for name in ("measure", "unit", "period")}
    return next(iter(each(warehouse.query("offences_asked", wanted))), None)


def cells(choice: Any) -> pd.DataFrame:
    rows = warehouse.query("sections_counted", chooses(choice))
    rows["of"] = [words.offence_heading(row.title, row.section, row.about_children) for row in each(rows)]
    rows["text"] = [results.in_cell(row) for row in each(rows)]
    rows["said"] = [results.text(row) for row in each(rows)]
    rows["is_figure"] = ~rows["state"].isin(results.WITHOUT_NUMBER)
    said = rows["said"] + rows["is_figure"].map({True: f" {choice.unit}", False: ""})
    rows["tip"] = [results.tip_of(row, row.force, row.of, text) for row, text in zip(each(rows), said, strict=True)]
    return rows


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    if (choice := asked(at)) is None:
        return None
    rows = cells(choice)
    first = rows.drop_duplicates("offence_id")
    sections = each(first.sort_values(["act", "section_number", "section", "title"]))
    columns = {row.offence_id: words.offence_column(row, is_wide=len(sections) <= MOST_WIDE) for row in sections}
    counted, letters = rows[rows["is_figure"]], words.short_names("in_columns")
    of = int(warehouse.query("offence_about")["section"].notna().sum())
    given = {"forces": rows["force_id"].nunique(), "columns": len(columns), "of": of}
    other = sorted(set(rows.loc[rows["about_children"] == "no", "section"]))
    inside = [f"{row.title} is counted in {words.listed(row.inside)}." for row in each(first) if row.inside]
    conflicts, sides = each(rows[rows["state"] == "conflicting"]), results.sides(rows["figure_id"])
    disputed = [f"For {row.force}, {row.of}, {sides[row.figure_id]} stand side by side." for row in conflicts]
    return charts.Chart(
        name="offences",
        title=f"{choice.measure}, {choice.period}: forces by sections",
        drawing=tiles.heat(rows, columns, at.all("force")),
        line=listing.line("sections.md", choice=choice, other=other, **given),
        source=f"{subjects.counted_by(counted['compiled_by'], counted['hand'])} · {choice.unit}, not rates",
        at=Address(PATH).but(**chooses(choice), force=at.all("force")),
        notes=(*inside, *disputed, *subjects.differing(list(counted["figure_id"]))),
        columns={
            "Force": rows["force"],
            "Offence": rows["of"],
            "Number": rows["said"],
            "According to": rows["compiled_by"].fillna("–"),
            "Said of it": [results.said(row) for row in each(rows)],
        },
        marks={row.figure_id: f"{row.force}, {row.of}: {row.text}" for row in each(rows)},
        under="; ".join(f"{name}: {act}" for act, name in letters.items() if act in {row.act for row in sections}),
    )


def show_offences() -> None:
    at = now(PATH)
    choice, drawn = asked(at), chart(at)
    if choice is None or drawn is None:
        st.markdown("No force has a number for an offence in this copy.")
    else:
        subjects.not_offered(at, chooses(choice))
        _controls(at, choice)
        charts.show(drawn, "offences")
        st.caption(drawn.under)
    st.markdown("## Every offence, by its Act")
    rows = warehouse.query("offence_about")
    _tables(at, rows[rows["figures"] > 0])
    without = rows[rows["figures"] == 0]
    if len(without):
        title = f"{words.counted(len(without), 'offence or class', 'offences and classes')} for which no figure is here"
        sent_when_open(st.expander(title, key="fold_without", on_change="rerun"), lambda: _tables(at, without))


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
    days = ("from", row.in_force_from), ("until", row.in_force_to)
    said = " ".join(f"{when} {words.day(day)}" for when, day in days if day)
    return said or ("first day not certain" if row.section else "–")


def named(page: str, id_: str) -> Any:
    return next((row for row in each(warehouse.query(f"{page}_about")) if row.id == id_), None)


def names(page: str) -> dict[str, str]:
    return {
        row.id: words.offence_heading(words.heading(row.title), row.section)
        for row in each(warehouse.query(f"{page}_about"))
    }


def figures_of(page: str, id_: str, never: Iterable[str] = print_line.NEVER) -> pd.DataFrame:
    """Every figure in force of it, without those of some measures, as queries/one_thing_figures.sql says."""
    asked = {"offence_id": None, "measure_id": None, f"{page}_id": id_, "never": list(never)}
    return warehouse.query("one_thing_figures", asked)


@charts.remembered
def counts(at: Address) -> charts.Chart | None:
    """The arrests, charges and what was counted about groups of one offence, the latest first; None without any."""
    id_ = at.one("id")
    title, rows = words.inside(names("offence").get(id_, "")), figures_of("offence", id_).query("is_of_subject")
    return force_years.list_of_counts("offence-counts", title, rows, Address("/offence").but(id=id_))


def subject_of(page: str, at: Address) -> subjects.Subject | None:
    own = Address().but(**{page: at.one("id")})
    more = own.but(**{name: at.one(name) for name in ("measure", "unit", "offence") if name != page})
    subject = subjects.asked(more) or subjects.asked(own)
    return subject if at.one("id") and subject and subject.measure_id not in print_line.NEVER else None


def over_time(page: str, at: Address) -> charts.Chart | None:
    subject = subject_of(page, at)
    return over_years.chart(at.at(over_years.PATH).but(**subject.asks)) if subject else None


def head(at: Address) -> tuple[str, str, str] | None:
    if at.path == PATH:
        return drawn.head if (drawn := chart(at)) else None
    page = at.path.strip("/")
    if (row := named(page, at.one("id"))) is None:
        return None
    drawn = over_time(page, at)
    return names(page)[at.one("id")], about(row), drawn.picture if drawn else ""


def about(row: Any) -> str:
    """What a measure counts; what an offence is and is not, whether it is about children, since when it is in force."""
    if not hasattr(row, "in_force_from"):
        return words.sentence(row.definition)
    children = words.ABOUT_CHILDREN.get(row.about_children, "it is about children alone")
    return listing.render("offence.md", row=row, children=children, most_above=MOST_ABOVE)


def _show(page: str) -> None:
    at, known = now(f"/{page}"), names(page)
    if (row := named(page, at.one("id"))) is None:
        listing.missing(page, "/offences" if page == "offence" else "/compare")
        return
    st.title(words.verbatim(known[at.one("id")]))
    st.markdown(words.verbatim(about(row)))
    if is_in_words := at.one("id") in print_line.NEVER:
        st.markdown(listing.render("deaths.md"))
        for figure in each(figures_of(page, at.one("id"), never=())):
            who = f"{figure.compiled_by}, {figure.force}, {words.printed_period(figure)}"
            link_ = words.link(who, statuses.address(figure.source_id, figure.figure_id))
            st.markdown(f"{link_}: {words.quoted(figure)}")
    else:
        _numbers(page, at)
    if row.within:
        titles = words.listed([words.link(known[id_], pinned.address(f"/{page}?id={id_}")) for id_ in row.within])
        st.markdown(f"Counted in {titles}: never add them.")
    if page == "measure" and (lines := not_comparable(row)):
        with st.expander(f"Not to be compared with ({len(lines)})", expanded=True):
            st.markdown("\n".join(f"- {line}" for line in lines))
    if not is_in_words:
        first = "All offences" if page == "offence" else "Compare forces"
        beside = at.at("/offences") if page == "offence" else at.at("/compare").but(measure=at.one("id"))
        yearly = at.at(over_years.PATH).but(**{page: at.one("id")})
        st.markdown(f"[{first}]({beside.link}) · [Over time]({yearly.link})")


show_offence, show_measure = partial(_show, "offence"), partial(_show, "measure")


def _numbers(page: str, at: Address) -> None:
    id_, subject, drawn = at.one("id"), subject_of(page, at), over_time(page, at)
    counted = counts(at) if page == "offence" else None
    shown, figures = [mark for of in (counted, drawn) if of for mark in of.marks], figures_of(page, id_)
    rows = each(figures[~figures["figure_id"].isin(shown)])
    left, right = st.columns(2, gap="medium") if counted and drawn else (st.container(), st.container())
    with left:
        charts.show(counted, "counts", heading=force_years.COUNTS)
    with right:
        if drawn is None or subject is None:
            st.markdown("No chart is drawn of it.")
        else:
            _choose(page, at, subject)
            charts.show(drawn, page)
    if rows:
        st.markdown(f"Not {'in the chart' if drawn else 'drawn'}: {words.counted(len(rows), 'figure')}.")
        apart = [row for row in rows if row.offence and row.about_children == "no"]
        if len(apart) < len(rows):
            _listed("figures", [row for row in rows if row not in apart], title=names(page)[id_])
        if apart:
            st.subheader(words.heading(words.ABOUT_CHILDREN["no"]))
            _listed("without_child", apart, title=names(page)[id_], about=f" [{words.ABOUT_CHILDREN['no']}]")
    without = warehouse.query("answers_by_state", {"offence_id": None, "measure_id": None, f"{page}_id": id_})
    if len(without):
        said = [f"{words.number(row.answers)} {results.of_state(row.state)}" for row in each(without)]
        st.caption(words.verbatim(words.sentence(f"Answers without a number: {words.listed(said)}")))
    count = warehouse.values(f"select count(*) from figures where {page}_id = $id", {"id": id_})[0][0]
    files = {view: charts.csv(view, **{page: id_}) for view in ("figures", "all_figures")}
    st.markdown(listing.line("files.md", total=count, csv=files))


def _listed(name: str, rows: Sequence[Any], title: str, about: str = "") -> None:
    """`title`, `about`: what page and heading say of all rows, and no row again."""
    lines = [(row.force, *results.line(row, statuses.address(row.source_id, row.figure_id))) for row in rows]
    alike = title.removesuffix(results.THE_NAMED) if results.THE_NAMED in title else f"{title}: "
    lines = [(force, str(what).removeprefix(alike).removesuffix(about), *more) for force, what, *more in lines]
    listing.first(name, ("Force or area", *results.LINE), lines, "Figures in force", "figure")


def _choose(page: str, at: Address, subject: subjects.Subject) -> None:
    label, other = {"offence": ("What is counted", "measure"), "measure": ("Offence", "offence")}[page]
    offered = {
        f"{row.measure if page == 'offence' else row.of_offence} ({row.unit})": row.asks
        for row in subjects.subjects()
        if getattr(row, f"{page}_id") == at.one("id")
    }
    shown = next(title for title, asks in offered.items() if asks == subject.asks)
    subjects.not_offered(at, {other: subject.asks[other]})
    with controls(page, shown):
        first, second = st.columns(2, vertical_alignment="bottom")
        pick(
            first.selectbox, label, list(offered), shown,
            lambda title: put(**offered[title] | {page: None, "figure": None}),
        )  # fmt: skip
        choose_forces(at, place=second)


def not_comparable(measure: Any) -> list[str]:
    titles = names("measure")
    return [
        f"**{words.link(titles[other], pinned.address(f'/measure?id={other}'))}.** "
        f"{words.verbatim(words.sentence(measure.because[other]))}"
        for other in measure.not_comparable_with
    ]
