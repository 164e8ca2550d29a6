"""What several people ruled of one figure as it was read -> whether they disagree, in words.

Two people may review a source on their own copies; brought together, both entries stand in one `source.toml`. Protects:
where they see the same figure differently neither is followed, and it is not in force until one of them gives way.

What is compared is the figure that each of them would have: who accepts has it as it was read, who corrects has it with
all their corrections. A ruling on what an earlier ruling made of a figure is no disagreement: it was made by somebody
who saw that. People are told apart by their initials, so two with the same are taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.model import Figure
from ingest.ruling_entries import ALL, OF_FIGURE, OF_OUTCOME
from ingest.seen import as_found, differing, review_digest
from ingest.sources import Source

UNSETTLED = "Not in force until it is settled: "
"""How the rule of a figure begins of which people say different things."""
REJECTED: Mapping[str, Any] = {"reject": True}
RIGHT = "it is right as it was read"
VALUES = ("value", "value_low", "value_high")

Saying = tuple[Mapping[str, Any], str]
"""What one person would have a figure be, and the same in words."""


def disagreements(as_read: Mapping[str, Figure], source: Source) -> dict[str, str]:
    """For each figure of which people say different things, who says what."""
    found = {figure_id: as_found(figure) for figure_id, figure in as_read.items()}
    said: dict[str, dict[str, Saying]] = {}
    for figure_id, by in _accepted(as_read, source):
        said.setdefault(figure_id, {})[by] = (found[figure_id], RIGHT)
    for by, figure_id, ruling in _rulings(source, "figure"):
        if figure_id in found and not differing(ruling, found[figure_id]):
            said.setdefault(figure_id, {})[by] = _with(said.get(figure_id, {}).get(by), found[figure_id], ruling)
    return {figure_id: words for figure_id, sayings in said.items() if (words := _differing(sayings))}


def disagreements_on_answers(as_read: Mapping[str, Mapping[str, Any]], source: Source) -> dict[str, str]:
    """The same for answers: `as_read` is what a correction may expect of each, by outcome_id."""
    said: dict[str, dict[str, Saying]] = {}
    for by, outcome_id, ruling in _rulings(source, "outcome"):
        if outcome_id in as_read and not differing(ruling, as_read[outcome_id]):
            said.setdefault(outcome_id, {})[by] = _with(
                said.get(outcome_id, {}).get(by), as_read[outcome_id], ruling, OF_OUTCOME
            )
    return {outcome_id: words for outcome_id, sayings in said.items() if (words := _differing(sayings))}


def _differing(sayings: Mapping[str, Saying]) -> str:
    """Who says what, where they would not all have the same; "" where they would."""
    meant = [what for what, _ in sayings.values()]
    if all(one == meant[0] for one in meant):
        return ""
    return "; ".join(f"{by} says {words}" for by, (_, words) in sayings.items())


def _with(
    before: Saying | None, found: Mapping[str, Any], ruling: Mapping[str, Any], keys: tuple[str, ...] = OF_FIGURE
) -> Saying:
    """What a person would have a figure be by one more of their corrections."""
    changes = {key: ruling[key] for key in keys if key in ruling}
    if changes.get("reject"):
        return REJECTED, "it is none"
    base, words = before if before is not None and before[0] is not REJECTED else (found, RIGHT)
    told = ", ".join(f"{key} {value}" for key, value in changes.items())
    return dict(base) | _settled(base, changes), told if words == RIGHT else f"{words}, {told}"


def _settled(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as a figure would have them: an exact value is both of its bounds, equal bounds are a value."""
    settled = dict(changes)
    if "value" in changes:
        settled |= dict.fromkeys(VALUES, float(changes["value"]))
    elif "value_low" in changes or "value_high" in changes:
        low, high = (changes.get(key, base.get(key)) for key in VALUES[1:])
        settled |= {"value_low": low, "value_high": high, "value": low if low == high else None}
    return settled


def _rulings(source: Source, what: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Who corrects, what, and how; initials are the same in capitals or not."""
    for ruling in source.corrections:
        if what in ruling:
            yield _person(ruling), str(ruling[what]), ruling


def _accepted(as_read: Mapping[str, Figure], source: Source) -> Iterator[tuple[str, str]]:
    """Each figure that somebody accepted as it was read, and who."""
    for ruling in source.reviews:
        named = list(as_read) if ruling["figures"] == ALL else [one for one in ruling["figures"] if one in as_read]
        if ruling.get("digest") == review_digest([as_read[one] for one in named]):
            yield from ((one, _person(ruling)) for one in named)


def _person(ruling: Mapping[str, Any]) -> str:
    return str(ruling.get("by", "unsigned")).strip().upper()
