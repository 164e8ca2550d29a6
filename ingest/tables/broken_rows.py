"""A table of pages whose rows the pages' ends have broken -> the same with each label whole.

Protects: what stands alone below a row of numbers at a page's top is the rest of that row's label where only both
together are an offence that is known. No number goes to the beginning of another offence's name.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.phrases.offence_acts import acts_named, acts_of, sections_named
from ingest.phrases.offences import OffenceReading
from ingest.tables import words
from ingest.tables.body import Row
from ingest.tables.labels import Meaning, Reading, as_offence
from ingest.tables.layout import Layout
from ingest.tables.period_labels import as_period


def with_labels_joined(layout: Layout, reading: Reading, measure_id: str | None) -> Layout:
    """Tables of a page only: no other document breaks a row."""
    if layout.grid.page is None or not layout.rows:
        return layout
    rows: list[Row] = []
    gone: set[str] = set()
    alone = dict(layout.alone)
    bands = _bands(layout, reading)
    places = sorted({*alone, *(row.grid_row for row in layout.rows)})
    by_place = {row.grid_row: row for row in layout.rows}
    for place in places:
        row = by_place.get(place)
        rest = alone.get(place) or (_label_without_numbers(layout, row) if row is not None else None)
        if rest and rows and rest not in bands and _is_rest(rows[-1].labels[-1], rest, reading, measure_id):
            before = rows[-1]
            rows[-1] = replace(before, labels=(*before.labels[:-1], f"{before.labels[-1]} {rest}"))
            gone.add(rest)
        elif row is not None:
            rows.append(row)
    if not gone:
        return layout
    section: str | None = None
    kept: list[Row] = []
    for row in rows:
        section = row.section if row.section not in gone else section
        kept.append(replace(row, section=section))
    return replace(layout, rows=tuple(kept))


def _bands(layout: Layout, reading: Reading) -> frozenset[str]:
    """The Acts that stand alone in rows of their own, where several do: each heads the sections below it."""
    acts = acts_of(reading.reference)
    found = {label for _, label in layout.alone if len(acts_named(label, acts)) == 1 and not sections_named(label)}
    return frozenset(found) if len(found) > 1 else frozenset()


def _label_without_numbers(layout: Layout, row: Row) -> str | None:
    """The last label of a row that holds nothing else."""
    if any(layout.text(row.grid_row, column) for column in layout.value_columns) or not row.labels:
        return None
    printed = [layout.text(row.grid_row, column) for column in layout.label_columns]
    return printed[-1] if not any(printed[:-1]) else None


def _is_rest(label: str, rest: str, reading: Reading, measure_id: str | None) -> bool:
    """Whether a label and what stands alone below it are one offence, and the rest by itself is none, nor a year that
    stands over the rows below it."""
    if isinstance(as_period(rest, reading), Meaning) and not words.plain(label).endswith(" act"):
        return False
    return _offence(rest, reading, measure_id) is None and (
        _offence(f"{label} {rest}", reading, measure_id) is not None and label != rest
    )


def _offence(label: str, reading: Reading, measure_id: str | None) -> OffenceReading | None:
    read = as_offence(label, reading, measure_id)
    return read.offence if isinstance(read, Meaning) else None
