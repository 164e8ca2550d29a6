"""The words of a page outside ruled tables -> its tables that are drawn with few rules or none.

Protects: no table is invented in prose, since its text would be lost to the letter; a heading over several lines makes
no column of its own; a label over two lines is one label, and where that can't be told a person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Problem
from ingest.pdf.aligned_rows import Row, body_rows
from ingest.pdf.cell_text import is_value, lines_of
from ingest.pdf.columns import Columns, columns_of
from ingest.pdf.gutters import FAR_HEADING, Gutter, cut_at, gutters_of, in_tracks
from ingest.pdf.halves import with_halves_joined
from ingest.pdf.heading import heading_rows
from ingest.pdf.heading_block import heading_block
from ingest.pdf.heads import with_heads
from ingest.pdf.layout import PageTable, Rule, Word, around, overlap
from ingest.pdf.print_lines import YEARS_BEGUN, PrintLine, is_number, is_period, text_of_group
from ingest.pdf.runs import OTHER_SIZE, ROW_GAP, begins_another, is_heading, run
from ingest.pdf.text_lines import chunks, text_lines
from ingest.pdf.verdict import verdict_on

# In parts of the font's size, unless said.
CELL_GAP = 0.75  # between the cells of one row; justified blanks are narrower
MOST_LABEL_LINES = 6  # of a label above its numbers
NEAR_LABEL = 0.5  # from the lines of a label to each other, at the most
ROW_STEP = 0.4  # from one row to the next, where no other two tell
FARTHER = 0.5
MOST_STARTS = 12  # beginnings of a run that are tried
MOST_COLUMNS = 60
MOST_ENDS = 4  # ends of a run that are tried, from its last row upwards
FEWEST_THROUGH = 2
MOST_HEADING_LINES = 40  # of print: lines beside each other don't always stand at one height


def aligned_tables(
    words: Sequence[Word], rules: Sequence[Rule], page: int
) -> tuple[list[PageTable], list[Word], list[Problem]]:
    """Tables among these words, the words that stand in them, and what was doubtful."""
    lines = print_lines(words)
    gutters = gutters_of(lines)
    lines = [cut_at(line, gutters) for line in lines]
    tables: list[PageTable] = []
    used: list[Word] = []
    problems: list[Problem] = []
    n = tries = 0
    run_end = -1
    while n < len(lines):
        last = run(lines, n)
        if last is None:
            n += 1
            continue
        found = _longest_table(
            lines, _heading_from(lines, n, _behind(lines, used), gutters), n, last, rules, gutters, page
        )
        if found is None:
            tries = tries + 1 if last == run_end else 1
            n, run_end = (n + 1 if tries < MOST_STARTS else last + 1), last
            continue
        table, taken, doubts, end = found
        tables.append(table)
        used += taken
        problems += doubts
        n = end + 1
    return tables, used, problems


def print_lines(words: Sequence[Word]) -> list[PrintLine]:
    """The upright words in lines, each in the groups that may be cells; a line of nothing but a mark is none."""
    lines = [_line(line) for line in lines_of([word for word in words if word.direction == 0])]
    return [line for line in lines if any(not word.is_raised for word in line.words)]


def _line(words: Sequence[Word]) -> PrintLine:
    groups = [tuple(group) for group in chunks(words, CELL_GAP)]
    return PrintLine(tuple(part for group in groups for part in _years_apart(group)))


def _years_apart(group: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """A group of nothing but years as one for each: the headings of columns so narrow that they nearly touch."""
    are_years = len(group) > 1 and all(is_period(word.text) or YEARS_BEGUN.fullmatch(word.text) for word in group)
    return [(word,) for word in group] if are_years else [group]


def _behind(lines: Sequence[PrintLine], used: Sequence[Word]) -> int:
    taken = {id(word) for word in used}
    return 1 + max((n for n, line in enumerate(lines) if id(line.words[0]) in taken), default=-1)


def _heading_from(lines: Sequence[PrintLine], first: int, min_line: int, gutters: Sequence[Gutter]) -> int:
    """The line from which on a heading may be sought: farther up where the same gaps part its words too."""
    start = first
    while start > min_line and first - start < MOST_HEADING_LINES:
        above, below = lines[start - 1], lines[start]
        through = sum(1 for gutter in gutters if gutter.top <= above.top and below.bottom <= gutter.bottom)
        reach = FAR_HEADING if start == first and through >= FEWEST_THROUGH else ROW_GAP
        if below.top - above.bottom > reach * below.size:
            break
        start -= 1
    return start


Found = tuple[PageTable, list[Word], list[Problem], int]


def _longest_table(
    lines: Sequence[PrintLine],
    start: int,
    first: int,
    last: int,
    rules: Sequence[Rule],
    gutters: Sequence[Gutter],
    page: int,
) -> Found | None:
    """The table that begins at `first`, with as many of the rows up to `last` as stand in its columns."""
    ends = [last, *(n for n in range(last - 1, first, -1) if lines[n].is_counted)]
    for end in ends[:MOST_ENDS]:
        found = _table(lines, start, first, end, rules, gutters, page)
        if found is None:
            continue
        if end == ends[0] or found[0].lines:
            return found
        rest = " ".join(word.text for word in lines[end + 1].words)
        message = (
            f"a table ends above {rest!r}, which may be another row of it but stands in other columns. Look at the "
            "page, and type as [[addition]] what is missing."
        )
        return (*found[:2], [*found[2], Problem("warning", message, f"page {page}", page, "table-cut")], found[3])
    return None


def _table(
    lines: Sequence[PrintLine],
    start: int,
    first: int,
    last: int,
    rules: Sequence[Rule],
    gutters: Sequence[Gutter],
    page: int,
) -> Found | None:
    most = max(len(line.groups) for line in lines[first : last + 1])
    while first < last and (_is_upper_heading(lines[first], most) or _is_heading_line(lines[first])):
        first = next((n for n in range(first + 1, last) if lines[n].is_counted), last)
    block = heading_block(lines, start, first, last, rules)
    floor = start if block is None else block[1]
    if block is not None:
        first = next((n for n in range(floor, last) if lines[n].is_counted), last)
    counted = [line for line in lines[first : last + 1] if len(line.groups) > 1]
    columns = columns_of([line.groups for line in counted], is_number)
    near = _with_near(lines, start, first, last) if _begin_with_numbers(counted) else lines[first : last + 1]
    alone = [line.groups[0] for line in near if len(line.groups) == 1]
    columns = columns and columns.with_labels_apart(alone, len(counted))
    columns = columns and in_tracks(columns, counted, gutters)
    if (
        columns is None
        or columns.count > MOST_COLUMNS
        or not all(columns.is_clear(word) for line in counted for word in line.words)
    ):
        return None
    columns = with_heads(columns.with_label_columns([line.groups for line in counted], is_value), lines, start, first)
    for line in lines[start:first]:
        columns = columns.with_heading(line.groups) if not line.is_counted else columns
    lines = [*lines[:first], *(_with_number_apart(line, columns) for line in lines[first:])]
    last = _with_close_rows(lines, first, last, columns)
    columns = columns.with_labels(line.groups[0] for line in _with_near(lines, start, first, last))
    body = body_rows(lines, first, last, floor, columns, rules)
    columns = with_heads(columns, lines, start, body.first)
    top = body.rows[0].texts(columns)
    below = top if is_heading(top) else None
    certain = (0, 0) if block is None else (block[0] - start, block[1] - start)
    heading, heading_start, doubts = heading_rows(lines[start : body.first], columns, below, certain)
    if doubts:
        heading = [_unclear(heading, columns)]
    verdict = verdict_on(heading, body.rows, columns)
    if verdict == "text":
        return None
    rows, columns = with_halves_joined(heading, body.rows, columns)
    rows, columns = _without_empty_columns(rows, columns)
    taken = [word for line in lines[start + heading_start : body.last + 1] for word in line.words]
    box = around(word.bbox for word in taken)
    cells = [cell for n, row in enumerate(rows) for cell in row.cells(n, columns)]
    as_lines = tuple(text_lines(taken, page)) if verdict == "rest" else ()
    table = PageTable(page, box, len(rows), columns.edges(box[0], box[2]), tuple(cells), False, lines=as_lines)
    return table, taken, [replace(p, page=page, locator=f"page {page}") for p in (*doubts, *body.problems)], body.last


def _begin_with_numbers(rows: Sequence[PrintLine]) -> bool:
    """Whether all rows begin with a number that is no year: their labels stand on lines above and below them."""
    firsts = [text_of_group(row.groups[0]) for row in rows]
    return all(is_number(text) and not is_period(text) for text in firsts)


def _unclear(heading: Sequence[Row], columns: Columns) -> Row:
    """A heading of which it is not clear what stands over which column: all its words over each of them, so that no
    number has a meaning."""
    words = [word for row in heading for group in row.words.values() for word in group]
    return Row({(column, 1): words for column in range(columns.count)})


def _with_near(lines: Sequence[PrintLine], start: int, first: int, last: int) -> list[PrintLine]:
    """The lines of one group from `first` to `last`, and those above and below that stand as near as a label's do."""
    while first > start and lines[first].top - lines[first - 1].bottom < NEAR_LABEL * lines[first].size:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].top - lines[last].bottom < NEAR_LABEL * lines[last].size:
        last += 1
    return [line for line in lines[first : last + 1] if len(line.groups) == 1 or line.is_counted]


