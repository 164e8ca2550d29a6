"""The second held-out tables, written without sight of the readers: other labels, years, titles, marks and layouts again.

`TABLES` goes in place of `table_papers.TABLES`; `b7` in place of `table_papers.by_force` and `two` of `other_tables.two`,
which are called by their names.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

import csv
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.held_out.second_more_tables import (
    Laid,
    b5,
    b6,
    crossed,
    ends,
    like,
    row_of,
    some,
    stand,
    title_for,
    year_label,
)
from benchmarks.accuracy.model import Table, TableCell
from benchmarks.accuracy.subject import FORCES_FILE, RECORDED, Question, forces, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head


def _result(form: str, look: str, made: Cross, laid: Laid, legend: dict[str, str] | None = None) -> Made:
    return Made(form, f"{look}/{laid.layout}", laid.table, made.figures, made.asked, legend or {}, laid.layout)


UNKNOWN = {"value": None, "low": None, "high": None, "is_optional": True}


def b4(rng: Random) -> Made:
    """Small counts behind a mark; one that is said to stand for another figure too has no bound."""
    made, look = crossed(rng, "B4")
    wording = rng.randrange(10)
    mark, note, lows, high = (
        ("*", "* = less than five. Low figures are withheld under Section 40(2).", (0, 1), 4),
        ("0-4", "", (0,), 4),
        ("Less than 5", "", (0, 1), 4),
        ("<10", "", (0, 1), 9),
        ("(s)", "(s) - suppressed, value between 1 and 4", (1,), 4),
        ("~", "Values of 3 or fewer have been replaced by ~", (0, 1), 3),
        ("<3", "Figures below 3 are shown as <3 to avoid identifying individuals.", (0, 1), 2),
        ("1 to 4", "", (1,), 4),
        ("[c]", "Shorthand: [c] = confidential, count of fewer than 5", (0, 1), 4),
        ("*", "Where the figure is 5 or less an asterisk is shown.", (0, 1), 5),
    )[wording]  # fmt: skip
    least = 0 if wording == 1 else 1
    prints_zero = least == 1 and any(n == 0 for row in made.numbers for n in row)
    figures, kept = iter(made.figures), []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = next(figures)
            if n is not None and least <= n <= high:
                texts[column] = mark
                low = 1 if prints_zero else lows[0]
                also = tuple(float(one) for one in lows if one != low)
                figure = replace(figure, value=None, low=low, high=high, also_lows=also)
            kept.append(figure)
    made.figures = kept
    laid = stand(rng, made, (0, 1, 2, 3, 4, 5, 6, 7))
    laid.table.notes = (note,) if note else ()
    return _result("B4", f"{look}.{wording}", made, laid)


def b8(rng: Random) -> Made:
    """Nils left empty, as a note or the source's legend says; or empty cells that nobody explains, whose count isn't known."""
    made, look = crossed(rng, "B8")
    wording = rng.randrange(7)
    notes, legend = (
        (("Where there is no figure shown, this means zero were recorded.",), {}),
        (("Blank fields = 0",), {}),
        (("Please note an empty field indicates a nil count for that period.",), {}),
        ((), {"blank": "zero"}),
        (("If no figure appears against an entry, none were recorded in that year.",), {}),
        (("*Blanks represent zero",), {}),
        ((), {}),
    )[wording]  # fmt: skip
    figures, kept = iter(made.figures), []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = next(figures)
            if n == 0:
                texts[column] = ""
                figure = replace(figure, **UNKNOWN) if wording == 6 else figure
            kept.append(figure)
    made.figures = kept
    laid = stand(
        rng,
        made,
        (0, 1, 3, 4, 5, 6, 7),
        totals=(wording != 6 and rng.random() < 0.4, wording != 6 and rng.random() < 0.3),
    )
    laid.table.notes = notes
    return _result("B8", f"{look}.{wording}", made, laid, legend)


def b9(rng: Random) -> Made:
    """Footnotes marked on a year or an offence, the mark sometimes a digit that lost its raised place."""
    made, look = crossed(rng, "B9")
    wording = rng.randrange(7)
    mark, note = (
        (" (a)", "(a) Data extracted from the new records management system, which went live in this period."),
        ("1", "1 Figures are subject to audit and may change."),
        (" [1]", "[1] Attempts and conspiracies are counted with the full offence."),
        ("§", "§ Counted by the date on which the entry was created."),
        (" (see note)", "Note: the entry is affected by a change of recording system."),
        ("*1", "*1 Data correct as of 06/09/2022."),
        ("⁺", "⁺ Provisional"),
    )[wording]  # fmt: skip
    ends_in_number = made.offences[0][1][-1].isdigit() or made.offences[0][1].endswith("15A")
    if rng.random() < 0.5 or (
        ends_in_number and wording in (0, 1, 5)
    ):  # it would be read as the section's or the year's
        spot = rng.randrange(len(made.years))
        label, period = made.years[spot]
        made.years[spot] = (label + mark, period)
        if wording == 1:  # a careful reader may not be sure that the last digit is a note's
            made.figures = [replace(f, is_optional=True) if f.period == period else f for f in made.figures]
        laid = stand(rng, made, (0, 3, 4, 5, 6))
    else:
        offence, label = made.offences[0]
        made.offences[0] = (offence, label + mark)
        laid = stand(rng, made, (3, 4, 5, 6, 7))
    laid.table.notes = (note,)
    return _result("B9", f"{look}.{wording}", made, laid)


def b11(rng: Random) -> Made:
    """A printed sum that isn't that of the rows, most often as a crime is counted in more than one of them."""
    made, look = crossed(rng, "B11")
    slips = [0] * len(made.years)
    is_said = rng.random() < 0.5
    for spot in rng.sample(range(len(slips)), rng.randint(1, 2)):
        sums = sum(row[spot] or 0 for row in made.numbers)
        slips[spot] = -min(sums, rng.randint(1, 6)) if is_said else rng.choice((1, 3, 10))
    laid = stand(rng, made, (0, 3, 4, 5, 6, 7), totals=(True, False), slips=slips)
    if is_said:
        laid.table.notes = (
            "An entry can fall under more than one of the headings, so the rows may add up to more than the total.",
        )
    return _result("B11", look, made, laid)


