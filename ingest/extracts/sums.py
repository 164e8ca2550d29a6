"""A statement in SQL -> what to ask of it so as to know whether it adds what must not be added: two measures, units,
offences, kinds of period, parts with wholes, the same figure twice; takes an average or an extreme of several of these,
or zero for what is unknown; or asks for a name that no row has.

DuckDB parses the statement and gives its tree, in a database in memory that holds nothing; it is never run. Each SELECT
that adds counts of a view of figures is asked again, with the same FROM, WHERE and groups: how many measures (units, …)
are in one of its sums? Protects: what is not understood is said not to be checked; answers are counted, not guessed;
where nothing is found it is said what was looked for and what not (LOOKED), so that nobody takes silence for a check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from ingest.reference import toml

LONGEST = 20_000  # bytes of a statement that is parsed
MOST_SUMS = 8  # of one statement that are looked at: each is written out whole
MOST_SELECTS, MOST_NODES = 12, 2000  # of a statement that is looked at at all: it is asked of a server
MOST_LISTED = 16  # texts that one condition names
MOST_NAMED = 3
LONGEST_KEPT = 1000  # characters of what is parsed once: the columns by which queries within are widened
ALIKE = 0.8  # from how much on a name is said to be the nearest
LOOKED = (
    "Looked for and not found: several measures, units, offences or kinds of period in what is added, averaged or "
    "highest; two measures in a quotient; a break between the years. Not looked for: what an ORDER BY puts first, "
    "and other forces, or other years than the next, on one side of a quotient, a difference or a row."
)
PIVOT = "what PIVOT, UNPIVOT and SUMMARIZE compute; columns by `max(value) filter (year = 2024)` are looked at."
MADE_HERE = ("panel", "totals")
OF_MACROS = "what is computed from `panel()` and `totals()`."
BY_TEXT = "what `query()`, `query_table()` and `columns()` name by a text."
DROPPED = "numbers of which `distinct` and `union` drop those that are equal."
UNKNOWN = "a statement of a form that is not known here."
TOO_MANY = "a statement of so many parts."
MORE_SUMS = f"sums and averages after the first {MOST_SUMS}."
NOT_ASKED = "a part of this statement of which no question can be put, as of a query within that goes by a row outside."
ZERO = re.compile(r"'?0+(\.0*)?'?")
Node = dict[str, Any]
Ctes = Mapping[str, Node]
UNSEEN = re.compile(
    r"quantile|stddev|var(_|iance)|corr|covar|mode$|mad$|histogram|(percent_|dense_)?rank|row_number|ntile|cume_dist|approx"
    r"|product|geo|weighted|skew|kurt|entropy|sem$|bit_|regr_|nth_|list_(std|var|geo)"
)
COMPUTES = ("FUNCTION", "WINDOW")
ADDS = {"sum", "fsum", "kahan_sum", "sumkahan", "sum_no_overflow"}
AVERAGES = dict.fromkeys(("avg", "mean", "favg"), "averages") | {"median": "takes the median of"}
VERBS = dict.fromkeys(ADDS, "adds") | AVERAGES
ENDS = {"max": "takes the highest of", "min": "takes the lowest of"}
CHOOSES = (
    ENDS
    | dict.fromkeys(
        ("arg_max", "arg_min", "argmax", "argmin", "max_by", "min_by", "first", "last", "first_value", "last_value"),
        "chooses among",
    )
    | {"any_value": "chooses among"}
)
VERBS |= CHOOSES
DIVIDES = {"/", "//", "divide"}
COMPARES = DIVIDES | {"-", "subtract", "lag", "lead", "regr_slope"}
LISTS = {"list_avg": "averages", "list_median": "takes the median of", "list_max": ENDS["max"], "list_min": ENDS["min"]}
LISTS |= dict.fromkeys(("list_sum", "list_aggregate", "list_aggr", "array_aggregate", "reduce", "list_reduce"), "adds")
"""What is done with a list that `list` or `array_agg` made."""
PARTS = ("select_list", "having", "qualify", "modifiers")
"""Of a SELECT, where it computes."""
NAMES = {"column_names", "column_name_alias", "aliases", "table_name", "relation_name", "alias", "key"}
"""Of a tree, where names stand: DuckDB knows them whatever their case."""
COUNTS = {"value", "value_low", "value_high", "value_text"}
COUNTS |= {"first_value", "first_low", "first_high", "second_value", "second_low", "second_high"}
KINDS = dict.fromkeys(COUNTS, "count") | {"per_100k": "rate", "population": "residents"}
KINDS |= dict.fromkeys(("all_arrests", "all_arrests_low", "all_arrests_high"), "whole") | {"set_against": "beside"}
"""Columns of numbers, and what kind each is of."""
MEASURES = {"whole": "all online arrests (`all_arrests`)", "beside": "what its source sets against it (`set_against`)"}
"""What the numbers count that stand beside a row's own."""


