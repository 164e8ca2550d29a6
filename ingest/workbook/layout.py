"""The visible cells of a sheet, or of a delimited text -> its tables and lines of words (`ingest/model.py`).

Protects: nothing that stands apart is joined. Rows that are wholly blank part tables, and columns that are wholly blank
part tables that each have labels of their own; a block without headings within the columns of the one above goes on
with it, as for who reads the sheet. Every word stands once as a line or once in a grid; a title and notes are lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from ingest.model import Grid, GridCell, Unreadable, refusal
from ingest.phrases.periods import A_YEAR
from ingest.reference import vocabulary
from ingest.workbook.sheets import VisibleSheet, address

LETTERS = re.compile(r"[^\W\d_]{2,}")
YEAR = re.compile(rf"{A_YEAR}(?!\d)")
NUMERAL = re.compile(r"[-−–]?\s?[£$€]?\s?\d[\d,. ]*\s?%?")
FIRST_YEAR, LAST_YEAR = 1900, 2099
SHORT = 5  # letters: what stands for a number ("Nil", "None", "n/a", "<5") is no longer
ROWS_LOOKED_AT = 200  # of a body, to know its columns of numbers
MOST_SIDE_BY_SIDE = 200  # tables, or words beside them: no sheet has as many
MOST_BLANK_ROWS = 2  # between parts of one table
METHOD = "spreadsheet"
BETWEEN_CELLS = "\t"
MOST_PLACES = 1_000_000  # of one table, blank ones included: what is read of a workbook has a quarter of it filled
MOST_TABLES = 1_000  # of a document: a sheet with a table for each site has some hundreds
MOST_LINES = 20_000  # of a workbook: a sheet of notes has some hundreds

PASSAGES = vocabulary("answers.toml")["passages"]
QUESTION, ANSWER = (re.compile(rf"\s*(?:{'|'.join(PASSAGES[key])})\W*", re.IGNORECASE) for key in ("request", "answer"))
"""What heads a column of questions, and one of answers."""

Rows = Sequence[Sequence[GridCell]]  # cells row by row, each row in the order of its columns, none of them empty


@dataclass(frozen=True)
class Block:
    """A table, or words that are no table, a row each."""

    rows: Rows
    is_table: bool = False


def is_number(cell: GridCell) -> bool:
    return cell.number is not None or NUMERAL.fullmatch(cell.text) is not None


def is_words(cell: GridCell) -> bool:
    """Whether a cell holds words: no number, and two letters in a row."""
    return cell.number is None and LETTERS.search(cell.text) is not None


def is_heading(row: Sequence[GridCell], body: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a row names columns rather than goes on with `body`: where that has numbers, words or years alone."""
    numeric = _numeric_columns(body)
    cells = [cell for cell in row if cell.column in numeric]
    return bool(cells) and all(
        is_year(cell) or (is_words(cell) and sum(map(str.isalpha, cell.text)) >= SHORT) for cell in cells
    )


def _numeric_columns(body: Sequence[Sequence[GridCell]]) -> set[int]:
    columns: dict[int, list[bool]] = {}
    for cell in chain.from_iterable(body[:ROWS_LOOKED_AT]):
        columns.setdefault(cell.column, []).append(is_number(cell) and not is_year(cell))
    return {column for column, are in columns.items() if any(are) and sum(are) * 2 >= len(are) - 2}


def is_year(cell: GridCell) -> bool:
    """Whether a cell may be a year: a whole number from 1900 to 2099, or a text that begins like one ("2019/20")."""
    if cell.number is not None:
        return cell.number.is_integer() and FIRST_YEAR <= cell.number <= LAST_YEAR
    return YEAR.match(cell.text) is not None


def find_blocks(cells: Iterable[GridCell]) -> list[Block]:
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return _region([list(row) for _, row in groupby(ordered, key=lambda cell: cell.row)])


def _region(rows: Rows) -> list[Block]:
    joined: list[list[Sequence[GridCell]]] = []
    for band in _bands(rows):
        if joined and _goes_on(joined[-1], band):
            joined[-1] += band
        else:
            joined.append(list(band))
    return [block for band in joined for block in _band(band)]


def _bands(rows: Rows) -> list[Rows]:
    bands: list[list[Sequence[GridCell]]] = []
    reach = -1
    for row in rows:
        if not bands or row[0].row > reach + 1:
            bands.append([])
        bands[-1].append(row)
        reach = max(reach, *(cell.row + cell.row_span - 1 for cell in row))
    return list(bands)


