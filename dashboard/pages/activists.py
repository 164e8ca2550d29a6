"""Arrests and groups: what forces and others counted of arrests for online offences against children, what rested on
activist groups' evidence, and the law and guidance around it.

Protects: counts under different headings are never one scale; a number that a source sets beside another is no whole;
offences in which no child need be involved stand in a chart of their own; areas stand apart from forces; deaths after a
confrontation are in no chart.
"""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, states, warehouse, words
from dashboard.charts import listed
from dashboard.parts import chart as charts
from dashboard.parts import my_forces, one_thing, said_of
from dashboard.parts.address import Address, now
from dashboard.parts.subject import controls, segments
from dashboard.rows import each

PATH = "/activists"
EVENTS = Path(__file__).resolve().parent.parent / "law_events.csv"
GROUPS = "arrests_ocag"
TEAM = "arrests_online_cso_team"
ONE_LINE = 27  # letters of a force with its period that stand in one line
SAME_OPERATION = 3  # so many forces with one period stand under a heading of their own
BY = {"force": "by the whole force", "team": "by one team or in one operation"}
SHORT_OFFENCES = {
    "group:online_child_sexual_offences": "online child sexual offences",
    "group:indecent_images_of_children": "indecent images of children",
    "group:child_sexual_exploitation": "child sexual exploitation, online or not",
    "group:ca2003_s127_or_mca1988_s1": "s127 or 1988 Act",
    "mca1988_s1": "1988 Act, s1",
    "group:sexual_offences_all": "all sexual offences",
    "pca1978_s1": "taking or making indecent photographs (1978 Act, s1)",
    "soa2003_s15a": "sexual communication with a child (s15A)",
    "soa2003_s15": "meeting a child after grooming (s15)",
    "soa2003_s15_attempt": "attempting to meet a child after grooming",
    "group:grooming_unspecified": "grooming, no section named",
}
LEAD = (
    "Groups that pose online as children hand what they gather to the police. An arrest is not a charge or a "
    "conviction; in a decoy case no real child was on the other side."
)
GUIDANCE = (
    "- **Police chiefs** (2017): whoever knows of the abuse of a child should tell the police. Groups “are taking "
    "risks they don’t understand and can undermine police investigations”, and “have no way of safeguarding child "
    "victims”. Forces may work with them in certain instances. [National Police Chiefs’ Council, 18 September 2017]"
    "(https://news.npcc.police.uk/releases/police-approach-to-paedophile-hunters-has-not-changed)\n"
    "- **Prosecutors** (2024): their activity, “whilst often well intentioned, has the potential to disrupt legitimate "
    "covert law enforcement activities”; there are risks of violence against suspects and of self-harm; what groups do "
    "may itself be an offence. [Crown Prosecution Service, 4 July 2024]"
    "(https://www.cps.gov.uk/legal-guidance/online-child-abuse-activist-groups-internet)"
)


def figures() -> pd.DataFrame:
    """Every figure of arrests or about groups, as queries/listed_figures.sql says."""
    return warehouse.query(warehouse.sql("listed_figures"))


def arrests(at: Address) -> charts.Chart | None:
    """Arrests of children's offences by force and period; `by=team` those of one team or operation."""
    by = at.one("by", "force")
    rows = figures()
    rows = rows[rows["counts_arrests"] & (rows["area_kind"] == "force") & (rows["about_children"] == "yes")]
    rows = rows[(rows["measure_id"] != GROUPS) & ((rows["measure_id"] == TEAM) == (by == "team"))]
    if not len(rows):
        return None
    drawn = _drawn(rows, at, section=_section, name=_who)
    drawn = _of_one_operation(drawn)
    forces = rows["force_id"].nunique()
    return _chart(
        "arrests",
        "Arrests that forces have counted" if by == "force" else "Arrests by one team or in one operation",
        drawn,
        at.but(by=by),
        line=f"{_own_line(drawn, at)} {words.counted(len(rows), 'count')} of {words.counted(forces, 'force')}; each "
        "heading counts another thing and has its own scale.",
        notes=(
            "Offences against children only; those in which no child need be involved stand in a chart of their own.",
            "Arrests and people are different counts: one person may be arrested twice.",
            "More arrests may mean more police work and not more offences.",
            *(["One team's or one operation's arrests are never the whole force's."] if by == "team" else []),
        ),
    )  # fmt: skip


