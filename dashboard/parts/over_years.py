"""One thing that is counted over the years: the official line from its one source, what was requested as marks over it.

Protects: one source alone makes a line, which goes over no break; a count of one to four has no height of its own.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from dashboard import warehouse, words
from dashboard.charts import bars, years
from dashboard.charts.drawing import Drawing
from dashboard.parts import chart as charts
from dashboard.parts import listing, results
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, force_names, my_forces
from dashboard.words import each

PATH = "/time"
SHOWS = {"rate": "rate", "count": "count"}
FEWEST_FOR_A_LINE = 3  # numbers of one force in one kind of year: fewer are a list with bars
CALENDAR = -0.25  # years, from the middle of a financial year to that of the calendar year in which it begins
FIRST_DAY = 0.75  # years, from 1 January of that calendar year to the middle of the financial year
ONE_SOURCE = "The line is the {who} series alone; figures of other sources stand over it and are never joined to it."
PART = "{part} is a part of the class: the line counts the class whole; numbers of {part} alone are marks beside it."


class Series(NamedTuple):
    """What is drawn: the rows of charts/years.py, with where its breaks stand and the median of its line."""

    rows: pd.DataFrame
    line: pd.DataFrame  # those of the line
    later: pd.DataFrame
    breaks: list[Any]  # its breaks: rows of queries/breaks_of.sql
    median: list[tuple[float, float, str]]
    official: str | None  # who compiled the line; None where all of it was requested
    per: str
    without_rate: frozenset[str]  # forces with counts for which no number of residents fits


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """Lines, panels, or a list where there are few numbers; `period` is marked. None where nothing fits."""
    subject = subjects.asked(at.but(period=None))
    if subject is None:
        return None
    chosen = list(my_forces(at))
    is_part = warehouse.values("from offences where offence_id = $id and most_of > ''", {"id": subject.offence_id})
    own, beside = (tuple(chosen) if is_asked else () for is_asked in (at.one("view") == "alone", is_part))
    wanted = warehouse.current().stamp, subject, own, beside
    series = series_of(*wanted, subjects.shown(at, subject, SHOWS))
    if not series.rows["value"].notna().any():
        series = series_of(*wanted, "count")
    rows, per, later = series.rows, series.per, series.later
    if not len(rows):  # a number without an upper end is drawn in no year
        return None
    is_line, is_mine = rows["role"] == "line", rows["force_id"].isin(chosen)
    longest = rows[is_line].groupby(["force_id", "period_kind"])["year"].nunique().max()
    is_list = not is_line.any() or longest < FEWEST_FOR_A_LINE
    view = "alone" if is_mine.all() else "panels" if at.one("view") == "panels" and not is_list else "together"
    mine = pd.concat([rows[is_mine], later[later["force_id"].isin(chosen)]])
    undrawn = each(mine[mine["role"] == "later"]) if view == "alone" and per == "count" else []  # beside no rate
    drawn = rows[is_line | ((rows["role"] == "mark") & is_mine)]
    table, opens = _table(mine if len(mine) else rows, subject, series)
    first = rows[rows["force_id"].isin(chosen[:1]) & (rows["role"] != "whole")]
    first = first.sort_values(["role", "at"], ascending=[False, True], kind="stable")  # at last what the caption gives
    now = next(iter(rows.loc[is_line & (rows["period"] == at.one("period")), "at"]), None)
    return charts.Chart(
        name="time",
        title=subject.title_per(per, force_names()[chosen[0]] if view == "alone" and len(chosen) == 1 else ""),
        drawing=_drawing(series, chosen, "list" if is_list else view, now),
        line=_line(series, subject, chosen, undrawn, is_list=is_list),
        source=_source(series, drawn, view, [] if len(mine) else list(dict.fromkeys(later["span"]))),
        at=Address(PATH).but(
            **subject.asks, show=per, view=view, force=chosen, period=None if now is None else at.one("period")
        ),
        notes=(
            *warehouse.query("together", {**subject.asks, "breaks": [row.day for row in series.breaks]}).said,
            *subjects.notes(subject, series.breaks), *_gaps(series, subject, chosen),
            *([ONE_SOURCE.format(who=series.official)] if series.official else []),
            *(PART.format(part=part) for part in drawn[drawn["counts"] == "part"]["counted"][:1]),
            *subjects.differing(list((mine if len(mine) else drawn)["figure_id"])),
        ),
        columns=table,
        marks={
            row.figure_id: f"{row.force}, {row.dated}: {row.printed}{row.alone}"
            for row in each(pd.concat([mine, drawn])[["figure_id", "force", "dated", "printed", "alone"]])
        },
        opens=opens,
        beside={row.figure_id: charts.APART[row.role] for row in each(mine) if row.role in charts.APART},
        first=next(iter(first["figure_id"][::-1]), None),
    )  # fmt: skip


def _since(subject: subjects.Subject, sources: Iterable[str]) -> pd.DataFrame:
    """What the official series gives after its last whole year, in no line: with its `span` ("Apr–Dec 2025")."""
    rows = warehouse.query("force_since", subject.asks)
    rows = rows[rows["source_id"].isin(sources)].reset_index(drop=True)
    rows["span"] = [words.short_period(row.period_id) for row in each(rows)]
    rows["period"] = rows["span"] + [f", {words.counted(months, 'month')}" for months in rows["months"]]
    rows["printed"] = [results.text(row) for row in each(rows)]
    return rows.assign(dated=rows["period"], role="later", counts="subject", alone="")


@warehouse.forgotten(16)  # for another force the rows are the same
def series_of(_: object, subject: subjects.Subject, own: Sequence[str], beside: Sequence[str], per: str) -> Series:
    """Rows ready to be drawn, of `own` forces alone where they have any; of those `beside` the offence's class too."""
    rows = warehouse.query("over_time", {**subject.asks, "forces": list(beside)}).assign(unit=subject.unit)
    if (rows["force_id"].isin(own) & (rows["role"] != "whole")).any():
        rows = rows[rows["force_id"].isin(own)].reset_index(drop=True)
    breaks, official = subjects.breaks(subject, set(rows["nation"])), next(iter(rows["official"]), None)
    rows["dated"] = [f"{row.period}{words.read_of_days(row)}" for row in each(rows)]
    rows["printed"] = [results.both(row) if row.state == "conflicting" else results.text(row) for row in each(rows)]
    without_rate: set[str] = set()
    if per == "rate":
        has_rate = rows["population"].notna()
        without_rate = set(rows["force_id"]) - set(rows[has_rate]["force_id"])
        rows = rows[has_rate].copy()
        for name in ("value", "low", "high", "beside"):
            rows[name] = 100_000 * rows[name] / rows["population"]
    rows["side"] = rows["period"].map(dict(warehouse.values("sides", {"breaks": [row.day for row in breaks]})))
    is_other, is_larger = rows["figure_id"].isin(rows["beside_id"].dropna()), rows["value"] > rows["beside"]
    rows["is_above"] = is_larger | (is_other & ~rows["figure_id"].isin(rows.loc[is_larger, "beside_id"]))
    rows["text"] = [
        results.both(row, per) if row.state == "conflicting" else results.exactly(row, per) if differs else ""
        for row, differs in zip(each(rows), is_other | rows["beside"].notna(), strict=True)
    ]
    labelled = set(zip(rows.loc[rows["text"] != "", "force_id"], rows.loc[rows["text"] != "", "at"], strict=True))
    rows["is_wide"] = [(row.force_id, row.at + 1) in labelled and not row.is_doubted for row in each(rows)]
    rows["alone"] = (" (" + rows["counted"] + " alone)").where(rows["counts"] == "part", "")
    rows["tip"] = [_tip(row, subject) for row in each(rows)]
    exact = rows[(rows["role"] == "line") & (rows["state"] == "value") & (rows["period_kind"] == "financial_year")]
    of_year = exact.groupby("at").agg(middle=("value", "median"), side=("side", "first"), forces=("value", "size"))
    # of the line's financial years that ten forces or more have an exact number in
    median = [(float(at), float(middle), side) for at, middle, side, forces in of_year.itertuples()
              if subject.is_official and forces >= subjects.FEWEST_BY_VALUE]  # fmt: skip
    is_beside = (per == "rate") & rows["population"].notna() & ~rows["number"].map(words.is_few).astype(bool)
    rows["middle"] = rows["at"].map({at: value for at, value, _ in median}).where(is_beside)
    rows["stands"] = [words.beside_median(row.value, row.rate_low, row.rate_high, row.middle) for row in each(rows)]
    rows = rows.astype(dict.fromkeys(rows.columns[rows.dtypes == "str"], object)).copy()  # few pieces are cut sooner
    later = _since(subject, rows[rows["role"] == "line"]["source_id"] if official else ())
    return Series(rows, rows[rows["role"] == "line"], later, breaks, median, official, per, frozenset(without_rate))


