"""What the warehouse says by a word -> the words for readers, which stand in states.toml; and what is said of an
address that leads to what was erased, or to a release that is not kept.

Protects: unknown is never drawn as zero, and nothing is told by colour alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard import warehouse, words
from ingest.settle.queries import Check, checks

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class State:
    """What is known of a force's answer."""

    words: str
    part_of: str = ""


STATES = {name: State(**said) for name, said in WORDS["states"].items()}
HANDS: dict[str, str] = WORDS["hands"]
READ_PARTS: dict[str | None, str] = {**WORDS["read_parts"], None: "how much of it was read is not known"}
KINDS: dict[str, str] = WORDS["kinds"]
AREA_KINDS: dict[str, str] = WORDS["area_kinds"]
FIGURE_STATUSES: dict[str, str] = WORDS["figure_statuses"]
REVIEWS: dict[str, str] = WORDS["reviews"]
ORIGINS: dict[str, str] = WORDS["origins"]
DONE: dict[str, str] = WORDS["done"]
"""What was done about the findings of each rule on the shipped sources, by rule."""
REVIEW_MARK = "○"
CORRECTED_MARK = "†"
REVIEW_MARKS = {"unreviewed": REVIEW_MARK, "corrected": CORRECTED_MARK}
"""What stands behind a number that nobody has checked, or that is not what its source prints."""


def review_mark(review: str | None) -> str:
    """The sign that stands behind a figure's number by its review; none where a person has found it right."""
    return REVIEW_MARKS.get(review or "", "")


def of_answer(status: str, detail: str | None) -> str:
    """What became of an answer, in words, by its status and what else is known of it."""
    apart = STATES.get(detail or "")
    is_set_aside = detail == "set_aside" and status == "answered"  # there was a figure, so no part is unread
    state = apart if apart and (apart.part_of == status or is_set_aside) else STATES.get(status)
    return state.words if state else status.replace("_", " ")


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """Each check with its own of these rules; the check that names none, of readers' problems, has all the others."""
    named = {rule for check in checks() for rule in check.rules}
    return [(check, rules.intersection(check.rules) if check.rules else rules - named) for check in checks()]


def name_of(rule: str) -> str:
    """ "far-from-own-years" -> "Far from own years"."""
    return words.heading(rule.replace("-", " "))


def erased(marks: Iterable[str]) -> str | None:
    """What to say of the first of these ids that was erased; None when none was."""
    asked = set(marks)
    for mark, on, reason in warehouse.all_erased() if asked else ():
        if mark in asked:
            return f"{mark} was erased on {words.day(on)}, with its document, its words and its pictures: {reason}"
    return None


def unknown_release(release: str) -> str:
    """What to say of a release that is not kept, with those that are."""
    known = words.listed(warehouse.known_releases())
    return (
        f"The address asks for release “{release}”, which is not kept here. Figures may have changed since, so nothing "
        f"is shown in its place. Kept are {known}. Without “release=” an address shows the newest."
    )
