"""The checks of `checks.sql` -> the findings that a person should look at, and what they say of figures.

Adding a check is adding a query and its sentence there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from ingest.ids import digest
from ingest.settle.tables import Row, Tables

FILE = Path(__file__).with_name("checks.sql")
HEADING = re.compile(r"^-- ## (\w+):?(.*)\n((?:-- .+\n)+)", re.MULTILINE)
SEVERITIES = ("error", "warning", "note")
COLUMNS = ("severity", "rule", "origin", "message", "source_id", "figure_id", "document", "page", "locator")
NAMED_BY = ("rule", "source_id", "figure_id", "document", "locator", "message")
SUBDIVISIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
ISLANDS = {"Jersey": "JE", "Guernsey": "GG"}
LONGEST = 3 * 366  # days: between dates farther apart one is a slip, which is another check's matter


@dataclass(frozen=True)
class Check:
    """One check: its sentence, the rules under which it finds, and its query. What readers did not understand goes by
    any rule that is no other check's."""

    name: str
    sentence: str
    rules: tuple[str, ...]
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """Every check in the order of the file."""
    _, *parts = HEADING.split(FILE.read_text(encoding="utf-8"))
    return tuple(
        Check(name, " ".join(sentence.replace("-- ", "").split()), tuple(rules.split()), query)
        for name, rules, sentence, query in zip(*(parts[n::4] for n in range(4)), strict=True)
    )


def run(tables: Tables) -> None:
    """Fill `checks`, each finding with an id that stays while it stays, and the doubts and differences of `placed`."""
    con = tables.con
    days = "source_id varchar, first_day date, named varchar, working_days integer"
    tables.temporary("days_to_answer", days, [*_days(tables)])
    con.execute(HEADING.split(FILE.read_text(encoding="utf-8"))[0])
    for check in checks():
        con.execute(f"insert into findings by name {check.query}")
    con.execute(FILE.with_name("checks_say.sql").read_text(encoding="utf-8"))
    found = con.execute(f"select {', '.join(COLUMNS)} from findings").fetchall()
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    by_id = {digest("check", *(row[name] for name in NAMED_BY)): row for row in rows}
    tables.insert("checks", sorted(({"check_id": one, **row} for one, row in by_id.items()), key=_order))


def _order(row: Row) -> tuple[int, str, str, str]:
    return (SEVERITIES.index(row["severity"]), row["rule"], row["source_id"] or "", row["check_id"])


def _days(tables: Tables) -> Iterator[Row]:
    """The working days from request to answer of each source whose days are known, and whose forces have one nation's
    bank holidays."""
    dated = tables.con.execute(
        "select source_id, try_cast(received_on as date), try_cast(asked_on as date), try_cast(answered_on as date),"
        " list(distinct nation) "
        "from (select *, unnest(force_ids) as force_id from sources) join forces using (force_id) group by all"
    ).fetchall()
    for source_id, received, asked, answered, nations in dated:
        first = received or asked
        if first is None or answered is None or len(nations) != 1 or not 0 <= (answered - first).days <= LONGEST:
            continue
        count = working_days(first, answered, nations[0])
        if count is not None:
            named = "received" if received else "asked"
            yield {"source_id": source_id, "first_day": first, "named": named, "working_days": count}


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
