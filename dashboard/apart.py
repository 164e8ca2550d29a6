"""What is drawn -> the forces with a figure of its measure and offence beside which it may not stand, and why.

Protects: a force that counted people, answered in calendar years or put attempts in is neither drawn beside the others
nor passed over in silence: it is named, with what its figure counts.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import figures, sentences, words
from dashboard.comparable import Kind, as_kinds, span
from dashboard.filters import Filters
from ingest import reference
from ingest.period_ids import period_of_id

MOST_NAMED, MOST_REASONS = 4, 6
MONTHS = 12
YEARS = {"financial year": "financial years", "calendar year": "calendar years"}


@dataclass(frozen=True)
class Way:
    """One way in which a figure differs from what is drawn, as it is said after the name of one force and of several.
    `answered`: how it is said where the force itself gave the figure, if otherwise."""

    one: str
    many: str
    answered: str = ""


def beside(kind: Kind, chosen: Filters, given: Collection[str]) -> list[str]:
    """For what one period's bars draw: the forces without a figure among them (`given` has those with one) that have
    one for some of the same days, in one sentence; nothing where there are none."""
    rows = _others(kind, chosen, given)
    return _said([row for row in rows if _overlaps(row, kind.period_id)], kind)


def over_time(kind: Kind, chosen: Filters, given: Collection[str]) -> list[str]:
    """As `beside`, for a kind whose period is left open: whatever the other figures' periods."""
    return _said([row for row in _others(kind, chosen, given) if not kind.counts_as(row)], kind)


def beside_any(kinds: Sequence[Kind], chosen: Filters, given: Collection[str]) -> list[str]:
    """As `beside`, for kinds that stand together: the offences of one map, the two periods of a slope."""
    found = [(row, kind) for kind in kinds for row in _others(kind, chosen, given) if _overlaps(row, kind.period_id)]
    return _sentence(_grouped((row, ways(kind, row)) for row, kind in found))


def among(rows: pd.DataFrame) -> list[str]:
    """For figures that stand one below the other though each is beside its own whole only: which do not count as the
    first kind of them, the most frequent, does."""
    kinds = as_kinds(rows)
    if len({(kind.unit, kind.scope, span(kind.period_id)) for kind, _ in kinds}) < 2:
        return []
    first = kinds[0][0]
    groups = _grouped((row, ways(first, row)) for row in rows.itertuples())
    return _sentence(groups, "Not alike, so none is to be compared with another")


def ways(kind: Kind, row: Any) -> tuple[Way, ...]:
    """In what a figure of the same measure and offence differs from what is drawn; its days are not looked at, but
    their kind and number are (where the kind's are open, only whether they are known)."""
    found = []
    if row.unit != kind.unit:
        found.append(Way(f"counts {row.unit}, not {kind.unit}", f"count {row.unit}, not {kind.unit}"))
    if row.scope != kind.scope:
        found.append(_scope(row.scope, kind.scope))
    if row.dimensions:
        names = words.listed([words.dimension(name) for name in row.dimensions])
        found.append(Way(f"gives parts only, by {names}", f"give parts only, by {names}"))
    if kind.period_id and span(row.period_id) != span(kind.period_id):
        found.append(_period(row.period_id))
    return tuple(found)


def _scope(theirs: str | None, ours: str | None) -> Way:
    known = _scope_words()
    if theirs is not None:
        of = known.get(theirs)
        part = f"a part only: {theirs}"
        return Way(of["one"], of["many"]) if of else Way(f"counts {part}", f"count {part}")
    of = known.get(ours or "")
    return Way(of["not_one"], of["not_many"]) if of else Way("counts the whole", "count the whole")


