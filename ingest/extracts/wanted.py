"""What somebody wants of a view -> the statement that gives it.

Protects: an extract holds what was asked for and nothing else, in one order, whatever it is written as.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlencode

import duckdb

from ingest.settle.queries import column_kinds, quoted

FILTERS = {
    "force": ("force_id", "force or area"),
    "area_kind": ("area_kind", "kind of area"),
    "measure": ("measure_id", "measure"),
    "unit": ("unit", "unit"),
    "offence": ("offence_id", "offence"),
    "period": ("period_id", "period"),
    "period_kind": ("period_kind", "kind of period"),
    "year": ("year", "year"),
    "about_children": ("about_children", "whether children are the subject"),
    "kind": ("source_kind", "kind of source"),
    "hand": ("hand", "way of reading"),
    "campaign": ("campaign_id", "campaign"),
    "release": ("release", "release"),
}
"""The column of a view that a filter asks about, and what it is called."""
LISTS = {"force": "force_ids"}  # a filter whose column is a list in some views: a row fits when one of its members does
COLUMNS = {"force_years": {"period": "period"}}  # where a view keeps what a filter asks about under another name
WIDE = "force_years"
"""The view that can be had with a column for each year: in no other is a row one force's count of one thing."""
TELLING = (
    "force", "period", "value", "value_low", "value_high", "unit", "measure", "offence", "is_part", "doubts",
    "differs", "figure_id",
)  # fmt: skip
"""What a number is of, the number, and what is to be known before it is used."""
WIDE_KEY = (
    "force_id", "force", "nation", "region", "measure_id", "measure", "unit", "offence_id", "offence",
    "about_children",
)  # fmt: skip


FIGURES = (
    "figures", "all_figures", "arrests", "offence_breakdown", "ocag_arrests", "ocag_figures", "area_figures",
)  # fmt: skip
ORDER = {
    **dict.fromkeys(FIGURES, ("figure_id",)),
    "force_years": ("force_id", "measure_id", "unit", "offence_id", "period", "figure_id"),
}
"""By what rows stand in order where there may be very many: to sort by all columns, as small tables are, takes four
times the memory. The last of each has no value twice."""
OF_ALL_FIGURES = {*FIGURES} - {"ocag_arrests"}
"""Views of which a row is a row of all_figures, with no column of its own."""
MOST_BY_ID = 2000  # so many figures at most are found by their ids: DuckDB's index_scan_max_count is 2,048
UNPACKED = 2048  # so many rows DuckDB unpacks where it needs one
ALIKE = 0.75  # a name that is asked for after an unknown one
FEW = 20  # so often UNPACKED at least are looked through sooner than what lies where is asked
TOGETHER = 6  # so many figures are found by their ids in the time in which the rows around one are unpacked

WIDE_MEANINGS = {
    "ranges": "Of periods without an exact number, the lowest and the highest that it can be.",
    "symbols": "Of periods that have one, the symbol of the figure.",
    "figure_ids": "Of each period the figure.",
    "licences": "The licences of the figures' sources, where they name one.",
}
"""What the columns of the wide form mean that its view does not have; those of periods hold the exact
numbers."""


class CantFilter(Exception):
    """A filter, a value or a column that the view does not know; the message lists the known ones."""


@dataclass(frozen=True)
class Wanted:
    """A view with what is wanted of it. `filters`: for each the values, of which a row has one; `columns`: these, in
    this order, or all; `limit`: so many rows from the top; `is_wide`: a column for each year; `for_excel`: CSV with a
    byte-order mark, in which no text is taken for a formula; `by_column`: JSON with a list for each column; `only`: the
    rows with these ids, of figures or answers."""

    view: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    columns: Sequence[str] = ()
    limit: int | None = None
    is_wide: bool = False
    for_excel: bool = False
    by_column: bool = False
    only: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        is_narrowed = set(self.filters) - {"release"} or self.only or self.limit is not None
        return not (is_narrowed or self.columns or self.is_wide)

    def asked(self, kind: str, release: str) -> str:
        """The address, below that of a copy, which gives these rows in this release as a file of a kind."""
        pairs = [(name, value) for name, values in self.filters.items() if name != "release" for value in values]
        options = {"columns": ",".join(self.columns), "wide": "1" * self.is_wide, "release": release}
        options |= {} if self.limit is None else {"limit": str(self.limit)}
        pairs += [(name, value) for name, value in options.items() if value]
        return f"/data/{self.view}.{kind}?{urlencode(pairs, safe=':,')}"

    @property
    def key(self) -> str:
        """The column of its rows' ids."""
        return ORDER.get(self.view, ("outcome_id",))[-1]


