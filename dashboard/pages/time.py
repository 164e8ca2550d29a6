"""Over time: the reader's forces over the grey of all, as parts/over_years.py draws them, with the choices."""

import streamlit as st

from dashboard.parts import chart as charts
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, choose_forces, controls, force_names, my_forces, now, segments
from dashboard.parts.over_years import PATH, SHOWS, chart

VIEWS = {"together": "together", "alone": "mine", "panels": "a panel for each"}


def show() -> None:
    at = now(PATH)
    subject = subjects.nearest(at.but(period=None))
    if subject is None:
        st.markdown("No force has a number for any year in this copy.")
        return
    if said := subjects.not_offered(at, subject.asks, subject.title):
        st.caption(said)
    chosen = list(my_forces(at))
    _controls(at, subject, chosen)
    drawn = chart(at.but(**subject.asks, period=None))
    assert drawn is not None
    charts.show_beside_evidence(drawn, "time")


def _controls(at: Address, subject: subjects.Subject, chosen: list[str]) -> None:
    per = subjects.shown(at, subject, SHOWS)
    view = at.one("view") if at.one("view") in VIEWS else "together"
    names = force_names()
    with controls("time", " · ".join([subject.title, SHOWS[per], *(names[force] for force in chosen)])):
        columns = st.columns([3, 4, 2.5, 4.8, 3.7], vertical_alignment="top")
        subjects.two_steps(subject, columns)
        segments(columns[2], "Show", "show", SHOWS, per)
        segments(columns[3], "Forces", "view", VIEWS, view)
        choose_forces(at, place=columns[4])
