"""A long table of official statistics, or a long series (our transcript of one: a row for each force, year and class, a
column for each quarter) -> one official figure for each force, offence and financial year, with its breaks in series,
and what was not understood. Both are read by one set of rules.

Protects: a label that is not understood costs its row and is listed, once for each label with how often it stands; a
blank number is unknown and never zero. Quarters are added up to a year only where all four are there with a number;
else those that follow one another are a part of the year, and say so. A year is a sum of whole codes: no two codes are
added. Three things tell of a break: an offence that came into force within a class, a class whose name the table
changes from one year to the next, and the workbook's own notes; a note is quoted and not interpreted. The figures are
the compiler's, whoever sent the file; a force without rows in a year is listed and has no figure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby, pairwise

from ingest.ids import digest
from ingest.model import Blocks, Cell, DocumentReading, Figure, Line, Period, Problem, Value
from ingest.official import maps
from ingest.official.maps import Coded, Columns, LongTable, find_columns, plain_code, subject_codes
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import period_from_dates, read_period
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
MOST_TOLD = 5  # negative rows that a problem names by place
BREAK = "[b]"
FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d[/–-]\d\d(?![\d/-])")


def is_long_table(blocks: Blocks) -> bool:
    """Whether a reader found a long table here: sheets whose rows it kept, and no grid."""
    return bool(blocks.tables) and not blocks.grids and all(table.sheet is not None for table in blocks.tables)


def read_long_table(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """`common`: the document as its reader found it. Its words beside the table name people, and are not kept."""
    reading = _read(common, _rows_of_table(common.blocks), Doubts(), source, reference)
    if source.folder and source.kind != OFFICIAL:  # one that is only shown has no source.toml
        message = (
            f"is a table of official statistics, while source.toml says kind = {source.kind!r}. Its figures are ranked "
            'as official; put it under _published/ with kind = "official".'
        )
        misplaced = Problem("warning", message, rule="official-in-another-source")
        reading = replace(reading, problems=(*reading.problems, misplaced))
    return reading


def read_long_series(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """The same of our transcript of such a table: nothing in it is a quote, and whose it is stands in source.toml."""
    if source.measure is None or source.unit is None:
        message = "A long series needs measure and unit in source.toml, for its columns do not say what they count."
        problem = Problem("error", message, rule="series-without-measure", origin="source")
        blocks = replace(common.blocks, text="", cells=())
        return replace(common, blocks=blocks, problems=(*common.blocks.problems, problem))
    title, publisher = source.title or source.source_id, source.publisher or "compiler not named"
    table = LongTable("series", title, publisher, source.measure, source.unit, {}, {})
    doubts = Doubts()
    reading = _read(common, _rows_of_series(common.blocks, table, doubts), doubts, source, reference)
    figures = [replace(one, method="transcript", quote=None, kind=None, publisher=None) for one in reading.figures]
    return replace(reading, figures=tuple(figures))


def _read(
    common: DocumentReading, printed: Iterable[Printed], doubts: Doubts, source: Source, reference: Reference
) -> DocumentReading:
    codes = subject_codes(reference)
    rows = [row for one in printed if (row := _understood(one, codes, reference, doubts)) is not None]
    sums = [one for one in _sums(rows, doubts) if _can_be_a_count(one, doubts)]
    _tell_of_rows(rows, reference, doubts)
    breaks = _breaks(sums, common.blocks.lines, reference)
    names = (source.source_id, common.path)
    figures = [_figure(one, own, reference, names) for one, own in zip(sums, breaks, strict=True)]
    return replace(
        common,
        blocks=replace(common.blocks, text="", lines=(), cells=tuple(row.printed.cell for row in rows)),
        figures=tuple(figures),
        problems=(*common.blocks.problems, *doubts.problems()),
    )


# Rows


@dataclass(frozen=True)
class Printed:
    """One number with its labels as printed. `text`: axis -> label. `row_place`: of its row, `place`: of its number.
    `cell`: the number, whose label says the row's other cells."""

    table: LongTable
    sheet: str
    text: Mapping[str, str]
    dimensions: tuple[tuple[str, str], ...]
    row_place: str
    place: str
    cell: Cell


@dataclass(frozen=True)
class LongRow:
    """One number that was understood. `quarter`: 1 is April to June; 0 in a table of whole years. `number` None: it is
    not known."""

    printed: Printed
    year: Period
    quarter: int
    force_id: str
    coded: Coded
    number: int | None


