"""The sentences under a chart: each state and hand is counted, and n of N is said only where somebody says N."""

from __future__ import annotations

import pandas as pd

from dashboard import sentences
from dashboard.charts import bars
from dashboard.comparable import Kind

KIND = Kind(
    "arrests_online_cso", "Arrests", "arrests", None, None, None, "2019/20", "financial_year", 366,
)  # fmt: skip
NAN = float("nan")


def forces(*rows: dict[str, object]) -> pd.DataFrame:
    usual: dict[str, object] = {
        "force": "Borsetshire Police", "short_name": "Borsetshire", "state": "value", "value": NAN, "value_low": NAN,
        "value_high": NAN, "value_text": "", "hand": None, "source_kind": None, "review": None, "exemptions": [],
        "figure_id": None, "outcome_id": None, "population": NAN, "compiled_by": None, "symbol": None,
    }  # fmt: skip
    return bars.drawn(pd.DataFrame([usual | row for row in rows]))


def exact(name: str, value: float, hand: str = "second_hand", kind: str = "charity") -> dict[str, object]:
    return {
        "short_name": name, "force": f"{name} Police", "value": value, "value_low": value, "value_high": value,
        "value_text": str(value), "hand": hand, "source_kind": kind, "review": "unreviewed", "compiled_by": kind,
    }  # fmt: skip


def test_hands_and_states_are_counted() -> None:
    rows = forces(
        exact("Borsetshire", 22, "own_transcript", "force_response"),
        exact("Felpersham", 7),
        exact("Ambridge", 5, "own_transcript", "official"),
        {"state": "refused", "exemptions": ["s12(1)"]},
        {"state": "refused", "exemptions": ["s31(3)"]},
        {"state": "ncnd", "exemptions": ["s31(3)"]},
        {"state": "not_known"},
        {"state": "not_collected"},
    )
    assert sentences.coverage(rows) == (
        "3 forces: 1 from its own answers, 1 as reported by others and 1 from another compiler's own page; "
        "2 refused, 1 of them on cost; 1 would neither confirm nor deny; "
        "for the rest (2) no figure of this kind and no reply is here, which says nothing about them."
    )


def test_a_number_asked_is_said_only_where_it_is_known() -> None:
    rows = forces(exact("Borsetshire", 22), {"state": "not_known"})
    assert sentences.coverage(rows, asked=42).startswith("1 of 42 forces asked:")
    assert sentences.coverage(rows).startswith("1 force:")


def test_the_finding_keeps_the_doubt() -> None:
    rows = forces(
        exact("Borsetshire", 22),
        exact("Felpersham", 7),
        {"short_name": "Ambridge", "state": "suppressed", "value_low": 0, "value_high": 4, "value_text": "<5"},
        {"short_name": "Penny Hassett", "state": "suppressed", "value_low": 0, "value_text": ""},
        {"short_name": "Loxley", "state": "conflicting", "value_low": 64, "value_high": 175, "value_text": "64 or 175"},
    )
    found = sentences.finding(rows, KIND)
    assert found.startswith("From 7 (Felpersham) to 22 (Borsetshire) arrests in 2 forces with an exact number;")
    assert "Ambridge gives “<5”" in found
    assert "Penny Hassett held back a small count" in found
    assert "for Loxley sources disagree, 64 to 175" in found


def test_one_number_is_no_range_and_none_is_no_zero() -> None:
    assert "the only exact number here" in sentences.finding(forces(exact("Borsetshire", 22)), KIND)
    assert sentences.finding(forces({"state": "refused"}), KIND) == "No number is here for this."


def test_a_second_hand_answer_of_a_force_is_not_its_own() -> None:
    row = next(forces(exact("Borsetshire", 22, "second_hand", "force_response")).itertuples())
    assert not sentences.is_own(row)


def test_no_rows_have_no_numbers_and_keep_their_columns() -> None:
    none = forces(exact("Kent", 5)).iloc[:0]
    assert list(sentences.numbers(none).columns) == list(none.columns)
