"""A table that folds two breakdowns into one column, as pivot tables do -> the same with the outer one as sections.

"2018/19 | 64" over "Grooming | 40" and "Voyeurism | 24", then the next year. Protects: a row is taken for the sum of
those below it only where it is their sum in every column; else the table is not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.phrases.numbers import read_value
from ingest.tables.body import Row
from ingest.tables.labels import Meaning, Reading, as_offence, as_total
from ingest.tables.layout import Layout
from ingest.tables.period_labels import as_period

FOLDED = ("period", "offence")


def unfolded(layout: Layout, reading: Reading, measure_id: str | None) -> Layout:
    """The layout with its groups as sections; as it is where its rows are no such groups."""
    if len(layout.label_columns) != 1 or any(row.section for row in layout.rows):
        return layout
    kinds = [_kind(row.labels[0], reading, measure_id) for row in layout.rows]
    outer = kinds[0] if kinds else ""
    inner = {"period": "offence", "offence": "period"}.get(outer)
    groups: list[list[Row]] = []
    totals: list[Row] = []
    for row, kind in zip(layout.rows, kinds, strict=True):
        if kind == outer and not totals:
            groups.append([row])
        elif kind == inner and groups and not totals:
            groups[-1].append(row)
        elif kind == "total" and groups:
            totals.append(row)
        else:
            return _doubted(layout, kinds)
    if inner not in kinds or not all(len(group) > 1 and _is_summed(layout, group) for group in groups):
        return _doubted(layout, kinds)
    rows = [row for group in groups for row in _as_section(layout, group)]
    return replace(layout, heads=("",), rows=(*rows, *totals))


def _doubted(layout: Layout, kinds: Sequence[str]) -> Layout:
    """A table whose rows are both years and offences, and fold into nothing: what a year's number counts is not
    known."""
    if kinds.count("period") < 2 or "offence" not in kinds:
        return layout
    return replace(
        layout, is_suspect=(*layout.is_suspect, "years and offences stand among its rows, and add up to nothing")
    )


def _kind(label: str, reading: Reading, measure_id: str | None) -> str:
    if isinstance(as_period(label, reading), Meaning):
        return "period"
    if as_total(label, reading) is not None:
        return "total"
    return "offence" if label and isinstance(as_offence(label, reading, measure_id), Meaning) else ""


def _is_summed(layout: Layout, group: Sequence[Row]) -> bool:
    """Whether the first row of a group is the sum of the others in every column, or prints nothing."""
    outer = group[0]
    if not any(layout.text(outer.grid_row, column) for column in layout.value_columns):
        return True
    for column in layout.value_columns:
        values = [read_value(layout.text(row.grid_row, column)) for row in group]
        counts = [value.value for value in values if value is not None and value.value is not None]
        if len(counts) < len(group) or counts[0] != sum(counts[1:]):
            return False
    return True


def _as_section(layout: Layout, group: Sequence[Row]) -> list[Row]:
    outer, *others = group
    section = outer.labels[0]
    is_printed = any(layout.text(outer.grid_row, column) for column in layout.value_columns)
    total = [replace(outer, labels=("Total",), section=section)] if is_printed else []
    return [*total, *(replace(row, section=section) for row in others)]
