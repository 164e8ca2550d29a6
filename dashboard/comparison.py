"""One kind of figure -> its block of bars: what Overview and Compare both draw."""

from __future__ import annotations

import pandas as pd

from dashboard import extract, figures, frame, sentences, states, warehouse, words
from dashboard.charts import bars as bars_chart
from dashboard.comparable import Kind
from dashboard.filters import Filters


def rows_of(kind: Kind, chosen: Filters) -> pd.DataFrame:
    """One row a force, sorted by name."""
    return figures.by_force(kind, chosen)


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart, with headings for people; no cell is blank."""
    return pd.DataFrame(
        {
            "Force": rows["short_name"],
            "Figure": [row.label or row.aside for row in rows.itertuples()],
            "As printed": [row.value_text or "–" for row in rows.itertuples()],
            "How read": [states.HANDS[row.hand].words if row.hand else "–" for row in rows.itertuples()],
            "Compiled by": [row.compiled_by or "–" for row in rows.itertuples()],
        }
    )


def show(kind: Kind, chosen: Filters, key: str, path: str) -> None:
    """The block: bars where three or more forces have a number, else a table."""
    everything = bars_chart.drawn(rows_of(kind, chosen))
    shown = everything[~everything["state"].isin(list(states.SILENT))]
    given = sentences.numbers(everything)
    here = chosen.but(measure=kind.measure_id, offence=kind.offence_id, period=kind.period_id)
    figure = None
    if not frame.is_too_few(len(given)):
        figure = bars_chart.bars(shown, palette=frame.here(), chosen=frame.chosen_id())
    frame.show(
        frame.Block(
            key=key,
            title=kind.title,
            table=table_of(shown),
            figure=figure,
            alt=f"Bars: {kind.title}. {sentences.finding(everything, kind)}",
            finding=sentences.finding(everything, kind),
            coverage=sentences.coverage(everything),
            source=sentences.source_line(everything, warehouse.current().release),
            states=list(shown["state"]),
            hands=list(given["hand"]),
            has_unreviewed=bool((given["review"] == "unreviewed").any()),
            ids={
                row.mark_id: f"{row.short_name}: {row.label or row.aside}" for row in shown.itertuples() if row.mark_id
            },
            data=("figures", extract.for_view("figures", here)),
            path=path,
            filters=here,
        )
    )
    _ = words
