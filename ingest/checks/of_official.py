"""Checks of figures against the official count of the class that holds them.

Protects: neither side is called wrong. A difference has many honest causes, which the finding names; it is a reason to
look and to say that two sources count otherwise, never a verdict on a force.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.checks.finding import DIFFERS, Finding, of_figure
from ingest.collect import Failure
from ingest.order import Placed
from ingest.place import Everything
from ingest.reference import Reference

MEASURE, UNIT = "offences_recorded", "offences"
CLASS = "ho_"  # begins the id of a class of the Home Office
ABOVE = 1.25  # times the class: a part is never above its whole, but extracts of two days differ by some per cent
DEVIATIONS = 3  # of the class's own count by chance (its square root): small counts leap
FEWEST_APART = 10  # counted: below it one or two crimes are a half
UNDER = 0.5  # of the class, for an offence that is most of it
MOST_SINCE = date(2017, 4, 1)  # before, s15 was the whole of class 88A and nothing its greater part
FEWEST_COMPARED = 3  # years in most of which a force differs the same way: said once
CAUSES = (
    "Possible causes: another date of extract, crimes cancelled or transferred since, offences counted or principal "
    "crimes alone, the date recorded or the date committed, the force that records or the one that investigates, an "
    "error of copying (ours or a paper's)."
)


def differs_from_official_class(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A figure of recorded offences that another source gives differs from its official class where it is above the
    class that wholly holds it by a quarter and by three times the square root of the class, or, for an offence that is
    most of its class, under half of it since April 2017: closer ones are explained by the day of the extract."""
    official: dict[tuple[str, str | None, str], Placed] = {}
    for status in ("conflicting", "current"):  # one in force takes the place of one that is not
        for entry in everything.figures:
            if entry.kind == "official" and entry.status == status and _is_whole(entry):
                figure = entry.figure
                official[figure.force_id, figure.offence_id, figure.period.period_id] = entry
    compared: dict[tuple[str, str | None, str], list[tuple[Placed, Placed, int]]] = defaultdict(list)
    for entry in everything.figures:
        if entry.status != "current" or not _is_whole(entry):
            continue
        figure = entry.figure
        for class_id in _classes(figure.offence_id, figure.period.end, reference):
            whole = official.get((figure.force_id, class_id, figure.period.period_id))
            if whole is not None and whole.source.source_id != entry.source.source_id:
                side = _side(entry, whole, class_id, reference)
                compared[figure.force_id, figure.offence_id, class_id].append((entry, whole, side))
    for (_, _, class_id), pairs in compared.items():
        for side in (1, -1):
            differing = [(entry, whole) for entry, whole, found in pairs if found == side]
            if len(pairs) >= FEWEST_COMPARED and 2 * len(differing) > len(pairs):
                yield _finding(differing, class_id, reference, of=len(pairs))
            else:
                yield from (_finding([pair], class_id, reference) for pair in differing)


def _is_whole(entry: Placed) -> bool:
    figure = entry.figure
    counts = (figure.measure_id, figure.unit, figure.scope, figure.dimensions)
    return counts == (MEASURE, UNIT, None, ()) and figure.period.kind == "financial_year"


def _classes(offence_id: str | None, end: date | None, reference: Reference) -> list[str]:
    """The classes of the Home Office that hold every case of an offence which is in force in a period."""
    offence = reference.offences.get(offence_id or "")
    if offence is None or offence.offence_id.startswith(CLASS):
        return []
    if offence.in_force_from is not None and (end is None or offence.in_force_from > end):
        return []
    return sorted(name for name in reference.offence_ancestors(offence_id) if name.startswith(CLASS))


def _side(entry: Placed, whole: Placed, class_id: str, reference: Reference) -> int:
    """1 where the figure is above its class, -1 where it is far below, 0 where the two go together."""
    low, high, counted = entry.figure.value.low, entry.figure.value.high, whole.figure.value.value
    if counted is None:
        return 0
    apart = max(FEWEST_APART, DEVIATIONS * math.sqrt(counted))
    if low is not None and low > ABOVE * counted and low > counted + apart:
        return 1
    start = entry.figure.period.start
    is_most = reference.offences[entry.figure.offence_id or ""].most_of == class_id
    is_since = start is not None and start >= MOST_SINCE
    is_under = high is not None and high < UNDER * counted and high < counted - apart
    return -1 if is_most and is_since and is_under else 0


def _finding(
    pairs: Sequence[tuple[Placed, Placed]], class_id: str, reference: Reference, of: int | None = None
) -> Finding:
    name = reference.offences[class_id].title
    values = "; ".join(
        f"{entry.figure.value.text} ({entry.compiler or 'compiler not named'}) and, in the whole class that holds it, "
        f"{whole.figure.value.value:g} ({_class_of(whole.compiler, name)}) in {entry.figure.period.period_id}"
        for entry, whole in pairs
    )
    often = f" So in {len(pairs)} of {of} years." if of else ""
    also = tuple(entry.figure.figure_id for entry, _ in pairs[1:])
    message = f"{values}: counted otherwise.{often} {CAUSES}"
    return of_figure(pairs[0][0], "warning", "differs-from-official-class", message, says=DIFFERS, also=also)


def _class_of(compiler: str | None, name: str) -> str:
    """ "Home Office, class 88A: Sexual grooming": whose class it is stands in its name, and is said once."""
    return f"{compiler}, {name.removeprefix(f'{compiler} ')}" if compiler else f"compiler not named, {name}"
