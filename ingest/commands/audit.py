"""`audit --sample N --seed S`, `audit FOLDER`: draw figures for two people to read, and tell what they found.

Exit 0: drawn, or the result of both readings is written. 1: readings are not complete, gaps named. 2: nothing done.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from ingest import audit as audits
from ingest import reference as reference_data
from ingest.audit import CODEBOOK, DRAW, RESULT, SHEET, Audit, Estimate, held, in_force
from ingest.commands.common import WAREHOUSE, Warehouse, fail, opened, say, stopping
from ingest.model import Stop, refusal
from ingest.sources import write_whole
from ingest.warehouse import releases


@stopping
def audit(
    folder: Annotated[Path | None, typer.Argument(metavar="[DRAW]", help="A draw that two people have read.")] = None,
    size: Annotated[int | None, typer.Option("--sample", min=1, help="How many figures to draw.")] = None,
    seed: Annotated[int | None, typer.Option(help="Which draw: the same seed draws the same.")] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    if folder is not None and size is None and seed is None:
        return _finish(folder, warehouse)
    if folder is None and size is not None and seed is not None:
        return _draw(size, seed, warehouse)
    return fail("Say --sample N and --seed S to draw, or name the folder of a draw that was read, and not both.")


def _draw(size: int, seed: int, warehouse: Path) -> int:
    """A new draw, whose release is kept; one that is there is left as it is, readings and all, and is judged."""
    with opened(warehouse) as con:
        everything = held(con)
        ((release,),) = con.execute("select release from release").fetchall()
        figures = in_force(everything)
        drawn = audits.draw(figures, size, seed, release)
        if not releases.keep(con, release, releases.folder_of(warehouse)):
            return fail(f"{releases.folder_of(warehouse)}: the release can't be kept there. Mend that first.")
    folder = audits.folder_of(warehouse) / f"{release}-n{size}-s{seed}"
    if (folder / DRAW).exists():
        return _finish(folder, warehouse)
    head = {"release": release, "sample": size, "seed": seed}
    audits.write(folder, drawn, everything, head, reference_data.load())
    say(f"{folder}: {size} of {len(figures)} figures in force of release {release} are drawn.")
    say(
        f"Two people each fill a copy of {SHEET}, named reader-AB.csv by initials, by {CODEBOOK} and without looking "
        "into the warehouse, the pages or our transcripts (docs/audit.md)."
    )
    say(f"Then: python -m ingest audit {folder}")
    return 0


def _finish(folder: Path, warehouse: Path) -> int:
    drawn = audits.read_draw(folder)
    try:
        with releases.open_release(drawn.release, warehouse) as con:
            figures = held(con)
    except duckdb.Error as error:
        raise Stop(refusal("release-not-read", release=drawn.release, error=error)) from error
    placed, numbers = audits.placed(drawn, figures), audits.numbers_at(figures)
    wanted = {place: numbers[figure.address] for place, figure in placed}
    readers, problems = audits.read_all(folder, wanted, reference_data.load())
    if problems:
        for problem in problems:
            fail(problem)
        return fail(f"No result yet: {len(problems)} {'thing is' if len(problems) == 1 else 'things are'} open.", 1)
    judged = audits.judge_all(placed, figures, readers)
    result = audits.audit_of(drawn, readers, judged, figures)
    write_whole(folder / RESULT, audits.result_text(result).encode())
    _tell(folder, result)
    if away := [row.held.figure_id for row in judged if row.verdict == "not_reached"]:
        say(f"  not reached by both, not judged: {', '.join(away)}")
    return 0


def _tell(folder: Path, result: Audit) -> None:
    tally = result.tally
    say(f"{folder / RESULT}: {tally.judged} of {tally.rows} figures judged by {' and '.join(result.readers)}.")
    say(
        f"  {tally.right} right, {tally.wrong_in_meaning} wrong in meaning, {tally.wrong_in_value} wrong in value, "
        f"{tally.disputed} disputed between the readers"
    )
    say(f"  error rate {_in_words(result.error_rate)}; in value {_in_words(result.error_rate_in_value)}")
    for part in result.strata:
        counts = f"{part.wrong} of {part.judged} wrong"
        say(f"    {part.kind}, {part.hand}: {counts}; {_in_words(part.error_rate)}")
    if result.read:
        share = 100 * result.alike / result.read
        say(f"  the readers read {result.alike} of {result.read} numbers alike ({share:.0f} %)")
    for difference in result.differences:
        read = "; ".join((f"held {difference.held}", *difference.read))
        say(f"  {difference.figure} {difference.verdict.replace('_', ' ')}: {read}")


def _in_words(rate: Estimate | None) -> str:
    if rate is None:
        return "not known, for none was judged"
    return f"{100 * rate.rate:.1f} % (95 % interval {100 * rate.low:.1f} to {100 * rate.high:.1f} %)"
