"""An ODS file -> its Sheets as they are shown, by lxml, row by row.

Protects: what is shown is what the file says is shown (its own words for each cell); a comment, a tracked change and
the copy of another document's sheet are no part of a cell. Elements are those of OpenDocument 1.3, part 3, chapter 9.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.model import Unreadable, damage_refused, refusal
from ingest.workbook.formats import general
from ingest.workbook.sheets import Sheet, SheetCell, SheetRow, Sheets, address, open_archive

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
NAMESPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
}
OFFICE, TABLE, TEXT, STYLE = NAMESPACES.values()
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
NUMBERS = ("float", "percentage", "currency")
FIGURE_SPACE = "\u2007"  # stands for a digit that a format leaves out
DASHES = ("-", "–", "—")
CELL, COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
ROW, COLUMN, SHAPES, ANNOTATION = f"{TABLE}table-row", f"{TABLE}table-column", f"{TABLE}shapes", f"{OFFICE}annotation"
WITHIN_SHEET = {
    f"{TABLE}table-{name}" for name in ("row-group", "rows", "header-rows", "column-group", "columns", "header-columns")
}
BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}


def read_sheets(data: bytes, most_bytes: int) -> Sheets:
    """The sheets of the file in its order. `most_bytes`: of its content, unpacked. Raises Unreadable."""
    archive = open_archive(data, most_bytes)
    with damage_refused("workbook-damaged"):
        if MANIFEST in archive.NameToInfo and b"encryption-data" in archive.read(MANIFEST):
            raise Unreadable(refusal("workbook-locked"))
        with archive.open(CONTENT) as source:
            yield from _Content(source).sheets()


class _Content:
    def __init__(self, source: Any) -> None:
        tags = [f"{TABLE}table", f"{STYLE}style", ROW, COLUMN, SHAPES]
        self.events = etree.iterparse(source, events=("start", "end"), tag=tags, resolve_entities=False, huge_tree=True)
        self.hidden_styles: set[str] = set()
        self.struck_styles: set[str] = set()

    def sheets(self) -> Sheets:
        for event, element in self.events:
            if (
                event == "start"
                and element.tag == f"{TABLE}table"
                and element.getparent().tag == f"{OFFICE}spreadsheet"
            ):
                is_hidden = element.get(f"{TABLE}style-name") in self.hidden_styles
                sheet = Sheet(element.get(f"{TABLE}name", ""), is_hidden)
                sheet.rows = self._rows(element, sheet)
                yield sheet
                for _ in sheet.rows:
                    pass
            elif event == "end" and element.tag == f"{STYLE}style":
                name = element.get(f"{STYLE}name", "")
                if any(child.get(f"{TABLE}display") == "false" for child in element):
                    self.hidden_styles.add(name)
                lines = (child.get(f"{STYLE}text-line-through-{key}") for child in element for key in ("style", "type"))
                if any(line not in (None, "none") for line in lines):
                    self.struck_styles.add(name)
            if element.getroottree().docinfo.internalDTD is not None:
                raise Unreadable(refusal("xml-entity"))

    def _rows(self, table: Any, sheet: Sheet) -> Iterator[SheetRow]:
        row = column = 1
        with damage_refused("workbook-damaged"):
            for event, element in self.events:
                if event == "start" or not _is_of_table(element, table):
                    continue
                if element is table:
                    break
                if element.tag == COLUMN:
                    last = column + _count(element, "number-columns-repeated") - 1
                    if _is_hidden(element):
                        sheet.hidden_columns.append((column, last))
                    column = last + 1
                elif element.tag == ROW:
                    cells, is_hidden = tuple(self._cells(element, row, sheet)), _is_hidden(element)
                    repeated = _count(element, "number-rows-repeated")
                    if (cells or is_hidden) and row <= LAST_ROW:
                        yield SheetRow(row, cells, is_hidden, min(repeated, LAST_ROW - row + 1))
                    row += repeated
                elif element.tag == SHAPES:
                    sheet.has_boxes |= _has_words(element)
                if element.tag not in WITHIN_SHEET:
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
            table.clear()

    def _cells(self, row: Any, number: int, sheet: Sheet) -> Iterator[SheetCell]:
        column = 1
        is_header = True if row.getparent().tag == f"{TABLE}table-header-rows" else None
        for cell in row.iterchildren(CELL, COVERED):
            repeated = _count(cell, "number-columns-repeated")
            styles = [cell.get(f"{TABLE}style-name")]
            paragraphs = []
            for child in cell:
                if child.tag == f"{TEXT}p":
                    paragraphs.append(_words(child))
                    styles += (
                        [span.get(f"{TEXT}style-name") for span in child.iter(f"{TEXT}span")] if len(child) else []
                    )
                elif child.tag == ANNOTATION:
                    sheet.commented.append(address(number, column))
                elif "drawing:" in child.tag:
                    sheet.has_boxes |= _has_words(child)
            shown = _shown(cell, "\n".join(paragraphs).strip(), bool(paragraphs)) if column <= LAST_COLUMN else None
            if shown is not None:
                text, value, doubt = shown
                if not doubt and cell.tag == COVERED:
                    doubt = "covered"
                if not doubt and text and not self.struck_styles.isdisjoint(styles):
                    doubt = "struck"
                rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
                times = min(repeated, LAST_COLUMN - column + 1)
                yield SheetCell(column, text, value, doubt, rows, columns, times, is_header)
            column += repeated


def _is_of_table(element: Any, table: Any) -> bool:
    if element is table:
        return True
    parent = element.getparent()
    while parent.tag in WITHIN_SHEET:
        parent = parent.getparent()
    return parent is table


def _is_hidden(element: Any) -> bool:
    if element.get(f"{TABLE}visibility") in ("collapse", "filter"):
        return True
    groups = (group for group in element.iterancestors() if group.tag in WITHIN_SHEET)
    return any(group.get(f"{TABLE}display") == "false" for group in groups)


def _words(element: Any) -> str:
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            pieces.append(" " * min(int(child.get(f"{TEXT}c") or 1), 1_000))
        elif isinstance(child.tag, str) and child.tag.startswith(TEXT):
            pieces.append(BREAKS.get(child.tag) or _words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _has_words(drawing: Any) -> bool:
    return any(_words(paragraph).strip() for paragraph in drawing.iter(f"{TEXT}p"))


def _shown(cell: Any, text: str, has_words: bool) -> tuple[str, float | None, str] | None:
    """What a cell shows, its number and its doubt; None for one that holds nothing. Kept back: no digit, no result."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None and not text and not cell.keys():
        return None
    kind = kind or next((value for name, value in cell.items() if name.endswith("}value-type")), "")
    no_value = ("", None, "no-value") if cell.get(f"{TABLE}formula") is not None and kind != "string" else None
    if kind not in NUMBERS:
        values = (cell.get(f"{OFFICE}{name}-value") for name in ("string", "date", "time", "boolean"))
        shown = text or next((value for value in values if value), "")
        return (shown, None, "") if shown else no_value
    try:
        number = float(cell.get(f"{OFFICE}value") or "")
    except ValueError:
        return (text, None, "" if text else "no-value")
    if not math.isfinite(number):
        return text or str(number), None, ""
    if not text:
        # A writer that gives no words leaves the showing to whoever opens the file; words that are empty hide a number.
        return ("", None, "kept-back") if has_words else (general(number), number, "")
    text = text.replace(FIGURE_SPACE, "")
    # A dash for nothing is an accountant's zero; any other mark may stand for a count that is not to be seen.
    if not any(character.isdigit() for character in text) and not (not number and text in DASHES):
        return text, None, "kept-back"
    if number < 0 and not text.startswith(("-", "−", "–", "(")) and any(digit in text for digit in "123456789"):
        has_sign = "-" in text or "−" in text
        return (text, number, "") if has_sign else (f"-{text}", number, "no-sign")
    return text, number, ""


def _count(element: Any, name: str) -> int:
    text = element.get(TABLE + name)
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