_parser = duckdb.connect(config={"threads": 1, "enable_external_access": "false"})
"""Holds nothing; each question has a cursor of its own."""
OF_AGGREGATES = "select distinct function_name from duckdb_functions() where function_type = 'aggregate'"
AGGREGATES = {name for (name,) in _parser.execute(OF_AGGREGATES).fetchall()}

Probe = dict[str, Any]
"""A statement to run in the browser (`sql`), which gives n0, names0, n1 … for each of `about`, the things of which a
sum may have several: wrong where n is above 1. Each has its `words`, with {n} and {names}, and the `column` by which to
group or choose ("" where none would mend it). With nothing in `about` it gives `unknown`, how many rows have no value
for the sum. `verb`: "adds", "averages" …; `by`: how those columns mend it, "Group" or "Partition"."""


@dataclass(frozen=True)
class Thing:
    """What a sum must have one of: an entry of sums.toml."""

    words: str
    columns: str = ""
    value: str = "1"
    name: str = "''"
    column: str = ""
    counted: str = "count(distinct {value})|rows|"


THINGS = {key: Thing(**said) for key, said in toml(Path(__file__).with_suffix(".toml")).items()}
ONLY_ADDED = ("share", "overlap")
NAMED = {"force", "measure", "offence", "unit", "period", "period_kind", "nation", "region", "kind", "area_kind"}
NAMED |= {"hand", "source_kind", "status", "state", "stage", "ground", "law"}
"""Besides ids, columns of which a text that no row has is a slip."""
SCHEMA = Path(__file__).parents[1] / "warehouse" / "schema.sql"
VOCABULARY = {
    (column, word)
    for column, listed in re.findall(r"\b(\w+) in \(([^()]*)\)", SCHEMA.read_text(encoding="utf-8"))
    for word in re.findall(r"'\w+'", listed)
}
"""A column and a word that it may have, though perhaps no row has it today: of these none is a true answer."""
OF_LISTS = {"exemptions", "sections", "force_ids", "within", "members", "home_office_codes"}
"""Columns of lists, of whose members the same holds."""
IN_LISTS = {"list_has_any", "array_has_any", "list_has_all", "array_has_all", "&&", "@>", "<@", "contains"}
IN_LISTS |= {f"{of}_{does}" for of in ("list", "array") for does in ("contains", "has", "position", "indexof")}
CHOOSING = ("source_kind", "hand", "differs", "doubts")
"""Columns by which to choose figures leaves out those of whole forces."""
YEARS = {"period", "period_id", "period_kind", "year", "period_start", "period_end"}
ONLY_ASKED = {"force", "year"}  # what no sum must have one of
ROWS = "|rows|"  # behind an aggregate, where the rows of the sum are to be said: `_rows_of`
MAKE_ONE = {"measure", "unit", "offence", "period", "scope", "breakdown", "area"}
"""What a sum of one offence has one of."""


@dataclass
class Relation:
    """What a FROM brings of a view of figures: the name by which its columns are asked, each thing as SQL for its value
    and its name, and its columns of numbers, each with its kind (KINDS)."""

    name: str
    things: dict[str, tuple[str, str]]
    numbers: dict[str, str]


def probes(statement: str, columns: Mapping[str, Set[str]]) -> list[Probe]:
    """The questions to ask of one statement; `columns` are those of each view and table. None for several statements,
    for what is no query, for what can't be parsed, and where nothing of figures is added."""
    try:
        every = list(_looked_at(statement, columns))
        sums = ((select, ctes, *sum_) for select, ctes in every for sum_ in _sums(select))
        found: dict[str, Probe] = {}
        for asked in (_of_names, _of_zeros):  # what comes of no row, or of an unknown, before all else
            for select, ctes in every[:MOST_SUMS]:
                found |= {probe["sql"]: probe for probe in asked(select, ctes, columns)}
        for select, ctes, node, verb in islice(sums, MOST_SUMS):
            found |= {probe["sql"]: probe for probe in _of_sum(select, ctes, node, verb, columns)}
        for select, ctes in every[:MOST_SUMS]:
            for asked in (_of_quotients, _of_breaks):
                found |= {probe["sql"]: probe for probe in asked(select, ctes, columns)}
        return list(found.values())
    except (RecursionError, duckdb.Error, KeyError, TypeError, ValueError):
        return []  # a tree of another form than is known here: nothing is said


def not_checked(statement: str, columns: Mapping[str, Set[str]]) -> str:
    """What is not looked at, though it may add; "" for nothing, and where the statement can't be parsed."""
    with _parser.cursor() as cursor:
        try:
            kinds = [one.type for one in cursor.extract_statements(statement)]
        except duckdb.Error:
            return ""
    if len(kinds) > 1:
        return f"of {len(kinds)} statements only the last is shown, and none is looked at."
    try:
        trees = parsed(statement)
    except (RecursionError, duckdb.Error, ValueError):
        trees = []
    if not trees:
        return UNKNOWN if {*kinds} & {duckdb.StatementType.SELECT, duckdb.StatementType.MULTI} else ""
    try:
        if _has_too_many_parts(trees):
            return TOO_MANY
        if re.search(r'"type":"PIVOT"|"show_type":"SUMMARY"', _as_text(trees)):
            return PIVOT
        return _not_looked_at([select for select, _ in selects(trees, {})], _of_numbers(statement, columns))
    except RecursionError:
        return TOO_MANY


