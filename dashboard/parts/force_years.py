"""One force over the years: each official class as a line, with what was requested beside it as marks; for its page,
its story and what is shared.

Protects: the line is of one source alone, and a requested figure is in no line; a part of a class is named as one; no
count of one to four stands in the line below.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard import stats, warehouse, words
from dashboard.charts import years
from dashboard.charts.drawing import FORMS
from dashboard.parts import chart as charts
from dashboard.parts import figure_words, recorded
from dashboard.parts.address import Address
from dashboard.parts.subject import BESIDE_RATES, BESIDE_RECORDED, SMALLEST_TOLD, counted_by, told
from dashboard.rows import each

PATH = "/force"
OFFICIAL = {
    recorded.GROOMING: ("sexual grooming (class 88A)", ("soa2003_s15a", "soa2003_s15")),
    recorded.IMAGES: ("indecent images and other publications (class 86)", ("group:indecent_images_of_children",)),
}
"""The official classes that are drawn as a line, and the requested offences that stand beside each as marks; those of
the first lie within the class whole."""
NOT_THE_SAME = (
    "The line is the official class whole, from that one source; a mark is what was requested or collected by others, "
    "often a part of the class, by another date of extract or another rule of counting."
)
NOT_ALL_CHILDREN = "Class 86 holds extreme pornography and other publications beside images of children."


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


def series(force_id: str) -> dict[str, tuple[str, pd.DataFrame]]:
    """What can be drawn of a force over the years, by offence, each with its title: official classes with what was
    requested beside them, then what was only requested, in two years or more."""
    rows = recorded_by(force_id)
    found, used = {}, set()
    for key, (title, beside) in OFFICIAL.items():
        if (rows["is_official"] & (rows["offence_id"] == key)).any():
            found[key] = title, rows[rows["offence_id"].isin((key, *beside))].reset_index(drop=True)
            used |= {key, *beside}
    alone = rows[~rows["is_official"] & ~rows["offence_id"].isin(used)]
    parts = [part for _, part in alone.groupby("offence_id", sort=False) if part["year"].nunique() > 1]
    for part in sorted(parts, key=len, reverse=True):
        found[str(part["offence_id"].iloc[0])] = words.offence(part["offence"].iloc[0]), part.reset_index(drop=True)
    return found


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """What was requested beside the official series of one force, as `offence` in the address chooses; None where
    nothing of the force stands in two years."""
    force = one(asked_for(at))
    offered = series(str(force.force_id)) if force is not None else {}
    if force is None or not offered:
        return None
    key = at.one("offence") if at.one("offence") in offered else next(iter(offered))
    title, rows = offered[key]
    others = list(dict.fromkeys(rows.loc[~rows["is_official"], "offence_id"]))
    breaks = recorded.BREAKS.get(key, {})
    forms = [FORMS[::-1][others.index(row) % len(FORMS)] if row in others else "circle" for row in rows["offence_id"]]
    rows = rows.assign(
        form=forms,
        side=[sum(year >= first for first in breaks) for year in rows["year"]],
        printed=[figure_words.text(row) for row in each(rows)],
    )
    rows["tip"] = [
        figure_words.tip(
            f"{row.period}: {row.printed}",
            words.offence(row.offence),
            figure_words.who(row),
            *figure_words.noted(row),
        )
        for row in each(rows)
    ]
    official, placed = rows[rows["is_official"]], rows[rows["state"] != "words"]
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
        least=SMALLEST_TOLD,
    )
    who = [counted_by(part["compiled_by"], part["hand"]) for part in (official, rows.drop(official.index))]
    return charts.Chart(
        name="force",
        title=f"{force.short_name}: {title}, offences recorded",
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
    for key, (_, rows) in series(force_id).items():
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
    count = told(last.value, words.number(last.value))
    return f"{force.short_name} recorded {count} in {last.period}{f': {beside}' if beside else ''}."


def beside_median(row: Any, offence: str) -> str:
    """ "15.0 per 100,000, above the median of 11.7"; "" without residents."""
    rate, low, high = stats.rate(row.value, row.population)
    if rate != rate or row.value < SMALLEST_TOLD:
        return ""
    found = warehouse.query("force_median", {"offence": offence, "period": row.period})
    middle = float(found["middle"].iloc[0])
    beside = f", {stats.beside_median(low, high, middle)} of {middle:.1f}" if middle == middle else ""
    return f"{rate:.1f} per 100,000{beside}"


def _legend(rows: pd.DataFrame, key: str) -> tuple[tuple[str, str], ...]:
    found = [("the whole class, official", "line:chosen0")] if rows["is_official"].any() else []
    for (offence_id, form), part in rows[~rows["is_official"]].groupby(["offence_id", "form"], sort=False):
        inside = "a part of it, " if key == recorded.GROOMING and offence_id != key else ""
        said = f"{inside}{words.offence(part['offence'].iloc[0])}, {counted_by(part['compiled_by'], ())}"
        found.append((said, f"{form}:chosen0"))
    return tuple(found)


def _notes(rows: pd.DataFrame, key: str) -> tuple[str, ...]:
    said = {
        NOT_THE_SAME: rows["is_official"].nunique() > 1,
        f"From April 2017 the class counts a new offence, s15A. {recorded.BROKEN}": key in recorded.BREAKS,
        NOT_ALL_CHILDREN: key == recorded.IMAGES,
        "A calendar year stands a quarter of a year to the left of the financial year of that number.": (
            rows["period_kind"] == "calendar_year"
        ).any(),
    }
    fitting = [note for note, is_so in said.items() if is_so]
    return *fitting, BESIDE_RATES, BESIDE_RECORDED
