"""Which figure is counted inside which."""

from __future__ import annotations

from ingest.settle.order import Placed
from tests.making import placed, settled, source


def within(*entries: Placed) -> dict[str, tuple[str, ...]]:
    found = settled(entries).execute("select concat_ws(' ', offence_id, period_id, measure_id), within from placed")
    return {name: tuple(ids or ()) for name, ids in found.fetchall()}


def test_a_section_lies_within_its_class_and_not_the_other_way_round() -> None:
    found = within(placed("a"), placed("b", offence_id="ho_88a"))
    assert found == {"soa2003_s15a 2019/20 offences_recorded": ("ho_88a",), "ho_88a 2019/20 offences_recorded": ()}


def test_a_year_lies_within_several_years() -> None:
    found = within(placed("a"), placed("b", period="2017-04-01..2023-03-31"))
    assert found["soa2003_s15a 2019/20 offences_recorded"] == ("2017-04-01..2023-03-31",)
    assert found["soa2003_s15a 2017-04-01..2023-03-31 offences_recorded"] == ()


def test_years_that_only_overlap_contain_nothing() -> None:
    assert set(within(placed("a"), placed("b", period="2019")).values()) == {()}


def test_the_figures_of_another_force_contain_nothing() -> None:
    assert set(within(placed("a"), placed("b", force_id="essex", offence_id="ho_88a")).values()) == {()}


def test_arrests_on_groups_evidence_lie_within_all_online_arrests() -> None:
    whole = {"offence_id": "group:online_child_sexual_offences", "unit": "arrests"}
    con = settled(
        [placed("a", measure_id="arrests_ocag", **whole), placed("b", measure_id="arrests_online_cso", **whole)]
    )
    found = con.execute("select within, within_by from placed where measure_id = 'arrests_ocag'").fetchall()
    assert found == [(["arrests_online_cso"], "reading")]


def test_an_overlapping_group_is_not_a_containing_one() -> None:
    found = within(placed("a"), placed("b", offence_id="group:child_sexual_offences_cyber_flag"))
    assert set(found.values()) == {()}


def test_a_part_by_scope_lies_within_the_whole() -> None:
    con = settled([placed("a", scope="online flag"), placed("b")])
    assert con.execute("select scope from placed where within is not null").fetchall() == [("online flag",)]


def test_an_offence_of_a_measure_lies_within_the_measures_whole() -> None:
    whole = {"measure_id": "arrests_online_cso", "unit": "arrests"}
    con = settled(
        [
            placed("a", offence_id="soa2003_s15", **whole),
            placed("b", offence_id="group:online_child_sexual_offences", **whole),
        ]
    )
    found = con.execute("select offence_id, within from placed where within is not null").fetchall()
    assert found == [("soa2003_s15", ["group:online_child_sexual_offences"])]


def test_figures_of_another_unit_contain_nothing() -> None:
    assert set(within(placed("a"), placed("b", offence_id="ho_88a", unit="people")).values()) == {()}


def test_two_unknown_periods_are_one_only_where_one_source_prints_them_alike() -> None:
    part = placed("a", period="unknown", period_label="past five years")
    alike = placed("b", period="unknown", period_label="past five years", offence_id="ho_88a")
    other = placed("b", of=source("b~2"), period="unknown", period_label="past five years", offence_id="ho_88a")
    assert within(part, alike)["soa2003_s15a unknown offences_recorded"] == ("ho_88a",)
    assert set(within(part, other).values()) == {()}


def test_a_figure_over_fewer_forces_holds_none_over_more() -> None:
    part = placed("a", force_id="area:england-and-wales", forces_counted=43)
    fewer = placed("b", force_id="area:england-and-wales", forces_counted=39, offence_id="ho_88a")
    assert set(within(part, fewer).values()) == {()}
