"""A number of a plain letter is a figure by itself; what may say something else of it leaves it to a person."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.commands.show import as_json
from ingest.phrases.offences import each_section
from tests.making import source

REFERENCE = reference_data.load()
ASKED = "How many arrests were made for offences under section 127 of the Communications Act 2003 in 2019/20?"
ANSWERED = "Kent Police made 41 arrests."
LETTER = "FOI 305/21\n{top}\nRequest\n{asked}\n\nResponse\n{answered}\n\nYours sincerely\n{end}\n"


def accepted(top: str = "", end: str = "", asked: str = ASKED, answered: str = ANSWERED) -> list[tuple[str, str, str]]:
    """The figures of a letter, without those that are offered: print, offence, time."""
    letter = LETTER.format(top=f"{top}\n" if top else "", asked=asked, answered=answered, end=end)
    told = source("kent~1-21", force_ids=("kent",), kind="force_response")
    shown = as_json(read_document(letter.encode(), "letter.txt", "original", told, REFERENCE), told)
    return [(one["value_text"], one["offence_id"], one["period_id"]) for one in shown["figures"]]


ALONE = [("41", "ca2003_s127", "2019/20")]


@pytest.mark.parametrize(
    "line",
    [
        "Tel: 01622 690690",
        "www.kent.police.uk/foi-ai/kent-police/crime-statistics-data",
        "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables",
        "Date of response: 27/07/2021",
        "Date Responded 01 October 2021",
        "Reference Number: 2896",
        "FOI Reference: 08/2024",
        "In answer to your request of 4th January 2021:",
        "Your request reached Kent Police on 13 February 2021.",
        "Our answer under section 1(1) (b):",
        "This is to inform you that Kent Police has completed its search.",
        "There may be a fee payable for the retrieval, collation and provision of the information you request.",
        "You can report non-urgent crime via our website. Always dial 999 in an emergency.",
        "This email may contain information that is privileged, sensitive, or otherwise protected from disclosure.",
        "We will respond to your request for an internal review within 20 working days of receipt.",
        "That person will be able to discuss the decision, explain any issues and assist with any problems.",
        "Please quote the reference number above in any correspondence.",
        "The quickest and easiest way to have the decision looked at again is to telephone the case officer named at "
        "the end of your decision letter.",
        "After lodging a complaint with Kent Police if you are still dissatisfied with the decision you may make "
        "application to the Information Commissioner for a decision on whether the request for information has been "
        "dealt with in accordance with the requirements of the act.",
        "The Freedom of Information Act 2000 creates a statutory right of access to information.",
        "Data Protection and Freedom of Information Team of the force",
        "Every effort has been made to ensure that the information provided is as accurate as possible.",
    ],
)
def test_what_each_letter_has_says_nothing_of_its_numbers(line: str) -> None:
    """A telephone number below a plain answer left its one number to a person: our own mark of it has the word."""
    assert accepted(end=line) == accepted(top=line) == ALONE


@pytest.mark.parametrize(
    "line",
    [
        "Date of response: 4 February 2020",  # before the year's end
        "Version date: 01/12/2019",
        "Your request reached Kent Police on 13 February 2020.",
        "This email counts the arrests of Maidstone alone.",
        "After an internal review was asked for, the figures exclude Medway.",
        "This is to inform you that Kent Police has completed its search of the Maidstone district.",
        "In answer to your request of 4th January 2021 for Medway:",
        "For data protection reasons, under-18s have been removed.",
        "The search returned one row for each unique custody reference number.",
        "Case officers took out those that did not involve the internet.",
        "In fact 2020 was not a full year.",
        "Matters dealt with under the Public Order Act 1986 were not looked at.",
        "Rounded to the nearest five to stop the unauthorised disclosure of personal data.",
        "Figures exclude crime reference 46/12345/21.",
        "It is a provisional total, as held on our database.",
    ],
)
def test_what_may_say_more_leaves_the_number_to_a_person(line: str) -> None:
    assert accepted(end=line) == accepted(top=line) == []


def test_how_it_was_sent_is_no_letterhead_beside_a_number() -> None:
    assert accepted(answered=f"{ANSWERED}\nSent by email only.") == []


def test_rows_of_a_last_answer_say_nothing_of_the_first() -> None:
    of = "under section {} of the SOA 2003 in 2019/20 and 2020/21?"
    asked = f"1. How many arrests {of.format(14)}\n2. How many arrests {of.format(15)}"
    rows = "1.\n2019/20 - 5\n2020/21 - 9\n2.\n2019/20 - 3\n2020/21 - 6"
    assert {number for number, _, _ in accepted(asked=asked, answered=rows)} == {"5", "9", "3", "6"}
    assert not {"5", "9"} & {
        n for n, _, _ in accepted(asked=asked, answered=f"{rows}\nThe figures above are of Medway")
    }


@pytest.mark.parametrize(
    "last", ["* 01/01/2020 – 30/09/2020", "2020: 01/01 – 30/06", "01/20 – 09/20", "± 5", "12 + 3 = 15", "2019/20 – 8"]
)
def test_signs_below_a_last_answer_may_say_more(last: str) -> None:
    of = "in 2019/20?"
    asked = f"1. How many arrests under section 14 of the SOA 2003 {of}\n2. How many under section 15 of it {of}"
    assert accepted(asked=asked, answered="1.\n2019/20 - 5\n2.\n2019/20 - 3")[:1] == [("5", "soa2003_s14", "2019/20")]
    assert ("5", "soa2003_s14", "2019/20") not in accepted(
        asked=asked, answered=f"1.\n2019/20 - 5\n2.\n2019/20 - 3\n{last}"
    )


@pytest.mark.parametrize(
    "asks",
    [
        "under section 10 of the SOA 2003, and of these how many were also under sections 14 and 15 of the SOA 2003?",
        "together under sections 10, 14 and 15 of the SOA 2003?",
        "under both section 14 and section 15 of the SOA 2003?",
    ],
)
def test_sections_that_are_asked_for_together_are_no_list(asks: str) -> None:
    rows = "Section 14 SOA 2003 - 8\nSection 15 SOA 2003 - 12"
    assert accepted(asked=f"In 2019/20, how many arrests did you make {asks}", answered=rows) == []


def test_another_section_than_the_question_s_is_left_to_a_person() -> None:
    asked = "How many offences under section 10 of the Sexual Offences Act 2003 did you record in 2019/20?"
    other = "Cause or incite a child under 13 to engage in sexual activity - 12"
    assert accepted(asked=asked, answered=other) == []
    own = "Cause or incite a child to engage in sexual activity - 12"
    assert accepted(asked=asked, answered=own) == [("12", "soa2003_s10", "2019/20")]


def test_a_section_with_its_own_label_is_one_of_those_that_a_question_lists() -> None:
    asked = "In 2019/20, how many arrests did you make under sections 10, 14 and 15 of SOA 2003?"
    rows = "Section 10 SOA 2003 - 19\nSection 14 SOA 2003 - 8\nSection 15 SOA 2003 - 12"
    found = {(n, offence) for n, offence, _ in accepted(asked=asked, answered=rows)}
    assert found == {("19", "soa2003_s10"), ("8", "soa2003_s14"), ("12", "soa2003_s15")}
    assert accepted(asked=asked, answered="39 arrests") == [], "of all three together"
    of_both = asked.replace(
        "under sections 10, 14 and 15", "under section 10, and how many of them under sections 14 and 15"
    )
    assert accepted(asked=of_both, answered=rows) == [], "the one limits the others"


@pytest.mark.parametrize(
    "note", ["Offences recorded under sections 15 and 15A of the Sexual Offences Act 2003", "Of section 15 too"]
)
def test_a_note_that_lists_more_than_was_asked_leaves_a_section_to_a_person(note: str) -> None:
    asked = "How many offences under section 15A of the Sexual Offences Act 2003 did you record in 2019/20?"
    assert accepted(asked=asked, answered="Section 15A - 60") == [("60", "soa2003_s15a", "2019/20")]
    assert accepted(asked=asked, answered=f"{note}\nSection 15A - 60") == []
    assert accepted(asked=asked, answered=f"Section 15A - 60\n{note}.") == []


def test_a_code_is_no_unknown_number() -> None:
    asked = "Crimes of sexual grooming ({}) recorded in 2019/20?"
    assert accepted(asked=asked.format("Home Office code 88A"), answered="18") == [("18", "ho_88a", "2019/20")]
    assert accepted(asked=asked.format("Home Office code 88/1"), answered="18") == [], "a part of it"
    for more in ("code 88A, under 13s", "(victims under 13) code 88A", "online code 88A", "code 88A or 71"):
        assert accepted(asked=asked.format(f"Home Office {more}"), answered="18") == [], more


def test_each_section_of_a_list_has_its_act() -> None:
    assert each_section("under S8, S10 and S14 of the Sexual Offences Act 2003 in 2019") == (
        "under section 8 of the Sexual Offences Act 2003, section 10 of the Sexual Offences Act 2003, "
        "section 14 of the Sexual Offences Act 2003 in 2019"
    )
    for alone in ("Sections 8, 10 and 12.", "section 127(1)(a) and (b) of the Communications Act 2003"):
        assert each_section(alone) == alone


@pytest.mark.parametrize(
    ("note", "stands"),
    [
        ("Figures are taken from a live crime system and are correct as at 1 July 2021.", True),
        ("Figures are taken from a live crime system and are correct as at 1 January 2020.", False),
        ("Extracted from Niche on 14/06/2021.", True),
        ("Extracted from Niche on 14/01/2020.", False),
        ("Extracted from Northern Division on 14/06/2021.", False),
        ("Figures are taken from a live crime system and exclude cautions.", False),
        ("All statistics are provisional and should be treated as management information.", True),
        ("All statistics are provisional and are rounded to five.", False),
        ("This response is unique to Kent Police and should not be compared with any other force's response.", True),
        ("This response is unique to Kent Police and covers Maidstone.", False),
        ("Please note that the table counts arrests and not people.", True),
        ("Please note that the table counts people and not arrests.", False),
        ("An arrest may be for more than one offence.", True),
        ("Each individual can be counted no more than once.", False),
        ("A person may be counted if arrested more than once.", False),
        ("Sourced from the crime system on 14 January 2020.", False),
        ("Figures are taken from the custody system.", False),
        ("Taken from closed cases as at 30 June 2021.", False),
        ("The figures are arrests and not people under 18.", False),
        ("An arrest may be for more than one offence and the main one is shown.", False),
    ],
)
def test_where_numbers_are_from_and_of_which_day(note: str, stands: bool) -> None:
    assert accepted(answered=f"{ANSWERED}\n{note}") == (ALONE if stands else [])


def test_columns_of_two_offences_are_both_figures() -> None:
    asked = "How many arrests were made in 2019 and 2020 under (a) Section 127 of the Communications Act 2003 and (b) "
    asked += "Section 1 of the Malicious Communications Act 1988?"
    table = "|\nYear |\n{a} |\n{b} |\n|\n2019 |\n86 |\n241 |\n|\n2020 |\n102 |\n277 |"
    a, b = "Section 127 Communications Act 2003", "Section 1 Malicious Communications Act 1988"
    assert len(accepted(asked=asked, answered=table.format(a=a, b=b))) == 4
    for other in ("Section 9 Victim Age", "Section 127 of these", "Aged under 18 (s127)"):
        assert accepted(asked=asked, answered=table.format(a=a, b=other)) == [], other
    assert accepted(asked=asked.replace("and (b)", "and of those (b)"), answered=table.format(a=a, b=b)) == []


TABLE = "|Year|{}|\n|2018|13|\n|2019|24|"
OF_S127 = "for section 127 of the Communications Act 2003 in"
YEARS = "2017 – 12\n2018 – 15\n2019 – 17"


@pytest.mark.parametrize("heads", ["Under 18s", "<18", "Under 13s", "less than 18", "Under caution", "Under bail"])
def test_what_heads_a_column_is_no_count(heads: str) -> None:
    asked = f"How many arrests {OF_S127} 2018 and 2019?"
    assert len(accepted(asked=asked, answered=TABLE.format("Arrests"))) == 2
    assert accepted(asked=asked, answered=TABLE.format(heads)) == []
    cells = [cell for row in TABLE.format(heads).split("\n") for cell in row.strip("|").split("|")]
    assert accepted(asked=asked, answered="\n".join(f"|\n{a} |\n{b} |" for a, b in pairwise(cells)).strip()) == []


TWO = f"1. How many arrests {OF_S127} 2019?\n2. How many charges {OF_S127} 2019?"


@pytest.mark.parametrize(
    "adds",
    [
        "Please restrict to under 18s.",
        "Please only include online offences.",
        "Please give the figures for January to June.",
        "Please count people, not arrests.",
        "I am only interested in Medway.",
    ],
)
def test_what_a_request_adds_behind_its_questions_is_of_all(adds: str) -> None:
    assert len(accepted(asked=TWO, answered="1. 45\n2. 17")) == 2
    assert accepted(asked=f"{TWO}\n{adds}", answered="1. 45\n2. 17") == []


@pytest.mark.parametrize(
    "note",
    [
        "Juveniles do not appear in either answer.",
        "We were unable to search Medway.",
        "It is likely to be an underestimate.",
        "From a dip sample.",
        "Hoax calls were set aside.",
    ],
)
def test_a_note_behind_the_last_answer_may_be_of_all(note: str) -> None:
    assert accepted(asked=TWO, answered=f"1. 45\n2. 17\n\n{note}") == []


@pytest.mark.parametrize("heading", ["Under 18s", "Part-year", "Custody", "Detected"])
def test_a_heading_above_the_answers_is_of_all(heading: str) -> None:
    assert accepted(asked=TWO, answered=f"{heading}\n1. 45\n2. 17") == []


@pytest.mark.parametrize(
    "top",
    [
        "Arrests in the Maidstone and Medway districts for improper use of a public communications network, 2019/20",
        "Clarification sought and received on 3 May 2022: the applicant wants those under 18, from Maidstone alone.",
        "The request was later narrowed to Medway.",
        "Period: January to June\nImproper use of communications",
        "Subject: Under 18s\nImproper use of communications",
        "Disclosure on behalf of Essex Police",
        "Response from the North Kent basic command unit",
        "For the six months to September",
        "Number of people arrested",
    ],
)
def test_what_stands_above_a_question_may_limit_it(top: str) -> None:
    assert accepted(top=top) == []


ONLINE = "How many online child sexual offences were recorded in 2019?"
CHILD = "How many child sexual offences were recorded in 2019?"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        # some offences of a group, and a group from some of its sections
        (ONLINE, "Rape – 5\nSexual assault – 9"),
        (ONLINE, "Section 127 Communications Act 2003: 24"),
        ("How many sexual offences against under 18s were recorded in 2019?", "Rape – 5\nSexual assault – 9"),
        (CHILD, "24 under section 15"),
        (CHILD, "24 under sections 14 and 15 of the SOA 2003"),
        # a subsection, a heading that is wider
        (f"How many arrests {OF_S127} 2019?", "41 arrests under section 127(2)."),
        (
            "How many arrests did you make under section 15 of the SOA 2003 in 2017, 2018 and 2019?",
            f"Arrests for sexual offences:\n{YEARS}",
        ),
        (f"How many arrests {OF_S127} 2017, 2018 and 2019?", f"Offences under section 127:\n{YEARS}"),
        # times
        (f"How many arrests {OF_S127} 2017/18?", "To March 2018: 41"),
        (f"How many arrests {OF_S127} 2019?", "41 arrests to June 2019."),
        (f"How many arrests {OF_S127} May 2017, 2018 and 2019?", YEARS),
        (f"How many arrests {OF_S127} January of 2017, 2018 and 2019?", YEARS),
        (f"How many arrests {OF_S127} each year from 2017 to 2019?", "41"),
        (f"How many arrests {OF_S127} 2019?", "Arrests, all years: 45"),
        (
            f"How many offences did you record {OF_S127} 2018 and 2019?",
            TABLE.format("Offences").replace("Year", "Year of offence"),
        ),
        (
            f"How many offences did you record {OF_S127} 2018 and 2019?",
            TABLE.format("Offences").replace("Year", "Year to date"),
        ),
        # another measure
        (f"How many arrests resulting in a charge {OF_S127} 2019?", "Kent Police made 41 arrests."),
        (f"How many offences were recorded {OF_S127} 2019 where an arrest was made?", "45 offences were recorded"),
        (f"How many people arrested in 2019 have been charged {OF_S127} 2019?", "45 people have been charged."),
        (f"How many arrests {OF_S127} 2019?", "41 crimes resulted in arrest."),
        (f"How many arrests {OF_S127} 2019?", "41 offences with arrests."),
        # people, and what they did
        (f"How many people in the force were arrested {OF_S127} 2019?", "41 people were arrested."),
        (f"How many charges {OF_S127} 2019?", "17 people"),
        (f"How many people were charged {OF_S127} 2019?", "17 charges were made"),
        (f"How many persons were recorded {OF_S127} 2019?", "45"),
        (f"How many arrests {OF_S127} 2019?\nPlease give the number of people arrested.", "45"),
        # lines that look like times and questions
        (f"How many arrests {OF_S127} 2019?", "Between 10 and 17\n24"),
        (f"How many arrests {OF_S127} 2019?", "24\nWhich were online"),
    ],
)
def test_known_words_that_make_something_else_of_a_count(asked: str, answered: str) -> None:
    assert accepted(asked=asked, answered=answered) == []


@pytest.mark.parametrize(
    ("top", "end"),
    [
        ("", "Of which 5 were under 18."),
        ("", "Duplicates have not been removed."),
        ("", "Excludes Medway"),
        ("", "Provisional."),
        ("", "To June."),
        ("", "PS. Adults."),
        ("Section 12 cost exceeded so half of the records were read", ""),
        ("Section 12(1) – cost limit reached on 30 June", ""),
        ("They have searched our crime recording system (Maidstone) and provided the following information.", ""),
    ],
)
def test_what_looks_like_a_letter_s_own_sentence_and_limits(top: str, end: str) -> None:
    assert accepted(top=top, end=end) == []


@pytest.mark.parametrize("note", ["Note: Medway only.", "* Data for January to June.", "Under 18s are not shown."])
def test_a_note_below_the_words_on_complaints(note: str) -> None:
    answered = f"{ANSWERED}\n\nComplaints procedure\nIf you are unhappy write to us.\n\n"
    assert accepted(answered=answered) == ALONE
    assert accepted(answered=f"{answered}{note}\n") == []


@pytest.mark.parametrize(
    "dates",
    [
        "Thank you for your request received at this office on 1 May 2021.",
        "Further to your request received in this department on 01/05/21.",
        "FOI/2021/0455",
        "FOI 455/2021",
        "FOI2021/455",
    ],
)
def test_a_year_that_had_not_ended_on_the_letter_s_day_is_left_to_a_person(dates: str) -> None:
    asked, years = f"How many arrests {OF_S127} 2019, 2020 and 2021?", ("2019", "2020", "2021")
    letter = LETTER.format(top=dates, asked=asked, answered="2019 – 12\n2020 – 15\n2021 – 17", end="").replace(
        "FOI 305/21\n", ""
    )
    told = source("kent~1-21", force_ids=("kent",), kind="force_response")
    shown = as_json(read_document(letter.encode(), "letter.txt", "original", told, REFERENCE), told)
    assert tuple(one["period_id"] for one in shown["figures"]) == years[:2]


@pytest.mark.parametrize(
    ("asked", "answered", "figures"),
    [
        (CHILD, "24", 1),
        (f"How many arrests {OF_S127} 2019?", "41 arrests under section 127.", 1),
        (f"How many arrests {OF_S127} 2017, 2018 and 2019?", f"Arrests under section 127:\n{YEARS}", 3),
        (f"How many arrests {OF_S127} each year from 2017 to 2019?", YEARS, 3),
        (f"How many offences did you record {OF_S127} 2018 and 2019?", TABLE.format("Offences"), 2),
        (f"How many offences were recorded {OF_S127} 2019?", "45 offences were recorded", 1),
        (f"How many people were charged {OF_S127} 2019?", "17 people were charged", 1),
        (f"How many people were arrested {OF_S127} 2019?", "41 people were arrested.", 1),
        (f"How many charges {OF_S127} 2019?", "17", 1),
    ],
)
def test_the_same_without_them_are_figures(asked: str, answered: str, figures: int) -> None:
    assert len(accepted(asked=asked, answered=answered)) == figures


OF_15A = "How many arrests were made under section 15A of the Sexual Offences Act 2003 in 2021?"


@pytest.mark.parametrize(
    ("letter", "is_figure"),
    [
        (f"1. {OF_15A}\n2. How many charges were there?\n\nResponse\n1. 45\n2. 17\n", True),
        (f"1. {OF_15A}\n2. Are these for Kent alone?\n\nResponse\n1. 45\n2. No, for Kent and Essex.\n", False),
        (f"1. {OF_15A}\n2. How many charges?\n\nResponse\n1. 45\n2. 17. Both figures are of males.\n", False),
        (f"1. {OF_15A}\n\nResponse\n1. There were 45 offences of section 15A in which an arrest was made.\n", False),
        (f"> 1. {OF_15A}\n\n45\n", True),
        ("> 1. In 2021 there were 45 arrests under section 15A of the 2003 Act.\n> 2. Is that so?\n\nYes.\n",
         False),
        (f"> 1. {OF_15A}\n> 45\n\nThe above was another force's answer. Ours will follow.\n", False),
    ],
)  # fmt: skip
def test_other_questions_and_what_is_quoted_bear_on_a_number(letter: str, is_figure: bool) -> None:
    told = source("kent~1-21", force_ids=("kent",), kind="force_response")
    read = read_document(f"Kent Police\n{letter}".encode(), "letter.txt", "original", told, REFERENCE)
    assert (45.0 in [figure["value"] for figure in as_json(read, told)["figures"]]) == is_figure
