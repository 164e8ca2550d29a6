"""Filters -> figures in force with their state; one kind of comparable figures -> one row a force with what is known.

Protects: a force without a number in the set keeps its place with the reason, and is never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import states, warehouse
from dashboard.comparable import FEWEST_FOR_A_CHART, Kind, as_kinds
from dashboard.filters import COLUMNS, Filters

FIGURE_FILTERS = ("force", "area_kind", "measure", "offence", "period", "kind", "hand", "campaign")
KINDS_KEPT = 256  # answers remembered: one page asks for those of a dozen filters


def conditions(filters: Filters, names: tuple[str, ...] = FIGURE_FILTERS) -> tuple[str, dict[str, Any]]:
    """SQL that follows `where`, and its parameters: each filter is "one of these"."""
    used = [name for name in names if filters[name]]
    parts = [f"list_contains($f_{name}, {COLUMNS[name]})" for name in used]
    return " and ".join(parts) or "true", {f"f_{name}": list(filters[name]) for name in used}


def chosen(filters: Filters, view: str = "figures", kind: Kind | None = None) -> pd.DataFrame:
    """The rows of a figures view that the filters leave, with `state`, the source's `campaign_id` and the place in
    lists added; of one kind those alone. Offences that pages do not offer are left out unless a filter or the kind
    names them."""
    where, params = conditions(filters)
    if kind is not None:
        where = f"{where} and {OF_KIND}"
        params |= {f"k_{name}": value for name, value in kind.parameters().items()}
    elif not filters["offence"]:
        where = f"{where} and is_offered"
    frame = warehouse.query(
        f"select * from (select f.*, s.campaign_id, l.list_group, coalesce(l.is_offered, true) as is_offered "
        f"from {view} as f left join sources as s using (source_id) left join subjects as l "
        f"on f.measure_id = l.measure_id and f.offence_id is not distinct from l.offence_id) where {where} "
        "order by force, period_start, measure_id, offence_id",
        params,
    )
    frame["state"] = [
        states.figure_state(row.value, row.value_low, row.value_high, row.symbol, row.is_disputed)
        for row in frame.itertuples()
    ]
    return frame


OF_KIND = """measure_id = $k_measure_id and unit = $k_unit and offence_id is not distinct from $k_offence_id
    and scope is not distinct from $k_scope and period_id = $k_period_id"""


def kinds(filters: Filters) -> list[tuple[Kind, int]]:
    """The kinds of figure of forces that the filters leave, each with its number of forces: in the order of lists,
    whole years before other periods, the fullest and the latest first."""
    return list(_kinds(warehouse.current().stamp, filters))


@lru_cache(maxsize=KINDS_KEPT)
def _kinds(stamp: warehouse.Stamp, filters: Filters) -> tuple[tuple[Kind, int], ...]:
    figures = chosen(filters)
    found = as_kinds(figures[figures["area_kind"] == "force"])

    def place(pair: tuple[Kind, int]) -> tuple[int, bool, int]:
        kind, forces = pair
        return list_group(kind), kind.period_kind == "other", -forces

    latest_first = sorted(found, key=lambda pair: pair[0].period_id, reverse=True)
    return tuple(sorted(latest_first, key=place))


def list_group(kind: Kind) -> int:
    """The place in lists of what a kind counts, from 1: the subject first, context last."""
    return _list_groups(warehouse.current().stamp).get((kind.measure_id, kind.offence_id), 0)


@lru_cache(maxsize=KINDS_KEPT)
def _list_groups(stamp: warehouse.Stamp) -> dict[tuple[str, str | None], int]:
    rows = warehouse.rows("select measure_id, offence_id, list_group from subjects")[1]
    return {(measure_id, offence_id): group for measure_id, offence_id, group in rows}


def first(kinds: Sequence[tuple[Kind, int]]) -> tuple[Kind, int]:
    """The kind that a page opens on: the first that enough forces have to be compared, else the first of all."""
    return next((pair for pair in kinds if pair[1] >= FEWEST_FOR_A_CHART), kinds[0])


def by_force(kind: Kind, filters: Filters) -> pd.DataFrame:
    """One row for each force that `coverage` knows for this kind of figure, with its figure or the reason for none.

    Columns: force_id, force, short_name, nation, tile_row, tile_column, state, figure_id, outcome_id, value, value_low,
    value_high, value_text, symbol, hand, source_kind, review, period_start, note, exemptions (list), population (of the
    mid-year in which the period starts, NaN where none is published). A figure that the filters leave out counts as not
    shown and its force falls to `left_out`; one of another unit or scope makes `other_kind`, and no answer in part.
    """
    figures = chosen(filters.only(("force", "kind", "hand", "campaign")).but(area_kind="force"), kind=kind)
    of_kind = figures[[kind.fits(row) for row in figures.itertuples()]] if len(figures) else figures
    places = warehouse.query(warehouse.sql("coverage_of_kind"), kind.parameters())
    if filters["force"]:
        places = places[places["force_id"].isin(filters["force"])]
    wanted = [
        "force_id", "figure_id", "value", "value_low", "value_high", "value_text", "symbol", "hand", "source_kind",
        "review", "period_start", "note", "state", "is_disputed", "unit", "source", "source_id", "read_in",
        "compiled_by",
    ]  # fmt: skip
    merged = warehouse.plain(places.merge(of_kind[wanted], on="force_id", how="left", suffixes=("_known", "")))
    merged["state"] = [_state(row) for row in merged.itertuples()]
    return merged.sort_values("force", ignore_index=True)


def _state(row: Any) -> str:
    if isinstance(row.state, str):
        return row.state
    known = str(row.state_known)
    if states.STATES[known].has_number:
        # Coverage stands on a figure that is not of this kind, or that a filter leaves out.
        return "left_out" if row.is_of_kind else "other_kind"
    return known
