"""`new` and `campaign new`: what was received becomes a source, and a request becomes a draft; nothing is written over
and nobody is named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.commands.campaign_new import campaign_new
from ingest.commands.new import new
from ingest.intake.campaign_draft import draft, find_breakdowns
from ingest.privacy.file_names import clean_name
from ingest.readers.text import split_lines

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
    assert new([str(letter)], tmp_path / "raw") == 0
    folder = tmp_path / "raw" / "kent" / "123-20"
    table = tomllib.loads((folder / "source.toml").read_text("utf-8"))
    assert (table["force"], table["reference"], table["publisher"]) == ("kent", "123/20", "Kent Police")
    assert str(table["received"]) == "2021-01-04"
    assert "answered" not in table, "no day of the answer is printed"
    [document] = table["document"]
    assert document["path"] == "reply-123-20.txt", "a name in a file name is dropped"
    assert (folder / document["path"]).read_text("utf-8") == LETTER


def test_force_and_reference_that_are_named_win(letter: Path, tmp_path: Path) -> None:
    assert new(["essex", "99/21", str(letter)], tmp_path / "raw") == 0
    assert (tmp_path / "raw" / "essex" / "99-21" / "source.toml").is_file()


def test_a_second_time_nothing_is_added_and_what_a_person_wrote_stays(letter: Path, tmp_path: Path) -> None:
    new([str(letter)], tmp_path / "raw")
    toml = tmp_path / "raw" / "kent" / "123-20" / "source.toml"
    toml.write_text(toml.read_text("utf-8") + "# a remark of ours\n", "utf-8")
    other = tmp_path / "figures.csv"
    other.write_text("Year,Arrests\n2019,4\n", "utf-8")
    assert new(["kent", "123/20", str(letter), str(other)], tmp_path / "raw") == 0
    text = toml.read_text("utf-8")
    assert "# a remark of ours" in text
    assert [document["path"] for document in tomllib.loads(text)["document"]] == ["reply-123-20.txt", "figures.csv"]


def test_nothing_is_written_where_no_force_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Twelve arrests were made.", "utf-8")
    assert new([str(file)], tmp_path / "raw") == 2
    assert "new FORCE REFERENCE note.txt" in capsys.readouterr().err
    assert not (tmp_path / "raw").exists()


def test_a_force_that_is_not_known_gets_the_nearest(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(["kant", "1/20", str(letter)], tmp_path / "raw") == 2
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
    assert "# To settle:" in text
    assert not set(first["match"]) & set(second["match"])


def test_a_draft_is_not_written_over_another(tmp_path: Path) -> None:
    request, out = tmp_path / "request.txt", tmp_path / "draft.toml"
    request.write_text(REQUEST, "utf-8")
    assert campaign_new(request, out, None) == 0
    assert campaign_new(request, out, None) == 2


def mail(sender: str, body: str) -> str:
    head = f"From: {sender}\nTo: requester@example.org\nSubject: FOI\nDate: Mon, 01 Mar 2021 10:00:00 +0000\n"
    return f"{head}Message-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{body}"


def test_a_mails_sender_and_a_pages_title_tell_the_force(tmp_path: Path) -> None:
    letter = tmp_path / "reply.eml"
    letter.write_text(mail("foi@kent.police.uk", "Dear Applicant\n\n1a. 45\n"))
    page = tmp_path / "page.html"
    page.write_text("<title>A Freedom of Information request to Essex Police</title><p>Dear Applicant</p><p>1a. 45</p>")
    assert new([str(letter)], tmp_path / "raw") == 0
    assert new([str(page)], tmp_path / "raw") == 0
    assert {file.parent.parent.name for file in (tmp_path / "raw").glob("*/*/source.toml")} == {"kent", "essex"}


def test_documents_of_two_senders_tell_no_force(tmp_path: Path) -> None:
    for force in ("kent", "essex"):
        (tmp_path / f"{force}.eml").write_text(mail(f"foi@{force}.police.uk", "Dear Applicant\n\n1a. 45\n"))
    assert new([str(tmp_path / "kent.eml"), str(tmp_path / "essex.eml")], tmp_path / "raw") == 2
    assert not (tmp_path / "raw").exists()


def test_a_period_above_the_questions_is_of_all_that_name_none_and_asks_ends_with_a_clause() -> None:
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
    assert [one["asks"] for one in found[1:]] == [
        "charges followed from these arrests",
        "The number of offences recorded in 2019/20",
    ]
    assert found[0]["asks"].endswith("for offences")


def test_two_periods_above_the_questions_settle_none() -> None:
    request = "Dear Kent Police,\n\nFor 2018/19 and for 2020:\n\n1. How many arrests did you make for burglary?\n"
    text = draft(split_lines(request), reference_data.load())
    assert text is not None
    assert "period" not in tomllib.loads(text)["question"][0]


DOGS = """Dear Lincolnshire Police,

