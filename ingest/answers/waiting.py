"""Figures and proposals -> their rows by the keys of the contract; the proposals of a build -> a file beside the
warehouse, for the desk; and back.

Protects: a proposal stands in no warehouse, so that nothing that is served, exported or published can hold it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.model import Figure, Proposal, Value, row_of
from ingest.sources import SourceReading

FIRST = ("question", "force_id", "measure_id", "unit", "offence_id", "scope")
LAST = ("page", "bbox", "locator", "quote", "method")


def figure_row(figure: Figure) -> dict[str, Any]:
    head = row_of(figure, "figure_id", *FIRST) | {"dimensions": dict(figure.dimensions)}
    return head | {"period_id": figure.period.period_id} | _value(figure.value) | row_of(figure, *LAST)


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    head = row_of(proposal, "proposal_id", *FIRST) | {"dimensions": dict(proposal.dimensions)}
    tail = row_of(proposal, *LAST, "label") | {"doubts": list(proposal.doubts)}
    return head | {"period_id": proposal.period_id} | _value(proposal.value) | tail


def _value(value: Value) -> dict[str, Any]:
    return row_of(value, "value", value_low="low", value_high="high", symbol="symbol", value_text="text")


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
                path = f"{reading.source.folder}/{document.path}"
                place = {"source_id": reading.source.source_id, "document": path}
                for proposal in document.proposals:
                    lines.write(before + as_json(place | proposal_row(proposal) | {"state": proposal.state}))
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
