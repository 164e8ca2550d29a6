"""`reader-AB.csv` -> what one person read at each place, and what is missing or not understood in it; two people's
readings -> how far they agree, and each drawn figure right, wrong in meaning or in value, or not settled; from such
counts how many of all figures may be wrong; and all that as `result.toml`, and back, for pages and people.

Protects: an empty cell is work that is not done and never "nothing stands there". Values and periods are read as
documents are: "1,234" and "1234", "2019-20" and "2019/20" are one. What is not understood is told to the reader and
never taken for a difference. The warehouse is wrong only where two people agree with each other against it. What
changed since the draw is not judged by what it says now. Nobody is named in a result but by initials. A share of a
sample is never said without its interval, and no interval is read from a file: whoever shows an audit works them out
from its counts, and a file whose counts do not add up is named and shows nothing.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from ingest.audit.sample import (
    COLUMNS,
    ENCODING,
    FILLED,
    MEANS,
    SHEET,
    Drawn,
    DrawnFigure,
    Held,
    Reading,
    printed_form,
    words,
)
from ingest.ids import period_of_id
from ingest.model import UNKNOWN_PERIOD
from ingest.phrases.numbers import ESTIMATE, read_value
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.sources.files import written

NAME = re.compile(r"reader-([A-Z]{2,4})\.csv")
READERS = 2
NEEDED = ("value", "unit", "measure", "period")
"""What no number is without. Offence, scope and breakdown may be empty: the place then names none."""
NOT_THERE, NOT_REACHED = MARKS = ("not_there", "not_reached")
AtPlace = Sequence[Reading] | None
SUM = re.compile(r"-?\d+(?: \+ -?\d+)+")
VERDICTS = ("right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached", "changed")
FOLDER, RESULT, SAMPLE = "audit", "result.toml", "sample"
PLACES = 4  # of a share: a sample says no more
NORMAL_95 = 1.959963984540054
"""The normal distribution's quantile at 97.5 %: 95 % lie within so many standard errors on both sides."""
HEAD = """\
# What two people found in the figures that were drawn. Written by `python -m ingest audit`; docs/audit.md explains it.
# The rate is of the release's figures in force: each stratum weighs what it is of them. low and high are the ends of
# the 95 % interval (Wilson); what is disputed counts as right at the low end and as wrong at the high end."""


class NotUnderstood(Exception):
    """A cell that can't be read: what it holds and what would do."""


# What one person read


@dataclass(frozen=True)
class Reader:
    """One person's file: the numbers read at each place, None where the page could not be opened; `problems`: what must
    be mended or done before it counts, each with file, line or place, what was found and what would do."""

    initials: str
    by_place: Mapping[str, AtPlace]
    problems: Sequence[str]


def read_all(folder: Path, drawn: Drawn, reference: Reference) -> tuple[list[Reader], list[str]]:
    """The readings of a draw's folder, in order of initials, and all that must be mended before they can be judged."""
    paths = sorted(folder.glob("reader-*.csv"))
    problems = [
        f"{path}: is named by no initials. Name it reader-AB.csv, by two to four capitals and by no person's name."
        for path in paths
        if not NAME.fullmatch(path.name)
    ]
    if len(paths) != READERS and not problems:
        names = ", ".join(path.name for path in paths) or "none"
        problems.append(
            f"{folder}: readings of two people are needed, and there are: {names}. Each fills a copy of {SHEET}, named "
            "reader-AB.csv by initials."
        )
    readers = [read(path, drawn, reference) for path in paths if NAME.fullmatch(path.name)]
    return readers, [*problems, *(problem for reader in readers for problem in reader.problems)]