@dataclass(frozen=True)
class Statement:
    """Rows in order (`rows`: SQL from its FROM on, as `v`); the wanted columns with their types."""

    rows: str
    columns: Mapping[str, str]

    @property
    def sql(self) -> str:
        return f"select {', '.join(map(_column, self.columns))} {self.rows}"


def filter_columns(view: str, columns: Mapping[str, str]) -> dict[str, str]:
    """The filters that a view can honour, with the column of each; `release` chooses the warehouse."""
    asked = {name: (column, LISTS.get(name, "")) for name, (column, _) in FILTERS.items()}
    asked |= {name: (column, "") for name, column in COLUMNS.get(view, {}).items()}
    found = {name: next((it for it in both if it in columns), "") for name, both in asked.items()}
    return {name: column for name, column in found.items() if column or name == "release"}


def conditions(wanted: Wanted, columns: Mapping[str, str]) -> dict[str, str]:
    """The SQL by which a row fits, for each filter. Raises CantFilter."""
    known = filter_columns(wanted.view, columns)
    tests = {}
    for name, values in wanted.filters.items():
        if name not in known:
            raise CantFilter(f"{wanted.view} can't be filtered by “{name}”. It can be by: {', '.join(known)}.")
        if name != "release":
            tests[name] = _among(known[name], columns[known[name]], values)
    return tests | ({"only": _among(wanted.key, "VARCHAR", wanted.only)} if wanted.only else {})


def _among(column: str, kind: str, values: Iterable[str]) -> str:
    if kind == "INTEGER":  # what is no number fits no row
        listed = ", ".join(value for value in map(str, values) if value.isascii() and value.isdigit()) or "null"
    else:
        listed = ", ".join(quoted(str(value)) for value in values)
    return f"list_has_any({column}, [{listed}])" if kind.endswith("[]") else f"{column} in ({listed})"


def _where(tests: Mapping[str, str]) -> str:
    return f"where {' and '.join(tests.values())}" if tests else ""


