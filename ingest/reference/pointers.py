"""All reference data -> the ids in it that point at nothing.

Protects: a member, an offence, a measure or a force that is named in one file is there in its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from ingest.reference.files import ReferenceProblem

if TYPE_CHECKING:
    from ingest.reference import Reference

Pointer = tuple[str, str, str | None, Container[str]]
"""File, whose pointer it is, the id pointed at (None: none), and the ids that would do."""


def dangling(reference: Reference) -> Iterator[ReferenceProblem]:
    """One problem for each pointer that finds nothing, in the order of the files."""
    for file, owner, target, known in _pointers(reference):
        if target is not None and target not in known:
            yield ReferenceProblem(file, None, f"{target!r} in {owner}", "an id that its own reference file has")


def _pointers(reference: Reference) -> Iterator[Pointer]:
    forces, offences, measures = reference.forces, reference.offences, reference.measures
    for area in reference.areas.values():
        for member in area.members:
            yield "areas.csv", f"members of {area.force_id}", member, forces
    for population in reference.populations:
        yield "populations.csv", f"year {population.mid_year}", population.force_id, forces
    for offence in offences.values():
        for other in (*offence.within, *offence.overlaps):
            yield "offences.csv", f"within or overlaps of {offence.offence_id}", other, offences
    for spelling in reference.spellings:
        yield "offence_spellings.csv", f"spelling {spelling.spelling!r}", spelling.offence_id, offences
    named: dict[str, Container[str]] = {"force": forces, "offence": offences, "measure": measures}
    for word in reference.search_words:
        if word.kind in named:  # a page's address is the dashboard's to know
            yield "search_words.csv", f"what {word.words!r} means", word.id, named[word.kind]
    for measure in measures.values():
        yield "measures.toml", f"whole_offence of {measure.measure_id}", measure.whole_offence_id, offences
        for other in (*measure.within, *measure.not_comparable_with):
            yield "measures.toml", f"within or not_comparable_with of {measure.measure_id}", other, measures
    for campaign in reference.campaigns.values():
        file = f"{campaign.campaign_id}.toml"
        for asked in campaign.asked:
            yield file, "an [[asked]]", asked.force_id, forces
        for question in campaign.questions:
            yield file, f"measure of question {question.label}", question.measure_id, measures
            yield file, f"offence of question {question.label}", question.offence_id, offences
