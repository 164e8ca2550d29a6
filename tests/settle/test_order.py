"""Which of several sources' figures is in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import SOURCE_PRINTS
from ingest.settle.order import Placed, agree, settle
from tests.making import at_least, placed, source, value


def by_status(entries: list[Placed]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for entry in entries:
        result.setdefault(entry.status, []).append(entry.figure.value.text)
    return result


def test_a_single_figure_is_current() -> None:
    (only,) = settle([placed()])
    assert only.status == "current" and only.rule is None


def test_a_copy_repeats_and_is_no_second_figure() -> None:
    entries = settle([placed("a"), placed("b", of=source("published~echo", read_in="Echo"), hand="second_hand")])
    assert by_status(entries) == {"current": ["5"], "repeated": ["5"]}
    current = next(entry for entry in entries if entry.status == "current")
    repeated = next(entry for entry in entries if entry.status == "repeated")
    assert current.hand == "own_transcript" and repeated.replaced_by == current.figure.figure_id and repeated.rule


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("force_response", "disclosure_log"),
        ("disclosure_log", "official"),
        ("official", "charity"),
        ("charity", "press"),
        ("press", "group"),
    ],
)
def test_rank_decides_between_different_values(higher: str, lower: str) -> None:
    entries = settle(
        [placed("low", of=source("a~low", lower), value=value(9)), placed("high", of=source("b~high", higher))]
    )
    assert by_status(entries) == {"current": ["5"], "conflicting": ["9"]}
    conflicting = next(entry for entry in entries if entry.status == "conflicting")
    assert conflicting.rule is not None and conflicting.rule.startswith("rank:")


def test_one_rank_and_no_word_of_correction_is_a_dispute_between_the_lowest_and_the_highest() -> None:
    entries = settle([placed("a", of=source("a~1"), value=value(64)), placed("b", of=source("b~2"), value=value(175))])
    (disputed,) = [entry for entry in entries if entry.is_disputed]
    assert disputed.status == "current"
    assert (disputed.figure.value.value, disputed.figure.value.low, disputed.figure.value.high) == (None, 64, 175)
    sides = [entry for entry in entries if not entry.is_disputed]
    assert [entry.status for entry in sides] == ["conflicting", "conflicting"]
    assert all(
        entry.replaced_by == disputed.figure.figure_id and "no rule decided" in str(entry.rule) for entry in sides
    )


def test_a_disputed_figure_bears_what_is_said_of_each_side_once() -> None:
    said = [
        replace(placed("a", of=source("a~1"), value=value(64)), statement="One."),
        replace(placed("b", of=source("b~2"), value=value(175)), statement="Another."),
        replace(placed("c", of=source("c~3"), value=value(175)), statement="Another."),
    ]
    (disputed,) = [entry for entry in settle(said) if entry.is_disputed]
    assert sorted(str(disputed.statement).split()) == ["Another.", "One."]
    silent = settle([placed("a", of=source("a~1"), value=value(64)), placed("b", of=source("b~2"), value=value(175))])
    assert all(entry.statement is None for entry in silent)


def test_a_copy_of_one_side_of_a_dispute_repeats_that_side() -> None:
    entries = settle(
        [
            placed("a", of=source("a~1"), value=value(98)),
            placed("b", of=source("b~2"), value=value(98)),
            placed("c", of=source("c~3"), value=value(170)),
        ]
    )
    assert by_status(entries) == {"current": ["98 or 170"], "conflicting": ["98", "170"], "repeated": ["98"]}


def test_a_source_that_says_it_corrects_the_other_stands() -> None:
    entries = settle(
        [
            placed("a", of=source("a~1"), value=value(64)),
            placed("b", of=source("b~2", corrects="a~1"), value=value(175)),
        ]
    )
    assert by_status(entries) == {"conflicting": ["64"], "current": ["175"]}


def test_the_later_round_of_one_compiler_stands_whatever_the_newspapers_dates() -> None:
    early = source("a~1", round="2018-06", published="2020-01")
    late = source("b~2", round="2019-06", published="2019-07")
    entries = settle([placed("a", of=early, value=value(64)), placed("b", of=late, value=value(66))])
    assert by_status(entries) == {"conflicting": ["64"], "current": ["66"]}


def test_an_unknown_round_decides_nothing() -> None:
    entries = settle(
        [
            placed("a", of=source("a~1", round="2018-06"), value=value(64)),
            placed("b", of=source("b~2"), value=value(66)),
        ]
    )
    assert any(entry.is_disputed for entry in entries)


def test_a_round_known_to_the_year_does_not_come_before_a_month_of_that_year() -> None:
    rounds = [source("a~1", round="2019"), source("b~2", round="2019-04")]
    entries = settle([placed(of.source_id, of=of, value=value(n)) for n, of in enumerate(rounds)])
    assert any(entry.is_disputed for entry in entries)


def test_a_lower_rank_that_agrees_with_no_side_of_a_dispute_is_decided_by_rank() -> None:
    entries = settle(
        [
            placed("a", of=source("a~1", "official"), value=value(64)),
            placed("b", of=source("b~2", "official"), value=value(175)),
            placed("c", of=source("c~3", "press"), value=value(90)),
        ]
    )
    assert by_status(entries) == {"current": ["64 or 175"], "conflicting": ["64", "175", "90"]}
    (press,) = [entry for entry in entries if entry.kind == "press"]
    assert str(press.rule).startswith("rank: an official body's figures stands above the press")


def test_the_sides_of_a_dispute_are_named_from_the_lowest_and_a_corrected_one_by_its_number() -> None:
    high, low = (placed(of, of=source(f"{of}~1", "official"), value=value(n)) for of, n in (("a", 175), ("b", 60)))
    corrected = replace(
        low,
        figure=replace(
            low.figure, value=value(60, text="64"), review="corrected", correction=f"{SOURCE_PRINTS}“64”. x"
        ),
    )
    (head,) = [entry for entry in settle([high, corrected]) if entry.is_disputed]
    assert head.figure.value.text == "64 or 175" and (head.figure.value.low, head.figure.value.high) == (60, 175)
    assert str(head.figure.note).startswith("Disputed: 60, corrected from “64” (")
    assert (head.figure.review, head.figure.correction) == ("unreviewed", None)


def test_an_internal_review_supersedes_the_earlier_answer_of_the_same_source() -> None:
    own = source("kent~1", "force_response")
    entries = settle([placed("a", of=own), placed("b", of=own, value=value(6), stage="internal_review")])
    assert by_status(entries) == {"superseded": ["5"], "current": ["6"]}


def test_an_exact_value_within_anothers_bounds_repeats_it_and_the_higher_rank_stays() -> None:
    suppressed = placed("own", of=source("kent~1", "force_response"), value=value(0, 4, symbol="[c]", text="<5"))
    entries = settle([suppressed, placed("press", of=source("published~x", "press"), value=value(3))])
    assert by_status(entries) == {"current": ["<5"], "repeated": ["3"]}


def test_what_differs_in_unit_scope_period_or_breakdown_is_never_compared() -> None:
    entries = settle(
        [
            placed("a"),
            placed("b", unit="people", value=value(9)),
            placed("c", scope="online flag", value=value(9)),
            placed("d", period="2018/19", value=value(9)),
            placed("e", dimensions=(("sex", "male"),), value=value(9)),
        ]
    )
    assert [entry.status for entry in entries] == ["current"] * 5


def test_a_withdrawn_figure_leaves_the_field_to_the_next_source() -> None:
    from dataclasses import replace

    withdrawn = replace(placed("own", of=source("kent~1", "force_response")), status="withdrawn", rule="Withdrawn")
    entries = settle([withdrawn, placed("press", of=source("published~x", "press"), value=value(9))])
    assert by_status(entries) == {"withdrawn": ["5"], "current": ["9"]}


def test_bounds_that_only_overlap_do_not_agree() -> None:
    assert not agree(value(0, 5), value(3, 9))
    assert agree(value(3, 4), value(3, 9))
    assert agree(at_least(151), value(200))


def test_the_order_of_the_input_changes_nothing() -> None:
    entries = [
        placed("a", of=source("a~1"), value=value(98)),
        placed("b", of=source("b~2", "press"), value=value(98)),
        placed("c", of=source("c~3"), value=value(170)),
    ]
    assert settle(entries) == settle(entries[::-1])
