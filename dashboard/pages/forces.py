"""Forces: every police force by nation and name, with its latest count, its series, and what it answered."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, stats, theme, warehouse, words
from dashboard.charts.drawing import CHOSEN
from dashboard.parts import my_forces, said_of, spark
from dashboard.parts.address import Address, now
from dashboard.rows import each

PATH = "/forces"
CLASS = "ho_88a"
NO_SERIES = {
    "Scotland": "other law: no class 88A",
    "Northern Ireland": "other law: no class 88A",
}
RATES = (
    "Per 100,000 residents of all ages, with the interval that chance alone leaves (95 %). Counts depend on what is "
    "reported, on where online offences are recorded and on police work."
)


def forces() -> pd.DataFrame:
    """One row a force, as queries/forces_list.sql says."""
    return warehouse.query(warehouse.sql("forces_list"), {"offence": CLASS})


def asked_in() -> str:
    """The year in which the campaign that asked most forces was sent, as its answers print it; "" where none does."""
    found = warehouse.query(warehouse.sql("campaign_year"))
    return str(found["year"].iloc[0]) if len(found) and found["year"].iloc[0] else ""


def answered(row: Any, year: str) -> str:
    """What a force answered, in words: "3 of 6 questions of 2021 answered"."""
    of = f" of {year}" if year else ""
    others = (
        f"{words.counted(int(row.other_requests), 'other request')} with an answer here" if row.other_requests else ""
    )
    if row.questions == row.questions and row.questions:
        asked = words.counted(int(row.questions), "question")
        said = (
            f"{asked}{of} would cost too much"
            if row.cost == row.questions
            else f"{int(row.answered)} of {asked}{of} answered"
        )
    elif row.whole == row.whole and row.whole:
        said = f"request{of} answered in part; which questions is not known here"
    else:
        said = f"no reply{of} here" if row.kind == "territorial" else ""
    return "; ".join(part for part in (said, others) if part) or "nothing is here: that is our gap"


def replies(rows: pd.DataFrame) -> str:
    """Of the request that went to most forces, how many replies are here, and whose gap the rest is."""
    found = warehouse.query(warehouse.sql("campaign_year"))
    if not len(found):
        return ""
    here = int((rows["questions"].fillna(0) + rows["whole"].fillna(0) > 0).sum())
    asked = int(found["requests"].iloc[0])
    when = f"The request of {asked_in()}" if asked_in() else "The request that went to most"
    return f"{when} went to {asked}; replies of {here} are collected here: the rest is our gap, not theirs."


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of the address, for shared links."""
    rows = forces()
    about = (
        f"{len(rows)} police forces by nation and name: offences of sexual grooming recorded, and what each answered. "
        f"{replies(rows)}"
    )
    return "Police forces", about, "/chart/answers.png"


def show() -> None:
    """The page."""
    at = now(PATH)
    rows = forces()
    chosen = my_forces.chosen(at)
    st.title("Police forces")
    st.markdown(f"What each recorded and answered, by nation and name. {replies(rows)}")
    st.html(table_of(rows, at, chosen))
    st.caption(
        "Offences of sexual grooming (class 88A) recorded by the police, online or not: Home Office, read in a copy. "
        "The line begins in 2012/13; from April 2017 it counts a new offence too, so years before and after can’t be "
        "compared."
    )
    with st.popover("Notes", type="tertiary"):
        notes = [
            RATES,
            "Scotland and Northern Ireland have other offences; special forces and the Crown dependencies are in no "
            "official series of this class. City of London: hardly any residents, so no rate.",
            "A force of which no reply is here may have answered, or may not have been asked.",
            *said_of.licences(list(rows["figure_id"].dropna())),
        ]
        st.markdown("\n".join(f"- {words.verbatim(note)}" for note in notes))
    csv = pinned.address(f"/data/force_years.csv?measure=offences_recorded&offence={CLASS}")
    st.markdown(f"[All of these figures as CSV]({csv})")


