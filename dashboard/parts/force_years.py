"""One force's numbers: official classes over the years with what was requested beside them; its four cards (arrests,
the questions that went to most forces, two classes as context); and where sources differ.

Protects: one source alone makes a line, and a requested figure is in none; no line goes over a break; a part of a class
is named as one; a force is told beside the median and never by a place; no count of one to four stands in a card or a
line; a count of one team or of some offences is never the whole force's; what is not known is said to be so, and whose
gap it is; both values of what differs stand with who counted them, and no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import pinned, stats, warehouse, words
from dashboard.charts import years
from dashboard.charts.drawing import FORMS
from dashboard.parts import answers, evidence, figure_words
from dashboard.parts import chart as charts
from dashboard.parts.controls import Address
from dashboard.parts.listing import render
from dashboard.parts.subject import BESIDE_RATES, BESIDE_RECORDED, counted_by
from dashboard.stats import each

PATH = "/force"
GROOMING, IMAGES = "ho_88a", "ho_86"
BREAKS = {GROOMING: {2017: "April 2017: s15A is counted in"}}
"""By class, the first financial year that counts otherwise. The offences' own days in force are in the warehouse."""
BROKEN = "Years before and after April 2017 can’t be compared."
OFFICIAL = {GROOMING: ("soa2003_s15a", "soa2003_s15"), IMAGES: ("group:indecent_images_of_children",)}
"""The official classes that are drawn as a line, and the requested offences that stand beside each as marks; those of
the first lie within the class whole."""
NOT_THE_SAME = (
    "The line is the official class whole, from that one source; a mark is what was requested or collected by others, "
    "often a part of the class, by another date of extract or another rule of counting."
)
NOT_ALL_CHILDREN = "Class 86 holds extreme pornography and other publications beside images of children."
WHY_DIFFERENT = (
    "Why it may be: another date of extract, crimes cancelled or moved since, other rules of counting, the date "
    "recorded or the date committed, another force that records, or an error of copying, ours or a paper’s. A part and "
    "its class are listed where the part is larger."
)
SMALL = "by this site’s rule, not its source’s, a count of one to four stands as a number in its evidence and in files"


def name_of(offence: str) -> str:
    """A class by the one name that it has: "Obscene publications etc (class 86)"."""
    titles = warehouse.values("select title from offences where offence_id = $id", {"id": offence})
    return words.heading(words.offence(titles[0][0] if titles else offence))


def force_of(asked: str) -> Any | None:
    """The row of a force or area: force_id, name, short_name, nation, region, kind; None where there is none."""
    return next((row for row in each(warehouse.query("force_known")) if row.force_id == asked), None)


def asked_for(at: Address) -> str:
    """The force of an address: `id`, else the first of the reader's own."""
    return at.one("id") or next(iter(at.all("force")), "")


def recorded_by(force_id: str) -> pd.DataFrame:
    """Every figure of offences that the police recorded, by offence and year: rows of queries/force_series.sql."""
    asked = {"force": force_id, "measure": "offences_recorded", "unit": "offences"}
    return warehouse.query("force_series", asked)


