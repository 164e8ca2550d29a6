"""Answers in the forms that forces really use: what is offered to a person, what became of each question, and what
happens to a number that is taken."""

from __future__ import annotations

import json
import os
import re
import shutil
import textwrap
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import desk as decisions
from ingest import kinds as text_reader
from ingest import reference as reference_data
from ingest.answers import proposals
from ingest.answers.counts import numbers_of
from ingest.answers.documents import read_document
from ingest.answers.meaning import measure_of
from ingest.answers.outcomes import outcomes_of
from ingest.answers.passages import asks, labels_of, page_of
from ingest.commands.build import build
from ingest.commands.show import as_json
from ingest.desk import CantDecide
from ingest.model import CellLine, Line, locator_of
from ingest.text_tables import tables_of
from tests.making import source

REFERENCE = reference_data.load()
DAY = date(2026, 5, 1)


def read(text: str, force: str = "kent") -> dict[str, Any]:
    told = source(f"{force}~1-21", force_ids=(force,), kind="force_response")
    reading = read_document(text.encode("utf-8"), "reply.txt", "original", told, REFERENCE)
    return json.loads(json.dumps(as_json(reading, told), default=str))  # type: ignore[no-any-return]


def offered(text: str) -> list[tuple[Any, ...]]:
    return [(one["value"], one["period_id"], one["measure_id"]) for one in read(text)["proposals"]]


def lines(text: str) -> Any:
    return text_reader.read(text.encode("utf-8"), "reply.txt").lines


# Real answers


@pytest.fixture
def samples() -> Path:
    named = os.environ.get("DISCLOSED_SAMPLES", "")
    if not named or not Path(named, "real-answers").is_dir():
        pytest.skip("DISCLOSED_SAMPLES names no folder with answers of real form")
    return Path(named)


def real_answers(samples: Path) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    folder = samples / "real-answers"
    for name, truth in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items():
        yield name, truth, read((folder / f"{name}.txt").read_text(encoding="utf-8"), truth["force"])


@pytest.mark.samples
def test_nearly_every_number_of_a_real_answer_is_found_and_few_others(samples: Path) -> None:
    found = wanted = beside = 0
    for _, truth, shown in real_answers(samples):
        left = [(one["value"], one["value_high"]) for one in (*shown["figures"], *shown["proposals"])]
        for figure in truth["figures"]:
            value = (figure["value"], figure["value"] if figure["value"] is not None else figure["high"])
            wanted += 1
            found += value in left
            left = left if value not in left else left[: left.index(value)] + left[left.index(value) + 1 :]
        beside += len(left)
    assert wanted == 154 and found >= 150 and beside <= 15


@pytest.mark.samples
def test_no_outcome_of_a_real_answer_is_stated_falsely(samples: Path) -> None:
    right = asked = 0
    for name, truth, shown in real_answers(samples):
        current = [one for one in shown["outcomes"] if one["is_current"]]
        for question, (status, _) in truth["outcomes"].items():
            allowed = {status} if isinstance(status, str) else set(status)
            mine = [
                one["status"]
                for one in current
                if question == "*" or one["question"] is None or re.match(rf"{question}(?:[a-z(.]|$)", one["question"])
            ]
            assert set(mine) <= allowed | {"not_read"}, name
            asked, right = asked + 1, right + bool(set(mine) & allowed)
    assert asked == 65 and right >= 56


NOT_SURELY = (
    "Response\nUnder Part 2 of the Act information may be exempt. In 2021 there were 14 arrests.",
    "Request\n1. How many?\nResponse\n1. We considered whether Section 12 applies. It does not apply. There were ten.",
    "Request\n1. How many?\nResponse\n1. This will not exceed the 18 hours limit. There were 14 arrests in 2021.",
    "Response\nThe information is held and is not exempt under Section 31. Arrests in 2021: 14",
    "Request\n1. How many?\nResponse\n1. Your earlier request was refused under Section 12(1). There were 14 arrests.",
    "Request\n1. a?\n2. b?\nResponse\n2. Essex Police refused this under section 31; we do not.",
    "Response\nKent Police does hold it. It's not the case that no information is held.",
    "Request\n1. How many?\nResponse\n1. We do not hold records of British Transport Police. We recorded ten offences.",
    "Request\n1. a?\nResponse\n1. Please see Section 40 and page 12 of 35. The fee is 450 pounds.",
)
"""Letters that refuse nothing, in words that refusals have too."""


@pytest.mark.parametrize("text", NOT_SURELY)
def test_words_of_a_refusal_that_refuse_nothing_are_no_refusal(text: str) -> None:
    assert {one["status"] for one in read(text)["outcomes"]} <= {"not_read", "answered"}


SAID_OTHERWISE_TOO = (
    "Response\nParts of this request are exempt by virtue of Section 40(2).",
    "Response\nThe request was refused under Section 40(2). Some of it is at the link below.",
    "Response\nSection 21 applies to the report for 2021. The report for 2023 is not held.",
    "Response\nThere were 4 complaints. Their details are exempt under Section 40(2).",
    "Q4. Any?\nQ5. Why?\nResponse\n4. No information held. For question 5 we can neither confirm nor deny it.",
    "Request\n1. How many thefts were reported?\nResponse\n1. Please note that these are recorded crimes.",
    "Response\nWe can neither confirm nor deny that any other information is held. Section 31(3) applies.",
    "Response\nThis is refused under Section 12(1). Under Section 16 I can provide information for question 1.",
    "Response\nComplaints received\n2016 47\n2017 58\nA breakdown would exceed the appropriate limit.",
    "Response\nFor 2021 no information is held. In 2022 there were 14 arrests.",
)
"""Passages that say one thing and another beside it, or nothing of what was asked."""


@pytest.mark.parametrize("text", SAID_OTHERWISE_TOO)
def test_what_could_say_something_else_is_left_to_a_person(text: str) -> None:
    assert {one["status"] for one in read(text)["outcomes"]} == {"not_read"}


def test_what_would_happen_to_a_refusal_refuses_nothing() -> None:
    assert read("Response\nIf any part of a request is refused then a refusal notice must be sent.")["outcomes"] == []
    (one,) = read("Response\nRequests can be refused under Section 12 if they cost too much.")["outcomes"]
    assert one["status"] == "not_read"


def test_what_a_clause_says_of_one_question_it_says_of_no_other() -> None:
    text = (
        "Information is held for question 1 but none is held for questions 2 and 3.\nQuestion 1: 14 arrests were made."
    )
    assert {one["question"] for one in read(text)["outcomes"] if one["status"] == "not_held"} == {"2", "3"}
    text = "Question 2 is exempt under Section 40(2), unlike question 1, answered below.\n1. 14 arrests were made."
    assert [one["question"] for one in read(text)["outcomes"] if one["status"] == "refused"] == ["2"]
    whole = read("Response\nRequest 12/3456/21 is refused under Section 12(1).")["outcomes"]
    assert [one["question"] for one in whole] == [None]


def test_what_a_tail_about_other_information_cites_is_no_ground_of_the_answer() -> None:
    text = (
        "Response\nTo provide all of this would exceed the appropriate limit. However, as a gesture of goodwill I "
        "have supplied information retrieved before the limit was reached.\n\nWe will neither confirm nor deny "
        "holding "
        "any other information by virtue of the following exemption:\n\nSection 23(5)"
    )
    (one,) = read(text)["outcomes"]
    assert (one["status"], one["exemptions"], one["exemptions_basis"]) == ("partly_answered", ["s12"], "inferred")


def test_what_is_withheld_behind_such_a_tail_has_its_own_section() -> None:
    tail = "Kent Police can neither confirm nor deny that it holds any other information by virtue of section 23(5)."
    text = (
        f"Request\n1. How many?\nResponse\n1. {tail} The number of arrests is exempt by section 40(2) and is withheld."
    )
    assert [(one["status"], one["exemptions"]) for one in read(text)["outcomes"]] == [("refused", ["s40(2)"])]


def test_the_number_of_a_regulation_counts_nothing() -> None:
    shown = read("Response\nThere is no information held in relation to The Data Regulations 2007 (no. 2199).")
    assert [one["status"] for one in shown["outcomes"]] == ["not_held"] and shown["proposals"] == []


@pytest.mark.parametrize("said", ["Refused s31", "Refused - s31", "Exempt s31"])
def test_a_sections_number_behind_its_letter_is_no_count(said: str) -> None:
    shown = read(f"1. Number of stop and searches?\n\nResponse\n1. {said}\n")
    assert [(one["status"], one["exemptions"]) for one in shown["outcomes"]] == [("refused", ["s31"])]
    assert not shown["proposals"] and not shown["figures"]


def test_parts_that_alone_would_cost_too_much_refuse_the_whole() -> None:
    text = (
        "Request\n1. How many?\n2. Of whom?\nResponse\nI can confirm that it is held, however cannot be "
        "disclosed for "
        "the following reasons.\nTo answer point 2 alone would require 97,000 records to be reviewed by hand, for "
        "these parts of your request. It would take over 8,106 hours, therefore Section 12(1) applies."
    )
    shown = read(text)["outcomes"]
    assert [(one["question"], one["status"], one["exemptions"]) for one in shown] == [(None, "refused", ["s12(1)"])]


def test_what_is_confirmed_before_the_reasons_tells_no_number() -> None:
    text = (
        "Response\nI can confirm that the information is held, however cannot be disclosed for the following "
        "reasons.\n"
        "There have been 36,183 arrests since. It would take 1,206 hours, therefore Section 12(1) applies."
    )
    assert statuses(text) == [(None, "refused", ["s12(1)"])] and offered(text) == []


def test_a_ground_that_holds_for_one_question_alone_refuses_no_other() -> None:
    text = (
        "Request\n1. How many arrests for grooming in 2019?\n2. How many of them after a report by a "
        "group?\nResponse\n"
        "1. There were 14 arrests.\n2. This is refused. Section 12 of the Act applies to question 2 alone."
    )
    shown = read(text)["outcomes"]
    assert ("2", "refused", ["s12"]) in [(one["question"], one["status"], one["exemptions"]) for one in shown]
    assert all(one["question"] == "2" for one in shown if one["status"] == "refused")


def test_convictions_for_offences_are_no_offences() -> None:
    assert offered("Response\nProsecutions for offences of theft in 2019: 12") == [(12, "2019", "prosecutions")]


def test_each_count_of_a_year_has_the_heading_of_its_column() -> None:
    text = (
        "For 2015, the number of\n1. a) arrests\nb) cautions\nunder section 1 of the PCA 1978\n\nYear Arrest Caution\n"
    )
    rows = "2014 118 4\n2015 116 3\n\nHome Office code 86 / 2 of the Protection of Children Act 1978\n"
    assert offered(text + rows) == [
        (118, "2014", "arrests"), (4, "2014", "cautions"), (116, "2015", "arrests"), (3, "2015", "cautions"),
    ]  # fmt: skip


# What is a figure by itself

ASKED = (
    "Request\n1. How many arrests under section 15A of the Sexual Offences Act 2003 did you make in 2021?\nResponse\n"
)


def accepted(text: str) -> list[tuple[Any, ...]]:
    figures = read(text)["figures"]
    return [(one["value"], one["measure_id"], one["unit"], one["offence_id"], one["period_id"]) for one in figures]


@pytest.mark.samples
def test_what_a_real_answer_says_in_full_is_a_figure_and_none_is_wrong(samples: Path) -> None:
    count = 0
    for name, truth, shown in real_answers(samples):
        for figure in shown["figures"]:
            fits = [
                one
                for one in truth["figures"]
                if one["value"] == figure["value"]
                and one["period"] == figure["period_id"]
                and figure["offence_id"] in one["offence"]
                and figure["measure_id"] in one["measure"]
                and bool(one.get("part")) == bool(figure["dimensions"])
            ]
            assert fits, f"{name}: {figure['quote']}"
            count += 1
    assert count >= 17


@pytest.mark.parametrize(
    ("answer", "unit", "period"),
    [
        ("1. 14", "arrests", "2021"),
        ("1. There were 14 arrests in 2021.", "arrests", "2021"),
        ("1. 14 persons were arrested", "people", "2021"),
        ("1. From January to June 2021: 14", "arrests", "2021-01-01..2021-06-30"),
    ],
)
def test_a_number_of_which_every_word_is_understood_is_a_figure(answer: str, unit: str, period: str) -> None:
    assert accepted(f"{ASKED}{answer}") == [(14.0, "arrests", unit, "soa2003_s15a", period)]


@pytest.mark.parametrize(
    "answer",
    [
        "1. 14\nThis excludes attempts.",
        "1. 14\n\nPlease note that this is for the north of the county.",
        "1. 14*",
        "1. 14%",
        "1. £14",
        "1. about 14",
        "1. 14 or 15",
        "1. There could be 14 arrests.",
        "1. There were not 14 arrests.",
        "1. There were 14 arrests of persons aged 18 in 2021.",
        "1. There were 14 arrests, of which 3 were bailed.",
        "1. 2021 - 14 (to June)",
        "1. Males - 14",
        "1. 14\n1. 15",
        "1. 14\nThese are for 1 April 2021 to 31 March 2022.",
        "1. 2021 (Jan-Jun) - 14",
        "1. 2021 to date: 14",
        "1. 14 arrests as at June 2021",
        "1. 14 in each month",
        "1. 14\nThese are charges.",
        "1. 14 people were charged",
        "1. 14\nThese are the numbers of persons arrested.",
        "1. There were 14 outcomes.",
        "1. Police - 14",
        "1. At home: 14",
        "1. 14 in all forces",
        "1. F - 14",
        "1. Area A - 14",
        "1. Class A - 14",
        "1. HO code 88/01: 14",
        "1. Arrests (14A): 14",
        "1. Arrests of classification 105A: 14",
        "1. DPP - 14",
        "1. In your question the number was 14.",
        "All figures are provisional.\n1. 14",
        "1. 14\n2. Nil\n\nThe figures exclude attempts.",
        "1. 14\n\nYours sincerely\n\nFigures are rounded to the nearest 5.",
        "The data covers the north of the county only.\n1. 14",
        "We searched custody records for males.\n1. 14",
    ],
)
def test_one_word_that_nobody_knows_leaves_it_a_proposal(answer: str) -> None:
    assert accepted(f"{ASKED}{answer}") == []


@pytest.mark.parametrize(
    "question",
    [
        "How many arrests under section 15A and section 14 of the Sexual Offences Act 2003 did you make in 2021?",
        "How many arrests for online sexual communication with a child did you make in 2021?",
        "How many of the persons arrested for sexual communication with a child in 2021 were charged?",
        "How many teachers were arrested for sexual communication with a child in 2021?",
        "How many arrests for sexual communication with a child since 2017?",
        "How many arrests for sexual communication with a child in 2021 were made on evidence of groups?",
        "How many police were arrested for sexual communication with a child in 2021?",
        "How many people with a record were arrested for sexual communication with a child in 2021?",
        "How many arrests for sexual communication with a child and all crimes in 2021?",
        "How many arrests for sexual communication with a child in each month of 2021?",
        "How many arrests for sexual communication with a child in 2021 for offences recorded from 2001 to 2010?",
        "How many arrests under section 160 of the Criminal Justice Act 2003 in 2021?",
        "How many crimes of HO code 19/08 were recorded in 2021?",
        "How many outcomes of these arrests for sexual communication with a child in 2021?",
        "How many arrests for sexual communication with a child (86A) in 2021?",
        "How many arrests for sexual communication with a child in 2021, sent by teachers on 4 May 2021?",
    ],
)
def test_a_question_that_asks_for_something_else_gives_no_figure(question: str) -> None:
    assert accepted(f"Request\n1. {question}\nResponse\n1. 14") == []


@pytest.mark.parametrize(
    "above",
    [
        "Request\nOnly for those aged under 18:\n",
        "Request\nPlease give arrests in Medway for:\n",
        "With regard to boys:\n",
    ],
)
def test_what_stands_above_all_questions_bears_on_each(above: str) -> None:
    asked = "1. How many arrests for sexual communication with a child did you make in 2021?\nResponse\n1. 14"
    assert accepted(f"{above}{asked}") == []


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (", for each year from April 2019 to March 2022", "2019 - 14\n2020 - 15\n2021 - 16"),
        (", by year since 1 June 2020", "2020 - 7"),
        (" by year (April to March)", "2020 - 7\n2021 - 15"),
        ("", "FY | Count |\n2020 | 14 |\n2021 | 3 |"),
        ("", "Year ending March | Count |\n2020 | 14 |\n2021 | 3 |"),
        ("", "Year (Apr-Mar) | Count |\n2020 | 14 |\n2021 | 3 |"),
        ("", "Date of offence | Count |\n2020 | 14 |\n2021 | 3 |"),
        ("", "Year | Count |\n2020 | 14 |\n2021 | 3 |\nGrand Total | 18 |"),
        (" in 2022", "Date 5 March 2022\n14"),
        (" in 2021", "The period is April to December.\n14"),
        (" by year", "January to June\nYear | Count |\n2020 | 14 |\n2021 | 3 |"),
        (" by year", "Year | Months | Count |\n2020 | 6 | 14 |\n2021 | 12 | 3 |"),
        ("", "Medway Arrests\n2019 1 3\n2020 2 4"),
    ],
)
def test_a_year_that_is_another_or_not_whole_gives_no_figure(asked: str, rows: str) -> None:
    question = f"How many arrests for sexual communication with a child{asked}?"
    assert accepted(f"Request\n{question}\nResponse\n{rows}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We have given offences rather than arrests.",
        "The year used is the year of the offence.",
        "For this request, arrests has been interpreted as persons charged.",
        "Section 14 was searched, which has a code.",
        "This is for the south of the county.",
        "Question 2 and the arrests are of the south.",
    ],
)
@pytest.mark.parametrize("answer", ["{}\n1. 14\n2. Yes", "1. 14\n2. Yes\n\nYours sincerely\n{}", "1. 14\n2. Yes\n{}"])
def test_what_is_said_of_no_question_may_bear_on_each_number(sentence: str, answer: str) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\n2. Any policy?\nResponse\n"
    assert accepted(f"{asked}1. 14\n2. Yes")
    assert accepted(asked + answer.format(sentence)) == []


@pytest.mark.parametrize(
    "letter",
    [
        "Arrests in Gwynedd\n{asked}Response\n{given}",
        "This letter is for the north of the county.\n{asked}Response\n{given}",
        "Leeds district\n{asked}Response\n{given}",
        "Subject: Staff\n{asked}Response\n{given}",
        "Dear Sir\nYour request is about Leeds.\n{asked}Response\n{given}",
        "Dear Sir\nWe agreed by telephone that Leeds is meant.\n{asked}Response\n{given}",
        "{asked}Response\nLeeds\n{given}",
        "{asked}Response\nTable 1: Leeds\n{given}",
        "{asked}Response\nAs a gesture of goodwill we give the first part of it.\n{given}",
        "{asked}Response\nOutside the Act we looked at a sample.\n{given}",
        "{asked}Response\n{given}\n\nYours sincerely\nDisclosure Officer\nEnc: definitions. Leaves out the north.",
        "Category: arrests of teachers\n{asked}Response\n{given}",
        "{asked}Response\nKeywords: Snapchat\n{given}",
        "{asked}Response\n{given}\n\nThese figures are for Gwynedd only, and this response is also available in Welsh.",
        "Dear Sir\nThank you for contacting Medway District with your request.\n{asked}Response\n{given}",
        "Dear Sir\nThank you for your request to Kent Police (Medway).\n{asked}Response\n{given}",
        "{asked}Response\nI have decided to disclose some of the located information.\n{given}",
        "{asked}Response\n{given}\nSection 10",
        "{asked}Response\n{given}\n\nYours faithfully\nIt is estimated that these are three quarters of the total.",
        "Arrests 2021/1-6\n{asked}Response\n{given}",
        "Arrests 01/21 - 06/21\n{asked}Response\n{given}",
        "Arrests 06.2021\n{asked}Response\n{given}",
        "Arrests 13-15\n{asked}Response\n{given}",
        "Section 15 arrests\n{asked}Response\n{given}",
        "Arrests (HO class 86)\n{asked}Response\n{given}",
        "Arrests code 88/1\n{asked}Response\n{given}",
    ],
)
def test_a_title_and_a_sentence_of_no_question_whose_words_nobody_knows_leave_each_number_to_a_person(
    letter: str,
) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\n"
    assert accepted(letter.format(asked=asked, given="1. 14")) == []
    assert accepted(f"Arrests for sexual communication with a child (FOI 5619_22)\n{asked}Response\n1. 14")


@pytest.mark.parametrize(
    "letter",
    [
        "FOI Reference Number: KP/22/714\n{asked}Response\n{given}",
        "2023/25871 - Arrests\nPublished 14 March 2023\n{asked}Response\n{given}",
        "I write in connection with your request for information, received by Kent Police on 12 April 2022:\n{asked}"
        "Response\n{given}",
        "Thank you for your email requesting the following information:\n{asked}Response\n{given}",
        "{asked}Response\nKent Police holds the requested information.\n{given}",
        "{asked}Response\nI have today decided to disclose the located information to you in full.\n{given}",
        "{asked}Response\n{given}\n\nThe above figures were extracted from a live system and are subject to change.",
        "{asked}Response\n{given}\n3. Section 40(2) Personal Information applies to question 3.",
    ],
)
def test_what_each_letter_has_leaves_a_number_a_figure(letter: str) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\n"
    [(value, *_, period)] = accepted(letter.format(asked=asked, given="1. 14"))
    assert (value, period) == (14, "2021")


@pytest.mark.parametrize(
    "letter",
    [
        "I write in connection with your request for information about teachers, dated 12 April 2022:\n{asked}"
        "Response\n{given}",
        "Thank you for your email requesting the following information about Medway:\n{asked}Response\n{given}",
        "{asked}Response\nKent Police holds the information that you requested for Medway.\n{given}",
        "{asked}Response\n{given}\n\nThe above figures were taken from a live system of the cells in Medway.",
        "{asked}Response\n{given}\n\nQuestion 1 is for Medway.",
    ],
)
def test_what_such_a_sentence_adds_leaves_each_number_to_a_person(letter: str) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\n"
    assert accepted(letter.format(asked=asked, given="1. 14")) == []


@pytest.mark.parametrize(
    ("named", "offence_id"),
    [
        (
            "taking, making, distributing or possessing indecent photographs of children",
            "group:indecent_images_of_children",
        ),
        ("possession of indecent photographs of children", "cja1988_s160"),
        ("an offence under the Communications Act 2003, Section 127", "ca2003_s127"),
        ("'sexual grooming' (88A)", "ho_88a"),
        ("section 15A SOA 2003", "soa2003_s15a"),
    ],
)
def test_an_offence_is_known_by_the_names_that_forces_use(named: str, offence_id: str) -> None:
    [(_, _, offence, _)] = [
        (one["value"], one["measure_id"], one["offence_id"], one["period_id"])
        for kind in ("figures", "proposals")
        for one in read(f"Request\n1. How many arrests for {named} in 2021?\nResponse\n1. 14")[kind]
    ]
    assert offence == offence_id


@pytest.mark.parametrize(
    ("rows", "periods"),
    [
        ("2019\n2020\n2021\n64\n71\n58", ["2019", "2020", "2021"]),
        ("Imposed Breached\n2019/20 89 61\n2020/21 96 58", ["2019/20", "2019/20", "2020/21", "2020/21"]),
        ("2019\n2020\n2021\n64\n71", None),
    ],
)
def test_years_stand_above_or_before_their_counts_and_none_is_moved(rows: str, periods: list[str] | None) -> None:
    read_as = read(f"1. How many?\n\nResponse\n\n1.\n{rows}\n")["proposals"]
    found = [one["period_id"] for one in read_as if one["period_id"]]
    assert found == (periods or [])


@pytest.mark.parametrize("counted", ["referrals", "searches", "convictions", "groups", "payments", "children"])
def test_none_of_something_else_is_no_zero_of_what_was_asked(counted: str) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\nResponse\n"
    assert accepted(f"{asked}1. No {counted} were made in 2021.") == []
    assert accepted(f"{asked}1. 0\nNo {counted} were made.") == []
    assert accepted(f"{asked}1. 0") and accepted(f"{asked}1. No people were arrested.")


def test_a_list_of_years_whose_total_is_not_their_sum_gives_no_figure() -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in each year?\nResponse\n1.\n"
    assert len(accepted(f"{asked}2019 - 3\n2020 - 4\n2021 - 5\nTotal - 12\n")) == 3
    assert accepted(f"{asked}2019 - 3\n2020 - 4\n2021 - 5\nTotal - 13\n") == []


def test_a_count_by_an_act_of_many_offences_is_not_of_the_one_that_was_asked() -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child (section 15A) in 2021?\nResponse\n1."
    assert accepted(f"{asked} 14 arrests under section 15A of the Sexual Offences Act 2003.")
    assert accepted(f"{asked} 14 arrests under the Sexual Offences Act 2003.") == []


def test_people_recorded_are_no_offences_recorded() -> None:
    asked = "Request\n1. How many offences of sexual communication with a child were recorded in 2021?\nResponse\n"
    assert accepted(f"{asked}1. 3 offences were recorded.")
    assert accepted(f"{asked}1. 3 people were recorded.") == []


def test_years_above_a_row_that_is_cut_short_head_none_of_its_numbers() -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child by year?\nResponse\n1. In total:\n"
    assert accepted(f"{asked} | 2019 | 2020 | 2021 |\nArrests | 14 | 3 |\n") == []


ONE_QUESTION = (
    "Question 1: How many arrests for sexual communication with a child were there in 2019/20?\n\nResponse\n\n"
)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("Five", 5), ("Total: 14", 14), ("1,204 arrests", 1204), ("1,204", 1204), ("None", 0), ("Nil return", 0),
        ("12.", 12),
    ],
)  # fmt: skip
def test_the_answer_to_the_only_question_is_its_number_however_short(answer: str, value: int) -> None:
    given = read(f"{ONE_QUESTION}{answer}\n")
    assert [(one["question"], one["value"]) for one in given["figures"]] == [(None, value)]
    assert [(one["question"], one["status"]) for one in given["outcomes"]] == [(None, "answered")]


@pytest.mark.parametrize("answer", ["Less than 5", "<5", "Under 10", "10+", "circa 40", "1 to 4", "3 people", "CID 5"])
def test_a_short_answer_that_is_not_surely_a_count_is_offered(answer: str) -> None:
    given = read(f"{ONE_QUESTION}{answer}\n")
    assert not given["figures"] and len(given["proposals"]) == 1
    assert [(one["question"], one["status"]) for one in given["outcomes"]] == [(None, "answered")]


@pytest.mark.parametrize("answer", ["17%", "17 per cent", "17 percent of the arrests", "Half of the arrests", "12.5"])
def test_a_share_is_never_a_count(answer: str) -> None:
    assert not read(f"{ONE_QUESTION}{answer}\n")["figures"]


@pytest.mark.parametrize("heading", ["Response", "Reply", "Answer", "Our response"])
def test_an_answer_on_the_line_of_its_heading_is_the_question_s_above_it(heading: str) -> None:
    given = read(
        f"Q1a. How many arrests for online offences were there?\n\n{heading}: 76 out of 185 arrests\n\n"
        f"Q1b. How many people were charged?\n\n{heading}: 12.\n\n"
        f"Q2. How many arrests were of adults?\n\n{heading}: No information held.\n"
    )
    assert [(one["question"], one["value"]) for one in given["proposals"]] == [("1a", 76), ("1a", 185), ("1b", 12)]
    assert [(one["question"], one["status"]) for one in given["outcomes"]] == [
        ("1a", "answered"), ("1b", "answered"), ("2", "not_held"),
    ]  # fmt: skip


THREE = (
    "How many arrests for online offences were there in 2019/20?",
    "How many were charged?",
    "How many were adults?",
)


@pytest.mark.parametrize(
    "form",
    [
        "1. {0} {3}\n2. {1} {4}\n3. {2} {5}\n",
        "{0} - {3}\n{1} - {4}\n{2} - {5}\n",
        "a) {0}\n{3}\n\nb) {1}\n{4}\n\nc) {2}\n{5}\n",
        "1) {0}\nRESPONSE\n{3}\n\n2) {1}\nRESPONSE\n{4}\n\n3) {2}\nRESPONSE\n{5}\n",
        "1) {0}\nAnswer - {3}\n\n2) {1}\nAnswer - {4}\n\n3) {2}\nAnswer - {5}\n",
        "Please see below.\n\nQ1 - {3}\nQ2 - {4}\nQ3 - {5}\n",
    ],
)
@pytest.mark.parametrize("answer", ["14", "14.", "<5", "Less than 5", "Five", "1,204"])
def test_wherever_an_answer_stands_beside_its_question_its_number_is_found(form: str, answer: str) -> None:
    given = read(f"Dear Sir\n\n{form.format(*THREE, answer, '7', '23')}\nKind regards\n")
    found = [one["value_text"] for one in (*given["figures"], *given["proposals"])]
    assert sorted(found) == sorted((answer.rstrip("."), "7", "23"))
    assert {one["question"] for one in given["outcomes"]} <= {None, "1", "2", "3", "a", "b", "c"}


OF_TWO = [("1", "answered"), ("2", "not_held")]


@pytest.mark.parametrize(
    ("letter", "outcomes"),
    [
        (
            "FOI 12/22\n\n1. Arrests under section 1 of the Protection of Children Act 1978 in 2019 and 2020.\n\n"
            "2019 – 36\n2020 – 44\n\n2. Charges under section 1 of that Act in 2020.\n\n70 charges.\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (
            "FOI 12/22\nRequest and response\n1. How many reports did you receive in 2019?\n\n2019 - 143 reports\n\n"
            "2. What breed were they?\n\nThe information is not held.\n",
            OF_TWO,
        ),
        (
            "FOI 12/22\nYour request is answered below.\n\n> 1. How many people were arrested in 2019?\n\n"
            "43 people were arrested.\n\n> 2. Please name the website.\n\nThe information is not held.\n",
            OF_TWO,
        ),
        (
            "FOI 12/22\nThank you for your request.\n\na) How many knife crimes were recorded in 2020?\n611.\n\n"
            "b) How many of the knives came from a shop?\nThe information is not held.\n",
            [("a", "answered"), ("b", "not_held")],
        ),
        (
            "FOI 12/22\nI note you seek access to the following information:\nQ1. Arrests for rape in 2020/21.\n"
            "Q2. For each arrest: age and sex of the person.\n\nI have today decided to disclose some of the requested "
            "information. Some data has been withheld as it is exempt.\n\nReason for decision\nAge and sex "
            "together would identify individuals by section 40(2). Q2 is therefore refused.\n\n"
            "Disclosure\nQ1 – Please see below.\n\nYear | Arrests\n2020/21 | 212\n",
            [("1", "answered"), ("2", "refused")],
        ),
    ],
)
def test_questions_are_known_where_an_answer_repeats_them_in_its_own_way(
    letter: str, outcomes: list[tuple[str, str]]
) -> None:
    given = read(letter)
    assert sorted((one["question"], one["status"]) for one in given["outcomes"]) == outcomes


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("Males: 14 Females: 3", [14, 3]),
        ("2018/19: 12, 2019/20: 14", [12, 14]),
        ("one (1)", [1]),
        ("14 out of 20", [14, 20]),
    ],
)
def test_each_number_of_a_line_is_offered(answer: str, values: list[int]) -> None:
    assert [value for value, *_ in offered(f"1. {THREE[0]}\n\n{answer}\n\n2. {THREE[1]}\n\nNot held.\n")] == values


