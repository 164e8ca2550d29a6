"""Over time: one thing that is counted, of all forces over the years, the reader's own in colour; and whether it rose.

Protects: a rise or a fall is told only of forces whose two years one source counted alike, and by more than chance.
"""

import streamlit as st

from dashboard import warehouse
from dashboard.parts import chart as charts
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, choose, choose_forces, controls, my_forces, now
from dashboard.parts.listing import render
from dashboard.parts.over_years import PATH, SHOWS, chart

VIEWS = {"together": "together", "alone": "mine", "panels": "a panel for each"}


def show() -> None:
    at = now(PATH)
    if (subject := subjects.nearest(at.but(period=None))) is None:
        st.markdown(subjects.NOTHING)
        return
    said = subjects.not_offered(at, subject.asks)
    per, mine, view = subjects.shown(at, subject, SHOWS), my_forces(at), at.one("view")
    views = {name: said for name, said in VIEWS.items() if mine or name != "alone"}
    with controls("time", " · ".join([subject.title, SHOWS[per], *mine.values()])):
        columns = st.columns([3, 4, 2.5, 4.8, 3.7], vertical_alignment="top")
        subjects.two_steps(subject, columns)
        choose(columns[2].segmented_control, "Show", "show", SHOWS, per, required=True)
        shown = view if view in views else "together"
        choose(columns[3].segmented_control, "Forces", "view", views, shown, required=True)
        choose_forces(at, place=columns[4])
    drawn = chart(at.but(**subject.asks, period=None))
    if drawn is None:
        st.markdown("No number of it has both ends, so none is drawn over the years.")
        return
    charts.show_beside_evidence(drawn, "time", under="" if said else risen(at, subject))


def risen(at: Address, subject: subjects.Subject) -> str:
    """Whether the count of the chosen forces, and of how many of all, rose or fell by more than chance; else ""."""
    is_broken = (subject.offence_id or "").startswith("group:")  # breaks within a group of offences are not known
    if is_broken or not subject.is_official or (before := subjects.before_of(at, subject)) is None:
        return ""
    rows = warehouse.query("compare_change", {**subject.in_year, "before": before}).query("untold.isna()")
    link = at.at("/compare").but(**subject.in_year, show="change", before=before).link
    told = subjects.told_of_change(rows, my_forces(at)) | {"before": before, "period": subject.period}
    return " ".join(render("risen.md", link=link, **told).split()) if len(rows) >= subjects.FEWEST_BY_VALUE else ""
