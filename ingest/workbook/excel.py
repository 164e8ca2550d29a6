"""A file of Excel's, XLSX by openpyxl or the old XLS by xlrd -> its Sheets as they are shown.

Protects: a formula without a stored value shows nothing, and never 0; a number that a format keeps from view stays
there; a cell's place is the address that it is stored under.

openpyxl's own sheets either hold every cell of the file or don't tell what is hidden, and neither tells a formula
without a value from a blank; so its parsers of a workbook and of a row are asked, one row after another. What it does
not tell (boxes over the cells, comments), or refuses (odd styles), is read here; and so are the records of an XLS, for
xlrd does not tell a formula without a result from a 0.
"""

from __future__ import annotations

import io
import math
import re
import struct
from collections.abc import Iterator
from typing import Any

import olefile
import xlrd
from lxml import etree
from openpyxl.cell.rich_text import TextBlock
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.worksheet import _reader as parsing
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from ingest.model import Problem, Unreadable, damage_refused, refusal
from ingest.workbook.formats import FIRST_OWN_FORMAT, GENERAL, built_in, hides_words, show
from ingest.workbook.sheets import Sheet, SheetCell, SheetRow, address, open_archive, words_cell

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
RECKON_ON_LOAD = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
PARTS_OF_A_SHEET = [
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "col", "mergeCell", "sheetViews", "conditionalFormatting")
]
BEFORE_ROOT = 1_024  # bytes of a part in which a document type would stand


def read_sheets(data: bytes, most_bytes: int) -> Iterator[Sheet]:
    """The sheets of the file in its order. `most_bytes`: of one sheet, unpacked. Raises Unreadable."""
    book = _Book(data, most_bytes)
    with damage_refused("workbook-damaged"):
        listed = list(book.reader.parser.find_sheets())
    for page, link in listed:
        sheet = Sheet(page.name, page.state != "visible")
        if link.target not in book.archive.NameToInfo:
            raise Unreadable(refusal("workbook-damaged", reason=f"sheet {page.name!r} has no part"))
        if link.Type.endswith("/worksheet"):
            sheet.rows = book.rows(sheet, link.target)
        else:
            sheet.problems.append(Problem.of("sheet-without-cells", f"sheet {page.name}", sheet=page.name))
        yield sheet
        for _ in sheet.rows:
            pass


class _Book:
    def __init__(self, data: bytes, most_bytes: int) -> None:
        self.archive = open_archive(data, most_bytes)
        if any(name.endswith("workbook.bin") for name in self.archive.namelist()):
            raise Unreadable(refusal("binary-workbook"))
        with damage_refused("workbook-damaged"):
            for name in self.archive.namelist():
                if name.endswith((".xml", ".rels")):
                    with self.archive.open(name) as part:
                        if b"<!DOCTYPE" in part.read(BEFORE_ROOT):
                            raise Unreadable(refusal("xml-entity"))
            self.reader: Any = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
            self.reader.read_manifest()
            self.reader.read_strings()
            self.reader.read_workbook()
            main = self.reader.parser.workbook_part_name
            links = get_dependents(self.archive, get_rels_path(main))
            styles = next((link.target for link in links if link.Type.endswith("/styles")), None)
            self._take_styles(fromstring(self.archive.read(styles)) if styles in self.archive.NameToInfo else None)
            # A stored 0 of a formula is no result where the file is to be reckoned when it is opened.
            self.is_unreckoned = RECKON_ON_LOAD.search(self.archive.read(main)) is not None
        self.strings = self.reader.shared_strings
        self.is_1904 = self.reader.wb.epoch == CALENDAR_MAC_1904

    def _take_styles(self, styles: Any) -> None:
        """The format of each cell style, whether it strikes its words, and which conditional styles change either:
        openpyxl refuses a workbook for a colour.
        """

        def each(path: str) -> Any:
            return styles.iterfind(path) if styles is not None else ()

        custom = {node.get("numFmtId"): node.get("formatCode", GENERAL) for node in each("{*}numFmts/{*}numFmt")}
        struck = {str(number) for number, font in enumerate(each("{*}fonts/{*}font")) if _is_struck(font)}
        cells = [(node.get("numFmtId", "0"), node.get("fontId")) for node in each("{*}cellXfs/{*}xf")]
        self.formats = [custom.get(number) or built_in(int(number)) for number, _ in cells]
        self.struck = [font in struck for _, font in cells]
        self.changing = {
            str(number)
            for number, style in enumerate(each("{*}dxfs/{*}dxf"))
            if style.find("{*}numFmt") is not None or _is_struck(style.find("{*}font"))
        }

    def rows(self, sheet: Sheet, part: str) -> Iterator[SheetRow]:
        """The rows of one sheet; what else it holds goes into `sheet`."""
        with damage_refused("workbook-damaged"), self.archive.open(part) as source:
            parser = _RowParser(source, self)
            for _, element in etree.iterparse(source, tag=PARTS_OF_A_SHEET, resolve_entities=False, huge_tree=True):
                name = element.tag.rpartition("}")[2]
                if name == "row":
                    row = parser.sheet_row(element)
                    if row.cells or row.is_hidden:
                        yield row
                elif name == "col":
                    if _is_true(element.get("hidden")) or _is_nothing(element.get("width")):
                        last = min(int(element.get("max", 0)), LAST_COLUMN)
                        sheet.hidden_columns.append((int(element.get("min", 0)), last))
                elif name == "mergeCell":
                    sheet.merges += _areas(element.get("ref", ""))
                elif name == "sheetViews":
                    parser.is_zero_shown = all(_is_true(view.get("showZeros", "1")) for view in element)
                elif any(rule.get("dxfId") in self.changing for rule in element):  # of a conditional format
                    sheet.unclear += _areas(element.get("sqref", ""))
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            self._beside(sheet, part)

    def _beside(self, sheet: Sheet, part: str) -> None:
        """Which cells of the sheet have a comment, and whether boxes with words are drawn over it."""
        listed = get_rels_path(part)
        links = get_dependents(self.archive, listed) if listed in self.archive.NameToInfo else RelationshipList()
        for link in links:
            kind = link.Type.rpartition("/")[2]
            is_here = link.TargetMode != "External" and link.target in self.archive.NameToInfo
            if is_here and kind in ("comments", "threadedComment", "drawing"):
                tree = fromstring(self.archive.read(link.target))
                sheet.commented += [node.get("ref", "") for node in tree.iter("{*}comment", "{*}threadedComment")]
                sheet.has_boxes |= kind == "drawing" and any(node.text for node in tree.iter("{*}t"))