@pytest.mark.parametrize(
    "answer", ["See question 2", "See 2", "As at 2.", "Same as question 2", "No recorded data", "No trace"]
)
def test_what_answers_by_another_answer_or_in_unclear_words_is_not_said_to_be_answered(answer: str) -> None:
    given = read(f"1. {THREE[0]}\n\n{answer}\n\n2. {THREE[1]}\n\nNot held.\n")["outcomes"]
    assert "answered" not in [one["status"] for one in given]


def test_what_stands_above_a_sentence_that_opens_answers_is_read_where_it_gives_numbers() -> None:
    told = offered(
        "You asked how many arrests there were, by county?\n\n2018/19 / 2019/20 / 2020/21\nAnglesey / 37 / 55 / 61\n"
        "Gwynedd / 54 / 107 / 85\n\nPlease be advised that the data are of arrests, and not of people.\n"
    )
    assert [value for value, *_ in told] == [37, 55, 61, 54, 107, 85]


def test_a_number_behind_a_question_s_label_is_its_answer_whatever_follows() -> None:
    tail = "Should you wish to discuss this letter, please telephone.\n"
    for answer, value in (("28", 28), ("57 arrests", 57)):
        given = read(f"Q1 - 5\n\nQ2 - 9\n\nQuestion 3 - {answer}\n\n{tail}")
        assert [(one["question"], one["value"]) for one in given["proposals"]] == [("1", 5), ("2", 9), ("3", value)]


def test_rows_between_tabs_are_rows_and_no_label_holds_a_count() -> None:
    rows = "Year\tArrests\tCharges\tCautions\n2018/19\t12\t3\t1\n2019/20\t14\t5\t2\n"
    assert [value for value, *_ in offered(f"1. {THREE[0]}\n\n{rows}")] == [12, 3, 1, 14, 5, 2]
    spaced = "Offences by year\nTheft 4 71 90\nFraud 2 99 21\nArson 1 13 34\n"
    assert [value for value, *_ in offered(f"1. {THREE[0]}\n\n{spaced}")] == [4, 71, 90, 2, 99, 21, 1, 13, 34]


@pytest.mark.parametrize(
    "rows",
    [
        "2019 / 20 / *\n2020 / 21 / *", "2019 / <5 / 14\n2020 / <5 / 4", "2019: 14\n2020: 9\nTotal: 20 arrests",
        "Total 20\n2019: 14\n2020: 9", "2019: 14\n2020: nine\nTotal: 20", "2019: 14\nTotal: 20",
    ],
)  # fmt: skip
def test_rows_that_a_year_a_column_or_a_total_contradicts_give_no_figure(rows: str) -> None:
    asked = "How many arrests were made for sexual communication with a child each year?"
    assert not read(f"{asked}\n\nResponse:\n{rows}\n")["figures"]


@pytest.mark.parametrize("title", ["Under 18s", "Juveniles", "Medway", "Taxi drivers"])
def test_a_title_above_the_question_may_limit_its_count(title: str) -> None:
    asked = "How many arrests were made for sexual communication with a child in 2021/22?\n\nResponse: 14\n"
    assert not read(f"{title}\n\n{asked}")["figures"]
    assert [one["value"] for one in read(f"Kent Police\n\n{asked}")["figures"]] == [14]


def test_where_nothing_is_read_the_reason_stands() -> None:
    given = read("Hello\n\n14 arrests\n")
    assert not given["figures"] and not given["proposals"] and given["problems"]


def test_a_span_of_questions_is_no_question_with_its_number() -> None:
    given = read(f"Questions 1 - 3\n\n1. {THREE[0]}\n2. {THREE[1]}\n3. {THREE[2]}\n\nNo information is held.\n")
    assert not given["figures"] and not given["proposals"]


def test_an_outcomes_code_and_its_words_agree() -> None:
    text = (
        "Request\n1. How do crimes recorded under HO code 88A in 2021 stand?\nResponse\n1. Outcome Count of Crimes\n"
        "OC01 – No further action 23\nOC01 – Charge/Summons alternate offence 2\nOC18 – Charged 4\n"
    )
    assert accepted(text) == []


def test_rows_by_outcome_code_count_crimes_by_it() -> None:
    text = (
        "Request\n1. How do crimes recorded under HO code 88A in 2021 stand?\nResponse\n1. Outcome Count of Crimes\n"
        "OC01 – Charge/Summons 23\nOC03 – Caution – Adults 2\nOC10 – Not in the Public Interest 4\n"
    )
    shown = read(text)
    assert [(one["measure_id"], one["unit"], one["dimensions"]) for one in shown["figures"]] == [
        ("charges", "offences", {"outcome": "OC01 – Charge/Summons"}),
        ("cautions", "offences", {"outcome": "OC03 – Caution – Adults"}),
    ]
    assert [one["value"] for one in shown["proposals"]] == [4.0]


def test_a_year_in_a_table_for_financial_years_is_no_calendar_year() -> None:
    asked = (
        "Request\n1. How many arrests for sexual communication with a child?\nResponse\n1. The number is shown below"
    )
    table = "Year | Arrests |\n2019 | 14 |\n2020 | 13 |"
    assert [period for *_, period in accepted(f"{asked}.\n{table}")] == ["2019", "2020"]
    assert accepted(f"{asked} for financial years.\n{table}") == []


# The forms


def test_a_cell_a_line_folds_into_rows_whatever_its_bars() -> None:
    text = "|\nYear |\nCount |\n|\n2021 |\n103 |\n|\n2022 |\n95 |\n|\nGrand Total |\n198 |\n"
    assert offered(f"Answer\nArrests made by the force, by year.\n{text}") == [
        (103.0, "2021", "arrests"),
        (95.0, "2022", "arrests"),
        (198.0, "2021-01-01..2022-12-31", "arrests"),
    ]
    assert not read(f"Answer\nArrests made by the force, by year.\n{text}")["figures"]


def test_an_empty_corner_that_is_printed_last_moves_no_value_by_a_year() -> None:
    (table,) = tables_of(lines("2018 |\n2019 |\n|\nComplaints |\n526 |\n461 |\n"))
    assert [cell.text for cell in table.head[0]] == ["", "2018", "2019"]


def test_a_row_that_is_cut_short_gives_nothing() -> None:
    text = "Recorded crimes with that marker follow.\nYear No Number with the marker\n2010 60 3\n2011 7\n"
    assert [value for value, *_ in offered(f"Response\n{text}")] == [60.0, 3.0]


def test_a_year_and_its_number_that_look_like_a_year_of_two_are_offered() -> None:
    answer = read("Answer\nArrests by year:\n2019 – 17\n2020 – 21\n2021 – 30\n")
    offers = [(one["value"], one["period_id"]) for one in answer["proposals"]]
    assert (21.0, "2020") in offers
    assert offered("Answer\nArrests by year:\n2019 – 20\n2020 – 21\n2021 – 22\n") == []  # years of two, all of them


@pytest.mark.parametrize(
    "line",
    [
        "2019: 14, 2020: 15, 2021: 150",
        "2019 (14), 2020 (15) and 2021 (150)",
        "In 2019 there were 14, in 2020 15 and in 2021 150.",
        "14 in 2019, 15 in 2020 and 150 in 2021.",
    ],
)
def test_each_number_of_a_line_has_the_year_that_it_stands_beside(line: str) -> None:
    answer = read(f"Request\nHow many arrests for grooming were made in each year?\nResponse\n{line}\n")
    given = [(one["value"], one["period_id"]) for one in [*answer["figures"], *answer["proposals"]]]
    assert sorted(given) == [(14.0, "2019"), (15.0, "2020"), (150.0, "2021")]


def test_a_number_behind_its_word_counts_what_that_word_says() -> None:
    shown = offered("Request\nHow many arrests and charges were there?\nResponse\n2019: Arrests 14, Charges 3\n")
    assert shown == [(14.0, "2019", "arrests"), (3.0, "2019", "charges")]


@pytest.mark.parametrize("bullet", ["•", "-"])
def test_bullets_below_a_question_that_has_ended_answer_it(bullet: str) -> None:
    answer = read(
        f"Dear Sir\n\n1. How many arrests for grooming in each year?\n\n{bullet} 2019: 14\n{bullet} 2020: 15\n"
    )
    given = [(one["value"], one["period_id"]) for one in [*answer["figures"], *answer["proposals"]]]
    assert given == [(14.0, "2019"), (15.0, "2020")]


@pytest.mark.parametrize("years", ["2013–15, 2015–17", "2013-16, 2016-19", "2013 – 18, 2014 – 19"])
def test_spans_of_years_are_no_years_with_their_numbers(years: str) -> None:
    assert read(f"Request\nHow many arrests were made?\nResponse\n{years}\n")["figures"] == []


def test_a_number_keeps_its_year_beside_a_total() -> None:
    text = "There were 14 arrests in 2018 and 15 in 2019, a total of 29."
    answer = read(f"Request\nHow many arrests were made in 2018 and 2019?\nResponse\n{text}\n")
    told = [(one["value"], one["period_id"]) for one in answer["proposals"]]
    assert told == [(14.0, "2018"), (15.0, "2019"), (29.0, "2018-01-01..2019-12-31")]


@pytest.mark.parametrize("point", ["1 April 2018 to 31 March 2019", "between 2013 - 16", "2018", "under 13"])
def test_points_of_a_question_are_no_answer(point: str) -> None:
    text = f"1. How many arrests for grooming?\n- {point}\n\n1. Exempt under section 12 of the Act.\n"
    answer = read(f"Dear Sir\n\n{text}\nKind regards\n")
    assert answer["figures"] == []
    assert [(one["status"], one["exemptions"]) for one in answer["outcomes"]] == [("refused", ["s12"])]


def test_a_refusal_beside_what_the_act_says_may_be_refused_is_one() -> None:
    act = "Section 12 of the Act states that where one part of a request exceeds the limit the whole may be refused."
    for own, status in (("Your request is refused under section 12.", "refused"), ("It may be refused.", "not_read")):
        answer = read(f"Request\nHow many arrests were made?\nResponse\n{act} {own}\n")
        assert [one["status"] for one in answer["outcomes"]] == [status]


def test_what_a_mark_means_answers_no_question() -> None:
    table = "Offence 17/18 18/19\nCommunication n/a 4\n\nn/a = not applicable\n"
    answer = read(f"Dear Sir\n\n2. How many arrests for grooming by year?\n\n{table}\nKind regards\n")
    assert [(one["question"], one["status"]) for one in answer["outcomes"]] == [("2", "answered")]
    assert [one["value"] for one in answer["proposals"]] == [4.0]


def test_years_of_two_in_a_line_are_no_years_with_their_numbers() -> None:
    answer = read("Request\nHow many arrests were made in each year?\nResponse\n2019 - 20, 2020 - 21\n")
    assert (answer["figures"], answer["proposals"]) == ([], [])


def test_a_question_that_is_restated_otherwise_is_left_to_a_person() -> None:
    asked = "You asked:\n1. How many arrests under section 14 of the Sexual Offences Act 2003 in 2021?\nResponse\n"
    answer = read(
        f"{asked}Question 1: How many arrests under section 15A of the Sexual Offences Act 2003 in 2021?\n14\n"
    )
    assert answer["figures"] == [] and [one["value"] for one in answer["proposals"]] == [14.0]


def test_a_part_of_a_year_is_not_read_as_the_year() -> None:
    answer = read(
        "Request\n1. Arrests in 2010?\nAnswer\n1. Arrests, by quarter:\n2010, Jan - Mar – 14\n2010, Apr - Jun – 9\n"
    )
    assert {one["period_id"] for one in answer["proposals"]} == {None} and answer["figures"] == []


def test_a_year_that_had_not_ended_is_open() -> None:
    answer = read("Date: 5 March 2025\nAnswer\nArrests by year:\n2023 – 17\n2024 – 9\n2025 – 2\n")
    assert [(one["value"], one["period_id"]) for one in answer["proposals"]] == [
        (17.0, "2023"),
        (9.0, "2024"),
        (2.0, None),
    ]
    assert "period-open" in answer["proposals"][-1]["doubts"]


def test_a_refusals_arithmetic_and_a_requests_numbers_are_offered_to_nobody() -> None:
    assert (
        offered("Request\n1. Arrests of 2019, and how many of 10 or more people?\nResponse\nThis would take 300 hours.")
        == []
    )
    assert offered("Response\nA dip sample of 25 records would need 5 minutes each, over 18 hours in all.") == []


def test_a_standing_paragraph_answers_nothing_and_the_refusal_behind_it_does() -> None:
    text = (
        "You asked:\n1. How many arrests were made?\nIn Response:\nSection 1 places two duties on authorities: "
        "to say "
        "whether information is held, and to disclose it.\nThe force holds this, but it cannot be disclosed: Section "
        "12(1) would apply.\n"
    )
    assert [(one["question"], one["status"], one["exemptions"]) for one in read(text)["outcomes"]] == [
        (None, "refused", ["s12(1)"])
    ]


def test_one_sentence_may_say_what_became_of_several_questions() -> None:
    page = page_of(
        lines("Response\nRequests 2 and 3 are exempt under Section 30(1)(a). It holds nothing for request 4.\n")
    )
    assert [(one.label, one.status) for one in outcomes_of(page, (), "FOIA 2000")] == [
        ("2", "refused"),
        ("3", "refused"),
        ("4", "not_held"),
    ]


@pytest.mark.parametrize(
    ("printed", "labels"),
    [("1, 2 & 3", ("1", "2", "3")), ("1-3", ("1", "2", "3")), ("1a", ("1a",)), ("2 and 4", ("2", "4")), (None, ())],
)
def test_labels_are_read_as_spans_and_lists(printed: str | None, labels: tuple[str, ...]) -> None:
    assert labels_of(printed) == labels


def test_what_announces_a_number_does_not_give_it() -> None:
    page = page_of(lines("Response\nHow those 245 crimes stand is shown here:\n"))
    assert [one for passage in page.passages for one in numbers_of(passage)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A heading of a question below the only heading of answers is the answer's.
        (
            "REQUEST\nFor 2020 to 2024:\nRESPONSE\nQuestions 2, 3 & 5\nI am not obliged to supply this.\nThe "
            "exemption "
            "is:\nSection 12 – Exemption where cost of compliance exceeds appropriate limit.\n",
            [("2", "refused"), ("3", "refused"), ("5", "refused")],
        ),
        # It opens without a heading; what is not held is said of questions by number.
        (
            "Request: [FOI/99]\nYour request for information has now been considered. We hold no information in "
            "relation to request numbers 6 or 7.\nRequest 1\nHow many vans do you own?\nAnswer 1\nWe own 15 vans.\n",
            [("6", "not_held"), ("7", "not_held"), ("1", "answered")],
        ),
        # Why it can't be had, without a law, is for a person to read.
        (
            "How many burglaries were attended?\nResponse: Some of this is not centrally recorded, so that each "
            "record "
            "would have to be read by hand.\n",
            [(None, "not_read")],
        ),
        # It is another's to give.
        (
            "How many people were convicted?\nDecisions to prosecute are the responsibility of another body, and "
            "convictions are held by HM Courts.\n",
            [(None, "not_read")],
        ),
        # An acknowledgement below a request, in one message.
        (
            "How many burglaries were there in:\n(a) 2015\n(b) 2016\nFreedom of Information,\nPlease accept this "
            "as an "
            "acknowledgement of receipt of your e-mail.\n",
            [],
        ),
        # Some is given and some is exempt.
        (
            "Request and Answer:\nWe hold some of this and it is being provided to you. The rest is exempt by virtue "
            "of Section 40.\nRequest\nDismissals by year?\nAnswer\nThere have been 26 dismissals.\n",
            [(None, "partly_answered")],
        ),
        # The Act's own words about exempt information say nothing of this one.
        (
            "Request and Answer:\nThe decision was taken not to supply this.\nRequest\nA list, please.\nAnswer\n"
            "Section 31(1)(a) – Information which is not exempt information by virtue of Section 30 is exempt "
            "information if it would prejudice the prevention of crime.\n",
            [(None, "refused")],
        ),
        # A search's yield is a step on the way to a refusal.
        (
            "RESPONSE\nThe exemption is Section 12 – cost.\nThis search retrieved 31,322 results.\nEach would "
            "have to "
            "be read.\n",
            [(None, "refused")],
        ),
        # Figures, and a notice about anything else that may be held.
        (
            "Response\nThere have been 4 complaints since 2005.\nWe can neither confirm nor deny that any other "
            "information is held by virtue of Section 23(5).\n",
            [(None, "answered")],
        ),
        # What the Act says of exemptions refuses nothing; that it is withheld does.
        (
            "FOI Reference: 9/24\nResponse:\nSection 1 places two duties on public authorities. Unless exemptions "
            "apply, the first duty at Section 1(1)(a) is to confirm or deny. Where exemptions are relied upon "
            "we give a "
            "notice which states that fact and specifies the exemption in question.\n",
            [],
        ),
        ("Response:\nWe hold this. However, we are withholding the whole of it.\n", [(None, "refused")]),
        # An answer opens with its decision, and what stands above it was asked.
        (
            "I note you seek access to:\n1. For 2021:\na) The number of offences.\nIf this request exceeds the cost "
            "limit, answer 1 alone.\nI have today decided to disclose some of this. The rest is exempt.\n",
            [(None, "partly_answered")],
        ),
        # A label before the word that heads its answer, and one with a bracket alone.
        (
            "Q1. Any notes?\nQ2. Who decided?\nPlease find the response below.\nQ1 response: No information held.\n"
            "Q2 response: It was decided by the legal department.\n",
            [("1", "not_held"), ("2", "answered")],
        ),
        (
            "1a) How many calls?\nNo information held.\n2a) How many arrests in 2021?\n45\n",
            [("1a", "not_held"), ("2a", "answered")],
        ),
        # To have it somebody would have to read each record.
        (
            "How many were attended?\nResponse: This is not centrally recorded, and it would be necessary to "
            "manually "
            "examine each of 1,500 logs.\n",
            [(None, "refused")],
        ),
        # It opens with its refusal, and what it restates below was asked.
        (
            "Your request for information below has been considered. It would exceed the costs limit under Section "
            "12(1).\nRequest 1\nIs the memorial open, which is inside?\nRequest 2\nA list by rank, three at least.\n",
            [(None, "refused")],
        ),
        (
            "Request\nHow many?\nResponse\nOur data are not organised in such a way as to allow us to provide it.\n",
            [(None, "refused")],
        ),
        # Words that open an answer part it from the last question, and are none to it.
        (
            "You asked:\n1) Records made in 2015?\n2) What helps those who report them?\nWe have now been able "
            "to look "
            "at your request. We hold it.\nI am able to provide the following.\n1) 123 records were made in 2015.\n",
            [("1", "answered")],
        ),
        (
            "Q1. How many searches?\nQ2. Beside question 1, the same by ward.\nResponse: Please be advised that "
            "nothing is held on this.\n",
            [(None, "not_held")],
        ),
        # A word that names a question names it below a heading of answers.
        ("Response to your Request\nQ1 Since 2010, 7 stations have closed.\n", [("1", "answered")]),
        # What a refusal has to say is no answer, nor is what reasons say of a question.
        (
            "How many officers were on duty on 24 May 2024?\nResponse: The number is held; however, it has been "
            "deemed "
            "unsuitable for disclosure.\nWhen refusing to provide information section 17 requires a notice.\n",
            [(None, "refused")],
        ),
        (
            "Request\n- Crimes by motive.\n- Crimes by age.\nResponse\nOur data are not organised in such a way "
            "as to "
            "allow us to provide this, but as a gesture of goodwill I have supplied some of it (see "
            "attached).\nREASON "
            "FOR DECISION\nQuestions 1 to 2 – A motive need not be written down on our crime system in every case.\n",
            [(None, "partly_answered")],
        ),
        # A part that is given keeps the rest from being all of it; "that part of your request" is the question.
        (
            "Question 3\na. Yes\nb. We are unable to provide further details and apply Section 40(2), an exemption.\n",
            [("3", "not_read")],
        ),
        (
            "Request\n2. How many are managed?\nResponse\n2. This is accessible by other means and I rely on Section "
            "21. Please take this as a refusal for that part of your request.\n",
            [("2", "refused")],
        ),
        ("In Response:\nI have decided to disclose the located information to you as follows.\n", [(None, "answered")]),
        # One sentence refuses all that was asked, whatever is counted beside it.
        (
            "Request\n1) How many incidents?\n2) How many were crimes?\nDecision\nLogs of the last 24 months can be "
            "searched.\nSection 12(1) of the Act applies. This acts as a refusal notice for the request in its "
            "entirety.\n",
            [(None, "refused")],
        ),
        (
            "You have sent the force 41 requests. Kent Police has concluded that your latest request is vexatious "
            "within the meaning of Section 14(1) of the Act.\n",
            [(None, "refused")],
        ),
        (
            "Response\nThe Regulations allow 18 hours. The limit would be passed, and therefore we will not be "
            "complying with your request on this occasion.\n",
            [(None, "refused")],
        ),
        (
            "Response\nWe can't answer yet. Until the fee is paid we will not be complying with your request.\n",
            [(None, "not_read")],
        ),
        (
            "Response\nWe hold the report. It is withheld, by virtue of Section 31(1). People who were wrongly "
            "accused "
            "have come to harm.\n",
            [(None, "refused")],
        ),
        ("Response\nIt was withheld under Section 31(1). We wrongly identified it as exempt.\n", [(None, "not_read")]),
        # What is not said, was said before, or would be said refuses nothing.
        *(
            (f"Response\n{words} We made 14 arrests.\n", [(None, "not_read")])
            for words in (
                "This is not a refusal notice for the whole request.",
                "We are not satisfied that your request is vexatious.",
                "You narrowed your request after our refusal notice for the whole request.",
            )
        ),
        (
            "Internal review\nYour request was refused under Section 12(1). I do not uphold the decision to refuse "
            "your request under Section 12(1).\n",
            [(None, "not_read")],
        ),
        (
            "Internal review\nYou had the arrests in our original response. I uphold the decision to refuse your "
            "request under Section 12(1).\n",
            [(None, "not_read")],
        ),
        # A page's own label below its questions is of all of them, and an answer's label alone begins the answers.
        (
            "1. How many arrests in 2021?\n2. The text of the messages.\nPartial Disclosure\n9 January 2023\n"
            "1. 402\n2. This is exempt under Section 40(2).\n",
            [(None, "not_read"), ("1", "answered"), ("2", "refused")],
        ),
        (
            "Q1. How many offences in 2021?\nQ2. How many had a flag?\nQ3. How many "
            "suspects?\n\nQ1\n107\n\nQ2\n88\n\n"
            "Q3\n12\n",
            [("1", "answered"), ("2", "answered"), ("3", "answered")],
        ),
        # Of a question that asks two things the second is refused, and of the first nothing is said.
        (
            "You asked:\n1. How many were arrested, and how often before?\n2. By age?\n3. How many of those in 2?\n"
            "Our response:\nThe last part of question 1 and question 3 cannot be answered, because the history "
            "of each "
            "person would have to be checked individually. Section 12(1) applies.\n",
            [("1", "not_read"), ("3", "refused")],
        ),
        # A refusal that names what another question has is not surely of all.
        (
            "1. How many arrests?\n2. Names?\nResponse\nWe have answered question 1. This is exempt under Section "
            "40(2).\n",
            [(None, "not_read")],
        ),
        # What the asker sent is counted, and a letter that is no longer than its limit is answered.
        (
            "FOI 1/20\nWe received 34 requests from you. I have determined that Section 14(1) applies, and the "
            "force is not obliged to comply with your request.\n",
            [(None, "refused")],
        ),
        (
            "Request\n1. How many used the internet?\nResponse\n1) Each of the 37 files would need to be read. This "
            "could be done within the limit and it has been: twenty-nine had.\n",
            [("1", "not_read")],
        ),
        # A table above its question answers it; what is exempt below is another.
        (
            "FOI 1/20\nCrimes by month.\nPlease see below.\nJanuary 34\nFebruary 29\nMarch 41\n\nHow many "
            "victims were "
            "under 18?\n\nThe information requested under this question is exempt by virtue of Section 40(2) of the",
            [(None, "not_read")],
        ),
        # What it neither confirms nor denies may not be read as held.
        (
            "Request and Answer:\nThe Service can Neither Confirm Nor Deny that it holds the "
            "information.\nNothing in "
            "this letter may be read as an indication that it is or is not held.\nThe exemptions are:\nSection "
            "23(5)\n",
            [(None, "ncnd")],
        ),
        # Words that ask by year, restated behind their labels above tables.
        (
            "FOI 1/23\nFrom Standards:\n1. Civil orders by calendar year from 2021.\n2021 - 86\n2022 - 112\n"
            "2. Complaints against officers by year from 2021.\n2021 - 318\n2022 - 402\n",
            [("1", "answered"), ("2", "answered")],
        ),
        # The letter points to itself.
        (
            "Please find enclosed our response.\n\nQ1. How many men were arrested?\n14\nQ2. Was a group named?\nYes\n",
            [("1", "answered"), ("2", "answered")],
        ),
    ],
)
def test_what_became_of_each_question(text: str, said: list[tuple[str | None, str]]) -> None:
    assert [(one["question"], one["status"]) for one in read(text)["outcomes"]] == said


TABLE_OF_TWO = "Year Arrests Charges\n2021 14 5\n2022 18 6\n"
ASKED_OF_THREE = (
    "Request\n1. How many arrests were made in 2021?\n2. How many charges followed?\n"
    "3. What were the names?\n\nResponse\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # a sentence that leads in a table names the questions that it answers
            ASKED_OF_THREE + "Our custody system gives the following for questions 1 and 2.\n\nYear Arrests Charges\n"
            "2021 14 5\n2022 18 6\n\nQuestion 3 - We withhold the names under section 40(2).\n",
            [("1", "answered"), ("2", "answered"), ("3", "refused")],
        ),
        (
            ASKED_OF_THREE + "The information for questions 1 to 3 is held but exempt under Section 31(1)(a).\n",
            [("1", "refused"), ("2", "refused"), ("3", "refused")],
        ),
        (  # letters number the questions, and again the answers
            "Request\na) Total stops in 2021\nb) Number of arrests\n\nResponse\na) There were 9,417 stops in 2021.\n"
            "b) We do not record this, therefore no information is held.\n",
            [("a", "answered"), ("b", "not_held")],
        ),
        (  # and where they stand once, they may be parts of one
            "Request\nPlease give the number of stops.\n\nResponse\na) There were 9,417 stops in 2021.\nb) 5,862\n",
            [(None, "answered")],
        ),
        (  # labels without a mark
            "1 The number of times that Taser was drawn in 2021\n2 How many of those were under "
            "18\n\nResponse\n\n1. 96\n2. 14\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (
            "1, How many arrests were made in 2021?\nANSWER = 164\n\n2, Do you work with these groups?\nANSWER = No\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (
            "I write in response to your request.\n\nInformation is held in respect of parts 1 and 2.\n\n1) "
            "Prosecutions in 2023: 24\n\n"
            "2) Convictions from these: 20\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (  # without the sentence nobody is known to have asked them
            "I write in response to your request.\n\n1) Prosecutions in 2023: 24\n\n2) Convictions from these: 20\n",
            [],
        ),
        (
            "Request\nHow many offences were recorded?\n\nResponse\nNo code exists for such cases. 6,210 "
            "offences could hold one.\n\n"
            "Section 12(1) exempts the Constabulary from complying with your request in its entirety.\n",
            [(None, "refused")],
        ),
        (
            "Request\nHow many offences were recorded?\n\nResponse\nTo retrieve it would take the request over "
            "the cost limit.\n"
            "Section 12(1) - Cost\nWhen one part of a request exceeds the limit, Section 12 is engaged for all "
            "of it.\n",
            [(None, "refused")],
        ),
        (
            "Response\nThe five emails hold forty questions. I have come to the view that this request is "
            "vexatious. Section "
            "14(1) applies.\n",
            [(None, "refused")],
        ),
        (
            "1. In which towns do they live?\n\nThis is personal data. Exempt: Section 40(2), read with Section "
            "40(3A)(a).\n",
            [("1", "refused")],
        ),
        (  # what a force says of its disclosure log gives nothing
            "1. How many were confronted by vigilantes?\n\nA reading of all 3,079 crimes at 5 minutes a record "
            "would be over "
            "256 hours. Section 12(1) applies to this point.\n\nThe force routinely publishes information via "
            "the Disclosure "
            "Log.\n",
            [("1", "refused")],
        ),
        (
            "Request\n1. How many suspects were officers?\n\nResponse\n1. Fewer than five in total over the "
            "three years.\n",
            [("1", "answered")],
        ),
        (  # who signs is no count
            "Request\nHow many videos were taken down?\n\nResponse\nNo information is held.\n\nDisclosure "
            "officer 1133\n",
            [(None, "not_held")],
        ),
    ],
)
def test_what_became_of_questions_in_other_forms(text: str, said: list[tuple[str | None, str]]) -> None:
    assert [(one["question"], one["status"]) for one in read(text)["outcomes"]] == said


