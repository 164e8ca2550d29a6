"""A saved web page -> Blocks: a request's thread, an attachment shown, a disclosure log, any page's main content.

Here is found which nodes say something; `flow` makes lines and tables of nodes, Word's too. Protects: what a page shows
as its content is read, in its order; menus, banners, forms and hidden parts are not, and no content is lost to a name
that only sounds like furniture. Of a request's page on WhatDoTheyKnow or another Alaveteli site (`app/views/request/`,
`app/views/comment/`, old and new) only the public body's messages are read for figures. Names that the markup marks go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingest.html.flow import Flow, Node, decode, elements, measure, numbers_in, parse, words
from ingest.kinds import blocks_of, mend, mended_problems
from ingest.model import Blocks, Part, Problem, Unreadable, refusal
from ingest.privacy import NAME
from ingest.reference import vocabulary

KNOWN = vocabulary("web_pages.toml")
FURNITURE_TAGS = frozenset(("footer", "aside", "dialog", "form"))
ALWAYS_FURNITURE = frozenset(("nav", "noscript"))
NEVER_FURNITURE = frozenset(("html", "body", "main", "h1", "h2", "p", "li", "td", "th", "table"))
LEAST_CONTENT = 40  # characters: a <main> with less was filled by a program that is not here
MOST_FURNITURE = 0.3  # of the content's characters: a part that holds more is no furniture
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True)
class Content:
    """`without`: furniture in `root`; `guessed`: numbers in what only its name calls so; `is_rendering`: of a file."""

    root: Node
    without: frozenset[Node]
    guessed: tuple[str, ...] = ()
    is_rendering: bool = False


def find_content(root: Node) -> Content:
    """The content of any page, an attachment's rendering in the frame of the site that shows it among them."""
    every = list(elements(root))
    by_id = {node.id.lower(): node for node in reversed(every) if node.id}
    body = next((node for node in every if node.tag == "body"), root)
    frames = frozenset(node for node in every if not node.tokens.isdisjoint(KNOWN["rendering_furniture"]))
    if frames:
        shown = next((by_id[name] for name in KNOWN["rendering_ids"] if name in by_id), body)
        return Content(shown, frames, is_rendering=True)
    measure(root)
    chosen = _main(every, by_id, body)
    without: set[Node] = set()
    guessed: list[str] = []
    _find_furniture(chosen, chosen, False, without, guessed)
    return Content(chosen, frozenset(without), tuple(guessed))


def page_title(root: Node) -> str:
    title = next((node for node in elements(root) if node.tag == "title"), None)
    return " ".join("".join(child for child in title.children if isinstance(child, str)).split()) if title else ""


def _main(every: list[Node], by_id: dict[str, Node], body: Node) -> Node:
    """The first that holds enough: <main>, role="main", an id of content, the only <article>; else the body."""
    articles = [node for node in every if node.tag == "article"]
    candidates = [
        *(node for node in every if node.tag == "main"),
        *(node for node in every if node.attributes.get("role", "").lower() == "main"),
        *(by_id[name] for name in KNOWN["content_ids"] if name in by_id),
        *(articles if len(articles) == 1 else []),
    ]
    enough = [node for node in candidates if node.characters >= LEAST_CONTENT or node.has_grid]
    if not enough or (body.has_grid and not enough[0].has_grid):
        return body  # a table of figures outside of what calls itself the content is content as well
    return enough[0]


def _find_furniture(node: Node, content: Node, is_in_article: bool, furniture: set[Node], guessed: list[str]) -> None:
    is_in_article |= node.tag in ("article", "main", "section")
    for child in node.inner:
        is_small = child.characters <= MOST_FURNITURE * content.characters and not child.has_grid
        has_title = any(inner.tag == "h1" for inner in elements(child)) if is_small else True
        if child.tag in ALWAYS_FURNITURE or (is_small and _is_furniture(child, is_in_article, has_title)):
            furniture.add(child)
        elif is_small and not has_title and child.tag not in NEVER_FURNITURE and _is_called_furniture(child):
            furniture.add(child)
            guessed += filter(None, [numbers_in(words(child))])
        else:
            _find_furniture(child, content, is_in_article, furniture, guessed)


def _is_furniture(node: Node, is_in_article: bool, has_title: bool) -> bool:
    if node.tag in ("header", "form"):
        return not has_title and not (node.tag == "header" and is_in_article)
    return node.tag in FURNITURE_TAGS or node.attributes.get("role", "").lower() in KNOWN["furniture_roles"]


