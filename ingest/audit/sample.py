"""A release's figures -> a draw by number and seed -> the folder that two people work in: the sheet to fill, the
codebook to fill it by, and what was drawn.

Protects: the same release, number and seed draw the same figures on any machine, and nobody chooses. The sheet shows
where to look and nothing of what the warehouse found there: no value, measure, offence, period, unit or scope; and
neither our transcripts nor the source's title, which is ours and tells most of them.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from ingest.ids import digest
from ingest.model import Stop
from ingest.phrases import letters
from ingest.reference import Reference
from ingest.sources.files import write_whole, written

SHEET, CODEBOOK, DRAW = "sheet.csv", "codebook.csv", "draw.toml"
ENCODING = "utf-8-sig"  # with the mark by which spreadsheets know UTF-8
SEVERAL = " | "  # between the figures of one place
MEANS = ("unit", "measure", "offence", "period", "scope", "breakdown")
GIVEN = ("place", "figure", "published_by", "url", "reference", "document", "page", "locator", "force", "numbers")
FILLED = ("value", *MEANS, "note")
COLUMNS = (*GIVEN, *FILLED)
OUR_COUNT = re.compile(r"^(?:row|line) \d+(?:, |$)")
"""How a place in our transcript begins: a number in our file, which the publisher's page does not have."""
HEAD = (
    "# What was drawn. Written by `python -m ingest audit`; docs/audit.md explains it. Whoever reads for the audit\n"
    "# has no need of it: digests tell only whether a figure has changed since."
)
Stratum = tuple[str, str]
"""Kind of source, hand."""
Place = tuple[str, ...]
"""Where a person looks: the columns of `GIVEN` from `published_by` to `force`."""


class CantDraw(Stop):
    """More figures are asked for than there are, or the folder holds no draw that can be read: in words."""


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
    """One figure as the warehouse has it. `digest` changes with what it says, and with nothing else."""

    figure_id: str
    source_id: str
    stratum: Stratum
    place: Place
    is_in_force: bool

    @property
    def digest(self) -> str:
        return digest(self.figure_id, *self.meaning, sorted(map(str, self.quantity)))

    @property
    def address(self) -> tuple[Place, str]:
        """The place, in the order in which a person goes through a sheet, and the source that is read there."""
        return self.place, self.source_id


@dataclass(frozen=True)
class DrawnFigure:
    """A drawn figure as the folder keeps it: the number of its place, how many numbers are to be found there, and a
    digest of what the figure said."""

    figure_id: str
    place: str
    numbers: int
    stratum: Stratum
    digest: str


@dataclass(frozen=True)
class Drawn:
    """What a folder's `draw.toml` keeps. `sizes`: how many figures each stratum has in the release."""

    release: str
    seed: int
    sizes: Mapping[Stratum, int]
    figures: tuple[DrawnFigure, ...]


def words(name: str) -> tuple[str, ...]:
    """The words that a reader may write instead of a value."""
    return letters.words("audit", name)


def printed_form(text: str | None) -> str:
    """A print without what says nothing: case and white space."""
    return " ".join((text or "").split()).casefold()


