"""The Outlook messages of `tests/cases/msg/`: each body form, text in code pages, messages within, what is no document."""

# ruff: noqa: E501 (documents stand here as they are)

from __future__ import annotations

from datetime import UTC, datetime

from tests.making_documents import outlook
from tests.making_documents.outlook import Attached, Note, Value

FORCE, ASKER, DOMAIN = "foi@borsetshire.police.uk", "request-4711-0a1b2c3d@whatdotheyknow.com", "borsetshire.police.uk"
CSV = "offence,arrests\nSection 14,9\n"
PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(60)

HEADERS = f"""From: "Robin Placeholder" <{FORCE}>
To: <{ASKER}>
Subject: =?utf-8?Q?FOI_123/20?=
Date: Mon, 2 Mar 2020 10:15:00 +0000
Message-ID: <m1@mail.example>

"""
TABLE = "<table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2018</td><td>44</td></tr><tr><td>2019</td><td>9</td></tr></table>"
# HTML as Outlook wraps it into RTF: tags in groups of their own, what only RTF needs between \htmlrtf marks.
WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \fbidis \deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl\red0\green0\blue0;}"
    b"\r\n" + rb"{\*\htmltag19 <html>}{\*\htmltag34 <head>}{\*\htmltag241 <style>}{\*\htmltag241 p\{margin:0\}}"
    rb"{\*\htmltag249 </style>}{\*\htmltag41 </head>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
    rb"1a. 22 \'96 all held{\*\htmltag116 <br>}\htmlrtf \line\htmlrtf0 1b. {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 5 \u8211? few"
    rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"
)
PLAIN_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}{\info{\author Robin Placeholder}}\pard "
    rb"1a. 22 \'96 held\par 1b. \u8364\'80 7\line Year\tab Arrests\par {\pict 0089504e47}\{end\}}"
)


def note(body: dict[int, Value], *attached: Attached, eight_bit: str | None = None, **other: Value) -> Note:
    """A message of the force, sent on 2 March 2020."""
    own: dict[int, Value] = {
        outlook.CLASS: "IPM.Note",
        outlook.SUBJECT: "FOI 123/20",
        outlook.SENDER_NAME: "Robin Placeholder",
        outlook.SENDER_TYPE: "SMTP",
        outlook.SENDER: FORCE,
        outlook.SUBMITTED: datetime(2020, 3, 2, 10, 15, tzinfo=UTC),
    }
    return Note(own | body, attached, [ASKER], eight_bit)


def document(name: str, data: bytes, **other: Value) -> Attached:
    return Attached(
        {outlook.FILENAME: "SHORT~1.CSV", outlook.LONG_FILENAME: name, outlook.METHOD: 1, outlook.DATA: data}
    )


# fmt: off
CASES: dict[str, Note] = {
    "text-and-a-document": note({outlook.BODY: "Please see attached.\r\n1a. 22\r\n"}, document("figures – 2020.csv", CSV.encode())),
    "headers-that-travelled": note({outlook.BODY: "1a. 22", outlook.HEADERS: HEADERS, outlook.SENDER: "/O=FORCE/CN=ROBIN",
              outlook.SUBMITTED: datetime(2020, 3, 9, tzinfo=UTC)}),
    "a-day-in-summer-time": note({outlook.BODY: "1a. 22", outlook.SUBMITTED: datetime(2020, 6, 30, 23, 30, tzinfo=UTC)}),
    "texts-in-a-code-page": note({outlook.BODY: "1a. 22 – “held”", outlook.CODE_PAGE: 1252, outlook.SUBJECT: "FOI – 123/20"},
             document("£ 2020.csv", CSV.encode()), eight_bit="cp1252"),
    "html-alone": note({outlook.HTML: "<p>1a. 22<br>1b. £7</p>".encode(), outlook.INTERNET_CODE_PAGE: 65001}),
    "a-table-in-the-html": note({outlook.BODY: "Year\r\nArrests\r\n2018\r\n44\r\n2019\r\n9\r\n", outlook.HTML: TABLE.encode()}),
    "html-wrapped-into-rtf": note({outlook.RTF: outlook.packed_rtf(WRAPPED)}),
    "rtf-alone": note({outlook.RTF: outlook.packed_rtf(PLAIN_RTF)}),
    "messages-in-messages": note({outlook.BODY: "I forward it."},
             Attached({outlook.METHOD: 5, outlook.LONG_FILENAME: "inner"},
                      note({outlook.BODY: "2. 6", outlook.SUBJECT: "Inner", outlook.SUBMITTED: datetime(2020, 2, 28, 9, tzinfo=UTC)},
                           document("x.csv", b"x,1\n"),
                           Attached({outlook.METHOD: 5}, note({outlook.BODY: "3. 7", outlook.SUBJECT: "Innermost"})))),
             document("y.csv", b"y,2\n")),
    "no-documents": note({outlook.BODY: "1a. 22"},
             Attached({outlook.LONG_FILENAME: "image001.png", outlook.DATA: PIXEL, outlook.CONTENT_ID: "image001.png@01D5"}),
             document("robin.vcf", b"BEGIN:VCARD"),
             Attached({outlook.LONG_FILENAME: "linked.xlsx", outlook.METHOD: 4})),
    "sealed": note({outlook.CLASS: "IPM.Note.SMIME", outlook.BODY: ""}, document("smime.p7m", b"0\x80")),
    "out-of-office": note({outlook.CLASS: "IPM.Note.Rules.OofTemplate.Microsoft", outlook.BODY: "Back on 9 March."}),
    "a-bounce": note({outlook.CLASS: "REPORT.IPM.Note.NDR", outlook.BODY: "The mailbox is full. Error 552."}),
    "a-large-document": note({outlook.BODY: "Attached."}, document("large.csv", b"2018,9\n" * 1500)),
}
# fmt: on
