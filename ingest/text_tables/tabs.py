"""Lines whose cells are parted by tabs, as a spreadsheet's are when pasted -> a table.

Protects: a tab is a border, so an empty cell keeps its place. Where a writer set several tabs so that columns line up,
they count as one only if every row then has a cell for every heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text_tables import cells
from ingest.text_tables.found import Finding, Nothing, Table, Unread, is_heading_row, is_proved
from ingest.text_tables.headings import heading_rows, rows_with_headings

TABS = re.compile(r"[ ]*\t[\t ]*")


def find(texts: Sequence[str], at: int) -> Finding:
    """The table that begins at line `at`."""
    if "\t" not in texts[at].strip(" \n\r"):
        return None
    end = at
    while end < len(texts) and _is_row(texts, end):
        end += 1
    lines = _joined([text.strip(" ") for text in texts[at:end]])
    if lines is None:
        return Nothing(end)
    raw = _with_corner([_trimmed(line) for line in lines])
    width = max(map(len, raw))
    squared = [row + [""] * (width - len(row)) for row in raw]
    parted = squared if _is_by_tab(raw, squared) else _by_run(lines)
    top = heading_rows(parted or squared)
    if len(squared) < 2 or width < 2 or not top or not _is_table(parted or squared, top):
        return Nothing(end)
    rows = rows_with_headings(parted) if parted else None
    if parted is None or rows is None:
        why = "its rows have different numbers of cells" if parted is None else "its headings stand over no one column"
        return Unread(at, end - 1, why)
    return Table(at, end - 1, len(parted[0]), rows)


def _is_table(rows: Sequence[list[str]], top: int) -> bool:
    return is_proved(rows[top - 1], rows[top:])


def _is_row(texts: Sequence[str], at: int) -> bool:
    """Whether the line has cells, or is a label that goes on in the line of cells below it."""
    if "\t" in texts[at].strip(" "):
        return True
    below = texts[at + 1] if at + 1 < len(texts) else ""
    is_label = (
        0 < len(texts[at].strip()) < 120 and not cells.is_question_label(texts[at]) and not cells.is_value(texts[at])
    )
    return is_label and "\t" in below and (below.startswith("\t") or cells.goes_on(below.split("\t")[0]))


def _joined(lines: Sequence[str]) -> list[str] | None:
    """The lines, a label without cells put before the line that it goes on in."""
    joined, label = [], ""
    for line in lines:
        if "\t" in line:
            joined.append(f"{label} {line.lstrip(' ')}" if label and not line.startswith("\t") else label + line)
            label = ""
        else:
            label = f"{label} {line.strip()}".strip()
    return None if label or not joined else joined


def _trimmed(line: str) -> list[str]:
    """The cells of a line, without the empty ones at its end, which programs drop or add."""
    parts = [part.strip() for part in line.split("\t")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _with_corner(raw: list[list[str]]) -> list[list[str]]:
    """The cells, an empty corner put back before a heading row whose first tab was lost: every row below has one cell
    more, and no heading is one of labels."""
    body = {len(row) for row in raw[1:]}
    lacks_corner = body == {len(raw[0]) + 1} and is_heading_row(["", *raw[0]]) and not cells.is_label_heading(raw[0][0])
    return [["", *raw[0]], *raw[1:]] if lacks_corner and len(raw) > 2 else raw


def _is_by_tab(raw: Sequence[list[str]], squared: Sequence[list[str]]) -> bool:
    """Whether each tab is one border: the lowest heading row has a heading for every column. Cells that are missing at
    a row's end are then empty."""
    top = heading_rows(squared)
    if not top or len(raw[top - 1]) < len(squared[0]):
        return False
    return all(text for text in raw[top - 1][1:])


def _by_run(lines: Sequence[str]) -> list[list[str]] | None:
    """Any run of tabs, one border, where every row then has as many cells as the first."""
    parted = [[part.strip() for part in TABS.split(line.strip())] for line in lines]
    return parted if len({len(row) for row in parted}) == 1 else None
