"""The sources of mails. Forces, people and numbers are invented; the addresses are nobody's."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from tests.making_documents import outlook
from tests.making_documents.outlook import Attached, Note

FORCE, ASKER = "foi@borsetshire.police.uk", "request-4711-0a1b2c3d@whatdotheyknow.com"
DATE = "Mon, 02 Mar 2020 10:15:00 +0000"
SUBJECT = "FOI 123/20"
CSV = "offence,arrests\nSection 14,9\n"
PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(60)


def head(*extra: str, sender: str = FORCE, to: str = ASKER, subject: str = SUBJECT, date: str | None = DATE) -> str:
    """The headers of a message, without the last line end; `extra` come after them."""
    lines = [f'From: "Robin Placeholder" <{sender}>', f"To: <{to}>", f"Subject: {subject}"]
    lines += [f"Date: {date}"] if date else []
    return "\n".join([*lines, "Message-ID: <m1@mail.example>", "MIME-Version: 1.0", *extra])


def mixed(*parts: str, kind: str = "mixed", boundary: str = "b1", is_closed: bool = True) -> str:
    """A multipart's Content-Type header and content."""
    content = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{content}' + f"--{boundary}--\n" * is_closed


def text(content: str, kind: str = "plain", extra: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8{extra}\nContent-Transfer-Encoding: 8bit\n\n{content}"


def coded(data: bytes, kind: str, *extra: str) -> str:
    headers = "\n".join([f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *extra])
    return f"{headers}\n\n{base64.encodebytes(data).decode()}"


def attached(data: bytes, name: str, kind: str = "application/octet-stream") -> str:
    return coded(data, kind, f'Content-Disposition: attachment; filename="{name}"')


LETTER = Note(
    {
        outlook.CLASS: "IPM.Note",
        outlook.SUBJECT: "Inner letter",
        outlook.SENDER_SMTP: FORCE,
        outlook.BODY: "2. 6 arrests",
        outlook.SUBMITTED: datetime(2020, 2, 27, 12, tzinfo=UTC),
    }
)
WINMAIL = outlook.tnef(
    Note(
        {outlook.CLASS: "IPM.Note", outlook.SUBJECT: SUBJECT, outlook.BODY: "The body as Outlook keeps it."},
        (
            Attached(
                {
                    outlook.FILENAME: "FIGURE~1.CSV",
                    outlook.LONG_FILENAME: "figures 2020.csv",
                    outlook.DATA: CSV.encode(),
                }
            ),
            Attached({outlook.FILENAME: "x.vcf", outlook.DATA: b"BEGIN:VCARD"}),
            Attached({outlook.FILENAME: "Inner letter", outlook.METHOD: 5}, LETTER),
        ),
    )
)
LINE = "From foi@borsetshire.police.uk Mon Mar  2 10:15:00 2020\n"
