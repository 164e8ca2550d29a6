"""Rows whose digits have run together (`Kent101120221` under `2017/182018/19Total`) -> a table, where sums settle it.

Protects: digits are parted only where the printed totals leave one way to do it, over all ways, those included in which
a cell was empty and has vanished. Else the lines are a problem, and no digit is given to a column by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product

from ingest.text_tables import cells, words
from ingest.text_tables.found import Finding, Table, Unread, is_label_bad, row_of

STYLES = (
    rf"(?:FY ?)?{cells.YEAR}[/–-]\d\d",
    rf"(?:FY ?)?{cells.YEAR}[/–-]{cells.YEAR}",
    r"(?:FY ?)?\d\d[/–-]\d\d",
    rf"(?:FY ?)?{cells.YEAR}",
)
HEADINGS = tuple(
    (re.compile(rf"(?P<corner>[^\d]*?)(?P<periods>(?:{style}){{2,}})(?P<rest>\D*)"), re.compile(style))
    for style in STYLES
)
ROW = re.compile(r"(?P<label>.*?(?:[^\W\d_]{3}|\)))(?P<digits>\d[\d,]*)")
ROW_LIKE = re.compile(r"(?=.*[^\W\d_]).*\d")
NUMBER = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*")
MOST_DIGITS = 24
MOST_BLANKS = 1
MOST_CORNER_WORDS = 4
FEWEST_ROWS = 2
MOST_WAYS = 3_000  # to part the digits of one row
MOST_SUMS = 20_000
"""Sums of columns that are tried for one row more before the table is left unread."""
NEAR = 3
"""How far a printed total may be from another choice's sum: a slip of so little is common."""

Split = tuple[str, ...]


def find(texts: Sequence[str], at: int) -> Finding:
    """The table that begins at line `at`."""
    heading = _heading(texts[at].strip())
    if heading is None:
        return None
    rows: list[str] = []
    last, n = at, at + 1
    while n < len(texts) and n - last <= MOST_BLANKS + 1:
        text = texts[n].strip()
        if text and (not ROW_LIKE.fullmatch(text) or is_label_bad(text)):
            break
        if text:
            rows.append(text)
            last = n
        n += 1
    if not rows:
        return None
    read = [(row["label"].strip(), row["digits"]) for text in rows if (row := ROW.fullmatch(text))]
    parted = _parted(read, heading) if len(read) == len(rows) else None
    if parted is None:
        return Unread(at, last, "its digits run together and no printed total settles where one number ends")
    cells_of = [heading, *([label, *split] for (label, _), split in zip(read, parted, strict=True))]
    return Table(at, last, len(heading), tuple(row_of(row) for row in cells_of))


def _heading(text: str) -> list[str] | None:
    """`Force2017/182018/19Total` as corner, periods and a total; None for any other line."""
    for line, period in HEADINGS:
        found = line.fullmatch(text)
        if found is None:
            continue
        periods, corner, rest = period.findall(found["periods"]), found["corner"].strip(), found["rest"].strip()
        is_known = not rest or rest.lower() in words.lowered("headings", "totals")
        is_corner = len(corner.split()) <= MOST_CORNER_WORDS and not cells.is_sentence(corner)
        if all(map(cells.is_period, periods)) and len(set(periods)) == len(periods) and is_known and is_corner:
            return [corner, *periods, *([rest] if rest else [])]
    return None


def _parted(rows: Sequence[tuple[str, str]], heading: Sequence[str]) -> list[Split] | None:
    """One split for each row, where totals leave no other; else None."""
    width = len(heading) - 1
    has_total_column = heading[-1].lower() in words.lowered("headings", "totals")
    if len(rows) < FEWEST_ROWS or any(cells.claims_number(label.split()[-1], label.split()[:-1]) for label, _ in rows):
        return None
    ways: list[list[Split]] = []
    for _, digits in rows:
        tried = list(islice(_ways(digits, width), MOST_WAYS + 1))
        ways.append([way for way in tried if not has_total_column or _adds_up(way)])
        if not ways[-1] or len(tried) > MOST_WAYS or len(digits) > MOST_DIGITS:
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
        if len(sums) * len(row) > MOST_SUMS:
            return None
        longer: dict[tuple[int, ...], tuple[int, list[Split]]] = {}
        for (before, (count, chosen)), way in product(sums.items(), row):
            reached = tuple(one + _number(cell) for one, cell in zip(before, way, strict=True))
            if all(one <= top for one, top in zip(reached, most, strict=True)):
                longer[reached] = (longer.get(reached, (0, []))[0] + count, [*chosen, way])
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
