"""A case of tests/cases/tables -> its grids, and the numbers that a person reads in them.

A case is a TOML file: `says` (a sentence), `form` (of docs/forms.md), `table` (rows by line, cells by `|`; `<` is
covered by the cell at its left, `^` by the one above), `title`, `notes`, `sheet`, `legend`, and `numbers`: each as it
is printed, and its place.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ingest.model import Grid, GridCell
from ingest.tables import TablesReading, read_tables

FOLDER = Path(__file__).parent / "cases" / "tables"
PATHS = sorted(FOLDER.glob("*.toml"))


def read_case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def grid_of(text: str, n: int = 1, **about: Any) -> Grid:
    """A grid written as lines of cells between `|`."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, written in enumerate(row):
            if written in ("<", "^"):
                continue
            right = next((k for k in range(c + 1, width) if row[k] != "<"), width)
            below = next((k for k in range(r + 1, len(rows)) if rows[k][c] != "^"), len(rows))
            cells.append(GridCell(r + 1, c + 1, written.replace("\\n", "\n"), below - r, right - c, ref=_ref(r, c)))
    return Grid(n, len(rows), width, tuple(cells), **about)


def _ref(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"


def read(entry: dict[str, Any]) -> TablesReading:
    tables = entry["table"] if isinstance(entry["table"], list) else [entry["table"]]
    grids = [
        grid_of(
            text,
            n,
            page=None if "sheet" in entry else 1,
            notes=tuple(entry.get("notes", ())),
            sheet=entry.get("sheet"),
            method="spreadsheet" if "sheet" in entry else "table",
        )
        for n, text in enumerate(tables, 1)
    ]
    return read_tables(grids, entry.get("legend", {}))
