"""The release of the warehouse -> a folder of static files for any web server.

Refuses without DISCLOSED_BASE_URL and DISCLOSED_CONTACT; --draft writes a copy that says on each page that it is one.
Exit codes: 0 written; 1 written, and links lead nowhere; 2 nothing written, and why. Protects: the folder is of one
release from first to last byte, and takes the place of the one before when it is whole.
"""

import hashlib
import logging
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    logging.disable(logging.WARNING)  # before Streamlit, whose caches the pages share, warns that there is no page

from dashboard import installation, warehouse, words
from dashboard.charts import drawing as svg
from dashboard.parts import chart as charts
from dashboard.parts import evidence
from dashboard.parts.controls import Address
from dashboard.parts.listing import FACES, STATIC, Cell, Frame, Link, Struck, render
from dashboard.parts.statuses import checked, is_struck
from dashboard.publish import pages
from dashboard.publish.pages import INDEX, SUMS, Links, dead
from dashboard.routes import index, stories
from dashboard.routes.charts import CHARTS, svg_of
from dashboard.routes.data import in_plain
from dashboard.words import each
from ingest.extracts import files, metadata
from ingest.extracts.wanted import Wanted
from ingest.warehouse import releases

ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
CITATION, README = "CITATION.cff", "README.txt"
DRAFT = "Draft. This copy was written to be looked at and not to be published or cited."


class CantPublish(Exception):
    """The folder can't be written; the message says what to do."""


