"""What was read in a PDF -> pictures of its pages with every table, row, cell and figure outlined: `show --picture`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.model import DocumentReading, Grid, GridCell
from ingest.pdf.layout import around
from ingest.pdf.picture import Mark, outline_pages

PDF = "application/pdf"


def write_pictures(reading: DocumentReading, data: bytes, folder: Path) -> str:
    """Write `page-<n>.png` for each page on which something was found, and say in a sentence what was written.
    Raises OSError where the folder can't be written to."""
    if reading.media_type != PDF:
        return f"No pictures: they exist for PDF only, and this is {reading.media_type}."
    marks = [*_table_marks(reading), *_figure_marks(reading)]
    if not marks:
        return "No pictures: no table was found in this document, and no figure with a place on a page."
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, picture in outline_pages(data, marks):
        picture.save(folder / f"page-{number}.png")
        written.append(f"page-{number}.png")
    return f"Pictures in {folder}: {', '.join(written)}."


def _table_marks(reading: DocumentReading) -> Iterator[Mark]:
    for grid in reading.blocks.grids:
        placed = [cell for cell in grid.cells if cell.page is not None and cell.bbox is not None]
        for page in sorted({cell.page for cell in placed if cell.page is not None}):
            here = [cell for cell in placed if cell.page == page]
            yield Mark(page, around(cell.bbox for cell in here if cell.bbox), "table", f"table {grid.n}")
            yield from _row_marks(grid, here, page)


def _row_marks(grid: Grid, cells: list[GridCell], page: int) -> Iterator[Mark]:
    for row in sorted({cell.row for cell in cells}):
        boxes = [cell.bbox for cell in cells if cell.row == row and cell.row_span == 1 and cell.bbox]
        if boxes:
            yield Mark(page, around(boxes), "row")
    for cell in cells:
        if cell.bbox and cell.column > 1:
            yield Mark(page, cell.bbox, "cell" if cell.text else "empty")


def _figure_marks(reading: DocumentReading) -> Iterator[Mark]:
    for figure in reading.figures:
        if figure.page is not None and figure.bbox is not None:
            yield Mark(figure.page, figure.bbox, "figure")
