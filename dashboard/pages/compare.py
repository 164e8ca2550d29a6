"""Compare: forces side by side, for one thing that is counted, one offence and one year; or the change between two
years.

`chart` makes the chart from an address, for the page, for /chart/compare and for /embed/compare alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import states, stats, warehouse, words
from dashboard.charts import bars, changes
from dashboard.charts.drawing import Dot, Drawing, Label, Mark
from dashboard.parts import answers, evidence, my_forces, said_of
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.subject import (
    BESIDE_RATES,
    FEWEST_BY_VALUE,
    FEWEST_FORCES,
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
    select,
    side,
    told,
    two_steps,
    years_of,
)  # fmt: skip
from dashboard.rows import each

PATH = "/compare"
SHOWS = {"rate": "rate", "count": "count", "change": "change"}
ORDERS = {"value": "by value", "name": "by name", "region": "by region"}
BARS = "One bar for each force."
OTHERWISE_COUNTED = "Counted otherwise: neither is known to be wrong"
A_LIST = "Fewer than three forces have a number here: this is a list, not a comparison."
BY_CHANCE = "Of forty 95 % intervals about two leave out “no change” by chance alone."
FROM_COUNTS = (
    "The change of the counts, with the 95 % interval that chance alone leaves it; residents are not weighed in."
)
IN_DOUBT = "That number is in doubt: see the notes."
SIZE = "Counts follow the size of a force."
DRAWN = ("value", "interval", "suppressed", "conflicting")
NOTHING_HERE = ("not_known", "not_collected", "no_answer", "not_asked")
OTHERWISE = ("other_kind", "other_period")
NO_NUMBER = dict(answers.SIGNS[kind] for kind in ("cost", "ncnd", "withheld", "not_held"))
"""The four answers without a number; where nothing is here it stays blank."""
NO_RATE = "A count and no rate, for no number of residents fits"
OTHER_LAW = "Other law, without this offence"
COUNTED_OTHERWISE = "In another unit, part or period, so not among these"
ANSWERED = "Answered in words or files from which no number was read"


def chart(at: Address) -> charts.Chart | None:
    """What an address asks for, as bars or as changes; None where nothing fits."""
    subject = asked(at)
    if subject is None:
        return None
    chosen = my_forces.chosen(at)
    before = before_of(at, subject) if _shown(at, subject) == "change" else None
    return _change(at, subject, before, chosen) if before else _bars(at, subject, chosen)


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of an address, for shared links."""
    found = chart(at)
    return (found.title, found.line, f"/chart/compare.png?{found.at.link.partition('?')[2]}") if found else None


def forces_of(subject: Subject) -> pd.DataFrame:
    """One row a force, as queries/compare_forces.sql says."""
    rows = warehouse.query(warehouse.sql("compare_forces"), _asked_for(subject))
    rows["answer"] = [_answer(row) for row in each(rows)]
    return rows


def _asked_for(subject: Subject) -> dict[str, str | None]:
    """The parameters of this page's questions to the warehouse."""
    return dict(measure=subject.measure_id, unit=subject.unit, offence=subject.offence_id, period=subject.period)


def befores(subject: Subject) -> list[str]:
    """The earlier years that a change may be told from: of the same kind, on the same side of every break, with three
    forces, the latest first."""
    found = breaks(subject)
    here = side(found, subject.period_kind, subject.year)
    return [
        one.period
        for one in reversed(years_of(subject))
        if one.period_kind == subject.period_kind
        and one.year < subject.year
        and one.forces >= FEWEST_FORCES
        and side(found, one.period_kind, one.year) == here
    ]


def before_of(at: Address, subject: Subject) -> str | None:
    """The earlier year that an address asks for, else the one five years before or the earliest that may be told
    from; None where there is none."""
    can_be = befores(subject)
    if at.one("before") in can_be:
        return at.one("before")
    return can_be[min(4, len(can_be) - 1)] if can_be else None


def _shown(at: Address, subject: Subject) -> str:
    wanted = at.one("show")
    return wanted if wanted in SHOWS else "rate" if subject.is_official else "count"


