"""Compare on the shipped warehouse: the median, requested figures beside their class, changes with their intervals, and
four kinds of no number."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from urllib.parse import parse_qsl

import duckdb
import pandas as pd
import pytest

from dashboard import warehouse, words
from dashboard.charts import plotly
from dashboard.charts.drawing import LETTER, SMALLEST, Dot, Label, Line, Rect
from dashboard.pages import compare, overview, reports
from dashboard.parts import chart as charts
from dashboard.parts import evidence, over_years, results, statuses
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address
from dashboard.parts.controls import of as address_of
from dashboard.routes.charts import CHARTS
from dashboard.words import each
from tests.asking import body, get
from tests.every_page import html_of, page_at, words_at

GROOMING = {"measure": "offences_recorded", "unit": "offences", "offence": "ho_88a"}
S15A = {"measure": "offences_recorded", "unit": "offences", "offence": "soa2003_s15a"}


pytestmark = pytest.mark.usefixtures("shipped")


def of(**asked: str | tuple[str, ...]) -> charts.Chart:
    found = compare.chart(Address("/compare", {}).but(**asked))
    assert found is not None
    return found


def names(chart: charts.Chart) -> list[str]:
    return [tick.text for tick in chart.drawing.y.ticks]


def test_lists_have_the_subject_first_and_in_a_group_what_more_forces_have_numbers_of() -> None:
    listed = subjects.subjects()
    measures = list(dict.fromkeys((row.list_group, row.measure_id, row.unit) for row in listed))
    assert measures[0][1] == "arrests_online_cso"
    forces: dict[tuple[int, str, str], set[str]] = {}
    for force, *of_force in warehouse.values(
        "select force_id, s.list_group, measure_id, unit from force_years as y join subjects as s using (measure_id) "
        "where y.offence_id is not distinct from s.offence_id and s.is_offered"
    ):
        forces.setdefault((of_force[0], of_force[1], of_force[2]), set()).add(force)
    counted = [(group, -len(forces[group, measure, unit])) for group, measure, unit in measures]
    assert counted == sorted(counted)
    offences = list(dict.fromkeys(row.offence_id for row in listed if row.measure_id == "offences_recorded"))
    assert offences[:3] == ["soa2003_s15a", "ho_88a", "ho_86"]


def test_an_address_that_asks_for_nothing_compares_forty_forces_in_the_latest_year() -> None:
    found = of()
    assert "class 88A" in found.title and "2024/25" in found.title and len(names(found)) > 40


def test_a_measure_alone_compares_two_forces_before_one_of_a_later_year() -> None:
    found = of(measure="convictions", unit="people")
    assert "class 88A" in found.title and "2018" in found.title and len(names(found)) >= 2


def test_west_mercia_is_below_the_median_in_2024_25() -> None:
    found = of(**GROOMING, period="2024/25", force="west-mercia")
    assert found.line == "West Mercia, 7.5 per 100,000 (6.1–9.2), is below the median of 11.7."
    near = of(**GROOMING, period="2024/25", force="northumbria").line
    assert near == "Northumbria, 12.8 per 100,000 (11.0–14.7), is not distinguishable from the median, 11.7."
    every = of(**GROOMING, period="2024/25").line
    assert every == (
        "The median of 42 forces is 11.7 offences per 100,000 residents: 16 are clearly above it, 15 clearly below."
    )
    counts = of(**GROOMING, period="2024/25", show="count").line
    assert counts == "The median of 44 forces is 117 offences; counts follow the size of a force."


def test_of_patchy_numbers_the_line_says_of_how_many_forces_they_are_and_its_source_does_not_again() -> None:
    found = of(measure="cases_ocag")
    assert found.line == "Of 45 UK forces 4 have a number here, from 17 to 39 cases; counts follow the size of a force."
    assert found.source == "BBC (copy) · “?”: in doubt"


def test_bars_of_an_official_series_have_its_one_counter_as_the_map_has() -> None:
    """Avon and Somerset's own log counts 245 where the Home Office counts 248: neither page mixes the two."""
    bars = of(**GROOMING, period="2021/22", show="count").table
    row = bars[bars["Force"].str.startswith("Avon")].iloc[0]
    assert (row["Counted"], row["According to"]) == ("248", "Home Office")
    tiles = overview.tile_map(Address("/", {"period": ("2021/22",)}))
    assert tiles is not None
    mark = next(mark for mark, said in tiles.marks.items() if said.startswith("Avon"))
    assert mark in of(**GROOMING, period="2021/22", show="count").marks


def given(chart: charts.Chart) -> list[str]:
    """The figures of the CSV at a chart's address."""
    answer = get(f"/chart/{chart.name}.csv", chart.at.link.partition("?")[2])
    assert answer.status_code == 200, body(answer)
    return [line.partition(",")[0] for line in body(answer).decode().splitlines()[1:]]


