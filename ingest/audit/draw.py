"""A release's rows -> the figures that an audit may draw -> a draw by number and seed -> the folder that two people
work in: the sheet to fill, the codebook to fill it by, and what was drawn.

Protects: the same release, number and seed draw the same figures on any machine, and nobody chooses. The sheet shows
where to look and nothing of what the warehouse found there: value, measure, offence, period, unit and scope are not in
it; nor is the source's title, which is ours and tells most of them; nor our transcripts. What is judged is what the
warehouse says, field by field as the contract tells two figures apart.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from ingest.ids import digest
from ingest.reference import FOLDER, Reference
from ingest.sources import toml_lines

SHEET, CODEBOOK, DRAW = "sheet.csv", "codebook.csv", "draw.toml"
ENCODING = "utf-8-sig"  # with the mark by which spreadsheets know UTF-8
SEVERAL = " | "  # between the figures of one place
OUR_COUNT = re.compile(r"^(?:row|line) \d+(?:, |$)")
"""How a place in our transcript begins: a number in our file, which the publisher's page does not have."""
HEAD = (
    "# What was drawn. Written by `python -m ingest audit`; docs/audit.md explains it. Whoever reads for the audit\n"
    "# has no need of it: digests tell only whether a figure has changed since."
)
Bounds = tuple[float | None, float | None, float | None]
"""value, lowest and highest, by the contract's rule."""
Stratum = tuple[str, str]
"""Kind of source, hand."""


class TooMany(Exception):
    """More figures are asked for than there are, or none."""


class NoDraw(Exception):
    """The folder holds no draw that can be read."""


@dataclass(frozen=True)
class Quantity:
    """A printed quantity. Two are the same when they share a print or bounds: "<5" has two pairs of bounds, for whether
    it may be 0 is the source's habit and not the cell's."""

    prints: frozenset[str]
    bounds: frozenset[Bounds]

    def is_same_as(self, other: Quantity) -> bool:
        return bool(self.prints & other.prints or self.bounds & other.bounds)


@dataclass(frozen=True)
class Meaning:
    """What a number counts: all that the contract tells two figures of one force apart by. "" for none."""

    unit: str
    measure: str
    offence: str
    period: str
    scope: str
    breakdown: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """In the order of `MEANS`, each as one text."""
        return (self.unit, self.measure, self.offence, self.period, self.scope, "; ".join(self.breakdown))


MEANS = tuple(field.name for field in fields(Meaning))
"""The columns of a meaning, as the sheet names them."""
GIVEN = (
    "place", "figure", "published_by", "url", "reference", "document", "page", "locator", "force", "numbers",
)  # fmt: skip
FILLED = ("value", *MEANS, "note")
COLUMNS = (*GIVEN, *FILLED)


@dataclass(frozen=True)
class Reading:
    """One number, as a person read it or as the warehouse holds it: what it counts, and its print."""

    quantity: Quantity
    meaning: Meaning
    text: str


@dataclass(frozen=True)
class Place:
    """Where a person looks, in the order in which a person goes through a sheet. `published_by`: whose page it is (the
    paper, where the figure was read in one). `document` and `page` are of a document that is here, "" for a transcript:
    that is ours, and holds what the reader must not see."""

    published_by: str
    url: str
    reference: str
    document: str
    page: str
    locator: str
    force: str


@dataclass(frozen=True)
class Held(Reading):
    """One figure as the warehouse has it. `digest` changes with what it says, and with nothing else."""

    figure_id: str
    source_id: str
    source_kind: str
    hand: str
    force_id: str
    place: Place
    is_in_force: bool

    @property
    def digest(self) -> str:
        return digest(
            self.figure_id, *self.meaning.parts, sorted(self.quantity.prints), sorted(map(str, self.quantity.bounds))
        )

    @property
    def stratum(self) -> Stratum:
        return self.source_kind, self.hand


@dataclass(frozen=True)
class Draw:
    """What was drawn from a release. `sizes`: how many figures each stratum has, drawn from or not."""

    release: str
    seed: int
    figures: tuple[Held, ...]
    sizes: Mapping[Stratum, int]


