"""`erase SOURCE|FIGURE_ID --reason …`: take a source, or a figure with its document, out of everything that is kept.

The record is written before anything goes, and each step can be done again: the same command on the same id finishes
what broke off.

Exit 0: erased, and of the texts, ids and documents that were sought none is found. 1: erased, but something is still
found, a step could not be done, or a source could not be read by the build that follows; named. 2: nothing erased, and
why.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import typer

from ingest import reports
from ingest.audit import kept as audits_kept
from ingest.commands.build import build
from ingest.commands.open_warehouse import NoWarehouse
from ingest.commands.say import fail, say
from ingest.erasure import audits, left_over, raw_folder, record, releases, reported
from ingest.erasure.left_over import Sought
from ingest.erasure.plan import Plan, again, planned
from ingest.erasure.raw_folder import NotErased
from ingest.erasure.record import ROWS, Erased, RecordProblem
from ingest.erasure.target import NoTarget, Target
from ingest.warehouse import swap
from ingest.warehouse.build import clear_left
from ingest.warehouse.releases import folder_of

ELSEWHERE = (
    "This command can't reach git's history, backups, exports and copies that others took. Originals are not in git; a "
    "transcript is: docs/erase.md says what to do. A server that runs drops its copies at its next answer."
)
UNFINISHED = "It is recorded, so no build shows it. Mend that, then run the same command again: it does the rest."


def erase(erased_id: str, reason: str, raws: Sequence[Path], warehouse: Path) -> int:
    if not reason.strip():
        return fail("Say why in --reason: it is shown where the source or figure was. Name nobody in it.")
    try:
        before = record.of_id(erased_id, record.read(raws))
        plan = again(before, raws, warehouse) if before else planned(erased_id, raws, warehouse)
    except (NoTarget, NoWarehouse, NotErased, RecordProblem) as problem:
        return fail(str(problem))
    except (OSError, duckdb.Error) as error:
        return fail(f"{erased_id}: what goes with it could not be found out ({error}). Nothing was erased.")
    say(_announced(plan.target) if before is None else _announced_again(before))
    for other in plan.same_documents:
        say(f"The same document is in {other} too. It is shown nowhere from now on; its file stays there.")
    if sys.stdin.isatty() and not typer.confirm("It can't be brought back. Erase?", default=False):
        return fail("Nothing was erased.")
    if before is None:
        try:
            with swap.alone(warehouse):
                record.add(plan.raw, _entry(plan.target, reason))
        except OSError as error:
            return fail(f"{plan.raw / record.FILE}: could not be written ({error}). Nothing was erased.")
    return _carried_out(plan, raws, warehouse)


def _carried_out(plan: Plan, raws: Sequence[Path], warehouse: Path) -> int:
    """Every step, in an order in which each may be the last one before a crash, and the search at the end."""
    undone: list[str] = []
    for step in (_from_raw, _from_caches, _from_releases, _from_audits, _from_reports):
        undone += _done(step, plan, warehouse)
    code = build(raws, warehouse, None, False)
    # A server may have kept a release, or drawn a picture, of what it held until it saw the new warehouse.
    for step in (_from_releases_again, _from_pictures):
        undone += _done(step, plan, warehouse)
    for problem in undone:
        say(f"{problem} {UNFINISHED}")
    is_found = _searched(plan, raws, warehouse)
    say(ELSEWHERE)
    return 1 if code or undone or is_found else 0


def _done(step: Callable[[Plan, Path], list[str]], plan: Plan, warehouse: Path) -> list[str]:
    """Do a step and say what could not be done: the next ones are done all the same."""
    try:
        return step(plan, warehouse)
    except (OSError, duckdb.Error) as error:
        return [f"A step could not be done ({error})."]


def _from_raw(plan: Plan, warehouse: Path) -> list[str]:
    raw_folder.take_away(plan.change)
    say(f"taken away: {plan.change.said}")
    return []


def _from_caches(plan: Plan, warehouse: Path) -> list[str]:
    """What was read and what was drawn is made anew; folders of builds that were killed go too."""
    _clear(warehouse.parent / ".cache")
    clear_left(warehouse.parent)
    return []


def _from_pictures(plan: Plan, warehouse: Path) -> list[str]:
    _clear(warehouse.parent / ".cache" / "evidence")
    return []


def _clear(folder: Path) -> None:
    """Take a folder away in which others may be writing. Raises OSError where a file that was there stays."""
    there = [path for path in folder.rglob("*") if path.is_file()]
    shutil.rmtree(folder, ignore_errors=True)
    for path in there:
        if path.exists():
            raise OSError(f"{path} can't be taken away")


def _from_releases(plan: Plan, warehouse: Path) -> list[str]:
    changed = releases.take_away(plan.target, folder_of(warehouse))
    say(f"kept releases written anew: {', '.join(changed) or 'none had it'}")
    return []


def _from_releases_again(plan: Plan, warehouse: Path) -> list[str]:
    changed = releases.take_away(plan.target, folder_of(warehouse))
    if changed:
        say(f"kept meanwhile by a server, and written anew: {', '.join(changed)}")
    return []


def _from_audits(plan: Plan, warehouse: Path) -> list[str]:
    changed, problems = audits.take_away(plan.target.ids, plan.beside, audits_kept.folder_of(warehouse))
    if changed:
        say(f"taken out of audits: {', '.join(changed)}")
    return problems


def _from_reports(plan: Plan, warehouse: Path) -> list[str]:
    gone, problems = reported.take_away(plan.about, reports.path_of(warehouse))
    if gone:
        say(f"reports of error about it taken away: {gone}")
    return problems


def _searched(plan: Plan, raws: Sequence[Path], warehouse: Path) -> bool:
    """Look for it, say what was looked for and where, and whether anything is found or could not be looked into."""
    running = clear_left(warehouse.parent)
    sought = Sought(plan.texts, plan.target.ids, plan.target.digests)
    result = left_over.search(sought, [warehouse.parent, *raws], running)
    for file in result.holding:
        say(f"of it is still found in {file}: look there, and take away by hand what is meant")
    for file in result.unread:
        say(f"{file} could not be looked into: look there by hand")
    for name in running:
        say(f"A build is at work in {warehouse.parent / name}: it reads the record before it shows anything.")
    say(
        f"looked for {len(plan.texts)} texts, {len(plan.target.ids)} ids and {len(plan.target.digests)} documents in "
        f"{result.files} files: found in {len(result.holding)}"
    )
    if plan.texts_not_sought:
        say(f"not looked for: {plan.texts_not_sought} texts of it that are short, or that others have too")
    return bool(result.holding or result.unread)


def _entry(target: Target, reason: str) -> Erased:
    return Erased(
        target.erased_id, date.today(), reason, target.what, target.source_id,
        target.figures, target.answers, target.digests,
    )  # fmt: skip


def _announced(going: Target) -> str:
    what = f"{len(going.figures)} figures and {len(going.answers)} answers"
    if going.is_whole_source and going.erased_id != going.source_id:
        return (
            f"{going.erased_id}: its document is the only one of {going.source_id}: the whole source goes, with {what}."
        )
    if going.is_whole_source:
        return f"{going.source_id}: the whole source goes, with {what}."
    if going.what == ROWS:
        return f"{going.erased_id}: its typed row goes ({what}; rows called exactly the same go together)."
    return f"{going.erased_id}: the document in which it stands goes, with all that was read in it: {what}."


def _announced_again(before: Erased) -> str:
    return (
        f"{before.erased_id}: was erased on {before.on} ({before.reason}). What of it is left goes now; day and reason "
        "stay as they are recorded."
    )
