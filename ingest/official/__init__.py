"""A long table of official statistics (a row for each force, period and offence; hundreds of thousands of them), or a
long series (our transcript of one: a row for each force, year and class, a column for each quarter) -> one official
figure for each force, offence and financial year, with its breaks in series, and what was not understood, by one set of
rules. A table of another shape costs a file in `ingest/reference/long_tables/` and no code.

Protects: columns are known by their headings alone; a label that is not understood costs its row and is listed with how
often it stands; a blank number is unknown and never zero. Quarters are added up to a year only where all four are
there; else those that follow one another are a part of the year, and say so. No two codes are added. An offence that
came into force within a class is a break, and so are the workbook's own notes, which are quoted. The figures are the
compiler's, whoever sent the file; a force without rows in a year is listed and has no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from ingest.ids import digest, nearest
from ingest.model import UNKNOWN_PERIOD, Blocks, Cell, DocumentReading, Figure, Line, Period, Problem, Value
from ingest.official import tables
from ingest.official.tables import BREAKDOWN, Coded, LongTable, plain_code, subject_codes
from ingest.official.tables import is_workbook as is_workbook
from ingest.official.tables import read as read
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import quarters_of, read_period
from ingest.privacy.redact import clean
from ingest.reference import Reference
from ingest.sources import Source

OFFICIAL = "official"
SERIES_QUARTERS = ("q1", "q2", "q3", "q4")
QUARTER = re.compile(r"(?:q|qtr|quarter)?\s*([1-4])", re.IGNORECASE)
QUARTERS = 4
MONTHS = (("April", "June"), ("July", "September"), ("October", "December"), ("January", "March"))
WHOLE = re.compile(r"[-−]?[0-9]{1,9}")
MOST = 10**9  # more crimes than there are people
WORD = re.compile(r"[a-z]{4,}|\d+")  # shorter words ("of", "a") say nothing
CLASS = "ho_"  # begins the id of a class of the Home Office
CLASS_TITLE = re.compile(r"^Home Office class \w+: ")
HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes
MOST_NAMED = 5  # negative rows that a problem names by place
BREAK = "[b]"
FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d[/–-]\d\d(?![\d/-])")


def read_long_table(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """`common`: the document as its reader found it. Its words beside the table name people, and are not kept."""
    reading = _read(common, _rows_of_table(common.blocks), Doubts(), source, reference)
    if source.folder and source.kind != OFFICIAL:  # one that is only shown has no source.toml
        misplaced = Problem.of("official-in-another-source", kind=source.kind)
        reading = replace(reading, problems=(*reading.problems, misplaced))
    return reading


def read_long_series(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """The same for our transcript of such a table: nothing in it is a quote, and source.toml says whose it is."""
    if source.measure is None or source.unit is None:
        blocks = replace(common.blocks, text="", cells=())
        return replace(common, blocks=blocks, problems=(*common.blocks.problems, Problem.of("series-without-measure")))
    title, publisher = source.title or source.source_id, source.publisher or "compiler not named"
    table = LongTable("series", title, publisher, source.measure, source.unit, {}, {})
    doubts = Doubts()
    reading = _read(common, _rows_of_series(common.blocks, table, doubts), doubts, source, reference)
    figures = [replace(f, method="transcript", quote=None, kind=None, publisher=None) for f in reading.figures]
    return replace(reading, figures=tuple(figures))


def _read(
    common: DocumentReading, printed: Iterable[Row], doubts: Doubts, source: Source, reference: Reference
) -> DocumentReading:
    codes = subject_codes(reference)
    rows = [row for raw in printed if (row := _understood(raw, codes, reference, doubts)) is not None]
    runs = list(_counted(_runs(rows, doubts), doubts))
    _tell_of_rows(rows, reference, doubts)
    breaks = _breaks(runs, common.blocks.lines, reference)
    names = (source.source_id, common.path)
    figures = [_figure(run, *of_run, reference, names) for run, of_run in zip(runs, breaks, strict=True)]
    blocks = replace(common.blocks, text="", lines=(), cells=tuple(row.cell for row in rows))
    problems = (*common.blocks.problems, *doubts.problems())
    return replace(common, blocks=blocks, figures=tuple(figures), problems=problems)


# Rows


NO_OFFENCE = Coded("")


@dataclass(frozen=True)
class Row:
    """One number. `text`: axis -> label as printed. `row_place`: of its row, `place`: of its number. `cell`: the
    number, whose label says the row's other cells. From `year` on what is understood: `quarter` 1 is April to June, 0
    in a table of whole years; `number` None is not known."""

    table: LongTable
    sheet: str
    text: Mapping[str, str]
    dimensions: tuple[tuple[str, str], ...]
    row_place: str
    place: str
    cell: Cell
    year: Period = UNKNOWN_PERIOD
    quarter: int = 0
    force_id: str = ""
    coded: Coded = NO_OFFENCE
    number: int | None = None


Run = Sequence[Row]  # rows of one force, offence and year that are counted together, in the order of their quarters


@dataclass
class Doubts:
    """What was not understood: the name of the problem and its values -> the places where it stands."""

    entries: dict[tuple[Any, ...], dict[str, None]] = field(default_factory=dict)

    def add(self, name: str, place: str = "", **values: object) -> None:
        self.entries.setdefault((name, *values.items()), {})[place] = None

    def problems(self) -> Iterator[Problem]:
        """One for each, with its first place and how often it stands."""
        for (name, *values), places in self.entries.items():
            more = f" It stands in {len(places):,} rows, first here." if len(places) > 1 else ""
            yield Problem.of(name, next(iter(places)) or None, more=more, **dict(values))


def _rows_of_table(blocks: Blocks) -> Iterator[Row]:
    """`blocks`: the kept cells of known columns, row by row."""
    sheets = {table.n: table.sheet or "" for table in blocks.tables}
    maps = {table.table_id: table for table in tables.load()}
    for (n, number), of_row in groupby(blocks.cells, key=lambda cell: (cell.table, cell.row)):
        cells = {cell.column: cell for cell in of_row}
        text = {name: cell.text.strip() for name, cell in cells.items()}
        table, ref = maps[str(cells["number"].column_label)], cells["number"].ref
        dimensions = tuple((name, text[BREAKDOWN + name]) for name in table.dimensions)
        label = ", ".join(filter(None, (text.get(axis) for axis in ("year", "quarter", "force", "offence", "code"))))
        place = f"sheet {sheets[n]}, {ref}"
        cell = Cell(n, number, "number", text["number"], row_label=label, ref=ref)
        yield Row(table, sheets[n], text, dimensions, place, place, cell)


def _rows_of_series(blocks: Blocks, table: LongTable, doubts: Doubts) -> Iterator[Row]:
    for number, cells in groupby(blocks.cells, key=lambda cell: cell.row):
        row = {cell.column: cell.text for cell in cells}
        labels = {"year": row["financial_year"], "force": row["force"], "code": row["offence_class"]}
        for quarter in SERIES_QUARTERS:
            row_place, place = f"row {number}", f"row {number}, {quarter}"
            if not row[quarter]:
                doubts.add("quarter-blank", row_place, quarter=quarter, year=labels["year"])
                continue
            cell = Cell(1, number, quarter, row[quarter], f"{labels['force']}, {labels['code']}", ref=place)
            text = {**labels, "quarter": quarter, "number": row[quarter]}
            yield Row(table, "", text, (), row_place, place, cell)


def _understood(row: Row, codes: Mapping[str, Coded], reference: Reference, doubts: Doubts) -> Row | None:
    """The row with what its labels mean; None, with the doubts, where one of them is not understood."""
    quarter = QUARTER.fullmatch(row.text.get("quarter", "1"))
    if quarter is None:
        doubts.add("quarter-not-read", row.row_place, label=row.text["quarter"])
    year, force_id = _year(row, doubts), _force(row, reference, doubts)
    coded = _coded(row, codes, reference, doubts)
    if year is None or quarter is None or force_id is None or coded is None:
        return None
    n = int(quarter[1]) if "quarter" in row.text else 0
    return replace(row, year=year, quarter=n, force_id=force_id, coded=coded, number=_whole_number(row, doubts))


def _year(row: Row, doubts: Doubts) -> Period | None:
    """The year of a row; none where the sheet's own name says another."""
    label, of_sheet = row.text["year"], financial_year(row.sheet)
    year = financial_year(label)
    if year is None:
        doubts.add("year-not-read", row.row_place, label=label)
    elif of_sheet not in (None, year):
        doubts.add("year-against-sheet", row.row_place, label=label, sheet=row.sheet)
        return None
    return year


