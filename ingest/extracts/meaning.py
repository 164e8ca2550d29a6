"""What the public views and tables and their columns mean: the words of the warehouse's COMMENTs, beside the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.warehouse.dictionary import empty_warehouse
from ingest.warehouse.releases import VIEWS_AND_TABLES


@dataclass(frozen=True)
class Column:
    """A column with its type in DuckDB's words and what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Relation:
    """A public view or table: what one row is and whether rows may be added up, and its columns in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def row(self) -> str:
        """What one row is, without what may be done with it: of "One row: one figure …. Add …" "One figure …."."""
        said = re.match(r"One row[^:]*: (.+?)(?:\.(?: |$)|; a refusal)", self.meaning)
        row = said[1] if said else self.meaning
        return f"{row[0].upper()}{row[1:].rstrip('.')}."


@cache
def relations() -> dict[str, Relation]:
    """Every public view and table by its name, in the order of the lists."""
    with empty_warehouse() as con:
        meanings = dict(
            con.execute(
                "select view_name, comment from duckdb_views() "
                "union all select table_name, comment from duckdb_tables()"
            ).fetchall()
        )
        columns = con.execute(
            "select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
            "order by table_name, column_index"
        ).fetchall()
    return {
        name: Relation(name, meanings[name], tuple(Column(*rest) for table, *rest in columns if table == name))
        for name in VIEWS_AND_TABLES
    }
