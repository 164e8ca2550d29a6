"""Over time: the reader's forces over the grey of all, the official line from its one source alone and what was
requested as marks over it.

`chart` makes the chart from an address, for the page, for /chart/time and for /embed/time alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import stats, warehouse, words
from dashboard.charts import bars, years
from dashboard.charts.drawing import Drawing
from dashboard.parts import chart as charts
from dashboard.parts import evidence, my_forces, said_of
from dashboard.parts.address import Address, now
from dashboard.parts.subject import (
    BESIDE_RATES,
    FEWEST_BY_VALUE,
    FEWEST_FORCES,
    Break,
    Subject,
    asked,
    breaks,
    controls,
    counted_by,
    differing,
    nearest,
    notes,
    said_besides,
    segments,
    side,
    told,
    two_steps,
)
from dashboard.rows import each

PATH = "/time"
SHOWS = {"rate": "rate", "count": "count"}
VIEWS = {"together": "together", "panels": "a panel for each"}
SERIES_KEPT = 32  # of a release: a page asks for the same rows more than once
FEWEST_FOR_A_LINE = 3  # numbers of one force in one kind of year: fewer are a list with bars
CALENDAR = -0.25  # where the middle of a calendar year stands, in years from that of the financial year it begins
FIRST_DAY = 0.75  # and where 1 January of a year stands before it
IN_DOUBT = "That number is in doubt: see the notes."
NO_YEAR = "A gap is a year without one."
A_LIST = "Too few numbers for a line: a list, each year by itself."
FORMS = (
    "Circles are financial years (April to March), squares calendar years; diamonds are figures of another source over "
    "the official line. Years of two kinds are never joined."
)
GAP = "A year without a number is a gap in the line: nothing is put in its place."
ONE_SOURCE = "The line is the {who} series alone; figures of other sources stand over it and are never joined to it."
PART = "{part} is a part of {whole}: the line counts the class whole, the diamonds {part} alone."


class Series(NamedTuple):
    """What is drawn: the rows of charts/years.py, with where its breaks stand and the median of its line."""

    rows: pd.DataFrame
    found: list[Break]
    median: list[tuple[float, float, tuple[int, ...]]]
    official: str | None  # who compiled the line; None where all of it was requested
    per: str
    without_rate: frozenset[str]  # forces with counts for which no number of residents fits


def chart(at: Address) -> charts.Chart | None:
    """What an address asks for, as lines or panels, or as a list where there are few numbers; None where nothing
    fits."""
    subject = asked(at.but(period=None))
    if subject is None:
        return None
    chosen = my_forces.chosen(at)
    per = _shown(at, subject)
    series = series_of(subject, chosen, per)
    if per == "rate" and not series.rows["value"].notna().any():
        per, series = "count", series_of(subject, chosen, "count")
    rows = series.rows
    is_list = _is_few(rows)
    lined = list(dict.fromkeys(rows[rows["role"] == "line"]["force_id"]))
    coloured = chosen if chosen or len(lined) > FEWEST_FORCES else lined
    view = "panels" if at.one("view") == "panels" and not is_list else "together"
    line = A_LIST if is_list else _line(series, subject, chosen)
    alt = f"{'Panels' if view == 'panels' else 'Lines'} over the years. {line}"
    drawing = _list(rows, chosen, line) if is_list else _drawing(series, coloured, view, alt)
    shown = rows[rows["role"].isin(("line", "mark")) & ((rows["role"] == "line") | rows["force_id"].isin(chosen))]
    own = [force for force in chosen if force in set(rows["force_id"])]
    table, opens = _table(series, own, subject) if own or not series.median else _years(series)
    drawn_ids = list(shown["figure_id"])
    per_words = ", per 100,000 residents" if per == "rate" else f" ({subject.unit})"
    return charts.Chart(
        name="time",
        title=f"{subject.title}{per_words}",
        drawing=drawing,
        line=line,
        source=_source(series, shown, view),
        at=Address(PATH, {}).but(
            measure=subject.measure_id, unit=subject.unit, offence=subject.offence_id, show=per, view=view,
            force=chosen, release=at.all("release"),
        ),
        notes=(
            *notes(subject, has_years=True), FORMS, GAP, *_gaps(series, subject, own), *_of_line(series),
            *([BESIDE_RATES] if per == "rate" else []),
            *differing(list(rows[rows["force_id"].isin(own)]["figure_id"]) if own else drawn_ids),
            *said_besides(drawn_ids), *said_of.licences(drawn_ids),
        ),
        table=table,
        marks=_marks(rows, shown, own),
        opens=opens,
        data=charts.csv(
            "figures", measure=subject.measure_id, offence=subject.offence_id, area_kind="force", force=tuple(own),
            release=at.all("release"),
        ),
    )  # fmt: skip


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    found = chart(at)
    return (found.title, found.line, f"/chart/time.png?{found.at.link.partition('?')[2]}") if found else None


def series_of(subject: Subject, chosen: Sequence[str], per: str) -> Series:
    """The rows of one subject over all years, ready to be drawn."""
    copy = warehouse.current()
    return _series(copy.stamp, copy.release, subject, tuple(chosen), per)


@lru_cache(maxsize=SERIES_KEPT)
def _series(stamp: warehouse.Stamp, release: str, subject: Subject, chosen: tuple[str, ...], per: str) -> Series:
    asked_for = {"measure": subject.measure_id, "unit": subject.unit, "offence": subject.offence_id}
    rows = warehouse.query(warehouse.sql("over_time"), asked_for)
    official = _official_source(rows)
    found = breaks(subject)
    is_line = (rows["source_id"] == official) if official else pd.Series(True, index=rows.index)
    is_line &= rows["role"] == "subject"
    is_whole = rows["role"] == "whole"
    rows = rows[is_line | rows["is_in_force"] | is_whole]
    rows = rows[(rows["role"] != "whole") | rows["force_id"].isin(chosen)].copy()
    rows["counts"] = rows["role"]
    rows["role"] = is_line.map({True: "line", False: "mark"}).where(~is_whole, "whole")
    rows["state"] = [_state(row) for row in each(rows)]
    rows = rows[rows["state"] != ""]
    rows["number"] = rows["value"]
    rows["printed"] = [
        f"{words.number(row.low)} or {words.number(row.high)}"
        if row.state == "conflicting"
        else str(row.value_text or "")
        for row in each(rows)
    ]
    without_rate = set(rows["force_id"]) - set(rows[rows["population"].notna()]["force_id"]) if per == "rate" else set()
    if per == "rate":
        rows = rows[rows["population"].notna()].copy()
        for name in ("value", "low", "high"):
            rows[name] = 100_000 * rows[name] / rows["population"]
    rows["series"] = [
        f"{row.source_id if official and row.role != 'mark' else row.compiled_by} {row.period_kind}"
        for row in each(rows)
    ]
    rows["step"] = rows["year"]
    is_calendar = rows["period_kind"] == "calendar_year"
    rows["at"] = rows["year"] + CALENDAR * is_calendar
    sides = {
        (kind, year): side(found, kind, year) for kind, year in set(zip(rows["period_kind"], rows["year"], strict=True))
    }
    rows["side"] = [sides[key] for key in zip(rows["period_kind"], rows["year"], strict=True)]
    rows["form"] = ["diamond" if role == "mark" else "circle" for role in rows["role"]]
    rows.loc[is_calendar, "form"] = "square"
    rows["is_doubted"] = [bool(row.doubts) for row in each(rows)]
    rows = _beside(rows, per)
    said = warehouse.query(warehouse.sql("messages_of"), {"ids": list(rows["figure_id"])})
    rows = warehouse.plain(rows.merge(said, on="figure_id", how="left"))
    rows["tip"] = [_tip(row, subject) for row in each(rows)]
    who = str(rows[rows["source_id"] == official]["compiled_by"].iloc[0]) if official and len(rows) else None
    return Series(rows, found, _median(rows) if official else [], who, per, frozenset(without_rate))


def _official_source(rows: pd.DataFrame) -> str | None:
    """The one source that the official line is drawn from: that of most forces and years; None without a series."""
    official = rows[(rows["source_kind"] == "official") & (rows["role"] == "subject")]
    if not len(official):
        return None
    sizes = official.groupby("source_id").agg(
        forces=("force_id", "nunique"), years=("period", "nunique"), figures=("figure_id", "nunique")
    )
    best = sizes.sort_values(["forces", "figures"]).iloc[-1]
    return str(best.name) if best["forces"] >= FEWEST_FORCES and best["years"] >= FEWEST_FOR_A_LINE else None


def _state(row: Any) -> str:
    """How a row is drawn; "" where its print leaves no bounds, which is a gap."""
    if row.value == row.value:
        return "value"
    if row.low == row.low and row.high == row.high:
        return "conflicting" if row.is_disputed else "interval"
    return ""


def _beside(rows: pd.DataFrame, per: str) -> pd.DataFrame:
    """Where a requested figure is counted otherwise than its class: the class's value, for the chart to show both."""
    whole = {
        (row.force_id, row.period): row for row in each(rows) if row.role in ("line", "whole") and row.counts != "part"
        and row.source_kind == "official"
    }  # fmt: skip
    beside, text, other = [], [], set()
    for row in each(rows):
        found = whole.get((row.force_id, row.period))
        is_other = (
            found is not None and "differs-from-official-class" in row.differs and found.figure_id != row.figure_id
        )
        beside.append(float(found.value) if is_other and found is not None else float("nan"))
        other |= {found.figure_id} if is_other and found is not None else set()
        if row.state == "conflicting":
            text.append(f"{_number(row.low, per)} or {_number(row.high, per)}")
        else:
            text.append(_number(row.value, per) if is_other else "")
    rows = rows.assign(beside=beside, text=text)
    rows["text"] = [
        _number(row.value, per) if row.figure_id in other else row.text for row in each(rows)
    ]  # fmt: skip
    above = [row.figure_id in other or row.value > row.beside for row in each(rows)]
    return rows.assign(is_above=above)


