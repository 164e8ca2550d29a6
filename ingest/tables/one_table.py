"""One laid-out table and the questions that it may answer -> its figures and its problems.

Protects: each number that is no figure is a problem that names its place and its print, each label that is not
understood is one problem, and so is each mark that nobody explains, with all the cells that print it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.model import UNKNOWN_PERIOD, Figure, Grid, Period, Problem
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import read_period
from ingest.phrases.two_years import go_on, years_overlap
from ingest.reference import Campaign, Reference
from ingest.tables import figures as making
from ingest.tables.comments import commented
from ingest.tables.doubts import doubtful
from ingest.tables.entries import Entry, Facts, Left, entries_of, facts_of
from ingest.tables.labels import Reading
from ingest.tables.layout import Layout
from ingest.tables.meaning import Understood
from ingest.tables.notes import read_legend
from ingest.tables.placed import NotUnderstood
from ingest.tables.problems import (
    labels_unread,
    left_out,
    marks_without_meaning,
    page_of,
    problem_at,
    totals_that_differ,
    unread_cell,
)
from ingest.tables.records import Records, count_records, why_uncounted, without_part
from ingest.tables.totals import Verdict, check_totals
from ingest.tables.which import asked_of, choose, count_words
from ingest.tables.words import one_line
from ingest.thread.questions import Question


class ContextLike(Protocol):
    """What reading one table needs to know of its document (`TableContext`)."""

    @property
    def force_ids(self) -> tuple[str, ...]: ...
    @property
    def reference(self) -> Reference: ...
    @property
    def campaign(self) -> Campaign | None: ...
    @property
    def legend(self) -> Mapping[str, str]: ...
    @property
    def published(self) -> str | None: ...
    @property
    def overall_period(self) -> Period | None: ...
    @property
    def questions(self) -> tuple[Question, ...]: ...


@dataclass(frozen=True)
class Counted:
    """One entry with what it counts and the figure that it gave, if any."""

    entry: Entry
    facts: Facts
    figure: Figure | None


@dataclass(frozen=True)
class TableFigures:
    """What one table gives. `counted`, `understood`: for checks against other tables of the document."""

    figures: tuple[Figure, ...] = ()
    names: tuple[tuple[object, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    counted: tuple[Counted, ...] = ()
    understood: Understood | None = None


def read_one(
    layout: Layout, questions: Sequence[Question], context: ContextLike, *, prints_zeros: bool
) -> TableFigures:
    where = making.table_place(layout.grid)
    legend = read_legend(layout.notes, context.legend)
    others = tuple(question for question in context.questions if question not in questions)
    reading = Reading(
        tuple(questions),
        count_words((*questions, *others), context.campaign, context.reference),
        context.reference,
        _forces(layout, context),
        legend.footnotes,
        context.published,
        {row.label: row.match for row in (context.campaign.questions if context.campaign is not None else ())},
        others,
        _years_overlap(layout, questions),
        layout.grid.page is not None,
        layout.grid.method == "ocr",
        frozenset(one_line(cell.text) for cell in layout.grid.cells if cell.may_be_broken),
        go_on(_year_labels(layout)) and not _years_overlap(layout, questions),
    )
    understood = choose(layout, questions, context.campaign, reading)
    if isinstance(understood, NotUnderstood):
        words = f"This table gives no figure: {understood.why}."
        return TableFigures(problems=(problem_at(words, where, layout.grid.page, "table-without-question"),))
    measure = context.reference.measures[understood.asked.question.measure_id or ""]
    unit = understood.title_unit or measure.units[0]
    entries = entries_of(understood, legend, unit, prints_zeros=prints_zeros)
    return _figures(understood, entries, reading, context)


def read_records(records: Records, questions: Sequence[Question], context: ContextLike) -> TableFigures:
    """The counts of a list of records. Of several questions the one that its breakdowns were asked for."""
    asked = [asked_of(question, context.campaign) for question in questions]
    counted = count_records(records, asked, context.reference.measures, context.force_ids)
    grid = records.grid
    if isinstance(counted, str):
        where = making.table_place(grid)
        words = f"This table gives no figure: {counted}."
        return TableFigures(problems=(problem_at(words, where, grid.page, "records-not-counted"),))
    names = tuple((figure.question, "records", figure.period.period_id, *figure.dimensions) for figure in counted)
    blanks = without_part(records, asked[0])
    words = (
        f"{blanks} of its {len(records.body)} records leave a breakdown's column blank: they are counted in all, and "
        "no figure is made of the breakdown, whose counts may be too small."
    )
    problem = problem_at(words, making.table_place(grid), grid.page, "records-not-counted")
    return TableFigures(tuple(counted), names, (problem,) if blanks else ())


def too_large(grid: Grid) -> TableFigures:
    size = f"{grid.rows:,} rows and {grid.columns:,} columns"
    words = f"This table gives no figure: it has {size}, more than an answer has. Save the part that answers alone."
    return TableFigures(problems=(problem_at(words, making.table_place(grid), grid.page, "table-not-laid-out"),))


def not_laid_out(grid: Grid, questions: Sequence[Question], context: ContextLike) -> TableFigures:
    """A note for a table in which no column of numbers was found though it holds some, and a problem for a list of
    records that is not counted; none for words in boxes."""
    why = why_uncounted(grid, [asked_of(question, context.campaign) for question in questions])
    if why is not None:
        words = f"This table gives no figure: {why}."
        return TableFigures(problems=(problem_at(words, making.table_place(grid), grid.page, "records-not-counted"),))
    numbers = [cell.text for cell in grid.cells if read_value(cell.text.strip()) and not read_period(cell.text)]
    if not numbers:
        return TableFigures()
    words = f"No column of numbers was found in this table, which holds “{numbers[0].strip()}”: it gives no figure."
    return TableFigures(
        problems=(problem_at(words, making.table_place(grid), grid.page, "table-not-laid-out", "note"),)
    )


def _years_overlap(layout: Layout, questions: Sequence[Question]) -> bool:
    """Whether the table's labels of two years are financial years: each goes on where another ends, and what was asked
    begins with none of the calendar's."""
    asked = [question.period.start for question in questions if question.period is not None]
    is_calendar = any(start is not None and (start.month, start.day) == (1, 1) for start in asked)
    around = (layout.title, layout.grid.title, *layout.title_rows, *layout.notes, *layout.grid.notes, *layout.heads)
    around = (*around, *(text for level in layout.levels if len(set(level)) == 1 for text in level[:1]))
    return not is_calendar and years_overlap(_year_labels(layout), around)


