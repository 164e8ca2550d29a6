"""Which figure is counted inside which."""

from __future__ import annotations

from ingest import reference as reference_data
from ingest.within import mark_within
from tests.making import placed

REFERENCE = reference_data.load()


def within(*entries: object) -> dict[str, tuple[str, ...]]:
    marked = mark_within(list(entries), REFERENCE)  # type: ignore[arg-type]
    return {
        f"{entry.figure.offence_id} {entry.figure.period.period_id} {entry.figure.measure_id}": entry.within
        for entry in marked
    }


def test_a_section_lies_within_its_class_and_not_the_other_way_round() -> None:
    found = within(placed("a"), placed("b", offence_id="ho_88a"))
    assert found == {
        "soa2003_s15a 2019/20 offences_recorded": ("ho_88a",),
        "ho_88a 2019/20 offences_recorded": (),
    }


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
    marked = mark_within(
        [placed("a", measure_id="arrests_ocag", **whole), placed("b", measure_id="arrests_online_cso", **whole)],
        REFERENCE,
    )
    part = next(entry for entry in marked if entry.figure.measure_id == "arrests_ocag")
    assert part.within == ("arrests_online_cso",) and part.within_by == "reading"


def test_an_overlapping_group_is_not_a_containing_one() -> None:
    found = within(placed("a"), placed("b", offence_id="group:child_sexual_offences_cyber_flag"))
    assert set(found.values()) == {()}


def test_a_part_by_scope_lies_within_the_whole() -> None:
    marked = mark_within([placed("a", scope="online flag"), placed("b")], REFERENCE)
    assert [bool(entry.within) for entry in marked] == [True, False]
