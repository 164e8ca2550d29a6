"""A page of a force's own site -> its words and the documents that it links to on the same site.

Protects: only documents are followed, only those of the same site, each once; menus and footers of the site are left
aside where the page marks its main part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.fetch import sites, wrong_pages
from ingest.fetch.web import NotBrought

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


def read(body: bytes, url: str) -> DisclosurePage:
    tree = LexborHTMLParser(body)
    main = _main(tree)
    documents = tuple({linked.url: linked for linked in _documents(main, url)}.values())
    heading = tree.css_first("h1") or tree.css_first("title")
    title = " ".join(heading.text().split()) if heading is not None else None
    site_names = tuple(_site_names(tree))
    return DisclosurePage(title, site_names, _words(main), documents)


def not_whole(body: bytes, url: str) -> str | None:
    """What is missing of a page, in words. Raises NotBrought for a page that is not the one that was asked for."""
    if b"</body>" not in body.lower() and b"</html>" not in body.lower():
        return f"came only in part: the page breaks off after {len(body)} bytes"
    instead = wrong_pages.what_instead(body, url)
    if instead is not None:
        raise NotBrought(instead)
    page = read(body, url)
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
        whole = sites.join(url, anchor.attributes.get("href") or "")
        if whole is None or not sites.is_same_site(url, whole):
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


def _words(node: LexborNode) -> str:
    for aside in node.css(NOT_WORDS):
        aside.decompose()
    lines = (" ".join(line.split()) for line in node.text(separator="\n").split("\n"))
    return "\n".join(line for line in lines if line)
