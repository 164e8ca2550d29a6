"""Offences that the police recorded, by force and year: the map and the lines of sexual grooming, and one force's
official classes with what was requested beside them, for its page, its story and what is shared.

Context for the subject, and never above it. Protects: one source alone makes a line, and a requested figure is in none;
no line goes over a break; a part of a class is named as one; a rate has its interval, and a force is told beside the
median and never by a place; no count of one to four stands in a line below a chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from dashboard import stats, warehouse, words
from dashboard.charts import tiles, years
from dashboard.charts.drawing import FORMS
from dashboard.parts import chart as charts
from dashboard.parts import figure_words
from dashboard.parts.address import Address
from dashboard.parts.controls import force_names, my_forces
from dashboard.parts.subject import BESIDE_RATES, BESIDE_RECORDED, counted_by
from dashboard.rows import each
from ingest.sources import OWN_KINDS

PATH, OVERVIEW = "/force", "/"
GROOMING, IMAGES = "ho_88a", "ho_86"
BREAKS = {GROOMING: {2017: "April 2017: s15A is counted in"}}
"""By class, the first financial year that counts otherwise. The offences' own days in force are in the warehouse."""
BOUNDS, BOUNDS_BEFORE = (0, 5, 10, 15, 20), (0, 1, 2, 3, 4)
"""Where the map's steps begin: the same over all years on one side of the break."""
TILE_NAMES = Path(tiles.__file__).parent / "tile_names.csv"
"""The names that tiles have room for; another force has its short name."""
BROKEN = "Years before and after April 2017 can’t be compared."
CONTEXT_NOTES = (
    BESIDE_RATES,
    "Class 88A is meeting a child after grooming (s15) and, from 3 April 2017, sexual communication with a child "
    "(s15A). It counts offences online or not, and says nothing about groups.",
    "Scotland and Northern Ireland have other offences in law; the City of London has hardly any residents.",
    "The interval is what chance alone leaves (95 %, Poisson). The median is of forces that have a rate that year.",
    BESIDE_RECORDED,
)
OFFICIAL = {
    GROOMING: ("soa2003_s15a", "soa2003_s15"),
    IMAGES: ("group:indecent_images_of_children",),
}
"""The official classes that are drawn as a line, and the requested offences that stand beside each as marks; those of
the first lie within the class whole."""
NOT_THE_SAME = (
    "The line is the official class whole, from that one source; a mark is what was requested or collected by others, "
    "often a part of the class, by another date of extract or another rule of counting."
)
NOT_ALL_CHILDREN = "Class 86 holds extreme pornography and other publications beside images of children."


