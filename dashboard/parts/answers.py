"""An answer -> its sign and its words, the same on every page; and what can be done now: who can do it, within what
limit, and the text of a letter.

Protects: would cost too much, neither confirmed nor denied, withheld and not held are four things and never one
"refused"; a reply that is not here is a fifth, and ours; a section that nobody printed is said to be our reading. Only
the requester can ask for a review; nothing is ever called late, for what stops the clock is not known here; and no last
day is computed, for the day of the answer is seldom printed. Laws, limits and sentences are data in dashboard/letters/.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import states, warehouse, words
from dashboard.stats import each

LETTERS = Path(__file__).resolve().parent.parent / "letters"
USUAL_LAW = "FOIA 2000"
PERIOD = "in each of the last three complete financial years (1 April to 31 March)"
ANY_LAW = {"review": "a review", "review_days": "", "commissioner": "the commissioner of the law it was asked under"}
UNREAD = ("not_read",)
COMMISSIONER_STAGES = ("internal_review", "commissioner", "tribunal")

BASE = re.compile(r"(s|art )(\d+[a-z]?)", re.IGNORECASE)
COST, NCND = "cost", "neither confirmed nor denied"
GAVE = "gave a number"
NAMED = {"groups_named_ocag": "named a group"}
"""What a question that asks for names and for no number was given, by its measure."""
IN_PART = "in part (which questions is unknown)"
OUR_READING = "our reading; no section is printed"
SAID: dict[str, dict[str, Any]] = states.WORDS["signs"]
SIGNS: dict[str, tuple[str, str]] = {kind: (said["sign"], said["words"]) for kind, said in SAID.items()}
"""Kind of answer: what stands in a tile, and the words behind it."""
WITHOUT_NUMBER = {state: SIGNS[kind] for kind, said in SAID.items() for state in said.get("states", ())}
WITHOUT_NUMBER["cost_by_reading"] = (SIGNS["cost"][0], f"{SIGNS['cost'][1]}, by our reading")
"""Sign and words of the state of a year without a number, as queries give it ("cost" for what is refused on cost)."""
NO_FIGURE = ("no_answer", "blank", "no_reply", "no_figure")
"""States in which somebody says, or a table shows, that there is no figure: not the same as nothing is here."""
IN_OWN_WORDS = {
    "not_understood", "other_period", "set_aside", "referred", "not_read", "not_applicable", "withdrawn", *NO_FIGURE,
}  # fmt: skip
"""States of an answer whose own words say more than its sign's."""
KINDS = {status: kind for kind, said in SAID.items() for status in said.get("statuses", ())}
"""Which of SIGNS an answer's status is, unless its ground is cost."""
STAGES = {"internal_review": " on internal review", "commissioner": " before the commissioner"}


def campaign() -> tuple[str, int, str]:
    """The campaign that asked most forces: its id, how many it asked, and the year as its answers print it ("" where
    none does)."""
    first = next(iter(each(warehouse.query("campaigns"))), None)
    return (first.campaign_id, int(first.requests), first.year or "") if first else ("", 0, "")


def of_state(state: str) -> str:
    """The words of an answer's state, as queries give it."""
    if state in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[state][1]
    return states.STATES[state].words if state in states.STATES else state


def kind(row: Any) -> str:
    """Which of SIGNS an answer is. `row` has status, state and ground (of the view `refusals`)."""
    sign = "cost" if row.ground == COST else KINDS.get(row.status, "other")
    is_elsewhere = sign in ("answered", "other") and row.state in ("not_understood", "other_period")
    return "elsewhere" if is_elsewhere else sign


def in_words(row: Any) -> str:
    """ "would cost too much (s12, our reading; no section is printed)"."""
    said = states.STATES[row.state].words if row.state in IN_OWN_WORDS else SIGNS[kind(row)][1]
    if row.status == "partly_answered" and row.ground:
        said = "answered in part, small numbers withheld"
    inside = sections(row)
    return f"{said}{STAGES.get(row.stage, '')}{f' ({inside})' if inside else ''}"


