"""A release's rows -> the figures that an audit may draw, each with what it says and the place where it was read.

Protects: what is judged is what the warehouse says, field by field as the contract tells two figures apart; a place is
told without a word of ours about what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.audit.said import Meaning, Quantity, printed_form, words
from ingest.ids import digest

OUR_COUNT = re.compile(r"^(?:row|line) \d+(?:, |$)")
"""How a place in our transcript begins: a number in our file, which the publisher's page does not have."""

ROWS = Path(__file__).parent / "held.sql"


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
class Held:
    """One figure as the warehouse has it. `digest` changes with what it says, and with nothing else."""

    figure_id: str
    source_id: str
    source_kind: str
    hand: str
    force_id: str
    place: Place
    is_in_force: bool
    meaning: Meaning
    quantity: Quantity
    text: str

    @property
    def digest(self) -> str:
        return digest(
            self.figure_id, *self.meaning.parts, sorted(self.quantity.prints), sorted(map(str, self.quantity.bounds))
        )


def held(con: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every printed figure of a release, in the order of ids. Disputed ones are none: they are two places' prints and
    no reading of one."""
    cursor = con.execute(ROWS.read_text(encoding="utf-8"))
    names = [column[0] for column in cursor.description or []]
    return [_held(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def in_force(figures: list[Held]) -> list[Held]:
    """Those from which is drawn."""
    return [one for one in figures if one.is_in_force]


def numbers_at(figures: list[Held]) -> Mapping[tuple[str, Place], int]:
    """How many numbers of one source are printed at each place, by source and place; the same said twice is one."""
    return Counter((source_id, place) for source_id, place, *_ in {_said_at(one) for one in figures})


def _said_at(one: Held) -> tuple[str, Place, Meaning, Quantity]:
    return one.source_id, one.place, one.meaning, one.quantity


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
    meaning = Meaning(
        row["unit"], row["measure_id"], row["offence_id"] or "", row["period_id"], row["scope"] or "", labels
    )
    return Held(
        row["figure_id"],
        row["source_id"],
        row["source_kind"],
        row["hand"],
        row["force_id"],
        place,
        row["is_in_force"],
        meaning,
        _quantity(row),
        row["value_text"] or "nothing",
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
