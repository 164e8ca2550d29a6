"""What people wrote about a figure that is erased goes, and what they wrote of others stays and holds."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ingest import audit as sheet
from ingest.commands.audit import audit
from ingest.commands.build import build, erase
from ingest.desk import digest_of
from ingest.sources import with_entry
from tests import making_audits
from tests.making_erasures import REASON, files_with, ids_of, rows_of


@pytest.mark.parametrize("figures", ["listed", "all"])
def test_a_review_of_others_as_well_lapses(place: Path, figures: str) -> None:
    source = "published~charity-2021"
    question = f"select figure_id from all_figures where source_id = '{source}' order by value"
    ids = [str(mark) for (mark,) in rows_of(place, question)]
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        cursor = con.execute("select * from all_figures where source_id = ?", [source])
        names = [column[0] for column in cursor.description or []]
        digest = digest_of([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    toml = place / "raw" / "_published" / "charity-2021" / "source.toml"
    entry = {"by": "AB", "on": date(2026, 1, 1), "figures": "all" if figures == "all" else ids}
    toml.write_text(with_entry(toml.read_text(), "review", entry | {"digest": digest}))
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    reviews = f"select distinct review from all_figures where source_id = '{source}'"
    assert rows_of(place, reviews) == [("reviewed",)]
    assert erase(ids[1], REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert rows_of(place, reviews) == [("unreviewed",)]
    assert ids[1] not in toml.read_text()


def test_an_audit_keeps_its_counts_and_reports_go_and_what_is_erased_later_goes_too(place: Path) -> None:
    folder = audited(place)
    gone, later = set(ids_of("essex~103-21")), set(ids_of("norfolk~104-21"))
    about = '[[report]]\non = 2026-01-01\nabout = "{}"\nsaid = "It is {}"\ndone = "open"\n'
    head, others = "# Reports.\n\n", about.format("kent", "late")
    reports = place / "reports.toml"
    reports.write_text(head + about.format(min(gone), "27") + others + about.format("essex~103-21", "31"))
    before = tomllib.loads((folder / "result.toml").read_text())
    assert any(one["figure"] in gone for one in before["difference"])
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert reports.read_text() == head + others
    assert [mark for mark in gone if files_with(mark, folder)] == []
    after = tomllib.loads((folder / "result.toml").read_text())
    assert after["rows"] == before["rows"] and after["stratum"] == before["stratum"]
    assert after["difference"] == [one for one in before["difference"] if one["figure"] not in gone]
    left = sorted(file.name for file in folder.iterdir())
    assert left == [sheet.CODEBOOK, "result.toml"], "whose draw and readings hold it are gone"
    assert any(one["figure"] in later for one in after["difference"])
    assert erase("norfolk~104-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    told = tomllib.loads((folder / "result.toml").read_text())["difference"]
    assert told == [one for one in after["difference"] if one["figure"] not in later]


def test_a_draw_that_somebody_has_damaged_is_named_and_everything_else_goes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = audited(place)
    draw = folder / "draw.toml"
    draw.write_text(draw.read_text().replace("\nid = ", "\nmark = "))
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 1
    assert f"{draw}: is no draw that this version can read" in " ".join(capsys.readouterr().out.split())
    assert rows_of(place, "select count(*) from all_figures where source_id = 'essex~103-21'") == [(0,)]


def test_a_map_of_a_document_that_goes_goes_too(place: Path) -> None:
    toml = place / "raw" / "durham" / "102-21" / "source.toml"
    entry = {"document": "reply.xlsx", "sheet": "Arrests", "means": {"period": "2019/20"}, "reason": "As headed."}
    entry |= {"by": "AB", "on": date(2026, 1, 1)}
    other = entry | {"document": "reply.txt", "reason": "As asked."}
    toml.write_text(with_entry(with_entry(toml.read_text(), "table", entry), "table", other))
    build([place / "raw"], place / "warehouse.duckdb", 0, False)
    question = "select figure_id from figures where document like '%102-21/reply.xlsx' limit 1"
    ((figure,),) = rows_of(place, question)
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert tomllib.loads(toml.read_text())["table"] == [other]


def audited(place: Path) -> Path:
    """A draw of every figure that two people have read, one of them everything as 999."""
    figures = making_audits.figures_of(place / "warehouse.duckdb")
    folder = making_audits.draw_of(place / "warehouse.duckdb", len(figures))
    making_audits.fill(folder, "AB", figures)
    making_audits.fill(folder, "CD", figures, lambda cells, _: cells.update(value="999"))
    assert audit(folder, None, None, place / "warehouse.duckdb") == 0
    return folder
