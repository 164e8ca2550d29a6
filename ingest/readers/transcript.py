"""A transcript (our own CSV of what a page prints) -> Blocks: its cells, each with its row and column. A long series
has a header of its own: a row is then a force, a year and a class with the counts of its quarters.

Protects: every cell is read under the column that it stands in. A header that is not understood gives no cells at all,
because a misspelt column would empty a label and turn a part into a whole.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import Counter

from ingest.model import SERIES, Blocks, Cell, Problem, Table

MEDIA_TYPE = "text/csv"
FILE_NAME = "transcript.csv"
SERIES_COLUMNS = ("force", "financial_year", "offence_class", "q1", "q2", "q3", "q4")
DISTINCTIVE_COLUMNS = {
    "offence_as_published", "period_as_published", "value_as_published", "exemptions_basis",
    "financial_year", "offence_class",
}  # fmt: skip
REQUIRED_COLUMNS = (
    "force", "measure", "unit", "offence_as_published", "period_as_published", "value_as_published", "status",
    "exemptions", "exemptions_basis", "question", "place", "note",
)  # fmt: skip
OPTIONAL_COLUMNS = (
    "url", "published", "publisher", "read_in", "kind", "offence", "period", "scope", "reading_reason",
    "force_as_published", "stage", "symbol", "doubt",
)  # fmt: skip
MOST_WRONG = 20  # columns that are named one by one: more is no misspelling but another file
DIMENSION_COLUMN = re.compile(r"dim_[a-z][a-z0-9_]*")


def sniff(data: bytes, name: str) -> bool:
    """Whether a document is a transcript: a CSV whose header has columns that only transcripts have. A file named
    transcript.csv is meant as one, however its header is misspelt."""
    if not name.lower().endswith(".csv"):
        return False
    header = data.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    has = {cell.strip(' "\r') for cell in header.split(",")}
    return name.lower().rsplit("/", 1)[-1] == FILE_NAME or len(has & DISTINCTIVE_COLUMNS) > 1


def read(data: bytes, name: str) -> Blocks:
    """The cells of a transcript. `row` counts data rows from 1, `column` is the header's name, `ref` is the line of the
    file on which the row ends. Anything that cannot be read is a problem that names the line and what would do."""
    try:
        text = data.decode("utf-8-sig")
        lines = _lines(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _unreadable(f"is not UTF-8: byte {data[error.start]:#04x}. Save the file as UTF-8.", line)
    except csv.Error as error:
        return _unreadable(f"is not well-formed CSV ({error}). Mend the quotation marks near the end of it.", None)
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return _unreadable("holds a NUL byte, which no text has. Save the table as CSV in UTF-8.", line)
    if not lines:
        return _unreadable("is empty. A transcript opens with a header: " + ", ".join(REQUIRED_COLUMNS) + ".", None)
    header = [name.strip() for name in lines[0][1]]
    problems = _header_problems(header, lines[0][0])
    if problems:
        return Blocks(MEDIA_TYPE, problems=tuple(problems))
    return _body(header, lines[1:], text)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines of the CSV that hold anything, each with the number of the file's line on which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def _unreadable(message: str, line: int | None) -> Blocks:
    locator = f"line {line}" if line else None
    return Blocks(MEDIA_TYPE, problems=(Problem("error", message, locator, rule="unreadable-transcript"),))


def _is_series(header: list[str]) -> bool:
    return {"financial_year", "offence_class"} <= set(header)


def _header_problems(header: list[str], line: int) -> list[Problem]:
    required, optional = (SERIES_COLUMNS, ()) if _is_series(header) else (REQUIRED_COLUMNS, OPTIONAL_COLUMNS)
    known = (*required, *optional)
    wrong = []
    for name, count in Counter(header).items():
        if name not in known and not (optional and DIMENSION_COLUMN.fullmatch(name)):
            near = difflib.get_close_matches(name, known, n=1)
            meant = f" Is {near[0]} meant?" if near else ""
            breakdown = ", and dim_<name> for a breakdown" if optional else ""
            message = f"column {name!r} is not known.{meant} Known: {', '.join(known)}{breakdown}."
            wrong.append(("unknown-column", message))
        if count > 1:
            wrong.append(("column-twice", f"column {name!r} stands twice. Keep one."))
    if len(wrong) > MOST_WRONG:
        wrong[MOST_WRONG:] = [("unknown-column", f"{len(wrong) - MOST_WRONG:,} more columns are not known.")]
    missing = [name for name in required if name not in header]
    if missing:
        message = f"has no column {', '.join(missing)}. A transcript needs: {', '.join(required)}."
        wrong.append(("missing-column", message))
    return [Problem("error", message, f"line {line}", rule=rule) for rule, message in wrong]


def _body(header: list[str], lines: list[tuple[int, list[str]]], text: str) -> Blocks:
    cells: list[Cell] = []
    problems: list[Problem] = []
    for row, (line, values) in enumerate(lines, 1):
        if len(values) != len(header):
            message = (
                f"has {len(values)} cells where the header has {len(header)} (it begins {', '.join(values[:3])!r}). "
                "Put quotation marks round a cell that holds a comma."
            )
            problems.append(Problem("error", message, f"row {row} (line {line})", rule="ragged-row"))
            continue
        for name, value in zip(header, values, strict=True):
            cells.append(Cell(1, row, name, value.strip(), column_label=name, ref=f"line {line}"))
    tables = (Table(1),) if cells else ()
    method = SERIES if _is_series(header) else "text"
    return Blocks(MEDIA_TYPE, text=text, tables=tables, cells=tuple(cells), problems=tuple(problems), method=method)
