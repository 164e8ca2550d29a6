"""The words of a page outside ruled tables -> its tables that are drawn with few rules or none.

Protects: no table is made of a letter's prose, of a form's fields or of answers beside their questions' labels, since
its text would be lost to the letter; and where it is not clear what a heading stands over, no number has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.model import Problem
from ingest.pdf import settings
from ingest.pdf.layout import PageTable, Rule, Word, around
from ingest.pdf.lines import groups_of, is_number, is_period, is_value, lines_of, text_lines
from ingest.pdf.rows import Columns, Extent, Group, PrintLine, Row, columns_of, extent_of, gap_between, rows_of

PLAIN_COUNT = re.compile(r"[<>]?\d[\d,]*[*†‡#]?|[-–—*]")
QUESTION_LABEL = re.compile(r"\(?(?:[A-Za-z]{1,8}\.?\s*)?\d{0,2}\s?[a-z]{0,3}\s?[.):]+\)?|\(?[a-z]\)")
Found = tuple[PageTable, list[Word], list[Problem], int]
"""A table, its words, what was doubtful, and the last line that is in it."""
Placed = list[tuple[Group, int, int]]
"""Groups of words, each with the column that it begins in and the number of columns that it stands over."""


def aligned_tables(
    words: Sequence[Word], rules: Sequence[Rule], page: int
) -> tuple[list[PageTable], list[Word], list[Problem]]:
    """Tables among these words, the words that stand in them, and what was doubtful."""
    upright = lines_of([word for word in words if word.direction == 0])
    lines = [PrintLine(tuple(tuple(group) for group in groups_of(line, settings.CELL_GAP))) for line in upright]
    tables: list[PageTable] = []
    used: list[Word] = []
    problems: list[Problem] = []
    n = tries = floor = 0
    while n < len(lines):
        last = _run(lines, n)
        found = None if last is None else _longest_table(lines, floor, n, last, rules, page)
        if last is None or found is None:
            tries = 0 if last is None else tries + 1
            n = n + 1 if last is None or tries < settings.MOST_STARTS else last + 1
            continue
        table, taken, doubts, end = found
        tables.append(table)
        used += taken
        problems += doubts
        n = floor = end + 1
        tries = 0
    return tables, used, problems


def _run(lines: Sequence[PrintLine], first: int) -> int | None:
    """The last line with numbers of a run of them that begins at `first`, up to a sentence, the heading of another
    table or print of another size; None where none begins."""
    if not lines[first].is_counted:
        return None
    last = first
    for n in range(first + 1, len(lines)):
        line = lines[n]
        is_far = line.top - lines[n - 1].bottom > settings.ROW_GAP * line.size
        if is_far or n - last > settings.MOST_LINES_BETWEEN or _is_prose(line, lines[first : last + 1]):
            break
        is_another = _begins_another(line) and not _is_near(lines[n - 1], line)
        if last > first and (is_another or abs(line.size - lines[last].size) > settings.OTHER_SIZE):
            break
        if line.is_counted or (len(line.groups) > 1 and all(map(is_value, line.texts[1:]))):
            last = n
    return last


def _is_prose(line: PrintLine, above: Sequence[PrintLine]) -> bool:
    """Whether a line is a sentence below a table: one group that reaches under the numbers or has a sentence's end."""
    if len(line.groups) > 1 or len(line.words) < settings.PROSE_WORDS:
        return False
    numbers = min((row.groups[1][0].x0 for row in above if len(row.groups) > 1), default=0.0)
    return line.words[-1].x1 > numbers or line.words[-1].text[-1:] in ".:?"


def _begins_another(line: PrintLine) -> bool:
    """Whether a line below numbers is the heading of another table: years, or several different words."""
    texts = line.texts
    if len(texts) < 2 or is_number(texts[0]):
        return False
    are_words = len(texts) > 2 and len(set(texts)) == len(texts) and not any(map(is_value, texts[1:]))
    return are_words or _are_periods(texts)


def _are_periods(row: Sequence[str]) -> bool:
    """Whether the cells behind the first are all years or periods, as in a heading."""
    cells = [text for text in row[1:] if text]
    return bool(cells) and all(map(is_period, cells))


