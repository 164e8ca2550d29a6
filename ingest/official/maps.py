"""`ingest/reference/long_tables/*.toml` -> what is known of each long table: its headings, and what its numbers count;
a row of a sheet -> which column is which, where it is the heading of one; codes of the Home Office as a table writes
them -> the offence or class of offences.csv that each stands for.

Protects: a column that no map names may split the rows further (a flag, a district): its sheet is not read, and the
column is named. A code names one offence or class, or it is outside the subject; one of several codes of an offence is
a part of it (one sex of the victim, say) and is never taken for the whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import reference as reference_data
from ingest.reference import Reference
from ingest.reference.files import Entry, ReferenceProblem, keys_of, toml

FOLDER = Path(reference_data.__file__).parent / "long_tables"
NEEDED = ("year", "force", "code", "number")
AXES = (*NEEDED, "quarter", "offence")
NOTE_MARK = re.compile(r"\[[^\]]*\]")
HEADED_WITHIN = 200  # columns: a table's own headings stand before that, and a row may have 16,384
Value = str | float | None


@dataclass(frozen=True)
class Coded:
    """`part`: the code, where it is only one of several that make up the offence."""

    offence_id: str
    part: str | None = None


def plain_code(value: Value) -> str:
    """A code as it is compared: "88A", "71/17", "21"; a whole number that a workbook stored is its digits. Leading
    zeros and spaces say nothing ("071/17" is "71/17")."""
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = "".join((value or "").split()).upper()
    return text.lstrip("0") or text


def subject_codes(reference: Reference) -> dict[str, Coded]:
    """Plain code -> what it stands for, of all offences and classes of offences.csv. A code of two is neither's."""
    found: dict[str, list[Coded]] = {}
    for offence in reference.offences.values():
        for code in offence.home_office_codes:
            coded = Coded(offence.offence_id, code if len(offence.home_office_codes) > 1 else None)
            found.setdefault(plain_code(code), []).append(coded)
    return {code: coded[0] for code, coded in found.items() if len(coded) == 1}


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
KEYS = tuple(key for key in keys_of(LongTable, SPELT).values() if key != "table_id")


@functools.cache
def load() -> tuple[LongTable, ...]:
    """The maps of the project, read once in a process."""
    return load_from(FOLDER)


def load_from(folder: Path) -> tuple[LongTable, ...]:
    """The maps of a folder in the order of their names. Raises ReferenceProblem for a mistake in one."""
    return tuple(_map(path) for path in sorted(folder.glob("*.toml")))


def _map(path: Path) -> LongTable:
    entry = Entry(path.name, "the file", toml(path))
    headings, dimensions = _headings(entry, "headings"), _headings(entry, "dimensions")
    table = entry.record(LongTable, SPELT, table_id=path.stem, headings=headings, dimensions=dimensions)
    Entry(path.name, "[headings]", headings).known_keys(AXES)
    measure = reference_data.load().measures.get(table.measure_id)
    named = [plain(one) for many in (*headings.values(), *dimensions.values(), table.aside) for one in many]
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


def _headings(entry: Entry, key: str) -> dict[str, tuple[str, ...]]:
    values = entry.values.get(key, {})
    if not isinstance(values, dict):
        raise entry.problem(key, "a table of names, each with a list of headings")
    inner = Entry(entry.file, f"[{key}]", values)
    return {name: inner.many(name) for name in values}


@functools.lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """What headings are compared by: small letters, single spaces, without the marks of notes ("[note 1]")."""
    return " ".join(NOTE_MARK.sub(" ", heading).casefold().split())


@dataclass(frozen=True)
class Columns:
    """The columns (from 0) of a sheet by axis and by breakdown, and what is wrong with them in words, if anything."""

    table: LongTable
    axes: dict[str, int]
    dimensions: dict[str, int]
    wrong: str | None = None

    @property
    def wanted(self) -> tuple[int, ...]:
        return (*self.axes.values(), *self.dimensions.values())


def find_columns(values: Sequence[Value], tables: Sequence[LongTable]) -> Columns | None:
    """The columns of the first map whose headings all stand in this row; None where it is the heading of none."""
    heads = [plain(value) if isinstance(value, str) else "" for value in values[:HEADED_WITHIN]]
    for table in tables:
        axes = {axis: _first(heads, named) for axis, named in table.headings.items()}
        dimensions = {name: _first(heads, named) for name, named in table.dimensions.items()}
        columns = Columns(table, axes, dimensions)
        if -1 not in columns.wanted:
            return Columns(table, axes, dimensions, _wrong(values, table, set(columns.wanted)))
    return None


def _first(heads: Sequence[str], named: Sequence[str]) -> int:
    """The first column that has one of these headings; -1 for none."""
    wanted = set(map(plain, named))
    return next((at for at, head in enumerate(heads) if head in wanted), -1)


def _wrong(values: Sequence[Value], table: LongTable, taken: set[int]) -> str | None:
    heads = [plain(value) if isinstance(value, str) else "" for value in values]
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
