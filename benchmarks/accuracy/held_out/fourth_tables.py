"""The fourth held-out tables, written without sight of the readers: other labels, years, titles, marks and layouts again.

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

from benchmarks.accuracy.held_out.fourth_more_tables import (
    MARKED,
    YEAR_STYLES,
    Laid,
    b5,
    b6,
    crossed,
    drawn,
    is_of_arrests,
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
    mark, note, least, lows, high = (
        ("*", "An asterisk is shown in place of any number lower than 5.", 1, (0, 1), 4),
        ("†", "† The number is greater than 0 and lower than 6.", 1, (1,), 5),
        ("<4", "", 1, (0, 1), 3),
        ("3 or less", "", 1, (0, 1), 3),
        ("Below 5", "", 1, (0, 1), 4),
        ("1-3", "", 1, (1,), 3),
        ("[low]", "[low] = between 1 and 4 inclusive", 1, (1,), 4),
        ("Supp.", "Supp. - the count is under five and has been suppressed.", 1, (0, 1), 4),
        ("#", "Cells marked # contain a number of 5 or below.", 1, (0, 1), 5),
        ("z", "z: fewer than ten, not shown for reasons of data protection", 1, (0, 1), 9),
        ("<=5", "", 1, (0, 1), 5),
        ("0 to 4", "", 0, (0,), 4),
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
    laid = stand(rng, made, (0, 2, 3, 6) if has_sums else MARKED, totals=(has_sums, False))
    laid.table.notes = (note,) if note else ()
    laid.table.notes += ("Numbers that are not shown have been left out of the totals.",) if has_sums else ()
    return _result("B4", f"{look}.{wording}", made, laid)


def b8(rng: Random) -> Made:
    """Nils left empty, as a note or the source's legend says; or empty cells of which nothing, or no count, is known."""
    made, look = crossed(rng, "B8")
    wording = rng.randrange(9)
    notes, legend, is_zero = (
        (("Nil values have been left blank.",), {}, True),
        (("An empty box signifies that there were none.",), {}, True),
        (("Gaps in the table = zero",), {}, True),
        (("Where there is no number, none were recorded in that year.",), {}, True),
        ((), {"blank": "zero"}, True),
        (("An empty cell stands for nought.",), {}, True),
        (("A count of 0 is shown as an empty cell.",), {}, True),
        (("Empty cells: figures for that year have not been compiled.",), {}, False),
        ((), {}, False),
    )[wording]  # fmt: skip

    def empty(r: int, c: int, n: int, figure: TrueFigure) -> TrueFigure:
        if n:
            return figure
        made.texts[r][c] = ""
        return figure if is_zero else _unknown(figure)

    _changed(made, empty)
    totals = (rng.random() < 0.4, rng.random() < 0.3) if is_zero else (False, False)
    laid = stand(rng, made, (0, 2, 3, 5, 6) if totals[1] else MARKED, totals=totals)
    laid.table.notes = notes
    return _result("B8", f"{look}.{wording}", made, laid, legend)


def b9(rng: Random) -> Made:
    """Footnotes marked on a year, an offence or on one of each; the mark may be a digit or a letter that was raised."""
    made, look = crossed(rng, "B9")
    wording = rng.randrange(9)
    mark, note, other = (
        ("‡", "‡ Some records were still under review when this was produced.", ""),
        ("3", "3 Affected by a change in counting practice.", ""),
        (" (note 3)", "Note 3: produced from a back-up of the former system.", " (note 4)"),
        ("b", "b. Break in series", ""),
        (" #", "# Subject to amendment", " ##"),
        (" (P)", "(P) Provisional", ""),
        (" [*]", "[*] Please read together with the caveats.", ""),
        ("**", "** Includes records created by partner agencies", ""),
        (" (See Note)", "Note: counted on the date of input to the system.", ""),
    )[wording]  # fmt: skip
    kind = (
        rng.choice(("year", "offence", "both") if other else ("year", "offence")) if wording not in (1, 3) else "year"
    )
    notes = [note]
    if kind != "offence":
        spot = len(made.years) - 1 if wording == 5 else rng.randrange(len(made.years))  # what is not final is the last
        year, period = made.years[spot]
        made.years[spot] = (year + mark, period)
        if wording in (1, 3):  # a careful reader may not be sure that the last digit or letter is a note's
            made.figures = [replace(f, is_optional=True) if f.period == period else f for f in made.figures]
    if kind != "year":
        spot = rng.randrange(len(made.offences))
        offence, label = made.offences[spot]
        made.offences[spot] = (offence, label + (other if kind == "both" else mark))
    if kind == "both":
        notes.append({" (note 4)": "Note 4: attempts are shown with the full offence.", " ##": "## Title as on our system"}[other])  # fmt: skip
    laid = stand(rng, made, (0, 1, 2, 3, 5, 6, 7) if kind == "year" else (2, 3, 6))
    laid.table.notes = tuple(notes)
    return _result("B9", f"{look}.{wording}.{kind}", made, laid)


