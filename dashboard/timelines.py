"""Figures in force -> series over time: one a force, of one measure, offence, unit and scope.

Protects: only figures are marks, only exact ones of neighbouring periods of one sort are joined, and never over a
break; a period that is no whole year, or is not known, never stands on the axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard import disputes, figures, warehouse, words
from dashboard.charts import bars as bars_chart
from dashboard.comparable import FEWEST_FOR_A_CHART, Kind, kind_of
from dashboard.filters import Filters

FEWEST_MARKS = 2  # of one sort: with fewer there is nothing to see over time
SORTS = {
    "financial_year": "financial year (April to March)",
    "calendar_year": "calendar year",
    "twelve_months": "another twelve months",
}
"""The sorts of period that stand on the axis, each with a mark of its own."""

NEAR = timedelta(days=31)  # s15A began on 3 April 2017, and the year of 1 April 2017 is a whole year of it
MOST_NAMED = 3
HOW_READ = {"own_document": "document held here", "own_transcript": "transcribed by us", "second_hand": "second hand"}
"""The hands in the few words that a narrow table has room for."""


@dataclass(frozen=True)
class Break:
    """A day on which what is counted changes: `brief` stands on the chart, `reason` in the notes; for these forces."""

    day: date
    brief: str
    reason: str
    force_ids: frozenset[str]


def topics(rows: pd.DataFrame) -> list[tuple[Kind, int]]:
    """What the rows count, the period aside, with how many forces have two periods of one sort: those that can be drawn
    in the order of lists, the fullest first, then the rest."""
    periods: dict[Kind, dict[tuple[str, str], set[str]]] = {}
    for row in rows.itertuples():
        kind = without_period(row)
        if kind is not None:
            found = periods.setdefault(kind, {})
            if (name := sort(row)) in SORTS:
                found.setdefault((row.force_id, name), set()).add(row.period_id)
    counted = [
        (kind, len({force for (force, _), ids in found.items() if len(ids) >= FEWEST_MARKS}), found)
        for kind, found in periods.items()
    ]

    def place(item: tuple[Kind, int, dict[tuple[str, str], set[str]]]) -> tuple[bool, int, int, int, str]:
        kind, forces, found = item
        too_few = forces < FEWEST_FOR_A_CHART
        return too_few, figures.list_group(kind), -forces, -sum(map(len, found.values())), title(kind)

    order = sorted(counted, key=place)
    return [(kind, forces) for kind, forces, _ in order]


def without_period(row: Any) -> Kind | None:
    """The kind of a figure with its period left open, or None for a part of a breakdown."""
    kind = kind_of(row)
    return None if kind is None else replace(kind, period_id="", period_kind="", days=None)


def title(kind: Kind) -> str:
    """The phrase for a kind without its period."""
    return replace(kind, period_id="").title.removesuffix(", ")


def sort(row: Any) -> str:
    """financial_year, calendar_year, twelve_months, else "odd" (a part of a year, or several) or "unknown"."""
    if row.period_kind in ("financial_year", "calendar_year"):
        return str(row.period_kind)
    start, end = row.period_start, row.period_end
    if not start or not end:
        return "unknown"
    after = end + timedelta(days=1)
    return (
        "twelve_months" if (after.year, after.month, after.day) == (start.year + 1, start.month, start.day) else "odd"
    )


def marks(kind: Kind, rows: pd.DataFrame) -> pd.DataFrame:
    """The figures of one kind, ready to be drawn, by force and time.

    Added: short_name, nation, sort, at (the middle of the period in years and parts of one), low, high, label, aside,
    mark_id. Rows off the axis have a sort that is not in SORTS and `at` is NaN.
    """
    found = rows[[without_period(row) == kind for row in rows.itertuples()]] if len(rows) else rows
    found = warehouse.plain(found.merge(warehouse.query(warehouse.sql("force_names")), on="force_id", how="left"))
    return _drawn(found.assign(outcome_id=None, population=float("nan"), exemptions=None))


def answers(kind: Kind, chosen: Filters, given: pd.DataFrame) -> pd.DataFrame:
    """Answers without a number for this measure and offence, as `marks` are, where no figure of the kind is."""
    asks = {"measure_id": kind.measure_id, "offence_id": kind.offence_id}
    found = warehouse.query(warehouse.sql("timeline_states"), asks)
    here = {(row.force_id, row.period_id) for row in given.itertuples()}
    wanted = [
        (row.force_id, row.period_id) not in here
        and (not chosen["force"] or row.force_id in chosen["force"])
        and (not chosen["period"] or row.period_id in chosen["period"])
        for row in found.itertuples()
    ]
    found = found[wanted] if len(found) else found
    nothing = dict.fromkeys(("value", "value_low", "value_high", "population"), float("nan"))
    return _drawn(found.assign(figure_id=None, value_text=None, review=None, compiled_by=None, **nothing))


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    rows = bars_chart.drawn(rows)
    rows["sort"] = [sort(row) for row in rows.itertuples()]
    rows["at"] = [middle(row) if row.sort in SORTS else float("nan") for row in rows.itertuples()]
    return rows.sort_values(["short_name", "at", "sort"], kind="stable", ignore_index=True)


def middle(row: Any) -> float:
    """The middle of a period, in years: 2017-07-02 is about 2017.5."""
    return (in_years(row.period_start) + in_years(row.period_end + timedelta(days=1))) / 2


def name(row: Any) -> str:
    """A period in words; another twelve months is "the year to 30 June 2017"."""
    return f"the year to {words.day(row.period_end)}" if row.sort == "twelve_months" else words.period(row.period_id)


def in_years(day: date) -> float:
    """A day as years and parts of one."""
    first, next_ = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (next_ - first).days


def on_axis(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose period is a whole year."""
    return rows[rows["sort"].isin(list(SORTS))]


