"""A letter that says it is the reply of several forces becomes a source of all of them, or is left unplaced: it is
never one force's."""

from __future__ import annotations

import mailbox
import tomllib
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.commands.new import new, new_mail
from ingest.intake import joint_forces

CAMPAIGN = "online-grooming-2019-20"
ANSWERS = "\n\n1a. 12 arrests regarding online sexual offences of any kind related to children\n\n1c. 3 arrests\n"

JOINT = [
    ("This is the response of Norfolk and Suffolk Constabularies.", ("norfolk", "suffolk")),
    ("Norfolk Constabulary and Suffolk Constabulary\nReference 55/21", ("norfolk", "suffolk")),
    ("Surrey Police and Sussex Police response below.", ("surrey", "sussex")),
    ("A joint response on behalf of Warwickshire Police and West Mercia Police.", ("warwickshire", "west-mercia")),
    ("Bedfordshire, Cambridgeshire and Hertfordshire Constabularies can confirm that data is held.",
     ("bedfordshire", "cambridgeshire", "hertfordshire")),
    ("Kent & Essex Police\nRef 1/21", ("kent", "essex")),
    ("I respond on behalf of Norfolk Constabulary & Suffolk Constabulary.", ("norfolk", "suffolk")),
]  # fmt: skip

ONE = [
    "Kent Police\n\nYou may wish to contact Essex Police and Sussex Police.",
    "Devon and Cornwall Police can confirm that it holds the information.",
    "Avon and Somerset Constabulary response of 3 May",
    "Kent Police\n\n1a. The arrests were made by Kent Police and Essex Police. We can confirm that 3 were charged.",
    "Figures can not be compared with the response of Kent Police and Essex Police.",
    "We do not hold this on behalf of Kent Police and Essex Police.",
]


@pytest.mark.parametrize(("words", "forces"), JOINT)
def test_a_letter_says_that_it_is_of_several_forces(words: str, forces: tuple[str, ...]) -> None:
    assert joint_forces(f"Dear Applicant\n\n{words}\n", reference_data.load()) == forces


@pytest.mark.parametrize("words", ONE)
def test_a_letter_that_speaks_of_other_forces_is_no_common_reply(words: str) -> None:
    assert joint_forces(words, reference_data.load()) == ()


def test_new_makes_a_source_of_all_of_them(tmp_path: Path) -> None:
    letter = tmp_path / "reply.txt"
    letter.write_text(f"Norfolk Constabulary and Suffolk Constabulary\nReference 55/21{ANSWERS}")
    assert new([str(letter)], [tmp_path / "raw"]) == 0
    table = tomllib.loads((tmp_path / "raw" / "norfolk" / "55-21" / "source.toml").read_text())
    assert table["forces"] == ["norfolk", "suffolk"]
    assert "force" not in table


def inbox(folder: Path, *mails: tuple[str, str]) -> Path:
    box = mailbox.mbox(folder / "in.mbox")
    for n, (sender, body) in enumerate(mails):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, "requester@example.org", f"FOI {n}/21"
        mail["Date"], mail["Message-ID"] = f"Mon, 0{n + 1} Mar 2021 10:00:00 +0000", f"<{n}@example.org>"
        mail.set_content(body)
        box.add(mail)
    box.flush()
    return folder / "in.mbox"


def test_a_mail_that_says_so_makes_a_source_of_all_of_them(tmp_path: Path) -> None:
    body = f"Dear Applicant\n\nThis is the response of Norfolk and Suffolk Constabularies.{ANSWERS}"
    box = inbox(tmp_path, ("foi@norfolk.police.uk", body))
    assert new_mail([box], CAMPAIGN, [tmp_path / "raw"]) == 0
    [toml] = (tmp_path / "raw").glob("*/*/source.toml")
    assert tomllib.loads(toml.read_text())["forces"] == ["norfolk", "suffolk"]
    assert new_mail([box], CAMPAIGN, [tmp_path / "raw"]) == 0, "run again it finds the source that it made"
    assert len(list((tmp_path / "raw").glob("*/*/source.toml"))) == 1


def test_a_common_reply_is_not_added_to_one_forces_source_and_not_believed_of_a_stranger(tmp_path: Path) -> None:
    body = f"Dear Applicant\n\nThis is the response of Norfolk and Suffolk Constabularies.{ANSWERS}"
    strange = inbox(tmp_path, ("foi@kent.police.uk", body))
    assert new_mail([strange], CAMPAIGN, [tmp_path / "raw"]) == 1
    listed = (tmp_path / "raw" / "_unplaced" / "unplaced.csv").read_text()
    assert "reply of norfolk and suffolk" in listed
    assert not list((tmp_path / "raw").glob("[!_]*/*/source.toml"))


def test_an_automatic_reply_tells_whose_it_is(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "foi@essex.police.uk", "requester@example.org", "Automatic reply: FOI"
    mail["Date"], mail["Message-ID"] = "Mon, 01 Mar 2021 10:00:00 +0000", "<9@example.org>"
    mail.set_content("I am out of the office until Monday.")
    (tmp_path / "away.eml").write_bytes(mail.as_bytes())
    assert new_mail([tmp_path / "away.eml"], CAMPAIGN, [tmp_path / "raw"]) == 1
    assert "automatic reply of essex" in (tmp_path / "raw" / "_unplaced" / "unplaced.csv").read_text()
