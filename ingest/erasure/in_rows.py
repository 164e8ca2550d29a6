"""The rows of a warehouse or of a kept release -> the ids of all that stands in what goes, and its texts.

Protects: a document is known by its content, under whatever name and in whichever source a release has it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from ingest.opened import INSIDE

SHORTEST_TRACE = 12  # code points: shorter texts stand elsewhere too
TEXTS = {"all_figures": ("quote", "note"), "outcomes": ("quote", "note", "answer_text")}
MARKS = {"all_figures": "figure_id", "outcomes": "outcome_id"}


@dataclass(frozen=True)
class Place:
    """Where it stands: in documents with these digests, of any source; in the document of this path with those inside
    it; or anywhere in the source, where `document` is None and the digests are not of rows alone."""

    source_id: str
    document: str | None
    digests: Sequence[str]


def columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table or view; none where there is no such table: older releases lack some."""
    try:
        return [str(name) for name, *_ in con.execute(f"describe {table}").fetchall()]
    except duckdb.CatalogException:
        return []


def ids_in(con: duckdb.DuckDBPyConnection, place: Place) -> tuple[list[str], list[str]]:
    """(figures, answers) that stand there. Disputed rows stand for several sources and are none of them."""
    figures, answers = (_ids(con, place, table) for table in MARKS)
    return figures, answers


def _ids(con: duckdb.DuckDBPyConnection, place: Place, table: str) -> list[str]:
    names = columns(con, table)
    if not names:
        return []
    has_digests = "sha256" in columns(con, "documents")
    by_digest = "select source_id, path from documents where list_contains($digests, sha256)"
    rows = con.execute(
        f"""
        with gone as (
            {by_digest if has_digests else "select null as source_id, null as path where $digests is null"}
            union all select $source, $document where $document is not null
        )
        select distinct r.{MARKS[table]}
        from {table} as r
        where {"not r.is_disputed and" if "is_disputed" in names else ""} (
            ($document is null and r.source_id = $source)
            or exists (
                from gone where gone.source_id = r.source_id
                and (r.document = gone.path or starts_with(r.document, gone.path || '{INSIDE}'))
            )
        )
        """,
        {"digests": list(place.digests), "source": place.source_id, "document": place.document},
    ).fetchall()
    return [str(mark) for (mark,) in rows]


def texts_of(con: duckdb.DuckDBPyConnection, ids: Collection[str]) -> set[str]:
    """What was read in words for these ids."""
    found: set[str] = set()
    for table, mark in MARKS.items():
        for name in set(TEXTS[table]).intersection(columns(con, table)):
            question = f"select distinct {name} from {table} where list_contains($ids, {mark}) and {name} is not null"
            found |= {str(text) for (text,) in con.execute(question, {"ids": sorted(ids)}).fetchall()}
    return found


def shared_in(con: duckdb.DuckDBPyConnection, texts: Collection[str], ids: Collection[str]) -> set[str]:
    """Those texts that other rows hold too: letters of many forces share their sentences."""
    found: set[str] = set()
    for table, mark in MARKS.items():
        names = [name for name in TEXTS[table] if name in columns(con, table)]
        if names and texts:
            question = f"""
                with trace as (select unnest($texts) as words),
                other as (
                    select concat_ws(chr(10), {", ".join(names)}) as words from {table}
                    where not list_contains($ids, {mark})
                )
                select t.words from trace as t where exists (from other as o where contains(o.words, t.words))
                """
            rows = con.execute(question, {"texts": sorted(texts), "ids": sorted(ids)}).fetchall()
            found |= {str(text) for (text,) in rows}
    return found
