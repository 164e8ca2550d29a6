"""One offence or one measure (`page`, its address): what it is, its numbers over the years, what contains it.

Protects: deaths after a confrontation are in no chart; what is left out of a chart is counted and listed.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.parts import chart as charts
from dashboard.parts import listing, over_years, print_line, results, statuses
from dashboard.parts.controls import Address, choose_forces, controls, now, pick, put
from dashboard.parts.subject import Subject, not_offered, subjects
from dashboard.parts.subject import asked as subject_asked
from dashboard.words import each


def every(page: str) -> pd.DataFrame:
    return warehouse.query(f"{page}_about")


def named(page: str, id_: str) -> Any:
    return next((row for row in each(every(page)) if getattr(row, f"{page}_id") == id_), None)


def names(page: str) -> dict[str, str]:
    """Every id with its title, of an offence with its section."""
    rows = each(every(page))
    if page == "measure":
        return {row.measure_id: row.title for row in rows}
    return {row.offence_id: words.offence_heading(words.heading(row.title), row.section) for row in rows}


def figures_of(page: str, id_: str, never: Iterable[str] = print_line.NEVER) -> list[Any]:
    """Every figure in force of it, without those of some measures: rows of queries/one_thing_figures.sql."""
    asked = {"offence_id": None, "measure_id": None, f"{page}_id": id_, "never": list(never)}
    return each(warehouse.query("one_thing_figures", asked))


def asked(page: str, at: Address) -> Subject | None:
    """What the chart of an address shows: of this offence or measure what else is asked for, else the first."""
    own = Address().but(**{page: at.one("id")})
    more = own.but(**{name: at.one(name) for name in ("measure", "unit", "offence") if name != page})
    subject = subject_asked(more) or subject_asked(own)
    return subject if at.one("id") and subject and subject.measure_id not in print_line.NEVER else None


def chart(page: str, at: Address) -> charts.Chart | None:
    subject = asked(page, at)
    return over_years.chart(at.at(over_years.PATH).but(**subject.asks)) if subject else None


def head(at: Address) -> tuple[str, str, str] | None:
    page = at.path.strip("/")
    if (row := named(page, at.one("id"))) is None:
        return None
    drawn = chart(page, at)
    return names(page)[at.one("id")], about(row), drawn.picture if drawn else ""


def about(row: Any) -> str:
    """What a measure counts; what an offence is and is not, whether it is about children, since when it is in force."""
    if not hasattr(row, "in_force_from"):
        return words.sentence(row.definition)
    children = words.ABOUT_CHILDREN.get(row.about_children, "it is about children alone")
    parts = [words.sentence(str(row.note or "")), words.sentence(children)]
    if row.in_force_from:
        end = f" to {words.day(row.in_force_to)}" if row.in_force_to else ""
        parts.append(f"In force from {words.day(row.in_force_from)}{end}.")
    return " ".join(part for part in parts if part)


def _show(page: str) -> None:
    at, known = now(f"/{page}"), names(page)
    if (row := named(page, at.one("id"))) is None:
        listing.missing(page, at.one("id"), known, at.path, "/offences" if page == "offence" else "/compare")
        return
    st.title(words.verbatim(known[at.one("id")]))
    st.markdown(words.verbatim(about(row)))
    if is_in_words := at.one("id") in print_line.NEVER:
        st.markdown(listing.render("deaths.md"))
        for figure in figures_of(page, at.one("id"), never=()):
            who = f"{figure.compiled_by}, {figure.force}, {words.printed_period(figure)}"
            link_ = words.link(who, statuses.address(figure.source_id, figure.figure_id))
            st.markdown(f"{link_}: {words.quoted(figure)}")
    else:
        _numbers(page, at)
    if page == "measure" and (lines := not_comparable(row)):
        with st.expander(f"Not to be compared with ({len(lines)})", expanded=True):
            st.markdown("\n".join(f"- {line}" for line in lines))
    if lines := relations(page, row):
        with st.expander(f"{'In the law, what' if page == 'offence' else 'What'} contains it, what it contains"):
            st.markdown("\n".join(f"- {line}" for line in lines))
    if not is_in_words:
        first = "All offences" if page == "offence" else "Compare forces"
        beside = at.at("/offences") if page == "offence" else at.at("/compare").but(measure=at.one("id"))
        over_time = at.at(over_years.PATH).but(**{page: at.one("id")})
        st.markdown(f"[{first}]({beside.link}) · [Over time]({over_time.link})")


show_offence, show_measure = partial(_show, "offence"), partial(_show, "measure")


def _numbers(page: str, at: Address) -> None:
    id_, subject, drawn = at.one("id"), asked(page, at), chart(page, at)
    rows = [row for row in figures_of(page, id_) if drawn is None or row.figure_id not in drawn.marks]
    if drawn is None or subject is None:
        st.markdown("No chart is drawn of it.")
    else:
        _choose(page, at, subject)
        charts.show(drawn, page)
        if rows:
            st.markdown(f"Not in the chart: {words.counted(len(rows), 'figure')}.")
    if rows:
        lines = [(row.force, *results.line(row, statuses.address(row.source_id, row.figure_id))) for row in rows]
        listing.first("figures", ("Force or area", *results.LINE), lines, "Figures in force", "figure")
    without = warehouse.query("answers_by_state", {"offence_id": None, "measure_id": None, f"{page}_id": id_})
    if len(without):
        said = [f"{words.number(row.answers)} {results.of_state(row.state)}" for row in each(without)]
        st.caption(words.verbatim(words.sentence(f"Answers without a number: {words.listed(said)}")))
    count = warehouse.values(f"select count(*) from figures where {page}_id = $id", {"id": id_})[0][0]
    st.markdown(f"[Every figure of it as CSV]({charts.csv('figures', **{page: id_})}) ({count:,})")


def _choose(page: str, at: Address, subject: Subject) -> None:
    label, other = {"offence": ("What is counted", "measure"), "measure": ("Offence", "offence")}[page]
    offered = {
        f"{row.measure if page == 'offence' else row.of_offence} ({row.unit})": row.asks
        for row in subjects()
        if getattr(row, f"{page}_id") == at.one("id")
    }
    shown = next(title for title, asks in offered.items() if asks == subject.asks)
    if said := not_offered(at, {other: subject.asks[other]}, shown):
        st.caption(said)

    def choose(title: str) -> None:
        put(figure=None, **{name: value for name, value in offered[title].items() if name != page})

    with controls(page, shown):
        first, second = st.columns(2, vertical_alignment="bottom")
        pick(first.selectbox, label, list(offered), shown, choose)
        choose_forces(at, place=second)


def links(page: str, ids: Sequence[str]) -> str:
    """Links in Markdown to the pages of offences or measures, by their titles."""
    known = names(page)
    at = {id_: pinned.address(Address(f"/{page}").but(id=id_).link) for id_ in ids}
    return words.listed([f"[{words.verbatim(known[id_])}]({address})" for id_, address in at.items()])


def relations(page: str, row: Any) -> list[str]:
    """An offence's place in the law; what contains it, what it contains and overlaps with, a line each."""
    id_, lines = getattr(row, f"{page}_id"), []
    if page == "offence":
        place = f"{row.act}, {row.section or 'no one section'}" if row.act else "a class or group of offences"
        where = f"; {row.jurisdiction}" if row.jurisdiction else ""
        lines.append(f"**In the law:** {words.verbatim(place)}{where}.")
        if row.home_office_codes:
            lines.append(f"**Home Office codes:** {words.verbatim(', '.join(row.home_office_codes))}.")
    contains = [getattr(part, f"{page}_id") for part in each(every(page)) if id_ in (part.within or [])]
    pairs = {
        "**Counted in**, and never to be added to:": row.within,
        "**Contains:**": contains,
        "**Overlaps with**, neither holding the other:": getattr(row, "overlaps_with", None),
    }
    return lines + [f"{what} {links(page, ids)}." for what, ids in pairs.items() if ids]


def not_comparable(measure: Any) -> list[str]:
    """A line for each measure that one must not be compared with: why, and what that one counts."""
    others = {row.measure_id: row for row in each(every("measure"))}
    return [
        f"**{links('measure', [other])}.** {words.verbatim(words.sentence(measure.because[other]))} "
        f"It counts: {words.verbatim(words.inside(words.sentence(others[other].definition)))}"
        for other in measure.not_comparable_with
    ]
