"""Lines of a document -> their place in words, as locators have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import BBox, Line

BETWEEN_PAGES, ON_TO_PAGE = "; ", "and on to page "  # in the place of what stands on more than one
MOST_PAGES = 3  # that a place names with their lines


@dataclass(frozen=True)
class CellLine(Line):
    """A line of a table's cell. `where`: the cell as a locator names it ("table 1, row 2, column Answer")."""

    where: str = ""


def locator_of(lines: Sequence[Line]) -> str:
    """`line 316`, or `lines 339-341`; in a document of pages `page 2, line 14`, counted on the page, and for what goes
    on overleaf `page 2, lines 40-41; page 3, line 1`; for words in a table's cell its row and column."""
    if lines and isinstance(lines[0], CellLine):
        page = lines[0].page
        return f"page {page}, {lines[0].where}" if page else lines[0].where
    table = next((line.table for line in lines if line.table is not None), None)
    lines = [line for line in lines if line.number >= 1 and (line.table is None or line.text.strip())]
    if not lines:
        return f"table {table}" if table else ""
    if lines[0].page is None:
        return _in_words(lines[0].number, lines[-1].number)
    by_page: dict[int, list[int]] = {}
    for line in lines:
        if line.page is not None and line.of_page:
            by_page.setdefault(line.page, []).append(line.of_page)
    if not by_page:
        return f"page {lines[0].page}"
    named = [f"page {page}, {_in_words(numbers[0], numbers[-1])}" for page, numbers in by_page.items()]
    more = [f"{ON_TO_PAGE}{max(by_page)}"] if len(named) > MOST_PAGES else []
    return BETWEEN_PAGES.join([*named[:MOST_PAGES], *more])


def box_of(lines: Sequence[Line]) -> BBox | None:
    """The box around the lines of the first one's page. None where the document has no boxes."""
    boxes = [line.bbox for line in lines if line.bbox is not None and line.page == lines[0].page]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _in_words(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"
