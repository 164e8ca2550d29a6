"""One force or area -> everything here about it: figures, answers, disputes, sources, residents, what is not known.

Protects: what is not known is listed as such and is no zero; a disputed figure stands with each source's value;
residents are shown only where they are published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    activist_words,
    activists,
    breakdowns,
    choices,
    comparable,
    corrections,
    extract,
    figures,
    first_rows,
    list_block,
    listing,
    no_offence,
    other_answers,
    pinned,
    said_of,
    something_wrong,
    standing,
    states,
    warehouse,
    words,
)
from dashboard.filters import COLUMNS, Filters
from ingest.sources import OWN_KINDS

PATH = "force"
NEAREST_SHOWN, LEAST_LIKE = 4, 0.4
MOST_UNKNOWN = 12  # measures without a number, before a reader asks for all
USED = ("measure", "offence", "period", "kind", "hand")
OF_ANSWERS = ("measure", "offence", "period", "hand")
KINDS = {
    "territorial": "territorial police force",
    "special": "police force with a special remit",
    "crown_dependency": "force of a crown dependency",
}
SILENT = {"not_known": "nothing here", "not_collected": "asked, and no reply is here"}
READ_PARTS = {"whole": "the whole page", "opening": "only its opening", "part": "a part of it"}


@dataclass(frozen=True)
class About:
    """What is here of one force under the filters. `all_figures` is how many there are without them, `not_listed` how
    many more there are of offences that pages do not offer."""

    row: Any
    chosen: Filters
    figures: pd.DataFrame
    all_figures: int
    not_listed: int
    answers: pd.DataFrame
    disputes: pd.DataFrame
    sources: pd.DataFrame

    @property
    def more(self) -> dict[str, str]:
        """What the page's address holds besides filters."""
        return {"id": str(self.row.force_id)}

    @property
    def ids(self) -> list[str]:
        """What the evidence can be opened for."""
        return [*self.figures["figure_id"], *self.answers["outcome_id"], *self.disputes["figure_id"]]


def known() -> pd.DataFrame:
    """Every force and area: force_id, name, short_name, nation, region, kind."""
    return warehouse.query(warehouse.sql("force_known"))


def one(force_id: str | None) -> Any | None:
    """The row of a force or area, or None when there is none of that id."""
    rows = known()
    found = rows[rows["force_id"] == force_id]
    return next(found.itertuples()) if len(found) else None


def nearest(asked: str) -> list[Any]:
    """The forces and areas whose id or name is nearest to what was asked for."""
    rows = {row.force_id: row for row in known().itertuples()}
    names = {name.lower(): row.force_id for row in rows.values() for name in (row.force_id, row.name, row.short_name)}
    close = get_close_matches(asked.lower().strip(), list(names), n=NEAREST_SHOWN * 3, cutoff=LEAST_LIKE)
    return [rows[force_id] for force_id in list(dict.fromkeys(names[name] for name in close))[:NEAREST_SHOWN]]


def say_missing(asked: str | None) -> None:
    """What a page without a force says: what was asked for, the nearest that there is, and all."""
    st.title("One force")
    if asked:
        near = nearest(asked)
        st.markdown(f"There is no force or area `{asked}` here." + (" Nearest are:" if near else ""))
        if near:
            listing.show(("Force or area", "Id"), [(_link(row), row.force_id) for row in near], "Nearest")
    else:
        st.markdown("The address names no force (`?id=`).")
    st.header("All forces and areas")
    listing.show(("Force or area", "What it is"), [(_link(row), kind_of(row)) for row in known().itertuples()], "All")


def _link(row: Any) -> listing.Link:
    return listing.Link(row.name, f"/{PATH}?id={row.force_id}")


def kind_of(row: Any) -> str:
    """What it is, in words."""
    return KINDS.get(row.kind) or states.AREA_KINDS.get(row.kind, row.kind)


def about(row: Any, chosen: Filters) -> About:
    """Everything that is here of one force under the filters that this page uses."""
    answers = warehouse.query(warehouse.sql("answers_to_others"), {"force": row.force_id})
    for name in OF_ANSWERS:
        if chosen[name]:
            answers = answers[answers[COLUMNS[name]].isin(chosen[name])]
    return About(
        row,
        chosen,
        activists.with_names(figures.chosen(chosen.only(USED).but(force=row.force_id))),
        len(figures.chosen(Filters({"force": (row.force_id,)}))),
        int(warehouse.query(warehouse.sql("force_not_listed"), {"force": row.force_id})["n"].iloc[0]),
        answers.reset_index(drop=True),
        warehouse.query(warehouse.sql("force_disputes"), {"force": row.force_id}),
        warehouse.query(warehouse.sql("force_sources"), {"force": row.force_id}),
    )


