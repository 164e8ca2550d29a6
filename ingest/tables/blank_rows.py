"""A table in which a row of a label alone was taken to head the rows below it -> the same with that row as one of its
own, where it is one more label of their kind.

Protects: a blank beside one offence is unknown, and does not take the offences below it along.
"""

from __future__ import annotations

from ingest.tables.labels import Meaning, Reading, as_offence
from ingest.tables.layout import Layout, lay_out


def with_blank_rows(layout: Layout, reading: Reading, measure_id: str | None) -> Layout:
    """The layout as it is, unless every label alone is an offence or force and so are the labels of all rows: none of
    them stands in another."""
    sections = {row.section for row in layout.rows if row.section} | {label for _, label in layout.alone}
    labels = {label for row in layout.rows for label in row.labels[:1]}
    if not layout.alone or not labels or not sections or sections & labels:
        return layout
    if not (_are_offences(sections, labels, reading, measure_id) or _are_forces(sections | labels, reading)):
        return layout
    return lay_out(layout.grid, blank_is_explained=True) or layout


def _are_offences(sections: set[str], labels: set[str], reading: Reading, measure_id: str | None) -> bool:
    above = {_offence_id(label, reading, measure_id) for label in sections}
    below = {_offence_id(label, reading, measure_id) for label in labels}
    reference = reading.reference
    if None in above or len(below - {None}) * 2 <= len(below):
        return False
    if any(reference.offences[one].act is None for one in above if one in reference.offences):
        return False
    return not any(one in reference.offence_ancestors(other) for one in above for other in below if one and other)


def _offence_id(label: str, reading: Reading, measure_id: str | None) -> str | None:
    read = as_offence(label, reading, measure_id)
    return read.offence.offence_id if isinstance(read, Meaning) and read.offence is not None else None


def _are_forces(labels: set[str], reading: Reading) -> bool:
    return all(reading.reference.force_by_name(label) is not None for label in labels)
