"""Forces and one force: the list, the four numbers, requested beside official, groups' evidence, what differs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from dashboard import warehouse
from dashboard.charts import years
from dashboard.charts.drawing import Dot, Label, Line, Rect
from dashboard.pages import forces, offences
from dashboard.parts import chart as charts
from dashboard.parts import force_years, listing, over_years, print_line, results, statuses
from dashboard.parts.controls import Address
from dashboard.parts.listing import Link
from dashboard.routes.charts import CHARTS
from dashboard.words import each
from tests.every_page import html_of, page_at, words_at

pytestmark = pytest.mark.usefixtures("shipped")


def of(force_id: str, **more: str) -> Address:
    return Address("/force", {"id": (force_id,), **{name: (value,) for name, value in more.items()}})


def test_a_force_names_the_nation_and_the_areas_that_have_figures_of_their_own() -> None:
    def named(force_id: str) -> list[str]:
        asked = {"force": force_id, "nation": forces.force_of(force_id).nation}
        return [name for _, name, n in warehouse.values("areas", asked) if n]

    assert named("police-scotland") == ["Scotland"] and named("northern-ireland") == ["Northern Ireland"]
    assert {"Norfolk and Suffolk together", "England", "East of England with Northamptonshire"} <= set(named("norfolk"))
    assert "East of England with Northamptonshire, in which sources count it" in named("northamptonshire"), (
        "it stands in the East Midlands"
    )
    assert "Greater Manchester Police, Salford division" in named("greater-manchester")


def test_the_list_has_each_force_once_by_nation_and_name() -> None:
    rows = forces.forces()
    assert rows["force_id"].is_unique
    assert list(rows["nation"].drop_duplicates())[:4] == ["England", "Wales", "Northern Ireland", "Scotland"]
    english = list(rows[rows["nation"] == "England"]["short_name"])
    assert english == sorted(english)


def test_what_a_force_answered_is_in_words_and_silence_is_ours() -> None:
    said = {row.force_id: forces.answered(row) for row in forces.forces().itertuples()}
    others = "2 neither confirmed nor denied and 1 elsewhere or not read."
    assert said["west-mercia"].startswith(f"2021: 3 of 6 answered. {others}")
    nothing = "2021: no reply here."
    assert said["gwent"] == f"{nothing} One source lists it without a figure."
    assert said["west-yorkshire"].startswith("2021: 0 of 6 answered. 6 would cost too much, by our reading.")
    assert "To which questions is unknown." in said["south-yorkshire"]
    assert said["surrey"] == nothing
    assert said["mdp"] == "Nothing is here: that is our gap."
    assert said["btp"] == "No answer from it is here."


def test_a_series_of_the_list_is_of_one_source_and_no_line_goes_over_the_break() -> None:
    rows = {row.force_id: row for row in forces.forces().itertuples()}
    avon = dict(zip(rows["avon-and-somerset"].years, rows["avon-and-somerset"].counts, strict=True))
    assert avon[2021] == 248  # what the force itself gives, 245, stands above it and is in no line of another's
    assert years.by_year([2015, 2016, 2017, 2019], [0, 2, 6, 5], {2017}) == [0, None, None, 6, None, 5]
    assert list(avon) == list(range(2012, 2025))


def test_west_mercia_22_and_7_two_not_confirmed_one_in_another_document() -> None:
    row = force_years.force_of("west-mercia")
    what, number, said, *_ = force_years.arrests(row)
    assert (what, number) == ("Arrests", "22 arrests")
    assert said == "Arrests for online child sexual offences, 2019/20; counted by West Mercia Police"
    assert force_years.questions(row)[1:3] == (
        "3 of 6 answered", "2 neither confirmed nor denied and 1 elsewhere or not read",
    )  # fmt: skip
    groups = force_years.on_evidence(Address("/"))
    assert groups is not None and "An arrest is not a charge or a conviction." in groups.line
    assert groups.table["Set beside it"].str.contains("whether the 7 are among them is not said").any()


def test_the_answer_that_held_before_the_review_stays_struck_through() -> None:
    (earlier,) = forces.earlier_of("west-mercia").values()
    assert "neither confirmed nor denied" in earlier[0].words.lower()  # type: ignore[union-attr]


@pytest.mark.parametrize("force_id", ["west-midlands", "jersey", "dyfed-powys", "cleveland", "northamptonshire"])
def test_a_number_stands_beside_the_one_question_that_it_answers(con: duckdb.DuckDBPyConnection, force_id: str) -> None:
    given = results.current(force_id)
    given = given[given["campaign_id"].isna()]
    lines = [results.of_request(row, of(force_id).but) for row in each(given)]
    shown = {}
    for asked, answer in lines:
        numbers = re.findall(r"✓ ([\d,]+|Under five) ", answer[0].words)  # type: ignore[index,union-attr]
        if numbers:
            shown[str(asked)] = numbers[0]
    expected = con.execute(
        "select distinct o.outcome_id, f.value "
        "from outcomes as o join figures as f using (source_id, force_id, measure_id, period_id) "
        "where o.is_current and o.force_id = ? and o.campaign_id is null and o.status = 'answered' "
        "and f.value is not null "
        "and o.offence_id is not distinct from f.offence_id "
        "qualify count(*) over (partition by o.outcome_id) = 1",
        [force_id],
    ).fetchall()
    by_id = {row.outcome_id: results.asked_in_list(row) for row in given.itertuples()}
    said = {by_id[mark]: "Under five" if 0 < value < 5 else f"{value:,.0f}" for mark, value in expected}
    assert expected and shown == said


def test_what_fell_with_a_whole_request_and_what_was_not_printed_are_said_to_be_that() -> None:
    said = {row.outcome_id: results.in_words(row) for row in each(results.of())}
    unread = "s12, our reading; no section in the part that was read"
    assert said["nstexahhm09c"] == f"would cost too much, as part of the whole request ({unread})"
    assert said["saptbqek3jq9"] == f"would cost too much ({unread})"
    assert said["5etxpasq1tpz"] == "its answer was not read here", "which section that was for is not known"
    assert said["81jrss5mk2ee"] == "small numbers withheld (s40)"


def test_of_several_numbers_in_one_answer_none_stands_for_the_others() -> None:
    row = SimpleNamespace(
        figures=2, status="answered", kind="answered", state="answered", stage="response", exemptions=[],
        with_whole="", unprinted="", outcome_id="o", figure_id=None, campaign_id=None,
        part=None, asks="arrests",
    )  # fmt: skip
    assert results.link(row, of("kent").but).words == "✓ Answered: 2 figures"


def test_kents_two_counts_stand_with_what_the_force_set_beside_them() -> None:
    found = force_years.on_evidence(Address("/"))
    assert found is not None
    kent = found.table[found.table["Who and when"].str.startswith("Kent")]
    assert list(kent["Number"]) == ["20 people", "15 arrests"]
    assert list(kent["Set beside it"]) == [
        "beside 299 “arrests by the force’s own resources”",
        "beside 168 “arrests by the paedophile online investigation team”",
    ]


def test_requested_figures_are_marks_and_in_no_line(con: duckdb.DuckDBPyConnection) -> None:
    found = force_years.chart("kent")
    assert found is not None
    official = {mark for line in found.drawing.of(Line) for mark in line.marks}
    requested = {dot.mark for dot in found.drawing.of(Dot) if dot.form == "diamond"}
    wanted = (
        "select figure_id from figures where force_id = 'kent' and measure_id = 'offences_recorded' and value > 0 "
        "and offence_id in ('ho_88a', 'soa2003_s15a') and source_kind <> 'official' and year is not null"
    )
    assert requested == {mark for (mark,) in con.execute(wanted).fetchall()} and len(requested) >= 6
    assert not official & requested
    assert found.line == (
        "Kent recorded 289 offences in 2024/25. In 2023/24 the NSPCC gives 264 offences (s15A), the Home Office 245 "
        "(class). Apr–Dec 2025 (287 offences) is not drawn."
    )
    later = found.table[found.table["Year"] == "Apr–Dec 2025, 9 months"]
    assert list(later["Counted"]) == ["287"] and set(later["According to"]) == {"Home Office"}
    assert len(found.table) == len(found.marks)
    assert found.rows is not None and set(found.rows.only) == set(found.marks)
    assert "◆ part s15A: NSPCC" in found.source
    assert any("Open Government Licence" in note for note in found.notes)


def test_a_force_without_an_official_series_shows_what_was_requested() -> None:
    found = force_years.chart("police-scotland")
    assert found is not None and found.source == "NSPCC (copy)"


def test_a_calendar_year_stands_inside_its_chart() -> None:
    found = force_years.chart("northern-ireland")
    assert found is not None
    assert all(dot.x <= found.drawing.x.high for dot in found.drawing.of(Dot))


def test_a_dispute_stands_with_both_values_and_who_counted_them() -> None:
    def said(force_id: str) -> dict[str, str]:
        rows = force_years.differing(force_id)
        return dict(zip(rows["period_id"], rows["said"], strict=True))

    assert re.fullmatch("64: NSPCC[^;]*; 175: NSPCC[^;]*", said("lancashire")["2017/18"])
    assert re.fullmatch("42: Home Office[^;]*; 53: Home Office[^;]*", said("hampshire")["2016/17"])
    # A part and the class that holds it are two things, and a part that is smaller is no difference.
    assert "2024/25" not in said("west-yorkshire")


def test_no_number_of_one_to_four_stands_in_a_card_or_a_line(con: duckdb.DuckDBPyConnection) -> None:
    assert force_years.official(force_years.force_of("city-of-london"), "ho_88a")[1] == "under five"
    found = force_years.chart("city-of-london")
    assert found is not None
    assert found.line == (
        "City of London recorded under five offences in 2024/25. Apr–Dec 2025 (under five offences) is not drawn."
    )
    axis = [float(tick.text) for tick in found.drawing.y.ticks]
    assert axis == [0, 5]
    assert {dot.y for dot in found.drawing.of(Dot)} == {0.0}
    assert [(bar.y0, bar.y1, bar.hatch) for bar in found.drawing.of(Rect)] == [(1.0, 4.0, "/")] * 4
    lines = [line for line in found.drawing.of(Line) if line.role == "chosen0"]
    assert {point[1] for line in lines for point in line.points if point} == {0.0}
    series = force_years.official(force_years.force_of("city-of-london"), "ho_88a").series
    assert set(series) == {0.0, None} and years.spark(series, "") == "", "gaps of one to four are no line of zeros"
    groups = force_years.on_evidence(Address("/"))
    assert groups is not None
    for shared in (groups.line, groups.title, groups.drawing.alt):
        assert not re.search(r"\b[1-4] (arrest|people)", shared)


def test_a_card_of_a_number_in_doubt_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = warehouse.query
    all_whole = lambda *of: asked(*of).assign(is_whole=True)  # noqa: E731 (the one in doubt is of several years)
    monkeypatch.setattr(warehouse, "query", all_whole)
    _, number, said, *_ = force_years.arrests(force_years.force_of("south-yorkshire"))
    assert number == "in doubt" and "; printed as 2,016 arrests; reported by " in said
    assert "in doubt" not in force_years.arrests(force_years.force_of("cheshire"))[1:3]


def test_a_rival_that_is_a_sum_has_its_value_beside_its_print() -> None:
    asked = {"figure_id": "md4020zn156h"}
    row = next(warehouse.query(warehouse.sql("evidence_figure"), asked).itertuples())
    sides, _ = statuses.others(row, statuses.rows_of("same_figure", row))
    assert "248, printed as “59 + 50 + 67 + 72”" in [getattr(part, "words", part) for part in sides]


def test_a_count_of_one_to_four_on_groups_evidence_is_our_rounding_and_no_word_of_the_force() -> None:
    """Of 4 arrests that Leicestershire told the press "under five, said to the press" read as a quotation."""
    found = force_years.on_evidence(Address("/"))
    assert found is not None
    texts = {mark.text for mark in found.drawing.of(Label)}
    assert "under five arrests" in texts and "4" not in texts
    assert found.drawing.legend == (("“under five”: our rounding", "hatch:/"),)
    [bar] = [mark for mark in found.drawing.of(Rect) if mark.tip.startswith("Leicestershire")]
    assert "under five arrests from one group’s information" in bar.tip and bar.mark
    assert (bar.x0, round(47 * bar.x1)) == (0, 4) and bar.hatch, "as wide as what is said of it"
    assert "under five arrests" in set(found.table["Number"])
    figures = warehouse.query("force_figures", {"force": "leicestershire"})
    said = [results.line(row, "")[2].words for row in each(figures)]  # type: ignore[union-attr]
    assert "under five arrests (our rounding)" in said


@pytest.mark.parametrize(
    ("name", "asked", "text"),
    [("compare", {"measure": "charges_ocag"}, "“under five”"), ("offences", {"measure": "arrests"}, "“1–4”")],
)
def test_a_chart_that_rounds_says_that_the_rounding_is_ours(name: str, asked: dict[str, str], text: str) -> None:
    found = CHARTS[name](Address(f"/{name}").but(**asked))
    assert found is not None
    legend = " ".join(said for said, _ in found.drawing.legend)
    assert f"{text}: our rounding" in f"{legend} {found.source}"


def test_a_card_without_a_count_of_all_says_that_one_of_groups_evidence_is_listed() -> None:
    assert force_years.arrests(force_years.force_of("nottinghamshire"))[1:3] == (
        "no yearly total",
        "of all its arrests for offences against children; other counts stand in the list",
    )  # fmt: skip
    assert (
        force_years.arrests(force_years.force_of("city-of-london"))[2]
        == "no count of arrests for online offences against children is here: our gap"
    )


def test_the_count_of_one_team_or_of_some_days_is_no_card() -> None:
    """Of the Metropolitan Police 38 arrests of six days stood above 72 of seven weeks, and read as a year's."""
    for force_id in ("metropolitan", "gwent", "south-yorkshire"):
        card = force_years.arrests(force_years.force_of(force_id))
        assert card.number == "no yearly total" and card.mark == force_years.LISTED


