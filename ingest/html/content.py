"""A page -> the node that holds its content, and the nodes in it that are furniture.

Protects: a menu's, a banner's or a form's numbers never stand beside an answer's, and no content is lost to a name
that only sounds like furniture: what holds most of the words, a heading of the first order or a table is content
whatever it is called.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.html.grids import Size, measure
from ingest.html.tree import Node, elements, words

PATH = Path(__file__).parents[1] / "reference" / "web_pages.toml"
FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "dialog", "noscript"))
LEAST_CONTENT = 40  # characters: a <main> with less was filled by a program that is not here
MOST_FURNITURE = 0.3  # of the content's characters: a part that holds more is no furniture
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
TIGHT_STYLE = re.compile(r"(?:p|li|div)?\.([\w-]+)[^{}]*\{[^{}]*?margin(?:-bottom)?\s*:\s*0[a-z]*\s*(?:[;}]|0)")


@dataclass(frozen=True)
class Content:
    """`without`: furniture inside `root`. `guessed`: of it, what is known by a name only and holds numbers.
    `is_rendering`: an attachment shown as a page."""

    root: Node
    without: frozenset[Node]
    guessed: tuple[str, ...] = ()
    is_rendering: bool = False


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def find_content(root: Node) -> Content:
    """The content of any page, an attachment's rendering among them."""
    rendering = _rendering(root)
    if rendering is not None:
        return rendering
    sizes, _ = measure(root)
    chosen = _main(root, sizes)
    without, guessed = _furniture(chosen, sizes)
    return Content(chosen, without, guessed)


def tight_classes(root: Node) -> frozenset[str]:
    """The classes whose paragraphs the page's own styles set without space between them."""
    styles = ("".join(c for c in node.children if isinstance(c, str)) for node in elements(root) if node.tag == "style")
    return frozenset(name.lower() for style in styles for name in TIGHT_STYLE.findall(style))


def page_title(root: Node) -> str:
    title = next((node for node in elements(root) if node.tag == "title"), None)
    return " ".join("".join(c for c in title.children if isinstance(c, str)).split()) if title else ""


def _rendering(root: Node) -> Content | None:
    """A converted attachment in the frame of the site that shows it."""
    furniture = frozenset(_file()["rendering_furniture"])
    frames = [node for node in elements(root) if node.tokens & furniture]
    if not frames:
        return None
    by_id = {node.id: node for node in reversed(list(elements(root))) if node.id}
    chosen = next((by_id[name] for name in _file()["rendering_ids"] if name in by_id), None) or _body(root)
    return Content(chosen, frozenset(frames), is_rendering=True)


def _body(root: Node) -> Node:
    return next((node for node in elements(root) if node.tag == "body"), root)


def _main(root: Node, sizes: dict[Node, Size]) -> Node:
    """The first that holds enough: <main>, role="main", an id of content, the only <article>; else the body."""
    every = list(elements(root))
    by_id = {node.id.lower(): node for node in reversed(every) if node.id}
    articles = [node for node in every if node.tag == "article"]
    candidates = [
        *(node for node in every if node.tag == "main"),
        *(node for node in every if node.attributes.get("role", "").lower() == "main"),
        *(by_id[name] for name in _file()["content_ids"] if name in by_id),
        *(articles if len(articles) == 1 else []),
    ]
    enough = [node for node in candidates if sizes[node].characters >= LEAST_CONTENT or sizes[node].has_grid]
    body = _body(root)
    if not enough or (sizes[body].has_grid and not sizes[enough[0]].has_grid):
        return body  # a table of figures outside of what calls itself the content is content as well
    return enough[0]


def _furniture(content: Node, sizes: dict[Node, Size]) -> tuple[frozenset[Node], tuple[str, ...]]:
    found: set[Node] = set()
    guessed: list[str] = []
    whole = max(sizes[content].characters, 1)
    waiting = [(content, False)]
    while waiting:
        node, is_in_article = waiting.pop()
        size = sizes[node]
        is_small = size.characters <= MOST_FURNITURE * whole and not size.has_grid
        if node is not content and _is_furniture(node, is_in_article, is_small):
            found.add(node)
            continue
        if node is not content and is_small and _is_called_furniture(node) and not _has_title(node):
            found.add(node)
            if re.search(r"\d", words(node)):
                guessed.append(words(node))
            continue
        is_in_article |= node.tag in ("article", "main", "section")
        waiting.extend((child, is_in_article) for child in reversed(node.children) if isinstance(child, Node))
    return frozenset(found), tuple(guessed)


def _is_furniture(node: Node, is_in_article: bool, is_small: bool) -> bool:
    if node.tag in FURNITURE_TAGS and (is_small or node.tag in ("nav", "noscript")):
        return True
    if node.tag == "header":
        return not is_in_article and is_small and not _has_title(node)
    if node.tag == "form":
        return is_small and not _has_title(node)
    return is_small and node.attributes.get("role", "").lower() in _file()["furniture_roles"]


def _has_title(node: Node) -> bool:
    return any(inner.tag == "h1" for inner in elements(node))


def _is_called_furniture(node: Node) -> bool:
    if node.tag in ("html", "body", "main", "h1", "h2", "p", "li", "td", "th", "table"):
        return False
    names = [*node.attributes.get("class", "").split(), node.id]
    return any(_matches(WORD.findall(name)) for name in names if name)


def _matches(parts: list[str]) -> bool:
    spelt = f" {' '.join(part.lower() for part in parts)} "
    return any(f" {name} " in spelt for name in _names())


@cache
def _names() -> Collection[str]:
    return tuple(_file()["furniture_names"])
