"""Forces by nation and name; and one force or area: what it counted, answered and did not, what can be asked for now.

Protects: what is not known is our gap and no zero; requested figures are marks beside the official line; both values of
what differs stand, without a verdict; figures of one to four stand in no card and no line.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import drawing, plotly, years
from dashboard.parts import chart as charts
from dashboard.parts import evidence, force_years, letters, listing, results, statuses
from dashboard.parts.controls import Address, choose, my_forces, now, put
from dashboard.parts.force_years import GROOMING, PATH, asked_for, force_of
from dashboard.parts.subject import differing, not_offered
from dashboard.words import each

MOST_ROWS = 12
WIDE = 640  # pixels of a list that has no chart beside it


def head(at: Address) -> tuple[str, str, str] | None:
    force = force_of(asked_for(at)) if at.path == PATH else None
    if force is None:
        return None
    drawn = force_years.chart(str(force.force_id))
    about = f"{force.name}: what it counted, answered and did not, with the source of every figure."
    return (str(force.name), *((f"{about} {drawn.line}", drawn.picture) if drawn else (about, "")))


def show_force() -> None:
    at = now(PATH)
    force = force_of(asked_for(at))
    if force is None:
        listing.missing("force", "/forces")
        return
    force_id = str(force.force_id)
    figures, given = warehouse.query("force_figures", {"force": force_id}), results.current(force_id)
    ((total,),) = warehouse.values("select count(*) from figures where force_id = $force", {"force": force_id})
    st.title(force.name)
    where = dict.fromkeys(part for part in (force.region, force.nation, force.members) if part)
    kind = words.heading(words.SAID["area_kinds"].get(force.kind, "a police force").removeprefix("a "))
    st.caption(words.verbatim(" · ".join(part for part in (kind, ", ".join(where)) if part)))
    if force_id == "area:england-and-wales":  # of which queries/together.sql adds up the official series
        of_all = warehouse.query("together", {**force_years.RECORDED, "offence": GROOMING, "breaks": []})["said"]
        st.markdown("\n\n".join(f"{force_years.name_of(GROOMING)} recorded by {said}" for said in of_all))
    drawn = force_years.chart(force_id, at.one("offence"))
    counted = force_years.counts(at.but(id=force_id))
    if force.is_force and (total or len(given)):
        force_years.show_cards([force_id], at)
    with st.container(key="force_columns"):
        left, right = st.columns(2, gap="medium") if drawn and counted else (st.container(width=WIDE), st.container())
    with left:
        if not total and not len(given):
            st.markdown(listing.render("nothing_here.md", name=force.name))
        charts.show(counted, "counts", heading=force_years.COUNTS)
        if counted and counted.at.one(listing.SHOW):
            st.caption(f"[All counts of its area, others’ too]({at.but(show=None).link}{force_years.LISTED})")
    with right:
        _recorded(force, figures, drawn, at)
    if len(given) or (total and force.is_force):
        _answered(force, given, at)
    unmarked = [mark for mark in figures["figure_id"] if counted is None or mark not in counted.marks]
    for sentence in statuses.stated(unmarked):
        st.markdown(words.verbatim(sentence))
    if said := [*differing(unmarked, in_doubt_alone=True), *statuses.corrected(unmarked)]:
        st.expander(f"In doubt, or corrected ({len(said)})").markdown(words.bulleted(said))
    differ = force_years.differing(force_id)
    force_years.show_differing(differ, [""] * len(differ))
    _no_longer(force_id, at)
    if force.is_force:
        _get_the_rest(force, given)
    _links(force, total)
    letters.show_report("force or area", force_id, force.name, f"{PATH}?id={force_id}")
    if mark := evidence.chosen():
        evidence.drawer((mark,), "page")


def _recorded(force: Any, figures: pd.DataFrame, drawn: charts.Chart | None, at: Address) -> None:
    """The chart of one offence that its reader chooses; without one a list of its figures."""
    force_id = str(force.force_id)
    if drawn is not None:
        offered, key = force_years.offered(force_id), drawn.at.one("offence")
        not_offered(at, {"offence": key})
        charts.show(drawn, "force")
        if len(offered) > 1:
            titles = {offence: force_years.name_of(offence) for offence in offered}
            choose(st.selectbox, "Another offence", "offence", titles, key)
    elif len(figures := figures[~figures["is_listed"]]):
        st.header("Figures")
        lines = [results.line(row, at.but(figure=row.figure_id).link) for row in each(figures.sort_values("in_order"))]
        listing.first("figures", results.LINE, lines, "Figures", "figure", MOST_ROWS)


def _answered(force: Any, given: pd.DataFrame, at: Address) -> None:
    st.header("What it answered, and what it did not")
    campaign, _, year, *_ = results.campaign()
    is_of_it = given["campaign_id"] == campaign
    rows, others = given[is_of_it], given[~is_of_it]
    if len(rows):
        earlier = earlier_of(force.force_id)
        lines: list[tuple[listing.Cell, ...]] = []
        for row in each(rows):
            question = f"{f'{row.question}: ' if row.question else ''}{row.asks or 'the request as a whole'}"
            lines.append((question, [results.link(row, at.but), *earlier.get((row.source_id, row.question), [])]))
        listing.show((f"Question asked{f' in {year}' * bool(year)}", "Answer"), lines, "What it answered, by question")
        st.markdown(f"[Beside other forces’ answers]({at.at('/answers').but(campaign=campaign).link})")
    else:
        st.markdown("{0.label}: {0.number}; {0.said}.".format(force_years.questions(force)))
    if len(others):
        st.markdown(listing.render("other_requests.md", **results.requests(others)))
        name, lines = "What it answered to other requests", [results.of_request(row, at.but) for row in each(others)]
        listing.first("requests", ("What was asked", "Answer"), lines, name, "row", MOST_ROWS)
    elif not len(rows):
        st.markdown("No other answer of this force is here.")


def earlier_of(force_id: str) -> dict[tuple[str, str | None], list[listing.Struck | str]]:
    """By source and question, the answers that hold no longer, struck through, and why."""
    earlier: dict[tuple[str, str | None], list[listing.Struck | str]] = {}
    rows = results.of(force=force_id)
    for row in each(rows[~rows["is_current"]]):
        said = listing.Struck(f"Earlier: {words.heading(results.in_words(row))}")
        earlier.setdefault((row.source_id, row.question), []).extend([said, statuses.why_answer(row)])
    return earlier


def _no_longer(force_id: str, at: Address) -> None:
    rows = warehouse.query("from ready.ruled where force_id = $force", {"force": force_id})
    if len(rows := rows[rows["status"].isin(statuses.STRUCK)]):
        title = "Replaced, withdrawn or set aside"
        st.subheader(title)
        columns: listing.Columns = {
            "What was counted": lambda row: f"{results.counted_of(row)}, {words.period(row.period_id)}",
            "Figure": lambda row: listing.Link(results.amount(row), at.but(figure=row.figure_id).link, is_struck=True),
            "Why it holds no longer": lambda row: (statuses.in_words(row), statuses.why(row)),
        }
        listing.table(title, each(rows), columns)


def _get_the_rest(force: Any, given: pd.DataFrame) -> None:
    st.header("Get the rest")
    is_open = {row.outcome_id: row for row in each(given) if row.kind not in ("answered", "other")}
    options = {"new": "a new request"}
    options |= {key: f"{results.asked(row)}: {results.in_words(row)}" for key, row in is_open.items()}
    picked = st.selectbox("A letter about", list(options), format_func=options.__getitem__, key="letter")
    if row := is_open.get(picked or "new"):
        letters.show_steps(letters.after_answer(row))
    else:
        law: str | None = "FOISA 2002" if force.nation == "Scotland" else letters.USUAL_LAW
        if force.kind == "crown_dependency":  # none is known here where no answer names one
            law = next(iter(given["law"].dropna()), None)
        letters.show_steps(letters.without_answer(force.name, law))


def _links(force: Any, total: int) -> None:
    csv = {view: charts.csv(view, force=str(force.force_id)) for view in ("figures", "all_figures", "outcomes")}
    areas = warehouse.values("areas", {"force": force.force_id, "nation": force.nation})
    given = {"total": total, "areas": areas, "is_force": force.is_force}
    st.markdown(" ".join(listing.render("links.md", id=force.force_id, csv=csv, **given).split()))
    if force.is_force and (name := str(force.force_id)) not in my_forces(now(PATH)):
        st.button("Keep as my force", on_click=lambda: put(id=name, force=name))
    elif force.is_force:
        st.caption("Kept as one of your forces.")


def forces() -> pd.DataFrame:
    return warehouse.query("forces_list", {"offence": GROOMING})


def notes(rows: pd.DataFrame) -> list[str]:
    return [*words.notes("forces"), *statuses.licences(list(rows["figure_id"].dropna()))]


def answered(row: Any) -> str:
    """What a force of queries/forces_list.sql answered, in sentences: "2021: 3 of 6 answered. 2 not held."."""
    return listing.line("answered.md", row=row, card=force_years.questions(row), year=results.campaign()[2])


def replies() -> str:
    _, asked, year, here, alone = results.campaign()
    return listing.render("replies.md", asked=asked, here=here, alone=alone, year=year) if asked else ""


def show_forces() -> None:
    at = now("/forces")
    rows = forces()
    st.markdown(f"What each recorded and answered, by nation and name. {replies()}")
    st.html(table_of(rows, at, list(my_forces(at))))
    st.caption(listing.render("caption.md"))
    st.popover("Notes", type="tertiary").markdown(words.bulleted(notes(rows)))
    csv = charts.csv("force_years", **force_years.RECORDED, offence=GROOMING)
    st.markdown(f"[All of these figures as CSV]({csv})")
    to = at.at("/force")
    every = warehouse.values("areas", {"force": None, "nation": None})
    areas = [f"- {words.link(name, to.but(id=area).link)} ({n:,})" for area, name, n in every]
    st.expander(f"Areas with figures of their own ({len(areas)})").markdown("\n".join(areas))


def table_of(rows: pd.DataFrame, at: Address, chosen: list[str]) -> str:
    """Each force's latest count, or why it has none; its rate, its years, what it answered."""
    lines = []
    for row in each(rows):
        role, line = drawing.colour_of(row.force_id, chosen), ""
        if row.value == row.value:
            counts = years.by_year(row.years, row.counts, force_years.BREAKS[GROOMING])
            alt = f"{row.short_name}, recorded each year from {row.years[0]} to {row.years[-1]}"
            line = years.spark(counts, alt, role or "line")
        force = {"row": row, "line": line, "colour": plotly.palette()[role] if role else ""}
        said = words.heading(answered(row))
        lines.append(force | {"said": said, "link": at.at("/force").but(id=row.force_id).link})
    return listing.render("forces.html", forces=lines, latest=max(rows["period"].dropna(), default=""))
