"""An old Excel file (XLS) -> its sheets' rows as they are shown (see `rows.py`), by xlrd.

Protects: a formula of which the file stores no result shows nothing, and never 0 (xlrd does not tell them apart, so
the records are looked at here).
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from typing import Any

from ingest.readers import Unreadable
from ingest.workbook.archive import DAMAGED, LOCKED
from ingest.workbook.number_format import GENERAL, built_in, shower, text_shower
from ingest.workbook.rows import Range, SheetCell, SheetColumns, SheetEnd, SheetEvents, SheetRow, SheetStart, address

FORMULA, BOUND_SHEET, END_OF_SHEET, BEGIN_OF_SHEET = 0x0006, 0x0085, 0x000A, 0x0809
RECALCULATE_ON_LOAD = 0x0001
NO_NUMBER = "#NUM!"  # as Excel shows it
BUILT_IN_FORMATS = 164  # a file's own formats are numbered from here
TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5  # xlrd's kinds of cell


def read_xls(data: bytes) -> SheetEvents:
    """The sheets of the file with their rows, in its order. Raises Unreadable where it is damaged or locked."""
    import xlrd

    try:
        # Ragged: else one cell far out makes every row as long as it, and a file of 5 KB two gigabytes.
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=False, ragged_rows=True
        )
    except Unreadable:
        raise
    except Exception as error:  # xlrd raises whatever its parsing meets in a damaged file
        if "encrypted" in str(error).lower():
            raise Unreadable(LOCKED) from error
        raise Unreadable(DAMAGED.format(reason=str(error) or type(error).__name__)) from error
    unreckoned = unreckoned_formulas(data)
    for index, sheet in enumerate(book.sheets()):
        yield SheetStart(sheet.name, sheet.visibility != 0)
        yield from _sheet(book, sheet, unreckoned.get(index, frozenset()))


def _sheet(book: Any, sheet: Any, unreckoned: frozenset[tuple[int, int]]) -> SheetEvents:
    hidden = sorted(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0)
    if hidden:
        yield SheetColumns(tuple((column, column) for column in hidden))
    for row in range(sheet.nrows):
        cells = []
        for column in range(sheet.row_len(row)):
            if (row, column) in unreckoned:
                cells.append(SheetCell(column + 1, "", doubt="no-value"))
                continue
            cell = _cell(book, sheet.cell(row, column), column + 1)
            if cell is not None:
                cells.append(cell)
        info = sheet.rowinfo_map.get(row)
        is_hidden = bool(info and (info.hidden or info.height == 0))
        if cells or is_hidden:
            yield SheetRow(row + 1, tuple(cells), is_hidden)
    merges = tuple(Range(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells)
    comments = ((address(row + 1, column + 1), _words(note)) for (row, column), note in sheet.cell_note_map.items())
    yield SheetEnd(merges, tuple(found for found in comments if found[1]))


def _words(note: Any) -> str:
    """A comment's words without the name of who wrote it, which programs put before them."""
    text = " ".join(str(note.text or "").split())
    author = str(note.author or "").strip()
    return text[len(author) :].lstrip(": ") if author and text.startswith(author) else text


def _cell(book: Any, cell: Any, column: int) -> SheetCell | None:
    if cell.ctype == TEXT:
        show = text_shower(_format(book, cell))
        text = str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
        shown = (show(text) if show else text).strip()
        if shown:
            return SheetCell(column, shown, doubt=_struck(book, cell))
        return SheetCell(column, "", doubt="kept-back") if text.strip() else None
    if cell.ctype in (NUMBER, DATE) and not math.isfinite(cell.value):
        return SheetCell(column, NO_NUMBER)  # bytes that are no number: a damaged file
    if cell.ctype in (NUMBER, DATE):
        found = shower(_format(book, cell), bool(book.datemode))(float(cell.value))
        doubt = "kept-back" if found.is_kept_back else "scaled" if found.is_scaled else ""
        return SheetCell(column, found.text, found.number, doubt or _struck(book, cell))
    if cell.ctype == BOOLEAN:
        return SheetCell(column, "TRUE" if cell.value else "FALSE")
    if cell.ctype == ERROR:
        import xlrd

        return SheetCell(column, xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return None


def _struck(book: Any, cell: Any) -> str:
    """The doubt about a cell whose font strikes its words through; "" for others."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return ""
    font = book.xf_list[cell.xf_index].font_index
    is_struck = 0 <= font < len(book.font_list) and bool(book.font_list[font].struck_out)
    return "struck" if is_struck else ""


def _format(book: Any, cell: Any) -> str:
    """The code of a cell's number format."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return GENERAL
    key = book.xf_list[cell.xf_index].format_key
    if key < BUILT_IN_FORMATS and built_in(key) != GENERAL:
        return built_in(key)
    found = book.format_map.get(key)
    return str(found.format_str) if found is not None else GENERAL


def unreckoned_formulas(data: bytes) -> dict[int, frozenset[tuple[int, int]]]:
    """For each sheet (from 0) the cells (row and column from 0) whose formula has no stored result: an empty one that
    is to be reckoned when the file is opened. Layout of the records: [MS-XLS] 2.4.127 and 2.5.133."""
    stream = _workbook_stream(data)
    starts = [
        struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == BOUND_SHEET and len(body) > 3
    ]
    found = {}
    for index, start in enumerate(starts):
        cells = set()
        for kind, body in _records(stream, start):
            if kind == FORMULA and len(body) >= 16:
                row, column, _, result, flags = struct.unpack_from("<HHH8sH", body)
                is_empty = result[6:] == b"\xff\xff" and result[0] == 3
                if is_empty or (flags & RECALCULATE_ON_LOAD and result == bytes(8)):
                    cells.add((row, column))
        found[index] = frozenset(cells)
    return found


def _workbook_stream(data: bytes) -> bytes:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = next(name for name in ("Workbook", "Book") if container.exists(name))
            return bytes(container.openstream(name).read())
    except Exception:  # a file without a container (before Excel 5), or one that xlrd alone can follow
        return b""


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