def _not_looked_at(every: list[Node], of_numbers: list[Node]) -> str:
    sums = [len(list(_sums(select))) for select in every]
    computing = [select for select, n in zip(every, sums, strict=True) if n or any(map(_compares, _computed(select)))]
    if any(f'"function_name":"{name}"' in _as_text(select["from_table"]) for select in computing for name in MADE_HERE):
        return OF_MACROS
    if re.search(r'"function_name":"query(?:_table)?"|"columns":true', _as_text(computing)):
        return BY_TEXT
    if re.search(r'"DISTINCT_MODIFIER"|"setop_all":false', _as_text([select["from_table"] for select in computing])):
        return DROPPED
    if max(len(every), sum(sums)) > MOST_SUMS:
        return MORE_SUMS
    others = {f"`{_name(node)}`" for node in of_numbers if UNSEEN.match(_name(node))}
    others |= {f"`{_name(node)}(distinct …)`" for node in of_numbers if node.get("distinct") and _verb(node)}
    return f"{_listed(sorted(others))}." if others else ""


def _widened(select: Node, ctes: Ctes, columns: Mapping[str, Set[str]]) -> tuple[Node, list[Relation]]:
    """A copy of a SELECT whose queries within have what a sum must have one of, and what its FROM brings."""
    widened, named = deepcopy(select), deepcopy(dict(ctes))
    widened["cte_map"] = _map_of(named)
    return widened, list(_Brought(columns, named).by(widened["from_table"]))


def _computed(select: Node) -> Iterator[Node]:
    return _inside([select[part] for part in PARTS])


def _compares(node: Node) -> bool:
    return _name(node) in COMPARES


def _as_text(node: Any) -> str:
    return json.dumps(node, separators=(",", ":"))


def _has_too_many_parts(trees: list[Node]) -> bool:
    text = _as_text(trees)
    return text.count('"class":') > MOST_NODES or text.count('"type":"SELECT_NODE"') > MOST_SELECTS


def _of_numbers(statement: str, columns: Mapping[str, Set[str]]) -> list[Node]:
    """What the statement computes of numbers of figures, in which something may be wrong."""
    found = list[Node]()
    try:
        for select, ctes in _looked_at(statement, columns):
            _, relations = _widened(select, ctes, columns)
            computed = (node for node in _computed(select) if node.get("class") in COMPUTES)
            found += [node for node in computed if _number_in(node, relations)]
    except (RecursionError, duckdb.Error, KeyError, TypeError, ValueError):
        pass
    return found


def told(con: duckdb.DuckDBPyConnection, statement: str) -> str:
    """What must be said of the statement's sums, counted here: what console.js says in the browser; "" for nothing."""
    columns: dict[str, set[str]] = {}
    for name, column in con.execute("select table_name, column_name from duckdb_columns()").fetchall():
        columns.setdefault(name, set()).add(column)
    lines, unknown, left = list[str](), 0, not_checked(statement, columns)
    for probe in probes(statement, columns):
        if probe["about"] and lines:
            continue
        try:
            (row,) = con.execute(probe["sql"]).fetchall()
        except duckdb.Error:
            left = left or NOT_ASKED
            continue
        if not probe["about"]:
            unknown = max(unknown, *row)
            continue
        counted = zip(probe["about"], row[::2], row[1::2], strict=True)
        several = [(thing, n, names) for thing, n, names in counted if n > 1]
        said = [thing["words"].format(n=n, names=names) for thing, n, names in several[:MOST_NAMED]]
        mend = [f"`{thing['column']}`" for thing, _, _ in several if thing["column"]]
        if several:
            more = ["more"] if len(several) > len(said) else []
            group = f" {probe['by']} by {_listed(mend)}, or choose one in the WHERE." if mend else ""
            lines.append(f"This {probe['verb']} {_listed([*said, *more])}.{group}")
    if unknown:
        rows, whose = ("1 row", "its") if unknown == 1 else (f"{unknown} rows", "their")
        is_ = "is" if unknown == 1 else "are"
        lines.append(f"{rows} without a value {is_} left out; `totals()` has {whose} range.")
    if left:
        lines.append(f"Not checked: {left}")
    if not lines and _of_numbers(statement, columns):
        lines.append(LOOKED)
    return " ".join(lines)


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def parsed(statement: str) -> list[Node]:
    """The statements of a text as trees; none where it is no query. It is parsed and not run."""
    tree: Node = json.loads(_asked("json_serialize_sql($1::varchar)", statement))
    return [] if tree.get("error", True) else list(tree["statements"])


def _looked_at(statement: str, columns: Mapping[str, Set[str]]) -> Iterator[tuple[Node, Ctes]]:
    """Every SELECT of a statement with the named queries that it may use; of several statements none."""
    trees = parsed(statement)
    if len(trees) != 1 or _has_too_many_parts(trees):
        return
    for select, ctes in selects(_in_small_letters(trees), {}):
        tables = [one.get("table_name", "") for one in _inside(select["from_table"])]
        _write_out_groups(select, set[str]().union(*(columns.get(table, ()) for table in tables)))
        yield select, ctes


