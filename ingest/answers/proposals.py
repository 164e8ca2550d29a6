"""An answer's numbers -> proposals: every number that may well be a figure, with its best reading and its doubts; and
proposals -> figures: those of which nothing is in doubt, and those that a person takes in source.toml.

An `[[accepted]]` entry takes proposals as they stand; a `[[correction]]` of the same id gives what a proposal lacks
(measure, period, offence), or rejects it. Protects: a proposal is a number that stands in the answer, as printed, with
its place; what the nearest words do not say of it is null and a doubt, and is settled by a person. Where two numbers
differ on one thing, neither is a figure; no number of a scan is a figure before a person has compared it with the page;
and only what the person saw becomes one: an entry holds a digest of its readings, and where one of them has changed,
all are proposals again. A build keeps those that are left in a file of their own: none stands in a warehouse, so that
nothing that is served, exported or published can hold it.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.answers.counts import TOTAL, Number, numbers_of_cells, numbers_of_page
from ingest.answers.meaning import meaning_of
from ingest.answers.passages import Page, Passage
from ingest.answers.understood import is_understood
from ingest.answers.words import phrase
from ingest.model import (
    UNKNOWN_PERIOD,
    BBox,
    Blocks,
    Cell,
    DocumentReading,
    Figure,
    Line,
    Problem,
    Proposal,
    Value,
    digest,
    locator_of,
    period_of_id,
    ranked,
    row_of,
)
from ingest.phrases.numbers import read_value
from ingest.privacy import NAME, without_strange_words
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source, SourceReading


def propose(
    page: Page,
    *,
    force_id: str | None,
    reference: Reference,
    source_id: str,
    path: str,
    figures: Sequence[Figure] = (),
    cells: Sequence[Cell] = (),
) -> tuple[Proposal, ...]:
    """The proposals of one answer, of lines and of tables' cells without people. `figures`: those already read.
    `cells`: of tables that have no place among the lines."""
    counts = [number for number in numbers_of_page(page) if not _is_read(number, figures)]
    counts += numbers_of_cells(cells, Passage(), "")
    # A total beside its rows is offered, for it may be what was asked; it never is a figure by itself.
    parted = {id(number.passage) for number in counts if not _is_total(number)}
    offered = [
        replace(number, is_off=True) if _is_total(number) and id(number.passage) in parted else number
        for number in counts
    ]
    names = [(number.passage.labels[:1], *number.labels) for number in offered]
    return tuple(
        _proposal(number, page, force_id, reference, digest(source_id, path, "proposal", *name, rank))
        for number, name, rank in zip(offered, names, ranked(names), strict=True)
    )


def _is_total(number: Number) -> bool:
    return number.is_total or any(map(phrase.row_of_total.match, number.labels[:1]))


def _is_read(number: Number, figures: Sequence[Figure]) -> bool:
    if (line := number.line) is None:
        return False
    for figure in (figure for figure in figures if figure.value.text == number.value.text):
        named = figure.lines or tuple(int(n) for n in LINES.findall(figure.locator))
        if (named and min(named) <= line.number <= max(named)) or figure.locator == locator_of((line,)):
            return True
    return False


LINES = re.compile(r"(?<=line )\d+|(?<=lines )\d+|(?<=\d-)\d+")


def _proposal(number: Number, page: Page, force_id: str | None, reference: Reference, name: str) -> Proposal:
    place = number.cell or number.line
    assert place is not None
    meaning = meaning_of(number, page, force_id, reference)
    if not is_understood(number, page, meaning, reference):
        meaning = replace(meaning, doubts=("wording-unknown", *meaning.doubts))
    printed = place.text.strip() if isinstance(place, Line) else " | ".join((*number.labels, number.value.text))
    return Proposal(
        proposal_id=name,
        question=next(iter(number.passage.labels), None),
        scope=None,
        value=number.value,
        label=" · ".join(label for label in number.labels if label),
        locator=locator_of((place,)) if isinstance(place, Line) else cell_place(place),
        page=place.page,
        bbox=place.bbox,
        quote=printed,
        method="text" if isinstance(place, Line) else "spreadsheet" if place.ref else "table",
        **row_of(meaning, "force_id", "measure_id", "unit", "offence_id", "period_id", "doubts", "dimensions"),
    )


def cell_place(cell: Cell) -> str:
    """ "page 2, table 1, row 3, column 2019/20", "sheet Arrests, B7"."""
    if cell.ref and cell.sheet is not None:
        return f"sheet {cell.sheet}, {cell.ref}"
    page = f"page {cell.page}, " if cell.page is not None else ""
    return f"{page}table {cell.table}, row {cell.row}, column {cell.column_label or cell.column}"


# Figures


SAME = ("force_id", "question", "dimensions", "value", "locator", "method", "quote", "page", "bbox")
"""Fields that a proposal and its figure share."""
GIVES = ("measure", "offence", "period", "scope")
FIELD = {"measure": "measure_id", "offence": "offence_id", "period": "period_id", "scope": "scope"}


def accepted(proposals: Sequence[Proposal], reference: Reference) -> tuple[tuple[Figure, ...], tuple[Proposal, ...]]:
    """(figures, the proposals that are left). A number said twice is one figure, and no proposal a second time."""
    alike: dict[tuple[object, ...], list[Proposal]] = defaultdict(list)
    for proposal in (proposal for proposal in proposals if not proposal.doubts):
        counted = (proposal.measure_id, proposal.unit, proposal.offence_id, proposal.dimensions, proposal.period_id)
        alike[counted].append(proposal)
    figures: list[Figure] = []
    for same in alike.values():
        figure = figure_of(same[0], {}, reference)
        if figure is not None and len({proposal.value.value for proposal in same}) == 1:
            figures.append(replace(figure, chain=(*figure.chain, "every word that bears on it is understood")))
    taken = {figure.figure_id for figure in figures}
    repeated = {proposal.proposal_id for same in alike.values() if same[0].proposal_id in taken for proposal in same}
    left = [
        proposal if proposal.doubts else replace(proposal, doubts=(CONTRADICTED,))
        for proposal in proposals
        if proposal.proposal_id not in repeated
    ]
    return tuple(figures), tuple(left)


CONTRADICTED = "contradicted"


def figure_of(proposal: Proposal, given: Mapping[str, Any], reference: Reference) -> Figure | None:
    """The figure that a proposal becomes; None while nobody says what it counts or which force's it is."""
    filled = {name: given.get(name) for name in GIVES if getattr(proposal, FIELD[name]) is None}
    measure_id = proposal.measure_id or filled.get("measure")
    if measure_id is None or proposal.force_id is None:
        return None
    period_id = proposal.period_id or filled.get("period")
    return Figure(
        figure_id=proposal.proposal_id,
        measure_id=measure_id,
        unit=proposal.unit or reference.measures[measure_id].units[0],
        offence_id=proposal.offence_id or filled.get("offence") or reference.measures[measure_id].whole_offence_id,
        scope=proposal.scope or filled.get("scope"),
        period=period_of_id(period_id) if period_id else UNKNOWN_PERIOD,
        chain=(f"the label “{proposal.label}”",),
        **row_of(proposal, *SAME),
    )


