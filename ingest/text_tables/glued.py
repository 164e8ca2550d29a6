"""Rows whose digits have run together (`Kent101120221` under `2017/182018/19Total`) -> a table, where sums settle it.

Protects: digits are parted only where the printed totals leave one way to do it, over all ways, those included in which
a cell was empty and has vanished. Else the lines are a problem, and no digit is given to a column by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from ingest.text_tables import cells, words
from ingest.text_tables.found import Finding, Table, Unread, is_label_bad, row_of

PERIODS = re.compile(rf"(?:{cells.YEAR}/(?:\d\d(?=\D|{cells.YEAR}|$))|{cells.YEAR}(?!/))")
ROW = re.compile(r"(?P<label>\D*?[^\W\d][\w\s&'’().,/–-]*?[^\d\s,]|[^\W\d])\s?(?P<digits>\d[\d,]*)")
NUMBER = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*")
MOST_DIGITS = 24
MOST_COLUMNS = 8
FEWEST_ROWS = 2
MOST_SUMS = 4_000
"""Sums of columns that are followed before the table is left unread."""
NEAR = 3
"""How far a printed total may be from another choice's sum: a slip of so little is common."""

Split = tuple[str, ...]


def find(texts: Sequence[str], at: int) -> Finding:
    """The table that begins at line `at`."""
    heading = _heading(texts[at].strip())
    if heading is None:
        return None
    rows: list[tuple[str, str]] = []
    last, n = at, at + 1
    while n < len(texts) and n - last <= 2:
        text = texts[n].strip()
        row = ROW.fullmatch(text)
        if text and (row is None or is_label_bad(text) or len(row["digits"]) > MOST_DIGITS):
            break
        if row:
            rows.append((row["label"].strip(), row["digits"]))
            last = n
        n += 1
    if not rows:
        return None
    parted = _parted(rows, heading)
    if parted is None:
        return Unread(at, last, "its digits run together and no printed total settles where one number ends")
    cells_of = [heading, *([label, *split] for (label, _), split in zip(rows, parted, strict=True))]
    return Table(at, last, len(heading), tuple(row_of(row) for row in cells_of))


def _heading(text: str) -> list[str] | None:
    """`Force2017/182018/19Total` as corner, periods and a total; None for any other line."""
    first = PERIODS.search(text)
    if first is None or " " in text[first.start() :].replace("Grand Total", "GrandTotal").strip():
        return None
    corner, at, periods = text[: first.start()].strip(), first.start(), []
    while found := PERIODS.match(text, at):
        periods.append(found[0])
        at = found.end()
    rest = text[at:].strip()
    is_total = rest.lower() in words.lowered("headings", "totals")
    if len(periods) < 2 or len(periods) > MOST_COLUMNS or (rest and not is_total) or len(set(periods)) < len(periods):
        return None
    is_corner = not corner or (len(corner.split()) <= 3 and corner.replace(" ", "").isalpha())
    return [corner, *periods, *([rest] if rest else [])] if is_corner else None


def _parted(rows: Sequence[tuple[str, str]], heading: Sequence[str]) -> list[Split] | None:
    """One split for each row, where totals leave no other; else None."""
    width = len(heading) - 1
    has_total_column = heading[-1].lower() in words.lowered("headings", "totals")
    if len(rows) < FEWEST_ROWS or any(cells.claims_number(label.split()[-1], label.split()[:-1]) for label, _ in rows):
        return None
    ways = [list(_ways(digits, width)) for _, digits in rows]
    if has_total_column:
        ways = [[way for way in row if _adds_up(way)] for row in ways]
    if any(not row for row in ways):
        return None
    is_total_row = cells.is_total(rows[-1][0]) and len(rows) > FEWEST_ROWS
    if is_total_row:
        return _by_total_row(ways, width)
    if not has_total_column or any(len(row) != 1 for row in ways):
        return None
    return [row[0] for row in ways]


def _ways(digits: str, width: int) -> Iterator[Split]:
    """Every way to part the digits into `width` cells, some of them empty, none with a nought in front."""
    if width == 1:
        if not digits or NUMBER.fullmatch(digits):
            yield (digits,)
        return
    for end in range(len(digits) + 1):
        if not end or NUMBER.fullmatch(digits[:end]):
            for rest in _ways(digits[end:], width - 1):
                yield (digits[:end], *rest)


def _adds_up(way: Split) -> bool:
    return bool(way[-1]) and _number(way[-1]) == sum(_number(cell) for cell in way[:-1])


@cache
def _number(cell: str) -> int:
    return int(cell.replace(",", "")) if cell else 0


def _by_total_row(ways: Sequence[Sequence[Split]], width: int) -> list[Split] | None:
    """The one choice of a split for each row with which every column adds up to the last row; None for none, for more
    than one, and where another choice misses it by so little that a slip in the totals would make it the one."""
    totals = [tuple(_number(cell) for cell in way) for way in ways[-1]]
    most = [max(total[n] for total in totals) + NEAR for n in range(width)]
    sums: dict[tuple[int, ...], tuple[int, list[Split]]] = {(0,) * width: (1, [])}
    for row in ways[:-1]:
        longer: dict[tuple[int, ...], tuple[int, list[Split]]] = {}
        for (before, (count, chosen)), way in product(sums.items(), row):
            reached = tuple(one + _number(cell) for one, cell in zip(before, way, strict=True))
            if all(one <= top for one, top in zip(reached, most, strict=True)):
                longer[reached] = (longer.get(reached, (0, []))[0] + count, [*chosen, way])
        if len(longer) > MOST_SUMS:
            return None
        sums = longer
    exact: list[list[Split]] = []
    near = 0
    for total, way in zip(totals, ways[-1], strict=True):
        for reached in _near(total, sums):
            count, chosen = sums[reached]
            near += count
            exact += [[*chosen, way]] if reached == total else []
    return exact[0] if len(exact) == 1 and near == 1 else None


def _near(total: tuple[int, ...], sums: Mapping[tuple[int, ...], object]) -> list[tuple[int, ...]]:
    """The sums that miss a total by NEAR at most in each column."""
    steps = range(-NEAR, NEAR + 1)
    if len(steps) ** len(total) < len(sums):
        around = product(*(range(one - NEAR, one + NEAR + 1) for one in total))
        return [reached for reached in around if reached in sums]
    return [one for one in sums if all(abs(part - whole) <= NEAR for part, whole in zip(one, total, strict=True))]
