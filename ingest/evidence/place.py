"""A figure's or an answer's place as the warehouse has it -> where in its document it stands.

The locators are those of the contract: "line 316", "lines 3-5", "page 2, line 4", "page 2, table 1, row 3, column
2019/20", "sheet Arrests, B7", "table 1, row 2, column 2019".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import BBox

LINES = re.compile(r"(?:page (?P<page>\d+), )?lines? (?P<first>\d+)(?:-(?P<last>\d+))?")
CELL = re.compile(
    r"(?:page (?P<page>\d+), )?table (?P<table>\d+)(?:, row (?P<row>\d+), column (?P<column>.+))?", re.DOTALL
)
SHEET = re.compile(r"sheet (?P<sheet>.+?)(?:, (?P<ref>[A-Z]{1,3}\d+))?", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """`locator` as stored; `page` and `bbox` of a document of pages, else None. `printed`: the value or the words that
    stand there."""

    locator: str
    page: int | None = None
    bbox: BBox | None = None
    printed: str = ""

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line, both included; of the page where it has pages."""
        found = LINES.fullmatch(self.locator)
        return (int(found["first"]), int(found["last"] or found["first"])) if found else None

    @property
    def cell(self) -> tuple[int, int | None, str | None] | None:
        """The table's number, and the row and the column's heading of one cell of it."""
        found = CELL.fullmatch(self.locator)
        return (int(found["table"]), int(found["row"]) if found["row"] else None, found["column"]) if found else None

    @property
    def sheet(self) -> tuple[str, str | None] | None:
        """The sheet's name and the cell's address."""
        found = SHEET.fullmatch(self.locator)
        return (found["sheet"], found["ref"]) if found else None