def test_the_questions_of_one_request_stand_in_its_order() -> None:
    asked = [row.asks for row in each(results.current("police-scotland"))]
    assert [line.partition(" ")[0] for line in asked] == ["entrapment", "cases"]


def test_what_was_asked_of_no_known_measure_is_said_to_be_what_was_asked() -> None:
    asked = [results.asked_in_list(row) for row in each(results.current("northumbria"))]
    assert "Child grooming charges (codes 088/01 and 088/02), 2019" in asked
    assert "What was asked is not known here" in results.asked(
        SimpleNamespace(measure=None, asks=None, offence=None, period_id=None)
    )


def test_a_count_within_a_longer_one_says_so_in_a_forces_list() -> None:
    """Staffordshire's 14 incidents stood above 26 of all nine months, and could be added to them."""
    found = force_years.counts(of("staffordshire"))
    assert found is not None
    [what] = found.table.loc[found.table["Number"].str.startswith("14 incidents"), "What was counted"]
    [whole] = found.table.loc[found.table["Number"].str.startswith("26 incidents"), "What was counted"]
    assert what == f"{whole}, perhaps part of 26"


@pytest.mark.parametrize(
    ("force_id", "first"), [("essex", "137 arrests"), ("kent", "299 arrests"), ("west-mercia", "22 arrests")]
)
def test_a_forces_counts_of_arrests_stand_first_on_its_page_the_latest_first(force_id: str, first: str) -> None:
    """Essex has 104 and 137 arrests by its online team: a card said "no yearly count", a closed box had them."""
    found, figures = force_years.counts(of(force_id)), warehouse.query("force_figures", {"force": force_id})
    assert found is not None and len(found.table) == len(found.marks) == figures["is_listed"].sum()
    assert found.table["Number"].iloc[0] == first
    assert found.line.startswith(f"This list has {len(found.table)} counts for ") and found.line.endswith(
        ". Periods differ: never add or compare. An arrest is not a charge or a conviction."
    )
    ends = figures[figures["is_of_subject"]].set_index("figure_id")["period_end"].map(str)
    assert list(ends.sort_index().index) == sorted(list(found.marks)[: len(ends)]), "the subject before all else"
    latest = [ends[mark] for mark in list(found.marks)[: len(ends)]]
    known = [end for end in latest if end[:1] == "2"]
    assert known == sorted(known, reverse=True)