def _without_empty_columns(rows: list[Row], columns: Columns) -> tuple[list[Row], Columns]:
    """The rows without columns that hold nothing in any of them: what made them was no part of the table."""
    for column in range(columns.count - 1, 0, -1):
        if not any(low <= column < low + span for row in rows for low, span in row.words):
            rows = [row.without(column) for row in rows]
            columns = columns.without(column)
    return rows, columns


def _with_number_apart(line: PrintLine, columns: Columns) -> PrintLine:
    """The line with a number that stands close behind its label as a group of its own."""
    parts = columns.parted(line.groups[0])
    if len(parts) == 1 or not all(is_number(text_of_group(part)) for part in parts[1:]):
        return line
    return PrintLine((*parts, *line.groups[1:]))


def _with_close_rows(lines: Sequence[PrintLine], first: int, last: int, columns: Columns) -> int:
    """The last row, with those below it that were not seen as rows: their numbers stand close to their labels, or they
    have words for numbers ("n/a"). Lines of a label may stand between; none stands much farther than the rows do."""
    gaps = [lines[n + 1].top - lines[n].bottom for n in range(first, last)]
    reach = max([*gaps, lines[last].size * ROW_STEP]) + FARTHER * lines[last].size
    n = last + 1
    while n < len(lines) and n - last <= MOST_LABEL_LINES:
        gap = lines[n].top - lines[n - 1].bottom
        if gap > min(ROW_GAP * lines[n].size, reach) or begins_another(lines[n]):
            break
        if abs(lines[n].size - lines[last].size) > OTHER_SIZE:
            break
        if _is_row_in(lines[n], columns):
            last = n
        elif len(lines[n].groups) > 1 or lines[n].words[-1].text[-1:] in ".:?" or lines[n].words[0].text[:1] in "*†‡":
            break
        n += 1
    return last


