"""The fifth held-out tables, written without sight of the readers: other labels, years, titles, marks and layouts again.

`TABLES` goes in place of `table_papers.TABLES`; `b7` in place of `table_papers.by_force` and `two` of `other_tables.two`,
which are called by their names.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.held_out.fifth_more_tables import (
    PLAIN,
    YEAR_STYLES,
    Laid,
    b5,
    b6,
    crossed,
    drawn,
    is_of_arrests,
    read_as,
    row_of,
    some,
    spread,
    stand,
    title_for,
    year_label,
)
from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import RECORDED, Question, forces, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head

ALL = (0, 1, 2, 3, 4, 5, 6, 7)


def _result(form: str, look: str, made: Cross, laid: Laid, legend: dict[str, str] | None = None) -> Made:
    return Made(form, f"{look}/{laid.layout}", laid.table, made.figures, made.asked, legend or {}, laid.layout)


def _changed(made: Cross, change: Callable[[int, int, int, TrueFigure], TrueFigure]) -> None:
    """Each figure as `change` makes it of its row, column and count; the counts stand as they were drawn."""
    figures = iter(made.figures)
    made.figures = [
        change(r, c, n or 0, next(figures)) for r, row in enumerate([*made.numbers]) for c, n in enumerate([*row])
    ]


def _unknown(figure: TrueFigure) -> TrueFigure:
    """Nothing is known of its number, so nobody must read it."""
    return replace(figure, value=None, low=None, high=None, is_optional=True)


def b4(rng: Random) -> Made:
    """Small counts behind a mark. A sum that is printed leaves them out, and a note says so."""
    made, look = crossed(rng, "B4")
    wording = rng.randrange(12)
    noun = made.asked.noun
    mark, note, least, lows, high = (
        ("*", f"* denotes fewer than 5 {noun}", 1, (0, 1), 4),
        ("<5", "Please note that figures of less than 5 have been shown as <5 to prevent identification of individuals.", 1, (0, 1), 4),
        ("<10", "", 1, (0, 1), 9),
        ("Less than 5", "", 1, (0, 1), 4),
        ("5 or less", "", 1, (0, 1), 5),
        ("Fewer than 5", "", 1, (0, 1), 4),
        ("1 - 4", "", 1, (1,), 4),
        ("*", "Where the number of records is between 1 and 4 this has been replaced with *", 1, (1,), 4),
        ("**", "** = less than 10, withheld under Section 40(2)", 1, (0, 1), 9),
        ("<5*", "*Low numbers have been suppressed for data protection", 1, (0, 1), 4),
        ("1-5", f"1-5 = between 1 and 5 {noun}", 1, (1,), 5),
        ("0-4", "", 0, (0,), 4),
    )[wording]  # fmt: skip
    prints_zero = least == 1 and any(n == 0 for row in made.numbers for n in row)

    def hide(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        if not least <= n <= high:
            return figure
        made.texts[r][c], made.numbers[r][c] = mark, 0
        low = 1 if prints_zero else lows[0]
        return replace(
            figure, value=None, low=low, high=high, also_lows=tuple(float(one) for one in lows if one != low)
        )

    _changed(made, hide)
    has_sums = rng.random() < 0.3
    laid = stand(rng, made, PLAIN if has_sums else ALL, totals=(has_sums, False))
    laid.table.notes = (note,) if note else ()
    laid.table.notes += ("Please note totals do not include suppressed figures.",) if has_sums else ()
    return _result("B4", f"{look}.{wording}", made, laid)


def b8(rng: Random) -> Made:
    """Nils left empty, as a note or the source's legend says; or empty cells of which nothing, or no count, is known."""
    made, look = crossed(rng, "B8")
    wording = rng.randrange(10)
    noun = made.asked.noun
    notes, legend, is_zero = (
        ((f"Where a cell is blank no {noun} were recorded.",), {}, True),
        (("Blank cell = 0",), {}, True),
        (("Please note blank cells indicate a nil return",), {}, True),
        (("Any blanks in the table are zero returns.",), {}, True),
        ((), {"blank": "zero"}, True),
        ((f"Blank cells indicate that no {noun} were recorded in that year.",), {}, True),
        ((f"If a cell is blank there were 0 {noun} recorded",), {}, True),
        (("*Please note blank cells mean zero",), {}, True),
        (("Blank cells = data not held for that year",), {}, False),
        ((), {}, False),
    )[wording]  # fmt: skip

    def empty(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        if n:
            return figure
        made.texts[r][c] = ""
        return figure if is_zero else _unknown(figure)

    _changed(made, empty)
    totals = (rng.random() < 0.5, rng.random() < 0.4) if is_zero else (False, False)
    layouts = (0, 1, 3, 4, 5, 7)  # in lists an empty cell may be what was left out as the same
    laid = stand(rng, made, layouts, totals=totals)
    laid.table.notes = notes
    return _result("B8", f"{look}.{wording}", made, laid, legend)


def b9(rng: Random) -> Made:
    """Footnotes marked on a year, an offence or on one of each; the mark may be a digit that lost its raised place."""
    made, look = crossed(rng, "B9")
    wording = rng.randrange(9)
    mark, note, other = (
        ("*", "*Please note data for this period may be incomplete due to the move to Niche", ""),
        ("1", "1 Data correct as of 10/01/2023", ""),
        (" (1)", "(1) Data extracted from Athena", " (2)"),
        ("**", "**Please be aware of a change in recording practices", ""),
        ("¹", "¹ Figures taken from a live system", "²"),
        (" *1", "*1 See explanatory notes", " *2"),
        (" [1]", "[1] Figures are subject to change", " [2]"),
        (" (Note 1)", "Note 1: Please see caveats in the response letter.", " (Note 2)"),
        (" (provisional)", "Provisional figures have not been audited.", ""),
    )[wording]  # fmt: skip
    kinds = ("year",) if wording in (1, 8) else ("year", "offence", "both") if other else ("year", "offence")
    kind, notes = rng.choice(kinds), [note]
    if kind != "offence":
        spot = len(made.years) - 1 if wording == 8 else rng.randrange(len(made.years))  # what is not final is the last
        year, period = made.years[spot]
        made.years[spot] = (year + mark, period)
        if wording == 1:  # a careful reader may not be sure that the last digit is a note's
            made.figures = [replace(f, is_optional=True) if f.period == period else f for f in made.figures]
    if kind != "year":
        spot = rng.randrange(len(made.offences))
        offence, label = made.offences[spot]
        made.offences[spot] = (offence, label + (other if kind == "both" else mark))
    if kind == "both":
        notes.append(f"{other.strip()} Includes attempts" if wording != 7 else "Note 2: Includes attempts.")
    laid = stand(rng, made, ALL if kind == "year" else (0, 1, 3, 5))
    laid.table.notes = tuple(notes)
    return _result("B9", f"{look}.{wording}.{kind}", made, laid)


def b11(rng: Random) -> Made:
    """A printed sum that isn't that of the rows, with or without a word on why."""
    made, look = crossed(rng, "B11")
    slips = [0] * len(made.years)
    wording = rng.randrange(8)
    records = "arrests" if is_of_arrests(made) else "crimes"
    note, sign = (
        ("", 1), ("", -1), ("Please note the total includes offences which are not shown above.", 1),
        (f"Please note some {records} relate to more than one offence and will be counted against each.", -1),
        ("Figures will not add up to the total as an individual record can appear more than once.", -1),
        (f"Total includes {records} where the offence was not recorded", 1), ("Totals may not match due to data being taken from a live system.", 1),
        ("*Rows do not sum to total due to duplicates being removed", -1),
    )[wording]  # fmt: skip
    for spot in rng.sample(range(len(slips)), rng.randint(1, len(slips))):
        sums = sum(row[spot] or 0 for row in made.numbers)
        slips[spot] = sign * min(sums, rng.choice((1, 2, 4, 9, 17)))
    laid = stand(rng, made, (0, 1, 3, 4, 5, 6, 7), totals=(True, rng.random() < 0.2), slips=slips)
    laid.table.notes = (note,) if note else ()
    return _result("B11", f"{look}.{wording}", made, laid)


def b12(rng: Random) -> Made:
    """A table that goes on over the page."""
    made, look = crossed(rng, "B12", offences=(8, 12))
    laid = stand(rng, made, (0, 1, 2, 3, 7), totals=(rng.random() < 0.5, False), is_merged=False)
    table = laid.table
    table.repeats_header = rng.random() < 0.35
    table.fillers = rng.randint(12, 34)
    table.rules = rng.choice(("full", "full", "rows"))
    return _result("B12", look, made, laid)


def b13(rng: Random) -> Made:
    """The same with labels over many lines, one of which the page's end may break."""
    made = b12(rng)
    width = rng.choice((17, 20, 23))
    for row in made.table.grid[made.table.header_rows :]:
        for n, cell in enumerate(row[:2]):
            if cell is not None and cell.columns == 1 and not cell.is_header and len(cell.text) > width:
                row[n] = TableCell(textwrap.fill(cell.text, width, break_long_words=False, break_on_hyphens=False))
    made.table.splits_rows = True
    return replace(made, form="B13", figures=[replace(figure, form="B13") for figure in made.figures])


def b14(rng: Random) -> Made:
    """Headings over several lines."""
    made, look = crossed(rng, "B14")
    wording = rng.randrange(10)
    form = (
        "{a}/{b}\nNo. of\n{Noun}", "01/04/{a}\n-\n31/03/{c}", "Financial\nYear\n{a}/{b}", "Number of\n{noun}\n{a}/{c}", "April {a}\nto\nMarch {c}",
        "FY\n{a}/{b}", "{a} -\n{c}", "Count of\n{Noun}\n{a}-{b}", "01/04/{a} -\n31/03/{c}", "Total {noun}\nApr {a} -\nMar {c}",
    )[wording]  # fmt: skip
    noun = made.asked.noun
    made.years = [
        (form.format(a=p[:4], b=p[5:], c=int(p[:4]) + 1, noun=noun, Noun=noun.capitalize()), p) for _, p in made.years
    ]
    return _result("B14", f"{look[0]}.{wording}", made, stand(rng, made, (0, 1, 3, 7)))


def b15(rng: Random) -> Made:
    """Marks for nothing, for nothing known, or both. What says that there is no number, or says nothing, has none."""
    made, look = crossed(rng, "B15")
    wording = rng.randrange(12)
    noun = made.asked.noun
    zero, gap, notes, legend = (
        ("Nil", "", (), {}),
        ("None", "", (), {}),
        ("-", "", ("- = nil",), {}),
        ("NIL", "N/A", ("N/A - data not available",), {}),
        ("0", "n/a", ("n/a = not available due to change in system",), {}),
        ("-", "", (f"Please note that '-' means no {noun} were recorded",), {}),
        ("zero", "", (), {}),
        ("", "Not available", (), {}),
        ("", "Not held", (), {}),
        ("", "N/K", ("N/K = not known",), {}),
        ("-", "", (), {"-": "zero"}),
        ("0", "*", ("* Data not available for this period",), {}),
    )[wording]  # fmt: skip

    def put(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        is_zero = n < (2 if gap else 4) and bool(zero)
        if n >= 4:
            return figure
        made.texts[r][c], made.numbers[r][c] = zero if is_zero else gap, 0
        return replace(figure, value=0, low=0, high=0) if is_zero else _unknown(figure)

    _changed(made, put)
    laid = stand(rng, made, ALL)
    laid.table.notes = notes
    return _result("B15", f"{look}.{wording}", made, laid, legend)


def b16(rng: Random) -> Made:
    """Sums down, across or both; behind the rows of an offence, or behind a block of a year."""
    made, look = crossed(rng, "B16")
    totals = rng.choice(((True, True), (True, True), (True, False), (False, True)))
    layouts = ALL[:6] + ALL[7:] if totals[1] else (0, 1, 3, 4, 5, 6, 7)
    return _result("B16", look, made, stand(rng, made, layouts, totals=totals))


def b17(rng: Random) -> Made:
    """Calendar years for financial ones asked; the last is a part, and where the year began in April the first too."""
    wording = rng.randrange(9)
    part, starts_late = "2021-01-01..2021-09-30", rng.random() < 0.3
    last = (
        "2021 (Jan - Sept)", "2021 (to 30/09/2021)", "01/01/2021 - 30/09/2021", "2021 (up to 30th September)", "Jan-Sep 2021",
        "2021 (01/01/2021 - 30/09/2021)", "2021*", "2021 YTD", "2021 (part year)",
    )[wording]  # fmt: skip
    plain = rng.choice(("{}", "01/01/{0} - 31/12/{0}", "{} (Jan - Dec)", "CY {}", "Jan-Dec {}"))
    first = (
        rng.choice(("2018 (Apr - Dec)", "01/04/2018 - 31/12/2018", "2018 (from 1st April)")),
        "2018-04-01..2018-12-31",
    )
    periods = [
        first if starts_late else (plain.format(2018), "2018"),
        (plain.format(2019), "2019"),
        (plain.format(2020), "2020"),
        (last, part),
    ]
    made, look = crossed(rng, "B17", periods=periods)
    laid = stand(rng, made, ALL)
    if wording in (7, 8):  # which months they are isn't said
        made.figures = [
            replace(f, period="unknown", also_periods=(part,), is_optional=True) if f.period == part else f
            for f in made.figures
        ]
    made.figures = [
        replace(f, also_periods=("unknown",), is_optional=f.is_optional or (wording == 6 and f.period == part))
        if ".." in f.period
        else f
        for f in made.figures
    ]
    laid.table.notes = ("*2021 data is from 01/01/2021 - 30/09/2021",) if wording == 6 else ()
    return _result("B17", f"{look[0]}.{wording}", made, laid)


def b19(rng: Random) -> Made:
    """Rotated headings."""
    made, look = crossed(rng, "B19")
    laid = stand(rng, made, (1, 3, 4, 7), totals=rng.choice(((False, False), (True, False), (True, True))))
    table, first = laid.table, 1 if laid.layout in (1, 4) else 2
    table.grid[0] = [head(cell.text, is_rotated=n >= first) if cell else None for n, cell in enumerate(table.grid[0])]
    table.rules = "full"
    return _result("B19", look, made, laid)


def b20(rng: Random) -> Made:
    """Hidden rows, columns, or both: reported and not read."""
    made, look = crossed(rng, "B20", years=rng.choice((3, 4)))
    laid = stand(rng, made, PLAIN, is_merged=False)
    kind = rng.choice(("rows", "columns", "both"))
    table, gone = laid.table, set()
    if kind != "columns":
        names = rng.sample(sorted(laid.rows), rng.randint(1, 2))
        gone |= set(names)
        table.hidden_rows = tuple(laid.rows[name] - table.header_rows + 1 for name in names)
    if kind != "rows":
        periods = rng.sample(sorted(laid.columns), 1)
        gone |= set(periods)
        table.hidden_columns = tuple(laid.columns[period] for period in periods)
    made.figures = [f for f in made.figures if not gone & {f.offence, f.period}]
    return _result("B20", f"{look}.{kind}", made, laid)


def two(rng: Random, label: str) -> Made:
    """One of the two tables of a document, each for its own question."""
    made, look = crossed(rng, "F2", label=label, years=rng.choice((2, 3)))
    laid = stand(rng, made, (0, 1, 2, 3, 4, 5, 7))
    is_arrests = label == "4"
    laid.table.title = laid.table.title or rng.choice(
        ("Q4 - Number of arrests", "Number of arrests for the above offences")
        if is_arrests
        else ("Q2 - Number of offences recorded", "Number of recorded offences")
    )
    laid.table.sheet = rng.choice(("Q4 - Arrests", "Arrests") if is_arrests else ("Q2 - Crimes", "Recorded crimes"))
    return _result("F2", look, made, laid)


def short_name(name: str, style: int) -> str:
    for end in (" Police Service", " Constabulary", " Police"):
        name = name.removesuffix(end) if style else name
    return (name, name, name.replace(" and ", " & "), name.upper())[style]


def b7(rng: Random) -> Made:
    """Forces by years: plain, with the date of the reply, with how many were refused, a number a row, turned, with a sum."""
    q = question(RECORDED, "1")
    layout, style, wording, year_style = (
        rng.randrange(6),
        rng.randrange(4),
        rng.randrange(8),
        rng.randrange(YEAR_STYLES),
    )
    known = [f for f in forces() if f.nation in ("England", "Wales")]
    size = rng.randint(4, 6) if layout == 4 else rng.randint(8, 18)
    chosen = sorted(rng.sample(known, size), key=lambda force: force.name)
    years = sorted(rng.sample(YEARS, rng.randint(2, 3)))
    missing = ("No response", "Refused (S12)", "n/a", "Not provided", "Awaiting response", "-", "Refused", "Not held")[
        wording
    ]
    values = [[None if rng.random() < 0.08 else n for n in drawn(rng, len(years))] for _ in chosen]
    figures = [
        exact(q, "B7", n, financial(year), q.offence, force=force.force)
        for force, row in zip(chosen, values, strict=True)
        for year, n in zip(years, row, strict=True)
        if n is not None
    ]
    notes = ("- = no data supplied",) if wording == 5 else ()
    if wording == 5:  # a note says that the mark stands for no number
        figures += [
            _unknown(exact(q, "B7", 0, financial(year), q.offence, force=force.force))
            for force, row in zip(chosen, values, strict=True)
            for year, n in zip(years, row, strict=True)
            if n is None
        ]
    names = [short_name(force.name, style) for force in chosen]
    has_comma = rng.random() < 0.5
    texts = [[missing if n is None else f"{n:,}" if has_comma else str(n) for n in row] for row in values]
    labels = [head(year_label(year, year_style)) for year in years]
    sums = [sum(row[n] or 0 for row in values) for n in range(len(years))]
    whole = [f"{n:,}" if has_comma else str(n) for n in sums]
    heading = head(rng.choice(("Force", "Police Force", "Force Name", "Constabulary")))
    word = rng.choice(("Total", "Grand Total", "Total (all forces)", "ENGLAND AND WALES TOTAL"))
    grid: Grid = [[heading, *labels]]
    if layout in (0, 5):
        grid += [row_of(name, *t) for name, t in zip(names, texts, strict=True)]
        grid += [row_of(word, *whole)] if layout == 5 else []
    elif layout == 1:  # when the reply came
        grid = [[heading, head(rng.choice(("Date of response", "Response received"))), *labels]]
        for name, t in zip(names, texts, strict=True):
            grid.append(row_of(name, f"{rng.randint(1, 28):02}/{rng.randint(5, 9):02}/2022", *t))
        grid.append(row_of(word, "", *whole))
    elif layout == 2:  # the sum beside the years
        grid[0].append(head("Total"))
        first, last = f"{years[0]}-04-01", f"{years[-1] + 1}-03-31"
        is_run = years[-1] - years[0] == len(years) - 1
        for force, name, t, row in zip(chosen, names, texts, values, strict=True):
            total = sum(n or 0 for n in row)
            grid.append(row_of(name, *t, f"{total:,}" if has_comma else str(total)))
            period = f"{first}..{last}" if is_run else "unknown"
            figures.append(
                exact(
                    q,
                    "B7",
                    total,
                    period,
                    q.offence,
                    force=force.force,
                    is_optional=True,
                    also_periods=("unknown", f"{first}..{last}"),
                )
            )
    elif layout == 3:  # a number a row
        grid = [[heading, head("Financial Year"), head(rng.choice(("Number of Offences", "Offences Recorded")))]]
        grid += [
            row_of(name, label.text, text)
            for name, t in zip(names, texts, strict=True)
            for label, text in zip(labels, t, strict=True)
        ]
    else:  # the forces side by side
        grid = [[head("Financial Year"), *map(head, names)]]
        grid += [row_of(label.text, *(t[n] for t in texts)) for n, label in enumerate(labels)]
    title = rng.choice((
        "Sexual communication with a child - number of offences recorded by force", "S15A SOA 2003 - Recorded offences by police force and financial year",
        "Number of Section 15A Sexual Offences Act 2003 offences recorded by each force", "Recorded crimes of sexual communication with a child by force",
    ))  # fmt: skip
    table = Table(grid, 1, title, notes, rules=rng.choice(("full", "rows", "none")), sheet="Forces")
    return Made("B7", f"{style}.{wording}", table, figures, q, layout=layout)


def b10(rng: Random) -> Made:
    """Two levels: two measures in years or years in them, sexes over or under, or a row for each, online or not."""
    layout = rng.randrange(6)
    made, look = crossed(rng, "B10", label="2", years=rng.choice((2, 3)) if layout == 4 else 2, offences=(4, 6))
    years = [year for year, _ in made.years]
    asked, arrests = question(RECORDED, "2"), question(RECORDED, "4")
    corner = rng.choice(("Offence", "HO Offence", "Offence Description"))
    measures = rng.choice(
        (("Offences Recorded", "No. of Arrests"), ("Recorded Crimes", "Arrests Made"), ("No. of Offences", "Arrests"))
    )
    sexes = rng.choice(
        (("Female", "Male", "Unknown"), ("F", "M", "U"), ("Female Victim", "Male Victim", "Not Recorded"))
    )
    flags = rng.choice(
        (("Online flag - Yes", "Online flag - No"), ("Cyber Enabled", "Not Cyber Enabled"), ("Online", "Offline"))
    )
    kinds: tuple[str, ...] = (measures, measures, sexes, sexes, sexes, flags)[layout]
    inner = (*kinds, "Total") if layout in (2, 5) else kinds
    grid: Grid = [[head(corner, 1, 2)], [None]]
    if layout in (1, 3):
        for kind in kinds:
            grid[0] += spread(head(kind), len(years))
            grid[1] += map(head, years)
    elif layout == 4:
        grid = [[*map(head, (corner, rng.choice(("Victim Gender", "Gender of Victim")), *years))]]
    else:
        for year in years:
            grid[0] += spread(head(year), len(inner))
            grid[1] += map(head, inner)
    header_rows, figures = len(grid), []

    def put(
        n: int, period: str, offence: str, text: str, *labels: str, is_optional: bool = False, measure: Question = asked
    ) -> str:
        plain = {"f": "female", "m": "male"}.get(labels[0].casefold()[:1], "") if labels and layout in (2, 3, 4) else ""
        also = (
            (*(((plain,),) if plain else ()), ("unknown",)) if labels and not plain else (((plain,),) if plain else ())
        )
        is_hard = bool(labels) and len(labels[0]) == 1  # what a letter stands for may be left to a person
        figure = exact(
            measure,
            "B10",
            n,
            period,
            offence,
            dimensions=labels,
            also_dimensions=also,
            is_optional=is_optional or is_hard,
        )
        figures.append(read_as(text, figure))
        return str(n)

    for (offence, label), row in zip(made.offences, made.numbers, strict=True):
        name = offence.offence
        shares = (0.75, 0.2, 0.05) if layout > 1 else (1.0, 0.6)
        counts = [[round((n or 0) * shares[k] * rng.uniform(0.7, 1.2)) for n in row] for k in range(len(kinds))]
        if layout == 4:
            for k, kind in enumerate(kinds):
                own = [put(counts[k][n], period, name, label, kind) for n, (_, period) in enumerate(made.years)]
                grid.append([TableCell(label, 1, len(kinds)) if k == 0 else None, *row_of(kind, *own)])
            continue
        cells = []
        spots = [(n, k) for n in range(len(years)) for k in range(len(kinds))]
        spots.sort(key=lambda spot: (spot[1], spot[0]) if layout in (1, 3) else spot)
        for n, k in spots:
            period = made.years[n][1]
            if layout < 2:
                cells.append(put(counts[k][n], period, name, label, measure=(asked, arrests)[k]))
            else:
                cells.append(put(counts[k][n], period, name, label, kinds[k], is_optional=layout == 5))
            if layout in (2, 5) and k == len(kinds) - 1:
                cells.append(put(sum(one[n] for one in counts), period, name, label))
        grid.append(row_of(label, *cells))
    title = (
        rng.choice(("Recorded offences and arrests by financial year", "Table 1 - Offences recorded and arrests", ""))
        if layout < 2
        else rng.choice(
            ("Recorded offences by victim gender and financial year", "Q2 - Offences recorded by gender of victim")
        )
        if layout < 5
        else title_for(rng, made)
    )
    table = Table(grid, header_rows, title, rules=rng.choice(("full", "full", "rows")), sheet="Q2 Data")
    return Made("B10", look, table, figures, made.asked, layout=layout)


def b18(rng: Random) -> Made:
    """A list of records, one row each, as the crime or custody system exports it."""
    asked: Question = question(RECORDED, rng.choice(("2", "2", "4")))
    is_arrests = asked.label == "4"
    offences, style = some(rng, 3, 6)
    wording, layout = rng.randrange(6), rng.randrange(5)
    form = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d", "%d-%b-%Y", "%d/%m/%y", "%d %b %Y")[wording]
    days = [date(2019, 4, 1) + timedelta(days=rng.randint(0, 3 * 365 - 1)) for _ in range(rng.randint(10, 40))]
    when = rng.choice(
        ("Arrest Date", "Date of Arrest") if is_arrests else ("Created Date", "Date Recorded", "Recorded Date")
    )
    ref = rng.choice(
        ("Custody Record No", "Custody Ref")
        if is_arrests
        else ("OEL Number", "Crime Reference", "Niche Occurrence Number")
    )
    offence_head = (
        rng.choice(("Arrest Reason", "Arrest Offence"))
        if is_arrests
        else rng.choice(("HO Offence", "Offence Description", "Crime Type"))
    )
    columns = [
        [ref, when, offence_head],
        [when, offence_head, "Outcome Description"],
        ["LPA", ref, offence_head, when],
        ["Financial Year", when, offence_head, "Victim Gender"],
        [offence_head, when, "Keyword", "Age"],
    ][layout]
    counts: dict[tuple[str, str, str], int] = {}
    grid: Grid = [[*map(head, columns)]]
    for day in sorted(days, reverse=rng.random() < 0.3):
        offence, label = rng.choice(offences)
        start = day.year if day >= date(day.year, 4, 1) else day.year - 1
        key = (offence.offence, label, financial(start))
        counts[key] = counts.get(key, 0) + 1
        cells = {
            when: day.strftime(form), ref: f"{rng.choice(('42', '55', '19'))}00{rng.randint(100000, 999999)}/{day:%y}", offence_head: label,
            "Outcome Description": rng.choice(("NFA", "Charged", "RUI", "Bailed", "")), "LPA": rng.choice(("North", "South", "East", "Central")),
            "Financial Year": financial(start), "Victim Gender": rng.choice(("Female", "Male", "Unknown")),
            "Keyword": rng.choice(("Online Crime", "CSE", "CSE; Online Crime")), "Age": str(rng.randint(18, 67)),
        }  # fmt: skip
        grid.append(row_of(*(cells[name] for name in columns)))
    figures = [
        read_as(label, exact(asked, "B18", n, period, offence, is_optional=True))
        for (offence, label, period), n in counts.items()
    ]
    title = rng.choice(
        ("Q4 - Arrests 01/04/2019 - 31/03/2022", "List of arrests", "")
        if is_arrests
        else ("Q2 - Crimes recorded 01/04/2019 - 31/03/2022", "List of recorded crimes", "")
    )  # fmt: skip
    return Made("B18", f"{style}.{wording}", Table(grid, 1, title, sheet="Sheet1"), figures, asked, layout=layout)


TABLES: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B5": b5, "B6": b6, "B7": b7, "B8": b8, "B9": b9, "B10": b10, "B11": b11, "B12": b12, "B13": b13, "B14": b14,
    "B15": b15, "B16": b16, "B17": b17, "B18": b18, "B19": b19, "B20": b20,
}  # fmt: skip