def _tip(row: Any, subject: subjects.Subject) -> str:
    what = subject.of_offence if row.counts == "subject" else row.counted
    is_rate = row.state == "value" and row.value != row.number and not words.is_few(row.number)
    rate = f"{row.value:.1f} per 100,000 (95 % interval {row.rate_low:.1f} to {row.rate_high:.1f})" if is_rate else ""
    number = words.amount(1, subject.unit) if row.printed == "1" else f"{row.printed} {subject.unit}"
    return results.tip_of(row, f"{row.force}, {row.dated}", f"{number}, {what}", rate)


def _drawing(series: Series, chosen: list[str], view: str, now: float | None) -> Drawing:
    rows = series.rows
    if view == "list":
        listed = rows[rows["role"] != "whole"].assign(more=rows["dated"])
        role = "" if listed["period"].nunique() > 1 else "bar"  # counts of different times are no bars side by side
        text = [results.text(row, series.per) for row in each(listed)]
        return bars.listed(listed.assign(text=text, role=role), chosen)
    few, one = (rows["state"] == "value") & rows["number"].map(words.is_few), rows["value"] / rows["number"]
    ends = {name: rows[name].mask(few, n * one) for name, n in (("low", 1), ("value", 2.5), ("high", 4))}
    rows = rows.assign(state=rows["state"].mask(few, "interval"), **ends)  # as wide as what is said of it
    lined = list(series.line["force_id"].value_counts().index)  # the longest first: its line is solid
    coloured = chosen if chosen or len(lined) > subjects.FEWEST_FORCES else lined
    shown_ = rows[(rows["role"] == "line") | rows["force_id"].isin(coloured)]
    if not chosen and coloured:  # few: each says its number
        said = [row.text or results.exactly(row, series.per) for row in each(shown_)]
        shown_ = shown_.assign(text=said, is_above=shown_["is_above"] | (shown_["text"] == ""))
    years_ = range(int(shown_["year"].min()), int(shown_["year"].max()) + 1)
    is_financial = (shown_["period_kind"] == "financial_year").any()
    ticks = [(float(year), f"{year}/{(year + 1) % 100:02}") for year in years_]
    ticks = ticks if is_financial else [(year + CALENDAR, str(year)) for year in years_]
    first, last = ticks[0][0], ticks[-1][0]
    # 3 April 2017 lies just before the year 2017/18 begins
    days = [(row.day.year + (row.day.timetuple().tm_yday - 1) / 365.25 - FIRST_DAY, row.brief) for row in series.breaks]
    at_breaks = [day for day in days if first < day[0] < last]
    if view != "panels":
        return years.years(
            shown_, coloured, ticks=ticks, breaks=at_breaks, median=series.median, now=now,
            least=words.SMALLEST_SHOWN if series.per == "count" else 0,
        )  # fmt: skip
    enough = shown_.groupby("force_id")["year"].nunique()
    order = list(dict.fromkeys([*coloured, *shown_["force_id"]]))
    order = [force for force in order if force in coloured or enough.get(force, 0) > 1]
    paneled = shown_.assign(place=shown_["force_id"].map({force: n for n, force in enumerate(order)}))
    paneled = paneled[paneled["place"].notna()].sort_values(["place", "at"], kind="stable")
    return years.panels(paneled, coloured, ticks=ticks, breaks=at_breaks, median=series.median)


