"""A person's decision about one figure, proposal or table, and the text of its `source.toml` -> the text with the
decision in it; and a table of a document, read again for the person who says what it means.

Protects: nothing that stood there changes but the entries of the same person about the same figure; each correction is
guarded by what was seen (`expect`), each review by a digest of the rows as seen, so that they lapse when the document
is read otherwise one day. What could not be followed is refused before it is written. A table is shown as its document
prints it, without people, and its entry holds what the person said and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest import sources
from ingest.answers.documents import read_document
from ingest.answers.maps import cells_of, draft
from ingest.answers.proposals import cell_place, rows_digest
from ingest.model import Cell, Grid, Unreadable
from ingest.model import Row as Row
from ingest.readers.opened import INSIDE
from ingest.reference import Reference
from ingest.settle.rulings import FOUND, as_found, differing
from ingest.settle.rulings import rows_digest as digest_of

SAID = "What the document's words say of this number."
NO_REASON = "Say why, so that the next reader can follow it: what the document prints, and where."


class CantDecide(Exception):
    """The decision can't be written: what is missing or wrong, in words for the person who decides."""


def accept(text: str, row: Row, rows: Sequence[Row], by: str, on: date) -> str:
    """The text with a review: the figure is right as it stands. `rows`: of all figures of the source; one entry holds
    all that one person accepts on one day."""
    signed(by)
    seen = _seen(row, rows)
    text = _taken_back(text, str(row["figure_id"]), by, seen)
    entries: list[Row] = sources.read_text(text).get("review", [])
    same_day = (entry for entry in entries if (entry["by"], entry["on"]) == (by, on) and "note" not in entry)
    review = next((entry for entry in same_day if _is_as_seen(entry, seen)), None)
    if review is None:
        return sources.with_entry(text, "review", _review([row["figure_id"]], by, on, seen))
    longer = dict(review) | _review([*review["figures"], row["figure_id"]], by, on, seen)
    return sources.with_changed(text, "review", lambda entry: longer if entry == review else entry)


def correct(
    text: str, row: Row, changes: Mapping[str, Any], reason: str, by: str, on: date, rows: Sequence[Row], to: Reference
) -> str:
    """The text with a correction: the figure means or is something else. `changes`: of `sources.OF_FIGURE`, as
    {"reject": True} where the place bears no such figure; those that change nothing are left out. Raises CantDecide."""
    signed(by)
    values = as_found(row)
    changed = {key: value for key, value in changes.items() if value != values.get(key)}
    low, high = (changed.get(key, values[key]) for key in ("value_low", "value_high"))
    if "value" not in changed and low is not None and high is not None and low > high:
        raise CantDecide(f"The lowest, {low:g}, is above the highest, {high:g}. Write both bounds.")
    if not changed:
        raise CantDecide("Nothing is changed. Accept the figure, or change what is wrong.")
    text = _taken_back(text, str(row["figure_id"]), by, _seen(row, rows))
    return _corrected(text, row["figure_id"], _expected(row, changed), changed, reason, by, on, to)


def take(text: str, row: Row, given: Mapping[str, Any], by: str, on: date, to: Reference) -> str:
    """The text with a proposal accepted, and what a person adds (`given`). Raises CantDecide."""
    signed(by)
    if not (given.get("measure") or row["measure_id"]):
        raise CantDecide("Say what it counts, or reject it.")
    if not row["force_id"]:
        raise CantDecide("Its force is not known. Name the force in source.toml, and build again.")
    mark = str(row["proposal_id"])
    if given:
        text = _corrected(text, mark, {"value_text": row["value_text"]}, given, SAID, by, on, to)
    return sources.with_entry(text, "accepted", {"proposals": [mark], "digest": rows_digest([row]), "by": by, "on": on})


def is_plain(row: Row) -> bool:
    """Whether a proposal says all that a figure needs, and nothing is in doubt but words that are not known."""
    is_whole = all(row[name] for name in ("force_id", "measure_id", "unit", "period_id"))
    return is_whole and set(row["doubts"]) <= {"wording-unknown"}


def take_all(text: str, rows: Sequence[Row], by: str, on: date) -> str:
    """The text with all proposals of a table accepted as they are read. Raises CantDecide."""
    signed(by)
    if not rows or not all(map(is_plain, rows)):
        raise CantDecide("Of some of these numbers more than the wording is in doubt. Take them one by one.")
    marks = [str(row["proposal_id"]) for row in rows]
    return sources.with_entry(text, "accepted", {"proposals": marks, "digest": rows_digest(rows), "by": by, "on": on})


def reject_proposal(text: str, row: Row, reason: str, by: str, on: date, to: Reference) -> str:
    """The text with a proposal rejected: it is no figure. Raises CantDecide."""
    signed(by)
    expected = {"value_text": row["value_text"]}
    return _corrected(text, row["proposal_id"], expected, {"reject": True}, reason, by, on, to)


