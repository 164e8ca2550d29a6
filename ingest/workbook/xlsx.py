"""An XLSX file -> its Sheets as they are shown, by openpyxl.

Protects: a formula without a stored value shows nothing, and never 0; a number that a format keeps from view stays
there; a cell's place is the address that it is stored under.

openpyxl's own sheets either hold every cell of the file or don't tell what is hidden, and neither tells a formula
without a value from a blank; so its parsers of a workbook and of a row are asked, one row after another. What it does
not tell (boxes over the cells, comments), or refuses (odd styles), is read here.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from typing import Any

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

from ingest.model import Problem, Unreadable
from ingest.workbook.formats import GENERAL, built_in, hides_words, show
from ingest.workbook.sheets import (
    DAMAGED,
    MOST_UNPACKED_BYTES,
    Area,
    Sheet,
    SheetCell,
    SheetRow,
    Sheets,
    damage_refused,
    open_archive,
    words_cell,
)  # fmt: skip

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
RECKON_ON_LOAD = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
PARTS_OF_A_SHEET = [
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "col", "mergeCell", "sheetViews", "conditionalFormatting")
]
BEFORE_ROOT = 1_024  # bytes of a part in which a document type would stand


def read_sheets(data: bytes, most_bytes: int = MOST_UNPACKED_BYTES) -> Sheets:
    """The sheets of the file in its order. `most_bytes`: of one sheet, unpacked. Raises Unreadable."""
    book = _Book(data, most_bytes)
    with damage_refused():
        listed = list(book.reader.parser.find_sheets())
    for page, link in listed:
        sheet = Sheet(page.name, page.state != "visible")
        if link.target not in book.archive.NameToInfo:
            raise Unreadable(DAMAGED.format(reason=f"sheet {page.name!r} has no part"))
        if link.Type.endswith("/worksheet"):
            sheet.rows = book.rows(sheet, link.target)
        else:
            words = f"sheet {page.name} is no worksheet and has no cells; what it shows was not read."
            sheet.problems.append(Problem("note", words, f"sheet {page.name}", rule="sheet-without-cells"))
        yield sheet
        for _ in sheet.rows:
            pass


class _Book:
    """What the sheets of one file have in common."""

    def __init__(self, data: bytes, most_bytes: int) -> None:
        self.archive = open_archive(data, most_bytes)
        if any(name.endswith("workbook.bin") for name in self.archive.namelist()):
            raise Unreadable("is a binary workbook (XLSB), which is not read. Open it and save it as XLSX.")
        with damage_refused():
            for name in self.archive.namelist():
                if name.endswith((".xml", ".rels")):
                    with self.archive.open(name) as part:
                        if b"<!DOCTYPE" in part.read(BEFORE_ROOT):
                            raise Unreadable("declares an XML entity, which no workbook does. It is not opened.")
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
        """The format's code of each cell style, whether it strikes its words through, and which conditional styles
        change either. openpyxl refuses a whole workbook for a colour that it does not know, so they are read here."""

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
        with damage_refused(), self.archive.open(part) as source:
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
            if link.TargetMode != "External" and kind in ("comments", "threadedComment", "drawing"):
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
            raise Unreadable(f"is damaged: it has a row {number}, beyond the last that there is.")
        is_hidden = _is_true(element.get("hidden")) or _is_nothing(element.get("ht"))
        return SheetRow(number, tuple(cell for cell in cells if cell is not None), is_hidden)

    def parse_cell(self, element: Any) -> SheetCell | None:
        stored = super().parse_cell(element)
        column, value, kind = stored["column"], stored["value"], stored["data_type"]
        if stored["row"] != self.row_counter or column > LAST_COLUMN:
            raise Unreadable(f"is damaged: cell {element.get('r')} stands in row {self.row_counter}. Save it again.")
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


def _areas(references: str) -> Iterator[Area]:
    for reference in references.split():
        left, top, right, bottom = range_boundaries(reference)
        yield top or 1, bottom or LAST_ROW, left or 1, right or LAST_COLUMN


def _is_struck(font: Any) -> bool:
    strike = font.find("{*}strike") if font is not None else None
    return strike is not None and _is_true(strike.get("val", "1"))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _is_nothing(size: str | None) -> bool:
    """Whether a width or height is printed, and is nothing."""
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
