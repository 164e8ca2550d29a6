"""Two releases -> what changed from one to the other, figure by figure and answer by answer.

A figure is the same when its id is: a digest of its source and its place by names, in which no value and no reading is.
Protects: a change of value is told apart from a change of meaning, and what is no longer there from what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from ingest.model import Row as Row
from ingest.settle.queries import by_column

KINDS = {
    "added": "added: read for the first time",
    "revised": "revised: another value or mark at the same place",
    "reclassified": "reclassified: the same value read as something else",
    "standing": "of another standing: in force, repeated, superseded, withdrawn, conflicting, rejected",
    "withdrawn": "withdrawn: struck through, and kept",
    "gone": "no longer read: their source or their place is not there any more",
}
VALUE = ("value", "value_low", "value_high", "symbol", "value_text")
MEANING = ("force_id", "measure_id", "unit", "offence_id", "scope", "dimensions", "period_id", "forces_counted")
IN_WORDS = ("measure", "offence", "correction")
SHOWN = (
    "force", "measure_id", "offence_id", "period_id", "value_text", "source_id", "document", "locator", *IN_WORDS,
)  # fmt: skip
ANSWER = ("status", "exemptions", "stage", "is_current", "quote", "answer_text")


@dataclass(frozen=True)
class Change:
    """`kind`: a key of KINDS. `mark`: the figure's or the answer's id. `before`, `after`: its rows, None where it was
    not there. `columns`: those that differ."""

    kind: str
    mark: str
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        row = self.after or self.before
        assert row is not None
        return row


def figures(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> list[Change]:
    """Changes of figures, by KINDS and place. The row that stands for a dispute counts as a figure of its own."""

    def kind_of(before: Row, after: Row) -> tuple[str, tuple[str, ...]]:
        value, meaning, status = (_differing(before, after, names) for names in (VALUE, MEANING, ("status",)))
        if status and after["status"] == "withdrawn":
            return "withdrawn", status
        return ("revised" if value else "reclassified" if meaning else "standing"), (*value, *meaning) or status

    return _changes(old, new, "all_figures", ("figure_id", *SHOWN, *VALUE, *MEANING, "status"), kind_of)


def answers(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> list[Change]:
    """Changes of answers: added, revised (another status, section, stage or words), gone."""
    columns = ("outcome_id", "force", "question", "source_id", "document", "locator", *ANSWER)
    return _changes(old, new, "outcomes", columns, lambda before, after: ("revised", _differing(before, after, ANSWER)))


def _changes(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str],
    kind_of: Callable[[Row, Row], tuple[str, tuple[str, ...]]],
) -> list[Change]:  # fmt: skip
    marks = _of_other_rows(old, new, table, columns)
    before, after = (_rows(con, table, columns, marks) for con in (old, new))
    changes = [Change("added", mark, None, after[mark]) for mark in after.keys() - before.keys()]
    for mark, earlier in before.items():
        later = after.get(mark)
        kind, differing = kind_of(earlier, later) if later is not None else ("gone", ())
        changes += [Change(kind, mark, earlier, later, differing)] if differing or later is None else []
    return sorted(changes, key=lambda it: (list(KINDS).index(it.kind), it.row["source_id"], it.row["locator"], it.mark))


def _of_other_rows(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> list[str]:
    """The ids whose rows are not the same in both, by a digest of each, so that no million of rows leaves DuckDB."""
    mark, *others = dict.fromkeys(columns)
    of_each = (
        f"select {mark} as mark, hash({', '.join(others) or mark}) as digest from ({_asked(con, table, columns)})"
        for con in (old, new)
    )
    then, now = of_each
    with new.cursor() as con:
        con.register("earlier", old.execute(then).df())
        rows = con.execute(
            f"select coalesce(a.mark, b.mark) from earlier as a full join ({now}) as b on a.mark = b.mark "
            "where a.digest is distinct from b.digest"
        ).fetchall()
    return [mark for (mark,) in rows]


def number(row: Row) -> str:
    """A figure's number, or the ends of its range; "" where neither is known."""
    value, low, high = (None if end is None else f"{end:,.10g}" for end in (row[n] for n in VALUE[:3]))
    if value is not None:
        return value
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"{low} or more" if low is not None else f"{high} or fewer" if high is not None else ""


def is_as_printed(row: Row) -> bool:
    """Whether a figure's print is its number, so that the number need not be told beside it."""
    return number(row).replace(",", "") in ("", str(row["value_text"]).replace(",", ""))


def erased(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids erased since the old release: their rows are taken out of every kept one, so they are no changes."""
    before, after = (
        {row[0] for row in con.execute(_asked(con, "erased", ("erased_id",))).fetchall()} for con in (old, new)
    )
    return sorted(after - before)


def _rows(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], marks: Sequence[str]) -> dict[str, Row]:
    mark = columns[0]
    asked = f"from ({_asked(con, table, columns)}) where {mark} in (select unnest($marks::varchar[]))"
    return {row[mark]: row for row in by_column(con.execute(asked, {"marks": list(marks)}))}


def _asked(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> str:
    """The columns of a table; a kept release may be older than the table, or than a column."""
    listed = con.execute("select column_name from duckdb_columns() where table_name = ?", [table]).fetchall()
    there = {name for (name,) in listed}
    names = ", ".join(name if name in there else f"null::varchar as {name}" for name in dict.fromkeys(columns))
    return f"select {names} from {table}" if there else f"select {names} where false"


def _differing(before: Row, after: Row, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if before[name] != after[name])
