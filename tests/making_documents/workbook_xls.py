"""XLS files by xlwt."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlwt

from tests.making_documents.workbook import Number, Sheet


def write_xls(sheets: Sequence[Sheet]) -> bytes:
    book = xlwt.Workbook()
    styles: dict[str, xlwt.XFStyle] = {}
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for at, value in sheet.cells.items():
            row, column = int(at[1:]) - 1, ord(at[0]) - 65
            if isinstance(value, Number):
                style = styles.setdefault(value.code, xlwt.XFStyle())
                style.num_format_str = value.code
                page.write(row, column, value.value, style)
            else:
                page.write(row, column, value)
        for number in sheet.hidden_rows:
            page.row(number - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
