"""A draw -> the folder that two people work in: the sheet to fill, the codebook to fill it by, and what was drawn.

Protects: the sheet shows where to look and nothing of what the warehouse found there. Value, measure, offence, period,
unit and scope are not in it; nor is the source's title, which is ours and tells most of them; nor our transcripts.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from ingest import toml_text
from ingest.audit.draw import Draw, Stratum
from ingest.audit.held import Held, Place, numbers_at
from ingest.audit.said import MEANS
from ingest.reference import Reference

SHEET, CODEBOOK, DRAW = "sheet.csv", "codebook.csv", "draw.toml"
GIVEN = (
    "place", "figure", "published_by", "url", "reference", "document", "page", "locator", "force", "numbers",
)  # fmt: skip
FILLED = ("value", *MEANS, "note")
COLUMNS = (*GIVEN, *FILLED)
ENCODING = "utf-8-sig"  # with the mark by which spreadsheets know UTF-8
SEVERAL = " | "  # between the figures of one place


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

    @property
    def gone(self) -> int:
        """How many figures were drawn and went since with what was erased (docs/erase.md)."""
        return self.sample - len(self.figures)


class NoDraw(Exception):
    """The folder holds no draw that can be read."""


def folder_name(release: str, sample: int, seed: int) -> str:
    return f"{release}-n{sample}-s{seed}"


def files(drawn: Draw, everything: Sequence[Held], reference: Reference) -> dict[str, bytes]:
    """The files of a new draw by name. `everything`: all that is printed in the release, to know how many numbers stand
    at each place."""
    by_place: dict[tuple[str, Place], list[Held]] = defaultdict(list)
    for one in drawn.figures:
        by_place[one.source_id, one.place].append(one)
    order = sorted(by_place, key=lambda key: (astuple(key[1]), key[0]))
    named = {key: f"P{number}" for number, key in enumerate(order, 1)}
    numbers = numbers_at(list(everything))
    rows = [
        [named[key], SEVERAL.join(one.figure_id for one in by_place[key]), *astuple(key[1]), str(numbers[key])]
        for key in order
    ]
    return {
        SHEET: _csv([list(COLUMNS), *([*row, *("" for _ in FILLED)] for row in rows)]),
        CODEBOOK: _csv(_codebook(reference)),
        DRAW: _draw_text(drawn, {named[key]: (by_place[key], numbers[key]) for key in order}).encode(),
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
    strata = drawn.sizes
    text = [
        "# What was drawn. Written by `python -m ingest audit`; docs/audit.md explains it. Whoever reads for the audit",
        "# has no need of it: digests tell only whether a figure has changed since.",
        *toml_text.lines({"release": drawn.release, "sample": len(drawn.figures), "seed": drawn.seed}),
    ]
    for kind, hand in strata:
        counts = {"figures_in_release": strata[kind, hand], "drawn": _drawn_of(drawn, (kind, hand))}
        text += toml_text.entry("stratum", {"kind": kind, "hand": hand, **counts})
    for name, (figures, numbers) in places.items():
        text += toml_text.entry("place", {"id": name, "force_id": figures[0].force_id, "numbers": numbers})
    for name, (figures, _) in places.items():
        for one in figures:
            kept = {"id": one.figure_id, "place": name, "kind": one.source_kind, "hand": one.hand, "digest": one.digest}
            text += toml_text.entry("figure", kept)
    return "\n".join(text) + "\n"


def _drawn_of(drawn: Draw, stratum: Stratum) -> int:
    return sum((one.source_kind, one.hand) == stratum for one in drawn.figures)


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
