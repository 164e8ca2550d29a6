"""ODS files from their XML, as LibreOffice and Excel write it: runs of blank cells, blank rows to the sheet's end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from tests.making_documents.workbook import Content, Sheet

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


def write_ods(sheets: Sequence[Sheet]) -> bytes:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    return ods_of_xml("".join(_table(sheet) for sheet in sheets), styles)


def ods_of_xml(spreadsheet: str, styles: str = "") -> bytes:
    """An ODS from the XML inside its <office:spreadsheet>."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _table(sheet: Sheet) -> str:
    places = {_place(at): value for at, value in sheet.cells.items()}
    spans = {_place(merge.partition(":")[0]): _span(merge) for merge in sheet.merges}
    comments = {_place(at): words for at, words in sheet.comments.items()}
    last = max([row for row, _ in places] + list(sheet.hidden_rows), default=0)
    hidden = [ord(letter) - 64 for letter in sheet.hidden_columns]
    width = max([column for _, column in places] + hidden, default=1)
    columns = "".join(f"<table:table-column{_collapsed(column in hidden)}/>" for column in range(1, width + 1))
    rows = "".join(
        f"<table:table-row{_collapsed(row in sheet.hidden_rows)}>{_row(row, places, spans, comments)}</table:table-row>"
        for row in range(1, last + 1)
    )
    return (
        f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{"ta2" if sheet.is_hidden else "ta1"}">'
        f'{columns}<table:table-column table:number-columns-repeated="{LAST_COLUMN - width}"/>{rows}'
        f'<table:table-row table:number-rows-repeated="{LAST_ROW - last}"><table:table-cell '
        f'table:number-columns-repeated="{LAST_COLUMN}"/></table:table-row></table:table>'
    )


def _collapsed(is_hidden: bool) -> str:
    return ' table:visibility="collapse"' if is_hidden else ""


def _row(
    row: int,
    places: dict[tuple[int, int], Content],
    spans: dict[tuple[int, int], tuple[int, int]],
    comments: dict[tuple[int, int], str],
) -> str:
    last = max((column for at, column in places if at == row), default=0)
    cells = []
    for column in range(1, last + 1):
        covered = any(
            (row, column) != (top, left) and top <= row < top + height and left <= column < left + width
            for (top, left), (height, width) in spans.items()
        )
        name = "table:covered-table-cell" if covered else "table:table-cell"
        height, width = spans.get((row, column), (1, 1))
        merged = ""
        if (height, width) != (1, 1):
            merged = f' table:number-rows-spanned="{height}" table:number-columns-spanned="{width}"'
        words = comments.get((row, column))
        said = (
            "<office:annotation><dc:creator>Alex Placeholder</dc:creator><dc:date>2020-04-01T10:00:00</dc:date>"
            f"<text:p>{escape(words)}</text:p></office:annotation>"
            if words
            else ""
        )
        attributes, shown = _content(places.get((row, column)))
        cells.append(f"<{name}{merged}{attributes}>{said}{shown}</{name}>")
    return "".join(cells) + f'<table:table-cell table:number-columns-repeated="{LAST_COLUMN - last}"/>'


def _content(value: Content | None) -> tuple[str, str]:
    from tests.making_documents.workbook import Day, Formula, Number

    if value is None:
        return "", ""
    if isinstance(value, str):
        return ' office:value-type="string"', f"<text:p>{escape(value)}</text:p>"
    if isinstance(value, Day):
        return (
            f' office:value-type="date" office:date-value="{value.value.isoformat()}"',
            f"<text:p>{value.shown}</text:p>",
        )
    if isinstance(value, Formula):
        written = re.sub(r"([A-Z]\d+)", r"[.\1]", value.code)
        code = f' table:formula="of:={written}"'
        if value.value is None:
            return code, ""
        return f'{code} office:value-type="float" office:value="{value.value}"', f"<text:p>{value.value}</text:p>"
    if isinstance(value, Number):
        kind = "percentage" if "%" in value.code else "float"
        return f' office:value-type="{kind}" office:value="{value.value}"', f"<text:p>{escape(value.shown)}</text:p>"
    return f' office:value-type="float" office:value="{value}"', f"<text:p>{value:g}</text:p>"


def _place(at: str) -> tuple[int, int]:
    return int(at[1:]), ord(at[0]) - 64


def _span(merge: str) -> tuple[int, int]:
    (top, left), (bottom, right) = (_place(at) for at in merge.split(":"))
    return bottom - top + 1, right - left + 1