@charts.remembered
def tile_map(at: Address) -> charts.Chart | None:
    """Sexual grooming that the police recorded, per 100,000 residents, on the map of forces, in one year."""
    every = counts(GROOMING)
    if not every["is_official"].any():
        return None
    period, chosen = year_of(at, every), my_forces(at)
    of_year = every[every["period"] == period]
    rows = _of_every_force(of_year[of_year["is_official"]])
    own = of_year[~of_year["is_official"]].set_index("force_id")["count_"].to_dict()
    rows["text"] = ["–" if row.why else f"{row.value:.1f}" for row in each(rows)]
    rows["tip"] = [
        figure_words.tip(row.force, tiles.WHY[row.why][0])
        if row.why
        else _tip_of_rate(row, period, own.get(row.force_id))
        for row in each(rows)
    ]
    rows["name"] = rows["force_id"].map(pd.read_csv(TILE_NAMES, index_col="force_id")["name"]).fillna(rows["name"])
    is_before = int(rows["year"].max()) < min(BREAKS[GROOMING])
    line = _context_line(every, period, chosen)
    known = rows[rows["why"] == ""].sort_values("force")
    off = [row[0] for row in warehouse.values("off_the_map", {"offence": GROOMING, "period": period})]
    of = f"{words.counted(len(known), 'force')} of {len(rows) + len(off)} have a rate here"
    beside = f"; {words.listed(off)} {'has' if len(off) == 1 else 'have'} no territory and no tile" if off else ""
    return charts.Chart(
        name="map",
        title=f"Sexual grooming recorded per 100,000 residents, {period}",
        drawing=tiles.tiles(
            rows,
            chosen,
            bounds=BOUNDS_BEFORE if is_before else BOUNDS,
            alt=f"A map of forces as tiles, darker where the rate is higher. {line}",
            size=62,
        ),
        line=line,
        source=f"Class 88A, online or not · Home Office, read in a copy · {of}{beside}",
        at=Address(OVERVIEW).but(period=period, force=chosen),
        notes=(
            *(
                f"{row.force}, {period}: drawn is {words.number(row.count_)}, as the Home Office counts; the force "
                f"itself counts {words.number(own[row.force_id])}."
                for row in each(known[known["force_id"].isin(own)])
                if not words.is_few(own[row.force_id])
            ),
            *CONTEXT_NOTES,
        ),
        columns={
            "Force": known["force"],
            "Per 100,000": known["text"],
            "95 % interval": [f"{row.from_:.1f} to {row.to:.1f}" for row in each(known)],
            "Recorded": known["count_"].map(words.number),
        },
        marks={row.figure_id: f"{row.force}: {row.text} per 100,000" for row in each(known)},
        data=_recorded_csv(GROOMING, period),
    )


@charts.remembered
def lines_by_year(at: Address) -> charts.Chart | None:
    """The same rates over the years: all forces in grey, the reader's own in colour, the median dashed."""
    every = counts(GROOMING)
    if not every["is_official"].any():
        return None
    period, chosen = year_of(at, every), my_forces(at)
    rows = every[every["value"].notna() & (every["is_official"] | every["force_id"].isin(chosen))].copy()
    rows["tip"] = [_tip_of_rate(row, row.period) for row in each(rows)]
    first = min(BREAKS[GROOMING])
    rows["side"] = rows["year"] >= first
    official = rows[rows["is_official"]].assign(text=rows["value"].map("{:.1f}".format))
    middle = [
        (float(row.year), round(float(row.value), 1), row.year >= first)
        for row in each(official.groupby("year", as_index=False)[["value"]].median())
    ]
    line = _context_line(every, period, chosen)
    table = official.pivot(index="force", columns="period", values="text").fillna("–").rename_axis(None, axis=1)
    opens = official.pivot(index="force", columns="period", values="figure_id")
    return charts.Chart(
        name="context",
        title="Sexual grooming recorded per 100,000 residents, by year",
        drawing=years.years(
            rows,
            chosen,
            alt=f"Lines over {len(middle)} financial years, one for each force. {line}",
            ticks=[(at, f"{at:.0f}/{(at + 1) % 100:02.0f}") for at, _, _ in middle],
            breaks=[(year - 0.5, why) for year, why in BREAKS[GROOMING].items()],
            median=middle,
            height=420,
            now=float(official.loc[official["period"] == period, "year"].iloc[0]),
        ),
        line=line,
        source="Class 88A, online or not · Home Office, read in a copy · counts depend on reporting and police work",
        at=Address(OVERVIEW).but(period=period, force=chosen),
        notes=CONTEXT_NOTES,
        columns=table.reset_index(names="Force"),
        marks={
            row.figure_id: f"{row.force}, {row.period}: {row.value:.1f} per 100,000"
            for row in each(rows.sort_values(["force", "year"]))
        },
        opens=[[None, *(mark if isinstance(mark, str) else None for mark in row)] for row in opens.to_numpy()],
        data=_recorded_csv(GROOMING),
    )


