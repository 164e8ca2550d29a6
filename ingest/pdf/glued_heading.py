"""The first row of a ruled table's part on another page -> the same without the heading that is printed again in it.

Protects: where a program draws no rule between the heading that it repeats and the row below, the row keeps its own
label and numbers. Only a row that begins with the heading in every column is parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.joining import JoinedTable
from ingest.pdf.layout import PageTable

FEWEST_HEADINGS = 2  # that a row must begin with: one alone may be a label like another


def without_glued_heading(before: JoinedTable, table: PageTable) -> PageTable:
    """The table as it is, but for a first row whose cells all begin with the headings of the one before."""
    if not table.is_ruled or table.columns != before.columns:
        return table
    headings = {p.cell.column: p.cell.text for p in before.cells if p.cell.row == 0 and p.cell.text}
    first = {cell.column: cell for cell in table.cells if cell.row == 0 and cell.text}
    if len(headings) < FEWEST_HEADINGS or not headings.keys() <= first.keys():
        return table
    rest = {column: _behind(first[column].text, heading) for column, heading in headings.items()}
    if any(text is None for text in rest.values()) or not _is_row(list(rest.values())):
        return table
    cells = [
        replace(cell, text=rest[cell.column] or "") if cell.row == 0 and cell.column in rest else cell
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def _behind(text: str, heading: str) -> str | None:
    """What stands behind a heading that a cell's text begins with, "" for nothing; None where it begins otherwise."""
    wanted = "".join(heading.split())
    for end in range(len(text) + 1):
        if "".join(text[:end].split()) == wanted and (end == len(text) or text[end].isspace()):
            return text[end:].strip()
    return None


def _is_row(texts: Sequence[str | None]) -> bool:
    return sum(1 for text in texts if text) > 1
