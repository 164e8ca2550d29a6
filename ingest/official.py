"""Long tables of official statistics (a row for each force, period and offence; hundreds of thousands of them), each by
its map in `ingest/reference/long_tables/*.toml`, and long series (our transcript: a row for each force, year and class,
a column for each quarter) -> one official figure for each force, offence and financial year, with its breaks in series,
and what was not understood. A table of another shape costs a map and no code.

Protects: rows are read one after another and only those with a code of offences.csv are kept; how many were left aside
is said. Columns are known by their headings alone; one that no map names may split the rows further, so its sheet is
not read. A code names one offence or class, or it is outside the subject; one of several codes of an offence is a part
of it, and no two are added. A label that is not understood costs its row and is listed; a blank number is unknown and
never zero. Quarters are added up to a year only where all four are there; else those that follow one another are a part
of it, and say so. An offence that came into force within a class is a break, and so are the workbook's own notes, which
are quoted. The figures are the compiler's; a force without rows in a year is listed and has no figure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from ingest import model, workbook
from ingest import reference as reference_data
from ingest.kinds import blocks_of, kind_of
from ingest.model import digest, nearest
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import quarters_of, read_period
from ingest.privacy import clean
from ingest.reference import Entry, Reference, ReferenceProblem, toml
from ingest.sources import Source
from ingest.workbook.sheets import Sheets, address, sheet_rows
from ingest.workbook.sheets import Value as Stored

MAPS = Path(reference_data.__file__).parent / "long_tables"
NEEDED = ("year", "force", "code", "number")
AXES = (*NEEDED, "quarter", "offence")
NOTE_MARK = re.compile(r"\[[^\]]*\]")
HEADED_WITHIN = 200  # columns: a table's own headings stand before that, and a row may have 16,384
NET = "A row below zero corrects earlier ones: this is what is left after it."
LOOKED_AT = 400  # rows of all sheets together: cover, contents and notes come before the first long sheet
HEADING_WITHIN = 30  # rows of a sheet: a title and some words may stand above the heading
MOST_LINES = 2_000  # of words beside the tables: notes have some dozens
BREAKDOWN = "dim_"  # begins the name of a column that is none of AXES


@dataclass(frozen=True)
class Coded:
    """`part`: the code, where it is only one of several that make up the offence."""

    offence_id: str
    part: str | None = None


def plain_code(value: Stored) -> str:
    """A code as it is compared: "88A", "71/17" (and "071/17"), "21"; a stored whole number is its digits."""
    if isinstance(value, float | int):
        return printed(value)
    text = "".join((value or "").split()).upper()
    return text.lstrip("0") or text


def subject_codes(reference: Reference) -> dict[str, Coded]:
    """Plain code -> what it stands for, of the offences and classes of offences.csv. One that two share is left out."""
    by_code: dict[str, list[Coded]] = {}
    for offence in reference.offences.values():
        for code in offence.home_office_codes:
            coded = Coded(offence.offence_id, code if len(offence.home_office_codes) > 1 else None)
            by_code.setdefault(plain_code(code), []).append(coded)
    return {code: coded[0] for code, coded in by_code.items() if len(coded) == 1}


@dataclass(frozen=True)
class LongTable:
    """What a map says. `headings`: axis (year, quarter, force, offence, code, number) -> what heads its column; a table
    without quarters has no such axis. `dimensions`: breakdown -> what heads it. `aside`: headings that say nothing
    new. `files`: how the names of its files begin. `not_forces`: names in the force's column that are no force's.
    `licence`: what must be said wherever its figures are shown."""

    table_id: str
    title: str
    publisher: str
    measure_id: str
    unit: str
    headings: dict[str, tuple[str, ...]]
    dimensions: dict[str, tuple[str, ...]]
    aside: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    not_forces: tuple[str, ...] = ()
    break_words: tuple[str, ...] = ()
    licence: str | None = None


SPELT = {"measure_id": "measure", "headings": "headings", "dimensions": "dimensions"}  # field -> key of the file


@functools.cache
def load() -> tuple[LongTable, ...]:
    return load_from(MAPS)


def load_from(folder: Path) -> tuple[LongTable, ...]:
    """The maps of a folder in the order of their names. Raises ReferenceProblem for a mistake in one."""
    return tuple(_map(path) for path in sorted(folder.glob("*.toml")))


def _map(path: Path) -> LongTable:
    entry = Entry(path.name, "the file", toml(path))
    headings, dimensions = entry.lists("headings"), entry.lists("dimensions")
    table = entry.record(LongTable, SPELT, table_id=path.stem, headings=headings, dimensions=dimensions)
    Entry(path.name, "[headings]", headings).known_keys(AXES)
    measure = reference_data.load().measures.get(table.measure_id)
    named = [plain(heading) for many in (*headings.values(), *dimensions.values(), table.aside) for heading in many]
    twice = sorted({name for name in named if named.count(name) > 1})
    if lacking := [axis for axis in NEEDED if not headings.get(axis)]:
        raise ReferenceProblem(path.name, None, f"no {lacking[0]} in [headings]", "the heading of that column")
    if measure is None:
        raise ReferenceProblem(path.name, None, f"measure = {table.measure_id!r}", "an id of measures.toml")
    if table.unit not in measure.units:
        raise ReferenceProblem(path.name, None, f"unit = {table.unit!r}", "one of " + ", ".join(measure.units))
    if twice:
        raise ReferenceProblem(path.name, None, f"heading {twice[0]!r} twice", "each heading for one column")
    return table


@functools.lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """What headings are compared by: small letters, single spaces, without the marks of notes ("[note 1]")."""
    return " ".join(NOTE_MARK.sub(" ", heading).casefold().split())


@dataclass(frozen=True)
class Columns:
    """`at`: axis or `dim_<breakdown>` -> its column, from 0. `wrong`: what is wrong with them in words, if anything."""

    table: LongTable
    at: Mapping[str, int]
    wrong: str | None = None


def find_columns(values: Sequence[Stored]) -> Columns | None:
    """The columns of the first map whose headings all stand in this row; None where it is the heading of none."""
    heads = [plain(value) if isinstance(value, str) else "" for value in values]
    for table in load():
        named = {**table.headings, **{BREAKDOWN + name: headings for name, headings in table.dimensions.items()}}
        at = {
            name: next((n for n, head in enumerate(heads[:HEADED_WITHIN]) if head in set(map(plain, headings))), -1)
            for name, headings in named.items()
        }
        if -1 not in at.values():
            return Columns(table, at, _wrong(values, heads, table, set(at.values())))
    return None


def _wrong(values: Sequence[Stored], heads: Sequence[str], table: LongTable, taken: set[int]) -> str | None:
    aside = set(map(plain, table.aside))
    for at, head in enumerate(heads):
        if at in taken and heads.count(head) > 1:
            return f"the heading {str(values[at])!r} stands over two columns"
        if at not in taken and values[at] not in (None, "") and head not in aside:
            return (
                f"the column {str(values[at])!r} is not known and may split the rows further. Name it in "
                f"ingest/reference/long_tables/{table.table_id}.toml as a breakdown under [dimensions], or in `aside` "
                "if it says nothing new"
            )
    return None


def is_workbook(data: bytes) -> bool:
    """Whether one of a workbook's first rows is the heading of a table that a map describes."""
    try:
        first = islice(sheet_rows(workbook.open_sheets(data), []), LOOKED_AT)
        return any(find_columns(values) is not None for _, _, values in first)
    except Exception:  # whatever is wrong with it, the workbook's own reader says it in words
        return False


