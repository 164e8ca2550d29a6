"""From labelled words to outcomes and figures: labels, restated questions, values, and what must never happen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import kinds as text_reader
from ingest.answers.documents import LONGEST_GAP, LONGEST_LINE, MOST_LINES, read_document, read_thread
from ingest.answers.questions import LONGEST_PARAGRAPH, end_of_restated, split
from ingest.answers.reply import MOST_ANSWERS
from ingest.model import ID_LENGTH, DocumentReading, Unreadable
from ingest.phrases import letters
from ingest.phrases.labels import read_label, resolve
from ingest.privacy import redact
from ingest.sources import Source
from tests.answers.test_cases import invented, unread
from tests.making import source as made_source

ASKED = ("1a", "1b", "1c", "2", "3", "4")
CAMPAIGN = "online-grooming-2019-20"


def source(**changes: object) -> Source:
    told: dict[str, object] = {"force_ids": ("borsetshire",), "campaign_id": CAMPAIGN, "kind": "force_response"}
    return made_source("borsetshire~1-21", **(told | changes))


def read(text: str, **changes: object) -> DocumentReading:
    blocks = text_reader.read(text.encode("utf-8"), "letter.txt")
    return read_thread(unread(blocks), source=source(**changes), reference=invented())


def read_whole(text: str) -> DocumentReading:
    """With the tables that stand in its words."""
    return read_document(text.encode("utf-8"), "letter.txt", "original", source(), invented())


def values(reading: DocumentReading) -> dict[str | None, float | None]:
    return {figure.question: figure.value.value for figure in reading.figures}


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("1a. Charged - 9", ("1a",)),
        ("1a) text", ("1a",)),
        ("1.) (a) text", ("1a",)),
        ("(1)(a) text", ("1a",)),
        ("1A: text", ("1a",)),
        ("Q2. text", ("2",)),
        ("Question 3", ("3",)),
        ("Answer 1a, 2 & 3: none", ("1a", "2", "3")),
        ("Questions 1c, 2 and 4 are refused", ("1c", "2", "4")),
        ("Q2-Q4: no", ("2", "3", "4")),
        ("Response to question 3: 7", ("3",)),
        ("point 3", ("3",)),
        ("1. means every part of it", ("1a", "1b", "1c")),
        ("2 - 6", ("2",)),
        ("3 – 2", ("3",)),
        ("Questions 1, 4, 5 and 6", ()),
        ("22.", ()),
        ("2) Refused", ("2",)),
        ("- 1a: 88", ("1a",)),
        ("1c, 2 & 4\nRefused", ("1c", "2", "4")),
        ("Questions 2 - 4 are refused", ("2", "3", "4")),
        ("Question 1a - 88 arrests", ("1a",)),
        ("1.a The number of arrests", ("1a",)),
        ("1.b) The offences", ("1b",)),
        ("1) c) With decoys", ("1c",)),
        ("1. (a) text", ("1a",)),
    ],
)
def test_labels_as_answers_print_them(line: str, labels: tuple[str, ...]) -> None:
    label = read_label(line)
    assert label is not None
    assert resolve(label, ASKED) == labels


@pytest.mark.parametrize(
    ("line", "labels"),
    [("Q3-14", ()), ("Question 3 - 14 (2019/20)", ("3",)), ("Q3-5: nil", ()), ("Questions 3 - 14 are refused", ())],
)
def test_a_range_beyond_the_request_is_a_label_with_its_count_or_nothing(line: str, labels: tuple[str, ...]) -> None:
    label = read_label(line)
    assert label is not None
    assert resolve(label, ASKED) == labels


@pytest.mark.parametrize(
    "line",
    [
        "2019 – 12", "12 crimes", "1 April 2019", "31 out of 90", "1,204", "18/19: 33", "4 minutes", "A 12 year old",
        "01.FOI.21.055273", "01/FOI/21/006753/Z",
    ],
)  # fmt: skip
def test_numbers_that_label_nothing(line: str) -> None:
    assert read_label(line) is None


def test_a_lone_letter_is_a_part_of_the_question_before_it() -> None:
    label = read_label("b) text")
    assert label is not None
    assert resolve(label, ASKED, "1") == ("1b",)
    assert resolve(label, ASKED, "3") == ()


QUESTION = "Please provide the number of arrests you made in 2019/20 that involved at least one child decoy."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (QUESTION, ""),
        (QUESTION + " 22.", "22."),
        (QUESTION.replace("Please provide the", "The") + "\n22.", "22."),
        (QUESTION[:40] + "\n" + QUESTION[40:] + "\nNot held", "Not held"),
    ],
)
def test_a_known_question_ends_where_its_own_words_end(text: str, answer: str) -> None:
    end = end_of_restated(text, [QUESTION])
    assert end is not None
    assert text[end:].strip() == answer


def test_another_text_restates_no_question() -> None:
    assert end_of_restated("In 2019/20 we made 22 arrests.", [QUESTION]) is None


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("How many were made? 22", "How many were made?", "22"),
        ("Please state the total. By this I mean all 12 of them.", "*", ""),
        ("The number of groups", "*", ""),
        ("The number of groups: 22", "", "*"),
        ("Please see the attached 325.pdf.", "", "*"),
        ("Charged - 9", "", "*"),
    ],
)
def test_an_unknown_question_is_told_by_its_form(text: str, question: str, answer: str) -> None:
    found = split(text, [])
    assert found[0].strip() == (text if question == "*" else question)
    assert found[1].strip() == (text if answer == "*" else answer)


def test_the_words_of_a_question_are_no_answer() -> None:
    reading = read("Dear Applicant\n\n1c. How many of these arrests involved at least one child decoy?\n\nNot held.\n")
    assert not reading.figures
    assert [(o.question, o.status) for o in reading.outcomes] == [("1c", "not_held")]


def test_a_letter_with_two_labelled_answers_gives_both() -> None:
    asked = "Number of arrests in 2019/20 for online sexual offences related to children"
    text = f"Our ref: 77/21\n\n1a. {asked}: 61\n\n3. Nil\n"
    reading = read(text)
    assert values(reading) == {"1a": 61.0, "3": 0.0}
    assert reading.reference == "77/21"


@pytest.mark.parametrize("words", ["No comment", "Confidential", "To follow", "-"])
def test_what_names_nobody_does_not_answer_who(words: str) -> None:
    """Question 4 asks for the groups' names."""
    reading = read(f"Our ref: 1/21\n\n1a. 61\n\n4. {words}\n")
    assert [(one.question, one.status) for one in reading.outcomes] == [("1a", "answered"), ("4", "not_read")]


