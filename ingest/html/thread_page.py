"""A request's page on WhatDoTheyKnow or another Alaveteli site -> its messages, each with whose it is and its day.

Protects: only the public body's own messages can be read for figures; an annotation, the requester's words and the
page's furniture never stand in one. The markup is that of mysociety/alaveteli, `app/views/request/` and
`app/views/comment/`, old and new. Names of people that the markup marks as such are left out here already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.html.tree import Node, elements, words

ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
SENT_ON = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+),? (\d{4})\b")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
# What a site adds to a message that is neither its text nor its attachments.
FURNITURE = ("correspondence__footer", "event_actions", "correspondence__header__delivery-status",
             "js-delivery-log-ajax-error", "unfold_link", "attachments__show-more", "user_photo_on_comment",
             "ff-print-fix")  # fmt: skip
BODY_ADDRESS = re.compile(r"/body/[^/?#]+")
USER_ADDRESS = re.compile(r"/user/[^/?#]+")


@dataclass(frozen=True)
class Section:
    """One message. `kind`: outgoing | incoming | annotation. `head`: the lines above its text, without people.
    `is_withheld`: the site hides it. `box`: all of it as the site shows it."""

    kind: str
    on: date | None
    head: tuple[str, ...]
    text: Node
    is_withheld: bool
    box: Node


@dataclass(frozen=True)
class ThreadPage:
    """`people`: names that the page's markup gives as people's, for striking them out wherever they stand."""

    title: str
    status: str
    body: str
    sections: tuple[Section, ...]
    people: tuple[str, ...]


def read_thread_page(root: Node) -> ThreadPage | None:
    """The page's thread; None for another page."""
    boxes = [(kind, node) for node in elements(root) if (kind := _kind(node)) is not None]
    if not boxes:
        return None
    every = list(elements(root))
    subtitle = next((node for node in every if "request-header__subtitle" in node.tokens), None)
    body = _body_name(subtitle) or _body_name(root)
    title = next((node for node in every if node.tag == "h1"), None)
    status = next((node for node in every if node.id == "request_status"), None)
    sections = tuple(_section(kind, node, body) for kind, node in boxes)
    return ThreadPage(
        words(title) if title else "", words(status) if status else "", body, sections, tuple(_people(every, body))
    )


def _kind(node: Node) -> str | None:
    tokens = node.tokens
    if "correspondence" in tokens:
        return "incoming" if "incoming" in tokens else "outgoing" if "outgoing" in tokens else None
    return "annotation" if "comment_in_request" in tokens else None


def _section(kind: str, box: Node, body: str) -> Section:
    inside = list(elements(box))
    header = next((n for n in inside if "correspondence__header" in n.tokens or n.tag == "h2"), None)
    on = _day(inside, header)
    notice = next((n for n in inside if n.id == "hidden_message" or "hidden_message" in n.tokens), None)
    text = next((n for n in inside if n.tokens & {"correspondence_text", "comment_in_request_text"}), None)
    is_withheld = notice is not None and text is None
    if text is None:
        text = _without_header(box, header)
    head = _head(kind, header, on, body)
    return Section(kind, on, (*head, *_attachment_lines(text)), _cleaned(text), is_withheld, box)


def _without_header(box: Node, header: Node | None) -> Node:
    """A box that has no text of its own: a notice that it was sent again, or that it is hidden."""
    return Node("div", {}, [child for child in box.children if child is not header])


def _head(kind: str, header: Node | None, on: date | None, body: str) -> tuple[str, ...]:
    """The lines above a message: the public body's name, an annotation's "left an annotation (day)"; the day."""
    printed = _printed_day(on)
    if kind == "annotation":
        said = _without_people(header) if header is not None else ""
        return (said or printed,) if said or printed else ()
    if kind == "incoming" and body:
        return (body, printed) if printed else (body,)
    return (printed,) if printed else ()


def _printed_day(on: date | None) -> str:
    return f"{on.day} {MONTHS[on.month - 1].capitalize()} {on.year}" if on else ""


def _day(inside: list[Node], header: Node | None) -> date | None:
    for node in inside:
        if "correspondence_text" in node.tokens or "comment_in_request_text" in node.tokens:
            break  # a day further on is the text's own
        found = ISO_DAY.match(node.attributes.get("datetime", "")) if node.tag == "time" else None
        if found:
            return _date(int(found[1]), int(found[2]), int(found[3]))
    found = SENT_ON.search(words(header)) if header is not None else None
    if found is None or found[2].lower() not in MONTHS:
        return None
    return _date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _attachment_lines(text: Node) -> Iterator[str]:
    """ "2 Attachments", and the name of each. Old pages count none: the names are counted."""
    for box in elements(text):
        if "attachments" not in box.tokens:
            continue
        names = [words(node) for node in elements(box) if "attachment__name" in node.tokens]
        if not names:
            names = [words(node) for node in elements(box) if node.tag == "strong"]
        if not names:
            names = [words(node) for node in elements(box) if "attachment" in node.tokens]
        names = [name for name in names if name]
        if names:
            yield f"{len(names)} Attachment{'s' if len(names) != 1 else ''}"
            yield from names


def _cleaned(text: Node) -> Node:
    """A message's nodes without the site's furniture and without the list of attachments."""
    copy = Node(text.tag, text.attributes)
    waiting = [(text, copy)]
    while waiting:
        source, target = waiting.pop()
        for child in source.children:
            if isinstance(child, str):
                target.children.append(child)
            elif not (child.tokens & {*FURNITURE, "attachments"}):
                inner = Node(child.tag, child.attributes)
                target.children.append(inner)
                waiting.append((child, inner))
    return copy


def _body_name(root: Node | None) -> str:
    if root is None:
        return ""
    links = (n for n in elements(root) if n.tag == "a" and BODY_ADDRESS.search(n.attributes.get("href", "")))
    return next((name for link in links if (name := words(link))), "")


def _without_people(header: Node) -> str:
    copy = _cleaned(header)
    kept = [node for node in elements(copy) if USER_ADDRESS.search(node.attributes.get("href", ""))]
    for node in kept:
        node.children = []
    return words(copy)


def _people(every: list[Node], body: str) -> Iterator[str]:
    """Names of two words and more that link to a user's page or stand as a message's author."""
    seen = set()
    for node in every:
        is_user = node.tag == "a" and USER_ADDRESS.search(node.attributes.get("href", ""))
        if not is_user and "correspondence__header__author" not in node.tokens:
            continue
        name = words(node).replace(body, "").strip(" ,") if body else words(node)
        name = re.sub(r"^From:?\s+", "", name)
        if len(name.split()) > 1 and name not in seen and not re.search(r"\d", name):
            seen.add(name)
            yield name