def series(force_id: str) -> dict[str, pd.DataFrame]:
    """What can be drawn of a force over the years, by offence: official classes with what was requested beside them,
    then what was only requested, in two years or more."""
    rows = recorded_by(force_id)
    by_offence: dict[str, pd.DataFrame] = {}
    for key, beside in OFFICIAL.items():
        if (rows["is_official"] & (rows["offence_id"] == key)).any():
            by_offence[key] = rows[rows["offence_id"].isin((key, *beside))]
    used = [offence for key in by_offence for offence in (key, *OFFICIAL[key])]
    alone = rows[~rows["is_official"] & ~rows["offence_id"].isin(used)]
    parts = [part for _, part in alone.groupby("offence_id", sort=False) if part["year"].nunique() > 1]
    by_offence |= {part["offence_id"].iloc[0]: part for part in sorted(parts, key=len, reverse=True)}
    return {key: part.reset_index(drop=True) for key, part in by_offence.items()}


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """What was requested beside the official series of one force, as `offence` in the address chooses; None where
    nothing of the force stands in two years."""
    force = force_of(asked_for(at))
    offered = series(str(force.force_id)) if force is not None else {}
    if force is None or not offered:
        return None
    key = at.one("offence") if at.one("offence") in offered else next(iter(offered))
    title, rows = name_of(key), offered[key]
    others = list(dict.fromkeys(rows.loc[~rows["is_official"], "offence_id"]))
    breaks = BREAKS.get(key, {})
    forms = [FORMS[::-1][others.index(row) % len(FORMS)] if row in others else "circle" for row in rows["offence_id"]]
    rows = rows.assign(
        form=forms,
        side=[sum(year >= first for first in breaks) for year in rows["year"]],
        printed=[figure_words.text(row) for row in each(rows)],
    )
    rows["tip"] = [
        figure_words.tip_of(row, f"{row.period}: {row.printed}", words.offence(row.offence)) for row in each(rows)
    ]
    official = rows[rows["is_official"]]
    placed = rows[rows["high"].notna() & (rows["state"] != "words")]  # no bar is drawn without an end
    if not rows["value"].notna().any():
        return None
    later = since(key, str(force.force_id))
    line = " ".join(
        [_line(force, key, rows), *(f"{row.name.partition(',')[0]}, not drawn: {row.printed}." for row in each(later))]
    )
    first, last = int(rows["year"].min()), int(rows["year"].max())
    drawn = years.years(
        placed,
        [str(force.force_id)],
        alt=f"A line for the official class, marks for other counts. {line}",
        ticks=[(float(year), f"{year}/{(year + 1) % 100:02}") for year in range(first, last + 1)],
        breaks=[(year - 0.5, why) for year, why in breaks.items() if first < year <= last],
        height=300,
        least=words.SMALLEST_SHOWN,
    )
    listed = pd.concat([rows.sort_values("year", kind="stable"), later.assign(period=later["name"])])
    others_of = rows[~rows["compiled_by"].isin(official["compiled_by"])]  # the legend says of each mark who counted it
    who = [counted_by(part["compiled_by"], part["hand"]) for part in (official, others_of)]
    return charts.Chart(
        name="force",
        title=f"{force.short_name}: {words.inside(title)}, offences recorded",
        drawing=replace(drawn, right=30, legend=_legend(rows, key)),
        line=line,
        source=" · ".join(filter(None, who)),
        at=Address(PATH, {"id": (str(force.force_id),), "offence": (key,)}),
        notes=_notes(rows, key),
        columns={
            "Period": listed["period"],
            "Offence": listed["offence"].map(words.offence),
            "Figure": listed["printed"],
            "Counted by": listed["compiled_by"],
        },
        marks={row.figure_id: f"{row.period}, {row.compiled_by}: {row.printed}" for row in each(listed)},
    )


def since(offence: str, force_id: str | None = None) -> pd.DataFrame:
    """What an official series gives after its last whole year: rows of queries/force_since.sql, each with its span as
    its `name` ("Apr–Dec 2025, 9 months") and its number as `printed`."""
    rows = warehouse.query("force_since", {"force": force_id, "offence": offence})
    rows["name"] = [f"{words.short_period(row.period_id)}, {words.counted(row.months, 'month')}" for row in each(rows)]
    return rows.assign(printed=[figure_words.text(row) for row in each(rows)])


def with_figure(force_id: str, mark: str) -> charts.Chart | None:
    """The chart in which a figure of the force is drawn as one number; None where it stands in none."""
    for key, rows in series(force_id).items():
        if mark in set(rows.loc[rows["value"].notna(), "figure_id"]):
            return chart(Address(PATH, {"id": (force_id,), "offence": (key,)}))
    return None


def _line(force: Any, key: str, rows: pd.DataFrame) -> str:
    official = rows[rows["is_official"] & rows["value"].notna()]
    if not len(official):
        who = counted_by(rows["compiled_by"], ())
        return f"{words.counted(len(rows), 'figure')} by {who}; no official series of it is here."
    last = each(official)[-1]
    beside = beside_median(last, key)
    count = words.masked(last.value)
    said = f"{force.short_name} recorded {count} in {last.period}{f': {beside}' if beside else ''}."
    wholes = official.set_index("period")["value"].to_dict()
    inside = rows[(rows["offence_id"] != key) & (key == GROOMING)]
    larger = [row.period for row in each(inside) if row.value > wholes.get(row.period, row.value)]
    return f"{said} In {words.listed(larger)} a part is larger than the class: counted otherwise." if larger else said


