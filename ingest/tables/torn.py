"""Whether a page's or a scan's table was torn apart where it was read: its headings go on among its rows, or one row
became two.

Protects: the words over a number are all of its heading, or the table gives no figure.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.tables import words
from ingest.tables.body import Row
from ingest.tables.headings import is_number, is_year
from ingest.tables.labels import Reading
from ingest.tables.layout import Layout
from ingest.unstorable import UNREAD

ROWS_OF_A_TORN_HEADING = 3
MOST_UNSURE = 0.25
"""Of a scan's cells: of generated scans with wrong figures two had 0.4 and more, where headings on their side were
taken for rows, and codes before labels for columns."""


def why_torn(layout: Layout, reading: Reading) -> str | None:
    """Why a table of a page may be torn, in words; None where nothing says so, or it is of no page."""
    if layout.grid.page is not None and _begins_amid_heading(layout):
        return "its first row has words and no label, and may be the end of its headings"
    if layout.grid.page is not None and goes_on_with_heading(layout):
        return "what may be the rest of its headings stands among its first rows"
    unsure = unsure_share(layout) if reading.is_recognised else 0.0
    if unsure > MOST_UNSURE:
        return f"{unsure:.0%} of its cells were not recognised for certain, so that its columns and rows may be others"
    torn = torn_rows(layout) if reading.is_recognised else None
    return torn and f"“{torn[0]}” and “{torn[1]}” may be one row that was torn apart when it was recognised"


def unsure_share(layout: Layout) -> float:
    """The share of a scanned table's filled cells of which something was not recognised for certain."""
    filled = [cell.text for cell in layout.grid.cells if cell.text.strip()]
    return sum(UNREAD in text for text in filled) / len(filled) if filled else 0.0


def _begins_amid_heading(layout: Layout) -> bool:
    """Whether the first row has no label, which others have, and words for numbers."""
    if not layout.rows:
        return False
    first, *others = layout.rows
    texts = [layout.text(first.grid_row, column) for column in layout.value_columns]
    return not _has_label(first) and any(map(_has_label, others)) and not all(map(is_number, texts))


def _has_label(row: Row) -> bool:
    """Whether something was read beside a row's numbers."""
    return any(label.replace(UNREAD, "").strip() for label in row.labels)


def goes_on_with_heading(layout: Layout) -> bool:
    """Whether one of the first rows is a torn heading's: its label heads columns ("Offence Description") beside no
    number, or it has years and no label."""
    for row in layout.rows[:ROWS_OF_A_TORN_HEADING]:
        texts = [text for column in layout.value_columns if (text := layout.text(row.grid_row, column))]
        counts = [text for text in texts if is_number(text) and not is_year(text)]
        heads = any(words.kinds_of_head(words.plain(label)) for label in row.labels if label)
        years = sum(is_year(text) for text in texts)
        if not counts and (heads or (years > 1 and not _has_label(row))):
            return True
    return False


def torn_rows(layout: Layout) -> tuple[str, str] | None:
    """The labels of two rows that may be the lines of one: each has the numbers that the other lacks."""
    columns = set(layout.value_columns)
    filled = [{c for c in columns if layout.text(row.grid_row, c)} for row in layout.rows]
    for (above, own), (below, other) in pairwise(zip(layout.rows, filled, strict=True)):
        if own and other and not own & other and own | other == columns and len(columns) > 1:
            return " ".join(above.labels).strip(), " ".join(below.labels).strip()
    return None