def read(data: bytes, name: str) -> model.Blocks:
    """The kept rows' cells (`column` is an axis or `dim_<breakdown>`, `column_label` the map), the sheets as tables,
    and the words of the other sheets as lines. Raises Unreadable."""
    problems, words, grids, cells = list[model.Problem](), list[str](), list[model.Grid](), list[model.Cell]()
    codes, other_codes, rows, kept = subject_codes(reference_data.load()), set[str](), 0, 0
    try:
        for sheet, number, values, columns, is_heading in _with_columns(workbook.open_sheets(data), problems):
            if is_heading and columns is not None:
                grids.append(model.Grid(len(grids) + 1, sheet=sheet))
                if columns.wrong:
                    place = f"sheet {sheet}, row {number}"
                    problems.append(model.Problem.of("table-not-known", place, sheet=sheet, wrong=columns.wrong))
            elif columns is None or not columns.wrong:
                at = columns.at if columns is not None else {}
                row = {axis: values[n] if n < len(values) else None for axis, n in at.items()}
                code = plain_code(row.get("code"))
                if columns is None or (not code and sum(value is not None for value in values) == 1):
                    words += [text] if len(words) < MOST_LINES and (text := _in_words(values)) else []
                    continue
                rows += 1
                if code and code not in codes:
                    other_codes.add(code)
                    continue
                kept += 1  # one without a code too, which is a problem or a note later
                for axis, value in row.items():
                    of, ref = columns.table.table_id, address(number, at[axis] + 1)
                    cells.append(model.Cell(len(grids), number, axis, printed(value), column_label=of, ref=ref))
    except RecursionError as error:
        raise model.Unreadable(
            model.refusal("workbook-damaged", reason="its parts lie too deep in one another")
        ) from error
    if rows:
        problems.append(model.Problem.of("outside-the-subject", kept=kept, rows=rows, others=len(other_codes)))
    media_type = workbook.MEDIA_TYPES[kind_of(data, name)]
    return blocks_of(media_type, words, (), problems, tables=tuple(grids), cells=tuple(cells))


