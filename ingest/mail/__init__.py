"""A mail (EML, MSG), a mailbox (mbox) or a winmail.dat -> Blocks: the lines of each message, a Part for each in reading
order, and the documents that they bring.

Protects: who speaks, and when, is known from the format and not guessed from the text; bounces and out-of-office notes
are marked as such. Lines hold what messages say and nothing of their heads, so no name or address of a sender or a
recipient stands in one; every problem and every document knows its message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.characters import mend, mended_problems, numbered
from ingest.mail import mime, outlook
from ingest.mail.message import Mail, is_doubtful, kind_of
from ingest.model import Attachment, Blocks, Grid, Part, Problem, Unreadable

EML_TYPE = "message/rfc822"
MBOX_TYPE = "application/mbox"
TNEF_TYPE = "application/ms-tnef"
MSG_TYPE = "application/vnd.ms-outlook"


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes begin with the headers of a mail, are an Outlook message, an mbox or a winmail.dat."""
    return outlook.is_msg(data) or mime.is_mbox(data) or mime.is_message(data, name)


def read(data: bytes, name: str) -> Blocks:
    """The messages, those inside them and what they bring. Raises Unreadable for an empty or a damaged file."""
    if not data.strip():
        raise Unreadable("is empty. Save the mail again, with its attachments, as EML or MSG.")
    if mime.is_mbox(data):
        return _blocks((mime.parse(message) for message in mime.messages(data)), MBOX_TYPE)
    media_types = {outlook.OLE_SIGNATURE: MSG_TYPE, outlook.TNEF_SIGNATURE: TNEF_TYPE}
    kind = next((kind for start, kind in media_types.items() if data.startswith(start)), EML_TYPE)
    return _blocks([mime.parse(data)], kind)


@dataclass
class _Gathered:
    """What has been put down so far. `lines` are without their ends."""

    lines: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mended: int = 0


def _blocks(mails: Iterable[Mail], media_type: str) -> Blocks:
    """The blocks of a document that holds these messages."""
    gathered = _Gathered()
    for mail in mails:
        _put(mail, gathered)
    return Blocks(
        media_type,
        text="".join(line + "\n" for line in gathered.lines),
        lines=numbered(gathered.lines),
        grids=tuple(gathered.grids),
        parts=tuple(gathered.parts),
        attachments=tuple(gathered.attachments),
        problems=(*gathered.problems, *mended_problems(gathered.mended)),
    )


def _put(mail: Mail, gathered: _Gathered) -> None:
    if gathered.lines:
        gathered.lines.append("")
    above = len(gathered.lines)
    text, mended = mend(mail.body.text)
    gathered.mended += mended
    gathered.lines += text.split("\n")
    for grid in mail.body.grids:
        gathered.grids.append(replace(grid, n=len(gathered.grids) + 1, after_line=grid.after_line + above))
    head = mail.head
    on = head.sent.date() if head.sent else None
    gathered.parts.append(Part(kind_of(mail), above + 1, len(gathered.lines), on, head.sender_domain, head.subject))
    number, locator = len(gathered.parts), f"line {above + 1}"
    gathered.problems += [replace(problem, locator=problem.locator or locator) for problem in mail.problems]
    if head.automatic == "system" and not is_doubtful(mail):
        words = "The message is marked as sent by a system and brings no document: it is not read as an answer."
        gathered.problems.append(Problem("note", words, locator, rule="automatic-message"))
    gathered.attachments += [replace(inner, part=number) for inner in mail.inside if isinstance(inner, Attachment)]
    for inner in mail.inside:
        if isinstance(inner, Mail):
            _put(inner, gathered)