def groups_arrests(at: Address) -> charts.Chart | None:
    """Arrests on groups' evidence, each with what its source set beside it: two bars that are never joined."""
    rows = figures()
    rows = rows[(rows["measure_id"] == GROUPS) & (rows["area_kind"] == "force")]
    if not len(rows):
        return None
    lines = [line for row in each(rows) for line in _with_what_is_beside(row)]
    drawn = pd.DataFrame(lines)
    said = f"{words.counted(len(rows), 'count')} of {words.counted(rows['force_id'].nunique(), 'force')}. "
    own = _own_line(drawn[drawn["role"] == "part"], at)
    is_within = ((rows["within_by"] == "source") & rows["set_value"].notna()).any()
    return _chart(
        "groups_arrests",
        "Arrests on groups’ evidence",
        drawn,
        at,
        line=f"{own} {said}".lstrip()
        + "Below some stands the number that the same source set beside it"
        + ("." if is_within else "; no source says that one is part of the other."),
        notes=(
            *(note for row in each(rows) if (note := _beside_in_words(row))),
            "A count is what a force could find: some do not record where evidence came from.",
            "The bars of each heading have their own scale.",
        ),
    )


def _with_what_is_beside(row: Any) -> list[dict[str, Any]]:
    """One count on groups' evidence, and below it what its source set beside it; inside it only where the source says
    that it is."""
    heading = f"{row.force}, {words.short_period(row.period_id)}"
    own = {**_line_of(row), "section": heading, "name": "groups’ evidence", "more": "", "role": "part"}
    if row.set_value != row.set_value or own["whole"] == own["whole"]:
        return [own]
    text = f"{words.number(row.set_value)} {row.unit}"
    beside = own | {
        "name": "force’s own team" if row.set_measure_id == TEAM else "all online", "role": "bar",
        "value": row.set_value,
        "text": text, "whole": float("nan"), "figure_id": row.set_id, "force_id": "",
        "is_doubted": False, "state": "value",
        "tip": words.as_html(f"{row.force}: {text}, set beside it by the source"),
        "compared": f"{row.force}, {words.period(row.period_id)}, beside it",
    }  # fmt: skip
    return [own, beside]


def _beside_in_words(row: Any) -> str:
    """What a source set beside a count, and that it does not say whether one holds the other."""
    if row.set_value != row.set_value:
        return ""
    value, beside = words.number(row.value), words.number(row.set_value)
    if row.set_measure_id == TEAM:
        return f"{row.force} set {beside} by its own team beside the {value} on groups’ evidence, as separate numbers."
    if row.within_by == "source":
        return f"{row.force} says that the {value} on groups’ evidence are among its {beside} for all online offences."
    return (
        f"{row.force} answered one question with {beside} arrests for online child sexual offences and another with "
        f"{value} on groups’ evidence. Whether the {value} are among the {beside} is not said, so no share is formed."
    )


