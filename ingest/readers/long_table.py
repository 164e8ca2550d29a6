"""A workbook whose sheets are one long table of official statistics -> Blocks: the cells of the rows that are within
the subject, each under its heading and with its address.

Protects: such a table has hundreds of thousands of rows, so they are read one after another and only those with a code
of offences.csv are kept; how many were left aside is said. What a row means is for `ingest/official` to say.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ingest import workbook
from ingest.model import Blocks, Cell, Line, Problem, Table, Unreadable
from ingest.workbook.sheets import address, sheet_rows

if TYPE_CHECKING:
    from ingest.official.maps import Columns, Value

KINDS = ("ods", "xlsx")
LOOKED_AT = 400  # rows of all sheets together: cover, contents and notes come before the first long sheet
HEADING_WITHIN = 30  # rows of a sheet: a title and some words may stand above the heading
MOST_LINES = 2_000  # of words beside the tables: notes have some dozens


def sniff(data: bytes, name: str) -> bool:
    """Whether one of a workbook's first rows is the heading of a table that a map describes."""
    if workbook.kind_of(data, name) not in KINDS:
        return False
    from ingest.official import maps
    from ingest.official.maps import find_columns

    try:
        first = islice(sheet_rows(workbook.open_sheets(data), []), LOOKED_AT)
        return any(find_columns(values, maps.load()) is not None for _, _, values in first)
    except Exception:  # whatever is wrong with it, the workbook's own reader says it in words
        return False


def read(data: bytes, name: str) -> Blocks:
    """The kept rows' cells, the sheets as tables, and the words of the other sheets as lines. Raises Unreadable."""

    problems: list[Problem] = []
    found = _Found()
    try:
        for sheet, number, values in sheet_rows(workbook.open_sheets(data), problems):
            found.take(sheet, number, values)
    except RecursionError as error:
        raise Unreadable("is damaged: its parts lie too deep in one another. Open it and save it again.") from error
    kind = workbook.kind_of(data, name) or "ods"
    return Blocks(
        workbook.MEDIA_TYPES[kind],
        text="\n".join(line.text for line in found.lines),
        lines=tuple(found.lines),
        tables=tuple(found.tables),
        cells=tuple(found.cells),
        problems=(*problems, *found.problems, *found.left_aside()),
    )


class _Found:
    """What was found so far, row by row: the sheet that is read, its columns, and what is kept of it."""

    def __init__(self) -> None:
        from ingest import reference as reference_data
        from ingest.official import maps

        self.maps = maps.load()
        self.plain_code = maps.plain_code
        self.codes = maps.subject_codes(reference_data.load())
        self.sheet: str | None = None
        self.columns: Columns | None = None
        self.heads: dict[int, str] = {}
        self.rows_of_sheet = self.length = self.read = self.kept = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.cells: list[Cell] = []
        self.problems: list[Problem] = []
        self.other_codes: set[str] = set()

    def take(self, sheet: str, number: int, values: tuple[Value, ...]) -> None:
        if sheet != self.sheet:
            self.sheet, self.columns, self.rows_of_sheet = sheet, None, 0
        self.rows_of_sheet += 1
        if self.columns is None:
            if self.rows_of_sheet > HEADING_WITHIN or not self._is_heading(sheet, number, values):
                self._words(values)
        elif self.columns.wrong is None:
            self._row(number, values)

    def _is_heading(self, sheet: str, number: int, values: tuple[Value, ...]) -> bool:
        from ingest.official.maps import find_columns

        columns = find_columns(values, self.maps)
        if columns is None:
            return False
        self.columns = columns
        self.heads = {at: str(values[at]) for at in columns.wanted}
        self.tables.append(Table(len(self.tables) + 1, sheet=sheet))
        if columns.wrong:
            message = f"sheet {sheet} was not read: {columns.wrong}."
            self.problems.append(Problem("error", message, f"sheet {sheet}, row {number}", rule="table-not-known"))
        return True

    def _row(self, number: int, values: tuple[Value, ...]) -> None:
        """A row with a code of the subject is kept, and one without a code, which is a problem or a note below."""
        assert self.columns is not None
        at = self.columns.axes["code"]
        code = self.plain_code(values[at] if at < len(values) else None)
        if not code and sum(value is not None for value in values) == 1:
            self._words(values)
            return
        self.read += 1
        if code and code not in self.codes:
            self.other_codes.add(code)
            return
        self.kept += 1
        n = len(self.tables)
        for column, head in self.heads.items():
            value = values[column] if column < len(values) else None
            self.cells.append(Cell(n, number, head, printed(value), ref=address(number, column + 1)))

    def _words(self, values: tuple[Value, ...]) -> None:
        text = " ".join(printed(value) for value in values if value is not None)
        text = " ".join(text.split())
        if text and len(self.lines) < MOST_LINES:
            self.lines.append(Line(len(self.lines) + 1, text, self.length, self.length + len(text)))
            self.length += len(text) + 1

    def left_aside(self) -> tuple[Problem, ...]:
        """How much of the table is within the subject, as one note."""
        words = (
            f"{self.kept:,} of {self.read:,} rows carry a code of ingest/reference/offences.csv and were read; the "
            f"others have {len(self.other_codes):,} codes that are outside the subject."
        )
        return (Problem("note", words, rule="outside-the-subject"),) if self.read else ()


def printed(value: Value) -> str:
    """A cell's value as words: a whole number by its digits."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(int(value)) if float(value).is_integer() else repr(value)