def drawn_forces(rows: pd.DataFrame) -> list[str]:
    """The forces with two or more figures of one sort of year, by name: those that have something over time."""
    counts = on_axis(rows).groupby(["short_name", "force_id", "sort"])["period_id"].nunique()
    enough = counts[counts >= FEWEST_MARKS].reset_index()
    return list(dict.fromkeys(enough["force_id"]))


def breaks(kind: Kind, rows: pd.DataFrame) -> list[Break]:
    """The days in the drawn span on which what is counted changes, by law or by the source, and for which forces."""
    shown = on_axis(rows)
    if not len(shown):
        return []
    first, last = min(shown["period_start"]), max(shown["period_end"])
    laws = warehouse.query(warehouse.sql("timeline_breaks"), {"offence_id": kind.offence_id}) if kind.offence_id else []
    by_day: dict[tuple[date, bool, bool, str], list[Any]] = {}
    for law in laws.itertuples() if len(laws) else ():
        for day, is_start in ((law.in_force_from, True), (law.in_force_to, False)):
            if day and first < day <= last:
                by_day.setdefault((day, bool(law.is_itself), is_start, law.jurisdiction or ""), []).append(law)
    found = [_of_law(key, sections, shown) for key, sections in sorted(by_day.items(), key=lambda item: item[0][0])]
    found += [
        Break(row.period_start, "break in series", _of_source(row), frozenset({row.force_id}))
        for row in shown[shown["symbol"] == "[b]"].itertuples()
        if not any(row.period_start <= item.day <= row.period_end and row.force_id in item.force_ids for item in found)
    ]
    return [item for item in found if item.force_ids]


def _of_law(key: tuple[date, bool, bool, str], laws: Sequence[Any], shown: pd.DataFrame) -> Break:
    day, is_itself, is_start, jurisdiction = key
    forces = frozenset(row.force_id for row in shown.itertuples() if _holds(jurisdiction, row.nation))
    begun = "in force from" if is_start else "in force to"
    if is_itself:
        reason = f"this offence is {begun} {words.day(day)}"
        return Break(day, f"{begun} {words.day(day)}", reason, forces)
    named = [law.section or law.title for law in laws[:MOST_NAMED]]
    more = [f"{len(laws) - MOST_NAMED} more"] if len(laws) > MOST_NAMED else []
    titles = [f"“{law.title}”{f' ({law.section})' if law.section else ''}" for law in laws[:MOST_NAMED]]
    what = "counted in" if is_start else "no longer counted in"
    reason = (
        f"{words.listed([*titles, *more])} {'is' if len(laws) == 1 else 'are'} {begun} {words.day(day)} and "
        f"{what} from then on, so the series breaks there{f' ({jurisdiction})' if jurisdiction else ''}"
    )
    return Break(day, f"{words.listed([*named, *more])} {what} from {words.day(day)}", reason, forces)


