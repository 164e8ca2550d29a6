"""Overview: what forces have said about arrests on the evidence of "paedophile hunters", and offences recorded beside.

Protects: the subject stands first; a count and what its source sets beside it are never joined into a share; a reply
that is not here is our gap; a figure of one to four stands in no sentence.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import bars, tiles
from dashboard.parts import chart as charts
from dashboard.parts import evidence, force_years, listing, over_years, results
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, choose, choose_forces, controls, my_forces, now
from dashboard.words import each

PATH = "/"
TITLE = "“Paedophile hunters” and arrests for online grooming: what police forces have said"
CAMPAIGN, QUESTION = "online-grooming-2019-20", "3"
PARTS = (("groups’ evidence", "part"), ("all", "whole"))
FILLS = ("step4", "bar", "whole", "line", "step1", "step2")
"""The fills of the bar's pieces from the left; the first is only for those who gave a number."""
MOST_DIFFERENCES = 6
ASKS = {**force_years.RECORDED, "offence": force_years.GROOMING}
CLASS_88A = "Class 88A; Home Office (copy)"
NO_RATE = {"other_law": "other_law", "no_rate": "few_residents"}
"""Why a force has no rate on the map, by why it has no bar in Compare: "hardly any residents", "no figure here" …"""
BOUNDS, BOUNDS_BEFORE = (0, 5, 10, 15, 20), (0, 1, 2, 3, 4)
"""Where the map's steps begin: the same over all years on one side of the break."""


@charts.remembered
def court(at: Address) -> charts.Chart | None:
    """What used groups' evidence in court, within the whole of the same source: cases by year."""
    every = warehouse.query("overview_court")
    rows, apart = every[~every["is_apart"]].copy(), each(every[every["is_apart"]])[-1:]
    if not len(rows):
        return None
    said = rows["name"] + ": " + rows["text"] + " court cases used groups’ evidence"
    rows["tip"] = [results.tip_of(row, row.area, text) for row, text in zip(each(rows), said, strict=True)]
    return charts.Chart(
        name="court",
        title="Court cases that used activist groups’ evidence",
        drawing=replace(bars.listed(rows, row_height=44), legend=PARTS),
        line=listing.line("court.md", first=each(rows)[0], last=each(rows)[-1], apart=apart, every=each(every)),
        source=f"{'; '.join(rows['of_forces'].unique())}"
        " · activist groups: “paedophile hunters” · a newspaper calls the cases files sent to prosecutors",
        at=Address(PATH),
        columns={
            "Year": every["name"],
            "Used groups’ evidence": every["part"],
            "All": every["whole"].map(words.number),
            "According to": every["compiled_by"],
            "Read in": every["read_in"].fillna("its own page"),
            "All: read in": every["read"].fillna("its own page"),
        },
        marks={row.figure_id: f"{row.period}: {row.text} {row.counted}" for row in each(every)}
        | {row.whole_id: f"{row.period}: {words.number(row.whole)} in all" for row in each(every)},
        opens=[[None, row.figure_id, row.whole_id] for row in each(every)],
    )


@charts.remembered
def asked(at: Address) -> charts.Chart | None:
    """One bar of all forces asked in 2021, by what became of the question on groups' evidence."""
    [(sent,)] = warehouse.values("select requests from campaigns where campaign_id = $id", {"id": CAMPAIGN}) or [(0,)]
    if not sent:
        return None
    rows = warehouse.query("answers_grid", {"campaign": CAMPAIGN})
    rows = rows[rows["question"] == QUESTION].copy()
    rows["became"] = [results.became(row) for row in each(rows)]
    silent, alone = sent - len(rows), int((rows["state"] == "in_part").sum())  # of which the outcome alone is here
    counts = rows["became"].value_counts().sort_index(key=lambda names: names != results.GAVE, kind="stable")
    fills = islice(cycle(FILLS), results.GAVE not in counts, None)
    pieces = [(f"{n} {became}", int(n), fill) for (became, n), fill in zip(counts.items(), fills, strict=False)]
    pieces += [(f"{silent} not here", silent, "blank")] if silent else []
    return charts.Chart(
        name="asked",
        title=f"{sent} forces asked in 2021 for such arrests",
        drawing=bars.stacked(pieces),
        line=f"No reply here of {silent + alone}{f' ({alone}: outcome alone)' * bool(alone)}: our gap.",
        source="Freedom of information request of 2021",
        at=Address(PATH),
        columns={
            "Force": [*rows["force"], *[f"{silent} more"] * bool(silent)],
            "What became of it": [*rows["became"], *["no reply here"] * bool(silent)],
        },
        marks={row.mark: f"{row.force}: {row.became}" for row in each(rows)},
        opens=[*([mark] for mark in rows["mark"]), [None]],
        answers=list(rows["outcome_id"].dropna().unique()),
    )


def recorded(at: Address) -> subjects.Subject | None:
    """Sexual grooming as the official series has it, in the year of the address where it has one, else the latest."""
    every = [row for row in subjects.subjects() if row.asks == ASKS and row.is_official]
    latest = max(every, key=lambda row: row.year, default=None)
    return next((row for row in every if row.period == at.one("period")), latest)


