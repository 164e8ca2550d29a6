"""A figure as a person sees it who rules on it: what a correction's `expect` is held against, and a review's digest.

Protects: a ruling follows the figure that was seen, and lapses when the document gives something else one day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.ids import digest
from ingest.model import Figure


def as_found(figure: Figure) -> dict[str, Any]:
    """What `expect` may name of a figure, as it was read."""
    return {
        "value": figure.value.value,
        "value_low": figure.value.low,
        "value_high": figure.value.high,
        "value_text": figure.value.text,
        "offence": figure.offence_id,
        "period": figure.period.period_id,
        "measure": figure.measure_id,
        "scope": figure.scope,
    }


def differing(ruling: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """What a ruling expects and is not so, in words; "" when all is as it expects."""
    expected = ruling.get("expect", {})
    return ", ".join(
        f"{key} is {found.get(key)!r}, not {value!r}" for key, value in expected.items() if found.get(key) != value
    )


def review_digest(figures: Sequence[Figure]) -> str:
    """A digest of rows as a reviewer saw them: it changes when a value does, or anything that says what it counts."""
    rows = sorted(
        "|".join(
            str(part)
            for part in (
                figure.figure_id,
                figure.force_id,
                figure.value.low,
                figure.value.high,
                figure.value.symbol,
                figure.unit,
                figure.offence_id,
                figure.period.period_id,
                figure.measure_id,
                figure.scope,
                figure.dimensions,
            )
        )
        for figure in figures
    )
    return digest("review", *rows)
