"""A workbook's events -> the same with sheets whose names name nobody.

Protects: a sheet that is called "From Sam Sample" is "From [struck]" in every place that is stored or shown, the same
one each time that the file is read.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.file_names import words_without_people
from ingest.workbook.rows import SheetEvents, SheetStart


def named_without_people(events: SheetEvents) -> SheetEvents:
    """Every event as it is but for such names; where two are then called alike the later one has a number behind it."""
    taken: set[str] = set()
    for event in events:
        if isinstance(event, SheetStart):
            shown = words_without_people(event.name)
            if shown != event.name:
                names = (shown, *(f"{shown} {n}" for n in range(2, len(taken) + 3)))
                event = replace(event, name=next(name for name in names if name not in taken))
            taken.add(event.name)
        yield event
