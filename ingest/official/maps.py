"""`ingest/reference/long_tables/*.toml` -> what is known of each long table: its headings, and what its numbers count.

Protects: a slip in a file is named with file, key, value and what would do, as in all reference data. No two columns of
a map share a heading, for then a column would be known by its place.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from ingest import reference as reference_data
from ingest.reference.files import Entry, ReferenceProblem, toml

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
