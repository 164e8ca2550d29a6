"""Digits in groups of three without a comma -> the same text with commas, and the groups that may be two numbers.

Protects: "10 000" is no 10 and "1’045" no 1. A group that begins with 0 goes on from the digits before it, for nobody
prints a count so; "12 345" is one number or two, and a person says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

BEFORE = r"(?<![\w.,/])(?<!\d[:])"
AFTER = r"(?!\w|[.,/:]\d|[ \u00a0\u2009\u202f'\u2019]\d)"
MARKS = r"['\u2018\u2019`\u00b4]"
SPACES = r"[ \u00a0\u2009\u202f]"
GROUPED = re.compile(rf"{BEFORE}\d{{1,3}}(?:(?:{MARKS}\d{{3}})+|(?:{SPACES}\d{{3}})+|(?:\u00b7\d{{3}})+){AFTER}")
SEPARATOR = re.compile(rf"{MARKS}|{SPACES}|\u00b7")


def find_groups(text: str, others: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of such groups, without those whose digits are something else (`others`): a telephone's, a date's. The
    045 of "1 045" looks like a telephone's and is none."""
    spans = [found.span() for found in GROUPED.finditer(text)]
    return [
        (start, end)
        for start, end in spans
        if all(last <= start or first >= end or (start < first and last <= end) for first, last in others)
    ]


def with_commas(text: str, groups: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with commas for what parts the groups, as long as before, and the spans of those in doubt."""
    letters = list(text)
    for start, end in groups:
        letters[start:end] = SEPARATOR.sub(",", text[start:end])
    return "".join(letters), [span for span in groups if _may_be_several(text[slice(*span)])]


def _may_be_several(printed: str) -> bool:
    if "\u00b7" in printed or printed.startswith("0"):
        return True
    groups = SEPARATOR.split(printed)
    return re.search(MARKS, printed) is None and not any(group.startswith("0") for group in groups[1:])
