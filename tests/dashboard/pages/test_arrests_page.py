"""Arrests and groups: children's offences alone in the first charts, parts beside wholes, units and areas apart."""

from __future__ import annotations

import re
from types import SimpleNamespace

import duckdb
import pytest

from dashboard import warehouse
from dashboard.charts import drawing as svg
from dashboard.charts import plotly
from dashboard.charts.drawing import Dot, Label, Rect
from dashboard.pages import activists
from dashboard.parts import force_years, results
from dashboard.parts.controls import Address
from dashboard.routes.charts import CHARTS
from tests.asking import csv_of
from tests.drawn import words_of
from tests.every_page import html_of, page_at

pytestmark = pytest.mark.usefixtures("shipped")


def at(**asked: str) -> Address:
    return Address("/activists", {name: (value,) for name, value in asked.items()})


def test_every_count_of_arrests_of_a_force_stands_in_one_of_the_charts(con: duckdb.DuckDBPyConnection) -> None:
    found = [
        activists.arrests(at()),
        activists.arrests(at(by="team")),
        force_years.on_evidence(at()),
        activists.s127(at()),
    ]
    drawn = {mark for chart in found if chart for mark in chart.marks}
    known = {row[0] for row in con.execute("select figure_id from arrests where area_kind = 'force'").fetchall()}
    again = con.execute("select figure_id from arrests where read_in = 'Evening Standard' and value = 45").fetchall()
    assert len(again) == 1 and known - drawn == {again[0][0]}, "one number that two papers print is drawn once"


def test_no_arrest_in_which_no_child_need_be_involved_is_among_childrens(con: duckdb.DuckDBPyConnection) -> None:
    others = {row[0] for row in con.execute("select figure_id from arrests where about_children <> 'yes'").fetchall()}
    for chart in (activists.arrests(at()), activists.arrests(at(by="team")), force_years.on_evidence(at())):
        assert chart is not None and chart.marks and not others & set(chart.marks)
    apart = activists.s127(at())
    assert apart is not None and "no child need be involved" in apart.title and set(apart.marks) <= others
    ((mixed, said),) = con.execute("select figure_id, force from arrests where about_children = 'mixed'").fetchall()
    assert mixed in apart.marks and "for offences against adults too" in apart.title, f"{said}: all sexual offences"


def test_cleveland_in_2022_has_one_number_under_s127_and_says_why_there_are_others() -> None:
    chart = activists.s127(at(force="cleveland", period="2022"))
    assert chart is not None
    assert chart.line == (
        "Cleveland Police made 32 arrests under section 127 in 2022; its 95 takes in the 1988 Act, and 11 and 9 are "
        "paragraphs of section 127, inside the 32 by our reading."
    )
    own = chart.table[chart.table["What"] == "Cleveland: arrests"]
    assert list(own["Number"]) == ["95", "32", "11", "9"]


def test_seven_stand_beside_twenty_two_and_are_never_joined_with_them(con: duckdb.DuckDBPyConnection) -> None:
    chart = force_years.on_evidence(at())
    assert chart is not None
    assert {rect.fill for rect in chart.drawing.of(Rect)} <= {"part", "blank"}, "no bar has a whole"
    assert "%" not in chart.line
    said = (
        "beside 22 arrests for online child sexual offences; whether the 7 are among them is not said: by our reading"
    )
    assert said in " ".join(mark.text for mark in chart.drawing.of(Label)).replace("\n", " ")


def test_what_counts_different_things_over_different_times_has_neither_bars_nor_points() -> None:
    """39 cases were as long as 146 reports, and all else a point at one place; 47 arrests of a year were a bar above 20
    people of two years."""
    for chart in (make(at()) for make in activists.CHARTS.values()):
        assert chart is not None and not chart.drawing.of(Rect), chart
        dots = [dot for dot in chart.drawing.of(Dot) if isinstance(dot, Dot)]
        assert {(dot.x, dot.role) for dot in dots} == {(0.0, "paper")}, "unseen: they answer to the pointer"
        assert {dot.mark for dot in dots} <= set(chart.marks)


def test_what_a_number_counts_stands_under_it() -> None:
    """124 of live cases, 65 of 180 of them online, stood under "People arrested" with their note in the panel alone."""
    notes = (
        "65 of 180 cases online; a stock, not a flow",
        "wider than the force’s own FOI answer",
        "males aged 18 to 39",
    )
    of_force = force_years.counts(Address("/force").but(id="west-yorkshire"))
    for chart, told in ((activists.arrests(at()), notes), (of_force, notes[:1])):
        assert chart is not None
        texts = [label.text.replace("\n", " ") for label in chart.drawing.of(Label) if isinstance(label, Label)]
        assert all(note in " ".join(texts) for note in told)
        assert "Our transcript reads" not in " ".join(texts)
        assert "Suspects arrested for downloading" not in texts, "what two rows have stands in their evidence"


