"""The kept cells of a long table, or of a long series (our transcript of one: a row for each force, year and class, a
column for each quarter) -> rows with what each label means: year, quarter, force, offence, number.

Protects: a label that is not understood costs its row and is listed, once for each label with how often it stands; a
blank number is unknown and never zero. Table and series are read by one set of rules.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from ingest.model import Blocks, Cell, Period, Problem
from ingest.official import maps
from ingest.official.maps import Coded, Columns, LongTable, find_columns, plain_code, subject_codes
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import period_from_dates, read_period
from ingest.reference import Reference
from ingest.sources import Source

QUARTER = re.compile(r"(?:q|qtr|quarter)?\s*([1-4])", re.IGNORECASE)
WHOLE = re.compile(r"[-−]?[0-9]{1,9}")
MOST = 10**9  # more crimes than there are people
WORD = re.compile(r"[a-z]{4,}|\d+")  # shorter words ("of", "a") say nothing
CLASS = "ho_"  # begins the id of a class of the Home Office
CLASS_TITLE = re.compile(r"^Home Office class \w+: ")


@dataclass(frozen=True)
class LongRow:
    """One number that was understood, with its labels. `quarter`: 1 is April to June; None in a table of whole years.
    `labels`: force, offence and code as printed. `sheet`: "" in a transcript, whose `ref` is row and column."""

    table: LongTable
    sheet: str
    row: int
    ref: str
    year: Period
    quarter: int | None
    force_id: str
    coded: Coded
    dimensions: tuple[tuple[str, str], ...]
    number: int | None
    labels: tuple[str, str, str]
    year_label: str
    quarter_label: str
    number_text: str

    @property
    def place(self) -> str:
        return f"sheet {self.sheet}, {self.ref}" if self.sheet else self.ref


@dataclass
class Doubts:
    """What was not understood: rule and message -> the first place and how often it stands."""

    found: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def add(self, severity: str, rule: str, message: str, place: str) -> None:
        self.found.setdefault((severity, rule, message), []).append(place)

    def problems(self) -> Iterator[Problem]:
        for (severity, rule, message), places in self.found.items():
            more = f" It stands in {len(places):,} rows, first here." if len(places) > 1 else ""
            yield Problem(severity, message + more, places[0], rule=rule, origin="source")


def rows_of(blocks: Blocks, reference: Reference) -> tuple[list[LongRow], list[Problem]]:
    """The rows that were understood, in order, and what was not."""
    sheets = {table.n: table.sheet or "" for table in blocks.tables}
    codes, doubts = subject_codes(reference), Doubts()
    columns_of: dict[int, Columns] = {}
    rows: list[LongRow] = []
    for (n, number), cells in groupby(blocks.cells, key=lambda cell: (cell.table, cell.row)):
        of_row = list(cells)
        if n not in columns_of:
            columns = find_columns([cell.column for cell in of_row], maps.load())
            assert columns is not None, "a reader keeps the cells of known columns only"
            columns_of[n] = columns
        row = _row(of_row, sheets[n], number, columns_of[n], codes, reference, doubts)
        if row is not None:
            rows.append(row)
    return rows, list(doubts.problems())


def _row(
    cells: list[Cell],
    sheet: str,
    number: int,
    columns: Columns,
    codes: dict[str, Coded],
    reference: Reference,
    doubts: Doubts,
) -> LongRow | None:
    text = {axis: cells[at].text.strip() for axis, at in columns.axes.items()}
    at_number = cells[columns.axes["number"]]
    place = f"sheet {sheet}, {at_number.ref}"
    year = _year(text["year"], sheet, place, doubts)
    quarter = _quarter(text.get("quarter"), place, doubts)
    force_id = _force(text["force"], place, columns.table, reference, doubts)
    coded = _coded(text["code"], text.get("offence", ""), place, codes, reference, doubts)
    if year is None or force_id is None or coded is None or (quarter is None and "quarter" in columns.axes):
        return None
    return LongRow(
        columns.table,
        sheet,
        number,
        at_number.ref or "",
        year,
        quarter,
        force_id,
        coded,
        tuple((name, cells[at].text.strip()) for name, at in columns.dimensions.items()),
        whole_number(text["number"], place, doubts),
        (text["force"], text.get("offence", ""), text["code"]),
        text["year"],
        text.get("quarter", ""),
        text["number"],
    )


def _year(label: str, sheet: str, place: str, doubts: Doubts) -> Period | None:
    """The year of a row; none where the sheet's own name says another."""
    year = financial_year(label)
    if year is None:
        doubts.add("error", "period-not-read", f"{label!r} is not read as a financial year, as 2019/20.", place)
        return None
    of_sheet = financial_year(sheet)
    if of_sheet is not None and of_sheet != year:
        message = f"a row of {label} stands in the sheet {sheet!r}: which of the two years is meant is not known."
        doubts.add("error", "year-against-sheet", message, place)
        return None
    return year


