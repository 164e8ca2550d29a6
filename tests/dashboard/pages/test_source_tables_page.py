"""The page of a source whose figures stand in tables and whose documents hold others: what it is made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse, words
from ingest.extracts.wanted import Wanted
from tests import making_table_sources as made
from tests.asking import csv_of


@pytest.fixture(scope="session")
def table_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.build(tmp_path_factory.mktemp("tables"))


@pytest.fixture
def release(table_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the made sources; the test asks the same warehouse without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(table_warehouse))
    with duckdb.connect(str(table_warehouse), read_only=True) as con:
        yield con


# Documents


def test_a_document_inside_others_is_named_with_them() -> None:
    assert words.document("kent/1-20/thread.mbox#figures.xlsx") == "figures.xlsx, in thread.mbox"
    assert words.document("kent/1-20/a.zip#b.eml#c.pdf") == "c.pdf, in b.eml, in a.zip"
    assert words.document("kent/1-20/letter.pdf") == "letter.pdf"


def test_documents_count_what_was_read_in_each(release: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query(warehouse.sql("source_documents"), {"source_id": made.MAIL})
    assert [row.path.rsplit("/", 1)[-1] for row in rows.itertuples()] == ["reply.eml", "reply.eml#figures.xlsx"]
    assert list(rows["figures"]) == [0, 19]


# Wholes and parts


def test_a_measure_that_is_never_split_by_offence_does_not_want_one(release: duckdb.DuckDBPyConnection) -> None:
    figures = warehouse.query(warehouse.sql("source_figures"), {"source_id": made.MAIL, "most": 1})
    assert set(figures["measure_id"]) == {"offences_hospital"} and figures["offence_in_words"].isna().all()


def test_a_breakdowns_name_is_in_words() -> None:
    assert words.part({"offence_group": "Theft", "site": "Abbey Ward"}) == ["offence group: Theft", "site: Abbey Ward"]


def test_an_extract_says_of_each_figure_what_part_it_counts(release: duckdb.DuckDBPyConnection) -> None:
    body = csv_of(Wanted("figures", {"force": ("northamptonshire",)}))
    parts = {row["locator"]: row["dimensions"] for row in csv.DictReader(io.StringIO(body, newline=""))}
    assert parts["sheet By group, B3"] == '{"offence_group":"Theft"}' and parts["sheet By group, B6"] == ""
