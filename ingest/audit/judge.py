"""`reader-AB.csv` -> what one person read at each place, or what is missing or not understood in it; two people's
readings -> how far they agree, and each drawn figure right, wrong in meaning or in value, or not settled; and from such
counts how many of all figures may be wrong.

Protects: an empty cell is work that is not done and never "nothing stands there". Cells are read as documents are:
"1,234" and "1234", "2019-20" and "2019/20", "s.15A SOA 2003" and `soa2003_s15a` are one. What is not understood is told
to the reader and never taken for a difference. The warehouse is wrong only where two people agree with each other
against it; where they differ the figure is disputed, which is neither right nor wrong. What changed since the draw is
not judged by what it says now. A share of a sample is never said without its interval: none wrong of 77 is not "none
are wrong".
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from ingest.audit.draw import (
    COLUMNS,
    ENCODING,
    FILLED,
    MEANS,
    Drawn,
    DrawnFigure,
    Held,
    Meaning,
    Place,
    Quantity,
    Reading,
    printed_form,
    words,
)
from ingest.ids import period_of_id
from ingest.model import UNKNOWN_PERIOD
from ingest.phrases.numbers import ESTIMATE, read_value
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
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
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode(ENCODING)), strict=True)
        header = [printed_form(name) for name in reader.fieldnames or []]
        lacks = [name for name in ("place", *FILLED) if name not in header]
        unknown = [name for name in header if name not in COLUMNS]
        if lacks or unknown or len(set(header)) != len(header):
            found = ", ".join(header) or "nothing"
            return [], [
                f"{path}, line 1: found {found}. The columns are {', '.join(COLUMNS)}, parted by commas; remarks go "
                "under note."
            ]
        reader.fieldnames = header
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        return [], [f"{path}: is no well-formed CSV in UTF-8 ({error}). Save it as “CSV UTF-8”."]
    uneven = next((n for n, row in rows if None in row or None in row.values()), None)
    if uneven is not None:
        return [], [f"{path}, line {uneven}: has more or fewer cells than the header's {len(header)}."]
    filled = ((n, {name: cell.strip() for name, cell in row.items()}) for n, row in rows)
    return [(n, row) for n, row in filled if any(row.values())], []


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
    raise NotUnderstood(f"measure {cell!r} is not in codebook.csv. Nearest: {_near_names(cell, names)}.")


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
            f"{_near_names(cell, names)}."
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


def _near_names(cell: str, names: Collection[str]) -> str:
    return ", ".join(difflib.get_close_matches(cell[:100], names, n=3, cutoff=0.0)) or "none"


RIGHT, IN_MEANING, IN_VALUE, DISPUTED, NOT_REACHED, CHANGED = VERDICTS = (
    "right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached", "changed",
)  # fmt: skip
NORMAL_95 = 1.959963984540054
"""The normal distribution's quantile at 97.5 %: 95 % lie within so many standard errors on both sides."""


@dataclass(frozen=True)
class Agreement:
    """`read`: how many numbers were read, at each place as many as by the one who read more; `alike` of them both read
    the same in every column."""

    read: int
    alike: int

    @property
    def share(self) -> float | None:
        """None where nobody read any."""
        return self.alike / self.read if self.read else None


@dataclass(frozen=True)
class Judged:
    """One drawn figure: its verdict; what the warehouse holds (None where it is gone); the columns in which it is wrong
    or in doubt; what each reader gave in its stead, None for nothing."""

    drawn: DrawnFigure
    verdict: str
    held: Held | None = None
    differs_in: tuple[str, ...] = ()
    read: tuple[Reading | None, Reading | None] = (None, None)


@dataclass(frozen=True)
class Interval:
    """Both ends of a share between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Counted:
    """What was found in one stratum: of `figures` in the release (None where it was no draw from one) `judged` were
    read by both, of which `wrong` were wrong and `disputed` not settled."""

    figures: int | None
    judged: int
    wrong: int
    disputed: int = 0


@dataclass(frozen=True)
class Estimate:
    """The share of wrong figures. `rate` leaves the disputed out of the wrong ones, `rate_if_disputed` counts them:
    they are right at the interval's low end and wrong at its high end."""

    rate: float
    rate_if_disputed: float
    interval: Interval


def agreement(one: Reader, other: Reader, places: Sequence[str]) -> Agreement:
    """How far two readers agree over the places that both reached."""
    read = alike = 0
    for place in places:
        ours, theirs = one.by_place[place], other.by_place[place]
        if ours.is_reached and theirs.is_reached:
            same = sum(any(not differing(mine, yours) for yours in theirs.readings) for mine in ours.readings)
            read += max(len(ours.readings), len(theirs.readings))
            alike += same
    return Agreement(read, alike)