def _is_row_in(line: PrintLine, columns: Columns) -> bool:
    """Whether a line has a label and values, each in its column."""
    if len(line.groups) < 2 or not all(columns.is_clear(word) for word in line.words):
        return False
    places = [columns.span_of(group) for group in line.groups]
    values = [text_of_group(group) for group, place in zip(line.groups, places, strict=True) if place != (0, 0)]
    over = [
        overlap(group[0].x0, group[-1].x1, *columns.extents[place[0]]) > 0
        for group, place in zip(line.groups[1:], places[1:], strict=True)
    ]
    is_filled = len(values) * 2 >= columns.count - 1  # one number of several is a telephone's, or a page's
    return places[0] == (0, 0) and all(over) and bool(values) and is_filled and all(is_value(text) for text in values)


def _is_heading_line(line: PrintLine) -> bool:
    """Whether a line of a label and years at the top, with a word for the total perhaps, is the heading of what stands
    below it."""
    texts = [text_of_group(group) for group in line.groups]
    years = sum(1 for text in texts[1:] if is_period(text))
    others = [text for text in texts[1:] if not is_period(text)]
    is_label = not is_number(texts[0]) or is_period(texts[0])
    return is_label and years > 0 and years >= 2 * len(others) and not any(is_number(text) for text in others)


def _is_upper_heading(line: PrintLine, most: int) -> bool:
    """Whether a line of years at the top has fewer groups than the rows below: each stands over several columns."""
    texts = [text_of_group(group) for group in line.groups]
    years = sum(1 for text in texts if is_period(text))
    return years >= len(texts) - 1 and 0 < years < most - 1
