"""`new` and `campaign new`: what was received becomes a source, and a request becomes a draft; nothing is written over
and nobody is named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.commands.new import campaign_new, draft, new
from ingest.kinds import split_lines
from ingest.privacy import clean_name

LETTER = """Kent Police
Our ref: 123/20

Dear Mx Applicant,

I write in connection with your request received on 4 January 2021.

1a. How many arrests of any kind - 12
"""

REQUEST = """Dear Kent Police,

1. Please provide the number of arrests you made in 2019/20 under section 15 of the Sexual Offences Act 2003.

2. Please state the number of charges for hospital burglary in 2018/19.

Yours faithfully,
"""


@pytest.fixture()
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Reply to Alex Sample 123-20.txt"
    file.write_text(LETTER, "utf-8")
    return file


def test_a_source_is_made_as_far_as_its_document_tells(letter: Path, tmp_path: Path) -> None:
    assert new([str(letter)], [tmp_path / "raw"]) == 0
    folder = tmp_path / "raw" / "kent" / "123-20"
    table = tomllib.loads((folder / "source.toml").read_text("utf-8"))
    assert (table["force"], table["reference"], table["publisher"]) == ("kent", "123/20", "Kent Police")
    assert str(table["received"]) == "2021-01-04"
    assert "answered" not in table, "no day of the answer is printed"
    [document] = table["document"]
    assert document["path"] == "reply-123-20.txt", "a name in a file name is dropped"
    assert (folder / document["path"]).read_text("utf-8") == LETTER


def test_force_and_reference_that_are_named_win(letter: Path, tmp_path: Path) -> None:
    assert new(["essex", "99/21", str(letter)], [tmp_path / "raw"]) == 0
    assert (tmp_path / "raw" / "essex" / "99-21" / "source.toml").is_file()


def test_a_second_time_nothing_is_added_and_what_a_person_wrote_stays(letter: Path, tmp_path: Path) -> None:
    new([str(letter)], [tmp_path / "raw"])
    toml = tmp_path / "raw" / "kent" / "123-20" / "source.toml"
    toml.write_text(toml.read_text("utf-8") + "# a remark of ours\n", "utf-8")
    other = tmp_path / "figures.csv"
    other.write_text("Year,Arrests\n2019,4\n", "utf-8")
    assert new(["kent", "123/20", str(letter), str(other)], [tmp_path / "raw"]) == 0
    text = toml.read_text("utf-8")
    assert "# a remark of ours" in text
    assert [document["path"] for document in tomllib.loads(text)["document"]] == ["reply-123-20.txt", "figures.csv"]


def test_of_several_raw_folders_a_new_source_is_in_the_first_and_one_that_is_there_stays(
    letter: Path, tmp_path: Path
) -> None:
    raws = [tmp_path / "raw", tmp_path / "other"]
    assert new([str(letter)], raws[1:]) == 0
    assert new([str(letter)], raws) == 0
    assert not raws[0].exists(), "it is a source of the second folder"
    assert new(["essex", "99/21", str(letter)], raws) == 0
    assert (raws[0] / "essex" / "99-21" / "source.toml").is_file()


def test_nothing_is_written_where_no_force_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Twelve arrests were made.", "utf-8")
    assert new([str(file)], [tmp_path / "raw"]) == 2
    assert "new FORCE REFERENCE note.txt" in capsys.readouterr().err
    assert not (tmp_path / "raw").exists()


def test_a_force_that_is_not_known_gets_the_nearest(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(["kant", "1/20", str(letter)], [tmp_path / "raw"]) == 2
    assert "kent" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("FOI 50766 Reply - A Sample.PDF", "foi-50766-reply.pdf"),
        ("Sample.docx", "document-3.docx"),
        ("../../etc/Data 2019.xlsx", "data-2019.xlsx"),
        ("response", "response"),
    ],
)
def test_a_file_keeps_words_that_name_nobody(name: str, kept: str) -> None:
    assert clean_name(name, 3) == kept


def test_a_name_that_is_taken_gets_its_number() -> None:
    assert clean_name("reply.pdf", 2, {"reply.pdf"}) == "reply-document-2.pdf"


def test_no_name_is_given_twice_in_whatever_case_it_is_written() -> None:
    assert clean_name("reply.pdf", 3, {"Reply.PDF", "reply-document-3.pdf"}) == "reply-document-4.pdf"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Reply to a.sample", "reply"),
        ("01632 960 0123.pdf", "document-3.pdf"),
        ("foi 07700900123.pdf", "foi.pdf"),
        ("+44 7700 900123.docx", "document-3.docx"),
        ("FOI 000016 2021 12.pdf", "foi-000016-2021-12.pdf"),
        ("01.FOI.21.018200.pdf", "01-foi-21-018200.pdf"),
    ],
)
def test_no_person_stands_in_an_ending_and_no_telephone_number_among_the_digits(name: str, kept: str) -> None:
    assert clean_name(name, 3) == kept


def test_a_draft_says_what_the_request_settles_and_what_not() -> None:
    text = draft(split_lines(REQUEST), reference_data.load())
    assert text is not None
    first, second = tomllib.loads(text)["question"]
    assert tuple(first[key] for key in ("label", "measure", "period", "offence")) == (
        "1",
        "arrests",
        "2019/20",
        "soa2003_s15",
    )
    assert "offence" not in second
    assert "# offence: the text does not settle it" in text
    assert not set(first["match"]) & set(second["match"])


def test_a_draft_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = tmp_path / "request.txt"
    request.write_text(REQUEST, "utf-8")
    assert campaign_new(request) == 0
    assert [question["label"] for question in tomllib.loads(capsys.readouterr().out)["question"]] == ["1", "2"]


def mail(sender: str, body: str) -> str:
    head = f"From: {sender}\nTo: requester@example.org\nSubject: FOI\nDate: Mon, 01 Mar 2021 10:00:00 +0000\n"
    return f"{head}Message-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{body}"


def test_documents_whose_words_name_no_force_wait_for_a_person(tmp_path: Path) -> None:
    for force in ("kent", "essex"):
        (tmp_path / f"{force}.eml").write_text(mail(f"foi@{force}.police.uk", "Dear Applicant\n\n1a. 45\n"))
    assert new([str(tmp_path / "kent.eml"), str(tmp_path / "essex.eml")], [tmp_path / "raw"]) == 2
    assert not (tmp_path / "raw").exists()


def test_a_period_above_the_questions_is_of_all_that_name_none() -> None:
    request = (
        "Dear Kent Police,\n\nPlease provide the following for the financial years 2018/19 to 2020/21:\n\n"
        "1. The number of arrests you made for offences under section 15 of the Sexual Offences Act 2003, by sex.\n\n"
        "2. How many charges followed from these arrests?\n\n"
        "3. The number of offences recorded in 2019/20 under section 15A of the Sexual Offences Act 2003.\n"
    )
    text = draft(split_lines(request), reference_data.load())
    assert text is not None
    found = tomllib.loads(text)["question"]
    assert [one["period"] for one in found] == ["2018-04-01..2021-03-31", "2018-04-01..2021-03-31", "2019/20"]


def test_two_periods_above_the_questions_settle_none() -> None:
    request = "Dear Kent Police,\n\nFor 2018/19 and for 2020:\n\n1. How many arrests did you make for burglary?\n"
    text = draft(split_lines(request), reference_data.load())
    assert text is not None
    assert "period" not in tomllib.loads(text)["question"][0]
