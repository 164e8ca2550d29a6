"""A person's map of a table (`[[table]]` in source.toml) -> the table's figures; a table -> its map, as far as known.

Protects: the person says what rows, columns and numbers mean; the numbers, their labels and their places are the
document's. What the map does not make understood, a label, a mark or a number that counts something else, gives no
figure and is named in a problem, and its numbers stay proposals. Of a scan a map gives proposals too: it says what
numbers mean, and not that they were recognised rightly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.answers.accepting import proposed
from ingest.answers.meaning import measure_of
from ingest.answers.proposals import MOST_OF_A_TABLE, TOTAL, cell_place, counts_of
from ingest.ids import digest, period_of_id, ranked
from ingest.model import Cell, DocumentReading, Figure, Period, Problem, Table
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source
from ingest.sources.entries import meant
from ingest.tables.figures import read_number

SKIP = "skip"
GIVEN = ("question", "measure", "unit", "offence", "period", "scope")
"""What a column or the whole table may say of its numbers by these names; any other name is a dimension's."""


@dataclass(frozen=True)
class Label:
    """What a label says: keys of GIVEN with ids, and dimensions; `unread`: it says nothing that is known."""

    says: Mapping[str, str]
    unread: bool = False


OPEN = "…"
"""What a person has to fill in."""
BREAKDOWN = "group"
"""A name for what row labels tell apart, where they are no offences and no periods; a person gives a better one."""


def waiting_tables(reading: DocumentReading) -> list[Table]:
    """The tables whose numbers are offered, or are too many to be offered one by one, and that give no figure."""
    offered = {one.locator for one in reading.proposals if one.state == "open"}
    read = {one.locator for one in reading.figures}
    waiting = []
    for table in reading.blocks.tables:
        cells = cells_of(reading, table)
        places = {cell_place(cell) for cell in cells}
        if not places & read and (places & offered or len(counts_of(cells)) > MOST_OF_A_TABLE):
            waiting.append(table)
    return waiting


def cells_of(reading: DocumentReading, table: Table) -> list[Cell]:
    return [cell for cell in reading.blocks.cells if cell.table == table.n]


def draft(reading: DocumentReading, table: Table, force_id: str | None, reference: Reference) -> dict[str, Any]:
    """A `[[table]]` entry for a table of a document, as far as its labels say it, OPEN where a person has to; without
    who says so and why."""
    where = {"page": table.page, "sheet": table.sheet}
    entry: dict[str, Any] = {"document": reading.path} | {key: place for key, place in where.items() if place}
    alike = meant(reading.blocks.tables, entry)
    entry |= {"table": alike.index(table) + 1} if len(alike) > 1 else {}
    cells = cells_of(reading, table)
    rows = {label for cell in cells if (label := cell.row_label) and not TOTAL.fullmatch(label)}
    columns = dict.fromkeys(label for cell in cells if (label := cell.column_label) and not TOTAL.fullmatch(label))
    with_counts = {cell.column_label for cell in counts_of(cells)}
    kinds = {label: _kind([label], force_id, reference) for label in columns}
    row_kind = _kind(rows, force_id, reference) if rows else None
    counted: dict[str, Any] = {
        label: {"measure": measure_of([label])[0] or OPEN} if label in with_counts else SKIP
        for label, kind in kinds.items()
        if kind is None
    }
    open_kinds = {"offence", "period"} - {row_kind, *kinds.values()}
    means = {} if with_counts & counted.keys() else {"measure": OPEN}
    means |= {kind: OPEN for kind in sorted(open_kinds)}
    parts = {"rows": {row_kind or BREAKDOWN: OPEN} if rows else {}, "columns": counted, "means": means}
    return entry | {name: part for name, part in parts.items() if part}


