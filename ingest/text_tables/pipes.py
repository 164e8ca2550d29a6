"""Lines whose cells stand between upright bars (Markdown, boxes of `+---+`, box-drawing characters) -> a table.

Protects: a bar is a border wherever it stands, so an empty cell keeps its place; a row with fewer or more cells than
the others leaves the whole table unread. A signature's `Unit | West Mercia Police` is no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text_tables import cells
from ingest.text_tables.found import Finding, Nothing, Placed, Row, Table, Unread, is_proved
from ingest.text_tables.headings import heading_rows, rows_with_headings

BOXES = str.maketrans("│┃║┆┊¦", "||||||")
RULES = frozenset("-=─━═")
CROSSINGS = frozenset("|+┼┬┴┤├┐┘┌└╬╦╩╗╝╔╚╠╣┃┏┓┗┛┳┻╋┫┣")
FARTHEST_ABOVE = 3  # lines
BAR = re.compile(r"(?<!\\)\|")


def find(texts: Sequence[str], at: int) -> Finding:
    """The table that begins at line `at`."""
    if not _is_bar(texts[at]) and not (_is_rule(texts[at]) and at + 1 < len(texts) and _is_bar(texts[at + 1])):
        return None
    end = at
    while end < len(texts) and (_is_bar(texts[end]) or _is_rule(texts[end]) or _is_second_half(texts, end)):
        end += 1
    lines = [text.translate(BOXES) for text in texts[at:end]]
    is_ruled = any(_is_rule(line) for line in lines) and any(line.strip().startswith("|") for line in lines)
    if is_ruled and not _is_rule(lines[-1]) and not _is_bar(lines[-1]):
        return Nothing(end)
    has_borders = _has_borders(lines)
    parted = _without_end(_rows(_mended(lines) if has_borders else lines, has_borders))
    counts = {len(row) for row in parted}
    if len(parted) < 2 or (not is_ruled and not _is_table(_squared(parted))):
        return Nothing(end)
    if any(cells.is_question_label(row[0]) for row in parted) and not is_ruled:
        return Nothing(end)
    if len(counts) > 1:
        return Unread(at, end - 1, "its rows have different numbers of cells")
    if counts == {1}:
        return Nothing(end)
    above = _bars_above(texts, at)
    if above is not None:
        return Unread(above, end - 1, "a line among its rows is none of them")
    titles = _titles(parted)
    rows = rows_with_headings(parted[titles:])
    if rows is None:
        return Unread(at, end - 1, "its upper headings stand over no one column")
    over = (placed for row in parted[:titles] if (placed := _title(row)) is not None)
    return Table(at, end - 1, len(parted[0]), (*over, *rows))


def _bars_above(texts: Sequence[str], at: int) -> int | None:
    """A line close above the table, no blank line between, that is of it too, as its bars say."""
    for n in range(at - 1, max(at - 1 - FARTHEST_ABOVE, -1), -1):
        if not texts[n].strip():
            return None
        if texts[n].strip().startswith("|") or _is_rule(texts[n]):
            return n
    return None


def _is_bar(text: str) -> bool:
    return BAR.search(text.translate(BOXES)) is not None and not _is_rule(text)


def _is_rule(text: str) -> bool:
    letters = set(text)
    has_rule, has_crossing = letters & RULES, letters & (CROSSINGS | set("─━═"))
    return bool(has_rule and has_crossing) and letters <= RULES | CROSSINGS | set(" \t:")


def _is_second_half(texts: Sequence[str], at: int) -> bool:
    """Whether the line ends a row that a mail program broke: the line before opens with a bar and ends with none."""
    before = texts[at - 1].translate(BOXES).strip()
    return before.startswith("|") and not before.endswith("|") and texts[at].translate(BOXES).strip().endswith("|")


def _has_borders(lines: Sequence[str]) -> bool:
    """Whether a bar that opens a line is the table's border: every row opens with one, or is the rest of a row that a
    mail program broke. Where other rows open with their label the bar parts an empty corner from the first heading."""
    is_open = False
    for line in (line.strip() for line in lines if not _is_rule(line)):
        if not line.startswith("|") and not is_open:
            return False
        is_open = not line.endswith("|")
    return not is_open or all(line.strip().startswith("|") for line in lines if not _is_rule(line))


def _mended(lines: Sequence[str]) -> list[str]:
    """The lines, a row that a mail program broke in two put together again."""
    ends = sum(line.strip().endswith("|") for line in lines if line.strip().startswith("|"))
    mended: list[str] = []
    for line in lines:
        before = mended[-1].strip() if mended else ""
        is_broken = ends > 0 and before.startswith("|") and not before.endswith("|") and not _is_rule(before)
        if is_broken and not line.strip().startswith("|") and not _is_rule(line):
            mended[-1] = f"{mended[-1].rstrip()} {line.strip()}"
        else:
            mended.append(line)
    return mended


def _rows(lines: Sequence[str], has_borders: bool) -> list[list[str]]:
    """Cells by row. In a box with a rule under every row, the lines between two rules are one row."""
    groups: list[list[list[str]]] = [[]]
    for line in lines:
        if _is_rule(line):
            groups.append([])
        else:
            groups[-1].append(_cells(line, has_borders))
    groups = [group for group in groups if group]
    is_boxed = len(groups) > 2 and sum(_is_rule(line) for line in lines) > len(groups)
    if is_boxed:
        return [_one_row(group) for group in groups]
    return _with_continued([row for group in groups for row in group])


def _one_row(group: Sequence[list[str]]) -> list[str]:
    """The lines of one row as one: each column's words in order. Lines with different counts stay apart, for the caller
    to see that the counts differ."""
    if len({len(line) for line in group}) > 1:
        return [*max(group, key=len), ""]
    return [" ".join(part for part in column if part) for column in zip(*group, strict=True)]


def _with_continued(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows, a label that goes on in a line of its own joined to it: the line's other cells are all empty."""
    joined: list[list[str]] = []
    for row in rows:
        is_label_alone = len(row) > 1 and row[0] and not any(row[1:])
        if joined and is_label_alone and cells.goes_on(row[0]) and any(joined[-1][1:]):
            joined[-1] = [f"{joined[-1][0]} {row[0]}", *joined[-1][1:]]
        else:
            joined.append(row)
    return joined