Please provide, for each of the financial years 2018/19 to 2020/21:

1. The number of dog thefts recorded, broken down by month and by breed.
2. How many stun gun (Taser) discharges by your officers at people under 18 took place?
3. The number of burglaries in 2019/20.
4. The total amount spent on overtime in each year.

Please provide the data in a spreadsheet. If you need any clarification, please do not hesitate to contact me.

Yours faithfully
"""


def drafted(request: str) -> tuple[str, list[dict]]:
    text = draft(split_lines(request), reference_data.load())
    assert text is not None
    return text, tomllib.loads(text)["question"]


def test_what_each_year_is_asked_for_is_split_by_year() -> None:
    _, found = drafted(DOGS)
    assert [one.get("dimensions") for one in found] == [["year", "breed"], ["year"], None, ["year"]]
    assert [one["period"] for one in found][:2] == ["2018-04-01..2021-03-31"] * 2
    assert found[2]["period"] == "2019/20", "the years of all questions are not those of one that names its own"


def test_a_breakdown_is_named_or_left_to_a_person_and_nothing_hangs() -> None:
    text, (thefts, *_) = drafted(DOGS)
    assert thefts["asks"] == "The number of dog thefts recorded"
    assert thefts["headings"] == {"breed": ["breed"]}
    assert '# To settle: it asks for a breakdown by "month"; a person must' in text


def test_a_measure_is_known_by_words_and_not_by_their_ends() -> None:
    _, (_, tasers, *_) = drafted(DOGS)
    assert "measure" not in tasers, "discharges are no charges"


def test_the_form_of_the_answer_is_no_question() -> None:
    _, found = drafted(DOGS)
    assert found[3]["text"] == "The total amount spent on overtime in each year."
    assert not {"spreadsheet", "provide", "clarification"} & {stem for one in found for stem in one["match"]}
    text, found = drafted("Dear Kent Police,\n\n1. How many arrests did you make in 2020?\n2. Please use Excel.\n")
    assert [one["label"] for one in found] == ["1"]
    assert "# Number 2 says in which form the answer is wanted" in text


@pytest.mark.parametrize(
    ("words", "dimensions", "unclear"),
    [
        ("per year", ["year"], ()),
        ("broken down by year, sex and ethnicity", ["year", "sex", "ethnicity"], ()),
        ("by age group and offence type", ["age_group", "offence"], ()),
        ("broken down by force area, and by breed of dog", ["force"], ("breed of dog",)),
        ("by your officers", [], ()),
        ("made by the public in 2020 by sex", ["sex"], ()),
        ("split by month, for 2020", [], ("month",)),
        ("split into dogs and cats", [], ("dogs", "cats")),
        ("by the hospital staff", [], ()),
        ("by sex and how many led to a charge", ["sex"], ()),
        ("broken down by whether the dog was found again", [], ("whether the dog was found again",)),
    ],
)
def test_breakdowns_are_those_that_the_words_name(words: str, dimensions: list[str], unclear: tuple[str, ...]) -> None:
    found = find_breakdowns(f"The number of reports {words}.")
    assert (list(found.names), found.unclear) == (dimensions, unclear)
