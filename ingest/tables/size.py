"""A table -> whether it is of a size that answers have.

Protects: reading costs what a document is worth. A sheet may be 16,384 columns wide and a million rows long; no answer
has as many periods or breakdowns, so such a table is a problem for a person and its labels are not gone through. A
list of records may be long.
"""

from __future__ import annotations

from ingest.model import Grid

MOST_COLUMNS = 300
MOST_ROWS = 5_000


def is_too_wide(grid: Grid) -> bool:
    return grid.columns > MOST_COLUMNS


def is_too_large(grid: Grid) -> bool:
    return is_too_wide(grid) or grid.rows > MOST_ROWS
