"""An address or a web page -> what it is and holds: a WhatDoTheyKnow request, a page of a force's own site with
documents, or what came in place of one; and the keys of its source.toml.

Protects: a page leads to its own site's documents and nowhere else; only http and https are asked. What came in place
of what was asked for (a challenge, a sign-in form, an error page: marks in `pages.toml`) is never kept as a response.
An attachment counts only where it belongs to the message that it stands in, for letters and annotations link to other
requests. A force is one that the page itself names as asked or publishing; no file that is committed names anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

from ingest import official as long_tables
from ingest import thread
from ingest.fetch.web import MARKS, SHORT_PAGE, NotBrought, is_same_site, join, origin, plain
from ingest.html import Section, find_content, page_title, read_thread_page
from ingest.html.flow import Flow, Node, decode, elements, parse, words
from ingest.kinds import numbered
from ingest.model import Message
from ingest.official import LongTable
from ingest.privacy import clean, find_names
from ingest.reference import Campaign, Force, Reference
from ingest.sources import PUBLISHED, digest


@dataclass(frozen=True)
class Wanted:
    """One document that a page leads to. `called`: the name that it has there, which may hold somebody's name;
    `otherwise`: the stem that it gets where nothing of that name may be kept; `shown`: the address for source.toml;
    `again`: to be asked for changes though it is here."""

    url: str
    called: str
    otherwise: str
    shown: str | None
    again: bool = False

    @property
    def key(self) -> str:
        return self.url if self.again else self.url.split("?")[0]


def what_instead(body: bytes, url: str) -> str | None:
    """What came in place of the page that should be there; None where nothing tells."""
    root = parse(decode(body))
    path = urlsplit(url).path.lower()
    asks_password = any(n.tag == "input" and n.attributes.get("type") == "password" for n in elements(root))
    if any(path.endswith(address) for address in MARKS["sign_in"]["addresses"]) or (
        asks_password and len(words(root)) < SHORT_PAGE
    ):
        return "is only for people who have signed in (the site's sign-in page came)"
    for title in (page_title(root), _heading(root)):
        if any(word in title.lower() for word in MARKS["error"]["titles"]):
            return f"is an error page, though the site calls it good: “{title[:80]}”"
    return None


REQUEST_PATH = re.compile(r"(?:/[a-z]{2}(?:[_-][A-Za-z]{2})?)?/request/(?P<slug>[^/?#.]+)")  # a language may lead
ATTACHMENT_PATH = re.compile(r"/response/(?P<response>\d+)/attach/(?P<html>html/)?(?P<part>\d+)/(?P<name>[^?#]+)")
REQUEST_NUMBER = re.compile(r"/request/(\d+)/response/")
AUTHORITY_PATH = re.compile(r"/body/(?P<name>[^/?#]+)/?$")
MESSAGE_ID = re.compile(r"(?:incoming|outgoing)-\d+")
HEADINGS = ("request-header__subtitle", "request-header", "subtitle")


@dataclass(frozen=True)
class Page:
    """`letters`: what it says, of a request by their anchors (`incoming-123`), without words where the site hides them;
    `documents`: to which it leads. Of a request: `authority`: its name in the site's addresses; `hidden`: how many
    attachments are named and not given. Of another page: what the site calls itself, the surest first."""

    title: str
    letters: Mapping[str, Message]
    documents: tuple[Wanted, ...]
    number: str | None = None
    authority: str | None = None
    is_other_law: bool = False
    hidden: int = 0
    site_names: tuple[str, ...] = ()

    @property
    def words(self) -> dict[str, str]:
        return {name: "\n".join(line.text for line in letter.lines) for name, letter in self.letters.items()}

    def says_as(self, other: Page) -> bool:
        """Whether two pages say the same, but for what changes at each visit."""
        leads = ({document.otherwise for document in page.documents} for page in (self, other))
        return self.title == other.title and self.words == other.words and next(leads) == next(leads)

    def lost_in(self, new: Page) -> int:
        """How many letters with words it has that the new page has not, or has without words."""
        return sum(bool(said) and not new.words.get(name) for name, said in self.words.items())


def address_of(url: str) -> str | None:
    """The request's address of its page, a message or an attachment; None where an address is no request's."""
    match = REQUEST_PATH.match(urlsplit(plain(url)).path)
    return None if match is None else f"{origin(url)}/request/{match['slug']}"


def read_request(body: bytes, url: str) -> Page | None:
    """The request on a page; None where the page is none."""
    address = address_of(url)
    root = parse(decode(body))
    thread = read_thread_page(root)
    letters = [section for section in thread.sections if MESSAGE_ID.fullmatch(section.box.id)] if thread else []
    if address is None or not letters:
        return None
    attachments = [file for letter in letters if letter.kind == "incoming" for file in _attachments(letter, address)]
    headings = [node for node in elements(root) if node.tokens & set(HEADINGS)]
    kinds = {"incoming": "response"}  # all that came in is taken as the authority's answer
    said_in = {letter.box.id: "" if letter.is_withheld else _text(letter.text) for letter in letters}
    said = " ".join(words(node) for node in headings).lower()
    return Page(
        title=_heading(root),
        number=next((match[1] for attachment in attachments if (match := REQUEST_NUMBER.search(attachment.url))), None),
        authority=_authority(headings),
        is_other_law=any(law in said for law in MARKS["whatdotheyknow"]["other_laws"]),
        letters={
            letter.box.id: message_of(n, kinds.get(letter.kind, "request"), letter.on, said_in[letter.box.id])
            for n, letter in enumerate(letters, 1)
        },
        documents=tuple({attachment.otherwise: attachment for attachment in attachments}.values()),
        hidden=sum("hidden_attachment" in node.tokens for letter in letters for node in elements(letter.box)),
    )


def request_not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a request's page, in words. Raises NotBrought for any other page."""
    if b"</html>" not in body[-4096:].lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    if read_request(body, url) is None:
        raise NotBrought(what_instead(body, url) or "is no request's page: it holds no letter")
    return None


