"""One source -> the head of its page: who, when, how it was read, what was asked.

Protects: what is not known is said to be so.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import streamlit as st

from dashboard import first_rows, listing, pinned, refusals, source_list, states, warehouse, words
from dashboard.listing import Link
from ingest.sources import OWN_KINDS

NEAREST_SHOWN = 3
MOST_QUESTIONS = 12


def one(source_id: str | None) -> Any | None:
    """The row of a source, or None when there is none of that id."""
    rows = warehouse.query(warehouse.sql("sources_list"))
    found = rows[rows["source_id"] == source_id]
    return next(found.itertuples()) if len(found) else None


def say_missing(source_id: str | None) -> None:
    """What a page without a source says: what was asked for, the nearest that there is, and where all are."""
    st.title("One source")
    if source_id and (gone := refusals.erased([source_id])):
        st.markdown(words.verbatim(gone))
        return
    ids = list(warehouse.query("select source_id from sources order by source_id")["source_id"])
    near = get_close_matches(source_id or "", ids, n=NEAREST_SHOWN)
    asked = (
        f"There is no source `{source_id}` in this release." if source_id else "The address names no source (`?id=`)."
    )
    links = [f"[{one_id}]({pinned.address(f'/source?id={one_id}')})" for one_id in near]
    nearest = f" Nearest are {words.listed(links)}." if near else ""
    st.markdown(f"{asked}{nearest} All are [in the list of sources]({pinned.address('/sources')}).")


def particulars(row: Any) -> None:
    """Who, when, how it was read."""
    dates = (("Asked", row.asked_on), ("Received", row.received_on), ("Answered", row.answered_on))
    listing.facts(
        [
            ("Published by", row.publisher or "not known"),
            ("Read in", _read_in(row)),
            ("Force or area", words.listed(row.about) or "none"),
            ("Kind", states.KINDS[row.source_kind]),
            ("Reference", row.reference or "none is known"),
            ("Law", row.law or "none is named"),
            ("Published", words.day(row.published_on)),
            *((name, words.day(on)) for name, on in dates if on or row.source_kind == "force_response"),
            *([("Brought here", words.day(row.fetched_on))] if row.fetched_on else []),
            ("How it was read", [states.HANDS[hand].words for hand in row.hands]),
            ("How much of it", source_list.READ_PARTS.get(row.read_part or "", source_list.PART_NOT_NOTED)),
            ("The original", Link(row.url, row.url, is_outside=True) if row.url else "no address is known"),
            *([("Our note", words.sentence(row.note))] if row.note else []),
            *([("Licence", row.licence)] if row.licence else []),
            ("Id", row.source_id),
        ]
    )


def asked(row: Any) -> None:
    """The questions of the request, as far as they are known here."""
    st.header("What was asked")
    rows = warehouse.query(warehouse.sql("source_questions"), {"source_id": row.source_id})
    if row.campaign_id:
        st.markdown(
            "One of the requests of a campaign: "
            f"[{_campaign(row)}]({pinned.address(f'/answers?campaign={row.campaign_id}')})."
        )
    if len(rows):
        first_rows.show(
            "asked",
            ("Question", "It asks", "Measure", "Period"),
            [(q.question or "not numbered", q.asks, q.measure, words.period(q.period_id)) for q in rows.itertuples()],
            "What was asked",
            "question",
            MOST_QUESTIONS,
        )
    elif row.source_kind in OWN_KINDS:
        st.markdown("The request's own questions are not noted here, only what its answers say.")
    else:
        st.markdown("This page is not one force's answer to a request; what its compiler asked is not noted here.")


def _campaign(row: Any) -> str:
    found = warehouse.query("select title from campaigns where campaign_id = $id", {"id": row.campaign_id})
    return str(found["title"].iloc[0]) if len(found) else str(row.campaign_id)


def _read_in(row: Any) -> str:
    if row.read_in:
        return str(row.read_in)
    if "second_hand" in row.hands:
        return "the publisher's own page and others': the evidence of each figure says which"
    return "the publisher's own page"
