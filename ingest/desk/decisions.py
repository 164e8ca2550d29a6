"""A decision about one figure and the text of its `source.toml` -> the text with the decision in it.

Protects: nothing that stood there changes but the entries of the same person about the same figure; each correction is
guarded by what was seen (`expect`), each review by a digest of the rows as seen, so that they lapse when the document
is read otherwise one day. What could not be followed is refused before it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ingest.answers.accepting import rows_digest
from ingest.ids import period_of_id
from ingest.model import Figure, Value
from ingest.reference import Reference
from ingest.settle.rulings import differing, review_digest
from ingest.sources.entries import ALL, wrong_entry
from ingest.sources.text import with_changed, with_entry, without_entries

Row = Mapping[str, Any]
"""A row of `all_figures`, by column."""
COLUMNS = {"offence": "offence_id", "period": "period_id", "measure": "measure_id"}
"""What a correction calls otherwise than the warehouse."""
SAID = "What the document's words say of this number."
NO_REASON = "Say why, so that the next reader can follow it: what the document prints, and where."
GUARDED = ("value", "value_low", "value_high", "value_text", "offence", "period", "measure", "scope")


class CantDecide(Exception):
    """The decision can't be written: what is missing or wrong, in words for the person who decides."""


def accept(text: str, row: Row, rows: Sequence[Row], by: str, on: date) -> str:
    """The figure is right as it stands. `rows`: those of all figures of the source; one entry holds all that one person
    accepts on one day."""
    signed(by)
    seen = _seen(row, rows)
    text = _taken_back(text, str(row["figure_id"]), by, seen)
    has_extended = False

    def extended(entry: Mapping[str, Any]) -> Mapping[str, Any]:
        nonlocal has_extended
        if has_extended or not _is_open(entry, by, on, seen):
            return entry
        has_extended = True
        return dict(entry) | _review([*entry["figures"], row["figure_id"]], by, on, seen)

    changed = with_changed(text, "review", extended)
    return changed if has_extended else with_entry(text, "review", _review([row["figure_id"]], by, on, seen))


def correct(
    text: str, row: Row, changes: Mapping[str, Any], reason: str, by: str, on: date, rows: Sequence[Row], to: Reference
) -> str:
    """The figure means or is something else. `changes`: of `entries.OF_FIGURE`; those that change nothing are
    left out. Raises CantDecide."""
    signed(by)
    found = _as_found(row)
    changed = {key: value for key, value in changes.items() if value != found.get(key)}
    low, high = (changed.get(key, found[key]) for key in ("value_low", "value_high"))
    if "value" not in changed and low is not None and high is not None and low > high:
        raise CantDecide(f"The lowest, {low:g}, is above the highest, {high:g}. Write both bounds.")
    if not changed:
        raise CantDecide("Nothing is changed. Accept the figure, or change what is wrong.")
    text = _taken_back(text, str(row["figure_id"]), by, _seen(row, rows))
    return _corrected(text, row["figure_id"], _expected(row, changed), changed, reason, by, on, to)


def reject(text: str, row: Row, reason: str, by: str, on: date, rows: Sequence[Row], to: Reference) -> str:
    """The place bears no such figure. Raises CantDecide."""
    signed(by)
    text = _taken_back(text, str(row["figure_id"]), by, _seen(row, rows))
    changed = {"reject": True}
    return _corrected(text, row["figure_id"], _expected(row, changed), changed, reason, by, on, to)


def take(text: str, row: Row, given: Mapping[str, Any], by: str, on: date, to: Reference) -> str:
    """The number of a proposal is a figure as it is read, with what a person gives of it besides (`given`: measure,
    offence, period). Raises CantDecide."""
    signed(by)
    if not (given.get("measure") or row["measure_id"]):
        raise CantDecide("Say what it counts, or reject it.")
    if not row["force_id"]:
        raise CantDecide("It is not known of which force it is. Name the force in source.toml, and build again.")
    mark = str(row["proposal_id"])
    if given:
        text = _corrected(text, mark, {"value_text": row["value_text"]}, given, SAID, by, on, to)
    return with_entry(text, "accepted", {"proposals": [mark], "digest": rows_digest([row]), "by": by, "on": on})


def is_plain(row: Row) -> bool:
    """Whether a proposal says all that a figure needs, and nothing is in doubt but words that are not known."""
    is_whole = all(row[name] for name in ("force_id", "measure_id", "unit", "period_id"))
    return is_whole and set(row["doubts"]) <= {"wording-unknown"}


def take_all(text: str, rows: Sequence[Row], by: str, on: date) -> str:
    """The numbers of a table are figures as they are read, all of them. Raises CantDecide."""
    signed(by)
    if not rows or not all(map(is_plain, rows)):
        raise CantDecide("More than their wording is in doubt of some of these numbers. Take them one by one.")
    marks = [str(row["proposal_id"]) for row in rows]
    return with_entry(text, "accepted", {"proposals": marks, "digest": rows_digest(rows), "by": by, "on": on})


