"""A release's figures -> a draw by number and seed -> the folder that two people work in: the sheet to fill, the
codebook, and what was drawn. `reader-AB.csv` -> what one person read at each place, and what is missing or not
understood; two people's readings -> how far they agree, and each drawn figure right, wrong in meaning or in value, or
not settled; from such counts how many of all figures may be wrong; and all that as `result.toml`, and back.

Protects: the same release, number and seed draw the same figures on any machine, and nobody chooses. The sheet shows
where to look and nothing of what the warehouse found there, neither our transcripts nor the source's title. An empty
cell is work that is not done. Values and periods are read as documents are; what is not understood is told to the
reader and never taken for a difference. The release is wrong only where two people agree against it: it is kept from
its first draw on, so that mending hides no error. Nobody is named but by initials. A share is never said without its
interval, which is worked out from the counts, and a file whose counts do not add up is named and shows nothing.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ingest.model import UNKNOWN_PERIOD, Stop, nearest, period_of_id, refusal
from ingest.phrases import letters
from ingest.phrases.numbers import ESTIMATE, read_value
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.settle.queries import by_column
from ingest.sources import write_whole, written

SHEET, CODEBOOK, DRAW = "sheet.csv", "codebook.csv", "draw.toml"
ENCODING = "utf-8-sig"  # with the mark by which spreadsheets know UTF-8
SEVERAL = " | "  # between the figures of one place
MEANS = ("unit", "measure", "offence", "period", "scope", "breakdown")
GIVEN = ("place", "figure", "published_by", "url", "reference", "document", "page", "locator", "force", "numbers")
FILLED = ("value", *MEANS, "note")
COLUMNS = (*GIVEN, *FILLED)
OUR_COUNT = re.compile(r"^(?:row|line) \d+(?:, |$)")
"""How a place in our transcript begins: a number in our file, which the publisher's page does not have."""
OF_DRAW = (
    "# What was drawn. Written by `python -m ingest audit`; docs/audit.md explains it. Whoever reads for the audit\n"
    "# has no need of it."
)
Stratum = tuple[str, str]  # kind of source, hand
Place = tuple[str, ...]  # where a person looks: the columns of `GIVEN` from `published_by` to `force`
Address = tuple[Place, str]  # a place, in the order in which a person goes through a sheet, and the source read there


@dataclass(frozen=True)
class Reading:
    """One number, as a person read it or as the warehouse holds it. `quantity`: its print and its bounds, one of
    which two readings of the same quantity share: "<5" has two pairs of bounds, for the source's habit says whether it
    may be 0, and not the cell. `meaning`: what it counts, by `MEANS`, "" for none."""

    quantity: frozenset[Hashable]
    meaning: tuple[str, ...]
    text: str

    def has_value_of(self, other: Reading) -> bool:
        return bool(self.quantity & other.quantity)

    def is_same_as(self, other: Reading) -> bool:
        return self.meaning == other.meaning and self.has_value_of(other)

    def __str__(self) -> str:
        pairs = zip(MEANS, self.meaning, strict=True)
        return ", ".join([f"value {self.text}", *(f"{column} {words}" for column, words in pairs if words)])


@dataclass(frozen=True)
class Held(Reading):
    """One figure as a release has it."""

    figure_id: str
    source_id: str
    stratum: Stratum
    place: Place
    is_in_force: bool

    @property
    def address(self) -> Address:
        return self.place, self.source_id


@dataclass(frozen=True)
class Drawn:
    """What a folder's `draw.toml` keeps. `places`: in the sheet, of each figure by its id."""

    release: str
    seed: int
    places: Mapping[str, str]


def words(name: str) -> tuple[str, ...]:
    """The words that a reader may write instead of a value."""
    return letters.words("audit", name)


def printed_form(text: str | None) -> str:
    """A print without what says nothing: case and white space."""
    return " ".join((text or "").split()).casefold()