def _of_source(row: Any) -> str:
    why = row.note or "the source marks it and gives no reason"
    return f"{row.short_name}, from {words.period(row.period_id)}: a break in the series ({why})"


def _holds(jurisdiction: str, nation: str | None) -> bool:
    """Whether a law of this jurisdiction holds where a force of this nation is; where either is not one, it may."""
    if not jurisdiction or not nation or {jurisdiction, nation} & {"United Kingdom", "Great Britain"}:
        return True
    return nation in jurisdiction


def joined(rows: pd.DataFrame, found: Iterable[Break] = ()) -> list[tuple[int, int]]:
    """Pairs of index labels to draw a line between: exact figures of one force, of neighbouring periods of one sort,
    of which no break parts the two."""
    found = list(found)
    pairs = []
    exact = on_axis(rows)
    exact = exact[exact["state"] == "value"].sort_values(["force_id", "sort", "period_start"])
    before = None
    for row in exact.itertuples():
        if before is not None and _are_neighbours(before, row) and not _is_broken(before, row, found):
            pairs.append((before.Index, row.Index))
        before = row
    return pairs


def _are_neighbours(a: Any, b: Any) -> bool:
    is_next = b.period_start == a.period_end + timedelta(days=1)
    return bool(a.force_id == b.force_id and a.sort == b.sort and is_next)


def _is_broken(a: Any, b: Any, found: Sequence[Break]) -> bool:
    return any(a.force_id in item.force_ids and is_across(a, b, item.day) for item in found)


def is_across(a: Any, b: Any, day: date) -> bool:
    """Whether two periods do not count alike, for what is counted changes on a day: unless both end before it, or both
    begin with it. One that holds the day counts in a part of it what the other counts in all of it, or in none."""
    both_before = max(a.period_end, b.period_end) < day + NEAR
    both_after = min(a.period_start, b.period_start) > day - NEAR
    return not (both_before or both_after)


def wider(chosen: Filters) -> list[tuple[str, Filters, int]]:
    """Ways to widen filters that leave fewer than three forces with two years: words, filters, forces then."""
    ways: list[tuple[str, tuple[str, ...]]] = [
        ("all periods", ("period",)),
        ("all forces", ("force",)),
        ("all sources and hands", ("hand", "kind")),
        ("all offences", ("offence",)),
        ("any campaign or none", ("campaign",)),
        ("all figures, without filters", tuple(chosen.chosen)),
    ]
    found: list[tuple[str, Filters, int]] = []
    for text, names in ways:
        wide = chosen.but(**{name: None for name in names})
        if wide == chosen or any(wide == other for _, other, _ in found):
            continue
        best = topics(of_forces(wide))
        if best and best[0][1] >= FEWEST_FOR_A_CHART:
            found.append((text, wide, best[0][1]))
    return found


def of_forces(chosen: Filters) -> pd.DataFrame:
    """The figures of single forces that the filters leave."""
    rows = figures.chosen(chosen)
    return rows[rows["area_kind"] == "force"].reset_index(drop=True)


def forces_with(kind: Kind) -> set[str]:
    """The forces that have a figure of this kind, whatever the filters."""
    rows = of_forces(Filters({"measure": (kind.measure_id,)}))
    return {row.force_id for row in rows.itertuples() if without_period(row) == kind}


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a figure or answer, with headings for people; no cell is blank."""
    return pd.DataFrame(
        {
            "Force": list(rows["short_name"]),
            "Period": [words.period(period_id) for period_id in rows["period_id"]],
            "Sort of period": [(SORTS | _ODD)[name] for name in rows["sort"]] if len(rows) else [],
            "Figure": [bars_chart.in_table(row) for row in rows.itertuples()],
            "As printed": [disputes.printed(row) for row in rows.itertuples()],
            "How read": [HOW_READ.get(hand, "–") for hand in rows["hand"]],
            "Compiled by": [disputes.compilers(row) for row in rows.itertuples()]
            if "compiled_by" in rows
            else ["–"] * len(rows),
        }
    )


_ODD = {"odd": "part of a year, or several years", "unknown": "not known"}
