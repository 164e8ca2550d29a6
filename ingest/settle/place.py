"""Readings of sources -> every figure and outcome with its source, its rulings and its standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import DocumentReading, Figure, Outcome, Problem
from ingest.settle import order, rulings
from ingest.settle.order import Placed
from ingest.sources import Source, SourceReading


@dataclass(frozen=True)
class Located:
    """Something that a document gave (an outcome, a problem), with its document and source."""

    source: Source
    document: str
    form: str


@dataclass(frozen=True)
class LocatedOutcome(Located):
    """An outcome, with the campaign, the law and the reference that its document shows: they stand where source.toml
    says nothing."""

    outcome: Outcome
    campaign_id: str | None = None
    law: str | None = None
    reference: str | None = None


@dataclass(frozen=True)
class LocatedProblem(Located):
    problem: Problem


@dataclass(frozen=True)
class Everything:
    """All that the warehouse is made of, still as values."""

    readings: tuple[SourceReading, ...]
    figures: tuple[Placed, ...]
    outcomes: tuple[LocatedOutcome, ...]
    problems: tuple[LocatedProblem, ...]


def place_all(readings: Sequence[SourceReading]) -> Everything:
    figures: list[Placed] = []
    outcomes: list[LocatedOutcome] = []
    problems: list[LocatedProblem] = []
    for reading in readings:
        source = reading.source
        of_source: list[Placed] = []
        answers: list[LocatedOutcome] = []
        for document in reading.documents:
            path = f"{source.folder}/{document.path}"
            # Whose they are is not known where a document names no force; its problem says so (force-not-found).
            of_source += [_placed(figure, source, document, path) for figure in document.figures if figure.force_id]
            answers += [_located(outcome, source, document, path) for outcome in document.outcomes if outcome.force_id]
            problems += [LocatedProblem(source, path, document.form, problem) for problem in document.problems]
        proposed = {one.proposal_id for document in reading.documents for one in document.proposals}
        ruled, lapsed = rulings.apply(of_source, source, proposed)
        figures += ruled
        corrected, lapsed_too = rulings.apply_to_outcomes([answer.outcome for answer in answers], source)
        outcomes += [
            answer if outcome is answer.outcome else replace(answer, outcome=outcome)
            for answer, outcome in zip(answers, corrected, strict=True)
        ]
        toml = f"{source.folder}/source.toml"
        problems += [LocatedProblem(source, toml, "original", problem) for problem in (*lapsed, *lapsed_too)]
    return Everything(tuple(readings), tuple(order.settle(figures)), tuple(outcomes), tuple(problems))


def _located(outcome: Outcome, source: Source, document: DocumentReading, path: str) -> LocatedOutcome:
    return LocatedOutcome(
        source,
        path,
        document.form,
        outcome,
        campaign_id=source.campaign_id or document.campaign_id,
        law=source.law or document.law,
        reference=source.reference or document.reference,
    )


def _placed(figure: Figure, source: Source, document: DocumentReading, path: str) -> Placed:
    read_in = figure.read_in or source.read_in
    return Placed(
        figure=figure,
        source=source,
        document=path,
        hand=hand_of(read_in, document.form),
        kind=figure.kind or source.kind,
        compiler=figure.publisher or source.publisher,
        read_in=read_in,
        status=figure.status,
        replaced_by=figure.replaced_by,
        rule=figure.rule,
    )


def hand_of(read_in: str | None, form: str) -> str:
    """Whose hand the figure comes from: second hand where it was read in a copy."""
    if read_in:
        return "second_hand"
    return "own_document" if form == "original" else "own_transcript"
