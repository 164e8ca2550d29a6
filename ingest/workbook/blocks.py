"""The blocks of a sheet or of a delimited text -> lines and grids of the document (`ingest/model.py`).

Protects: every word stands once as a line or once in a grid. A title and notes are lines too, and stand with their
table besides; columns and rows that are wholly blank inside a table are left out, a cell's address says where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.model import Grid, GridCell, Line
from ingest.readers import Unreadable
from ingest.workbook.layout import Block, TableBlock
from ingest.workbook.rows import address
from ingest.workbook.visible import Placed

METHOD = "spreadsheet"
BETWEEN_CELLS = "\t"
MOST_PLACES = 1_000_000  # of one table, blank ones included: what is read of a workbook has a quarter of it filled
MOST_TABLES = 1_000  # of a document: a sheet with a table for each site has some hundreds
MOST_LINES = 20_000  # of a workbook: a sheet of notes has some hundreds


@dataclass
class Collected:
    """Lines and grids while sheets come in, numbered through the document."""

    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    length: int = 0

    def add_line(self, text: str) -> None:
        for part in text.split("\n"):
            start = self.length
            self.lines.append(Line(len(self.lines) + 1, part, start, start + len(part)))
            self.length = start + len(part) + 1

    @property
    def text(self) -> str:
        return "".join(f"{line.text}\n" for line in self.lines)


def collect(
    blocks: Sequence[Block],
    into: Collected,
    sheet: str | None,
    comments: Sequence[tuple[int, int, str]] = (),
    address_of: Callable[[int, int], str] = address,
) -> None:
    """Put one sheet's blocks behind what is there. `comments`: row, column and words of each; those on cells of a table
    are its notes. `address_of`: the address of a place in the blocks. Raises Unreadable for spans that no honest sheet
    has."""
    left = list(comments)
    for block in blocks:
        if isinstance(block, TableBlock):
            grid, left = grid_of(block, len(into.grids) + 1, len(into.lines), sheet, left, address_of)
            into.grids.append(grid)
            if len(into.grids) > MOST_TABLES:
                raise Unreadable(f"falls into more than {MOST_TABLES:,} tables. Save the one that answers alone.")
        else:
            for row in block.rows:
                into.add_line(BETWEEN_CELLS.join(cell.text for cell in row))
            if sheet is not None and len(into.lines) > MOST_LINES:
                raise Unreadable(
                    f"has more than {MOST_LINES:,} lines of words outside tables. Save the sheets that answer alone."
                )
    for _, _, words in left:
        into.add_line(words)


def grid_of(
    block: TableBlock,
    n: int,
    after_line: int,
    sheet: str | None = None,
    comments: Sequence[tuple[int, int, str]] = (),
    address_of: Callable[[int, int], str] = address,
) -> tuple[Grid, list[tuple[int, int, str]]]:
    """The grid of a block, the document's `n`th, and the comments that are on none of its cells."""
    cells = [cell for row in block.rows for cell in row]
    if sum(cell.row_span * cell.column_span for cell in cells) > MOST_PLACES:
        raise Unreadable(f"has merged cells over more than {MOST_PLACES:,} places. Open it and save the table alone.")
    rows = _numbered((cell.row, cell.row_span) for cell in cells)
    columns = _numbered((cell.column, cell.column_span) for cell in cells)
    if len(rows) * len(columns) > MOST_PLACES:
        raise Unreadable(f"has a table of {len(rows):,} rows and {len(columns):,} columns. Save it as a smaller one.")
    own = [words for row, column, words in comments if row in rows and column in columns]
    left = [comment for comment in comments if not (comment[0] in rows and comment[1] in columns)]
    grid = Grid(
        n=n,
        rows=len(rows),
        columns=len(columns),
        cells=tuple(_cells(cells, rows, columns, address_of)),
        sheet=sheet,
        title="\n".join(cell.text for cell in block.title),
        notes=(*(cell.text for cell in block.notes), *own),
        after_line=after_line,
        method=METHOD,
    )
    return grid, left


def _numbered(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The rows (or columns) that any cell takes, numbered from 1."""
    taken: set[int] = set()
    for first, span in spans:
        taken.update(range(first, first + span))
    return {at: number for number, at in enumerate(sorted(taken), 1)}


def _cells(
    cells: Sequence[Placed], rows: dict[int, int], columns: dict[int, int], address_of: Callable[[int, int], str]
) -> Iterator[GridCell]:
    """All cells of the rectangle in reading order; those that hold nothing with the address that they have."""
    filled: dict[tuple[int, int], GridCell | None] = {}
    for cell in cells:
        row, column = rows[cell.row], columns[cell.column]
        for under in range(cell.row_span):
            for beside in range(cell.column_span):
                filled.setdefault((row + under, column + beside), None)
        filled[row, column] = GridCell(
            row, column, cell.text, cell.row_span, cell.column_span, ref=cell.ref, is_header=cell.is_header,
            number=cell.number,
        )  # fmt: skip
    for at_row, row in rows.items():
        for at_column, column in columns.items():
            if (row, column) not in filled:
                yield GridCell(row, column, "", ref=address_of(at_row, at_column))
            elif (found := filled[row, column]) is not None:
                yield found
