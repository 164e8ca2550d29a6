"""Checks of a source's dates: their order, and the working days between them.

Protects: nothing is called late. Clarification, an extension for the public interest test and a fees notice stop the
clock of the information laws, and what stopped it is seldom known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from ingest.checks.finding import Finding
from ingest.collect import Failure
from ingest.place import Everything
from ingest.reference import Reference

SUBDIVISIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
ISLANDS = {"Jersey": "JE", "Guernsey": "GG"}
LONGEST = 3 * 366  # days: between dates farther apart one is a slip, which is another check's matter


def answered_before_asked(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """An answer can't be dated before its request."""
    for reading in everything.readings:
        source = reading.source
        if _is_before(source.answered, source.asked):
            message = f"Answered {source.answered}, but asked {source.asked}."
            yield Finding("error", "answered-before-asked", "source", message, source.source_id, document=source.folder)


def answered_before_received(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """An answer can't be dated before the request was received."""
    for reading in everything.readings:
        source = reading.source
        if _is_before(source.answered, source.received):
            message = f"Answered {source.answered}, but received {source.received}."
            yield Finding(
                "error", "answered-before-received", "source", message, source.source_id, document=source.folder
            )


def working_days_to_answer(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """The working days from request to answer are counted where both days are known, by the bank holidays of the
    force's nation, and whether that was late is not said, for what may have stopped the clock is not known here."""
    for reading in everything.readings:
        source = reading.source
        first, last = _day(source.received) or _day(source.asked), _day(source.answered)
        forces = [reference.forces[one] for one in source.force_ids if one in reference.forces]
        nations = {force.nation for force in forces}
        if first is None or last is None or len(nations) != 1 or not 0 <= (last - first).days <= LONGEST:
            continue
        count = working_days(first, last, str(nations.pop()))
        if count is not None:
            named = "received" if _day(source.received) else "asked"
            message = f"{count} working days lie between {first} ({named}) and {last} (answered)."
            yield Finding("note", "working-days", "source", message, source.source_id, document=source.folder)


def _is_before(one: str | None, other: str | None) -> bool:
    """Whether a date is before another; of dates known to the month or year alone, as far as both are known."""
    shared = min(len(one or ""), len(other or ""))
    return (one or "")[:shared] < (other or "")[:shared]


def working_days(first: date, last: date, nation: str) -> int | None:
    """The working days behind `first` up to and with `last`; None for a nation whose bank holidays are not known."""
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    free = [_bank_holidays(nation, year) for year in range(first.year, last.year + 1)]
    if any(one is None for one in free):
        return None
    return sum(day.weekday() < 5 and not any(day in (one or ()) for one in free) for day in days)


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date] | None:
    import holidays

    if nation in SUBDIVISIONS:
        return frozenset(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=[year]))
    return frozenset(holidays.country_holidays(ISLANDS[nation], years=[year])) if nation in ISLANDS else None


def _day(text: str | None) -> date | None:
    """A date that is known to the day."""
    return date.fromisoformat(text) if text is not None and len(text) == 10 else None
