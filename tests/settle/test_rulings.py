"""What people rule in source.toml: guarded corrections, rejections, withdrawals, statements and reviews."""

from __future__ import annotations

import pytest

from ingest.model import Outcome, Problem, Value
from ingest.settle import rulings
from ingest.settle.order import Placed
from ingest.settle.rulings import review_digest
from tests.making import figure, placed, source, value

ID = placed("a").figure.figure_id
STATEMENT = {"by": "The force's press office", "on": "2026-01-02", "text": "Counted by person.", "figures": "all"}


def rule(**keys: object) -> tuple[Placed, list[Problem]]:
    of = source(**keys)
    (entry,), problems = rulings.apply([placed("a", of=of)], of)
    return entry, problems


def test_a_correction_whose_guard_holds_takes_effect_and_is_told() -> None:
    correction = {
        "figure": ID,
        "expect": {"value": 5},
        "value": 6,
        "reason": "misprint",
        "by": "AB",
        "on": "2026-01-02",
    }
    entry, problems = rule(corrections=(correction,))
    assert (entry.figure.value.value, entry.figure.review, problems) == (6, "corrected", [])
    assert "misprint (AB, 2026-01-02)" in entry.figure.chain[-1]
    assert entry.figure.value.text == "5"  # what was printed stays
    told = "Corrected by a person (value): the source prints “5”. misprint (AB, 2026-01-02)"
    assert entry.figure.correction == told


def test_a_correction_of_the_meaning_says_nothing_of_the_print() -> None:
    entry, _ = rule(corrections=({"figure": ID, "expect": {"value": 5}, "scope": "x", "reason": "a part", "by": "AB"},))
    assert entry.figure.correction == "Corrected by a person (scope): a part (AB, undated)"


def test_a_correction_lapses_when_the_document_gives_something_else() -> None:
    entry, problems = rule(corrections=({"figure": ID, "expect": {"value": 9}, "value": 6},))
    assert entry.figure.value.value == 5 and entry.figure.review == "unreviewed"
    assert [problem.rule for problem in problems] == ["ruling-lapsed"] and "value is 5, not 9" in problems[0].message


def test_a_ruling_on_a_figure_that_is_not_here_is_named() -> None:
    _, problems = rule(withdrawals=({"figures": ["nosuchfigure"], "on": "2026-01-02", "reason": "x"},))
    assert "nosuchfigure" in problems[0].message


def test_a_rejected_figure_stays_with_its_reason() -> None:
    entry, _ = rule(corrections=({"figure": ID, "reject": True, "reason": "not a count", "by": "AB"},))
    assert entry.status == "rejected" and "not a count" in str(entry.rule)


def test_a_withdrawn_figure_stays_with_its_date_and_reason() -> None:
    entry, _ = rule(withdrawals=({"figures": [ID], "on": "2026-01-02", "reason": "wrong year"},))
    assert entry.status == "withdrawn" and "2026-01-02: wrong year" in str(entry.rule)


def test_what_the_force_says_stands_with_the_figure() -> None:
    entry, _ = rule(statements=(STATEMENT,))
    assert entry.statement == "The force's press office, 2026-01-02: Counted by person."


def test_a_review_holds_until_the_rows_change() -> None:
    seen = review_digest([placed("a").figure])
    entry, problems = rule(reviews=({"by": "AB", "on": "2026-01-02", "figures": "all", "digest": seen},))
    assert (entry.figure.review, problems) == ("reviewed", [])
    entry, problems = rule(reviews=({"by": "AB", "on": "2026-01-02", "figures": "all", "digest": "another"},))
    assert entry.figure.review == "unreviewed" and "saw other rows" in problems[0].message


def test_a_review_without_a_digest_has_no_effect_and_is_told_the_digest() -> None:
    entry, problems = rule(reviews=({"by": "AB", "on": "2026-01-02", "figures": [ID]},))
    assert entry.figure.review == "unreviewed"
    assert f"digest now {review_digest([placed('a').figure])}" in problems[0].message


@pytest.mark.parametrize(
    "changes", [{"unit": "people"}, {"scope": "online flag"}, {"dimensions": (("sex", "F"),)}, {"force_id": "essex"}]
)
def test_a_review_lapses_when_anything_changes_that_says_what_is_counted(changes: dict[str, object]) -> None:
    assert review_digest([figure("a", **changes)]) != review_digest([figure("a")])


def test_two_statements_on_one_figure_both_stand() -> None:
    entry, _ = rule(statements=(STATEMENT, STATEMENT | {"text": "Arrests in 2019 only."}))
    assert "Counted by person." in str(entry.statement) and "Arrests in 2019 only." in str(entry.statement)


@pytest.mark.parametrize(
    ("read", "ruling", "bounds"),
    [
        (value(0, None, symbol="[c]"), {"value": 3}, (3, 3, 3, None)),
        (value(150, 200), {"value_low": 160}, (None, 160, 200, None)),
        (value(5), {"value_low": 5, "value_high": 8}, (None, 5, 8, None)),
    ],
)
def test_a_ruled_value_keeps_the_bound_it_does_not_name_and_is_no_longer_suppressed(
    read: Value, ruling: dict[str, object], bounds: tuple[object, ...]
) -> None:
    of = source(corrections=({"figure": ID, "reason": "x", "by": "AB", "on": "2026-01-02"} | ruling,))
    (entry,), problems = rulings.apply([placed("a", of=of, value=read)], of)
    found = entry.figure.value
    assert (found.value, found.low, found.high, found.symbol, problems) == (*bounds, [])


def test_bounds_that_cross_are_a_problem_and_change_nothing() -> None:
    entry, problems = rule(corrections=({"figure": ID, "value_low": 9, "reason": "x", "by": "AB"},))
    assert (entry.figure.value.value, entry.figure.review) == (5, "unreviewed")
    assert "9 to 5" in problems[0].message


def answer(**changes: object) -> Outcome:
    parts = {
        "force_id": "kent",
        "question": "2",
        "asks": None,
        "measure_id": None,
        "period_id": None,
        "status": "answered",
    }
    return Outcome(outcome_id="o" * 12, **(parts | changes))  # type: ignore[arg-type]


def test_an_outcome_is_corrected_where_its_guard_holds() -> None:
    correction = {
        "outcome": "o" * 12,
        "expect": {"status": "answered"},
        "status": "refused",
        "exemptions": ["s12"],
        "reason": "x",
        "by": "AB",
    }
    (outcome,), problems = rulings.apply_to_outcomes([answer()], source(corrections=(correction,)))
    assert (outcome.status, outcome.exemptions, problems) == ("refused", ("s12",), [])
    assert outcome.ruling == "Corrected: x (AB, undated)"


def test_the_correction_of_an_outcome_lapses_when_the_document_says_something_else() -> None:
    correction = {"outcome": "o" * 12, "expect": {"status": "ncnd"}, "status": "refused"}
    (outcome,), problems = rulings.apply_to_outcomes([answer()], source(corrections=(correction,)))
    assert outcome.status == "answered" and "status is 'answered', not 'ncnd'" in problems[0].message


def test_a_rejected_outcome_stays_with_its_reason_and_is_no_longer_current() -> None:
    correction = {"outcome": "o" * 12, "reject": True, "reason": "an automatic reply", "by": "AB", "on": "2026-01-02"}
    (outcome,), _ = rulings.apply_to_outcomes([answer()], source(corrections=(correction,)))
    assert not outcome.is_current and outcome.ruling == "Rejected: an automatic reply (AB, 2026-01-02)"
