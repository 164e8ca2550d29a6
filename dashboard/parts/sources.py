"""A source -> what it is called, who published it, when, how it was read, in a few words: what its list, its page and
the evidence say alike. Protects: what is not known is said to be so, and how a source was read stands with it."""

from __future__ import annotations

from typing import Any

from dashboard import words

MOST_NAMES = 3


def name(row: Any) -> str:
    """Its title, else its reference, else its id."""
    return str(row.title or row.reference or row.source_id)


def publisher(row: Any) -> str:
    """Who compiled the figures, and where they were read if elsewhere."""
    compiled = row.publisher or "a publisher that is not known"
    return f"{compiled}, read in {row.read_in}" if row.read_in else compiled


def what_it_is(row: Any) -> str:
    """Whose answer or figures it is, and where they were read if elsewhere: a title alone doesn't say, for all answers
    to one request may have the same."""
    if row.source_kind == "force_response":
        return f"The answer of {publisher(row)} to a request for information."
    return f"{'From the disclosure log' if row.source_kind == 'disclosure_log' else 'Figures'} of {publisher(row)}."


def about(row: Any) -> str:
    """The forces and areas by name where they are few, else how many."""
    return words.listed(row.about) if len(row.about) <= MOST_NAMES else f"{len(row.about)} forces and areas"


def date_known(row: Any) -> str:
    """The day, month or year of publication; else of answer, receipt or request, and which."""
    if row.published_on:
        return words.day(row.published_on)
    others = (("answered", row.answered_on), ("received", row.received_on), ("asked", row.asked_on))
    return next((f"{what} {words.day(on)}" for what, on in others if on), "not known")


def given(figures: int, outcomes: int) -> str:
    """ "3 figures, 7 answers": what was read in it, in force or not."""
    parts = [
        words.counted(figures, "figure") if figures else "",
        words.counted(outcomes, "answer") if outcomes else "",
    ]
    return ", ".join(part for part in parts if part) or "nothing"
