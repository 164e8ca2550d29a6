"""A delimited text (CSV, TSV, with semicolons or pipes) -> Blocks: its tables with addresses as a spreadsheet would
show them, and the words above and below as lines.

Protects: a row that does not fit under its headings (a thousands comma without quotation marks) gives no cells but a
problem, because each number after the extra comma would stand under the wrong heading. Prose is not taken for a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.model import Blocks, Grid, Line, Problem
from ingest.readers import Unreadable
from ingest.readers.text import mend

if TYPE_CHECKING:
    from ingest.workbook.delimited import Record
    from ingest.workbook.layout import TableBlock

MEDIA_TYPE = "text/csv"
TABLE_NAMES = (".csv", ".tsv", ".tab", ".psv")
MOST_BYTES = 64 << 20
MOST_CELLS = 250_000  # as many as are read of a workbook


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text that is named as a table, or that is one from its first line to its last."""
    from ingest.workbook.delimited import decode, is_table_throughout, is_text

    if not data.strip() or not is_text(data):
        return False
    if name.lower().endswith(TABLE_NAMES):
        return True
    return len(data) <= MOST_BYTES and is_table_throughout(decode(data))


def read(data: bytes, name: str) -> Blocks:
    """The tables and words of the file. Raises Unreadable where its quotation marks don't close and for a table that is
    too large to be held."""
    from ingest.workbook.delimited import decode, fitting, placed, records
    from ingest.workbook.layout import TableBlock, find_blocks

    if len(data) > MOST_BYTES:
        raise Unreadable(f"has {len(data):,} bytes, more than the {MOST_BYTES:,} that are read of a table of text.")
    text, mended = mend(decode(data).lstrip("\ufeff"))
    rows = records(text)
    if not any(row.cells for row in rows):
        raise Unreadable("is empty. Put the table into it, or drop its [[document]].")
    if sum(1 for row in rows for cell in row.cells if cell) > MOST_CELLS:
        raise Unreadable(f"has more than {MOST_CELLS:,} filled cells. Save the part that answers the request alone.")
    kept, problems = fitting(rows)
    if mended:
        said = f"{mended} characters were decoded by the wrong table before the document came here and mended."
        problems.append(Problem("note", said, rule="mended-characters"))
    by_number = {row.number: row for row in kept}
    words: dict[int, str] = {}
    tables: list[TableBlock] = []
    for block in find_blocks(placed(kept)):
        if isinstance(block, TableBlock):
            tables.append(block)
            continue
        for row in block.rows:
            line = by_number[row[0].row].line
            words[line] = "\t".join(part for part in (words.get(line, ""), *(cell.text for cell in row)) if part)
    grids = _grids(tables, by_number)
    lines = _lines(words, max(row.line for row in rows))
    return Blocks(MEDIA_TYPE, "".join(f"{line.text}\n" for line in lines), lines=lines, grids=grids,
                  problems=tuple(problems))  # fmt: skip


def _grids(tables: Sequence[TableBlock], by_number: Mapping[int, Record]) -> tuple[Grid, ...]:
    from ingest.workbook.blocks import grid_of

    return tuple(grid_of(table, n, by_number[table.rows[0][0].row].line - 1)[0] for n, table in enumerate(tables, 1))


def _lines(words: dict[int, str], last: int) -> tuple[Line, ...]:
    """A line for each line of the file, so that numbers agree with any editor's; those of tables without words."""
    lines, start = [], 0
    for number in range(1, last + 1):
        text = " ".join(words.get(number, "").split("\n"))
        lines.append(Line(number, text, start, start + len(text)))
        start += len(text) + 1
    return tuple(lines)