def read(path: Path, drawn: Drawn, reference: Reference) -> Reader:
    """One reader's file against the draw that it is of."""
    wanted = {figure.place: figure.numbers for figure in drawn.figures}
    rows, problems = _rows(path)
    numbers: dict[str, list[Reading]] = defaultdict(list)
    marks: dict[str, set[str]] = defaultdict(set)  # of each place: a number, or a word of MARKS in place of one
    for line, row in rows:
        name, value = row["place"].upper(), printed_form(row["value"])
        if name not in wanted:
            known = f"Its places are P1 to P{len(wanted)}."
            problems.append(f"{path}, line {line}: place {row['place']!r} is not in the sheet. {known}")
        elif any(row[column] for column in ("value", *MEANS)):  # else it is not read yet
            mark = next((mark for mark in MARKS if value in words(mark)), "")
            marks[name].add(mark)
            try:
                if NOT_REACHED in marks[name] and len(marks[name]) > 1:
                    raise NotUnderstood("is not reached on one line and read on another. One of them is wrong.")
                reading = None if mark else reading_of(row, reference)
            except NotUnderstood as problem:
                problems.append(f"{path}, line {line}, place {name}: {problem}")
            else:
                numbers[name] += [reading] if reading and not _has(numbers[name], reading) else []
    for name, count in wanted.items() if not problems else ():
        if not marks[name]:
            problems.append(f"{path}, place {name}: is not read yet.")
        elif marks[name] == {""} and len(numbers[name]) < count:
            problems.append(
                f"{path}, place {name}: {len(numbers[name])} of {count} numbers. Copy the line for each further number "
                f"about this force or area, or add one whose value is {words(NOT_THERE)[-1]!r}."
            )
    by_place = {name: None if NOT_REACHED in marks[name] else numbers[name] for name in wanted}
    return Reader(path.stem.removeprefix("reader-"), by_place, problems)


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The filled lines, each its number and its cells by column, and what is wrong with the file as a whole."""
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode(ENCODING)), strict=True)
        header = [printed_form(name) for name in reader.fieldnames or []]
        if not {"place", *FILLED} <= set(header) <= set(COLUMNS) or len(set(header)) != len(header):
            return [], [
                f"{path}, line 1: found {', '.join(header) or 'nothing'}. The columns are {', '.join(COLUMNS)}, parted "
                "by commas; remarks go under note."
            ]
        reader.fieldnames = header
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        return [], [f"{path}: is no well-formed CSV in UTF-8 ({error}). Save it as “CSV UTF-8”."]
    uneven = next((n for n, row in rows if None in row or None in row.values()), None)
    if uneven is not None:
        return [], [f"{path}, line {uneven}: has more or fewer cells than the header's {len(header)}."]
    filled = [(n, {name: cell.strip() for name, cell in row.items()}) for n, row in rows]
    return [(n, row) for n, row in filled if any(row.values())], []


def reading_of(row: Mapping[str, str], reference: Reference) -> Reading:
    """What a filled line says. NotUnderstood says what a cell holds and what would do."""
    if empty := [column for column in NEEDED if not row[column]]:
        raise NotUnderstood(f"{', '.join(empty)} {'is' if len(empty) == 1 else 'are'} empty. No number is without.")
    measures = {name: measure for name, measure in reference.measures.items() if measure.units}
    measure = measures[_listed("measure", row["measure"], measures)]
    unit = _listed("unit", row["unit"], measure.units)
    breakdown = sorted(printed_form(part) for part in row["breakdown"].split(";") if part.strip())
    meaning = (
        unit,
        measure.measure_id,
        _listed("offence", row["offence"], reference.offences) if row["offence"] else measure.whole_offence_id or "",
        _period(row["period"]),
        _listed("scope", row["scope"], measure.scopes) if row["scope"] else "",
        "; ".join(breakdown),
    )
    return Reading(quantity_of(row["value"], unit, reference), meaning, row["value"])


def _listed(column: str, cell: str, known: Collection[str]) -> str:
    """An id, unit or scope as the codebook has it."""
    wanted = printed_form(cell)
    name = next((name for name in known if printed_form(name) == wanted), None)
    if name is None:
        near = difflib.get_close_matches(wanted[:100], known, n=3, cutoff=0.0)
        would_do = ", ".join(near) or "nothing, for the measure has none"
        raise NotUnderstood(f"{column} {cell!r} is not in codebook.csv. Nearest: {would_do}.")
    return name


def quantity_of(cell: str, unit: str, reference: Reference) -> frozenset[Hashable]:
    """The value as a reader copied it: its print and its bounds; of a mark ("*", "[c]") and of "blank" the print."""
    text = printed_form(cell)
    symbols = {symbol.symbol for symbol in reference.symbols}
    if text in words("blank_cell") or text in symbols or not any(map(str.isalnum, text)):
        return frozenset({text})
    if SUM.fullmatch(text):  # the print of a figure that a long table gives in quarters
        total = float(sum(int(term) for term in text.split(" + ")))
        return frozenset({text, (total, total, total)})
    values = [read_value(cell, unit=unit, prints_zeros=prints_zeros) for prints_zeros in (False, True)]
    if not any(values):
        raise NotUnderstood(
            f"value {cell!r} is no quantity. Copy it as it is printed (1,234, <5, more than 100), or write one of: "
            f"{', '.join((*words('blank_cell'), *words('not_there'), *words('not_reached')))}."
        )
    bounds = ((value.value, value.low, value.high) for value in values if value and value.symbol != ESTIMATE)
    return frozenset({text, *bounds})


def _period(cell: str) -> str:
    """A period's id, or its print."""
    try:
        return period_of_id(cell).period_id
    except ValueError:
        period = read_period(cell)
    if period is None or period == UNKNOWN_PERIOD:
        raise NotUnderstood(
            f"period {cell!r} does not settle its days. Write 2019/20, 2019, 1 June 2017 to 28 February 2018, or "
            "unknown."
        )
    return period.period_id


