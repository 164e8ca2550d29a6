"""Rows of a breakdown that are of two kinds in one column -> why none of their numbers gives a figure.

Protects: a site with its offences below it is not read as a list of sites, one of them called Theft.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tables.entries import Entry
from ingest.tables.meaning import Understood

Place = tuple[int, int]
FEWEST_CHILDREN = 2


def of_two_kinds(entries: Sequence[Entry], understood: Understood) -> dict[Place, str]:
    """Row and column of the grid of every number of such a breakdown -> why it gives no figure."""
    for axis, placed in enumerate(understood.axes):
        if not placed.axis.kind.startswith("dimension:") or not placed.columns:
            continue
        groups = _in_turn(entries, axis)
        label = next((label for rows in groups if (label := _printed_again(rows))), None)
        if label is not None:
            why = f"“{label}” stands in one column more than once, with other numbers: its rows may be of two kinds"
        elif any(_are_wholes_with_parts(rows) for rows in groups):
            why = "rows of one column are the sums of those below them: they may be of two kinds"
        else:
            continue
        return {(entry.row.grid_row, entry.column): why for entry in entries}
    return {}


def _in_turn(entries: Sequence[Entry], axis: int) -> list[list[tuple[str, tuple[float | None, ...]]]]:
    """The rows that differ on this axis alone, each as its label with its numbers across; totals left out."""
    columns = sorted({entry.column for entry in entries})
    groups: dict[tuple[str, ...], dict[int, dict[int, Entry]]] = {}
    of_rows = range(len(entries[0].labels)) if entries else range(0)
    for entry in entries:
        is_total = any(entry.is_total_of(one) for one in of_rows)
        others = tuple(entry.row.labels) if is_total else _others(entry, axis)
        if not is_total:
            groups.setdefault(others, {}).setdefault(entry.row.grid_row, {})[entry.column] = entry
    found = []
    for rows in groups.values():
        found.append(
            [
                (
                    next(iter(cells.values())).labels[axis],
                    tuple(_value(cells[column]) if column in cells else None for column in columns),
                )
                for _, cells in sorted(rows.items())
            ]
        )
    return found


def _others(entry: Entry, axis: int) -> tuple[str, ...]:
    """The labels of the row's other columns, and its section."""
    label = entry.labels[axis]
    return (entry.row.section or "", *(one for one in entry.row.labels if one != label))


def _value(entry: Entry) -> float | None:
    return entry.number.value.value if entry.number.value is not None else None


def _printed_again(rows: Sequence[tuple[str, tuple[float | None, ...]]]) -> str | None:
    """A label that stands in two rows with two sets of numbers."""
    seen: dict[str, tuple[float | None, ...]] = {}
    for label, values in rows:
        if label and seen.setdefault(label, values) != values:
            return label
    return None


def _are_wholes_with_parts(rows: Sequence[tuple[str, tuple[float | None, ...]]]) -> bool:
    """Whether the rows are, from the first to the last, wholes each followed by its parts."""
    values: list[tuple[float, ...]] = []
    for _, row in rows:
        known = tuple(value for value in row if value is not None)
        if len(known) < len(row):
            return False
        values.append(known)
    most, n = 0, 0
    while n < len(values):
        children = _children(values, n)
        if not children:
            return False
        most = max(most, children)
        n += children + 1
    return most >= FEWEST_CHILDREN


def _children(values: Sequence[tuple[float, ...]], n: int) -> int:
    """How many rows right below sum to this one in every column; 0 for none."""
    whole = values[n]
    if not any(whole):
        return 0
    summed = [0.0] * len(whole)
    for k, row in enumerate(values[n + 1 :], 1):
        summed = [one + other for one, other in zip(summed, row, strict=True)]
        if any(one > other for one, other in zip(summed, whole, strict=True)):
            return 0
        if tuple(summed) == whole:
            return k
    return 0
