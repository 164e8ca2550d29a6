"""Values -> the rows of each table of schema.sql, as dictionaries by column name, in an order that any machine
repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ingest.ids import period_of_id
from ingest.model import DocumentReading, Period, row_of
from ingest.phrases.periods import days
from ingest.reference import Measure, Offence, Reference
from ingest.settle.order import Placed
from ingest.settle.place import Everything, LocatedOutcome, LocatedProblem, hand_of
from ingest.sources import SOURCE_FILE

Row = dict[str, Any]
YEARS = ("financial_year", "calendar_year")
ACT_OF_ID = re.compile(r"([a-z]+)(\d{4})_")
# Columns that are called as the values' own fields.
SOURCE = ("source_id", "title", "reference", "publisher", "read_in", "url", "law", "campaign_id", "folder", "note",
          "licence")  # fmt: skip
DOCUMENT = ("form", "media_type", "pages", "sha256")
FIGURE = (
    "figure_id", "force_id", "forces_counted", "forces_asked", "measure_id", "unit", "offence_id", "scope", "page",
    "locator", "quote", "method", "review", "note", "correction", "question", "stage", "bbox", "lines",
    "reading_reason", "chain",
)  # fmt: skip
PLACED = ("document", "read_in", "hand", "statement", "status", "replaced_by", "rule", "is_disputed")
OUTCOME = (
    "outcome_id", "force_id", "question", "asks", "measure_id", "offence_id", "period_id", "status", "exemptions",
    "exemptions_basis", "said_by", "stage", "cost_records", "cost_minutes_each", "cost_hours", "force_caveat",
    "is_current", "page", "locator", "lines", "quote", "note", "ruling", "answered_on",
)  # fmt: skip
PROBLEM = ("severity", "rule", "origin", "message", "page", "locator")
FORCE = ("force_id", "name", "short_name", "nation", "region", "gss_code", "kind", "tile_row", "tile_column")
AREA = ("force_id", "name", "area_kind", "members")
OFFENCE = (
    "offence_id", "act", "section", "title", "jurisdiction", "home_office_codes", "in_force_from", "in_force_to",
    "about_children", "most_of", "note",
)  # fmt: skip
MEASURE = (
    "measure_id", "title", "definition", "kind", "counts_arrests", "about_ocag", "whole_offence_id", "about_children",
)  # fmt: skip


def source_rows(everything: Everything) -> dict[str, list[Row]]:
    sources, documents = [], []
    for reading in everything.readings:
        source = reading.source
        called = {f"{name}_on": name for name in ("asked", "answered", "published", "fetched")}
        sources.append(
            row_of(source, *SOURCE, source_kind="kind", **called)
            | {
                "force_ids": list(source.force_ids),
                "read_part": source.read_part or _part_that_is_read(reading.documents),
                "received_on": source.received or next((d.received for d in reading.documents if d.received), None),
            }
        )
        for document in reading.documents:
            id_and_path = {"document_id": f"{source.source_id}/{document.path}"}
            id_and_path |= {"source_id": source.source_id, "path": f"{source.folder}/{document.path}"}
            documents.append(id_and_path | row_of(document, *DOCUMENT))
    return {"sources": sources, "documents": documents}


def _part_that_is_read(documents: Sequence[DocumentReading]) -> str | None:
    """A document that is here is read as a whole, by the program; of what was typed only a person knows the part."""
    typed = [one for one in documents if one.form != "original" and one.path != SOURCE_FILE]
    return "whole" if documents and not typed else None


def period_rows(periods: Iterable[Period]) -> list[Row]:
    by_id = {period.period_id: period for period in periods}
    return [_period(period) | {"days": days(period)} for _, period in sorted(by_id.items())]


def _period(period: Period) -> Row:
    return row_of(period, "period_id", period_kind="kind", period_start="start", period_end="end")


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
    figure, source, period = entry.figure, entry.source, entry.figure.period
    place = reference.forces.get(figure.force_id) or reference.areas[figure.force_id]
    offence = reference.offences.get(figure.offence_id or "")
    return {
        **row_of(figure, *FIGURE, offence_as_published="offence_label", period_as_published="period_label"),
        **row_of(entry, *PLACED, source_kind="kind", compiled_by="compiler"),
        **row_of(figure.value, "value", "symbol", value_low="low", value_high="high", value_text="text"),
        **row_of(source, "source_id", "reference"),
        **_period(period),
        "force": place.name,
        "nation": getattr(place, "nation", None),
        "region": getattr(place, "region", None),
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


def outcome_row(located: LocatedOutcome, reference: Reference) -> Row:
    outcome, source = located.outcome, located.source
    place = reference.forces.get(outcome.force_id) or reference.areas[outcome.force_id]
    return {
        **row_of(outcome, *OUTCOME, answer_text="text"),
        **row_of(located, "campaign_id", "reference", "law", "document"),
        **row_of(source, "source_id", source_url="url"),
        "force": place.name,
        "asked_on": outcome.asked_on or source.asked,
        "received_on": outcome.received_on or source.received,
        "hand": hand_of(source.read_in, located.form),
    }


def problem_row(located: LocatedProblem) -> Row:
    return row_of(located.problem, *PROBLEM) | {"source_id": located.source.source_id, "document": located.document}


def reference_rows(reference: Reference) -> dict[str, list[Row]]:
    """The tables that are the reference data itself, by name."""
    campaigns = reference.campaigns.values()
    asked = [(row.campaign_id, one) for row in campaigns for one in row.asked]
    questions = [(row.campaign_id, one) for row in campaigns for one in row.questions]
    of_question = ("asks", "measure_id", "period_id", "offence_id")
    return {
        "forces": [row_of(force, *FORCE) for force in reference.forces.values()],
        "areas": [row_of(area, *AREA) for area in reference.areas.values()],
        "offences": [_offence(offence, reference) for offence in reference.offences.values()],
        "measures": [_measure(measure, reference) for measure in reference.measures.values()],
        "populations": [row_of(one, "force_id", "mid_year", "population", "source") for one in reference.populations],
        "exemptions": [row_of(one, "law", "section", "title", "is_absolute", "ground") for one in reference.exemptions],
        "symbols": [row_of(one, "symbol", "meaning") for one in reference.symbols],
        "search_words": _search_words(reference),
        "campaigns": [row_of(row, "campaign_id", "title", "law") | {"requests": len(row.asked)} for row in campaigns],
        "campaign_requests": [
            {"campaign_id": name} | row_of(one, "url", "force_id", asked_on="on") for name, one in asked
        ],
        "questions": [{"campaign_id": name} | row_of(one, *of_question, question="label") for name, one in questions],
    }


def _search_words(reference: Reference) -> list[Row]:
    """What readers type: the words of search_words.csv, the aliases of forces and the spellings of offences, each
    meaning once."""
    known = {(word.words.casefold(), word.kind, word.id): word.words for word in reference.search_words}
    for force in reference.forces.values():
        for alias in force.aliases:
            known.setdefault((alias.casefold(), "force", force.force_id), alias)
    for one in reference.spellings:
        known.setdefault((one.spelling.casefold(), "offence", one.offence_id), one.spelling)
    return [{"words": words, "kind": kind, "id": name} for (_, kind, name), words in known.items()]


def _offence(offence: Offence, reference: Reference) -> Row:
    within = sorted(reference.offence_ancestors(offence.offence_id))
    return row_of(offence, *OFFENCE, overlaps_with="overlaps") | {"within": within}


def _measure(measure: Measure, reference: Reference) -> Row:
    return row_of(measure, *MEASURE) | {
        "within": sorted(reference.measure_ancestors(measure.measure_id)),
        "not_comparable_with": list(measure.not_comparable_with),
        "not_comparable_because": dict(measure.not_comparable_with),
    }
