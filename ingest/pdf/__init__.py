"""The bytes of a PDF -> Blocks: its lines without those of tables, and its tables, each word with page and box.

page.py opens it and gives words and rules with places, ruled.py and aligned.py find the tables of a page and tell
answers beside their questions; scans.py has pictures' words recognised. layout.py has what several of these
share, the lines of print among it. Each page is read by itself (`read_page`: ruled tables,
tables without rules, the lines that stand in none), so that processes can share the pages; what crosses from page to
page is settled in `joined_document`, in this order: headers and footers go, tables that go on over a page's end are
joined, lines get their numbers.

Protects: a number keeps its row and its column, whatever the page's end, a merged cell or a heading of several lines do
to them; what can't be read (a lock, damage, a scan without an OCR engine) is said and never passed over. A page number
is no answer, and a footer between two halves of a table or a sentence does not part them. A repeated header is kept
where it stands first, since a reference may stand in it. A row that a page's end breaks keeps its label and its
numbers, a heading repeated on each page is no row, and where it can't be told whether two parts are one row, a person
is asked. A label that the page's end may have cut is not read: it may be another offence.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from ingest.model import UNREAD, Blocks, Grid, GridCell, Line, Problem, Unreadable, refusal
from ingest.pdf import layout
from ingest.pdf.aligned import aligned_tables, has_answers_beside
from ingest.pdf.layout import Item, PageReading, PageTable, TextLine, is_number, is_period, is_value, joined
from ingest.pdf.page import Page, count_pages, read_layout
from ingest.pdf.ruled import ruled_tables
from ingest.phrases.periods import stops_short

# Thresholds, with their reasons; where no unit is said, a part of the font's size.
LEAST_TO_SHARE, MOST_A_SHARE = 24, 8  # pages for which processes are started, and that one is given at once
MARGIN = 1 / 6  # of the page's height, above and below: repeated lines stand there (a letterhead's last line at 0.141)
FOOT = 0.08  # of the page's height: a number alone there is the page's
MOST_EDGE_LINES = 5  # of a header or footer
SAME_PLACE = 4.0  # points
LEAST_SHARE = 0.6  # of the pages, that a header stands on
SAME_EDGE = 8.0  # points: the same column's border on the next page, where margins move
MOST_HEADING_ROWS = 5
MOST_TITLE_LINES = 3  # above a table, among which the beginning of its heading may stand

MEDIA_TYPE = "application/pdf"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
DAMAGED_PAGE = "damaged-page"
CELLS = re.compile(r"\s{2,}")
FEWEST_CUT_SHORT = 2  # beginnings of periods in a line: one alone may be prose
processes = 1  # how many processes read a long document's pages: what reads sources says so for each of them
_document = b""


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks. Raises Unreadable for a document that is locked, damaged or without pages."""
    pages, data = count_pages(data)
    try:
        readings = read_all(data, pages)
    except (MemoryError, BrokenProcessPool):
        raise
    except Exception as error:  # pdfminer raises anything on a damaged page
        raise Unreadable(refusal("pdf-damaged", reason=f"{type(error).__name__} on one of its pages")) from error
    if all(any(problem.rule == DAMAGED_PAGE for problem in reading.problems) for reading in readings):
        raise Unreadable(refusal("pdf-damaged", reason="none of its pages can be read"))
    document = joined_document(readings)
    if any(reading.recognised for reading in readings):
        from ingest.pdf.scans import with_recognised

        document = with_recognised(document, readings)
    return replace(document, method="ocr") if all(reading.recognised for reading in readings) else document


