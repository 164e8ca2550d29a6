"""Arrests and groups: arrests for online offences against children, those on groups' evidence, law and guidance.

Protects: what does not count the same thing is never on one scale; offences in which no child need be involved, and
areas, stand apart; deaths after a confrontation are in no chart.
"""

import textwrap
from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import bars
from dashboard.parts import chart as charts
from dashboard.parts import evidence, force_years, listing, print_line, results
from dashboard.parts.controls import Address, choose_forces, controls, my_forces, now, sent_when_open
from dashboard.parts.subject import counted_by, differing
from dashboard.words import each

PATH = "/activists"
ONE_LINE = 27  # letters of a force with its period that stand in one line
FOLDED = {"arrests": "team", "s127": "s127", "groups_areas": "areas"}  # below the first lists, by what opens each: `by`
LAW_EVENTS = {"file": str(warehouse.ROOT / "dashboard" / "law_events.csv")}
LEAD = "Groups that pose online as children hand what they gather to the police. In a decoy case no child was there."


def figures(shown: str) -> pd.DataFrame:
    """The figures of one list of the page, as queries/listed_figures.sql says, with the words of their marks."""
    rows = warehouse.query("listed_figures")
    rows = rows[rows["shown"] == shown].reset_index(drop=True)
    rows["section"] = [_section(row) for row in each(rows)]
    rows["text"] = [
        results.text(row, exact=f"{words.number(row.value)} %" if row.unit == "percent" else "")
        + results.inside(row.part_of)
        + (f" of {words.number(row.whole)}" if row.whole == row.whole else "")
        for row in each(rows)
    ]
    rows["what"] = [
        f"{row.measure}{f': {_short(row)}' if row.offence else ''}{f' ({row.scope})' if row.scope else ''}"
        for row in each(rows)
    ]
    rows["name"], rows["more"] = [_who(row)[0] for row in each(rows)], [_who(row)[1] for row in each(rows)]
    rows["when"] = [f"{row.force}, {words.printed_period(row)}" for row in each(rows)]
    said = [results.amount(row) for row in each(rows)]
    rows["tip"] = [results.tip_of(*tip) for tip in zip(each(rows), rows["when"], rows["what"], said, strict=True)]
    return rows


@charts.remembered
def arrests(at: Address) -> charts.Chart | None:
    """Arrests of children's offences by force and period; `by=team` those of one team or operation."""
    by = at.one("by", "force")
    rows = figures("team" if by == "team" else "force")
    rows = rows.assign(is_last=["online child" not in section for section in rows["section"]])
    title = "Arrests, by force area" if by == "force" else "Arrests by one team or in one operation"
    rows = rows.sort_values(["is_last", "section"], kind="stable")
    rows["below"] = rows["scope"].fillna(print_line.remarks(rows) if by == "force" else "")
    return _chart("arrests", title, rows, at.but(by=by))


@charts.remembered
def s127(at: Address) -> charts.Chart | None:
    """Arrests for offences that are not about children alone, each whole above its parts."""
    rows = figures("s127")
    rows = rows[rows["period_id"].str.startswith(at.one("period"))].copy()
    with_adults = rows["about_children"].map({"mixed": f" ({words.ABOUT_CHILDREN['mixed']})"}).fillna("")
    rows["section"] = rows["force"] + ": arrests" + with_adults
    short = words.short_names("in_lists")
    dated = [
        (words.period_in_list(row), short.get(row.offence_id) or str(row.section_of_law or row.offence), row)
        for row in each(rows)
    ]
    rows["name"] = [name if row.year != row.year else f"{day} · {name}" for day, name, row in dated]
    rows["more"] = [day if row.year != row.year else "" for day, _, row in dated]
    title = "Arrests under section 127 and the 1988 Act, and for offences against adults too: no child need be involved"
    inside = each(warehouse.query("inside", {"force": next(iter(at.all("force")), None)}))
    return _chart("s127", title, rows, at, line="".join(listing.render("inside.md", row=row) for row in inside))


def _about_groups(name: str, title: str, at: Address) -> charts.Chart | None:
    """A list of what was counted about groups: of force areas, or of areas, which are never added to forces'."""
    rows = figures(name).sort_values(["unit", "measure", "offence_id"], kind="stable", na_position="first")
    rows["below"] = rows["scope"].fillna("")
    vague = [row for row in each(rows[rows["state"].isin(("interval", "words"))]) if row.note]
    return _chart(name, title, rows, at, notes=[f"{row.when}, {row.text}: {words.sentence(row.note)}" for row in vague])


CHARTS: dict[str, charts.Made] = {"arrests": arrests, "s127": s127} | {
    name: charts.remembered(partial(_about_groups, name, title)) for name, title in words.SAID["lists"].items()
}


def head(at: Address) -> tuple[str, str, str] | None:
    """Without a number, for some of these are below five."""
    return (
        "Arrests for online grooming, and groups’ evidence",
        "What police forces have counted of arrests for online offences against children, and of those on activist "
        "groups’ evidence, each with its source.",
        f"/chart/arrests.png?{at.at(PATH).query}",
    )