def _number(value: float, per: str) -> str:
    return f"{value:,.1f}" if per == "rate" else words.number(value)


def _tip(row: Any, subject: Subject) -> str:
    """Force, period, value, who counted, what is said of it."""
    what = subject.of_offence if row.counts == "subject" else str(row.counted)
    if row.state == "value":
        counted = f"{words.number(row.number)} {subject.unit}, {what}"
    else:
        counted = f"{row.printed} {subject.unit}, {what}"
    rate = f"{row.value:.1f} per 100,000 residents" if row.state == "value" and row.value != row.number else ""
    who = f"Counted by {row.compiled_by}" + (f", read in {row.read_in}" if row.read_in else "")
    dispute = "Two sources print two numbers; neither is known to be wrong" if row.state == "conflicting" else ""
    said = f"In doubt: {row.message or 'see the evidence'}" if row.is_doubted else row.message if row.differs else ""
    lines = (f"{row.force}, {row.period}", counted, rate, who, dispute, said)
    return "<br>".join(words.as_html(part) for part in lines if part)


def _median(rows: pd.DataFrame) -> list[tuple[float, float, tuple[int, ...]]]:
    """Of the line's financial years that ten forces or more have an exact number in."""
    exact = rows[(rows["role"] == "line") & (rows["state"] == "value") & (rows["period_kind"] == "financial_year")]
    found = [
        (float(part["at"].iloc[0]), float(part["value"].median()), part["side"].iloc[0])
        for _, part in exact.groupby("at")
        if len(part) >= FEWEST_BY_VALUE
    ]
    return sorted(found)


