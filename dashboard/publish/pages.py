"""A release -> the pages of a published folder that are not stories: what each says, from the charts, lists and words
of the dashboard's pages.

Protects: a page says what the dashboard's says and nothing beside it; each source stands with its original address and
with where copies of it are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from dashboard import menu, warehouse, words
from dashboard.charts.drawing import PHONE, WIDE
from dashboard.pages import download, forces, method, overview, sources
from dashboard.parts import chart as charts
from dashboard.parts import listing, results, statuses
from dashboard.parts.controls import Address
from dashboard.parts.listing import Cell, Link
from dashboard.publish.links import SAME_AS
from dashboard.routes.data import drawn
from dashboard.words import each
from ingest.warehouse.dictionary import relations

ARCHIVE = "https://web.archive.org/web/"
KEPT_AS = ("csv", "parquet")
"""The formats of the extracts that are published."""
CHARTED = {
    "": tuple(overview.CHARTS),
    "activists": ("arrests", "groups", "s127", "groups_other", "groups_areas"),
    "compare": ("compare",),
    "time": ("time",),
    "answers": ("answers",),
    "offences": ("offences",),
}
"""The pages that are charts at their first question, by their names in the menu."""
PAGES = ("forces", "activists", "compare", "time", "offences", "answers", "download", "sources", "method")
MENU = tuple((f"/{SAME_AS.get(name, name)}", menu.spec_of(name).title) for name in PAGES)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

Rows = Sequence[tuple[str, Sequence[Cell]]]


@dataclass(frozen=True)
class Part:
    """A part of a page, from above: heading, drawing (for a wide screen and for a phone), paragraphs, source, links,
    text as markup, table and notes. `rows` have each a mark by which a link leads to it, or nothing; `fold`: the words
    behind which the table stands."""

    heading: str = ""
    wide: Markup | str = ""
    narrow: Markup | str = ""
    texts: Sequence[Cell] = ()
    source: str = ""
    ways: Sequence[Link] = ()
    markup: Markup | str = ""
    headings: Sequence[str] = ()
    rows: Rows = ()
    fold: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """A page: its address on the dashboard, its title, the sentence below it, and its parts."""

    path: str
    title: str
    lead: str
    parts: Sequence[Part]
    picture: str = ""


def _charted(names: Sequence[str], drawable: Mapping[str, charts.Chart]) -> Iterator[Part]:
    for name in names:
        if (chart := drawable.get(name)) is None:
            continue
        opens = chart.opens or [[mark] for mark in chart.marks]
        table = chart.table
        rows = [
            ("", [_cell(str(said), marks, place) for place, said in enumerate(row)])
            for row, marks in zip(table.itertuples(index=False), opens, strict=False)
        ]
        ways = [Link("Picture", f"/chart/{name}.png"), Link("SVG", f"/chart/{name}.svg")]
        ways += [Link("CSV", f"/chart/{name}.csv")] if chart.rows else []
        yield Part(
            chart.title,
            drawn(chart.drawing, WIDE),
            drawn(chart.drawing, PHONE),
            [chart.line, *chart.stated],
            chart.source,
            ways,
            headings=list(map(str, table.columns)),
            rows=rows,
            fold=f"Table: {chart.title}",
            notes=chart.notes,
        )


def _cell(said: str, marks: Sequence[str | None], place: int) -> Cell:
    mark = marks[place] if place < len(marks) else None
    return Link(said, f"/figure/{mark}") if mark else said


def charted(name: str, drawable: Mapping[str, charts.Chart]) -> Page:
    """A page of charts; the first says what the Overview says."""
    spec = menu.spec_of(name)
    title, about = (spec.title, spec.about) if name else (overview.TITLE, overview.intro())
    picture = f"/chart/{CHARTED[name][0]}.png" if CHARTED[name][0] in drawable else ""
    return Page(f"/{name}", title, about, tuple(_charted(CHARTED[name], drawable)), picture)


def all_forces() -> Page:
    """The forces by nation and name, and areas with what was counted of them."""
    rows = forces.forces()
    notes = (*forces.NOTES, *statuses.licences(list(rows["figure_id"].dropna())))
    listed = Markup(forces.table_of(rows, Address("/forces"), []))
    parts = [Part(markup=listed), Part(texts=[forces.CAPTION], notes=notes)]
    for area, name, _ in warehouse.values("areas"):
        counts = warehouse.query("published_figures", {"force": area})
        lines = [("", results.line(row, f"/figure/{row.figure_id}")) for row in each(counts)]
        parts.append(Part(name, headings=results.LINE, rows=lines, fold=words.counted(len(lines), "figure")))
    return Page("/forces", "Police forces", f"What each recorded and answered. {forces.replies()}", parts)


def data(folder: Path) -> Page:
    """The extracts in the folder, with rows and sizes."""
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
    return Page(
        "/data", "Data", lead,
        (Part(texts=[whole]), Part("Tables", headings=("Table", "One row", "Rows", "As"), rows=rows)),
    )  # fmt: skip


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size / 1000, 0.1):.1f} kB"


def about() -> Page:
    """What the method is, in full."""
    texts = [("", (method.TEXTS / "about.md").read_text(encoding="utf-8")), *method.sections().items()]
    parts = [Part(heading, markup=Markup(_markdown.render(text))) for heading, text in texts]
    audits, _ = method.audits_here()
    samples = [("", method.row(audit)) for audit in audits]
    read_again = Part("Samples that were read again", headings=method.SAMPLE, rows=samples)
    lead = "How a document becomes a figure, what the words mean, what may not be concluded."
    return Page("/method", "About", lead, (*parts[:1], *((read_again,) if samples else ()), *parts[1:]))


def all_sources() -> Page:
    """Every source with its original address, the day on which it was read, and where copies of it are kept."""
    rows = warehouse.query("sources_list", {"source_id": None})
    columns = sources.COLUMNS | {
        "Read on": lambda row: words.day(row.fetched_on) if row.fetched_on else "a day that is not recorded",
        "Its page": lambda row: (
            [Link("Original", row.url, is_outside=True), Link("Archived copy", archived(row), is_outside=True)]
            if words.web(row.url)
            else ""
        ),
    }
    table = [(row.source_id, [say(row) for say in columns.values()]) for row in each(rows)]
    lead = (
        f"{sources.summary(rows)} “Archived copy” leads to what the Internet Archive keeps of the page, nearest to the "
        "day on which it was read, else published; it may keep nothing."
    )
    return Page("/sources", "Sources", lead, (Part(headings=list(columns), rows=table),))


def archived(row: Any) -> str:
    """Where a copy of a source's page would be; its own address where that is one."""
    if ARCHIVE in row.url:
        return str(row.url)
    day = str(row.fetched_on or row.published_on or row.answered_on or "").replace("-", "")
    return f"{ARCHIVE}{day}/{row.url}" if day else f"{ARCHIVE}{row.url}"
