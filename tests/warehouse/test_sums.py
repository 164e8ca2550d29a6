"""What a statement adds that must not be added is counted in its own FROM, WHERE and groups; nothing else is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.pages.download import queries
from ingest.extracts import sums

ONE = "measure_id = 'offences_recorded' and unit = 'offences' and offence_id = 'ho_88a'"
A_YEAR = f"{ONE} and period_kind = 'financial_year'"
SINCE = f"{A_YEAR} and year > 2017"  # after the break
S15 = A_YEAR.replace("ho_88a", "soa2003_s15a")
BOTH = (
    "measure_id = 'offences_recorded' and {0}.unit = 'offences' and {0}.offence_id = 'ho_88a'"
    " and {0}.period_kind = 'financial_year'"
)
OF_CLASS = "measure_id = 'offences_recorded' and unit = 'offences' and offence_id = 'ho_88a' and area_kind = 'force'"
S15A = "measure_id = 'offences_recorded' and offence_id = 'soa2003_s15a' and period = '2017/18' and unit = 'offences'"
PANEL = "panel('offences_recorded', 'offences', 'ho_88a', 'financial_year', 2015, 2018)"
CHAIN = ", ".join(f"c{n} as (from c{n - 1} union all from c{n - 1})" for n in range(1, 9))
TWO_YEARS = "sum(value) filter (year = 2018) / sum(value) filter (year = 2016)"
RIGHT = [
    f"select region, listagg(force), 'x' as n, sum(value) from force_years where {A_YEAR} and year = 2018 group by all",
    f"select median(per_100k) from force_years where {A_YEAR} and year = 2018",
    f"select sum(value) filter (where nation = 'Wales') / sum(value) from force_years where {A_YEAR} and year = 2024",
    f"with y as (from force_years where {A_YEAR} and year = 2024), m as (select avg(value) as n from y)"
    " select force, value - m.n from y, m",
    f"select force, sum(value), count(distinct year) from force_years where {S15} group by force",
    f"select sum(case when value is null then 0 else 1 end) from force_years where {A_YEAR} and year = 2018",
    f"select avg(per_100k) from force_years where {A_YEAR} and year > 2017 and force_id = 'kent'",
    f"select sum(value) from force_years where {A_YEAR} and year = 2018 and hand = 'second_hand'",
    f"select sum(coalesce(value, 0)) from force_years where {S15A} and value is not null",
    f"select sum(coalesce(value, value_low)), coalesce(max(year), 0) from force_years where {S15A}",
    f"select year, sum(value), avg(value) from force_years where {A_YEAR} and year > 2016 group by year"
    " having sum(value) > 1",
    "select max(year), min(period), max(force) from force_years",
    f"select force, value as n from force_years where {A_YEAR} order by n desc limit 5",
    "select force, measure, value from force_years order by force_id limit 5",
    "select force, measure, value from force_years order by lower(force), 3 limit 5",
    "select force, measure, value from force_years order by value",
    f"select force, value - lag(value) over (partition by force order by year) from force_years where {A_YEAR}"
    " and year >= 2017",
    f"select force, value - lead(value) over (partition by force order by year desc) from force_years where {A_YEAR}"
    " and year < 2017",
    f"select b.value - a.value from force_years as a join force_years as b using (force_id) where a.{BOTH.format('a')}"
    f" and b.{BOTH.format('b')} and a.year = 2018 and b.year = 2024",
    "select a.measure, b.value / a.value from force_years as a join force_years as b using (force_id, measure_id, unit,"
    " offence_id, period_kind) where a.year = 2018 and b.year = 2019",
    f"select value_high - value_low, value / sum(value) over () from force_years where {A_YEAR} and year = 2024",
    f"select max(value) filter (year = 2019) - max(value) filter (year = 2018) from force_years where {A_YEAR}",
    f"select sum(value) * 100000 / sum(population) from force_years join populations using (force_id)"
    f" where {A_YEAR} and year = 2024 and mid_year = 2024",
    "select sum(population) from populations where mid_year = 2024",
    # Of one source each figure stands once, whatever became of it.
    "select sum(value) from all_figures where source_id = 'published~home-office-recorded-crime-2026-04'"
    " and offence_id = 'ho_88a' and period_id = '2021/22'",
    # Only some of these rows lie within a row of another offence: of one offence they are one count a force.
    f"select sum(value) from force_years where {A_YEAR.replace('ho_88a', 'soa2003_s15a')}",
    f"select median(value) from force_years where {A_YEAR} and year > 2016",
    f"select year, sum(value) / sum(population) from force_years join populations on force_years.force_id ="
    f" populations.force_id and mid_year = year where {A_YEAR} and year > 2016 group by year",
    "select sum(low) from totals('offences_recorded', 'ho_88a', '2024/25')",
]
WRONG = {
    f"select 2018 as y, {TWO_YEARS} from force_years where {A_YEAR} group by 1": ["break"],
    f"select region as title, {TWO_YEARS} from force_years where {A_YEAR} group by title": ["break"],
    f"select region, {TWO_YEARS} from force_years where {A_YEAR} group by 1": ["break"],
    f"select region as r, {TWO_YEARS} from force_years where {A_YEAR} group by r": ["break"],
    f"select region, {TWO_YEARS} from force_years where {A_YEAR} group by all": ["break"],
    f"select region, avg(value) from force_years where {A_YEAR} group by 1": ["break"],
    f"select sum(value) from (select value from force_years where {A_YEAR} and year = 2016 union all"
    " select value from area_figures where offence_id = 'ho_88a' and period_id = '2016/17')": ["area_kind"],
    f"select sum(value) from (select value from force_years where {A_YEAR} and year = 2016 union all by name"
    " select value from area_figures where offence_id = 'ho_88a' and period_id = '2016/17')": ["area_kind"],
    f"select sum(value) from force_years where {A_YEAR} and year = 2021 and source_kind = 'official'": ["chosen"],
    f"select sum(value) from force_years where {A_YEAR} and year = 2021 and len(differs) = 0": ["chosen"],
    "select sum(f.value) from (select population, mid_year from populations where force_id = 'kent') as p,"
    f" force_years as f where f.{BOTH.format('f')} and f.year = 2018 and f.hand = 'own_document'": ["chosen"],
    "select sum(first_value) from differences": ["measure_id", "offence_id", "area_kind", "break"],
    "select avg(second_low - first_low) from differences": ["measure_id", "offence_id", "area_kind", "break"],
    "select sum(value) from force_years": ["measure_id", "unit", "offence_id", "period_kind", "is_part", "break"],
    "select force, avg(value) from force_years group by force": [
        "measure_id", "unit", "offence_id", "period_kind", "is_part", "break",
    ],
    f"select year, sum(value) from force_years where {ONE} group by year": ["period_kind", "break"],
    f"select sum(f.value) over (order by year) from force_years as f where {ONE}": ["period_kind", "break"],
    f"with named as (select value as v from force_years where {ONE}) select sum(v) from named": [
        "period_kind", "break",
    ],
    f"select sum(v) from (select period, sum(value) as v from force_years where {ONE} group by all)": [
        "period_kind", "break",
    ],
    f"select sum(value) from (select value from force_years where {ONE} union all select value from force_years"
    f" where {A_YEAR})": ["period_kind", "twice", "break"],
    f"select sum(per_100k) from force_years where {A_YEAR}": ["rates", "break"],
    f"select sum(value) from (select y.* from force_years as y, forces) where {A_YEAR}": ["twice", "break"],
    f"with y as (select * from force_years where {A_YEAR}) select sum(y.value) from y join coverage using (force_id)": [
        "twice", "break",
    ],
    "select sum(value) from figures where unit = 'percent'": ["share"],
    f"select sum(coalesce(value, 0)) from force_years where {S15A}": ["zero"],
    f"select force, ifnull(value, 0.0) as n from force_years where {S15A}": ["zero"],
    f"select period_id, sum(value) from figures where {OF_CLASS} and period_start >= '2022-04-01' group by 1": [],
    "select measure, sum(value), count(distinct force_id) from force_years where offence_id = 'ho_88a' and "
    "period = '2021/22' group by 1": [],
    f"select x.name, coalesce(sum(y.value), 0) as s from forces as x left join (from force_years where {S15A}) as y "
    "using (force_id) group by 1 order by 2": ["zero"],
    f"select x.name, sum(y.value) as s from forces as x left join (from force_years where {S15A}) as y "
    "using (force_id) group by 1": [],
    f"with y as (select * from force_years where {S15A}) select avg(coalesce(y.value, y.per_100k, 0)) from y": ["zero"],
    # Names are known whatever their case.
    f'SELECT SUM(F."Value") FROM Force_Years AS f WHERE {ONE}': ["period_kind", "break"],
    f"with Kent as (select Value as V from FORCE_YEARS where {ONE}) select sum(kent.v) from KENT": [
        "period_kind", "break",
    ],
    f"select avg(PER_100K) from force_years where {A_YEAR}": ["rates", "break"],
    f"select median(per_100k) from force_years where {ONE}": ["period_kind", "break"],
    f"select year, sum(value) from force_years where {A_YEAR} and NOT Is_Part group by year": ["left out", "break"],
    f"select sum(value) over (order by year) from force_years where is_part = false and {A_YEAR}": [
        "left out", "break",
    ],
    "select sum(value) from all_figures where measure_id = 'offences_recorded' and offence_id = 'soa2003_s15a'"
    " and period_id = '2017/18' and area_kind = 'force'": ["status"],
    "select sum(value) from figures where measure_id = 'offences_recorded' and offence_id = 'ho_88a'"
    " and period_id = '2016/17' and unit = 'offences'": ["area_kind"],
    "select max(value) from force_years": ["measure_id", "unit", "offence_id", "period_kind", "break"],
    "select force, arg_max(value, year) from force_years where measure_id like 'arrests%' and unit = 'arrests'"
    " and force_id = 'west-mercia' group by force": ["measure_id", "offence_id", "period_kind"],
    "select list_sum(list(value)) from force_years": ["measure_id", "unit", "offence_id", "period_kind", "is_part"],
    f"select value - lag(value) over (partition by force order by year) from force_years where {A_YEAR}": ["break"],
    f"select value - lag(value, 2) over (partition by force order by year) from force_years where {A_YEAR}"
    " and year in (2016, 2017, 2018)": ["break"],
    f"select lag(value) over (partition by force order by year desc) from force_years where {A_YEAR}": ["break"],
    f"select lead(value) over (partition by force order by year) - value from force_years where {A_YEAR}": ["break"],
    f"select max(value) filter (year = 2018) - max(value) filter (year = 2016) from force_years where {A_YEAR}": [
        "break"
    ],
    "select a.force, 100 * a.value / b.value from force_years as a join force_years as b using (force_id, period, unit)"
    " where a.measure_id = 'arrests_ocag' and b.measure_id = 'arrests_online_cso'": ["quotient"],
    "select sum(value) filter (measure_id = 'arrests_ocag') / sum(value) filter (measure_id = 'arrests_online_cso')"
    " from force_years where period = '2019/20' and force_id = 'west-mercia'": ["quotient"],
    "select value / all_arrests from ocag_arrests": ["quotient"],
    "select value / set_against from ocag_arrests": ["quotient"],
    "select sum(all_arrests) from ocag_arrests": ["few"],
    "select sum(set_against) from ocag_arrests": ["period_kind", "period_id", "scope", "few"],
    "select sum(population) from populations": ["mid_year"],
    f"select sum(population) from force_years join populations using (force_id) where year in (2023, 2024) and {A_YEAR}"
    " and mid_year = 2024": ["residents twice"],
    f"select year, sum(value) - lag(sum(value)) over (order by year) from force_years where {A_YEAR} group by year": [
        "break"
    ],
    f"select force, value - lag(value) over (partition by force order by year) from force_years where {A_YEAR}"
    " and year in (2016, 2018)": ["break"],
    f"select force, max(value) filter (year = 2014) as a, max(value) filter (year = 2024) as b, b / a as times"
    f" from force_years where {A_YEAR} group by force": ["break"],
    f"with p as (select force, max(case when year = 2014 then value end) as a, sum(value) filter (year = 2024) as b"
    f" from force_years where {A_YEAR} group by force), r as (select * from p) select force, b - a from r": ["break"],
    f"select value - (select value from force_years as p where p.force_id = f.force_id and p.year = f.year - 1 and"
    f" {BOTH.format('p').replace('measure_id', 'p.measure_id')}) from force_years as f where {A_YEAR}": ["break"],
    f"select force, max(value) - min(value) from force_years where {A_YEAR} group by force": ["break"],
    f"select force, value / first_value(value) over (partition by force order by year) from force_years"
    f" where {A_YEAR}": ["break"],
    f"select force, regr_slope(value, year) from force_years where {A_YEAR} group by force": ["break"],
    # Zero for an unknown; years on both sides of a break; both ends of a range of which one is open.
    f"select case when value is null then 0 else value end from force_years where {S15}": ["zero"],
    f"select case when value is not null then value else 0 end from force_years where {S15}": ["zero"],
    f"select year, sum(value) from force_years where {A_YEAR} group by 1": ["break"],
    f"select year, avg(value) over (order by year rows 2 preceding) from force_years where {A_YEAR}"
    " and force_id = 'kent'": ["break"],
    "select sum(value_low), sum(value_high) from force_years where offence_id = 'group:child_sexual_offences_all' and"
    " measure_id = 'offences_recorded' and unit = 'offences' and period = '2019/20'": ["open"],
    f"select sum(value) / sum(p.population) from force_years as f join populations as p on f.force_id = p.force_id and"
    f" mid_year = year - 1 where {A_YEAR} and year > 2016": ["mid_year"],
}  # fmt: skip
"""Statements, and of what each sum has several: the column by which to part them, or the words' first."""
NOT_UNDERSTOOD = [
    "select 1; select sum(value) from force_years",
    "create table a as select sum(value) from force_years",
    "selec sum(value) from force_years",
    "select " + "(" * 9_000 + "1" + ")" * 9_000,
    "select force, (select sum(value) from force_years as y where y.force_id = f.force_id) from forces as f",
]


