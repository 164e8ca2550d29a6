"""A proposal -> its row by the keys of the contract: what `show --json` prints and the desk's file holds."""

from __future__ import annotations

from typing import Any

from ingest.model import Proposal

BEFORE = ("proposal_id", "question", "force_id", "measure_id", "unit", "offence_id", "scope")
BEHIND = ("page", "bbox", "locator", "quote", "method", "label")


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """A proposal by the keys of the contract."""
    return {
        **{name: getattr(proposal, name) for name in BEFORE},
        "dimensions": dict(proposal.dimensions),
        "period_id": proposal.period_id,
        "value": proposal.value.value,
        "value_low": proposal.value.low,
        "value_high": proposal.value.high,
        "symbol": proposal.value.symbol,
        "value_text": proposal.value.text,
        **{name: getattr(proposal, name) for name in BEHIND},
        "doubts": list(proposal.doubts),
    }
