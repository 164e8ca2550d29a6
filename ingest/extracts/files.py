"""What is wanted of a view -> a CSV, JSON, Parquet or XLSX file; all public views and tables -> files, a ZIP or SQLite.

Rows are not gathered in Python: DuckDB writes CSV, JSON and Parquet itself, within its limit of memory, and a workbook
and SQLite are written row by row. Protects: a command and an address give the same bytes for the same extract, for both
write them here. In a workbook a text is never a formula, an unknown number is an empty cell with its symbol in a column
of its own, and a view that a sheet can't hold whole is refused and not cut.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from ingest.extracts import metadata
from ingest.extracts.metadata import TITLE
from ingest.extracts.wanted import WIDE_MEANINGS, CantFilter, Statement, Wanted, as_texts, statement
from ingest.settle.queries import quoted
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The ending of a file, and its media type."""
OPTIONS = {
    "csv": "format csv, header, nullstr ''",
    "json": "format json, array true",
    "parquet": "format parquet, compression zstd",
}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(con: duckdb.DuckDBPyConnection, wanted: Wanted, kind: str, path: Path) -> None:
    """Write the file at `path`. `kind`: one of KINDS. CSV as RFC 4180 has it with LF, lists as `a; b`, maps as JSON;
    Parquet has its release, day and address in its metadata. Raises CantFilter, also where a workbook can't hold the
    rows, and OSError where the disk does not take the file."""
    asked = statement(con, wanted)
    try:
        match kind:
            case "xlsx":
                write_workbook(con, wanted, asked, path)
            case "json" if wanted.by_column:
                _write_columns(con, asked, path)
            case "csv" if wanted.for_excel:
                without = path.with_suffix(".without-mark")
                _copy(con, as_texts(asked, are_guarded=True), without, OPTIONS[kind])
                with without.open("rb") as rows, path.open("wb") as marked:
                    marked.write(BYTE_ORDER_MARK)
                    shutil.copyfileobj(rows, marked)
                without.unlink()
            case "parquet":
                release = metadata.release_of(con)
                said = {"title": f"{TITLE}: {wanted.view}", "rights": metadata.RIGHTS, "release": release.name}
                said["built_at"] = f"{release.built_at:%Y-%m-%dT%H:%M:%SZ}"
                said |= {} if wanted.only else {"address": wanted.asked(kind, release.name)}
                pairs = ", ".join(f"{name}: {quoted(text)}" for name, text in said.items())
                _copy(con, asked.sql, path, f"{OPTIONS[kind]}, kv_metadata {{{pairs}}}")
            case _:
                _copy(con, as_texts(asked) if kind == "csv" else asked.sql, path, OPTIONS[kind])
    except (duckdb.IOException, FileCreateError) as problem:
        raise OSError(errno.EIO, "could not be written", str(path)) from problem


def _write_columns(con: duckdb.DuckDBPyConnection, asked: Statement, path: Path) -> None:
    """Write {"force": ["Kent Police", …], "value": [22, …]}."""
    with path.open("w", encoding="utf-8") as out:
        for n, name in enumerate(asked.columns):
            out.write(f"{',' if n else '{'}\n{json.dumps(name)}: [")
            values = con.execute(f'select to_json("{name}")::varchar from ({asked.sql})')
            comma = ""  # row by row: to gather them in one value does not keep their order
            while some := values.fetchmany(ROWS_AT_A_TIME):
                out.write(comma + ",".join(value or "null" for (value,) in some))
                comma = ","
            out.write("]")
        out.write("\n}\n")


def _copy(con: duckdb.DuckDBPyConnection, sql: str, path: Path, options: str) -> None:
    con.execute(f"copy ({sql}) to {quoted(str(path))} ({options})")