@pytest.mark.parametrize(
    "text",
    [
        # the question that is excepted is not answered
        ASKED_OF_THREE + "The table below gives figures, except for questions 2 and 3.\n\n" + TABLE_OF_TWO,
        ASKED_OF_THREE + "The table below does not answer questions 1 and 2.\n\n" + TABLE_OF_TWO,
        ASKED_OF_THREE + "The table below is blank for questions 1 and 3.\n\n" + TABLE_OF_TWO,
        # lists of reasons
        "Request\na) Total stops in 2021\nb) Number of arrests\n\nResponse\nWe cannot answer, because:\na) There are "
        "1,400 records.\nb) Each takes 5 minutes, and Section 12 applies.\n",
        "I write in response to your request.\n\nParts 1 and 2 of the exemption are met:\n\n1) 24 persons would "
        "be named\n\n"
        "2) 14 could be harmed\n",
        # refusals that were not made
        "Response\nI have not come to the view that this request is vexatious under Section 14(1). There were 14 "
        "arrests.\n",
        "Response\nNo force has concluded that your request is vexatious under Section 14(1). There were 14 arrests.\n",
        "Response\nSection 12(1) no longer exempts the force from complying with your request in its entirety. "
        "14 arrests.\n",
        "Response\nYour request is vexatious in part only, and Section 14(1) applies to that part.\n",
        # what small numbers are said of
        "Request\n1. How many suspects were officers?\n\nResponse\n1. Fewer than five forces can answer this and "
        "we are not among "
        "them.\n",
    ],
)
def test_what_only_looks_like_them_is_left_to_a_person(text: str) -> None:
    assert {one["status"] for one in read(text)["outcomes"] if one["question"] != "3"} <= {"not_read"}


@pytest.mark.parametrize(
    "head",
    ["Freedom of Information Request Reference No: 2011110003", "Case No: 200600", "Request ID: 45", "Total Page:16"],
)
def test_a_letters_own_number_above_its_question_answers_nothing(head: str) -> None:
    shown = read(f"Dear Madam\n\n{head}\n\nI respond to your request.\n1) How many pictures were passed on in 2021?\n")
    assert shown["outcomes"] == [] and shown["proposals"] == []
    shown = read(
        "Dear Madam\n\nFiles - 16\n\nI respond to your request.\n1) How many pictures were passed on in 2021?\n"
    )
    assert shown["outcomes"] == []


@pytest.mark.parametrize("asked", ["How many arrests were made in 2021?", "What policy is there on decoys?"])
@pytest.mark.parametrize(
    "words",
    [
        "This is a matter for the Crown Prosecution Service.",
        "This is held by another force.",
        "This is not an FOI request.",
        "There is no requirement to record this.",
        "Nobody counts this.",
        "The data were lost in a fire.",
        "Your request has been transferred to the Ministry of Justice.",
        "We need you to clarify it; until then your request is on hold.",
        "A fee of £45 is payable.",
        "On review I find that Section 12 no longer applies and enclose the data.",
        "Section 12 would not be exceeded.",
    ],
)
def test_words_that_neither_give_nor_refuse_are_left_to_a_person(asked: str, words: str) -> None:
    shown = read(f"Request\n1. {asked}\nResponse\n1. {words}\n")
    assert [one["status"] for one in shown["outcomes"]] == ["not_read"]


@pytest.mark.parametrize("words", ["See question 2.", "This was never recorded before 2022.", "We hold this for 2022."])
def test_words_without_a_number_answer_no_question_that_counts(words: str) -> None:
    asked = "Request\n1. How many arrests were made in 2021?\nResponse\n1."
    assert [one["status"] for one in read(f"{asked} {words}\n")["outcomes"]] == ["not_read"]
    assert [one["status"] for one in read(f"{asked} None.\n")["outcomes"]] == ["answered"]


def test_a_requester_who_says_what_is_meant_answers_nothing() -> None:
    text = "1. Please tell me the age of the youngest.\n\nTo be clear, I am only interested in those of 2021.\n\n"
    shown = read(f"You asked:\n{text}On the 16th March you then altered your request to the below;\n")
    assert [one["status"] for one in shown["outcomes"] if one["status"] != "not_read"] == []


def test_a_note_that_asks_and_the_title_below_a_request_answer_nothing() -> None:
    text = "Request 1\nCases by year.\nRequest 2\nPlease split them by age.\nNote: Please include those reported.\n\n"
    shown = read(f"{text}Cases of causing intentional harassment, alarm or distress\n")
    assert [one["status"] for one in shown["outcomes"] if one["status"] != "not_read"] == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("In terms of Section 17 of the Act, this is not held by Police Scotland.", "not_held"),
        ("This is a notice under section 17 of FOISA that we do not hold it and are unable to provide it.", "not_held"),
        ("Section 17 - the information is unavailable.", "not_read"),
        ("This is not held under section 17, and section 35(1)(a) exempts it from release.", "not_read"),
        ("Section 35(1)(a) exempts this from release.", "refused"),
    ],
)
def test_a_notice_under_section_17_of_the_scottish_act_is_no_ground_to_refuse(answer: str, said: str) -> None:
    text = f"Freedom of Information (Scotland) Act 2002\nRequest\n1. Arrests in 2021?\nResponse\n1. {answer}\n"
    assert [(one["question"], one["status"]) for one in read(text, "police-scotland")["outcomes"]] == [("1", said)]


def test_a_question_that_is_restated_above_its_answer_is_answered_there() -> None:
    text = "RESPONSE\nWe hold this.\n\n1. How many cells?\n\n222\n\n2. How many arrests were made in 2021?\n\n45\n"
    assert [(one["question"], one["value"]) for one in read(text)["proposals"]] == [("1", 222.0), ("2", 45.0)]


def test_a_count_that_looks_like_a_year_stays_a_count() -> None:
    text = "Answer\n|\n2019 |\n2020 |\nUnder an hour |\n1993 |\n2236 |\nLonger |\n1155 |\n1401 |\n"
    assert [(value, period) for value, period, _ in offered(text)] == [
        (1993.0, "2019"), (2236.0, "2020"), (1155.0, "2019"), (1401.0, "2020"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Area 2010 2011 2012 North 1 0 2 South ** 3 4 5", "Sex Year North South 2010 1 3 2011 0 4 2012 2 5"]
)
def test_rows_that_run_together_in_one_line_have_their_years(line: str) -> None:
    told = sorted((value, period) for value, period, _ in offered(f"Response\n{line}\n"))
    assert told == [(0.0, "2011"), (1.0, "2010"), (2.0, "2012"), (3.0, "2010"), (4.0, "2011"), (5.0, "2012")]


def test_labels_and_counts_in_one_line_are_rows() -> None:
    text = "Response\n1. Number of arrests Female 46 Male 175 Not recorded 21 Unspecified 1 Grand Total 243\n"
    shown = read(text)["proposals"]
    assert [(one["value"], one["label"], one["measure_id"]) for one in shown] == [
        (46.0, "Female · Number of arrests", "arrests"),
        (175.0, "Male · Number of arrests", "arrests"),
        (21.0, "Not recorded · Number of arrests", "arrests"),
        (1.0, "Unspecified · Number of arrests", "arrests"),
        (243.0, "Grand Total · Number of arrests", "arrests"),
    ]


def test_a_stop_inside_brackets_and_a_row_that_is_cut_part_no_rows() -> None:
    text = "Response\n1. Arrests: see below.\n\nChad 3 Chile 4 China (Rep. of the) 10 Cuba 2 Ecuador 5 Est\n"
    told = [(one["value"], one["label"]) for one in read(text)["proposals"]]
    assert told == [(3.0, "Chad"), (4.0, "Chile"), (10.0, "China (Rep. of the)"), (2.0, "Cuba"), (5.0, "Ecuador")]


def test_a_row_that_lost_an_empty_cell_has_its_label_and_no_year() -> None:
    rows = "Forms 9 6 1 Noise 8 4 Drugs (Cl. A) 7 3 5\n\nTheft 2 Fraud 1 4 3 Arson 2 2"
    text = f"Response\nKind of call 2015 2016 2017 {rows}"
    told = [(one["value"], one["label"].split(" · ")[0], one["period_id"]) for one in read(text)["proposals"]]
    whole = {"Forms": (9, 6, 1), "Drugs (Cl. A)": (7, 3, 5), "Fraud": (1, 4, 3)}
    years = ("2015", "2016", "2017")
    assert told == [
        *((value, label, year) for label, row in whole.items() for value, year in zip(row, years, strict=True)),
        *(
            (value, label, None)
            for value, label in [(8, "Noise"), (4, "Noise"), (2, "Theft"), (2, "Arson"), (2, "Arson")]
        ),
    ]


def test_a_month_beside_a_year_is_that_month_and_a_row_with_fewer_counts_is_of_none() -> None:
    rows = "Month 2017 2018 2019\nJanuary 31 52 36\nNovember 39 50\nTotal 70 102 36\n"
    assert [(value, period) for value, period, _ in offered(f"Response\n1. Burglaries?\n\n{rows}")] == [
        (31.0, "2017-01-01..2017-01-31"), (52.0, "2018-01-01..2018-01-31"), (36.0, "2019-01-01..2019-01-31"),
        (70.0, "2017"), (102.0, "2018"), (36.0, "2019"), (39.0, None), (50.0, None),
    ]  # fmt: skip
    by_year = "Answer\nYear |\nMarch |\nApril |\n2018/19 |\n5 |\n6 |\n2019/20 |\n7 |\n8 |\n"
    assert [period for _, period, _ in offered(by_year)] == [
        "2019-03-01..2019-03-31", "2018-04-01..2018-04-30", "2020-03-01..2020-03-31", "2019-04-01..2019-04-30",
    ]  # fmt: skip


def test_an_outcome_named_among_others_is_not_what_a_number_counts() -> None:
    above = "Good outcomes are charges, cautions and community resolutions."
    shown = read(f"Response\n{above}\nYear |\nGood outcomes |\n2019 |\n88 |\n2020 |\n111 |\n")["proposals"]
    assert [one["measure_id"] for one in shown] and "outcome_community_resolution" not in {
        one["measure_id"] for one in shown
    }


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("We cannot provide data previous to 2012.", "partly_answered"),
        ("We are unable to retrieve arrests prior to 24 November 2011.", "partly_answered"),
        ("We cannot provide data on arrests.", "not_read"),
        ("We cannot provide data before 1 check is done.", "not_read"),
        (
            "We cannot provide data previous to 2012 and do not record names. We are unable to say more.",
            "partly_answered",
        ),
        ("We hold no data for 2011.", "partly_answered"),
        ("The number of officers on leave is not held.", "partly_answered"),
        ("Please note that the number of officers on leave is not held.", "not_read"),
        ("Convictions are not held by the force.", "not_read"),
        ("That is all of it.", "answered"),
    ],
)
def test_what_is_denied_of_an_earlier_time_leaves_the_rest_answered(said: str, status: str) -> None:
    text = (
        f"Request\n1. How many officers were there each year?\nResponse\n1. {said}\n2012 – 80\n2013 – 78\n2014 – 75\n"
    )
    assert [one["status"] for one in read(text)["outcomes"]] == [status]


@pytest.mark.parametrize(
    ("above", "status"),
    [("For question 2 we would rely on the following:", "ncnd"), ("2. They are on patrol all day.", "not_read")],
)
def test_a_tail_that_is_all_an_answer_has_is_the_answer(above: str, status: str) -> None:
    tail = "The force can neither confirm nor deny that it holds any other information, by virtue of Section 31(3)."
    text = f"1. How many officers?\n80\n\nQ2. When are they on patrol?\n\n{above}\n\n{tail}\n"
    assert {one["question"]: one["status"] for one in read(text)["outcomes"]}["2"] == status


def test_a_list_of_an_answers_own_answers_no_other_question() -> None:
    asked = "Request\n1. How many arrests in 2018?\n2. How many charges in 2018?\n3. For which offences?\n"
    text = f"{asked}Response\n1. 92\n2. 8They are few.\n3. The offences were:\n\n1. Rape\n2. Theft\n3. Fraud\n"
    shown = read(text)
    assert [(one["question"], one["status"]) for one in shown["outcomes"]][:2] == [("1", "answered"), ("2", "answered")]
    told = [(one["question"], one["value"]) for one in [*shown["figures"], *shown["proposals"]]]
    assert sorted(told) == [("1", 92.0), ("2", 8.0)]


def test_a_line_of_blanks_is_an_empty_cell_where_rows_are_whole_with_it() -> None:
    cells = [
        "Reason", "2017", "2018", "2019", "Drugs Act 1971, section 23", "12", " ", "5", "Public order", " ", "3",
        "1990",
    ]  # fmt: skip
    shown = read("\n\n".join(["Response", *cells]))["proposals"]
    assert [(one["value"], one["label"].split(" · ")[0], one["period_id"]) for one in shown] == [
        (12.0, "Drugs Act 1971, section 23", "2017"), (5.0, "Drugs Act 1971, section 23", "2019"),
        (3.0, "Public order", "2018"), (1990.0, "Public order", "2019"),
    ]  # fmt: skip


def test_blanks_between_rows_are_no_cells() -> None:
    rows = "".join(f"{label}\n\n{one}\n\n{two}\n\n \n\n" for label, one, two in [("Fire", 3, 4), ("Flood", 5, 6)])
    told = [(value, period) for value, period, _ in offered(f"Response\nCause\n\n2017\n\n2018\n\n{rows}")]
    assert told == [(3.0, "2017"), (4.0, "2018"), (5.0, "2017"), (6.0, "2018")]


def test_an_act_with_another_section_beside_it_is_not_our_offence() -> None:
    text = "Request\n1. Searches in 2021 under the Criminal Justice Act 1988, section 139B?\nResponse\n1. 14\n"
    assert [(one["value"], one["offence_id"]) for one in read(text)["proposals"]] == [(14.0, None)]


def test_what_counts_other_things_takes_no_measure_from_words_elsewhere() -> None:
    asked = "1. How many requests did you receive in 2021?\n2. What was the main offence of those arrested?"
    shown = read(f"Request\n{asked}\nResponse\n1. 92\n2. Theft.\n")["proposals"]
    assert [(one["value"], one["measure_id"]) for one in shown] == [(92.0, None)]
    asked = "1. On how many (unique) occasions did you apply for an order in 2021?\n2. What were the offences?"
    shown = read(f"Request\n{asked}\nResponse\n1. 14\n2. Theft.\n")["proposals"]
    assert [(one["value"], one["measure_id"]) for one in shown] == [(14.0, None)]


def test_only_the_last_sentence_of_a_paragraph_announces_what_follows() -> None:
    text = (
        "Response\nBetween 1 June 2020 and 31 May 2021 there were 41 arrests. More can be found here:\n\nOur website.\n"
    )
    assert offered(text) == [(41.0, "2020-06-01..2021-05-31", "arrests")]
    assert [value for value, *_ in offered("Response\nIn 2019 there were 14 arrests, of which:\n\nNorth – 9\n")] == [
        14,
        9,
    ]
    assert offered("Response\nThese are our 14 largest towns:\n") == []


@pytest.mark.parametrize(
    ("answer", "status", "sections"),
    [
        ("We hold some information; it is being withheld from disclosure.", "refused", []),
        (
            "We can't answer this without exceeding the appropriate limit. We would be able to provide a sum.",
            "refused",
            ["s12"],
        ),
        ("Having made enquiries we have supplied a document with the ages of those suspects.", "referred", []),
        (
            "Please find attached our reply. On terrorism we can neither confirm nor deny that we hold any other "
            "information, by section 24(2).",
            "referred",
            [],
        ),
        (
            "I have decided to disclose some of this. Some of it is exempt by virtue of these exemptions:\n"
            "Section 31(1)(a) - Law enforcement\nIn addition we neither confirm nor deny that any further "
            "information "
            "is held, by virtue of:\nSection 30(3)",
            "partly_answered",
            ["s31(1)(a)"],
        ),
        (
            "A workbook is attached. Some of it was withheld under Section 31(1)(a).\nInformation which is not "
            "exempt "
            "information by virtue of section 30 is exempt if its disclosure would prejudice the arrest of "
            "offenders.",
            "partly_answered",
            ["s31(1)(a)"],
        ),
    ],
)
def test_how_forces_say_what_became_of_a_request(answer: str, status: str, sections: list[str]) -> None:
    shown = read(f"Request\nArrests of drivers, please.\nResponse\n{answer}\n")["outcomes"]
    assert [(one["status"], one["exemptions"]) for one in shown] == [(status, sections)]


def test_a_number_in_brackets_that_heads_a_page_is_no_question() -> None:
    text = (
        "(1)\n\nOur Ref: 002425/15\n\nRequest\n1) Arrests?\n2) Costs?\n\nResponse\nThis would exceed the appropriate "
        "limit and is refused under Section 12.\n\nHeadquarters, Sherwood Lodge\n\n(2)\n\nFirst we would look.\n"
    )
    assert {one["question"] for one in read(text)["outcomes"]} == {None}


def test_see_below_under_a_question_does_not_open_the_answers() -> None:
    text = "Question 1:\n38 of 61 arrests\nQuestion 2:\nPlease see the table below.\n"
    assert [value for value, *_ in offered(text)] == [38, 61]


def test_a_section_that_is_also_cited_with_its_part_is_named_once() -> None:
    asked = (
        "We think that request number 2 is exempt by virtue of Sections 31 and 40.\nRequest 1\nArrests?\nAnswer 1\n4\n"
    )
    text = f"{asked}Request 2\nWho decided?\nAnswer 2\nThis is exempt under Section 31(1)(a) and Section 40(2).\n"
    shown = {one["question"]: one["exemptions"] for one in read(text)["outcomes"]}
    assert shown["2"] == ["s31(1)(a)", "s40(2)"]


def test_a_first_row_without_the_bar_of_the_others_folds_too() -> None:
    text = "Answer\nDates |\nCrimes |\n|\n01.01.20 - 01.01.21 |\n991 |\n|\n02.01.21 - 31.01.22 |\n1256 |\n"
    assert [(value, period) for value, period, _ in offered(text)] == [
        (991.0, "2020-01-01..2021-01-01"),
        (1256.0, "2021-01-02..2022-01-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Enquiry Reference: 398 - 24\nBelow is our response.\n",
        "Response\nThe information that you seek in request number 2 or 3 is given below.\n",
        "Response\nThis search retrieved 31,322 results, and no more.\n",
        "Response\nAttached is our reply.\nSent: 09 May 2026 04:38\n",
    ],
)
def test_numbers_that_count_nothing_are_offered_to_nobody(text: str) -> None:
    assert offered(text) == []


def test_a_letters_day_and_a_beginning_are_no_time_of_a_count() -> None:
    assert offered("Version date: 15/02/2022\nArrests:\nCharged - 5\n")[0][1] is None
    asked = "1. How many people were arrested since the events of 2023?\nResponse\n1. 5"
    assert offered(f"Request\n{asked}")[0][:2] == (5.0, None)


def test_what_refers_to_a_question_by_number_has_its_time() -> None:
    text = "1. How many crimes in 2021?\n816\n2. How did they end?\nOutcomes for all offences from Q1\nCharged - 5\n"
    assert [(value, period) for value, period, _ in offered(text)] == [(816.0, "2021"), (5.0, "2021")]


def test_cells_between_slashes_are_cells_whatever_they_look_like() -> None:
    years = "Answer\nArrests\n2016/17 / 2017/18\nNorth / 37 / 55\nSouth / 19 / 20\nTotal / 56 / 75\n"
    told = [(value, period) for value, period, _ in offered(years)]
    assert told == [
        (37.0, "2016/17"), (55.0, "2017/18"), (19.0, "2016/17"), (20.0, "2017/18"), (56.0, "2016/17"),
        (75.0, "2017/18"),
    ]  # fmt: skip
    words = "Answer\nOn loan / On leave / On a break\n2007 - Quarter 1 / 55 / 31 / Not recorded\n2008 / 33 / 18 / 9\n"
    assert [(one["label"], one["period_id"]) for one in read(words)["proposals"]] == [
        ("2007 - Quarter 1 · On loan", None), ("2007 - Quarter 1 · On leave", None),
        ("2008 · On loan", "2008"), ("2008 · On leave", "2008"), ("2008 · On a break", "2008"),
    ]  # fmt: skip


def test_a_sentence_and_those_before_it_in_its_line_have_the_time_of_its_numbers() -> None:
    rows = "2006 - 740 calls: comprising 2185 reports, on 808 men.\n2007 - 643 calls: with 2560 reports, on 652 men.\n"
    told = [(value, period) for value, period, _ in offered(f"Response\n{rows}")]
    first, second = (
        [(value, year) for value in values] for year, values in (("2006", (740, 2185, 808)), ("2007", (643, 2560, 652)))
    )
    assert told == [*first, *second]
    line = "In 2009 a total of 16 officers and 3 others were disciplined. Of all, 8 officers misused the internet."
    assert [(value, period) for value, period, _ in offered(f"Response\n{line}\n")] == [
        (16.0, "2009"),
        (3.0, "2009"),
        (8.0, "2009"),
    ]
    several = "Of those seen in 2009 and in 2011, 16 were officers and 3 others."
    assert {period for _, period, _ in offered(f"Request\nHow many in 2010?\nResponse\n{several}\n")} == {None}


def test_numbers_behind_a_comma_and_before_a_year_are_offered() -> None:
    text = "Response\nWe have, as of the date of your request, 3 offenders who are missing.\n"
    assert offered(text)[0][0] == 3.0
    rows = "1 went missing in 1998\n1 went missing in 2006\n2 went missing in 2007\n"
    told = [(value, period) for value, period, _ in offered(f"Response\nThe years are as follows:\n{rows}")]
    assert told == [(1.0, "1998"), (1.0, "2006"), (2.0, "2007")]


def test_only_the_sentences_that_reckon_a_cost_give_no_number() -> None:
    line = "There are 2,109 people on it. To read each record by hand would exceed 18 hours, under S.I. 3244."
    assert [value for value, *_ in offered(f"Response\n{line}\n")] == [2109.0]


def test_what_a_reckoning_is_about_is_no_number_of_an_answer() -> None:
    said = "There are 120 records. It would take 10 minutes each to read them. Section 12 of the Act applies."
    shown = read(f"How many arrests for sexual communication with a child were there in 2019?\nResponse\n{said}\n")
    assert shown["proposals"] == []
    assert [(one["status"], one["exemptions"]) for one in shown["outcomes"]] == [("refused", ["s12"])]


def test_what_stands_behind_labels_that_come_again_was_asked() -> None:
    asked = (
        "1. The number of recorded rapes in 2018/19\n2. The number of those who were under 18\n3. The number charged\n"
    )
    shown = read(f"{asked}\nQ1 – 512\nQ2 – 201\nQ3 – This is exempt by virtue of Section 30(1)(a).\n")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [
        ("1", "answered"), ("2", "answered"), ("3", "refused"),
    ]  # fmt: skip
    assert [(one["question"], one["value"], one["measure_id"]) for one in shown["proposals"]] == [
        ("1", 512.0, "offences_recorded"), ("2", 201.0, "offences_recorded"),
    ]  # fmt: skip
    notes = "1. No information held.\n2. 14 arrests\n\nNotes\n1. Taken from the crime system\n2. Counted by person\n"
    assert ("1", "not_held") in [(one["question"], one["status"]) for one in read(notes)["outcomes"]]


def test_a_number_beside_others_takes_no_measure_of_theirs() -> None:
    shown = offered("Question 1\nHow many were charged?\nAnswer\n5 charged, 3 cautioned and 2 NFA\n")
    assert [(value, measure) for value, _, measure in shown] == [(5.0, "charges"), (3.0, "cautions"), (2.0, None)]


def test_marks_under_years_part_no_table() -> None:
    rows = "Gender 2019 2020\nMale 112 134\nFemale 23 <5\nNot stated * *\nTotal 135 138\n"
    shown = read(f"Response\nArrests by gender:\n{rows}")
    assert [(one["value"], one["value_high"], one["period_id"]) for one in shown["proposals"]] == [
        (112.0, 112.0, "2019"), (134.0, 134.0, "2020"), (23.0, 23.0, "2019"), (None, 4.0, "2020"),
        (135.0, 135.0, "2019"), (138.0, 138.0, "2020"),
    ]  # fmt: skip
    assert [one["message"][-2:] for one in shown["problems"]] == ["2."]


@pytest.mark.parametrize("head", ["", "We replied:\n"])
def test_labels_before_dashes_count_nothing(head: str) -> None:
    asked = "1 - Number of arrests 2021/22\n2 - Number of people charged 2021/22\n"
    shown = read(f"You asked:\n{asked}\n{head}1 - 311\n2 - None\n")
    given = [*shown["figures"], *shown["proposals"]]
    assert sorted((one["question"], one["value"], one["measure_id"]) for one in given) == [
        ("1", 311.0, "arrests"), ("2", 0.0, "charges"),
    ]  # fmt: skip


def test_crimes_that_were_detected_are_not_those_recorded() -> None:
    table = "| | Recorded | Detected |\n| 2020/21 | 512 | 301 |\n| 2021/22 | 601 | 322 |\n"
    told = {(value, measure) for value, _, measure in offered(f"Response\nRecorded and detected crimes\n{table}")}
    assert told == {(512.0, "offences_recorded"), (301.0, None), (601.0, "offences_recorded"), (322.0, None)}


def test_an_exemption_beside_a_small_count_is_not_lost() -> None:
    answer = "A figure of fewer than 10 is given, for the exact one is exempt under Section 40(2)."
    shown = read(f"Request 1\nHow many were charged?\nAnswer 1\n{answer}\n")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("1", "partly_answered")]


def test_a_number_takes_nothing_from_a_later_question_or_another_row() -> None:
    asked = "Question 1: How many arrests?\nResponse 1: Nil\nQuestion 2: How many sexual offences were there in 2021?\n"
    assert offered(f"{asked}Response 2: 1,204\n")[0] == (0.0, None, "arrests")
    rows = "Offence 2018 2019\nRape of a child under 13 45 51\nActivity 102 98\nGrooming 12 18\n"
    named = {one["label"].split(" · ")[0]: one["offence_id"] for one in read(f"Response\n{rows}")["proposals"]}
    assert named["Activity"] is None and named["Grooming"] is not None


def test_a_year_with_a_mark_may_be_a_part_of_it() -> None:
    rows = "Year | Arrests\n2018/19 | 61\n2019/20* | 70\n*To 31 December 2019\n"
    assert [(value, period) for value, period, _ in offered(f"Response\n{rows}")] == [(61.0, "2018/19"), (70.0, None)]


def test_years_in_a_line_head_the_counts_below_them() -> None:
    assert [(value, period) for value, period, _ in offered("Answer\n2014/15 2015/16 2016/17\n51 63 <5\n")] == [
        (51.0, "2014/15"), (63.0, "2015/16"), (None, "2016/17"),
    ]  # fmt: skip


def test_labels_that_are_joined_behind_their_stops_are_both_answered() -> None:
    shown = read("Request\n1. How many?\n2. Which?\nResponse\n1. & 2. No information held.\n")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("1", "not_held"), ("2", "not_held")]
    assert shown["proposals"] == []


def test_a_table_of_days_answers_no_question_that_counts() -> None:
    for heading in ("Average days suspended", "Days", "Salaries (£)"):
        text = f"Request\n1. How many officers?\nResponse\n1.\nYear |\n{heading} |\n2019 |\n45 |\n2020 |\n60 |\n"
        assert not [one for one in read(text)["outcomes"] if one["status"] == "answered"], heading


def test_the_numbers_of_notes_below_a_table_count_nothing() -> None:
    table = "Year |\nArrests |\n2019 |\n45 |\n2020 |\n60 |\n"
    notes = "1 Figures as extracted on 3 May 2021\n2 Includes 12 people arrested before\n(3) May be counted again\n"
    assert [value for value, *_ in offered(f"Response\n{table}\n{notes}")] == [45.0, 60.0, 12.0]


def test_a_row_that_the_end_of_a_page_cut_ends_its_table() -> None:
    rows = "|\nReason |\nTotal |\n|\nFalse message / annoyance |\n2 |\n|\nOther |\n5 |\n|\nPersist"
    assert [one["label"] for one in read(f"Response\nArrests:\n{rows}\n")["proposals"]] == [
        "False message / annoyance · Total",
        "Other · Total",
    ]


def test_what_is_not_offered_of_a_table_is_counted_in_a_remark() -> None:
    table = "|\n2019 |\n2020 |\nMen |\n14 |\n* |\nWomen |\n3 |\n5 |\nTotal |\n17 |\n* |\n"
    remarks = [(one["message"], one["locator"]) for one in read(f"Response\nArrests:\n{table}")["problems"]]
    assert [(said.split(":")[-1], at) for said, at in remarks] == [(" 2.", "lines 8-14")]
    for total in (17, 19):
        rows = f"Response\nArrests:\nMen | 14 |\nWomen | 3 |\nTotal | {total} |\n"
        assert [value for value, *_ in offered(rows)] == [14.0, 3.0, total] and not read(rows)["figures"]


def test_a_heading_that_names_a_question_heads_its_table() -> None:
    table = "Table for question 2:\n2019 | 14\n2020 | 15\n"
    text = f"Request\n1. Policies?\n2. Arrests?\nResponse\n1. No information held.\n{table}"
    assert [(one["question"], one["status"]) for one in read(text)["outcomes"]] == [
        ("1", "not_held"),
        ("2", "answered"),
    ]


# From an offer to a figure

LETTER = (
    "Request\n1. For the financial year 2013/14, how many people who teach were (a) charged and (b) cautioned for "
    "sexual grooming (Home Office offence code: 88A)?\nResponse\n1a. Charged – 5\n1b. Cautioned – 0\n"
)
"""Of whom it is asked nobody knows a word: a person has to say what the numbers are."""


@pytest.fixture(scope="module")
def letter_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letter's raw folder, built: what waits of it stands beside the warehouse."""
    folder = tmp_path_factory.mktemp("letter") / "raw" / "west-midlands" / "5619"
    folder.mkdir(parents=True)
    (folder / "reply.txt").write_text(LETTER, encoding="utf-8")
    (folder / "source.toml").write_text(
        'force = "west-midlands"\nkind = "force_response"\n\n[[document]]\npath = "reply.txt"\n', encoding="utf-8"
    )
    raw: Path = folder.parents[1]
    assert built(raw)[0] == []
    return raw


@pytest.fixture
def raw(letter_of: Path, tmp_path: Path) -> Path:
    return shutil.copytree(letter_of.parent, tmp_path, dirs_exist_ok=True) / "raw"


def waits(raw: Path) -> list[dict[str, Any]]:
    """What the letter's numbers were when it was built."""
    return proposals.read(raw.parent / "warehouse.duckdb")