def _cells(line: str, has_borders: bool) -> list[str]:
    """The cells of a line. A bar at its end closes the last one where one at its start opens the first; else an empty
    cell stands before or behind it."""
    bare = line.strip()
    is_opened = has_borders and bare.startswith("|")
    bare = bare[1:] if is_opened else bare
    bare = bare[:-1] if is_opened and bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.replace("\\|", "|").strip() for cell in BAR.split(bare)]


def _without_end(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows without a last column that is empty throughout: bars that close lines and open none."""
    is_empty = all(len(row) > 1 and not row[-1] for row in rows) and len({len(row) for row in rows}) == 1
    return [row[:-1] for row in rows] if is_empty else list(rows)


def _is_table(rows: Sequence[list[str]]) -> bool:
    """Whether the rows are a table beyond doubt, by the lowest of their heading rows over the rest."""
    titles = _titles(rows)
    count = titles + max(heading_rows(rows[titles:]), 1)
    return is_proved(rows[count - 1], rows[count:])


def _titles(rows: Sequence[list[str]]) -> int:
    """How many rows at the top stand over all columns: a title in the first cell alone, or one heading over all columns
    but the labels', with a heading row below."""
    titles = 0
    while titles < len(rows) - 2 and _title(rows[titles]) is not None:
        titles += 1
    return titles if titles and heading_rows(rows[titles:]) else 0


def _title(row: Sequence[str]) -> Row | None:
    """A row that stands over all columns, with its span. A period alone may be of the first column only."""
    if len(row) < 2 or any(row[2:]):
        return None
    if row[0] and not row[1]:
        return (Placed(row[0], 1, len(row)),)
    is_heading = len(row) > 2 and row[1] and not cells.is_value(row[1]) and not cells.is_period(row[1])
    return (Placed(row[0], 1), Placed(row[1], 2, len(row) - 1)) if is_heading else None


def _squared(rows: Sequence[list[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]