def _extent(rows: Sequence[Sequence[GridCell]]) -> tuple[int, int]:
    return min(cell.column for row in rows for cell in row), max(cell.column for row in rows for cell in row)


def _goes_on(above: Rows, below: Rows) -> bool:
    """Whether a band goes on with the one above it: within its columns, without headings of its own."""
    body, below_body = ([row for row in rows[:ROWS_LOOKED_AT] if len(row) > 1] for rows in (above, below))
    bottom = max(cell.row + cell.row_span - 1 for row in above[-ROWS_LOOKED_AT:] for cell in row)
    if not body or not below_body or below[0][0].row - bottom - 1 > MOST_BLANK_ROWS:
        return False
    outer, inner = _extent(body), _extent(below)
    if _heads(body, below_body, inner):
        return inner[0] <= outer[0] and outer[1] <= inner[1]
    if inner[0] < outer[0] or inner[1] > outer[1]:
        return False
    if is_heading(below_body[0], body) or is_heading(below[0], body):
        return False
    texts = [cell.text for cell in below_body[0]]
    return all([cell.text for cell in row] != texts for row in body[:2])


def _heads(above: Rows, below: Rows, columns: tuple[int, int]) -> bool:
    """Whether rows without a number are the headings of those below them, which begin with one and have none."""
    counts = [[is_number(cell) and not is_year(cell) for cell in row] for row in (*above, below[0])]
    is_wide = len(above[-1]) * 2 > columns[1] - columns[0]
    return is_wide and not any(map(any, counts[:-1])) and any(counts[-1]) and not is_heading(below[0], below[1:])


def _band(rows: Rows) -> Iterator[Block]:
    first, last = _extent(rows)
    if first == last or all(len(row) == 1 for row in rows):
        yield Block(rows)
        return
    top = 0
    while top < len(rows) and len(rows[top]) == 1 and _is_title(rows[top][0], rows[top + 1 :], first):
        top += 1
    if top:
        yield Block(rows[:top])
    body = rows[top:]
    parts = _side_by_side(body)
    if len(parts) == 1:
        yield from _table(body)
        return
    for part in parts:
        yield from _region(part)


def _is_title(cell: GridCell, below: Rows, first: int) -> bool:
    """Whether a row's only cell is words over the rows below it, and not a heading over some of their columns."""
    if not is_words(cell):
        return False
    if cell.column == first:
        return True
    # One that stands over later columns is a heading of the first level where the next row names those columns.
    return not (cell.column_span > 1 or (below and len(below[0]) > 1))


def _as_letter(rows: Rows) -> Rows | None:
    """A sheet of questions and responses as the lines of a letter, each question behind its label and above its answer;
    None for a table. Its headings say so, or most rows ask, and beside questions stands one column of answers alone."""
    asks = [cell.column for row in rows[:1] for cell in row if QUESTION.fullmatch(cell.text)]
    answers = [cell.column for row in rows[:1] for cell in row if ANSWER.fullmatch(cell.text)]
    headings = [(at, column) for at in asks[:1] for column in answers if column > at]  # the widest sheet has 16,384
    asked = [(cell.column, row[-1].column) for row in rows for cell in row if cell.text.rstrip().endswith("?")]
    if not headings and len(asked) * 2 < len(rows):
        return None
    at, answers_at = (headings or asked)[0]
    if any(cell.column > at and cell.column != answers_at for row in rows for cell in row):
        return None
    lines = [rows[0]] if headings else []
    for row in rows[len(lines) :]:
        before, after = ([cell for cell in row if (cell.column <= at) is is_before] for is_before in (True, False))
        if before:
            words = " ".join(f"{cell.text}." if cell.text.isalnum() else cell.text for cell in before[:-1])
            lines.append([replace(before[-1], text=f"{words} {before[-1].text}".strip())])
        lines += [[cell] for cell in after]
    return lines


def _table(rows: Rows) -> Iterator[Block]:
    letter = _as_letter(rows)
    if letter:
        yield Block(letter)
        return
    end, first = len(rows), _extent(rows)[0]
    # Words under the numbers, or what stands over several columns, are no label; words that stand where labels do are
    # told apart with the table (ingest/tables).
    while end and len(rows[end - 1]) == 1:
        cell = rows[end - 1][0]
        if cell.column_span == 1 and (cell.column == first or not is_words(cell)):
            break
        end -= 1
    if end < 2 and all(is_words(cell) for row in rows[:end] for cell in row):
        yield Block(rows)
        return
    yield Block(rows[:end], is_table=True)
    if end < len(rows):
        yield Block(rows[end:])