def test_the_csv_of_a_chart_holds_the_numbers_that_are_drawn_and_no_others() -> None:
    """The force's own 245 is in force, the Home Office's 248 is drawn: the CSV gave the 245 alone, or rows of parts."""
    for asked in ({**GROOMING, "period": "2021/22"}, {**S15A, "period": "2017/18"}):
        found = of(**asked)
        drawn = {mark.mark for mark in (*found.drawing.of(Rect), *found.drawing.of(Dot)) if mark.mark}
        without_a_bar = set(given(found)) - drawn
        assert drawn and drawn <= set(given(found)) and without_a_bar <= set(found.marks)
        assert len(without_a_bar) == len(found.table[found.table["Counted"].str.startswith("a count but no rate")])
    change = of(**GROOMING, period="2024/25", show="change", before="2019/20")
    assert sorted(given(change)) == sorted(change.marks) and len(change.marks) == 2 * len(change.table)


@pytest.mark.parametrize("asked", ["year=2022", "period_kind=calendar_year", "area_kind=region", "limit=3"])
def test_what_narrows_files_alone_is_refused_by_a_chart_and_not_ignored(asked: str) -> None:
    answer = get("/chart/compare.csv", asked)
    assert answer.status_code == 400 and b"is not understood" in body(answer)


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_chart_that_has_marks_gives_their_rows(name: str) -> None:
    things = {"story-figure": given(of(**GROOMING))[0], "counts": "west-mercia", "offence-counts": "soa2003_s15a"}
    query = f"id={things[name]}" if name in things else ""
    chart = CHARTS[name](address_of(f"/chart/{name}", parse_qsl(query)))
    assert chart is not None and chart.line.endswith(".") and re.search(r"\d", chart.line), "its finding"
    rows = csv.reader(io.StringIO(body(get(f"/chart/{name}.csv", query)).decode()))
    ids = {row[0] for row in rows} - {"figure_id", "outcome_id"}
    known = {row[0] for row in warehouse.values("select figure_id from all_figures")}
    wanted = set(chart.answers) or {mark for mark in chart.marks if mark in known}
    assert ids == (wanted or set(chart.marks))


def test_the_csv_of_lines_over_years_has_no_other_unit_and_no_period_that_is_not_drawn() -> None:
    """81 rows of half-years and the like, 8 of calendar years and 3 of cases lay among those of 13 financial years."""
    over_time = over_years.chart(Address("/time", {}).but(**GROOMING))
    assert over_time is not None and sorted(given(over_time)) == sorted(over_time.marks)
    text = body(get("/chart/time.csv", over_time.at.link.partition("?")[2])).decode()
    rows = csv.DictReader(io.StringIO(text))
    assert {(row["unit"], row["period_kind"]) for row in rows} == {("offences", "financial_year")}


def test_a_charts_csv_says_which_number_is_of_the_series_that_it_draws_and_which_stands_beside() -> None:
    """The chart draws 248, which the CSV called "conflicting" beside a "current" 245, and said nothing of the chart."""
    found = of(**GROOMING, period="2021/22", show="count", force="avon-and-somerset")
    over_time = over_years.chart(Address("/time").but(**GROOMING, force="avon-and-somerset", view="alone"))
    for name, chart in (("compare", found), ("time", over_time)):
        assert chart is not None
        text = body(get(f"/chart/{name}.csv", chart.at.link.partition("?")[2])).decode()
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["period"] == "2021/22"]
        told = {row["value"]: row["drawn_as"] for row in rows if row["force_id"] == "avon-and-somerset"}
        assert told == {"245": "beside the series", "248": "the series"}
    alone = over_years.chart(Address("/time").but(**GROOMING, force="lincolnshire", view="alone"))
    assert alone is not None
    text = body(get("/chart/time.csv", alone.at.link.partition("?")[2])).decode()
    told = {
        row["value"]: row["drawn_as"] for row in csv.DictReader(io.StringIO(text)) if row["period_end"] == "2025-12-31"
    }
    assert told == {"84": "not drawn: a part of a year"}
    assert "drawn_as" not in body(get("/chart/compare.csv", "measure=arrests&show=count")).decode()


def test_bars_of_several_requests_say_so_and_no_force_is_called_large() -> None:
    """Arrests of the NSPCC's and two newspapers' requests stood on one scale, "counts follow the size of a force"."""
    found = of(measure="arrests", show="count")
    assert found.table["According to"].replace("", None).nunique() == 3
    assert "separate requests · “?”: in doubt" in found.source
    assert any("its own wording" in note for note in found.notes)
    assert "by requests with wordings of their own" in found.line and "size" not in found.line
    official = of(**GROOMING, period="2024/25", show="count")
    assert "separate requests" not in official.source and "counts follow the size of a force" in official.line


