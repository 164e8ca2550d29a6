"""Ids of figures and answers, outliving re-saved files and better parsers, and of periods; lines -> a locator's words.

A figure's is a digest of where it stands by its names. No line number, box, value or reading goes into it, so links,
corrections and reviews keep pointing at the same place. A period's is exact (`2019/20`, `2019`,
`2017-06-01..2018-02-28` with both days included, or `unknown`); prints are not, and are read by ingest/phrases.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from ingest.model import UNKNOWN_PERIOD, BBox, Line, Period

ID_LENGTH = 12
LONGEST_WORD = 100  # code points of a word to which near ones are sought; no known one is longer
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: ids are read aloud and typed
FINANCIAL = re.compile(r"(\d{4})/(\d{2})")
CALENDAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def digest(*parts: object) -> str:
    """12 characters for these names, the same on any machine. None and "" are different names."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return in_letters(hashlib.sha256(text.encode()).digest())


def in_letters(sha256: bytes) -> str:
    """The id that a digest's first bits make."""
    number, base = int.from_bytes(sha256[:8], "big"), len(ALPHABET)
    return "".join(ALPHABET[number // base**n % base] for n in range(ID_LENGTH))


def ranked(names: Sequence[tuple[object, ...]]) -> list[int]:
    """For each place its rank (from 1) among the places with equal names, in the order of the document."""
    seen: Counter[tuple[object, ...]] = Counter()
    ranks = []
    for name in names:
        seen[name] += 1
        ranks.append(seen[name])
    return ranks


def period_of_id(period_id: str) -> Period:
    """The period with this id. Raises ValueError for what is no id, and for a span that ends before it starts."""
    if period_id == UNKNOWN_PERIOD.period_id:
        return UNKNOWN_PERIOD
    if match := FINANCIAL.fullmatch(period_id):
        year = int(match[1])
        if (year + 1) % 100 == int(match[2]):
            return Period(period_id, "financial_year", date(year, 4, 1), date(year + 1, 3, 31))
    elif CALENDAR.fullmatch(period_id):
        return Period(period_id, "calendar_year", date(int(period_id), 1, 1), date(int(period_id), 12, 31))
    elif match := SPAN.fullmatch(period_id):
        start, end = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        if start <= end:
            return Period(period_id, "other", start, end)
    raise ValueError(f"{period_id!r} is no period's id: write 2019/20, 2019, 2017-06-01..2018-02-28 or unknown")


def years_of(period_id: str) -> tuple[str, ...]:
    """The financial or calendar years that a period is made of; the period itself where it is made of neither."""
    period = period_of_id(period_id)
    if period.start is None or period.end is None:
        return (period_id,)
    first, last = period.start, period.end
    ends = (first.month, first.day, last.month, last.day)
    if ends == (4, 1, 3, 31):
        return tuple(f"{year}/{(year + 1) % 100:02}" for year in range(first.year, last.year))
    return tuple(map(str, range(first.year, last.year + 1))) if ends == (1, 1, 12, 31) else (period_id,)


def nearest(word: str, known: Iterable[str], n: int = 3, cutoff: float = 0.0, between: str = ", ") -> str:
    """The known words that are most like one that is not, the likest first; "none" where there is none."""
    return _nearest(word[:LONGEST_WORD], tuple(dict.fromkeys(known)), n, cutoff, between)


@lru_cache(maxsize=4096)  # a word that is wrong is so in every row
def _nearest(word: str, known: tuple[str, ...], n: int, cutoff: float, between: str) -> str:
    return between.join(get_close_matches(word, known, n, cutoff)) or "none"


BETWEEN_PAGES, ON_TO_PAGE = "; ", "and on to page "  # in the place of what stands on more than one
MOST_PAGES = 3  # that a place names with their lines


@dataclass(frozen=True)
class CellLine(Line):
    """A line of a table's cell. `where`: the cell as a locator names it ("table 1, row 2, column Answer")."""

    where: str = ""


def locator_of(lines: Sequence[Line]) -> str:
    """`line 316`, or `lines 339-341`; in a document of pages `page 2, line 14`, counted on the page, and for what goes
    on overleaf `page 2, lines 40-41; page 3, line 1`; for words in a table's cell its row and column."""
    if lines and isinstance(lines[0], CellLine):
        page = lines[0].page
        return f"page {page}, {lines[0].where}" if page else lines[0].where
    lines = parts_of(lines)
    table = next((line.table for line in lines if line.table is not None), None)
    lines = [line for line in lines if line.number >= 1 and (line.table is None or line.text.strip())]
    if not lines:
        return f"table {table}" if table else ""
    if lines[0].page is None:
        return _in_words(lines[0].number, lines[-1].number)
    by_page: dict[int, list[int]] = {}
    for line in lines:
        if line.page is not None and line.of_page:
            by_page.setdefault(line.page, []).append(line.of_page)
    if not by_page:
        return f"page {lines[0].page}"
    named = [f"page {page}, {_in_words(numbers[0], numbers[-1])}" for page, numbers in by_page.items()]
    more = [f"{ON_TO_PAGE}{max(by_page)}"] if len(named) > MOST_PAGES else []
    return BETWEEN_PAGES.join([*named[:MOST_PAGES], *more])


def parts_of(lines: Sequence[Line]) -> list[Line]:
    """Lines, each paragraph's as they are printed."""
    return [part for line in lines for part in line.parts or (line,)]


def box_of(lines: Sequence[Line]) -> BBox | None:
    """The box around the lines of the first one's page. None where the document has no boxes."""
    boxes = [line.bbox for line in parts_of(lines) if line.bbox is not None and line.page == lines[0].page]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _in_words(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"
