"""The warehouse and what `source.toml` decides already -> what still waits for a person, by how much it matters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import warehouse
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


@dataclass(frozen=True)
class Waiting:
    """One thing in the queue. `mark`: a figure_id or a check_id; `what`: figure | problem."""

    mark: str
    what: str
    rank: int
    source_id: str
    whose: str
    document: str | None
    page: int | None
    locator: str | None
    message: str | None
    sha256: str | None = None
    fetched_on: str | None = None
    quote: str | None = None

    @property
    def why(self) -> str:
        return RANKS[self.rank]


def waiting(
    raws: Iterable[Path], what: str = "all", source_id: str | None = None, again: bool = False
) -> list[Waiting]:
    """What waits, in order. `again`: figures that somebody has reviewed too, for a second person."""
    settled = set() if again else decided(raws)
    names, rows = warehouse.rows(warehouse.sql("desk_queue"))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [
        _waiting(row)
        for row in found
        if (what in ("all", row["what"]))
        and (source_id is None or row["source_id"] == source_id)
        and (again or row["rank"] == ERROR or (row["review"] in (None, "unreviewed") and row["mark"] not in settled))
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


def _waiting(row: dict[str, Any]) -> Waiting:
    return Waiting(**{name: row[name] for name in Waiting.__dataclass_fields__ if name in row})
