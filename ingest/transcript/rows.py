"""The cells of a transcript -> its rows, each checked against the vocabulary.

Protects: a row stands for one place, one measure and one unit that are known, or it is a problem and gives nothing.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import DOUBTS, OUTCOME_STATUSES, STAGES, Blocks, Cell, Problem
from ingest.phrases.numbers import read_value
from ingest.reference import Reference
from ingest.sources.entries import KINDS

FIGURE_STATUSES = ("value", "suppressed")
BASES = ("printed", "inferred")
EXEMPTION = re.compile(r"(?:s|art )\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*")
NO_OFFENCE = "none"  # what a person writes in `offence` where the source names none
DIMENSION = "dim_"
LONGEST_NAME = 100  # code points of a word to which near ones are sought; no known one is longer


@dataclass(frozen=True)
class Row:
    """One row as transcribed; empty cells are None where nothing is a meaning of its own. `n` counts from 1."""

    n: int
    line: str
    force: str
    measure: str
    unit: str
    offence_label: str
    period_label: str
    value_text: str
    status: str
    exemptions: tuple[str, ...]
    exemptions_basis: str | None
    question: str | None
    place: str | None
    note: str | None
    url: str | None
    published: str | None
    publisher: str | None
    read_in: str | None
    kind: str | None
    offence: str | None
    period: str | None
    scope: str | None
    reading_reason: str | None
    force_as_published: str | None
    stage: str
    symbol: str | None
    doubt: str | None
    dimensions: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[object, ...]:
        """What the row is called by what it prints: the ground of ids. No value, no place and no reading is in it."""
        dimensions = (f"{name}={label}" for name, label in self.dimensions)
        labels = (self.unit, self.offence_label, self.period_label, self.question)
        return (self.force, self.measure, *labels, *dimensions, self.force_as_published)

    @property
    def may_give_figure(self) -> bool:
        """Whether a number of this row is one that was given: a whole answer, a suppressed one, or a part."""
        return self.status in FIGURE_STATUSES or (self.status == "partly_answered" and bool(self.value_text))

    @property
    def locator(self) -> str:
        return f"row {self.n}, {self.place}" if self.place else f"row {self.n}"

    def problem(self, message: str, rule: str, severity: str = "error") -> Problem:
        """Something wrong with this row: `message` says what was found and what would do."""
        return Problem(severity, message, f"row {self.n} ({self.line})", rule=rule, origin="source")


def rows_of(blocks: Blocks, reference: Reference) -> tuple[list[Row], list[Problem]]:
    """The rows that can be used, in order, and a problem for everything wrong with the others."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in blocks.cells:
        cells[cell.row].append(cell)
    rows, problems = [], []
    for n, row_cells in sorted(cells.items()):
        row = _row(n, row_cells)
        found = list(_problems(row, reference))
        problems += found
        if not any(problem.severity == "error" for problem in found):
            rows.append(row)
    return rows, problems


def _row(n: int, cells: list[Cell]) -> Row:
    text = {cell.column: cell.text for cell in cells}
    optional = {
        name: text.get(name) or None
        for name in (
            "question", "place", "note", "url", "published", "publisher", "read_in", "kind", "offence", "period",
            "scope", "reading_reason", "force_as_published", "symbol", "exemptions_basis", "doubt",
        )
    }  # fmt: skip
    return Row(
        n=n,
        line=cells[0].ref or "",
        force=text["force"],
        measure=text["measure"],
        unit=text["unit"],
        offence_label=text["offence_as_published"],
        period_label=text["period_as_published"],
        value_text=text["value_as_published"],
        status=text["status"],
        exemptions=tuple(_exemption(part) for part in text["exemptions"].split(";") if part.strip()),
        stage=text.get("stage") or STAGES[0],
        dimensions=tuple(
            (name.removeprefix(DIMENSION), label)
            for name, label in text.items()
            if name.startswith(DIMENSION) and label
        ),
        **optional,
    )


def _exemption(text: str) -> str:
    """`s31(3)`, `Art 25(2)` in the form of the warehouse: the word small, the rest as printed."""
    return re.sub(r"^(?:Article|Art)\.?\s*", "art ", re.sub(r"^S(?=\d)", "s", text.strip()), flags=re.IGNORECASE)


def _problems(row: Row, reference: Reference) -> Iterable[Problem]:
    places = [*reference.forces, *reference.areas]
    yield from _known(row, "force", row.force, places, "forces.csv or areas.csv")
    yield from _known(row, "status", row.status, (*FIGURE_STATUSES, *OUTCOME_STATUSES), "the vocabulary")
    yield from _known(row, "stage", row.stage, STAGES, "the vocabulary")
    if row.kind:
        yield from _known(row, "kind", row.kind, KINDS, "the vocabulary")
    if row.doubt:
        yield from _known(row, "doubt", row.doubt, list(DOUBTS), "the vocabulary")
        if not row.note:
            yield row.problem("has a doubt without note. Say there what is doubted and why.", "doubt-without-note")
    if row.symbol:
        yield from _known(row, "symbol", row.symbol, [s.symbol for s in reference.symbols], "symbols.csv")
    if row.offence:
        yield from _known(row, "offence", row.offence, [*reference.offences, NO_OFFENCE], "offences.csv")
    yield from _known(row, "measure", row.measure, list(reference.measures), "measures.toml")
    measure = reference.measures.get(row.measure)
    if measure is not None:
        yield from _known(row, "unit", row.unit, measure.units, f"the units of {row.measure}")
        if row.scope:
            yield from _known(row, "scope", row.scope, measure.scopes, f"the scopes of {row.measure}")
    for exemption in row.exemptions:
        if not EXEMPTION.fullmatch(exemption):
            message = (
                f"exemptions holds {exemption!r}. Write sections as s12 or s31(3), Articles as Art 25(2), parted by ;"
            )
            yield row.problem(message, "unknown-exemption")
    if bool(row.exemptions) != bool(row.exemptions_basis):
        yield row.problem("exemptions and exemptions_basis (printed or inferred) go together.", "exemptions-basis")
    elif row.exemptions_basis:
        yield from _known(row, "exemptions_basis", row.exemptions_basis, BASES, "the vocabulary")
    is_answer_without_number = row.status in OUTCOME_STATUSES and not row.may_give_figure
    if is_answer_without_number and row.value_text and read_value(row.value_text, unit=row.unit) is not None:
        message = f"status {row.status} goes with no number, and the value is {row.value_text!r}. One is wrong."
        yield row.problem(message, "value-status")
    if any((row.offence, row.period, row.scope, row.symbol)) and not row.reading_reason:
        message = "has a person's reading without reading_reason. Say what on the page settles the meaning."
        yield row.problem(message, "reading-without-reason")


def _known(row: Row, column: str, value: str, known: Collection[str], where: str) -> Iterable[Problem]:
    if value not in known:
        near = _nearest(value[:LONGEST_NAME], tuple(known))
        yield row.problem(f"{column} {value!r} is not in {where}. Nearest: {near}.", f"unknown-{column}")


@lru_cache(maxsize=4096)  # a column that is wrong is so in every row
def _nearest(value: str, known: tuple[str, ...]) -> str:
    return ", ".join(difflib.get_close_matches(value, known, n=3, cutoff=0.0)) or "none"