def read_all(data: bytes, pages: int) -> list[PageReading]:
    """The readings of a document's pages, in order: of a long one in shares, by as many processes as `processes`."""
    if processes < 2 or pages < LEAST_TO_SHARE:
        return read_pages(data, 1, pages)
    share = min(MOST_A_SHARE, -(-pages // (2 * processes)))
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(data, os.getpid())) as pool:
        shares = pool.map(_read_share, ((first, min(first + share - 1, pages)) for first in range(1, pages + 1, share)))
        return [reading for readings in shares for reading in readings]


def _begin(data: bytes, parent: int) -> None:
    global _document
    _document = data
    gc.freeze()  # nothing of the parent's is looked through
    end_with(parent)


def _read_share(pages: tuple[int, int]) -> list[PageReading]:
    return read_pages(_document, *pages)


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last`, from 1 -> readings. A pure function of bytes and what is installed, to share out."""
    readings = [read_page(page) for page in read_layout(data, first, last)]
    if any(reading.is_scan for reading in readings):
        from ingest.pdf.scans import with_scans

        return with_scans(data, readings)
    return readings


def end_with(parent: int) -> None:
    """Have the system end this process when `parent`, which started it, is gone, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it went before the system was asked
            os._exit(1)


def read_page(page: Page) -> PageReading:
    """The page's tables, ruled ones first sought, and the lines of the words that stand in none."""
    if page.damage:
        problem = Problem.of(DAMAGED_PAGE, f"page {page.number}", page.number, damage=page.damage)
        return PageReading(page.number, 0.0, problems=(problem,))
    ruled, problems = ruled_tables(page)
    outside = [word for word in page.words if not any(layout.holds(table.bbox, word.bbox) for table in ruled)]
    aligned, taken, doubts = aligned_tables(outside, page.number)
    in_aligned = {id(word) for word in taken}
    lines = layout.text_lines([word for word in outside if id(word) not in in_aligned], page.number)
    tables = sorted([*ruled, *aligned], key=lambda table: (table.bbox[1], table.bbox[0]))
    found = tuple(lines), tuple(tables), page.is_scan
    problems += [Problem.of("answers-beside", f"page {page.number}", page.number)] * has_answers_beside(outside)
    every = (*problems, *doubts, *_print_problems(page))
    return PageReading(page.number, page.height, *found, problems=every)


def _print_problems(page: Page) -> Iterator[Problem]:
    place = f"page {page.number}", page.number
    if marks := [word.text for word in page.words if word.is_raised and layout.MARK.fullmatch(word.text)]:
        yield Problem.of("footnote-mark", *place, marks=", ".join(dict.fromkeys(marks)))
    if page.unmapped:
        yield Problem.of("unmapped-characters", *place, count=page.unmapped)
    if page.is_braced:
        yield Problem.of("braced", *place)
    if page.is_cut:
        yield Problem.of("print-beyond-the-page", *place)
    if page.words and page.invisible * 2 > sum(len(word.text) for word in page.words) and page.pictures > 0.5:
        yield Problem.of("text-behind-a-scan", *place)


def joined_document(pages: Sequence[PageReading]) -> Blocks:
    stripped = without_furniture(pages)
    items = joined_tables([_in_order(page) for page in stripped])
    items += [line for page in stripped for line in page.footers]
    tables = [item for item in items if isinstance(item, PageTable)]
    lines, after = _numbered(items)
    grids = tuple(_grid(n, table, after[id(table)]) for n, table in enumerate(tables, 1))
    problems = [problem for page in pages for problem in page.problems]
    for n, table in enumerate(tables, 1):
        problems += [replace(problem, locator=f"{problem.locator}, table {n}") for problem in table.problems]
    text = "\n".join(line.text for line in lines)
    return Blocks(MEDIA_TYPE, text, len(pages), tuple(lines), grids, problems=tuple(problems))


def without_furniture(pages: Sequence[PageReading]) -> list[PageReading]:
    """The pages with each repeated header only where it stands first, without their numbers; repeated footers, each
    once, as the last page's `footers`."""
    places: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for page in pages:
        for keys, _ in _edge_lines(page):
            for key in keys:
                places[key].append(page.number)
    result = []
    footers: list[TextLine] = []
    least = max(2, LEAST_SHARE * len(pages))
    for page in pages:
        dropped = set()
        for keys, line in _edge_lines(page):
            key = max(keys, key=lambda candidate: len(places[candidate]))
            numbers = sorted(set(places[key]))
            is_repeated, is_first = len(numbers) >= least, page.number == numbers[0]
            is_numbered = "\x00" in key[1] and len(numbers) >= 2
            is_footer = is_repeated and key[0] == "below"
            is_at_foot = line.bbox[1] >= (1 - FOOT) * page.height
            is_alone = is_at_foot and line.text.strip().strip("-–— ") == str(page.number)
            if is_numbered or is_footer or (is_repeated and not is_first) or is_alone:
                dropped.add(line)
            if is_footer and is_first and not is_numbered:
                footers.insert(0, line)
        result.append(replace(page, lines=tuple(line for line in page.lines if line not in dropped)))
    if footers:
        result[-1] = replace(result[-1], footers=tuple(footers))
    return result


def _edge_lines(page: PageReading) -> Iterator[tuple[tuple[tuple[str, str, int], ...], TextLine]]:
    """The lines in the margins from the edge inwards, with what makes them the same on another page: their words, or
    those with the page's number left open ("Page 1 of 3" stands on every page where a program printed it)."""
    ordered = sorted(page.lines, key=lambda line: line.bbox[1])
    above = [line for line in ordered if line.bbox[3] <= MARGIN * page.height]
    below = [line for line in reversed(ordered) if line.bbox[1] >= (1 - MARGIN) * page.height]
    for zone, lines in (("above", above), ("below", below)):
        for line in lines[:MOST_EDGE_LINES]:
            text = " ".join(line.text.split())
            numbered = re.sub(rf"(?<![\d./]){page.number}(?![\d/])", "\x00", text, count=1)
            place = round(line.bbox[1] / SAME_PLACE)
            yield tuple((zone, words, place) for words in dict.fromkeys((text, numbered))), line


def _in_order(page: PageReading) -> list[Item]:
    items: list[Item] = list(page.lines)
    for table in sorted(page.tables, key=lambda t: (t.bbox[1], t.bbox[0]), reverse=True):
        above = [
            n for n, item in enumerate(items)
            if isinstance(item, TextLine) and (item.bbox[1] + item.bbox[3]) / 2 <= table.bbox[1] + 2
        ]  # fmt: skip
        items.insert(above[-1] + 1 if above else 0, table)
    return items


def _numbered(items: Sequence[Item]) -> tuple[list[Line], dict[int, int]]:
    texts = [item for item in items if isinstance(item, TextLine)]
    usual, right = layout.leading(texts), layout.right_side(texts)
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
        if before is not None and layout.ends_paragraph(before, item, usual, right):
            add("", None, before.page)
        add(item.text, item, item.page)
        before = item
    return lines, after


def _grid(n: int, table: PageTable, after_line: int) -> Grid:
    cells = (replace(cell, is_header=True) if cell.row <= table.heading_rows else cell for cell in table.cells)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(n, table.rows, table.columns, ordered, table.page, bbox=table.bbox, after_line=after_line)


def joined_tables(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """Each page's items in reading order -> all items, tables that go on over pages each as one."""
    items: list[Item] = []
    for page in pages:
        rest = [
            _with_cut_heading_unread(item, page[max(0, n - MOST_TITLE_LINES) : n] if n else items[-1:])
            if isinstance(item, PageTable)
            else item
            for n, item in enumerate(page)
        ]
        if items and rest and isinstance(above := items[-1], PageTable):
            if not isinstance(first := rest[0], PageTable):
                items[-1] = _with_cut_label_unread(above, first)
            elif is_continued(above, first):
                items[-1] = join(above, first)
                rest = rest[1:]
        items += rest
    return items


def is_continued(before: PageTable, table: PageTable) -> bool:
    """Whether a page's first table goes on with the last one before: the same columns, no other heading."""
    last = before.last or before
    if table.page != last.page + 1 or not _has_same_columns(last, table):
        return False
    heading, first = before.texts[0], table.texts[0]
    is_rest = last.is_open_below and table.is_open_above and not first[0]  # of the row that the page's end breaks
    if heading == first or is_rest:
        return True
    if len(heading) > 1 and heading[1:] == first[1:] and any(heading[1:]):
        return False  # the same years under another label: a table of its own
    values = [text for text in first[1:] if text]
    if any(map(is_period, values)) and not any(is_number(text) and not is_period(text) for text in values):
        return False  # years of its own, with a word for their total perhaps
    return not (len(values) > 1 and not any(map(is_value, values)))


def _has_same_columns(above: PageTable, below: PageTable) -> bool:
    if above.columns != below.columns or above.is_ruled != below.is_ruled:
        return False
    if above.is_ruled:
        shift = below.edges[0] - above.edges[0]
        return all(abs(a + shift - b) <= SAME_EDGE for a, b in zip(above.edges, below.edges, strict=True))
    pairs = [(_extent(above, column), _extent(below, column)) for column in range(1, above.columns + 1)]
    return all(here is None or there is None or layout.overlap(*here, *there) > 0 for here, there in pairs)


def _extent(table: PageTable, column: int) -> tuple[float, float] | None:
    boxes = [c.bbox for c in table.cells if c.column == column and c.column_span == 1 and c.text and c.bbox]
    return (min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None


def join(before: PageTable, table: PageTable) -> PageTable:
    """The table with its part on the next page. Call it only where `is_continued` says so."""
    again = _repeated_rows(before.texts, table.texts)
    rest = [replace(cell, row=cell.row - again) for cell in table.cells if cell.row > again]
    rows = table.rows - again
    problems = before.problems
    cells = list(before.cells)
    verdict = _broken_row(before, table, again) if rows else "two"
    if verdict == "one":
        cells = _with_rest_of_row(cells, rest, before.rows)
        rest = [replace(cell, row=cell.row - 1) for cell in rest if cell.row > 1]
        rows -= 1
    elif verdict == "unclear":
        above, below = " | ".join(before.texts[-1]), " | ".join(table.texts[again])
        problem = Problem.of("row-over-page", f"page {table.page}", table.page, above=above, below=below)
        problems = (*problems, problem)
    cells += [replace(cell, row=cell.row + before.rows) for cell in rest]
    again, rows = max(before.heading_rows, again), before.rows + rows
    return replace(before, cells=tuple(cells), rows=rows, last=table, heading_rows=again, problems=problems)


def _repeated_rows(before: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top print the heading again: the first, and those below it that hold no values."""
    same = 0
    while same < min(MOST_HEADING_ROWS, len(rows), len(before)):
        if rows[same] != before[same] or not any(rows[same]):
            break
        if same and any(is_number(text) and not is_period(text) for text in rows[same][1:]):
            break
        same += 1
    return same


def _broken_row(before: PageTable, table: PageTable, again: int) -> str:
    """Whether the last row above the page's end and the first below it are `one` row, `two`, or it is `unclear`."""
    above, below = before.texts[-1], table.texts[again]
    is_open = (before.last or before).is_open_below or (table.is_open_above and not again)
    both = [column for column in range(1, len(above)) if above[column] and below[column]]
    if any(is_value(above[column]) and is_value(below[column]) for column in both):
        return "two"
    if any(above[1:]) and any(below[1:]):
        return "two" if below[0] else "one" if is_open else "unclear"
    if not below[0]:
        return "one" if any(below[1:]) else "two"  # the label above the page's end, its numbers below
    if not above[0] and not any(above[1:]):
        return "two"
    if is_open or (before.rows > max(1, before.heading_rows) and goes_on(above[0], below[0])):
        return "one"
    labels_alone = [row for row in (*before.texts[1:-1], *table.texts[again + 1 :]) if row[0] and not any(row[1:])]
    return "two" if before.rows == 1 or labels_alone else "unclear"  # a group's heading would not be alone


def goes_on(label: str, rest: str) -> bool:
    """Whether a label is not whole without what stands below the page's end, by its own form."""
    is_open = label.count("(") > label.count(")") and rest.count(")") > rest.count("(")
    return is_open or rest[:1].islower() or rest[:1] == "(" or label.rstrip()[-1:] in "-–,/&(:"


def _with_rest_of_row(cells: Sequence[GridCell], rest: Sequence[GridCell], row: int) -> list[GridCell]:
    below = {cell.column: cell for cell in rest if cell.row == 1}
    result = []
    for cell in cells:
        other = below.get(cell.column)
        if cell.row + cell.row_span - 1 != row or other is None or not other.text:
            result.append(cell)
        elif not cell.text:
            result.append(replace(cell, text=other.text, bbox=other.bbox, page=other.page))
        else:
            result.append(replace(cell, text=joined([cell.text, other.text])))
    return result


def _with_cut_label_unread(table: PageTable, line: TextLine) -> PageTable:
    """A table at a page's end, its last label unread where the next page's first line may be the label's end."""
    label, *values = table.texts[-1]
    if not label or not any(values) or not goes_on(label, line.text.strip()):
        return table
    cells = [
        replace(cell, text=f"{label} {UNREAD}") if (cell.row, cell.column) == (table.rows, 1) else cell
        for cell in table.cells
    ]
    problem = Problem.of("label-over-page", f"page {line.page}", line.page, label=label, below=line.text.strip())
    return replace(table, cells=tuple(cells), problems=(*table.problems, problem))


def _with_cut_heading_unread(table: PageTable, above: Sequence[Item]) -> PageTable:
    """A table headed by periods without a readable heading where beginnings of periods that may be its heading's stand
    above it: "2017 -" over "2018" is no calendar year."""
    heading = [text for text in table.texts[0][1:] if text]
    rows = (item.texts[-1] if isinstance(item, PageTable) else CELLS.split(item.text.strip()) for item in above)
    is_of_periods = bool(heading) and all(map(is_period, heading))
    if not is_of_periods or not any(sum(map(stops_short, row)) >= FEWEST_CUT_SHORT for row in rows):
        return table
    cells = tuple(replace(cell, text=UNREAD) if cell.row == 1 else cell for cell in table.cells)
    return replace(table, cells=cells)
