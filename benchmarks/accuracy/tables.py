"""Tables as forces make them (B4 to B20), apart from any format, each with its truth.

Most are offences by years: what a request for recorded crime gets. Totals are true too, but a careful reader may leave
them; a cell under a mark is what the marks' note says. Wordings are titles, labels and spellings of years; layouts are
which way round the table stands, where its title is, and where totals stand.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.accuracy.answers import printed
from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import OFFENCES, RECORDED, Offence, Question, question

Grid = list[list[TableCell | None]]
START = 2017
YEARS = tuple(range(START, START + 5))


@dataclass
class Made:
    """A table with the figures that are true of it, the question it answers and, for marks, the source's legend."""

    form: str
    wording: str
    table: Table
    figures: list[TrueFigure]
    question: Question
    legend: dict[str, str] = field(default_factory=dict)
    layout: int = 0


def head(text: str, columns: int = 1, rows: int = 1, is_rotated: bool = False) -> TableCell:
    return TableCell(text, columns, rows, True, is_rotated)


def financial(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def year_label(year: int, style: int) -> str:
    return (
        financial(year), f"{year}-{(year + 1) % 100:02}", f"{year % 100}/{(year + 1) % 100}", f"{year}/{year + 1}",
        f"FY {financial(year)}", f"{year} - {year + 1}",
    )[style]  # fmt: skip


YEAR_STYLES = 6
LABEL_LETTERS = 18  # a label in a narrow column: four to six lines
TITLES = {
    "offences_recorded": (
        "Number of offences recorded by offence and financial year",
        "Q2 - Recorded offences, 2017/18 to 2021/22",
        "Offences recorded by year",
        "Table 1: Offences recorded, broken down by offence and financial year",
        "Recorded crime by offence type and year",
        "Count of offences recorded between 01/04/2017 and 31/03/2022",
    ),
    "arrests": (
        "Number of arrests by offence and financial year",
        "Q4 - Arrests, 2017/18 to 2021/22",
        "Arrests by year",
        "Table 2: Arrests broken down by offence and year",
        "Arrests by offence and year",
        "Count of arrests between 01/04/2017 and 31/03/2022",
    ),
}


def some_offences(rng: Random, least: int = 4, most: int = 8) -> list[tuple[Offence, str]]:
    """Offences with the label printed for each, all of one table in a like style as far as they go."""
    chosen = rng.sample(OFFENCES, rng.randint(least, most))
    style = rng.randrange(4)
    return [(offence, offence.labels[min(style, len(offence.labels) - 1)]) for offence in chosen]


def exact(asked: Question, form: str, n: float, period: str, offence: str | None, **more: object) -> TrueFigure:
    return TrueFigure(asked.measure, asked.unit, offence, period, n, n, n, asked.label, form, **more)  # type: ignore[arg-type]


@dataclass
class Cross:
    """Numbers of offences by years, before they are laid out. `texts` is what each cell prints."""

    asked: Question
    form: str
    offences: list[tuple[Offence, str]]
    years: list[tuple[str, str]]  # label and period
    numbers: list[list[int | None]]
    texts: list[list[str]]
    figures: list[TrueFigure]

    def total_figures(self, by_year: bool, by_offence: bool) -> list[TrueFigure]:
        """Totals printed in the table, none of which must be read."""
        made = []
        span = f"{START}-04-01..{START + len(self.years)}-03-31"
        if by_year:
            for column, (_, period) in enumerate(self.years):
                n = sum(row[column] or 0 for row in self.numbers)
                made.append(exact(self.asked, self.form, n, period, None, is_optional=True))
        if by_offence:
            for (offence, _), row in zip(self.offences, self.numbers, strict=True):
                n = sum(cell or 0 for cell in row)
                made.append(exact(self.asked, self.form, n, span, offence.offence, is_optional=True))
        if by_year and by_offence:
            n = sum(cell or 0 for row in self.numbers for cell in row)
            made.append(exact(self.asked, self.form, n, span, None, is_optional=True))
        return made


def cross(rng: Random, form: str, style: int, *, label: str | None = None, years: int = 5) -> Cross:
    asked = question(RECORDED, label or rng.choice(("2", "2", "4")))
    offences = some_offences(rng)
    columns = [(year_label(year, style), financial(year)) for year in YEARS[:years]]
    numbers: list[list[int | None]] = [
        [rng.choice((rng.randint(0, 9), rng.randint(10, 99), rng.randint(100, 2400))) for _ in columns]
        for _ in offences
    ]
    texts = [[printed(n or 0) for n in row] for row in numbers]
    figures = [
        exact(asked, form, n or 0, period, offence.offence)
        for (offence, _), row in zip(offences, numbers, strict=True)
        for (_, period), n in zip(columns, row, strict=True)
    ]
    return Cross(asked, form, offences, columns, numbers, texts, figures)


CORNERS = ("Offence", "Offence type", "Offence Description", "", "Crime type", "HO Offence")


def laid_out(rng: Random, made: Cross, *, totals: bool | None = None, layout: int | None = None) -> tuple[Table, int]:
    """The cross as a table in one of six layouts; totals that are printed are put among its figures."""
    layout = rng.randrange(6) if layout is None else layout
    is_turned = layout in (2, 5)
    by_year = layout in (1, 2, 3) if totals is None else totals
    by_offence = layout in (3, 5) if totals is None else totals
    corner = rng.choice(CORNERS)
    row_labels = [label for _, label in made.offences]
    column_labels = [label for label, _ in made.years]
    texts = made.texts
    if is_turned:
        row_labels, column_labels, corner = column_labels, row_labels, rng.choice(("Year", "Financial Year", ""))
        texts = [list(column) for column in zip(*made.texts, strict=True)]
        by_rows, by_columns = by_offence, by_year
    else:
        by_rows, by_columns = by_year, by_offence
    word = rng.choice(("Total", "Grand Total", "TOTAL", "Totals"))
    numbers = [list(column) for column in zip(*made.numbers, strict=True)] if is_turned else made.numbers
    grid: Grid = [[head(corner), *(head(label) for label in column_labels), *([head(word)] if by_columns else [])]]
    for label, row, values in zip(row_labels, texts, numbers, strict=True):
        total = [TableCell(printed(sum(n or 0 for n in values)))] if by_columns else []
        grid.append([TableCell(label), *(TableCell(text) for text in row), *total])
    if by_rows:
        sums = [sum(n or 0 for n in column) for column in zip(*numbers, strict=True)]
        last = [TableCell(printed(sum(sums)))] if by_columns else []
        grid.append([TableCell(word), *(TableCell(printed(n)) for n in sums), *last])
    made.figures += made.total_figures(by_year, by_offence)
    title = rng.choice(TITLES[made.asked.measure]) if layout != 4 else ""
    header_rows = 1
    if layout == 3 and title:  # the title is a merged row of the table itself
        width = len(grid[0])
        grid.insert(0, [head(title, width), *([None] * (width - 1))])
        title, header_rows = "", 2
    rules = rng.choice(("full", "full", "rows", "none"))
    return Table(
        grid, header_rows, title, rules=rules, sheet=rng.choice(("Sheet1", "Data", "FOI data", f"Q{made.asked.label}"))
    ), layout


def _made(form: str, style: object, made: Cross, table: Table, layout: int, **more: object) -> Made:
    return Made(form, f"{style}/{layout}", table, made.figures, made.asked, layout=layout, **more)  # type: ignore[arg-type]


def b8(rng: Random) -> Made:
    """Offence rows by year columns, nils as the note says."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B8", style)
    notes, legend = _blanks(rng, made, rng.randrange(6))
    table, layout = laid_out(rng, made)
    table.notes = notes
    return _made("B8", style, made, table, layout, legend=legend)


def _blanks(rng: Random, made: Cross, wording: int) -> tuple[tuple[str, ...], dict[str, str]]:
    """Nils as empty cells, with the note or the source's legend that says so."""
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            if n == 0 and wording != 5:
                texts[column] = ""
    return (
        (("Blank cells denote a nil return.",), {}),
        (("A blank cell means that no offences were recorded.",), {}),
        (("Where a cell is empty the count is zero.",), {}),
        ((), {"blank": "zero"}),
        (("Note: empty cells = 0",), {}),
        ((), {}),
    )[wording]


def b4(rng: Random) -> Made:
    """Small counts as a mark, and a sum that leaves them out or doesn't stand there."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B4", style)
    wording = rng.randrange(6)
    mark, note, high = (
        ("*", "* denotes fewer than 5", 4), ("<5", "", 4), ("*", "Note: figures under 5 are shown as *", 4),
        ("*", "* = less than 10", 9), ("[c]", "[c] suppressed", None), ("#", "# - count below 5, suppressed to protect individuals", 4),
    )[wording]  # fmt: skip
    _suppress(made, mark, high)
    table, layout = laid_out(rng, made, totals=False)
    table.notes = (note,) if note else ()
    return _made("B4", f"{style}.{wording}", made, table, layout)


def _suppress(made: Cross, mark: str, high: float | None) -> None:
    """Counts of one to the threshold are printed as the mark; their figures are intervals."""
    figures = []
    spot = 0
    prints_zero = any(n == 0 for row in made.numbers for n in row)
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = made.figures[spot]
            spot += 1
            if n is not None and 1 <= n <= (high or 4):
                texts[column] = mark
                low = 1 if prints_zero and high is not None else 0
                also = (0.0, 1.0) if prints_zero or high is None else (1.0,)
                figure = TrueFigure(
                    figure.measure, figure.unit, figure.offence, figure.period, None, low, high, figure.question,
                    figure.form, also_lows=also,
                )  # fmt: skip
            figures.append(figure)
    made.figures = figures


def b9(rng: Random) -> Made:
    """Footnote marks on headings and labels."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B9", style)
    wording = rng.randrange(6)
    mark, note = (
        ("¹", "¹ Data extracted on 4 January 2023 and subject to change."), ("*", "* Figures may change as the system is live."),
        (" (1)", "(1) Includes attempts."), ("²", "² From 3 April 2017 only."), ("†", "† The recording system changed in 2019."),
        (" [note 1]", "[note 1] Counted by date recorded."),
    )[wording]  # fmt: skip
    if rng.random() < 0.5:
        spot = rng.randrange(len(made.years))
        label, period = made.years[spot]
        made.years[spot] = (label + mark, period)
    else:
        spot = rng.randrange(len(made.offences))
        offence, label = made.offences[spot]
        made.offences[spot] = (offence, label + mark)
    table, layout = laid_out(rng, made)
    table.notes = (note,)
    return _made("B9", f"{style}.{wording}", made, table, layout)


