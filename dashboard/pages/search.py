"""What a reader types -> what they may mean: below the box in the header of every page, and all of it on a page.

Protects: no group and no person is found by name (queries/search_entries.sql); every word that is shown is text.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import streamlit as st

from dashboard import menu, warehouse, words
from dashboard.parts import results
from dashboard.parts.controls import Address, now
from dashboard.parts.listing import render

PATH = "/search"
MOST, MOST_ON_PAGE = 4, 100  # of a kind: below the box, and on the page
PAUSE = "120ms"  # after the last key: what is found comes in some 15 ms
MOST_LETTERS = 80  # of what is typed; the rest is not looked at
MENTIONS = ("source", "answer")  # are found by their words; all else by its name
SECTION = re.compile(r"\b(?:section|sect|sec|s) ?(?=\d)")
NUMBER = re.compile(r"\b\d{1,3}[a-z]?\b")  # "127" may be a section
COUNT = re.compile(r"(?<![\w.,/])(?!(?:19|20)\d\d\b)[1-9]\d{0,2}(?:,?\d{3}){0,3}(?![\w.,])")  # "1,317"; no year
ARTICLE = re.compile(r"\b(?:article|art) ?(?=\d)")
IDLE = frozenset({"the", "a", "of", "in", "for", "by", "police", "constabulary", "force", "offences", "figures"})
"""Words that tell nothing apart: "Wolverhampton police" is "Wolverhampton"."""
COLUMNS = ["kind", "id", "title", "note", "path", "words", "weight", "is_body", "in_order"]
METHOD, WORDS = warehouse.ROOT / "docs" / "method.md", "/method?show=What the words mean"
GLOSSARY = re.compile(r"^\| (?!word |---)(.+?) \| (.+) \|$", re.MULTILINE)  # of the method's first part
QUOTED = re.compile(r"[“\"‘]([^”\"’]{3,60})[”\"’]")


class Hit(NamedTuple):
    """One thing that was found. `title` and `note` are plain text; `of_kind`: how many of its kind fit."""

    kind: str
    title: str
    note: str | None
    path: str
    of_kind: int


def folded(text: str) -> str:
    """Words without case, accents and punctuation; "Section 15A" and "s.15A" are "s15a"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() if not text.isascii() else text
    plain = re.sub(r"[’'`]", "", plain.lower()).replace("&", " and ")
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return ARTICLE.sub("art", SECTION.sub("s", plain))


def find(asked: str, most: int = MOST) -> list[Hit]:
    """What fits, the best kind first, at most so many of each kind."""
    whole = folded(asked[:MOST_LETTERS])
    if not whole:
        return []
    rest = " ".join(word for word in whole.split() if word not in IDLE)
    rows = list[Any]()
    with _index(warehouse.current()).cursor() as cursor:
        asks, parts = list(dict.fromkeys(filter(None, (whole, rest, NUMBER.sub(r"s\g<0>", rest, 1))))), rest.split()
        runs = [" ".join(parts[n:end]) for n in range(len(parts)) for end in range(n + 1, len(parts) + 1)]
        wanted = {"asked": asks, "runs": [*asks, *runs], "most": most}
        # what some of the words name to the letter; what nothing is called or says may be misspelt
        named = cursor.execute(warehouse.sql("search_named"), {"runs": runs}).fetchall() if len(parts) > 1 else []
        is_told = {*parts} <= {word for *_, said in named for word in said.split()}
        for is_near in (False,) if is_told else (False, True):
            rows = rows or cursor.execute(warehouse.sql("search_found"), wanted | {"is_near": is_near}).fetchall()
    # "grooming arrests West Midlands" is about a force first; where nothing is called so, about all that it names.
    kinds = {row[0] for row in rows}
    first = [row for row in named if kinds <= {*MENTIONS} or (row[0] == "force" and "force" not in kinds)]
    numbers = [int(n.replace(",", "")) for n in COUNT.findall(SECTION.sub("s", asked.lower()))]
    given = {"numbers": numbers, "forces": [row[1] for row in named if row[0] == "force"], "most": most}
    return [Hit(*row[:5]) for row in (*first, *rows, *(warehouse.values("search_numbers", given) if numbers else ()))]


