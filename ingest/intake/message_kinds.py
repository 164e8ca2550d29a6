"""A message of an inbox -> what it is, for the list that an intake prints.

request | review_request | acknowledgement | clarification | extension | answer | refusal | bounce | away | receipt |
automatic | other. Protects: this sorts mail and decides no outcome; what a message answers is read by the build.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.intake.letters_in import Received
from ingest.model import Message
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import find_values
from ingest.phrases.statuses import find_statuses
from ingest.readers.text import split_lines
from ingest.reference import Reference
from ingest.thread.messages import find_messages, is_extension

REFUSING = ("refused", "ncnd", "not_held")
BY = {"outgoing": "outgoing", "incoming": "incoming"}


def kind_of(message: Received, earlier: Sequence[str], law: str, reference: Reference) -> str:
    """`earlier`: the kinds of the thread's messages before this one."""
    envelope = message.envelope
    if envelope.kind == "automatic":
        return envelope.auto_kind if envelope.auto_kind in ("bounce", "away", "receipt") else "automatic"
    if envelope.kind == "outgoing":
        return "review_request" if "review" in envelope.body_text.lower() and "request" in earlier else "request"
    if envelope.kind != "incoming":
        return "other"
    text = envelope.body_text
    if is_extension(text) and not envelope.attachment_names:
        return "extension"
    found = _of_text(text, reference)
    if found is not None and found.kind in ("acknowledgement", "clarification") and not envelope.attachment_names:
        return found.kind
    return "refusal" if _refuses(text, law) and not envelope.attachment_names else "answer"


def _of_text(text: str, reference: Reference) -> Message | None:
    from ingest.model import Part

    lines = split_lines(text)
    part = Part("incoming", 1, len(lines))
    return next(iter(find_messages(lines, reference, (part,))), None)


def _refuses(text: str, law: str) -> bool:
    statuses = {found.status for found in find_statuses(text) if not found.is_tail}
    is_refused = bool(statuses & set(REFUSING)) or bool(find_exemptions(text, law=law))
    return is_refused and "answered" not in statuses and not find_values(text)
