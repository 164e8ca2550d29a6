"""Figures -> all that must be said under whatever shows them: which numbers can't be right as they stand, which another
source counts otherwise, what a person corrected, what the force says of its figures, and whose licence they bear.

Protects: no chart, list or table shows a figure without it.
"""

from __future__ import annotations

from collections.abc import Collection

from dashboard import corrections, doubted, licences, statements


def under(figure_ids: Collection[str]) -> tuple[str, ...]:
    """A sentence each, for a place that reads markdown."""
    said_by = (doubted.of, doubted.differing, corrections.of, statements.of, licences.of)
    return tuple(sentence for say in said_by for sentence in say(figure_ids))