def held(con: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every printed figure of a release, in the order of ids. None that is disputed, which has two places' prints, or
    rejected, where a person ruled that nothing is printed."""
    cursor = con.execute("from all_figures where not is_disputed and status <> 'rejected' order by figure_id")
    names = [column[0] for column in cursor.description or []]
    return [_held(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def in_force(figures: Sequence[Held]) -> list[Held]:
    """The figures that may be drawn."""
    return [figure for figure in figures if figure.is_in_force]


def _held(row: Mapping[str, Any]) -> Held:
    labels = sorted(printed_form(label) for label in (row["dimensions"] or {}).values())
    meaning = (row["unit"], row["measure_id"], row["offence_id"], row["period_id"], row["scope"], "; ".join(labels))
    if row["method"] == "transcript":  # it is ours, and holds what the reader must not see
        at = ("", "", OUR_COUNT.sub("", row["locator"]))
    else:
        at = (row["document"], str(row["page"] or ""), row["locator"])
    place = (row["read_in"] or row["compiled_by"], row["source_url"], row["reference"], *at, row["force"])
    return Held(
        _quantity(row),
        tuple(part or "" for part in meaning),
        row["value_text"] or "nothing",
        row["figure_id"],
        row["source_id"],
        (row["source_kind"], row["hand"]),
        tuple(part or "" for part in place),
        row["status"] == "current",
    )


def _quantity(row: Mapping[str, Any]) -> frozenset[Hashable]:
    """A number's print and bounds; of what prints none (a mark, a blank cell, an estimate) the print and the symbol."""
    text, symbol = printed_form(row["value_text"]), row["symbol"]
    prints: set[Hashable] = {text} if text else set(words("blank_cell"))
    if symbol and not any(letter.isdigit() for letter in text):
        return frozenset({*prints, symbol})
    bounds = (row["value"], row["value_low"], row["value_high"])
    is_number = symbol not in prints and any(bound is not None for bound in bounds)
    return frozenset({*prints, bounds} if is_number else prints)


def draw(figures: Sequence[Held], n: int, seed: int, release: str) -> tuple[list[Held], dict[Stratum, int]]:
    """`n` of the figures in the order of ids, and how many each stratum has. Within a stratum figures stand in the
    order of a digest of release, seed and id: no generator of one library's version has a say in it. Each stratum gives
    in proportion to its size, and the first of each goes before the second of any. CantDraw where there are fewer."""
    if not 1 <= n <= len(figures):
        raise CantDraw(
            f"--sample {n}: the release has {len(figures)} figures in force that are not disputed. Ask for 1 to "
            f"{len(figures)}."
            if figures
            else f"--sample {n}: the release has no figure in force to draw from."
        )
    strata: dict[Stratum, list[Held]] = defaultdict(list)
    for figure in sorted(figures, key=lambda held: sha256(f"{release} {seed} {held.figure_id}".encode()).digest()):
        strata[figure.stratum].append(figure)
    sizes = {stratum: len(strata[stratum]) for stratum in sorted(strata)}
    turns = (
        (nth / sizes[figure.stratum], -sizes[figure.stratum], figure.stratum, figure)
        for members in strata.values()
        for nth, figure in enumerate(members)
    )
    first = sorted(turns, key=lambda turn: turn[:3])[:n]
    return sorted((figure for *_, figure in first), key=lambda figure: figure.figure_id), sizes


def write(
    folder: Path, figures: Sequence[Held], everything: Iterable[Held], head: Mapping[str, object],
    sizes: Mapping[Stratum, int], reference: Reference,
) -> None:  # fmt: skip
    """Write the files of a new draw. `everything`: all that is printed in the release, to know how many numbers stand
    at each place; the same said twice is one. Raises OSError."""
    numbers: dict[tuple[Place, str], set[object]] = defaultdict(set)
    for figure in everything:
        numbers[figure.address].add((figure.meaning, figure.quantity))
    places: dict[tuple[Place, str], list[Held]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: (figure.address, figure.figure_id)):
        places[figure.address].append(figure)
    rows: list[Sequence[str]] = [COLUMNS]
    counts = Counter(figure.stratum for figure in figures)
    strata = [
        {"kind": kind, "hand": hand, "figures_in_release": size, "drawn": counts[kind, hand]}
        for (kind, hand), size in sizes.items()
    ]
    drawn: list[Mapping[str, object]] = []
    for n, (address, at_place) in enumerate(places.items(), 1):
        at = {"place": f"P{n}", "numbers": len(numbers[address])}
        ids = SEVERAL.join(figure.figure_id for figure in at_place)
        rows.append([f"P{n}", ids, *address[0], str(len(numbers[address])), *("" for _ in FILLED)])
        for figure in at_place:
            kind, hand = figure.stratum
            drawn.append({"id": figure.figure_id, **at, "kind": kind, "hand": hand, "digest": figure.digest})
    write_whole(folder / SHEET, _csv(rows))
    write_whole(folder / CODEBOOK, _csv(_codebook(reference)))
    write_whole(folder / DRAW, f"{HEAD}\n{written({**head, 'stratum': strata, 'figure': drawn})}".encode())


def read_draw(folder: Path) -> Drawn:
    """What was drawn in a folder. CantDraw where it holds none."""
    try:
        values = tomllib.loads((folder / DRAW).read_text(encoding="utf-8"))
        figures = (
            DrawnFigure(row["id"], row["place"], row["numbers"], (row["kind"], row["hand"]), row["digest"])
            for row in values["figure"]
        )
        sizes = {(row["kind"], row["hand"]): row["figures_in_release"] for row in values["stratum"]}
        return Drawn(values["release"], values["seed"], sizes, tuple(figures))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CantDraw(
            f"{folder / DRAW}: is no draw that this version can read ({type(error).__name__}: {error}). Name a folder "
            "that `audit --sample N --seed S` made, or draw again."
        ) from error


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