@lru_cache(maxsize=1000)
def financial_year(label: str) -> Period | None:
    """The financial year that a label is: "2019/20", "2019-20"; "2019_20" as a sheet's name has it."""
    year = read_period(label.replace("_", "/")) if label else None
    return year if year is not None and year.kind == "financial_year" else None


def _force(row: Row, reference: Reference, doubts: Doubts) -> str | None:
    label = row.text["force"]
    force_id = label if label in reference.forces else reference.force_by_name(label)
    if force_id is None and label.casefold() in {name.casefold() for name in row.table.not_forces}:
        doubts.add("no-force", row.row_place, label=label)
    elif force_id is None:
        names = (name for force in reference.forces.values() for name in (force.name, force.short_name))
        near = nearest(label, names, cutoff=0.3, between="; ")
        doubts.add("force-not-known", row.row_place, label=label, near=near, table=row.table.table_id)
    return force_id


def _coded(row: Row, codes: Mapping[str, Coded], reference: Reference, doubts: Doubts) -> Coded | None:
    """What a code stands for; nothing where the words beside it name something else altogether."""
    label, words = row.text["code"], row.text.get("offence", "")
    coded = codes.get(plain_code(label))
    if not label:
        doubts.add("no-code", row.row_place)
    elif coded is None:
        doubts.add("offence-not-known", row.row_place, label=label)
    elif words and not _is_meant(words, coded, reference):
        title = reference.offences[coded.offence_id].title
        doubts.add("code-against-words", row.row_place, label=label, words=words, title=title)
        return None
    return coded