def held(con: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every printed figure of a release, in the order of ids. None that is disputed, which has two places' prints, or
    rejected, where a person ruled that nothing is printed."""
    figures = con.execute("from all_figures where not is_disputed and status <> 'rejected' order by figure_id")
    return list(map(_held, by_column(figures)))


def in_force(figures: Iterable[Held]) -> list[Held]:
    return [figure for figure in figures if figure.is_in_force]


def _held(row: Mapping[str, Any]) -> Held:
    labels = sorted(printed_form(label) for label in (row["dimensions"] or {}).values())
    meaning = (row["unit"], row["measure_id"], row["offence_id"], row["period_id"], row["scope"], "; ".join(labels))
    if row["method"] == "transcript":  # it is ours, and holds what the reader must not see
        at = ("", "", OUR_COUNT.sub("", row["locator"]))
    else:
        at = (row["document"], str(row["page"] or ""), row["locator"])
    place = (row["read_in"] or row["compiled_by"], row["source_url"], row["reference"], *at, row["force"])
    means, at_place = (tuple(part or "" for part in parts) for parts in (meaning, place))
    printed, names = row["value_text"] or "nothing", (row["figure_id"], row["source_id"])
    stratum = (row["source_kind"], row["hand"])
    return Held(_quantity(row), means, printed, *names, stratum, at_place, row["status"] == "current")


def _quantity(row: Mapping[str, Any]) -> frozenset[Hashable]:
    """A number's print and bounds; of what prints none (a mark, a blank cell, an estimate) the print and the symbol."""
    text, symbol = printed_form(row["value_text"]), row["symbol"]
    prints: set[Hashable] = {text} if text else set(words("blank_cell"))
    if symbol and not any(letter.isdigit() for letter in text):
        return frozenset({*prints, symbol})
    bounds = (row["value"], row["value_low"], row["value_high"])
    is_number = symbol not in prints and any(bound is not None for bound in bounds)
    return frozenset({*prints, bounds} if is_number else prints)


def draw(figures: Sequence[Held], n: int, seed: int, release: str) -> list[Held]:
    """`n` of the figures, in the order of ids. Within a stratum figures stand in the order of a digest of release, seed
    and id: no generator of one library's version has a say in it. Each stratum gives in proportion to its size, and the
    first of each goes before the second of any. Raises Stop where there are fewer."""
    if not 1 <= n <= len(figures):
        raise Stop(refusal("fewer-to-draw" if figures else "none-to-draw", n=n, have=len(figures)))
    strata: dict[Stratum, list[Held]] = defaultdict(list)
    for figure in sorted(figures, key=lambda held: sha256(f"{release} {seed} {held.figure_id}".encode()).digest()):
        strata[figure.stratum].append(figure)
    turns = (
        (nth / len(members), -len(members), stratum, figure)
        for stratum, members in strata.items()
        for nth, figure in enumerate(members)
    )
    first = sorted(turns, key=lambda turn: turn[:3])[:n]
    return sorted((figure for *_, figure in first), key=lambda figure: figure.figure_id)


def numbers_at(figures: Iterable[Held]) -> dict[Address, int]:
    """How many numbers stand at each place of a release; the same said twice is one."""
    numbers: dict[Address, set[object]] = defaultdict(set)
    for figure in figures:
        numbers[figure.address].add((figure.meaning, figure.quantity))
    return {address: len(several) for address, several in numbers.items()}


def write(
    folder: Path, figures: Sequence[Held], everything: Iterable[Held], head: Mapping[str, object], reference: Reference
) -> None:
    """Write the files of a new draw. `everything`: all that is printed in the release. Raises OSError."""
    numbers = numbers_at(everything)
    places: dict[Address, list[str]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: (figure.address, figure.figure_id)):
        places[figure.address].append(figure.figure_id)
    rows: list[Sequence[str]] = [COLUMNS]
    drawn: list[Mapping[str, object]] = []
    for n, (address, ids) in enumerate(places.items(), 1):
        rows.append([f"P{n}", SEVERAL.join(ids), *address[0], str(numbers[address]), *("" for _ in FILLED)])
        drawn += [{"id": figure_id, "place": f"P{n}"} for figure_id in ids]
    write_whole(folder / SHEET, _csv(rows))
    write_whole(folder / CODEBOOK, _csv(_codebook(reference)))
    write_whole(folder / DRAW, f"{OF_DRAW}\n{written({**head, 'figure': drawn})}".encode())


def read_draw(folder: Path) -> Drawn:
    """What was drawn in a folder. Raises Stop where it holds none."""
    try:
        values = tomllib.loads((folder / DRAW).read_text(encoding="utf-8"))
        return Drawn(values["release"], values["seed"], {row["id"]: row["place"] for row in values["figure"]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Stop(refusal("no-draw", file=folder / DRAW, error=f"{type(error).__name__}: {error}")) from error


def placed(drawn: Drawn, figures: Iterable[Held]) -> list[tuple[str, Held]]:
    """The drawn figures as their release has them (`figures`), each with its place. Raises Stop for one it lacks."""
    by_id = {figure.figure_id: figure for figure in figures if figure.is_in_force}
    if missing := [figure_id for figure_id in drawn.places if figure_id not in by_id]:
        raise Stop(refusal("drawn-and-not-there", release=drawn.release, figures=", ".join(missing)))
    return [(place, by_id[figure_id]) for figure_id, place in drawn.places.items()]


def _codebook(reference: Reference) -> Iterator[Sequence[str]]:
    yield ["column", "id", "words", "definition", "units", "scopes"]
    for measure in reference.measures.values():
        if measure.units:
            lists = ("; ".join(measure.units), "; ".join(measure.scopes))
            yield ["measure", measure.measure_id, measure.title, measure.definition, *lists]
    for offence in reference.offences.values():
        law = " ".join(part for part in (offence.act, offence.section) if part)
        yield ["offence", offence.offence_id, offence.title, law, "", ""]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(ENCODING)


NAME = re.compile(r"reader-([A-Z]{2,4})\.csv")
READERS = 2
NEEDED = ("value", "unit", "measure", "period")
"""What no number is without. Offence, scope and breakdown may be empty: the place then names none."""
NOT_THERE, NOT_REACHED = MARKS = ("not_there", "not_reached")
AtPlace = Sequence[Reading] | None
SUM = re.compile(r"-?\d+(?: \+ -?\d+)+")
VERDICTS = ("right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached")
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


def read_all(folder: Path, wanted: Mapping[str, int], reference: Reference) -> tuple[list[Reader], list[str]]:
    """The readings of a draw's folder, in order of initials, and all that must be mended before they can be judged.
    `wanted`: how many numbers there are at each place."""
    paths = sorted(folder.glob("reader-*.csv"))
    named = [path for path in paths if NAME.fullmatch(path.name)]
    problems = [refusal("without-initials", file=path) for path in paths if path not in named]
    if len(paths) != READERS and not problems:
        names = ", ".join(path.name for path in paths) or "none"
        problems.append(refusal("two-readers-needed", folder=folder, names=names, sheet=SHEET))
    readers = [read(path, wanted, reference) for path in named]
    return readers, [*problems, *(problem for reader in readers for problem in reader.problems)]


def read(path: Path, wanted: Mapping[str, int], reference: Reference) -> Reader:
    """One reader's file against the draw that it is of."""
    rows, problems = _rows(path)
    numbers: dict[str, list[Reading]] = defaultdict(list)
    marks: dict[str, set[str]] = defaultdict(set)  # of each place: a number, or a word of MARKS in place of one
    for line, row in rows:
        name, value = row["place"].upper(), printed_form(row["value"])
        if name not in wanted:
            problems.append(refusal("place-not-in-sheet", file=path, line=line, place=row["place"], last=len(wanted)))
        elif any(row[column] for column in ("value", *MEANS)):  # else it is not read yet
            mark = next((mark for mark in MARKS if value in words(mark)), "")
            marks[name].add(mark)
            try:
                if NOT_REACHED in marks[name] and len(marks[name]) > 1:
                    raise NotUnderstood(refusal("reached-and-not"))
                reading = None if mark else reading_of(row, reference)
            except NotUnderstood as problem:
                problems.append(f"{path}, line {line}, place {name}: {problem}")
            else:
                numbers[name] += [reading] if reading and not _has(numbers[name], reading) else []
    for name, count in wanted.items() if not problems else ():
        if not marks[name]:
            problems.append(refusal("place-not-read", file=path, place=name))
        elif marks[name] == {""} and len(numbers[name]) < count:
            have, no_more = len(numbers[name]), words(NOT_THERE)[-1]
            problems.append(refusal("numbers-missing", file=path, place=name, n=have, of=count, no_more=no_more))
    by_place = {name: None if NOT_REACHED in marks[name] else numbers[name] for name in wanted}
    return Reader(path.stem.removeprefix("reader-"), by_place, problems)


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode(ENCODING)), strict=True)
        header = [printed_form(name) for name in reader.fieldnames or []]
        if not {"place", *FILLED} <= set(header) <= set(COLUMNS) or len(set(header)) != len(header):
            found = ", ".join(header) or "nothing"
            return [], [refusal("sheet-of-other-columns", file=path, found=found, columns=", ".join(COLUMNS))]
        reader.fieldnames = header
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        return [], [refusal("sheet-not-well-formed", file=path, error=error)]
    uneven = next((n for n, row in rows if None in row or None in row.values()), None)
    if uneven is not None:
        return [], [refusal("sheet-uneven", file=path, line=uneven, cells=len(header))]
    filled = [(n, {name: cell.strip() for name, cell in row.items()}) for n, row in rows]
    return [(n, row) for n, row in filled if any(row.values())], []


def reading_of(row: Mapping[str, str], reference: Reference) -> Reading:
    """What a filled line says. NotUnderstood says what a cell holds and what would do."""
    if empty := [column for column in NEEDED if not row[column]]:
        raise NotUnderstood(refusal("cells-empty" if len(empty) > 1 else "cell-empty", columns=", ".join(empty)))
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
    wanted = printed_form(cell)
    name = next((name for name in known if printed_form(name) == wanted), None)
    if name is None:
        would_do = nearest(wanted, known) if known else "nothing, for the measure has none"
        raise NotUnderstood(refusal("not-in-codebook", column=column, cell=cell, would_do=would_do))
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
        would_do = ", ".join((*words("blank_cell"), *words(NOT_THERE), *words(NOT_REACHED)))
        raise NotUnderstood(refusal("no-quantity", cell=cell, words=would_do))
    bounds = ((value.value, value.low, value.high) for value in values if value and value.symbol != ESTIMATE)
    return frozenset({text, *bounds})


def _period(cell: str) -> str:
    with suppress(ValueError):
        return period_of_id(cell).period_id
    period = read_period(cell)
    if period is None or period == UNKNOWN_PERIOD:
        raise NotUnderstood(refusal("days-not-settled", cell=cell))
    return period.period_id


@dataclass(frozen=True)
class Judged:
    """One drawn figure as the release holds it, and its verdict; what each reader read in its stead; whether one of two
    who differ has another value."""

    held: Held
    verdict: str
    read: tuple[Sequence[Reading], ...] = ()
    is_value_disputed: bool = False


def judge_all(drawn: Iterable[tuple[str, Held]], figures: Iterable[Held], readers: Sequence[Reader]) -> list[Judged]:
    """Every drawn figure, by the readers' places, beside all that its release holds (`figures`)."""
    at_address: dict[Address, list[Held]] = defaultdict(list)
    for figure in figures:
        at_address[figure.address].append(figure)
    return [
        judge(held, [reader.by_place[place] for reader in readers], at_address[held.address]) for place, held in drawn
    ]


def judge(held: Held, places: Sequence[AtPlace], at_place: Sequence[Held]) -> Judged:
    """One figure by what each reader found at its place. A reading that is another of the figures held there
    (`at_place`) is none of this one. Wrong is where both read the same other thing."""
    reached = [place for place in places if place is not None]
    if len(reached) < len(places):
        return Judged(held, "not_reached")
    others = [other for other in at_place if not other.is_same_as(held)]
    read = tuple([reading for reading in place if not _has(others, reading)] for place in reached)
    have_it = [_has(readings, held) for readings in read]
    have_value = [any(reading.has_value_of(held) for reading in readings) for readings in read]
    if all(have_it):
        return Judged(held, "right")
    first, second = read
    is_one_of_both = all(_has(second, reading) for reading in first) and all(_has(first, reading) for reading in second)
    if any(have_it) or not is_one_of_both:
        return Judged(held, "disputed", read, not all(have_value))
    return Judged(held, "wrong_in_meaning" if all(have_value) else "wrong_in_value", read)


def _has(readings: Iterable[Reading], wanted: Reading) -> bool:
    return any(reading.is_same_as(wanted) for reading in readings)


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
    release; None where nothing was judged. A stratum of three figures gives one to the draw, though it is less than one
    in a hundred of the release: unweighted it would count too much. Where the weights differ the interval is of as many
    figures as the draw is worth (Kish's effective size); where they do not, it is plain Wilson."""
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
    right: int = 0
    wrong_in_meaning: int = 0
    wrong_in_value: int = 0
    disputed: int = 0
    not_reached: int = 0
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
    """One figure that is wrong or disputed: what the release held, and what each reader read."""

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
        return estimate(self.strata or [self.tally], in_value=True)


def folder_of(warehouse: Path) -> Path:
    """Where a warehouse's audits are: `data/audit` beside `data/warehouse.duckdb`, as its releases are beside it."""
    return warehouse.parent / FOLDER


def audit_of(drawn: Drawn, readers: Sequence[Reader], judged: Sequence[Judged], figures: Iterable[Held]) -> Audit:
    """The verdicts by stratum of the release (`figures`), and each figure that is not right."""
    sizes = Counter(figure.stratum for figure in in_force(figures))
    strata = [
        tally([figure for figure in judged if figure.held.stratum == stratum], *stratum, size)
        for stratum, size in sorted(sizes.items())
    ]
    initials = [reader.initials for reader in readers]
    differences = [_difference(figure, initials) for figure in judged if figure.verdict not in ("right", "not_reached")]
    agreed = agreement(*(reader.by_place for reader in readers))
    return Audit(tally(judged), None, drawn.release, drawn.seed, initials, strata, differences, *agreed)


def agreement(one: Mapping[str, AtPlace], other: Mapping[str, AtPlace]) -> tuple[int, int]:
    """(how many numbers were read at the places that both reached, how many of them alike)."""
    read = alike = 0
    for place, first in one.items():
        second = other[place]
        if first is not None and second is not None:
            read += max(len(first), len(second))
            alike += sum(_has(second, reading) for reading in first)
    return read, alike


def tally(
    judged: Sequence[Judged], kind: str | None = None, hand: str | None = None, figures: int | None = None
) -> Tally:
    counts = Counter(figure.verdict for figure in judged)
    differing = sum(figure.is_value_disputed for figure in judged)
    of = {"kind": kind, "hand": hand, "figures_in_release": figures, "disputed_in_value": differing}
    return _tally({"rows": len(judged), **counts, **of})


def _difference(judged: Judged, initials: Sequence[str]) -> Difference:
    held = judged.held
    read = [
        f"{name}: {' | '.join(map(str, readings)) or 'no such number'}"
        for name, readings in zip(initials, judged.read, strict=True)
    ]
    return Difference(held.figure_id, judged.verdict, held.source_id, held.place[-1], str(held), read)


def result_text(audit: Audit) -> str:
    """The whole of `result.toml`."""
    head: dict[str, Any] = {"release": audit.release, "seed": audit.seed, "readers": audit.readers, **vars(audit.tally)}
    if rate := audit.error_rate:
        head["error_rate"] = {name: round(share, PLACES) for name, share in rate._asdict().items()}
    head["agreement"] = {"read": audit.read, "alike": audit.alike}
    head |= {"stratum": list(map(vars, audit.strata)), "difference": list(map(vars, audit.differences))}
    return f"{HEAD}\n{written({name: value for name, value in head.items() if value != []})}"


def read_audits(folder: Path) -> tuple[list[Audit], list[str]]:
    """The audits in a folder, first samples from before there were draws; and what is wrong with other files."""
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
    strata, differences = map(_tally, values.get("stratum", ())), values.get("difference", ())
    told = [Difference(**difference) for difference in differences]
    return Audit(_tally(values), **head, strata=[*strata], differences=told, **values.get("agreement", {}))


def _tally(values: Mapping[str, Any]) -> Tally:
    # of an audit that an older version finished: what was "changed" since its draw was not judged
    values = {**values, "not_reached": values.get("not_reached", 0) + values.get("changed", 0)}
    tally = Tally(**{name: values[name] for name in Tally.__dataclass_fields__ if name in values or name == "rows"})
    counts = [int(getattr(tally, name)) for name in VERDICTS]
    if sum(counts) != tally.rows or min(counts) < 0:
        raise ValueError(f"its counts add up to {sum(counts)}, and rows = {tally.rows}")
    return tally
