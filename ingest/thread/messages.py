"""Lines of a thread, a mail or a letter -> its messages, each with its kind and the date printed with it.

Protects: only the force's own answers are read for figures. Annotations are by the public and full of numbers; they run
from "… left an annotation" to the next message's header. A message quoted under another is not said a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from ingest.model import Line, Message, Part
from ingest.phrases import letters
from ingest.reference import Reference
from ingest.thread.message_head import printed_date
from ingest.thread.message_kind import kind_of
from ingest.thread.message_starts import find_starts

BY = {"outgoing": "requester", "incoming": "force", "annotation": "public"}
"""By whom a part that the format tells apart is."""


def find_messages(lines: Sequence[Line], reference: Reference, parts: Sequence[Part] = ()) -> tuple[Message, ...]:
    """Every message in the order of the document. What stands before the first (a page's title) belongs to none.
    `parts`: the messages that the document's format tells apart; without them they are found by their words."""
    if parts:
        return _of_parts(lines, parts)
    starts = find_starts(lines, reference)
    messages: list[Message] = []
    following_ones = [*starts[1:], None][: len(starts)]
    for start, following in zip(starts, following_ones, strict=True):
        _take(messages, lines[start.at : following.at if following else len(lines)], start.by, None)
    return tuple(messages)


def _of_parts(lines: Sequence[Line], parts: Sequence[Part]) -> tuple[Message, ...]:
    messages: list[Message] = []
    numbers = [line.number for line in lines]  # in order: a page may have a hundred thousand lines and many messages
    for part in parts:
        own = lines[bisect_left(numbers, part.first_line) : bisect_right(numbers, part.last_line)]
        _take(messages, own, BY.get(part.kind, "nobody"), part.on)
    return tuple(messages)


def _take(messages: list[Message], lines: Sequence[Line], by: str, on: date | None) -> None:
    """Add a message of these lines, if they say anything."""
    kept = _trimmed(lines)
    if not kept:
        return
    kind = kind_of(kept, by, [message.kind for message in messages])
    messages.append(
        Message(len(messages) + 1, kind, on or printed_date(kept), kept[0].start, kept[-1].end, tuple(kept))
    )


def own_lines(message: Message) -> tuple[Line, ...]:
    """The lines that a message says itself: nothing quoted from another."""
    kept: list[Line] = []
    for line in message.lines:
        if line.text.lstrip().startswith(">"):
            continue
        if kept and _is_quote_start(line.text):
            break
        kept.append(line)
    return tuple(kept)


def _is_quote_start(text: str) -> bool:
    return letters.at_start("thread", "quoted").match(text) is not None or re.search(r"\bwrote:\s*$", text) is not None


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    written = [n for n, line in enumerate(lines) if line.text.strip() or line.table is not None]
    return list(lines[written[0] : written[-1] + 1]) if written else []