def statement(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> Statement:
    """The rows that are wanted, in one order. Raises CantFilter."""
    columns = column_kinds(con, wanted.view)
    where = _where(conditions(wanted, columns))
    limit = f" limit {wanted.limit:d}" if wanted.limit is not None else ""
    view = wanted.view
    if wanted.is_wide:
        view, where = f"({_wide(con, view, where)})", ""
        columns = column_kinds(con, view)
    elif where and view in OF_ALL_FIGURES:
        view, where = _narrowed(con, view, where)
    if unknown := [name for name in wanted.columns if name not in columns]:
        meant = like(unknown[0], columns)
        raise CantFilter(f"{wanted.view} has no column “{unknown[0]}”.{meant} It has: {', '.join(columns)}.")
    chosen = {name: columns[name] for name in wanted.columns or columns}
    order = ", ".join(map(_column, columns if wanted.is_wide else ORDER.get(wanted.view, columns)))
    return Statement(f"from {view} as v {where} order by {order}{limit}", chosen)


def like(name: str, known: Iterable[str]) -> str:
    """Of an unknown name what is said of the known one that is most like it, after a space; "" for none."""
    return "".join(f" Did you mean {one}?" for one in get_close_matches(name, list(known), 1, ALIKE))


def _column(name: str) -> str:
    return f'v."{name}"'


def _narrowed(con: duckdb.DuckDBPyConnection, view: str, where: str) -> tuple[str, str]:
    """The same rows of figures, where they are few: by their ids, where they lie so far apart that the index finds them
    sooner than all columns are unpacked around each; else within their forces, for rows lie force by force."""
    ((held,),) = con.execute("select count(*) from all_figures").fetchall()
    if held < FEW * UNPACKED:
        return view, where
    most = min(MOST_BY_ID, held * TOGETHER // UNPACKED)
    sql = f"select figure_id, force_id, (force_id, measure_id, offence_id) from {view} {where} limit {most + 1}"
    found = con.execute(sql).fetchall()
    if not found or len(found) > most:
        return view, where
    ids, forces, places = map(set, zip(*found, strict=True))
    if len(ids) <= TOGETHER * len(places):  # in one text, for each by itself would be planned
        return "all_figures", f"where figure_id in string_split({quoted(' '.join(ids))}, ' ')"
    return view, f"{where} and {_among('force_id', 'VARCHAR', forces)}"


def written(wanted: Wanted, columns: Mapping[str, str]) -> str:
    """The rows that are wanted, of a view with these columns, as a person asks for them in SQL: of numbers the telling
    columns where none are chosen, and which are in force where not all are; in no order."""
    chosen = wanted.columns or [name for name in (*TELLING, "status") if name in columns and "value" in columns]
    where = _where(conditions(wanted, columns))
    return "\n".join(filter(None, (f"select {', '.join(chosen) or '*'}", f"from {wanted.view}", where)))


def _wide(con: duckdb.DuckDBPyConnection, view: str, where: str) -> str:
    """One row for each thing that a force counted, with a column of numbers for each year, empty where none is exact;
    what there is instead, symbols, figures and licences stand in lists behind, each with its year."""
    if view != WIDE:
        raise CantFilter(f"{view} has no wide form. {WIDE} has.")
    periods = con.execute(f"select distinct period from {view} {where} order by 1")
    numbers = (f"any_value(value) filter (period = '{period}') as \"{period}\"" for (period,) in periods.fetchall())
    ends = (
        "case when value_high is not null then concat(value_low::bigint, ' to ', value_high::bigint) "
        "else concat('at least ', value_low::bigint) end"
    )
    return (
        f"select {', '.join((*WIDE_KEY, *numbers))}, "
        f"list(concat(period, ': ', {ends}) order by period) filter (value is null and value_low is not null) "
        "as ranges, "
        "list(concat(period, ': ', symbol) order by period) filter (symbol is not null) as symbols, "
        "list(concat(period, ': ', figure_id) order by period) as figure_ids, "
        f"list_sort(list(distinct licence)) as licences from {view} {where} group by all"
    )


def number_in_words(column: str) -> str:
    """SQL for a DOUBLE as text, whole numbers whole."""
    return f"case when {column} = trunc({column}) then {column}::bigint::varchar else {column}::varchar end"


def as_texts(asked: Statement, *, are_guarded: bool = False, besides: Collection[str] = ()) -> str:
    """SQL for the same rows, every value as CSV has it: lists parted by "; ", maps as JSON, whole numbers whole;
    `besides` columns of these types. `are_guarded`: what would be a spreadsheet's formula begins with an apostrophe."""
    cells = (
        f"{name if kind in besides else _as_text(name, kind, are_guarded)} as {name}"
        for name, kind in ((f'"{name}"', kind) for name, kind in asked.columns.items())
    )
    return f"select {', '.join(cells)} {asked.rows}"


def _as_text(column: str, kind: str, is_guarded: bool) -> str:
    match kind:
        case "DOUBLE":
            return number_in_words(column)
        case "TIMESTAMP":
            return f"strftime({column}, '%Y-%m-%dT%H:%M:%S')"
        case "DOUBLE[]":
            column = f"list_aggregate([{number_in_words('n')} for n in {column}], 'string_agg', '; ')"
        case _ if kind.endswith("[]"):
            column = f"list_aggregate({column}::varchar[], 'string_agg', '; ')"
        case _ if kind.startswith("MAP"):
            column = (
                f"case when cardinality({column}) > 0 "
                f"then to_json(map_from_entries(list_sort(map_entries({column}))))::varchar end"
            )
        case "VARCHAR":
            pass
        case _:
            return column
    return f"if(regexp_matches({column}, '^[-=+@\\t\\r]'), '''' || {column}, {column})" if is_guarded else column
