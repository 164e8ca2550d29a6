"""Tables -> a workbook or CSV: values as numbers or as text, titles above, notes below, a notes sheet beside."""

from __future__ import annotations

import csv
import io
from random import Random

import xlsxwriter

from benchmarks.accuracy.model import Table

TURNED_HEIGHT = 330  # points: the longest heading, read upwards, is whole

NOTES = (
    "These data were extracted from a live system on 14 January 2023.",
    "Offences are counted by the date recorded.",
    "Prepared by the Performance and Analysis Department. Version 1.2",
    "Police forces record these data for operational purposes.",
)


def _number(text: str) -> float | None:
    plain = text.replace(",", "")
    return float(plain) if plain.isdigit() else None


def xlsx(tables: list[Table], rng: Random) -> bytes:
    """`as_text`: numbers stored as text, as exports often have them. A sheet of notes goes first or last."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    as_text, has_comma = rng.random() < 0.2, rng.random() < 0.3
    ruled = {"border": 1} if rng.random() < 0.6 else {}
    heads = book.add_format({"bold": True, "text_wrap": True, "valign": "top", **ruled})
    turned = book.add_format({"bold": True, "rotation": 90, **ruled})
    labels = book.add_format({"text_wrap": True, "valign": "top", **ruled})
    plain = book.add_format({**({"num_format": "#,##0"} if has_comma else {}), **ruled})
    bold = book.add_format({"bold": True})
    notes_sheet = rng.choice(("", "Notes", "Cover"))
    if notes_sheet == "Cover":
        _notes(book.add_worksheet("Cover"))
    used: set[str] = set()
    for number, table in enumerate(tables, 1):
        name = table.sheet if table.sheet not in used else f"{table.sheet} {number}"
        used.add(name)
        sheet = book.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # printed, its columns stand on one page
        top = 0
        if table.title:
            sheet.write_string(0, 0, table.title, bold)
            top = rng.choice((1, 2))
        sheet.set_column(0, 0, 44)
        for r, row in enumerate(table.grid):
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                form = turned if cell.is_rotated else heads if cell.is_header else labels if c == 0 else plain
                number_in_it = None if cell.is_header or as_text or c == 0 else _number(cell.text)
                if cell.columns > 1 or cell.rows > 1:
                    sheet.merge_range(top + r, c, top + r + cell.rows - 1, c + cell.columns - 1, cell.text, form)
                elif number_in_it is not None:
                    sheet.write_number(top + r, c, number_in_it, form)
                elif cell.text:
                    sheet.write_string(top + r, c, cell.text, form)
                elif ruled:
                    sheet.write_blank(top + r, c, None, form)
        if any(cell and cell.is_rotated for cell in table.grid[table.header_rows - 1]):
            sheet.set_row(top + table.header_rows - 1, TURNED_HEIGHT)
        for r in table.hidden_rows:
            sheet.set_row(top + table.header_rows - 1 + r, None, None, {"hidden": True})
        for c in table.hidden_columns:
            sheet.set_column(c, c, None, None, {"hidden": True})
        bottom = top + len(table.grid) + 1
        for n, note in enumerate(table.notes):
            sheet.write_string(bottom + n, 0, note)
    if notes_sheet == "Notes":
        _notes(book.add_worksheet("Notes"))
    book.close()
    return out.getvalue()


def _notes(sheet) -> None:  # type: ignore[no-untyped-def]
    for n, note in enumerate(NOTES):
        sheet.write_string(n, 0, note)


def separated(table: Table, rng: Random) -> bytes:
    """A CSV with one of the usual delimiters, encodings and line ends."""
    out = io.StringIO()
    delimiter = rng.choice((",", ",", ";", "\t", "|"))
    end = rng.choice(("\r\n", "\n", "\r"))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    if table.title:
        writer.writerow([table.title])
        if rng.random() < 0.5:
            writer.writerow([])
    for row in table.grid:
        writer.writerow([cell.text.replace("\n", " ") if cell else "" for cell in row])
    for note in table.notes:
        writer.writerow([note])
    encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    return out.getvalue().encode(encoding, errors="replace" if encoding == "cp1252" else "strict")