def _order(at: Address, subject: Subject, forces: int) -> str:
    """By value only an official series of ten forces or more; else by nation and name."""
    may_be_by_value = subject.is_official and forces >= FEWEST_BY_VALUE
    wanted = at.one("order", "value" if may_be_by_value else "name")
    return wanted if wanted in ORDERS and (wanted != "value" or may_be_by_value) else "name"


def _bars(at: Address, subject: Subject, chosen: list[str]) -> charts.Chart:
    rows = forces_of(subject)
    has_number = rows["state"].isin(DRAWN) & (rows["figure_id"].notna()) & (rows["answer"] == "")
    numbers = rows[has_number].copy()
    is_list = len(numbers) < FEWEST_FORCES
    can_rate = numbers["population"].notna().sum() >= FEWEST_FORCES
    per = "rate" if _shown(at, subject) == "rate" and can_rate and not is_list else "count"
    numbers = _drawn(numbers, per)
    order = _order(at, subject, len(numbers))
    if order == "value":
        numbers = numbers.sort_values("value", ascending=False, kind="stable")
    else:
        numbers = numbers.sort_values(["nation", "name"], kind="stable")
    exact = numbers[numbers["state"] == "value"]["value"].dropna()
    middle = float(median(exact)) if subject.is_official and len(exact) >= FEWEST_BY_VALUE else None
    parts = _parts(subject, per, numbers)
    shown = numbers if order == "value" else _with_headings(numbers, rows, order)
    line = _line(numbers, rows, chosen, middle, per, subject)
    if is_list:
        line = f"{A_LIST} {line}" if chosen else A_LIST
    drawing = bars.bars(
        shown.reset_index(drop=True), chosen, alt=f"{BARS} {line}", median=middle, row_height=30 if is_list else 22
    )
    per_words = ", per 100,000 residents" if per == "rate" else f" ({subject.unit})"
    said = differing([*numbers["figure_id"], *parts["figure_id"]])
    beside = f" · ◆ {parts['part'].iloc[0]} alone, a part of the class, asked of forces" if len(parts) else ""
    return charts.Chart(
        name="compare",
        title=f"{subject.title}, {subject.period}{per_words}",
        drawing=_over(drawing, shown, parts, middle),
        line=line,
        source=_source(numbers, rows, per) + beside,
        at=_at(at, subject, chosen, per, order),
        notes=(
            *notes(subject), *([BESIDE_RATES] if per == "rate" else []), *said, *_larger(parts),
            *said_besides(list(numbers["figure_id"])), *said_of.licences(list(numbers["figure_id"])),
        ),
        table=_table(rows, numbers, parts, per),
        marks=_marks(numbers, parts, rows),
        opens=[[mark] for mark in [*numbers["figure_id"], *parts["figure_id"], *_rest(rows, numbers)["opens"]]],
        data=charts.csv(
            "figures", measure=subject.measure_id, offence=subject.offence_id, period=subject.period, area_kind="force",
            release=at.all("release"),
        ),
    )  # fmt: skip


def _at(at: Address, subject: Subject, chosen: list[str], show: str, order: str, before: str | None = None) -> Address:
    return Address(PATH, {}).but(
        measure=subject.measure_id, unit=subject.unit, offence=subject.offence_id, period=subject.period, show=show,
        before=before, order=order, force=chosen, release=at.all("release"),
    )  # fmt: skip


def _answer(row: Any) -> str:
    """£, N, W or –: which of the four answers without a number; "" where there is a number or nothing is here."""
    has_bounds = row.state == "suppressed" and row.high == row.high
    return "" if has_bounds else answers.WITHOUT_NUMBER.get(row.state, ("", ""))[0]


def _why(row: Any) -> str:
    """Why a force has no bar, in two or three words."""
    if row.answer or row.state in NOTHING_HERE:
        return answers.of_state(row.state) if row.answer else "nothing here"
    if row.withdrawn_id:
        return f"withdrawn: {row.withdrawn_text}"
    return "counted otherwise" if row.state in OTHERWISE else "no number here"