def test_a_bar_names_the_forces_own_count_where_another_is_drawn() -> None:
    tips = [bar.tip for bar in of(**GROOMING, period="2021/22").drawing.of(Rect) if bar.tip.startswith("Avon")]
    assert len(tips) == 1 and "248 counted<br>Avon and Somerset Police counts 245<br>Counted by Home Office" in tips[0]


def test_a_chart_of_rates_says_that_its_csv_has_counts_and_where_residents_are() -> None:
    rates, numbers = of(**GROOMING, period="2024/25"), of(**GROOMING, period="2024/25", show="count")
    assert rates.is_rate and any("/data/populations.csv" in note for note in rates.notes)
    assert not numbers.is_rate and not any("/data/populations.csv" in note for note in numbers.notes)


def test_the_evidence_of_a_rate_has_its_residents_and_their_year() -> None:
    rates = of(**GROOMING, period="2021/22", force="avon-and-somerset")
    [row] = each(warehouse.query("evidence_figure", {"figure_id": rates.first}))
    facts = dict(evidence.facts_of(row, statuses.rows_of("same_figure", row)))
    assert (
        facts["As a rate"]
        == "14.2 per 100,000 (95 % interval 12.5 to 16.1), of 1,745,075 residents in the middle of 2021 (ONS)"
    )
    other = warehouse.values("select figure_id from figures where measure_id = 'arrests' and value >= 5 limit 1")
    [row] = each(warehouse.query("evidence_figure", {"figure_id": other[0][0]}))
    same = statuses.rows_of("same_figure", row)
    assert "As a rate" not in dict(evidence.facts_of(row, same))


def test_a_rates_bar_opens_with_the_rate_and_the_line_to_print_says_it_as_our_own() -> None:
    rates = of(**GROOMING, period="2024/25", force="kent")
    page = page_at("compare", **GROOMING, period="2024/25", force="kent", figure=rates.first)
    said = "15.0 per 100,000 (95 % interval 13.3 to 16.8), of 1,931,684 residents in the middle of 2024 (ONS)"
    facts = html_of(page).partition("Who counted it")[0]
    assert said in facts and facts.rindex("As a rate") > facts.rindex("<dl"), "above who counted"
    (line,) = [one.value for one in page.markdown if "Say with it" in one.value]
    assert f"As a rate: {said}; worked out here, not by the source" in line.replace("\\", "")
    (sentence,) = re.findall(r"Kent Police recorded.*", line.replace("\\", ""))
    assert "100,000" not in sentence, "a rate is no figure of the source"


def test_requested_figures_stand_by_nation_and_name_and_have_no_place() -> None:
    found = of(**S15A, period="2017/18")
    heads = [tick.text for tick in found.drawing.y.ticks if tick.is_bold]
    assert heads == ["England", "Wales"]
    english = names(found)[1 : names(found).index("Wales")]
    assert english == sorted(english)
    assert of(**S15A, period="2017/18", order="value").drawing == found.drawing  # a link can't rank them either
    assert not any(name in found.line for name in english)


def test_a_dispute_stands_between_its_two_values() -> None:
    found = of(**S15A, period="2017/18")
    place = names(found).index("Lancashire")
    assert sorted(dot.x for dot in found.drawing.of(Dot) if dot.y == place) == [64, 175]
    assert any(label.text == "64 or 175, sources differ" for label in found.drawing.of(Label))


def test_a_part_beside_its_smaller_class_is_told_with_both_values_and_who_counted() -> None:
    assert of(**S15A, period="2023/24", force="kent").line == (
        "For Kent the NSPCC’s 264 (OnTheWight) and the Home Office’s 245 of the whole class stand side by side."
    )
    one = of(**{**S15A, "offence": "soa2003_s15"}, period="2015/16", force="kent").line
    assert one.endswith("the Home Office’s 22 (Kentish Express) and 20 of the whole class stand side by side.")


def test_of_a_chosen_force_without_a_number_each_state_has_a_written_sentence() -> None:
    for state in (*results.WITHOUT_NUMBER, *results.NO_FIGURE, "no_rate"):
        said = words.SAID["without_number"][state].format(name="Kent")
        assert "Kent" in said and said.endswith(".") and "Kent:" not in said


def test_by_region_every_force_has_a_row_and_what_is_not_here_says_so() -> None:
    found = of(**S15A, period="2017/18", order="region")
    heads = [tick.text for tick in found.drawing.y.ticks if tick.is_bold]
    assert {"South East", "North West", "Wales", "Scotland"} <= set(heads)
    assert {"Kent", "Surrey", "Sussex", "Hampshire", "Thames Valley"} <= set(names(found))
    assert any(label.text == "another number here" for label in found.drawing.of(Label))


