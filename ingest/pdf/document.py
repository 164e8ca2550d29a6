"""The readings of a document's pages -> its text, lines and grids: what crosses from page to page is settled here.

Protects: each table stands where it stood among the lines, with the words above and below it that explain it; those
words stay lines as well, so nothing of the letter is lost to a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Grid, GridCell, Line, Problem
from ingest.pdf.broken_heading import with_whole_heading, without_broken_headings
from ingest.pdf.broken_labels import lines_below, with_broken_labels
from ingest.pdf.furniture import without_furniture
from ingest.pdf.glued_heading import without_glued_heading
from ingest.pdf.heading_at_foot import with_heading_at_foot
from ingest.pdf.joining import JoinedTable, begun, is_continued, join
from ingest.pdf.label_ends import with_label_ended
from ingest.pdf.layout import Item, PageCell, PageReading, PageTable, TextLine, around
from ingest.pdf.paragraphs import ends_paragraph, leading, right_side
from ingest.pdf.print_lines import PERIOD, is_number

# In parts of the font's size.
NEAR_TABLE = 3.2  # from a title's foot to the table, or from the table to its first note
NEAR_LINE = 2.3  # from top to top, within a title or a note
MOST_TITLE_LINES = 3
MOST_NOTE_BLOCKS = 4
MOST_NOTE_LINES = 15
NOTE_START = re.compile(r"\s*(?:[*†‡§#^~(\[\-–•¹²³]|\d{1,2}[\s.)]|[a-z][.)]\s)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARKED_NOTE = re.compile(r"\s*[*†‡§#^]")
CONTINUED = re.compile(r"\bcont(?:inued|'?d|\.)?\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """What a PDF holds, as Blocks have it."""

    text: str
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]


def joined_document(pages: Sequence[PageReading]) -> Document:
    """The pages' readings, in order, as one document."""
    kept = without_furniture(pages)
    items, tables, doubts = _with_joined_tables([_in_order(page) for page in kept])
    items += [line for page in kept for line in page.footers]
    lines, after = _numbered(items)
    texts = [item for item in items if isinstance(item, TextLine)]
    titles = {n: _title(items, item) for n, item in enumerate(tables)}
    grids = []
    problems = [*(problem for page in pages for problem in page.problems), *doubts]
    for n, table in enumerate(tables, 1):
        title = titles[n - 1]
        own_lines = {id(line) for other, above in titles.items() if other != n - 1 for line in above}
        grids.append(_grid(n, table, title, _notes(items, table, own_lines), after[id(table.parts[0])]))
        problems += [_in_table(problem, n) for problem in table.problems]
        problems += _footnotes(n, table)
    problems += [_line_marks(lines, text) for text in texts if text.raised]
    return Document("\n".join(line.text for line in lines), tuple(lines), tuple(grids), tuple(problems))


def _in_order(page: PageReading) -> list[Item]:
    """A page's lines in reading order with each table behind the last line above it."""
    items: list[Item] = list(page.lines)
    for table in sorted(page.tables, key=lambda t: (t.bbox[1], t.bbox[0]), reverse=True):
        above = [
            n for n, item in enumerate(items)
            if isinstance(item, TextLine) and (item.bbox[1] + item.bbox[3]) / 2 <= table.bbox[1] + 2
        ]  # fmt: skip
        items.insert(above[-1] + 1 if above else 0, table)
    return items


