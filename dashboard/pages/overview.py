"""Overview: what police forces have said about arrests on the evidence of "paedophile hunters", and beside it, as
context, the offences that the police recorded.

Protects: the subject stands first and official series are context; a count and what its source sets beside it are never
joined into a share; a reply that is not here is our gap; a figure of one to four stands in no sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import bars
from dashboard.parts import (
    answers,
    cards,
    evidence,
    figure_words,
    force_years,
    on_evidence,
)
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.controls import choose_forces, force_names, my_forces, slider
from dashboard.rows import each

PATH = "/"
TITLE = "“Paedophile hunters” and arrests for online grooming: what police forces have said"
CAMPAIGN, QUESTION = "online-grooming-2019-20", "3"
FILLS = ("step4", "bar", "whole", "line", "step1", "step2")
"""Of the pieces of the bar, from the left; the first is of those who gave a number alone."""
MOST_DIFFERENCES = 6


# The charts. Each takes an address, and gives the same to the page, to /chart and to /embed.


@charts.remembered
def court(at: Address) -> charts.Chart | None:
    """Court cases that used groups' evidence, within all such cases of the same source, by year."""
    rows = warehouse.query("overview_court")
    if not len(rows):
        return None
    rows["text"] = [f"{words.number(row.part)} of {words.number(row.whole)}" for row in each(rows)]
    rows["tip"] = [
        figure_words.tip(
            row.area,
            f"{row.name}: {row.text} court cases used groups’ evidence",
            f"Counted by {row.compiled_by}{figure_words.read_in(row.read_in)}",
            f"All cases: {row.compiled_by}{figure_words.read_in(row.whole_read_in)}",
        )
        for row in each(rows)
    ]
    first, last = each(rows)[0], each(rows)[-1]
    forces = f", {words.number(last.forces_counted)} forces" if last.forces_counted else ""
    copies = ", in part read in copies" if rows["is_copy"].any() else ""
    line = f"Cases of meeting a child after grooming (s15): {first.text} in {first.name}, {last.text} in {last.name}."
    notes = (
        "A court case is not an arrest: how many arrests rest on groups’ evidence is known only from forces’ answers.",
        "The BBC gives both numbers for each year. A newspaper’s retelling calls the same figures files sent to the "
        "Crown Prosecution Service."
        if last.compiled_by == "BBC"
        else "",
        "Which were read in a copy of the page: the evidence of each bar says it." if copies else "",
        on_evidence.GUIDANCE,
    )
    marks = {row.figure_id: f"{row.name}: {words.number(row.part)} used it" for row in each(rows)}
    return charts.Chart(
        name="court",
        title="Court cases that used groups’ evidence",
        drawing=bars.parts(rows, alt=f"Bars, a part within its whole for each year. {line}"),
        line=line,
        source=f"{last.area}{forces} · {words.listed(list(dict.fromkeys(rows['compiled_by'])))}{copies}",
        at=Address(PATH),
        notes=tuple(filter(None, notes)),
        columns={
            "Year": rows["name"],
            "Used groups’ evidence": rows["part"].map(words.number),
            "All such cases": rows["whole"].map(words.number),
            "Counted by": rows["compiled_by"],
        },
        marks=marks | {row.whole_id: f"{row.name}: {words.number(row.whole)} in all" for row in each(rows)},
        opens=[[None, row.figure_id, row.whole_id] for row in each(rows)],
        data=charts.csv("figures", measure=("court_cases_ocag", "court_cases")),
    )


@charts.remembered
def groups(at: Address) -> charts.Chart | None:
    """Arrests on groups' evidence, each with what its source sets beside it."""
    return on_evidence.chart("groups", at.at(PATH))


@charts.remembered
def asked(at: Address) -> charts.Chart | None:
    """One bar of all forces asked in 2021, by what became of the question on groups' evidence."""
    found = warehouse.values("select requests from campaigns where campaign_id = $id", {"id": CAMPAIGN})
    if not found or not found[0][0]:
        return None
    requests = int(found[0][0])
    every = answers.given(answers.rows_of(CAMPAIGN))
    rows = every[every["question"] == QUESTION].copy()
    rows["became"] = [answers.became(row) for row in each(rows)]
    silent = requests - len(rows)
    counts = rows["became"].value_counts().sort_index(key=lambda names: names != answers.GAVE, kind="stable")
    first = 0 if answers.GAVE in counts else 1
    looks = [
        (f"{n} {became}", n, FILLS[(first + place) % len(FILLS)]) for place, (became, n) in enumerate(counts.items())
    ]
    looks += [(f"{silent} not here", silent, "blank")] if silent else []
    pieces = pd.DataFrame(looks, columns=["tip", "count_", "role"])
    gap = "not collected here: that is our gap, not theirs."
    line = f"{words.counted(silent, 'reply')} {'is' if silent == 1 else 'are'} {gap}"
    drawing = bars.stacked(pieces, alt=f"One bar of {requests} forces. {line}")
    return charts.Chart(
        name="asked",
        title=f"{requests} forces asked in 2021: how many arrests on such evidence?",
        drawing=replace(drawing, legend=tuple(zip(pieces["tip"], pieces["role"], strict=True))),
        line=line,
        source="Freedom of information request of January 2021",
        at=Address(PATH),
        notes=(
            "The question: how many arrests in 2019/20 for online sexual offences related to children rested on "
            "evidence that activist groups provided.",
            "That a reply is not here says nothing about the force: it may have answered in full.",
            "By our reading: the reply names no section of the Act, and its words are those of a refusal on cost.",
        ),
        columns={"Force": rows["force"], "What became of it": rows["became"]},
        marks={row.mark: f"{row.force}: {row.became}" for row in each(rows)},
        data=charts.csv("outcomes", campaign=CAMPAIGN),
    )


