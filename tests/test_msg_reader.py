"""Outlook's messages: the same parts, lines and documents as from mail of any other format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.mail import compressed_rtf, rtf
from ingest.readers import Unreadable, mail, msg
from tests.making_documents import msg as made
from tests.making_documents import outlook
from tests.making_documents.compound_file import compound_file
from tests.test_mail_reader import as_expected

CASES = Path(__file__).parent / "cases" / "msg"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    data = (case / "message.msg").read_bytes()
    assert msg.sniff(data, "unnamed")
    assert as_expected(msg.read(data, "message.msg")) == json.loads((case / "expected.json").read_text())


def test_one_message_reads_the_same_as_msg_and_as_winmail_dat() -> None:
    note, _ = made.CASES["messages-in-messages"]
    from_msg, from_tnef = msg.read(outlook.msg(note), "a.msg"), mail.read(outlook.tnef(note), "winmail.dat")
    assert from_msg.lines == from_tnef.lines
    assert from_msg.attachments == from_tnef.attachments


def test_another_compound_file_is_no_message() -> None:
    assert not msg.sniff(compound_file({"WordDocument": b"x" * 5000}), "letter.doc")
    embedded = {"ObjectPool": {"_1": {"__properties_version1.0": b""}}, "WordDocument": b"x"}
    assert not msg.sniff(compound_file(embedded), "letter.doc")


def test_a_cut_off_message_says_so_or_gives_what_is_left() -> None:
    data = outlook.msg(made.CASES["a-large-document"][0])
    with pytest.raises(Unreadable, match="damaged Outlook message"):
        msg.read(data[:700], "a.msg")


# The two streams that Microsoft's [MS-OXRTFCP] works through.
@pytest.mark.parametrize(
    ("packed", "unpacked"),
    [
        (
            b"-\x00\x00\x00+\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\n\x00rcpg125B2"
            b"\n\xf3 hel\t\x00 bw\x05\xb0ld}\n\x80\x0f\xa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        (
            b"\x1a\x00\x00\x00\x1c\x00\x00\x00LZFu\xe2\xd4KQA\x00\x04 WXYZ\rn}\x01\x0e\xb0",
            b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
        ),
    ],
)
def test_compressed_rtf_is_unpacked(packed: bytes, unpacked: bytes) -> None:
    assert compressed_rtf.unpack(packed) == unpacked


def test_a_surrogate_pair_in_rtf_is_one_character() -> None:
    assert rtf.plain_text(rb"{\rtf1\uc0 a\u-10179\u-8704 b}") == "a😀b"
