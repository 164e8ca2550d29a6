"""Data: every public table as a file with what a row is and how many there are, the whole warehouse, how to cite, the
addresses, the releases that are kept.

Protects: a file says how many rows it has before it is taken; one that can't be narrowed to the reader's forces says
so.
"""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import answers, listing
from dashboard.parts import chart as charts
from dashboard.parts.controls import Address, choose_forces, now, one_of
from dashboard.parts.listing import Link
from dashboard.rows import each
from ingest.extracts.meaning import relations
from ingest.warehouse.releases import REFERENCE_TABLES, VIEWS

PATH = "/download"
LICENCE = warehouse.ROOT / "DATA_LICENCE.md"
NAME = "Disclosed: UK police forces' freedom of information answers on online child sexual offences"
LARGEST_LIST = 12  # releases that are listed; the rest have addresses of the same form


def show() -> None:
    """The page."""
    copy = warehouse.current()
    st.title("Data")
    st.markdown(
        "Every number with its source, as files. Start with the first: one row for each force, offence and year. "
        "An empty cell is unknown, never zero."
    )
    forces = choose_forces(now(PATH), "Only these forces", st.columns([2, 3])[0])
    found = tables(forces)
    _files(found[found["name"].isin(VIEWS)], "Figures, answers and what checks found", forces)
    st.header("The whole, in one file")
    size = warehouse.file_of(copy).stat().st_size / 1_000_000
    st.markdown(
        f"[The warehouse, one DuckDB file]({pinned.address('/data/warehouse.duckdb')}), {size:.0f} MB. "
        f"Sources are listed [one by one]({pinned.address('/sources')}) with what was read in each."
    )
    st.code(
        'import duckdb\nduckdb.connect("disclosed.duckdb", read_only=True).sql("from force_years")',
        language="python",
        wrap_lines=True,
    )
    st.header("How to cite")
    st.markdown("Cite the release, for the next may hold other figures, and with a figure the source that printed it.")
    plain, bibtex = st.tabs(["Plain", "BibTeX"])
    plain.code(charts.citation("Data", Address(PATH)), language=None, wrap_lines=True)
    bibtex.code(as_bibtex(copy), language=None, wrap_lines=True)
    st.header("More")
    with st.expander("What the columns mean"):
        _columns(found)
    with st.expander("Lists of forces, offences, measures and sources"):
        _files(found[found["name"].isin(REFERENCE_TABLES)], "Lists", forces)
    with st.expander("Addresses for programs"):
        listing.show(
            ("Address", "Gives"),
            [
                ((f"{installation.base_url()}{address}",), gives)
                for address, gives in map(dict.values, answers.letters("addresses"))
            ],
            "Addresses",
        )
    with st.expander("Releases that are kept"):
        _releases(copy.release)
    with st.expander("Licence"):
        st.markdown(licence())


def tables(forces: list[str]) -> pd.DataFrame:
    """Each public table in the order of the lists: name, comment, columns, rows, and rows of these forces (NaN where a
    table has no force). One question for all of them."""
    known = warehouse.query("dictionary_relations").set_index("name")
    known = known.loc[[*VIEWS, *REFERENCE_TABLES]].reset_index()
    counts = " union all ".join(
        f"select '{row.name}' as name, count(*) as \"rows\", "
        f"count(*) filter ({'list_contains($force, force_id)' if row.has_force else 'false'}) as own from {row.name}"
        for row in each(known)
    )
    found = known.merge(warehouse.query(counts, {"force": forces}), on="name", how="left")
    return found.assign(own=found["own"].where(found["has_force"]))


def _files(found: pd.DataFrame, title: str, forces: list[str]) -> None:
    rows: list[tuple[listing.Cell, ...]] = []
    for row in each(found):
        can = bool(forces) and row.own == row.own
        size = words.number(row.own) if can else words.number(row.rows)
        size += ", all forces" if forces and not can and row.rows > 1 else ""
        link = Link(f"{row.name}.csv", charts.csv(row.name, force=tuple(forces) if can else None))
        rows.append((link, relations()[row.name].row, size, words.number(row.columns)))
    listing.show(("File", "One row", "Rows", "Columns"), rows, title)


def _columns(found: pd.DataFrame) -> None:
    table = one_of("Table", "table", {name: name for name in found["name"]})
    st.markdown(words.verbatim(found.set_index("name")["comment"][table]))
    rows = warehouse.query("dictionary_columns")
    listing.show(
        ("Column", "Type", "Meaning"),
        [(row.column_name, row.data_type, row.comment) for row in each(rows[rows["name"] == table])],
        f"Columns of {table}",
    )


def _releases(now_shown: str) -> None:
    known = warehouse.known_releases()
    newest = known[0]
    st.markdown(
        "Every release that was served is kept. An address with its name shows that release and no other, on pages and "
        "in files."
    )
    rows: list[tuple[listing.Cell, ...]] = []
    for one in known[:LARGEST_LIST]:
        said = ["newest" if one == newest else "", "shown now" if one == now_shown else ""]
        changed = Link("what changed since", f"/changes?from={one}&to={newest}") if one != newest else None
        rows.append((Link(one, f"{PATH}?release={one}"), words.listed([part for part in said if part]), changed))
    listing.show(("Release", "", "Changes"), rows, "Releases that are kept")


def as_bibtex(copy: warehouse.Copy) -> str:
    """The release as BibTeX; an address only where this copy has one."""
    at = charts.address(Address(PATH).but(release=copy.release))
    where = f"  url = {{{at}}},\n" if installation.base_url() else ""
    return (
        f"@misc{{disclosed-{copy.release},\n  title = {{{{{NAME}}}}},\n  author = {{{{The Disclosed contributors}}}},\n"
        f"  year = {{{copy.built_at.year}}},\n{where}"
        f"  note = {{Release {copy.release} of {words.day(copy.built_at.date())}}}\n}}"
    )


def licence() -> str:
    """DATA_LICENCE.md for a page: without its title and the paragraph on the code, its headings two lower."""
    text = LICENCE.read_text(encoding="utf-8")
    return re.sub(r"^##", "####", text[text.index("\n## ") :].strip(), flags=re.MULTILINE)
