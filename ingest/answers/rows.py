"""Figures and proposals -> their rows by the keys of the contract: for `show --json` and the desk's file."""

from __future__ import annotations

from typing import Any

from ingest.model import Figure, Proposal, Value, row_of

BEFORE = ("question", "force_id", "measure_id", "unit", "offence_id", "scope")
BEHIND = ("page", "bbox", "locator", "quote", "method")


def figure_row(figure: Figure) -> dict[str, Any]:
    head = row_of(figure, "figure_id", *BEFORE) | {"dimensions": dict(figure.dimensions)}
    return head | {"period_id": figure.period.period_id} | _value(figure.value) | row_of(figure, *BEHIND)


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    head = row_of(proposal, "proposal_id", *BEFORE) | {"dimensions": dict(proposal.dimensions)}
    behind = row_of(proposal, *BEHIND, "label") | {"doubts": list(proposal.doubts)}
    return head | {"period_id": proposal.period_id} | _value(proposal.value) | behind


def _value(value: Value) -> dict[str, Any]:
    return row_of(value, "value", value_low="low", value_high="high", symbol="symbol", value_text="text")