def _is_meant(words: str, coded: Coded, reference: Reference) -> bool:
    """Whether the words beside a code may name what it stands for: they share words, and no class's name is liker."""
    likeness = _likeness(words, reference.offences[coded.offence_id].title)
    is_class = coded.offence_id.startswith(CLASS)
    others = (offence for offence in reference.offences.values() if is_class and offence.offence_id.startswith(CLASS))
    return likeness > 0 and all(likeness >= _likeness(words, other.title) for other in others)


@lru_cache(maxsize=10_000)
def _likeness(left: str, right: str) -> float:
    first, second = (set(WORD.findall(CLASS_TITLE.sub("", name).casefold())) for name in (left, right))
    return len(first & second) / len(first | second) if first | second else 0.0


def _whole_number(row: Row, doubts: Doubts) -> int | None:
    """A whole number, which may be a correction below zero; None, listed, for all else."""
    text = row.text["number"]
    if WHOLE.fullmatch(text):
        return int(text.replace("−", "-"))
    value = read_value(text, unit="offences") if text else None
    if value is not None and value.value is not None and value.value < MOST and value.value.is_integer():
        return int(value.value)
    said = f"holds {text!r}, which is no whole number" if text else "holds no number"
    doubts.add("number-not-read", row.place, said=said)
    return None


# Sums


