"""`[[addition]]` of source.toml -> figures that a reader can't reach, typed by a person: the columns of a
transcript's row, with place, reason, by and on. They are read as a transcript is, and each says who typed it
and why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ingest import transcript
from ingest.model import Blocks, Cell, DocumentReading, Problem, Table
from ingest.readers.transcript import DIMENSION_COLUMN, MEDIA_TYPE, OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source

SIGNED = ("reason", "by", "on")
NEEDED = ("measure", "unit", "value_as_published", "place", *SIGNED)


def read_additions(source: Source, reference: Reference) -> DocumentReading | None:
    """The additions of a source as one more transcript; None when there are none."""
    if not source.additions:
        return None
    cells: list[Cell] = []
    problems: list[Problem] = []
    for n, addition in enumerate(source.additions, 1):
        wrong = _wrong(addition)
        if wrong:
            problems.append(Problem("error", wrong, f"addition {n}", rule="addition-not-read", origin="source"))
            continue
        cells += [Cell(1, n, name, text, ref=f"addition {n}") for name, text in _columns(addition, source).items()]
    blocks = Blocks(MEDIA_TYPE, tables=(Table(1),) if cells else (), cells=tuple(cells), problems=tuple(problems))
    outcomes, figures, found = transcript.read_transcript(blocks, source, reference, SOURCE_FILE)
    written = json.dumps([dict(addition) for addition in source.additions], sort_keys=True, default=str)
    return DocumentReading(
        SOURCE_FILE,
        hashlib.sha256(written.encode()).hexdigest(),
        MEDIA_TYPE,
        "transcript",
        None,
        blocks,
        outcomes=tuple(outcomes),
        figures=tuple(figures),
        problems=(*problems, *found),
    )


def _wrong(addition: Mapping[str, Any]) -> str | None:
    missing = [name for name in NEEDED if not addition.get(name)]
    if missing:
        return f"an [[addition]] lacks {', '.join(missing)}. It needs: {', '.join(NEEDED)}."
    known = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS, *SIGNED)
    unknown = [name for name in addition if name not in known and not DIMENSION_COLUMN.fullmatch(name)]
    if unknown:
        return f"an [[addition]] has {', '.join(unknown)}, which is not known. Known: {', '.join(known)}."
    return None


def _columns(addition: Mapping[str, Any], source: Source) -> dict[str, str]:
    signed = f"Typed by {addition['by']}, {addition['on']}: {addition['reason']}"
    note = f"{addition['note']} {signed}" if addition.get("note") else signed
    defaults = {"force": source.force_ids[0] if source.force_ids else "", "status": "value"}
    given = {name: str(value) for name, value in addition.items() if name not in SIGNED}
    return {name: "" for name in REQUIRED_COLUMNS} | defaults | given | {"note": note}
