"""A draw is the same on any machine, takes from every kind of source, and its sheet hides what the warehouse holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest import audit as sheet
from ingest import reference as reference_data
from ingest.audit import Held, Stratum, draw, held, in_force
from ingest.model import Stop
from ingest.warehouse.releases import folder_of, release_names
from tests.making_audits import draw_of, figures_of, rows_of, small_warehouse


@pytest.fixture(scope="module")
def shipped(built_warehouse: Path) -> list[Held]:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        return held(con)


@pytest.fixture(scope="module")
def drawn(shipped: list[Held]) -> list[Held]:
    return draw(in_force(shipped), 100, 7, "a release")


def test_the_same_release_number_and_seed_draw_the_same(shipped: list[Held], drawn: list[Held]) -> None:
    assert draw(list(reversed(in_force(shipped))), 100, 7, "a release") == drawn
    assert len(set(drawn)) == 100
    for other in (draw(in_force(shipped), 100, 8, "a release"), draw(in_force(shipped), 100, 7, "another")):
        assert other != drawn


def test_which_figures_are_drawn_is_settled_by_their_ids_alone(shipped: list[Held]) -> None:
    """By `printf "9shck8qab3ef 7 a" | sha256sum` and its like the order is c, b, d, a, on any machine."""
    four = [replace(shipped[0], figure_id=name) for name in "abcd"]
    drawn = [{one.figure_id for one in draw(four, n, 7, "9shck8qab3ef")} for n in (1, 2, 3)]
    assert drawn == [{"c"}, {"c", "b"}, {"c", "b", "d"}]


def test_each_kind_and_hand_gives_in_proportion_and_at_least_one(shipped: list[Held], drawn: list[Held]) -> None:
    of_stratum = Counter(one.stratum for one in drawn)
    sizes = Counter(one.stratum for one in in_force(shipped))
    assert set(of_stratum) == set(sizes), "every kind and hand gives one"
    for stratum, size in sizes.items():
        assert abs(of_stratum[stratum] - max(1, 100 * size / sizes.total())) <= 1 + len(sizes) / 2, stratum


@pytest.mark.parametrize(
    ("sizes", "n", "given"),
    [((50, 30, 20), 10, (5, 3, 2)), ((97, 2, 1), 10, (8, 1, 1)), ((97, 2, 1), 2, (1, 1, 0)), ((2, 2, 1), 5, (2, 2, 1))],
)
def test_shares_are_never_more_than_there_are(
    sizes: tuple[int, ...], n: int, given: tuple[int, ...], shipped: list[Held]
) -> None:
    strata: list[Stratum] = [("charity", "x"), ("official", "x"), ("press", "x")]
    figures = [
        replace(shipped[0], figure_id=f"{stratum} {nth}", stratum=stratum)
        for stratum, size in zip(strata, sizes, strict=True)
        for nth in range(size)
    ]
    drawn = draw(figures, n, 7, "a release")
    assert tuple(sum(one.stratum == stratum for one in drawn) for stratum in strata) == given


@pytest.mark.parametrize("n", [0, 20_000])
def test_more_than_there_are_and_none_are_refused_with_what_would_do(shipped: list[Held], n: int) -> None:
    with pytest.raises(Stop, match=rf"--sample {n}: the release has \d+ figures .* Ask for 1 to \d+"):
        draw(in_force(shipped), n, 7, "a release")
    with pytest.raises(Stop, match="no figure in force"):
        draw([], 1, 7, "a release")


def test_no_disputed_figure_is_drawn_from(built_warehouse: Path, shipped: list[Held]) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        undisputed = con.execute("select figure_id from figures where not is_disputed order by 1").fetchall()
    assert [one.figure_id for one in in_force(shipped)] == [figure_id for (figure_id,) in undisputed]


@pytest.fixture(scope="module")
def rows(shipped: list[Held], drawn: list[Held], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    folder = tmp_path_factory.mktemp("draw")
    sheet.write(folder, drawn, shipped, {}, reference_data.load())
    return rows_of(folder)


def test_the_sheet_has_no_words_of_ours_on_what_was_found(rows: list[dict[str, str]], drawn: list[Held]) -> None:
    by_id = {one.figure_id: one for one in drawn}
    assert {one for row in rows for one in row["figure"].split(sheet.SEVERAL)} == set(by_id)
    for row in rows:
        figures = [by_id[one] for one in row["figure"].split(sheet.SEVERAL)]
        assert tuple(row[name] for name in sheet.GIVEN[2:-1]) == figures[0].place, "the place and nothing else"
        assert not any(row[name] for name in sheet.FILLED)
        for figure in figures:
            told = [
                row[name] for name in ("place", "published_by", "reference", "document", "page", "force", "locator")
            ]
            assert figure.text not in told
            assert not [part for part in figure.meaning[1:3] if part and part in " ".join(told)]


def test_our_transcripts_and_their_row_numbers_are_not_in_the_sheet(rows: list[dict[str, str]]) -> None:
    text = str(rows)
    assert "transcript.csv" not in text and "row 1" not in text
    assert "opening of the page" in text


def test_a_place_with_several_drawn_figures_is_one_line_with_the_count_of_its_numbers(
    rows: list[dict[str, str]], drawn: list[Held]
) -> None:
    assert len(rows) == len({one.address for one in drawn}) < len(drawn)
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


def test_what_was_drawn_is_kept_with_its_place_and_its_release_too(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    folder = draw_of(warehouse, 3)
    drawn = sheet.read_draw(folder)
    assert folder.name == f"{drawn.release}-n3-s7"
    assert list(drawn.places.values()) == ["P1", "P2", "P3"]
    assert set(drawn.places) <= {one.figure_id for one in figures_of(warehouse)}
    assert release_names(folder_of(warehouse)) == [drawn.release]
    with pytest.raises(Stop, match="is no draw that this version can read"):
        sheet.read_draw(tmp_path)


def test_the_codebook_has_every_measure_with_units_and_every_offence(tmp_path: Path) -> None:
    reference = reference_data.load()
    rows = rows_of(draw_of(small_warehouse(tmp_path), 1), sheet.CODEBOOK)
    ids = {row["id"] for row in rows}
    assert set(reference.offences) <= ids
    assert {one.measure_id for one in reference.measures.values() if one.units} <= ids
    assert all(row["definition"] and row["units"] for row in rows if row["column"] == "measure")
