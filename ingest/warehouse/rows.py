"""Values -> the rows of each table of schema.sql, as dictionaries by column name, in an order that any machine
repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.ids import period_of_id
from ingest.model import DocumentReading, Period
from ingest.phrases.periods import days
from ingest.reference import Measure, Offence, Reference
from ingest.settle.order import Placed
from ingest.settle.place import Everything, LocatedOutcome, LocatedProblem, hand_of
from ingest.sources import SOURCE_FILE

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
YEARS = ("financial_year", "calendar_year")
ACT_OF_ID = re.compile(r"([a-z]+)(\d{4})_")


def source_rows(everything: Everything) -> dict[str, list[Row]]:
    sources, documents = [], []
    for reading in everything.readings:
        source = reading.source
        sources.append(
            {
                "source_id": source.source_id,
                "source_kind": source.kind,
                "title": source.title,
                "force_ids": list(source.force_ids),
                "reference": source.reference,
                "publisher": source.publisher,
                "read_in": source.read_in,
                "read_part": source.read_part or _part_that_is_read(reading.documents),
                "url": source.url,
                "law": source.law,
                "campaign_id": source.campaign_id,
                "asked_on": source.asked,
                "received_on": source.received or next((d.received for d in reading.documents if d.received), None),
                "answered_on": source.answered,
                "published_on": source.published,
                "fetched_on": source.fetched,
                "folder": source.folder,
                "note": source.note,
                "licence": source.licence,
            }
        )
        documents += [
            {
                "document_id": f"{source.source_id}/{document.path}",
                "source_id": source.source_id,
                "path": f"{source.folder}/{document.path}",
                "form": document.form,
                "media_type": document.media_type,
                "pages": document.pages,
                "sha256": document.sha256,
            }
            for document in reading.documents
        ]
    return {"sources": sources, "documents": documents}


def _part_that_is_read(documents: Sequence[DocumentReading]) -> str | None:
    """A document that is here is read as a whole, by the program; of what was typed only a person knows the part."""
    typed = [one for one in documents if one.form != "original" and one.path != SOURCE_FILE]
    return "whole" if documents and not typed else None


def period_rows(periods: Iterable[Period]) -> list[Row]:
    by_id = {period.period_id: period for period in periods}
    return [
        {
            "period_id": period.period_id,
            "period_kind": period.kind,
            "period_start": period.start,
            "period_end": period.end,
            "days": days(period),
        }
        for _, period in sorted(by_id.items())
    ]


def all_periods(everything: Everything, reference: Reference) -> list[Period]:
    named = {located.outcome.period_id for located in everything.outcomes if located.outcome.period_id}
    named |= {
        question.period_id for row in reference.campaigns.values() for question in row.questions if question.period_id
    }
    return [*(entry.figure.period for entry in everything.figures), *(period_of_id(name) for name in sorted(named))]


def subject_rows(everything: Everything, reference: Reference) -> list[Row]:
    """What there are figures of, each measure and offence once, in the order of lists."""
    pairs = {(entry.figure.measure_id, entry.figure.offence_id) for entry in everything.figures}
    ordered = sorted(pairs, key=lambda pair: (reference.list_group(*pair), pair[0], pair[1] or ""))
    not_offered = reference.list_order.not_offered
    return [
        {
            "measure_id": measure_id,
            "offence_id": offence_id,
            "list_group": reference.list_group(measure_id, offence_id),
            "is_offered": offence_id not in not_offered,
        }
        for measure_id, offence_id in ordered
    ]


def figure_row(entry: Placed, reference: Reference) -> Row:
    figure, source = entry.figure, entry.source
    place = reference.forces.get(figure.force_id) or reference.areas[figure.force_id]
    area_kind = reference.place_kind(figure.force_id)
    offence = reference.offences.get(figure.offence_id or "")
    value = figure.value
    return {
        "figure_id": figure.figure_id,
        "force_id": figure.force_id,
        "force": place.name,
        "nation": getattr(place, "nation", None),
        "region": getattr(place, "region", None),
        "area_kind": area_kind,
        "forces_counted": figure.forces_counted,
        "forces_asked": figure.forces_asked,
        "measure_id": figure.measure_id,
        "measure": reference.measures[figure.measure_id].title,
        "unit": figure.unit,
        "offence_id": figure.offence_id,
        "act": offence.act if offence else None,
        "section": offence.section if offence else None,
        "offence": offence.title if offence else None,
        "scope": figure.scope,
        "dimensions": dict(figure.dimensions),
        "period_id": figure.period.period_id,
        "period": period_words(figure.period, figure.period_label),
        "period_kind": figure.period.kind,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "value": value.value,
        "value_low": value.low,
        "value_high": value.high,
        "symbol": value.symbol,
        "value_text": value.text,
        "source_id": source.source_id,
        "source_kind": entry.kind,
        "source": source.title or source.source_id,
        "source_url": figure.url or source.url,
        "reference": source.reference,
        "published_on": figure.published or source.published,
        "compiled_by": entry.compiler,
        "read_in": entry.read_in,
        "hand": entry.hand,
        "read_part": source.read_part or ("whole" if entry.hand == "own_document" else None),
        "document": entry.document,
        "page": figure.page,
        "locator": figure.locator,
        "quote": figure.quote,
        "method": figure.method,
        "review": figure.review,
        "statement": entry.statement,
        "note": figure.note,
        "correction": figure.correction,
        "status": entry.status,
        "replaced_by": entry.replaced_by,
        "rule": entry.rule,
        "year": figure.period.start.year if figure.period.start and figure.period.kind in YEARS else None,
        "about_children": reference.about_children(figure.measure_id, figure.offence_id),
        "doubt": None if entry.is_disputed else figure.doubt,
        "doubts": [],
        "differs": [],
        "law_section": law_section(figure.offence_id, offence.section if offence else None),
        "licence": figure.licence or source.licence,
        "is_disputed": entry.is_disputed,
        "offence_as_published": figure.offence_label,
        "period_as_published": figure.period_label,
        "question": figure.question,
        "stage": figure.stage,
        "bbox": list(figure.bbox) if figure.bbox else None,
        "lines": list(figure.lines) if figure.lines else None,
        "reading_reason": figure.reading_reason,
        "chain": list(figure.chain),
    }


def law_section(offence_id: str | None, section: str | None) -> str | None:
    """ "SOA 2003 s15A": the Act in short, as ids have it, with its section, so that the same number of two Acts is
    never one. None for a class, a group or a whole Act."""
    act = ACT_OF_ID.match(offence_id or "")
    return f"{act[1].upper()} {act[2]} {section}" if act and section else None


def period_words(period: Period, printed: str | None) -> str:
    """The period as a person reads it."""
    if period.start is None or period.end is None:
        return f"not known (printed: {printed})" if printed else "not known"
    if period.kind in ("financial_year", "calendar_year"):
        return period.period_id
    return f"{_day(period.start)} to {_day(period.end)}"


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"


def outcome_row(located: LocatedOutcome, reference: Reference) -> Row:
    outcome, source = located.outcome, located.source
    place = reference.forces.get(outcome.force_id) or reference.areas[outcome.force_id]
    hand = hand_of(source.read_in, located.form)
    return {
        **{
            name: getattr(outcome, name)
            for name in (
                "outcome_id", "force_id", "question", "asks", "measure_id", "offence_id", "period_id", "status",
                "exemptions_basis", "said_by", "stage", "cost_records", "cost_minutes_each", "cost_hours",
                "force_caveat",
                "is_current", "page", "locator", "quote", "note", "ruling", "answered_on",
            )
        },
        "campaign_id": located.campaign_id,
        "force": place.name,
        "source_id": source.source_id,
        "source_url": source.url,
        "reference": located.reference,
        "exemptions": list(outcome.exemptions),
        "law": located.law,
        "answer_text": outcome.text,
        "asked_on": outcome.asked_on or source.asked,
        "received_on": outcome.received_on or source.received,
        "document": located.document,
        "lines": list(outcome.lines) if outcome.lines else None,
        "hand": hand,
    }  # fmt: skip


def problem_row(located: LocatedProblem) -> Row:
    problem = located.problem
    return {
        **{name: getattr(problem, name) for name in ("severity", "rule", "origin", "message", "page", "locator")},
        "source_id": located.source.source_id,
        "document": located.document,
    }


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
