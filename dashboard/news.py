"""The warehouse -> what is new, what changed and what is disputed: the foot of the Overview."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, something_wrong, states, warehouse, words
from dashboard.filters import Filters


def show() -> None:
    """Three short lists."""
    st.header("New, changed, disputed")
    st.markdown("**Published last**, among the sources that are here:")
    st.table(newest(), border="horizontal", hide_index=True, alt="The sources that were published last")
    st.markdown(changed())
    disputed = disputes()
    st.markdown(
        f"**Disputed**: {words.counted(len(disputed), 'figure')} for which sources disagree and no rule decides. "
        "Each is shown from the lowest to the highest that is printed, and never as one number."
    )
    if len(disputed):
        st.table(disputed, border="horizontal", hide_index=True, alt="Figures for which sources disagree")
    st.markdown(checked())


def checked() -> str:
    """How many findings of checks wait for a person, with the page that lists them."""
    rows = warehouse.query("select severity, count(*) as n from checks group by severity")
    by = dict(zip(rows["severity"], rows["n"], strict=True))
    errors, warnings = int(by.get("error", 0)), int(by.get("warning", 0))
    return (
        f"**Doubtful**: checks found {words.counted(errors, 'error')} and {words.counted(warnings, 'warning')} that "
        f"a person should look at: [what they found, and what was done]({pinned.address('/checks')}). "
        f"[Reports of error, and what was corrected]({pinned.address('/reports')})."
    )


def newest() -> pd.DataFrame:
    """Date, source (linked) and number of figures of the latest published."""
    rows = warehouse.query(warehouse.sql("news"))
    return pd.DataFrame(
        {
            "Published": [words.day(row.published_on) for row in rows.itertuples()],
            "Source": [
                f"[{row.title or row.source_id}]({pinned.address(f'/source?id={row.source_id}')})"
                for row in rows.itertuples()
            ],
            "Compiled by": [row.publisher or "–" for row in rows.itertuples()],
            "Figures": [words.number(row.figures) for row in rows.itertuples()],
        }
    )


def changed() -> str:
    """What is no longer in force, by why; releases before this one are not kept here."""
    rows = warehouse.query(
        "select status, count(*) as n from all_figures where status not in ('current', 'conflicting') "
        "group by status order by n desc"
    )
    parts = [f"{words.number(row.n)} {row.status} ({states.FIGURE_STATUSES[row.status]})" for row in rows.itertuples()]
    text = f"Not in force: {words.listed(parts)}." if parts else "Every figure read is in force."
    text += "".join(f" {one}" for one in overruled())
    is_first = len(warehouse.known_releases()) == 1
    since = (
        "No earlier release is kept in this copy, so it can't list what differs from the last one."
        if is_first
        else f"[What differs from earlier releases]({pinned.address('/changes')})."
    )
    return f"**Changed**: {text} {since}"


def overruled() -> list[str]:
    """A sentence for each figure that another source's, which stands above it, has put out of force."""
    rows = warehouse.query(
        "select old.force, old.measure, old.offence, old.period, old.value, old.value_text, old.symbol, "
        "old.compiled_by, old.source_id, old.rule, new.value_text as other "
        "from all_figures as old join figures as new on new.figure_id = old.replaced_by "
        "where old.status = 'conflicting' and not new.is_disputed order by old.force, old.period"
    )
    return [
        f"Overruled: {row.force}, {words.inside(row.offence or row.measure)}, {row.period}: {words.quoted(row)} "
        f"([{row.compiled_by or 'another source'}]({pinned.address(f'/source?id={row.source_id}')})) by “{row.other}”: "
        f"{str(row.rule).partition(': ')[2] or row.rule}."
        for row in rows.itertuples()
    ]


def disputes() -> pd.DataFrame:
    """Force or area, what, period, lowest and highest, of each disputed figure in force."""
    rows = warehouse.query(
        "select figure_id, force, area_kind, measure, measure_id, offence, offence_id, period, period_id, unit, "
        "value_low, value_high, source_id, force_id, is_disputed "
        "from figures where is_disputed order by force, period"
    )
    return pd.DataFrame(
        {
            "Force or area": [_place(row) for row in rows.itertuples()],
            "What": [
                f"{row.measure}{f': {words.inside(row.offence)}' if row.offence else ''}" for row in rows.itertuples()
            ],
            "Period": list(rows["period"]),
            "From the lowest to the highest": [
                f"{words.number(row.value_low)} to {words.number(row.value_high)} {row.unit}"
                for row in rows.itertuples()
            ],
        }
    )


def _place(row: Any) -> str:
    """A force's name leads to its place among the others, with its evidence open; areas stand in no comparison."""
    if row.area_kind != "force":
        return f"[{row.force}]({something_wrong.figure_path(row)})"
    kind = Filters().but(measure=row.measure_id, offence=row.offence_id, period=row.period_id)
    return f"[{row.force}]({kind.address('/compare', figure=row.figure_id)})"