def test_boilerplate_gives_nothing() -> None:
    letter = (
        "Our ref: 77/21\n\nDear Applicant\n\n1a. 61\n\nYours sincerely\n\nInformation Team\nPO Box 55\nBR1 2AB\n"
        "Tel: 01632 960123 Ext. 7771234\n\nYour right to complain\n\nYou have 40 working days. The Freedom of "
        "Information Act 2000 gives 20 more. 43 forces say so.\n\n3. 99\n"
    )
    assert values(read(letter)) == {"1a": 61.0}


@pytest.mark.parametrize("words", ["22 arrests a day", "9 arrests were reviewed"])
def test_a_rate_and_what_was_only_looked_at_are_left_to_a_person(words: str) -> None:
    reading = read(f"Our ref: 1/21\n\n1a. {words}\n\n3. 4\n")
    assert values(reading) == {"3": 4.0}
    assert any(words in problem.message for problem in reading.problems)


def test_an_answer_below_the_sign_off_is_not_read() -> None:
    reading = read("Dear Applicant\n\n1a. 61\n\nYours sincerely\n\n3. How many arrests in 2019/20 rested on this? 12\n")
    assert values(reading) == {"1a": 61.0}


def test_every_problem_names_a_place_and_shows_the_text() -> None:
    reading = read("1a. We made 61 arrests and 70 more arrests.\n\n3. 4\n")
    problem = reading.problems[0]
    assert problem.locator == "line 1"
    assert "61 arrests and 70 more" in problem.message


