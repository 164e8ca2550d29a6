"""A table of one column of numbers -> whether the reader of prose reads it as a list of answers.

Protects: a line for each offence, or for each year, with its number (`Section 15 SOA 2003 45`, `2018/19 44`) is an
answer in words, in the form that `ingest/thread` reads under its question; taking it away would lose nothing but gain
nothing. With a total among years it is a table, for then not every number answers.
"""

from __future__ import annotations

from ingest.text_tables import cells
from ingest.text_tables.found import Table
from ingest.text_tables.offence_headings import Known


def is_plain_list(table: Table, offence_of: Known) -> bool:
    """Whether the table is a heading over labels with one number each, all of them offences or all of them periods."""
    if table.columns != 2 or cells.is_value(table.rows[0][1].text):
        return False
    labels = [row[0].text for row in table.rows[1:]]
    if all(cells.is_period(label) for label in labels):
        return True
    offences = [label for label in labels if not cells.is_total(label)]
    return bool(offences) and all(offence_of(label) is not None for label in offences)