def s127(at: Address) -> charts.Chart | None:
    """Arrests for offences that are not about children alone, each whole above its parts."""
    rows = figures()
    rows = rows[rows["counts_arrests"] & (rows["area_kind"] == "force") & (rows["about_children"] != "yes")]
    wanted = at.one("period")
    rows = rows[rows["period_id"].str.startswith(wanted)] if wanted else rows
    if not len(rows):
        return None
    rows = rows.assign(depth=[_depth(row) for row in each(rows)])
    rows = rows.sort_values(
        ["nation", "force", "period_start", "depth", "offence_id"], kind="stable", na_position="last"
    )
    drawn = _drawn(
        rows, at, section=_of_force,
        name=lambda row: (_briefly(row), words.short_period(row.period_id)) if row.year != row.year
        else (f"{words.short_period(row.period_id)}{' · ' if row.depth < 2 else ' ·· '}{_briefly(row)}", ""),
    )  # fmt: skip
    return _chart(
        "s127",
        "Arrests for malicious or grossly offensive messages: no child need be involved",
        drawn,
        at,
        line=_parts_in_wholes(rows, at),
        notes=(
            "Section 127 of the Communications Act 2003 and the Malicious Communications Act 1988 are about messages "
            "to anybody. Forces were asked for s127 since some messages to children are charged under it; these counts "
            "do not say how many were.",
            "Which number lies inside another is our reading of the law, so no share is formed.",
            "Two newspapers’ counts take both Acts together.",
        ),
    )  # fmt: skip


def groups_other(at: Address) -> charts.Chart | None:
    """Everything else that forces counted about groups: cases, charges, reports and others, each by itself."""
    rows = figures()
    rows = rows[
        rows["about_ocag"] & ~rows["measure_id"].isin((GROUPS, *one_thing.NEVER_DRAWN)) & (rows["area_kind"] == "force")
    ]
    return _about_groups("groups_other", "Cases, charges and reports that forces have counted", rows, at)


def groups_areas(at: Address) -> charts.Chart | None:
    """The same of nations, regions and parts of forces, which are never added to forces'."""
    rows = figures()
    rows = rows[rows["about_ocag"] & ~rows["measure_id"].isin(one_thing.NEVER_DRAWN) & (rows["area_kind"] != "force")]
    return _about_groups("groups_areas", "Nations, regions and parts of forces, apart", rows, at)