def show(row: Any, chosen: Filters) -> None:
    """The page of one force or area."""
    page = about(row, chosen)
    st.title(row.name)
    list_block.open_evidence(page.ids, PATH, chosen, page.more)
    _head(page)
    if page.all_figures and not len(page.figures):
        st.warning("The filters leave no figure of it; take one away to see more.")
    _figures(page)
    _answers(page)
    _disputes(page)
    something_wrong.show(
        something_wrong.of_force(page.row.force_id, page.row.name, page.all_figures, len(page.answers)),
        page.row.force_id,
    )
    _residents(page)
    _sources(page)
    _unknown(page)


def _head(page: About) -> None:
    rows = page.figures
    own = sum(r.source_kind in OWN_KINDS and r.hand != "second_hand" for r in rows.itertuples())
    second = sum(hand == "second_hand" for hand in rows["hand"])
    left_out = page.all_figures - len(rows)
    where = ", ".join(dict.fromkeys(part for part in (page.row.region, page.row.nation) if part))
    statuses = page.answers[page.answers["is_current"].astype(bool)]["state"].value_counts()
    counted = [f"{count} {other_answers.status_words(str(status))}" for status, count in statuses.items()]
    listing.facts(
        [
            ("What it is", words.sentence(kind_of(page.row)).rstrip(".")),
            *([("Where", where)] if where else []),
            ("Figures in force", f"{len(rows)}{f'; {left_out} more are left out by the filters' if left_out else ''}"),
            *(
                [("Of official classes that pages do not list", f"{page.not_listed}, in the CSV")]
                if page.not_listed
                else []
            ),
            ("From its own answers", str(own)),
            ("As reported by others, second hand", str(second)),
            ("From another compiler's own page", str(len(rows) - own - second)),
            ("Disputed between sources", str(int(rows["is_disputed"].astype(bool).sum()))),
            ("Answers that hold today", counted or "none is here"),
            ("Sources that speak of it", str(len(page.sources))),
            ("Id", page.row.force_id),
        ]
    )


def _figures(page: About) -> None:
    lines = breakdowns.fold(page.figures)
    folded = [figure.figure_id for part in lines if isinstance(part, breakdowns.Breakdown) for figure in part.figures]
    _list(
        page,
        "Figures, by measure, offence and period",
        ("What is counted", "Offence or part", "Period", "Figure", "From"),
        [_folded(part) if isinstance(part, breakdowns.Breakdown) else _one(page, part) for part in lines],
        notes=[
            "Figures of different measures, units, offences and periods count different things and contain each other: "
            "they are not to be added.",
            *([note] if (note := comparable.populations(page.figures)) else []),
            *(
                f"{mark} {states.MARKED[review]}."
                for review, mark in states.REVIEW_MARKS.items()
                if (page.figures["review"] == review).any()
            ),
            *said_of.under(folded),
        ],
        name="figures",
        one="line",
        data=("figures", extract.for_view("figures", page.chosen.only(USED).but(force=page.row.force_id))),
    )


def _one(page: About, row: Any) -> tuple[listing.Cell, ...]:
    return (
        listing.Link(row.measure, f"/compare?measure={row.measure_id}&period={row.period_id}"),
        ", ".join(part for part in (part_of(row) or "the whole", comparable.over(row)) if part),
        words.period(row.period_id),
        (
            list_block.mark(activist_words.with_unit(row), row.figure_id, PATH, page.chosen, page.more),
            corrections.in_brief(row),
        ),
        activist_words.origin(row),
    )


def _folded(part: breakdowns.Breakdown) -> tuple[listing.Cell, ...]:
    """One line for all figures of a breakdown: they stand on the page of their source, in their tables."""
    first = part.figures[0]
    return (
        first.measure,
        words.sentence(part.name).rstrip("."),
        breakdowns.periods(part),
        listing.Link(words.counted(len(part.figures), "figure"), f"/source?id={first.source_id}"),
        activist_words.origin(first),
    )


