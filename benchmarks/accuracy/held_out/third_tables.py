"""The third held-out tables, written without sight of the readers: other labels, years, titles, marks and layouts again.

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

from benchmarks.accuracy.held_out.third_more_tables import (
    MARKED,
    YEAR_STYLES,
    Laid,
    b5,
    b6,
    crossed,
    drawn,
    ends,
    is_of_arrests,
    row_of,
    some,
    span_of,
    spread,
    stand,
    title_for,
    year_label,
)
from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import RECORDED, Question, forces, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head


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
        ("*", "* To prevent individuals being identified, any value from 1 to 4 has been replaced by an asterisk.", 1, (1,), 4),
        ("<6", "", 1, (0, 1), 5),
        ("4 or less", "", 1, (0, 1), 4),
        ("under 5", "", 1, (0, 1), 4),
        ("5 or fewer", "", 1, (0, 1), 5),
        ("1-5", "", 1, (1,), 5),
        ("0-5", "", 0, (0,), 5),
        ("S", f"S = Suppressed (fewer than 5 {noun})", 1, (0, 1), 4),
        ("**", "** Numbers below 10 are not disclosed, as to do so may identify those involved.", 1, (0, 1), 9),
        ("x", "x = a number greater than zero but less than 5", 1, (1,), 4),
        ("-", f"A dash (-) represents between 1 and 5 {noun}.", 1, (1,), 5),
        ("Less than 10", "", 1, (0, 1), 9),
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
    laid = stand(rng, made, (1, 7, 2) if has_sums else MARKED, totals=(has_sums, False))
    laid.table.notes = (note,) if note else ()
    laid.table.notes += ("Totals do not include the figures that have been suppressed.",) if has_sums else ()
    return _result("B4", f"{look}.{wording}", made, laid)


def b8(rng: Random) -> Made:
    """Nils left empty, as a note or the source's legend says; or empty cells of which nothing, or no count, is known."""
    made, look = crossed(rng, "B8")
    wording = rng.randrange(9)
    notes, legend, is_zero = (
        (("Where no value is shown there was nothing recorded in that period.",), {}, True),
        (("Blank cells should be interpreted as nil.",), {}, True),
        (("(blank) = none",), {}, True),
        (("An empty cell means that the search returned no records for that year.",), {}, True),
        ((), {"blank": "zero"}, True),
        (("Please note that zeros are shown as blank cells in this table.",), {}, True),
        (("No entry in a column = 0 in that column",), {}, True),
        (("Blank = data not available for that year",), {}, False),
        ((), {}, False),
    )[wording]  # fmt: skip

    def empty(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        if n:
            return figure
        made.texts[r][c] = ""
        return figure if is_zero else _unknown(figure)

    _changed(made, empty)
    totals = (rng.random() < 0.4, rng.random() < 0.3) if is_zero else (False, False)
    laid = stand(rng, made, (1, 4, 6, 7) if totals[1] else MARKED, totals=totals)
    laid.table.notes = notes
    return _result("B8", f"{look}.{wording}", made, laid, legend)


def b9(rng: Random) -> Made:
    """Footnotes marked on a year, an offence or on one of each; the mark may be a digit that lost its raised place."""
    made, look = crossed(rng, "B9")
    wording = rng.randrange(9)
    mark, note, other = (
        (" (i)", "(i) Includes a small number of records awaiting validation.", " (ii)"),
        ("2", "2. The system was upgraded and some records were migrated.", ""),
        (" [p]", "[p] provisional", " [r]"),
        ("***", "*** Please treat with caution", ""),
        ("¶", "¶ Correct at the time of extraction", ""),
        (" (note A)", "Note A: counted on the date on which the record was created.", " (note B)"),
        ("^a", "^a Includes attempts to commit the offence.", "^b"),
        (" {1}", "{1} See the caveats in the covering letter.", " {2}"),
        ("~", "~ Not yet reconciled with the Home Office return", ""),
    )[wording]  # fmt: skip
    label = made.offences[-1][1]
    may_be_on_offence = wording != 1 or (label[-1].isalpha() and not label.endswith("15A"))
    kind = rng.choice(("year", "offence", "both") if other else ("year", "offence")) if may_be_on_offence else "year"
    notes = [note]
    if kind != "offence":
        is_latest = wording in (2, 8)  # what is not yet final is the last year
        spot = len(made.years) - 1 if is_latest else rng.randrange(len(made.years))
        year, period = made.years[spot]
        made.years[spot] = (year + mark, period)
        if wording == 1:  # a careful reader may not be sure that the last digit is a note's
            made.figures = [replace(f, is_optional=True) if f.period == period else f for f in made.figures]
    if kind != "year":
        offence, label = made.offences[-1]
        made.offences[-1] = (offence, label + (other if kind == "both" else mark))
    if kind == "both":
        notes.append({
            " (ii)": "(ii) Attempts are counted with the full offence.", " [r]": "[r] revised", "^b": "^b Counted once for each record.",
            " (note B)": "Note B: wording as in the crime recording system.", " {2}": "{2} Title shortened.",
        }[other])  # fmt: skip
    laid = stand(rng, made, (0, 1, 2, 4, 5, 6, 7) if kind == "year" else (0, 2, 5, 7))
    laid.table.notes = tuple(notes)
    return _result("B9", f"{look}.{wording}.{kind}", made, laid)


def b11(rng: Random) -> Made:
    """A printed sum that isn't that of the rows, with or without a word on why."""
    made, look = crossed(rng, "B11")
    slips = [0] * len(made.years)
    wording = rng.randrange(8)
    note, sign = (
        ("", 1), ("", -1), ("Other offences not listed here are included in the totals.", 1),
        ("Totals are of unique crime references; a reference may appear against more than one offence.", -1),
        ("The individual figures may not add up to the total because of double counting.", -1),
        ("Totals were taken from the published performance report and may differ from the sum of the rows.", 1),
        ("Overall figures include records where the offence wording was missing.", 1), ("", 1),
    )[wording]  # fmt: skip
    if "unique" in note and is_of_arrests(made):
        note = "Totals are of unique custody references; a reference may appear against more than one offence."
    for spot in rng.sample(range(len(slips)), rng.randint(1, len(slips))):
        sums = sum(row[spot] or 0 for row in made.numbers)
        slips[spot] = sign * min(sums, rng.choice((1, 2, 4, 7, 20)))
    laid = stand(rng, made, (1, 2, 5, 6, 7), totals=(True, rng.random() < 0.2), slips=slips)
    laid.table.notes = (note,) if note else ()
    return _result("B11", f"{look}.{wording}", made, laid)


def b12(rng: Random) -> Made:
    """A table that goes on over the page."""
    made, look = crossed(rng, "B12", offences=(8, 12))
    laid = stand(rng, made, (1, 2, 4, 5, 7), totals=(rng.random() < 0.5, False), is_merged=False)
    table = laid.table
    table.repeats_header = rng.random() < 0.35
    table.fillers = rng.randint(10, 34)
    table.rules = rng.choice(("full", "full", "rows"))
    return _result("B12", look, made, laid)


def b13(rng: Random) -> Made:
    """The same with labels over many lines, one of which the page's end may break."""
    made = b12(rng)
    width = rng.choice((16, 20, 22))
    for row in made.table.grid[made.table.header_rows :]:
        for n, cell in enumerate(row[:3]):
            if cell is not None and cell.columns == 1 and len(cell.text) > width:
                row[n] = TableCell(textwrap.fill(cell.text, width, break_long_words=False, break_on_hyphens=False))
    made.table.splits_rows = True
    return replace(made, form="B13", figures=[replace(figure, form="B13") for figure in made.figures])


def b14(rng: Random) -> Made:
    """Headings over several lines."""
    made, look = crossed(rng, "B14")
    wording = rng.randrange(9)
    form = (
        "{Noun}\nFY\n{a}/{b}", "Apr {x}\nto\nMar {b}", "Year ending\n31 March\n{c}", "{a}/{b}\n(full\nyear)", "F.Y.\n{a} /\n{c}",
        "Total no. of\n{noun},\n{a}-{b}", "01/04/{x}\n–\n31/03/{b}", "Financial\nYr {a}/{b}", "No. {noun}\n1 Apr {a}\nto 31 Mar\n{c}",
    )[wording]  # fmt: skip
    noun = made.asked.noun
    made.years = [
        (form.format(a=p[:4], b=p[5:], c=int(p[:4]) + 1, x=p[2:4], noun=noun, Noun=noun.capitalize()), p)
        for _, p in made.years
    ]
    return _result("B14", f"{look[0]}.{wording}", made, stand(rng, made, (1, 4, 5, 7)))


def b15(rng: Random) -> Made:
    """Marks for nothing, for nothing known, or both. What says that there is no number, or says nothing, has none."""
    made, look = crossed(rng, "B15")
    wording = rng.randrange(12)
    noun = made.asked.noun
    zero, gap, notes, legend = (
        ("nil", "", (), {}),
        (f"No {noun}", "", (), {}),
        ("None recorded", "", (), {}),
        ("-", "..", (f"- no {noun} in the year", ".. data not available"), {}),
        ("~", "", ("~ = nil return",), {}),
        ("", "n/c", ("n/c = not collated",), {}),
        ("", "Unavailable", (), {}),
        ("", "TBC", ("TBC - to be confirmed",), {}),
        ("0", "[z]", ("[z] = not applicable",), {}),
        ("–", "", (), {"–": "zero"}),
        ("", "–", ("– indicates that data for this year could not be extracted",), {}),
        ("", "/", (), {}),
    )[wording]  # fmt: skip

    def put(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        is_zero = n < (2 if gap else 4) and bool(zero)
        if n >= 4:
            return figure
        made.texts[r][c], made.numbers[r][c] = zero if is_zero else gap, 0
        return replace(figure, value=0, low=0, high=0) if is_zero else _unknown(figure)

    _changed(made, put)
    laid = stand(rng, made, MARKED)
    laid.table.notes = notes
    return _result("B15", f"{look}.{wording}", made, laid, legend)


def b16(rng: Random) -> Made:
    """Sums down, across or both; sums of each Act, shares, averages and changes stand among them."""
    made, look = crossed(rng, "B16")
    totals = rng.choice(((True, True), (True, True), (True, False), (False, True)))
    layouts = (0, 1, 4, 5, 6, 7) if totals[1] else (0, 1, 2, 4, 5, 6, 7)
    return _result("B16", look, made, stand(rng, made, layouts, totals=totals, has_change=rng.random() < 0.6))


def b17(rng: Random) -> Made:
    """Calendar years for financial ones asked; the last is a part, and where the year began in April the first too."""
    wording = rng.randrange(9)
    part, starts_late = "2021-01-01..2021-08-31", rng.random() < 0.35
    last = (
        "2021 (Jan-Aug)", "2021 (01/01 - 31/08)", "2021 up to and including 31 August", "January to August 2021", "01/01/2021-31/08/2021",
        "2021 (to end of August)", "2021 (see note)", "2021 (8 months)", "2021 so far",
    )[wording]  # fmt: skip
    plain = rng.choice(
        ("{}", "{} calendar year", "Jan {0} - Dec {0}", "1 Jan - 31 Dec {}", "Year {}", "{} (full year)")
    )
    first = (rng.choice(("Apr to Dec 2018", "2018 (April onwards)", "01/04/2018-31/12/2018")), "2018-04-01..2018-12-31")
    periods = [
        first if starts_late else (plain.format(2018), "2018"),
        (plain.format(2019), "2019"),
        (plain.format(2020), "2020"),
        (last, part),
    ]
    made, look = crossed(rng, "B17", periods=periods)
    laid = stand(rng, made, (0, 1, 2, 3, 4, 6, 7))
    if wording >= 7:  # which months they are isn't said
        made.figures = [
            replace(f, period="unknown", also_periods=(part,), is_optional=True) if f.period == part else f
            for f in made.figures
        ]
    made.figures = [
        replace(f, also_periods=("unknown",), is_optional=wording == 6 and f.period == part) if ".." in f.period else f
        for f in made.figures
    ]
    laid.table.notes = ("Note: the figures for 2021 cover 1 January to 31 August 2021.",) if wording == 6 else ()
    return _result("B17", f"{look[0]}.{wording}", made, laid)


def b19(rng: Random) -> Made:
    """Rotated headings."""
    made, look = crossed(rng, "B19")
    laid = stand(rng, made, (1, 4, 5, 6, 7), totals=rng.choice(((False, False), (True, False), (True, True))))
    table = laid.table
    first = {1: 3, 4: 2}.get(laid.layout, 1)
    turned = table.grid[table.header_rows - 1]
    table.grid[table.header_rows - 1] = [
        head(cell.text, is_rotated=n >= first) if cell else None for n, cell in enumerate(turned)
    ]
    table.rules = "full"
    return _result("B19", look, made, laid)


def b20(rng: Random) -> Made:
    """Hidden rows, columns, or both: reported and not read."""
    made, look = crossed(rng, "B20", years=rng.choice((3, 4)))
    laid = stand(rng, made, (0, 1, 4, 7), is_merged=False)
    kind = rng.choice(("rows", "columns", "both"))
    table, gone = laid.table, set()
    if kind != "columns":
        names = rng.sample(sorted(laid.rows), rng.randint(1, 3))
        gone |= set(names)
        table.hidden_rows = tuple(laid.rows[name] - table.header_rows + 1 for name in names)
    if kind != "rows":
        periods = rng.sample(sorted(laid.columns), rng.randint(1, 2))
        gone |= set(periods)
        wide = 2 if laid.layout == 0 else 1  # a share goes with its count
        table.hidden_columns = tuple(laid.columns[period] + n for period in periods for n in range(wide))
    made.figures = [f for f in made.figures if not gone & {f.offence, f.period}]
    return _result("B20", f"{look}.{kind}", made, laid)


def two(rng: Random, label: str) -> Made:
    """One of the two tables of a document, each for its own question."""
    made, look = crossed(rng, "F2", label=label, years=rng.choice((2, 3)))
    laid = stand(rng, made, (0, 1, 2, 4, 5, 7))
    is_arrests = label == "4"
    if laid.layout != 7:  # there it stands in the table itself
        laid.table.title = laid.table.title or rng.choice(
            ("Number of arrests", "Arrests data")
            if is_arrests
            else ("Number of recorded offences", "Recorded offences data")
        )
    laid.table.sheet = rng.choice(
        ("Arrests by year", "Arrests") if is_arrests else ("Offences recorded", "Recorded offences")
    )
    return _result("F2", look, made, laid)


def short_name(name: str, style: int) -> str:
    for end in (" Police Service", " Constabulary", " Police"):
        name = name.removesuffix(end) if style else name
    return (name, name, name.upper(), name.replace(" and ", " & "))[style]


def b7(rng: Random) -> Made:
    """Forces by years: under their country, with rates, in two panels, with remarks, with a sum before all or a mean."""
    q = question(RECORDED, "1")
    layout, style, wording, year_style = (
        rng.randrange(6),
        rng.randrange(4),
        rng.randrange(8),
        rng.randrange(YEAR_STYLES),
    )
    known = [f for f in forces() if f.nation in ("England", "Wales")]
    chosen = sorted(rng.sample(known, rng.randint(8, 18) // 2 * 2), key=lambda force: force.name)
    years = sorted(rng.sample(YEARS, 2 if layout == 2 else rng.randint(2, 3)))
    if layout == 0:
        wales = rng.sample([f for f in known if f.nation == "Wales"], rng.randint(2, 4))
        chosen = [f for f in chosen if f.nation == "England"] + sorted(wales, key=lambda force: force.name)
    missing = (
        "No reply received", "Not supplied", "Awaiting response", "Refused", "s12 refusal", "No data returned", "..", "Did not respond",
    )[wording]  # fmt: skip
    values = [[None if rng.random() < 0.07 else n for n in drawn(rng, len(years))] for _ in chosen]
    figures = [
        exact(q, "B7", n, financial(year), q.offence, force=force.force)
        for force, row in zip(chosen, values, strict=True)
        for year, n in zip(years, row, strict=True)
        if n is not None
    ]
    names = [short_name(force.name, style) for force in chosen]
    texts = [[missing if n is None else f"{n:,}" for n in row] for row in values]
    labels = [head(year_label(year, year_style)) for year in years]

    def sums(rows: list[int]) -> list[int]:
        return [sum(values[r][n] or 0 for r in rows) for n in range(len(years))]

    every = range(len(chosen))
    whole = [f"{n:,}" for n in sums([*every])]
    heading = head(rng.choice(("Police Service", "Force area", "Name of force", "Police force name")))
    word = rng.choice(("All forces", "All responding forces", "Sum of forces", "TOTAL (forces providing data)"))
    notes: tuple[str, ...] = ()
    grid: Grid = [[heading, *labels]]
    if layout == 0:  # the country in a row above its forces, its sum in one behind them
        for nation in ("England", "Wales"):
            own = [n for n in every if chosen[n].nation == nation]
            grid.append(spread(TableCell(f"{nation} ({len(own)} forces)"), 1 + len(years)))
            grid += [row_of(names[n], *texts[n]) for n in own]
            grid.append(row_of(f"Total {nation}", *(f"{n:,}" for n in sums(own))))
        grid.append(row_of("England and Wales", *whole))
    elif layout == 1:  # rates
        rate = rng.choice(("Per 100,000 population", "Rate per 100k"))
        grid = [[heading, *(cell for label in labels for cell in (label, head(rate)))]]
        for name, shown, row in zip(names, texts, values, strict=True):
            people = rng.uniform(5, 28)
            rates = [missing if n is None else f"{n / people:.1f}" for n in row]
            grid.append(row_of(name, *(text for pair in zip(shown, rates, strict=True) for text in pair)))
    elif layout == 2:  # two panels beside each other
        half = len(chosen) // 2
        grid = [[heading, *labels, heading, *labels]]
        grid += [row_of(names[n], *texts[n], names[n + half], *texts[n + half]) for n in range(half)]
    elif layout == 3:  # remarks
        remarks = (
            "",
            "",
            "Includes attempts",
            "Change of crime system in year",
            "Calendar year data not available",
            "Supplied by e-mail",
        )
        grid = [[heading, *labels, head(rng.choice(("Comments", "Notes from force", "Remarks")))]]
        grid += [row_of(name, *shown, rng.choice(remarks)) for name, shown in zip(names, texts, strict=True)]
        grid.append(row_of(word, *whole, ""))
    elif layout == 4:  # the sum first
        grid.append(row_of(word, *whole))
        grid += [row_of(name, *shown) for name, shown in zip(names, texts, strict=True)]
    else:  # a sum across, and a mean below
        grid[0].append(head("Total"))
        grid += [
            row_of(name, *shown, f"{sum(n or 0 for n in row):,}")
            for name, shown, row in zip(names, texts, values, strict=True)
        ]
        grid.append(
            row_of(rng.choice(("Mean", "Average per force")), *(f"{n / len(chosen):.1f}" for n in sums([*every])), "")
        )
        first, last = ends(financial(years[0]))[0], ends(financial(years[-1]))[1]
        if years[-1] - years[0] == len(years) - 1:  # a run without a gap
            figures += [
                exact(
                    q,
                    "B7",
                    sum(n or 0 for n in row),
                    f"{first}..{last}",
                    q.offence,
                    force=force.force,
                    is_optional=True,
                )
                for force, row in zip(chosen, values, strict=True)
                if None not in row
            ]
    if wording == 6:
        notes = (".. = no figure was given by the force",)
    title = rng.choice((
        "Offences under s15A of the Sexual Offences Act 2003 recorded by police forces in England and Wales",
        "Number of sexual communication with a child offences recorded, by police force area", "Police recorded s.15A offences by force and year",
        "Figure 2: Sexual communication with a child – recorded offences, by force",
    ))  # fmt: skip
    table = Table(grid, 1, title, notes, rules=rng.choice(("full", "rows", "none")), sheet="Police forces")
    return Made("B7", f"{style}.{wording}", table, figures, q, layout=layout)


SEXES = {
    "Females": "female",
    "Girls": "female",
    "F": "female",
    "Female victim": "female",
    "Males": "male",
    "Boys": "male",
    "M": "male",
    "Male victim": "male",
}
"""Headings that name a sex otherwise than by its adjective."""


def _sex_ways(kind: str) -> tuple[tuple[str, ...], ...]:
    return ((SEXES[kind],),) if kind in SEXES else ()


def b10(rng: Random) -> Made:
    """Two levels: measures with their ratio, sexes with all beside or under them, ages, or a measure a row."""
    layout = rng.randrange(6)
    made, look = crossed(rng, "B10", label="2", years=rng.choice((2, 3)) if layout in (3, 4) else 2, offences=(4, 6))
    years, span = [year for year, _ in made.years], span_of(made)
    asked, arrests = question(RECORDED, "2"), question(RECORDED, "4")
    corner = head(rng.choice(("Offence", "Offence type recorded", "Crime")), 1, 2)
    grid: Grid = [[corner], [None]]
    sexes = rng.choice(
        (("Females", "Males", "Unknown"), ("Girls", "Boys"), ("F", "M", "U"), ("Female victim", "Male victim"))
    )
    ages = rng.choice((("Under 13", "13-15", "Not known"), ("0-12", "13 to 15", "Age unknown"), ("U13", "13+")))
    measures = rng.choice(
        (("Crimes", "Arrests"), ("No. recorded", "No. arrested for"), ("Recorded crime count", "Arrest count"))
    )
    ratio = rng.choice(("Arrests per offence", "Arrest rate", "Ratio"))
    kinds: tuple[str, ...] = (measures, sexes, ages, sexes, measures, sexes)[layout]
    if layout in (0, 2, 5):
        inner = (*kinds, *((ratio,) if layout == 0 else ("All",) if layout == 5 else ()))
        for year in years:
            grid[0] += spread(head(year), len(inner))
            grid[1] += map(head, inner)
    elif layout == 1:
        for kind in (*kinds, "All victims"):
            grid[0] += spread(head(kind), len(years))
            grid[1] += map(head, years)
    elif layout == 3:
        grid = [[head(f"Offence / {rng.choice(('sex of victim', 'victim gender'))}"), *map(head, years)]]
    else:
        grid = [[head(corner.text), head(rng.choice(("Measure", "Count of", "Data"))), *map(head, years)]]
    header_rows = len(grid)
    figures: list[TrueFigure] = []
    for (offence, label), row in zip(made.offences, made.numbers, strict=True):
        counts: list[list[int]] = []  # by kind, then by year
        for k in range(len(kinds)):
            counts.append([round((n or 0) * (0.7, 0.25, 0.05)[k] * rng.uniform(0.6, 1.3)) for n in row])
        whole = [sum(one[n] for one in counts) for n in range(len(years))]
        for k, kind in enumerate(kinds):
            for n, (_, period) in enumerate(made.years):
                is_measure = layout in (0, 4)
                figures.append(exact(
                    arrests if is_measure and k == 1 else asked, "B10", counts[k][n], period, offence.offence,
                    dimensions=() if is_measure else (kind,), also_dimensions=() if is_measure else _sex_ways(kind), is_optional=layout == 2,
                ))  # fmt: skip
        if layout in (1, 3, 5):  # all victims: the offence's count without the breakdown
            figures += [
                exact(asked, "B10", n, period, offence.offence, is_optional=layout != 3)
                for n, (_, period) in zip(whole, made.years, strict=True)
            ]
        if layout in (0, 2, 5):
            texts: list[str] = []
            for n in range(len(years)):
                own = [one[n] for one in counts]
                texts += map(str, own)
                texts += [f"{own[1] / own[0]:.2f}" if own[0] else "-"] if layout == 0 else []
                texts += [str(sum(own))] if layout == 5 else []
            grid.append(row_of(label, *texts))
        elif layout == 1:
            grid.append(row_of(label, *(str(n) for one in (*counts, whole) for n in one)))
        elif layout == 3:
            grid.append(row_of(label, *map(str, whole)))
            grid += [row_of(kind, *map(str, one)) for kind, one in zip(kinds, counts, strict=True)]
        else:
            for k, kind in enumerate(kinds):
                grid.append([TableCell(label, 1, len(kinds)) if k == 0 else None, *row_of(kind, *map(str, counts[k]))])
    if layout in (0, 4):
        title = rng.choice(
            (
                "Recorded crimes and arrests by offence",
                "Offences recorded and arrests made, by financial year",
                "Table 2a",
            )
        )
    else:
        title = title_for(rng, made)
    assert all(f.period != span for f in figures)
    table = Table(grid, header_rows, title, rules=rng.choice(("full", "full", "rows")), sheet="Breakdown")
    return Made("B10", look, table, figures, made.asked, layout=layout)


def b18(rng: Random) -> Made:
    """A list of records, one row each, as the crime or custody system exports it."""
    asked: Question = question(RECORDED, rng.choice(("2", "2", "4")))
    is_arrests = asked.label == "4"
    offences, style = some(rng, 3, 6)
    wording, layout = rng.randrange(7), rng.randrange(5)
    form = ("%d/%m/%y", "%d-%m-%Y", "%Y/%m/%d", "%d %b %y", "%b-%Y", "%d/%m/%Y %H:%M:%S", "%A, %d %B %Y")[wording]
    days = [date(2018, 4, 1) + timedelta(days=rng.randint(0, 3 * 365 - 1)) for _ in range(rng.randint(10, 40))]
    when = rng.choice(
        ("Date of arrest", "Arrested on") if is_arrests else ("Recorded on", "Date recorded", "Created Date (recorded)")
    )
    ref = rng.choice(("Custody Record", "Custody No") if is_arrests else ("Crime Number", "URN", "Investigation ref"))
    offence_head = rng.choice(
        ("Arrest offence", "Offence arrested for") if is_arrests else ("Offence", "Recorded offence")
    )
    columns = [
        [offence_head, when],
        [ref, "Occurred from", when, offence_head],
        [when, offence_head, "Cyber flag", "Status"],
        ["Fin Year", "Month", ref, offence_head],
        [ref, offence_head, when, "Suspect age", "Victim sex", "Beat"],
    ][layout]
    if is_arrests:
        columns = [name for name in columns if name != "Occurred from"]
    prefix = rng.choice(("CR", "42/", "K", ""))
    counts: dict[tuple[str, str], int] = {}
    grid: Grid = [[*map(head, columns)]]
    for day in days if rng.random() < 0.4 else sorted(days):
        offence, label = rng.choice(offences)
        start = day.year if day >= date(day.year, 4, 1) else day.year - 1
        counts[offence.offence, financial(start)] = counts.get((offence.offence, financial(start)), 0) + 1
        cells = {
            when: day.strftime(form), ref: f"{prefix}{rng.randint(10000, 99999)}/{day:%y}", offence_head: label,
            "Occurred from": (day - timedelta(days=rng.randint(0, 400))).strftime(form), "Cyber flag": rng.choice(("Y", "Y", "N")),
            "Status": rng.choice(("Filed", "Under investigation", "Charged", "Released under investigation")), "Fin Year": financial(start),
            "Month": f"{day:%B}", "Suspect age": rng.choice(("", str(rng.randint(17, 68)))), "Victim sex": rng.choice(("Female", "Male", "")),
            "Beat": f"{rng.choice('ABCDE')}{rng.randint(1, 4)}",
        }  # fmt: skip
        grid.append(row_of(*(cells[name] for name in columns)))
    figures = [exact(asked, "B18", n, period, offence, is_optional=True) for (offence, period), n in counts.items()]
    title = rng.choice(
        ("Arrests by custody record, April 2018 - March 2021", "List of arrests", "")
        if is_arrests
        else ("Recorded crime listing, April 2018 - March 2021", "Crimes recorded (one line per crime)", "")
    )  # fmt: skip
    return Made("B18", f"{style}.{wording}", Table(grid, 1, title, sheet="Listing"), figures, asked, layout=layout)


TABLES: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B5": b5, "B6": b6, "B7": b7, "B8": b8, "B9": b9, "B10": b10, "B11": b11, "B12": b12, "B13": b13, "B14": b14,
    "B15": b15, "B16": b16, "B17": b17, "B18": b18, "B19": b19, "B20": b20,
}  # fmt: skip
