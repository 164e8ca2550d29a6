"""Addresses: whether two are of one site, and one in the form in which it is compared and asked.

Protects: a page leads to its own site's documents and nowhere else; only http and https are asked.

A web page -> what it holds: a WhatDoTheyKnow request, a page of a force's own site with documents, a government's
page of statistics with known tables; or what it is that came in place of one.

The markup of requests is Alaveteli's: each message a `.correspondence` with the id `incoming-123` or `outgoing-123`,
its words in `.correspondence_text`, its attachments as links
`/request/<request>/response/<message>/attach/<part>/<name>`; the authority as a link `/body/<name>` in the heading.
Protects: a page that came in place of what was asked for (a challenge, a sign-in form, an error page: marks in
`pages.toml`) is never kept as a response. An attachment counts only where it belongs to the message that it stands in,
for letters and annotations link to other requests; nobody's name is kept of the JSON. Of a force's page only documents
of the same site are followed, each once; of a page of statistics only tables whose file begins as a map of
`ingest/reference/long_tables/` says, on a government's host.


A page that was brought -> the keys of its source.toml, and the force that it belongs to or why none is known.

Protects: a force is one that the page itself names as the one asked or publishing; a day, a reference and a title are
printed there; nobody's name gets into a file that is committed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.fetch.source_file import Value
from ingest.model import Line, Message
from ingest.official import maps
from ingest.official.maps import LongTable
from ingest.privacy.names import find_names
from ingest.privacy.redact import clean
from ingest.reference import Campaign, Force, Reference
from ingest.sources import PUBLISHED
from ingest.thread import heads

SCHEMES = ("http", "https")
DEFAULT_PORTS = {"http": 80, "https": 443}
KEPT_AS_THEY_ARE = "/%:=&?~+!$,;'@()*[]"


class NotBrought(Exception):
    """What could not be had, in words that follow an address."""


def split(url: str) -> SplitResult | None:
    """The parts of an address that may be asked; None for another scheme, no host, a user name or no port."""
    try:
        parts = urlsplit(url.strip())
        is_fit = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.username is None
        _ = parts.port
    except ValueError:
        return None
    return parts if is_fit else None


def plain(url: str) -> str:
    """The address without fragment, with scheme and host in lower case and without a port that goes without saying."""
    parts = split(url)
    if parts is None or parts.hostname is None:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()]) else f":{parts.port}"
    path = quote(parts.path or "/", safe=KEPT_AS_THEY_ARE)
    return urlunsplit((parts.scheme.lower(), host + port, path, quote(parts.query, safe=KEPT_AS_THEY_ARE), ""))


def page_of(url: str) -> str:
    """What two addresses of one page have in common: no query, no slash at the end, no difference of http and https."""
    parts = urlsplit(plain(url))
    return f"{parts.netloc}{parts.path.rstrip('/')}"


def origin(url: str) -> str:
    parts = urlsplit(plain(url))
    return f"{parts.scheme}://{parts.netloc}"


def join(base: str, link: str) -> str | None:
    """A page's link as a whole address; None where it can't be asked (mailto, javascript, a broken one)."""
    try:
        whole = urljoin(base, link.strip())
    except ValueError:
        return None
    return plain(whole) if split(whole) is not None else None


def is_same_site(home: str, other: str) -> bool:
    """Whether `other` is on the host of `home` (with or without www.) or below it, at the same port.

    Hosts above or beside it are other sites: one force's page does not lead into another's.
    """
    one, two = split(home), split(other)
    if one is None or two is None or one.hostname is None or two.hostname is None:
        return False
    if not _same_port(one, two):
        return False
    host = one.hostname.removeprefix("www.")
    return two.hostname == one.hostname or two.hostname == host or two.hostname.endswith(f".{host}")


def _same_port(one: SplitResult, two: SplitResult) -> bool:
    """The same port, or each the usual one of its scheme."""
    usual = [parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()]) for parts in (one, two)]
    return all(usual) or (not any(usual) and one.port == two.port)


PATH = Path(__file__).with_name("pages.toml")
SHORT_PAGE = 1_500  # characters of words; a challenge page has few, a page that only loads a captcha has more
BEGINNING = 64 * 1024


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer wants proof that a person asks."""
    given = {name.lower(): value.lower() for name, value in headers.items()}
    if any(given.get(name) == value for name, value in words()["challenge"]["headers"]):
        return True
    text = body[:BEGINNING].decode("utf-8", "replace").lower()
    title = text[text.find("<title") : text.find("</title")] if "<title" in text else ""
    if any(word in title for word in words()["challenge"]["titles"]):
        return True
    is_marked = any(mark in text for mark in words()["challenge"]["marks"])
    return is_marked and len(_text(LexborHTMLParser(body))) < SHORT_PAGE


