"""What would let a held-back count be worked out is held back itself, and only that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Value
from ingest.settle.order import Placed
from tests.making import settled
from tests.settle.test_checks import good, rules, source, value

OTHER, THIRD = source("c~3", url="x"), source("d~4", url="x")
REGION = "area:norfolk-and-suffolk"
BOTH_YEARS = "2018-04-01..2020-03-31"


def held(text: str = "<5", high: float | None = 4, **changes: object) -> Placed:
    return good("a", value=Value(None, 0, high, None if high else "[c]", text), force_id="norfolk", **changes)


def region(count: Value, of: object = OTHER) -> Placed:
    return good("t", of=of, force_id=REGION, value=count)


NAMES = {good(name).figure.figure_id: name for name in "abtu"}


def name(entry: Placed) -> str:
    return NAMES[entry.figure.figure_id]


def in_force(*entries: Placed) -> set[str]:
    found = settled(entries).execute("select figure_id from placed where status = 'current'").fetchall()
    return {NAMES[figure_id] for (figure_id,) in found}


def test_a_total_of_another_source_is_held_back_where_the_other_parts_are_here() -> None:
    total = replace(region(value(43)), statement="It is 43.")
    entries = [held(), good("b", force_id="suffolk", value=value(40)), total]
    con = settled(entries)
    (gone,) = con.execute("from placed where status = 'rejected'").fetchall()
    assert NAMES[gone[0]] == "t" and "43" not in repr(gone)
    held_back = con.execute(
        "select value, value_low, value_high, symbol, value_text, statement from placed where rule = note"
    )
    assert held_back.fetchall() == [(None, None, None, "[c]", "[c]", None)]


def test_every_other_print_of_the_same_total_goes_with_it() -> None:
    copy = replace(good("u", of=THIRD, force_id=REGION, value=value(43)), status="repeated", rule="the same")
    entries = [held(), good("b", force_id="suffolk", value=value(40)), region(value(43)), copy]
    found = settled(entries).execute("select value from placed where force_id = ?", [REGION]).fetchall()
    assert found == [(None,), (None,)]


def test_where_the_force_prints_the_total_the_parts_of_others_are_held_back() -> None:
    entries = [held(), good("b", of=OTHER, force_id="suffolk", value=value(40)), region(value(43), held().source)]
    assert in_force(*entries) == {"a", "t"}


def test_what_one_source_prints_together_stands() -> None:
    own = held().source
    assert in_force(held(), good("b", of=own, force_id="suffolk", value=value(40)), region(value(43), own)) == {
        "a", "b", "t",
    }  # fmt: skip


@pytest.mark.parametrize(
    "entries",
    [
        [held(), region(value(43))],  # a part is not here
        [
            held(),
            good("b", force_id="suffolk", value=value(40)),
            region(value(40, 44, text="40 to 44")),
        ],  # as much room
        [
            good("a", force_id="norfolk", value=value(3)),
            good("b", force_id="suffolk", value=value(40)),
            region(value(43)),
        ],
    ],
)
def test_what_gives_nothing_away_stands(entries: list[Placed]) -> None:
    assert in_force(*entries) == {name(one) for one in entries}


@pytest.mark.parametrize(("text", "high"), [("<5", 4), ("10 or fewer", 10), ("suppressed", None)])
def test_years_of_a_longer_period_are_parts_too(text: str, high: float | None) -> None:
    year = replace(held(text, high), figure=replace(held(text, high, period="2018/19").figure, force_id="kent"))
    next_year = good("b", period="2019/20", value=value(40), force_id="kent")
    both = good("t", of=OTHER, period=BOTH_YEARS, value=value(43), force_id="kent")
    assert in_force(year, next_year, both) == {"a", "b"}


def test_a_check_lists_what_is_held_back_and_not_for_which_count() -> None:
    entries = [held(), good("b", force_id="suffolk", value=value(40)), region(value(43))]
    assert rules(*entries) == {"held-back-beside-others"}


WHOLE = "group:online_child_sexual_offences"
S8, S15, S15A = "soa2003_s8", "soa2003_s15", "soa2003_s15a"


def listed(name_of: str, offence: str | None, count: Value, **changes: object) -> Placed:
    arrests = {"measure_id": "arrests_online_cso", "unit": "arrests"}
    return good(name_of, force_id="kent", offence_id=offence, value=count, **arrests, **changes)


def below_five() -> Value:
    return Value(None, 0, 4, None, "<5")


def whole(count: Value, of: object = OTHER) -> Placed:
    return listed("t", WHOLE, count, of=of)


def test_a_whole_of_another_source_is_held_back_beside_a_list_of_offences_that_may_be_all() -> None:
    parts = [listed("a", S8, below_five()), listed("b", S15, value(40))]
    assert in_force(*parts, whole(value(43))) == {"a", "b"}
    assert in_force(*parts, whole(value(44))) == {"a", "b"}  # it may be the four itself


@pytest.mark.parametrize(
    "entries",
    [
        [listed("a", S8, below_five()), listed("b", S15, value(40)), whole(value(45))],  # more offences than these
        [listed("a", S8, below_five()), listed("b", S15, value(40)), whole(value(39))],  # they lie over each other
        [listed("a", S8, below_five()), whole(value(3))],  # no list
        [listed("a", S8, below_five()), listed("b", S15, value(40), of=THIRD), whole(value(43))],  # not of one source
        [listed("a", S8, below_five()), listed("b", S15, value(40)), whole(value(43), held().source)],  # its own doing
        [listed("a", S8, below_five()), listed("u", S15A, below_five()), whole(value(3))],  # nothing beside
        [listed("a", S8, value(3)), listed("b", S15, value(40)), whole(value(43))],
    ],
)
def test_a_list_beside_which_a_whole_gives_nothing_away(entries: list[Placed]) -> None:
    assert in_force(*entries) == {name(one) for one in entries}


def test_a_part_inside_another_part_is_not_taken_off_twice() -> None:
    """Of 60 less 40 for the group 20 are left, and not 5 as if the 15 inside it stood beside it."""
    entries = [
        listed("a", S8, below_five()),
        listed("b", "ho_88a", value(40)),
        listed("u", S15A, value(15)),
        whole(value(60)),
    ]
    assert in_force(*entries) == {"a", "b", "u", "t"}


def test_a_breakdown_other_than_by_offence_is_a_list_too() -> None:
    female, male = (("sex", "female"),), (("sex", "male"),)
    parts = [listed("a", WHOLE, below_five(), dimensions=female), listed("b", WHOLE, value(40), dimensions=male)]
    assert in_force(*parts, whole(value(43))) == {"a", "b"}
    assert in_force(*parts, whole(value(60))) == {"a", "b", "t"}


@pytest.mark.parametrize(
    "own",
    [Value(None, 0, None, "[c]", "[c]"), value(40, 49, text="40 to 49"), value(43)],
    ids=["held back", "a range", "misread"],
)
def test_a_whole_that_the_source_itself_does_not_print_as_a_number_stands_for_nothing(own: Value) -> None:
    misread = "rejected" if own.value is not None else "repeated"
    its_own = replace(whole(own, held().source), status=misread, rule="why")
    its_own = replace(its_own, figure=replace(its_own.figure, figure_id=good("u").figure.figure_id))
    parts = [listed("a", S8, below_five()), listed("b", S15, value(40))]
    assert "t" not in in_force(*parts, whole(value(43)), its_own)


def test_counts_that_are_held_back_beside_each_other_are_looked_at_together() -> None:
    parts = [listed("a", S8, below_five()), listed("u", S15A, below_five()), listed("b", S15, value(40))]
    assert in_force(*parts, whole(value(48))) == {"a", "b", "u"}  # four each, and nothing else
    assert in_force(*parts, whole(value(49))) == {"a", "b", "u", "t"}
