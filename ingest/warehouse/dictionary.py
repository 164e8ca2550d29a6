"""schema.sql, views.sql and dictionary.toml -> docs/data-dictionary.md, so that the page says what the COMMENTs say.

`python -m ingest.warehouse.dictionary docs/data-dictionary.md` writes it; a test holds the page against it.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import duckdb

from ingest.warehouse.build import HERE, comment_on

KINDS = {"view": "View", "table": "Table"}
HEAD = """# The data dictionary

Made from `ingest/warehouse/schema.sql`, `views.sql` and `dictionary.toml` by
`python -m ingest.warehouse.dictionary docs/data-dictionary.md`. The warehouse carries the same words as COMMENTs:
`select column_name, comment from duckdb_columns() where table_name = 'figures'`.
"""


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse without rows, in memory, with every COMMENT."""
    con = duckdb.connect()
    con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
    con.execute((HERE / "views.sql").read_text(encoding="utf-8"))
    comment_on(con, tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8")))
    return con


def page() -> str:
    """The page in Markdown: views first, for they are what a reader asks, then tables."""
    con = empty_warehouse()
    relations = con.execute(
        "select view_name, 'view', comment from duckdb_views() where not internal "
        "union all select table_name, 'table', comment from duckdb_tables() where not internal order by 2 desc, 1"
    ).fetchall()
    parts = [HEAD]
    for name, kind, comment in relations:
        parts.append(f"## `{name}`\n\n{KINDS[kind]}. {comment}\n\n| column | type | meaning |\n| --- | --- | --- |")
        rows = con.execute(
            "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
            [name],
        ).fetchall()
        parts[-1] += "".join(
            f"\n| `{column}` | {kind} | {words.replace('|', chr(92) + '|')} |" for column, kind, words in rows
        )
        parts[-1] += "\n"
    macros = tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8"))["macros"]
    parts += [f"## `{name}()`\n\nTable macro. {said}\n" for name, said in macros.items()]
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
