"""An entry of a table and what it counts -> a figure, with its place, its words and the steps to its meaning.

Protects: every figure's print stands in its quote beside the labels of its row and column, and an id holds names only:
the question, the labels with what stands over them, and the rank among equals.
"""

from __future__ import annotations

from ingest.ids import digest
from ingest.model import BBox, Cell, Figure, Grid, GridCell, Period, Value
from ingest.tables import words
from ingest.tables.body import Row
from ingest.tables.entries import Entry, Facts
from ingest.tables.layout import Layout
from ingest.tables.meaning import Understood

HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes


def table_place(grid: Grid) -> str:
    """Where a table stands: "page 2, table 1", "sheet Arrests"."""
    if grid.sheet is not None:
        return f"sheet {grid.sheet}"
    return f"page {grid.page}, table {grid.n}" if grid.page is not None else f"table {grid.n}"


def cell_place(layout: Layout, row: Row, column: int, cell: GridCell | None) -> str:
    """Where a cell stands: "page 2, table 1, row 3, column 2019/20", "sheet Arrests, B7". Rows count from 1 below the
    headings; a cell on a later page than its table's first is named by its own page."""
    grid = layout.grid
    if grid.sheet is not None and cell is not None and cell.ref:
        return f"sheet {grid.sheet}, {cell.ref}"
    page = cell.page if cell is not None and cell.page is not None else grid.page
    where = f"page {page}, table {grid.n}" if page is not None else table_place(grid)
    return f"{where}, row {row.number}, column {column_name(layout, column)}"


def column_name(layout: Layout, column: int) -> str:
    """A column by its heading; by its number where it has none."""
    return layout.heading(column) or str(column)


def row_name(row: Row) -> str:
    """A row by its labels, the section that it stands in first."""
    return ", ".join(label for label in (row.section or "", *row.labels) if label)


def quote_of(layout: Layout, entry: Entry) -> str:
    return " | ".join(part for part in (row_name(entry.row), layout.heading(entry.column), entry.text) if part)


def _box_of_lines(grid: Grid) -> BBox | None:
    """The box of a table made of lines, for a cell whose line is not settled; None for every other table."""
    return grid.bbox if grid.lines is not None else None


def body_cells(layout: Layout) -> list[Cell]:
    """Every cell of the body as printed."""
    found = []
    for row in layout.rows:
        for column in layout.value_columns:
            cell = layout.cells.get((row.grid_row, column))
            found.append(
                Cell(
                    layout.grid.n,
                    row.number,
                    column_name(layout, column),
                    words.one_line(cell.text) if cell else "",
                    row_name(row) or None,
                    layout.heading(column) or None,
                    (cell.page if cell and cell.page is not None else layout.grid.page),
                    cell.bbox if cell else None,
                    cell.ref if cell else None,
                )
            )
    return found


def names_of(understood: Understood, entry: Entry, facts: Facts) -> tuple[object, ...]:
    """The names by which a figure's place is told from others."""
    layout = understood.layout
    return (
        facts.question.label,
        "table",
        *(words.plain(head) for head in layout.heads),
        words.plain(row_name(entry.row)),
        words.plain(layout.heading(entry.column)),
    )


def figure_id(document: tuple[object, ...], names: tuple[object, ...], rank: int) -> str:
    return digest(*document, *names, rank)


def make_figure(
    understood: Understood,
    entry: Entry,
    facts: Facts,
    *,
    place_id: str,
    measure_id: str,
    measure_title: str,
    whole_offence_id: str | None,
    value: Value,
    verdicts: tuple[str, ...],
    note: str | None,
) -> Figure:
    """The figure without its id, which needs its rank among the document's."""
    layout, question = understood.layout, facts.question
    offence = facts.offence.offence if facts.offence is not None else None
    offence_id = offence.offence_id if offence is not None else question.offence_id or whole_offence_id
    part = ((HOME_OFFICE_CODE, offence.part),) if offence is not None and offence.part else ()
    cell = entry.cell
    period = facts.period
    assert isinstance(period, Period)
    quote = quote_of(layout, entry)
    return Figure(
        figure_id="",
        force_id=place_id,
        question=question.label,
        measure_id=measure_id,
        unit=facts.unit,
        offence_id=offence_id,
        scope=None,
        dimensions=tuple(sorted((*facts.dimensions, *part))),
        period=period,
        value=value,
        locator=cell_place(layout, entry.row, entry.column, cell),
        method=layout.grid.method,
        quote=quote,
        page=cell.page if cell is not None and cell.page is not None else layout.grid.page,
        bbox=cell.bbox if cell is not None and cell.bbox is not None else _box_of_lines(layout.grid),
        lines=(cell.line, cell.line) if cell is not None and cell.line is not None else layout.grid.lines,
        note=note,
        offence_label=facts.offence.label if facts.offence is not None else None,
        period_label=facts.period_label,
        chain=(
            f"answers question {question.label}: {measure_title}" if question.label else f"answers: {measure_title}",
            *facts.steps,
            f"{entry.text!r} stands in {cell_place(layout, entry.row, entry.column, cell)}",
            *((entry.number.step,) if entry.number.step else ()),
            *verdicts,
        ),
    )


def prints_zero(layout: Layout) -> bool:
    """Whether a table prints a 0: then its "<5" is none."""
    return any(
        words.one_line(cell.text) == "0"
        for row in layout.rows
        for column in layout.value_columns
        if (cell := layout.cells.get((row.grid_row, column))) is not None
    )