def _is_called_furniture(node: Node) -> bool:
    spelt = [
        f" {' '.join(WORD.findall(name)).lower()} " for name in (*node.attributes.get("class", "").split(), node.id)
    ]
    return any(f" {furniture} " in name for name in spelt for furniture in KNOWN["furniture_names"])


MEDIA_TYPE = "text/html"


def read(data: bytes, name: str) -> Blocks:
    """The page's blocks. Raises Unreadable for a page without words, and for one whose elements nest without end."""
    root = parse(decode(data))
    thread = read_thread_page(root)
    blocks = _thread_blocks(thread) if thread else _page_blocks(root)
    if not blocks.lines and not blocks.grids:
        raise Unreadable(refusal("page-without-words"))
    return blocks


def _thread_blocks(thread: ThreadPage) -> Blocks:
    flow = Flow()
    for text in filter(None, (thread.title, thread.status)):
        flow.paragraph(text)
    parts: list[Part] = []
    problems: list[Problem] = []
    for section in thread.sections:
        begun = len(flow.lines)
        for text in section.head:
            flow.paragraph(text)
        flow.read(section.text)
        if len(flow.lines) == begun:
            continue
        first = begun + 1 if flow.lines[begun] else begun + 2
        parts.append(Part(section.kind, first, len(flow.lines), section.on))
        if section.is_withheld:
            problems.append(Problem.of("withheld-message", f"line {first}"))
    return _blocks(flow, tuple(parts), thread.people, problems)


def _page_blocks(root: Node) -> Blocks:
    content = find_content(root)
    flow = Flow(content.without)
    title = page_title(root)
    if title and not content.is_rendering and not any(node.tag == "h1" for node in elements(content.root)):
        flow.paragraph(title)
    flow.read(content.root)
    return _blocks(flow, (), (), [Problem.of("furniture-with-numbers", numbers=it) for it in content.guessed])


def _blocks(flow: Flow, parts: tuple[Part, ...], people: tuple[str, ...], problems: list[Problem]) -> Blocks:
    lines = flow.lines
    for name in people:
        lines = [re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAME, text) for text in lines]
    mended = [mend(text) for text in lines]
    texts = [text for text, _ in mended]
    every = (*flow.problems, *problems, *mended_problems(sum(count for _, count in mended)))
    return blocks_of(MEDIA_TYPE, texts, flow.grids, every, parts=parts)


LONDON = ZoneInfo("Europe/London")
SENT_ON = re.compile(r"\b(\d{1,2} [A-Z][a-z]+),? (\d{4})\b")
# What a site adds to a message that is not its text.
FURNITURE = frozenset((
    "correspondence__footer", "event_actions", "correspondence__header__delivery-status", "js-delivery-log-ajax-error",
    "unfold_link", "attachments__show-more", "user_photo_on_comment", "ff-print-fix", "attachments",
))  # fmt: skip
TEXTS = frozenset(("correspondence_text", "comment_in_request_text"))
KINDS = {
    "incoming": {"correspondence", "incoming"}, "outgoing": {"correspondence", "outgoing"},
    "annotation": {"comment_in_request"},
}  # fmt: skip
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
    sections: tuple[Section, ...]
    people: tuple[str, ...]


def read_thread_page(root: Node) -> ThreadPage | None:
    """The page's thread; None for another page."""
    every = list(elements(root))
    marked = ((next((kind for kind, marks in KINDS.items() if node.tokens >= marks), ""), node) for node in every)
    boxes = [(kind, node) for kind, node in marked if kind]
    if not boxes:
        return None
    subtitle = next((node for node in every if "request-header__subtitle" in node.tokens), None)
    body = (_body_name(subtitle) if subtitle else "") or _body_name(root)
    title = next((words(node) for node in every if node.tag == "h1"), "")
    status = next((words(node) for node in every if node.id == "request_status"), "")
    sections = tuple(_section(kind, node, body) for kind, node in boxes)
    return ThreadPage(title, status, sections, tuple(dict.fromkeys(_people(every, body))))


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
    children = (child for child in node.children if isinstance(child, str) or not child.tokens & FURNITURE)
    return Node(node.tag, node.attributes, [child if isinstance(child, str) else _cleaned(child) for child in children])


def _body_name(root: Node) -> str:
    links = (n for n in elements(root) if n.tag == "a" and BODY_ADDRESS.search(n.attributes.get("href", "")))
    return next(filter(None, map(words, links)), "")


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
