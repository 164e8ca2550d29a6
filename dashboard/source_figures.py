"""One source -> all figures read in it: tables as printed, then the others beside what they were read as.

Protects: the print stands beside every reading, and what is no longer in force stays and is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    extract,
    first_rows,
    frame,
    listing,
    no_offence,
    printed_tables,
    standing,
    states,
    table_block,
    warehouse,
    words,
)
from dashboard.filters import Filters
from dashboard.listing import Link

HEADINGS = ("Printed", "Read as", "Of", "Why read so", "Standing")


def show(row: Any) -> pd.DataFrame:
    """All figures of the source; they are given back for the rest of the page."""
    st.header("Figures")
    rows = warehouse.query(warehouse.sql("source_figures"), {"source_id": row.source_id})
    if not len(rows):
        st.markdown("No figure was read in this source.")
        return rows
    tables, others = printed_tables.split(rows)
    st.markdown(_counted(rows))
    if tables:
        _tables(tables, rows)
    if len(others):
        _others(others, bool(tables))
    _csv(row)
    return rows


def _counted(rows: pd.DataFrame) -> str:
    current = int((rows["status"] == "current").sum())
    settled = sum(1 for reason in rows["reading_reason"] if reason)
    return f"{words.counted(len(rows), 'figure')}, {current:,} in force." + (
        f" For {settled:,} a person settled the meaning, and says why." if settled else ""
    )


def _tables(tables: list[printed_tables.PrintedTable], rows: pd.DataFrame) -> None:
    count = sum(len(table.figures) for table in tables)
    st.markdown(
        f"{words.counted(count, 'figure')} stand in {words.counted(len(tables), 'table')}, here with the labels and "
        "numbers that are printed. Each number leads to its evidence: its place, and how it got its meaning."
    )
    if said := checked([figure for table in tables for figure in table.figures]):
        st.markdown(said)
    table_block.show(tables, address, frame.chosen_id())


def checked(figures: Sequence[Any]) -> str:
    """How many of them a second person has not looked at, and what came of it where one has; nothing where all were
    found right: "○ 3 of 4 not yet checked by a second person; 1 corrected."."""
    counts = Counter("set aside" if figure.status == "rejected" else figure.review for figure in figures)
    if counts["unreviewed"] == len(figures):
        return f"{states.REVIEW_MARK} None of them has been checked by a second person yet."
    unchecked = f"{counts['unreviewed']:,} of {len(figures):,} not yet checked by a second person"
    rest = ["reviewed", "corrected", "set aside"] if counts["unreviewed"] else ["corrected", "set aside"]
    parts = [unchecked] if counts["unreviewed"] else []
    parts += [f"{counts[name]:,} {'found right' if name == 'reviewed' else name}" for name in rest if counts[name]]
    mark = f"{states.REVIEW_MARK} " if counts["unreviewed"] else ""
    return f"{mark}{words.sentence('; '.join(parts))}" if parts else ""


def _others(others: pd.DataFrame, has_tables: bool) -> None:
    if has_tables:
        st.subheader("Figures outside tables")
    st.markdown("At the left what is printed, at the right what we read it as.")
    first_rows.show(
        "figures",
        HEADINGS,
        [_line(figure) for figure in others.itertuples()],
        "Figures of this source",
        "figure",
    )


def _csv(row: Any) -> None:
    """The figures as data. An address has no filter for one source, so its column is named."""
    chosen = Filters({"force": tuple(row.about_ids), "kind": (row.source_kind,)})
    address_ = extract.for_view("all_figures", chosen).address("/data/all_figures.csv")
    st.markdown(
        f"[Data as CSV]({address_}): all of the same forces from sources of this kind; those of this source have "
        f"`{row.source_id}` in the column `source_id`."
    )


def _line(figure: Any) -> tuple[listing.Cell, ...]:
    why = figure.reading_reason or _by_rule(figure)
    return _printed(figure), _read_as(figure), (figure.force, figure.measure), why, _standing(figure)


def address(figure: Any) -> str:
    """Where the evidence of a figure opens."""
    return f"/source?id={figure.source_id}&{frame.CHOSEN}={figure.figure_id}"


def _printed(figure: Any) -> listing.Cell:
    """What is printed: struck through where it is not in force, or where a person corrected the number."""
    value = words.printed(None, figure.value_text, figure.symbol)
    corrected = standing.correction(figure)
    is_over = standing.is_struck(figure) or (corrected is not None and corrected.is_of_value)
    return (
        listing.Struck(value) if is_over else value,
        f"offence: “{figure.offence_as_published}”" if figure.offence_as_published else "",
        f"period: “{figure.period_as_published}”" if figure.period_as_published else "",
    )


def _read_as(figure: Any) -> listing.Cell:
    return (
        f"{words.interval(figure)} ({figure.unit}){f' {figure.symbol}' if figure.symbol else ''}",
        figure.offence or no_offence.words_for(figure),
        words.period(figure.period_id),
        f"part counted: {figure.scope}" if figure.scope else "",
        *words.part(figure.dimensions),
    )


def _by_rule(figure: Any) -> listing.Cell:
    """The steps from label to meaning that no person had to settle."""
    return [words.sentence(step) for step in figure.chain or []] or "as printed"


def _said_of(figure: Any) -> list[str]:
    """What a person corrected, and what the force says of the figure."""
    corrected = standing.correction(figure)
    said = [f"corrected by a person ({words.listed(corrected.in_words)}): {corrected.reason}"] if corrected else []
    return [*said, *([words.sentence(words.with_days(figure.statement))] if figure.statement else [])]


def _checked(figure: Any) -> str:
    if figure.status == "rejected":
        return ""
    mark = states.review_mark(figure.review)
    said = "not yet checked by a person" if figure.review == "unreviewed" else figure.review
    return f"{mark} {said}" if mark else said


def _standing(figure: Any) -> listing.Cell:
    return (
        standing.in_words(figure),
        standing.why(figure),
        *_said_of(figure),
        _checked(figure),
        Link("evidence", address(figure)),
        figure.locator,
    )