# What a person took

SEEN = (
    "proposal_id", "force_id", "measure_id", "unit", "offence_id", "scope", "dimensions", "period_id", "value",
    "value_low", "value_high", "value_text",
)  # fmt: skip


def take(readings: Sequence[DocumentReading], source: Source, reference: Reference) -> tuple[DocumentReading, ...]:
    """The readings of one source's documents with what people took and rejected."""
    by_id = {proposal.proposal_id: proposal for reading in readings for proposal in reading.proposals}
    given_by = _given_by(by_id, source)
    given = {name: {key: value for what in by.values() for key, value in what.items()} for name, by in given_by.items()}
    taken: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    rejected: set[str] = set()
    for entry in source.corrections:
        name = str(entry.get("figure"))
        if name in by_id and entry.get("reject"):
            is_as_seen = entry.get("expect", {}).get("value_text") == by_id[name].value.text
            rejected |= {name} if is_as_seen else set()
            problems += [] if is_as_seen else [_lapsed(entry, source)]
    becomes = {name: [figure_of(by_id[name], what, reference) for what in by.values()] for name, by in given_by.items()}
    disputed = {name for name, figures in becomes.items() if len(set(filter(None, figures))) > 1}
    for entry in source.accepted:
        ids = [str(name) for name in entry["proposals"]]
        seen = [by_id[name] for name in ids if name in by_id]
        if (
            len(seen) == len(ids)
            and entry["digest"] == rows_digest(map(proposal_row, seen))
            and (rejected | disputed).isdisjoint(ids)
        ):
            taken |= dict.fromkeys(ids, entry)
        else:
            rejected -= set(ids)  # people who disagree leave it open
            problems.append(_lapsed(entry, source))
    return tuple(
        _with(reading, taken, rejected, given, reference, problems if n == 0 else [])
        for n, reading in enumerate(readings)
    )