def test_numbers_and_what_is_withheld_are_counted_apart() -> None:
    """And areas are those of which a number is here: three forces’ are in doubt, PSNI’s but one were withheld."""
    chart = activists.arrests(at())
    assert chart is not None
    rows = activists.figures("force")
    assert rows["force"].nunique() == 13 and rows["force"][rows["apart"].isna()].nunique() == 10
    assert chart.line == (
        "22 counts for 10 force areas, and 8 figures in doubt or withheld. "
        "Headings without “online”: online or not. Never add two counts of one force."
    )
    areas = activists.CHARTS["groups_areas"](at())
    assert areas is not None and areas.line == (
        "20 counts for 12 areas, and 14 figures in doubt or without an exact number. "
        "None may be added to forces’ counts."
    )


def test_a_number_is_said_with_its_unit_and_never_by_its_print() -> None:
    for make in activists.CHARTS.values():
        chart = make(at())
        assert chart is not None
        for mark in chart.drawing.marks:
            said = getattr(mark, "tip", "")
            assert not re.search(r"\b(?:none|never|zero|not a single one)\b|\b1 (?:arrests|groups|cases)\b", said), said
    found = activists.CHARTS["groups_other"](at())
    assert found is not None and any("0 people" in getattr(mark, "tip", "") for mark in found.drawing.marks)


def test_a_number_in_doubt_says_so_in_its_row() -> None:
    chart = activists.arrests(at())
    assert chart is not None
    assert "2,016 ? in doubt" in [mark.text for mark in chart.drawing.of(Label) if isinstance(mark, Label)]


def test_forces_stand_by_nation_and_name_under_each_heading() -> None:
    chart = activists.arrests(at())
    assert chart is not None
    for _, part in chart.table.groupby("What"):
        names = [name.partition(",")[0] for name in part["Who and when"]]
        assert names == sorted(names)


def test_other_figures_about_groups_stand_by_their_units_and_areas_apart(con: duckdb.DuckDBPyConnection) -> None:
    forces, areas = activists.CHARTS["groups_other"](at()), activists.CHARTS["groups_areas"](at())
    assert forces is not None and areas is not None and not set(forces.marks) & set(areas.marks)
    known = con.execute(
        "select figure_id, area_kind = 'force' from ocag_figures "
        "where measure_id not in ('arrests_ocag', 'suspect_deaths_ocag') and cardinality(dimensions) = 0"
    ).fetchall()
    assert set(forces.marks) == {figure for figure, is_force in known if is_force}
    decoys = {
        figure
        for (figure,) in con.execute(
            "select figure_id from figures "
            "where measure_id = 'arrests_police_decoy' and area_kind <> 'force' and cardinality(dimensions) = 0"
        ).fetchall()
    }
    assert set(areas.marks) == {figure for figure, is_force in known if not is_force} | decoys
    assert "114 of 259" in list(areas.table["Number"])


def test_deaths_after_a_confrontation_are_in_no_chart(con: duckdb.DuckDBPyConnection) -> None:
    deaths = {
        row[0]
        for row in con.execute("select figure_id from figures where measure_id = 'suspect_deaths_ocag'").fetchall()
    }
    assert deaths
    for make in activists.CHARTS.values():
        chart = make(at())
        assert chart is not None and not deaths & set(chart.marks)


def test_a_force_without_a_count_empties_no_chart_and_says_so() -> None:
    all_, own = activists.arrests(at()), activists.arrests(at(force="hampshire"))
    assert all_ is not None and own is not None and len(own.table) == len(all_.table)
    assert own.line.startswith("Hampshire has none in this list, which says nothing about it.")
    kent = activists.arrests(at(force="kent"))
    assert kent is not None
    assert kent.line.startswith("Kent has none in this list, but some of one team or operation.")


def test_a_list_of_areas_says_nothing_of_a_chosen_force_which_could_never_stand_in_it() -> None:
    all_, own = activists.CHARTS["groups_areas"](at()), activists.CHARTS["groups_areas"](at(force="greater-manchester"))
    assert all_ is not None and own is not None and own.line == all_.line


def test_each_charts_rows_hold_all_that_it_draws_and_nothing_else() -> None:
    for name in ("arrests", "s127", "groups_other", "groups_areas"):
        for by in ("force", "team"):
            chart = activists.CHARTS[name](at(by=by))
            assert chart is not None and chart.rows is not None
            lines = csv_of(chart.rows).splitlines()
            assert sorted(chart.marks) == sorted(line.partition(",")[0] for line in lines[1:]), name


PAPERS = (
    "BBC", "Daily Mail", "Express & Star", "Local Democracy Reporting Service", "Shropshire Star", "Yorkshire Post",
)  # fmt: skip


def test_no_title_says_that_forces_counted_what_newspapers_and_charities_did() -> None:
    for name in ("arrests", "s127", "groups_other", "groups_areas"):
        chart = CHARTS[name](at(by="team"))
        assert chart is not None and {one.mark for one in chart.drawing.of(Dot)} == set(chart.marks), name


