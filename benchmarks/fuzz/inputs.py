"""Seed, reader and number -> one damaged document, the same bytes on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.fuzz.cases import Case, cases_of
from benchmarks.fuzz.containers import stream
from benchmarks.fuzz.damage import BINARY, MOST_BYTES, PLAIN, digits, several, splice
from benchmarks.fuzz.lines import LINES
from benchmarks.fuzz.mail_parts import MAIL
from benchmarks.fuzz.markup import MARKUP
from benchmarks.fuzz.packages import member
from benchmarks.fuzz.pdf_objects import pdf

PLAIN_SHARE, SPLICED_SHARE = 0.25, 0.1  # the others are damaged by what the format is made of
PACKED_PLAIN_SHARE, PACKED_SPLICED_SHARE = 0.08, 0.02  # most of what this does to a container ends at its door
CONTAINERS = ("xls", "msg", "doc")
PACKAGES = ("docx", "xlsx", "ods", "zip")


@dataclass(frozen=True)
class Input:
    """A document to read. `source`: which of the sources in reading.py it is read for."""

    name: str
    data: bytes
    source: int
    form: str = "original"


def make(seed: int, target: str, number: int) -> Input:
    """The `number`-th input of a target."""
    rng = Random(f"{seed}/{target}/{number}")
    cases = cases_of(target)
    case, other = rng.choice(cases), rng.choice(cases)
    data = _damaged(rng, target, case, other)[:MOST_BYTES]
    return Input(case.name, data, rng.randrange(1000), form_of(target))


def form_of(target: str) -> str:
    return "transcript" if target == "transcript" else "original"


def _damaged(rng: Random, target: str, case: Case, other: Case) -> bytes:
    if not case.data:
        return other.data
    way = rng.random()
    is_packed = target in PACKAGES or target in CONTAINERS
    plain, spliced = (PACKED_PLAIN_SHARE, PACKED_SPLICED_SHARE) if is_packed else (PLAIN_SHARE, SPLICED_SHARE)
    if way < plain:
        return several(rng, case.data, PLAIN if target in ("text", "transcript", "csv", "html") else BINARY)
    if way < plain + spliced:
        return splice(rng, case.data, other.data)
    if target in PACKAGES:
        return member(rng, case.data, other.data)
    if target in CONTAINERS:
        return stream(rng, case.data)
    if target == "pdf":
        data = case.data
        for _ in range(rng.choice((1, 1, 2, 4))):
            data = pdf(rng, data)
        return data
    if target in ("eml", "mbox"):
        return several(rng, case.data, (*MAIL, *LINES, digits, *(MARKUP if b"<html" in case.data else ())))
    if target == "html":
        return several(rng, case.data, MARKUP)
    if target in ("text", "transcript", "csv"):
        return several(rng, case.data, (*LINES, digits))
    return several(rng, case.data, (*BINARY, digits, digits))
