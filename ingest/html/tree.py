"""A page's bytes -> its characters -> a tree of nodes, parsed as a browser parses it (the HTML standard, by lexbor).

Protects: markup that is wrong (an open cell,
a row outside a table) gives the page that people saw. The tree is walked without recursion everywhere, so that ten
thousand nested boxes cost time and no crash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest import characters

WHERE_CHARSETS_STAND = 4096  # bytes; the standard says 1024, pages that carry a mail program's styles need more
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a page, with `\\n` line ends and without NULs. `declared`: the encoding that was said of it,
    else the one that the page itself says."""
    found = DECLARED.search(data[:WHERE_CHARSETS_STAND])
    text = characters.decode(data, declared or (found[1].decode("ascii", "replace") if found else None))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


LEFT_OUT_TAGS = frozenset(("script", "style", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas"))


TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}?(?P<empty>/?)>")
ENDLESS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "col", "br",
     "hr", "img", "input", "meta", "link", "area", "base", "embed", "source", "track", "wbr", "param")
)  # fmt: skip
"""Elements that need no end tag, or have none."""


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


def nesting(text: str) -> int:
    """How many elements are open at once at most, as far as their tags tell; those that need no end count nothing."""
    open_now = deepest = 0
    for found in TAG.finditer(text):
        if found["name"].lower() in ENDLESS or found["empty"]:
            continue
        open_now = max(0, open_now - 1) if found["end"] else open_now + 1
        deepest = max(deepest, open_now)
    return deepest


def parse(text: str) -> Node:
    """The page's <html> element."""
    from selectolax.lexbor import LexborHTMLParser

    found = LexborHTMLParser(text).root
    root = Node("html")
    if found is None:
        return root
    waiting = [(root, found)]
    while waiting:
        node, source = waiting.pop()
        child = source.first_child
        while child is not None:
            if child.is_text_node:
                node.children.append(child.text(deep=False))
            elif child.is_element_node and child.tag:
                inner = Node(child.tag.lower(), {k.lower(): v or "" for k, v in child.attributes.items()})
                node.children.append(inner)
                waiting.append((inner, child))
            child = child.next
    return root


def elements(root: Node) -> Iterator[Node]:
    """The node and every element in it, in the order of the page."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))


def words(root: Node) -> str:
    """All of a node's text with single spaces, without scripts and styles."""
    return few_words(root, None) or ""


def few_words(root: Node, most: int | None) -> str | None:
    """As `words`, of a node with no more elements and texts than `most` in it; None for any other."""
    found: list[str] = []
    waiting: list[Node | str] = [root]
    seen = 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if most is not None and seen > most:
            return None
        if isinstance(node, str):
            found.append(node)
        elif node.tag == "br":
            found.append(" ")
        elif node.tag not in LEFT_OUT_TAGS:
            waiting.extend(reversed(node.children))
    return " ".join("".join(found).split())