def _text(root: Node, without: Sequence[Node] = ()) -> str:
    flow = Flow(without)
    flow.read(root)
    return "\n".join([*filter(None, flow.lines), *(cell.text for grid in flow.grids for cell in grid.cells)])


def _attachments(letter: Section, address: str) -> Iterator[Wanted]:
    """The letter's own attachments; the original's address is made from its rendering's where only that is linked."""
    number = letter.box.id.rpartition("-")[2]
    links = [(link, match) for link, _ in _links(letter.box, address) if (match := ATTACHMENT_PATH.search(link))]
    of_letter = [(link, match) for link, match in links if match["response"] == number]
    parts: set[str] = set()
    for link, match in sorted(of_letter, key=lambda pair: (int(pair[1]["part"]), pair[1]["html"] is not None)):
        if match["part"] in parts:
            continue
        parts.add(match["part"])
        url, name = link, match["name"]
        if match["html"]:
            name = name.removesuffix(".html")
            url = f"{link[: match.start('html')]}{match['part']}/{name}"
        # Its own address holds the sender's name for it.
        yield Wanted(url, name, f"attachment-{number}-{match['part']}", f"{address}#incoming-{number}")


def _links(root: Node, address: str, without: frozenset[Node] = frozenset()) -> Iterator[tuple[str, Node]]:
    left_out = {inner for node in without for inner in elements(node)}
    for node in elements(root):
        if node.tag == "a" and node not in left_out:
            whole = join(address, node.attributes.get("href", ""))
            if whole is not None and is_same_site(address, whole):
                yield whole, node


def _authority(headings: Sequence[Node]) -> str | None:
    """The one authority that the heading names; None where it names none or several."""
    for heading in HEADINGS:
        links = (node for part in headings if heading in part.tokens for node in elements(part) if node.tag == "a")
        found = (AUTHORITY_PATH.search(link.attributes.get("href", "")) for link in links)
        if names := {match["name"] for match in found if match}:
            return names.pop() if len(names) == 1 else None
    return None


