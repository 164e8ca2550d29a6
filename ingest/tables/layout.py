"""A grid as it stands -> its title, its rows of headings, its columns of labels, its body and its notes.

Protects: nothing is asked here of what a label means, and nothing is dropped but rows and columns without a word. What
can be laid out in two ways (a row of headings that could be numbers, a label that could be a section's) is laid out in
the one that gives fewer figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.model import Grid, GridCell
from ingest.phrases.periods import find_periods
from ingest.tables import words
from ingest.tables.code_columns import class_before_subclass, joined, with_section_signs
from ingest.tables.filling import columns_to_fill, filled
from ingest.tables.headings import (
    LONGEST_HEADING,
    Cells,
    head_of,
    heading_depth,
    is_number,
    is_year,
    levels_of,
    text_at,
)
from ingest.tables.notes import read_legend, without_mark

PIVOT_WORDS = re.compile(r"\b(?:Row|Column) Labels\b")
"""What a pivot table prints over its labels by itself."""


@dataclass(frozen=True)
class Row:
    """One row of the body. `number`: from 1 below the headings, as a person counts; `grid_row`: the grid's own.
    `labels`: one for each column of labels, those that a cell above covers filled in. `section`: the row on its own
    above it that covers it."""

    number: int
    grid_row: int
    labels: tuple[str, ...]
    section: str | None = None


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
    label_columns, value_columns, other = _columns(cells, head_rows, body, columns)
    if not body or not value_columns:
        return None
    levels, suspects = levels_of(cells, head_rows, value_columns)
    title_rows = tuple(_first_text(cells, row, columns) for row in titles)
    title = " ".join([grid.title, *title_rows]).strip()
    body_rows, alone = _body_rows(cells, head_rows, body, label_columns, value_columns, blank_is_explained)
    own_notes = tuple(_first_text(cells, row, columns) for row in notes)
    heads = tuple(_head(cells, head_rows, column) for column in label_columns)
    sections = [n for n, head in enumerate(heads) if words.plain(head) in words.phrases("heads", "section")]
    body_rows = tuple(replace(row, labels=with_section_signs(row.labels, sections)) for row in body_rows)
    at = class_before_subclass(heads)
    if at is not None:
        heads = (*heads[: at + 1], *heads[at + 2 :])
        label_columns = [*label_columns[: at + 1], *label_columns[at + 2 :]]
        body_rows = tuple(replace(row, labels=joined(row.labels, at)) for row in body_rows)
    between = _words_among_numbers(cells, head_rows, other, value_columns)
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


def _head(cells: Cells, head_rows: Sequence[int], column: int) -> str:
    """What stands over a column of labels; a word that a narrow cell has broken put together where a heading is known
    that has its letters ("Offence Descripti on")."""
    printed = words.one_line(PIVOT_WORDS.sub(" ", head_of(cells, head_rows, column)))
    if " " not in printed or words.kinds_of_head(words.plain(printed)):
        return printed
    letters = words.plain(printed).replace(" ", "")
    whole = words.with_words_whole(printed)
    if words.kinds_of_head(words.plain(whole)):
        return whole
    phrases = (phrase for kind in words.HEADS for phrase in words.phrases("heads", kind))
    known = list({phrase for phrase in phrases if phrase.replace(" ", "") == letters})
    return known[0] if len(known) == 1 else printed


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


def _columns(
    cells: Cells, head_rows: Sequence[int], body: Sequence[int], columns: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    labels: list[int] = []
    values: list[int] = []
    others: list[int] = []
    for n, column in enumerate(columns):
        is_leading = not values and not others
        if is_leading and _is_label_column(cells, head_rows, body, column, is_first=n == 0, is_only=len(columns) == 1):
            labels.append(column)
        elif _is_number_column(cells, body, column):
            values.append(column)
        else:
            others.append(column)
    return labels, values, others


def _words_among_numbers(cells: Cells, head_rows: Sequence[int], others: Sequence[int], values: Sequence[int]) -> str:
    """The heading of a column of labels with numbers on both sides: which of them it names is not known, and the
    numbers at its left may be codes. "" where there is none."""
    for column in others:
        head = _head(cells, head_rows, column)
        if words.kinds_of_head(words.plain(head)) and values[0] < column < values[-1]:
            return head
    return ""


def _is_number_column(cells: Cells, body: Sequence[int], column: int) -> bool:
    """Whether its cells are numbers and marks for the most part."""
    filled = [text for row in body if (text := text_at(cells, row, column))]
    return 2 * sum(is_number(text) or _has_digits(text) for text in filled) >= len(filled)


def _has_digits(text: str) -> bool:
    """A number with something beside it, or a reason: what a cell of a column of numbers may hold, not a period."""
    return text[:1].isdigit() and not find_periods(text) and len(text) <= LONGEST_HEADING and not _reads_as_code(text)


def _reads_as_code(text: str) -> bool:
    return "/" in text or any(letter.isalpha() for letter in text)


def _is_label_column(
    cells: Cells,
    head_rows: Sequence[int],
    body: Sequence[int],
    column: int,
    *,
    is_first: bool,
    is_only: bool,
) -> bool:
    printed = _head(cells, head_rows, column)
    head = words.plain(printed)
    filled = [text for row in body if (text := text_at(cells, row, column))]
    is_numbers = all(is_number(text) for text in filled)
    kinds = words.kinds_of_head(head)
    is_code = "code" in kinds or "subcode" in kinds or head in words.phrases("heads", "section")
    if kinds and (is_first or not is_numbers or is_code or all(is_year(text) for text in filled)):
        return True
    if not is_first and head in words.phrases("heads", "serial"):
        return False
    if not is_first:
        return bool(filled) and not _is_number_column(cells, body, column)
    if is_only or not is_numbers or not head:
        return not (is_only and is_numbers)
    is_over_numbers = is_year(printed) or words.core_of_count(head) in words.unit_of_word() or words.is_neutral(head)
    return not is_over_numbers or head in words.phrases("heads", "serial")


def _body_rows(
    cells: Cells,
    head_rows: Sequence[int],
    body: Sequence[int],
    label_columns: Sequence[int],
    value_columns: Sequence[int],
    blank_is_explained: bool,
) -> tuple[tuple[Row, ...], tuple[tuple[int, str], ...]]:
    """The rows, and the labels that stand alone, with their rows."""
    headings = {tuple(text_at(cells, row, c) for c in (*label_columns, *value_columns)) for row in head_rows}
    first = body[0]
    codes = [
        n
        for n, c in enumerate(label_columns)
        if words.plain(_head(cells, head_rows, c)) in words.phrases("heads", "code")
    ]
    years = sum(is_year(text_at(cells, row, c)) for row in body for c in label_columns[:1])
    again = {tuple(text_at(cells, row, c) for c in label_columns) for row in head_rows}
    printed = [tuple(text_at(cells, row, c) for c in label_columns) for row in body]
    is_page = any(cell.page is not None for cell in cells.values())
    fill = columns_to_fill([one for one in printed if any(one[1:]) and one not in again], codes, is_page=is_page)
    blanks = blank_is_explained or _has_blanks_beside_numbers(cells, body, value_columns)
    rows: list[Row] = []
    alone: list[tuple[int, str]] = []
    section: str | None = None
    above: tuple[str, ...] = ()
    for row in body:
        if tuple(text_at(cells, row, c) for c in (*label_columns, *value_columns)) in headings:
            continue  # the headings again, at the top of a page
        labels = tuple(text_at(cells, row, c) for c in label_columns)
        is_row = 2 * years > len(body) and is_year(labels[0]) if labels else False
        if not is_row and _is_section(cells, row, labels, (*label_columns, *value_columns), value_columns, blanks):
            section, above = labels[0], ()
            alone.append((row, section))
            continue
        labels = filled(labels, above, fill)
        above = labels
        is_of_all = bool(labels) and words.is_total_of_all(labels[0])
        rows.append(Row(row - first + 1, row, labels, None if is_of_all else section))
    return tuple(rows), tuple(alone)


def _has_blanks_beside_numbers(cells: Cells, body: Sequence[int], value_columns: Sequence[int]) -> bool:
    """Whether some row has both numbers and blanks: then a row of blanks may be one of nils."""
    return any(
        any(texts) and not all(texts) for row in body if (texts := [text_at(cells, row, c) for c in value_columns])
    )


def _is_section(
    cells: Cells,
    row: int,
    labels: tuple[str, ...],
    columns: Sequence[int],
    value_columns: Sequence[int],
    blanks: bool,
) -> bool:
    """A row on its own that covers what follows: one cell over all columns, or a label alone that ends with a colon,
    names a period, or stands in a table that prints something in every other cell."""
    if not labels or not labels[0]:
        return False
    own = cells[row, columns[0]]
    if own.column_span >= len(columns) > 1 and own.row == row:
        return not words.is_total(labels[0])
    is_alone = not any(labels[1:]) and not any(text_at(cells, row, c) for c in value_columns)
    if not is_alone:
        return False
    return labels[0].endswith(":") or is_year(labels[0]) or not blanks