CHARTS: dict[str, charts.Made] = {
    "court": court,
    "groups": groups,
    "asked": asked,
    "map": force_years.tile_map,
    "context": force_years.lines_by_year,
}


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture for shared links."""
    return TITLE, intro(), "/chart/court.png"


def _show(name: str, at: Address, *, heading: str | None = None, **without: Any) -> None:
    """The page's chart of this name; `without` what the page says elsewhere."""
    drawn = CHARTS[name](at.at(PATH, "period"))
    if drawn is not None:
        charts.show(replace(drawn, **without), name, level=3, heading=heading)


def intro() -> str:
    """The sentence under the title."""
    cases, counts = warehouse.query("overview_court"), on_evidence.counts()
    said = [
        f"In {last.name} such groups’ evidence was used in {words.number(last.part)} of {words.number(last.whole)} "
        f"court cases for meeting a child after grooming in {last.area}, as the {last.compiled_by} counted."
        for last in each(cases)[-1:]
    ]
    held = f"Of arrests there are {on_evidence.counted(counts)}." if len(counts) else ""
    return " ".join([*said, held or "No count of arrests on such evidence is held here."])


# The page.


def show() -> None:
    """The page."""
    at = now(PATH)
    chosen = my_forces(at)
    st.title(TITLE)
    st.markdown(intro())
    left, right = st.columns(2, gap="medium")
    with left:  # the first sentences have said what both find, and the rows of the other say their source
        _show("court", at, line="")
    with right:
        _show("groups", at, line=on_evidence.caution(on_evidence.counts()), source="")
    _show("asked", at, source="")
    st.markdown(words.link("Bring them here", pinned.address("/method")))
    _your_force(at, chosen)
    below = st.container()
    differ = differences(chosen)
    cards.show_differing(differ, list(differ["force"] + ": "), len(cards.differing()) - len(differ))
    st.divider()
    ways = {"Journalist: [find a force]": "/forces", "Researcher: [take the figures]": "/download"}
    ways |= {"Analyst: [ask in SQL]": "/download"}
    for column, (way, path) in zip(st.columns(3), ways.items(), strict=True):
        column.markdown(f"{way}({pinned.address(path)})")
    with below:
        _context()


def _your_force(at: Address, chosen: list[str]) -> None:
    st.header("Your force")
    choose_forces(at, "Your forces")
    if not chosen:
        return
    marks: list[str] = []
    for place, force in enumerate(chosen):
        if len(chosen) > 1:
            st.markdown(f"**{words.verbatim(force_names()[force])}**")
        marks += cards.show(force_years.one(force), at, f"chosen{place}")
    evidence.drawer(tuple(marks), "cards")


@st.fragment
def _context() -> None:
    """The map and the lines with one year slider: a part of the page that is drawn anew by itself."""
    at = now(PATH)
    every = force_years.counts(force_years.GROOMING)
    if not every["is_official"].any():  # a warehouse without the official series has no such context
        return
    st.header("Context: grooming offences recorded per 100,000 residents")
    known = list(every[every["is_official"]].sort_values("year")["period"].unique())
    year = force_years.year_of(at, every)
    if len(known) > 1:
        slider(st, "overview", "Year", known, year, lambda period: put(period=period))
    left, right = st.columns([9, 11], gap="medium")
    with left:
        _show("map", at, heading=year, line="", source="")
    with right:
        _show("context", at, heading="By year")


def differences(chosen: Sequence[str]) -> pd.DataFrame:
    """At most six figures for which sources differ and no rule decides, none of one to four, one a force: the reader's
    own forces first, then the latest."""
    rows = cards.differing()
    rows = rows[~(rows["has_few"] | rows["is_decided"])].assign(is_other=~rows["force_id"].isin(chosen))
    rows = rows.sort_values(["period_end", "force", "figure_id"], ascending=[False, True, True], kind="stable")
    return rows.drop_duplicates("force_id").sort_values("is_other", kind="stable").head(MOST_DIFFERENCES)
