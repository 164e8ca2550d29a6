"""A table of one column of numbers -> whether the reader of prose reads it as a list of answers.

Protects: a line for each offence, or for each year, with its number (`Section 15 SOA 2003 45`, `2018/19 44`) is an
answer in words, in the form that `ingest/thread` reads under its question; taking it away would lose nothing but gain
nothing. With a total among years it is a table, for then not every number answers.
"""

from __future__ import annotations

from ingest.phrases.offences import read_offence
from ingest.reference import Reference
from ingest.text_tables import cells
from ingest.text_tables.found import Table


def is_plain_list(table: Table, reference: Reference) -> bool:
    """Whether the table is a heading over labels with one number each, all of them offences or all of them periods."""
    if table.columns != 2 or cells.is_value(table.rows[0][1].text):
        return False
    labels = [row[0].text for row in table.rows[1:]]
    if all(cells.is_period(label) for label in labels):
        return True
    offences = [label for label in labels if not cells.is_total(label)]
    return bool(offences) and all(_is_offence(label, reference) for label in offences)


def _is_offence(label: str, reference: Reference) -> bool:
    """Whether the law of some force knows the label; its whole, as no label is empty here."""
    nations = {force.nation: force_id for force_id, force in reference.forces.items()}
    return any(read_offence(label, place_id=place, reference=reference) is not None for place in nations.values())