def _given_by(by_id: Mapping[str, Proposal], source: Source) -> dict[str, dict[str, dict[str, Any]]]:
    """What each person gives for each proposal that somebody took. A correction that expects something else corrects
    an earlier one, and is followed with the figure's other rulings."""
    given: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for entry in source.accepted:
        for name in by_id.keys() & set(entry["proposals"]):
            given[name].setdefault(entry["by"].strip().upper(), {})
    for entry in source.corrections:
        proposal, expected = by_id.get(str(entry.get("figure"))), entry.get("expect", {}).items()
        if proposal and all(getattr(proposal, FIELD[key]) == was for key, was in expected if key in FIELD):
            given[proposal.proposal_id].setdefault(entry["by"].strip().upper(), {}).update(entry)
    return given


def rows_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """A digest of proposals as a person saw them, by column."""
    seen = ({name: row[name] for name in SEEN} for row in rows)
    return digest("accepted", *sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in seen))


def _with(
    reading: DocumentReading,
    taken: Mapping[str, Mapping[str, Any]],
    rejected: set[str],
    given: Mapping[str, Mapping[str, Any]],
    reference: Reference,
    problems: Sequence[Problem],
) -> DocumentReading:
    figures: list[Figure] = []
    proposals: list[Proposal] = []
    for proposal in reading.proposals:
        name = proposal.proposal_id
        if name in rejected:
            proposals.append(replace(proposal, state="rejected"))
        elif name in taken and (figure := figure_of(proposal, given.get(name, {}), reference)):
            entry = taken[name]
            chain = (*figure.chain, "its reading was taken by a person at the desk")
            note = f"Taken from the document by {entry['by']}, {entry['on']}."
            figures.append(replace(figure, review="reviewed", note=note, chain=chain))
            proposals.append(replace(proposal, state="accepted"))
        else:
            proposals.append(proposal)
    return replace(
        reading,
        figures=(*reading.figures, *figures),
        proposals=tuple(proposals),
        problems=(*reading.problems, *problems),
    )


def _lapsed(entry: Mapping[str, Any], source: Source) -> Problem:
    return Problem.of("proposals-lapsed", SOURCE_FILE, folder=source.folder, by=entry["by"], on=entry["on"])


# Scans

OCR = "ocr"
BEHIND_A_SCAN = "text-behind-a-scan"  # the rule of a page's problem: somebody's program guessed its characters
COLUMNS_BESIDE = "columns-beside"  # the rule of a page's problem, and the doubt: which line answers which question?
FROM_SCAN = "from-scan"
WRONG_SUM = "wrong-sum"


def proposed(reading: DocumentReading, blocks: Blocks) -> DocumentReading:
    """A document's reading -> the same with every figure and number of its scanned pages as a proposal, whoever
    recognised their words, and without unknown words in capitals, which may be names recognised wrongly. Of a page
    whose answers may be of other questions every number is a proposal too, and no answer is read. `blocks`: the
    document's own, with confidences."""
    reading = _of_columns(reading, {problem.page for problem in blocks.problems if problem.rule == COLUMNS_BESIDE})
    scans = {line.page for line in blocks.lines if line.confidence is not None}
    cells = ((grid.page, cell) for grid in blocks.grids for cell in grid.cells)
    scans |= {cell.page or page for page, cell in cells if cell.confidence is not None}
    scans |= {problem.page for problem in blocks.problems if problem.rule == BEHIND_A_SCAN}
    if not scans:
        return reading
    wrong = _of_wrong_sums(reading.blocks.cells)
    return _offered(reading, scans, lambda one: _of_scan(one, (one.page, one.bbox) in wrong), OCR)


def _of_columns(reading: DocumentReading, pages: Collection[int | None]) -> DocumentReading:
    outcomes = tuple(
        replace(outcome, status="not_read", exemptions=(), exemptions_basis=None) if outcome.page in pages else outcome
        for outcome in reading.outcomes
    )
    reading = replace(reading, outcomes=outcomes)
    return _offered(reading, pages, lambda one: replace(one, doubts=(*one.doubts, COLUMNS_BESIDE)))