def _line(series: Series, subject: subjects.Subject, chosen: list[str], undrawn: list[Any], *, is_list: bool) -> str:
    """What is said of the chosen forces, those that have no line last, or of all forces."""
    lined, short = series.line[series.line["state"] == "value"], force_names()
    of, counted = "per 100,000" if series.per == "rate" else subject.unit, series.rows[series.rows["role"] != "whole"]
    without, said, since = [force for force in chosen if force not in set(lined["force_id"])], list[Any](), ""
    for of_force in (lined[lined["force_id"] == force].sort_values("at") for force in chosen if force not in without):
        of_years = each(of_force)
        last, day = of_years[-1], f"{series.breaks[-1].day:%B %Y}" if series.breaks else str(of_years[0].period)
        stands = [(row.side == last.side, row.stands.split()[0]) for row in of_years if row.stands]
        since = listing.render("since.md", day=day, stands=stands).strip()
        interval = f" ({last.rate_low:.1f}–{last.rate_high:.1f})" if last.stands else ""
        given = f"{results.number(last.value, series.per)}{'' if said else f' {of}'}{interval}"
        said.append((last, results.exactly(last, series.per, given)))
    why, has_marks = "", set(series.rows["force_id"])
    for force in without[:1]:
        known = "no_rate" if force in series.without_rate else "no_line" if force in has_marks else ""
        said_of_it = words.SAID["without_number"].get(known, "").format(name=short[force])
        why = said_of_it or subjects.nothing_of(subject, force, len(without))
    same = [(middle, lined[lined["at"] == at]["period"]) for at, middle, side in series.median
            if side == series.median[-1][2]]  # fmt: skip
    return listing.line(
        "of_years.md", of=of, without=why, is_recorded=subject.measure_id == "offences_recorded",
        nor=[short[force] for force in without[1:]], said=said, since=since,
        is_one=len(chosen) == 1, chosen=chosen, undrawn=undrawn, is_list=is_list,
        differ=_differing(series.rows.query("force_id in @chosen")) if len(chosen) == 1 else [],
        medians=[(results.number(middle, series.per), len(periods), periods.iloc[0]) for middle, periods in same],
        forces=counted["force_id"].nunique(), every=len(subjects.forces_of(subject)), few=subjects.FEWEST_FORCES,
    )  # fmt: skip


