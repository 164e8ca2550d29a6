"""A release -> what goes with its files: CSV on the Web metadata, a Frictionless package, a schema.org Dataset.

Types are those of each standard: https://www.w3.org/TR/tabular-data-primer/, https://datapackage.org/standard/ and
https://schema.org/Dataset. An empty cell is a missing value in all of them. Protects: nobody takes a part for the
whole, for what an extract lacks is counted beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ingest.extracts.wanted import ORDER, WIDE, Wanted, conditions, filter_columns, statement
from ingest.reference import toml
from ingest.settle.queries import column_kinds
from ingest.warehouse.dictionary import Column, relations

SAID = toml(Path(__file__).with_suffix(".toml"))
TITLE, RIGHTS, ABOUT = SAID["title"], SAID["rights"], SAID["about"]
KEYWORDS: list[str] = SAID["keywords"]
LICENCES: dict[str, list[str]] = SAID["licences"]
"""The address of each, and what is under it."""
OGL = LICENCES["OGL-UK-3.0"][0]
TYPES = {
    "INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date",
    "TIMESTAMP": "datetime",
}  # fmt: skip
"""DuckDB's types in the words of both standards; every other is text: a list parted by "; ", or a map as JSON."""


SENTENCES = ("chain", "notes")  # lists of sentences, which hold "; " themselves: in CSV they are one text


class Release(NamedTuple):
    name: str
    built_at: datetime

    @property
    def in_names(self) -> str:
        """It and its day, as they stand in a file's name."""
        return f"{self.name}-{self.built_at:%Y-%m-%d}"


def release_of(con: duckdb.DuckDBPyConnection) -> Release:
    return Release(*con.execute("select release, built_at from release").fetchall()[0])


def csvw(view: str, release: Release) -> dict[str, Any]:
    """The metadata of `<view>.csv`, for a file that lies beside it."""
    relation = relations()[view]
    return {
        **SAID["csvw"],
        "url": f"{view}.csv",
        "dc:title": f"Disclosed: {view}",
        "dc:description": relation.meaning,
        "dc:identifier": release.name,
        "dc:issued": release.built_at.date().isoformat(),
        "dc:license": [{"@id": address} for address, _ in LICENCES.values()],
        "dc:rights": RIGHTS,
        "tableSchema": {"columns": [_csvw_column(column) for column in relation.columns]},
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    about = {"name": column.name, "titles": column.name, "dc:description": column.meaning}
    if column.kind.startswith("MAP"):
        return {**about, "datatype": "json"}
    datatype = TYPES.get(column.kind.removesuffix("[]"), "string")
    is_list = column.kind.endswith("[]") and column.name not in SENTENCES
    return {**about, "datatype": datatype, **({"separator": "; "} if is_list else {})}


def package(release: Release, files: Iterable[Path]) -> dict[str, Any]:
    return {
        **SAID["package"],
        "title": TITLE,
        "description": ABOUT,
        "version": release.name,
        "created": f"{release.built_at:%Y-%m-%dT%H:%M:%SZ}",
        "keywords": KEYWORDS,
        "licenses": [{"name": name, "path": at, "title": f"{name}: {of}"} for name, (at, of) in LICENCES.items()],
        "resources": [_resource(file) for file in files],
    }


def _resource(file: Path) -> dict[str, Any]:
    relation = relations()[file.stem]
    with file.open("rb") as rows:
        digest = hashlib.file_digest(rows, "sha256").hexdigest()
    return {
        **SAID["resource"],
        "name": relation.name,
        "path": file.name,
        "description": relation.meaning,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": "object" if column.kind.startswith("MAP") else TYPES.get(column.kind, "string"),
                    "description": column.meaning,
                }
                for column in relation.columns
            ],
            "missingValues": [""],
        },
    }


def citation_file(release: Release) -> str:
    """The release as a CITATION.cff of type dataset; that of the program is beside its code.
    https://github.com/citation-file-format/citation-file-format"""
    keywords = "".join(f"\n  - {keyword}" for keyword in KEYWORDS)
    said = {"title": TITLE, "about": ABOUT, "release": release.name, "day": release.built_at.date()}
    return Path(__file__).with_name("citation.cff").read_text(encoding="utf-8").format(keywords=keywords, **said)


def dataset(release: Release, address: str) -> dict[str, Any]:
    """A Dataset in schema.org's words, for search engines. `address`: that of the copy, without a stroke at its end."""
    return {
        **SAID["dataset"],
        "name": TITLE,
        "description": ABOUT,
        "url": f"{address}/download",
        "version": release.name,
        "dateModified": release.built_at.date().isoformat(),
        "license": [address for address, _ in LICENCES.values()],
        "keywords": KEYWORDS,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{address}/data/{name}"}
            for name, media in SAID["distribution"].items()
        ],
    }


def in_html(described: dict[str, Any]) -> str:
    """Metadata as it stands inside a script element: no word in it ends the element."""
    return json.dumps(described).replace("<", "\\u003c")


ONLY_IN_FIGURES = {
    "of areas": "area_kind <> 'force'",
    "of other periods than a year": "year is null",
    "of a part or a breakdown": "scope is not null or cardinality(dimensions) > 0",
}
"""Why a figure stands in `figures` and not in the view to start from: the first that holds."""


