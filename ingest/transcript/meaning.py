"""One row of a transcript -> what its offence, its period and its value mean, with the steps in words.

Protects: the print is read by the same code as everywhere. Where a person read it, the reading stands with its reason,
and one that the code would have reached alone is reported, so that readings stay few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.ids import period_of_id
from ingest.model import UNKNOWN_PERIOD, Period, Problem, Value
from ingest.phrases.numbers import read_mark, read_value
from ingest.phrases.offences import OffenceReading, nearest, read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.transcript.rows import NO_OFFENCE, Row

BLANK = "blank"  # the legend's name for an empty cell
SUPPRESSED = "[c]"
ESTIMATE = "[e]"
HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes


@dataclass(frozen=True)
class Meaning:
    """What a row's labels mean. `dimensions` are those that a label itself brings; `chain` the steps in words."""

    offence_id: str | None
    period: Period
    dimensions: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]


def meaning_of(row: Row, published: str | None, reference: Reference) -> tuple[Meaning | None, list[Problem]]:
    """The offence and the period of a row; None, with the problems, where one of them is not settled."""
    offence, offence_problems = _offence(row, reference)
    period, period_problems = _period(row, published)
    problems = [*offence_problems, *period_problems]
    if offence is None or period is None:
        return None, problems
    part = ((HOME_OFFICE_CODE, offence.part),) if offence.part else ()
    chain = (_offence_step(row, offence), _period_step(row, period), *_scope_step(row))
    return Meaning(offence.offence_id, period, part, chain), problems


def _offence(row: Row, reference: Reference) -> tuple[OffenceReading | None, list[Problem]]:
    alone = read_offence(row.offence_label, place_id=row.force, reference=reference, measure_id=row.measure)
    if row.offence is not None:
        read = None if row.offence == NO_OFFENCE else row.offence
        needless = alone is not None and alone.offence_id == read
        problems = [_not_needed(row, "offence", row.offence)] if needless else []
        return OffenceReading(read, f"a person's reading: {row.reading_reason}"), problems
    if alone is None:
        near = "; ".join(nearest(row.offence_label, reference)) or "none"
        message = (
            f"offence {row.offence_label!r} is not settled by its print. Nearest spellings: {near}. Give the row an "
            "`offence` with a `reading_reason`, or, if these words always mean one offence, add the spelling."
        )
        return None, [row.problem(message, "offence-not-read")]
    return alone, []


def _period(row: Row, published: str | None) -> tuple[Period | None, list[Problem]]:
    alone = read_period(row.period_label, published=published) if row.period_label else UNKNOWN_PERIOD
    if row.period is not None:
        try:
            read = period_of_id(row.period)
        except ValueError as error:
            return None, [row.problem(f"period {error}.", "unknown-period")]
        return read, [_not_needed(row, "period", row.period)] if alone == read else []
    if alone is None:
        message = (
            f"period {row.period_label!r} is not settled by its print. Give the row a `period` (2019/20, 2019, "
            "2019-04-01..2019-09-30, or unknown) with a `reading_reason`."
        )
        return None, [row.problem(message, "period-not-read")]
    return alone, []


def _not_needed(row: Row, column: str, value: str) -> Problem:
    message = f"a person read the {column} as {value!r}, which the program reads alone. Empty the cell."
    return row.problem(message, "reading-not-needed", "warning")


def _offence_step(row: Row, reading: OffenceReading) -> str:
    label = f'"{row.offence_label}"' if row.offence_label else "no offence is printed"
    return f"offence: {label}, read as {reading.offence_id or 'no offence'} ({reading.how})"


def _period_step(row: Row, period: Period) -> str:
    label = f'"{row.period_label}"' if row.period_label else "no period is printed"
    how = f" (a person's reading: {row.reading_reason})" if row.period is not None else ""
    return f"period: {label}, read as {period.period_id}{how}"


def _scope_step(row: Row) -> tuple[str, ...]:
    return (f"scope: {row.scope} (a person's reading: {row.reading_reason})",) if row.scope else ()


def value_of(row: Row, legend: Mapping[str, str], *, prints_zeros: bool) -> Value | Problem:
    """The quantity in a row that gives one. `prints_zeros`: the same source prints its zeros, so that "<5" is not 0."""
    marked = read_mark(row.value_text or BLANK, legend) if (row.value_text or BLANK) in legend else None
    value = marked or read_value(row.value_text, unit=row.unit, prints_zeros=prints_zeros)
    if row.status == "suppressed":
        if value is not None and value.value is not None:
            return row.problem(
                f"status is suppressed and the value is {row.value_text!r}. One is wrong.", "value-status"
            )
        low, high = (value.low, value.high) if value is not None else (0.0, None)
        return Value(None, low or 0.0, high, SUPPRESSED, row.value_text)
    if value is None:
        return row.problem(
            f"value {row.value_text!r} is no quantity that is understood. Write it as printed.", "value-not-read"
        )
    if row.symbol == ESTIMATE:
        return Value(None, None, None, ESTIMATE, row.value_text)
    return Value(value.value, value.low, value.high, row.symbol or value.symbol, value.text)


def value_step(value: Value) -> str:
    """The bounds in words."""
    if value.value is not None:
        return f'value: "{value.text}" is exactly {value.value:g}'
    if value.low is None and value.high is None:
        return f'value: "{value.text}" is an estimate without bounds'
    low = "no lower bound" if value.low is None else f"at least {value.low:,.0f}"
    high = "no upper bound" if value.high is None else f"at most {value.high:,.0f}"
    return f'value: "{value.text}", that is {low}, {high}' + (f" {value.symbol}" if value.symbol else "")