def _kind(labels: Iterable[str], force_id: str | None, reference: Reference) -> str | None:
    """What labels are by their print: period or offence, all of them; None else."""
    kinds = ("period", "offence") if force_id else ("period",)
    return next(
        (kind for kind in kinds if all(not _read(label, kind, force_id or "", reference).unread for label in labels)),
        None,
    )


def with_maps(readings: Sequence[DocumentReading], source: Source, reference: Reference) -> tuple[DocumentReading, ...]:
    """The readings of a source's documents with the figures of the tables that somebody mapped."""
    mapped = list(readings)
    for entry in source.maps:
        n = next((n for n, one in enumerate(mapped) if one.path == entry["document"]), None)
        if n is None:
            mapped[0] = _with_problem(mapped[0], f"there is no document {entry['document']!r} here", entry, source)
            continue
        mapped[n] = _with_map(mapped[n], entry, source, reference)
    return tuple(mapped)


def _with_map(
    reading: DocumentReading, entry: Mapping[str, Any], source: Source, reference: Reference
) -> DocumentReading:
    chosen = meant(reading.blocks.tables, entry)
    if len(chosen) != 1:
        places = ", ".join(_named(table) for table in reading.blocks.tables) or "none"
        return _with_problem(reading, f"it names {len(chosen)} tables. Here are: {places}", entry, source)
    if len(source.force_ids) != 1:
        words = "the source names no force, or several, so that nobody knows whose the numbers are"
        return _with_problem(reading, words, entry, source)
    cells = cells_of(reading, chosen[0])
    figures, unread, no_numbers = _figures(cells, entry, reading.path, source, reference)
    method = next((grid.method for grid in reading.blocks.grids if grid.n == chosen[0].n), "table")
    figures = [replace(figure, method=method) for figure in figures]
    read = proposed(replace(reading, figures=tuple(figures), proposals=()), reading.blocks)
    mapped = {figure.locator for figure in figures}
    own = {cell_place(cell) for cell in cells}
    reading = replace(
        reading,
        figures=(*(one for one in reading.figures if one.locator not in own), *read.figures),
        proposals=(*(one for one in reading.proposals if one.locator not in mapped), *read.proposals),
    )
    if unread:
        words = f"these labels are not understood by it: {', '.join(dict.fromkeys(unread))}"
        reading = _with_problem(reading, words, entry, source)
    if no_numbers:
        words = f"these cells are no numbers of what it counts: {', '.join(dict.fromkeys(no_numbers))}"
        reading = _with_problem(reading, f"{words}. What a mark means [legend] says", entry, source)
    return reading


def _named(table: Table) -> str:
    where = f"page {table.page}" if table.page else f"sheet {table.sheet!r}" if table.sheet else ""
    where = where or (f"line {table.lines[0]}" if table.lines else "the document")
    return f"table {table.n} ({where})"


