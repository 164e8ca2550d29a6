"""A grid as it stands -> its title, its rows of headings, its columns of labels, its body and its notes.

Protects: nothing is asked here of what a label means, and nothing is dropped but rows and columns without a word. What
can be laid out in two ways (a row of headings that could be numbers, a label that could be a section's) is laid out in
the one that gives fewer figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.model import Grid, GridCell
from ingest.tables import words
from ingest.tables.body import Row, body_rows_of
from ingest.tables.code_columns import class_before_subclass, joined, with_code_signs, with_section_signs
from ingest.tables.headings import (
    LONGEST_HEADING,
    Cells,
    heading_depth,
    is_number,
    levels_of,
    text_at,
)
from ingest.tables.label_columns import columns_by_kind, head_over, words_among_numbers
from ingest.tables.notes import read_legend, without_mark
from ingest.tables.repeated_headings import headings_again


@dataclass(frozen=True)
class Layout:
    """`levels`: for each row of headings its text over each column of numbers, merged ones repeated. `heads`: what
    stands over each column of labels. `texts`: columns that are neither. `is_suspect`: reasons, in words, why the
    whole can't be read. `alone`: the grid's rows of a label alone, each with it. `title_rows`: the lines of the title
    that stand inside the grid, or that its columns say in every row."""

    grid: Grid
    title: str
    levels: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    label_columns: tuple[int, ...]
    value_columns: tuple[int, ...]
    other_columns: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    cells: Cells
    first_body_row: int
    is_suspect: tuple[str, ...] = ()
    alone: tuple[tuple[int, str], ...] = ()
    title_rows: tuple[str, ...] = ()

    def text(self, row: int, column: int) -> str:
        return text_at(self.cells, row, column)

    def heading(self, column: int) -> str:
        """The heading over a column of numbers in one line, each level once; "" where there is none. What stands over
        all columns alike is left out where others tell them apart."""
        return self._headings[column]

    @cached_property
    def _headings(self) -> dict[int, str]:
        varying = [level for level in self.levels if len(set(level)) > 1]
        return {
            column: ", ".join(dict.fromkeys(level[n] for level in varying or self.levels if level[n]))
            for n, column in enumerate(self.value_columns)
        }


def lay_out(grid: Grid, *, blank_is_explained: bool = False) -> Layout | None:
    """None for a grid without a column of numbers: words in boxes are no table of figures. `blank_is_explained`: the
    source says what its empty cells mean, so that a row of them is one of the body."""
    cells = placed(grid)
    rows = [r for r in range(1, grid.rows + 1) if any(text_at(cells, r, c) for c in range(1, grid.columns + 1))]
    columns = [c for c in range(1, grid.columns + 1) if any(text_at(cells, r, c) for r in rows)]
    titles = _title_rows(cells, rows, columns)
    rows = rows[len(titles) :]
    notes = _note_rows(cells, rows, columns)
    rows = rows[: len(rows) - len(notes)]
    depth = heading_depth(cells, rows, columns)
    head_rows, body = rows[:depth], rows[depth:]
    label_columns, value_columns, other = columns_by_kind(cells, head_rows, body, columns)
    if not body or not value_columns:
        return None
    levels, suspects = levels_of(cells, head_rows, value_columns)
    title_rows = tuple(_first_text(cells, row, columns) for row in titles)
    title = " ".join([grid.title, *title_rows]).strip()
    again = headings_again(cells, head_rows, body, label_columns, value_columns)
    body_rows, alone = body_rows_of(cells, head_rows, body, label_columns, value_columns, again, blank_is_explained)
    own_notes = tuple(_first_text(cells, row, columns) for row in notes)
    heads = tuple(head_over(cells, head_rows, column) for column in label_columns)
    if again.labels:
        heads = ("",)  # it covers the first rows only
    sections = [n for n, head in enumerate(heads) if words.plain(head) in words.phrases("heads", "section")]
    body_rows = tuple(replace(row, labels=with_section_signs(row.labels, sections)) for row in body_rows)
    codes = [n for n, head in enumerate(heads) if "code" in words.kinds_of_head(words.plain(head))]
    body_rows = tuple(replace(row, labels=with_code_signs(row.labels, codes)) for row in body_rows)
    at = class_before_subclass(heads)
    if at is not None:
        heads = (*heads[: at + 1], *heads[at + 2 :])
        label_columns = [*label_columns[: at + 1], *label_columns[at + 2 :]]
        body_rows = tuple(replace(row, labels=joined(row.labels, at)) for row in body_rows)
    between = words_among_numbers(cells, head_rows, other, value_columns)
    if between:
        suspects = [*suspects, f"its column of words “{between}” stands among its numbers"]
    return Layout(
        grid,
        words.one_line(title),
        levels,
        heads,
        tuple(label_columns),
        tuple(value_columns),
        tuple(other),
        body_rows,
        (*(words.one_line(note) for note in grid.notes), *own_notes),
        cells,
        body[0],
        tuple(suspects),
        alone,
        title_rows,
    )


def notes_on_all(layout: Layout) -> tuple[str, ...]:
    """The notes to which no label, heading or number of the table points."""
    labels = {label for row in layout.rows for label in (*row.labels, row.section or "")}
    texts = [*labels, *layout.heads, *(text for level in layout.levels for text in level)]
    texts += [text_at(layout.cells, row.grid_row, column) for row in layout.rows for column in layout.value_columns]
    found = []
    for note in layout.notes:
        marks = read_legend([note], {}).footnotes
        if not any(without_mark(words.one_line(text), marks)[1] in marks for text in texts if marks):
            found.append(note)
    return tuple(found)


def placed(grid: Grid) -> dict[tuple[int, int], GridCell]:
    """Every place of the grid with the cell that covers it; the first where two claim it."""
    covered: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                covered.setdefault((row, column), cell)
    return covered


def _distinct(cells: Cells, row: int, columns: Sequence[int]) -> list[GridCell]:
    """The cells of a row that hold words, each once."""
    found: dict[int, GridCell] = {}
    for column in columns:
        cell = cells.get((row, column))
        if cell is not None and cell.text.strip():
            found.setdefault(id(cell), cell)
    return list(found.values())


def _first_text(cells: Cells, row: int, columns: Sequence[int]) -> str:
    found = _distinct(cells, row, columns)
    return words.one_line(" ".join(cell.text for cell in found))


def _title_rows(cells: Cells, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    """Rows above the headings that hold one cell only, which begins at the left."""
    titles: list[int] = []
    for row in rows[:-1]:
        found = _distinct(cells, row, columns)
        is_alone = len(found) == 1 and len(columns) > 1 and found[0].column <= columns[0]
        if not is_alone or is_number(found[0].text) or (found[0].is_header is True and found[0].row_span > 1):
            break
        titles.append(row)
    return titles


def _note_rows(cells: Cells, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    """Rows below the body that hold one cell only and read as a note: they begin as notes do, or are long."""
    notes: list[int] = []
    for row in reversed(rows[1:]):
        found = _distinct(cells, row, columns)
        if len(found) != 1 or len(columns) == 1 or not is_note(found[0].text):
            break
        notes.insert(0, row)
    return notes


def is_note(text: str) -> bool:
    line = words.one_line(text)
    lower = line.lower()
    starts = any(
        lower.startswith(start) and (not start[-1].isalpha() or not lower[len(start) : len(start) + 1].isalpha())
        for start in words.listed("notes", "starts")
    )
    is_numbered = line[:1] in words.SUPERSCRIPTS or (line[:1] in "([" and line[2:3] in ")]")
    return starts or is_numbered or len(line) > LONGEST_HEADING or bool(read_legend([line], {}).printed)
