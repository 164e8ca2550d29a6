"""Which columns of a grid hold labels, which hold numbers, and which hold neither.

Protects: numbers with a column of words among them may be codes, and a column of codes or of sections is of labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.phrases.periods import find_periods
from ingest.privacy.marks import NAME
from ingest.tables import words
from ingest.tables.headings import LONGEST_HEADING, Cells, head_of, is_number, is_year, text_at

PIVOT_WORDS = re.compile(r"\b(?:Row|Column) Labels\b")
"""What a pivot table prints over its labels by itself."""
COUNTED_BY = re.compile(
    r"(?:distinct\s+)?count\s+of\s+(?P<thing>[\w ]+?)\s+(?:ref(?:erence)?|no|number|num|id)\.?(?:\s+(?:no|number)\.?)?",
    re.IGNORECASE,
)


def head_over(cells: Cells, head_rows: Sequence[int], column: int) -> str:
    """What stands over a column of labels; a word that a narrow cell has broken put together where a heading is known
    that has its letters ("Offence Descripti on")."""
    head = head_of(cells, head_rows, column)
    printed = words.one_line(PIVOT_WORDS.sub(" ", head))
    if PIVOT_WORDS.search(head):
        printed = _without_references(printed)
    if " " not in printed or words.kinds_of_head(words.plain(printed)):
        return printed
    letters = words.plain(printed).replace(" ", "")
    whole = words.with_words_whole(printed)
    if words.kinds_of_head(words.plain(whole)):
        return whole
    phrases = (phrase for kind in words.HEADS for phrase in words.phrases("heads", kind))
    known = list({phrase for phrase in phrases if phrase.replace(" ", "") == letters})
    return known[0] if len(known) == 1 else printed


def _without_references(printed: str) -> str:
    """A pivot table's corner without the reference by which its rows were counted: "Count of Crime Reference" counts
    crimes, and so does "Count of OEL Number". Custody records, people and the rest stay as printed."""
    counted = COUNTED_BY.fullmatch(printed)
    thing = words.plain(counted["thing"]) if counted else ""
    thing = "crime" if thing in words.phrases("pivots", "crimes") else thing
    return f"Count of {thing}s" if thing in words.phrases("pivots", "counted") else printed


def columns_by_kind(
    cells: Cells, head_rows: Sequence[int], body: Sequence[int], columns: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Columns of labels, of numbers, and others. A column of nothing but people who were struck is another one, unless
    it alone tells the rows apart: they are somebody's then, and no totals."""
    people = [column for column in columns if _is_of_struck(cells, body, column)]
    if people:
        rest = [column for column in columns if column not in people]
        labels, values, others = columns_by_kind(cells, head_rows, body, rest)
        if labels:
            return labels, values, sorted([*others, *people])
    labels, values, others = [], [], []
    for n, column in enumerate(columns):
        is_leading = not values and not others
        if is_leading and _is_label_column(cells, head_rows, body, column, is_first=n == 0, is_only=len(columns) == 1):
            labels.append(column)
        elif _is_number_column(cells, body, column):
            values.append(column)
        else:
            others.append(column)
    return labels, values, others


def _is_of_struck(cells: Cells, body: Sequence[int], column: int) -> bool:
    filled = [text for row in body if (text := text_at(cells, row, column))]
    return bool(filled) and all(text == NAME for text in filled)


def words_among_numbers(cells: Cells, head_rows: Sequence[int], others: Sequence[int], values: Sequence[int]) -> str:
    """The heading of a column of labels with numbers on both sides: which of them it names is not known, and the
    numbers at its left may be codes. "" where there is none."""
    for column in others:
        head = head_over(cells, head_rows, column)
        if words.kinds_of_head(words.plain(head)) and values[0] < column < values[-1]:
            return head
    return ""


def _is_number_column(cells: Cells, body: Sequence[int], column: int) -> bool:
    """Whether its cells are numbers and marks for the most part."""
    filled = [text for row in body if (text := text_at(cells, row, column))]
    return 2 * sum(is_number(text) or _has_digits(text) for text in filled) >= len(filled)


def _has_digits(text: str) -> bool:
    """A number with something beside it, or a reason: what a cell of a column of numbers may hold, not a period."""
    return text[:1].isdigit() and not find_periods(text) and len(text) <= LONGEST_HEADING and not _reads_as_code(text)


def _reads_as_code(text: str) -> bool:
    return "/" in text or any(letter.isalpha() for letter in text)


def _is_label_column(
    cells: Cells,
    head_rows: Sequence[int],
    body: Sequence[int],
    column: int,
    *,
    is_first: bool,
    is_only: bool,
) -> bool:
    printed = head_over(cells, head_rows, column)
    head = words.plain(printed)
    filled = [text for row in body if (text := text_at(cells, row, column))]
    is_numbers = all(is_number(text) for text in filled)
    kinds = words.kinds_of_head(head)
    is_code = "code" in kinds or "subcode" in kinds or head in words.phrases("heads", "section")
    if kinds and (is_first or not is_numbers or is_code or all(is_year(text) for text in filled)):
        return True
    if not is_first and head in words.phrases("heads", "serial"):
        return False
    if not is_first:
        return bool(filled) and not _is_number_column(cells, body, column)
    if is_only or not is_numbers or not head:
        return not (is_only and is_numbers)
    is_over_numbers = is_year(printed) or words.core_of_count(head) in words.unit_of_word() or words.is_neutral(head)
    return not is_over_numbers or head in words.phrases("heads", "serial")
