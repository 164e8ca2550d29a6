"""A small warehouse of letters, a draw from it, and two people's readings of the draw, as tests want them."""

from __future__ import annotations

import atexit
import csv
import filecmp
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from ingest import audit as sheet
from ingest.audit import Held, held, in_force
from ingest.commands.audit import audit
from ingest.commands.build import build

TOML = """
force = "{force}"
reference = "1"
title = "Reply on arrests in 2019/20"
kind = "{kind}"
publisher = "{force} police"
law = "FOIA 2000"
campaign = "online-grooming-2019-20"
url = "https://foi.example/{force}"
[[document]]
path = "reply.txt"
form = "original"
"""
SEED = 7
Change = Callable[[dict[str, str], Held], None]
"""What a reader writes otherwise than the warehouse holds: changes the filled cells of one line."""


def put(raw: Path, force: str, *lines: str, kind: str = "force_response") -> None:
    folder = raw / force / "1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.toml").write_text(TOML.format(force=force, kind=kind))
    (folder / "reply.txt").write_text("Our ref: 1/21\n\n" + "\n".join(lines) + "\n")


def small_warehouse(folder: Path) -> Path:
    """Seven figures of three forces, two of them answers and one a disclosure log: a copy of one that is built once."""
    shutil.copytree(_built(), folder, dirs_exist_ok=True)
    return folder / "warehouse.duckdb"


def _temporary() -> Path:
    """A folder for as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="audited-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _built() -> Path:
    folder = _temporary()
    raw = folder / "raw"
    put(raw, "kent", "1a. 1,234 arrests", "1c. 577 arrests", "3. Fewer than 5 arrests")
    put(raw, "essex", "1a. 961 arrests", "3. 85 arrests")
    put(raw, "surrey", "1a. 443 arrests", "3. 19 arrests", kind="disclosure_log")
    assert build([raw], folder / "warehouse.duckdb", 0, False) == 0
    return folder


def figures_of(warehouse: Path) -> list[Held]:
    if is_as_built(warehouse):
        warehouse = _built() / warehouse.name
    return list(_figures_of(warehouse, warehouse.stat().st_mtime_ns))


@cache
def _figures_of(warehouse: Path, changed_at: int) -> list[Held]:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return in_force(held(con))


def is_as_built(warehouse: Path) -> bool:
    """Whether it is the small one still: what was asked of that once has not to be asked again."""
    return filecmp.cmp(warehouse, _built() / warehouse.name, shallow=False)


def draw_of(warehouse: Path, sample: int) -> Path:
    """The folder of a new draw; of the small warehouse a copy of what the command made once."""
    beside, beside_built = ({file.name for file in one.iterdir()} for one in (warehouse.parent, _built()))
    if is_as_built(warehouse) and beside == beside_built:
        shutil.copytree(_drawn(sample), warehouse.parent, dirs_exist_ok=True)
    else:
        assert audit(None, sample, SEED, warehouse) == 0
    (folder,) = (warehouse.parent / "audit").iterdir()
    return folder


@cache
def _drawn(sample: int) -> Path:
    """What the command makes beside the small warehouse."""
    folder = _temporary()
    warehouse = small_warehouse(folder)
    assert audit(None, sample, SEED, warehouse) == 0
    shutil.rmtree(folder / "raw")
    warehouse.unlink()
    return folder


def rows_of(folder: Path, name: str = sheet.SHEET) -> list[dict[str, str]]:
    with (folder / name).open(encoding=sheet.ENCODING, newline="") as file:
        return list(csv.DictReader(file))


def cells_of(figure: Held) -> dict[str, str]:
    """What a reader fills who reads what the warehouse holds."""
    value = figure.text if figure.text != "nothing" else "blank"
    return {"value": value, "note": "", **dict(zip(sheet.MEANS, figure.meaning, strict=True))}


def fill(folder: Path, initials: str, figures: list[Held], change: Change = lambda cells, figure: None) -> Path:
    """One reader's file: every number of every place, as the warehouse holds it but for what `change` makes of it."""
    by_id = {figure.figure_id: figure for figure in figures}
    path = folder / f"reader-{initials}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sheet.COLUMNS)
        writer.writeheader()
        for row in rows_of(folder):
            drawn = by_id[row["figure"].split(sheet.SEVERAL)[0]]
            for figure in figures:
                if figure.address == drawn.address:
                    cells = cells_of(figure)
                    change(cells, figure)
                    writer.writerow(row | cells)
    return path
