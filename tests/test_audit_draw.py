"""A draw is the same on any machine, takes from every kind of source, and its sheet hides what the warehouse holds."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from dataclasses import astuple, replace
from pathlib import Path

import duckdb
import pytest

from ingest import reference as reference_data
from ingest.audit import draw as sheet
from ingest.audit.draw import Draw, Held, TooMany, draw, held, in_force, shared_out
from tests.making_audits import draw_of, figures_of, rows_of, small_warehouse


@pytest.fixture(scope="module")
def shipped(built_warehouse: Path) -> list[Held]:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        return held(con)


@pytest.fixture(scope="module")
def drawn(shipped: list[Held]) -> Draw:
    return draw(in_force(shipped), 100, 7, "a release")


def test_the_same_release_number_and_seed_draw_the_same(shipped: list[Held], drawn: Draw) -> None:
    again = draw(list(reversed(in_force(shipped))), 100, 7, "a release")
    assert again == drawn
    ids = {one.figure_id for one in drawn.figures}
    assert len(ids) == 100
    for other in (draw(in_force(shipped), 100, 8, "a release"), draw(in_force(shipped), 100, 7, "another")):
        assert {one.figure_id for one in other.figures} != ids


def test_which_figures_are_drawn_is_settled_by_their_ids_alone(shipped: list[Held]) -> None:
    """By `printf "9shck8qab3ef 7 a" | sha256sum` and its like the order is c, b, d, a, on any machine."""
    four = [replace(shipped[0], figure_id=name) for name in "abcd"]
    drawn = [{one.figure_id for one in draw(four, n, 7, "9shck8qab3ef").figures} for n in (1, 2, 3)]
    assert drawn == [{"c"}, {"c", "b"}, {"c", "b", "d"}]


def test_each_kind_and_hand_gives_in_proportion_and_at_least_one(drawn: Draw) -> None:
    of_stratum = Counter((one.source_kind, one.hand) for one in drawn.figures)
    whole = sum(drawn.sizes.values())
    assert set(of_stratum) == set(drawn.sizes), "every kind and hand gives one"
    small = sum(size * 100 < whole for size in drawn.sizes.values())
    for stratum, size in drawn.sizes.items():
        assert abs(of_stratum[stratum] - max(1, 100 * size / whole)) <= 1 + small, stratum


def test_shares_are_largest_remainders_and_never_more_than_there_are() -> None:
    a, b, c = ("charity", "x"), ("official", "x"), ("press", "x")
    assert shared_out({a: 50, b: 30, c: 20}, 10) == {a: 5, b: 3, c: 2}
    assert shared_out({a: 97, b: 2, c: 1}, 10) == {a: 8, b: 1, c: 1}
    assert shared_out({a: 97, b: 2, c: 1}, 2) == {a: 2, b: 0, c: 0}
    assert shared_out({a: 2, b: 2, c: 1}, 5) == {a: 2, b: 2, c: 1}
    for n in range(1, 101):
        given = shared_out({a: 97, b: 2, c: 1}, n)
        assert sum(given.values()) == n
        assert given[a] <= 97 and given[b] <= 2 and given[c] <= 1


@pytest.mark.parametrize("n", [0, 20_000])
def test_more_than_there_are_and_none_are_refused_with_what_would_do(shipped: list[Held], n: int) -> None:
    with pytest.raises(TooMany, match=rf"--sample {n}: the release has \d+ figures .* Ask for 1 to \d+"):
        draw(in_force(shipped), n, 7, "a release")
    with pytest.raises(TooMany, match="no figure in force"):
        draw([], 1, 7, "a release")


def test_no_disputed_figure_is_drawn_from(built_warehouse: Path, shipped: list[Held]) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        undisputed = con.execute("select figure_id from figures where not is_disputed order by 1").fetchall()
    assert [one.figure_id for one in in_force(shipped)] == [figure_id for (figure_id,) in undisputed]


def sheet_rows(shipped: list[Held], drawn: Draw) -> list[dict[str, str]]:
    data = sheet.files(drawn, shipped, reference_data.load())[sheet.SHEET]
    return list(csv.DictReader(io.StringIO(data.decode(sheet.ENCODING))))


def test_the_sheet_has_no_words_of_ours_on_what_was_found(shipped: list[Held], drawn: Draw) -> None:
    rows = sheet_rows(shipped, drawn)
    by_id = {one.figure_id: one for one in drawn.figures}
    assert {one for row in rows for one in row["figure"].split(sheet.SEVERAL)} == set(by_id)
    for row in rows:
        figures = [by_id[one] for one in row["figure"].split(sheet.SEVERAL)]
        assert tuple(row[name] for name in sheet.GIVEN[2:-1]) == astuple(figures[0].place), "the place and nothing else"
        assert not any(row[name] for name in sheet.FILLED)
        for figure in figures:
            told = [
                row[name] for name in ("place", "published_by", "reference", "document", "page", "force", "locator")
            ]
            assert figure.text not in told
            meaning = figure.meaning
            assert not [part for part in (meaning.measure, meaning.offence) if part and part in " ".join(told)]


def test_our_transcripts_and_their_row_numbers_are_not_in_the_sheet(shipped: list[Held], drawn: Draw) -> None:
    text = sheet.files(drawn, shipped, reference_data.load())[sheet.SHEET].decode()
    assert "transcript.csv" not in text and "row 1" not in text
    assert "opening of the page" in text


def test_a_place_with_several_drawn_figures_is_one_line_with_the_count_of_its_numbers(
    shipped: list[Held], drawn: Draw
) -> None:
    rows = sheet_rows(shipped, drawn)
    assert len(rows) == len({(one.source_id, one.place) for one in drawn.figures}) < len(drawn.figures)
    assert any(sheet.SEVERAL in row["figure"] for row in rows)
    assert [row["place"] for row in rows] == [f"P{n}" for n in range(1, len(rows) + 1)]
    assert all(int(row["numbers"]) >= row["figure"].count(sheet.SEVERAL) + 1 for row in rows)


def test_a_document_that_is_here_is_named_with_the_line(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    folder = draw_of(warehouse, 7)
    rows = rows_of(folder)
    assert {row["document"] for row in rows} == {"kent/1/reply.txt", "essex/1/reply.txt", "surrey/1/reply.txt"}
    assert {row["locator"] for row in rows if row["document"].startswith("kent")} == {"line 3", "line 4", "line 5"}
    text = (folder / sheet.SHEET).read_text(encoding=sheet.ENCODING)
    assert [
        value for value in ("1,234", "1234", "577", "961", "85", "443", "2019/20", "arrests") if value in text
    ] == []
    assert [value for value in ("1,234", "577", "2019", "arrests") if value in (folder / sheet.DRAW).read_text()] == []


def test_what_was_drawn_is_kept_with_the_size_of_each_kind(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    folder = draw_of(warehouse, 3)
    kept = tomllib.loads((folder / sheet.DRAW).read_text())
    assert folder.name == f"{kept['release']}-n3-s7"
    assert [(one["kind"], one["figures_in_release"], one["drawn"]) for one in kept["stratum"]] == [
        ("disclosure_log", 2, 1),
        ("force_response", 5, 2),
    ]
    drawn = sheet.read_draw(folder)
    assert {one.digest for one in drawn.figures} <= {one.digest for one in figures_of(warehouse)}
    with pytest.raises(sheet.NoDraw, match="is no draw that this version can read"):
        sheet.read_draw(tmp_path)


def test_the_codebook_has_every_measure_with_units_and_every_offence(tmp_path: Path) -> None:
    reference = reference_data.load()
    rows = rows_of(draw_of(small_warehouse(tmp_path), 1), sheet.CODEBOOK)
    ids = {row["id"] for row in rows}
    assert set(reference.offences) <= ids
    assert {one.measure_id for one in reference.measures.values() if one.units} <= ids
    assert all(row["definition"] and row["units"] for row in rows if row["column"] == "measure")