def _with_joined_tables(pages: Sequence[list[Item]]) -> tuple[list[Item], list[JoinedTable], list[Problem]]:
    """All items in order, without those parts of tables that go on from the page before; the tables; what is
    doubtful."""
    items: list[Item] = []
    tables: list[JoinedTable] = []
    problems: list[Problem] = []
    for page in pages:
        with_heading_at_foot(items, tables, page)
        rest = _without_continued_title(page, tables, items)
        rest = with_whole_heading(items, tables, without_broken_headings(rest))
        rest = with_broken_labels(items, tables, rest)
        rest, doubts = with_label_ended(items, tables, rest)
        problems += doubts
        first = rest[0] if rest else None
        is_at_top = isinstance(first, PageTable) and tables and items and items[-1] is tables[-1].parts[0]
        if is_at_top and isinstance(first, PageTable):
            first = without_glued_heading(tables[-1], first)
        if is_at_top and isinstance(first, PageTable) and is_continued(tables[-1], first):
            tables[-1] = join(tables[-1], first)
            rest = rest[1:]
        elif tables and lines_below(items, tables[-1]) is not None:
            problems += _without_heading(rest)
        rest = [line for item in rest for line in _as_lines(item)]
        items += rest
        tables += [begun(item) for item in rest if isinstance(item, PageTable)]
    return items, tables, problems


def _without_heading(page: Sequence[Item]) -> list[Problem]:
    """A problem for the first table of a page behind one that ends with a table, if it begins with numbers: it may be
    that one's rest, and its first row may be the rest of a row."""
    table = next((item for item in page[:MOST_NOTE_LINES] if isinstance(item, PageTable)), None)
    if table is None:
        return []
    first = [cell.text for cell in table.cells if cell.row == 0 and cell.column > 0]
    if not any(is_number(text) and not PERIOD.fullmatch(text) for text in first):
        return []
    message = (
        "the table at its top has no heading and may go on from the page before, in other columns. Look at both pages, "
        "and type as [[addition]] what is missing."
    )
    return [Problem("warning", message, f"page {table.page}", table.page, "table-over-page")]


def _as_lines(item: Item) -> Sequence[Item]:
    """An item as it is, or the lines of what would be a table only as the rest of one."""
    return item.lines if isinstance(item, PageTable) and item.lines else [item]


def _without_continued_title(page: list[Item], tables: Sequence[JoinedTable], items: Sequence[Item]) -> list[Item]:
    """The page without lines at its top that only say that the table goes on ("Table 1 (continued)"), or that are the
    words above it printed again."""
    if not tables or not items or items[-1] is not tables[-1].parts[0]:
        return page
    n = next((n for n, item in enumerate(page[: MOST_TITLE_LINES + 1]) if isinstance(item, PageTable)), 0)
    lines = [item.text.strip() for item in page[:n] if isinstance(item, TextLine)]
    if not lines or not is_continued(tables[-1], page[n]):  # type: ignore[arg-type]
        return page
    above = [item.text.strip() for item in items[-1 - n : -1] if isinstance(item, TextLine)]
    return page[n:] if lines == above or CONTINUED.search(" ".join(lines).strip(" ()[]")) else page


def _numbered(items: Sequence[Item]) -> tuple[list[Line], dict[int, int]]:
    """The lines with their numbers and blank lines between paragraphs; for each table the line it stands behind."""
    texts = [item for item in items if isinstance(item, TextLine)]
    usual, right = leading(texts), right_side(texts)
    lines: list[Line] = []
    after: dict[int, int] = {}
    before: TextLine | None = None
    start = 0

    def add(text: str, line: TextLine | None, page: int) -> None:
        nonlocal start
        lines.append(Line(len(lines) + 1, text, start, start + len(text), page, line.bbox if line else None))
        start += len(text) + 1

    for item in items:
        if isinstance(item, PageTable):
            if before is not None:
                add("", None, before.page)
            after[id(item)] = len(lines)
            before = None
            continue
        if before is not None and ends_paragraph(before, item, usual, right):
            add("", None, before.page)
        add(item.text, item, item.page)
        before = item
    return lines, after


def _title(items: Sequence[Item], table: JoinedTable) -> list[TextLine]:
    """The lines right above a table: a paragraph of no more than three."""
    first = table.parts[0]
    n = next(n for n, item in enumerate(items) if item is first)
    lines: list[TextLine] = []
    foot, reach = first.bbox[1], NEAR_TABLE
    for item in reversed(items[:n]):
        if not isinstance(item, TextLine) or item.page != first.page:
            break
        if foot - (item.bbox[3] if not lines else item.bbox[1]) > reach * item.size:
            break
        lines.insert(0, item)
        foot, reach = item.bbox[1], NEAR_LINE
    return lines if len(lines) <= MOST_TITLE_LINES else []


