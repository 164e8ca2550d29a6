"""Columns of labels that say the same in every row -> words over the table, where they say what all of it is.

"Measure | Arrests" down a whole column is a title. Protects: what the same words in every row limit is sought as in a
title, and is not left out.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.tables import words
from ingest.tables.axes import Asked, dimension_of
from ingest.tables.labels import Meaning, Reading, as_counted, as_offence
from ingest.tables.layout import Layout
from ingest.tables.limits import limits_in
from ingest.tables.period_labels import as_period

FEWEST_ROWS = 2


def without_constants(layout: Layout, asked: Asked, reading: Reading) -> Layout:
    """The layout with such columns in its title. What is a period, an offence, a force or one of the breakdowns asked
    for stays a label."""
    if len(layout.rows) < FEWEST_ROWS or len(layout.label_columns) < FEWEST_ROWS:
        return layout
    constant = [n for n in range(len(layout.heads)) if _says_the_same(layout, n, asked, reading)]
    if not constant or len(constant) == len(layout.heads):
        return layout
    said = [layout.rows[0].labels[n] for n in constant]
    kept = [n for n in range(len(layout.heads)) if n not in constant]
    return replace(
        layout,
        title=". ".join(filter(None, (layout.title, *said))),
        title_rows=(*layout.title_rows, *said),
        heads=tuple(layout.heads[n] for n in kept),
        label_columns=tuple(layout.label_columns[n] for n in kept),
        rows=tuple(replace(row, labels=tuple(row.labels[n] for n in kept)) for row in layout.rows),
    )


def _says_the_same(layout: Layout, n: int, asked: Asked, reading: Reading) -> bool:
    labels = {row.labels[n] for row in layout.rows}
    label = next(iter(labels))
    if len(labels) > 1 or not label or dimension_of(layout.heads[n], asked) is not None:
        return False
    kinds = words.kinds_of_head(words.plain(layout.heads[n]))
    if any(kind in ("period", "force", "code") for kind in kinds) or as_period(label, reading) is not None:
        return False
    if reading.reference.force_by_name(label) is not None:
        return False
    if isinstance(as_offence(label, reading, asked.question.measure_id), Meaning):
        return False
    return as_counted(label, reading) is not None or _limits_nothing(label, asked, reading)


def _limits_nothing(label: str, asked: Asked, reading: Reading) -> bool:
    """Whether every word is one of what was asked, so that none is dropped unread: "10-17" and "D1" are none."""
    parts = words.plain(label).split()
    is_worded = bool(parts) and all(part.isalpha() and len(part) > 1 for part in parts)
    limiting = words.phrases("titles", "parts")
    is_part = any(words.holds(words.plain(label), part) for part in limiting)
    return is_worded and not is_part and not limits_in([label, ""], asked, reading, frozenset({"offence"}), False)
