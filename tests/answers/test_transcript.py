"""A transcript's rows become outcomes and figures with their places, or problems that name the row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import transcript as reader
from ingest.kinds import is_transcript
from ingest.model import Figure, Outcome, Problem
from ingest.reference import Reference, load
from ingest.sources import Source
from ingest.transcript import forces_replying, read_transcript

REAL = load()
BORSETSHIRE = replace(REAL.forces["kent"], force_id="borsetshire", name="Borsetshire Police", aliases=())
REFERENCE: Reference = replace(REAL, forces={**REAL.forces, "borsetshire": BORSETSHIRE})
OWN = Source(
    source_id="borsetshire~123-20",
    folder="borsetshire/123-20",
    force_ids=("borsetshire",),
    reference="123/20",
    title="A test",
    kind="force_response",
    publisher="Borsetshire Police",
    read_in=None,
    read_part="whole",
    url="https://example.org/123-20",
    law="FOIA 2000",
    campaign_id=None,
    published="2020-06",
)
CHARITY = replace(OWN, source_id="published~a-round", folder="_published/a-round", force_ids=(), kind="charity")
ROW = {
    "force": "borsetshire",
    "measure": "offences_recorded",
    "unit": "offences",
    "offence_as_published": "sexual communication with a child",
    "period_as_published": "2019/20",
    "value_as_published": "61",
    "status": "value",
    "exemptions": "",
    "exemptions_basis": "",
    "question": "",
    "place": "first table",
    "note": "",
}


def written(*rows: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in ({**ROW, **row} for row in rows) for name in row))
    table = csv.DictWriter(out, columns, restval="")
    table.writeheader()
    table.writerows({**ROW, **row} for row in rows)
    return out.getvalue().encode()


def read(
    *rows: Mapping[str, str], source: Source = OWN, path: str = "transcript.csv"
) -> tuple[list[Outcome], list[Figure], list[Problem]]:
    blocks = reader.read(written(*rows), path)
    assert blocks.problems == ()
    return read_transcript(blocks, source=source, reference=REFERENCE, document_path=path)


def only_figure(*rows: Mapping[str, str], source: Source = OWN) -> Figure:
    _, figures, problems = read(*rows, source=source)
    assert problems == []
    (figure,) = figures
    return figure


def only_problem(*rows: Mapping[str, str]) -> Problem:
    _, figures, problems = read(*rows)
    assert figures == []
    (problem,) = problems
    return problem


# The reader


def test_cells_have_their_row_their_column_and_their_line() -> None:
    blocks = reader.read(written({"note": "two\nlines"}, {"value_as_published": "7"}), "transcript.csv")
    found = [(cell.row, cell.text, cell.ref) for cell in blocks.cells if cell.column == "value_as_published"]
    assert found == [(1, "61", "line 3"), (2, "7", "line 4")]


def test_a_misspelt_column_is_an_error_that_names_the_known_ones_and_gives_nothing() -> None:
    blocks = reader.read(written({}).replace(b"offence_as_published", b"offense_as_published"), "transcript.csv")
    assert blocks.cells == ()
    assert [problem.rule for problem in blocks.problems] == ["unknown-column", "missing-column"]
    message = blocks.problems[0].message
    assert "'offense_as_published'" in message
    assert all(name in message for name in (*reader.REQUIRED_COLUMNS, *reader.OPTIONAL_COLUMNS))


def test_a_row_with_a_cell_too_many_is_a_problem_and_the_others_are_read() -> None:
    data = written({}, {"value_as_published": "7"}).replace(b",7,", b",7,8,")
    blocks = reader.read(data, "transcript.csv")
    assert {cell.row for cell in blocks.cells} == {1}
    (problem,) = blocks.problems
    assert (problem.rule, problem.locator) == ("ragged-row", "row 2 (line 3)")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a\x00b", b'force,"meas', b"\n\n"])
def test_what_is_no_table_is_one_problem(data: bytes) -> None:
    blocks = reader.read(data, "transcript.csv")
    assert blocks.cells == ()
    assert blocks.problems


@given(st.binary())
def test_no_bytes_break_the_reader(data: bytes) -> None:
    blocks = reader.read(data, "transcript.csv")
    assert blocks.cells == () or blocks.tables


def test_a_byte_order_mark_and_other_line_ends_are_no_matter() -> None:
    plain = reader.read(written({}), "transcript.csv").cells
    assert reader.read(b"\xef\xbb\xbf" + written({}), "transcript.csv").cells == plain
    assert [c.text for c in reader.read(written({}).replace(b"\r\n", b"\r"), "x.csv").cells] == [c.text for c in plain]


def test_only_a_transcript_is_taken_for_one() -> None:
    assert is_transcript(written({}), "figures.csv")
    assert is_transcript(b"nonsense", "transcript.csv")
    assert not is_transcript(b"Year,Arrests\n2019,4\n", "answer.csv")
    assert not is_transcript(written({}), "thread.txt")


# Figures


def test_a_value_is_a_figure_with_its_place_and_the_way_to_its_meaning() -> None:
    figure = only_figure({"note": "Our words"})
    assert (figure.force_id, figure.measure_id, figure.unit) == ("borsetshire", "offences_recorded", "offences")
    assert (figure.offence_id, figure.period.period_id, figure.value.value) == ("soa2003_s15a", "2019/20", 61.0)
    assert (figure.locator, figure.method, figure.quote, figure.note) == (
        "row 1, first table",
        "transcript",
        None,
        "Our words",
    )
    assert figure.chain == (
        'offence: "sexual communication with a child", read as soa2003_s15a '
        '(spelling "sexual communication with a child" in England and Wales)',
        'period: "2019/20", read as 2019/20',
        'value: "61" is exactly 61',
    )


@pytest.mark.parametrize(
    ("printed", "low", "high", "symbol"),
    [
        ("more than 1,500", 1501.0, None, None),
        ("at least 150", 150.0, None, None),
        ("up to 100", 0.0, 100.0, None),
        ("about 61,800", None, None, "[e]"),
    ],
)
def test_bounds_stay_bounds(printed: str, low: float | None, high: float | None, symbol: str | None) -> None:
    value = only_figure({"value_as_published": printed}).value
    assert (value.value, value.low, value.high, value.symbol, value.text) == (None, low, high, symbol, printed)


def test_a_suppressed_count_is_no_zero() -> None:
    held_back = {"status": "suppressed", "exemptions": "s40(2)", "exemptions_basis": "printed"}
    bare = only_figure({**held_back, "value_as_published": ""}).value
    assert (bare.value, bare.low, bare.high, bare.symbol) == (None, 0.0, None, "[c]")
    below = only_figure({**held_back, "value_as_published": "<5"}).value
    assert (below.value, below.low, below.high, below.symbol) == (None, 0.0, 4.0, "[c]")


def test_below_five_is_at_least_one_where_the_same_source_prints_its_zeros() -> None:
    held_back = {"status": "suppressed", "value_as_published": "<5", "period_as_published": "2018/19"}
    _, figures, _ = read({"value_as_published": "0"}, held_back)
    assert [(f.value.low, f.value.high) for f in figures] == [(0.0, 0.0), (1.0, 4.0)]


def test_a_mark_means_what_the_source_says() -> None:
    source = replace(OWN, legend={"-": "zero", "blank": "zero"})
    assert only_figure({"value_as_published": "-"}, source=source).value.value == 0
    assert only_figure({"value_as_published": ""}, source=source).value.value == 0
    assert only_problem({"value_as_published": "-"}).rule == "value-not-read"
    assert only_problem({"value_as_published": ""}).rule == "value-not-read"


def test_an_area_says_how_many_of_its_forces_are_counted() -> None:
    figure = only_figure({"force": "area:uk", "force_as_published": "UK (40 of 44 forces)"}, source=CHARITY)
    assert (figure.forces_counted, figure.forces_asked) == (40, 44)
    assert forces_replying("Wales (three forces; Dyfed-Powys gave none)") == (3, None)
    assert forces_replying("UK (all forces replying)") == (None, None)
    assert forces_replying("UK (National Crime Agency and 40 forces)") == (40, None)
    assert forces_replying("UK") == (None, None)
    fewer = {"forces_counted": "3", "reading_reason": "one of the four has an empty cell"}
    figure = only_figure({"force": "area:wales", "force_as_published": "Wales (4 forces)", **fewer}, source=CHARITY)
    assert figure.forces_counted == 3 and any("one of the four" in step for step in figure.chain)
    partly = only_figure({"force": "area:wales", **fewer, "forces_counted": "unknown"}, source=CHARITY)
    assert partly.forces_counted is None, "one of the four gave a part, so no number of whole forces is true"
    assert only_problem({**fewer, "forces_counted": "three"}).rule == "unknown-forces_counted"


def test_a_breakdown_is_a_dimension() -> None:
    assert only_figure({"dim_sex": "Female"}).dimensions == (("sex", "Female"),)


def test_one_code_of_an_offence_is_a_part_of_it() -> None:
    figure = only_figure({"offence_as_published": "088/01 Meeting a female child following sexual grooming etc."})
    assert figure.offence_id == "soa2003_s15"
    assert figure.dimensions == (("home_office_code", "88/1"),)


def test_an_id_holds_what_is_printed_and_nothing_that_is_understood() -> None:
    shorthand = {"offence_as_published": "online grooming offences"}
    read_by_person = {**shorthand, "offence": "soa2003_s15a", "reading_reason": "the page is about s15A"}
    plain = only_figure(shorthand)
    assert only_figure(read_by_person).figure_id == plain.figure_id
    assert only_figure({**shorthand, "value_as_published": "62", "place": "elsewhere"}).figure_id == plain.figure_id
    assert only_figure({**shorthand, "period_as_published": "2018/19"}).figure_id != plain.figure_id
    mended = {"measure": "offences_recorded_online", "first_read_as": "measure=offences_recorded"}
    assert only_figure({**shorthand, **mended}).figure_id == plain.figure_id
    worded = {"period_as_published": "last year", "period": "2017/18", "reading_reason": "the day of the page"}
    said = f"period_as_published={plain.period_label}"
    assert only_figure({**shorthand, **worded, "first_read_as": said}).figure_id == plain.figure_id
    _, figures, problems = read({"first_read_as": "arrests/people"})
    assert not figures and "first_read_as" in problems[0].message
    assert only_figure({**shorthand, "measure": "offences_recorded_online"}).figure_id != plain.figure_id


def test_rows_that_print_the_same_names_are_told_apart_by_their_order() -> None:
    _, figures, _ = read({}, {"value_as_published": "62"})
    assert len({figure.figure_id for figure in figures}) == 2
    assert figures[0].figure_id == only_figure({}).figure_id


# A person's reading


def test_a_reading_wins_and_says_why() -> None:
    reading = {"offence": "soa2003_s15a", "reading_reason": "the page is about s15A; Instagram is the platform"}
    figure = only_figure({"offence_as_published": "Instagram", **reading})
    assert figure.offence_id == "soa2003_s15a"
    assert figure.reading_reason == reading["reading_reason"]
    assert "a person's reading: the page is about s15A" in figure.chain[0]


def test_a_reading_may_be_that_no_offence_is_named() -> None:
    figure = only_figure({"offence_as_published": "not stated", "offence": "none", "reading_reason": "it is not said"})
    assert figure.offence_id is None


def test_a_reading_that_was_not_needed_is_reported() -> None:
    _, figures, problems = read({"offence": "soa2003_s15a", "period": "2019/20", "reading_reason": "why not"})
    assert len(figures) == 1
    assert [(p.severity, p.rule) for p in problems] == [("warning", "reading-not-needed")] * 2


def test_a_reading_of_days_is_a_period() -> None:
    days = {"period_as_published": "a six-month period", "period": "2017-10-01..2018-03-31", "reading_reason": "said"}
    assert only_figure(days).period.period_id == "2017-10-01..2018-03-31"
    unknown = {"period_as_published": "since 2010", "period": "unknown", "reading_reason": "its end is not stated"}
    assert only_figure(unknown).period.start is None


def test_two_systems_in_one_year_are_two_figures_and_one_answer() -> None:
    part = {"status": "partly_answered", "unit": "cases", "reading_reason": "each number has its system"}
    outcomes, figures, problems = read(
        {**part, "scope": "new recording system", "value_as_published": "33"},
        {**part, "scope": "old recording system", "value_as_published": "92"},
    )
    assert problems == []
    assert [(f.scope, f.value.value) for f in figures] == [
        ("new recording system", 33.0),
        ("old recording system", 92.0),
    ]
    assert [outcome.status for outcome in outcomes] == ["partly_answered"]


def test_a_round_figure_that_a_person_marks_as_an_estimate_has_no_bounds() -> None:
    figure = only_figure({"value_as_published": "1,700", "symbol": "[e]", "reading_reason": "a round figure"})
    value = figure.value
    assert (value.value, value.low, value.high, value.symbol, value.text) == (None, None, None, "[e]", "1,700")


# What is not understood


def test_an_offence_that_is_not_settled_is_a_problem_with_the_nearest_spellings() -> None:
    problem = only_problem({"offence_as_published": "sexual comunication with a chid"})
    assert (problem.severity, problem.rule, problem.locator) == ("error", "offence-not-read", "row 1 (line 2)")
    assert "'sexual comunication with a chid'" in problem.message
    assert "sexual communication with a child" in problem.message


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"force": "borsetshyre"}, "unknown-force"),
        ({"measure": "arests"}, "unknown-measure"),
        ({"unit": "litres"}, "unknown-unit"),
        ({"status": "perhaps"}, "unknown-status"),
        ({"stage": "appeal"}, "unknown-stage"),
        ({"kind": "hearsay"}, "unknown-kind"),
        ({"offence": "soa2003_s99", "reading_reason": "x"}, "unknown-offence"),
        ({"period": "19/20", "reading_reason": "x"}, "unknown-period"),
        ({"published": "the other day"}, "unknown-period"),
        ({"scope": "the best part", "reading_reason": "x"}, "unknown-scope"),
        ({"symbol": "[q]", "reading_reason": "x"}, "unknown-symbol"),
        ({"offence": "soa2003_s15"}, "reading-without-reason"),
        ({"exemptions": "section twelve", "exemptions_basis": "printed"}, "unknown-exemption"),
        ({"exemptions": "s12"}, "exemptions-basis"),
        ({"period_as_published": "the other day"}, "period-not-read"),
        ({"value_as_published": "a few dozen"}, "value-not-read"),
        ({"value_as_published": "7", "status": "suppressed"}, "value-status"),
        ({"value_as_published": "7", "status": "refused"}, "value-status"),
    ],
)
def test_what_is_not_known_is_a_problem_and_no_figure(row: dict[str, str], rule: str) -> None:
    problem = only_problem(row)
    assert (problem.severity, problem.rule, problem.locator) == ("error", rule, "row 1 (line 2)")


# Outcomes


def test_a_forces_own_figure_is_an_answer_and_a_charitys_is_not() -> None:
    outcomes, _, _ = read({"question": "2"})
    (outcome,) = outcomes
    assert (outcome.status, outcome.question, outcome.said_by, outcome.quote) == ("answered", "2", "force", None)
    assert (outcome.measure_id, outcome.offence_id, outcome.period_id) == (
        "offences_recorded",
        "soa2003_s15a",
        "2019/20",
    )
    assert read({}, source=CHARITY)[0] == []


def test_a_suppressed_count_is_an_answer_in_part() -> None:
    row = {"status": "suppressed", "value_as_published": "", "exemptions": "s40(2)", "exemptions_basis": "printed"}
    (outcome,) = read(row)[0]
    assert (outcome.status, outcome.exemptions, outcome.exemptions_basis) == ("partly_answered", ("s40(2)",), "printed")


def test_silence_that_a_charity_reports_is_said_by_the_charity() -> None:
    outcomes, figures, _ = read({"status": "no_answer", "value_as_published": ""}, source=CHARITY)
    assert figures == []
    assert [(outcome.status, outcome.said_by) for outcome in outcomes] == [("no_answer", "compiler")]


def test_a_commissioners_decision_has_its_stage() -> None:
    row = {"status": "refused", "value_as_published": "", "exemptions": "S12(1)", "exemptions_basis": "printed"}
    (outcome,) = read({**row, "stage": "commissioner"}, source=replace(CHARITY, kind="official"))[0]
    assert (outcome.stage, outcome.exemptions) == ("commissioner", ("s12(1)",))


def test_articles_are_written_one_way() -> None:
    row = {
        "status": "refused",
        "value_as_published": "",
        "exemptions": "Art 25(2);s30(1)(a)(b)",
        "exemptions_basis": "printed",
    }
    (outcome,) = read(row)[0]
    assert outcome.exemptions == ("art 25(2)", "s30(1)(a)(b)")


def test_the_arithmetic_of_a_refusal_goes_with_it_and_is_no_figure() -> None:
    cost = {"offence_as_published": "", "period_as_published": "", "status": "value"}
    outcomes, figures, problems = read(
        {"status": "refused", "value_as_published": "", "exemptions": "s12", "exemptions_basis": "printed"},
        {**cost, "measure": "refusal_records", "unit": "records", "value_as_published": "more than 2,700"},
        {**cost, "measure": "refusal_minutes_each", "unit": "minutes", "value_as_published": "5"},
    )
    assert (figures, problems) == ([], [])
    (outcome,) = outcomes
    assert (outcome.cost_records, outcome.cost_minutes_each, outcome.cost_hours) == (2700.0, 5.0, None)
    assert outcome.text == "Cost: more than 2,700 records, 5 minutes each"


def test_arithmetic_without_a_refusal_is_reported() -> None:
    cost = {"measure": "refusal_hours", "unit": "hours", "value_as_published": "33"}
    assert [p.rule for p in read(cost)[2]] == ["cost-without-refusal"]


REQUEST = {
    "measure": "request_outcome",
    "unit": "request",
    "offence_as_published": "online sexual offences of any kind related to children",
    "value_as_published": "",
}
CAMPAIGN = replace(OWN, campaign_id="online-grooming-2019-20")


def test_a_request_refused_whole_is_a_refusal_of_each_question_not_stated_by_itself() -> None:
    single = {**REQUEST, "measure": "arrests_ocag", "unit": "arrests", "question": "3", "status": "refused"}
    outcomes, _, problems = read(
        {**single, "exemptions": "s12", "exemptions_basis": "inferred"},
        {**REQUEST, "status": "refused"},
        source=CAMPAIGN,
    )
    assert problems == []
    questions = {question.label: question for question in REFERENCE.campaigns["online-grooming-2019-20"].questions}
    assert sorted(str(outcome.question) for outcome in outcomes) == sorted(questions)
    for outcome in outcomes:
        assert (outcome.status, outcome.exemptions, outcome.exemptions_basis) == ("refused", ("s12",), "inferred")
        assert outcome.measure_id == questions[str(outcome.question)].measure_id
    assert len({outcome.outcome_id for outcome in outcomes}) == len(questions)


def test_a_request_answered_in_part_stays_whole() -> None:
    (outcome,) = read({**REQUEST, "status": "partly_answered"}, source=CAMPAIGN)[0]
    assert (outcome.question, outcome.measure_id, outcome.status) == (None, None, "partly_answered")


def test_a_row_says_where_it_was_read_if_it_is_elsewhere() -> None:
    elsewhere = {
        "url": "https://example.org/2",
        "read_in": "Borsetshire Echo",
        "kind": "press",
        "publisher": "A charity",
    }
    figure = only_figure({**elsewhere, "published": "2021"}, source=CHARITY)
    assert (figure.url, figure.published, figure.read_in, figure.kind, figure.publisher) == (
        "https://example.org/2", "2021", "Borsetshire Echo", "press", "A charity",
    )  # fmt: skip
