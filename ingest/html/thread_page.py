"""A request's page on WhatDoTheyKnow or another Alaveteli site -> its messages, each with whose it is and its day.

Protects: only the public body's own messages can be read for figures; an annotation, the requester's words and the
page's furniture never stand in one. The markup is that of mysociety/alaveteli, `app/views/request/` and
`app/views/comment/`, old and new. Names of people that the markup marks as such are left out here already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingest.html.tree import Node, elements, words

LONDON = ZoneInfo("Europe/London")
SENT_ON = re.compile(r"\b(\d{1,2} [A-Z][a-z]+),? (\d{4})\b")
# What a site adds to a message that is not its text.
FURNITURE = frozenset((
    "correspondence__footer", "event_actions", "correspondence__header__delivery-status", "js-delivery-log-ajax-error",
    "unfold_link", "attachments__show-more", "user_photo_on_comment", "ff-print-fix", "attachments",
))  # fmt: skip
TEXTS = frozenset(("correspondence_text", "comment_in_request_text"))
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
    every = list(elements(root))
    boxes = [(kind, node) for node in every if (kind := _kind(node)) is not None]
    if not boxes:
        return None
    subtitle = next((node for node in every if "request-header__subtitle" in node.tokens), None)
    body = (_body_name(subtitle) if subtitle else "") or _body_name(root)
    title = next((words(node) for node in every if node.tag == "h1"), "")
    status = next((words(node) for node in every if node.id == "request_status"), "")
    sections = tuple(_section(kind, node, body) for kind, node in boxes)
    return ThreadPage(title, status, body, sections, tuple(dict.fromkeys(_people(every, body))))


def _kind(node: Node) -> str | None:
    if "correspondence" in node.tokens:
        return next((kind for kind in ("incoming", "outgoing") if kind in node.tokens), None)
    return "annotation" if "comment_in_request" in node.tokens else None


def _section(kind: str, box: Node, body: str) -> Section:
    inside = list(elements(box))
    header = next((n for n in inside if "correspondence__header" in n.tokens or n.tag == "h2"), None)
    text = next((n for n in inside if n.tokens & TEXTS), None)
    is_withheld = text is None and any("hidden_message" in (n.id, *n.tokens) for n in inside)
    if text is None:  # a notice that it was sent again, or that it is hidden
        text = Node("div", {}, [child for child in box.children if child is not header])
    on = _day(inside, words(header) if header else "")
    printed = f"{on.day} {on:%B} {on.year}" if on else ""
    if kind == "annotation":
        head = [(_without_people(header) if header else "") or printed]
    else:
        head = [body if kind == "incoming" else "", printed]
    head += _attachment_lines(text)
    return Section(kind, on, tuple(filter(None, head)), _cleaned(text), is_withheld, box)


def _day(inside: list[Node], header: str) -> date | None:
    """The day in London in a message's head; a later one belongs to the text."""
    for node in inside:
        if node.tokens & TEXTS:
            break
        with suppress(ValueError):
            if node.tag == "time" and (written := node.attributes.get("datetime", "")):
                moment = datetime.fromisoformat(written)
                return (moment.astimezone(LONDON) if moment.tzinfo else moment).date()
    with suppress(ValueError):
        if sent := SENT_ON.search(header):
            return datetime.strptime(f"{sent[1]} {sent[2]}", "%d %B %Y").date()
    return None


def _attachment_lines(text: Node) -> list[str]:
    """ "2 Attachments", and the name of each. Old pages count none: the names are counted."""
    lines: list[str] = []
    for box in elements(text):
        if "attachments" in box.tokens:
            marked = [n for n in elements(box) if "attachment__name" in n.tokens]
            marked = marked or [n for n in elements(box) if n.tag == "strong"]
            marked = marked or [n for n in elements(box) if "attachment" in n.tokens]
            names = [name for node in marked if (name := words(node))]
            lines += [f"{len(names)} Attachment{'s' if len(names) != 1 else ''}", *names] if names else []
    return lines


def _cleaned(node: Node) -> Node:
    """A message's nodes without the site's furniture and without the list of attachments."""
    children = (child for child in node.children if isinstance(child, str) or not child.tokens & FURNITURE)
    return Node(node.tag, node.attributes, [child if isinstance(child, str) else _cleaned(child) for child in children])


def _body_name(root: Node) -> str:
    links = (n for n in elements(root) if n.tag == "a" and BODY_ADDRESS.search(n.attributes.get("href", "")))
    return next((name for link in links if (name := words(link))), "")


def _without_people(header: Node) -> str:
    copy = _cleaned(header)
    for node in elements(copy):
        if USER_ADDRESS.search(node.attributes.get("href", "")):
            node.children = []
    return words(copy)


def _people(every: list[Node], body: str) -> Iterator[str]:
    """Names of two words and more that link to a user's page or stand as a message's author."""
    for node in every:
        is_user = node.tag == "a" and USER_ADDRESS.search(node.attributes.get("href", ""))
        if is_user or "correspondence__header__author" in node.tokens:
            name = words(node).replace(body, "").strip(" ,") if body else words(node)
            name = re.sub(r"^From:?\s+", "", name)
            if len(name.split()) > 1 and not re.search(r"\d", name):
                yield name