def built(raw: Path) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]], list[str]]:
    """Figures, proposals and the rules of what checks warn of."""
    warehouse = raw.parent / "warehouse.duckdb"
    assert build([raw], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        figures = con.execute(
            "select figure_id, measure_id, unit, offence_id, period_id, value, review, status from all_figures"
        ).fetchall()
        rules = [rule for (rule,) in con.execute("select rule from checks where severity <> 'note'").fetchall()]
    return figures, proposals.read(warehouse), rules


def with_toml(raw: Path, change: Any) -> None:
    toml = raw / "west-midlands" / "5619" / "source.toml"
    toml.write_text(change(toml.read_text(encoding="utf-8")), encoding="utf-8")


def test_what_waits_stands_beside_the_warehouse_and_in_none_of_its_tables(raw: Path) -> None:
    assert [one["value"] for one in waits(raw)] == [5.0, 0.0]
    with duckdb.connect(str(raw.parent / "warehouse.duckdb"), read_only=True) as con:
        tables = [name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()]
    assert "proposals" not in tables


def test_a_number_that_is_taken_is_a_figure_of_the_same_id_and_reviewed(raw: Path) -> None:
    charged, cautioned = waits(raw)
    with_toml(raw, lambda text: decisions.take(text, charged, {}, "AB", DAY, REFERENCE))
    figures, proposals, rules = built(raw)
    assert figures == [(charged["proposal_id"], "charges", "people", "ho_88a", "2013/14", 5.0, "reviewed", "current")]
    assert [one["state"] for one in proposals] == ["accepted", "open"]
    assert "ruling-lapsed" not in rules and proposals[1]["proposal_id"] == cautioned["proposal_id"]


def test_numbers_that_stand_together_are_taken_by_one_entry_where_all_is_read(raw: Path) -> None:
    both = waits(raw)
    with_toml(raw, lambda text: decisions.take_all(text, both, "AB", DAY))
    figures, proposals, rules = built(raw)
    assert sorted((figure[0], figure[6]) for figure in figures) == sorted(
        (one["proposal_id"], "reviewed") for one in both
    )
    assert {one["state"] for one in proposals} == {"accepted"} and "ruling-lapsed" not in rules
    for lacks in ({"period_id": None}, {"doubts": ["said-elsewhere"]}):
        with pytest.raises(CantDecide, match="one by one"):
            decisions.take_all("", [both[0], both[1] | lacks], "AB", DAY)


def test_a_number_that_is_read_otherwise_one_day_waits_again(raw: Path) -> None:
    charged, _ = waits(raw)
    with_toml(raw, lambda text: decisions.take(text, charged, {}, "AB", DAY, REFERENCE))
    reply = raw / "west-midlands" / "5619" / "reply.txt"
    reply.write_text(LETTER.replace("Charged – 5", "Charged – 6"), encoding="utf-8")
    figures, proposals, rules = built(raw)
    assert figures == [] and [one["state"] for one in proposals] == ["open", "open"] and "ruling-lapsed" in rules


def test_a_number_that_is_rejected_waits_no_longer(raw: Path) -> None:
    _, cautioned = waits(raw)
    with_toml(raw, lambda text: decisions.reject_proposal(text, cautioned, "No.", "AB", DAY, REFERENCE))
    figures, proposals, rules = built(raw)
    assert figures == [] and [one["state"] for one in proposals] == ["open", "rejected"]
    assert "ruling-lapsed" not in rules


def test_what_a_proposal_lacks_a_person_gives(raw: Path) -> None:
    reply = raw / "west-midlands" / "5619" / "reply.txt"
    reply.write_text(LETTER.replace("For the financial year 2013/14, how", "How"), encoding="utf-8")
    _, (charged, _), _ = built(raw)
    assert charged["period_id"] is None
    with_toml(raw, lambda text: decisions.take(text, charged, {"period": "2013/14"}, "AB", DAY, REFERENCE))
    ((_, measure, _, _, period, value, review, _),) = built(raw)[0]
    assert (measure, period, value, review) == ("charges", "2013/14", 5.0, "corrected")


def test_a_decision_needs_initials_and_ids_that_exist(raw: Path) -> None:
    charged, _ = waits(raw)
    with pytest.raises(CantDecide, match="initials"):
        decisions.take("", charged, {}, " ", DAY, REFERENCE)
    with pytest.raises(CantDecide, match="period"):
        decisions.take("", charged, {"period": "lately"}, "AB", DAY, REFERENCE)


def test_a_wrong_entry_stops_its_source_and_says_what_would_do(raw: Path) -> None:
    with_toml(raw, lambda text: f'{text}\n[[accepted]]\nproposals = "k3f9"\nby = "AB"\non = 2026-05-01\n')
    assert tomllib.loads((raw / "west-midlands" / "5619" / "source.toml").read_text())["accepted"]
    assert build([raw], raw.parent / "warehouse.duckdb", 0, False) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Response\nArrests made by Zebedee Quillfeather - 9",
        "Response\nOfficer Quillfeather: 4",
        "Response\nOfficer | Arrests |\nQuillfeather | 4 |\nPenfold | 5 |\n",
    ],
)
def test_a_name_that_nothing_else_tells_stands_in_no_label_and_no_answer(text: str) -> None:
    shown = read(text)
    assert shown["proposals"] and "Quillfeather" not in json.dumps([shown["proposals"], shown["outcomes"]])


def test_another_force_in_the_answer_is_a_doubt_and_a_column_of_its_own_is_its_own() -> None:
    shown = read("Response\nKent Police\n2021 arrests: 14\nEssex Police\n2021 arrests: 24")
    assert all("force-unsure" in one["doubts"] for one in shown["proposals"])
    shown = read("Response\nArrests in 2021:\nYear | Kent | Essex |\n2021 | 14 | 24 |\n2022 | 15 | 25 |")
    assert [(one["value"], one["force_id"]) for one in shown["proposals"]] == [
        (14.0, "kent"), (24.0, "essex"), (15.0, "kent"), (25.0, "essex"),
    ]  # fmt: skip


def test_each_number_of_a_sentence_counts_what_stands_behind_it() -> None:
    shown = offered("Response\n14 cautions were issued and 3 arrests were made in 2021.")
    assert [(value, measure) for value, _, measure in shown] == [(14.0, "cautions"), (3.0, "arrests")]


def test_lines_without_an_end_are_read_like_any_other() -> None:
    line = "the police recorded 7 incidents of this kind in the district called area\n"
    assert len(read(f"Response\n{line * 150}")["proposals"]) == 150
    assert read(f"Response\n-{' ' * 50_000}x\nQuestion {'.' * 20_000}a\n")["proposals"] == []


def test_who_rejects_and_who_takes_leave_it_open(raw: Path) -> None:
    charged, _ = waits(raw)
    with_toml(raw, lambda text: decisions.take(text, charged, {}, "AB", DAY, REFERENCE))
    with_toml(raw, lambda text: decisions.reject_proposal(text, charged, "No.", "CD", DAY, REFERENCE))
    figures, proposals, rules = built(raw)
    assert figures == [] and proposals[0]["state"] == "open" and "ruling-lapsed" in rules


@pytest.mark.parametrize("letter", [LETTER, LETTER.replace("For the financial year 2013/14, how", "How")])
def test_two_who_take_one_number_and_do_not_say_the_same_of_it_make_no_figure_in_force(raw: Path, letter: str) -> None:
    (raw / "west-midlands" / "5619" / "reply.txt").write_text(letter, encoding="utf-8")
    _, (charged, _), _ = built(raw)
    with_toml(raw, lambda text: decisions.take(text, charged, {}, "AB", DAY, REFERENCE))
    with_toml(raw, lambda text: decisions.take(text, charged, {"period": "2014/15"}, "CD", DAY, REFERENCE))
    figures, _, rules = built(raw)
    assert all(status == "rejected" for *_, status in figures)
    assert {"ruling-lapsed", "reviewers-disagree"} & set(rules)


def test_a_rejection_holds_for_what_was_seen_alone(raw: Path) -> None:
    charged, _ = waits(raw)
    with_toml(raw, lambda text: decisions.reject_proposal(text, charged, "No.", "AB", DAY, REFERENCE))
    reply = raw / "west-midlands" / "5619" / "reply.txt"
    reply.write_text(LETTER.replace("Charged – 5", "Charged – 77"), encoding="utf-8")
    _, proposals, rules = built(raw)
    assert proposals[0]["state"] == "open" and "ruling-lapsed" in rules


def test_numbers_of_one_label_in_two_messages_have_an_id_each() -> None:
    """Whoever takes one takes no other."""
    mail = (
        "From: Kent Police\nTo: A requester\nDate: {}\n\nDear requester,\n\nResponse\n1a. Charged – {}\n\nKent Police\n"
    )
    shown = read(f"{mail.format('1 May 2021', 5)}\n{mail.format('1 June 2021', 6)}")
    ids = [one["proposal_id"] for one in shown["proposals"]]
    assert len(ids) >= 2 and len(ids) == len(set(ids))


def test_a_label_names_nobody() -> None:
    text = "Response\nArrests made in 2019 by PC 1234 Zebedee Quill: 7\nYours sincerely\nZebedee Quill\n"
    assert "Quill" not in json.dumps(read(text)["proposals"])


def test_a_proposal_has_the_id_of_its_place_and_not_of_its_value() -> None:
    first, other = (read(LETTER.replace("Charged – 5", f"Charged – {n}"))["proposals"][0] for n in (5, 6))
    assert first["proposal_id"] == other["proposal_id"] and (first["value"], other["value"]) == (5.0, 6.0)


def test_an_answer_behind_its_number_keeps_its_place() -> None:
    of_cell = page_of([CellLine(1, "1. There were 14 arrests", 0, 24, where="table 1, row 2, column Answer")])
    (line,) = of_cell.passages[0].lines
    assert locator_of([line]) == "table 1, row 2, column Answer" and (line.start, line.text) == (
        3,
        "There were 14 arrests",
    )
    ((line,),) = [passage.lines for passage in page_of([Line(1, "1. There  were 14 arrests", 100, 125)]).passages]
    assert (line.start, line.end) == (100, 125)


# Forms that answers of other forces took


def test_a_section_without_its_act_over_a_column_is_of_the_act_that_is_named_with_it() -> None:
    asked = "1. Arrests under section 127 of the Communications Act 2003 and {} by year?"
    rows = "Year | s127 | Section 1 |\n2019 | 14 | 33 |\n2020 | 15 | 34 |"

    def offences(other: str) -> list[str | None]:
        shown = read(f"{asked.format(other)}\n{rows}")
        return [one["offence_id"] for one in (*shown["figures"], *shown["proposals"])]

    assert offences("section 1 of the Malicious Communications Act 1988") == ["ca2003_s127", "mca1988_s1"] * 2
    assert offences("section 5 of the Public Order Act 1986") == ["ca2003_s127", None] * 2


def test_a_row_of_one_offence_is_a_figure_where_the_question_names_others_for_other_rows() -> None:
    head = "Freedom of Information Request Reference 12/19\nDated 3 March 2019\n\nRequest\n"
    asked = "Arrests in 2016 and 2017 for sexual communication with a child {} a child following sexual grooming?"
    rows = "Response\nOffence | 2016 | 2017 |\nSexual communication with a child | 19 | 33 |\n"
    shown = read(f"{head}{asked.format('and for meeting')}\n{rows}")
    assert [(one["offence_id"], one["value"]) for one in shown["figures"]] == [
        ("soa2003_s15a", 19.0), ("soa2003_s15a", 33.0),
    ]  # fmt: skip
    assert read(f"{head}{asked.format('who were also arrested for meeting')}\n{rows}")["figures"] == []


S, M = "sexual communication with a child", "meeting a child following sexual grooming"


@pytest.mark.parametrize(
    "text",
    [
        f"Request\nArrests in 2016 for {S}?\n\nResponse\n2016: 19\n\nFor all figures, please note: of Medway.\n",
        f"Figures to 30 September 2016\n\nRequest\nHow many arrests were made in 2016/17 for {S}?\n\nResponse\n19\n",
        f"Request\nWhere the suspect was a police officer:\n1. Arrests in 2016 for {S}?\n\nResponse\n1. 19\n",
        f"Request\nOf all arrests for {M} in 2016, how many were for {S}?\n\nResponse\nOffence | 2016 |\n{S} | 19 |\n",
        f"Request\nThose arrested in 2016 for {M} were arrested for {S}?\n\nResponse\nOffence | 2016 |\n{S} | 19 |\n",
    ],
)
def test_what_limits_a_count_of_a_named_offence_leaves_it_to_a_person(text: str) -> None:
    shown = read(text)
    assert [one["value"] for one in shown["figures"]] == []
    assert [one["value"] for one in shown["proposals"]] == [19.0]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (f"1. How many people were arrested for {S}, by month\nJanuary 2016: 4\nMay 2016: 5\n", [4, 5]),
        (f"Arrests made in April 2016 by Kent Police for {S} 19\nMay 2016: 33\n", [19, 33]),
        (f"Answer 1\nThe number of arrests in 2016 for {S} was nineteen\nResponse 2: 33\n", [19, 33]),
        (f"Please provide the number of arrests in 2016 for the offence of {S}\nnone\n", [0]),
        (f"The number of people arrested in each of these years for {S}\n(a) 2016 – 19\n(b) 2017 – 33\n", [19, 33]),
    ],
)
def test_a_row_a_label_or_an_answer_goes_on_with_no_line(text: str, counts: list[int]) -> None:
    shown = read(f"Response\n{text}")
    assert sorted(one["value"] for one in (*shown["figures"], *shown["proposals"])) == counts


def test_a_refusal_of_the_whole_stands_beside_what_is_not_confirmed_of_one_question() -> None:
    asked = "Request\n1. How many arrests in 2016?\n2. How many charges in 2016?\n\nResponse\n"
    told = "Question 1 is neither confirmed nor denied by virtue of section 30(3)."
    assert (None, "refused", ["s30(3)"]) in statuses(
        f"{asked}{told} The whole of the request is refused under section 30(3)."
    )


def test_years_above_their_counts_are_a_table_without_labels() -> None:
    folded = offered("How many crimes were recorded?\n2019/20 |\n2020/21 |\n14 |\n33 |\n")
    assert folded == [(14, "2019/20", "offences_recorded"), (33, "2020/21", "offences_recorded")]
    assert offered("How many crimes were recorded?\n| 2019/20 | 2020/21 |\n| 14 | 33 |\n") == folded


def test_cells_of_a_table_that_does_not_fold_are_offered_where_no_heading_says_that_they_answer() -> None:
    cells = offered("Crimes of the year\nKind |\nHigh street |\n14 |\nStation |\n33 |\n5 |\n")
    assert [value for value, *_ in cells] == [14, 33, 5]


def test_a_question_s_label_before_the_word_response_heads_its_answer() -> None:
    shown = read("Q1 response:\nYear |\nTotal |\n2019 |\n14 |\n2020 |\n33 |\nQ2 & Q3 response: There were 7 in 2020.\n")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [
        (question, "answered") for question in "123"
    ]
    assert [one["question"] for one in shown["proposals"]] == ["1", "1", "2"]


def test_a_sentence_that_ends_in_of_announces_the_points_that_are_asked() -> None:
    shown = read("For 2020, please give the number of\n1. a) arrests\n2. b) cautions\nYear Arrests Cautions\n2020 14 3")
    assert [one["question"] for one in shown["proposals"]] == [None, None]
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [(None, "answered")]


def test_a_note_that_wants_only_some_questions_answered_counts_nothing() -> None:
    assert offered("Note – should this take too long, please only answer the first two questions.\n") == []


def test_a_cost_beyond_the_time_threshold_refuses() -> None:
    shown = read("Response\nWe are unable to give this: the cost of finding it would exceed the time threshold.")
    assert [(one["status"], one["exemptions"]) for one in shown["outcomes"]] == [("refused", ["s12"])]


def test_rapes_recorded_are_offences_recorded() -> None:
    assert offered("1. How many rapes were recorded in 2019?\n14\n") == [(14, "2019", "offences_recorded")]
    assert offered("1. How many rapes were discussed in 2019?\n14\n") == [(14, "2019", None)]


def test_a_part_that_is_not_held_says_nothing_of_what_is_disclosed_beside_it() -> None:
    given = "We are able to disclose the located information as follows.\n{}People and not cautions are counted.\n"
    held = "{}No information held.\n"
    assert statuses(f"Response\n{given.format('')}{held.format('')}") == [(None, "not_read", [])]
    assert statuses(f"Response\n{given.format('(A) ')}{held.format('(B) ')}") == [("B", "not_held", [])]


def test_questions_that_count_different_things_leave_open_what_a_number_counts() -> None:
    asked = "How many thefts were reported in 2019?\n{}\nResponse\nThere were 33 reported thefts.\n"
    assert offered(asked.format("How many were charged?")) == [(33, "2019", None)]
    assert offered("How many were charged in 2019?\nResponse\nThere were 33 of them.\n") == [(33, "2019", "charges")]


@pytest.mark.parametrize(
    "act", ["Anti-social Behaviour, Crime and Policing Act 2014", "Serious Crime Act 2015", "Sexual Offences Act 2003"]
)
def test_an_act_with_crime_in_its_name_says_nothing_of_what_is_counted(act: str) -> None:
    assert offered(f"How many orders under the {act} were made in 2019?\nResponse\n14 were made.\n") == [
        (14, "2019", None)
    ]


def test_the_bounds_of_an_age_are_no_counts() -> None:
    said = "The arrests are those with an age greater than 10 and less than 19 at the time."
    assert offered(f"Response\n{said}\nYear Arrests\n2019 14\n2020 33\n") == [
        (14, "2019", "arrests"),
        (33, "2020", "arrests"),
    ]


def test_a_question_has_its_own_lines_and_not_those_of_a_later_one_with_its_label() -> None:
    asked = "1. How many arrests for sexual communication with a child were there"
    shown = read(f"{asked}?\n\n14\n\n{asked} in 2019?\n\nNot held.\n")
    assert shown["figures"] == []
    assert [(one["value"], one["doubts"]) for one in shown["proposals"]] == [(14, ["said-elsewhere"])]


def test_a_label_before_its_number_has_no_word_of_the_number_before() -> None:
    shown = read("Response\nAt the station: 12 arrests, in court: 3 charges.\n")
    assert [(one["value"], one["label"]) for one in shown["proposals"]] == [
        (12, "At the station: 12 arrests,"),
        (3, "in court: 3 charges."),
    ]


def test_a_wrapped_line_keeps_its_number_where_the_next_line_reckons() -> None:
    said = "In the financial year 2019/20 there were 18 arrests. To say more would\nneed a search of each record."
    assert [value for value, *_ in offered(f"Response\n{said}\n")] == [18]
    share = "In the financial year 2019/20 the share of these arrests rose to 18\nper cent."
    assert offered(f"How many arrests were there?\nResponse\n{share}\n") == []


def statuses(text: str) -> list[tuple[Any, ...]]:
    return [(one["question"], one["status"], one["exemptions"]) for one in read(text)["outcomes"]]


def test_an_answer_on_the_line_of_its_heading_needs_no_colon_below_a_question() -> None:
    text = "Question 1 How many lived there?\n\nAnswer There were 53.\n\nQuestion 2 And in 2008?\n\nAnswer Then 37.\n"
    assert [(one["question"], one["value"]) for one in read(text)["proposals"]] == [("1", 53), ("2", 37)]


def test_a_decision_above_the_questions_is_of_those_that_it_names() -> None:
    decided = "I have decided to;\n• partially exempt records in answer to question 1; and\n"
    decided += "• fully exempt records in answer to questions 2 and 3 pursuant to Section 31(1) of the Act.\n"
    asked = "".join(f"Question {n}\nHow many in town {n}?\n" for n in (1, 2, 3))
    assert statuses(f"Request and Answer:\n{decided}{asked}") == [
        ("1", "partly_answered", ["s31(1)"]),
        ("2", "refused", ["s31(1)"]),
        ("3", "refused", ["s31(1)"]),
    ]


@pytest.mark.parametrize(
    ("answer", "first", "second"),
    [
        (
            "1. The plan is exempt under Section 40(2).\n2. The lead is the Assistant Chief Constable for Crime"
            ".\nSection 40 is a qualified class based exemption.",
            ("refused", ["s40(2)"]),
            ("answered", []),
        ),
        (
            "1. 22\n2. Exempt under Section 40(2), as only one child is concerned.",
            ("answered", []),
            ("refused", ["s40(2)"]),
        ),
        ("The attached list is what is held for question 1.\n\n2. Not held.", ("referred", []), ("not_held", [])),
        ("No information in scope of parts 1 and 2 of your request is held.", ("not_held", []), ("not_held", [])),
        ("Response to question 1\n22\nResponse to question 2\nNot held.", ("answered", []), ("not_held", [])),
    ],
)
def test_each_question_has_its_own_answer(answer: str, first: tuple[Any, ...], second: tuple[Any, ...]) -> None:
    asked = "Request\n1. How many plans?\n2. Who leads on them?\nResponse\n"
    assert statuses(f"{asked}{answer}") == [("1", *first), ("2", *second)]


def test_parts_below_a_heading_of_a_question_s_parts_are_asked() -> None:
    denied = "We can neither confirm nor deny that the force does or does not hold this, by Section 12(2)."
    asked = "Questions 1 A-C\nOf the searches:\na) Please state the number.\nb) Please state the places.\n"
    assert statuses(f"Request and Answer:\n{denied}\n\n{asked}") == [(None, "ncnd", ["s12(2)"])]
    assert labels_of("1 A-C") == ("1a", "1b", "1c")


def test_what_is_counted_among_the_reasons_of_a_refusal_is_no_answer() -> None:
    refused = "The information is held, however cannot be disclosed within the limits for the following reason."
    why = "In this time there have been 4,183 arrests. Each would have to be read, so Section 12(1) would apply."
    assert statuses(f"1. How many arrests?\n\nIn Response:\n{refused}\n{why}\n") == [(None, "refused", ["s12(1)"])]
    assert offered(f"1. How many arrests?\n\nIn Response:\n{refused}\n{why}\n") == []
    given = "As a gesture of goodwill: in 2019 there were 14 arrests."
    assert offered(f"1. How many arrests?\n\nIn Response:\n{refused}\n{why}\n{given}\n") == [(14, "2019", "arrests")]


@pytest.mark.parametrize(
    "spared",
    [
        "To tell them apart would have been refused under Section 12 of the Act due to cost.",
        "Rather than apply the exemption of Section 12, we have given all.",
        "To avoid your full request being refused due to Section 12, we have left out point 5.",
    ],
)
def test_a_refusal_that_was_not_made_refuses_nothing(spared: str) -> None:
    asked = "You asked:\nHow many arrests in 2019?\nIn Response:\n"
    assert statuses(f"{asked}{spared}\nMen - 138\nWomen - 47\n") == [(None, "answered", [])]


def test_what_is_said_with_a_refusal_that_was_not_made_is_left_to_a_person() -> None:
    asked = "1. How many arrests?\n2. How many charges?\n\nResponse\n1. 14 arrests.\n"
    assert statuses(f"{asked}2. Rather than apply an exemption we say that no information is held.\n")[-1] == (
        "2",
        "not_read",
        [],
    )


@pytest.mark.parametrize(
    "said",
    [
        "This letter provides a response to your request. The information is exempt under section 12 of the Act.",
        "The information is exempt by virtue of section 12. 312 records were retrieved during the initial search, "
        "and to read them would take over 18 hours.",
    ],
)
def test_what_is_said_of_a_letter_or_a_search_gives_nothing(said: str) -> None:
    text = f"How many arrests were made in 2018?\n\nResponse\n{said}\n"
    assert statuses(text) == [(None, "refused", ["s12"])]
    assert offered(text) == []


@pytest.mark.parametrize(
    "rest",
    [
        "It cannot be disclosed for the following reasons:\nSection 30(1) Investigations\n"
        "We are able to confirm that 12 arrests were made in 2018.",
        "2019 14\nNames cannot be provided for the following reasons: section 40.\nIn 2018 there were 12.",
    ],
)
def test_a_number_beside_reasons_that_is_told_is_offered(rest: str) -> None:
    text = f"How many arrests were made in 2018 and 2019?\n\nResponse\n{rest}\n"
    assert (12, "2018") in [(value, period) for value, period, _ in offered(text)]
    assert statuses(text) == [(None, "not_read", [])]


def test_a_number_in_the_sentence_that_points_elsewhere_is_no_answer() -> None:
    said = "For 3 forces the numbers can be found at https://www.example.org/statistics"
    assert statuses(f"1. How many arrests in 2018?\n\nResponse\n1. {said}\n") == [("1", "referred", [])]


def test_what_is_disclosed_beside_what_is_withheld_answers_in_part() -> None:
    given = "I am able to disclose the located information to you as follows."
    withheld = "The reference of each crime is personal data, therefore will not be disclosed.\nSection 40 (2) applies."
    assert statuses(f"Response\n{given}\n{withheld}\n") == [(None, "partly_answered", ["s40(2)"])]
    refused = "It is held, however cannot be disclosed for the following reasons."
    assert statuses(f"Response\n{given}\n{refused}\n{withheld}\n") == [(None, "refused", ["s40(2)"])]


def test_the_label_of_a_row_says_nothing_of_its_question() -> None:
    rows = "Outcome\nCount\nCharge\n4\nVictim is unable to identify a suspect\n2\nNot stated\n10\n"
    assert statuses(f"1. How many in 2019?\n2. How did they end?\n\nResponse\n2. Those in 2019:\n{rows}")[-1] == (
        "2",
        "answered",
        [],
    )


def test_a_number_in_a_sentence_answers_though_more_stands_elsewhere() -> None:
    said = "There are 53 of them. For your information, others can be found at the below link; http://www.example.org/"
    assert statuses(f"Question 1\nHow many are there?\nAnswer 1\n{said}\n") == [("1", "answered", [])]


def test_what_refuses_the_whole_stands_beside_what_names_its_questions() -> None:
    whole = "Our data are not organised in such a way as to allow us to provide this within the limit (Section 12)."
    named = "Additionally, with regard to questions 3a and 3b, we hold no recorded information."
    assert statuses(f"1. How many?\n2. When?\n3a. Who?\n3b. Where?\n\n{whole}\n\n{named}\n") == [
        ("3a", "not_held", []),
        ("3b", "not_held", []),
        (None, "refused", ["s12"]),
    ]


@pytest.mark.parametrize("label", ["({})", "{})"])
def test_letters_that_count_from_a_on_are_labels(label: str) -> None:
    asked = "{} How many people were cautioned in 2019?\n{} How many files were passed on in 2019?\n"
    answers = "{} The number of people cautioned was 14.\n{} No information held.\n"
    a, b = label.format("A"), label.format("B")
    shown = read(f"You asked:\n{asked.format(a, b)}In Response:\n{answers.format(a, b)}")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("A", "answered"), ("B", "not_held")]
    assert [(one["question"], one["value"]) for one in (*shown["figures"], *shown["proposals"])] == [("A", 14)]


def test_numbers_before_wide_spaces_that_count_from_1_on_are_labels() -> None:
    asked = "1. How many arrests were made in 2019?\n2. Who knew?\n"
    shown = read(f"You asked:\n{asked}In Response:\n1  Arrests – 14\n\n2  No information held.\n")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("1", "answered"), ("2", "not_held")]
    assert [(one["question"], one["value"]) for one in (*shown["figures"], *shown["proposals"])] == [("1", 14)]


@pytest.mark.parametrize(
    "withheld",
    [
        "Section 40(2) applies to numbers fewer than 5.",
        "Numbers fewer than 5 are withheld under Section 40(2) Personal Information.",
        "Where figures are fewer than five these have been suppressed, Section 40(2) of the Act applies.",
    ],
)
def test_small_numbers_that_are_withheld_leave_an_answer_in_part(withheld: str) -> None:
    text = f"You asked:\nHow many arrests each year?\nResponse\nYear Arrests\n2019 14\n2020 22\n{withheld}\n"
    assert statuses(text) == [(None, "partly_answered", ["s40(2)"])]
    assert [value for value, *_ in offered(text)] == [14, 22]


@pytest.mark.parametrize(
    "said",
    [
        "Fewer than 5 arrests, and the exact number is withheld under section 40(2).",
        "2018: fewer than 5 (exempt under section 40)",
        "Results: fewer than 5 arrests.",
    ],
)
def test_a_small_count_is_offered_though_the_exact_one_is_withheld(said: str) -> None:
    shown = read(f"How many arrests were made in 2018?\n\nResponse\n{said}\n")
    assert [(one["value_low"], one["value_high"], one["period_id"]) for one in shown["proposals"]] == [(0, 4, "2018")]


def test_a_row_of_weeks_has_not_the_time_of_its_year() -> None:
    assert offered("1. How many stops in 2020?\nResponse\nWeeks 1-26\n14\nWeeks 27-52\n22\n") == [
        (14, None, None),
        (22, None, None),
    ]


def test_a_code_may_be_all_of_a_row_s_label() -> None:
    rows = "Home Office Code 2012 2013 2014\n08/65 4 36 44\n195/12 11 83 79\n08/66   23 16\n"
    text = f"1. How many crimes were recorded after the law of 2012?\nResponse\nCrimes Year\n{rows}"
    read_in = [(value, period) for value, period, _ in offered(text)]
    assert read_in[:6] == [(4, "2012"), (36, "2013"), (44, "2014"), (11, "2012"), (83, "2013"), (79, "2014")]
    assert read_in[6:] == [(23, None), (16, None)]  # which cell it lost, nobody can tell


def test_the_day_of_a_letter_is_no_time_of_what_it_counts() -> None:
    asked = "You asked:\nFor the year 2019, the arrests by sex.\n"
    text = f"Date Responded 15 September 2020\n{asked}In Response:\nMen - 38\n"
    assert offered(text) == [(38, "2019", "arrests")]


def test_rows_below_a_line_of_their_time_have_it() -> None:
    asked = "1. How many appeals?\nApril 1st, 2019 - March 31st, 2020\nApril 1st, 2018 - March 31st, 2019\n"
    rows = "1. 1 April 2019 – 31 March 2020\nMen - 32\nWomen - 13\n1 April 2018 – 31 March 2019\nMen - 27\nWomen - 11\n"
    assert [(value, period) for value, period, _ in offered(f"You asked:\n{asked}In Response:\n{rows}")] == [
        (32, "2019/20"),
        (13, "2019/20"),
        (27, "2018/19"),
        (11, "2018/19"),
    ]


def test_an_answer_among_the_reasons_of_a_refusal_is_offered() -> None:
    asked = "1. How many went missing in 2016?\n2. How many had dementia?\n"
    refused = "It is held, however cannot be disclosed for the following reasons. Most of point 2 is not flagged."
    why = "It would entail a manual view of 876 records (that number provides a response to point 1 of this request)."
    text = f"You asked:\n{asked}In Response:\n{refused}\n{why} Section 12(1) would apply.\n"
    assert [value for value, *_ in offered(text)] == [876]
    assert statuses(text) == [(None, "not_read", [])]  # point 1 is given and point 2 refused


