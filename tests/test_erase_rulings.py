"""What people wrote about a figure that is erased goes, and what they wrote of others stays and holds."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ingest.audit import draw as sheet
from ingest.commands.audit import audit
from ingest.commands.build import build
from ingest.commands.erase import erase
from ingest.desk.decisions import digest_of
from ingest.sources.text import with_entry
from tests import making_audits
from tests.making_erasures import REASON, files_with, ids_of, rows_of, served_thrice


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return served_thrice(tmp_path, monkeypatch)


@pytest.mark.parametrize("figures", ["listed", "all"])
@pytest.mark.parametrize("did_hold", [True, False])
def test_a_review_of_the_others_stays_as_it_was(place: Path, figures: str, did_hold: bool) -> None:
    source = "published~charity-2021"
    question = f"select figure_id from all_figures where source_id = '{source}' order by value"
    ids = [str(mark) for (mark,) in rows_of(place, question)]
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        cursor = con.execute("select * from all_figures where source_id = ?", [source])
        names = [column[0] for column in cursor.description or []]
        digest = digest_of([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    toml = place / "raw" / "_published" / "charity-2021" / "source.toml"
    entry = {"by": "AB", "on": date(2026, 1, 1), "figures": "all" if figures == "all" else ids}
    toml.write_text(with_entry(toml.read_text(), "review", entry | {"digest": digest if did_hold else "lapsed"}))
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    reviews = f"select distinct review from all_figures where source_id = '{source}'"
    expected = [("reviewed" if did_hold else "unreviewed",)]
    assert rows_of(place, reviews) == expected
    assert erase(ids[1], REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert rows_of(place, reviews) == expected
    assert ids[1] not in toml.read_text()


def test_an_audit_keeps_its_counts_and_nothing_else_of_what_was_erased(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = audited(place)
    gone = set(ids_of("essex~103-21"))
    before = tomllib.loads((folder / "result.toml").read_text())
    assert any(one["figure"] in gone for one in before["difference"])
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert [mark for mark in gone if files_with(mark, folder)] == []
    after = tomllib.loads((folder / "result.toml").read_text())
    assert after["rows"] == before["rows"] and after["stratum"] == before["stratum"]
    assert after["difference"] == [one for one in before["difference"] if one["figure"] not in gone]
    capsys.readouterr()
    assert audit(folder, None, None, folder.parent, place / "warehouse.duckdb") == 0
    drawn = sheet.read_draw(folder)
    assert 0 < drawn.gone < drawn.sample
    told = capsys.readouterr().out
    assert f"{drawn.gone} of the {drawn.sample} figures drawn went with what was erased since" in told


def audited(place: Path) -> Path:
    """A draw of every figure that two people have read, one of them everything as 999."""
    figures = making_audits.figures_of(place / "warehouse.duckdb")
    folder = making_audits.draw_of(place / "warehouse.duckdb", len(figures))
    making_audits.fill(folder, "AB", figures)
    making_audits.fill(folder, "CD", figures, lambda cells, _: cells.update(value="999"))
    assert audit(folder, None, None, folder.parent, place / "warehouse.duckdb") == 0
    return folder


def test_what_was_read_at_the_place_of_an_erased_row_goes_from_an_audit(place: Path) -> None:
    folder = audited(place)
    figures = making_audits.figures_of(place / "warehouse.duckdb")
    (erased,) = [one for one in figures if one.source_id == "published~charity-2021" and one.text == "27"]
    beside = [one for one in figures if (one.source_id, one.place) == (erased.source_id, erased.place)]
    assert len(beside) == 3, "a whole table is one place"
    assert erase(erased.figure_id, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    drawn = {one.figure_id for one in sheet.read_draw(folder).figures}
    assert drawn.isdisjoint(one.figure_id for one in beside) and drawn
    for name in (sheet.SHEET, "reader-AB.csv"):
        rows = making_audits.rows_of(folder, name)
        assert {row["place"] for row in rows} == set(sheet.read_draw(folder).places)
        assert not any(row["value"] == "27" for row in rows)


def test_reports_about_what_was_erased_go_and_others_stay(place: Path) -> None:
    ids = ids_of("essex~103-21")
    about = '[[report]]\non = 2026-01-01\nabout = "{}"\nsaid = "It is {}"\ndone = "open"\n'
    head = "# Reports.\n\n"
    reports = place / "reports.toml"
    others = about.format("kent", "late")
    reports.write_text(head + about.format(ids[0], "27") + others + about.format("essex~103-21", "31"))
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert reports.read_text() == head + others
