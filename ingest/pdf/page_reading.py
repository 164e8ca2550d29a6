"""One page -> its tables and its lines: `read_pages` is what a process is given a share of the pages to do."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import BBox, Problem
from ingest.pdf.aligned import aligned_tables, print_lines
from ingest.pdf.cut_labels import with_cut_marks, with_equal_ends_marked
from ingest.pdf.heading_again import rest_below_heading
from ingest.pdf.layout import PageReading, PageTable, Word
from ingest.pdf.pages import DamagedPage, Page, read_layout
from ingest.pdf.print_lines import is_number, is_period
from ingest.pdf.ruled import ruled_tables
from ingest.pdf.text_lines import text_lines
from ingest.pdf.turned import with_turned_lines

DAMAGED_PAGE = "damaged-page"


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
    page = replace(page, words=tuple(with_turned_lines(page.words)))
    tables, problems = ruled_tables(page)
    looked_at = [with_cut_marks(table) for table in tables]
    tables = [table for table, _ in looked_at]
    problems = [*problems, *(problem for _, cut in looked_at for problem in cut)]
    rest = [word for word in page.words if not _is_in_table(word, tables)]
    aligned, taken, doubts = aligned_tables(rest, page.rules, page.number)
    unruled = [with_equal_ends_marked(table) for table in aligned]
    aligned = [table for table, _ in unruled]
    problems = [*problems, *(problem for _, cut in unruled for problem in cut)]
    at_top = _rest_at_top(page.number, tables, aligned, rest)
    if at_top is not None:
        aligned = [at_top[0], *(table for table in aligned if not _is_inside(table, at_top[0]))]
        taken = [*taken, *at_top[1]]
    in_aligned = {id(word) for word in taken}
    rest = [word for word in rest if id(word) not in in_aligned]
    lines = text_lines(rest, page.number)
    return PageReading(
        page.number,
        page.width,
        page.height,
        tuple(lines),
        tuple(sorted([*tables, *aligned], key=lambda table: (table.bbox[1], table.bbox[0]))),
        page.is_scan,
        problems=(*problems, *doubts, *_print_problems(page)),
    )


def _rest_at_top(
    page: int, ruled: list[PageTable], aligned: list[PageTable], words: list[Word]
) -> tuple[PageTable, list[Word]] | None:
    """A table that only the page before may explain, of words above all other tables, and its words. `aligned`: what
    was found among the `words`; of it only what is no table by itself, or holds no numbers, may stand in it."""
    others = [*ruled, *(table for table in aligned if not table.lines and _has_numbers(table))]
    floor = min((table.bbox[1] for table in others), default=float("inf"))
    return rest_below_heading(print_lines([word for word in words if word.bottom <= floor]), page)


def _has_numbers(table: PageTable) -> bool:
    return any(cell.column > 0 and is_number(cell.text) and not is_period(cell.text) for cell in table.cells)


def _is_inside(table: PageTable, other: PageTable) -> bool:
    return other.bbox[1] <= (table.bbox[1] + table.bbox[3]) / 2 <= other.bbox[3]


def _is_in_table(word: Word, tables: list[PageTable]) -> bool:
    return any(_holds(table.bbox, word) for table in tables)


def _holds(box: BBox, word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _print_problems(page: Page) -> list[Problem]:
    place = f"page {page.number}"
    if page.is_scan:
        message = (
            "is a picture without characters (a scan). Read it and type its figures as [[addition]], or let the "
            "recognition of scanned pages do it where that is installed."
        )
        return [Problem("error", message, place, page.number, "scanned-page")]
    problems = []
    if page.unmapped:
        message = (
            f"has {page.unmapped} characters whose font does not say what they are. They stand as \ufffd: compare the "
            "page's figures with what a viewer shows."
        )
        problems.append(Problem("warning", message, place, page.number, "unmapped-characters"))
    if page.is_cut:
        message = (
            "has words or a table that go on beyond its edge: columns may be cut or stand wholly beside it. Ask "
            "the force for the table itself."
        )
        problems.append(Problem("warning", message, place, page.number, "print-beyond-the-page"))
    if page.invisible * 2 > sum(len(word.text) for word in page.words) and page.pictures > 0.5:
        message = (
            "is a scan with recognised text behind it: somebody's program guessed its characters. Compare its figures "
            "with what a viewer shows."
        )
        problems.append(Problem("warning", message, place, page.number, "text-behind-a-scan"))
    return problems
