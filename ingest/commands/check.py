"""`check`: the checks of the last build, and what still needs a person. Exit 1 with --strict when an error stands."""

from __future__ import annotations

from pathlib import Path

from ingest.commands.open_warehouse import NoWarehouse, opened
from ingest.commands.say import fail, say


def check(warehouse: Path, is_strict: bool) -> int:
    try:
        with opened(warehouse) as con:
            rows = con.execute(
                "select severity, rule, origin, source_id, locator, message from checks "
                "order by severity, rule, source_id, locator, message"
            ).fetchall()
            person = con.execute(
                "select count(*) filter (where review = 'unreviewed'), count(*) filter (where is_disputed), count(*) "
                "from figures"
            ).fetchall()
    except NoWarehouse as problem:
        return fail(str(problem))
    for severity in ("error", "warning", "note"):
        of_severity = [row for row in rows if row[0] == severity]
        if of_severity:
            say(f"{len(of_severity)} {severity}{'' if len(of_severity) == 1 else 's'}")
        for _, rule, origin, source_id, locator, message in of_severity:
            place = ", ".join(part for part in (source_id, locator) if part)
            say(f"  {rule} ({origin}) {place}: {message}")
    ((unreviewed, disputed, figures),) = person
    say(
        f"Of {figures} figures in force {unreviewed} were looked at by nobody but the program, and "
        f"{disputed} are disputed."
    )
    has_errors = any(row[0] == "error" for row in rows)
    return 1 if is_strict and has_errors else 0
