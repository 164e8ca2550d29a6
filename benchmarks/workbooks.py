"""`python -m benchmarks.workbooks FOLDER`: each visible number of a folder's workbooks, as openpyxl (XLSX) or xlrd
(XLS) has it, against what `show --json` gives.

right: the cell of that address prints the number with its sign, or it is the label of a row or column. line: it stands
alone among words, outside tables. told: its table gives no cells and a problem says so. wrong: another number stands at
its address. lost: it is nowhere, and nothing says so. hidden: numbers of hidden rows, columns and sheets, and how many
of their addresses were given (none may be). Dates are no numbers here, nor what lies under a merged cell.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlrd

from ingest import workbook
from ingest.workbook.sheets import address

Number = tuple[str, str, float, bool]
"""The sheet, the address, the value and whether it is hidden."""

PRINTED = re.compile(r"(?P<minus>[-−–(]?)\s*£?\s*(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?P<percent>%?)\)?")
NOT_READ = "No column of numbers was found"
KINDS = ("right", "line", "told", "wrong", "lost", "hidden", "hidden and given")


def numbers_of_xls(path: Path) -> Iterator[Number]:
    book = xlrd.open_workbook(path, formatting_info=True)
    for sheet in book.sheets():
        covered = {
            (row, column)
            for top, bottom, left, right in sheet.merged_cells
            for row in range(top, bottom)
            for column in range(left, right)
            if (row, column) != (top, left)
        }
        rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
        columns = {column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                if sheet.cell_type(row, column) == xlrd.XL_CELL_NUMBER and (row, column) not in covered:
                    is_hidden = sheet.visibility != 0 or row in rows or column in columns
                    yield sheet.name, address(row + 1, column + 1), sheet.cell_value(row, column), is_hidden


def numbers_of_xlsx(path: Path) -> Iterator[Number]:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows = {row for row, info in sheet.row_dimensions.items() if info.hidden or info.ht == 0}
        columns: set[int] = set()
        for info in sheet.column_dimensions.values():
            if info.hidden or info.width == 0:
                columns.update(range(info.min, info.max + 1))
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    is_hidden = sheet.sheet_state != "visible" or cell.row in rows or cell.column in columns
                    yield sheet.title, cell.coordinate, float(cell.value), is_hidden


def is_printed(text: str, value: float) -> bool:
    """Whether a cell's words print a number, its sign included, as exactly as they print it."""
    found = PRINTED.fullmatch(text.strip())
    if not found:
        return value == 0 and text.strip() in ("-", "–", "—")
    digits = found["digits"].replace(",", "")
    places = len(digits.partition(".")[2]) + 2 * bool(found["percent"])
    printed = float(digits) / (100 if found["percent"] else 1) * (-1 if found["minus"] else 1)
    return abs(printed - value) <= 0.5 * 10**-places + 1e-9


def compare(path: Path) -> tuple[Counter[str], list[str]]:
    """How many numbers of a workbook became what, and the places of those that are wrong or lost."""
    command = [sys.executable, "-m", "ingest", "show", "--json", str(path)]
    shown: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    sheets = {table["n"]: table["sheet"] for table in shown["tables"]}
    cells = {(sheets[cell["table"]], cell["ref"]): cell["text"] for cell in shown["cells"]}
    labels = {
        (sheets[cell["table"]], part.strip())
        for cell in shown["cells"]
        for label in (cell["row_label"], cell["column_label"], cell["column"])
        for part in re.split(r"[,|·]", label or "")
    }
    told = {problem["locator"] for problem in shown["problems"] if problem["message"].startswith(NOT_READ)}
    lines = {line.text for line in workbook.read(path.read_bytes(), path.name).lines}
    counts: Counter[str] = Counter()
    places = []
    for sheet, ref, value, is_hidden in numbers_of_xls(path) if path.suffix == ".xls" else numbers_of_xlsx(path):
        text, print_ = cells.get((sheet, ref)), f"{value:.12g}"
        if is_hidden:
            kind = "hidden" if text is None else "hidden and given"
        elif text is not None:
            kind = "right" if is_printed(text, value) else "wrong"
        elif (sheet, print_) in labels:
            kind = "right"
        else:
            kind = "line" if print_ in lines else "told" if f"sheet {sheet}" in told else "lost"
        counts[kind] += 1
        if kind in ("wrong", "lost", "hidden and given"):
            places.append(f"{path.name}: {sheet}, {ref}: {value:.12g} is {kind}{f', {text!r} there' if text else ''}")
    return counts, places


def main() -> int:
    files = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in (".xls", ".xlsx"))
    print(f"{'':24}", *(f"{kind:>8}" for kind in KINDS))
    bad: list[str] = []
    for path in files:
        try:
            counts, places = compare(path)
        except KeyError as error:  # openpyxl looks for drawings that a file names and has not
            print(f"{path.name}: not compared, for openpyxl does not open it: {error}")
            continue
        print(f"{path.name:24}", *(f"{counts[kind]:8}" for kind in KINDS))
        bad += places
    print(*bad, sep="\n")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
