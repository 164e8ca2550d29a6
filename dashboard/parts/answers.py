"""An answer that holds -> its sign and its words, the same on every page.

Protects: would cost too much, neither confirmed nor denied, withheld and not held are four things and never one
"refused"; a reply that is not here is a fifth, and ours; a section that nobody printed is said to be our reading.
"""

from __future__ import annotations

import re
from typing import Any

from dashboard import warehouse, words

BASE = re.compile(r"(s|art )(\d+[a-z]?)", re.IGNORECASE)
COST, NCND = "cost", "neither confirmed nor denied"
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
    "ncnd": SIGNS["ncnd"],
    "refused": SIGNS["withheld"],
    "suppressed": SIGNS["withheld"],
    "not_held": SIGNS["not_held"],
}
"""Sign and words of the state of a year without a number, as queries give it ("cost" for what is refused on cost)."""
STATES = {
    "not_understood": "answered, in a way that was not understood here",
    "other_period": "answered for another period or part, whose figures are here",
    "set_aside": "answered, with a figure that a person set aside here",
    "referred": "answered in a document that is not here",
    "not_read": "answered in a part that is not held here",
    "not_applicable": "does not apply to it",
    "withdrawn": "the request was withdrawn",
    "no_answer": "gave no answer, as a source says",
    "no_figure": "says why it has no figure",
}


def campaign() -> tuple[int, str]:
    """Of the campaign that asked most forces: how many it asked, and the year as its answers print it ("" where none
    does)."""
    found = warehouse.rows(warehouse.sql("campaign_year"))[1]
    return (int(found[0][0]), str(found[0][1] or "")) if found else (0, "")


def kind(row: Any) -> str:
    """Which of SIGNS an answer is. `row` has status and ground (of the view `refusals`)."""
    if row.ground == COST:
        return "cost"
    if row.status == "ncnd":
        return "ncnd"
    if row.status == "refused":
        return "withheld"
    if row.status == "not_held":
        return "not_held"
    if row.status == "partly_answered":
        return "part"
    if row.status in ("referred", "not_read") or row.state in ("not_understood", "other_period"):
        return "elsewhere"
    return "answered" if row.status == "answered" else "other"


def in_words(row: Any) -> str:
    """ "would cost too much (s12, our reading; no section is printed)"."""
    said = STATES.get(row.state) or SIGNS[kind(row)][1]
    if row.status == "partly_answered" and row.ground:
        said = "answered in part, small numbers withheld"
    stage = " on internal review" if row.stage == "internal_review" else ""
    stage = " before the commissioner" if row.stage == "commissioner" else stage
    inside = "; ".join(part for part in (sections(row),) if part)
    return f"{said}{stage}{f' ({inside})' if inside else ''}"


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


def sections(row: Any) -> str:
    """ "s12, our reading; no section is printed"; "" where an answer names none."""
    named = ", ".join(list(row.exemptions) if row.exemptions is not None else [])
    return f"{named}, {OUR_READING}" if named and row.exemptions_basis == "inferred" else named


def by_reading(read: int, of: int) -> str:
    """Of so many answers with a ground, how many print no section: ", by our reading", ", 2 of them by our reading"."""
    return "" if not read else ", by our reading" if read == of else f", {read} of them by our reading"


def base(section: str) -> str:
    """ "s31(3)" -> "s31"; "art 25(2)" -> "art 25": the section that the reference names."""
    found = BASE.match(section)
    return found.group(0) if found else section


def titles() -> dict[tuple[str, str], str]:
    """(law, section in lower case) -> its title."""
    rows = warehouse.rows("select law, section, title from exemptions")[1]
    return {(law, section.lower()): title for law, section, title in rows}


def asked(row: Any) -> str:
    """What was asked in our words: measure, offence or question, and the period."""
    what = row.asks or row.offence or ""
    measure = row.measure or ""
    parts = [measure, what if what.lower() not in measure.lower() else ""]
    named = ": ".join(part for part in parts if part) or "what was asked is not known here"
    return named if row.period_id is None else f"{named}, {words.period(row.period_id)}"


def cost(row: Any) -> str:
    """The arithmetic of a refusal on cost: "97,000 records × 5 minutes = 8,083 hours; the answer says 8,106"."""
    records, minutes, hours = row.cost_records, row.cost_minutes_each, row.cost_hours
    known = [value == value and value is not None for value in (records, minutes, hours)]
    said = f"{words.number(records)} records" if known[0] else ""
    if known[0] and known[1]:
        said += f" × {words.counted(int(minutes), 'minute')} = {words.number(round(records * minutes / 60))} hours"
    elif known[0]:
        said += ", minutes for each not said" if not known[2] else ""
    if known[2]:
        own = f"the answer says {words.number(hours)} hours"
        said = f"{said}; {own}" if said else own
    return said
