"""The story of a figure and of a force: whole without JavaScript, and no small number in what is shared."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest

from dashboard import warehouse, words
from dashboard.charts.drawing import Dot, Label, Line
from dashboard.pages import activists, compare
from dashboard.parts import chart as charts
from dashboard.parts import evidence, results
from dashboard.parts.controls import Address
from dashboard.parts.listing import Link, Struck
from dashboard.routes import stories
from dashboard.words import each
from tests.asking import get
from tests.every_page import CODE_NAME, forbidden, words_at

HIDDEN = "By this site’s rule, not its source’s, a count of one to four stands in no headline, card or chart."
EMBEDS = ("answers", "arrests", "asked", "compare", "court", "groups", "map", "offences", "time")
GLUED = re.compile(r"\b(?:offences|arrests|people|cases)\d")
JSON = {"accept": "application/json"}


def page(path: str) -> str:
    answer = get(path)
    assert answer.status_code == 200, bytes(answer.body)
    return bytes(answer.body).decode()


def one(where: str) -> str:
    return str(warehouse.values(f"select figure_id from all_figures where {where} order by figure_id limit 1")[0][0])


def beside(figure_id: str) -> list[str]:
    return [str(getattr(line, "words", line)) for line in dict(stories.of_figure(figure_id).facts)["Beside it"]]


@pytest.mark.usefixtures("shipped")
def test_beside_a_count_whose_days_are_not_certain_stands_none_of_another_year() -> None:
    week = one("period_as_published = 'one week in May 2022'")  # of Cheshire, beside its April of 2022 and all of 2017
    since = one("period_as_published like 'since April 2017 (story of%'")  # of Avon and Somerset, which counted in 2016
    assert "April 2022" in " ".join(beside(week)) and "2017" not in " ".join(beside(week))
    assert "Beside it" not in {name for name, cell in stories.of_figure(since).facts if cell}


def head_of(html: str) -> str:
    return html.partition("<style>")[0]


@pytest.mark.usefixtures("shipped")
def test_a_figures_story_has_its_own_head_its_chart_and_where_it_is_from() -> None:
    mark = one("measure_id = 'arrests_ocag' and value = 20 and status = 'current'")
    html = page(f"/figure/{mark}")
    assert "<title>Kent Police: 20 people arrested with activist groups contributing" in html
    assert f'<link rel="canonical" href="/figure/{mark}">' in html and 'property="og:image"' in html
    assert "<script" not in html and "<svg" in html
    for said in ("No person has checked", "Who counted", "BBC", "299", "Don&#39;t write", "Cite", "0808 800 5000"):
        assert said in html


@pytest.mark.usefixtures("shipped")
def test_a_story_says_a_caveat_once_and_its_line_to_print_begins_with_that_nobody_checked_it() -> None:
    html = page(f"/figure/{one('measure_id = $$arrests_ocag$$ and value = 20 and reading_reason is not null')}")
    shown = html.partition("<h1>")[2]
    assert shown.count("No person has checked this") == 2, "at its top, and in the line that is copied"
    assert shown.partition("<h2>A line to print</h2>")[2].lstrip().startswith("<p>No person has checked this")
    for once in ("were wrong", "Why it is read so", "Our note"):
        assert shown.count(once) == 1, once
    small = page(f"/figure/{one('value = 2 and source_kind <> $$official$$')}").partition("<h1>")[2]
    assert small.count("No person has checked this") == 1, "it has no line to print: the facts say so"


@pytest.mark.usefixtures("shipped")
def test_a_storys_chart_says_what_is_counted_and_calls_no_marks_a_line() -> None:
    assert "<h2>Kent: recorded offences of sexual grooming (class 88A)</h2>" in page("/force/kent")
    alone = "force_id = 'police-scotland' and offence_id = 'sosa2009_s24_s34' and value = 636 and period_id = '2021/22'"
    assert "636 offences in 2021/22, beside the other years of the same force." in page(f"/figure/{one(alone)}")
    bound = one("value is null and value_low = 1501 and value_high is null and unit = 'offences'")
    drawn = bytes(get("/chart/story-figure.svg", f"id={bound}").body).decode()
    assert re.search(r">1,\d00</text>", drawn), "the scale reaches the bound, and is not from 0 to 1"


@pytest.mark.usefixtures("shipped")
def test_the_number_on_a_storys_chart_is_the_figures_own_and_a_dispute_has_both() -> None:
    asked = (
        "select figure_id, value, is_disputed from figures where measure_id = 'offences_recorded' and "
        "unit = 'offences' and source_kind <> 'official' "
        "and (is_disputed or value between 160 and 170 or value_text in ('27', '1,911'))"
    )
    among = 0
    for mark, value, is_disputed in warehouse.values(asked):
        chart = stories.figure_chart(stories.PICTURE.but(id=mark))
        assert chart is not None and not (is_disputed and len(chart.marks) > 1)
        bold = [label.text for label in chart.drawing.of(Label) if label.is_bold]
        numbers = bold[-1:] if len(chart.marks) > 1 else []
        assert all(number.removesuffix(" ?") == f"{value:,.0f}" for number in numbers)
        assert is_disputed or value != value or chart.line.startswith(f"{value:,.0f} offences"), chart.line
        assert "official count" not in chart.line
        among += len(numbers)
    assert among >= 3, "among its force's years"


@pytest.mark.usefixtures("shipped")
def test_an_answers_story_says_what_was_asked_and_when_or_that_it_is_not_known() -> None:
    asked = dict(stories.of_figure("0q7mrh7fv3s5").facts)["Asked"]
    assert asked == (
        "Question 3: arrests on activist groups' evidence. Day asked: not known. The force received it on "
        "4 January 2021. Day answered: not known."
    )
    logged = one("source_kind = 'disclosure_log' and status = 'current'")
    said = "What was asked is not held here. Day asked: not known. Day answered: not known."
    assert dict(stories.of_figure(logged).facts)["Asked"] == said
    for where in ("source_kind = 'official' and status = 'current'", "source_kind = 'press'", "is_disputed"):
        assert "Asked" not in dict(stories.of_figure(one(where)).facts), "nobody asked, or it is not told"


@pytest.mark.usefixtures("shipped")
def test_json_says_the_same_and_is_sent_where_it_is_asked_for() -> None:
    mark = one("measure_id = 'arrests_ocag' and value = 20 and status = 'current'")
    answer = get(f"/figure/{mark}", headers=JSON)
    told = json.loads(bytes(answer.body))
    assert answer.media_type == "application/json" and told["row"]["figure_id"] == mark and told["row"]["value"] == 20
    assert told["headline"] in bytes(get(f"/figure/{mark}").body).decode().replace("&#39;", "'")
    assert get("/force/kent", headers={"accept": "text/html,application/json;q=0.5"}).media_type == "text/html"
    assert get("/force/kent", headers={"accept": "*/*"}).media_type == "text/html"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("value", [1, 2, 3, 4])
def test_a_figure_of_one_to_four_stands_in_no_headline_description_or_picture(value: int) -> None:
    mark = one(f"value = {value} and status = 'current' and unit in ('arrests', 'people', 'offences')")
    told = json.loads(bytes(get(f"/figure/{mark}", headers=JSON).body))
    shared = told["headline"].rpartition(", ")[0] + told["description"].partition(", who")[0]
    assert not re.search(rf"(?<![\d/.]){value} (arrests|people|offences)", shared)
    assert not re.search(rf"at {value}\b", shared)
    svg = bytes(get("/chart/story-figure.svg", f"id={mark}").body).decode()
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert str(value) not in [text.strip() for text in texts] and any("small count" in text for text in texts)
    assert "no line to print for a figure of one to four" in page(f"/figure/{mark}")
    facts = {fact["name"]: fact["text"] for fact in told["facts"]}
    assert facts["Number"].startswith("under five "), "as in every list; its print is evidence"


@pytest.mark.usefixtures("shipped")
def test_a_range_that_ends_below_five_stands_in_no_headline_line_or_picture() -> None:
    mark = one("value is null and value_low = 0 and value_high = 4 and status = 'current'")
    told = stories.of_figure(mark)
    assert "0 to 4" not in f"{told.headline} {told.description} {told.lead}"
    assert (
        told.chart is not None
        and any(label.text == "a small count" for label in told.chart.drawing.of(Label))
        and "0 to 4" not in told.chart.line
    )


@pytest.mark.usefixtures("shipped")
def test_deaths_are_words_alone_no_chart_no_picture_and_no_small_count() -> None:
    mark = one("measure_id = 'suspect_deaths_ocag'")
    html = page(f"/figure/{mark}")
    assert "at least 8 people" in html and "a small count" not in html
    assert "<figure" not in html and "og:image" not in html
    assert get("/chart/story-figure.svg", f"id={mark}").status_code == 404


@pytest.mark.usefixtures("shipped")
def test_what_is_in_doubt_is_told_so_in_its_story_and_in_its_forces() -> None:
    mark = one("cardinality(doubts) > 0 and force_id = 'south-yorkshire' and value = 2016")
    told = stories.of_figure(mark)
    assert told.headline.endswith(", in doubt") and told.description.startswith("This number is in doubt.")
    assert told.lead == "This number is in doubt." and str(dict(told.sections)["A line to print"][0][1]).endswith(
        words.SAID["no_line"]["in_doubt"]
    )
    assert told.facts[0] == ("Number", "2,016 arrests, in doubt")
    assert told.chart is not None and "2,016 arrests, in doubt" in told.chart.line.lower()
    (counted,) = [link.words for link in counts_of("south-yorkshire") if link.address == f"/figure/{mark}"]
    assert counted.startswith("2,016 arrests, in doubt: ")


@pytest.mark.usefixtures("shipped")
def test_no_forces_list_of_counts_gives_one_to_four() -> None:
    for force, said in (("jersey", "arrests"), ("leicestershire", "arrests"), ("norfolk", "people")):
        assert any(link.words.startswith(f"under five {said}: ") for link in counts_of(force)), force
    of_few = "select distinct force_id from all_figures join forces using (force_id) where value_low <= 4 order by 1"
    for (force,) in warehouse.values(of_few):
        links = [stories.count(row)[1] for row in each(warehouse.query("story_counts", {"force": force}))]
        assert not [
            link.words for link in links if isinstance(link, Link) and re.match(r"([1-4]|0 to [1-4]) ", link.words)
        ], force


@pytest.mark.usefixtures("shipped")
def test_no_conflict_names_a_figure_by_its_id() -> None:
    said = [text for (text,) in warehouse.values("select message from checks where rule = 'conflict'")]
    assert said and not [text for text in said if re.search(r"\b(?=[a-z]*\d)[a-z0-9]{12}\b", text)]
    assert any("248, printed as 59 + 50 + 67 + 72 (Home Office) conflicts with 245 (" in text for text in said)


def counts_of(force: str) -> list[Link]:
    counted = dict(stories.of_force(force).sections)["What was counted"]
    return [cell for _, cell in counted if isinstance(cell, Link)]


@pytest.mark.usefixtures("shipped")
def test_a_disputed_figure_has_both_sides_and_links_to_each() -> None:
    doubted = "select replaced_by from all_figures where cardinality(doubts) > 0 and status = 'conflicting'"
    of_doubted = one(f"figure_id in ({doubted})")
    assert words.SAID["no_line"]["in_doubt"] in page(f"/figure/{of_doubted}") and stories.of_figure(
        of_doubted
    ).headline.endswith("doubt")
    told = stories.of_figure(of_doubted)
    assert told.chart is not None and ", in doubt, sources differ" in told.chart.line
    assert str(told.facts[0][1]).endswith(", in doubt, sources differ")
    mark = one(f"is_disputed and status = 'current' and figure_id not in ({doubted})")
    html = page(f"/figure/{mark}")
    sides = warehouse.values(
        "select figure_id from all_figures where replaced_by = $id and status = 'conflicting'", {"id": mark}
    )
    assert len(sides) >= 2 and "Either number alone: no rule decides between the sources." in html
    for (side,) in sides:
        assert f"figure={side}" in html


@pytest.mark.usefixtures("shipped")
def test_an_official_figure_that_the_force_counts_otherwise_is_not_struck_and_stands_beside_the_other() -> None:
    mark = one("force_id = 'avon-and-somerset' and value = 248 and period_id = '2021/22'")
    html = page(f"/figure/{mark}")
    assert "<del>" not in html and "248 offences, sources differ" in html
    assert "Another source counts otherwise" in html
    said = "In lists and extracts: 245, Avon and Somerset Police; a chart of this official series alone draws 248"
    assert said in html
    drawn = compare.chart(Address(compare.PATH).but(offence="ho_88a", period="2021/22", show="count"))
    assert drawn is not None and mark in drawn.marks
    older = one("force_id = 'hampshire' and value = 53 and period_id = '2016/17' and offence_id = 'ho_88a'")
    html_of_older = page(f"/figure/{older}")
    assert "In lists and extracts: 42, Home Office" in html_of_older and "draws 53" not in html_of_older
    assert words.SAID["no_line"]["one_side"] in html and "not in force" not in html.partition("<body>")[2]


@pytest.mark.usefixtures("shipped")
def test_a_part_by_our_reading_is_said_in_plain_words() -> None:
    mark = one("measure_id = 'court_cases_ocag' and value = 114")
    html = page(f"/figure/{mark}")
    assert "Perhaps part of" in html
    said = "By our reading of what both count it is a part of “court cases”, 259, which the source does not say"
    assert f"{said}: never add the two." in html


@pytest.mark.usefixtures("shipped")
def test_a_forces_story_says_in_one_row_what_was_asked_said_and_is_not_here() -> None:
    first = {force: dict(stories.of_force(force).sections)["What it answered"][0] for force in ("west-mercia", "kent")}
    name, said = first["west-mercia"]
    assert name == "Questions sent to most forces in 2021" and isinstance(said, Link)
    assert said.address == "/answers?force=west-mercia" and said.words.startswith("3 of 6 answered; 2 neither")
    alone = dict(stories.of_force("kent", has_pages=False).sections)["What it answered"][0]
    assert alone == (name, "No reply here; whether it was asked is not known")


@pytest.mark.usefixtures("shipped")
def test_an_answer_opens_with_its_own_words_where_they_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(evidence, "place", lambda row, mark, heading: drawn.append(heading))
    monkeypatch.setattr(evidence.listing, "facts", lambda pairs: drawn.append("facts"))
    answer = each(results.current("west-mercia"))[0]._replace(form="original", said_by="force")
    evidence._answer(answer)
    assert drawn == ["The answer's own words", "facts"]


@pytest.mark.usefixtures("shipped")
def test_a_story_with_a_rate_says_what_such_a_rate_depends_on_and_one_without_does_not() -> None:
    rated = one("force_id = 'kent' and offence_id = 'ho_88a' and period_id = '2024/25'")
    assert "15.0 per 100,000" in page(f"/figure/{rated}") and charts.OF_RATES in page(f"/figure/{rated}")
    assert charts.OF_RATES not in page("/figure/511q43srp0jh")


def test_a_verdict_on_a_force_and_a_number_glued_to_a_word_are_seen() -> None:
    assert forbidden("Kent Police’s count for 2015 looks too low.") and forbidden("Essex hid its arrests.")
    assert GLUED.search("1.7 offences166 offences") and forbidden("the 3rd of 43") and forbidden("Gwent: the worst")
    assert not forbidden("Kent: 166 offences, and most forces were asked; neither number is known to be wrong.")


@pytest.mark.usefixtures("shipped")
def test_every_forces_story_answers_and_no_story_embed_or_feed_says_what_may_not_be_said() -> None:
    paths = [f"/force/{force}" for (force,) in warehouse.values("select force_id from forces")]
    marks = "select figure_id from all_figures qualify row_number() over (order by figure_id) % 400 = 0"
    paths += [f"/figure/{mark}" for (mark,) in warehouse.values(marks)] + [f"/embed/{name}" for name in EMBEDS]
    for path in (*paths, "/embed/time?force=kent&force=essex", "/feed.xml", "/feed.xml?force=kent"):
        answer = get(*path.split("?"))
        html = bytes(answer.body).decode()
        said = unescape(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL))
        said = re.sub(r"local copy, /\S+", "", said)  # an address that is printed
        assert len(said) > 300 and [*forbidden(said), *CODE_NAME.findall(said), *GLUED.findall(said)] == [], path
        assert answer.status_code == 200, path
        if path.startswith("/force/"):
            assert "<h1>" in html and f"/feed.xml?force={path.removeprefix('/force/')}" in html
        if path == "/force/kent":
            assert "<svg" in html and "Open Government Licence" in html and "20 people" in html


@pytest.mark.usefixtures("shipped")
def test_a_forces_story_prints_no_small_count_in_its_line_and_on_no_axis() -> None:
    chart = stories.of_force("city-of-london").chart
    assert chart is not None and " recorded under five offences in " in chart.line
    assert [tick.text for tick in chart.drawing.y.ticks] == ["0", "5"]


@pytest.mark.usefixtures("shipped")
def test_a_forces_story_says_who_counted_about_it_and_how_many_counts_there_are() -> None:
    told = stories.of_force("nottinghamshire").description
    assert "has counted" not in told and "BBC" in told and "Commissioner" in told
    for force in ("kent", "derbyshire", "nottinghamshire"):
        rows = warehouse.query("force_figures", {"force": force})
        counts = int((rows["is_of_subject"] & rows["is_listed"]).sum())  # those that its page lists first
        said = f"{counts} counts of arrests, of what followed or about activist groups are here for "
        assert counts and stories.of_force(force).description.startswith(said)
    told = stories.of_force("northern-ireland")
    rows = dict(told.sections)["What was counted"]
    assert told.description.startswith("13 counts of arrests") and "PSNI. 5 more were withheld. " in told.description
    assert len(rows) == 13 + 5, "as many lines as the description counts"


@pytest.mark.usefixtures("shipped")
def test_a_forces_story_lists_what_its_page_lists_about_groups() -> None:
    about = {mark for (mark,) in warehouse.values("select figure_id from ocag_figures")}
    for (force,) in warehouse.values("select force_id from forces"):
        told, listed = (warehouse.query(name, {"force": force}) for name in ("story_counts", "force_figures"))
        on_page = set(listed[listed["about_ocag"]]["figure_id"])
        assert on_page == set(told["figure_id"]) & about, force


@pytest.mark.usefixtures("shipped")
def test_a_withheld_count_is_said_to_be_withheld_and_a_line_is_of_one_source() -> None:
    html = page("/force/northern-ireland")
    assert "0 or more" not in html and "withheld: PSNI" in html
    avon = stories.of_force("avon-and-somerset").chart
    assert avon is not None
    official = [mark for mark in avon.drawing.marks if isinstance(mark, Line) and len(mark.marks) > 2]
    assert [len(line.points) for line in official] == [5, 8]


@pytest.mark.usefixtures("shipped")
def test_a_story_names_no_figure_by_its_id_in_its_words() -> None:
    overruled = one("status = 'conflicting' and force_id = 'avon-and-somerset' and offence_id = 'ho_88a'")
    told = page(f"/figure/{overruled}").partition("<main>")[2]
    text = re.sub(r"<[^>]+>", " ", told)
    assert not re.search(r"\b(?=[a-z]*\d)[a-z0-9]{12}\b", text.partition("Changes to this page")[0])
    assert "Read in a copy. A part of it was read." in text


@pytest.mark.usefixtures("shipped")
def test_an_unknown_id_is_404_with_the_nearest() -> None:
    answer = get("/force/knet")
    assert answer.status_code == 404 and "/force/kent" in bytes(answer.body).decode()
    far = get("/figure/nothing-here")
    assert far.status_code == 404 and "Nearest" not in bytes(far.body).decode(), "three figures of other things"
    ((mark,),) = warehouse.values("select min(figure_id) from figures")
    near = bytes(get(f"/figure/{mark[:-1]}").body).decode()
    assert f'"/figure/{mark}"' in near and "Nearest are:" in near
    ((outcome, source),) = warehouse.values("select outcome_id, source_id from outcomes order by 1 limit 1")
    answer = get(f"/figure/{outcome}")
    assert answer.status_code == 307 and answer.headers["location"] == f"/source?id={source}&figure={outcome}"
    assert get(f"/figure/{outcome}", headers=JSON).status_code == 404
    assert get("/force/PSNI").headers["location"] == "/force/northern-ireland"
    assert get("/force/gillingham").status_code == 404, "a name of two"
    odd = bytes(get("/figure/<img src=x>").body).decode()
    assert "<img" not in odd


@pytest.mark.usefixtures("shipped")
def test_nothing_is_sent_again_that_the_reader_holds() -> None:
    tag = get("/force/kent").headers["etag"]
    assert get("/force/kent", headers={"if-none-match": tag}).status_code == 304
    assert get("/force/kent", headers={**JSON, "if-none-match": tag}).status_code == 200


def test_what_was_withdrawn_stays_struck_through_with_why(ruled: duckdb.DuckDBPyConnection) -> None:
    row = ruled.execute("select figure_id from all_figures where status = 'withdrawn' limit 1").fetchone()
    assert row is not None
    html = page(f"/figure/{row[0]}")
    assert "<del>" in html and "Withdrawn 1 June 2021" in html and words.SAID["no_line"]["not_in_force"] in html


def test_what_the_force_says_stands_in_both_stories(ruled: duckdb.DuckDBPyConnection) -> None:
    row = ruled.execute("select figure_id from figures where force_id = 'kent' and statement is not null").fetchone()
    assert row is not None
    for path in (f"/figure/{row[0]}", "/force/kent"):
        assert "Includes arrests made for other forces" in page(path)


@pytest.mark.usefixtures("shipped")
def test_what_was_erased_is_410_for_people_and_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    erased = [(mark, date(2021, 5, 1), "<b>") for mark in ("511q43srp0jh", "kent")]
    monkeypatch.setattr(warehouse, "all_erased", lambda: erased)
    for headers in ({}, JSON):
        answer = get("/figure/511q43srp0jh", headers=headers)
        assert answer.status_code == 410 and "was erased on 1 May 2021" in bytes(answer.body).decode()
    assert "<b>" not in bytes(get("/force/kent").body).decode()


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("path", ["/chart/story-figure.svg", "/chart/story-figure.csv", "/embed/story-figure"])
def test_the_picture_of_what_was_erased_is_410_as_its_story_is(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse, "all_erased", lambda: [("e7ased0000id", date(2021, 5, 1), "It named a person.")])
    answer = get(path, "id=e7ased0000id")
    assert answer.status_code == 410 and "e7ased0000id was erased on 1 May 2021" in bytes(answer.body).decode()
    assert get(path, "id=never0000id0").status_code == 404


@pytest.mark.usefixtures("shipped")
def test_a_refusal_prints_what_was_asked_as_every_other_does() -> None:
    for path, query, thing in (("/chart/x.svg", "", "chart"), ("/feed.xml", "force=x", "force")):
        answer, said = get(path, query), f"There is no {thing} “x”."
        assert answer.status_code == 404 and said in bytes(answer.body).decode()


def test_the_place_in_a_document_that_is_here_is_shown(
    ruled: duckdb.DuckDBPyConnection, ruled_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_RAW", str(ruled_warehouse.parent / "raw"))
    rows = ruled.execute(
        "select min(figure_id) from figures where hand = 'own_document' and method <> 'transcript' group by document"
    ).fetchall()
    shown = [page(f"/figure/{mark}") for (mark,) in rows]
    assert shown and all("The place in the document" in html for html in shown)


@pytest.mark.usefixtures("shipped")
def test_a_link_of_a_source_leads_to_the_web_or_nowhere() -> None:
    def page_of(address: str) -> str:
        fact = ("<b>", (Link("<b>x</b>", address, is_outside=True), Struck("<u>y</u>")))
        return stories.html_of(stories.Story("/figure/x", "<i>", "<i>", None, (fact,), (("<u>", (fact, fact)),), "<i>"))

    for address in ("javascript:alert(1)", "//elsewhere.example"):
        html = page_of(address)
        assert address not in html and not re.search(r"<(b|i|u)>", html)
    assert 'href="https://police.uk/a" target="_blank"' in page_of("https://police.uk/a")


@pytest.mark.usefixtures("shipped")
def test_an_arrest_is_no_charge_whether_arrests_or_people_are_counted() -> None:
    for mark in ("511q43srp0jh", "0q7mrh7fv3s5"):  # 20 people of Kent, 7 arrests of West Mercia
        html = page(f"/figure/{mark}")
        assert "An arrest is not a charge or a conviction" in html
        assert "That those arrested were charged or convicted" in html


@pytest.mark.usefixtures("shipped")
def test_a_forces_story_counts_numbers_and_answers_and_nothing_else() -> None:
    assert "What the force itself replied was not read here (1 question)." in page("/force/kent")
    assert "No answer of the force itself to a request is here." in page(
        "/force/gwent"
    )  # what it was asked it did not answer
    html = page("/force/northern-ireland")
    assert "13 counts" in html and "Would cost too much (s12(1))" in html and "refused" not in html


@pytest.mark.usefixtures("shipped")
def test_one_number_for_days_within_those_of_another_is_counted_once() -> None:
    html = page("/force/metropolitan")
    assert "3 counts" in html and html.count("its days lie within those of the other count of this number") == 1


@pytest.mark.usefixtures("shipped")
def test_a_small_count_says_by_whose_rule_it_is_hidden_and_one_that_its_source_hides_does_not() -> None:
    for mark in ("wdsecfrg5557", "r3htc6wvr2rj"):
        assert HIDDEN in page(f"/figure/{mark}")
    hidden = one("value is null and value_high = 4 and not is_disputed and status = 'current'")
    assert HIDDEN not in page(f"/figure/{hidden}")


@pytest.mark.usefixtures("shipped")
def test_a_story_cites_who_counted_the_paper_its_day_and_its_address_and_this_site_last() -> None:
    cited = stories.of_figure("511q43srp0jh").cite
    first = "Kent Police, read in the BBC, published May 2017, https://feeds.bbci.co.uk/news/uk-england-kent-40013892"
    assert (
        cited.startswith(f"{first}; via Disclosed, “Kent Police: 20 people") and "‘last two financial years’" in cited
    )
    facts = dict(stories.of_figure("511q43srp0jh").facts)
    assert facts["Automatic checks"] == "nothing found"


@pytest.mark.usefixtures("shipped")
def test_a_paper_reports_and_a_copy_is_called_the_page_that_was_read() -> None:
    paper = dict(stories.of_figure(one("compiled_by = 'Express & Star' and value = 691")).facts)
    assert "Who reported it" in paper and "Who counted it" not in paper
    copy = dict(stories.of_figure("gf87bjb2b2nv").facts)
    assert [part.words for part in copy["Who counted it"] if hasattr(part, "words")][
        -1
    ] == "The page we read, of the London Post"
    assert "It is the same number again, 24 March to 23 April 2020" in str(copy["Others"]), "one number of two papers"


@pytest.mark.usefixtures("shipped")
def test_counts_of_days_that_overlap_or_are_not_stated_name_each_other_and_are_never_added() -> None:
    kent = [beside("511q43srp0jh"), beside("h9wjg0tkdt9a")]
    for lines, other in zip(
        kent, ("15 arrests: arrests on activist groups' evidence", "20 people: arrests on"), strict=True
    ):
        assert lines[0].startswith(other) and lines[-1].endswith("never add them.")
    official = stories.of_figure(one("source_kind = 'official' and value > 100")).facts
    assert "Beside it" not in {name for name, cell in official if cell}
    counted = beside(one("force_id = 'cleveland' and value = 48 and period_id = '2024' and measure_id = 'arrests'"))
    assert counted[0].startswith("8 arrests: arrests for sending a grossly") and len(counted) > 2
    assert not [line for line in counted if re.match(r"[1-4] |.* so far$", line)], "it has 2 beside it; and 9 of 2025"
    assert any(line.startswith("44 %: share that came from activist groups") for line in beside("ey815sq1a9tf"))
    assert [line for line in beside("c68k3j09dx93") if line.startswith("2,016 arrests ?: ")], "in doubt"


@pytest.mark.usefixtures("shipped")
def test_a_share_in_words_has_no_per_cent_behind_it_and_a_card_is_short() -> None:
    told = stories.of_figure(one("unit = 'percent' and value_text = 'about half'"))
    assert "half” percent" not in json.dumps(dict(told.sections), default=str), "half of a per cent is another thing"
    assert told.description.startswith("“about half” of cases"), "a card cuts off what stands behind"
    assert told.description.endswith("No person has checked this against its source yet.")
    tips = {dot.tip for dot in activists.CHARTS["groups_areas"](Address("/chart")).drawing.of(Dot)}
    assert any("<br>about half<br>" in tip for tip in tips) and not any("half percent" in tip for tip in tips)


@pytest.mark.usefixtures("shipped")
def test_the_links_of_a_story_keep_the_forces_that_are_known_and_no_others() -> None:
    mark = one("measure_id = 'arrests_ocag' and value = 20 and status = 'current'")
    html = bytes(get(f"/figure/{mark}", "force=kentt&force=essex").body).decode()
    assert "force=essex" in html and "kentt" not in html, "each of its links would lead to a refusal"


@pytest.mark.usefixtures("shipped")
def test_no_page_names_or_links_the_site_of_an_activist_group_in_which_a_count_was_read() -> None:
    ((mark, source, force, read_in, url),) = warehouse.values(
        "select figure_id, source_id, force_id, read_in, source_url from all_figures "
        "where contains(read_in, 'an activist group') order by figure_id limit 1"
    )
    name, host = read_in.partition(" (")[0], urlsplit(url).netloc
    told = {path: page(path) for path in (f"/figure/{mark}", f"/force/{force}")}
    told |= {path: bytes(get(path, f"force={force}").body).decode() for path in ("/feed.xml", "/embed/time")}
    told["chart"] = bytes(get("/chart/counts.svg", f"id={force}").body).decode()
    told |= {"source": words_at("source", id=source), "force": words_at("force", id=force)}
    for path, said in told.items():
        assert name not in said and host not in said, path
    assert [path for path in (f"/figure/{mark}", "/feed.xml", "source") if words.GROUPS_SITE not in told[path]] == []
