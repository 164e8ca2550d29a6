"""Messages of many inboxes -> threads: those that name each other, or the same request, belong together.

Protects: only ids and a request service's number join messages. A subject joins nothing, for one request that was sent
to forty-five forces has one subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from ingest.intake.letters_in import Received
from ingest.mail.envelope import Envelope

EARLIEST = datetime.min.replace(tzinfo=UTC)


def in_threads(messages: Sequence[Received]) -> list[list[Received]]:
    """The messages by thread, each thread in the order in which it was sent; of a message that came several times the
    fullest copy stands."""
    fullest: dict[str, Received] = {}
    for message in messages:
        known = fullest.get(message.key)
        if known is None or (known.data != message.data and message.fullness > known.fullness):
            fullest[message.key] = message
    once = list(fullest.values())
    parent: dict[str, str] = {}
    for message in once:
        names = [message.key, *_names(message.envelope)]
        for name in names:
            parent.setdefault(name, name)
        for name in names[1:]:
            parent[_root(name, parent)] = _root(names[0], parent)
    found: dict[str, list[Received]] = {}
    for message in once:
        found.setdefault(_root(message.key, parent), []).append(message)
    return [sorted(thread, key=sent) for thread in found.values()]


def sent(message: Received) -> datetime:
    """When a message was sent; the earliest time for one that doesn't tell, so that it stands first."""
    at = message.envelope.sent
    if at is None:
        return EARLIEST
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _names(envelope: Envelope) -> Iterator[str]:
    """The ids by which a message is joined to others, with those of messages that it brings (a bounce brings what came
    back)."""
    for name in (envelope.message_id, envelope.in_reply_to, *envelope.references):
        if name:
            yield f"id {name}"
    if envelope.request_id:
        yield f"request {envelope.request_id}"
    if envelope.auto_kind or envelope.kind != "unknown":
        for inner in envelope.inside:
            yield from _names(inner)


def _root(name: str, parent: dict[str, str]) -> str:
    root = name
    while parent[root] != root:
        root = parent[root]
    while parent[name] != root:
        parent[name], name = root, parent[name]
    return root
