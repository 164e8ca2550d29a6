"""What was read in one document -> the object that `show --json` prints, by the keys of the contract (section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.answers.rows import proposal_row
from ingest.model import DocumentReading, Figure, Message, Outcome
from ingest.sources import Source

OF_DOCUMENT = ("path", "sha256", "media_type", "pages")
OF_TABLE = ("n", "page", "sheet", "bbox")
OF_CELL = ("table", "page", "bbox", "ref", "row", "column", "row_label", "column_label", "text")
OF_PROBLEM = ("severity", "message", "page", "locator")


def as_json(reading: DocumentReading, source: Source) -> dict[str, Any]:
    """The object of `show --json`: no key left out, unknown values null."""
    force_id = next(iter(source.force_ids), None) or force_found(reading)
    return {
        "document": _keys(reading, OF_DOCUMENT),
        "source": {
            "source_id": source.source_id if source.folder else None,
            "force_id": force_id,
            "reference": source.reference or reading.reference,
            "received": source.received or reading.received,
            "law": source.law or (reading.law if force_id else None),
            "campaign": source.campaign_id or reading.campaign_id,
        },
        "messages": [_message(message) for message in reading.messages],
        "tables": [_keys(table, OF_TABLE) for table in reading.blocks.tables],
        "cells": [_keys(cell, OF_CELL) for cell in reading.blocks.cells],
        "outcomes": [_outcome(outcome) for outcome in reading.outcomes],
        "figures": [_figure(figure) for figure in reading.figures],
        "proposals": [proposal_row(proposal) for proposal in reading.proposals],
        "problems": [_keys(problem, OF_PROBLEM) for problem in reading.problems],
    }


def _keys(value: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _message(message: Message) -> dict[str, Any]:
    on = message.on.isoformat() if message.on else None
    return {**_keys(message, ("n", "kind")), "on": on, **_keys(message, ("text_start", "text_end"))}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        **_keys(outcome, ("outcome_id", "question", "measure_id", "period_id", "status")),
        "exemptions": list(outcome.exemptions),
        **_keys(outcome, ("exemptions_basis", "text", "stage", "is_current", "message", "page", "locator", "quote")),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        **_keys(figure, ("figure_id", "question", "force_id", "measure_id", "unit", "offence_id", "scope")),
        "dimensions": dict(figure.dimensions),
        "period_id": figure.period.period_id,
        "value": figure.value.value,
        "value_low": figure.value.low,
        "value_high": figure.value.high,
        "symbol": figure.value.symbol,
        "value_text": figure.value.text,
        **_keys(figure, ("page", "bbox", "locator", "quote", "method")),
    }


def force_found(reading: DocumentReading) -> str | None:
    if reading.force_id:
        return reading.force_id
    forces = [outcome.force_id for outcome in reading.outcomes] + [figure.force_id for figure in reading.figures]
    return forces[0] if forces else None
