"""The view to start from: what is added there is what totals() says, nothing stands twice, and parts say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import reference as reference_data

REFERENCE = reference_data.load()
SERIES = "published~home-office-recorded-crime-2026-04"


@pytest.fixture(name="ask")
def asking(built_warehouse: Path) -> Any:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield lambda sql, params=None: con.execute(sql, params or []).fetchall()


def test_adding_over_forces_is_the_total(ask: Any) -> None:
    added = ask(
        "select measure_id, unit, offence_id, period, sum(value), bool_or(value is null) from force_years group by all"
    )
    assert len(added) > 300
    for measure_id, unit, offence_id, period, value, is_open in added:
        whole = REFERENCE.measures[measure_id].whole_offence_id
        if (
            (offence_id is None and whole is not None)
            or REFERENCE.measures[measure_id].kind != "count"
            or " per " in unit
        ):
            continue
        given = ask("select unit, low, high, in_conflict from totals(?, ?, ?)", [measure_id, offence_id, period])
        low, high = next((low, high) for of, low, high, _ in given if of == unit)
        assert is_open or value == low == high, (measure_id, unit, offence_id, period)


def test_no_row_stands_twice_and_no_whole_lies_within_another(ask: Any) -> None:
    rows = ask("select force_id, measure_id, unit, offence_id, period, is_part from force_years")
    assert len({row[:5] for row in rows}) == len(rows)
    by_place: dict[tuple[str, str, str], list[tuple[str, str | None]]] = {}
    for force_id, measure_id, unit, offence_id, period, _ in rows:
        by_place.setdefault((force_id, unit, period), []).append((measure_id, offence_id))
    for force_id, measure_id, unit, offence_id, period, is_part in rows:
        own = (measure_id, offence_id)
        others = (other for other in by_place[force_id, unit, period] if other != own)
        assert is_part == any(holds(other, own) for other in others), (force_id, *own, period)


def holds(outer: tuple[str, str | None], inner: tuple[str, str | None]) -> bool:
    is_measure = outer[0] == inner[0] or outer[0] in REFERENCE.measure_ancestors(inner[0])
    whole = REFERENCE.measures[outer[0]].whole_offence_id
    is_offence = outer[1] in (None, whole, inner[1]) or outer[1] in REFERENCE.offence_ancestors(inner[1])
    return is_measure and is_offence


def test_rates_are_by_the_residents_of_the_year_and_none_for_the_city(ask: Any) -> None:
    of = "measure_id = 'offences_recorded' and offence_id = 'ho_88a' and period = '2024/25'"
    ((rate, value),) = ask(f"select per_100k, value from force_years where {of} and force_id = 'kent'")
    residents = {(row.force_id, row.mid_year): row.population for row in REFERENCE.populations}
    assert rate == pytest.approx(value * 100_000 / residents["kent", 2024])
    assert ask(f"select per_100k from force_years where {of} and force_id = 'city-of-london'") == [(None,)]
    assert ask("select count(*) from force_years where unit = 'percent' and per_100k is not null") == [(0,)]


def test_the_official_series_is_whole_and_no_quarter_is_a_figure(ask: Any) -> None:
    counted = ask(f"select status, count(*) from all_figures where source_id = '{SERIES}' group by 1 order by 1")
    assert counted == [("conflicting", 1), ("current", 7391)]
    kinds = ask(
        f"select period_kind, days from figures join periods using (period_id, period_kind) "
        f"where source_id = '{SERIES}' group by all order by all"
    )
    assert kinds == [("financial_year", 365), ("financial_year", 366), ("other", 275)]
    hands = ask(
        f"select distinct hand, source_kind, compiled_by, licence is not null from figures where source_id = '{SERIES}'"
    )
    assert hands == [("second_hand", "official", "Home Office", True)]
    of = "offence_id = 'ho_88a' and measure_id = 'offences_recorded'"
    assert ask(f"select value from figures where force_id = 'hampshire' and period = '2016/17' and {of}") == [(42.0,)]
    assert ask(
        f"select value, hand from figures where force_id = 'avon-and-somerset' and period = '2021/22' and {of}"
    ) == [(245.0, "own_transcript")]
    assert ask("select len(notes) from release") == [(1,)]


def test_what_is_said_of_figures_stands_in_their_rows(ask: Any) -> None:
    differing = ask(
        "select force_id, period, value from figures where list_contains(differs, 'differs-from-official-class') "
        "and value > 200 order by all"
    )
    assert differing == [
        ("derbyshire", "2022/23", 285.0), ("hampshire", "2022/23", 279.0), ("kent", "2022/23", 230.0),
        ("kent", "2023/24", 264.0), ("sussex", "2023/24", 223.0), ("thames-valley", "2018/19", 274.0),
    ]  # fmt: skip
    told = "list_contains(differs, rule) and figures.figure_id = checks.figure_id"
    untold = f"select figure_id from figures where len(differs) > 0 and not exists (from checks where {told})"
    assert (
        ask(f"{untold} and figure_id not in (select replaced_by from all_figures where status = 'conflicting')") == []
    )
    of = "join figures using (figure_id) where rule = 'off-its-own-series' and figures.source_id = ?"
    false_alarms = f"select count(*) from checks {of}"
    assert 0 < ask(false_alarms, [SERIES])[0][0] <= 6863 / 200
    assert ask(
        "select count(*) from figures where list_contains(doubts, 'off-its-own-series') "
        "or list_contains(differs, 'off-its-own-series')"
    ) == [(0,)]
    off = {
        row[0]
        for row in ask(
            "select force_id || ' ' || period || ' ' || value::int from checks "
            "join figures using (figure_id) where rule = 'off-its-own-series'"
        )
    }
    assert {"gwent 2019/20 144", "hampshire 2023/24 95"} <= off and "hertfordshire 2024/25 103" not in off
    not_sums = "select force_id from figures where list_contains(doubts, 'not-sum-of-parts') order by 1"
    totals, parts = ["area:north-west", "area:wales"], ["dyfed-powys", "gwent", "north-wales", "south-wales"]
    assert [force for (force,) in ask(not_sums)] == [*totals, *parts, "south-yorkshire"]


def test_figures_say_whether_they_are_about_children(ask: Any) -> None:
    assert ask("select about_children, count(*) from arrests group by 1 order by 1") == [
        ("mixed", 1),
        ("no", 39),
        ("yes", 72),
    ]
    assert ask("select distinct about_children from figures where offence_id = 'ho_86'") == [("mixed",)]
    assert ask("select distinct law_section from figures where offence_id = 'soa2003_s15a'") == [("SOA 2003 s15A",)]
    assert ask("select count(*) from figures where (law_section is null) <> (section is null)") == [(0,)]


def test_a_figure_is_named_by_its_place(ask: Any) -> None:
    places = "('kent', 'btp', 'jersey', 'area:uk', 'area:west-midlands-rocu')"
    assert ask(f"select distinct force, area_kind, nation from all_figures where force_id in {places} order by 1") == [
        ("British Transport Police", "force", "Great Britain"),
        ("Kent Police", "force", "England"),
        ("States of Jersey Police", "crown_dependency", "Jersey"),
        ("United Kingdom", "country", None),
        ("West Midlands Regional Organised Crime Unit", "unit", None),
    ]


def test_a_part_is_what_lies_within_any_other_row_of_its_force_unit_and_year(ask: Any) -> None:
    """The view looks for what each row may lie within by its name; this holds each against every other."""
    within = (
        "with years as (from figures where area_kind = 'force' and year is not null and scope is null "
        "and cardinality(dimensions) = 0) select distinct i.figure_id from years as i "
        "join years as w on i.force_id = w.force_id and i.unit = w.unit and i.period_id = w.period_id "
        "and i.figure_id <> w.figure_id join measures as im on i.measure_id = im.measure_id "
        "join measures as wm on w.measure_id = wm.measure_id left join offences as o on i.offence_id = o.offence_id "
        "where (i.measure_id = w.measure_id or list_contains(im.within, w.measure_id)) and (w.offence_id is null "
        "or w.offence_id = wm.whole_offence_id or i.offence_id is not distinct from w.offence_id "
        "or list_contains(o.within, w.offence_id)) order by 1"
    )
    parts = ask("select figure_id from force_years where is_part order by 1")
    assert parts and parts == ask(within)
