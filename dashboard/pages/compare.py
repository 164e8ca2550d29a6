"""Compare: forces side by side, for one thing that is counted, one offence and one year; or the change between two."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.charts import bars
from dashboard.parts import chart as charts
from dashboard.parts import force_years, listing, results
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address, choose, choose_forces, controls, force_names, my_forces, now, pick, put
from dashboard.words import each

PATH = "/compare"
SHOWS = {"rate": "rate", "count": "count", "change": "change"}
ORDERS = {"value": "by value", "name": "by name", "region": "by region"}
MOST_NAMED = 12  # forces of one reason under the bars; the table names all
UNDER_BARS: dict[str, str] = words.SAID["under_bars"]  # the same -> the sentence under the bars, in their order


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    if (subject := subjects.asked(at)) is None:
        return None
    chosen = list(my_forces(at))
    before = subjects.before_of(at, subject) if subjects.shown(at, subject, SHOWS) == "change" else None
    return _change(at, subject, before, chosen) if before else _bars(at, subject, chosen)


def _order(at: Address, subject: subjects.Subject, forces: int) -> tuple[str, dict[str, str]]:
    """In which order, and which there are: by value only an official series of ten forces or more."""
    may_be_by_value = subject.is_official and forces >= subjects.FEWEST_BY_VALUE
    orders = {key: said for key, said in ORDERS.items() if key != "value" or may_be_by_value}
    asked = at.one("order")
    return asked if asked in orders else "name" if asked else next(iter(orders)), orders


def _bars(at: Address, subject: subjects.Subject, chosen: list[str]) -> charts.Chart:
    per = "rate" if subjects.shown(at, subject, SHOWS) == "rate" else "count"
    rows = subjects.forces_of(subject, per)
    if per == "rate" and int(rows["why"].isna().sum()) < subjects.FEWEST_FORCES:
        rows, per = subjects.forces_of(subject), "count"
    numbers, rest = subjects.worded(rows[rows["why"].isna()], per, subject.period), rows[rows["why"].notna()].copy()
    said = [words.SAID["no_bar"].get(row.why) or results.of_state(row.why) for row in each(rest)]
    more = rest["withdrawn_text"].where(rest["why"] == "withdrawn", rest["own_law"].where(rest["why"] == "other_law"))
    rest["text"] = rest["counted"] = said + (": " + more).fillna("")
    (order, _), is_list = _order(at, subject, len(numbers)), len(numbers) < subjects.FEWEST_FORCES
    by_value = order == "value"
    numbers["place"] = numbers["value"] * [2.5 / n if words.is_few(n) else 1 for n in numbers["number"]]  # as drawn
    numbers = numbers.sort_values("place" if by_value else ["nation", "name"], ascending=not by_value, kind="stable")
    exact = numbers[numbers["state"] == "value"]["value"]
    middle = float(exact.median()) if subject.is_official and len(exact) >= subjects.FEWEST_BY_VALUE else None
    own = _own(per, numbers)
    placed = (numbers if by_value else _with_headings(numbers, rest, order)).reset_index(drop=True)
    source = listing.render(
        "compared_by.md", per=per, numbers=len(numbers), forces=len(rows), ranges=len(numbers) - len(exact),
        requests=numbers["asked_by"].nunique(), is_list=is_list, is_said=middle is not None or (chosen and not is_list),
        counters=subjects.counted_by(numbers["compiled_by"], numbers["hand"]),
        is_cut=len(numbers) >= subjects.FEWEST_BY_VALUE and set(numbers["read_part"]) == {"opening"},
        own=[f"{row.name} {words.masked(row.own)}" for row in each(own)],
        beyond=list(rows["name"][~rows["is_territorial"]]),
        above=[row.name for row in each(numbers) if "differs-from-official-class" in row.differs],
    )  # fmt: skip
    every = [*each(numbers), *each(own), *each(rest)]
    table = pd.concat([numbers.fillna({"compiled_by": "not known"}), own, rest.assign(compiled_by="", interval="")])
    rates = {"rate_text": "Per 100,000", "interval": "95 % interval"} if per == "rate" else {}
    columns = {"force": "Force", "region": "Region", **rates, "counted": "Counted", "compiled_by": "According to"}
    dated = "".join(dict.fromkeys(words.read_of_days(row) for row in each(numbers)))
    return charts.Chart(
        name="compare",
        title=f"{subject.title_per(per)}, {subject.period}{dated}",
        drawing=bars.bars(placed, chosen, 30 if is_list else 22, median=middle, others=each(own)),
        line=_line(numbers, rest, chosen, middle, per, subject),
        source=" · ".join(filter(None, source.splitlines())),
        at=Address(PATH).but(**subject.in_year, show=per, order=order, force=chosen),
        notes=(
            *[words.SAID["charts"]["wordings"]] * (numbers["asked_by"].nunique() > 1),
            *subjects.notes(subject),
            *subjects.differing(list(numbers["figure_id"])),
            *_larger_parts(subject, subject.period),
        ),
        columns=table[list(columns)].rename(columns=columns).fillna(""),
        marks={row.mark: f"{row.force}: {row.text}" for row in every if row.mark},
        opens=[[row.mark] for row in every],
        beside=dict.fromkeys(own["figure_id"], charts.APART["mark"]),
        first=next((row.mark for row in every if row.force_id in chosen and row.mark), None),
        under=under_bars(rest),
    )  # fmt: skip


def _larger_parts(subject: subjects.Subject, *periods: str) -> list[str]:
    """Where a part that another source counts is more than the class that is drawn: both numbers, in these years."""
    rows = force_years.differing().query("is_part and period_id in @periods and measure == @subject.measure")
    of_it = [row for row in each(rows) if subject.offence in [side["counts"] for side in row.sides]]
    return [f"{row.force}, {words.inside(row.what)}: {row.said}." for row in of_it]


def _own(per: str, numbers: pd.DataFrame) -> pd.DataFrame:
    own = numbers[numbers["own"].notna()]
    text, at = own["own"].map(words.masked), 100_000 * own["own"] / own["population"] if per == "rate" else own["own"]
    tips = [results.tip(row.force, f"{n} by its own count") for row, n in zip(each(own), text, strict=True)]
    own = own.assign(at=at, tip=tips, text=text, counted=text, rate_text="", interval="", compiled_by=own["own_by"])
    return own.assign(figure_id=own["own_id"], mark=own["own_id"], force=own["force"].map("{}, its own count".format))


def _with_headings(numbers: pd.DataFrame, rest: pd.DataFrame, order: str) -> pd.DataFrame:
    """Under a heading for each nation; or for each region, with the forces too for which nothing is drawn."""
    every = numbers.assign(heading=numbers["nation"])
    if order == "region":
        without = rest.assign(state="blank", tip="", value=float("nan"), from_=float("nan"), to=float("nan"))
        every = pd.concat([numbers, without[[name for name in without if name in numbers]]], ignore_index=True)
        every["heading"] = every["region"].where(every["nation"] == "England", every["nation"])
        every = every.sort_values(["nation", "heading", "name"], kind="stable")
    elif every["heading"].nunique() < 2:
        return every
    every = every.reset_index(drop=True)
    heads = every[["heading"]].drop_duplicates().assign(state="heading", force_id="", text="", tip="")
    return pd.concat([heads.assign(name=heads["heading"]), every]).sort_index(kind="stable")


def _line(
    rows: pd.DataFrame, rest: pd.DataFrame, chosen: list[str], middle: float | None, per: str, subject: subjects.Subject
) -> str:
    exact, of = rows[rows["state"] == "value"], "per 100,000" if per == "rate" else subject.unit
    sound = exact[~exact["is_doubted"]]
    told = {
        row.force_id: {
            **row._asdict(),
            "told": results.exactly(row, per, f"{results.number(row.value, per)} {of}" if per == "rate" else
                                    words.amount(row.value, of)),
            "stands": middle is not None and per == "rate" and row.state == "value" and not words.is_few(row.number)
            and words.beside_median(row.value, row.from_, row.to, middle),
        }
        for row in each(rows)
    }  # fmt: skip
    without, told_of = words.SAID["without_number"], rest[rest["why"] != "other_law"]  # which may name its own law
    why = {row.force_id: without[row.why].format(name=row.name) for row in each(told_of) if row.why in without}
    none = [force for force in chosen if force not in set(rows["force_id"])]
    given = {
        "mine": [told[force] for force in chosen if force in told],
        "every": list(told.values()),
        "clear": [row["stands"].split()[0] for row in told.values() if row["stands"]],
        "sides": results.sides(rows["figure_id"]),
        "forces": len(rows) + len(rest),
        "unit": subject.unit,
        "requests": rows["asked_by"].nunique(),
        "without": [why.get(force) or subjects.nothing_of(subject, force, len(none)) for force in none[:1]],
        "nor": [force_names()[force] for force in none[1:]],
        "exact": [results.exactly(row, per) for row in each((sound if len(sound) else exact).sort_values("value"))],
    }
    return listing.line("compared.md", of=of, per=per, middle=middle, fewest=subjects.FEWEST_FORCES, **given)


def _change(at: Address, subject: subjects.Subject, before: str, chosen: list[str]) -> charts.Chart | None:
    both = warehouse.query("compare_change", {**subject.in_year, "before": before})
    rows = both[both["untold"].isna()].copy()
    if not len(rows):
        return None
    rows["text"] = rows["percent"] + rows["is_doubted"].map({True: " ?", False: ""})
    rows["tip"] = [
        results.tip(
            row.force,
            f"{words.masked(row.before)} in {before}, {words.masked(row.after)} in {subject.period}",
            f"{row.percent} (95 % interval {row.interval})",
            "" if row.is_told or row.is_doubted else "Not distinguishable from no change",
            "One of the two is in doubt or far from its other years: see the notes" if row.is_doubted else "",
            row.own or ("Another source counts one of them otherwise" if row.differs else ""),
            results.who(row),
        )
        for row in each(rows)
    ]
    order, _ = _order(at, subject, len(rows))
    rows = rows.sort_values("ratio", ascending=False) if order == "value" else rows
    untold = both.groupby("untold")["name"].apply(list).items()
    none = [f"No change is worked out for {words.listed(names)}: {why}." for why, names in untold]
    ids, others = [*rows["figure_id"], *rows["before_id"]], subjects.forces_of(subject).query("why != 'silent'")
    return charts.Chart(
        name="compare",
        title=f"{subject.title}, change from {before} to {subject.period}",
        drawing=bars.changes(rows.reset_index(drop=True), chosen),
        line=listing.line("change.md", **subjects.told_of_change(rows, chosen)),
        source=f"{subjects.counted_by(rows['compiled_by'], rows['hand'])} · {words.counted(len(rows), 'force')} with "
        "both years · 95 % intervals; halving and doubling are equal steps"
        f"{''.join(f' · sources differ: {own}' for own in rows['own'].dropna())}",
        at=Address(PATH).but(**subject.in_year, show="change", before=before, order=order, force=chosen),
        notes=(
            *(f"{row.force}: {row.own}, which is not weighed in." for row in each(rows) if row.own),
            *_larger_parts(subject, before, subject.period),
            *subjects.notes(subject, subjects.breaks(subject)), *subjects.differing(ids),
        ),
        columns={
            "Force": rows["force"],
            before: rows["before"].map(words.masked),
            subject.period: rows["after"].map(words.masked),
            "Change": rows["text"],
            "95 % interval": rows["interval"],
            "Distinguishable from no change": rows["told"],
        },
        marks={row.figure_id: f"{row.force}, {subject.period}: {words.masked(row.after)}" for row in each(rows)}
        | {row.before_id: f"{row.force}, {before}: {words.masked(row.before)}" for row in each(rows)},
        opens=[[None, row.before_id, row.figure_id] for row in each(rows)],
        first=next(iter(rows.loc[rows["force_id"].isin(chosen), "figure_id"]), None),
        under=" ".join([*none, "A force without a number in both years has no change.", under_bars(others)]),
    )  # fmt: skip


def show() -> None:
    at = now(PATH)
    if (subject := subjects.nearest(at)) is None:
        st.markdown(subjects.NOTHING)
        return
    before = subjects.before_of(at, subject) if at.one("show") == "change" else None
    said = subjects.not_offered(at, subject.in_year | ({"before": before} if before else {}))
    drawn = chart(at.but(**subject.in_year))
    _controls(at, subject, drawn)
    if drawn is None:
        st.markdown("No force has an exact number in both years. Choose another year, or the count.")
        return
    charts.show_beside_evidence(replace(drawn, first=None) if said else drawn, "compare")


def _controls(at: Address, subject: subjects.Subject, drawn: charts.Chart | None) -> None:
    per = subjects.shown(at, subject, SHOWS)
    counts = {year.period: words.counted(year.forces, "count") for year in subjects.years_of(subject)}
    shows = drawn.at.one("show") if drawn else per  # what is drawn, where what is asked for can't be
    with controls("compare", " · ".join([subject.title, subject.period, SHOWS[shows], *my_forces(at).values()])):
        columns = st.columns([3.6, 4.4, 3.4, 4.2, 2.6, 3.8], vertical_alignment="top")
        subjects.two_steps(subject, columns)
        if len(counts) < 2:
            columns[2].markdown(f"Year  \nonly one, {counts[subject.period]}")
        else:
            years = {period: f"{period}: {counted}" for period, counted in counts.items()}
            pick(
                columns[2].select_slider, "Year", years, subject.period,
                lambda period: put(**subject.in_year | {"period": period, "figure": None}),
            )  # fmt: skip
        choose(columns[3].segmented_control, "Show", "show", SHOWS, shows, required=True)
        if per != "change":
            order, orders = _order(at, subject, subject.forces)
            choose(columns[4].selectbox, "Order", "order", orders, order)
        elif can_be := subjects.earlier_years(subject):
            choose(columns[4].selectbox, "Since", "before", can_be, subjects.before_of(at, subject), "figure")
        else:
            columns[4].markdown("Since  \nno earlier year is counted alike")
        choose_forces(at, place=columns[5])


def under_bars(rows: pd.DataFrame) -> str:
    named: dict[str, list[str]] = {said: [] for said in UNDER_BARS.values()}
    for row in each(rows[rows["why"].notna()]):
        struck = f"~~{words.verbatim(row.withdrawn_text or '')}~~ " if row.why == "withdrawn" else ""
        own = f" (its own of this name is {row.own_law})" if row.why == "other_law" and row.own_law else ""
        named[UNDER_BARS[row.why]].append(f"{struck}{row.name}{own}")
    count = {said: words.counted(len(names), "force") for said, names in named.items()}
    listed = {said: words.listed(names) if len(names) <= MOST_NAMED else count[said] for said, names in named.items()}
    return " ".join(said.format(names=listed[said], forces=count[said]) for said, names in named.items() if names)
