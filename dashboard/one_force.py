"""One force or area -> everything here about it: figures, answers, disputes, sources, residents, what is not known.

Protects: what is not known is listed as such and is no zero; a disputed figure stands with each source's value; a rate's
residents are shown only where they are published.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import activists, extract, figures, list_block, listing, other_answers, states, warehouse, words
from dashboard.filters import Filters

PATH = "force"
NEAREST_SHOWN = 4
USED = ("measure", "offence", "period", "kind", "hand")
KINDS = {
    "territorial": "territorial police force",
    "special": "police force with a special remit",
    "crown_dependency": "force of a crown dependency",
}
SILENT = {"not_known": "nothing here", "not_collected": "asked, and no reply is here"}


def known() -> pd.DataFrame:
    """Every force and area: force_id, name, short_name, nation, region, kind, sort_of (force or area)."""
    return warehouse.query(warehouse.sql("force_known"))


def one(force_id: str | None) -> Any | None:
    """The row of a force or area, or None when there is none of that id."""
    rows = known()
    found = rows[rows["force_id"] == force_id]
    return next(found.itertuples()) if len(found) else None


def nearest(asked: str) -> list[Any]:
    """The forces whose id or name is nearest to what was asked for."""
    rows = {row.force_id: row for row in known().itertuples()}
    names = {name.lower(): row.force_id for row in rows.values() for name in (row.force_id, row.name, row.short_name)}
    close = get_close_matches(asked.lower().strip(), list(names), n=NEAREST_SHOWN * 3, cutoff=0.4)
    return [rows[force_id] for force_id in list(dict.fromkeys(names[name] for name in close))[:NEAREST_SHOWN]]


def say_missing(asked: str | None) -> None:
    """What a page without a force says: what was asked for, the nearest that there is, and all."""
    st.title("One force")
    if asked:
        near = nearest(asked)
        st.markdown(f"There is no force or area `{asked}` here." + (" Nearest are:" if near else ""))
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


class Page:
    """What is here of one force under the filters: read once, shown in parts."""

    def __init__(self, row: Any, chosen: Filters) -> None:
        self.row, self.chosen = row, chosen
        self.more = {"id": str(row.force_id)}
        here = chosen.only(USED).but(force=row.force_id)
        self.figures = activists.with_names(figures.chosen(here))
        self.all_figures = len(figures.chosen(Filters({"force": (row.force_id,)})))
        answers = warehouse.query(warehouse.sql("answers_to_others"), {"force": row.force_id})
        for name, column in (
            ("measure", "measure_id"),
            ("offence", "offence_id"),
            ("period", "period_id"),
            ("hand", "hand"),
        ):
            if chosen[name]:
                answers = answers[answers[column].isin(chosen[name])]
        self.answers = answers.reset_index(drop=True)
        self.disputes = warehouse.query(warehouse.sql("force_disputes"), {"force": row.force_id})
        self.sources = warehouse.query(warehouse.sql("force_sources"), {"force": row.force_id})

    @property
    def ids(self) -> list[str]:
        """What the evidence can be opened for."""
        return [*self.figures["figure_id"], *self.answers["outcome_id"], *self.disputes["figure_id"]]

    def head(self) -> None:
        """What it is and how much is here."""
        own = sum(
            row.source_kind in ("force_response", "disclosure_log") and row.hand != "second_hand"
            for row in self.figures.itertuples()
        )
        second = sum(hand == "second_hand" for hand in self.figures["hand"])
        disputed = int(self.figures["is_disputed"].astype(bool).sum())
        left_out = self.all_figures - len(self.figures)
        where = ", ".join(part for part in (self.row.region, self.row.nation) if part)
        counted = self.answers[self.answers["is_current"].astype(bool)]["status"].value_counts()
        listing.facts(
            [
                ("What it is", words.sentence(kind_of(self.row)).rstrip(".")),
                *([("Where", where)] if where else []),
                ("Figures in force", f"{len(self.figures)}{f'; {left_out} more are left out by the filters' if left_out else ''}"),
                ("From its own answers", str(own)),
                ("As reported by others", str(second)),
                ("Disputed between sources", str(disputed)),
                ("Answers to questions", [f"{count} {other_answers.status_words(str(status))}" for status, count in counted.items()] or "none is here"),
                ("Sources that speak of it", str(len(self.sources))),
                ("Id", self.row.force_id),
            ]
        )  # fmt: skip

    def show_figures(self) -> None:
        """Every figure by measure, offence and period."""
        rows = self.figures.sort_values(["measure", "offence", "period_start", "unit"], na_position="last")
        self._list(
            "Figures, by measure, offence and period",
            ("What is counted", "Offence or part", "Period", "Figure", "From"),
            [
                (
                    listing.Link(row.measure, f"/compare?measure={row.measure_id}&period={row.period_id}"),
                    _part(row),
                    words.period(row.period_id),
                    list_block.mark(f"{row.figure} {row.unit}", row.figure_id, PATH, self.chosen, self.more),
                    activists.origin(row),
                )
                for row in rows.itertuples()
            ],
            notes=[
                "Figures of different measures, units, offences and periods count different things and contain each other: they are not to be added.",
                f"{states.REVIEW_MARK} {states.REVIEWS['unreviewed']}.",
            ],
            data=("figures", extract.for_view("figures", self.chosen.only(USED).but(force=self.row.force_id))),
        )

    def show_answers(self) -> None:
        """Every answer, the superseded ones too."""
        self._list(
            "Answers to questions",
            other_answers.HEADINGS,
            other_answers.lines_of(self.answers, PATH, self.chosen, self.more),
            notes=["An answer that is marked superseded was given first and holds no longer; it stays here."]
            if len(self.answers) and not self.answers["is_current"].astype(bool).all()
            else [],
            data=("outcomes", Filters({"force": (self.row.force_id,)})),
        )
        campaigns = list(dict.fromkeys(self.answers["campaign_id"].dropna()))
        for campaign in campaigns:
            st.markdown(
                f"[Its answers beside those of other forces](/answers?campaign={campaign}&force={self.row.force_id})"
            )

    def show_disputes(self) -> None:
        """What sources disagree on, and what is no longer in force, each with the rule that decided."""
        self._list(
            "Disputed, replaced or withdrawn",
            ("What is counted", "Printed", "Standing", "From"),
            [
                (
                    f"{row.measure}: {_part(row)}, {words.period(row.period_id)}",
                    list_block.mark(f"“{row.value_text}” {row.unit}", row.figure_id, PATH, self.chosen, self.more),
                    (states.FIGURE_STATUSES[row.status], row.rule or "no rule decides"),
                    activists.origin(row),
                )
                for row in self.disputes.itertuples()
            ],
            finding="No figure of it is disputed, replaced or withdrawn." if not len(self.disputes) else "",
        )

    def show_sources(self) -> None:
        """Who says something of it."""
        self._list(
            "Sources",
            ("Source", "Compiled by", "Published", "How much was read", "Here"),
            [
                (
                    listing.Link(row.title or row.source_id, f"/source?id={row.source_id}"),
                    f"{row.publisher or 'not known'}{f', read in {row.read_in}' if row.read_in else ''} ({states.KINDS[row.source_kind]})",
                    words.day(row.published_on),
                    {"whole": "the whole page", "opening": "only its opening", "part": "a part of it"}.get(row.read_part or "", "not noted"),
                    f"{words.counted(row.figures, 'figure')}, {words.counted(row.answers, 'answer')}",
                )
                for row in self.sources.itertuples()
            ],
        )  # fmt: skip

    def show_residents(self) -> None:
        """Mid-year populations, as far as they are published by year."""
        st.header("Residents")
        rows = warehouse.query(
            "select mid_year, population, source from populations where force_id = $force order by mid_year",
            {"force": self.row.force_id},
        )
        if not len(rows):
            st.markdown("No population of it is published here by year, so no rate is shown for it.")
            return
        listing.show(
            ("Mid-year", "Residents", "Source"),
            [(str(row.mid_year), words.number(row.population), row.source) for row in rows.itertuples()],
            "Mid-year populations",
        )

    def show_unknown(self) -> None:
        """By measure, what is asked about or answered elsewhere and not known of this force."""
        st.header("What is not known")
        rows = warehouse.query(warehouse.sql("force_unknown"), {"force": self.row.force_id})
        if not len(rows):
            st.markdown(
                "What is known of it is not set beside other forces here: it is an area, or no source names it."
            )
            return
        total = warehouse.query(
            "select count(*) as n from coverage where force_id = $force", {"force": self.row.force_id}
        )
        silent = int(rows[rows["state"].isin(list(SILENT))]["combinations"].sum())
        st.markdown(
            f"Some source asks about or answers {int(total['n'].iloc[0]):,} combinations of measure, offence and period for some force. "
            f"For {silent:,} of them nothing is here for this one, which says nothing about it: it may never have been asked."
        )
        by_measure: dict[str, list[str]] = {}
        for row in rows.itertuples():
            said = SILENT.get(row.state) or other_answers.status_words(row.state)
            by_measure.setdefault(row.measure, []).append(f"{row.combinations} {said}")
        listing.show(
            ("Measure", "Combinations of offence and period without a number"), list(by_measure.items()), "Not known"
        )

    def _list(
        self,
        title: str,
        headings: tuple[str, ...],
        rows: list[tuple[listing.Cell, ...]],
        *,
        finding: str = "",
        notes: list[str] | None = None,
        data: tuple[str, Filters] | None = None,
    ) -> None:
        list_block.show(
            list_block.ListBlock(
                title=title,
                headings=headings,
                rows=rows,
                path=PATH,
                filters=self.chosen,
                finding=finding,
                notes=notes or [],
                source=f"Disclosed, release {warehouse.current().release}.",
                data=data,
                more=self.more,
            )
        )


def _part(row: Any) -> str:
    parts = [
        row.offence or "no single offence",
        row.scope or "",
        *(f"{n}: {v}" for n, v in (row.dimensions or {}).items()),
    ]
    return ", ".join(part for part in parts if part)


def show(row: Any, chosen: Filters) -> None:
    """The page of one force or area."""
    page = Page(row, chosen)
    st.title(row.name)
    list_block.open_evidence(page.ids, PATH, chosen, page.more)
    page.head()
    if page.all_figures and not len(page.figures):
        st.warning("The filters leave no figure of it; take one away to see more.")
    page.show_figures()
    page.show_answers()
    page.show_disputes()
    page.show_residents()
    page.show_sources()
    page.show_unknown()
