"""What was read in one document -> tables for a person, each thing with its place.

A document's own tables are shown as they were read, headings and labels as the program took them, so that a mistake of
the reader is seen at a glance.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as RichTable

from ingest.commands.say import say, stdout
from ingest.commands.show_json import force_found
from ingest.model import Cell, DocumentReading, Figure, Proposal, Table
from ingest.sources import Source

WIDTH_IN_A_FILE = 160  # columns, where the output goes into a file and no terminal tells how wide it is
MOST_ROWS = 60  # of one table: the rest is counted, --json has all


def print_reading(reading: DocumentReading, source: Source, name: str) -> None:
    force = ", ".join(source.force_ids) or force_found(reading) or "not known"
    pages = f", {reading.pages} pages" if reading.pages else ""
    say(f"{name}: {reading.media_type}{pages}, {reading.form}")
    say(
        f"force {force}; law {source.law or reading.law or 'not known'}; reference "
        f"{source.reference or reading.reference or 'not found'}; received "
        f"{source.received or reading.received or 'not found'}; campaign "
        f"{source.campaign_id or reading.campaign_id or 'not known'}"
    )
    if reading.messages:
        say("messages: " + ", ".join(f"{m.n} {m.kind}{f' of {m.on}' if m.on else ''}" for m in reading.messages))
    out = stdout if stdout.is_terminal else Console(highlight=False, width=WIDTH_IN_A_FILE)
    for table in reading.blocks.tables:
        _print_table(table, [cell for cell in reading.blocks.cells if cell.table == table.n], out)
    _print_outcomes(reading, out)
    _print_figures(reading.figures, out)
    _print_proposals([one for one in reading.proposals if one.state == "open"], out)
    for problem in reading.problems:
        say(f"{problem.severity}: {problem.locator or name}: {problem.message}")
    if not (reading.outcomes or reading.figures or reading.proposals):
        say("No outcome and no figure was understood in this document.")


def _print_table(table: Table, cells: Sequence[Cell], out: Console) -> None:
    where = f"page {table.page}" if table.page else f"sheet {table.sheet}" if table.sheet else ""
    columns = list(dict.fromkeys(cell.column for cell in cells))
    rows: dict[int, dict[str, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    shown = _table(f"Table {table.n}{f', {where}' if where else ''}", "row", "", *columns)
    for n, row in list(rows.items())[:MOST_ROWS]:
        label = next((cell.row_label for cell in row.values() if cell.row_label), "")
        shown.add_row(str(n), label, *(row[column].text if column in row else "" for column in columns))
    if cells:
        out.print(shown)
    if len(rows) > MOST_ROWS:
        say(f"… and {len(rows) - MOST_ROWS} more rows of table {table.n}; --json gives all")


def _print_outcomes(reading: DocumentReading, out: Console) -> None:
    if not reading.outcomes:
        return
    table = _table("Outcomes", "question", "outcome", "sections", "stage", "current", "place")
    for o in reading.outcomes:
        current = "yes" if o.is_current else "no"
        table.add_row(o.question or "whole request", o.status, " ".join(o.exemptions), o.stage, current, o.locator)
    out.print(table)


def _print_figures(figures: Sequence[Figure], out: Console) -> None:
    if not figures:
        return
    table = _table("Figures", "id", "question", "counts", "period", "value", "printed", "place")
    for f in figures:
        split = [f"{name}: {label}" for name, label in f.dimensions]
        counts = "; ".join(filter(None, (f.measure_id, f.offence_id, f.scope, *split)))
        value = _bounds(f) + (f" ({f.status})" if f.status != "current" else "")
        table.add_row(f.figure_id, f.question or "", counts, f.period.period_id, value, f.value.text, f.locator)
    out.print(table)


def _print_proposals(proposals: Sequence[Proposal], out: Console) -> None:
    if not proposals:
        return
    shown = _table("Numbers to take or to reject at the desk", "place", "value", "label", "read as", "in doubt")
    for one in proposals:
        meaning = (one.measure_id, one.offence_id, one.period_id)
        read = "; ".join(part for part in meaning if part)
        shown.add_row(one.locator, one.value.text, one.label, read or "not known", ", ".join(one.doubts))
    out.print(shown)


def _table(title: str, *columns: str) -> RichTable:
    """A table whose ids stay whole in any width: they are copied from here."""
    table = RichTable(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, no_wrap=column == "id", overflow="fold")
    return table


def _bounds(figure: Figure) -> str:
    value = figure.value
    if value.value is not None:
        return _number(value.value)
    if value.low is None and value.high is None:
        return value.symbol or "unknown"
    return f"{_number(value.low)} to {_number(value.high)}"


def _number(number: float | None) -> str:
    """A whole number printed whole; … for an end that is not known."""
    return "…" if number is None else f"{number:,.10g}"