def _is_few(rows: pd.DataFrame) -> bool:
    """Whether no force has numbers of three years of one kind."""
    lined = rows[rows["role"] == "line"]
    return not len(lined) or int(lined.groupby(["force_id", "period_kind"])["year"].nunique().max()) < FEWEST_FOR_A_LINE


def _drawing(series: Series, chosen: list[str], view: str, alt: str) -> Drawing:
    rows = series.rows
    shown = rows[(rows["role"] == "line") | rows["force_id"].isin(chosen)]
    ticks = _ticks(shown)
    first, last = ticks[0][0], ticks[-1][0]
    at_breaks = [(_place(one), one.brief) for one in series.found if first < _place(one) < last]
    if view == "together":
        return years.years(shown, chosen, alt=alt, ticks=ticks, breaks=at_breaks, median=series.median)
    enough = shown.groupby("force_id")["year"].nunique()
    paneled = shown[shown["force_id"].isin(chosen) | shown["force_id"].isin(enough[enough > 1].index)]
    order = [*chosen, *dict.fromkeys(paneled["force_id"])]
    paneled = paneled.assign(place=[order.index(force) for force in paneled["force_id"]])
    paneled = paneled.sort_values(["place", "at"], kind="stable")
    return years.panels(paneled, chosen, alt=alt, ticks=ticks, breaks=at_breaks, median=series.median)


