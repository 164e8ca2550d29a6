"""Forces' numbers: what one recorded over the years, its four cards; of all of them arrests on groups' evidence, each
with what its source sets beside it, and where sources differ, without a verdict.

Protects: no place among forces; no count of one to four in a card or line; one team's count is never the whole force's;
a count on groups' evidence and what stands beside it are never joined into a share.
"""

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import bars, drawing, plotly, years
from dashboard.parts import chart as charts
from dashboard.parts import evidence, listing, over_years, print_line, results, subject
from dashboard.parts.controls import Address, my_forces
from dashboard.words import each

PATH = "/force"
GROOMING, IMAGES = "ho_88a", "ho_86"
BREAKS = {GROOMING: {2017: "April 2017: s15A is counted in"}}
"""By class, the first financial year that counts otherwise. The offences' own days in force are in the warehouse."""
OFFICIAL = (GROOMING, IMAGES)
RECORDED = {"measure": "offences_recorded", "unit": "offences"}
LISTED = "#arrests-charges-and-other-counts"  # of the force's page: where what was counted stands
COUNTS, OTHER_COUNTS = "Arrests, charges and other counts", "Counted too: other questions, part years, several years"
MOST_COUNTS = 6  # of either
HEADS_OF_COUNTS = ("Number", "Who and when", "What was counted", "Set beside it", "According to")
LETTERS_LEFT = 17  # of a line of words on the left


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


def offered(force_id: str) -> list[str]:
    """The offences of which the force has recorded numbers in two years or more: official classes first."""
    return [offence for of, offence in warehouse.values("force_offences", {"first": [*OFFICIAL]}) if of == force_id]


def chart(force_id: str, offence: str = "") -> charts.Chart | None:
    """One force's offence that is offered, else the first, as Over time draws it alone; None without any."""
    if not (can_be := offered(force_id)):
        return None
    asks = {**RECORDED, "offence": offence if offence in can_be else can_be[0], "show": "count", "view": "alone"}
    return over_years.chart(Address(over_years.PATH).but(**asks, force=force_id, release=pinned.asked()))


def beside_median(row: Any) -> str:
    """ "15.0 per 100,000, above the median of 11.7"; "" without residents."""
    if row.rate != row.rate or row.value < words.SMALLEST_SHOWN:
        return ""
    beside = words.beside_median(row.rate, row.rate_low, row.rate_high, row.middle)
    return f"{row.rate:.1f} per 100,000 ({row.rate_low:.1f}–{row.rate_high:.1f}){f', {beside}' * bool(beside)}"


class Card(NamedTuple):
    """`mark`: behind it; `series`: None is a gap; `own`: counts of its own, `apart`: of no child."""

    label: str
    number: str
    said: str
    mark: str | None = None
    series: Sequence[float | None] = ()
    own: int = 0
    apart: int = 0


def cards(force: Any) -> list[Card]:
    """The four; `force` is a row of queries/force_known.sql."""
    counted = arrests(force)._replace(own=force.own, apart=force.apart)
    return [counted, questions(force), *(official(force, key) for key in OFFICIAL)]


def arrests(force: Any) -> Card:
    """The count that queries/force_arrests.sql chooses; without a whole force and year, what there is instead."""
    counts, label = each(warehouse.query("force_arrests", {"force": force.force_id})), "Arrests"
    if not counts or not counts[0].is_whole:
        if warehouse.query("force_figures", {"force": force.force_id})["is_of_subject"].any():
            return Card(label, "no yearly total", words.SAID["charts"]["no_card"], LISTED)
        return Card(label, "not known", "no count of arrests for online offences against children is here: our gap")
    [first] = counts
    measure, offence = first.measure, words.offence(first.offence or "")
    measure = "Arrests, online or not" if first.measure_id == "arrests" else measure
    measure += f": {offence}" if offence and offence.partition(",")[0].lower() not in measure.lower() else ""
    said, shown = words.inside(results.who(first)), results.amount(first)
    if first.doubts:
        shown, said = "in doubt", f"printed as {shown}; {said}"
    return Card(label, shown, f"{measure}, {words.period_in_list(first)}; {said}", first.figure_id)


def questions(force: Any) -> Card:
    """What became of the questions that went to most forces; `force`: a row with the columns of questions_sent.sql."""
    _, _, year, *_ = results.campaign()
    label = f"Questions sent to most forces in {year}" if year else "Questions sent to most forces"
    if not force.reply:
        return Card(label, "no reply here", words.SAID["no_reply"]["asked" if force.is_asked else "not_known"])
    if not force.became:
        return Card(label, "in part", "to which questions is unknown", force.reply)
    said = listing.render("became.md", force=force, signs=results.SIGNS).splitlines()
    number = f"{force.became.get('answered', 0)} of {sum(force.became.values())} answered"
    return Card(label, number, words.listed(said), force.reply)