def test_a_source_without_force_or_campaign_is_read_all_the_same() -> None:
    reading = read("Our ref: 1/21\n\n1a. 61\n", force_ids=(), campaign_id=None)
    assert reading.force_id is None
    assert not reading.figures


def test_ids_outlive_another_layout_of_the_document() -> None:
    one = read("Our ref: 1/21\n\n1a. 61\n\n3. 4\n")
    other = read("Our ref: 1/21\n\nDear Applicant\n\nA new paragraph.\n\n1a.   62\n\n\n3. 5\n")
    assert [f.figure_id for f in one.figures] == [f.figure_id for f in other.figures]
    assert [o.outcome_id for o in one.outcomes] == [o.outcome_id for o in other.outcomes]
    assert all(len(figure.figure_id) == ID_LENGTH for figure in one.figures)
    moved = read_thread(
        unread(text_reader.read(b"1a. 61\n", "letter.txt"), "other.txt"), source=source(), reference=invented()
    )
    assert moved.figures[0].figure_id != one.figures[0].figure_id


def test_the_law_is_the_one_printed_else_the_nations() -> None:
    assert read("1a. 61\n", force_ids=("felpersham",)).law == "FOISA 2002"
    assert read("1a. 61\n").law == "FOIA 2000"
    assert (
        read("Dear Applicant\n\nUnder the Freedom of Information (Scotland) Act 2002:\n\n1a. 61\n").law == "FOISA 2002"
    )
    assert read("1a. 61\n", law="FOI (Jersey) Law 2011").law == "FOI (Jersey) Law 2011"


def test_a_sources_received_day_goes_before_the_documents() -> None:
    text = "Dear Applicant\n\nYour request was received on 4^th January 2021.\n\n1a. 61\n"
    assert read(text).outcomes[0].received_on == "2021-01-04"
    assert read(text, received="2021-01-05").outcomes[0].received_on == "2021-01-05"


# Lines that letters are made of, so that random letters reach deep.
LINES = [
    "Dear Applicant", "Dear Borsetshire Police,", "Yours sincerely", "Reply:-", "Response", "Request", "Question 1",
    "1a. Charged - 9", "1a.", "2. 6", "3 – 4", "22.", "7", "Nil", "None", "1b. section 8 of SOA 2003 [3]; s15 - 11",
    "2019 – 12", "18/19: 1,204", "310 (14/15) 420 (15/16)", "2023 – 40 (old system) 21 (new system)",
    "31 out of 90 cases",
    "More than 150 arrests were made.", "<5", "5 or fewer", "about 90", "up 53 per cent", "We made nine arrests.",
    "There were no arrests.", "Section 31(3)", "Refused in full, s12", "Answer 2, 3 & 4: Nil",
    "4. One group called “Us”.",
    "The below questions are exempt from disclosure.", "Please see attached 325.pdf.", "over 500 records x 4 minutes",
    "We can neither confirm nor deny that any other information is held.", "B Archer left an annotation ()",
    "Information Team, Borsetshire Police", "4 March 2021", "From: B Archer", "Sent: 4 March 2021", "", "", "", "-840",
    "1c. How many of these arrests involved at least one child decoy?", "The years are combined as numbers are low.",
]  # fmt: skip


def assert_borne(reading: DocumentReading, text: str) -> None:
    """Every figure's print is in its own quote, every quote in the document, every number of a value in its print."""
    plain = " ".join(" ".join(line.text for line in redact(text_reader.split_lines(text), invented())).split())
    spelt = set(letters.number_words()) | {"no", "none", "nil", "zero", "never", "not"}
    for figure in reading.figures:
        quote = " ".join((figure.quote or "").split())
        printed = figure.value.text
        assert quote in plain
        assert printed in quote
        numbers = {number for number in (figure.value.value, figure.value.low, figure.value.high) if number}
        digits = {float(part.replace(",", "")) for part in _numbers(printed)}
        is_spelt = bool(spelt & set(printed.casefold().replace("-", " ").split()))
        for number in numbers:
            assert is_spelt or {number, number - 1, number + 1} & digits, (printed, number)
        if figure.value.value == 0:
            assert is_spelt or 0.0 in digits


