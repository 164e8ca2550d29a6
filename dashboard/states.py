"""What the warehouse says by a word -> the words for readers: states, hands, kinds, standings, reviews.

Protects: unknown is never drawn as zero, and nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """What is known of a force's answer. `part_of`: the state of the data that it is told apart from
    (queries/told_states.sql)."""

    words: str
    explained: str = ""
    part_of: str = ""


STATES = {
    "value": State("a number"),
    "interval": State("a range and no number"),
    "suppressed": State("held back, being small"),
    "conflicting": State("sources disagree"),
    "partly_answered": State("partly answered"),
    "refused": State("refused"),
    "ncnd": State("neither confirmed nor denied"),
    "not_held": State("not held"),
    "referred": State("answered in a document that is not here"),
    "not_read": State("answered in a part that is not held here"),
    "not_understood": State(
        "answered, in a way that was not understood here",
        "The answer is held here and no number in it was understood. The checks say why.",
        "not_read",
    ),
    "other_period": State("answered for another period or part, whose figures are here", part_of="not_read"),
    "set_aside": State(
        "answered, with a figure that a person set aside here",
        "The answer is held here, and a person ruled that what was read in it is no such figure.",
        "not_read",
    ),
    "not_applicable": State("not applicable"),
    "withdrawn": State("withdrawn"),
    "no_answer": State("gave no answer, as a source says"),
    "no_figure": State("says why it has no figure", "The force's own reply says why it has no figure.", "no_answer"),
    "not_asked": State("was not asked"),
    "not_collected": State(
        "asked; no reply is here", "We hold no reply from this force. That says nothing about whether it replied."
    ),
    "not_known": State(
        "nothing is here", "No source here gives anything for this force. That says nothing about the force."
    ),
}

HANDS = {
    "own_document": "the document itself, held here",
    "own_transcript": "our transcription of a page that we do not hold",
    "second_hand": "read in a copy",
}
READ_PARTS = {
    "whole": "the whole of it was read",
    "opening": "only its opening was read",
    "part": "a part of it was read",
    None: "how much of it was read is not known",
}

KINDS = {
    "force_response": "a force's answer to a request",
    "disclosure_log": "a force's disclosure log",
    "official": "an official body's figures",
    "charity": "a charity's figures",
    "press": "the press",
    "group": "an activist group's claim",
}

AREA_KINDS = {
    "force": "a police force",
    "part_of_force": "part of a force",
    "several_forces": "several forces together",
    "region": "a region",
    "nation": "a nation",
    "country": "more than one nation",
    "crown_dependency": "a crown dependency",
    "unit": "a unit",
}

FIGURE_STATUSES = {
    "current": "in force",
    "repeated": "a copy of the figure in force, not a confirmation of it",
    "superseded": "replaced by a later or higher-ranking one",
    "withdrawn": "withdrawn",
    "conflicting": "disagrees with another source",
    "rejected": "set aside by a person's ruling",
}

REVIEW_MARK = "○"
CORRECTED_MARK = "†"
REVIEW_MARKS = {"unreviewed": REVIEW_MARK, "corrected": CORRECTED_MARK}
"""What stands behind a number that nobody has checked, or that is not what its source prints."""

REVIEWS = {
    "unreviewed": "no person has checked this figure against its source yet",
    "reviewed": "a person has checked it against its source",
    "corrected": "a person has corrected it against its source",
}


def review_mark(review: str | None) -> str:
    """The sign that stands behind a figure's number by its review; none where a person has found it right."""
    return REVIEW_MARKS.get(review or "", "")


def of_answer(status: str, told: str | None) -> str:
    """What became of an answer, in words, by its status and what else is known of it."""
    apart = STATES.get(told or "")
    is_set_aside = told == "set_aside" and status == "answered"  # there was a figure, so no part is unread
    state = apart if apart and (apart.part_of == status or is_set_aside) else STATES.get(status)
    return state.words if state else status.replace("_", " ")
