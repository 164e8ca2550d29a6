"""A document's tables as they stand -> their cells, the figures they give, and what was not understood in them.

Stages: what is heading, label and number (`headings`, `layout`), what the notes explain (`notes`), which question is
answered and what each axis means (`labels`, `axes`, `meaning`, `which`), what each number counts (`entries`), whether
the printed totals are sums (`totals`), and the figures with their places (`figures`). Protects: no figure where an axis
is not understood. A blank or a mark that nobody explains is unknown: it gives no figure, and one problem for each mark
of a table names all its cells, for a person to write the source's legend.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.ids import ranked
from ingest.model import Cell, Figure, Grid, Problem, Table
from ingest.tables import figures as making
from ingest.tables.between import with_totals_of_others, without_contradictions
from ingest.tables.context import TableContext
from ingest.tables.layout import Layout, lay_out
from ingest.tables.notes import BLANK, read_legend
from ingest.tables.one_table import TableFigures, not_laid_out, read_records, too_large
from ingest.tables.own_notes import with_own_notes
from ingest.tables.records import find_records
from ingest.tables.shares import read_each
from ingest.tables.size import is_too_large, is_too_wide
from ingest.tables.year_sums import without_sums_of_years
from ingest.thread.questions import Question

__all__ = ["TableContext", "TablesReading", "read_tables"]


@dataclass(frozen=True)
class TablesReading:
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()


def _laid_out(grid: Grid, context: TableContext) -> Layout | None:
    legend = read_legend(grid.notes, context.legend)
    return lay_out(grid, blank_is_explained=BLANK in legend.printed or BLANK in legend.source)


def read_tables(
    grids: Sequence[Grid], asked: Callable[[Grid], Sequence[Question]], context: TableContext
) -> TablesReading:
    """`asked` gives the questions that a table may answer by its place in the document: none, one, or several, of which
    its title, headings and breakdowns choose."""
    grids = [with_own_notes(grid, tuple(asked(grid)), context.questions) for grid in grids]
    laid_out = [(grid, None if is_too_large(grid) else _laid_out(grid, context)) for grid in grids]
    prints_zeros = any(making.prints_zero(layout) for _, layout in laid_out if layout is not None)
    listed = [None if is_too_wide(grid) else find_records(grid) for grid in grids]
    to_read = [
        (layout, tuple(asked(grid)))
        for (grid, layout), records in zip(laid_out, listed, strict=True)
        if layout is not None and records is None
    ]
    of_layouts = iter(read_each(to_read, context, prints_zeros=prints_zeros))
    read: list[TableFigures] = []
    cells: list[Cell] = []
    for (grid, layout), records in zip(laid_out, listed, strict=True):
        if records is not None:
            read.append(read_records(records, tuple(asked(grid)), context))
        elif is_too_large(grid):
            read.append(too_large(grid))
        elif layout is None:
            read.append(not_laid_out(grid, tuple(asked(grid)), context))
        else:
            read.append(next(of_layouts))
            understood = read[-1].understood
            cells += making.body_cells(understood.layout if understood is not None else layout)
    layouts = {n: layout for n, (_, layout) in enumerate(laid_out) if layout is not None}
    read = without_sums_of_years(without_contradictions(with_totals_of_others(read)), layouts)
    names = [name for one in read for name in one.names]
    document = (context.source_id, context.document_path, *context.call)
    ids = iter([making.figure_id(document, name, rank) for name, rank in zip(names, ranked(names), strict=True)])
    return TablesReading(
        tuple(Table(grid.n, grid.page, grid.sheet, grid.bbox, grid.lines) for grid, _ in laid_out),
        tuple(cells),
        tuple(replace(figure, figure_id=next(ids)) for one in read for figure in one.figures),
        tuple(problem for one in read for problem in one.problems),
    )
