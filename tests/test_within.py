"""Which figure is counted inside which."""

from __future__ import annotations

import random

from ingest import reference as reference_data
from ingest.within import by_what_is_counted, containing, contains, mark_within
from tests.making import placed, source

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


def test_an_offence_of_a_measure_lies_within_the_measures_whole() -> None:
    whole = {"measure_id": "arrests_online_cso", "unit": "arrests"}
    marked = mark_within(
        [
            placed("a", offence_id="soa2003_s15", **whole),
            placed("b", offence_id="group:online_child_sexual_offences", **whole),
        ],
        REFERENCE,
    )
    assert [entry.within for entry in marked] == [("group:online_child_sexual_offences",), ()]


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


def test_where_it_is_looked_nothing_is_missed() -> None:
    """All that a comparison of every two figures finds, of figures drawn from what may contain each other."""
    rng = random.Random(20201125)
    drawn = [
        placed(
            str(n),
            force_id=rng.choice(("kent", "essex")),
            measure_id=rng.choice(("offences_recorded", "arrests_ocag", "arrests_online_cso", "arrests")),
            unit=rng.choice(("offences", "arrests")),
            offence_id=rng.choice((None, "soa2003_s15a", "ho_88a", "group:online_child_sexual_offences")),
            scope=rng.choice((None, "online flag")),
            dimensions=rng.choice(((), (("sex", "male"),), (("age", "10"), ("sex", "male")))),
            period=rng.choice(("2019/20", "2019", "2017-04-01..2023-03-31")),
        )
        for n in range(300)
    ]
    counted = by_what_is_counted(drawn)
    pairs = 0
    for part in drawn:
        every = [one for one in drawn if one.figure.force_id == part.figure.force_id and one is not part]
        expected = {id(one) for one in every if contains(one, part, REFERENCE)}
        found = containing(part, counted, REFERENCE)
        assert {id(one) for one in found} == expected and len(found) == len(expected)
        pairs += len(found)
    assert pairs > 500
