"""Filters -> a map of forces by offences for one measure, unit, scope and period.

Protects: sections of Acts and the classes and groups that contain them stand on two maps with two scales, for the one
is counted in the other; a force without a number keeps its state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import disputes, figures, hands, sentences, states, warehouse, words
from dashboard.charts import bars as bars_chart
from dashboard.comparable import FEWEST_FOR_A_CHART, Kind
from dashboard.filters import Filters

MOST_COLUMNS = 5  # of one map: more leave no room for a number on a phone
PARTS = {"sections": "sections of Acts", "groups": "classes and groups that sources count together"}


@dataclass(frozen=True)
class Map:
    """One choice for the page: kinds that differ in their offence alone, and how many figures they have together."""

    kinds: tuple[Kind, ...]
    figures: int

    @property
    def whole(self) -> Kind:
        return replace(self.kinds[0], offence_id=None, offence=None)

    @property
    def title(self) -> str:
        return self.whole.title


def maps(kinds: Sequence[tuple[Kind, int]]) -> list[Map]:
    """The maps that the filters leave: those that can be drawn in the order of lists, the fullest first, then the rest;
    a kind without an offence has no place on one."""
    found: dict[Kind, list[tuple[Kind, int]]] = {}
    for kind, forces in kinds:
        if kind.offence_id:
            found.setdefault(replace(kind, offence_id=None, offence=None), []).append((kind, forces))
    made = [Map(tuple(k for k, _ in group), sum(n for _, n in group)) for group in found.values()]
    most = {one: max(forces for kind, forces in kinds if kind in one.kinds) for one in made}

    def place(one: Map) -> tuple[bool, int, int, str]:
        group = min(figures.list_group(kind) for kind in one.kinds)
        return most[one] < FEWEST_FOR_A_CHART, group, -one.figures, one.title

    return sorted(made, key=place)


def offences() -> pd.DataFrame:
    """Every offence of the reference by Act and section, groups last, with how many figures it has."""
    rows = warehouse.query(warehouse.sql("offence_relations"))
    return rows.assign(order=range(len(rows)))


def cells(chosen_map: Map, filters: Filters) -> pd.DataFrame:
    """One row a force and offence: as `bars.drawn`, with offence_id, act, section, title, part and order."""
    about = offences().set_index("offence_id")
    parts = []
    for kind in chosen_map.kinds:
        rows = bars_chart.drawn(figures.by_force(kind, filters))
        offence = about.loc[kind.offence_id]
        parts.append(
            rows.assign(
                offence_id=kind.offence_id,
                act=offence["act"],
                section=offence["section"],
                title=offence["title"],
                about_children=offence["about_children"],
                order=int(offence["order"]),
                part="sections" if offence["section"] else "groups",
            )
        )
    rows = pd.concat(parts, ignore_index=True).sort_values(["order", "force"], ignore_index=True)
    return _without_nan(rows, ("mark_id", "value_text", "compiled_by", "hand", "review"))


def _without_nan(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """A missing text is None and not the NaN that joining frames makes of it, for NaN counts as true."""
    for name in names:
        values = [value if isinstance(value, str) else None for value in rows[name]]
        rows[name] = pd.Series(values, index=rows.index, dtype=object)
    return rows


def columns(rows: pd.DataFrame, most: int = 2 * MOST_COLUMNS) -> tuple[list[str], list[str]]:
    """The offences of one part that are drawn, the fullest, in the law's order; and those left to the table."""
    numbers = sentences.numbers(rows).groupby("offence_id")["force_id"].nunique()
    in_order = list(dict.fromkeys(rows["offence_id"]))
    fullest = sorted(in_order, key=lambda o: -int(numbers.get(o, 0)))[:most]
    return [o for o in in_order if o in fullest], [o for o in in_order if o not in fullest]


def drawn_forces(rows: pd.DataFrame) -> list[str]:
    """The forces with a number or another state that is drawn, by name."""
    loud = rows[~rows["state"].isin(list(states.SILENT))]
    return list(dict.fromkeys(loud.sort_values("short_name")["force_id"]))


def has_enough(rows: pd.DataFrame, fewest: int) -> bool:
    """Whether any one column has numbers of so many forces: what is compared is a column."""
    numbers = sentences.numbers(rows).groupby("offence_id")["force_id"].nunique()
    return bool(len(numbers)) and int(numbers.max()) >= fewest


def fullest(rows: pd.DataFrame, kinds: Sequence[Kind]) -> tuple[Kind, pd.DataFrame]:
    """The kind of the column with most numbers, and its rows."""
    numbers = sentences.numbers(rows).groupby("offence_id")["force_id"].nunique()
    best = str(numbers.idxmax()) if len(numbers) else str(rows["offence_id"].iloc[0])
    return next(kind for kind in kinds if kind.offence_id == best), rows[rows["offence_id"] == best]


def coverage(rows: pd.DataFrame) -> str:
    """How many forces have a number, by whose hand; each other state that is drawn; what is left out; the rest."""
    given = sentences.numbers(rows)
    offences_ = rows["offence_id"].nunique()
    text = (
        f"{words.counted(given['force_id'].nunique(), 'force')} with {words.counted(len(given), 'number')} for "
        f"{'this one' if offences_ == 1 else f'one or more of these {offences_}'}"
    )
    parts = [f"{text}: {hands.counted(given)}" if len(given) else text]
    counts = rows["state"].value_counts()
    for state in states.used(counts.index):
        if state.state_id not in ("value", "not_known", "not_collected", *states.OF_THE_PAGE):
            parts.append(f"{int(counts[state.state_id])} {state.phrase}")
    if counts.get("left_out", 0):
        parts.append(f"{words.counted(int(counts['left_out']), 'figure')} left out by the filters")
    if counts.get("other_kind", 0):
        parts.append(f"{words.counted(int(counts['other_kind']), 'figure')} of another unit or scope, not in this set")
    silent = rows.groupby("force_id")["state"].agg(lambda found: set(found) <= {"not_known", "not_collected"})
    if silent.any():
        parts.append(
            f"of {words.counted(int(silent.sum()), 'force')} nothing is here for any of them, "
            "which says nothing about them"
        )
    return words.sentence("; ".join(parts))


def contained(offence_ids: Sequence[str]) -> list[str]:
    """Which of these offences are counted in which others of them, in words: they may not be added."""
    about = offences().set_index("offence_id")
    found = []
    for offence_id in offence_ids:
        inside = [about.loc[o, "title"] for o in offence_ids if offence_id in (about.loc[o, "within"] or [])]
        if inside:
            found.append(f"“{about.loc[offence_id, 'title']}” contains {words.listed([f'“{t}”' for t in inside])}")
    return found


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a force and offence that has a number or another drawn state; no cell is blank."""
    loud = rows[~rows["state"].isin(list(states.SILENT))].sort_values(["short_name", "order"])
    return pd.DataFrame(
        {
            "Force": list(loud["short_name"]),
            "Offence": [heading(row) for row in loud.itertuples()],
            "Figure": [bars_chart.in_table(row) for row in loud.itertuples()],
            "As printed": [disputes.printed(row) for row in loud.itertuples()],
            "Compiled by": [disputes.compilers(row) for row in loud.itertuples()],
        }
    )


def heading(row: object) -> str:
    """ "Sexual communication with a child (s15A)"; a group has its title alone. What is not about children alone says
    so."""
    section, about = getattr(row, "section", None), words.ABOUT_CHILDREN.get(getattr(row, "about_children", ""))
    return f"{getattr(row, 'title', '')}{f' ({section})' if section else ''}{f' [{about}]' if about else ''}"
