"""`explain`: where one figure comes from, place by place, and how it got its meaning. Exit 2 for an unknown id,
with the nearest.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from ingest.commands.open_warehouse import NoWarehouse, opened
from ingest.commands.say import fail, say


def explain(figure_id: str, warehouse: Path) -> int:
    try:
        with opened(warehouse) as con:
            row = _row(con, figure_id)
            if row is None:
                known = [found for (found,) in con.execute("select figure_id from all_figures").fetchall()]
                nearest = get_close_matches(figure_id, known, n=3, cutoff=0.0)
                words = ", ".join(nearest) or "the warehouse has no figures"
                return fail(f"{figure_id}: no figure has this id. Nearest: {words}.")
            lines = story(con, row)
    except NoWarehouse as problem:
        return fail(str(problem))
    for line in lines:
        say(line)
    return 0


def _row(con: duckdb.DuckDBPyConnection, figure_id: str) -> dict[str, Any] | None:
    cursor = con.execute("select * from all_figures where figure_id = ?", [figure_id])
    names = [column[0] for column in cursor.description or []]
    found = cursor.fetchone()
    return dict(zip(names, found, strict=True)) if found else None


def story(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[str]:
    """The figure's story in lines: what it says, where it stands, how it was understood, what stands beside it."""
    lines = [
        f"{row['figure_id']}: {row['force']}, {row['measure']}, {row['offence'] or 'no one offence'}, "
        f"{row['period']}: {value_words(row)}"
    ]
    lines.append(
        f"  status      {row['status']}{' (disputed)' if row['is_disputed'] else ''}"
        + (f": {row['rule']}" if row["rule"] else "")
    )
    lines.append(
        f"  printed     {row['value_text']}  |  offence: {row['offence_as_published'] or 'nothing'}  "
        f"|  period: {row['period_as_published'] or 'nothing'}"
    )
    lines.append(f"  place       {row['document']}, {row['locator']}")
    lines.append(f"  source      {row['source']} ({row['source_id']}), {row['source_url'] or 'no address'}")
    read_in = f", read in {row['read_in']}" if row["read_in"] else ""
    lines.append(
        f"  hand        {row['hand'].replace('_', ' ')}: compiled by "
        f"{row['compiled_by'] or 'nobody named'}{read_in}; {row['read_part'] or 'unknown part'} of the page was read"
    )
    if row["quote"]:
        lines.append(f"  quote       {row['quote']}")
    for step in row["chain"] or []:
        lines.append(f"  reading     {step}")
    if row["reading_reason"]:
        lines.append(f"  by a person {row['reading_reason']}")
    if row["within"]:
        lines.append(f"  within      {', '.join(row['within'])} (by {row['within_by']}): never add it to these")
    for name in ("note", "correction", "statement"):
        if row[name]:
            lines.append(f"  {name:<11} {row[name]}")
    lines.append(f"  review      {row['review']}; release {row['release']}")
    return [*lines, *_beside(con, row), *_checks(con, row)]


def _beside(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[str]:
    rows = con.execute(
        """
        select figure_id, status, value_text, compiled_by, read_in, published_on, rule, statement
        from all_figures
        where (force_id, measure_id, unit, period_id) = (?, ?, ?, ?)
            and offence_id is not distinct from ? and scope is not distinct from ?
            and dimensions = (select dimensions from all_figures where figure_id = ?) and figure_id <> ?
        order by status, figure_id
        """,
        [
            row[name]
            for name in ("force_id", "measure_id", "unit", "period_id", "offence_id", "scope", "figure_id", "figure_id")
        ],
    ).fetchall()
    return [
        f"  beside it   {figure_id} {status}: {text} "
        f"({compiler or 'nobody named'}{f' in {read_in}' if read_in else ''}{f', {published}' if published else ''})"
        + (f"; {rule}" if rule else "")
        + (f"; said of it: {statement}" if statement else "")
        for figure_id, status, text, compiler, read_in, published, rule, statement in rows
    ]


def _checks(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[str]:
    rows = con.execute(
        "select severity, rule, message from checks where figure_id = ? order by severity", [row["figure_id"]]
    ).fetchall()
    return [f"  check       {severity}, {rule}: {message}" for severity, rule, message in rows]


def value_words(row: dict[str, Any]) -> str:
    """The value as a person reads it: an interval stays one, an estimate stays as printed."""
    if row["value"] is not None:
        return f"{row['value']:,.10g} {row['unit']}"
    low, high = row["value_low"], row["value_high"]
    if low is None and high is None:
        return f"{row['value_text']} {row['unit']}, no bounds ({row['symbol'] or 'unknown'})"
    if high is None:
        return f"{low:,.10g} or more {row['unit']}"
    return f"{low or 0:,.10g} to {high:,.10g} {row['unit']}"
