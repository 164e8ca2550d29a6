"""`check`: the checks of the last build, and what still needs a person. Exit 1 with --strict when an error stands."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ingest.commands.say import fail, say


def check(warehouse: Path, is_strict: bool) -> int:
    if not warehouse.is_file():
        return fail(f"{warehouse}: there is no warehouse yet. Build one: python -m ingest build")
    con = duckdb.connect(str(warehouse), read_only=True)
    try:
        rows = con.execute(
            "select severity, rule, origin, source_id, locator, message from checks order by severity, rule, source_id"
        ).fetchall()
        person = con.execute(
            "select count(*) filter (where review = 'unreviewed'), count(*) filter (where "
            "is_disputed), count(*) from figures"
        ).fetchone()
    finally:
        con.close()
    for severity in ("error", "warning", "note"):
        of_severity = [row for row in rows if row[0] == severity]
        if of_severity:
            say(f"{len(of_severity)} {severity}{'' if len(of_severity) == 1 else 's'}")
        for _, rule, origin, source_id, locator, message in of_severity:
            place = ", ".join(part for part in (source_id, locator) if part)
            say(f"  {rule} ({origin}) {place}: {message}")
    assert person is not None
    unreviewed, disputed, figures = person
    say(
        f"Of {figures} figures in force {unreviewed} were looked at by nobody but the program, and "
        f"{disputed} are disputed."
    )
    has_errors = any(row[0] == "error" for row in rows)
    return 1 if is_strict and has_errors else 0
