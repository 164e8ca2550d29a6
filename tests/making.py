"""Figures and sources made for tests: every part has a default, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest import reference as reference_data
from ingest.model import Blocks, DocumentReading, Figure, Outcome, Problem, Value, digest, period_of_id
from ingest.settle.order import Placed
from ingest.settle.queries import Tables
from ingest.settle.rulings import Everything, outcome_row, problem_row
from ingest.sources import Failure, Source, SourceReading
from ingest.warehouse.build import HERE, fill, reference_rows

TRANSCRIPT = DocumentReading("transcript.csv", "", "text/csv", "transcript", None, Blocks("text/csv"))


COLUMNS = (
    "force,measure,unit,offence_as_published,period_as_published,value_as_published,status,exemptions,exemptions_basis,"
    "question,place,note"
)


def put_transcript(folder: Path, head: str, *rows: str, more: str = "", name: str = "transcript.csv") -> Path:
    """A source of one transcript: what stands above the document in its source.toml, and the rows. `more`: columns
    beside the usual ones. Gives the source.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    toml = folder / "source.toml"
    toml.write_text(f'{head}\n[[document]]\npath = "{name}"\nform = "transcript"\n')
    (folder / name).write_text("\n".join([COLUMNS + more, *rows, ""]))
    return toml


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


def settled(
    figures: Sequence[Placed] = (),
    *,
    sources: Sequence[Source] = (),
    outcomes: Sequence[tuple[Outcome, Source]] = (),
    problems: Sequence[tuple[Problem, Source]] = (),
    failures: Sequence[Failure] = (),
    documents: Mapping[str, DocumentReading] | None = None,
) -> duckdb.DuckDBPyConnection:
    """The tables of a warehouse in memory with these figures (`placed`, in order already), settled; until the next
    call. `documents`: of a source by its
    id."""
    named = [*sources, *(entry.source for entry in figures), *(of for _, of in (*outcomes, *problems))]
    by_id = {one.source_id: one for one in named}
    readings = [
        SourceReading(one, (documents[name],) if documents and name in documents else ()) for name, one in by_id.items()
    ]
    everything = Everything(
        tuple(readings),
        tuple(figures),
        tuple(outcome_row(one, of, TRANSCRIPT, reference_data.load()) for one, of in outcomes),
        tuple(problem_row(one, of, TRANSCRIPT.path) for one, of in problems),
    )
    con = _with_reference()
    con.execute("rollback; begin")
    with TemporaryDirectory() as folder:
        fill(Tables(con, Path(folder)), everything, failures, reference_data.load())
    return con


def published(figures: Sequence[Placed]) -> duckdb.DuckDBPyConnection:
    """The same with the views that a reader asks, in memory: no file, no comments; until the next call."""
    con = settled(figures)
    con.execute("insert into all_figures by name select * exclude (doubt), 'a-test' as release from placed")
    con.execute((HERE / "views.sql").read_text(encoding="utf-8"))
    return con


@cache
def _with_reference() -> duckdb.DuckDBPyConnection:
    """One for all tests: what they fill is rolled back before the next."""
    con = duckdb.connect()
    con.execute("set threads = 1")
    con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        for table, rows in reference_rows(reference_data.load()).items():
            Tables(con, Path(folder)).insert(table, rows)
    con.execute("begin")
    return con