def add(text: str, typed: Mapping[str, str], reason: str, by: str, on: date) -> str:
    """The text with a figure that the reader could not reach, as a transcript's filled columns. Raises CantDecide."""
    signed(by)
    if not reason.strip():
        raise CantDecide(NO_REASON)
    filled = {name: value.strip() for name, value in typed.items() if value.strip()}
    return sources.with_entry(text, "addition", {**filled, "reason": reason.strip(), "by": by, "on": on})


def _corrected(text: str, mark: str, expected: Row, changed: Row, reason: str, by: str, on: date, to: Reference) -> str:
    if not reason.strip():
        raise CantDecide(NO_REASON)
    entry = {"figure": mark, "expect": expected, **changed, "reason": reason.strip(), "by": by, "on": on}
    if wrong := sources.wrong_entry("correction", entry, to):
        raise CantDecide(wrong)
    return sources.with_entry(text, "correction", entry)


def _seen(row: Row, rows: Sequence[Row]) -> dict[str, Row]:
    return {other["figure_id"]: other for other in rows} | {row["figure_id"]: row}


def signed(by: str) -> None:
    if not by.strip():
        raise CantDecide("Give your initials: a decision that nobody signs can't be asked about.")


def _expected(row: Row, changed: Mapping[str, Any]) -> dict[str, Any]:
    values = as_found(row)
    keys = [key for key in FOUND if key in changed]
    if any(key in changed for key in ("value", "value_low", "value_high", "reject")):
        keys += ["value"] if values["value"] is not None else ["value_text", "value_low", "value_high"]
    return {key: values[key] for key in dict.fromkeys(keys) if values[key] is not None}


def _taken_back(text: str, figure_id: str, by: str, seen: Mapping[str, Row]) -> str:
    """The text without what the same person decided about this figure and no build has followed yet."""
    values = as_found(seen[figure_id])

    def is_pending(entry: Mapping[str, Any]) -> bool:
        is_theirs = entry.get("figure") == figure_id and entry.get("by") == by
        return is_theirs and not differing(entry, values)

    text = sources.without_entries(text, "correction", is_pending)

    def without(entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
        figures = entry.get("figures")
        if entry.get("by") != by or figures == sources.ALL or not isinstance(figures, list) or figure_id not in figures:
            return entry
        others = [figure for figure in figures if figure != figure_id]
        if not others:
            return None
        # One that has lapsed must not be renewed by what nobody looked at.
        renewed = {"digest": digest_of([seen[figure] for figure in others])} if _is_as_seen(entry, seen) else {}
        return dict(entry) | {"figures": others} | renewed

    return sources.with_changed(text, "review", without)


def _is_as_seen(entry: Mapping[str, Any], seen: Mapping[str, Row]) -> bool:
    figures = entry["figures"]
    if figures == sources.ALL or any(figure not in seen for figure in figures):
        return False
    return bool(entry.get("digest") == digest_of([seen[figure] for figure in figures]))


def _review(figures: Sequence[str], by: str, on: date, seen: Mapping[str, Row]) -> dict[str, Any]:
    return {"by": by, "on": on, "figures": list(figures), "digest": digest_of([seen[figure] for figure in figures])}


@dataclass(frozen=True)
class PrintedTable:
    """A table as printed. `columns`: their headings, that of the row labels first; `rows`: what they print. `map`: its
    `[[table]]` entry, as far as its labels say it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    map: Mapping[str, Any]


def printed_table(folder: Path, path: str, locator: str, reference: Reference) -> PrintedTable | None:
    """The table at a place in the document `path` of a source's folder; None where no table is there."""
    try:
        source = replace(sources.read_source(folder, reference), maps=(), accepted=(), corrections=())
        outer = path.partition(INSIDE)[0]
        form = next((document.form for document in source.documents if document.path == outer), "original")
        reading = read_document((folder / outer).read_bytes(), outer, form, source, reference)
    except (OSError, sources.SourceProblem, Unreadable):
        return None

    def stands_there(table: Grid) -> bool:
        place = f"sheet {table.sheet}" if table.sheet else f"table {table.n}"
        place = f"page {table.page}, {place}" if table.page else place
        return locator == place or any(cell_place(cell) == locator for cell in cells_of(reading, table))

    table = next(filter(stands_there, reading.blocks.tables), None)
    if table is None:
        return None
    force_id = next(iter(source.force_ids), reading.force_id)
    entry = draft(replace(reading, path=path), table, force_id, reference)
    return PrintedTable(*printed_rows(cells_of(reading, table)), entry)


def printed_rows(cells: Iterable[Cell]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The cells of a table -> its columns, that of the row labels first, and what each row prints in them."""
    rows: dict[int, dict[str, str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {"": cell.row_label or ""})[cell.column] = cell.text
    columns = tuple(dict.fromkeys(["", *(column for row in rows.values() for column in row)]))
    return columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows.values())


def with_map(text: str, entry: Mapping[str, Any], reason: str, by: str, on: date, to: Reference) -> str:
    """The text of a source.toml with what a person says of a table. Raises CantDecide."""
    signed(by)
    whole = {**entry, "reason": reason, "by": by, "on": on}
    if wrong := sources.wrong_entry("table", whole, to):
        raise CantDecide(f"This says too little of the table: {wrong}")
    return sources.with_entry(text, "table", whole)
