"""What stands in place of what tells a person apart, and a problem for each place where it stands inside an answer.

Protects: one mark for one kind of thing, so that what was struck can be recognised and counted everywhere. What is left
may still tell who is meant, so a person looks at it; the problem itself names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import Figure, Outcome, Problem

NAME = "[name removed]"
EMAIL = "[e-mail address removed]"
TELEPHONE = "[telephone number removed]"
ADDRESS = "[address removed]"
NUMBER = "[number removed]"

MARKS = {
    NAME: "a person's name",
    NUMBER: "an officer's number",
    ADDRESS: "an address",
}


def people_named(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> list[Problem]:
    """One warning for each place in the answers where something was struck."""
    places: dict[str, list[str]] = {}
    for text, where in _words(outcomes, figures):
        struck = places.setdefault(where, [])
        struck += [words for mark, words in MARKS.items() if mark in text and words not in struck]
    return [
        Problem(
            "warning",
            f"The words of this answer held {' and '.join(struck)}, struck here: check whether what is left tells of a "
            "person.",
            where,
            rule="person-named",
        )
        for where, struck in places.items()
        if struck
    ]


def _words(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> Iterable[tuple[str, str]]:
    for outcome in outcomes:
        yield f"{outcome.text or ''}\n{outcome.quote or ''}", outcome.locator
    locators = {outcome.locator for outcome in outcomes}
    for figure in figures:
        if figure.locator not in locators:
            yield figure.quote or "", figure.locator
