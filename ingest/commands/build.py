"""`build`: every source read, a new warehouse beside the old one, checked and swapped in.

Exit 0: done. 1: done, but some source could not be read or, with --strict, an error stands among the checks;
each is named with the reason, all others are in the warehouse. 2: nothing done, the old warehouse is untouched.
`workers`: None for as many processes as what is to be read is worth: a few documents are read before processes start.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest import reference as reference_data
from ingest.answers import waiting
from ingest.commands.common import RAWS, WAREHOUSE, Raws, Warehouse, fail, need_raws, say, stderr, stopping
from ingest.erasure import record
from ingest.reference import Reference
from ingest.settle.place import place_all
from ingest.settle.readings import collect, count_folders
from ingest.sources import Failure, SourceReading
from ingest.warehouse.build import WarehouseProblem
from ingest.warehouse.build import build as build_warehouse

NEW_VALUES_BEFORE_CYCLES_ARE_SOUGHT = 100_000
"""Python's own 2,000 has it look through all that was read dozens of times, and there is no cycle to be found."""
SECONDS_BETWEEN_DRAWINGS = 0.1  # of the bar
UNTOUCHED = "If a warehouse was there, it is untouched."


@stopping
def build(
    raws: Raws = RAWS,
    warehouse: Warehouse = WAREHOUSE,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0, help="Processes that read documents; without it as many as it is worth; 0: none, and no limits."
        ),
    ] = None,
    is_strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an error stands among the checks.")] = False,
) -> int:
    need_raws(raws)
    reference = reference_data.load()
    if warehouse.is_dir():
        return fail(f"{warehouse}: is a folder. Name the warehouse's file with --warehouse.")
    record.read(raws)  # one that can't be read stops here, before anything else is
    gc.set_threshold(NEW_VALUES_BEFORE_CYCLES_ARE_SOUGHT)
    try:
        readings, failures = _read(raws, workers, warehouse)
    except OSError as error:
        return fail(f"{error.filename or raws[0]}: could not be read ({error.strerror}). {UNTOUCHED}")
    try:
        release, failures = _swapped_in(readings, failures, raws, reference, warehouse)
    except (OSError, duckdb.Error, WarehouseProblem) as error:
        return fail(f"{warehouse}: could not be written ({error}). {UNTOUCHED}")
    return _say_result(warehouse, release, failures, is_strict)


def _swapped_in(
    readings: Sequence[SourceReading],
    failures: Sequence[Failure],
    raws: Sequence[Path],
    reference: Reference,
    warehouse: Path,
) -> tuple[str, list[Failure]]:
    """Build without what was erased and swap it in. Where something was erased meanwhile, build again without it: what
    was read before must not come back. Returns the release and every failure."""
    while True:
        erased = record.read(raws)
        left, back = record.without_erased(readings, erased)
        every = [*failures, *back]

        def is_still_so(erased: Sequence[record.Erased] = erased) -> bool:
            return record.read(raws) == erased

        placed = place_all(left, reference)
        release = build_warehouse(placed, every, reference, warehouse, record.rows_of(erased), is_still_so)
        if release is not None:
            waiting.write(warehouse, left)
            return release, every
        shutil.rmtree(_readings_folder(warehouse), ignore_errors=True)  # kept since by this build, it may hold them


def _readings_folder(warehouse: Path) -> Path:
    return warehouse.parent / ".cache" / "readings"


def _say_result(warehouse: Path, release: str, failures: Sequence[Failure], is_strict: bool) -> int:
    """Say what could not be read and what the warehouse holds, and give the exit code."""
    for failure in failures:
        stderr.print("not read ", style="bold", markup=False, end="")
        stderr.print(f"{failure.place}: {failure.message}", markup=False)
    errors = _summary(warehouse, release, failures)
    return 1 if failures or (is_strict and errors) else 0


def _read(raws: Sequence[Path], workers: int | None, warehouse: Path) -> tuple[list[SourceReading], list[Failure]]:
    total = count_folders(raws) if stderr.is_terminal else None  # thousands are not counted for a bar that nobody sees
    cache_folder = _readings_folder(warehouse)
    with Progress(
        TextColumn("reading sources"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=stderr,
        transient=True,
        disable=not stderr.is_terminal,
        auto_refresh=False,  # by a thread, which a process that is forked beside it may inherit in the midst of a lock
    ) as progress:
        task = progress.add_task("sources", total=total)
        drawn_at = 0.0

        def advance() -> None:
            nonlocal drawn_at
            is_due = time.monotonic() > drawn_at + SECONDS_BETWEEN_DRAWINGS
            progress.update(task, advance=1, refresh=is_due)
            drawn_at = time.monotonic() if is_due else drawn_at

        return collect(raws, workers=workers, cache_folder=cache_folder, on_source=advance)


def _summary(warehouse: Path, release: str, failures: Sequence[Failure]) -> int:
    """Say what the warehouse holds, and give the number of errors among its checks."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((sources, figures, of_forces, forces, outcomes),) = con.execute(
            "select sources, figures, figures_of_forces, forces_with_figures, outcomes from release"
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
