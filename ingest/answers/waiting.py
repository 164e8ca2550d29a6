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
    """Write the proposals of all sources, a row a line, beside and renamed: a document of 500 pages offers 60,000."""
    file = file_of(warehouse)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    as_json = json.JSONEncoder(ensure_ascii=False, default=str).encode
    with beside.open("w", encoding="utf-8", newline="\n") as lines:
        before = "[\n"
        for reading in readings:
            for document in reading.documents:
                own = {
                    "source_id": reading.source.source_id,
                    "document": f"{reading.source.folder}/{document.path}",
                }
                for one in document.proposals:
                    lines.write(before + as_json(own | proposal_row(one) | {"state": one.state}))
                    before = ",\n"
        lines.write("]\n" if before == ",\n" else "[]\n")
    beside.replace(file)


def read(warehouse: Path) -> list[dict[str, Any]]:
    """The proposals of the last build, by column; [] before the first."""
    try:
        rows: list[dict[str, Any]] = json.loads(file_of(warehouse).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return rows
