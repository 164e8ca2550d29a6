"""One kind of figure -> its block of bars, with a tile grid beside it where asked: Overview and Compare draw it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import apart, disputes, extract, figures, frame, pinned, sentences, states, warehouse, words
from dashboard.charts import bars as bars_chart
from dashboard.charts import tiles as tiles_chart
from dashboard.comparable import Kind
from dashboard.filters import Filters

PER = {"count": "count", "rate": "rate per 100,000 residents", "share": "share of all online arrests"}
PER_IN_BRIEF = {"count": "count", "rate": "rate per 100,000", "share": "share of arrests"}
"""What the buttons say, which stand beside each other on a phone."""

YEAR = (365, 366)  # days
MOST_REASONS = 3  # of what it must not be set beside, in full under a chart
SORTS = {"name": "name", "value": "value"}


def rows_of(kind: Kind, chosen: Filters, per: str = "count", sort: str = "name") -> pd.DataFrame:
    """One row a force, ready to be drawn, by name or from the highest; forces without a number come last by value."""
    rows = figures.by_force(kind, chosen)
    if per == "share":
        rows = warehouse.plain(rows.merge(shares(kind), on="figure_id", how="left"))
    rows = bars_chart.drawn(rows, per)
    if sort == "value":
        by = rows["high"].fillna(rows["low"]).fillna(-1)
        rows = rows.loc[by.sort_values(ascending=False, kind="stable").index]
    return rows.reset_index(drop=True)


def shares(kind: Kind) -> pd.DataFrame:
    """figure_id, share_low, share_high (percent) and share_note of this kind's figures that have a whole."""
    return warehouse.query(warehouse.sql("shares"), kind.parameters())