def beside_median(row: Any, offence: str) -> str:
    """ "15.0 per 100,000, above the median of 11.7"; "" without residents."""
    rate, low, high = stats.rate(row.value, row.population)
    if rate != rate or row.value < words.SMALLEST_SHOWN:
        return ""
    medians = warehouse.query("force_median", {"offence": offence, "period": row.period})
    middle = float(medians["middle"].iloc[0])
    beside = f", {stats.beside_median(low, high, middle)} of {middle:.1f}" if middle == middle else ""
    return f"{rate:.1f} per 100,000{beside}"


def _legend(rows: pd.DataFrame, key: str) -> tuple[tuple[str, str], ...]:
    legend = [("the whole class, official", "line:chosen0")] if rows["is_official"].any() else []
    for (offence_id, form), part in rows[~rows["is_official"]].groupby(["offence_id", "form"], sort=False):
        what = "the whole class, " if key in OFFICIAL else ""  # an offence is no class
        if offence_id != key:
            what = f"{'a part of it, ' if key == GROOMING else ''}{words.offence(part['offence'].iloc[0])}, "
        years_ = ", by calendar year" if (part["period_kind"] == "calendar_year").all() else ""
        legend.append((f"{what}{counted_by(part['compiled_by'], ())}{years_}", f"{form}:chosen0"))
    return tuple(legend)


def _notes(rows: pd.DataFrame, key: str) -> tuple[str, ...]:
    said = {
        NOT_THE_SAME: rows["is_official"].nunique() > 1,
        f"From April 2017 the class counts a new offence, s15A. {BROKEN}": key in BREAKS,
        NOT_ALL_CHILDREN: key == IMAGES,
        "A calendar year stands a quarter of a year to the left of the financial year of that number.": (
            rows["period_kind"] == "calendar_year"
        ).any(),
    }
    fitting = [note for note, is_so in said.items() if is_so]
    return *fitting, BESIDE_RATES, BESIDE_RECORDED


class Card(NamedTuple):
    """What is counted, the number, what is said with it, the figure or answer behind it, and the years as a line in
    which None is a gap."""

    label: str
    number: str
    said: str = ""
    mark: str | None = None
    series: Sequence[float | None] = ()