def differing(one: Reading, other: Reading) -> tuple[str, ...]:
    """The columns in which two readings differ."""
    value = () if one.quantity.is_same_as(other.quantity) else ("value",)
    parts = zip(MEANS, one.meaning.parts, other.meaning.parts, strict=True)
    return (*value, *(name for name, mine, yours in parts if mine != yours))


def judge_all(
    drawn: Drawn, figures: Sequence[Held], one: Mapping[str, AtPlace], other: Mapping[str, AtPlace]
) -> list[Judged]:
    """Every drawn figure against what the warehouse holds (`figures`), by the two readers' places."""
    by_id = {held.figure_id: held for held in figures}
    at: dict[tuple[str, Place], list[Held]] = defaultdict(list)
    for held in figures:
        at[held.source_id, held.place].append(held)
    judged = []
    for figure in drawn.figures:
        now = by_id.get(figure.figure_id)
        if now is None or not now.is_in_force or now.digest != figure.digest:
            judged.append(Judged(figure, CHANGED, now))
            continue
        beside = [held for held in at[now.source_id, now.place] if held is not now]
        judged.append(judge(figure, now, one[figure.place], other[figure.place], beside))
    return judged


def judge(figure: DrawnFigure, held: Held, one: AtPlace, other: AtPlace, beside: Sequence[Held]) -> Judged:
    """`beside`: all else that the warehouse holds from the same place. What a reader read right of one of these is no
    reading of this figure."""
    if not (one.is_reached and other.is_reached):
        return Judged(figure, NOT_REACHED, held)
    mine, yours = (_nearest(held, place.readings, beside) for place in (one, other))
    # A number that is not there at all is one without its value.
    of_each = [differing(held, reading) if reading is not None else ("value",) for reading in (mine, yours)]
    columns = tuple(dict.fromkeys(name for names in of_each for name in names))
    if not columns:
        return Judged(figure, RIGHT, held)
    is_one_of_both = mine is yours if mine is None or yours is None else not differing(mine, yours)
    if not all(of_each) or not is_one_of_both:
        return Judged(figure, DISPUTED, held, columns, (mine, yours))
    return Judged(figure, IN_VALUE if "value" in columns else IN_MEANING, held, columns, (mine, yours))


def _nearest(wanted: Reading, readings: Sequence[Reading], others: Sequence[Reading]) -> Reading | None:
    """The reading that says most of what the figure says, its value before anything else among equals."""
    free = [one for one in readings if not differing(wanted, one) or all(differing(other, one) for other in others)]
    return min(free, key=lambda one: (len(differing(wanted, one)), "value" in differing(wanted, one)), default=None)


def wilson(share: float, judged: float) -> Interval:
    """Wilson's 95 % score interval of a share found in `judged` trials (Wilson 1927). Brown, Cai and DasGupta (2001)
    advise it for small samples and rare faults, where the usual one gives 0 to 0. ValueError without a trial."""
    if judged <= 0 or not 0 <= share <= 1:
        raise ValueError(f"no interval of a share of {share:g} in {judged:g}: a share of at least one trial would do")
    squared = NORMAL_95**2 / judged
    middle = (share + squared / 2) / (1 + squared)
    half = NORMAL_95 / (1 + squared) * sqrt(share * (1 - share) / judged + squared / (4 * judged))
    # At the ends the formula is exact and its arithmetic is not: none wrong begins at 0, and all wrong ends at 1.
    return Interval(0.0 if share == 0 else max(0.0, middle - half), 1.0 if share == 1 else min(1.0, middle + half))


def estimate(strata: Sequence[Counted]) -> Estimate | None:
    """The share of wrong figures in all strata together, each weighing what it is of the release; None where nothing
    was judged.

    A stratum of three figures gives one to the draw, though it is less than one in a hundred of the release: unweighted
    it would count too much. Where the weights differ the interval is of as many figures as the draw is worth (Kish's
    effective size); where they do not, it is plain Wilson."""
    read = [stratum for stratum in strata if stratum.judged]
    if not read:
        return None
    weights = [(one.judged if one.figures is None else one.figures) / one.judged for one in read]
    whole = sum(weight * one.judged for weight, one in zip(weights, read, strict=True))
    worth = whole**2 / sum(weight**2 * one.judged for weight, one in zip(weights, read, strict=True))
    wrong = sum(weight * one.wrong for weight, one in zip(weights, read, strict=True)) / whole
    at_most = sum(weight * (one.wrong + one.disputed) for weight, one in zip(weights, read, strict=True)) / whole
    wrong, at_most = min(wrong, 1.0), min(at_most, 1.0)
    return Estimate(wrong, at_most, Interval(wilson(wrong, worth).low, wilson(at_most, worth).high))
