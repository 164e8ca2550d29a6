"""The warehouse -> the list of sources: what filters and search leave, and the rows that a page shows.

Protects: a source stands with how it was read, for most were read second hand and from their opening only.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import listing, states, warehouse, words
from dashboard.filters import Filters

HEADINGS = ("Source", "Published by", "Date", "Force or area", "Kind", "How it was read", "Read in it")
MOST_NAMES = 3
READ_PARTS = {
    "whole": "the whole page was read",
    "opening": "only its opening was read",
    "part": "a part of it was read",
}
PART_NOT_NOTED = "how much of it was read is not noted"
BRIEF_HANDS = {
    "own_document": "document held here",
    "own_transcript": "our transcription",
    "second_hand": "second hand",
}


def found(chosen: Filters, search: str) -> pd.DataFrame:
    """The sources that have every chosen filter, and every word of the search somewhere in what is known of them."""
    rows = warehouse.query(warehouse.sql("sources_list"))
    terms = search.casefold().split()
    keep = [_fits(row, chosen) and all(term in _text(row) for term in terms) for row in rows.itertuples()]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def table(rows: pd.DataFrame) -> list[tuple[listing.Cell, ...]]:
    """A row for each source under HEADINGS."""
    return [
        (
            (
                listing.Link(name(row), f"/source?id={row.source_id}"),
                f"reference {row.reference}" if row.reference else "",
            ),
            publisher(row),
            date_known(row),
            about(row.about),
            states.KINDS[row.source_kind],
            _how_read(row),
            given(row.figures, row.outcomes),
        )
        for row in rows.itertuples()
    ]


def name(row: Any) -> str:
    """What a source is called: its title, else its reference, else its id."""
    return row.title or row.reference or row.source_id


def publisher(row: Any) -> str:
    """Who compiled the figures, and where they were read if elsewhere."""
    compiled = row.publisher or "publisher not known"
    return f"{compiled}, read in {row.read_in}" if row.read_in else compiled


def date_known(row: Any) -> str:
    """The day, month or year of publication; else of answer, receipt or request, and which."""
    if row.published_on:
        return words.day(row.published_on)
    others = (("answered", row.answered_on), ("received", row.received_on), ("asked", row.asked_on))
    return next((f"{what} {words.day(on)}" for what, on in others if on), "not known")


def about(names: list[str]) -> str:
    """The forces and areas by name where they are few, else how many."""
    if len(names) <= MOST_NAMES:
        return words.listed(names)
    return f"{len(names)} forces and areas"


def given(figures: int, outcomes: int) -> str:
    """ "3 figures, 7 answers": what was read in it, in force or not."""
    parts = [
        words.counted(figures, "figure") if figures else "",
        words.counted(outcomes, "answer") if outcomes else "",
    ]
    return ", ".join(part for part in parts if part) or "nothing"


def summary(rows: pd.DataFrame) -> str:
    """How many sources are listed, and what was read in them, by hand and by part."""
    if not len(rows):
        return "No source fits. Take away a word of the search, or a filter."
    figures, outcomes = int(rows["figures"].sum()), int(rows["outcomes"].sum())
    opening = int((rows["read_part"] == "opening").sum())
    whole = int((rows["read_part"] == "whole").sum())
    second = sum("second_hand" in hands for hands in rows["hands"])
    return words.sentence(
        f"{words.counted(len(rows), 'source')} with {words.counted(figures, 'figure')} and "
        f"{words.counted(outcomes, 'answer')}, in force or not; {opening:,} read only in "
        f"{'its' if opening == 1 else 'their'} opening, {whole:,} whole; {second:,} give something second hand"
    )


def _fits(row: Any, chosen: Filters) -> bool:
    has = {
        "force": set(row.about_ids),
        "kind": {row.source_kind},
        "campaign": {row.campaign_id},
        "hand": set(row.hands),
    }
    return all(not chosen[filter_] or has[filter_].intersection(chosen[filter_]) for filter_ in has)


def _text(row: Any) -> str:
    """All that is known of a source, for the search."""
    parts = (row.source_id, row.title, row.publisher, row.read_in, row.reference, row.url, row.law, date_known(row))
    kinds = (states.KINDS[row.source_kind], *(states.HANDS[hand].words for hand in row.hands))
    return " ".join(part for part in (*parts, *kinds, *row.about) if part).casefold()


def _how_read(row: Any) -> tuple[str, ...]:
    part = READ_PARTS.get(row.read_part or "", PART_NOT_NOTED)
    return (words.listed([BRIEF_HANDS[hand] for hand in row.hands]), part)