def _place(one: Break) -> float:
    """Where a day stands on the axis: 3 April 2017 just before the year 2017/18 begins."""
    return one.day.year + (one.day.timetuple().tm_yday - 1) / 365.25 - FIRST_DAY


def _ticks(rows: pd.DataFrame) -> list[tuple[float, str]]:
    """A word for each year: financial years where there are some, else calendar years."""
    first, last = int(rows["year"].min()), int(rows["year"].max())
    if (rows["period_kind"] == "financial_year").any():
        return [(float(year), f"{year}/{(year + 1) % 100:02}") for year in range(first, last + 1)]
    return [(year + CALENDAR, str(year)) for year in range(first, last + 1)]


def _list(rows: pd.DataFrame, chosen: list[str], alt: str) -> Drawing:
    """Few numbers: a bar for each force and year, by nation, name and year."""
    shown = rows[rows["role"] != "whole"].copy()
    shown["name"] = [f"{row['name']}, {row['period']}" for row in shown.to_dict("records")]
    shown["text"] = [row.text or words.number(row.value) for row in each(shown)]
    return bars.bars(shown.reset_index(drop=True), chosen, alt=alt, row_height=30)


def _line(series: Series, subject: Subject, chosen: list[str]) -> str:
    """The one line: the chosen forces beside the median, and where sources differ about them; else the median."""
    rows, per = series.rows, series.per
    lined = rows[(rows["role"] == "line") & (rows["state"] == "value")]
    of = "per 100,000" if per == "rate" else subject.unit
    short = my_forces.names()
    differ = _differing(rows[rows["force_id"].isin(chosen)])
    said = []
    for force in chosen:
        own = lined[lined["force_id"] == force].sort_values("at")
        if not len(own):
            said.append(_missing(force, short[force], series))
            continue
        last = each(own)[-1]
        value = told(last.number, _number(last.value, per))
        where = _beside_median(last, series)
        if len(chosen) > 1:
            brief = f" ({where.partition(' the median')[0]} the median)" if where else ""
            said.append(f"{short[force]}: {value} {of} in {last.period}{brief}.")
            said += [IN_DOUBT] if last.is_doubted else []
            continue
        said.append(f"{short[force]}: {value} {of} in {last.period}{f', {where}' if where else ''}.")
        said += [IN_DOUBT] if last.is_doubted else [] if differ else [_standing(own, series)]
    if chosen:
        return " ".join(part for part in (*said, *differ) if part)
    if series.median:
        at, middle, _ = series.median[-1]
        counted = int((lined["at"] == at).sum())
        period = str(lined[lined["at"] == at]["period"].iloc[0])
        broken = f" No line crosses its break: {series.found[-1].brief}." if series.found else ""
        forces_ = words.counted(counted, "force")
        return f"In {period} half of {forces_} had more than {middle:,.1f} {of}, half fewer.{broken}"
    forces = rows[rows["role"] == "line"]["force_id"].nunique()
    if forces <= FEWEST_FORCES:
        return f"Few forces have a number, so each stands in colour: no comparison. {NO_YEAR}"
    return f"{words.counted(forces, 'force')} with a number; choose yours to see it in colour. {NO_YEAR}"


def _missing(force: str, name: str, series: Series) -> str:
    """Why a chosen force has no line."""
    if force in series.without_rate:
        return f"{name} has counts and no rate: no number of its residents fits."
    has_marks = (series.rows["force_id"] == force).any()
    return f"{name} has no line, only the marks." if has_marks else f"{name} has no figure here for it."


def _beside_median(row: Any, series: Series) -> str:
    """Above, below, or not distinguishable from the median of its year, by the 95 % interval of a rate."""
    middle = {at: value for at, value, _ in series.median}.get(row.at)
    if middle is None or series.per != "rate" or row.population != row.population:
        return ""
    _, low, high = stats.rate(row.number, row.population)
    return f"{stats.beside_median(low, high, middle)} of {middle:,.1f}"


