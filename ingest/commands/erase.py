"""`erase SOURCE|FIGURE_ID --reason …`: take a source, or a figure with its document, out of everything that is kept.

The record is written before anything goes, and each step can be done again: the same command on the same id finishes
what broke off.

Exit 0: erased, and of the texts, ids and documents that were sought none is found. 1: erased, but something is still
found, a step could not be done, or a source could not be read by the build that follows; named. 2: nothing erased, and
why.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from ingest.commands.build import build
from ingest.commands.common import RAWS, WAREHOUSE, Raws, Warehouse, fail, say, stopping
from ingest.erasure import away, record
from ingest.erasure.away import Going
from ingest.erasure.record import ROWS, Erased
from ingest.sources.text import NotChanged
from ingest.warehouse import swap
from ingest.warehouse.build import clear_left

ELSEWHERE = (
    "This command can't reach git's history, backups, exports and copies that others took. Originals are not in git; a "
    "transcript is: docs/erase.md says what to do. A server that runs drops its copies at its next answer."
)
UNFINISHED = "It is recorded, so no build shows it. Mend that, then run the same command again: it does the rest."


@stopping
def erase(
    erased_id: Annotated[str, typer.Argument(metavar="SOURCE|FIGURE_ID", help="What is to go.")],
    reason: Annotated[str, typer.Option(help="Why, in words that name nobody: it is shown in its place.")],
    raws: Raws = RAWS,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    if not reason.strip():
        return fail("Say why in --reason: it is shown where the source or figure was. Name nobody in it.")
    try:
        before = record.of_id(erased_id, record.read(raws))
        going = away.going(before or erased_id, reason, raws, warehouse)
    except (OSError, duckdb.Error) as error:
        return fail(f"{erased_id}: what goes with it could not be found out ({error}). Nothing was erased.")
    again = "What of it is left goes now; day and reason stay as they are recorded."
    say(f"{before.id}: was erased on {before.on} ({before.reason}). {again}" if before else _announced(going.entry))
    if sys.stdin.isatty() and not typer.confirm("It can't be brought back. Erase?", default=False):
        return fail("Nothing was erased.")
    if before is None:
        try:
            with swap.alone(warehouse):
                record.add(going.raw, going.entry)
        except OSError as error:
            return fail(f"{going.raw / record.FILE}: could not be written ({error}). Nothing was erased.")
    return _carried_out(going, raws, warehouse)


def _carried_out(going: Going, raws: list[Path], warehouse: Path) -> int:
    """Every step, in an order in which each may be the last one before a crash, and the search at the end. The next
    step is done where one could not be."""
    undone: list[str] = []
    for step in (away.from_raw, away.from_releases, away.from_audits, away.from_reports):
        undone += _done(step, going, warehouse)
    code = build(raws, warehouse, None, False)
    # A server may have kept a release, or drawn a picture, of what it held until it saw the new warehouse.
    for step in (away.from_releases, away.from_pictures):
        undone += _done(step, going, warehouse)
    for problem in undone:
        say(f"{problem} {UNFINISHED}")
    is_left = _searched(going, raws, warehouse)
    say(ELSEWHERE)
    return 1 if code or undone or is_left else 0


def _done(step: Callable[[Going, Path], str], going: Going, warehouse: Path) -> list[str]:
    """Take a step and say what it did; what it could not do is given back."""
    try:
        if done := step(going, warehouse):
            say(done)
    except (OSError, duckdb.Error, NotChanged, ValueError) as error:
        return [f"A step could not be done ({error})."]
    return []


def _searched(going: Going, raws: Sequence[Path], warehouse: Path) -> bool:
    """Look for it, say what was looked for and where, and whether anything is found or could not be looked into."""
    running = clear_left(warehouse.parent)
    count, holding, unread = away.search(going, [warehouse.parent, *raws], running)
    for file in holding:
        say(f"of it is still found in {file}: look there, and take away by hand what is meant")
    for file in unread:
        say(f"{file} could not be looked into: look there by hand")
    for name in running:
        say(f"A build is at work in {warehouse.parent / name}: it reads the record before it shows anything.")
    say(
        f"looked for {len(going.texts)} texts, {len(going.ids)} ids and {len(going.entry.documents)} documents in "
        f"{count} files: found in {len(holding)}"
    )
    if going.texts_not_sought:
        say(f"not looked for: {going.texts_not_sought} texts of it that are short, or that others have too")
    return bool(holding or unread)


def _announced(entry: Erased) -> str:
    what = f"{len(entry.figures)} figures and {len(entry.answers)} answers"
    if entry.is_source:
        why = f"{entry.id}: its document is the only one of " if entry.id != entry.source else ""
        return f"{why}{entry.source}: the whole source goes, with {what}."
    if entry.what == ROWS:
        return f"{entry.id}: its typed row goes ({what}; rows called exactly the same go together)."
    return f"{entry.id}: the document in which it stands goes, with all that was read in it: {what}."
