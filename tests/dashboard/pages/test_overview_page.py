"""The Overview's charts and cards on the shipped warehouse: the numbers it is about, and what stands nowhere in it."""

from __future__ import annotations

import csv
import io
import re

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import warehouse, words
from dashboard.charts import drawing as svg
from dashboard.charts import plotly
from dashboard.charts.drawing import Dot, Label, Line, Rect
from dashboard.pages import activists, overview
from dashboard.parts import chart as charts
from dashboard.parts import force_years, over_years
from dashboard.parts.controls import Address, force_names
from dashboard.routes.charts import CHARTS
from tests.asking import csv_of
from tests.every_page import opened, page_at, words_at

PLAIN = Address("/")
WEST_MERCIA = Address("/", {"force": ("west-mercia",)})
NAMES = ("court", "groups", "asked", "map")
FEW = re.compile(r"(?<![\d.,/])[1-4](?![\d.,/])")


pytestmark = pytest.mark.usefixtures("shipped")


def made(name: str, at: Address = PLAIN) -> charts.Chart:
    found = CHARTS[name](at)
    assert found is not None
    return found


def rects(name: str, at: Address = PLAIN) -> list[Rect]:
    return [mark for mark in made(name, at).drawing.marks if isinstance(mark, Rect)]


def labels(name: str, at: Address = PLAIN) -> list[str]:
    return [mark.text for mark in made(name, at).drawing.marks if isinstance(mark, Label)]


def test_words_on_tiles_and_beside_bars_are_traces_which_a_browser_draws_in_a_tenth_of_an_annotations_time() -> None:
    notes = {name: plotly.write(made(name).drawing)["layout"]["annotations"] for name in NAMES}
    assert notes["map"] == [] and sum(map(len, notes.values())) <= 2 * len(made("groups").table)


def test_what_a_fold_holds_is_not_sent_with_the_page_and_what_a_button_opens_is() -> None:
    page = opened("overview")
    page.session_state["first_is_drawn"] = True
    page.run()
    assert len(page.get("popover")) >= len(NAMES)  # Notes
    assert not page.get("bidi_component")[2:]  # no folds': groups' evidence and where sources differ
    said = "".join(one.value for one in page.markdown)  # else one would open blank where another closed
    assert all(words.verbatim(note) in said for note in made("court").notes)


def test_what_stands_far_below_is_drawn_once_the_first_chart_is() -> None:
    def headings(page: AppTest) -> list[str]:
        return [one.value for one in page.header]

    page = opened("overview").run()
    assert not page.exception and page.multiselect[0].label == "My forces"
    assert not [title for title in headings(page) if title.startswith("Context")] and not page.select_slider
    page.session_state["first_is_drawn"] = True
    page.run()
    assert (
        not page.exception
        and headings(page)[:2] == ["Your force", "Context: offences recorded"]
        and len(page.select_slider) == 1
    )


def test_court_cases_are_a_part_in_its_whole_by_year() -> None:
    assert labels("court")[:6] == ["2014", "20 of 176", "2015", "77 of 256", "2016", "114 of 259"]
    assert [(round(259 * rect.x1, 6), rect.fill) for rect in rects("court")[:6]] == [
        (176.0, "whole"), (20.0, "part"), (256.0, "whole"), (77.0, "part"), (259.0, "whole"), (114.0, "part"),
    ]  # fmt: skip
    assert all(rect.mark for rect in rects("court"))


def test_the_overview_draws_one_sources_years_and_another_count_is_told_apart_and_stands_among_the_areas() -> None:
    """More than 250 of 403 people of 2018 stood as wide as 259 cases, on a scale of its own."""
    drawn = made("court")
    assert len(labels("court")) == 6 and not any("403" in text for text in labels("court"))
    assert drawn.line.endswith(
        " In 2018, against more than 250 of 403 prosecuted for attempting it (England and Wales). BBC, mostly copies."
    )
    assert list(drawn.table["Year"])[-1] == "2018: people prosecuted, England and Wales"
    assert "2018: more than 250 of 403 people prosecuted" in drawn.marks.values()
    areas = activists.CHARTS["groups_areas"](Address("/activists"))
    assert areas is not None and "more than 250 of 403" in list(areas.table["Number"])