def _write_out_groups(select: Node, known: Set[str]) -> None:
    """GROUP BY 1, an alias or ALL as the expressions that it means, for what is asked has another SELECT list; without
    what is one for all rows. `known`: the columns of the FROM, which stand before an alias. Sets of groups stay."""
    if len(select["group_sets"]) > 1:
        return
    listed = [node | {"alias": ""} for node in select["select_list"]]
    called = {node["alias"]: at for at, node in enumerate(select["select_list"]) if node["alias"] not in known}
    groups = select["group_expressions"]
    if is_all := select.get("aggregate_handling") == "FORCE_AGGREGATES":
        groups = [node for node in listed if not any(_name(part) in AGGREGATES for part in _inside(node))]
        select["aggregate_handling"] = "STANDARD_HANDLING"
    written = []
    for node in groups:
        number = node.get("literal", {}).get("text", "")
        place = int(number) - 1 if number.isdigit() else called.get(".".join(node.get("column_names", ())), -1)
        written.append(listed[place] if not is_all and 0 <= place < len(listed) else node)
    written = [node for node in written if node.get("class") not in ("CONSTANT", "SUBQUERY")]
    select["group_expressions"], select["group_sets"] = written, [list(range(len(written)))] if written else []


def _in_small_letters(node: Any, *, is_name: bool = False) -> Any:
    if isinstance(node, dict):
        return {key: _in_small_letters(part, is_name=key in NAMES) for key, part in node.items()}
    if isinstance(node, list):
        return [_in_small_letters(part, is_name=is_name) for part in node]
    return node.lower() if is_name and isinstance(node, str) else node


def selects(node: Any, ctes: Ctes) -> Iterator[tuple[Node, Ctes]]:
    """Every SELECT of a tree with the named queries that it may use."""
    if isinstance(node, list):
        for part in node:
            yield from selects(part, ctes)
    elif isinstance(node, dict):
        if "cte_map" in node:
            ctes = _ctes(ctes, node)
        if node.get("type") == "SELECT_NODE":
            yield node, ctes
        for part in node.values():
            yield from selects(part, ctes)


def _inside(node: Any) -> Iterator[Node]:
    if isinstance(node, list):
        for part in node:
            yield from _inside(part)
    elif isinstance(node, dict) and "cte_map" not in node:
        yield node
        for part in node.values():
            yield from _inside(part)


def _sums(select: Node) -> Iterator[tuple[Node, str]]:
    for node in _computed(select):
        if node.get("class") in COMPUTES and (verb := _verb(node)):
            yield node, verb
        elif verb := LISTS.get(_name(node), ""):
            yield from ((made, verb) for made in _functions(node["arguments"]) if _name(made) in ("list", "array_agg"))


def _functions(node: Any) -> Iterator[Node]:
    return (part for part in _inside(node) if part.get("class") == "FUNCTION")


def _name(node: Node) -> str:
    return str(node.get("function_name", "")).lower()


def _verb(node: Node) -> str:
    return VERBS.get(_name(node), "")


def _of_sum(select: Node, ctes: Ctes, node: Node, verb: str, columns: Mapping[str, Set[str]]) -> Iterator[Probe]:
    widened, relations = _widened(select, ctes, columns)
    added = [found for argument in node["arguments"] if (found := _number_in(argument, relations))]
    if not added:
        return
    relation, kind = added[0]
    unknown, unfiltered = deepcopy(widened), deepcopy(widened)  # a probe adds to the one that it asks
    things = {key: (THINGS[key], *both) for key, both in _things_of(relation, kind).items()}
    if verb in CHOOSES.values():
        things = {key: thing for key, thing in things.items() if key in MAKE_ONE}
        if things:
            yield _probe(widened, node, verb, things)
        return
    things = {key: thing for key, thing in things.items() if key not in ONLY_ASKED}
    if kind == "rate":
        is_one = f"count(distinct {relation.things['force'][0]}){ROWS} = 1" if "force" in relation.things else "false"
        alike = replace(THINGS["alike"], counted=f"if({_as_is(is_one)}, 1, count(*){ROWS})")
        if verb == "adds":
            things["rates"] = THINGS["rates"], "1", "''"
        elif verb == "averages":
            things["rates"] = alike, "1", "''"
    has_empty = _as_is(f"if(count(*){_rows_of(node, 'is null')} > 0, 2, 0)")
    if kind in MEASURES:
        things["few"] = replace(THINGS["few"], counted=has_empty), "1", "''"
    if verb != "adds":
        things = {key: thing for key, thing in things.items() if key not in ONLY_ADDED}
    *path, column = node["arguments"][0]["expression"].get("column_names", [""])
    if verb == "adds" and column == "value_high":
        things["open"] = replace(THINGS["open"], counted=has_empty), "1", "''"
    yield _probe(widened, node, verb, things)
    if column == "value" and "value_low" in relation.numbers:
        is_unknown = _rows_of(node, f"is null and {quoted(*path, 'value_low')} is not null")
        unknown["select_list"].append(_expression(f"count(*){is_unknown} as _unknown"))
        total = "max" if node["class"] == "WINDOW" else "sum"
        sql = f"select coalesce({total}(_unknown), 0)::integer as unknown from ({_text(unknown)}) as probe"
        yield {"verb": verb, "sql": sql, "about": []}
    for chosen in CHOOSING if "force" in relation.things else ():
        fewer = deepcopy(select)
        if condition := _taken_out(fewer, chosen):
            force = relation.things["force"][0]
            is_fewer = f"count(distinct {force}){ROWS} > count(distinct if({condition}, {force}, null)){ROWS}"
            about = replace(THINGS["chosen"], words=THINGS["chosen"].words.format(names=f"`{chosen}`"))
            yield _probe(_widened(fewer, ctes, columns)[0], node, verb, {"chosen": (about, _as_is(is_fewer), "''")})
    if "part" in relation.things and (condition := _taken_out(unfiltered, "is_part")):
        different = ", ".join(
            f"count(distinct {value}){ROWS}" for key, (value, _) in relation.things.items() if key in MAKE_ONE
        )
        left_out = f"bool_or({relation.things['part'][0]} and not ({condition})){ROWS} and greatest({different}) = 1"
        yield _probe(unfiltered, node, verb, {"left_out": (THINGS["left_out"], left_out, "''")})


