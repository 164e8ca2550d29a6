"""Offences of sexual grooming that the police recorded, by force and year: the map, the lines, what both are made of.

Context for the subject, and never above it. Protects: one source alone makes a series, no line goes over a break, a
rate has its interval, and a force is told beside the median and never by a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from dashboard import stats, warehouse, words
from dashboard.charts import tiles, years
from dashboard.parts import chart as charts
from dashboard.parts import figure_words, my_forces
from dashboard.parts.address import Address
from dashboard.parts.subject import BESIDE_RATES, BESIDE_RECORDED, SMALLEST_TOLD
from dashboard.rows import each

PATH = "/"
GROOMING, IMAGES = "ho_88a", "ho_86"
BREAKS = {GROOMING: {2017: "April 2017: s15A is counted in"}}
"""By class, the first financial year that counts otherwise. The offences' own days in force are in the warehouse."""
BOUNDS, BOUNDS_BEFORE = (0, 5, 10, 15, 20), (0, 1, 2, 3, 4)
"""Where the map's steps begin: the same over all years on one side of the break."""
TILE_NAMES = Path(tiles.__file__).parent / "tile_names.csv"
"""The names that tiles have room for; another force has its short name."""
FEW = range(1, SMALLEST_TOLD)  # a count that stands in no card and no sentence
BROKEN = "Years before and after April 2017 can’t be compared."
CONTEXT_NOTES = (
    BESIDE_RATES,
    "Class 88A is meeting a child after grooming (s15) and, from 3 April 2017, sexual communication with a child "
    "(s15A). It counts offences online or not, and says nothing about groups.",
    "Scotland and Northern Ireland have other offences in law; the City of London has hardly any residents.",
    "The interval is what chance alone leaves (95 %, Poisson). The median is of forces that have a rate that year.",
    BESIDE_RECORDED,
)


@charts.remembered
def tile_map(at: Address) -> charts.Chart | None:
    """Sexual grooming that the police recorded, per 100,000 residents, on the map of forces, in one year."""
    every = counts(GROOMING)
    if not every["is_official"].any():
        return None
    period, chosen = year_of(at, every), my_forces.chosen(at)
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
        at=Address(PATH).but(period=period, force=chosen),
        notes=(
            *(
                f"{row.force}, {period}: drawn is {words.number(row.count_)}, as the Home Office counts; the force "
                f"itself counts {words.number(own[row.force_id])}."
                for row in each(known[known["force_id"].isin(own)])
                if own[row.force_id] not in FEW
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
    period, chosen = year_of(at, every), my_forces.chosen(at)
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
        at=Address(PATH).but(period=period, force=chosen),
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
    rows = warehouse.query("overview_official", {"offence": offence})
    rates = [stats.rate(row.count_, row.population) for row in each(rows)]  # NaN without residents
    rows[["value", "from_", "to"]] = rates if rates else float("nan")
    return rows


def name_of(offence: str) -> str:
    """A class by the one name that it has: "Obscene publications etc (class 86)"."""
    titles = warehouse.values("select title from offences where offence_id = $id", {"id": offence})
    return words.sentence(words.offence(titles[0][0] if titles else offence)).removesuffix(".")


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
            said.append(
                f"{my_forces.names()[force]}: {tiles.WHY[why.get(force, 'nothing')][0]}, so no rate stands here."
            )
        elif int(row.count_) in FEW:
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