@dataclass
class Doubts:
    """What was not understood: severity, rule and message -> the places where it stands."""

    found: dict[tuple[str, str, str], dict[str, None]] = field(default_factory=dict)

    def add(self, severity: str, rule: str, message: str, place: str = "") -> None:
        self.found.setdefault((severity, rule, message), {})[place] = None

    def problems(self) -> Iterator[Problem]:
        """One for each, with its first place and how often it stands."""
        for (severity, rule, message), places in self.found.items():
            more = f" It stands in {len(places):,} rows, first here." if len(places) > 1 else ""
            yield Problem(severity, message + more, next(iter(places)) or None, rule=rule, origin="source")


def _rows_of_table(blocks: Blocks) -> Iterator[Printed]:
    """`blocks`: the kept cells of known columns, row by row."""
    sheets = {table.n: table.sheet or "" for table in blocks.tables}
    columns_of: dict[int, Columns] = {}
    for (n, number), of_row in groupby(blocks.cells, key=lambda cell: (cell.table, cell.row)):
        cells = list(of_row)
        if n not in columns_of:
            columns = find_columns([cell.column for cell in cells], maps.load())
            assert columns is not None, "a reader keeps the cells of known columns only"
            columns_of[n] = columns
        columns = columns_of[n]
        text = {axis: cells[at].text.strip() for axis, at in columns.axes.items()}
        dimensions = tuple((name, cells[at].text.strip()) for name, at in columns.dimensions.items())
        ref = cells[columns.axes["number"]].ref or ""
        label = ", ".join(filter(None, (text.get(axis) for axis in ("year", "quarter", "force", "offence", "code"))))
        cell = Cell(n, number, "number", text["number"], row_label=label, ref=ref)
        place = f"sheet {sheets[n]}, {ref}"
        yield Printed(columns.table, sheets[n], text, dimensions, place, place, cell)


def _rows_of_series(blocks: Blocks, table: LongTable, doubts: Doubts) -> Iterator[Printed]:
    for number, cells in groupby(blocks.cells, key=lambda cell: cell.row):
        row = {cell.column: cell.text for cell in cells}
        row_place = f"row {number}"
        for quarter in SERIES_QUARTERS:
            place = f"{row_place}, {quarter}"
            text = {"year": row["financial_year"], "force": row["force"], "code": row["offence_class"]}
            text |= {"quarter": quarter, "number": row[quarter]}
            if not row[quarter]:
                message = f"{quarter} of {text['year']} is blank: unknown, not zero."
                doubts.add("note", "quarter-blank", message, row_place)
                continue
            cell = Cell(1, number, quarter, row[quarter], f"{text['force']}, {text['code']}", ref=place)
            yield Printed(table, "", text, (), row_place, place, cell)


def _understood(printed: Printed, codes: Mapping[str, Coded], reference: Reference, doubts: Doubts) -> LongRow | None:
    """The row; None, with the doubts, where one of its labels is not understood."""
    text = printed.text
    year = _year(printed, doubts)
    quarter = QUARTER.fullmatch(text.get("quarter", "1"))
    if quarter is None:
        message = f"{text['quarter']!r} is not read as a quarter, 1 to 4."
        doubts.add("error", "period-not-read", message, printed.row_place)
    force_id = _force(printed, reference, doubts)
    coded = _coded(printed, codes, reference, doubts)
    if year is None or quarter is None or force_id is None or coded is None:
        return None
    number = _whole_number(text["number"], printed.place, doubts)
    return LongRow(printed, year, int(quarter[1]) if "quarter" in text else 0, force_id, coded, number)


def _year(printed: Printed, doubts: Doubts) -> Period | None:
    """The year of a row; none where the sheet's own name says another."""
    label, of_sheet = printed.text["year"], financial_year(printed.sheet)
    year = financial_year(label)
    if year is None:
        message = f"{label!r} is not read as a financial year, as 2019/20."
        doubts.add("error", "period-not-read", message, printed.row_place)
    elif of_sheet not in (None, year):
        message = (
            f"a row of {label} stands in the sheet {printed.sheet!r}: which of the two years is meant is not known."
        )
        doubts.add("error", "year-against-sheet", message, printed.row_place)
        return None
    return year


@lru_cache(maxsize=1000)
def financial_year(label: str) -> Period | None:
    """The financial year that a label is: "2019/20", "2019-20"; "2019_20" as a sheet's name has it."""
    year = read_period(label.replace("_", "/")) if label else None
    return year if year is not None and year.kind == "financial_year" else None