def _standing(own: pd.DataFrame, series: Series) -> str:
    """How one force's years stood to the median, on each side of the latest break: "Since April 2017 it was below it in
    6 of 8 years; before, not distinguishable in all 5 years."."""
    if series.per != "rate" or not series.median:
        return ""
    latest = each(own)[-1].side
    since, before = own[[one == latest for one in own["side"]]], own[[one != latest for one in own["side"]]]
    day = f"{series.found[-1].day:%B %Y}" if series.found else str(each(own)[0].period)
    said = f"Since {day} it was {_years_beside(since, series)}"
    return f"{said}; before, {_years_beside(before, series)}." if len(before) else f"{said}."


def _years_beside(own: pd.DataFrame, series: Series) -> str:
    """ "below it in 6 of 8 years"."""
    where = Counter(_beside_median(row, series).partition(" the median")[0] for row in each(own))
    told_ = [f"{what} it in {where[what]}" for what in ("above", "below") if where[what]]
    return f"{words.listed(told_)} of {len(own)} years" if told_ else f"not distinguishable in all {len(own)} years"


def _differing(own: pd.DataFrame) -> list[str]:
    """Both values of what sources count otherwise, and who counted: the latest in full, how many others there are."""
    disputed = [
        f"{row.name}, {row.period}: two sources print {row.printed} ({row.counted})."
        for row in each(own[own["state"] == "conflicting"])
    ]
    found = own[own["beside"].notna()].sort_values("at")
    both = []
    for row in each(found):
        whole = own[
            (own["period"] == row.period) & (own["force_id"] == row.force_id) & (own["figure_id"] != row.figure_id)
        ]
        one = next(iter(each(whole[whole["source_kind"] == "official"])), None)
        if one and min(row.number, one.number) >= 5:
            both.append(
                f"{row.name}, {row.period}: {row.compiled_by} counted {words.number(row.number)} ({row.counted}), "
                f"{one.compiled_by} {words.number(one.number)} (the class): sources differ."
            )
    more = (
        ["Another number differs too." if len(both) == 2 else f"{len(both) - 1} other numbers differ too."]
        if len(both) > 1
        else []
    )
    return [*disputed[-1:], *both[-1:], *more]


def _gaps(series: Series, subject: Subject, own: Sequence[str]) -> list[str]:
    """The chosen forces' years without a number, and what is known in its place: "Hampshire: nothing is here for
    2021/22."."""
    lined = series.rows[(series.rows["role"] == "line") & (series.rows["period_kind"] == "financial_year")]
    asked_for = {
        "measure": subject.measure_id, "unit": subject.unit, "offence": subject.offence_id, "forces": list(own),
        "periods": sorted(set(lined["period"])),
    }  # fmt: skip
    found: dict[tuple[str, str], list[str]] = {}
    for name, period, reason in warehouse.rows(warehouse.sql("gaps_of"), asked_for)[1]:
        found.setdefault((name, reason), []).append(period)
    return [f"{name}, {words.listed(periods)}: {reason}." for (name, reason), periods in found.items()]


def _of_line(series: Series) -> list[str]:
    """Of what the line is made, and what the diamonds count."""
    said = [ONE_SOURCE.format(who=series.official)] if series.official else []
    parts = series.rows[series.rows["counts"] == "part"]["counted"]
    if len(parts):
        said.append(PART.format(part=parts.iloc[0], whole="the class"))
    return said


def _source(series: Series, shown: pd.DataFrame, view: str) -> str:
    """Who counted, how many forces; the class whole and its part by name where both are drawn."""
    lined = shown[shown["role"] == "line"]
    named = counted_by([series.official] if series.official else lined["compiled_by"], lined["hand"])
    parts = shown[shown["counts"] == "part"]
    beside = (
        f" · line: the class whole; ◆ {parts['counted'].iloc[0]} alone, its part, "
        f"by {words.listed(list(dict.fromkeys(parts['compiled_by'])))}"
        if len(parts)
        else ""
    )
    broken = f" · dashed upright: {series.found[-1].brief}" if series.found and view == "panels" else ""
    return f"{named} · {words.counted(lined['force_id'].nunique(), 'force')}{beside}{broken}"


def _marks(rows: pd.DataFrame, shown: pd.DataFrame, own: list[str]) -> dict[str, str]:
    """Every figure that can be chosen, the reader's own forces first."""
    every = pd.concat([rows[rows["force_id"].isin(own)], shown])
    return {
        row.figure_id: f"{row.force}, {row.period}: {words.number(row.number) if row.state == 'value' else row.printed}"
        + (f" ({row.counted} alone)" if row.counts == "part" else "")
        for row in each(every)
    }


