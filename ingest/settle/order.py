"""Several sources, one figure: which is in force, which repeat it, which dispute it.

Two rows are the same figure when force, measure, unit, offence, scope, dimensions and period agree; nothing
else is ever compared. Order: the force's own answer (its latest stage), its disclosure log, official
statistics, a charity's round, the press, a group's claim. Equal values (or an exact one within another's
bounds): the highest is current, the others repeat it; a copy is never called a confirmation. Different values:
the higher rank stands; at one rank a source that says it corrects the other, else the later round of the same
compiler (the round's date, not the newspaper's), else, within one round, the compiler's own document before a
transcript before a copy, else neither: the figure is disputed and shown from the lowest to the highest printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf

from ingest.model import SOURCE_PRINTS, STAGES, Figure, Value, digest
from ingest.sources import Source

RANK_WORDS = {
    "force_response": "the force's own answer",
    "disclosure_log": "the force's disclosure log",
    "official": "an official body's figures",
    "charity": "a charity's round",
    "press": "the press",
    "group": "a group's claim",
}
RANK = {kind: n for n, kind in enumerate(RANK_WORDS)}
HAND_WORDS = {
    "own_document": "the compiler's own document",
    "own_transcript": "a transcript of the compiler's page",
    "second_hand": "a copy",
}
HANDS = list(HAND_WORDS)

Identity = tuple[object, ...]


@dataclass(frozen=True)
class Placed:
    """A figure with its source and its standing among all the figures of the warehouse."""

    figure: Figure
    source: Source
    document: str  # relative to the raw folder
    hand: str
    kind: str
    compiler: str | None
    read_in: str | None
    status: str = "current"
    replaced_by: str | None = None
    rule: str | None = None
    is_disputed: bool = False
    statement: str | None = None


def identity(figure: Figure) -> Identity:
    """What makes two rows the same figure (the contract, section 4)."""
    f = figure
    return f.force_id, f.measure_id, f.unit, f.offence_id, f.scope, f.dimensions, f.period.period_id


def agree(value: Value, other: Value) -> bool:
    """Equal values, or one that lies within the other's bounds. An estimate without bounds contradicts nothing."""
    if "[e]" in (value.symbol, other.symbol) or (value.low, value.high) == (other.low, other.high):
        return True
    return _lies_within(value, other) or _lies_within(other, value)


def _lies_within(inner: Value, outer: Value) -> bool:
    if inner.low is None and inner.high is None:
        return False
    above = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    below = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return above and below


def settle(placed: Iterable[Placed]) -> list[Placed]:
    """Every figure with its status, and one more row (current, disputed) where neither side of a conflict stands."""
    groups: dict[Identity, list[Placed]] = defaultdict(list)
    settled: list[Placed] = []
    for entry in placed:
        if entry.status in ("withdrawn", "rejected", "superseded"):
            settled.append(entry)
        else:
            groups[identity(entry.figure)].append(entry)
    for group in groups.values():
        settled += _settle_group(group)
    return sorted(settled, key=lambda entry: (entry.source.source_id, entry.document, entry.figure.figure_id))


def _settle_group(group: Sequence[Placed]) -> list[Placed]:
    if len(group) == 1:
        return list(group)
    remaining, superseded = _supersede(group)
    ordered = sorted(remaining, key=_order)
    best = [entry for entry in ordered if RANK[entry.kind] == RANK[ordered[0].kind]]
    head = best[0] if _all_agree(best) else _winner(best)
    if head is None:
        return [*_dispute(best, ordered[len(best) :]), *superseded]
    return [head, *(_beside(entry, head) for entry in ordered if entry is not head), *superseded]


def _order(entry: Placed) -> tuple[object, ...]:
    """Rank, then exact before bounds before estimates, then the nearer hand, then a name: any machine agrees."""
    source, figure = entry.source, entry.figure
    exactness = 0 if figure.value.value is not None else 2 if figure.value.symbol == "[e]" else 1
    names = (source.published or "9999", source.source_id, entry.document, figure.figure_id)
    return RANK[entry.kind], -_stage(entry), exactness, HANDS.index(entry.hand), *names


def _stage(entry: Placed) -> int:
    return STAGES.index(entry.figure.stage)


def _all_agree(entries: Sequence[Placed]) -> bool:
    """Whether every two of them agree: "at least 5" agrees with 7 and with 9, which do not agree with each other."""
    return all(agree(entry.figure.value, other.figure.value) for entry, other in combinations(entries, 2))


