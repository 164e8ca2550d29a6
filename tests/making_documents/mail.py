"""The mails of `tests/cases/eml/` and the mailboxes of `tests/cases/mbox/`: each with one thing that real mail does to
its readers. Forces, people and numbers are invented; the addresses are nobody's."""

# ruff: noqa: E501 (the sources of mails stand here as they are)

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

from tests.making_documents import outlook
from tests.making_documents.expected import Said, Truth, write_case
from tests.making_documents.outlook import Attached, Note

EML, MBOX = "message/rfc822", "application/mbox"
FORCE, ASKER = "foi@borsetshire.police.uk", "request-4711-0a1b2c3d@whatdotheyknow.com"
DOMAIN = "borsetshire.police.uk"
DAY, DATE = "2020-03-02", "Mon, 02 Mar 2020 10:15:00 +0000"
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


def answer(*lines: str, kind: str = "incoming", **other: str | None) -> Said:
    return Said(kind, lines, **({"on": DAY, "domain": DOMAIN, "subject": SUBJECT} | other))  # type: ignore[arg-type]


def write(folder: Path) -> None:
    """Writes every case of both formats beside `folder`."""
    for name, (source, truth) in CASES.items():
        data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogateescape")
        write_case(folder.parent / "eml" / name, "message.eml", data, truth)
    for name, (source, truth) in MAILBOXES.items():
        write_case(folder.parent / "mbox" / name, "mailbox.mbox", source, truth)


def raw(data: bytes) -> str:
    """Bytes that stand in a source as they are."""
    return data.decode("ascii", "surrogateescape")


TABLE = "<table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2018</td><td>44</td></tr><tr><td>2019</td><td>9</td></tr></table>"
RECEIPT = "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;x@y.example\n"
REPORT = "Content-Type: message/delivery-status\n\nReporting-MTA: dns;mx.example\n\nAction: failed\nStatus: 5.1.1\n"
RETURNED = "Content-Type: message/rfc822\n\n" + head(sender=ASKER, to=FORCE) + "\n\n1a. How many arrests?\n"
INNER = head(subject="Fwd: figures", date="Fri, 28 Feb 2020 09:00:00 +0000")
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
INNER_LETTER = Said("incoming", ["2. 6 arrests"], "2020-02-27", DOMAIN, "Inner letter")