CHARTS: dict[str, Callable[[Address], charts.Chart | None]] = {
    "arrests": arrests,
    "groups_arrests": groups_arrests,
    "s127": s127,
    "groups_other": groups_other,
    "groups_areas": groups_areas,
}


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture for shared links: without a number, for some of these are below five."""
    return (
        "Arrests for online grooming, and groups’ evidence",
        "What police forces have counted of arrests for online offences against children, and of those on activist "
        "groups’ evidence, each with its source.",
        f"/chart/arrests.png?{at.at(PATH).link.partition('?')[2]}",
    )


def _about_groups(name: str, title: str, rows: pd.DataFrame, at: Address) -> charts.Chart | None:
    if not len(rows):
        return None
    rows = rows.sort_values(["unit", "measure", "offence_id"], kind="stable", na_position="first")
    drawn = _drawn(rows, at, section=_section, name=_who)
    is_areas = name == "groups_areas"
    whose = "area" if is_areas else "force"
    line = f"{words.counted(len(rows), 'figure')} of {words.counted(rows['force_id'].nunique(), whose)}; "
    line += "an area holds forces or is part of one." if is_areas else "each heading counts another thing."
    return _chart(
        name,
        title,
        drawn,
        at,
        line=f"{_own_line(drawn, at)} {line}".strip(),
        notes=(
            "Cases, reports, people and charges are different things: none is added to another.",
            *(
                [
                    "Some are groups’ own claims or counts by the press: the evidence of each says whose it is.",
                    "Court cases are those for meeting a child after grooming, as the BBC was told.",
                ]
                if is_areas
                else []
            ),
        ),
    )


def _chart(name: str, title: str, drawn: pd.DataFrame, at: Address, *, line: str, notes: Sequence[str]) -> charts.Chart:
    chosen, line = list(at.all("force")), line.strip()
    who = list(dict.fromkeys(drawn["compiled_by"]))
    said = [words.sentence(f"{row.force}: {_doubt(row.figure_id)}") for row in each(drawn[drawn["is_doubted"]])]
    view = "arrests" if name in ("arrests", "s127") else "ocag_arrests" if name == "groups_arrests" else "ocag_figures"
    unreviewed = int((drawn["review"] == "unreviewed").sum())
    said += [f"{unreviewed} of {len(drawn)} numbers were not checked by a second person yet."] if unreviewed else []
    return charts.Chart(
        name=name,
        title=title,
        drawing=listed.listed(drawn, chosen, alt=f"{title}: a list of bars. {line}"),
        line=line,
        source=f"Counted by {words.listed([*who[:2], *([f'{len(who) - 2} others'] if len(who) > 2 else [])])}",
        at=Address(PATH, {k: v for k, v in at.asked.items() if k in ("force", "release", "by", "period")}),
        notes=(*notes, *said, *said_of.licences(list(drawn["figure_id"]))),
        table=pd.DataFrame(
            {
                "What": [row.section for row in each(drawn)],
                "Who and when": [", ".join(filter(None, (row.name, row.more))) for row in each(drawn)],
                "Number": list(drawn["text"]),
                "Counted by": list(drawn["compiled_by"]),
            }
        ),
        marks={row.figure_id: f"{row.compared}: {row.text}" for row in each(drawn)},
        data=charts.csv(view, release=at.all("release")),
    )


def _drawn(
    rows: pd.DataFrame, at: Address, *, section: Callable[[Any], str], name: Callable[[Any], tuple[str, str]]
) -> pd.DataFrame:
    """The rows as charts/listed.py draws them, those of one heading together."""
    lines = []
    for row in each(rows):
        first, more = name(row)
        lines.append({**_line_of(row), "section": section(row), "name": first, "more": more})
    headings = list(dict.fromkeys(line["section"] for line in lines))
    lines.sort(key=lambda line: headings.index(line["section"]))
    return pd.DataFrame(lines)


def _line_of(row: Any) -> dict[str, Any]:
    """One figure: its number, range or words, and what it says to the pointer."""
    if row.is_disputed:
        state, text = "conflicting", f"{words.number(row.low)} or {words.number(row.high)}, sources differ"
    elif row.value == row.value:
        state, text = "value", words.number(row.value)
        text += f" {states.CORRECTED_MARK}" if row.review == "corrected" else ""
    else:
        has_bounds = row.high == row.high and row.low == row.low and row.symbol != "[c]"
        state = "interval" if has_bounds else "words"
        text = row.value_text or ("withheld" if row.symbol == "[c]" else "no number")
    is_joined = (
        state == "value"
        and row.whole == row.whole
        and (row.within_by == "source" or row.measure_id == "court_cases_ocag")
    )
    if is_joined:
        text = f"{text} of {words.number(row.whole)}"
    who = f"Counted by {row.compiled_by or 'an unnamed source'}" + (f", read in {row.read_in}" if row.read_in else "")
    said = (
        "In doubt by its own print: see the evidence"
        if row.doubts
        else "Another source counts otherwise"
        if row.differs
        else ""
    )
    what = f"{row.measure}{f': {_short(row)}' if row.offence else ''}{f' ({row.scope})' if row.scope else ''}"
    tip = [f"{row.force}, {words.period(row.period_id)}", what, f"{text} {row.unit}", who, said]
    return {
        "value": row.value, "low": row.low, "high": row.high, "state": state, "text": text,
        "whole": row.whole if is_joined else float("nan"), "role": "part" if row.about_ocag else "bar",
        "force_id": row.force_id, "force": row.force, "figure_id": row.figure_id, "is_doubted": bool(row.doubts),
        "tip": "<br>".join(words.as_html(part) for part in tip if part),
        "compiled_by": row.compiled_by or "an unnamed source",
        "review": row.review, "period_id": row.period_id, "unit": row.unit,
        "compared": f"{row.force}, {words.period(row.period_id)}, {words.inside(what)}",
    }  # fmt: skip


def _of_one_operation(drawn: pd.DataFrame) -> pd.DataFrame:
    """Where three forces or more have one heading and one span of days, that span is a heading of its own."""
    size = drawn.groupby(["section", "period_id"])["force_id"].transform("nunique")
    is_one = [n >= SAME_OPERATION and ".." in period for n, period in zip(size, drawn["period_id"], strict=True)]
    pairs = list(zip(is_one, each(drawn), strict=True))
    drawn = drawn.assign(
        section=[f"{row.section}, {words.period(row.period_id)}" if one else row.section for one, row in pairs],
        name=[row.force if one else row.name for one, row in pairs],
        more=["" if one else row.more for one, row in pairs],
    )
    drawn["place"] = [("online child" not in section, section) for section in drawn["section"]]
    return drawn.sort_values("place", kind="stable", ignore_index=True)


def _short(row: Any) -> str:
    return SHORT_OFFENCES.get(row.offence_id) or words.offence(row.offence or "")


def _briefly(row: Any) -> str:
    """An offence in a row of a list: "s127", "s127(1)(a)", "s127 or 1988 Act"."""
    return SHORT_OFFENCES.get(row.offence_id) or str(row.section or row.offence)


def _section(row: Any) -> str:
    """ "Arrests for online child sexual offences: arrests", with what is counted in the source's unit."""
    if row.measure_id in ("arrests", "arrests_aged_16_and_under", TEAM, "arrests_online_cso"):
        young = ", aged 16 and under" if row.measure_id == "arrests_aged_16_and_under" else ""
        online = "found online" if row.measure_id == "arrests_online_cso" and "online" not in _short(row) else ""
        unit = words.sentence(f"{row.unit}{' arrested' if row.unit == 'people' else ''}{young}").rstrip(".")
        return (
            f"{unit}: {', '.join(filter(None, (_short(row), online)))}" if row.offence else f"{unit}: no offence named"
        )
    offence = (
        f", {_short(row)}" if row.offence and row.offence_id not in ("group:online_child_sexual_offences",) else ""
    )
    unit = "" if row.unit.lower() in row.measure.lower() else f" ({row.unit})"
    return f"{row.measure}{unit}{offence}"


