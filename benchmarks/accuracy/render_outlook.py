"""A paper -> what Outlook makes of it: a message file (MSG), or the winmail.dat in which it packs a mail's files.

No library writes these formats; the properties are laid into their containers by what makes the cases of the tests.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from random import Random

from benchmarks.accuracy import render_html, render_text
from benchmarks.accuracy.model import Paper, Table
from tests.making_documents import outlook
from tests.making_documents.outlook import Attached, Note, Value


def _note(paper: Paper, rng: Random, files: dict[str, bytes]) -> Note:
    message = paper.messages[-1]
    requester = sorted(paper.people)[0] if paper.people else "Someone Else"
    text = render_text.body(message.blocks, rng)
    html = f"<html><body>{render_html.body_html(message.blocks, rng)}</body></html>"
    properties: dict[int, Value] = {
        outlook.CLASS: "IPM.Note",
        outlook.SUBJECT: f"RE: Freedom of Information request {paper.reference}",
        outlook.SENDER_NAME: message.name,
        outlook.SENDER_TYPE: "SMTP",
        outlook.SENDER: f"foi@{paper.force}.police.uk",
        outlook.SUBMITTED: datetime.combine(message.on, time(11, rng.randint(0, 59)), UTC),
        outlook.MESSAGE_ID: f"<{paper.number}.2@{paper.force}.police.uk>",
        outlook.BODY: text.replace("\n", "\r\n"),
    }
    if rng.random() < 0.5 or any(isinstance(block, Table) for block in message.blocks):
        properties |= {outlook.HTML: html.encode(), outlook.INTERNET_CODE_PAGE: 65001}
    attached = [
        Attached({
            outlook.FILENAME: f"FILE~{n}.{name.rsplit('.', 1)[-1].upper()}",
            outlook.LONG_FILENAME: name,
            outlook.METHOD: 1,
            outlook.DATA: data,
        })
        for n, (name, data) in enumerate(files.items(), 1)
    ]  # fmt: skip
    return Note(properties, attached, [f"{requester.replace(' ', '.')}@home.example".lower()])


def msg(paper: Paper, rng: Random, files: dict[str, bytes]) -> bytes:
    return outlook.msg(_note(paper, rng, files))


def winmail(paper: Paper, rng: Random, files: dict[str, bytes]) -> bytes:
    """The files alone: the mail around it says its words itself."""
    note = _note(paper, rng, files)
    return outlook.tnef(Note({outlook.CLASS: "IPM.Note"}, note.attached))
