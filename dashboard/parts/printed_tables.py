"""Figures of one source -> the tables that they were printed in, and the figures that stand in none; and such a table
on a page, where each number leads to its evidence and what stands no longer is marked.

Protects: numbers and labels are text, never markup; nothing is told by colour alone; a number stands under the heading
and beside the label that its document prints, as it is printed; a cell that gave no figure is not taken for an empty
one; what the build says of printed totals is repeated and never worked out here, for a hidden small count could be
worked out from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import states, words
from dashboard.html import render
from dashboard.parts import listing, statuses
from dashboard.rows import each

PLACE = re.compile(
    r"^(?:(?:page (?P<page>\d+), )?(?P<table>table \d+), row (?P<row>\d+), column (?P<column>.+)"
    r"|(?P<sheet>sheet .+), (?P<letters>[A-Z]{1,3})(?P<line>\d+))\Z",
    re.DOTALL,
)
"""The place of a cell, in a table of a document or in a sheet."""
BETWEEN = " | "
"""What a quote of a table's cell has between row, column and number (`ingest/answers/maps.py`)."""

VERDICTS = ("printed total ", "totals agree")
"""How the verdicts on totals begin (`ingest/answers/maps.py`)."""

STYLE = Path(__file__).resolve().parent / "printed_table.css"
MOST_ROWS = 40  # of one table, before a reader asks for all of them
MOST_ROWS_IN_ALL = 200
MANY_COLUMNS = 4  # the labels' among them: more don't fit on a phone
MOST_REASONS = 4  # why figures of a table are not in force
NO_FIGURE = "…"
BLANK = "blank"
WHOLE = "tables"
"""The name by which the address asks for all tables whole."""

MARKS = {
    "repeated": "repeated",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
    "conflicting": "disputed",
    "rejected": "set aside",
}
"""What stands under a number that is not in force."""

FEWEST = 2  # figures that make a table; one alone stands in the list


@dataclass(frozen=True)
class PrintedRow:
    """`cells` has a list of figures for each column of the table, an empty one where no figure was read."""

    label: str
    cells: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    """One table of a document, as far as figures were read in it. `place`: "pages 2 and 3, table 1", "sheet Arrests".
    `has_order`: the columns stand in the order of the print, which the places of a sheet or page tell."""

    document: str
    place: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    has_order: bool

    @property
    def figures(self) -> list[Any]:
        return [figure for row in self.rows for cell in row.cells for figure in cell]

    @property
    def is_whole(self) -> bool:
        """Whether each of its cells gave a figure."""
        return all(cell for row in self.rows for cell in row.cells)


def split(figures: pd.DataFrame) -> tuple[list[PrintedTable], pd.DataFrame]:
    """The tables in the order of their documents and pages, and the figures that stand in no table."""
    place = figures["locator"].astype("str").str.extract(PLACE)
    rows = figures.assign(
        table=place["table"].fillna(place["sheet"]),
        column=place["column"].fillna(place["letters"]),
        row=pd.to_numeric(place["row"].fillna(place["line"])),
        on_page=pd.to_numeric(place["page"]),
        n=pd.to_numeric(place["table"].str.extract(r"(\d+)")[0]).fillna(0),
    )
    by_table = ["document", "n", "table"]
    is_inside = rows.groupby(by_table)["table"].transform("size") >= FEWEST
    tables = [_table(each(group)) for _, group in rows[is_inside].groupby(by_table)]
    return tables, figures[~is_inside]


def _table(figures: Sequence[Any]) -> PrintedTable:
    columns, has_order = _columns(figures)
    cells: dict[tuple[int, str], list[Any]] = {}
    labels: dict[int, str] = {}
    headings: dict[str, str] = {}
    for figure in figures:
        cells.setdefault((figure.row, figure.column), []).append(figure)
        label, heading = labels_of(figure)
        labels[figure.row] = labels.get(figure.row) or label
        headings[figure.column] = headings.get(figure.column) or heading
    pages = [f"{page:.0f}" for page in sorted({figure.on_page for figure in figures if figure.on_page > 0})]
    where = f"{'pages' if len(pages) > 1 else 'page'} {words.listed(pages)}, " if pages else ""
    return PrintedTable(
        figures[0].document,
        f"{where}{figures[0].table}",
        tuple(headings[column] or f"column {column}" for column in columns),
        tuple(
            PrintedRow(labels[row], tuple(tuple(cells.get((row, column), ())) for column in columns))
            for row in sorted(labels)
        ),
        has_order,
    )


