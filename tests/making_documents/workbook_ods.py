"""ODS files from their XML, as LibreOffice and Excel write it: runs of blank cells, blank rows to the sheet's end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.making_documents.workbook import Content, Number, Sheet

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


def write_ods(sheets: Sequence[Sheet]) -> bytes:
    return ods_of_xml("".join(_table(sheet) for sheet in sheets))


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
    places = {(int(at[1:]), ord(at[0]) - 64): value for at, value in sheet.cells.items()}
    last = max([row for row, _ in places] + list(sheet.hidden_rows), default=0)
    rows = "".join(
        f"<table:table-row{_collapsed(row in sheet.hidden_rows)}>{_row(row, places)}</table:table-row>"
        for row in range(1, last + 1)
    )
    return (
        f"<table:table table:name={quoteattr(sheet.name)}>"
        f'<table:table-column table:number-columns-repeated="{LAST_COLUMN}"/>{rows}'
        f'<table:table-row table:number-rows-repeated="{LAST_ROW - last}"><table:table-cell '
        f'table:number-columns-repeated="{LAST_COLUMN}"/></table:table-row></table:table>'
    )


def _collapsed(is_hidden: bool) -> str:
    return ' table:visibility="collapse"' if is_hidden else ""


def _row(row: int, places: dict[tuple[int, int], Content]) -> str:
    last = max((column for at, column in places if at == row), default=0)
    cells = "".join(_cell(places.get((row, column))) for column in range(1, last + 1))
    return f'{cells}<table:table-cell table:number-columns-repeated="{LAST_COLUMN - last}"/>'


def _cell(value: Content | None) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        kind, shown = 'office:value-type="string"', value
    elif isinstance(value, Number):
        kind = f'office:value-type="{"percentage" if "%" in value.code else "float"}" office:value="{value.value}"'
        shown = value.shown
    else:
        kind, shown = f'office:value-type="float" office:value="{value}"', f"{value:g}"
    return f"<table:table-cell {kind}><text:p>{escape(shown)}</text:p></table:table-cell>"