def test_cards_say_whose_reading_it_is_and_what_a_class_holds() -> None:
    assert force_years.questions(force_years.force_of("west-yorkshire"))[2].endswith(
        "would cost too much, by our reading"
    )
    assert "not all about children" in force_years.official(force_years.force_of("kent"), "ho_86")[2]


def test_a_force_without_any_figure_and_an_area_have_a_page() -> None:
    assert force_years.force_of("mdp") is not None
    assert force_years.chart("mdp") is None
    area = force_years.force_of("area:uk")
    assert area is not None
    assert not area.is_force
    assert force_years.force_of("kentt") is None


def test_the_address_of_my_force_opens_it_too() -> None:
    assert force_years.asked_for(Address("/force", {"force": ("kent", "surrey")})) == "kent"
    assert force_years.asked_for(Address("/force", {"force": ("kent",), "id": ("surrey",)})) == "surrey"


def test_every_figure_of_a_force_stands_on_its_page_or_on_that_of_its_offence_or_measure(
    con: duckdb.DuckDBPyConnection,
) -> None:
    listed = {row.figure_id for row in each(warehouse.query("force_figures", {"force": "kent"}))}
    for figure_id, offence, measure in con.execute(
        "select figure_id, offence_id, measure_id from figures where force_id = 'kent'"
    ).fetchall():
        page, id_ = ("offence", offence) if offence else ("measure", measure)
        told = set(offences.figures_of(page, id_)["figure_id"])
        assert figure_id in told | listed


