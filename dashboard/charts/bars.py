"""One kind of figure, one row a force -> horizontal bars with the states in the same column.

Protects: a refusal stands among the numbers, a range is hatched from low to high, a dispute is a doubled edge from the
lowest to the highest, and a force without a number has a mark and words and no bar.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dashboard import states, words
from dashboard.charts import look

RESIDENTS = 100_000
ROOM_FOR_LABELS = 1.3  # the axis runs on beyond the largest value, so that its label has room
ROOM_OF_A_LETTER, USUAL_LETTERS, MOST_ROOM = 0.05, 8, 2.2  # "Fewer than 5" is longer than most, on a phone above all
STUB = 0.03  # part of the axis
BAR, BAR_COMPACT = 0.62, 0.7  # part of a row that a bar fills
CLEAR = "rgba(0,0,0,0)"
MIDDLE = 0.45  # of the axis: an open range that starts beyond it has its label before it, else upon it
Trace = dict[str, Any]


def bars(
    rows: pd.DataFrame,
    *,
    palette: look.Palette = look.LIGHT,
    colour: str | None = None,
    chosen: str | None = None,
) -> dict[str, Any]:
    """Bars in the order of `rows`, from the top.

    `rows` has short_name, state, low, high, label, hand, mark_id and aside: `low` and `high` are what is drawn (a count
    or a rate), `label` is the text beside it, `mark_id` the id that a chosen mark gives back, `aside` the words for a
    state without a number. `chosen` is the id that stands bold.
    """
    colour = colour or palette.accent
    rows = rows.reset_index(drop=True)
    is_compact = len(rows) > look.MOST_ROWS_AT_EASE
    largest = float(max([*rows["high"].dropna(), *rows["low"].dropna()], default=1.0)) or 1.0
    width = BAR_COMPACT if is_compact else BAR
    longest = max((len(row.label) for row in rows.itertuples()), default=0)
    end = largest * min(MOST_ROOM, ROOM_FOR_LABELS + ROOM_OF_A_LETTER * max(0, longest - USUAL_LETTERS))
    data = [
        *_values(rows, width, colour, palette),
        *_ranges(rows, width, colour, end),
        *_disputes(rows, width, colour, largest),
        *_asides(rows, largest, palette),
        _labels(rows, end, chosen, palette),
    ]
    height = len(rows) * (look.COMPACT_ROW if is_compact else look.ROW) + 48
    names = [
        f"<b>{row.short_name}</b>" if chosen and row.mark_id == chosen else row.short_name for row in rows.itertuples()
    ]
    return look.figure(
        data,
        look.layout(
            height,
            palette,
            annotations=_open_labels(rows, end, palette),
            xaxis=look.axis(
                palette, range=[0, end], showgrid=False, nticks=5, side="bottom",
                tickfont={"size": look.SMALLEST, "color": palette.quiet}, zeroline=True, zerolinecolor=palette.quiet,
            ),
            yaxis=look.axis(
                palette, tickvals=list(range(len(rows))), ticktext=names, range=[len(rows) - 0.5, -0.5],
                automargin=True, tickfont={"size": look.SMALLEST if is_compact else look.SMALL, "color": palette.ink},
            ),
        ),
    )  # fmt: skip


def _bar(part: pd.DataFrame, base: Any, length: Any, width: float, marker: dict[str, Any]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(part.index),
        "x": list(length),
        "base": list(base),
        "width": width,
        "marker": marker,
        "customdata": list(part["mark_id"]),
        "hoverinfo": "none",
    }


def _values(rows: pd.DataFrame, width: float, colour: str, palette: look.Palette) -> list[Trace]:
    """Own document solid; own transcript solid with an outline; second hand hollow with a solid edge."""
    drawings = {
        "own_document": {"color": colour, "line": {"width": 0}},
        "own_transcript": {"color": colour, "line": {"color": palette.ink, "width": 2}},
        "second_hand": {"color": CLEAR, "line": {"color": colour, "width": 2}},
    }
    found = []
    for hand, marker in drawings.items():
        part = rows[(rows["state"] == "value") & (rows["hand"] == hand)]
        if len(part):
            found.append(_bar(part, [0] * len(part), part["high"], width, marker))
    return found


def _ranges(rows: pd.DataFrame, width: float, colour: str, end: float) -> list[Trace]:
    part = rows[rows["state"].isin(["interval", "suppressed"]) & (rows["low"].notna() | rows["high"].notna())]
    if not len(part):
        return []
    low = part["low"].fillna(0)
    # Without an upper bound the hatching runs off the axis: how far is not known. A count that is held back without a
    # threshold is a short stub, for a bar to the end would make it look large.
    high = part["high"].fillna(part["state"].map({"suppressed": end * STUB, "interval": end}))
    marker = {
        "color": CLEAR,
        "line": {"color": colour, "width": 1},
        "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.35, "fillmode": "overlay"},
    }
    return [_bar(part, low, high - low, width, marker)]


def _disputes(rows: pd.DataFrame, width: float, colour: str, largest: float) -> list[Trace]:
    part = rows[(rows["state"] == "conflicting") & rows["low"].notna() & rows["high"].notna()]
    if not len(part):
        return []
    hollow = {"color": CLEAR, "line": {"color": colour, "width": 1.5}}
    length = part["high"] - part["low"]
    inset = (length / 4).clip(upper=largest * 0.008)
    return [
        _bar(part, part["low"], length, width, hollow),
        _bar(part, part["low"] + inset, length - 2 * inset, width * 0.5, hollow),
    ]


def _asides(rows: pd.DataFrame, largest: float, palette: look.Palette) -> list[Trace]:
    """The glyph of each state without a number at the axis, in its tile where it has one."""
    part = rows[[not states.STATES[state].has_number for state in rows["state"]]]
    if not len(part):
        return []
    at = [largest * 0.02] * len(part)
    boxed = {"hollow": "square-open", "half": "square-open", "dotted": "square-open-dot", "struck": "x-open"}
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": at,
            "y": list(part.index),
            "text": [
                states.STATES[state].glyph if states.STATES[state].css != "struck" else "" for state in part["state"]
            ],
            "textposition": "middle center",
            "textfont": {"size": look.SMALLEST - 1, "color": palette.ink},
            "marker": {
                "symbol": [boxed.get(states.STATES[state].css, "circle") for state in part["state"]],
                "size": 16,
                "color": [palette.ink if states.STATES[s].css in boxed else CLEAR for s in part["state"]],
                "line": {"width": [1 if states.STATES[s].css in boxed else 0 for s in part["state"]]},
            },
            "customdata": list(part["mark_id"]),
            "cliponaxis": False,
            "hoverinfo": "none",
        }
    ]


def _labels(rows: pd.DataFrame, end: float, chosen: str | None, palette: look.Palette) -> Trace:
    """The number or the words beside each mark; a click on them chooses it too, for a bar of zero has no width."""
    at, text = [], []
    for row in rows.itertuples():
        has_number = states.STATES[row.state].has_number
        reach = max([v for v in (row.low, row.high) if v == v], default=0.0) if has_number else end * 0.035
        if row.state == "suppressed" and row.high != row.high:
            reach = end * STUB
        at.append(reach)
        words_beside = "" if _is_open(row) else row.label if has_number else row.aside
        text.append(f"<b>{words_beside}</b>" if chosen and row.mark_id == chosen else words_beside)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": at,
        "y": list(rows.index),
        "text": text,
        "textposition": "middle right",
        "textfont": {"size": look.SMALLEST, "color": palette.ink},
        "marker": {"size": 8, "color": CLEAR},
        "customdata": list(rows["mark_id"]),
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def _is_open(row: Any) -> bool:
    """Whether a range has a foot and no top: its hatching runs to the axis's end."""
    return bool(row.state == "interval" and row.low == row.low and row.high != row.high)


