"""A page that came in place of what was asked for -> what it is, in words: a challenge, a sign-in form, an error page.

Protects: such a page is never kept as a response. The marks are words of `pages.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

PATH = Path(__file__).with_name("pages.toml")
SHORT_PAGE = (
    1_500  # characters of words; a challenge page has few, a page that only loads a captcha for a form has more
)
BEGINNING = 64 * 1024


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer wants proof that a person asks."""
    given = {name.lower(): value.lower() for name, value in headers.items()}
    if any(given.get(name) == value for name, value in words()["challenge"]["headers"]):
        return True
    text = body[:BEGINNING].decode("utf-8", "replace").lower()
    title = text[text.find("<title") : text.find("</title")] if "<title" in text else ""
    if any(word in title for word in words()["challenge"]["titles"]):
        return True
    is_marked = any(mark in text for mark in words()["challenge"]["marks"])
    return is_marked and len(_text(LexborHTMLParser(body))) < SHORT_PAGE


def what_instead(body: bytes, url: str) -> str | None:
    """What a web page is that is not the page it should be; None where nothing tells."""
    tree = LexborHTMLParser(body)
    path = urlsplit(url).path.lower()
    if any(path.endswith(address) for address in words()["sign_in"]["addresses"]) or (
        tree.css_first('input[type="password"]') is not None and len(_text(tree)) < SHORT_PAGE
    ):
        return "is only for people who have signed in (the site's sign-in page came)"
    for found in (tree.css_first("title"), tree.css_first("h1")):
        title = found.text().strip() if found is not None else ""
        if any(word in title.lower() for word in words()["error"]["titles"]):
            return f"is an error page, though the site calls it good: “{title[:80]}”"
    return None


def _text(tree: LexborHTMLParser) -> str:
    body = tree.body
    if body is None:
        return ""
    for node in body.css("script, style, noscript"):
        node.decompose()
    return " ".join(body.text(separator=" ").split())
