"""What the warehouse holds, for a person: `check`, `explain` and `diff`; and the public views and reference tables as
files: `export`; the kept releases, each with why it stays: `prune`, by whose --keep those that nothing keeps go.

Exit 1: with --strict, an error stands among the checks or `reports.toml` can't be read; a release could not be
taken away. 2: no warehouse, an unknown id
(with the nearest), a release that is not kept; an unknown format, a view that a workbook can't hold, a folder that
can't be written to; a draw, or a line of the cited ones, that can't be read, so that nobody knows whose it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from ingest import audit as audits
from ingest.commands.common import WAREHOUSE, Warehouse, fail, opened, say, stopping
from ingest.extracts import files
from ingest.extracts.files import write_sqlite
from ingest.extracts.wanted import CantFilter
from ingest.model import Row, Stop, nearest
from ingest.settle.queries import by_column
from ingest.warehouse import difference, releases, reports
from ingest.warehouse.difference import KINDS, Change
from ingest.warehouse.releases import open_release

EXPLAIN = Path(__file__).with_name("explain.sql")
"""What stands beside a figure, and what checks say of it."""


@stopping
def check(
    warehouse: Warehouse = WAREHOUSE,
    is_strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an error stands.")] = False,
) -> int:
    with opened(warehouse) as con:
        rows = con.execute(
            "select severity, rule, origin, source_id, locator, message from checks "
            "order by severity, rule, source_id, locator, message"
        ).fetchall()
        ((unreviewed, disputed, figures),) = con.execute(
            "select count(*) filter (where review = 'unreviewed'), count(*) filter (where is_disputed), count(*) "
            "from figures"
        ).fetchall()
    for severity in ("error", "warning", "note"):
        of_severity = [row for row in rows if row[0] == severity]
        if of_severity:
            say(f"{len(of_severity)} {severity}{'' if len(of_severity) == 1 else 's'}")
        for _, rule, origin, source_id, locator, message in of_severity:
            place = ", ".join(part for part in (source_id, locator) if part)
            say(f"  {rule} ({origin}) {place}: {message}")
    say(
        f"Of {figures} figures in force {unreviewed} were looked at by nobody but the program, and "
        f"{disputed} are disputed."
    )
    path = reports.path_of(warehouse)
    entries, problems = reports.read(path)
    if entries:
        open_ = sum(entry.is_open for entry in entries)
        say(f"{len(entries)} report{'' if len(entries) == 1 else 's'} of error came in, {open_} of them open ({path}).")
    for problem in problems:
        say(f"  {problem}")
    has_errors = any(row[0] == "error" for row in rows)
    return 1 if is_strict and (has_errors or problems) else 0


@stopping
def explain(
    figure_id: Annotated[str, typer.Argument(help="The figure's id.")], warehouse: Warehouse = WAREHOUSE
) -> int:
    with opened(warehouse) as con:
        figures = by_column(con.execute("from all_figures where figure_id = ?", [figure_id]))
        if not figures:
            known = [name for (name,) in con.execute("select figure_id from all_figures").fetchall()]
            raise Stop(f"{figure_id}: no figure has this id. Nearest: {nearest(figure_id, known)}.")
        lines = story(con, figures[0])
    for line in lines:
        say(line)
    return 0


def story(con: duckdb.DuckDBPyConnection, row: Row) -> list[str]:
    """The figure's story in lines: what it says, where it stands, how it was understood, what stands beside it."""
    rule = f": {row['rule']}" if row["rule"] else ""
    read_in = f", read in {row['read_in']}" if row["read_in"] else ""
    hand = f"{row['hand'].replace('_', ' ')}: compiled by {row['compiled_by'] or 'nobody named'}{read_in}"
    offence, period = row["offence_as_published"] or "nothing", row["period_as_published"] or "nothing"
    within = ", ".join(row["within"] or [])
    parts = [
        ("status", f"{row['status']}{' (disputed)' if row['is_disputed'] else ''}{rule}"),
        ("printed", f"{row['value_text']}  |  offence: {offence}  |  period: {period}"),
        ("place", f"{row['document']}, {row['locator']}"),
        ("source", f"{row['source']} ({row['source_id']}), {row['source_url'] or 'no address'}"),
        ("hand", f"{hand}; {row['read_part'] or 'unknown part'} of the page was read"),
        ("quote", row["quote"]),
        *(("reading", step) for step in row["chain"] or []),
        ("by a person", row["reading_reason"]),
        ("within", within and f"{within} (by {row['within_by']}): never add it to these"),
        *((name, row[name]) for name in ("note", "correction", "statement")),
        ("review", f"{row['review']}; release {row['release']}"),
    ]
    parts += con.execute(EXPLAIN.read_text(encoding="utf-8"), {"figure": row["figure_id"]}).fetchall()
    head = (
        f"{row['figure_id']}: {row['force']}, {row['measure']}, {row['offence'] or 'no one offence'}, {row['period']}"
    )
    number = difference.number(row)
    value = number or row["value_text"]  # an estimate stays as printed
    without = "" if number else f", no bounds ({row['symbol'] or 'unknown'})"
    return [f"{head}: {value} {row['unit']}{without}", *(f"  {name:<11} {words}" for name, words in parts if words)]


