"""A cell that a reader filled -> what it says, by the same phrase readers that read documents; or why it says nothing.

Protects: "1,234" and "1234", "2019-20" and "2019/20", "s.15A SOA 2003" and `soa2003_s15a` are one. What is not
understood is told to the reader and never taken for a difference or an agreement.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from ingest.model import UNKNOWN_PERIOD
from ingest.period_ids import period_of_id
from ingest.phrases.numbers import read_value
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
from ingest.phrases.quantities import ESTIMATE
from ingest.reference import Measure, Reference

WORDS = Path(__file__).parents[1] / "reference" / "audit_words.toml"

SUM = re.compile(r"-?\d+(?: \+ -?\d+)+")
Bounds = tuple[float | None, float | None, float | None]
"""value, lowest and highest, by the contract's rule."""


class NotUnderstood(Exception):
    """What a cell holds and what would do."""


@dataclass(frozen=True)
class Quantity:
    """A printed quantity. Two are the same when they share a print or bounds: "<5" has two pairs of bounds, for whether
    it may be 0 is the source's habit and not the cell's."""

    prints: frozenset[str]
    bounds: frozenset[Bounds]

    def is_same_as(self, other: Quantity) -> bool:
        return bool(self.prints & other.prints or self.bounds & other.bounds)


@dataclass(frozen=True)
class Meaning:
    """What a number counts: all that the contract tells two figures of one force apart by. "" for none."""

    unit: str
    measure: str
    offence: str
    period: str
    scope: str
    breakdown: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """In the order of `MEANS`, each as one text."""
        return (self.unit, self.measure, self.offence, self.period, self.scope, "; ".join(self.breakdown))


MEANS = tuple(field.name for field in fields(Meaning))
"""The columns of a meaning, as the sheet names them."""


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the reference file that a reader may write instead of a value."""
    return tuple(tomllib.loads(WORDS.read_text(encoding="utf-8"))[name])


def printed_form(text: str | None) -> str:
    """A print without what says nothing: case and white space."""
    return " ".join((text or "").split()).casefold()


def quantity_of(cell: str, unit: str, reference: Reference) -> Quantity:
    """The value as a reader copied it. A mark ("*", "[c]") and an empty cell ("blank") are what they print."""
    text = printed_form(cell)
    symbols = {one.symbol for one in reference.symbols}
    if text in words("blank_cell") or text in symbols or not any(map(str.isalnum, text)):
        return Quantity(frozenset({text}), frozenset())
    if SUM.fullmatch(text):  # the print of a figure that a long table gives in quarters
        total = float(sum(int(term) for term in text.split(" + ")))
        return Quantity(frozenset({text}), frozenset({(total, total, total)}))
    values = [read_value(cell, unit=unit, prints_zeros=prints_zeros) for prints_zeros in (False, True)]
    read = [value for value in values if value is not None]
    if not read:
        raise NotUnderstood(
            f"value {cell!r} is no quantity. Copy it as it is printed (1,234, <5, more than 100), or write one of: "
            f"{', '.join((*words('blank_cell'), *words('not_there'), *words('not_reached')))}."
        )
    is_estimate = all(value.symbol == ESTIMATE for value in read)
    bounds = () if is_estimate else ((value.value, value.low, value.high) for value in read)
    return Quantity(frozenset({text}), frozenset(bounds))


def measure_of(cell: str, reference: Reference) -> Measure:
    """A measure by its id or its title."""
    wanted = printed_form(cell)
    for measure in reference.measures.values():
        if wanted in (measure.measure_id.casefold(), printed_form(measure.title)):
            return measure
    names = [name for one in reference.measures.values() for name in (one.measure_id, one.title)]
    raise NotUnderstood(f"measure {cell!r} is not in codebook.csv. Nearest: {_nearest(cell, names)}.")


def one_of(cell: str, column: str, allowed: Collection[str], measure: Measure) -> str:
    """A unit or a scope, which must be one of the measure's; "" is no scope."""
    wanted = printed_form(cell)
    for known in allowed:
        if printed_form(known) == wanted:
            return known
    would_do = ", ".join(allowed) or f"nothing, for {measure.measure_id} has none"
    raise NotUnderstood(f"{column} {cell!r} is none of {measure.measure_id}. What would do: {would_do}.")


def period_of(cell: str) -> str:
    """A period's id, or its print."""
    try:
        return period_of_id(cell.strip()).period_id
    except ValueError:
        period = read_period(cell)
    if period is None or (period == UNKNOWN_PERIOD and cell.strip()):
        raise NotUnderstood(
            f"period {cell!r} does not settle its days. Write 2019/20, 2019, 1 June 2017 to 28 February 2018, or "
            "unknown."
        )
    return period.period_id


def offence_of(cell: str, force_id: str, measure: Measure, reference: Reference) -> str:
    """An offence by its id or its words; "" where the place names none, which is the measure's whole."""
    wanted = printed_form(cell)
    for offence in reference.offences.values():
        if wanted == offence.offence_id.casefold():
            return offence.offence_id
    reading = read_offence(cell, place_id=force_id, reference=reference, measure_id=measure.measure_id)
    if reading is None:
        names = [one.title for one in reference.offences.values()] + [one.spelling for one in reference.spellings]
        raise NotUnderstood(
            f"offence {cell!r} is not understood. Write its Act and section, or its id in codebook.csv. Nearest: "
            f"{_nearest(cell, names)}."
        )
    if reading.part:
        raise NotUnderstood(
            f"offence {cell!r} is a part of {reading.offence_id} ({reading.part}). Write that id, and the part as "
            "printed under breakdown."
        )
    return reading.offence_id or ""


def breakdown_of(cell: str) -> tuple[str, ...]:
    """The labels of a breakdown as printed, parted by `;`, in one order."""
    return tuple(sorted(printed_form(part) for part in cell.split(";") if part.strip()))


def _nearest(cell: str, names: Collection[str]) -> str:
    return ", ".join(difflib.get_close_matches(cell[:100], names, n=3, cutoff=0.0)) or "none"
