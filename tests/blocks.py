"""A document's blocks as tests compare them: paragraphs of text, and grids as rows of texts."""

from __future__ import annotations

from ingest.model import Blocks, Grid


def paragraphs(blocks: Blocks) -> list[str]:
    return [part for part in "\n".join(line.text for line in blocks.lines).split("\n\n") if part]


def rows(grid: Grid) -> list[list[str | None]]:
    """The grid as rows of texts; None where no cell begins."""
    found: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row - 1][cell.column - 1] = cell.text
    return found
