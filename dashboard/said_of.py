"""Figures -> all that must be said under whatever shows them: which numbers a check doubts, what a person corrected,
and what the force says of its figures.

Protects: no chart, list or table shows a figure without it.
"""

from __future__ import annotations

from collections.abc import Collection

from dashboard import corrections, doubted, statements


def under(figure_ids: Collection[str]) -> tuple[str, ...]:
    """A sentence each, for a place that reads markdown."""
    return (*doubted.of(figure_ids), *corrections.of(figure_ids), *statements.of(figure_ids))