def _open_labels(rows: pd.DataFrame, end: float, palette: look.Palette) -> list[dict[str, Any]]:
    """The words of open ranges, on paper of their own, for there is no room beyond the hatching."""
    return [
        {
            "x": row.low,
            "y": row.Index,
            "text": row.label,
            "showarrow": False,
            "xanchor": "right" if row.low > end * MIDDLE else "left",
            "xshift": -4 if row.low > end * MIDDLE else 4,
            "bgcolor": palette.paper,
            "font": {"size": look.SMALLEST, "color": palette.ink},
        }
        for row in rows.itertuples()
        if _is_open(row)
    ]


def drawn(comparison: pd.DataFrame, per: str = "count") -> pd.DataFrame:
    """What `bars` and `tiles` take, from `figures.by_force`: counts, rates per 100,000 residents, or shares in percent.

    A disputed figure is "lowest–highest"; one without bounds keeps its print, unless a person overruled it. An open
    circle: nobody has reviewed it; a dagger: a person has corrected it.
    """
    rows = comparison.copy()
    if per == "share":
        rows["low"], rows["high"] = rows["share_low"], rows["share_high"]
    else:
        factor = RESIDENTS / rows["population"] if per == "rate" else 1.0
        rows["low"], rows["high"] = rows["value_low"] * factor, rows["value_high"] * factor
    rows["label"] = [_label(row, per) for row in rows.itertuples()]
    rows["aside"] = [_aside(row) for row in rows.itertuples()]
    rows["mark_id"] = pd.Series([_mark_id(row) for row in rows.itertuples()], index=rows.index, dtype=object)
    return rows