def _force(printed: Printed, reference: Reference, doubts: Doubts) -> str | None:
    label = printed.text["force"]
    force_id = label if label in reference.forces else reference.force_by_name(label)
    if force_id is None and label.casefold() in {name.casefold() for name in printed.table.not_forces}:
        doubts.add("note", "no-force", f"{label!r} is no police force: its rows give no figures.", printed.row_place)
    elif force_id is None:
        names = tuple(name for force in reference.forces.values() for name in (force.name, force.short_name))
        message = (
            f"{label!r} is no force that forces.csv knows. Nearest: {_nearest(label, names)}. Add the spelling to its "
            f"aliases, or name it in `not_forces` of {printed.table.table_id}.toml."
        )
        doubts.add("error", "force-not-known", message, printed.row_place)
    return force_id


@lru_cache(maxsize=1000)
def _nearest(label: str, names: tuple[str, ...]) -> str:
    return "; ".join(difflib.get_close_matches(label, names, n=3, cutoff=0.3)) or "none"


def _coded(printed: Printed, codes: Mapping[str, Coded], reference: Reference, doubts: Doubts) -> Coded | None:
    """What a code stands for; nothing where the words beside it name something else altogether."""
    label, words = printed.text["code"], printed.text.get("offence", "")
    coded = codes.get(plain_code(label))
    if not label:
        message = "a row has no offence code: which offence it counts is not known."
        doubts.add("warning", "no-code", message, printed.row_place)
    elif coded is None:
        message = f"class {label!r} is no code of one offence or class of offences.csv."
        doubts.add("error", "offence-not-known", message, printed.row_place)
    elif words and not _is_meant(words, coded, reference):
        title = reference.offences[coded.offence_id].title
        message = (
            f"code {label} stands beside {words!r}, while offences.csv knows it as {title!r}: whether they are one "
            "offence is not known, so its rows give no figures."
        )
        doubts.add("error", "code-against-words", message, printed.row_place)
        return None
    return coded


def _is_meant(words: str, coded: Coded, reference: Reference) -> bool:
    """Whether the words beside a code may be the name of what it stands for: they share words, and no other class of
    offences.csv has a name that is more like them. Classes are renamed now and then, so names need not be equal."""
    own = _likeness(words, reference.offences[coded.offence_id].title)
    is_class = coded.offence_id.startswith(CLASS)
    others = (offence for offence in reference.offences.values() if is_class and offence.offence_id.startswith(CLASS))
    return own > 0 and all(own >= _likeness(words, other.title) for other in others)