def _side_by_side(rows: Rows) -> list[Rows]:
    """The rows parted by columns that are wholly blank, where both sides are tables."""
    groups = _column_groups(rows)
    parts = groups[:1]
    for group in groups[1:] if len(groups) <= MOST_SIDE_BY_SIDE else ():
        if _stands_alone(_within(rows, parts[-1])) and _stands_alone(_within(rows, group)):
            parts.append(group)
        else:
            parts[-1] = (parts[-1][0], group[1])
    return [_within(rows, part) for part in parts] if len(parts) > 1 else [rows]


def _column_groups(rows: Rows) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for first, last in sorted((cell.column, cell.column + cell.column_span - 1) for row in rows for cell in row):
        if groups and first <= groups[-1][1] + 1:
            groups[-1] = (groups[-1][0], max(groups[-1][1], last))
        else:
            groups.append((first, last))
    return groups


def _within(rows: Rows, columns: tuple[int, int]) -> Rows:
    inside = ([cell for cell in row if columns[0] <= cell.column <= columns[1]] for row in rows)
    return [row for row in inside if row]


def _stands_alone(rows: Rows) -> bool:
    """Whether these columns are a table by themselves: labels in the first, numbers in another."""
    first, last = _extent(rows)
    if first == last:
        return False
    labels = [row[0] for row in rows[1:] if row[0].column == first]
    has_labels = bool(labels) and sum(is_words(cell) for cell in labels) * 2 >= len(labels)
    return has_labels and any(is_number(cell) for row in rows[1:] for cell in row if cell.column > first)


def collect(sheet: VisibleSheet, lines: list[str], grids: list[Grid]) -> None:
    """Add one sheet's blocks to the lines and the grids. Raises Unreadable for more than a sheet has."""
    for block in find_blocks(sheet.cells):
        if block.is_table:
            grids.append(grid_of(block, len(grids) + 1, len(lines), sheet))
        else:
            lines += "\n".join(BETWEEN_CELLS.join(cell.text for cell in row) for row in block.rows).split("\n")
        if len(grids) > MOST_TABLES or len(lines) > MOST_LINES:
            raise Unreadable(refusal("too-many-tables", tables=MOST_TABLES, lines=MOST_LINES))


def grid_of(block: Block, n: int, after_line: int, sheet: VisibleSheet | None = None) -> Grid:
    """The grid of a block, the document's `n`th."""
    cells = [cell for row in block.rows for cell in row]
    if sum(cell.row_span * cell.column_span for cell in cells) > MOST_PLACES:
        raise Unreadable(refusal("merged-too-far", most=MOST_PLACES))
    rows = _numbered((cell.row, cell.row_span) for cell in cells)
    columns = _numbered((cell.column, cell.column_span) for cell in cells)
    if len(rows) * len(columns) > MOST_PLACES:
        raise Unreadable(refusal("table-too-wide", rows=len(rows), columns=len(columns)))
    placed, name = tuple(_cells(cells, rows, columns, sheet)), sheet.name if sheet else None
    return Grid(n, len(rows), len(columns), placed, sheet=name, after_line=after_line, method=METHOD)


def _numbered(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    taken: set[int] = set()
    for first, span in spans:
        taken.update(range(first, first + span))
    return {at: number for number, at in enumerate(sorted(taken), 1)}


def _cells(
    cells: Sequence[GridCell], rows: dict[int, int], columns: dict[int, int], sheet: VisibleSheet | None
) -> Iterator[GridCell]:
    filled: dict[tuple[int, int], GridCell | None] = {}
    for cell in cells:
        row, column = rows[cell.row], columns[cell.column]
        for under in range(cell.row_span):
            for beside in range(cell.column_span):
                filled.setdefault((row + under, column + beside), None)
        filled[row, column] = replace(cell, row=row, column=column)
    for at_row, row in rows.items():
        for at_column, column in columns.items():
            if (row, column) not in filled:
                at = (sheet.rows[at_row], sheet.columns[at_column]) if sheet else (at_row, at_column)
                yield GridCell(row, column, "", ref=address(*at))
            elif (stored := filled[row, column]) is not None:
                yield stored