def _who(row: Any) -> tuple[str, str]:
    """The lines beside a bar: "Suffolk, 2011" in one, or the name and below it the period."""
    period = words.short_period(row.period_id)
    one = f"{row.force}, {period}"
    if len(one) <= ONE_LINE:
        return one, ""
    return "\n".join(textwrap.wrap(row.force, ONE_LINE)), period


def _of_force(row: Any) -> str:
    """The heading of arrests in which no child need be involved."""
    return f"{row.force}: arrests{' (cases with adults are inside)' if row.about_children == 'mixed' else ''}"


def _depth(row: Any) -> int:
    """0 for what contains others, 1 for one section, 2 for a paragraph of it."""
    return 0 if str(row.offence_id).startswith("group:") else 2 if str(row.section or "").count("(") else 1


def _own_line(drawn: pd.DataFrame, at: Address) -> str:
    """The line about the reader's own forces: how many counts each has here, or that there is none."""
    said = []
    for force in my_forces.chosen(at):
        own = drawn[drawn["force_id"] == force]
        name = my_forces.names()[force]
        said.append(
            f"{name} has {words.counted(len(own), 'count')} here, in colour." if len(own)
            else f"No count of {name} is here, which says nothing about it."
        )  # fmt: skip
    return " ".join(said)


def _parts_in_wholes(rows: pd.DataFrame, at: Address) -> str:
    """Why one force and year has several numbers: which lies inside which, of the chosen force or the one with most."""
    inside = rows[rows["within"].map(bool) & (rows["value"] >= 5)]
    chosen = [force for force in at.all("force") if force in set(inside["force_id"])]
    inside = inside[inside["force_id"] == chosen[0]] if chosen else inside
    sections = inside[inside["offence_id"] == "ca2003_s127"]
    for row in each(sections.sort_values("period_start", kind="stable")):
        same = rows[(rows["force_id"] == row.force_id) & (rows["period_id"] == row.period_id)]
        whole = same[same["offence_id"] == "group:ca2003_s127_or_mca1988_s1"]
        parts = [one for one in each(same) if "ca2003_s127" in (one.within or [])]
        if len(whole) and parts and all(one.value >= 5 for one in parts):
            return (
                f"{row.force}, {row.period_id}: {words.number(row.value)} arrests under section 127. "
                f"{words.number(whole['value'].iloc[0])} takes in the 1988 Act; "
                f"{words.listed([words.number(one.value) for one in parts])} are paragraphs of section 127, inside the "
                f"{words.number(row.value)} by our reading."
            )
    return (
        f"{words.counted(len(rows), 'count')} of {words.counted(rows['force_id'].nunique(), 'force')}; a number may "
        "lie inside another of the same force."
    )