@stopping
def diff(
    old: Annotated[str, typer.Argument(help="A kept release, or a warehouse's file.")],
    new: Annotated[str, typer.Argument(help="The same, for what came after.")],
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    try:
        with open_release(old, warehouse) as before, open_release(new, warehouse) as after:
            figures, answers = difference.figures(before, after), difference.answers(before, after)
            gone = difference.erased(before, after)
            names = [con.execute("select release from release").fetchone() for con in (before, after)]
    except duckdb.Error as error:
        raise Stop(f"{old}, {new}: one of them is no warehouse that this version can read ({error}).") from error
    say(f"from {' to '.join(str(name[0]) for name in names if name)}")
    _say_changes("figures", figures)
    _say_changes("answers", answers)
    if gone:
        say(f"erased: {len(gone)} {'id' if len(gone) == 1 else 'ids'}, whose rows are in neither release now")
    return 0


def _say_changes(what: str, changes: Sequence[Change]) -> None:
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
    return f"{change.mark} {row['force']}, {what}: {_change_in_words(change)} ({row['document']}, {row['locator']})"


def _change_in_words(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        return str(change.row.get("value_text") or change.row.get("status"))
    is_of_value = any(name in difference.VALUE for name in change.columns)
    correction = after.get("correction")
    is_new = bool(correction) and correction != before.get("correction")
    parts = []
    if is_of_value:
        now = difference.number(after) if is_new else _value(after)  # the correction tells the print
        parts.append(f"{_value(before)} -> {now}")
    parts += [
        f"{name} {_plain(before[name])} -> {_plain(after[name])}"
        for name in change.columns
        if name not in difference.VALUE or name == "symbol"
    ]
    if is_new:
        parts.append(str(correction))
    return "; ".join(parts)


def _value(row: Row) -> str:
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


SQLITE = "sqlite"
FORMATS = (*files.KINDS, SQLITE)


@stopping
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    file_format: Annotated[str, typer.Option("--format", help=", ".join(FORMATS))] = "csv",
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    if file_format not in FORMATS:
        raise Stop(f"--format {file_format} will not do. Write one of {', '.join(FORMATS)}.")
    try:
        with opened(warehouse) as con:
            if file_format == SQLITE:
                folder.mkdir(parents=True, exist_ok=True)
                write_sqlite(con, folder / "disclosed.sqlite")
                say(f"{folder / 'disclosed.sqlite'}: every view and table, and what their columns mean")
            else:
                files.write_all(con, folder, file_format, say)
    except CantFilter as problem:
        raise Stop(str(problem)) from problem
    except (OSError, sqlite3.Error) as error:
        raise Stop(f"{folder}: could not be written to ({error}). Name a folder that can be.") from error
    return 0


DAYS = 90


@stopping
def prune(
    keep: Annotated[
        int | None, typer.Option(min=1, envvar="DISCLOSED_KEEP", help="How many of the latest stay.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="What was built in so many days stays.")] = DAYS,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    folder, exit_code = releases.folder_of(warehouse), 0
    # A build that ends meanwhile may serve a release that was to go.
    with releases.alone(warehouse) if keep else nullcontext():
        names = releases.release_names(folder)
        why = _why_kept(names, keep, days, warehouse)
        for name in names:
            size = sum(file.stat().st_size for file in (folder / name).iterdir()) / 1e6
            if name not in why:
                try:
                    releases.remove(name, folder)
                except OSError as error:
                    exit_code = fail(f"{folder / name}: could not be taken away ({error.strerror})", 1)
                    continue
            say(f"{name}  {size:6.1f} MB  {f'kept: {why[name]}' if name in why else 'gone'}")
    say(f"{len(names)} releases were kept, {len(why)} are. Kept for good are those named in {folder / releases.CITED}")
    return exit_code


def _why_kept(names: list[str], keep: int | None, days: int, warehouse: Path) -> dict[str, str]:
    """Release to why it stays: the first reason that holds. `names`: the latest build last."""
    folder = releases.folder_of(warehouse)
    with opened(warehouse) as con:
        ((served,),) = con.execute("select release from release").fetchall()
    drawn = {audits.read_draw(draw.parent).release for draw in audits.folder_of(warehouse).glob(f"*/{audits.DRAW}")}
    youngest = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S")
    built = releases.built_at(names, folder)
    why = dict.fromkeys(names, "no --keep says how many") if keep is None else {}
    why |= {name: "when it was built can't be read" for name in names if not built[name]}
    why |= {name: f"younger than {days} days" for name in names if built[name] > youngest}
    why |= dict.fromkeys(names[-keep:], f"of the latest {keep}") if keep else {}
    why |= dict.fromkeys(drawn, "an audit drew from it") | releases.cited(folder) | {served: "served"}
    return {name: why[name] for name in names if name in why}
