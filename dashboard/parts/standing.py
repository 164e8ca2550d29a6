"""One figure or answer -> its standing in words: not in force, corrected, disputed, each with its day and reason.

Protects: what was superseded, withdrawn, set aside or overruled stays visible, struck through, and never without why; a
corrected number is never taken for what the document prints; no source is said to have printed what only several
together give ("196 or 195").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dashboard import states, words

NOT_IN_FORCE = ("superseded", "withdrawn", "conflicting", "rejected")
"""A repeated figure is no other than the one in force, so nothing is struck through there."""

CORRECTION = re.compile(r"corrected by a person \((?P<what>[^)]*)\): (?P<why>.*)", re.DOTALL)
RULED_ANSWER = re.compile(
    r"(?:.*\s)?(?P<what>Corrected|Rejected|Not in force until it is settled): (?P<why>.+)", re.DOTALL
)
VALUES = {"value", "value_low", "value_high"}


@dataclass(frozen=True)
class Correction:
    """What a person corrected: the names of what was changed, and the reason with initials and day."""

    what: tuple[str, ...]
    reason: str

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return words.sentence(self.reason)

    @property
    def in_words(self) -> list[str]:
        """What was changed, in words."""
        return [states.WORDS["corrected"].get(name, name) for name in self.what]

    @property
    def is_of_value(self) -> bool:
        return bool(VALUES.intersection(self.what))


def shown(row: Any) -> str:
    """What a figure gives in a few words: its number, else its print; of a range that a person ruled its ends, for the
    print is overruled."""
    if row.value != row.value and row.review == "corrected":
        return words.interval(row)
    return words.printed(row.value, row.value_text, row.symbol)


def is_struck(row: Any) -> bool:
    """Whether a figure's number is shown struck through."""
    return row.status in NOT_IN_FORCE


def is_print_over(row: Any) -> bool:
    """Whether what a figure prints holds no longer: it is not in force, or a person corrected its number."""
    corrected = correction(row)
    return is_struck(row) or (corrected is not None and corrected.is_of_value)


def why(row: Any) -> str:
    """By what rule, on what day and for what reason a figure is not in force; nothing for one that is."""
    if row.status == "current":
        return ""
    told = words.with_days(row.rule) if row.rule else "no reason is given"
    return words.sentence(told)


def correction(row: Any) -> Correction | None:
    """The last correction of a figure, as its chain of reading tells it."""
    for step in reversed(list(row.chain or [])):
        if found := CORRECTION.fullmatch(step):
            return Correction(tuple(found["what"].split(", ")), words.with_days(found["why"]).rstrip("."))
    return None


def ruling_on_answer(row: Any) -> tuple[str, str] | None:
    """What a person ruled on an answer last ("Corrected", "Rejected"), and why."""
    found = RULED_ANSWER.fullmatch(row.ruling or "")
    return (found["what"], words.sentence(words.with_days(found["why"]))) if found else None


def why_answer(row: Any) -> str:
    """Why an answer holds no longer; nothing for one that does."""
    if row.is_current and row.status != "withdrawn":
        return ""
    ruled = ruling_on_answer(row)
    if ruled and ruled[0] == "Rejected":
        return f"Set aside by a person's ruling: {ruled[1]}"
    if ruled and ruled[0] != "Corrected":
        return f"Reviewers disagree, and it is not in force until it is settled: {ruled[1]}"
    return "No longer current: a later stage answered." if not row.is_current else "Withdrawn."


def in_words(row: Any) -> str:
    """The standing of a figure in a few words."""
    return words.heading(states.FIGURE_STATUSES[row.status])


def correction_in_words(row: Any) -> str:
    """The figure, its number, the print that it overrules, and why: "† Kent Police (arrests, 2019/20): 5; the source
    prints “6”, corrected by a person: misprint (AB, 1 May 2021)." """
    found = correction(row)
    assert found is not None  # a corrected figure's chain has one
    counted = ", ".join(words.offence(part) for part in (row.measure, row.offence_apart) if part)
    side = ", a side of what is disputed" if row.status == "conflicting" else ""
    what = f"{states.CORRECTED_MARK} {row.force} ({counted}, {words.period(row.period_id)}{side}): {shown(row)}"
    return words.sentence(f"{what}; {correction_in_brief(row)}: {found.reason}")


def correction_in_brief(row: Any) -> str:
    """ "the source prints “6”, corrected by a person"; "" for a figure that nobody corrected."""
    found = correction(row)
    if found is None:
        return ""
    if found.is_of_value:
        return f"the source prints {words.quoted(row)}, corrected by a person"
    return f"{words.listed(found.in_words)} corrected by a person"
