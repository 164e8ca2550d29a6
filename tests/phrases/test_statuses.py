"""The words of an answer give its status, with their place; a tail, a reason and page furniture flip nothing."""

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.phrases.statuses import find_statuses, read_status

STATUSES = [
    # D3: labels alone
    ("Refused in full, s12", "refused"), ("Refused in part", "partly_answered"), ("Exempt", "refused"),
    ("Not held", "not_held"), ("Information not held.", "not_held"), ("N/A", "not_applicable"),
    ("Withdrawn", "withdrawn"), ("No response", "no_answer"), ("NCND", "ncnd"), ("Disclosed in full", "answered"),
    ("Partially successful", "partly_answered"), ("See attached", "referred"),
    ("Exempt, sections 30 and 31", "refused"),
    # D1, D2: cost
    ("To answer would exceed the appropriate limit.", "refused"),
    ("It would take over 33 hours, in excess of 18 hours.", "refused"),
    ("Your request is therefore refused.", "refused"), ("It is deemed vexatious under section 14(1).", "refused"),
    ("See tab 2 of the attached.", "referred"), ("Please disregard the figure given before.", "withdrawn"),
    # D4: goodwill
    ("This is refused under s12. As a gesture of goodwill the following figures are provided.", "partly_answered"),
    ("The request is refused under s12; we may be able to help outside the Act.", "refused"),
    # D5: neither confirm nor deny
    ("Borsetshire Police can neither confirm nor deny that it holds the information.", "ncnd"),
    ("This cannot be taken as confirmation or denial that the force holds it.", "ncnd"),
    ("Your request has been refused in part.", "partly_answered"), ("Attached is a spreadsheet.", "referred"),
    ("The figures previously disclosed have been withdrawn.", "withdrawn"),
    # D7: held but exempt
    ("The information is held but is exempt from disclosure by virtue of s31(1).", "refused"),
    ("The information has been withheld under section 40(2).", "refused"),
    # not held
    ("Borsetshire Police does not hold this information.", "not_held"),
    ("No information is held.", "not_held"), ("We issue no such advice.", "not_held"),
    ("There is no marker on the system, so the information is not held.", "not_held"),
    ("Borsetshire Police do not hold this information as the budget is not broken down.", "not_held"),
    # C: pointers
    ("Please see data provided within the attached PDF.", "referred"), ("Please see attached 123.pdf", "referred"),
    ("The answer is in Annex A.", "referred"), ("The data are published on our website.", "referred"),
    # no count in kind
    ("The section was not in force until April 2017.", "not_applicable"),
    ("Section 127 is not a notifiable offence.", "not_applicable"),
    ("The force did not respond to the newspaper.", "no_answer"),
    ("This is set out in\nAppendix A - Arrests by year", "referred"),
    ("The offences are set out within\nAppendix 1 – Offences recorded", "referred"),
]  # fmt: skip

NO_STATUS = [
    "", "22.", "There were 22 arrests.", "Borsetshire Police holds this information.", "No attachments", "1 Attachment",
    "One group called “Decoys R Us” gave evidence.", "The force would never confirm or deny a named person.",
    "The Act gives a right to be told whether a public authority will confirm or deny that it holds information.",
    "conversely, stating no information is held would undermine this",
    "This email and any attachments are confidential; please see attached notice of your right to complain.",
    "Your rights of appeal can be found at the link below.",
    "to reproduce any part of the attached information",
    "No arrest was made where information was withheld by the suspect.", "22 people refused bail", "None", "See Q1",
    "Having reviewed the reasons for refusal a fresh response be issued",
    "If you chose not to make payment then your request will be withdrawn.",
    "Recorded crimes\nAppendix 1 – Offences recorded by Home Office offence title",
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_an_answers_words_give_its_status(text: str, status: str) -> None:
    reading = read_status(text)
    assert reading is not None and reading.status == status
    assert text[reading.start : reading.end].strip()
    assert not reading.is_tail and not reading.is_reason


@pytest.mark.parametrize("text", NO_STATUS)
def test_words_that_only_answer_or_stand_around_an_answer_have_no_status(text: str) -> None:
    assert read_status(text) is None


@pytest.mark.parametrize("text", [
    "The force can neither confirm nor deny that it holds any other information.",
    "With regard to any further information the force neither confirms nor denies.",
    "We can neither confirm nor deny whether any other\ninformation is held.\n\nNeither confirming nor denying helps.",
])  # fmt: skip
def test_a_tail_about_other_information_says_that_it_is_one(text: str) -> None:
    reading = read_status(text)
    assert reading is not None and (reading.status, reading.is_tail) == ("ncnd", True)


def test_a_tail_does_not_turn_a_refusal_into_ncnd() -> None:
    tail = "The force can neither confirm nor deny any other information."
    reading = read_status(f"The information is held and is exempt under s31(1). {tail}")
    assert reading is not None and (reading.status, reading.is_tail) == ("refused", False)


@pytest.mark.parametrize("text", [
    "This is not centrally recorded.", "We do not hold this in a searchable format.", "We are unable to provide this.",
    "There is no marker on the system.",
    "Arrests are not held in a searchable form.",
    "We were unable to retrieve the records.", "The force does not record the method.",
    "We do not hold this data, because it is not centrally recorded.",
    "We do not hold this information as such in a retrievable format.",
    "We do not hold all the information because it is not recorded by offence.",
])  # fmt: skip
def test_a_reason_without_a_section_is_neither_a_refusal_nor_not_held(text: str) -> None:
    reading = read_status(text)
    assert reading is not None and (reading.status, reading.is_reason) == ("no_answer", True)


def test_a_reason_that_ends_in_a_cost_is_a_refusal() -> None:
    text = "This is not centrally recorded, and a manual search would exceed the appropriate limit."
    reading = read_status(text)
    assert reading is not None and (reading.status, reading.is_reason) == ("refused", False)


def test_every_cue_is_found_in_order() -> None:
    cues = find_statuses("Not held. Please see attached. It is exempt under s40(2).")
    assert [cue.status for cue in cues] == ["not_held", "referred", "refused"]


FRAGMENTS = [
    "neither confirm nor deny", "not held", "any other information", " ", ". ", "\n\n", "exempt", "is ",
    "see attached", "whether ", "goodwill", "refused", "no marker", "s12", "N/A", "provided", "\u00a0", "the ",
]  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join)))
@settings(max_examples=400)
def test_no_text_crashes_the_reader_and_every_reading_has_its_words(text: str) -> None:
    reading = read_status(text)
    assert reading is None or 0 <= reading.start < reading.end <= len(text)
    cues = find_statuses(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(cues))


@pytest.mark.samples
def test_a_real_notice_is_ncnd_and_the_pointer_beside_it_is_referred() -> None:
    thread = Path(os.environ.get("DISCLOSED_SAMPLES", "")) / "west-mercia-50766-thread.txt"
    if not os.environ.get("DISCLOSED_SAMPLES") or not thread.exists():
        pytest.skip("DISCLOSED_SAMPLES names no folder with the West Mercia thread")
    text = thread.read_text(encoding="utf-8")
    notice = read_status(text[text.index("Any information pertaining") : text.index("Every effort has been made")])
    pointer = read_status(text[text.index("Please see data provided") :].split("\n\n")[0])
    review = read_status(text[text.index("West Mercia Police holds this information.") :].split("Should you")[0])
    assert notice is not None and (notice.status, notice.is_tail) == ("ncnd", False)
    assert pointer is not None and pointer.status == "referred"
    assert review is None