def b12(rng: Random) -> Made:
    """A table that goes on over the page: under its Acts, one number a row, as a pivot table, the last year first, under its own title."""
    made, look = crossed(rng, "B12", offences=(7, 12))
    laid = stand(rng, made, (0, 1, 3, 5, 6), totals=(rng.random() < 0.5, False), is_merged=False)
    table = laid.table
    table.repeats_header = rng.random() < 0.4
    table.fillers = rng.randint(10, 34)
    table.rules = rng.choice(("full", "full", "rows"))
    return _result("B12", look, made, laid)


def b13(rng: Random) -> Made:
    """The same with labels over many lines, one of which the page's end may break."""
    made = b12(rng)
    for row in made.table.grid[made.table.header_rows :]:
        for column in (0, 1):
            cell = row[column]
            if cell is not None and cell.columns == 1 and len(cell.text) > 24:
                row[column] = TableCell(textwrap.fill(cell.text, 20, break_long_words=False, break_on_hyphens=False))
    made.table.splits_rows = True
    return Made(
        "B13",
        made.wording,
        made.table,
        [replace(f, form="B13") for f in made.figures],
        made.question,
        layout=made.layout,
    )


def b14(rng: Random) -> Made:
    """Headings over several lines."""
    made, look = crossed(rng, "B14")
    wording = rng.randrange(7)
    form = (
        "{a}/{b}\n(12 months)", "Financial\nYear\nEnding\nMarch\n{c}", "{Noun}\nApr {a} -\nMar {c}", "1st April\n{a} to\n31st March\n{c}",
        "Year {k}\n({a}/{b})", "FY\n{a}-{b}\n{Noun}", "Count of\n{Noun}\nin F.Y.\n{a}/{c}",
    )[wording]  # fmt: skip
    made.years = [
        (form.format(a=period[:4], b=period[5:], c=int(period[:4]) + 1, k=k, Noun=made.asked.noun.capitalize()), period)
        for k, (_, period) in enumerate(made.years, 1)
    ]
    return _result("B14", f"{look[0]}.{wording}", made, stand(rng, made, (0, 4, 5, 6)))