def _is_sheet(figure: Any) -> bool:
    return str(figure.table).startswith("sheet ")


def _columns(figures: Sequence[Any]) -> tuple[list[str], bool]:
    """The columns in the order of the print: by their letters, or by where their numbers stand on the page. Where the
    document tells neither: by period, the whole behind its parts, and False."""
    by_column: dict[str, list[Any]] = {}
    for figure in figures:
        by_column.setdefault(figure.column, []).append(figure)
    if _is_sheet(figures[0]):
        return sorted(by_column, key=lambda letters: (len(letters), letters)), True
    if all(figure.bbox is not None for figure in figures):
        return sorted(by_column, key=lambda name: min(figure.bbox[0] for figure in by_column[name])), True

    def by_period(name: str) -> tuple[bool, int, str, str]:
        days = [(figure.period_start, figure.period_end) for figure in by_column[name]]
        longest = max(((end - start).days for start, end in days if start and end), default=0)
        starts, ends = (min(str(day or "") for day in some) for some in zip(*days, strict=True))
        return all(not figure.dimensions for figure in by_column[name]), longest // 366, starts + ends, name

    return sorted(by_column, key=by_period), len(by_column) == 1


def labels_of(figure: Any) -> tuple[str, str]:
    """The label of a figure's row and the heading of its column, from its quote; "" where the document prints none."""
    parts = (figure.quote or "").split(BETWEEN)
    if printed(figure):
        parts = parts[:-1]
    if not _is_sheet(figure):
        left = BETWEEN.join(parts)
        label = "" if left == figure.column else left.removesuffix(f"{BETWEEN}{figure.column}")
        return label, "" if figure.column.isdigit() else figure.column
    if len(parts) < 2:
        return "".join(parts), ""
    return BETWEEN.join(parts[:-1]), parts[-1]


def printed(figure: Any) -> str:
    """A figure's number as printed, in one line."""
    return " ".join((figure.value_text or "").split())


def what_is_counted(figures: Sequence[Any]) -> str:
    """ "Offences recorded on hospital grounds (offences), by offence group": what all of the figures have in common."""
    measures = list(dict.fromkeys(f"{figure.measure} ({figure.unit})" for figure in figures))
    names = dict.fromkeys(name for figure in figures for name in figure.dimensions or {})
    differing = ("offence", "force", "period")
    by = [words.dimension(name) for name in names]
    by += [name for name in differing if len({getattr(figure, f"{name}_id") for figure in figures}) > 1]
    return f"{words.listed(measures)}{f', by {words.listed(by)}' if by else ''}"


def verdicts(table: PrintedTable) -> list[str]:
    """What the build found of the printed totals, each once: those that differ first."""
    steps = [step for figure in table.figures for step in figure.chain or [] if step.startswith(VERDICTS)]
    differ = (f"{step}: both are kept as printed" for step in steps if step.startswith(VERDICTS[0]))
    agree = (step for step in steps if step.startswith(VERDICTS[1]))
    return [words.sentence(step) for step in dict.fromkeys((*differ, *agree))]


def labelled_by(table: PrintedTable) -> str:
    """What the labels of the rows say, where they are of a breakdown: "offence group"."""
    parts = ((row.label, figure.dimensions or {}) for row in table.rows for cell in row.cells for figure in cell)
    names = dict.fromkeys(name for label, of in parts for name in of if of[name] in label)
    return words.listed([words.dimension(name) for name in names])


