"""Figures -> all that must be said under whatever shows them: which numbers can't be right as they stand, which another
source counts otherwise, what a person corrected, what the force says of its figures, and whose licence they bear.

Protects: no chart, list or table shows a figure without it. A number that its own compiler does not believe never opens
a sentence as if it were sound; one that only differs is called nothing else, for neither side is known to be wrong; a
statement stands in its own words, with who said it and when; no official series stands without its attribution.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from dashboard import warehouse, words
from dashboard.parts import standing
from dashboard.rows import each
from ingest.sources import OWN_KINDS

MOST_DOUBTED, MOST_CORRECTED = 4, 8  # figures under one chart or list
MOST_IN_STATEMENT = 3  # figures of one statement; it may be of a whole table


def doubted(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each doubted figure among these."""
    wanted = set(figure_ids)
    rows = each(warehouse.query("doubted"))
    return _shortened(
        [_doubt(row) for row in rows if row.figure_id in wanted], MOST_DOUBTED, "number", "in doubt: see Checks"
    )


def _shortened(said: Sequence[str], most: int, one: str, more: str) -> list[str]:
    """The first of them, and how many more there are."""
    left_out = [f"{words.counted(len(said) - most, f'more {one}')} {more}."] if len(said) > most else []
    return [*said[:most], *left_out]


def _doubt(row: Any) -> str:
    """ "In doubt: 166 (Derbyshire Constabulary, offences recorded, 2015/16): not believed by its compiler (…)." """
    counted = ", ".join(words.offence(part) for part in (row.measure, row.offence) if part)
    why = "; ".join(message.partition(": ")[2].rstrip(".") or message.rstrip(".") for message in row.messages)
    what = f"{standing.shown(row)} ({row.force}, {counted}, {words.period(row.period_id)})"
    return f"In doubt: {what}: {words.with_days(why)}."


def corrected(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each corrected figure among these, and for each corrected side of a disputed one."""
    wanted = set(figure_ids)
    said = [
        standing.correction_in_words(row)
        for row in _ruled()
        if row.review == "corrected"
        and not row.is_disputed
        and (row.figure_id in wanted or (row.status == "conflicting" and row.replaced_by in wanted))
    ]
    return _shortened(said, MOST_CORRECTED, "figure", "corrected by a person: each is marked")


def stated(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each statement on these figures, or on a copy of one."""
    wanted = set(figure_ids)
    return together(
        row for row in _ruled() if row.figure_id in wanted or (row.status == "repeated" and row.replaced_by in wanted)
    )


def _ruled() -> list[Any]:
    """Every figure that does not simply stand: a person corrected it, or somebody spoke of it."""
    return each(warehouse.query("ruled", {"force": None, "source": None}))


def together(rows: Iterable[Any]) -> list[str]:
    """A sentence for each statement, whatever number of figures it is of: "Kent Police says of its figure (“7”, …): …";
    one on another's figure says whose figure it is. Rows without a statement say nothing."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in [row for row in rows if row.statement]:
        if row.is_disputed:
            whose = f"Said of a side of {row.force}'s disputed"
        elif row.source_kind in OWN_KINDS:
            whose = f"{row.force} says of its"
        else:
            whose = f"Said of {row.compiled_by or row.source}'s {row.force}"
        groups.setdefault((whose, row.statement), []).append(row)
    found = []
    for (whose, said), group in groups.items():
        named = [f"{words.quoted(row)}, {row.offence or row.measure}, {words.period(row.period_id)}" for row in group]
        named = list(dict.fromkeys(named))
        more = len(named) - MOST_IN_STATEMENT
        which = "; ".join([*named[:MOST_IN_STATEMENT], *([f"and {words.number(more)} more"] if more > 0 else [])])
        what = f"{whose} {'figure' if len(named) == 1 else 'figures'} ({which})"
        found.append(f"{what}: {words.sentence(words.with_days(said))}")
    return found


def licences(figure_ids: Collection[str]) -> list[str]:
    """A sentence for each licence among these figures."""
    return [said for (said,) in warehouse.values("licences", {"ids": list(figure_ids)})]