def test_a_force_that_has_its_regions_name_stands_as_a_force() -> None:
    ticks = of(**S15A, period="2017/18", order="region").drawing.y.ticks
    heading, force = (tick for tick in ticks if tick.text == "West Midlands")
    assert (heading.role, heading.is_bold, force.role, force.is_bold) == ("quiet", True, "ink", False)


def test_under_three_forces_are_a_list_and_say_so() -> None:
    found = of(measure="arrests_ocag", period="2019/20")
    assert found.line == "Of 45 UK forces only West Mercia (7 arrests) has a number here."
    assert len(found.drawing.of(Rect)) == 1
    rows = subjects.forces_of(subjects.asked(Address("/compare", {}).but(measure="arrests_ocag", period="2019/20")))
    assert "**£** Would cost too much, by our reading: West Yorkshire. " in compare.under_bars(rows)


def test_a_change_is_told_only_between_years_after_the_same_break() -> None:
    latest = subjects.asked(Address("/compare", {}).but(**GROOMING, period="2024/25"))
    assert latest is not None
    assert subjects.earlier_years(latest) == [
        "2023/24", "2022/23", "2021/22", "2020/21", "2019/20", "2018/19", "2017/18",
    ]  # fmt: skip
    first = subjects.asked(Address("/compare", {}).but(**GROOMING, period="2017/18"))
    assert first is not None and subjects.earlier_years(first) == []
    assert "change" not in of(**GROOMING, period="2017/18", show="change", before="2016/17").title


def test_a_change_is_told_of_one_counter_and_says_what_the_force_itself_counts() -> None:
    """Avon and Somerset's own 245 stands above the Home Office's 248 of 2021/22: its row went without a word."""
    found = of(**GROOMING, period="2024/25", show="change", before="2021/22")
    row = found.table.set_index("Force").loc["Avon and Somerset Constabulary"]
    assert (row["2021/22"], row["2024/25"]) == ("248", "281")
    assert any("Avon and Somerset Police counts 245 in 2021/22" in note for note in found.notes)
    tips = [tip for line in found.drawing.of(Line) for tip in line.tips if "Avon and Somerset Con" in tip]
    assert tips and all("counts 245 in 2021/22" in tip for tip in tips)


def test_a_bar_that_the_force_itself_counts_otherwise_says_that_sources_differ() -> None:
    for show in ("rate", "count"):
        found = of(**GROOMING, period="2021/22", show=show, force="avon-and-somerset")
        assert "◇ sources differ: by the force’s own count Avon and Somerset 245" in found.source
        [own] = [dot for dot in found.drawing.of(Dot) if "245 by its own count" in dot.tip]
        assert own.is_hollow and own.mark in found.marks
        assert "Avon and Somerset Police itself counts 245." in found.line
    assert "◇" not in of(**GROOMING, period="2024/25").source


def test_a_change_has_its_interval_and_says_where_none_can_be_told() -> None:
    found = of(**GROOMING, period="2024/25", show="change", before="2019/20", force=("kent", "west-mercia"))
    assert "The count of Kent changed by +27 % (95 % interval +7 % to +51 %)." in found.line
    other = of(**GROOMING, period="2024/25", show="change", before="2019/20", force=("west-mercia", "kent"))
    said = "The count of West Mercia has no clear change (−16 % to +47 %)."
    assert other.line == f"{said} Kent: +27 % (+7 % to +51 %)."
    table = found.table.set_index("Force")
    assert table.at["West Mercia Police", "Distinguishable from no change"] == "no"
    assert len([line for line in found.drawing.of(Line) if line.marks]) == len(table)


def test_a_change_from_a_number_in_doubt_is_not_told_as_sound() -> None:
    asked = {"measure": "offences_recorded", "unit": "offences", "offence": "soa2003_s15a", "period": "2018/19"}
    found = of(**asked, show="change", before="2017/18", force=("wiltshire",))
    unsound = "one of its two numbers is in doubt or far from its other years."
    assert f"Wiltshire: {unsound}" in found.line and "+93 %" not in found.line
    rows = of(**asked, show="change", before="2017/18").table.set_index("Force")
    assert rows.at["Wiltshire Police", "Distinguishable from no change"] == "in doubt"
    low_base = of(
        **GROOMING, period="2024/25", show="change", before="2017/18", force=("hertfordshire",)
    )  # 13, then 63
    assert (
        f"Hertfordshire: {unsound}" in low_base.line
        and " ?" in low_base.table.set_index("Force").loc["Hertfordshire Constabulary", "Change"]
    )