def table_of(rows: pd.DataFrame, at: Address, chosen: list[str]) -> str:
    """The list as HTML; every word in it is text, and each name leads to the force's page."""
    palette, year = theme.here(), asked_in()
    latest = max((period for period in rows["period"].dropna()), default="")
    body, nation = [], None
    for row in each(rows):
        if row.nation != nation:
            nation = row.nation
            body.append(f'<tr class="nation"><th colspan="5" scope="rowgroup">{words.as_html(str(nation))}</th></tr>')
        body.append(_row(row, at, chosen, palette, year, latest))
    heads = ("Force", f"Recorded {latest}", "Per 100,000", "Since 2012/13", "What it answered")
    head = "".join(f'<th scope="col">{words.as_html(one)}</th>' for one in heads)
    style = STYLE.format(**palette)
    table = f'<table class="forces"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    return f"<style>{style}</style>{table}"


def _row(row: Any, at: Address, chosen: list[str], palette: dict[str, str], year: str, latest: str) -> str:
    is_own = row.force_id in chosen
    role = CHOSEN[chosen.index(row.force_id) % len(CHOSEN)] if is_own else "line"
    link = words.as_html(at.at("/force").but(id=row.force_id).link)
    mark = f' style="color:{palette[role]}"' if is_own else ""
    name = f'<a href="{link}" target="_self"{mark}>{words.as_html(row.short_name)}</a>'
    said = words.as_html(words.sentence(answered(row, year)).rstrip("."))
    if row.value != row.value:
        why = words.as_html(NO_SERIES.get(row.nation, "no official series here"))
        return (
            f'<tr><th scope="row">{name}</th><td colspan="3" class="none">{why}</td><td class="said">{said}</td></tr>'
        )
    count = words.number(row.value) if row.value >= 5 or row.value == 0 else "under five"
    count += "" if row.period == latest else f" in {row.period}"
    rate = ""
    if row.population == row.population and row.population:
        middle, low, high = stats.rate(row.value, row.population)
        rate = f'{middle:.1f} <span class="interval">{low:.1f} to {high:.1f}</span>'
    alt = f"{row.short_name}, recorded each year from {row.years[0]} to {row.years[-1]}"
    line = spark.image(spark.by_year(row.years, row.counts), alt, role)
    return (
        f'<tr><th scope="row">{name}</th><td class="count">{count}</td><td class="rate">{rate}</td><td>{line}</td>'
        f'<td class="said">{said}</td></tr>'
    )


STYLE = """
.forces {{ border-collapse: collapse; width: 100%; font-size: 15px; color: {ink}; }}
.forces th, .forces td {{ text-align: left; padding: 3px 12px 3px 0; vertical-align: middle;
  border-bottom: 1px solid {rule}; }}
.forces thead th {{ color: {quiet}; font-weight: 400; font-size: 13px; }}
.forces tbody th {{ font-weight: 600; white-space: nowrap; }}
.forces a {{ color: {link}; display: inline-block; min-height: 24px; line-height: 24px; }}
.forces .nation th {{ padding-top: 14px; font-family: "Source Serif", "Source Serif Pro", serif; font-size: 17px; }}
.forces .count, .forces .rate {{ font-variant-numeric: tabular-nums; white-space: nowrap; }}
.forces .interval, .forces .none {{ color: {quiet}; font-size: 13px; }}
.forces .said {{ font-size: 14px; }}
.forces img {{ display: block; }}
@media (max-width: 640px) {{
  .forces, .forces tbody {{ display: block; }}
  .forces thead {{ display: block; }}
  .forces thead th {{ font-size: 13px; line-height: 1.2; }}
  .forces thead th:nth-child(n+5) {{ display: none; }}
  .forces tr {{ display: grid; grid-template-columns: 1fr 3.2rem 3rem 96px; column-gap: 8px; align-items: center;
    border-bottom: 1px solid {rule}; padding: 4px 0; }}
  .forces th, .forces td {{ border: 0; padding: 0; }}
  .forces tbody th {{ white-space: normal; }}
  .forces .count, .forces .rate {{ text-align: right; white-space: normal; }}
  .forces .interval {{ display: none; }}
  .forces .none {{ grid-column: 2 / -1; }}
  .forces .said {{ grid-column: 1 / -1; color: {quiet}; }}
  .forces .nation {{ display: block; }}
}}
"""