def _doubt(figure_id: str) -> str:
    found = warehouse.query(
        "select message from checks where figure_id = $id and severity <> 'note'", {"id": figure_id}
    )
    return " ".join(found["message"]) or "it can't be right by its own print"


@cache
def _events() -> tuple[dict[str, str], ...]:
    with EVENTS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def timeline() -> pd.DataFrame:
    """Law and guidance in the order of their days; a day in force is the reference's, one without comes last."""
    found = warehouse.query("select offence_id, title, in_force_from from offences")
    offences = {row.offence_id: row for row in each(found)}
    lines = []
    for event in _events():
        on, what = event["on"], words.verbatim(event["what"])
        if offence := offences.get(event["offence_id"]):
            on = offence.in_force_from.isoformat() if offence.in_force_from else ""
            link = pinned.address(f"/offence?id={event['offence_id']}")
            what = f"[{words.verbatim(offence.title)}]({link}). {what}"
        source = f"[{words.verbatim(event['source'])}]({event['url']})"
        lines.append((on or "9999", words.day(on) if on else "day not known here", event["where"], what, source))
    return pd.DataFrame(
        [line[1:] for line in sorted(lines, key=lambda line: line[0])], columns=["Day", "Where", "What", "Source"]
    )


def show() -> None:
    """The page."""
    at = now(PATH)
    st.title("Arrests and groups")
    rows = figures()
    is_checked = (rows["review"] != "unreviewed").any()
    st.markdown(LEAD if is_checked else f"{LEAD} No number here was checked by a second person yet.")
    _controls(at)
    left, right = st.columns(2, gap="large")
    with left:
        _show(groups_arrests(at), "groups_arrests", "No count of arrests on groups’ evidence is in this copy.")
        with st.expander("What police chiefs and prosecutors say of such groups"):
            st.markdown(GUIDANCE)
        with st.expander("Arrests under section 127 and the 1988 Act: no child need be involved"):
            _show(s127(at), "s127", "No such count is in this copy.", level=3)
    with right:
        _show(arrests(at), "arrests", "No count of arrests is in this copy.")
    st.markdown("## What else was counted about groups")
    left, right = st.columns(2, gap="large")
    with left:
        _show(groups_other(at), "groups_other", "No such figure of a force is in this copy.", level=3)
    with right:
        _show(groups_areas(at), "groups_areas", "No such figure of an area is in this copy.", level=3)
    st.markdown("## Law and guidance")
    st.table(timeline(), border="horizontal", hide_index=True, alt="Time line of law and guidance")


def _show(found: charts.Chart | None, key: str, otherwise: str, level: int = 2) -> None:
    if found is None:
        st.markdown(otherwise)
    else:
        charts.show(found, key, level=level)


def _controls(at: Address) -> None:
    """Whose arrests, and the reader's own forces; on a phone behind one button."""
    by = at.one("by") if at.one("by") in BY else "force"
    with controls("activists", f"Arrests counted {BY[by]}"):
        first, second = st.columns([3, 2], vertical_alignment="bottom")
        with first:
            segments("activists", "Arrests counted", "by", BY, by)
        with second:
            my_forces.choose(my_forces.chosen(at))
