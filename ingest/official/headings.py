"""A row of a sheet -> whether it is the heading of a long table that a map describes, and which column is which.

Protects: a column that no map names may split the rows further (a flag, a district): its sheet is not read, and the
column is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.official.maps import LongTable, plain

Value = str | float | None
HEADED_WITHIN = 200  # columns: a table's own headings stand before that, and a row may have 16,384


@dataclass(frozen=True)
class Columns:
    """The columns (from 0) of a sheet by axis and by breakdown, and what is wrong with them in words, if anything."""

    table: LongTable
    axes: dict[str, int]
    dimensions: dict[str, int]
    wrong: str | None = None

    @property
    def wanted(self) -> tuple[int, ...]:
        return (*self.axes.values(), *self.dimensions.values())


def find_columns(values: Sequence[Value], tables: Sequence[LongTable]) -> Columns | None:
    """The columns of the first map whose headings all stand in this row; None where it is the heading of none."""
    first: dict[str, int] = {}
    for at, value in enumerate(values[:HEADED_WITHIN]):
        if isinstance(value, str):
            first.setdefault(plain(value), at)
    for table in tables:
        axes = {axis: _place(first, named) for axis, named in table.headings.items()}
        dimensions = {name: _place(first, named) for name, named in table.dimensions.items()}
        if None not in (*axes.values(), *dimensions.values()):
            found = {axis: at for axis, at in axes.items() if at is not None}
            split = {name: at for name, at in dimensions.items() if at is not None}
            heads = [plain(value) if isinstance(value, str) else "" for value in values]
            return Columns(table, found, split, _wrong(values, heads, table, {*found.values(), *split.values()}))
    return None


def _place(first: Mapping[str, int], named: Sequence[str]) -> int | None:
    """The first column that has one of these headings. `first`: heading -> the first column that has it."""
    return min((first[head] for name in named if (head := plain(name)) and head in first), default=None)


def _wrong(values: Sequence[Value], heads: Sequence[str], table: LongTable, taken: set[int]) -> str | None:
    aside = {plain(name) for name in table.aside}
    for at, head in enumerate(heads):
        if at in taken and heads.count(head) > 1:
            return f"the heading {str(values[at])!r} stands over two columns"
        if at not in taken and values[at] not in (None, "") and head not in aside:
            return (
                f"the column {str(values[at])!r} is not known and may split the rows further. Name it in "
                f"ingest/reference/long_tables/{table.table_id}.toml as a breakdown under [dimensions], or in `aside` "
                "if it says nothing new"
            )
    return None