def _heading(root: Node) -> str:
    return next((words(node) for node in elements(root) if node.tag == "h1"), "")


LINKED_ENDINGS = ("pdf", "xlsx", "xls", "ods", "csv", "docx", "doc", "odt", "rtf", "zip", "txt", "eml", "msg")
LEAST_WORDS = 20  # a page with fewer, and without a document, says nothing
NAME_PARTS = re.compile(r"\s+[|–—·:-]\s+")  # "Freedom of information disclosures | Borsetshire Police"
SIZE_IN_LINK = re.compile(r"\((?:pdf|xlsx?|ods|csv|docx?)\b", re.IGNORECASE)


def read_log(body: bytes, url: str) -> Page:
    """A page of a force's own site: its main part and the documents of the same site to which that links."""
    root = parse(decode(body))
    content = find_content(root)
    documents = {}
    for link, node in _links(content.root, url, content.without):
        name = unquote(urlsplit(link).path.rsplit("/", 1)[-1])
        is_named = "." in name and name.rsplit(".", 1)[-1].lower() in LINKED_ENDINGS
        if is_named or "download" in node.attributes or SIZE_IN_LINK.search(words(node)):
            stem = f"document-{digest(link.encode())[:8]}"
            documents[link] = Wanted(link, name, stem, link, again=True)
    title = page_title(root)
    named = [
        node.attributes.get("content", "")
        for node in elements(root)
        if node.tag == "meta" and node.attributes.get("property") == "og:site_name"
    ]
    site_names = tuple(name for name in (*named, *reversed(NAME_PARTS.split(title))) if name)
    letter = message_of(1, "response", None, _text(content.root, tuple(content.without)))
    return Page(_heading(root) or title, {"": letter}, tuple(documents.values()), site_names=site_names)


def log_not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a page, in words. Raises NotBrought for a page that is not the one that was asked for."""
    if b"</body>" not in body.lower() and b"</html>" not in body.lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    if instead := what_instead(body, url):
        raise NotBrought(instead)
    page = read_log(body, url)
    if not page.documents and len(page.words[""].split()) < LEAST_WORDS:
        raise NotBrought("holds no document and next to no words. Perhaps the page needs a browser: save it by hand")
    return None


OFFICIAL_HOST = ".gov.uk"  # of a government, where forces' sites are not
DAY_IN_NAME = re.compile(r"-(\d{2})(\d{2})(\d{2})$")


def table_of(url: str) -> LongTable | None:
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).casefold()
    starts = ((table, start.casefold()) for table in long_tables.load() for start in table.files)
    return next((table for table, start in starts if name.startswith(start)), None)


def day_in_name(name: str) -> str | None:
    """The day at a file name's end, as the Home Office writes it: "…-tables-230426" is 23 April 2026."""
    match = DAY_IN_NAME.search(name)
    with suppress(ValueError):
        return date.fromisoformat("20{2}-{1}-{0}".format(*match.groups())).isoformat() if match else None
    return None


Keys = dict[str, str | date | None]
WORD_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Facts:
    """`group`: the folder of the raw folder that it belongs in, None where the page doesn't tell, with the `reason`.
    `references`: what its folder may be called, the best first."""

    group: str | None
    reason: str | None
    references: tuple[str, ...]
    keys: Keys
    notes: tuple[str, ...] = ()


def of_request(page: Page, url: str, campaign: Campaign | None, today: date, reference: Reference) -> Facts:
    """What a WhatDoTheyKnow request tells of itself."""
    force, reason = _force_asked(page, reference)
    letters = list(page.letters.values())
    received = thread.find_received(letters)
    keys: Keys = {
        "title": campaign.title if campaign else _title(page.title, letters, force, reference),
        "kind": "force_response",
        "url": url,
        "campaign": campaign.campaign_id if campaign else None,
        "asked": next((letter.on for letter in letters if letter.kind == "request"), None),
        "received": date.fromisoformat(received) if received else None,
        "fetched": today,
    }
    name = f"WhatDoTheyKnow {page.number}" if page.number else url.rsplit("/", 1)[-1]
    facts = _facts(force, reason, name, letters, keys, reference)
    if not page.is_other_law:
        return facts
    return replace(facts, keys=facts.keys | {"law": None}, notes=("asks under another law than the information Acts",))