def _with_columns(
    sheets: Sheets, problems: list[model.Problem]
) -> Iterator[tuple[str, int, tuple[Stored, ...], Columns | None, bool]]:
    """Each row of a workbook: its sheet, its number, its values, the columns once the sheet's heading was found, and
    whether it is that heading."""
    of_sheet, columns, n = "", None, 0
    for sheet, number, values in sheet_rows(sheets, problems):
        if sheet != of_sheet:
            of_sheet, columns, n = sheet, None, 0
        n += 1
        is_sought = columns is None and n <= HEADING_WITHIN
        columns = find_columns(values) if is_sought else columns
        yield sheet, number, values, columns, is_sought and columns is not None


def _in_words(values: Sequence[Stored]) -> str:
    return " ".join(" ".join(printed(value) for value in values if value is not None).split())


def printed(value: Stored) -> str:
    """A cell's value as words: a whole number by its digits."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(int(value)) if float(value).is_integer() else repr(value)


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
MOST_NAMED = 5  # negative rows that a problem names by place
BREAK = "[b]"
FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d[/–-]\d\d(?![\d/-])")


def read_long_table(common: model.DocumentReading, source: Source, reference: Reference) -> model.DocumentReading:
    """`common`: the document as its reader found it. Its words beside the table name people, and are not kept."""
    reading = _read(common, _rows_of_table(common.blocks), Doubts(), source, reference)
    if source.folder and source.kind != OFFICIAL:  # one that is only shown has no source.toml
        misplaced = model.Problem.of("official-in-another-source", kind=source.kind)
        reading = replace(reading, problems=(*reading.problems, misplaced))
    return reading


def read_long_series(common: model.DocumentReading, source: Source, reference: Reference) -> model.DocumentReading:
    """The same for our transcript of such a table: nothing in it is a quote, and source.toml says whose it is."""
    if source.measure is None or source.unit is None:
        blocks = replace(common.blocks, text="", cells=())
        return replace(
            common, blocks=blocks, problems=(*common.blocks.problems, model.Problem.of("series-without-measure"))
        )
    title, publisher = source.title or source.source_id, source.publisher or "compiler not named"
    table = LongTable("series", title, publisher, source.measure, source.unit, {}, {})
    doubts = Doubts()
    reading = _read(common, _rows_of_series(common.blocks, table, doubts), doubts, source, reference)
    figures = [replace(f, method="transcript", quote=None, kind=None, publisher=None) for f in reading.figures]
    return replace(reading, figures=tuple(figures))


def _read(
    common: model.DocumentReading, printed: Iterable[Row], doubts: Doubts, source: Source, reference: Reference
) -> model.DocumentReading:
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
    cell: model.Cell
    year: model.Period = model.UNKNOWN_PERIOD
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

    def problems(self) -> Iterator[model.Problem]:
        """One for each, with its first place and how often it stands."""
        for (name, *values), places in self.entries.items():
            more = f" It stands in {len(places):,} rows, first here." if len(places) > 1 else ""
            yield model.Problem.of(name, next(iter(places)) or None, more=more, **dict(values))


def _rows_of_table(blocks: model.Blocks) -> Iterator[Row]:
    sheets = {table.n: table.sheet or "" for table in blocks.tables}
    maps = {table.table_id: table for table in load()}
    for (n, number), of_row in groupby(blocks.cells, key=lambda cell: (cell.table, cell.row)):
        cells = {cell.column: cell for cell in of_row}
        text = {name: cell.text.strip() for name, cell in cells.items()}
        table, ref = maps[str(cells["number"].column_label)], cells["number"].ref
        dimensions = tuple((name, text[BREAKDOWN + name]) for name in table.dimensions)
        label = ", ".join(filter(None, (text.get(axis) for axis in ("year", "quarter", "force", "offence", "code"))))
        place = f"sheet {sheets[n]}, {ref}"
        cell = model.Cell(n, number, "number", text["number"], row_label=label, ref=ref)
        yield Row(table, sheets[n], text, dimensions, place, place, cell)


def _rows_of_series(blocks: model.Blocks, table: LongTable, doubts: Doubts) -> Iterator[Row]:
    for number, cells in groupby(blocks.cells, key=lambda cell: cell.row):
        row = {cell.column: cell.text for cell in cells}
        labels = {"year": row["financial_year"], "force": row["force"], "code": row["offence_class"]}
        for quarter in SERIES_QUARTERS:
            row_place, place = f"row {number}", f"row {number}, {quarter}"
            if not row[quarter]:
                doubts.add("quarter-blank", row_place, quarter=quarter, year=labels["year"])
                continue
            cell = model.Cell(1, number, quarter, row[quarter], f"{labels['force']}, {labels['code']}", ref=place)
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


def _year(row: Row, doubts: Doubts) -> model.Period | None:
    label, of_sheet = row.text["year"], financial_year(row.sheet)
    year = financial_year(label)
    if year is None:
        doubts.add("year-not-read", row.row_place, label=label)
    elif of_sheet not in (None, year):
        doubts.add("year-against-sheet", row.row_place, label=label, sheet=row.sheet)
        return None
    return year


@lru_cache(maxsize=1000)
def financial_year(label: str) -> model.Period | None:
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


def _runs(rows: Iterable[Row], doubts: Doubts) -> Iterator[Run]:
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


def _figure(
    run: Run, breaks: Sequence[str], is_break: bool, reference: Reference, names: tuple[object, ...]
) -> model.Figure:
    """The figure of a run. Its id is made of the labels, quarters included: a link to nine months never turns into one
    to a year when a later release of the table adds the rest."""
    row, table, text = run[0], run[0].table, run[0].text
    force, offence, code, year = text["force"], text.get("offence", ""), text["code"], text["year"]
    quarters = tuple(term.quarter or None for term in run)
    part = ((model.HOME_OFFICE_CODE, row.coded.part),) if row.coded.part else ()
    number, is_whole = float(sum(term.number or 0 for term in run)), row.quarter == 0 or len(run) == QUARTERS
    period = row.year if is_whole else quarters_of(row.year, row.quarter, run[-1].quarter)
    added = " + ".join(term.text["number"] for term in run)
    more, of_quarters = len(run) - 1, f" to {run[-1].text.get('quarter')}"
    others = f" and {more} more {'row' if more == 1 else 'rows'}" if row.sheet else of_quarters
    months = f"{MONTHS[row.quarter - 1][0]} to {MONTHS[run[-1].quarter - 1][1]}"
    part_year = f"A part year: {months} of {year}. The table gives no number for the other quarters."
    net = [NET] * any((term.number or 0) < 0 for term in run)
    return model.Figure(
        figure_id=digest(*names, "long table", row.year.period_id, quarters, force, code, *row.dimensions),
        force_id=row.force_id,
        question=None,
        measure_id=table.measure_id,
        unit=table.unit,
        offence_id=row.coded.offence_id,
        scope=None,
        dimensions=tuple(sorted((*row.dimensions, *part))),
        period=period,
        value=model.Value(number, number, number, BREAK if is_break else None, added),
        locator=f"{row.place}{others if more else ''}",
        method="spreadsheet",
        quote=" | ".join(label for label in (force, offence, code) if label),
        note=" ".join([*([] if period == row.year else [part_year]), *net, *breaks]) or None,
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


def _breaks(runs: Sequence[Run], lines: Sequence[model.Line], reference: Reference) -> Iterator[tuple[list[str], bool]]:
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


def _notes(lines: Sequence[model.Line], rows: Sequence[Row], reference: Reference) -> Iterator[NoteOfBreak]:
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
