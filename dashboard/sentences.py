"""Rows of one kind of figure -> the sentences under a chart: what it shows with its doubt, and what is and isn't here.

Protects: n of N is said only where a campaign says how many were asked; every state and hand that is drawn is counted.
"""

from __future__ import annotations

import pandas as pd

from dashboard import doubted, states, words
from dashboard.comparable import Kind
from dashboard.filters import OWN_HANDS
from ingest.sources import OWN_KINDS


def numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a number, a range or a dispute."""
    has_number = [states.STATES[state].has_number for state in rows["state"]]
    return rows[pd.Series(has_number, index=rows.index, dtype=bool)]  # a bare empty list would choose no columns


def is_own(row: object) -> bool:
    """Whether a figure is a force's own answer: compiled by the force, and read from it and from nobody else."""
    return getattr(row, "source_kind", None) in OWN_KINDS and getattr(row, "hand", None) in OWN_HANDS


def finding(rows: pd.DataFrame, kind: Kind, per: str = "count") -> str:
    """From the lowest to the highest exact number, with what the ranges and disputes leave open.

    `rows` as `charts.bars.drawn` makes them; under "rate" the numbers are per 100,000 residents.
    """
    given = numbers(rows)
    exact = rows[(rows["state"] == "value") & rows["high"].notna()]
    if not len(given):
        return "No number is here for this."
    if not len(exact):
        open_ = words.counted(len(given), "force")
        return words.sentence("; ".join([f"No exact number is here; {open_} without one", *_doubts(rows)]))
    text = _span(exact, "per 100,000 residents" if per == "rate" else kind.unit, per)
    doubts = [*_doubts(rows)] if per == "count" else []
    doubts = [*_unsound(exact), *doubts]
    size = "forces differ in size, and " if per == "count" else ""
    last = [f"{size}a high number may mean more police work"] if len(exact) > 1 else []
    return words.sentence("; ".join([text, *doubts, *last]))


def _span(exact: pd.DataFrame, unit: str, per: str) -> str:
    low, high = exact.loc[exact["high"].idxmin()], exact.loc[exact["high"].idxmax()]
    least, most = (f"{row['high']:,.1f}" if per != "count" else words.number(row["value"]) for row in (low, high))
    if len(exact) == 1:
        return f"{high['force']}: {most} {unit}, the only exact number here"
    if least == most:
        return f"{words.counted(len(exact), 'force')} have {most} {unit} each"
    return (
        f"From {least} ({low['short_name']}) to {most} ({high['short_name']}) {unit} in "
        f"{words.counted(len(exact), 'force')} with an exact number"
    )


def _unsound(exact: pd.DataFrame) -> list[str]:
    """The exact numbers in doubt, the lowest or the highest one maybe among them."""
    if not exact["figure_id"].notna().any():
        return []
    unsound = exact[exact["figure_id"].isin(doubted.ids())]
    named = [f"{words.number(row.value)} ({row.short_name})" for row in unsound.itertuples()]
    return [f"{words.listed(named)} in doubt, see below"] if named else []


def _doubts(rows: pd.DataFrame) -> list[str]:
    ranges = rows[rows["state"].isin(["interval", "suppressed"])]
    held_back = [row.short_name for row in ranges.itertuples() if not row.value_text]
    doubts = [f"{row.short_name} gives “{row.value_text}”" for row in ranges.itertuples() if row.value_text]
    if held_back:
        doubts.append(f"{words.listed(held_back)} held back a small count")
    return doubts + [
        f"for {row.short_name} sources disagree, {words.number(row.value_low)} to {words.number(row.value_high)}"
        for row in rows[rows["state"] == "conflicting"].itertuples()
    ]


def coverage(rows: pd.DataFrame, asked: int | None = None) -> str:
    """ "12 of 42 forces: 5 from their own answers, 7 as reported by others; 4 refused, 3 of them on s12; …"."""
    given = numbers(rows)
    start = f"{len(given):,} of {words.counted(asked, 'force')} asked" if asked else words.counted(len(given), "force")
    own = sum(is_own(row) for row in given.itertuples())
    second = sum(row.hand == "second_hand" for row in given.itertuples())
    other = len(given) - own - second
    hands = [
        f"{own} from {'its' if own == 1 else 'their'} own answers" if own else "",
        f"{second} as reported by others" if second else "",
        f"{other} from another compiler's own page" if other else "",
    ]
    parts = [words.listed([hand for hand in hands if hand])] if len(given) else []
    text = f"{start}: {parts[0]}" if parts else f"{start} with a number"
    counts = rows["state"].value_counts()
    drawn = [_counted(state, int(counts[state.state_id]), rows) for state in states.used(counts.index)]
    special = [part for part in drawn if part]
    if other := int(counts.get("other_kind", 0)):
        has = "1 has a figure that counts" if other == 1 else f"{other} have figures that count"
        special.append(f"{has} another unit or scope, and {'is' if other == 1 else 'are'} not in this set")
    silent = sum(int(counts.get(state, 0)) for state in ("not_collected", "not_known"))
    if silent:
        rest = "the rest" if given.size or special else "all"
        special.append(
            f"for {rest} ({silent}) no figure of this kind and no reply is here, which says nothing about them"
        )
    if counts.get("left_out", 0):
        special.append(f"{counts['left_out']} left out by the filters")
    return words.sentence("; ".join([text, *special]))


def _counted(state: states.State, count: int, rows: pd.DataFrame) -> str:
    if state.state_id in ("value", *states.SILENT):
        return "not asked: " + str(count) if state.state_id == "not_asked" else ""
    text = f"{count} of them {state.phrase}" if state.has_number else f"{count} {state.phrase}"
    if state.state_id == "refused":
        sections = [row.exemptions or [] for row in rows[rows["state"] == "refused"].itertuples()]
        on_cost = sum(any(section.startswith("s12") for section in found) for found in sections)
        text += f", {on_cost} of them on cost" if on_cost else ""
    return text


def source_line(rows: pd.DataFrame, release: str) -> str:
    """Who compiled what is drawn, the most frequent first, and the release."""
    given = numbers(rows)
    compilers = given["compiled_by"].dropna().value_counts()
    named = [str(name) for name in compilers.index[:4]]
    more = len(compilers) - len(named)
    if more > 0:
        named.append(f"{more} more")
    return f"Sources: {words.listed(named) or 'none'}. Disclosed, release {release}."