def what_instead(body: bytes, url: str) -> str | None:
    """What a web page is that is not the page it should be; None where nothing tells."""
    tree = LexborHTMLParser(body)
    path = urlsplit(url).path.lower()
    if any(path.endswith(address) for address in words()["sign_in"]["addresses"]) or (
        tree.css_first('input[type="password"]') is not None and len(_text(tree)) < SHORT_PAGE
    ):
        return "is only for people who have signed in (the site's sign-in page came)"
    for found in (tree.css_first("title"), tree.css_first("h1")):
        title = found.text().strip() if found is not None else ""
        if any(word in title.lower() for word in words()["error"]["titles"]):
            return f"is an error page, though the site calls it good: “{title[:80]}”"
    return None


def _text(tree: LexborHTMLParser) -> str:
    body = tree.body
    if body is None:
        return ""
    for node in body.css("script, style, noscript"):
        node.decompose()
    return " ".join(body.text(separator=" ").split())


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
    found = REQUEST_PATH.match(urlsplit(plain(url)).path)
    return None if found is None else f"{origin(url)}/request/{found['slug']}"


def read_request(body: bytes, url: str) -> RequestPage | None:
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


def request_not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a request's page, in words. Raises NotBrought for a page that is none."""
    if b"</html>" not in body[-4096:].lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    if read_request(body, url) is None:
        raise NotBrought(what_instead(body, url) or "is no request's page: it holds no letter")
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
    terms = words()["whatdotheyknow"]
    events: list[Mapping[str, Any]] = list(kept.get("info_request_events", []))
    sent = [event for event in events if event.get("event_type") in terms["sent"]]
    answers = [
        event
        for event in events
        if event.get("event_type") in terms["response"]
        and {event.get("described_state"), event.get("calculated_state")} & set(terms["answers"])
    ]
    number, body = kept.get("id"), kept.get("public_body", {})
    return RequestData(
        number=str(number) if isinstance(number, int) else None,
        authority=_text_or_none(body.get("url_name")),
        state=_text_or_none(kept.get("described_state")),
        is_other_law=kept.get("law_used") in terms["other_laws"],
        asked=_day(sent[0].get("created_at") if sent else kept.get("created_at")),
        answered=_day(answers[0].get("created_at")) if answers else None,
    )


def letters_of(page: RequestPage) -> tuple[Message, ...]:
    """The page's letters in the form in which `ingest.thread.heads` asks for references and days. All that came in is
    taken as the force's letter."""
    kinds = ("request", "response")
    return tuple(message_of(n, kinds[one.is_incoming], one.on, one.text) for n, one in enumerate(page.messages, 1))


def message_of(n: int, kind: str, on: date | None, text: str) -> Message:
    """A page's words as a letter."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, line, start, start + len(line)))
        start += len(line) + 1
    return Message(n, kind, on, 0, start, tuple(lines))


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
    assert way is not None, "read_request keeps only boxes with an id"
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
        whole = join(address, _attribute(anchor, "href") or "")
        if whole is not None and is_same_site(address, whole):
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


LINKED_ENDINGS = ("pdf", "xlsx", "xls", "ods", "csv", "docx", "doc", "odt", "rtf", "zip", "txt", "eml", "msg")
MAIN_PARTS = ("main", "[role=main]", "article", "#content", "#main-content", "#main")
NOT_WORDS = "script, style, noscript, nav, header, footer, template"
LEAST_WORDS = 20  # a page with fewer, and without a document, says nothing
NAME_PARTS = re.compile(r"\s+[|–—·:-]\s+")  # "Freedom of information disclosures | Borsetshire Police"
SIZE_IN_LINK = re.compile(r"\((?:pdf|xlsx?|ods|csv|docx?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Linked:
    """One document that the page links to. `name`: the last part of its address, for its ending only."""

    url: str
    name: str


@dataclass(frozen=True)
class DisclosurePage:
    title: str | None
    site_names: tuple[str, ...]  # what the site calls itself, the surest first
    text: str
    documents: tuple[Linked, ...]


def read_log(body: bytes, url: str) -> DisclosurePage:
    tree = LexborHTMLParser(body)
    main = _main(tree)
    documents = tuple({linked.url: linked for linked in _documents(main, url)}.values())
    heading = tree.css_first("h1") or tree.css_first("title")
    title = " ".join(heading.text().split()) if heading is not None else None
    site_names = tuple(_site_names(tree))
    return DisclosurePage(title, site_names, _words_of(main), documents)


def log_not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a page, in words. Raises NotBrought for a page that is not the one that was asked for."""
    if b"</body>" not in body.lower() and b"</html>" not in body.lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    instead = what_instead(body, url)
    if instead is not None:
        raise NotBrought(instead)
    page = read_log(body, url)
    if not page.documents and len(page.text.split()) < LEAST_WORDS:
        raise NotBrought("holds no document and next to no words. Perhaps the page needs a browser: save it by hand")
    return None


