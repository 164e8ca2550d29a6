"""Values -> HTML, XML or Markdown, by a template; rows -> a table that also reads on a phone.

Protects: every value is text, except our own drawings; no link leads anywhere but to http and https; a cell without
words is never blank. What is left out of a long list is counted on a button (`show=figures`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dashboard import pinned, words
from ingest.warehouse.dictionary import relations

SHOW = "show"  # the parameter of the address that names the lists that are shown whole
MOST = 30
STATIC = Path(st.__file__).with_name("static")
FACES = {
    family: next(
        (f"/{file.relative_to(STATIC).as_posix()}" for file in sorted(STATIC.glob(f"static/media/{name}"))), ""
    )
    for family, name in (("Source Sans", "SourceSansVF-Upright.*"), ("Source Serif", "SourceSerifVariable-Roman.*"))
}
"""The faces of the pages, from this host too: in another, names would not fit into tiles."""
_templates = Environment(
    loader=FileSystemLoader([Path(__file__).resolve().parent.parent / folder for folder in ("templates", "letters")]),
    autoescape=select_autoescape(disabled_extensions=("md", "txt", "cff", "bib"), default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Frame:
    """Around a page of plain.html: `menu` addresses with names, `foot` sentences; `draft` says that it is one."""

    menu: Sequence[tuple[str, str]] = (("/forces", "Forces"), ("/search", "Search"), ("/method", "About"))
    foot: Sequence[str] = ()
    draft: str = ""


def render(name: str, /, **values: object) -> str:
    return _templates.get_template(name).render(values)


def line(name: str, /, **values: object) -> str:
    """The sentences of a template, a line of it each, one after another."""
    return " ".join(render(name, **values).splitlines())


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of ours, or (`is_outside`) somebody else's; `is_struck`: they hold no longer."""

    words: str
    address: str
    is_outside: bool = False
    is_struck: bool = False


@dataclass(frozen=True)
class Struck:
    """Words that hold no longer: shown struck through, and read out as such."""

    words: str


Part = str | Link | Struck
Cell = Part | None | Sequence[Part]  # one line, or several one under the other
Columns = Mapping[str, Callable[[Any], Cell]]  # a table's headings from the left, each with what its cell says of a row


def lines(cell: Cell) -> list[Part]:
    """The parts of a table's cell, one under the other."""
    return [part for part in ([cell] if isinstance(cell, Part) else cell or ()) if part]


_templates.filters |= {"lines": lines} | {name: getattr(words, name) for name in (
    "day", "sentence", "verbatim", "counted", "listed", "the", "masked", "number", "origin", "with_days", "copy_in",
    "offence",
)}  # fmt: skip
_templates.globals |= {"faces": FACES, "pinned": pinned.address, "web": words.web, "original": words.original}
_templates.globals["rates"] = words.SAID["charts"]["rates"]


def show(headings: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> None:
    """Draw the table; `name` says what it lists to those who hear the page."""
    st.html(html(headings, rows, name))


def html(headings: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> str:
    cells = [list(zip(headings, row, strict=True)) for row in rows]
    return render("listing.html", headings=headings, rows=cells, name=name)


def meaning(view: str) -> None:
    """Draw what a row of a public view or table is, and what each of its columns means."""
    relation = relations()[view]
    st.markdown(words.verbatim(relation.meaning))
    rows = [([*dict.fromkeys((one.name, words.column(one.name)))], one.kind, one.meaning) for one in relation.columns]
    show(("Column", "Type", "Meaning"), rows, f"Columns of {view}")


def table(name: str, rows: Iterable[Any], columns: Columns) -> None:
    show(list(columns), [[cell(row) for cell in columns.values()] for row in rows], name)


def facts(pairs: Iterable[tuple[str, Cell]]) -> None:
    st.html(render("facts.html", pairs=[(name, cell) for name, cell in pairs if cell]))


def count(name: str, rows: int, most: int = MOST) -> int:
    """How many rows of a list are shown: all where the address asks for them, or where a button would hide but two."""
    return rows if name in st.query_params.get_all(SHOW) or rows <= most + 2 else most


def first(
    name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]], title: str, noun: str, most: int = MOST
) -> None:
    """A list with its button, or "None."; `noun` is what a row is: "figure"."""
    if not rows:
        st.markdown("None.")
        return
    show(headings, rows[: count(name, len(rows), most)], title)
    if count(name, len(rows), most) < len(rows):
        ask_for_all(name, f"Show all {words.counted(len(rows), noun)}")


def ask_for_all(name: str, text: str) -> None:
    def ask() -> None:
        st.query_params[SHOW] = [*st.query_params.get_all(SHOW), name]

    st.button(text, key=f"{SHOW}_{name}", on_click=ask)


def missing(what: str, every: str) -> None:
    """The page of one thing where an address names none; an unknown one is a 404 before any page (routes/pages.py)."""
    st.title(f"Which {what}?")
    st.markdown(f"[All of them]({pinned.address(every)}) · [Search]({pinned.address('/search')})")