def b11(rng: Random) -> Made:
    """A printed sum that isn't that of the rows, with or without a word on why."""
    made, look = crossed(rng, "B11")
    slips = [0] * len(made.years)
    wording = rng.randrange(8)
    noun = made.asked.noun
    note, sign = (
        ("", 1), ("", -1), ("The totals take in some offences which have not been listed.", 1),
        (f"A record with two of these {'reasons for arrest' if is_of_arrests(made) else 'offences'} is counted in two rows but once in the total.", -1),
        ("Due to duplication the rows do not sum to the totals.", -1), ("Totals and rows were taken from the live system on different days.", 1),
        (f"The total number of {noun} includes those with no offence wording.", 1), ("Please be aware that figures may not sum.", 1),
    )[wording]  # fmt: skip
    for spot in rng.sample(range(len(slips)), rng.randint(1, len(slips))):
        sums = sum(row[spot] or 0 for row in made.numbers)
        slips[spot] = sign * min(sums, rng.choice((1, 3, 5, 8, 25)))
    laid = stand(rng, made, (0, 1, 2, 3, 4, 5, 6), totals=(True, rng.random() < 0.2), slips=slips)
    laid.table.notes = (note,) if note else ()
    return _result("B11", f"{look}.{wording}", made, laid)


def b12(rng: Random) -> Made:
    """A table that goes on over the page."""
    made, look = crossed(rng, "B12", offences=(8, 12))
    laid = stand(rng, made, (0, 1, 3, 4, 6), totals=(rng.random() < 0.5, False), is_merged=False)
    table = laid.table
    table.repeats_header = rng.random() < 0.35 and laid.layout != 1
    table.fillers = rng.randint(10, 34)
    table.rules = rng.choice(("full", "full", "rows"))
    return _result("B12", look, made, laid)


def b13(rng: Random) -> Made:
    """The same with labels over many lines, one of which the page's end may break."""
    made = b12(rng)
    width = rng.choice((16, 20, 24))
    for row in made.table.grid[made.table.header_rows :]:
        for n, cell in enumerate(row[:2]):
            if cell is not None and cell.columns == 1 and not cell.is_header and len(cell.text) > width:
                row[n] = TableCell(textwrap.fill(cell.text, width, break_long_words=False, break_on_hyphens=False))
    made.table.splits_rows = True
    return replace(made, form="B13", figures=[replace(figure, form="B13") for figure in made.figures])


def b14(rng: Random) -> Made:
    """Headings over several lines."""
    made, look = crossed(rng, "B14")
    wording = rng.randrange(9)
    form = (
        "{a} -\n{c}", "{Noun}:\n1 April {a}\nto\n31 March {c}", "Apr {a}\nthrough\nMar {c}", "Year {a}/{b}\n(1 Apr to\n31 Mar)",
        "Total for\nfinancial\nyear\n{a}/{c}", "Number\nof\n{noun}\n{a}/{b}", "{a}/{b}\nTotal\n{noun}", "12 mths to\n31 Mar\n{c}", "F/Y {a}\nto {c}",
    )[wording]  # fmt: skip
    noun = made.asked.noun
    made.years = [
        (form.format(a=p[:4], b=p[5:], c=int(p[:4]) + 1, noun=noun, Noun=noun.capitalize()), p) for _, p in made.years
    ]
    return _result("B14", f"{look[0]}.{wording}", made, stand(rng, made, (0, 2, 3, 6)))


