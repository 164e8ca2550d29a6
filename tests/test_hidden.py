"""What would let a held-back count be worked out is held back itself, and only that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import hidden
from ingest.model import Value
from ingest.order import Placed
from tests.test_checks import REFERENCE, figures_of, good, rules, source, value

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
    return {name(one) for one in hidden.hold_back(entries, REFERENCE) if one.status == "current"}


def test_a_total_of_another_source_is_held_back_where_the_other_parts_are_here() -> None:
    total = replace(region(value(43)), statement="It is 43.")
    entries = [held(), good("b", force_id="suffolk", value=value(40)), total]
    (gone,) = [one for one in hidden.hold_back(entries, REFERENCE) if one.status == "rejected"]
    assert name(gone) == "t"
    assert "43" not in repr(gone.figure) and gone.statement is None
    assert gone.figure.value == Value(None, None, None, "[c]", "[c]")
    assert "held back here" in (gone.rule or "").lower() and not any(letter.isdigit() for letter in gone.rule or "")


def test_every_other_print_of_the_same_total_goes_with_it() -> None:
    copy = replace(good("u", of=THIRD, force_id=REGION, value=value(43)), status="repeated", rule="the same")
    entries = [held(), good("b", force_id="suffolk", value=value(40)), region(value(43)), copy]
    left = hidden.hold_back(entries, REFERENCE)
    assert [one.figure.value.value for one in left if name(one) in "tu"] == [None, None]


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
    entries = hidden.hold_back([held(), good("b", force_id="suffolk", value=value(40)), region(value(43))], REFERENCE)
    assert rules(figures_of(*entries)) == {"held-back-beside-others"}
