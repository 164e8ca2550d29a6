"""The checks of `checks.sql` -> the findings that a person should look at, and what they say of figures.

Adding a check is adding a query and its sentence there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.ids import digest
from ingest.settle.tables import Row, Tables

FILE = Path(__file__).with_name("checks.sql")
HEADING = re.compile(r"^-- ## (\w+):?(.*)\n((?:-- .+\n)+)", re.MULTILINE)
SEVERITIES = ("error", "warning", "note")
COLUMNS = ("severity", "rule", "origin", "message", "source_id", "figure_id", "document", "page", "locator")
NAMED_BY = ("rule", "source_id", "figure_id", "document", "locator", "message")
WITH_HOLIDAYS = {
    "England": ("GB", "ENG"), "Wales": ("GB", "WLS"), "Scotland": ("GB", "SCT"), "Northern Ireland": ("GB", "NIR"),
    "Jersey": ("JE", None), "Guernsey": ("GG", None),
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One check: its sentence, the rules under which it finds, and its query. What readers did not understand has
    any rule that no other check has."""

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
    """Fill `checks`, in which a finding that stays keeps its id, and the doubts and differences of `placed`."""
    con = tables.con
    con.execute(HEADING.split(FILE.read_text(encoding="utf-8"))[0])
    tables.temporary("bank_holidays", "nation varchar, day date", [*_bank_holidays(tables)])
    for check in checks():
        con.execute(f"insert into findings by name {check.query}")
    con.execute(FILE.with_name("checks_say.sql").read_text(encoding="utf-8"))
    findings = con.execute(f"select {', '.join(COLUMNS)} from findings").fetchall()
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in findings]
    by_id = {digest("check", *(row[name] for name in NAMED_BY)): row for row in rows}
    tables.insert("checks", sorted(({"check_id": check_id, **row} for check_id, row in by_id.items()), key=_order))


def _order(row: Row) -> tuple[int, str, str, str]:
    return (SEVERITIES.index(row["severity"]), row["rule"], row["source_id"] or "", row["check_id"])


def _bank_holidays(tables: Tables) -> Iterator[Row]:
    """The bank holidays of each nation for which they are known, in the years in which something was answered."""
    years = tables.con.execute(
        "select distinct unnest(range(year(first_day), year(last_day) + 1)) from dated"
    ).fetchall()
    if years:
        import holidays

        for nation, (country, part) in WITH_HOLIDAYS.items():
            free = holidays.country_holidays(country, subdiv=part, years=[year for (year,) in years])
            yield from ({"nation": nation, "day": day} for day in free)
