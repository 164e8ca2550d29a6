"""An old Excel file (XLS) -> its Sheets as they are shown, by xlrd.

Protects: a formula of which the file stores no result shows nothing, and never 0 (xlrd does not tell them apart, so
the records are looked at here).
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from typing import Any

import olefile
import xlrd

from ingest.model import Unreadable
from ingest.workbook.formats import FIRST_OWN_FORMAT, GENERAL, built_in, hides_words, show
from ingest.workbook.sheets import DAMAGED, LOCKED, Sheet, SheetCell, SheetRow, Sheets, address, words_cell

FORMULA, BOUND_SHEET, END_OF_SHEET, BEGIN_OF_SHEET = 0x0006, 0x0085, 0x000A, 0x0809
RECALCULATE_ON_LOAD = 0x0001
NO_NUMBER = "#NUM!"  # as Excel shows it


def read_sheets(data: bytes, most_bytes: int = 0) -> Sheets:
    """The sheets of the file in its order. Raises Unreadable where it is damaged or locked."""
    try:
        # Ragged: else one cell far out makes every row as long as it, and a file of 5 KB two gigabytes.
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except MemoryError:
        raise
    except Exception as error:  # xlrd raises whatever its parsing meets in a damaged file
        if "encrypted" in str(error).lower():
            raise Unreadable(LOCKED) from error
        raise Unreadable(DAMAGED.format(reason=str(error) or type(error).__name__)) from error
    unreckoned = unreckoned_formulas(data)
    for index, page in enumerate(book.sheets()):
        yield _sheet(book, page, unreckoned.get(index, frozenset()))


def _sheet(book: Any, page: Any, unreckoned: frozenset[tuple[int, int]]) -> Sheet:
    hidden = (column + 1 for column, info in page.colinfo_map.items() if info.hidden or info.width == 0)
    merges = [(top + 1, bottom, left + 1, right) for top, bottom, left, right in page.merged_cells]
    return Sheet(
        page.name,
        page.visibility != 0,
        _rows(book, page, unreckoned),
        [(column, column) for column in hidden],
        merges,
        [address(row + 1, column + 1) for row, column in page.cell_note_map],
    )


def _rows(book: Any, page: Any, unreckoned: frozenset[tuple[int, int]]) -> Iterator[SheetRow]:
    for row in range(page.nrows):
        cells = (
            SheetCell(column + 1, "", doubt="no-value")
            if (row, column) in unreckoned
            else _cell(book, page.cell(row, column), column + 1)
            for column in range(page.row_len(row))
        )
        filled = tuple(cell for cell in cells if cell is not None)
        info = page.rowinfo_map.get(row)
        is_hidden = bool(info and (info.hidden or info.height == 0))
        if filled or is_hidden:
            yield SheetRow(row + 1, filled, is_hidden)


def _cell(book: Any, cell: Any, column: int) -> SheetCell | None:
    code, is_struck = _style(book, cell)
    doubt = "struck" if is_struck else ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return words_cell(column, str(cell.value), hides_words(code), is_struck)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if not math.isfinite(cell.value):
            return SheetCell(column, NO_NUMBER)  # bytes that are no number: a damaged file
        shown = show(code, float(cell.value), bool(book.datemode))
        return SheetCell(column, shown.text, shown.number, shown.doubt or doubt)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return SheetCell(column, "TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return SheetCell(column, xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return None


def _style(book: Any, cell: Any) -> tuple[str, bool]:
    """The code of a cell's number format, and whether its font strikes its words through."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return GENERAL, False
    style = book.xf_list[cell.xf_index]
    is_struck = 0 <= style.font_index < len(book.font_list) and bool(book.font_list[style.font_index].struck_out)
    key = style.format_key
    known, custom = built_in(key) if key < FIRST_OWN_FORMAT else GENERAL, book.format_map.get(key)
    return known if known != GENERAL or custom is None else str(custom.format_str), is_struck


def unreckoned_formulas(data: bytes) -> dict[int, frozenset[tuple[int, int]]]:
    """For each sheet (from 0) the cells (row and column from 0) whose formula has no stored result: none of the file's
    formulas has any but an empty text or a 0 that is to be reckoned when the file is opened. Where one has, an empty
    text is what the formula gives. Layout of the records: [MS-XLS] 2.4.127 and 2.5.133."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = next(name for name in ("Workbook", "Book") if container.exists(name))
            stream = bytes(container.openstream(name).read())
    except Exception:  # a file without a container (before Excel 5), or one that xlrd alone can follow
        return {}
    sheets = (body for kind, body in _records(stream, 0) if kind == BOUND_SHEET and len(body) > 3)
    by_sheet = {}
    for index, sheet in enumerate(sheets):
        cells = set()
        for kind, body in _records(stream, struct.unpack_from("<I", sheet)[0]):
            if kind == FORMULA and len(body) >= 16:
                row, column, _, result, flags = struct.unpack_from("<HHH8sH", body)
                is_empty = result[6:] == b"\xff\xff" and result[0] == 3
                if not is_empty and not (flags & RECALCULATE_ON_LOAD and result == bytes(8)):
                    return {}
                cells.add((row, column))
        by_sheet[index] = frozenset(cells)
    return by_sheet


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part, with those set into it (charts) left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == BEGIN_OF_SHEET:
            depth += 1
        elif kind == END_OF_SHEET:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