def _differing(rows: pd.DataFrame) -> list[str]:
    """Both values of what sources count otherwise, and who counted: the latest in full, when they differ besides."""
    disputed, by_id = each(rows[rows["state"] == "conflicting"]), {row.figure_id: row for row in each(rows)}
    pairs = [(row, by_id[row.beside_id]) for row in each(rows.sort_values("at")) if row.beside_id in by_id]
    pairs = [pair for pair in pairs if min(row.number for row in pair) >= words.SMALLEST_SHOWN]
    given = {"sides": results.sides(rows["figure_id"]), "pairs": pairs[::-1]}
    return listing.render("differing.md", disputed=disputed[-1:], **given).splitlines()


def _gaps(series: Series, subject: subjects.Subject, chosen: Sequence[str]) -> list[str]:
    periods = set(series.line[series.line["period_kind"] == "financial_year"]["period"])
    forces, said = {*chosen} & {*series.rows["force_id"]}, words.SAID["in_a_gap"]
    return [
        f"{name}, {words.listed(gap)}: {said.get(state) or results.of_state(state)}."
        for force, name, state, known in warehouse.values("gaps_of", subject.asks)
        if force in forces and (gap := [period for period in known if period in periods])
    ]


def _source(series: Series, drawn: pd.DataFrame, view: str, later: Sequence[str]) -> str:
    lined = drawn[drawn["role"] == "line"]
    parts = drawn[drawn["counts"] == "part"]
    said = [subjects.counted_by([series.official] if series.official else lined["compiled_by"], lined["hand"])]
    by = words.listed(list(dict.fromkeys(parts["compiled_by"])))
    named: list[Any] = [(f"part {parts['counted'].iloc[0]}: {by}", parts)] if len(parts) else []
    named += drawn.drop([*lined.index, *parts.index]).groupby("compiled_by", sort=False)
    said += [f"{'■' if (of['form'] == 'square').all() else '◆'} {one}" for one, of in named]  # of calendar years
    said += [f"dashed upright: {series.breaks[-1].brief}"] if series.breaks and view == "panels" else []
    return " · ".join([*said, *(f"{span} is not drawn" for span in later)])


def _table(
    rows: pd.DataFrame, subject: subjects.Subject, series: Series
) -> tuple[pd.DataFrame, list[list[str | None]]]:
    """A row a number, the latest first; above them the median of all forces, year by year."""
    some = rows[rows["role"] != "whole"].sort_values("at", ascending=False, kind="stable", na_position="first")
    rates = ["–" if row.role == "later" else results.exactly(row, series.per) for row in each(some)]
    part = some["counted"].where(some["counts"] == "part", "")
    columns: dict[str, Any] = {"Force": some["name"], "Year": some["dated"], "Counted": some["printed"]}
    columns |= {"Part alone": part} if part.any() else {}  # what the others count, the title says
    columns |= {"Per 100,000": rates} if series.per == "rate" else {}
    columns |= {"According to": some["compiled_by"], "Said of it": [results.said(row) for row in each(some)]}
    years_, of = series.line.set_index("at")["period"].to_dict(), "Per 100,000" if series.per == "rate" else "Counted"
    middle = [{"Force": "Median of all", "Year": years_[at], of: results.number(round(value, 1), series.per)}
              for at, value, _ in series.median[::-1]]  # fmt: skip
    table = pd.concat([pd.DataFrame(middle, columns=list(columns)), pd.DataFrame(columns)]).astype(object).fillna("")
    return table, [[None] for _ in middle] + [[mark] for mark in some["figure_id"]]
