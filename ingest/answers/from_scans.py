"""What was read of scanned pages -> proposals, every number of it.

Protects: no number of a scan is a figure before a person has compared it with the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.answers.proposals import TOTAL
from ingest.model import BBox, Blocks, Cell, DocumentReading, Figure, Proposal
from ingest.phrases.numbers import read_value
from ingest.privacy.marks import NAME
from ingest.privacy.name_words import without_strange_words

OCR = "ocr"
BEHIND_A_SCAN = "text-behind-a-scan"  # the rule of a page's problem: somebody's program guessed its characters
FROM_SCAN = "from-scan"
WRONG_SUM = "wrong-sum"


def proposed(reading: DocumentReading, blocks: Blocks) -> DocumentReading:
    """A document's reading -> the same with every figure and number of its scanned pages as a proposal, whoever
    recognised their words; no unknown word in capitals is left in it, for it may be a name that was recognised wrongly.
    `blocks`: the document's own, with confidences."""
    scans = {line.page for line in blocks.lines if line.confidence is not None}
    cells = ((grid.page, cell) for grid in blocks.grids for cell in grid.cells)
    scans |= {cell.page or page for page, cell in cells if cell.confidence is not None}
    scans |= {problem.page for problem in blocks.problems if problem.rule == BEHIND_A_SCAN}
    if not scans:
        return reading
    figures = [one for one in reading.figures if one.method == OCR or one.page in scans]
    doubtful = _of_wrong_sums(reading.blocks.cells)
    proposals = [*map(_proposal, figures), *(one for one in reading.proposals if one.page in scans)]
    return replace(
        reading,
        figures=tuple(one for one in reading.figures if one not in figures),
        proposals=(
            *(_of_scan(one, (one.page, one.bbox) in doubtful) for one in proposals),
            *(one for one in reading.proposals if one.page not in scans),
        ),
    )


def _of_wrong_sums(cells: Sequence[Cell]) -> set[tuple[int | None, BBox | None]]:
    """The places of the cells that do not add up to the total that is printed in their column."""
    columns: dict[tuple[int, str], list[Cell]] = {}
    for cell in cells:
        columns.setdefault((cell.table, cell.column), []).append(cell)
    found: set[tuple[int | None, BBox | None]] = set()
    for column in columns.values():
        totals = [cell for cell in column if TOTAL.fullmatch(cell.row_label or "")]
        parts = [value.value for cell in column if cell not in totals and (value := read_value(cell.text))]
        total = read_value(totals[0].text) if len(totals) == 1 else None
        if total is not None and None not in parts and total.value != sum(filter(None, parts)):
            found |= {(cell.page, cell.bbox) for cell in column}
    return found


def _of_scan(one: Proposal, is_of_wrong_sum: bool) -> Proposal:
    return replace(
        one,
        method=OCR,
        doubts=(*one.doubts, FROM_SCAN, *((WRONG_SUM,) if is_of_wrong_sum else ())),
        label=without_strange_words(one.label, NAME),
        quote=one.quote and without_strange_words(one.quote, NAME),
    )


def _proposal(figure: Figure) -> Proposal:
    return Proposal(
        proposal_id=figure.figure_id,
        question=figure.question,
        force_id=figure.force_id,
        measure_id=figure.measure_id,
        unit=figure.unit,
        offence_id=figure.offence_id,
        scope=figure.scope,
        period_id=figure.period.period_id,
        value=figure.value,
        label=" · ".join(label for label in (figure.offence_label, figure.period_label) if label),
        doubts=(),
        locator=figure.locator,
        method=figure.method,
        page=figure.page,
        bbox=figure.bbox,
        quote=figure.quote,
        dimensions=figure.dimensions,
    )
