"""A person's map of a table (`[[table]]` in source.toml) -> the table's figures; a table -> its map, as far as known.

Protects: the person says what rows, columns and numbers mean; the numbers, their labels and their places are the
document's. A label or a mark that the map does not explain, or a number that counts something else, gives no figure, is
named in a problem and stays a proposal. For a scan a map gives proposals too: it says what numbers mean, and not that
they were recognised rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.answers.counts import MOST_OF_A_TABLE, TOTAL, counts_of
from ingest.answers.meaning import force_named, measure_of
from ingest.answers.proposals import cell_place, proposed
from ingest.model import (
    Cell,
    DocumentReading,
    Figure,
    Outcome,
    Period,
    Problem,
    Table,
    Value,
    digest,
    period_of_id,
    ranked,
)
from ingest.phrases import letters
from ingest.phrases.letters import plain
from ingest.phrases.numbers import read_value
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source, meant
from ingest.tables import LEFT, NOTED, table_place, unit_of_word

SKIP = "skip"
RUN_TOGETHER = 7  # digits without a comma: several numbers that lost what stood between them, or no count
GIVEN = ("force", "question", "measure", "unit", "offence", "period", "scope")
"""What a column or the whole table may say of its numbers by these names; any other name is a dimension's."""


@dataclass(frozen=True)
class Label:
    """What a label says: keys of GIVEN with ids, and dimensions; `unread`: it says nothing that is known."""

    says: Mapping[str, str]
    unread: bool = False


MARKED = "In the source printed as {}, with the mark of a note."
FEWEST_PARTS = 2  # of a sum
OPEN = "…"
"""What a person has to fill in."""
BREAKDOWN = "group"
"""A name for what row labels tell apart, where they are no offences and no periods; a person gives a better one."""


def waiting_tables(reading: DocumentReading) -> list[Table]:
    """The tables that give no figure, and whose numbers are offered or are too many to be offered one by one."""
    offered = {proposal.locator for proposal in reading.proposals if proposal.state == "open"}
    read = {figure.locator for figure in reading.figures}
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
    """A `[[table]]` entry for a table of a document, as far as its labels say it and OPEN where a person has to say it;
    who says so and why are left out."""
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
    means |= {"force": OPEN} if reading.force_id is None and "force" not in (row_kind, *kinds.values()) else {}
    parts = {"rows": {row_kind or BREAKDOWN: OPEN} if rows else {}, "columns": counted, "means": means}
    return entry | {name: part for name, part in parts.items() if part}


KINDS = ("period", "offence", "force")


def _kind(labels: Iterable[str], force_id: str | None, reference: Reference) -> str | None:
    """What all of the labels are by their print: one of KINDS, else None."""
    return next(
        (kind for kind in KINDS if all(not _read(label, kind, force_id or "", reference).unread for label in labels)),
        None,
    )


def with_maps(readings: Sequence[DocumentReading], source: Source, reference: Reference) -> list[DocumentReading]:
    """The readings of a source's documents with the figures of the tables that somebody mapped."""
    mapped = list(readings)
    for entry in source.maps:
        n = next((n for n, reading in enumerate(mapped) if reading.path == entry["document"]), None)
        if n is None:
            words = "no document here has the name that it gives"  # a name of a file may name a person
            mapped[0] = _with_problem(mapped[0], words, entry, source)
            continue
        mapped[n] = _with_map(mapped[n], entry, source, reference)
    return mapped


def _answered(reading: DocumentReading, figures: Sequence[Figure], source: Source) -> tuple[Outcome, ...]:
    """The outcomes of a reading; what a map read of a question that nothing else answers is its answer."""
    outcomes = list(reading.outcomes)
    for figure in {figure.question: figure for figure in reversed(figures) if figure.question}.values():
        indices = [n for n, outcome in enumerate(outcomes) if outcome.question == figure.question]
        answer = Outcome(
            outcome_id=digest("outcome", source.source_id, reading.path, "map", figure.question),
            force_id=figure.force_id,
            question=figure.question,
            asks=None,
            measure_id=figure.measure_id,
            period_id=None,
            status="answered",
            page=figure.page,
            locator=OF_CELL.sub("", figure.locator),
            note="the answer stands in a table",
        )
        if not indices:
            outcomes.append(answer)
        for n in indices:
            if outcomes[n].status == "not_read":
                outcomes[n] = replace(outcomes[n], status=answer.status, note=answer.note)
    return tuple(outcomes)


OF_CELL = re.compile(r", (?:row \d+, column .+|[A-Z]{1,3}\d+)\Z", re.DOTALL)