def _answers(page: About) -> None:
    has_superseded = not page.answers["is_current"].astype(bool).all()
    _list(
        page,
        "Answers to questions",
        other_answers.HEADINGS,
        other_answers.lines_of(page.answers, PATH, page.chosen, page.more),
        notes=["An answer marked superseded was given first and holds no longer; it stays here."]
        if has_superseded
        else [],
        name="answers",
        one="answer",
        data=("outcomes", Filters({"force": (page.row.force_id,)})),
    )
    for campaign in dict.fromkeys(page.answers["campaign_id"].dropna()):
        title = choices.label("campaign", campaign)
        st.markdown(
            f"[Its answers beside those of other forces: {title}]({pinned.address(f'/answers?campaign={campaign}')})"
        )


def _disputes(page: About) -> None:
    _list(
        page,
        "Disputed, replaced or withdrawn",
        ("What is counted", "Printed", "Standing", "From"),
        [
            (
                f"{row.measure}: {', '.join(part for part in (part_of(row), words.period(row.period_id)) if part)}",
                list_block.mark(
                    f"{words.quoted(row)} {row.unit}",
                    row.figure_id,
                    PATH,
                    page.chosen,
                    page.more,
                    is_struck=standing.is_struck(row),
                ),
                (standing.in_words(row), standing.why(row)),
                activist_words.origin(row),
            )
            for row in page.disputes.itertuples()
        ],
        name="disputes",
        one="figure",
        finding="" if len(page.disputes) else "No figure of it is disputed, replaced or withdrawn.",
    )


def _residents(page: About) -> None:
    st.header("Residents")
    rows = warehouse.query(
        "select mid_year, population, source from populations where force_id = $force order by mid_year",
        {"force": page.row.force_id},
    )
    if not len(rows):
        st.markdown("No population of it is published here by year, so no rate is shown for it.")
        return
    listing.show(
        ("Mid-year", "Residents", "Source"),
        [(str(row.mid_year), words.number(row.population), row.source) for row in rows.itertuples()],
        "Mid-year populations",
    )


def _sources(page: About) -> None:
    _list(
        page,
        "Sources",
        ("Source", "Compiled by", "Published", "How much was read", "Here"),
        [
            (
                listing.Link(row.title or row.source_id, f"/source?id={row.source_id}"),
                f"{row.publisher or 'not known'}{f', read in {row.read_in}' if row.read_in else ''} "
                f"({states.KINDS[row.source_kind]})",
                words.day(row.published_on),
                READ_PARTS.get(row.read_part or "", "not noted"),
                f"{words.counted(row.figures, 'figure')}, {words.counted(row.answers, 'answer')}",
            )
            for row in page.sources.itertuples()
        ],
    )


def _unknown(page: About) -> None:
    """By measure, what is asked about or answered elsewhere and has no number for this force."""
    st.header("What is not known")
    force = {"force": page.row.force_id}
    rows = warehouse.query(warehouse.sql("force_unknown"), force)
    total = warehouse.query("select count(*) as n from coverage where force_id = $force", force)["n"].iloc[0]
    if not len(rows):
        st.markdown("What is known of it is not set beside others here: it is an area, or no source names it.")
        return
    silent = int(rows[rows["state"].isin(list(SILENT))]["combinations"].sum())
    st.markdown(
        f"Some source asks about or answers {int(total):,} combinations of measure, offence and period for some force. "
        f"For {silent:,} of them nothing is here for this one, which says nothing about it: it may not have been asked."
    )
    by_measure: dict[str, list[str]] = {}
    for row in rows.itertuples():
        said = SILENT.get(row.state) or other_answers.status_words(row.state)
        by_measure.setdefault(row.measure, []).append(f"{row.combinations} {said}")
    headings = ("Measure", "Combinations of offence and period without a number")
    first_rows.show("unknown", headings, list(by_measure.items()), "What is not known", "measure", MOST_UNKNOWN)


def _list(
    page: About,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[listing.Cell]],
    *,
    finding: str = "",
    notes: Sequence[str] = (),
    data: tuple[str, Filters] | None = None,
    name: str = "",
    one: str = "row",
) -> None:
    list_block.show(
        list_block.ListBlock(
            title=title,
            headings=headings,
            rows=rows,
            path=PATH,
            filters=page.chosen,
            finding=finding,
            notes=notes,
            source=f"Disclosed, release {warehouse.current().release}.",
            data=data,
            more=page.more,
            name=name,
            one=one,
        )
    )


def part_of(row: Any) -> str:
    """Offence, scope and breakdown of a figure, in words."""
    parts = (row.offence or no_offence.words_for(row), row.scope or "", *words.part(row.dimensions))
    return ", ".join(part for part in parts if part)