def _longest_table(
    lines: Sequence[PrintLine], floor: int, first: int, last: int, rules: Sequence[Rule], page: int
) -> Found | None:
    """The table that begins at `first`, with as many of the rows up to `last` as stand in its columns."""
    ends = [last, *(n for n in range(last - 1, first, -1) if lines[n].is_counted)]
    for end in ends[: settings.MOST_ENDS]:
        found = _table(lines, floor, first, end, rules, page)
        if found is None:
            continue
        if end == last or found[0].lines:
            return found
        rest = " ".join(lines[end + 1].texts)
        message = (
            f"a table ends above {rest!r}, which may be another row of it but stands in other columns. Look at the "
            "page, and type as [[addition]] what is missing."
        )
        return (*found[:2], [*found[2], Problem("warning", message, f"page {page}", page, "table-cut")], found[3])
    return None


def _table(
    lines: Sequence[PrintLine], floor: int, first: int, last: int, rules: Sequence[Rule], page: int
) -> Found | None:
    begun = first
    first = _first_row(lines, first, last)
    near = _with_near(lines, floor, first, last)
    columns = columns_of(near)
    beside = [line for line in near if len(line.groups) > 1]
    if columns is None or columns.count > settings.MOST_COLUMNS:
        return None
    if not all(columns.is_clear(word) for line in beside for word in line.words):
        return None
    body = rows_of(lines, first, last, columns, rules, floor)
    heading, start, doubts = _heading(lines[: body.first], floor, begun, columns)
    verdict = _verdict(heading, body.rows, columns, bool(doubts))
    if verdict == "text":
        return None
    rows = [*heading, *body.rows]
    taken = [word for line in lines[start : body.last + 1] for word in line.words]
    box = around(word.bbox for word in taken)
    cells = tuple(cell for n, row in enumerate(rows) for cell in row.cells(n, columns))
    as_lines = tuple(text_lines(taken, page)) if verdict == "rest" else ()
    table = PageTable(page, box, len(rows), columns.edges(box[0], box[2]), cells, False, lines=as_lines)
    problems = [replace(one, page=page, locator=f"page {page}") for one in (*doubts, *body.problems)]
    return table, taken, problems, body.last


def _first_row(lines: Sequence[PrintLine], first: int, last: int) -> int:
    """The line at which the rows begin, behind those lines with numbers that belong to a heading: their numbers are
    years, or most of the rows are plain counts and these hold words too, close to each other as the lines of one cell
    are."""
    counted = [n for n in range(first, last + 1) if lines[n].is_counted]
    left = min((lines[n].words[0].x0 for n in counted), default=0.0)
    plain = [
        n for n in counted
        if all(map(is_value, lines[n].texts[1:]))
        and not lines[n].is_of_periods
        and lines[n].words[0].x0 <= left + settings.INDENT * lines[n].size
    ]  # fmt: skip
    rows = plain or [n for n in counted if not lines[n].is_of_periods] or [first]
    is_plain = len(plain) * 2 >= len(counted)
    above = range(first, rows[0])
    for n in above:
        is_close = _is_near(lines[n], lines[n + 1]) or (n > 0 and _is_near(lines[n - 1], lines[n]))
        is_beside = len(lines[n].groups) > 1 or lines[n].words[0].x0 > left + settings.INDENT * lines[n].size
        is_heading = lines[n].is_of_periods if lines[n].is_counted else n > first and is_beside
        if not is_heading and not (is_plain and is_close and lines[n].is_counted):
            return n
    return rows[0]