def _things_of(relation: Relation, kind: str) -> dict[str, tuple[str, str]]:
    if kind not in MEASURES:
        return relation.things
    things = {key: both for key, both in relation.things.items() if key != "unit"}
    return things | {"measure": (f"'{kind}'", f"'{MEASURES[kind]}'")}


def _as_is(sql: str) -> str:
    return sql.replace("{", "{{").replace("}", "}}")


def _of_quotients(select: Node, ctes: Ctes, columns: Mapping[str, Set[str]]) -> Iterator[Probe]:
    """Whether a number is divided by one of another measure: no share is formed that its source does not give."""
    for node in islice((one for one in _computed(select) if _name(one) in DIVIDES), MOST_SUMS):
        widened, relations = _widened(select, ctes, columns)
        listed = []
        for side in (argument["expression"] for argument in node["arguments"]):
            found, sum_ = _number_in(side, relations), next((one for one in _inside(side) if _verb(one)), None)
            if found and found[1] not in ("rate", "residents") and "measure" in (things := _things_of(*found)):
                listed += [f"min({one}){_rows_of(sum_, 'is not null')}" if sum_ else one for one in things["measure"]]
        if len(listed) == 4:  # of both sides the measure and its name
            one, name, other, other_name = listed
            names = f"concat_ws(', ', {name}, {other_name})"
            asked = _expressions([f"{one} <> {other} as _differ", f"{names} as _names"])
            rows = widened | {"having": None, "qualify": None, "modifiers": [], "select_list": asked}
            counted = (
                "if(count_if(_differ) > 0, 2, 0) as n0, coalesce(min(_names) filter (where _differ), '') as names0"
            )
            yield _telling("forms a quotient of", f"select {counted} from ({_text(rows)}) as probe", "quotient")


def _of_breaks(select: Node, ctes: Ctes, columns: Mapping[str, Set[str]]) -> Iterator[Probe]:
    """Whether what is computed of one measure and offence has years on both sides of a break in its series."""
    widened, relations = _widened(select, ctes, columns)
    computed = [one for one in _computed(select) if (_verb(one) or _compares(one)) and _number_in(one, relations)]
    found = _number_in(computed, relations)
    if not found or found[1] == "residents" or not found[0].things.keys() >= {"measure", "offence", "year"}:
        return
    which = [_rows_of(one, "is not null") for one in computed if _verb(one) and one["class"] == "FUNCTION"]
    rows = " or ".join(one.removeprefix(" filter (where ").removesuffix(")") for one in which) or "true"
    listed = [f"{found[0].things[key][0]} as _{key}" for key in ("measure", "offence", "year")]
    of_rows = _text(widened | BARE | {"select_list": _expressions([*listed, f"({rows}) as _is_in"])})
    spans = (
        f"select _measure, _offence, min(_year) as _from, max(_year) as _to from ({of_rows}) where _is_in group by all"
    )
    names = "array_to_string(list_sort(list(distinct p)), ', ')"
    sql = f"select if(count(y) > 0, 2, 0) as n0, {names} as names0 from ({spans}) left join {BREAKS}"
    yield _telling("sets beside each other", sql, "break")


BREAKS = (
    "(select distinct measure_id as m, coalesce(offence_id, '') as o, year as y, period as p from figures"
    " where symbol = '[b]') as breaks on _measure = m and _offence = o and y > _from and y <= _to"
)


def _ctes(ctes: Ctes, query: Node) -> Ctes:
    return {**ctes, **{entry["key"]: entry["value"] for entry in query["cte_map"]["map"]}}


