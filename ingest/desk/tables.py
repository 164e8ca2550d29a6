"""A table of a source's document, read again for a person who says what it means; and the entry that says it.

Protects: what is shown is the table as its document prints it, without people; the entry holds what the person said
and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest.answers.maps import cells_of, draft
from ingest.answers.proposals import cell_place
from ingest.desk.decisions import CantDecide, signed
from ingest.model import DocumentReading, Table, Unreadable
from ingest.readers.opened import INSIDE
from ingest.reference import Reference
from ingest.settle.readings import read_document
from ingest.sources import SourceProblem, read_source
from ingest.sources.entries import wrong_entry
from ingest.sources.text import with_entry


@dataclass(frozen=True)
class PrintedTable:
    """A table as printed. `columns`: their headings, that of the row labels first; `rows`: what they print. `map`: its
    `[[table]]` entry, as far as its labels say it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    map: Mapping[str, Any]


def printed_table(folder: Path, path: str, locator: str, reference: Reference) -> PrintedTable | None:
    """The table of the document `path` in a source's folder at which something stands; None where no table is there."""
    try:
        source = replace(read_source(folder, folder.parent.parent, reference), maps=(), accepted=(), corrections=())
        outer = path.partition(INSIDE)[0]
        form = next((one.form for one in source.documents if one.path == outer), "original")
        reading = read_document((folder / outer).read_bytes(), outer, form, source, reference)
    except (OSError, SourceProblem, Unreadable):
        return None
    table = next((table for table in reading.blocks.tables if _stands_in(locator, table, reading)), None)
    if table is None:
        return None
    cells = cells_of(reading, table)
    columns = list(dict.fromkeys(cell.column for cell in cells))
    rows: dict[int, dict[str, str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {"": cell.row_label or ""})[cell.column] = cell.text
    force_id = next(iter(source.force_ids), reading.force_id)
    return PrintedTable(
        ("", *columns),
        tuple(tuple(row.get(column, "") for column in ("", *columns)) for row in rows.values()),
        draft(replace(reading, path=path), table, force_id, reference),
    )


def _stands_in(locator: str, table: Table, reading: DocumentReading) -> bool:
    """Whether a place is a table's, or one of its cells'."""
    place = f"sheet {table.sheet}" if table.sheet else f"table {table.n}"
    place = f"page {table.page}, {place}" if table.page else place
    return locator == place or any(cell_place(cell) == locator for cell in cells_of(reading, table))


def with_map(text: str, entry: Mapping[str, Any], reason: str, by: str, on: date, to: Reference) -> str:
    """The text of a source.toml with what a person says of a table. Raises CantDecide."""
    signed(by)
    whole = {**entry, "reason": reason, "by": by, "on": on}
    if wrong := wrong_entry("table", whole, to):
        raise CantDecide(f"This says too little of the table: {wrong}")
    return with_entry(text, "table", whole)
