"""Mails and mailboxes: who says what and when, what they bring, and what is no answer."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import kinds, mail
from ingest.mail import DEEPEST
from ingest.model import Blocks, Unreadable
from ingest.readers.opened import reader_of
from tests.making_documents import mail as made

CASES = Path(__file__).parents[1] / "cases"


def as_expected(blocks: Blocks) -> dict[str, Any]:
    """What expected.json holds of a document that brings messages."""
    lines = [line.text for line in blocks.lines]
    return {
        "media_type": blocks.media_type,
        "parts": [
            [
                part.kind,
                part.on.isoformat() if part.on else None,
                part.sender_domain,
                part.subject,
                lines[part.first_line - 1 : part.last_line],
            ]
            for part in blocks.parts
        ],
        "attachments": [[a.name, _text(a.data), a.part] for a in blocks.attachments],
        "tables": [
            [[cell.text for cell in grid.cells if cell.row == row] for row in range(1, grid.rows + 1)]
            for grid in blocks.grids
        ],
        "problems": [problem.rule for problem in blocks.problems],
    }


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@pytest.mark.parametrize(
    "case", sorted([*(CASES / "eml").iterdir(), *(CASES / "mbox").iterdir()]), ids=lambda case: case.name
)
def test_case(case: Path) -> None:
    (document,) = (path for path in case.iterdir() if path.suffix in (".eml", ".mbox"))
    data = document.read_bytes()
    assert reader_of(data, "unnamed") is mail.read
    assert as_expected(mail.read(data, document.name)) == json.loads((case / "expected.json").read_text())


def test_a_large_picture_in_the_text_is_a_document_and_a_small_one_is_none() -> None:
    large = made.coded(b"\x89PNG" + bytes(40_000), "image/png; name=table.png", "Content-ID: <t>")
    small = made.coded(made.PIXEL, "image/png; name=crest.png", "Content-ID: <c>")
    source = made.head() + "\n" + made.mixed(made.text("1a. 22\n"), large, small, kind="related")
    assert [one.name for one in mail.read(source.encode(), "a.eml").attachments] == ["table.png"]


PASTED = "From: Robin Placeholder\nSent: 2 March 2020 10:15\nTo: Alex Placeholder\nSubject: FOI\n\n1a. 22\n"


def test_a_pasted_head_is_text_unless_the_file_is_called_a_mail() -> None:
    assert reader_of(PASTED.encode(), "thread.txt") is kinds.read
    assert reader_of(PASTED.encode(), "thread.eml") is mail.read


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\n", b"From: here on\nwe walked\n", b"a,b\n1,2\n", b"<html>", b"Dear Sir:\n"]
)
def test_other_documents_are_no_mail(data: bytes) -> None:
    assert reader_of(data, "unnamed") is not mail.read


def test_nothing_of_a_head_but_domain_day_and_subject_is_kept() -> None:
    source = made.head("X-Originating-IP: 192.0.2.7", "Cc: Sam Example <sam@example.org>") + "\n\n1a. 22\n"
    kept = repr(mail.read(source.encode(), "a.eml"))
    assert not [word for word in ("Placeholder", "Robin", "foi@", "sam@", "Sam", "4711", "192.0") if word in kept]


def test_a_mail_whose_boundary_got_lost_is_text_and_says_so() -> None:
    source = made.head("Content-Type: multipart/mixed") + "\n\n--b1\n" + made.text("1a. 22\n") + "\n--b1--\n"
    blocks = mail.read(source.encode(), "a.eml")
    assert "1a. 22" in [line.text for line in blocks.lines]
    assert [problem.rule for problem in blocks.problems] == ["mail-broken"]


def test_a_bare_winmail_dat_is_read() -> None:
    blocks = mail.read(made.WINMAIL, "winmail.dat")
    assert blocks.media_type == "application/ms-tnef"
    assert blocks.lines[0].text == "The body as Outlook keeps it."


def test_an_empty_mail_says_so() -> None:
    with pytest.raises(Unreadable, match="is empty"):
        mail.read(b" \n", "a.eml")


def test_parts_nested_past_reason_are_refused() -> None:
    level = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    with pytest.raises(Unreadable, match="nested"):
        mail.read(("From: a@b.example\n" + "".join(level.format(n) for n in range(2000))).encode(), "a.eml")


def test_messages_nested_too_deep_are_reported_and_the_others_read() -> None:
    source = "From: a@b.example\n" + "Content-Type: message/rfc822\n\n" * 30 + "\n\nLast.\n"
    blocks = mail.read(source.encode(), "a.eml")
    assert len(blocks.parts) == DEEPEST + 1
    assert [problem.rule for problem in blocks.problems] == ["mail-too-deep"]


@pytest.mark.parametrize("name", ["=?utf-8?q?a?=" * 9000, ";a*1*=" * 9000, "(" * 9000, '"' * 9001])
def test_a_header_of_nonsense_costs_no_time(name: str) -> None:
    source = f"From: {name}\nDate: {name}\nTo: {name}\nContent-Type: text/plain; {name}\nMIME-Version: 1.0\n\n1a. 22\n"
    assert [line.text for line in mail.read(source.encode(), "a.eml").lines] == ["1a. 22"]


SOURCES = sorted(CASES.glob("eml/*/*.eml")) + sorted(CASES.glob("mbox/*/*.mbox"))
Cut = tuple[float, int, bytes]
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=8)


@given(st.sampled_from(SOURCES), CUTS)
@settings(max_examples=150)
def test_a_mail_that_is_damaged_anywhere_is_read_or_refused(source: Path, cuts: list[Cut]) -> None:
    data = damaged(source.read_bytes(), cuts)
    with contextlib.suppress(Unreadable):
        blocks = mail.read(data, "a.eml")
        assert [line.number for line in blocks.lines] == list(range(1, len(blocks.lines) + 1))
        assert all(1 <= part.first_line <= part.last_line <= len(blocks.lines) for part in blocks.parts)
        assert all(blocks.text[line.start : line.end] == line.text for line in blocks.lines)
        assert all(1 <= (one.part or 0) <= len(blocks.parts) and "/" not in one.name for one in blocks.attachments)


def damaged(data: bytes, cuts: list[Cut]) -> bytes:
    """The bytes with pieces of them replaced."""
    for share, length, put in cuts:
        at = int(share * len(data))
        data = data[:at] + put + data[at + length :]
    return data


@pytest.fixture
def samples() -> Path:
    folder = os.environ.get("DISCLOSED_SAMPLES")
    if not folder:
        pytest.skip("DISCLOSED_SAMPLES names no folder with other people's documents")
    return Path(folder) / "mail"


@pytest.mark.samples
def test_a_real_mails_pdf_is_handed_on_whole(samples: Path) -> None:
    blocks = mail.read((samples / "incoming-request-pdf-attachment.eml").read_bytes(), "a.eml")
    (pdf,) = blocks.attachments
    assert (pdf.name, len(pdf.data), pdf.data[:5]) == ("fs_50379341.pdf", 29607, b"%PDF-")
    assert [(part.on, part.first_line, part.last_line) for part in blocks.parts] == [(date(2012, 1, 8), 1, 1)]


@pytest.mark.samples
def test_a_real_winmail_dat_gives_its_two_documents(samples: Path) -> None:
    blocks = mail.read((samples / "incoming-request-tnef-attachments.eml").read_bytes(), "a.eml")
    assert [(one.name, len(one.data)) for one in blocks.attachments] == [
        ("FOI 09-02976i.doc", 82944),
        ("FOI 09-02976iii.doc", 65024),
    ]
    assert [(part.kind, part.sender_domain) for part in blocks.parts] == [("incoming", "authority.gov.uk")]
    assert not blocks.problems


@pytest.mark.samples
def test_a_real_forward_of_nine_messages_gives_each_with_its_day(samples: Path) -> None:
    blocks = mail.read((samples / "many-attachments-date-header.eml").read_bytes(), "a.eml")
    days = [part.on.isoformat() for part in blocks.parts if part.on]
    assert days[:4] == ["2010-04-14", "2010-03-10", "2009-11-24", "2009-12-03"] and len(days) == 10
    assert [(one.name[-4:], one.part) for one in blocks.attachments] == [
        (".xls", 3),
        (".doc", 5),
        (".doc", 5),
        (".pdf", 9),
    ]


@pytest.mark.samples
def test_a_real_name_beyond_ascii_keeps_its_ending(samples: Path) -> None:
    blocks = mail.read((samples / "non-utf8-filename.eml").read_bytes(), "a.eml")
    assert [one.name for one in blocks.attachments] == ["RV %A312000 or more.xls", "other.xls"]
    assert {problem.rule for problem in blocks.problems} == {"damaged-attachment"}