def _map_of(ctes: Ctes) -> Node:
    return {"map": [{"key": key, "value": value} for key, value in ctes.items()]}


BARE: Node = {"group_expressions": [], "group_sets": [], "having": None, "qualify": None, "modifiers": []}
"""Of a SELECT without groups, what an aggregate over all its rows does not have."""


def _of_zeros(select: Node, ctes: Ctes, columns: Mapping[str, Set[str]]) -> Iterator[Probe]:
    """Whether a SELECT gives zero for a count that is unknown, as coalesce(value, 0) does."""
    _, relations = _widened(select, ctes, columns)
    for node in _inside(select["select_list"]):
        *known, last = node["children"] if node.get("type") == "OPERATOR_COALESCE" else [{}]
        [(when, then), *_] = [(one["when_expr"], one["then_expr"]) for one in node.get("case_checks", [])] or [({}, {})]
        if when.get("type") in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"):
            ends = then, node["else_expr"]
            last, known = ends if when["type"] == "OPERATOR_IS_NULL" else ends[::-1]
            known = [known] if _text_of(known) == _text_of(when["children"][0]) else []
        if last.get("class") == "CONSTANT" and ZERO.fullmatch(_text_of(last)) and _number_in(known, relations):
            is_unknown = " and ".join(f"({_text_of(part)}) is null" for part in known)
            is_of_groups = any(_name(part) in AGGREGATES for part in _inside(known))  # coalesce(sum(value), 0)
            bare = BARE if not is_of_groups else {"having": None, "qualify": None, "modifiers": []}
            rows = select | bare | {"cte_map": _map_of(ctes), "select_list": [_expression(f"{is_unknown} as _is0")]}
            sql = f"select if(count_if(_is0) > 0, 2, 0) as n0, '' as names0 from ({_text(rows)}) as probe"
            yield _telling("takes", sql, "zero")


def _of_names(select: Node, ctes: Ctes, columns: Mapping[str, Set[str]]) -> Iterator[Probe]:
    """Whether a text that an id or a name must equal is in no row of its table: of no row nothing can be counted."""
    tables = [one for one in _inside(select["from_table"]) if one.get("type") == "BASE_TABLE"]
    nodes = list(_inside([select[part] for part in (*PARTS, "from_table", "where_clause")]))
    denied = {id(part) for node in nodes if node.get("type") == "OPERATOR_NOT" for part in _inside(node["children"])}
    is_asked = [
        one.get("type") in ("COMPARE_EQUAL", "COMPARE_IN") or one.get("class") == "SUBQUERY" or _name(one) in IN_LISTS
        for one in nodes
    ]
    asked = [one for one, is_so in zip(nodes, is_asked, strict=True) if is_so and id(one) not in denied]
    every = ", ".join(_text_of(one) for one in nodes if one.get("class") == "CONSTANT")
    for node in asked[:MOST_SUMS]:
        sides = node.get("children") or [node.get("left"), node.get("right"), node.get("child")]
        if node["class"] in ("FUNCTION", "SUBQUERY"):  # 's12' = any(exemptions) is a query within
            listed = node.get("subquery", {}).get("node", {}).get("select_list")
            sides = [*_inside([node.get("arguments"), sides, listed])]
        *path, column = next((one["column_names"] for one in sides if one and one.get("class") == "COLUMN_REF"), [""])
        texts = [_text_of(one) for one in sides if one and one.get("class") == "CONSTANT"]
        is_list = column in OF_LISTS
        is_name = column in NAMED or column.endswith("_id")
        for table in tables if is_list or (is_name and node["class"] not in ("FUNCTION", "SUBQUERY")) else ():
            view = table["table_name"]
            is_its = not path or path[-1] == (table["alias"] or view)
            if not is_its or view in ctes or table["column_name_alias"] or column not in columns.get(view, ()):
                continue
            for text in (one for one in texts[:MOST_LISTED] if one.startswith("'") and (column, one) not in VOCABULARY):
                holds = f"contains(lower(id), lower({text}))"
                like = f"{holds}::integer + jaro_winkler_similarity(lower(id), lower({text}))"
                enough = ALIKE + (column in YEARS) / 8  # of a year only another way to write it is near
                near = f"if(max({like}) > {enough}, concat(' (nearest: ''', max_by(id, {like}), ''')'), '')"
                if is_list:  # as the parts of a section
                    those = f"list(distinct concat('''', id, '''')) filter (where {holds})"
                    listed = f"concat(' (nearest: ', array_to_string(list_sort({those})[1:{MOST_NAMED}], ', '), ')')"
                    near = f"if(bool_or({holds}), {listed}, {near})"
                printed = "'" + text.replace("'", "''") + "'"
                said = f"concat('`{column}` ', {printed}, ', which no row of `{view}` has', {near})"
                id_ = f"unnest({quoted(column)})" if is_list else f"{quoted(column)}::varchar"
                ids = f"(select distinct {id_} as id from {quoted(view)})"
                sql = f"select if(coalesce(bool_or(id = {text}), false), 0, 2) as n0, {said} as names0"
                about = ["nowhere"]
                if is_list:
                    parts = f"starts_with(id, concat({text}, '(')) and id not in ({every})"
                    listed = f"list_sort(list(distinct concat('''', id, '''')) filter (where {parts}))[1:{MOST_NAMED}]"
                    apart = f"concat('`{column}` ', {printed}, ' and not for ', array_to_string({listed}, ', '))"
                    sql += f", if(n0 = 0 and coalesce(bool_or({parts}), false), 2, 0) as n1, {apart} as names1"
                    about.append("apart")
                yield _telling("asks for", f"{sql} from {ids}", *about)


