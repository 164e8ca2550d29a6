"""What is known of a force and how it was read: one definition of states and hands, for charts, tables and words.

Protects: unknown is never drawn as zero, and nothing is told by colour alone. Each state has a glyph, words and a
drawing; each hand has an outline. Charts, legend, coverage sentence and tables all take them from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`glyph` stands in a tile or row, `words` beside a force, `phrase` in a sentence after a number ("4 refused").

    `part_of`: the state of the data that it is told apart from, by what is known of the answer (sql/told_states.sql).
    """

    state_id: str
    glyph: str
    words: str
    phrase: str
    css: str
    has_number: bool = False
    explained: str = ""
    brief: str = ""
    part_of: str = ""

    @property
    def short(self) -> str:
        """The words where a row has little room."""
        return self.brief or self.words


STATES = {
    state.state_id: state
    for state in (
        State("value", "12", "a number", "gave a number", "solid", True),
        State("interval", "<5", "a range and no number", "gave a range", "hatched", True),
        State("suppressed", "[c]", "held back, being small", "held back a small count", "hatched", True),
        State("conflicting", "3–9", "sources disagree", "in dispute between sources", "double", True),
        State("partly_answered", "◧", "partly answered", "answered in part", "half", brief="partly answered"),
        State("refused", "R", "refused", "refused", "hollow"),
        State(
            "ncnd", "N", "neither confirmed nor denied", "would neither confirm nor deny", "hollow",
            brief="not confirmed or denied",
        ),
        State("not_held", "–", "not held", "said that it holds none", "bare"),
        State(
            "referred", "…", "answered in a document that is not here", "answered in a document not here", "bare",
            brief="in a document not here",
        ),
        State(
            "not_read", "…", "answered in a part that is not held here", "answered in a part not held here", "bare",
            brief="in a part not held here",
        ),
        State(
            "not_understood", "?", "answered, in a way that was not understood here",
            "answered in a way not understood here", "bare",
            explained="The answer is held here and no number in it was understood. The checks say why.",
            brief="not understood", part_of="not_read",
        ),
        State(
            "other_period", "→", "answered for another period or part, whose figures are here",
            "answered for another period or part", "bare",
            brief="for another period or part", part_of="not_read",
        ),
        State(
            "set_aside", "✕", "answered, with a figure that a person set aside here",
            "answered with a figure that was set aside here", "struck",
            explained="The answer is held here, and a person ruled that what was read in it is no such figure.",
            brief="its figure was set aside", part_of="not_read",
        ),
        State("not_applicable", "[z]", "not applicable", "for whom it does not apply", "bare"),
        State("withdrawn", "✕", "withdrawn", "withdrawn", "struck"),
        State(
            "no_answer", "·", "gave no answer, as a source says", "gave no answer, as a source says", "dot",
            brief="no answer",
        ),
        State(
            "no_figure", "·", "says why it has no figure", "said why they have no figure", "dot",
            explained="The force's own reply says why it has no figure.", part_of="no_answer",
        ),
        State("not_asked", "□", "was not asked", "not asked", "dotted"),
        State(
            "not_collected", "", "asked; no reply is here", "for whom no reply is here", "paper",
            explained="We hold no reply from this force. That says nothing about whether it replied.",
        ),
        State(
            "not_known", "", "nothing is here", "of whom nothing is here", "paper",
            explained="No source here gives anything for this force. That says nothing about the force.",
        ),
        State(
            "left_out", "", "left out by the filters", "left out by the filters", "paper",
            explained="A figure is here; the filters leave it out.",
        ),
        State(
            "other_kind", "", "counted in another unit or scope", "counted in another unit or scope", "paper",
            explained="A figure is here that counts another unit or scope, so it is of another set.",
        ),
    )
}  # fmt: skip

SET_ASIDE = "set_aside"
OF_THE_PAGE = frozenset({"left_out", "other_kind"})
"""States that a page's own choice makes, and never the data: a figure is here and is not in the set that is drawn."""

SILENT = frozenset({"not_collected", "not_known", "not_asked"}) | OF_THE_PAGE
"""States that nothing is drawn for: a chart of rows leaves them to its coverage sentence."""


@dataclass(frozen=True)
class Hand:
    """Who held the pen: `words` in a list, `phrase` in a sentence after a number ("5 from their own answers")."""

    hand_id: str
    words: str
    phrase: str
    css: str


HANDS = {
    hand.hand_id: hand
    for hand in (
        Hand("own_document", "the compiler's own document, held here", "from the compiler's own document", "own"),
        Hand("own_transcript", "our transcription of the compiler's page", "transcribed from its page", "outlined"),
        Hand("second_hand", "read in a copy", "as reported by others", "hollow"),
    )
}  # fmt: skip

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

MARKED = {
    "unreviewed": "no person has checked this figure against its source yet",
    "corrected": "corrected by a person: what the source prints, and why, stands below",
}
"""What a legend says of each sign."""

REVIEWS = {
    "unreviewed": "no person has checked this figure against its source yet",
    "reviewed": "a person has checked it against its source",
    "corrected": "a person has corrected it against its source",
}


def review_mark(review: str | None) -> str:
    """The sign that stands behind a figure's number by its review; none where a person has found it right."""
    return REVIEW_MARKS.get(review or "", "")


def unmarked(label: str, marks: Iterable[str] = tuple(REVIEW_MARKS.values())) -> str:
    """A number in words without the signs of review behind it."""
    for mark in marks:
        label = label.removesuffix(mark).rstrip()
    return label


def of_answer(status: str, told: str | None) -> State | None:
    """The state of an answer by its status and what else is known of it; None for "answered", which is no state."""
    apart = STATES.get(told or "")
    is_set_aside = told == SET_ASIDE and status == "answered"  # there was a figure, so it was no part that is not read
    return apart if apart and (apart.part_of == status or is_set_aside) else STATES.get(status)


def figure_state(value: float, low: float, high: float, symbol: str | None, is_disputed: bool) -> str:
    """The state of one figure in force, from its columns; numbers are NaN where they are not known."""
    if is_disputed:
        return "conflicting"
    if symbol == "[c]":
        return "suppressed"
    return "value" if value == value else "interval"


def used(states: Iterable[str]) -> list[State]:
    """The states that occur, once each, in the order of the definition: what a legend shows."""
    present = set(states)
    return [state for state in STATES.values() if state.state_id in present]


def used_hands(hands: Iterable[str | None]) -> list[Hand]:
    """The hands that occur, once each, in the order of the definition."""
    present = set(hands)
    return [hand for hand in HANDS.values() if hand.hand_id in present]
