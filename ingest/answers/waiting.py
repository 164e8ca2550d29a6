"""The proposals of a build -> a file beside the warehouse, for the desk; and back.

Protects: a proposal stands in no warehouse, so that nothing that is served, exported or published can hold it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.answers.rows import proposal_row
from ingest.sources import SourceReading


def file_of(warehouse: Path) -> Path:
    """`data/warehouse.duckdb` -> `data/warehouse.duckdb.proposals.json`."""
    return warehouse.with_name(f"{warehouse.name}.proposals.json")


def write(warehouse: Path, readings: Iterable[SourceReading]) -> None:
    """Write the proposals of all sources, beside and renamed."""
    rows = [
        {"source_id": reading.source.source_id, "document": f"{reading.source.folder}/{document.path}"}
        | proposal_row(one)
        | {"state": one.state}
        for reading in readings
        for document in reading.documents
        for one in document.proposals
    ]
    file = file_of(warehouse)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    beside.write_text(json.dumps(rows, ensure_ascii=False, indent=0, default=str), encoding="utf-8")
    beside.replace(file)


def read(warehouse: Path) -> list[dict[str, Any]]:
    """The proposals of the last build, by column; [] before the first."""
    try:
        rows: list[dict[str, Any]] = json.loads(file_of(warehouse).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return rows