def _numbers(text: str) -> list[str]:
    import re

    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=24), st.booleans())
def test_no_letter_gives_a_value_that_it_does_not_bear(chosen: list[str], has_campaign: bool) -> None:
    text = "\n".join(chosen)
    if not text.strip():
        return
    reading = read(text, campaign_id=CAMPAIGN if has_campaign else None)
    assert_borne(reading, text)
    ids = [figure.figure_id for figure in reading.figures] + [outcome.outcome_id for outcome in reading.outcomes]
    assert len(ids) == len(set(ids))


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_no_text_crashes_it(text: str) -> None:
    try:
        blocks = text_reader.read(text.encode("utf-8"), "any")
    except Unreadable:
        return
    reading = read_thread(unread(blocks), source=source(force_ids=()), reference=invented())
    assert_borne(reading, blocks.text)


def test_a_figures_own_print_is_asked_for_once_more_before_it_stands() -> None:
    from ingest.answers.body import Reading
    from ingest.answers.reply import bears

    figure = read("1a. 61\n").figures[0]
    borne = Reading(figure.value, None, None, None, None, None, None, (), "1a. 61")
    assert bears(borne)
    assert not bears(replace(borne, quote="something else"))


def test_a_line_without_end_is_a_problem_and_the_rest_is_read() -> None:
    endless = "the number was counted by hand and " * (LONGEST_LINE // 30)
    reading = read(f"1a. 22\n\n{endless}\n\n2. 4\n")
    assert [figure.value.value for figure in reading.figures] == [22, 4]
    assert any(problem.rule == "line-too-long" and problem.locator == "line 3" for problem in reading.problems)


def test_blanks_without_end_are_made_fewer_and_nothing_is_lost() -> None:
    gap = " " * (10 * LONGEST_GAP)
    reading = read(f"1a. 22{gap}\n\n2.{gap}Refused, section 31(1){gap}\n\n3. 7 arrests\n")
    assert [(outcome.question, outcome.status) for outcome in reading.outcomes] == [
        ("1a", "answered"),
        ("2", "refused"),
        ("3", "answered"),
    ]
    wide, narrow = (read(f"1a. In 2018/19:{blanks}(not 2019/20)\n\n22 arrests\n") for blanks in (gap, " "))
    assert [figure.period for figure in wide.figures] == [figure.period for figure in narrow.figures]


def test_a_paragraph_without_end_is_a_problem_and_the_rest_is_read() -> None:
    endless = "the number was counted by hand and\n" * (LONGEST_PARAGRAPH // 30)
    reading = read(f"1a. 22\n\n{endless}\n\n2. 4\n")
    assert [figure.value.value for figure in reading.figures] == [22, 4]
    assert any(problem.rule == "paragraph-too-long" for problem in reading.problems)


def test_more_answers_than_any_request_has_questions_are_a_problem() -> None:
    reading = read("Dear Applicant\n\n" + "1a. 4\n\n2. 5\n\n" * (MOST_ANSWERS // 2 + 1))
    assert reading.figures == ()
    assert any(problem.rule == "too-many-answers" for problem in reading.problems)


def test_more_lines_than_any_letter_has_are_a_problem() -> None:
    reading = read("1a. 4\n" + "word\n" * MOST_LINES)
    assert reading.figures == ()
    assert any(problem.rule == "too-many-lines" for problem in reading.problems)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The force can niether confirm nor deny that it holds this, Section 31(3) applies", "ncnd"),
        ("Section 31(3) of the Freedom of Information Act applies.", "ncnd"),
        ("Section 40(5B)(a)(i)", "ncnd"),
        ("Sections 31(1) and 31(3) of the Freedom of Information Act apply.", "refused"),
        ("This is refused under Section 31(3).", "refused"),
        ("Section 12(2) of the Freedom of Information Act applies.", "refused"),
        ("Section 21 applies as the information is already published and reasonably accessible.", "refused"),
        ("Section 21 applies, it is already published at www.borsetshire.police.uk/data", "referred"),
        ("It is already published.", "referred"),
        ("Section 21 applies, it is already published in our disclosure log.", "referred"),
        ("The offences, section 12 and section 14, are already published.", "not_read"),
        ("We do hold this information, section 40(5) applies.", "refused"),
        ("Section 31(3) law enforcement. The number of such arrests would reveal our tactics.", "not_read"),
        (
            "We need not answer this under Section 12 however on this occasion we can inform you of 24 arrests.",
            "not_read",  # its number is a proposal
        ),
    ],
)
def test_what_sections_and_pointers_make_of_an_answer(words: str, status: str) -> None:
    outcomes = {outcome.question: outcome.status for outcome in read(f"1a. 22\n\n2. {words}\n").outcomes}
    assert outcomes["2"] == status


def test_a_legend_that_begins_like_a_range_of_questions_answers_none() -> None:
    reading = read("1a. 22\n\n1-4 = between 1 and 4 arrests\n")
    assert [outcome.question for outcome in reading.outcomes if outcome.status == "answered"] == ["1a"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Year 2019-2020 total = 48", "2019/20"),
        ("In the year 2019–2020: 48", "2019/20"),
        ("Years 2019-2020 = 48", "unknown"),
        ("2019-2020 = 48", "unknown"),
        ("Calendar year 2019-2020 = 48", "unknown"),
        ("Year 2018-2019 = 48", "unknown"),
    ],
)
def test_one_year_that_lies_in_two_is_the_one_that_was_asked_for(words: str, period: str) -> None:
    assert {figure.period.period_id for figure in read(f"1a. {words}\n").figures} <= {period}
    if period != "unknown":
        assert read(f"1a. {words}\n").figures


def test_a_label_in_brackets_below_a_section_with_its_paragraph_begins_an_answer() -> None:
    outcomes = read(
        "(1a) Withheld in full - s.38(1)(a)\n(1c) NCND by virtue of Section 40(5B)(a)(i)\n(2) 23 arrests\n"
    ).outcomes
    assert [(outcome.question, outcome.status) for outcome in outcomes if outcome.question in ("1a", "1c", "2")] == [
        ("1a", "refused"),
        ("1c", "ncnd"),
        ("2", "answered"),
    ]


def test_what_the_mark_of_a_table_indicates_is_no_answer() -> None:
    outcomes = read(
        "1a. 22 arrests\n\n2. Arrests by year:\n\n2018: 4\n\n– indicates that data could not be extracted\n"
    ).outcomes
    assert {outcome.status for outcome in outcomes if outcome.question == "2"} == {"not_read"}


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("22 arrests - please note a person can be arrested more than once", ["22"]),
        ("A total of 33 arrests. One individual may account for more than one arrest.", ["A total of 33"]),
        ("45 (Information taken from custody system)", ["45"]),
        ("The force did not make an arrest of this type during the period.", ["did not make an arrest"]),
        ("We did not make an arrest in every case.", []),
        ("There was not an arrest of each of them.", []),
        ("There was not an arrest of this type in every case.", []),
        ("The force has not had an arrest of this type in some years.", []),
        ("The force did not have an arrest of this type marker.", []),
        ("No arrests recored for this time period", ["No arrests"]),
    ],
)
def test_plain_words_beside_a_number_make_nothing_else_of_it(words: str, printed: list[str]) -> None:
    assert [figure.value.text for figure in read(f"1a. {words}\n").figures] == printed


