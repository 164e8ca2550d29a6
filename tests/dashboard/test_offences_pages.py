"""Offences: forces by sections with what is left out counted; one offence and one measure in plain words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from starlette.datastructures import QueryParams

from dashboard import extract
from dashboard.charts import plotly
from dashboard.charts.drawing import SMALLEST, Dot, Label, Rect
from dashboard.charts.svg import LETTER
from dashboard.pages import activists, measure, offence, offences
from dashboard.parts import force_years, one_thing
from dashboard.parts.controls import Address
from dashboard.routes import charts
from ingest.extracts.wanted import CantFilter
from tests.every_page import opened, words_at

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
        "where subjects.offence_id = force_years.offence_id and measure_id = ? and unit = ?"
    )
    for part in offences.PARTS:
        listed = list(dict.fromkeys((row.measure_id, row.unit) for row in offences.choices(part)))
        places = [con.execute(asked, list(counted)).fetchall()[0] for counted in listed]
        assert len(places) > 5 and places == sorted(places), part
    assert listed[0][0] == "arrests_online_cso", "the subject is first"


@pytest.mark.parametrize("part", ["sections", "classes"])
def test_the_page_opens_on_the_newest_year_that_has_a_third_of_the_fullest(part: str) -> None:
    shown = offences.asked(at("/offences", part=part))
    years = [row for row in offences.choices(part) if row.measure_id == "offences_recorded"]
    figures = {row.period: getattr(row, f"figures_of_{part}") for row in years}
    assert shown is not None and 3 * figures[shown.period] >= max(figures.values())
    assert not [row for row in years if row.year > shown.year and 3 * figures[row.period] >= max(figures.values())]


@pytest.mark.parametrize("part", offences.PARTS)
def test_the_year_counts_the_forces_that_its_map_shows(part: str) -> None:
    choice = offences.asked(at("/offences", part=part))
    rows = offences.cells(choice, part)
    numbers = rows[rows["value"].notna() | rows["high"].notna()]
    assert getattr(choice, f"forces_of_{part}") == numbers["force_id"].nunique()


def test_what_is_in_no_chart_has_no_picture_for_shared_links() -> None:
    for id_, has_picture in (("suspect_deaths_ocag", False), ("arrests_ocag", True)):
        told = measure.head(at("/measure", id=id_))
        assert told is not None and bool(told[2]) == has_picture


def test_an_offence_has_one_name_everywhere_and_the_sum_says_once_that_it_is_one() -> None:
    images = offence.chart(at("/offence", id="group:indecent_images_of_children"))
    arrests = activists.arrests(at("/activists"))
    official = force_years.chart(at("/force", id="kent", offence="ho_86"))
    assert images is not None and arrests is not None and official is not None
    assert images.title.startswith("Indecent images of children: ")
    assert [note for note in images.notes if "together" in note] == [
        "Image offences against children together, or without a section: photographs, pseudo-photographs and "
        "prohibited images."
    ]
    assert "Arrests: indecent images of children" in set(arrests.columns["What"])
    assert {"Indecent images of children", "obscene publications etc (class 86)"} & set(official.columns["Offence"])
    assert official.title == "Kent: obscene publications etc (class 86), offences recorded"
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
    chart = offence.chart(at("/offence", id="soa2003_s15a"))
    assert chart is not None
    (hampshire,) = [
        mark for mark, said in chart.marks.items() if said == "Hampshire and Isle of Wight Constabulary, 2020/21: 18"
    ]
    assert [dot.form for dot in chart.drawing.of(Dot) if dot.mark == hampshire] == ["diamond"]
    assert ("sources differ", "diamond:ink") in chart.drawing.legend
    both = "18 (NSPCC) and, in the whole class that holds it, 205 (Home Office, class 88A: Sexual grooming) in 2020/21"
    assert any(both in note for note in chart.notes)
    assert any(rect.mark == hampshire and both in rect.tip for rect in chart.drawing.of(Rect))
    said = chart.table[(chart.table["Number"] == "18") & (chart.table["Year"] == "2020/21")]["Said of it"]
    assert list(said) == ["counted otherwise by another source"]


def test_a_doubted_number_on_a_map_is_hollow_with_a_question_mark(con: duckdb.DuckDBPyConnection) -> None:
    chart = offence.chart(at("/offence", id="group:child_sexual_offences_all", until="2015/16"))
    assert chart is not None
    doubted = con.execute(
        "select figure_id from figures where len(doubts) > 0 and list_contains(?, figure_id)", [list(chart.marks)]
    ).fetchall()
    assert doubted
    for (mark,) in doubted:
        (n,) = [n for n, rect in enumerate(chart.drawing.marks) if isinstance(rect, Rect) and rect.mark == mark]
        rect, label = chart.drawing.marks[n : n + 2]
        assert (
            isinstance(rect, Rect) and rect.fill == "blank" and isinstance(label, Label) and label.text.endswith(" ?")
        )


def test_empty_columns_are_left_out_and_counted(con: duckdb.DuckDBPyConnection) -> None:
    chart = offences.chart(at("/offences", measure="offences_recorded", unit="offences", period="2017/18"))
    known = con.execute("select count(*) from offences where section is not null").fetchone()
    assert chart is not None and known is not None
    drawn = chart.table["Offence"].nunique()
    assert f"{known[0] - drawn} sections without a number that year are left out" in chart.line


def test_sections_and_the_classes_that_hold_them_are_two_maps() -> None:
    sections, classes = offences.chart(at("/offences")), offences.chart(at("/offences", part="classes"))
    assert sections is not None and classes is not None
    assert not any("class" in title for title in sections.table["Offence"])
    assert any("class 88A" in title for title in classes.table["Offence"])


def test_where_no_child_need_be_involved_the_map_says_so() -> None:
    chart = offences.chart(at("/offences", measure="arrests", unit="arrests", period="2022"))
    assert chart is not None and "No child need be involved in s1, s127, s127(1)(a) and s127(2)(a)." in chart.line


def test_forces_stand_by_nation_and_name() -> None:
    chart = offences.chart(at("/offences"))
    assert chart is not None
    names = [tick.text for tick in chart.drawing.y.ticks]
    english = names[: names.index("Police Scotland")]
    assert [name for name in english if name != "PSNI"] == sorted(name for name in english if name != "PSNI")


def test_s15a_says_in_plain_words_what_it_is_and_draws_what_was_asked_for(con: duckdb.DuckDBPyConnection) -> None:
    s15a = one_thing.named("offence", "soa2003_s15a")
    assert "In force from 3 April 2017." in offence.about(s15a) and "about children alone" in offence.about(s15a)
    assert any("class 88A" in line for line in offence.relations(s15a))
    chart = offence.chart(at("/offence", id="soa2003_s15a"))
    assert chart is not None and chart.title == "s15A: offences recorded (offences)"
    kinds = con.execute(
        "select distinct source_kind from figures where list_contains(?, figure_id)", [list(chart.marks)]
    ).fetchall()
    assert ("official",) not in kinds


def test_a_class_says_what_it_is_and_is_not() -> None:
    about = offence.about(one_thing.named("offence", "ho_88a"))
    assert "s15" in about and "online or not" in about


def test_two_forces_are_a_list_with_bars_and_a_chosen_force_empties_nothing() -> None:
    s127 = offence.chart(at("/offence", id="ca2003_s127"))
    own = offence.chart(at("/offence", id="ca2003_s127", force="kent"))
    assert s127 is not None and own is not None and len(own.table) == len(s127.table)
    assert "No child need be involved" in s127.line


def test_a_refusal_is_never_in_doubt_and_counts_of_no_year_are_told_of(con: duckdb.DuckDBPyConnection) -> None:
    chart = measure.chart(at("/measure", id="arrests_ocag", unit="arrests"))
    assert chart is not None
    texts = [label.text for label in chart.drawing.of(Label)]
    assert "would cost too much, by our reading" in texts and not any("in doubt" in text for text in texts)
    assert "in doubt" not in set(chart.table["Said of it"])
    ((odd,),) = con.execute(
        "select count(*) from ocag_arrests where year is null and unit = 'arrests' and area_kind = 'force'"
    ).fetchall()
    assert f"{odd} more counts of no whole year, not drawn" in chart.line and odd


def test_the_map_over_years_holds_the_years_up_to_the_one_asked_for() -> None:
    chart = offence.chart(at("/offence", id="ho_88a", until="2019/20"))
    assert chart is not None
    years = set(chart.table["Year"])
    assert "2019/20" in years and len(years) <= one_thing.MOST_YEARS and not any(year > "2019/20" for year in years)


def test_no_number_of_one_to_four_stands_in_the_line_about_a_force() -> None:
    chart = offence.chart(at("/offence", id="ho_88a", force="city-of-london"))
    assert chart is not None and "City of London" not in chart.line


def test_a_measure_says_what_it_must_not_be_compared_with_and_why() -> None:
    found = measure.not_comparable(one_thing.named("measure", "arrests"))
    assert any("Charges" in line and "A charge comes after an arrest" in line for line in found)


def test_deaths_after_a_confrontation_have_no_chart() -> None:
    assert measure.chart(at("/measure", id="suspect_deaths_ocag")) is None


def test_every_offence_has_its_words_and_no_id_stands_in_them_or_in_a_title(con: duckdb.DuckDBPyConnection) -> None:
    offences = [one for (one,) in con.execute("select offence_id from offences order by 1").fetchall()]
    for one in offences:
        found = one_thing.named("offence", one)
        for text in (offence.about(found), *(line.replace("?id=", "") for line in offence.relations(found))):
            assert "group:" not in text.replace(f"/offence{one}", "").replace("/offencegroup:", "")
    measures = [one for (one,) in con.execute("select measure_id from measures order by 1").fetchall()]
    drawn = [offence.chart(at("/offence", id=one)) for one in offences[::3]]  # a title is made alike for all
    drawn += [measure.chart(at("/measure", id=one)) for one in measures[::3]]
    assert sum(chart is not None for chart in drawn) > 10
    assert [chart.title for chart in drawn if chart is not None and "_" in chart.title] == []


def test_a_range_that_ends_below_five_stands_in_the_map_and_in_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = at("/offence", id="soa2003_s15a", force="kent")
    one = one_thing.asked("offence", asked)
    rows = one_thing.rows_of(one)
    last = rows[rows["force_id"] == "kent"].index[-1]
    for changes, is_told in (({"low": 0.0, "high": 4.0}, False), ({"low": 0.0, "high": 9.0}, True)):
        row = {"value": float("nan"), "value_text": f"<{changes['high'] + 1:.0f}", "state": "interval"} | changes
        changed = rows.copy()
        changed.loc[last, list(row)] = list(row.values())
        monkeypatch.setattr(one_thing, "rows_of", lambda _, changed=changed: changed)
        chart = one_thing.chart("offence", asked, one, "s15A", [])
        assert row["value_text"] in list(chart.table["Number"])
        assert (row["value_text"] in chart.line) == is_told


@pytest.mark.parametrize(
    ("page", "asked", "shown"),
    [
        ("measure", {"id": "arrests", "offence": "ho_71"}, "(class 71)” ([its numbers](/offence?id=ho_71)): shown is "),
        ("offence", {"id": "soa2003_s15a", "measure": "arrests_ocag"}, "shown is offences recorded (offences)."),
        ("offences", {"measure": "arrests_ocag"}, "shown is offences recorded, 2022/23."),
    ],
)
def test_what_a_page_does_not_offer_is_not_swapped_without_a_word(page: str, asked: dict[str, str], shown: str) -> None:
    said = words_at(page, **asked)
    assert "This page has no chart of “" in said and shown in said


def tables_at(file: str, **asked: str) -> str:
    page = opened(file)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    return "\n".join(str(one.proto.body) for one in page.get("html"))


def test_a_measure_without_a_chart_lists_every_figure_and_says_what_is_true() -> None:
    said, listed = (
        words_at("measure", id="offences_platform_snapchat"),
        tables_at("measure", id="offences_platform_snapchat"),
    )
    assert "No chart: no figure of it is a count of one whole force in one year." in said
    for number in ("4,293 offences", "425 offences", "1,060 offences", "24 offences", "50 offences"):
        assert f">{number}</a>" in listed, number


def test_a_list_of_few_forces_is_followed_by_what_it_leaves_out() -> None:
    assert "Not in the chart: 2 figures of areas, parts or other periods." in words_at("measure", id="convictions_ocag")
    listed = tables_at("measure", id="convictions_ocag")
    assert "Scotland" in listed and "at least 14" in listed


def test_the_page_on_deaths_after_a_confrontation_has_the_sources_words_and_leads_to_its_evidence() -> None:
    said = words_at("measure", id="suspect_deaths_ocag")
    assert "[BBC, United Kingdom, 1 January 2013 to 31 December 2018](" in said and "): “at least 8”" in said


def test_deaths_after_a_confrontation_are_in_no_table() -> None:
    assert "Figures in force" not in tables_at("measure", id="suspect_deaths_ocag")


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
