"""schema.sql, views.sql and dictionary.toml -> docs/data-dictionary.md, so that the page says what the COMMENTs say.

`python -m ingest.warehouse.dictionary docs/data-dictionary.md` writes it; a test holds the page against it.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

import duckdb

from ingest.warehouse.build import HERE, comment_on
from ingest.warehouse.releases import VIEWS_AND_TABLES

KINDS = {"view": "View", "table": "Table"}
HEAD = """# The data dictionary

Made from `ingest/warehouse/schema.sql`, `views.sql` and `dictionary.toml` by
`python -m ingest.warehouse.dictionary docs/data-dictionary.md`. The warehouse carries the same words as COMMENTs:
`select column_name, comment from duckdb_columns() where table_name = 'figures'`.

The view to start from comes first, what names things later, then the macros. A column that means the same in several
of them is explained once: [those of the views of figures](#columns-of-the-views-of-figures), and
[those of other views and tables](#columns-that-other-views-and-tables-share). A number that is NULL is unknown, never
zero.
"""
OF_FIGURES = "Columns of the views of figures"
OF_OTHERS = "Columns that other views and tables share"
Column = tuple[str, str, str]
"""A column's name, type and meaning."""


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse without rows, in memory, with every COMMENT."""
    con = duckdb.connect()
    con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
    con.execute((HERE / "views.sql").read_text(encoding="utf-8"))
    comment_on(con, tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8")))
    return con


def page() -> str:
    """The page in Markdown: what is public in its order, macros, and the columns that several share."""
    con = empty_warehouse()
    relations = con.execute(
        "select view_name, 'view', comment from duckdb_views() where not internal "
        "union all select table_name, 'table', comment from duckdb_tables() where not internal order by 1"
    ).fetchall()
    relations.sort(key=lambda relation: VIEWS_AND_TABLES.index(relation[0]))
    columns: dict[str, list[Column]] = {
        name: con.execute(
            "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
            [name],
        ).fetchall()
        for name, _, _ in relations
    }
    times = Counter(column for listed in columns.values() for column in listed)
    of_figures = [column for column in columns["figures"] if times[column] > 1]
    of_others = [column for column in times if times[column] > 1 and column not in of_figures]
    parts = [HEAD]
    for name, kind, comment in relations:
        parts.append(f"## `{name}`\n\n{KINDS[kind]}. {comment}\n\n{_listed(columns[name], of_figures, of_others)}\n")
    macros = tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8"))["macros"]
    parts += [f"## `{name}()`\n\nTable macro. {said}\n" for name, said in macros.items()]
    parts += [
        f"## {title}\n\n{_table(shared)}\n" for title, shared in ((OF_FIGURES, of_figures), (OF_OTHERS, of_others))
    ]
    return "\n".join(parts)


def _listed(columns: list[Column], of_figures: list[Column], of_others: list[Column]) -> str:
    """A table of the columns that are of this relation alone, and by name those that it shares."""
    parts = []
    if own := [column for column in columns if column not in of_figures and column not in of_others]:
        parts.append(_table(own))
    for title, shared in ((OF_FIGURES, of_figures), (OF_OTHERS, of_others)):
        names = ", ".join(f"`{column[0]}`" for column in columns if column in shared)
        if set(shared) <= set(columns):
            names = f"all {len(shared)}"
        if names:
            parts.append(f"[{title}](#{title.lower().replace(' ', '-')}): {names}.")
    return "\n\n".join(parts)


def _table(columns: list[Column]) -> str:
    rows = (
        f"| `{name}` | {kind} | {words.replace('|', chr(92) + '|').replace('<', '&lt;')} |"
        for name, kind, words in columns
    )
    return "\n".join(("| column | type | meaning |", "| --- | --- | --- |", *rows))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
