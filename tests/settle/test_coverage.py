"""What is known of each force: the first state that holds, and never a zero for what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from ingest.model import Outcome, years_of
from ingest.settle.order import Placed
from ingest.sources import Source
from tests.making import at_least, placed, settled, source, value

CAMPAIGN = "online-grooming-2019-20"


def outcome(status: str, **changes: object) -> Outcome:
    parts: dict[str, object] = {
        "outcome_id": f"o{status}".ljust(12, "x")[:12],
        "force_id": "kent",
        "question": None,
        "asks": None,
        "measure_id": "offences_recorded",
        "offence_id": "soa2003_s15a",
        "period_id": "2019/20",
        "status": status,
        "locator": "row 2",
    }
    return Outcome(**(parts | changes))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Covered:
    force_id: str
    measure_id: str
    offence_id: str | None
    period_id: str
    campaign_id: str | None
    question: str | None
    state: str
    outcome_id: str | None


def cover(figures: Sequence[Placed], outcomes: Sequence[tuple[Outcome, Source]] = ()) -> list[Covered]:
    con = settled(figures, outcomes=outcomes)
    names = ", ".join(Covered.__dataclass_fields__)
    return [Covered(*row) for row in con.execute(f"select {names} from coverage").fetchall()]


def rows(figures: Sequence[Placed], outcomes: Sequence[tuple[Outcome, Source]] = ()) -> dict[tuple[str, str], Covered]:
    return {(row.force_id, row.measure_id): row for row in cover(figures, outcomes) if row.question is None}


def test_every_territorial_force_has_a_row_for_what_a_source_gives() -> None:
    found = rows([placed()])
    assert len(found) == 45
    assert found["kent", "offences_recorded"].state == "value"
    assert found["essex", "offences_recorded"].state == "not_known"


def test_another_force_that_a_source_names_has_a_row_too() -> None:
    assert rows([placed(force_id="btp")])["btp", "offences_recorded"].state == "value"


def test_a_figure_stands_before_a_refusal_and_the_outcome_is_named_beside_it() -> None:
    row = rows([placed()], [(outcome("refused"), source())])["kent", "offences_recorded"]
    assert row.state == "value" and row.outcome_id is not None


def test_a_suppressed_count_and_an_interval_and_a_dispute_have_states_of_their_own() -> None:
    key = ("kent", "offences_recorded")
    assert rows([placed(value=value(0, 4, symbol="[c]"))])[key].state == "suppressed"
    assert rows([placed(value=at_least(150))])[key].state == "interval"
    assert rows([replace(placed(value=value(64, 175)), is_disputed=True)])[key].state == "conflicting"


def test_a_part_alone_is_a_part() -> None:
    assert rows([placed(scope="old recording system")])["kent", "offences_recorded"].state == "partly_answered"


def test_an_earlier_outcome_that_no_longer_holds_gives_no_state() -> None:
    found = rows([], [(outcome("ncnd", is_current=False), source())])
    assert ("kent", "offences_recorded") not in found


def test_an_answer_that_gave_no_figure_is_not_read_and_no_zero() -> None:
    assert rows([], [(outcome("answered"), source())])["kent", "offences_recorded"].state == "not_read"


def test_a_force_that_a_campaign_asked_and_of_which_no_reply_is_here_is_not_collected() -> None:
    asked = [row for row in cover([]) if row.campaign_id == CAMPAIGN and row.force_id == "west-mercia"]
    assert asked and {row.state for row in asked} == {"not_collected"}


@pytest.mark.parametrize(("status", "state"), [("partly_answered", "not_read"), ("no_answer", "no_answer")])
def test_the_outcome_of_a_whole_request_stands_for_each_question_without_claiming_which(
    status: str, state: str
) -> None:
    whole = outcome(status, measure_id=None, offence_id=None, period_id=None)
    found = cover([], [(whole, source(campaign_id=CAMPAIGN))])
    states = {row.state for row in found if row.force_id == "kent" and row.campaign_id == CAMPAIGN}
    assert states == {state}


def test_a_question_for_each_year_of_several_is_covered_year_by_year() -> None:
    hospital = source("durham~1", kind="force_response", campaign_id="hospital-crime-2019-24")
    answer = outcome(
        "answered",
        force_id="durham",
        question="1",
        measure_id="offences_hospital",
        offence_id=None,
        period_id="2019-04-01..2024-03-31",
    )
    figure = placed(of=hospital, force_id="durham", measure_id="offences_hospital", offence_id=None, period="2019/20")
    found = {
        row.period_id: row.state
        for row in cover([figure], [(answer, hospital)])
        if row.measure_id == "offences_hospital" and row.force_id == "durham"
    }
    assert found == {"2019/20": "value"} | dict.fromkeys(("2020/21", "2021/22", "2022/23", "2023/24"), "not_read")


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2019-04-01..2021-03-31", ("2019/20", "2020/21")),
        ("2019-01-01..2020-12-31", ("2019", "2020")),
        ("2019-06-01..2020-05-31", ("2019-06-01..2020-05-31",)),
        ("1999-04-01..2000-03-31", ("1999/00",)),
    ],
)
def test_years_are_those_that_a_period_is_made_of(period: str, years: tuple[str, ...]) -> None:
    assert years_of(period) == years