@lru_cache(maxsize=10_000)
def _likeness(one: str, other: str) -> float:
    """How much of the words of two names is in both, 0 to 1."""
    first, second = (set(WORD.findall(CLASS_TITLE.sub("", name).casefold())) for name in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def _whole_number(text: str, place: str, doubts: Doubts) -> int | None:
    """A whole number, which may be a correction below zero; None, listed, for all else."""
    if WHOLE.fullmatch(text):
        return int(text.replace("−", "-"))
    value = read_value(text, unit="offences") if text else None
    if value is not None and value.value is not None and value.value < MOST and value.value.is_integer():
        return int(value.value)
    said = f"holds {text!r}, which is no whole number" if text else "holds no number"
    doubts.add("warning", "number-not-read", f"a row {said}: its quarter is unknown, not zero.", place)
    return None


# Sums


@dataclass(frozen=True)
class Sum:
    """Rows of one force, offence and year that are counted together, in the order of their quarters."""

    rows: tuple[LongRow, ...]

    @property
    def number(self) -> int:
        return sum(row.number or 0 for row in self.rows)

    @property
    def period(self) -> Period:
        """The year, or the months of its quarters."""
        year, first, last = self.rows[0].year, self.rows[0].quarter, self.rows[-1].quarter
        if first == 0 or len(self.rows) == QUARTERS or year.start is None:
            return year
        end = _months_on(year.start, 3 * last) - timedelta(days=1)
        return period_from_dates(_months_on(year.start, 3 * (first - 1)), end)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def _sums(rows: Iterable[LongRow], doubts: Doubts) -> Iterator[Sum]:
    """What can be counted together, in the order in which the table has it. Of rows that stand twice for one force,
    quarter and code it is not known which holds: the quarter is as one without a number."""
    groups: dict[tuple[object, ...], dict[int, list[LongRow]]] = {}
    for row in rows:
        key = (row.year.period_id, row.force_id, row.coded, row.printed.dimensions)
        groups.setdefault(key, {}).setdefault(row.quarter, []).append(row)
    for quarters in groups.values():
        run: list[LongRow] = []
        for _, twins in sorted(quarters.items()):
            row, printed = twins[0], twins[0].printed
            if len(twins) > 1:
                text = printed.text
                places = " and ".join(twin.printed.place for twin in twins[:3])
                message = (
                    f"{text['force']}, code {text['code']}, {text['year']} {text.get('quarter', '')} stands "
                    f"{len(twins)} times ({places}): which row holds is not known, so none is counted."
                )
                doubts.add("error", "row-twice", message, printed.place)
            elif row.number is not None:
                if run and row.quarter != run[-1].quarter + 1:
                    yield Sum(tuple(run))
                    run = []
                run.append(row)
        if run:
            yield Sum(tuple(run))


def _can_be_a_count(one: Sum, doubts: Doubts) -> bool:
    """Whether a sum is none below zero, which is corrections without what they correct."""
    if one.number < 0:
        printed = one.rows[0].printed
        labels = ", ".join(printed.text.get(axis, "") for axis in ("force", "offence", "code"))
        message = f"{labels}, {printed.text['year']}: the quarters add up to {one.number}: no figure."
        doubts.add("warning", "number-below-zero", message, printed.place)
    return one.number >= 0


def _tell_of_rows(rows: Sequence[LongRow], reference: Reference, doubts: Doubts) -> None:
    """One note for all rows below zero, by which the table corrects earlier quarters; and one for each force that has
    rows in some years and none in others: nothing is known of it there."""
    below = [row for row in rows if row.number is not None and row.number < 0]
    if below:
        places = ", ".join(f"{row.printed.place}: {row.number}" for row in below[:MOST_TOLD])
        more = f" and {len(below) - MOST_TOLD:,} more" if len(below) > MOST_TOLD else ""
        message = f"{len(below):,} rows are below zero (corrections of earlier quarters), and are added up as such: "
        doubts.add("note", "number-below-zero", f"{message}{places}{more}.", below[0].printed.place)
    years = sorted({row.year.period_id for row in rows})
    for force_id in sorted({row.force_id for row in rows}):
        has = {row.year.period_id for row in rows if row.force_id == force_id}
        if missing := [year for year in years if year not in has]:
            message = f"{reference.forces[force_id].name} has no rows for {', '.join(missing)}: no figures, not zero."
            doubts.add("note", "force-without-rows", message)


# Figures


def _figure(found: Sum, breaks: Breaks, reference: Reference, names: tuple[object, ...]) -> Figure:
    """The figure of a sum. Its id is made of the labels, quarters included: a link to nine months never turns into one
    to a year when a later release of the table adds the rest."""
    first = found.rows[0]
    printed, table, text = first.printed, first.printed.table, first.printed.text
    force, offence, code, year = text["force"], text.get("offence", ""), text["code"], text["year"]
    quarters = tuple(row.quarter or None for row in found.rows)
    part = ((HOME_OFFICE_CODE, first.coded.part),) if first.coded.part else ()
    number = float(found.number)
    added = " + ".join(row.printed.text["number"] for row in found.rows)
    notes = [] if found.period == first.year else [_part_words(found)]
    return Figure(
        figure_id=digest(*names, "long table", first.year.period_id, quarters, force, code, *printed.dimensions),
        force_id=first.force_id,
        question=None,
        measure_id=table.measure_id,
        unit=table.unit,
        offence_id=first.coded.offence_id,
        scope=None,
        dimensions=tuple(sorted((*printed.dimensions, *part))),
        period=found.period,
        value=Value(number, number, number, BREAK if breaks.is_break else None, added),
        locator=_locator(found),
        method="spreadsheet",
        quote=" | ".join(label for label in (force, offence, code) if label),
        note=" ".join([*notes, *breaks.words]) or None,
        offence_label=f"{offence} ({code})" if offence else code,
        period_label=year,
        chain=(*_chain(found, reference), *breaks.words),
        publisher=table.publisher,
        kind=OFFICIAL,
        licence=table.licence,
    )


def _locator(found: Sum) -> str:
    first, last, more = found.rows[0].printed, found.rows[-1].printed, len(found.rows) - 1
    if not first.sheet:
        return f"{first.place} to {last.text['quarter']}" if more else first.place
    return f"{first.place} and {more} more {'row' if more == 1 else 'rows'}" if more else first.place


def _part_words(found: Sum) -> str:
    months = f"{MONTHS[found.rows[0].quarter - 1][0]} to {MONTHS[found.rows[-1].quarter - 1][1]}"
    year = found.rows[0].printed.text["year"]
    return f"A part year: {months} of {year}. The table gives no number for the other quarters."


def _chain(found: Sum, reference: Reference) -> Iterator[str]:
    first = found.rows[0]
    table, text = first.printed.table, first.printed.text
    yield f"official statistics: {table.title}, compiled by the {table.publisher}"
    yield f"force {text['force']!r} is {first.force_id}"
    part = ", of which it is one code of several" if first.coded.part else ""
    title = reference.offences[first.coded.offence_id].title
    yield f"code {text['code']} is {first.coded.offence_id} ({title}){part}"
    if first.quarter == 0:
        yield f"{text['number']} stands in {first.printed.place}"
        return
    terms = "; ".join(
        f"quarter {row.quarter}: {row.printed.text['number']} ({row.printed.place.removeprefix('sheet ')})"
        for row in found.rows
    )
    whole = "all four quarters of" if len(found.rows) == QUARTERS else "a part of"
    yield f"{whole} {text['year']} added up: {terms}"


# Breaks in series


@dataclass(frozen=True)
class Breaks:
    """What is known of breaks in one figure's series. `is_break`: its own year is the first that differs."""

    words: tuple[str, ...]
    is_break: bool


@dataclass(frozen=True)
class NoteOfBreak:
    """A line of the workbook's own notes that speaks of a break. Empty sets: it names none, so it is of all."""

    words: str
    forces: frozenset[str]
    codes: frozenset[str]
    year: str | None

    def is_of(self, row: LongRow) -> bool:
        return (not self.forces or row.force_id in self.forces) and (
            not self.codes or row.printed.text["code"] in self.codes
        )


def _breaks(sums: Sequence[Sum], lines: Sequence[Line], reference: Reference) -> list[Breaks]:
    """Of each sum what is known of breaks. `lines`: the words beside the table."""
    rows = [row for one in sums for row in one.rows]
    notes = list(_notes(lines, rows, reference))
    renamed = _renamed(rows)
    found = []
    for one in sums:
        row = one.rows[0]
        reasons = [*_by_law(row, reference), *renamed.get((row.printed.text["code"], row.year.period_id), ())]
        own = [note for note in notes if note.is_of(row)]
        words = [f"Break in series: {reason}." for reason in reasons]
        words += [f"The table's own note: {note.words}" for note in own]
        is_break = bool(reasons) or any(note.year == row.year.period_id for note in own)
        found.append(Breaks(tuple(words), is_break))
    return found


def _by_law(row: LongRow, reference: Reference) -> Iterator[str]:
    """Offences of the counted class that came into force in this year."""
    for offence in reference.offences.values():
        day = offence.in_force_from
        if row.coded.offence_id in offence.within and day and str(row.year.start) <= str(day) <= str(row.year.end):
            name = f"{offence.act} {offence.section}" if offence.act and offence.section else offence.title
            yield f"since {day.day} {day:%B %Y} it also counts {name} ({offence.title})"


def _renamed(rows: Iterable[LongRow]) -> dict[tuple[str, str], list[str]]:
    """Code and year -> how the table called the code in the year before, where it calls it otherwise now."""
    called: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        text = row.printed.text
        called.setdefault(text["code"], {}).setdefault(row.year.period_id, set()).add(text.get("offence", ""))
    found = {}
    for code, by_year in called.items():
        for before, after in pairwise(sorted(by_year)):
            if _plain(by_year[before]) != _plain(by_year[after]):
                old, new = "; ".join(sorted(by_year[before])), "; ".join(sorted(by_year[after]))
                found[code, after] = [f"the table calls {code} {new!r} from this year on, and {old!r} before"]
    return found


def _plain(names: set[str]) -> set[str]:
    return {" ".join(re.findall(r"\w+", name.casefold())) for name in names}


def _notes(lines: Sequence[Line], rows: Sequence[LongRow], reference: Reference) -> Iterator[NoteOfBreak]:
    """The notes that speak of a break and name a force or an offence of the table: a force by its name, a code by the
    table's own words for it or as "code 88A"."""
    forces = {row.printed.text["force"].replace(" and ", " & "): row.force_id for row in rows}
    codes = {row.printed.text["code"]: row.printed.text.get("offence", "") for row in rows}
    marks = rows[0].printed.table.break_words if rows else ()
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
            yield NoteOfBreak(words, frozenset(named), frozenset(of_codes), years.pop() if len(years) == 1 else None)
