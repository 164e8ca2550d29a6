"""Series over time -> the sentences under their chart: what changed with its doubt, what is and isn't here, breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import doubted, hands, states, timelines, warehouse, words
from dashboard.comparable import Kind
from dashboard.timelines import Break

MOST_DOUBTS = 4


def finding(rows: pd.DataFrame, found: Sequence[Break], kind: Kind) -> str:
    """How many forces gave more and how many fewer in one year than in the year before, for the two that most gave."""
    pairs = timelines.joined(rows, found)
    years = Counter((rows.at[a, "period_start"], rows.at[a, "sort"]) for a, b in pairs)
    doubts = doubt(rows)
    if not years:
        text = "No force has exact numbers here for two neighbouring years on one side of a break, so no line is drawn"
        return words.sentence("; ".join([text, *doubts]))
    key, forces = max(years.items(), key=lambda item: (item[1], item[0]))
    of_years = [(rows.loc[a], rows.loc[b]) for a, b in pairs if (rows.at[a, "period_start"], rows.at[a, "sort"]) == key]
    before, after = (timelines.name(row) for row in of_years[0])
    if forces == 1:
        first, second = of_years[0]
        text = (
            f"{first['short_name']}: {words.number(first['value'])} {kind.unit} in {before} and "
            f"{words.number(second['value'])} in {after}"
        )
    else:
        text = (
            f"In {after} beside {before}, the neighbouring years that most forces gave exactly "
            f"({words.counted(forces, 'force')}): {_changes(of_years, kind.unit)}"
        )
    caution = "two years make no trend, and more may mean better recording or more police work"
    return words.sentence("; ".join([text, caution, *doubts]))


def _changes(pairs: Sequence[tuple[pd.Series, pd.Series]], unit: str) -> str:
    changes = [after["value"] - before["value"] for before, after in pairs]
    up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    level = len(changes) - up - down
    parts = [
        f"{up} gave more {unit}" if up else "",
        f"{down} fewer" if down else "",
        f"{level} as many" if level else "",
    ]
    return words.listed([part for part in parts if part])


def doubt(rows: pd.DataFrame) -> list[str]:
    """Each figure in doubt, each disputed one and each range among the rows, in words; many are counted, for
    the table has them."""
    found = []
    unsound = doubted.ids() if rows["figure_id"].notna().any() else frozenset()
    for row in rows.sort_values("figure_id", key=lambda ids: ~ids.isin(unsound), kind="stable").itertuples():
        where = f"{row.short_name} {words.period(row.period_id)}"
        if row.state == "value" and row.figure_id in unsound:
            found.append(f"{words.number(row.value)} for {where} is in doubt")
        elif row.state == "conflicting":
            found.append(
                f"for {where} sources disagree, {words.number(row.value_low)} to {words.number(row.value_high)}"
            )
        elif row.state == "suppressed":
            found.append(f"for {where} the count is held back, being small")
        elif row.state == "interval":
            found.append(f"{where} is {words.quoted(row)}")
    return (
        found
        if len(found) <= MOST_DOUBTS
        else [*found[:MOST_DOUBTS], f"and {len(found) - MOST_DOUBTS} more such, in the table"]
    )


def coverage(rows: pd.DataFrame, answers: pd.DataFrame, drawn: Sequence[str], everywhere: set[str]) -> str:
    """Forces and figures, by whose hand; how many are drawn; answers without a number; those left out; the rest. Each
    force counts once.

    `everywhere` holds the forces that have a figure of this kind whatever the filters.
    """
    given = set(rows["force_id"])
    whole = timelines.on_axis(rows)
    single = whole[~whole["force_id"].isin(list(drawn))]["force_id"].nunique()
    none = len(given) - len(drawn) - single
    parts = [
        f"{words.counted(len(given), 'force')} with {words.counted(len(rows), 'figure')}: {hands.counted(rows)}",
        f"{len(drawn) or 'none'} of them {'have' if len(drawn) > 1 else 'has'} two or more years of one sort",
        f"{single} one year only" if single else "",
        f"{none} only a period that is no single whole year" if none else "",
        *answered(answers, given),
    ]
    without = set(answers["force_id"])
    left_out = everywhere - given - without
    if left_out:
        parts.append(f"{words.counted(len(left_out), 'more force')} with figures of this are left out by the filters")
    rest = len(territorial() - given - everywhere - without)
    if rest:
        parts.append(f"of the other {rest} territorial forces nothing is here for this, which says nothing about them")
    return words.sentence("; ".join(part for part in parts if part))


def answered(answers: pd.DataFrame, given: set[str]) -> list[str]:
    """Forces without a figure that answered without a number, each once, by the first of its states: "besides, 1
    refused and 2 gave no answer". And how many of those with figures have such an answer for another period."""
    left = {row.force_id: row.state for row in reversed(_in_order(answers)) if row.force_id not in given}
    counts = Counter(left.values())
    found = [f"{counts[state.state_id]} {state.phrase}" for state in states.used(counts)]
    too = len(set(answers["force_id"]) & given)
    return [
        *([f"besides, {words.listed(found)}"] if found else []),
        *([f"for another period {too} of those with figures answered without a number"] if too else []),
    ]


