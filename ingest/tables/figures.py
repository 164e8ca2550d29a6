"""A table's layout and the questions that it may answer -> its figures, or why it gives none.

Protects: a number is a figure where every word of the table is understood: each label and heading, the title, the notes
and the lines beside it. A printed total is checked against its parts and is no figure where they do not add up; a mark
that nobody explains is unknown. Where two questions would fit alike none is taken. All other numbers stay cells with
their labels, which are offered to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import UNKNOWN_PERIOD, Figure, Period, Problem, Question, Value
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import period_from_dates
from ingest.tables import words
from ingest.tables.grid import Layout, Row, is_number, table_place
from ingest.tables.meanings import (
    Axis,
    Meaning,
    Meanings,
    TableContext,
    as_counted,
    kind_of_head,
    parts_of_head,
    period_of_title,
    unknown_word,
)
from ingest.tables.notes import Legend, read_legend

HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes
MOST_PLACES_NAMED = 12
ONE_EACH = ("period", "force", "offence", "question")
RUN_TOGETHER = 7  # digits without a comma: several numbers that lost what stood between them, or no count


Reads = dict[str, dict[str, Meanings]]
"""For each axis of a table (a column of labels, the sections, a level of headings) what its labels mean."""


@dataclass(frozen=True)
class Entry:
    """One number of the body. `labels`: its label on each axis. `value` None: a mark without a meaning."""

    row: Row
    column: int
    labels: Mapping[str, str]
    meanings: Mapping[str, Meanings]
    value: Value | None
    text: str

    @property
    def totals(self) -> frozenset[str]:
        """The axes on which it is a total."""
        return frozenset(axis for axis, read in self.meanings.items() if any(one.kind == "total" for one in read))


@dataclass(frozen=True)
class Verdict:
    """On a printed total: whether its parts may sum to it, and the words for it."""

    agrees: bool
    text: str
    total: Entry
    parts: tuple[Entry, ...]


@dataclass(frozen=True)
class Understood:
    """A table whose every word is known, as the answer to one question. `period`: the one that its title names."""

    question: Question
    layout: Layout
    entries: tuple[Entry, ...]
    period: Period | None
    is_named: bool


@dataclass(frozen=True)
class TableFigures:
    """What one table gives. `names`: the names by which each figure's place is told from others."""

    figures: tuple[Figure, ...] = ()
    names: tuple[tuple[object, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


def problem_at(
    message: str, where: str, page: int | None, rule: str, severity: str = "warning", origin: str = "reader"
) -> Problem:
    return Problem(severity, message, where, page, rule=rule, origin=origin)


def read_figures(
    layout: Layout, questions: Sequence[Question], context: TableContext, *, prints_zeros: bool
) -> TableFigures:
    """The figures of a table, or one problem that says why it gives none and how many numbers wait for a person."""
    chosen = _choose(layout, questions, context, prints_zeros)
    made = _made(chosen, context) if isinstance(chosen, Understood) else chosen
    if isinstance(made, TableFigures):
        return made
    count = sum(
        any(map(str.isdigit, text)) and is_number(text)
        for row in layout.rows
        for column in layout.value_columns
        if (text := layout.text(row, column))
    )
    numbers = "its number is" if count == 1 else f"its {count:,} numbers are"
    message = f"This table gives no figure, and {numbers} left to a person: {made}."
    return TableFigures(
        problems=(problem_at(message, table_place(layout.grid), layout.grid.page, "table-without-question"),)
    )


# Which question


def _choose(
    layout: Layout, questions: Sequence[Question], context: TableContext, prints_zeros: bool
) -> Understood | str:
    known = [one for one in questions if one.measure_id in context.reference.measures]
    if not known:
        return "no question is known that it could answer"
    known = _labelled(layout, known) or known
    read = [_understand(layout, question, known, context, prints_zeros) for question in known]
    fitting = [one for one in read if isinstance(one, Understood)]
    if not fitting:
        return next(one for one in read if isinstance(one, str))
    if len({one.measure_id for one in known}) > 1 or len(fitting) > 1:
        named = [one for one in fitting if one.is_named]
        if len(named) != 1:
            labels = ", ".join(str(one.question.label) for one in named or fitting)
            return f"it fits questions {labels} alike" if len(named or fitting) > 1 else "nothing says what it counts"
        return named[0]
    return fitting[0]


def _labelled(layout: Layout, questions: Sequence[Question]) -> list[Question]:
    """The question whose label the title or the sheet's name gives: "Question 3: arrests"."""
    labels = [read_label(text) for text in (layout.grid.title, *layout.titles, layout.grid.sheet or "") if text]
    items = {first for label in labels if label is not None for first, last in label.items if last is None}
    return [question for question in questions if question.label in items]


# What its words mean


def _understand(
    layout: Layout, question: Question, questions: Sequence[Question], context: TableContext, prints_zeros: bool
) -> Understood | str:
    titles = [text for text in (layout.grid.title, *layout.titles, layout.grid.sheet) if text]
    notes = [text for text in layout.notes if text]
    over_all = [level[0] for block in layout.blocks for level in block if len(set(level)) == 1]
    labels = _labels(layout)
    kinds = _kinds(layout, labels, question, context)
    if isinstance(kinds, str):
        return kinds
    meanings: Reads = {}
    for axis, of_places in labels.items():
        texts = tuple(of_places.values())
        axes = (
            Axis(texts, kind, question, tuple(questions), context, head, (*titles, *notes, *over_all))
            for kind, head in kinds[axis]
        )
        read = next((found for one in axes if (found := one.read()) is not None), None)
        if read is None and axis.startswith("over") and not unknown_word(texts[0], question, context):
            titles.append(texts[0])
            read = {}
        if read is None:
            shown = "”, “".join([text for text in dict.fromkeys(texts) if text][:3])
            return f"“{shown}” {'is' if len(set(texts)) == 1 else 'are'} not understood"
        meanings[axis] = read
    if word := next((word for text in (*titles, *notes) if (word := unknown_word(text, question, context))), ""):
        return f"“{word}” beside it is not understood"
    entries = _entries(layout, labels, meanings, question, context, prints_zeros)
    if isinstance(entries, str):
        return entries
    heads = [as_counted(part, (question,), context) for head in layout.heads for part in (head, *parts_of_head(head))]
    named = [one for read in meanings.values() for own in read.values() for one in own]
    counted = context.counted(question) - {""}
    is_named = any(one is not None and one.unit for one in (*heads, *named)) or any(
        words.holds(words.plain(title), one) for title in titles for one in counted
    )
    return Understood(question, layout, entries, period_of_title([*titles, *notes]), is_named)


def _labels(layout: Layout) -> dict[str, dict[tuple[int, int], str]]:
    """For each axis the label of every place: of its row, or of its column under the row's headings."""
    places = [(row, column) for row in layout.rows for column in layout.value_columns]
    found: dict[str, dict[tuple[int, int], str]] = {}
    if any(row.section for row in layout.rows):
        found["section"] = {(row.number, column): row.section for row, column in places}
    for n in range(len(layout.label_columns)):
        found[f"labels {n}"] = {(row.number, column): row.labels[n] for row, column in places}
    for n in range(max(map(len, layout.blocks))):
        texts = {}
        for row, column in places:
            block = layout.blocks[row.block]
            own = [level[layout.value_columns.index(column)] for level in block[: n + 1]]
            texts[row.number, column] = next((text for text in reversed(own) if text), "")
        found[f"{'over' if len(set(texts.values())) == 1 else 'level'} {n}"] = texts
    return found


def _kinds(
    layout: Layout, labels: Mapping[str, Mapping[tuple[int, int], str]], question: Question, context: TableContext
) -> dict[str, list[tuple[str, str]]] | str:
    """What heads the labels of each axis and in which words, as far as something does: several where one of them will
    do."""
    found: dict[str, list[tuple[str, str]]] = {axis: [("", "")] for axis in labels}
    of_columns: list[tuple[str, str]] = []
    for n, head in enumerate(layout.heads):
        kind, parts = kind_of_head(head, question, context), parts_of_head(head)
        if kind is None and len(parts) == 2:
            kinds = [kind_of_head(part, question, context) for part in parts]
            if None in kinds:
                return f"“{head}” is not understood"
            own = [one for one in kinds if one is not None]
            kind = own[1] if "section" in labels else own[0]
            if "section" in labels:
                found["section"] = [(own[0], parts[0])]
            else:
                of_columns.append((own[1], parts[1]))
        if kind is None:
            return f"“{head}” is not understood"
        found[f"labels {n}"] = [(kind, head)]
    for axis, texts in labels.items():
        if axis.startswith("over"):
            head = next(iter(texts.values()))
            of_columns.append((kind_of_head(head, question, context) or "", head))
    for axis in labels:
        if axis.startswith("level"):
            found[axis] = [*(one for one in of_columns if one[0]), ("", "")]
    return found


def _entries(
    layout: Layout,
    labels: Mapping[str, Mapping[tuple[int, int], str]],
    meanings: Reads,
    question: Question,
    context: TableContext,
    prints_zeros: bool,
) -> tuple[Entry, ...] | str:
    """Every number of the body with what its labels mean; in words why one of them is none."""
    if not any(axis.startswith("labels") for axis in labels) and len(layout.rows) > 1:
        return "its rows have no labels"
    if len(layout.value_columns) > 1 and not any(axis.startswith("level") for axis in labels):
        return "its columns have no headings that tell them apart"
    legend = read_legend(layout.notes, context.legend)
    unit = context.reference.measures[question.measure_id or ""].units[0]
    entries: list[Entry] = []
    for row in layout.rows:
        for column in layout.value_columns:
            own = {axis: texts[row.number, column] for axis, texts in labels.items()}
            read = {axis: meanings[axis].get(label, ()) for axis, label in own.items()}
            of_row = (one for axis, ones in read.items() if axis.startswith("labels") for one in ones)
            total = next((one for one in of_row if one.kind == "total"), None)
            for axis, label in own.items():
                if not label and total is not None and axis.startswith("labels"):
                    read[axis] = (total,)
                elif not label and not (axis == "section" and total is not None):
                    return f"a label of “{layout.quote(row, column)}” is missing"
            cell, text = layout.cell(row, column), layout.text(row, column)
            if text and cell is not None and (cell.row_span > 1 or cell.column_span > 1):
                return f"“{text}” goes over several rows or columns"
            value = _value(text, legend, unit, prints_zeros)
            if isinstance(value, str):
                return value
            entries.append(Entry(row, column, own, read, value, text))
    return tuple(entries)


def _value(text: str, legend: Legend, unit: str, prints_zeros: bool) -> Value | str | None:
    """What a cell prints; None for a mark that nobody explains, and in words what is no number."""
    stated = legend.read(text, unit=unit, prints_zeros=prints_zeros)
    if stated is not None or not text or text.lower() in letters.lowered("marks", "known"):
        return stated
    return read_number(text, unit, prints_zeros)


def read_number(text: str, unit: str, prints_zeros: bool) -> Value | str:
    """The number of a cell of such a count; in words what is none."""
    value = read_value(text, unit=unit, prints_zeros=prints_zeros)
    digits = sum(map(str.isdigit, text))
    if value is None or ("%" in text and unit != "percent") or (digits >= RUN_TOGETHER and "," not in text):
        return f"“{text}” is no number that is understood"
    said = [word for word in words.plain(text).split() if words.unit_of_word().get(word, unit) != unit]
    return f"“{text}” counts something else" if said else value


# The figures


def _made(understood: Understood, context: TableContext) -> TableFigures | str:
    """The figures of a table that is understood; in words why none of them is one."""
    figures: list[Figure] = []
    names: list[tuple[object, ...]] = []
    problems: dict[str, Problem] = {}
    layout = understood.layout
    verdicts = _verdicts(understood.entries)
    differing = next((one for one in verdicts if not one.agrees), None)
    if differing is not None and not any(one.agrees for one in verdicts):
        return f"no total of it agrees with its parts ({differing.text})"
    if (label := _is_sum(understood.entries)) is not None:
        return f"“{label}” is in every column the sum of all the others"
    said: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        for entry in (verdict.total, *verdict.parts):
            said.setdefault(id(entry), []).append(verdict)
        if not verdict.agrees:
            message = f"{layout.quote(verdict.total.row, verdict.total.column)}: {verdict.text}."
            where = layout.place(verdict.total.row, verdict.total.column)
            page = _page(layout, verdict.total)
            problems[message] = problem_at(message, where, page, "total-differs", origin="source")
    for entry in understood.entries:
        where, page = layout.place(entry.row, entry.column), _page(layout, entry)
        figure = _figure(understood, entry, context)
        if isinstance(figure, str) and entry.totals:
            message = f"{layout.quote(entry.row, entry.column)}: {figure}. It gives no figure."
            problems.setdefault(figure, problem_at(message, where, page, "total-of-no-whole", "note"))
        elif isinstance(figure, str):
            return figure
        elif figure is not None:
            figures.append(noted(figure, dict.fromkeys(one.text for one in said.get(id(entry), ()))))
            heads = (words.plain(head) for head in layout.heads)
            row, column = words.plain(entry.row.name), words.plain(layout.heading(entry.column, entry.row))
            names.append((figure.question, "table", *heads, row, column))
    return TableFigures(tuple(figures), tuple(names), (*problems.values(), *_marks(understood)))


def identity(figure: Figure) -> tuple[object, ...]:
    """What makes two figures the same one, whatever their values (the contract of the warehouse)."""
    own = (figure.force_id, figure.measure_id, figure.unit, figure.offence_id, figure.scope)
    return (*own, figure.dimensions, figure.period.period_id)


def noted(figure: Figure, verdicts: Iterable[str]) -> Figure:
    """A figure with what was found of the totals that it is of, in its steps and, where they differ, as a note."""
    differing = [f"In the source: {text}." for text in verdicts if "differ" in text]
    note = " ".join([*differing, *([figure.note] if figure.note else [])]) or None
    return replace(figure, chain=(*figure.chain, *verdicts), note=note)


def _page(layout: Layout, entry: Entry) -> int | None:
    cell = layout.cell(entry.row, entry.column)
    return cell.page if cell is not None and cell.page is not None else layout.grid.page


def _figure(understood: Understood, entry: Entry, context: TableContext) -> Figure | str | None:
    """None for a mark without a meaning; in words why a number is no figure."""
    layout, reference = understood.layout, context.reference
    joined: dict[str, Meaning] = {}
    read = [one for own in entry.meanings.values() for one in own]
    for one in read:
        if one.kind in ONE_EACH and joined.setdefault(one.kind, one).label != one.label:
            return f"“{joined[one.kind].label}” and “{one.label}” are two of a kind"
    named = joined["question"].question if "question" in joined else None
    question = named or understood.question
    measure = reference.measures[question.measure_id or ""]
    unit = next((one.unit for one in reversed(read) if one.unit), measure.units[0])
    if unit not in measure.units:
        return f"it counts {unit}, and the question asks for {measure.units[0]}"
    kinds = {one.kind for axis in entry.totals for other in understood.entries for one in other.meanings[axis]}
    if "force" in kinds or "question" in kinds:
        return "the total over several forces or things is no figure"
    place = joined["force"].place_id if "force" in joined else None
    place = place or (context.force_ids[0] if len(context.force_ids) == 1 else None)
    if place is None:
        return "the force that it counts for is not named"
    period = _period(joined.get("period"), "period" in kinds, entry, understood, question)
    if isinstance(period, str):
        return period
    offence = joined["offence"].offence if "offence" in joined else None
    if "offence" in kinds and question.offence_id is None and measure.whole_offence_id is None:
        return "the total of the offences listed is no whole of what was asked"
    jurisdiction = reference.jurisdiction_of(place) if place in reference.forces else None
    if offence and offence.offence_id and jurisdiction and not reference.holds_in(offence.offence_id, jurisdiction):
        return f"“{joined['offence'].label}” is no offence by the law that holds there"
    if entry.value is None:
        return None
    dimensions = [(one.dimension, one.label) for one in read if one.kind == "dimension" and one.dimension]
    dimensions += [(HOME_OFFICE_CODE, offence.part)] if offence is not None and offence.part else []
    cell = layout.cell(entry.row, entry.column)
    lines = (cell.line, cell.line) if cell is not None and cell.line is not None else layout.grid.lines
    where = layout.place(entry.row, entry.column)
    return Figure(
        figure_id="",
        force_id=place,
        question=question.label,
        measure_id=measure.measure_id,
        unit=unit,
        offence_id=offence.offence_id if offence else question.offence_id or measure.whole_offence_id,
        scope=None,
        dimensions=tuple(sorted(dimensions)),
        period=period,
        value=entry.value,
        locator=where,
        method=layout.grid.method,
        quote=layout.quote(entry.row, entry.column),
        page=_page(layout, entry),
        bbox=cell.bbox if cell and cell.bbox else layout.grid.bbox if layout.grid.lines else None,
        lines=lines,
        offence_label=joined["offence"].label if "offence" in joined else None,
        period_label=joined["period"].label if "period" in joined else None,
        chain=(
            f"answers question {question.label}: {measure.title}" if question.label else f"answers: {measure.title}",
            *(one.step for one in read),
            f"{entry.text!r} stands in {where}",
        ),
    )


def _period(
    printed: Meaning | None, is_total: bool, entry: Entry, understood: Understood, question: Question
) -> Period | str:
    """The period printed with the number; of a total over periods all of them, where each goes on where one ends; else
    the title's, or the one that was asked for."""
    if is_total:
        axes = entry.totals
        periods = {
            one.period.period_id: one.period
            for other in understood.entries
            for axis in axes
            for one in other.meanings[axis]
            if one.period is not None
        }
        ordered = sorted(periods.values(), key=lambda one: str(one.start))
        first, last = ordered[0].start, ordered[-1].end
        goes_on = all(a.end and b.start and (b.start - a.end).days == 1 for a, b in pairwise(ordered))
        return period_from_dates(first, last) if goes_on and first and last else "its periods do not follow one another"
    if printed is not None and printed.period is not None:
        return printed.period
    if understood.period is UNKNOWN_PERIOD:
        return "the words beside it name several periods, or one that is not settled"
    if understood.period is not None:
        return understood.period
    if question.period is None or "year" in question.dimensions:
        return "no period is printed"
    return question.period


def _verdicts(entries: Sequence[Entry]) -> list[Verdict]:
    """One verdict on each printed total of which something can be said."""
    found: list[Verdict] = []
    for axes in dict.fromkeys(entry.totals for entry in entries if entry.totals):
        parts: dict[tuple[str, ...], list[Entry]] = {}
        for entry in entries:
            if not entry.totals & axes:
                parts.setdefault(_others(entry, axes), []).append(entry)
        for entry in entries:
            own = parts.get(_others(entry, axes), [])
            if entry.totals == axes and entry.value is not None and len(own) > 1:
                judgement = judged(entry.value, [one.value for one in own])
                found += [Verdict(*judgement, entry, tuple(own))] if judgement else []
    return found


def _others(entry: Entry, axes: frozenset[str]) -> tuple[str, ...]:
    return tuple(label for axis, label in entry.labels.items() if axis not in axes and axis != "section")


def judged(total: Value, parts: Sequence[Value | None]) -> tuple[bool, str] | None:
    """Whether parts may sum to a total, and the words for it; None where nothing can be said. What a mark hides nothing
    of ours works out."""
    known = [one for one in parts if one is not None and one.low is not None]
    low = sum(one.low or 0 for one in known)
    is_open = len(known) < len(parts) or any(one.high is None for one in known)
    high = None if is_open else sum(one.high or 0 for one in known)
    if total.low is None:
        return None
    if low == high == total.low == total.high:
        return True, "totals agree"
    if (total.high is None or low <= total.high) and (high is None or total.low <= high):
        return None
    if low == high and total.value is not None:
        return False, f"printed total {total.text}, parts sum to {low:g}: differ by {abs(total.value - low):g}"
    bound, summed = ("at most", high) if high is not None and total.low > high else ("at least", low)
    return False, f"printed total {total.text}, parts sum to {bound} {summed:g}: differ"


def _is_sum(entries: Sequence[Entry]) -> str | None:
    """The part of a breakdown that is the sum of all the others wherever it stands: it may be their total under another
    name."""
    axes = {axis for one in entries for axis, read in one.meanings.items() if any(m.kind == "dimension" for m in read)}
    for axis in axes:
        by_label: dict[str, dict[object, float]] = {}
        for one in entries:
            if one.value is not None and one.value.value is not None and axis not in one.totals:
                others = tuple(label for name, label in one.labels.items() if name != axis)
                by_label.setdefault(one.labels[axis], {})[others] = one.value.value
        for label, own in by_label.items():
            sums = {key: sum(rest.get(key, 0) for other, rest in by_label.items() if other != label) for key in own}
            if len(by_label) >= FEWEST_OF_A_SUM and len(own) > 1 and own == sums:
                return label
    return None


FEWEST_OF_A_SUM = 3  # labels; of two either may be the other's copy


def _marks(understood: Understood) -> list[Problem]:
    """One problem for each mark without a meaning: it is unknown until the source's legend says what it is."""
    layout = understood.layout
    texts = Counter(entry.text for entry in understood.entries if entry.value is None)
    problems = []
    for mark, count in texts.items():
        cells = [entry for entry in understood.entries if entry.value is None and entry.text == mark]
        named = [layout.quote(one.row, one.column).removesuffix(f" | {mark}") for one in cells[:MOST_PLACES_NAMED]]
        more = f" and {count - len(named)} more" if count > len(named) else ""
        shown, number = f"“{mark}”" if mark else "an empty cell", "1 cell" if count == 1 else f"{count} cells"
        message = (
            f"{shown} stands in {number} and nothing says what it means: {'; '.join(named)}{more}. Unknown until "
            f"source.toml's [legend] says so ({mark or 'blank'!r} = zero, suppressed, unknown or not_applicable)."
        )
        problems.append(problem_at(message, table_place(layout.grid), layout.grid.page, "mark-without-legend"))
    return problems