def _year_labels(layout: Layout) -> list[str]:
    labels = [text for level in layout.levels for text in level]
    return [*labels, *(label for row in layout.rows for label in (*row.labels, row.section or ""))]


def _forces(layout: Layout, context: ContextLike) -> tuple[str, ...]:
    """The forces that answer; the one that the table's title or sheet names, where several do."""
    if len(context.force_ids) < 2:
        return context.force_ids
    named = context.reference.forces_named_in(layout.title)
    by_sheet = context.reference.force_by_name(layout.grid.sheet or "")
    found = {*named, *([by_sheet] if by_sheet else [])} & set(context.force_ids)
    return (found.pop(),) if len(found) == 1 else context.force_ids


def _figures(understood: Understood, entries: Sequence[Entry], reading: Reading, context: ContextLike) -> TableFigures:
    layout = understood.layout
    verdicts = check_totals(entries, understood)
    problems = [
        *labels_unread(understood, entries),
        *marks_without_meaning(layout, entries),
        *totals_that_differ(layout, verdicts),
        *commented(layout, entries),
    ]
    of_entry: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        for concerned in (verdict.total, *verdict.parts):
            of_entry.setdefault(id(concerned), []).append(verdict)
    doubts = doubtful(entries, understood, verdicts, reading.footnotes)
    counted: list[Counted] = []
    said: set[str] = set()
    left: dict[str | None, Entry] = {}
    for entry in entries:
        facts = None if entry.unread else facts_of(entry, understood)
        place = making.cell_place(layout, entry.row, entry.column, entry.cell)
        why = doubts.get((entry.row.grid_row, entry.column)) or (facts if isinstance(facts, str) else None)
        if why is not None:
            if why not in said:
                problems.append(
                    problem_at(
                        f"{making.quote_of(layout, entry)}: {why}.", place, page_of(entry, layout), "number-not-placed"
                    )
                )
            said.add(why)
            continue
        if facts is None or isinstance(facts, str):
            continue
        if isinstance(facts, Left):
            left.setdefault(facts.why, entry)
            continue
        made = _one(understood, entry, facts, of_entry, reading, context)
        if isinstance(made, Left):
            left.setdefault(made.why, entry)
        elif isinstance(made, str):
            if made not in said:
                problems.append(
                    problem_at(
                        f"{making.quote_of(layout, entry)}: {made}.", place, page_of(entry, layout), "number-not-placed"
                    )
                )
            said.add(made)
        else:
            counted.append(Counted(entry, facts, made))
        if entry.number.why in ("unread", "merged"):
            problems.append(problem_at(unread_cell(layout, entry), place, page_of(entry, layout), "value-not-read"))
    problems += left_out(layout, left)
    kept, contradictions = _without_contradictions(counted)
    problems += contradictions
    figures = tuple(one.figure for one in kept if one.figure is not None)
    names = tuple(making.names_of(understood, one.entry, one.facts) for one in kept if one.figure is not None)
    return TableFigures(figures, names, tuple(problems), tuple(kept), understood)