def _notes(items: Sequence[Item], table: JoinedTable, taken: set[int]) -> tuple[str, ...]:
    """The words right below a table that are no title of the next: its paragraph there, and more that begin like
    notes."""
    last = table.parts[-1]
    n = next(n for n, item in enumerate(items) if item is table.parts[0])
    notes: list[str] = []
    blocks, before, foot, page = 0, None, last.bbox[3], last.page
    below = items[n + 1 : n + 1 + MOST_NOTE_LINES]
    if below and below[0].page == page + 1 and isinstance(below[0], TextLine) and MARKED_NOTE.match(below[0].text):
        page, foot = page + 1, below[0].bbox[1]  # the page ends between the table and its notes
    for item in below:
        if not isinstance(item, TextLine) or item.page != page or id(item) in taken:
            break
        is_start = NOTE_START.match(item.text) is not None
        is_new = before is None or item.foot - before.foot > NEAR_LINE * item.size * 0.75
        if item.bbox[1] - foot > NEAR_TABLE * item.size or (is_new and blocks and not is_start):
            break
        blocks += is_new
        if blocks > MOST_NOTE_BLOCKS and not is_start:
            break
        if is_start or is_new or not notes:
            notes.append(item.text.strip())
        else:
            notes[-1] += " " + item.text.strip()
        before, foot = item, item.bbox[3]
    return tuple(notes)


def _grid(n: int, table: JoinedTable, title: Sequence[TextLine], notes: tuple[str, ...], after_line: int) -> Grid:
    cells = tuple(
        GridCell(
            placed.cell.row + 1,
            placed.cell.column + 1,
            _with_marks(placed.cell),
            placed.cell.row_span,
            placed.cell.column_span,
            placed.page,
            placed.cell.bbox,
            is_header=True if placed.cell.row < table.heading_rows else None,
            may_be_broken=placed.cell.may_be_broken,
        )
        for placed in sorted(table.cells, key=lambda p: (p.cell.row, p.cell.column))
    )
    words = " ".join(line.text.strip() for line in title)
    first = table.parts[0]
    return Grid(n, table.rows, table.columns, cells, first.page, None, first.bbox, words, notes, after_line)


def _with_marks(cell: PageCell) -> str:
    """A cell's text with the digits that stood raised in it behind it, raised as well: which note a year points to may
    change what it means."""
    marks = "".join(mark.translate(RAISED) for mark in cell.raised if mark.isdigit())
    return cell.text + marks if cell.text else ""


def _in_table(problem: Problem, n: int) -> Problem:
    return replace(problem, locator=f"{problem.locator}, table {n}")


def _footnotes(n: int, table: JoinedTable) -> list[Problem]:
    """For each raised mark that was taken from a cell, a note of it."""
    return [
        Problem(
            "note",
            f"a raised {mark!r} behind {placed.cell.text!r} is read as a footnote's mark and not as part of it.",
            f"page {placed.page}, table {n}, row {placed.cell.row + 1}",
            placed.page,
            "footnote-mark",
        )
        for placed in table.cells
        for mark in placed.cell.raised
    ]


def _line_marks(lines: Sequence[Line], text: TextLine) -> Problem:
    number = next(line.number for line in lines if line.bbox == text.bbox and line.page == text.page)
    marks = ", ".join(repr(mark) for mark in text.raised)
    message = f"raised {marks} in {text.text.strip()!r} is read as a footnote's mark and not as part of the text."
    return Problem("note", message, f"page {text.page}, line {number}", text.page, "footnote-mark")


def box_of(table: PageTable) -> tuple[float, float, float, float]:
    """The box of a table's cells."""
    return around(cell.bbox for cell in table.cells)