def _drawn(rows: pd.DataFrame, per: str) -> pd.DataFrame:
    """The rows as charts/bars.py draws them: counts, or rates with their interval."""
    rows["number"] = rows["value"]
    if per == "rate":
        rows = rows[rows["population"].notna()].copy()
        of = [stats.rate(row.value, row.population) if row.value == row.value else None for row in each(rows)]
        for n, name in enumerate(("value", "from_", "to")):
            rows[name] = [found[n] if found else float("nan") for found in of]
        for name in ("low", "high"):
            rows[name] = 100_000 * rows[name] / rows["population"]
    rows["is_doubted"] = [bool(row.doubts) for row in each(rows)]
    rows["text"] = [_text(row, per) for row in each(rows)]
    said = warehouse.query(warehouse.sql("messages_of"), {"ids": list(rows["figure_id"])})
    rows = warehouse.plain(rows.merge(said, on="figure_id", how="left"))
    rows["tip"] = [_tip(row, per) for row in each(rows)]
    return rows


def _text(row: Any, per: str) -> str:
    mark = f" {states.CORRECTED_MARK}" if row.review == "corrected" else ""
    if row.state == "value":
        return (f"{row.value:,.1f}" if per == "rate" else words.number(row.value)) + mark
    if row.state == "conflicting":
        return f"{words.number(round(row.low, 1))} or {words.number(round(row.high, 1))}, sources differ"
    printed = row.value_text or "withheld"
    return (f"{printed} counted" if per == "rate" and row.value_text else printed) + mark


def _tip(row: Any, per: str) -> str:
    """Force, value, who counted, what is said of it."""
    value = f"{words.number(row.number)} counted" if row.state == "value" else row.text
    rate = (
        f"{row.value:.1f} per 100,000 (95 % interval {row.from_:.1f} to {row.to:.1f})"
        if per == "rate" and row.state == "value"
        else ""
    )
    who = f"Counted by {row.compiled_by}" + (f", read in {row.read_in}" if row.read_in else "")
    said = f"In doubt: {row.message or 'see the evidence'}" if row.doubts else row.message if row.differs else ""
    return "<br>".join(words.as_html(part) for part in (row.force, rate, value, who, said) if part)


def _parts(subject: Subject, per: str, numbers: pd.DataFrame) -> pd.DataFrame:
    """What was requested of a part of the class: s15A, beside class 88A; with the place of its mark."""
    parts = warehouse.query(warehouse.sql("compare_parts"), _asked_for(subject))
    parts = parts.merge(numbers[["force_id", "name", "force", "population", "number"]], on="force_id")
    parts["at"] = 100_000 * parts["value"] / parts["population"] if per == "rate" else parts["value"]
    parts["tip"] = [
        "<br>".join(
            words.as_html(text)
            for text in (
                f"{row.force}: {words.number(row.value)} for {row.part} alone",
                f"Counted by {row.compiled_by}" + (f", read in {row.read_in}" if row.read_in else ""),
                f"The class whole: {words.number(row.number)}",
                OTHERWISE_COUNTED if row.differs or row.value > row.number else "",
            )
            if text
        )
        for row in each(parts)
    ]
    return parts


def _larger(parts: pd.DataFrame) -> list[str]:
    """Where a part is larger than its class, which can't be by one way of counting."""
    found = [
        f"{row.name} ({words.number(row.value)}, class {words.number(row.number)})"
        for row in each(parts)
        if row.value > row.number
    ]
    return [f"A part is larger than its class here: {words.listed(found)}. {OTHERWISE_COUNTED}."] if found else []


def _over(drawing: Drawing, shown: pd.DataFrame, parts: pd.DataFrame, middle: float | None) -> Drawing:
    """The requested part as a diamond over the bar of its class; the median's word above its line."""
    place = {force: n for n, force in enumerate(shown["force_id"]) if force}
    dots: list[Mark] = [
        Dot(
            float(row.at), float(place[row.force_id]), "part", "diamond", 9.0, is_hollow=bool(row.doubts),
            mark=row.figure_id, tip=row.tip,
        )
        for row in each(parts)
        if row.force_id in place
    ]  # fmt: skip
    ends = {float(place[row.force_id]): float(row.at) for row in each(parts) if row.force_id in place}
    drawing = replace(drawing, marks=tuple(_beyond(mark, ends) for mark in drawing.marks))
    if middle is None:
        return replace(drawing, marks=(*drawing.marks, *dots))
    word = Label(middle, -0.5, f"median {words.number(round(middle, 1))}", "median", 13, anchor="middle", dy=-9)
    return replace(drawing, marks=(*drawing.marks, *dots, word), top=22)