def b15(rng: Random) -> Made:
    """Marks and words for nothing and for nothing known. What says that there is no number, or says nothing, has none."""
    made, look = crossed(rng, "B15")
    wording = rng.randrange(10)
    mark, notes, legend, is_zero = (
        ("—", ("— signifies zero",), {}, True),
        ("Zero", (), {}, True),
        ("n/r", ("n/r = none recorded",), {}, True),
        ("[x]", ("[x] = not available",), {}, False),
        ("N/K", ("N/K: not known",), {}, False),
        ("No data", (), {}, False),
        (".", (), {".": "zero"}, True),
        ("Not held", (), {}, False),
        ("#N/A", (), {}, False),
        ("-", ("Where a hyphen is shown the number is nil.",), {}, True),
    )[wording]  # fmt: skip
    figures, kept = iter(made.figures), []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = next(figures)
            if n is not None and n < 4:
                texts[column], row[column] = mark, 0
                figure = replace(figure, value=0, low=0, high=0) if is_zero else replace(figure, **UNKNOWN)
            kept.append(figure)
    made.figures = kept
    laid = stand(rng, made, (0, 1, 2, 3, 4, 5, 6, 7))
    laid.table.notes = notes
    return _result("B15", f"{look}.{wording}", made, laid, legend)


def b16(rng: Random) -> Made:
    """Sums down, across or both, in groups of a pivot table, and a last column that says by how much a year differs."""
    made, look = crossed(rng, "B16")
    totals = rng.choice(((True, True), (True, False), (False, True)))
    layouts = {(True, False): (0, 2, 3, 4, 5, 6, 7), (False, True): (0, 1, 3, 4, 5, 6, 7)}.get(
        totals, (0, 1, 3, 4, 5, 6, 7)
    )
    return _result("B16", look, made, stand(rng, made, layouts, totals=totals, has_change=rng.random() < 0.6))


def b17(rng: Random) -> Made:
    """Calendar years for financial ones asked; the last is a part, and where the year began in April the first too."""
    wording = rng.randrange(8)
    part, starts_late = "2020-01-01..2020-09-30", rng.random() < 0.4
    last = (
        "2020 (Jan to Sept)", "2020 YTD (30/09/2020)", "2020 to 30 September", "Jan-Sep 2020", "1 Jan 2020 - 30 Sep 2020", "2020^",
        "2020 (part year to 30/09/20)", "2020 YTD",
    )[wording]  # fmt: skip
    plain = rng.choice(("{}", "CY {}", "Calendar year {}", "Jan-Dec {}", "{} (Jan to Dec)", "01/01/{0} - 31/12/{0}"))
    first = (rng.choice(("2017 (Apr-Dec)", "Apr-Dec 2017", "2017 (from 1 April)")), "2017-04-01..2017-12-31")
    periods = [
        first if starts_late else (plain.format(2017), "2017"),
        (plain.format(2018), "2018"),
        (plain.format(2019), "2019"),
        (last, part),
    ]
    made, look = crossed(rng, "B17", periods=periods)
    laid = stand(rng, made, (0, 1, 3, 4, 5, 6, 7), is_merged=rng.random() < 0.5)
    if laid.layout != 7:  # there the days themselves stand
        known = wording != 7
        made.figures = [
            f if ".." not in f.period else replace(
                f, period=f.period if known or f.period != part else "unknown", also_periods=("unknown",),
                is_optional=wording in (5, 7) and f.period == part,
            )
            for f in made.figures
        ]  # fmt: skip
        laid.table.notes = ("^ January to September 2020 only",) if wording == 5 else ()
    return _result("B17", f"{look[0]}.{wording}", made, laid)


def b19(rng: Random) -> Made:
    """Rotated headings."""
    made, look = crossed(rng, "B19")
    laid = stand(rng, made, (0, 3, 4, 5, 7), totals=rng.choice(((False, False), (True, False), (True, True))))
    table = laid.table
    first = {4: 2, 7: 2}.get(laid.layout, 1)
    turned = table.grid[table.header_rows - 1]
    table.grid[table.header_rows - 1] = [
        head(c.text, is_rotated=n >= first) if c else None for n, c in enumerate(turned)
    ]
    table.rules = "full"
    return _result("B19", look, made, laid)


