"""A release -> the pages of a published folder that are no stories; an address of ours -> the file that shows the same.

Protects: each source stands with its original address and where copies of it are kept; every link leads to a file of
the folder or to the web, and words whose page is not published stay words.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from dashboard import menu, warehouse, words
from dashboard.pages import download, forces, overview, sources
from dashboard.parts import listing, results
from dashboard.parts.chart import Chart
from dashboard.parts.controls import Address
from dashboard.parts.listing import Cell, Link
from dashboard.words import each
from ingest.warehouse.dictionary import relations

INDEX, SUMS = "index.html", "SHA256SUMS"
SAME_AS = {"download": "data"}  # pages that have another name in the folder
ARCHIVE = "https://web.archive.org/web/"
KEPT_AS = ("csv", "parquet")  # the formats of the extracts that are published
CHARTED = {spec.path: spec.charts.split() for spec in menu.PAGES if spec.charts}
"""The pages that are charts, by their names in the menu."""
PAGES = ("forces", "activists", "compare", "time", "offences", "answers", "download", "sources", "method")
MENU = tuple((f"/{SAME_AS.get(name, name)}", menu.spec_of(name).title) for name in PAGES)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

Part = Mapping[str, Any]
"""What the macro `section` of published.html takes, by name."""


@dataclass(frozen=True)
class Page:
    """A page: its address on the dashboard, its title, the sentence below it, its parts, and its charts above them."""

    path: str
    title: str
    about: str
    parts: Sequence[Part] = ()
    charts: Sequence[Chart] = ()
    picture: str = ""


def charted(name: str, drawable: Mapping[str, Chart]) -> Page:
    """A page of charts; the first says what the Overview says."""
    spec = menu.spec_of(name)
    title, about = (spec.title, spec.about) if name else overview.head(Address("/"))[:2]
    picture = f"/chart/{CHARTED[name][0]}.png" if CHARTED[name][0] in drawable else ""
    return Page(f"/{name}", title, about, (), [drawable[one] for one in CHARTED[name] if one in drawable], picture)


def all_forces() -> Page:
    rows = forces.forces()
    listed = Markup(forces.table_of(rows, Address("/forces"), []))
    parts: list[Part] = [{"markup": listed}, {"texts": [listing.render("caption.md")], "notes": forces.notes(rows)}]
    for area, name, _ in warehouse.values("areas", {"force": None, "nation": None}):
        counts = warehouse.query("published_figures", {"force": area})
        lines = [("", results.line(row, f"/figure/{row.figure_id}")) for row in each(counts)]
        fold = words.counted(len(lines), "figure")
        parts.append({"heading": name, "headings": results.LINE, "rows": lines, "fold": fold})
    return Page("/forces", "Police forces", f"What each recorded and answered. {forces.replies()}", parts)


def data(folder: Path) -> Page:
    counts = download.tables()
    rows: list[tuple[str, Sequence[Cell]]] = []
    for name, relation in relations().items():
        files: list[listing.Part] = [
            Link(f"{kind.upper()}, {_size(folder / 'data' / f'{name}.{kind}')}", f"/data/{name}.{kind}")
            for kind in KEPT_AS
        ]
        files.append(Link("columns", f"/data/{name}.csv-metadata.json"))
        rows.append((name, (name, relation.row, words.number(counts[name]), files)))
    whole = [
        Link(f"The warehouse as one DuckDB file, {_size(folder / 'data/warehouse.duckdb')}", "/data/warehouse.duckdb"),
        Link("Frictionless data package of the CSV files", "/data/datapackage.json"),
        Link("Checksums of every file", "/SHA256SUMS"),
        Link("How to cite: CITATION.cff", "/CITATION.cff"),
        Link("Licence", "/LICENCE.md"),
    ]
    lead = "Every number with its source, as files. Start with force_years. An empty cell is unknown, never zero."
    tables = {"heading": "Tables", "headings": ("Table", "One row", "Rows", "As"), "rows": rows}
    return Page("/data", "Data", lead, ({"texts": [whole]}, tables))


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size / 1000, 0.1):.1f} kB"


def about() -> Page:
    texts = [("", listing.render("about.md")), *sources.sections().items()]
    parts = [{"heading": heading, "markup": Markup(_markdown.render(text))} for heading, text in texts]
    audits, _ = sources.audits_here()
    samples = [("", sources.sample(audit)) for audit in audits]
    read_again = {"heading": "Samples that were read again", "headings": sources.SAMPLE, "rows": samples}
    lead = "How a document becomes a figure, what the words mean, what may not be concluded."
    return Page("/method", "About", lead, (*parts[:1], *((read_again,) if samples else ()), *parts[1:]))


def all_sources() -> Page:
    """Every source with its original address, the day on which it was read, and where copies of it are kept."""
    rows = warehouse.query("sources_list", {"source_id": None})
    columns = sources.COLUMNS | {
        "Read on": lambda row: words.day(row.fetched_on) if row.fetched_on else "a day that is not recorded",
        "Its page": lambda row: (
            [Link("Original", address, is_outside=True), Link("Archived copy", archived(row), is_outside=True)]
            if (address := words.original(row.url, row.read_in))
            else ""
        ),
    }
    table = [(row.source_id, [say(row) for say in columns.values()]) for row in each(rows)]
    lead = listing.render("all_sources.md", summary=sources.summary(rows))
    return Page("/sources", "Sources", lead, ({"headings": list(columns), "rows": table},))


def archived(row: Any) -> str:
    """Where a copy of a source's page would be; its own address where that is one."""
    day = str(row.fetched_on or row.published_on or row.answered_on or "").replace("-", "")
    return str(row.url) if ARCHIVE in row.url else f"{ARCHIVE}{day}{day and '/'}{row.url}"


@dataclass(frozen=True)
class Links:
    """Where things are. `base`: the folder's address, or nothing; `pages`: folders with a page; `rows`: figures without
    one, each with the force on whose page it is a row."""

    base: str
    pages: frozenset[str]
    rows: Mapping[str, str]

    def file_of(self, address: str) -> str:
        """ "/figure/k3f9" -> "figure/k3f9/index.html", with a fragment for a part of a page; or nothing."""
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
        folder = posixpath.dirname(file)
        page = LexborHTMLParser(html.replace("url('/", f"url('{posixpath.relpath('.', folder or '.')}/"))
        for node in page.css('[href], [src], meta[property="og:url"], meta[property="og:image"]'):
            name = next(name for name in ("href", "src", "content") if name in node.attrs)
            address = node.attrs[name] or ""
            if node.tag in ("link", "meta"):  # whole addresses
                if not self.base:
                    node.remove()
                    continue
                whole = self.on_the_web(address.removeprefix(self.base))
                node.attrs[name] = whole.replace("picture.svg", "picture.png")  # sites that show cards draw no SVG
            elif address.startswith("/") and not address.startswith("//"):
                if not (target := self.file_of(address)):
                    node.unwrap()
                    continue
                node.attrs[name] = posixpath.relpath(target, folder or ".")
            if node.attrs.get("target") == "_self":
                del node.attrs["target"]
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
        if file.suffix not in (".html", ".xml"):
            continue
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        links = [node.attrs.get("href") or node.attrs.get("src") or "" for node in page.css("[href], [src]")]
        links += [node.attrs["content"] or "" for node in page.css('meta[property="og:image"]')]
        links += [node.text() for node in page.css("loc")]
        found += [f"{file.relative_to(folder)}: {link}" for link in dict.fromkeys(links) if is_dead(link, file)]
    return found
