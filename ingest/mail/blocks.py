"""Messages -> Blocks: the lines that they say, a Part for each of them in reading order, and what they bring.

Protects: no name and no address of a sender or a recipient stands in a line; every problem and every document knows
its message. A message is followed by those inside it, a blank line between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.mail import kinds
from ingest.mail.message import Enclosed, Mail
from ingest.model import Attachment, Blocks, Grid, Part, Problem
from ingest.readers.text import mend, split_lines


@dataclass
class _Gathered:
    """What has been put down so far. `lines` are without their ends."""

    lines: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mended: int = 0


def blocks_of(mails: Iterable[Mail], media_type: str) -> Blocks:
    """The blocks of a document that holds these messages."""
    gathered = _Gathered()
    for mail in mails:
        _put(mail, gathered)
    if gathered.mended:
        gathered.problems.append(
            Problem(
                "note",
                f"Characters were decoded by the wrong table and mended: {gathered.mended}.",
                rule="mended-characters",
            )
        )
    text = "".join(line + "\n" for line in gathered.lines)
    return Blocks(
        media_type,
        text=text,
        lines=split_lines(text),
        grids=tuple(gathered.grids),
        parts=tuple(gathered.parts),
        attachments=tuple(gathered.attachments),
        problems=tuple(gathered.problems),
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
    sent = mail.head.sent
    gathered.parts.append(
        Part(
            kind=kinds.kind(mail),
            first_line=above + 1,
            last_line=len(gathered.lines),
            on=sent.date() if sent else None,
            sender_domain=mail.head.sender_domain,
            subject=mail.head.subject,
        )
    )
    number = len(gathered.parts)
    locator = f"line {above + 1}"
    gathered.problems += [replace(problem, locator=problem.locator or locator) for problem in mail.problems]
    if kinds.is_set_aside_by_mark(mail):
        words = "The message is marked as sent by a system and brings no document: it is not read as an answer."
        gathered.problems.append(Problem("note", words, locator, rule="automatic-message"))
    for inner in mail.inside:
        if isinstance(inner, Enclosed):
            gathered.attachments.append(Attachment(inner.name, inner.data, number))
    for inner in mail.inside:
        if isinstance(inner, Mail):
            _put(inner, gathered)
