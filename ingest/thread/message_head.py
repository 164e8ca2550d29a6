"""What the head of a message prints: its date and how many attachments it brings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from ingest.model import Line, Message
from ingest.phrases import letters
from ingest.phrases.points import find_points

LONGEST_HEADER = 100
LINES_OF_A_LETTERHEAD = 12
LONGEST_DATE_LINE = 300
"""Code points of a line that is a date and no more, rules and blanks included."""


def attachments(message: Message) -> int:
    """How many attachments the page counts with this message ("1 Attachment")."""
    for line in message.lines[:LINES_OF_A_LETTERHEAD]:
        found = attachment_pattern().fullmatch(line.text.strip())
        if found:
            return int(found[1])
    return 0


def printed_date(lines: Sequence[Line]) -> date | None:
    """The date in a message's head: in its header line or alone on a line. None where none is printed."""
    written = [line.text.strip() for line in lines if line.text.strip()][:LINES_OF_A_LETTERHEAD]
    for text in written:
        on = date_alone(text)
        if on:
            return on
        if len(text.split()) > 12:
            return None
    return None


def date_alone(text: str) -> date | None:
    """The date, when the line is nothing else: "4 January 2021", "Date: 4 January 2021", "Sent: 04 January 2021
    10:15"."""
    points = [point for point in find_points(text) if point.kind == "date"] if len(text) <= LONGEST_DATE_LINE else []
    if len(points) != 1:
        return None
    rest = text[: points[0].start] + text[points[0].end :]
    return points[0].first if re.fullmatch(_date_rest(), rest, re.IGNORECASE) else None


@cache
def _date_rest() -> str:
    keys = letters.pattern("thread", "mail_others")
    days = "Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun"
    time = r"\d{1,2}:\d\d(?::\d\d)?"
    # What stands between is taken whole: a line of dashes can be parted among six places in millions of ways.
    return rf"\W*+(?:{keys}\s*:)?\W*+(?:(?:{days})(?:day)?)?\W*+(?:{time})?\W*+(?:am|pm|GMT|BST)?\W*+"


@cache
def attachment_pattern() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,3}})\s+{letters.pattern('thread', 'attachments')}", re.IGNORECASE)