# Two people's readings against the release


@dataclass(frozen=True)
class Judged:
    """One drawn figure: its verdict; what the warehouse holds, None where it is gone; what each reader read in its
    stead; whether one of two who differ has another value."""

    drawn: DrawnFigure
    verdict: str
    held: Held | None
    read: tuple[Sequence[Reading], ...] = ()
    is_value_disputed: bool = False


def judge_all(drawn: Drawn, figures: Sequence[Held], readers: Sequence[Reader]) -> list[Judged]:
    """Every drawn figure against what the warehouse holds (`figures`), by the readers' places."""
    by_id = {held.figure_id: held for held in figures}
    at_address: dict[object, list[Held]] = defaultdict(list)
    for held in figures:
        at_address[held.address].append(held)
    judged = []
    for figure in drawn.figures:
        now = by_id.get(figure.figure_id)
        if now is None or not now.is_in_force or now.digest != figure.digest:
            judged.append(Judged(figure, "changed", now))
        else:
            places = [reader.by_place[figure.place] for reader in readers]
            judged.append(judge(figure, now, places, at_address[now.address]))
    return judged


def judge(drawn: DrawnFigure, held: Held, places: Sequence[AtPlace], at_place: Sequence[Held]) -> Judged:
    """One figure by what each reader found at its place. A reading that is another of the figures held there
    (`at_place`) is none of this one. Wrong is where both read the same other thing."""
    reached = [place for place in places if place is not None]
    if len(reached) < len(places):
        return Judged(drawn, "not_reached", held)
    others = [other for other in at_place if not other.is_same_as(held)]
    read = tuple([reading for reading in place if not _has(others, reading)] for place in reached)
    have_it = [_has(readings, held) for readings in read]
    have_value = [any(reading.has_value_of(held) for reading in readings) for readings in read]
    if all(have_it):
        return Judged(drawn, "right", held)
    first, second = read
    is_one_of_both = all(_has(second, reading) for reading in first) and all(_has(first, reading) for reading in second)
    if any(have_it) or not is_one_of_both:
        return Judged(drawn, "disputed", held, read, not all(have_value))
    return Judged(drawn, "wrong_in_meaning" if all(have_value) else "wrong_in_value", held, read)


def _has(readings: Iterable[Reading], wanted: Reading) -> bool:
    return any(reading.is_same_as(wanted) for reading in readings)


# How many of all figures may be wrong


class Estimate(NamedTuple):
    """The share of wrong figures, between 0 and 1, and the ends of its 95 % interval. `rate` leaves the disputed out of
    the wrong ones; they are right at the interval's low end and wrong at its high end."""

    rate: float
    low: float
    high: float