def test_no_fall_is_crossed_by_the_line_of_no_change_which_would_make_a_plus_of_its_minus() -> None:
    found = of(**GROOMING, period="2024/25", show="change", before="2019/20")
    said = [label for label in found.drawing.of(Label) if label.text.startswith("−")]
    assert len(said) > 5 and all(label.x >= 0 and label.dx > 0 for label in said)
    assert "No change is worked out for City of London and BTP: one of the two numbers is under five." in found.under


def test_no_rate_interval_or_change_tells_a_count_of_one_to_four() -> None:
    """Bedfordshire's 2 of 2012/13: its rate and its interval stood beside "under five"."""
    found = of(**GROOMING, period="2012/13", show="rate", force="bedfordshire")
    assert found.line == "Bedfordshire has under five counted."  # nor on which side of the median it lies
    row = found.table.set_index("Force").loc["Bedfordshire Police"]
    assert (row["Per 100,000"], row["95 % interval"], row["Counted"]) == ("under five counted", "", "under five")
    [bar] = [rect for rect in found.drawing.of(Rect) if rect.tip.startswith("Bedfordshire Police")]
    assert bar.hatch == "/" and bar.x0 == 0 and bar.x1 < 1 and "100,000" not in bar.tip
    at = next(tick.at for tick in found.drawing.y.ticks if tick.text == "Bedfordshire")
    assert not [line for line in found.drawing.of(Line) if {point[1] for point in line.points if point} == {at}]
    middles = [(rect.x0 + rect.x1) / 2 for rect in found.drawing.of(Rect) if rect.hatch == "/"]
    assert len(middles) > 5 and middles == sorted(middles, reverse=True), "the order tells no number either"
    change = of(**GROOMING, period="2013/14", show="change", before="2012/13", force="bedfordshire")
    assert change.line == "No change is worked out for Bedfordshire." or "under five" in change.under
    assert "Bedfordshire Police" not in set(change.table["Force"])


def test_the_words_under_changes_have_room_on_a_phone_and_stand_upright() -> None:
    found = of(**GROOMING, period="2024/25", show="change").drawing
    wide = (358 - found.left - found.right) / (found.x.high - found.x.low)
    for one, other in pairwise(found.x.ticks):
        assert (other.at - one.at) * wide > max(len(one.text), len(other.text)) * SMALLEST * LETTER
    assert [tick.text for tick in found.x.ticks] == ["−50 %", "0", "+100 %"]
    rules = [line for line in found.of(Line) if line.role == "rule"]
    assert len(rules) == 3 and plotly.write(found)["layout"]["xaxis"]["tickangle"] == 0


def test_compare_and_the_map_say_of_how_many_forces() -> None:
    on_map = overview.tile_map(Address("/", {}).but(period="2024/25"))
    whose = "42 of 46 UK forces are shown with a rate; British Transport Police has no territory and no tile"
    assert on_map is not None and whose in on_map.source
    found = of(**GROOMING, period="2024/25")
    assert "42 of 46 forces (with BTP) · " in found.source
    assert found.under.startswith("No rate, for no resident population fits: ")
    assert of(**S15A, period="2024/25").line.startswith("Of 45 UK forces 4 have a number here, from ")


def test_an_offence_of_the_same_name_under_another_law_is_named_alike_on_compare_and_the_overview() -> None:
    found, own = of(**S15A, period="2024/25", force="northern-ireland"), "SONIO 2008 art 22A"
    assert f"PSNI (its own of this name is {own}) and Police Scotland" in found.under and own in found.line
    here = overview.differences(["northern-ireland"])
    assert any(own in what for what in here.loc[here["force_id"] == "northern-ireland", "what"])
    assert any("SOA 2003 s15A" in what for what in here["what"])


def test_the_note_on_how_many_forces_is_what_the_warehouse_holds_and_stands_with_every_count_of_them(
    con: duckdb.DuckDBPyConnection,
) -> None:
    ((every, at_home),) = con.execute(
        "select count(*), count(*) filter (nation in ('England', 'Wales')) from forces where kind = 'territorial'"
    ).fetchall()
    ((official, rated),) = con.execute(
        "select count(f.force_id), count(p.population) from figures as f left join populations as p "
        "on f.force_id = p.force_id and p.mid_year = 2024 and f.force_id <> 'city-of-london' where f.measure_id = "
        "'offences_recorded' and offence_id = 'ho_88a' and period_id = '2024/25' and source_kind = 'official'"
    ).fetchall()
    assert (every, at_home, official, rated) == (45, 43, 44, 42)
    [note] = [note for note in words.notes("forces") if note.startswith("Of how many forces: 45 ")]
    assert (
        f"({at_home} in England and Wales)" in note and f"files have {official}," in note and f" {rated} have" in note
    )
    rates, lines = of(**GROOMING, period="2024/25"), over_years.chart(Address("/time").but(**GROOMING))
    assert note in rates.notes and lines is not None and note in lines.notes
    assert "42 of 46 forces (with BTP) · " in rates.source