@pytest.fixture(scope="module")
def con(built_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The warehouse, with the view that nearly every statement asks computed once."""
    con = duckdb.connect(str(built_warehouse), read_only=True)
    con.execute("create temp table force_years as from force_years")
    return con


def answers(con: duckdb.DuckDBPyConnection, statement: str) -> list[tuple[dict[str, Any], sums.Probe]]:
    """What the browser counts for a statement, with what asked for it."""
    columns: dict[str, set[str]] = {}
    for table, column in con.execute("select table_name, column_name from duckdb_columns()").fetchall():
        columns.setdefault(table, set()).add(column)
    found = []
    for probe in sums.probes(statement, columns):
        try:
            counted = con.execute(probe["sql"])
        except duckdb.Error:
            continue  # the browser says nothing then
        names = [name for name, *_ in counted.description or []]
        found.append((dict(zip(names, counted.fetchone() or (), strict=True)), probe))
    return found


def several(con: duckdb.DuckDBPyConnection, statement: str) -> list[str]:
    """Of what the sums of a statement have several, as the browser counts it."""
    about = [
        thing for row, probe in answers(con, statement) for at, thing in enumerate(probe["about"]) if row[f"n{at}"] > 1
    ]
    return list(dict.fromkeys(thing["column"] or SHORT[thing["words"]] for thing in about))


SHORT = {sums.THINGS[name].words: name for name in ("part", "twice", "share")} | {sums.THINGS["rates"].words: "rates"}
SHORT |= {
    sums.THINGS["part"].words: "is_part",
    sums.THINGS["alike"].words: "rates",
    sums.THINGS["left_out"].words: "left out",
    sums.THINGS["zero"].words: "zero",
    sums.THINGS["period"].words: "period_kind",
    sums.THINGS["break"].words: "break",
    sums.THINGS["quotient"].words: "quotient",
    sums.THINGS["few"].words: "few",
    sums.THINGS["offence"].words: "offence_id",
    sums.THINGS["open"].words: "open",
    sums.THINGS["residents_twice"].words: "residents twice",
}
SHORT |= {sums.THINGS["chosen"].words.format(names=f"`{column}`"): "chosen" for column in sums.CHOOSING}


@pytest.mark.parametrize("statement", [*RIGHT, *NOT_UNDERSTOOD, *(query["sql"] for query in queries())])
def test_of_a_right_sum_and_of_what_is_not_understood_nothing_is_said(
    con: duckdb.DuckDBPyConnection, statement: str
) -> None:
    assert several(con, statement) == []


@pytest.mark.parametrize("statement", WRONG)
def test_a_sum_of_several_things_says_of_which(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    assert several(con, statement) == WRONG[statement]


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ("sum(value)", 1),
        ("sum(value) filter (where value is not null)", 0),
        ("sum(coalesce(value, value_low))", 0),
        ("avg(value) over ()", 1),
    ],
)
def test_rows_without_a_value_that_a_sum_leaves_out_are_counted(
    con: duckdb.DuckDBPyConnection, asked: str, unknown: int
) -> None:
    statement = f"select {asked} from force_years where {S15A}"
    assert sum(row.get("unknown", 0) for row, _ in answers(con, statement)) == unknown


def test_what_a_window_adds_is_mended_in_the_window(con: duckdb.DuckDBPyConnection) -> None:
    stepped = f"select sum(value) over (order by year) from force_years where {ONE} and year < 2017"
    assert " Partition by `period_kind`, or choose one in the WHERE." in sums.told(con, stepped)
    added = f"select sum(value) from force_years where {A_YEAR.replace('ho_88a', 'ho_86')} or {A_YEAR}"
    assert " Group by " in sums.told(con, added) and " Partition by " not in sums.told(con, added)


def test_a_share_that_no_source_gives_is_told_where_it_is_formed(con: duckdb.DuckDBPyConnection) -> None:
    said = sums.told(con, next(one for one in WRONG if one.startswith("select a.force, 100 * a.value / b.value")))
    assert said.startswith("This forms a quotient of 2 measures (Arrests on activist groups' evidence, ")
    assert "whether the one is among the other is not said; a share stands in `ocag_arrests` alone" in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (f"select sum(value) from force_years where {SINCE}", sums.LOOKED),
        ("select round(value) from force_years", sums.LOOKED),
        ("select stddev(value) from force_years", "Not checked: `stddev`."),
        (f"select sum(distinct value) from force_years where {SINCE}", "Not checked: `sum(distinct …)`."),
        ("select force, rank() over (order by value desc) from force_years", "Not checked: `rank`."),
        ("select name, (select sum(value) from force_years y where y.force_id = f.force_id) from forces f",
         f"Not checked: {sums.NOT_ASKED}"),
        ("select name, s from forces f, lateral (select sum(value) s from force_years y where y.force_id = f.force_id)",
         f"Not checked: {sums.NOT_ASKED}"),
        (f"select {', '.join(f'sum(value) filter (where {SINCE} and value <> {n}) as n{n}' for n in range(12, 20))},"
         f" sum(value) from force_years where {SINCE}", f"Not checked: {sums.MORE_SUMS}"),
        (f"select {', '.join(['value - 1'] * 1000)} from force_years", f"Not checked: {sums.TOO_MANY}"),
        (f"select {'case when 1 then ' * 900} 1 {'end ' * 900} from force_years", f"Not checked: {sums.TOO_MANY}"),
        (f"with c0 as (from figures), {CHAIN} select sum(value) from c8", f"Not checked: {sums.TOO_MANY}"),
        (f"select year, low / lag(low) over (order by year) from {PANEL}", f"Not checked: {sums.OF_MACROS}"),
        (f"from {PANEL}", ""),
        (f"select sum(value) from force_years where {SINCE} and force_id in (select force_id from {PANEL})",
         sums.LOOKED),
        (" union all ".join([f"select sum(value) from force_years where {SINCE}"] * 9),
         f"Not checked: {sums.MORE_SUMS}"),
        (f"select {', '.join(f'year - {n}' for n in range(9))} from force_years", ""),
        ("select force, value from force_years limit 3", ""),
        ("select count(*) from refusals", ""),
    ],
)  # fmt: skip
def test_silence_is_not_taken_for_a_check(con: duckdb.DuckDBPyConnection, statement: str, said: str) -> None:
    assert sums.told(con, statement) == said


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("from force_years where measure_id = 'arrests_online_child' and force_id = 'kent'",
         "`measure_id` 'arrests_online_child', which no row of `force_years` has (nearest: 'arrests_online_cso')"),
        ("FROM Force_Years AS f WHERE 'Kent' = F.Force_Id",
         "`force_id` 'Kent', which no row of `force_years` has (nearest: 'kent')"),
        ("from force_years join forces using (force_id) where offence_id in ('ho_88a', '88A')",
         "`offence_id` '88A', which no row of `force_years` has (nearest: 'ho_88a')"),
        ("from figures as f join campaigns as c on c.campaign_id = 'it''s {n}'",
         "`campaign_id` 'it''s {n}', which no row of `campaigns` has"),
        ("from force_years where unit = 'offence'",
         "`unit` 'offence', which no row of `force_years` has (nearest: 'offences')"),
        ("from outcomes where status = 'refuse'",
         "`status` 'refuse', which no row of `outcomes` has (nearest: 'refused')"),
        ("from forces where region = 'Yorkshire'",
         "`region` 'Yorkshire', which no row of `forces` has (nearest: 'Yorkshire and the Humber')"),
        ("from (select * from force_years where period = '2024-25')",
         "`period` '2024-25', which no row of `force_years` has (nearest: '2024/25')"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["coalesce(sum(value), 0)", "avg(value)", "count(*)"])
def test_a_name_that_no_row_has_is_told_with_the_nearest_and_not_that_nothing_was_found(
    con: duckdb.DuckDBPyConnection, asked: str, where: str, said: str
) -> None:
    assert sums.told(con, f"select {asked} {where}") == f"This asks for {said}: what comes of no row is no zero."


NOWHERE = "`exemptions` {}: what comes of no row is no zero."


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("list_contains(o.exemptions, 's31')",
         NOWHERE.format("'s31', which no row of `outcomes` has (nearest: 's31(1)(a)(b)', 's31(3)')")),
        ("'s23' = any(exemptions)", NOWHERE.format("'s23', which no row of `outcomes` has (nearest: 's23(5)')")),
        ("exemptions && ['Section 12']", NOWHERE.format("'Section 12', which no row of `outcomes` has")),
        ("list_contains(exemptions, 's12')",
         "`exemptions` 's12' and not for 's12(1)': a part of a section is another text."),
        ("list_has_any(exemptions, ['s12', 's12(1)'])", ""),
        ("not list_contains(exemptions, 's12')", ""),
        ("list_contains(exemptions, 's12(1)') or contains(answer_text, 's31')", ""),
    ],
)  # fmt: skip
def test_a_section_that_no_list_has_is_told_with_the_nearest_and_of_one_its_parts(
    con: duckdb.DuckDBPyConnection, where: str, said: str
) -> None:
    told = sums.told(con, f"select count(*) from outcomes as o where {where}")
    assert told == (f"This asks for {said}" if said else "")


@pytest.mark.parametrize(
    "where",
    [
        "force_id = 'kent'",
        "force_id <> 'Kent' and force_id not in ('Kent')",
        "status = 'withdrawn'",  # of which none may be
        "force_id = lower('Kent') or force_id like 'Ken%'",
    ],
)
def test_a_name_that_rows_have_and_what_is_no_name_is_not_told(con: duckdb.DuckDBPyConnection, where: str) -> None:
    assert sums.told(con, f"select count(*) from all_figures where {where}") == ""


PIVOTED = f"pivot (select force, year, value from force_years where {A_YEAR}) on year in (2014, 2024) using sum(value)"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("pivot force_years on year using sum(value)", sums.UNKNOWN),
        (PIVOTED, sums.PIVOT),
        (f'with p as (from ({PIVOTED})) select max("2024") from p', sums.PIVOT),
        ("unpivot force_years on value, per_100k into name what value n", sums.PIVOT),
        ("summarize force_years", sums.PIVOT),
        ("create temp table a as pivot force_years on year using sum(value)", sums.UNKNOWN),
    ],
)
def test_what_makes_columns_of_rows_or_rows_of_columns_is_said_not_to_be_looked_at(
    con: duckdb.DuckDBPyConnection, statement: str, said: str
) -> None:
    assert sums.told(con, statement) == f"Not checked: {said}"


def test_a_name_that_stands_for_itself_ends() -> None:
    columns = {"force_years": {"value", "measure_id", "measure"}}
    for statement in (
        "select a - b as a, b - a as b from force_years",
        "with recursive y as (from y) select n - m from y",
    ):
        assert sums.probes(statement, columns) == []


def test_a_rate_asks_nothing_of_its_two_sides() -> None:
    statement = "select value * 100000 / population from force_years join populations using (force_id)"
    columns = {"force_years": {"value", "measure_id", "measure"}, "populations": {"population", "mid_year", "force_id"}}
    assert sums.probes(statement, columns) == []


def test_a_statement_is_parsed_and_never_run(tmp_path: Path) -> None:
    written = tmp_path / "written.csv"
    statement = f"copy (select 1) to '{written}'"
    assert (sums.probes(statement, {}), written.exists()) == ([], False)
    reads = "select sum(value) from force_years where (select count(*) from read_text('/etc/hostname')) > 0"
    (probe,) = sums.probes(reads, {"force_years": {"value", "measure_id", "measure"}})
    assert "read_text" in probe["sql"], "it comes back as text, for the browser, which refuses it"