def official(force: Any, key: str) -> Card:
    """The latest official count of a class, under the class's own name, with its rate beside the median."""
    title = f"{name_of(key)}, offences recorded"
    rows = warehouse.query("forces_list", {"offence": key})
    row = each(rows[rows["force_id"] == force.force_id])[0]
    if row.value != row.value:
        if force.nation in ("Scotland", "Northern Ireland"):
            return Card(title, "does not apply", "other law: no such class")
        return Card(title, "not known", "in no official series here")
    inside = f"mostly indecent images of children; {words.ABOUT_CHILDREN['mixed']}" if key == IMAGES else ""
    said = "; ".join(part for part in (row.period, "in doubt" * row.is_doubted, beside_median(row), inside) if part)
    counts = years.by_year(row.years, row.counts, BREAKS.get(key, {}))
    return Card(title, words.masked(row.value), said, row.figure_id, counts)


def show_cards(forces: Sequence[str], at: Address, title: str = "") -> None:
    """Draw the four of each force, a row a force; each number leads to its evidence."""
    rows, marks = [], []
    for force, role in zip(filter(None, map(force_of, forces)), drawing.CHOSEN, strict=False):
        four, page = cards(force), at.at(PATH).but(id=force.force_id).link
        lines = [years.spark(card.series, f"{card.label}, and the years before", role, 110, 30) for card in four]
        rows.append({"name": force.short_name, "page": page, "colour": plotly.palette()[role],
                     "cards": [*zip(four, lines, strict=True)]})  # fmt: skip
        marks += [card.mark for card in four if card.mark and card.mark != LISTED]
    st.html(listing.render("cards.html", rows=rows, at=at, title=title))
    evidence.drawer(tuple(marks), "cards")


def counts_on_evidence() -> pd.DataFrame:
    rows = warehouse.query("overview_groups")
    rows["text"] = [results.text(row, exact=words.amount(row.value, row.unit)) for row in each(rows)]
    for name, say in (("beside", _beside), ("under", words.period_in_list)):
        rows[name] = [say(row) for row in each(rows)]
    rows["who"] = rows["by_another"].fillna(rows["source_kind"].map(words.SAID["said_by"]))
    rows["read"] = rows["who"] + rows["read_in"].map(results.read_in)
    rows["below"] = ["\n".join(filter(None, (row.scope, row.beside, row.who))) for row in each(rows)]
    rows["more"] = [_wrapped(words.days_in_list(row)) for row in each(rows)]
    return rows.assign(role="part")


@charts.remembered
def on_evidence(at: Address) -> charts.Chart | None:
    """Arrests on groups' evidence by force and period, a list; None where there is no count."""
    rows, chosen = counts_on_evidence(), list(my_forces(at))
    if not len(rows):
        return None
    ((every,),) = warehouse.values("select count(*) from forces where kind = 'territorial'")
    rows["how"] = rows["scope"].where(rows["scope"].isin(words.SAID["line"]["by"]), "on groups’ evidence")
    said = [f"{row.text}{'' if row.unit in row.text else f' {row.unit}'} {row.how}" for row in each(rows)]
    tips = zip(each(rows), rows["force"] + ", " + rows["under"], said, rows["beside"], strict=True)
    rows["tip"] = [results.tip_of(*tip) for tip in tips]
    return charts.Chart(
        name="groups",
        title="Arrests on the evidence of activist groups, “paedophile hunters”",
        drawing=bars.listed(rows, chosen),
        line=listing.line("counted.md", counts=len(rows), forces=rows["force_id"].nunique(), of=every, has_arrests=1),
        source=" · ".join(f"{name}: {'; '.join(of['read'].unique())}" for name, of in rows.groupby("name", sort=False)),
        at=Address("/activists").but(force=chosen),
        notes=(
            *(f"{row.force}: {words.sentence(row.set_against_note)}" for row in each(rows) if row.set_against_note),
            *subject.differing(list(rows["figure_id"])),
        ),
        columns={
            "Who and when": rows["name"] + ", " + rows["under"],
            "Number": rows["text"],
            "Set beside it": rows["beside"].replace("", "nothing beside it"),
            "Source": rows["read"],
        },
        marks={row.figure_id: f"{row.force}, {row.under}: {row.text}" for row in each(rows)}
        | {row.set_against_id: f"{row.force}, {row.under}: {row.beside}" for row in each(rows) if row.set_against_id},
        opens=[[row.figure_id, None, row.set_against_id] for row in each(rows)],
    )


