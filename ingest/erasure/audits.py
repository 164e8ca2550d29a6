"""What goes -> taken out of the audits that are kept: the draw, the sheet, the readings, and differences in the result.

A place of an audit is read as a whole, and which of its lines is about which figure is not told there: so a place goes
whole, with every drawn figure of it, where one that goes was read there. Counts of a result stay: they tell no figure.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import duckdb

from ingest.audit.held import held
from ingest.audit.kept import RESULT
from ingest.audit.sheet import CODEBOOK, DRAW
from ingest.erasure.csv_records import Record, without
from ingest.intake.folder import write_whole
from ingest.source_text import NotChanged, without_entries


def at_the_same_places(con: duckdb.DuckDBPyConnection, ids: Collection[str]) -> set[str]:
    """The figures that stand where one of these stands, as an audit tells places: its readings hold both."""
    figures = held(con)
    places = {(one.source_id, one.place) for one in figures if one.figure_id in ids}
    return {one.figure_id for one in figures if (one.source_id, one.place) in places}


def take_away(ids: Collection[str], beside: Collection[str], folder: Path) -> tuple[list[str], list[str]]:
    """Take it out of every audit of a folder. `beside`: figures read at the same places. Returns the draws that were
    changed, and in words what could not be. Raises OSError."""
    changed: list[str] = []
    problems: list[str] = []
    for draw in sorted(path.parent for path in folder.glob(f"*/{DRAW}")):
        try:
            changed += [draw.name] if _from_one(ids, {*ids, *beside}, draw) else []
        except (NotChanged, csv.Error, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            problems.append(f"{draw}: {problem}. Take out what names an erased figure by hand.")
    return changed, problems


def _from_one(ids: Collection[str], at_places: Collection[str], draw: Path) -> bool:
    text = (draw / DRAW).read_text(encoding="utf-8")
    figures: Sequence[Any] = tomllib.loads(text).get("figure", [])
    places = {str(one["place"]) for one in figures if one["id"] in at_places}
    new: dict[Path, bytes] = {}
    for path in sorted(draw.glob("*.csv")):
        if path.name != CODEBOOK:
            new[path] = _without_places(path.read_bytes().decode("utf-8"), places).encode()
    if (result := draw / RESULT).is_file():
        told = result.read_text(encoding="utf-8")
        new[result] = without_entries(told, "difference", lambda one: one.get("figure") in ids).encode()
    text = without_entries(text, "figure", lambda one: one["place"] in places)
    # Last: by the draw it is known which places go, should this break off.
    new[draw / DRAW] = without_entries(text, "place", lambda one: one["id"] in places).encode()
    changed = [path for path, data in new.items() if path.read_bytes() != data]
    for path in changed:
        write_whole(path, new[path])
    return bool(changed)


def _without_places(text: str, places: Collection[str]) -> str:
    """A sheet or a reading without the lines of these places, wherever its column of places stands."""
    column: list[int] = []

    def is_gone(n: int, record: Record) -> bool:
        if n == 0:
            column.extend(at for at, name in enumerate(record.cells) if name.strip("\ufeff ").casefold() == "place")
            return False
        return any(len(record.cells) > at and record.cells[at].strip().upper() in places for at in column)

    return without(text, is_gone) if places else text
