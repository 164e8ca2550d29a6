"""Values -> the rows of each table of schema.sql, in an order that any machine repeats; rows -> the warehouse's file:
built beside, checked, swapped in. A build killed at any moment leaves the old one whole: its place is taken in one
rename.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb

from ingest import __version__
from ingest.model import Period, Row, Stop, fields_of, period_of_id, row_of
from ingest.phrases.periods import days
from ingest.reference import Reference, toml
from ingest.settle.order import Placed
from ingest.settle.queries import Tables, quoted, settle
from ingest.settle.rulings import Everything
from ingest.sources import SOURCE_FILE, Failure
from ingest.warehouse import releases
from ingest.warehouse.releases import release_digest

HERE = Path(__file__).parent
BUILDING = ".building-"

SETTINGS = (
    "set threads = 1",  # a thread takes 122,880 rows at a time, few tables have more: a second is only in the way
    "set disabled_compression_methods = 'fsst'",  # tried on every column and chosen for none, at a third of the writing
)

STORED_BY = "force_id, measure_id, offence_id, period_id, figure_id"
"""How figures lie in the file: for a force, or for what it counted, the other columns are read in few places."""


def build(
    everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path, erased: Sequence[Row] = (),
    is_still_so: Callable[[], bool] = lambda: True, then: Callable[[], None] = lambda: None,
) -> str | None:  # fmt: skip
    """Write the warehouse at `path` and return its release. `erased`: the rows of what is no longer in `everything`.
    `is_still_so` is asked when nobody else can swap or erase any more; where it says no, the old one is left and None
    returned; `then` is done before anybody else can. Raises Stop or OSError and leaves the old one."""
    return swapped_in(path, lambda beside: _write(everything, failures, reference, beside, erased), is_still_so, then)


def swapped_in(
    path: Path, write: Callable[[Path], str], is_still_so: Callable[[], bool] = lambda: True,
    then: Callable[[], None] = lambda: None,
) -> str | None:  # fmt: skip
    """Have a warehouse written beside the one at `path`, look at it and let it take its place: what `write` returned,
    its release. `is_still_so`, `then`, and what is raised: as `build`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    releases.clear_killed(path.parent, f"{BUILDING}*")
    with tempfile.TemporaryDirectory(prefix=BUILDING, dir=path.parent) as folder:
        beside = Path(folder) / path.name
        with releases.in_use(Path(folder)):
            release = write(beside)
            _look(beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            with releases.alone(path):
                if not is_still_so():
                    return None
                os.replace(beside, path)
                then()
    return release


def clear_left(folder: Path) -> None:
    """Take away what builds that were killed left beside a warehouse, however lately. Raises OSError."""
    for left in folder.glob(f"{BUILDING}*"):
        with suppress(FileNotFoundError):
            if not releases.is_in_use(left):
                shutil.rmtree(left)


def _write(
    everything: Everything, failures: Sequence[Failure], reference: Reference, path: Path, erased: Sequence[Row]
) -> str:
    with _begun(path, reference) as con:
        con.execute("begin")  # one transaction: hundreds of small ones cost more than all the rows
        tables = Tables(con, path.parent)
        tables.insert("erased", erased)
        fill(tables, everything, failures, reference)
        con.execute("alter table placed drop column doubt")
        release = release_digest(con, {"all_figures": "placed"})
        con.execute(
            f"insert into all_figures by name select *, ? as release from placed order by {STORED_BY}", [release]
        )
        named = {"release": release, "built_at": datetime.now(UTC).replace(tzinfo=None), "version": __version__}
        con.execute((HERE / "release.sql").read_text(encoding="utf-8"), named)
        con.execute("commit; checkpoint")
    return release


_begun_before = WeakKeyDictionary[Reference, bytes]()  # who builds again, as the desk, has the file as it begins


def _begun(path: Path, reference: Reference) -> duckdb.DuckDBPyConnection:
    """A connection to a new file, the warehouse of no source, with the reference data. It is to be closed."""
    if begun := _begun_before.get(reference):
        path.write_bytes(begun)
    con = duckdb.connect()
    for setting in SETTINGS:
        con.execute(setting)
    con.execute(
        f"attach {quoted(str(path))} as warehouse (storage_version '{releases.STORAGE_VERSION}'); use warehouse"
    )
    if not begun:
        con.execute("begin")
        make_tables(con)
        for table, rows in reference_rows(reference).items():
            Tables(con, path.parent).insert(table, rows)
        con.execute("commit; checkpoint")
        _begun_before[reference] = path.read_bytes()
    return con


def make_tables(con: duckdb.DuckDBPyConnection) -> None:
    """The tables and views of a warehouse, without rows, and what they mean."""
    for name in ("schema.sql", "views.sql"):
        con.execute((HERE / name).read_text(encoding="utf-8"))
    comment_on(con)


def fill(tables: Tables, everything: Everything, failures: Sequence[Failure], reference: Reference) -> None:
    """Fill the tables of schema.sql but reference data, `release`, and `all_figures`, whose rows wait in `placed`."""
    campaigns = reference.campaigns.values()
    named = {row["period_id"] for row in everything.outcomes}
    named |= {question.period_id for row in campaigns for question in row.questions}
    periods = {entry.figure.period.period_id: entry.figure.period for entry in everything.figures}
    periods |= {name: period_of_id(name) for name in named if name}
    tables.insert("periods", [_period(period) | {"days": days(period)} for _, period in sorted(periods.items())])
    for table, table_rows in rows_of_sources(everything).items():
        tables.insert(table, table_rows)
    tables.insert("outcomes", everything.outcomes)
    tables.insert("subjects", subject_rows(everything, reference))
    failed = [{"place": failure.place, "message": failure.message} for failure in failures]
    settle(tables, [figure_row(entry) for entry in everything.figures], everything.problems, failed, reference)


def comment_on(con: duckdb.DuckDBPyConnection, is_lake: bool = False) -> None:
    """COMMENT ON every table, view and column, from dictionary.toml; a column that it does not explain stops the build.
    A lake takes none on macros and on the columns of views."""
    dictionary = toml(HERE / "dictionary.toml")
    shared = dictionary["columns"]
    macros = {} if is_lake else dictionary["macros"]
    here = "where database_name = current_database() and not internal"
    columns: dict[str, list[str]] = dict(
        con.execute(f"select table_name, list(column_name) from duckdb_columns() {here} group by all").fetchall()
    )
    views = {name for (name,) in con.execute(f"select view_name from duckdb_views() {here}").fetchall()}
    comments = [f"comment on macro table {name} is {_comment(said)};" for name, said in macros.items()]
    for name in columns:
        kind = "view" if name in views else "table"
        entry = dictionary["relations"].get(name)
        if entry is None:
            raise Stop(f"dictionary.toml does not explain {name}")
        comments.append(f"comment on {kind} {name} is {_comment(entry['comment'])};")
        for column in () if is_lake and kind == "view" else columns[name]:
            words = entry.get(column) or shared.get(column)
            if words is None:
                raise Stop(f"dictionary.toml does not explain {name}.{column}")
            comments.append(f"comment on column {name}.{column} is {_comment(words)};")
    con.execute("\n".join(comments))


def _comment(words: str) -> str:
    return quoted(" ".join(words.split()))


def _look(path: Path) -> None:
    """The last look before the swap: the file opens by itself and its public views answer."""
    with duckdb.connect(str(path), read_only=True) as con:
        twice = con.execute(
            "select force_id, measure_id from figures "
            "group by force_id, measure_id, unit, offence_id, scope, dimensions, period_id having count(*) > 1"
        ).fetchall()
        if twice:
            raise Stop(f"the same figure is in force twice, for instance {twice[0]}")
        if con.execute("select count(*) from release").fetchone() != (1,):
            raise Stop("there is not exactly one release")


def rows_of_sources(everything: Everything) -> dict[str, list[dict[str, Any]]]:
    sources, documents = [], []
    for reading in everything.readings:
        source = reading.source
        # A document that is here is read as a whole, by the program; of what was typed only a person knows the part.
        typed = [d for d in reading.documents if d.form != "original" and d.path != SOURCE_FILE]
        part = "whole" if reading.documents and not typed else None
        called = {f"{name}_on": name for name in ("asked", "answered", "published", "fetched")}
        sources.append(
            fields_of(source)
            | row_of(source, source_kind="kind", **called)
            | {
                "read_part": source.read_part or part,
                "received_on": source.received or next((d.received for d in reading.documents if d.received), None),
            }
        )
        for document in reading.documents:
            id_and_path = {"document_id": f"{source.source_id}/{document.path}"}
            id_and_path |= {"source_id": source.source_id, "path": f"{source.folder}/{document.path}"}
            documents.append(fields_of(document) | id_and_path)
    return {"sources": sources, "documents": documents}


def _period(period: Period) -> dict[str, Any]:
    return row_of(period, "period_id", period_kind="kind", period_start="start", period_end="end")


def subject_rows(everything: Everything, reference: Reference) -> list[Row]:
    """What there are figures of, each measure and offence once, in the order of lists."""
    pairs = {(entry.figure.measure_id, entry.figure.offence_id) for entry in everything.figures}
    ordered = sorted(pairs, key=lambda pair: (reference.list_group(*pair), pair[0], pair[1] or ""))
    not_offered = reference.list_order.not_offered
    return [
        {
            "measure_id": measure_id,
            "offence_id": offence_id,
            "list_group": reference.list_group(measure_id, offence_id),
            "is_offered": offence_id not in not_offered,
        }
        for measure_id, offence_id in ordered
    ]


def figure_row(entry: Placed) -> Row:
    """The row of `placed`, by ids: settle/named.sql gives their names."""
    figure, source = entry.figure, entry.source
    return {
        **fields_of(figure),
        **fields_of(entry),
        "offence_as_published": figure.offence_label,
        "period_as_published": figure.period_label,
        "source_kind": entry.kind,
        "compiled_by": entry.compiler,
        **row_of(figure.value, "value", "symbol", value_low="low", value_high="high", value_text="text"),
        **row_of(source, "source_id", "reference"),
        **_period(figure.period),
        "period": None,
        "dimensions": dict(figure.dimensions),
        "source": source.title or source.source_id,
        "source_url": figure.url or source.url,
        "published_on": figure.published or source.published,
        "licence": figure.licence or source.licence,
        "read_part": source.read_part or ("whole" if entry.hand == "own_document" else None),
        "doubt": None if entry.is_disputed else figure.doubt,
        "doubts": [],
        "differs": [],
    }


def reference_rows(reference: Reference) -> dict[str, list[Row]]:
    """The tables that are the reference data itself, by name."""
    campaigns = reference.campaigns.values()
    asked = [(row.campaign_id, body) for row in campaigns for body in row.asked]
    questions = [(row.campaign_id, question) for row in campaigns for question in row.questions]
    return {
        "forces": [fields_of(force) for force in reference.forces.values()],
        "areas": [fields_of(area) for area in reference.areas.values()],
        "offences": [
            fields_of(offence)
            | {"overlaps_with": offence.overlaps, "within": sorted(reference.offence_ancestors(offence.offence_id))}
            for offence in reference.offences.values()
        ],
        "measures": [
            fields_of(measure)
            | {"within": sorted(reference.measure_ancestors(measure.measure_id))}
            | {"not_comparable_with": list(measure.not_comparable_with)}
            | {"not_comparable_because": measure.not_comparable_with}
            for measure in reference.measures.values()
        ],
        "populations": [fields_of(population) for population in reference.populations],
        "exemptions": [fields_of(exemption) for exemption in reference.exemptions],
        "symbols": [fields_of(symbol) for symbol in reference.symbols],
        "search_words": _search_words(reference),
        "campaigns": [fields_of(row) | {"requests": len(row.asked)} for row in campaigns],
        "campaign_requests": [fields_of(body) | {"campaign_id": name, "asked_on": body.on} for name, body in asked],
        "questions": [fields_of(q) | {"campaign_id": name, "question": q.label} for name, q in questions],
    }


def _search_words(reference: Reference) -> list[Row]:
    """What readers type: search_words.csv, aliases of forces, spellings of offences, each meaning once."""
    known = {(word.words.casefold(), word.kind, word.id): word.words for word in reference.search_words}
    for force in reference.forces.values():
        for alias in force.aliases:
            known.setdefault((alias.casefold(), "force", force.force_id), alias)
    for spelling in reference.spellings:
        known.setdefault((spelling.spelling.casefold(), "offence", spelling.offence_id), spelling.spelling)
    return [{"words": words, "kind": kind, "id": name} for (_, kind, name), words in known.items()]
