"""The pages Sources, Source, Download and Method: what their tables and sentences are made of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import (
    downloads,
    extract,
    listing,
    method_checks,
    method_read,
    method_text,
    source_list,
    states,
    warehouse,
    words,
)
from dashboard.filters import Filters
from dashboard.pages import PAGES
from ingest.checks import CHECKS, problems_of_reading
from ingest.warehouse.public import REFERENCE_TABLES, VIEWS_AND_TABLES
from tests import pictures


@pytest.fixture
def release(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the built warehouse; the test asks it too, without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])


# Tables


def test_what_a_source_prints_is_text_and_never_markup() -> None:
    drawn = listing.html(("A<b>",), [("<script>1 & 2</script>",)], 'the "list"')
    assert "<script>" not in drawn and "&lt;script&gt;1 &amp; 2&lt;/script&gt;" in drawn
    assert "A&lt;b&gt;" in drawn and "the &quot;list&quot;" in drawn


def test_a_link_escapes_its_address_and_an_outside_one_opens_beside() -> None:
    cell = (listing.Link("x", '/source?id="y"&figure=z'), listing.Link("o", "https://example.org", is_outside=True))
    drawn = listing.html(("a",), [(cell,)], "n")
    assert 'href="/source?id=&quot;y&quot;&amp;figure=z" target="_self"' in drawn
    assert 'href="https://example.org" target="_blank"' in drawn


def test_a_withdrawn_print_is_struck_through() -> None:
    assert "<del>“7”</del>" in listing.html(("a",), [(listing.Struck("“7”"),)], "n")


@pytest.mark.parametrize("cell", [None, "", [], ("", "")])
def test_a_cell_without_words_is_not_blank(cell: listing.Cell) -> None:
    assert f"<div>{listing.NOTHING}</div>" in listing.html(("a",), [(cell,)], "n")


def test_a_row_of_another_length_than_the_headings_is_refused() -> None:
    with pytest.raises(ValueError):
        listing.html(("a", "b"), [("1",)], "n")


# Sources


def test_without_search_or_filter_every_source_is_listed_once(release: duckdb.DuckDBPyConnection) -> None:
    rows = source_list.found(Filters(), "")
    assert sorted(rows["source_id"]) == sorted(
        i for (i,) in release.execute("select source_id from sources").fetchall()
    )
    assert rows["figures"].sum() == one(release, "select count(*) from all_figures where not is_disputed")
    assert rows["outcomes"].sum() == one(release, "select count(*) from outcomes")


def test_a_search_needs_every_word_in_any_order_and_case(release: duckdb.DuckDBPyConnection) -> None:
    rows = source_list.found(Filters(), "MERCIA 50766")
    assert list(rows["source_id"]) == ["west-mercia~50766"]
    assert list(source_list.found(Filters(), "50766 mercia west")["source_id"]) == ["west-mercia~50766"]
    assert len(source_list.found(Filters(), "50766 nothing-like-it")) == 0


@pytest.mark.parametrize("word", ["charity", "NSPCC", "disclosure log", "Kent Police", "50766"])
def test_a_search_finds_kind_publisher_force_and_reference(release: duckdb.DuckDBPyConnection, word: str) -> None:
    assert len(source_list.found(Filters(), word)) > 0


def test_filters_leave_the_sources_that_say_something_of_a_force_by_a_hand(
    release: duckdb.DuckDBPyConnection,
) -> None:
    rows = source_list.found(Filters({"force": ("kent",), "hand": ("second_hand",)}), "")
    expected = release.execute(
        "select distinct source_id from (select source_id, force_id from all_figures union all "
        "select source_id, force_id from outcomes) where force_id = 'kent' and source_id in "
        "(select source_id from all_figures where hand = 'second_hand' union all "
        "select source_id from outcomes where hand = 'second_hand')"
    ).fetchall()
    assert sorted(rows["source_id"]) == sorted(i for (i,) in expected)


def test_nothing_found_says_what_to_do(release: duckdb.DuckDBPyConnection) -> None:
    assert "No source fits" in source_list.summary(source_list.found(Filters(), "no such words"))


def test_a_date_is_never_completed(release: duckdb.DuckDBPyConnection) -> None:
    rows = {row.source_id: row for row in source_list.found(Filters(), "").itertuples()}
    assert source_list.date_known(rows["west-mercia~50766"]) == "received 4 January 2021"
    month = next(row for row in rows.values() if row.published_on and len(row.published_on) == 7)
    assert re.fullmatch(r"[A-Z][a-z]+ \d{4}", source_list.date_known(month))


def test_unknown_bounds_are_never_shown_as_zero() -> None:
    class Row:
        value = value_low = value_high = float("nan")

    row = Row()
    assert words.interval(row) == "no number known"
    row.value_low = 150.0
    assert words.interval(row) == "150 or more"
    row.value_high = 200.0
    assert words.interval(row) == "150 to 200"


# Download


def test_every_public_view_is_offered_with_what_a_row_is(release: duckdb.DuckDBPyConnection) -> None:
    for offer in downloads.offers(VIEWS_AND_TABLES, Filters()):
        assert offer.row_is.startswith("One row"), offer.view
        assert offer.rows == one(release, f"select count(*) from {offer.view}")
        assert offer.filtered is None
    assert set(REFERENCE_TABLES) <= set(VIEWS_AND_TABLES)


def test_a_filtered_offer_counts_the_rows_that_its_address_gives(release: duckdb.DuckDBPyConnection) -> None:
    chosen = Filters({"force": ("kent",), "offence": ("soa2003_s15a",)})
    for offer in downloads.offers(VIEWS_AND_TABLES, chosen):
        if offer.filtered is None or offer.filtered_rows is None:
            continue
        body = extract.as_csv(extract.Wanted(offer.view, offer.filtered)).decode()
        rows = list(csv.reader(io.StringIO(body, newline="")))
        assert len(rows) - 1 == offer.filtered_rows, offer.view
    figures = downloads.offers(["figures"], chosen)[0]
    assert figures.filtered_rows == one(
        release, "select count(*) from figures where force_id = 'kent' and offence_id = 'soa2003_s15a'"
    )


def test_an_offer_names_the_filters_that_it_can_not_honour(release: duckdb.DuckDBPyConnection) -> None:
    chosen = Filters({"force": ("kent",), "offence": ("soa2003_s15a",)})
    forces, symbols = downloads.offers(["forces", "symbols"], chosen)
    assert forces.ignored == ("offence",) and forces.filtered_rows == 1
    assert symbols.ignored == ("force", "offence") and symbols.filtered is None


def test_a_pinned_release_alone_makes_no_part(release: duckdb.DuckDBPyConnection) -> None:
    pinned = Filters({"release": (warehouse.current().release,)})
    assert all(offer.filtered is None and not offer.ignored for offer in downloads.offers(VIEWS_AND_TABLES, pinned))


def test_every_column_has_a_meaning(release: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query(warehouse.sql("dictionary_columns"))
    assert [f"{row.name}.{row.column_name}" for row in rows.itertuples() if not row.comment] == []
    for view in VIEWS_AND_TABLES:
        assert list(rows.loc[rows["name"] == view, "column_name"]) == extract.columns(view)


def test_the_licence_stands_on_the_page_without_links_that_lead_nowhere() -> None:
    text = downloads.licence()
    assert "CC BY 4.0" in text and "Open Government Licence" in text
    assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("https://")] == []


# Method


def test_every_definition_of_the_page_stands_in_the_docs_without_links_that_lead_nowhere() -> None:
    for title in (*method_text.DEFINITIONS, method_text.AUDITS, *method_text.CAUTIONS):
        text = method_text.section(title)
        assert text, title
        assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith(("https://", "/"))] == []


def test_every_check_has_a_sentence_and_every_finding_a_check(release: duckdb.DuckDBPyConnection) -> None:
    rules = {rule for (rule,) in release.execute("select distinct rule from checks").fetchall()}
    found = method_checks.by_check(rules | {"a-readers-problem"})
    assert [check for check, _ in found] == list(CHECKS)
    assert all(method_checks.sentence_of(check).endswith(".") for check in CHECKS)
    assert set().union(*(of for _, of in found)) == rules | {"a-readers-problem"}
    assert sum(len(of) for _, of in found) == len(rules) + 1, "a finding is counted under one check only"
    assert "a-readers-problem" in dict(found)[problems_of_reading]


def test_what_was_done_is_said_of_every_rule_that_found_something_and_of_no_other(
    release: duckdb.DuckDBPyConnection,
) -> None:
    rules = {rule for (rule,) in release.execute("select distinct rule from checks").fetchall()}
    assert set(method_checks.done()) == rules
    assert all(words.endswith(".") for words in method_checks.done().values())


def test_each_part_read_has_words(release: duckdb.DuckDBPyConnection) -> None:
    parts = {part for (part,) in release.execute("select distinct read_part from sources").fetchall()}
    assert parts - {None} <= set(method_read.READ) and parts - {None} <= set(source_list.READ_PARTS)


def test_every_state_of_the_warehouse_is_explained(release: duckdb.DuckDBPyConnection) -> None:
    found = {state for (state,) in release.execute("select distinct state from coverage").fetchall()}
    assert found <= set(states.STATES)


# Pictures


def test_each_page_of_one_thing_has_an_example_for_its_picture() -> None:
    assert {spec.path for spec in PAGES if not spec.is_in_menu} == set(pictures.ONE_THING)


def test_a_picture_of_no_page_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.main(["--only", "nonsense"]) == 2
    assert "There is no page nonsense. There are: overview" in capsys.readouterr().err