def counts(offence: str) -> pd.DataFrame:
    """Offences of one class by force and financial year: count_, value (the rate, NaN without residents) and the ends
    of its 95 % interval; `is_official` False for a force's own count."""
    asked = {"measure": "offences_recorded", "unit": "offences", "offence": offence, "forces": []}
    rows = warehouse.query("over_time", asked)
    is_own, is_year = rows["source_kind"].isin(OWN_KINDS), rows["period_kind"] == "financial_year"
    is_drawn = (rows["counts"] == "subject") & (rows["state"] == "value") & ((rows["role"] == "line") | is_own)
    rows = rows[is_drawn & is_year].sort_values(["force", "year"], kind="stable", ignore_index=True)
    is_official = rows["official"].notna() & (rows["role"] == "line")
    rows = rows.assign(count_=rows["value"], is_official=is_official, is_hollow=~is_official, is_above=False, text="")
    rates = [stats.rate(row.count_, row.population) for row in each(rows)]  # NaN without residents
    rows[["value", "from_", "to"]] = rates if rates else float("nan")
    return rows.assign(low=float("nan"), high=float("nan"), beside=float("nan"))


def name_of(offence: str) -> str:
    """A class by the one name that it has: "Obscene publications etc (class 86)"."""
    titles = warehouse.values("select title from offences where offence_id = $id", {"id": offence})
    return words.heading(words.offence(titles[0][0] if titles else offence))


def _of_every_force(rows: pd.DataFrame) -> pd.DataFrame:
    forces = warehouse.query("overview_tiles")
    kept = rows[["force_id", "year", "value", "from_", "to", "count_", "figure_id", "compiled_by"]]
    rows = warehouse.plain(forces.merge(kept, on="force_id", how="left"))
    rows["why"] = rows["why"].where(rows["value"].isna(), "")
    return rows


def year_of(at: Address, every: pd.DataFrame) -> str:
    """The year of the address where it has one, else the latest."""
    known = every.loc[every["is_official"], ["period", "year"]].drop_duplicates().sort_values("year")
    wanted = at.one("period")
    return wanted if wanted in set(known["period"]) else str(known["period"].iloc[-1])


def _context_line(every: pd.DataFrame, period: str, chosen: Sequence[str]) -> str:
    now_ = every[(every["period"] == period) & every["is_official"] & every["value"].notna()]
    middle, known = float(median(now_["value"])), {row.force_id: row for row in each(now_)}
    forces = warehouse.query("overview_tiles")
    why = dict(zip(forces["force_id"], forces["why"], strict=True))
    said = []
    for force in chosen:
        row = known.get(force)
        if row is None:
            said.append(f"{force_names()[force]}: {tiles.WHY[why.get(force, 'nothing')][0]}, so no rate stands here.")
        elif words.is_few(row.count_):
            said.append(f"{row.name} recorded too few in {period} for a rate to say much.")
        else:
            beside = stats.beside_median(row.from_, row.to, middle)
            said.append(f"{row.name}, {row.value:.1f} per 100,000 in {period}, is {beside} of {middle:.1f}.")
    return " ".join([*(said or [f"The median of {len(now_)} forces is {middle:.1f} per 100,000 in {period}."]), BROKEN])


def _recorded_csv(offence: str, period: str | None = None) -> str:
    """What is drawn, with its status: where a force's own count is the one in force, the official one is drawn too."""
    return charts.csv(
        "all_figures", measure="offences_recorded", offence=offence, period=period, kind="official", area_kind="force"
    )


def _tip_of_rate(row: Any, period: str, own: float | None = None) -> str:
    return figure_words.tip(
        f"{row.force}, {period}",
        f"{row.value:.1f} per 100,000 (95 % interval {row.from_:.1f} to {row.to:.1f})",
        f"{words.number(row.count_)} recorded",
        f"Counted by {row.compiled_by}",
        "" if own is None else f"The force itself counts {words.number(own)}",
    )


# One force.


def known() -> pd.DataFrame:
    """Every force and area that a page can be about."""
    return warehouse.query("force_known")


