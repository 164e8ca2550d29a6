"""A page -> the node that holds its content, and the nodes in it that are furniture.

Protects: a menu's, a banner's or a form's numbers never stand beside an answer's, and no content is lost to a name
that only sounds like furniture: what holds most of the words, a heading of the first order or a table is content
whatever it is called.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.html.flow import Size, measure
from ingest.html.tree import Node, elements, words

PATH = Path(__file__).parents[1] / "reference" / "web_pages.toml"
FURNITURE_TAGS = frozenset(("footer", "aside", "dialog", "form"))
ALWAYS_FURNITURE = frozenset(("nav", "noscript"))
NEVER_FURNITURE = frozenset(("html", "body", "main", "h1", "h2", "p", "li", "td", "th", "table"))
LEAST_CONTENT = 40  # characters: a <main> with less was filled by a program that is not here
MOST_FURNITURE = 0.3  # of the content's characters: a part that holds more is no furniture
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True)
class Content:
    """`without`: furniture inside `root`. `guessed`: what of it is known by its name only and holds numbers.
    `is_rendering`: an attachment shown as a page."""

    root: Node
    without: frozenset[Node]
    guessed: tuple[str, ...] = ()
    is_rendering: bool = False


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def find_content(root: Node) -> Content:
    """The content of any page, an attachment's rendering in the frame of the site that shows it among them."""
    every = list(elements(root))
    by_id = {node.id.lower(): node for node in reversed(every) if node.id}
    body = next((node for node in every if node.tag == "body"), root)
    frames = frozenset(node for node in every if not node.tokens.isdisjoint(_file()["rendering_furniture"]))
    if frames:
        shown = next((by_id[name] for name in _file()["rendering_ids"] if name in by_id), body)
        return Content(shown, frames, is_rendering=True)
    sizes, _ = measure(root)
    chosen = _main(every, by_id, body, sizes)
    without: set[Node] = set()
    guessed: list[str] = []
    _find_furniture(chosen, chosen, False, sizes, without, guessed)
    return Content(chosen, frozenset(without), tuple(guessed))


def page_title(root: Node) -> str:
    """What the page's <title> says."""
    title = next((node for node in elements(root) if node.tag == "title"), None)
    return " ".join(_direct_text(title).split()) if title else ""


def _direct_text(node: Node) -> str:
    return "".join(child for child in node.children if isinstance(child, str))


def _main(every: list[Node], by_id: dict[str, Node], body: Node, sizes: dict[Node, Size]) -> Node:
    """The first that holds enough: <main>, role="main", an id of content, the only <article>; else the body."""
    articles = [node for node in every if node.tag == "article"]
    candidates = [
        *(node for node in every if node.tag == "main"),
        *(node for node in every if node.attributes.get("role", "").lower() == "main"),
        *(by_id[name] for name in _file()["content_ids"] if name in by_id),
        *(articles if len(articles) == 1 else []),
    ]
    enough = [node for node in candidates if sizes[node].characters >= LEAST_CONTENT or sizes[node].has_grid]
    if not enough or (sizes[body].has_grid and not sizes[enough[0]].has_grid):
        return body  # a table of figures outside of what calls itself the content is content as well
    return enough[0]


def _find_furniture(
    node: Node, content: Node, is_in_article: bool, sizes: dict[Node, Size], furniture: set[Node], guessed: list[str]
) -> None:
    is_in_article |= node.tag in ("article", "main", "section")
    for child in node.inner:
        is_small = sizes[child].characters <= MOST_FURNITURE * sizes[content].characters and not sizes[child].has_grid
        has_title = any(inner.tag == "h1" for inner in elements(child)) if is_small else True
        if child.tag in ALWAYS_FURNITURE or (is_small and _is_furniture(child, is_in_article, has_title)):
            furniture.add(child)
        elif is_small and not has_title and _is_called_furniture(child):
            furniture.add(child)
            guessed += [words(child)] if re.search(r"\d", words(child)) else []
        else:
            _find_furniture(child, content, is_in_article, sizes, furniture, guessed)


def _is_furniture(node: Node, is_in_article: bool, has_title: bool) -> bool:
    """Whether a part that is small is furniture by its element or its role."""
    if node.tag in ("header", "form"):
        return not has_title and not (node.tag == "header" and is_in_article)
    return node.tag in FURNITURE_TAGS or node.attributes.get("role", "").lower() in _file()["furniture_roles"]


def _is_called_furniture(node: Node) -> bool:
    if node.tag in NEVER_FURNITURE:
        return False
    names = [*node.attributes.get("class", "").split(), node.id]
    spelt = [f" {' '.join(WORD.findall(name)).lower()} " for name in names]
    return any(f" {furniture} " in name for name in spelt for furniture in _file()["furniture_names"])
