"""Offences: maps of forces by sections and by groups, the page of one offence and of one measure, unknown ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard import (
    figures,
    measure_page,
    nearest,
    offence_block,
    offence_list,
    offence_map,
    offence_page,
    one_thing,
    states,
)
from dashboard.charts import heat, look
from dashboard.filters import Filters


@pytest.fixture(autouse=True)
def _warehouse(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


@pytest.fixture
def con(built_warehouse: Path) -> Any:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    yield con
    con.close()


def first_map(filters: Filters | None = None) -> tuple[offence_map.Map, Any]:
    chosen = filters or Filters()
    one = offence_map.maps(figures.kinds(chosen))[0]
    return one, offence_map.cells(one, chosen)


def chart(rows: Any, part: str) -> dict[str, Any]:
    of_part = rows[rows["part"] == part]
    ids, _ = offence_map.columns(of_part)
    forces = offence_map.drawn_forces(of_part)
    return heat.heat(of_part, ids, forces, float(of_part["high"].max()))


def test_every_number_on_a_map_is_that_of_its_figure(con: Any) -> None:
    _, rows = first_map()
    checked = 0
    for part in offence_map.PARTS:
        trace = chart(rows, part)["data"][0]
        for mark, text in zip(trace["customdata"], trace["text"], strict=True):
            found = con.execute(
                "select value, value_low, value_high from figures where figure_id = ?", [mark]
            ).fetchone()
            if found is None:
                continue
            value, low, high = found
            assert text == (f"{value:,.0f}" if value is not None else f"{low:,.0f}–{high:,.0f}")
            checked += 1
    assert checked >= 10


def test_a_map_holds_one_measure_unit_scope_and_period() -> None:
    one, _ = first_map()
    assert len({(k.measure_id, k.unit, k.scope, k.period_id) for k in one.kinds}) == 1
    assert len({k.offence_id for k in one.kinds}) == len(one.kinds)


def test_sections_and_the_groups_that_contain_them_stand_on_different_maps() -> None:
    _, rows = first_map()
    assert set(rows[rows["part"] == "sections"]["section"].isna()) == {False}
    assert set(rows[rows["part"] == "groups"]["section"].isna()) == {True}


def test_what_is_not_known_is_bare_paper_without_text() -> None:
    _, rows = first_map()
    of_part = rows[rows["part"] == "sections"]
    trace = chart(rows, "sections")["data"][0]
    silent = of_part[of_part["state"].isin(["not_known", "not_collected"])]
    assert len(silent) > 0
    assert trace["text"].count("") >= 1 and "0" not in [
        text for text, mark in zip(trace["text"], trace["customdata"], strict=True) if not mark
    ]


def test_columns_of_one_act_stand_together() -> None:
    _, rows = first_map()
    ids, _ = offence_map.columns(rows[rows["part"] == "sections"])
    acts = [offence_map.offences().set_index("offence_id").loc[i, "act"] for i in ids]
    assert acts == sorted(acts)


def test_the_fullest_columns_are_drawn_and_the_rest_is_left_to_the_table() -> None:
    _, rows = first_map()
    of_part = rows[rows["part"] == "sections"]
    shown, left = offence_map.columns(of_part, most=2)
    assert len(shown) == 2 and "soa2003_s15a" in shown
    assert {*shown, *left} == set(of_part["offence_id"])


def test_no_text_on_a_map_is_smaller_than_13_pixels() -> None:
    drawn = chart(first_map()[1], "sections")
    assert drawn["data"][0]["textfont"]["size"] >= look.SMALLEST
    assert all(note["font"]["size"] >= look.SMALLEST for note in drawn["layout"]["annotations"])


def test_the_coverage_counts_numbers_and_forces(con: Any) -> None:
    one, rows = first_map()
    kind = one.whole
    of_part = rows[rows["part"] == "sections"]
    sections = sorted(set(of_part["offence_id"]))
    forces, numbers = con.execute(
        "select count(distinct force_id), count(*) from figures where area_kind = 'force' and measure_id = ? "
        "and unit = ? and period_id = ? and scope is null and list_contains(?, offence_id) "
        "and cardinality(dimensions) = 0",
        [kind.measure_id, kind.unit, kind.period_id, sections],
    ).fetchone()
    assert offence_map.coverage(of_part).startswith(f"{forces} forces with {numbers} numbers")


def test_columns_that_contain_one_another_are_named_as_not_to_be_added() -> None:
    assert offence_map.contained(["ho_88a", "soa2003_s15a"]) == [
        "“Home Office class 88A: Sexual grooming” contains “Sexual communication with a child”"
    ]
    assert offence_map.contained(["soa2003_s15", "soa2003_s15a"]) == []


def test_every_state_that_a_tile_may_have_can_be_drawn_on_a_map() -> None:
    _, rows = first_map()
    cell = rows[rows["state"] == "value"].iloc[[0]]
    for state in states.STATES:
        one = cell.assign(state=state, label=cell["label"].iloc[0] if states.STATES[state].has_number else "")
        assert heat.heat(one, [one["offence_id"].iloc[0]], [one["force_id"].iloc[0]], 100.0)["data"]


def test_filters_that_leave_one_force_make_no_map() -> None:
    _, rows = first_map(Filters({"force": ("kent",)}))
    assert not offence_map.has_enough(rows, 3)


def test_an_offence_is_found_in_the_law_with_what_contains_it_and_what_it_contains() -> None:
    offences = offence_map.offences()
    of = {row.offence_id: row for row in offences.itertuples()}
    text = "\n".join(offence_page.about(of["soa2003_s15a"], offences))
    assert "Sexual Offences Act 2003, s15A" in text and "071/17" in text and "from 3 April 2017" in text
    assert "/offence?id=ho_88a" in text and "Overlaps with" in text
    assert "None" not in "".join(line for row in of.values() for line in offence_page.about(row, offences))
    text = "\n".join(offence_page.about(of["ho_88a"], offences))
    assert "/offence?id=soa2003_s15a), from 3 April 2017" in text


def test_an_unknown_id_offers_the_nearest() -> None:
    assert nearest.nearest("soa2003_15a", offence_page.titles())[0] == "soa2003_s15a"
    assert nearest.nearest("arrests_ocags", measure_page.titles())[0] == "arrests_ocag"
    assert nearest.nearest("Meeting a child following sexual grooming", offence_page.titles())[0] == "soa2003_s15"


def test_the_sets_of_an_offence_hold_each_of_its_figures_once(con: Any) -> None:
    sets = one_thing.by_kind(offence_id="soa2003_s15a")
    figures_ = con.execute("select count(*) from figures where offence_id = 'soa2003_s15a'").fetchone()[0]
    assert int(sets["figures"].sum()) == figures_
    assert f"{figures_} figures in force" in one_thing.coverage(Filters({"offence": ("soa2003_s15a",)}), "soa2003_s15a")


def test_a_period_that_is_not_known_links_to_no_comparison() -> None:
    sets = one_thing.by_kind(measure_id="arrests_ocag")
    table = one_thing.table_of(sets, "offence")
    assert all("/compare" not in text for text in table["Period"] if "not known" in text)
    assert any("/compare?measure=arrests_ocag" in text for text in table["Period"])


def test_a_measure_that_must_not_be_compared_is_warned_of_from_both_sides() -> None:
    import dashboard.warehouse as warehouse

    rows = warehouse.query(warehouse.sql("measure_about")).set_index("measure_id")
    for measure, others in rows["not_comparable_with"].items():
        assert all(measure in rows.loc[other, "not_comparable_with"] for other in others)


def test_all_offences_of_the_reference_are_listed(con: Any) -> None:
    count = con.execute("select count(*) from offences").fetchone()[0]
    rows = offence_map.offences()
    assert len(rows) == count == rows["offence_id"].nunique()
    assert len(offence_list.table_of(rows)) == count


def test_a_block_says_how_the_shade_runs_and_what_bare_paper_means() -> None:
    _, rows = first_map()
    notes = " ".join(offence_block._notes(rows[rows["part"] == "sections"], "sections", [], is_table=False))
    assert "five steps" in notes and "not zero" in notes


def test_the_table_behind_a_map_has_no_blank_cell() -> None:
    _, rows = first_map()
    refused = rows[rows["state"] == "not_known"].iloc[[0]].assign(state="refused", aside="s12(1)")
    table = offence_map.table_of(pd.concat([rows, refused]))
    assert len(table) > 10
    assert all(isinstance(cell, str) and cell for column in table for cell in table[column])
