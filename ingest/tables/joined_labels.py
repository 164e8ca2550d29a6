"""Labels that say something only together with those beside or above them: an Act and its section, a first and a last
day -> one axis of them.

Protects: an Act alone is no offence, and the total of an Act's sections is of some rows only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.phrases.offence_acts import acts_named, acts_of, sections_named
from ingest.tables import words
from ingest.tables.axes import SHARE_READ, Asked, Axis, kind_of_head, read_axis
from ingest.tables.labels import Meaning, Read, Reading, Unread, as_offence, as_total
from ingest.tables.layout import Layout
from ingest.tables.placed import PlacedAxis

CODE = re.compile(r"\d{1,3}[A-Z]?(?:\s?/\s?\d{1,2})?|\d{5}")


def act_and_section(layout: Layout, asked: Asked, reading: Reading) -> PlacedAxis | None:
    """Columns that are one offence together and not all of them apart: an Act, its section beside it, the wording
    behind. Most labels of them together must be offences."""
    columns = tuple(n for n, head in enumerate(layout.heads) if kind_of_head(head, asked) in ("offence", "code"))
    columns = tuple(n for n in columns if not _are_codes([row.labels[n] for row in layout.rows]))
    if len(columns) < 2 or not layout.rows:
        return None
    apart = [read_axis([row.labels[n] for row in layout.rows], ("offence",), asked, reading) for n in columns]
    if all(axis is not None for axis in apart):
        return None
    trial = PlacedAxis(Axis("offence", "", {}), columns=columns)
    read: dict[str, Read] = {}
    for row in layout.rows:
        label = trial.label(layout, row, 0)
        own = [row.labels[n] for n in columns]
        total = next((total for one in own if (total := as_total(one, reading)) is not None), None)
        if total is None and any(words.names_total(one) for one in own):
            read[label] = (Meaning("subtotal", label, f"“{label}” is the total of some rows only"),)
            continue
        if total is not None:
            others = [one for one in own if one and as_total(one, reading) is None]
            read[label] = (replace(total, kind="subtotal") if others else total,)
            continue
        offence = as_offence(label, reading, asked.question.measure_id)
        read[label] = offence if isinstance(offence, Unread) else (offence,)
    offences = sum(not isinstance(one, Unread) and one[0].kind == "offence" for one in read.values())
    if offences <= SHARE_READ * sum(isinstance(one, Unread) or one[0].kind == "offence" for one in read.values()):
        return None
    return PlacedAxis(Axis("offence", layout.heads[columns[0]], read), columns=columns)


def _are_codes(labels: Sequence[str]) -> bool:
    """Whether labels are Home Office codes, which are read beside the offence's words."""
    return all(CODE.fullmatch(label) for label in labels if label)


def act_over_sections(layout: Layout, asked: Asked, reading: Reading) -> PlacedAxis | None:
    """A column of sections under rows of Acts, an offence only together: "Communications Act 2003" over "s.127"."""
    sections = list(dict.fromkeys(row.section for row in layout.rows if row.section))
    columns = tuple(n for n, head in enumerate(layout.heads) if kind_of_head(head, asked) in ("offence", None))
    if len(columns) != 1 or not sections:
        return None
    acts = acts_of(reading.reference)
    if any(len(acts_named(section, acts)) != 1 or sections_named(section) for section in sections):
        return None
    if any(isinstance(as_offence(section, reading, asked.question.measure_id), Meaning) for section in sections):
        return None
    trial = PlacedAxis(Axis("offence", "", {}), columns=columns, with_section=True)
    rows = [row for row in layout.rows if as_total(row.labels[columns[0]], reading) is None]
    if not rows or any(row.section is None for row in rows):
        return None
    axis = read_axis([trial.label(layout, row, 0) for row in rows], ("offence",), asked, reading)
    if axis is None or any(isinstance(read, Unread) for read in axis.meanings.values()):
        return None
    totals = [row for row in layout.rows if row not in rows]
    read = dict(axis.meanings)
    for row in totals:
        total = as_total(row.labels[columns[0]], reading)
        if total is not None:
            meaning = total if row.section is None else replace(total, kind="subtotal")
            read[trial.label(layout, row, 0)] = (meaning,)
    return PlacedAxis(Axis("offence", layout.heads[columns[0]], read), columns=columns, with_section=True)


def from_and_to(layout: Layout, asked: Asked, reading: Reading) -> PlacedAxis | None:
    """A column of first days and one of last days beside it, which are one period: "From | To"."""
    for n in range(len(layout.heads) - 1):
        pair = [words.plain(head) for head in layout.heads[n : n + 2]]
        if pair[0] not in words.phrases("heads", "first_day") or pair[1] not in words.phrases("heads", "last_day"):
            continue
        trial = PlacedAxis(Axis("period", "", {}), columns=(n, n + 1), joined_by=" to ")
        rows = [row for row in layout.rows if all(row.labels[n : n + 2])]
        axis = read_axis([trial.label(layout, row, 0) for row in rows], ("period",), asked, reading) if rows else None
        if axis is not None and axis.kind == "period":
            totals = {trial.label(layout, row, 0): row.labels[n] for row in layout.rows if row not in rows}
            found = {label: total for label, own in totals.items() if (total := as_total(own, reading)) is not None}
            meanings = {**axis.meanings, **{label: (total,) for label, total in found.items()}}
            return replace(trial, axis=Axis("period", layout.heads[n], meanings))
    return None
