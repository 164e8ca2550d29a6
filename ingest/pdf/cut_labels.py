"""Labels that run over the border of their cells -> the same with a mark that their ends are not printed.

Protects: a sheet that is printed cuts words off where the next cell begins: "Community resolution" stands there as
"Commun". What is cut is no label, and a person is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Problem
from ingest.pdf.cell_text import is_value
from ingest.pdf.layout import PageCell, PageTable

OVER = 1.0  # points beyond the border; centred labels leave as much room as they have margin, to a hair's breadth
FEWEST_OVER = 2  # labels of a column that run over its border: one alone may be badly measured
AT_END = 0.6  # of a label's height: less room than a letter takes
FEWEST_AT_END = 4  # labels of different words that end in one place
NEAR = 5.0  # points from the border, among labels of which others run over it
CUT = "…"


def with_cut_marks(table: PageTable) -> tuple[PageTable, list[Problem]]:
    """The table with "…" behind each label that is cut, and what is doubtful."""
    columns = {column for column in range(table.columns) if _runs_over(table, column)}
    return _marked(
        table, [one for one in table.cells if one.column in columns and _is_label(one) and (one.room or 0.0) < NEAR]
    )


def with_equal_ends_marked(table: PageTable) -> tuple[PageTable, list[Problem]]:
    """The same for a table without rules, whose borders are not seen: labels of different words that all end in one
    place were cut off there."""
    cut: list[PageCell] = []
    for column in range(table.columns):
        labels = [cell for cell in table.cells if cell.column == column and _is_label(cell)]
        at_end = [cell for cell in labels if (cell.room or 0.0) < AT_END * (cell.bbox[3] - cell.bbox[1])]
        last_words = {cell.text.split()[-1] for cell in at_end if cell.text.split()[-1].isalpha()}
        if len(last_words) >= FEWEST_AT_END and 2 * len(last_words) > len({cell.text for cell in labels}):
            cut += labels  # where the border is, and so which of them end before it, is not known
    return _marked(table, cut)


def _marked(table: PageTable, cut: Sequence[PageCell]) -> tuple[PageTable, list[Problem]]:
    if not cut:
        return table, []
    marked = {id(cell) for cell in cut}
    cells = tuple(replace(cell, text=f"{cell.text}{CUT}") if id(cell) in marked else cell for cell in table.cells)
    shown = ", ".join(f"“{cell.text}”" for cell in cut[:3])
    message = f"{shown}: the ends of {len(cut)} labels are cut off at the border of their cells. Look at the page."
    return replace(table, cells=cells), [Problem("warning", message, f"page {table.page}", table.page, "label-cut-off")]


def _runs_over(table: PageTable, column: int) -> bool:
    labels = [cell for cell in table.cells if cell.column == column and _is_label(cell)]
    return sum(cell.room is not None and cell.room < -OVER for cell in labels) >= FEWEST_OVER


def _is_label(cell: PageCell) -> bool:
    """Whether a cell below the first row holds words, in one line as far as is known."""
    has_words = any(letter.isalpha() for letter in cell.text) and not is_value(cell.text)
    return cell.row > 0 and has_words and cell.room is not None and "\n" not in cell.text
