"""Tables of PDFs: how many neighbours are right, and pages a second, beside pdfplumber and camelot.

    python -m benchmarks.tables [--camelot PYTHON] [--runs 3]

Generated replies with a ruled table a page, and the real ones of DISCLOSED_SAMPLES/icdar-2013-eu. Right is counted as
the ICDAR-2013 competition did: each cell with the next one that is not empty, to the right and below, against those of
the truth; F is the harmonic mean of how many are found and how many of the found are true. A tool reads in a process of
its own, once before it is measured; seconds are the processor's. The words of pypdfium2 are the limit: no table is read
before its page's words are. `--camelot` names a Python, of another environment, that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

Cells = Mapping[tuple[int, int], str]
"""One table: row and column of each place in it, and its text; a cell over several places stands in each."""
PAGES, SEED = 20, 1129


def with_disclosed(file: Path) -> list[Cells]:
    from ingest import pdf

    return [
        {
            (cell.row + down, cell.column + right): cell.text
            for cell in grid.cells
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        }
        for grid in pdf.read(file.read_bytes(), file.name).grids
    ]


def with_pdfplumber(file: Path) -> list[Cells]:
    import pdfplumber

    with pdfplumber.open(file) as document:
        return [_of_rows(table) for page in document.pages for table in page.extract_tables()]


def with_camelot(file: Path) -> list[Cells]:
    import camelot

    return [_of_rows(t.df.values.tolist()) for t in camelot.read_pdf(file, pages="all", flavor=FLAVOUR["camelot"])]


def words(file: Path) -> list[Cells]:
    import pypdfium2

    for page in (document := pypdfium2.PdfDocument(file)):
        page.get_textpage().get_text_range().split()
    document.close()
    return []


FLAVOUR = {"camelot": "lattice"}
TOOLS: dict[str, Callable[[Path], list[Cells]]] = {
    "Disclosed": with_disclosed,
    "pdfplumber by page": with_pdfplumber,
    "camelot": with_camelot,
    "words of pypdfium2": words,
}


def _of_rows(rows: Iterable[Iterable[str | None]]) -> Cells:
    return {(r, c): text or "" for r, row in enumerate(rows) for c, text in enumerate(row)}


def neighbours(tables: Iterable[Cells]) -> Counter[tuple[str, str, str]]:
    """Each cell with the next one to the right and below that is not empty."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in tables:
        cells = {place: folded for place, text in table.items() if (folded := re.sub(r"[\W_]+", "", text).lower())}
        for way, order in (("right", lambda at: at), ("below", lambda at: at[::-1])):
            places = sorted(cells, key=order)
            for here, there in pairwise(places):
                if order(here)[0] == order(there)[0] and cells[here] != cells[there]:
                    found[way, cells[here], cells[there]] += 1
    return found


def truth_of(file: Path) -> list[Cells]:
    """The tables of an ICDAR-2013 structure file."""
    tables = []
    for region in ET.parse(file).getroot().iter("region"):
        cells = {}
        for cell in region.iter("cell"):
            first = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            last = int(cell.get("end-row") or first[0]), int(cell.get("end-col") or first[1])
            text = cell.findtext("content") or ""
            cells |= {(r, c): text for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1)}
        tables.append(cells)
    return tables


def read(tool: str, folder: Path, runs: int) -> None:
    """Print what a tool finds in each file, and the processor's seconds of each run."""
    files, spent, found = sorted(folder.glob("*.pdf")), [], {}
    for _ in range(runs + 1):
        begins = sum(os.times()[:4])  # with the processes that it makes
        for file in files:
            found[file.stem] = [[key, n] for key, n in neighbours(TOOLS[tool](file)).items()]
        spent.append(sum(os.times()[:4]) - begins)
    print(json.dumps({"seconds": spent[1:], "found": found}))


def row(name: str, tool: str, python: str, folder: Path, truth: Mapping[str, Counter[Any]], runs: int) -> str:
    """One row of the table."""
    import pypdfium2

    asked = [python, str(Path(__file__).resolve()), "--tool", tool, "--folder", str(folder), "--runs", str(runs)]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    told = json.loads(
        subprocess.run(asked, check=True, capture_output=True, text=True, env=env).stdout.splitlines()[-1]
    )
    pages = sum(len(pypdfium2.PdfDocument(file)) for file in folder.glob("*.pdf"))
    scores = []
    for stem, true in truth.items():
        seen = Counter({tuple(key): n for key, n in told["found"][stem]})
        right, of = (seen & true).total(), seen.total() + true.total()
        scores.append(2 * right / of if of else 1.0)
    seconds = told["seconds"]
    speeds = f"{pages / median(seconds):.1f} | {pages / max(seconds):.1f} to {pages / min(seconds):.1f}"
    right = "" if tool == "words of pypdfium2" else f"{sum(scores) / len(scores):.3f}"
    return f"| {name} | {tool} | {right} | {speeds} |"


def made(folder: Path) -> tuple[Path, dict[str, Counter[Any]]]:
    """A generated reply, and what its tables hold as it was drawn."""
    from benchmarks.reading import OFFENCES, pdf_letter

    folder.mkdir()
    (folder / "reply.pdf").write_bytes(pdf_letter(random.Random(SEED), PAGES))
    again, tables = random.Random(SEED), []
    for page in range(1, PAGES + 1):
        heads = ["Offence", *(f"{2015 + n}/{16 + n}" for n in range(5))]
        rows = [
            [f"{OFFENCES[n % 6]} beat {page}-{n}", *(str(again.randint(0, 1999)) for _ in range(5))]
            for n in range(1, 25)
        ]
        tables.append(_of_rows([heads, *rows]))
    return folder, {"reply": neighbours(tables)}


def main() -> None:
    """Print a table, a row for each tool and set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__)
    parser.add_argument("--camelot", metavar="PYTHON")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--tool", choices=TOOLS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.tool:
        read(asked.tool, asked.folder, asked.runs)
        return
    print(f"seed {SEED}, load {os.getloadavg()[0]:.1f}\n")
    print("| set | tool | right (F) | pages a second of the processor | least to most |")
    print("| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as place:
        sets = {"generated": made(Path(place) / "generated")}
        real = Path(os.environ.get("DISCLOSED_SAMPLES", "")) / "icdar-2013-eu"
        if os.environ.get("DISCLOSED_SAMPLES") and real.is_dir():
            stems = sorted(file.stem for file in real.glob("*.pdf"))
            sets["ICDAR-2013, European half"] = (
                real,
                {stem: neighbours(truth_of(real / f"{stem}-str.xml")) for stem in stems},
            )
        for name, (folder, truth) in sets.items():
            for tool in TOOLS:
                if tool != "camelot" or asked.camelot:
                    python = asked.camelot if tool == "camelot" else sys.executable
                    print(row(name, tool, python, folder, truth, asked.runs), flush=True)


if __name__ == "__main__":
    main()