def _figures(
    cells: Sequence[Cell], entry: Mapping[str, Any], path: str, source: Source, reference: Reference
) -> tuple[list[Figure], list[str], list[str]]:
    """(figures, labels that are not understood, prints that are no numbers)."""
    force_id = source.force_ids[0]
    (row_kind,) = entry.get("rows", {"": ""})
    columns = said if isinstance(said := entry.get("columns", {}), dict) else {}
    prints_zeros = any(cell.text.strip() == "0" for cell in cells)
    labels = dict.fromkeys(label for cell in cells if not TOTAL.fullmatch(label := cell.column_label or ""))
    unnamed = [label for label in labels if label not in columns and _kind([label], force_id, reference) is None]
    is_one_thing = not columns and len(unnamed) < 2  # else what holds for all numbers would hold for a cost beside them
    kept: list[tuple[Cell, Mapping[str, str]]] = []
    unread: list[str] = []
    for cell in cells:
        row = _of_row(cell.row_label or "", row_kind, force_id, reference)
        column = _of_column(cell.column_label or "", columns, force_id, reference, is_one_thing)
        if row is None or column is None:
            continue
        unread += [
            text for text, label in ((cell.row_label, row), (cell.column_label, column)) if label.unread and text
        ]
        if not row.unread and not column.unread:
            kept.append((cell, {**entry.get("means", {}), **row.says, **column.says}))
    figures: list[Figure] = []
    no_numbers: list[str] = []
    names = [(cell.row_label, cell.column_label) for cell, _ in kept]
    for (cell, says), name, rank in zip(kept, names, ranked(names), strict=True):
        if not cell.text.strip() and cell.value is None:
            continue
        period = period_of_id(says["period"]) if "period" in says else None
        if period is None or "measure" not in says:
            unread += [f"{name[0]} · {name[1]} (no measure or period)"] if any(map(str.isdigit, cell.text)) else []
            continue
        measure = reference.measures[says["measure"]]
        unit = says.get("unit") or measure.units[0]
        if unit not in measure.units:
            unread.append(f"unit {unit} ({measure.measure_id} is counted in {', '.join(measure.units)})")
            continue
        is_share = "%" in cell.text and unit != "percent"
        value = None if is_share else cell.value or read_number(cell.text, unit, prints_zeros)
        if value is None or isinstance(value, str):
            no_numbers.append(f"“{cell.text.strip()}”")
            continue
        figures.append(
            Figure(
                figure_id=digest(source.source_id, path, "map", *name, rank),
                force_id=force_id,
                question=says.get("question"),
                measure_id=measure.measure_id,
                unit=unit,
                offence_id=says.get("offence") or measure.whole_offence_id,
                scope=says.get("scope"),
                dimensions=tuple(sorted((key, text) for key, text in says.items() if key not in GIVEN)),
                period=period,
                value=value,
                locator=cell_place(cell),
                method="table",
                quote=" | ".join(filter(None, (*name, value.text))),
                page=cell.page,
                bbox=cell.bbox,
                reading_reason=f"{entry['reason']} ({entry['by']}, {entry['on']})",
                chain=(f"the row “{name[0]}”, the column “{name[1]}”", f"by a map of the table: {entry['reason']}"),
            )
        )
    return figures, unread, no_numbers


def _of_row(label: str, kind: str, force_id: str, reference: Reference) -> Label | None:
    """None for a total, which is no figure of its own."""
    if TOTAL.fullmatch(label):
        return None
    if not kind:
        return Label({})
    return _read(label, kind, force_id, reference)


def _of_column(
    label: str, columns: Mapping[str, Any], force_id: str, reference: Reference, is_one_thing: bool
) -> Label | None:
    """None for one that is skipped. A column that the map does not name is a period or an offence by its print, or
    counts the one thing that all of them count."""
    said = columns.get(label)
    if said == SKIP or (said is None and TOTAL.fullmatch(label)):
        return None
    if said is not None:
        return Label({key: str(text) for key, text in said.items()})
    for kind in ("period", "offence"):
        read = _read(label, kind, force_id, reference)
        if not read.unread:
            return read
    return Label({}, unread=not is_one_thing)


def _read(label: str, kind: str, force_id: str, reference: Reference) -> Label:
    if kind == "period":
        period: Period | None = read_period(label.strip())
        known = period is not None and period.kind != "unknown"
        return Label({"period": period.period_id}) if period and known else Label({}, unread=True)
    if kind == "offence":
        offence = read_offence(label, place_id=force_id, reference=reference)
        found = offence.offence_id if offence else None
        return Label({"offence": found}) if found else Label({}, unread=True)
    return Label({kind: label})


def _with_problem(reading: DocumentReading, words: str, entry: Mapping[str, Any], source: Source) -> DocumentReading:
    text = f"{source.folder}/{SOURCE_FILE}: the [[table]] of {entry['by']}, {entry['on']}: {words}. Mend the entry."
    problem = Problem("warning", text, locator=SOURCE_FILE, rule="table-map", origin="source")
    return replace(reading, problems=(*reading.problems, problem))
