"""The headers of a message -> its Head: when, from and to which domains, in which thread, written by a person or
not.

Protects: an out-of-office note, a bounce or a receipt is never an answer, and an answer that a case system sends with
a document is never taken for one of those. A date that is not understood is none, never today's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

from ingest.mail import coding
from ingest.mail.message import Head, mail_words

Fields = Sequence[tuple[str, str]]
"""Headers in their order: lower-case name, unfolded value as it came."""

FIRST_YEAR, LAST_YEAR = 1990, 2100  # a clock that is out of these was never set

MESSAGE_ID = re.compile(r"<([^<>\s]{1,998})>")
ADDRESS = re.compile(r"([^\s<>()\[\]\",;:@]{1,128})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)")
REQUEST_NUMBER = re.compile(r"request-(\d{1,12})-")
MOST_RECIPIENTS = 50


def head_of(found: Fields, message_class: str = "", is_report: bool = False) -> Head:
    """The head of a message with these headers. `message_class`: Outlook's; `is_report`: it is a multipart/report."""
    sender = _addresses(found, "from")[:1] or _addresses(found, "sender")[:1]
    recipients = [
        address for name in ("to", "cc", "x-original-to", "delivered-to") for address in _addresses(found, name)
    ]
    requester = mail_words().requester_address
    requests = [address for address in (*sender, *recipients) if requester.fullmatch("@".join(address))]
    numbers = [number[1] for address in requests if (number := REQUEST_NUMBER.search(address[0]))]
    subject = coding.header_words(_first(found, "subject"))
    return Head(
        message_id=_ids(found, "message-id")[:1][0] if _ids(found, "message-id") else "",
        in_reply_to=_ids(found, "in-reply-to")[:1][0] if _ids(found, "in-reply-to") else "",
        references=_ids(found, "references"),
        sent=_sent(_first(found, "date")),
        sender_domain=sender[0][1] if sender else None,
        recipient_domains=tuple(dict.fromkeys(domain for _, domain in recipients)),
        subject=subject,
        automatic=_automatic(found, sender[0][0] if sender else "", subject, message_class.lower(), is_report),
        is_from_requester=bool(sender) and sender[0] in requests,
        is_to_requester=any(address in requests for address in recipients),
        request_id=numbers[0] if numbers else None,
    )


def _first(found: Fields, name: str) -> str:
    return next((value for key, value in found if key == name), "")


def _addresses(found: Fields, name: str) -> list[tuple[str, str]]:
    """Local part and domain of each address in a header, lower case. They go no further than this module."""
    text = coding.header_words(_first(found, name))
    # What stands in angle brackets is the address; a display name may hold another ("a@b.org via list" <list@…>).
    inside = " ".join(re.findall(r"<([^<>]{3,400})>", text))
    matches = ADDRESS.findall(inside) or ADDRESS.findall(text)
    return [(local.lower(), domain.lower()) for local, domain in matches[:MOST_RECIPIENTS]]


def _ids(found: Fields, name: str) -> tuple[str, ...]:
    value = _first(found, name)
    ids = MESSAGE_ID.findall(value) or [word.strip("<>") for word in value.split() if "@" in word]
    return tuple(dict.fromkeys(ids))


def _sent(value: str) -> datetime | None:
    """When a Date header says that it was sent (RFC 5322), with the offset that it prints."""
    try:
        parsed = parsedate_tz(value)
        if parsed is None or not FIRST_YEAR <= parsed[0] <= LAST_YEAR:
            return None
        offset = parsed[9]
        zone = None if offset is None else timezone(timedelta(seconds=offset))
        return datetime(*parsed[:5], tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):  # what the library raises for nonsense
        return None


def has_unread_date(found: Fields, head: Head) -> bool:
    """Whether there is a Date header and it was not understood."""
    return head.sent is None and bool(_first(found, "date").strip())


def _automatic(found: Fields, local_part: str, subject: str, message_class: str, is_report: bool) -> str:
    known = mail_words()
    for kind, starts in known.automatic_classes.items():
        if message_class.startswith(starts):
            return kind
    for kind, pattern in known.automatic_subjects.items():
        if pattern.match(subject):
            return kind
    if is_report or local_part.startswith(known.bounce_senders):
        return "bounce"
    for kind, headers in known.automatic_headers.items():
        for name, values in headers.items():
            stated = _first(found, name).strip().lower()
            if stated and any(stated.startswith(value) for value in values):
                return kind
    return ""
