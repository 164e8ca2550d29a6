"""A WhatDoTheyKnow request: its page and the JSON beside it -> who was asked, when what came, and what is attached.

The markup is Alaveteli's: each message a `.correspondence` with the id `incoming-123` or `outgoing-123`, its words in
`.correspondence_text`, its attachments as links `/request/<request>/response/<message>/attach/<part>/<name>`; the
authority as a link `/body/<name>` in the heading. Protects: an attachment counts only where it belongs to the message
that it stands in, for letters and annotations link to other requests; nobody's name is kept of the JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.fetch import sites, wrong_pages
from ingest.fetch.web import NotBrought
from ingest.model import Line, Message

REQUEST_PATH = re.compile(r"(?:/[a-z]{2}(?:[_-][A-Za-z]{2})?)?/request/(?P<slug>[^/?#.]+)")  # a language may lead
ATTACHMENT_PATH = re.compile(r"/response/(?P<response>\d+)/attach/(?P<html>html/)?(?P<part>\d+)/(?P<name>[^?#]+)")
REQUEST_NUMBER = re.compile(r"/request/(\d+)/response/")
AUTHORITY_PATH = re.compile(r"/body/(?P<name>[^/?#]+)/?$")
MESSAGE_ID = re.compile(r"(?P<way>incoming|outgoing)-(?P<number>\d+)$")
HEADINGS = (".request-header__subtitle", ".request-header", "p.subtitle", ".subtitle")
LONDON = ZoneInfo("Europe/London")

KEPT_OF_REQUEST = (
    "id", "url_title", "title", "created_at", "updated_at", "described_state", "display_status",
    "awaiting_description", "prominence", "law_used", "tags",
)  # fmt: skip
KEPT_OF_BODY = ("id", "url_name", "name", "short_name")
KEPT_OF_EVENT = (
    "id", "event_type", "created_at", "described_state", "calculated_state", "last_described_at",
    "incoming_message_id", "outgoing_message_id", "display_status",
)  # fmt: skip


@dataclass(frozen=True)
class PageMessage:
    """One letter of the page. `name` is its anchor, `incoming-123`; `text` its words, "" where the site hides it."""

    name: str
    is_incoming: bool
    on: date | None
    text: str


@dataclass(frozen=True)
class Attached:
    """One attachment. `url` gives the original; `response` and `part` are its numbers, which name it for good."""

    url: str
    response: str
    part: str
    name: str  # as the sender called it: for its ending only, it may hold somebody's name


@dataclass(frozen=True)
class RequestPage:
    slug: str
    title: str | None
    number: str | None
    authority: str | None  # its name in the site's addresses
    messages: tuple[PageMessage, ...]
    attachments: tuple[Attached, ...]
    hidden: int  # attachments that are named and not given


@dataclass(frozen=True)
class RequestData:
    """What the JSON says. Days are those in London; None where it doesn't tell."""

    number: str | None
    authority: str | None
    state: str | None
    is_other_law: bool
    asked: date | None
    answered: date | None


def address_of(url: str) -> str | None:
    """The address of the request that an address belongs to (its page, one of its messages or attachments); None
    where it is no request's."""
    found = REQUEST_PATH.match(urlsplit(sites.plain(url)).path)
    return None if found is None else f"{sites.origin(url)}/request/{found['slug']}"


def read(body: bytes, url: str) -> RequestPage | None:
    """The request on a page; None where the page is none."""
    address = address_of(url)
    tree = LexborHTMLParser(body)
    boxes = [node for node in tree.css(".correspondence") if _message_id(node) is not None]
    if address is None or not boxes:
        return None
    attachments = tuple({(a.response, a.part): a for box in boxes for a in _attachments(box, address)}.values())
    heading = tree.css_first("h1")
    return RequestPage(
        slug=address.rsplit("/", 1)[-1],
        title=" ".join(heading.text().split()) if heading is not None else None,
        number=next((found[1] for a in attachments if (found := REQUEST_NUMBER.search(a.url))), None),
        authority=_authority(tree),
        messages=tuple(_message(box) for box in boxes),
        attachments=attachments,
        hidden=len(tree.css(".correspondence .hidden_attachment")),
    )


def not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a request's page, in words. Raises NotBrought for a page that is none."""
    if b"</html>" not in body[-4096:].lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    if read(body, url) is None:
        raise NotBrought(wrong_pages.what_instead(body, url) or "is no request's page: it holds no letter")
    return None


