"""A heading line and rows with one space between their words -> a table.

Protects: every row must have exactly as many values as there are headings; one that has fewer, or a number that may be
its label's, leaves the whole table unread, for a cell that vanished would move the others. Rows that open with the code
of an outcome or of a Home Office class, or whose dots lead to the value, need no heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.text_tables import cells
from ingest.text_tables.found import Finding, Nothing, Table, Unread, is_label_bad, row_of
from ingest.text_tables.heading_words import HeadingWords, read_heading
from ingest.text_tables.offence_headings import Known
from ingest.text_tables.row_words import RowWords, is_led, read_row

MOST_LABEL_LINES = 3
MOST_BLANKS = 1
LONGEST_HEADING = 1200  # characters
LONGEST_LINE = 400  # characters
LONGEST_BEHIND_LABEL = 60  # lines
FEWEST_ROWS_OF_ONE = 2
"""Rows with one value each that a heading of one column must have: "Offence Count" over a single line is no table."""


@dataclass
class _Body:
    """The rows read so far, the index of the last one, and what is wrong with the table."""

    rows: list[RowWords] = field(default_factory=list)
    last: int = -1
    why: str = ""
    dashed: list[bool] = field(default_factory=list)


def find(texts: Sequence[str], at: int, offence_of: Known) -> Finding:
    """The table that begins at line `at`. `offence_of`: what offence a phrase names."""
    if len(texts[at]) > LONGEST_HEADING:
        return None
    label = cells.QUESTION_LABEL.match(texts[at])
    if label:
        return _behind_label(texts, at, label.end(), offence_of)
    heading = read_heading(texts[at])
    found = _with_heading(texts, at, heading, offence_of) if heading else None
    return found or _without_heading(texts, at)


def _with_heading(texts: Sequence[str], at: int, heading: HeadingWords, offence_of: Known) -> Finding:
    start = at + 1
    while heading.periods and start < len(texts) and (more := _more_periods(texts[start])):
        heading = HeadingWords(heading.label, (*heading.words, *more), True, heading.periods + len(more))
        start += 1
    first = _next(texts, start)
    if first is None or not _is_row(texts[first]) or _is_above_heading(heading, texts[first]):
        return None
    columns = _columns(heading, read_row(texts[first]), offence_of)
    is_sure = heading.periods > 1 or cells.is_label_heading(heading.label)
    if columns is None:
        rows = _read(texts, first, first - start, 0)
        if is_sure and len(rows.rows) > 1:
            return Unread(
                at,
                _last_row(texts, rows.last),
                "its headings cannot be told apart, or its rows have not as many values",
            )
        return None
    body = _read(texts, first, first - start, columns)
    if body.why:
        is_sure = heading.periods > 1 or (is_sure and body.last > first)
        return Unread(at, _last_row(texts, body.last), body.why) if is_sure else None
    if len(body.rows) < (FEWEST_ROWS_OF_ONE if columns == 1 else 1) or not _are_cells(body):
        return None
    headings = heading.of(columns, offence_of)
    if headings is None or _is_title(heading, body):
        return None
    return _table(at, [[heading.label, *headings]], body)


def _is_above_heading(heading: HeadingWords, below: str) -> bool:
    """Whether words without a period are a title, as the line below them heads columns of periods."""
    lower = None if heading.periods or len(below) > LONGEST_HEADING else read_heading(below)
    return lower is not None and lower.periods > 1


def _behind_label(texts: Sequence[str], at: int, start: int, offence_of: Known) -> Unread | None:
    """A table whose first line stands behind a question's label: it is not read, for the line is the question's too,
    and its other rows must not be taken for the whole."""
    inside = [texts[at][start:].lstrip(" .):–-"), *texts[at + 1 : at + 1 + LONGEST_BEHIND_LABEL]]
    if not (inside[0].strip() and (cells.is_coded(inside[0]) or read_heading(inside[0]))):
        return None
    found = find(inside, 0, offence_of)
    if not isinstance(found, Table | Unread):
        return None
    return Unread(at, at + found.last, "its first line stands behind a question's label")


def _columns(heading: HeadingWords, first: RowWords, offence_of: Known) -> int | None:
    """How many values a row has: as many as the headings, told by themselves or by the first row."""
    if heading.are_told_apart:
        return len(heading.words)
    sizes = [len(first.values), len(first.values) - 1 if first.is_dashed else 0]
    told = [size for size in sizes if size and heading.of(size, offence_of) is not None]
    return told[0] if len(told) == 1 else None


def _without_heading(texts: Sequence[str], at: int) -> Finding:
    """Rows that need no heading: `OC01 – Charge/Summons 7`, `088/01 Meeting a female child 14`, `Arrests ...... 14`."""
    is_coded = cells.is_coded(texts[at])
    if not (is_coded or is_led(texts[at])) or is_label_bad(texts[at]):
        return None
    body = _read(texts, at, 0, 1, is_coded=is_coded)
    if body.rows and cells.goes_on(body.rows[0].label):
        return Unread(at, _last_row(texts, body.last), "its first label begins in a line that is no row")
    if body.why:
        is_sure = is_coded and len(body.rows) > 1
        last = _last_row(texts, max(body.last, at))
        return Unread(at, last, body.why) if is_sure else Nothing(max(body.last, at) + 1)
    known = [row for row in body.rows if row.is_led or cells.is_coded(row.label)]
    if len(known) < FEWEST_ROWS_OF_ONE or not _are_cells(body):
        return None
    return _table(at, [], body)


def _table(at: int, headings: list[list[str]], body: _Body) -> Table:
    rows = [*headings, *([row.label, *row.values] for row in body.rows)]
    return Table(at, body.last, len(rows[0]), tuple(row_of(row) for row in rows))


def _are_cells(body: _Body) -> bool:
    """Whether the body has a number, and no label of a question or a letter."""
    has_number = any(cells.is_number(value) for row in body.rows for value in row.values)
    return has_number and not any(is_label_bad(row.label) for row in body.rows)


def _is_title(heading: HeadingWords, body: _Body) -> bool:
    """Whether a heading without a known word over one column is rather a title over a list."""
    return len(body.rows[0].values) == 1 and not cells.is_label_heading(heading.label) and heading.periods < 2


def _more_periods(text: str) -> list[str]:
    """The periods of a line that has nothing else: headings that a mail program broke off. One alone is no heading."""
    words = text.split()
    return words if words and all(cells.is_period(word) and word[0].isdigit() for word in words) else []


def _next(texts: Sequence[str], start: int) -> int | None:
    """The first line from `start` with text, over one blank line at most."""
    return next((n for n in range(start, min(start + MOST_BLANKS + 1, len(texts))) if texts[n].strip()), None)


def _is_row(text: str) -> bool:
    if cells.is_question_label(text) or cells.is_sentence(text) or cells.is_never_row(text) or "|" in text:
        return False
    row = read_row(text)
    return bool(row.label) and (bool(row.values) or len(text.split()) > 1)


def _read(texts: Sequence[str], first: int, gap: int, columns: int, *, is_coded: bool = False) -> _Body:
    """The rows from line `first` on, `gap` blank lines between them. `columns` 0: any number of values."""
    body = _Body()
    waiting: list[str] = []
    at = first
    while at < len(texts) and not body.why:
        text = texts[at]
        if _is_end(text) or (cells.is_sentence(text) and not _is_label_above(texts, at, columns)):
            break
        row = read_row(text)
        if is_coded and body.rows and not waiting and not _is_of_codes(row):
            break
        if not row.values:
            waiting.append(row.label)
            if len(waiting) > MOST_LABEL_LINES:
                break
        else:
            _add(body, row, waiting, columns, at, is_coded)
            waiting = []
        following = _following(texts, at, gap, waiting)
        if following is None:
            break
        at = following
    if not body.why and _is_short(body, columns):
        body.why = _count_words(body.rows[-1], columns)
    if not body.why and columns > 1 and len(set(body.dashed)) > 1:
        body.why = "a dash stands before the values of some rows and not of others"
    return body


def _is_end(text: str) -> bool:
    return not text.strip() or len(text) > LONGEST_LINE or is_label_bad(text) or "|" in text or text == "\x00"


def _is_label_above(texts: Sequence[str], at: int, columns: int) -> bool:
    """Whether a line that reads as prose is a label that goes on in the row below: "by an adult who is aged 18"."""
    below = texts[at + 1] if at + 1 < len(texts) else ""
    if columns < 2 or not below.strip() or texts[at].rstrip().endswith((".", "?", "!")):
        return False
    row = read_row(below)
    return len(row.values) == columns and cells.goes_on(row.label) and not read_row(texts[at]).values


def _last_row(texts: Sequence[str], last: int) -> int:
    """The last row of a table that is not read, from one of its rows on: the rows below are of it too."""
    while last + 1 < len(texts) and _is_row(texts[last + 1]) and read_row(texts[last + 1]).values:
        last += 1
    return last


def _following(texts: Sequence[str], at: int, gap: int, waiting: Sequence[str]) -> int | None:
    """The line on which the next row stands: the next one, or over the gap; over a blank line a total still belongs."""
    if at + 1 < len(texts) and texts[at + 1].strip():
        return at + 1
    over = _next(texts, at + 1)
    if over is None or waiting:
        return None
    return over if gap or cells.is_total(texts[over]) else None


def _is_of_codes(row: RowWords) -> bool:
    return cells.is_coded(row.label) or cells.is_total(row.label)


def _add(body: _Body, row: RowWords, waiting: list[str], columns: int, at: int, is_coded: bool) -> None:
    """The row with the label lines before it joined; `body.why` where a cell's place is not settled."""
    body.last = at
    if _is_short(body, columns):
        before = body.rows[-1]
        if row.label or waiting or len(before.values) + len(row.values) != columns:
            body.why = _count_words(before, columns)
            return
        body.rows[-1] = replace(before, values=(*before.values, *row.values), doubt=before.doubt or row.doubt)
    else:
        joined = _with_label(body, row, waiting, is_coded)
        if joined is None:
            return
        is_over = bool(columns) and len(joined.values) == columns + 1 and joined.is_dashed
        body.dashed.append(is_over)
        body.rows.append(replace(joined, values=joined.values[1:]) if is_over else joined)
    row = body.rows[-1]
    if columns and (row.doubt or len(row.values) > columns):
        body.why = row.doubt or _count_words(row, columns)


def _is_short(body: _Body, columns: int) -> bool:
    return bool(body.rows) and len(body.rows[-1].values) < columns


def _with_label(body: _Body, row: RowWords, waiting: list[str], is_coded: bool) -> RowWords | None:
    """The row with its whole label; None with `body.why` where the lines before it may be no part of it."""
    if waiting:
        joins = not row.label or cells.goes_on(row.label) or cells.is_unfinished(waiting[-1])
        if not joins and not (is_coded and cells.is_coded(waiting[0]) and not _is_of_codes(row)):
            body.why = f"“{waiting[-1]}” has no values, or is the beginning of another row's label"
            return None
        row = replace(row, label=" ".join([*waiting, row.label]).strip())
    if not row.label:
        body.why = f"the values “{' '.join(row.values)}” stand beside no label"
        return None
    return row


def _count_words(row: RowWords, columns: int) -> str:
    return f"the row “{row.label}” has {len(row.values)} values for {columns} columns"
