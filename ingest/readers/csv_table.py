"""A delimited text (CSV, TSV, with semicolons or pipes) -> Blocks: its tables with addresses as a spreadsheet would
show them, and the words above and below as lines.

Protects: encoding, delimiter and line ends are told by the text itself; quotation marks that do not close (RFC 4180)
are an error and not a cell that swallows the rest. A row that does not fit under its headings (a thousands comma
without quotation marks) gives no cells but a problem, because each number after the extra comma would stand under the
wrong heading. Prose is not taken for a table.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.characters import SAMPLE_BYTES, decode, mend, mended_problems, numbered
from ingest.model import Blocks, Grid, GridCell, Problem, Unreadable
from ingest.readers.text import MOST_ODD_CONTROLS, odd_share, other_format
from ingest.workbook.layout import NUMERAL, YEAR, find_blocks, grid_of
from ingest.workbook.sheets import MOST_CELLS, address

MEDIA_TYPE = "text/csv"
TABLE_NAMES = (".csv", ".tsv", ".tab", ".psv")
MOST_BYTES = 64 << 20
DELIMITERS = ("\t", "|", ";", ",")
MARKUP = (b"<", b"{", b"[{")
SEPARATOR_HINT = re.compile(r"sep=([,;|\t])\s*$", re.IGNORECASE)
MAIL_HEAD = re.compile(r"(?:From|To|Subject|Date|Sent|Received|MIME-Version):\s", re.IGNORECASE)

FEWEST_ROWS, FEWEST_TABS = 3, 2  # of a text that is a table and is not named as one
SHOWN_CHARACTERS = 80  # of a row that is named in a problem


@dataclass(frozen=True)
class Record:
    """One row. `number`: in a spreadsheet; `line`: of the file, where it begins; `cells`: without blanks at the end;
    `written`: how many cells it was written with."""

    number: int
    line: int
    cells: tuple[str, ...]
    written: int


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text that is named as a table, or all lines of which have the same number of tabs."""
    if not data.strip() or not _is_text(data):
        return False
    tabs = [line.count("\t") for line in decode(data).splitlines() if line.strip()]
    return name.lower().endswith(TABLE_NAMES) or (len(tabs) >= FEWEST_ROWS and min(tabs) == max(tabs) >= FEWEST_TABS)


def read(data: bytes, name: str) -> Blocks:
    """The tables and words of the file. Raises Unreadable where its quotation marks don't close and for a table that is
    too large to be held."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"has {len(data):,} bytes, more than the {MOST_BYTES:,} that are read of a table of text.")
    text, mended = mend(decode(data).lstrip("\ufeff"))
    rows = _records(text)
    if not any(row.cells for row in rows):
        raise Unreadable("is empty. Put the table into it, or drop its [[document]].")
    if sum(1 for row in rows for cell in row.cells if cell) > MOST_CELLS:
        raise Unreadable(f"has more than {MOST_CELLS:,} filled cells. Save the part that answers the request alone.")
    kept, problems = _fitting(rows)
    by_number = {row.number: row for row in kept}
    lines = [""] * max(row.line for row in rows)  # of the file, so that numbers agree with any editor's
    grids: list[Grid] = []
    for block in find_blocks(_placed(kept)):
        if block.is_table:
            grids.append(grid_of(block, len(grids) + 1, by_number[block.rows[0][0].row].line - 1))
            continue
        for row in block.rows:
            at = by_number[row[0].row].line - 1
            words = (cell.text.replace("\n", " ") for cell in row)
            lines[at] = "\t".join(part for part in (lines[at], *words) if part)
    whole = "".join(f"{line}\n" for line in lines)
    problems += mended_problems(mended)
    return Blocks(MEDIA_TYPE, whole, lines=numbered(lines), grids=tuple(grids), problems=tuple(problems))


def _is_text(data: bytes) -> bool:
    """Whether the bytes are text, and no page, mail or file of another kind by their beginning."""
    head = data[:SAMPLE_BYTES].lstrip()
    if other_format(head) or head.startswith(MARKUP):
        return False
    text = decode(head[: len(head) // 4 * 4] if len(data) > SAMPLE_BYTES else head)
    return odd_share(text) <= MOST_ODD_CONTROLS and not MAIL_HEAD.match(text)


def _records(text: str) -> tuple[Record, ...]:
    """The rows by the delimiter that fits the text best. Raises Unreadable where its quotation marks don't close."""
    first, _, _ = text.partition("\n")
    hint = SEPARATOR_HINT.match(first.strip())
    best: tuple[tuple[float, int], tuple[Record, ...]] | None = None
    trouble: csv.Error | None = None
    for delimiter in [hint[1]] if hint else DELIMITERS:
        try:
            found = _parsed(text, delimiter)
        except csv.Error as error:
            trouble = error
            continue
        score = _fit(found)
        if best is None or score > best[0]:
            best = score, found
    if best is None:
        raise Unreadable(f"is not well-formed CSV ({trouble}). Mend its quotation marks, or save the table as XLSX.")
    rows = best[1]
    return (replace(rows[0], cells=(), written=0), *rows[1:]) if hint and rows else rows


def _fit(found: Sequence[Record]) -> tuple[float, int]:
    """How well a delimiter fits: how many rows have the commonest number of cells above one, and that number."""
    lengths = Counter(len(row.cells) for row in found if len(row.cells) > 1)
    if not lengths:
        return 0, 1
    width, count = max(lengths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _parsed(text: str, delimiter: str) -> tuple[Record, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    found, line = [], 1
    for number, cells in enumerate(reader, 1):
        kept = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        found.append(Record(number, line, tuple(kept), len(cells)))
        line = reader.line_num + 1
    return tuple(found)


def _fitting(rows: Sequence[Record]) -> tuple[tuple[Record, ...], list[Problem]]:
    """The rows that stand under their headings, and a problem for each that does not. One with more cells than
    headings is left out (its numbers would stand under the wrong ones); one that was written with fewer is kept.
    Headings are rows of several cells without a number; a part below a blank row that has none goes on with the part
    above, and a table without any is as wide as its first row."""
    kept: list[Record] = []
    problems: list[Problem] = []
    width, begins = 0, True
    for row in rows:
        if not row.cells:
            begins = True
            continue
        if len(row.cells) > 1 and not any(NUMERAL.fullmatch(cell) and not YEAR.match(cell) for cell in row.cells):
            width, begins = len(row.cells) if begins else max(width, len(row.cells)), False
        width = width if width > 1 else len(row.cells)
        if len(row.cells) > width:
            problems.append(_ragged(row, width, "error", "It was left out: a comma too many moves its numbers."))
            continue
        if 1 < row.written < width:
            problems.append(_ragged(row, width, "warning", "Those that it lacks were taken as blanks at its end."))
        kept.append(row)
    return tuple(kept), problems


def _ragged(row: Record, width: int, severity: str, done: str) -> Problem:
    shown = ", ".join(row.cells)
    shown = shown if len(shown) <= SHOWN_CHARACTERS else shown[:SHOWN_CHARACTERS] + "…"
    cells = len(row.cells) if severity == "error" else row.written
    message = f"a row has {cells} cells where the headings have {width}: {shown!r}. {done}"
    return Problem(severity, message, f"line {row.line}", rule="ragged-row", origin="source")


def _placed(rows: Sequence[Record]) -> list[GridCell]:
    """The filled cells with their addresses."""
    return [
        GridCell(row.number, column, cell, ref=address(row.number, column))
        for row in rows
        for column, cell in enumerate(row.cells, 1)
        if cell
    ]
