"""Each number of an understood table -> what it counts: the meanings of its row and column joined, and its value.

Protects: one meaning of each kind, or none at all. A cell that stands for several rows or columns, that holds something
beside its number, or a mark that nobody explains, is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.model import UNKNOWN_PERIOD, GridCell, Period, Value
from ingest.phrases import letters, wordings
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import contains, period_from_dates
from ingest.tables import words
from ingest.tables.body import Row
from ingest.tables.labels import Meaning, Read, Unread
from ingest.tables.meaning import Understood
from ingest.tables.notes import Legend, without_mark
from ingest.tables.placed import PlacedAxis
from ingest.tables.spans import other_span, part_of_another
from ingest.thread.questions import Question

RUN_TOGETHER = 7
"""So many digits without a comma are several numbers that lost what stood between them, or no count."""
ONE_EACH = ("period", "force", "offence", "question")


@dataclass(frozen=True)
class Number:
    """What a cell holds. `why` None: `value` is its value. Else what it is instead: "mark" (that nobody explains),
    "merged" (it stands for several), "unread" (something else)."""

    value: Value | None
    why: str | None
    step: str = ""
    note: str | None = None


@dataclass(frozen=True)
class Entry:
    """One cell of the body: where it stands, what is read of each axis there (in their order), and what it holds."""

    row: Row
    column: int
    cell: GridCell | None
    text: str
    labels: tuple[str, ...]
    reads: tuple[Read, ...]
    number: Number

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return tuple(meaning for read in self.reads if not isinstance(read, Unread) for meaning in read)

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(read for read in self.reads if isinstance(read, Unread))

    def is_total_of(self, axis: int) -> bool:
        return _is_total(self.reads[axis])


@dataclass(frozen=True)
class Left:
    """Why an understood number is no figure, in words; None where its heading says so."""

    why: str | None = None


@dataclass(frozen=True)
class Facts:
    """What a number counts. `period` None: nothing prints one. `is_of_offences`: a total over the offences listed."""

    question: Question
    unit: str
    period: Period | None
    period_label: str | None
    place_id: str | None
    offence: Meaning | None
    dimensions: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    is_of_offences: bool = False


def entries_of(understood: Understood, legend: Legend, unit: str, *, prints_zeros: bool) -> list[Entry]:
    """Every cell of the body."""
    layout = understood.layout
    found = []
    for row in layout.rows:
        for column in layout.value_columns:
            cell = layout.cells.get((row.grid_row, column))
            labels = tuple(placed.label(layout, row, column) for placed in understood.axes)
            reads = _reads(understood, labels)
            text = words.one_line(cell.text) if cell is not None else ""
            number = _number(cell, text, legend, unit, prints_zeros)
            found.append(Entry(row, column, cell, text, labels, reads, number))
    return found


def _reads(understood: Understood, labels: tuple[str, ...]) -> tuple[Read, ...]:
    """What is read of each axis. Beside a total an empty label is the total too: "Total | | 33"."""
    reads = [_read(placed, label) for placed, label in zip(understood.axes, labels, strict=True)]
    of_rows = range(len(understood.rows))
    total = next((reads[n] for n in of_rows if labels[n] and _is_total(reads[n])), None)
    if total is not None:
        for n in of_rows:
            if not labels[n]:
                reads[n] = total
    return tuple(reads)


def _is_total(read: Read) -> bool:
    return not isinstance(read, Unread) and any(meaning.kind == "total" for meaning in read)


def _read(placed: PlacedAxis, label: str) -> Read:
    if not label:
        what = "stands before the first heading of its kind" if placed.is_section else "has no label"
        return Unread("", "row-without-label", f"what {what} is not understood")
    return placed.axis.meanings[label]


def _number(cell: GridCell | None, text: str, legend: Legend, unit: str, prints_zeros: bool) -> Number:
    if cell is not None and text and (cell.row_span > 1 or cell.column_span > 1):
        return Number(None, "merged")
    stated = legend.read(text, unit=unit, prints_zeros=prints_zeros)
    if stated is not None:
        return Number(stated, None, f"the mark {text or 'blank'!r} by {legend.words_of(text)}")
    if not text or text.lower() in words.marks("known"):
        return Number(None, "mark")
    printed, mark = without_mark(text, legend.footnotes)
    if mark is None and text[-1:] in "*†‡" and read_value(text[:-1].rstrip()) is not None:
        return Number(None, "unread")
    value = read_value(printed, unit=unit, prints_zeros=prints_zeros)
    if re.fullmatch(rf"\d{{{RUN_TOGETHER},}}", printed):
        return Number(None, "unread")
    if value is None or ("%" in printed and unit != "percent") or not _counts(printed, unit):
        return Number(None, "unread")
    return Number(value, None, note=legend.footnotes.get(mark) if mark else None)


def _counts(printed: str, unit: str) -> bool:
    """Whether the words beside a number in its cell, if any, are of what the table counts: "22 arrests"."""
    said = [word for word in words.plain(printed).split() if word in _countable()]
    return all(words.unit_of_word().get(word, unit if word in _any_unit() else "") == unit for word in said)


@cache
def _countable() -> frozenset[str]:
    return frozenset(words.plain(word) for word in wordings.section("numbers")["units"]) | {
        "hour",
        "minute",
        "day",
        "month",
    }


@cache
def _any_unit() -> frozenset[str]:
    """Words that count whatever was asked."""
    return frozenset(words.plain(word) for word, unit in letters.units().items() if not unit)


def facts_of(entry: Entry, understood: Understood) -> Facts | Left | str:
    """What an entry counts; in words why that is not settled; or why it is understood and no figure."""
    meanings = (*understood.constants, *entry.meanings)
    if any(meaning.kind in ("left_out", "subtotal") for meaning in meanings):
        return Left()
    joined = _one_each(meanings, understood)
    if isinstance(joined, str):
        return joined
    totals = [n for n in range(len(entry.reads)) if entry.is_total_of(n)]
    kinds = {understood.axes[n].axis.kind for n in totals}
    if "question" in kinds:
        return "a total over different things counted is no figure"
    if "force" in kinds:
        return Left("the total of the forces listed is no force's own")
    asked = joined["question"].question if "question" in joined else None
    question = asked or understood.asked.question
    notes = tuple(m.note for m in meanings if m.note)
    noted = (*notes, *((entry.number.note,) if entry.number.note else ()))
    period, label, step = _period(joined.get("period"), "period" in kinds, understood, question, noted)
    if isinstance(period, str):
        return period
    of_another = part_of_another(noted, period) if period is not None else None
    if of_another is not None:
        return of_another
    units = [meaning.unit for meaning in meanings if meaning.unit]
    return Facts(
        question,
        units[-1] if units else understood.title_unit or "",
        period,
        label,
        joined["force"].place_id if "force" in joined else None,
        joined.get("offence"),
        tuple(sorted((m.dimension, m.label) for m in meanings if m.kind == "dimension" and m.dimension)),
        tuple(m.step for m in meanings if m.kind != "period") + ((step,) if step else ()),
        notes,
        "offence" in kinds,
    )


def _one_each(meanings: Iterable[Meaning], understood: Understood) -> dict[str, Meaning] | str:
    """The one meaning of each kind; of two periods or offences the one that lies within the other."""
    joined: dict[str, Meaning] = {}
    for meaning in meanings:
        if meaning.kind not in ONE_EACH:
            continue
        before = joined.get(meaning.kind)
        inner = meaning if before is None else _inner(before, meaning)
        if inner is None:
            return f"“{before.label if before else ''}” and “{meaning.label}” are two of a kind"
        joined[meaning.kind] = inner
    return joined


def _inner(one: Meaning, other: Meaning) -> Meaning | None:
    if one.period is not None and other.period is not None:
        if contains(one.period, other.period):
            return other
        return one if contains(other.period, one.period) else None
    if one.offence is not None and other.offence is not None and one.offence.offence_id == other.offence.offence_id:
        return other
    return None


def _period(
    printed: Meaning | None, is_total: bool, understood: Understood, question: Question, notes: Sequence[str]
) -> tuple[Period | str | None, str | None, str]:
    """(the period or why there is none, its label, the step): the one printed with the number, of all the table's
    periods for their total, the title's, or the one that was asked for."""
    if printed is not None and not is_total:
        return printed.period, printed.label, printed.step
    if is_total:
        whole = _whole_period(understood)
        if whole is None:
            return "the periods that a total goes over do not follow one another", None, ""
        return whole, None, f"period: the total of the table's periods, {whole.period_id}"
    titled = understood.title_period
    if titled is UNKNOWN_PERIOD:
        return "its title names a period that the print does not settle, or several", None, ""
    if titled is not None:
        return titled, titled.period_id, f"period: the table's title names {titled.period_id}"
    if "year" in question.dimensions:
        return "no period is printed, and the question asks for each year", None, ""
    if question.period is None:
        return "no period is printed and none was asked for", None, ""
    span = other_span((*understood.around, *notes), question.period, question.wordings)
    if span is not None:
        return span, None, ""
    return question.period, None, f"period: the one that was asked for, {question.period.period_id}"


def _whole_period(understood: Understood) -> Period | None:
    """All periods of the axes as one, where each begins the day after the one before it."""
    found = {
        meaning.period.period_id: meaning.period
        for placed in understood.axes
        for read in placed.axis.meanings.values()
        if not isinstance(read, Unread)
        for meaning in read
        if meaning.period is not None
    }
    if any(
        isinstance(read, Unread) and placed.axis.kind == "period"
        for placed in understood.axes
        for read in placed.axis.meanings.values()
    ):
        return None
    ordered = sorted(found.values(), key=lambda period: str(period.start))
    for before, after in pairwise(ordered):
        if before.end is None or after.start is None or (after.start - before.end).days != 1:
            return None
    first, last = ordered[0], ordered[-1]
    return period_from_dates(first.start, last.end) if first.start and last.end else None


def totals_along(entries: Iterable[Entry], axis: int) -> Mapping[tuple[str, ...], list[Entry]]:
    """The entries that differ on one axis only, by their other labels."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        others = tuple(label for n, label in enumerate(entry.labels) if n != axis)
        groups.setdefault(others, []).append(entry)
    return groups
