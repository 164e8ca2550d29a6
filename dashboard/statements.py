"""Figures -> what the force, or whoever compiled them, says of them (`[[statement]]` in source.toml).

Protects: a statement stands wherever its figure stands, under charts and lists too, in its own words and with who said
it and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from dashboard import listing, warehouse, words
from ingest.sources import OWN_KINDS

MOST_NAMED = 3  # figures of one statement; it may be of a whole table
MARK = "figure"  # the parameter of a link that opens a figure's evidence


def of(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each statement on these figures, or on a copy of one; for a place that reads markdown."""
    rows = _all()
    if not len(rows):
        return []
    wanted = set(figure_ids)
    return [
        words.verbatim(text)
        for text in together(
            row
            for row in rows.itertuples()
            if row.figure_id in wanted or (row.status == "repeated" and row.replaced_by in wanted)
        )
    ]


def together(rows: Iterable[Any]) -> list[str]:
    """A sentence for each statement, whatever number of figures it is of: "Kent Police says of its figure (“7”, …): …";
    one on another's figure says whose figure it is. Rows without a statement say nothing."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        if row.statement:
            groups.setdefault((_whose(row), row.statement), []).append(row)
    return [_sentence(whose, said, group) for (whose, said), group in groups.items()]


def _whose(row: Any) -> str:
    if row.is_disputed:
        return f"Said of a side of {row.force}'s disputed"
    if row.source_kind in OWN_KINDS:
        return f"{row.force} says of its"
    return f"Said of {row.compiled_by or row.source}'s {row.force}"


def _sentence(whose: str, said: str, rows: list[Any]) -> str:
    named = [f"{words.quoted(row)}, {row.offence or row.measure}, {words.period(row.period_id)}" for row in rows]
    named = list(dict.fromkeys(named))
    more = len(named) - MOST_NAMED
    which = "; ".join([*named[:MOST_NAMED], *([f"and {words.number(more)} more"] if more > 0 else [])])
    return f"{whose} {'figure' if len(named) == 1 else 'figures'} ({which}): {words.sentence(words.with_days(said))}"


def figures_in(rows: Iterable[Iterable[listing.Cell]]) -> list[str]:
    """The figures whose evidence the links of a list open."""
    found: list[str] = []
    for row in rows:
        for cell in row:
            for part in [cell] if isinstance(cell, str | listing.Link | listing.Struck) else list(cell or ()):
                if isinstance(part, listing.Link):
                    found += parse_qs(urlsplit(part.address).query).get(MARK, [])
    return found


def _all() -> pd.DataFrame:
    return warehouse.query(warehouse.sql("statements"))
