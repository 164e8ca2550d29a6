"""The laid-out tables of a document -> what each gives, in shares where processes were lent for it.

Protects: no table is read with another one in view here, so that it does not matter which process reads it; what tables
say of each other comes after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from ingest import reference as reference_data
from ingest.lending import in_shares
from ingest.tables.context import TableContext
from ingest.tables.layout import Layout
from ingest.tables.one_table import TableFigures, read_one
from ingest.thread.questions import Question

MOST_A_SHARE = 8  # tables

Laid = tuple[Layout, tuple[Question, ...]]
"""A table, and the questions that it may answer."""


def read_each(tables: Sequence[Laid], context: TableContext, *, prints_zeros: bool) -> list[TableFigures]:
    """What each table gives, in order."""
    if context.reference is not reference_data.load():
        return [read_one(*table, context, prints_zeros=prints_zeros) for table in tables]
    # The reference data is large and every process has it: all else is handed over.
    known = {one.name: getattr(context, one.name) for one in fields(context) if one.name != "reference"}
    return in_shares(partial(_read_share, known, prints_zeros), tables, MOST_A_SHARE)


def _read_share(known: Mapping[str, Any], prints_zeros: bool, tables: Sequence[Laid]) -> list[TableFigures]:
    context = TableContext(reference=reference_data.load(), **known)
    return [read_one(*table, context, prints_zeros=prints_zeros) for table in tables]