def test_a_title_has_no_second_colon_and_no_clause_on_a_section() -> None:
    found = over_years.chart(Address("/time").but(measure="arrests_ocag", unit="arrests"))
    assert found is not None
    assert found.title == "Arrests on activist groups' evidence"


def test_one_group_is_a_number_under_five() -> None:
    line = of(measure="groups_named_ocag", unit="groups", offence=None, period="2019/20", force="west-mercia").line
    assert "West Mercia (under five groups)" in line and "1 group" not in line


def test_a_count_from_one_to_four_stands_in_no_line() -> None:
    assert words.masked(3) == "under five" and words.masked(5) == "5" and words.masked(0) == "0"


def test_a_corrected_bar_has_a_mark_of_its_own_and_its_note_says_so(ruled: duckdb.DuckDBPyConnection) -> None:
    ((measure, unit, offence, period),) = ruled.execute(
        "select measure_id, unit, offence_id, period_id from figures where review = 'corrected'"
    ).fetchall()
    asked = {"measure": measure, "unit": unit, "offence": offence or "", "period": period, "show": "count"}
    found = of(**asked)
    place = names(found).index("Kent")
    assert [label.text for label in found.drawing.of(Label) if label.y == place] == ["23 †"]
    offered = [one.proto.popover.label for one in page_at("compare", **asked).get("popover")]
    assert f"Notes ({len(found.notes)})" in offered
    said = "\n".join(found.notes)
    assert "† Kent Police" in said and "the source prints “22”" in said


def test_a_chosen_force_whose_law_has_no_such_offence_is_no_gap() -> None:
    line = of(**S15A, period="2024/25", force=("police-scotland", "kent")).line
    assert "Police Scotland is under another law." in line
    assert line.endswith("Not drawn: Kent.")
    alone = of(**S15A, period="2024/25", force="kent").line
    assert "Kent has no number here; its page has " in alone


@pytest.mark.parametrize(
    "asked",
    [
        {**GROOMING, "period": "2012/13", "show": "change"},
        {"measure": "arrests_ocag", "unit": "arrests", "period": "2019/20", "show": "rate"},
    ],
)
def test_the_button_of_a_phone_says_what_is_drawn_where_what_is_asked_for_cannot_be(asked: dict[str, str]) -> None:
    page = page_at("compare", **asked)
    (button,) = [one.label for one in page.button if asked["period"] in one.label]
    assert page.session_state["pick_Show"] == "count", "the switch says what is drawn too"
    assert button.endswith(f"{asked['period']} · count") and of(**asked).at.one("show") == "count"


def test_the_quarters_of_a_sum_are_named_as_such_and_what_was_taken_back_has_a_minus() -> None:
    said = words_at("compare", **GROOMING, period="2012/13", show="count", force="durham")
    assert "By quarter: first 0; second 1; third −1; fourth 0." in said


@pytest.mark.parametrize("one", range(0, 400, 25))
def test_every_choice_has_a_chart(one: int) -> None:
    every = subjects.subjects()
    chosen = every[one % len(every)]
    found = of(measure=chosen.measure_id, unit=chosen.unit, offence=chosen.offence_id or "", period=chosen.period)
    assert found.drawing.marks and found.line and found.title
    assert found.drawing.height >= 22


def test_the_address_of_a_chart_makes_the_same_chart() -> None:
    found = of(**GROOMING, period="2022/23", show="change", force="essex")
    again = compare.chart(found.at)
    assert again is not None and again.drawing == found.drawing and again.title == found.title


def test_under_five_has_its_unit() -> None:
    assert of(**GROOMING, show="count", force="city-of-london").line == "City of London has under five offences."


def test_that_cost_is_our_reading_of_an_answer_is_said_with_it() -> None:
    assert (
        "By our reading West Yorkshire answered that to count it would cost too much."
        in of(measure="arrests_ocag", force="west-yorkshire").line
    )


def test_an_empty_cell_of_a_source_is_told_from_what_is_not_here() -> None:
    found = of(**S15A, period="2021/22", force=("hampshire", "kent"))
    assert "Of Hampshire the source’s table has a blank or n/a." in found.line
    under = compare.under_bars(subjects.forces_of(subjects.asked(Address("/compare").but(**S15A, period="2021/22"))))
    assert "Blank or n/a in the source’s table: Hampshire" in under
    assert under.count("Hampshire") == 1


