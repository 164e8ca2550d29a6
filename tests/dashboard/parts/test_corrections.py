"""A corrected figure as the pages show it: with a mark of its own, and never as what the document prints."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from dashboard import warehouse, words
from dashboard.pages import answers, compare
from dashboard.parts import statuses
from dashboard.parts.controls import Address
from ingest.commands.build import build
from tests.making import put_transcript


def corrected(con: duckdb.DuckDBPyConnection) -> str:
    ((figure_id,),) = con.execute("select figure_id from figures where review = 'corrected'").fetchall()
    return str(figure_id)


def test_a_corrected_number_has_a_mark_of_its_own_wherever_it_is_drawn(ruled: duckdb.DuckDBPyConnection) -> None:
    figure_id = corrected(ruled)
    ((measure, unit, offence, period),) = ruled.execute(
        "select measure_id, unit, offence_id, period_id from figures where figure_id = ?", [figure_id]
    ).fetchall()
    at = Address("/compare").but(measure=measure, unit=unit, offence=offence, period=period, show="count")
    drawn = compare.chart(at)
    assert drawn is not None and "23 †" in [mark.text for mark in drawn.drawing.marks if hasattr(mark, "text")]
    assert figure_id in drawn.marks
    grid = {
        (row.force_id, row.question): answers.tile_words(row)
        for row in warehouse.query("answers_grid", {"campaign": CAMPAIGN}).itertuples()
    }
    assert "23" in grid["kent", "1a"] and "22" not in grid["kent", "1a"]


def test_the_print_the_reason_and_the_day_stand_below_what_shows_a_corrected_figure(
    ruled: duckdb.DuckDBPyConnection,
) -> None:
    (said,) = statuses.corrected([corrected(ruled)])
    assert said.startswith("† Kent Police (") and "2019/20): 23; the source prints “22”, corrected by a person" in said
    assert said.endswith("the note below adds one (AB, 4 May 2021).")
    others = [i for (i,) in ruled.execute("select figure_id from figures where review <> 'corrected'").fetchall()]
    assert statuses.corrected(others) == []


def test_a_corrected_range_is_shown_by_its_ends_and_not_by_its_print() -> None:
    row = SimpleNamespace(
        review="corrected", value=float("nan"), value_low=5.0, value_high=9.0, value_text="<5", symbol=None
    )
    assert statuses.shown(row) == "5 to 9"


def test_queries_put_the_range_in_the_place_of_an_overruled_print() -> None:
    printed = warehouse.sql("print", "f")
    rows = (
        "('reviewed', null, 1, 4, '<5', null), ('corrected', null, 5, 9, '<5', null), "
        "('corrected', 23, 23, 23, '22', null), ('reviewed', null, null, null, '1,700', '[e]'), "
        "('reviewed', null, null, null, 'about 90', '[e]')"
    )
    columns = "review, value, value_low, value_high, value_text, symbol"
    found = duckdb.sql(f"select {printed} from (values {rows}) as f ({columns})")
    assert found.fetchall() == [("<5",), ("5 to 9",), (None,), ("some 1,700",), ("about 90",)]
    asked = "\n".join(file.read_text() for file in warehouse.SQL.glob("*.sql"))
    assert len(re.findall(r"\{(?:print|drawn):\w+\}", asked)) >= 12


def test_every_sign_of_review_has_words() -> None:
    assert set(words.SAID["review_marks"]) < set(words.SAID["reviews"]) and words.review_mark("reviewed") == ""


def test_the_sides_of_a_dispute_are_named_from_the_lowest(ruled: duckdb.DuckDBPyConnection) -> None:
    ((head, text),) = ruled.execute("select figure_id, value_text from figures where is_disputed").fetchall()
    assert text == "64 or 175"
    rows = warehouse.query(warehouse.sql("evidence_same_figure"), {"figure_id": head})
    assert [row.value for row in rows.itertuples() if row.status == "conflicting"] == [64, 175]


# Why there is no share


CAMPAIGN = "online-grooming-2019-20"
OCAG, ALL = "arrests_ocag", "arrests_online_cso"


def publish(raw: Path, name: str, *rows: tuple[str, str, str]) -> None:
    head = f'title = "{name}"\nkind = "charity"\npublisher = "{name} Trust"\npublished = "2020-11"\n'
    head += f'url = "https://charity.example/{name}"'
    lines = (f"{force},{measure},arrests,,2019/20,{n},value,,,,{force} {measure}," for force, measure, n in rows)
    put_transcript(raw / "_published" / name, head, *lines)


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shares")
    given = {"kent": ("7", "22"), "essex": ("4", "30"), "durham": ("6", "20"), "gwent": ("6", "20")}
    rows = [(force, measure, n) for force, pair in given.items() for measure, n in zip((OCAG, ALL), pair, strict=True)]
    publish(folder / "raw", "one", *rows, ("surrey", OCAG, "3"))
    publish(folder / "raw", "two", ("kent", OCAG, "9"), ("essex", ALL, "40"))
    assert build([folder / "raw"], folder / "w.duckdb", 0, False) == 0
    with duckdb.connect(str(folder / "w.duckdb"), read_only=True) as con:
        ids = dict(
            con.execute("select force_id || measure_id, figure_id from figures where not is_disputed").fetchall()
        )
    rulings = f"""
[[withdrawal]]
figures = ["{ids["durham" + ALL]}"]
on = 2021-05-01
reason = "counted twice"
[[correction]]
figure = "{ids["gwent" + OCAG]}"
expect = {{ value = 6 }}
value = 5
reason = "misprint"
by = "AB"
on = 2021-05-01
"""
    folder_of = folder / "raw" / "_published" / "one" / "source.toml"
    folder_of.write_text(folder_of.read_text() + rulings)
    assert build([folder / "raw"], folder / "w.duckdb", 0, False) == 0
    return folder / "w.duckdb"


def test_a_share_says_the_true_reason_why_there_is_none(shares: Path) -> None:
    with duckdb.connect(str(shares), read_only=True) as con:
        notes = dict(con.execute("select force_id, share_note from ocag_arrests").fetchall())
    assert notes == {
        "kent": "No share: sources disagree on these arrests.",
        "essex": "No share: sources disagree on all online arrests.",
        "surrey": "No share: the same source gives no count of all online arrests for this period, unit and scope.",
        "durham": "No share: the same source's count of all online arrests is not the one in force.",
        "gwent": "At most, if all 5 are among the 20, which the answer does not say.",
    }


def test_a_print_in_words_stands_beside_its_number_and_unit() -> None:
    row = {"value": 1.0, "value_low": None, "value_high": None, "value_text": "One", "unit": "groups"}
    assert statuses.as_it_was(row) == "1 group, printed “One”"
