"""Forces and one force: the list, the four numbers, requested beside official, groups' evidence, what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from dashboard.charts.drawing import Dot, Line
from dashboard.pages import force, forces
from dashboard.parts import answers
from dashboard.parts.address import Address


@pytest.fixture(autouse=True)
def release(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def of(force_id: str, **more: str) -> Address:
    return Address("/force", {"id": (force_id,), **{name: (value,) for name, value in more.items()}})


def test_the_list_has_each_force_once_by_nation_and_name() -> None:
    rows = forces.forces()
    assert rows["force_id"].is_unique
    assert list(rows["nation"].drop_duplicates())[:4] == ["England", "Wales", "Northern Ireland", "Scotland"]
    english = list(rows[rows["nation"] == "England"]["short_name"])
    assert english == sorted(english)


def test_what_a_force_answered_is_in_words_and_silence_is_ours() -> None:
    said = {row.force_id: forces.answered(row, forces.asked_in()) for row in forces.forces().itertuples()}
    assert said["west-mercia"].startswith("3 of 6 questions of 2021 answered")
    assert said["west-yorkshire"].startswith("6 questions of 2021 would cost too much")
    assert "which questions is not known here" in said["south-yorkshire"]
    assert said["surrey"] == "no reply of 2021 here"
    assert said["mdp"] == "nothing is here: that is our gap"


def test_west_mercia_22_and_7_two_not_confirmed_one_in_another_document() -> None:
    row = force.one("west-mercia")
    what, number, said, _ = force._arrests(row)
    assert what == "Arrests for online child sexual offences, 2019/20"
    assert number == "22 arrests"
    assert said == "7 on groups’ evidence; whether among the 22 is not said"
    given = force.answers_of("west-mercia")
    counted = dict(force.counted(given[given["question"].notna()]))
    assert counted[answers.SIGNS["answered"][1]] == 3
    assert counted[answers.SIGNS["ncnd"][1]] == 2
    assert counted[answers.SIGNS["elsewhere"][1]] == 1
    groups = force.groups_chart(of("west-mercia"))
    assert groups is not None
    assert groups.line == "2019/20: 7 arrests, beside 22 in all."


def test_the_answer_that_held_before_the_review_stays_struck_through() -> None:
    (earlier,) = force.earlier_of("west-mercia").values()
    assert "neither confirmed nor denied" in earlier[0].words.lower()  # type: ignore[union-attr]


@pytest.mark.parametrize("force_id", ["west-midlands", "jersey", "dyfed-powys", "cleveland", "northamptonshire"])
def test_a_number_stands_beside_the_one_question_that_it_answers(
    release: duckdb.DuckDBPyConnection, force_id: str
) -> None:
    given = force.answers_of(force_id)
    given = given[given["campaign_id"].isna()]
    lines = force.by_request(given, of(force_id))
    shown = {}
    for asked, answer in lines:
        numbers = re.findall(r"✓ ([\d,]+) ", answer[0].words)  # type: ignore[index,union-attr]
        if numbers:
            (question,) = asked  # type: ignore[misc]
            shown[question] = int(numbers[0].replace(",", ""))
    expected = release.execute(
        "select distinct o.outcome_id, f.value "
        "from outcomes as o join figures as f using (source_id, force_id, measure_id, period_id) "
        "where o.is_current and o.force_id = ? and o.campaign_id is null and o.status = 'answered' and f.scope is null "
        "and o.offence_id is not distinct from f.offence_id and cardinality(f.dimensions) = 0 and f.value is not null",
        [force_id],
    ).fetchall()
    by_id = {row.outcome_id: answers.asked(row) for row in given.itertuples()}
    assert expected and shown == {by_id[mark]: int(value) for mark, value in expected}


def test_of_several_numbers_in_one_answer_none_stands_for_the_others() -> None:
    row = SimpleNamespace(
        figures=2, status="answered", ground=None, state="answered", stage="response", exemptions=[],
        exemptions_basis=None, outcome_id="o", figure_id=None, campaign_id=None,
    )  # fmt: skip
    assert force._link(row, of("kent")).words == "✓ Answered: 2 figures"


def test_kents_two_counts_stand_with_what_the_force_set_beside_them() -> None:
    found = force.groups_chart(of("kent"))
    assert found is not None
    assert "20 people, beside 299 by its own team" in found.line
    assert "15 arrests, beside 168 by its own team" in found.line
    assert force._arrests(force.one("kent"))[2] == "beside 20 on groups’ evidence, counted apart"


def test_requested_figures_are_marks_and_in_no_line() -> None:
    found = force.chart(of("kent"))
    assert found is not None
    official = {mark for line in found.drawing.of(Line) for mark in line.marks}  # type: ignore[attr-defined]
    hollow = [dot.mark for dot in found.drawing.of(Dot) if dot.is_hollow]  # type: ignore[attr-defined]
    assert len(hollow) == 7
    assert not official & set(hollow)
    assert found.line == "Kent recorded 289 in 2024/25: 15.0 per 100,000, above the median of 11.7."
    assert any("a part of it" in text for text, _ in found.drawing.legend)
    assert any("Open Government Licence" in note for note in found.notes)


def test_a_force_without_an_official_series_shows_what_was_requested() -> None:
    found = force.chart(of("police-scotland"))
    assert found is not None
    assert "no official series of it is here" in found.line


def test_a_dispute_stands_with_both_values_and_who_counted_them() -> None:
    rows = force.warehouse.query(force.warehouse.sql("force_differing"), {"force": "lancashire"})
    found = {row.period_id: [side["text"] for side in row.sides] for row in rows.itertuples()}
    assert found["2017/18"] == ["64", "175"]
    hampshire = force.warehouse.query(force.warehouse.sql("force_differing"), {"force": "hampshire"})
    sides = {row.period_id: [(side["text"], side["who"]) for side in row.sides] for row in hampshire.itertuples()}
    assert sides["2020/21"] == [("18", "NSPCC"), ("205", "Home Office, class 88A as a whole")]


def test_no_number_of_one_to_four_stands_in_a_card_or_a_line(release: duckdb.DuckDBPyConnection) -> None:
    assert force._official(force.one("city-of-london"), "ho_88a")[1] == "under five"
    found = force.chart(of("city-of-london"))
    assert found is not None
    assert found.line == "City of London recorded fewer than five in 2024/25."
    leicestershire = force.groups_chart(of("leicestershire"))
    assert leicestershire is not None
    assert "under five" in leicestershire.line


def test_a_force_without_any_figure_and_an_area_have_a_page() -> None:
    assert force.one("mdp") is not None
    assert force.chart(of("mdp")) is None
    area = force.one("area:uk")
    assert area is not None
    assert not force.is_force(area)
    assert force.one("kentt") is None


def test_the_address_of_my_force_opens_it_too() -> None:
    assert force.asked_for(Address("/force", {"force": ("kent", "surrey")})) == "kent"
    assert force.asked_for(Address("/force", {"force": ("kent",), "id": ("surrey",)})) == "surrey"


def test_all_its_figures_are_listed_or_counted_as_not_listed(release: duckdb.DuckDBPyConnection) -> None:
    for force_id in ("kent", "northamptonshire", "area:wales"):
        listed = force.warehouse.query(force.warehouse.sql("force_figures"), {"force": force_id})
        ((requested,),) = release.execute(
            "select count(*) from figures "
            "where force_id = ? and source_kind <> 'official' and cardinality(dimensions) = 0",
            [force_id],
        ).fetchall()
        assert (listed["source_kind"] != "official").sum() == requested
