"""`build`: every source read, a new warehouse beside the old one, checked and swapped in.

Exit 0: done. 1: done, but some source could not be read or, with --strict, an error stands among the checks;
each is named with the reason, all others are in the warehouse. 2: nothing done, the old warehouse is untouched.
`workers`: None for as many processes as what is to be read is worth: a few documents are read before processes start.
`lake`: its release then comes into that lake. 1 also where it could not: the file is built.

`erase SOURCE|FIGURE_ID --reason …`: a source, or a figure with its document, out of everything that is kept, and a
build without it. The record is written before anything goes, and each step can be done again: the same command on the
same id finishes what broke off. Exit 0: erased. 1: erased, but a step could not be done, or a source could not be read
by the build that follows; named. 2: nothing erased, and why.
"""

from __future__ import annotations

import atexit
import gc
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from ingest import erasure
from ingest import reference as reference_data
from ingest.answers import proposals
from ingest.commands.common import RAWS, WAREHOUSE, Raws, Warehouse, fail, need_raws, say, stderr, stopping
from ingest.erasure import ROWS, Erased, Going
from ingest.model import Stop
from ingest.reference import Reference
from ingest.settle.readings import collect, documents_setting, folders_in, is_as_made, keep_state, state_of
from ingest.settle.rulings import place_all
from ingest.sources import Failure, NotChanged, SourceReading
from ingest.warehouse import lake as lakes
from ingest.warehouse import releases
from ingest.warehouse.build import build as build_warehouse

Lake = Annotated[str | None, typer.Option(envvar="DISCLOSED_LAKE", help="A lake's catalogue: `postgres:…`, or a file.")]
NEW_VALUES_BEFORE_CYCLES_ARE_SOUGHT = 100_000
"""Python's own 2,000 has it look through all that was read dozens of times, and there is no cycle to be found."""
UNTOUCHED = "If a warehouse was there, it is untouched."
NOTHING_NEW = "nothing has changed since it was built (--reread looks into every file)"


@stopping
def build(
    raws: Raws = RAWS,
    warehouse: Warehouse = WAREHOUSE,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes that read; 0: none, and no limits.")] = None,
    is_strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an error stands among the checks.")] = False,
    dask: Annotated[str | None, typer.Option(help="A Dask scheduler, tcp://host:8786, whose workers read.")] = None,
    lake: Lake = None,
    rows: Annotated[
        str | None, typer.Option("--lake-rows", envvar="DISCLOSED_LAKE_ROWS", help="Where a new lake keeps its rows.")
    ] = None,
    is_reread: Annotated[bool, typer.Option("--reread", help="Look into files that seem unchanged too.")] = False,
) -> int:
    need_raws(raws)
    if lake:
        lakes.engine()  # without it nothing is done
    if dask and workers is not None:
        return fail("--dask and --workers: a cluster has its own workers. Leave --workers out.")
    documents = documents_setting()
    if warehouse.is_dir():
        return fail(f"{warehouse}: is a folder. Name the warehouse's file with --warehouse.")
    erasure.read_record(raws)  # one that can't be read stops here, before anything else is
    gc.set_threshold(NEW_VALUES_BEFORE_CYCLES_ARE_SOUGHT)
    atexit.register(gc.freeze)  # else all is looked through once more when the program ends
    state, failures = state_of(raws, documents), list[Failure]()
    if not is_reread and is_as_made(*_record(warehouse, state)):
        say(NOTHING_NEW)
    else:
        reference = reference_data.load()
        try:
            readings, failures = _read(raws, warehouse, workers=workers, dask=dask, documents=documents)
            failures = _swapped_in(readings, failures, raws, reference, warehouse, state)
        except (OSError, duckdb.Error, Stop) as error:
            return fail(f"{warehouse}: could not be built ({error}). {UNTOUCHED}")
    for failure in failures:
        stderr.print("not read ", style="bold", markup=False, end="")
        stderr.print(f"{failure.place}: {failure.message}", markup=False)
    errors = _summary(warehouse, failures)
    if lake is not None:
        try:
            is_new = lakes.put(warehouse, lake, rows)
        except duckdb.Error as error:
            whole = "The lake holds whole releases alone. Mend that, and run this again."
            return fail(f"The release could not come into the lake ({error}). {whole}", 1)
        say(f"the lake has it as its newest snapshot{'' if is_new else ' already'}")
    return 1 if failures or (is_strict and errors) else 0


def _swapped_in(
    readings: Sequence[SourceReading],
    failures: Sequence[Failure],
    raws: Sequence[Path],
    reference: Reference,
    warehouse: Path,
    state: str | None,
) -> list[Failure]:
    """Build without what was erased and swap it in; again where something was erased meanwhile. Gives every failure."""
    while True:
        erased = erasure.read_record(raws)
        left, back = erasure.without_erased(readings, erased)
        every = [*failures, *back]

        def is_still_so(erased: Sequence[erasure.Erased] = erased) -> bool:
            return erasure.read_record(raws) == erased

        def then(left: Sequence[SourceReading] = left, is_whole: bool = not every) -> None:
            proposals.write(warehouse, left)
            keep_state(*_record(warehouse, state if is_whole else None))

        placed, rows = place_all(left, reference), erasure.rows_of_erased(erased)
        if build_warehouse(placed, every, reference, warehouse, rows, is_still_so, then) is not None:
            return every
        shutil.rmtree(_readings_folder(warehouse), ignore_errors=True)  # kept since by this build, it may hold them


