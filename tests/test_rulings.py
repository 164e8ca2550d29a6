"""What people rule in source.toml: guarded corrections, rejections, withdrawals, statements and reviews."""

from __future__ import annotations

from ingest import rulings
from ingest.model import Outcome, Problem
from ingest.order import Placed
from ingest.rulings import review_digest
from tests.making import placed, source

ID = placed("a").figure.figure_id


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
    entry, _ = rule(statements=({"by": "The force's press office", "on": "2026-01-02", "text": "Counted by person."},))
    assert entry.statement == "The force's press office, 2026-01-02: Counted by person."


def test_a_review_holds_until_the_rows_change() -> None:
    seen = review_digest([placed("a").figure])
    entry, problems = rule(reviews=({"by": "AB", "on": "2026-01-02", "figures": "all", "digest": seen},))
    assert (entry.figure.review, problems) == ("reviewed", [])
    entry, problems = rule(reviews=({"by": "AB", "on": "2026-01-02", "figures": "all", "digest": "another"},))
    assert entry.figure.review == "unreviewed" and "saw other rows" in problems[0].message


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
    assert outcome.note == "Corrected: x (AB, undated)"


def test_the_correction_of_an_outcome_lapses_when_the_document_says_something_else() -> None:
    correction = {"outcome": "o" * 12, "expect": {"status": "ncnd"}, "status": "refused"}
    (outcome,), problems = rulings.apply_to_outcomes([answer()], source(corrections=(correction,)))
    assert outcome.status == "answered" and "status is 'answered', not 'ncnd'" in problems[0].message
