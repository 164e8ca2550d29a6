"""The cells of a transcript -> its rows, each checked against the vocabulary.

Protects: a row stands for one place, one measure and one unit that are known, or it is a problem and gives nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ingest.model import DOUBTS, OUTCOME_STATUSES, STAGES, Blocks, Problem
from ingest.phrases.numbers import read_value
from ingest.reference import Reference
from ingest.sources.entries import KINDS

FIGURE_STATUSES = ("value", "suppressed")
BASES = ("printed", "inferred")
EXEMPTION = re.compile(r"(?:s|art )\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*")
NO_OFFENCE = "none"  # what a person writes in `offence` where the source names none
DIMENSION = "dim_"
LONGEST_NAME = 100  # code points of a word to which near ones are sought; no known one is longer
READINGS = ("offence", "period", "scope", "symbol")  # what a person says of the meaning, with a `reading_reason`


@dataclass(frozen=True)
class Row:
    """One row as transcribed. `n` counts from 1; `line`: that of the file; `cells`: column -> text."""

    n: int
    line: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def given(self, column: str) -> str | None:
        """A cell's text; None for an empty one."""
        return self[column] or None

    @property
    def stage(self) -> str:
        return self["stage"] or STAGES[0]

    @property
    def exemptions(self) -> tuple[str, ...]:
        """`s31(3)`, `Art 25(2)` in the form of the warehouse: the word small, the rest as printed."""
        small = (re.sub(r"^S(?=\d)", "s", part.strip()) for part in self["exemptions"].split(";") if part.strip())
        return tuple(re.sub(r"^(?:Article|Art)\.?\s*", "art ", part, flags=re.IGNORECASE) for part in small)

    @property
    def dimensions(self) -> tuple[tuple[str, str], ...]:
        named = ((name, label) for name, label in self.cells.items() if name.startswith(DIMENSION) and label)
        return tuple((name.removeprefix(DIMENSION), label) for name, label in named)

    @property
    def names(self) -> tuple[object, ...]:
        """What the row is called by what it prints: the ground of ids. No value, no place and no reading is in it."""
        labels = (self["unit"], self["offence_as_published"], self["period_as_published"], self.given("question"))
        dimensions = (f"{name}={label}" for name, label in self.dimensions)
        return (self["force"], self["measure"], *labels, *dimensions, self.given("force_as_published"))

    @property
    def may_give_figure(self) -> bool:
        """Whether a number of this row is one that was given: a whole answer, a suppressed one, or a part."""
        is_part = self["status"] == "partly_answered" and bool(self["value_as_published"])
        return is_part or self["status"] in FIGURE_STATUSES

    @property
    def locator(self) -> str:
        return f"row {self.n}, {self['place']}" if self["place"] else f"row {self.n}"

    def problem(self, message: str, rule: str, severity: str = "error") -> Problem:
        """Something wrong with this row: `message` says what was found and what would do."""
        return Problem(severity, message, f"row {self.n} ({self.line})", rule=rule, origin="source")


def rows_of(blocks: Blocks, reference: Reference) -> tuple[list[Row], list[Problem]]:
    """The rows that can be used, in order, and a problem for everything wrong with the others."""
    rows, problems = [], []
    for n, of_row in groupby(sorted(blocks.cells, key=lambda cell: cell.row), key=lambda cell: cell.row):
        cells = list(of_row)
        row = Row(n, cells[0].ref or "", {cell.column: cell.text for cell in cells})
        found = list(_problems(row, reference))
        problems += found
        if not any(problem.severity == "error" for problem in found):
            rows.append(row)
    return rows, problems


def _problems(row: Row, reference: Reference) -> Iterator[Problem]:
    measure = reference.measures.get(row["measure"])
    yield from _known(row, "force", (*reference.forces, *reference.areas), "forces.csv or areas.csv")
    yield from _known(row, "status", (*FIGURE_STATUSES, *OUTCOME_STATUSES), "the vocabulary")
    yield from _known(row, "measure", reference.measures, "measures.toml")
    if measure is not None:
        yield from _known(row, "unit", measure.units, f"the units of {row['measure']}")
    vocabularies: dict[str, tuple[Iterable[str], str]] = {
        "stage": (STAGES, "the vocabulary"),
        "kind": (KINDS, "the vocabulary"),
        "doubt": (DOUBTS, "the vocabulary"),
        "symbol": ([one.symbol for one in reference.symbols], "symbols.csv"),
        "offence": ((*reference.offences, NO_OFFENCE), "offences.csv"),
        "scope": (measure.scopes if measure else [row["scope"]], f"the scopes of {row['measure']}"),
        "exemptions_basis": (BASES, "the vocabulary"),
    }
    for column, (known, where) in vocabularies.items():
        if row[column]:
            yield from _known(row, column, known, where)
    if row["doubt"] and not row["note"]:
        yield row.problem("has a doubt without note. Say there what is doubted and why.", "doubt-without-note")
    for exemption in row.exemptions:
        if not EXEMPTION.fullmatch(exemption):
            message = (
                f"exemptions holds {exemption!r}. Write sections as s12 or s31(3), Articles as Art 25(2), parted by ;"
            )
            yield row.problem(message, "unknown-exemption")
    if bool(row.exemptions) != bool(row["exemptions_basis"]):
        yield row.problem("exemptions and exemptions_basis (printed or inferred) go together.", "exemptions-basis")
    printed = row["value_as_published"]
    is_answer_without_number = row["status"] in OUTCOME_STATUSES and not row.may_give_figure
    if is_answer_without_number and printed and read_value(printed, unit=row["unit"]) is not None:
        message = f"status {row['status']} goes with no number, and the value is {printed!r}. One is wrong."
        yield row.problem(message, "value-status")
    if any(row[column] for column in READINGS) and not row["reading_reason"]:
        message = "has a person's reading without reading_reason. Say what on the page settles the meaning."
        yield row.problem(message, "reading-without-reason")


def _known(row: Row, column: str, known: Iterable[str], where: str) -> Iterator[Problem]:
    words = tuple(known)
    if row[column] not in words:
        near = _nearest(row[column][:LONGEST_NAME], words)
        yield row.problem(f"{column} {row[column]!r} is not in {where}. Nearest: {near}.", f"unknown-{column}")


@lru_cache(maxsize=4096)  # a column that is wrong is so in every row
def _nearest(value: str, known: tuple[str, ...]) -> str:
    return ", ".join(difflib.get_close_matches(value, known, n=3, cutoff=0.0)) or "none"
