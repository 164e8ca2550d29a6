"""The rows below the headings -> rows with all their labels, those that are left out filled in, and the section that
each stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables import words
from ingest.tables.filling import columns_to_fill, filled
from ingest.tables.headings import Cells, is_year, text_at
from ingest.tables.label_columns import head_over
from ingest.tables.repeated_headings import HeadingsAgain


@dataclass(frozen=True)
class Row:
    """One row of the body. `number`: from 1 below the headings, as a person counts; `grid_row`: the grid's own.
    `labels`: one for each column of labels, those that a cell above covers filled in. `section`: the row on its own
    above it that covers it."""

    number: int
    grid_row: int
    labels: tuple[str, ...]
    section: str | None = None


def body_rows_of(
    cells: Cells,
    head_rows: Sequence[int],
    body: Sequence[int],
    label_columns: Sequence[int],
    value_columns: Sequence[int],
    again: HeadingsAgain,
    blank_is_explained: bool,
) -> tuple[tuple[Row, ...], tuple[tuple[int, str], ...]]:
    """The rows, and the labels that stand alone, with their rows. Where the headings come again with another label
    before them ("Sexual Offences Act 2003 | 2018/19", "Communications Act 2003 | 2018/19") each covers its rows."""
    headed = again.labels
    headings = {tuple(text_at(cells, row, c) for c in (*label_columns, *value_columns)) for row in head_rows}
    first = body[0]
    codes = [
        n
        for n, c in enumerate(label_columns)
        if words.plain(head_over(cells, head_rows, c)) in words.phrases("heads", "code")
    ]
    years = sum(is_year(text_at(cells, row, c)) for row in body for c in label_columns[:1])
    heads = {tuple(text_at(cells, row, c) for c in label_columns) for row in head_rows}
    printed = [tuple(text_at(cells, row, c) for c in label_columns) for row in body]
    is_page = any(cell.page is not None for cell in cells.values())
    fill = columns_to_fill([one for one in printed if any(one[1:]) and one not in heads], codes, is_page=is_page)
    blanks = blank_is_explained or _has_blanks_beside_numbers(cells, body, value_columns)
    rows: list[Row] = []
    alone: list[tuple[int, str]] = []
    section: str | None = headed.get(head_rows[-1]) if headed else None
    above: tuple[str, ...] = ()
    for row in body:
        if tuple(text_at(cells, row, c) for c in (*label_columns, *value_columns)) in headings:
            continue  # the headings again, at the top of a page
        labels = tuple(text_at(cells, row, c) for c in label_columns)
        if row in again.continued:
            continue  # "Offence (continued)"
        if row in headed:
            section, above = headed[row], ()
            alone.append((row, section))
            continue
        is_row = 2 * years > len(body) and is_year(labels[0]) if labels else False
        if not is_row and _is_section(cells, row, labels, (*label_columns, *value_columns), value_columns, blanks):
            section, above = labels[0], ()
            alone.append((row, section))
            continue
        labels = filled(labels, above, fill)
        above = labels
        is_of_all = row == body[-1] and bool(labels) and words.is_total_of_all(labels[0])
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