@cache
def _scope_words() -> dict[str, dict[str, str]]:
    text = (Path(reference.__file__).parent / "scopes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _period(period_id: str) -> Way:
    length = span(period_id)
    if length is None:
        return Way("does not say for what period it counts", "do not say for what periods they count")
    when = f"in {YEARS[length]}" if length in YEARS else f"for {_in_years(length)}, {words.period(period_id)}"
    return Way(f"is {when}", f"are {when}", f"answered {when}")


def _in_years(length: str) -> str:
    """ "72 months" -> "6 years"; twelve months are no year of the two sorts, and stay."""
    number, _, unit = length.partition(" ")
    years = int(number) // MONTHS
    return f"{years} years" if unit == "months" and years > 1 and int(number) % MONTHS == 0 else length


def _others(kind: Kind, chosen: Filters, given: Collection[str]) -> list[Any]:
    """The figures of the kind's measure and offence of forces that have none of the kind."""
    wanted = chosen.only(("force", "kind", "hand", "campaign")).but(area_kind="force", measure=kind.measure_id)
    rows = figures.chosen(wanted if kind.offence_id is None else wanted.but(offence=kind.offence_id))
    return [row for row in rows.itertuples() if row.offence_id == kind.offence_id and row.force_id not in given]


def _overlaps(row: Any, period_id: str) -> bool:
    """Whether a figure is for some of a period's days; of one whose period is not known it may be."""
    drawn = period_of_id(period_id)
    if row.period_start is None or drawn.start is None or drawn.end is None:
        return True
    return bool(row.period_start <= drawn.end and drawn.start <= row.period_end)


def _said(rows: Iterable[Any], kind: Kind) -> list[str]:
    return _sentence(_grouped((row, ways(kind, row)) for row in rows))


def _grouped(found: Iterable[tuple[Any, tuple[Way, ...]]]) -> dict[tuple[str, str], dict[str, str]]:
    """What is said after one name and after several -> the forces of whom it is said; each force once, by the figure of
    it that differs least, its own answers before what others report of it."""
    nearest: dict[str, tuple[tuple[Any, ...], Any, tuple[Way, ...]]] = {}
    for row, of in found:
        if of:
            rank = (len(of), not sentences.is_own(row), row.period_start is None, row.period_id, row.figure_id)
            if row.force_id not in nearest or rank < nearest[row.force_id][0]:
                nearest[row.force_id] = (rank, row, of)
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for force_id, (_, row, of) in sorted(nearest.items(), key=lambda item: item[1][1].force):
        groups[_clause(row, of)][force_id] = row.force
    return groups


def _clause(row: Any, of: Sequence[Way]) -> tuple[str, str]:
    """ "counts people, not arrests, and answered in calendar years"; of what others report, "has a figure that …", for
    the force itself may never have answered so."""
    if sentences.is_own(row):
        return _joined([way.answered or way.one for way in of]), _joined([way.answered or way.many for way in of])
    one, many = _joined([way.one for way in of]), _joined([way.many for way in of])
    if one.startswith("is "):
        return f"has a figure {one.removeprefix('is ')}", f"have figures {many.removeprefix('are ')}"
    return f"has a figure that {one}", f"have figures that {many}"


def _joined(clauses: Sequence[str]) -> str:
    return ", and ".join(clauses)


def _sentence(groups: dict[tuple[str, str], dict[str, str]], opening: str = "Here, and not beside these") -> list[str]:
    """ "Here, and not beside these: Humberside Police answered in calendar years; Kent Police counts people, not
    arrests." The reason that most forces share first; many names and many reasons are counted."""
    if not groups:
        return []
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), list(item[1].values())))
    parts = [f"{_names(list(forces.values()))} {one if len(forces) == 1 else many}" for (one, many), forces in ordered]
    if len(parts) > MOST_REASONS:
        rest = sum(len(forces) for _, forces in ordered[MOST_REASONS - 1 :])
        parts[MOST_REASONS - 1 :] = [f"{words.counted(rest, 'more force')} for other reasons, in the CSV"]
    return [words.sentence(f"{opening}: {'; '.join(parts)}")]


def _names(forces: Sequence[str]) -> str:
    more = [f"{len(forces) - MOST_NAMED} more"] if len(forces) > MOST_NAMED else []
    return words.listed([*forces[:MOST_NAMED], *more])
