"""Proposals -> figures: those of which nothing is in doubt, and one that a person takes.

Protects: two numbers that say different things of one thing are none of them a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.ids import period_of_id
from ingest.model import UNKNOWN_PERIOD, Figure, Proposal
from ingest.reference import Reference

GIVES = ("measure", "offence", "period", "scope")
FIELD = {"measure": "measure_id", "offence": "offence_id", "period": "period_id", "scope": "scope"}


def accepted(proposals: Sequence[Proposal], reference: Reference) -> tuple[tuple[Figure, ...], tuple[Proposal, ...]]:
    """(figures, the proposals that are left). A number said twice is one figure, and no proposal a second time."""
    of_one_thing: dict[tuple[object, ...], list[Proposal]] = defaultdict(list)
    for one in proposals:
        if not one.doubts:
            of_one_thing[one.measure_id, one.unit, one.offence_id, one.dimensions, one.period_id].append(one)
    figures: list[Figure] = []
    for same in of_one_thing.values():
        figure = figure_of(same[0], {}, reference)
        if figure is not None and len({one.value.value for one in same}) == 1:
            figures.append(replace(figure, chain=(*figure.chain, "every word that bears on it is understood")))
    taken = {figure.figure_id for figure in figures}
    repeated = {one.proposal_id for same in of_one_thing.values() if same[0].proposal_id in taken for one in same}
    left = [
        one if one.doubts else replace(one, doubts=(CONTRADICTED,))
        for one in proposals
        if one.proposal_id not in repeated
    ]
    return tuple(figures), tuple(left)


CONTRADICTED = "contradicted"


def figure_of(one: Proposal, given: Mapping[str, Any], reference: Reference) -> Figure | None:
    """The figure that a proposal is; None while nobody says what it counts or of which force it is."""
    filled = {name: given.get(name) for name in GIVES if getattr(one, FIELD[name]) is None}
    measure_id = one.measure_id or filled.get("measure")
    if measure_id is None or one.force_id is None:
        return None
    period_id = one.period_id or filled.get("period")
    return Figure(
        figure_id=one.proposal_id,
        force_id=one.force_id,
        question=one.question,
        measure_id=measure_id,
        unit=one.unit or reference.measures[measure_id].units[0],
        offence_id=one.offence_id or filled.get("offence") or reference.measures[measure_id].whole_offence_id,
        scope=one.scope or filled.get("scope"),
        dimensions=one.dimensions,
        period=period_of_id(period_id) if period_id else UNKNOWN_PERIOD,
        value=one.value,
        locator=one.locator,
        method=one.method,
        quote=one.quote,
        page=one.page,
        bbox=one.bbox,
        chain=(f"the label “{one.label}”",),
    )
