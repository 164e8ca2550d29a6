"""The ten questions of docs/ten-questions.md, asked in a browser: each is answered by the very clicks that the doc
tells, and the doc's numbers stand on the page. What is expected comes from the warehouse, so that a new release changes
the doc and not this file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from playwright.sync_api import expect

from dashboard import words
from tests.pictures import OUT, ROOT
from tests.ten_questions import WAYS, Visit

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

DOC = ROOT / "docs" / "ten-questions.md"
NUMBER = re.compile(r"(?<!\w)\d(?:[\w,./]*\w)?")
LARGEST_PICTURE = 150_000  # bytes
CAMPAIGN = "online-grooming-2019-20"


@dataclass(frozen=True)
class Told:
    """What the doc tells of one question."""

    heading: str
    clicks: tuple[str, ...]
    answer: str


def told() -> dict[str, Told]:
    """The questions of the doc by the names of their pictures."""
    found = {}
    for part in DOC.read_text(encoding="utf-8").split("\n## ")[1:]:
        (name,) = re.findall(r"\]\(images/ten-questions/([\w-]+)\.png\)", part)
        clicks = re.search(r"^- Clicks: (.*)$", part, flags=re.MULTILINE)
        answer = re.search(r"^- Answer: \*\*(.*)\*\*$", part, flags=re.MULTILINE)
        assert clicks is not None and answer is not None and "\n- Say with it: " in part, name
        found[name] = Told(part.partition("\n")[0], tuple(re.findall(r"\*([^*]+)\*", clicks[1])), answer[1])
    return found


def ask(reader: Reader, sql: str, **values: str) -> list[Any]:
    """Rows of the warehouse that the pages show."""
    with duckdb.connect(str(reader.app.warehouse), read_only=True) as con:
        return con.execute(sql, values or None).fetchall()


def answer(reader: Reader, name: str) -> str:
    """Go the doc's way; gives what stands at its end, where each number of the doc's answer stands too."""
    doc = told()[name]
    visit = Visit(reader.open("/"))
    found = WAYS[name](visit)
    reader.finish()
    for place in (*found.places, *found.shown):  # a fold's chart comes after the fold has opened
        expect(place).to_be_visible()
    text = " ".join(" ".join(place.inner_text() for place in found.places).split())
    assert tuple(visit.chosen) == doc.clicks
    missing = [number for number in NUMBER.findall(doc.answer) if number not in NUMBER.findall(text)]
    assert missing == [], f"{missing} of the doc's answer are not on the page: {text}"
    assert [quote for quote in re.findall(r"“([^”]+)”", doc.answer) if quote not in text] == []
    return text


def test_the_doc_has_ten_questions_each_with_its_way_and_a_small_picture() -> None:
    questions = told()
    assert list(questions) == list(WAYS) and len(questions) == 10
    assert [one.heading for one in questions.values() if re.search(r"(?<![\w/])[1-4](?![\w/])", one.heading)] == []
    sizes = {name: (OUT / "ten-questions" / f"{name}.png").stat().st_size for name in questions}
    assert {name: size for name, size in sizes.items() if size >= LARGEST_PICTURE} == {}


def test_how_west_mercia_stands_to_the_median_since_april_2017_and_before(reader: Reader) -> None:
    rows = ask(
        reader,
        "select year, period, value, per_100k, median(per_100k) over (partition by period) as middle, force_id "
        "from force_years where measure_id = 'offences_recorded' and offence_id = 'ho_88a' and unit = 'offences' "
        "and source_kind = 'official' and period_kind = 'financial_year' and per_100k is not null order by year",
    )
    own = [row for row in rows if row[-1] == "west-mercia"]
    stands: dict[bool, Counter[tuple[str, bool]]] = {True: Counter(), False: Counter()}
    for year, _, value, per_100k, middle, _ in own:
        wide, of = 1.96 / (3 * value**0.5), per_100k / value  # Byar's approximation
        low = of * value * (1 - 1 / (9 * value) - wide) ** 3
        high = of * (value + 1) * (1 - 1 / (9 * (value + 1)) + 1.96 / (3 * (value + 1) ** 0.5)) ** 3
        stands[year >= 2017]["below" if per_100k < middle else "above", high < middle or low > middle] += 1
    _, period, _, rate, middle, _ = own[-1]
    text = answer(reader, "beside-the-median")
    interval = f"({low:.1f}–{high:.1f})"  # of the last year
    said = f"{rate:.1f} per 100,000 {interval} in {period}, below the median of {middle:.1f}."
    assert f"West Mercia recorded {said}" in text
    since, before = stands[True], stands[False]
    clear = f"clearly below in {since['below', True]} of {since.total()} years; before, none of {before.total()}."
    assert f"Since April 2017 {clear}" in text
    assert not since["above", True] and {is_clear for _, is_clear in before} == {False}


def test_what_is_known_of_hampshires_2023_24(reader: Reader) -> None:
    sides = dict(
        ask(
            reader,
            "select compiled_by, value from figures where force_id = 'hampshire' and period_id = '2023/24' "
            "and measure_id = 'offences_recorded' and offence_id in ('ho_88a', 'soa2003_s15a')",
        )
    )
    assert set(sides) == {"NSPCC", "Home Office"}
    charity, official = words.number(sides["NSPCC"]), words.number(sides["Home Office"])
    text = answer(reader, "two-counts")
    assert f"2023/24 {charity} s15A NSPCC" in text
    assert f"2023/24 {official} Home Office" in text and "sexual grooming (class 88A)" in text


def test_who_answered_how_many_arrests_rested_on_groups_evidence(reader: Reader) -> None:
    outcomes = ask(
        reader,
        "select f.short_name, o.question, o.status, g.value from outcomes as o join forces as f using (force_id) "
        "left join figures as g on g.force_id = o.force_id and g.source_id = o.source_id and g.question = o.question "
        "where o.campaign_id = $campaign and o.is_current and (o.question = '3' or o.question is null)",
        campaign=CAMPAIGN,
    )
    ((requests,),) = ask(reader, "select requests from campaigns where campaign_id = $campaign", campaign=CAMPAIGN)
    text = answer(reader, "who-answered")
    said = told()["who-answered"].answer
    for name, question, status, value in outcomes:
        assert name in text and name in said
        if status == "answered":
            assert f"{name} gave {words.number(value)}." in text
        elif status == "refused":
            assert f"By our reading {name} refused on cost." in text
        else:
            assert (question, status) == (None, "partly_answered")
    in_part = sum(question is None for _, question, _, _ in outcomes)
    assert f"{in_part} forces answered in part; to which questions is unknown." in text
    silent = requests - len(outcomes) + in_part
    assert f"Of the {requests} asked, {silent} have no reply here: our gap." in text


def test_what_stands_beside_kents_two_counts(reader: Reader) -> None:
    counts = ask(
        reader,
        "select value, unit, set_against_as_published, set_against, period_id from ocag_arrests "
        "where force_id = 'kent'",
    )
    assert len(counts) == 2
    text = answer(reader, "beside-kents-counts")
    for value, unit, label, beside, period in counts:
        when = "the past year (story of" if period == "unknown" else "“last two financial years”"
        assert when in text and f"beside {words.number(beside)} “{label}”" in text
        assert f"{words.number(value)}{f' {unit}' if unit == 'people' else ''}" in text


def test_where_the_table_of_the_south_east_is_blank(reader: Reader) -> None:
    blank = ask(
        reader,
        "select force, period_id from outcomes join sources using (source_id) "
        "where read_in = 'OnTheWight' and publisher = 'NSPCC'",
    )
    text = answer(reader, "blank-in-a-table")
    assert text.count("blank or n/a in the source’s table") == len(blank)
    for force, period in blank:
        assert force in text and words.period(period) in text and force in told()["blank-in-a-table"].answer
    assert "Cell empty in the table" in text


def test_of_how_many_forces_nothing_is_held_and_whose_gap_that_is(reader: Reader) -> None:
    ((requests, here, replied, silent, forces),) = ask(
        reader,
        "with answered as (select distinct force_id from outcomes where campaign_id = $campaign) "
        "select (select requests from campaigns where campaign_id = $campaign), (select count(*) from answered), "
        "(select count(distinct force_id) from outcomes where campaign_id = $campaign and question is not null), "
        "(select count(*) from forces where kind = 'territorial' and force_id not in (from answered)), "
        "(select count(*) from forces where kind = 'territorial')",
        campaign=CAMPAIGN,
    )
    text = answer(reader, "nothing-here")
    assert f"Of the {requests} asked, {requests - replied} have no reply here: our gap." in text
    assert f"{here} of the {requests} forces asked are known by name. " in text
    assert f"Of {silent} of all {forces} below nothing is here; which of them were asked is not known" in text
    assert forces == silent + here


def test_how_many_court_cases_used_groups_evidence_in_2015(reader: Reader) -> None:
    counted = dict(
        ask(
            reader,
            "select measure_id, value from figures where period_id = '2015' "
            "and measure_id in ('court_cases', 'court_cases_ocag') and offence_id = 'soa2003_s15'",
        )
    )
    part, whole = words.number(counted["court_cases_ocag"]), words.number(counted["court_cases"])
    text = answer(reader, "court-cases")
    assert f"2015: {part} cases" in text and f"{part} of {whole} court cases" in text


def test_why_clevelands_arrests_under_section_127_have_other_numbers_beside_them(reader: Reader) -> None:
    counted = dict(
        ask(
            reader,
            "select offence_id, value from figures where force_id = 'cleveland' and period_id = '2022' "
            "and measure_id = 'arrests'",
        )
    )
    both, section, first, second = (
        words.number(counted[one])
        for one in ("group:ca2003_s127_or_mca1988_s1", "ca2003_s127", "ca2003_s127_1_a", "ca2003_s127_2_a")
    )
    text = answer(reader, "numbers-in-numbers")
    assert (
        f"Cleveland Police made {section} arrests under section 127 in 2022; its {both} takes in the 1988 Act, "
        f"and {first} and {second} are paragraphs of section 127, inside the {section} by our reading." in text
    )


def test_how_kents_count_can_be_printed(reader: Reader) -> None:
    ((value, unit),) = ask(
        reader, "select value, unit from ocag_arrests where force_id = 'kent' and period_id = '2015-04-01..2017-03-31'"
    )
    text = answer(reader, "line-to-print")
    said = f"arrested {words.number(value)} {unit} with activist groups contributing in the"
    assert f"{said} “last two financial years”" in text
    assert "No person has checked this against its source yet." in text
    assert "A share of all arrests, unless the source gives the whole that contains them." in text


def test_which_force_is_wolverhamptons_and_what_it_says(reader: Reader) -> None:
    own, period, rate, middle = ask(
        reader,
        "select value, period, per_100k, (select median(per_100k) from force_years as every where every.offence_id = "
        "'ho_88a' and every.measure_id = 'offences_recorded' and every.period = own.period) from force_years as own "
        "where force_id = 'west-midlands' and offence_id = 'ho_88a' and measure_id = 'offences_recorded' "
        "and source_kind = 'official' order by year desc limit 1",
    )[0]
    text = answer(reader, "my-own-force")
    assert text.startswith("West Midlands Police")
    assert "Sexual grooming (class 88A), offences recorded" in text
    beside = rf"{rate:.1f} per 100,000 \([\d.]+–[\d.]+\), below the median of {middle:.1f}"
    assert re.search(rf"\b{words.number(own)}\s+{period}; {beside}", text)
    assert "no reply here; whether it was asked is not known" in text