def became(row: Any) -> str:
    """What became of one question, without its number: "gave a number", "would cost too much, by our reading"."""
    if row.figure_id or row.figures_asked:
        if row.measure_id in NAMED:
            return NAMED[row.measure_id]
        return GAVE if row.value == row.value or not row.figure_id else "gave a range"
    if is_in_part(row):
        return IN_PART
    return f"{SIGNS[kind(row)][1]}{', by our reading' if row.exemptions_basis == 'inferred' else ''}"


def is_in_part(row: Any) -> bool:
    """Whether a campaign's request was answered in part and nothing says which of its questions were."""
    return bool(row.is_whole_thread) and row.status == "partly_answered"


def given(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an answer or a figure here."""
    return rows[rows["outcome_id"].notna() | (rows["figures"] > 0)].reset_index(drop=True)


def amount(row: Any) -> str:
    """A number with its unit, or what is printed in its place: "7 arrests", "under five groups", "<5 arrests";
    "withheld"."""
    is_charged = row.unit == "reports" and getattr(row, "measure_id", "") == "charges"
    unit = "reports that led to charges" if is_charged else str(row.unit)
    if row.value == row.value and row.value is not None:
        is_few = words.is_few(row.value) and unit != "percent"
        return f"{words.UNDER_FIVE} {unit}" if is_few else words.amount(row.value, unit)
    if getattr(row, "is_disputed", False):
        return f"{words.number(row.value_low)} or {words.number(row.value_high)} {unit}"
    text = row.value_text or ""
    return text if words.is_share_in_words(row) else f"{text} {unit}" if text else "withheld"


def of(**filters: str | None) -> pd.DataFrame:
    """Every answer with what is known of it, also those that no longer hold: rows of queries/answers.sql, of one
    `force`, `source` or `outcome`."""
    return warehouse.query("answers", {"force": None, "source": None, "outcome": None} | filters)


def current(force: str | None = None) -> pd.DataFrame:
    """Those that hold today, of one force or of all."""
    rows = of(force=force)
    return rows[rows["is_current"]].reset_index(drop=True)


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
    """How many of `of` answers with a ground print no section: ", by our reading", ", 2 of them by our reading"."""
    return "" if not read else ", by our reading" if read == of else f", {read} of them by our reading"


def base(section: str) -> str:
    """ "s31(3)" -> "s31"; "art 25(2)" -> "art 25": the section that the reference names."""
    match = BASE.match(section)
    return match.group(0) if match else section


def asked(row: Any) -> str:
    """What was asked in our words: measure, offence or question, and the period."""
    what = row.asks or row.offence or ""
    measure = row.measure or ""
    parts = [measure, what if what.lower() not in measure.lower() else ""]
    named = ": ".join(part for part in parts if part) or "what was asked is not known here"
    return named if row.period_id is None else f"{named}, {words.period(row.period_id)}"


def asked_in_list(row: Any) -> str:
    """The same, and that no child need be involved where that is so."""
    about = words.ABOUT_CHILDREN.get(row.about_children or "")
    return f"{asked(row)}{f' [{about}]' if about else ''}"


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


@dataclass(frozen=True)
class Steps:
    """`said` are sentences, each one thing that can be done; `letter` is a text to copy, `sender` who can send it."""

    said: tuple[str, ...]
    letter: str
    sender: str


@cache
def letters(name: str) -> tuple[dict[str, str], ...]:
    """The lines of dashboard/letters/<name>.csv; lines that start with # say what it is."""
    with (LETTERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def law_of(name: str | None) -> dict[str, str]:
    """The line of laws.csv for a law; of one that is not known here the words that fit any."""
    return next((row for row in letters("laws") if row["law"] == name), ANY_LAW)


def limit(law: str | None, source_id: str) -> str:
    """In how many working days a review can be asked for: what the answer prints, else what the law's code says."""
    printed = next((row for row in letters("printed_limits") if row["source_id"] == source_id), None)
    days = law_of(law)["review_days"]
    if printed:
        return f"within {printed['working_days']} working days of the answer, the limit that this answer prints"
    if days:
        return f"within {days} working days of the answer, unless the answer prints another limit"
    return "within the limit that the answer prints"


def after_answer(row: Any) -> Steps:
    """For an answer that is here: a row of queries/answers.sql."""
    question = words.sentence(asked(row))
    law = law_of(row.law)
    when = (
        f"it was answered on {words.day(row.answered_on)}"
        if row.answered_on
        else "the day of the answer is not known here"
    )
    said = []
    if row.status in UNREAD:
        first = {line["told"]: line["text"] for line in letters("read_first")}
        said.append(first.get(getattr(row, "told", None) or "", first[""]))
    if row.stage in COMMISSIONER_STAGES:
        said.append(
            f"This is the outcome of {'a review' if row.stage == 'internal_review' else 'the ' + row.stage}. "
            f"The requester can complain to {law['commissioner']} about a review's outcome; nobody else can for them."
        )
    else:
        said.append(
            f"The requester can ask {row.force} for {law['review']}, {limit(row.law, row.source_id)} ({when}). "
            "Only the requester can ask."
        )
    said.append("Anybody can make a new request of their own, for the same or for less.")
    if row.stage in COMMISSIONER_STAGES or row.status in UNREAD:
        return Steps(tuple(said), new_request(row.force, row.law, question), "Anybody can send this.")
    return Steps(tuple(said), review_letter(row, question), "Only the person who made the request can send this.")


def without_answer(force: str, law: str | None, campaign_id: str | None = None) -> Steps:
    """For a force without a reply here to a campaign; without an id, to the one that asked most forces."""
    said = (
        "See on WhatDoTheyKnow whether the force has a thread of this request; what stands there can be added here.",
        "Anybody can make a request of their own.",
    )
    return Steps(said, new_request(force, law, items(campaign_id)), "Anybody can send this.")


def items(campaign_id: str | None) -> str:
    """What a campaign asks, to ask it again: each item says by itself what is counted and in which period."""
    ours = {(row["campaign_id"], row["question"]): row["text"] for row in letters("requested")}
    wanted = warehouse.values("letter_items", {"campaign": campaign_id})
    return "\n".join(f"{label}. {ours.get((mark, label), text)}, {PERIOD}." for mark, label, text in wanted)


def review_letter(row: Any, question: str) -> str:
    """The text of a request for a review, with a point for each thing that this answer leaves open."""
    return _filled(
        "internal_review", force=row.force, reference=row.reference or "[its reference]", law=row.law or USUAL_LAW,
        review=law_of(row.law)["review"], question=question, points="\n".join(f"- {p}" for p in points(row)),
    )  # fmt: skip


def new_request(force: str, law: str | None, question: str) -> str:
    """The text of a new request that anybody can make."""
    return _filled("new_request", force=force, law=law or USUAL_LAW, question=question)


def points(row: Any) -> list[str]:
    """What a review should settle, from points.csv: those whose status, law and section fit this answer."""
    named = {base(section) for section in row.exemptions or []}
    return [
        point["text"]
        for point in letters("points")
        if point["status"] == row.status
        and point["law"] in ("", row.law)
        and (not point["section"] or point["section"] in named)
    ]


def _filled(name: str, **values: str) -> str:
    return (LETTERS / f"{name}.txt").read_text(encoding="utf-8").format_map(values)


def show_steps(steps: Steps, name: str = "A letter to copy") -> None:
    """What can be done now, and the letter behind an expander."""
    st.markdown("\n".join(f"- {words.verbatim(text)}" for text in steps.said))
    with st.expander(name):
        st.markdown(words.verbatim(steps.sender))
        st.code(steps.letter, language=None, wrap_lines=True)
