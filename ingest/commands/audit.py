"""`audit --sample N --seed S`, `audit FOLDER`: draw figures for two people to read, and tell what they found.

Exit 0: drawn, or both readings are there and the result is written. 1: the readings are not complete, each gap named.
2: nothing was done, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest import reference as reference_data
from ingest.audit import draw, judge
from ingest.audit.draw import Drawn, Held, NoDraw, TooMany, held, in_force
from ingest.audit.judge import CHANGED, NOT_REACHED, Estimate, Judged, agreement, judge_all
from ingest.audit.result import RESULT, Audit, audit_of, result_text
from ingest.commands.say import NoWarehouse, fail, opened, say
from ingest.fetch.source_file import write_whole
from ingest.warehouse.releases import UnknownRelease, open_release

READERS = 2


def audit(folder: Path | None, sample: int | None, seed: int | None, under: Path, warehouse: Path) -> int:
    """`folder`: a draw that is there; else `sample` figures by `seed`, in a folder of its own below `under`."""
    if folder is not None and (sample is not None or seed is not None):
        return fail("Name a draw's folder, or --sample N and --seed S for a new draw, and not both.")
    if folder is None and (sample is None or seed is None):
        return fail("Say --sample N and --seed S to draw, or name the folder of a draw that two people have read.")
    try:
        if folder is None and sample is not None and seed is not None:
            folder, is_new = _drawn(sample, seed, under, warehouse)
            if is_new:
                return 0
        assert folder is not None
        return _finish(folder, warehouse)
    except (NoWarehouse, NoDraw, TooMany) as problem:
        return fail(str(problem))
    except OSError as error:
        return fail(f"{error.filename or under}: can't be read or written ({error.strerror}). Name another --folder.")


def _drawn(sample: int, seed: int, under: Path, warehouse: Path) -> tuple[Path, bool]:
    """The folder of a draw, and whether it was made now. One that is there is left as it is, readings and all."""
    with opened(warehouse) as con:
        everything = held(con)
        release = _release(con)
    drawn = draw.draw(in_force(everything), sample, seed, release)
    folder = under / draw.folder_name(release, sample, seed)
    if (folder / draw.DRAW).exists():
        return folder, False
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in draw.files(drawn, everything, reference_data.load()).items():
        write_whole(folder / name, data)
    say(f"{folder}: {sample} of {sum(drawn.sizes.values())} figures in force of release {release} are drawn.")
    say(
        f"Two people each fill a copy of {draw.SHEET}, named reader-AB.csv by initials, by {draw.CODEBOOK} and "
        "without looking into the warehouse, the pages or our transcripts (docs/audit.md)."
    )
    say(f"Then: python -m ingest audit {folder}")
    return folder, True


def _release(con: duckdb.DuckDBPyConnection) -> str:
    row = con.execute("select release from release").fetchone()
    if row is None:
        raise duckdb.Error("its table release is empty")
    return str(row[0])


def _finish(folder: Path, warehouse: Path) -> int:
    drawn = draw.read_draw(folder)
    paths, problems = judge.reader_files(folder)
    if len(paths) != READERS and not problems:
        found = ", ".join(path.name for path in paths) or "none"
        problems.append(
            f"{folder}: readings of two people are needed, and there are: {found}. Each fills a copy of {draw.SHEET}, "
            "named reader-AB.csv by initials."
        )
    reference = reference_data.load()
    readers = [judge.read(path, drawn, reference) for path in paths]
    problems += [problem for reader in readers for problem in (*reader.problems, *reader.missing)]
    if problems:
        for problem in problems:
            fail(problem)
        return fail(f"No result yet: {len(problems)} {'thing is' if len(problems) == 1 else 'things are'} open.", 1)
    figures, is_of_the_release = _figures(drawn, warehouse)
    one, other = readers
    judged = judge_all(drawn, figures, one.by_place, other.by_place)
    agreed = agreement(one, other, list(drawn.places))
    found_out = audit_of(drawn, (one.initials, other.initials), judged, agreed)
    write_whole(folder / RESULT, result_text(found_out).encode())
    _tell(folder, found_out)
    _tell_standing(drawn, judged, is_of_the_release, warehouse)
    return 0


def _figures(drawn: Drawn, warehouse: Path) -> tuple[list[Held], bool]:
    """The figures of the release that was drawn from where it is kept, else those of the warehouse as it is now."""
    try:
        with open_release(drawn.release, warehouse) as con:
            return held(con), True
    except (UnknownRelease, duckdb.Error):
        with opened(warehouse) as con:
            return held(con), False


def _tell(folder: Path, found: Audit) -> None:
    tally, agreed = found.tally, found.agreement
    say(f"{folder / RESULT}: {tally.judged} of {tally.rows} figures judged by {' and '.join(found.readers)}.")
    say(
        f"  {tally.right} right, {tally.wrong_in_meaning} wrong in meaning, {tally.wrong_in_value} wrong in value, "
        f"{tally.disputed} disputed between the readers"
    )
    say(f"  error rate {_in_words(found.error_rate)}; in value {_in_words(found.error_rate_in_value)}")
    for part in found.strata:
        counts = f"{part.tally.wrong} of {part.tally.judged} wrong"
        say(f"    {part.kind}, {part.hand}: {counts}; {_in_words(part.error_rate)}")
    if agreed and agreed.share is not None:
        say(f"  the readers read {agreed.alike} of {agreed.read} numbers alike ({100 * agreed.share:.0f} %)")
    for one in found.differences:
        verdict = one.verdict.replace("_", " ")
        say(f"  {one.figure} {verdict}: {'; '.join((f'held {one.held}', *one.read)) if one.read else 'not judged'}")


def _tell_standing(drawn: Drawn, judged: Sequence[Judged], is_of_the_release: bool, warehouse: Path) -> None:
    """Which figures could not be read, and which the warehouse no longer holds as they were drawn."""
    not_reached = [one.drawn.figure_id for one in judged if one.verdict == NOT_REACHED]
    if not_reached:
        say(f"  not reached by both, not judged: {', '.join(not_reached)}")
    changed = [one.drawn.figure_id for one in judged if one.verdict == CHANGED]
    if changed:
        say(f"  release {drawn.release} is not kept; gone or changed since the draw, not judged: {', '.join(changed)}")
    elif is_of_the_release and warehouse.is_file():
        with opened(warehouse) as con:
            now = {one.figure_id: one.digest for one in in_force(held(con))}
        changed = [one.figure_id for one in drawn.figures if now.get(one.figure_id) != one.digest]
        if changed:
            say(f"  judged as they were drawn, gone or changed since: {', '.join(changed)}")


def _in_words(found: Estimate | None) -> str:
    if found is None:
        return "not known, for none was judged"
    ends = found.interval
    return f"{100 * found.rate:.1f} % (95 % interval {100 * ends.low:.1f} to {100 * ends.high:.1f} %)"
