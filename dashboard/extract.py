"""A view and the filters of an address (the nine of the contract, by name with ids as values) -> CSV.

Protects: an extract never silently holds more than was asked for.

A filter that the view has no column for, an unknown filter and an unknown value are refused with the known ones.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard import states, warehouse, words
from ingest.warehouse.releases import VIEWS_AND_TABLES

FILTERS = {
    "force": ("force_id", "force or area"),
    "area_kind": ("area_kind", "kind of area"),
    "measure": ("measure_id", "measure"),
    "offence": ("offence_id", "offence"),
    "period": ("period_id", "period"),
    "kind": ("source_kind", "kind of source"),
    "hand": ("hand", "way of reading"),
    "campaign": ("campaign_id", "campaign"),
    "release": ("release", "release"),
}
"""The column of a view that a filter asks about, and what it is called."""
IN_WORDS = {"hand": states.HANDS, "kind": states.KINDS, "area_kind": states.AREA_KINDS}
LISTS = {"force": "force_ids"}
"""A filter whose column is a list in some views: a row fits when one of its members does."""


def known(name: str) -> dict[str, str]:
    """Id to label for one filter, in the order in which a list shows them; of periods the years first, the latest on
    top."""
    if name in IN_WORDS:
        return IN_WORDS[name]
    if name == "release":
        return {release: release for release in warehouse.known_releases()}
    frame = warehouse.query(f"choices_{name}")
    if name == "period":
        return {period_id: words.period(period_id) for period_id in frame["id"]}
    return dict(zip(frame["id"], frame["label"], strict=True))


def label(name: str, value: str) -> str:
    """The words for one id; an unknown id is its own label."""
    return known(name).get(value, value)


class NoSuchView(Exception):
    """The name is of no public view or table."""


class CantFilter(Exception):
    """A filter or a value that the view does not know; the message lists the known ones."""


@dataclass(frozen=True)
class Wanted:
    """A view with the filters that it can honour: for each the ids, of which a row has one."""

    view: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)


def columns(view: str) -> list[str]:
    """The names of a view's columns, in order."""
    return warehouse.rows(f"select * from {view} limit 0")[0]


def filters_of(view: str) -> list[str]:
    """The filters that a view has a column for; `release` pins every view."""
    has = set(columns(view))
    return [n for n, (column, _) in FILTERS.items() if column in has or LISTS.get(n) in has or n == "release"]


def ask(view: str, pairs: Sequence[tuple[str, str]]) -> Wanted:
    """The extract for an address. Raises NoSuchView or CantFilter."""
    if view not in VIEWS_AND_TABLES:
        raise NoSuchView(f"There is no view or table “{view}”. There are: {', '.join(VIEWS_AND_TABLES)}.")
    possible = filters_of(view)
    for name, value in pairs:
        if name not in possible:
            why = "has no column for" if name in FILTERS else "knows no"
            raise CantFilter(f"{view} {why} filter “{name}”. It can be filtered by: {', '.join(possible)}.")
        here = known(name)
        if value not in here:
            raise CantFilter(f"“{value}” is no known {name}. Known are: {', '.join(here)}.")
    wanted: dict[str, list[str]] = {}
    for name, value in dict.fromkeys(pairs):  # a value given twice counts once
        wanted.setdefault(name, []).append(value)
    return Wanted(view, wanted)


def as_csv(wanted: Wanted) -> bytes:
    """UTF-8, lines ended as RFC 4180 says, rows in one order; unknown is an empty cell and never a zero."""
    has, conditions, params = set(columns(wanted.view)), [], {}
    for name, values in wanted.filters.items():
        column = FILTERS[name][0]
        if column in has:
            conditions.append(f"list_contains(${name}, {column})")
        elif name in LISTS:
            conditions.append(f"list_has_any({LISTS[name]}, ${name})")
        else:  # the release, which chose the warehouse
            continue
        params[name] = list(values)
    where = f"where {' and '.join(conditions)}" if conditions else ""
    names, rows = warehouse.rows(f"select * from {wanted.view} {where} order by all", params)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def cell(value: Any) -> str:
    """One value as text: whole numbers whole, lists parted by "; ", maps as "name: value"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {cell(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(cell(part) for part in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
