"""The pages Sources, Source, Download and Method: what their tables and sentences are made of."""

from __future__ import annotations

import re

import duckdb
import pytest

from dashboard import warehouse, words
from dashboard.pages import sources as page
from dashboard.parts import listing
from dashboard.parts.controls import Address


def one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])


# Tables


def test_what_a_source_prints_is_text_and_never_markup() -> None:
    drawn = listing.html(("A<b>",), [("<script>1 & 2</script>",)], 'the "list"')
    assert "<script>" not in drawn and "&lt;script&gt;1 &amp; 2&lt;/script&gt;" in drawn
    assert "A&lt;b&gt;" in drawn and "the &#34;list&#34;" in drawn


def test_a_link_escapes_its_address_and_an_outside_one_opens_beside() -> None:
    cell = (listing.Link("x", '/source?id="y"&figure=z'), listing.Link("o", "https://example.org", is_outside=True))
    drawn = listing.html(("a",), [(cell,)], "n")
    assert 'href="/source?id=&#34;y&#34;&amp;figure=z" target="_self"' in drawn
    assert 'href="https://example.org" target="_blank"' in drawn


def test_a_withdrawn_print_is_struck_through() -> None:
    assert "<del>“7”</del>" in listing.html(("a",), [(listing.Struck("“7”"),)], "n")


@pytest.mark.parametrize("cell", [None, "", [], ("", "")])
def test_a_cell_without_words_is_not_blank(cell: listing.Cell) -> None:
    assert "<div>–</div>" in listing.html(("a",), [(cell,)], "n")


def test_a_row_of_another_length_than_the_headings_is_refused() -> None:
    with pytest.raises(ValueError):
        listing.html(("a", "b"), [("1",)], "n")


# Sources


def test_without_a_filter_every_source_is_listed_once(con: duckdb.DuckDBPyConnection) -> None:
    rows = page.matching(Address("/sources"))
    assert sorted(rows["source_id"]) == sorted(i for (i,) in con.execute("select source_id from sources").fetchall())
    assert rows["figures"].sum() == one(con, "select count(*) from all_figures where not is_disputed")
    assert rows["outcomes"].sum() == one(con, "select count(*) from outcomes")


def test_filters_leave_the_sources_that_say_something_of_a_force_by_a_hand(con: duckdb.DuckDBPyConnection) -> None:
    rows = page.matching(Address("/sources", {"force": ("kent",), "hand": ("second_hand",)}))
    expected = con.execute(
        "select distinct source_id from (select source_id, force_id from all_figures union all "
        "select source_id, force_id from outcomes) where force_id = 'kent' and source_id in "
        "(select source_id from all_figures where hand = 'second_hand' union all "
        "select source_id from outcomes where hand = 'second_hand')"
    ).fetchall()
    assert sorted(rows["source_id"]) == sorted(i for (i,) in expected)


def test_a_figure_of_no_single_offence_says_so_where_others_of_its_measure_have_one(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = con.execute(
        "select figure_id, source_id, measure_id in (select measure_id from all_figures where offence_id is not null) "
        "from all_figures where offence_id is null and not is_disputed"
    ).fetchall()
    assert {is_split for _, _, is_split in found} == {True, False}
    for figure_id, source_id, is_split in found:
        rows = warehouse.query(warehouse.sql("source_figures"), {"source_id": source_id, "most": 1000})
        (said,) = rows.loc[rows["figure_id"] == figure_id, "offence_in_words"]
        assert said == ("no single offence" if is_split else None)


def test_answers_of_several_forces_to_one_request_say_each_whose_they_are(con: duckdb.DuckDBPyConnection) -> None:
    asked = con.execute(
        "select source_id, publisher from sources where title like 'FOI request to 42 forces%'"
    ).fetchall()
    assert len(asked) > 1
    heads = [page.head(Address("/source", {"id": (source_id,)})) for source_id, _ in asked]
    for (_, publisher), head in zip(asked, heads, strict=True):
        assert head is not None and publisher in head[0]
        assert head[1].startswith(f"The answer of {publisher} to a request for information.")


def test_a_re_publication_says_whose_figures_it_gives_and_where_they_were_read(con: duckdb.DuckDBPyConnection) -> None:
    charities = page.matching(Address("/sources", {"kind": ("charity",)})).itertuples()
    row = next(row for row in charities if row.read_in == "The Lincolnite")
    assert row.is_what == "Figures of NSPCC, read in The Lincolnite."


def test_nothing_found_says_what_to_do(con: duckdb.DuckDBPyConnection) -> None:
    assert "No source fits" in page.summary(page.matching(Address("/sources", {"force": ("nobody",)})))


def test_a_date_is_never_completed(con: duckdb.DuckDBPyConnection) -> None:
    rows = {row.source_id: row for row in page.matching(Address("/sources")).itertuples()}
    assert words.date_known(rows["west-mercia~50766"]) == "request received 4 January 2021"
    month = next(row for row in rows.values() if row.published_on and len(row.published_on) == 7)
    assert re.fullmatch(r"[A-Z][a-z]+ \d{4}", words.date_known(month))


def test_unknown_bounds_are_never_shown_as_zero() -> None:
    class Row:
        value = value_low = value_high = float("nan")

    row = Row()
    assert words.interval(row) == "no number known"
    row.value_low = 150.0
    assert words.interval(row) == "150 or more"
    row.value_high = 200.0
    assert words.interval(row) == "150 to 200"


def test_the_count_of_figures_and_the_ranges_besides_are_all_that_there_are(con: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query("sources_list", {"source_id": None})
    assert rows["figures"].sum() + rows["ranges"].sum() == one(con, "select count(*) from all_figures")
    assert (
        f"those replaced or set aside among them. Besides, {rows['ranges'].sum()} ranges made of two sources. "
        in page.summary(rows)
    )
    parts = rows["read_part"].value_counts()
    said = f"Read whole: {parts['whole']}; in part: {parts['part']}; only at the opening: {parts['opening']}."
    assert said in page.summary(rows) and parts.sum() == len(rows)
