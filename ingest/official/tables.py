"""`ingest/reference/long_tables/*.toml` -> each long table's headings and what it counts; a workbook whose sheets are
such a table -> Blocks: the cells of the subject's rows, each with its column's name and its address.

Protects: such a table has hundreds of thousands of rows, so they are read one after another and only those with a code
of offences.csv are kept; how many were left aside is said. A column that no map names may split the rows further (a
flag, a district): its sheet is not read, and the column is named. A code names one offence or class, or it is outside
the subject; one of several codes of an offence is a part of it (one sex of the victim, say), never the whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest import reference as reference_data
from ingest import workbook
from ingest.characters import blocks_of
from ingest.kinds import kind_of
from ingest.model import Blocks, Cell, Grid, Problem, Unreadable, refusal
from ingest.reference import Reference
from ingest.reference.tables import Entry, ReferenceProblem, toml
from ingest.workbook.sheets import Sheets, Value, address, sheet_rows

FOLDER = Path(reference_data.__file__).parent / "long_tables"
NEEDED = ("year", "force", "code", "number")
AXES = (*NEEDED, "quarter", "offence")
NOTE_MARK = re.compile(r"\[[^\]]*\]")
HEADED_WITHIN = 200  # columns: a table's own headings stand before that, and a row may have 16,384
LOOKED_AT = 400  # rows of all sheets together: cover, contents and notes come before the first long sheet
HEADING_WITHIN = 30  # rows of a sheet: a title and some words may stand above the heading
MOST_LINES = 2_000  # of words beside the tables: notes have some dozens
BREAKDOWN = "dim_"  # begins the name of a column that is none of AXES


@dataclass(frozen=True)
class Coded:
    """`part`: the code, where it is only one of several that make up the offence."""

    offence_id: str
    part: str | None = None


def plain_code(value: Value) -> str:
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
    """The maps of the project, read once in a process."""
    return load_from(FOLDER)


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


def find_columns(values: Sequence[Value]) -> Columns | None:
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


def _wrong(values: Sequence[Value], heads: Sequence[str], table: LongTable, taken: set[int]) -> str | None:
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


# A workbook of such a table


def is_workbook(data: bytes) -> bool:
    """Whether one of a workbook's first rows is the heading of a table that a map describes."""
    try:
        first = islice(sheet_rows(workbook.open_sheets(data), []), LOOKED_AT)
        return any(find_columns(values) is not None for _, _, values in first)
    except Exception:  # whatever is wrong with it, the workbook's own reader says it in words
        return False


def read(data: bytes, name: str) -> Blocks:
    """The kept rows' cells (`column` is an axis or `dim_<breakdown>`, `column_label` the map), the sheets as tables,
    and the words of the other sheets as lines. Raises Unreadable."""
    problems, words, grids, cells = list[Problem](), list[str](), list[Grid](), list[Cell]()
    codes, other_codes, rows, kept = subject_codes(reference_data.load()), set[str](), 0, 0
    try:
        for sheet, number, values, columns, is_heading in _with_columns(workbook.open_sheets(data), problems):
            if is_heading and columns is not None:
                grids.append(Grid(len(grids) + 1, sheet=sheet))
                if columns.wrong:
                    place = f"sheet {sheet}, row {number}"
                    problems.append(Problem.of("table-not-known", place, sheet=sheet, wrong=columns.wrong))
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
                    cells.append(Cell(len(grids), number, axis, printed(value), column_label=of, ref=ref))
    except RecursionError as error:
        raise Unreadable(refusal("workbook-damaged", reason="its parts lie too deep in one another")) from error
    if rows:
        problems.append(Problem.of("outside-the-subject", kept=kept, rows=rows, others=len(other_codes)))
    media_type = workbook.MEDIA_TYPES[kind_of(data, name)]
    return blocks_of(media_type, words, (), problems, tables=tuple(grids), cells=tuple(cells))


def _with_columns(
    sheets: Sheets, problems: list[Problem]
) -> Iterator[tuple[str, int, tuple[Value, ...], Columns | None, bool]]:
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


def _in_words(values: Sequence[Value]) -> str:
    return " ".join(" ".join(printed(value) for value in values if value is not None).split())


def printed(value: Value) -> str:
    """A cell's value as words: a whole number by its digits."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(int(value)) if float(value).is_integer() else repr(value)