MOST_ROWS = 1_048_575
ROWS_AT_A_TIME = 5_000
NATIVE = ("DOUBLE", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP")
"""The types of columns whose values a cell holds as they are; all others are text."""
OF_WORKBOOK = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LICENCE = (
    "DATA_LICENCE.md of the project says what is whose; a source's own licence stands in its row, where it has one."
)
EMPTY = "An empty cell is unknown, never zero. Where a source says why, a symbol stands in its row:"


def write_workbook(con: duckdb.DuckDBPyConnection, wanted: Wanted, asked: Statement, path: Path) -> None:
    """Write the workbook. Raises CantFilter where there are more rows than a sheet has."""
    ((count,),) = con.execute(f"select count(*) from ({asked.sql})").fetchall()
    if count > MOST_ROWS:
        raise CantFilter(
            f"{wanted.view} has {count:,} rows here, and a sheet holds {MOST_ROWS:,}. "
            "Filter it, or take it as CSV or Parquet."
        )
    release, built_at = metadata.release_of(con)
    filters = [f"{name}={value}" for name, values in wanted.filters.items() if name != "release" for value in values]
    relation = relations()[wanted.view]
    meanings = WIDE_MEANINGS | {column.name: column.meaning for column in relation.columns}
    symbols = con.execute("select symbol, meaning from symbols order by 1").fetchall()
    symbols += con.execute("select '', unnest(notes) from release").fetchall()  # as that breaks are not all marked
    with xlsxwriter.Workbook(path, OF_WORKBOOK | {"tmpdir": str(path.parent)}) as book:
        book.set_properties({"title": TITLE, "created": built_at})  # else the time of writing: each file would differ
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})

        def texts(name: str, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
            sheet = book.add_worksheet(name)
            for n, width in enumerate(widths):
                sheet.set_column(n, n, width, wrapped)
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    sheet.write_string(r, c, text)

        which = f"{count:,} rows of {wanted.view}" + (f" with {', '.join(filters)}" if filters else "")
        sheets = "The sheet notes says what a row is, the sheet columns what each column means; the rows are in data."
        when = f"{release} of {built_at:%-d %B %Y}"
        at = (os.environ.get("DISCLOSED_BASE_URL") or "local copy, ").rstrip("/") + wanted.asked("xlsx", release)
        title = ": ".join(filter(None, (wanted.view.replace("_", " "), ", ".join(filters))))
        said = [f"To cite: Disclosed, “{title}”, release {when}, {at}.", *metadata.said_of(con, wanted)]
        cover = [TITLE, which, f"Release {when}", *said, sheets, LICENCE]
        texts("cover", (110,), [(line,) for line in cover])
        texts("notes", (16, 110), [("Notes",), ("", relation.meaning), ("", EMPTY), *symbols])
        of_a_year = "The exact number of this financial or calendar year."
        kinds = [(name, kind, meanings.get(name, of_a_year)) for name, kind in asked.columns.items()]
        texts("columns", (24, 22, 110), [("Column", "Type", "Meaning"), *kinds])
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(asked.columns) - 1)
        for c, name in enumerate(asked.columns):
            sheet.write_string(0, c, name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        rows = con.execute(as_texts(asked, besides=NATIVE))
        r = 0
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            for row in some:
                r += 1
                for c, value in enumerate(row):
                    _put(sheet, r, c, value, day)


def _put(sheet: Worksheet, r: int, c: int, value: Any, day: Any) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(r, c, value)
        case int() | float():
            sheet.write_number(r, c, value)
        case date():
            sheet.write_datetime(r, c, value, day)
        case _:
            sheet.write_string(r, c, value)


NUMBERS = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
"""The types of SQLite for those of DuckDB; everything else is TEXT."""


def write_sqlite(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the public views and tables of `con` to the SQLite file `path`, in place of one that is there: lists as `a;
    b`, maps as JSON, dates as ISO 8601, truths as 1 and 0, with the tables `relations` and `columns` of their meanings.
    Holds ROWS_AT_A_TIME rows in memory. Raises OSError and sqlite3.Error where the file can't be written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as out, out:
            out.execute("pragma journal_mode = off")
            for table in VIEWS_AND_TABLES:
                asked = statement(con, Wanted(table))
                kinds = {name: NUMBERS.get(kind, "TEXT") for name, kind in asked.columns.items()}
                rows = con.execute(as_texts(asked, besides=NUMBERS))
                insert = _make_table(out, table, kinds)
                while batch := rows.fetchmany(ROWS_AT_A_TIME):
                    out.executemany(insert, ([str(v) if isinstance(v, date) else v for v in row] for row in batch))
            # SQLite has no comments: two tables more say what a row and what a column is.
            every = relations().values()
            insert = _make_table(out, "relations", dict.fromkeys(("relation", "meaning"), "TEXT"))
            out.executemany(insert, [(relation.name, relation.meaning) for relation in every])
            insert = _make_table(out, "columns", dict.fromkeys(("relation", "column", "type", "meaning"), "TEXT"))
            out.executemany(insert, [(r.name, c.name, c.kind, c.meaning) for r in every for c in r.columns])
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _make_table(out: sqlite3.Connection, table: str, kinds: Mapping[str, str]) -> str:
    declared = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    out.execute(f'create table "{table}" ({declared})')
    return f'insert into "{table}" values ({", ".join("?" * len(kinds))})'


def write_all(
    con: duckdb.DuckDBPyConnection, folder: Path, kind: str, say: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write each view and table into the folder, beside CSV its metadata; says each. Gives the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    release = metadata.release_of(con)
    written: list[Path] = []
    for view in VIEWS_AND_TABLES:
        written.append(folder / f"{view}.{kind}")
        write(con, Wanted(view), kind, written[-1])
        ((count,),) = con.execute(f"select count(*) from {view}").fetchall()
        say(f"{written[-1]}: {count:,} rows")
    if kind == "csv":
        beside = {f"{view}.csv-metadata.json": as_json(metadata.csvw(view, release)) for view in VIEWS_AND_TABLES}
        beside["datapackage.json"] = as_json(metadata.package(release, written))
        beside["CITATION.cff"] = metadata.citation_file(release)
        for name, text in beside.items():
            written.append(folder / name)
            written[-1].write_text(text, encoding="utf-8")
    return written


def as_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_zip(path: Path, release: metadata.Release, members: list[Path]) -> None:
    """Put these files into a ZIP, which has the same bytes for the same release."""
    when = release.built_at.timetuple()[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with member.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
