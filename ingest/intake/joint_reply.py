"""The words of a letter -> the forces whose common reply it says it is.

Protects: Norfolk and Suffolk answer together, and what they say together is never one's own. A letter that says so is a
source of both, whoever of them sent it; one that only speaks of other forces is no common reply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.phrases import letters
from ingest.phrases.wordings import any_of
from ingest.reference import Reference

LINES_OF_A_HEAD = 15
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n\s*\n")
JOINER = r"\s*(?:,|/|&|\band\b|\bwith\b)\s*"


def joint_forces(text: str, reference: Reference) -> tuple[str, ...]:
    """The forces that reply together, in the order of print; () where the letter is not said to be of several."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:LINES_OF_A_HEAD]:
        named = _alone(line, reference)
        if len(named) > 1:
            return named
    for sentence in SENTENCE.split(text):
        plain = " ".join(sentence.split())
        named = _named(plain, reference)
        is_reply = len(named) > 1 and letters.anywhere("joint", "replies").search(plain) is not None
        if is_reply and not letters.anywhere("joint", "elsewhere").search(plain):
            return named
    return ()


def _named(text: str, reference: Reference) -> tuple[str, ...]:
    """The forces of a sentence, with those of "Norfolk and Suffolk Constabularies"."""
    places: dict[str, int] = {}
    for found in _together(reference).finditer(text):
        for name in re.split(JOINER, found[1]):
            force = reference.force_by_name(name) or reference.force_by_name(f"{name} Police")
            if force is not None:
                places.setdefault(force, found.start())
    return tuple(dict.fromkeys([*places, *reference.forces_named_in(text)]))


def _alone(line: str, reference: Reference) -> tuple[str, ...]:
    """The forces of a line that holds their names and nothing else, as a letter's head does."""
    whole = _together(reference).fullmatch(line.strip(" .:-–—*#"))
    if whole:
        return _named(line, reference)
    parts = [part for part in re.split(JOINER, line.strip(" .:-–—*#")) if part]
    forces = [reference.force_by_name(part) for part in parts]
    named = [force for force in forces if force is not None]
    is_told = len(named) == len(parts) and len(reference.forces_named_in(line)) == len(set(named))
    return tuple(dict.fromkeys(named)) if is_told else ()


def _together(reference: Reference) -> re.Pattern[str]:
    return _pattern(tuple(sorted({force.short_name for force in reference.forces.values()})))


@lru_cache(maxsize=4)
def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    one, bodies = any_of(list(names)), letters.pattern("joint", "bodies")
    return re.compile(rf"(?<!\w)({one}(?:{JOINER}{one})+)\s+{bodies}(?!\w)", re.IGNORECASE)