def test_a_part_of_a_longer_period_says_so_and_is_not_counted_among_the_numbers() -> None:
    chart = activists.CHARTS["groups_other"](at())
    assert chart is not None and "14, perhaps part of 26" in list(chart.table["Number"])
    assert chart.line.startswith(
        "16 counts for 10 force areas, and 8 figures in doubt, inside another or without an exact number. "
    )


@pytest.mark.parametrize("asked", ["arrests", "arrests?by=team", "groups_other", "groups_areas"])
def test_a_line_counts_every_row_of_its_table(asked: str) -> None:
    name, _, by = asked.partition("?by=")
    chart = activists.CHARTS[name](Address("/activists").but(by=by))
    assert chart is not None
    said = [int(n) for n in re.findall(r"(\d+) (?:counts?|figures) (?:for|without|in|inside)\b", chart.line)]
    assert sum(said) == len(chart.table), chart.line


def test_days_that_were_read_from_words_of_time_stand_beside_the_words_in_lists() -> None:
    chart = activists.CHARTS["groups_other"](at())
    assert chart is not None
    said = "“last year” (story of about November 2019; 2018, our reading)"
    assert {f"Norfolk, {said}", f"Suffolk, {said}"} <= set(chart.table["Who and when"])
    assert any(said in getattr(mark, "tip", "") for mark in chart.drawing.marks)


def test_no_count_stands_without_its_time_where_its_source_prints_one() -> None:
    for made in activists.CHARTS.values():
        chart = made(at())
        assert chart is not None and "period not known" not in " ".join(chart.columns.get("Who and when", ()))


def test_nottinghamshires_47_and_46_are_not_to_be_added() -> None:
    both, team = force_years.on_evidence(at()), activists.arrests(at(by="team"))
    own = force_years.on_evidence(at(id="nottinghamshire"))
    assert both and own and team
    assert all("never add" in chart.line.lower() for chart in (both, own, team))


def test_both_writers_draw_each_chart_with_every_number() -> None:
    for make in activists.CHARTS.values():
        chart = make(at())
        assert chart is not None
        drawn = svg.write(chart.drawing, 820)
        written = words_of(plotly.write(chart.drawing))
        for number in chart.table.get("Number", chart.table.iloc[:, 1]):
            assert f">{number}" in drawn and any(number in text for text in written)


def test_the_time_line_has_law_and_guidance_in_the_order_of_their_days() -> None:
    table = html_of(page_at("activists"), "Time line of law and guidance")
    days = ["25 July 2003", "3 April 2017", "15 July 2020", "4 July 2024", "day not known here"]
    assert sorted(days, key=table.index) == days


def test_a_count_on_groups_evidence_that_a_person_corrected_bears_its_mark() -> None:
    row = {"value": 9.0, "low": 9.0, "high": 9.0, "unit": "people", "is_disputed": False, "review": "corrected"}
    row |= {"state": "value", "value_text": None}
    assert results.text(SimpleNamespace(**row), exact="9 people") == "9 people †"
    held_back = row | {"value": float("nan"), "symbol": "[c]", "value_text": "", "state": "words"}
    assert results.text(SimpleNamespace(**held_back), exact="not known people") == "withheld"


def test_a_claim_without_an_exact_number_stands_with_what_is_known_of_it() -> None:
    found = activists.CHARTS["groups_areas"](Address("/activists"))
    assert found is not None
    of = {note.partition(": ")[0]: note for note in found.notes}
    assert "29 of 43 forces gave data" in of["England and Wales, 2017, at least 150"]
    assert any(
        "claimed by an activist group, not a police figure" in note and "more than 1,500" in note
        for note in found.notes
    )


def test_national_arrests_by_officers_stand_among_the_areas_apart_from_those_on_groups_evidence() -> None:
    found = activists.CHARTS["groups_areas"](at())
    assert found is not None and any("no share is formed" in note for note in found.notes)
    of = found.table.set_index("Who and when")
    for when, number in (("England and Wales, Oct 2022–Sep 2023", "1,665"), ("United Kingdom, 2021/22", "1,362")):
        assert (of.at[when, "Number"], of.at[when, "What"]) == (number, "Arrests after undercover police work online")


def test_what_was_asked_about_groups_and_not_given_is_listed_with_why(con: duckdb.DuckDBPyConnection) -> None:
    rows = {row.outcome_id: row for row in warehouse.query("not_given").itertuples()}
    told = con.execute("""
        select outcome_id from outcomes join measures using (measure_id)
        where about_ocag and is_current and status in ('refused', 'ncnd', 'not_held', 'no_answer')
    """).fetchall()
    assert rows.keys() == {mark for (mark,) in told}, "what was read in no page, or answered, is not in it"
    assert results.in_words(rows["x0ce4bvsvjkk"]) == "would cost too much (s12(1))"
    assert "our reading" in results.in_words(rows["j92skj20qwgs"])
