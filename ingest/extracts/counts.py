"""What is wanted of a view -> how many rows it has, how many each filter left out, and how many rows have no number.

Protects: nobody takes a part for the whole. What an extract lacks is counted beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from ingest.extracts.wanted import WIDE, Wanted, columns_of, conditions, filter_columns, statement

ONLY_IN_FIGURES = {
    "of areas": "area_kind <> 'force'",
    "of other periods than a year": "year is null",
    "of a part or a breakdown": "scope is not null or cardinality(dimensions) > 0",
}
"""Why a figure stands in `figures` and not in the view to start from: the first that holds."""


@dataclass(frozen=True)
class LeftOut:
    """What one filter left out of the rows that those before it left: `rows`; of these, `empty` have nothing in the
    column that it asks about."""

    name: str
    rows: int
    empty: int


@dataclass(frozen=True)
class Counts:
    """`rows` of an extract, `of` so many in its view, without what the filters `left_out`. Of the rows, `ranges` have
    bounds in place of a number and `unnumbered` neither; both 0 where the view has no numbers. `elsewhere`: figures
    that fit the filters and stand in `figures` alone, by reason."""

    rows: int
    of: int
    left_out: tuple[LeftOut, ...]
    ranges: int
    unnumbered: int
    elsewhere: dict[str, int]


def counts(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> Counts:
    """The counts of an extract. Raises CantFilter."""
    columns = columns_of(con, wanted.view)
    tests, params = conditions(wanted, columns)
    named = filter_columns(wanted.view, columns)
    kept, asked = "true", ["count(*)"]
    for name, test in tests.items():
        lost = f"{kept} and not coalesce({test}, false)"
        asked += [f"count(*) filter ({lost})", f'count(*) filter ({lost} and "{named[name]}" is null)']
        kept += f" and coalesce({test}, false)"
    has_numbers = {"value", "value_low", "value_high"} <= set(columns)
    no_number, no_bound = "value is null", "value_low is null and value_high is null"
    for test in (f"{no_number} and not ({no_bound})", f"{no_number} and {no_bound}"):
        asked.append(f"count(*) filter ({kept} and {test})" if has_numbers else "0")
    (row,) = con.execute(f"select {', '.join(asked)} from {wanted.view}", params).fetchall()
    of, *lost_and_empty, ranges, unnumbered = row
    left_out = tuple(map(LeftOut, tests, lost_and_empty[::2], lost_and_empty[1::2]))
    rows = of - sum(lost.rows for lost in left_out)
    if wanted.is_wide:
        wide = statement(con, replace(wanted, columns=(), limit=None))
        ((rows,),) = con.execute(f"select count(*) from ({wide.sql})", dict(wide.params)).fetchall()
    return Counts(rows, of, left_out, ranges, unnumbered, _elsewhere(con, wanted) if wanted.view == WIDE else {})


def _elsewhere(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> dict[str, int]:
    figures = statement(con, Wanted("figures", wanted.filters))
    cases = " ".join(f"when {test} then '{reason}'" for reason, test in ONLY_IN_FIGURES.items())
    found = con.execute(
        f"select case {cases} end as reason, count(*) from ({figures.sql}) group by 1 having reason is not null",
        dict(figures.params),
    )
    by_reason = dict(found.fetchall())
    return {reason: by_reason[reason] for reason in ONLY_IN_FIGURES if reason in by_reason}
