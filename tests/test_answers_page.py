"""The pages Answers and Force: what their tiles, sentences, sections, letters and lists are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard import answer_choice, answer_grid, next_steps, one_force, other_answers, sections, states, warehouse
from dashboard.filters import Filters

CAMPAIGN = "online-grooming-2019-20"


@pytest.fixture
def release(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the built warehouse; the test asks it too, without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def tile(rows: pd.DataFrame, force: str, question: str) -> Any:
    return next(rows[(rows["force_id"] == force) & (rows["question"] == question)].itertuples())


def answer(**values: Any) -> Any:
    """An outcome as the pages get it."""
    usual: dict[str, Any] = {
        "law": "FOIA 2000", "exemptions": [], "exemptions_basis": None, "status": "refused", "stage": "response",
        "source_id": "borsetshire~1", "force": "Borsetshire Police", "reference": "123/20", "answered_on": None,
    }  # fmt: skip
    return SimpleNamespace(**usual | values)


# The grid


def test_the_grid_has_each_territorial_force_once_for_each_question(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    expected = release.execute(
        "select count(*) * (select count(*) from questions where campaign_id = ?) from forces "
        "where kind = 'territorial'",
        [CAMPAIGN],
    ).fetchone()
    assert expected is not None
    assert len(rows) == expected[0]
    assert not rows.duplicated(["force_id", "question"]).any()


def test_the_tiles_of_west_mercia_are_its_answers(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    assert [tile(rows, "west-mercia", q).state for q in ("1a", "1b", "1c", "2", "3", "4")] == [
        "value", "referred", "ncnd", "ncnd", "value", "value",
    ]  # fmt: skip
    assert answer_grid.in_words(tile(rows, "west-mercia", "1a")) == "22 arrests, not reviewed"
    assert answer_grid.in_words(tile(rows, "west-mercia", "3")) == "7 arrests, not reviewed"
    assert answer_grid.in_words(tile(rows, "west-mercia", "4")) == "1 group, not reviewed"
    assert answer_grid.in_words(tile(rows, "west-mercia", "2")) == (
        "neither confirmed nor denied, s23(5), s31(3), s40(5)"
    )


def test_every_tile_that_is_not_a_number_is_the_status_that_the_warehouse_has(
    release: duckdb.DuckDBPyConnection,
) -> None:
    single = answer_grid.rows_of(CAMPAIGN, Filters())
    for row in single[single["outcome_id"].notna()].itertuples():
        found = release.execute("select status from outcomes where outcome_id = ?", [row.outcome_id]).fetchone()
        assert found is not None
        assert row.state == found[0] or (found[0] == "answered" and row.state in ("value", "not_read"))


def test_a_force_without_a_reply_is_not_said_to_have_been_silent(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    here = {
        force
        for (force,) in release.execute("select force_id from outcomes where campaign_id = ?", [CAMPAIGN]).fetchall()
    }
    assert set(answer_grid.silent(rows)) == set(rows["force_id"]) - here
    grid = answer_grid.html(rows, Filters(), None, {})
    assert (
        "40 of 45 territorial forces: we hold no reply from these. That says nothing about whether they replied. "
        "Some of them may not have been asked." in grid
    )
    assert f'aria-label="Kent: {answer_grid.NO_REPLY}"' in grid


def test_a_thread_known_only_as_a_whole_stands_once_over_its_questions(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    assert tile(rows, "northern-ireland", "3").is_whole_thread
    grid = answer_grid.html(rows[rows["force_id"] == "northern-ireland"], Filters(), None, {})
    assert grid.count('class="tile half wide"') == 1
    assert "which questions is not known" in grid


def test_every_tile_is_a_link_with_words_and_a_silent_force_is_one_stop(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    grid = answer_grid.html(rows, Filters(), "west-mercia~3", {})
    links = re.findall(r"<a [^>]*>", grid)
    stops = [link for link in links if "tabindex" not in link]
    assert all("aria-label=" in link for link in stops)
    assert len(stops) == len(answer_grid.silent(rows)) + 3 + 2 * 6
    assert sum("aria-current" in link for link in links) == 1


def test_the_sentences_count_what_the_warehouse_has_of_how_many_threads(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    found = release.execute("select requests from campaigns where campaign_id = ?", [CAMPAIGN]).fetchone()
    assert found is not None
    assert answer_grid.coverage(rows, found[0]).startswith("Something is here of 5 of the 42 forces asked")
    coverage = answer_grid.coverage(rows, found[0])
    assert "of the other 37 that were asked no reply is here" in coverage
    assert "The grid lists 45 forces, every territorial one among them, so not each was asked." in coverage
    assert "so not each was asked" not in answer_grid.coverage(rows, 45)
    assert answer_grid.finding(rows) == (
        "Of 12 answers to single questions here, 3 gave a number, 6 refused, 2 would neither confirm nor deny and 1 "
        "answered in a document not here; of 3 threads only the whole is known, and not which questions it answered."
    )


def test_a_filter_for_hands_leaves_tiles_out_and_says_so(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters({"hand": ("own_document",)}))
    assert tile(rows, "west-mercia", "3").state == "left_out"
    assert answer_grid.in_words(tile(rows, "west-mercia", "3")) == "left out by the filters"
    assert tile(rows, "kent", "3").state == "not_collected"


def test_a_tile_is_named_by_force_and_question_or_by_the_id_of_its_answer(release: duckdb.DuckDBPyConnection) -> None:
    rows = answer_grid.rows_of(CAMPAIGN, Filters())
    by_tile = answer_choice.rows_of_tile(rows, "west-mercia~3")
    by_mark = answer_choice.rows_of_tile(rows, None, str(by_tile["outcome_id"].iloc[0]))
    assert list(by_tile.index) == list(by_mark.index)
    assert len(answer_choice.rows_of_tile(rows, "borsetshire~3")) == 0


def test_the_earlier_answer_to_question_4_stays_beside_the_one_that_holds(release: duckdb.DuckDBPyConnection) -> None:
    given = warehouse.query(
        warehouse.sql("answers_of_question"), {"campaign": CAMPAIGN, "force": "west-mercia", "question": "4"}
    )
    assert list(zip(given["status"], given["is_current"], strict=True)) == [("answered", True), ("ncnd", False)]


# Sections


def test_a_section_is_found_under_its_own_law() -> None:
    assert sections.base("s31(1)(a)(b)") == "s31"
    assert sections.base("art 25(2)") == "art 25"
    assert sections.slug("FOIA 2000", "s31(3)") == "foia-2000.s31"
    assert sections.has(answer(exemptions=["s31(3)"]), "foia-2000.s31")
    assert not sections.has(answer(law="FOISA 2002", exemptions=["s31"]), "foia-2000.s31")


def test_every_section_that_an_answer_names_has_a_title(release: duckdb.DuckDBPyConnection) -> None:
    named = release.execute("select distinct law, unnest(exemptions) from outcomes").fetchall()
    assert named
    for law, section in named:
        assert "not known" not in sections.described(law, section), (law, section)


def test_sections_are_counted_as_the_warehouse_has_them(release: duckdb.DuckDBPyConnection) -> None:
    table = sections.table_of(other_answers.rows_of(Filters()))
    on_cost = table[table["Section"].str.startswith("FOIA 2000, s12")]
    found = release.execute(
        "select count(*), count(*) filter (where exemptions_basis = 'inferred') from outcomes "
        "where campaign_id is null and law = 'FOIA 2000' "
        "and len(list_filter(exemptions, lambda s: s = 's12' or s like 's12(%')) > 0"
    ).fetchone()
    assert found is not None
    assert (int(on_cost["Answers that name it"].iloc[0]), int(on_cost["Of them inferred"].iloc[0])) == found


# What can be done


def test_only_the_requester_can_ask_for_a_review_and_nothing_is_late() -> None:
    steps = next_steps.after_answer(answer(exemptions=["s12"]), "How many?")
    text = " ".join(steps.said)
    assert "within 40 working days of the answer, unless the answer prints another limit" in text
    assert "Only the requester can ask." in text
    assert steps.sender == "Only the person who made the request can send this."
    assert "late" not in re.findall(r"\w+", text + steps.letter)


def test_a_limit_that_the_answer_prints_goes_before_the_usual_one() -> None:
    assert "within 20 working days" in next_steps.limit("FOIA 2000", "west-mercia~50766")


def test_the_printed_limits_are_of_sources_that_are_here(release: duckdb.DuckDBPyConnection) -> None:
    ids = {i for (i,) in release.execute("select source_id from sources").fetchall()}
    assert {row["source_id"] for row in next_steps.rows("printed_limits")} <= ids


def test_a_law_whose_limit_is_not_known_gets_no_number() -> None:
    assert next_steps.limit("FOI (Jersey) Law 2011", "jersey~1") == "within the limit that the answer prints"


def test_a_letter_asks_what_this_answer_leaves_open() -> None:
    letter = next_steps.review_letter(answer(exemptions=["s12(1)"]), "How many arrests?")
    assert "Request 123/20" in letter
    assert "How many arrests?" in letter
    assert "section 16" in letter
    scottish = next_steps.review_letter(answer(law="FOISA 2002", exemptions=["s12(1)"]), "How many arrests?")
    assert "section 15" in scottish
    assert "section 16" not in scottish


def test_every_status_of_an_answer_has_a_point_or_no_letter_for_a_review(release: duckdb.DuckDBPyConnection) -> None:
    for (status,) in release.execute("select distinct status from outcomes").fetchall():
        if status not in next_steps.UNREAD:
            assert next_steps.points(answer(status=status)), status


def test_after_a_review_the_next_step_is_the_commissioner_and_a_new_request_is_anybodys() -> None:
    steps = next_steps.after_answer(answer(status="answered", stage="internal_review"), "How many?")
    assert "complain to the Information Commissioner" in steps.said[0]
    assert steps.sender == "Anybody can send this."


# Other answers


def test_answers_to_other_requests_are_counted_as_the_warehouse_has_them(release: duckdb.DuckDBPyConnection) -> None:
    rows = other_answers.rows_of(Filters())
    found = dict(
        release.execute("select status, count(*) from outcomes where campaign_id is null group by status").fetchall()
    )
    assert rows["status"].value_counts().to_dict() == found
    assert other_answers.counts_of(rows)["Answers"].sum() == len(rows)


def test_what_a_compiler_says_of_a_force_is_not_said_by_the_force() -> None:
    said = other_answers.status_of(answer(status="refused", said_by="compiler", is_current=True))
    assert said == "Refused, as the compiler says"
    assert other_answers.status_of(answer(status="ncnd", said_by="force", is_current=False)).startswith("Superseded")


def test_every_status_has_words(release: duckdb.DuckDBPyConnection) -> None:
    for (status,) in release.execute("select distinct status from outcomes").fetchall():
        assert status in states.STATES or status == "answered"


# One force


def test_an_unknown_force_gets_the_nearest(release: duckdb.DuckDBPyConnection) -> None:
    assert one_force.one("kentt") is None
    assert one_force.nearest("kentt")[0].force_id == "kent"
    assert one_force.nearest("West Mercia")[0].force_id == "west-mercia"
    assert one_force.nearest("§§§") == []


def test_a_force_has_the_figures_answers_and_sources_that_the_warehouse_has(
    release: duckdb.DuckDBPyConnection,
) -> None:
    for force in ("kent", "lancashire", "police-scotland", "area:wales"):
        page = one_force.about(one_force.one(force), Filters())
        for table, rows in (("figures", page.figures), ("outcomes", page.answers)):
            found = release.execute(f"select count(*) from {table} where force_id = ?", [force]).fetchone()
            assert found is not None
            left = page.not_listed if table == "figures" else 0
            assert len(rows) + left == found[0], (force, table)


def test_a_dispute_stands_with_each_sources_value(release: duckdb.DuckDBPyConnection) -> None:
    page = one_force.about(one_force.one("lancashire"), Filters())
    printed = page.disputes[(page.disputes["offence_id"] == "soa2003_s15a") & (page.disputes["period_id"] == "2017/18")]
    assert {"64", "175"} <= set(printed["value_text"])


def test_filters_leave_figures_out_and_the_page_knows_how_many(release: duckdb.DuckDBPyConnection) -> None:
    page = one_force.about(one_force.one("kent"), Filters({"measure": ("arrests_ocag",)}))
    assert 0 < len(page.figures) < page.all_figures
    assert set(page.figures["measure_id"]) == {"arrests_ocag"}
