"""A page's bytes -> its characters -> a tree of nodes, parsed as a browser parses it (the HTML standard, by lexbor).

Protects: a dash or a pound sign is what the page's author wrote: bytes that are valid UTF-8 are UTF-8 whatever the page
declares, for browsers re-encode what they save and leave the old declaration in it. Markup that is wrong (an open cell,
a row outside a table) gives the page that people saw. The tree is walked without recursion everywhere, so that ten
thousand nested boxes cost time and no crash.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WHERE_CHARSETS_STAND = 4096  # bytes; the standard says 1024, pages that carry a mail program's styles need more
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Names that the Encoding Standard reads as Windows-1252, whose dashes and quotation marks they do not have.
WINDOWS = ("iso8859-1", "ascii", "cp1252")
# With these the declaration itself could not have been read byte by byte, so it is no longer true.
NOT_IN_BYTES = re.compile(r"utf-?(?:16|32)|ucs", re.IGNORECASE)
LEAST_NULS = 0.2  # of the first bytes: Latin text in UTF-16 has a NUL in every other one


def decode(data: bytes) -> str:
    """The characters, with `\\n` line ends and without NULs; a byte that means nothing is U+FFFD."""
    text = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decode(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    sample = data[:WHERE_CHARSETS_STAND]
    if sample and sample.count(0) / len(sample) >= LEAST_NULS:
        return data.decode("utf-16-be" if sample[:1] == b"\x00" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(sample), errors="replace")


def _declared(sample: bytes) -> str:
    """The encoding that the page declares, Windows-1252 where that is none."""
    found = DECLARED.search(sample)
    name = found[1].decode("ascii", errors="replace") if found else ""
    if not name or NOT_IN_BYTES.match(name):
        return "cp1252"
    try:
        encoding = codecs.lookup(name).name
        "".encode(encoding)
        b"".decode(encoding)
    except (LookupError, UnicodeError):
        return "cp1252"
    return "cp1252" if encoding in WINDOWS or encoding == "utf-8" else encoding


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