def _chart(
    name: str, title: str, rows: pd.DataFrame, at: Address, *, line: str = "", notes: Sequence[str] = ()
) -> charts.Chart | None:
    if not len(rows):
        return None
    rows = rows.sort_values("section", key=lambda of: pd.factorize(of)[0], kind="stable", ignore_index=True)
    return charts.Chart(
        name=name,
        title=title,
        drawing=bars.listed(rows.drop(columns="whole"), at.all("force")),
        line=line or _line(name, rows, at),
        source=f"According to {counted_by(rows['compiled_by'], rows['hand'])}",
        at=at.at(PATH, "by", "period"),
        notes=(*notes, *differing(list(rows["figure_id"]))),
        columns={
            "What": rows["section"],
            "Who and when": [", ".join(filter(None, (row.name, row.more))).replace("\n", " ") for row in each(rows)],
            "Number": rows["text"],
            "According to": rows["compiled_by"],
            "Said of it": [results.said(row) for row in each(rows)],
        },
        marks={row.figure_id: f"{row.when}, {words.inside(row.what)}: {row.text}" for row in each(rows)},
    )


def _short(row: Any) -> str:
    return words.short_names("in_lists").get(row.offence_id) or words.offence(row.offence or "")


def _section(row: Any) -> str:
    is_all = row.about_ocag and row.offence_id in (None, "group:online_child_sexual_offences")
    days = f", {words.printed_period(row)}" if row.is_one_operation and not row.about_ocag else ""
    return f"{print_line.title(row, '' if is_all else _short(row) if row.offence else print_line.NOT_NAMED)}{days}"


def _who(row: Any) -> tuple[str, str]:
    if row.is_one_operation and not row.about_ocag:
        return row.force, ""
    line = f"{row.force}, {words.period_in_list(row)}"
    force, period = ("\n".join(textwrap.wrap(text, ONE_LINE)) for text in (row.force, words.period_in_list(row)))
    return (line, "") if len(line) <= ONE_LINE else (force, period)


def _line(name: str, rows: pd.DataFrame, at: Address) -> str:
    """How many counts are here, and how many of each chosen force; what is part of another number is counted apart."""
    of, own = "team" if at.one("by") == "team" and name == "arrests" else name, int(rows["apart"].isna().sum())
    teams = list(figures("team")["force_id"]) if of == "arrests" else []
    return listing.line(
        "listed.md", of=of, own=own, others=len(rows) - own, apart=sorted(set(rows["apart"].dropna())), teams=teams,
        areas=rows["force_id"][rows["apart"].isna() | (of == "s127")].nunique(),
        mine={} if of in ("s127", "groups_areas") else my_forces(at), here=rows["force_id"].value_counts().to_dict(),
    )  # fmt: skip


def _not_given(at: Address) -> None:
    rows = warehouse.query("not_given")
    if not len(rows):
        return
    st.markdown("## Asked about groups, and no number given")
    columns: listing.Columns = {
        "Force": lambda row: row.force_name or row.force,
        "Asked": results.asked_in_list,
        "Answer": lambda row: [
            listing.Link(words.heading(results.in_words(row)), at.but(figure=row.outcome_id).link),
            results.cost(row),
        ],
        "When": lambda row: words.date_known(row),
    }
    listing.table("What was asked about groups and not given", each(rows), columns)
    evidence.drawer(tuple(rows["outcome_id"]), "not_given")


def show() -> None:
    at = now(PATH)
    st.markdown(LEAD)
    with controls("activists", words.listed(list(my_forces(at).values())) or "My forces"):
        choose_forces(at, width=480)
    charts.show(force_years.on_evidence(at.at(PATH)), "groups", source="")
    with st.expander("What police chiefs and prosecutors say of such groups"):
        st.markdown(listing.render("guidance.md"))
    for name, place in zip(("arrests", "groups_other"), st.columns(2, gap="large"), strict=True):
        with place:
            charts.show(CHARTS[name](at.but(by=None)), name)
    folded = [CHARTS[name](at.but(by=by)) for name, by in FOLDED.items()]
    for chart in filter(None, folded):  # each is drawn when its fold is opened, which has its title
        is_asked = evidence.chosen() in chart.marks or at.one("by") in chart.at.all("by")
        fold = st.expander(chart.title, key=f"fold_of_{chart.name}", expanded=is_asked, on_change="rerun")
        sent_when_open(fold, partial(charts.show, chart, chart.at.one("by"), heading=None))
    _not_given(at)
    st.markdown("## Law and guidance")
    columns: listing.Columns = {
        "Day": lambda row: words.day(row.day) if row.day else "day not known here",
        "Where": lambda row: row.country,
        "What": lambda row: [row.title and listing.Link(row.title, f"/offence?id={row.offence_id}"), row.what],
        "Source": lambda row: listing.Link(row.source, row.url, is_outside=True),
    }
    listing.table("Time line of law and guidance", each(warehouse.query("law_events", LAW_EVENTS)), columns)