@charts.remembered
def counts(at: Address) -> charts.Chart | None:
    """One force's counts of arrests, of what followed and of groups, the latest first, and below what else it counted,
    or others did and no chart over the years draws, a list; `show=own` its own alone; None without any."""
    force, rows = force_of(asked_for(at)), warehouse.query("force_figures", {"force": asked_for(at)})
    rows = rows.assign(section=rows["is_of_subject"].map({True: "", False: OTHER_COUNTS}), whose="")[rows["is_listed"]]
    own = "own" if "own" in at.all(listing.SHOW) and rows["is_own"].any() else None
    shown, of_it = rows[rows["is_own"]] if own else rows, Address(PATH).but(id=asked_for(at), show=own)
    return list_of_counts("counts", force.name, shown, of_it) if force else None


def list_of_counts(name: str, of: str, rows: pd.DataFrame, at: Address) -> charts.Chart | None:
    """Numbers `of` one force, or of one offence with `whose` they are; None without any."""
    if not len(rows):
        return None
    rows = rows.sort_values("in_order", ignore_index=True)
    rows["beside"] = rows["figure_id"].map(defaultdict(str, counts_on_evidence()[["figure_id", "beside"]].to_numpy()))
    for column, say in (("under", words.period_in_list), ("name", words.days_in_list)):
        rows[column] = [", ".join(filter(None, (row.whose, say(row)))) for row in each(rows)]
    corrected = (rows["review"] == "corrected").map({True: f" {words.CORRECTED_MARK}", False: ""})
    rows["text"] = [results.amount(row) for row in each(rows)] + corrected
    rows["given"] = rows["text"] + rows["is_doubted"].map({True: " ?", False: ""})
    rows["what"], _, _, rows["who"] = zip(*(results.line(row, "") for row in each(rows)), strict=True)
    rows["what"] += rows["figure_id"].map(dict(warehouse.values("from ready.longer"))).map(results.inside)
    tips = zip(each(rows), f"{of}, " + rows["under"], rows["text"], rows["what"], rows["beside"], strict=True)
    rows["tip"] = [results.tip_of(*tip) for tip in tips]
    rows["name"], rows["more"] = rows["name"].map(_wrapped), rows["who"].map(_wrapped)
    parts = zip(rows["what"], rows["beside"], print_line.remarks(rows).where(rows["section"] == "", ""), strict=True)
    rows["below"] = ["\n".join(filter(None, lines)) for lines in parts]
    ids, most = rows["measure_id"], listing.count("counts", len(rows), MOST_COUNTS)
    shown = rows[(~ids.str.contains("ocag")).astype(int).groupby(rows["section"]).rank(method="first") <= most]
    few = f"{len(shown)} of {len(rows)} lines; the table has all." if len(shown) < len(rows) else ""
    return charts.Chart(
        name=name,
        title=f"{words.heading(of)}: {words.inside(COUNTS)}",
        drawing=bars.listed(shown.assign(force_id="")),
        line=listing.line("counted.md", rows=each(rows), force=of, has_arrests=any(ids.str.startswith("arrests"))),
        source=few or subject.counted_by(rows["compiled_by"], rows["hand"]),
        at=at,
        columns=rows[["given", "under", "what", "beside", "who"]].set_axis(HEADS_OF_COUNTS, axis="columns"),
        marks={row.figure_id: f"{row.under}, {row.what}: {row.text}" for row in each(rows)},
    )


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, LETTERS_LEFT))


def _beside(row: Any) -> str:
    """What the source sets beside a count: all that its answer counts, or its own arrests; never a share."""
    return listing.render("beside.md", row=row, whole=words.amount(row.all_arrests, row.unit), text=results.text(row))


def differing(force: str | None = None) -> pd.DataFrame:
    """Figures that sources give otherwise, of one force or area or of all forces: `what` it is, what is `said`."""
    rows = warehouse.query("differing", {"force": force})
    rows = rows if force else rows.query("area_kind == 'force'")
    offences = [f"{words.offence_in_law(row.offence, row.law_section)}, " if row.offence else "" for row in each(rows)]
    rows["what"] = offences + rows["measure"].map(words.inside) + ", " + rows["period_id"].map(words.period)
    rows["said"] = [listing.render("each_side.md", row=row, few=words.UNDER_FIVE) for row in each(rows)]
    return rows


def show_differing(rows: pd.DataFrame, whose: Sequence[str], which: str = "") -> None:
    """These figures as a table; `whose` stands before what is counted; `which` of all they are, and in what order."""
    if not len(rows):
        return
    st.header(f"Where sources differ{which}")
    what = [words.heading(f"{who}{row.what}") for who, row in zip(whose, each(rows), strict=True)]
    marks = dict(zip(rows["figure_id"], what, strict=True))
    table = pd.DataFrame({"What is counted": what, "Each source’s number": rows["said"]})
    charts.show_table(table, [[mark] for mark in marks], marks, "Both values, and who gives each", "differ")
    with st.expander("Why they differ"):
        kinds = warehouse.query("differing", {"force": None})["area_kind"]
        st.markdown(listing.render("differ.md", forces=int((kinds == "force").sum()), every=len(kinds)))
    evidence.drawer(tuple(marks), "differ")
