"""Printed totals against their parts -> a verdict on each, and a problem where they differ.

Protects: a source's own mistake is reported and kept as printed. No sum says what a hidden small count is: where a part
is suppressed, or a mark may hide one, only a sum that is more than its total is spoken of. Where a cell prints no
number, a sum that is less than its total is spoken of without a number, unless several do and other totals of the
table show that their mark stands for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.tables import words
from ingest.tables.axes import PART_OF_ABOVE
from ingest.tables.entries import Entry, totals_along
from ingest.tables.labels import Unread
from ingest.tables.meaning import Understood

AGREE = "totals agree"
FEWEST_TOTALS = 2  # that agree without what a mark stands for, to show that it stands for nothing
Group = tuple[Entry, Sequence[Entry]]
"""A printed total and its parts."""


@dataclass(frozen=True)
class Verdict:
    """On one printed total: whether its parts sum to it, in words, and the entries that it concerns.
    `axis`: the table's axis that it goes over; None for a total that another table prints."""

    total: Entry
    parts: tuple[Entry, ...]
    agrees: bool
    text: str
    axis: int | None = None


def check_totals(entries: Sequence[Entry], understood: Understood) -> list[Verdict]:
    """One verdict for each printed total that can be checked."""
    groups: list[tuple[int, Group]] = []
    for axis, placed in enumerate(understood.axes):
        if placed.axis.kind == "question":
            continue
        for group in totals_along(entries, axis).values():
            totals = [entry for entry in group if entry.is_total_of(axis)]
            parts = [entry for entry in group if not entry.is_total_of(axis) and is_part(entry, axis)]
            if len(totals) == 1 and len(parts) > 1 and totals[0].number.value is not None and not _overlap(parts, axis):
                groups.append((axis, (totals[0], parts)))
    nothing = marks_of_nothing(group for _, group in groups)
    verdicts = [(axis, judge(total, parts, nothing=nothing)) for axis, (total, parts) in groups]
    return [replace(verdict, axis=axis) for axis, verdict in verdicts if verdict is not None]


def marks_of_nothing(groups: Iterable[Group]) -> frozenset[str]:
    """The marks that some totals leave out and still agree: there they stand for nothing, so that what another total of
    the table has besides is a slip of the source and not what they hide."""
    times: Counter[str] = Counter()
    for total, parts in groups:
        value, summed = total.number.value, sum_of(parts)
        if value is not None and summed is not None and not summed.is_hidden and summed.low == value.value:
            times.update(summed.marks_printed)
    return frozenset(mark for mark, count in times.items() if count >= FEWEST_TOTALS)


def is_part(entry: Entry, axis: int) -> bool:
    read = entry.reads[axis]
    if isinstance(read, Unread):
        return read.rule != PART_OF_ABOVE
    return not any(meaning.kind in ("subtotal", "left_out") for meaning in read)


def _overlap(parts: Iterable[Entry], axis: int) -> bool:
    """Whether one part is printed twice, so that a sum would count it twice."""
    labels = [entry.labels[axis] for entry in parts]
    return len(set(labels)) < len(labels)


def judge(
    total: Entry, parts: Sequence[Entry], where: str = "", nothing: frozenset[str] = frozenset()
) -> Verdict | None:
    """None where the total or a part is not known, so that nothing can be said. `nothing`: marks that hide nothing."""
    value, summed = total.number.value, sum_of(parts)
    if value is None or value.value is None or summed is None:
        return None
    printed = f"printed total {value.text}{where}"
    if summed.is_hidden:
        if summed.low > value.value:
            text = f"{printed}, parts sum to at least {summed.low:g}: differ"
        elif summed.high is not None and value.value > summed.high:
            text = f"{printed}, parts sum to at most {summed.high:g}: differ"
        else:
            return None
        return Verdict(total, tuple(parts), False, text)
    cells = f"{summed.marks} cell{'' if summed.marks == 1 else 's'}"
    beside = f" ({cells} without a number left out)" if summed.marks else ""
    if summed.low == value.value:
        return Verdict(total, tuple(parts), True, f"{AGREE}{where}{beside}")
    if value.value > summed.low and (summed.marks == 1 or summed.marks_printed - nothing):
        # What the total has besides may stand behind the marks: how much it is, nothing of ours works out. Behind one
        # mark alone it would be that cell's count, whatever the mark stands for elsewhere.
        text = f"{printed}, parts with a number sum to less: differ ({cells} without a number left out)"
        return Verdict(total, tuple(parts), False, text)
    by = abs(value.value - summed.low)
    return Verdict(total, tuple(parts), False, f"{printed}, parts sum to {summed.low:g}: differ by {by:g}{beside}")


@dataclass(frozen=True)
class Sum:
    """`high` None: no upper bound. `is_hidden`: a part is given by bounds only, or its mark may hide a small count.
    `marks`: parts that print a mark or nothing, of unknown meaning; `marks_printed`: what they print."""

    low: float
    high: float | None
    is_hidden: bool
    marks: int
    marks_printed: frozenset[str]


def sum_of(parts: Iterable[Entry]) -> Sum | None:
    """None where a part holds something that is not understood."""
    low, high, is_hidden, is_open, marks = 0.0, 0.0, False, False, 0
    printed: set[str] = set()
    for entry in parts:
        value = entry.number.value
        if value is None:
            if entry.number.why != "mark":
                return None
            marks += 1
            printed.add(entry.text)
            is_open = is_open or entry.text.lower() in words.marks("hiding")
        elif value.low is None and value.symbol == "[z]":
            continue
        elif value.low is None:
            marks += 1
            printed.add(entry.text)
        else:
            low += value.low
            high += value.high or 0.0
            is_open = is_open or value.high is None
            is_hidden = is_hidden or value.low != value.high
    return Sum(low, None if is_open else high, is_hidden or is_open, marks, frozenset(printed))
