"""XLS files by xlwt. A formula there has no stored result, and comments can't be written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import xlwt

if TYPE_CHECKING:
    from tests.making_documents.workbook import Sheet

FIRST_DAY = date(1899, 12, 30)


def write_xls(sheets: Sequence[Sheet]) -> bytes:
    from tests.making_documents.workbook import Day, Formula, Number

    book = xlwt.Workbook()
    styles: dict[str, xlwt.XFStyle] = {}
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        merged = {merge.partition(":")[0]: _corners(merge) for merge in sheet.merges}
        for at, value in sheet.cells.items():
            row, column = int(at[1:]) - 1, ord(at[0]) - 65
            if at in merged:
                top, bottom, left, right = merged[at]
                page.write_merge(top, bottom, left, right, value)
            elif isinstance(value, (Number, Day)):
                style = styles.setdefault(value.code, xlwt.XFStyle())
                style.num_format_str = value.code
                stored = (value.value - FIRST_DAY).days if isinstance(value, Day) else value.value
                page.write(row, column, stored, style)
            elif isinstance(value, Formula):
                page.write(row, column, xlwt.Formula(value.code))
            else:
                page.write(row, column, value)
        for number in sheet.hidden_rows:
            page.row(number - 1).hidden = True
        for letter in sheet.hidden_columns:
            page.col(ord(letter) - 65).hidden = True
        if sheet.is_hidden:
            page.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _corners(merge: str) -> tuple[int, int, int, int]:
    first, last = merge.split(":")
    return int(first[1:]) - 1, int(last[1:]) - 1, ord(first[0]) - 65, ord(last[0]) - 65
