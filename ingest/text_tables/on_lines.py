"""The cells of a table and the lines that they were read from -> the line on which each cell's values stand.

Protects: a line is told only where what is printed leaves no other. Layouts join broken labels and rows, so the lines
are found again from what they print: once from above, once from below. Where both ways lead to the same line that is
the one; where they differ no line is told, and the place of the cell is the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text_tables.found import Row, Table

BORDERS = str.maketrans("", "", "|│┃║┆┊¦\\\u200b\ufeff")


def lines_of_cells(table: Table, texts: Sequence[str]) -> list[list[int | None]]:
    """For each row of the table, for each of its cells, the index in `texts` of the line that it stands on. None where
    that is not settled, and for the labels of a row whose values give no line."""
    own = [(n, _bare(texts[n])) for n in range(table.first, table.last + 1) if _bare(texts[n])]
    if table.is_stacked:
        prints = [_bare(cell.text) for row in table.rows for cell in row if _bare(cell.text)]
        found = iter(_settled(prints, own, is_whole=True))
        return [[next(found) if _bare(cell.text) else None for cell in row] for row in table.rows]
    rows = [_values(row) for row in table.rows]
    told = iter(_settled([row for row in rows if row], own, is_whole=False))
    return [[next(told) if values else None] * len(row) for values, row in zip(rows, table.rows, strict=True)]


def _values(row: Row) -> str:
    """What a row prints behind its first cell, which is where a line of it ends."""
    return "".join(_bare(cell.text) for cell in row if cell.column > 1)


def _bare(text: str) -> str:
    """A text without white space of any kind and without the borders of tables."""
    return "".join(text.translate(BORDERS).split())


def _settled(prints: Sequence[str], lines: Sequence[tuple[int, str]], *, is_whole: bool) -> list[int | None]:
    """For each print its line, where the first that can bear it, those before in order, is the last that can bear it,
    those behind in order. What stands on no line holds up none of the others."""
    above = _in_order(prints, lines, is_whole)
    below = _in_order(prints[::-1], lines[::-1], is_whole)[::-1]
    return [one if one == other else None for one, other in zip(above, below, strict=True)]


def _in_order(prints: Sequence[str], lines: Sequence[tuple[int, str]], is_whole: bool) -> list[int | None]:
    found: list[int | None] = []
    at = 0
    for one in prints:
        where = next((n for n in range(at, len(lines)) if _bears(lines[n][1], one, is_whole)), None)
        found.append(None if where is None else lines[where][0])
        at = at if where is None else where + 1
    return found


def _bears(line: str, one: str, is_whole: bool) -> bool:
    return line == one if is_whole else line.endswith(one)
