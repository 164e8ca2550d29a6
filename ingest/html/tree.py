"""A page's bytes -> its characters -> a tree of nodes, parsed as a browser parses it (the HTML standard, by lexbor).

Protects: markup that is wrong (an open cell, a row outside a table) gives the page that people saw. A page whose
elements nest without end is refused before anything walks down it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest import characters
from ingest.model import Unreadable

WHERE_CHARSETS_STAND = 4096  # bytes; the standard says 1024, pages that carry a mail program's styles need more
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
LEFT_OUT_TAGS = frozenset(("script", "style", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas"))
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}?(?P<empty>/?)>")
ENDLESS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "col", "br",
     "hr", "img", "input", "meta", "link", "area", "base", "embed", "source", "track", "wbr", "param")
)  # fmt: skip
"""Elements that need no end tag, or have none."""
MOST_OPEN = 20_000  # tags one in another: the parser's time grows with the square of it
DEEPEST = 200  # elements one in another: a long mail that quotes thirty others has some hundred


@dataclass(eq=False)
class Node:
    """One element: its name in lower case, its attributes (names in lower case) and what it holds, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def tokens(self) -> frozenset[str]:
        """The names of its class attribute, in lower case."""
        return frozenset(self.attributes.get("class", "").lower().split())

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def style(self) -> str:
        return self.attributes.get("style", "")

    @property
    def inner(self) -> list[Node]:
        """The elements right in it."""
        return [child for child in self.children if isinstance(child, Node)]


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a page, with `\\n` line ends and without NULs. `declared`: the encoding that was said of it,
    else the one that the page itself says."""
    match = DECLARED.search(data[:WHERE_CHARSETS_STAND])
    text = characters.decode(data, declared or (match[1].decode("ascii", "replace") if match else None))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def parse(text: str) -> Node:
    """The page's <html> element. Raises Unreadable for a page whose elements nest without end."""
    from selectolax.lexbor import LexborHTMLParser

    if _nesting(text) > MOST_OPEN:
        raise _too_deep()
    source = LexborHTMLParser(text).root
    return _node(source, 0) if source is not None else Node("html")


def _nesting(text: str) -> int:
    """How many elements are open at once at most, as far as their tags tell."""
    open_now = deepest = 0
    for tag in TAG.finditer(text):
        if tag["name"].lower() not in ENDLESS and not tag["empty"]:
            open_now = max(0, open_now - 1) if tag["end"] else open_now + 1
            deepest = max(deepest, open_now)
    return deepest


def _too_deep() -> Unreadable:
    return Unreadable(
        f"holds more than {DEEPEST} elements of a web page one in another, which no page needs: it is damaged. "
        "Save the page again, or save what you see as text."
    )


def _node(source: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise _too_deep()
    node = Node(source.tag.lower(), {name.lower(): value or "" for name, value in source.attributes.items()})
    child = source.first_child
    while child is not None:
        if child.is_text_node:
            node.children.append(child.text(deep=False))
        elif child.is_element_node and child.tag:
            node.children.append(_node(child, depth + 1))
        child = child.next
    return node


def elements(root: Node) -> Iterator[Node]:
    """The node and every element in it, in the order of the page."""
    yield root
    for child in root.inner:
        yield from elements(child)


def words(root: Node) -> str:
    """All of a node's text with single spaces, without scripts and styles."""
    return " ".join("".join(_texts(root)).split())


def _texts(node: Node | str) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif node.tag == "br":
        yield " "
    elif node.tag not in LEFT_OUT_TAGS:
        for child in node.children:
            yield from _texts(child)
