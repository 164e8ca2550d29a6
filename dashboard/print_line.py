"""One figure -> one line that can be printed as it stands: what it counts, its value, whose it is, what must be said.

Protects: no line without its doubt. A range is never one number, a disputed figure never one side's, what is not in
force never a figure to use; second hand, unread by a second person and the force's own words are said.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from dashboard import corrections, standing, words
from ingest.model import TRANSCRIPT_READS
from ingest.sources import OWN_KINDS

SAID_WITH = Path(__file__).resolve().parent / "letters" / "said_with.csv"
HANDS = {
    "own_document": "read in its own document",
    "own_transcript": "from our transcription of its own page",
    "second_hand": "second hand",
}


def of_figure(row: Any, sides: Iterable[Any], release: str, address: str = "") -> str:
    """The line. `row` is a row of `sql/evidence_figure.sql`, `sides` are the rows that a disputed one stands for."""
    sides = list(sides)
    said = [
        f"{_what(row)}: {_value(row)} ({'; '.join(_origin(row, sides))})",
        *_doubts(row, sides),
        *_must_be_said(row),
        *([row.licence] if row.licence else []),
    ]
    if row.statement:
        whose = "The force says" if row.source_kind in OWN_KINDS else "Said of it"
        said.append(f"{whose}: {words.with_days(row.statement)}")
    where = f", {address}" if address else ""
    return " ".join(
        [*(words.sentence(part) for part in said), f"Disclosed, release {release}, figure {row.figure_id}{where}"]
    )


def _what(row: Any) -> str:
    parts = [row.force, words.inside(row.measure), words.inside(row.offence) if row.offence else "", row.scope or ""]
    return ", ".join(part for part in (*parts, *words.part(row.dimensions), words.period(row.period_id)) if part)


def _value(row: Any) -> str:
    number = bounds(row)
    if row.status != "current":
        return f"no figure to use: {standing.in_words(row).lower()}; it was {number}"
    if row.is_disputed:
        return f"{number}, for sources disagree and no rule decides"
    return number


def bounds(row: Any) -> str:
    """ "7 arrests"; "0 to 4 people, printed as “<5”"; "“about 400”, an estimate without bounds (groups)"."""
    unit = "per cent" if row.unit == "percent" else row.unit
    value, low, high = (None if n is None or n != n else n for n in (row.value, row.value_low, row.value_high))
    print_ = f", printed as “{row.value_text}”" if str(row.value_text or "").strip() and not row.is_disputed else ""
    if value is not None:
        return f"{words.number(value)} {unit}"
    if low is not None and high is not None:
        return f"{words.number(low)} to {words.number(high)} {unit}{print_}"
    if row.symbol == "[c]":
        return f"a count that is held back, {words.number(low or 0)} or more {unit}{print_}"
    if low is not None:
        return f"{words.number(low)} or more {unit}{print_}"
    if high is not None:
        return f"{words.number(high)} or fewer {unit}{print_}"
    why = "an estimate without bounds" if row.symbol == "[e]" else "no number is known"
    return f"{words.quoted(row)}, {why}" if words.is_share_in_words(row) else f"{words.quoted(row)} {unit}, {why}"


def _origin(row: Any, sides: list[Any]) -> list[str]:
    """Who gave it, under which reference, when, and how near to their own page it was read."""
    if row.is_disputed and sides:
        return [_side(side) for side in sides]
    told = [row.compiled_by or row.source]
    if row.reference:
        told.append(f"reference {row.reference}")
    if row.source_kind in OWN_KINDS and row.answered_on:
        told.append(f"answered {words.day(row.answered_on)}")
    elif row.published_on:
        told.append(f"published {words.day(row.published_on)}")
    return [", ".join(told), _hand(row)]


def _side(side: Any) -> str:
    when = f", {words.day(side.published_on)}" if side.published_on else ""
    brief = corrections.in_brief(side)
    given = f"{standing.shown(side)} ({brief})" if brief else words.quoted(side)
    return f"{given}: {side.compiled_by or side.source}{when}, {_hand(side)}"


def _hand(row: Any) -> str:
    where = f", as reported by {row.read_in}" if row.hand == "second_hand" and row.read_in else ""
    scan = ", a scan that was recognised by a program" if row.method == "ocr" else ""
    return f"{HANDS[row.hand]}{where}{scan}"


def _doubts(row: Any, sides: list[Any]) -> list[str]:
    said = []
    if row.status != "current":
        said.append(standing.why(row))
    if (corrected := standing.correction(row)) is not None:
        said.append(f"{words.sentence(corrections.in_brief(row)).rstrip('.')}: {corrected.reason}")
    elif standing.is_unchecked(row):
        said.append("No person has checked this against its source yet")
    if row.reading_reason:
        said.append(f"A person settled what is counted: {row.reading_reason}")
    if row.note and not row.is_disputed and not row.note.startswith(TRANSCRIPT_READS):
        said.append(f"Our note: {row.note}")
    return said


def _must_be_said(row: Any) -> list[str]:
    return [
        line["text"]
        for line in _said_with()
        if line["unit"] in ("", row.unit) and line["measure"] in ("", row.measure_id)
    ]


@cache
def _said_with() -> tuple[dict[str, str], ...]:
    with SAID_WITH.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))