def test_each_count_of_arrests_has_its_bar_on_one_scale_and_what_stands_beside_one_is_words() -> None:
    widths = [round(47 * (rect.x1 - rect.x0)) for rect in rects("groups") if rect.mark]
    assert widths == [7, 20, 15, 4, 47, 46], "“under five” is as wide as four"
    said = [text for text in labels("groups") if re.search("^[0-9]+ (arrests|people)$|^under five", text)]
    assert said == ["7 arrests", "20 people", "15 arrests", "under five arrests", "47 arrests", "46 arrests"]
    table = made("groups").table
    assert table["Who and when"].iloc[0] == "West Mercia, 2019/20"
    assert list(table["Set beside it"])[:3] == [
        "beside 22 arrests for online child sexual offences; whether the 7 are among them is not said: "
        "by our reading they are",
        "beside 299 “arrests by the force’s own resources”",
        "beside 168 “arrests by the paedophile online investigation team”",
    ]
    assert not any("%" in text or "in all" in text for text in (*labels("groups"), *made("groups").notes))


def test_a_commissioners_count_says_whose_it_is_beside_its_bar() -> None:
    assert "counted by Nottinghamshire Police and Crime Commissioner" in " ".join(labels("groups")).replace("\n", " ")
    assert list(made("groups").table["Source"])[-1].startswith(
        "counted by Nottinghamshire Police and Crime Commissioner"
    )


def test_the_overview_and_the_csv_hold_the_same_counts() -> None:
    at_home = made("groups")
    assert at_home.rows is not None and set(at_home.rows.only) == set(at_home.marks)
    asked = "select unnest([figure_id, set_against_id]) from ocag_arrests"
    assert {row[0] for row in warehouse.values(asked) if row[0]} == set(at_home.marks)
    said = "Counts of 4 of 45 territorial forces: never add or compare."
    assert at_home.line == f"{said} An arrest is not a charge or a conviction."


def test_court_cases_that_were_read_in_copies_say_so_in_their_caption() -> None:
    drawn = made("court")
    assert drawn.line.endswith(" BBC, mostly copies.")
    read = dict(zip(drawn.table["Year"], drawn.table[["Read in", "All: read in"]].itertuples(index=False), strict=True))
    assert tuple(read["2015"]) == ("a business-listing site (copy)",) * 2 and read["2016"][0] == "its own page"
    assert any("files sent to the Crown Prosecution Service" in note for note in drawn.notes)
    assert drawn.source.endswith(" · a newspaper calls the cases files sent to prosecutors"), "a picture has no notes"


def test_what_became_of_the_question_adds_up_to_those_asked() -> None:
    drawn = made("asked")
    assert [text for text, _ in drawn.drawing.legend] == [
        "1 gave a number",
        "3 in part (questions unknown)",
        "1 would cost too much, by our reading",
        "37 not here",
    ]
    assert sum(rect.x1 - rect.x0 for rect in rects("asked")) == 42
    assert drawn.line == "No reply here of 40 (3: outcome alone): our gap."


def test_the_map_has_one_scale_on_each_side_of_the_break() -> None:
    since, before = (
        made("map", Address("/", {"period": ("2017/18",)})),
        made("map", Address("/", {"period": ("2013/14",)})),
    )
    assert since.drawing.legend[:5] == made("map").drawing.legend[:5]
    assert since.drawing.legend[0] != before.drawing.legend[0]
    assert {"other law", "hardly any residents"} <= {text for text, _ in since.drawing.legend}