def test_questions_by_their_letter_q_are_those_of_the_part_that_is_refused() -> None:
    asked = "".join(f"{n}) How many came in by way {n} in 2023?\n" for n in (1, 2, 3))
    said = "Please be advised that the requested information at Q2 to Q3 is not held in an easily retrievable format."
    why = "There were 134 such offences. Section 12(1) of the Act therefore applies to this part of the request."
    assert statuses(f"{asked}Response: {said} {why}\n") == [("2", "refused", ["s12(1)"]), ("3", "refused", ["s12(1)"])]


def test_some_of_it_that_is_not_recorded_centrally_is_the_reason_of_a_whole_refusal() -> None:
    said = "Some of the requested information is not centrally recorded. Each would have to be reviewed by hand."
    assert statuses(f"Response: {said} The cost would exceed the appropriate limit, and Section 12(1) applies.\n") == [
        (None, "refused", ["s12(1)"])
    ]


def test_a_wrapped_line_of_an_answer_that_begins_as_a_question_asks_nothing() -> None:
    asked = "1. How many raids were there in 2019?\n2. Can you send the policy?\n\n"
    said = "Unfortunately, the police are unable to provide you with the information requested.\n"
    why = "In relation to question 1, visits are undertaken by many and varied departments. To find\n"
    why += "how many of them were a raid would need a manual search of all records. This would\n"
    why += "greatly exceed the 18 hour time frame, and Section 12(1) applies.\n"
    assert statuses(f"{asked}{said}{why}") == [(None, "not_read", []), ("1", "refused", ["s12(1)"])]


def test_a_second_bracket_of_a_section_counts_nothing() -> None:
    said = "14 were sent contrary to section 127(1)(a) and (3) of the Communications Act 2003."
    assert [value for value, *_ in offered(f"How many in 2019?\nResponse\n{said}\n")] == [14]


@pytest.mark.parametrize(
    "said",
    [
        "The original answer 635083999 is on our website under that name.",
        "The table of them is in the attached file:\n\nTab 1",
        "The duty does not arise where it is exempt by virtue of subsection (1) or (2).",
        "The letters are sent contrary to Sec 32(1)(b) or (4) as the later Act has it.",
        "The workbook was made on 02/09/201 4 and is for FY2013-1 4 and no other.",
        "Our system was searched for all of them. This gave 4,962 results in all.",
        "One offence may make several crimes.",
        "There are duplicates where one incident makes more than one crime.",
        "2 –",
        "2] How many were",
    ],
)
def test_what_names_or_reckons_or_is_broken_counts_nothing(said: str) -> None:
    assert [value for value, *_ in offered(f"How many arrests in 2019?\nResponse\nThere were 14.\n{said}\n")] == [14]


def test_letters_alone_on_their_lines_number_questions_and_answers() -> None:
    text = (
        "Request\nA\nHow many arrests were made in 2019?\nB\nHow many in 2020?\nC\nWho made them?\nResponse\n"
        "A\nThere were 14 arrests.\nB and C\nThis information is exempt under Section 31(1) of the Act."
    )
    refused = [(label, "refused", ["s31(1)"]) for label in "BC"]
    assert statuses(text) == [("A", "answered", []), *refused]


@pytest.mark.parametrize("labels", ["A to C", "A, B and C", "A – C"])
def test_letters_of_several_questions_are_each_of_them(labels: str) -> None:
    text = f"Request\nA\nHow many?\nB\nWhere?\nC\nWhen?\nResponse\n{labels}\nNo information is held."
    assert statuses(text) == [(label, "not_held", []) for label in "ABC"]


def test_what_is_held_in_part_and_cannot_be_disclosed_is_refused() -> None:
    text = (
        "Response\nI can confirm that the force holds in part what you asked for, however it cannot be disclosed "
        "for the following reasons.\nSection 12(1) applies."
    )
    assert statuses(text) == [(None, "refused", ["s12(1)"])]


def test_a_section_above_what_its_exemption_asks_refuses() -> None:
    text = (
        "1. How many investigations are open?\n1 –\nSection 30(1) – Investigations\nFor this qualified exemption we "
        "have to conduct a public interest test."
    )
    assert statuses(text) == [("1", "refused", ["s30(1)"])]


@pytest.mark.parametrize(
    "said",
    ["Each case would have to be gone through.", "To set it out has been estimated to take longer than 14 hours."],
)
def test_what_it_would_take_to_answer_answers_nothing(said: str) -> None:
    assert statuses(f"1. What was done then?\n\nResponse\n1. {said}\n") == [("1", "not_read", [])]


def test_what_was_asked_for_is_no_question() -> None:
    said = "What is asked for is exempt by Section 44 of the Act."
    assert statuses(f"1. Who was it?\n\nResponse\n1. {said}\n") == [("1", "refused", ["s44"])]


@pytest.mark.parametrize("act", ["Sexual Offences Act 2003 s12 - watch a sexual act", "Section 12 SOA 2003"])
def test_an_act_is_named_by_its_year_alone(act: str) -> None:
    rows = f"2017/18 2018/19 2019/20\n{act} 1 2,188 28\nSection 9 Sexual Offences Act 2003 81 41 320"
    every = read(f"How many arrests by offence and financial year?\nResponse\n{rows}\n")
    found = [
        (one["value"], one["period_id"], one["measure_id"]) for kind in ("figures", "proposals") for one in every[kind]
    ]
    years = ("2017/18", "2018/19", "2019/20")
    assert found == [
        (value, year, "arrests")
        for row in ((1, 2188, 28), (81, 41, 320))
        for value, year in zip(row, years, strict=True)
    ]


def test_an_act_s_year_is_no_count_where_a_cell_is_empty() -> None:
    rows = "2017/18 2018/19 2019/20\nSection 9 Sexual Offences Act 2003 81 41\nSection 12 SOA 2003 1 2"
    found = offered(f"How many arrests by offence and financial year?\nResponse\n{rows}\n")
    assert 2003 not in [value for value, *_ in found] and all(period is None for _, period, _ in found)


def test_a_year_or_a_label_that_is_glued_to_its_number_is_parted() -> None:
    years = "Number of appeals received\n201647\n201758\n2019\n60\n202084\n2021*55\nTotal304\n"
    assert [(value, period) for value, period, _ in offered(f"How many appeals?\nResponse\n{years}")][:5] == [
        (47, "2016"),
        (58, "2017"),
        (60, "2019"),
        (84, "2020"),
        (55, None),  # the mark may say that it is a part of the year
    ]
    counts = {"2013": 168, "2014": 172, "2015 – year to date": 204}
    rows = "".join(f"{year}\nNumber of (late) appeals*{count}\nAppeals\n" for year, count in counts.items())
    read_in = [(value, period) for value, period, _ in offered(f"How many appeals?\nResponse\n{rows}")]
    assert read_in == [(168, "2013"), (172, "2014"), (204, None)]
    apart = "201647\nWe also hold reference\n194458\n"
    assert (47, "2016", None) not in offered(f"How many appeals?\nResponse\n{apart}")  # no list of years
    assert not offered("How many appeals?\nResponse\nAppeals\n2018/19\n2019/20\n2020-21\n")
    glued_years = offered("How many appeals?\nResponse\nAppeals\n201819\n201920\n")
    assert (19, "2018", None) not in glued_years


def test_tables_by_age_below_one_another_have_their_labels_and_no_count_of_years() -> None:
    rows = "Age | Male arrests |\n0-6 | <5 |\n7-12 | 6 |\nAge | Female arrests |\n13 | 7 |\n14 | 12 |\n17 | <5 |\n"
    read_in = read(f"How many arrests in 2019?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value_text"]) for one in read_in] == [
        ("0-6 · Male arrests", "<5"),
        ("7-12 · Male arrests", "6"),
        ("13 · Female arrests", "7"),
        ("14 · Female arrests", "12"),
        ("17 · Female arrests", "<5"),
    ]
    no_ages = "Arrests | Charges |\n13 | 7 |\n14 | 12 |\n"
    assert len(offered(f"How many in 2019?\nResponse\n{no_ages}")) == 4  # each counts


def test_rows_of_ages_end_in_their_count() -> None:
    rows = "Age count\n11 – 17 43\n18 – 34 286\n65+ 9\n"
    read_in = read(f"How many were used in 2019?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value"]) for one in read_in] == [("11 – 17", 43), ("18 – 34", 286), ("65+", 9)]


def test_an_answer_that_begins_later_has_not_the_time_of_its_question() -> None:
    said = "They came on 24 July 2018, so we can only give it from that date.\nIn custody – 163 times\n"
    assert offered(f"How often from January 2016 to November 2019?\nResponse\n{said}") == [(163, None, None)]


def test_a_number_word_behind_what_it_comes_to_is_a_count() -> None:
    said = "Together these offences come to eight in the period asked for."
    assert [value for value, *_ in offered(f"How many in 2019?\nResponse\n{said}\n")] == [8]
    assert not offered("How many in 2019?\nResponse\nOfficers came to six addresses on that day.\n")


def test_years_that_are_said_to_run_between_other_days_are_no_financial_years() -> None:
    rows = "Figures as of 1st June – 31 May each year\nYear Count\n2015/16 32056\n2016/17 32877\n"
    assert [period for _, period, _ in offered(f"How many incidents?\nResponse\n{rows}")] == [
        "2015-06-01..2016-05-31",
        "2016-06-01..2017-05-31",
    ]
    usual = rows.replace("1st June – 31 May", "April to March")
    assert [period for _, period, _ in offered(f"How many incidents?\nResponse\n{usual}")] == ["2015/16", "2016/17"]


@pytest.mark.parametrize("said", ["It differs a little from the 2008/09 figure above.", "Compared with 2019 it rose."])
def test_a_time_that_a_number_is_compared_with_is_not_its_own(said: str) -> None:
    assert offered(f"How many officers are there?\nResponse\n{said}\n30 Inspectors\n") == [(30, None, None)]


def test_two_bars_in_a_line_are_two_empty_cells_where_rows_are_whole_with_them() -> None:
    rows = (
        "|\n2022 |\n2023 |\n2024 |\n|\n|\nBurglary |\n1 |\n||\n|\nArson |\n4 |\n5 |\n|\n|\nTheft |\n11 |\n16 |\n8 |\n"
    )
    read_in = read(f"How many arrests?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value"]) for one in read_in] == [
        ("Burglary · 2022", 1), ("Arson · 2022", 4), ("Arson · 2023", 5), ("Theft · 2022", 11), ("Theft · 2023", 16),
        ("Theft · 2024", 8),
    ]  # fmt: skip


def test_a_count_with_its_part_in_brackets_has_the_labels_of_its_cell() -> None:
    rows = "Year | Number of appeals |\n2019 | 60 (3 late)\n|\n2020 | 84 (5%)\n|\n2021 | 55 (<5)\n|\n"
    read_in = read(f"How many appeals?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value_text"], one["period_id"]) for one in read_in] == [
        ("2019 · Number of appeals", "60", "2019"),
        ("2019 · Number of appeals · 3 late", "3", "2019"),
        ("2020 · Number of appeals", "84", "2020"),
        ("2021 · Number of appeals", "55", "2021"),
        ("2021 · Number of appeals · <5", "<5", "2021"),
    ]


def test_a_row_that_ends_in_its_count_hides_not_what_is_counted_above_it() -> None:
    text = "(a) How many persons were prosecuted; (b) how many were convicted?\nResponse\n"
    rows = "No. of individuals prosecuted\n(in court or elsewhere that day) 2018 7\n2019 9\n2020 6\n"
    assert offered(f"{text}{rows}") == [
        (7, "2018", "prosecutions"),
        (9, "2019", "prosecutions"),
        (6, "2020", "prosecutions"),
    ]


def test_one_in_a_sentence_of_what_we_can_tell_is_a_count() -> None:
    said = "I can advise that of the three, two charges were not proven and one charge was withdrawn."
    assert [value for value, *_ in offered(f"How many charges in 2019?\nResponse\n{said}\n")] == [2, 1]
    supposed = "I can advise that there can be several offences for one charge."
    assert not offered(f"How many charges in 2019?\nResponse\n{supposed}\n")


def test_the_year_of_an_annual_report_is_no_time_of_a_count() -> None:
    text = "There were 63 investigations.\n2020\nAnnual Report 2020\n2019\nAnnual Report 2019\n"
    assert offered(f"How many investigations?\nResponse\n{text}") == [(63, None, None)]


# What must not be made of it


@pytest.mark.parametrize(
    "rows",
    [
        "A\n14\nB\n15\nC\n16\n",  # divisions
        "Class\nA\nB\nArrests\nA\n14\nB\n15\n",
        "2018\nA\n14\nB\n15\n2019\nA\n16\nB\n17\n",
        "A\nThere were 14 arrests.\nB\nThere were 15 charges.\n",
    ],
)
def test_letters_that_name_rows_are_no_questions(rows: str) -> None:
    answer = read(f"Request\nHow many arrests in each division?\nResponse\n{rows}")
    assert {one["question"] for one in (*answer["proposals"], *answer["outcomes"])} == {None}


def test_a_letter_beyond_those_that_count_on_is_no_label() -> None:
    text = "You asked:\nA) How many arrests?\nB) Who made them?\nResponse\nA) 14\nB) Exempt under section 40(2).\nI\n"
    assert statuses(text) == [("A", "answered", []), ("B", "refused", ["s40(2)"])]


def test_the_number_of_a_page_heads_no_answer() -> None:
    text = "How many arrests in 2019?\nResponse\nPage\n3 -\nThere were 14 arrests.\n"
    assert statuses(text) == [(None, "answered", [])]


@pytest.mark.parametrize(
    "said",
    [
        "14 people were arrested. To note, they were held for 20 hours.",
        "14 people were arrested. To find more, each record would need to be read.",
        "I can confirm 14 arrests, but the rest cannot be disclosed for the following reasons:\nSection 40(2)",
        "Our search for arrests yielded 14 records.",
        "Number of charge sheets 14 in the year",
    ],
)
def test_a_count_beside_what_is_reckoned_or_refused_is_offered(said: str) -> None:
    text = f"How many arrests were made in 2019?\nResponse\n{said}\n"
    assert [value for value, *_ in offered(text)] == [14] and ("refused" not in str(statuses(text)))


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("I can advise that one person can be arrested for several offences.", []),
        ("One person was arrested more than one time.", [1]),
        ("Only one arrest can be attributed to that.", [1]),
        ("Our costs come to sixty.", []),
        ("The arrests come to sixty.", [60]),
    ],
)
def test_a_number_word_counts_what_was_done_and_not_what_can_be(said: str, values: list[int]) -> None:
    assert [value for value, *_ in offered(f"How many arrests in 2019?\nResponse\n{said}\n")] == values


@pytest.mark.parametrize(
    "said", ["You have a general right to ask for a review. 14 arrests.", "14 arrests. It will have to be paid."]
)
def test_what_is_said_of_something_else_leaves_an_answer(said: str) -> None:
    assert statuses(f"How many arrests in 2019?\nResponse\n{said}\n") == [(None, "answered", [])]


@pytest.mark.parametrize(
    ("days", "periods"),
    [
        ("October to December", [None, "2019-10-01..2019-12-31"]),  # of 2019/20 fifteen months, which nobody means
        ("1 January to 30 June", [None, "2019-01-01..2019-06-30"]),
        ("April to March", ["2019/20", None]),
    ],
)
def test_days_of_each_year_that_are_no_year_are_not_read_as_one(days: str, periods: list[str | None]) -> None:
    rows = ("2019/20", "2019")
    asked = f"How many arrests, {days} each year?\nResponse\n"
    assert [offered(f"{asked}{row}: 14\n")[0][1] for row in rows] == periods


@pytest.mark.parametrize(
    ("table", "periods"),
    [
        ("| Year | Arrests |\n| 2019 | 60 (3 late) |\n| 2020 | 30 (to June) |\n", ["2019", "2019", None]),
        ("| Year | Arrests |\n| 2019 | 60 (1) |\n| 2020 | 30 (2) |\n", ["2019", "2020"]),  # notes
        ("| Year | Arrests |\n| 2019 | 60 (9 in 2018) |\n| 2020 | 30 (part year) |\n", ["2019", "2018", None]),
        ("2019/20 60\n2020/21* 30\n", ["2019/20", None]),
        ("| Town | Arrests |\n| Dover | 60 (2019) |\n| Deal | 30 (2020) |\n", ["2019", "2020"]),
        ("| Year | Jan - Jun | Jul - Dec |\n| 2019 | 60 | 30 |\n", [None, None]),
    ],
)
def test_a_part_of_a_year_in_another_cell_is_not_the_year(table: str, periods: list[str | None]) -> None:
    assert [period for _, period, _ in offered(f"How many arrests?\nResponse\n{table}")] == periods


def test_years_glued_to_what_cannot_be_a_count_are_no_years() -> None:
    rows = "201900123\n202000456\n202100789\n"
    assert not {period for _, period, _ in offered(f"How many arrests?\nResponse\n{rows}")} - {None}


CELLS = "Offence |\n2019 |\n2020 |\n"


def test_a_count_beside_an_empty_cell_of_a_line_of_its_own_is_left_to_a_person() -> None:
    asked = "1. How many offences of sexual communication with a child were recorded in 2019 and 2020?\n\n"
    whole = f"{asked}{CELLS}Sexual communication with a child |\n3 |\n14 |\n"
    assert [one["value"] for one in read(whole)["figures"]] == [3, 14]
    for rest in ("|\n14 |\n", "||\n14 |\n"):
        assert read(f"{asked}{CELLS}Sexual communication with a child {rest}")["figures"] == []


def test_a_row_of_two_empty_cells_moves_no_other() -> None:
    text = f"How many?\nResponse\n{CELLS}Rape |\n||\nTheft |\n3 |\n4 |\n"
    assert [(one["label"], one["value"]) for one in read(text)["proposals"]] == [
        ("Theft · 2019", 3),
        ("Theft · 2020", 4),
    ]


def test_a_row_that_comes_again_begins_no_table() -> None:
    rows = "| Town | 2019 | 2020 |\n| Arrests | 14 | 15 |\n| Town | 3 | 4 |\n| Deal | 5 | 6 |\n"
    assert [period for _, period, _ in offered(f"How many?\nResponse\n{rows}")] == ["2019", "2020"] * 3


def test_the_year_of_an_act_heads_no_column() -> None:
    rows = "2019 2020\nUnder the Malicious Communications Act 1988 1901\nA sexual act 14 15\n"
    assert "1988" not in {period for _, period, _ in offered(f"How many offences?\nResponse\n{rows}")}


def test_sections_by_a_short_word_are_labels_and_not_the_offence_that_was_asked_for() -> None:
    rows = "Sec 15 14\nSec 14 3\nSec 12 4\n"
    answer = read(f"How many offences of sexual communication with a child in 2019?\nResponse\n{rows}")["proposals"]
    assert [(one["value"], one["offence_id"]) for one in answer] == [(14, None), (3, None), (4, None)]


@pytest.mark.parametrize(
    ("asked", "measure"),
    [
        ("How many people were convicted in 2019?", "convictions"),
        ("How many offences were recorded in 2019 against people convicted before?", "offences_recorded"),
        ("How many people convicted in 2019 were sent to prison?", None),
        ("How many people prosecuted in 2019 were convicted?", None),
    ],
)
def test_who_was_convicted_is_not_always_what_is_counted(asked: str, measure: str | None) -> None:
    assert offered(f"{asked}\nResponse\n14\n") == [(14, "2019", measure)]


def test_a_share_is_offered_where_one_was_asked_for() -> None:
    said = "They have gone up by 65 per cent in a year, to 14."
    assert [value for value, *_ in offered(f"How many arrests in 2019?\nResponse\n{said}\n")] == [14]
    assert [value for value, *_ in offered("What percentage in 2019?\nResponse\nIt was 65 per cent.\n")] == [65]


COST = "We cannot answer this request as it will exceed the appropriate limit. Section 12(1) is applied."


@pytest.mark.parametrize(
    "said",
    [
        "In this time there were 629 records. To get the data, each record would need to be reviewed.",
        "Our systems have 2396 references to it. To find any of it would need a manual search of records.",
        "There were 187 crimes recorded as a religious hate crime. To review each report would take too long.",
    ],
)
def test_what_a_refusal_on_cost_counts_to_go_through_is_no_answer(said: str) -> None:
    asked = "How many crimes had to do with the site?\n\nResponse\n"
    assert statuses(f"{asked}{COST} {said}\n") == [(None, "refused", ["s12(1)"])]


@pytest.mark.parametrize(
    "said",
    [
        "In 2021 there were 12 arrests. We hold no more.",
        "In 2021 there were 12 arrests. To find the officers is not possible.",
        "A search found 12 arrests.",
        "A search for 2019 returned 12 records of arrests.",
        "There were 12 warrants to search premises in 2019.",
        "In 2019 the force received 14 complaints which officers had to review.",
    ],
)
def test_a_number_beside_a_refusal_on_cost_leaves_it_to_a_person(said: str) -> None:
    asked = "How many arrests were made, and by whom?\n\nResponse\n"
    assert statuses(f"{asked}{COST} {said}\n") == [(None, "not_read", [])]


def test_a_section_below_what_refuses_is_its_ground() -> None:
    text = (
        "2. A list of cars\n\nResponse\n2. See below attached.\nCovert vehicles are not in this part of the "
        "disclosure "
        "and we rely on the following exemption when withholding.\nSection 31(1)\n"
    )
    assert statuses(text) == [("2", "partly_answered", ["s31(1)"])]
    assert statuses("4. Who?\n\nResponse\n4. Exempt. Section 40(2).\n") == [("4", "refused", ["s40(2)"])]


def test_who_is_not_obliged_to_give_what_was_asked_for_refuses_all_of_it() -> None:
    text = (
        "How many were jailed?\n\nResponse\nI am not obliged to give the information you have asked for.\nThe "
        "information is exempt by virtue of:\nSection 30(1) and in part Section 21\nSome of it was told to the "
        "media.\n"
    )
    assert statuses(text) == [(None, "refused", ["s30(1)", "s21"])]


@pytest.mark.parametrize(
    "said",
    [
        "What has been found I am able to disclose to you as follows.",
        "The decision has been taken to disclose the following.",
        "I can disclose what was located below. Cells are set out to avoid the application of exemptions.",
    ],
)
def test_a_letter_that_discloses_answers_though_its_numbers_are_not_read(said: str) -> None:
    assert statuses(f"How many incidents were there?\n\nResponse\n{said}\n") == [(None, "answered", [])]


def test_dates_and_telephone_numbers_in_a_letterhead_are_no_rows() -> None:
    text = (
        "Response\nREPORT IN EMERGENCY CALL 999\n9th January 2019\nThe force neither confirms nor denies that it "
        "holds "
        "information by virtue of Section 23(5).\n"
    )
    assert statuses(text) == [(None, "ncnd", ["s23(5)"])]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("It was a 30% rise compared to the 833 offences recorded in 2017/18.", {(833, "2017/18")}),
        (
            "In 2019/20 it recorded 2,718 offences, more than the 1,815 recorded in 2014/15.",
            {(2718, "2019/20"), (1815, "2014/15")},
        ),
        ("Of the 294 incidents recorded in 2019 six were cautioned.", {(294, "2019"), (6, "2019")}),
        ("There were 12 arrests in 2019. Of the 12 arrests 3 led to a charge.", {(12, "2019"), (3, "2019")}),
        ("There were 12 arrests in 2019, and details of the 43 cases are held.", {(12, "2019")}),
    ],
)
def test_a_number_that_is_told_for_the_first_time_refers_to_none_before(
    said: str, expected: set[tuple[int, str]]
) -> None:
    assert {(value, period) for value, period, _ in offered(f"Response\n{said}\n")} == expected


def test_an_answer_below_two_requests_answers_both() -> None:
    text = (
        "Request and Answer:\nYour request has been considered.\nRequest 1\nHow many of nationality A were charged?\n"
        "Request 2\nHow many of nationality B were charged?\nAnswer\nThe information is exempt under Section 40(2).\n"
        "Request 3\nHow many of C?\nAnswer\nNo information is held.\n"
    )
    assert statuses(text) == [("1", "refused", ["s40(2)"]), ("2", "refused", ["s40(2)"]), ("3", "not_held", [])]


def test_a_subsection_on_the_next_line_labels_no_answer() -> None:
    text = (
        "Response\nWe are withholding the whole since we consider that the Section 12\n(2) exemption applies to it.\n"
    )
    assert statuses(text) == [(None, "refused", ["s12(2)"])]


def test_what_a_section_of_the_act_is_quoted_to_say_answers_nothing() -> None:
    text = (
        "How many were made?\n\nOur Response:\nThe force cannot provide it as it is exempt by Section 21(1).\n"
        "Once information is granted to one person under the Act, it is public.\nSection 17 of the Act provides:\n"
        "(1)  A public authority which, in relation to any request for information, is to any extent relying on a "
        "claim that information is exempt must give a notice.\n"
    )
    assert (None, "refused", ["s21(1)"]) in statuses(text)
    assert all(status in ("refused", "not_read") for _, status, _ in statuses(text))
    assert not offered(text)


def test_what_other_forces_lack_is_no_answer_of_this_one() -> None:
    text = "A) How many reports were made?\nI understand that some forces have no records of convictions.\n"
    assert all(status != "not_held" for _, status, _ in statuses(text))


@pytest.mark.parametrize(
    "said",
    [
        "It has been decided not to supply the information you have requested and reasons for this are given below.",
        "We refuse this request. The reasons for this decision are given below.",
        "We refuse this request. An explanation of this exemption is given below.",
    ],
)
def test_reasons_that_are_given_give_no_answer(said: str) -> None:
    assert statuses(f"Response\n{said}\nSection 40(2) applies.\n") == [(None, "refused", ["s40(2)"])]


def test_a_link_beside_a_table_refers_to_what_the_table_does_not_say() -> None:
    text = (
        "Response\nBelow is a table of the number of burglaries.\nCrimes follow the counting rules on the below "
        "link: "
        "https://example.org/rules.\n"
    )
    assert statuses(text) == [(None, "answered", [])]


@pytest.mark.parametrize("head", ["In answer to question", "In response to your point", "In reply to question"])
def test_what_begins_as_a_reply_to_a_question_answers_it_without_a_heading(head: str) -> None:
    text = f"Dear Sir\n\n{head} 1, there were 14 incidents in 2019.\n\n{head} 2, nothing is held.\n"
    assert statuses(text) == [("1", "answered", []), ("2", "not_held", [])]
    assert statuses(text.replace("there were", "you stated that there were")) == [("2", "not_held", [])]


def test_what_a_force_writes_to_confirm_is_no_question() -> None:
    assert asks("I am writing to ask for the number of arrests.")
    assert not asks("I am writing to confirm that it is held.")
    assert asks("For each year, please give a breakdown of the ages.")


def test_what_was_not_captured_before_a_year_is_a_part() -> None:
    assert statuses("2. How many?\n\nResponse\n2. Data prior to 2020 is not captured.\n") == [("2", "not_read", [])]
    costs = (
        "The spend is below; in 2011/12 the costs were not separately recorded.\n2013/14\n£66,803\n2014/15\n£1,558,487"
    )
    asked = "2. What was spent on police dogs in each of these years?"
    assert statuses(f"{asked}\n\nResponse\n2. {costs}\n") == [("2", "partly_answered", [])]
    told = "A flag is attached if the offence involves a computer. For these two offences the total is eight."
    assert statuses(f"2. How many have a flag?\n\nResponse\n2. {told}\n") == [("2", "not_read", [])]


def test_a_cost_above_the_limit_refuses_by_whatever_name() -> None:
    text = (
        "Response\nThis information is not held in a retrievable format. The cost of locating and retrieving the "
        "information exceeds the ‘appropriate level’ as stated in the Freedom of Information (Fees) Regulations.\n"
    )
    assert statuses(text)[0][1] == "refused"


def test_years_over_the_months_of_all_of_them_stand_each_over_its_own() -> None:
    head = "|\n2023 |\n2024 |\nTotal |\n||||\n|\nOct |\nDec |\nJan |\nMar |\n|\n"
    rows = "Images shared |\n1 |\n3 |\n7 |\n2 |\n13 |\n"
    read_in = offered(f"How many were recorded?\nResponse\n{head}{rows}")
    assert [(value, period) for value, period, _ in read_in[:4]] == [
        (1, "2023-10-01..2023-10-31"),
        (3, "2023-12-01..2023-12-31"),
        (7, "2024-01-01..2024-01-31"),
        (2, "2024-03-01..2024-03-31"),
    ]
    unsure = offered(f"How many were recorded?\nResponse\n{head.replace('Mar', 'Dec').replace('Jan', 'Dec')}{rows}")
    assert not any(period and "2024-12" in period for _, period, _ in unsure)


def test_a_label_over_several_rows_is_each_row_s() -> None:
    classes = {
        "Taking images of children": ((38, 34), (565, 470)),
        "Possessing images of children": ((10, 3), (49, 43)),
    }
    rows = "Class |\n|\n2023 |\n2024 |\n"
    for name, (solved, other) in classes.items():
        rows += f"{name} |\nSolved outcomes |\n{solved[0]} |\n{solved[1]} |\n"
        rows += f"|\nOther disposals |\n{other[0]} |\n{other[1]} |\n"
    read_in = read(f"How many offences were recorded?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value"], one["period_id"], one["measure_id"]) for one in read_in][2:5] == [
        ("Taking images of children, Other disposals · 2023", 565, "2023", None),
        ("Taking images of children, Other disposals · 2024", 470, "2024", None),
        ("Possessing images of children, Solved outcomes · 2023", 10, "2023", None),
    ]


def test_a_point_that_is_labelled_by_an_age_has_its_count() -> None:
    rows = "• Under 18 - 17\n• 18 to 29 - 31\n• 30-39 - 24\n• 60+ - 5\n"
    read_in = read(f"How old were they?\nResponse\n{rows}")["proposals"]
    assert [(one["label"], one["value"]) for one in read_in] == [
        ("Under 18", 17),
        ("18 to 29", 31),
        ("30-39", 24),
        ("60+", 5),
    ]


def test_a_time_that_is_told_from_another_one_is_not_that_one() -> None:
    said = "In 2016/17 there were 598 offences, up from 423 the year before."
    assert [(value, period) for value, period, _ in offered(f"Response\n{said}\n")] == [(598, "2016/17"), (423, None)]


