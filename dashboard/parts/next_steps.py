"""One answer (or none) -> what can be done now: who can do it, within what limit, and the text of a letter.

Protects: only the requester can ask for a review; nothing is ever called late, for what stops the clock is not known
here; and no last day is computed, for the day of the answer is seldom printed. Laws, limits and sentences are data in
dashboard/letters/.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import warehouse, words
from dashboard.parts import answers

LETTERS = Path(__file__).resolve().parent.parent / "letters"
USUAL_LAW = "FOIA 2000"
PERIOD = "in each of the last three complete financial years (1 April to 31 March)"
ANY_LAW = {"review": "a review", "review_days": "", "commissioner": "the commissioner of the law it was asked under"}
UNREAD = ("not_read",)
COMMISSIONER_STAGES = ("internal_review", "commissioner", "tribunal")


@dataclass(frozen=True)
class Steps:
    """`said` are sentences, each one thing that can be done; `letter` is a text to copy, `sender` who can send it."""

    said: tuple[str, ...]
    letter: str
    sender: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of dashboard/letters/<name>.csv; lines that start with # say what it is."""
    with (LETTERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def law_of(name: str | None) -> dict[str, str]:
    """The line of laws.csv for a law; of one that is not known here the words that fit any."""
    return next((row for row in rows("laws") if row["law"] == name), ANY_LAW)


def limit(law: str | None, source_id: str) -> str:
    """In how many working days a review can be asked for: what the answer prints, else what the law's code says."""
    printed = next((row for row in rows("printed_limits") if row["source_id"] == source_id), None)
    days = law_of(law)["review_days"]
    if printed:
        return f"within {printed['working_days']} working days of the answer, the limit that this answer prints"
    if days:
        return f"within {days} working days of the answer, unless the answer prints another limit"
    return "within the limit that the answer prints"


def after_answer(row: Any) -> Steps:
    """For an answer that is here: a row of queries/evidence_outcome.sql or force_answers.sql."""
    question = words.sentence(answers.asked(row))
    law = law_of(row.law)
    when = (
        f"it was answered on {words.day(row.answered_on)}"
        if row.answered_on
        else "the day of the answer is not known here"
    )
    said = []
    if row.status in UNREAD:
        first = {line["told"]: line["text"] for line in rows("read_first")}
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
    """For a force whose reply to a campaign, without one to that which asked most forces, is not here."""
    said = (
        "See on WhatDoTheyKnow whether the force has a thread of this request; what stands there can be added here.",
        "Anybody can make a request of their own.",
    )
    return Steps(said, new_request(force, law, items(campaign_id)), "Anybody can send this.")


def items(campaign_id: str | None) -> str:
    """What a campaign asks, to ask it again: each item says by itself what is counted and in which period."""
    ours = {(row["campaign_id"], row["question"]): row["text"] for row in rows("requested")}
    asked = warehouse.values("letter_items", {"campaign": campaign_id})
    return "\n".join(f"{label}. {ours.get((mark, label), text)}, {PERIOD}." for mark, label, text in asked)


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
    named = {answers.base(section) for section in row.exemptions or []}
    return [
        point["text"]
        for point in rows("points")
        if point["status"] == row.status
        and point["law"] in ("", row.law)
        and (not point["section"] or point["section"] in named)
    ]


def _filled(name: str, **values: str) -> str:
    return (LETTERS / f"{name}.txt").read_text(encoding="utf-8").format_map(values)


def show(steps: Steps, name: str = "A letter to copy") -> None:
    """What can be done now, and the letter behind an expander."""
    st.markdown("\n".join(f"- {words.verbatim(text)}" for text in steps.said))
    with st.expander(name):
        st.markdown(words.verbatim(steps.sender))
        st.code(steps.letter, language=None, wrap_lines=True)
