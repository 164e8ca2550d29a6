"""Figures on activist groups -> the blocks of the page: parts of a whole, numbers alone, others by unit, areas apart.

Protects: a share only where the same source gives the whole, from its lowest to its highest and with the words of its
doubt; counts first and the percentage second; different units in different tables, and areas never among forces.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    activist_words,
    answer_grid,
    apart,
    campaigns,
    comparable,
    corrections,
    extract,
    figures,
    frame,
    list_block,
    listing,
    warehouse,
    words,
)
from dashboard.charts import parts as parts_chart
from dashboard.filters import Filters

MEASURE = "arrests_ocag"
PATH = "activists"


def arrests(chosen: Filters) -> pd.DataFrame:
    """Arrests on activists' evidence that the filters leave, with all_arrests, share_low, share_high, share_note."""
    return with_names(figures.chosen(chosen, "ocag_arrests"))


def others(chosen: Filters) -> pd.DataFrame:
    """Every figure about such groups but arrests on their evidence, forces and areas."""
    rows = figures.chosen(chosen, "ocag_figures")
    is_shown = (rows["measure_id"] == MEASURE) & (rows["area_kind"] == "force")
    return with_names(rows[~is_shown].reset_index(drop=True))


def with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """With `short_name` (an area keeps its name) and `figure`, the number in words."""
    names = warehouse.query("select force_id, short_name from forces")
    short = dict(zip(names["force_id"], names["short_name"], strict=True))
    rows["short_name"] = [short.get(row.force_id, row.force) for row in rows.itertuples()]
    rows["figure"] = [activist_words.value(row) for row in rows.itertuples()]
    return rows


def has_share(rows: pd.DataFrame) -> pd.Series:
    """Which rows stand beside a whole of the same source."""
    return rows["all_arrests"].notna() & rows["share_low"].notna() & rows["share_high"].notna()


def show_parts(rows: pd.DataFrame, chosen: Filters) -> None:
    """The bar of the whole with the activists' part, for each force and period with both numbers."""
    both = rows[has_share(rows)].reset_index(drop=True)
    drawn = both.assign(
        period_words=[words.period(row.period_id) for row in both.itertuples()],
        whole=both["all_arrests"], low=both["value_low"], high=both["value_high"], mark_id=both["figure_id"],
        whole_label=[f"{words.number(row.all_arrests)} in all" for row in both.itertuples()],
        part_label=[f"{row.figure} on activists' evidence" for row in both.itertuples()],
        is_our_reading=[row.within_by != "source" for row in both.itertuples()],
    )  # fmt: skip
    forces = both["force_id"].nunique()
    everywhere = arrests(Filters())
    left_out = len(set(everywhere[has_share(everywhere)]["force_id"]) - set(both["force_id"]))
    said = activist_words.finding(both, left_out)
    notes = []
    if len(both) and frame.is_too_few(forces):
        notes.append(
            f"Fewer than three forces have both numbers ({forces}), so no force is compared with another here: "
            "a bar sets a part beside its own whole, and the table stands below."
        )
    if drawn["is_our_reading"].any():
        notes.append(
            "Dashed: that the part lies inside the whole is our reading of the questions and not the force's word."
        )
    notes += apart.among(both)
    notes.append(
        "An arrest is not a charge and not a conviction. More arrests may mean more work by the force or by groups."
    )
    frame.show(
        frame.Block(
            key="parts",
            title="Arrests on activists' evidence as a part of all arrests for online child sexual offences",
            table=_parts_table(both),
            figure=parts_chart.parts(drawn, palette=frame.here(), chosen=frame.chosen_id()) if len(both) else None,
            alt="For each force and period a bar of all arrests with the activists' part inside it. "
            f"{activist_words.finding(both, left_out, has_doubt=False)}",
            finding=said,
            coverage=" ".join(coverage(chosen)),
            notes=notes,
            source=activist_words.source_line(both),
            states=list(both["state"]),
            hands=list(both["hand"]),
            reviews=list(both["review"]),
            ids={
                row.figure_id: f"{row.short_name}, {words.period(row.period_id)}: {row.figure}"
                for row in both.itertuples()
            },
            data=("ocag_arrests", extract.for_view("ocag_arrests", chosen)),
            path=PATH,
            filters=chosen,
        )
    )
    if len(both) and frame.is_too_few(forces):
        st.table(_parts_table(both), border="horizontal", hide_index=True, alt="Part and whole, by force and period")