def b20(rng: Random) -> Made:
    """Hidden rows, columns, or both: reported and not read."""
    made, look = crossed(rng, "B20")
    laid = stand(rng, made, (0, 3, 4, 5))
    kind = rng.choice(("rows", "columns", "both"))
    table, gone = laid.table, set()
    if kind != "columns":
        names = rng.sample(sorted(laid.rows), rng.randint(1, 2))
        gone |= set(names)
        table.hidden_rows = tuple(laid.rows[name] - table.header_rows + 1 for name in names)
    if kind != "rows":
        period = rng.choice(sorted(laid.columns))
        gone.add(period)
        table.hidden_columns = (laid.columns[period],)
    made.figures = [f for f in made.figures if not gone & {f.offence, f.period}]
    return _result("B20", f"{look}.{kind}", made, laid)


def two(rng: Random, label: str) -> Made:
    """One of the two tables of a document, each for its own question."""
    made, look = crossed(rng, "F2", label=label, years=3)
    laid = stand(rng, made, (0, 3, 4, 5, 6))
    laid.table.title = laid.table.title or ("Arrests" if label == "4" else "Recorded crimes")
    laid.table.sheet = "Arrest data" if label == "4" else "Recorded crime data"
    return _result("F2", look, made, laid)


def regions() -> dict[str, str]:
    with FORCES_FILE.open(encoding="utf-8") as file:
        return {r["force_id"]: r["region"] for r in csv.DictReader(x for x in file if not x.startswith("#"))}


def short_name(name: str, style: int) -> str:
    if style == 0:
        return name
    for end in (" Police Service", " Constabulary", " Police"):
        name = name.removesuffix(end)
    return name.replace(" and ", " & ") if style == 2 else name


def b7(rng: Random) -> Made:
    """Forces by years: under their region with its sum, as a ranking, one number a row, the years down, with a change."""
    q = question(RECORDED, "1")
    regional = regions()
    layout, style, wording, year_style = (
        rng.randrange(5),
        rng.randrange(3),
        rng.randrange(6),
        rng.choice((0, 3, 5, 7, 9)),
    )
    chosen = rng.sample(
        [f for f in forces() if f.nation in ("England", "Wales")], 6 if layout == 1 else rng.randint(8, 16)
    )
    years = sorted(rng.sample(YEARS, rng.randint(2, 3)))
    missing = ("No response", "Refused (cost)", "Not provided", "N/A", "Info not held", "-")[wording]
    if layout == 0:
        chosen.sort(key=lambda force: (regional[force.force], force.name))
    values = [
        [None if rng.random() < 0.08 else n for n in like(rng, len(years), rng.choice((30, 75, 160, 400, 750)))]
        for _ in chosen
    ]
    figures = [
        exact(q, "B7", n, financial(year), q.offence, force=force.force)
        for force, row in zip(chosen, values, strict=True)
        for year, n in zip(years, row, strict=True)
        if n is not None
    ]
    names = [short_name(force.name, style) for force in chosen]
    texts = [[missing if n is None else f"{n:,}" for n in row] for row in values]
    labels = [year_label(year, year_style) for year in years]
    sums = [f"{sum(row[n] or 0 for row in values):,}" for n in range(len(years))]
    word = rng.choice(("Total (forces that responded)", "Grand Total", "All forces that replied"))
    heading = head(rng.choice(("Force", "Force name", "Police Force", "Constabulary")))
    grid: Grid = [[heading, *map(head, labels)]]
    if layout == 0:
        for n, (force, name) in enumerate(zip(chosen, names, strict=True)):
            region = regional[force.force]
            if n == 0 or regional[chosen[n - 1].force] != region:
                grid.append([TableCell(region, 1 + len(years)), *([None] * len(years))])
            grid.append(row_of(name, *texts[n]))
            if n + 1 == len(chosen) or regional[chosen[n + 1].force] != region:
                own = [row for one, row in zip(chosen, values, strict=True) if regional[one.force] == region]
                known = [[row[k] for row in own if row[k] is not None] for k in range(len(years))]
                grid.append(row_of(f"{region} total", *(f"{sum(one):,}" if one else missing for one in known)))
    elif layout == 1:
        grid = [
            [head("Year"), *map(head, names)],
            *(row_of(label, *(t[n] for t in texts)) for n, label in enumerate(labels)),
        ]
    elif layout == 2:
        grid = [[heading, head("Year"), head("Offences recorded")]]
        grid += [
            row_of(name, label, text)
            for name, t in zip(names, texts, strict=True)
            for label, text in zip(labels, t, strict=True)
        ]
    elif layout == 3:
        grid[0].insert(0, head("Rank"))
        order = sorted(range(len(chosen)), key=lambda n: -(values[n][-1] or 0))
        grid += [row_of(str(rank), names[n], *texts[n]) for rank, n in enumerate(order, 1)]
    else:
        grid[0].append(head("% change"))
        for name, t, row in zip(names, texts, values, strict=True):
            known = row[0] is not None and row[-1] is not None
            grid.append(
                row_of(name, *t, f"{100 * ((row[-1] or 0) - (row[0] or 0)) / (row[0] or 1):+.0f}%" if known else "")
            )
        grid.append(row_of(word, *sums, ""))
    title = rng.choice((
        "Sexual communication with a child: offences recorded by each force", "Section 15A offences recorded, by police force and year",
        "Recorded offences of sexual communication with a child (source: Freedom of Information replies)",
    ))  # fmt: skip
    table = Table(grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet="Forces")
    return Made("B7", f"{style}.{wording}", table, figures, q, layout=layout)