def of_page(page: Page, url: str, today: date, reference: Reference) -> Facts:
    """What a page of a force's own site tells of itself."""
    named = _forces_of_site(url, page.site_names, reference)
    force = reference.forces[named[0]] if len(named) == 1 else None
    forces = ", ".join(named) or "no force"
    reason = f"The page at {url} names {forces} as the one whose site it is, so that its force is not known."
    letters = list(page.letters.values())
    title = _title(page.title, letters, force, reference)
    keys: Keys = {"title": title, "kind": "disclosure_log", "url": url, "fetched": today}
    last = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    return _facts(force, reason, last or urlsplit(url).hostname or "page", letters, keys, reference)


def of_file(url: str, today: date, reference: Reference) -> Facts:
    """What the address alone of a document tells: of a force's site, or official statistics of a government's."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).rsplit(".", 1)[0] or urlsplit(url).hostname or ""
    named = _forces_of_site(url, (), reference)
    keys: Keys = {"title": " ".join(WORD_BREAKS.split(name)), "url": url, "fetched": today}
    if len(named) != 1 and (urlsplit(url).hostname or "").endswith(OFFICIAL_HOST):
        if table := table_of(url):
            keys |= {"title": table.title, "publisher": table.publisher, "licence": table.licence}
        return Facts(PUBLISHED, None, (name,), {**keys, "kind": "official", "round": day_in_name(name)})
    force = reference.forces[named[0]] if len(named) == 1 else None
    reason = f"The address {url} is that of a document, and does not tell whose it is."
    return _facts(force, reason, name, [], keys | ({"kind": "disclosure_log"} if force else {}), reference)


def _facts(
    force: Force | None, reason: str | None, name: str, letters: Sequence[Message], keys: Keys, reference: Reference
) -> Facts:
    """`reason`: why the force is not known; `name`: what the folder is called where no letter prints a reference."""
    printed = thread.find_reference([letter for letter in letters if letter.kind == "response"])
    references = (printed, name) if printed else (name,)
    if force is None:
        return Facts(None, reason, references, keys)
    law = thread.find_law(letters, force.force_id, reference) if letters else None
    keys = {"force": force.force_id, "publisher": force.name, "law": law, **keys}
    return Facts(force.force_id, None, references, keys)


def has_name(text: str, letters: Sequence[Message], reference: Reference) -> bool:
    """Whether the words hold a name, an e-mail address or a number of a person, as far as the letters tell."""
    names = find_names([line for letter in letters for line in letter.lines])
    return clean(text, names, reference) != text


def is_named(document: Wanted, reference: Reference) -> bool:
    return has_name(" ".join(WORD_BREAKS.split(document.url.rsplit("/", 1)[-1])), (), reference)


def message_of(n: int, kind: str, on: date | None, text: str) -> Message:
    """A page's words as a letter, in the form in which `ingest.thread` asks for references and days."""
    lines = numbered(text.split("\n"))
    return Message(n, kind, on, 0, lines[-1].end, lines)


def _force_asked(page: Page, reference: Reference) -> tuple[Force | None, str | None]:
    if page.authority is None:
        return None, "The page names no one authority as the one asked, so that its force is not known."
    forces = [force for force in reference.forces.values() if force.whatdotheyknow == page.authority]
    if len(forces) != 1:
        column = "the column whatdotheyknow of ingest/reference/forces.csv"
        return None, f"The authority asked is {page.authority}, which stands {len(forces)} times in {column}."
    return forces[0], None


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


def _title(written: str, letters: Sequence[Message], force: Force | None, reference: Reference) -> str:
    """The page's title where it names nobody, else what every request is."""
    if written and not has_name(written, letters, reference):
        return written
    return f"Request to {force.name}" if force else "Request to a public body"
