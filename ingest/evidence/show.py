"""A document's bytes and a place in it -> a picture of the place for a reader."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ingest.evidence.held import NotHere
from ingest.evidence.lines import Surroundings, lines_picture, surroundings
from ingest.evidence.people import Names, names_in
from ingest.evidence.place import Place
from ingest.model import Blocks
from ingest.opened import INSIDE, read_blocks
from ingest.readers import Unreadable, pdf
from ingest.reference import Reference
from ingest.text_tables import find_grids


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
        from ingest.evidence.sheet import sheet_picture

        blocks = _blocks(data, name)
        return sheet_picture(blocks, place, name, names_of(blocks, reference), reference)
    except Unreadable as error:
        raise NotHere(f"The document can't be read: {error}") from error


def lines_around(data: bytes, document: str, place: Place, reference: Reference) -> Surroundings:
    """The lines of a place with those around them, of a document that has no pages. Raises NotHere, Unreadable."""
    blocks = _blocks(data, file_name(document))
    tables = find_grids(blocks.lines, reference=reference).grids if place.on_lines is not None else ()
    return surroundings(blocks, place, names_of(blocks, reference), reference, tables)


def names_of(blocks: Blocks, reference: Reference) -> Names:
    """The names of everybody in a document: in its lines, its tables, and the tables that its lines are."""
    return names_in(_all_words(blocks), (*blocks.grids, *find_grids(blocks.lines, reference=reference).grids))


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
    """A place of lines on a page with the box that they fill: answers have their lines alone. Raises NotHere."""
    from ingest.pdf.layout import around

    if place.lines is None or place.page is None:
        raise NotHere("The place of these words on their page is not known.")
    first, last = place.lines
    lines = [line for line in _blocks(data, name).lines if line.page == place.page and line.text.strip()]
    boxes = [line.bbox for line in lines if line.bbox is not None and first <= (line.of_page or 0) <= last]
    if not boxes:
        raise NotHere("These lines are not found again on their page.")
    return replace(place, bbox=around(boxes))