@pytest.mark.parametrize("words", ["Adults: 12", "Adult arrests – 12", "Males: 12"])
def test_what_a_label_says_that_a_number_counts_is_read_with_it(words: str) -> None:
    reading = read(f"1a. 22\n\n1c. \n{words}\n")
    assert [figure.value.text for figure in reading.figures] == ["22"]
    assert any(problem.message.startswith("Question 1c: ") for problem in reading.problems)


def test_a_number_without_its_year_beside_a_table_of_years_is_left_to_a_person() -> None:
    table = "Financial Year | Arrests\n2017/18 | 6\n2018/19 | 11\n2019/20 | 9\n"
    assert {figure.period.period_id for figure in read_whole(f"3. Please see:\n\n{table}").figures} == {
        "2017/18",
        "2018/19",
        "2019/20",
    }
    reading = read_whole(f"3. Please see:\n\n{table}\nGrand Total 26\n")
    assert [figure.value.value for figure in reading.figures] == [6, 11, 9]


def test_a_number_beside_a_refusal_on_cost_is_a_proposal() -> None:
    words = "Section 12(1) applies. I have however been able to provide the number found within the time, which is 2."
    reading = read(f"1a. 22\n\n2. {words}\n")
    assert {outcome.status for outcome in reading.outcomes if outcome.question == "2"} == {"not_read"}
    assert values(reading) == {"1a": 22}


