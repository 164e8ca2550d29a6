"""`make docs` writes a site that stands alone: nothing in it is asked of another host, and every link of it leads
somewhere."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "build" / "docs"
LOADED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}
"""What a browser asks for by itself when it opens a page, and where each says what."""


@pytest.mark.extra
@pytest.mark.skipif(find_spec("zensical") is None, reason="zensical is not installed: make docs installs it")
def test_the_site_asks_no_other_host_and_has_no_dead_link() -> None:
    made = subprocess.run(["make", "docs"], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    pages = {path: LexborHTMLParser(path.read_text(encoding="utf-8")) for path in SITE.rglob("*.html")}
    assert len(pages) > 30
    asked, dead = [], []
    for path, page in pages.items():
        for tag, attribute in LOADED.items():
            asked += [node.attributes[attribute] for node in page.css(f"{tag}[{attribute}]")]
        for link in page.css("a[href]"):
            target, anchor = urldefrag(unquote(link.attributes["href"] or ""))
            if path.name == "404.html" or re.match(r"[a-z]+:", target):
                continue
            place = (path.parent / target).resolve() if target else path
            place = place / "index.html" if place.is_dir() else place
            is_there = place.exists() and (
                not anchor or place not in pages or pages[place].css_first(f'[id="{anchor}"]')
            )
            dead += [] if is_there else [f"{path.name}: {link.attributes['href']}"]
    assert [address for address in asked if re.match(r"(?:[a-z]+:)?//", address or "")] == []
    assert dead == []
