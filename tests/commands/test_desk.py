"""A decision becomes an entry of source.toml; what two people decide differently is in force for neither."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import desk as decisions
from ingest import reference as reference_data
from ingest.commands.build import build
from ingest.desk import CantDecide, Row
from tests.making_evidence import write_raw

DAY = date(2026, 5, 1)
REFERENCE = reference_data.load()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("desk")
    write_raw(folder / "raw")
    assert build([folder / "raw"], folder / "warehouse.duckdb", 0, False) == 0
    return folder


@pytest.fixture
def rows(place: Path) -> list[Row]:
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        cursor = con.execute("select * from all_figures where source_id = 'kent~101-21' order by locator")
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def text(place: Path) -> str:
    return (place / "raw" / "kent" / "101-21" / "source.toml").read_text()


def entries(text: str, kind: str) -> list[dict[str, Any]]:
    return list(tomllib.loads(text).get(kind, []))


def built(place: Path, text: str, tmp_path: Path) -> dict[str, tuple[Any, ...]]:
    """figure_id to (value, review, status, rule) with another source.toml; and the errors among the checks."""
    shutil.copytree(place, tmp_path, dirs_exist_ok=True)  # with what was read of the others
    (tmp_path / "raw" / "kent" / "101-21" / "source.toml").write_text(text)
    assert build([tmp_path / "raw"], tmp_path / "warehouse.duckdb", 0, False) == 0
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as con:
        found = con.execute("select figure_id, value, review, status, rule from all_figures").fetchall()
        found += con.execute("select rule, figure_id, message from checks where severity <> 'note'").fetchall()
    return {row[0]: row[1:] for row in found}


def test_what_one_person_accepts_on_one_day_is_one_entry(
    place: Path, rows: list[Row], text: str, tmp_path: Path
) -> None:
    one, two, three = rows[:3]
    for row in (one, two):
        text = decisions.accept(text, row, rows, "AB", DAY)
    (entry,) = entries(text, "review")
    assert entry["figures"] == [one["figure_id"], two["figure_id"]]
    text = decisions.accept(text, three, rows, "CD", DAY)
    assert len(entries(text, "review")) == 2
    found = built(place, text, tmp_path)
    assert [found[row["figure_id"]][1] for row in (one, two, three)] == ["reviewed"] * 3
    assert "ruling-lapsed" not in found


def test_what_was_accepted_and_is_then_corrected_leaves_the_entry(
    place: Path, rows: list[Row], text: str, tmp_path: Path
) -> None:
    one, two = rows[:2]
    for row in (one, two):
        text = decisions.accept(text, row, rows, "AB", DAY)
    text = decisions.correct(text, two, {"period": "2018/19"}, "The heading says so.", "AB", DAY, rows, REFERENCE)
    assert [entry["figures"] for entry in entries(text, "review")] == [[one["figure_id"]]]
    found = built(place, text, tmp_path)
    assert found[one["figure_id"]][1] == "reviewed"
    assert found[two["figure_id"]][1] == "corrected"
    assert "ruling-lapsed" not in found and "reviewers-disagree" not in found


def test_a_correction_that_is_changed_before_a_build_replaces_itself(rows: list[Row], text: str) -> None:
    exact = next(row for row in rows if row["value"] is not None)
    for value in (30.0, 31.0):
        text = decisions.correct(text, exact, {"value": value}, "Misread.", "AB", DAY, rows, REFERENCE)
    (entry,) = entries(text, "correction")
    assert entry["value"] == 31
    assert entry["expect"] == {"value": exact["value"]}


@pytest.mark.parametrize(
    ("changes", "reason", "by", "said"),
    [
        ({}, "Why not.", "AB", "Nothing is changed"),
        ({"value": 31.0}, " ", "AB", "Say why"),
        ({"value": 31.0}, "Misread.", "", "initials"),
        ({"period": "last year"}, "Misread.", "AB", "period"),
        ({"offence": "soa2003_s999"}, "Misread.", "AB", "offences.csv"),
    ],
)
def test_what_could_not_be_followed_is_refused(
    rows: list[Row], text: str, changes: dict[str, Any], reason: str, by: str, said: str
) -> None:
    exact = next(row for row in rows if row["value"] is not None)
    with pytest.raises(CantDecide, match=said):
        decisions.correct(text, exact, changes, reason, by, DAY, rows, REFERENCE)


def test_comments_and_order_of_the_file_stay(rows: list[Row], text: str) -> None:
    text = f"# A person wrote this.\n{text}\n# And this, at the end.\n"
    changed = decisions.accept(text, rows[0], rows, "AB", DAY)
    assert changed.startswith(text)


@pytest.mark.parametrize("second", ["accepts", "corrects", "rejects"])
def test_where_two_people_disagree_neither_is_in_force_and_a_check_says_so(
    place: Path, rows: list[Row], text: str, tmp_path: Path, second: str
) -> None:
    one = next(row for row in rows if row["value"] is not None)
    mark = one["figure_id"]
    mine = decisions.correct(text, one, {"value": 30.0}, "Misread.", "AB", DAY, rows, REFERENCE)
    if second == "accepts":
        theirs = decisions.accept(text, one, rows, "CD", DAY)
    elif second == "corrects":
        theirs = decisions.correct(text, one, {"value": 31.0}, "Misread.", "CD", DAY, rows, REFERENCE)
    else:
        theirs = decisions.correct(text, one, {"reject": True}, "No such number.", "CD", DAY, rows, REFERENCE)
    found = built(place, mine + theirs.removeprefix(text), tmp_path)
    value, review, status, rule = found[mark]
    assert (value, review, status) == (one["value"], "unreviewed", "rejected")
    assert "AB says" in rule and "CD says" in rule
    assert found["reviewers-disagree"][0] == mark


def test_two_people_who_agree_confirm_each_other(place: Path, rows: list[Row], text: str, tmp_path: Path) -> None:
    one = next(row for row in rows if row["value"] is not None)
    both = [decisions.correct(text, one, {"value": 30.0}, "Misread.", by, DAY, rows, REFERENCE) for by in ("AB", "CD")]
    found = built(place, both[0] + both[1].removeprefix(text), tmp_path)
    assert found[one["figure_id"]][:3] == (30.0, "corrected", "current")
    assert "reviewers-disagree" not in found and "ruling-lapsed" not in found


def test_a_review_of_others_stands_where_one_of_them_is_disputed(
    place: Path, rows: list[Row], text: str, tmp_path: Path
) -> None:
    exact = [row for row in rows if row["value"] is not None][:2]
    mine = text
    for row in exact:
        mine = decisions.accept(mine, row, rows, "AB", DAY)
    theirs = decisions.correct(text, exact[0], {"value": 31.0}, "Misread.", "CD", DAY, rows, REFERENCE)
    found = built(place, mine + theirs.removeprefix(text), tmp_path)
    assert found[exact[0]["figure_id"]][2] == "rejected"
    assert found[exact[1]["figure_id"]][1] == "reviewed"


def test_a_lapsed_review_is_not_renewed_by_accepting_one_of_its_figures(
    place: Path, rows: list[Row], text: str, tmp_path: Path
) -> None:
    one, two = rows[:2]
    stale = dict(one) | {"value_low": 1.0, "value_high": 1.0, "value": 1.0}
    text = decisions.accept(text, stale, [stale, *rows[1:]], "AB", DAY)
    text = decisions.accept(text, two, [stale, *rows[1:]], "AB", DAY)
    text = decisions.accept(text, two, rows, "AB", date(2026, 6, 1))
    found = built(place, text, tmp_path)
    assert found[one["figure_id"]][1] == "unreviewed"
    assert found[two["figure_id"]][1] == "reviewed"


UNGUARDED = '[[correction]]\nfigure = "{mark}"\nvalue = {value}\nreason = "Misread."\nby = "{by}"\non = 2026-05-01\n'


@pytest.mark.parametrize(
    ("entries_", "status"),
    [
        ([("AB", "30"), ("CD", "31")], "rejected"),
        ([("AB", "30"), ("ab", "31")], "current"),
        ([("AB", "30"), ("CD", "30.0")], "current"),
    ],
)
def test_corrections_without_a_guard_count_and_capitals_of_initials_do_not(
    place: Path, rows: list[Row], text: str, tmp_path: Path, entries_: list[tuple[str, str]], status: str
) -> None:
    mark = next(row["figure_id"] for row in rows if row["value"] is not None)
    text += "\n" + "".join(UNGUARDED.format(mark=mark, value=value, by=by) for by, value in entries_)
    assert built(place, text, tmp_path)[mark][2] == status


def test_who_accepted_all_and_corrects_one_later_says_one_thing_of_it(
    place: Path, rows: list[Row], text: str, tmp_path: Path
) -> None:
    one = next(row for row in rows if row["value"] is not None)
    everything = f'\n[[review]]\nby = "AB"\non = 2026-04-01\nfigures = "all"\ndigest = "{decisions.digest_of(rows)}"\n'
    mine = decisions.correct(text + everything, one, {"value": 30.0}, "Misread.", "AB", DAY, rows, REFERENCE)
    theirs = decisions.correct(text, one, {"value": 30.0}, "Misread.", "CD", DAY, rows, REFERENCE)
    found = built(place, mine + theirs.removeprefix(text), tmp_path)
    assert found[one["figure_id"]][:3] == (30.0, "corrected", "current")


def test_bounds_that_cross_and_numbers_without_end_are_refused(rows: list[Row], text: str) -> None:
    one = next(row for row in rows if row["value"] is None)
    for changes in ({"value_low": 9.0, "value_high": 4.0}, {"value": float("inf")}):
        with pytest.raises(CantDecide):
            decisions.correct(text, one, changes, "Misread.", "AB", DAY, rows, REFERENCE)


ON_AN_ANSWER = (
    '[[correction]]\noutcome = "{mark}"\nexpect = {{ status = "ncnd" }}\nstatus = "{status}"\nreason = "Its words."\n'
    'by = "{by}"\non = 2026-05-01\n'
)


def test_two_who_disagree_about_an_answer_take_it_out_of_force(place: Path, text: str, tmp_path: Path) -> None:
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        ((mark,),) = con.execute(
            "select outcome_id from outcomes where source_id = 'kent~101-21' and status = 'ncnd' and is_current limit 1"
        ).fetchall()
    for by, status in (("AB", "refused"), ("CD", "not_held")):
        text += "\n" + ON_AN_ANSWER.format(mark=mark, status=status, by=by)
    found = built(place, text, tmp_path)
    assert "reviewers-disagree" in found
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as con:
        ((status, is_current, ruling),) = con.execute(
            "select status, is_current, ruling from outcomes where outcome_id = ?", [mark]
        ).fetchall()
    assert (status, is_current) == ("ncnd", False)
    assert "AB says" in ruling and "CD says" in ruling
