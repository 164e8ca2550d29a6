"""Answers outside the campaigns -> counts by status and by section, and a table of them by force.

Protects: what is left out of the table by a choice is counted beside it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, list_block, listing, sections, states, warehouse, words
from dashboard.filters import COLUMNS, Filters

USED = ("force", "measure", "offence", "period", "hand")
ANSWERED = "answered"
NOT_ANSWERED, ALL = "not-answered", "all"


def rows_of(chosen: Filters) -> pd.DataFrame:
    """The answers to requests outside the campaigns that the filters leave."""
    rows = warehouse.query(warehouse.sql("answers_to_others"), {"force": None})
    for name in USED:
        if chosen[name]:
            rows = rows[rows[COLUMNS[name]].isin(chosen[name])]
    return rows.reset_index(drop=True)


def status_words(status: str) -> str:
    """The words of a status; "answered" is the one that is no state of a force."""
    return states.STATES[status].words if status in states.STATES else status.replace("_", " ")


def counts_of(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a status, told apart as far as known: answers and forces."""
    found = rows.groupby("state")["force_id"].agg(["size", "nunique"]).sort_values("size", ascending=False)
    return pd.DataFrame(
        {
            "Status": [words.sentence(status_words(str(status))).rstrip(".") for status in found.index],
            "Answers": list(found["size"]),
            "Forces or areas": list(found["nunique"]),
        }
    )


def lines_of(rows: pd.DataFrame, path: str, chosen: Filters, more: dict[str, str]) -> list[tuple[listing.Cell, ...]]:
    """One line an answer, in words; the answer is a link to its evidence."""
    return [
        (
            listing.Link(row.force, f"/force?id={row.force_id}"),
            (asked(row), f"reference {row.reference or 'not known'}"),
            list_block.mark(status_of(row), row.outcome_id, path, chosen, more, is_struck=not row.is_current),
            _named(row),
        )
        for row in rows.itertuples()
    ]


HEADINGS = ("Force", "What was asked", "Answer", "Sections")


def _named(row: Any) -> str:
    return f"{row.law or 'law not known'} {sections.listed(row)}" if row.exemptions else "none named"


def asked(row: object) -> str:
    """Measure, what was asked in our words, and the period."""
    what = getattr(row, "asks", None) or getattr(row, "offence", None) or ""
    measure = getattr(row, "measure", None) or ""
    parts = [measure, what if what.lower() not in measure.lower() else ""]
    return (
        f"{': '.join(part for part in parts if part) or 'not known'}, {words.period(getattr(row, 'period_id', None))}"
    )


def status_of(row: object) -> str:
    """The status in words, with who said it where it was not the force, and whether it is superseded."""
    text = status_words(str(getattr(row, "state", "") or getattr(row, "status", "")))
    if getattr(row, "stage", "response") != "response":
        text += f" ({str(getattr(row, 'stage', '')).replace('_', ' ')})"
    is_said_in_words = getattr(row, "status", "") == "no_answer"  # its words say already that a source says so
    if getattr(row, "said_by", "force") != "force" and not is_said_in_words:
        text += f", as the {getattr(row, 'said_by', '')} says"
    return words.sentence(text if getattr(row, "is_current", True) else f"superseded: {text}").rstrip(".")


def show(chosen: Filters, section: str | None) -> None:
    """Counts by status and section, the choice of status, and the table."""
    rows = rows_of(chosen)
    if section:
        rows = rows[[sections.has(row, section) for row in rows.itertuples()]].reset_index(drop=True)
    if not len(rows):
        st.markdown("No answer to another request fits these filters.")
        return
    st.markdown(
        f"{words.counted(len(rows), 'answer')} from {counted_forces(rows)}, "
        "to requests of many people with many questions. They are what was found, so their numbers say nothing about "
        "how often forces refuse."
    )
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.markdown("### By status")
        st.table(counts_of(rows), border="horizontal", hide_index=True, alt="Answers to other requests by status")
    with right:
        st.markdown("### By section")
        by_section = sections.table_of(rows)
        if len(by_section):
            st.table(
                by_section, border="horizontal", hide_index=True, alt="Answers to other requests by section of the law"
            )
        else:
            st.markdown("None of them names a section.")
    _table(rows, chosen, section)


def _table(rows: pd.DataFrame, chosen: Filters, section: str | None) -> None:
    present = list(dict.fromkeys(rows["state"]))
    options = {NOT_ANSWERED: "all but those answered", ALL: "all"} | {s: status_words(s) for s in present}
    picked = address.one_of("Which of them", "status", options, is_list=True)
    is_shown = {NOT_ANSWERED: rows["status"] != ANSWERED, ALL: rows["status"].notna()}.get(
        picked, rows["state"] == picked
    )
    shown = rows[is_shown]
    left_out = len(rows) - len(shown)
    more = {
        name: value for name, value in (("section", section), ("status", picked)) if value and value != NOT_ANSWERED
    }
    list_block.show(
        list_block.ListBlock(
            title=f"Answers to other requests, by force: {options[picked]}",
            headings=HEADINGS,
            rows=lines_of(shown, "answers", chosen, more),
            finding=words.sentence(
                f"{words.counted(len(shown), 'answer')} of {counted_forces(shown)}"
                + (f"; {left_out} more are left out by the choice above" if left_out else "")
            ),
            coverage="How many forces were asked is not known for these requests, so no whole stands beside them.",
            notes=["A section stands as printed; “inferred” where none is printed and the wording points to it."],
            source="Forces' answers and disclosure logs, and what compilers say of them. "
            f"Disclosed, release {warehouse.current().release}.",
            data=("outcomes", chosen.only(USED)),
            path="answers",
            filters=chosen,
            more=more,
        )
    )


def counted_forces(rows: pd.DataFrame) -> str:
    """ "3 forces", or "3 forces and areas" where an area is among them."""
    has_area = bool(rows["force_id"].str.startswith("area:").any())
    return words.counted(rows["force_id"].nunique(), "force", "forces and areas" if has_area else "forces")