@pytest.mark.parametrize("period", ["2024/25", "2021/22", "2016/17"])
def test_a_tile_is_tinted_by_the_number_that_is_printed_on_it(period: str) -> None:
    drawn = made("map", Address("/", {"period": (period,)}))
    bounds = overview.BOUNDS_BEFORE if period == "2016/17" else overview.BOUNDS
    tints = {}
    for rect, label in zip(drawn.drawing.of(Rect), drawn.drawing.of(Label)[1::2], strict=True):
        assert isinstance(rect, Rect) and isinstance(label, Label)
        if label.text != "–":
            assert rect.fill == f"step{max(n for n, low in enumerate(bounds) if float(label.text) >= low)}"
            assert tints.setdefault(label.text, rect.fill) == rect.fill
    assert set(drawn.table["Per 100,000"]) - {"–"} == set(tints), "map and table print the same"


def test_a_count_of_one_to_four_has_no_rate_on_the_map_and_is_weighed_in_its_median() -> None:
    """Gwent's 4 of 2016/17: 0.7 per 100,000 stood beside "under five"."""
    drawn = made("map", Address("/", {"period": ("2016/17",), "force": ("gwent",)}))
    row = drawn.table.set_index("Force").loc["Gwent Police"]
    assert tuple(row) == ("–", "", "under five")
    [tile] = [rect for rect in drawn.drawing.of(Rect) if "Gwent" in rect.tip]
    assert tile.hatch == "." and tile.mark and "under five counted" in tile.tip and "100,000" not in tile.tip
    assert drawn.line.startswith("Gwent: under five recorded (our rounding), so no rate stands here.")
    assert ("under five recorded (our rounding)", "hatch:.") in drawn.drawing.legend
    assert f"{len(drawn.table) - 1} of 46 UK forces are shown with a rate" in drawn.source and len(drawn.marks) == len(
        drawn.table
    )
    lines = CHARTS["time"](Address("/time", {"offence": ("ho_88a",), "measure": ("offences_recorded",)}))
    assert lines is not None
    [middle] = lines.table.query("Force == 'Median of all' and Year == '2016/17'")["Per 100,000"]
    assert f" was {middle} in 2016/17." in made("map", Address("/", {"period": ("2016/17",)})).line


def test_the_map_and_the_list_of_forces_print_the_same_rate() -> None:
    rows = made("map").table.set_index("Force")
    assert rows.loc["Avon and Somerset Constabulary", "Per 100,000"] == "15.5"
    assert "15.5" in labels("map")


def test_the_csv_of_the_map_holds_what_it_draws_and_the_forces_own_count_is_told() -> None:
    drawn = made("map", Address("/", {"period": ("2021/22",)}))
    assert drawn.rows is not None
    rows = list(csv.DictReader(io.StringIO(csv_of(drawn.rows))))
    assert set(drawn.marks) == {row["figure_id"] for row in rows}
    assert [row["value"] for row in rows if row["force_id"] == "avon-and-somerset"] == ["248"]
    said = "drawn is 248, as the Home Office counts; Avon and Somerset Police counts 245."
    assert f"Avon and Somerset Constabulary, 2021/22: {said}" in drawn.notes
    assert any("Avon and Somerset Police counts 245" in rect.tip for rect in rects("map", drawn.at))
    (other,) = drawn.drawing.of(Dot)
    assert other.is_hollow and "Avon and Somerset Police counts 245" in other.tip
    assert ("sources differ", "diamond:ink") in drawn.drawing.legend
    assert not made("map", Address("/", {"period": ("2024/25",)})).drawing.of(Dot)