def wilson(share: float, judged: float) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share found in `judged` trials (Wilson 1927). Brown, Cai and DasGupta (2001)
    advise it for small samples and rare faults, where the usual one gives 0 to 0. ValueError without a trial."""
    if judged <= 0 or not 0 <= share <= 1:
        raise ValueError(f"no interval of a share of {share:g} in {judged:g}: a share of at least one trial would do")
    squared = NORMAL_95**2 / judged
    middle = (share + squared / 2) / (1 + squared)
    half = NORMAL_95 / (1 + squared) * sqrt(share * (1 - share) / judged + squared / (4 * judged))
    # At the ends the formula is exact and its arithmetic is not: none wrong begins at 0, and all wrong ends at 1.
    return 0.0 if share == 0 else max(0.0, middle - half), 1.0 if share == 1 else min(1.0, middle + half)


def estimate(strata: Sequence[Tally], *, in_value: bool = False) -> Estimate | None:
    """The share of wrong figures (or of those wrong in value) in all strata together, each weighted by its part of the
    release; None where nothing was judged.

    A stratum of three figures gives one to the draw, though it is less than one in a hundred of the release: unweighted
    it would count too much. Where the weights differ the interval is of as many figures as the draw is worth (Kish's
    effective size); where they do not, it is plain Wilson."""
    parts = []
    for part in strata:
        wrong, disputed = (part.wrong_in_value, part.disputed_in_value) if in_value else (part.wrong, part.disputed)
        if part.judged:
            figures = part.judged if part.figures_in_release is None else part.figures_in_release
            parts.append((figures / part.judged, part.judged, wrong, disputed))
    if not parts:
        return None
    whole = sum(weight * judged for weight, judged, _, _ in parts)
    worth = whole**2 / sum(weight**2 * judged for weight, judged, _, _ in parts)
    rate = min(1.0, sum(weight * wrong for weight, _, wrong, _ in parts) / whole)
    at_most = min(1.0, sum(weight * (wrong + disputed) for weight, _, wrong, disputed in parts) / whole)
    return Estimate(rate, wilson(rate, worth)[0], wilson(at_most, worth)[1])


# An audit that is kept


@dataclass(frozen=True)
class Tally:
    """How many rows got which verdict: of one kind of source and hand, of which the release had so many figures, or of
    all (None where it was no draw). `disputed`: two readers differ; `disputed_in_value`: they differ in the value."""

    rows: int
    right: int
    wrong_in_meaning: int
    wrong_in_value: int
    disputed: int = 0
    not_reached: int = 0
    changed: int = 0
    disputed_in_value: int = 0
    kind: str | None = None
    hand: str | None = None
    figures_in_release: int | None = None

    @property
    def judged(self) -> int:
        return self.right + self.wrong + self.disputed

    @property
    def wrong(self) -> int:
        return self.wrong_in_meaning + self.wrong_in_value

    @property
    def error_rate(self) -> Estimate | None:
        """The share of these figures that are wrong; None where none was judged."""
        return estimate([self])


@dataclass(frozen=True)
class Difference:
    """One figure that is wrong, disputed or changed: what the release held, and what each reader read."""

    figure: str
    verdict: str
    source: str = ""
    force: str = ""
    held: str = ""
    read: Sequence[str] = ()


@dataclass(frozen=True)
class Audit:
    """One audit that is kept. `when`: in words, of samples from before there were draws; else None, and `release`,
    `seed` and `readers` tell it. Of `read` numbers (at each place as many as by the one who read more) both readers
    read `alike` the same in every column."""

    tally: Tally
    when: str | None = None
    release: str | None = None
    seed: int | None = None
    readers: Sequence[str] = ()
    strata: Sequence[Tally] = ()
    differences: Sequence[Difference] = ()
    read: int = 0
    alike: int = 0

    @property
    def error_rate(self) -> Estimate | None:
        """The share of figures that are wrong in value or meaning; None where none was judged."""
        return estimate(self.strata or [self.tally])

    @property
    def error_rate_in_value(self) -> Estimate | None:
        """The share of figures whose value is wrong."""
        return estimate(self.strata or [self.tally], in_value=True)


def folder_of(warehouse: Path) -> Path:
    """Where a warehouse's audits are: `data/audit` beside `data/warehouse.duckdb`, as its releases are beside it."""
    return warehouse.parent / FOLDER


