"""A number in doubt says so wherever it stands, and opens no sentence as if it were sound."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse
from dashboard.parts import evidence, force_years, print_line, results, statuses, subject
from dashboard.words import each

pytestmark = pytest.mark.usefixtures("shipped")


def in_doubt(built_warehouse: Path) -> set[str]:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    return {name for (name,) in con.execute("select figure_id from figures where len(doubts) > 0").fetchall()}


def test_every_figure_in_doubt_is_told(built_warehouse: Path) -> None:
    wanted = in_doubt(built_warehouse)
    assert len(wanted) > 1
    for figure_id in wanted:
        assert subject.differing([figure_id], in_doubt_alone=True)
    assert subject.differing(["000000000000"], in_doubt_alone=True) == []


def test_what_only_differs_is_told_and_never_called_in_doubt(built_warehouse: Path) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    rule = "list_contains(differs, 'differs-from-official-class') and len(doubts) = 0"
    wanted = {name for (name,) in con.execute(f"select figure_id from figures where {rule}").fetchall()}
    assert len(wanted) >= 20 and subject.differing(list(wanted), in_doubt_alone=True) == []
    for figure_id in wanted:
        said, why = subject.differing([figure_id])
        assert why.startswith("Why sources may differ")
        # Both values, with whose they are; a part and its class are named as two things, and a class has its name once.
        assert "in the whole class that holds it" in said and "(Home Office, class 88A: Sexual grooming)" in said
        assert "Home Office class" not in said


def test_an_official_series_is_shown_with_its_licence_and_that_it_is_a_copy(built_warehouse: Path) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    ((figure_id,),) = con.execute(
        "select figure_id from figures where force_id = 'kent' and offence_id = 'ho_88a' and period_id = '2024/25'"
    ).fetchall()
    assert statuses.licences([figure_id]) == [
        "Contains public sector information licensed under the Open Government Licence v3.0. Read in a copy."
    ]


def test_who_counted_says_whether_all_or_a_part_was_read_in_copies() -> None:
    both = ["Home Office", "Avon and Somerset Police"]
    assert subject.counted_by(both[:1], ["second_hand"]) == "Home Office (copy)"
    said = "Home Office and Avon and Somerset Police (partly copies)"
    assert subject.counted_by(both, ["second_hand", "own_transcript"]) == said
    assert subject.counted_by(both[1:], ["own_transcript"]) == "Avon and Somerset Police"


def test_who_counted_alone_and_with_others_is_named_once() -> None:
    """It said "Cheshire Constabulary, National Crime Agency and Cheshire Constabulary and NSPCC"."""
    both = ["Cheshire Constabulary", "National Crime Agency and Cheshire Constabulary", "NSPCC"]
    assert subject.counted_by(both, ["second_hand"]) == "Cheshire Constabulary, National Crime Agency and NSPCC (copy)"


def test_a_charity_gathers_what_forces_counted() -> None:
    """Wherever it is said who counted: "Who counted it: NSPCC" stood over the arrests of Norfolk's police."""
    row = each(warehouse.query("evidence_figure", {"figure_id": "7v7gqxn6xxw8"}))[0]
    assert results.who(row) == "Gathered by NSPCC, read in Eastern Daily Press"
    assert "Who gathered it from forces" in dict(evidence.facts_of(row, [row]))
    line = print_line.of_figure(row, (), "r")
    assert line and line.sentence.endswith(
        ", according to figures gathered by the NSPCC, as reported by the Eastern Daily Press."
    )
    assert "; gathered by NSPCC, read in " in force_years.arrests(force_years.force_of("norfolk")).said


def test_a_number_in_doubt_has_no_rate(built_warehouse: Path) -> None:
    """Norfolk's 6 of s15 in perhaps a part of 2016/17 were "0.7 per 100,000" in their panel."""
    rates = dict(warehouse.values("select figure_id, as_rate from ready.beside"))
    doubted = in_doubt(built_warehouse)
    assert "4kjnht28p848" in doubted and not [mark for mark in doubted if rates[mark]]
    assert any(rates.values())


def test_of_each_side_of_a_dispute_stands_what_we_noted() -> None:
    """Lancashire's 64 or 175: its charity's 345 of eighteen months and 170 of the last six stood elsewhere."""
    row = each(warehouse.query("evidence_figure", {"figure_id": "mvczrx2waeac"}))[0]
    others, _ = statuses.others(row, statuses.rows_of("same_figure", row))
    said = " ".join(part for part in others if isinstance(part, str))
    assert "neither is taken. Our note: Conflicts with 175; the charity’s own 18-month total" in said
    assert "(at least 345, less 170) fits 175." in said
