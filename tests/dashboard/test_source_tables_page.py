"""The page of a source whose figures stand in tables and whose documents hold others: what it is made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard import pinned, warehouse, words
from dashboard.pages import source as page
from dashboard.parts import printed_tables
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


def tables_of(source_id: str) -> tuple[list[printed_tables.PrintedTable], pd.DataFrame]:
    return printed_tables.split(
        warehouse.query(warehouse.sql("source_figures"), {"source_id": source_id, "most": 10_000})
    )


def figure(locator: str, text: str = "5", **changes: Any) -> dict[str, Any]:
    """A row of all_figures as far as tables need it; the quote is made of the locator's names."""
    parts = {
        "figure_id": locator,
        "source_id": "kent~1",
        "document": "kent/1/letter.pdf",
        "locator": locator,
        "value_text": text,
        "quote": f"A label | 2019/20 | {text}",
        "dimensions": {},
        "bbox": None,
        "status": "current",
        "symbol": None,
        "period_start": date(2019, 4, 1),
        "period_end": date(2020, 3, 31),
        "period_id": "2019/20",
        "force_id": "kent",
        "offence_id": None,
        "measure": "Arrests",
        "unit": "arrests",
        "chain": [],
        "statement": None,
        "rule": None,
    }
    return parts | changes


def split(*rows: dict[str, Any]) -> tuple[list[printed_tables.PrintedTable], pd.DataFrame]:
    return printed_tables.split(pd.DataFrame(list(rows)))


# Places


@pytest.mark.parametrize(
    ("column", "rows", "named"),
    [
        ("page 2, table 1, row {}, column 2019/20", (3, 4), ("page 2, table 1", "2019/20")),
        ("table 1, row {}, column Men, 18 to 24", (3, 4), ("table 1", "Men, 18 to 24")),
        ("sheet Arrests, by year, AB{}", (17, 18), ("sheet Arrests, by year", "2019/20")),
    ],
)
def test_a_place_in_a_table_names_document_table_row_and_column(
    column: str, rows: tuple[int, int], named: tuple[str, str]
) -> None:
    (table,), rest = split(*(figure(column.format(row), str(row)) for row in rows))
    assert (table.place, *table.columns) == named and not len(rest)
    assert [printed_tables.printed(row.cells[0][0]) for row in table.rows] == [str(row) for row in rows]


@pytest.mark.parametrize(
    "locator", ["line 316", "page 2, line 14", "row 1, opening of the page", "sheet Arrests, B7 and 3 more rows"]
)
def test_any_other_place_is_in_no_table(locator: str) -> None:
    assert split(figure(locator), figure(locator, "6"))[0] == []


# Tables


def test_the_numbers_of_a_sheet_stand_as_printed_by_row_and_column(release: duckdb.DuckDBPyConnection) -> None:
    tables, rest = tables_of(made.MAIL)
    assert len(tables) == 1 and len(rest) == 0
    (table,) = tables
    assert table.columns == made.YEARS and table.place == "sheet By group"
    shown = {row.label: [printed_tables.printed(cell[0]) if cell else None for cell in row.cells] for row in table.rows}
    assert shown == {
        label: [None if number == "*" else str(number) for number in numbers] for label, numbers in made.BY_GROUP
    }


def test_a_cell_that_gave_no_figure_is_said_to_have_none(release: duckdb.DuckDBPyConnection) -> None:
    (table,) = tables_of(made.MAIL)[0]
    assert not table.is_whole
    assert any("a cell without a figure" in note for note in printed_tables.notes(table, len(table.rows)))
    drawn = printed_tables.as_html(table, table.rows, "t", None)
    assert drawn.count("no figure was read in this cell") == 1
    assert drawn.count("<a ") == len(table.figures) == 19


def test_the_verdict_on_totals_says_what_differs_and_that_others_agree(
    release: duckdb.DuckDBPyConnection,
) -> None:
    (table,) = tables_of(made.MAIL)[0]
    assert printed_tables.verdicts(table) == [
        "Printed total 22, parts sum to 21: differ by 1: both are kept as printed.",
        "Totals agree.",
    ]


def test_a_table_says_what_it_counts_and_by_what(release: duckdb.DuckDBPyConnection) -> None:
    (table,) = tables_of(made.MAIL)[0]
    assert printed_tables.what_is_counted(table.figures).endswith("(offences), by offence group and period")
    assert printed_tables.labelled_by(table) == "offence group"


def test_columns_without_places_stand_by_period_and_the_page_says_so(release: duckdb.DuckDBPyConnection) -> None:
    (table,) = tables_of(made.LETTER)[0]
    assert table.columns == made.YEARS and not table.has_order
    assert any("The order of the columns is ours" in note for note in printed_tables.notes(table, len(table.rows)))


def test_columns_of_a_page_stand_from_left_to_right() -> None:
    (table,), _ = split(
        figure("page 1, table 1, row 1, column 2019/20", bbox=[300.0, 1.0, 340.0, 9.0]),
        figure("page 1, table 1, row 1, column 2020/21", bbox=[100.0, 1.0, 140.0, 9.0], quote="A label | 2020/21 | 5"),
    )
    assert table.columns == ("2020/21", "2019/20") and table.has_order


def test_a_table_that_goes_on_over_pages_is_one() -> None:
    (table,), _ = split(
        figure("page 1, table 1, row 1, column 2019/20"), figure("page 2, table 1, row 2, column 2019/20", "6")
    )
    assert table.place == "pages 1 and 2, table 1" and len(table.rows) == 2