def b11(rng: Random) -> Made:
    """The printed total is not the sum of its parts: all are kept as printed."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B11", style)
    table, layout = laid_out(rng, made, totals=False, layout=rng.choice((0, 1, 4)))
    sums = [sum(row[column] or 0 for row in made.numbers) for column in range(len(made.years))]
    spot = rng.randrange(len(sums))
    sums[spot] += rng.randint(1, 9)
    table.grid.append([TableCell("Total"), *(TableCell(printed(n)) for n in sums)])
    for n, (_, period) in zip(sums, made.years, strict=True):
        made.figures.append(exact(made.asked, "B11", n, period, None, is_optional=True))
    return _made("B11", style, made, table, layout)


def b12(rng: Random) -> Made:
    """A table that goes on over the page, its header repeated or not; a row may be broken (B13)."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B12", style)
    table, layout = laid_out(rng, made, layout=rng.choice((0, 1, 4)))
    table.repeats_header = rng.random() < 0.4
    table.fillers = rng.randint(14, 34)
    table.rules = rng.choice(("full", "full", "rows"))
    return _made("B12", style, made, table, layout)


def b13(rng: Random) -> Made:
    """Long labels in a table that goes on over the page: a row may be broken by the page's end."""
    made = b12(rng)
    for row in made.table.grid[made.table.header_rows :]:
        if row[0] is not None:
            row[0] = TableCell(
                textwrap.fill(row[0].text, LABEL_LETTERS, break_long_words=False, break_on_hyphens=False)
            )
    made.table.splits_rows = True
    figures = [TrueFigure(**{**vars(figure), "form": "B13"}) for figure in made.figures]
    return Made("B13", made.wording, made.table, figures, made.question, layout=made.layout)