def audit_of(drawn: Drawn, readers: Sequence[Reader], judged: Sequence[Judged]) -> Audit:
    """The verdicts by stratum, and each figure that is not right."""
    strata = [
        tally([figure for figure in judged if figure.drawn.stratum == stratum], *stratum, size)
        for stratum, size in drawn.sizes.items()
    ]
    initials = [reader.initials for reader in readers]
    differences = [_difference(figure, initials) for figure in judged if figure.verdict not in ("right", "not_reached")]
    agreed = agreement(readers, drawn)
    return Audit(tally(judged), None, drawn.release, drawn.seed, initials, strata, differences, *agreed)


def agreement(readers: Sequence[Reader], drawn: Drawn) -> tuple[int, int]:
    """(how many numbers were read at the places that both reached, how many of them alike)."""
    read = alike = 0
    for place in dict.fromkeys(figure.place for figure in drawn.figures):
        first, second = (reader.by_place[place] for reader in readers)
        if first is not None and second is not None:
            read += max(len(first), len(second))
            alike += sum(_has(second, reading) for reading in first)
    return read, alike


def tally(
    judged: Sequence[Judged], kind: str | None = None, hand: str | None = None, figures: int | None = None
) -> Tally:
    """How many got which verdict."""
    verdicts = Counter(figure.verdict for figure in judged)
    counts: dict[str, Any] = {name: verdicts[name] for name in VERDICTS}
    counts["disputed_in_value"] = sum(figure.is_value_disputed for figure in judged)
    return Tally(len(judged), **counts, kind=kind, hand=hand, figures_in_release=figures)


def _difference(judged: Judged, initials: Sequence[str]) -> Difference:
    source, force = (judged.held.source_id, judged.held.place[-1]) if judged.held else ("", "")
    read = [
        f"{name}: {' | '.join(map(str, readings)) or 'no such number'}"
        for name, readings in zip(initials, judged.read, strict=bool(judged.read))
    ]
    return Difference(judged.drawn.figure_id, judged.verdict, source, force, str(judged.held) if read else "", read)


def result_text(audit: Audit) -> str:
    """The whole of `result.toml`."""
    head: dict[str, Any] = {"release": audit.release, "seed": audit.seed, "readers": audit.readers, **vars(audit.tally)}
    if rate := audit.error_rate:
        head["error_rate"] = {name: round(share, PLACES) for name, share in rate._asdict().items()}
    head["agreement"] = {"read": audit.read, "alike": audit.alike}
    head |= {"stratum": list(map(vars, audit.strata)), "difference": list(map(vars, audit.differences))}
    return f"{HEAD}\n{written({name: value for name, value in head.items() if value != []})}"


def read_audits(folder: Path) -> tuple[list[Audit], list[str]]:
    """The audits in a folder, first the samples from before there were draws, then by folder; and what is wrong with
    files that can't be shown."""
    audits: list[Audit] = []
    problems: list[str] = []
    for path in [*sorted(folder.glob("*.toml")), *sorted(folder.glob(f"*/{RESULT}"))]:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
            audits += [*map(_audit, values.get(SAMPLE, []) if path.parent == folder else [values])]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            named = path.relative_to(folder)
            problems.append(f"{named} can't be read as an audit ({type(error).__name__}: {error}).")
    return audits, problems


def _audit(values: Mapping[str, Any]) -> Audit:
    head = {name: values[name] for name in ("when", "release", "seed", "readers") if name in values}
    strata = [*map(_tally, values.get("stratum", ()))]
    differences = [Difference(**difference) for difference in values.get("difference", ())]
    return Audit(_tally(values), **head, strata=strata, differences=differences, **values.get("agreement", {}))


def _tally(values: Mapping[str, Any]) -> Tally:
    """The counts of a file's table. ValueError where they do not add up to its rows."""
    counts: dict[str, Any] = {name: int(values.get(name, 0)) for name in VERDICTS}
    if sum(counts.values()) != values["rows"] or min(counts.values()) < 0:
        raise ValueError(f"its counts add up to {sum(counts.values())}, and rows = {values['rows']}")
    of_part: dict[str, Any] = {name: values.get(name) for name in ("kind", "hand", "figures_in_release")}
    of_part["disputed_in_value"] = int(values.get("disputed_in_value", 0))
    return Tally(int(values["rows"]), **counts, **of_part)
