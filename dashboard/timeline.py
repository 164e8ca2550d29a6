"""dashboard/timeline.csv and the offences of the warehouse -> the time line of law and guidance, in the order of its days.

Protects: a day in force is the reference's and stands in one place; what has no day here comes last and says so.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard import warehouse, words

FILE = Path(__file__).resolve().parent / "timeline.csv"
NO_DAY = "day not known here"


@cache
def entries() -> tuple[dict[str, str], ...]:
    """The lines of the file; lines that start with # say what it is."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def table() -> pd.DataFrame:
    """One line an event: day, where it holds, what, and its source as a link."""
    offences = warehouse.query("select offence_id, title, in_force_from from offences")
    known = {row.offence_id: row for row in offences.itertuples()}
    lines = []
    for entry in entries():
        offence = known.get(entry["offence_id"])
        day = (offence.in_force_from.isoformat() if offence.in_force_from else "") if offence else entry["on"]
        what = f"{offence.title}. {entry['what']}" if offence else entry["what"]
        source = f"[{entry['source'].replace('[', '(').replace(']', ')')}]({entry['url']})"
        lines.append((day or "9999", words.day(day) if day else NO_DAY, entry["where"], what, source))
    lines.sort(key=lambda line: line[0])
    return pd.DataFrame([line[1:] for line in lines], columns=["Day", "Where", "What", "Source"])