def _main(tree: LexborHTMLParser) -> LexborNode:
    for selector in MAIN_PARTS:
        found = tree.css(selector)
        if len(found) == 1:
            return found[0]
    assert tree.root is not None, "the parser makes a root of anything"
    return tree.body or tree.root


def _documents(main: LexborNode, url: str) -> Iterator[Linked]:
    for anchor in main.css("a[href]"):
        whole = join(url, anchor.attributes.get("href") or "")
        if whole is None or not is_same_site(url, whole):
            continue
        name = unquote(urlsplit(whole).path.rsplit("/", 1)[-1])
        is_named = name.rsplit(".", 1)[-1].lower() in LINKED_ENDINGS and "." in name
        is_marked = "download" in anchor.attributes or SIZE_IN_LINK.search(anchor.text() or "") is not None
        if is_named or is_marked:
            yield Linked(whole, name)


def _site_names(tree: LexborHTMLParser) -> Iterator[str]:
    named = tree.css_first('meta[property="og:site_name"]')
    if named is not None and named.attributes.get("content"):
        yield str(named.attributes["content"])
    title = tree.css_first("title")
    if title is not None:
        yield from reversed(NAME_PARTS.split(" ".join(title.text().split())))


def _words_of(node: LexborNode) -> str:
    for aside in node.css(NOT_WORDS):
        aside.decompose()
    return _lines(node)


OFFICIAL_HOST = ".gov.uk"
UPDATED = 'meta[name="govuk:public-updated-at"]'
DAY_IN_NAME = re.compile(r"-(\d{2})(\d{2})(\d{2})$")
TABLE_ENDINGS = (".ods", ".xlsx")


def is_official(url: str) -> bool:
    """Whether an address is on a host of a government, where forces' sites are not."""
    return (urlsplit(url).hostname or "").endswith(OFFICIAL_HOST)


def table_of(url: str) -> LongTable | None:
    """The table that a file is by its name."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).casefold()
    return next(
        (table for table in maps.load() if any(name.startswith(start.casefold()) for start in table.files)), None
    )


def tables_on(body: bytes, url: str) -> tuple[str, ...]:
    """The addresses of the known tables that a page of statistics links to, each once; none for any other page."""
    if not is_official(url):
        return ()
    found = (join(url, anchor.attributes.get("href") or "") for anchor in LexborHTMLParser(body).css("a[href]"))
    return tuple(
        dict.fromkeys(
            link
            for link in found
            if link is not None
            and is_official(link)
            and urlsplit(link).path.casefold().endswith(TABLE_ENDINGS)
            and table_of(link) is not None
        )
    )


def day_in_name(name: str) -> str | None:
    """The day at the end of a file's name, as the Home Office writes its releases: "…-tables-230426" is 23 April
    2026."""
    found = DAY_IN_NAME.search(name)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return date(2000 + int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def updated_on(body: bytes) -> str | None:
    """The day on which the page was last brought up to date, as it says of itself; None where it doesn't."""
    said = LexborHTMLParser(body).css_first(UPDATED)
    written = (said.attributes.get("content") or "")[:10] if said is not None else ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


WORD_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Facts:
    """`group`: the folder of the raw folder that it belongs in, None where the page doesn't tell, with the `reason`.
    `references`: what its folder may be called, the best first."""

    group: str | None
    reason: str | None
    references: tuple[str, ...]
    keys: dict[str, Value | None]
    notes: tuple[str, ...] = ()


def of_request(
    page: RequestPage, data: RequestData | None, url: str, campaign: Campaign | None, today: date, reference: Reference
) -> Facts:
    """What a WhatDoTheyKnow request tells of itself."""
    force, reason = _force_asked(page, data, reference)
    letters = letters_of(page)
    printed = heads.find_reference([letter for letter in letters if letter.kind == "response"])
    received = heads.find_received(letters)
    number = (data.number if data else None) or page.number
    own = f"WhatDoTheyKnow {number}" if number else page.slug
    is_other_law = data is not None and data.is_other_law
    keys: dict[str, Value | None] = {
        "force": force.force_id if force else None,
        "title": _title(page.title, letters, campaign, force, reference),
        "kind": "force_response",
        "publisher": force.name if force else None,
        "url": url,
        "law": heads.find_law(letters, force.force_id, reference) if force and not is_other_law else None,
        "campaign": campaign.campaign_id if campaign else None,
        "asked": (data.asked if data else None) or next((m.on for m in page.messages if not m.is_incoming), None),
        "received": date.fromisoformat(received) if received else None,
        "answered": data.answered if data else None,
        "fetched": today,
    }
    notes = [f"asks under another law than the information Acts ({data.state})"] if data and is_other_law else []
    return Facts(force.force_id if force else None, reason, _references(printed, own), keys, tuple(notes))