def _with_near(lines: Sequence[PrintLine], floor: int, first: int, last: int) -> Sequence[PrintLine]:
    """The lines from `first` to `last` with those above and below that stand as near as the lines of a label do, and
    begin no farther to the right."""
    left = lines[first].words[0].x0 + settings.TOUCH
    while first > floor and _is_label(lines[first - 1], left) and _is_near(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _is_label(lines[last + 1], left) and _is_near(lines[last], lines[last + 1]):
        last += 1
    return lines[first : last + 1]


def _is_label(line: PrintLine, left: float) -> bool:
    return len(line.groups) == 1 and line.words[0].x0 <= left


def _is_near(above: PrintLine, below: PrintLine) -> bool:
    return gap_between(above, below) < settings.WITHIN_CELL


def _verdict(heading: Sequence[Row], body: Sequence[Row], columns: Columns, is_unclear: bool) -> str:
    """`table`; `rest`, if it can only be the end of a table on the page before; or `text`: things that stand side by
    side in a letter."""
    texts = [row.texts(columns) for row in body]
    filled = [row for row in texts if sum(1 for text in row if text) > 1]
    behind = [text for row in texts for text in row[1:] if text]
    is_long = any(len(text.split()) > settings.MOST_WORDS or len(text) > settings.LONGEST for text in behind)
    counted = [sum(1 if is_number(row[n]) else -1 for row in filled if row[n]) for n in range(1, columns.count)]
    labels = [row[0] for row in filled]
    if is_long or not any(count > 0 for count in counted):
        return "text"
    if sum(1 for label in labels if label.endswith(":")) * 2 > len(labels):
        return "text"  # a form's fields
    if heading or _are_periods(filled[0]):
        rows = sum(1 for row in filled if not _are_periods(row))
        headed = {column + n for row in heading for column, span in row.words for n in range(span)}
        is_whole = columns.count > 2 and not is_unclear and headed >= set(range(1, columns.count))
        return "table" if rows >= (1 if is_whole else 2) else "rest" if rows else "text"
    is_answer_list = sum(1 for label in labels if not label or QUESTION_LABEL.fullmatch(label)) * 2 > len(labels)
    is_plain = sum(1 for text in behind if PLAIN_COUNT.fullmatch(text)) >= 0.8 * len(behind)
    is_table = is_plain and not is_answer_list and len(filled) >= settings.LEAST_ROWS_WITHOUT_HEADING
    return "table" if is_table else "rest"


def _heading(
    lines: Sequence[PrintLine], floor: int, begun: int, columns: Columns
) -> tuple[list[Row], int, list[Problem]]:
    """The heading's rows among the last of these lines, which the body follows; the index of its first line, and what
    was doubtful: then all its words stand over each column. The lines from `begun` on are known to be heading."""
    start = end = len(lines)
    for n in range(end - 1, floor - 1, -1):
        kind = "heading" if n >= begun else _kind(lines[n], columns)
        is_far = n + 1 < end and lines[n + 1].top - lines[n].bottom > settings.ROW_GAP * lines[n + 1].size
        if kind == "none" or is_far:
            break
        start = n if kind == "heading" else start
    above = list(lines[start:])
    if not above:
        return [], end, []
    words = [word for line in above for word in line.words]
    unclear = [Row({(column, 1): words for column in range(columns.count)})], start, [_doubt(above)]
    if start > 0 and len(lines[start - 1].groups) > 1 and _is_near(lines[start - 1], lines[start]):
        return unclear  # its upper lines are cut off
    most = max(len(line.groups) for line in above)
    key = next(n for n in range(len(above) - 1, -1, -1) if len(above[n].groups) == most)
    placed = {key: _one_by_one(above[key], columns)}
    wider = _widened(columns, placed[key] or [])
    rows, lowest = [], Row()
    for n, line in enumerate(above):
        own = placed.get(n) or (_above_key(line, above[n + 1], above[key], wider) if n < key else _over(line, wider))
        if own is None:
            return unclear
        row = lowest
        if any(span > 1 for _, _, span in own):
            row = Row()
            rows.append(row)
        for group, column, span in own:
            row.add(group, column, span)
    return [*rows, *([lowest] if lowest.words else [])], start, []


def _widened(columns: Columns, placed: Placed) -> Columns:
    """The columns with room for the headings that stand over them one by one."""
    extents = list(columns.extents)
    for group, column, _ in placed:
        extents[column] = (min(extents[column][0], group[0].x0), max(extents[column][1], group[-1].x1))
    is_clear = all(left[1] < right[0] for left, right in pairwise(extents))
    return Columns(tuple(extents)) if is_clear else columns


def _kind(line: PrintLine, columns: Columns) -> str:
    """`heading`, `label` (words above the labels alone, which may be their heading's), or `none`."""
    spans = [columns.span_of(group) for group in line.groups]
    if any(low == 0 and high > 0 for low, high in spans) or (line.is_counted and not line.is_of_periods):
        return "none"
    if len(spans) == 1 and spans[0] == (0, 0):
        return "label"
    is_within = len(spans) > 1 or line.words[-1].x1 <= columns.extents[-1][1] + settings.BEYOND * line.size
    return "heading" if is_within else "none"


def _one_by_one(line: PrintLine, columns: Columns) -> Placed | None:
    """A heading with one group for each column, or each but the labels', none of them over another column than its
    own: one may begin at the left of a column whose numbers end at its right, so that the two share no place."""
    missing = columns.count - len(line.groups)
    if missing not in (0, 1) or (missing and line.groups[0][0].x0 <= columns.extents[0][1]):
        return None
    own = list(enumerate(line.groups, missing))
    is_clear = all(set(columns.overlapped(extent_of(group))) <= {column} for column, group in own)
    return [(group, column, 1) for column, group in own] if is_clear else None


def _above_key(line: PrintLine, below: PrintLine, key: PrintLine, columns: Columns) -> Placed | None:
    """The groups of a line above the one that has a heading for each column: shared out among the columns, each in the
    middle of its part, or at one side of it where they are years or the headings begin anew below each; else the upper
    lines of the same cells. None where it may be either."""
    labels = [group for group in line.groups if columns.span_of(group) == (0, 0)]
    groups = [group for group in line.groups if columns.span_of(group) != (0, 0)]
    behind = key.texts[1 - columns.count :]
    is_of_years = len(groups) > 1 and all(map(is_period, line.texts[len(labels) :]))
    count = columns.count - 1
    if groups and behind and count % len(groups) == 0 and len(groups) < count:
        step = count // len(groups)
        different = len(set(behind))
        repeated = behind[:different] * (count // different)
        is_anew = 1 < different < count and step % different == 0 and behind == repeated
        parts = [(columns.extents[1 + n * step][0], columns.extents[n * step + step][1]) for n in range(len(groups))]
        pairs = list(zip(groups, parts, strict=True))
        sides = (0.0, 0.5, 1.0) if is_anew or is_of_years else (0.5,)
        misfit = min(max(_misfit(extent_of(group), part, side) for group, part in pairs) for side in sides)
        if misfit <= settings.CENTRED * line.size:
            is_sure = len(groups) > 1 or is_anew or not _is_near(line, below)
            spans = [(group, 1 + n * step, step) for n, group in enumerate(groups)]
            return [*((group, 0, 1) for group in labels), *spans] if is_sure else None
    is_whole = len(groups) in (0, count)
    return _over(line, columns) if is_whole or _is_near(line, below) else None


def _misfit(extent: Extent, part: Extent, side: float) -> float:
    """How far a stretch stands from the left side (0), the middle (0.5) or the right side (1) of its part."""
    return abs(extent[0] + side * (extent[1] - extent[0]) - part[0] - side * (part[1] - part[0]))


def _over(line: PrintLine, columns: Columns) -> Placed | None:
    """The groups of a heading by the columns that they overlap, or stand much nearer to than to any other; None where
    one stands over none for sure, or its words over several."""
    placed: Placed = []
    for group in line.groups:
        low, high = columns.span_of(group)
        middle = sum(extent_of(group)) / 2
        near = sorted(min(abs(middle - edge) for edge in extent) for extent in columns.extents)
        if not columns.overlapped(extent_of(group)) and near[0] > settings.NEARER * near[1]:
            return None
        if len({columns.column_of(word) for word in group}) > 1:
            return None
        placed.append((group, low if low == high else columns.column_of(group[0]), 1))
    return placed


def _doubt(lines: Sequence[PrintLine]) -> Problem:
    text = " | ".join(text for line in lines for text in line.texts)
    message = (
        f"the heading {text!r} stands over several columns, and which ones is not clear. Look at the page, and correct "
        "the figures there if need be."
    )
    return Problem("warning", message, rule="heading-span")