def one(asked: str) -> Any | None:
    """The row of a force or area: force_id, name, short_name, nation, region, kind; None where there is none."""
    return next((row for row in each(known()) if row.force_id == asked), None)


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
    found: dict[str, pd.DataFrame] = {}
    for key, beside in OFFICIAL.items():
        if (rows["is_official"] & (rows["offence_id"] == key)).any():
            found[key] = rows[rows["offence_id"].isin((key, *beside))]
    used = [one for key in found for one in (key, *OFFICIAL[key])]
    alone = rows[~rows["is_official"] & ~rows["offence_id"].isin(used)]
    parts = [part for _, part in alone.groupby("offence_id", sort=False) if part["year"].nunique() > 1]
    found |= {part["offence_id"].iloc[0]: part for part in sorted(parts, key=len, reverse=True)}
    return {key: part.reset_index(drop=True) for key, part in found.items()}


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """What was requested beside the official series of one force, as `offence` in the address chooses; None where
    nothing of the force stands in two years."""
    force = one(asked_for(at))
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
    line = _line(force, key, rows)
    first, last = int(rows["year"].min()), int(rows["year"].max())
    drawn = years.years(
        placed,
        [str(force.force_id)],
        alt=f"A line for the official class, marks for other counts. {line}",
        ticks=[(float(year), f"{year}/{(year + 1) % 100:02}") for year in range(first, last + 1)],
        breaks=[(year - 0.5, why) for year, why in breaks.items() if first < year <= last],
        height=300,
        least=words.SMALLEST_TOLD,
    )
    who = [counted_by(part["compiled_by"], part["hand"]) for part in (official, rows.drop(official.index))]
    return charts.Chart(
        name="force",
        title=f"{force.short_name}: {words.inside(title)}, offences recorded",
        drawing=replace(drawn, right=30, legend=_legend(rows, key)),
        line=line,
        source=" · ".join(part for part in (*who, "counts, not rates") if part),
        at=Address(PATH, {"id": (str(force.force_id),), "offence": (key,)}),
        notes=_notes(rows, key),
        columns={
            "Period": rows["period"],
            "Offence": rows["offence"].map(words.offence),
            "Figure": rows["printed"],
            "Counted by": rows["compiled_by"],
        },
        marks={row.figure_id: f"{row.period}, {row.compiled_by}: {row.printed}" for row in each(rows)},
        data=charts.csv("force_years", measure="offences_recorded", force=str(force.force_id)),
    )


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
    count = words.told(last.value)
    return f"{force.short_name} recorded {count} in {last.period}{f': {beside}' if beside else ''}."


def beside_median(row: Any, offence: str) -> str:
    """ "15.0 per 100,000, above the median of 11.7"; "" without residents."""
    rate, low, high = stats.rate(row.value, row.population)
    if rate != rate or row.value < words.SMALLEST_TOLD:
        return ""
    found = warehouse.query("force_median", {"offence": offence, "period": row.period})
    middle = float(found["middle"].iloc[0])
    beside = f", {stats.beside_median(low, high, middle)} of {middle:.1f}" if middle == middle else ""
    return f"{rate:.1f} per 100,000{beside}"


def _legend(rows: pd.DataFrame, key: str) -> tuple[tuple[str, str], ...]:
    found = [("the whole class, official", "line:chosen0")] if rows["is_official"].any() else []
    for (offence_id, form), part in rows[~rows["is_official"]].groupby(["offence_id", "form"], sort=False):
        inside = "a part of it, " if key == GROOMING and offence_id != key else ""
        what = "the whole class" if offence_id == key else f"{inside}{words.offence(part['offence'].iloc[0])}"
        years_ = ", by calendar year" if (part["period_kind"] == "calendar_year").all() else ""
        found.append((f"{what}, {counted_by(part['compiled_by'], ())}{years_}", f"{form}:chosen0"))
    return tuple(found)


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