def b14(rng: Random) -> Made:
    """Headings over two to four lines."""
    wording = rng.randrange(6)
    made = cross(rng, "B14", 0, years=4)
    form = (
        "{a}/\n{b}",
        "Financial year\n{a}/{b}",
        "Number of\n{noun} in\n{a}/{b}",
        "Total\nrecorded in\n{a}-{b}",
        "Year\n{a}/{b}\n(April to March)",
        "01/04/{a} to\n31/03/{c}",
    )[wording]
    made.years = [
        (form.format(a=period[:4], b=period[5:], c=int(period[:4]) + 1, noun=made.asked.noun), period)
        for _, period in made.years
    ]
    table, layout = laid_out(rng, made, layout=rng.choice((0, 1, 3, 4)))
    return _made("B14", wording, made, table, layout)


def b15(rng: Random) -> Made:
    """Several marks in one table, each with its meaning in a note or in the source's legend; or with none."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B15", style)
    wording = rng.randrange(6)
    zero, notes, legend = (
        ("-", ("- denotes zero", "n/a not applicable: the offence was not yet in force"), {}),
        ("Nil", ("n/a = not applicable",), {}), ("-", (), {"-": "zero"}), ("–", ("– indicates nil",), {}),
        ("-", (), {}), ("[z]", ("[z] not applicable",), {}),
    )[wording]  # fmt: skip
    spot = 0
    figures = []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = made.figures[spot]
            spot += 1
            if n is not None and n < 4:
                texts[column] = zero
                row[column] = 0
                if wording in (4, 5):  # nobody says what it means, or that there is no number
                    figure = TrueFigure(
                        figure.measure,
                        figure.unit,
                        figure.offence,
                        figure.period,
                        None,
                        None,
                        None,
                        figure.question,
                        "B15",
                        is_optional=True,
                    )
                else:
                    figure = exact(made.asked, "B15", 0, figure.period, figure.offence)
            figures.append(figure)
    made.figures = figures
    table, layout = laid_out(rng, made, totals=False)
    table.notes = notes
    return _made("B15", f"{style}.{wording}", made, table, layout, legend=legend)


def b16(rng: Random) -> Made:
    """Totals and a grand total, down and across."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B16", style)
    table, layout = laid_out(rng, made, totals=True)
    return _made("B16", style, made, table, layout)


