"""`reader-AB.csv` -> what one person read at each place, or everything that is missing or not understood in it.

Protects: an empty cell is work that is not done and never "nothing stands there"; a place counts as read when as many
numbers as it holds are copied, or the reader says that there are no more. Cells are read as documents are: "1,234" and
"1234", "2019-20" and "2019/20", "s.15A SOA 2003" and `soa2003_s15a` are one. What is not understood is told to the
reader and never taken for a difference or an agreement.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.audit.draw import (
    COLUMNS,
    ENCODING,
    FILLED,
    GIVEN,
    MEANS,
    Drawn,
    Meaning,
    Quantity,
    Reading,
    printed_form,
    words,
)
from ingest.model import UNKNOWN_PERIOD
from ingest.period_ids import period_of_id
from ingest.phrases.numbers import read_value
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
from ingest.phrases.quantities import ESTIMATE
from ingest.reference import Measure, Reference

NAME = re.compile(r"reader-([A-Z]{2,4})\.csv")
PATTERN = "reader-*.csv"
NEEDED = ("value", "unit", "measure", "period")
"""What no number is without. Offence, scope and breakdown may be empty: the place then names none."""
SUM = re.compile(r"-?\d+(?: \+ -?\d+)+")


class NotUnderstood(Exception):
    """What a cell holds and what would do."""


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
    if value in (*words("not_there"), *words("not_reached")):
        filled = [name for name in MEANS if row[name]]
        if filled:
            raise NotUnderstood(f"value {row['value']!r} goes with no {', '.join(filled)}. Empty them or copy a value.")
        place.is_touched = True
        place.has_no_more |= value in words("not_there")
        place.is_reached &= value not in words("not_reached")
        if not place.is_reached and (place.readings or place.has_no_more):
            raise NotUnderstood("is not reached on one line and read on another. One of them is wrong.")
        return
    empty = [name for name in NEEDED if not row[name]]
    if len(empty) == len(NEEDED) and not any(row[name] for name in MEANS):
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
    measure = measure_of(row["measure"], reference)
    unit = one_of(row["unit"], "unit", measure.units, measure)
    scope = one_of(row["scope"], "scope", measure.scopes, measure) if row["scope"] else ""
    meaning = Meaning(
        unit,
        measure.measure_id,
        offence_of(row["offence"], force_id, measure, reference),
        period_of(row["period"]),
        scope,
        breakdown_of(row["breakdown"]),
    )
    return Reading(quantity_of(row["value"], unit, reference), meaning, row["value"])


def _lacks(place: _Place, numbers: int) -> str | None:
    """What a place still needs, or None where it is read."""
    if not place.is_touched:
        return "is not read yet."
    if not place.is_reached or place.has_no_more or len(place.readings) >= numbers:
        return None
    return (
        f"{len(place.readings)} of {numbers} numbers. Copy the line for each further number about this force or area, "
        f"or add one whose value is {words('not_there')[-1]!r}."
    )


def quantity_of(cell: str, unit: str, reference: Reference) -> Quantity:
    """The value as a reader copied it. A mark ("*", "[c]") and an empty cell ("blank") are what they print."""
    text = printed_form(cell)
    symbols = {one.symbol for one in reference.symbols}
    if text in words("blank_cell") or text in symbols or not any(map(str.isalnum, text)):
        return Quantity(frozenset({text}), frozenset())
    if SUM.fullmatch(text):  # the print of a figure that a long table gives in quarters
        total = float(sum(int(term) for term in text.split(" + ")))
        return Quantity(frozenset({text}), frozenset({(total, total, total)}))
    values = [read_value(cell, unit=unit, prints_zeros=prints_zeros) for prints_zeros in (False, True)]
    read = [value for value in values if value is not None]
    if not read:
        raise NotUnderstood(
            f"value {cell!r} is no quantity. Copy it as it is printed (1,234, <5, more than 100), or write one of: "
            f"{', '.join((*words('blank_cell'), *words('not_there'), *words('not_reached')))}."
        )
    is_estimate = all(value.symbol == ESTIMATE for value in read)
    bounds = () if is_estimate else ((value.value, value.low, value.high) for value in read)
    return Quantity(frozenset({text}), frozenset(bounds))


def measure_of(cell: str, reference: Reference) -> Measure:
    """A measure by its id or its title."""
    wanted = printed_form(cell)
    for measure in reference.measures.values():
        if wanted in (measure.measure_id.casefold(), printed_form(measure.title)):
            return measure
    names = [name for one in reference.measures.values() for name in (one.measure_id, one.title)]
    raise NotUnderstood(f"measure {cell!r} is not in codebook.csv. Nearest: {_nearest(cell, names)}.")


def one_of(cell: str, column: str, allowed: Collection[str], measure: Measure) -> str:
    """A unit or a scope, which must be one of the measure's; "" is no scope."""
    wanted = printed_form(cell)
    for known in allowed:
        if printed_form(known) == wanted:
            return known
    would_do = ", ".join(allowed) or f"nothing, for {measure.measure_id} has none"
    raise NotUnderstood(f"{column} {cell!r} is none of {measure.measure_id}. What would do: {would_do}.")


def period_of(cell: str) -> str:
    """A period's id, or its print."""
    try:
        return period_of_id(cell.strip()).period_id
    except ValueError:
        period = read_period(cell)
    if period is None or (period == UNKNOWN_PERIOD and cell.strip()):
        raise NotUnderstood(
            f"period {cell!r} does not settle its days. Write 2019/20, 2019, 1 June 2017 to 28 February 2018, or "
            "unknown."
        )
    return period.period_id


def offence_of(cell: str, force_id: str, measure: Measure, reference: Reference) -> str:
    """An offence by its id or its words; "" where the place names none, which is the measure's whole."""
    wanted = printed_form(cell)
    for offence in reference.offences.values():
        if wanted == offence.offence_id.casefold():
            return offence.offence_id
    reading = read_offence(cell, place_id=force_id, reference=reference, measure_id=measure.measure_id)
    if reading is None:
        names = [one.title for one in reference.offences.values()] + [one.spelling for one in reference.spellings]
        raise NotUnderstood(
            f"offence {cell!r} is not understood. Write its Act and section, or its id in codebook.csv. Nearest: "
            f"{_nearest(cell, names)}."
        )
    if reading.part:
        raise NotUnderstood(
            f"offence {cell!r} is a part of {reading.offence_id} ({reading.part}). Write that id, and the part as "
            "printed under breakdown."
        )
    return reading.offence_id or ""


def breakdown_of(cell: str) -> tuple[str, ...]:
    """The labels of a breakdown as printed, parted by `;`, in one order."""
    return tuple(sorted(printed_form(part) for part in cell.split(";") if part.strip()))


def _nearest(cell: str, names: Collection[str]) -> str:
    return ", ".join(difflib.get_close_matches(cell[:100], names, n=3, cutoff=0.0)) or "none"
