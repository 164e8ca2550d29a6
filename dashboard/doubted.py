"""Figures -> those whose number a check doubts, in words, under every chart, list and table that shows them.

Protects: a number that is far from a force's own years or from other forces never opens a sentence as if it were sound:
who prints "from 18" must see in the same breath that the 18 may be of a part of its year.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard import standing, warehouse, words

MOST_NAMED = 4  # figures under one chart or list


def of(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each doubted figure among these; for a place that reads markdown."""
    wanted = set(figure_ids)
    said = [_sentence(row) for row in _all() if row.figure_id in wanted]
    more = len(said) - MOST_NAMED
    left_out = [f"{words.counted(more, 'more number')} that a check doubts: see Checks."] if more > 0 else []
    return [words.verbatim(text) for text in (*said[:MOST_NAMED], *left_out)]


def ids() -> frozenset[str]:
    """The figures whose number a check doubts."""
    return frozenset(row.figure_id for row in _all())


def _all() -> list[Any]:
    return list(warehouse.query(warehouse.sql("doubted")).itertuples())


def _sentence(row: Any) -> str:
    """ "A check doubts 18 (Kent Police, offences recorded, 2019/20): the median of the 5 other years is 181." """
    counted = ", ".join(words.inside(part) for part in (row.measure, row.offence) if part)
    why = "; ".join(message.partition(": ")[2].rstrip(".") or message.rstrip(".") for message in row.messages)
    note = f" Our note: {words.sentence(row.note)}" if row.note else ""
    what = f"{standing.shown(row)} ({row.force}, {counted}, {words.period(row.period_id)})"
    return f"A check doubts {what}: {words.with_days(why)}.{note}"
