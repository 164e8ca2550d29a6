"""A table's rows -> the same table as text in each layout that answers use. It shares no word or pattern with the
reader: what it prints is what a mail program, a spreadsheet or a word processor prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[str]]


def widths(rows: Rows) -> list[int]:
    return [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]


def markdown(rows: Rows) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def bars(rows: Rows) -> str:
    return "\n".join(" | ".join(cell or " " for cell in row) for row in rows)


def box(rows: Rows) -> str:
    wide = widths(rows)
    rule = "+" + "+".join("-" * (width + 2) for width in wide) + "+"
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) + " |" for row in rows]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def aligned_left(rows: Rows) -> str:
    wide = widths(rows)
    return "\n".join("   ".join(c.ljust(width) for c, width in zip(row, wide, strict=True)).rstrip() for row in rows)


def aligned_right(rows: Rows) -> str:
    first, *wide = widths(rows)
    return "\n".join(
        row[0].ljust(first) + "".join("  " + c.rjust(width) for c, width in zip(row[1:], wide, strict=True))
        for row in rows
    )


def two_spaces(rows: Rows) -> str:
    return "\n".join("  ".join(cell for cell in row if cell) for row in rows)


def flattened(rows: Rows) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def stacked(rows: Rows) -> str:
    return "\n\n".join(cell for row in rows for cell in row if cell)


def stacked_close(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


BORDERED: tuple[Callable[[Rows], str], ...] = (markdown, bars, box, tabs, aligned_left, aligned_right)
"""Layouts in which an empty cell keeps its place."""
COUNTED: tuple[Callable[[Rows], str], ...] = (flattened, two_spaces, stacked, stacked_close)
"""Layouts in which an empty cell vanishes."""