def test_an_offence_that_a_forces_chart_does_not_offer_is_not_swapped_without_a_word() -> None:
    assert "(class 71)” ([its numbers](/offence?id=ho_71)). Below is another." in words_at(
        "force", id="kent", offence="ho_71"
    )


def test_a_period_whose_end_the_source_does_not_print_says_so_where_the_number_stands() -> None:
    found = force_years.on_evidence(Address("/"))
    assert found is not None and "“since January 2013” (story of April 2013; Jan–Apr 2013, our reading)" in " ".join(
        found.table["Who and when"]
    )


def test_a_round_number_is_called_some_beside_it_and_what_involves_no_child_beside_its_name() -> None:
    def figures_of(force: str) -> list[Any]:
        return [results.line(row, "") for row in each(warehouse.query("force_figures", {"force": force}))]

    lines = figures_of("police-scotland")
    assert "some 1,700 people" in [cell.words for line in lines for cell in line if isinstance(cell, Link)]
    suffolk = figures_of("suffolk")
    assert "“last year” (story of about November 2019; 2018, our reading)" in [line[1] for line in suffolk]
    asked = [results.asked_in_list(row) for row in each(results.current("cleveland"))]
    assert all(what.endswith("[no child need be involved]") for what in asked if "ection 127" in what)