def _offered(
    reading: DocumentReading,
    pages: Collection[int | None],
    doubted: Callable[[Proposal], Proposal],
    method: str | None = None,
) -> DocumentReading:
    """A reading with the figures and proposals of these pages, and the figures by a method, as proposals in doubt."""
    figures = [figure for figure in reading.figures if figure.method == method or figure.page in pages]
    proposals = [*map(_as_proposal, figures), *(proposal for proposal in reading.proposals if proposal.page in pages)]
    left = (proposal for proposal in reading.proposals if proposal.page not in pages)
    kept = tuple(figure for figure in reading.figures if figure not in figures)
    return replace(reading, figures=kept, proposals=(*map(doubted, proposals), *left))


def _of_wrong_sums(cells: Sequence[Cell]) -> set[tuple[int | None, BBox | None]]:
    """The places of the cells that do not add up to the total that is printed in their column."""
    columns: dict[tuple[int, str], list[Cell]] = {}
    for cell in cells:
        columns.setdefault((cell.table, cell.column), []).append(cell)
    places: set[tuple[int | None, BBox | None]] = set()
    for column in columns.values():
        totals = [cell for cell in column if TOTAL.fullmatch(cell.row_label or "")]
        parts = [value.value for cell in column if cell not in totals and (value := read_value(cell.text))]
        total = read_value(totals[0].text) if len(totals) == 1 else None
        if total is not None and None not in parts and total.value != sum(filter(None, parts)):
            places |= {(cell.page, cell.bbox) for cell in column}
    return places


def _of_scan(proposal: Proposal, is_of_wrong_sum: bool) -> Proposal:
    return replace(
        proposal,
        method=OCR,
        doubts=(*proposal.doubts, FROM_SCAN, *((WRONG_SUM,) if is_of_wrong_sum else ())),
        label=without_strange_words(proposal.label, NAME),
        quote=proposal.quote and without_strange_words(proposal.quote, NAME),
    )


def _as_proposal(figure: Figure) -> Proposal:
    return Proposal(
        proposal_id=figure.figure_id,
        period_id=figure.period.period_id,
        label=" · ".join(label for label in (figure.offence_label, figure.period_label) if label),
        doubts=(),
        **row_of(figure, *SAME, "measure_id", "unit", "offence_id", "scope"),
    )


# Rows by the keys of the contract, and the file beside the warehouse that the desk reads


FIRST = ("question", "force_id", "measure_id", "unit", "offence_id", "scope")
LAST = ("page", "bbox", "locator", "quote", "method")


def figure_row(figure: Figure) -> dict[str, Any]:
    head = row_of(figure, "figure_id", *FIRST) | {"dimensions": dict(figure.dimensions)}
    return head | {"period_id": figure.period.period_id} | _value(figure.value) | row_of(figure, *LAST)


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    head = row_of(proposal, "proposal_id", *FIRST) | {"dimensions": dict(proposal.dimensions)}
    tail = row_of(proposal, *LAST, "label") | {"doubts": list(proposal.doubts)}
    return head | {"period_id": proposal.period_id} | _value(proposal.value) | tail


def _value(value: Value) -> dict[str, Any]:
    return row_of(value, "value", value_low="low", value_high="high", symbol="symbol", value_text="text")


def file_of(warehouse: Path) -> Path:
    """`data/warehouse.duckdb` -> `data/warehouse.duckdb.proposals.json`."""
    return warehouse.with_name(f"{warehouse.name}.proposals.json")


def write(warehouse: Path, readings: Iterable[SourceReading]) -> None:
    """Write the proposals of all sources, a row a line, beside and renamed: a document of 500 pages offers 60,000."""
    file = file_of(warehouse)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    as_json = json.JSONEncoder(ensure_ascii=False, default=str).encode
    with beside.open("w", encoding="utf-8", newline="\n") as lines:
        before = "[\n"
        for reading in readings:
            for document in reading.documents:
                path = f"{reading.source.folder}/{document.path}"
                place = {"source_id": reading.source.source_id, "document": path}
                for proposal in document.proposals:
                    lines.write(before + as_json(place | proposal_row(proposal) | {"state": proposal.state}))
                    before = ",\n"
        lines.write("]\n" if before == ",\n" else "[]\n")
    beside.replace(file)


def read(warehouse: Path) -> list[dict[str, Any]]:
    """The proposals of the last build, by column; [] before the first."""
    try:
        rows: list[dict[str, Any]] = json.loads(file_of(warehouse).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return rows