def b10(rng: Random) -> Made:
    """Two levels: measures in years or years in measures with sums, sex in years or beside the offence, headings of both."""
    made, look = crossed(rng, "B10", label="2", years=2, offences=(4, 6))
    layout, asked_of = rng.randrange(6), {"": question(RECORDED, "2"), "a": question(RECORDED, "4")}
    has_sex = layout in (2, 3)
    kinds = list(rng.choice(
        (("Female", "Male", "Unknown"), ("Girl", "Boy"), ("FEMALE", "MALE", "NOT RECORDED")) if has_sex
        else (("Crimes Recorded", "Arrests"), ("Recorded offences", "Total arrests"), ("Reported & recorded", "Arrested (no. of arrests)"))
    ))  # fmt: skip
    kinds += ["Charges"] if layout == 4 else []
    years = [year for year, _ in made.years]
    keys = [(n, k) for n in range(len(years)) for k in range(len(kinds))]
    keys.sort(key=lambda key: (key[1], key[0]) if layout == 1 else key)
    corner, sex = rng.choice(("Offence", "Offence wording")), rng.choice(("Victim Gender", "Gender", "Sex of Victim"))
    grid: Grid
    if layout == 3:
        grid = [[head(corner), head(sex), *map(head, years)]]
    elif layout == 5:
        form = rng.choice(("{k} {y}", "{y} - {k}", "{k} ({y})"))
        grid = [[head(corner), *(head(form.format(y=years[n], k=kinds[k])) for n, k in keys)]]
    else:
        outer, under = (kinds, [*years, "Total"]) if layout == 1 else (years, kinds)
        grid = [[head(corner, 1, 2)], [None]]
        for label in outer:
            grid[0] += [head(label, len(under)), *([None] * (len(under) - 1))]
            grid[1] += map(head, under)
        if layout == 2:
            width = len(grid[0])
            grid.insert(0, [head(f"Recorded crimes by {sex.lower()}", width), *([None] * (width - 1))])
    header_rows = len(grid)
    figures = []
    for offence, label in made.offences:
        counts = {key: rng.randint(0, 160 // (key[1] + 1)) for key in keys}
        if layout == 3:
            for k, kind in enumerate(kinds):
                first = TableCell(label, 1, len(kinds)) if k == 0 else None
                grid.append([first, *row_of(kind, *(str(counts[n, k]) for n in range(len(years))))])
        elif layout == 1:
            texts = [
                text
                for k in range(2)
                for text in [
                    *(str(counts[n, k]) for n in range(len(years))),
                    str(sum(counts[n, k] for n in range(len(years)))),
                ]
            ]
            grid.append(row_of(label, *texts))
        else:
            grid.append(row_of(label, *(str(counts[key]) for key in keys)))
        for (n, k), number in counts.items():
            labels = (kinds[k],) if has_sex or kinds[k] == "Charges" else ()
            plain = {"Girl": ("female",), "Boy": ("male",)}.get(kinds[k])
            figures.append(exact(
                asked_of["a" if k == 1 and not has_sex else ""], "B10", number, made.years[n][1], offence.offence, dimensions=labels,
                also_dimensions=(plain,) if plain else (), is_optional=kinds[k] == "Charges",
            ))  # fmt: skip
        if layout == 1:
            spans = [ends(period) for _, period in made.years]
            for k, asked in enumerate(asked_of.values()):
                number = sum(counts[n, k] for n in range(len(years)))
                figures.append(
                    exact(asked, "B10", number, f"{spans[0][0]}..{spans[-1][1]}", offence.offence, is_optional=True)
                )
    title = (
        title_for(rng, made)
        if has_sex
        else rng.choice(("Offences by year", "Child sexual offences by financial year", "Table 2"))
    )
    table = Table(grid, header_rows, title, rules=rng.choice(("full", "full", "rows")), sheet="Report 1")
    return Made("B10", look, table, figures, made.asked, layout=layout)


def b18(rng: Random) -> Made:
    """A list of records, one row each, as the crime or custody system exports it."""
    asked: Question = question(RECORDED, rng.choice(("2", "2", "4")))
    is_arrests = asked.label == "4"
    offences, style = some(rng, 3, 5)
    wording, layout = rng.randrange(6), rng.randrange(4)
    form = ("%d-%b-%Y", "%Y-%m-%d", "%d/%m/%Y %H:%M", "%d.%m.%y", "%a %d %b %Y", "%d %B %Y")[wording]
    days = sorted(date(2018, 4, 1) + timedelta(days=rng.randint(0, 3 * 365 - 1)) for _ in range(rng.randint(12, 36)))
    when = "Arrest Date" if is_arrests else rng.choice(("Recorded Date", "Date crimed", "Crime Recorded Date"))
    ref = "Arrest Ref" if is_arrests else rng.choice(("Crime Ref", "Occurrence No", "Crime Number"))
    columns = [
        [ref, "Offence", when],
        [when, ref, "Offence", "Victim Sex"],
        ["Offence", when, "District", "Victim Age"],
        ["Row", "Offence", "FY", when],
    ][layout]
    counts: dict[tuple[str, str], int] = {}
    grid: Grid = [[head(name) for name in columns]]
    for n, day in enumerate(days, 1):
        offence, label = rng.choice(offences)
        start = day.year if day >= date(day.year, 4, 1) else day.year - 1
        key = (offence.offence, financial(start))
        counts[key] = counts.get(key, 0) + 1
        cells = {
            when: day.strftime(form), ref: f"{rng.randint(10, 99)}{day:%y}{rng.randint(100000, 999999):07}", "Offence": label,
            "Victim Sex": rng.choice(("F", "M", "")), "District": rng.choice(("North", "South", "City", "East")),
            "Victim Age": str(rng.randint(9, 15)), "Row": str(n), "FY": financial(start),
        }  # fmt: skip
        grid.append(row_of(*(cells[name] for name in columns)))
    figures = [exact(asked, "B18", n, period, offence, is_optional=True) for (offence, period), n in counts.items()]
    title = rng.choice(("Arrest records", "Arrests, 01/04/2018 to 31/03/2021", "") if is_arrests else ("Crime records export", "Offences recorded 01/04/2018 - 31/03/2021", ""))  # fmt: skip
    return Made("B18", f"{style}.{wording}", Table(grid, 1, title, sheet="Export"), figures, asked, layout=layout)


TABLES: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B5": b5, "B6": b6, "B7": b7, "B8": b8, "B9": b9, "B10": b10, "B11": b11, "B12": b12, "B13": b13, "B14": b14,
    "B15": b15, "B16": b16, "B17": b17, "B18": b18, "B19": b19, "B20": b20,
}  # fmt: skip
