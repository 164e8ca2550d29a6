"""Figures and sources made for tests: every part has a default, so that a test says only what it is about."""

from __future__ import annotations

from ingest.ids import digest
from ingest.model import Figure, Value
from ingest.order import Placed
from ingest.period_ids import period_of_id
from ingest.sources import Source


def value(low: float | None, high: float | None = None, *, symbol: str | None = None, text: str | None = None) -> Value:
    """An exact value of one number, an interval of two, an estimate of None with a symbol."""
    if symbol == "[e]":
        return Value(None, None, None, symbol, text or "about some")
    if high is None and symbol is None:
        return Value(low, low, low, None, text or f"{low:g}")
    return Value(None, low, high, symbol, text or f"{low} to {high}")


def figure(name: str = "a", **changes: object) -> Figure:
    period = period_of_id(str(changes.pop("period", "2019/20")))
    parts: dict[str, object] = {
        "figure_id": digest("test", name),
        "force_id": "kent",
        "question": None,
        "measure_id": "offences_recorded",
        "unit": "offences",
        "offence_id": "soa2003_s15a",
        "scope": None,
        "dimensions": (),
        "period": period,
        "value": value(5),
        "locator": "row 1",
        "method": "transcript",
    }
    return Figure(**(parts | changes))  # type: ignore[arg-type]


def source(name: str = "kent~1", kind: str = "charity", **changes: object) -> Source:
    parts: dict[str, object] = {
        "source_id": name,
        "folder": name.replace("~", "/"),
        "force_ids": (),
        "reference": None,
        "title": name,
        "kind": kind,
        "publisher": "A charity",
        "read_in": None,
        "read_part": "opening",
        "url": None,
        "law": None,
        "campaign_id": None,
    }
    return Source(**(parts | changes))  # type: ignore[arg-type]


def placed(name: str = "a", *, of: Source | None = None, hand: str = "own_transcript", **changes: object) -> Placed:
    of = of or source()
    return Placed(figure(name, **changes), of, f"{of.folder}/transcript.csv", hand, of.kind, of.publisher, of.read_in)


def at_least(low: float) -> Value:
    return Value(None, low, None, None, f"at least {low:g}")
