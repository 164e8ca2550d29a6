"""Outcomes and figures -> a problem for each place where a person was named inside an answer's own words.

Protects: striking a name is not all that a person's name in an answer asks for. What is left may still tell who is
meant, so a person looks at it; the problem itself names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import Figure, Outcome, Problem
from ingest.thread.struck_words import ADDRESS, NAME, NUMBER

MARKS = {
    NAME: "a person's name",
    NUMBER: "an officer's number",
    ADDRESS: "an address",
}


def people_named(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> list[Problem]:
    """One warning for each place in the answers where something was struck."""
    places: dict[str, list[str]] = {}
    for text, where in _words(outcomes, figures):
        found = places.setdefault(where, [])
        found += [words for mark, words in MARKS.items() if mark in text and words not in found]
    return [
        Problem(
            "warning",
            f"The words of this answer held {' and '.join(found)}, struck here: check whether what is left tells of a "
            "person.",
            where,
            rule="person-named",
        )
        for where, found in places.items()
        if found
    ]


def _words(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> Iterable[tuple[str, str]]:
    for outcome in outcomes:
        yield f"{outcome.text or ''}\n{outcome.quote or ''}", outcome.locator
    told = {outcome.locator for outcome in outcomes}
    for figure in figures:
        if figure.locator not in told:
            yield figure.quote or "", figure.locator