def test_sections_of_a_torn_table_of_offences_refuse_nothing() -> None:
    rows = "1 Sexual Offences 408 228\nAct 2003 (s14)\n2 Sexual Offences 0 2\nAct 2003 (s12)\n"
    outcomes = read(f"1a. 22\n\n2. {rows}").outcomes
    assert "refused" not in {outcome.status for outcome in outcomes}


def test_one_answer_below_some_of_the_questions_is_of_these_alone() -> None:
    asked = "1c. How many of these arrests involved a child decoy?\n\n3. How many were based on evidence by groups?\n\n"
    held = read(f"{asked}No information held.\n")
    assert [(outcome.question, outcome.status) for outcome in held.outcomes] == [("1c", "not_held"), ("3", "not_held")]
    whole = read(f"{asked}Your whole request is refused under section 12.\n")
    assert {outcome.status for outcome in whole.outcomes} == {"refused"} and len(whole.outcomes) == 6


@pytest.mark.parametrize(
    "words",
    [
        "Section 12 is engaged. Unfortunately on this occasion we can not read all 41 arrests.",
        "It would exceed the cost limit, section 12. Nevertheless we say that the total of all offences is 60 arrests.",
        "Section 31(1) applies. Nevertheless we can not give the 4 arrests.",
        "Refused, section 30(1). Information has been provided by 3 groups.",
        "12 arrests (not for release to the press)",
    ],
)
def test_a_number_beside_a_refusal_that_is_not_given_is_no_figure(words: str) -> None:
    reading = read(f"1a. 22 arrests\n\n3. {words}\n")
    assert {figure.question for figure in reading.figures} <= {"1a", "3"} - ({"3"} if "ection" in words else set())


def test_equal_numbers_of_one_year_in_two_rows_are_no_number_said_twice() -> None:
    assert not read("1a. Niche 2019/20: 2\nAthena 2019/20: 2\n").figures


def test_a_section_by_which_other_information_is_neither_confirmed_nor_denied_is_not_the_answers() -> None:
    reading = read(
        "2. Refused under section 30(1) of the Act. In addition, the force can neither confirm nor deny that it holds "
        "any other information, by virtue of section 23(5).\n"
    )
    assert [(one.status, one.exemptions) for one in reading.outcomes] == [("refused", ("s30(1)",))]


def test_a_list_of_offences_below_words_of_another_time_gives_no_figure() -> None:
    rows = "Section 14 SOA 2003 - 3\n\nSection 15 SOA 2003 - 5\n"
    assert len(read(f"1b.\n\n{rows}").figures) == 2
    assert not read(f"1b. These are of the calendar year 2019.\n\n{rows}").figures


@pytest.mark.parametrize(
    "answer", ["14 arrests under the Sexual Offences Act 2003", "There were 14 arrests for offences under the SOA 2003"]
)
def test_a_number_of_an_act_that_was_not_asked_for_is_left_to_a_person(answer: str) -> None:
    reading = read_whole(f"Dear Requester,\n\n1a. {answer}\n\nYours sincerely\n")
    assert reading.figures == ()
    assert [one.value.value for one in reading.proposals] == [14]