@dataclass(frozen=True)
class LeftOut:
    """What one filter left out of the `rows` that those before it left: `empty` have nothing in its column."""

    name: str
    rows: int
    empty: int


@dataclass(frozen=True)
class Counts:
    """`rows` of an extract, `of` so many in its view, without what the filters `left_out`. Of the rows, `ranges` have
    bounds in place of a number and `unnumbered` neither; both 0 where the view has no numbers. `elsewhere`: figures
    that fit the filters and stand in `figures` alone, by reason. `symbols`: those of its rows, with what they mean."""

    rows: int
    of: int
    left_out: tuple[LeftOut, ...]
    ranges: int
    unnumbered: int
    elsewhere: dict[str, int]
    symbols: dict[str, str]


def counts(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> Counts:
    """The counts of an extract. Raises CantFilter."""
    columns = column_kinds(con, wanted.view)
    tests = conditions(wanted, columns)
    named = filter_columns(wanted.view, columns)
    kept, asked = "true", ["count(*)"]
    for name, test in tests.items():
        lost = f"{kept} and not coalesce({test}, false)"
        asked += [f"count(*) filter ({lost})", f'count(*) filter ({lost} and "{named[name]}" is null)']
        kept += f" and coalesce({test}, false)"
    has_numbers = {"value", "value_low", "value_high"} <= set(columns)
    no_number, no_bound = "value is null", "value_low is null and value_high is null"
    for test in (f"{no_number} and not ({no_bound})", f"{no_number} and {no_bound}"):
        asked.append(f"count(*) filter ({kept} and {test})" if has_numbers else "0")
    (row,) = con.execute(f"select {', '.join(asked)} from {wanted.view}").fetchall()
    of, *lost_and_empty, ranges, unnumbered = row
    left_out = tuple(map(LeftOut, tests, lost_and_empty[::2], lost_and_empty[1::2]))
    rows = of - sum(lost.rows for lost in left_out)
    if wanted.is_wide:
        wide = statement(con, replace(wanted, columns=(), limit=None))
        ((rows,),) = con.execute(f"select count(*) from ({wide.sql})").fetchall()
    elsewhere = _elsewhere(con, wanted) if wanted.view == WIDE else {}
    marked = f"select symbol from {wanted.view} where {' and '.join(tests.values()) or 'true'}"
    asked_symbols = f"select symbol, meaning from symbols where symbol in ({marked}) order by 1"
    symbols = dict(con.execute(asked_symbols).fetchall()) if has_numbers and "symbol" in columns else {}
    return Counts(rows, of, left_out, ranges, unnumbered, elsewhere, symbols)


def _elsewhere(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> dict[str, int]:
    figures = statement(con, Wanted("figures", wanted.filters))
    cases = " ".join(f"when {test} then '{reason}'" for reason, test in ONLY_IN_FIGURES.items())
    found = con.execute(
        f"select case {cases} end as reason, count(*) from ({figures.sql}) group by 1 having reason is not null"
    )
    by_reason = dict(found.fetchall())
    return {reason: by_reason[reason] for reason in ONLY_IN_FIGURES if reason in by_reason}


MOST_SOURCES = 6  # that a citation names


def said_of(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> list[str]:
    """What a citation says of figures besides: who counted them and where each was read, those with most figures first,
    and the licences; of answers whose they are. Nothing of another view. Raises CantFilter."""
    if wanted.view in ("outcomes", "refusals"):  # answers have no licence of their own
        asked = statement(con, replace(wanted, columns=("outcome_id",)))
        named = "distinct force, title, outcomes.answered_on, source_url from outcomes join sources using (source_id)"
        held = f"select {named} where outcome_id in (select outcome_id from ({asked.sql})) order by all"
        return _sources([f"{who}: {', '.join(filter(None, rest))}" for who, *rest in con.execute(held).fetchall()])
    if wanted.view not in ORDER:
        return []
    limit = None if wanted.is_wide else wanted.limit
    asked = statement(con, replace(wanted, columns=("figure_id",), is_wide=False, limit=limit))
    held = f"from all_figures where figure_id in (select figure_id from ({asked.sql}))"
    named = "compiled_by, source, read_in, published_on, source_url"
    counted = f"select {named}, count(*) {held} group by all order by 6 desc, 1, 2, 3, 4, 5"
    sources = []
    for who, source, read_in, on, at, n, total in con.execute(f"select *, sum(#6) over () from ({counted})").fetchall():
        count = "" if n == total else "1 figure: " if n == 1 else f"{n:,} figures: "
        sources.append(f"{count}{who}: {', '.join(filter(None, (source, read_in and f'read in {read_in}', on, at)))}")
    licences = con.execute(f"select distinct licence {held} and licence is not null order by 1").fetchall()
    return [*_sources(sources), *(licence for (licence,) in licences)]


def _sources(named: list[str]) -> list[str]:
    more = [f"and {len(named) - MOST_SOURCES:,} more"] if len(named) > MOST_SOURCES else []
    return [f"Source{'s' * (len(named) > 1)}: {'; '.join(named[:MOST_SOURCES] + more)}."] if named else []