@charts.remembered
def tile_map(at: Address) -> charts.Chart | None:
    """Sexual grooming that the police recorded, per 100,000 residents, on the map of forces, in one year."""
    subject = recorded(at)
    if subject is None:
        return None
    every, chosen, period = subjects.forces_of(subject, "rate"), my_forces(at), subject.period
    rows = subjects.worded(every[every["tile_row"].notna()].reset_index(drop=True), "rate", period)
    rows["why"] = ["" if row.value == row.value else NO_RATE.get(row.why, "nothing") for row in each(rows)]
    rows.loc[rows["value"].notna() & rows["number"].map(words.is_few), "why"] = "few"
    rows["is_differing"], rows["text"] = rows["own"].notna(), rows["rate_text"].where(rows["why"] == "", "–")
    without = [results.tip(row.force, tiles.WHY[row.why][0]) if row.why else "" for row in each(rows)]
    rows["tip"] = rows["tip"].where(rows["why"].isin(["", "few"]), without)
    short = {tile["force_id"]: tile["name"] for tile in words.table("charts/tile_names")}  # what tiles have room for
    rows["name"] = rows["force_id"].map(short).fillna(rows["name"])
    mine = [(chosen[force], row) for force in chosen for row in each(rows[rows["force_id"] == force])]
    known = rows[rows["value"].notna()].sort_values("force")
    told = {"known": len(known), "middle": known["value"].median(), "why": tiles.WHY, "period": period}
    off = sorted(every.loc[~every["is_territorial"] & every["number"].notna(), "force"])
    bounds = BOUNDS_BEFORE if subject.year < min(force_years.BREAKS[force_years.GROOMING]) else BOUNDS
    of = f"{sum(rows['why'] == '')} of {len(rows) + len(off)} UK forces"
    beside = f"; {words.listed(off)} {'has' if len(off) == 1 else 'have'} no territory and no tile" if off else ""
    return charts.Chart(
        name="map",
        title=f"Sexual grooming recorded per 100,000 residents, {period}",
        drawing=tiles.tiles(rows, list(chosen), bounds=bounds),
        line=listing.line("map.md", mine=mine, beside_median=words.beside_median, **told),
        source=f"{CLASS_88A} · {of} are shown with a rate{beside}",
        at=Address(PATH).but(period=period, force=chosen),
        notes=tuple(
            f"{row.force}, {period}: drawn is {words.masked(row.number)}, as the Home Office counts; "
            f"{row.own_by} counts {words.masked(row.own)}."
            for row in each(known[known["is_differing"]])
        ),
        columns={
            "Force": known["force"],
            "Per 100,000": known["text"],
            "95 % interval": known["interval"],
            "Recorded": known["number"].map(words.masked),
        },
        marks={row.figure_id: f"{row.force}, {period}" for row in each(known)},
    )


CHARTS: dict[str, charts.Made] = {"court": court, "groups": force_years.on_evidence, "asked": asked, "map": tile_map}


def head(_: Address) -> tuple[str, str, str]:
    drawn = court(Address(PATH))
    return TITLE, drawn.line if drawn else "", "/chart/court.png"


def show() -> None:
    at = now(PATH)
    own, chosen = at.at(PATH, "period"), my_forces(at)
    st.title(TITLE)
    with controls("overview", words.listed(list(chosen.values())) or "My forces"):
        choose_forces(at, width=480)
    left, right = st.columns(2, gap="medium")
    with left:
        charts.show(court(own), "court", level=3, heading="Court cases with groups’ evidence", source="")
    with right:  # its rows say their source
        charts.show(force_years.on_evidence(own), "groups", level=3, heading="Arrests on groups’ evidence", source="")
    charts.show(asked(own), "asked", level=3, source="")
    if chosen:
        force_years.show_cards(list(chosen), at, "Your force" if len(chosen) == 1 else "Your forces")
    else:
        st.header("Your force")
        choose_forces(at, "Your force", width=480, label_visibility="collapsed")
    below = st.container()
    differ = differences(list(chosen))
    first = ", yours first" * (not differ["is_other"].all())
    which = f": {len(differ)} of {len(force_years.differing())}, one a force{first}"
    force_years.show_differing(differ, list(differ["force"] + ": "), which)
    st.divider()
    st.markdown(listing.render("three_ways.md"))
    with below:
        st.fragment(charts.after_the_first)(_context)
    evidence.drawer((evidence.chosen() or "",), "page")  # of an address from elsewhere, which no chart here has


def _context() -> None:
    at = now(PATH)
    subject = recorded(at)
    if subject is None:  # a warehouse without the official series has no such context
        return
    st.header("Context: offences recorded")
    known = [row.period for row in subjects.years_of(subject) if row.is_official]
    if len(known) > 1:
        choose(st.select_slider, "Year", "period", known, subject.period, label_visibility="collapsed")
    left, right = st.columns([9, 11], gap="medium")
    yearly, drawn = at.at(over_years.PATH).but(**subject.in_year, show="rate"), tile_map(at.at(PATH, "period"))
    of_all = None if my_forces(at) else over_years.chart(yearly)  # of chosen ones the map speaks
    is_said = of_all and drawn and f"in {subject.period}." in of_all.line  # the year's median: once
    line = drawn.line.partition(". ")[2] if drawn and is_said else None
    with left:
        heading = f"Grooming per 100,000, {subject.period}"
        charts.show(drawn, "map", level=3, heading=heading, line=line, source="")
    with right:
        heading, line = "Per 100,000, yearly", of_all.line if of_all else ""
        charts.show(over_years.chart(yearly), "context", level=3, heading=heading, line=line, source=CLASS_88A)
    st.caption(charts.OF_RATES)


def differences(chosen: Sequence[str]) -> pd.DataFrame:
    """At most six figures that no rule decides, none of one to four, one a force: the reader's own, then the widest."""
    rows = force_years.differing()
    rows = rows[~(rows["has_few"] | rows["is_decided"])].assign(is_other=~rows["force_id"].isin(chosen))
    return rows.sort_values("is_other", kind="stable").drop_duplicates("force_id")[:MOST_DIFFERENCES]