ASKED_TWO = "How many arrests were made, and how many of officers?\n\nResponse\n"


@pytest.mark.parametrize(
    "said",
    [
        "In 2020 there were 412 arrests. To name the officers each record would need to be read. This would "
        "exceed the "
        "appropriate limit and Section 12(1) applies.",
        "There were 412 arrests in 2020, 398 in 2021. Every record would need to be checked by hand for officers. "
        "Section 12 applies, as the cost would exceed the appropriate limit.",
        "We cannot answer this request as it would exceed the limit: Section 12. Under Section 16 we can say there "
        "were 412 arrests in 2020. To search each one is not possible.",
        "I am not obliged to supply the information you have requested on names as Section 40(2) applies. I count 12.",
        "I am not obliged to provide the information you requested that would name officers under Section 40(2).\n"
        "2019 14\n2020 17\n2021 12",
        "There were no arrests of officers. Exemptions applied to the rest are set out here.\nSection 40(2)",
        "Officers spent many hours on it and keep no count.\nSection 12",
        "No decision has been taken to disclose this and it is under review.",
        "In many of those cases a decision was taken to disclose it to the family.",
        "The decision has been taken to release the figures at the end of the year, in our annual report.",
        "We hope to be able to disclose what has been located in due course.",
        "I can disclose what was located below. Nothing was located.",
        "I have decided to disclose what was located. There are no records.",
        "We checked whether the cost of compliance exceeds the appropriate limit and it does not. See the table.",
        "None of this is exempt.\nSection 40(2) was looked at.",
        "Unfortunately, we are unable to provide the information on phones as it would exceed the appropriate limit: "
        "Section 12(1). There were 412 thefts in 2020. To find phones each would need to be read by hand.",
        "We can't release some of it and so refuse the request under Section 31(1).",
    ],
)
def test_what_gives_something_or_nothing_for_sure_is_left_to_a_person(said: str) -> None:
    assert statuses(f"{ASKED_TWO}{said}\n") == [(None, "not_read", [])]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("The cost of complying with a request is above the appropriate limit where it is over £450.", "answered"),
        ("A vehicle is written off if the cost of repairs is above the amount that it would fetch.", "answered"),
        ("Please see the link below. The table below shows what is there: https://www.police.uk/stats", "referred"),
    ],
)
def test_what_tells_of_costs_or_tables_in_general_says_no_more_than_that(said: str, status: str) -> None:
    assert statuses(f"1. What is your policy?\n\nResponse\n1. {said}\n") == [("1", status, [])]


def test_the_total_that_is_given_beside_a_refusal_is_given() -> None:
    said = "Names are refused under Section 40(2). The total for this is given in Annex A."
    assert statuses(f"{ASKED_TWO}{said}\n") == [(None, "partly_answered", ["s40(2)"])]


@pytest.mark.parametrize(
    ("below_first", "answer", "expected"),
    [
        ("", "The ranks are exempt under Section 40(2).", [("1", "not_read"), ("2", "not_read")]),
        ("", "No information is held on ranks.", [("1", "not_read"), ("2", "not_read")]),
        ("", "There were 14 arrests.", [("1", "not_read"), ("2", "not_read")]),
        ("", "What Request 1 asks for is exempt by Section 31(1).", [("1", "not_read"), ("2", "not_read")]),
        ("There were 14.\n", "The information is exempt under Section 40(2).", [("2", "refused")]),
        ("Our records show fourteen.\n", "The information is exempt under Section 40(2).", [("2", "refused")]),
    ],
)
def test_an_answer_below_two_requests_may_be_of_one(
    below_first: str, answer: str, expected: list[tuple[str, str]]
) -> None:
    text = f"Request 1\nHow many arrests?\n{below_first}Request 2\nOf what rank were the officers?\nAnswer\n{answer}\n"
    read_in = statuses(f"{text}Request 3\nHow many cautions?\nAnswer\nNo information is held.\n")
    assert [(label, status) for label, status, _ in read_in] == [*expected, ("3", "not_held")]


def test_a_title_over_both_makes_one_answer_heading_no_answer_to_all() -> None:
    text = "Request and Answer:\n1. How many thefts?\nAnswer\nNot held.\n2. How many frauds?\nThere were 14 in 2020.\n"
    assert statuses(text)[0] == ("1", "not_held", [])


def test_a_label_below_a_section_is_a_label_where_its_answer_begins() -> None:
    text = "(1) How many arrests?\n(2) How many charges?\n\nResponse\nPlease note Section 1\n(1) 14\n(2) None\n"
    assert [(one["question"], one["value"]) for one in read(text)["proposals"]] == [("1", 14), ("2", 0)]


def test_what_others_are_a_part_of_is_not_what_they_are() -> None:
    text = "How many were cautioned?\n\nResponse\nOf the 294 incidents recorded in 2019 six were cautioned.\n"
    assert offered(text) == [(294, "2019", None), (6, "2019", "cautions")]


def test_a_number_is_told_for_the_first_time_once() -> None:
    in_a_table = "2018 | 12\n2019 | 14\nThat is up from the 12 arrests of 2018."
    for said, values in (
        (in_a_table, [12, 14]),
        ("There were 12 arrests. Of the 12 arrests 3 led to a charge.", [12, 3]),
    ):
        assert [value for value, *_ in offered(f"Response\n{said}\n")] == values


def test_what_is_not_held_before_a_year_is_a_part() -> None:
    said = "Data before 2018 is not held. From 2018 on no central record is kept."
    assert statuses(f"1. How many in 2015 to 2020?\n\nResponse\n1. {said}\n") == [("1", "not_read", [])]


def test_what_is_given_to_one_person_is_counted() -> None:
    text = "How many licences?\n\nResponse\nLicences granted to one person - 412\nGranted to several - 23\n"
    assert [value for value, *_ in offered(text)] == [412, 23]


@pytest.mark.parametrize(
    "said",
    [
        "Officers spoke to the 14 victims in 2020.",
        "You referred to the 300 incidents in the Daily Mail.",
        "We wrote to the 43 forces in 2019.",
        "Arrests were made from the 3 offences listed at question 4.",
        "It is fewer than the 27 incidents that your newspaper reported.",
    ],
)
def test_a_number_that_is_known_to_the_reader_is_not_offered(said: str) -> None:
    assert not offered(f"How many incidents?\nResponse\n{said}\n")


MONTHS_BELOW = "How many were recorded?\n\nResponse\n| | {} |\n| Offence | {} |\n| Theft | {} |\n"


@pytest.mark.parametrize(
    ("years", "months", "expected"),
    [
        ("2022/23 | 2023/24 | |", "Nov | Jan | Nov | Dec", ["2022-11", "2023-01", "2023-11", "2023-12"]),
        ("2021/22 | | 2022/23 |", "Nov | Jan | May | Jul", ["2021-11", "2022-01", "2022-05", "2022-07"]),
        ("2021 | | 2022 |", "Jan | Feb | Apr | May", ["2021-01", None, "2022-04", None]),
        (
            "2022 | | Total | 2023 | |",
            "Jan | Feb | | Jan | Feb | Total",
            ["2022-01", None, None, "2023-01", None, None],
        ),
        ("2023 | 2022 |", "Feb | Jan | Dec", [None, None, None]),
    ],
)
def test_months_are_of_the_year_above_them_or_of_none(years: str, months: str, expected: list[str | None]) -> None:
    counts = " | ".join(str(n) for n in range(1, len(months.split("|")) + 1))
    read_in = offered(MONTHS_BELOW.format(years, months, counts))
    assert [period and period[:7] for _, period, _ in read_in] == expected


def test_counts_in_words_and_totals_are_no_second_labels() -> None:
    in_words = "| Offence | 2019 | 2020 |\n| Theft | None | 15 |\n| | less than 5 | 16 |\n"
    with_total = "| District | Offence | 2019 |\n| North | Theft | 14 |\n| | Fraud | 3 |\n| | Total | 17 |\n"
    for rows in (in_words, with_total):
        assert not any(period for _, period, _ in offered(f"How many offences?\n\nResponse\n{rows}"))


IN_2019 = "How many arrests were made under section 15 of the Sexual Offences Act 2003 in 2019?"


@pytest.mark.parametrize(
    "text",
    [
        f"We use some essential cookies.\nThis site is a beta, which will grow.\n1. {IN_2019}\n\nResponse\n1. 14\n",
        f"I write in connection with your Freedom of Information request.\n1. {IN_2019}\n\nResponse\n1. 14\n",
        f"1. {IN_2019}\n\nResponse\nI can confirm that Kent Police does hold the information requested.\n1. 14\n",
        f"1. {IN_2019}\n\nResponse\n1. Kent Police made 14 arrests in 2019.\n",
        f"1. Please provide the data relating to this: {IN_2019}\n\nResponse\n1. 14\n",
    ],
)
def test_what_a_site_and_every_letter_say_leaves_a_plain_answer_understood(text: str) -> None:
    found = read(text)
    assert [(one["value"], one["period_id"], one["offence_id"]) for one in found["figures"]] == [
        (14, "2019", "soa2003_s15")
    ]
    assert not found["proposals"]


@pytest.mark.parametrize(
    "said",
    [
        "I can confirm that the Maidstone division holds the information requested.\n1. 14",
        "I can confirm that Kent Police holds the information requested for Maidstone.\n1. 14",
        "The following data can be related to a place.\n1. 14",
        "1. Sussex Police made 14 arrests in 2019.",
        "1. Kent made 14 arrests in 2019, see the note.",
    ],
)
def test_words_that_may_limit_a_plain_answer_leave_it_to_a_person(said: str) -> None:
    found = read(f"1. {IN_2019}\n\nResponse\n{said}\n")
    assert not found["figures"] and [one["value"] for one in found["proposals"]] == [14]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Consider this a refusal under Section 21. An explanation of this exemption is given below.", "refused"),
        (
            "The force does hold it; however, we are exempting part of that information under Section 30(1).",
            "partly_answered",
        ),
        (
            "The following exemption has been applied to part of the information you have requested: Section 21.",
            "partly_answered",
        ),
        ("We neither confirm nor deny such information is held or not held by Section 30(3).", "ncnd"),
        ("I have today decided to disclose the following information to you.", "answered"),
    ],
)
def test_what_forces_say_of_a_request_is_its_outcome(said: str, status: str) -> None:
    assert [one[1] for one in statuses(f"What was done?\n\nIn Response:\n{said}\n")] == [status]


def test_a_sentence_that_announces_the_answer_to_a_question_heads_it() -> None:
    text = (
        "4. Is there a record?\n5. How many requests were made?\nIn Response:\n4. No information held.\n"
        "For question 5 we respond as below.\nThe force neither confirms nor denies that it holds it.\n"
    )
    assert [(label, status) for label, status, _ in statuses(text)] == [("4", "not_held"), ("5", "ncnd")]


def test_an_answer_below_what_was_asked_is_read_though_the_letter_opens_above_it() -> None:
    text = (
        "Your request has now been considered and our response is below.\nYou asked:\n· How many crimes were "
        "linked?\n"
        "Please see the tables given below.\nTerms used / 2014 / 2015\nApp / 1 / 0\nSite / 0 / 2\n"
    )
    assert [(value, period) for value, period, _ in offered(text)] == [
        (1, "2014"),
        (0, "2015"),
        (0, "2014"),
        (2, "2015"),
    ]


def test_by_how_many_two_counts_differ_is_no_count() -> None:
    said = "In 2020 there were 31 arrests. That is 9 more than in 2019."
    assert [(value, period) for value, period, _ in offered(f"Response\n{said}\n")] == [(31, "2020")]


def test_what_section_17_asks_of_a_notice_refuses_nothing_and_a_cut_year_of_the_act_is_no_count() -> None:
    notice = (
        "The authority must give a notice which c) states (if not otherwise\napparent) why the exemption applies.\n"
    )
    asked = "How many officers are under investigation?\n"
    tail = "We can neither confirm nor deny that we hold any other information, by the Freedom of Information Act 20"
    assert statuses(f"{asked}Here is our answer.\n{notice}Please see the enclosed spreadsheet.\n") == [
        (None, "referred", [])
    ]
    assert statuses(f"{asked}{notice}{tail}") == [(None, "not_read", [])] and not read(asked + tail)["proposals"]
    said = "It is not otherwise apparent from our systems, so no information is held."
    assert statuses(f"{asked}{said}\n") == [(None, "not_held", [])]
    assert [one[0] for one in offered(f"{asked}Requests under the Freedom of Information Act 120")] == [120]


@pytest.mark.parametrize(
    ("then", "status"),
    [
        (" as it is not held in a format from which it can be retrieved. Part of it may be on paper.", "refused"),
        (" in the form that you ask for. Part of it is below.", "not_read"),
        (" by ward. The total was 45.", "not_read"),
        (" as one figure. 45 of them were in custody.", "not_read"),
        (" for the following years: 2010. In 2019 there were 45.", "not_read"),
        (" for the following reasons. Some are on paper. We are able to provide the following:\n2019 45", "not_read"),
    ],
)
def test_all_that_was_asked_is_held_and_cannot_be_disclosed(then: str, status: str) -> None:
    said = f"Essex Police holds the information you have requested, however it cannot be disclosed{then}\n"
    assert statuses(f"How many were detained?\n{said}") == [(None, status, [])]


@pytest.mark.parametrize("bar", ["\t", " | "])
def test_a_column_of_years_is_the_time_of_its_rows_and_counts_nothing(bar: str) -> None:
    rows = (("Offence", "Year", "Count"), ("Rape", "2018", "5"), ("Rape", "2019", "7"))
    table = "\n".join(bar.join(row) for row in rows)
    shown = read(f"How many rapes were recorded in each year?\nResponse\n{table}\n")
    assert [(one["value"], one["period_id"]) for one in shown["proposals"]] == [(5, "2018"), (7, "2019")]
    assert not shown["figures"]


@pytest.mark.parametrize(
    "rows",
    ["Month    Arrests\nMay    3\nJune    Not held", "May\tNil\nJune\tNot held", "None in May. June is not held."],
)
def test_what_is_not_held_of_one_month_alone_is_no_answer_to_all(rows: str) -> None:
    assert statuses(f"How many arrests were made in each month?\n{rows}\n") == [(None, "not_read", [])]


def test_a_link_to_more_about_the_subject_refers_to_no_answer() -> None:
    text = (
        "In Response:\nI am able to disclose the located information to you as follows.\nOne occurrence was logged.\n"
        "Further information on this practice can be found on our website at the link provided below.\n"
    )
    assert statuses(text) == [(None, "answered", [])]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Further information about the reasons is not held.", "not_held"),
        ("Additional information regarding dismissals is withheld.", "refused"),
        ("Further information on Question 2 can be found in the attached spreadsheet.", "referred"),
    ],
)
def test_what_is_said_of_further_information_without_a_link_is_an_answer(said: str, status: str) -> None:
    asked = "Request\n1. How many officers were dismissed in 2020?\n2. For what?\n\nResponse\n1. 14\n2. "
    assert [(label, became) for label, became, _ in statuses(f"{asked}{said}\n")] == [("1", "answered"), ("2", status)]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("The information is exempt under Section 31 and is not being disclosed to you.", "refused"),
        ("The information is exempt under Section 31, so no information is being provided to you.", "refused"),
        ("Section 31 is engaged: harm would arise from the information being disclosed to you.", "refused"),
        ("It is refused under Section 31. Advice on how to refine it is being given to you.", "refused"),
        ("The data for 2020 is being provided to you, and names are exempt under Section 31.", "partly_answered"),
    ],
)
def test_only_what_is_said_to_be_given_makes_a_refusal_a_part(said: str, status: str) -> None:
    text = f"Request\nThe names of officers dismissed in 2020.\n\nResponse\n{said}\n"
    assert statuses(text) == [(None, status, ["s31"])]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("This is exempt under Section 21. A link to our Disclosure Log is given below.", "refused"),
        ("I withhold this since it is exempt by virtue of Section 31(1). Please find the PIT attached.", "refused"),
        (
            "Whilst we are providing a table of totals, we withhold names, which are exempt under s40.",
            "partly_answered",
        ),
        (
            "The information you have requested is held by Kent Police, however cannot be disclosed for the reason "
            "below. It would take 20 hours to read each file and more to respond to the remainder of your "
            "request, so "
            "Section 12 applies.",
            "refused",
        ),
    ],
)
def test_what_only_goes_with_a_refusal_gives_nothing(said: str, status: str) -> None:
    text = f"Request\nThe names of officers dismissed in 2020.\n\nResponse\n{said}\n"
    assert [one["status"] for one in read(text)["outcomes"]] == [status]


@pytest.mark.parametrize(
    "cut",
    [
        "Section 1 of the Freedom of In",
        "Section 17(1) of the Freedom of In",
        "Section 1(1)(a)",
        "Sections 1 and 17 of the Freedom",
        "F-2022-01092",
        "FOI 2022/01092",
    ],
)
def test_a_sentence_cut_off_behind_a_section_answers_nothing(cut: str) -> None:
    asked = "Request:\n1. Every record of misuse in 2020.\n2. Every complaint of it.\n"
    shown = read(f"{asked}Response 1 and 2:\n{cut}")
    assert {one["status"] for one in shown["outcomes"]} <= {"not_read"}
    told = read(f"{asked}Response 1 and 2:\nThe force's 12 leavers and 14 others had them.")
    assert {one["status"] for one in told["outcomes"]} == {"answered"}


def test_a_number_behind_the_heading_of_an_answer_is_no_label() -> None:
    text = "Request and Answer:\nQuestion 1 How many arrests were made in 2021?\n"
    text += "Answer 53 Registered offenders were arrested in 2021.\n"
    text += "Question 2 And how many in 2020?\nAnswer In 2020 the total was 37.\n"
    shown = read(text)
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("1", "answered"), ("2", "answered")]
    assert 53 in {one["value"] for one in (*shown["figures"], *shown["proposals"])}


def test_the_label_of_an_answer_goes_on_from_the_one_before() -> None:
    text = "Question 1 How many arrests in 2021?\nAnswer 1 Kent Police made 20.\nQ2 How many charges?\n"
    text += "Answer 2 There were 12.\nQ3 How many cautions?\nAnswer 3 Cautions are not held.\n"
    shown = read(f"Request and Answer:\n{text}")
    assert ("3", "not_held") in [(one["question"], one["status"]) for one in shown["outcomes"]]
    assert 3 not in {one["value"] for one in (*shown["figures"], *shown["proposals"])}


def test_counts_in_brackets_behind_a_section_are_offered() -> None:
    text = "How many were arrested in 2021?\n\nResponse\nArrests under section 47 (30 arrests)\n"
    assert {value for value, *_ in offered(f"{text}Arrests under section 15 (12 arrests)\n")} == {30, 12}


def test_what_is_said_of_a_question_alone_outweighs_what_is_said_of_several() -> None:
    text = (
        "Question\nQ1. How many arrests were made in 2015?\nQ2. How many charges were of offences before 2010?\n\n"
        "Answer\nIn relation to questions 1 and 2, owing to a fault we are unable to retrieve arrests prior to "
        "24th November 2015. Please see 2016 below:\n\nYear Arrests\n2016 86\n2017 90\n\n"
        "In relation to question 2, please see the years below:\n\nYear Count\n2008 1\n2009 4\n"
    )
    assert dict((one["question"], one["status"]) for one in read(text)["outcomes"])["2"] == "answered"


def test_what_is_decided_above_the_requests_is_said_of_all() -> None:
    text = (
        "Your request for information below has now been considered. The Police Service does hold the "
        "information you "
        "have requested however the cost of complying with your request would exceed the appropriate limit under "
        "Section 12(1) of the Freedom of Information Act 2000, as the cost exceeds the appropriate limit.\n"
        "Request 1\nHow many were spiked in 2021?\nRequest 2\nCan it be by county?\nAnswer\nSection 17(5) of the Act"
    )
    assert (None, "refused", ["s12(1)"]) in statuses(text)


def test_what_a_site_asks_on_each_page_is_no_question() -> None:
    text = "Forgotten password?\n\nCreate an account\n\nUse of hoods\n\nDo you use hoods?\n\nAnswer\n\n"
    text += "No information relevant to your request is held.\n"
    assert [one["status"] for one in read(text)["outcomes"]] == ["not_held"]


def test_the_name_of_a_force_behind_by_is_no_persons() -> None:
    shown = read(
        "Request:\nWhat is held on hoods?\nResponse:\nNo information is held by Dyfed-Powys Police.\n", "dyfed-powys"
    )
    assert "Dyfed-Powys Police" in shown["outcomes"][0]["text"]


def test_a_year_and_a_count_of_five_digits_are_no_telephone_number() -> None:
    text = "How many reports were made by month?\n\nResponse\n\nMonth Total\n01/12/2021 9335\n01/01/2022 10757\n"
    assert {9335, 10757} <= {value for value, *_ in offered(text)}
    assert {value for value, *_ in offered("Response\n\nYear Calls\n2021 93357\n2022 107570\n")} >= {93357, 107570}


def test_what_there_was_is_told_though_a_colon_ends_it() -> None:
    text = "How many were recorded in 2010?\n\nResponse\n\nThere were 212 Reports in 2010, of which 32 were closed:\n"
    assert {value for value, *_ in offered(text)} == {212, 32}


def test_reasons_below_an_answer_that_says_nothing_are_read() -> None:
    """A page of this form ended the program."""
    asked = "Request:\n1. What is the name?\n2. How many were there?\n"
    said = "Response:\n1. This is exempt under Section 40(2).\n2. We cannot tell.\n"
    told = statuses(f"{asked}{said}Section 40(2) is an absolute exemption.\n")
    assert told == [("1", "refused", ["s40(2)"]), ("2", "not_read", [])]


def test_what_is_given_beside_what_is_exempt_is_a_part() -> None:
    text = (
        "Request and Answer:\nWe do hold some of this and it is being given to you. We further consider the "
        "information exempt by virtue of Section 40.\nRequest\nDismissals?\nAnswer\nThere have been 26 dismissals.\n"
    )
    assert statuses(text)[0] == (None, "partly_answered", ["s40"])


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("Some of the information in Request 1 and all of that in Request 2 is exempt", ("partly_answered", "refused")),
        ("Request 1 and part of Request 2 is exempt", ("refused", "partly_answered")),
        ("With regard to Request 1 and Request 2, some of the data is exempt", ("partly_answered", "partly_answered")),
        ("Requests 1 and 2 are, for some of the years, exempt", ("partly_answered", "partly_answered")),
        ("Most of Request 1 and all of Request 2 is exempt", ("partly_answered", "refused")),
        ("Request 1 is not held and Request 2 is exempt", ("not_held", "refused")),
    ],
)
def test_some_of_one_question_and_all_of_another_are_exempt(said: str, became: tuple[str, str]) -> None:
    text = f"Request 1\nLeavers by rank?\nRequest 2\nTheir names?\n\nOur reply\n{said} under Section 40(2).\n"
    assert [(label, status) for label, status, _ in statuses(text)] == [*zip("12", became, strict=True)]


@pytest.mark.parametrize(
    "asked",
    [
        "Request 1\nHow many were upheld?\nRequest 2\nI'm also requesting that you break this down by sex and rank.\n",
        "For each month since January 2023, could I have the offences (as classified above):\nQ1. Under Section 66b "
        "of the Act, the offence of sharing an intimate film of somebody.\nQ2. Under Section 66 E-F, the offence "
        "of ma",
    ],
)
def test_a_request_alone_has_no_answer(asked: str) -> None:
    assert [status for _, status, _ in statuses(asked) if status != "not_read"] == []


@pytest.mark.parametrize("lead", ["I am writing to confirm the following", "Where possible the answers are below"])
def test_a_colon_below_the_heading_of_answers_announces_answers(lead: str) -> None:
    asked = "Request\n1. How many were dismissed?\n2. How many resigned?\n3. Their names?\n\nResponse\n"
    text = f"{asked}{lead}:\n1. No information held\n2. Section 12 applies\n3. Exempt under Section 40(2)\n"
    assert statuses(text) == [("1", "not_held", []), ("2", "refused", ["s12"]), ("3", "refused", ["s40(2)"])]


@pytest.mark.parametrize(
    "answer",
    [
        "We made 45 arrests. If you need more, can I have your reference number with any email.",
        'In answer to "could I have the number of arrests" we made 45 arrests in 2020.',
        "1. In 2020 - 45",
    ],
)
def test_a_line_that_asks_in_passing_keeps_its_number(answer: str) -> None:
    text = f"Request\nFor 2020, could I have:\n1. The number of arrests for rape\n\nResponse\n{answer}\n"
    assert [value for value, *_ in offered(text)] == [45]


def test_a_row_with_fewer_cells_than_headings_loses_no_number() -> None:
    head = "Response\nVictims in 2017:\n\nEthnicity       Female    Male   Unknown\n\n"
    told = offered(
        f"{head}Arabian           9        56\n\nBangladeshi      23        50      2\n\nPakistani   29   88\n"
    )
    assert sorted(value for value, *_ in told) == [2, 9, 23, 29, 50, 56, 88]


@pytest.mark.parametrize(
    ("row", "told"), [("Total     177", (177, "2018-01-01..2020-12-31")), ("45     50     60", (45, None))]
)
def test_a_row_that_names_nothing_lost_no_cell(row: str, told: tuple[int, str | None]) -> None:
    text = (
        f"Response\nOffence     2018     2019     2020\nRape     14     19     25\nAssault     23     50     2\n{row}\n"
    )
    assert told in [(value, period) for value, period, _ in offered(text)]


def test_a_car_of_four_by_four_is_the_name_of_its_row() -> None:
    text = "Response\nVehicle\n2019\n2020\n4 x 4\n12\n15\nVans\n20\n25\n"
    read = [(value, period) for value, period, _ in offered(text)]
    assert read == [(12, "2019"), (15, "2020"), (20, "2019"), (25, "2020")]


def test_how_many_ended_so_is_no_heading_of_the_year_below() -> None:
    text = (
        "Response\nYear\nComplaints\nMale\nFemale\nOutcome\n2020\n6\n5\n1\n1 x No case to answer\n"
        "4 x No misconduct\n1 x Practice\n2021\n2\n1\n1\n1 x Practice\n"
    )
    read = [(value, period) for value, period, _ in offered(text)]
    assert read[:3] == [(6, "2020"), (5, "2020"), (1, "2020")] and (2, "2021") in read
    assert [value for value, _ in read] == [6, 5, 1, 1, 4, 1, 2, 1, 1, 1]


# Forms met in the ninth and tenth set of published answers


ASKED_OF_COUNTS = (
    "1) The number of people recorded as missing in each of the years 2021/22 and 2022/23.\n2021/22 – 6258\n"
    "2022/23 – 6850\n2) For each year, please could you provide a breakdown by age.\n"
    "2021/22 – Child 3974 (from care - 1450), adult 2044 (from care - 11) and no age 240 (found early)\n"
    "2022/23 - Child 4338 (from care - 1338), adult 2227 (from care - 19) and no age 285 (found early)\n"
)


def test_a_numbered_line_that_names_a_count_and_tells_none_was_asked() -> None:
    assert statuses(ASKED_OF_COUNTS) == [("1", "answered", []), ("2", "answered", [])]


def test_each_line_of_a_list_of_years_has_its_own() -> None:
    periods = {value: period for value, period, _ in offered(ASKED_OF_COUNTS)}
    assert (periods[1450], periods[1338], periods[285]) == ("2021/22", "2022/23", "2022/23")


def test_a_count_that_could_be_a_year_is_offered_in_a_list_of_years() -> None:
    text = "2. How many of them were under 16 (per year)?\n\n2016 – 1774, 2017 – 2121, 2018 – 1991, 2019 - 994\n"
    assert [value for value, *_ in offered(text)] == [1774, 2121, 1991, 994]


def test_years_that_are_called_financial_head_the_counts_behind_them() -> None:
    text = "Q2 How many notices were issued?\nResponse\nQ2 – The notices by year.\n\n"
    text += "FY 2014-15 FY 2015-16 FY 2016-17 6175 23734 14954\n"
    assert [one[:2] for one in offered(text)] == [(6175, "2014/15"), (23734, "2015/16"), (14954, "2016/17")]


