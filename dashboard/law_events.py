"""dashboard/law_events.csv and the offences of the warehouse -> law and guidance in the order of their days.

Protects: a day in force is the reference's and stands in one place; what has no day here comes last and says so.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from dashboard import listing, warehouse, words

FILE = Path(__file__).resolve().parent / "law_events.csv"
NO_DAY = "day not known here"
LAST = "9999"  # an event without a day comes after all that have one
HEADINGS = ("Day", "Where", "What", "Source")


@cache
def entries() -> tuple[dict[str, str], ...]:
    """The lines of the file; lines that start with # say what it is."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def rows() -> list[tuple[listing.Cell, ...]]:
    """One line an event: day, where it holds, what, and its source as a link."""
    offences = warehouse.query("select offence_id, title, in_force_from from offences")
    known = {row.offence_id: row for row in offences.itertuples()}
    lines = []
    for entry in entries():
        offence = known.get(entry["offence_id"])
        day = (offence.in_force_from.isoformat() if offence.in_force_from else "") if offence else entry["on"]
        what: listing.Cell = (f"{offence.title}", entry["what"]) if offence else entry["what"]
        source = listing.Link(entry["source"], entry["url"], is_outside=True)
        lines.append((day or LAST, (words.day(day) if day else NO_DAY, entry["where"], what, source)))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]