# fmt: off
CASES: dict[str, tuple[str | bytes, Truth]] = {
    "a-document-attached": (
        head() + "\n" + mixed(text("Please see attached.\n"), attached(CSV.encode(), "figures.csv", "text/csv")),
        Truth(EML, [answer("Please see attached.")], [("figures.csv", CSV, 1)]),
    ),
    "alternatives-are-read-once": (
        head() + "\n" + mixed(text("1a. 22\n"), text("<p>1a. 22</p>", "html"), kind="alternative"),
        Truth(EML, [answer("1a. 22")]),
    ),
    "a-notice-beside-the-html": (
        head()
        + "\n"
        + mixed(text("View this mail as HTML.\n"), text("<p>" + "We hold it. " * 30 + "</p>", "html"), kind="alternative"),
        Truth(EML, [answer(("We hold it. " * 30).strip())]),
    ),
    "a-table-in-the-html": (
        head()
        + "\n"
        + mixed(text("Arrests\n\nYear\n\nArrests\n\n2018\n\n44\n\n2019\n\n9\n"), text(f"<p>Arrests:</p>{TABLE}<p>End.</p>", "html"),
                kind="alternative"),
        Truth(EML, [answer("Arrests:", "", "End.")], tables=[[["Year", "Arrests"], ["2018", "44"], ["2019", "9"]]]),
    ),
    "html-alone": (
        head() + "\n" + text("<html><head><style>p{}</style></head><p>1a.&nbsp;22<br>1b. &lt;5</p><p>Not held.</p></html>", "html"),
        Truth(EML, [answer("1a. 22", "1b. <5", "", "Not held.")]),
    ),
    "documents-inside-an-alternative": (
        head()
        + "\n"
        + mixed(
            text("As attached.\n"),
            mixed(text("<p>As attached.</p>", "html"), attached(CSV.encode(), "a.csv"), boundary="b2"),
            kind="alternative",
        ),
        Truth(EML, [answer("As attached.")], [("a.csv", CSV, 1)]),
    ),
    "messages-in-messages": (
        head()
        + "\n"
        + mixed(
            text("I forward both.\n"),
            "Content-Type: message/rfc822\n\n" + INNER + "\n" + mixed(
                text("The figures.\n"),
                attached(b"x,1\n", "x.csv"),
                "Content-Type: message/rfc822\n\n" + head(sender="asker@example.org", to=FORCE, date=None) + "\n\nHow many?\n",
                boundary="b2"),
            attached(b"y,2\n", "y.csv"),
            "Content-Type: message/rfc822\n\nSubject: empty\n\n",
        ),
        Truth(
            EML,
            [
                answer("I forward both."),
                Said("incoming", ["The figures."], "2020-02-28", DOMAIN, "Fwd: figures"),
                Said("outgoing", ["How many?"], None, "example.org", SUBJECT),
                Said("unknown", [""], None, None, "empty"),
            ],
            [("y.csv", "y,2\n", 1), ("x.csv", "x,1\n", 2)],
        ),
    ),
    "names-in-every-coding": (
        head()
        + "\n"
        + mixed(
            text("Six.\n"),
            coded(b"1", "text/csv", "Content-Disposition: attachment;\n filename*0*=utf-8''Dyfed%20%E2%80%93;\n filename*1=\" Powys\";", ' filename*2=".csv"'),
            coded(b"2", "text/csv; name=\"=?utf-8?B?RmlndXLDqXM=?=\n =?utf-8?Q?_2020.csv?=\"", "Content-Disposition: attachment"),
            coded(b"3", "text/csv", f'Content-Disposition: attachment; filename="{raw("£9.csv".encode("cp1252"))}"'),
            coded(b"4", "text/csv", f'Content-Disposition: attachment; filename="{raw("£9 – a.csv".encode())}"'),
            coded(b"5", "text/csv", "Content-Disposition: attachment; filename=plain name.csv"),
            coded(b"6", "text/csv", 'Content-Disposition: attachment; filename="..\\\\..\\\\C:/evil/\\"a\\".csv"'),
            coded(b"7", "text/csv", "Content-Disposition: attachment"),
        ),
        Truth(
            EML,
            [answer("Six.")],
            [
                ("Dyfed – Powys.csv", "1", 1), ("Figurés 2020.csv", "2", 1), ("£9.csv", "3", 1), ("£9 – a.csv", "4", 1),
                ("plain name.csv", "5", 1), ("_a_.csv", "6", 1), ("attachment.csv", "7", 1),
            ],
        ),
    ),
    "character-sets-unknown-and-wrong": (
        head()
        + "\n"
        + mixed(
            "Content-Type: text/plain; charset=x-unknown\n\n" + raw("1a. 22 – “held”".encode("cp1252")),
            "Content-Type: text/plain; charset=utf-8\n\n" + raw("1b. £450".encode("cp1252")),
            "Content-Type: text/plain\n\n" + raw("1c. £9".encode()),
            "Content-Type: text/plain; charset=iso-8859-1\n\n" + raw("2. 2018 – 9".encode("cp1252")),
            "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n"
            + base64.b64encode("3. €7".encode("utf-16-le")).decode(),
        ),
        Truth(EML, [answer("1a. 22 – “held”", "", "1b. £450", "", "1c. £9", "", "2. 2018 – 9", "", "3. €7")],
              problems=["mail-charset"]),
    ),
    "quoted-printable-and-flowed": (
        head("Content-Type: text/plain; charset=utf-8; format=flowed", "Content-Transfer-Encoding: quoted-printable")
        + "\n\n1a. Between 2018 and 2019 we =20\nrecorded 61 crimes =E2=80=93 all =\nof them.=20\nUnder code 88A.\n\n>> How =20\n>> many?\n> We asked.\n--=20\nThe office\n",
        Truth(EML, [answer("1a. Between 2018 and 2019 we", "recorded 61 crimes – all of them.", "Under code 88A.", "", ">> How",
                           ">> many?", "> We asked.", "--", "The office")]),
    ),
    "broken-base64": (
        head()
        + "\n"
        + mixed(
            text("Attached.\n"),
            "Content-Type: text/csv; name=cut.csv\nContent-Transfer-Encoding: base64\n\nYSwx!!Cg\n  ==\nYiwyC\n",
        ),
        Truth(EML, [answer("Attached.")], [("cut.csv", "a,1\nb,2", 1)], problems=["damaged-attachment"]),
    ),
    "winmail-dat": (
        head() + "\n" + mixed(text("Please see attached.\n"), attached(WINMAIL, "winmail.dat", "application/ms-tnef")),
        Truth(EML, [answer("Please see attached."), INNER_LETTER], [("figures 2020.csv", CSV, 1)]),
    ),
    "winmail-dat-with-the-only-text": (
        head() + "\n" + mixed(text(" \n"), attached(WINMAIL, "winmail.dat")),
        Truth(EML, [answer("The body as Outlook keeps it."), INNER_LETTER], [("figures 2020.csv", CSV, 1)]),
    ),
    "winmail-dat-cut-off": (
        head() + "\n" + mixed(text("See attached.\n"), attached(WINMAIL[: WINMAIL.index(b"Inner") + 3], "winmail.dat")),
        Truth(EML, [answer("See attached.")], [("figures 2020.csv", CSV, 1)], problems=["damaged-attachment"]),
    ),
    "pictures-of-a-signature": (
        head()
        + "\n"
        + mixed(
            mixed(text('<p>1a. 22</p><img src="cid:crest">', "html"), coded(PIXEL, "image/png", "Content-ID: <crest>"), kind="related", boundary="b2"),
            attached(PIXEL, "scan.png", "image/png"),
        ),
        Truth(EML, [answer("1a. 22")], [("scan.png", PIXEL.decode("latin-1"), 1)]),
    ),
    "no-documents": (
        head()
        + "\n"
        + mixed(
            text("1a. 22\n"),
            text("BEGIN:VCALENDAR", "calendar"),
            attached(b"BEGIN:VCARD", "robin.vcf"),
            attached(b"x", "smime.p7s", "application/pkcs7-signature"),
        ),
        Truth(EML, [answer("1a. 22")]),
    ),
    "encrypted": (
        head() + "\n" + attached(b"0\x80sealed", "smime.p7m", "application/pkcs7-mime; smime-type=enveloped-data"),
        Truth(EML, [answer("")], problems=["locked"]),
    ),
    "a-bounce": (
        head(sender="mailer-daemon@mx.example", to=ASKER, subject="Undelivered Mail Returned to Sender")
        + "\n"
        + mixed(text("The mailbox is full. Error 552 4 2 2.\n"), REPORT, RETURNED, kind="report; report-type=delivery-status"),
        Truth(
            EML,
            [
                answer("The mailbox is full. Error 552 4 2 2.", kind="automatic", domain="mx.example",
                       subject="Undelivered Mail Returned to Sender"),
                Said("outgoing", ["1a. How many arrests?"], DAY, "whatdotheyknow.com", SUBJECT),
            ],
        ),
    ),
    "a-receipt": (
        head(subject="Read: FOI request") + "\n" + mixed(text("Your message was read.\n"), RECEIPT, kind="report"),
        Truth(EML, [answer("Your message was read.", kind="automatic", subject="Read: FOI request")]),
    ),
    "out-of-office-by-its-header": (
        head("Auto-Submitted: auto-replied") + "\n\nI am away until 9 March.\n",
        Truth(EML, [answer("I am away until 9 March.", kind="automatic")]),
    ),
    "out-of-office-by-its-subject": (
        head(subject="=?utf-8?Q?Automatic_reply=3A?= FOI 123/20") + "\n\nBack on 9 March.\n",
        Truth(EML, [answer("Back on 9 March.", kind="automatic", subject="Automatic reply: FOI 123/20")]),
    ),
    "an-answer-about-being-out-of-office": (
        head(subject="Out of office working - your request", to="a@example.org") + "\n\n1a. 22\n",
        Truth(EML, [answer("1a. 22", subject="Out of office working - your request")]),
    ),
    "a-case-systems-answer": (
        head("Auto-Submitted: auto-generated") + "\n" + mixed(text("See attached.\n"), attached(CSV.encode(), "a.csv")),
        Truth(EML, [answer("See attached.")], [("a.csv", CSV, 1)]),
    ),
    "a-case-systems-notice": (
        head("Auto-Submitted: auto-generated") + "\n\nYour request has reached us.\n",
        Truth(EML, [answer("Your request has reached us.", kind="automatic")], problems=["automatic-message"]),
    ),
    "the-request": (
        head(sender=ASKER, to=FORCE) + "\n\n1a. How many arrests?\n",
        Truth(EML, [answer("1a. How many arrests?", kind="outgoing", domain="whatdotheyknow.com")]),
    ),
    "an-answer-through-another-domain": (
        head(sender="noreply@casework.example", to=ASKER) + "\n\n1a. 22\n",
        Truth(EML, [answer("1a. 22", domain="casework.example")]),
    ),
    "an-end-that-is-missing": (
        head() + "\n" + mixed(text("1a. 22\n"), attached(b"a,1\n", "a.csv"), is_closed=False),
        Truth(EML, [answer("1a. 22")], [("a.csv", "a,1\n", 1)]),
    ),
    "a-date-that-is-none": (
        head(date="the second of March") + "\n\n1a. 22\n",
        Truth(EML, [answer("1a. 22", on=None)], problems=["mail-date"]),
    ),
    "line-ends-of-the-wire": (
        (head() + "\n" + mixed(text("1a. 22\n1b. 7\n"), attached(CSV.encode(), "a.csv"))).replace("\n", "\r\n"),
        Truth(EML, [answer("1a. 22", "1b. 7")], [("a.csv", CSV, 1)]),
    ),
    "a-subject-split-inside-a-character": (
        head(subject="=?utf-8?B?RGlzY2xvc3VyZSDi?=\n =?utf-8?B?gJMgMTIzLzIw?=", to="undisclosed: a@example.org, b@example.net;")
        + "\n\n1a. 22\n",
        Truth(EML, [answer("1a. 22", subject="Disclosure – 123/20")]),
    ),
}
# fmt: on