def _runs(rows: Iterable[Row], doubts: Doubts) -> Iterator[Run]:
    """What can be counted together, in the table's order. A row that stands twice counts as one without a number."""
    groups: dict[tuple[object, ...], dict[int, list[Row]]] = {}
    for row in rows:
        key = (row.year.period_id, row.force_id, row.coded, row.dimensions)
        groups.setdefault(key, {}).setdefault(row.quarter, []).append(row)
    for quarters in groups.values():
        run: list[Row] = []
        for _, (row, *twins) in sorted(quarters.items()):
            if twins:
                places = " and ".join(twin.place for twin in [row, *twins][:3])
                labels = {axis: row.text.get(axis, "") for axis in ("force", "code", "year", "quarter")}
                doubts.add("row-twice", row.place, times=1 + len(twins), places=places, **labels)
            elif row.number is not None:
                if run and row.quarter != run[-1].quarter + 1:
                    yield run
                    run = []
                run.append(row)
        if run:
            yield run


def _counted(runs: Iterable[Run], doubts: Doubts) -> Iterator[Run]:
    """Those whose sum is not below zero: such a one is corrections without what they correct."""
    for run in runs:
        if (total := sum(row.number or 0 for row in run)) >= 0:
            yield run
            continue
        labels = ", ".join(run[0].text.get(axis, "") for axis in ("force", "offence", "code"))
        doubts.add("sum-below-zero", run[0].place, labels=labels, year=run[0].text["year"], total=total)


def _tell_of_rows(rows: Sequence[Row], reference: Reference, doubts: Doubts) -> None:
    """One note for all rows below zero, and one for each force with rows in some years and none in others."""
    below = [row for row in rows if row.number is not None and row.number < 0]
    if below:
        places = ", ".join(f"{row.place}: {row.number}" for row in below[:MOST_NAMED])
        others = f" and {len(below) - MOST_NAMED:,} more" if len(below) > MOST_NAMED else ""
        doubts.add("number-below-zero", below[0].place, count=len(below), places=places, others=others)
    years = {row.year.period_id for row in rows}
    for force_id in sorted({row.force_id for row in rows}):
        if missing := sorted(years - {row.year.period_id for row in rows if row.force_id == force_id}):
            doubts.add("force-without-rows", force=reference.forces[force_id].name, years=", ".join(missing))


# Figures


def _figure(run: Run, breaks: Sequence[str], is_break: bool, reference: Reference, names: tuple[object, ...]) -> Figure:
    """The figure of a run. Its id is made of the labels, quarters included: a link to nine months never turns into one
    to a year when a later release of the table adds the rest."""
    row, table, text = run[0], run[0].table, run[0].text
    force, offence, code, year = text["force"], text.get("offence", ""), text["code"], text["year"]
    quarters = tuple(term.quarter or None for term in run)
    part = ((HOME_OFFICE_CODE, row.coded.part),) if row.coded.part else ()
    number, is_whole = float(sum(term.number or 0 for term in run)), row.quarter == 0 or len(run) == QUARTERS
    period = row.year if is_whole else quarters_of(row.year, row.quarter, run[-1].quarter)
    added = " + ".join(term.text["number"] for term in run)
    more, of_quarters = len(run) - 1, f" to {run[-1].text.get('quarter')}"
    others = f" and {more} more {'row' if more == 1 else 'rows'}" if row.sheet else of_quarters
    months = f"{MONTHS[row.quarter - 1][0]} to {MONTHS[run[-1].quarter - 1][1]}"
    part_year = f"A part year: {months} of {year}. The table gives no number for the other quarters."
    return Figure(
        figure_id=digest(*names, "long table", row.year.period_id, quarters, force, code, *row.dimensions),
        force_id=row.force_id,
        question=None,
        measure_id=table.measure_id,
        unit=table.unit,
        offence_id=row.coded.offence_id,
        scope=None,
        dimensions=tuple(sorted((*row.dimensions, *part))),
        period=period,
        value=Value(number, number, number, BREAK if is_break else None, added),
        locator=f"{row.place}{others if more else ''}",
        method="spreadsheet",
        quote=" | ".join(label for label in (force, offence, code) if label),
        note=" ".join([*([] if period == row.year else [part_year]), *breaks]) or None,
        offence_label=f"{offence} ({code})" if offence else code,
        period_label=year,
        chain=(*_chain(run, reference), *breaks),
        publisher=table.publisher,
        kind=OFFICIAL,
        licence=table.licence,
    )


