"""Figures -> what must be said wherever they are shown, by the licence of their source, and that they were read in a
copy.

Protects: no chart, list or table shows an official series without its attribution.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from dashboard import warehouse

RELEASES_KEPT = 4


def of(figure_ids: Collection[str]) -> list[str]:
    """A sentence for each licence among these figures."""
    licensed = _licensed(warehouse.current().stamp)
    return sorted({licensed[figure_id] for figure_id in figure_ids if figure_id in licensed})


@lru_cache(maxsize=RELEASES_KEPT)
def _licensed(stamp: warehouse.Stamp) -> dict[str, str]:
    rows = warehouse.rows("select figure_id, licence, hand from all_figures where licence is not null")[1]
    return {figure_id: in_words(licence, hand) for figure_id, licence, hand in rows}


def in_words(licence: str, hand: str) -> str:
    """The attribution, and that it was read in a copy where it was."""
    return f"{licence} Read in a copy." if hand == "second_hand" else licence