def _taken_out(select: Node, column: str) -> str:
    where = select["where_clause"] or {}
    conditions = where["children"] if where.get("type") == "CONJUNCTION_AND" else [where]
    taken = [part for part in conditions if any(node.get("column_names", [""])[-1] == column for node in _inside(part))]
    text = " and ".join(f"({_text_of(condition)})" for condition in taken)
    for condition in taken:
        condition.update(_expression("true"))
    return text


def _number_in(argument: Node | list[Node], relations: list[Relation]) -> tuple[Relation, str] | None:
    """The relation of which an argument has numbers, and their kind; None for none or several."""
    for node in _inside(argument):
        if node.get("class") != "COLUMN_REF":
            continue
        *path, column = node["column_names"]
        found = [one for one in relations if column in one.numbers and (not path or path[-1] == one.name)]
        if len({id(one) for one in found}) == 1:
            return found[0], found[0].numbers[column]
    return None


def _telling(verb: str, sql: str, *about: str) -> Probe:
    """A probe of things (keys of THINGS) that no group mends."""
    return {"verb": verb, "about": [{"words": THINGS[key].words, "column": ""} for key in about], "sql": sql}


def _probe(select: Node, sum_: Node, verb: str, things: dict[str, tuple[Thing, str, str]]) -> Probe:
    """The SELECT with columns that count what is in its sum; over it the largest count, with the names of that sum."""
    outer, about = [], []
    rows = _rows_of(sum_, "<> 0" if verb == "adds" else "is not null")
    for at, (key, (thing, value, name)) in enumerate(things.items()):
        for column, counted in (("n", thing.counted.format(value=value)), ("l", f"list(distinct {name}){ROWS}")):
            select["select_list"].append(_expression(f"{counted.replace(ROWS, rows)} as _{column}{at}"))
        n = f"_n{at}"
        if key == "part":  # in one measure and one offence each row is a count of its own force
            several = [f"_n{other}" for other, one in enumerate(things) if one in ("measure", "offence")]
            n = f"if(greatest({', '.join(several)}) > 1, {n}, 0)" if several else "0"
        listed = f"array_to_string(list_sort(_l{at})[1:{MOST_NAMED}], ', ')"
        names = f"{listed} || if(len(_l{at}) > {MOST_NAMED}, ', …', '')"
        outer.append(f"coalesce(max({n}), 0)::integer as n{at}, coalesce(max_by({names}, {n}), '') as names{at}")
        about.append({"words": thing.words, "column": thing.column})
    by = "Partition" if sum_["class"] == "WINDOW" else "Group"
    return {"verb": verb, "about": about, "by": by, "sql": f"select {', '.join(outer)} from ({_text(select)}) as probe"}


def _rows_of(sum_: Node, which: str) -> str:
    """What stands behind an aggregate over a sum's rows: filter and window. `which`: a condition on what is added."""
    where = f"({_text_of(sum_['arguments'][0]['expression'])}) {which}"
    if filter_ := sum_.get("filter") or sum_.get("filter_expr"):
        where += f" and ({_text_of(filter_)})"
    if sum_["class"] != "WINDOW":
        return f" filter (where {where})"
    return f" filter (where {where}) over ({_over(sum_)})"


def _over(window: Node) -> str:
    bare = window | {"alias": "", "type": "WINDOW_AGGREGATE", "function_name": "count_star", "arguments": []}
    bare |= {"distinct": False, "filter_expr": None, "offset_expr": None, "default_expr": None}
    return _text_of(bare).partition(" OVER (")[2].removesuffix(")")


def _expression(text: str) -> Node:
    return _expressions([text])[0]


def _expressions(texts: list[str]) -> list[Node]:
    nodes: list[Node] = parsed(f"select {', '.join(texts)}")[0]["node"]["select_list"] if texts else []
    return nodes


def _text_of(expression: Node) -> str:
    return _text(parsed("select 1")[0]["node"] | {"select_list": [expression | {"alias": ""}]}).removeprefix("SELECT ")


def _text(node: Node) -> str:
    tree = {"error": False, "statements": [{"node": node, "named_param_map": []}]}
    return _asked("json_deserialize_sql($1::json)", json.dumps(tree))


def _asked(function: str, text: str) -> str:
    return _kept(function, text) if len(text) < LONGEST_KEPT else _kept.__wrapped__(function, text)


