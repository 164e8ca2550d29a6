"""Data and About: every public table is offered with its rows, every check has its sentence, each heading its words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import extract, states, warehouse, words
from dashboard.pages import download, method
from dashboard.parts.controls import Address
from dashboard.rows import each
from ingest.extracts.meaning import relations
from ingest.extracts.wanted import Wanted
from ingest.settle.checks import checks
from ingest.warehouse.releases import VIEWS, VIEWS_AND_TABLES
from tests import pictures
from tests.asking import csv_of
from tests.every_page import addresses

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def release(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the shipped sources; the test asks them too, without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def csv_rows(wanted: Wanted) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(wanted), newline="")))


def one(con: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row[0]


def test_every_public_table_is_offered_with_what_a_row_is_and_how_many_the_one_to_start_from_first(
    release: duckdb.DuckDBPyConnection,
) -> None:
    found = each(download.tables([]))
    assert [row.name for row in found] == [*VIEWS_AND_TABLES] and found[0].name == VIEWS[0] == "force_years"
    for row in found:
        assert row.comment.startswith("One row") and relations()[row.name].row.endswith("."), row.name
        assert row.rows == one(release, f"select count(*) from {row.name}"), row.name


def test_a_file_narrowed_to_forces_has_as_many_rows_as_it_says(release: duckdb.DuckDBPyConnection) -> None:
    for row in each(download.tables(["kent", "essex"])):
        if row.own != row.own:  # the table has no force
            continue
        body = csv_of(extract.ask(row.name, [("force", "kent"), ("force", "essex")]))
        # A line's end inside a cell is no row of its own.
        assert row.own == one(
            release, f"select count(*) from {row.name} where force_id in ('kent', 'essex')"
        ) and body.startswith(extract.columns(row.name)[0])


def test_every_column_has_a_meaning(release: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query(warehouse.sql("dictionary_columns"))
    assert [f"{row.name}.{row.column_name}" for row in each(rows) if not row.comment] == []


def test_the_builder_opens_with_arrests_for_offences_against_children_and_an_address_with_filters_as_it_asks(
    release: duckdb.DuckDBPyConnection,
) -> None:
    wanted, address = download.wanted_at(download.asked(Address("/download")))
    assert wanted.view == "force_years" and wanted.filters["about_children"] == ["yes"]
    arrests = {id_ for (id_,) in release.execute("select measure_id from measures where counts_arrests").fetchall()}
    assert set(wanted.filters["measure"]) <= arrests and "figure_id" in wanted.columns
    kent, _ = download.wanted_at(download.asked(Address("/download", {"force": ("kent",)})))
    assert kent.filters == {"force": ["kent"], "about_children": ["yes"]}, "my force has all its counts"
    other, address = download.wanted_at(download.asked(Address("/download", {"offence": ("soa2003_s15a", "nonsense")})))
    assert other == Wanted("force_years", {"offence": ["soa2003_s15a"]})
    assert address.link == "/data/force_years?offence=soa2003_s15a"


def test_what_an_extract_lacks_is_counted(release: duckdb.DuckDBPyConnection) -> None:
    wanted = extract.ask("figures", [("measure", "arrests"), ("year", "2019")])
    counts = extract.counted(wanted)
    assert counts.of == one(release, "select count(*) from figures")
    by_measure, by_year = counts.left_out
    assert by_measure.rows == one(release, "select count(*) from figures where measure_id <> 'arrests'")
    arrests = "from figures where measure_id = 'arrests' and"
    assert by_year.empty == one(release, f"select count(*) {arrests} year is null") > 0
    assert counts.rows == one(release, f"select count(*) {arrests} year = 2019") == len(csv_rows(wanted))
    everything = extract.counted(Wanted("force_years"))
    assert everything.ranges == one(release, "select count(*) from force_years where value is null") > 0
    assert everything.rows + sum(everything.elsewhere.values()) == counts.of, "each figure is here or counted elsewhere"
    said = download.lacks(Wanted("force_years"), everything)
    assert f"{everything.elsewhere['of areas']:,} of areas" in said and "range in place of a number" in said


def test_a_citation_names_release_filters_and_an_address_only_where_there_is_one(
    release: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = warehouse.current()
    extracted = Address("/data/figures", {"force": ("kent",)})
    exact = Address("/data/figures.csv", {"force": ("kent",), "release": (copy.release,)})
    title = download.title_of(extracted)
    monkeypatch.setenv("DISCLOSED_BASE_URL", "")
    local = download.as_bibtex(copy, exact, title)
    assert copy.release in local and "figures: force=kent" in local and "url" not in local
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://example.org/")
    address = f"https://example.org/data/figures.csv?force=kent&release={copy.release}"
    assert f"url = {{{address}}}" in download.as_bibtex(copy, exact, title)
    assert download.citation(extracted, exact).endswith(f"{words.day(copy.built_at.date())}, {address}.")


def test_the_licence_and_the_method_have_no_links_that_lead_nowhere_and_no_names_of_files() -> None:
    assert "CC BY 4.0" in download.licence() and "Open Government Licence" in download.licence()
    assert [link for link in LINK.findall(download.licence()) if not link.startswith("https://")] == []
    for title, text in method.sections().items():
        assert text, title
        assert [link for link in LINK.findall(text) if not link.startswith(("https://", "/"))] == [], title
        assert not re.search(r"`[^`]*(?:\.md|\.py|_|/)[^`]*`|python -m", text), title


def test_every_check_has_a_sentence_and_every_finding_one_check(release: duckdb.DuckDBPyConnection) -> None:
    rules = {rule for (rule,) in release.execute("select distinct rule from checks").fetchall()}
    found = states.by_check(rules | {"a-readers-problem"})
    assert [check for check, _ in found] == list(checks())
    assert sum(len(of) for _, of in found) == len(rules) + 1
    assert "a-readers-problem" in next(rules for check, rules in found if check.name == "problems_of_reading")


def test_what_was_done_is_said_of_every_rule_that_found_something_and_of_no_other(
    release: duckdb.DuckDBPyConnection,
) -> None:
    rules = {rule for (rule,) in release.execute("select distinct rule from checks").fetchall()}
    assert set(states.DONE) == rules
    assert all(words.endswith(".") for words in states.DONE.values())


def test_all_that_the_warehouse_holds_has_words(release: duckdb.DuckDBPyConnection) -> None:
    def all_of(sql: str) -> set[str]:
        return {word for (word,) in release.execute(sql).fetchall() if word}

    assert all_of("select distinct state from coverage") <= set(states.STATES)
    assert all_of("select distinct read_part from sources") <= set(states.READ_PARTS)
    assert all_of("select distinct hand from all_figures") <= set(states.HANDS)


def test_a_picture_of_no_page_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.main(["--only", "nonsense"]) == 2
    assert "There is no page nonsense. There are: overview" in capsys.readouterr().err
    assert set(pictures.KEPT) <= {
        f"{name}-{width}{dark}" for name in addresses() for width in pictures.WIDTHS for dark in ("", "-dark")
    }
