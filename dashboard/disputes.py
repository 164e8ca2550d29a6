"""A disputed figure -> which source printed which number. Protects: no source is said to have printed what only several
together give ("196 or 195").
"""

from __future__ import annotations

from typing import Any

from dashboard import warehouse, words


def sides(figure_id: str) -> list[Any]:
    """The figures that a disputed one stands for, from the lowest: value_text, compiled_by, read_in, …"""
    rows = warehouse.query(
        "select value, value_low, value_high, value_text, symbol, compiled_by, read_in, source, source_kind, hand, "
        "review from all_figures where replaced_by = $figure_id and status = 'conflicting' "
        "order by coalesce(value_low, value_high), value_high, published_on, figure_id",
        {"figure_id": figure_id},
    )
    return list(rows.itertuples())


def is_disputed(row: Any) -> bool:
    """Whether a row of a page is a disputed figure: by its state, or by the column of the figures."""
    return getattr(row, "state", None) == "conflicting" or getattr(row, "is_disputed", None) is True


def printed(row: Any) -> str:
    """The figure as its source prints it; of a dispute what each prints; "–" where nothing is printed."""
    if not is_disputed(row):
        return row.value_text or "–"
    return words.listed([words.quoted(side) for side in sides(row.figure_id)])


def compilers(row: Any) -> str:
    """Who compiled the figure, of a dispute everyone who did; "–" where nobody is named."""
    if not is_disputed(row):
        return row.compiled_by or "–"
    return words.listed(list(dict.fromkeys(str(side.compiled_by or side.source) for side in sides(row.figure_id))))


def places(row: Any) -> str:
    """Where the figure was read beside its compiler's own page; of a dispute which number was read where."""
    if not is_disputed(row):
        return row.read_in or "–"
    return words.listed([f"{words.quoted(side)} in {side.read_in or 'its own page'}" for side in sides(row.figure_id)])