def b17(rng: Random) -> Made:
    """Financial years asked, calendar years answered, the last one a part."""
    wording = rng.randrange(6)
    made = cross(rng, "B17", 0, years=4)
    last = (
        "2020 (to 30 June)",
        "2020 (Jan-Jun)",
        "2020 (up to 30/06/2020)",
        "2020*",
        "01/01/2020 - 30/06/2020",
        "2020 to date",
    )[wording]
    part = "2020-01-01..2020-06-30"
    made.years = [("2017", "2017"), ("2018", "2018"), ("2019", "2019"), (last, part)]
    known = wording != 5
    made.figures = [
        exact(
            made.asked, "B17", n or 0, period if period != part or known else "unknown", offence.offence,
            also_periods=("unknown",) if period == part else (), is_optional=period == part and wording in (3, 5),
        )
        for (offence, _), row in zip(made.offences, made.numbers, strict=True)
        for (_, period), n in zip(made.years, row, strict=True)
    ]  # fmt: skip
    table, layout = laid_out(rng, made, totals=False)
    table.title = ""
    table.notes = ("* 2020 is 1 January to 30 June only.",) if wording == 3 else ()
    if layout == 3:
        table.grid, table.header_rows = table.grid[1:], 1
    return _made("B17", wording, made, table, layout)


def b19(rng: Random) -> Made:
    """Rotated headings."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B19", style)
    table, layout = laid_out(rng, made, layout=rng.choice((0, 1, 2, 5)))
    table.grid[0] = [head(cell.text, is_rotated=n > 0) if cell else None for n, cell in enumerate(table.grid[0])]
    table.rules = "full"
    return _made("B19", style, made, table, layout)


def b20(rng: Random) -> Made:
    """Hidden rows or columns: reported and not read."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B20", style)
    table, layout = laid_out(rng, made, totals=False, layout=rng.choice((0, 1, 4)))
    if rng.random() < 0.5:
        hidden = rng.randrange(len(made.offences))
        table.hidden_rows = (hidden + 1,)
        gone = {made.offences[hidden][0].offence}
        made.figures = [figure for figure in made.figures if figure.offence not in gone]
    else:
        hidden = rng.randrange(len(made.years))
        table.hidden_columns = (hidden + 1,)
        made.figures = [figure for figure in made.figures if figure.period != made.years[hidden][1]]
    return _made("B20", style, made, table, layout)


FORMS: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B8": b8, "B9": b9, "B11": b11, "B12": b12, "B13": b13, "B14": b14, "B15": b15, "B16": b16, "B17": b17,
    "B19": b19, "B20": b20,
}  # fmt: skip
