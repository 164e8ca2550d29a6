"""Folders -> what the project reads in them, by its own entry, in as many processes as wished."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from benchmarks.accuracy.subject import FOLDER
from ingest import reference as reference_data
from ingest.model import Figure, Outcome, Proposal
from ingest.reference import Reference, campaigns
from ingest.settle.readings import read_folder
from ingest.sources import Failure


@dataclass(frozen=True)
class Reading:
    """What was read in one folder. `words`: every text that would go on into the warehouse or to a person."""

    figures: tuple[Figure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    words: str = ""
    seconds: float = 0.0
    failures: tuple[str, ...] = field(default=())
    proposals: tuple[Proposal, ...] = ()


@cache
def reference() -> Reference:
    """The project's reference data with the examiner's own campaign beside its own."""
    loaded = reference_data.load()
    return replace(loaded, campaigns={**loaded.campaigns, **campaigns(FOLDER)})


def read_one(folder: Path) -> Reading:
    start = time.perf_counter()
    try:
        result = read_folder(folder, reference())
    except Exception as error:
        return Reading(failures=(f"crashed: {type(error).__name__}: {error}",))
    seconds = time.perf_counter() - start
    if isinstance(result, Failure):
        return Reading(failures=(f"{result.place}: {result.message}",), seconds=seconds)
    figures = tuple(f for d in result.documents for f in d.figures)
    outcomes = tuple(o for d in result.documents for o in d.outcomes)
    problems = tuple(f"{p.locator}: {p.message}" for d in result.documents for p in d.problems)
    proposals = tuple(p for d in result.documents for p in d.proposals)
    words = [problem for problem in problems]
    words += [f"{p.label} {p.quote}" for p in proposals]
    words += [f"{f.quote} {f.note} {f.offence_label} {f.period_label} {f.dimensions} {f.chain}" for f in figures]
    words += [f"{o.quote} {o.note} {o.text} {o.force_caveat}" for o in outcomes]
    words += [f"{c.text} {c.row_label} {c.column_label}" for d in result.documents for c in d.blocks.cells]
    return Reading(
        figures, outcomes, problems, tuple(d.reference for d in result.documents if d.reference), "\n".join(words),
        seconds, tuple(f"{f.place}: {f.message}" for f in result.failures), proposals,
    )  # fmt: skip


def read_all(folders: list[Path], workers: int) -> list[Reading]:
    if workers <= 1:
        return [read_one(folder) for folder in folders]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(read_one, folders, chunksize=8))