def b15(rng: Random) -> Made:
    """Marks for nothing, for nothing known, or both. What says that there is no number, or says nothing, has none."""
    made, look = crossed(rng, "B15")
    wording = rng.randrange(12)
    zero, gap, notes, legend = (
        ("NIL", "", (), {}),
        ("none", "", (), {}),
        ("-", "", (f"- = there were no {made.asked.noun} in the year",), {}),
        ("--", "", ("Two dashes mean zero.",), {}),
        ("Nil return", "", (), {}),
        ("", "DNA", ("DNA: data not available",), {}),
        ("", "[u]", ("[u] = unreliable and not published",), {}),
        ("0", ":", (": not available",), {}),
        ("·", "x", ("· zero", "x not applicable"), {}),
        ("Ø", "", ("Ø = nil",), {}),
        ("", "Awaiting validation", (), {}),
        ("—", "", (), {"—": "zero"}),
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
    """Sums down, across or both, below or above the rows; shares in rows of their own, a sum for each year of a list."""
    made, look = crossed(rng, "B16")
    totals = rng.choice(((True, True), (True, True), (True, False), (False, True)))
    layouts = (0, 1, 2, 3, 4, 5, 6) if totals[1] else (0, 1, 2, 3, 4, 5, 6, 7)
    return _result("B16", look, made, stand(rng, made, layouts, totals=totals))


HARD = ("2018 (last nine months)", "2022 (first three months)", "2022**")
"""Part years that a careful reader may leave: their months are to be counted, or stand in a note."""


def b17(rng: Random) -> Made:
    """Calendar years for financial ones asked; the last is a part, and where the year began in April the first too."""
    wording = rng.randrange(9)
    part, starts_late = "2022-01-01..2022-03-31", rng.random() < 0.35
    last = (
        "2022 (to 31 March)", "1/1/22 - 31/3/22", "Jan 2022 to Mar 2022", "2022 (January, February and March)", "2022 until 31/03/2022",
        "2022 (first three months)", "2022**", "2022 (incomplete)", "2022 (part)",
    )[wording]  # fmt: skip
    plain = rng.choice(
        ("{}", "{} (1 Jan - 31 Dec)", "Calendar {}", "January {0} to December {0}", "1/1/{0} - 31/12/{0}")
    )
    first = (rng.choice(("2018 (1 April to 31 December)", "April 2018 to December 2018", "2018 (last nine months)")), "2018-04-01..2018-12-31")  # fmt: skip
    periods = [
        *([first] if starts_late else []),
        *((plain.format(year), str(year)) for year in (2019, 2020, 2021)),
        (last, part),
    ]
    made, look = crossed(rng, "B17", periods=periods)
    laid = stand(rng, made, (0, 2, 3, 5, 6, 7))
    if wording >= 7:  # which months they are isn't said
        made.figures = [
            replace(f, period="unknown", also_periods=(part,), is_optional=True) if f.period == part else f
            for f in made.figures
        ]
    made.figures = [
        replace(f, also_periods=("unknown",), is_optional=(first[0] if f.period == first[1] else last) in HARD)
        if ".." in f.period
        else f
        for f in made.figures
    ]
    laid.table.notes = ("** 1 January 2022 to 31 March 2022",) if wording == 6 else ()
    return _result("B17", f"{look[0]}.{wording}", made, laid)


def b19(rng: Random) -> Made:
    """Rotated headings."""
    made, look = crossed(rng, "B19")
    laid = stand(rng, made, (0, 3, 4, 5, 6), totals=rng.choice(((False, False), (True, False), (True, True))))
    table, first = laid.table, 1 if laid.layout in (5, 6) else 2
    table.grid[0] = [head(cell.text, is_rotated=n >= first) if cell else None for n, cell in enumerate(table.grid[0])]
    table.rules = "full"
    return _result("B19", look, made, laid)


def b20(rng: Random) -> Made:
    """Hidden rows, columns, or both: reported and not read."""
    made, look = crossed(rng, "B20", years=rng.choice((3, 4)))
    laid = stand(rng, made, (0, 2, 3), is_merged=False)
    kind = rng.choice(("rows", "columns", "both"))
    table, gone = laid.table, set()
    if kind != "columns":
        names = rng.sample(sorted(laid.rows), rng.randint(1, 2))
        gone |= set(names)
        table.hidden_rows = tuple(laid.rows[name] - table.header_rows + 1 for name in names)
    if kind != "rows":
        periods = rng.sample(sorted(laid.columns), rng.randint(1, 2))
        gone |= set(periods)
        table.hidden_columns = tuple(laid.columns[period] for period in periods)
    made.figures = [f for f in made.figures if not gone & {f.offence, f.period}]
    return _result("B20", f"{look}.{kind}", made, laid)


def two(rng: Random, label: str) -> Made:
    """One of the two tables of a document, each for its own question."""
    made, look = crossed(rng, "F2", label=label, years=rng.choice((2, 3)))
    laid = stand(rng, made, (0, 1, 2, 3, 5, 6))
    is_arrests = label == "4"
    if laid.layout != 2:  # there it stands in the table itself
        laid.table.title = laid.table.title or rng.choice(
            ("Arrests for the offences at question 2", "Table of arrests")
            if is_arrests
            else ("Offences recorded (question 2)", "Table of recorded offences")
        )
    laid.table.sheet = rng.choice(
        ("Arrests Q4", "Custody arrests") if is_arrests else ("Recorded Q2", "Recorded crime")
    )
    return _result("F2", look, made, laid)


def short_name(name: str, style: int) -> str:
    for end in (" Police Service", " Constabulary", " Police"):
        name = name.removesuffix(end) if style else name
    return (name, name, name.replace(" and ", " & "), f"{name} police")[style]


def b7(rng: Random) -> Made:
    """Forces by years: numbered, with notes, with another offence beside, the sum first, with what kind of reply came."""
    q = question(RECORDED, "1")
    layout, style, wording, year_style = (
        rng.randrange(6),
        rng.randrange(4),
        rng.randrange(8),
        rng.randrange(YEAR_STYLES),
    )
    known = [f for f in forces() if f.nation in ("England", "Wales")]
    chosen = sorted(rng.sample(known, rng.randint(7, 16)), key=lambda force: force.name)
    years = sorted(rng.sample(YEARS, rng.randint(2, 3)))
    missing = ("Overdue", "Cost exempt", "No reply", "Withheld", "Unavailable", "n/p", ":", "Exempt (s12)")[wording]
    values = [[None if rng.random() < 0.07 else n for n in drawn(rng, len(years))] for _ in chosen]
    counted = [
        (n, exact(q, "B7", n or 0, financial(year), q.offence, force=force.force))
        for force, row in zip(chosen, values, strict=True)
        for year, n in zip(years, row, strict=True)
    ]
    figures = [figure for n, figure in counted if n is not None]
    if wording in (5, 6):  # a note says that the mark stands for no number
        figures += [_unknown(figure) for n, figure in counted if n is None]
    names = [short_name(force.name, style) for force in chosen]
    texts = [[missing if n is None else f"{n:,}" for n in row] for row in values]
    labels = [head(year_label(year, year_style)) for year in years]
    whole = [f"{sum(row[n] or 0 for row in values):,}" for n in range(len(years))]
    heading = head(rng.choice(("Police force", "Force / Constabulary", "Area", "Respondent force")))
    word = rng.choice(("All forces that answered", "Overall total", "Total of the above", "Total (where known)"))
    notes = {5: ("n/p = not provided",), 6: (": = no figure received",)}.get(wording, ())
    grid: Grid = [[heading, *labels]]
    if layout == 0:  # a number before each
        grid = [[head(rng.choice(("#", "No.", "Ref"))), heading, *labels]]
        grid += [row_of(str(k), *row) for k, row in enumerate(([n, *t] for n, t in zip(names, texts, strict=True)), 1)]
        grid.append(row_of("", word, *whole))
    elif layout == 1:  # notes on some
        marks = rng.choice(((" (1)", " (2)"), (" [i]", " [ii]"), ("†", "‡")))
        spots = rng.sample(range(len(chosen)), 2)
        for mark, spot in zip(marks, spots, strict=True):
            names[spot] += mark
        grid += [row_of(name, *t) for name, t in zip(names, texts, strict=True)]
        notes = (
            f"{marks[0].strip()} Includes attempted offences.",
            f"{marks[1].strip()} Counted by date reported.",
            *notes,
        )
    elif layout == 2:  # another offence beside it
        pair = rng.choice((("s.15A", "s.15"), ("Section 15A", "Section 15"), ("S15A SOA 2003", "S15 SOA 2003")))
        grid = [[head(heading.text, 1, 2)], [None]]
        for label in labels:
            grid[0] += spread(label, 2)
            grid[1] += map(head, pair)
        for force, name, row in zip(chosen, names, texts, strict=True):
            other = drawn(rng, len(years))
            grid.append(row_of(name, *(one for n, m in zip(row, other, strict=True) for one in (n, f"{m:,}"))))
            figures += [
                exact(q, "B7", m, financial(year), "soa2003_s15", force=force.force, is_optional=True)
                for year, m in zip(years, other, strict=True)
            ]
    elif layout == 3:  # the latest year first, and the sum before all
        grid = [[heading, *labels[::-1]], row_of(word.replace("the above", "all forces"), *whole[::-1])]
        grid += [row_of(name, *t[::-1]) for name, t in zip(names, texts, strict=True)]
    elif layout == 4:  # what kind of reply came
        grid = [[heading, head(rng.choice(("Response", "Status of request"))), *labels]]
        for name, t, known_of in zip(names, texts, values, strict=True):
            is_none = all(n is None for n in known_of)
            status = "None" if is_none else "Partial" if None in known_of else "Full"
            grid.append(row_of(name, status, *t))
        grid.append(row_of(word, "", *whole))
    else:  # how many forces answered, and the middle one
        grid += [row_of(name, *t) for name, t in zip(names, texts, strict=True)]
        counted = [[row[n] for row in values if row[n] is not None] for n in range(len(years))]
        grid.append(row_of("Number of forces with data", *(str(len(one)) for one in counted)))
        grid.append(row_of(word, *whole))
    title = rng.choice((
        "Section 15A Sexual Offences Act 2003: recorded offences in each force area", "Table 7. Recorded offences of sexual communication with a child",
        "Sexual communication with a child offences recorded by police (FOI returns from forces)", "s15A SOA 2003 crimes recorded per force, per financial year",
    ))  # fmt: skip
    if layout == 2:
        title = (
            "Grooming offences recorded by each force (s.15A sexual communication with a child; s.15 meeting a child)"
        )
    table = Table(
        grid, 2 if layout == 2 else 1, title, notes, rules=rng.choice(("full", "rows", "none")), sheet="FOI returns"
    )
    return Made("B7", f"{style}.{wording}", table, figures, q, layout=layout)


QUARTERS = (("Apr-Jun", "04-01", "06-30"), ("Jul-Sep", "07-01", "09-30"), ("Oct-Dec", "10-01", "12-31"), ("Jan-Mar", "01-01", "03-31"))  # fmt: skip


def _quartered(n: int, rng: Random) -> list[int]:
    cuts = sorted(rng.randint(0, n) for _ in range(3))
    return [b - a for a, b in zip([0, *cuts], [*cuts, n], strict=True)]


def b10(rng: Random) -> Made:
    """Two levels: two measures in years or years in them, quarters, sexes over or beside years, online or not."""
    layout = rng.randrange(6)
    made, look = crossed(rng, "B10", label="2", years=rng.choice((2, 3)) if layout == 4 else 2, offences=(4, 6))
    years = [year for year, _ in made.years]
    asked, arrests = question(RECORDED, "2"), question(RECORDED, "4")
    corner = rng.choice(("Offence", "Recorded as", "Offence category")) if layout > 1 else "Offence"
    measures = rng.choice(
        (("Number of offences recorded", "Number of arrests made"), ("Total crimes", "Total arrests"), ("Recorded offences", "Arrests (count)"))
    )  # fmt: skip
    sexes = rng.choice(
        (("Victim: Female", "Victim: Male", "Victim: Not stated"), ("Female victims", "Male victims", "Unspecified"), ("Girls", "Boys", "Not known"))
    )  # fmt: skip
    flags = rng.choice((("Online", "Not online"), ("Cyber flag", "No cyber flag"), ("Internet related", "Other")))
    whole_word = rng.choice(("All offences", "Total offences"))
    kinds: tuple[str, ...] = (measures, measures, (), sexes, sexes, flags)[layout]
    inner = {2: (*(q[0] for q in QUARTERS), rng.choice(("Full year", "Year total"))), 5: (*flags, whole_word)}.get(layout, kinds)  # fmt: skip
    grid: Grid = [[head(corner, 1, 2)], [None]]
    if layout in (1, 3):
        for kind in kinds:
            grid[0] += spread(head(kind), len(years))
            grid[1] += map(head, years)
    elif layout == 4:
        grid = [[*map(head, (corner, "Financial year", *kinds, "All"))]]
    else:
        for year in years:
            grid[0] += spread(head(year), len(inner))
            grid[1] += map(head, inner)
    header_rows, figures = len(grid), []

    def put(
        n: int, period: str, offence: str, *labels: str, is_optional: bool = False, measure: Question = asked
    ) -> str:
        sex = {"Girls": "female", "Boys": "male"}.get(labels[0] if labels else "", "")
        plain = next((one for one in ("female", "male") if labels and one in labels[0].casefold().split()), sex)
        also = ((plain,),) if plain else ()
        figures.append(
            exact(measure, "B10", n, period, offence, dimensions=labels, also_dimensions=also, is_optional=is_optional)
        )
        return f"{n:,}"

    for (offence, label), row in zip(made.offences, made.numbers, strict=True):
        name, cells = offence.offence, []
        counts = [
            [round((n or 0) * (0.7, 0.25, 0.05)[k] * rng.uniform(0.6, 1.3)) for n in row] for k in range(len(kinds))
        ]
        spots = [(n, k) for n in range(len(years)) for k in range(len(kinds))]
        spots.sort(key=lambda spot: (spot[1], spot[0]) if layout in (1, 3) else spot)
        if layout == 2:
            for n, (_, period) in zip(row, made.years, strict=True):
                for part, (quarter, first, last) in zip(_quartered(n or 0, rng), QUARTERS, strict=True):
                    when = int(period[:4]) + (quarter == "Jan-Mar")
                    cells.append(put(part, f"{when}-{first}..{when}-{last}", name, is_optional=True))
                    put(part, period, name, quarter, is_optional=True)
                cells.append(put(n or 0, period, name))
            grid.append(row_of(label, *cells))
        elif layout == 4:
            for n, (year, period) in enumerate(made.years):
                own = [put(counts[k][n], period, name, kind) for k, kind in enumerate(kinds)]
                own.append(put(sum(one[n] for one in counts), period, name, is_optional=True))
                grid.append([TableCell(label, 1, len(years)) if n == 0 else None, *row_of(year, *own)])
        else:
            for n, k in spots:
                period = made.years[n][1]
                if layout < 2:
                    cells.append(put(counts[k][n], period, name, measure=(asked, arrests)[k]))
                else:
                    cells.append(put(counts[k][n], period, name, kinds[k], is_optional=layout == 5))
                if layout == 5 and k == len(kinds) - 1:
                    cells.append(put(sum(one[n] for one in counts), period, name))
            grid.append(row_of(label, *cells))
    if layout < 2:
        title = rng.choice(
            (
                "Child sexual offences: recorded and arrests",
                "Table 3: recorded offences and arrests, by financial year",
                "",
            )
        )
    else:
        title = title_for(rng, made)
    table = Table(grid, header_rows, title, rules=rng.choice(("full", "full", "rows")), sheet="Table 3")
    return Made("B10", look, table, figures, made.asked, layout=layout)


def b18(rng: Random) -> Made:
    """A list of records, one row each, as the crime or custody system exports it."""
    asked: Question = question(RECORDED, rng.choice(("2", "2", "4")))
    is_arrests = asked.label == "4"
    offences, style = some(rng, 3, 6)
    wording, layout = rng.randrange(7), rng.randrange(5)
    form = ("%d/%m/%Y", "%d-%b-%y", "%Y%m%d", "%d %B %Y", "%d.%m.%Y", "%d/%m/%y %H:%M", "%a %d/%m/%Y")[wording]
    days = [date(2019, 4, 1) + timedelta(days=rng.randint(0, 3 * 365 - 1)) for _ in range(rng.randint(10, 40))]
    when = rng.choice(
        ("Arrest date/time", "Date arrested") if is_arrests else ("Date crime recorded", "Crime created", "Record date")
    )
    ref = rng.choice(
        ("Detention no.", "Custody ref") if is_arrests else ("Crime no.", "Investigation number", "NICL ref")
    )
    offence_head = "Offence" if is_arrests else rng.choice(("Crime type", "Offence title", "HO offence"))
    columns = [
        [when, offence_head],
        [offence_head, ref, when, "Outcome"],
        ["Seq", when, ref, "Ward", offence_head],
        [when, "Keyword hit", offence_head, "Officer team"],
        [ref, "Financial year", offence_head, "Victim age band"],
    ][layout]
    teams, prefix = ("POLIT", "CID", "Response", "Child Protection"), rng.choice(("N/", "22", "CJ", ""))
    counts: dict[tuple[str, str], int] = {}
    grid: Grid = [[*map(head, columns)]]
    for number, day in enumerate(sorted(days, reverse=rng.random() < 0.4), 1):
        offence, label = rng.choice(offences)
        start = day.year if day >= date(day.year, 4, 1) else day.year - 1
        key = (offence.offence, financial(start))
        counts[key] = counts.get(key, 0) + 1
        cells = {
            when: day.strftime(form), ref: f"{prefix}{rng.randint(100000, 999999)}", offence_head: label, "Seq": str(number),
            "Outcome": rng.choice(("Charged", "Ongoing", "NFA", "Released on bail")), "Ward": rng.choice(("Castle", "Abbey", "Riverside")),
            "Keyword hit": rng.choice(("online", "snapchat", "decoy", "chat")), "Officer team": rng.choice(teams),
            "Financial year": financial(start), "Victim age band": rng.choice(("10-12", "13-15", "")),
        }  # fmt: skip
        grid.append(row_of(*(cells[name] for name in columns)))
    figures = [exact(asked, "B18", n, period, offence, is_optional=True) for (offence, period), n in counts.items()]
    title = rng.choice(
        ("Arrests between 1 April 2019 and 31 March 2022, each row is one arrest", "Arrests (line by line)", "")
        if is_arrests
        else ("Offences recorded 1 April 2019 to 31 March 2022, each row is one offence", "Recorded crimes (line by line)", "")
    )  # fmt: skip
    return Made("B18", f"{style}.{wording}", Table(grid, 1, title, sheet="Extract"), figures, asked, layout=layout)


TABLES: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B5": b5, "B6": b6, "B7": b7, "B8": b8, "B9": b9, "B10": b10, "B11": b11, "B12": b12, "B13": b13, "B14": b14,
    "B15": b15, "B16": b16, "B17": b17, "B18": b18, "B19": b19, "B20": b20,
}  # fmt: skip
