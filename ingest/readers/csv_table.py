"""Bytes of a text whose name says that it is a table (CSV, TSV, with semicolons or pipes) -> Blocks: its tables, with
addresses as a spreadsheet would show them, and the words above and below as lines.

Protects: nothing is dropped in silence. Delimiter and line ends are told by the text itself; quotation marks that do
not close (RFC 4180) are an error, no cell that swallows the rest. A row that does not fit under its headings (a
thousands comma unquoted) gives a problem and no cells, for what is behind the comma is under wrong headings. A sentence
heads no columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.kinds import blocks_of, mend, mended_problems, text_of
from ingest.model import Blocks, Grid, GridCell, Problem, Unreadable, refusal
from ingest.workbook.layout import NUMERAL, YEAR, find_blocks, grid_of
from ingest.workbook.sheets import MOST_CELLS, address

MEDIA_TYPE = "text/csv"
MOST_BYTES = 64 << 20
DELIMITERS = ("\t", "|", ";", ",")
SEPARATOR_HINT = re.compile(r"sep=([,;|\t])\s*$", re.IGNORECASE)
LINE_END = re.compile(r"\r\n|\r|\n")

MOST_HEADING_ROWS = 10  # of a block, among which its headings are sought
SHOWN_CHARACTERS = 80  # of a row that is named in a problem


@dataclass(frozen=True)
class Record:
    """One row. `number`: in a spreadsheet; `line`: of the file, where it begins; `cells`: without blanks at the end;
    `written`: how many cells it was written with; `raw`: as it stands in the file."""

    number: int
    line: int
    cells: tuple[str, ...]
    written: int
    raw: str


def read(data: bytes, name: str) -> Blocks:
    """The tables and words of the file. Raises Unreadable for open quotation marks and a table too large to hold."""
    if len(data) > MOST_BYTES:
        raise Unreadable(refusal("table-of-text-too-large", size=len(data), most=MOST_BYTES))
    text, mended = mend(text_of(data).lstrip("\ufeff"))
    rows = _records(text)
    if not any(row.cells for row in rows):
        raise Unreadable(refusal("table-of-text-empty"))
    if sum(1 for row in rows for cell in row.cells if cell) > MOST_CELLS:
        raise Unreadable(refusal("too-many-cells", most=MOST_CELLS))
    fitting, problems = _fitting(rows)
    by_number = {row.number: row for row in fitting}
    lines = [""] * max(row.line for row in rows)  # of the file, so that numbers agree with any editor's
    grids: list[Grid] = []
    filled = ((row.number, *place) for row in fitting for place in enumerate(row.cells, 1) if place[1])
    placed = (GridCell(row, column, cell, ref=address(row, column)) for row, column, cell in filled)
    for block in find_blocks(placed):
        if block.is_table:
            grids.append(grid_of(block, len(grids) + 1, by_number[block.rows[0][0].row].line - 1))
            continue
        for row in block.rows:
            at = by_number[row[0].row].line - 1
            words = (cell.text.replace("\n", " ") for cell in row)
            lines[at] = "\t".join(part for part in (lines[at], *words) if part)
    return blocks_of(MEDIA_TYPE, lines, grids, (*problems, *mended_problems(mended)), "\n")


def _records(text: str) -> tuple[Record, ...]:
    """The rows by the delimiter that fits the text best. Raises Unreadable where its quotation marks don't close."""
    first, _, _ = text.partition("\n")
    hint = SEPARATOR_HINT.match(first.strip())
    readings: list[tuple[Record, ...]] = []
    trouble: csv.Error | None = None
    for delimiter in [hint[1]] if hint else DELIMITERS:
        try:
            readings.append(_parsed(text, delimiter))
        except csv.Error as error:
            trouble = error
    if not readings:
        raise Unreadable(refusal("csv-not-well-formed", reason=trouble))
    # the delimiter by which most rows have the commonest number of cells above one
    widths = (Counter(len(row.cells) for row in rows if len(row.cells) > 1) for rows in readings)
    fits = [max(((count, width) for width, count in each.items()), default=(0, 1)) for each in widths]
    rows = readings[fits.index(max(fits))]
    return (replace(rows[0], cells=(), written=0), *rows[1:]) if hint and rows else rows


def _parsed(text: str, delimiter: str) -> tuple[Record, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    physical = LINE_END.split(text)
    records, line = [], 1
    for number, cells in enumerate(reader, 1):
        texts = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        raw = "\n".join(physical[line - 1 : reader.line_num])
        records.append(Record(number, line, tuple(texts), len(cells), raw))
        line = reader.line_num + 1
    return _with_sentences_whole(records, delimiter) if delimiter in ",;" else tuple(records)


def _with_sentences_whole(rows: Sequence[Record], delimiter: str) -> tuple[Record, ...]:
    """The rows, a sentence with its commas as one cell: a space follows each, and no piece of it is a number."""
    parts = re.compile(rf'"|{delimiter}(?! )')
    parted = {row: row.raw.strip().rstrip(delimiter) for row in rows if len(row.cells) > 1}
    spaced = {row for row, raw in parted.items() if not parts.search(raw)}
    sentences = {row for row in spaced if not any(map(NUMERAL.fullmatch, row.cells))}
    if len(spaced) * 2 > len(parted):
        return tuple(rows)
    return tuple(replace(row, cells=(parted[row],), written=1) if row in sentences else row for row in rows)


def _fitting(rows: Sequence[Record]) -> tuple[tuple[Record, ...], list[Problem]]:
    """The rows that stand under their headings, and a problem for each that does not. One with more cells than
    headings is left out (its numbers would stand under the wrong ones); one that was written with fewer is kept."""
    fitting: list[Record] = []
    problems: list[Problem] = []
    width = 0
    for block in (list(group) for has_cells, group in groupby(rows, key=lambda row: bool(row.cells)) if has_cells):
        width = _width(block, width)
        for row in block:
            if len(row.cells) > max(width, 1):
                problems.append(_ragged("row-too-long", row, width))
                continue
            if 1 < row.written < width:
                problems.append(_ragged("row-too-short", row, width))
            fitting.append(row)
    return tuple(fitting), problems


def _width(block: Sequence[Record], above: int) -> int:
    """How many columns a block's headings name: rows of cells, none a number; else as above, or as most rows."""
    first = block[:MOST_HEADING_ROWS]
    are_words = [not any(NUMERAL.fullmatch(cell) and not YEAR.match(cell) for cell in row.cells) for row in first]
    named = [len(row.cells) for row, is_named in zip(first, are_words, strict=True) if len(row.cells) > 1 and is_named]
    if named:
        return max(named)
    lengths = Counter(len(row.cells) for row in block if len(row.cells) > 1)
    if above or not lengths:
        return above
    return max(lengths.items(), key=lambda item: (item[1], -item[0]))[0]


def _ragged(name: str, row: Record, width: int) -> Problem:
    shown = row.raw if len(row.raw) <= SHOWN_CHARACTERS else row.raw[:SHOWN_CHARACTERS] + "…"
    cells = len(row.cells) if len(row.cells) > width else row.written
    return Problem.of(name, f"line {row.line}", cells=cells, width=width, row=shown)
