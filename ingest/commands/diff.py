"""`diff OLD NEW`: what changed between two releases. Exit 0: told, changes or none. 2: one of them is not known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest.commands.say import fail, say
from ingest.warehouse import difference
from ingest.warehouse.difference import KINDS, Change
from ingest.warehouse.releases import UnknownRelease, open_release


def diff(old: str, new: str, warehouse: Path) -> int:
    try:
        with open_release(old, warehouse) as one, open_release(new, warehouse) as other:
            figures, answers = difference.figures(one, other), difference.answers(one, other)
            gone = difference.erased(one, other)
            names = [con.execute("select release from release").fetchone() for con in (one, other)]
    except UnknownRelease as problem:
        return fail(str(problem))
    except duckdb.Error as error:
        return fail(f"{old}, {new}: one of them is no warehouse that this version can read ({error}).")
    say(f"from {' to '.join(str(name[0]) for name in names if name)}")
    _told("figures", figures)
    _told("answers", answers)
    if gone:
        say(f"erased: {len(gone)} {'id' if len(gone) == 1 else 'ids'}, whose rows are in neither release now")
    return 0


def _told(what: str, changes: Sequence[Change]) -> None:
    say(f"{what}: {len(changes) or 'no'} {'change' if len(changes) == 1 else 'changes'}")
    for kind, words in KINDS.items():
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            say(f"  {len(of_kind)} {words}")
        for change in of_kind:
            say(f"    {line_of(change)}")


def line_of(change: Change) -> str:
    """One change in a line: its id, whose it is, what it was and is, and its place."""
    row = change.row
    if "value_text" in row:
        what = ", ".join(str(row[name]) for name in ("measure_id", "offence_id", "period_id") if row[name])
    else:
        what = f"question {row['question'] or 'not numbered'}"
    return f"{change.mark} {row['force']}, {what}: {_told_of(change)} ({row['document']}, {row['locator']})"


def _told_of(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        return str(change.row.get("value_text") or change.row.get("status"))
    is_of_value = any(name in difference.VALUE for name in change.columns)
    correction = after.get("correction")
    is_new = bool(correction) and correction != before.get("correction")
    told = []
    if is_of_value:
        now = difference.number(after) if is_new else _value(after)  # the correction tells the print
        told.append(f"{_value(before)} -> {now}")
    told += [
        f"{name} {_plain(before[name])} -> {_plain(after[name])}"
        for name in change.columns
        if name not in difference.VALUE or name == "symbol"
    ]
    if is_new:
        told.append(str(correction))
    return "; ".join(told)


def _value(row: difference.Row) -> str:
    """The print; where that is not the number, the number with the print behind it."""
    if difference.is_as_printed(row):
        return _plain(row["value_text"])
    return f"{difference.number(row)} (printed “{_plain(row['value_text'])}”)"


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
