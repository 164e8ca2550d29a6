"""The pages of a PDF -> its text, lines and grids.

Each page is read by itself (`read_pages`: ruled tables, tables without rules, the lines that stand in none), so that
processes can share the pages; what crosses from page to page is settled in `joined_document`, in this order: headers
and footers go, tables that go on over a page's end are joined, lines get their numbers, tables the words above and
below that explain them. Those words stay lines as well, so nothing of the letter is lost to a table.

Protects: a page number is no answer, and a footer between two halves of a table or a sentence does not part them. A
repeated header is kept where it stands first, since a reference may stand in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Blocks, Grid, Line, Problem
from ingest.pdf import settings
from ingest.pdf.aligned import aligned_tables
from ingest.pdf.join import JoinedTable, joined_tables
from ingest.pdf.layout import Item, PageReading, PageTable, TextLine, is_in
from ingest.pdf.lines import MARK, ends_paragraph, leading, right_side, text_lines
from ingest.pdf.page import DamagedPage, Page, read_layout
from ingest.pdf.ruled import ruled_tables

DAMAGED_PAGE = "damaged-page"
NOTE_START = re.compile(r"\s*(?:[*†‡§#^~(\[\-–•¹²³]|\d{1,2}[\s.)]|[a-z][.)]\s)")
MEDIA_TYPE = "application/pdf"


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last`, both included, from 1. A pure function of the bytes, so pages can be shared out."""
    return [read_page(page) if isinstance(page, Page) else _damaged(page) for page in read_layout(data, first, last)]


def _damaged(page: DamagedPage) -> PageReading:
    message = (
        f"is damaged ({page.reason}) and was not read. Bring the document again from where it came, or print it to a "
        "new PDF and name that file."
    )
    problem = Problem("error", message, f"page {page.number}", page.number, DAMAGED_PAGE)
    return PageReading(page.number, 0.0, 0.0, problems=(problem,))


def read_page(page: Page) -> PageReading:
    """The page's tables, ruled ones first sought, and the lines of the words that stand in none."""
    ruled, problems = ruled_tables(page)
    outside = [word for word in page.words if not any(is_in(word, table.bbox) for table in ruled)]
    aligned, taken, doubts = aligned_tables(outside, page.number)
    in_aligned = {id(word) for word in taken}
    lines = text_lines([word for word in outside if id(word) not in in_aligned], page.number)
    tables = sorted([*ruled, *aligned], key=lambda table: (table.bbox[1], table.bbox[0]))
    return PageReading(
        page.number,
        page.width,
        page.height,
        tuple(lines),
        tuple(tables),
        page.is_scan,
        problems=(*problems, *doubts, *_print_problems(page)),
    )


def _print_problems(page: Page) -> Iterator[Problem]:
    place = f"page {page.number}"
    if page.is_scan:
        message = (
            "is a picture without characters (a scan). Read it and type its figures as [[addition]], or let the "
            "recognition of scanned pages do it where that is installed."
        )
        yield Problem("error", message, place, page.number, "scanned-page")
    if marks := [word.text for word in page.words if word.is_raised and MARK.fullmatch(word.text)]:
        message = (
            f"its raised {', '.join(dict.fromkeys(marks))} are read as footnotes' marks, no part of what they follow."
        )
        yield Problem("note", message, place, page.number, "footnote-mark")
    if page.unmapped:
        message = (
            f"has {page.unmapped} characters whose font does not say what they are. They stand as \ufffd: compare the "
            "page's figures with what a viewer shows."
        )
        yield Problem("warning", message, place, page.number, "unmapped-characters")
    if page.is_cut:
        message = (
            "has words or a table that go on beyond its edge: columns may be cut or stand wholly beside it. Ask "
            "the force for the table itself."
        )
        yield Problem("warning", message, place, page.number, "print-beyond-the-page")
    if page.words and page.invisible * 2 > sum(len(word.text) for word in page.words) and page.pictures > 0.5:
        message = (
            "is a scan with recognised text behind it: somebody's program guessed its characters. Compare its figures "
            "with what a viewer shows."
        )
        yield Problem("warning", message, place, page.number, "text-behind-a-scan")


