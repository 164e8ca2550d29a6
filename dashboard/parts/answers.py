"""An answer that holds -> its sign and its words, the same on every page.

Protects: would cost too much, neither confirmed nor denied, withheld and not held are four things and never one
"refused"; a reply that is not here is a fifth, and ours; a section that nobody printed is said to be our reading.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from dashboard import states, warehouse, words

BASE = re.compile(r"(s|art )(\d+[a-z]?)", re.IGNORECASE)
COST, NCND = "cost", "neither confirmed nor denied"
GAVE = "gave a number"
OUR_READING = "our reading; no section is printed"
SIGNS = {
    "cost": ("£", "would cost too much"),
    "ncnd": ("N", "neither confirmed nor denied"),
    "withheld": ("W", "withheld"),
    "not_held": ("–", "not held"),
    "part": ("½", "answered in part"),
    "elsewhere": ("…", "answered in a part or document not held here"),
    "answered": ("✓", "answered"),
    "other": ("·", "another answer"),
}
"""Kind of answer: what stands in a tile, and the words behind it."""
WITHOUT_NUMBER = {
    "cost": SIGNS["cost"],
    "cost_by_reading": (SIGNS["cost"][0], f"{SIGNS['cost'][1]}, by our reading"),
    "ncnd": SIGNS["ncnd"],
    "refused": SIGNS["withheld"],
    "suppressed": SIGNS["withheld"],
    "not_held": SIGNS["not_held"],
}
"""Sign and words of the state of a year without a number, as queries give it ("cost" for what is refused on cost)."""
TOLD_APART = {
    "not_understood", "other_period", "set_aside", "referred", "not_read", "not_applicable", "withdrawn", "no_answer",
    "no_figure",
}  # fmt: skip
"""States of an answer whose own words say more than its sign's."""
KINDS = {
    "ncnd": "ncnd", "refused": "withheld", "not_held": "not_held", "partly_answered": "part",
    "referred": "elsewhere", "not_read": "elsewhere", "answered": "answered",
}  # fmt: skip
"""Which of SIGNS an answer's status is, unless its ground is cost."""
STAGES = {"internal_review": " on internal review", "commissioner": " before the commissioner"}


def campaign() -> tuple[int, str]:
    """Of the campaign that asked most forces: how many it asked, and the year as its answers print it ("" where none
    does)."""
    found = warehouse.values("campaign_year")
    return (int(found[0][0]), str(found[0][1] or "")) if found else (0, "")


def of_state(state: str) -> str:
    """The words of an answer's state, as queries give it."""
    if state in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[state][1]
    return states.STATES[state].words if state in states.STATES else state


def kind(row: Any) -> str:
    """Which of SIGNS an answer is. `row` has status, state and ground (of the view `refusals`)."""
    found = "cost" if row.ground == COST else KINDS.get(row.status, "other")
    is_elsewhere = found in ("answered", "other") and row.state in ("not_understood", "other_period")
    return "elsewhere" if is_elsewhere else found


def in_words(row: Any) -> str:
    """ "would cost too much (s12, our reading; no section is printed)"."""
    said = states.STATES[row.state].words if row.state in TOLD_APART else SIGNS[kind(row)][1]
    if row.status == "partly_answered" and row.ground:
        said = "answered in part, small numbers withheld"
    inside = sections(row)
    return f"{said}{STAGES.get(row.stage, '')}{f' ({inside})' if inside else ''}"


def became(row: Any) -> str:
    """What became of one question, without its number: "gave a number", "would cost too much, by our reading"."""
    if row.figure_id or row.figures_asked:
        return GAVE if row.value == row.value or not row.figure_id else "gave a range"
    if row.is_whole_thread and row.status == "partly_answered":
        return "in part"
    return f"{SIGNS[kind(row)][1]}{', by our reading' if row.exemptions_basis == 'inferred' else ''}"


def given(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of which something is here."""
    return rows[rows["outcome_id"].notna() | (rows["figures"] > 0)].reset_index(drop=True)


def amount(row: Any) -> str:
    """A number with its unit, or the print of what is none: "7 arrests", "1 group", "<5 arrests"; "withheld"."""
    is_charged = row.unit == "reports" and getattr(row, "measure_id", "") == "charges"
    unit = "reports that led to charges" if is_charged else str(row.unit)
    if row.value == row.value and row.value is not None:
        return words.amount(row.value, unit)
    if getattr(row, "is_disputed", False):
        return f"{words.number(row.value_low)} or {words.number(row.value_high)} {unit}"
    text = row.value_text or ""
    return text if words.is_share_in_words(row) else f"{text} {unit}" if text else "withheld"


def rows_of(campaign_id: str) -> pd.DataFrame:
    """One row a force and question: the answer that holds, and what it counts; all territorial forces."""
    return warehouse.query("answers_grid", {"campaign": campaign_id})


def sections(row: Any) -> str:
    """ "s12, our reading; no section is printed"; "" where an answer names none."""
    named = ", ".join(list(row.exemptions) if row.exemptions is not None else [])
    return f"{named}, {OUR_READING}" if named and row.exemptions_basis == "inferred" else named


def sections_of_law(row: Any) -> str:
    """ "s12 of the FOIA 2000 (as printed)"; "" where an answer names none."""
    basis = "as printed" if row.exemptions_basis == "printed" else "not printed; the wording points to them"
    return f"{', '.join(row.exemptions)} of the {row.law or 'information law'} ({basis})" if row.exemptions else ""


def by_reading(read: int, of: int) -> str:
    """Of so many answers with a ground, how many print no section: ", by our reading", ", 2 of them by our reading"."""
    return "" if not read else ", by our reading" if read == of else f", {read} of them by our reading"


def base(section: str) -> str:
    """ "s31(3)" -> "s31"; "art 25(2)" -> "art 25": the section that the reference names."""
    found = BASE.match(section)
    return found.group(0) if found else section


def asked(row: Any) -> str:
    """What was asked in our words: measure, offence or question, and the period."""
    what = row.asks or row.offence or ""
    measure = row.measure or ""
    parts = [measure, what if what.lower() not in measure.lower() else ""]
    named = ": ".join(part for part in parts if part) or "what was asked is not known here"
    return named if row.period_id is None else f"{named}, {words.period(row.period_id)}"


def cost(row: Any) -> str:
    """The arithmetic of a refusal on cost: "97,000 records × 5 minutes = 8,083 hours; the answer says 8,106"."""
    records, minutes, hours = (
        None if value != value else value for value in (row.cost_records, row.cost_minutes_each, row.cost_hours)
    )
    said = []
    if records is not None:
        said.append(f"{words.number(records)} records")
        if minutes is not None:
            product = words.number(round(records * minutes / 60))
            said[0] += f" × {words.counted(int(minutes), 'minute')} = {product} hours"
        elif hours is None:
            said[0] += ", minutes for each not said"
    said += [] if hours is None else [f"the answer says {words.number(hours)} hours"]
    return "; ".join(said)