def reject_proposal(text: str, row: Row, reason: str, by: str, on: date, to: Reference) -> str:
    """The number of a proposal is no figure. Raises CantDecide."""
    signed(by)
    expected = {"value_text": row["value_text"]}
    return _corrected(text, row["proposal_id"], expected, {"reject": True}, reason, by, on, to)


def add(text: str, typed: Mapping[str, str], reason: str, by: str, on: date) -> str:
    """A figure that the reader could not reach: the columns of a transcript's row, those that are empty left out.
    Raises CantDecide."""
    signed(by)
    if not reason.strip():
        raise CantDecide(NO_REASON)
    filled = {name: value.strip() for name, value in typed.items() if value.strip()}
    return with_entry(text, "addition", {**filled, "reason": reason.strip(), "by": by, "on": on})


def _corrected(text: str, mark: str, expected: Row, changed: Row, reason: str, by: str, on: date, to: Reference) -> str:
    if not reason.strip():
        raise CantDecide(NO_REASON)
    entry = {"figure": mark, "expect": expected, **changed, "reason": reason.strip(), "by": by, "on": on}
    if wrong := wrong_entry("correction", entry, to):
        raise CantDecide(wrong)
    return with_entry(text, "correction", entry)


def _seen(row: Row, rows: Sequence[Row]) -> dict[str, Row]:
    return {one["figure_id"]: one for one in rows} | {row["figure_id"]: row}


def signed(by: str) -> None:
    if not by.strip():
        raise CantDecide("Give your initials: a decision that nobody signs can't be asked about.")


def _expected(row: Row, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What was seen of that which is changed; of an exact value the value, else its print and bounds."""
    found = _as_found(row)
    keys = [key for key in GUARDED if key in changed]
    if any(key in changed for key in ("value", "value_low", "value_high", "reject")):
        keys += ["value"] if found["value"] is not None else ["value_text", "value_low", "value_high"]
    return {key: found[key] for key in dict.fromkeys(keys) if found[key] is not None}


def _as_found(row: Row) -> dict[str, Any]:
    return {key: row[COLUMNS.get(key, key)] for key in GUARDED}


def _taken_back(text: str, figure_id: str, by: str, seen: Mapping[str, Row]) -> str:
    """Without what the same person decided of this figure before and no build has followed yet: they see it otherwise
    now."""
    found = _as_found(seen[figure_id])

    def is_pending(entry: Mapping[str, Any]) -> bool:
        is_own = entry.get("figure") == figure_id and entry.get("by") == by
        return is_own and not differing(entry, found)

    text = without_entries(text, "correction", is_pending)

    def without(entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
        figures = entry.get("figures")
        if entry.get("by") != by or figures == ALL or not isinstance(figures, list) or figure_id not in figures:
            return entry
        left = [one for one in figures if one != figure_id]
        if not left:
            return None
        is_as_seen = all(one in seen for one in figures) and entry.get("digest") == digest_of(
            [seen[o] for o in figures]
        )
        if not is_as_seen:
            return dict(entry) | {"figures": left}  # it has lapsed, and must not be renewed by what nobody looked at
        return dict(entry) | {"figures": left, "digest": digest_of([seen[one] for one in left])}

    return with_changed(text, "review", without)


def _is_open(entry: Mapping[str, Any], by: str, on: date, seen: Mapping[str, Row]) -> bool:
    """Whether an entry may take one more figure: the same person's, of the same day, of rows as they are."""
    figures = entry.get("figures")
    if entry.get("by") != by or entry.get("on") != on or not isinstance(figures, list) or "note" in entry:
        return False
    return all(one in seen for one in figures) and entry.get("digest") == digest_of([seen[one] for one in figures])


def _review(figures: Sequence[str], by: str, on: date, seen: Mapping[str, Row]) -> dict[str, Any]:
    return {"by": by, "on": on, "figures": list(figures), "digest": digest_of([seen[one] for one in figures])}


def digest_of(rows: Sequence[Row]) -> str:
    """What `rulings.review_digest` gives for these rows of the warehouse."""
    return review_digest([_figure(row) for row in rows])


def _figure(row: Row) -> Figure:
    return Figure(
        figure_id=row["figure_id"],
        force_id=row["force_id"],
        question=None,
        measure_id=row["measure_id"],
        unit=row["unit"],
        offence_id=row["offence_id"],
        scope=row["scope"],
        dimensions=tuple(dict(row["dimensions"] or {}).items()),
        period=period_of_id(row["period_id"]),
        value=Value(row["value"], row["value_low"], row["value_high"], row["symbol"], row["value_text"]),
        locator=row["locator"],
        method=row["method"],
    )