def _mark_id(row: Any) -> str | None:
    """What a chosen mark leads to: the figure, the answer, or the figure that was withdrawn and stands here no more."""
    withdrawn = getattr(row, "known_figure_id", None) if row.state == "withdrawn" else None
    ids = (row.figure_id, row.outcome_id, withdrawn)
    return next((one for one in ids if isinstance(one, str)), None)


def _label(row: Any, per: str) -> str:
    if not states.STATES[row.state].has_number:
        return ""
    sign = states.review_mark(row.review)
    mark = f" {sign}" if sign else ""
    if per == "rate" and row.population != row.population:
        return "no rate: no population here"
    if per == "share" and row.high != row.high:
        return "no share: no whole here"
    if per == "share":
        return f"{_share(row)}{mark}"
    if row.state == "conflicting":
        return f"{_amount(row.low, per)}–{_amount(row.high, per)}{mark}"
    if row.state == "value":
        return f"{_amount(row.high, per)}{mark}"
    if per == "rate":
        return f"{_range(row)}{mark}"
    if row.review == "corrected":
        return f"{words.interval(row)}{mark}"
    return f"{row.value_text or states.STATES[row.state].glyph}{mark}"


def in_table(row: Any) -> str:
    """The label of a row of `drawn` in a table, where no legend says what a mark means."""
    return f"{row.label}, corrected by a person" if row.label and row.review == "corrected" else row.label or row.aside


def _share(row: Any) -> str:
    """ "7 of 22"; where the part or the whole is not exact, the share from its lowest to its highest."""
    if row.value == row.value and row.all_arrests == row.all_arrests:
        return words.share(row.value, row.all_arrests)
    percent = words.percent(row.low, row.high) if row.low == row.low else f"up to {math.ceil(row.high)}\u202f%"
    if row.all_arrests != row.all_arrests:
        return percent
    return f"{words.printed(row.value, row.value_text, row.symbol)} of {words.number(row.all_arrests)} ({percent})"


def _range(row: Any) -> str:
    if row.low != row.low and row.high != row.high:
        return "not known"
    if row.high != row.high:
        return f"{math.floor(10 * row.low) / 10:,.1f} or more"
    return words.between(0.0 if row.low != row.low else row.low, row.high)


def _amount(value: float, per: str) -> str:
    return f"{value:,.1f}" if per == "rate" else words.number(value)


def _aside(row: Any) -> str:
    """The words beside a state without a number: the sections where there are some, for the glyph says the rest."""
    state = states.STATES[row.state]
    return "" if state.has_number else ", ".join(row.exemptions or []) or state.short
