"""Forces: every police force by nation and name, with its latest count, its series, and what it answered."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import plotly, years
from dashboard.charts.drawing import CHOSEN
from dashboard.parts import force_years, results, statuses
from dashboard.parts.controls import Address, my_forces, now
from dashboard.parts.listing import render
from dashboard.words import each

PATH = "/forces"
OTHER_LAW = ("Scotland", "Northern Ireland")
HEADS = ("Force", "Grooming (88A), {}", "Per 100,000", "Since 2012/13", "What it answered")


def forces() -> pd.DataFrame:
    return warehouse.query("forces_list", {"offence": force_years.GROOMING})


def notes(rows: pd.DataFrame) -> list[str]:
    return [*words.notes("forces"), *statuses.licences(list(rows["figure_id"].dropna()))]


def answered(row: Any, given: pd.DataFrame) -> str:
    """What a force answered (`given` are its answers that hold), in words: "2021: 3 of 6 answered, 2 not held"."""
    campaign, _, year = results.campaign()
    card, others = force_years.questions(given), [one for one in each(given) if one.campaign_id != campaign]
    n_silent = len({one.source_id for one in others if one.status == "no_answer"})
    n_others = len({one.source_id for one in others if one.status != "no_answer"})
    silent, shows = words.counted(n_silent, "source"), "shows" if n_silent == 1 else "show"
    said = [f"{year}: " * bool(year) + ", ".join(filter(None, (card.number, card.said)))]
    said = said if card.mark or row.kind == "territorial" else []  # others were not asked
    said += [f"{words.counted(n_others, 'other request')} with an answer here"] if n_others else []
    said += [f"{silent} {shows} no figure of it"] if n_silent else []
    return "; ".join(said) or ("no answer of it is here" if row.has_figures else "nothing is here: that is our gap")


def replies() -> str:
    """Of the request that went to most forces, how many replies are here, and whose gap the rest is."""
    campaign, asked, year = results.campaign()
    if not asked:
        return ""
    given = results.current()
    here = given[given["campaign_id"] == campaign]["force_id"].nunique()
    return render("replies.md", asked=asked, here=here, year=year)


def show() -> None:
    at = now(PATH)
    rows = forces()
    st.markdown(f"What each recorded and answered, by nation and name. {replies()}")
    st.html(table_of(rows, at, list(my_forces(at))))
    st.caption(render("caption.md"))
    with st.popover("Notes", type="tertiary"):
        st.markdown("\n".join(f"- {words.verbatim(note)}" for note in notes(rows)))
    asked = f"measure=offences_recorded&unit=offences&offence={force_years.GROOMING}"
    st.markdown(f"[All of these figures as CSV]({pinned.address(f'/data/force_years.csv?{asked}')})")
    to = at.at("/force")
    areas = [f"- {words.link(name, to.but(id=area).link)} ({n:,})" for area, name, n in warehouse.values("areas")]
    with st.expander(f"Areas with figures of their own ({len(areas)})"):
        st.markdown("\n".join(areas))


def cells(row: Any, given: pd.DataFrame, latest: str) -> dict[str, Any]:
    """What the list says of a force: its latest count, or why it has `none`; its rate; what it answered."""
    said = words.heading(answered(row, given))
    if row.value != row.value:
        none = "other law: no class 88A" if row.nation in OTHER_LAW else "no official series here"
        return {"none": none, "said": said}
    count = words.masked(row.value) + ("" if row.period == latest else f" in {row.period}")
    has_rate = row.rate == row.rate and row.value >= words.SMALLEST_SHOWN
    rate = (row.rate, row.rate_low, row.rate_high) if has_rate else None
    return {"none": "", "count": count, "rate": rate, "said": said}


def table_of(rows: pd.DataFrame, at: Address, chosen: list[str]) -> str:
    """The list as HTML; each name leads to the force's page."""
    given, latest = results.current(), max(rows["period"].dropna(), default="")
    of, none = dict(iter(given.groupby("force_id"))), given[:0]
    nations = [
        (nation, [_row(row, at, chosen, of.get(row.force_id, none), latest) for row in each(part)])
        for nation, part in rows.groupby("nation", sort=False)
    ]
    return render("forces.html", nations=nations, heads=[heading.format(latest) for heading in HEADS])


def _row(row: Any, at: Address, chosen: list[str], given: pd.DataFrame, latest: str) -> dict[str, Any]:
    role = CHOSEN[chosen.index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else "line"
    drawn = cells(row, given, latest) | {
        "link": at.at("/force").but(id=row.force_id).link,
        "name": row.short_name,
        "colour": plotly.palette()[role] if row.force_id in chosen else "",
    }
    if not drawn["none"]:
        counts = years.by_year(row.years, row.counts, force_years.BREAKS[force_years.GROOMING])
        alt = f"{row.short_name}, recorded each year from {row.years[0]} to {row.years[-1]}"
        drawn["line"] = years.spark(counts, alt, role)
    return drawn