@dataclass(frozen=True)
class DrawnFigure:
    """A drawn figure as the folder keeps it: by id, with its place's number and a digest of what it said."""

    figure_id: str
    place: str
    stratum: Stratum
    digest: str


@dataclass(frozen=True)
class Drawn:
    """What a folder's `draw.toml` keeps. `sizes`: the figures of each stratum in the release; `places`: each place's
    number with the force or area and how many numbers are to be found there."""

    release: str
    sample: int
    seed: int
    sizes: Mapping[Stratum, int]
    figures: tuple[DrawnFigure, ...]
    places: Mapping[str, tuple[str, int]]


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the reference file that a reader may write instead of a value."""
    return tuple(tomllib.loads((FOLDER / "audit_words.toml").read_text(encoding="utf-8"))[name])


def printed_form(text: str | None) -> str:
    """A print without what says nothing: case and white space."""
    return " ".join((text or "").split()).casefold()


def held(con: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every printed figure of a release, in the order of ids. A disputed row is two places' prints and no reading of
    one; a rejected one is a person's ruling that nothing is printed there."""
    cursor = con.execute("from all_figures where not is_disputed and status <> 'rejected' order by figure_id")
    names = [column[0] for column in cursor.description or []]
    return [_held(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def in_force(figures: Sequence[Held]) -> list[Held]:
    """Those from which is drawn."""
    return [one for one in figures if one.is_in_force]


def _held(row: Mapping[str, Any]) -> Held:
    is_transcript = row["method"] == "transcript"
    place = Place(
        published_by=row["read_in"] or row["compiled_by"] or "",
        url=row["source_url"] or "",
        reference=row["reference"] or "",
        document="" if is_transcript else row["document"],
        page="" if is_transcript or row["page"] is None else str(row["page"]),
        locator=OUR_COUNT.sub("", row["locator"]) if is_transcript else row["locator"],
        force=row["force"],
    )
    labels = tuple(sorted(printed_form(label) for label in (row["dimensions"] or {}).values()))
    return Held(
        _quantity(row),
        Meaning(row["unit"], row["measure_id"], row["offence_id"] or "", row["period_id"], row["scope"] or "", labels),
        row["value_text"] or "nothing",
        row["figure_id"],
        row["source_id"],
        row["source_kind"],
        row["hand"],
        row["force_id"],
        place,
        row["status"] == "current",
    )


def _quantity(row: Mapping[str, Any]) -> Quantity:
    """By its bounds; what prints no number (a mark, a blank cell, an estimate) by its print or its symbol."""
    text, symbol = printed_form(row["value_text"]), row["symbol"]
    prints = {text} if text else set(words("blank_cell"))
    if symbol and not any(letter.isdigit() for letter in text):
        prints.add(symbol)
    bounds = (row["value"], row["value_low"], row["value_high"])
    is_bounded = any(bound is not None for bound in bounds) and symbol not in prints
    return Quantity(frozenset(prints), frozenset({bounds} if is_bounded else ()))


def draw(figures: Sequence[Held], n: int, seed: int, release: str) -> Draw:
    """`n` of the figures, in the order of ids. Within a stratum figures stand in the order of a digest of release, seed
    and id, and the first are drawn: no generator of one library's version has a say in it. TooMany where there are
    fewer."""
    if not 1 <= n <= len(figures):
        raise TooMany(
            f"--sample {n}: the release has {len(figures)} figures in force that are not disputed. Ask for 1 to "
            f"{len(figures)}."
            if figures
            else f"--sample {n}: the release has no figure in force to draw from."
        )

    def order(one: Held) -> str:
        return hashlib.sha256(f"{release} {seed} {one.figure_id}".encode()).hexdigest()

    strata: dict[Stratum, list[Held]] = defaultdict(list)
    for one in figures:
        strata[one.stratum].append(one)
    sizes = {stratum: len(strata[stratum]) for stratum in sorted(strata)}
    shares = shared_out(sizes, n).items()
    drawn = [one for stratum, count in shares for one in sorted(strata[stratum], key=order)[:count]]
    return Draw(release, seed, tuple(sorted(drawn, key=lambda one: one.figure_id)), sizes)


def shared_out(sizes: Mapping[Stratum, int], n: int) -> dict[Stratum, int]:
    """How many each stratum gives: in proportion to its size (largest remainders), and at least one where `n` allows,
    so that no kind of source goes unread. Equal remainders go to the larger stratum, then by name."""
    whole = sum(sizes.values())
    least = 1 if n >= len(sizes) else 0
    given = {stratum: max(least, n * size // whole) for stratum, size in sizes.items()}

    def surplus(stratum: Stratum) -> tuple[float, int, Stratum]:
        return given[stratum] - n * sizes[stratum] / whole, -sizes[stratum], stratum

    while sum(given.values()) < n:
        given[min((one for one in sizes if given[one] < sizes[one]), key=surplus)] += 1
    while sum(given.values()) > n:
        # The least ones were more than their share: the largest stratum gives way, for it feels it least.
        given[max((one for one in sizes if given[one] > least), key=lambda one: (given[one], one))] -= 1
    return given


def folder_name(release: str, sample: int, seed: int) -> str:
    return f"{release}-n{sample}-s{seed}"


def files(drawn: Draw, everything: Sequence[Held], reference: Reference) -> dict[str, bytes]:
    """The files of a new draw by name. `everything`: all that is printed in the release, to know how many numbers stand
    at each place; the same said twice is one."""
    by_place: dict[tuple[str, Place], list[Held]] = defaultdict(list)
    for one in drawn.figures:
        by_place[one.source_id, one.place].append(one)
    at_place: dict[tuple[str, Place], set[tuple[Meaning, Quantity]]] = defaultdict(set)
    for one in everything:
        at_place[one.source_id, one.place].add((one.meaning, one.quantity))
    order = sorted(by_place, key=lambda key: (astuple(key[1]), key[0]))
    rows = [
        [f"P{n}", SEVERAL.join(one.figure_id for one in by_place[key]), *astuple(key[1]), str(len(at_place[key]))]
        for n, key in enumerate(order, 1)
    ]
    kept = {f"P{n}": (by_place[key], len(at_place[key])) for n, key in enumerate(order, 1)}
    return {
        SHEET: _csv([list(COLUMNS), *([*row, *("" for _ in FILLED)] for row in rows)]),
        CODEBOOK: _csv(_codebook(reference)),
        DRAW: _draw_text(drawn, kept).encode(),
    }


def read_draw(folder: Path) -> Drawn:
    """What was drawn in a folder. NoDraw where it holds none."""
    try:
        kept = tomllib.loads((folder / DRAW).read_text(encoding="utf-8"))
        return Drawn(
            kept["release"],
            kept["sample"],
            kept["seed"],
            {(one["kind"], one["hand"]): one["figures_in_release"] for one in kept["stratum"]},
            tuple(
                DrawnFigure(one["id"], one["place"], (one["kind"], one["hand"]), one["digest"])
                for one in kept["figure"]
            ),
            {one["id"]: (one["force_id"], one["numbers"]) for one in kept["place"]},
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise NoDraw(
            f"{folder / DRAW}: is no draw that this version can read ({type(error).__name__}: {error}). Name a folder "
            "that `audit --sample N --seed S` made, or draw again."
        ) from error


def _draw_text(drawn: Draw, places: Mapping[str, tuple[Sequence[Held], int]]) -> str:
    text = [HEAD, *toml_lines.lines({"release": drawn.release, "sample": len(drawn.figures), "seed": drawn.seed})]
    for (kind, hand), size in drawn.sizes.items():
        count = sum(one.stratum == (kind, hand) for one in drawn.figures)
        text += toml_lines.entry("stratum", {"kind": kind, "hand": hand, "figures_in_release": size, "drawn": count})
    for name, (figures, numbers) in places.items():
        text += toml_lines.entry("place", {"id": name, "force_id": figures[0].force_id, "numbers": numbers})
    for name, (figures, _) in places.items():
        for one in figures:
            kept = {"id": one.figure_id, "place": name, "kind": one.source_kind, "hand": one.hand, "digest": one.digest}
            text += toml_lines.entry("figure", kept)
    return "\n".join(text) + "\n"


def _codebook(reference: Reference) -> Iterable[list[str]]:
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
