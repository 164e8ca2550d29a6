"""Data: an extract of one table with its counts and its address; the whole as a file, how to cite, the releases; SQL:
the reader's own query, run by DuckDB in the reader's browser; first queries, the tables, the ways at home.

Protects: nobody takes a part for the whole: the page says what an extract leaves out. No query runs on the server.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import PurePath

import streamlit as st

from dashboard import extract, installation, pinned, warehouse, words
from dashboard.parts import chart as charts
from dashboard.parts import listing
from dashboard.parts.controls import FOLLOWING, Address, controls, now, of, one_of, pick, put
from dashboard.parts.listing import Link, render
from ingest.extracts.metadata import TITLE, Counts
from ingest.extracts.wanted import FILTERS, TELLING, WIDE, CantFilter, Wanted, written
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

PATH = "/download"
TABLE, COLUMNS, IS_WIDE = "table", "columns", "wide"
LICENCE = warehouse.ROOT / "DATA_LICENCE.md"
MOST_RELEASES = 12  # before a reader asks for all
FIRST_ROWS = 8
ID = re.compile(r"(^|_)ids?$")
FORMATS = {"CSV": "csv", "Excel": "xlsx", "Parquet": "parquet", "JSON": "json"}
FILES = warehouse.ROOT / "build" / "sql"
QUERIES = warehouse.ROOT / "docs" / "queries.md"
HOW_TO_MAKE = "`make sql`"
HEIGHT = 760  # pixels, until the console says how tall it is
SECTION = re.compile(r"^## \d+\. (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def show_download() -> None:
    copy = warehouse.current()
    _builder(asked(now(PATH)))
    st.header("The whole, in one file")
    st.markdown(render("whole.md", megabytes=warehouse.file_of(copy).stat().st_size / 1_000_000))
    st.header("More")
    with st.expander("Releases that are kept"):
        newest, *_ = known = warehouse.known_releases()
        st.markdown(render("releases.md"))
        rows: list[tuple[listing.Cell, ...]] = []
        for one in known:
            said = ["newest"] * (one == newest) + ["shown now"] * (one == copy.release)
            changed = Link("what changed since", f"/changes?from={one}&to={newest}") if one != newest else None
            rows.append((Link(one, f"{PATH}?release={one}"), words.listed(said), changed))
        listing.first("releases", ("Release", "", "Changes"), rows, "Releases that are kept", "release", MOST_RELEASES)
    with st.expander("Licence"):
        st.markdown(licence())


def asked(at: Address) -> Address:
    """The extract of an address; without a table the one to start from, which nothing narrows but the address."""
    return at if at.one(TABLE) in VIEWS_AND_TABLES else at.but(**{TABLE: WIDE})


def wanted_at(at: Address) -> tuple[Wanted, Address]:
    """The extract and its address under /data without the ending; unknown values are left out. Raises CantFilter."""
    view = at.one(TABLE)
    filters = [name for name in extract.filters_of(view) if name != pinned.NAME]
    pairs = [(name, value) for name in filters for value in at.all(name) if value in extract.known(name)]
    pairs += [(COLUMNS, columns)] if (columns := at.one(COLUMNS)) else []
    pairs += [(IS_WIDE, "1")] if at.one(IS_WIDE) == "1" and view == WIDE else []
    return extract.ask(view, pairs), of(f"/data/{view}", pairs)


def _builder(at: Address) -> None:
    view = at.one(TABLE)
    filters = [name for name in extract.filters_of(view) if name != pinned.NAME]
    is_set = words.counted(sum(bool(at.all(name)) for name in filters), "filter")
    if (named := now(PATH).one(TABLE)) and named != view:
        st.warning(f"There is no table “{words.verbatim(named)}”. This is {_plain(view)}; the list has all others.")
    with controls("data", f"{_plain(view)}, {is_set}"):
        _choices(at, view, filters)
    try:
        wanted, address = wanted_at(at)
        told = replace(wanted, columns=wanted.columns or TELLING[:-1] * (view == WIDE and not wanted.is_wide))
        counts, (names, rows) = extract.counted(wanted), extract.first_rows(told, FIRST_ROWS)
    except CantFilter as problem:
        st.warning(words.verbatim(str(problem)))
        return
    links = [
        f"[{name}]({pinned.address(f'{address.path}.{kind}{address.link.removeprefix(address.path)}')})"
        for name, kind in FORMATS.items()
    ]
    exact = Address(f"{address.path}.csv", address.asked).but(release=warehouse.current().release)
    if not wanted.is_wide:
        links.append(f"[SQL]({pinned.address(Address('/sql').but(q=written(wanted, extract.columns(view))).link)})")
    first, second = st.columns([3, 1])
    first.markdown(f"**{words.counted(counts.rows, 'row')}** of {_plain(view)}: {' · '.join(links)}")
    with second.popover("The address of exactly this", width="stretch"):
        st.code(installation.address_of(exact.link), language=None, wrap_lines=True)
        st.markdown("Without `release=` it gives the newest figures.")
    st.markdown(words.verbatim(lacks(wanted, counts)))
    for symbol, meaning in counts.symbols.items():
        st.caption(f"`{symbol}` {words.verbatim(meaning)}")
    if not counts.rows and wanted.filters:
        away = [f"[{FILTERS[name][1]}]({at.but(**{name: None}).link})" for name in wanted.filters]
        st.markdown(f"No row fits all these filters. Take one away: {words.listed(away, 'or')}.")
    kept = [at for at, name in enumerate(names) if is_shown(name, told, [row[at] for row in rows])]
    shown = {"names": [words.column(names[at]) for at in kept], "rows": [[row[at] for at in kept] for row in rows]}
    st.html(render("extract.html", name=f"First rows of {view}", **shown))
    every = len(names) if wanted.is_wide else len(extract.columns(view))
    if counts.rows > len(rows) or len(kept) < every:
        columns = f", and {len(kept)} of its {every} columns" if len(kept) < every else ""
        st.caption(f"Shown: the first {words.counted(len(rows), 'row')}{columns}. One to four stand as printed.")
    if unused := [FILTERS[name][1] for name in FILTERS if at.all(name) and name not in (*filters, pinned.NAME)]:
        st.caption(f"This table can't be narrowed by {words.listed(unused, 'or')}, though the address asks for that.")
    with st.expander("How to cite it"):
        st.markdown(render("cite.md"))
        plain, bibtex = st.tabs(["Plain", "BibTeX"])
        title, said = title_of(address), extract.said_of(wanted)
        plain.code(" ".join([charts.citation(title, exact), *said]), language=None, wrap_lines=True)
        bibtex.code(as_bibtex(warehouse.current(), exact, title, said), language=None, wrap_lines=True)
    with st.expander("What the columns mean"):
        listing.meaning(view)


def is_shown(name: str, told: Wanted, cells: Sequence[str | None]) -> bool:
    """Whether the page shows a column: what is chosen; else no ids, and of a wide form what tells and filled years."""
    if told.is_wide:
        return name in TELLING or (name[0].isdigit() and any(cells))
    return bool(told.columns) or not ID.search(name)


def _choices(at: Address, view: str, filters: list[str]) -> None:
    choose = partial(put, **{TABLE: view})

    def choose_table(chosen: str) -> None:
        left = [name for name in FILTERS if name not in (*extract.filters_of(chosen), *FOLLOWING)]
        choose(**{TABLE: chosen, COLUMNS: None, IS_WIDE: None, **dict.fromkeys(left)})

    first, second, third = st.columns([2, 4, 2])
    pick(first.selectbox, "Table", {name: _plain(name) for name in VIEWS_AND_TABLES}, view, choose_table)
    known = {name: words.column(name) for name in extract.columns(view)}
    if at.one(IS_WIDE) == "1" and view == WIDE:
        second.markdown("A column for each year.")
    else:
        named = [name for name in at.one(COLUMNS).split(",") if name in known]
        pick(
            second.multiselect, "Columns", known, named, lambda chosen: choose(**{COLUMNS: ",".join(chosen)}),
            placeholder="all", wrap=True,
        )  # fmt: skip
    if view == WIDE:
        pick(
            third.segmented_control, "Form", {"": "a row a year", "1": "a column a year"},
            "1" if at.one(IS_WIDE) == "1" else "", lambda form: choose(**{IS_WIDE: form, COLUMNS: None}), required=True,
        )  # fmt: skip
    places = [place for _ in range(0, len(filters), 4) for place in st.columns(4)]
    for name, place in zip(filters, places, strict=False):  # what the table has, and what the address asks for besides
        known = extract.known(name)
        chosen = [value for value in at.all(name) if value in known]
        offered = {value: known.get(value, value) for value in (*extract.values_of(view, name), *chosen)}
        pick(
            place.multiselect, words.heading(FILTERS[name][1]), offered, chosen,
            partial(lambda name, values: choose(**{name: values}), name), placeholder="all", wrap=True,
        )  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("_", " ")


def lacks(wanted: Wanted, counts: Counts) -> str:
    lost = [
        f"{lost.rows:,} by {FILTERS[lost.name][1]}" + (f" ({lost.empty:,} have none)" if lost.empty else "")
        for lost in counts.left_out
    ]
    elsewhere = [f"{count:,} {reason}" for reason, count in counts.elsewhere.items()]
    return " ".join(render("lacks.md", counts=counts, lost=lost, elsewhere=elsewhere, is_wide=wanted.is_wide).split())


def tables() -> dict[str, int]:
    counts = " union all ".join(f"select '{name}', count(*) from {name}" for name in relations())
    return dict(warehouse.values(counts))


def title_of(extracted: Address) -> str:
    asked = [(name, value) for name, values in extracted.asked.items() if name in FILTERS for value in values]
    parts = [extract.label(name, value) for name, value in asked if name != pinned.NAME]
    return ": ".join(filter(None, (_plain(extracted.path.removeprefix("/data/")), ", ".join(parts))))


def as_bibtex(copy: warehouse.Copy, exact: Address, title: str, said: Sequence[str] = ()) -> str:
    local = "" if installation.base_url() else f"Local copy, {exact.whole}. "
    note = in_tex(" ".join([f"{local}Release {copy.release} of {words.day(copy.built_at.date())}.", *said]))
    key = f"{PurePath(exact.path).stem}-{sha256(exact.link.encode()).hexdigest()[:6]}-{copy.release}"
    return render("citation.bib", copy=copy, address=exact.whole, title=in_tex(f"{TITLE}: {title}"), note=note, key=key)


def in_tex(text: str) -> str:
    r"""For LaTeX: addresses as \url, and what else means something to it behind a backslash."""
    parts = re.split(r"((?:https?:/|/data|/figure)/[^\s<>\[\]{}‘’“”]*[^\s<>\[\]{}‘’“”.,;:)])", text)
    escaped = (
        rf"\url{{{part}}}" if at % 2 else re.sub(r"[&%$#_{}]", r"\\\g<0>", part) for at, part in enumerate(parts)
    )
    return "".join(escaped)


def licence() -> str:
    """DATA_LICENCE.md for a page: without its title and the paragraph on the code, its headings two lower."""
    text = LICENCE.read_text(encoding="utf-8")
    return re.sub(r"^##", "####", text[text.index("\n## ") :].strip(), flags=re.MULTILINE)


def show_sql() -> None:
    if made() is None:
        st.info(f"What runs queries in the browser is not here yet. In the project’s folder {HOW_TO_MAKE} brings it.")
        chosen = one_of("First queries", "query", {str(n): one["title"] for n, one in enumerate(queries())})
        st.code(queries()[int(chosen)]["sql"], language="sql", wrap_lines=True)
        listing.meaning(one_of("Tables and their columns", "table", {name: name for name in VIEWS_AND_TABLES}))
    else:
        st.iframe(pinned.address("/sql/console"), height=HEIGHT, alt="SQL console")
    with st.expander("The same at home"):
        address = installation.address_of(pinned.address("/data/warehouse.duckdb"))
        said = f"curl -o disclosed.duckdb '{address}'\nduckdb -readonly disclosed.duckdb"
        st.markdown(render("at_home.md"))
        st.code(said, language="sh", wrap_lines=True)


def made() -> str | None:
    """The mark of the console's files, another for other files; None where they are not here."""
    done = FILES / "done"
    return done.read_text(encoding="ascii").strip().replace(" ", "-") if done.is_file() else None


@cache
def queries() -> list[dict[str, str]]:
    """The queries of docs/queries.md in order, each with its `title` and `sql`: a later one's first line says more."""
    return [
        {"title": title + (sql.partition("\n")[0].replace("--", ":") if number else ""), "sql": sql.strip()}
        for title, text in SECTION.findall(QUERIES.read_text(encoding="utf-8"))
        for number, sql in enumerate(BLOCK.findall(text))
    ]