FIRST = head() + "\n\n1a. 22\n"
SECOND = head(sender=ASKER, to=FORCE, date="Tue, 03 Mar 2020 08:00:00 +0000") + "\n\nThank you.\n"
LINE = "From foi@borsetshire.police.uk Mon Mar  2 10:15:00 2020\n"
BOTH = [answer("1a. 22"), answer("Thank you.", kind="outgoing", on="2020-03-03", domain="whatdotheyknow.com")]

# fmt: off
MAILBOXES: dict[str, tuple[bytes, Truth]] = {
    "two-messages": (f"{LINE}{FIRST}\n{LINE}{SECOND}\n".encode(), Truth(MBOX, BOTH)),
    "line-ends-of-the-wire": (f"{LINE}{FIRST}\n{LINE}{SECOND}\n".replace("\n", "\r\n").encode(), Truth(MBOX, BOTH)),
    "as-thunderbird-keeps-it": (
        f"From - Mon Mar 02 10:15:00 2020\nX-Mozilla-Status: 0001\n{FIRST}\nFrom - Tue Mar 03 08:00:00 2020\n{SECOND}".encode(),
        Truth(MBOX, BOTH),
    ),
    "lines-that-begin-with-from": (
        f"{LINE}{head()}\n\n>From 2018 on: 9\n>>From quoted\n\nFrom 2019 on we count otherwise.\nFrom: is no head\n\nFrom\n\n{LINE}{SECOND}".encode(),
        Truth(MBOX, [answer("From 2018 on: 9", ">From quoted", "", "From 2019 on we count otherwise.", "From: is no head", "", "From"), BOTH[1]]),
    ),
    "a-document-in-the-second": (
        f"{LINE}{SECOND}\n{LINE}{head()}\n{mixed(text('Attached.'), attached(CSV.encode(), 'a.csv'))}\n".encode(),
        Truth(MBOX, [BOTH[1], answer("Attached.")], [("a.csv", CSV, 2)]),
    ),
}
# fmt: on