@lru_cache(maxsize=1000)
def financial_year(label: str) -> Period | None:
    """The financial year that a label is: "2019/20", "2019-20"; "2019_20" as a sheet's name has it."""
    year = read_period(label.replace("_", "/")) if label else None
    return year if year is not None and year.kind == "financial_year" else None


def _quarter(label: str | None, place: str, doubts: Doubts) -> int | None:
    if label is None:
        return None
    found = QUARTER.fullmatch(label)
    if found is None:
        doubts.add("error", "period-not-read", f"{label!r} is not read as a quarter, 1 to 4.", place)
    return int(found[1]) if found else None


def _force(label: str, place: str, table: LongTable, reference: Reference, doubts: Doubts) -> str | None:
    force_id = reference.force_by_name(label) if label else None
    if force_id is None and label.casefold() in {name.casefold() for name in table.not_forces}:
        doubts.add("note", "no-force", f"{label!r} is no police force: its rows give no figures.", place)
    elif force_id is None:
        names = tuple(name for force in reference.forces.values() for name in (force.name, force.short_name))
        message = (
            f"{label!r} is no force that forces.csv knows. Nearest: {nearest(label, names)}. Add the spelling to its "
            f"aliases, or name it in `not_forces` of {table.table_id}.toml."
        )
        doubts.add("error", "force-not-known", message, place)
    return force_id


@lru_cache(maxsize=1000)
def nearest(label: str, names: tuple[str, ...]) -> str:
    return "; ".join(difflib.get_close_matches(label, names, n=3, cutoff=0.3)) or "none"


def _coded(
    label: str, description: str, place: str, codes: dict[str, Coded], reference: Reference, doubts: Doubts
) -> Coded | None:
    """What a code stands for; nothing where the words beside it name something else altogether."""
    if not label:
        doubts.add("warning", "no-code", "a row has no offence code: which offence it counts is not known.", place)
        return None
    coded = codes[plain_code(label)]
    if description and not is_meant(description, coded, reference):
        title = reference.offences[coded.offence_id].title
        message = (
            f"code {label} stands beside {description!r}, while offences.csv knows it as {title!r}: whether they are "
            "one offence is not known, so its rows give no figures."
        )
        doubts.add("error", "code-against-words", message, place)
        return None
    return coded


