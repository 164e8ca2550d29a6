"""`check`: the checks of the last build, and what still needs a person, open reports of error among it. Exit 1 with
--strict when an error stands or `reports.toml` can't be read.
"""

from __future__ import annotations

from pathlib import Path

from ingest import reports
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
    problems = _reports(reports.path_of(warehouse))
    has_errors = any(row[0] == "error" for row in rows)
    return 1 if is_strict and (has_errors or problems) else 0


def _reports(path: Path) -> tuple[str, ...]:
    """Say how many reports of error are open, and what is wrong with the file that lists them; that is given back."""
    found, problems = reports.read(path)
    if found:
        open_ = sum(one.is_open for one in found)
        say(f"{len(found)} report{'' if len(found) == 1 else 's'} of error came in, {open_} of them open ({path}).")
    for problem in problems:
        say(f"  {problem}")
    return problems