def test_the_card_of_questions_sent_to_most_forces_counts_those_of_no_other_campaign(
    built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "warehouse.duckdb"
    shutil.copyfile(built_warehouse, copied)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(copied))
    own = "force_id = 'west-mercia' and campaign_id = 'online-grooming-2019-20'"
    other = "'x' || outcome_id[2:] as outcome_id, 'hospital-crime-2019-24' as campaign_id"
    with duckdb.connect(str(copied)) as con:
        con.execute(f"insert into outcomes select * replace ({other}) from outcomes where {own}")
    assert force_years.questions(force_years.force_of("west-mercia")).number == "3 of 6 answered"
    with duckdb.connect(str(copied)) as con:
        con.execute(f"update outcomes set is_current = false where {own}")
    of_the_other = force_years.questions(force_years.force_of("west-mercia"))
    assert of_the_other[1:3] == ("no reply here", "our gap, not theirs"), "it was asked"


def test_an_area_names_its_forces_and_each_figure_says_of_how_many_it_is() -> None:
    """The South East's 429 of 2021/22 is of three forces, for the cell of Hampshire is empty; it stood among fours."""
    named = "the forces that its sources name: Hampshire, Kent, Surrey, Sussex"
    assert named in words_at("force", id="area:south-east")
    figures = warehouse.query("force_figures", {"force": "area:south-east"})
    rows = [results.line(row, "") for row in each(figures)]
    assert [(line[1], str(line[0])[-10:]) for line in rows][3:6] == [
        ("2020/21", "(4 forces)"), ("2021/22", "(3 forces)"), ("2022/23", "(4 forces)"),
    ]  # fmt: skip
    (three,) = each(warehouse.query("evidence_figure", {"figure_id": "x4gx9rdask1x"}))
    line = print_line.of_figure(three, (), "r")
    assert line is not None and line.sentence.startswith(
        "Police in South East England without Thames Valley (3 forces) recorded 429"
    )