def test_that_a_source_says_there_is_no_figure_is_no_gap_of_ours() -> None:
    assert (
        "Of Lincolnshire there is no figure, as a source says."
        in of(**S15A, period="2024/25", force="lincolnshire").line
    )


@pytest.mark.parametrize("page", ["compare", "time"])
def test_an_offence_that_a_page_does_not_offer_is_not_swapped_without_a_word(page: str) -> None:
    said = "Not charted here: “abuse of children through sexual exploitation (class 71)” "
    told = words_at(page, offence="ho_71")
    assert said in told and "([its numbers](/offence?id=ho_71)). Below is another." in told
    assert "Not charted here" not in words_at(page, offence="ho_88a")


def test_a_year_that_is_not_here_or_not_on_this_side_of_the_break_is_not_swapped_without_a_word() -> None:
    told = words_at("compare", measure="arrests_online_cso", period="2024/25")
    assert "Not charted here: “2024/25”. Below is another." in told
    told = words_at("compare", **GROOMING, period="2024/25", show="change", before="2012/13")
    assert "Not charted here: “since 2012/13”. Below is another." in told
    assert "Not charted here" not in words_at("compare", **GROOMING, period="2024/25", show="change", before="2019/20")


def test_each_sentence_of_a_finding_begins_with_a_capital() -> None:
    rows = warehouse.query("checks_findings")
    said = [reports._finding(row)[1] for row in rows[rows["rule"] == "conflict"].itertuples()]
    assert any("(NSPCC). No rule decided" in str(text) for text in said)
    assert not any(re.search(r"\)\. [a-z]", str(text)) for text in said)


def test_a_finding_says_what_its_number_counts() -> None:
    rows = warehouse.query("checks_findings")
    said = {row.figure_id: reports._finding(row)[3] for row in each(rows[rows["figure_id"].notna()])}
    figures = "select figure_id, measure, unit from all_figures"
    for mark, measure, unit in (row for row in warehouse.values(figures) if row[0] in said):
        assert measure.removesuffix(results.THE_NAMED) in said[mark][1] and f"({unit})" in said[mark][1]
    for counted in ("sexual grooming (class 88A), 2016/17 (offences)", "(SONIO 2008 art 22A), 2020/21 (offences)"):
        assert any(counted in about[1] for about in said.values()), counted


def test_a_finding_says_how_its_figure_is_marked() -> None:
    rows = warehouse.query("checks_findings")
    done = {rule: set(of_rule["done"]) for rule, of_rule in rows.groupby("rule")}
    assert done["misprinted"] == done["disbelieved"] == {"Kept as printed, marked as in doubt"}
    assert done["differs-from-official-class"] == {"Kept, marked as differing"}
    assert done["off-its-own-series"] == {"Kept as printed"}, "it is drawn on no chart"


def test_a_dispute_is_one_finding_that_names_its_sides_and_not_the_range_of_both() -> None:
    rows = warehouse.query("checks_findings")
    said = rows[rows["message"].str.contains("311 (NSPCC)", regex=False)]
    assert list(said["done"]) == ["Shown as a range; no rule decides"]
    assert said["message"].iloc[0].startswith("Gwent Police, 2015/16: 311 (NSPCC) conflicts with 389 (NSPCC). ")
    assert not rows["message"].str.contains("311 to 389", regex=False).any()


@pytest.mark.parametrize("measure", ["cases_ocag", "arrests", "arrests_ocag", "offences_recorded"])
def test_no_force_with_another_number_of_the_same_measure_is_among_those_of_whom_nothing_is_here(measure: str) -> None:
    subject = subjects.asked(Address("/compare").but(measure=measure))
    assert subject is not None
    rows = subjects.forces_of(subject)
    here = {id_ for (id_,) in warehouse.values("select force_id from figures where measure_id = $m", {"m": measure})}
    assert not here & set(rows.loc[rows["why"] == "silent", "force_id"])
    under = of(measure=measure).under
    assert "PSNI" in under.partition("so not drawn: ")[2].partition(". ")[0] or measure != "cases_ocag"


def test_under_changes_nothing_is_said_of_forces_with_a_number_in_the_earlier_year_alone() -> None:
    found = of(offence="soa2003_s15a", show="change")
    assert "nothing is here" not in found.under and "without a number in both years" in found.under


def test_what_the_force_itself_counts_is_named_under_its_line() -> None:
    asked = {"measure": "offences_recorded", "offence": "ho_88a", "show": "count", "view": "alone"}
    found = CHARTS["time"](Address("/time").but(force="avon-and-somerset", **asked))
    assert found is not None and found.source.endswith("◆ Avon and Somerset Police")