def write(folder: Path, *, is_draft: bool) -> list[str]:
    """Write the release into `folder`; the links that lead nowhere. Raises CantPublish, OSError, NoWarehouse."""
    if folder.exists() and not (folder.is_dir() and ((folder / SUMS).is_file() or not any(folder.iterdir()))):
        raise CantPublish(f"{folder}: is there, and was not written by publish. Name a new folder, or an empty one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with warehouse.held():
            _Writing(beside, is_draft=is_draft).everything()
        beside.chmod(0o755)
        found = dead(beside, installation.base_url())
        if folder.exists():
            before = beside.with_name(f"{beside.name}-before")
            os.replace(folder, before)
            os.replace(beside, folder)
            shutil.rmtree(before)
        else:
            os.replace(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found


class _Writing:
    def __init__(self, folder: Path, *, is_draft: bool) -> None:
        self.folder, self.is_draft, self.copy = folder, is_draft, warehouse.current()
        figures = warehouse.values("published_marks")
        self.figures = [figure for figure, _, is_row in figures if not is_row]
        self.forces = [force for (force,) in warehouse.values("select force_id from forces order by 1")]
        names = [path.strip("/") for path, _ in pages.MENU]
        stories_ = [*(f"figure/{figure}" for figure in self.figures), *(f"force/{force}" for force in self.forces)]
        rows = {figure: force for figure, force, is_row in figures if is_row}
        self.links = Links(installation.base_url(), frozenset(["", *names, *stories_]), rows)
        foot = f"{checked()}.", installation.who_corrects(), metadata.RIGHTS
        self.frame = Frame(pages.MENU, foot, DRAFT if is_draft else "")

    def everything(self) -> None:
        self.extracts()
        self.charts_and_pages()
        for force in self.forces:
            self.force(force)
        for figure in self.figures:
            self.figure(figure)
        self.around()
        for mark, *_ in warehouse.all_erased():  # at the address of each figure, when and why; no sitemap names it
            self.parts(pages.Page(f"/figure/{mark}", "This was erased", warehouse.erased([mark]) or ""), "")
        digests = {file.relative_to(self.folder): hashlib.sha256(file.read_bytes()) for file in self.files()}
        self.text(SUMS, "".join(f"{digest.hexdigest()}  {file.as_posix()}\n" for file, digest in digests.items()))

    def files(self) -> list[Path]:
        return sorted(file for file in self.folder.rglob("*") if file.is_file())

    def place(self, name: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def text(self, name: str, content: str) -> None:
        self.place(name).write_bytes(content.encode())

    def page(self, path: str, html: str) -> None:
        file = f"{path.strip('/')}/{INDEX}".lstrip("/")
        self.text(file, self.links.placed(html, file))

    def extracts(self) -> None:
        with self.copy.parent.cursor() as cursor:
            for kind in pages.KEPT_AS:
                files.write_all(cursor, self.folder / "data", kind)
        shutil.copyfile(warehouse.file_of(self.copy), self.folder / "data" / "warehouse.duckdb")

    def charts_and_pages(self) -> None:
        made = {name: CHARTS[name](Address(f"/{page}")) for page, names in pages.CHARTED.items() for name in names}
        drawable = {name: chart for name, chart in made.items() if chart is not None}  # each at its first question
        for name, chart in drawable.items():
            as_svg = svg_of(chart)
            self.text(f"chart/{name}.svg", as_svg)
            self.place(f"chart/{name}.png").write_bytes(svg.png(as_svg))
            if chart.rows:
                self.rows(f"chart/{name}.csv", chart.rows)
        others = pages.all_forces(), pages.data(self.folder), pages.about(), pages.all_sources()
        for page in (*(pages.charted(name, drawable) for name in pages.CHARTED), *others):
            self.parts(page, charts.citation(page.title, Address(page.path).but(release=self.copy.release)))

    def parts(self, page: pages.Page, cite: str) -> None:
        self.page(page.path, in_plain("published.html", frame=self.frame, cite=cite, **vars(page)))

    def force(self, force: str) -> None:
        story = stories.of_force(force, has_pages=False)
        self.rows(f"force/{force}/figures.csv", Wanted("all_figures", {"force": [force]}))
        if story.chart:
            self.place(f"force/{force}/picture.png").write_bytes(svg.png(svg_of(story.chart)))
        facts = (*story.facts, ("As data", Link("Every figure of it as CSV", f"/force/{force}/figures.csv")))
        tables = _tables(each(warehouse.query("published_figures", {"force": force})))
        self.page(f"force/{force}", stories.html_of(replace(story, facts=facts), self.frame, tables))

    def figure(self, figure: str) -> None:
        story = stories.of_figure(figure)
        self.rows(f"figure/{figure}/figure.csv", Wanted("all_figures", only=[figure]))
        if story.chart:
            at = Address(f"/figure/{figure}")  # the picture names the page it is of
            as_svg = svg_of(replace(story.chart, at=at))
            self.text(f"figure/{figure}/picture.svg", as_svg)
            self.place(f"figure/{figure}/picture.png").write_bytes(svg.png(as_svg, zoom=1))
        if story.marked:
            self.place(story.marked.strip("/")).write_bytes(evidence.png(figure))
        facts = (*story.facts, ("As data", Link("This figure as CSV", f"/figure/{figure}/figure.csv")))
        self.page(f"figure/{figure}", stories.html_of(replace(story, facts=facts), self.frame))

    def rows(self, name: str, wanted: Wanted) -> None:
        with self.copy.parent.cursor() as cursor:
            files.write(cursor, wanted, "csv", self.place(name))

    def around(self) -> None:
        base, built = self.links.base, self.copy.built_at
        if base:  # both need whole addresses
            entries = index.entries(None)
            placed = [entry._replace(path=self.links.on_the_web(entry.path).removeprefix(base)) for entry in entries]
            self.text("feed.xml", index.atom(placed))
            folders = [file.parent.relative_to(self.folder).as_posix() for file in self.files() if file.name == INDEX]
            addresses = [self.links.on_the_web(f"/{path}".removesuffix(".")) for path in folders]
            self.text("sitemap.xml", render("sitemap.xml", addresses=addresses, day=built.date().isoformat()))
        may = "Disallow: /\n" if self.is_draft else f"Allow: /\nSitemap: {base}/sitemap.xml\n"
        self.text("robots.txt", f"User-agent: *\n{may}")
        about = {"release": self.copy.release, "day": built.date(), "base": base, "is_draft": self.is_draft}
        about |= {"checked": f"{checked()}.", "contact": installation.who_corrects(), "title": metadata.TITLE}
        about |= {"abstract": metadata.ABOUT, "keywords": metadata.KEYWORDS, "figures": len(self.figures)}
        self.text(CITATION, render("citation.cff", **about))
        self.text(README, render("published.txt", **about))
        shutil.copyfile(warehouse.ROOT / "DATA_LICENCE.md", self.folder / "LICENCE.md")
        for face in filter(None, FACES.values()):
            shutil.copyfile(STATIC / face[1:], self.place(face[1:]))


def _tables(figures: Sequence[Any]) -> list[pages.Part]:
    """Every figure of a force: those that have pages, and the official ones, each of which is led to here."""
    others, official = ([row for row in figures if (row.source_kind == "official") is is_it] for is_it in (False, True))
    lists = {"Everything asked for, told or published by others": others, "Official statistics": official}
    headings = "What was counted", "How many, and according to whom"
    return [
        {"heading": f"{title} ({len(rows):,})", "headings": headings, "rows": [_row(row) for row in rows]}
        for title, rows in lists.items()
        if rows
    ]


def _row(row: Any) -> tuple[str, Sequence[Cell]]:
    what, said = stories.count(row)
    what = words.heading(what)
    if row.source_kind != "official":
        return "", (what, replace(said, is_struck=is_struck(row)))
    return row.figure_id, (what, Struck(said.words) if is_struck(row) else said.words)


def main(target: Path, *, is_draft: bool) -> int:
    """Write the folder and say what was found; the exit code."""
    is_address = ADDRESS.fullmatch(base := installation.base_url())
    lacks = render("unpublished.txt", base=base, is_address=is_address, contact=installation.contact())
    if lacks and not is_draft:
        print(f"Nothing was published.\n{lacks}\n  Or look at a copy first: --draft.", file=sys.stderr)
        return 2
    if sys.stderr.isatty():
        print("Writing every page takes some minutes …", file=sys.stderr)
    begun = time.monotonic()
    try:
        nowhere = write(target, is_draft=is_draft)
        release, reviewed = warehouse.current().release, checked()
    except (CantPublish, warehouse.NoWarehouse, releases.UnknownRelease, OSError) as problem:
        print(f"Nothing was published. {problem}", file=sys.stderr)
        return 2
    if not is_draft:
        kept = releases.folder_of(warehouse.warehouse_path())
        try:
            releases.cite(release, f"published on {date.today()}", kept)
        except OSError as problem:
            print(f"{kept / releases.CITED}: name {release} in it, for its pages cite it ({problem}).", file=sys.stderr)
    written = [file.stat().st_size for file in target.rglob("*") if file.is_file()]
    what = "a draft of release" if is_draft else "release"
    print(
        f"{target}: {what} {release}, {len(written):,} files, {sum(written) / 1_000_000:.0f} MB, "
        f"in {time.monotonic() - begun:.0f} s.\n{reviewed}."
    )
    for link in nowhere:
        print(f"leads nowhere: {link}", file=sys.stderr)
    return 1 if nowhere else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), is_draft="--draft" in sys.argv))