def test_the_list_of_forces_ends_with_the_areas_that_have_figures_of_their_own() -> None:
    assert re.search(r"- \[United Kingdom\]\(</force\?id=area\S+uk>\) \(\d+\)", words_at("forces"))


@pytest.mark.parametrize(
    ("force_id", "number", "said"),
    [
        ("west-midlands", "116 arrests", ", 2015; counted by West Midlands Police"),
        ("avon-and-somerset", "86 arrests", ", 2016; counted by Avon and Somerset Police"),
        ("west-mercia", "22 arrests", ", 2019/20; counted by West Mercia Police"),
        ("northamptonshire", "210 people", ", 2016; reported by BBC"),
    ],
)
def test_a_forces_own_yearly_count_leads_and_each_card_of_arrests_says_who_counted(
    force_id: str, number: str, said: str
) -> None:
    """A newspaper's 691 stood in West Midlands' card, and its own 116 nowhere; Avon's own 86 were "no yearly count"."""
    card = force_years.arrests(force_years.force_of(force_id))
    assert card.number == number and said in card.said


def test_a_class_of_another_law_does_not_apply_and_one_without_series_is_not_known() -> None:
    for force_id, number in (
        ("northern-ireland", "does not apply"),
        ("police-scotland", "does not apply"),
        ("jersey", "not known"),
    ):
        force = force_years.force_of(force_id)
        assert {force_years.official(force, key).number for key in force_years.OFFICIAL} == {number}


def test_a_part_larger_than_its_whole_is_called_so() -> None:
    rows = force_years.differing()
    assert rows["is_part"].any()
    assert (rows["said"].str.contains(", more than the whole class: ") == rows["is_part"]).all()
    said = "sexual communication with a child (SOA 2003 s15A), offences recorded, 2019/20"
    assert said in list(rows["what"]) and not rows["what"].str.contains(":").any(), "one colon, after the force"


def test_every_side_of_a_dispute_is_told() -> None:
    sides = [
        {"text": text, "who": who, "read_in": None, "counts": None, "is_doubted": who == "B"}
        for text, who in zip("358", "ABC", strict=True)
    ]
    said = listing.render("each_side.md", row=SimpleNamespace(sides=sides, is_part=False), few="under five")
    assert said == "under five: A; 5 (in doubt): B; 8: C"


def test_a_number_in_doubt_is_called_so_beside_what_it_differs_from() -> None:
    for force_id, number in (
        ("gwent", "144 (in doubt) labelled as this offence, more than the whole class"),
        ("wiltshire", "54 (in doubt)"),
    ):
        assert any(said.startswith(number) for said in force_years.differing(force_id)["said"])


def test_a_part_is_told_to_be_larger_than_its_class_by_however_little() -> None:
    """Kent's 230 beside 229 and Hampshire's 279 beside 277 were told on one page and on no other."""
    for force_id, part, whole in (("kent", "230", "229"), ("hampshire", "279", "277")):
        rows = force_years.differing(force_id)
        [said] = rows.loc[rows["is_part"] & (rows["period_id"] == "2022/23"), "said"]
        assert said.startswith(f"{part} of ") and f"; {whole} of the whole class, sexual grooming" in said
        found = over_years.chart(Address("/time", {"force": (force_id,), "show": ("count",)}))
        assert found is not None
        labels = {label.text: label.dy for label in found.drawing.of(Label)}
        assert force_id != "kent" or [label.is_wide for label in found.drawing.of(Label) if label.text == part] == [
            True
        ]
        assert labels[part] < 0 < labels[whole]  # the larger above its mark, the other below
        [(mark,)] = warehouse.values(
            "select figure_id from figures where force_id = $force and period_id = '2022/23' and value = $part "
            "and offence_id = 'soa2003_s15a'",
            {"force": force_id, "part": float(part)},
        )
        line = print_line.of_figure(next(warehouse.query("evidence_figure", {"figure_id": mark}).itertuples()), (), "r")
        assert line is not None and any(f"otherwise: {whole} (Home Office" in one for one in line.say_with)


