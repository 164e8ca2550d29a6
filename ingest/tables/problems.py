"""What was not understood in a table -> problems in words, each with its place, for a person to settle.

Protects: one problem for each label, mark and reason, at its first number, so that a table of a thousand cells is not a
thousand problems; and none that prints the labels of a column nobody asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.model import Problem
from ingest.tables import figures as making
from ingest.tables.entries import Entry
from ingest.tables.layout import Layout
from ingest.tables.meaning import Understood
from ingest.tables.totals import Verdict

MOST_PLACES_NAMED = 12


def problem_at(
    message: str, where: str, page: int | None, rule: str, severity: str = "warning", origin: str = "reader"
) -> Problem:
    return Problem(severity, message, where, page, rule=rule, origin=origin)


def left_out(layout: Layout, left: Mapping[str | None, Entry]) -> list[Problem]:
    """A note for each reason for which numbers that are understood are no figures."""
    return [
        problem_at(
            f"{making.quote_of(layout, entry)}: {why}. It is checked against its parts and gives no figure.",
            making.cell_place(layout, entry.row, entry.column, entry.cell),
            page_of(entry, layout),
            "total-of-no-whole",
            "note",
        )
        for why, entry in left.items()
        if why is not None
    ]


def page_of(entry: Entry, layout: Layout) -> int | None:
    return entry.cell.page if entry.cell is not None and entry.cell.page is not None else layout.grid.page


def unread_cell(layout: Layout, entry: Entry) -> str:
    if entry.number.why == "merged":
        return f"“{entry.text}” stands in a cell that goes over several rows or columns: it is no one's number."
    return f"“{entry.text}” ({making.quote_of(layout, entry)}) is no number that is understood."


def labels_unread(understood: Understood, entries: Sequence[Entry]) -> list[Problem]:
    """One problem for each label that is not understood, at the first number beside it."""
    layout = understood.layout
    found: dict[tuple[str, str], Problem] = {}
    for entry in entries:
        for unread in entry.unread:
            place = making.cell_place(layout, entry.row, entry.column, entry.cell)
            message = f"No figure stands under this label: {unread.message}"
            problem = problem_at(message, place, page_of(entry, layout), unread.rule)
            found.setdefault((unread.rule, unread.label), problem)
    return list(found.values())


def marks_without_meaning(layout: Layout, entries: Sequence[Entry]) -> list[Problem]:
    """One problem for each mark without a meaning: it is unknown until the source's legend says what it is."""
    places: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.number.why == "mark":
            places.setdefault(entry.text, []).append(entry)
    problems = []
    for mark, cells in places.items():
        shown = f"“{mark}”" if mark else "an empty cell"
        named = [making.quote_of(layout, entry).removesuffix(f" | {mark}") for entry in cells[:MOST_PLACES_NAMED]]
        more = f" and {len(cells) - len(named)} more" if len(cells) > len(named) else ""
        words = (
            f"{shown} stands in {_cells(len(cells))} and nothing says what it means: {'; '.join(named)}{more}. "
            f"Unknown until source.toml's [legend] says so ({mark or 'blank'!r} = zero, suppressed, unknown or "
            "not_applicable)."
        )
        problems.append(problem_at(words, making.table_place(layout.grid), layout.grid.page, "mark-without-legend"))
    return problems


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def totals_that_differ(layout: Layout, verdicts: Sequence[Verdict]) -> list[Problem]:
    return [
        problem_at(
            f"{making.quote_of(layout, verdict.total)}: {verdict.text}.",
            making.cell_place(layout, verdict.total.row, verdict.total.column, verdict.total.cell),
            page_of(verdict.total, layout),
            "total-differs",
            origin="source",
        )
        for verdict in verdicts
        if not verdict.agrees
    ]