@lru_cache(maxsize=10_000)
def _likeness(one: str, other: str) -> float:
    """How much of the words of two names is in both, 0 to 1."""
    first, second = (set(WORD.findall(CLASS_TITLE.sub("", name).casefold())) for name in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def is_meant(description: str, coded: Coded, reference: Reference) -> bool:
    """Whether the words beside a code may be the name of what it stands for: they share words, and no other class of
    offences.csv has a name that is more like them. Classes are renamed now and then, so names need not be equal."""
    own = _likeness(description, reference.offences[coded.offence_id].title)
    is_class = coded.offence_id.startswith(CLASS)
    others = (offence for offence in reference.offences.values() if is_class and offence.offence_id.startswith(CLASS))
    return own > 0 and all(own >= _likeness(description, other.title) for other in others)


def whole_number(text: str, place: str, doubts: Doubts) -> int | None:
    """A whole number, which may be a correction below zero; None, listed, for all else."""
    if WHOLE.fullmatch(text):
        return int(text.replace("−", "-"))
    value = read_value(text, unit="offences") if text else None
    if value is not None and value.value is not None and value.value < MOST and value.value.is_integer():
        return int(value.value)
    said = f"holds {text!r}, which is no whole number" if text else "holds no number"
    doubts.add("warning", "number-not-read", f"a row {said}: its quarter is unknown, not zero.", place)
    return None


def quarters_period(year: Period, first: int, last: int) -> Period:
    """The months of some quarters of a financial year, first and last included."""
    assert year.start is not None and year.end is not None
    start = _months_on(year.start, 3 * (first - 1))
    end = date.fromordinal(_months_on(year.start, 3 * last).toordinal() - 1)
    return period_from_dates(start, end)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def without_twins(rows: Iterable[LongRow]) -> tuple[list[LongRow], list[Problem]]:
    """The rows without those that stand twice for one force, quarter and code: which of them holds is not known, so
    the quarter is as one without a number."""
    groups: dict[tuple[object, ...], list[LongRow]] = {}
    for row in rows:
        key = (row.year.period_id, row.quarter, row.force_id, row.coded, row.dimensions)
        groups.setdefault(key, []).append(row)
    kept, problems = [], []
    for twins in groups.values():
        if len(twins) > 1:
            places = " and ".join(row.place for row in twins[:3])
            force, _, code = twins[0].labels
            message = (
                f"{force}, code {code}, {twins[0].year_label} {twins[0].quarter_label} stands {len(twins)} times "
                f"({places}): which row holds is not known, so none is counted."
            )
            problems.append(Problem("error", message, twins[0].place, rule="row-twice", origin="source"))
        kept.append(twins[0] if len(twins) == 1 else replace(twins[0], number=None))
    return kept, problems


QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


def table_of(source: Source) -> LongTable | None:
    """What source.toml says of the table that the series was taken from; None where measure or unit is missing."""
    if source.measure is None or source.unit is None:
        return None
    title, publisher = source.title or source.source_id, source.publisher or "compiler not named"
    return LongTable("series", title, publisher, source.measure, source.unit, {}, {}, (), (), (), ())


def rows_of_series(blocks: Blocks, source: Source, reference: Reference) -> tuple[list[LongRow], list[Problem]]:
    """The numbers that were understood, in order, and what was not."""
    table = table_of(source)
    if table is None:
        message = "A long series needs measure and unit in source.toml, for its columns do not say what they count."
        return [], [Problem("error", message, rule="series-without-measure", origin="source")]
    codes, doubts = subject_codes(reference), Doubts()
    rows: list[LongRow] = []
    for number, cells in groupby(blocks.cells, key=lambda cell: cell.row):
        text = {cell.column: cell.text for cell in cells}
        place = f"row {number}"
        year = financial_year(text["financial_year"])
        coded = codes.get(plain_code(text["offence_class"]))
        force = text["force"]
        if year is None:
            message = f"{text['financial_year']!r} is not read as a financial year, as 2019/20."
            doubts.add("error", "period-not-read", message, place)
        if coded is None:
            message = f"class {text['offence_class']!r} is no code of one offence or class of offences.csv."
            doubts.add("error", "offence-not-known", message, place)
        if force not in reference.forces:
            message = f"{force!r} is not in forces.csv. Nearest: {nearest(force, tuple(reference.forces))}."
            doubts.add("error", "force-not-known", message, place)
        if year is None or coded is None or force not in reference.forces:
            continue
        for name, quarter in QUARTERS.items():
            printed = text[name]
            if not printed:
                doubts.add("note", "quarter-blank", f"{name} of {year.period_id} is blank: unknown, not zero.", place)
                continue
            value = whole_number(printed, f"{place}, {name}", doubts)
            labels = (force, "", text["offence_class"])
            rows.append(
                LongRow(
                    table, "", number, f"{place}, {name}", year, quarter, force, coded, (), value, labels,
                    year.period_id, name, printed,
                )
            )  # fmt: skip
    return rows, list(doubts.problems())


def cells_of(rows: list[LongRow]) -> Iterator[Cell]:
    """The numbers that were read, each with its labels: the other cells of a row are said by these."""
    for row in rows:
        yield Cell(1, row.row, row.quarter_label, row.number_text, f"{row.labels[0]}, {row.labels[2]}", ref=row.ref)
