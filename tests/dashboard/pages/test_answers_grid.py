"""Answers: the tiles, what refusals rest on, the arithmetic of cost, and the letters."""

from __future__ import annotations

import csv
import io
import re
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from dashboard import warehouse, words
from dashboard.charts import drawing as svg
from dashboard.charts import plotly
from dashboard.charts.drawing import Label
from dashboard.pages import answers as page
from dashboard.pages import search
from dashboard.parts import letters, results, statuses
from dashboard.parts.controls import Address
from dashboard.parts.listing import render
from dashboard.routes.charts import CHARTS
from tests.asking import csv_of
from tests.drawn import words_of
from tests.every_page import html_of, opened, page_at, words_at

CAMPAIGN = "online-grooming-2019-20"


def answer(**values: Any) -> Any:
    """An outcome as the pages get it."""
    usual: dict[str, Any] = {
        "law": "FOIA 2000", "exemptions": [], "exemptions_basis": None, "status": "refused", "state": "refused",
        "ground": "another exemption", "stage": "response", "source_id": "borsetshire~1", "force": "Borsetshire Police",
        "reference": "123/20", "answered_on": None, "measure": "Arrests", "asks": "how many with a decoy",
        "offence": None, "period_id": "2019/20", "kind": "withheld", "is_old": False, "known_on": "2020-12-01",
        "campaign_id": None, "question": None, "with_whole": "", "unprinted": "",
        "note": None, "period_as_published": None,
    }  # fmt: skip
    named = usual | values
    return SimpleNamespace(sections=[section.partition("(")[0] for section in named["exemptions"]], **named)


def tiles(force: str) -> dict[str, str]:
    rows = page.cells_of(page.tiles_of(CAMPAIGN))
    mine = rows[rows["force_id"] == force]
    return dict(zip(mine["column"], mine["text"], strict=True))


def test_the_tiles_of_west_mercia_are_its_answers(con: duckdb.DuckDBPyConnection) -> None:
    assert tiles("west-mercia") == {"1a": "22", "1b": "…", "1c": "N", "2": "N", "3": "7", "4": "1–4"}, "few"


