"""`erase SOURCE|FIGURE_ID --reason …`: take a source, or a figure with its document, out of everything that is kept.

Exit 0: erased, and nothing of it is found any more. 1: erased, but something is still found, or a source could not be
read by the build that follows; named. 2: nothing erased, and why.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import typer

from ingest.commands.build import build
from ingest.commands.open_warehouse import NoWarehouse, opened
from ingest.commands.say import fail, say
from ingest.erasure import left_over, raw_folder, record, releases, target
from ingest.erasure.raw_folder import NotErased
from ingest.erasure.record import Erased, RecordProblem
from ingest.erasure.target import NoTarget, Target
from ingest.warehouse.releases import folder_of

ELSEWHERE = (
    "This command can't reach git's history, backups, exports and copies that others took. Originals are not in git; a "
    "transcript is: docs/erase.md says what to do. A server that runs drops its copies at its next answer."
)


def erase(erased_id: str, reason: str, raws: Sequence[Path], warehouse: Path) -> int:
    if not reason.strip():
        return fail("Say why in --reason: it is shown where the source or figure was. Name nobody in it.")
    try:
        record.read(raws)
        with opened(warehouse) as con:
            going = target.find(erased_id, con)
            again = _same_documents(con, going)
        folder = raw_folder.folder_of(going, list(raws))
    except (NoTarget, NoWarehouse, NotErased, RecordProblem) as problem:
        return fail(str(problem))
    say(_announced(going))
    if sys.stdin.isatty() and not typer.confirm("It can't be brought back. Erase?", default=False):
        return fail("Nothing was erased.")
    raw = folder.parents[1]
    try:
        taken = raw_folder.take_away(going, folder)
        # Behind the documents and before all else: from here on a build that breaks off leaves it out.
        record.add(raw, Erased(erased_id, date.today(), reason, going.figures, going.answers, going.digests))
    except (NotErased, OSError) as problem:
        return fail(f"{problem} Nothing was erased.")
    say(f"taken away: {taken}")
    _clear_caches(warehouse)
    try:
        changed = releases.take_away(going, folder_of(warehouse))
    except (OSError, duckdb.Error) as problem:
        changed = []
        say(f"A kept release could not be written anew ({problem}): take {folder_of(warehouse)} away by hand.")
    say(f"kept releases written anew: {', '.join(changed) or 'none had it'}")
    code = build(raws, warehouse, None, False)
    left = left_over.found(going, [warehouse.parent, *raws])
    for file in left:
        say(f"words of it are still found in {file}: look there, and take away by hand what is meant")
    for other in again:
        say(f"The same document is in {other} too: erase that as well, if it is meant.")
    say(ELSEWHERE)
    return 1 if left or code else 0


def _announced(going: Target) -> str:
    what = f"{len(going.figures)} figures and {len(going.answers)} answers"
    if going.is_whole_source:
        return f"{going.source_id}: the whole source goes, with {what}."
    if going.is_rows:
        return f"{going.erased_id}: its row of our transcript goes ({what}; rows called the same go together)."
    return f"{going.erased_id}: the document in which it stands goes, with all that was read in it: {what}."


def _same_documents(con: duckdb.DuckDBPyConnection, going: Target) -> list[str]:
    rows = con.execute(
        "select distinct source_id from documents where list_contains(?, sha256) and source_id <> ? order by 1",
        [list(going.digests), going.source_id],
    ).fetchall()
    return [row[0] for row in rows]


def _clear_caches(warehouse: Path) -> None:
    """What was read and what was drawn is made anew; folders of builds that were killed go too."""
    shutil.rmtree(warehouse.parent / ".cache", ignore_errors=True)
    for left in warehouse.parent.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
