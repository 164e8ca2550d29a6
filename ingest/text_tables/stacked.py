"""One cell a line, as a table comes out of a web page or a word processor -> a table.

Protects: the width of such a table is learned from what repeats: a label, then always as many values. Headings are as
many as the values, or one more. A row with fewer values leaves the whole table unread, for a cell that vanished would
move all that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.text_tables import cells, words
from ingest.text_tables.found import Finding, Placed, Table, Unread, is_label_bad, row_of
from ingest.text_tables.headings import is_heading_text

MOST_BLANKS = 3  # between two cells; more only where the first two stand as far apart
FARTHEST_APART = 12
LONGEST_CELL = 160
LONGEST_HEADING = 60
LONGEST_CORNER = 2  # words; more are a title over the whole table
MOST_COLUMNS = 20
FEWEST_ROWS = 2


class _Cells:
    """The lines from one on that may each be one cell, read no further than they are asked for."""

    def __init__(self, texts: Sequence[str], at: int) -> None:
        self.texts, self.next = texts, at
        self.indices: list[int] = []
        second = next((n for n in range(at + 1, min(at + 2 + FARTHEST_APART, len(texts))) if texts[n].strip()), at + 1)
        self.most_blanks = max(MOST_BLANKS, second - at - 1)

    def has(self, n: int) -> bool:
        """Whether there are more than `n` of them before the text ends or goes on in another way."""
        blanks = 0
        while len(self.indices) <= n and self.next < len(self.texts) and blanks <= self.most_blanks:
            text = self.texts[self.next].strip()
            blanks = 0 if text else blanks + 1
            if text:
                if not _may_be_cell(text):
                    break
                self.indices.append(self.next)
            self.next += 1
        return len(self.indices) > n

    def text(self, n: int) -> str:
        """The text of one; "" behind the last."""
        return self.texts[self.indices[n]].strip() if self.has(n) else ""

    def texts_of(self, start: int, end: int) -> list[str]:
        """The texts of those from `start` on, without `end`, as far as there are any."""
        return [self.text(n) for n in range(start, end) if self.has(n)]


def find(texts: Sequence[str], at: int) -> Finding:
    """The table whose first heading is line `at`."""
    if not _may_be_cell(texts[at].strip()):
        return None
    items = _Cells(texts, at)
    return _by_periods_down(items) or _by_periods_across(items) or _by_known_headings(items)


def _may_be_cell(text: str) -> bool:
    if cells.is_value(text) or cells.is_period(text):
        return True
    is_long = len(text) > LONGEST_CELL or text.endswith((":", ",")) or "  " in text or "\t" in text or "|" in text
    return not is_long and not is_label_bad(text) and not cells.is_sentence(text) and text != "\x00"


def _by_periods_across(items: _Cells) -> Finding:
    """`Force`, `2017/18`, `2018/19`, then a label and two values again and again."""
    first = items.text(0)
    has_corner = not cells.is_period(first) and not cells.is_value(first) and len(first) <= LONGEST_HEADING
    count, n = 0, int(has_corner)
    while count < MOST_COLUMNS and cells.is_period(items.text(n + count)):
        count += 1
    width = count
    while width < MOST_COLUMNS and items.text(n + width).lower().rstrip("*:") in _beside_periods():
        width += 1
    if count < 2 or len(set(items.texts_of(n, n + count))) < count:
        return None
    tried = (_rows(items, n + size, size, has_corner) for size in dict.fromkeys((width, count)))
    found = next((found for found in tried if found is not None), None)
    is_title = has_corner and len(first.split()) > LONGEST_CORNER and not cells.is_label_heading(first)
    return _under_title(found) if is_title and isinstance(found, Table) else found


def _under_title(table: Table) -> Table:
    """The table with the words in its corner as a title over all columns: its corner is empty, and left no line."""
    title, *headings = table.rows[0]
    over = (replace(title, span=table.columns),)
    return replace(table, rows=(over, (Placed("", 1), *headings), *table.rows[1:]))


def _beside_periods() -> frozenset[str]:
    return words.lowered("headings", "beside_periods")


def _by_known_headings(items: _Cells) -> Finding:
    """`Offence`, `Arrests`, `Charges`, then a label and two values again and again."""
    if not cells.is_label_heading(items.text(0)):
        return None
    first = next((n for n in range(1, MOST_COLUMNS + 3) if not items.has(n) or cells.is_value(items.text(n))), None)
    if first is None or not items.has(first):
        return None
    width = first - 2  # the last text before the first value is a label
    return _rows(items, 1 + width, width, True) if _are_headings(items.texts_of(1, 1 + width)) else None


def _by_periods_down(items: _Cells) -> Finding:
    """`Year`, `Arrests`, `Charges`, then a year and two values again and again."""
    if not cells.is_label_heading(items.text(0)):
        return None
    first = 1
    while first <= MOST_COLUMNS and items.has(first) and not _is_period_or_value(items.text(first)):
        first += 1
    if not cells.is_period(items.text(first)) or cells.is_period(items.text(first + 1)):
        return None
    return _rows(items, first, first - 1, True, are_periods=True) if _are_headings(items.texts_of(1, first)) else None


def _is_period_or_value(text: str) -> bool:
    return cells.is_period(text) or cells.is_value(text)


def _are_headings(texts: Sequence[str]) -> bool:
    """Whether the texts head columns of numbers; one alone must be known to do so."""
    are_short = all(is_heading_text(text) and len(text) <= LONGEST_HEADING for text in texts)
    return bool(texts) and are_short and (len(texts) > 1 or cells.is_value_heading(texts[0]))


def _rows(items: _Cells, body: int, width: int, has_corner: bool, *, are_periods: bool = False) -> Finding:
    """The rows from item `body` on: a label and `width` values each. None where there are not two of them."""
    rows = [[*([] if has_corner else [""]), *items.texts_of(0, body)]]
    at, why = body, ""
    while items.has(at) and not why:
        label = items.text(at)
        is_label = cells.is_period(label) if are_periods else not _is_period_or_value(label)
        values = _values(items, at + 1, width, are_periods)
        if not is_label and not (are_periods and cells.is_total(label)):
            is_more = _is_period_or_value(label) and len(rows) > 1
            why = f"“{label}” stands where a row's label was due" if is_more else ""
            break
        if not values:
            break
        why = _wrong(label, values, width)
        if not why:
            rows.append([label, *values])
            at += 1 + width
    first = items.indices[0]
    if why:
        last = max(n for n in range(at, at + 1 + width) if items.has(n))
        return Unread(first, items.indices[_last_value(items, last)], why)
    is_table = len(rows) > FEWEST_ROWS and any(cells.is_number(value) for row in rows[1:] for value in row[1:])
    if not is_table:
        return None
    return Table(first, items.indices[at - 1], width + 1, tuple(map(row_of, rows)), is_stacked=True)


def _last_value(items: _Cells, last: int) -> int:
    """The last cell of a table that is not read, from one of its cells on: values that follow a label are of it too."""
    while True:
        ahead = next((n for n in range(last + 1, last + 3) if cells.is_value(items.text(n))), None)
        if ahead is None:
            return last
        last = ahead


def _wrong(label: str, values: Sequence[str], width: int) -> str:
    """Why a row's values cannot be given to the columns; "" where they can."""
    if len(values) < width:
        return f"the row “{label}” has {len(values)} values for {width} columns"
    if any(cells.is_period(value) for value in values):
        return f"a year stands among the values of the row “{label}”"
    return ""


def _values(items: _Cells, start: int, width: int, are_periods: bool) -> list[str]:
    """Up to `width` values from item `start` on."""
    values: list[str] = []
    for text in items.texts_of(start, start + width):
        if not cells.is_value(text) or (are_periods and cells.is_period(text)):
            break
        values.append(text)
    return values