def test_tables_of_two_documents_are_two_and_a_single_figure_is_none() -> None:
    other = "kent/1/letter.pdf#more.pdf"
    tables, rest = split(
        figure("page 1, table 1, row 1, column 2019/20"),
        figure("page 1, table 1, row 2, column 2019/20"),
        figure("page 1, table 1, row 1, column 2019/20", document=other),
        figure("page 1, table 1, row 2, column 2019/20", document=other),
        figure("page 3, table 2, row 1, column 2019/20"),
        figure("line 4"),
    )
    assert [table.document for table in tables] == ["kent/1/letter.pdf", other]
    assert list(rest["locator"]) == ["page 3, table 2, row 1, column 2019/20", "line 4"]


def test_two_numbers_in_one_place_are_both_shown() -> None:
    place = "table 1, row 1, column Number"
    (table,), _ = split(figure(place, "5", figure_id="a"), figure(place, "6", figure_id="b"))
    drawn = printed_tables.as_html(table, table.rows, "t", None)
    assert ">5</a>" in drawn and ">6</a>" in drawn


@pytest.mark.parametrize(
    ("quote", "text", "place", "expected"),
    [
        ("Theft | 2019/20 | 3", "3", ("table 1", "2019/20"), ("Theft", "2019/20")),
        ("2019/20 | 3", "3", ("table 1", "2019/20"), ("", "2019/20")),
        ("Theft | 3", "3", ("table 1", "2"), ("Theft", "")),
        ("Theft | 2019/20", "", ("table 1", "2019/20"), ("Theft", "2019/20")),
        ("A | B | 2019/20 | 3", "3", ("sheet S", "B"), ("A | B", "2019/20")),
        ("Theft | 3", "3", ("sheet S", "B"), ("Theft", "")),
    ],
)
def test_labels_and_headings_come_from_the_quote(
    quote: str, text: str, place: tuple[str, str], expected: tuple[str, str]
) -> None:
    table, column = place
    one = SimpleNamespace(quote=quote, value_text=text, table=table, column=column)
    assert printed_tables.labels_of(one) == expected


def test_a_number_of_an_earlier_release_leads_to_its_evidence_in_that_release() -> None:
    (table,), _ = split(figure("table 1, row 1, column 2019/20"), figure("table 1, row 2, column 2019/20"))
    with pinned.to("b0a1c2d3e4f5"):
        assert printed_tables.as_html(table, table.rows, "t", None).count("release=b0a1c2d3e4f5") == 2


def test_a_number_that_is_not_in_force_is_marked_and_the_mark_explained() -> None:
    (table,), _ = split(
        figure("table 1, row 1, column 2019/20", "7", status="withdrawn"),
        figure("table 1, row 2, column 2019/20", "8", status="repeated"),
    )
    drawn = printed_tables.as_html(table, table.rows, "t", None)
    assert "<del>7</del>" in drawn and "<small>withdrawn</small>" in drawn and "<small>repeated</small>" in drawn
    assert any(note.startswith("“repeated”: a copy") for note in printed_tables.notes(table, 2))


def test_an_empty_cell_that_the_legend_gives_a_meaning_is_shown_as_blank() -> None:
    (table,), _ = split(
        figure("table 1, row 1, column 2019/20", "", quote="A label | 2019/20"),
        figure("table 1, row 2, column 2019/20"),
    )
    assert f">{printed_tables.BLANK}</a>" in printed_tables.as_html(table, table.rows, "t", None)


def test_what_a_table_prints_is_text_and_never_markup() -> None:
    (table,), _ = split(
        figure("table 1, row 1, column <b>x</b>", "<i>5</i>", quote="<script> | <b>x</b> | <i>5</i>"),
        figure("table 1, row 2, column <b>x</b>"),
    )
    drawn = printed_tables.as_html(table, table.rows, '"t"', None)
    assert not any(tag in drawn for tag in ("<script>", "<b>", "<i>"))
    assert words.verbatim("*a* _b_ [legend] :red[c]") == r"\*a\* \_b\_ \[legend\] \:red\[c\]"


# Documents


def test_a_document_inside_others_is_named_with_them() -> None:
    assert words.document("kent/1-20/thread.mbox#figures.xlsx") == "figures.xlsx, in thread.mbox"
    assert words.document("kent/1-20/a.zip#b.eml#c.pdf") == "c.pdf, in b.eml, in a.zip"
    assert words.document("kent/1-20/letter.pdf") == "letter.pdf"


def test_what_a_build_could_not_read_stands_with_its_document(release: duckdb.DuckDBPyConnection) -> None:
    source = page.source_of(made.MAIL)
    assert source is not None
    problems = warehouse.query(
        warehouse.sql("source_problems"), {"source_id": source.source_id, "folder": f"{source.folder}/"}
    )
    mail, book = f"{source.folder}/reply.eml", f"{source.folder}/reply.eml#figures.xlsx"
    (unread,) = page._problems_of(mail, problems)
    assert unread.startswith("Not understood, attachment 2: Attachment 2 (")
    of_book = page._problems_of(book, problems)
    assert any(line.startswith("The document's own, sheet By group, F6: Total | 2023/24") for line in of_book)
    assert any("these cells are no numbers of what it counts: “*”" in line for line in of_book)


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