def _record(warehouse: Path, state: str | None) -> tuple[Path, str | None, list[Path]]:
    kept = warehouse.parent / ".cache" / f"{warehouse.name}.unchanged"
    return kept, state, [warehouse, proposals.file_of(warehouse)]


def _readings_folder(warehouse: Path) -> Path:
    return warehouse.parent / ".cache" / "readings"


def _read(raws: Sequence[Path], warehouse: Path, **by: Any) -> tuple[list[SourceReading], list[Failure]]:
    total = len(folders_in(raws)) if stderr.is_terminal else 0  # not counted for what nobody sees
    done = count(1)

    def advance() -> None:
        n = next(done)
        if total:
            print(f"\rreading sources {n} of {total}", end="\n" if n == total else "", file=sys.stderr, flush=True)

    return collect(raws, **by, cache_folder=_readings_folder(warehouse), on_source=advance)


def _summary(warehouse: Path, failures: Sequence[Failure]) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((release, sources, figures, of_forces, forces, outcomes),) = con.execute(
            "select release, sources, figures, figures_of_forces, forces_with_figures, outcomes from release"
        ).fetchall()
        counts = dict(con.execute("select severity, count(*) from checks group by severity").fetchall())
    say(f"{warehouse}: release {release}")
    say(f"{sources} sources, {figures} figures in force ({of_forces} of {forces} single forces), {outcomes} outcomes")
    say(
        f"checks: {counts.get('error', 0)} errors, {counts.get('warning', 0)} warnings, "
        f"{counts.get('note', 0)} notes (python -m ingest check)"
    )
    if failures:
        say(f"{len(failures)} could not be read, named above; everything else is in the warehouse")
    return int(counts.get("error", 0))


ELSEWHERE = (
    "This command can't reach git's history, backups, exports, a store of documents and copies that others took. "
    "Originals are not in git; a transcript is: docs/erase.md says what to do. A server that runs drops its copies at "
    "its next answer."
)
UNFINISHED = "It is recorded, so no build shows it. Mend that, then run the same command again: it does the rest."


@stopping
def erase(
    erased_id: Annotated[str, typer.Argument(metavar="SOURCE|FIGURE_ID", help="What is to go.")],
    reason: Annotated[str, typer.Option(help="Why, in words that name nobody: it is shown in its place.")],
    raws: Raws = RAWS,
    warehouse: Warehouse = WAREHOUSE,
    lake: Lake = None,
) -> int:
    if lake:
        lakes.engine()
    if not reason.strip():
        return fail("Say why in --reason: it is shown where the source or figure was. Name nobody in it.")
    try:
        before = erasure.of_id(erased_id, erasure.read_record(raws))
        going = erasure.going(before or erased_id, reason, raws, warehouse)
    except (OSError, duckdb.Error) as error:
        return fail(f"{erased_id}: what goes with it could not be found out ({error}). Nothing was erased.")
    again = "What of it is left goes now; day and reason stay as they are recorded."
    say(f"{before.id}: was erased on {before.on} ({before.reason}). {again}" if before else _announced(going.entry))
    if sys.stdin.isatty() and not typer.confirm("It can't be brought back. Erase?", default=False):
        return fail("Nothing was erased.")
    if before is None:
        with releases.alone(warehouse):
            erasure.add_record(going.raw, going.entry)
    return _carried_out(going, raws, warehouse, lake)


def _carried_out(going: Going, raws: list[Path], warehouse: Path, lake: str | None) -> int:
    """Every step, in an order in which each may be the last before a crash; the next is done where one failed."""
    undone: list[str] = []

    def do(*steps: Callable[[Going, Path], str]) -> None:
        for step in steps:
            try:
                if done := step(going, warehouse):
                    say(done)
            except (OSError, duckdb.Error, NotChanged, Stop, ValueError) as error:
                undone.append(f"A step could not be done ({error}).")

    do(erasure.from_raw, erasure.from_releases, erasure.from_audits, erasure.from_reports)
    code = build(raws, warehouse, lake=lake)
    # A server may have kept a release, or drawn a picture, of what it held until it saw the new warehouse.
    do(erasure.from_releases, erasure.from_pictures)
    for problem in undone:
        say(f"{problem} {UNFINISHED}")
    say(ELSEWHERE)
    return 1 if code or undone else 0


def _announced(entry: Erased) -> str:
    what = f"{len(entry.figures)} figures and {len(entry.answers)} answers"
    if entry.is_source:
        why = f"{entry.id}: its document is the only one of " if entry.id != entry.source else ""
        return f"{why}{entry.source}: the whole source goes, with {what}."
    if entry.what == ROWS:
        return f"{entry.id}: its typed row goes ({what}; rows called exactly the same go together)."
    return f"{entry.id}: the document in which it stands goes, with all that was read in it: {what}."