def _one(
    understood: Understood,
    entry: Entry,
    facts: Facts,
    verdicts: Mapping[int, list[Verdict]],
    reading: Reading,
    context: ContextLike,
) -> Figure | Left | str | None:
    """The figure; None for a cell without a number; in words why its number is none."""
    question = facts.question
    measure = context.reference.measures.get(question.measure_id or "")
    if measure is None or question.unclear is not None:
        return question.unclear or "what is asked is not known"
    unit = facts.unit or measure.units[0]
    if facts.is_of_offences and question.offence_id is None and measure.whole_offence_id is None:
        return Left("the total of the offences listed is no whole of what was asked")
    if unit not in measure.units:
        return f"it counts {unit}, and the question asks for {measure.units[0]}"
    places = (facts.place_id,) if facts.place_id is not None else reading.force_ids
    if len(places) != 1:
        return "the force that it counts for is not named"
    period = _overall(facts, context)
    if isinstance(period, str):
        return period
    value = entry.number.value
    if value is None:
        return None
    if not _holds_there(facts, places[0], context.reference):
        return f"“{facts.offence.label if facts.offence else ''}” is no offence by the law that holds there"
    own = verdicts.get(id(entry), [])
    facts = replace(facts, unit=unit, period=period)
    return making.make_figure(
        understood,
        entry,
        facts,
        place_id=places[0],
        measure_id=measure.measure_id,
        measure_title=measure.title,
        whole_offence_id=measure.whole_offence_id,
        value=value,
        verdicts=tuple(dict.fromkeys(verdict.text for verdict in own)),
        note=_note(facts, entry, own),
    )


def _holds_there(facts: Facts, place_id: str, reference: Reference) -> bool:
    """Whether an offence read by the law of the whole country is one where the force is."""
    offence = facts.offence.offence if facts.offence is not None else None
    jurisdiction = reference.jurisdiction_of(place_id) if place_id in reference.forces else None
    if offence is None or offence.offence_id is None or jurisdiction is None:
        return True
    return reference.holds_in(offence.offence_id, jurisdiction)


def _overall(facts: Facts, context: ContextLike) -> Period | str:
    """The period; where none is printed with the number, what the letter says of all its figures goes before what was
    asked."""
    if facts.period is None:
        return "no period is known"
    overall = context.overall_period
    if facts.period_label is not None or overall is None or "asked for" not in " ".join(facts.steps):
        return facts.period
    if overall is UNKNOWN_PERIOD or overall.start is None:
        return "the letter says of its figures that they are of another period, which the print does not settle"
    return overall


def _note(facts: Facts, entry: Entry, verdicts: Sequence[Verdict]) -> str | None:
    notes = [*facts.notes, *([entry.number.note] if entry.number.note else [])]
    differing = [f"In the source: {verdict.text}." for verdict in verdicts if not verdict.agrees]
    noted = [f"Note in the source: {note.rstrip('.')}." for note in notes]
    return " ".join(dict.fromkeys([*differing, *noted])) or None


def _without_contradictions(counted: Sequence[Counted]) -> tuple[list[Counted], list[Problem]]:
    """The entries without those that one table prints twice with two values."""
    values: dict[tuple[object, ...], set[object]] = {}
    for one in counted:
        if one.figure is not None:
            values.setdefault(identity(one.figure), set()).add((one.figure.value.low, one.figure.value.high))
    kept, problems = [], []
    said: set[tuple[object, ...]] = set()
    for one in counted:
        figure = one.figure
        if figure is None or len(values[identity(figure)]) == 1:
            kept.append(one)
            continue
        if identity(figure) not in said:
            words = f"{figure.quote}: the table prints another number for the same thing, so neither is taken."
            problems.append(problem_at(words, figure.locator, figure.page, "printed-twice"))
        said.add(identity(figure))
        kept.append(replace(one, figure=None))
    return kept, problems


def identity(figure: Figure) -> tuple[object, ...]:
    """What makes two figures the same one, whatever their values (the contract of the warehouse)."""
    return (
        figure.force_id,
        figure.measure_id,
        figure.unit,
        figure.offence_id,
        figure.scope,
        figure.dimensions,
        figure.period.period_id,
    )
