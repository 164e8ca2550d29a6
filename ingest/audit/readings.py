"""`reader-AB.csv` -> what one person read at each place, or everything that is missing or not understood in it.

Protects: an empty cell is work that is not done and never "nothing stands there"; a place counts as read when as many
numbers as it holds are copied, or the reader says that there are no more.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.audit import said
from ingest.audit.said import Meaning, NotUnderstood, Quantity, printed_form
from ingest.audit.sheet import COLUMNS, ENCODING, FILLED, GIVEN, Drawn
from ingest.reference import Reference

NAME = re.compile(r"reader-([A-Z]{2,4})\.csv")
PATTERN = "reader-*.csv"
NEEDED = ("value", "unit", "measure", "period")
"""What no number is without. Offence, scope and breakdown may be empty: the place then names none."""


@dataclass(frozen=True)
class Reading:
    """One number that a person read: what it counts, and its cell as typed."""

    quantity: Quantity
    meaning: Meaning
    text: str


@dataclass(frozen=True)
class AtPlace:
    """What one person found at one place: readings, none where nothing stands there. `is_reached` False: the page could
    not be opened."""

    readings: tuple[Reading, ...]
    is_reached: bool = True


@dataclass(frozen=True)
class Reader:
    """One person's file. `by_place` holds the places that were read. `problems`: what must be mended before it counts,
    each with file, line, what was found and what would do; `missing`: places that are not read yet."""

    initials: str
    by_place: Mapping[str, AtPlace]
    problems: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass
class _Place:
    readings: list[Reading] = field(default_factory=list)
    has_no_more: bool = False
    is_reached: bool = True
    is_touched: bool = False


def reader_files(folder: Path) -> tuple[list[Path], list[str]]:
    """The readers' files of a folder in order of initials, and what is wrong with their names."""
    found = sorted(folder.glob(PATTERN))
    wrong = [
        f"{path}: is named by no initials. Name it reader-AB.csv, by two to four capitals and by no person's name."
        for path in found
        if not NAME.fullmatch(path.name)
    ]
    return [path for path in found if NAME.fullmatch(path.name)], wrong


def read(path: Path, drawn: Drawn, reference: Reference) -> Reader:
    """One reader's file against the draw that it is of."""
    match = NAME.fullmatch(path.name)
    assert match is not None, "reader_files gives no others"
    rows, problems = _rows(path)
    places: dict[str, _Place] = defaultdict(_Place)
    for line, row in rows:
        name = row["place"].upper()
        if name not in drawn.places:
            problems.append(
                f"{path}, line {line}: place {row['place']!r} is not in the sheet. Its places are P1 to "
                f"P{len(drawn.places)}."
            )
            continue
        try:
            _take(row, places[name], drawn.places[name][0], reference)
        except NotUnderstood as problem:
            places[name].is_touched = True
            problems.append(f"{path}, line {line}, place {name}: {problem}")
    missing = [
        f"{path}, place {name}: {lacks}"
        for name, (_, numbers) in drawn.places.items()
        if not problems and (lacks := _lacks(places[name], numbers))
    ]
    by_place = {name: AtPlace(tuple(place.readings), place.is_reached) for name, place in places.items()}
    return Reader(match[1], by_place, tuple(problems), tuple(missing))


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The lines with words as cells by column, each with its number, and what is wrong with the file as a whole."""
    try:
        text = path.read_bytes().decode(ENCODING)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        return [], [f"{path}: byte {error.start + 1} (0x{byte:02x}) is not UTF-8. Save it as “CSV UTF-8”."]
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = [printed_form(name) for name in next(reader, [])]
        wrong = _wrong_header(header)
        if wrong:
            return [], [f"{path}, line 1: {wrong}"]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                return [], [f"{path}, line {reader.line_num}: {len(cells)} cells where the header has {len(header)}."]
            rows.append((reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
    except csv.Error as error:
        return [], [f"{path}, line {reader.line_num}: is no well-formed CSV ({error}). Save it as “CSV UTF-8”."]
    return rows, []


def _wrong_header(header: Sequence[str]) -> str | None:
    lacks = [name for name in ("place", *FILLED) if name not in header]
    if lacks:
        separator = " Cells are to be parted by commas." if len(header) == 1 else ""
        return f"the columns {', '.join(lacks)} are not there. A copy of sheet.csv has {', '.join(COLUMNS)}.{separator}"
    unknown = [name for name in header if name not in (*GIVEN, *FILLED)]
    if unknown or len(set(header)) != len(header):
        found = ", ".join(unknown) or "one of them twice"
        return f"found {found}. The columns are {', '.join(COLUMNS)}; remarks go under note."
    return None


def _take(row: Mapping[str, str], place: _Place, force_id: str, reference: Reference) -> None:
    """Add what a line says to its place. NotUnderstood says what it holds and what would do."""
    value = printed_form(row["value"])
    if value in (*said.words("not_there"), *said.words("not_reached")):
        filled = [name for name in said.MEANS if row[name]]
        if filled:
            raise NotUnderstood(f"value {row['value']!r} goes with no {', '.join(filled)}. Empty them or copy a value.")
        place.is_touched = True
        place.has_no_more |= value in said.words("not_there")
        place.is_reached &= value not in said.words("not_reached")
        if not place.is_reached and (place.readings or place.has_no_more):
            raise NotUnderstood("is not reached on one line and read on another. One of them is wrong.")
        return
    empty = [name for name in NEEDED if not row[name]]
    if len(empty) == len(NEEDED) and not any(row[name] for name in said.MEANS):
        return  # not read yet
    if empty:
        raise NotUnderstood(f"{', '.join(empty)} {'is' if len(empty) == 1 else 'are'} empty. No number is without.")
    if not place.is_reached:
        raise NotUnderstood("is not reached on one line and read on another. One of them is wrong.")
    reading = reading_of(row, force_id, reference)
    place.is_touched = True
    if all(
        reading.meaning != other.meaning or not reading.quantity.is_same_as(other.quantity) for other in place.readings
    ):
        place.readings.append(reading)


def reading_of(row: Mapping[str, str], force_id: str, reference: Reference) -> Reading:
    """What a filled line says of a force or area. NotUnderstood says what a cell holds and what would do."""
    measure = said.measure_of(row["measure"], reference)
    unit = said.one_of(row["unit"], "unit", measure.units, measure)
    scope = said.one_of(row["scope"], "scope", measure.scopes, measure) if row["scope"] else ""
    meaning = Meaning(
        unit,
        measure.measure_id,
        said.offence_of(row["offence"], force_id, measure, reference),
        said.period_of(row["period"]),
        scope,
        said.breakdown_of(row["breakdown"]),
    )
    return Reading(said.quantity_of(row["value"], unit, reference), meaning, row["value"])


def _lacks(place: _Place, numbers: int) -> str | None:
    """What a place still needs, or None where it is read."""
    if not place.is_touched:
        return "is not read yet."
    if not place.is_reached or place.has_no_more or len(place.readings) >= numbers:
        return None
    return (
        f"{len(place.readings)} of {numbers} numbers. Copy the line for each further number about this force or area, "
        f"or add one whose value is {said.words('not_there')[-1]!r}."
    )
