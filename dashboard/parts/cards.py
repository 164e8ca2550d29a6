"""What a force's page and the Overview show alike: a force's four numbers (arrests, the questions that went to most
forces, and two official classes as context), and where sources differ.

Protects: no count of one to four stands in a card or in its line; a count of one team or of some offences bears its own
name and is never the whole force's; what is not known is said to be so, and whose gap it is; both values of what
differs stand with who counted them, and no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import years
from dashboard.html import render
from dashboard.parts import answers, evidence, figure_words, force_years
from dashboard.parts import chart as charts
from dashboard.parts.address import Address
from dashboard.rows import each

WHY_DIFFERENT = (
    "Why it may be: another date of extract, crimes cancelled or moved since, other rules of counting, the date "
    "recorded or the date committed, another force that records, or an error of copying, ours or a paper’s. Of a part "
    "and the class that holds it both are listed where the part is a quarter or more above the class, or below half."
)
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
        if words.UNDER_FIVE in f"{card.number} {card.said}"
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
    said, number = f"counted by {first.compiled_by}", words.told(first.value)
    for row in each(groups[groups["period_id"] == first.period_id]):
        count = words.told(row.value)
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
    shown = [None if words.is_few(value) else value for value in rows["value"]]
    doubted = "in doubt" if last.is_doubted else ""
    inside = f"indecent images are among them; {words.ABOUT_CHILDREN['mixed']}" if key == force_years.IMAGES else ""
    said = "; ".join(part for part in (doubted, force_years.beside_median(last, key), inside) if part)
    series = years.by_year(rows["year"], shown, force_years.BREAKS.get(key, {}))
    return Card(f"{title}, {last.period}", words.told(last.value), said, last.figure_id, series)


def show(force: Any, at: Address, role: str = "chosen0") -> list[str]:
    """Draw the four of a force; each number leads to its evidence. The marks that they open."""
    four = of_force(force)
    drawn = [
        (
            card,
            years.spark(card.series, f"{card.label}, and the years before", role, 110, 30),
            at.but(figure=card.mark).link if card.mark else "",
        )
        for card in four
    ]
    st.html(render("cards.html", cards=drawn))
    return [card.mark for card in four if card.mark]


def differing(force: str | None = None) -> pd.DataFrame:
    """Figures that sources give otherwise, of one force or area or of every force, with `what` is counted and what each
    source has `said`: rows of queries/differing.sql."""
    rows = warehouse.query("differing", {"force": force})
    rows["what"] = [
        f"{row.measure}: {words.offence(row.offence or 'as a whole')}, {words.period(row.period_id)}"
        for row in each(rows)
    ]
    rows["said"] = ["; ".join(_sides(row)) for row in each(rows)]
    return rows


def _sides(row: Any) -> list[str]:
    """ "64: NSPCC, read in a page of the BBC"; "347 of sexual grooming (class 88A), the whole class: Home Office"."""
    said = []
    for n, side in enumerate(row.sides):
        counts = f" of {words.offence(side['counts'])}, {('a part', 'the whole class')[n]}" if row.is_part else ""
        said.append(f"{side['text']}{counts}: {side['who']}{figure_words.read_in(side['read_in'])}")
    return said


def show_differing(rows: pd.DataFrame, whose: Sequence[str], more: int = 0) -> None:
    """The figures that sources give otherwise as a table; `whose`: what stands before what is counted, as the force.
    `more`: how many others there are, of all forces."""
    if not len(rows):
        return
    st.header("Where sources differ")
    what = [f"{who}{row.what}" for who, row in zip(whose, each(rows), strict=True)]
    marks = dict(zip(rows["figure_id"], what, strict=True))
    table = pd.DataFrame({"What is counted": what, "Each source’s number": rows["said"]})
    charts.show_table(table, [[mark] for mark in marks], marks, "Where sources differ", "differ")
    if more:
        others = "another such figure stands" if more == 1 else f"{more:,} more such figures stand"
        st.caption(words.sentence(f"{others} on the pages of forces"))
    with st.expander("Why they differ"):
        st.markdown(f"{WHY_DIFFERENT} [All that checks found]({pinned.address('/checks')}).")
    evidence.drawer(tuple(marks), "differ")
