"""A force's four numbers, for its page and for the Overview alike: arrests, the questions that went to most forces, and
two official classes as context.

Protects: no count of one to four stands in a card or in its line; a count of one team or of some offences bears its own
name and is never the whole force's; what is not known is said to be so, and whose gap it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from dashboard import warehouse, words
from dashboard.charts import years
from dashboard.parts import answers, force_years
from dashboard.parts.subject import SMALLEST_TOLD, UNDER_FIVE, told
from dashboard.rows import each

SMALL_IN_TABLES = "a count of one to four stands as a number in charts and tables alone"


class Card(NamedTuple):
    """What is counted, the number, what is said with it, the figure or answer behind it, and the years as a line in
    which None is a gap."""

    label: str
    number: str
    said: str = ""
    mark: str | None = None
    series: Sequence[float | None] = ()


def of_force(force: Any) -> list[Card]:
    """The four; a small count says where its number is. `force` is a row of force_years.known."""
    given = answers.current(force.force_id)
    cards = [arrests(force), questions(given), *(official(force, key) for key in force_years.OFFICIAL)]
    return [
        card._replace(said="; ".join(part for part in (card.said, SMALL_IN_TABLES) if part))
        if UNDER_FIVE in f"{card.number} {card.said}"
        else card
        for card in cards
    ]


def arrests(force: Any) -> Card:
    """The count of arrests that says most; without one, what there is instead."""
    rows = warehouse.query("force_figures", {"force": force.force_id})
    groups = rows[rows["measure_id"] == "arrests_ocag"]
    first = next(iter(each(warehouse.query("force_arrests", {"force": force.force_id}))), None)
    if first is None:
        elsewhere = "those on groups’ evidence stand in their own list" if len(groups) else "that is our gap"
        said = f"no count of all of them is here; {elsewhere}"
        return Card("Arrests for online offences against children", "not known", said)
    measure = "Arrests" if first.measure_id == "arrests" else first.measure
    offence = words.offence(first.offence or "")
    measure += f": {offence}" if offence and offence.partition(",")[0].lower() not in measure.lower() else ""
    said, number = f"counted by {first.compiled_by}", told(first.value, words.number(first.value))
    for row in each(groups[groups["period_id"] == first.period_id]):
        count = told(row.value, words.number(row.value))
        if row.all_arrests == first.value:
            said = f"{count} on groups’ evidence; whether among the {number} is not said"
        elif row.set_against == first.value:
            said = f"beside {count} on groups’ evidence, counted apart"
    said = f"in doubt; {said}" if first.doubts else said
    said += "; not the only such count here" if first.alike > 1 else ""
    return Card(f"{measure}, {words.short_period(first.period_id)}", f"{number} {first.unit}", said, first.figure_id)


def questions(given: pd.DataFrame) -> Card:
    """What became of the questions that went to most forces, among the answers of one force."""
    year = answers.campaign()[1]
    label = f"Questions sent to most forces in {year}" if year else "Questions sent to most forces"
    rows = given[given["campaign_id"].notna()]
    single = rows[rows["question"].notna()]
    if not len(rows):
        return Card(label, "no reply here", "our gap; whether it was asked is not known here")
    mark = str(rows["outcome_id"].iloc[0])
    if not len(single):
        return Card(label, "in part", "which questions it answered is not known here", mark)
    read = [answers.kind(row) for row in each(single) if row.exemptions_basis == "inferred"]
    found = {kind: (n, f"{n} {said}{answers.by_reading(read.count(kind), n)}") for kind, said, n in counted(single)}
    answered, _ = found.pop("answered", (0, ""))
    return Card(
        label, f"{answered} of {len(single)} answered", words.listed([said for _, said in found.values()]), mark
    )


def counted(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Each kind of answer with its words and how many there are, in the order of the signs."""
    kinds = [answers.kind(row) for row in each(rows)]
    return [(kind, said, kinds.count(kind)) for kind, (_, said) in answers.SIGNS.items() if kind in kinds]


def official(force: Any, key: str) -> Card:
    """The latest official count of a class, under the class's own name, with its rate beside the median."""
    title = f"{force_years.name_of(key)} recorded"
    rows = force_years.recorded_by(force.force_id)
    rows = rows[(rows["offence_id"] == key) & rows["is_official"] & rows["value"].notna()]
    if not len(rows):
        is_other = force.nation in ("Scotland", "Northern Ireland")
        return Card(title, "not known", "other law: no such class" if is_other else "in no official series here")
    last = each(rows)[-1]
    shown = [None if 0 < value < SMALLEST_TOLD else value for value in rows["value"]]
    doubted = "in doubt" if last.is_doubted else ""
    inside = f"indecent images are among them; {words.ABOUT_CHILDREN['mixed']}" if key == force_years.IMAGES else ""
    said = "; ".join(part for part in (doubted, force_years.beside_median(last, key), inside) if part)
    series = years.by_year(rows["year"], shown, force_years.BREAKS.get(key, {}))
    return Card(f"{title}, {last.period}", told(last.value, words.number(last.value)), said, last.figure_id, series)
