"""Every case of `tests/cases/text/`: a document in one form of answer, and exactly what is to be read in it.

The forces are invented, the numbers too; the forms are those that real answers take.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest import kinds as text_reader
from ingest import reference as reference_data
from ingest.answers.documents import read_thread
from ingest.model import Blocks, DocumentReading, Figure, Outcome
from ingest.reference import Force, Reference
from ingest.sources import parse_source

CASES = Path(__file__).parents[1] / "cases" / "text"
FORCES = (
    ("borsetshire", "Borsetshire Police", "England"),
    ("midsomer", "Midsomer Constabulary", "England"),
    ("felpersham", "Felpersham Police", "Scotland"),
)


@cache
def invented() -> Reference:
    """The project's reference data with forces that nobody can take for real ones."""
    reference = reference_data.load()
    added = {
        force_id: Force(force_id, name, name.split()[0], nation, None, None, "territorial", None, None, None, (), None)
        for force_id, name, nation in FORCES
    }
    return replace(reference, forces={**reference.forces, **added})


def unread(blocks: Blocks, path: str = "letter.txt") -> DocumentReading:
    """A document of which nothing is read yet."""
    return DocumentReading(path, "", blocks.media_type, "original", None, blocks)


def read_case(case: Path) -> DocumentReading:
    reference = invented()
    table = tomllib.loads((case / "source.toml").read_text(encoding="utf-8"))
    source = parse_source(table, Path(str(table["force"])) / case.name, reference)
    blocks = text_reader.read((case / "document.txt").read_bytes(), "document.txt")
    return read_thread(unread(blocks, "document.txt"), source=source, reference=reference)


def as_expected(reading: DocumentReading) -> dict[str, Any]:
    """What expected.json holds: all that a user sees of a reading, but ids."""
    return {
        "reference": reading.reference,
        "received": reading.received,
        "messages": [message.kind for message in reading.messages],
        "outcomes": [_outcome(outcome) for outcome in reading.outcomes],
        "figures": [_figure(figure) for figure in reading.figures],
        "problems": [[problem.locator, problem.message] for problem in reading.problems],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    told = {
        "question": outcome.question,
        "status": outcome.status,
        "exemptions": list(outcome.exemptions),
        "basis": outcome.exemptions_basis,
        "stage": outcome.stage,
        "is_current": outcome.is_current,
        "answered_on": outcome.answered_on,
        "cost": [outcome.cost_records, outcome.cost_minutes_each, outcome.cost_hours],
        "caveat": outcome.force_caveat,
        "locator": outcome.locator,
        "quote": outcome.quote,
        "note": outcome.note,
    }
    plain = {"exemptions": [], "stage": "response", "is_current": True, "cost": [None, None, None]}
    return {key: value for key, value in told.items() if value is not None and value != plain.get(key)}


def _figure(figure: Figure) -> dict[str, Any]:
    value = figure.value
    told = {
        "question": figure.question,
        "measure": figure.measure_id,
        "unit": figure.unit,
        "offence": figure.offence_id,
        "period": figure.period.period_id,
        "scope": figure.scope,
        "value": value.value if value.value is not None else [value.low, value.high],
        "symbol": value.symbol,
        "text": value.text,
        "stage": figure.stage,
        "status": figure.status,
        "rule": figure.rule,
        "locator": figure.locator,
        "quote": figure.quote,
    }
    plain = {"stage": "response", "status": "current"}
    return {key: value for key, value in told.items() if value is not None and value != plain.get(key)}


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert as_expected(read_case(case)) == expected
