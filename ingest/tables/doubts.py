"""Numbers whose print leaves a doubt about what they are -> the reason, for those that no figure is made of.

Protects: a total that is not called one is no part of a breakdown, and a number to which a note's mark may be glued is
none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.tables import words
from ingest.tables.comments import doubted_by_comments
from ingest.tables.entries import Entry, totals_along
from ingest.tables.labels import Unread
from ingest.tables.meaning import Understood
from ingest.tables.notes import without_mark
from ingest.tables.totals import Verdict, is_part
from ingest.tables.two_kinds import of_two_kinds

FEWEST_SUMS = 3  # so many columns whose numbers are all the sum of the rows above: no chance
FEWEST_PARTS = 3
Place = tuple[int, int]


def doubtful(
    entries: Sequence[Entry], understood: Understood, verdicts: Sequence[Verdict], footnotes: Mapping[str, str]
) -> Mapping[Place, str]:
    """Row and column of the grid -> why its number gives no figure."""
    return (
        of_two_kinds(entries, understood)
        | doubted_by_comments(understood.layout, entries)
        | _hidden_totals(entries, understood)
        | _totals_of_other_periods(understood, verdicts)
        | _marks_that_parts_disprove(entries, understood)
        | _totals_that_leave_out(entries, understood)
        | _glued_marks(entries, understood, verdicts, footnotes)
    )


def _totals_of_other_periods(understood: Understood, verdicts: Sequence[Verdict]) -> dict[Place, str]:
    """Totals over the periods of the table that those do not sum to: no print says which periods they go over."""
    found: dict[Place, str] = {}
    for verdict in verdicts:
        if verdict.agrees or verdict.axis is None or understood.axes[verdict.axis].axis.kind != "period":
            continue
        place = (verdict.total.row.grid_row, verdict.total.column)
        found[place] = "the periods of the table do not sum to this total, which may go over others"
    return found


def _marks_that_parts_disprove(entries: Sequence[Entry], understood: Understood) -> dict[Place, str]:
    """Every number behind a mark whose upper bound a total disproves, for its parts are more: then the mark hides other
    numbers too, and none that stands for it is bounded."""
    disproved: set[str] = set()
    for axis, placed in enumerate(understood.axes):
        if placed.axis.kind == "question":
            continue
        for group in totals_along(entries, axis).values():
            totals = [entry for entry in group if entry.is_total_of(axis)]
            parts = [entry for entry in group if not entry.is_total_of(axis) and is_part(entry, axis)]
            least = sum(part.number.value.low or 0.0 for part in parts if part.number.value is not None)
            for total in totals:
                value = total.number.value
                if value is not None and value.value is None and value.high is not None and value.high < least:
                    disproved.add(total.text)
    why = "its mark stands for a total as well whose parts are more than it would allow, so that it may hide any number"
    return {(entry.row.grid_row, entry.column): why for entry in entries if entry.text in disproved}


def _totals_that_leave_out(entries: Sequence[Entry], understood: Understood) -> dict[Place, str]:
    """Totals that are the sum of the other numbers of their row or column where one year's is not known, or where a
    cell holds what is not understood: they are of what is known only."""
    found: dict[Place, str] = {}
    for axis, placed in enumerate(understood.axes):
        if placed.axis.kind == "question":
            continue
        for group in totals_along(entries, axis).values():
            parts = [entry for entry in group if not entry.is_total_of(axis) and is_part(entry, axis)]
            known = [
                one.number.value.value
                for one in parts
                if one.number.value is not None and one.number.value.value is not None
            ]
            missing = [one for one in parts if one.number.value is None or one.number.value.low is None]
            is_left = bool(missing) and (
                placed.axis.kind == "period"
                or any(one.number.why != "mark" for one in missing if one.number.value is None)
            )
            for total in (entry for entry in group if entry.is_total_of(axis)):
                value = total.number.value
                if is_left and known and value is not None and value.value == sum(known):
                    place = (total.row.grid_row, total.column)
                    found[place] = "it is the sum of the other numbers, of which one is not known, and no total of all"
    return found


def _glued_marks(
    entries: Sequence[Entry], understood: Understood, verdicts: Sequence[Verdict], footnotes: Mapping[str, str]
) -> dict[Place, str]:
    """Numbers that end with the digit of a note to which no label, heading or title points: `20045` may be 2004 with
    note 5. A total that agrees settles them."""
    layout = understood.layout
    labels = [
        layout.title,
        *layout.heads,
        *(label for row in layout.rows for label in (*row.labels, row.section or "")),
    ]
    labels += [text for level in layout.levels for text in level]
    pointed = {mark for label in labels if (mark := without_mark(words.one_line(label), footnotes)[1])}
    pointed |= {mark for entry in entries if (mark := without_mark(entry.text, footnotes)[1])}
    settled = {
        (entry.row.grid_row, entry.column)
        for verdict in verdicts
        if verdict.agrees
        for entry in (verdict.total, *verdict.parts)
    }
    found: dict[Place, str] = {}
    for mark in footnotes:
        if not mark.isdigit() or mark in pointed:
            continue
        for entry in entries:
            place = (entry.row.grid_row, entry.column)
            if (
                len(entry.text) > len(mark)
                and entry.text.isdigit()
                and entry.text.endswith(mark)
                and place not in settled
            ):
                found[place] = f"note {mark} is pointed to by no label, and its mark may be glued to this number"
    return found


def _hidden_totals(entries: Sequence[Entry], understood: Understood) -> dict[Place, str]:
    """The last row of a breakdown that is the sum of all others in every column, under a name that is no total's."""
    found: dict[Place, str] = {}
    for axis, placed in enumerate(understood.axes):
        if not placed.axis.kind.startswith(("dimension:", "force")) or not (placed.columns or placed.is_section):
            continue
        if any(entry.is_total_of(axis) for entry in entries):
            continue
        labels = list(dict.fromkeys(entry.labels[axis] for entry in entries))
        last = [entry for entry in entries if entry.labels[axis] == labels[-1]]
        beside: dict[tuple[str, ...], list[Entry]] = {}
        for entry in entries:
            beside.setdefault(_others(entry, axis), []).append(entry)
        sums = [_is_sum(entry, beside[_others(entry, axis)], axis) for entry in last]
        if len(labels) > FEWEST_PARTS and len(sums) >= FEWEST_SUMS and all(sums):
            why = f"“{labels[-1]}” is in every column the sum of all the other rows: it may be their total"
            found |= {(entry.row.grid_row, entry.column): why for entry in last}
    return found


def _others(entry: Entry, axis: int) -> tuple[str, ...]:
    """An entry's labels on all other axes."""
    return tuple(label for n, label in enumerate(entry.labels) if n != axis)


def _is_sum(total: Entry, beside: Sequence[Entry], axis: int) -> bool:
    """`beside`: the entries whose labels on all other axes are the total's."""
    parts = [entry for entry in beside if entry is not total]
    values = [entry.number.value.value for entry in parts if entry.number.value is not None]
    if total.number.value is None or not total.number.value.value or any(value is None for value in values):
        return False
    if any(isinstance(entry.reads[axis], Unread) for entry in parts):
        return False
    return sum(value or 0.0 for value in values) == total.number.value.value
