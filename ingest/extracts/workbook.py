"""Rows of a view -> a workbook as the Government Statistical Service asks for one: a cover, notes, what the columns
mean, and the rows in a sheet of their own without merged cells.

Protects: a text is never a formula, an unknown number is an empty cell with its symbol in a column of its own, and a
view that a sheet can't hold whole is refused and not cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ingest.extracts.meaning import relations
from ingest.extracts.metadata import TITLE
from ingest.extracts.wanted import WIDE_MEANINGS, CantFilter, Statement, Wanted, as_texts

MOST_ROWS = 1_048_575
ROWS_AT_A_TIME = 5_000
NATIVE = ("DOUBLE", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP")
"""The types of columns whose values a cell holds as they are; all others are text."""
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LICENCE = (
    "DATA_LICENCE.md of the project says what is whose; a source's own licence stands in its row, where it has one."
)
EMPTY = "An empty cell is unknown, never zero. Where a source says why, a symbol stands in its row:"


def write(con: duckdb.DuckDBPyConnection, wanted: Wanted, asked: Statement, path: Path) -> None:
    """Write the workbook. Raises CantFilter where there are more rows than a sheet has."""
    (count,) = con.execute(f"select count(*) from ({asked.sql})", asked.params).fetchone() or (0,)
    if count > MOST_ROWS:
        raise CantFilter(
            f"{wanted.view} has {count:,} rows here, and a sheet holds {MOST_ROWS:,}. "
            "Filter it, or take it as CSV or Parquet."
        )
    (release, built_at) = con.execute("select release, built_at from release").fetchone() or ("", datetime.min)
    filters = [f"{name}={value}" for name, values in wanted.filters.items() if name != "release" for value in values]
    relation = relations()[wanted.view]
    meanings = WIDE_MEANINGS | {column.name: column.meaning for column in relation.columns}
    symbols = con.execute("select symbol, meaning from symbols order by 1").fetchall()
    with xlsxwriter.Workbook(path, OPTIONS | {"tmpdir": str(path.parent)}) as book:
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
        when = f"Release {release} of {built_at:%-d %B %Y}"
        texts("cover", (110,), [(TITLE,), (which,), (when,), (sheets,), (LICENCE,)])
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
        rows = con.execute(as_texts(asked, besides=NATIVE), dict(asked.params))
        r = 0
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            for row in some:
                r += 1
                for c, value in enumerate(row):
                    _put(sheet, r, c, value, day)


def _put(sheet: Worksheet, r: int, c: int, value: Any, day: Any) -> None:
    """Write a value; nothing for an unknown one."""
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
