"""The blocks of a long table -> its reading: official figures by force, offence and year, and what was not understood.

Protects: the figures are the compiler's, whoever sent the file, and rank below a force's own answer; a force without
rows in a year is listed and has no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Blocks, Cell, DocumentReading, Problem
from ingest.official.breaks import with_breaks
from ingest.official.rows import LongRow, rows_of, without_twins
from ingest.official.series import cells_of, rows_of_series
from ingest.official.years import Sum, figure_of, negative_rows, sums_of
from ingest.reference import Reference
from ingest.sources import Source

OFFICIAL = "official"


def is_long_table(blocks: Blocks) -> bool:
    """Whether a reader found a long table here: sheets whose rows it kept, and no grid."""
    return bool(blocks.tables) and not blocks.grids and all(table.sheet is not None for table in blocks.tables)


def read_long_table(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """`common`: the document as its reader found it. Its words beside the table name people, and are not kept."""
    rows, problems = rows_of(common.blocks, reference)
    read = _read(common, rows, [*problems, *_misplaced(source)], source, reference)
    return replace(read, blocks=replace(read.blocks, cells=tuple(_cells(common.blocks, rows))))


def read_long_series(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """The same of our transcript of such a table: nothing in it is a quote."""
    rows, problems = rows_of_series(common.blocks, source, reference)
    read = _read(common, rows, problems, source, reference)
    # Whose it is stands in source.toml, as of any transcript.
    figures = tuple(
        replace(figure, method="transcript", quote=None, kind=None, publisher=None) for figure in read.figures
    )
    return replace(read, figures=figures, blocks=replace(read.blocks, cells=tuple(cells_of(rows))))


def _read(
    common: DocumentReading,
    found: Sequence[LongRow],
    not_understood: Sequence[Problem],
    source: Source,
    reference: Reference,
) -> DocumentReading:
    rows, twice = without_twins(found)
    sums, below = _countable(sums_of(rows))
    names = (source.source_id, common.path)
    figures = with_breaks([figure_of(one, reference, names) for one in sums], sums, common.blocks.lines, reference)
    problems = [*common.blocks.problems, *not_understood, *twice, *negative_rows(rows), *below]
    problems += _missing_forces(rows, reference)
    blocks = replace(common.blocks, text="", lines=(), cells=())
    return replace(common, blocks=blocks, figures=tuple(figures), problems=tuple(problems))


def _countable(sums: Sequence[Sum]) -> tuple[list[Sum], list[Problem]]:
    """The sums that can be a count. One below zero is corrections without what they correct."""
    kept = [one for one in sums if one.number >= 0]
    problems = []
    for one in sums:
        if one.number < 0:
            first = one.rows[0]
            message = f"{', '.join(first.labels)}, {first.year_label}: the quarters add up to {one.number}: no figure."
            problems.append(Problem("warning", message, first.place, rule="number-below-zero", origin="source"))
    return kept, problems


def _missing_forces(rows: Sequence[LongRow], reference: Reference) -> Iterator[Problem]:
    """Forces that have rows in some years and none in others: nothing is known of them there."""
    years = sorted({row.year.period_id for row in rows})
    of_force: dict[str, set[str]] = {}
    for row in rows:
        of_force.setdefault(row.force_id, set()).add(row.year.period_id)
    for force_id, has in sorted(of_force.items()):
        missing = [year for year in years if year not in has]
        if missing:
            message = f"{reference.forces[force_id].name} has no rows for {', '.join(missing)}: no figures, not zero."
            yield Problem("note", message, rule="force-without-rows", origin="source")


def _misplaced(source: Source) -> Iterator[Problem]:
    if source.folder and source.kind != OFFICIAL:  # one that is only shown has no source.toml
        message = (
            f"is a table of official statistics, while source.toml says kind = {source.kind!r}. Its figures are ranked "
            'as official; put it under _published/ with kind = "official".'
        )
        yield Problem("warning", message, rule="official-in-another-source")


def _cells(blocks: Blocks, rows: Sequence[LongRow]) -> Iterator[Cell]:
    """The numbers that were read, each with its labels: the other cells of a row are said by these."""
    tables = {table.sheet: table.n for table in blocks.tables}
    for row in rows:
        label = ", ".join(part for part in (row.year_label, row.quarter_label, *row.labels) if part)
        yield Cell(tables[row.sheet], row.row, "number", row.number_text, row_label=label, ref=row.ref)