def stripped(body: bytes) -> dict[str, Any] | None:
    """The JSON without the person who asked, and without anything that might name one; None where it is not that."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or "url_title" not in given:
        return None
    kept = _only(given, KEPT_OF_REQUEST)
    if isinstance(given.get("public_body"), dict):
        kept["public_body"] = _only(given["public_body"], KEPT_OF_BODY)
    events = given.get("info_request_events")
    if isinstance(events, list):
        kept["info_request_events"] = [_only(event, KEPT_OF_EVENT) for event in events if isinstance(event, dict)]
    return kept


def read_data(kept: Mapping[str, Any]) -> RequestData:
    """What the stripped JSON tells of the request."""
    words = wrong_pages.words()["whatdotheyknow"]
    events: list[Mapping[str, Any]] = list(kept.get("info_request_events", []))
    sent = [event for event in events if event.get("event_type") in words["sent"]]
    answers = [
        event
        for event in events
        if event.get("event_type") in words["response"]
        and {event.get("described_state"), event.get("calculated_state")} & set(words["answers"])
    ]
    number, body = kept.get("id"), kept.get("public_body", {})
    return RequestData(
        number=str(number) if isinstance(number, int) else None,
        authority=_text_or_none(body.get("url_name")),
        state=_text_or_none(kept.get("described_state")),
        is_other_law=kept.get("law_used") in words["other_laws"],
        asked=_day(sent[0].get("created_at") if sent else kept.get("created_at")),
        answered=_day(answers[0].get("created_at")) if answers else None,
    )


def letters_of(page: RequestPage) -> tuple[Message, ...]:
    """The page's letters in the form in which `ingest.thread.heads` asks for references and days. All that came in is
    taken as the force's letter."""
    found = []
    for n, message in enumerate(page.messages, 1):
        lines, start = [], 0
        for number, text in enumerate(message.text.split("\n"), 1):
            lines.append(Line(number, text, start, start + len(text)))
            start += len(text) + 1
        kind = "response" if message.is_incoming else "request"
        found.append(Message(n, kind, message.on, 0, start, tuple(lines)))
    return tuple(found)


def says(page: RequestPage) -> frozenset[tuple[str, str]]:
    """What a page says, without what changes at each visit: its letters by name and words, its attachments."""
    return frozenset(
        [(message.name, message.text) for message in page.messages]
        + [(f"attachment-{a.response}-{a.part}", "") for a in page.attachments]
    )


def lost(old: RequestPage, new: RequestPage) -> tuple[str, ...]:
    """The letters with words that the old page has and the new one has not, or has without words."""
    now = {message.name for message in new.messages if message.text}
    return tuple(message.name for message in old.messages if message.text and message.name not in now)


def _message_id(node: LexborNode) -> re.Match[str] | None:
    return MESSAGE_ID.fullmatch(node.attributes.get("id") or "")


def _message(node: LexborNode) -> PageMessage:
    way = _message_id(node)
    assert way is not None, "read keeps only boxes with an id"
    time = node.css_first("time")
    text = "\n".join(_lines(part) for part in node.css(".correspondence_text"))
    return PageMessage(way[0], way["way"] == "incoming", _day(_attribute(time, "datetime")), text)


def _lines(node: LexborNode) -> str:
    lines = (" ".join(line.split()) for line in node.text(separator="\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _attachments(box: LexborNode, address: str) -> Iterator[Attached]:
    """The box's own attachments; the original's address is made from its rendering's where only that is linked."""
    way = _message_id(box)
    if way is None or way["way"] != "incoming":
        return
    links = [(link, found) for link in _links(box, address) if (found := ATTACHMENT_PATH.search(link))]
    own = [(link, found) for link, found in links if found["response"] == way["number"]]
    parts: set[str] = set()
    for link, found in sorted(own, key=lambda pair: (int(pair[1]["part"]), pair[1]["html"] is not None)):
        if found["part"] in parts:
            continue
        parts.add(found["part"])
        url, name = link, found["name"]
        if found["html"]:
            name = name.removesuffix(".html")
            url = f"{link[: found.start('html')]}{found['part']}/{name}"
        yield Attached(url, found["response"], found["part"], name)


def _links(node: LexborNode, address: str) -> Iterator[str]:
    for anchor in node.css("a[href]"):
        whole = sites.join(address, _attribute(anchor, "href") or "")
        if whole is not None and sites.is_same_site(address, whole):
            yield whole


def _authority(tree: LexborHTMLParser) -> str | None:
    """The one authority that the heading names; None where it names none or several."""
    for selector in HEADINGS:
        names = {
            found["name"]
            for heading in tree.css(selector)
            for anchor in heading.css("a[href]")
            if (found := AUTHORITY_PATH.search(_attribute(anchor, "href") or ""))
        }
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _attribute(node: LexborNode | None, name: str) -> str | None:
    return node.attributes.get(name) if node is not None else None


def _only(given: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: given[key] for key in keys if key in given}


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(moment: object) -> date | None:
    """The day in London of a moment in ISO form; one without a zone is taken as it stands."""
    if not isinstance(moment, str):
        return None
    try:
        read_moment = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read_moment.astimezone(LONDON) if read_moment.tzinfo else read_moment).date()
