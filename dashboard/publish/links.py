"""An address of the dashboard -> the file of a published folder that shows the same; the links of a folder, checked.

Protects: every link in the folder leads to a file in it or to the web; words whose page is not published stay as words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

INDEX, SUMS = "index.html", "SHA256SUMS"
XML_LINK = re.compile(r'href="([^"]+)"|<loc>([^<]+)</loc>')
SAME_AS = {"download": "data"}
"""Pages that have another name in the folder."""


@dataclass(frozen=True)
class Links:
    """Where things are in the folder. `base`: its address on the web without a stroke at its end, or nothing; `pages`:
    the folders that have a page; `rows`: figures without a page of their own, each with the force on whose page it is
    a row."""

    base: str
    pages: frozenset[str]
    rows: Mapping[str, str]

    def file_of(self, address: str) -> str:
        """The file, with a fragment where it is a part of a page, or nothing: "/figure/k3f9" ->
        "figure/k3f9/index.html"."""
        asked, path = parse_qs(urlsplit(address).query), urlsplit(address).path.strip("/")
        mark = asked.get("id", [""])[-1]
        match path.split("/"):
            case ["figure", figure] if figure in self.rows:
                return f"force/{self.rows[figure]}/{INDEX}#{figure}"
            case ["source"]:
                return f"sources/{INDEX}#{quote(mark)}"
            case ["chart", "story-figure.png"]:
                return f"figure/{mark}/picture.svg"
            case ["chart", "time.png"] if "force" in asked:
                return f"force/{asked['force'][-1]}/picture.png"
            case ["force"]:
                path = f"force/{mark}"
            case _ if "." in path or path == SUMS:
                return path
        path = SAME_AS.get(path, path)
        return posixpath.join(path, INDEX) if path in self.pages else ""

    def on_the_web(self, address: str) -> str:
        """The whole address of a file's page; without a base the file."""
        file = self.file_of(address)
        return f"{self.base}/{file.replace(INDEX, '')}" if self.base else file

    def placed(self, html: str, file: str) -> str:
        """A page as it stands at `file`: its addresses of ours lead to files, words without one stay words."""
        page, folder = LexborHTMLParser(html), posixpath.dirname(file)
        for node in page.css("[href], [src]"):
            name = "href" if "href" in node.attrs else "src"
            address = node.attrs[name] or ""
            if node.tag == "link":
                if self.base:
                    node.attrs[name] = self.on_the_web(address.removeprefix(self.base))
                else:
                    node.remove()
            elif address.startswith("/") and not address.startswith("//"):
                if not (target := self.file_of(address)):
                    node.unwrap()
                    continue
                node.attrs[name] = posixpath.relpath(target, folder or ".")
            if node.attrs.get("target") == "_self":
                del node.attrs["target"]
        for node in page.css('meta[property="og:url"], meta[property="og:image"]'):
            if not self.base:  # both are whole addresses
                node.remove()
                continue
            address = self.on_the_web((node.attrs["content"] or "").removeprefix(self.base))
            node.attrs["content"] = address.replace("picture.svg", "picture.png")  # sites that show cards draw no SVG
        return page.html or ""


def dead(folder: Path, base: str) -> list[str]:
    """The links of a folder's pages, feed and sitemap that lead to no file in it, each with the file it stands in."""
    site = base or "file://folder"

    @cache
    def marks_of(file: Path) -> frozenset[str]:
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        return frozenset(node.attrs["id"] or "" for node in page.css("[id]"))

    def is_dead(link: str, file: Path) -> bool:
        at = urlsplit(urljoin(f"{site}/{quote(file.relative_to(folder).as_posix())}", link))
        if not at.geturl().startswith(f"{site}/"):
            return not urlsplit(link).scheme  # out of the folder, and not to the web
        target = folder / unquote(at.path.removeprefix(urlsplit(site).path)).lstrip("/")
        target = target / INDEX if target.is_dir() else target
        return not target.is_file() or bool(at.fragment and unquote(at.fragment) not in marks_of(target))

    found = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".html":
            page = LexborHTMLParser(file.read_text(encoding="utf-8"))
            links = [node.attrs.get("href") or node.attrs.get("src") or "" for node in page.css("[href], [src]")]
            links += [node.attrs["content"] or "" for node in page.css('meta[property="og:image"]')]
        elif file.suffix == ".xml":
            links = [first or second for first, second in XML_LINK.findall(file.read_text(encoding="utf-8"))]
        else:
            continue
        found += [f"{file.relative_to(folder)}: {link}" for link in dict.fromkeys(links) if is_dead(link, file)]
    return found