def test_over_time_says_where_months_after_the_last_year_are() -> None:
    found = over_years.chart(Address("/time"))
    assert found is not None and "Apr–Dec 2025 is not drawn" in found.source


@pytest.mark.parametrize("name", ["s127", "groups_other", "groups", "compare"])
def test_no_chart_prints_or_draws_a_count_of_one_to_four(name: str) -> None:
    asked = {"compare": {"measure": ("charges_internet_used",)}}.get(name, {})
    drawn = CHARTS[name](Address(f"/chart/{name}", asked))
    assert drawn is not None
    small = {
        mark
        for (mark,) in warehouse.values(
            "select figure_id from figures where value between 1 and 4 and unit not in ('percent', 'groups')"
        )
    }
    assert small & set(drawn.marks)
    bars = [mark for mark in drawn.drawing.of(Rect) if mark.mark in small]
    assert all(mark.hatch or mark.x0 == round(mark.x0) - 0.48 or mark.fill.startswith("step") for mark in bars)
    assert not [
        mark.tip
        for mark in bars
        if re.search(r"(?<![\d,./])[1-4] (?:arrests?|people|person|offences?|counted)", mark.tip)
    ]
    no_person = {text for mark, text in drawn.marks.items() if mark not in small}
    labels = {mark.text for mark in drawn.drawing.of(Label)} & {"1", "2", "3", "4"}
    assert all(any(text.endswith(f": {label}") for text in no_person) for label in labels)


def test_what_is_counted_has_one_colon() -> None:
    def counted(measure: str, offence: str | None) -> str:
        return results.counted_of(SimpleNamespace(measure=measure, offence=offence, scope=None, dimensions={}))

    assert counted("Convictions", "Sexual communication with a child") == (
        "Convictions: sexual communication with a child"
    )
    assert counted("Outcome: undetected", "Grooming, section not stated") == (
        "Outcome: undetected, grooming, section not stated"
    )
    assert counted("Outcome: undetected", None) == "Outcome: undetected"


@pytest.mark.usefixtures("shipped")
def test_a_force_that_is_kept_says_so_where_it_could_be_kept() -> None:
    kept = "Kept as one of your forces"
    assert kept in words_at("force", id="kent", force="kent")
    assert kept not in words_at("force", id="kent", force="essex")


def test_the_sentence_on_rates_stands_under_a_forces_cards_and_the_list_of_forces_once() -> None:
    for file, asked, times in (
        ("force", {"id": "kent"}, 1),
        ("forces", {}, 1),
        ("force", {"id": "northern-ireland"}, 0),
    ):
        page = page_at(file, **asked)
        said = "\n".join([html_of(page), *(one.value for one in (*page.caption, *page.markdown))])
        assert said.count(charts.OF_RATES) == times, file


def test_a_letter_is_one_fold_deep() -> None:
    page = page_at("force", id="west-mercia")
    [fold] = [fold for fold in page.expander if "the letter" in fold.label]
    assert fold.code[0].value.startswith("To the Freedom of Information") and not fold.get("expander")


def test_a_forces_counts_have_no_bars_for_they_are_of_other_things_and_times() -> None:
    """23 offences were a long bar beside a point of 86 arrests, and 168 a bar above a point of 299."""
    found = force_years.counts(of("west-mercia"))
    assert found is not None and found.source.startswith("10 of 17 lines; the table has all.")
    assert not found.drawing.of(Rect) and len(found.drawing.of(Dot)) == 10
    assert {dot.x for dot in found.drawing.of(Dot) if isinstance(dot, Dot)} == {0.0}
    assert force_years.counts(of("mdp")) is None and force_years.counts(of("nowhere")) is None