@pytest.mark.parametrize("offence", ["ho_88a", "soa2003_s15a"])
def test_a_part_that_is_larger_than_its_class_is_told_beside_both(offence: str) -> None:
    asked = {"measure": "offences_recorded", "unit": "offences", "offence": offence, "period": "2024/25"}
    drawn = compare.chart(Address("/compare").but(**asked))
    assert drawn is not None
    (said,) = [note for note in drawn.notes if "more than the whole class" in note]
    assert said.startswith("North Wales Police, ") and "2024/25: 118 of" in said and "; 105 of" in said


def test_of_a_table_that_was_read_in_its_opening_no_median_is_told() -> None:
    """The forces of a written answer were read to the letter H: half of fourteen are not half of the forces."""
    for found in (
        of(measure="proceeded_against", unit="people"),
        CHARTS["time"](Address("/time").but(measure="proceeded_against")),
    ):
        assert found is not None and not re.search(r"\b(half|median)\b", found.line)
        assert not [line for line in found.drawing.of(Line) if line.role == "median"]
    found = of(measure="proceeded_against", unit="people", order="value")
    assert "only its opening was read" in found.source and found.at.one("order") == "name"
    assert "opening" not in of(**GROOMING).source


def test_a_range_alone_is_drawn_whole_and_a_count_of_groups_involves_no_child_to_speak_of() -> None:
    found = of(measure="groups_named_ocag", unit="groups")
    [bar] = found.drawing.of(Rect)
    assert (bar.x0, bar.x1) == (0.0, 4.0) and found.drawing.x.high > 4.0
    assert found.title == "Activist groups named by the force, 2019/20"


def test_what_is_withheld_in_every_year_is_not_offered() -> None:
    assert compare.chart(Address("/compare").but(measure="arrests_aged_16_and_under")) is None


@pytest.mark.parametrize(("measure", "doubt"), [("cases_ocag", "year not printed"), ("charges_ocag", "date estimated")])
def test_a_year_that_no_source_prints_is_no_plain_year_in_title_tip_and_table(measure: str, doubt: str) -> None:
    """39 cases of "a year (not stated)" stood as 2018 on Compare and in its picture."""
    found = compare.chart(Address("/compare", {"measure": (measure,)}))
    assert found is not None and f", 2018 ({doubt})" in found.title and f"2018 ({doubt})" in found.drawing.alt
    tips = [rect.tip for rect in found.drawing.of(Rect) if rect.mark]
    assert tips and all(f"({doubt})" in tip for tip in tips)
    counted = found.table[found.table["According to"] != ""]
    assert all(f"({doubt})" in force for force in counted["Force"])
    over = over_years.chart(Address("/time", {"measure": (measure,)}))
    assert over is not None and all(f"2018 ({doubt})" in year for year in over.table["Year"] if year[:4] == "2018")


def test_the_medians_line_strikes_through_no_number() -> None:
    drawn = of(**GROOMING, period="2024/25", show="rate").drawing
    [median] = [line for line in drawn.of(Line) if line.role == "median"]
    assert None not in median.points and len(median.points) == 2 * len(drawn.y.ticks)  # one line, and no pieces
    at, marks = median.points[0][0], list(drawn.marks)
    crossed = [label for label in drawn.of(Label) if label.anchor == "start" and label.x <= at]
    assert crossed and all(label.is_over and marks.index(label) > marks.index(median) for label in crossed)


def test_a_year_of_which_nothing_can_be_drawn_has_no_counts_of_its_own() -> None:
    columns = ["force_id", "force", "own", "own_id", "own_by", "population"]
    assert compare._own("rate", pd.DataFrame(columns=columns, dtype=float)).empty  # its residents are not known yet


def test_every_title_is_written_and_has_its_unit_its_offence_and_what_it_is_not_about() -> None:
    every = {(row.measure_id, row.unit, row.offence_id): row for row in subjects.subjects()}
    assert len(every) > 50
    for row in every.values():
        assert ": " not in row.title and row.unit.split()[0] in row.title.lower().replace("crimes", "offences")
        assert (row.about_children == "yes" or not row.offence) == ("[" not in row.title), row.title
    of_class = of(**GROOMING, period="2024/25").title
    assert of_class == "Recorded offences of sexual grooming (class 88A) per 100,000 residents, 2024/25"


def test_parts_that_are_more_than_their_official_class_are_told_under_the_bars_and_on_the_picture() -> None:
    asks = {"measure": ("offences_recorded",), "unit": ("offences",), "offence": ("soa2003_s15a",)}
    found = compare.chart(Address(compare.PATH, {**asks, "period": ("2022/23",)}))
    assert found is not None
    assert "more than the Home Office’s whole class: 6 of them" in found.source