def _with_map(
    reading: DocumentReading, entry: Mapping[str, Any], source: Source, reference: Reference
) -> DocumentReading:
    chosen = meant(reading.blocks.tables, entry)
    if len(chosen) != 1:
        places = ", ".join(_named(table) for table in reading.blocks.tables) or "none"
        return _with_problem(reading, f"it names {len(chosen)} tables. Here are: {places}", entry, source)
    cells = cells_of(reading, chosen[0])
    figures, unread, no_numbers = _figures(cells, entry, reading.path, source, reference)
    method = next((grid.method for grid in reading.blocks.grids if grid.n == chosen[0].n), "table")
    figures, differing = _held_against_totals([replace(figure, method=method) for figure in figures], cells)
    read = proposed(replace(reading, figures=tuple(figures), proposals=()), reading.blocks)
    mapped = {figure.locator for figure in figures}
    mapped |= {
        cell_place(cell) for cell in cells if any(map(TOTAL.fullmatch, (cell.row_label or "", cell.column_label or "")))
    }
    cell_places = {cell_place(cell) for cell in cells}
    left = (LEFT, table_place(chosen[0]))
    reading = replace(
        reading,
        outcomes=_answered(reading, read.figures, source),
        figures=(*(figure for figure in reading.figures if figure.locator not in cell_places), *read.figures),
        proposals=(*(proposal for proposal in reading.proposals if proposal.locator not in mapped), *read.proposals),
        problems=(*(problem for problem in reading.problems if (problem.rule, problem.locator) != left), *differing),
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
    force_id = next(iter(source.force_ids), "")
    whose = {"force": force_id} if len(source.force_ids) == 1 else {}
    (row_kind,) = entry.get("rows", {"": ""})
    has_wholes = "question" in entry.get("means", {}) and row_kind not in ("", *KINDS)
    columns = named if isinstance(named := entry.get("columns", {}), dict) else {}
    prints_zeros = any(cell.text.strip() == "0" for cell in cells)
    labels = dict.fromkeys(label for cell in cells if not TOTAL.fullmatch(label := cell.column_label or ""))
    unnamed = [label for label in labels if label not in columns and _kind([label], force_id, reference) is None]
    is_one_thing = not columns and len(unnamed) < 2  # else what holds for all numbers would hold for a cost beside them
    understood: list[tuple[Cell, Mapping[str, str]]] = []
    labels_of: dict[str, dict[str, str]] = {}
    unread: list[str] = []
    for cell in cells:
        row = _of_row(cell.row_label or "", row_kind, force_id, reference, has_wholes)
        column = _of_column(cell.column_label or "", columns, force_id, reference, is_one_thing)
        if row is None or column is None:
            continue
        unread += [
            text for text, label in ((cell.row_label, row), (cell.column_label, column)) if label.unread and text
        ]
        if not row.unread and not column.unread:
            understood.append((cell, {**whose, **entry.get("means", {}), **row.says, **column.says}))
            printed = ((column.says, cell.column_label), (row.says, cell.row_label))
            labels_of[cell_place(cell)] = {kind: text for says, text in printed if text for kind in says}
    figures: list[Figure] = []
    no_numbers: list[str] = []
    names = [(cell.row_label, cell.column_label) for cell, _ in understood]
    for (cell, says), name, rank in zip(understood, names, ranked(names), strict=True):
        if not cell.text.strip() and cell.value is None:
            continue
        period = period_of_id(says["period"]) if "period" in says else None
        if period is None or "measure" not in says or "force" not in says:
            lacks = "force" if "force" not in says else "measure or period"
            unread += [f"{name[0]} · {name[1]} (no {lacks})"] if any(map(str.isdigit, cell.text)) else []
            continue
        if says["force"] not in (source.force_ids or reference.forces):
            unread.append(f"force {says['force']} (the source is of {', '.join(source.force_ids)})")
            continue
        measure = reference.measures[says["measure"]]
        unit = says.get("unit") or measure.units[0]
        if unit not in measure.units:
            unread.append(f"unit {unit} ({measure.measure_id} is counted in {', '.join(measure.units)})")
            continue
        is_share = "%" in cell.text and unit != "percent"
        value = None if is_share else cell.value or read_number(cell.text, unit, prints_zeros)
        if value is None:
            no_numbers.append(f"“{cell.text.strip()}”")
            continue
        figures.append(
            Figure(
                figure_id=digest(source.source_id, path, "map", *name, rank),
                force_id=says["force"],
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
                lines=(cell.line, cell.line) if cell.line is not None else None,
                offence_label=labels_of[cell_place(cell)].get("offence"),
                period_label=labels_of[cell_place(cell)].get("period"),
                reading_reason=f"{entry['reason']} ({entry['by']}, {entry['on']})",
                note=MARKED.format(cell.text.strip()) if NOTED.fullmatch(cell.text.strip()) else None,
                chain=(f"the row “{name[0]}”, the column “{name[1]}”", f"by a map of the table: {entry['reason']}"),
            )
        )
    return figures, unread, no_numbers


def _held_against_totals(figures: Sequence[Figure], cells: Sequence[Cell]) -> tuple[list[Figure], list[Problem]]:
    """The figures, with a step that says whether they sum to the printed total of their column, and a problem for each
    total that differs. Where a number is not exact nothing is said: we never work out what a mark hides."""
    values = {figure.locator: figure.value.value for figure in figures}
    verdicts: dict[str, str] = {}
    problems: list[Problem] = []
    for column in dict.fromkeys(cell.column_label for cell in cells):
        in_column = [cell for cell in cells if cell.column_label == column]
        totals = [cell for cell in in_column if TOTAL.fullmatch(cell.row_label or "")]
        if any(_is_of_some(cell.row_label or "") for cell in totals):
            continue
        numbers = [number for cell in in_column if (number := values.get(cell_place(cell))) is not None]
        if len(totals) != 1 or len(in_column) <= FEWEST_PARTS or len(numbers) < len(in_column):
            continue
        place = cell_place(totals[0])
        total = values[place] or 0
        summed = sum(numbers) - total
        words = "totals agree"
        if total != summed:
            words = f"printed total {total:g}, parts sum to {summed:g}: differ by {abs(total - summed):g}"
            of_total = {"row": totals[0].row_label, "column": column, "words": words}
            problems.append(Problem.of("total-differs", place, totals[0].page, **of_total))
        verdicts |= {cell_place(cell): words for cell in in_column}
    for n, figure in enumerate(figures := list(figures)):
        if (words := verdicts.get(figure.locator, "")) != "":
            note = " ".join(filter(None, (figure.note, f"In the source: {words}." if "differ" in words else None)))
            figures[n] = replace(figure, chain=(*figure.chain, words), note=note or None)
    return figures, problems


def _of_row(label: str, kind: str, force_id: str, reference: Reference, has_wholes: bool) -> Label | None:
    """None for a total, which is no figure unless the map says which whole question its breakdown answers."""
    if TOTAL.fullmatch(label):
        return Label({}) if has_wholes and not _is_of_some(label) else None
    if not kind:
        return Label({})
    return _read(label, kind, force_id, reference)


def _is_of_some(total: str) -> bool:
    """Whether a total is one of some rows alone: "Sub total"."""
    return letters.at_start("totals", "of_some").match(total) is not None


def _of_column(
    label: str, columns: Mapping[str, Any], force_id: str, reference: Reference, is_one_thing: bool
) -> Label | None:
    """None for one that is skipped. A column that the map does not name is a period or an offence by its print, or
    counts the one thing that all of them count."""
    named = columns.get(label)
    if named == SKIP or (named is None and TOTAL.fullmatch(label)):
        return None
    if named is not None:
        return Label({key: str(text) for key, text in named.items()})
    for kind in KINDS:
        read = _read(label, kind, force_id, reference)
        if not read.unread:
            return read
    return Label({}, unread=not is_one_thing)


def _read(label: str, kind: str, force_id: str, reference: Reference) -> Label:
    if kind == "period":
        period: Period | None = read_period(label.strip())
        known = period is not None and period.kind != "unknown"
        return Label({"period": period.period_id}) if period and known else Label({}, unread=True)
    if kind in ("offence", "force"):
        offence = read_offence(label, place_id=force_id, reference=reference) if force_id else None
        subject_id = force_named(label, reference) if kind == "force" else offence.offence_id if offence else None
        return Label({kind: subject_id}) if subject_id else Label({}, unread=True)
    return Label({kind: label})


def read_number(text: str, unit: str, prints_zeros: bool) -> Value | None:
    value = read_value(text, unit=unit, prints_zeros=prints_zeros)
    is_run_together = sum(map(str.isdigit, text)) >= RUN_TOGETHER and "," not in text
    if ("%" in text and unit != "percent") or is_run_together:
        return None
    counts_else = any(unit_of_word().get(word, unit) != unit for word in plain(text).split())
    return None if counts_else else value


def _with_problem(reading: DocumentReading, words: str, entry: Mapping[str, Any], source: Source) -> DocumentReading:
    signed = {"folder": source.folder, "by": entry["by"], "on": entry["on"]}
    return replace(reading, problems=(*reading.problems, Problem.of("table-map", SOURCE_FILE, **signed, words=words)))