def show(tables: Sequence[PrintedTable], chosen: str | None) -> None:
    """All tables of a source. `chosen` is the figure whose evidence is open."""
    st.html(STYLE)
    left = MOST_ROWS_IN_ALL
    for n, table in enumerate(tables):
        most = listing.count(WHOLE, len(table.rows), max(0, min(MOST_ROWS, left)))
        left -= most
        if not most:
            break
        title = f"{words.document(table.document)}, {table.place}"
        st.markdown(f"### {words.verbatim(title)}")
        st.markdown(words.verbatim(words.sentence(what_is_counted(table.figures))))
        st.html(as_html(table, table.rows[:most], title, chosen))
        with st.container(key=f"under_table_{n}"):
            for text in (*verdicts(table), *notes(table, most)):
                st.markdown(words.verbatim(text))
    rows = sum(len(table.rows) for table in tables)
    if rows > MOST_ROWS_IN_ALL - left:
        count = sum(len(table.figures) for table in tables)
        of = f"{words.counted(len(tables), 'table')}, {words.counted(rows, 'row')}, {words.counted(count, 'figure')}"
        listing.ask_for_all(WHOLE, f"Show all rows of the tables ({of})")


def as_html(table: PrintedTable, rows: Sequence[PrintedRow], title: str, chosen: str | None) -> str:
    """The table as HTML, which scrolls inside itself; a keyboard reaches it and moves it. On a phone, where columns may
    lie beyond the edge with nothing to show it, how many there are stands below."""
    has_parts = any(figure.dimensions for figure in table.figures)
    drawn = [
        {
            "is_whole": has_parts and all(not figure.dimensions for cell in row.cells for figure in cell),
            "label": row.label,
            "cells": [[_number(figure, chosen) for figure in cell] for cell in row.cells],
        }
        for row in rows
    ]
    heads = (words.heading(labelled_by(table)), *table.columns)
    look = {"title": title, "heads": heads, "nothing": NO_FIGURE, "many": MANY_COLUMNS}
    return render("printed_table.html", rows=drawn, **look)


def _number(figure: Any, chosen: str | None) -> dict[str, Any]:
    corrected = statuses.correction(figure)
    under = [MARKS[figure.status]] if figure.status in MARKS else []
    under += [f"corrected: {words.interval(figure)}"] if corrected and corrected.is_of_value else []
    under += ["statement"] if figure.statement else []
    under += [figure.symbol] if figure.symbol and figure.symbol not in (figure.value_text or "") else []
    return {
        "address": statuses.address(figure.source_id, figure.figure_id),
        "text": printed(figure) or BLANK,
        "is_over": statuses.is_print_over(figure),
        "is_chosen": figure.figure_id == chosen,
        "under": under,
    }


def notes(table: PrintedTable, most: int) -> list[str]:
    """What a reader of the table must know: what is not in force, what gave no figure, what is left out here."""
    figures = table.figures
    present = list(dict.fromkeys(figure.status for figure in figures if figure.status in MARKS))
    lines = []
    for status in present:
        mark, meaning = MARKS[status], states.FIGURE_STATUSES[status]
        struck = [figure for figure in figures if figure.status == status and status in statuses.NOT_IN_FORCE]
        why = list(dict.fromkeys(statuses.why(figure).removeprefix(f"{mark.capitalize()} ") for figure in struck))
        more = len(why) - MOST_REASONS
        parts = [f"“{mark}”:", *([f"{meaning}."] if meaning != mark or not why else []), *why[:MOST_REASONS]]
        parts += [f"{words.counted(more, 'more reason')} stand with their figures."] if more > 0 else []
        lines.append(" ".join(parts))
    lines += statuses.together(figures)
    if not table.is_whole:
        lines.append(
            f"“{NO_FIGURE}”: a cell without a figure. It is blank, was not understood, or counts something else; what "
            "was not understood stands under Documents."
        )
    if any(not printed(figure) for figure in figures):
        lines.append(f"“{BLANK}”: the cell is empty, and the source says what that means.")
    if not table.has_order:
        lines.append("The order of the columns is ours: the document's places don't tell it.")
    if len(table.rows) > most:
        lines.append(f"{words.number(len(table.rows) - most)} more rows are not shown here.")
    return lines
