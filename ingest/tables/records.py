"""A list of crimes, one row each -> how many of them there are, by what was asked.

Protects: a list is counted only where it is clearly one: no column of numbers, a column of days, one of reference
numbers, every row with both. The rows themselves go nowhere: no cell, no label and no quote of them leaves this module
but the labels of the breakdowns that a question asks for, with their counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Figure, Grid, Period, Value
from ingest.phrases.periods import contains, find_periods, read_period
from ingest.reference import Measure
from ingest.tables import words
from ingest.tables.axes import Asked, dimension_of, kind_of_head
from ingest.tables.headings import text_at
from ingest.tables.layout import placed
from ingest.thread.questions import Question

FEWEST_RECORDS = 2
FEWEST_HEADS = 2  # columns that a list of records has by their headings


@dataclass(frozen=True)
class Records:
    """A list with its headings: `columns` heading by column; `body` its rows of the grid."""

    grid: Grid
    heads: dict[int, str]
    body: tuple[int, ...]
    date_column: int
    text: dict[tuple[int, int], str]


def find_records(grid: Grid) -> Records | None:
    """The grid as a list of records; None where it is not clearly one."""
    cells = placed(grid)
    rows = [r for r in range(1, grid.rows + 1) if any(text_at(cells, r, c) for c in range(1, grid.columns + 1))]
    for head_row in rows[:2]:
        heads = {c: text_at(cells, head_row, c) for c in range(1, grid.columns + 1) if text_at(cells, head_row, c)}
        dates = [c for c, head in heads.items() if words.plain(head) in words.phrases("records", "date")]
        references = [c for c, head in heads.items() if words.plain(head) in words.phrases("records", "reference")]
        if len(dates) != 1 or not references:
            continue
        body = tuple(row for row in rows if row > head_row)
        text = {(row, column): text_at(cells, row, column) for row in body for column in heads}
        numbers = [text[row, references[0]] for row in body]
        is_whole = all(numbers) and len(set(numbers)) == len(numbers)
        if len(body) >= FEWEST_RECORDS and is_whole and all(_day(text[row, dates[0]]) for row in body):
            return Records(grid, heads, body, dates[0], text)
    return None


def why_uncounted(grid: Grid, asked: Sequence[Asked]) -> str | None:
    """Why a grid that looks like a list of records is not counted, in words that repeat none of its rows; None for one
    that looks like none."""
    cells = placed(grid)
    rows = [r for r in range(1, grid.rows + 1) if any(text_at(cells, r, c) for c in range(1, grid.columns + 1))]
    for head_row in rows[:2]:
        heads = {c: text_at(cells, head_row, c) for c in range(1, grid.columns + 1) if text_at(cells, head_row, c)}
        body = [row for row in rows if row > head_row]
        dates = [c for c, head in heads.items() if words.plain(head) in words.phrases("records", "date")]
        references = [c for c, head in heads.items() if words.plain(head) in words.phrases("records", "reference")]
        parts = [
            c
            for c, head in heads.items()
            if any(kind_of_head(head, one) not in (None, "question", "code") for one in asked)
        ]
        if len(body) < FEWEST_RECORDS or len({*dates, *references, *parts}) < FEWEST_HEADS:
            continue
        if not references:
            return "it may list records, one row each, and has no reference numbers, so that one may stand in it twice"
        if len(dates) != 1:
            named = ", ".join(f"“{heads[c]}”" for c in dates) or "none"
            return f"it lists records, and by which day they are counted is not known (its columns of days: {named})"
        numbers = [text_at(cells, row, references[0]) for row in body]
        if not all(numbers):
            return f"it lists records, and {numbers.count('')} of them have no reference number"
        if len(set(numbers)) < len(numbers):
            return (
                f"it lists records, and {len(numbers) - len(set(numbers))} of its reference numbers stand in it again"
            )
        return "it lists records, and the day of one or more is not understood"
    return None


def _day(text: str) -> Period | None:
    found = find_periods(text)
    if len(found) != 1 or found[0].period.start is None or found[0].period.start != found[0].period.end:
        return None
    return found[0].period


def count_records(
    records: Records, asked: Sequence[Asked], measures: dict[str, Measure], force_ids: Sequence[str]
) -> list[Figure] | str:
    """The counts for the one question that they answer, or why there are none, in words."""
    if len(asked) != 1 or len(force_ids) != 1:
        return "it lists records, and the question or force that they are counted for is not settled"
    question = asked[0].question
    measure = measures.get(question.measure_id or "")
    if measure is None or question.unclear is not None or measure.units[0] != "offences":
        return "it lists records, and what is asked is no count of them"
    periods = _periods(records, question)
    if isinstance(periods, str):
        return periods
    columns = {
        name: column for column, head in records.heads.items() if (name := dimension_of(head, asked[0])) is not None
    }
    whole = Counter(periods[row].period_id for row in records.body)
    by_id = {period.period_id: period for period in periods.values()}
    figures = [_figure(records, question, measure, force_ids[0], by_id[p], (), count) for p, count in whole.items()]
    if columns and not without_part(records, asked[0]):
        parts = Counter(
            (periods[row].period_id, tuple(sorted((name, records.text[row, c]) for name, c in columns.items())))
            for row in records.body
        )
        figures += [
            _figure(records, question, measure, force_ids[0], by_id[period_id], labels, count)
            for (period_id, labels), count in parts.items()
        ]
    return figures


def without_part(records: Records, asked: Asked) -> int:
    """How many records leave a column of a breakdown blank: its other counts may then be too small."""
    columns = [column for column, head in records.heads.items() if dimension_of(head, asked) is not None]
    return sum(not all(records.text[row, column] for column in columns) for row in records.body)


def _periods(records: Records, question: Question) -> dict[int, Period] | str:
    """The year of each record: the financial or calendar years that were asked for, or the one period asked."""
    found: dict[int, Period] = {}
    asked = question.period
    if asked is None or asked.start is None or asked.end is None:
        return "it lists records by day, and the period that they are counted by is not known"
    starts = (asked.start.month, asked.start.day)
    by_year = "year" in question.dimensions and starts in ((4, 1), (1, 1))
    for row in records.body:
        day = _day(records.text[row, records.date_column])
        assert day is not None and day.start is not None
        if not contains(asked, day):
            return "it lists records, some of days outside the period that was asked for"
        if not by_year:
            found[row] = asked
            continue
        year = day.start.year - ((day.start.month, day.start.day) < starts)
        name = f"{year}/{(year + 1) % 100:02}" if starts == (4, 1) else str(year)
        period = read_period(name)
        if period is None or period.start is None:
            return "it lists records, whose years are not understood"
        found[row] = period
    return found


def _figure(
    records: Records,
    question: Question,
    measure: Measure,
    force_id: str,
    period: Period,
    labels: tuple[tuple[str, str], ...],
    count: int,
) -> Figure:
    grid = records.grid
    where = (
        f"sheet {grid.sheet}"
        if grid.sheet is not None
        else f"page {grid.page}, table {grid.n}"
        if grid.page
        else f"table {grid.n}"
    )
    return Figure(
        figure_id="",
        force_id=force_id,
        question=question.label,
        measure_id=measure.measure_id,
        unit=measure.units[0],
        offence_id=question.offence_id or measure.whole_offence_id,
        scope=None,
        dimensions=labels,
        period=period,
        value=Value(float(count), float(count), float(count), None, f"{count} rows"),
        locator=where,
        method=grid.method,
        page=grid.page,
        bbox=grid.bbox,
        lines=grid.lines,
        note="Counted by us from a list of records, one row for each.",
        period_label=None,
        chain=(
            f"answers question {question.label}: {measure.title}" if question.label else f"answers: {measure.title}",
            f"the table in {where} lists {len(records.body)} records, one row each",
            *(f"{name.replace('_', ' ')}: “{label}”" for name, label in labels),
            f"{count} of its rows are of {period.period_id}",
        ),
    )
