"""`ingest/reference/long_tables/*.toml` -> what is known of each long table: its headings, and what its numbers count;
a row of a sheet -> whether it is the heading of one, and which column is which; and codes of the Home Office as a table
writes them -> the offence or class of offences.csv that each stands for.

Protects: a slip in a file is named with file, key, value and what would do. No two columns of a map share a heading,
for then a column would be known by its place; a column that no map names may split the rows further (a flag, a
district): its sheet is not read, and the column is named. A code names one offence or class, or it is outside the
subject. One of several codes of an offence is a part of it (one sex of the victim, say) and is never taken for the
whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import reference as reference_data
from ingest.reference import Reference
from ingest.reference.files import Entry, ReferenceProblem, toml


@dataclass(frozen=True)
class Coded:
    """`part`: the code, where it is only one of several that make up the offence."""

    offence_id: str
    part: str | None = None


def plain_code(value: str | float | None) -> str:
    """A code as it is compared: "88A", "71/17", "21"; a whole number that a workbook stored is its digits. Leading
    zeros and spaces say nothing ("071/17" is "71/17")."""
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = "".join((value or "").split()).upper()
    return text.lstrip("0") or text


def subject_codes(reference: Reference) -> dict[str, Coded]:
    """Plain code -> what it stands for, of all offences and classes of offences.csv. A code of two is neither's."""
    found: dict[str, Coded] = {}
    doubtful = set()
    for offence in reference.offences.values():
        for code in offence.home_office_codes:
            key = plain_code(code)
            if key in found:
                doubtful.add(key)
            found[key] = Coded(offence.offence_id, code if len(offence.home_office_codes) > 1 else None)
    return {code: coded for code, coded in found.items() if code not in doubtful}


FOLDER = Path(reference_data.__file__).parent / "long_tables"
KEYS = (
    "title", "publisher", "licence",
    "measure", "unit", "files", "not_forces", "aside", "break_words", "headings", "dimensions",
)  # fmt: skip
NEEDED = ("year", "force", "code", "number")
AXES = (*NEEDED, "quarter", "offence")
NOTE_MARK = re.compile(r"\[[^\]]*\]")


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
    aside: tuple[str, ...]
    files: tuple[str, ...]
    not_forces: tuple[str, ...]
    break_words: tuple[str, ...]
    licence: str | None = None


@functools.lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """What headings are compared by: small letters, single spaces, without the marks of notes ("[note 1]")."""
    return " ".join(NOTE_MARK.sub(" ", heading).casefold().split())


@functools.cache
def load() -> tuple[LongTable, ...]:
    """The maps of the project, read once in a process."""
    return load_from(FOLDER)


def load_from(folder: Path) -> tuple[LongTable, ...]:
    """The maps of a folder in the order of their names. Raises ReferenceProblem for a mistake in one."""
    return tuple(_map(path) for path in sorted(folder.glob("*.toml")))


def _map(path: Path) -> LongTable:
    entry = Entry(path.name, "the file", toml(path))
    entry.known_keys(KEYS)
    headings = _headings(entry, "headings", AXES)
    for axis in NEEDED:
        if not headings.get(axis):
            raise ReferenceProblem(path.name, None, f"no {axis} in [headings]", "the heading of that column")
    table = LongTable(
        path.stem,
        entry.text("title"),
        entry.text("publisher"),
        entry.text("measure"),
        entry.text("unit"),
        headings,
        _headings(entry, "dimensions", None),
        entry.many("aside"),
        entry.many("files"),
        entry.many("not_forces"),
        entry.many("break_words"),
        entry.optional("licence"),
    )
    _check(table, path.name)
    return table


def _headings(entry: Entry, key: str, allowed: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    values = entry.values.get(key, {})
    if not isinstance(values, dict):
        raise entry.problem(key, "a table of names, each with a list of headings")
    inner = Entry(entry.file, f"[{key}]", values)
    if allowed is not None:
        inner.known_keys(allowed)
    return {name: inner.many(name) for name in values}


def _check(table: LongTable, file: str) -> None:
    reference = reference_data.load()
    measure = reference.measures.get(table.measure_id)
    if measure is None:
        raise ReferenceProblem(file, None, f"measure = {table.measure_id!r}", "an id of measures.toml")
    if table.unit not in measure.units:
        raise ReferenceProblem(file, None, f"unit = {table.unit!r}", "one of " + ", ".join(measure.units))
    named = [plain(one) for many in (*table.headings.values(), *table.dimensions.values()) for one in many]
    named += [plain(one) for one in table.aside]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise ReferenceProblem(file, None, f"heading {twice[0]!r} twice", "each heading for one column")


Value = str | float | None
HEADED_WITHIN = 200  # columns: a table's own headings stand before that, and a row may have 16,384


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
    first: dict[str, int] = {}
    for at, value in enumerate(values[:HEADED_WITHIN]):
        if isinstance(value, str):
            first.setdefault(plain(value), at)
    for table in tables:
        axes = {axis: _place(first, named) for axis, named in table.headings.items()}
        dimensions = {name: _place(first, named) for name, named in table.dimensions.items()}
        if None not in (*axes.values(), *dimensions.values()):
            found = {axis: at for axis, at in axes.items() if at is not None}
            split = {name: at for name, at in dimensions.items() if at is not None}
            heads = [plain(value) if isinstance(value, str) else "" for value in values]
            return Columns(table, found, split, _wrong(values, heads, table, {*found.values(), *split.values()}))
    return None


def _place(first: Mapping[str, int], named: Sequence[str]) -> int | None:
    """The first column that has one of these headings. `first`: heading -> the first column that has it."""
    return min((first[head] for name in named if (head := plain(name)) and head in first), default=None)


def _wrong(values: Sequence[Value], heads: Sequence[str], table: LongTable, taken: set[int]) -> str | None:
    aside = {plain(name) for name in table.aside}
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
