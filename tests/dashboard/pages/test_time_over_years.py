"""Over time on the shipped warehouse: one source's line, requested figures as marks over it, both values where sources
differ, and no line across a break."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl

import duckdb
import pytest

from dashboard import warehouse
from dashboard.charts.drawing import Dot, Label, Line, Rect
from dashboard.pages import compare, time
from dashboard.parts import chart as charts
from dashboard.parts import force_years, over_years, results
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address
from dashboard.parts.controls import of as of_address
from tests.every_page import opened, words_at

GROOMING = {"measure": "offences_recorded", "unit": "offences", "offence": "ho_88a"}
S15A = {"measure": "offences_recorded", "unit": "offences", "offence": "soa2003_s15a"}
BREAK = 2016.5  # on the axis, between 2016/17 and 2017/18


pytestmark = pytest.mark.usefixtures("shipped")


def of(**asked: str | tuple[str, ...]) -> charts.Chart:
    found = over_years.chart(Address("/time", {}).but(**asked))
    assert found is not None
    return found


def series_of(subject: subjects.Subject, per: str) -> over_years.Series:
    return over_years.series_of(warehouse.current().stamp, subject, (), (), per)


def lines(chart: charts.Chart, role: str) -> list[Line]:
    return [line for line in chart.drawing.of(Line) if line.role == role]


def test_a_chosen_force_whose_law_has_no_such_offence_is_no_gap() -> None:
    said = " is under another law."
    assert of(**GROOMING, force="police-scotland").line == f"Police Scotland{said}"


def test_a_force_alone_without_a_number_of_its_own_stands_among_the_others() -> None:
    asked = S15A | {"force": "norfolk"}  # the class of its force alone was counted
    assert of(**asked, view="alone").line == of(**asked).line == "Norfolk has no line, only the marks."


@pytest.mark.parametrize(("show", "said"), [("count", "under five"), ("rate", "under five counted")])
def test_a_count_of_one_to_four_stands_in_no_table_and_no_tip_by_its_number_or_its_rate(show: str, said: str) -> None:
    every = of(**GROOMING, show=show).table.set_index(["Force", "Year", "According to"])
    row = every.loc[("Bedfordshire", "2012/13", "Home Office")]
    assert row["Counted"] == "under five" and row.get("Per 100,000", said) == said
    found = of(**GROOMING, show=show, force="bedfordshire")
    of_force = found.table.query("Year == '2012/13' and Force == 'Bedfordshire'")
    assert set(of_force["Counted"]) == {"under five"} and set(of_force.get("Per 100,000", [said])) == {said}
    [tip] = {bar.tip for bar in found.drawing.of(Rect) if "Bedfordshire Police, 2012/13" in bar.tip}
    assert "under five offences" in tip and "per 100,000 residents" not in tip


def test_west_mercia_stands_below_the_median_since_2017_and_not_before() -> None:
    found = of(**GROOMING, force="west-mercia")
    assert "West Mercia recorded 7.5 per 100,000 (6.1–9.2) in 2024/25, below the median of 11.7." in found.line
    assert "Since April 2017 clearly below in 6 of 8 years; before, none of 5." in found.line


def test_years_above_the_median_are_counted_by_their_rates_and_those_beyond_chance_apart() -> None:
    found = of(**GROOMING, force="norfolk")  # 13.7 beside 11.7, with an interval around it
    assert "13.7 per 100,000 (11.5–16.3) in 2024/25, not distinguishable from the median, 11.7." in found.line
    assert "Since April 2017 clearly above in 1 of 8 years; before, none of 3." in found.line
    rates = found.table[found.table["Force"] == "Norfolk"].set_index("Year")["Per 100,000"]
    middle = found.table[found.table["Force"] == "Median of all"].set_index("Year")["Per 100,000"]
    years_ = [year for year in middle.index if year >= "2017/18"]
    above = sum(float(rates[year]) > float(middle[year]) for year in years_)
    assert above == 5 and len(years_) == 8, "four of them not distinguishable from it"


def test_a_count_of_part_of_a_year_stands_beside_no_rate_and_says_its_unit_and_months() -> None:
    assert "not drawn" not in of(**GROOMING, force="norfolk", view="alone").line
    found = of(**GROOMING, force="norfolk", view="alone", show="count")
    assert found.line == ("Norfolk recorded 129 offences in 2024/25. Apr–Dec 2025 (134 offences) is not drawn.")


@pytest.mark.parametrize("view", ["together", "panels"])
@pytest.mark.parametrize("show", ["rate", "count"])
def test_no_line_goes_across_2017(view: str, show: str) -> None:
    subject = subjects.asked(Address("/time", {}).but(**GROOMING))
    assert subject is not None
    series = series_of(subject, show)
    found = of(**GROOMING, view=view, show=show, force="kent")
    sides = {row.figure_id: row.side for row in series.rows.itertuples()}
    drawn = [line for line in found.drawing.of(Line) if any(line.marks)]
    assert len(drawn) > 80 and all(len({sides[mark] for mark in line.marks}) == 1 for line in drawn)
    if view == "together":
        assert any("April 2017" in label.text for label in found.drawing.of(Label))


def test_the_official_line_is_of_one_source_alone() -> None:
    subject = subjects.asked(Address("/time", {}).but(**GROOMING))
    assert subject is not None
    rows = series_of(subject, "count").rows
    assert set(rows[rows["role"] == "line"]["source_id"]) == {"published~home-office-recorded-crime-2026-04"}
    avon = rows[(rows["force_id"] == "avon-and-somerset") & (rows["period"] == "2021/22")]
    assert {(row.role, row.value) for row in avon.itertuples()} == {("line", 248), ("mark", 245)}
    drawn, kents = of(**GROOMING, force="avon-and-somerset"), of(**GROOMING, force="kent")
    part = over_years.PART.format(part="s15A")
    assert "◆ Avon and Somerset Police" in drawn.source and part not in drawn.notes, "its 245 are the class"
    assert part in kents.notes


def test_kents_264_stands_beside_the_class_245_with_who_counted_each() -> None:
    found = of(**GROOMING, show="count", force="kent")
    marks = [dot for dot in found.drawing.of(Dot) if dot.form == "diamond" and dot.y == 264]
    assert len(marks) == 1 and "NSPCC" in marks[0].tip and "245 (Home Office" in marks[0].tip
    assert any(dot.y == 245 and dot.x == marks[0].x for dot in found.drawing.of(Dot))
    assert {"264", "245"} <= {label.text for label in found.drawing.of(Label)}
    assert "In 2023/24 the NSPCC gives 264 offences (s15A), the Home Office 245 (class)." in found.line
    assert "◆ part s15A" in found.source
    assert "■ part s15A" in of(**GROOMING, show="count", force="west-midlands").source, "calendar years are squares"
    both = [line for line in lines(found, "chosen0") if line.dash == "dot" and not line.marks]
    assert ((2023.0, 264.0), (2023.0, 245.0)) in [(line.points[0], line.points[1]) for line in both]


def test_the_latest_year_in_which_sources_differ_is_told_and_every_one_in_the_notes() -> None:
    found = of(**GROOMING, force="gwent")
    assert found.line.endswith("In 2023/24 the NSPCC gives 67 offences (s15A, in doubt), the Home Office 54 (class).")
    assert len([note for note in found.notes if "counted otherwise" in note]) == 3


def test_of_two_chosen_forces_both_are_told_in_one_sentence_and_the_median_once() -> None:
    said = "In 2024/25 Kent recorded 15.0 per 100,000 (13.3–16.8) and Essex 17.2 (15.4–19.1)."
    assert of(**GROOMING, show="rate", force=["kent", "essex"]).line == (f"{said} The median of 42 forces was 11.7.")
    other = of(**S15A, force=["hampshire", "lancashire"])
    said = "Hampshire recorded 95 offences in 2023/24. Lancashire recorded 252 in 2018/19."
    assert other.line == f"{said} Hampshire’s latest is in doubt."


def test_without_a_choice_the_medians_after_the_break_or_the_number_of_forces_are_told() -> None:
    assert of(**GROOMING).line == ("The median of 42 forces was 8.3 per 100,000 in 2017/18 and 11.7 in 2024/25.")
    some = "Of 45 UK forces 30 have a number here, in one year or more; a gap is a year without one."
    assert of(**S15A).line == some
    few = "Of 45 UK forces 4 have a number here: too few for a line, so each year stands by itself."
    assert of(measure="cases_ocag").line == few


@pytest.mark.parametrize(("force", "part"), [("west-yorkshire", 144), ("northumbria", 57)])
def test_a_part_that_is_less_than_its_class_is_not_said_to_differ_from_it(force: str, part: int) -> None:
    found = of(**GROOMING, show="count", force=force)
    assert any(dot.y == part for dot in found.drawing.of(Dot)) and "sources differ" not in found.line
    assert not [line for line in lines(found, "chosen0") if line.dash == "dot" and not line.marks]


def test_a_dispute_is_a_span_of_its_two_values_and_in_no_line() -> None:
    found = of(**S15A, force="lancashire")
    spans = [line for line in lines(found, "chosen0") if line.points == ((2017.0, 64.0), (2017.0, 175.0))]
    both = "the NSPCC’s 64 (Lancaster and Morecambe Citizen) and 175 (Burnley Express) stand side by side"
    assert len(spans) == 1 and f"For 2017/18 {both} (s15A)." in found.line
    compared = compare.chart(Address("/compare").but(**S15A, period="2017/18", force="lancashire"))
    assert compared is not None and compared.line == f"For Lancashire {both}."
    solid = [line.points for line in lines(found, "chosen0") if line.dash == "solid" and line not in spans]
    assert not any((2017.0, 64.0) in points or (2017.0, 175.0) in points for points in solid)


def test_a_year_that_is_missing_is_a_gap() -> None:
    found = of(**S15A, force="hampshire")
    years = [[point[0] for point in line.points if point] for line in lines(found, "chosen0") if line.dash == "solid"]
    assert all(years_ == [years_[0] + n for n in range(len(years_))] for years_ in years)
    assert not any(2021.0 in years_ for years_ in years)
    assert "Hampshire, 2024/25: nothing is here." in found.notes


def test_calendar_and_financial_years_are_other_marks_and_never_joined() -> None:
    images = {"measure": "offences_recorded", "unit": "offences", "offence": "group:indecent_images_of_children"}
    found = of(**images)
    subject = subjects.asked(Address("/time", {}).but(**images))
    assert subject is not None
    kinds = {row.figure_id: row.period_kind for row in series_of(subject, "count").rows.itertuples()}
    for line in found.drawing.of(Line):
        assert len({kinds[mark] for mark in line.marks if mark}) < 2
    forms = {
        (dot.form, kinds[dot.mark]) for dot in found.drawing.of(Dot) if dot.mark in kinds and dot.form != "diamond"
    }
    assert forms == {("circle", "financial_year"), ("square", "calendar_year")}


def test_a_doubted_number_is_hollow_with_a_question_mark() -> None:
    found = of(measure="offences_recorded", offence="group:child_sexual_offences_all", force="derbyshire")
    hollow = [dot for dot in found.drawing.of(Dot) if dot.is_hollow]
    assert hollow and any(label.text == "?" for label in found.drawing.of(Label))


def test_a_choice_never_empties_the_chart() -> None:
    one = of(measure="arrests", offence="ca2003_s127", force="cleveland")
    assert lines(one, "chosen0") and "no child need be involved" in one.title
    few = of(measure="arrests_ocag", force="kent")
    assert not few.drawing.of(Rect), "7 of one year beside 47 of another are no bars to compare"
    assert {"7", "47"} <= {label.text for label in few.drawing.of(Label)} and "too few for a line" in few.line
    none = of(**GROOMING, force="city-of-london")
    assert lines(none, "line") and "City of London has counts but no rate" in none.line


def test_a_number_without_an_upper_end_is_drawn_in_no_year_and_its_pages_say_so() -> None:
    """ "more than 840" of one force and year: its page and that of its offence broke off at a chart without height."""
    asked = {"measure": "arrests", "unit": "arrests", "offence": "group:sexual_offences_all"}
    assert over_years.chart(Address("/time", {}).but(**asked)) is None
    assert "No number of it has both ends" in words_at("time", **asked)
    assert "No chart is drawn of it." in words_at("offence", id=asked["offence"])


def test_panels_are_one_for_each_force_and_the_readers_own_first() -> None:
    found = of(**GROOMING, view="panels", force="west-mercia")
    titles = [label.text.replace("\n", " ") for label in found.drawing.of(Label)]
    assert titles[0] == "West Mercia" and len(titles) >= 42


@pytest.mark.parametrize("offence", ["ho_86", "group:child_sexual_offences_all", "soa2003_s15", "sosa2009_s24_s34"])
def test_every_offence_has_a_chart_and_no_small_count_in_its_line(offence: str) -> None:
    found = of(measure="offences_recorded", offence=offence)
    assert found.drawing.marks and len(found.line.split()) <= 60


def test_a_year_that_holds_the_day_of_a_break_is_like_no_other() -> None:
    side = warehouse.query("sides", {"breaks": [date(2017, 4, 3)]}).set_index("period_id")["side"]
    assert [side[year] for year in ("2016", "2017", "2018")] == ["0", "1", "2"]
    assert [side[year] for year in ("2016/17", "2017/18", "2018/19")] == ["0", "2", "2"]


def test_a_gap_that_is_a_refusal_on_cost_by_our_reading_says_so() -> None:
    asked = {"measure": "arrests_online_cso", "unit": "arrests", "offence": "group:online_child_sexual_offences"}
    gaps = {(force, state): periods for force, _, state, periods in warehouse.values("gaps_of", asked)}
    assert "2019/20" in gaps["west-yorkshire", "cost_by_reading"]
    assert results.of_state("cost_by_reading") == "would cost too much, by our reading"


def test_an_empty_cell_of_a_source_is_told_from_a_year_of_which_nothing_is_here() -> None:
    notes = of(measure="offences_recorded", offence="soa2003_s15a", force="hampshire").notes
    assert "Hampshire, 2021/22: blank or n/a in the source’s table." in notes
    assert any(note.startswith("Hampshire, ") and note.endswith(": nothing is here.") for note in notes)


@pytest.mark.parametrize(
    ("force", "name", "is_its_law"), [("northern-ireland", "PSNI", False), ("kent", "Kent", True), ("btp", "BTP", True)]
)
def test_a_force_alone_is_named_and_no_other_nations_law_breaks_its_years(
    force: str, name: str, is_its_law: bool
) -> None:
    offence = "group:child_sexual_offences_all" if force == "northern-ireland" else "ho_88a"
    asked = Address("/time").but(
        measure="offences_recorded", unit="offences", offence=offence, show="count", view="alone", force=force
    )
    drawn = over_years.chart(asked)
    assert drawn is not None and drawn.title.startswith(f"{name}: recorded ")
    said = " ".join([*drawn.notes, *(label.text for label in drawn.drawing.of(Label))])
    assert ("s15A counted in" in said) == is_its_law == ("is counted in as well" in said)


def test_a_chart_of_few_forces_names_each_series_and_number_below_a_last_gridline() -> None:
    """691 stood above the top gridline of 600, and a square of 358 had no name."""
    found = over_years.chart(Address("/time", {"measure": ("arrests",)}))
    assert found is not None
    top = max(dot.y for dot in found.drawing.of(Dot))
    assert max(tick.at for tick in found.drawing.y.ticks) >= top
    texts = [label.text for label in found.drawing.of(Label)]
    assert {f"{dot.y:,g}{' ?' * dot.is_hollow}" for dot in found.drawing.of(Dot)} <= set(texts)
    assert texts.count("West Midlands") == 2 and texts.count("West Mercia") == 1
    assert {line.dash for line in found.drawing.of(Line)} == {"solid"}
    assert "(arrests)" not in found.title


def test_all_forces_together_are_the_sum_of_one_source_where_each_has_a_number(con: duckdb.DuckDBPyConnection) -> None:
    line = " ".join(of(**GROOMING).notes)
    said = "43 forces of England and Wales and the British Transport Police together: about 7,140 offences in 2024/25, "
    assert f"{said}about 7,240 the year before." in line and f"{said}about" in " ".join(
        of(**GROOMING, show="count").notes
    )
    for period, number in (("2024/25", 7140), ("2023/24", 7240)):
        counted = (
            "select sum(low), min(forces_counted) from totals('offences_recorded', 'ho_88a', ?) where unit = 'offences'"
        )
        total, forces = con.execute(counted, [period]).fetchall()[0]
        assert forces == 44 and abs(total - number) <= 5  # rounded, so that no small count comes out by subtraction
    assert "Police together" not in " ".join(of(**S15A).notes)


def test_no_year_before_a_break_stands_beside_the_sum_and_no_sum_where_a_number_is_missing() -> None:
    asked = {**GROOMING, "measure": "offences_recorded", "unit": "offences"}
    for between in (date(2024, 4, 1), date(2025, 1, 31)):
        [said] = warehouse.query("together", {**asked, "breaks": [between, date(2017, 4, 1)]})["said"]
        assert said.endswith("in 2024/25."), between
    one_less = warehouse.sql("together").replace(
        "from figures as f", "from (from figures where force_id <> 'kent') as f"
    )
    assert not len(warehouse.query(one_less, {**asked, "breaks": []}))


def test_what_a_check_found_of_a_number_is_no_verdict_in_its_caption_and_the_chart_opens_with_that_number() -> None:
    asked = {"offence": ("soa2003_s15a",), "force": ("hampshire",), "show": ("count",)}
    chart = over_years.chart(Address("/time", asked))
    assert chart is not None and chart.line.startswith("Hampshire recorded 95 offences in 2023/24.")
    assert "Little" not in chart.line and "Far from" not in chart.line
    assert chart.first is not None and chart.marks[chart.first].endswith("2023/24: 95")
    said = dict(zip(chart.table["Year"], chart.table["Said of it"], strict=True))
    assert "a small part of the class" in said["2020/21"]


def test_over_time_says_of_how_many_forces_a_count_rose_as_compare_does_and_leads_there() -> None:
    at = Address("/time", {})
    subject = subjects.nearest(at)
    assert subject is not None
    said = time.risen(at, subject)
    (link,) = re.findall(r"\]\((/compare[^)]+)\)", said)
    found = compare.chart(of_address("/compare", parse_qsl(link.partition("?")[2])).but(force=None))
    assert found is not None and "change from 2019/20 to 2024/25" in found.title
    numbers = re.search(r"(\d+) forces clearly up, (\d+) down, (\d+) unclear", said)
    told = re.search(r"Of (\d+) forces, (\d+) clearly counted more and (\d+) clearly fewer; in (\d+)", found.line)
    assert numbers and told and numbers.groups() == told.groups()[1:]


def test_is_it_rising_is_answered_of_the_readers_own_forces_first() -> None:
    """It was answered of all forces, and never of the one that was chosen."""

    def answer(*forces: str) -> str:
        at = Address("/time", {}).but(force=forces)
        subject = subjects.nearest(at)
        assert subject is not None
        return time.risen(at, subject).partition("2024/25 alone: ")[2]

    of_kent = compare.chart(Address("/compare").but(force="kent", show="change", offence="ho_88a", before="2019/20"))
    assert of_kent is not None and "changed by +27 % (95 % interval +7 % to +51 %)" in of_kent.line
    assert answer("kent") == "Kent is clearly up, +27 % (+7 % to +51 %)."
    assert answer("cleveland").startswith("Cleveland is clearly down, −38 % ")
    assert answer("cheshire") == "Cheshire is unclear (−15 % to +41 %)."
    assert answer("kent", "northern-ireland") == "Kent is clearly up, +27 % (+7 % to +51 %). None for PSNI."
    assert answer("northern-ireland") == "No change is worked out for PSNI."
    assert answer().startswith("16 forces clearly up, ")


def test_a_view_of_ones_own_forces_is_offered_to_those_who_chose_some() -> None:
    for forces, views in ((["kent"], 3), ([], 2)):
        page = opened("time")
        page.query_params["force"] = forces
        page.run()
        assert not page.exception
        assert [len(one.options) for one in page.get("button_group") if one.label == "Forces"] == [views]


def test_a_disputed_number_has_both_counts_in_the_table_and_no_rate() -> None:
    table = of(offence="ho_88a").table
    assert not table.astype(str).isin(["nan", "None", "<NA>"]).any().any()
    assert set(table.loc[table["Counted"] == "64 or 175", "Per 100,000"]) == {"not known"}


def test_a_number_on_a_grey_line_that_checks_question_is_a_dot() -> None:
    """Hampshire's 291, 18, 279 and 95 read as a collapse and a boom, joined by a plain line."""
    dots = [dot for dot in of(**S15A).drawing.of(Dot) if isinstance(dot, Dot) and dot.tip.startswith("Hampshire")]
    assert {18.0, 95.0} <= {dot.y for dot in dots}
    assert "A dot on a grey line is a number that checks question" in " ".join(of(**S15A).notes)


def test_marks_of_calendar_years_are_named_by_their_form() -> None:
    """Leicestershire's four squares of another counter stood below as "◆"."""
    found = force_years.chart("leicestershire", "ho_88a")
    assert found is not None and "■ Home Office and Ministry of Justice" in found.source
    assert {dot.form for dot in found.drawing.of(Dot)} == {"circle", "square"}
