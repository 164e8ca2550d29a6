"""What was read in one document -> the object that `show --json` prints, by the keys of the contract (section 3)."""

from __future__ import annotations

from typing import Any

from ingest.answers.rows import figure_row, proposal_row
from ingest.model import DocumentReading, row_of
from ingest.sources import Source

OF_MESSAGE = ("n", "kind", "on", "text_start", "text_end")
OF_CELL = ("table", "page", "bbox", "ref", "row", "column", "row_label", "column_label", "text")
OF_OUTCOME = (
    "outcome_id", "question", "measure_id", "period_id", "status", "exemptions", "exemptions_basis", "text", "stage",
    "is_current", "message", "page", "locator", "quote",
)  # fmt: skip


def as_json(reading: DocumentReading, source: Source) -> dict[str, Any]:
    """The object of `show --json`: no key left out, unknown values null."""
    force_id = next(iter(source.force_ids), None) or force_found(reading)
    return {
        "document": row_of(reading, "path", "sha256", "media_type", "pages"),
        "source": {
            "source_id": source.source_id if source.folder else None,
            "force_id": force_id,
            "reference": source.reference or reading.reference,
            "received": source.received or reading.received,
            "law": source.law or (reading.law if force_id else None),
            "campaign": source.campaign_id or reading.campaign_id,
        },
        "messages": [row_of(message, *OF_MESSAGE) for message in reading.messages],
        "tables": [row_of(table, "n", "page", "sheet", "bbox") for table in reading.blocks.tables],
        "cells": [row_of(cell, *OF_CELL) for cell in reading.blocks.cells],
        "outcomes": [row_of(outcome, *OF_OUTCOME) for outcome in reading.outcomes],
        "figures": [figure_row(figure) for figure in reading.figures],
        "proposals": [proposal_row(proposal) for proposal in reading.proposals],
        "problems": [row_of(problem, "severity", "message", "page", "locator") for problem in reading.problems],
    }


def force_found(reading: DocumentReading) -> str | None:
    """The force of a reading: the one that it names, else that of its first outcome or figure."""
    forces = [reading.force_id, *(one.force_id for one in reading.outcomes), *(one.force_id for one in reading.figures)]
    return next((force for force in forces if force), None)
