"""The documents of one source are read together: what one doesn't say another may."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from ingest import reference as reference_data
from ingest.answers import documents
from ingest.answers.documents import as_one, read_documents
from ingest.model import DocumentReading
from ingest.readers.opened import open_document
from ingest.sources import Source, parse_source

CAMPAIGN = "online-grooming-2019-20"
THREAD = b"""Dear Kent Police,

1a. Please provide the number of arrests you made in 2019/20 regarding online sexual offences of any kind related to
children.

2. Please provide the number of arrests you made in 2019/20 based on evidence acquired by your own officers acting as
decoys.

3. Please provide the number of arrests you made in 2019/20 based on evidence provided by paedophile hunters.

Yours faithfully,
A Requester

Freedom of Information, Kent Police
1 Attachment

Dear Requester,

Our reference: 77/21

1a. Please see the attached document.

2. We made 4 arrests.

3. None.

Yours sincerely,
Disclosure Unit
"""
LETTER = b"""Kent Police
Our reference: 77/21

Dear Requester,

1a. 22 arrests were made.

Yours sincerely,
Disclosure Unit
"""
CSV = b"Offence,2019/20\nSOA 2003 s14,3\nSOA 2003 s15,5\nTotal,8\n"


def source(**changes: object) -> Source:
    table: dict[str, object] = {"force": "kent", "kind": "force_response", "document": [{"path": "a.txt"}]}
    return parse_source(table | changes, Path("kent") / "77-21", reference_data.load())


def read(*documents: tuple[str, bytes], **changes: object) -> tuple[DocumentReading, ...]:
    opened = [one for name, data in documents for one in open_document(data, name, "original")]
    return read_documents(opened, source(**changes), reference_data.load())


def answers(readings: tuple[DocumentReading, ...]) -> dict[str | None, list[str]]:
    """Question -> the statuses in force."""
    found: dict[str | None, list[str]] = {}
    for reading in readings:
        for outcome in reading.outcomes:
            if outcome.is_current:
                found.setdefault(outcome.question, []).append(outcome.status)
    return found


def numbers(readings: tuple[DocumentReading, ...]) -> list[tuple[str, str | None, float | None]]:
    return sorted((r.path, f.question, f.value.value) for r in readings for f in r.figures)


def test_a_question_that_points_to_a_document_is_referred_while_it_is_not_here() -> None:
    assert answers(read(("thread.txt", THREAD)))["1a"] == ["referred"]


def test_and_is_answered_once_it_is() -> None:
    readings = read(("thread.txt", THREAD), ("letter.txt", LETTER))
    assert answers(readings)["1a"] == ["answered"] and answers(readings)["2"] == ["answered"]
    assert numbers(readings) == [("letter.txt", "1a", 22.0), ("thread.txt", "2", 4.0), ("thread.txt", "3", 0.0)]


UNREAD = b"Column A,Column B\nSomething,3\nAnother,5\n"


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        (b"Please see the attached document.", "data.csv", "not_read"),
        (b"Please see attached 31337.csv", "31337.csv", "not_read"),
        (b"Please see attached 31337.csv", "data.csv", "referred"),  # another file than the one that is here
        (b"This is published on our website.", "data.csv", "referred"),
        (b"This can be found at gov.uk.", "data.csv", "referred"),
        (b"Please see the attached document data.csv, which is also published.", "data.csv", "not_read"),
    ],
)
def test_a_document_that_is_here_and_was_not_read_is_no_longer_elsewhere(words: bytes, name: str, told: str) -> None:
    thread_text = THREAD.replace(b"Please see the attached document.", words)
    readings = read(("thread.txt", thread_text), (name, UNREAD))
    assert answers(readings)["1a"] == [told]
    assert all(problem.severity != "note" for problem in readings[1].problems) and readings[1].problems


def test_what_came_with_the_mail_and_was_not_read_is_no_longer_elsewhere() -> None:
    readings = read(("mail.eml", mail(("words.txt", b"Nothing that anybody understands."))), campaign=CAMPAIGN)
    assert answers(readings)["1b"] == ["not_read"]


def test_words_that_point_for_all_questions_give_way_to_a_letter_that_points_for_one() -> None:
    cover = b"Dear Requester,\n\nPlease see attached our reply to your request.\n\nYours sincerely,\nDisclosure Unit\n"
    letter = LETTER.replace(b"22 arrests were made.", b"Please see attached 31337.pdf").replace(b"Our ref", b"Ref")
    told = answers(read(("cover.txt", cover), ("letter.txt", letter), campaign=CAMPAIGN))
    assert told == {"1a": ["referred"]}


def test_a_letter_takes_its_questions_from_the_thread_whichever_stands_first() -> None:
    one = read(("thread.txt", THREAD), ("letter.txt", LETTER))
    other = read(("letter.txt", LETTER), ("thread.txt", THREAD))
    assert numbers(one) == numbers(other)
    assert {reading.campaign_id for reading in other} == {CAMPAIGN}


def test_what_no_document_answers_is_told_once() -> None:
    readings = read(("thread.txt", THREAD), ("letter.txt", LETTER), campaign=CAMPAIGN)
    told = [
        problem for reading in readings for problem in reading.problems if problem.rule == "question-without-answer"
    ]
    assert len(told) == 1 and "1b, 1c, 4" in told[0].message


def test_the_same_document_twice_counts_once() -> None:
    readings = read(("letter.txt", LETTER), ("copy.txt", LETTER), campaign=CAMPAIGN)
    assert [len(reading.figures) for reading in readings] == [1, 0]
    assert "same document as letter.txt" in readings[1].problems[0].message


def test_two_documents_that_say_the_same_are_one_answer() -> None:
    refused = b"Kent Police\n\nDear Requester,\n\n2. Refused under section 12 of the Act.\n\nYours sincerely,\nA Unit\n"
    readings = read(("a.txt", refused), ("b.txt", refused + b"\n"), campaign=CAMPAIGN)
    assert answers(readings)["2"] == ["refused"]


def mail(*files: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "foi@kent.police.uk", "x@home.example", "FOI 77/21"
    made["Date"] = "Mon, 01 Feb 2021 10:00:00 +0000"
    made.set_content(
        "Dear Requester,\n\nOur reference: 77/21\n\n1a. 8\n\n1b. Please see the attached spreadsheet.\n\nFOI Unit\n"
    )
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def mapped(document: str) -> list[dict[str, object]]:
    """What a person says of the one table of a document."""
    says = {"rows": {"offence": "Offence"}, "means": {"question": "1b", "measure": "arrests_online_cso"}}
    return [{"document": document, **says, "reason": "Its headings say so.", "by": "AB", "on": date(2021, 3, 1)}]


def test_a_document_in_a_mail_is_read_by_its_own_reader_and_keeps_its_place() -> None:
    attached = mail(("J Sample figures 77-21.csv", CSV))
    readings = read(("reply.eml", attached), campaign=CAMPAIGN)
    assert answers(readings)["1b"] == ["not_read"]
    readings = read(("reply.eml", attached), campaign=CAMPAIGN, table=mapped("reply.eml#figures-77-21.csv"))
    assert [reading.path for reading in readings] == ["reply.eml", "reply.eml#figures-77-21.csv"]
    by_offence = {figure.offence_id: figure for figure in readings[1].figures}
    assert by_offence["soa2003_s15"].value.value == 5.0 and by_offence["soa2003_s15"].question == "1b"
    assert by_offence["soa2003_s15"].locator == "table 1, row 2, column 2019/20"
    assert answers(readings)["1b"] == ["answered"]


def test_as_one_document_the_places_inside_begin_with_its_name() -> None:
    attached = mail(("figures.csv", CSV))
    whole = as_one(read(("reply.eml", attached), campaign=CAMPAIGN, table=mapped("reply.eml#figures.csv")))
    assert {figure.locator.split(",")[0] for figure in whole.figures if figure.question == "1b"} == {"figures.csv"}
    assert [table.n for table in whole.blocks.tables] == [1]


def test_a_document_in_a_mail_that_cannot_be_read_is_a_problem_and_costs_nothing_else() -> None:
    readings = read(("reply.eml", mail(("figures.pdf", b"%PDF-1.4 broken"))), campaign=CAMPAIGN)
    assert numbers(readings) == [("reply.eml", "1a", 8.0)]
    (problem,) = [one for one in readings[0].problems if one.rule == "attachment-not-read"]
    assert "attachment 1 (figures.pdf)" in problem.message


def test_mails_in_mails_without_end_are_not_followed() -> None:
    inner = mail(("figures.csv", CSV))
    for _ in range(12):
        outer = EmailMessage()
        outer["From"], outer["To"] = "foi@kent.police.uk", "x@home.example"
        outer.set_content("forwarded")
        outer.add_attachment(inner, maintype="application", subtype="octet-stream", filename="a.eml")
        inner = outer.as_bytes()
    readings = read(("reply.eml", inner), campaign=CAMPAIGN)
    assert any("nested" in problem.message for reading in readings for problem in reading.problems)


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are read from now on, each as often as it is."""
    paths: list[str] = []
    real = documents.read_thread

    def counting(reading: DocumentReading, **settings: Any) -> DocumentReading:
        paths.append(reading.path)
        return real(reading, **settings)

    monkeypatch.setattr(documents, "read_thread", counting)
    return paths


def test_a_document_is_not_read_again_for_what_it_told_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = reads(monkeypatch)
    read(("thread.txt", THREAD))
    assert paths == ["thread.txt"]


def test_a_letter_is_read_again_when_another_document_tells_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = reads(monkeypatch)
    read(("letter.txt", LETTER), ("thread.txt", THREAD))
    assert paths == ["letter.txt", "thread.txt", "letter.txt"]
