"""Outlook's messages: the same parts, lines and documents as from mail of any other format."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import mail
from ingest.model import Unreadable
from ingest.readers.opened import reader_of
from tests.formats.test_mail_reader import CUTS, Cut, as_expected, damaged
from tests.making_documents import msg as made
from tests.making_documents import outlook
from tests.making_documents.compound_file import compound_file

CASES = Path(__file__).parents[1] / "cases" / "msg"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    data = (case / "message.msg").read_bytes()
    assert reader_of(data, "unnamed") is mail.read
    assert as_expected(mail.read(data, "message.msg")) == json.loads((case / "expected.json").read_text())


def test_one_message_reads_the_same_as_msg_and_as_winmail_dat() -> None:
    note = made.CASES["messages-in-messages"]
    from_msg, from_tnef = mail.read(outlook.msg(note), "a.msg"), mail.read(outlook.tnef(note), "winmail.dat")
    assert from_msg.lines == from_tnef.lines
    assert from_msg.attachments == from_tnef.attachments


def test_another_compound_file_is_no_message() -> None:
    assert reader_of(compound_file({"WordDocument": b"x" * 5000}), "letter.doc") is not mail.read
    embedded = {"ObjectPool": {"_1": {"__properties_version1.0": b""}}, "WordDocument": b"x"}
    assert reader_of(compound_file(embedded), "letter.doc") is not mail.read


def test_a_cut_off_message_says_so_or_gives_what_is_left() -> None:
    data = outlook.msg(made.CASES["a-large-document"])
    with pytest.raises(Unreadable, match="damaged Outlook message"):
        mail.read(data[:700], "a.msg")


def test_a_surrogate_pair_in_rtf_is_one_character() -> None:
    note = made.note({outlook.RTF: outlook.packed_rtf(rb"{\rtf1\uc0 a\u-10179\u-8704 b}")})
    assert [line.text for line in mail.read(outlook.msg(note), "a.msg").lines] == ["a😀b"]


@given(st.sampled_from(sorted(CASES.iterdir())), CUTS)
@settings(max_examples=150)
def test_a_message_that_is_damaged_anywhere_is_read_or_refused(case: Path, cuts: list[Cut]) -> None:
    data = (case / "message.msg").read_bytes()
    with contextlib.suppress(Unreadable):
        blocks = mail.read(data[:512] + damaged(data[512:], cuts), "a.msg")
        assert len(blocks.parts) >= 1


@given(st.binary(max_size=200), CUTS)
@settings(max_examples=150)
def test_rtf_and_winmail_dat_of_nonsense_are_read_as_far_as_they_go(noise: bytes, cuts: list[Cut]) -> None:
    rich = outlook.packed_rtf(damaged(made.WRAPPED + noise, cuts))
    mail.read(outlook.msg(made.note({outlook.RTF: rich})), "a.msg")
    note = made.CASES["messages-in-messages"]
    whole = outlook.tnef(note)
    mail.read(whole[:6] + damaged(whole[6:] + noise, cuts), "winmail.dat")


def test_a_folder_that_holds_itself_ends() -> None:
    data = outlook.msg(made.CASES["messages-in-messages"])
    name = "__attach_version1.0_#00000000".encode("utf-16-le")
    at = data.index(name)
    looped = data[: at + 76] + (0).to_bytes(4, "little") + data[at + 80 :]  # its first child is the root
    with contextlib.suppress(Unreadable):
        assert reader_of(looped, "a.msg") is mail.read
        mail.read(looped, "a.msg")
