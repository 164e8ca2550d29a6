"""Reference data -> the rows of its tables, in an order that their foreign keys allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.reference import Measure, Offence, Reference

Row = dict[str, Any]

FORCE = ("force_id", "name", "short_name", "nation", "region", "gss_code", "kind", "tile_row", "tile_column")
OFFENCE = (
    "offence_id", "act", "section", "title", "jurisdiction", "in_force_from", "in_force_to", "about_children",
    "most_of", "note",
)  # fmt: skip
MEASURE = (
    "measure_id", "title", "definition", "kind", "counts_arrests", "about_ocag", "whole_offence_id", "about_children",
)  # fmt: skip
POPULATION = ("force_id", "mid_year", "population", "source")
EXEMPTION = ("law", "section", "title", "is_absolute", "ground")


def reference_rows(reference: Reference) -> dict[str, list[Row]]:
    """The tables that are the reference data itself, by name."""
    return {
        "forces": _rows(reference.forces.values(), FORCE),
        "areas": [
            {"force_id": area.force_id, "name": area.name, "area_kind": area.area_kind, "members": list(area.members)}
            for area in reference.areas.values()
        ],
        "offences": [_offence(offence, reference) for offence in reference.offences.values()],
        "measures": [_measure(measure, reference) for measure in reference.measures.values()],
        "populations": _rows(reference.populations, POPULATION),
        "exemptions": _rows(reference.exemptions, EXEMPTION),
        "symbols": _rows(reference.symbols, ("symbol", "meaning")),
        "search_words": _search_words(reference),
        **_campaigns(reference),
    }


def _rows(values: Iterable[object], names: Sequence[str]) -> list[Row]:
    return [{name: getattr(value, name) for name in names} for value in values]


def _search_words(reference: Reference) -> list[Row]:
    """What readers type: the words of search_words.csv, the aliases of forces and the spellings of offences, each
    meaning once."""
    found: dict[tuple[str, str, str], Row] = {}
    for word in reference.search_words:
        found[word.words.casefold(), word.kind, word.id] = {"words": word.words, "kind": word.kind, "id": word.id}
    for force in reference.forces.values():
        for alias in force.aliases:
            row = {"words": alias, "kind": "force", "id": force.force_id}
            found.setdefault((alias.casefold(), "force", force.force_id), row)
    for one in reference.spellings:
        row = {"words": one.spelling, "kind": "offence", "id": one.offence_id}
        found.setdefault((one.spelling.casefold(), "offence", one.offence_id), row)
    return list(found.values())


def _offence(offence: Offence, reference: Reference) -> Row:
    return {
        **{name: getattr(offence, name) for name in OFFENCE},
        "home_office_codes": list(offence.home_office_codes),
        "within": sorted(reference.offence_ancestors(offence.offence_id)),
        "overlaps_with": list(offence.overlaps),
    }


def _measure(measure: Measure, reference: Reference) -> Row:
    return {
        **{name: getattr(measure, name) for name in MEASURE},
        "within": sorted(reference.measure_ancestors(measure.measure_id)),
        "not_comparable_with": list(measure.not_comparable_with),
        "not_comparable_because": dict(measure.not_comparable_with),
    }


def _campaigns(reference: Reference) -> dict[str, list[Row]]:
    campaigns = reference.campaigns.values()
    return {
        "campaigns": [
            {"campaign_id": row.campaign_id, "title": row.title, "law": row.law, "requests": len(row.asked)}
            for row in campaigns
        ],
        "campaign_requests": [
            {"campaign_id": row.campaign_id, "url": asked.url, "force_id": asked.force_id, "asked_on": asked.on}
            for row in campaigns
            for asked in row.asked
        ],
        "questions": [
            {
                "campaign_id": row.campaign_id,
                "question": question.label,
                "asks": question.asks,
                "measure_id": question.measure_id,
                "period_id": question.period_id,
                "offence_id": question.offence_id,
            }
            for row in campaigns
            for question in row.questions
        ],
    }
