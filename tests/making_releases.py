"""Two releases of one warehouse, the first of them kept: what a second build changed is known beforehand."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ingest.commands.build import build
from ingest.warehouse.releases import folder_of, keep, release_names

TOML = """
force = "{force}"
reference = "1"
title = "A reply"
kind = "force_response"
publisher = "Police"
law = "FOIA 2000"
campaign = "online-grooming-2019-20"
url = "https://foi.example/{force}"
[[document]]
path = "reply.txt"
form = "original"
"""


def put(raw: Path, force: str, *lines: str, more: str = "") -> None:
    folder = raw / force / "1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.toml").write_text(TOML.format(force=force) + more)
    (folder / "reply.txt").write_text("Our ref: 1/21\n\n" + "\n".join(lines) + "\n")


def two_releases(folder: Path) -> None:
    """A warehouse with its release, and the one before it, which is kept."""
    raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
    put(raw, "kent", "1a. 22 arrests", "1c. 5 arrests", "2. None")
    put(raw, "essex", "1a. 9 arrests")
    assert build([raw], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((first,),) = con.execute("select release from release").fetchall()
        ((withdrawn,),) = con.execute("select figure_id from figures where question = '1c'").fetchall()
        assert keep(con, first, folder_of(warehouse))
    away = f'[[withdrawal]]\nfigures = ["{withdrawn}"]\non = 2021-05-01\nreason = "Counted twice."\nby = "AB"\n'
    put(raw, "kent", "1a. 23 arrests", "1c. 5 arrests", "2. Section 31(3) applies.", more=away)
    put(raw, "essex")
    put(raw, "surrey", "1a. 4 arrests")
    assert build([raw], warehouse, 0, False) == 0


def releases_in(folder: Path) -> tuple[Path, str, str]:
    """The warehouse, the release that is kept of it, and its own."""
    warehouse = folder / "warehouse.duckdb"
    (first,) = release_names(folder_of(warehouse))
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((second,),) = con.execute("select release from release").fetchall()
    return warehouse, first, second