def test_the_lines_beside_the_map_are_those_of_over_time_with_the_maps_year_marked() -> None:
    page = opened("overview")
    page.query_params["period"] = "2021/22"
    page.session_state["first_is_drawn"] = True
    page.run()
    assert "Grooming per 100,000, 2021/22" in [one.value.removeprefix("### ") for one in page.markdown]
    at = Address("/time", {"period": ("2021/22",)}).but(**overview.ASKS, show="rate")
    drawn = made("time", at)
    assert drawn.at.one("period") == "2021/22"
    bands = [mark for mark in drawn.drawing.marks if isinstance(mark, Line) and mark.role == "blank"]
    assert [line.points[0] for line in bands] == [(2021.0, 0.0)]
    lines = [mark for mark in drawn.drawing.marks if isinstance(mark, Line) and mark.role == "line"]
    assert not any({2016.0, 2017.0} <= {point[0] for point in line.points if point} for line in lines)
    assert not any("City of London" in words for words in drawn.marks.values())


def test_a_force_is_told_beside_the_median_by_its_interval() -> None:
    said = "West Mercia, 7.5 (6.1–9.2), is below the median of 11.7."
    assert made("map", WEST_MERCIA).line.startswith(said)


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_is_empty_whatever_force_is_chosen_and_no_line_of_one_has_one_to_four(name: str) -> None:
    """One chart is of the force that is chosen; in the others it is marked alone."""
    for force in list(force_names())[:: 1 if name == "map" else 6]:
        drawn = made(name, Address("/", {"force": (force,)}))
        assert drawn.drawing.marks, force
        assert drawn.line and not (name == "map" and FEW.search(drawn.line)), force


@pytest.mark.parametrize("name", NAMES)
def test_both_writers_draw_it(name: str) -> None:
    drawn = made(name, WEST_MERCIA)
    assert plotly.write(drawn.drawing)["data"]
    assert svg.write(drawn.drawing, 820).startswith("<svg")


def four(force: str) -> list[force_years.Card]:
    return force_years.cards(force_years.force_of(force))


def test_no_figure_of_one_to_four_stands_in_a_card() -> None:
    with warehouse.held():
        cards = [(force, card) for force in force_names() for card in four(force)]
    assert len(cards) > 150
    for force, card in cards:
        assert not re.match(r"[1-4]( (?!of)|$)", card.number), (force, card)
        assert not {1.0, 2.0, 3.0, 4.0} & {value for value in card.series if value is not None}, (force, card)
        if "Questions" not in card.label and card.number != "no yearly total":  # how many there are of other things
            assert not FEW.search(card.said), (force, card)


def test_the_cards_of_west_mercia() -> None:
    arrests, answers, grooming, images = four("west-mercia")
    assert (arrests.number, arrests.said) == (
        "22 arrests",
        "Arrests for online child sexual offences, 2019/20; counted by West Mercia Police",
    )
    assert answers.number == "3 of 6 answered"
    assert (answers.said, arrests.own) == ("2 neither confirmed nor denied and 1 elsewhere or not read", 3)
    assert (grooming.number, images.number) == ("101", "810")
    assert None in grooming.series, "the break is a gap"


def test_a_class_of_offences_has_one_name_which_is_the_references() -> None:
    titles = dict(warehouse.values("select offence_id, title from offences"))
    for offence, card in zip(force_years.OFFICIAL, four("kent")[2:], strict=True):
        assert card.label.startswith(words.sentence(words.offence(titles[offence])).rstrip("."))


def test_at_most_six_differences_one_a_force_and_the_readers_own_first() -> None:
    rows = overview.differences(["lancashire"])
    assert len(rows) <= 6
    assert rows["force"].is_unique
    assert rows["force"].iloc[0] == "Lancashire Constabulary"
    assert all(len(said.split("; ")) > 1 for said in rows["said"])
    assert not any(re.match("[1-4](?![0-9,])", side) for said in rows["said"] for side in said.split("; "))


