"""Readings of sources -> every figure with its source, its rulings and its standing, and the rows of outcomes and
problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import DocumentReading, Figure, Outcome, Problem, fields_of
from ingest.reference import Reference
from ingest.settle import order, rulings
from ingest.settle.order import Placed
from ingest.settle.tables import Row
from ingest.sources import Source, SourceReading


@dataclass(frozen=True)
class Everything:
    """All that the warehouse is made of."""

    readings: tuple[SourceReading, ...]
    figures: tuple[Placed, ...]
    outcomes: tuple[Row, ...] = ()
    problems: tuple[Row, ...] = ()


def place_all(readings: Sequence[SourceReading], reference: Reference) -> Everything:
    figures: list[Placed] = []
    outcomes: list[Row] = []
    problems: list[Row] = []
    for reading in readings:
        source = reading.source
        of_source: list[Placed] = []
        answers: list[tuple[Outcome, DocumentReading]] = []
        for document in reading.documents:
            # Whose they are is not known where a document names no force; its problem says so (force-not-found).
            of_source += [_placed(figure, source, document) for figure in document.figures if figure.force_id]
            answers += [(outcome, document) for outcome in document.outcomes if outcome.force_id]
            problems += [problem_row(problem, source, document.path) for problem in document.problems]
        proposed = {proposal.proposal_id for document in reading.documents for proposal in document.proposals}
        ruled, lapsed = rulings.apply(of_source, source, proposed)
        figures += ruled
        settled, lapsed_too = rulings.apply_to_outcomes([outcome for outcome, _ in answers], source)
        outcomes += [
            outcome_row(outcome, source, document, reference)
            for outcome, (_, document) in zip(settled, answers, strict=True)
        ]
        problems += [problem_row(problem, source, "source.toml") for problem in (*lapsed, *lapsed_too)]
    return Everything(tuple(readings), tuple(order.settle(figures)), tuple(outcomes), tuple(problems))


def _placed(figure: Figure, source: Source, document: DocumentReading) -> Placed:
    read_in = figure.read_in or source.read_in
    return Placed(
        figure=figure,
        source=source,
        document=f"{source.folder}/{document.path}",
        hand=_hand_of(read_in, document.form),
        kind=figure.kind or source.kind,
        compiler=figure.publisher or source.publisher,
        read_in=read_in,
        status=figure.status,
        replaced_by=figure.replaced_by,
        rule=figure.rule,
    )


def _hand_of(read_in: str | None, form: str) -> str:
    """Whose hand the figure comes from: second hand where it was read in a copy."""
    if read_in:
        return "second_hand"
    return "own_document" if form == "original" else "own_transcript"


def outcome_row(outcome: Outcome, source: Source, document: DocumentReading, reference: Reference) -> Row:
    """The row of `outcomes`; the campaign, law and reference that the document shows stand where source.toml says
    nothing."""
    return {
        **fields_of(outcome),
        "answer_text": outcome.text,
        "campaign_id": source.campaign_id or document.campaign_id,
        "law": source.law or document.law,
        "reference": source.reference or document.reference,
        "document": f"{source.folder}/{document.path}",
        "source_id": source.source_id,
        "source_url": source.url,
        "force": reference.place_name(outcome.force_id),
        "asked_on": outcome.asked_on or source.asked,
        "received_on": outcome.received_on or source.received,
        "hand": _hand_of(source.read_in, document.form),
    }


def problem_row(problem: Problem, source: Source, path: str) -> Row:
    """The row of `problems`; `path` is of the document, in its source's folder."""
    return fields_of(problem) | {"source_id": source.source_id, "document": f"{source.folder}/{path}"}
