"""`prune`: the kept releases, each with why it stays; with --keep, those that nothing keeps go.

Exit 0: said, and done. 1: a release could not be taken away, named with the reason. 2: nothing done (no warehouse; a
draw, or a line of the cited ones, that can't be read, so that nobody knows whose it is).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from ingest.audit import judge, sample
from ingest.commands.common import WAREHOUSE, Warehouse, fail, opened, say, stopping
from ingest.warehouse import releases

DAYS = 90


@stopping
def prune(
    keep: Annotated[
        int | None,
        typer.Option(min=1, envvar="DISCLOSED_KEEP", show_envvar=False, help="How many of the latest stay."),
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="What was built in so many days stays.")] = DAYS,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    folder = releases.folder_of(warehouse)
    names = releases.release_names(folder)
    why = _why_kept(names, keep, days, warehouse)
    exit_code = 0
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
    drawn = {sample.read_draw(draw.parent).release for draw in judge.folder_of(warehouse).glob(f"*/{sample.DRAW}")}
    youngest = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S")
    built = {name: releases.built_at(folder / name) for name in names}
    why = dict.fromkeys(names, "no --keep says how many") if keep is None else {}
    why |= {name: "when it was built can't be read" for name in names if not built[name]}
    why |= {name: f"younger than {days} days" for name in names if built[name] > youngest}
    why |= dict.fromkeys(names[-keep:], f"of the latest {keep}") if keep else {}
    why |= dict.fromkeys(drawn, "an audit drew from it") | releases.cited(folder) | {served: "served"}
    return {name: why[name] for name in names if name in why}
