"""The warehouse and what `source.toml` decides already -> what still waits for a person, by how much it matters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import warehouse
from dashboard.rows import each
from ingest.ruling_entries import ALL
from ingest.sources import SOURCE_FILE

ERROR = 1  # an error waits until a build finds it no longer, whatever was decided
RANKS = {
    1: "an error among the checks",
    2: "sources disagree about it",
    3: "a check asks for a look",
    4: "recognised from a scan",
    5: "about activist groups",
    6: "read in a document that is here",
    7: "its meaning is a person's reading",
    8: "unlike its own series, or other forces",
    9: "nobody has reviewed it",
}
"""Why something waits, the most pressing first: `rank` of desk_queue.sql."""


def waiting(raws: Iterable[Path], what: str = "all", source_id: str | None = None, again: bool = False) -> list[Any]:
    """What waits, in order: rows of desk_queue.sql. `what`: all | figure | problem. `again`: figures that somebody has
    reviewed too, for a second person."""
    settled = set() if again else decided(raws)
    rows = each(warehouse.query(warehouse.sql("desk_queue"), {"what": what, "source_id": source_id}))
    return [
        row
        for row in rows
        if again or row.rank == ERROR or (row.review in (None, "unreviewed") and row.mark not in settled)
    ]


def decided(raws: Iterable[Path]) -> set[str]:
    """The figures that an entry of a source.toml rules on, built or not yet."""
    return {figure for raw in raws for toml in raw.glob(f"*/*/{SOURCE_FILE}") for figure in _of_file(toml)}


def _of_file(toml: Path) -> frozenset[str]:
    try:
        return _ruled(toml, toml.stat().st_mtime_ns)
    except OSError:
        return frozenset()


@lru_cache(maxsize=4096)
def _ruled(toml: Path, changed_at: int) -> frozenset[str]:
    text = toml.read_text(encoding="utf-8-sig", errors="replace")
    if "[[review]]" not in text and "[[correction]]" not in text:
        return frozenset()
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return frozenset()
    return frozenset(_figures(table))


def _figures(table: dict[str, Any]) -> Iterator[str]:
    yield from (str(entry["figure"]) for entry in table.get("correction", []) if "figure" in entry)
    for entry in table.get("review", []):
        if entry.get("figures") != ALL:
            yield from entry.get("figures", [])
