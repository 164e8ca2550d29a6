"""Plain `pdfplumber.extract_tables()`, page by page, beside the project's reading of the same PDFs: cells and speed.

A cell is its row's label, its column's heading and its text. The plain way is treated generously: it is told how many
rows of a page's table are headings, and merged headings are carried on over the columns that they cover. Tables whose
rows have two label columns are left out.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.model import Paper, Table
from benchmarks.accuracy.reading import reference

Cell = tuple[str, str, str]


@dataclass
class Cells:
    """`right` and `lost` are of the true cells that are not empty, `wrong` of those that were given."""

    right: int = 0
    lost: int = 0
    wrong: int = 0
    pages: int = 0
    seconds: float = 0.0

    def take(self, given: Iterable[Cell], true: Counter[Cell]) -> None:
        """A cell without a label or without a heading was not given: nobody could use it."""
        found = Counter(
            (label, heading, text.replace(",", "")) for label, heading, text in given if label and heading and text
        )
        right = sum((found & true).values())
        self.right += right
        self.lost += sum(true.values()) - right
        self.wrong += sum(found.values()) - right


def plain(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "", (text or "").casefold())


def tables_of(paper: Paper) -> list[Table]:
    return paper.sheets or [b for m in paper.messages for b in m.blocks if isinstance(b, Table)]


def true_cells(table: Table) -> Counter[Cell]:
    """Every body cell that is not empty, with its headings from the top down (a title over the whole width is none)."""
    width = len(table.grid[0])
    heads = [""] * width
    for row in table.grid[: table.header_rows]:
        for start, cell in enumerate(row):
            if cell is not None and cell.columns < width:
                for column in range(start, start + cell.columns):
                    heads[column] += plain(cell.text)
    cells: Counter[Cell] = Counter()
    for row in table.grid[table.header_rows :]:
        label = plain(row[0].text) if row[0] else ""
        for column, cell in enumerate(row[1:], 1):
            if cell is not None and cell.text:
                cells[label, heads[column], cell.text.replace(",", "")] += 1
    return cells


def is_simple(table: Table) -> bool:
    return len(table.grid) > table.header_rows and not (table.grid[0][0] and table.grid[0][0].text == "HO Code")


def cells_of_rows(rows: list[list[str | None]], header_rows: int) -> list[Cell]:
    """What a user of plain rows would take: headings from the first rows, the label from the first column."""
    width = max(len(row) for row in rows)
    heads = [""] * width
    for row in rows[:header_rows]:
        if sum(1 for cell in row if cell) <= 1 and width > 2:
            continue  # a title over the whole width
        last = ""
        for column, text in enumerate(row):
            last = plain(text) if text is not None else last if column else ""
            heads[column] += last
    return [(plain(row[0]), heads[n], text or "") for row in rows[header_rows:] for n, text in enumerate(row) if n]


def plainly(path: Path, header_rows: int) -> tuple[list[Cell], int, float]:
    """The cells, pages and seconds of plain pdfplumber."""
    import pdfplumber

    start = time.perf_counter()
    cells: list[Cell] = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for rows in page.extract_tables():
                if rows:
                    cells += cells_of_rows(rows, min(header_rows, len(rows)))
            page.close()
        return cells, len(document.pages), time.perf_counter() - start


def ours(folder: Path) -> tuple[list[Cell], float]:
    """The cells and seconds of the project's reading of the same folder, meaning and all."""
    from ingest.settle.readings import read_folder
    from ingest.sources import SourceReading

    start = time.perf_counter()
    result = read_folder(folder, reference())
    seconds = time.perf_counter() - start
    if not isinstance(result, SourceReading):
        return [], seconds
    cells = [cell for document in result.documents for cell in document.blocks.cells]
    return [(plain(c.row_label), plain(c.column_label), c.text) for c in cells], seconds


def compare(papers: list[Paper], folders: list[Path]) -> dict[str, dict[str, Cells]]:
    """`{producer: {"plain": Cells, "ours": Cells}}` for the PDFs with one table."""
    result: dict[str, dict[str, Cells]] = {}
    for paper, folder in zip(papers, folders, strict=True):
        pdfs = list(folder.glob("*.pdf"))
        tables = tables_of(paper)
        if len(pdfs) != 1 or len(tables) != 1 or paper.format == "pdf-scan" or not is_simple(tables[0]):
            continue
        true = true_cells(tables[0])
        both = result.setdefault(paper.format, {"plain": Cells(), "ours": Cells()})
        cells, pages, seconds = plainly(pdfs[0], tables[0].header_rows)
        both["plain"].take(cells, true)
        both["plain"].pages += pages
        both["plain"].seconds += seconds
        cells, seconds = ours(folder)
        both["ours"].take(cells, true)
        both["ours"].pages += pages
        both["ours"].seconds += seconds
    return result


def table(compared: dict[str, dict[str, Cells]]) -> str:
    lines = [f"{'PDF tables':16}  {'':6}  {'right':>6}  {'lost':>6}  {'wrong':>6}  {'pages':>5}  pages a second"]
    for producer, both in sorted(compared.items()):
        for way, cells in both.items():
            speed = cells.pages / cells.seconds if cells.seconds else 0.0
            lines.append(
                f"{producer:16}  {way:6}  {cells.right:6}  {cells.lost:6}  {cells.wrong:6}  "
                f"{cells.pages:5}  {speed:.1f}"
            )
    return "\n".join(lines)
