"""The warehouse and the filters of an address -> what can be taken away: each view whole and filtered, and its words.

Protects: an extract says how many rows it has and which filters it can't honour, so nobody takes a whole for a part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import extract, frame, listing, pinned, warehouse, words
from dashboard.filters import TITLES, Filters

LICENCE = warehouse.ROOT / "DATA_LICENCE.md"


@dataclass(frozen=True)
class Offer:
    """One view: what a row is, how many there are, and the part that the filters leave (None when none apply)."""

    view: str
    row_is: str
    rows: int
    filtered: Filters | None
    filtered_rows: int | None
    ignored: tuple[str, ...]
    """The chosen filters that the view has no column for."""

    @property
    def whole_address(self) -> str:
        return pinned.address(f"/data/{self.view}.csv")

    @property
    def filtered_address(self) -> str:
        return self.filtered.address(f"/data/{self.view}.csv") if self.filtered else self.whole_address


def offers(views: Sequence[str], chosen: Filters) -> list[Offer]:
    """What can be taken of each view; `release` alone narrows nothing and makes no part."""
    relations = warehouse.query(warehouse.sql("dictionary_relations"))
    comments = dict(zip(relations["name"], relations["comment"], strict=True))
    return [_offer(view, comments.get(view) or "", chosen) for view in views]


def _offer(view: str, row_is: str, chosen: Filters) -> Offer:
    own = extract.for_view(view, chosen)
    part = own if own.but(release=None).count else None
    return Offer(
        view,
        row_is,
        extract.count(extract.Wanted(view, Filters())),
        part,
        extract.count(extract.Wanted(view, part)) if part else None,
        tuple(name for name in chosen.chosen if name not in own.chosen),
    )


def show(offer: Offer) -> None:
    """One view: its name, what a row is, its links, and what its columns mean."""
    st.markdown(f"### {offer.view}")
    st.markdown(offer.row_is)
    links = [f"[Whole, as CSV]({offer.whole_address}): {words.counted(offer.rows, 'row')}"]
    if offer.filtered is not None and offer.filtered_rows is not None:
        links.append(f"[As filtered, as CSV]({offer.filtered_address}): {words.counted(offer.filtered_rows, 'row')}")
    st.markdown(" · ".join(links))
    if offer.ignored:
        names = words.listed([TITLES[name].lower() for name in offer.ignored])
        left_out = "It can't be filtered" if offer.filtered is None else "The filtered part is not narrowed"
        st.caption(f"{left_out} by {names}: it has no such column.")
    columns(offer.view)


def columns(view: str) -> None:
    """What each column means, closed until asked for."""
    rows = warehouse.query(warehouse.sql("dictionary_columns"))
    own = rows[rows["name"] == view]
    with st.expander(f"The {words.counted(len(own), 'column')} of {view}"):
        listing.show(
            ("Column", "Type", "Meaning"),
            [(row.column_name, row.data_type, row.comment) for row in own.itertuples()],
            f"Columns of {view}",
        )


def megabytes() -> str:
    """The size of the warehouse's file, as the copy that is sent has it."""
    return f"{warehouse.file_of(warehouse.current()).stat().st_size / 1_000_000:.0f} MB"


def licence() -> str:
    """DATA_LICENCE.md for a page: without its title and the paragraph on the code, its headings one lower."""
    text = LICENCE.read_text(encoding="utf-8")
    return re.sub(r"^##", "###", text[text.index("\n## ") :].strip(), flags=re.MULTILINE)


def citations(chosen: Filters) -> str:
    """What to copy: an extract, and the source that printed the number."""
    here = Filters(chosen.chosen).only(extract.filters_of("figures"))
    lines = [
        frame.citation("Figures in force (figures.csv)", "/data/figures.csv"),
        frame.citation("Figures in force (figures.csv), as filtered", here.address("/data/figures.csv"))
        if here.but(release=None).count
        else "",
    ]
    return "\n".join(line for line in lines if line)
