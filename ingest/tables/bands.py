"""A column that only sorts a table's offences ("Category | Grooming") -> no label.

Protects: such a column is left out only where each row's own offence stands beside it and none stands twice: where the
same offence is counted for several of its words, they part it. Its words must be those that offences are named with:
"Online" and "Female" limit what is counted.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.tables import words
from ingest.tables.axes import Asked, dimension_of
from ingest.tables.body import Row
from ingest.tables.labels import Meaning, Reading, as_counted, as_offence, as_total
from ingest.tables.layout import Layout

FEWEST_OFFENCES = 2


def without_bands(layout: Layout, asked: Asked, reading: Reading) -> Layout:
    """The layout without a column that sorts the offences of the column beside it; a total that stands in it is the
    row's label."""
    for n, head in enumerate(layout.heads):
        if words.plain(head) not in words.phrases("heads", "band") or dimension_of(head, asked) is not None:
            continue
        beside = [m for m in range(len(layout.heads)) if m != n]
        offences = next((m for m in beside if _tells_every_offence(layout, m, n, asked, reading)), None)
        if offences is None or not _only_sorts(layout, n, reading):
            continue
        return replace(
            layout,
            heads=tuple(layout.heads[m] for m in beside),
            label_columns=tuple(layout.label_columns[m] for m in beside),
            rows=tuple(_without(row, n, offences, beside) for row in layout.rows),
        )
    return layout


def _without(row: Row, n: int, offences: int, beside: list[int]) -> Row:
    labels = list(row.labels)
    labels[offences] = labels[offences] or labels[n]
    return replace(row, labels=tuple(labels[m] for m in beside))


def _tells_every_offence(layout: Layout, m: int, n: int, asked: Asked, reading: Reading) -> bool:
    """Whether each row's label of column `m` is an offence that no other row has, or the row is a total; some may be
    worded as nobody knows."""
    found: list[str | None] = []
    unread: list[str] = []
    for row in layout.rows:
        label = row.labels[m]
        if _is_total(label or row.labels[n], reading):
            continue
        read = as_offence(label, reading, asked.question.measure_id) if label else None
        if not label or (isinstance(read, Meaning) and read.offence is not None and read.offence.part is not None):
            return False
        if isinstance(read, Meaning) and read.offence is not None:
            found.append(read.offence.offence_id)
        else:
            unread.append(words.plain(label))
    is_each_once = len(set(found)) == len(found) and len(set(unread)) == len(unread)
    return len(found) >= FEWEST_OFFENCES and len(found) > len(unread) and is_each_once


def _only_sorts(layout: Layout, n: int, reading: Reading) -> bool:
    labels = {row.labels[n] for row in layout.rows if row.labels[n]}
    sorting = [label for label in labels if not _is_total(label, reading)]
    totals = [row for row in layout.rows if _is_total(row.labels[n], reading)]
    if any(any(label for m, label in enumerate(row.labels) if m != n) for row in totals):
        return False  # a total beside an offence is that offence's
    return len(sorting) > 1 and all(_is_of_offences(label, reading) for label in sorting)


def _is_of_offences(label: str, reading: Reading) -> bool:
    """Whether a label is made of words by which offences are sorted, and says nothing of what is counted."""
    parts = words.plain(label).split()
    if words.plain(label) in words.phrases("heads", "band_names"):
        return True
    return set(parts) <= words.phrases("heads", "band_words") and as_counted(label, reading) is None


def _is_total(label: str, reading: Reading) -> bool:
    return as_total(label, reading) is not None or words.names_total(label)
