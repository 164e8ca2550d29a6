"""What the public views and tables mean, as the warehouse's COMMENTs have it; and two pages of the docs that are made
here, so that they say the same: docs/data-dictionary.md of schema.sql, views.sql and dictionary.toml, and
docs/concordance.md (which sections of which Acts a class of the Home Office counts) of concordance.md and its queries.

`python -m ingest.warehouse.dictionary docs` writes both; a test holds the pages against it. Protects: nobody takes a
class for its best-known section (88A is s15 and s15A), or a number of a code for its class (071/17 is counted in 88A).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest import reference
from ingest.reference import toml
from ingest.settle.queries import Tables
from ingest.warehouse.build import HERE, make_tables, reference_rows
from ingest.warehouse.releases import VIEWS_AND_TABLES

HEAD = """# The data dictionary

Made from `ingest/warehouse/schema.sql`, `views.sql` and `dictionary.toml` by
`python -m ingest.warehouse.dictionary docs`. The warehouse carries the same words as COMMENTs:
`select column_name, comment from duckdb_columns() where table_name = 'figures'`.

The view to start from comes first, what names things later, then the macros. A column that means the same in several
of them is explained once: [those of the views of figures](#columns-of-the-views-of-figures), and
[those of other views and tables](#columns-that-other-views-and-tables-share). A number that is NULL is unknown, never
zero.
"""
OF_FIGURES = "Columns of the views of figures"
OF_OTHERS = "Columns that other views and tables share"
QUERY = re.compile(r"```sql\n(.*?)```\n", re.DOTALL)


@dataclass(frozen=True)
class Column:
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
            "select table_name, column_name, data_type, comment from duckdb_columns() order by table_name, column_index"
        ).fetchall()
    return {
        name: Relation(name, meanings[name], tuple(Column(*rest) for table, *rest in columns if table == name))
        for name in VIEWS_AND_TABLES
    }


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse without rows, in memory, with every COMMENT."""
    con = duckdb.connect()
    make_tables(con)
    return con


def page() -> str:
    """The data dictionary in Markdown: what is public in its order, macros, and the columns that several share."""
    columns = {name: relation.columns for name, relation in relations().items()}
    times = Counter(column for listed in columns.values() for column in listed)
    of_figures = [column for column in columns["figures"] if times[column] > 1]
    of_others = [column for column in times if times[column] > 1 and column not in of_figures]
    shared = {OF_FIGURES: of_figures, OF_OTHERS: of_others}
    parts = [HEAD]
    for name, relation in relations().items():
        own = [column for column in relation.columns if times[column] == 1]
        listed = [_table(own)] if own else []
        for title, several in shared.items():
            names = ", ".join(f"`{column.name}`" for column in relation.columns if column in several)
            names = f"all {len(several)}" if set(several) <= set(relation.columns) else names
            listed += [f"[{title}](#{title.lower().replace(' ', '-')}): {names}."] if names else []
        parts.append("\n\n".join((f"## `{name}`", relation.meaning, *listed)) + "\n")
    macros = toml(HERE / "dictionary.toml")["macros"]
    parts += [f"## `{name}()`\n\nTable macro. {said}\n" for name, said in macros.items()]
    parts += [f"## {title}\n\n{_table(several)}\n" for title, several in shared.items()]
    return "\n".join(parts)


def _table(columns: Collection[Column]) -> str:
    rows = [(f"`{c.name}`", c.kind, c.meaning.replace("|", "\\|").replace("<", "&lt;")) for c in columns]
    return "\n".join(_in_markdown(("column", "type", "meaning"), rows))


def _in_markdown(heads: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    return (f"| {' | '.join(cell or '' for cell in row)} |" for row in (heads, ("---",) * len(heads), *rows))


def concordance() -> str:
    """The page of classes and sections in Markdown: concordance.md with what each of its queries gives."""
    with empty_warehouse() as con, TemporaryDirectory() as folder:
        Tables(con, Path(folder)).insert("offences", reference_rows(reference.load())["offences"])

        def answered(query: re.Match[str]) -> str:
            given = con.execute(query[1])
            heads = [name for name, *_ in given.description or []]
            rows = given.fetchall()
            return "".join(f"{line}\n" for line in _in_markdown(heads, rows)) if heads[1:] else ""

        return QUERY.sub(answered, (HERE / "concordance.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name, text in (("data-dictionary.md", page()), ("concordance.md", concordance())):
        Path(sys.argv[1], name).write_text(text, encoding="utf-8")
