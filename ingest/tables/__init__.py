"""A document's tables as they stand -> their cells, the figures they give, and what is left to a person.

    grid      the grid -> headings, labels, body; every cell with the words of its row and column
    meanings  one label -> what it means; the words beside a table -> whether all are known
    figures   a table whose every word is understood -> figures, checked against its printed totals
    notes     the notes below -> what marks mean
    around    the lines around tables -> their notes and titles
    words     the vocabulary, `reference/table_words.toml`

Protects: no figure where a word is not understood. All numbers stay cells with their labels, which
`ingest/answers/proposals` offers to a person; a table that gives no figure says why in one problem. A mark that nobody
explains is unknown and no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.ids import digest, ranked
from ingest.model import Cell, Figure, Grid, Problem, Question, Table
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import read_period
from ingest.sources.entries import meant
from ingest.tables.figures import TableFigures, identity, judged, noted, problem_at, read_figures
from ingest.tables.grid import body_cells, is_too_large, lay_out, table_place
from ingest.tables.meanings import TableContext
from ingest.tables.notes import read_legend

__all__ = ["TableContext", "TablesReading", "read_tables"]

FEWEST_PARTS = 2


@dataclass(frozen=True)
class TablesReading:
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tables(
    grids: Sequence[Grid], asked: Callable[[Grid], Sequence[Question]], context: TableContext
) -> TablesReading:
    """`asked` gives the questions that a table may answer by its place in the document: none, one, or several, of which
    its words choose."""
    header_rows = {
        grid.n: entry["header_rows"] for entry in context.maps if "header_rows" in entry for grid in meant(grids, entry)
    }
    layouts = [lay_out(grid, header_rows.get(grid.n)) for grid in grids]
    laid_out = [layout for layout in layouts if layout is not None]
    prints_zeros = any(
        layout.text(row, c) == "0" for layout in laid_out for row in layout.rows for c in layout.value_columns
    )
    read = [
        _without_layout(grid)
        if layout is None
        else read_figures(layout, tuple(asked(grid)), context, prints_zeros=prints_zeros)
        for grid, layout in zip(grids, layouts, strict=True)
    ]
    read = _held_against_wholes(_without_contradictions(_with_their_years(read)))
    names = [name for one in read for name in one.names]
    document = (context.source_id, context.document_path)
    ids = iter([digest(*document, *name, rank) for name, rank in zip(names, ranked(names), strict=True)])
    return TablesReading(
        tuple(Table(grid.n, grid.page, grid.sheet, grid.bbox, grid.lines, grid.pages) for grid in grids),
        tuple(cell for one in laid_out for cell in body_cells(one, read_legend(one.notes, context.legend))),
        tuple(replace(figure, figure_id=next(ids)) for one in read for figure in one.figures),
        tuple(problem for one in read for problem in one.problems),
    )


def _without_layout(grid: Grid) -> TableFigures:
    """A problem for a table of a size that no answer has, a note for one with numbers in no column; none for words in
    boxes."""
    where, page = table_place(grid), grid.page
    if is_too_large(grid):
        size = f"{grid.rows:,} rows and {grid.columns:,} columns"
        words = f"This table gives no figure: it has {size}, more than an answer has. Save the part that answers alone."
        return TableFigures(problems=(problem_at(words, where, page, "table-not-laid-out"),))
    numbers = [cell.text for cell in grid.cells if read_value(cell.text.strip()) and not read_period(cell.text)]
    if not numbers:
        return TableFigures()
    words = f"No column of numbers was found in this table, which holds “{numbers[0].strip()}”: it gives no figure."
    return TableFigures(problems=(problem_at(words, where, page, "table-not-laid-out", "note"),))


def _with_their_years(read: Sequence[TableFigures]) -> list[TableFigures]:
    """The same without the figures of a table that prints no time, where another one prints several for the question:
    they may be of all of them."""
    times: dict[str | None, set[str]] = {}
    for figure in (figure for one in read for figure in one.figures if figure.period_label):
        times.setdefault(figure.question, set()).add(figure.period.period_id)
    kept = []
    for one in read:
        first = one.figures[0] if one.figures else None
        if first and not any(figure.period_label for figure in one.figures) and len(times.get(first.question, ())) > 1:
            words = "This table names no time beside one of several, and may be of all of them: it gives no figure."
            one = TableFigures(problems=(problem_at(words, first.locator, first.page, "table-without-question"),))
        kept.append(one)
    return kept


def _without_contradictions(read: Sequence[TableFigures]) -> list[TableFigures]:
    """The same without the figures of a table that prints a number for a thing for which it, or another one, prints
    another: one that is of a part only, and does not say so, looks just so."""
    values: dict[object, set[object]] = {}
    for figure in (figure for one in read for figure in one.figures):
        values.setdefault(identity(figure), set()).add((figure.value.low, figure.value.high))
    kept = []
    for one in read:
        first = next((figure for figure in one.figures if len(values[identity(figure)]) > 1), None)
        if first is not None:
            words = (
                f"{first.quote}: two numbers are printed for one thing. This table gives no figure, and its numbers "
                "are left to a person, who says what each table counts."
            )
            one = TableFigures(problems=(problem_at(words, first.locator, first.page, "tables-contradict"),))
        kept.append(one)
    return kept


def _held_against_wholes(read: Sequence[TableFigures]) -> list[TableFigures]:
    """The same; breakdowns without a total of their own are held against the one that another table prints, and both
    are kept as printed with a note where they differ."""
    wholes = {identity(figure): figure for one in read for figure in one.figures if not figure.dimensions}
    checked = []
    for one in read:
        said: dict[int, str] = {}
        problems = list(one.problems)
        groups: dict[tuple[str, tuple[object, ...]], list[Figure]] = {}
        for figure in one.figures:
            if len(figure.dimensions) == 1:
                whole = identity(replace(figure, dimensions=()))
                groups.setdefault((figure.dimensions[0][0], whole), []).append(figure)
        for (name, key), parts in groups.items():
            total = wholes.get(key)
            if total is None or total in one.figures or len(parts) < FEWEST_PARTS:
                continue
            judgement = judged(total.value, [part.value for part in parts])
            if judgement is None:
                continue
            agrees, text = judgement
            place = total.locator.rsplit(", row ", 1)[0]
            text = f"{text} in {place}" if agrees else text.replace(",", f" in {place},", 1)
            said |= {id(part): text for part in parts}
            if not agrees:
                words = f"By {name.replace('_', ' ')}, {total.period.period_id}: {text}. Both are kept as printed."
                where = parts[0].locator.rsplit(", row ", 1)[0]
                problems.append(problem_at(words, where, parts[0].page, "total-differs", origin="source"))
        figures = tuple(noted(figure, [said[id(figure)]]) if id(figure) in said else figure for figure in one.figures)
        checked.append(replace(one, figures=figures, problems=tuple(problems)))
    return checked
