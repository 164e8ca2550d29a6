"""The warehouse and what `source.toml` decides already -> what still waits for a person, by how much it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dashboard import warehouse
from dashboard.rows import each
from ingest.answers import waiting as proposals
from ingest.sources import SOURCE_FILE
from ingest.sources.entries import ALL
from ingest.sources.files import table_of

ERROR = 1  # an error waits, whatever was decided, until a build no longer finds it


def waiting(raws: Iterable[Path], what: str = "all", source_id: str | None = None, again: bool = False) -> list[Any]:
    """What waits, in order: rows of desk_queue.sql. `what`: all | proposal | figure | problem; numbers that are
    offered come first. `again`: figures that somebody has reviewed too, for a second person."""
    ruled = decided(raws)
    first = [item for item in offered() if item.mark not in ruled and source_id in (None, item.source_id)]
    rows = each(warehouse.query("desk_queue", {"what": what, "source_id": source_id}))
    return (first if what in ("all", "proposal") else []) + [
        row
        for row in rows
        if again or row.rank == ERROR or (row.review in (None, "unreviewed") and row.mark not in ruled)
    ]


def offered() -> list[Any]:
    """The open proposals of the last build, as items of the queue."""
    file = proposals.file_of(warehouse.warehouse_path())
    return list(_items(file, file.stat().st_mtime_ns)) if file.exists() else []


def proposal(mark: str) -> Any | None:
    """An open proposal by its id."""
    return next((item for item in offered() if item.mark == mark), None)


def together(item: Any, items: Iterable[Any]) -> list[Any]:
    """The offered numbers among `items` that stand in one table with this one, or in one answer's lines, in order."""
    return [other for other in items if other.what == "proposal" and _table(other) == _table(item)]


def _table(item: Any) -> tuple[Any, ...]:
    if item.method in ("table", "spreadsheet"):
        place, _, _ = item.locator.partition(", row ")
        return item.document, place if place != item.locator else item.locator.rpartition("!")[0]
    return item.document, item.method, item.question


@lru_cache(maxsize=2)
def _items(file: Path, changed_at: int) -> tuple[Any, ...]:
    rows = proposals.read(warehouse.warehouse_path())
    more = {"what": "proposal", "rank": 0, "message": None, "review": None, "sha256": None, "fetched_on": None}
    return tuple(SimpleNamespace(**row, **more, mark=row["proposal_id"]) for row in rows if row["state"] == "open")


warehouse.FORGET.append(_items.cache_clear)


def decided(raws: Iterable[Path]) -> set[str]:
    """The figures that an entry of a source.toml rules on, built or not yet."""
    files = [toml for raw in raws for toml in raw.glob(f"*/*/{SOURCE_FILE}")]
    return {figure for toml in files for figure in _ruled(toml, toml.stat().st_mtime_ns)}


@lru_cache(maxsize=4096)
def _ruled(toml: Path, changed_at: int) -> frozenset[str]:
    return frozenset(_figures(table_of(toml)))


def _figures(table: dict[str, Any]) -> Iterator[str]:
    yield from (str(entry["figure"]) for entry in table.get("correction", []) if "figure" in entry)
    yield from (mark for entry in table.get("accepted", []) for mark in entry.get("proposals", []))
    for entry in table.get("review", []):
        if entry.get("figures") != ALL:
            yield from entry.get("figures", [])