def _supersede(group: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    last_of: dict[str, Placed] = {}
    for entry in sorted(group, key=_stage, reverse=True):
        last_of.setdefault(entry.source.source_id, entry)
    remaining, superseded = [], []
    for entry in group:
        last = last_of[entry.source.source_id]
        if _stage(last) > _stage(entry):
            rule = f"the same source answers again at a later stage ({last.figure.stage.replace('_', ' ')})"
            superseded.append(replace(entry, status="superseded", replaced_by=last.figure.figure_id, rule=rule))
        else:
            remaining.append(entry)
    return remaining, superseded


def _beside(entry: Placed, head: Placed) -> Placed:
    if agree(entry.figure.value, head.figure.value):
        a, b = entry.figure.value, head.figure.value
        how = "it gives the same value" if (a.low, a.high) == (b.low, b.high) else "one lies within the other"
        how = "an estimate without bounds contradicts nothing" if "[e]" in (a.symbol, b.symbol) else how
        words = f"repeats {'one side of a dispute' if head.status == 'conflicting' else 'the figure in force'}: {how}"
        return replace(entry, status="repeated", replaced_by=head.figure.figure_id, rule=words)
    return replace(entry, status="conflicting", replaced_by=head.figure.figure_id, rule=_why(head, entry))


def _winner(best: Sequence[Placed]) -> Placed | None:
    """Who stands among differing ones of one rank, or None: who corrects, the later round, the nearer hand."""
    corrected = {entry.source.corrects for entry in best if entry.source.corrects}
    left = [entry for entry in best if entry.source.source_id not in corrected]
    if left and len(left) < len(best) and _all_agree(left):
        return left[0]
    left = left or list(best)
    latest = max((entry.source.round for entry in left if entry.source.round), default=None)
    if len({entry.compiler for entry in left}) != 1 or left[0].compiler is None or latest is None:
        return None
    of_latest = [entry for entry in left if entry.source.round == latest]
    others = (entry for entry in left if entry not in of_latest)
    # A page that names no round quotes none later than its own day; 2019 may be before or after 2019-04: neither.
    days = [entry.source.round or entry.figure.published or entry.source.published for entry in others]
    if not all(day is not None and day < latest and not latest.startswith(day) for day in days):
        return None
    hand = min((entry.hand for entry in of_latest), key=HANDS.index)
    nearest = [entry for entry in of_latest if entry.hand == hand]
    return nearest[0] if len(nearest) < len(best) and _all_agree(nearest) else None


def _why(winner: Placed, entry: Placed) -> str:
    if RANK[winner.kind] != RANK[entry.kind]:
        return f"rank: {RANK_WORDS[winner.kind]} stands above {RANK_WORDS[entry.kind]}"
    if winner.source.corrects == entry.source.source_id:
        return f"{winner.source.source_id} says that it corrects {entry.source.source_id}"
    if entry.source.round == winner.source.round:
        nearer, farther = HAND_WORDS[winner.hand], HAND_WORDS[entry.hand]
        return f"one round of {winner.compiler} ({winner.source.round}): {nearer} stands above {farther}"
    return f"the later round of {winner.compiler} ({winner.source.round})"


def _dispute(best: Sequence[Placed], others: Sequence[Placed]) -> list[Placed]:
    """The disputed figure, then its sides: who first prints a value conflicts, who prints it again repeats it."""
    sides: list[Placed] = []
    for entry in best:
        sides += [entry] if _first_that_agrees(entry, sides) is None else []
    disputed = _disputed(sides, best)
    disputed_id = disputed.figure.figure_id
    rule = (
        f"no rule decided: {RANK_WORDS[disputed.kind]} on both sides, neither says that it corrects "
        "the other, the order of their rounds is not known"
    )
    conflicting = [replace(side, status="conflicting", replaced_by=disputed_id, rule=rule) for side in sides]
    placed = [disputed, *conflicting]
    for entry in (entry for entry in (*best, *others) if not any(entry is side for side in sides)):
        same, why = _first_that_agrees(entry, conflicting), f"{_why(disputed, entry)}, though it disagrees with itself"
        beside = replace(entry, status="conflicting", replaced_by=disputed_id, rule=why)
        placed.append(beside if same is None else _beside(entry, same))
    return placed


def _disputed(sides: Sequence[Placed], best: Sequence[Placed]) -> Placed:
    """The one row in force: no value, the lowest and the highest printed, and a note of who printed what."""
    lows = [entry.figure.value.low for entry in best if entry.figure.value.low is not None]
    highs = [entry.figure.value.high for entry in best]
    high = None if None in highs else max(value for value in highs if value is not None)
    first = sides[0]
    sides = sorted(
        sides, key=lambda side: (side.figure.value.low or 0, inf if (end := side.figure.value.high) is None else end)
    )
    words = "; ".join(f"{_given(side.figure)} ({_said_by(side)})" for side in sides)
    printed = " or ".join(dict.fromkeys(side.figure.value.text for side in sides))
    figure = replace(
        first.figure,
        figure_id=digest("disputed", *identity(first.figure)),
        value=Value(None, min(lows, default=None), high, None, printed),
        note=f"Disputed: {words}. No rule decides between them.",
        locator="; ".join(f"{side.document}, {side.figure.locator}" for side in sides),
        quote=None,
        chain=(
            f"sources of one rank disagree: {words}",
            "no source says that it corrects the other; the rounds' order is not known",
        ),
        reading_reason=None,
        forces_counted=first.figure.forces_counted
        if len({side.figure.forces_counted for side in sides}) == 1
        else None,
        # No person corrected this row itself; it is reviewed when every side is.
        correction=None,
        review="unreviewed" if any(side.figure.review == "unreviewed" for side in sides) else "reviewed",
    )
    said = tuple(dict.fromkeys(entry.statement for entry in best if entry.statement))
    return replace(first, figure=figure, is_disputed=True, statement=" ".join(said) or None)


def _given(figure: Figure) -> str:
    """What a source gives: its print; where a person corrected the number, that, beside the print that it overrules."""
    value = figure.value
    if SOURCE_PRINTS not in (figure.correction or ""):
        return value.text
    ends = ["" if end is None else f"{end:.10g}" for end in (value.low, value.high)]
    given = ends[0] if value.value is not None else f"{ends[0] or 'at most'} to {ends[1] or 'more'}"
    return f"{given}, corrected from “{value.text}”"


def _first_that_agrees(entry: Placed, sides: Sequence[Placed]) -> Placed | None:
    return next((side for side in sides if agree(side.figure.value, entry.figure.value)), None)


def _said_by(entry: Placed) -> str:
    compiler = entry.compiler or "compiler not named"
    where = f" in {entry.read_in}" if entry.read_in else ""
    when = f", {entry.source.published}" if entry.source.published else ""
    return f"{compiler}{where}{when}"
