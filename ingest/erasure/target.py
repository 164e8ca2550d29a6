"""An id and the warehouse -> what has to go: the rows, the documents, and texts by which to see that it is gone.

A figure goes with the document in which it stands, for its bytes would stay there; in our transcript, which is rows of
facts, it goes with its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

import duckdb

from ingest.opened import INSIDE
from ingest.sources import SOURCE_FILE

SHORTEST_TRACE = 12  # code points: shorter texts stand elsewhere too
NEAREST = 5


class NoTarget(Exception):
    """There is no source and no figure of this id; the message gives the nearest."""


@dataclass(frozen=True)
class Target:
    """`document`: the path, relative to the raw folder, of the one document that goes, None where the source goes;
    `rows`: of a transcript, the numbers of the rows that go, and the document stays. `figures`, `answers`: ids;
    `digests`: of the documents that go, `outer_digest`: of the file in which `document` is; `traces`: texts that must
    be found nowhere afterwards."""

    erased_id: str
    source_id: str
    folder: str
    document: str | None
    rows: tuple[int, ...]
    figures: tuple[str, ...]
    answers: tuple[str, ...]
    digests: tuple[str, ...]
    outer_digest: str | None
    traces: tuple[str, ...]

    @property
    def is_whole_source(self) -> bool:
        return self.document is None

    @property
    def is_rows(self) -> bool:
        return bool(self.rows)

    @property
    def is_addition(self) -> bool:
        """Whether what goes was typed into source.toml."""
        return self.is_rows and PurePosixPath(self.document or "").name == SOURCE_FILE


def find(erased_id: str, con: duckdb.DuckDBPyConnection) -> Target:
    """What goes with a source's or a figure's id. Raises NoTarget."""
    source = con.execute("select source_id, folder from sources where source_id = ?", [erased_id]).fetchone()
    if source is not None:
        return _target(con, erased_id, source[0], source[1], None, ())
    found = con.execute(
        """
        select f.source_id, s.folder, f.document, f.locator, d.form
        from all_figures as f join sources as s using (source_id)
        left join documents as d on d.source_id = f.source_id and d.path = f.document
        where f.figure_id = ? and not f.is_disputed
        """,
        [erased_id],
    ).fetchone()
    if found is None:
        raise NoTarget(_nearest(erased_id, con))
    source_id, folder, document, locator, form = found
    outer = document.partition(INSIDE)[0]
    if form != "transcript":
        return _target(con, erased_id, source_id, folder, outer, ())
    return _target(con, erased_id, source_id, folder, outer, _alike(con, erased_id, document, locator))


def _alike(con: duckdb.DuckDBPyConnection, figure_id: str, document: str, locator: str) -> tuple[int, ...]:
    """The rows of a transcript that go with one: those called the same, for only their order tells their ids apart, and
    the ids of those that stay must stay."""
    rows = con.execute(
        """
        select o.locator
        from all_figures as o, all_figures as f
        where f.figure_id = ? and o.document = f.document and not o.is_disputed and o.force_id = f.force_id
            and o.measure_id = f.measure_id and o.unit = f.unit
            and o.offence_as_published is not distinct from f.offence_as_published
            and o.period_as_published is not distinct from f.period_as_published
            and o.question is not distinct from f.question
        """,
        [figure_id],
    ).fetchall()
    return tuple(sorted({row_number(text) for (text,) in [*rows, (locator,)]}))


def row_number(locator: str) -> int:
    """Of "row 12, Table 2" 12: how a transcript names the place of a row."""
    return int(locator.partition(",")[0].removeprefix("row "))


def _target(
    con: duckdb.DuckDBPyConnection,
    erased_id: str,
    source_id: str,
    folder: str,
    document: str | None,
    rows: tuple[int, ...],
) -> Target:
    figures = _rows(con, "all_figures", "figure_id", source_id, document, rows)
    answers = _rows(con, "outcomes", "outcome_id", source_id, document, rows)
    documents = con.execute("select path, sha256 from documents where source_id = ?", [source_id]).fetchall()
    going = [(path, digest) for path, digest in documents if document is None or is_within(path, document)]
    digests = () if rows else tuple(digest for path, digest in going if not path.endswith(f"/{SOURCE_FILE}"))
    return Target(
        erased_id,
        source_id,
        folder,
        document,
        rows,
        tuple(row["figure_id"] for row in figures),
        tuple(row["outcome_id"] for row in answers),
        digests,
        next((digest for path, digest in documents if path == document), None),
        _traces(con, [*figures, *answers]),
    )


def is_within(path: str, document: str) -> bool:
    """Whether a path is that of a document or of one that came inside it."""
    return path == document or path.startswith(f"{document}{INSIDE}")


def _rows(
    con: duckdb.DuckDBPyConnection, table: str, mark: str, source_id: str, document: str | None, rows: tuple[int, ...]
) -> list[dict[str, Any]]:
    texts = ("quote", "note", "value_text") if table == "all_figures" else ("quote", "note", "answer_text")
    extra = " and not is_disputed" if table == "all_figures" else ""
    names = (mark, "document", "locator", *texts)
    found = con.execute(f"select {', '.join(names)} from {table} where source_id = ?{extra}", [source_id]).fetchall()
    listed = [dict(zip(names, row, strict=True)) for row in found]
    if document is None:
        return listed
    of_document = [row for row in listed if is_within(row["document"], document)]
    return [row for row in of_document if not rows or row_number(row["locator"]) in rows]


def _traces(con: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The texts of what goes that nothing else here has: letters of many forces share their sentences."""
    marks = [row.get("figure_id") or row.get("outcome_id") for row in rows]
    texts = {str(row[name]) for row in rows for name in ("quote", "note", "answer_text") if row.get(name)}
    found = con.execute(
        """
        with trace as (select unnest($texts) as words),
        other as (
            select concat_ws(chr(10), quote, note) as words from all_figures where not list_contains($marks, figure_id)
            union all
            select concat_ws(chr(10), quote, note, answer_text) from outcomes
            where not list_contains($marks, outcome_id)
        )
        select t.words from trace as t where not exists (from other as o where contains(o.words, t.words)) order by 1
        """,
        {"texts": sorted(text for text in texts if len(text) >= SHORTEST_TRACE), "marks": marks},
    ).fetchall()
    return tuple(words for (words,) in found)


def _nearest(erased_id: str, con: duckdb.DuckDBPyConnection) -> str:
    known = [
        row[0]
        for row in con.execute("select source_id from sources union select figure_id from all_figures").fetchall()
    ]
    near = ", ".join(get_close_matches(erased_id, known, n=NEAREST, cutoff=0.0))
    return f"{erased_id}: there is no source and no figure of this id. Nearest: {near or 'none'}."
