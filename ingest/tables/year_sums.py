"""Tables of one document -> the same without the figures of one whose total is, in another, that of several years.

Protects: a breakdown that prints no period and that is of three years together is not taken for the year asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.model import Period, Problem
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import read_period
from ingest.tables.headings import text_at
from ingest.tables.layout import Layout
from ingest.tables.one_table import Counted, TableFigures

Years = Sequence[tuple[Period, float]]


def years_of(layout: Layout) -> list[Years]:
    """Each row or column of a table that goes over years: its years with their numbers, in the order of time."""
    found: list[Years] = []
    for column in layout.value_columns:
        numbers = [
            (_year(row.labels[0] if row.labels else ""), _number(layout, row.grid_row, column)) for row in layout.rows
        ]
        found.append(_in_order(numbers))
    heads = {
        column: next((y for y in (_year(t) for t in _texts(layout, column)) if y), None)
        for column in layout.value_columns
    }
    for row in layout.rows:
        found.append(
            _in_order([(heads[column], _number(layout, row.grid_row, column)) for column in layout.value_columns])
        )
    return [one for one in found if len(one) > 1]


def _texts(layout: Layout, column: int) -> list[str]:
    n = layout.value_columns.index(column)
    return [level[n] for level in layout.levels]


def _year(label: str) -> Period | None:
    period = read_period(label) if label else None
    return period if period is not None and period.start is not None else None


def _number(layout: Layout, row: int, column: int) -> float | None:
    value = read_value(text_at(layout.cells, row, column))
    return value.value if value is not None else None


def _in_order(numbers: Iterable[tuple[Period | None, float | None]]) -> Years:
    dated = [(period, number) for period, number in numbers if period is not None and number is not None]
    return sorted(dated, key=lambda one: str(one[0].start))


def without_sums_of_years(tables: Sequence[TableFigures], layouts: Mapping[int, Layout]) -> list[TableFigures]:
    """The same tables without the figures of one that prints no period and whose total is, in another table, that of
    several years. `layouts`: by the place of their table among these."""
    undated = {n: found for n, table in enumerate(tables) if (found := _undated(table))}
    if not undated:
        return list(tables)
    years = {n: years_of(layout) for n, layout in layouts.items()}
    return [
        _checked(table, undated[n], [one for m, some in years.items() if m != n for one in some])
        if n in undated
        else table
        for n, table in enumerate(tables)
    ]


def _undated(table: TableFigures) -> list[Counted]:
    return [one for one in table.counted if one.figure is not None and _is_undated(one)]


def _checked(table: TableFigures, undated: Sequence[Counted], years: Sequence[Years]) -> TableFigures:
    by_column: dict[int, list[Counted]] = {}
    for one in undated:
        by_column.setdefault(one.entry.column, []).append(one)
    for column in by_column.values():
        total = _total(column)
        asked = column[0].figure.period.period_id if column[0].figure is not None else ""
        run = next((found for some in years if (found := _run_of(total, some, asked))), None)
        if run is not None:
            return _without(table, undated, total or 0.0, run)
    return table


def _is_undated(one: Counted) -> bool:
    return one.facts.period_label is None and any("asked for" in step for step in one.facts.steps)


def _total(column: Sequence[Counted]) -> float | None:
    """The printed total of a column, else the sum of its numbers."""
    printed = [one for one in column if any(one.entry.is_total_of(axis) for axis in range(len(one.entry.reads)))]
    values = [one.entry.number.value.value if one.entry.number.value is not None else None for one in printed or column]
    return None if any(value is None for value in values) else sum(value or 0.0 for value in values)


def _run_of(total: float | None, years: Years, asked: str) -> str | None:
    """The first and last of several years in turn whose numbers sum to a total, which is not that of the year asked."""
    if not total or any(period.period_id == asked and number == total for period, number in years):
        return None
    for first in range(len(years)):
        for last in range(first + 1, len(years)):
            if sum(number for _, number in years[first : last + 1]) == total:
                return f"{years[first][0].period_id} to {years[last][0].period_id}"
    return None


def _without(table: TableFigures, undated: Sequence[Counted], total: float, run: str) -> TableFigures:
    gone = {id(one) for one in undated}
    first = undated[0].figure
    assert first is not None
    text = (
        f"{first.quote}: no period is printed, and the numbers sum to {total:g}, which in another table is the sum of "
        f"{run}: no figure of the period that was asked for is taken."
    )
    problem = Problem("warning", text, first.locator, first.page, rule="number-not-placed")
    with_figures = [one for one in table.counted if one.figure is not None]
    names = tuple(name for one, name in zip(with_figures, table.names, strict=True) if id(one) not in gone)
    counted = tuple(replace(one, figure=None) if id(one) in gone else one for one in table.counted)
    figures = tuple(one.figure for one in counted if one.figure is not None)
    return replace(table, counted=counted, figures=figures, names=names, problems=(*table.problems, problem))