@pytest.mark.parametrize(
    "text",
    [
        # a request alone, cut at its end, or with a page's words around it
        "Q5. Has your force received any complaints? If so, please share how many and the details e.g. of use of"
        " force.\n",
        "Request 3\n\nCould you share any relevant communications? Eg updating police training, etc.\n\nNon-Crime"
        " Incidents\n",
        '4. Please provide the date on which you were told\n\n"and maintain our approach of meeting all parties."\n\n',
        "Quick links\n\n[Name] made this Freedom of Information request to Kent Police\n\nDear Kent Police,\n\n"
        "E) The number of officers with a card; eg 1 officer has spent £900, 1 officer £1,305.50 etc\n\nYours"
        " faithfully,\n\n"
        "Thank you for your enquiry. Your questions have been logged under the references below:\n\n5610 Question E"
        " Cards\n",
        # what is said to everybody
        "If you wish to apply for your personal information, please see the page on access. Such requests are exempt"
        " from disclosure under the Freedom of Information Act 2000 by virtue of Section 40(1).\n",
        "Share this page\n\n• What is the Freedom of Information Code?\n\nIn June 2021 the States agreed the Code"
        " with four principles.\n",
        "In response to information relating to the pandemic, we will be engaging the exemption set out in Section"
        " 22.\n",
        "Please note that where the constabulary receives a request that relates to personal data of which the"
        " applicant"
        " is the subject, a ‘Neither Confirm Nor Deny’ response will be issued.\n",
        "Your Right to Appeal\n\nIf I am not happy with the way my request is dealt with, can I appeal?\nYes, if"
        " you have"
        " requested information and are not happy, you can use the appeal process.\n",
    ],
)
def test_where_nothing_is_answered_nothing_is_stated(text: str) -> None:
    assert not [status for _, status, _ in statuses(text) if status != "not_read"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I note you seek access to the following information:\n\nI would like the names of emergency plans.\n\n"
            "Please exclude plans that would pass the limit of Section 12(1) of the Act.\n\nI am required by the"
            " Freedom of"
            " Information Act 2000 (the Act) to handle all requests in a manner that is blind to who asks.\n\nKent"
            " Police"
            " can confirm that it holds information, however, I am not obliged to supply the information you have"
            " requested. Such information is exempt under Section 31(1)(a) – Law Enforcement\n",
            [(None, "refused", ["s31(1)(a)"])],
        ),
        (
            "How many are authorised?\n\nResult Of Searches\n\nFollowing receipt of your request searches were"
            " conducted"
            " and the information you have requested is not held by Kent Police.\n\nComplaint Rights\n\nYour"
            " attention is"
            " drawn to the attached sheet.\n\nCOMPLAINT RIGHTS\n\nAre you unhappy with how your request has been"
            " handled?\n",
            [(None, "not_held", [])],
        ),
        (
            "You wrote:\nI would like all correspondence.\nResponse:\nYour request has now been considered and I "
            "am not"
            " obliged to supply the information that you have requested in full. Parts of this request are exempt by"
            " virtue of Section 31(1)(a)(b) (Law Enforcement) and Section 40(2) Personal information.\n",
            [(None, "partly_answered", ["s31(1)(a)(b)", "s40(2)"])],
        ),
        (
            "I have today decided to disclose some of it to you.\nI am exempting a response to Q1, Q2 and Q6a"
            " pursuant to Section 31(1) and Section 24(1) of the"
            " Freedom of Information Act 2000.\nQ4. All drones are owned by the force since 2019.\n",
            [*((label, "refused", ["s31(1)", "s24(1)"]) for label in ("1", "2", "6a")), ("4", "answered", [])],
        ),
        (
            "6. What are your plans?\n\nResponse\n\nThis letter represents a Refusal Notice for question 6. We "
            "neither"
            " confirm nor deny that any relevant data are held by virtue of:\n\nSection 23(5) Security Bodies\n",
            [("6", "ncnd", ["s23(5)"])],
        ),
        (
            "6. What are your plans?\n\nResponse\n\nPlease see our response attached.\nThis letter represents a "
            "Refusal"
            " Notice for question 6. We neither confirm nor deny that any relevant data are held by virtue of:\n\n"
            "Section 23(5) Security Bodies\n",
            [("6", "ncnd", ["s23(5)"])],
        ),
        (
            "Request 4\nWhat was it?\nAnswers 4\nThe information is exempt by virtue of Section 21 & 22 and we"
            " explain.\n",
            [("4", "refused", ["s21", "s22"])],
        ),
        (
            "Question 2: If possible their names?\nResponse\nQuestion 2: I am not obliged to supply the"
            " information. It is"
            " exempt by virtue of section 40 (2)\n& 40 (3) of the Act\n",
            [("2", "refused", ["s40(2)", "s40(3)"])],
        ),
        ("2) How many cells were lost?\nResponse\n2. No cells were lost.\n", [("2", "answered", [])]),
        ("3. How many were closed?\nResponse\n3. a) None they are long term.\n", [("3", "answered", [])]),
        (
            "Q: Could you tell me how many members of staff have it in their title?\n\nA: There are currently 0"
            " posts.\n",
            [(None, "answered", [])],
        ),
    ],
)
def test_forms_of_the_ninth_and_tenth_set(text: str, found: list[tuple[Any, ...]]) -> None:
    assert statuses(text) == found


def test_a_page_s_number_in_brackets_is_no_question() -> None:
    text = "RESPONSE\nWe do keep records of assaults.\n\n(2)\n\nThe system does not readily tell them apart.\n"
    assert [label for label, *_ in statuses(text) if label] == []
    asked = "Request\n1. How many arrests?\n2. How many people were charged?\n\nResponse\n"
    labelled = f"(1)\nOur ref: FOI 101/21\n\n{asked}(1)\n14 arrests\n(2)\nRefused under section 12.\n"
    assert ("2", "refused", ["s12"]) in statuses(labelled)


def test_a_force_s_answer_behind_a_sign_off_is_a_message_of_its_own() -> None:
    text = (
        "Title\nDear Kent Police,\nPlease provide the number of officers at each station.\nYours "
        "faithfully,\n[Name]\n"
        "Thank you for your email received today. We are in the process of dealing with your request.\nYours"
        " sincerely\n"
        "Provision of information held by Kent Police made under the Freedom of Information Act 2000\nYou"
        " asked:\nPlease"
        " provide the number of officers at each station.\nThe information is held, however will not be disclosed"
        " and we"
        " rely on the following exemption:\nSection 31(1)(a) – Law Enforcement\n"
    )
    assert statuses(text) == [(None, "refused", ["s31(1)(a)"])]


# Forms met in the eleventh set


def test_a_refusal_of_two_questions_below_the_last_of_them_is_of_both() -> None:
    text = (
        "3. How many charges have been made?\nNil\n\n4. Are you investigating anyone?\n"
        "\nKent Police neither confirms nor"
        " denies that it holds any information for questions 4&5 by virtue of:\nSection 30(3) Investigations\n"
    )
    assert statuses(text) == [("3", "answered", []), ("4", "ncnd", ["s30(3)"]), ("5", "ncnd", ["s30(3)"])]


@pytest.mark.parametrize(
    ("asked", "said", "status"),
    [
        ("Does your force have a unit and if so how many are in it?", "We do not have a dedicated team.", "answered"),
        ("How much did your force spend in 2010/11?", "The force spent approximately £61,840.", "answered"),
        (
            "How many offenders did the force manage in 2015?",
            "I have not provided you with a copy and will rely on Section 21 of the Freedom of Information Act 2000."
            " You should consider this a refusal for that part of your request.\nI have provided an explanation "
            "to this"
            " exemption below.",
            "refused",
        ),
        (
            "How many were arrested in 2019?",
            "Any other searches would have rendered this request exempt under Section 12.\nThere were 14.",
            "answered",
        ),
        (
            "How many hate crimes were there?",
            "I am exempting a full response to your request pursuant to S40(2) – Personal Information. However, "
            "I have"
            " provided tables of data.",
            "partly_answered",
        ),
    ],
)
def test_forms_of_the_eleventh_set(asked: str, said: str, status: str) -> None:
    assert [one[1] for one in statuses(f"2. {asked}\nIn Response:\n2. {said}\n") if one[0] == "2"] == [status]


def test_a_span_of_questions_that_were_asked_needs_no_stop() -> None:
    asked = "".join(f"{n}. How many orders of kind {n}?\n" for n in range(1, 5))
    said = f"{asked}In Response:\n1. 2 orders.\n2-4 We have not had any orders varied.\n"
    assert [value for value, *_ in offered(said)] == [2]
    assert [label for label, *_ in statuses(said)] == ["1", "2", "3", "4"]


def test_periods_before_counts_are_each_line_s_own() -> None:
    text = (
        "1) How many were recorded?\nResponse 1:\nNovember 1 2019 – October 31 2020: 192 non-crime hate incidents\n"
        "November 1 2020 – October 31 2021: 198 non-crime hate incidents\n"
    )
    assert offered(text) == [
        (192, "2019-11-01..2020-10-31", "non_crimes_recorded"),
        (198, "2020-11-01..2021-10-31", "non_crimes_recorded"),
    ]


def test_a_column_of_people_convicted_counts_convictions() -> None:
    text = "For 2021, how many?\nOur Response:\nPeriod | Charges | Convicted |\nSep-21 | 3 | 1 |\nOct-21 | 2 | 0 |\n"
    assert {value: measure for value, _, measure in offered(text)}[1] == "convictions"


def test_a_row_that_is_cut_behind_its_first_bar_moves_no_column() -> None:
    text = (
        "How many by outcome?\nResponse\n|\nOutcome |\n2015 |\n2016 |\n2017 |\nTotal |\n|\nCharged |\n1 |\n2 |"
        "\n|\n3 |\n|\n"
        "Summonsed/pos"
    )
    assert [one[:2] for one in offered(text)] == [(1, "2015"), (2, "2016"), (3, "2015-01-01..2017-12-31")]


def test_tables_given_below_are_the_answer_to_what_was_asked_above_them() -> None:
    text = (
        "Your request has now been considered and we provide our response below.\n\nYou asked:\n"
        "\nCan you list the crimes?"
        "\n\nPlease refer to the tables given below.\n\nTerms used / 2014 / 2015\nTinder / 0 / 2\nGrindr / 1 / 0\n"
    )
    assert [one[:2] for one in offered(text)] == [(0, "2014"), (2, "2015"), (1, "2014"), (0, "2015")]


@pytest.mark.parametrize(
    "text",
    [
        "Request\nYou will know that another force published all of its cases.\nPlease can you do the same?\n",
        "Request\n\n1. How many cases each year?\n\n2. The age of the victims in these cases and their proportion.\n",
        "3. The number of those who were then charged in the last three years.\nCould you also say by whom?\n",
        "Please feel free to disregard this question if it will take too long to answer.\n",
        "How many plans are there?\n\nI am required by the Freedom of Information Act 2000 to handle all requests"
        " in a manner that is blind. Any information released is regarded as being published.\n",
        "How many vans are there?\n\nWe have now had the opportunity to fully consider your request and I provide"
        " a response for your attention.\n",
    ],
)
def test_a_letter_that_is_cut_before_its_answer_answers_nothing(text: str) -> None:
    assert not [status for _, status, _ in statuses(text) if status != "not_read"]


def test_an_answer_of_one_part_below_a_request_without_a_heading_is_offered() -> None:
    text = (
        "Request:\na) The cases with a flag for 2020 - 2021.\nb) By ethnicity.\nResponse a:\nIt is held.\n2020 – 175\n"
    )
    assert [one[:2] for one in offered(text)] == [(175, "2020")]


TAIL = (
    "In addition, Kent Police can neither confirm nor deny that it holds any other information by virtue of the"
    " following exemptions:\nSection 23(5) Certain Security Bodies\nSection 30(3) Investigations\n"
    "Section 23 is a class based absolute exemption and there is no requirement to consider the public interest.\n"
)


@pytest.mark.parametrize(
    ("behind", "is_figure"),
    [
        ("", True),
        ("Some of the offences have been withheld under Section 40(2).\n", False),
        ("Offences by children are excluded.\n", False),
    ],
)
def test_what_is_said_of_other_information_leaves_a_plain_answer_plain(behind: str, is_figure: bool) -> None:
    asked = "1. How many offences under section 15A of the Sexual Offences Act 2003 were recorded in 2019?"
    found = read(f"Request\n\n{asked}\n\nResponse\n\n1. 39 offences were recorded.\n\n{TAIL}{behind}")
    assert [one["value"] for one in found["figures" if is_figure else "proposals"]] == [39]


# What stands around an answer on every letter, and changes nothing of it

COST_OF_ALL = (
    "1. How many were arrested?\nResponse\nTo answer this each record would have to be read, which would exceed the"
    " appropriate limit, and Section 12(1) of the Freedom of Information Act 2000 applies.\n"
)
NOT_CONFIRMED = (
    "How many informants are there?\nResponse\nKent Police can neither confirm nor deny that it holds this "
    "information"
    " by virtue of Section 30(3).\n"
)
CLOSING = (
    "\nShould you have any further enquiries concerning this matter, please write or contact me on telephone "
    "number 101"
    " quoting the reference number above.\n\nYours sincerely\n\nInformation Access Officer\n"
)
COMPLAINTS = (
    "\nComplaint Rights\n\nAre you unhappy with how your request has been handled or do you think the decision is"
    " incorrect?\n\nYou have the right to require us to review our decision within 40 working days.\n"
)
PLAIN = f"Request\n\n1. {IN_2019}\n\nResponse\n\n1. 14\n"


@pytest.mark.parametrize("text", [COST_OF_ALL, NOT_CONFIRMED, PLAIN])
@pytest.mark.parametrize("around", [CLOSING, COMPLAINTS, CLOSING + COMPLAINTS])
def test_a_letter_s_closing_and_its_leaflet_change_no_answer(text: str, around: str) -> None:
    alone, whole = read(text), read(text + around)
    assert statuses(text + around) == statuses(text)
    for what in ("figures", "proposals"):
        assert [one["value"] for one in whole[what]] == [one["value"] for one in alone[what]]


@pytest.mark.parametrize("text", [COST_OF_ALL, NOT_CONFIRMED, PLAIN])
def test_a_space_at_which_no_line_ends_is_a_space(text: str) -> None:
    fixed = re.sub(r"(?<=[a-z,.]) (?=[A-Za-z])", "\u00a0", text)
    assert statuses(fixed) == statuses(text)
    assert [one["value"] for one in read(fixed)["figures"]] == [one["value"] for one in read(text)["figures"]]


@pytest.mark.parametrize(
    "said", ["call 101 or 999", "on telephone number 101", "reported via 999 or 101", "the 101 calls"]
)
def test_the_numbers_of_the_police_count_nothing(said: str) -> None:
    assert [
        value for value, *_ in offered(f"How many in 2019?\nResponse\nThere were 14 incidents. Please {said}.\n")
    ] == [14]


def test_a_table_behind_the_leaflet_is_offered() -> None:
    text = f"How many?\nResponse\nSee the annex.\n{COMPLAINTS}\nAnnex\nYear | Arrests\n2018 | 3\n2019 | 5\n"
    assert [value for value, *_ in offered(text)] == [3, 5]


def wrapped(text: str) -> str:
    return "\n".join(line for whole in text.split("\n") for line in textwrap.wrap(whole, 76) or [""])


OF_SIX = (
    "Response\nI can confirm that the cost of determining whether any information relative to question 6 of"
    " this request is"
    " or isn’t held is above the amount to which we are legally required to respond, and we are withholding it"
    " since the"
    " Section 12 (2) exemption applies to it.\n"
)
ASKED_ALONE = (
    "1. Of the offences recorded as one of the three stalking offences between 01/04/22 and 31/03/23, how many"
    " outcome 1A"
    " outcomes are recorded where the alternative offence recorded is harassment?\n"
    "2. Assuming that this is not all of them, on what basis is a decision made as to which of them are"
    " uploaded to the log?\n"
)


def test_a_number_in_a_paragraph_stands_in_its_own_line() -> None:
    said = (
        "In 2019 the force recorded these in each and all of its many local\nDistricts: 14 incidents, and\nno others."
    )
    (one,) = read(f"How many incidents were there?\nResponse\n{said}\n")["proposals"]
    assert (one["value"], one["period_id"], one["locator"]) == (14.0, "2019", "line 4")


@pytest.mark.parametrize("text", [COST_OF_ALL, NOT_CONFIRMED, PLAIN, OF_SIX, ASKED_ALONE])
def test_where_a_margin_ends_the_lines_the_answer_is_the_same(text: str) -> None:
    assert statuses(wrapped(text)) == statuses(text)


@pytest.mark.parametrize(
    "behind",
    [
        "This covers Maidstone only. In addition, Kent Police can neither confirm nor deny that it holds any other"
        " information by virtue of section 23(5).\n",
        "Complaint Rights\n\nThe figure above is of attempts alone.\n",
        "If you have any questions: the count is of charges.\n",
        "The count is of charges, so do not hesitate to contact me.\n",
    ],
)
def test_what_ends_a_letter_may_limit_its_count(behind: str) -> None:
    asked = "1. How many offences under section 15A of the Sexual Offences Act 2003 were recorded in 2019?"
    assert not read(f"Request\n\n{asked}\n\nResponse\n\n1. 39 offences were recorded.\n\n{behind}")["figures"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "1. Please provide the number of arrests made for burglary in Kent in 2019\n14\n2. And of charges?\n7\n",
            [14, 7],
        ),
        (
            "1. How many arrests?\n14\nKent Police can confirm that it holds no more.\n2. How many charges?\n7\n",
            [14, 7],
        ),
        ("Q1. How many arrests?\nResponse\nQ1. 7 charges\nAre you unhappy with this?\n", [7]),
        ("How many in 2019?\nResponse\nThere were 101 calls in 2019.\n", [101]),
        ("How many in 2019?\nResponse\nIt was reported by 101 people in 2019.\n", [101]),
        ("1. Number of arrests in 2019 - 14\n2. Number of charges in 2019 - 7\n", [14, 7]),
    ],
)
def test_no_count_is_lost_to_a_question_or_a_telephone(text: str, values: list[float]) -> None:
    assert [value for value, *_ in offered(text)] == values


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many incidents required a search of files?", "No search was made as it would take too long."),
        ("Please provide the number of crimes with the keyword drone.", "There is no keyword for drones."),
        ("How many in 2019?", "The limit of £450 is exceeded."),
        ("Is there a register?", "We do not have it."),
    ],
)
def test_what_only_sounds_like_an_answer_is_none(asked: str, said: str) -> None:
    assert statuses(f"1. {asked}\nResponse\n1. {said}\n") in ([], [("1", "not_read", [])])


@pytest.mark.parametrize(
    "text",
    [
        "Request 1\nBy calendar year, the number of all reports, broken down by platform. If possible, by age "
        "too;\n\n"
        "Request 2\nBy calendar year, the outcome of all reports, for example that an arrest was made;\n",
        "Please tell me how many were reported.\nIn the event that you are unable to provide all years, give some.\n",
        "1. How many?\n\nThank you for your enquiry which has been logged under the above reference.\n\nPlease click "
        "on the following link to search what is published: https://example.org\n",
    ],
)
def test_a_request_and_a_word_that_it_came_answer_nothing(text: str) -> None:
    assert statuses(text) == []


def test_a_stroke_behind_a_number_labels_a_question() -> None:
    assert statuses("1/ How many in 2019?\n14\n2/ How many in 2020?\n9\n") == [
        ("1", "answered", []),
        ("2", "answered", []),
    ]
    assert [one[0] for one in offered("1. How many in 2019?\n2. And in 2020?\nResponse\nQ1 / 14\nQ2 / 3\n")] == [14, 3]


@pytest.mark.parametrize("why", ["the cost would exceed the limit.", "each record would need to be read."])
def test_a_refusal_of_this_part_is_not_of_the_whole(why: str) -> None:
    text = (
        f"1. How many orders were made?\n2. How many were breached?\n\nIn relation to Question 2, {why}\n\nThis "
        f"letter "
        "acts as a refusal notice for this part of the request, and if one part exceeds the limit then S12 of "
        "the Act "
        "applies to the whole request.\n"
    )
    assert statuses(text) and (None, "refused", ["s12"]) not in statuses(text)


def test_what_is_held_in_no_such_format_is_held() -> None:
    text = (
        "1. How many?\nResponse\nThe information is held by Kent Police however cannot be disclosed for the "
        "following "
        "reasons. It is not held in format that can be retrieved in time, therefore Section 12(1) of the Act "
        "applies.\n"
    )
    assert [status for _, status, _ in statuses(text)] == ["refused"]


def test_grounds_of_a_tail_in_its_own_sentence_refuse_nothing_of_the_answer() -> None:
    tail = (
        "Kent Police can neither confirm nor deny that any other relevant information is held as the duty does not "
        "apply because the following exemptions are engaged:\nSection 23(5) - Security bodies\n"
    )
    assert statuses(f"1. How many in 2019?\nResponse\n2019: 14\n{tail}")[0][1:] == ("answered", [])


def test_a_question_that_goes_on_below_its_colon_is_answered_by_nothing_of_it() -> None:
    asked = "{}. For each calendar year, could you tell me:\nThe number of crimes which mentioned {} in the report\n"
    notice = "The exemption applicable to the information requested is:\nSection 12(1) - the cost exceeds the limit\n"
    assert statuses(asked.format(1, "rage") + asked.format(2, "haste") + notice) == [(None, "refused", ["s12(1)"])]


def test_what_is_given_in_regulations_is_not_given_in_the_answer() -> None:
    text = (
        "1. The longest periods\n2. The shortest periods\n\nSection 12(1) of the Act does not oblige an authority to "
        "comply where the cost would exceed the limit. This information is given in the Freedom of Information (Fees "
        "and Appropriate Limit) Regulations 2004. To answer this request would exceed the limit.\n"
    )
    assert [status for _, status, _ in statuses(text)] == ["refused"]


def test_the_whole_of_a_request_that_is_refused_is_refused_whatever_is_reckoned_behind() -> None:
    text = (
        "1. How many?\n2. How old?\n\nThe whole of your request is refused. Section 12(1) FOIA: the cost would "
        "exceed "
        "the limit.\n\nIt is question 2 that takes the request over the limit: 1558 records at\n10 minutes.\n"
    )
    assert (None, "refused", ["s12(1)"]) in statuses(text)


def test_what_refuses_in_the_sentence_of_a_tail_refuses() -> None:
    tail = "neither confirms nor denies that it holds any other information by virtue of section 23(5)."
    for said in ("The names are exempt under section 40(2), and", "The rest is refused under section 31(1)(a) and"):
        assert statuses(f"1. How many in 2019?\nResponse\n1. There were 14 arrests. {said} the force {tail}\n") == [
            ("1", "not_read", [])
        ]
    assert statuses(f"1. How many?\nResponse\n1. No information is held, and the force {tail}\n") == [
        ("1", "not_held", [])
    ]


def test_what_sounds_like_a_request_or_a_receipt_loses_no_answer() -> None:
    letter = "REQUEST 1\nNumber of arrests in 2019\n14\n\nREQUEST 2\nNumber of charges\nInformation not held.\n"
    assert statuses(letter) == [("1", "answered", []), ("2", "not_held", [])]
    letter = "Request 1\nIn 2019 there were 14 arrests.\n\nRequest 2\nNo information is held.\n"
    assert statuses(letter) == [("1", "answered", []), ("2", "not_held", [])]
    logged = "1. How many?\n2. How old?\nResponse\n1. 10 arrests\n2. Exempt under section 31(1)(a) of the Act.\n"
    assert len(statuses(f"{logged}\nYour enquiry has been logged under reference 1234.\n")) == 2
    refused = "Your request is refused under section 12 as the cost exceeds the appropriate limit."
    assert statuses(f"{refused} If you wish to refine it, could you send us a new request.\n") == [
        (None, "refused", ["s12"])
    ]
    given = (
        "The number for each year is given in section 3 of our report. The rest is exempt by virtue of section 40(2)."
    )
    assert statuses(f"1. How many?\nResponse\n1. {given}\n") == [("1", "partly_answered", ["s40(2)"])]
    part = "Not all of your request is refused. The names are exempt under section 40(2)."
    assert (None, "refused", ["s40(2)"]) not in statuses(f"1. How many?\nResponse\n{part} I can supply the rest.\n")


@pytest.mark.parametrize(
    "total", ["Total  31", "Grand total  30", "Total arrests: 31", "In total there were 31 arrests."]
)
def test_no_total_beside_its_rows_is_a_figure_by_itself(total: str) -> None:
    asked = "1. How many arrests for offences under section 15A of the Sexual Offences Act 2003 in 2018, 2019 and 2020?"
    shown = read(f"{asked}\nResponse\n1. 2018: 10\n2019: 12\n2020: 9\n{total}\n")
    assert [one["value"] for one in shown["figures"]] in ([10, 12, 9], [])
    assert {30, 31} & {one["value"] for one in shown["proposals"]}


@pytest.mark.parametrize(
    "said",
    [
        "Kent Police has 3,800 officers. The number of covert officers is exempt under section 31(1) of the Act.",
        "On 8 October there were 49 people held. Their names are withheld under section 40(2) of the Act.",
        "Year | Officers\n2018 | 3700\n2019 | 3800\nThe covert officers are exempt under section 31(1) of the Act.",
    ],
)
def test_whether_a_number_above_a_refusal_answers_is_left_to_a_person(said: str) -> None:
    assert statuses(f"How many covert officers are there?\n\nResponse\n{said}\n") == [(None, "not_read", [])]


def test_a_department_that_holds_nothing_bears_on_no_refusal_of_all_that_was_asked_for() -> None:
    text = (
        "What training is given?\n\nResponse\nI am not obliged to supply the information you have "
        "requested.\nSection "
        "12 applies. Our planning department does not hold this information, and to ask all others would exceed the "
        "appropriate limit.\n"
    )
    assert statuses(text) == [(None, "refused", ["s12"])]


def test_a_refusal_of_the_last_question_is_not_of_those_that_are_answered() -> None:
    text = f"1. 14 arrests\n2. 9 charges\n3. {COST}\n"
    assert (None, "refused", ["s12(1)"]) not in statuses(text)


def test_what_needs_a_search_by_hand_is_held() -> None:
    said = "It is not recorded in an easily retrievable format. To extract it requires a manual search of all records."
    assert [status for _, status, _ in statuses(f"2) The total revenue\nResponse\n2) {said}\n")] == ["refused"]


def test_what_is_not_recorded_is_not_held_unless_it_is_in_some_way_or_for_some() -> None:
    def status(said: str) -> list[str]:
        return [found for label, found, _ in statuses(f"Q1. 14 arrests\nQ2. {said}\n") if label == "2"]

    assert status("The suspect's occupation is not recorded.") == ["not_held"]
    assert status("As the value is not recorded, therefore section 1(1)(a) applies.") == ["not_held"]
    assert status("The suspect's occupation is not recorded on our systems.") == ["not_read"]
    assert status("The suspect's occupation is not recorded on our systems but on paper.") == ["not_read"]
    assert status("The occupation is not recorded on the system that we use for custody.") == ["not_read"]
    assert status("Before April 2020 the occupation is not recorded on our systems.") == ["not_read"]
    for where in (
        "in every case",
        "where the suspect declined",
        "via a flag",
        "against the arrest",
        "except in free text",
    ):
        assert status(f"The occupation is not recorded {where}.") == ["not_read"], where
    assert status("12 were charged. For three of them the ethnicity is not recorded.") == ["not_read"]
    assert status("The occupation is not recorded in a searchable form.") == ["not_read"]
    assert status("The occupation is not centrally recorded.") == ["not_read"]


def test_an_article_alone_on_its_line_labels_no_question() -> None:
    text = "I am writing to obtain documents.\nA\nreport said so.\nA\nprevious request said so.\n\nResponse\n"
    assert statuses(f"{text}{COST}\n") == [(None, "refused", ["s12(1)"])]
    by_letters = "A\nHow many in 2019?\nB\nAnd in 2020?\nResponse\nA\n14\nB\nNo information is held.\n"
    assert ("B", "not_held", []) in statuses(by_letters)


def test_who_asks_what_was_meant_answers_nothing() -> None:
    asked = "Q1. Do you use drones?\nQ2. What was the cost?\nA request for clarification was sent to you:\n"
    assert statuses(f"{asked}Regarding Q2, we are not clear what costs you are referring to in your words.\n") == []


def test_no_further_breakdown_refuses_what_was_given_in_part_alone() -> None:
    section = "I am not obliged to provide you with a further breakdown by virtue of Section 31(1) of the Act."
    asked = "1. Which are closed?\nResponse\nIn relation to question 1, "
    assert statuses(f"{asked}we have provided you with the roles in each. {section}\n") == [
        ("1", "partly_answered", ["s31(1)"])
    ]
    assert statuses(f"{asked}{section}\n") == [("1", "refused", ["s31(1)"])]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("No, it requires a manual search.", "answered"),
        (
            "Kent Police does not hold this, and is not obliged to supply the information you have requested.",
            "not_read",
        ),
    ],
)
def test_who_holds_nothing_or_describes_a_system_refuses_nothing(said: str, status: str) -> None:
    assert statuses(f"Does the system allow a search?\n\nResponse\n{said}\n") == [(None, status, [])]


def test_answers_in_small_letters_below_their_letters_keep_them() -> None:
    asked = "A\nHow many arrests were made?\nB\nHow many charges were brought?\nResponse\n"
    said = "A\nfourteen arrests were made.\nB\nnine charges were brought.\n"
    assert {label for label, *_ in statuses(f"{asked}{said}")} == {"A", "B"}


YEARS = "2019 - 14\n2020 - 15\n2021 - 19\n"
ASKED_YEARS = "Question 1\nHow many arrests for grooming were made in each of the years 2019 to 2021?\n\nResponse 1\n"


@pytest.mark.parametrize(
    ("said", "became"),
    [
        (f"{YEARS}The ages are exempt from disclosure under Section 40(2).", ("partly_answered", ["s40(2)"])),
        ("2019 - 14\n2020 - 15\n2021 - exempt under Section 40(2)", ("partly_answered", ["s40(2)"])),
        (f"The arrests for grooming are exempt under Section 30(1).\n{YEARS}", ("not_read", [])),
        (
            f"Section 12 applies to this request. To be read would be:\n{YEARS}Each would take ten minutes.",
            ("not_read", []),
        ),
        (
            f"What would have to be read is below.\n{YEARS}Each record would need to be manually reviewed, which "
            f"would "
            "exceed the appropriate limit. Section 12(1) is engaged and your request is refused.",
            ("not_read", []),
        ),
        (
            "A search shows 1,234 crimes. Each would need to be manually reviewed, which at ten minutes each takes "
            "over 200 hours. Section 12 is engaged.",
            ("refused", ["s12"]),
        ),
        ("There are 43 police forces. Ours is exempt under Section 31(1)(a) Law Enforcement.", ("not_read", [])),
        ("The request concerns 14 arrests. They are exempt from disclosure under Section 30(1).", ("not_read", [])),
        (f"Each record was reviewed manually.\n{YEARS}", ("answered", [])),
        (f"{YEARS}Please note that we do not hold data on convictions, which is held by the courts.", ("not_read", [])),
        (f"{YEARS}These are arrests alone. Charging data is not held in this report.", ("not_read", [])),
        ("We do not hold this information.\nPrevious requests:\nFOI 1234 - 2019\nFOI 2345 - 2020", ("not_read", [])),
        ("Some of the information is exempt under Section 40(2).", ("partly_answered", ["s40(2)"])),
        ("Kent Police holds some of the information; it is withheld under Section 30(1).", ("not_read", [])),
        ("Some data sources are exempt from this return. There is no information held.", ("not_read", [])),
        (
            "Some of the information is exempt as it exceeds the limit: Section 12 is of the whole of your request.",
            ("refused", ["s12"]),
        ),
        ("There were no arrests for this offence.", ("answered", [])),
        *(
            (f"There {what}.", ("not_read", []))
            for what in (
                "is no list of these", "are no figures of it", "is no database from which these could be taken",
                "are no details of this on our systems", "is no duty to create information under the Act",
            )
        ),
        ("This is not a valid Freedom of Information request as it asks for an opinion.", ("not_applicable", [])),
        ("This is not a valid Freedom of Information request. However, there were 14.", ("not_read", [])),
        ("This is not an offence in law. The limit of 18 hours would be passed.", ("not_read", [])),
    ],
)  # fmt: skip
def test_what_is_given_beside_what_is_not_makes_a_part(said: str, became: tuple[str, list[str]]) -> None:
    assert statuses(f"{ASKED_YEARS}{said}\n") == [("1", *became)]