def _table(series: Series, own: list[str], subject: Subject) -> tuple[pd.DataFrame, list[list[str | None]]]:
    """The chosen forces' numbers, a row each, with what each row opens."""
    some = series.rows[series.rows["force_id"].isin(own)] if own else series.rows
    some = some[some["role"] != "whole"]
    table = pd.DataFrame(
        {
            "Force": list(some["name"]),
            "Year": list(some["period"]),
            "What": [subject.of_offence if row.counts == "subject" else row.counted for row in each(some)],
            "Counted": [words.number(row.number) if row.state == "value" else row.printed for row in each(some)],
            **({"Per 100,000": [_number(one, "rate") for one in some["value"]]} if series.per == "rate" else {}),
            "Counted by": list(some["compiled_by"]),
            "Said of it": [_said(row) for row in each(some)],
        }
    )
    return table, [[mark] for mark in some["figure_id"]]


def _years(series: Series) -> tuple[pd.DataFrame, list[list[str | None]]]:
    """Where no force is chosen: the median and then every force of the line, a column a year."""
    lined = series.rows[series.rows["role"] == "line"]
    years = lined.sort_values("at")["period"].unique()
    periods = dict(zip(lined["at"], lined["period"], strict=True))
    middle = {periods[at]: _number(round(value, 1), series.per) for at, value, _ in series.median}
    table: list[dict[str, Any]] = [{"Force": "Median", **{year: middle.get(year, "–") for year in years}}]
    opens: list[list[str | None]] = [[None]]
    for name, part in lined.groupby("name"):
        by_year = {row.period: row for row in each(part)}
        said = {
            year: _number(row.value, series.per) if row.state == "value" else row.printed
            for year, row in by_year.items()
        }
        table.append({"Force": name, **{year: said.get(year, "–") for year in years}})
        opens.append([None, *(by_year[year].figure_id if year in by_year else None for year in years)])
    return pd.DataFrame(table), opens


def _said(row: Any) -> str:
    if row.is_doubted:
        return "in doubt"
    if row.state == "conflicting":
        return "sources differ"
    return (
        "counted otherwise by another source" if row.differs else "unreviewed copy" if row.hand == "second_hand" else ""
    )


def _shown(at: Address, subject: Subject) -> str:
    wanted = at.one("show")
    return wanted if wanted in SHOWS else "rate" if subject.is_official else "count"


def show() -> None:
    """The page."""
    at = now(PATH)
    st.title("Over time")
    subject = nearest(at.but(period=None))
    if subject is None:
        st.markdown("No force has a number for any year in this copy.")
        return
    chosen = my_forces.chosen(at)
    _controls(at, subject, chosen)
    drawn = chart(at.but(measure=subject.measure_id, unit=subject.unit, offence=subject.offence_id, period=None))
    assert drawn is not None
    left, right = st.columns([13, 7], gap="medium")
    with left:
        charts.show(drawn, "time", evidence_here=False)
    with right:
        evidence.column(tuple(drawn.marks), otherwise=_first(subject, chosen, _shown(at, subject)))


def _first(subject: Subject, chosen: list[str], per: str) -> str | None:
    """The figure whose evidence stands beside the chart before one is chosen: the latest requested one of the first
    chosen force that another source counts otherwise, else its latest."""
    rows = series_of(subject, chosen[:1], per).rows
    own = rows[(rows["force_id"] == (chosen or [""])[0]) & (rows["role"] != "whole")].sort_values("at")
    other = own[own["beside"].notna()]
    best = other if len(other) else own
    return str(best["figure_id"].iloc[-1]) if len(best) else None


def _controls(at: Address, subject: Subject, chosen: list[str]) -> None:
    """Two steps, what is shown and how, and the reader's forces; on a phone behind one button."""
    per = _shown(at, subject)
    view = at.one("view") if at.one("view") in VIEWS else "together"
    names = my_forces.names()
    with controls("time", " · ".join([subject.title, SHOWS[per], *(names[force] for force in chosen)])):
        columns = st.columns([3, 4, 3, 4, 4], vertical_alignment="top")
        two_steps("time", subject, columns)
        with columns[2]:
            segments("time", "Show", "show", SHOWS, per)
        with columns[3]:
            segments("time", "Forces", "view", VIEWS, view)
        with columns[4]:
            my_forces.choose(chosen)