def test_each_chart_of_the_overview_has_its_finding_under_it() -> None:
    said = words_at("overview")
    lines = over_years.chart(Address("/time").but(**overview.ASKS, show="rate"))
    assert lines is not None
    year, beside = made("map").line.split(". ")
    assert year.endswith("11.7 in 2024/25") and "11.7 in 2024/25." in lines.line and year not in said, "once"
    earlier = words_at("overview", period="2020/21")
    assert "in 2020/21. Never compare" in earlier and lines.line in earlier, "of another year the map says its own"
    for line in (made("court").line, made("groups").line, made("asked").line, lines.line):
        assert line in said and re.search(r"\d", line), line
    assert beside in said and lines.line not in words_at("overview", force="kent"), "of a chosen force the map speaks"
    cases = "in 20 of 176 cases for meeting a child after grooming in 2014, 114 of 259 in 2016 ("
    assert cases in made("court").line and cases in overview.head(Address("/"))[1]
    counts = warehouse.values("select count(*), count(*) filter (compiled_by = force) from ocag_arrests")
    assert counts == [(6, 5)]


def test_the_court_cases_name_their_area_and_who_counted_and_that_copies_were_read() -> None:
    line = made("court").line
    assert line.partition("). ")[0].endswith("(England, Wales and Northern Ireland") and line.endswith("copies.")


def test_six_differences_say_how_many_more_there_are_and_their_order_which_is_the_widest_gap_first() -> None:
    every = len(force_years.differing())
    page = opened("overview").run()
    assert f"Where sources differ: 6 of {every}, one a force" in [one.value for one in page.header]
    ((found,),) = warehouse.values(
        "select count(*) from checks where rule in ('conflict', 'differs-from-official-class')"  # those of /checks
    )
    assert f"Of forces {every} figures differ, of areas {found - every}. [All {found}, and" in "\n".join(
        one.value for one in page.markdown
    )
    numbers = [re.findall(r"(?:^|; )([\d,]+)", said) for said in overview.differences([])["said"]]
    gaps = [abs(int(first) - int(second)) for first, second in numbers]
    assert gaps == sorted(gaps, reverse=True) and {("144", "35"), ("285", "194")} <= set(map(tuple, numbers[:4]))
    mine = page_at("overview", force="kent")
    assert f"Where sources differ: 6 of {every}, one a force, yours first" in [one.value for one in mine.header]
    none = page_at("overview", force="west-mercia")
    assert f"Where sources differ: 6 of {every}, one a force" in [one.value for one in none.header], "it has none"
    said = set(overview.differences(["northumbria"])["said"])
    assert any("read in an activist group’s site" in one for one in said) and "Dark Justice" not in str(said)


def test_a_picture_says_who_counted_and_where_it_stands_in_a_copy_without_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISCLOSED_BASE_URL", "")
    said = charts.source_of(made("groups", WEST_MERCIA))
    assert said.startswith("West Mercia: the force’s own answer · Kent: said to the press, read in ")
    assert f", local copy, /activists?force=west-mercia&release={warehouse.current().release}. " in said
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://example.org")
    assert ", https://example.org/activists?" in charts.source_of(made("groups", WEST_MERCIA))


def test_a_link_keeps_the_readers_force_where_the_chart_is_of_all(con: duckdb.DuckDBPyConnection) -> None:
    page = opened("overview")
    page.query_params["force"] = "kent"
    [actions] = [one.proto.body for one in page.run().get("html") if "/chart/court.png" in one.proto.body]
    assert "%3Fforce%3Dkent%26release%3D" in re.findall(r'data-copy="([^"]*)">Link', actions)[0]
    assert "force" not in re.findall(r'data-copy="([^"]*)">Embed', actions)[0]


def test_who_has_chosen_no_force_is_offered_one_where_it_would_stand(con: duckdb.DuckDBPyConnection) -> None:
    page = opened("overview").run()
    assert "Your force" in [one.value for one in page.header]
    page.multiselect(key="pick_Your force").set_value(["kent"]).run()
    assert page.query_params["force"] == "kent" and "Your force" not in [one.value for one in page.header]