def possible(kind: Kind, chosen: Filters) -> list[str]:
    """Count always; rate where a force with a number has a population; share where one has a whole."""
    given = sentences.numbers(figures.by_force(kind, chosen))
    found = ["count"]
    if given["population"].notna().any():
        found.append("rate")
    if kind.measure_id == "arrests_ocag" and len(shares(kind)):
        found.append("share")
    return found


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart, with headings for people; no cell is blank."""
    return pd.DataFrame(
        {
            "Force": list(rows["short_name"]),
            "Figure": [bars_chart.in_table(row) for row in rows.itertuples()],
            "As printed": [disputes.printed(row) for row in rows.itertuples()],
            "How read": [
                states.HANDS[row.hand].words if row.hand in states.HANDS else "–" for row in rows.itertuples()
            ],
            "Compiled by": [disputes.compilers(row) for row in rows.itertuples()],
            "Read in": [disputes.places(row) for row in rows.itertuples()],
        }
    )


def show(
    kind: Kind,
    chosen: Filters,
    key: str,
    path: str,
    *,
    per: str = "count",
    sort: str = "name",
    has_tiles: bool = False,
    more: Mapping[str, str] | None = None,
) -> None:
    """The block: bars where three or more forces have a number, else a table. `more` is what its link needs besides."""
    everything = rows_of(kind, chosen, per, sort)
    shown = everything[~everything["state"].isin(list(states.SILENT))].reset_index(drop=True)
    given = sentences.numbers(everything)
    is_table = frame.is_too_few(len(given))
    here = chosen.but(measure=kind.measure_id, offence=kind.offence_id, period=kind.period_id)
    drawing = {"palette": frame.here(), "chosen": frame.chosen_id()}
    finding = sentences.finding(everything, kind, "rate" if per == "rate" else "count")
    frame.show(
        frame.Block(
            key=key,
            title=_title(kind, per),
            table=table_of(shown),
            figure=None if is_table else bars_chart.bars(shown, colour=colour_of(kind), **drawing),
            tiles=tiles_chart.tiles(everything, **drawing) if has_tiles and not is_table else None,
            alt=f"Bars, one for each of {words.counted(len(shown), 'force')}. {finding}",
            finding=finding,
            coverage=sentences.coverage(everything, asked(kind, chosen)),
            notes=[*apart.beside(kind, chosen, set(given["force_id"])), *_notes(kind, everything, per, is_table)],
            source=sentences.source_line(everything, warehouse.current().release),
            states=list(shown["state"]),
            hands=list(given["hand"]),
            reviews=list(given["review"]),
            ids={
                row.mark_id: f"{row.short_name}: {row.label or row.aside}" for row in shown.itertuples() if row.mark_id
            },
            data=("figures", extract.for_view("figures", here.but(area_kind="force"))),
            drawn=len(given),
            path=path,
            filters=here,
            more=dict(more or {})
            | {name: value for name, value, usual in (("per", per, "count"), ("sort", sort, "name")) if value != usual},
        )
    )


def asked(kind: Kind, chosen: Filters) -> int | None:
    """How many were asked, where the figures are of one campaign: N by its threads; else nobody says."""
    campaign = chosen.one("campaign")
    if campaign is None:
        return None
    frame_ = warehouse.query(
        "select any_value(requests) as n from campaigns join questions using (campaign_id) "
        "where campaign_id = $campaign and measure_id = $measure and period_id = $period",
        {"campaign": campaign, "measure": kind.measure_id, "period": kind.period_id},
    )
    return int(frame_["n"].iloc[0]) if len(frame_) and frame_["n"].notna().all() else None


def _title(kind: Kind, per: str) -> str:
    return kind.title if per == "count" else f"{kind.title}, {PER[per]}"


def colour_of(kind: Kind) -> str | None:
    """The colour of a measure by its role: activist evidence, police decoys, or None for the usual one."""
    palette = frame.here()
    roles = warehouse.query("select about_ocag from measures where measure_id = $m", {"m": kind.measure_id})
    if len(roles) and bool(roles["about_ocag"].iloc[0]):
        return palette.activists
    return palette.police_decoys if "police_decoy" in kind.measure_id else None


def _notes(kind: Kind, rows: pd.DataFrame, per: str, is_table: bool) -> list[str]:
    given = sentences.numbers(rows)
    notes = []
    if is_table:
        notes.append(
            f"Fewer than three forces have a comparable number ({len(given)}), so this is a table and not a chart."
        )
    if per == "rate":
        if kind.days is not None and kind.days not in YEAR:
            longer = "longer" if kind.days > max(YEAR) else "shorter"
            notes.append(f"The rate is over the whole period, which is {longer} than a year: it is no yearly rate.")
        year = next((row.period_start.year for row in given.itertuples() if row.period_start), None)
        missing = [row.short_name for row in given.itertuples() if row.population != row.population]
        notes.append(
            f"Residents are those of mid-{year}, the year in which the period starts (Office for National Statistics)."
            + (f" No population is published here for {words.listed(missing)}, so no rate is shown." if missing else "")
        )
    if per == "share":
        notes += sorted({row.share_note for row in given.itertuples() if isinstance(row.share_note, str)})
    notes += measure_notes(kind)
    return notes


def _not_to_be_compared(measure_id: str, others: Mapping[str, str]) -> list[str]:
    """Each with its reason; many by their names, with the way to the reasons."""
    if len(others) <= MOST_REASONS:
        return [f"Not to be compared with {words.inside(title)}: {because}" for title, because in others.items()]
    names = words.listed([words.inside(title) for title in sorted(others)])
    return [f"Not to be compared with: {names} ([why]({pinned.address(f'/measure?id={measure_id}')}))."]


def measure_notes(kind: Kind) -> list[str]:
    """What the measure counts and what it must not be set beside, and what the offence contains."""
    found: list[str] = []
    about = warehouse.query(warehouse.sql("measure_about"))
    titles = dict(zip(about["measure_id"], about["title"], strict=True))
    for row in about[about["measure_id"] == kind.measure_id].itertuples():
        found.append(f"What is counted: {words.sentence(row.definition)}")
        found += _not_to_be_compared(
            kind.measure_id, {titles[other]: because for other, because in row.because.items()}
        )
    if kind.unit == "arrests":
        found.append("An arrest is not a charge and not a conviction.")
    if kind.measure_id == "offences_recorded":
        found.append("Police recorded crime is not accredited official statistics; a rise may mean better recording.")
    return found
