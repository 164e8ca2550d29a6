"""One offence or one measure -> its page: what it is, its numbers over the years as Over time draws them, and every
figure that is in no chart.

Protects: deaths after a confrontation are in no chart; what is left out of a chart is counted and listed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.parts import answers, figure_words, listing, over_years, statuses
from dashboard.parts import chart as charts
from dashboard.parts.controls import Address, choose_forces, controls, pick, put
from dashboard.parts.subject import Subject, not_offered, subjects
from dashboard.parts.subject import asked as subject_asked
from dashboard.stats import each

NEVER_DRAWN = ("suspect_deaths_ocag",)
"""Deaths after a confrontation: words in the evidence of their source, never a chart."""


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


def figures_of(page: str, id_: str, never: Sequence[str] = NEVER_DRAWN) -> list[Any]:
    """Every figure in force of it, without those of some measures: rows of queries/one_thing_figures.sql."""
    asked = {"offence_id": None, "measure_id": None, f"{page}_id": id_, "never": list(never)}
    return each(warehouse.query("one_thing_figures", asked))


def asked(page: str, at: Address) -> Subject | None:
    """What the chart of an address shows: of this offence or measure what else is asked for, else the first."""
    own = Address().but(**{page: at.one("id")})
    more = own.but(**{name: at.one(name) for name in ("measure", "unit", "offence") if name != page})
    subject = subject_asked(more) or subject_asked(own)
    return subject if at.one("id") and subject and subject.measure_id not in NEVER_DRAWN else None


def chart(page: str, at: Address) -> charts.Chart | None:
    """Its numbers over the years; None where no chart is drawn of it."""
    subject = asked(page, at)
    return over_years.chart(at.at(over_years.PATH).but(**subject.asks)) if subject else None


def head(page: str, at: Address, about: Callable[[Any], str]) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    if (row := named(page, at.one("id"))) is None:
        return None
    drawn = chart(page, at)
    return names(page)[at.one("id")], about(row), drawn.picture if drawn else ""


def opened(page: str, at: Address, about: Callable[[Any], str]) -> Any | None:
    """The offence or measure of the page's address, with its title and what it is; where the address names none, the
    nearest and all of them."""
    asked_id, known = at.one("id"), names(page)
    if (row := named(page, asked_id)) is not None:
        st.title(words.verbatim(known[asked_id]))
        st.markdown(words.verbatim(about(row)))
        return row
    listing.missing(page, asked_id, known, f"/{page}", "/offences" if page == "offence" else "/compare")
    return None


def show(page: str, at: Address) -> None:
    """The chart with its choices; the figures that it leaves out; answers without a number by what they said; and every
    figure as data."""
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
        lines = [(row.force, *figure_words.line(row, statuses.address(row.source_id, row.figure_id))) for row in rows]
        listing.first("figures", ("Force or area", *figure_words.LINE), lines, "Figures in force", "figure")
    without = warehouse.query("answers_by_state", {"offence_id": None, "measure_id": None, f"{page}_id": id_})
    if len(without):
        said = [f"{words.number(row.answers)} {answers.of_state(row.state)}" for row in each(without)]
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
        pick(first.selectbox, page, label, list(offered), shown, choose)
        choose_forces(at, place=second)


def link(page: str, id_: str, title: str) -> str:
    """A link in Markdown to the page of an offence or a measure."""
    return f"[{words.verbatim(title)}]({pinned.address(Address(f'/{page}').but(id=id_).link)})"


def relations(page: str, row: Any) -> list[str]:
    """What contains it and what it contains, a line each."""
    known, id_ = names(page), getattr(row, f"{page}_id")
    contains = [getattr(part, f"{page}_id") for part in each(every(page)) if id_ in (part.within or [])]
    pairs = (("**Counted in**, and never to be added to:", row.within), ("**Contains:**", contains))
    return [f"{what} {links(page, ids, known)}." for what, ids in pairs if ids]


def links(page: str, ids: Sequence[str], known: dict[str, str]) -> str:
    return words.listed([link(page, other, known[other]) for other in ids])
