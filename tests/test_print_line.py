"""A line to print says what is counted, whose it is, and every doubt that must be said with it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard import print_line

UNCHECKED = "No person has checked this against its source yet."


def row(**changes: Any) -> SimpleNamespace:
    """A figure of the force's own document, as the panel's SQL gives it."""
    parts = {
        "figure_id": "k3f9a2m7q1xz", "force": "Kent Police", "measure": "Arrests on activist groups' evidence",
        "measure_id": "arrests_ocag", "offence": None, "scope": None, "dimensions": {}, "period_id": "2019/20",
        "unit": "arrests", "value": 7.0, "value_low": 7.0, "value_high": 7.0, "value_text": "7", "symbol": None,
        "status": "current", "rule": None, "is_disputed": False, "review": "unreviewed", "chain": [],
        "reading_reason": None, "note": None, "statement": None, "source_kind": "force_response",
        "source": "Online grooming, 2019/20", "compiled_by": "Kent Police", "read_in": None, "reference": "FOI 101/21",
        "answered_on": "2021-03-01", "published_on": None, "hand": "own_document", "method": "text", "licence": None,
    }  # fmt: skip
    return SimpleNamespace(**(parts | changes))


def line(*sides: Any, **changes: Any) -> str:
    return print_line.of_figure(row(**changes), sides, "9shck8qab3ef")


def test_a_value_stands_with_its_source_its_doubt_and_its_release() -> None:
    assert line() == (
        "Kent Police, arrests on activist groups' evidence, 2019/20: 7 arrests (Kent Police, reference FOI 101/21, "
        f"answered 1 March 2021; read in its own document). {UNCHECKED} An arrest is not a charge or a conviction. "
        "Disclosed, release 9shck8qab3ef, figure k3f9a2m7q1xz"
    )


def test_an_address_stands_at_the_end_where_this_copy_has_one() -> None:
    assert print_line.of_figure(row(), (), "r", "https://disclosed.example/x").endswith(", https://disclosed.example/x")


NOTHING = float("nan")


@pytest.mark.parametrize(
    ("low", "high", "symbol", "text", "said"),
    [
        (0.0, 4.0, "[c]", "<5", "0 to 4 arrests, printed as “<5”"),
        (0.0, NOTHING, "[c]", "*", "a count that is held back, 0 or more arrests, printed as “*”"),
        (0.0, NOTHING, "[c]", "", "a count that is held back, 0 or more arrests ("),
        (150.0, NOTHING, None, "at least 150", "150 or more arrests, printed as “at least 150”"),
        (NOTHING, 9.0, None, "up to 9", "9 or fewer arrests, printed as “up to 9”"),
        (NOTHING, NOTHING, "[e]", "about 400", "“about 400” arrests, an estimate without bounds"),
        (NOTHING, NOTHING, "[x]", "n/a", "“n/a” arrests, no number is known"),
    ],
)
def test_a_range_or_a_held_back_count_is_never_one_number(
    low: float, high: float, symbol: str | None, text: str, said: str
) -> None:
    assert f"2019/20: {said}" in line(value=NOTHING, value_low=low, value_high=high, symbol=symbol, value_text=text)


def test_a_disputed_figure_is_a_range_with_what_each_source_prints() -> None:
    sides = [
        row(value_text=text, compiled_by=by, published_on=on)
        for text, by, on in (("64", "One Trust", "2020-11"), ("175", "Another Trust", None))
    ]
    said = line(*sides, value=NOTHING, value_low=64.0, value_high=175.0, value_text="64 or 175", is_disputed=True)
    assert "64 to 175 arrests, for sources disagree and no rule decides" in said
    assert "“64”: One Trust, November 2020" in said and "“175”: Another Trust" in said
    assert "“64 or 175”" not in said


@pytest.mark.parametrize(
    ("status", "rule", "said"),
    [
        ("withdrawn", "Withdrawn 2021-06-01: counted twice", "Withdrawn 1 June 2021: counted twice."),
        ("rejected", "Rejected: a heading (AB, 2021-05-05)", "Rejected: a heading (AB, 5 May 2021)."),
        ("superseded", "the same source answers again", "The same source answers again."),
        ("conflicting", "rank: the force stands above the press", "Rank: the force stands above the press."),
    ],
)
def test_what_is_not_in_force_is_no_figure_to_use_and_says_why(status: str, rule: str, said: str) -> None:
    text = line(status=status, rule=rule)
    assert "2019/20: no figure to use" in text and "it was 7 arrests" in text and said in text


def test_a_figure_that_was_read_second_hand_says_where() -> None:
    said = line(
        hand="second_hand",
        source_kind="charity",
        compiled_by="A charity",
        read_in="The Echo",
        published_on="2020-11-03",
    )
    assert "(A charity, reference FOI 101/21, published 3 November 2020; second hand, as reported by The Echo)" in said


def test_a_scan_a_persons_reading_and_our_note_are_said() -> None:
    said = line(method="ocr", reading_reason="the page is about s15A", note="18 months")
    assert "a scan that was recognised by a program" in said
    assert "A person settled what is counted: the page is about s15A." in said
    assert "Our note: 18 months." in said


def test_a_note_that_only_says_the_transcript_again_is_left_out() -> None:
    assert "Our note" not in line(note="Our transcript reads: 7.")


def test_a_corrected_figure_says_what_is_printed_and_why_it_was_corrected() -> None:
    chain = ["Answers question 3", "corrected by a person (value): the note adds one (AB, 2021-05-04)"]
    said = line(value=8.0, value_low=8.0, value_high=8.0, review="corrected", chain=chain)
    assert "8 arrests" in said and UNCHECKED not in said
    assert "The source prints “7”, corrected by a person: the note adds one (AB, 4 May 2021)." in said


def test_a_correction_of_what_is_counted_says_so_in_words() -> None:
    said = line(review="corrected", chain=["corrected by a person (offence, scope): it is s15 (AB, 2021-05-04)"])
    assert "Its offence and the part that it counts corrected by a person: it is s15 (AB, 4 May 2021)." in said


def test_a_figure_that_a_person_set_aside_is_not_said_to_be_unchecked() -> None:
    assert UNCHECKED not in line(status="rejected", rule="Rejected: a heading (AB, 2021-05-05)")
    assert UNCHECKED in line(status="withdrawn", rule="Withdrawn 2021-06-01: counted twice")


def test_what_the_force_says_stands_in_the_line() -> None:
    said = line(statement="Kent Police, Information Access Unit, 2021-05-03: Includes other forces' arrests.")
    assert "The force says: Kent Police, Information Access Unit, 3 May 2021: Includes other forces' arrests." in said
    assert "Said of it: A charity" in line(statement="A charity, 2021-05-03: x", source_kind="charity")


def test_what_must_be_said_goes_by_what_is_counted() -> None:
    of_offences = line(unit="offences", measure_id="offences_recorded")
    assert "not accredited official statistics" in of_offences and "not a charge" not in of_offences
    assert "not accredited" not in line(unit="people") and "not a charge" not in line(unit="people")
