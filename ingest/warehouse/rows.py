"""Values -> the rows of each table of schema.sql, as dictionaries by column name, in an order that any machine
repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ingest.ids import period_of_id
from ingest.model import DocumentReading, Period, fields_of, row_of
from ingest.phrases.periods import days
from ingest.reference import Reference
from ingest.settle.order import Placed
from ingest.settle.rulings import Everything
from ingest.sources import SOURCE_FILE

Row = dict[str, Any]
YEARS = ("financial_year", "calendar_year")
ACT_OF_ID = re.compile(r"([a-z]+)(\d{4})_")


def source_rows(everything: Everything) -> dict[str, list[Row]]:
    sources, documents = [], []
    for reading in everything.readings:
        source = reading.source
        called = {f"{name}_on": name for name in ("asked", "answered", "published", "fetched")}
        sources.append(
            fields_of(source)
            | row_of(source, source_kind="kind", **called)
            | {
                "read_part": source.read_part or _part_that_is_read(reading.documents),
                "received_on": source.received or next((d.received for d in reading.documents if d.received), None),
            }
        )
        for document in reading.documents:
            id_and_path = {"document_id": f"{source.source_id}/{document.path}"}
            id_and_path |= {"source_id": source.source_id, "path": f"{source.folder}/{document.path}"}
            documents.append(fields_of(document) | id_and_path)
    return {"sources": sources, "documents": documents}


def _part_that_is_read(documents: Sequence[DocumentReading]) -> str | None:
    """A document that is here is read as a whole, by the program; of what was typed only a person knows the part."""
    typed = [document for document in documents if document.form != "original" and document.path != SOURCE_FILE]
    return "whole" if documents and not typed else None


def period_rows(periods: Iterable[Period]) -> list[Row]:
    by_id = {period.period_id: period for period in periods}
    return [_period(period) | {"days": days(period)} for _, period in sorted(by_id.items())]


def _period(period: Period) -> Row:
    return row_of(period, "period_id", period_kind="kind", period_start="start", period_end="end")


def all_periods(everything: Everything, reference: Reference) -> list[Period]:
    named = {row["period_id"] for row in everything.outcomes if row["period_id"]}
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
    figure, source, period = entry.figure, entry.source, entry.figure.period
    force = reference.forces.get(figure.force_id)
    offence = reference.offences.get(figure.offence_id or "")
    return {
        **fields_of(figure),
        **fields_of(entry),
        "offence_as_published": figure.offence_label,
        "period_as_published": figure.period_label,
        "source_kind": entry.kind,
        "compiled_by": entry.compiler,
        **row_of(figure.value, "value", "symbol", value_low="low", value_high="high", value_text="text"),
        **row_of(source, "source_id", "reference"),
        **_period(period),
        "force": reference.place_name(figure.force_id),
        "nation": force.nation if force else None,
        "region": force.region if force else None,
        "area_kind": reference.place_kind(figure.force_id),
        "measure": reference.measures[figure.measure_id].title,
        "act": offence.act if offence else None,
        "section": offence.section if offence else None,
        "offence": offence.title if offence else None,
        "law_section": law_section(figure.offence_id, offence.section if offence else None),
        "about_children": reference.about_children(figure.measure_id, figure.offence_id),
        "dimensions": dict(figure.dimensions),
        "period": period_words(period, figure.period_label),
        "year": period.start.year if period.start and period.kind in YEARS else None,
        "source": source.title or source.source_id,
        "source_url": figure.url or source.url,
        "published_on": figure.published or source.published,
        "licence": figure.licence or source.licence,
        "read_part": source.read_part or ("whole" if entry.hand == "own_document" else None),
        "doubt": None if entry.is_disputed else figure.doubt,
        "doubts": [],
        "differs": [],
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
    if period.kind in YEARS:
        return period.period_id
    return f"{_day(period.start)} to {_day(period.end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def reference_rows(reference: Reference) -> dict[str, list[Row]]:
    """The tables that are the reference data itself, by name."""
    campaigns = reference.campaigns.values()
    asked = [(row.campaign_id, body) for row in campaigns for body in row.asked]
    questions = [(row.campaign_id, question) for row in campaigns for question in row.questions]
    return {
        "forces": [fields_of(force) for force in reference.forces.values()],
        "areas": [fields_of(area) for area in reference.areas.values()],
        "offences": [
            fields_of(offence)
            | {"overlaps_with": offence.overlaps, "within": sorted(reference.offence_ancestors(offence.offence_id))}
            for offence in reference.offences.values()
        ],
        "measures": [
            fields_of(measure)
            | {"within": sorted(reference.measure_ancestors(measure.measure_id))}
            | {"not_comparable_with": list(measure.not_comparable_with)}
            | {"not_comparable_because": measure.not_comparable_with}
            for measure in reference.measures.values()
        ],
        "populations": [fields_of(population) for population in reference.populations],
        "exemptions": [fields_of(exemption) for exemption in reference.exemptions],
        "symbols": [fields_of(symbol) for symbol in reference.symbols],
        "search_words": _search_words(reference),
        "campaigns": [fields_of(row) | {"requests": len(row.asked)} for row in campaigns],
        "campaign_requests": [fields_of(body) | {"campaign_id": name, "asked_on": body.on} for name, body in asked],
        "questions": [fields_of(q) | {"campaign_id": name, "question": q.label} for name, q in questions],
    }


def _search_words(reference: Reference) -> list[Row]:
    """What readers type: the words of search_words.csv, the aliases of forces and the spellings of offences, each
    meaning once."""
    known = {(word.words.casefold(), word.kind, word.id): word.words for word in reference.search_words}
    for force in reference.forces.values():
        for alias in force.aliases:
            known.setdefault((alias.casefold(), "force", force.force_id), alias)
    for spelling in reference.spellings:
        known.setdefault((spelling.spelling.casefold(), "offence", spelling.offence_id), spelling.spelling)
    return [{"words": words, "kind": kind, "id": name} for (_, kind, name), words in known.items()]