def of_page(page: DisclosurePage, url: str, today: date, reference: Reference) -> Facts:
    """What a page of a force's own site tells of itself."""
    named = _forces_of_site(url, page.site_names, reference)
    force = reference.forces[named[0]] if len(named) == 1 else None
    reason = None
    if force is None:
        which = ", ".join(named) or "no force"
        reason = f"The page at {url} names {which} as the one whose site it is, so that its force is not known."
    letter = message_of(1, "response", None, page.text)
    printed = heads.find_reference([letter])
    last = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    keys: dict[str, Value | None] = {
        "force": force.force_id if force else None,
        "title": _title(page.title, [letter], None, force, reference),
        "kind": "disclosure_log",
        "publisher": force.name if force else None,
        "url": url,
        "law": heads.find_law([letter], force.force_id, reference) if force else None,
        "fetched": today,
    }
    own = last or (urlsplit(url).hostname or "page")
    return Facts(force.force_id if force else None, reason, _references(printed, own), keys)


def of_file(url: str, today: date, reference: Reference, round_: str | None = None) -> Facts:
    """What the address alone of a document tells: of a force's site, or official statistics of a government's.
    `round_`: the day on which the page of statistics that links to it was last brought up to date."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).rsplit(".", 1)[0] or urlsplit(url).hostname or ""
    named = _forces_of_site(url, (), reference)
    keys: dict[str, Value | None] = {"title": " ".join(WORD_BREAKS.split(name)), "url": url, "fetched": today}
    if len(named) == 1:
        force = reference.forces[named[0]]
        keys |= {"force": force.force_id, "kind": "disclosure_log", "publisher": force.name}
        return Facts(force.force_id, None, (name,), keys)
    if is_official(url):
        table = table_of(url)
        if table:
            keys |= {"title": table.title, "publisher": table.publisher, "licence": table.licence}
            round_ = round_ or day_in_name(name)
        return Facts(PUBLISHED, None, (name,), {**keys, "kind": "official", "round": round_})
    reason = f"The address {url} is that of a document, and does not tell whose it is."
    return Facts(None, reason, (name,), keys)


def has_name(text: str, letters: Sequence[Message], reference: Reference) -> bool:
    """Whether the words hold a name, an e-mail address or a number of a person, as far as the letters tell."""
    return _clean(text, letters, reference) != text


def _force_asked(page: RequestPage, data: RequestData | None, reference: Reference) -> tuple[Force | None, str | None]:
    asked = {name for name in (page.authority, data.authority if data else None) if name}
    if len(asked) != 1:
        which = " and ".join(sorted(asked)) or "no authority"
        return None, f"The page names {which} as the one asked, so that its force is not known."
    (name,) = asked
    found = [force for force in reference.forces.values() if force.whatdotheyknow == name]
    if len(found) != 1:
        column = "the column whatdotheyknow of ingest/reference/forces.csv"
        return None, f"The authority asked is {name}, which stands {len(found)} times in {column}."
    return found[0], None


def _forces_of_site(url: str, site_names: Sequence[str], reference: Reference) -> tuple[str, ...]:
    """The forces whose own site an address is on: by the domains in forces.csv, else by the site's own name."""
    host = f"https://{urlsplit(url).hostname}/"
    by_domain = tuple(
        force.force_id
        for force in reference.forces.values()
        if any(is_same_site(f"https://{domain}/", host) for domain in force.mail_domains)
    )
    if by_domain:
        return by_domain
    for name in site_names:
        whole = reference.force_by_name(name)
        named = (whole,) if whole else reference.forces_named_in(name)
        if named:
            return named
    return ()


def _references(printed: str | None, own: str) -> tuple[str, ...]:
    return (printed, own) if printed else (own,)


def _title(
    written: str | None,
    letters: Sequence[Message],
    campaign: Campaign | None,
    force: Force | None,
    reference: Reference,
) -> str:
    """The campaign's title, else the page's where it names nobody, else what every request is."""
    if campaign is not None:
        return campaign.title
    if written and not has_name(written, letters, reference):
        return written
    return f"Request to {force.name}" if force else "Request to a public body"


def _clean(text: str, letters: Sequence[Message], reference: Reference) -> str:
    names = find_names([line for letter in letters for line in letter.lines])
    return clean(text, names, reference)