class _RowParser(parsing.WorkSheetParser):  # type: ignore[misc]
    """Makes a SheetRow of a row's element. Dates stay numbers until they are shown by their format."""

    def __init__(self, source: Any, book: _Book) -> None:
        super().__init__(source, book.strings, data_only=True, rich_text=True)
        self.book = book
        self.is_zero_shown = True

    def sheet_row(self, element: Any) -> SheetRow:
        number, cells = self.parse_row(element)
        if not 0 < number <= LAST_ROW:
            raise Unreadable(refusal("workbook-damaged", reason=f"it has a row {number}, beyond the last"))
        is_hidden = _is_true(element.get("hidden")) or _is_nothing(element.get("ht"))
        return SheetRow(number, tuple(cell for cell in cells if cell is not None), is_hidden)

    def parse_cell(self, element: Any) -> SheetCell | None:
        stored = super().parse_cell(element)
        column, value, kind = stored["column"], stored["value"], stored["data_type"]
        if stored["row"] != self.row_counter or column > LAST_COLUMN:
            where = f"cell {element.get('r')} stands in row {self.row_counter}"
            raise Unreadable(refusal("workbook-damaged", reason=where))
        is_formula = not value and element.find(parsing.FORMULA_TAG) is not None
        if value is None:
            is_blank = not is_formula or element.get("t") == "str"
            return None if is_blank else SheetCell(column, "", doubt="no-value")
        style = stored["style_id"] if stored["style_id"] < len(self.book.formats) else None
        code = GENERAL if style is None else self.book.formats[style]
        is_struck = style is not None and self.book.struck[style]
        if kind == "b":
            return SheetCell(column, "TRUE" if value else "FALSE")
        if kind != "n":
            runs = value if isinstance(value, list) else ()
            is_struck = is_struck or any(
                isinstance(run, TextBlock) and run.font.strike and run.text.strip() for run in runs
            )
            return words_cell(column, unescape("".join(map(str, value))), hides_words(code), is_struck)
        if not math.isfinite(value):
            return SheetCell(column, str(value))
        if value == 0 and (is_formula and self.book.is_unreckoned):
            return SheetCell(column, "", doubt="no-value")
        if value == 0 and not self.is_zero_shown:
            return SheetCell(column, "", 0.0)
        text, number, doubt = show(code, float(value), self.book.is_1904)
        return SheetCell(column, text, number, doubt or ("struck" if is_struck else ""))


def _areas(references: str) -> Iterator[tuple[int, int, int, int]]:
    for reference in references.split():
        left, top, right, bottom = range_boundaries(reference)
        yield top or 1, bottom or LAST_ROW, left or 1, right or LAST_COLUMN


def _is_struck(font: Any) -> bool:
    strike = font.find("{*}strike") if font is not None else None
    return strike is not None and _is_true(strike.get("val", "1"))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _is_nothing(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


FORMULA, BOUND_SHEET, END_OF_SHEET, BEGIN_OF_SHEET = 0x0006, 0x0085, 0x000A, 0x0809
RECALCULATE_ON_LOAD = 0x0001
NO_NUMBER = "#NUM!"  # as Excel shows it


def xls_sheets(data: bytes, most_bytes: int) -> Iterator[Sheet]:
    """The sheets of the file in its order. Raises Unreadable where it is damaged or locked."""
    try:
        # Ragged: else one cell far out makes every row as long as it, and a file of 5 KB two gigabytes.
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except MemoryError:
        raise
    except Exception as error:  # xlrd raises whatever its parsing meets in a damaged file
        if "encrypted" in str(error).lower():
            raise Unreadable(refusal("workbook-locked")) from error
        raise Unreadable(refusal("workbook-damaged", reason=str(error) or type(error).__name__)) from error
    unreckoned = unreckoned_formulas(data)
    for index, page in enumerate(book.sheets()):
        hidden = (column + 1 for column, info in page.colinfo_map.items() if info.hidden or info.width == 0)
        yield Sheet(
            page.name,
            page.visibility != 0,
            _rows(book, page, unreckoned.get(index, frozenset())),
            [(column, column) for column in hidden],
            [(top + 1, bottom, left + 1, right) for top, bottom, left, right in page.merged_cells],
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