@lru_cache(maxsize=4096)
def _kept(function: str, text: str) -> str:
    with _parser.cursor() as cursor:
        ((answer,),) = cursor.execute(f"select {function}", [text]).fetchall()
    return str(answer)


def quoted(*names: str) -> str:
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


@dataclass
class _Brought:
    """What a FROM brings of views of figures; queries within are widened by what a sum must have one of."""

    columns: Mapping[str, Set[str]]
    ctes: Ctes
    widened: dict[int, Relation | None] = field(default_factory=dict)

    def by(self, table: Node) -> Iterator[Relation]:
        kind = table["type"]
        if kind == "JOIN":
            yield from self.by(table["left"])
            yield from self.by(table["right"])
        elif kind == "BASE_TABLE" and not table["column_name_alias"]:
            name = table["alias"] or table["table_name"]
            named = self.ctes.get(table["table_name"])
            if named is None:
                if found := self._view(table["table_name"], name):
                    yield found
            elif not named["aliases"]:
                yield from self._within(named["query_node"], name)
        elif kind == "SUBQUERY" and not table["column_name_alias"]:
            yield from self._within(table["subquery"]["node"], table["alias"])

    def _within(self, query: Node, name: str) -> Iterator[Relation]:
        if found := self._query(query):
            path = [name] if name else []
            things = {key: (quoted(*path, f"_{key}_v"), quoted(*path, f"_{key}_n")) for key in found.things}
            yield Relation(name, things, found.numbers)

    def _view(self, view: str, name: str) -> Relation | None:
        has = self.columns.get(view, set())
        if not ({"value", "measure_id"} <= has or "first_value" in has or {"population", "mid_year"} <= has):
            return None
        things = {
            key: (thing.value.format(v=quoted(name)), thing.name.format(v=quoted(name)))
            for key, thing in THINGS.items()
            if "{v}" in thing.value and set(thing.columns.split()) <= has
        }
        if "force_id" in has and "area_kind" not in has:  # a view of single forces
            things["area"] = ("'force'", "'force'")
        return Relation(name, things, {column: kind for column, kind in KINDS.items() if column in has})

    def _query(self, query: Node) -> Relation | None:
        if id(query) not in self.widened:
            self.widened[id(query)] = None  # a query that uses itself
            self.widened[id(query)] = self._widen(query)
        return self.widened[id(query)]

    def _widen(self, query: Node) -> Relation | None:
        if query["type"] == "SET_OPERATION_NODE" and query["setop_type"].startswith("UNION"):
            return self._unite(query["children"], [self._query(child) for child in query["children"]])
        if query["type"] != "SELECT_NODE" or any(one["type"] == "DISTINCT_MODIFIER" for one in query["modifiers"]):
            return None
        relations = list(replace(self, ctes=_ctes(self.ctes, query)).by(query["from_table"]))
        is_grouped = bool(query["group_expressions"]) or any(map(_verb, _functions(query["select_list"])))
        found: dict[str, tuple[Relation, str]] = {}
        for node in query["select_list"]:
            found |= _numbers_of(node, relations, is_grouped=is_grouped)
        sources = {id(relation): relation for relation, _ in found.values()}
        if len(sources) != 1:
            return None
        (relation,) = sources.values()
        left_out = {"twice", "part"} if is_grouped else set()
        things = {key: thing for key, thing in relation.things.items() if key not in left_out}
        for key, thing in things.items():
            for end, expression in zip("vn", thing, strict=True):
                one = f"min({expression})" if is_grouped else expression
                query["select_list"].append(_expression(f"{one} as _{key}_{end}"))
        return Relation("", things, {name: kind for name, (_, kind) in found.items()})

    def _unite(self, queries: list[Node], united: list[Relation | None]) -> Relation | None:
        """Each gets the same columns at its end, null of what only another brings. Of queries that are no
        plain SELECT the probe can't be run."""
        found = [one for one in united if one]
        if len(found) < len(united):
            return None
        things = dict.fromkeys(key for one in found for key in one.things)
        for query, one in zip(queries, found, strict=True):
            listed = query.get("select_list", [])
            own = {
                name: listed.pop() for name in [f"_{key}_{end}" for key in one.things for end in "vn"][::-1] if listed
            }
            none = {f"_{key}_{end}": _expression(f"null as _{key}_{end}") for key in things for end in "vn"}
            listed += [own.get(name, other) for name, other in none.items()]
        return Relation("", {key: found[0].things.get(key, ("", "")) for key in things}, found[0].numbers)


def _numbers_of(node: Node, relations: list[Relation], *, is_grouped: bool) -> dict[str, tuple[Relation, str]]:
    if node["class"] == "STAR" and not is_grouped:
        of = [one for one in relations if node["relation_name"] in ("", one.name)]
        return {column: (one, kind) for one in of for column, kind in one.numbers.items()}
    if is_grouped and not any(map(_verb, _functions(node))):
        return {}
    if found := _number_in(node, relations):
        name = node["alias"] or (node["column_names"][-1] if node["class"] == "COLUMN_REF" else "")
        return {name: found} if name else {}
    return {}
