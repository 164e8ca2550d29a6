"""Figures -> what a person corrected of them, in words, under every chart, list and table that shows them.

Protects: a corrected number is never taken for what the document prints: the print that it overrules, the reason, the
initials and the day stand with it. Its mark is `states.CORRECTED_MARK`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard import standing, states, warehouse, words

MOST_NAMED = 8  # figures under one chart or list


def of(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each corrected figure among these, and for each corrected side of a disputed one; for a place that
    reads markdown."""
    rows = warehouse.query(warehouse.sql("corrections"))
    wanted = set(figure_ids)
    said = [
        sentence(row)
        for row in rows.itertuples()
        if row.figure_id in wanted or (row.status == "conflicting" and row.replaced_by in wanted)
    ]
    more = len(said) - MOST_NAMED
    left_out = [f"{words.counted(more, 'more figure')} corrected by a person: each is marked."] if more > 0 else []
    return [words.verbatim(text) for text in (*said[:MOST_NAMED], *left_out)]


def sentence(row: Any) -> str:
    """The figure, its number, the print that it overrules, and why: "† Kent Police (arrests, 2019/20): 5; the source
    prints “6”, corrected by a person: misprint (AB, 1 May 2021)." """
    found = standing.correction(row)
    assert found is not None  # sql/corrections.sql gives figures whose chain has one
    counted = ", ".join(words.inside(part) for part in (row.measure, row.offence) if part)
    side = ", a side of what is disputed" if row.status == "conflicting" else ""
    what = (
        f"{states.CORRECTED_MARK} {row.force} ({counted}, {words.period(row.period_id)}{side}): {standing.shown(row)}"
    )
    return words.sentence(f"{what}; {in_brief(row)}: {found.reason}")


def in_brief(row: Any) -> str:
    """ "the source prints “6”, corrected by a person"; "" for a figure that nobody corrected."""
    found = standing.correction(row)
    if found is None:
        return ""
    if found.is_of_value:
        return f"the source prints {words.quoted(row)}, corrected by a person"
    return f"{words.listed(found.in_words)} corrected by a person"
