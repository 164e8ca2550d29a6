"""One line with single spaces -> the label of a row and the values behind it.

Protects: which words are values is settled by what they are and by what stands before them: the 15 of "Section 15" and
the 13 of "under 13" are the label's, a year behind a label is the label's, and where a number may be either the row is
in doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.text_tables import cells

LONGEST_VALUE = 3  # words: "fewer than 5"
SEPARATORS = " \t:=–—-.…·_"
DASHES = ("-", "–", "—")
LEADERS = re.compile(r"(?:\.{3,}|…+|_{3,}|·{3,})[.…\s]*")
AGES = re.compile(r"\d{1,3}\s?(?:[-–]\s?\d{1,3}|\+)")


@dataclass(frozen=True)
class RowWords:
    """`label`: what stands before the values, a separator at its end taken off. `values`: the run of values at the
    line's end. `doubt`: why it is not settled which of them are values, "" where it is. `is_led`: dots lead to the
    value, so that its place is printed."""

    label: str
    values: tuple[str, ...]
    doubt: str = ""
    is_led: bool = False

    @property
    def is_dashed(self) -> bool:
        """Whether a lone dash stands first among the values: a separator, or the mark of an empty cell."""
        return len(self.values) > 1 and self.values[0] in DASHES


@lru_cache(maxsize=4096)  # a line is asked again for each line above it from which a table may begin
def read_row(text: str) -> RowWords:
    """The line as a row, with the longest run of values that is not the label's."""
    if is_led(text):
        label, value = LEADERS.split(text.strip())
        return RowWords(label.rstrip(SEPARATORS), (value,), is_led=True)
    label = text.split()
    values: list[str] = []
    while label:
        size = next((n for n in range(min(LONGEST_VALUE, len(label)), 0, -1) if cells.is_value_of_words(label[-n:])), 0)
        if not size:
            break
        values.insert(0, " ".join(label[-size:]))
        del label[-size:]
    if values and _begins_label(label, values):
        label.append(values.pop(0))
    return RowWords(" ".join(label).rstrip(SEPARATORS), tuple(values), _doubt(values))


def is_led(text: str) -> bool:
    """Whether dots lead from a label to one value."""
    led = LEADERS.split(text.strip())
    return len(led) == 2 and bool(led[0]) and cells.is_value(led[1])


def _begins_label(label: list[str], values: list[str]) -> bool:
    """Whether the first of the values is the label's: a year or an age that stands first in the line, a number that the
    word before it claims, a year with values behind it."""
    if not label:
        return cells.is_period(values[0]) or AGES.fullmatch(values[0]) is not None
    if cells.is_number(values[0]) and cells.claims_number(label[-1], label[:-1]):
        return True
    return len(values) > 1 and cells.is_period(values[0])


def _doubt(values: list[str]) -> str:
    """A year among the values: a count of 2,019 or the year 2019."""
    year = next((value for value in values if cells.is_period(value)), None)
    return f"{year} may be a year or a count" if year else ""
