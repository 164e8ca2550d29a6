"""A printed table -> the same table on a page: each number leads to its evidence, what is not in force is marked.

Protects: numbers and labels stand as the document prints them, and as text, never as markup; nothing is told by colour
alone; the place in the document and what the build found of the totals stand with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import document_names, first_rows, printed_tables, standing, statements, states, theme, words
from dashboard.printed_tables import PrintedRow, PrintedTable

STYLE = Path(__file__).resolve().parent / "printed_table.css"
MOST_ROWS = 40  # of one table, before a reader asks for all of them
MOST_ROWS_IN_ALL = 200
MANY_COLUMNS = 4  # that don't fit beside their labels on a phone
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


def show(tables: Sequence[PrintedTable], address: Callable[[Any], str], chosen: str | None) -> None:
    """All tables of a source. `address` gives the link of a figure's evidence, `chosen` the figure that is open."""
    st.html(STYLE)
    left = MOST_ROWS_IN_ALL
    for n, table in enumerate(tables):
        if left <= 0 and not first_rows.is_whole(WHOLE):
            break
        most = first_rows.count(WHOLE, len(table.rows), min(MOST_ROWS, left))
        left -= most
        _show_one(table, most, n, address, chosen)
    rows = sum(len(table.rows) for table in tables)
    if rows > _rows_shown(tables):
        count = sum(len(table.figures) for table in tables)
        of = f"{words.counted(len(tables), 'table')}, {words.counted(rows, 'row')}, {words.counted(count, 'figure')}"
        first_rows.ask_for_all(WHOLE, f"Show all rows of the tables ({of})")


def _rows_shown(tables: Sequence[PrintedTable]) -> int:
    if first_rows.is_whole(WHOLE):
        return sum(len(table.rows) for table in tables)
    return min(MOST_ROWS_IN_ALL, sum(min(len(table.rows), MOST_ROWS) for table in tables))


def _show_one(table: PrintedTable, most: int, n: int, address: Callable[[Any], str], chosen: str | None) -> None:
    title = f"{document_names.in_words(table.document)}, {table.place}"
    st.markdown(f"### {words.verbatim(title)}")
    st.markdown(words.verbatim(words.sentence(printed_tables.what_is_counted(table.figures))))
    st.html(html(table, table.rows[:most], title, address, chosen))
    with st.container(key=f"under_table_{n}"):
        for text in (*printed_tables.verdicts(table), *notes(table, most)):
            st.markdown(words.verbatim(text))


def html(
    table: PrintedTable, rows: Sequence[PrintedRow], title: str, address: Callable[[Any], str], chosen: str | None
) -> str:
    """The table as HTML, which scrolls inside itself; a keyboard reaches it and moves it."""
    corner = words.sentence(printed_tables.labelled_by(table)).rstrip(".")
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in (corner, *table.columns))
    has_parts = any(figure.dimensions for figure in table.figures)
    body = "".join(_row(row, has_parts, address, chosen) for row in rows)
    return (
        f'<div class="printed" role="region" aria-label="{escape(title)}" tabindex="0" '
        f'style="--paper: {theme.here().paper}"><table class="printed-table"><caption hidden>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{_sideways(table)}"
    )


def _sideways(table: PrintedTable) -> str:
    """On a phone, where columns may lie beyond the edge with nothing to show it, how many there are."""
    if len(table.columns) < MANY_COLUMNS:
        return ""
    return f'<p class="sideways">{len(table.columns)} columns: the table moves sideways.</p>'


def _row(row: PrintedRow, has_parts: bool, address: Callable[[Any], str], chosen: str | None) -> str:
    is_whole = has_parts and all(not figure.dimensions for cell in row.cells for figure in cell)
    numbers = ("<br>".join(_number(figure, address, chosen) for figure in cell) for cell in row.cells)
    cells = "".join(f"<td>{number or _nothing()}</td>" for number in numbers)
    label = escape(row.label) or "(no label)"
    return f'<tr{" class=whole" if is_whole else ""}><th scope="row">{label}</th>{cells}</tr>'


def _nothing() -> str:
    return f'<span class="nothing" title="no figure was read in this cell">{NO_FIGURE}</span>'


def _number(figure: Any, address: Callable[[Any], str], chosen: str | None) -> str:
    text = escape(printed_tables.printed(figure) or BLANK)
    corrected = standing.correction(figure)
    is_other_number = corrected is not None and corrected.is_of_value
    if standing.is_struck(figure) or is_other_number:
        text = f"<del>{text}</del>"
    under = [MARKS[figure.status]] if figure.status in MARKS else []
    under += [f"corrected: {words.interval(figure)}"] if is_other_number else []
    under += ["statement"] if figure.statement else []
    under += [figure.symbol] if figure.symbol and figure.symbol not in (figure.value_text or "") else []
    below = f"<small>{escape(', '.join(under))}</small>" if under else ""
    mark = ' class="chosen" aria-current="true"' if figure.figure_id == chosen else ""
    return f'<a href="{escape(address(figure))}" target="_self"{mark}>{text}</a>{below}'


def _meaning(status: str, figures: Sequence[Any]) -> str:
    """What a mark means, and of what is struck through the days and reasons."""
    mark = MARKS[status]
    reasons = list(dict.fromkeys(standing.why(figure) for figure in figures if standing.is_struck(figure)))
    more = len(reasons) - MOST_REASONS
    left_out = [f"{words.counted(more, 'more reason')} stand with their figures."] if more > 0 else []
    if states.FIGURE_STATUSES[status] != mark:
        return " ".join(
            [words.sentence(f"“{mark}”: {states.FIGURE_STATUSES[status]}"), *reasons[:MOST_REASONS], *left_out]
        )
    # The mark says the standing already, and a reason begins with it: "Withdrawn 1 June 2021: …".
    told = [reason.removeprefix(f"{mark.capitalize()} ") for reason in reasons[:MOST_REASONS]]
    return " ".join([f"“{mark}”:", *(told or ["by its source."]), *left_out])


def notes(table: PrintedTable, most: int) -> list[str]:
    """What a reader of the table must know: what is not in force, what gave no figure, what is left out here."""
    figures = table.figures
    present = list(dict.fromkeys(figure.status for figure in figures if figure.status in MARKS))
    found = [_meaning(status, [figure for figure in figures if figure.status == status]) for status in present]
    found += statements.together(figures)
    if not table.is_whole:
        found.append(
            f"“{NO_FIGURE}”: a cell without a figure. It is blank, was not understood, or counts something else; what "
            "was not understood stands under Documents."
        )
    if any(not printed_tables.printed(figure) for figure in figures):
        found.append(f"“{BLANK}”: the cell is empty, and the source says what that means.")
    if not table.has_order:
        found.append("The order of the columns is ours: the document's places don't tell it.")
    if len(table.rows) > most:
        found.append(f"{words.number(len(table.rows) - most)} more rows are not shown here.")
    return found
