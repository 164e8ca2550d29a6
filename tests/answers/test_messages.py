"""Who says what in a thread: the request, the force, the public."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.kinds import split_lines
from ingest.model import Line, Message
from ingest.privacy import redact
from ingest.thread import find_messages, own_lines, printed_reference
from tests.answers.test_cases import invented


def lines(text: str) -> tuple[Line, ...]:
    return redact(split_lines(text), invented())


def messages(text: str) -> tuple[Message, ...]:
    return find_messages(lines(text), invented())


def kinds(text: str) -> list[str]:
    return [message.kind for message in messages(text)]


REQUEST = "Dear Borsetshire Police,\n\n1. How many?\n\nYours faithfully,\n\nB Archer\n\n"
ANSWER = "Information Team, Borsetshire Police\n\nDear Mr Archer,\n\n1. 12\n\nYours sincerely\n\nL Snell\n\n"
COMMENT = "B. Archer left an annotation ()\n\nThe Echo says that 36 forces made 150 arrests.\n\n"


def test_a_thread_is_a_request_and_its_answer() -> None:
    assert kinds(REQUEST + ANSWER) == ["request", "response"]


def test_a_page_title_belongs_to_no_message() -> None:
    found = messages("A title\n\nThe request was successful.\n\n" + REQUEST)
    assert found[0].text_start == len("A title\n\nThe request was successful.\n\n")


def test_a_table_above_all_words_belongs_to_the_document_that_has_no_greeting() -> None:
    table = Line(0, "", 0, 0, page=1, table=1)
    found = find_messages((table, *lines("These data are of 14 January.\n")), invented())
    assert [line.table for line in found[0].lines] == [1, None]


def test_an_annotation_runs_to_the_next_message() -> None:
    text = REQUEST + COMMENT + "More of the comment, of 6,350 crimes.\n\n" + ANSWER
    found = messages(text)
    assert [message.kind for message in found] == ["request", "annotation", "response"]
    assert "6,350" in text[found[1].text_start : found[1].text_end]


def test_messages_do_not_overlap_and_their_places_are_those_of_the_text() -> None:
    text = "Title\n\n" + REQUEST + ANSWER + COMMENT
    found = messages(text)
    for before, after in pairwise(found):
        assert before.text_end <= after.text_start
    assert text[found[1].text_start : found[1].text_end].startswith("Information Team, Borsetshire Police")


def test_an_office_in_a_signature_begins_no_message() -> None:
    signed = "Dear Mr Archer,\n\n1. 12\n\nYours sincerely\n\nInformation Team\nBorsetshire Police\n\nPO Box 5\n\n"
    assert kinds(REQUEST + "Information Team, Borsetshire Police\n\n" + signed) == ["request", "response"]


def test_a_greeting_of_the_force_after_its_answer_is_the_requesters() -> None:
    review = "Dear Borsetshire Police,\n\nI ask for an internal review.\n\nYours faithfully,\n\nB Archer\n\n"
    assert kinds(REQUEST + ANSWER + review) == ["request", "response", "review_request"]


@pytest.mark.parametrize(
    "said",
    [
        "Your request was received on 4^th January 2021 and will now be considered. We aim to provide a response soon.",
        "Receipt of your request is acknowledged. It has been allocated the reference 681-2021.",
        "Your request has come to this office. A reply will be sent within 20 working days of receipt.",
        "Your questions have been logged under the references shown below.",
    ],
)
def test_a_receipt_is_an_acknowledgement_and_no_answer(said: str) -> None:
    receipt = f"Information Team, Borsetshire Police\n\nDear Mr Archer,\n\n{said}\n\nYours sincerely\n\nL Snell\n\n"
    assert kinds(REQUEST + receipt + ANSWER) == ["request", "acknowledgement", "response"]


def test_what_follows_a_review_request_is_the_review() -> None:
    ask = "Dear Borsetshire Police,\n\nPlease carry out an internal review.\n\nYours faithfully,\n\nB Archer\n\n"
    review = ANSWER.replace("1. 12", "Decision of the internal review\n\n1. 14")
    assert kinds(REQUEST + ANSWER + ask + review)[-1] == "review_response"


def test_a_letter_by_itself_is_one_response() -> None:
    assert kinds("Our ref: 77/21\n\n1a. 61\n\n3. Nil\n") == ["response"]


def test_a_letter_that_restates_the_request_with_its_greeting_is_still_one_letter() -> None:
    letter = (
        "Our ref: 1/21\n\nDear Applicant\n\nYou asked:\n\n" + REQUEST + "Our response:\n\n1. 12\n\nYours sincerely\n"
    )
    assert kinds(letter) == ["response"]


def test_a_date_is_taken_from_a_messages_head_and_from_nowhere_else() -> None:
    dated = messages(REQUEST + ANSWER.replace("Police\n\nDear Mr", "Police\n4 March 2021\n\nDear Mr"))
    spoken = messages(REQUEST + ANSWER.replace("1. 12", "I write further to your email of 31 January 2021.\n\n1. 12"))
    assert str(dated[1].on) == "2021-03-04"
    assert spoken[1].on is None


def test_what_is_quoted_is_not_said_again() -> None:
    quoted = ANSWER + "-----Original Message-----\n1. 400\n"
    own = [line.text for line in own_lines(messages(REQUEST + quoted)[1])]
    assert "1. 12" in own and "1. 400" not in own
    chevrons = [line.text for line in own_lines(messages(REQUEST + ANSWER + "> 1. 400\n")[1])]
    assert "> 1. 400" not in chevrons


def test_a_request_that_greets_no_force_is_still_the_requesters() -> None:
    assert kinds(REQUEST.replace("Borsetshire Police", "Sir or Madam") + ANSWER) == ["request", "response"]


def test_a_second_greeting_is_not_read_as_the_forces_answer() -> None:
    unsigned = ANSWER.split("Yours sincerely")[0]
    reply = "Dear L Snell,\n\n1. I make it 400.\n\nYours faithfully,\n\nB Archer\n"
    assert kinds(REQUEST + unsigned + reply) == ["request", "response", "other"]


@pytest.mark.parametrize(
    "note",
    [
        "I am out of the office until 12 March and will respond on my return.",
        "Dear Applicant,\n\nI am on annual leave until Monday.",
        "Thank you for your email. I am currently out of the office.",
        "Automatic reply",
        "This is an automated response, please do not reply.",
        "I'm out of the office today.",
    ],
)
def test_an_out_of_office_note_answers_nothing_whatever_is_quoted_below_it(note: str) -> None:
    assert kinds(f"{note}\n\n1a. 45\n") == ["other"]


def test_a_reply_that_says_later_when_its_writer_is_away_answers() -> None:
    assert kinds("Dear Mr Archer,\n\n1. 12\n\nI am out of the office until Monday.\n") == ["response"]


@pytest.mark.parametrize(
    ("printed", "reference"),
    [
        ("Our ref: FOI 1234/21", "FOI 1234/21"),
        ("Ref: FOI 77/21", "FOI 77/21"),
        ("FOI reference number: FOIA 1234/21", "FOIA 1234/21"),
        ("FOI 000123/21", "FOI 000123/21"),
        ("RE: FOI 1234/21 - Arrests", "FOI 1234/21"),
        ("FOI request 00123/21", "FOI 00123/21"),
        ("FOI 99/20\nOur ref: 1234/21", "1234/21"),
        ("Our ref: FOI/1234/21", "FOI/1234/21"),
        ("FOI 99/20\nArrests\nFOI 100/20\nCharges", None),
        ("FOI 2019/20 figures", None),
        ("as was said in FOI 123/20", None),
        ("FOI 12 arrests", None),
        ("Our ref: FOI 12 March 2021", None),
    ],
)
def test_a_reference_is_read_with_the_words_that_it_begins_with(printed: str, reference: str | None) -> None:
    assert printed_reference(printed) == reference