def joined_document(pages: Sequence[PageReading]) -> Blocks:
    """The pages' readings, in order, as one document."""
    kept = without_furniture(pages)
    items, tables = joined_tables([_in_order(page) for page in kept])
    items += [line for page in kept for line in page.footers]
    lines, after = _numbered(items)
    places = {id(item): n for n, item in enumerate(items)}
    titles = [_title(items, places[id(table.parts[0])], table) for table in tables]
    grids = []
    problems = [problem for page in pages for problem in page.problems]
    for n, table in enumerate(tables, 1):
        others = {id(line) for m, title in enumerate(titles, 1) if m != n for line in title}
        notes = _notes(items[places[id(table.parts[0])] + 1 :], table, others)
        grids.append(_grid(n, table, titles[n - 1], notes, after[id(table.parts[0])]))
        problems += [replace(problem, locator=f"{problem.locator}, table {n}") for problem in table.problems]
    text = "\n".join(line.text for line in lines)
    return Blocks(MEDIA_TYPE, text, len(pages), tuple(lines), tuple(grids), problems=tuple(problems))


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
    least = max(2, settings.LEAST_SHARE * len(pages))
    for page in pages:
        dropped = set()
        for keys, line in _edge_lines(page):
            key = max(keys, key=lambda one: len(places[one]))
            numbers = sorted(set(places[key]))
            is_repeated, is_first = len(numbers) >= least, page.number == numbers[0]
            is_numbered = "\x00" in key[1] and len(numbers) >= 2
            is_footer = is_repeated and key[0] == "below"
            if is_numbered or is_footer or (is_repeated and not is_first) or _is_lone_number(line, page):
                dropped.add(line)
            if is_footer and is_first and not is_numbered:
                footers.insert(0, line)
        result.append(replace(page, lines=tuple(line for line in page.lines if line not in dropped)))
    if footers:
        result[-1] = replace(result[-1], footers=tuple(footers))
    return result


def _edge_lines(page: PageReading) -> Iterator[tuple[tuple[tuple[str, str, int], ...], TextLine]]:
    """The lines in the page's margins from the edge inwards, with what makes them the same on another page: their
    words, or those with the page's number left open ("Page 1 of 3" stands on every page where a program printed it
    so)."""
    ordered = sorted(page.lines, key=lambda line: line.bbox[1])
    above = [line for line in ordered if line.bbox[3] <= settings.MARGIN * page.height]
    below = [line for line in reversed(ordered) if line.bbox[1] >= (1 - settings.MARGIN) * page.height]
    for zone, lines in (("above", above), ("below", below)):
        for line in lines[: settings.MOST_EDGE_LINES]:
            text = " ".join(line.text.split())
            numbered = re.sub(rf"(?<![\d./]){page.number}(?![\d/])", "\x00", text, count=1)
            place = round(line.bbox[1] / settings.SAME_PLACE)
            yield tuple((zone, words, place) for words in dict.fromkeys((text, numbered))), line


def _is_lone_number(line: TextLine, page: PageReading) -> bool:
    """Whether a line is the page's number alone, at the foot of it."""
    text = line.text.strip().strip("-–— ")
    return text == str(page.number) and line.bbox[1] >= (1 - settings.FOOT) * page.height


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


def _title(items: Sequence[Item], place: int, table: JoinedTable) -> list[TextLine]:
    """The lines right above a table, which stands at `place`: a paragraph of no more than three."""
    first = table.parts[0]
    lines: list[TextLine] = []
    foot, reach = first.bbox[1], settings.NEAR_TABLE
    for item in reversed(items[:place]):
        if not isinstance(item, TextLine) or item.page != first.page:
            break
        if foot - (item.bbox[3] if not lines else item.bbox[1]) > reach * item.size:
            break
        lines.insert(0, item)
        foot, reach = item.bbox[1], settings.NEAR_LINE
    return lines if len(lines) <= settings.MOST_TITLE_LINES else []


def _notes(below: Sequence[Item], table: JoinedTable, titles: set[int]) -> tuple[str, ...]:
    """The words right below a table that are no title of another: its paragraph there, and more that begin like
    notes."""
    last = table.parts[-1]
    notes: list[str] = []
    blocks, before, foot = 0, None, last.bbox[3]
    for item in below[: settings.MOST_NOTE_LINES]:
        if not isinstance(item, TextLine) or item.page != last.page or id(item) in titles:
            break
        is_start = NOTE_START.match(item.text) is not None
        is_new = before is None or item.foot - before.foot > settings.NEAR_LINE * item.size * 0.75
        if item.bbox[1] - foot > settings.NEAR_TABLE * item.size or (is_new and blocks and not is_start):
            break
        blocks += is_new
        if blocks > settings.MOST_NOTE_BLOCKS and not is_start:
            break
        if is_start or is_new:
            notes.append(item.text.strip())
        else:
            notes[-1] += " " + item.text.strip()
        before, foot = item, item.bbox[3]
    return tuple(notes)


def _grid(n: int, table: JoinedTable, title: Sequence[TextLine], notes: tuple[str, ...], after_line: int) -> Grid:
    heading_rows = table.heading_rows
    cells = tuple(replace(cell, is_header=True) if cell.row <= heading_rows else cell for cell in table.cells)
    cells = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    words = " ".join(line.text.strip() for line in title)
    first = table.parts[0]
    return Grid(n, table.rows, first.columns, cells, first.page, None, first.bbox, words, notes, after_line)