def _chain(run: Run, reference: Reference) -> Iterator[str]:
    row, table, text = run[0], run[0].table, run[0].text
    yield f"official statistics: {table.title}, compiled by the {table.publisher}"
    yield f"force {text['force']!r} is {row.force_id}"
    part = ", of which it is one code of several" if row.coded.part else ""
    title = reference.offences[row.coded.offence_id].title
    yield f"code {text['code']} is {row.coded.offence_id} ({title}){part}"
    if row.quarter == 0:
        yield f"{text['number']} stands in {row.place}"
        return
    terms = "; ".join(
        f"quarter {term.quarter}: {term.text['number']} ({term.place.removeprefix('sheet ')})" for term in run
    )
    whole = "all four quarters of" if len(run) == QUARTERS else "a part of"
    yield f"{whole} {text['year']} added up: {terms}"


# Breaks in series


def _breaks(runs: Sequence[Run], lines: Sequence[Line], reference: Reference) -> Iterator[tuple[list[str], bool]]:
    """For each run what is known of breaks, and whether its year is the first that differs. `lines`: the notes."""
    rows = [row for run in runs for row in run]
    notes = list(_notes(lines, rows, reference))
    for row, *_ in runs:
        code, year = row.text["code"], row.year.period_id
        reasons = list(_by_law(row, reference))
        noted = [note for note in notes if not note.force_ids or row.force_id in note.force_ids]
        noted = [note for note in noted if not note.codes or code in note.codes]
        words = [f"Break in series: {reason}." for reason in reasons]
        words += [f"The table's own note: {note.words}" for note in noted]
        yield words, bool(reasons) or any(note.year == year for note in noted)


def _by_law(row: Row, reference: Reference) -> Iterator[str]:
    """Offences of the counted class that came into force in this year."""
    for offence in reference.offences.values():
        day = offence.in_force_from
        if row.coded.offence_id in offence.within and day and str(row.year.start) <= str(day) <= str(row.year.end):
            name = f"{offence.act} {offence.section}" if offence.act and offence.section else offence.title
            yield f"since {day.day} {day:%B %Y} it also counts {name} ({offence.title})"


@dataclass(frozen=True)
class NoteOfBreak:
    """A line of the workbook's own notes that speaks of a break. An empty set: it names none, so it is of all."""

    words: str
    force_ids: set[str]
    codes: set[str]
    year: str | None


def _notes(lines: Sequence[Line], rows: Sequence[Row], reference: Reference) -> Iterator[NoteOfBreak]:
    """The table's notes that speak of a break and name a force by its name, or a code by its words or as "code 88A"."""
    forces = {row.text["force"].replace(" and ", " & "): row.force_id for row in rows}
    codes = {row.text["code"]: row.text.get("offence", "") for row in rows}
    marks = rows[0].table.break_words if rows else ()
    for line in lines:
        plain, joined = line.text.casefold(), line.text.replace(" and ", " & ")
        if not any(mark.casefold() in plain for mark in marks):
            continue
        named = {force for name, force in forces.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", joined)}
        named |= set(reference.forces_named_in(line.text))
        of_codes = {
            code
            for code, words in codes.items()
            if (words and words.casefold() in plain)
            or re.search(rf"\b(?:code|class|codes|classes) {re.escape(code)}(?![\w/])", line.text, re.IGNORECASE)
        }
        read = (financial_year(printed[0]) for printed in FINANCIAL_YEAR.finditer(line.text))
        years = {year.period_id for year in read if year is not None}
        if named or of_codes:
            words = clean(line.text, frozenset(), reference)
            yield NoteOfBreak(words, named, of_codes, years.pop() if len(years) == 1 else None)