def test_what_only_leads_in_an_answer_becomes_of_nothing() -> None:
    asked = "You asked\nHow many arrests for grooming were made in 2019?\n\nResponse\n"
    answered = "\nQuestion 2\nHow many charges were there?\n14\n"
    assert statuses(f"{asked}We have located the following as relevant to your request.\n{answered}") == [
        ("2", "answered", [])
    ]
    assert (None, "not_read", []) in statuses(f"{asked}Sadly that is confidential.\n{answered}")


def test_one_and_two_are_no_question_but_their_answer() -> None:
    text = "1. How many arrests?\n\n2. How many charges?\n\n1 and 2. The information is exempt under Section 30(1).\n"
    assert statuses(text) == [("1", "refused", ["s30(1)"]), ("2", "refused", ["s30(1)"])]


def test_a_whole_that_is_answered_in_part_leaves_the_questions_that_it_does_not_name() -> None:
    text = (
        "Request\n1. How many images?\n2. How many requests?\n\nResponse\nExcess cost removes our obligations; as a "
        "gesture of goodwill I have supplied what was retrieved: Section 12.\n2. There were 21.\n"
    )
    assert {("2", "answered"), (None, "not_read")} >= {(label, status) for label, status, _ in statuses(text)}


def test_a_document_with_no_word_of_a_request_answers_none() -> None:
    """Insurers' terms and guides with numbered paragraphs were "answered"; their numbers are offered still."""
    terms = "The contract has these benefits.\nAfter 30 days the holder may take a part of 500 pounds.\nFunds: 12\n"
    assert [one["status"] for one in read(terms)["outcomes"]] == ["not_read"]
    assert offered(terms)
    assert statuses("Response:\n" + terms) == [(None, "answered", [])]


def test_a_harm_test_that_weighs_confirming_or_denying_takes_no_refusal_back() -> None:
    refused = "This information is exempt by virtue of:\nS24(1) National Security\nS31(1) Law Enforcement\n"
    weighed = "By confirming or denying that information is held a force would allow comparison across the country.\n"
    assert statuses(refused + weighed) == [(None, "refused", ["s24(1)", "s31(1)"])]
    stated = "The force can neither confirm nor deny that it holds any, under S24(2) and S31(3).\n"
    assert statuses(stated + weighed) == [(None, "ncnd", ["s24(2)", "s31(3)"])]


@pytest.mark.parametrize(
    "said",
    [
        "The information you have requested is exempt under Section 40(2). For comparison, recorded offences were:\n{}",
        "We refuse this request under Section 30(1). You may be interested that Essex Police published:\n{}",
        "{}\nHowever, whether an arrest was made can only be found by reading each. Section 12 applies to the request.",
        "{}\nFurther information is not held.",
        "{}\nThis arrests data is not held centrally and was counted by hand.",
        "3 of them, but ages are not recorded on our systems.",
        "Exact times are not recorded on our systems.",
    ],
)
def test_rows_of_something_else_make_a_refusal_no_answer_in_part(said: str) -> None:
    rows = "2019 - 14\n2020 - 15\n2021 - 19"
    asked = "Question 1\nHow many arrests for grooming were made in each of the years 2019 to 2021?\n\nResponse 1\n"
    assert [one["status"] for one in read(asked + said.format(rows))["outcomes"]] == ["not_read"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("There have been 6293 recorded offences.\nTo read each would take 6293 records x 2 minutes = 209.8 hours.",
         "not_read"),
        ("We are unable to provide a copy. However, I can confirm that the record holds the following: time and place.",
         "not_read"),
        ("They are listed at Appendix 1. An outline of each complaint as per your request is not held.", "not_read"),
        ("No information held. Not all restrictions keep an officer from patrol.", "not_held"),
        ("The write-offs of these accidents were worth £352,000.", "answered"),
        ("No information held. However, I can advise that you may complain to the Commissioner.", "not_held"),
        ("Not all breeds are held by us. Information on the others is not held.", "not_read"),
        ("2019: 15\n2020: 25\nThese were counted by hand, at 5 records x 2 minutes = 10 minutes.", "answered"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_denial_says_whether_it_is_of_all(said: str, status: str) -> None:
    asked = "Request\n1. How many of each breed were seized, and of what value?\n2. By whom?\n\nResponse\n1. "
    assert statuses(f"{asked}{said}\n2. By officers of the dog section.\n")[0][:2] == ("1", status)


def test_what_was_done_within_the_cost_limit_is_no_refusal_of_all() -> None:
    said = (
        "To enable us to provide this information within the appropriate cost limit we have looked at 2021 alone.\n"
        "There were 629 arrests in 2021.\nThe files of 2020 would take over 18 hours and are exempt under Section 12."
    )
    assert statuses(f"How many arrests in 2020 and 2021?\n\nResponse\n{said}")[0][1] != "refused"
    kept = "The field for £5,000 is free text and is not recorded in a retrievable way."
    asked = "Request\n1. How many frauds with a value over £5,000?\n2. Where?\n\nResponse\n1. "
    assert statuses(f"{asked}{kept}\n2. In Kent.")[0][1] not in ("answered", "partly_answered")


def test_a_refusal_within_the_cost_limit_in_brackets_is_one_of_its_cost() -> None:
    said = (
        "Our data are not organised in such a way as to allow us to provide this information within the appropriate "
        "(cost) limit.\nThefts at hospitals are 1517 recorded crimes.\nEach crime would need to be reviewed.\n"
        "1517 crimes x 10 mins = 252 hours\n"
    )
    assert statuses(f"Please provide a list of thefts.\n\nResponse\n{said}") == [(None, "refused", ["s12"])]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many staff of the force carry a Taser?", "We do not employ any civilian staff."),
        ("How many officers were trained by the College?", "All were trained by its partner."),
        ("How many arrests were made?", "The custody system does not show arrests by decoys."),
        ("How many dogs were seized?", "The force did not begin to count dogs seized."),
        ("How many arrests were made?", "Arrests would take 40 hours to find."),
        ("How many arrests were made?", "We do not release any details of live investigations."),
        ("How many arrests were made?", "We have not completed any of the searches that this needs."),
        ("How many crimes were recorded?", "We did not understand which crimes you mean."),
        ("How many vehicles were stolen?", "All were asked for in your letter of May."),
        ("How many schools are there?", "A full list of schools is available online."),
        ("How many arrests were made?", "We are unable to comply with this request until you tell us which you mean."),
    ],
)
def test_how_many_told_in_words_is_read_by_a_person(asked: str, said: str) -> None:
    given = f"Request\n1. {asked}\n2. Where?\n\nResponse\n1. {said}\n2. In Kent.\n"
    assert statuses(given)[0][:2] == ("1", "not_read")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many knife crimes?", "There were 107 knife crimes in May.\nPlaces are exempt"),
        ("How many officers were arrested?", "There are 3,912 officers in the force. It is exempt"),
        ("How many arrests?", "There were 14 requests for this, and this one repeats them. Arrests are exempt"),
        ("How many arrests?", "There was a rise of 12 in arrests. The number of arrests is exempt"),
        ("A copy of the report.", "There were 14 searches of our systems. It is exempt"),
        ("How many officers?", "We have received 5 requests from you. It is exempt"),
    ],
)  # fmt: skip
def test_a_number_told_before_a_refusal_may_be_of_something_else_and_is_read_by_a_person(asked: str, said: str) -> None:
    given = f"Request\n1. {asked}\n2. Where?\n\nResponse\n1. {said} under Section 31(1)(a).\n2. In Kent.\n"
    assert statuses(given)[0][:2] == ("1", "not_read")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Your earlier request is held elsewhere. This request is being refused under Section 12(1).", "refused"),
        ("Your previous request was exempt under Section 12. This request is not refused.", "not_read"),
        ("The earlier request is exempt under Section 31. For this one see attached.", "not_read"),
    ],
)
def test_what_became_of_an_earlier_request_doubts_no_refusal_of_this_one(said: str, status: str) -> None:
    assert [one[1] for one in statuses(f"Freedom of information\nResponse\n{said}\n")] == [status]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("2019: 14\n2020: 15\nThe force does not hold data regarding prosecutions.", "partly_answered"),
        ("Data on prosecutions is not held. However, we can provide the figures for the area.", "partly_answered"),
        ("2019: 14\n2020: 15\nPlease note that court results are not held.", "not_read"),
        ("The report is not held. However, we are able to tell you that the court may have it.", "not_read"),
        ("No information held. We have provided you with a link to the Home Office.", "not_read"),
    ],
)
def test_what_is_not_held_beside_what_is_given_is_a_part_of_it(said: str, status: str) -> None:
    asked = "Please provide the following:"
    assert [one[1] for one in statuses(f"Request\n{asked}\n\nResponse\n{said}\n")] == [status]


def test_an_item_of_an_answers_own_list_leaves_what_is_known_of_the_question() -> None:
    asked = "1. How many hours were lost in 2018 and 2019?\n2. What are the main reasons?\n"
    listed = "2. The 3 main reasons are:\n\nOfficers\n\n1. Stress\n\n2. Back condition\n"
    given = statuses(f"You asked:\n{asked}\nIn Response:\n1. Hours lost:\n2018: 1,400\n2019: 1,500\n\n{listed}")
    assert given[0][:2] == ("1", "answered")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Jan | 00:10:59", "Feb | 00:05:16", "Mar | 00:26:38"], ("1", "answered")),
        (["2018 | This is not held.", "2019 | As above"], ("1", "not_held")),
        (["2019 | Exempt", "2020 | Exempt"], ("1", "not_read")),
    ],
)
def test_the_cells_of_a_table_without_counts_say_what_became_of_its_question(
    rows: list[str], said: tuple[str, str]
) -> None:
    table = "".join(f"| {row} |\n" for row in rows)
    given = f"Request\n1. What was the longest wait?\n2. Where?\n\nResponse\n1.\n{table}2. In Kent.\n"
    assert statuses(given)[0][:2] == said


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("A response to this part will not be provided.", "refused"),
        ("There were 5 for the first part. This part is exempt under Section 40(2).", "not_read"),
        ("We had 7 start; their job description we have attached. Their teams are as follows:\nCrime.", "not_read"),
        ("4 were women and 6 men. We are unable to isolate those of 2019.", "not_read"),
        ("9821 were recovered, and without going into each vehicle we would not know more.", "not_read"),
        ("Type is a free text field, and so this part exceeds the limit. Section 12 of the Act applies.", "refused"),
        ("There were 9 vans. For the others this part exceeds the limit, and Section 12 applies.", "not_read"),
        ("No information is held, since the type is not recorded in this way.", "not_held"),
        ("No information is held, because the types are not in a searchable form.", "not_read"),
        ("Exempt: Section 31(1)(a) Law Enforcement and Section 38(1)(a) Health. It could harm those who have been "
         "wrongly suspected.", "refused"),
        ("Exemption: Section 31(1)(a) considered and set aside. They are vans.", "not_read"),
        ("Not exempt: Section 31(1)(a). They are vans.", "not_read"),
        ("Do you want those on loan too? Last year somebody asked and we gave 31.", "not_read"),
        ("They are vans.\n\nThe force does not endorse the use of vans.", "answered"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_part_under_its_own_label(said: str, status: str) -> None:
    asked = "Request\n1. Please list each vehicle, with its type.\n2. Where?\n\nResponse\n1. "
    assert statuses(f"{asked}{said}\n2. In Kent.\n")[0][:2] == ("1", status)


@pytest.mark.parametrize("end", ["", " (Broken down by year, 2019/20, 2020/21)"])
def test_a_question_behind_its_time_or_before_brackets_is_none_of_its_answers(end: str) -> None:
    asks_now = f"In the last 5 years (including 2018/19), how many fires were there?{end}"
    assert asks(asks_now) and asks(asks_now.replace("?", ":")) and not asks("In 2019, there were 14.")


def test_points_below_a_question_and_what_a_requester_requires_answer_nothing() -> None:
    listed = "Request\n1. Please give details of licences:\n\na) Number issued\n\nb) Town, if allowed.\n\n"
    said = statuses(f"{listed}Response\n1. This is exempt under Section 31(1)(a).\n")
    assert [one[:2] for one in said] in ([("1", "refused")], [("1", "not_read")])
    asks_only = "Request 1\nThe number of notices is listed as 1317. I would require those of Regulation 6.\n"
    assert [one for one in statuses(asks_only) if one[1] == "answered"] == []


def test_what_a_refusal_counts_behind_its_reason_would_have_to_be_gone_through() -> None:
    said = (
        "I am not obliged to supply the information you have requested.\nSection 12 – cost exceeds appropriate "
        "limit.\n"
        "785 vehicles have been recovered in 2024. We estimate that it would take 3 minutes to look at each record.\n"
    )
    assert statuses(f"Freedom of information\nResponse\n{said}") == [(None, "refused", ["s12"])]


def test_what_is_published_elsewhere_keeps_the_section_that_says_so() -> None:
    link = "https://www.kent.police.uk/foi"
    said = f"This is published at the following link: {link}. Under Section 21 we are not obliged to provide it."
    given = statuses(f"Request\n1. A copy of the policy.\n2. Where?\n\nResponse\n1. {said}\n2. In Kent.\n")
    assert given[0] == ("1", "referred", ["s21"])


@pytest.mark.parametrize(
    ("letter", "became"),
    [
        (  # what stands above the heading of answers was asked, though the letter opens before it
            "Following receipt of your request searches were conducted.\n\n1. Arrests.\n2. Number charged.\n\n"
            "Response\n\n1. 3\n2. Nil\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (
            "You requested: (1) the number of offences recorded in 2018/19, (2) how many were flagged.\n\n"
            "Please see our response below:\n\n(1) 3,212 offences\n\n(2) 486 of the 3,212\n",
            [("1", "answered"), ("2", "answered")],
        ),
        ("1) Number of alerts\n2) Number of suspects\n3) Training of call handlers\n\nTo 1, we hold it.\n", []),
        (
            "Questions\n1. Does the force use decoys?\n2. If so, how many?\n3. Which groups?\n\nQuestions 1 and 2\n\n"
            "We can neither confirm nor deny it, by Section 31(3).\n\nQuestion 3\n\nNo groups are known.\n",
            [("1", "ncnd"), ("2", "ncnd"), ("3", "answered")],
        ),
        (  # a whole that one of its questions contradicts is of the others alone
            "1. How many?\n2. Is there a protocol?\n\nResponse\nThe force holds no information.\n\n2. Yes, always.\n",
            [(None, "not_read"), ("2", "answered")],
        ),
        # What would open an answer stands in that of the last question, or below all of them.
        (
            "1. How many arrests were made in 2019?\n14\n2. Please supply the policy.\nI can confirm that Kent "
            "Police "
            "holds the information. It is exempt by virtue of Section 31(1)(a).\n",
            [("1", "answered"), ("2", "refused")],
        ),
        (
            "1. Do you use drones?\nYes.\n2. Please supply the contract.\nIt is exempt by virtue of Section 43(2).\n"
            "Disclosure\nThis response will be published on our site.\n",
            [("1", "answered"), ("2", "refused")],
        ),
        (
            "1. How many arrests?\n2. Training given to staff\nKent Police response\n1. 204\n2. It lasts for two "
            "days, "
            "and is given on joining.\nDecision\nIt is disclosed in full.\n",
            [("1", "answered"), ("2", "answered")],
        ),
        # "Answer 1 - 4" is four, where the answer to question 2 has its own.
        (
            "Question 1\nHow many arrests in 2019?\nAnswer 1 - 4\nQuestion 2\nHow many arrests in 2020?\n"
            "Answer 2 - 7\n",
            [("1", "answered"), ("2", "answered")],
        ),
        (
            "1a. How many?\n1b. How many charged?\n2. Which groups?\n\nResult of searches\n\n1a = 412\n\n1b = 96\n\n"
            "2 - I am not going to name any. They are exempt by Section 31(1)(a) of the Act.\n",
            [("1a", "answered"), ("1b", "answered"), ("2", "refused")],
        ),
        (
            "1. The number of crimes\n\n203\n\n2. The guidance that is given\n\nIt is exempt by Section 21.\n",
            [("1", "answered"), ("2", "refused")],
        ),
        (
            "Your request, as received: 1. offences of theft per year 2. where is it?\n\nFollowing receipt of your "
            "request searches were conducted.\n\n1. 310 (2018), 342 (2019)\n\n2. It is exempt, s.31(1)(a).\n",
            [("1", "answered"), ("2", "refused")],
        ),
        (
            "You ask for the following:\n\n1. All letters on Moor Lane;\n2. What the Chief had for lunch.\n\nYou "
            "have "
            "made 61 requests, of which 23 were on it. Your request is vexatious and refused under Section 14(1).\n",
            [(None, "refused")],
        ),
        (  # a page numbers an answer's parts as if they were questions
            "1. How many?\n2. (i) How many told? (ii) Of these how many on the register?\n3. Why?\n\nIn response:\n\n"
            "1. 92\n2. i) 8\n3. ii) Not on it: 2. On it: 6.\n4. They were told.\n",
            [("1", "answered"), ("2", "answered"), ("3", "not_read"), ("4", "not_read")],
        ),
        (
            "1. How many?\n2. On which sites?\n3. How many trained?\n\nDecision\n\n1. 14\n\n2. They are withheld - "
            "s31(1)(a).\n\n3. I can neither confirm nor deny it, by s31(3).\nThis letter acts as a refusal "
            "notice for "
            "questions 2 and 3.\n",
            [("1", "answered"), ("2", "refused"), ("3", "ncnd")],
        ),
        (
            "1) How many reported?\n2) How many charged?\n\nResponse\n\nOur response is enclosed.\n\n1) Reported\n"
            "2019 - 14\n2020 - 15\n\n2) Charged\n2019 - 4\n2020 - 5\n",
            [(None, "not_read"), ("1", "answered"), ("2", "answered")],
        ),
        (
            "Questions 1 and 2, the force can neither confirm nor deny whether it holds the information. Some "
            "data are "
            "withheld because they are exempt, so this is a Refusal Notice.\n",
            [("1", "not_read"), ("2", "not_read")],
        ),
        (
            "Response\nA response to Q1 and Q2 I am exempting pursuant to Section 31(1).\n",
            [("1", "refused"), ("2", "refused")],
        ),
        (
            "Q. The number of crimes.\n\nA. We hold the information.\n\n9 (2013/14), 17 (2014/15) and 35 (2016/17).\n",
            [(None, "answered")],
        ),
    ],
)
def test_where_a_letter_asks_and_which_questions_its_words_answer(letter: str, became: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in statuses(f"Freedom of information\n{letter}")] == became


@pytest.mark.parametrize(
    ("asked", "said", "status"),
    [
        ("What is the average wait?", "We do not produce this average and need not create it.", "not_read"),
        ("Do you produce an average?", "We do not produce this average, as it is of no use.", "answered"),
        ("How many were there?", "Names are not held in a way that lets us retrieve them.", "not_read"),
        (
            "On which apps was it?",
            "We should have to open all 560 records. S12(1) is engaged for this part.",
            "not_read",
        ),
        ("On which apps was it?", "It would mean opening all 560 records. S12(1) is engaged for this part.", "refused"),
        ("Which were they?", "Section 40(2) is applied to this part. The numbers are low.", "refused"),
        ("Who were they?", "Section 12 is applied to this; we have, outside the Act, answered the others.", "refused"),
        ("What was spent?", "Held, but withheld. Section 31(1)(a): costs would tell which tools we have.", "refused"),
        ("How many officers?", "We are not saying whether we have any. (s.31(3))", "ncnd"),
        ("How many officers?", "I am refusing to provide you with the information sought by Section 31(1).", "refused"),
        ("How many officers?", "Refused under Section 12. Outside of the Act, we can advise:", "refused"),
        ("Was it used in 2021?", "We are not saying whether it was used in 2022; in 2021 it was not used.", "answered"),
        ("Which make, and where?", "They are made by Axis. Section 31(1)(a) applies to this part.", "not_read"),
        (
            "Name and rank of each?",
            "Names are exempt under Section 40(2). We have answered the rest of this question in the attached list.",
            "partly_answered",
        ),
        (
            "A copy of each report?",
            "We have attached two. This is a partial refusal, as the others are exempt by virtue of Section 30(1).",
            "partly_answered",
        ),
        ("Can you provide the average wait?", "We do not produce this average.", "not_read"),
        ("What was the average wait?", "We did not produce this average in 2019.", "not_read"),
        (
            "Are complaints a category?",
            "They are not a category. Question 1 has been answered as a courtesy, though excess cost removes the duty.",
            "answered",
        ),
        ("Which makes?", "In view of the reply to Q2 there is nothing to give: no information held.", "not_held"),
        ("Which makes?", "Not held. Question 2 is exempt by virtue of Section 31(1).", "not_read"),
        (
            "Who was it?",
            "We can neither confirm nor deny it: Section 40(5). The attached sets out your rights.",
            "ncnd",
        ),
        (
            "How many reports?",
            "Our system has no field for it. A search brought up 4,316 records, at five minutes each 359 hours. "
            "Your request is refused under Section 12(1).",
            "refused",
        ),
        (
            "How many?",
            "S12 of the Act applies: our duty to comply does not apply. This is a formal refusal.",
            "refused",
        ),
        ("Who?", "We hold no marker for it. Your request is refused under Section 12(1), over 18 hours.", "refused"),
    ],
)
def test_what_a_reason_a_denial_and_a_section_say_of_their_question(asked: str, said: str, status: str) -> None:
    given = statuses(f"Freedom of information\nRequest\n1. {asked}\n2. Where?\n\nResponse\n1. {said}\n2. In Kent.\n")
    assert given[0][:2] == ("1", status)


@pytest.mark.parametrize(("head", "is_read"), [("RFI 51102", True), ("Burglary 51", False)])
def test_a_letters_reference_is_no_row_beside_a_refusal(head: str, is_read: bool) -> None:
    said = "The whole of the request is exempt by Section 12(1); we are not obliged to answer it."
    assert statuses(f"{head}\nFreedom of information\n\n{said}\n") == [
        (None, "refused", ["s12(1)"]) if is_read else (None, "not_read", [])
    ]


def test_a_letter_without_a_campaign_counts_what_the_campaign_counts_by_its_own_words() -> None:
    counted = {
        "arrests for online sexual offences related to children": "arrests_online_cso",
        "arrests for sexual offences involved a child decoy": "arrests_decoy",
        "arrests rested on evidence that your own officers acquired as decoys": "arrests_police_decoy",
        "arrests relied on evidence provided by paedophile hunters": "arrests_ocag",
        "arrests of paedophile hunters were made": "arrests",
        "arrests were made of members of paedophile hunting groups for withholding evidence": "arrests",
        "arrests were made where evidence from a hunter group was not used": "arrests",
        "arrests of children for online sexual offences were made": "arrests",
    }
    assert {said: measure_of([f"How many {said}?"])[0] for said in counted} == counted


@pytest.mark.parametrize(
    "said",
    [
        "Please be advised that under Section 1(3) we are not obliged to comply until we have received your answer.",
        "We have not yet reached a decision on where the balance lies. Section 31 is considered, and it may be exempt.",
    ],
)
def test_who_asks_back_or_weighs_the_public_interest_has_decided_nothing(said: str) -> None:
    assert {one[1] for one in statuses(f"Freedom of information request 309/21\n\n{said}\n")} <= {"not_read"}


def test_a_title_of_an_act_names_nobody() -> None:
    said = "Section 30(1) Investigations and Proceedings Conducted by Public Authorities, and Section 43 applies."
    [outcome] = read(f"Freedom of information\nRequest\n1. Which?\nResponse\n1. {said}\n")["outcomes"]
    assert outcome["text"] == said


@pytest.mark.parametrize(
    ("asked", "said", "never"),
    [
        ("How many cautions?", "Advice was given in 14 cases. Ethnicity is not held.", "not_held"),
        ("Which code do you have?", "The force holds no code of practice.", "answered"),
        ("Whether response times differ by village?", "We do not produce them for single villages.", "answered"),
        ("Who made them?", "Please find them attached with the complaints. Names are not held.", "not_held"),
        ("A drone, and its log?", "The force has one such drone, but the log of this part is not held.", "not_held"),
        ("Who is left out?", "They are exempting under 16s from the scheme.", "refused"),
        ("Who?", "Question 1 has been answered, however the names are exempt by Section 40(2).", "answered"),
        (
            "Which?",
            "Compared with other forces it would tell what we have, so it is exempt: Section 31(1).",
            "answered",
        ),
        (
            "How many, and who?",
            "Not held. This is a Refusal Notice for question 1 under Section 40(2), the names.",
            "not_held",
        ),
        (
            "How many mention a drone?",
            "A search came back with 640 that mention a drone. To read 640 at four minutes each is 43 hours. "
            "Section 12(1) applies.",
            "refused",
        ),
        (
            "Which?",
            "I do not uphold the original decision under Section 31(1). The list is in May's report.",
            "refused",
        ),
        ("Why?", "Where it costs more the duty to comply does not apply (Section 12). It was in May.", "refused"),
        ("Which?", "Outside of the Act, May was what they suggest. The rest is exempt: Section 31(1).", "refused"),
        ("Which?", "The log would give it as late afternoon. The name is exempt: Section 40(2).", "refused"),
        ("How many?", "The first of your two wishes can be met: 45. The rest is vexatious, Section 14(1).", "refused"),
        (
            "Who decides?",
            "In view of the reply to question 2, which is that none is held, the officer decides.",
            "not_held",
        ),
    ],
)
def test_words_that_somebody_found_to_be_read_falsely_are_read_by_a_person(asked: str, said: str, never: str) -> None:
    given = statuses(f"Freedom of information\nRequest\n1. {asked}\n2. Where?\n\nResponse\n1. {said}\n2. In Kent.\n")
    assert never not in [status for label, status, _ in given if label in ("1", None)]


@pytest.mark.parametrize(
    ("sentence", "is_figure"),
    [
        ("Every effort is made to ensure that the figures presented are accurate and complete.", True),
        ("These data should not be used for comparison with any other response that you receive.", True),
        ("Care should be taken, as half of the records could not be read.", False),
        ("Every effort is made to be accurate and complete, but the records of the west could not be read.", False),
        ("Please interpret these data with caution, as they relate to the custody suite in Dover.", False),
        ("This should not be compared with other forces, as we count every investigation.", False),
        ("The table shows crimes linked to Covid-19.", False),
        ("Our Dover custody suite supplied what follows.", False),
        ("We answer your request here for women and girls.", False),
        ("The figures come from our Dover custody system.", False),
        ("Kent Police holds most of the information.", False),
        ("Care should be taken, as these are crime figures.", False),
        ("Please treat these figures with caution, as they are what our original system captured.", False),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_warning_that_every_force_gives_leaves_a_figure_and_one_of_its_own_does_not(
    sentence: str, is_figure: bool, above: bool
) -> None:
    asked = "Request\n1. How many arrests for sexual communication with a child in 2021?\nResponse\n"
    said = f"{asked}{sentence}\n1. 14\n" if above else f"{asked}1. 14\n\n{sentence}\n"
    assert bool(accepted(said)) == is_figure


@pytest.mark.parametrize(
    ("asked", "given", "is_figure"),
    [
        ("How many arrests did your officers make under s15A Sexual Offences Act 2003 in 2021?", "14", True),
        ("How many arrests of your officers under s15A Sexual Offences Act 2003 were made in 2021?", "14", False),
        ("How many people were arrested on suspicion of sexual communication with a child in 2021?", "14", True),
        ("How many offences of child sexual exploitation were recorded in 2021?", "14", True),
        ("How many offences with a CSE marker were recorded in 2021?", "14", False),
        ("How many charges for s15A Sexual Offences Act 2003, (i) and (ii), in 2021?", "Charged (i): 14", False),
        (
            "How many arrests under (i) s15A Sexual Offences Act 2003 and (ii) s15 Sexual Offences Act 2003?",
            "\nYear | S15A Arrests | S15 Arrests |\n2020 | 14 | 3 |\n2021 | 18 | 5 |",
            True,
        ),
    ],
)
def test_who_arrests_and_which_part_decide_whether_a_number_is_a_figure(
    asked: str, given: str, is_figure: bool
) -> None:
    assert bool(accepted(f"Request\n1. {asked}\nResponse\n1. {given}\n")) == is_figure


def test_a_title_names_the_subject_alone_unless_its_question_points_back_to_it() -> None:
    asked = "1. How many arrests for sexual communication with a child in 2021?\nResponse\n1. 14\n"
    assert accepted(f"Online Grooming Offences\nRequest\n{asked}")
    assert not accepted(f"Online Grooming Offences\nRequest\n{asked.replace('?', ' for this?')}")
    assert accepted(f"Request\n{asked.replace('1. 14', 'Kent Police has given what you asked for.', 1)}1. 14\n")
    assert not accepted(f"Grooming Offences in Medway\nRequest\n{asked}")


def test_a_line_of_years_and_numbers_below_its_measure_is_that_measures() -> None:
    asked = "Request\n1. How many people were charged under s15A Sexual Offences Act 2003?\nResponse\n"
    assert offered(f"{asked}1. Charged: 2020 – 14, 2021 – 18\n") == [(14, "2020", "charges"), (18, "2021", "charges")]
    assert {one[:2] for one in offered("2020: Male 1,204, Female 261\n2021: Male 1,318, Female 297\n")} >= {
        (1204, "2020"),
        (261, "2020"),
    }


def test_a_letter_behind_a_signed_request_is_the_forces_and_one_to_the_office_is_not() -> None:
    asked = "Dear Kent Police,\n\n1. How many arrests were made?\n\nYours faithfully,\n\nA. Reader\n\n"
    said = "Under Section 12(1) of the Act your request is refused as a whole.\n"
    assert statuses(f"{asked}Dear requester,\n\n{said}") == [(None, "refused", ["s12(1)"])]
    assert statuses(f"{asked}Dear Sir or Madam,\n\nYou had told me: {said}") == []


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("You can find this at www.gov.uk/police (Section 21(1)).", ("referred", ["s21(1)"])),
        ("Those of 2021 are at www.gov.uk/police, Section 21. In 2022 nobody was dismissed.", ("not_read", [])),
        ("Section 31(3) should not have been relied upon here. No information is held.", ("not_held", [])),
        ("No policy is held.", ("not_read", [])),
        ("Held, however I am refusing to provide it. Section 31(1)(a) applies.", ("refused", ["s31(1)(a)"])),
    ],
)
def test_what_is_published_revoked_or_refused_in_so_many_words(said: str, became: tuple[str, list[str]]) -> None:
    asked = "Request\n1. How many officers by rank?\n2. Where?\n\nResponse\n"
    assert statuses(f"{asked}1. {said}\n2. In Kent.\n")[0] == ("1", *became)
