"""Tables that are made of a plain text's lines come back cell for cell, and nothing else becomes a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest import reference as reference_data
from ingest.model import Grid
from ingest.readers.text import split_lines
from ingest.text_tables import TextTables, find_grids

CASES = Path(__file__).parent / "cases" / "text_tables"
PROSE = Path(__file__).parent / "cases" / "text"


def tables_in(text: str) -> TextTables:
    return find_grids(split_lines(text), reference=reference_data.load())


def rows_of(grid: Grid) -> list[list[str]]:
    """The cells by row, an empty text where a row has none; a heading over several columns once, then `<`."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
        for more in range(1, cell.column_span):
            rows[cell.row - 1][cell.column - 1 + more] = "<"
    return rows


def as_expected(found: TextTables) -> dict[str, Any]:
    return {
        "grids": [
            {
                "lines": list(grid.lines or ()),
                "title": grid.title,
                "notes": list(grid.notes),
                "rows": rows_of(grid),
            }
            for grid in found.grids
        ],
        "problems": [[problem.locator, problem.message] for problem in found.problems],
    }


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert as_expected(tables_in((case / "document.txt").read_text(encoding="utf-8"))) == expected
