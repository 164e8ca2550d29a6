"""What kind of message it is: request, acknowledgement, clarification, response, review or none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Line, Message
from ingest.phrases import letters
from ingest.privacy.names import is_salutation, is_sign_off
from ingest.thread.message_head import LONGEST_HEADER


def kind_of(lines: Sequence[Line], by: str, earlier: Sequence[str]) -> str:
    if by == "public":
        return "annotation"
    if by == "nobody":  # a machine, or somebody of whom the document doesn't tell who they are
        return "other"
    text = " ".join(_body_text(lines).split())
    if by == "force" and _is_away(lines):
        return "other"
    is_review = letters.anywhere("thread", "review").search(text) is not None
    if by == "requester":
        if not any(kind == "request" for kind in earlier):
            return "request"
        if is_review:
            return "review_request"
        return "clarification" if letters.anywhere("thread", "clarification").search(text) else "other"
    if letters.anywhere("thread", "acknowledgement").search(text) or is_extension(text):
        return "acknowledgement"
    if (
        letters.anywhere("thread", "clarification").search(text)
        and "response" not in earlier
        and len(text.split()) < 150
    ):
        return "clarification"
    return "review_response" if (is_review and "review_request" in earlier) or _is_headed_review(lines) else "response"


def _is_away(lines: Sequence[Line]) -> bool:
    """Whether a message begins, behind its greeting, with the words of an out-of-office note."""
    written = [line.text.strip() for line in lines if line.text.strip() and not is_salutation(line.text.strip())]
    behind_head = [text for text in written if not re.match(r"(?:From|To|Sent|Date|Subject|Cc):", text)]
    return letters.at_start("thread", "away").match(" ".join(behind_head[:2])) is not None


def is_extension(text: str) -> bool:
    """Whether a letter only puts its answer off."""
    return letters.anywhere("thread", "extension").search(text) is not None


def _is_headed_review(lines: Sequence[Line]) -> bool:
    """Whether the letter's own heading calls it an internal review; what it says of the right to one is no heading."""
    review = letters.anywhere("thread", "review")
    offered = letters.anywhere("thread", "review_offered")
    written = [line.text.strip() for line in lines if line.text.strip()]
    for n, text in enumerate(written[:8]):
        goes_on = " ".join(written[n : n + 2]) if text[-1] not in ".:" else text
        before = written[n - 1] if n and written[n - 1][-1] not in ".:" else ""
        if review.search(text) and len(text) <= LONGEST_HEADER and not offered.search(f"{before} {goes_on}"):
            return True
    return False


def _body_text(lines: Sequence[Line]) -> str:
    """What is said before the sign-off: what follows speaks of complaints and reviews in every letter."""
    kept: list[str] = []
    for line in lines:
        if kept and (is_sign_off(line.text) or letters.at_start("drop", "ends").match(line.text)):
            break
        kept.append(line.text)
    return "\n".join(kept)


def with_kind(message: Message, kind: str) -> Message:
    """The message as another kind: an "acknowledgement" that answers is a response."""
    return replace(message, kind=kind)