@warehouse.forgotten(4)
def _index(copy: warehouse.Copy) -> duckdb.DuckDBPyConnection:
    """What can be found in a warehouse, in memory: made once for each release, in some 50 ms."""
    with copy.parent.cursor() as cursor:
        rows = cursor.execute(warehouse.sql("search_entries")).fetchall()
        named = cursor.execute(warehouse.sql("search_groups_named")).fetchall()
    groups = [folded(name) for (text,) in named for name in QUOTED.findall(text)]
    pages = {spec.path: spec for spec in menu.PAGES}
    entries: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for kind, mark, title, note, path, said, *more in rows:
        text = folded(said or "")
        for group in groups:
            text = text.replace(group, " ")
        if kind == "page":
            title, note = (pages[mark].title, pages[mark].about) if mark in pages else (None, None)
        elif kind == "answer":
            status, basis, period, reference = note.split("|", 3)
            answered = f"{results.of_state(status)}{', by our reading' if basis == 'inferred' else ''}"
            dated = words.short_period(period) if period not in ("", "unknown") else ""
            note = " · ".join(filter(None, (answered, dated, reference)))
        elif kind == "force":
            note = words.SAID["area_kinds"].get(note, note)
        if text and title:
            entries.setdefault((kind, mark, text), (kind, mark, title, note, path, text, *more))
    for names, meaning in GLOSSARY.findall(METHOD.read_text(encoding="utf-8").partition("\n## From ")[0]):
        for text in map(folded, names.split(", ")):
            title = words.heading(names.partition(", ")[0])
            entries["word", names, text] = ("word", names, title, meaning, WORDS, text, 0.99, False, names)
    con = duckdb.connect(config={"threads": 1})
    con.from_df(pd.DataFrame(entries.values(), columns=COLUMNS)).create("entries")
    con.execute(f"create table called as {warehouse.sql('search_called')}")
    return con


@st.fragment
def box() -> None:
    """The search in the header: a line to type in, and what fits below it while one types. It stands in a container."""
    at = now(PATH)
    asked = st.text_input(
        "Search a force, offence or place", key="search_asked", type="search", live=PAUSE, label_visibility="collapsed",
        placeholder="Force, offence, place…", icon=":material/search:", autocomplete="off",
    )  # fmt: skip
    if asked and asked.strip():
        st.html(f'<div class="search-found" role="region" aria-label="Found">{as_html(find(asked), asked, at)}</div>')
    keys = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").replace("{all}", at.at(PATH).link)
    st.html(f"<script>{keys}</script>", unsafe_allow_javascript=True, width="content")


def as_html(hits: Sequence[Hit], asked: str, at: Address, *, is_page: bool = False) -> str:
    groups = [(words.SAID["found"][kind], list(rows)) for kind, rows in groupby(hits, key=lambda hit: hit.kind)]
    return render("found.html", groups=groups, asked=asked.strip(), at=at, is_page=is_page)


def head(at: Address) -> tuple[str, str, str] | None:
    if not (asked := at.one("q").strip()[:MOST_LETTERS]):
        return None
    return f"Search: {asked}", f"What is here of “{asked}”: forces, offences, sources and answers.", ""


def show() -> None:
    at = now(PATH)
    asked = at.one("q").strip()[:MOST_LETTERS]
    st.title(words.verbatim(f"Search: {asked}") if asked else "Search")
    if not asked:
        st.markdown(render("search.md", forces=at.at("/forces").link))
        return
    st.html(f'<div class="search-all">{as_html(find(asked, MOST_ON_PAGE), asked, at, is_page=True)}</div>')