def test_who_answered_question_3_and_who_did_not_and_how(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers", {"question": ("3",)}))
    assert found is not None
    assert found.line.startswith("On question 3, West Mercia gave 7. By our reading West Yorkshire refused on cost. ")
    assert "refused on cost. 3 forces answered in part; to which questions is unknown. Of the 42" in found.line
    assert "Of the 42 asked, 40 have no reply here: our gap." in found.line
    assert "Replies here: 2 of 42" in found.source


def test_a_chosen_force_without_a_reply_stands_in_the_tiles(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers").but(force=("kent", "west-mercia")))
    assert found is not None
    assert "Of the 42 asked, 40 have no reply here: our gap." in found.line
    assert [label.text for label in found.drawing.of(Label)].count("no reply here") == 1
    assert [tick.text for tick in found.drawing.y.ticks if tick.is_bold] == ["West Mercia", "Kent"]
    assert len(found.opened) == len(found.table) == len(page.tiles_of(CAMPAIGN))
    assert "Replies here: 2 of 42" in found.source and found.at.all("force") == ("kent", "west-mercia")
    assert "Kent" not in found.line, "whether it is one of the 42 is not known"


@pytest.mark.usefixtures("shipped")
def test_the_table_of_forces_asked_counts_those_without_a_reply() -> None:
    found = CHARTS["asked"](Address("/"))
    assert found is not None and found.title.startswith("42 forces asked") and len(found.opened) == len(found.table)
    assert [*found.table.iloc[-1]] == ["37 more", "no reply here"] and len(found.table) == 5 + 1


@pytest.mark.usefixtures("shipped")
def test_the_csv_of_a_chart_of_answers_has_those_without_a_number() -> None:
    forces = {"avon-and-somerset", "northern-ireland", "south-yorkshire", "west-mercia", "west-yorkshire"}
    states = {"answered", "ncnd", "partly_answered", "referred", "refused"}
    for name, column, there in (("asked", "force_id", forces), ("answers", "status", states)):
        found = CHARTS[name](Address("/"))
        assert found is not None and found.rows is not None
        assert {row[column] for row in csv.DictReader(io.StringIO(csv_of(found.rows)))} == there


def by_force(**asked: str) -> tuple[AppTest, dict[str, list[str]]]:
    """Answers at an address, and its table of one row a force: what stands beside each name."""
    shown = opened("answers")
    for name, value in ({"show": "forces"} | asked).items():
        shown.query_params[name] = value
    assert not shown.run().exception
    [table] = [one.proto.body for one in shown.get("html") if 'aria-label="Force by force"' in one.proto.body]
    cells = [
        [" ".join(cell.itertext()).strip() for cell in row.iter("td")] for row in html.fromstring(table).iter("tr")
    ]
    return shown, {row[0]: row[1:] for row in cells if row}


def test_each_force_has_a_row_with_its_state_the_day_it_was_due_and_the_next_step(
    con: duckdb.DuckDBPyConnection,
) -> None:
    shown, rows = by_force(force="kent")
    [[forces]] = con.execute("select count(*) from forces where kind = 'territorial'").fetchall()
    assert len(rows) == forces and list(rows)[:2] == ["Kent", "Avon and Somerset"]
    assert rows["West Mercia"] == [
        "Gave 7",
        "1 February 2021 counted from 4 January 2021",
        "evidence ask for later years",
    ]
    assert rows["South Yorkshire"] == [words.heading(results.IN_PART), page.DAY_UNKNOWN, "evidence make a new request"]
    assert rows["Kent"] == ["No reply here", "whether asked: not known here", "make a new request"]
    said = "5 of the 42 forces asked are known by name. Of 40 of all 45 below nothing is here; which of them were asked"
    assert any(one.value.startswith(said) for one in shown.caption)


def test_a_rows_next_step_opens_its_letter_and_no_other(con: duckdb.DuckDBPyConnection) -> None:
    def written(**asked: str) -> list[str]:
        return [one.value for one in by_force(**asked)[0].code if one.value.startswith("To the Freedom of Information")]

    [new], [of_2021] = (written(letter=force) for force in ("police-scotland", "west-mercia"))
    assert "team of Police Scotland\n" in new and "under the FOISA 2002" in new
    assert "team of West Mercia Police\n" in of_2021 and "I make this request under" in of_2021
    assert not written()


def test_where_all_that_were_asked_are_known_no_other_force_has_a_row(con: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query("campaign_forces", {"campaign": "hospital-crime-2019-24"})
    assert [*rows["force_id"]] == ["durham"] and rows["is_asked"].all()
    said = render("silent.md", requests=1, forces=1, asked=1, silent=0)
    assert said.startswith("Forces asked without a reply here (0): our gap, not theirs.")


@pytest.mark.parametrize(
    ("law", "received", "due"),
    [
        ("FOIA 2000", "2021-01-04", "1 February 2021"),
        ("FOIA 2000", "2021-03-27", "27 April 2021"),  # a Saturday; Good Friday and Easter Monday are free
        ("FOIA 2000", "2022-07-29", "30 August 2022"),  # Scotland's holiday of 1 August counts in all four nations
        ("FOISA 2002", "2022-07-29", "29 August 2022"),  # England's of 29 August does not count in Scotland
        ("FOIA 2000", "2021-01", ""),
        ("FOIA 2000", None, ""),
        ("FOI (Jersey) Law 2011", "2021-01-04", ""),
    ],
)
def test_an_answer_is_due_on_the_20th_working_day_and_of_no_unknown_day(law: str, received: str, due: str) -> None:
    assert letters.due(law, received) == due


def test_each_sign_stands_in_a_tile_of_its_own_beside_its_words(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers"))
    assert found is not None and not found.drawing.legend
    texts = [mark.text for mark in found.drawing.marks if isinstance(mark, Label)]
    for sign, said in (("£", "would cost too much"), ("N", "neither confirmed nor denied"), ("#", "a number")):
        assert texts[texts.index(said) - 1] == sign
    assert "½" not in texts  # the three of which only that is known say it in words


def test_requests_of_no_campaign_are_counted_everywhere_by_one_rule(con: duckdb.DuckDBPyConnection) -> None:
    """A source on two forces is a request to each. Where only somebody else's table has a force without a figure,
    nobody here knows that it was asked: that is no request."""
    none = "(status = 'no_answer' and said_by <> 'force')"
    ((questions, requests, silent, to_forces),) = con.execute(
        f"""select count(*) filter (not {none}), count(distinct (source_id, force_id)) filter (not {none}),
        count(distinct (source_id, force_id)) filter ({none}), count(distinct (source_id, force_id))
            filter (not {none} and not starts_with(force_id, 'area:'))
        from outcomes where is_current and campaign_id is null"""
    ).fetchall()
    counted = results.requests(results.current().query("campaign_id.isna()"))
    assert silent > 10 and counted == {"requests": requests, "questions": questions, "silent": silent}
    listed = warehouse.query("forces_list", {"offence": "ho_88a"})
    assert (listed["others"].sum(), listed["silent"].sum()) == (to_forces, silent)
    hampshire, avon = words_at("force", id="hampshire"), words_at("force", id="avon-and-somerset")
    assert "One source lists it without a figure." in hampshire and "other request" not in hampshire
    assert "without a figure" not in avon, "the force itself said why it has none"


def listed(**asked: str) -> list[str]:
    """The rows of the list of every answer, as HTML."""
    table = html_of(page_at("answers", show="answers", **asked), "Every answer")
    return re.findall('<tr role="row">(.*?)</tr>', table.partition("<tbody")[2], re.DOTALL)


def test_every_answer_that_holds_is_listed_by_force_ground_and_year(con: duckdb.DuckDBPyConnection) -> None:
    ids = {mark for (mark,) in con.execute("select outcome_id from outcomes where is_current").fetchall()}
    every = listed()
    marks = [re.findall(r"figure=(\w+)", row)[0] for row in every]
    assert len(every) == len(ids) > 150
    assert (
        ids >= {mark for mark in marks if mark in ids} and len(set(marks) - ids) < len(ids) / 2
    )  # a lone figure's own
    for row in words.each(warehouse.query("refusals_sections")):
        assert len(listed(what=f"{row.law} {row.section}")) == row.questions, row
    of_2020 = listed(**{"from": "2020", "force": "northumbria", "what": "cost"})
    assert len(of_2020) > 3 and all("Northumbria" in row and "dated 2020" in row for row in of_2020)
    assert listed(what="cost", force="northumbria") != of_2020


def test_a_number_of_one_to_four_stands_in_no_line(con: duckdb.DuckDBPyConnection) -> None:
    rows = page.tiles_of(CAMPAIGN)
    few = rows[(rows["question"] == "3") & (rows["force_id"] == "west-mercia")].assign(value=3.0)
    assert "West Mercia gave a number." in page.line_of(few, "3", 42)


def test_who_was_asked_for_names_gave_no_number(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers", {"question": ("4",)}))
    assert found is not None
    assert "West Mercia named a group" in found.line and "gave a number" not in found.line


def test_the_evidence_of_an_answer_that_was_read_second_hand_opens(con: duckdb.DuckDBPyConnection) -> None:
    mark, read_in = con.execute(
        "select o.outcome_id, s.read_in from outcomes as o join sources as s using (source_id) "
        "where o.hand = 'second_hand' and s.read_in is not null order by all limit 1"
    ).fetchone() or ("", "")
    shown = AppTest.from_string(f"from dashboard.parts import evidence\n\nevidence.show({mark!r})", default_timeout=60)
    shown.run()
    assert not shown.exception and any(read_in in one.proto.body for one in shown.get("html"))


def test_a_request_known_only_as_a_whole_is_one_tile(con: duckdb.DuckDBPyConnection) -> None:
    assert tiles("south-yorkshire") == {"": "in part (questions unknown)"}
    assert set(tiles("west-yorkshire").values()) == {"£"}


def test_the_table_says_of_no_question_what_is_known_of_the_whole_request_alone(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers"))
    assert found is not None
    rows = found.table[found.table["Force"] == "South Yorkshire"]
    assert set(rows["Answer"]) == {"In part (questions unknown)"} and len(rows) > 1


def test_who_answered_in_part_is_said_alike_on_every_page(con: duckdb.DuckDBPyConnection) -> None:
    assert f"3 {results.IN_PART}" in words_at("measure", id="arrests_ocag")
    named = "Avon and Somerset, PSNI and South Yorkshire"
    assert f"{words.heading(results.IN_PART)}: {named}" in words_at("compare", measure="arrests_ocag")
    own = results.current("south-yorkshire")
    assert [results.in_words(row) for row in words.each(own[own["campaign_id"] == CAMPAIGN])] == [results.IN_PART]


def test_a_number_that_only_a_review_brought_says_so(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers"))
    assert found is not None
    answered = found.table[found.table["Force"] == "West Mercia"].set_index("Question")["Answer"]
    assert answered["4: the groups' names"] == "Under five groups on internal review"
    assert answered["3: arrests on activist groups' evidence"] == "7 arrests"


def test_both_writers_write_every_tile(con: duckdb.DuckDBPyConnection) -> None:
    found = page.chart(Address("/answers", {"force": ("west-mercia",)}))
    assert found is not None
    texts = [mark.text for mark in found.drawing.of(Label)]  # type: ignore[attr-defined]
    drawn = svg.write(found.drawing, 380)
    written = words_of(plotly.write(found.drawing))
    assert len(written) == len(texts)
    assert drawn.count("<text") >= len(texts)


def test_sections_are_counted_as_the_view_has_them(con: duckdb.DuckDBPyConnection) -> None:
    counted = con.execute(
        "select section, count(distinct (request, force_id)), count(*) "
        "from (select unnest(sections) as section, request, force_id from refusals) group by 1"
    ).fetchall()
    shown = warehouse.query("refusals_sections").itertuples()
    assert sorted(counted) == sorted((f"{row.law} {row.section}", row.requests, row.questions) for row in shown)
    assert len(counted) > 5
    assert "This does not tell how often forces refuse" in words_at("answers")


def test_a_section_leads_to_every_answer_that_rests_on_it(con: duckdb.DuckDBPyConnection) -> None:
    for row in words.each(warehouse.query("refusals_sections")):
        found = search.find(f"{row.law} {row.section}", search.MOST_ON_PAGE)
        alike = [re.search(r"(\d+) answers$", one.note or "") for one in found if one.kind == "answer"]
        assert sum(int(match[1]) if match else 1 for match in alike) >= row.questions, row


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        (
            {"ground": "cost", "exemptions": ["s12"], "unprinted": "no section in the part that was read"},
            "cost",
            "would cost too much (s12, our reading; no section in the part that was read)",
        ),
        (
            {"status": "ncnd", "state": "ncnd", "exemptions": ["s31(3)"]},
            "ncnd",
            "neither confirmed nor denied (s31(3))",
        ),
        ({"exemptions": ["s40(2)"]}, "withheld", "withheld (s40(2))"),
        ({"status": "not_held", "state": "not_held", "ground": "not held"}, "not_held", "not held"),
        (
            {"status": "partly_answered", "state": "partly_answered", "ground": "small numbers withheld"},
            "part",
            "small numbers withheld",
        ),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("shipped")
def test_four_things_and_never_one_refused(values: dict[str, Any], kind: str, said: str) -> None:
    [[row_kind]] = warehouse.values(
        f"select {warehouse.sql('kind', 'o')} from (select $ground as ground, $status as status, $state as state) as o",
        {name: values.get(name, "refused" if name != "ground" else None) for name in ("ground", "status", "state")},
    )
    row = answer(**values, kind=kind)
    assert row_kind == kind
    assert results.in_words(row) == said
    assert "refused" not in results.in_words(row)


def test_the_arithmetic_of_a_refusal_is_the_answers_own() -> None:
    """With its "more than", without which 97,000 records × 5 minutes are no 8,106 hours."""

    def said(text: str | None = None, **row: Any) -> str:
        return results.cost(SimpleNamespace(**{"with_whole": "", "read_part": "whole", "answer_text": text} | row))

    none, text = float("nan"), "Cost: more than 8,106 hours, 5 minutes each, more than 97,000 records"
    row = {"cost_records": 97000.0, "cost_minutes_each": 5.0, "cost_hours": 8106.0}
    whole = "More than 97,000 records × 5 minutes = more than 8,083 hours. The answer says more than 8,106 hours."
    assert said(text, **row) == whole
    of_whole = said(text, **row, with_whole=", as part of the whole request")
    assert of_whole == f"Of the whole request: m{whole[1:]}"
    of_pages = said("Over 197,000 pages; 97000 records", **row)
    assert of_pages == "97,000 records × 5 minutes = 8,083 hours. The answer says 8,106 hours."
    row = {"cost_records": 245.0, "cost_minutes_each": none, "cost_hours": none}
    assert said(**row) == "245 records; the minutes for each are not said."
    assert said(**row, read_part="opening") == "245 records; the minutes for each are not in the part that was read."
    assert said(**dict.fromkeys(row, none)) == ""


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "outcome, asked",
    [
        (
            "108g55y7z996",
            "child sexual exploitation, “before 24 November 2015” (1 Jan 2014 to 23 Nov 2015, our reading)",
        ),
        ("1a17bdnvp7s1", "child sexual exploitation offences, past three calendar years (answered October 2025)"),
        ("mvhq98kkn57d", "Arrests: Malicious Communications Act 1988, S1 (CCCJS codes MT88005-MT88008), 2016"),
        ("6q328fgz8bhe", "Websites used in sexual grooming (Home Office offence code 88A), 2013/14"),
        ("x0ce4bvsvjkk", "Cases that use activist groups' evidence: child grooming charges, including attempting"),
    ],
)
def test_what_was_asked_is_in_the_requests_own_words(outcome: str, asked: str) -> None:
    assert asked in results.asked_in_list(next(results.of(outcome=outcome).itertuples()))


def test_every_section_that_an_answer_names_has_a_title(con: duckdb.DuckDBPyConnection) -> None:
    titles = con.execute("select law, lower(section), title from exemptions").fetchall()
    known = {(law, section): title for law, section, title in titles}
    answers = results.of()
    named = {(row.law, section) for row in answers[answers["law"].notna()].itertuples() for section in row.sections}
    assert len(named) > 5
    for law, section in named:
        assert known.get((law, section.lower())), (law, section)


# What can be done


def test_only_the_requester_can_ask_for_a_review_and_nothing_is_late() -> None:
    steps = letters.after_answer(answer(exemptions=["s12"]))
    text = steps.said
    assert "within 40 working days of the answer, unless the answer prints another limit" in text
    assert "Only the requester can ask Borsetshire Police for an internal review" in text
    assert steps.sender == "Only the person who made the request can send this."
    assert "late" not in re.findall(r"\w+", text + steps.letter)


@pytest.mark.usefixtures("shipped")
def test_of_a_request_of_years_ago_the_next_step_is_a_new_one() -> None:
    old, steps = answer(is_old=True), letters.after_answer(answer(is_old=True))
    assert letters.next_step(old) == "make a new request" and "I make this request under" in steps.letter
    assert "The time for a review is over" in steps.said and steps.sender == letters.BY_ANYBODY
    assert letters.next_step(answer()) == "ask for a review"
    assert letters.next_step(answer(status="not_read", is_old=True)) == "read its answer first"
    assert letters.next_step(answer(status="answered", is_old=True)) == "ask for later years"
    of_a_source = results.of().drop_duplicates("source_id").set_index("source_id")["is_old"]
    assert of_a_source[["northumbria~1384-20", "west-mercia~50766"]].all(), "of 2020; received in January 2021"
    assert of_a_source["avon-and-somerset~1247-22"], "asked in November 2022"
    assert "The day of this request is not known here." in letters.after_answer(answer(is_old=True, known_on=None)).said


def test_a_limit_that_the_answer_prints_goes_before_the_usual_one() -> None:
    assert "within 20 working days" in letters.limit("FOIA 2000", "west-mercia~50766")
    assert letters.limit("FOI (Jersey) Law 2011", "jersey~1") == "within the limit that the answer prints"


def test_the_printed_limits_are_of_sources_that_are_here(con: duckdb.DuckDBPyConnection) -> None:
    ids = {i for (i,) in con.execute("select source_id from sources").fetchall()}
    assert {row["source_id"] for row in words.table("letters/printed_limits")} <= ids


def test_a_letter_asks_what_this_answer_leaves_open() -> None:
    letter = letters.after_answer(answer(exemptions=["s12(1)"])).letter
    assert "Request 123/20" in letter
    assert "how many with a decoy" in letter
    assert "section 16" in letter
    scottish = letters.after_answer(answer(law="FOISA 2002", exemptions=["s12(1)"])).letter
    assert "section 15" in scottish
    assert "section 16" not in scottish


def test_a_letter_can_be_sent_as_it_stands_for_each_item_names_what_is_counted_and_its_period(
    con: duckdb.DuckDBPyConnection,
) -> None:
    questions = con.execute(
        "select campaign_id, question from questions where campaign_id in "
        "(select campaign_id from campaigns where law is not null)"
    ).fetchall()
    asked = {(row["campaign_id"], row["question"]): row["text"] for row in words.table("letters/requested")}
    assert set(questions) == set(asked)
    assert all(re.match("The (number|names) of ", text) and "those" not in text for text in asked.values())
    letter = letters.without_answer("Borsetshire Police", "FOIA 2000").letter
    items = [line for line in letter.splitlines() if re.match(r"\d[a-z]?\. ", line)]
    assert len(items) == 6 and all(item.endswith(f", {letters.PERIOD}.") for item in items)
    assert "by which date it belongs to its\nperiod" in letter and "please write 0" in letter
    after = letters.after_answer(answer(status="not_read", told=None))
    assert "Please tell me:\n\nArrests: how many with a decoy, 2019/20.\n" in after.letter
    of_forces = {row.force_id: row for row in results.of().itertuples() if row.campaign_id == "online-grooming-2019-20"}
    in_part = letters.after_answer(of_forces["south-yorkshire"]).letter
    assert all(item in in_part for item in items), "of which questions were answered nothing is known"
    of_one = letters.after_answer(of_forces["west-yorkshire"]).letter
    assert [item for item in items if item in of_one] == [items[-1]], "its last row is the question of groups' names"


def test_every_status_of_an_answer_has_a_point_or_no_letter_for_a_review(con: duckdb.DuckDBPyConnection) -> None:
    for (status,) in con.execute("select distinct status from outcomes").fetchall():
        if status != "not_read":
            assert letters.points(answer(status=status)), status


def test_after_a_review_the_next_step_is_the_commissioner_and_a_new_request_is_anybodys() -> None:
    steps = letters.after_answer(answer(status="answered", stage="internal_review"))
    assert "complain to the Information Commissioner" in steps.said
    assert steps.sender == "Anybody can send this."


def test_what_a_force_says_of_its_figures_stands_once_on_the_page(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statuses, "stated", lambda marks: ["Kent Police says: x."] if list(marks) else [])
    forget()  # charts that other tests have made
    shown = AppTest.from_string("from dashboard.pages import answers\n\nanswers.show()", default_timeout=60).run()
    forget()
    assert not shown.exception
    texts = [one.value for one in (*shown.caption, *shown.markdown)]
    assert sum("Kent Police says" in text for text in texts) == 1


def forget() -> None:
    for one in warehouse.FORGET:
        one()


def test_the_limit_on_cost_is_that_of_three_nations_and_no_sample_in_the_legend_is_a_number() -> None:
    (limit,) = words.notes("grounds")
    assert limit.startswith("In England, Wales and Northern Ireland a force may refuse")
    assert not [text for text, *_ in page.TILES.values() if any(letter.isdigit() for letter in text)]


@pytest.mark.usefixtures("shipped")
def test_the_note_on_our_rounding_stands_where_such_a_tile_is_drawn_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chart, note, tiles_of = page.chart.__wrapped__, words.SAID["charts"]["few_in_tiles"], page.tiles_of  # type: ignore[attr-defined]
    assert note in chart(Address("/answers")).notes
    monkeypatch.setattr(page, "tiles_of", lambda campaign: tiles_of(campaign).query("text != '1–4'"))
    assert note not in chart(Address("/answers")).notes