def _parts_table(both: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Force and period": [f"{row.short_name}, {words.period(row.period_id)}" for row in both.itertuples()],
            "Arrests on activists' evidence": [
                f"{activist_words.share(row)}{activist_words.by_whom(row)}" for row in both.itertuples()
            ],
            "From": [activist_words.origin(row) for row in both.itertuples()],
        }
    )


def coverage(chosen: Filters) -> list[str]:
    """For each campaign that asked for arrests on activists' evidence, what is here of how many were asked."""
    found = []
    for campaign in campaigns.all_campaigns(chosen):
        rows = answer_grid.rows_of(campaign.campaign_id, Filters({"measure": (MEASURE,)}))
        if len(rows):
            found.append(answer_grid.coverage_of_question(rows, int(campaign.requests)))
    return found


def show_alone(rows: pd.DataFrame, chosen: Filters) -> None:
    """Those with one number and no whole: that number alone."""
    alone = rows[~has_share(rows)].reset_index(drop=True)
    said = " ".join(
        [
            *(words.sentence("; ".join(open_)) for open_ in [activist_words.of_open_whole(alone)] if open_),
            *activist_words.why_alone(alone),
        ]
    )
    _list(
        "Arrests on activists' evidence where no whole is known exactly",
        alone,
        chosen,
        finding_=said if len(alone) else "No such figure fits these filters.",
        notes=["Arrests and people arrested are different counts: one person may be arrested twice."],
        level=2,
        has_unit=True,
        view="ocag_arrests",
    )


def show_others(rows: pd.DataFrame, chosen: Filters) -> None:
    """Every other figure of forces about such groups, a table for each unit; then areas, apart."""
    is_force = rows["area_kind"] == "force"
    st.header("Every other figure about activist groups, by unit")
    st.markdown(
        "Cases, reports, people and arrests are different things, so each unit has its own table and none is added up."
    )
    forces = rows[is_force]
    for unit in sorted(forces["unit"].unique()):
        of_unit = forces[forces["unit"] == unit].reset_index(drop=True)
        _list(f"Counted in {unit}", of_unit, chosen)
    _offer_comparison(forces, chosen)
    if not len(forces):
        st.markdown("No other figure of a force fits these filters.")
    st.header("Areas and the national context, apart from forces")
    areas = rows[~is_force].sort_values(["unit", "force", "period_id"]).reset_index(drop=True)
    _list(
        "Figures of nations, regions, parts of forces and crown dependencies",
        areas,
        chosen,
        notes=[
            "An area contains forces, or is a part of one: its figures are never added to those of forces.",
            "Several are claims of groups or counts by the press, as the last column says.",
            *([note] if (note := comparable.populations(areas)) else []),
        ],
        has_unit=True,
    )


def _offer_comparison(rows: pd.DataFrame, chosen: Filters) -> None:
    """What three or more forces give for one measure and period can be compared: on the page for that."""
    for kind, forces in comparable.as_kinds(rows):
        if not frame.is_too_few(forces):
            here = chosen.but(measure=kind.measure_id, offence=kind.offence_id, period=kind.period_id)
            st.markdown(
                f"{words.counted(forces, 'force')} can be compared: [{kind.title}]({here.address('/compare')})."
            )


def _list(
    title: str,
    rows: pd.DataFrame,
    chosen: Filters,
    *,
    finding_: str = "",
    notes: list[str] | None = None,
    level: int = 3,
    has_unit: bool = False,
    view: str = "ocag_figures",
) -> None:
    list_block.show(
        list_block.ListBlock(
            title=title,
            headings=("Force or area", "What is counted", "Figure", "From"),
            rows=[_line(row, chosen, has_unit) for row in rows.itertuples()],
            finding=finding_,
            coverage=activist_words.counted(rows),
            notes=notes or [],
            source=activist_words.source_line(rows) if len(rows) else "",
            data=(view, extract.for_view(view, _of_rows(rows, chosen))),
            path=PATH,
            filters=chosen,
            level=level,
        )
    )


def _of_rows(rows: pd.DataFrame, chosen: Filters) -> Filters:
    """Filters for an extract that holds these rows: their measures, on top of the page's."""
    return chosen.but(measure=list(dict.fromkeys(rows["measure_id"]))) if len(rows) else chosen


def _line(row: Any, chosen: Filters, has_unit: bool) -> tuple[listing.Cell, ...]:
    figure = activist_words.with_unit(row) if has_unit else row.figure
    who = listing.Link(row.short_name, f"/force?id={row.force_id}")
    link = list_block.mark(figure, row.figure_id, PATH, chosen)
    return who, activist_words.what(row), (link, corrections.in_brief(row)), activist_words.origin(row)
