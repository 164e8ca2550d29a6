"""A case of tests/cases/tables -> the grid, the questions and the context that it is read with, and what it expects.

A case is a TOML file: `says` (a sentence), `form` (of docs/forms.md), `table` (rows by line, cells by `|`; `<` is
covered by the cell at its left, `^` by the one above), `title`, `notes`, `sheet`, `force`, `legend`, `published`,
`[[question]]` (label, measure, period, offence, dimensions, headings, counts), `others` (labels of questions of the
request that the table does not stand under), `broken` (texts of cells in which a word may be cut), and what must come
out: `figures`, one line each, and `problems`, each the rule and some of its words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.ids import period_of_id
from ingest.model import Figure, Grid, GridCell, Problem
from ingest.model import Question as Asked
from ingest.reference import Campaign, Question, load
from ingest.tables import TableContext, TablesReading, read_tables

FOLDER = Path(__file__).parent / "cases" / "tables"
PATHS = sorted(FOLDER.glob("*.toml"))


@dataclass(frozen=True)
class Case:
    name: str
    entry: dict[str, Any]

    @property
    def figures(self) -> list[str]:
        return list(self.entry["figures"])

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [(rule, words) for rule, _, words in (line.partition(": ") for line in self.entry["problems"])]


def read_case(path: Path) -> Case:
    return Case(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def grid_of(text: str, n: int = 1, **about: Any) -> Grid:
    """A grid written as lines of cells between `|`."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, written in enumerate(row):
            if written in ("<", "^"):
                continue
            right = next((k for k in range(c + 1, width) if row[k] != "<"), width)
            below = next((k for k in range(r + 1, len(rows)) if rows[k][c] != "^"), len(rows))
            cells.append(GridCell(r + 1, c + 1, written.replace("\\n", "\n"), below - r, right - c, ref=_ref(r, c)))
    return Grid(n, len(rows), width, tuple(cells), **about)


def _ref(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"


def read(entry: dict[str, Any]) -> TablesReading:
    tables = entry["table"] if isinstance(entry["table"], list) else [entry["table"]]
    titles = (
        entry.get("title", "") if isinstance(entry.get("title", ""), list) else [entry.get("title", "")] * len(tables)
    )
    grids = [
        grid_of(
            text,
            n,
            title=title,
            page=None if "sheet" in entry else 1,
            notes=tuple(entry.get("notes", ())),
            sheet=entry.get("sheet"),
            method="spreadsheet" if "sheet" in entry else "table",
        )
        for n, (text, title) in enumerate(zip(tables, titles, strict=True), 1)
    ]
    reference = load()
    rows = tuple(_campaign_question(one) for one in entry.get("question", ()))
    campaign = Campaign("a-test", "A test", "FOIA 2000", (), rows)
    asked = tuple(_asked(row) for row in rows)
    forces = entry.get("force", "durham")
    context = TableContext(
        "durham~1",
        "answer.pdf",
        tuple(forces) if isinstance(forces, list) else (forces,),
        reference,
        campaign,
        legend=entry.get("legend", {}),
        published=entry.get("published"),
        questions=(*asked, *(Asked(label, ("",), "", "arrests", None, None, ()) for label in entry.get("others", ()))),
    )
    return read_tables(grids, lambda _: asked, context)


def _campaign_question(one: dict[str, Any]) -> Question:
    headings = {name: tuple(forms) for name, forms in one.get("headings", {}).items()}
    return Question(
        one.get("label", "1"),
        one.get("text", ""),
        "",
        one.get("measure", "arrests"),
        one.get("period"),
        one.get("offence"),
        tuple(one.get("dimensions", ())),
        tuple(one.get("match", ())),
        headings,
        tuple(one.get("counts", ())),
    )


def _asked(row: Question) -> Asked:
    period = period_of_id(row.period_id) if row.period_id else None
    return Asked(row.label, (row.text,), row.asks, row.measure_id, period, row.offence_id, row.dimensions)


def written(figure: Figure) -> str:
    """A figure in a line: question, unit, offence, period, breakdown, value, cell."""
    value = figure.value
    low, high = ("" if bound is None else f"{bound:g}" for bound in (value.low, value.high))
    number = f"{value.value:g}" if value.value is not None else f"{low}..{high}{value.symbol or ''}"
    parts = [f"{name}={label}" for name, label in figure.dimensions]
    place = figure.locator.removeprefix("page 1, ").removeprefix("table 1, ")
    force = () if figure.force_id == "durham" else (figure.force_id,)
    return "; ".join(
        [
            str(figure.question),
            *force,
            figure.unit,
            figure.offence_id or "-",
            figure.period.period_id,
            *parts,
            number,
            place,
        ]
    )


def shown(problem: Problem) -> str:
    return f"{problem.rule}: {problem.message}"