def _beyond(mark: Mark, ends: dict[float, float]) -> Mark:
    """A bar's number beyond the diamond of its row, not under it."""
    if isinstance(mark, Label) and mark.y in ends:
        return replace(mark, x=max(mark.x, ends[mark.y]), dx=10)
    return mark


def _with_headings(numbers: pd.DataFrame, rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Under a heading for each nation, or for each region with its forces of which nothing is drawn too."""
    if order == "region":
        rest = rows[~rows["force_id"].isin(numbers["force_id"])].copy()
        rest["text"] = [_why(row) for row in each(rest)]
        rest["state"], rest["tip"] = "blank", ""
        for name in ("value", "low", "high", "from_", "to", "number"):
            if name in numbers:
                rest[name] = float("nan")
        every = pd.concat([numbers, rest], ignore_index=True)
        every["heading"] = [row.region if row.nation == "England" else row.nation for row in each(every)]
        every = every.sort_values(["nation", "heading", "name"], kind="stable")
    else:
        every = numbers.assign(heading=numbers["nation"])
        if every["heading"].nunique() < 2:
            return every
    pieces = []
    for heading, part in every.groupby("heading", sort=False):
        pieces.append(pd.DataFrame([{"name": f"{heading}", "state": "heading", "force_id": "", "text": "", "tip": ""}]))
        pieces.append(part)
    return warehouse.plain(pd.concat(pieces, ignore_index=True))


def _line(
    rows: pd.DataFrame, every: pd.DataFrame, chosen: list[str], middle: float | None, per: str, subject: Subject
) -> str:
    """The one line: each chosen force beside the median, else from where to where."""
    exact = rows[rows["state"] == "value"]
    of = " per 100,000" if per == "rate" else f" {subject.unit}"
    said = []
    for row in each(exact[exact["force_id"].isin(chosen)]):
        value = told(row.number, f"{row.value:,.1f}" if per == "rate" else words.number(row.value))
        if per == "rate" and middle is not None:
            said.append(
                f"{row.name}, {value}{of}, is {stats.beside_median(row.from_, row.to, middle)} of {middle:.1f}."
            )
        else:
            said.append(f"{row.name}: {value}{of}.")
        said += [IN_DOUBT] if row.is_doubted else []
    said += [f"{row.name}: {row.text}." for row in each(rows[rows["state"] != "value"]) if row.force_id in chosen]
    short = my_forces.names()
    said += [_missing(short[force], every, per) for force in chosen if force not in set(rows["force_id"])]
    if said:
        return " ".join(said)
    if middle is not None:
        half = f"{words.number(round(middle, 1))}{of}"
        return f"Half of {words.counted(len(exact), 'force')} have more than {half}, half fewer."
    if not len(exact):
        return "No force has an exact number here."
    sound = exact[~exact["is_doubted"].astype(bool)]
    ordered = each((sound if len(sound) else exact).sort_values("value"))
    ends = [
        told(one.number, f"{one.value:,.1f}" if per == "rate" else words.number(one.value))
        for one in (ordered[0], ordered[-1])
    ]
    return f"From {ends[0]} to {ends[1]}{of}. {SIZE if per == 'count' else ''}".strip()


def _missing(name: str, every: pd.DataFrame, per: str) -> str:
    """Why a chosen force has no bar."""
    found = every[every["name"] == name]
    answer = found["answer"].iloc[0] if len(found) else ""
    if answer:
        return f"{name}: {answers.of_state(found['state'].iloc[0])}."
    if per == "rate" and len(found) and found["figure_id"].iloc[0]:
        return f"{name} has a count and no rate: no number of its residents fits."
    return f"{name} has no figure here for it."


def _source(drawn: pd.DataFrame, rows: pd.DataFrame, per: str) -> str:
    have = "has" if len(drawn) == 1 else "have"
    who = counted_by(drawn["compiled_by"], drawn["hand"])
    what = "rate" if per == "rate" else "number"
    return f"{who} · {words.counted(len(drawn), 'force')} of {len(rows)} {have} a {what} here"


def _marks(numbers: pd.DataFrame, parts: pd.DataFrame, rows: pd.DataFrame) -> dict[str, str]:
    """Every figure and answer that can be chosen, with its words."""
    found = {row.figure_id: f"{row.force}: {row.text}" for row in each(numbers)}
    found |= {row.figure_id: f"{row.force}, {row.part} alone: {words.number(row.value)}" for row in each(parts)}
    rest = _rest(rows, numbers)
    return found | {row.opens: f"{row.force}: {_why(row)}" for row in each(rest[rest["opens"].notna()])}


def _rest(rows: pd.DataFrame, numbers: pd.DataFrame) -> pd.DataFrame:
    """The forces without a number, with what says why, where it is here: the answer, or the figure withdrawn."""
    rest = rows[~rows["force_id"].isin(numbers["force_id"])].copy()
    rest["opens"] = [(row.withdrawn_id or (row.answer and row.outcome_id)) or None for row in each(rest)]
    return rest


def _table(rows: pd.DataFrame, numbers: pd.DataFrame, parts: pd.DataFrame, per: str) -> pd.DataFrame:
    """Every force, in the order of the bars and then by name; what has no number says why."""
    found = [
        {
            "Force": row.force,
            "Region": row.region,
            "Per 100,000": row.text,
            "95 % interval": f"{row.from_:.1f} to {row.to:.1f}" if per == "rate" and row.from_ == row.from_ else "",
            "Counted": words.number(row.number) if row.number == row.number else row.text,
            "Counted by": row.compiled_by or "not known",
        }
        for row in each(numbers)
    ]
    found += [
        {"Force": f"{row.force}, {row.part} alone", "Region": row.region, "Counted": words.number(row.value),
         "Counted by": row.compiled_by}
        for row in each(parts)
    ]  # fmt: skip
    found += [{"Force": row.force, "Region": row.region, "Counted": _why(row)} for row in each(_rest(rows, numbers))]
    shown = pd.DataFrame(found).fillna("")
    return shown if per == "rate" else shown.drop(columns=["Per 100,000", "95 % interval"], errors="ignore")


def _change(at: Address, subject: Subject, before: str, chosen: list[str]) -> charts.Chart | None:
    """The change from one year to another, both after the same break."""
    both = warehouse.query(warehouse.sql("compare_change"), {**_asked_for(subject), "before": before})
    is_one = both["compiled_by"] == both["before_by"]
    mixed, both = list(both[~is_one]["name"]), both[is_one].copy()
    of = [stats.change(row.before, row.after) for row in each(both)]
    untold = [row.name for row, found in zip(each(both), of, strict=True) if found is None]
    rows = both[[found is not None for found in of]].copy()
    for n, name in enumerate(("ratio", "from_", "to")):
        rows[name] = [found[n] for found in of if found is not None]
    if not len(rows):
        return None
    rows["is_told"] = (rows["from_"] > 1) | (rows["to"] < 1)
    rows["is_doubted"] = [bool(row.doubts) for row in each(rows)]
    rows["text"] = [_percent(row.ratio) + (" ?" if row.doubts else "") for row in each(rows)]
    rows["tip"] = [_change_tip(row, before, subject.period) for row in each(rows)]
    order = _order(at, subject, len(rows))
    rows = rows.sort_values("ratio", ascending=False) if order == "value" else rows
    line = _change_line(rows, chosen)
    who = counted_by([*rows["compiled_by"], *rows["before_by"]], rows["hand"])
    missing = [f"No change is told for {words.listed(untold)}: one of the two numbers is 0."] if untold else []
    missing += (
        [f"No change is told for {words.listed(mixed)}: the two years were counted by two sources."] if mixed else []
    )
    return charts.Chart(
        name="compare",
        title=f"{subject.title}: change from {before} to {subject.period}",
        drawing=changes.changes(rows.reset_index(drop=True), chosen, alt=f"One row for each force. {line}"),
        line=line,
        source=f"{who} · {words.counted(len(rows), 'force')} with both years · bars are 95 % intervals",
        at=_at(at, subject, chosen, "change", order, before),
        notes=(
            FROM_COUNTS, BY_CHANCE, *missing, *notes(subject, has_years=True),
            *differing([*rows["figure_id"], *rows["before_id"]]),
            *said_of.licences([*rows["figure_id"], *rows["before_id"]]),
        ),
        table=pd.DataFrame(
            {
                "Force": list(rows["force"]),
                before: [words.number(one) for one in rows["before"]],
                subject.period: [words.number(one) for one in rows["after"]],
                "Change": list(rows["text"]),
                "95 % interval": [f"{_percent(row.from_)} to {_percent(row.to)}" for row in each(rows)],
                "Distinguishable from no change": ["yes" if one else "no" for one in rows["is_told"]],
            }
        ),
        marks={row.figure_id: f"{row.force}, {subject.period}: {words.number(row.after)}" for row in each(rows)}
        | {row.before_id: f"{row.force}, {before}: {words.number(row.before)}" for row in each(rows)},
        opens=[[None, row.before_id, row.figure_id] for row in each(rows)],
        data=charts.csv(
            "figures", measure=subject.measure_id, offence=subject.offence_id, period=(before, subject.period),
            area_kind="force", release=at.all("release"),
        ),
    )  # fmt: skip


def _percent(ratio: float) -> str:
    """1.25 -> "+25 %", 0.8 -> "−20 %", 12 -> "12 times"."""
    if ratio >= 10:
        return f"{ratio:.0f} times"
    change = round(100 * (ratio - 1))
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change)} %"


def _change_tip(row: Any, before: str, after: str) -> str:
    interval = f"{_percent(row.ratio)} (95 % interval {_percent(row.from_)} to {_percent(row.to)})"
    said = (
        "" if row.is_told else "Not distinguishable from no change",
        "One of the two is in doubt: see the notes" if row.doubts else "",
        "Another source counts one of them otherwise" if row.differs else "",
    )
    counts = f"{words.number(row.before)} in {before}, {words.number(row.after)} in {after}"
    who = f"Counted by {row.compiled_by}" + (
        f"; {before} by {row.before_by}" if row.before_by != row.compiled_by else ""
    )
    return "<br>".join(words.as_html(part) for part in (row.force, counts, interval, *said, who) if part)


def _change_line(rows: pd.DataFrame, chosen: list[str]) -> str:
    """Each chosen force's change with its interval; else how many rose, fell, or can't be told apart from neither."""
    said = []
    for row in each(rows[rows["force_id"].isin(chosen)]):
        if row.is_told:
            said.append(
                f"{row.name}: {_percent(row.ratio)} (95 % interval {_percent(row.from_)} to {_percent(row.to)})."
            )
        else:
            said.append(
                f"{row.name}: not distinguishable from no change ({_percent(row.from_)} to {_percent(row.to)})."
            )
    short = my_forces.names()
    said += [
        f"{short[force]} has no exact number in both years." for force in chosen if force not in set(rows["force_id"])
    ]
    if said:
        return " ".join(said)
    more, fewer = int((rows["from_"] > 1).sum()), int((rows["to"] < 1).sum())
    same = len(rows) - more - fewer
    return (
        f"Of {words.counted(len(rows), 'force')}, {more} counted more and {fewer} fewer; {same} are not "
        "distinguishable from no change."
    )


def show() -> None:
    """The page."""
    at = now(PATH)
    st.title("Compare forces")
    subject = nearest(at)
    if subject is None:
        st.markdown("No force has a number for any year in this copy.")
        return
    chosen = my_forces.chosen(at)
    _controls(at, subject, chosen)
    drawn = chart(
        at.but(measure=subject.measure_id, unit=subject.unit, offence=subject.offence_id, period=subject.period)
    )
    if drawn is None:
        st.markdown("No force has an exact number in both years. Choose another year, or the count.")
        return
    left, right = st.columns([13, 7], gap="medium")
    with left:
        charts.show(drawn, "compare", evidence_here=False)
        _strip(forces_of(subject), drawn.at.one("show"))
    with right:
        full = dict(warehouse.rows("select force_id, name from forces")[1])
        own = [mark for mark, text in drawn.marks.items() if any(text.startswith(full[force]) for force in chosen)]
        evidence.column(tuple(drawn.marks), otherwise=own[0] if own else None)


def _controls(at: Address, subject: Subject, chosen: list[str]) -> None:
    """Two steps, the year, what is shown, and the reader's forces; on a phone behind one button."""
    years = years_of(subject)
    forces = {one.period: one.forces for one in years}
    per, can_be = _shown(at, subject), befores(subject)
    names = my_forces.names()
    with controls(
        "compare", " · ".join([subject.title, subject.period, SHOWS[per], *(names[force] for force in chosen)])
    ):
        columns = st.columns([3.6, 4.4, 3.4, 4.2, 2.6, 3.8], vertical_alignment="top")
        two_steps("compare", subject, columns)
        with columns[2]:
            _year(subject, years, forces)
        with columns[3]:
            segments("compare", "Show", "show", SHOWS, per)
        with columns[4]:
            _order_or_since(at, subject, per, can_be)
        with columns[5]:
            my_forces.choose(chosen)


def _year(subject: Subject, years: Sequence[Subject], forces: dict[str, int]) -> None:
    """A slider that shows how many forces each year has."""
    if len(years) < 2:
        st.markdown(f"Year  \n**{subject.period}**, {words.counted(subject.forces, 'force')} with a number")
        return
    st.session_state["compare_period"] = subject.period
    st.select_slider(
        "Year",
        [one.period for one in years],
        key="compare_period",
        format_func=lambda period: f"{period}: {words.counted(forces[period], 'force')}",
        on_change=lambda: put(
            measure=subject.measure_id,
            unit=subject.unit,
            offence=subject.offence_id,
            period=st.session_state["compare_period"],
            figure=None,
        ),
    )


def _order_or_since(at: Address, subject: Subject, per: str, can_be: list[str]) -> None:
    """The order of the bars; of a change the year that it is told from."""
    if per == "change":
        if can_be:
            select("compare", "Since", can_be, before_of(at, subject), str, lambda one: put(before=one, figure=None))
        else:
            st.markdown("Since  \nno earlier year is counted alike")
        return
    may_be_by_value = subject.is_official and subject.forces >= FEWEST_BY_VALUE
    orders = [name for name in ORDERS if name != "value" or may_be_by_value]
    select(
        "compare",
        "Order",
        orders,
        _order(at, subject, subject.forces),
        lambda one: ORDERS[one],
        lambda one: put(order=one),
    )


def _name(row: Any) -> str:
    return f"{row.name} (by our reading)" if row.state == "cost_by_reading" else str(row.name)


def _strip(rows: pd.DataFrame, per: str) -> None:
    """Under the bars: four answers without a number, each by its name, which counts have no rate, and of how many
    forces nothing is here."""
    parts = [
        f"**{sign}** {what}: {words.listed([_name(row) for row in each(rows[rows['answer'] == sign])])}"
        for sign, what in NO_NUMBER.items()
        if (rows["answer"] == sign).any()
    ]
    withdrawn = rows[rows["withdrawn_id"].notna()]
    if len(withdrawn):
        said = [f"~~{words.verbatim(row.withdrawn_text or '')}~~ {row.name}" for row in each(withdrawn)]
        parts.append(f"Withdrawn: {words.listed(said)}")
    rateless = rows["state"].isin(DRAWN) & rows["population"].isna() & (per == "rate")
    other_law = rows["is_other_law"].fillna(False).astype(bool) & rows["state"].isin(NOTHING_HERE)
    for some, what in ((rateless, NO_RATE), (other_law, OTHER_LAW)):
        if some.any():
            parts.append(f"{what}: {words.listed(list(rows[some]['name']))}")
    silent = ~other_law & rows["state"].isin(NOTHING_HERE) & (rows["answer"] == "")
    otherwise = rows["state"].isin(OTHERWISE) & (rows["answer"] == "")
    other = (
        ~silent
        & ~other_law
        & ~otherwise
        & rows["withdrawn_id"].isna()
        & ~rows["state"].isin(DRAWN)
        & (rows["answer"] == "")
    )
    for some, what in ((otherwise, COUNTED_OTHERWISE), (other, ANSWERED)):
        if some.any():
            parts.append(f"{what}: {words.listed(list(rows[some]['name']))}")
    if silent.any():
        parts.append(
            f"Blank: of {words.counted(int(silent.sum()), 'force')} nothing is here, which says nothing about them"
        )
    if parts:
        with st.container(key="strip"):
            st.markdown(words.sentence(". ".join(parts)))