@pytest.mark.parametrize("force_id", ["south-yorkshire", "cumbria", "dyfed-powys", "northamptonshire"])
def test_every_count_that_was_asked_for_stands_in_a_forces_list_or_in_a_chart_of_its_page(force_id: str) -> None:
    """Of South Yorkshire 76 offences of nine months, its own answer, stood in no list: it seemed to have given none."""
    found = force_years.counts(of(force_id))
    assert found is not None
    shown = set(found.marks)
    for offence in force_years.offered(force_id):
        drawn = force_years.chart(force_id, offence)
        shown |= set(drawn.marks) if drawn else set()
    asked_for = "from figures where force_id = $id and source_kind <> 'official' and cardinality(dimensions) = 0"
    assert {mark for (mark,) in warehouse.values(f"select figure_id {asked_for}", {"id": force_id})} <= shown


def test_a_part_of_a_year_stands_in_the_list_with_its_period_and_card_and_list_of_forces_count_it() -> None:
    found = force_years.counts(of("south-yorkshire"))
    assert found is not None
    said = [mark.text for mark in found.drawing.of(Label) if isinstance(mark, Label)]
    assert "Jul 2020–Mar 2021" in said and "76 offences" in said
    row = force_years.force_of("south-yorkshire")
    assert force_years.cards(row)[0].own == 8
    [listed] = [row for row in each(forces.forces()) if row.force_id == "south-yorkshire"]
    assert "8 counts of its own." in forces.answered(listed)


def test_counts_of_its_own_in_which_no_child_need_be_involved_are_told_apart() -> None:
    """ "19 counts of its own" stood on Northamptonshire's card; 18 are of messages to anybody."""
    [listed] = [row for row in each(forces.forces()) if row.force_id == "northamptonshire"]
    every = {row.force_id: row.apart for row in each(forces.forces())}
    assert every["staffordshire"] == 0, "what groups did is of no offence"
    said = "19 counts of its own; in 18 no child need be involved."
    assert said in forces.answered(listed)
    page = html_of(page_at("force", id="northamptonshire"))
    assert "of its own</a> are here; in 18 no child need be involved" in page


def test_counts_of_its_own_are_as_many_in_the_card_as_in_the_list_behind_it() -> None:
    """By any name of the force ("PSNI", "Metropolitan Police"), without what was withheld, whoever prints it."""
    known = [row for row in each(warehouse.query("force_known")) if row.own]
    assert len(known) > 20
    for row in known:
        own, every = force_years.counts(of(row.force_id, show="own")), force_years.counts(of(row.force_id))
        assert own and every and len(own.table) == row.own == force_years.cards(row)[0].own, row.name
        assert set(own.marks) <= set(every.marks)
        said = "one count for" if row.own == 1 else f"{row.own} counts for"
        assert f"This list has {said} {row.name}, {'' if row.own == 1 else 'all '}its own" in own.line
    [psni] = [row for row in known if row.force_id == "northern-ireland"]
    counters = {
        who.partition(", read in")[0] for who in force_years.counts(of(psni.force_id, show="own")).table["According to"]
    }
    assert counters == {"PSNI"} and psni.own == 18
    line = force_years.counts(of(psni.force_id)).line
    assert ", 18 its own. " in line and "5 more were withheld." in line
    page = html_of(page_at("force", id="west-mercia"))
    assert "show=own#arrests-charges-and-other-counts" in page and ">3 counts of its own</a>" in page


@pytest.mark.parametrize("force_id", ["jersey", "guernsey", "btp", "mdp", "cnc", "durham"])
def test_of_a_force_without_a_reply_it_is_not_known_whether_it_was_asked(force_id: str) -> None:
    """Its row said "2021: we hold no reply" as of the 42 that were asked: which of the 45 these are is not known."""
    card = force_years.cards(force_years.force_of(force_id))[1]
    assert (card.number, card.said) == ("no reply here", "whether it was asked is not known")
    every = warehouse.query("campaign_forces", {"campaign": results.campaign()[0]})
    assert (force_id in set(every["force_id"])) == (force_id == "durham")
