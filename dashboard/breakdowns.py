"""Figures -> wholes by themselves, and the parts of each breakdown folded into one line.

Protects: the parts of a whole never stand among the wholes as if they were others; none is lost, for a folded line
counts them and leads to all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import words

FEWEST = 3  # parts that are folded; fewer are as easily read by themselves
ORDER = ["list_group", "measure", "offence", "period_start", "unit"]


@dataclass(frozen=True)
class Breakdown:
    """The parts that one source gives of one measure and unit, by the same dimensions."""

    name: str
    figures: tuple[Any, ...]


def fold(figures: pd.DataFrame) -> list[Any]:
    """Rows and breakdowns, by measure: in each the wholes first, then breakdowns, then parts that stand alone."""
    rows = list(figures.sort_values(ORDER, na_position="last").itertuples())
    found: list[Any] = []
    for measure_id in dict.fromkeys(row.measure_id for row in rows):
        of_measure = [row for row in rows if row.measure_id == measure_id]
        found += [row for row in of_measure if not row.dimensions]
        groups: dict[tuple[Any, ...], list[Any]] = {}
        for row in of_measure:
            if row.dimensions:
                groups.setdefault((row.source_id, row.unit, *sorted(row.dimensions)), []).append(row)
        few = [row for group in groups.values() if len(group) < FEWEST for row in group]
        found += [Breakdown(_name(group), tuple(group)) for group in groups.values() if len(group) >= FEWEST]
        found += few
    return found


def _name(group: list[Any]) -> str:
    """ "by offence group and outcome"."""
    return f"by {words.listed([words.dimension(name) for name in sorted(group[0].dimensions)])}"


def periods(part: Breakdown) -> str:
    """The period of its figures, or how many there are, the first and the last."""
    ids = list(dict.fromkeys(row.period_id for row in part.figures if row.period_id != "unknown"))
    if len(ids) < 2:
        return words.period(ids[0] if ids else None)
    ordered = sorted(ids)
    return f"{words.counted(len(ids), 'period')}, {words.period(ordered[0])} to {words.period(ordered[-1])}"