def cards(force: Any) -> list[Card]:
    """The four; a small count says where its number is. `force` is a row of queries/force_known.sql."""
    given = answers.current(force.force_id)
    four = [arrests(force), questions(given), *(official(force, key) for key in OFFICIAL)]
    return [
        card._replace(said="; ".join(part for part in (card.said, SMALL) if part))
        if words.UNDER_FIVE in f"{card.number} {card.said}"
        else card
        for card in four
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
    measure = "Arrests, online or not" if first.measure_id == "arrests" else first.measure
    offence = words.offence(first.offence or "")
    measure += f": {offence}" if offence and offence.partition(",")[0].lower() not in measure.lower() else ""
    said, number = f"counted by {first.compiled_by}{figure_words.read_in(first.read_in)}", words.masked(first.value)
    for row in each(groups[groups["period_id"] == first.period_id]):
        count = words.masked(row.value)
        if row.all_arrests == first.value:
            said += f"; {count} on groups’ evidence; whether among the {number} is not said"
        elif row.set_against == first.value:
            said += f"; beside {count} on groups’ evidence, counted apart"
    said += "; not the only such count here" if first.alike > 1 else ""
    shown = f"{number} {first.unit}"
    if first.doubts:
        shown, said = "in doubt", f"printed as {shown}; {said}"
    return Card(f"{measure}, {words.period_in_list(first)}", shown, said, first.figure_id)


def questions(given: pd.DataFrame) -> Card:
    """What became of the questions that went to most forces, among the answers of one force."""
    campaign, _, year = answers.campaign()
    label = f"Questions sent to most forces in {year}" if year else "Questions sent to most forces"
    rows = given[given["campaign_id"] == campaign]
    single = rows[rows["question"].notna()]
    if not len(rows):
        return Card(label, "no reply here", "our gap; whether it was asked is not known here")
    mark = str(rows["outcome_id"].iloc[0])
    if not len(single):
        return Card(label, "in part", "which questions it answered is not known here", mark)
    read = [answers.kind(row) for row in each(single) if row.exemptions_basis == "inferred"]
    kinds = {kind: (n, f"{n} {said}{answers.by_reading(read.count(kind), n)}") for kind, said, n in counted(single)}
    answered, _ = kinds.pop("answered", (0, ""))
    return Card(
        label, f"{answered} of {len(single)} answered", words.listed([said for _, said in kinds.values()]), mark
    )


def counted(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Each kind of answer with its words and how many there are, in the order of the signs."""
    kinds = [answers.kind(row) for row in each(rows)]
    return [(kind, said, kinds.count(kind)) for kind, (_, said) in answers.SIGNS.items() if kind in kinds]


def official(force: Any, key: str) -> Card:
    """The latest official count of a class, under the class's own name, with its rate beside the median."""
    title = f"{name_of(key)}, offences recorded"
    rows = recorded_by(force.force_id)
    rows = rows[(rows["offence_id"] == key) & rows["is_official"] & rows["value"].notna()]
    if not len(rows):
        if force.nation in ("Scotland", "Northern Ireland"):
            return Card(title, "does not apply", "other law: no such class")
        return Card(title, "not known", "in no official series here")
    last = each(rows)[-1]
    shown = [None if words.is_few(value) else value for value in rows["value"]]
    doubted = "in doubt" if last.is_doubted else ""
    inside = f"indecent images are among them; {words.ABOUT_CHILDREN['mixed']}" if key == IMAGES else ""
    said = "; ".join(part for part in (doubted, beside_median(last, key), inside) if part)
    series = years.by_year(rows["year"], shown, BREAKS.get(key, {}))
    return Card(f"{title}, {last.period}", words.masked(last.value), said, last.figure_id, series)


def show_cards(force: Any, at: Address, role: str = "chosen0") -> list[str]:
    """Draw the four of a force; each number leads to its evidence. The marks that they open."""
    four = cards(force)
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
        f"{row.measure}: {words.offence_in_law(row.offence or 'as a whole', row.law_section)}, "
        f"{words.period(row.period_id)}"
        for row in each(rows)
    ]
    rows["said"] = ["; ".join(_sides(row)) for row in each(rows)]
    return rows


def _sides(row: Any) -> list[str]:
    """ "64: NSPCC, read in a page of the BBC"; "347 of sexual grooming (class 88A), the whole class: Home Office"."""
    said, is_what = [], ("a part larger than its whole", "the whole class")
    for n, side in enumerate(row.sides):  # a dispute may have more than two
        counts = f" of {words.offence(side['counts'])}, {is_what[n]}" if row.is_part else ""
        text = words.UNDER_FIVE if side["text"] in set("1234") else side["text"]
        said.append(f"{text}{counts}: {side['who']}{figure_words.read_in(side['read_in'])}")
    return said


def show_differing(rows: pd.DataFrame, whose: Sequence[str], of: int = 0) -> None:
    """The figures that sources give otherwise as a table; `whose`: what stands before what is counted, as the force.
    `of`: how many there are of all forces, on whose pages the others stand."""
    if not len(rows):
        return
    st.header(f"Where sources differ{f': {len(rows)} of {of}' if of > len(rows) else ''}")
    what = [f"{who}{row.what}" for who, row in zip(whose, each(rows), strict=True)]
    marks = dict(zip(rows["figure_id"], what, strict=True))
    table = pd.DataFrame({"What is counted": what, "Each source’s number": rows["said"]})
    charts.show_table(table, [[mark] for mark in marks], marks, "Where sources differ", "differ")
    with st.expander("Why they differ"):
        st.markdown(f"{WHY_DIFFERENT} [All that checks found]({pinned.address('/checks')}).")
    evidence.drawer(tuple(marks), "differ")
