"""Figures -> those that can't be right by their own print or their compiler's word, and those that another source
counts otherwise: two things, in words, under every chart, list and table that shows them.

Protects: a number that its own compiler does not believe never opens a sentence as if it were sound; and a number that
only differs is called nothing else, for neither side is known to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard import standing, warehouse, words

MOST_NAMED = 4  # figures under one chart or list


def of(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each doubted figure among these; for a place that reads markdown."""
    wanted = set(figure_ids)
    return _shortened([_sentence(row) for row in _all() if row.figure_id in wanted], "in doubt")


def differing(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each figure among these that its official class counts otherwise."""
    wanted = set(figure_ids)
    rows = warehouse.query(warehouse.sql("differing")).itertuples()
    return _shortened([f"{row.force}: {row.message}" for row in rows if row.figure_id in wanted], "counted otherwise")


def ids() -> frozenset[str]:
    """The figures in doubt."""
    return frozenset(row.figure_id for row in _all())


def _all() -> list[Any]:
    return list(warehouse.query(warehouse.sql("doubted")).itertuples())


def _shortened(said: Sequence[str], what: str) -> list[str]:
    more = len(said) - MOST_NAMED
    left_out = [f"{words.counted(more, 'more number')} {what}: see Checks."] if more > 0 else []
    return [words.verbatim(text) for text in (*said[:MOST_NAMED], *left_out)]


def _sentence(row: Any) -> str:
    """ "In doubt: 166 (Derbyshire Constabulary, offences recorded, 2015/16): not believed by its compiler (…)." """
    counted = ", ".join(words.inside(part) for part in (row.measure, row.offence) if part)
    why = "; ".join(message.partition(": ")[2].rstrip(".") or message.rstrip(".") for message in row.messages)
    what = f"{standing.shown(row)} ({row.force}, {counted}, {words.period(row.period_id)})"
    return f"In doubt: {what}: {words.with_days(why)}."
