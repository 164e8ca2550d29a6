"""A document's bytes and a place in it -> a picture of the place for a reader."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ingest.evidence.held import NotHere
from ingest.evidence.lines import Surroundings, lines_picture, surroundings
from ingest.evidence.people import Names, names_in, tables_of_lines
from ingest.evidence.place import Place
from ingest.evidence.sheet import cell_in, sheet_picture
from ingest.model import BBox, Blocks
from ingest.opened import INSIDE, read_blocks
from ingest.readers import Unreadable, pdf
from ingest.reference import Reference
from ingest.thread.people_columns import names_of_tables


def picture(data: bytes, document: str, place: Place, reference: Reference) -> bytes:
    """PNG of the place in the document. `document`: its path as the warehouse has it. Raises NotHere."""
    name = file_name(document)
    try:
        if pdf.sniff(data, name):
            from ingest.evidence.page import page_picture

            places = [one if one.bbox is not None else _with_box(one, data, name) for one in place.parts]
            return page_picture(data, places, reference)
        if place.lines is not None:
            found = lines_around(data, document, place, reference)
            return lines_picture(found, f"{name}, {place.locator}")
        blocks = _blocks(data, name)
        return sheet_picture(blocks, place, name, names_of(blocks, reference), reference)
    except Unreadable as error:
        raise NotHere(f"The document can't be read: {error}") from error


def lines_around(data: bytes, document: str, place: Place, reference: Reference) -> Surroundings:
    """The lines of a place with those around them, of a document that has no pages. Raises NotHere, Unreadable."""
    blocks = _blocks(data, file_name(document))
    names = names_of(blocks, reference)
    tables = tables_of_lines(blocks.lines, names, reference) if place.on_lines is not None else ()
    return surroundings(blocks, place, names, reference, tables)


def names_of(blocks: Blocks, reference: Reference) -> Names:
    """The names of everybody in a document: in its lines, its tables, and the tables that its lines are."""
    told = names_in(_all_words(blocks), blocks.grids)
    return told | names_of_tables(tables_of_lines(blocks.lines, told, reference))


def _all_words(blocks: Blocks) -> list[str]:
    """Every line, cell, title and note of a document, to find whose names stand in it."""
    grids = blocks.grids
    cells = [cell.text for grid in grids for cell in grid.cells if cell.text and not cell.text.isdigit()]
    around = [text for grid in grids for text in (grid.title, *grid.notes)]
    return [*(line.text for line in blocks.lines), *cells, *around]


def file_name(document: str) -> str:
    """The name of a document's own file, without the folders and the file that hold it."""
    return document.rpartition("/")[2].rpartition(INSIDE)[2]


@lru_cache(maxsize=8)
def _blocks(data: bytes, name: str) -> Blocks:
    return read_blocks(data, name)


def _with_box(place: Place, data: bytes, name: str) -> Place:
    """A place on a page with the box that it fills: answers have their lines, or their table, alone. Raises NotHere."""
    from ingest.pdf.layout import around

    if place.page is None or not (place.lines or place.cell):
        raise NotHere("The place of these words on their page is not known.")
    boxes = _boxes_of_lines(place, _blocks(data, name)) or _boxes_of_cells(place, _blocks(data, name))
    if not boxes:
        raise NotHere("These words are not found again on their page.")
    return replace(place, bbox=around(boxes))


def _boxes_of_lines(place: Place, blocks: Blocks) -> list[BBox]:
    """The boxes of a place's lines: those that it names on its page, or those of a table that is made of them."""
    own = [line for line in blocks.lines if line.page == place.page and line.bbox is not None and line.text.strip()]
    if place.lines is not None:
        first, last = place.lines
        return [line.bbox for line in own if line.bbox and first <= (line.of_page or 0) <= last]
    first, last = place.on_lines or (1, 0)
    if len({line.page for line in blocks.lines if first <= line.number <= last}) > 1:
        raise NotHere("This stands in a table over two pages that is made of lines, and on which line is not settled.")
    return [line.bbox for line in own if line.bbox and first <= line.number <= last]


def _boxes_of_cells(place: Place, blocks: Blocks) -> list[BBox]:
    """The boxes of a place's table, or of its one cell, on its page."""
    number, row, column = place.cell or (0, None, None)
    for grid in blocks.grids:
        if grid.n == number:
            cell = cell_in(grid, row, column) if row is not None and column is not None else None
            cells = grid.cells if row is None else [cell] if cell is not None else []
            return [one.bbox for one in cells if one.bbox and one.page == place.page]
    return []