def _in_order(answers: pd.DataFrame) -> list[Any]:
    order = list(states.STATES)
    return sorted(answers.itertuples(), key=lambda row: order.index(row.state))


def territorial() -> set[str]:
    """The territorial forces."""
    names = warehouse.query(warehouse.sql("force_names"))
    return set(names[names["force_kind"] == "territorial"]["force_id"])


def notes(rows: pd.DataFrame, found: Sequence[Break], *, is_table: bool = False) -> list[str]:
    """What the marks stand for, where the series breaks, and that lines join neighbouring years only."""
    sorts = [name for name in timelines.SORTS if (rows["sort"] == name).any()]
    texts = (
        []
        if is_table
        else [
            "A mark stands in the middle of its period. A line joins exact numbers of two neighbouring years of one "
            "sort and nothing else: where a year is missing or disputed, or a break lies in or between the two, there "
            "is a gap."
        ]
    )
    if len(sorts) > 1 and not is_table:
        texts.append(
            f"Each sort of year has its mark, joined to no other: {words.listed([SORT_MARKS[n] for n in sorts])}. "
            f"A year of one sort overlaps a year of the other: do not read them as one series. {_by_sort(rows, sorts)}"
        )
    unchecked = int((rows["review"] == "unreviewed").sum())
    if unchecked:
        have = "has" if unchecked == 1 else "have"
        texts.append(
            f"{unchecked} of {words.counted(len(rows), 'figure')} {have} not been checked against the "
            f"source by a second person yet ({states.REVIEW_MARK} in the table)."
        )
    texts += [f"Break: {words.sentence(item.reason)}" for item in found]
    return texts


def _by_sort(rows: pd.DataFrame, sorts: Sequence[str]) -> str:
    """Which forces have years of each sort but the most frequent, by name."""
    usual = max(sorts, key=lambda name: rows[rows["sort"] == name]["force_id"].nunique())
    parts = []
    for name in sorts:
        forces = list(dict.fromkeys(rows[rows["sort"] == name]["short_name"]))
        more = [f"{len(forces) - MOST_DOUBTS} more"] if len(forces) > MOST_DOUBTS else []
        if name != usual:
            parts.append(f"{words.listed([*forces[:MOST_DOUBTS], *more])} in {SORTS_OF_YEAR[name]}")
    return words.sentence(f"Not in {SORTS_OF_YEAR[usual]}: {'; '.join(parts)}")


SORTS_OF_YEAR = {
    "financial_year": "financial years",
    "calendar_year": "calendar years",
    "twelve_months": "other spans of twelve months",
}
SORT_MARKS = {
    "financial_year": "a circle is a financial year (April to March)",
    "calendar_year": "a diamond is a calendar year",
    "twelve_months": "a square is another twelve months",
}
