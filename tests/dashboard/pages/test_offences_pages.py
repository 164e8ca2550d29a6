"""Offences: forces by sections with what is left out counted; one offence and one measure in plain words."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from starlette.datastructures import QueryParams

from dashboard import extract
from dashboard.charts import plotly, tiles
from dashboard.charts.drawing import LETTER, SMALLEST, Dot, Label, Rect
from dashboard.pages import activists, offences
from dashboard.pages import offences as page
from dashboard.parts import force_years, listing
from dashboard.parts.controls import Address
from dashboard.routes import charts
from dashboard.words import each
from ingest.extracts.wanted import CantFilter
from tests.every_page import html_of, page_at, words_at

PHONE = 358  # pixels that a chart has on a phone of 390


pytestmark = pytest.mark.usefixtures("shipped")


def at(path: str, **asked: str) -> Address:
    return Address(path, {name: (value,) for name, value in asked.items()})


def test_each_number_on_the_map_is_its_figures(con: duckdb.DuckDBPyConnection) -> None:
    chart = offences.chart(at("/offences"))
    assert chart is not None
    trace = plotly.write(chart.drawing)["data"][0]
    texts = [label.text for label in chart.drawing.of(Label)]
    for n, figure_id in enumerate(trace["customdata"]):
        found = con.execute(
            "select value, value_low, value_high from figures where figure_id = ?", [figure_id]
        ).fetchone()
        assert found is not None
        value, low, high = found
        assert texts[n] == (f"{value:,.0f}" if value is not None else f"{low:,.0f}/\n{high:,.0f}")


def test_what_is_counted_stands_in_the_order_of_lists_then_by_how_many_forces(con: duckdb.DuckDBPyConnection) -> None:
    asked = (
        "select min(list_group), -count(distinct force_id) from force_years join subjects using (measure_id) "
        "join offences on subjects.offence_id = offences.offence_id and offences.section is not null "
        "where subjects.offence_id = force_years.offence_id and measure_id = ? and unit = ?"
    )
    listed = list(dict.fromkeys((row.measure_id, row.unit) for row in offences.choices()))
    places = [con.execute(asked, list(counted)).fetchall()[0] for counted in listed]
    assert len(places) > 5 and places == sorted(places)


def test_the_page_opens_on_the_newest_year_that_has_a_third_of_the_fullest() -> None:
    shown = offences.asked(at("/offences"))
    years = [row for row in offences.choices() if row.measure_id == "offences_recorded"]
    figures = {row.period: row.figures for row in years}
    assert shown is not None and 3 * figures[shown.period] >= max(figures.values())
    assert not [row for row in years if row.year > shown.year and 3 * figures[row.period] >= max(figures.values())]


def test_the_year_counts_the_forces_that_its_map_shows() -> None:
    choice = offences.asked(at("/offences"))
    assert choice is not None
    rows = offences.cells(choice)
    numbers = rows[rows["value"].notna() | rows["high"].notna()]
    assert choice.forces == numbers["force_id"].nunique()


def test_what_is_in_no_chart_has_no_picture_for_shared_links() -> None:
    for id_, has_picture in (("suspect_deaths_ocag", False), ("arrests_ocag", True)):
        told = page.head(at("/measure", id=id_))
        assert told is not None and bool(told[2]) == has_picture


def test_an_offence_has_one_name_everywhere_and_the_sum_says_once_that_it_is_one() -> None:
    images = page.over_time("offence", at("/offence", id="group:indecent_images_of_children"))
    arrests = activists.arrests(at("/activists"))
    official = force_years.chart("kent", "ho_86")
    assert images is not None and arrests is not None and official is not None
    assert images.title.endswith(" for indecent images of children")
    assert [note for note in images.notes if "together" in note] == [
        "Image offences against children together, or without a section: photographs, pseudo-photographs and "
        "prohibited images."
    ]
    assert "Arrests for indecent images of children" in set(arrests.columns["What"])
    assert official.title == ("Kent: recorded offences of obscene publications etc (class 86) [not all about children]")
    assert force_years.official(force_years.force_of("kent"), "ho_86").label.startswith(
        "Obscene publications etc (class 86), offences rec"
    )


def test_no_number_on_the_map_is_wider_than_its_cell_on_a_phone() -> None:
    chart = offences.chart(at("/offences", measure="offences_recorded", unit="offences", period="2017/18"))
    assert chart is not None
    drawing = chart.drawing
    cell = (PHONE - drawing.left - drawing.right) / (drawing.x.high - drawing.x.low)
    lines = [line for label in drawing.of(Label) for line in label.text.split("\n")]
    assert "175" in lines and all(len(line) * SMALLEST * LETTER < cell for line in lines)


def test_a_number_that_another_source_counts_otherwise_is_marked_and_both_values_are_told() -> None:
    chart = offences.chart(at("/offences", measure="offences_recorded", unit="offences", period="2020/21"))
    assert chart is not None
    marks = {
        said.partition(",")[0]: mark for mark, said in chart.marks.items() if said.endswith(("s15A): 127", "s15A): 18"))
    }
    south_wales, hampshire = (
        next(marks[name] for name in marks if name.startswith(one)) for one in ("South W", "Hamp")
    )
    assert [dot.form for dot in chart.drawing.of(Dot) if dot.mark == south_wales] == ["diamond"]
    assert not [dot for dot in chart.drawing.of(Dot) if dot.mark == hampshire], "18 within 205 contradicts nothing"
    assert ("sources differ", "diamond:ink") in chart.drawing.legend
    both = "127 (NSPCC) and, in the whole class that holds it, 119 (Home Office, class 88A: Sexual grooming) in 2020/21"
    assert any(both in note for note in chart.notes)
    assert any(rect.mark == south_wales and both in rect.tip for rect in chart.drawing.of(Rect))
    is_it = (chart.table["Number"] == "127") & chart.table["Force"].str.startswith("South Wales")
    assert list(chart.table[is_it]["Said of it"]) != [""]


def test_a_doubted_number_on_a_map_is_hollow_with_a_question_mark() -> None:
    choice = offences.asked(at("/offences"))
    rows = offences.cells(choice)
    rows.loc[0, "is_doubted"] = True
    drawing = tiles.heat(rows, dict.fromkeys(rows["offence_id"], "s1"), [])
    for mark in rows["figure_id"][:1]:
        (n,) = [n for n, rect in enumerate(drawing.marks) if isinstance(rect, Rect) and rect.mark == mark]
        rect, label = drawing.marks[n : n + 2]
        assert (
            isinstance(rect, Rect) and rect.fill == "blank" and isinstance(label, Label) and label.text.endswith(" ?")
        )


def test_empty_columns_are_left_out_and_counted(con: duckdb.DuckDBPyConnection) -> None:
    chart = offences.chart(at("/offences", measure="offences_recorded", unit="offences", period="2017/18"))
    known = con.execute("select count(*) from offences where section is not null").fetchone()
    assert chart is not None and known is not None
    drawn = chart.table["Offence"].nunique()
    of = f"for {drawn} of {known[0]} offences that have a section"
    assert chart.line == f"Offences recorded, 2017/18: 29 UK forces have numbers, {of}; an empty cell is not zero."


def test_where_no_child_need_be_involved_the_map_says_so() -> None:
    chart = offences.chart(at("/offences", measure="arrests", unit="arrests", period="2022"))
    assert chart is not None and chart.line.endswith(" No child need be involved.")


def test_forces_stand_by_nation_and_name() -> None:
    chart = offences.chart(at("/offences"))
    assert chart is not None
    names = [tick.text for tick in chart.drawing.y.ticks]
    english = names[: names.index("Police Scotland")]
    assert [name for name in english if name != "PSNI"] == sorted(name for name in english if name != "PSNI")


def test_s15a_says_in_plain_words_what_it_is_and_draws_what_was_asked_for(con: duckdb.DuckDBPyConnection) -> None:
    s15a = page.named("offence", "soa2003_s15a")
    assert "Sexual Offences Act 2003, s15A; England and Wales. In force from 3 April 2017." in page.about(s15a)
    assert "about children alone" in page.about(s15a)
    assert "Serious Crime Act" not in page.about(s15a), "above the chart stands what it is"
    chart = page.over_time("offence", at("/offence", id="soa2003_s15a"))
    assert chart is not None
    assert any("Inserted by s67 of the Serious Crime Act" in note for note in chart.notes)
    assert "Home Office class 88A: Sexual grooming](" in words_at("offence", id="soa2003_s15a")
    assert chart.title == "Recorded offences of sexual communication with a child (SOA 2003 s15A)"
    kinds = con.execute(
        "select distinct source_kind from figures where list_contains(?, figure_id)", [list(chart.marks)]
    ).fetchall()
    assert ("official",) not in kinds


def test_a_class_says_what_it_is_and_is_not() -> None:
    about = page.about(page.named("offence", "ho_88a"))
    assert "s15" in about and "online or not" in about


def test_no_number_of_one_to_four_stands_in_the_line_about_a_force() -> None:
    chart = page.over_time("offence", at("/offence", id="ho_88a", force="bedfordshire"))
    assert chart is not None and not re.search(r"\b[1-4] (offences|in )", chart.line)


def test_a_measure_says_what_it_must_not_be_compared_with_and_why() -> None:
    found = page.not_comparable(page.named("measure", "arrests"))
    assert any("Charges" in line and "A charge comes after an arrest" in line for line in found)


def test_deaths_after_a_confrontation_have_no_chart() -> None:
    assert page.over_time("measure", at("/measure", id="suspect_deaths_ocag")) is None


def test_every_offence_has_its_words_and_no_id_stands_in_them_or_in_a_title(con: duckdb.DuckDBPyConnection) -> None:
    offences = [one for (one,) in con.execute("select offence_id from offences order by 1").fetchall()]
    for one in offences:
        found = page.named("offence", one)
        assert "group:" not in page.about(found)
    measures = [one for (one,) in con.execute("select measure_id from measures order by 1").fetchall()]
    drawn = [
        page.over_time("offence", at("/offence", id=one)) for one in offences[::3]
    ]  # a title is made alike for all
    drawn += [page.over_time("measure", at("/measure", id=one)) for one in measures[::3]]
    assert sum(chart is not None for chart in drawn) > 10
    assert [chart.title for chart in drawn if chart is not None and "_" in chart.title] == []


@pytest.mark.parametrize(
    ("page", "asked", "shown"),
    [
        ("measure", {"id": "arrests", "offence": "ho_71"}, "(class 71)” ([its numbers](/offence?id=ho_71))."),
        ("offence", {"id": "soa2003_s15a", "measure": "arrests_ocag"}, "Below is another."),
        ("offences", {"measure": "arrests_ocag"}, "Below is another."),
    ],
)
def test_what_a_page_does_not_offer_is_not_swapped_without_a_word(page: str, asked: dict[str, str], shown: str) -> None:
    said = words_at(page, **asked)
    assert "Not charted here: “" in said and shown in said


def test_a_measure_without_a_chart_lists_every_figure_and_says_what_is_true() -> None:
    said, listed = (
        words_at("measure", id="offences_platform_snapchat"),
        html_of(page_at("measure", id="offences_platform_snapchat")),
    )
    assert "No chart is drawn of it." in said
    for number in ("4,293 offences", "425 offences", "1,060 offences", "24 offences", "50 offences"):
        assert f">{number}</a>" in listed, number


def test_a_chart_is_followed_by_what_it_leaves_out() -> None:
    assert "Not in the chart: 1 figure." in words_at("measure", id="convictions_ocag")
    listed = html_of(page_at("measure", id="people_processed_ocag"))
    assert "Scotland" in listed and "at least 14" in listed and "convicted, of 115 confronted" in listed


def test_a_measures_list_says_once_what_all_its_rows_are() -> None:
    page = page_at("measure", id="arrests", show="without_child")
    listed = html_of(page)
    assert "Arrests for " not in listed and "no child need be involved" not in listed
    assert "No child need be involved" in [one.value for one in page.subheader]


def test_the_page_on_deaths_after_a_confrontation_has_the_sources_words_and_leads_to_its_evidence() -> None:
    said = words_at("measure", id="suspect_deaths_ocag")
    assert "[BBC, United Kingdom, 2013 to 2018](" in said and "): “at least 8”" in said


def test_deaths_after_a_confrontation_are_in_no_table() -> None:
    assert "Figures in force" not in html_of(page_at("measure", id="suspect_deaths_ocag"))


def test_a_picture_of_what_is_not_charted_says_where_its_numbers_are() -> None:
    def asked(query: str) -> Any:
        path = "/chart/compare.svg"
        return SimpleNamespace(
            path_params={"chart": "compare"}, url=SimpleNamespace(path=path), query_params=QueryParams(query)
        )

    with pytest.raises(extract.NoSuchView, match=r"This is not charted\. Its numbers: /offence\?id=ho_21$"):
        charts.made(asked("offence=ho_21"))
    with pytest.raises(CantFilter, match="“nothing” is no known offence"):
        charts.made(asked("offence=nothing"))


def test_the_letters_that_head_columns_are_told_below_the_map() -> None:
    assert "SOA 2003: Sexual Offences Act 2003" in words_at("offences", period="2022/23")


def test_an_offences_page_begins_with_arrests_and_groups_evidence_and_a_measures_has_no_such_list() -> None:
    rows = each(offences.figures_of("offence", "soa2003_s15a").query("is_of_subject"))
    arrests = {(row.force, row.value) for row in rows if row.measure_id.startswith("arrests")}
    assert {("Avon and Somerset Constabulary", 38.0), ("Cleveland Police", 11.0)} <= arrests
    assert not any(row.measure_id == "offences_recorded" or row.dimensions for row in rows)
    assert not offences.figures_of("offence", "ca2003_s127")["is_of_subject"].any()


def test_an_offences_counts_are_a_list_that_is_a_chart_and_stands_before_the_official_series() -> None:
    """On a phone the official chart stood before the first requested figure of the page."""
    found = offences.counts(Address("/offence").but(id="soa2003_s15a"))
    assert found is not None and found.picture.startswith("/chart/offence-counts.png?id=soa2003_s15a")
    assert found.table["Who and when"].str.contains("Avon and Somerset, since April 2017").any()
    assert offences.counts(Address("/offence").but(id="nothing")) is None
    page = page_at("offence", id="soa2003_s15a")
    assert next(one.value for one in page.markdown if one.value.startswith("## ")) == f"## {force_years.COUNTS}"
    style = (Path(listing.__file__).parents[1] / "start/style.css").read_text(encoding="utf-8")
    assert "column-reverse" not in style
